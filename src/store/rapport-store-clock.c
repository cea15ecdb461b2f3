#include "config.h"

#include "store/rapport-store-private.h"

#include "store/rapport-figures.h"

/* The workspace's clock: today, or the day that it is looked at as of. */

RapportDay
_rapport_store_get_real_today (void)
{
  return rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL);
}

/**
 * rapport_store_get_today:
 * @self: a store
 *
 * Returns: the day of the workspace's clock: today, or the day that it is looked at as of
 */
RapportDay
rapport_store_get_today (RapportStore *self)
{
  return self->as_of != RAPPORT_DAY_NONE ? self->as_of : _rapport_store_get_real_today ();
}

/**
 * rapport_store_get_now:
 * @self: a store
 *
 * Returns: the instant of the workspace's clock, UTC seconds: now, or the same time on the day looked at
 */
gint64
rapport_store_get_now (RapportStore *self)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (self->as_of == RAPPORT_DAY_NONE)
    return now;
  return rapport_day_to_instant (self->as_of, NULL) +
         (now - rapport_day_to_instant (_rapport_store_get_real_today (), NULL));
}

/**
 * rapport_store_get_as_of:
 * @self: a store
 *
 * Returns: the day that is looked at, %RAPPORT_DAY_NONE for today
 */
RapportDay
rapport_store_get_as_of (RapportStore *self)
{
  return self->as_of;
}

/**
 * rapport_store_is_in_past:
 * @self: a store
 *
 * Returns: whether the day looked at lies before the newest record, so that nothing can be written
 */
gboolean
rapport_store_is_in_past (RapportStore *self)
{
  return self->in_past;
}

typedef struct
{
  RapportDay day;
  gboolean   past;
} ShowDay;

static gpointer
show_day (RapportDb     *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  ShowDay *job = data;
  gboolean done = job->day == RAPPORT_DAY_NONE ? rapport_figures_show_today (db, error)
                                               : rapport_figures_show_day (db, job->day, job->past, TRUE, error);

  return GINT_TO_POINTER (done);
}

/* Computes again what is shown of another day. */
void
_rapport_store_show_again_async (RapportStore        *self,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  ShowDay *job = g_new (ShowDay, 1);

  *job = (ShowDay) { self->as_of, self->in_past };
  rapport_store_read_async (self, show_day, job, g_free, NULL, NULL, callback, user_data);
}

static gboolean
is_past (RapportDb   *db,
         RapportDay   day,
         gboolean    *past,
         GError     **error)
{
  RapportDay newest;

  if (!rapport_figures_newest_day (db, &newest, error))
    return FALSE;
  *past = day != RAPPORT_DAY_NONE && newest != RAPPORT_DAY_NONE && newest > day;
  return TRUE;
}

static gboolean
show_on_this_thread (RapportStore  *self,
                     RapportDay     day,
                     gboolean       past,
                     GError       **error)
{
  return day == RAPPORT_DAY_NONE ? rapport_figures_show_today (self->db, error)
                                 : rapport_figures_show_day (self->db, day, past, FALSE, error);
}

/* On the reader's thread, as it may mean looking at every move to know what the newest record is. */
static gpointer
show_asked_day (RapportDb     *db,
                gpointer       data,
                GCancellable  *cancellable,
                GError       **error)
{
  ShowDay *job = data;

  if (!is_past (db, job->day, &job->past, error))
    return NULL;
  return show_day (db, job, cancellable, error);
}

static void
clock_set (RapportStore *self,
           RapportDay    day,
           gboolean      past)
{
  g_autoptr(RapportChanges) changes = rapport_changes_new ();

  self->as_of = day;
  self->in_past = past;
  changes->many = TRUE;
  _rapport_store_send_changes (self, changes);
}

static void
day_shown_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  RapportStore *self = RAPPORT_STORE (source);
  g_autoptr(GTask) task = data;
  ShowDay *job = g_task_get_task_data (task);
  GError *error = NULL;

  if (rapport_store_read_finish (self, result, &error) == NULL ||
      !show_on_this_thread (self, job->day, job->past, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  clock_set (self, job->day, job->past);
  g_task_return_boolean (task, TRUE);
}

/**
 * rapport_store_set_as_of_async:
 * @self: a store
 * @day: the day to look at the workspace as of; %RAPPORT_DAY_NONE for today
 * @cancellable: (nullable): stops it
 * @callback: called when every query answers as of that day
 * @user_data: for @callback
 *
 * Sets the workspace's clock for this program. Where records are newer than @day, they are hidden and nothing
 * can be written; where none is, work goes on as if it were that day.
 */
void
rapport_store_set_as_of_async (RapportStore        *self,
                               RapportDay           day,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  ShowDay *job = g_new0 (ShowDay, 1);

  g_task_set_source_tag (task, rapport_store_set_as_of_async);
  g_task_set_task_data (task, job, g_free);
  job->day = day;
  rapport_store_read_async (self, show_asked_day, job, NULL, NULL, cancellable, day_shown_cb, task);
}

/**
 * rapport_store_set_as_of_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
rapport_store_set_as_of_finish (RapportStore  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * rapport_store_set_as_of:
 * @self: a store
 * @day: the day to look at the workspace as of; %RAPPORT_DAY_NONE for today
 * @error: return location
 *
 * The same and waits, for subcommands and tests.
 *
 * Returns: whether it was done
 */
gboolean
rapport_store_set_as_of (RapportStore  *self,
                         RapportDay     day,
                         GError       **error)
{
  ShowDay job = { day, FALSE };

  if (!is_past (self->db, day, &job.past, error) || !show_on_this_thread (self, day, job.past, error))
    return FALSE;
  if (rapport_store_read (self, show_day, &job, error) == NULL)
    return FALSE;
  clock_set (self, day, job.past);
  return TRUE;
}
