#include "config.h"

#include "service/rapport-board-history.h"

/* The moves of all months at once, whatever day is looked at: asked of the file itself (main.move), which a view of
 * the past does not shadow. */

typedef struct
{
  gint64 model;
} Job;

void
rapport_board_history_free (RapportBoardHistory *history)
{
  if (history == NULL)
    return;
  g_array_unref (history->months);
  g_free (history);
}

static gpointer
load (RapportDb     *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  Job *job = data;
  g_autoptr(RapportBoardHistory) history = g_new0 (RapportBoardHistory, 1);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  gint64 n_without;
  int first_month = 0;

  history->first = RAPPORT_DAY_NONE;
  history->months = g_array_new (FALSE, TRUE, sizeof (guint));
  statement = rapport_db_query (db, error,
    "SELECT date(min(at), 'unixepoch', 'localtime'), count(*) FROM main.move WHERE model = ?1 AND deleted IS NULL"
    " GROUP BY strftime('%Y-%m', at, 'unixepoch', 'localtime') ORDER BY 1", "i", job->model);
  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    {
      RapportDay day = rapport_day_parse (rapport_statement_get_text (statement, 0));
      int month = rapport_day_get_period_index (day, RAPPORT_PERIOD_MONTH);

      if (history->first == RAPPORT_DAY_NONE)
        {
          history->first = day;
          first_month = month;
        }
      g_array_set_size (history->months, (guint) (month - first_month) + 1);
      g_array_index (history->months, guint, month - first_month) = (guint) rapport_statement_get_int (statement, 1);
    }
  g_clear_pointer (&statement, rapport_statement_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  if (!rapport_db_query_int (
          db, &n_without, error,
          "SELECT count(*) FROM main.placement p WHERE p.model = ?1 AND p.deleted IS NULL AND NOT EXISTS"
          " (SELECT 1 FROM main.move m WHERE m.subject = p.subject AND m.model = p.model AND m.deleted IS NULL)",
          "i", job->model))
    return NULL;
  history->n_without = (guint) n_without;
  return g_steal_pointer (&history);
}

/**
 * rapport_board_history_load_async:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
rapport_board_history_load_async (RapportWorkspace    *workspace,
                                  gint64               model,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  Job *job = g_new (Job, 1);

  job->model = model;
  rapport_store_read_async (rapport_workspace_get_store (workspace), load, job, g_free,
                            (GDestroyNotify) rapport_board_history_free, cancellable, callback, user_data);
}

/**
 * rapport_board_history_load_finish:
 * @workspace: a workspace
 * @result: what the callback was given; its source is the store
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the history
 */
RapportBoardHistory *
rapport_board_history_load_finish (RapportWorkspace  *workspace,
                                   GAsyncResult      *result,
                                   GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}

/**
 * rapport_board_history_load:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @error: return location
 *
 * The same and waits, for tests.
 *
 * Returns: (nullable) (transfer full): the history
 */
RapportBoardHistory *
rapport_board_history_load (RapportWorkspace  *workspace,
                            gint64             model,
                            GError           **error)
{
  Job job = { model };

  return rapport_store_read (rapport_workspace_get_store (workspace), load, &job, error);
}
