#include "config.h"

#include <adwaita.h>

#include "../unit/import-fixture.h"
#include "views/rapport-import-window-private.h"
#include "widgets/rapport-theme.h"
#include "tests/test-tools.h"

#define CUSTOMERS                                                            \
  "KlantNr;Bedrijf;Contact;Plaats;KlantSinds;Omzet\n"                        \
  "ALB01;Albrecht;Maike;Kiel;04/07/2019;18.400,00\n"                         \
  "BRK07;Brekelmans;Joost;Groningen;11/03/2020;n.v.t.\n"

static RapportImportWindow *
open_window (Fixture *fixture,
             GFile   *file)
{
  g_autofree char *path = g_file_get_path (file);
  RapportImportWindow *window = RAPPORT_IMPORT_WINDOW (rapport_import_window_new (fixture->workspace, path));

  gtk_window_present (GTK_WINDOW (window));
  wait_until (window->inspection != NULL && window->reading == NULL && window->fill_source == 0);
  return window;
}

static void
settle (RapportImportWindow *window)
{
  wait_until (window->reading == NULL && window->inspection != NULL && window->fill_source == 0);
}

static void
act (RapportImportWindow *window,
     const char          *action)
{
  gtk_widget_activate_action (GTK_WIDGET (window), action, NULL);
}

/* Imports and waits until the window is gone. */
static void
import_all (RapportImportWindow *window)
{
  GtkWidget *weak = GTK_WIDGET (window);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &weak);
  act (window, "import.run");
  g_assert_nonnull (window->writing);
  wait_until (weak == NULL);
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
shows_text (GtkWidget  *widget,
            const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_text (child, text))
      return TRUE;
  return FALSE;
}

static void
press (RapportImportWindow *window,
       const char          *label)
{
  GtkWidget *button = find_button (GTK_WIDGET (window), label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle (window);
}

static ImportColumn *
column (RapportImportWindow *window,
        guint                index)
{
  return g_ptr_array_index (window->columns, index);
}

/* A file of customers: proposed, asked for the date, answered otherwise, mended by a button, imported. */
static void
test_window (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = fixture_file (fixture, "klanten.csv", CUSTOMERS);
  RapportImportWindow *window = open_window (fixture, file);

  g_assert_cmpint (window->kind, ==, RAPPORT_KIND_ACCOUNT);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "file");
  g_assert_true (rapport_import_plan_get_field (window->inspection->plan, 0) != NULL);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (window->pills[PILL_DATES]), "amber"));
  g_assert_true (gtk_revealer_get_reveal_child (GTK_REVEALER (column (window, 4)->revealer)));

  /* Asked, not imported. */
  act (window, "import.run");
  g_assert_null (window->writing);
  g_assert_true (gtk_widget_has_css_class (column (window, 4)->row, "rp-asked"));
  g_signal_emit_by_name (column (window, 4)->orders[1], "clicked");
  settle (window);
  g_assert_no_error (window->inspection->error);
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (window->pills[PILL_DATES]), "amber"));

  g_assert_true (shows_text (GTK_WIDGET (window->preview), "Row 3: "));
  g_assert_cmpstr (gtk_label_get_text (window->problems_label), ==, "1 with problems");
  press (window, "Read “n.v.t.” as Nothing");
  g_assert_cmpint (window->inspection->result->rejected, ==, 0);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->problems_button)));
  g_assert_cmpstr (gtk_button_get_label (window->import_button), ==, "Import 2");

  import_all (window);
  g_assert_cmpint (
      query (fixture, "SELECT count(*) FROM account WHERE customer_since IN ('2019-04-07', '2020-11-03')"), ==, 2);
}

/* Who imports a second time after having been asked has seen the proposal. */
static void
test_second_press (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = fixture_file (fixture, "klanten.csv", CUSTOMERS);
  RapportImportWindow *window = open_window (fixture, file);
  gboolean month = window->inspection->plan->dialect->columns[4].date_format == RAPPORT_DATE_FORMAT_MDY;

  act (window, "import.run");
  g_assert_null (window->writing);
  import_all (window);
  g_assert_cmpint (query (fixture, month ? "SELECT count(*) FROM account WHERE customer_since = '2019-04-07'"
                                         : "SELECT count(*) FROM account WHERE customer_since = '2019-07-04'"), ==, 1);
}

static void
test_undo (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = fixture_file (fixture, "klanten.csv", CUSTOMERS);
  RapportImportWindow *window = open_window (fixture, file);
  const char *city = rapport_import_plan_get_field (window->inspection->plan, 3);
  g_autofree char *was = g_strdup (city);
  GtkWidget *drop_down = column (window, 3)->drop_down;
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  g_assert_cmpstr (was, ==, "city");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 0);
  settle (window);
  g_assert_null (rapport_import_plan_get_field (window->inspection->plan, 3));
  /* A target that is taken moves. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (column (window, 2)->drop_down), selected);
  settle (window);
  g_assert_cmpstr (rapport_import_plan_get_field (window->inspection->plan, 2), ==, "city");
  g_assert_true (drop_down == column (window, 3)->drop_down);

  act (window, "import.undo");
  settle (window);
  act (window, "import.undo");
  settle (window);
  g_assert_cmpstr (rapport_import_plan_get_field (window->inspection->plan, 3), ==, "city");
  g_assert_cmpstr (rapport_import_plan_get_field (window->inspection->plan, 2), ==, "person.name");
  g_assert_cmpint (gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down)), ==, selected);
  g_assert_cmpint (window->done->len, ==, 0);

  /* Nothing is lost by closing now; after a change it is asked. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 0);
  settle (window);
  act (window, "import.cancel");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_leave_out (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = fixture_file (fixture, "rows.csv",
    "customer no,name,city,estimated_value\nA1,A,X,5.00\nA2,B,X,n.v.t.\nA3,C,X,6.00\nA4,D,X,7.00\nA5,E,X,8.00\nA6,F,X,9.00\nA7,G,X,n.v.t.\nA8,H,X,zwei\n");
  g_autoptr(GFile) target = fixture_file (fixture, "problems.csv", "");
  g_autofree char *path = g_build_filename (fixture->dir, "rows.rejects.csv", NULL);
  g_autofree char *contents = NULL;
  RapportImportWindow *window = open_window (fixture, file);

  /* The first five rows, and after a gap the row of the other problem. */
  g_assert_cmpint (window->inspection->result->rejected, ==, 3);
  g_assert_true (shows_text (GTK_WIDGET (window->preview), "Row 8 says the same."));
  g_assert_true (shows_text (GTK_WIDGET (window->preview), "…"));
  g_assert_true (shows_text (GTK_WIDGET (window->preview), "zwei"));
  g_assert_false (shows_text (GTK_WIDGET (window->preview), "A6"));

  /* Only those with problems. */
  gtk_toggle_button_set_active (window->problems_button, TRUE);
  g_assert_true (shows_text (GTK_WIDGET (window->preview), "A7"));
  g_assert_false (shows_text (GTK_WIDGET (window->preview), "A1"));
  gtk_toggle_button_set_active (window->problems_button, FALSE);

  press (window, "Leave Out 2 Rows");
  g_assert_cmpstr (gtk_label_get_text (window->problems_label), ==, "1 with problems");
  import_all (window);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 5);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "zwei"));
  g_assert_null (strstr (contents, "n.v.t."));
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GError) error = NULL;

  *(gssize *) data = rapport_import_export_rejects_finish (RAPPORT_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

static void
test_export_problems (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = fixture_file (fixture, "rows.csv", "customer no,name,estimated_value\nA1,A,5.00\nA2,B,no\n");
  g_autofree char *path = g_build_filename (fixture->dir, "mine.csv", NULL), *contents = NULL;
  g_autoptr(GFile) target = g_file_new_for_path (path);
  RapportImportWindow *window = open_window (fixture, file);
  gssize n = -2;

  rapport_import_export_rejects_async (fixture->workspace, window->inspection->plan, target, NULL, exported_cb, &n);
  wait_until (n != -2);
  g_assert_cmpint (n, ==, 1);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "A2,B,no"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A new number with a name that is there: merged, skipped, added. */
static void
test_duplicates (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) first = fixture_file (fixture, "first.csv",
                                         "customer no,name,city\nA1,Alpha,Kiel\nA2,Beta,Kiel\nA3,Gamma,Kiel\n");
  g_autoptr(GFile) no_id = fixture_file (fixture, "no-id.csv", "name,city\nDelta,Kiel\n");
  g_autoptr(GFile) second = fixture_file (fixture, "second.csv",
    "customer no,name,city\nB1,Alpha,Emden\nB2,Beta,Emden\nB3,Gamma,Emden\nB4,Delta,Emden\nA1,Alpha,Leer\n");
  RapportImportWindow *window;
  GPtrArray *duplicates;

  import_file (fixture, first, "accounts", NULL, FALSE, "imported 3, updated 0, unchanged 0, rejected 0");
  import_file (fixture, no_id, "accounts", NULL, FALSE, "imported 1, updated 0, unchanged 0, rejected 0");
  window = open_window (fixture, second);
  duplicates = window->inspection->result->duplicates;
  g_assert_cmpint (duplicates->len, ==, 4);
  g_assert_cmpstr (gtk_button_get_label (window->duplicates_button), ==, "4 may be accounts you have");
  g_assert_cmpint (window->inspection->result->updated, ==, 1);
  for (guint i = 0; i < duplicates->len; i++)
    {
      RapportImportDuplicate *duplicate = g_ptr_array_index (duplicates, i);

      rapport_import_plan_set_answer (window->inspection->plan, duplicate->line, duplicate->account,
                                      i == 0 || i == 3 ? RAPPORT_IMPORT_MERGE
                                      : i == 1         ? RAPPORT_IMPORT_SKIP
                                                       : RAPPORT_IMPORT_NEW);
    }
  _rapport_import_window_inspect (window, NULL, TRUE);
  settle (window);
  g_assert_cmpint (window->inspection->result->duplicates->len, ==, 4);
  g_assert_cmpint (window->inspection->result->skipped, ==, 1);
  g_assert_cmpint (window->inspection->result->imported, ==, 1);
  import_all (window);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 5);
  /* Merged: brought up to date; its number stays, or comes where there was none. */
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE external_id = 'A1' AND city = 'Leer'"), ==, 1);
  g_assert_cmpint (
      query (fixture, "SELECT count(*) FROM account WHERE external_id = 'B4' AND name = 'Delta' AND city = 'Emden'"),
      ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE name = 'Beta' AND city = 'Kiel'"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE name = 'Gamma'"), ==, 2);
}

static GtkWidget *
find_drop_down (GtkWidget *widget)
{
  if (GTK_IS_DROP_DOWN (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_drop_down (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The list of them says why, and one answer is given to all: one step to undo. */
static void
test_duplicates_all (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) first = fixture_file (fixture, "first.csv",
                                         "customer no,name,phone\nA1,Alpha,0431 555014\nA2,Beta,\nA3,Gamma,\n");
  g_autoptr(GFile) second = fixture_file (fixture, "second.csv",
    "customer no,name,phone\nB1,Other,+49 431 555 014\nB2,BETA GmbH,\nB3,New,\n");
  GListModel *windows = gtk_window_get_toplevels ();
  RapportImportWindow *window;
  GtkWidget *list = NULL;

  import_file (fixture, first, "accounts", NULL, FALSE, "imported 3, updated 0, unchanged 0, rejected 0");
  window = open_window (fixture, second);
  act (window, "import.duplicates");
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) other = g_list_model_get_item (windows, i);

      if (gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        list = GTK_WIDGET (other);
    }
  g_assert_nonnull (list);
  g_assert_true (shows_text (list, "May be “Alpha”: the same telephone number"));
  g_assert_true (shows_text (list, "May be “Beta”: the same name"));

  /* The first one is for all of them: merge. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_drop_down (list)), 1 + RAPPORT_IMPORT_MERGE);
  settle (window);
  g_assert_cmpint (window->done->len, ==, 1);
  g_assert_cmpint (window->inspection->result->updated, ==, 2);
  g_assert_cmpint (window->inspection->result->imported, ==, 1);
  gtk_window_destroy (GTK_WINDOW (list));
  import_all (window);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 4);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE external_id = 'A1' AND name = 'Other'"), ==, 1);
}

/* The same headings again go straight to the preview, under the name that was given. */
static void
test_mapping (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = fixture_file (fixture, "klanten.csv", CUSTOMERS);
  RapportImportWindow *window = open_window (fixture, file);

  g_assert_true (gtk_widget_get_visible (window->columns_panel));
  rapport_import_plan_set_field (window->inspection->plan, 3, NULL);
  rapport_csv_dialect_set_date_format (window->inspection->plan->dialect, 4, RAPPORT_DATE_FORMAT_MDY);
  rapport_import_remember_as (fixture->workspace, window->inspection->plan, "Klanten");
  gtk_window_destroy (GTK_WINDOW (window));

  wait_until (query (fixture, "SELECT count(*) FROM setting WHERE key LIKE 'import/%'") == 1);
  window = open_window (fixture, file);
  g_assert_false (gtk_widget_get_visible (window->columns_panel));
  g_assert_no_error (window->inspection->error);
  g_assert_cmpstr (window->inspection->mapping, ==, "Klanten");
  g_assert_true (shows_text (GTK_WIDGET (window->columns_label), "read as “Klanten”, on "));
  g_assert_null (rapport_import_plan_get_field (window->inspection->plan, 3));
  import_all (window);
  g_assert_cmpint (
      query (fixture, "SELECT count(*) FROM account WHERE customer_since = '2019-04-07' AND city IS NULL"), ==, 1);
}

static void
test_kind_and_error (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) orders = fixture_file (fixture, "orders.csv",
                                          "order no,customer no,order date,total\nO1,K1,2024-01-05,1.00\n");
  g_autoptr(GFile) empty = fixture_file (fixture, "empty.csv", "");
  g_autofree char *path = g_file_get_path (empty);
  RapportImportWindow *window = open_window (fixture, orders);

  g_assert_cmpint (window->kind, ==, RAPPORT_KIND_PURCHASE);
  g_assert_cmpint (window->inspection->result->rejected, ==, 1);
  gtk_drop_down_set_selected (window->kind_drop_down, 0);
  settle (window);
  g_assert_cmpint (window->kind, ==, RAPPORT_KIND_ACCOUNT);
  act (window, "import.undo");
  settle (window);
  g_assert_cmpint (window->kind, ==, RAPPORT_KIND_PURCHASE);
  g_assert_null (find_button (GTK_WIDGET (window), "Read “K1” as Nothing"));
  press (window, "Make Accounts");
  g_assert_cmpint (window->inspection->result->imported, ==, 1);
  import_all (window);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase"), ==, 1);

  window = RAPPORT_IMPORT_WINDOW (rapport_import_window_new (fixture->workspace, path));
  gtk_window_present (GTK_WINDOW (window));
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (window->stack), "error") == 0);
  g_assert_cmpstr (adw_status_page_get_title (window->error_page), ==, "The File Is Empty");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Made-up accounts are as good as real ones while the window finds out what would happen; a large file shows how far it
 * is. */
static void
test_large (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GString) text = g_string_new ("customer,date,quantity,amount\n");
  g_autoptr(GFile) file = NULL;
  RapportImportWindow *window;
  GtkWidget *weak;

  for (guint i = 0; i < 6000; i++)
    g_string_append_printf (text, "K%u,1997%02u%02u,1,%u.00\n", i / 3, i % 12 + 1, i % 28 + 1, i + 1);
  file = fixture_file (fixture, "large.csv", text->str);
  window = open_window (fixture, file);
  window->inspection->plan->create_accounts = TRUE;
  _rapport_import_window_inspect (window, NULL, TRUE);
  settle (window);
  g_assert_cmpint (window->inspection->result->rejected, ==, 0);
  g_assert_cmpint (window->inspection->result->imported, ==, 6000);

  /* Stopped: nothing stays, the window does. */
  act (window, "import.run");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->progress)));
  g_assert_cmpstr (gtk_button_get_label (window->cancel_button), ==, "Stop");
  act (window, "import.cancel");
  wait_until (window->writing == NULL);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase WHERE deleted IS NULL"), ==, 0);

  weak = GTK_WIDGET (window);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &weak);
  act (window, "import.run");
  wait_until (weak == NULL);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase"), ==, 6000);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 2000);
}

/* Who is not there costs a row nothing: that is a note. */
static void
test_note (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) accounts = fixture_file (fixture, "accounts.csv", "customer no,name\nK1,Alpha\n");
  g_autoptr(GFile) orders = fixture_file (
      fixture, "orders.csv", "order no,customer no,order date,total,owner\nO1,K1,2024-01-05,1.00,Nobody\n");
  RapportImportWindow *window;
  RapportImportProblem *note;

  import_file (fixture, accounts, "accounts", NULL, FALSE, "imported 1, updated 0, unchanged 0, rejected 0");
  window = open_window (fixture, orders);
  if (rapport_import_plan_get_field (window->inspection->plan, 4) == NULL)
    {
      rapport_import_plan_set_field (window->inspection->plan, 4, "member");
      _rapport_import_window_inspect (window, NULL, TRUE);
      settle (window);
    }
  g_assert_cmpint (window->inspection->result->rejected, ==, 0);
  g_assert_cmpint (window->inspection->result->problems->len, ==, 1);
  note = g_ptr_array_index (window->inspection->result->problems, 0);
  g_assert_true (note->note);
  g_assert_true (shows_text (GTK_WIDGET (window->preview), "Nobody"));
  g_assert_null (find_button (GTK_WIDGET (window->preview), "Leave Out 1 Row"));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->problems_button)));
  import_all (window);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase"), ==, 1);
}

/* The file of the pictures: 91 rows of a Dutch customer list in Windows-1252. */
static void
test_customer_list (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "csv", "import", "klanten-noord.csv", NULL);
  g_autofree char *copy = g_build_filename (fixture->dir, "klanten-noord.csv", NULL), *contents = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (copy);
  RapportImportWindow *window;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (copy, contents, (gssize) length, &error);
  g_assert_no_error (error);
  window = open_window (fixture, file);
  g_assert_cmpint (window->inspection->result->rows, ==, 91);
  g_assert_cmpint (window->inspection->result->imported, ==, 88);
  g_assert_true (
      shows_text (GTK_WIDGET (window->preview), "Row 5: “n.v.t.” is not an amount. Rows 38 and 77 say the same."));
  g_assert_true (shows_text (column (window, 1)->samples, "Albrecht Kühltechnik"));
  g_signal_emit_by_name (column (window, 6)->orders[0], "clicked");
  settle (window);
  press (window, "Read “n.v.t.” as Nothing");
  import_all (window);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 91);
  g_assert_true (undo (fixture, FALSE));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE deleted IS NULL"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rapport_theme_init (gdk_display_get_default ());
  g_test_add_func ("/import-window/import", test_window);
  g_test_add_func ("/import-window/second-press", test_second_press);
  g_test_add_func ("/import-window/undo", test_undo);
  g_test_add_func ("/import-window/leave-out", test_leave_out);
  g_test_add_func ("/import-window/export-problems", test_export_problems);
  g_test_add_func ("/import-window/duplicates", test_duplicates);
  g_test_add_func ("/import-window/duplicates-all", test_duplicates_all);
  g_test_add_func ("/import-window/mapping", test_mapping);
  g_test_add_func ("/import-window/kind-and-error", test_kind_and_error);
  g_test_add_func ("/import-window/large", test_large);
  g_test_add_func ("/import-window/note", test_note);
  g_test_add_func ("/import-window/customer-list", test_customer_list);
  return g_test_run ();
}
