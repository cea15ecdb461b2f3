#include "config.h"

#include "store/rapport-store-private.h"

#include <glib/gi18n.h>

/* Reads and writes as tasks of the store's two threads, waited for or not. */

/* A task that is waited for: its completion is dispatched in a context of its own, so that nothing of it is left
 * for a main loop that a subcommand does not run. */
static gpointer
run_and_wait (RapportWorker      *worker,
              GTask              *task,
              RapportWorkerFunc   func,
              GError            **error)
{
  GMainContext *context = g_task_get_context (task);

  rapport_worker_run (worker, task, func);
  while (g_main_context_iteration (context, FALSE))
    ;
  return g_task_propagate_pointer (task, error);
}

static GMainContext *
push_own_context (void)
{
  GMainContext *context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  return context;
}

static void
pop_own_context (GMainContext *context)
{
  g_main_context_pop_thread_default (context);
  g_main_context_unref (context);
}

/* Reads ---------------------------------------------------------------------------------------------------- */

typedef struct
{
  RapportReadFunc  func;
  gpointer         data;
  GDestroyNotify   destroy;
  GDestroyNotify   result_destroy;
} ReadJob;

static void
read_job_free (gpointer data)
{
  ReadJob *job = data;

  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job);
}

static void
read_worker (RapportDb    *db,
             GTask        *task,
             gpointer      data)
{
  ReadJob *job = data;
  g_autoptr(GError) error = NULL;
  gpointer result = job->func (db, job->data, g_task_get_cancellable (task), &error);

  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, result, job->result_destroy);
}

/**
 * rapport_store_read_async:
 * @self: a store
 * @func: (scope async): answers, on the reader's thread
 * @data: for @func
 * @destroy: (nullable): frees @data
 * @result_destroy: (nullable): frees an answer that nobody takes
 * @cancellable: (nullable): stops the query
 * @callback: called when it is answered
 * @user_data: for @callback
 */
void
rapport_store_read_async (RapportStore        *self,
                          RapportReadFunc      func,
                          gpointer             data,
                          GDestroyNotify       destroy,
                          GDestroyNotify       result_destroy,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  ReadJob *job = g_new (ReadJob, 1);

  *job = (ReadJob) { func, data, destroy, result_destroy };
  g_task_set_source_tag (task, rapport_store_read_async);
  g_task_set_task_data (task, job, read_job_free);
  if (self->reader == NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The workspace was closed."));
  else
    rapport_worker_push (self->reader, task, read_worker);
}

/**
 * rapport_store_read_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the answer, as the function of the read gave it
 */
gpointer
rapport_store_read_finish (RapportStore  *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  /* Whoever asked is on the way out, and a file that is closed answers nothing more about what was found in it. */
  if (self->reader == NULL && !g_task_had_error (G_TASK (result)))
    {
      ReadJob *job = g_task_get_task_data (G_TASK (result));
      gpointer answer = g_task_propagate_pointer (G_TASK (result), NULL);

      if (answer != NULL && job->result_destroy != NULL)
        job->result_destroy (answer);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("The workspace was closed."));
      return NULL;
    }
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rapport_store_read:
 * @self: a store
 * @func: (scope call): answers
 * @data: for @func
 * @error: return location
 *
 * Asks and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full): the answer
 */
gpointer
rapport_store_read (RapportStore     *self,
                    RapportReadFunc   func,
                    gpointer          data,
                    GError          **error)
{
  GMainContext *context = push_own_context ();
  g_autoptr(GTask) task = g_task_new (self, NULL, NULL, NULL);
  ReadJob *job = g_new (ReadJob, 1);

  pop_own_context (context);
  *job = (ReadJob) { func, data, NULL, NULL };
  g_task_set_task_data (task, job, read_job_free);
  return run_and_wait (self->reader, task, read_worker, error);
}

/* Writes --------------------------------------------------------------------------------------------------- */

typedef struct
{
  char                *label;
  char                *desk;
  RapportWriteContext  context;
  RapportWriterFunc    func;
  gpointer             data;
  GDestroyNotify       destroy;
} WriteJob;

static void
write_job_free (gpointer data)
{
  WriteJob *job = data;

  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job->label);
  g_free (job->desk);
  g_free (job);
}

static void
write_worker (RapportDb    *db,
              GTask        *task,
              gpointer      data)
{
  WriteJob *job = data;
  RapportStore *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  RapportChanges *changes = job->func (db, &job->context, job->data, g_task_get_cancellable (task), &error);
  gint64 version;

  /* This connection's own commits do not count. */
  if (rapport_db_query_int (db, &version, NULL, "PRAGMA data_version", NULL) && version != self->writer_version)
    {
      self->writer_version = version;
      g_atomic_int_set (&self->foreign, TRUE);
    }

  if (changes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, changes, (GDestroyNotify) rapport_changes_unref);
}

static GTask *
write_task (RapportStore        *self,
            const char          *label,
            RapportWriterFunc    func,
            gpointer             data,
            GDestroyNotify       destroy,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  WriteJob *job = g_new0 (WriteJob, 1);

  job->label = g_strdup (label);
  job->desk = g_strdup (self->desk);
  job->func = func;
  job->data = data;
  job->destroy = destroy;
  job->context = (RapportWriteContext) {
    .label = job->label,
    .member = self->member,
    .desk = job->desk,
    .now = rapport_store_get_now (self),
    .today = rapport_store_get_today (self),
    .real_today = _rapport_store_get_real_today (),
    .quiet = self->quiet,
  };
  g_task_set_task_data (task, job, write_job_free);
  /* What is durable is reported as done, also where the wish to stop it came too late. */
  g_task_set_check_cancellable (task, FALSE);

  if (self->in_past)
    g_task_return_new_error (task, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY,
                             _("You are looking at the past, where nothing can be changed. Go back to today first."));
  else if (self->writer == NULL)
    g_task_return_new_error (task, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY,
                             _("“%s” can only be read. Make a copy to work on it, or change its permissions."),
                             self->path);
  else
    return task;

  g_object_unref (task);
  return NULL;
}

/* Runs in this thread when the writer is done: first the views, then whoever asked. */
static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  RapportStore *self = RAPPORT_STORE (source);
  g_autoptr(GTask) outer = data;
  g_autoptr(GError) error = NULL;
  RapportChanges *changes = g_task_propagate_pointer (G_TASK (result), &error);

  self->n_writing--;
  if (changes == NULL)
    {
      g_task_return_error (outer, g_steal_pointer (&error));
      return;
    }
  _rapport_store_deliver (self, changes);
  g_task_return_pointer (outer, changes, (GDestroyNotify) rapport_changes_unref);
}

/**
 * rapport_store_run_async:
 * @self: a store
 * @label: what it does, in the words of the undo button
 * @func: (scope async): does it, on the writer's thread
 * @data: for @func
 * @destroy: (nullable): frees @data
 * @cancellable: (nullable): stops it
 * @callback: called when it is done and the views know
 * @user_data: for @callback
 *
 * Finish with rapport_store_write_finish().
 */
void
rapport_store_run_async (RapportStore        *self,
                         const char          *label,
                         RapportWriterFunc    func,
                         gpointer             data,
                         GDestroyNotify       destroy,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *outer = g_task_new (self, NULL, callback, user_data);
  g_autoptr(GTask) task = NULL;

  g_task_set_source_tag (outer, rapport_store_run_async);
  self->n_writing++;
  task = write_task (self, label, func, data, destroy, cancellable, written_cb, outer);
  if (task != NULL)
    rapport_worker_push (self->writer, task, write_worker);
}

/**
 * rapport_store_run:
 * @self: a store
 * @label: what it does, in the words of the undo button
 * @func: (scope call): does it, on the writer's thread
 * @data: for @func
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Does it and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full): what changed
 */
RapportChanges *
rapport_store_run (RapportStore       *self,
                   const char         *label,
                   RapportWriterFunc   func,
                   gpointer            data,
                   GCancellable       *cancellable,
                   GError            **error)
{
  g_autoptr(GTask) task = NULL;
  GMainContext *context;
  RapportChanges *changes;

  if (self->writer == NULL || self->in_past)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY,
                   self->in_past
                   ? _("You are looking at the past of “%s”, where nothing can be changed. Leave out --as-of.")
                                 : _("“%s” can only be read. Make a copy to work on it, or change its permissions."),
                   self->path);
      return NULL;
    }

  context = push_own_context ();
  task = write_task (self, label, func, data, NULL, cancellable, NULL, NULL);
  pop_own_context (context);
  changes = run_and_wait (self->writer, task, write_worker, error);
  _rapport_store_deliver (self, changes);
  return changes;
}

typedef struct
{
  RapportWriteFunc func;
  gpointer         data;
  GDestroyNotify   destroy;
} SingleWrite;

static void
single_write_free (gpointer data)
{
  SingleWrite *job = data;

  if (job->destroy != NULL)
    job->destroy (job->data);
  g_free (job);
}

static RapportChanges *
single_write (RapportDb                  *db,
              const RapportWriteContext  *context,
              gpointer                    data,
              GCancellable               *cancellable,
              GError                    **error)
{
  SingleWrite *job = data;
  RapportWrite *write = rapport_write_begin (db, context, error);

  if (write == NULL)
    return NULL;
  if (!job->func (write, job->data, error))
    {
      rapport_write_rollback (write);
      return NULL;
    }
  return rapport_write_commit (write, error);
}

/**
 * rapport_store_write_async:
 * @self: a store
 * @label: what it does, in the words of the undo button
 * @func: (scope async): does it, on the writer's thread, in one transaction
 * @data: for @func
 * @destroy: (nullable): frees @data
 * @cancellable: (nullable): stops it
 * @callback: called when it is durable and the views know
 * @user_data: for @callback
 */
void
rapport_store_write_async (RapportStore        *self,
                           const char          *label,
                           RapportWriteFunc     func,
                           gpointer             data,
                           GDestroyNotify       destroy,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  SingleWrite *job = g_new (SingleWrite, 1);

  *job = (SingleWrite) { func, data, destroy };
  rapport_store_run_async (self, label, single_write, job, single_write_free, cancellable, callback, user_data);
}

/**
 * rapport_store_write_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what changed
 */
RapportChanges *
rapport_store_write_finish (RapportStore  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rapport_store_write:
 * @self: a store
 * @label: what it does, in the words of the undo button
 * @func: (scope call): does it, on the writer's thread, in one transaction
 * @data: for @func
 * @error: return location
 *
 * Writes and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full): what changed
 */
RapportChanges *
rapport_store_write (RapportStore      *self,
                     const char        *label,
                     RapportWriteFunc   func,
                     gpointer           data,
                     GError           **error)
{
  SingleWrite job = { func, data, NULL };

  return rapport_store_run (self, label, single_write, &job, NULL, error);
}
