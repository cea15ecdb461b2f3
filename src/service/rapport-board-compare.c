#include "config.h"

#include "service/rapport-board-compare.h"

#include <stdlib.h>

#include "core/rapport-records.h"
#include "service/rapport-board-data-private.h"

/* A past day's board beside today's. The reader looks at that day: temporary tables and views stand before the tables
 * of the same names. What is asked about today therefore takes the tables themselves, under their own names. */

typedef struct
{
  RapportAccountFilter *filter; /* NULL: everything */
  RapportBoardData     *then;
  RapportDay            today;
} CompareJob;

static void
compare_job_free (gpointer data)
{
  CompareJob *job = data;

  g_clear_pointer (&job->filter, rapport_account_filter_free);
  rapport_board_data_free (job->then);
  g_free (job);
}

/**
 * rapport_board_comparison_free:
 * @comparison: (nullable) (transfer full): a comparison
 */
void
rapport_board_comparison_free (RapportBoardComparison *comparison)
{
  if (comparison == NULL)
    return;
  g_array_unref (comparison->moved);
  g_array_unref (comparison->counts);
  g_free (comparison);
}

static int
compare_moved (gconstpointer a,
               gconstpointer b)
{
  const RapportBoardMoved *x = a, *y = b;

  return x->subject < y->subject ? -1 : x->subject > y->subject;
}

/* With these before a SELECT, the names mean what stands in the file today. */
static void
append_today (RapportQuery *query)
{
  static const char *const tables[] = {
    "account",     "account_figure", "affiliation", "board_card", "commitment", "episode",
    "interaction", "move",           "opportunity", "placement",  "purchase",   "relationship_end",
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      rapport_query_append (query, i == 0 ? "WITH " : ", ");
      rapport_query_append (query, tables[i]);
      rapport_query_append (query, " AS NOT MATERIALIZED (SELECT * FROM main.");
      rapport_query_append (query, tables[i]);
      rapport_query_append (query, ")");
    }
}

static gboolean
count_today (CompareJob              *job,
             RapportDb               *db,
             RapportBoardComparison  *comparison,
             GError                 **error)
{
  g_autoptr(RapportQuery) query = rapport_query_new (job->then->kind);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  append_today (query);
  rapport_query_append (query, " SELECT c.lane, count(*), sum(NOT EXISTS (SELECT 1 FROM temp.board_card t"
                               " WHERE t.subject = c.subject AND t.model = c.model))");
  _rapport_board_append_cards (query, job->filter, job->then->kind, job->then->model, job->today);
  rapport_query_append (query, " GROUP BY c.lane");
  statement = rapport_query_prepare (query, db, NULL, NULL, error);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 stage = rapport_statement_get_int (statement, 0);

      for (guint i = 0; i < comparison->counts->len; i++)
        if (g_array_index (comparison->counts, RapportBoardCount, i).stage == stage)
          g_array_index (comparison->counts, RapportBoardCount, i).now = (guint) rapport_statement_get_int (statement,
                                                                                                            1);
      comparison->n_new += (guint) rapport_statement_get_int (statement, 2);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_gone (RapportDb      *db,
         RapportKindId   kind,
         gint64          subject,
         gboolean       *gone,
         GError        **error)
{
  gint64 there = 0;

  if (!rapport_db_query_int (db, &there, error,
                             kind == RAPPORT_KIND_ACCOUNT
                                 ? "SELECT EXISTS (SELECT 1 FROM main.account WHERE id = ?1 AND deleted IS NULL)"
                                 : "SELECT EXISTS (SELECT 1 FROM main.opportunity WHERE id = ?1 AND deleted IS NULL)",
                             "i", subject))
    return FALSE;
  *gone = !there;
  return TRUE;
}

/* Where each card is today, whatever the filter says of it by now. */
static gboolean
find_moved (CompareJob              *job,
            RapportDb               *db,
            RapportBoardComparison  *comparison,
            GError                 **error)
{
  g_autoptr(GHashTable) now = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  statement = rapport_db_query (db, error, "SELECT subject, lane FROM main.board_card WHERE model = ?1", "i",
                                job->then->model);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 subject = rapport_statement_get_int (statement, 0), lane = rapport_statement_get_int (statement, 1);

      g_hash_table_replace (now, g_memdup2 (&subject, sizeof subject), g_memdup2 (&lane, sizeof lane));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint i = 0; i < job->then->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (job->then->lanes, i);

      for (guint k = 0; k < lane->ids->len; k++)
        {
          RapportBoardMoved moved = { g_array_index (lane->ids, gint64, k), lane->stage, RAPPORT_LANE_UNPLACED };
          const gint64 *stage = g_hash_table_lookup (now, &moved.subject);
          gboolean gone = FALSE;

          if (stage != NULL)
            moved.now = *stage;
          else if (!is_gone (db, job->then->kind, moved.subject, &gone, error))
            return FALSE;
          else if (gone)
            moved.now = RAPPORT_LANE_GONE;
          else if (lane->stage == RAPPORT_LANE_ENDED)
            continue; /* ended without ever having had a place: there is none to tell of today */
          if (moved.now != moved.then)
            g_array_append_val (comparison->moved, moved);
        }
    }
  g_array_sort (comparison->moved, compare_moved);
  return TRUE;
}

static gpointer
compare (RapportDb     *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  CompareJob *job = data;
  g_autoptr(RapportBoardComparison) comparison = g_new0 (RapportBoardComparison, 1);

  comparison->day = job->then->day;
  comparison->moved = g_array_new (FALSE, FALSE, sizeof (RapportBoardMoved));
  comparison->counts = g_array_new (FALSE, FALSE, sizeof (RapportBoardCount));
  for (guint i = 0; i < job->then->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (job->then->lanes, i);
      RapportBoardCount count = { lane->stage, lane->n_cards, 0 };

      if (lane->stage != RAPPORT_LANE_UNPLACED)
        g_array_append_val (comparison->counts, count);
    }
  if (!count_today (job, db, comparison, error) || !find_moved (job, db, comparison, error))
    return NULL;
  return g_steal_pointer (&comparison);
}

/**
 * rapport_board_comparison_find:
 * @comparison: a comparison
 * @subject: a card of that day
 *
 * Returns: (nullable) (transfer none): where it is today, %NULL where it is in the same lane
 */
const RapportBoardMoved *
rapport_board_comparison_find (const RapportBoardComparison *comparison,
                               gint64                        subject)
{
  RapportBoardMoved key = { subject, 0, 0 };

  return comparison->moved->len == 0
             ? NULL
             : bsearch (&key, comparison->moved->data, comparison->moved->len, sizeof key, compare_moved);
}

/**
 * rapport_board_comparison_get_count:
 * @comparison: a comparison
 * @stage: a lane
 *
 * Returns: (nullable) (transfer none): how many cards it had and has
 */
const RapportBoardCount *
rapport_board_comparison_get_count (const RapportBoardComparison *comparison,
                                    gint64                        stage)
{
  for (guint i = 0; i < comparison->counts->len; i++)
    if (g_array_index (comparison->counts, RapportBoardCount, i).stage == stage)
      return &g_array_index (comparison->counts, RapportBoardCount, i);
  return NULL;
}

/**
 * rapport_board_compare_async:
 * @workspace: a workspace whose past is looked at
 * @filter: (nullable): which accounts; the same as for @then
 * @then: the board of that day
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks where the cards of a past day are today, and how many each lane has. "Today" is what stands in the file, not
 * the day of the clock.
 */
void
rapport_board_compare_async (RapportWorkspace           *workspace,
                             const RapportAccountFilter *filter,
                             RapportBoardData           *then,
                             GCancellable               *cancellable,
                             GAsyncReadyCallback         callback,
                             gpointer                    user_data)
{
  CompareJob *job = g_new0 (CompareJob, 1);

  job->then = rapport_board_data_ref (then);
  job->today = rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL);
  if (filter != NULL && rapport_account_filter_is_active (filter))
    {
      job->filter = rapport_account_filter_copy (filter);
      job->filter->with_ended = TRUE;
    }
  rapport_store_read_async (rapport_workspace_get_store (workspace), compare, job, compare_job_free,
                            (GDestroyNotify) rapport_board_comparison_free, cancellable, callback, user_data);
}

/**
 * rapport_board_compare_finish:
 * @workspace: a workspace
 * @result: what the callback was given; its source is the store
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the comparison
 */
RapportBoardComparison *
rapport_board_compare_finish (RapportWorkspace  *workspace,
                              GAsyncResult      *result,
                              GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}
