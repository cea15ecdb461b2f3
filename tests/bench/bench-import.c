#include "config.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <gio/gio.h>

#include "bench-workspace.h"

/* rapport import of a million purchases against sqlite3's .import into a table of the same columns and indexes.
 * argv[1] is the program. */

#define N_ACCOUNTS 100000
#define N_PURCHASES 1000000

static const char schema[] =
  "CREATE TABLE purchase ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, day TEXT NOT NULL, title TEXT, total INTEGER, currency TEXT,"
  "  total_from TEXT, quantity INTEGER, cost INTEGER, member INTEGER, episode INTEGER,"
  "  external_id TEXT, source TEXT, created INTEGER, deleted INTEGER) STRICT;\n"
  "CREATE INDEX purchase_account ON purchase (account, day, total, currency, deleted);\n"
  "CREATE INDEX purchase_day ON purchase (day, account);\n"
  "CREATE INDEX purchase_external ON purchase (external_id) WHERE external_id IS NOT NULL;\n"
  "CREATE INDEX purchase_episode ON purchase (episode) WHERE episode IS NOT NULL;\n";

static FILE *
open_file (const char *dir,
           const char *name)
{
  g_autofree char *path = g_build_filename (dir, name, NULL);
  FILE *file = fopen (path, "w");

  g_assert_nonnull (file);
  return file;
}

static void
write_files (const char *dir)
{
  FILE *accounts = open_file (dir, "accounts.csv"), *purchases = open_file (dir, "purchases.csv"),
       *bare = open_file (dir, "bare.csv");
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);

  fputs ("customerID,companyName,city\n", accounts);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    fprintf (accounts, "C%06u,Company %u Ltd,City %u\n", i, i, i % 500);
  fputs ("orderID,customerID,orderDate,amount,description\n", purchases);
  for (guint i = 0; i < N_PURCHASES; i++)
    {
      guint account = (guint) g_rand_int_range (rand, 0, N_ACCOUNTS),
            cents = (guint) g_rand_int_range (rand, 100, 999999);
      guint year = (guint) g_rand_int_range (rand, 2016, 2025), month = (guint) g_rand_int_range (rand, 1, 13),
            day = (guint) g_rand_int_range (rand, 1, 29);

      fprintf (purchases, "O%07u,C%06u,%u-%02u-%02u,%u.%02u,Order %u\n", i, account, year, month, day, cents / 100,
               cents % 100, i);
      /* .import knows no NULL; nothing in an INTEGER column of a strict table has to be a number. */
      fprintf (bare, "%u,%u,%u-%02u-%02u,Order %u,%u,EUR,file,0,0,0,0,O%07u,csv,1700000000,0\n", 1048577 + i,
               1048577 + account, year, month, day, i, cents, i);
    }
  fclose (accounts);
  fclose (purchases);
  fclose (bare);
}

/* Returns the seconds that a program takes. */
static double
run (const char  *dir,
     char       **argv,
     double      *peak)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr(GError) error = NULL;
  struct rusage usage;
  int status;
  GPid pid;

  g_spawn_async (dir, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_assert_cmpint (wait4 (pid, &status, 0, &usage), ==, pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  *peak = usage.ru_maxrss / 1024.0;
  return (g_get_monotonic_time () - start) / 1e6;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *dir = g_dir_make_tmp ("rapport-bench-XXXXXX", NULL);
  g_autofree char *sql = g_build_filename (dir, "bare.sql", NULL);
  g_autofree char *script = g_strconcat (schema, ".mode csv\n.import bare.csv purchase\n", NULL);
  g_autofree char *sqlite = g_find_program_in_path ("sqlite3");
  const char *names[] = { "accounts.csv", "purchases.csv", "bare.csv", "bare.sql", "bare.db", "bench.rapport", NULL };
  double accounts, rapport, bare, peak, ignored;

  g_autofree char *program = g_canonicalize_filename (argc > 1 ? argv[1] : "src/rapport", NULL);

  if (sqlite == NULL)
    {
      g_print ("sqlite3 is not installed\n");
      return 77;
    }
  write_files (dir);
  g_assert_true (g_file_set_contents (sql, script, -1, NULL));

  accounts = run (dir,
                  (char *[]) { program, (char *) "import", (char *) "--workspace", (char *) "bench.rapport",
                               (char *) "--as", (char *) "accounts", (char *) "accounts.csv", NULL },
                  &ignored);
  rapport = run (dir,
                 (char *[]) { program, (char *) "import", (char *) "--workspace", (char *) "bench.rapport",
                              (char *) "--as", (char *) "purchases", (char *) "purchases.csv", NULL },
                 &peak);
  bare = run (
      dir, (char *[]) { sqlite, (char *) "-init", (char *) "bare.sql", (char *) "bare.db", (char *) ".quit", NULL },
      &ignored);

  g_print ("       import of %d accounts: %.1f s\n", N_ACCOUNTS, accounts);
  g_print ("       import of %d purchases: %.1f s, sqlite3 .import %.1f s\n", N_PURCHASES, rapport, bare);
  bench_say ("import of purchases / sqlite3 .import", rapport / bare, "", 3);
  bench_say ("peak memory of the import", peak, "MB", 60);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (dir, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (dir);
  return 0;
}
