#include "config.h"

#include "service/rapport-today-figures.h"

#include <math.h>

/* The figures of a day need every purchase. They are read in pieces, so that other lists, which the same thread
 * reads, never wait longer than one piece takes; the figures are then computed on a thread of their own. A write
 * in between does no harm: whoever shows figures loads them again after it. */

#define ROWS_OF_A_PIECE 20000
#define MAX_COHORTS 8

typedef struct
{
  gint64               owner;
  RapportDay           today;
  char                *currency; /* of the workspace */
  RapportDay           months[RAPPORT_TODAY_MONTHS + 1];
  gint64               read_until; /* account id */
  gboolean             all_read;
  GArray              *points; /* RapportPurchasePoint */
  guint                n_accounts;
  RapportTodayFigures *figures;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_array_unref (load->points);
  g_free (load->currency);
  rapport_today_figures_free (load->figures);
  g_free (load);
}

static Load *
load_new (RapportWorkspace *workspace,
          gint64            owner)
{
  Load *load = g_new0 (Load, 1);

  load->owner = owner;
  load->today = rapport_workspace_get_today (workspace);
  load->currency = g_strdup (rapport_workspace_get_currency (workspace));
  load->points = g_array_new (FALSE, FALSE, sizeof (RapportPurchasePoint));
  load->figures = g_new0 (RapportTodayFigures, 1);
  load->figures->today = load->today;
  for (int i = 0; i <= RAPPORT_TODAY_MONTHS; i++)
    load->months[i] = rapport_day_add_months (load->today, i - RAPPORT_TODAY_MONTHS);
  return load;
}

static void
add_amount (Load       *load,
            RapportDay  day,
            gint64      amount)
{
  RapportTodayFigures *figures = load->figures;

  if (day > load->months[0])
    figures->revenue += amount;
  else if (day > rapport_day_add_years (load->today, -2))
    figures->revenue_before += amount;
  for (int i = 0; i < RAPPORT_TODAY_MONTHS; i++)
    if (day > load->months[i] && day <= load->months[i + 1])
      figures->revenue_by_month[i] += (double) amount;
}

/* Whole accounts, until there are enough rows. */
static gpointer
read_piece (RapportDb     *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Load *load = data;
  char today[RAPPORT_DAY_TEXT_SIZE];
  g_autoptr(GError) local_error = NULL;
  /* The accounts' own order makes the pieces: the join must not be turned round, nor be sorted. */
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT a.id, p.day, p.total,"
    " CASE WHEN p.currency IS NULL OR p.currency = ?4 THEN 1000000"
    "  ELSE (SELECT r.rate FROM rate r WHERE r.currency = p.currency AND r.day <= p.day AND r.deleted IS NULL ORDER BY r.day DESC LIMIT 1) END"
    " FROM account a CROSS JOIN purchase p ON p.account = a.id"
    " WHERE a.id > ?1 AND a.deleted IS NULL AND (?2 = 0 OR a.owner = ?2) AND p.day <= ?3 AND p.deleted IS NULL"
    " ORDER BY a.id", "iiss", load->read_until, load->owner, rapport_day_print (load->today, today), load->currency);
  gint64 account = load->read_until;
  guint n = 0;

  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    {
      RapportPurchasePoint point = { 0, rapport_day_parse (rapport_statement_get_text (statement, 1)) };
      gint64 buyer = rapport_statement_get_int (statement, 0);

      if (buyer != account)
        {
          if (n >= ROWS_OF_A_PIECE)
            {
              load->read_until = account;
              return load;
            }
          account = buyer;
          load->n_accounts++;
        }
      n++;
      point.account = load->n_accounts - 1;
      g_array_append_val (load->points, point);

      if (rapport_statement_is_null (statement, 3))
        load->figures->n_unconverted += point.day > load->months[0];
      else if (!rapport_statement_is_null (statement, 2))
        {
          gint64 rate = rapport_statement_get_int (statement, 3), total = rapport_statement_get_int (statement, 2);

          add_amount (load, point.day, rate == 1000000 ? total : llround ((double) total * (double) rate / 1e6));
        }
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  load->all_read = TRUE;
  return load;
}

static double
percent (RapportShare share)
{
  return share.whole == 0 ? NAN : 100.0 * share.part / share.whole;
}

static RapportTodayFigures *
compute (Load *load)
{
  RapportTodayFigures *figures = load->figures;
  const RapportPurchasePoint *points = (const RapportPurchasePoint *) (gpointer) load->points->data;
  gsize n = load->points->len;
  RapportDay today = load->today, month_ago = rapport_day_add_days (today, -30);

  figures->active = rapport_retention_active (points, n, load->n_accounts, 12, today);
  figures->active_month_ago = rapport_retention_active (points, n, load->n_accounts, 12, month_ago);
  figures->retention = rapport_retention_compute (points, n, load->n_accounts, 12, today);
  figures->retention_year_ago = rapport_retention_compute (points, n, load->n_accounts, 12, load->months[0]);
  figures->repeat = rapport_retention_repeat_rate (points, n, load->n_accounts, today);
  figures->repeat_month_ago = rapport_retention_repeat_rate (points, n, load->n_accounts, month_ago);
  for (int i = 0; i < RAPPORT_TODAY_MONTHS; i++)
    {
      RapportDay day = load->months[i + 1];

      figures->active_by_month[i] = rapport_retention_active (points, n, load->n_accounts, 12, day).part;
      figures->retention_by_month[i] = percent (rapport_retention_compute (points, n, load->n_accounts, 12, day));
      figures->repeat_by_month[i] = percent (rapport_retention_repeat_rate (points, n, load->n_accounts, day));
    }
  figures->cohorts = rapport_cohorts_new (points, n, load->n_accounts, RAPPORT_PERIOD_QUARTER, today, MAX_COHORTS);
  return g_steal_pointer (&load->figures);
}

static void
compute_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, compute (data), (GDestroyNotify) rapport_today_figures_free);
}

static void
piece_read_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(GTask) task = data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  if (rapport_store_read_finish (RAPPORT_STORE (source), result, &error) == NULL)
    g_task_return_error (task, error);
  else if (load->all_read)
    g_task_run_in_thread (task, compute_thread);
  else
    {
      GCancellable *cancellable = g_task_get_cancellable (task);

      rapport_store_read_async (RAPPORT_STORE (source), read_piece, load, NULL, NULL, cancellable, piece_read_cb,
                                g_steal_pointer (&task));
    }
}

/**
 * rapport_today_figures_load_async:
 * @workspace: a workspace
 * @owner: the member whose accounts count, 0 for all
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Reads all purchases, in pieces, and computes what they say.
 */
void
rapport_today_figures_load_async (RapportWorkspace    *workspace,
                                  gint64               owner,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);
  Load *load = load_new (workspace, owner);

  g_task_set_source_tag (task, rapport_today_figures_load_async);
  g_task_set_task_data (task, load, load_free);
  rapport_store_read_async (rapport_workspace_get_store (workspace), read_piece, load, NULL, NULL, cancellable,
                            piece_read_cb, task);
}

/**
 * rapport_today_figures_load_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the figures
 */
RapportTodayFigures *
rapport_today_figures_load_finish (RapportWorkspace  *workspace,
                                   GAsyncResult      *result,
                                   GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rapport_today_figures_load:
 * @workspace: a workspace
 * @owner: the member whose accounts count, 0 for all
 * @error: return location
 *
 * The same and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full): the figures
 */
RapportTodayFigures *
rapport_today_figures_load (RapportWorkspace  *workspace,
                            gint64             owner,
                            GError           **error)
{
  Load *load = load_new (workspace, owner);
  RapportTodayFigures *figures = NULL;

  while (!load->all_read)
    if (rapport_store_read (rapport_workspace_get_store (workspace), read_piece, load, error) == NULL)
      break;
  if (load->all_read)
    figures = compute (load);
  load_free (load);
  return figures;
}

/**
 * rapport_today_figures_free:
 * @figures: (nullable) (transfer full): figures
 */
void
rapport_today_figures_free (RapportTodayFigures *figures)
{
  if (figures == NULL)
    return;
  g_clear_pointer (&figures->cohorts, rapport_cohorts_free);
  g_free (figures);
}
