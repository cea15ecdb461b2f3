#include "config.h"

#include "service/rapport-desk-queries.h"

#include <glib/gi18n.h>

#include "store/rapport-batch-undo.h"
#include "store/rapport-figures.h"

typedef struct
{
  RapportDay today;
  gint64     member;
} Due;

static gpointer
count_due (RapportDb     *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Due *due = data;
  char today[RAPPORT_DAY_TEXT_SIZE];
  gint64 n;

  if (!rapport_db_query_int (db, &n, error,
                             "SELECT count(*) FROM commitment c JOIN account a ON a.id = c.account"
                             " WHERE c.done IS NULL AND c.outcome IS NULL AND c.due <= ?1 AND c.deleted IS NULL"
                             " AND a.deleted IS NULL AND coalesce (c.side, 'ours') = 'ours' AND (?2 = 0 OR c.owner = ?2)",
                             "si", rapport_day_print (due->today, today), due->member))
    return NULL;
  return GSIZE_TO_POINTER ((gsize) n);
}

/**
 * rapport_desk_count_due_async:
 * @workspace: a workspace
 * @cancellable: (nullable): stops it
 * @callback: called with the count
 * @user_data: for @callback
 *
 * Counts our promises and next steps that are due today or overdue: of the member who works here, or of all.
 */
void
rapport_desk_count_due_async (RapportWorkspace    *workspace,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  Due *due = g_new (Due, 1);

  *due = (Due) { rapport_workspace_get_today (workspace), rapport_workspace_get_member (workspace) };
  rapport_store_read_async (rapport_workspace_get_store (workspace), count_due, due, g_free, NULL, cancellable, callback, user_data);
}

/**
 * rapport_desk_count_due_finish:
 * @workspace: a workspace
 * @result: what the callback got
 * @error: return location
 *
 * Returns: how many there are, -1 where it failed
 */
gint64
rapport_desk_count_due_finish (RapportWorkspace  *workspace,
                               GAsyncResult      *result,
                               GError           **error)
{
  g_autoptr(GError) local_error = NULL;
  gpointer n = rapport_store_read_finish (rapport_workspace_get_store (workspace), result, &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return -1;
    }
  return (gint64) GPOINTER_TO_SIZE (n);
}

static gpointer
find_newest (RapportDb     *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  RapportDay day;

  if (!rapport_figures_newest_day (db, &day, error))
    return NULL;
  return g_memdup2 (&day, sizeof day);
}

/**
 * rapport_desk_newest_day_async:
 * @workspace: a workspace
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Finds the day of the newest record.
 */
void
rapport_desk_newest_day_async (RapportWorkspace    *workspace,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  rapport_store_read_async (rapport_workspace_get_store (workspace), find_newest, NULL, NULL, g_free, cancellable, callback, user_data);
}

/**
 * rapport_desk_newest_day_finish:
 * @workspace: a workspace
 * @result: what the callback got
 * @day: (out): the day of the newest record, %RAPPORT_DAY_NONE where there is none
 * @error: return location
 *
 * Returns: whether it is known
 */
gboolean
rapport_desk_newest_day_finish (RapportWorkspace  *workspace,
                                GAsyncResult      *result,
                                RapportDay        *day,
                                GError           **error)
{
  g_autofree RapportDay *newest = rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);

  *day = newest != NULL ? *newest : RAPPORT_DAY_NONE;
  return newest != NULL;
}

/**
 * rapport_desk_find_interrupted:
 * @workspace: a workspace
 * @label: (out) (transfer full): what it was to do
 * @error: return location
 *
 * Returns: an import that a crash has cut short, 0 where there is none
 */
gint64
rapport_desk_find_interrupted (RapportWorkspace  *workspace,
                               char             **label,
                               GError           **error)
{
  *label = NULL;
  return rapport_journal_interrupted (rapport_store_get_db (rapport_workspace_get_store (workspace)), label, error);
}

static RapportChanges *
keep_interrupted (RapportDb                  *db,
                  const RapportWriteContext  *context,
                  gpointer                    data,
                  GCancellable               *cancellable,
                  GError                    **error)
{
  return rapport_journal_keep_batch (db, context, *(gint64 *) data, error);
}

static RapportChanges *
undo_interrupted (RapportDb                  *db,
                  const RapportWriteContext  *context,
                  gpointer                    data,
                  GCancellable               *cancellable,
                  GError                    **error)
{
  return rapport_batch_undo (db, context, *(gint64 *) data, TRUE, NULL, NULL, error);
}

/**
 * rapport_desk_act_keep_interrupted:
 * @batch: an import that was cut short
 *
 * Returns: (transfer full): keeps what there is of it
 */
RapportAct *
rapport_desk_act_keep_interrupted (gint64 batch)
{
  return rapport_act_new_long (_("Keep Interrupted Import"), keep_interrupted, g_memdup2 (&batch, sizeof batch), g_free);
}

/**
 * rapport_desk_act_undo_interrupted:
 * @batch: an import that was cut short
 *
 * Returns: (transfer full): takes back what there is of it
 */
RapportAct *
rapport_desk_act_undo_interrupted (gint64 batch)
{
  return rapport_act_new_long (_("Take Back Interrupted Import"), undo_interrupted, g_memdup2 (&batch, sizeof batch), g_free);
}

/**
 * rapport_desk_undo_is_batch:
 * @workspace: a workspace
 * @redo: whether redo is meant
 *
 * Returns: whether the next undo is that of an import, which may take long and may leave rows in place
 */
gboolean
rapport_desk_undo_is_batch (RapportWorkspace *workspace,
                            gboolean          redo)
{
  RapportStore *store = rapport_workspace_get_store (workspace);
  g_autoptr(RapportJournalEntry) entry = redo ? rapport_store_peek_redo (store) : rapport_store_peek_undo (store);

  return entry != NULL && entry->batch != 0;
}
