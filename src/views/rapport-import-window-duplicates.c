#include "config.h"

#include "views/rapport-import-window-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* "2 may be accounts you have": what is done with each of these rows. */

typedef struct
{
  guint64 line;
  gint64  account;
} Row;

static void
answer_cb (GtkDropDown         *drop_down,
           GParamSpec          *pspec,
           RapportImportWindow *self)
{
  const Row *row = g_object_get_data (G_OBJECT (drop_down), "row");

  if (self->inspection == NULL || self->workspace == NULL)
    return;
  _rapport_import_window_will_change (self);
  rapport_import_plan_set_answer (self->inspection->plan, row->line, row->account,
                                  (RapportImportAnswer) gtk_drop_down_get_selected (drop_down));
  _rapport_import_window_inspect (self, NULL, TRUE);
}

static GtkWidget *
make_row (RapportImportWindow          *self,
          const RapportImportDuplicate *duplicate,
          GPtrArray                    *rows)
{
  /* In the order of RapportImportAnswer. */
  const char *const answers[] = { C_("a row of an import", "Add as new"), C_("a row of an import", "Merge"),
                                  C_("a row of an import", "Skip"), NULL };
  GtkWidget *row = adw_action_row_new (), *drop_down = gtk_drop_down_new_from_strings (answers);
  g_autofree char *title = g_markup_printf_escaped (_("Row %" PRIu64 ": %s"), duplicate->line, duplicate->name);
  g_autofree char *what = rapport_identity_describe (duplicate->reasons);
  /* Translators: the name of an account, then "the same name, the same telephone number" */
  g_autofree char *subtitle = g_markup_printf_escaped (_("May be “%s”: %s"), duplicate->account_name, what);
  Row *data = g_new (Row, 1);

  *data = (Row) { duplicate->line, duplicate->account };
  g_object_set_data_full (G_OBJECT (drop_down), "row", data, g_free);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down),
                              rapport_import_plan_get_answer (self->inspection->plan, duplicate->line, NULL));
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (answer_cb), self, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), drop_down);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), drop_down);
  g_ptr_array_add (rows, drop_down);
  return row;
}

/* The same for all of them: the list goes in one step, and one undo. */
static void
answer_all_cb (GtkDropDown         *drop_down,
               GParamSpec          *pspec,
               RapportImportWindow *self)
{
  GPtrArray *rows = g_object_get_data (G_OBJECT (drop_down), "rows");
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (self->inspection == NULL || self->workspace == NULL || selected == 0)
    return;
  _rapport_import_window_will_change (self);
  for (guint i = 0; i < rows->len; i++)
    {
      GtkDropDown *one = g_ptr_array_index (rows, i);
      const Row *row = g_object_get_data (G_OBJECT (one), "row");

      g_signal_handlers_block_by_func (one, answer_cb, self);
      gtk_drop_down_set_selected (one, selected - 1);
      g_signal_handlers_unblock_by_func (one, answer_cb, self);
      rapport_import_plan_set_answer (self->inspection->plan, row->line, row->account,
                                      (RapportImportAnswer) (selected - 1));
    }
  _rapport_import_window_inspect (self, NULL, TRUE);
}

static GtkWidget *
make_row_for_all (RapportImportWindow *self,
                  GPtrArray           *rows)
{
  const char *const answers[] = { C_("rows of an import", "Choose…"), C_("a row of an import", "Add as new"),
                                  C_("a row of an import", "Merge"), C_("a row of an import", "Skip"), NULL };
  GtkWidget *row = adw_action_row_new (), *drop_down = gtk_drop_down_new_from_strings (answers);

  g_object_set_data_full (G_OBJECT (drop_down), "rows", g_ptr_array_ref (rows), (GDestroyNotify) g_ptr_array_unref);
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, _("All of them"), -1);
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (answer_all_cb), self, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("All of them"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), drop_down);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), drop_down);
  return row;
}

static gboolean
close_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/* Opens the list of rows that may be accounts that are there. */
void
_rapport_import_window_show_duplicates (RapportImportWindow *self)
{
  GPtrArray *duplicates = self->inspection->result->duplicates;
  GtkWidget *window = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0),
            *page = adw_preferences_page_new ();
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr(GPtrArray) rows = g_ptr_array_new (); /* each drop-down lives as long as the window */
  guint64 n = self->inspection->result->n_duplicates - duplicates->len;
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_window_set_title (GTK_WINDOW (window), _("Accounts You May Have"));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (self));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 480);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         _("These rows would make new accounts. Merge brings the account that you have up to date with what the row says; Skip leaves the row out."));
  if (duplicates->len > 1)
    {
      GtkWidget *all = adw_preferences_group_new ();

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (all), make_row_for_all (self, rows));
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (all));
    }
  for (guint i = 0; i < duplicates->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_row (self, g_ptr_array_index (duplicates, i), rows));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  if (n > 0)
    {
      GtkWidget *rest = adw_preferences_group_new ();
      g_autofree char *more = g_strdup_printf (ngettext ("%'" PRIu64 " more row comes in as a new account.",
                                                         "%'" PRIu64 " more rows come in as new accounts.",
                                                         (gulong) n),
                                               n);

      adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (rest), more);
      adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (rest));
    }
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                                                          gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
