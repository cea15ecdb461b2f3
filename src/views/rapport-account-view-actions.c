#include "config.h"

#include "views/rapport-account-view-private.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-board-service.h"
#include "views/rapport-account-parts.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-reason-dialog.h"
#include "widgets/rapport-stage-path.h"

/* The page of an account: where it stands, and what can be done with it. */

/* Stage path ---------------------------------------------------------------------------------------------------- */

void
_rapport_account_view_show_path (RapportAccountView *self)
{
  RapportAccountData *data = self->data;
  g_autofree RapportStageStep *steps = g_new0 (RapportStageStep, data->path->len);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint current = data->path->len;

  for (guint i = 0; i < data->path->len; i++)
    if (data->placed && g_array_index (data->path, RapportAccountStep, i).stage == data->stage)
      current = i;
  for (guint i = 0; i < data->path->len; i++)
    {
      const RapportAccountStep *step = &g_array_index (data->path, RapportAccountStep, i);
      const char *name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, step->stage);
      gboolean known = step->since != RAPPORT_DAY_NONE && data->placed && i <= current;
      g_autofree char *month = known ? rapport_time_format_month (step->since) : NULL;
      char *caption = NULL;

      if (data->placed && i == current + 1)
        caption = g_strdup (_("next"));
      else if (month != NULL)
        caption = i == current ? g_strdup_printf (_("since %s"), month) : g_strdup (month);
      steps[i].name = name ? name : "";
      steps[i].caption = caption;
      steps[i].state = !data->placed || i > current ? RAPPORT_STAGE_AHEAD
                       : i == current               ? RAPPORT_STAGE_CURRENT
                       : known                      ? RAPPORT_STAGE_PAST
                                                    : RAPPORT_STAGE_SKIPPED;
      if (caption != NULL)
        g_ptr_array_add (texts, caption);
    }
  rapport_stage_path_set_steps (RAPPORT_STAGE_PATH (self->path), steps, data->path->len);

  gtk_widget_set_visible (self->end_box, data->end != NULL);
  if (data->end != NULL)
    {
      g_autofree char *day = rapport_time_format_day_long (
          _rapport_row_day (data->end, RAPPORT_RELATIONSHIP_END_ENDED_ON));
      /* Translators: the day and the reason */
      g_autofree char *text = g_strdup_printf (_("Ended on %s: %s"), day,
                                               _rapport_row_choice (data->end, RAPPORT_RELATIONSHIP_END_REASON));

      gtk_label_set_text (self->end_label, text);
    }
  gtk_widget_set_visible (self->win_back, !rapport_workspace_is_read_only (self->workspace));
}

typedef struct
{
  RapportAccountView *self;
  gint64              stage; /* 0: no move, an end */
} MoveJob;

static char *
moved_text (RapportAccountView *self,
            gint64              stage)
{
  /* Translators: an account and the name of a stage */
  return g_strdup_printf (_("%s moved to %s"), rapport_record_get_title (self->record),
                          rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, stage));
}

static void
reason_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree MoveJob *job = data;
  g_autoptr(RapportAccountView) self = job->self;
  g_autoptr(RapportReason) reason = rapport_ask_reason_finish (result);

  if (reason == NULL || self->data == NULL || self->record == NULL)
    return;
  if (job->stage != 0)
    {
      g_autofree char *text = moved_text (self, job->stage);

      rapport_do (GTK_WIDGET (self), self->workspace,
                  reason->ends
                      ? rapport_board_act_move_and_end (self->workspace, self->data->model, &self->account, 1,
                                                        job->stage, reason->reason, reason->ended_by, reason->note)
                      : rapport_board_act_move (self->workspace, self->data->model, &self->account, 1, job->stage, 0,
                                                0, reason->reason, reason->note),
                  text);
    }
  else
    {
      g_autofree char *text = g_strdup_printf (_("The relationship with %s has ended"),
                                               rapport_record_get_title (self->record));

      rapport_do (
          GTK_WIDGET (self), self->workspace,
          rapport_board_act_end (self->workspace, &self->account, 1, reason->reason, reason->ended_by, reason->note),
          text);
    }
}

static void
ask_reason (RapportAccountView *self,
            gint64              stage)
{
  MoveJob *job = g_new0 (MoveJob, 1);
  const char *name = rapport_record_get_title (self->record);
  g_autofree char *heading = stage != 0 ? g_strdup_printf (_("Why Does %s Move to %s?"), name,
                                                           rapport_workspace_get_title (self->workspace,
                                                                                        RAPPORT_KIND_STAGE, stage))
                                        : g_strdup_printf (_("Why Does the Relationship with %s End?"), name);

  job->self = g_object_ref (self);
  job->stage = stage;
  rapport_ask_reason_async (GTK_WIDGET (self), heading, NULL, stage != 0, reason_cb, job);
}

static void
move_to (RapportAccountView *self,
         gint64              stage)
{
  g_autofree char *text = NULL;

  if (self->record == NULL || self->data == NULL)
    return;
  if (rapport_workspace_is_read_only (self->workspace))
    {
      rapport_toast (GTK_WIDGET (self),
                     _("Nothing can be changed here: the workspace is shown as of a past day or can only be read."),
                     FALSE);
      return;
    }
  text = moved_text (self, stage);
  if (self->data->end != NULL)
    rapport_do (GTK_WIDGET (self), self->workspace,
                rapport_board_act_win_back (self->workspace, self->data->model, &self->account, 1, stage), text);
  else if (self->data->placed && self->data->stage == stage)
    return;
  else if (rapport_board_needs_reason (self->workspace, stage))
    ask_reason (self, stage);
  else
    rapport_do (
        GTK_WIDGET (self), self->workspace,
        rapport_board_act_move (self->workspace, self->data->model, &self->account, 1, stage, 0, 0, NULL, NULL),
        text);
}

void
_rapport_account_view_stage_cb (RapportAccountView *self,
                                guint               index)
{
  if (self->data != NULL && index < self->data->path->len)
    move_to (self, g_array_index (self->data->path, RapportAccountStep, index).stage);
}

/* Actions ------------------------------------------------------------------------------------------------------- */

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  move_to (RAPPORT_ACCOUNT_VIEW (widget), g_variant_get_int64 (parameter));
}

static void
end_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (widget);

  if (self->data != NULL && self->data->end == NULL)
    ask_reason (self, 0);
}

static void
win_back_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (widget);

  if (self->data == NULL || self->data->end == NULL || self->data->path->len == 0)
    return;
  move_to (self,
           self->data->placed ? self->data->stage : g_array_index (self->data->path, RapportAccountStep, 0).stage);
}

static void
trashed_cb (RapportWorkspace *workspace,
            RapportAct       *act,
            gpointer          data)
{
  g_autoptr(RapportAccountView) self = data;

  if (act != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.back", NULL);
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (widget);
  g_autofree char *text = NULL;

  if (self->record == NULL)
    return;
  text = g_strdup_printf (_("%s deleted"), rapport_record_get_title (self->record));
  rapport_do_then (widget, self->workspace, rapport_act_trash (RAPPORT_KIND_ACCOUNT, &self->account, 1), text,
                   trashed_cb, g_object_ref (self));
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (widget);

  if (self->account != 0)
    gtk_widget_activate_action_variant (
        widget, "win.print-accounts",
        g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &self->account, 1, sizeof (gint64)));
}

static void
tab_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  rapport_account_view_show_tab (RAPPORT_ACCOUNT_VIEW (widget), g_variant_get_string (parameter, NULL));
}

static void
turn_tab (RapportAccountView *self,
          int                 by)
{
  static const char *const tabs[] = { "overview", "timeline", "people", "value", "relationship" };
  const char *now = adw_view_stack_get_visible_child_name (self->stack);

  for (int i = 0; i < (int) G_N_ELEMENTS (tabs); i++)
    if (g_strcmp0 (now, tabs[i]) == 0)
      {
        rapport_account_view_show_tab (self, tabs[CLAMP (i + by, 0, (int) G_N_ELEMENTS (tabs) - 1)]);
        return;
      }
}

static void
next_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  turn_tab (RAPPORT_ACCOUNT_VIEW (widget), 1);
}

static void
previous_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  turn_tab (RAPPORT_ACCOUNT_VIEW (widget), -1);
}

void
_rapport_account_view_update_actions (RapportAccountView *self)
{
  gboolean writable = self->record != NULL && !rapport_workspace_is_read_only (self->workspace);
  gboolean ended = self->data != NULL && self->data->end != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.end", writable && !ended);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.win-back", writable && ended);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.delete", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.print", self->record != NULL);
}

void
_rapport_account_view_update_menu (RapportAccountView *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) look = g_menu_new ();
  g_autoptr(GMenu) acts = g_menu_new ();
  g_autoptr(GMenuItem) item = g_menu_item_new (_("Show in _Timeline"), NULL);

  g_menu_item_set_action_and_target (item, "win.show-timeline", "x", self->account);
  g_menu_append_item (look, item);
  g_menu_append (acts, _("_End Relationship…"), "account.end");
  g_menu_append (acts, _("_Win Back"), "account.win-back");
  g_menu_append (acts, _("_Delete Account"), "account.delete");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (look));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (acts));
  g_object_set (self->header, "menu-model", menu, NULL);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->log_button), g_variant_new_int64 (self->account));
}

void
_rapport_account_view_install_actions (RapportAccountViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_install_action (widget_class, "account.move", "x", move_action);
  gtk_widget_class_install_action (widget_class, "account.end", NULL, end_action);
  gtk_widget_class_install_action (widget_class, "account.win-back", NULL, win_back_action);
  gtk_widget_class_install_action (widget_class, "account.delete", NULL, delete_action);
  gtk_widget_class_install_action (widget_class, "account.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "account.show-tab", "s", tab_action);
  gtk_widget_class_install_action (widget_class, "account.next-tab", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "account.previous-tab", NULL, previous_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK, "account.next-tab", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK, "account.previous-tab", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "account.print", NULL);
}
