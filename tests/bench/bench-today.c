#include "config.h"

#include "bench-workspace.h"
#include "service/rapport-today-figures.h"
#include "service/rapport-today-service.h"

/* The Today page on the large workspace: how long its lists and its figures take, and how long another list has to
 * wait meanwhile. */

static double
seconds (gint64 since)
{
  return (g_get_monotonic_time () - since) / 1e6;
}

static void
figures_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static gpointer
read_little (RapportDb     *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  gint64 n;

  return rapport_db_query_int (db, &n, error, "SELECT count(*) FROM stage", NULL) ? GINT_TO_POINTER (1) : NULL;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *path = bench_workspace_get ();
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportWorkspace) workspace = rapport_workspace_open (path, RAPPORT_STORE_DEFAULT, &error);
  g_autoptr(GAsyncResult) result = NULL;
  double whole, longest = 0;
  gint64 start;

  g_assert_no_error (error);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr(RapportToday) today = NULL;

      start = g_get_monotonic_time ();
      today = rapport_today_load (workspace, i == 2 ? 1048577 : 0, &error);
      g_assert_no_error (error);
      g_print ("lists%s: %.3f s, %u needs\n", i == 2 ? " of one owner" : "", seconds (start), today->n_needs);
    }

  start = g_get_monotonic_time ();
  rapport_today_figures_load_async (workspace, 0, NULL, figures_cb, &result);
  while (result == NULL)
    {
      gint64 asked = g_get_monotonic_time ();

      rapport_store_read (rapport_workspace_get_store (workspace), read_little, NULL, &error);
      longest = MAX (longest, seconds (asked));
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (500);
    }
  whole = seconds (start);
  g_autoptr(RapportTodayFigures) figures = rapport_today_figures_load_finish (workspace, result, &error);
  g_assert_no_error (error);
  g_print ("figures: %.3f s, %u customers; another list waited %.3f s at most\n", whole, figures->active.whole,
           longest);
  rapport_workspace_close (workspace);

  /* Pieces, not all at once. */
  if (longest > whole / 4)
    g_error ("Another list waited for a quarter of the time that the figures take.");
  return 0;
}
