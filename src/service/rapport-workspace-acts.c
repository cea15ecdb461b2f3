#include "config.h"

#include "service/rapport-workspace-private.h"

/* Acts done, undone and redone. */

static gboolean
act_write (RapportWrite  *write,
           gpointer       data,
           GError       **error)
{
  return rapport_act_get_func (data) (write, rapport_act_get_data (data), error);
}

static RapportChanges *
act_run (RapportDb                  *db,
         const RapportWriteContext  *context,
         gpointer                    data,
         GCancellable               *cancellable,
         GError                    **error)
{
  return rapport_act_get_long_func (data) (db, context, rapport_act_get_data (data), cancellable, error);
}

static void
act_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(RapportChanges) changes = NULL;
  GError *error = NULL;

  changes = rapport_store_write_finish (RAPPORT_STORE (source), result, &error);
  if (changes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, rapport_act_ref (g_task_get_task_data (task)), (GDestroyNotify) rapport_act_unref);
}

/**
 * rapport_workspace_do_async:
 * @self: a workspace
 * @act: (transfer full): an act
 * @cancellable: (nullable): stops a long one
 * @callback: (nullable): called when it is durable and the views know
 * @user_data: for @callback
 */
void
rapport_workspace_do_async (RapportWorkspace    *self,
                            RapportAct          *act,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rapport_workspace_do_async);
  g_task_set_task_data (task, act, (GDestroyNotify) rapport_act_unref);
  if (rapport_act_get_func (act) != NULL)
    rapport_store_write_async (self->store, rapport_act_get_label (act), act_write, rapport_act_ref (act),
                               (GDestroyNotify) rapport_act_unref, cancellable, act_done_cb, task);
  else
    rapport_store_run_async (self->store, rapport_act_get_label (act), act_run, rapport_act_ref (act),
                             (GDestroyNotify) rapport_act_unref, cancellable, act_done_cb, task);
}

/**
 * rapport_workspace_do_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the act, which may tell more of what it did; %NULL where nothing was done
 */
RapportAct *
rapport_workspace_do_finish (RapportWorkspace  *self,
                             GAsyncResult      *result,
                             GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rapport_workspace_do:
 * @self: a workspace
 * @act: (transfer none): an act
 * @error: return location
 *
 * Does it and waits, for subcommands and tests.
 *
 * Returns: whether it was done
 */
gboolean
rapport_workspace_do (RapportWorkspace  *self,
                      RapportAct        *act,
                      GError           **error)
{
  g_autoptr(RapportChanges) changes = NULL;

  changes = rapport_act_get_func (act) != NULL
              ? rapport_store_write (self->store, rapport_act_get_label (act), act_write, act, error)
              : rapport_store_run (self->store, rapport_act_get_label (act), act_run, act, NULL, error);
  return changes != NULL;
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(RapportChanges) changes = NULL;
  RapportWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  changes = rapport_store_write_finish (RAPPORT_STORE (source), result, &error);
  if (rapport_store_get_db (self->store) != NULL)
    _rapport_workspace_update_labels (self);
  if (changes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * rapport_workspace_undo_async:
 * @self: a workspace
 * @redo: whether to redo instead
 * @keep_later: for an import, whether to leave rows in place that later work builds on
 * @progress: (nullable): told on another thread how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it
 * @callback: (nullable): called when it is done and the views know
 * @user_data: for @callback
 *
 * Takes back the newest thing that this member did at this desk.
 */
void
rapport_workspace_undo_async (RapportWorkspace       *self,
                              gboolean                redo,
                              gboolean                keep_later,
                              RapportJournalProgress  progress,
                              gpointer                progress_data,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rapport_workspace_undo_async);
  rapport_store_undo_async (self->store, redo, keep_later, progress, progress_data, cancellable, undone_cb, task);
}

/**
 * rapport_workspace_undo_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
rapport_workspace_undo_finish (RapportWorkspace  *self,
                               GAsyncResult      *result,
                               GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
