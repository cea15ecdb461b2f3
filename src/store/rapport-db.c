#include "config.h"

#include "store/rapport-db-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "store/rapport-collation.h"
#include "store/rapport-lock-holder.h"
#include "store/rapport-tokenizer.h"

/* Implementation notes.
 *
 * A connection belongs to the thread that opened it (SQLITE_OPEN_NOMUTEX, asserted). Statements are cached by
 * their text for the life of the connection: the program's SQL is a fixed set of strings, so the cache stays
 * small; only filters compose text, from a fixed set of parts.
 *
 * A statement that is in use already (a query inside the loop over the same query) gets a fresh copy that is
 * finalized on release.
 */

/* From when on it is said that a statement waits for another writer. */
#define WAIT_TELL_MILLISECONDS 500

G_DEFINE_QUARK (rapport-store-error-quark, rapport_store_error)

void
_rapport_statement_destroy (gpointer data)
{
  RapportStatement *statement = data;

  sqlite3_finalize (statement->handle);
  g_free (statement);
}

static int
interrupt_if_cancelled (gpointer data)
{
  RapportDb *db = data;

  return db->cancellable != NULL && g_cancellable_is_cancelled (db->cancellable);
}

static RapportStoreError
error_code (int rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_CONSTRAINT:
      return RAPPORT_STORE_ERROR_CONSTRAINT;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return RAPPORT_STORE_ERROR_BUSY;
    case SQLITE_FULL:
      return RAPPORT_STORE_ERROR_FULL;
    case SQLITE_CORRUPT:
      return RAPPORT_STORE_ERROR_DAMAGED;
    case SQLITE_NOTADB:
      return RAPPORT_STORE_ERROR_NOT_A_WORKSPACE;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return RAPPORT_STORE_ERROR_READ_ONLY;
    default:
      return RAPPORT_STORE_ERROR_FAILED;
    }
}

/**
 * rapport_db_fail:
 * @db: a connection on which something has just failed
 * @what: what was tried, for the message of errors that have no sentence of their own
 * @error: return location
 *
 * The one place where SQLite's result codes become ours. An interrupted query becomes %G_IO_ERROR_CANCELLED.
 *
 * Returns: %FALSE, so that callers can return it
 */
gboolean
rapport_db_fail (RapportDb   *db,
                 const char  *what,
                 GError     **error)
{
  int rc = sqlite3_extended_errcode (db->handle);
  RapportStoreError code = error_code (rc);
  g_autofree char *holder = NULL;

  /* Cancelled while it waited for another writer, it ends as busy. */
  if ((rc & 0xff) == SQLITE_INTERRUPT || ((rc & 0xff) == SQLITE_BUSY && interrupt_if_cancelled (db)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled"));
      return FALSE;
    }
  /* A write that hits ENOSPC in the middle of a file reports an I/O error, not SQLITE_FULL. */
  if ((rc & 0xff) == SQLITE_IOERR && sqlite3_system_errno (db->handle) == ENOSPC)
    code = RAPPORT_STORE_ERROR_FULL;

  switch (code)
    {
    case RAPPORT_STORE_ERROR_FULL:
      g_set_error (error, RAPPORT_STORE_ERROR, code,
                   _("The disk is full, so nothing was written to “%s”. Free some space and try again."), db->path);
      break;
    case RAPPORT_STORE_ERROR_BUSY:
      holder = rapport_lock_holder_describe (db->path);
      g_set_error (error, RAPPORT_STORE_ERROR, code,
                   _("%s is writing to “%s”. Nothing was changed; try again when it has finished."), holder, db->path);
      break;
    case RAPPORT_STORE_ERROR_DAMAGED:
      g_set_error (error, RAPPORT_STORE_ERROR, code,
                   _("“%s” is damaged (%s). Restore its newest good backup, or recover what can be read into a new "
                     "file; the damaged file is kept."), db->path, sqlite3_errmsg (db->handle));
      break;
    case RAPPORT_STORE_ERROR_NOT_A_WORKSPACE:
      g_set_error (error, RAPPORT_STORE_ERROR, code,
                   _("“%s” is not a Rapport workspace. Choose a .rapport file, or import a table with Import…"),
                   db->path);
      break;
    case RAPPORT_STORE_ERROR_READ_ONLY:
      g_set_error (error, RAPPORT_STORE_ERROR, code,
                   _("“%s” can only be read. Make a copy to work on it, or change its permissions."), db->path);
      break;
    default:
      g_set_error (error, RAPPORT_STORE_ERROR, code, "%s: %s (%d)", what, sqlite3_errmsg (db->handle), rc);
      break;
    }
  return FALSE;
}

static int
wait_for_writer (gpointer data,
                 int      n_calls)
{
  RapportDb *db = data;
  const guint step = 20;

  gint64 now = g_get_monotonic_time ();

  if (n_calls == 0)
    db->waiting_since = now;
  if ((now - db->waiting_since) / 1000 >= g_atomic_int_get (&db->patience) || interrupt_if_cancelled (db))
    return 0;
  if (db->wait_func != NULL && !db->waiting_told && (now - db->waiting_since) / 1000 >= WAIT_TELL_MILLISECONDS)
    {
      db->waiting_told = TRUE;
      db->wait_func (TRUE, db->wait_data);
    }
  g_usleep (step * 1000);
  return 1;
}

/* SQLite does not say when the waiting is over, so every statement that may have waited does. */
void
_rapport_db_end_waiting (RapportDb *db)
{
  if (!db->waiting_told)
    return;
  db->waiting_told = FALSE;
  db->wait_func (FALSE, db->wait_data);
}

static int
count_statement (unsigned  event,
                 void     *data,
                 void     *statement,
                 void     *text)
{
  RapportDb *db = data;

  /* Triggers report themselves as comments; they are part of the statement that fired them. What the session
   * extension asks to put a changeset together is part of the commit. */
  if (event == SQLITE_TRACE_STMT && text != NULL && strncmp (text, "--", 2) != 0 && !db->in_session &&
      !g_str_has_prefix (text, "PRAGMA 'main'.table_"))
    {
      static int debug = -1;
      const GDebugKey keys[] = { { "sql", 1 } };

      db->n_statements++;
      if (debug < 0)
        debug = g_parse_debug_string (g_getenv ("RAPPORT_DEBUG"), keys, G_N_ELEMENTS (keys)) & 1;
      if (debug)
        {
          g_autofree char *sql = NULL;
          char *expanded = sqlite3_expanded_sql (statement);

          sql = g_strndup (expanded ? expanded : text, 2000);
          sqlite3_free (expanded);
          g_printerr ("sql: %s\n", sql);
        }
    }
  return 0;
}

/* Counting every allocation takes a lock each time, an eighth of the time of a large import; nobody asks for the
 * sum. */
static gpointer
configure_sqlite (gpointer data)
{
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  return NULL;
}

/**
 * rapport_db_open:
 * @path: the file
 * @mode: how
 * @error: return location
 *
 * Opens a connection that the calling thread then owns. Nothing is read from the file yet, so that a file that
 * is no database is found by the first query.
 *
 * Returns: (nullable) (transfer full): the connection
 */
RapportDb *
rapport_db_open (const char     *path,
                 RapportDbMode   mode,
                 GError        **error)
{
  g_autoptr(RapportDb) db = g_new0 (RapportDb, 1);
  g_autofree char *uri_path = NULL;
  g_autofree char *uri = NULL;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
  static GOnce configured = G_ONCE_INIT;

  g_once (&configured, configure_sqlite, NULL);
  if (mode == RAPPORT_DB_READ || mode == RAPPORT_DB_IMMUTABLE)
    flags |= SQLITE_OPEN_READONLY;
  else
    flags |= SQLITE_OPEN_READWRITE | (mode == RAPPORT_DB_CREATE ? SQLITE_OPEN_CREATE : 0);

  db->path = g_strdup (path);
  db->owner = g_thread_self ();
  db->patience = 5000;
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, _rapport_statement_destroy);

  uri_path = g_uri_escape_string (path, "/", TRUE);
  uri = g_strdup_printf ("file:%s%s", uri_path, mode == RAPPORT_DB_IMMUTABLE ? "?immutable=1" : "");
  if (sqlite3_open_v2 (uri, &db->handle, flags, NULL) != SQLITE_OK)
    {
      if (sqlite3_errcode (db->handle) == SQLITE_CANTOPEN && !g_file_test (path, G_FILE_TEST_EXISTS) &&
          mode != RAPPORT_DB_CREATE)
        g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND,
                     _("There is no file “%s”. It may have been moved or renamed."), path);
      else
        rapport_db_fail (db, _("Cannot open the file"), error);
      return NULL;
    }

  sqlite3_extended_result_codes (db->handle, TRUE);
  sqlite3_busy_handler (db->handle, wait_for_writer, db);
  sqlite3_trace_v2 (db->handle, SQLITE_TRACE_STMT, count_statement, db);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);

  if (!rapport_collation_register (db->handle))
    return rapport_db_fail (db, "collation", error), NULL;
  if (!rapport_tokenizer_register (db->handle))
    return rapport_db_fail (db, "fts5", error), NULL;
  if (!rapport_db_exec (db, "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON", error))
    return NULL;

  return g_steal_pointer (&db);
}

/**
 * rapport_db_close:
 * @db: (transfer full) (nullable): a connection
 *
 * Closes it. All its statements must have been freed.
 */
void
rapport_db_close (RapportDb *db)
{
  if (db == NULL)
    return;

  g_clear_pointer (&db->statements, g_hash_table_unref);
  g_clear_object (&db->cancellable);
  if (sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("%s closed with open statements", db->path);
  g_free (db->path);
  g_free (db);
}

/**
 * rapport_db_adopt:
 * @db: a connection that another thread opened and uses no longer
 *
 * Makes the calling thread its owner.
 */
void
rapport_db_adopt (RapportDb *db)
{
  db->owner = g_thread_self ();
}

/**
 * rapport_db_get_path:
 * @db: a connection
 *
 * Returns: (transfer none): the file
 */
const char *
rapport_db_get_path (RapportDb *db)
{
  return db->path;
}

/**
 * rapport_db_get_handle: (skip)
 * @db: a connection
 *
 * Returns: the sqlite3 handle, for the other files of store/
 */
gpointer
rapport_db_get_handle (RapportDb *db)
{
  return db->handle;
}

/**
 * rapport_db_exec:
 * @db: a connection
 * @sql: one or more statements without parameters
 * @error: return location
 *
 * Returns: whether all of it ran
 */
gboolean
rapport_db_exec (RapportDb   *db,
                 const char  *sql,
                 GError     **error)
{
  g_assert (db->owner == g_thread_self ());

  if (sqlite3_exec (db->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    {
      rapport_db_fail (db, sql, error);
      _rapport_db_end_waiting (db);
      return FALSE;
    }
  _rapport_db_end_waiting (db);
  return TRUE;
}

/**
 * rapport_db_prepare:
 * @db: a connection
 * @sql: one statement
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the statement, reset
 */
RapportStatement *
rapport_db_prepare (RapportDb   *db,
                    const char  *sql,
                    GError     **error)
{
  RapportStatement *statement = g_hash_table_lookup (db->statements, sql);

  g_assert (db->owner == g_thread_self ());

  if (statement == NULL || statement->in_use)
    {
      sqlite3_stmt *handle = NULL;
      gboolean cache = statement == NULL;

      if (sqlite3_prepare_v3 (db->handle, sql, -1, cache ? SQLITE_PREPARE_PERSISTENT : 0, &handle, NULL) != SQLITE_OK)
        return rapport_db_fail (db, sql, error), NULL;

      statement = g_new0 (RapportStatement, 1);
      statement->db = db;
      statement->handle = handle;
      statement->cached = cache;
      if (cache)
        g_hash_table_insert (db->statements, (gpointer) sqlite3_sql (handle), statement);
    }

  statement->in_use = TRUE;
  return statement;
}

static void
bind_arguments (RapportStatement *statement,
                const char       *types,
                va_list           args)
{
  int parameter = 1;

  for (const char *t = types; t != NULL && *t != '\0'; t++, parameter++)
    switch (*t)
      {
      case 'i':
        rapport_statement_bind_int (statement, parameter, va_arg (args, gint64));
        break;
      case 's':
        rapport_statement_bind_text (statement, parameter, va_arg (args, const char *));
        break;
      case 'r':
        rapport_statement_bind_real (statement, parameter, va_arg (args, double));
        break;
      default:
        g_assert_not_reached ();
      }
}

/**
 * rapport_db_query:
 * @db: a connection
 * @error: return location
 * @sql: one statement
 * @types: (nullable): a letter a parameter: i for #gint64 (%RAPPORT_UNSET binds NULL), s for a string, r for double
 * @...: the parameters
 *
 * Returns: (nullable) (transfer full): the statement, ready to be stepped
 */
RapportStatement *
rapport_db_query (RapportDb   *db,
                  GError     **error,
                  const char  *sql,
                  const char  *types,
                  ...)
{
  RapportStatement *statement = rapport_db_prepare (db, sql, error);
  va_list args;

  if (statement == NULL)
    return NULL;

  va_start (args, types);
  bind_arguments (statement, types, args);
  va_end (args);
  return statement;
}

/**
 * rapport_db_run:
 * @db: a connection
 * @error: return location
 * @sql: one statement that returns no rows
 * @types: (nullable): as for rapport_db_query()
 * @...: the parameters
 *
 * Returns: whether it ran
 */
gboolean
rapport_db_run (RapportDb   *db,
                GError     **error,
                const char  *sql,
                const char  *types,
                ...)
{
  g_autoptr(RapportStatement) statement = rapport_db_prepare (db, sql, error);
  va_list args;

  if (statement == NULL)
    return FALSE;

  va_start (args, types);
  bind_arguments (statement, types, args);
  va_end (args);
  return rapport_statement_run (statement, error);
}

/**
 * rapport_db_query_int:
 * @db: a connection
 * @value: (out): the first column of the first row; %RAPPORT_UNSET where it is NULL or there is no row
 * @error: return location
 * @sql: a query
 * @types: (nullable): as for rapport_db_query()
 * @...: the parameters
 *
 * Returns: whether the query ran
 */
gboolean
rapport_db_query_int (RapportDb   *db,
                      gint64      *value,
                      GError     **error,
                      const char  *sql,
                      const char  *types,
                      ...)
{
  g_autoptr(RapportStatement) statement = rapport_db_prepare (db, sql, error);
  g_autoptr(GError) local_error = NULL;
  va_list args;

  *value = RAPPORT_UNSET;
  if (statement == NULL)
    return FALSE;

  va_start (args, types);
  bind_arguments (statement, types, args);
  va_end (args);

  if (rapport_statement_step (statement, &local_error))
    *value = rapport_statement_get_int (statement, 0);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/**
 * rapport_db_run_format:
 * @db: a connection
 * @error: return location
 * @format: as for printf(): one or more statements without parameters
 * @...: what stands in @format
 *
 * Runs what names tables, columns or numbers known only at run time; it is not kept among the prepared statements.
 * Text that somebody wrote belongs into the parameters of rapport_db_run(), never in here.
 *
 * Returns: whether all of it ran
 */
gboolean
rapport_db_run_format (RapportDb   *db,
                       GError     **error,
                       const char  *format,
                       ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  return rapport_db_exec (db, sql, error);
}

/**
 * rapport_db_query_int_format:
 * @db: a connection
 * @value: (out): as for rapport_db_query_int()
 * @error: return location
 * @format: as for printf(): a query
 * @...: what stands in @format
 *
 * Asks for one number from tables or columns known only at run time; see rapport_db_run_format().
 *
 * Returns: whether the query ran
 */
gboolean
rapport_db_query_int_format (RapportDb   *db,
                             gint64      *value,
                             GError     **error,
                             const char  *format,
                             ...)
{
  g_autofree char *sql = NULL;
  va_list args;

  va_start (args, format);
  sql = g_strdup_vprintf (format, args);
  va_end (args);
  return rapport_db_query_int (db, value, error, sql, NULL);
}

/**
 * rapport_db_query_text:
 * @db: a connection
 * @error: return location
 * @sql: a query
 * @types: (nullable): as for rapport_db_query()
 * @...: the parameters
 *
 * Returns: (nullable) (transfer full): the first column of the first row; %NULL without @error set where that is
 *   NULL or there is no row
 */
char *
rapport_db_query_text (RapportDb   *db,
                       GError     **error,
                       const char  *sql,
                       const char  *types,
                       ...)
{
  g_autoptr(RapportStatement) statement = rapport_db_prepare (db, sql, error);
  va_list args;

  if (statement == NULL)
    return NULL;

  va_start (args, types);
  bind_arguments (statement, types, args);
  va_end (args);
  return rapport_statement_step (statement, error) ? g_strdup (rapport_statement_get_text (statement, 0)) : NULL;
}

/**
 * rapport_db_get_last_id:
 * @db: a connection
 *
 * Returns: the id of the row that was inserted last on this connection
 */
gint64
rapport_db_get_last_id (RapportDb *db)
{
  return sqlite3_last_insert_rowid (db->handle);
}

/**
 * rapport_db_get_changes:
 * @db: a connection
 *
 * Returns: how many rows the last statement changed
 */
int
rapport_db_get_changes (RapportDb *db)
{
  return sqlite3_changes (db->handle);
}

/**
 * rapport_db_set_cancellable:
 * @db: a connection
 * @cancellable: (nullable): what stops the statements from now on
 */
void
rapport_db_set_cancellable (RapportDb    *db,
                            GCancellable *cancellable)
{
  g_set_object (&db->cancellable, cancellable);
  sqlite3_progress_handler (db->handle, cancellable ? 2000 : 0, interrupt_if_cancelled, db);
}

/**
 * rapport_db_set_patience:
 * @db: a connection
 * @milliseconds: how long a statement waits for another writer before it fails
 */
void
rapport_db_set_patience (RapportDb *db,
                         guint      milliseconds)
{
  g_atomic_int_set (&db->patience, (gint) MIN (milliseconds, G_MAXINT));
}

/**
 * rapport_db_set_wait_func:
 * @db: a connection
 * @func: (nullable) (scope notified): told, on the connection's thread, when a statement has waited for another
 *   writer for half a second, and when that is over
 * @data: for @func
 */
void
rapport_db_set_wait_func (RapportDb         *db,
                          RapportDbWaitFunc  func,
                          gpointer           data)
{
  db->wait_func = func;
  db->wait_data = data;
}

/**
 * rapport_db_set_checkpoint_on_close:
 * @db: a connection
 * @checkpoint: whether the last connection to close copies the -wal into the file; %FALSE leaves both as they are
 */
void
rapport_db_set_checkpoint_on_close (RapportDb *db,
                                    gboolean   checkpoint)
{
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, !checkpoint, NULL);
}

/**
 * rapport_db_get_n_statements:
 * @db: a connection
 *
 * Returns: how many statements it has run so far, for benchmarks
 */
guint64
rapport_db_get_n_statements (RapportDb *db)
{
  return db->n_statements;
}

void
_rapport_db_set_in_session (RapportDb *db,
                            gboolean   in_session)
{
  db->in_session = in_session;
}

/**
 * rapport_db_is_in_transaction:
 * @db: a connection
 *
 * Returns: whether a transaction is open
 */
gboolean
rapport_db_is_in_transaction (RapportDb *db)
{
  return !sqlite3_get_autocommit (db->handle);
}
