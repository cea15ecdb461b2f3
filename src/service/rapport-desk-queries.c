#include "config.h"

#include "service/rapport-desk-queries.h"

#include <glib/gi18n.h>

#include "service/rapport-desk.h"
#include "store/rapport-batch-undo.h"
#include "store/rapport-figures.h"

/**
 * rapport_desk_find_member:
 * @workspace: a workspace
 *
 * Who works in it at this desk: the member who was chosen, else the one whose login is this user's, else the one
 * whom the workspace proposes, as the sample does.
 *
 * Returns: id of a member, 0 for nobody in particular
 */
gint64
rapport_desk_find_member (RapportWorkspace *workspace)
{
  RapportDb *db = rapport_store_get_db (rapport_workspace_get_store (workspace));
  gint64 chosen = rapport_desk_get_member (rapport_workspace_get_path (workspace)), member = 0;
  g_autoptr(GError) error = NULL;

  if (chosen == 0)
    return 0;
  /* Another file may lie under the same name by now: nobody is taken from the settings unseen. */
  if (!rapport_db_query_int (
          db, &member, &error,
          "SELECT coalesce ((SELECT id FROM member WHERE deleted IS NULL AND id = ?1),"
          " (SELECT min (id) FROM member WHERE deleted IS NULL AND coalesce (active, 1) <> 0 AND login = ?2),"
          " (SELECT m.id FROM setting s JOIN member m ON m.id = CAST (s.value AS INTEGER)"
          " WHERE s.key = '" RAPPORT_DESK_USUAL_MEMBER "' AND s.member = 0 AND m.deleted IS NULL), 0)",
          "is", chosen, g_get_user_name ()))
    {
      g_warning ("Cannot tell who works here: %s", error->message);
      return 0;
    }
  return member;
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
  rapport_store_read_async (rapport_workspace_get_store (workspace), find_newest, NULL, NULL, g_free, cancellable,
                            callback, user_data);
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
  return rapport_act_new_long (_("Keep Interrupted Import"), keep_interrupted, g_memdup2 (&batch, sizeof batch),
                               g_free);
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
  return rapport_act_new_long (_("Take Back Interrupted Import"), undo_interrupted, g_memdup2 (&batch, sizeof batch),
                               g_free);
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
