#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-list-service.h"
#include "views/rapport-board-view-private.h"
#include "views/rapport-print-list.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-menu.h"
#include "widgets/rapport-reason-dialog.h"

/* What people do with cards: by pointer, by keyboard and by menu it is the same request of the board, answered here. */

/* One request of the board, until it is done or refused. */
typedef struct
{
  RapportBoardView *view;
  RapportWorkspace *workspace;
  GVariant         *ids;
  gint64            model;
  gint64            stage;
  gint64            above;
  gint64            below;
  char             *text;      /* what the toast says */
  gboolean          backwards; /* offer to say why */
} Request;

static void
request_free (Request *request)
{
  g_clear_object (&request->view);
  g_clear_object (&request->workspace);
  g_clear_pointer (&request->ids, g_variant_unref);
  g_free (request->text);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

static gboolean
shows_opportunities (RapportBoardView *self)
{
  return self->data != NULL && self->data->kind == RAPPORT_KIND_OPPORTUNITY;
}

static RapportKindId
card_kind (RapportBoardView *self)
{
  return shows_opportunities (self) ? RAPPORT_KIND_OPPORTUNITY : RAPPORT_KIND_ACCOUNT;
}

static const gint64 *
get_ids (GVariant *ids,
         guint    *n_ids)
{
  gsize n;
  const gint64 *values = g_variant_get_fixed_array (ids, &n, sizeof (gint64));

  *n_ids = (guint) n;
  return values;
}

/* "Halden Marine", "3 accounts" */
static char *
name_cards (RapportBoardView *self,
            GVariant         *ids)
{
  guint n;
  const gint64 *values = get_ids (ids, &n);
  g_autoptr(RapportRecord) record = NULL;

  if (n != 1)
    return g_strdup_printf (shows_opportunities (self) ? ngettext ("%u opportunity", "%u opportunities", n)
                                                       : ngettext ("%u account", "%u accounts", n), n);
  record = rapport_workspace_get_record (self->workspace, card_kind (self), values[0]);
  return g_strdup (record ? rapport_record_get_title (record) : "?");
}

static void
done_cb (RapportWorkspace *workspace,
         RapportAct       *act,
         gpointer          data)
{
  g_autoptr(Request) request = data;
  RapportBoardView *self = request->view;

  if (self->workspace != workspace || self->board == NULL)
    return;
  if (act == NULL)
    {
      /* The reason has been told in words already. */
      rapport_board_refuse_move (self->board, NULL);
      return;
    }
  _rapport_board_view_mark (self, request->ids);
  if (request->backwards)
    rapport_toast_with_act (GTK_WIDGET (self), request->text, TRUE, _("Add _Reason"), "board.add-reason",
                            g_variant_new ("(x@ax)", request->model, request->ids));
}

/* Takes @request and @act. */
static void
do_request (Request    *request,
            RapportAct *act)
{
  rapport_do_then (GTK_WIDGET (request->view), request->workspace, act, request->backwards ? NULL : request->text,
                   done_cb, request);
}

static void
reason_asked_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(Request) request = data;
  g_autoptr(RapportReason) reason = rapport_ask_reason_finish (result);
  guint n;
  const gint64 *ids = get_ids (request->ids, &n);
  RapportAct *act;

  if (request->view->workspace != request->workspace || request->view->board == NULL)
    return;
  if (reason == NULL)
    {
      rapport_board_refuse_move (request->view->board, NULL);
      return;
    }

  if (request->stage == RAPPORT_LANE_ENDED)
    act = rapport_board_act_end (request->workspace, ids, n, reason->reason, reason->ended_by, reason->note);
  else if (reason->ends)
    act = rapport_board_act_move_and_end (request->workspace, request->model, ids, n, request->stage, reason->reason,
                                          reason->ended_by, reason->note);
  else
    act = rapport_board_act_move (request->workspace, request->model, ids, n, request->stage, request->above,
                                  request->below, reason->reason, reason->note);
  request->backwards = FALSE;
  do_request (g_steal_pointer (&request), act);
}

static void
ask_reason (Request *request)
{
  g_autofree char *name = name_cards (request->view, request->ids);
  g_autofree char *heading = NULL;
  gboolean ends = request->stage == RAPPORT_LANE_ENDED;

  if (ends)
    /* Translators: an account, or "3 accounts" */
    heading = g_strdup_printf (_("End the relationship with %s?"), name);
  else
    /* Translators: an account, or "3 accounts", and a stage such as Decline */
    heading = g_strdup_printf (_("Move %s to %s?"), name,
                               rapport_workspace_get_title (request->workspace, RAPPORT_KIND_STAGE, request->stage));
  rapport_ask_reason_async (GTK_WIDGET (request->view), heading,
                            ends ? _("The reason stays in the history. The relationship can be won back at any time.")
                                 : _("Why does the relationship fade? The reason stays in the history."),
                            !ends, reason_asked_cb, request);
}

typedef struct
{
  guint n_ended;     /* in the lane of the ended */
  guint n_staying;   /* in the lane that they shall go to */
  guint n_backwards; /* in a later stage than that */
} Origins;

static void
find_origins (RapportBoardView *self,
              GVariant         *ids,
              gint64            target,
              Origins          *origins)
{
  guint n;
  const gint64 *values = get_ids (ids, &n);
  guint target_mark = GPOINTER_TO_UINT (g_hash_table_lookup (self->marks, &target));

  *origins = (Origins) { 0, 0, 0 };
  for (guint i = 0; i < n; i++)
    {
      gint64 stage;

      if (_rapport_board_view_find_lane (self, values[i], &stage) == NULL)
        continue;
      origins->n_ended += stage == RAPPORT_LANE_ENDED;
      origins->n_staying += stage == target;
      origins->n_backwards += target_mark > 0 &&
                              GPOINTER_TO_UINT (g_hash_table_lookup (self->marks, &stage)) > target_mark;
    }
}

static void
move_requested_cb (RapportBoardView *self,
                   GVariant         *ids,
                   const char       *lane_id,
                   gint64            above,
                   gint64            below)
{
  g_autoptr(Request) request = NULL;
  g_autofree char *name = NULL;
  const char *stage_name;
  Origins origins;
  RapportAct *act;
  guint n;
  const gint64 *values = get_ids (ids, &n);

  if (self->workspace == NULL || self->data == NULL)
    return;

  request = g_new0 (Request, 1);
  request->view = g_object_ref (self);
  request->workspace = g_object_ref (self->workspace);
  request->ids = g_variant_ref (ids);
  request->model = self->data->model;
  request->stage = g_ascii_strtoll (lane_id, NULL, 10);
  request->above = above;
  request->below = below;
  name = name_cards (self, ids);
  find_origins (self, ids, request->stage, &origins);

  if (request->stage == RAPPORT_LANE_ENDED)
    {
      if (origins.n_ended == n)
        {
          rapport_board_refuse_move (self->board, _("Ended relationships stand in the order of their value."));
          return;
        }
      if (origins.n_ended > 0)
        {
          rapport_board_refuse_move (self->board, _("Some of these have ended already."));
          return;
        }
      if (!shows_opportunities (self))
        {
          request->text = g_strdup_printf (_("Relationship with %s ended"), name);
          ask_reason (g_steal_pointer (&request));
          return;
        }
      request->text = g_strdup_printf (_("%s closed as lost"), name);
      do_request (g_steal_pointer (&request), rapport_board_act_lose (self->workspace, values, n));
      return;
    }

  stage_name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, request->stage);
  if (origins.n_ended > 0)
    {
      if (rapport_board_needs_reason (self->workspace, request->stage))
        {
          rapport_board_refuse_move (self->board,
                                     _("Who is won back does not come back to where the relationship fades."));
          return;
        }
      if (shows_opportunities (self))
        {
          request->text = g_strdup_printf (_("%s reopened"), name);
          act = rapport_board_act_reopen (self->workspace, request->model, values, n, request->stage);
        }
      else
        {
          /* Translators: an account (or "3 accounts") and a stage */
          request->text = g_strdup_printf (_("%s won back to %s"), name, stage_name);
          act = rapport_board_act_win_back (self->workspace, request->model, values, n, request->stage);
        }
      do_request (g_steal_pointer (&request), act);
      return;
    }

  if (origins.n_staying == n)
    /* Translators: a card that was put elsewhere in its column */
    request->text = g_strdup_printf (_("%s moved within %s"), name, stage_name);
  else
    /* Translators: an account (or "3 accounts") and a stage: "Halden Marine moved to Loyal" */
    request->text = g_strdup_printf (_("%s moved to %s"), name, stage_name);
  if (origins.n_staying < n && rapport_board_needs_reason (self->workspace, request->stage))
    {
      ask_reason (g_steal_pointer (&request));
      return;
    }
  request->backwards = origins.n_backwards > 0;
  act = rapport_board_act_move (self->workspace, request->model, values, n, request->stage, above, below, NULL, NULL);
  do_request (g_steal_pointer (&request), act);
}

/* Actions ------------------------------------------------------------------------------------------------------- */

/* The accounts of the selected cards. */
static GVariant *
selected_accounts (RapportBoardView *self)
{
  g_autoptr(GVariant) ids = rapport_board_get_selection (self->board);
  GVariantBuilder builder;
  guint n;
  const gint64 *values = get_ids (ids, &n);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("ax"));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RapportRecord) record = NULL;

      if (shows_opportunities (self))
        record = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_OPPORTUNITY, values[i]);
      g_variant_builder_add (&builder, "x", record ? rapport_record_get_int (record, "account") : values[i]);
    }
  return g_variant_builder_end (&builder);
}

static gint64
account_of (RapportBoardView *self,
            gint64            id)
{
  g_autoptr(RapportRecord) record = NULL;

  if (!shows_opportunities (self))
    return id;
  record = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_OPPORTUNITY, id);
  return record ? rapport_record_get_int (record, "account") : 0;
}

static void
card_activated_cb (RapportBoardView *self,
                   gint64            id)
{
  gint64 account = account_of (self, id);

  if (account > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-account", "x", account);
}

static void
open_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportBoardView *self = RAPPORT_BOARD_VIEW (widget);
  gint64 id = rapport_board_get_focus_id (self->board);

  if (id != 0)
    card_activated_cb (self, id);
}

static void
move_to_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RapportBoardView *self = RAPPORT_BOARD_VIEW (widget);

  if (self->data != NULL)
    rapport_board_request_move (self->board, g_variant_get_string (parameter, NULL));
}

static void
star_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportBoardView *self = RAPPORT_BOARD_VIEW (widget);
  g_autoptr(GVariant) accounts = NULL;
  gboolean all_starred = TRUE;
  RapportRow *changes;
  guint n;
  const gint64 *ids;

  if (self->workspace == NULL || rapport_workspace_is_read_only (self->workspace))
    return;
  accounts = g_variant_ref_sink (selected_accounts (self));
  ids = get_ids (accounts, &n);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(RapportRecord) record = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_ACCOUNT, ids[i]);

      all_starred &= record != NULL && rapport_record_get_int (record, "starred") == 1;
    }
  if (n == 0)
    return;
  changes = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  rapport_row_put (changes, "starred", (gint64) !all_starred, NULL);
  rapport_do (widget, self->workspace,
              rapport_act_update_many (all_starred ? _("Take Star Away") : _("Star"), changes, ids, n), NULL);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportBoardView *self = RAPPORT_BOARD_VIEW (widget);
  g_autoptr(GVariant) ids = rapport_board_get_selection (self->board);
  g_autofree char *cards = NULL;
  g_autofree char *text = NULL;
  guint n;
  const gint64 *values = get_ids (ids, &n);

  if (n == 0 || self->workspace == NULL || rapport_workspace_is_read_only (self->workspace))
    return;
  cards = name_cards (self, ids);
  text = g_strdup_printf (_("%s moved to the trash"), cards);
  rapport_do (widget, self->workspace, rapport_act_trash (card_kind (self), values, n), text);
}

typedef struct
{
  RapportBoardView *view;
  RapportWorkspace *workspace;
  gint64            model;
  GVariant         *ids;
} Why;

static void
why_asked_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Why *why = data;
  g_autoptr(RapportReason) reason = rapport_ask_reason_finish (result);
  guint n;
  const gint64 *ids = get_ids (why->ids, &n);

  if (reason != NULL && why->view->workspace == why->workspace)
    rapport_do (GTK_WIDGET (why->view), why->workspace,
                rapport_board_act_note_reasons (why->workspace, why->model, ids, n, reason->reason, reason->note),
                _("Reason noted"));
  g_object_unref (why->view);
  g_object_unref (why->workspace);
  g_variant_unref (why->ids);
  g_free (why);
}

static void
add_reason_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  RapportBoardView *self = RAPPORT_BOARD_VIEW (widget);
  g_autofree char *cards = NULL;
  g_autofree char *heading = NULL;
  Why *why;

  if (self->workspace == NULL)
    return;
  why = g_new0 (Why, 1);
  why->view = g_object_ref (self);
  why->workspace = g_object_ref (self->workspace);
  g_variant_get (parameter, "(x@ax)", &why->model, &why->ids);
  cards = name_cards (self, why->ids);
  /* Translators: an account, or "3 accounts" */
  heading = g_strdup_printf (_("Why did %s go back?"), cards);
  rapport_ask_reason_async (widget, heading, NULL, FALSE, why_asked_cb, why);
}

static void
clear_filter_action (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  rapport_filter_bar_clear (RAPPORT_BOARD_VIEW (widget)->filter_bar);
}

static void
view_past_action (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  RapportBoardView *self = RAPPORT_BOARD_VIEW (widget);

  rapport_board_view_set_past (self, !rapport_board_view_is_past (self));
}

/* The board's list: the filter's accounts by stage, as on the board. */
static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  static const char *const columns[] = {
    "name", RAPPORT_LIST_COLUMN_STAGE, "account_group", "owner", "last_contact", "value", "next_step", "next_due",
    RAPPORT_LIST_COLUMN_FLAGS, NULL
  };
  RapportBoardView *self = RAPPORT_BOARD_VIEW (widget);
  g_autoptr(RapportAccountFilter) filter = NULL;

  if (self->workspace == NULL)
    return;
  if (self->comparison != NULL)
    {
      _rapport_board_view_print_comparison (self);
      return;
    }
  if (shows_opportunities (self))
    return;
  filter = rapport_account_filter_copy (rapport_board_view_get_filter (self));
  filter->sort = RAPPORT_ACCOUNT_SORT_STAGE;
  filter->descending = FALSE;
  filter->then_sort = RAPPORT_ACCOUNT_SORT_VALUE;
  filter->then_descending = TRUE;
  rapport_print_list (widget, self->workspace, filter, NULL, 0, columns, NULL);
}

/* The menu ------------------------------------------------------------------------------------------------------ */

static void
append_section (GMenu *menu,
                GMenu *section)
{
  g_menu_freeze (section);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
make_menu (RapportBoardView *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) first = g_menu_new ();
  g_autoptr(GMenu) second = g_menu_new ();
  g_autoptr(GMenu) third = g_menu_new ();
  g_autoptr(GMenu) stages = g_menu_new ();
  g_autoptr(GVariant) accounts = g_variant_ref_sink (selected_accounts (self));
  gboolean writable = !rapport_workspace_is_read_only (self->workspace);
  gboolean one = g_variant_n_children (accounts) == 1;
  gint64 account = account_of (self, rapport_board_get_focus_id (self->board));
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_ACCOUNT, account);

  rapport_menu_append (first, _("_Open"), "board.open", NULL);
  append_section (menu, first);

  if (writable)
    {
      gint64 stage;
      gboolean ended = _rapport_board_view_find_lane (self, rapport_board_get_focus_id (self->board), &stage) != NULL &&
                       stage == RAPPORT_LANE_ENDED;

      for (guint i = 0; i < self->data->lanes->len; i++)
        {
          RapportLane *lane = g_ptr_array_index (self->data->lanes, i);
          g_autofree char *id = _rapport_board_view_lane_id (lane->stage);
          const char *title = lane->stage > 0
                                  ? rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, lane->stage)
                                  : NULL;

          if (title != NULL)
            rapport_menu_append (stages, title, "board.move-to", g_variant_new_string (id));
        }
      g_menu_append_submenu (
          second, ended ? (shows_opportunities (self) ? _("_Reopen In") : _("_Win Back To")) : _("_Move To"),
          G_MENU_MODEL (stages));
      if (!ended)
        rapport_menu_append (second, shows_opportunities (self) ? _("_Close as Lost") : _("_End Relationship…"),
                             "board.move-to", g_variant_new_string ("0"));
      if (one)
        rapport_menu_append (second, _("_Log Interaction…"), "win.log-interaction", g_variant_new_int64 (account));
      append_section (menu, second);
    }

  rapport_menu_append (third, one ? _("_Print Summary…") : _("_Print Summaries…"), "win.print-accounts", accounts);
  if (one)
    rapport_menu_append (third, _("Show _Timeline"), "win.show-timeline", g_variant_new_int64 (account));
  if (writable)
    {
      rapport_menu_append (third,
                           record != NULL && rapport_record_get_int (record, "starred") == 1 ? _("Take _Star Away")
                                                                                             : _("_Star"),
                           "board.star", NULL);
      rapport_menu_append (third, _("_Delete"), "board.delete", NULL);
    }
  append_section (menu, third);
  if (_rapport_board_view_is_past (self))
    {
      g_autoptr(GMenu) fourth = g_menu_new ();

      rapport_menu_append (fourth, _("_Compare with Today"), "board.compare", NULL);
      append_section (menu, fourth);
    }
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
card_menu_cb (RapportBoardView *self,
              gint64            id,
              double            x,
              double            y)
{
  g_autoptr(GMenuModel) model = NULL;
  graphene_point_t point;

  if (self->workspace == NULL || self->data == NULL)
    return;
  model = make_menu (self);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (model);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  else
    {
      gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
    }
  if (!gtk_widget_compute_point (GTK_WIDGET (self->board), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    point = GRAPHENE_POINT_INIT ((float) x, (float) y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

void
_rapport_board_view_install_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "board.open", NULL, open_action);
  gtk_widget_class_install_action (klass, "board.move-to", "s", move_to_action);
  gtk_widget_class_install_action (klass, "board.star", NULL, star_action);
  gtk_widget_class_install_action (klass, "board.delete", NULL, delete_action);
  gtk_widget_class_install_action (klass, "board.add-reason", "(xax)", add_reason_action);
  gtk_widget_class_install_action (klass, "board.clear-filter", NULL, clear_filter_action);
  gtk_widget_class_install_action (klass, "board.print", NULL, print_action);
  gtk_widget_class_install_action (klass, "board.view-past", NULL, view_past_action);
  gtk_widget_class_install_property_action (klass, "board.compare", "compare");
  gtk_widget_class_add_binding_action (klass, GDK_KEY_h, GDK_CONTROL_MASK, "board.view-past", NULL);
}

void
_rapport_board_view_connect_board (RapportBoardView *self)
{
  g_signal_connect_object (self->board, "move-requested", G_CALLBACK (move_requested_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "card-activated", G_CALLBACK (card_activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->board, "card-menu", G_CALLBACK (card_menu_cb), self, G_CONNECT_SWAPPED);
}
