#include "config.h"

#include "store/rapport-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "store/rapport-backup.h"
#include "store/rapport-check.h"
#include "store/rapport-figures.h"
#include "store/rapport-lock-holder.h"
#include "store/rapport-migrations.h"
#include "store/rapport-worker.h"

/* One workspace file and its three connections.
 *
 *   writer thread   all writes, one after the other, each a transaction with its journal entry
 *   reader thread   whatever may take long: lists, sums, search
 *   this thread     rows for what is on screen, by primary key
 *
 * WAL readers never wait for the writer. What a write changed is sent to this thread after the commit, and only
 * then does the write's own callback run, so that whoever asked for it finds the views up to date.
 */

/* How often to look whether another program has written. */
#define POLL_MILLISECONDS 400

/* What the writer's thread may use to reach a store that may be gone by then. */
typedef struct
{
  GWeakRef      store;
  GMainContext *context;
  char         *path;
} Doorbell;

struct _RapportStore
{
  GObject         parent_instance;

  char           *path;
  char           *desk;
  gint64          member;
  RapportDay      as_of;
  gboolean        in_past;
  gboolean        read_only;
  gboolean        quiet;

  RapportDb      *db;
  RapportWorker  *writer; /* NULL where read-only */
  RapportWorker  *reader;

  guint           poll_id;
  gint64          data_version;
  gint64          last_entry;
  gint64          turns;

  Doorbell       *doorbell;
  RapportDb      *writer_db;      /* owned by the writer */
  gint64          writer_version; /* of the writer's thread */
  gint            foreign;        /* atomic: another program wrote between our writes */
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_WAITING,
  SIGNAL_WAITING_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportStore, rapport_store, G_TYPE_OBJECT)

static void
doorbell_clear (gpointer data)
{
  Doorbell *doorbell = data;

  g_weak_ref_clear (&doorbell->store);
  g_main_context_unref (doorbell->context);
  g_free (doorbell->path);
}

static void
doorbell_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, doorbell_clear);
}

typedef struct
{
  Doorbell *doorbell;
  char     *who; /* NULL: it is over */
} Ring;

static void
ring_free (gpointer data)
{
  Ring *ring = data;

  doorbell_release (ring->doorbell);
  g_free (ring->who);
  g_free (ring);
}

static gboolean
ring_cb (gpointer data)
{
  Ring *ring = data;
  g_autoptr(RapportStore) self = g_weak_ref_get (&ring->doorbell->store);

  if (self != NULL && ring->who != NULL)
    g_signal_emit (self, signals[SIGNAL_WAITING], 0, ring->who);
  else if (self != NULL)
    g_signal_emit (self, signals[SIGNAL_WAITING_OVER], 0);
  return G_SOURCE_REMOVE;
}

/* On the writer's thread. */
static void
tell_waiting (gboolean waiting,
              gpointer data)
{
  Doorbell *doorbell = data;
  Ring *ring = g_new (Ring, 1);
  g_autoptr(GSource) source = g_idle_source_new ();

  *ring = (Ring) { g_atomic_rc_box_acquire (doorbell), waiting ? rapport_lock_holder_describe (doorbell->path) : NULL };
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ring_cb, ring, ring_free);
  g_source_attach (source, doorbell->context);
}

static void
rapport_store_finalize (GObject *object)
{
  RapportStore *self = RAPPORT_STORE (object);

  rapport_store_close (self);
  g_clear_pointer (&self->doorbell, doorbell_release);
  g_free (self->path);
  g_free (self->desk);

  G_OBJECT_CLASS (rapport_store_parent_class)->finalize (object);
}

static void
rapport_store_class_init (RapportStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_store_finalize;

  /**
   * RapportStore::changed:
   * @self: a store
   * @changes: (type RapportChanges): what a write has changed, this program's or another's
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, RAPPORT_TYPE_CHANGES);

  /**
   * RapportStore::waiting:
   * @self: a store
   * @who: for whom, a name that can begin a sentence
   *
   * A write has waited for more than half a second for another program to finish its own.
   */
  signals[SIGNAL_WAITING] = g_signal_new ("waiting", RAPPORT_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * RapportStore::waiting-over:
   * @self: a store
   *
   * The write that waited has gone on, or has failed.
   */
  signals[SIGNAL_WAITING_OVER] = g_signal_new ("waiting-over", RAPPORT_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 0);
}

static void
rapport_store_init (RapportStore *self)
{
  self->as_of = RAPPORT_DAY_NONE;
  self->desk = g_strdup_printf ("%s@%s", g_get_user_name (), g_get_host_name ());
}

static RapportDay
real_today (void)
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
  return self->as_of != RAPPORT_DAY_NONE ? self->as_of : real_today ();
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
  return rapport_day_to_instant (self->as_of, NULL) + (now - rapport_day_to_instant (real_today (), NULL));
}

static gboolean
note_data_version (RapportStore *self)
{
  gint64 version = 0;
  gboolean changed;

  rapport_db_query_int (self->db, &version, NULL, "PRAGMA data_version", NULL);
  changed = version != self->data_version;
  self->data_version = version;
  return changed;
}

/* Whether anything was undone or redone since the last call. */
static gboolean
note_turns (RapportStore *self)
{
  gint64 turns = 0;
  gboolean changed;

  rapport_db_query_int (self->db, &turns, NULL, "SELECT CAST(value AS INTEGER) FROM setting WHERE key = 'journal-turns' AND member = 0", NULL);
  changed = turns != self->turns;
  self->turns = turns;
  return changed;
}

static void
send_changes (RapportStore   *self,
              RapportChanges *changes)
{
  if (changes != NULL && (changes->many || changes->list->len > 0))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
}

/* On the reader's thread: keeps what is shown of another day up to date. */
static gpointer
update_shown (RapportDb     *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  RapportChanges *changes = data;

  g_autoptr(GArray) placements = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < changes->list->len; i++)
    {
      RapportChange *change = &g_array_index (changes->list, RapportChange, i);

      if (change->kind == RAPPORT_KIND_PLACEMENT)
        g_array_append_val (placements, change->id);
    }
  if (changes->accounts->len > 0 &&
      !rapport_figures_update_shown (db, (const gint64 *) (gpointer) changes->accounts->data, changes->accounts->len, error))
    return NULL;
  if (placements->len > 0)
    rapport_figures_update_cards (db, (const gint64 *) (gpointer) placements->data, placements->len, error);
  return NULL;
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

typedef struct
{
  RapportStore   *store;
  RapportChanges *changes;
} Delivery;

static void
shown_updated_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autofree Delivery *delivery = data;
  g_autoptr(GError) error = NULL;

  rapport_store_read_finish (delivery->store, result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The figures of the day shown could not be updated: %s", error->message);
  send_changes (delivery->store, delivery->changes);
  g_object_unref (delivery->store);
  rapport_changes_unref (delivery->changes);
}

static void
deliver (RapportStore   *self,
         RapportChanges *changes)
{
  Delivery *delivery;
  g_autoptr(RapportChanges) everything = NULL;

  if (changes == NULL || self->db == NULL)
    return;

  note_data_version (self);
  /* A new entry is no turn of an old one. */
  if (changes->entry <= self->last_entry)
    note_turns (self);
  self->last_entry = MAX (self->last_entry, changes->entry);

  /* Another program's write that came just before ours would never be noticed once ours is noted. */
  if (g_atomic_int_compare_and_exchange (&self->foreign, TRUE, FALSE))
    {
      everything = rapport_changes_new ();
      everything->many = TRUE;
      everything->entry = changes->entry;
      changes = everything;
    }

  if (self->as_of == RAPPORT_DAY_NONE)
    {
      send_changes (self, changes);
      return;
    }

  delivery = g_new (Delivery, 1);
  *delivery = (Delivery) { g_object_ref (self), rapport_changes_ref (changes) };
  if (changes->many)
    {
      ShowDay *job = g_new (ShowDay, 1);

      *job = (ShowDay) { self->as_of, self->in_past };
      rapport_store_read_async (self, show_day, job, g_free, NULL, NULL, shown_updated_cb, delivery);
    }
  else
    rapport_store_read_async (self, update_shown, rapport_changes_ref (changes), (GDestroyNotify) rapport_changes_unref,
                              NULL, NULL, shown_updated_cb, delivery);
}

static gboolean
poll_cb (gpointer data)
{
  RapportStore *self = data;
  g_autoptr(RapportChanges) changes = NULL;
  g_autoptr(GError) error = NULL;
  gint64 last;

  if (rapport_worker_is_busy (self->writer) || !note_data_version (self))
    return G_SOURCE_CONTINUE;

  changes = rapport_journal_since (self->db, self->last_entry, &last, &error);
  if (changes == NULL)
    {
      g_warning ("Cannot read what another program has written: %s", error->message);
      return G_SOURCE_CONTINUE;
    }
  if (note_turns (self))
    changes->many = TRUE;
  deliver (self, changes);
  return G_SOURCE_CONTINUE;
}

static gboolean
create_file (const char  *path,
             GError     **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (directory, 0700) != 0 || (fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600)) < 0)
    {
      int saved = errno;

      if (saved == EEXIST)
        g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS,
                     _("There is a file “%s” already. It was not touched; choose another name."), path);
      else
        g_set_error (error, RAPPORT_STORE_ERROR, saved == ENOSPC ? RAPPORT_STORE_ERROR_FULL : RAPPORT_STORE_ERROR_FAILED,
                     /* Translators: a file name and the system's reason */
                     _("Cannot create “%s”: %s"), path, g_strerror (saved));
      return FALSE;
    }
  close (fd);
  return TRUE;
}

/* Opens the writing connection, brings the schema and the figures up to date. */
static RapportDb *
open_writer (const char         *path,
             RapportStoreFlags   flags,
             GError            **error)
{
  gboolean has_wal = rapport_check_has_wal (path);
  g_autoptr(RapportDb) db = rapport_db_open (path, RAPPORT_DB_WRITE, error);
  g_autofree char *mode = NULL;
  g_autofree char *figures_day = NULL;
  char today[RAPPORT_DAY_TEXT_SIZE];
  gint64 dirty;
  int version;

  if (db == NULL)
    return NULL;
  /* Until it is known to be ours and sound, the file stays as it is. */
  rapport_db_set_checkpoint_on_close (db, !has_wal);
  if (!rapport_migrations_check (db, &version, error))
    return NULL;
  if (version == 0 && !(flags & RAPPORT_STORE_CREATE))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is empty, not a Rapport workspace. Create a new workspace under another name."), path);
      return NULL;
    }
  if (version > 0 && !rapport_check_quick (db, error))
    return NULL;
  rapport_db_set_checkpoint_on_close (db, TRUE);

  mode = rapport_db_query_text (db, error, "PRAGMA journal_mode = WAL", NULL);
  if (mode == NULL)
    return NULL;
  if (g_strcmp0 (mode, "wal") != 0)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
                   _("“%s” lies on a file system that cannot keep it safe (no write-ahead log). Move it to a local disk."), path);
      return NULL;
    }
  /* What a person did is on the disk when it is said to be done. */
  if (!rapport_db_exec (db, "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000", error))
    return NULL;
  if (version < RAPPORT_SCHEMA_VERSION)
    {
      if (version > 0 && !rapport_backup_before_migration (path, version, error))
        return NULL;
      if (!rapport_migrations_run (db, version, error) || !rapport_db_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", error))
        return NULL;
    }

  figures_day = rapport_db_query_text (db, NULL, "SELECT value FROM setting WHERE key = 'figures-day' AND member = 0", NULL);
  if (!rapport_db_query_int (db, &dirty, error, "SELECT EXISTS (SELECT 1 FROM figure_dirty)", NULL))
    return NULL;
  if (dirty == 1 || g_strcmp0 (figures_day, rapport_day_print (real_today (), today)) != 0)
    {
      if (!rapport_db_exec (db, "BEGIN IMMEDIATE", error))
        return NULL;
      if (!rapport_figures_roll (db, real_today (), error) || !rapport_db_exec (db, "COMMIT", error))
        {
          if (rapport_db_is_in_transaction (db))
            rapport_db_exec (db, "ROLLBACK", NULL);
          return NULL;
        }
    }
  return g_steal_pointer (&db);
}

static gboolean
is_writable (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);

  return g_access (path, W_OK) == 0 && g_access (directory, W_OK) == 0;
}

/**
 * rapport_store_open:
 * @path: the workspace file
 * @flags: how to open it
 * @error: return location
 *
 * Opens a workspace. The calling thread becomes the one that signals are emitted in.
 *
 * Returns: (nullable) (transfer full): the store; %NULL with a #RapportStoreError that says what to do next
 */
RapportStore *
rapport_store_open (const char         *path,
                    RapportStoreFlags   flags,
                    GError            **error)
{
  g_autoptr(RapportStore) self = g_object_new (RAPPORT_TYPE_STORE, NULL);
  g_autoptr(RapportDb) writer = NULL;
  g_autoptr(RapportDb) reader = NULL;
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  RapportDbMode mode = RAPPORT_DB_READ;
  gint64 last_entry;
  int version;

  g_return_val_if_fail (path != NULL, NULL);

  self->path = g_strdup (path);
  self->quiet = (flags & RAPPORT_STORE_QUIET) != 0;

  if (flags & RAPPORT_STORE_CREATE)
    {
      if (!create_file (path, error))
        return NULL;
    }
  else if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND,
                   _("There is no file “%s”. It may have been moved or renamed."), path);
      return NULL;
    }
  else if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is a folder, not a Rapport workspace."), path);
      return NULL;
    }

  else if (!rapport_check_header (path, error))
    {
      return NULL;
    }

  self->read_only = (flags & RAPPORT_STORE_READ_ONLY) || !is_writable (path);
  if (self->read_only)
    {
      if (!is_writable (path) && rapport_check_has_wal (path))
        {
          g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY,
                       _("“%s” can only be read, and its last changes still lie beside it in “%s”. Copy both to a folder of "
                         "yours and open the copy."), path, wal);
          return NULL;
        }
      /* Where others may write, "immutable" would read a page that they are just changing. */
      if (!is_writable (path))
        mode = RAPPORT_DB_IMMUTABLE;
    }
  else
    {
      writer = open_writer (path, flags, error);
      if (writer == NULL)
        {
          if (flags & RAPPORT_STORE_CREATE)
            g_unlink (path);
          return NULL;
        }
    }

  self->db = rapport_db_open (path, mode, error);
  if (self->db == NULL || !rapport_migrations_check (self->db, &version, error))
    return NULL;
  if (writer == NULL && version > 0 && !rapport_check_quick (self->db, error))
    return NULL;
  if (version == 0)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is empty, not a Rapport workspace. Create a new workspace under another name."), path);
      return NULL;
    }
  if (version < RAPPORT_SCHEMA_VERSION)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY,
                   _("“%s” comes from an older version and can only be read, so it cannot be brought up to date. Open a copy of it."), path);
      return NULL;
    }
  reader = rapport_db_open (path, mode, error);
  if (reader == NULL || !rapport_db_exec (reader, "PRAGMA cache_size = -16000", error))
    return NULL;

  if (!rapport_db_query_int (self->db, &last_entry, error, "SELECT max(id) FROM journal_entry", NULL))
    return NULL;
  self->last_entry = last_entry == RAPPORT_UNSET ? 0 : last_entry;
  note_data_version (self);
  note_turns (self);

  self->reader = rapport_worker_new ("reader", g_steal_pointer (&reader));
  if (writer != NULL)
    {
      self->doorbell = g_atomic_rc_box_new0 (Doorbell);
      g_weak_ref_init (&self->doorbell->store, self);
      self->doorbell->context = g_main_context_ref_thread_default ();
      self->doorbell->path = g_strdup (path);
      rapport_db_set_wait_func (writer, tell_waiting, self->doorbell);
      if (!rapport_db_query_int (writer, &self->writer_version, error, "PRAGMA data_version", NULL))
        return NULL;
      self->writer_db = writer;
      self->writer = rapport_worker_new ("writer", g_steal_pointer (&writer));
    }
  if (mode != RAPPORT_DB_IMMUTABLE)
    self->poll_id = g_timeout_add (POLL_MILLISECONDS, poll_cb, self);
  return g_steal_pointer (&self);
}

/**
 * rapport_store_close:
 * @self: a store
 *
 * Finishes all writes that were asked for, drops reads, and closes the file.
 */
void
rapport_store_close (RapportStore *self)
{
  g_return_if_fail (RAPPORT_IS_STORE (self));

  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_clear_pointer (&self->reader, rapport_worker_stop);
  g_clear_pointer (&self->db, rapport_db_close);
  g_clear_pointer (&self->writer, rapport_worker_stop);
  self->writer_db = NULL;
}

const char *
rapport_store_get_path (RapportStore *self)
{
  return self->path;
}

gboolean
rapport_store_is_read_only (RapportStore *self)
{
  return self->read_only || self->in_past;
}

/**
 * rapport_store_get_db:
 * @self: a store
 *
 * Returns: (transfer none): the connection of this thread, for quick look-ups by key
 */
RapportDb *
rapport_store_get_db (RapportStore *self)
{
  return self->db;
}

/**
 * rapport_store_set_patience:
 * @self: a store
 * @milliseconds: how long a write waits for another program's before it fails with %RAPPORT_STORE_ERROR_BUSY
 *
 * While it waits, #RapportStore::waiting says for whom. Five seconds where nothing else is set: enough for a
 * subcommand; a window can wait as long as its user does.
 */
void
rapport_store_set_patience (RapportStore *self,
                            guint         milliseconds)
{
  if (self->writer != NULL)
    rapport_db_set_patience (self->writer_db, milliseconds);
}

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

gint64
rapport_store_get_member (RapportStore *self)
{
  return self->member;
}

/**
 * rapport_store_set_member:
 * @self: a store
 * @member: who works here, 0 for nobody in particular
 */
void
rapport_store_set_member (RapportStore *self,
                          gint64        member)
{
  self->member = member;
}

const char *
rapport_store_get_desk (RapportStore *self)
{
  return self->desk;
}

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
    {
      /* Closed: nobody is there any more who would wait for it. */
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The workspace is closed");
      return;
    }
  rapport_worker_push (self->reader, task, read_worker);
}

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
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The workspace is closed");
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
    .real_today = real_today (),
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
                             _("“%s” can only be read. Make a copy to work on it, or change its permissions."), self->path);
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

  if (changes == NULL)
    {
      g_task_return_error (outer, g_steal_pointer (&error));
      return;
    }
  deliver (self, changes);
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
                   self->in_past ? _("You are looking at the past of “%s”, where nothing can be changed. Leave out --as-of.")
                                 : _("“%s” can only be read. Make a copy to work on it, or change its permissions."),
                   self->path);
      return NULL;
    }

  context = push_own_context ();
  task = write_task (self, label, func, data, NULL, cancellable, NULL, NULL);
  pop_own_context (context);
  changes = run_and_wait (self->writer, task, write_worker, error);
  deliver (self, changes);
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

/* Undo ----------------------------------------------------------------------------------------------------- */

/**
 * rapport_store_peek_undo:
 * @self: a store
 *
 * Returns: (nullable) (transfer full): what the next undo takes back
 */
RapportJournalEntry *
rapport_store_peek_undo (RapportStore *self)
{
  return rapport_store_is_read_only (self) ? NULL : rapport_journal_peek_undo (self->db, self->member, self->desk, NULL);
}

RapportJournalEntry *
rapport_store_peek_redo (RapportStore *self)
{
  return rapport_store_is_read_only (self) ? NULL : rapport_journal_peek_redo (self->db, self->member, self->desk, NULL);
}

/**
 * rapport_store_peek:
 * @self: a store
 * @undo: (out) (nullable) (transfer full): what the next undo takes back
 * @redo: (out) (nullable) (transfer full): what the next redo puts back
 */
void
rapport_store_peek (RapportStore         *self,
                    RapportJournalEntry **undo,
                    RapportJournalEntry **redo)
{
  g_autoptr(GError) error = NULL;

  *undo = *redo = NULL;
  if (!rapport_store_is_read_only (self) &&
      !rapport_journal_peek (self->db, self->member, self->desk, undo, redo, &error))
    g_warning ("The journal could not be read: %s", error->message);
}

typedef struct
{
  gboolean                redo;
  gboolean                keep_later;
  RapportJournalProgress  progress;
  gpointer                progress_data;
  char                   *label; /* set by the job */
} UndoJob;

static void
undo_job_free (gpointer data)
{
  UndoJob *job = data;

  g_free (job->label);
  g_free (job);
}

static RapportChanges *
undo_work (RapportDb                  *db,
           const RapportWriteContext  *context,
           gpointer                    data,
           GCancellable               *cancellable,
           GError                    **error)
{
  UndoJob *job = data;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportJournalEntry) entry = job->redo ? rapport_journal_peek_redo (db, context->member, context->desk, &local_error)
                                                   : rapport_journal_peek_undo (db, context->member, context->desk, &local_error);
  RapportChanges *changes;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (entry == NULL)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING,
                           job->redo ? _("There is nothing to redo.") : _("There is nothing to undo."));
      return NULL;
    }

  changes = job->redo ? rapport_journal_redo (db, context, entry->id, job->progress, job->progress_data, &local_error)
                      : rapport_journal_undo (db, context, entry->id, job->keep_later, job->progress, job->progress_data, &local_error);
  job->label = g_strdup (entry->label);
  if (changes == NULL)
    {
      if (g_error_matches (local_error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT))
        g_prefix_error (&local_error, job->redo ? _("“%s” cannot be redone: ") : _("“%s” cannot be undone: "), entry->label);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  return changes;
}

/**
 * rapport_store_undo_async:
 * @self: a store
 * @redo: whether to redo instead
 * @keep_later: for an import, whether to leave rows in place that later work builds on
 * @progress: (nullable): told on the writer's thread how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it
 * @callback: called when it is done and the views know
 * @user_data: for @callback
 *
 * Takes back the newest thing that this member did at this desk. Finish with rapport_store_write_finish().
 */
void
rapport_store_undo_async (RapportStore           *self,
                          gboolean                redo,
                          gboolean                keep_later,
                          RapportJournalProgress  progress,
                          gpointer                progress_data,
                          GCancellable           *cancellable,
                          GAsyncReadyCallback     callback,
                          gpointer                user_data)
{
  UndoJob *job = g_new0 (UndoJob, 1);

  *job = (UndoJob) { redo, keep_later, progress, progress_data, NULL };
  rapport_store_run_async (self, "", undo_work, job, undo_job_free, cancellable, callback, user_data);
}

/**
 * rapport_store_undo:
 * @self: a store
 * @redo: whether to redo instead
 * @keep_later: for an import, whether to leave rows in place that later work builds on
 * @label: (out) (optional) (transfer full): what was taken back
 * @error: return location
 *
 * The same and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full): what changed
 */
RapportChanges *
rapport_store_undo (RapportStore  *self,
                    gboolean       redo,
                    gboolean       keep_later,
                    char         **label,
                    GError       **error)
{
  UndoJob job = { redo, keep_later, NULL, NULL, NULL };
  RapportChanges *changes = rapport_store_run (self, "", undo_work, &job, NULL, error);

  if (label != NULL && changes != NULL)
    *label = g_steal_pointer (&job.label);
  g_free (job.label);
  return changes;
}

/* The clock ------------------------------------------------------------------------------------------------ */

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
  send_changes (self, changes);
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

  if (rapport_store_read_finish (self, result, &error) == NULL || !show_on_this_thread (self, job->day, job->past, &error))
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
