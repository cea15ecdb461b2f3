#include "config.h"

#include "views/rapport-preferences.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "service/rapport-desk.h"
#include "widgets/rapport-entry-helpers.h"

/* The only place for AdwPreferencesWindow, which newer libadwaita has another class for. */

static GtkWidget *
new_combo (const char         *title,
           const char         *subtitle,
           const char * const *choices,
           guint               selected)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (choices);
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  return row;
}

static void
scheme_cb (AdwComboRow *row)
{
  g_settings_set_enum (rapport_desk_get_settings (), "color-scheme", (int) adw_combo_row_get_selected (row));
}

static const char * const papers[] = { "", "iso_a4", "na_letter", NULL };

static void
paper_cb (AdwComboRow *row)
{
  g_settings_set_string (rapport_desk_get_settings (), "paper", papers[adw_combo_row_get_selected (row)]);
}

static void
currency_cb (AdwComboRow      *row,
             GParamSpec       *pspec,
             RapportWorkspace *workspace)
{
  rapport_workspace_set_setting (workspace, "currency", FALSE,
                                 rapport_currency_get_codes ()[adw_combo_row_get_selected (row)]);
}

static void
name_cb (GtkEditable *editable,
         const char  *text,
         gpointer     data)
{
  g_autofree char *name = g_strstrip (g_strdup (text));

  if (*name != '\0')
    rapport_workspace_set_setting (data, "name", FALSE, name);
  else
    rapport_entry_set_kept_text (editable, rapport_workspace_get_name (data));
}

static void
member_cb (AdwComboRow      *row,
           GParamSpec       *pspec,
           RapportWorkspace *workspace)
{
  GArray *ids = g_object_get_data (G_OBJECT (row), "members");

  rapport_workspace_set_member (workspace, g_array_index (ids, gint64, adw_combo_row_get_selected (row)));
}

static GtkWidget *
new_member_row (RapportWorkspace *workspace)
{
  g_autoptr(GPtrArray) members = rapport_workspace_list_small (workspace, RAPPORT_KIND_MEMBER);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  GArray *ids = g_array_new (FALSE, TRUE, sizeof (gint64));
  guint selected = 0;
  GtkWidget *row;

  g_array_set_size (ids, 1);
  g_ptr_array_add (names, (gpointer) _("Nobody in particular"));
  for (guint i = 0; i < members->len; i++)
    {
      RapportRecord *member = g_ptr_array_index (members, i);
      gint64 id = rapport_record_get_id (member);
      const char *name = rapport_record_get_title (member);

      if (name == NULL)
        continue;
      if (id == rapport_workspace_get_member (workspace))
        selected = names->len;
      g_ptr_array_add (names, (gpointer) name);
      g_array_append_val (ids, id);
    }
  g_ptr_array_add (names, NULL);
  row = new_combo (_("_Who works here"), _("Entries at this desk are made in this name"),
                   (const char *const *) names->pdata, selected);
  g_object_set_data_full (G_OBJECT (row), "members", ids, (GDestroyNotify) g_array_unref);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (member_cb), workspace, 0);
  return row;
}

static GtkWidget *
new_desk_group (void)
{
  const char *schemes[] = { _("As the system"), _("Light"), _("Dark"), NULL };
  const char *paper_names[] = { _("As usual in the country"), _("A4"), _("Letter"), NULL };
  GSettings *settings = rapport_desk_get_settings ();
  g_autofree char *paper = g_settings_get_string (settings, "paper");
  GtkWidget *group = adw_preferences_group_new (), *row, *reminders;
  guint selected = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("This desk"));
  row = new_combo (_("_Style"), NULL, schemes, (guint) g_settings_get_enum (settings, "color-scheme"));
  g_signal_connect (row, "notify::selected", G_CALLBACK (scheme_cb), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  row = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_Reminders"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Say on the desktop what is due, while a window is open"));
  reminders = gtk_switch_new ();
  gtk_widget_set_valign (reminders, GTK_ALIGN_CENTER);
  g_settings_bind (settings, "reminders", reminders, "active", G_SETTINGS_BIND_DEFAULT);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), reminders);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), reminders);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  for (guint i = 0; papers[i] != NULL; i++)
    if (g_str_equal (papers[i], paper))
      selected = i;
  row = new_combo (_("_Paper"), NULL, paper_names, selected);
  g_signal_connect (row, "notify::selected", G_CALLBACK (paper_cb), NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

static GtkWidget *
new_workspace_group (RapportWorkspace *workspace)
{
  const char * const *codes = rapport_currency_get_codes ();
  GtkWidget *group = adw_preferences_group_new (), *row;
  guint selected = 0;

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("This workspace"));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), rapport_workspace_get_path (workspace));
  row = adw_entry_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("_Name"));
  adw_preferences_row_set_use_underline (ADW_PREFERENCES_ROW (row), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), rapport_workspace_get_name (workspace));
  rapport_entry_commit_on_leave (GTK_EDITABLE (row), name_cb, workspace);
  gtk_widget_set_sensitive (row, !rapport_workspace_is_read_only (workspace));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);

  for (guint i = 0; codes[i] != NULL; i++)
    if (g_str_equal (codes[i], rapport_workspace_get_currency (workspace)))
      selected = i;
  row = new_combo (_("_Currency"), _("Sums are shown in it"), codes, selected);
  gtk_widget_set_sensitive (row, !rapport_workspace_is_read_only (workspace));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (currency_cb), workspace, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_member_row (workspace));
  return group;
}

/**
 * rapport_preferences_new:
 * @workspace: (nullable): the workspace that is open
 *
 * Returns: (transfer floating): the preferences
 */
GtkWidget *
rapport_preferences_new (RapportWorkspace *workspace)
{
  GtkWidget *window = g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "title", _("Preferences"), "search-enabled", FALSE,
                                    NULL);
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  if (workspace != NULL)
    {
      g_object_set_data_full (G_OBJECT (window), "workspace", g_object_ref (workspace), g_object_unref);
      adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (new_workspace_group (workspace)));
    }
  if (rapport_desk_get_settings () != NULL)
    adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (new_desk_group ()));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  return window;
}
