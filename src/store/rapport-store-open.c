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

/* Opening a workspace: what may take long or wait for another program (looking at the file, bringing schema and
 * figures up to date) needs no store and can be done on any thread; the connections that come out of it are then
 * made a store on the thread that is to have it. */

/* How often to look whether another program has written. */
#define POLL_MILLISECONDS 400

/* A connection's own patience, once it is open. */
#define PATIENCE_MILLISECONDS 5000

static gboolean
create_file (const char  *path,
             GError     **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int fd;

  if (g_mkdir_with_parents (directory, 0700) != 0 ||
      (fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600)) < 0)
    {
      int saved = errno;

      if (saved == EEXIST)
        g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS,
                     _("There is a file “%s” already. It was not touched; choose another name."), path);
      else
        g_set_error (error, RAPPORT_STORE_ERROR,
                     saved == ENOSPC ? RAPPORT_STORE_ERROR_FULL : RAPPORT_STORE_ERROR_FAILED,
                     /* Translators: a file name and the system's reason */
                     _("Cannot create “%s”: %s"), path, g_strerror (saved));
      return FALSE;
    }
  close (fd);
  return TRUE;
}

typedef struct
{
  char                 *path;
  RapportStoreFlags     flags;

  /* Who is told, and where, that another program keeps the opening waiting. */
  RapportStoreWaitFunc  wait_func;
  gpointer              wait_data;
  GMainContext         *context;

  RapportDb            *writer;
  RapportDb            *db;
  RapportDb            *reader;
  gint64                writer_version;
  gint64                last_entry;
  gboolean              read_only;
  gboolean              immutable;
} Opening;

static void
opening_clear (Opening *opening)
{
  /* The writer goes last: it copies the log into the file where no other connection is left. */
  g_clear_pointer (&opening->reader, rapport_db_close);
  g_clear_pointer (&opening->db, rapport_db_close);
  g_clear_pointer (&opening->writer, rapport_db_close);
  g_clear_pointer (&opening->context, g_main_context_unref);
  g_clear_pointer (&opening->path, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Opening, opening_clear)

static void
opening_free (gpointer data)
{
  opening_clear (data);
  g_free (data);
}

typedef struct
{
  GTask *task;
  char  *who; /* NULL: it is over */
} Word;

static void
word_free (gpointer data)
{
  Word *word = data;

  g_object_unref (word->task);
  g_free (word->who);
  g_free (word);
}

static gboolean
word_cb (gpointer data)
{
  Word *word = data;
  Opening *opening = g_task_get_task_data (word->task);

  /* Whoever cancelled it may be gone. */
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (word->task)) && !g_task_get_completed (word->task))
    opening->wait_func (word->who, opening->wait_data);
  return G_SOURCE_REMOVE;
}

static void
opening_waits (gboolean waiting,
               gpointer data)
{
  GTask *task = data;
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(GSource) source = g_idle_source_new ();
  Word *word;

  if (opening->wait_func == NULL)
    return;
  word = g_new (Word, 1);
  *word = (Word) { g_object_ref (task), waiting ? rapport_lock_holder_describe (opening->path) : NULL };
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, word_cb, word, word_free);
  g_source_attach (source, opening->context);
}

static gboolean
fail_prompt (const char  *path,
             GError     **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, _("“%s” has to be brought up to date first."), path);
  return FALSE;
}

/* Opens the writing connection, brings the schema and the figures up to date. */
static RapportDb *
open_writer (const char         *path,
             RapportStoreFlags   flags,
             GTask              *task,
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
  if (flags & RAPPORT_STORE_PROMPT)
    {
      rapport_db_set_patience (db, 0);
    }
  else if (task != NULL)
    {
      /* Whoever does not wait for it on the main thread may wait for another program until that is done. */
      rapport_db_set_cancellable (db, g_task_get_cancellable (task));
      rapport_db_set_patience (db, G_MAXINT);
      rapport_db_set_wait_func (db, opening_waits, task);
    }
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
      g_set_error (
          error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
          _("“%s” lies on a file system that cannot keep it safe (no write-ahead log). Move it to a local disk."),
          path);
      return NULL;
    }
  /* What a person did is on the disk when it is said to be done. */
  if (!rapport_db_exec (db, "PRAGMA synchronous = FULL; PRAGMA cache_size = -16000", error))
    return NULL;
  if (version < RAPPORT_SCHEMA_VERSION)
    {
      if (flags & RAPPORT_STORE_PROMPT)
        return fail_prompt (path, error), NULL;
      if (version > 0 && !rapport_backup_before_migration (path, version, error))
        return NULL;
      if (!rapport_migrations_run (db, version, error) ||
          !rapport_db_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", error))
        return NULL;
    }

  figures_day = rapport_db_query_text (db, NULL, "SELECT value FROM setting WHERE key = 'figures-day' AND member = 0",
                                       NULL);
  if (!rapport_db_query_int (db, &dirty, error, "SELECT EXISTS (SELECT 1 FROM figure_dirty)", NULL))
    return NULL;
  if (dirty == 1 || g_strcmp0 (figures_day, rapport_day_print (_rapport_store_get_real_today (), today)) != 0)
    {
      if (flags & RAPPORT_STORE_PROMPT)
        return fail_prompt (path, error), NULL;
      if (!rapport_db_exec (db, "BEGIN IMMEDIATE", error))
        return NULL;
      if (!rapport_figures_roll (db, _rapport_store_get_real_today (), error) || !rapport_db_exec (db, "COMMIT", error))
        {
          if (rapport_db_is_in_transaction (db))
            rapport_db_exec (db, "ROLLBACK", NULL);
          return NULL;
        }
    }
  rapport_db_set_wait_func (db, NULL, NULL);
  rapport_db_set_cancellable (db, NULL);
  rapport_db_set_patience (db, PATIENCE_MILLISECONDS);
  return g_steal_pointer (&db);
}

static gboolean
is_writable (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);

  return g_access (path, W_OK) == 0 && g_access (directory, W_OK) == 0;
}

/* On any thread. */
static gboolean
open_connections (Opening  *opening,
                  GTask    *task,
                  GError  **error)
{
  const char *path = opening->path;
  RapportStoreFlags flags = opening->flags;
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  RapportDbMode mode = RAPPORT_DB_READ;
  int version;

  if (flags & RAPPORT_STORE_CREATE)
    {
      if (!create_file (path, error))
        return FALSE;
    }
  else if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND,
                   _("There is no file “%s”. It may have been moved or renamed."), path);
      return FALSE;
    }
  else if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is a folder, not a Rapport workspace."), path);
      return FALSE;
    }
  else if (!rapport_check_header (path, error))
    {
      return FALSE;
    }

  opening->read_only = (flags & RAPPORT_STORE_READ_ONLY) || !is_writable (path);
  if (opening->read_only)
    {
      if (!is_writable (path) && rapport_check_has_wal (path))
        {
          g_set_error (
              error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY,
              _("“%s” can only be read, and its last changes still lie beside it in “%s”. Copy both to a folder of "
                "yours and open the copy."),
              path, wal);
          return FALSE;
        }
      /* Where others may write, "immutable" would read a page that they are just changing. */
      if (!is_writable (path))
        mode = RAPPORT_DB_IMMUTABLE;
    }
  else
    {
      opening->writer = open_writer (path, flags, task, error);
      if (opening->writer == NULL)
        {
          if (flags & RAPPORT_STORE_CREATE)
            g_unlink (path);
          return FALSE;
        }
    }
  opening->immutable = mode == RAPPORT_DB_IMMUTABLE;

  opening->db = rapport_db_open (path, mode, error);
  if (opening->db == NULL || !rapport_migrations_check (opening->db, &version, error))
    return FALSE;
  if (opening->writer == NULL && version > 0 && !rapport_check_quick (opening->db, error))
    return FALSE;
  if (version == 0)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is empty, not a Rapport workspace. Create a new workspace under another name."), path);
      return FALSE;
    }
  if (version < RAPPORT_SCHEMA_VERSION)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY,
                   _("“%s” comes from an older version and can only be read, so it cannot be brought up to date. Open a copy of it."), path);
      return FALSE;
    }
  opening->reader = rapport_db_open (path, mode, error);
  if (opening->reader == NULL || !rapport_db_exec (opening->reader, "PRAGMA cache_size = -8000", error))
    return FALSE;
  if (!rapport_db_query_int (opening->db, &opening->last_entry, error, "SELECT max(id) FROM journal_entry", NULL))
    return FALSE;
  return opening->writer == NULL ||
         rapport_db_query_int (opening->writer, &opening->writer_version, error, "PRAGMA data_version", NULL);
}

/* On the thread that signals are to be emitted in. */
static RapportStore *
make_store (Opening *opening)
{
  RapportStore *self = g_object_new (RAPPORT_TYPE_STORE, NULL);

  self->path = g_strdup (opening->path);
  self->quiet = (opening->flags & RAPPORT_STORE_QUIET) != 0;
  self->read_only = opening->read_only;
  self->db = g_steal_pointer (&opening->db);
  rapport_db_adopt (self->db);
  self->last_entry = opening->last_entry == RAPPORT_UNSET ? 0 : opening->last_entry;
  _rapport_store_note_data_version (self);
  _rapport_store_note_turns (self);

  self->reader = rapport_worker_new ("reader", g_steal_pointer (&opening->reader));
  if (opening->writer != NULL)
    {
      _rapport_store_hang_doorbell (self, opening->writer);
      self->writer_version = opening->writer_version;
      self->writer_db = opening->writer;
      self->writer = rapport_worker_new ("writer", g_steal_pointer (&opening->writer));
    }
  if (!opening->immutable)
    self->poll_id = g_timeout_add (POLL_MILLISECONDS, _rapport_store_poll_cb, self);
  return self;
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
  g_auto(Opening) opening = { .path = g_strdup (path), .flags = flags };

  g_return_val_if_fail (path != NULL, NULL);

  return open_connections (&opening, NULL, error) ? make_store (&opening) : NULL;
}

static void
open_worker (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;

  if (open_connections (data, task, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * rapport_store_open_async:
 * @path: the workspace file
 * @flags: how to open it
 * @cancellable: (nullable): stops it; a file that is being brought up to date stays as it was
 * @wait_func: (nullable) (scope async): told who keeps it waiting
 * @wait_data: for @wait_func and not used after @callback, nor after @cancellable was cancelled
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens a workspace without keeping the calling thread. Where another program is writing, it waits until that has
 * finished, however long that takes.
 */
void
rapport_store_open_async (const char           *path,
                          RapportStoreFlags     flags,
                          GCancellable         *cancellable,
                          RapportStoreWaitFunc  wait_func,
                          gpointer              wait_data,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  g_return_if_fail (path != NULL);

  opening->path = g_strdup (path);
  opening->flags = flags;
  opening->wait_func = wait_func;
  opening->wait_data = wait_data;
  opening->context = g_main_context_ref_thread_default ();
  g_task_set_source_tag (task, rapport_store_open_async);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_worker);
}

/**
 * rapport_store_open_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Makes the store; the calling thread becomes the one that signals are emitted in.
 *
 * Returns: (nullable) (transfer full): the store; %NULL with a #RapportStoreError that says what to do next
 */
RapportStore *
rapport_store_open_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rapport_store_open_async), NULL);

  return g_task_propagate_boolean (G_TASK (result), error) ? make_store (g_task_get_task_data (G_TASK (result))) : NULL;
}
