#include "config.h"

#include "views/rapport-account-people.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-lookup.h"
#include "views/rapport-account-parts.h"
#include "views/rapport-field-editor.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-empty.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-reach.h"

struct _RapportAccountPeople
{
  AdwBin            parent_instance;

  GtkFlowBox       *cards;
  GtkWidget        *former_heading;
  GtkListBox       *former;
  GtkBox           *empty;
  GtkButton        *add_button;
  GtkLabel         *remark;

  RapportWorkspace *workspace;
  gint64            account;
  GArray           *shown; /* ids of affiliations that have cards, with a minus for a main contact */
};

G_DEFINE_FINAL_TYPE (RapportAccountPeople, rapport_account_people, ADW_TYPE_BIN)

/* Acts ---------------------------------------------------------------------------------------------------------- */

static void
main_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportAccountPeople *self = RAPPORT_ACCOUNT_PEOPLE (widget);
  g_autoptr(RapportRecord) affiliation = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_AFFILIATION,
                                                                       g_variant_get_int64 (parameter));
  const char *person = affiliation ? rapport_workspace_get_title (self->workspace, RAPPORT_KIND_PERSON,
                                                                  rapport_record_get_int (affiliation, "person"))
                                   : NULL;

  if (person != NULL)
    rapport_do (widget, self->workspace,
                rapport_account_act_set_main (self->account, g_variant_get_int64 (parameter), person), NULL);
}

static void
leave_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RapportAccountPeople *self = RAPPORT_ACCOUNT_PEOPLE (widget);
  RapportRow *row = rapport_row_new (RAPPORT_KIND_AFFILIATION);

  rapport_row_set_id (row, g_variant_get_int64 (parameter));
  rapport_row_set_int (row, RAPPORT_AFFILIATION_UNTIL, rapport_workspace_get_today (self->workspace));
  rapport_do (widget, self->workspace, rapport_act_save (row), _("No longer there from today"));
}

static void
remove_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportAccountPeople *self = RAPPORT_ACCOUNT_PEOPLE (widget);
  gint64 id = g_variant_get_int64 (parameter);

  rapport_do (widget, self->workspace, rapport_act_trash (RAPPORT_KIND_AFFILIATION, &id, 1),
              _("Removed from this account"));
}

typedef struct
{
  RapportAccountPeople *self;
  GtkWidget            *entry;
  gint64                affiliation;
} MoveJob;

static void
move_answered_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  MoveJob *job = data;
  RapportAccountPeople *self = job->self;
  g_autofree char *answer = rapport_ask_finish (result);

  if (g_strcmp0 (answer, "move") == 0 && self->workspace != NULL)
    {
      g_autoptr(GError) error = NULL;
      gint64 to = rapport_lookup_find_one (self->workspace, RAPPORT_KIND_ACCOUNT,
                                           gtk_editable_get_text (GTK_EDITABLE (job->entry)), &error);
      g_autoptr(RapportRecord) affiliation = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_AFFILIATION,
                                                                           job->affiliation);

      if (to == 0)
        rapport_report_error (GTK_WIDGET (self), error);
      else if (to != self->account && affiliation != NULL)
        {
          const char *name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_PERSON,
                                                          rapport_record_get_int (affiliation, "person"));
          const char *account = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, to);
          g_autofree char *text = g_strdup_printf (_("%s moved to %s"), name, account);

          rapport_do (GTK_WIDGET (self), self->workspace,
                      rapport_account_act_move_person (job->affiliation, to, name, account), text);
        }
    }
  g_object_unref (job->entry);
  g_object_unref (job->self);
  g_free (job);
}

static void
move_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportAccountPeople *self = RAPPORT_ACCOUNT_PEOPLE (widget);
  RapportAnswer answers[] = { { "move", _("_Move"), RAPPORT_ANSWER_SUGGESTED } };
  MoveJob *job = g_new0 (MoveJob, 1);

  job->self = g_object_ref (self);
  job->affiliation = g_variant_get_int64 (parameter);
  job->entry = g_object_ref_sink (gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (job->entry), _("Name or external id of the account"));
  gtk_entry_set_activates_default (GTK_ENTRY (job->entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (job->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Account"), -1);
  rapport_ask_async (widget, _("Move to Which Account?"),
                     _("From today this person belongs there; what was said here stays."), job->entry, answers,
                     G_N_ELEMENTS (answers), move_answered_cb, job);
}

static void
add_cb (RapportAccountPeople *self)
{
  _rapport_open_person_form (GTK_WIDGET (self), self->workspace, self->account);
}

/* Cards --------------------------------------------------------------------------------------------------------- */

static void
add_line (RapportAccountPeople *self,
          GtkWidget            *grid,
          int                   line,
          RapportRecord        *record,
          guint                 field)
{
  const RapportKind *kind = rapport_record_get_kind (record);
  GtkWidget *label = _rapport_line_new (rapport_field_get_label (&kind->fields[field]), "rp-caption");
  GtkWidget *editor = rapport_field_editor_new (kind->id, field);
  GtkWidget *input = rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (editor));

  if (GTK_IS_DROP_DOWN (input))
    gtk_widget_add_css_class (input, "rp-inplace");
  if (!GTK_IS_ENTRY (input) && !GTK_IS_TEXT_VIEW (input))
    gtk_widget_set_halign (input, GTK_ALIGN_START);
  gtk_widget_set_hexpand (editor, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, line, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), editor, 1, line, 1, 1);
  rapport_field_editor_set_record (RAPPORT_FIELD_EDITOR (editor), self->workspace, record);
}

static GtkWidget *
menu_button_new (gint64   affiliation,
                 gboolean is_main)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  GtkWidget *button = gtk_menu_button_new ();
  static const struct { const char *label, *action; } items[] = {
    { N_("Make Main Contact"), "people.main" }, { N_("Move to Another Account…"), "people.move" },
    { N_("No Longer There"), "people.leave" },  { N_("Remove from This Account"), "people.remove" },
  };

  for (guint i = is_main ? 1 : 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr(GMenuItem) item = g_menu_item_new (_(items[i].label), NULL);

      g_menu_item_set_action_and_target (item, items[i].action, "x", affiliation);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, _("More"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("More"), -1);
  return button;
}

static GtkWidget *
card_new (RapportAccountPeople       *self,
          const RapportAccountPerson *person)
{
  static const guint of_person[] = { RAPPORT_PERSON_JOB_TITLE,
                                     RAPPORT_PERSON_PHONE,
                                     RAPPORT_PERSON_MOBILE,
                                     RAPPORT_PERSON_EMAIL,
                                     RAPPORT_PERSON_PREFERRED_CHANNEL,
                                     RAPPORT_PERSON_PREFERRED_TIME,
                                     RAPPORT_PERSON_LANGUAGE,
                                     RAPPORT_PERSON_BIRTHDAY,
                                     RAPPORT_PERSON_TAGS,
                                     RAPPORT_PERSON_NOTES };
  static const RapportReach ways[] = { RAPPORT_REACH_CALL, RAPPORT_REACH_MAIL };
  static const guint of_affiliation[] = { RAPPORT_AFFILIATION_ROLE, RAPPORT_AFFILIATION_SINCE,
                                          RAPPORT_AFFILIATION_UNTIL };
  gboolean is_main = rapport_row_get_int (person->affiliation, RAPPORT_AFFILIATION_MAIN) == 1;
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_PERSON,
                                                                  rapport_row_get_id (person->person));
  g_autoptr(RapportRecord) affiliation = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_AFFILIATION,
                                                                       rapport_row_get_id (person->affiliation));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *name = rapport_field_editor_new (RAPPORT_KIND_PERSON, RAPPORT_PERSON_NAME);
  GtkWidget *avatar;
  int line = 0;

  gtk_widget_add_css_class (box, "rp-panel");
  gtk_widget_add_css_class (box, "padded");
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  avatar = adw_avatar_new (40, rapport_row_get_text (person->person, RAPPORT_PERSON_NAME), TRUE);
  gtk_widget_set_valign (avatar, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), avatar);
  gtk_widget_add_css_class (name, "rp-person-name");
  rapport_field_editor_set_record (RAPPORT_FIELD_EDITOR (name), self->workspace, record);
  g_object_bind_property (record, "name", avatar, "text", G_BINDING_DEFAULT);
  gtk_box_append (GTK_BOX (words), name);
  if (is_main || person->others != NULL)
    {
      g_autofree char *also = person->others ? g_strdup_printf (_("also at %s"), person->others) : NULL;
      g_autofree char *text = _rapport_join (is_main ? _("Main contact") : NULL, also, NULL);

      gtk_box_append (GTK_BOX (words), _rapport_label_new (text, "rp-caption"));
    }
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (head), words);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      GtkWidget *button = rapport_reach_button_new (ways[i]);

      gtk_widget_set_valign (button, GTK_ALIGN_START);
      rapport_reach_button_set_record (button, record);
      gtk_box_append (GTK_BOX (head), button);
    }
  if (!rapport_workspace_is_read_only (self->workspace))
    gtk_box_append (GTK_BOX (head), menu_button_new (rapport_row_get_id (person->affiliation), is_main));
  gtk_box_append (GTK_BOX (box), head);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 0);
  add_line (self, grid, line++, affiliation, of_affiliation[0]);
  for (guint i = 0; i < G_N_ELEMENTS (of_person); i++)
    add_line (self, grid, line++, record, of_person[i]);
  for (guint i = 1; i < G_N_ELEMENTS (of_affiliation); i++)
    add_line (self, grid, line++, affiliation, of_affiliation[i]);
  gtk_box_append (GTK_BOX (box), grid);
  return box;
}

static GtkWidget *
former_row_new (RapportAccountPeople       *self,
                const RapportAccountPerson *person)
{
  RapportDay today = rapport_workspace_get_today (self->workspace);
  RapportDay since = _rapport_row_day (person->affiliation, RAPPORT_AFFILIATION_SINCE);
  g_autofree char *first = since != RAPPORT_DAY_NONE ? rapport_time_format_day (since, today) : g_strdup ("…");
  g_autofree char *last = rapport_time_format_day (_rapport_row_day (person->affiliation, RAPPORT_AFFILIATION_UNTIL),
                                                   today);
  g_autofree char *span = g_strdup_printf (_("%s – %s"), first, last);
  g_autofree char *now = person->others ? g_strdup_printf (_("now at %s"), person->others) : NULL;
  g_autofree char *text = _rapport_join (span, now, NULL);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), rapport_row_get_text (person->person, RAPPORT_PERSON_NAME));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                             adw_avatar_new (28, rapport_row_get_text (person->person, RAPPORT_PERSON_NAME), TRUE));
  return row;
}

/**
 * rapport_account_people_show:
 * @self: the tab
 * @workspace: a workspace
 * @record: the account
 * @data: what was read about it; not kept
 */
void
rapport_account_people_show (RapportAccountPeople *self,
                             RapportWorkspace     *workspace,
                             RapportRecord        *record,
                             RapportAccountData   *data)
{
  g_autoptr(GArray) wanted = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *text = NULL;

  g_return_if_fail (RAPPORT_IS_ACCOUNT_PEOPLE (self));

  for (guint i = 0; i < data->people->len; i++)
    {
      const RapportAccountPerson *person = g_ptr_array_index (data->people, i);
      gint64 id = rapport_row_get_id (person->affiliation);

      if (rapport_row_get_int (person->affiliation, RAPPORT_AFFILIATION_MAIN) == 1)
        id = -id;
      g_array_append_val (wanted, id);
    }

  /* Cards follow their records; they are made again only where there are others, so that nothing that is being
   * typed goes. */
  if (self->workspace != workspace || self->account != rapport_record_get_id (record) ||
      wanted->len != self->shown->len ||
      (wanted->len > 0 && memcmp (wanted->data, self->shown->data, wanted->len * sizeof (gint64)) != 0))
    {
      _rapport_children_clear (GTK_WIDGET (self->cards));
      g_set_object (&self->workspace, workspace);
      self->account = rapport_record_get_id (record);
      for (guint i = 0; i < data->people->len; i++)
        {
          GtkWidget *card = card_new (self, g_ptr_array_index (data->people, i));

          gtk_flow_box_append (self->cards, card);
          gtk_widget_set_focusable (gtk_widget_get_parent (card), FALSE);
        }
      g_array_unref (self->shown);
      self->shown = g_steal_pointer (&wanted);
    }

  _rapport_children_clear (GTK_WIDGET (self->former));
  for (guint i = 0; i < data->former->len; i++)
    gtk_list_box_append (self->former, former_row_new (self, g_ptr_array_index (data->former, i)));
  gtk_widget_set_visible (self->former_heading, data->former->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->former), data->former->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), data->people->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->cards), data->people->len > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), !rapport_workspace_is_read_only (workspace));
  text = g_strdup_printf (ngettext ("%u person", "%u people", data->people->len), data->people->len);
  gtk_label_set_text (self->remark, data->people->len > 0 ? text : "");
}

static void
rapport_account_people_dispose (GObject *object)
{
  RapportAccountPeople *self = RAPPORT_ACCOUNT_PEOPLE (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (rapport_account_people_parent_class)->dispose (object);
}

static void
rapport_account_people_finalize (GObject *object)
{
  g_array_unref (RAPPORT_ACCOUNT_PEOPLE (object)->shown);
  G_OBJECT_CLASS (rapport_account_people_parent_class)->finalize (object);
}

static void
rapport_account_people_class_init (RapportAccountPeopleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_account_people_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_account_people_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-account-people.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPeople, cards);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPeople, former_heading);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPeople, former);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPeople, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPeople, add_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPeople, remark);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_install_action (widget_class, "people.main", "x", main_action);
  gtk_widget_class_install_action (widget_class, "people.move", "x", move_action);
  gtk_widget_class_install_action (widget_class, "people.leave", "x", leave_action);
  gtk_widget_class_install_action (widget_class, "people.remove", "x", remove_action);
}

static void
rapport_account_people_init (RapportAccountPeople *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_box_append (self->empty,
                  rapport_empty_new_compact (_("Nobody known yet"), _("Add who decides, who uses and who buys.")));
}
