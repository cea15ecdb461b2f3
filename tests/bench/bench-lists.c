#include "config.h"

#include "bench-workspace.h"
#include "service/rapport-board-service.h"

/* Lists on the large workspace against the same SQL run bare. */

static double
seconds (gint64 since)
{
  return (g_get_monotonic_time () - since) / 1e6;
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

typedef double (*Measure) (RapportWorkspace *workspace, const char *text);

static double
median_of (RapportWorkspace *workspace,
           Measure           measure,
           const char       *text)
{
  double times[7];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    times[i] = measure (workspace, text);
  qsort (times, G_N_ELEMENTS (times), sizeof times[0], compare_doubles);
  return times[G_N_ELEMENTS (times) / 2];
}

static gpointer
run_query (RapportDb     *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return rapport_query_run (data, db, error);
}

static double
measure_filter (RapportWorkspace *workspace,
                const char       *text)
{
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  g_autoptr(RapportQuery) query = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  filter->text = g_strdup (text);
  query = rapport_account_filter_to_query (filter, workspace);
  ids = rapport_store_read (rapport_workspace_get_store (workspace), run_query, query, &error);
  g_assert_no_error (error);
  return seconds (start);
}

static gpointer
run_bare (RapportDb     *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autofree char *match = rapport_query_match (data);
  RapportStatement *statement = rapport_db_query (db, error,
    "SELECT a.id FROM account a LEFT JOIN account_figure f ON f.account = a.id WHERE a.id IN"
    " (SELECT rowid FROM account_text WHERE account_text MATCH ?1) AND a.deleted IS NULL ORDER BY f.value DESC, a.name", "s", match);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  while (rapport_statement_step (statement, error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  rapport_statement_free (statement);
  return ids;
}

static double
measure_bare (RapportWorkspace *workspace,
              const char       *text)
{
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  ids = rapport_store_read (rapport_workspace_get_store (workspace), run_bare, (gpointer) text, &error);
  g_assert_no_error (error);
  return seconds (start);
}

static double
measure_board (RapportWorkspace *workspace,
               const char       *text)
{
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  g_autoptr(RapportBoardData) data = NULL;
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  filter->text = g_strdup (text);
  data = rapport_board_load (workspace, text ? filter : NULL, &error);
  g_assert_no_error (error);
  return seconds (start);
}

int
main (void)
{
  g_autofree char *path = bench_workspace_get ();
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr(RapportWorkspace) workspace = rapport_workspace_open (path, RAPPORT_STORE_DEFAULT, &error);
  static const char *const texts[] = { "h", "hal", "halden", "nordwind ham", "ang" };

  g_assert_no_error (error);
  g_print ("open: %.1f ms\n", seconds (start) * 1000);
  g_print ("board, first load: %.1f ms\n", measure_board (workspace, NULL) * 1000);
  g_print ("board: %.1f ms\n", median_of (workspace, measure_board, NULL) * 1000);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      double bare = median_of (workspace, measure_bare, texts[i]);
      double filter = median_of (workspace, measure_filter, texts[i]);

      g_print ("keystroke “%s”: %.1f ms to the ids in order, bare SQL %.1f ms, ratio %.2f (must be at most 1.5)\n",
               texts[i], filter * 1000, bare * 1000, filter / bare);
      g_print ("  board filtered: %.1f ms\n", median_of (workspace, measure_board, texts[i]) * 1000);
    }
  rapport_workspace_close (workspace);
  return 0;
}
