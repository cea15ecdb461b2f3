#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "safety-fixture.h"
#include "store/rapport-recover.h"

#define N_ACCOUNTS 600

static gboolean
fill (RapportWrite  *write,
      gpointer       data,
      GError       **error)
{
  g_autofree char *filler = g_strnfill (200, 'n');

  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autoptr(RapportRow) account = rapport_row_new (RAPPORT_KIND_ACCOUNT);
      g_autofree char *name = g_strdup_printf ("Account %u", i);
      gint64 id, purchase_id;

      rapport_row_put (account, "name", name, "notes", filler, NULL);
      id = rapport_write_insert (write, account, error);
      if (id == 0)
        return FALSE;
      for (guint k = 0; k < 3; k++)
        {
          g_autoptr(RapportRow) purchase = rapport_row_new (RAPPORT_KIND_PURCHASE);
          g_autoptr(RapportRow) line = rapport_row_new (RAPPORT_KIND_PURCHASE_LINE);

          rapport_row_put (purchase, "account", id, "day", (gint64) 20000 + i, "total", (gint64) 1000, "title",
                           filler, NULL);
          purchase_id = rapport_write_insert (write, purchase, error);
          rapport_row_put (line, "purchase", purchase_id, "title", filler, NULL);
          if (purchase_id == 0 || rapport_write_insert (write, line, error) == 0)
            return FALSE;
        }
    }
  return TRUE;
}

static Fixture *
filled_fixture (void)
{
  Fixture *fixture = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) changes = rapport_store_write (fixture->store, "Fill", fill, NULL, &error);

  g_assert_no_error (error);
  fixture_close (fixture);
  return fixture;
}

static void
garble (const char *path,
        gint64      at,
        gsize       size)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);
  g_autofree char *junk = g_strnfill (size, '\xa7');

  g_assert_cmpint (pwrite (fd, junk, size, (off_t) at), ==, size);
  close (fd);
}

static RapportRecoveredKind *
result_of (RapportRecovery *report,
           RapportKindId    kind)
{
  return &g_array_index (report->kinds, RapportRecoveredKind, kind - 1);
}

/* Recovers, checks that the damaged file is as it was and the new one sound; opens the new one. */
static RapportRecovery *
recover (Fixture *fixture)
{
  /* The folder of workspaces may not be there yet. */
  g_autofree char *new_path = g_build_filename (fixture->dir, "folder", "new.rapport", NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  RapportRecovery *report = NULL;
  gsize size_before, size_after;

  g_assert_true (g_file_get_contents (fixture->path, &before, &size_before, NULL));
  g_assert_true (rapport_recover (fixture->path, new_path, &report, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (fixture->path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
  for (guint i = 0; i < report->sentences->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (report->sentences, i));

  assert_sound (new_path);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&new_path);
  fixture_open (fixture, RAPPORT_STORE_DEFAULT);
  return report;
}

static void
test_sound (void)
{
  g_autoptr(Fixture) fixture = filled_fixture ();
  g_autoptr(RapportRecovery) report = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(RapportChanges) undone = NULL;
  g_autoptr(GError) error = NULL;

  fixture_open (fixture, RAPPORT_STORE_DEFAULT);
  before = content_of (rapport_store_get_db (fixture->store));
  fixture_close (fixture);
  report = recover (fixture);
  after = content_of (rapport_store_get_db (fixture->store));
  g_assert_cmpstr (before, ==, after);
  g_assert_false (report->schema_replaced);
  g_assert_cmpint (result_of (report, RAPPORT_KIND_ACCOUNT)->n_read, ==, N_ACCOUNTS);
  g_assert_cmpint (result_of (report, RAPPORT_KIND_PURCHASE)->n_read, ==, 3 * N_ACCOUNTS);
  g_assert_cmpint (result_of (report, RAPPORT_KIND_STAGE)->n_gaps, ==, 0);

  /* The history came over, too. */
  undone = rapport_store_undo (fixture->store, FALSE, FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 0);

  /* An existing file is not touched. */
  g_assert_false (rapport_recover (fixture->path, fixture->path, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS);
}

/* Pages of accounts and of purchases in the middle of their tables. */
static void
test_pages (void)
{
  g_autoptr(Fixture) fixture = filled_fixture ();
  g_autoptr(RapportRecovery) report = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportDb) db = rapport_db_open (fixture->path, RAPPORT_DB_IMMUTABLE, &error);
  gint64 account_page, purchase_page, accounts, purchases;

  account_page = query_db (db, "SELECT pageno FROM dbstat WHERE name = 'account' AND pagetype = 'leaf'"
                               " LIMIT 1 OFFSET 7");
  purchase_page = query_db (db, "SELECT pageno FROM dbstat WHERE name = 'purchase' AND pagetype = 'leaf'"
                                " LIMIT 1 OFFSET 20");
  g_clear_pointer (&db, rapport_db_close);
  garble (fixture->path, (account_page - 1) * 4096, 2000);
  garble (fixture->path, (purchase_page - 1) * 4096, 4096);

  report = recover (fixture);
  accounts = result_of (report, RAPPORT_KIND_ACCOUNT)->n_read;
  purchases = result_of (report, RAPPORT_KIND_PURCHASE)->n_read;
  g_assert_cmpint (accounts, <, N_ACCOUNTS);
  g_assert_cmpint (accounts, >, N_ACCOUNTS - 40);
  g_assert_cmpint (purchases, <, 3 * N_ACCOUNTS);
  g_assert_cmpint (purchases, >, 3 * N_ACCOUNTS - 40);
  g_assert_cmpint (result_of (report, RAPPORT_KIND_ACCOUNT)->n_missing, ==, N_ACCOUNTS - accounts);
  g_assert_cmpint (result_of (report, RAPPORT_KIND_PURCHASE)->n_missing, ==, 3 * N_ACCOUNTS - purchases);
  /* The purchases of the lost accounts are in one account; the lines of the lost purchases are lost. */
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE name = 'Recovered, account lost'"), ==, 1);
  g_assert_cmpint (result_of (report, RAPPORT_KIND_PURCHASE)->n_mended, >, 0);
  g_assert_cmpint (result_of (report, RAPPORT_KIND_PURCHASE_LINE)->n_lost, ==, 3 * N_ACCOUNTS - purchases);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase"), ==, purchases);
}

static void
test_beginning (void)
{
  g_autoptr(Fixture) fixture = filled_fixture ();
  g_autoptr(RapportRecovery) report = NULL;

  garble (fixture->path, 0, 4096);
  report = recover (fixture);
  g_assert_true (report->schema_replaced);
  g_assert_cmpint (result_of (report, RAPPORT_KIND_ACCOUNT)->n_read, ==, N_ACCOUNTS);
  g_assert_cmpint (result_of (report, RAPPORT_KIND_PURCHASE_LINE)->n_read, ==, 3 * N_ACCOUNTS);
}

static void
test_end (void)
{
  g_autoptr(Fixture) fixture = filled_fixture ();
  g_autoptr(RapportRecovery) report = NULL;
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (truncate (fixture->path, info.st_size * 2 / 3 / 4096 * 4096 + 100), ==, 0);
  report = recover (fixture);
  g_assert_cmpint (result_of (report, RAPPORT_KIND_ACCOUNT)->n_read, >, N_ACCOUNTS / 3);
}

static void
test_nothing (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *new_path = g_build_filename (fixture->dir, "new.rapport", NULL);
  g_autoptr(GError) error = NULL;

  fixture_close (fixture);
  g_assert_true (g_file_set_contents (fixture->path, "a\0b", 3, NULL));
  g_assert_false (rapport_recover (fixture->path, new_path, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED);
  g_assert_false (g_file_test (new_path, G_FILE_TEST_EXISTS));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recover/sound", test_sound);
  g_test_add_func ("/recover/pages", test_pages);
  g_test_add_func ("/recover/beginning", test_beginning);
  g_test_add_func ("/recover/end", test_end);
  g_test_add_func ("/recover/nothing", test_nothing);

  return g_test_run ();
}
