#include "config.h"

#include "store/rapport-db-private.h"

/* Binding, stepping and reading of a statement. */

/**
 * rapport_statement_bind_null:
 * @statement: a statement
 * @parameter: number of the parameter, from 1
 */
void
rapport_statement_bind_null (RapportStatement *statement,
                             int               parameter)
{
  sqlite3_bind_null (statement->handle, parameter);
}

/**
 * rapport_statement_bind_int:
 * @statement: a statement
 * @parameter: number of the parameter, from 1
 * @value: the value; %RAPPORT_UNSET binds NULL
 */
void
rapport_statement_bind_int (RapportStatement *statement,
                            int               parameter,
                            gint64            value)
{
  if (value == RAPPORT_UNSET)
    sqlite3_bind_null (statement->handle, parameter);
  else
    sqlite3_bind_int64 (statement->handle, parameter, value);
}

/**
 * rapport_statement_bind_real:
 * @statement: a statement
 * @parameter: number of the parameter, from 1
 * @value: the value
 *
 * NaN binds NULL.
 */
void
rapport_statement_bind_real (RapportStatement *statement,
                             int               parameter,
                             double            value)
{
  sqlite3_bind_double (statement->handle, parameter, value);
}

/**
 * rapport_statement_bind_text:
 * @statement: a statement
 * @parameter: number of the parameter, from 1
 * @value: (nullable): the value; it is copied
 */
void
rapport_statement_bind_text (RapportStatement *statement,
                             int               parameter,
                             const char       *value)
{
  sqlite3_bind_text (statement->handle, parameter, value, -1, SQLITE_TRANSIENT);
}

/**
 * rapport_statement_bind_blob:
 * @statement: a statement
 * @parameter: number of the parameter, from 1
 * @data: the bytes
 * @size: its size, bytes
 */
void
rapport_statement_bind_blob (RapportStatement *statement,
                             int               parameter,
                             gconstpointer     data,
                             gsize             size)
{
  sqlite3_bind_blob64 (statement->handle, parameter, data, size, SQLITE_TRANSIENT);
}

/**
 * rapport_statement_step:
 * @statement: a statement
 * @error: return location
 *
 * Returns: whether there is a row to read; %FALSE with @error set where it failed
 */
gboolean
rapport_statement_step (RapportStatement  *statement,
                        GError           **error)
{
  int rc = sqlite3_step (statement->handle);

  _rapport_db_end_waiting (statement->db);
  if (rc == SQLITE_ROW)
    return TRUE;
  if (rc != SQLITE_DONE)
    rapport_db_fail (statement->db, sqlite3_sql (statement->handle), error);
  return FALSE;
}

/**
 * rapport_statement_run:
 * @statement: a statement that returns no rows
 * @error: return location
 *
 * Runs it and resets it, so that it can be bound and run again.
 *
 * Returns: whether it ran
 */
gboolean
rapport_statement_run (RapportStatement  *statement,
                       GError           **error)
{
  int rc;

  while ((rc = sqlite3_step (statement->handle)) == SQLITE_ROW)
    ;
  _rapport_db_end_waiting (statement->db);
  if (rc != SQLITE_DONE)
    {
      rapport_db_fail (statement->db, sqlite3_sql (statement->handle), error);
      sqlite3_reset (statement->handle);
      return FALSE;
    }
  sqlite3_reset (statement->handle);
  return TRUE;
}

/**
 * rapport_statement_reset:
 * @statement: a statement
 *
 * Lets it be bound and run again; what is bound stays.
 */
void
rapport_statement_reset (RapportStatement *statement)
{
  sqlite3_reset (statement->handle);
}

/**
 * rapport_statement_n_columns:
 * @statement: a statement
 *
 * Returns: the number of columns of its rows
 */
int
rapport_statement_n_columns (RapportStatement *statement)
{
  return sqlite3_column_count (statement->handle);
}

/**
 * rapport_statement_get_handle: (skip)
 * @statement: a statement
 *
 * Returns: the sqlite3_stmt handle, for the other files of store/
 */
gpointer
rapport_statement_get_handle (RapportStatement *statement)
{
  return statement->handle;
}

/**
 * rapport_statement_is_null:
 * @statement: a statement
 * @column: number of the column, from 0
 *
 * Returns: whether the value is NULL
 */
gboolean
rapport_statement_is_null (RapportStatement *statement,
                           int               column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}

/**
 * rapport_statement_get_int:
 * @statement: a statement on a row
 * @column: number of the column, from 0
 *
 * Returns: the value; %RAPPORT_UNSET for NULL
 */
gint64
rapport_statement_get_int (RapportStatement *statement,
                           int               column)
{
  return rapport_statement_is_null (statement, column)
         ? RAPPORT_UNSET : sqlite3_column_int64 (statement->handle, column);
}

/**
 * rapport_statement_get_real:
 * @statement: a statement
 * @column: number of the column, from 0
 *
 * Returns: the value as a number
 */
double
rapport_statement_get_real (RapportStatement *statement,
                            int               column)
{
  return sqlite3_column_double (statement->handle, column);
}

/**
 * rapport_statement_get_text:
 * @statement: a statement on a row
 * @column: number of the column, from 0
 *
 * Returns: (nullable) (transfer none): the value, valid until the next step
 */
const char *
rapport_statement_get_text (RapportStatement *statement,
                            int               column)
{
  return (const char *) sqlite3_column_text (statement->handle, column);
}

/**
 * rapport_statement_get_size:
 * @statement: a statement
 * @column: number of the column, from 0
 *
 * Returns: the size of the value, bytes
 */
int
rapport_statement_get_size (RapportStatement *statement,
                            int               column)
{
  return sqlite3_column_bytes (statement->handle, column);
}

/**
 * rapport_statement_get_blob:
 * @statement: a statement
 * @column: number of the column, from 0
 * @size: its size, bytes
 *
 * Returns: (nullable) (transfer none): the value, valid until the next step
 */
gconstpointer
rapport_statement_get_blob (RapportStatement *statement,
                            int               column,
                            gsize            *size)
{
  gconstpointer blob = sqlite3_column_blob (statement->handle, column);

  *size = (gsize) sqlite3_column_bytes (statement->handle, column);
  return blob;
}

/**
 * rapport_statement_free:
 * @statement: (transfer full) (nullable): a statement
 *
 * Gives it back to the cache, reset.
 */
void
rapport_statement_free (RapportStatement *statement)
{
  if (statement == NULL)
    return;

  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  statement->in_use = FALSE;
  if (!statement->cached)
    _rapport_statement_destroy (statement);
}
