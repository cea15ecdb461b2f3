#include "config.h"

#include "bench-workspace.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "store/rapport-figures.h"

/* The workspace that the benchmarks run on: 100,000 accounts, 1,000,000 interactions, 1,000,000 purchases, made
 * once a day in the build directory; and a small one of the same make, which fills a screen as well, to tell what
 * takes long because of the data from what takes long anyway. The numbers are scattered by multiplication with
 * primes, so that it is the same everywhere and every query meets a mixture. */

#define N_ACCOUNTS 100000
#define N_SMALL 1000

static const char *const steps[] = {
  "INSERT INTO member (id, name, initials, login, active) VALUES (1048577, 'Ines Duarte', 'ID', 'ines', 1),"
  " (1048578, 'Tomasz Wilk', 'TW', 'tomasz', 1), (1048579, 'Maren Holt', 'MH', 'maren', 1), (1048580, 'Yusuf Demir', 'YD', 'yusuf', 1)",

  "CREATE TEMP TABLE word (n INTEGER PRIMARY KEY, a TEXT, b TEXT, city TEXT, grp TEXT);"
  "INSERT INTO temp.word VALUES"
  " (0, 'Nordwind', 'Logistik', 'Hamburg', 'Transport'), (1, 'Halden', 'Marine', 'Bergen', 'Marine'),"
  " (2, 'Bright', 'Foods', 'Leeds', 'Food'), (3, 'Ferretti', 'Meccanica', 'Torino', 'Industry'),"
  " (4, 'Ostsee', 'Kliniken', 'Kiel', 'Health care'), (5, 'Kvarner', 'Yachts', 'Rijeka', 'Marine'),"
  " (6, 'Łódź', 'Print House', 'Łódź', 'Packaging'), (7, 'Ångström', 'Instruments', 'Uppsala', 'Industry'),"
  " (8, 'Galway', 'Hotels', 'Galway', 'Hospitality'), (9, 'Zuidas', 'Legal', 'Amsterdam', 'Services'),"
  " (10, 'Castellane', 'Pharma', 'Lyon', 'Health care'), (11, 'Peniche', 'Conservas', 'Peniche', 'Food'),"
  " (12, 'Vltava', 'Glass', 'Praha', 'Industry')",

  "INSERT INTO account (name, kind, account_group, owner, city, country, phone, email, external_id, source, estimated_value, created)"
  " WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT n_accounts - 1 FROM temp.size))"
  " SELECT x.a || ' ' || y.b || ' ' || i, 'business', x.grp, 1048577 + i % 4, y.city, 'Europe', '+49 40 ' || (100000 + i * 7919 % 899999),"
  "  'office' || i || '@' || lower(y.city) || '.example', 'C' || i, 'bench', (i * 7919 % 9000 + 100) * 1000, 1600000000"
  " FROM n JOIN temp.word x ON x.n = i % 13 JOIN temp.word y ON y.n = i / 13 % 13",

  "INSERT INTO placement (model, subject_kind, subject, stage, since, set_by)"
  " SELECT 1, 'account', id, 101 + id * 7919 % 7, date('now', '-' || (id * 104729 % 1400) || ' days'), 'import' FROM account",
  "INSERT INTO move (model, subject_kind, subject, to_stage, at, set_by)"
  " SELECT model, subject_kind, subject, stage, unixepoch(since), 'import' FROM placement",

  "INSERT INTO purchase (account, day, title, total, total_from, external_id, source, created)"
  " WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT 10 * n_accounts - 1 FROM temp.size))"
  " SELECT 1048577 + i * 7919 % (SELECT n_accounts FROM temp.size), date('now', '-' || (i * 104729 % 1500) || ' days'), 'Order ' || i, i * 31 % 90000 + 1000, 'file',"
  "  'P' || i, 'bench', 1600000000 FROM n",

  "INSERT INTO interaction (account, at, channel, direction, subject, text, member, minutes, created)"
  " WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < (SELECT 10 * n_accounts - 1 FROM temp.size))"
  " SELECT 1048577 + i * 6101 % (SELECT n_accounts FROM temp.size), unixepoch('now') - (i * 104729 % 94608000), CASE i % 4 WHEN 0 THEN 'phone' WHEN 1 THEN 'email' WHEN 2 THEN 'visit' ELSE 'video' END,"
  "  CASE i % 2 WHEN 0 THEN 'in' ELSE 'out' END,"
  "  CASE i % 7 WHEN 0 THEN 'Asked for the offer ' WHEN 1 THEN 'Technician arrived late at door ' WHEN 2 THEN 'Signed order '"
  "   WHEN 3 THEN 'Pleased with the night service ' WHEN 4 THEN 'Invoice is not clear, number ' WHEN 5 THEN 'Lunch at the harbour ' ELSE 'Measured seals at site ' END || (i % 5000),"
  "  NULL, 1048577 + i % 4, i % 60, 1600000000 FROM n",

  "INSERT INTO commitment (account, title, kind, side, owner, made, first_due, due)"
  " SELECT id, 'Send the offer', CASE WHEN id % 2 THEN 'promise' ELSE 'next-step' END, 'ours', owner, date('now', '-20 days'), date('now', '-' || (id % 40 - 30) || ' days'),"
  "  date('now', '-' || (id % 40 - 30) || ' days') FROM account WHERE id % 25 = 0",
};

static RapportChanges *
fill (RapportDb                  *db,
      const RapportWriteContext  *context,
      gpointer                    data,
      GCancellable               *cancellable,
      GError                    **error)
{
  g_autofree char *size = g_strdup_printf ("CREATE TEMP TABLE size AS SELECT %d AS n_accounts", *(int *) data);

  if (!rapport_db_exec (db, "PRAGMA synchronous = OFF; PRAGMA cache_size = -200000; BEGIN IMMEDIATE", error) ||
      !rapport_db_exec (db, size, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (!rapport_db_exec (db, steps[i], error))
      return NULL;
  if (!rapport_figures_refresh (db, context->real_today, error) || !rapport_db_exec (db, "COMMIT; ANALYZE", error))
    return NULL;
  return rapport_changes_new ();
}

static void
move_file (const char *from,
           const char *to)
{
  g_autoptr(GError) error = NULL;

  if (g_rename (from, to) != 0)
    {
      g_autoptr(GFile) source = g_file_new_for_path (from);
      g_autoptr(GFile) target = g_file_new_for_path (to);

      if (!g_file_move (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error))
        g_error ("%s", error->message);
    }
}

static char *
get (const char *pattern,
     int         n_accounts)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, pattern);
  g_autofree char *partial = g_build_filename (g_get_tmp_dir (), "rapport-bench-partial.rapport", NULL);
  const char *folder = g_getenv ("G_TEST_BUILDDIR");
  char *path = g_build_filename (folder ? folder : g_get_tmp_dir (), name, NULL);
  g_autoptr(RapportWorkspace) workspace = NULL;
  g_autoptr(RapportChanges) changes = NULL;
  g_autoptr(GError) error = NULL;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;

  g_unlink (partial);
  workspace = rapport_workspace_create (partial, "Benchmark", "EUR", &error);
  if (workspace != NULL)
    changes = rapport_store_run (rapport_workspace_get_store (workspace), "Fill", fill, &n_accounts, NULL, &error);
  if (changes == NULL)
    g_error ("The workspace for the benchmarks could not be made: %s", error->message);
  rapport_workspace_close (workspace);
  move_file (partial, path);
  return path;
}

/**
 * bench_workspace_get:
 *
 * Returns: (transfer full): path of the large workspace, made if it is not there or of another day
 */
char *
bench_workspace_get (void)
{
  return get ("bench-%Y-%m-%d.rapport", N_ACCOUNTS);
}

/**
 * bench_workspace_get_small:
 *
 * Returns: (transfer full): path of the small one
 */
char *
bench_workspace_get_small (void)
{
  return get ("bench-small-%Y-%m-%d.rapport", N_SMALL);
}

/**
 * bench_workspace_copy:
 * @path: a workspace
 *
 * Returns: (transfer full): path of a copy that may be written to
 */
char *
bench_workspace_copy (const char *path)
{
  g_autofree char *folder = g_dir_make_tmp ("rapport-bench-XXXXXX", NULL);
  char *copy = g_build_filename (folder, "bench.rapport", NULL);
  g_autoptr(GFile) from = g_file_new_for_path (path);
  g_autoptr(GFile) to = g_file_new_for_path (copy);
  g_autoptr(GError) error = NULL;

  if (!g_file_copy (from, to, G_FILE_COPY_NONE, NULL, NULL, NULL, &error))
    g_error ("%s", error->message);
  return copy;
}

/**
 * bench_workspace_delete:
 * @path: a copy, closed
 *
 * Deletes it and what lies beside it.
 */
void
bench_workspace_delete (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);

      if (g_unlink (file) != 0)
        g_rmdir (file);
    }
  g_rmdir (folder);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

double
bench_median (const double *values,
              guint         n)
{
  g_autofree double *sorted = g_memdup2 (values, n * sizeof *values);

  qsort (sorted, n, sizeof *sorted, compare);
  return sorted[n / 2];
}

/**
 * bench_say:
 * @what: a figure
 * @value: what was measured
 * @unit: its unit, "" for a ratio
 * @bound: what it must not be above
 *
 * Prints a figure, its bound and whether it is kept. Machines are noisy, so that no benchmark fails; it is said
 * loudly instead.
 */
void
bench_say (const char *what,
           double      value,
           const char *unit,
           double      bound)
{
  g_print ("%-6s %s: %.2f%s%s (must be at most %g%s%s)\n", value <= bound ? "ok" : "MISSED", what, value,
           *unit ? " " : "", unit, bound, *unit ? " " : "", unit);
}
