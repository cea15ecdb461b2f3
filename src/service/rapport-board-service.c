#include "config.h"

#include "service/rapport-board-service.h"

#include "core/rapport-records.h"

/* What the board shows. The cards of a lane stand by value, until somebody orders one by hand: then that card
 * keeps a sort key of its own (rank, and tie among equals) between its neighbours', so that one row says it. */

static void
lane_free (gpointer data)
{
  RapportLane *lane = data;

  g_clear_pointer (&lane->ids, g_array_unref);
  g_free (lane);
}

void
rapport_board_data_free (RapportBoardData *data)
{
  if (data == NULL)
    return;
  g_ptr_array_unref (data->lanes);
  g_free (data);
}

typedef struct
{
  gint64                model;
  RapportKindId         kind;
  RapportDay            today;
  GArray               *stages; /* gint64 */
  RapportAccountFilter *filter; /* NULL: everything */
} LoadJob;

static void
load_job_free (gpointer data)
{
  LoadJob *job = data;

  g_array_unref (job->stages);
  g_clear_pointer (&job->filter, rapport_account_filter_free);
  g_free (job);
}

static gboolean
shows_opportunities (RapportWorkspace *workspace,
                     gint64            model)
{
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (workspace, RAPPORT_KIND_MODEL, model);

  return record != NULL && g_strcmp0 (rapport_record_get_text (record, "subject"), "opportunity") == 0;
}

/* The cards of a model that the filter lets through; without a filter straight from the index. */
static void
append_cards (RapportQuery               *query,
              const RapportAccountFilter *filter,
              RapportKindId               kind,
              gint64                      model,
              RapportDay                  today)
{
  if (filter == NULL)
    rapport_query_append (query, " FROM board_card c WHERE c.model = ");
  else if (kind == RAPPORT_KIND_OPPORTUNITY)
    rapport_query_append (query, " FROM board_card c JOIN opportunity o ON o.id = c.subject JOIN account a ON a.id = o.account"
                                 " LEFT JOIN account_figure f ON f.account = a.id WHERE c.model = ");
  else
    rapport_query_append (query, " FROM board_card c JOIN account a ON a.id = c.subject"
                                 " LEFT JOIN account_figure f ON f.account = a.id WHERE c.model = ");
  rapport_query_append_int (query, model);
  if (filter != NULL)
    rapport_account_filter_append (filter, query, today);
  rapport_query_depends_on (query, RAPPORT_KIND_PLACEMENT);
  rapport_query_depends_on (query, RAPPORT_KIND_RELATIONSHIP_END);
  if (kind == RAPPORT_KIND_OPPORTUNITY)
    rapport_query_depends_on (query, RAPPORT_KIND_OPPORTUNITY);
}

static RapportQuery *
lane_query (const RapportAccountFilter *filter,
            RapportKindId               kind,
            gint64                      model,
            gint64                      stage,
            RapportDay                  today)
{
  RapportQuery *query = rapport_query_new (kind);

  if (stage == RAPPORT_LANE_UNPLACED)
    {
      rapport_query_append (query, "SELECT a.id FROM account_figure f JOIN account a ON a.id = f.account WHERE a.deleted IS NULL"
                                   " AND a.kind IS NOT 'own' AND f.ended IS NOT 1 AND NOT EXISTS (SELECT 1 FROM board_card c"
                                   " WHERE c.subject = a.id AND c.model = ");
      rapport_query_append_int (query, model);
      rapport_query_append (query, ")");
      if (filter != NULL)
        rapport_account_filter_append (filter, query, today);
      rapport_query_append (query, " ORDER BY f.value DESC, a.id");
      rapport_query_depends_on (query, RAPPORT_KIND_PLACEMENT);
      return query;
    }

  rapport_query_append (query, "SELECT c.subject");
  append_cards (query, filter, kind, model, today);
  rapport_query_append (query, " AND c.lane = ");
  rapport_query_append_int (query, stage);
  rapport_query_append (query, " ORDER BY c.sort_key DESC, c.tie");
  return query;
}

static RapportLane *
find_lane (RapportBoardData *data,
           gint64            stage)
{
  for (guint i = 0; i < data->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (data->lanes, i);

      if (lane->stage == stage)
        return lane;
    }
  return NULL;
}

static void
add_lane (RapportBoardData *data,
          gint64            stage)
{
  RapportLane *lane = g_new0 (RapportLane, 1);

  lane->stage = stage;
  lane->median_days = RAPPORT_UNSET;
  lane->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_ptr_array_add (data->lanes, lane);
}

static gboolean
load_unplaced (LoadJob           *job,
               RapportDb         *db,
               RapportLane       *lane,
               GError           **error)
{
  g_autoptr(RapportQuery) query = lane_query (job->filter, job->kind, job->model, RAPPORT_LANE_UNPLACED, job->today);
  g_autoptr(RapportStatement) statement = NULL;

  g_array_unref (lane->ids);
  lane->ids = rapport_query_run (query, db, error);
  if (lane->ids == NULL)
    return FALSE;
  lane->n_cards = lane->ids->len;
  if (lane->n_cards == 0)
    return TRUE;
  statement = rapport_query_prepare (query, db, "SELECT sum(value), max(estimated) FROM account_figure WHERE account IN (", ")", error);
  if (statement == NULL || !rapport_statement_step (statement, error))
    return FALSE;
  lane->value = rapport_statement_is_null (statement, 0) ? 0 : rapport_statement_get_int (statement, 0);
  lane->estimated = rapport_statement_get_int (statement, 1) == 1;
  return TRUE;
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  gint32 x = *(const gint32 *) a, y = *(const gint32 *) b;

  return x < y ? -1 : x > y;
}

static void
set_median (RapportLane *lane,
            GArray      *days,
            RapportDay   today)
{
  g_array_sort (days, compare_days);
  if (days->len > 0)
    lane->median_days = today - g_array_index (days, gint32, days->len / 2);
  g_array_set_size (days, 0);
}

/* All lanes of stages from one pass over the cards in the order of the board. Without a filter the index has all
 * of it; the day since when is not in it, so medians are looked up apart then (load_medians()). */
static gboolean
load_cards (LoadJob           *job,
            RapportDb         *db,
            RapportBoardData  *data,
            GError           **error)
{
  g_autoptr(RapportQuery) query = rapport_query_new (job->kind);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  RapportLane *lane = NULL;

  rapport_query_append (query, job->filter ? "SELECT c.lane, c.subject, c.value, c.estimated, c.since"
                                           : "SELECT c.lane, c.subject, c.value, c.estimated");
  append_cards (query, job->filter, job->kind, job->model, job->today);
  rapport_query_append (query, " ORDER BY c.lane, c.sort_key DESC, c.tie");
  statement = rapport_query_prepare (query, db, NULL, NULL, error);
  if (statement == NULL)
    return FALSE;

  while (rapport_statement_step (statement, &local_error))
    {
      gint64 stage = rapport_statement_get_int (statement, 0);
      gint64 subject = rapport_statement_get_int (statement, 1);

      if (lane == NULL || lane->stage != stage)
        {
          if (lane != NULL)
            set_median (lane, days, job->today);
          lane = find_lane (data, stage);
        }
      if (lane == NULL)
        continue; /* a stage in the trash */
      g_array_append_val (lane->ids, subject);
      lane->n_cards++;
      if (!rapport_statement_is_null (statement, 2))
        {
          lane->value += rapport_statement_get_int (statement, 2);
          lane->estimated |= rapport_statement_get_int (statement, 3) == 1;
        }
      if (job->filter != NULL && !rapport_statement_is_null (statement, 4))
        {
          gint32 day = rapport_day_parse (rapport_statement_get_text (statement, 4));

          g_array_append_val (days, day);
        }
    }
  if (lane != NULL)
    set_median (lane, days, job->today);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_medians (LoadJob           *job,
              RapportDb         *db,
              RapportBoardData  *data,
              GError           **error)
{
  for (guint i = 0; job->filter == NULL && i < data->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (data->lanes, i);
      g_autoptr(GError) local_error = NULL;
      g_autofree char *since = NULL;

      if (lane->n_cards == 0 || lane->stage <= 0)
        continue;
      since = rapport_db_query_text (db, &local_error,
        "SELECT since FROM board_card WHERE model = ?1 AND lane = ?2 AND since IS NOT NULL ORDER BY since LIMIT 1 OFFSET ?3", "iii",
        job->model, lane->stage, (gint64) ((lane->n_cards - 1) / 2));
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (since != NULL)
        lane->median_days = job->today - rapport_day_parse (since);
    }
  return TRUE;
}

/* Looking for accounts without a card means looking at every account, so first it is counted whether there can be
 * any: where every account has its card, and that is nearly always, there is nothing to look for. */
static gboolean
may_have_unplaced (LoadJob    *job,
                   RapportDb  *db,
                   gboolean   *may,
                   GError    **error)
{
  gint64 n_missing;

  if (!rapport_db_query_int (db, &n_missing, error,
        "SELECT (SELECT count(*) FROM account_figure) - (SELECT count(*) FROM account WHERE deleted IS NOT NULL)"
        " - (SELECT count(*) FROM account WHERE kind = 'own' AND deleted IS NULL) - (SELECT count(*) FROM board_card WHERE model = ?1)",
        "i", job->model))
    return FALSE;
  *may = n_missing > 0;
  return TRUE;
}

static gpointer
load_board (RapportDb     *db,
            gpointer       user_data,
            GCancellable  *cancellable,
            GError       **error)
{
  LoadJob *job = user_data;
  g_autoptr(RapportBoardData) data = g_new0 (RapportBoardData, 1);
  gboolean unplaced = FALSE;
  gint64 n_all = 0;

  data->model = job->model;
  data->kind = job->kind;
  data->lanes = g_ptr_array_new_with_free_func (lane_free);
  if (job->kind == RAPPORT_KIND_ACCOUNT)
    add_lane (data, RAPPORT_LANE_UNPLACED);
  for (guint i = 0; i < job->stages->len; i++)
    add_lane (data, g_array_index (job->stages, gint64, i));
  add_lane (data, RAPPORT_LANE_ENDED);

  if (!load_cards (job, db, data, error) ||
      (job->kind == RAPPORT_KIND_ACCOUNT && !may_have_unplaced (job, db, &unplaced, error)) ||
      (unplaced && !load_unplaced (job, db, g_ptr_array_index (data->lanes, 0), error)) ||
      !load_medians (job, db, data, error))
    return NULL;

  if (job->filter == NULL)
    for (guint i = 0; i < data->lanes->len; i++)
      {
        RapportLane *lane = g_ptr_array_index (data->lanes, i);

        n_all += lane->stage == RAPPORT_LANE_ENDED ? 0 : lane->n_cards;
      }
  else if (!rapport_db_query_int (db, &n_all, error,
                                  job->kind == RAPPORT_KIND_ACCOUNT
                                    ? "SELECT (SELECT count(*) FROM account_figure WHERE ended IS NOT 1)"
                                      " - (SELECT count(*) FROM account WHERE deleted IS NOT NULL)"
                                      " - (SELECT count(*) FROM account WHERE kind = 'own' AND deleted IS NULL)"
                                    : "SELECT count(*) FROM board_card c WHERE c.lane <> 0"
                                      " AND c.model IN (SELECT id FROM model WHERE subject = 'opportunity')", NULL))
    return NULL;
  data->n_all = (guint) n_all;
  return g_steal_pointer (&data);
}

static LoadJob *
load_job_new (RapportWorkspace           *workspace,
              const RapportAccountFilter *filter)
{
  LoadJob *job = g_new0 (LoadJob, 1);
  g_autoptr(GPtrArray) stages = NULL;

  job->model = rapport_workspace_get_model (workspace);
  job->kind = shows_opportunities (workspace, job->model) ? RAPPORT_KIND_OPPORTUNITY : RAPPORT_KIND_ACCOUNT;
  job->today = rapport_workspace_get_today (workspace);
  if (filter != NULL && rapport_account_filter_is_active (filter))
    {
      job->filter = rapport_account_filter_copy (filter);
      job->filter->with_ended = TRUE; /* they have a lane of their own */
    }
  job->stages = g_array_new (FALSE, FALSE, sizeof (gint64));
  stages = rapport_workspace_list_stages (workspace, job->model);
  for (guint i = 0; i < stages->len; i++)
    {
      gint64 id = rapport_record_get_id (g_ptr_array_index (stages, i));

      g_array_append_val (job->stages, id);
    }
  return job;
}

/**
 * rapport_board_load_async:
 * @workspace: a workspace; its model is shown
 * @filter: (nullable): which accounts, or opportunities of which accounts
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks for all lanes with their counts, sums and cards in order.
 */
void
rapport_board_load_async (RapportWorkspace           *workspace,
                          const RapportAccountFilter *filter,
                          GCancellable               *cancellable,
                          GAsyncReadyCallback         callback,
                          gpointer                    user_data)
{
  rapport_store_read_async (rapport_workspace_get_store (workspace), load_board, load_job_new (workspace, filter), load_job_free,
                            (GDestroyNotify) rapport_board_data_free, cancellable, callback, user_data);
}

/**
 * rapport_board_load_finish:
 * @workspace: a workspace
 * @result: what the callback was given; its source is the store
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the board
 */
RapportBoardData *
rapport_board_load_finish (RapportWorkspace  *workspace,
                           GAsyncResult      *result,
                           GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}

/**
 * rapport_board_load:
 * @workspace: a workspace
 * @filter: (nullable): which accounts
 * @error: return location
 *
 * The same and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full): the board
 */
RapportBoardData *
rapport_board_load (RapportWorkspace           *workspace,
                    const RapportAccountFilter *filter,
                    GError                    **error)
{
  LoadJob *job = load_job_new (workspace, filter);
  RapportBoardData *data = rapport_store_read (rapport_workspace_get_store (workspace), load_board, job, error);

  load_job_free (job);
  return data;
}

/**
 * rapport_board_lane_query:
 * @workspace: a workspace
 * @filter: (nullable): which accounts
 * @stage: a stage of the shown model, or one of the other lanes
 *
 * Returns: (transfer full): the query for the cards of one lane, for a #RapportQueryModel that follows changes
 */
RapportQuery *
rapport_board_lane_query (RapportWorkspace           *workspace,
                          const RapportAccountFilter *filter,
                          gint64                      stage)
{
  LoadJob *job = load_job_new (workspace, filter);
  RapportQuery *query = lane_query (job->filter, job->kind, job->model, stage, job->today);

  load_job_free (job);
  return query;
}
