#include "config.h"

#include "service/rapport-board-service.h"

#include "core/rapport-records.h"
#include "service/rapport-board-data-private.h"

/* What the board shows. The cards of a lane stand by value, until somebody orders one by hand: then that card
 * keeps a sort key of its own (rank, and tie among equals) between its neighbours', so that one row says it. */

typedef struct
{
  gint64                model;
  RapportKindId         kind;
  RapportDay            today;
  GArray               *stages; /* gint64 */
  RapportAccountFilter *filter; /* NULL: everything */
  gboolean              in_past;
  RapportBoardData     *before; /* what is known of the unplaced already, NULL: nothing */
} LoadJob;

static void
load_job_free (gpointer data)
{
  LoadJob *job = data;

  g_array_unref (job->stages);
  g_clear_pointer (&job->filter, rapport_account_filter_free);
  g_clear_pointer (&job->before, rapport_board_data_free);
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
void
_rapport_board_append_cards (RapportQuery               *query,
                             const RapportAccountFilter *filter,
                             RapportKindId               kind,
                             gint64                      model,
                             RapportDay                  today)
{
  if (filter == NULL)
    rapport_query_append (query, " FROM board_card c WHERE c.model = ");
  else if (kind == RAPPORT_KIND_OPPORTUNITY)
    rapport_query_append (
        query, " FROM board_card c JOIN opportunity o ON o.id = c.subject JOIN account a ON a.id = o.account"
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
      rapport_query_append (
          query, "SELECT a.id FROM account_figure f JOIN account a ON a.id = f.account WHERE a.deleted IS NULL"
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
  _rapport_board_append_cards (query, filter, kind, model, today);
  rapport_query_append (query, " AND c.lane = ");
  rapport_query_append_int (query, stage);
  rapport_query_append (query, " ORDER BY c.sort_key DESC, c.tie");
  return query;
}

static void
end_lane (LoadJob     *job,
          RapportLane *lane,
          GArray      *days)
{
  if (lane != NULL && lane->stage > 0 && days->len > 0)
    {
      gint32 upper = job->today - _rapport_board_find_nth (days, (days->len - 1) / 2);
      gint32 lower = job->today - _rapport_board_find_nth (days, days->len / 2);

      lane->median_days = (upper + lower) / 2; /* of an even number: between the two in the middle */
    }
  g_array_set_size (days, 0);
}

static void
add_card (RapportLane      *lane,
          gint64            subject,
          RapportStatement *statement,
          int               value,
          int               estimated)
{
  g_array_append_val (lane->ids, subject);
  lane->n_cards++;
  if (!rapport_statement_is_null (statement, value))
    {
      lane->value += rapport_statement_get_int (statement, value);
      lane->estimated |= rapport_statement_get_int (statement, estimated) == 1;
    }
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

/* Accounts that have no place in this model: the unplaced, and those that ended, which stand below the others in
 * the lane of the ended. */
static gboolean
load_unplaced (LoadJob           *job,
               RapportDb         *db,
               RapportBoardData  *data,
               GError           **error)
{
  g_autoptr(RapportQuery) query = rapport_query_new (job->kind);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  gboolean may;

  if (!may_have_unplaced (job, db, &may, error))
    return FALSE;
  if (!may)
    return TRUE;

  /* The + takes the type from the column: of another day, the cards stand in a table without types, whose index is
   * of no use to a comparison that would have to convert. */
  rapport_query_append (
      query, "SELECT a.id, f.value, f.estimated, f.ended FROM account_figure f JOIN account a ON a.id = f.account"
             " WHERE NOT EXISTS (SELECT 1 FROM board_card c WHERE c.subject = +f.account AND c.model = ");
  rapport_query_append_int (query, job->model);
  rapport_query_append (query, ") AND a.deleted IS NULL AND a.kind IS NOT 'own'");
  if (job->filter != NULL)
    rapport_account_filter_append (job->filter, query, job->today);
  rapport_query_append (query, " ORDER BY f.value DESC, a.id");
  statement = rapport_query_prepare (query, db, NULL, NULL, error);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    add_card (rapport_statement_get_int (statement, 3) == 1
                  ? data->loose
                  : _rapport_board_data_find_lane (data, RAPPORT_LANE_UNPLACED),
              rapport_statement_get_int (statement, 0), statement, 1, 2);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/* All lanes of stages from one pass over the cards in the order of the board. */
static gboolean
load_cards (LoadJob           *job,
            RapportDb         *db,
            RapportBoardData  *data,
            GError           **error)
{
  g_autoptr(RapportQuery) query = rapport_query_new (job->kind);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (gint32));
  g_autoptr(GError) local_error = NULL;
  RapportLane *lane = NULL;
  gint64 last_stage = G_MININT64;

  rapport_query_append (query, "SELECT c.lane, c.subject, c.value, c.estimated, c.since");
  _rapport_board_append_cards (query, job->filter, job->kind, job->model, job->today);
  rapport_query_append (query, " ORDER BY c.lane, c.sort_key DESC, c.tie");
  statement = rapport_query_prepare (query, db, NULL, NULL, error);
  if (statement == NULL)
    return FALSE;

  while (rapport_statement_step (statement, &local_error))
    {
      gint64 stage = rapport_statement_get_int (statement, 0);
      RapportBoardSince since = { rapport_statement_get_int (statement, 1), RAPPORT_DAY_NONE };

      if (stage != last_stage)
        {
          end_lane (job, lane, days);
          lane = _rapport_board_data_find_lane (data, stage);
          last_stage = stage;
        }
      if (lane == NULL)
        continue; /* a stage in the trash */
      add_card (lane, since.subject, statement, 2, 3);
      if (!rapport_statement_is_null (statement, 4))
        {
          gint32 day;

          since.day = day = rapport_day_parse (rapport_statement_get_text (statement, 4));
          if (since.day != RAPPORT_DAY_NONE)
            {
              g_array_append_val (days, day);
              g_array_append_val (data->since, since);
            }
        }
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  end_lane (job, lane, days);
  _rapport_board_data_index_since (data);
  return TRUE;
}

/* What moved in the shown month until the shown day. Asked of the file itself: a view of the past knows no more. */
static gboolean
load_moves (LoadJob           *job,
            RapportDb         *db,
            RapportBoardData  *data,
            GError           **error)
{
  RapportDay first = rapport_day_get_period_start (job->today, RAPPORT_PERIOD_MONTH);
  g_autoptr(RapportStatement) statement = rapport_db_query (
      db, error,
      "SELECT subject, from_stage, at FROM main.move"
      " WHERE model = ?1 AND at >= ?2 AND at < ?3 AND deleted IS NULL ORDER BY subject, at, id",
      "iii", job->model, rapport_day_to_instant (first, NULL),
      rapport_day_to_instant (rapport_day_add_days (job->today, 1), NULL));
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 subject = rapport_statement_get_int (statement, 0);
      RapportBoardMove *last = data->moves->len > 0
                                   ? &g_array_index (data->moves, RapportBoardMove, data->moves->len - 1)
                                   : NULL;

      if (last == NULL || last->subject != subject)
        {
          RapportBoardMove move = {
            subject, rapport_statement_is_null (statement, 1) ? 0 : rapport_statement_get_int (statement, 1), 0
          };

          g_array_append_val (data->moves, move);
          last = &g_array_index (data->moves, RapportBoardMove, data->moves->len - 1);
        }
      last->day = rapport_day_from_instant (rapport_statement_get_int (statement, 2), NULL);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gpointer
load_board (RapportDb     *db,
            gpointer       user_data,
            GCancellable  *cancellable,
            GError       **error)
{
  LoadJob *job = user_data;
  g_autoptr(RapportBoardData) data = g_new0 (RapportBoardData, 1);
  RapportLane *ended;

  g_atomic_ref_count_init (&data->ref_count);
  data->model = job->model;
  data->kind = job->kind;
  data->day = job->today;
  data->lanes = g_ptr_array_new_with_free_func (_rapport_board_lane_free);
  data->since = g_array_new (FALSE, FALSE, sizeof (RapportBoardSince));
  data->moves = g_array_new (FALSE, FALSE, sizeof (RapportBoardMove));
  if (job->kind == RAPPORT_KIND_ACCOUNT)
    _rapport_board_data_add_lane (data, RAPPORT_LANE_UNPLACED);
  for (guint i = 0; i < job->stages->len; i++)
    _rapport_board_data_add_lane (data, g_array_index (job->stages, gint64, i));
  _rapport_board_data_add_lane (data, RAPPORT_LANE_ENDED);
  ended = g_ptr_array_index (data->lanes, data->lanes->len - 1);

  if (!load_cards (job, db, data, error))
    return NULL;

  if (job->kind == RAPPORT_KIND_ACCOUNT && job->before != NULL)
    {
      _rapport_board_lane_free (g_ptr_array_index (data->lanes, 0));
      g_ptr_array_index (data->lanes, 0) = _rapport_board_lane_copy (g_ptr_array_index (job->before->lanes, 0));
      data->loose = _rapport_board_lane_copy (job->before->loose);
    }
  else
    {
      data->loose = _rapport_board_lane_new (RAPPORT_LANE_ENDED);
      if (job->kind == RAPPORT_KIND_ACCOUNT && !load_unplaced (job, db, data, error))
        return NULL;
    }
  g_array_append_vals (ended->ids, data->loose->ids->data, data->loose->ids->len);
  ended->n_cards += data->loose->n_cards;
  ended->value += data->loose->value;
  ended->estimated |= data->loose->estimated;

  if (job->in_past && !load_moves (job, db, data, error))
    return NULL;

  if (job->filter == NULL)
    for (guint i = 0; i < data->lanes->len; i++)
      {
        RapportLane *lane = g_ptr_array_index (data->lanes, i);

        data->n_all += lane->stage == RAPPORT_LANE_ENDED ? 0 : lane->n_cards;
      }
  else if (job->before != NULL)
    data->n_all = job->before->n_all;
  else
    {
      gint64 n_all = 0;
      gboolean ok;

      if (job->kind == RAPPORT_KIND_ACCOUNT)
        ok = rapport_db_query_int (db, &n_all, error,
                                   "SELECT (SELECT count(*) FROM account_figure WHERE ended IS NOT 1)"
                                   " - (SELECT count(*) FROM account WHERE deleted IS NOT NULL)"
                                   " - (SELECT count(*) FROM account WHERE kind = 'own' AND deleted IS NULL)", NULL);
      else
        ok = rapport_db_query_int (db, &n_all, error,
                                   "SELECT count(*) FROM board_card WHERE model = ?1 AND lane <> 0", "i", job->model);
      if (!ok)
        return NULL;
      data->n_all = (guint) n_all;
    }
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
  job->in_past = rapport_store_is_in_past (rapport_workspace_get_store (workspace));
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

/* A question that was asked before there was anybody to take the answer. */
typedef struct
{
  gint64               model;
  RapportDay           today;
  GCancellable        *cancellable;
  gulong               changed_id;
  gboolean             stale;     /* something was written since */
  GAsyncResult        *result;    /* nullable: the answer, until somebody takes it */
  GCancellable        *asker;     /* nullable */
  gulong               asker_id;
  GAsyncReadyCallback  callback;  /* NULL until somebody asks */
  gpointer             user_data;
} Early;

static GQuark
early_quark (void)
{
  return g_quark_from_static_string ("rapport-board-early");
}

static void
early_free (gpointer data)
{
  Early *early = data;

  if (early->asker != NULL)
    g_cancellable_disconnect (early->asker, early->asker_id);
  g_clear_object (&early->asker);
  g_clear_object (&early->cancellable);
  g_clear_object (&early->result);
  g_free (early);
}

static void
early_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  g_autoptr(RapportWorkspace) workspace = data;
  Early *early = g_object_get_qdata (G_OBJECT (workspace), early_quark ());

  if (early == NULL)
    return;
  if (early->callback == NULL)
    {
      early->result = g_object_ref (result);
      return;
    }
  g_clear_signal_handler (&early->changed_id, workspace);
  g_object_steal_qdata (G_OBJECT (workspace), early_quark ());
  early->callback (source, result, early->user_data);
  early_free (early);
}

static gboolean
deliver_early_cb (gpointer data)
{
  Early *early = data;
  g_autoptr(GObject) store = g_async_result_get_source_object (early->result);

  early->callback (store, early->result, early->user_data);
  return G_SOURCE_REMOVE;
}

static void
asker_cancelled_cb (GCancellable *cancellable,
                    GCancellable *early)
{
  g_cancellable_cancel (early);
}

/* Whether the answer to that question has been asked for already, and goes to this callback now. */
static gboolean
take_early (RapportWorkspace    *workspace,
            LoadJob             *job,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  Early *early = g_object_get_qdata (G_OBJECT (workspace), early_quark ());

  if (early == NULL || early->callback != NULL)
    return FALSE;
  if (early->stale || job->filter != NULL || early->model != job->model || early->today != job->today || job->in_past)
    {
      g_clear_signal_handler (&early->changed_id, workspace);
      g_cancellable_cancel (early->cancellable);
      g_object_set_qdata (G_OBJECT (workspace), early_quark (), NULL);
      return FALSE;
    }
  early->callback = callback;
  early->user_data = user_data;
  if (cancellable != NULL)
    {
      early->asker = g_object_ref (cancellable);
      early->asker_id = g_cancellable_connect (cancellable, G_CALLBACK (asker_cancelled_cb),
                                               g_object_ref (early->cancellable), g_object_unref);
    }
  if (early->result != NULL)
    {
      g_clear_signal_handler (&early->changed_id, workspace);
      g_object_steal_qdata (G_OBJECT (workspace), early_quark ());
      g_idle_add_full (G_PRIORITY_DEFAULT, deliver_early_cb, early, early_free);
    }
  return TRUE;
}

static void
early_changed_cb (RapportWorkspace *workspace,
                  RapportChanges   *changes,
                  Early            *early)
{
  early->stale = TRUE;
}

/**
 * rapport_board_load_early:
 * @workspace: a workspace that was just opened
 *
 * Asks for the whole board before there is a view to show it, while GTK starts. The first
 * rapport_board_load_async() without a filter gets that answer, if it still is one.
 */
void
rapport_board_load_early (RapportWorkspace *workspace)
{
  LoadJob *job;
  Early *early;

  g_return_if_fail (RAPPORT_IS_WORKSPACE (workspace));

  if (g_object_get_qdata (G_OBJECT (workspace), early_quark ()) != NULL ||
      rapport_store_is_in_past (rapport_workspace_get_store (workspace)))
    return;
  job = load_job_new (workspace, NULL);
  early = g_new0 (Early, 1);
  early->model = job->model;
  early->today = job->today;
  early->cancellable = g_cancellable_new ();
  early->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (early_changed_cb), early);
  g_object_set_qdata_full (G_OBJECT (workspace), early_quark (), early, early_free);
  rapport_store_read_async (rapport_workspace_get_store (workspace), load_board, job, load_job_free,
                            (GDestroyNotify) rapport_board_data_free, early->cancellable, early_done_cb,
                            g_object_ref (workspace));
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
  LoadJob *job = load_job_new (workspace, filter);

  if (take_early (workspace, job, cancellable, callback, user_data))
    {
      load_job_free (job);
      return;
    }
  rapport_store_read_async (rapport_workspace_get_store (workspace), load_board, job, load_job_free,
                            (GDestroyNotify) rapport_board_data_free, cancellable, callback, user_data);
}

/* Whether the accounts without a place, or how many there are in all, may be others than before. */
static gboolean
concerns_unplaced (RapportChanges *changes)
{
  if (changes->many || changes->accounts->len > 0)
    return TRUE;
  for (guint i = 0; i < changes->list->len; i++)
    {
      RapportChange *change = &g_array_index (changes->list, RapportChange, i);

      if (change->kind != RAPPORT_KIND_MOVE && change->kind != RAPPORT_KIND_MOVE_EVIDENCE &&
          (change->kind != RAPPORT_KIND_PLACEMENT || change->change != RAPPORT_CHANGE_UPDATED))
        return TRUE;
    }
  return FALSE;
}

/**
 * rapport_board_reload_async:
 * @workspace: a workspace
 * @filter: (nullable): which accounts; the same as for @before
 * @before: the board as it was
 * @changes: (nullable): what was written since
 * @cancellable: (nullable): stops it
 * @callback: called with the answer, see rapport_board_load_finish()
 * @user_data: for @callback
 *
 * Asks again after a change, as little as possible: for a card that went from one stage to another, one
 * statement.
 */
void
rapport_board_reload_async (RapportWorkspace           *workspace,
                            const RapportAccountFilter *filter,
                            RapportBoardData           *before,
                            RapportChanges             *changes,
                            GCancellable               *cancellable,
                            GAsyncReadyCallback         callback,
                            gpointer                    user_data)
{
  LoadJob *job = load_job_new (workspace, filter);

  if (changes != NULL && before->model == job->model && before->day == job->today && !concerns_unplaced (changes))
    job->before = rapport_board_data_ref (before);
  rapport_store_read_async (rapport_workspace_get_store (workspace), load_board, job, load_job_free,
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
