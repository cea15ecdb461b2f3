#include "../unit/account-fixture.h"

#include <adwaita.h>

#include "views/rapport-account-overview.h"
#include "views/rapport-account-view.h"
#include "views/rapport-field-editor.h"
#include "views/rapport-form.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-stage-path.h"
#include "widgets/rapport-theme.h"
#include "tests/test-tools.h"

typedef struct
{
  AccountFixture base;
  GtkWidget     *window;
  GtkWidget     *view;
} Fixture;

typedef gboolean (*Match) (GtkWidget *widget, gpointer data);

static GtkWidget *
find (GtkWidget *widget, Match match, gpointer data)
{
  if (match (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, match, data);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
has_text (GtkWidget *widget, gpointer data)
{
  return GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), data) == 0 &&
         gtk_widget_get_mapped (widget);
}

static gboolean
is_type (GtkWidget *widget, gpointer data)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, GPOINTER_TO_SIZE (data)) && gtk_widget_get_mapped (widget);
}

static gboolean
is_editor_of (GtkWidget *widget, gpointer data)
{
  return GTK_IS_ENTRY (widget) && gtk_widget_get_ancestor (widget, RAPPORT_TYPE_FIELD_EDITOR) != NULL &&
         g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (widget)), data) == 0;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  account_fixture_set_up (&fixture->base, NULL);
  fixture->window = adw_window_new ();
  fixture->view = rapport_account_view_new ();
  g_object_set (fixture->view, "workspace", fixture->base.workspace, "account", fixture->base.account, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->view);
  adw_window_set_content (ADW_WINDOW (fixture->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1248, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (find (fixture->view, has_text, (gpointer) "Recent timeline"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  if (fixture->window != NULL)
    gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_until (!rapport_feedback_is_writing ());
  while (g_main_context_iteration (NULL, FALSE))
    ;
  account_fixture_tear_down (&fixture->base, NULL);
}

static gint64
read_int (Fixture *fixture, const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value = 0;

  g_assert_true (rapport_db_query_int (rapport_store_get_db (rapport_workspace_get_store (fixture->base.workspace)),
                                       &value, &error, sql, NULL));
  g_assert_no_error (error);
  return value;
}

static char *
read_text (Fixture *fixture, const char *sql)
{
  return rapport_db_query_text (rapport_store_get_db (rapport_workspace_get_store (fixture->base.workspace)), NULL,
                                sql, NULL);
}

static void
test_says (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "Key accounts · Transport · Hamburg, Germany",
                                       "Ines Duarte",
                                       "1 open complaint",
                                       "6 y 8 m",
                                       "Complaint · Technician arrived three hours late",
                                       "Open 2 d",
                                       "Send credit note CN-2025-118",
                                       "Promised to Katrin Voss",
                                       "1 d overdue",
                                       "Decision maker",
                                       "Show 1 More" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (find (fixture->view, has_text, (gpointer) words[i]) == NULL)
      g_error ("“%s” is missing", words[i]);
}

static void
test_edit (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find (fixture->view, is_editor_of, (gpointer) "Tue to Thu, 8 to 10 h");
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;

  g_assert_nonnull (entry);
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Fridays");
  rapport_field_editor_commit (RAPPORT_FIELD_EDITOR (gtk_widget_get_ancestor (entry, RAPPORT_TYPE_FIELD_EDITOR)));
  wait_until (!rapport_feedback_is_writing ());
  while (g_main_context_iteration (NULL, FALSE))
    ;
  text = read_text (fixture, "SELECT preferred_time FROM account WHERE name = 'Nordwind Logistik'");
  g_assert_cmpstr (text, ==, "Fridays");
  wait_until (g_strcmp0 (rapport_workspace_get_undo_label (fixture->base.workspace), "Change Account: Good time") == 0);

  /* Closing the page writes what is being typed. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "Mondays");
  g_clear_pointer ((GtkWindow **) &fixture->window, gtk_window_destroy);
  wait_until (!rapport_feedback_is_writing ());
  label = read_text (fixture, "SELECT preferred_time FROM account WHERE name = 'Nordwind Logistik'");
  g_assert_cmpstr (label, ==, "Mondays");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  GtkWidget *entry = find (fixture->view, is_editor_of, (gpointer) "Nordwind Logistik");
  RapportFieldEditor *editor = RAPPORT_FIELD_EDITOR (gtk_widget_get_ancestor (entry, RAPPORT_TYPE_FIELD_EDITOR));

  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  rapport_field_editor_commit (editor);
  g_assert_nonnull (find (fixture->view, has_text, (gpointer) "Name cannot be empty"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  g_assert_cmpint (read_int (fixture, "SELECT count(*) FROM account WHERE name = 'Nordwind Logistik'"), ==, 1);

  /* What was refused is there again when the page is opened again. */
  rapport_account_view_set_account (RAPPORT_ACCOUNT_VIEW (fixture->view), 0);
  rapport_account_view_set_account (RAPPORT_ACCOUNT_VIEW (fixture->view), fixture->base.account);
  wait_until (find (fixture->view, has_text, (gpointer) "Recent timeline"));
  g_assert_true (rapport_field_editor_is_changed (editor));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Nordwind Logistik");
  rapport_field_editor_commit (editor);
  g_assert_false (rapport_field_editor_is_changed (editor));
}

static void
test_keep_promise (Fixture *fixture, gconstpointer data)
{
  GtkWidget *check = find (fixture->view, is_type, GSIZE_TO_POINTER (GTK_TYPE_CHECK_BUTTON));

  g_assert_nonnull (check);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  wait_until (!rapport_feedback_is_writing ());
  g_assert_cmpint (
      read_int (fixture, "SELECT count(*) FROM commitment WHERE done = '2025-11-20' AND outcome = 'late'"), ==, 1);
  wait_until (find (fixture->view, has_text, (gpointer) "Send credit note CN-2025-118") == NULL);
}

static void
test_move (Fixture *fixture, gconstpointer data)
{
  GtkWidget *path = find (fixture->view, is_type, GSIZE_TO_POINTER (RAPPORT_TYPE_STAGE_PATH));

  g_signal_emit_by_name (path, "stage-activated", 6);
  wait_until (!rapport_feedback_is_writing ());
  g_assert_cmpint (read_int (fixture, "SELECT stage FROM placement WHERE model = 1"), ==, 107);
  g_assert_cmpint (read_int (fixture, "SELECT count(*) FROM move WHERE to_stage = 107"), ==, 1);

  rapport_account_view_show_tab (RAPPORT_ACCOUNT_VIEW (fixture->view), "relationship");
  wait_until (find (fixture->view, has_text, (gpointer) "Loyal → Advocate"));
}

static void
test_tabs (Fixture *fixture, gconstpointer data)
{
  static const char *const tabs[] = { "timeline", "people", "value", "relationship", "overview" };

  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      g_autofree char *tab = NULL;

      rapport_account_view_show_tab (RAPPORT_ACCOUNT_VIEW (fixture->view), tabs[i]);
      for (guint k = 0; k < 50; k++)
        g_main_context_iteration (NULL, FALSE);
      g_object_get (fixture->view, "tab", &tab, NULL);
      g_assert_cmpstr (tab, ==, tabs[i]);
    }
  rapport_account_view_show_tab (RAPPORT_ACCOUNT_VIEW (fixture->view), "value");
  wait_until (find (fixture->view, has_text, (gpointer) "€38,900"));
}

static gboolean
form_done_cb (GtkWidget *form, GPtrArray *rows, gpointer data)
{
  RapportRow **kept = data;

  *kept = rapport_row_copy (g_ptr_array_index (rows, 0));
  return TRUE;
}

static void
test_form (Fixture *fixture, gconstpointer data)
{
  static const RapportFormField fields[] = { { RAPPORT_KIND_PURCHASE, RAPPORT_PURCHASE_TITLE },
                                             { RAPPORT_KIND_PURCHASE, RAPPORT_PURCHASE_TOTAL } };
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  RapportRow *kept = NULL;
  GtkWidget *form, *title, *total;

  g_ptr_array_add (rows, rapport_row_new (RAPPORT_KIND_PURCHASE));
  form = rapport_form_new (fixture->view, fixture->base.workspace, "Add Purchase", "_Add", fields, 2, rows,
                           form_done_cb, &kept, NULL);
  title = rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (rapport_form_get_editor (RAPPORT_FORM (form), 0)));
  total = rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (rapport_form_get_editor (RAPPORT_FORM (form), 1)));
  gtk_editable_set_text (GTK_EDITABLE (title), "Seals");
  gtk_editable_set_text (GTK_EDITABLE (total), "many");
  rapport_form_accept (RAPPORT_FORM (form));
  g_assert_null (kept);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (total)), ==, "many");
  gtk_editable_set_text (GTK_EDITABLE (total), "-12.50");
  rapport_form_accept (RAPPORT_FORM (form));
  g_assert_nonnull (kept);
  g_assert_cmpint (rapport_row_int (kept, "total"), ==, -1250);
  rapport_row_free (kept);
}

static void
test_duplicate (Fixture *fixture, gconstpointer data)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  gint64 other;

  rapport_row_put (row, "name", "Somebody", NULL);
  other = account_fixture_save (&fixture->base, row);
  rapport_account_view_set_account (RAPPORT_ACCOUNT_VIEW (fixture->view), other);
  row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  rapport_row_set_id (row, other);
  rapport_row_put (row, "name", "NORDWIND Logistik", NULL);
  account_fixture_save (&fixture->base, row);
  wait_until (find (fixture->view, has_text, (gpointer) "Nothing logged yet"));
  {
    GtkWidget *revealer = find (fixture->view, is_type, GSIZE_TO_POINTER (GTK_TYPE_REVEALER));

    wait_until (revealer == NULL || gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
    g_assert_nonnull (revealer);
  }
}

#define ADD(name, function) g_test_add ("/account-view/" name, Fixture, NULL, set_up, function, tear_down)

static gboolean
is_overdue (GtkWidget *widget, gpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "rp-overdue");
}

/* Two columns side by side where there is room, one below the other where there is not. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  GtkWidget *recent = find (fixture->view, has_text, (gpointer) "Recent timeline");
  GtkWidget *steps = find (fixture->view, has_text, (gpointer) "Next steps and promises");
  GtkWidget *overdue = find (fixture->view, is_overdue, NULL);
  double x = 0, y = 0;

  wait_until (gtk_widget_translate_coordinates (steps, recent, 0, 0, &x, &y) && x > 300 && y < 30);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 760, 900);
  wait_until (gtk_widget_translate_coordinates (steps, recent, 0, 0, &x, &y) && x < 30 && y > 100);
  g_assert_nonnull (overdue);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (overdue))));
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rapport_theme_init (gdk_display_get_default ());
  ADD ("says", test_says);
  ADD ("narrow", test_narrow);
  ADD ("edit", test_edit);
  ADD ("refused", test_refused);
  ADD ("keep-promise", test_keep_promise);
  ADD ("move", test_move);
  ADD ("tabs", test_tabs);
  ADD ("form", test_form);
  ADD ("duplicate", test_duplicate);
  return g_test_run ();
}
