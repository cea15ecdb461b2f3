#include "config.h"

#include "views/rapport-account-view.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-account-service.h"
#include "service/rapport-board-service.h"
#include "service/rapport-entry.h"
#include "views/rapport-account-overview.h"
#include "views/rapport-account-parts.h"
#include "views/rapport-account-people.h"
#include "views/rapport-account-relationship.h"
#include "views/rapport-account-value.h"
#include "views/rapport-field-editor.h"
#include "views/rapport-page-header.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-reason-dialog.h"
#include "widgets/rapport-stage-path.h"

struct _RapportAccountView
{
  AdwBin                      parent_instance;

  /* Template children */
  RapportPageHeader          *header;
  GtkButton                  *log_button;
  GtkButton                  *print_button;
  GtkStack                   *state;
  GtkBox                     *head;
  AdwAvatar                  *avatar;
  GtkBox                     *name_box;
  GtkToggleButton            *star;
  GtkLabel                   *place;
  GtkWidget                  *owner_box;
  GtkLabel                   *owner;
  GtkWidget                  *complaint_box;
  GtkLabel                   *complaint;
  GtkBox                     *path_box;
  GtkWidget                  *end_box;
  GtkLabel                   *end_label;
  GtkWidget                  *win_back;
  GtkRevealer                *duplicate_revealer;
  GtkLabel                   *duplicate_label;
  GtkButton                  *duplicate_button;
  AdwViewStack               *stack;
  AdwViewSwitcherTitle       *switcher;
  AdwViewSwitcherBar         *switcher_bar;
  AdwBin                     *timeline;
  RapportAccountOverview     *overview;
  RapportAccountPeople       *people;
  RapportAccountValueTab        *value;
  RapportAccountRelationship *relationship;
  AdwStatusPage              *problem;

  /* Owned */
  RapportWorkspace           *workspace;
  RapportRecord              *record;
  GtkWidget                  *name;
  GtkWidget                  *path;
  RapportAccountData         *data;
  GCancellable               *loading;
  GCancellable               *looking;
  gulong                      changed_id;
  gulong                      today_id;
  gulong                      model_id;
  gint64                      account;
  gint64                      timeline_of;
  gboolean                    filling;
  gboolean                    stale;  /* changed while nobody looked */
};

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_ACCOUNT,
  PROP_RECORD,
  PROP_TAB,
} RapportAccountViewProperty;

static GParamSpec *properties[PROP_TAB + 1];

G_DEFINE_FINAL_TYPE (RapportAccountView, rapport_account_view, ADW_TYPE_BIN)

static void load (RapportAccountView *self);

/* Head ---------------------------------------------------------------------------------------------------------- */

static void
show_identity (RapportAccountView *self)
{
  const RapportRow *row = self->record ? rapport_record_get_row (self->record) : NULL;
  const char *city, *country, *owner;
  gint64 complaints;
  g_autofree char *place = NULL, *line = NULL;

  if (row == NULL)
    return;
  city = rapport_row_get_text (row, RAPPORT_ACCOUNT_CITY);
  country = rapport_row_get_text (row, RAPPORT_ACCOUNT_COUNTRY);
  owner = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MEMBER, rapport_row_get_int (row, RAPPORT_ACCOUNT_OWNER));
  complaints = rapport_row_get_int (row, RAPPORT_ACCOUNT_OPEN_COMPLAINTS);
  place = city && country ? g_strdup_printf (_("%s, %s"), city, country) : g_strdup (city ? city : country);
  line = _rapport_join (rapport_row_get_text (row, RAPPORT_ACCOUNT_ACCOUNT_GROUP), rapport_row_get_text (row, RAPPORT_ACCOUNT_INDUSTRY), place);

  /* As wide as the name, within reason. */
  gtk_editable_set_width_chars (GTK_EDITABLE (rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (self->name))),
                                CLAMP ((int) g_utf8_strlen (rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME), -1) + 2, 6, 28));
  adw_view_switcher_title_set_title (self->switcher, rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME));
  adw_avatar_set_text (self->avatar, rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME));
  gtk_label_set_text (self->place, line);
  gtk_widget_set_visible (GTK_WIDGET (self->place), *line != '\0');
  gtk_label_set_text (self->owner, owner ? owner : "");
  gtk_widget_set_visible (self->owner_box, owner != NULL);
  gtk_widget_set_visible (self->complaint_box, complaints != RAPPORT_UNSET && complaints > 0);
  if (complaints != RAPPORT_UNSET && complaints > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%d open complaint", "%d open complaints", (int) complaints), (int) complaints);

      gtk_label_set_text (self->complaint, text);
    }

  self->filling = TRUE;
  gtk_toggle_button_set_active (self->star, rapport_row_get_int (row, RAPPORT_ACCOUNT_STARRED) == 1);
  self->filling = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->star), !rapport_workspace_is_read_only (self->workspace));
}

static void
star_cb (RapportAccountView *self)
{
  RapportRow *row;

  gtk_button_set_icon_name (GTK_BUTTON (self->star), "rp-star-symbolic");
  if (self->filling || self->record == NULL)
    return;
  row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  rapport_row_set_id (row, self->account);
  rapport_row_set_int (row, RAPPORT_ACCOUNT_STARRED, gtk_toggle_button_get_active (self->star));
  rapport_do (GTK_WIDGET (self), self->workspace, rapport_act_save (row), NULL);
}

/* The same customer twice --------------------------------------------------------------------------------------- */

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(RapportAccountView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) found = rapport_entry_find_duplicates_finish (RAPPORT_WORKSPACE (source), result, &error);

  if (found == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("%s", error->message);
      return;
    }
  if (self->workspace != RAPPORT_WORKSPACE (source))
    return;
  if (found->len > 0)
    {
      const RapportDuplicate *first = &g_array_index (found, RapportDuplicate, 0);
      g_autofree char *text = rapport_entry_describe_duplicate (self->workspace, first);

      gtk_label_set_text (self->duplicate_label, text);
      gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->duplicate_button), g_variant_new_int64 (first->account));
    }
  gtk_revealer_set_reveal_child (self->duplicate_revealer, found->len > 0);
}

static void
look_for_duplicates (RapportAccountView *self)
{
  const RapportRow *row = self->record ? rapport_record_get_row (self->record) : NULL;

  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  if (row == NULL || rapport_workspace_is_read_only (self->workspace))
    return;
  self->looking = g_cancellable_new ();
  rapport_entry_find_duplicates_async (self->workspace, rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME),
                                       rapport_row_get_text (row, RAPPORT_ACCOUNT_PHONE), rapport_row_get_text (row, RAPPORT_ACCOUNT_EMAIL),
                                       rapport_row_get_text (row, RAPPORT_ACCOUNT_WEBSITE), self->account, self->looking, found_cb,
                                       g_object_ref (self));
}

static void
record_changed_cb (RapportRecord      *record,
                   GParamSpec         *pspec,
                   RapportAccountView *self)
{
  static const char *const telling[] = { "name", "phone", "email", "website" };

  show_identity (self);
  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    if (g_str_equal (pspec->name, telling[i]))
      look_for_duplicates (self);
}

/* Stage path ---------------------------------------------------------------------------------------------------- */

static void
show_path (RapportAccountView *self)
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
      g_autofree char *day = rapport_time_format_day_long (_rapport_row_day (data->end, RAPPORT_RELATIONSHIP_END_ENDED_ON));
      /* Translators: the day and the reason */
      g_autofree char *text = g_strdup_printf (_("Ended on %s: %s"), day, _rapport_row_choice (data->end, RAPPORT_RELATIONSHIP_END_REASON));

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
                    ? rapport_board_act_move_and_end (self->workspace, self->data->model, &self->account, 1, job->stage, reason->reason,
                                                      reason->ended_by, reason->note)
                    : rapport_board_act_move (self->workspace, self->data->model, &self->account, 1, job->stage, 0, 0, reason->reason,
                                              reason->note),
                  text);
    }
  else
    {
      g_autofree char *text = g_strdup_printf (_("The relationship with %s has ended"), rapport_record_get_title (self->record));

      rapport_do (GTK_WIDGET (self), self->workspace,
                  rapport_board_act_end (self->workspace, &self->account, 1, reason->reason, reason->ended_by, reason->note), text);
    }
}

static void
ask_reason (RapportAccountView *self,
            gint64              stage)
{
  MoveJob *job = g_new0 (MoveJob, 1);
  const char *name = rapport_record_get_title (self->record);
  g_autofree char *heading = stage != 0 ? g_strdup_printf (_("Why Does %s Move to %s?"), name,
                                                          rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, stage))
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
      rapport_toast (GTK_WIDGET (self), _("Nothing can be changed here: the workspace is shown as of a past day or can only be read."), FALSE);
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
    rapport_do (GTK_WIDGET (self), self->workspace,
                rapport_board_act_move (self->workspace, self->data->model, &self->account, 1, stage, 0, 0, NULL, NULL), text);
}

static void
stage_cb (RapportAccountView *self,
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
  move_to (self, self->data->placed ? self->data->stage : g_array_index (self->data->path, RapportAccountStep, 0).stage);
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
  rapport_do_then (widget, self->workspace, rapport_act_trash (RAPPORT_KIND_ACCOUNT, &self->account, 1), text, trashed_cb, g_object_ref (self));
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (widget);

  if (self->account != 0)
    gtk_widget_activate_action_variant (widget, "win.print-accounts",
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

static void
update_actions (RapportAccountView *self)
{
  gboolean writable = self->record != NULL && !rapport_workspace_is_read_only (self->workspace);
  gboolean ended = self->data != NULL && self->data->end != NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.end", writable && !ended);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.win-back", writable && ended);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.delete", writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "account.print", self->record != NULL);
}

static void
update_menu (RapportAccountView *self)
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

/* Reading ------------------------------------------------------------------------------------------------------- */

static void
show_timeline (RapportAccountView *self)
{
  if (self->timeline_of == self->account || g_strcmp0 (adw_view_stack_get_visible_child_name (self->stack), "timeline") != 0)
    return;
  self->timeline_of = self->account;
  adw_bin_set_child (self->timeline, self->record ? rapport_account_view_create_timeline (self->workspace, self->account) : NULL);
}

static void
show_data (RapportAccountView *self)
{
  show_identity (self);
  show_path (self);
  update_actions (self);
  rapport_account_overview_show (self->overview, self->workspace, self->record, self->data);
  rapport_account_people_show (self->people, self->workspace, self->record, self->data);
  rapport_account_value_tab_show (self->value, self->workspace, self->record, self->data);
  rapport_account_relationship_show (self->relationship, self->workspace, self->record, self->data);
  show_timeline (self);
  gtk_stack_set_visible_child_name (self->state, "page");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportAccountView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportAccountData) read = rapport_account_load_finish (RAPPORT_WORKSPACE (source), result, &error);

  if (read == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      adw_status_page_set_description (self->problem, error->message);
      gtk_stack_set_visible_child_name (self->state, "problem");
      return;
    }
  if (self->record == NULL || rapport_row_get_id (read->account) != self->account)
    return;
  rapport_account_data_free (self->data);
  self->data = g_steal_pointer (&read);
  show_data (self);
}

static void
load (RapportAccountView *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->stale = FALSE;
  if (self->record == NULL)
    return;
  self->loading = g_cancellable_new ();
  rapport_account_load_async (self->workspace, self->account,
                              RAPPORT_ACCOUNT_PART_RECENT | RAPPORT_ACCOUNT_PART_PURCHASES | RAPPORT_ACCOUNT_PART_HISTORY, self->loading,
                              loaded_cb, g_object_ref (self));
}

static void
follow (RapportAccountView *self)
{
  /* A hidden page asks nothing; it catches up when it is shown. */
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
  else
    self->stale = TRUE;
}

static void
changed_cb (RapportWorkspace   *workspace,
            RapportChanges     *changes,
            RapportAccountView *self)
{
  if (self->record == NULL)
    return;
  if (rapport_account_is_touched_by (self->account, changes))
    follow (self);
}

static void
rapport_account_view_map (GtkWidget *widget)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (widget);

  GTK_WIDGET_CLASS (rapport_account_view_parent_class)->map (widget);
  if (self->stale)
    load (self);
}

static void
drop_record (RapportAccountView *self)
{
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_clear_object (&self->record);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->data, rapport_account_data_free);
}

static void
show_account (RapportAccountView *self)
{
  drop_record (self);
  gtk_revealer_set_reveal_child (self->duplicate_revealer, FALSE);
  self->timeline_of = 0;
  adw_bin_set_child (self->timeline, NULL);
  if (self->workspace != NULL && self->account != 0)
    self->record = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_ACCOUNT, self->account);
  rapport_field_editor_set_record (RAPPORT_FIELD_EDITOR (self->name), self->workspace, self->record);
  if (self->record != NULL)
    {
      g_signal_connect (self->record, "notify", G_CALLBACK (record_changed_cb), self);
      show_identity (self);
      update_menu (self);
      load (self);
    }
  gtk_stack_set_visible_child_name (self->state, "loading");
  if (self->record == NULL)
    {
      adw_status_page_set_description (self->problem, self->account != 0 ? _("This account is no longer there.") : _("No account is open."));
      gtk_stack_set_visible_child_name (self->state, "problem");
    }
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

static void
drop_workspace (RapportAccountView *self)
{
  if (self->workspace == NULL)
    return;
  g_clear_signal_handler (&self->changed_id, self->workspace);
  g_clear_signal_handler (&self->model_id, self->workspace);
  g_clear_signal_handler (&self->today_id, self->workspace);
  g_clear_object (&self->workspace);
}

static void
set_workspace (RapportAccountView *self,
               RapportWorkspace   *workspace)
{
  if (self->workspace == workspace)
    return;
  drop_record (self);
  rapport_field_editor_set_record (RAPPORT_FIELD_EDITOR (self->name), NULL, NULL);
  drop_workspace (self);
  if (workspace != NULL)
    {
      self->workspace = g_object_ref (workspace);
      self->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (changed_cb), self);
      self->model_id = g_signal_connect_swapped (workspace, "notify::model", G_CALLBACK (follow), self);
      self->today_id = g_signal_connect_swapped (workspace, "notify::today", G_CALLBACK (follow), self);
    }
  self->account = 0;
  show_account (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * rapport_account_view_get_account:
 * @self: a page
 *
 * Returns: id of the account that it shows, 0 for none
 */
gint64
rapport_account_view_get_account (RapportAccountView *self)
{
  g_return_val_if_fail (RAPPORT_IS_ACCOUNT_VIEW (self), 0);

  return self->account;
}

/**
 * rapport_account_view_set_account:
 * @self: a page
 * @account: id of an account, 0 for none
 *
 * Shows an account; what was typed for the one before is written first.
 */
void
rapport_account_view_set_account (RapportAccountView *self,
                                  gint64              account)
{
  g_return_if_fail (RAPPORT_IS_ACCOUNT_VIEW (self));

  if (self->account == account)
    return;
  self->account = account;
  show_account (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/**
 * rapport_account_view_show_tab:
 * @self: a page
 * @tab: overview, timeline, people, value or relationship
 */
void
rapport_account_view_show_tab (RapportAccountView *self,
                               const char         *tab)
{
  g_return_if_fail (RAPPORT_IS_ACCOUNT_VIEW (self));

  adw_view_stack_set_visible_child_name (self->stack, tab);
}

static void
tab_cb (RapportAccountView *self)
{
  if (self->workspace != NULL)
    show_timeline (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAB]);
}

/**
 * rapport_account_view_new:
 *
 * Returns: (transfer floating): a page without an account
 */
GtkWidget *
rapport_account_view_new (void)
{
  return g_object_new (RAPPORT_TYPE_ACCOUNT_VIEW, NULL);
}

static void
narrow_changed_cb (RapportAccountView *self,
                   GParamSpec         *pspec,
                   RapportAdaptiveBin *bin)
{
  _rapport_columns_fit (self->head, bin);
}

static void
rapport_account_view_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (object);

  switch ((RapportAccountViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ACCOUNT:
      g_value_set_int64 (value, self->account);
      break;
    case PROP_RECORD:
      g_value_set_object (value, self->record);
      break;
    case PROP_TAB:
      g_value_set_string (value, adw_view_stack_get_visible_child_name (self->stack));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_account_view_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (object);

  switch ((RapportAccountViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      rapport_account_view_set_account (self, g_value_get_int64 (value));
      break;
    case PROP_TAB:
      rapport_account_view_show_tab (self, g_value_get_string (value));
      break;
    case PROP_RECORD:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_account_view_dispose (GObject *object)
{
  RapportAccountView *self = RAPPORT_ACCOUNT_VIEW (object);

  drop_record (self);
  drop_workspace (self);
  G_OBJECT_CLASS (rapport_account_view_parent_class)->dispose (object);
}

static void
rapport_account_view_class_init (RapportAccountViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_account_view_get_property;
  object_class->set_property = rapport_account_view_set_property;
  object_class->dispose = rapport_account_view_dispose;
  widget_class->map = rapport_account_view_map;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_int64 ("account", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_RECORD] = g_param_spec_object ("record", NULL, NULL, RAPPORT_TYPE_RECORD, flags & ~G_PARAM_WRITABLE);
  properties[PROP_TAB] = g_param_spec_string ("tab", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RAPPORT_TYPE_PAGE_HEADER);
  g_type_ensure (RAPPORT_TYPE_ACCOUNT_OVERVIEW);
  g_type_ensure (RAPPORT_TYPE_ACCOUNT_PEOPLE);
  g_type_ensure (RAPPORT_TYPE_ACCOUNT_VALUE_TAB);
  g_type_ensure (RAPPORT_TYPE_ACCOUNT_RELATIONSHIP);
  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-account-view.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, RapportAccountView, name)
  CHILD (header);
  CHILD (log_button);
  CHILD (print_button);
  CHILD (state);
  CHILD (head);
  CHILD (avatar);
  CHILD (name_box);
  CHILD (star);
  CHILD (place);
  CHILD (owner_box);
  CHILD (owner);
  CHILD (complaint_box);
  CHILD (complaint);
  CHILD (path_box);
  CHILD (end_box);
  CHILD (end_label);
  CHILD (win_back);
  CHILD (duplicate_revealer);
  CHILD (duplicate_label);
  CHILD (duplicate_button);
  CHILD (stack);
  CHILD (switcher);
  CHILD (switcher_bar);
  CHILD (timeline);
  CHILD (overview);
  CHILD (people);
  CHILD (value);
  CHILD (relationship);
  CHILD (problem);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, star_cb);
  gtk_widget_class_bind_template_callback (widget_class, tab_cb);

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

static void
rapport_account_view_init (RapportAccountView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->name = rapport_field_editor_new (RAPPORT_KIND_ACCOUNT, RAPPORT_ACCOUNT_NAME);
  gtk_widget_add_css_class (self->name, "rp-account-name-editor");
  gtk_editable_set_width_chars (GTK_EDITABLE (rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (self->name))), 12);
  gtk_box_prepend (self->name_box, self->name);

  self->path = rapport_stage_path_new ();
  rapport_chart_set_title (RAPPORT_CHART (self->path), _("Stage path"));
  gtk_widget_set_hexpand (self->path, TRUE);
  g_signal_connect_object (self->path, "stage-activated", G_CALLBACK (stage_cb), self, G_CONNECT_SWAPPED);
  gtk_box_prepend (self->path_box, self->path);
  show_account (self);
}
