#include "config.h"

#include "service/rapport-board-private.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"

/* Placing by history. */

/* none → prospect, one → first-time, more → repeat; only upwards from where an import or this rule put them, and
 * never one whom a person has placed. */
#define PLACES_SQL                                                                                          \
  "SELECT a.id, p.id, p.stage, CASE WHEN f.orders > 1 THEN 104 WHEN f.orders = 1 THEN 103 ELSE 102 END AS target" \
  " FROM account a JOIN account_figure f ON f.account = a.id"                                               \
  " LEFT JOIN placement p ON p.subject = a.id AND p.subject_kind = 'account' AND p.model = 1 AND p.deleted IS NULL" \
  " WHERE a.deleted IS NULL AND a.kind IS NOT 'own' AND f.ended IS NOT 1 AND p.set_by IS NOT 'person'"       \
  " AND coalesce(p.stage, 0) < target"

typedef struct
{
  gint64 account;
  gint64 placement;
  gint64 from;
  gint64 to;
} Place;

#define PLACES_A_PART 5000

static RapportChanges *
place (RapportDb                  *db,
       const RapportWriteContext  *context,
       gpointer                    data,
       GCancellable               *cancellable,
       GError                    **error)
{
  RapportWriteContext part = *context;
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, PLACES_SQL, NULL);
  g_autoptr(GError) local_error = NULL;
  RapportChanges *changes = NULL;

  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    {
      Place item = { rapport_statement_get_int (statement, 0), rapport_statement_get_int (statement, 1),
                     rapport_statement_get_int (statement, 2), rapport_statement_get_int (statement, 3) };

      g_array_append_val (places, item);
    }
  g_clear_pointer (&statement, rapport_statement_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (places->len == 0)
    return rapport_changes_new ();

  part.batch = rapport_journal_begin_batch (db, context, context->label, error);
  if (part.batch == 0)
    return NULL;
  for (guint i = 0; i < places->len; i += PLACES_A_PART)
    {
      RapportWrite *write = rapport_write_begin (db, &part, error);

      if (write == NULL)
        return NULL;
      for (guint k = i; k < MIN (i + PLACES_A_PART, places->len); k++)
        {
          Place *item = &g_array_index (places, Place, k);
          g_autoptr(RapportRow) placement = rapport_row_new (RAPPORT_KIND_PLACEMENT);
          gboolean ok;

          if (item->placement == RAPPORT_UNSET)
            ok = rapport_board_place_new (write, 1, "account", item->account, item->to, "history", error);
          else
            {
              rapport_row_set_id (placement, item->placement);
              rapport_row_put (placement, "stage", item->to, "since", (gint64) context->today, "set_by", "history",
                               NULL);
              rapport_row_set_null (placement, RAPPORT_PLACEMENT_RANK);
              rapport_row_set_null (placement, RAPPORT_PLACEMENT_TIE);
              ok = rapport_write_update (write, placement, error) &&
                   _rapport_board_write_move (write, 1, "account", item->account, item->from, item->to, NULL, NULL,
                                              "history", error);
            }
          if (!ok)
            {
              rapport_write_rollback (write);
              return NULL;
            }
        }
      g_clear_pointer (&changes, rapport_changes_unref);
      changes = rapport_write_commit (write, error);
      if (changes == NULL)
        return NULL;
    }
  if (!rapport_journal_end_batch (db, part.batch, error))
    g_clear_pointer (&changes, rapport_changes_unref);
  return changes;
}

/**
 * rapport_board_act_place:
 * @workspace: a workspace
 *
 * Places accounts on the value ladder by their purchases: none, prospect; one, first-time; more, repeat. Never
 * moves one whom a person has placed, and none backwards.
 *
 * Returns: (transfer full): the act, undone as one
 */
RapportAct *
rapport_board_act_place (RapportWorkspace *workspace)
{
  return rapport_act_new_long (_("Place Accounts by Their Purchases"), place, NULL, NULL);
}

/**
 * rapport_board_count_places:
 * @workspace: a workspace
 * @error: return location
 *
 * Waits: for the command line.
 *
 * Returns: how many accounts rapport_board_act_place() would move
 */
guint
rapport_board_count_places (RapportWorkspace  *workspace,
                            GError           **error)
{
  gint64 n;

  if (!rapport_db_query_int (rapport_store_get_db (rapport_workspace_get_store (workspace)), &n, error,
                             "SELECT count(*) FROM (" PLACES_SQL ")", NULL))
    return 0;
  return (guint) n;
}

/* An array with one number: a count is no pointer. */
static gpointer
count (RapportDb     *db,
       gpointer       data,
       GCancellable  *cancellable,
       GError       **error)
{
  GArray *counted = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 n;

  if (!rapport_db_query_int (db, &n, error, "SELECT count(*) FROM (" PLACES_SQL ")", NULL))
    {
      g_array_unref (counted);
      return NULL;
    }
  return g_array_append_val (counted, n);
}

static void
counted_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  g_autoptr(GArray) counted = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (counted == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, (gssize) g_array_index (counted, gint64, 0));
}

/**
 * rapport_board_count_places_async:
 * @workspace: a workspace
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * As rapport_board_count_places(), without waiting: every account is looked at.
 */
void
rapport_board_count_places_async (RapportWorkspace    *workspace,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_board_count_places_async);
  rapport_store_read_async (rapport_workspace_get_store (workspace), count, NULL, NULL, (GDestroyNotify) g_array_unref,
                            cancellable, counted_cb, task);
}

/**
 * rapport_board_count_places_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: how many accounts rapport_board_act_place() would move, -1 on failure
 */
gssize
rapport_board_count_places_finish (RapportWorkspace  *workspace,
                                   GAsyncResult      *result,
                                   GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
