#include "config.h"

#include "store/rapport-store-private.h"

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
struct _RapportDoorbell
{
  GWeakRef      store;
  GMainContext *context;
  char         *path;
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
  RapportDoorbell *doorbell = data;

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
  RapportDoorbell *doorbell;
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
  RapportDoorbell *doorbell = data;
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

void
_rapport_store_send_changes (RapportStore   *self,
                             RapportChanges *changes)
{
  if (changes != NULL && (changes->many || changes->list->len > 0))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
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
  if (dirty == 1 || g_strcmp0 (figures_day, rapport_day_print (_rapport_store_get_real_today (), today)) != 0)
    {
      if (!rapport_db_exec (db, "BEGIN IMMEDIATE", error))
        return NULL;
      if (!rapport_figures_roll (db, _rapport_store_get_real_today (), error) || !rapport_db_exec (db, "COMMIT", error))
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
  if (reader == NULL || !rapport_db_exec (reader, "PRAGMA cache_size = -8000", error))
    return NULL;

  if (!rapport_db_query_int (self->db, &last_entry, error, "SELECT max(id) FROM journal_entry", NULL))
    return NULL;
  self->last_entry = last_entry == RAPPORT_UNSET ? 0 : last_entry;
  _rapport_store_note_data_version (self);
  _rapport_store_note_turns (self);

  self->reader = rapport_worker_new ("reader", g_steal_pointer (&reader));
  if (writer != NULL)
    {
      self->doorbell = g_atomic_rc_box_new0 (RapportDoorbell);
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
    self->poll_id = g_timeout_add (POLL_MILLISECONDS, _rapport_store_poll_cb, self);
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

/**
 * rapport_store_get_path:
 * @self: a store
 *
 * Returns: (transfer none): the workspace file
 */
const char *
rapport_store_get_path (RapportStore *self)
{
  return self->path;
}

/**
 * rapport_store_is_read_only:
 * @self: a store
 *
 * Returns: whether nothing can be written: a read-only file, or a look at the past
 */
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

/**
 * rapport_store_get_member:
 * @self: a store
 *
 * Returns: who works here, 0 for nobody in particular
 */
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

/**
 * rapport_store_get_desk:
 * @self: a store
 *
 * Returns: (transfer none): the name of this desk in the journal, user@host
 */
const char *
rapport_store_get_desk (RapportStore *self)
{
  return self->desk;
}
