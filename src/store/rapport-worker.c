#include "config.h"

#include "store/rapport-worker.h"

typedef struct
{
  GTask             *task;
  RapportWorkerFunc  func;
  gboolean          *done; /* for a caller that waits */
} Job;

struct _RapportWorker
{
  RapportDb *db;
  GThread   *thread;
  GMutex     lock;
  GCond      more;
  GCond      finished;
  GQueue     jobs;
  gboolean   stopping;
  gint       n_unfinished;
};

static gboolean
release_task (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* A task holds the store. Were the last reference dropped here, the store would close itself on this thread and
 * wait for it to end, for ever; so that is left to the thread that asked. */
static void
release_in_context (GTask *task)
{
  g_autoptr(GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_static_name (source, "[rapport] release task");
  g_source_set_callback (source, release_task, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static gpointer
worker_main (gpointer data)
{
  RapportWorker *worker = data;

  rapport_db_adopt (worker->db);

  g_mutex_lock (&worker->lock);
  while (!worker->stopping || !g_queue_is_empty (&worker->jobs)) /* stopping drains, it drops nothing */
    {
      Job *job = g_queue_pop_head (&worker->jobs);
      GCancellable *cancellable;

      if (job == NULL)
        {
          g_cond_wait (&worker->more, &worker->lock);
          continue;
        }
      g_mutex_unlock (&worker->lock);

      cancellable = g_task_get_cancellable (job->task);
      if (!g_task_return_error_if_cancelled (job->task))
        {
          rapport_db_set_cancellable (worker->db, cancellable);
          job->func (worker->db, job->task, g_task_get_task_data (job->task));
          rapport_db_set_cancellable (worker->db, NULL);
        }
      if (job->done != NULL)
        g_object_unref (job->task); /* who waits holds it, too */
      else
        release_in_context (job->task);

      g_mutex_lock (&worker->lock);
      worker->n_unfinished--;
      if (job->done != NULL)
        {
          *job->done = TRUE;
          g_cond_broadcast (&worker->finished);
        }
      g_free (job);
    }
  g_mutex_unlock (&worker->lock);

  rapport_db_close (worker->db);
  return NULL;
}

/**
 * rapport_worker_new:
 * @name: name of the thread
 * @db: (transfer full): its connection
 *
 * Returns: (transfer full): a running worker
 */
RapportWorker *
rapport_worker_new (const char *name,
                    RapportDb  *db)
{
  RapportWorker *worker = g_new0 (RapportWorker, 1);

  g_mutex_init (&worker->lock);
  g_cond_init (&worker->more);
  g_cond_init (&worker->finished);
  g_queue_init (&worker->jobs);
  worker->db = db;
  worker->thread = g_thread_new (name, worker_main, worker);
  return worker;
}

static void
push (RapportWorker     *worker,
      GTask             *task,
      RapportWorkerFunc  func,
      gboolean          *done)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { g_object_ref (task), func, done };
  g_queue_push_tail (&worker->jobs, job);
  worker->n_unfinished++;
  g_cond_signal (&worker->more);
}

/**
 * rapport_worker_push:
 * @worker: a worker
 * @task: what the job returns through
 * @func: the job
 *
 * Has a job done after those before it.
 */
void
rapport_worker_push (RapportWorker     *worker,
                     GTask             *task,
                     RapportWorkerFunc  func)
{
  g_mutex_lock (&worker->lock);
  push (worker, task, func, NULL);
  g_mutex_unlock (&worker->lock);
}

/**
 * rapport_worker_run:
 * @worker: a worker
 * @task: what the job returns through
 * @func: the job
 *
 * Has a job done and waits until it is.
 */
void
rapport_worker_run (RapportWorker     *worker,
                    GTask             *task,
                    RapportWorkerFunc  func)
{
  gboolean done = FALSE;

  g_mutex_lock (&worker->lock);
  push (worker, task, func, &done);
  while (!done)
    g_cond_wait (&worker->finished, &worker->lock);
  g_mutex_unlock (&worker->lock);
}

/**
 * rapport_worker_is_busy:
 * @worker: (nullable): a worker
 *
 * Returns: whether a job is being done or waits
 */
gboolean
rapport_worker_is_busy (RapportWorker *worker)
{
  gboolean busy;

  if (worker == NULL)
    return FALSE;
  g_mutex_lock (&worker->lock);
  busy = worker->n_unfinished > 0;
  g_mutex_unlock (&worker->lock);
  return busy;
}

/**
 * rapport_worker_stop:
 * @worker: (transfer full): a worker
 *
 * Waits for all jobs, then closes the connection and ends the thread.
 */
void
rapport_worker_stop (RapportWorker *worker)
{
  g_mutex_lock (&worker->lock);
  worker->stopping = TRUE;
  g_cond_signal (&worker->more);
  g_mutex_unlock (&worker->lock);

  g_thread_join (worker->thread);
  g_mutex_clear (&worker->lock);
  g_cond_clear (&worker->more);
  g_cond_clear (&worker->finished);
  g_free (worker);
}
