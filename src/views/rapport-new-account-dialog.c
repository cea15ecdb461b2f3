#include "config.h"

#include "views/rapport-new-account-dialog.h"

#include <string.h>

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "service/rapport-accounts-service.h"
#include "service/rapport-entry.h"
#include "widgets/rapport-entry-helpers.h"
#include "widgets/rapport-feedback.h"

/* What was typed and not added is kept with the workspace, as a setting of the member: it survives Cancel, closing
 * the program, and a crash a second after the last key. */
#define DRAFT "new-account.draft"
#define GROUP "draft"

/* After the last key, in milliseconds. */
#define LOOK_DELAY 150
#define SAVE_DELAY 800

typedef enum
{
  ROW_NAME,
  ROW_GROUP,
  ROW_CITY,
  ROW_COUNTRY,
  ROW_PHONE,
  ROW_EMAIL,
  ROW_WEBSITE,
  ROW_VALUE,
  ROW_PERSON,
  ROW_JOB,
  ROW_PERSON_EMAIL,
  ROW_PERSON_PHONE,
  N_ROWS,
} Row;

static const struct
{
  const char *key;
  int         field; /* of the account, or -1 */
} rows[N_ROWS] = {
  [ROW_NAME] = { "name", RAPPORT_ACCOUNT_NAME },
  [ROW_GROUP] = { "group", RAPPORT_ACCOUNT_ACCOUNT_GROUP },
  [ROW_CITY] = { "city", RAPPORT_ACCOUNT_CITY },
  [ROW_COUNTRY] = { "country", RAPPORT_ACCOUNT_COUNTRY },
  [ROW_PHONE] = { "phone", RAPPORT_ACCOUNT_PHONE },
  [ROW_EMAIL] = { "email", RAPPORT_ACCOUNT_EMAIL },
  [ROW_WEBSITE] = { "website", RAPPORT_ACCOUNT_WEBSITE },
  [ROW_VALUE] = { "value", -1 },
  [ROW_PERSON] = { "person", -1 },
  [ROW_JOB] = { "job", -1 },
  [ROW_PERSON_EMAIL] = { "person-email", -1 },
  [ROW_PERSON_PHONE] = { "person-phone", -1 },
};

struct _RapportNewAccountDialog
{
  AdwWindow            parent_instance;

  /* Template children (borrowed) */
  AdwEntryRow         *name_row;
  AdwEntryRow         *group_row;
  AdwEntryRow         *city_row;
  AdwEntryRow         *country_row;
  AdwEntryRow         *phone_row;
  AdwEntryRow         *email_row;
  AdwEntryRow         *website_row;
  AdwEntryRow         *value_row;
  AdwEntryRow         *person_row;
  AdwEntryRow         *job_row;
  AdwEntryRow         *person_email_row;
  AdwEntryRow         *person_phone_row;
  AdwComboRow         *kind_row;
  AdwComboRow         *stage_row;
  AdwComboRow         *owner_row;
  AdwPreferencesGroup *kept;
  AdwPreferencesGroup *duplicates;
  AdwToastOverlay     *overlay;
  GtkEditable         *editables[N_ROWS];

  /* Owned */
  RapportWorkspace    *workspace;
  GtkWidget           *from; /* weak: where toasts go */
  GArray              *stages;
  GArray              *owners;
  gint64               model;
  GPtrArray           *duplicate_rows;
  GCancellable        *cancellable;
  char                *discarded;
  guint                look_id;
  guint                save_id;
  gboolean             filling;
  gboolean             adding;
};

G_DEFINE_FINAL_TYPE (RapportNewAccountDialog, rapport_new_account_dialog, ADW_TYPE_WINDOW)

static const char *
text_of (RapportNewAccountDialog *self,
         Row                      row)
{
  return gtk_editable_get_text (self->editables[row]);
}

static char *
stripped (RapportNewAccountDialog *self,
          Row                      row)
{
  return g_strstrip (g_strdup (text_of (self, row)));
}

/* The draft ---------------------------------------------------------------------------------------------------- */

/* NULL where nothing is typed. */
static char *
to_draft (RapportNewAccountDialog *self)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  gboolean any = FALSE;

  for (guint i = 0; i < N_ROWS; i++)
    if (*text_of (self, i) != '\0')
      {
        g_key_file_set_string (file, GROUP, rows[i].key, text_of (self, i));
        any = TRUE;
      }
  if (!any)
    return NULL;
  g_key_file_set_integer (file, GROUP, "kind", (int) adw_combo_row_get_selected (self->kind_row));
  g_key_file_set_integer (file, GROUP, "owner", (int) adw_combo_row_get_selected (self->owner_row));
  g_key_file_set_integer (file, GROUP, "stage", (int) adw_combo_row_get_selected (self->stage_row));
  return g_key_file_to_data (file, NULL, NULL);
}

static void
select_known (AdwComboRow *row,
              GKeyFile    *file,
              const char  *key)
{
  guint n = g_list_model_get_n_items (adw_combo_row_get_model (row));
  int selected = g_key_file_get_integer (file, GROUP, key, NULL);

  if (selected >= 0 && (guint) selected < n)
    adw_combo_row_set_selected (row, (guint) selected);
}

static void
from_draft (RapportNewAccountDialog *self,
            const char              *draft)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  gboolean known = draft != NULL && g_key_file_load_from_data (file, draft, (gsize) -1, G_KEY_FILE_NONE, NULL);

  self->filling = TRUE;
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *text = known ? g_key_file_get_string (file, GROUP, rows[i].key, NULL) : NULL;

      gtk_editable_set_text (self->editables[i], text ? text : "");
    }
  if (known)
    {
      select_known (self->kind_row, file, "kind");
      select_known (self->owner_row, file, "owner");
      select_known (self->stage_row, file, "stage");
    }
  self->filling = FALSE;
}

static gboolean
save_cb (gpointer data)
{
  RapportNewAccountDialog *self = data;
  g_autofree char *draft = self->adding ? NULL : to_draft (self);

  self->save_id = 0;
  if (self->workspace != NULL && !rapport_workspace_is_read_only (self->workspace))
    rapport_workspace_set_setting (self->workspace, DRAFT, TRUE, draft);
  return G_SOURCE_REMOVE;
}

/* Duplicates --------------------------------------------------------------------------------------------------- */

static void
open_it_cb (GtkButton               *button,
            RapportNewAccountDialog *self)
{
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (button), "id");

  if (self->from != NULL)
    gtk_widget_activate_action (self->from, "win.open-account", "x", id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
clear_duplicates (RapportNewAccountDialog *self)
{
  for (guint i = 0; i < self->duplicate_rows->len; i++)
    adw_preferences_group_remove (self->duplicates, g_ptr_array_index (self->duplicate_rows, i));
  g_ptr_array_set_size (self->duplicate_rows, 0);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportNewAccountDialog) self = data;
  RapportWorkspace *workspace = RAPPORT_WORKSPACE (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) found = rapport_entry_find_duplicates_finish (workspace, result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->workspace == NULL)
    return;
  if (found == NULL)
    {
      rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  clear_duplicates (self);
  for (guint i = 0; i < MIN (found->len, 3); i++)
    {
      const RapportDuplicate *duplicate = &g_array_index (found, RapportDuplicate, i);
      g_autofree char *text = rapport_entry_describe_duplicate (workspace, duplicate);
      g_autofree char *title = g_markup_escape_text (text, -1);
      GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_mnemonic (_("_Open It"));

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      g_object_set_data_full (G_OBJECT (button), "id", g_memdup2 (&duplicate->account, sizeof duplicate->account),
                              g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (open_it_cb), self);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
      adw_preferences_group_add (self->duplicates, row);
      g_ptr_array_add (self->duplicate_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->duplicates), found->len > 0);
}

static gboolean
look_cb (gpointer data)
{
  RapportNewAccountDialog *self = data;

  self->look_id = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rapport_entry_find_duplicates_async (self->workspace, text_of (self, ROW_NAME), text_of (self, ROW_PHONE),
                                       text_of (self, ROW_EMAIL), text_of (self, ROW_WEBSITE), 0, self->cancellable,
                                       looked_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

/* The form ----------------------------------------------------------------------------------------------------- */

static gboolean
read_value (RapportNewAccountDialog *self,
            gint64                  *minor,
            GError                 **error)
{
  g_autofree char *text = stripped (self, ROW_VALUE);
  RapportMoney money;

  *minor = RAPPORT_UNSET;
  if (*text == '\0')
    return TRUE;
  if (!rapport_money_parse (text, rapport_workspace_get_currency (self->workspace), NULL, &money, error))
    return FALSE;
  *minor = money.minor;
  return TRUE;
}

static void
show_state (RapportNewAccountDialog *self)
{
  g_autofree char *name = stripped (self, ROW_NAME);
  g_autofree char *person = stripped (self, ROW_PERSON);
  gboolean person_without_name = *person == '\0' &&
                                 (*text_of (self, ROW_JOB) != '\0' || *text_of (self, ROW_PERSON_EMAIL) != '\0' ||
                                  *text_of (self, ROW_PERSON_PHONE) != '\0');
  g_autoptr(GError) error = NULL;
  gint64 minor;
  gboolean value_is_good = read_value (self, &minor, &error);

  rapport_entry_set_problem (GTK_WIDGET (self->value_row), value_is_good ? NULL : error->message);
  rapport_entry_set_problem (GTK_WIDGET (self->person_row), person_without_name ? _("Who is it?") : NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "new-account.add",
                                 *name != '\0' && value_is_good && !person_without_name && !self->adding &&
                                   !rapport_workspace_is_read_only (self->workspace));
}

static void
changed_cb (GtkEditable             *editable,
            RapportNewAccountDialog *self)
{
  if (self->filling || self->workspace == NULL)
    return;
  show_state (self);
  g_clear_handle_id (&self->look_id, g_source_remove);
  self->look_id = g_timeout_add (LOOK_DELAY, look_cb, self);
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_DELAY, save_cb, self);
}

static void
added_cb (RapportWorkspace *workspace,
          RapportAct       *act,
          gpointer          data)
{
  g_autoptr(RapportNewAccountDialog) self = data;

  self->adding = act != NULL;
  if (act == NULL)
    {
      show_state (self);
      return;
    }
  /* It is in the workspace now, where undo can take it back. */
  g_clear_handle_id (&self->save_id, g_source_remove);
  save_cb (self);
  if (self->from != NULL)
    gtk_widget_activate_action (self->from, "win.open-account", "x", rapport_accounts_act_get_added_id (act));
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
add_action (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  RapportNewAccountDialog *self = RAPPORT_NEW_ACCOUNT_DIALOG (widget);
  g_autoptr(RapportRow) account = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autofree char *person = stripped (self, ROW_PERSON), *job = stripped (self, ROW_JOB), *text = NULL;
  g_autofree char *email = stripped (self, ROW_PERSON_EMAIL), *phone = stripped (self, ROW_PERSON_PHONE);
  guint owner = adw_combo_row_get_selected (self->owner_row), stage = adw_combo_row_get_selected (self->stage_row);
  RapportAccountsNew what = { account, self->model, 0, person, job, email, phone };
  gint64 minor;

  if (!read_value (self, &minor, NULL))
    return;
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autofree char *value = stripped (self, i);

      if (rows[i].field >= 0 && *value != '\0')
        rapport_row_set_text (account, (guint) rows[i].field, value);
    }
  rapport_row_set_text (account, RAPPORT_ACCOUNT_KIND,
                        adw_combo_row_get_selected (self->kind_row) == 1 ? "person" : "business");
  if (minor != RAPPORT_UNSET)
    rapport_row_set_int (account, RAPPORT_ACCOUNT_ESTIMATED_VALUE, minor);
  if (owner < self->owners->len && g_array_index (self->owners, gint64, owner) > 0)
    rapport_row_set_int (account, RAPPORT_ACCOUNT_OWNER, g_array_index (self->owners, gint64, owner));
  if (stage < self->stages->len)
    what.stage = g_array_index (self->stages, gint64, stage);

  self->adding = TRUE;
  show_state (self);
  /* Translators: %s is a customer */
  text = g_strdup_printf (_("%s added"), rapport_row_get_text (account, RAPPORT_ACCOUNT_NAME));
  rapport_do_then (self->from ? self->from : widget, self->workspace, rapport_accounts_act_add (&what), text, added_cb,
                   g_object_ref (self));
}

static void
undo_discard_cb (AdwToast                *toast,
                 RapportNewAccountDialog *self)
{
  from_draft (self, self->discarded);
  gtk_widget_set_visible (GTK_WIDGET (self->kept), TRUE);
  changed_cb (NULL, self);
}

/* Empties the form; a toast gives it back. */
static void
put_aside (RapportNewAccountDialog *self,
           const char              *text)
{
  AdwToast *toast = adw_toast_new (text);

  g_free (self->discarded);
  self->discarded = to_draft (self);
  from_draft (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->kept), FALSE);
  changed_cb (NULL, self);
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_discard_cb), self, 0);
  adw_toast_overlay_add_toast (self->overlay, toast);
}

static void
discard_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  RapportNewAccountDialog *self = RAPPORT_NEW_ACCOUNT_DIALOG (widget);

  put_aside (self, _("Discarded"));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static void
activated_cb (RapportNewAccountDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "new-account.add", NULL);
}

static gboolean
rapport_new_account_dialog_close_request (GtkWindow *window)
{
  RapportNewAccountDialog *self = RAPPORT_NEW_ACCOUNT_DIALOG (window);

  g_autofree char *draft = to_draft (self);

  g_clear_handle_id (&self->save_id, g_source_remove);
  save_cb (self);
  if (!self->adding && draft != NULL && self->from != NULL)
    rapport_toast (self->from, _("What you typed is kept for the next time"), FALSE);
  return GTK_WINDOW_CLASS (rapport_new_account_dialog_parent_class)->close_request (window);
}

static void
rapport_new_account_dialog_dispose (GObject *object)
{
  RapportNewAccountDialog *self = RAPPORT_NEW_ACCOUNT_DIALOG (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_handle_id (&self->save_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_weak_pointer (&self->from);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_NEW_ACCOUNT_DIALOG);

  G_OBJECT_CLASS (rapport_new_account_dialog_parent_class)->dispose (object);
}

static void
rapport_new_account_dialog_finalize (GObject *object)
{
  RapportNewAccountDialog *self = RAPPORT_NEW_ACCOUNT_DIALOG (object);

  g_array_unref (self->stages);
  g_array_unref (self->owners);
  g_ptr_array_unref (self->duplicate_rows);
  g_free (self->discarded);

  G_OBJECT_CLASS (rapport_new_account_dialog_parent_class)->finalize (object);
}

static void
rapport_new_account_dialog_class_init (RapportNewAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_new_account_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_new_account_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_new_account_dialog_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-new-account-dialog.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, RapportNewAccountDialog, child)
  BIND (name_row);
  BIND (group_row);
  BIND (city_row);
  BIND (country_row);
  BIND (phone_row);
  BIND (email_row);
  BIND (website_row);
  BIND (value_row);
  BIND (person_row);
  BIND (job_row);
  BIND (person_email_row);
  BIND (person_phone_row);
  BIND (kind_row);
  BIND (stage_row);
  BIND (owner_row);
  BIND (kept);
  BIND (duplicates);
  BIND (overlay);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_install_action (widget_class, "new-account.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "new-account.discard", NULL, discard_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "new-account.add", NULL);
}

static void
rapport_new_account_dialog_init (RapportNewAccountDialog *self)
{
  self->stages = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->owners = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->duplicate_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->editables[ROW_NAME] = GTK_EDITABLE (self->name_row);
  self->editables[ROW_GROUP] = GTK_EDITABLE (self->group_row);
  self->editables[ROW_CITY] = GTK_EDITABLE (self->city_row);
  self->editables[ROW_COUNTRY] = GTK_EDITABLE (self->country_row);
  self->editables[ROW_PHONE] = GTK_EDITABLE (self->phone_row);
  self->editables[ROW_EMAIL] = GTK_EDITABLE (self->email_row);
  self->editables[ROW_WEBSITE] = GTK_EDITABLE (self->website_row);
  self->editables[ROW_VALUE] = GTK_EDITABLE (self->value_row);
  self->editables[ROW_PERSON] = GTK_EDITABLE (self->person_row);
  self->editables[ROW_JOB] = GTK_EDITABLE (self->job_row);
  self->editables[ROW_PERSON_EMAIL] = GTK_EDITABLE (self->person_email_row);
  self->editables[ROW_PERSON_PHONE] = GTK_EDITABLE (self->person_phone_row);
  for (guint i = 0; i < N_ROWS; i++)
    g_signal_connect (self->editables[i], "changed", G_CALLBACK (changed_cb), self);
}

static void
offer (AdwComboRow *row,
       GPtrArray   *labels)
{
  g_autoptr(GtkStringList) list = NULL;

  g_ptr_array_add (labels, NULL);
  list = gtk_string_list_new ((const char *const *) labels->pdata);
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
fill (RapportNewAccountDialog *self)
{
  g_autoptr(GPtrArray) kinds = g_ptr_array_new (), stage_labels = g_ptr_array_new (), owner_labels = g_ptr_array_new ();
  g_autoptr(GPtrArray) stages = NULL, members = rapport_workspace_list_small (self->workspace, RAPPORT_KIND_MEMBER);
  g_autoptr(RapportRecord) model = NULL;
  g_autofree char *draft = rapport_workspace_get_setting (self->workspace, DRAFT, TRUE);
  gint64 nobody = 0, me = rapport_workspace_get_member (self->workspace);
  guint mine = 0;

  /* In a model of opportunities an account has no stage: it begins on the value ladder. */
  self->model = rapport_workspace_get_model (self->workspace);
  model = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_MODEL, self->model);
  if (model == NULL || g_strcmp0 (rapport_record_get_text (model, "subject"), "account") != 0)
    self->model = 0;

  g_ptr_array_add (
      kinds, (gpointer) rapport_field_choice_label (&rapport_account_kind.fields[RAPPORT_ACCOUNT_KIND], "business"));
  g_ptr_array_add (
      kinds, (gpointer) rapport_field_choice_label (&rapport_account_kind.fields[RAPPORT_ACCOUNT_KIND], "person"));
  offer (self->kind_row, kinds);

  stages = rapport_workspace_list_stages (self->workspace, self->model);
  for (guint i = 0; i < stages->len; i++)
    {
      gint64 id = rapport_record_get_id (g_ptr_array_index (stages, i));

      g_array_append_val (self->stages, id);
      g_ptr_array_add (stage_labels, (gpointer) rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, id));
    }
  offer (self->stage_row, stage_labels);
  gtk_widget_set_visible (GTK_WIDGET (self->stage_row), stages->len > 0);

  g_array_append_val (self->owners, nobody);
  g_ptr_array_add (owner_labels, (gpointer) _("Nobody"));
  for (guint i = 0; i < members->len; i++)
    {
      RapportRecord *member = g_ptr_array_index (members, i);
      gint64 id = rapport_record_get_id (member);

      if (rapport_record_get_int (member, "active") == 0)
        continue;
      if (id == me)
        mine = self->owners->len;
      g_array_append_val (self->owners, id);
      g_ptr_array_add (owner_labels, (gpointer) rapport_record_get_title (member));
    }
  offer (self->owner_row, owner_labels);
  adw_combo_row_set_selected (self->owner_row, mine);

  if (draft != NULL)
    from_draft (self, draft);
  gtk_widget_set_visible (GTK_WIDGET (self->kept), draft != NULL);
  show_state (self);
}

/**
 * rapport_new_account_dialog_new:
 * @workspace: where the account goes
 *
 * Returns: (transfer full): the form, with what was typed and not added the last time
 */
GtkWidget *
rapport_new_account_dialog_new (RapportWorkspace *workspace)
{
  RapportNewAccountDialog *self = g_object_new (RAPPORT_TYPE_NEW_ACCOUNT_DIALOG, NULL);

  self->workspace = g_object_ref (workspace);
  fill (self);
  return GTK_WIDGET (self);
}

/**
 * rapport_new_account_dialog_present:
 * @from: where it was asked for; toasts go to its window, and the new account is opened there
 * @workspace: where the account goes
 * @name: (nullable): its name, as far as it is known
 *
 * Shows the form.
 */
void
rapport_new_account_dialog_present (GtkWidget        *from,
                                    RapportWorkspace *workspace,
                                    const char       *name)
{
  RapportNewAccountDialog *self = RAPPORT_NEW_ACCOUNT_DIALOG (rapport_new_account_dialog_new (workspace));
  GtkRoot *root = gtk_widget_get_root (from);

  g_set_weak_pointer (&self->from, from);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  if (name != NULL && *name != '\0')
    {
      /* Another customer than the one that was begun. */
      if (*text_of (self, ROW_NAME) != '\0' && g_strcmp0 (text_of (self, ROW_NAME), name) != 0)
        put_aside (self, _("What you typed last time is put aside"));
      gtk_editable_set_text (self->editables[ROW_NAME], name);
      gtk_editable_set_position (self->editables[ROW_NAME], -1);
    }
  else if (*text_of (self, ROW_NAME) != '\0')
    changed_cb (NULL, self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}
