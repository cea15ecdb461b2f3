#include "config.h"

#include <adwaita.h>

#include "../unit/import-fixture.h"
#include "views/rapport-import-window-private.h"
#include "widgets/rapport-theme.h"

#define spin_until(condition)                                               \
  G_STMT_START {                                                            \
    gint64 deadline_ = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;   \
    while (!(condition))                                                    \
      {                                                                     \
        g_assert_cmpint (g_get_monotonic_time (), <, deadline_);            \
        if (!g_main_context_iteration (NULL, FALSE))                        \
          g_usleep (500);                                                   \
      }                                                                     \
  } G_STMT_END

static RapportImportWindow *
open_window (Fixture *fixture,
             GFile   *file)
{
  g_autofree char *path = g_file_get_path (file);
  RapportImportWindow *window = RAPPORT_IMPORT_WINDOW (rapport_import_window_new (fixture->workspace, path));

  gtk_window_present (GTK_WINDOW (window));
  spin_until (window->inspection != NULL && window->reading == NULL);
  return window;
}

/* A file of customers: proposed, asked for the date, mended, imported. */
static void
test_window (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = fixture_file (fixture, "klanten.csv",
    "KlantNr;Bedrijf;Contact;Plaats;KlantSinds;Omzet\nALB01;Albrecht;Maike;Kiel;04/07/2019;18.400,00\nBRK07;Brekelmans;Joost;Groningen;11/03/2020;n.v.t.\n");
  RapportImportWindow *window = open_window (fixture, file);
  GtkWidget *weak = GTK_WIDGET (window);
  RapportCsvDialect *dialect;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &weak);
  g_assert_cmpint (window->kind, ==, RAPPORT_KIND_ACCOUNT);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (window->stack), ==, "file");
  g_assert_true (rapport_import_plan_get_field (window->inspection->plan, 0) != NULL);

  /* Asked, not imported. */
  gtk_widget_activate_action (weak, "import.run", NULL);
  g_assert_null (window->writing);
  rapport_csv_dialect_set_date_format (window->inspection->plan->dialect, 4, RAPPORT_DATE_FORMAT_DMY);
  _rapport_import_window_inspect (window, NULL, TRUE);
  spin_until (window->reading == NULL);
  g_assert_no_error (window->inspection->error);

  dialect = window->inspection->plan->dialect;
  rapport_csv_dialect_set_null_words (dialect, (const char *const[]) { "n.v.t.", NULL });
  _rapport_import_window_inspect (window, dialect, TRUE);
  spin_until (window->reading == NULL);
  g_assert_cmpint (window->inspection->result->rejected, ==, 0);
  g_assert_cmpint (window->inspection->result->imported, ==, 2);

  gtk_widget_activate_action (weak, "import.run", NULL);
  g_assert_nonnull (window->writing);
  spin_until (weak == NULL);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE customer_since IN ('2019-07-04', '2020-03-11')"), ==, 2);
}

static void
test_kind_and_error (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) orders = fixture_file (fixture, "orders.csv", "order no,customer no,order date,total\nO1,K1,2024-01-05,1.00\n");
  g_autoptr(GFile) empty = fixture_file (fixture, "empty.csv", "");
  g_autofree char *path = g_file_get_path (empty);
  RapportImportWindow *window = open_window (fixture, orders);

  g_assert_cmpint (window->kind, ==, RAPPORT_KIND_PURCHASE);
  g_assert_cmpint (window->inspection->result->rejected, ==, 1);
  window->inspection->plan->create_accounts = TRUE;
  _rapport_import_window_inspect (window, NULL, TRUE);
  spin_until (window->reading == NULL);
  g_assert_cmpint (window->inspection->result->imported, ==, 1);
  gtk_window_destroy (GTK_WINDOW (window));

  window = RAPPORT_IMPORT_WINDOW (rapport_import_window_new (fixture->workspace, path));
  gtk_window_present (GTK_WINDOW (window));
  spin_until (g_strcmp0 (gtk_stack_get_visible_child_name (window->stack), "error") == 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rapport_theme_init (gdk_display_get_default ());
  g_test_add_func ("/import-window/import", test_window);
  g_test_add_func ("/import-window/kind-and-error", test_kind_and_error);
  return g_test_run ();
}
