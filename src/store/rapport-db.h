#pragma once

#include <gio/gio.h>

#include "core/rapport-row.h"

G_BEGIN_DECLS

/**
 * RapportStoreError:
 * @RAPPORT_STORE_ERROR_FAILED: anything without a code of its own
 * @RAPPORT_STORE_ERROR_NOT_A_WORKSPACE: the file is something else
 * @RAPPORT_STORE_ERROR_TOO_NEW: a newer Rapport wrote it; it was not touched
 * @RAPPORT_STORE_ERROR_READ_ONLY: writing was asked for where only reading is possible
 * @RAPPORT_STORE_ERROR_DAMAGED: the file is damaged
 * @RAPPORT_STORE_ERROR_FULL: the disk is full
 * @RAPPORT_STORE_ERROR_BUSY: another process has been writing for too long
 * @RAPPORT_STORE_ERROR_CONSTRAINT: the change would break a rule of the schema
 * @RAPPORT_STORE_ERROR_CONFLICT: undo or redo meets later work
 * @RAPPORT_STORE_ERROR_NOTHING: nothing to undo or redo
 * @RAPPORT_STORE_ERROR_NOT_FOUND: no such record or file
 * @RAPPORT_STORE_ERROR_EXISTS: a workspace is there already
 * @RAPPORT_STORE_ERROR_REFUSED: a rule of the domain forbids it (the message says which)
 */
typedef enum
{
  RAPPORT_STORE_ERROR_FAILED,
  RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
  RAPPORT_STORE_ERROR_TOO_NEW,
  RAPPORT_STORE_ERROR_READ_ONLY,
  RAPPORT_STORE_ERROR_DAMAGED,
  RAPPORT_STORE_ERROR_FULL,
  RAPPORT_STORE_ERROR_BUSY,
  RAPPORT_STORE_ERROR_CONSTRAINT,
  RAPPORT_STORE_ERROR_CONFLICT,
  RAPPORT_STORE_ERROR_NOTHING,
  RAPPORT_STORE_ERROR_NOT_FOUND,
  RAPPORT_STORE_ERROR_EXISTS,
  RAPPORT_STORE_ERROR_REFUSED,
} RapportStoreError;

#define RAPPORT_STORE_ERROR (rapport_store_error_quark ())
GQuark rapport_store_error_quark (void);

/**
 * RapportDbMode:
 * @RAPPORT_DB_READ: reads only
 * @RAPPORT_DB_WRITE: reads and writes
 * @RAPPORT_DB_CREATE: makes the file if it is not there
 * @RAPPORT_DB_IMMUTABLE: reads a file that nobody can be writing to, without taking locks
 */
typedef enum
{
  RAPPORT_DB_READ,
  RAPPORT_DB_WRITE,
  RAPPORT_DB_CREATE,
  RAPPORT_DB_IMMUTABLE,
} RapportDbMode;

/**
 * RapportDb:
 *
 * One connection to a workspace file, confined to the thread that opened it, with a cache of its
 * statements.
 */
typedef struct _RapportDb RapportDb;

/**
 * RapportStatement:
 *
 * A statement taken from the cache; it goes back, reset, when it is freed. Holding one keeps its
 * read transaction open, so hold it for the loop that steps it and no longer.
 */
typedef struct _RapportStatement RapportStatement;

/**
 * RapportDbWaitFunc:
 * @waiting: whether it waits, or has waited and does so no longer
 * @data: the caller's
 */
typedef void (*RapportDbWaitFunc) (gboolean waiting,
                                   gpointer data);

RapportDb        *rapport_db_open             (const char        *path,
                                               RapportDbMode      mode,
                                               GError           **error);
void              rapport_db_close            (RapportDb         *db);
void              rapport_db_adopt            (RapportDb         *db);
const char       *rapport_db_get_path         (RapportDb         *db);
gpointer          rapport_db_get_handle       (RapportDb         *db);

gboolean          rapport_db_exec             (RapportDb         *db,
                                               const char        *sql,
                                               GError           **error);
RapportStatement *rapport_db_prepare          (RapportDb         *db,
                                               const char        *sql,
                                               GError           **error);
RapportStatement *rapport_db_query            (RapportDb         *db,
                                               GError           **error,
                                               const char        *sql,
                                               const char        *types,
                                               ...);
gboolean          rapport_db_run              (RapportDb         *db,
                                               GError           **error,
                                               const char        *sql,
                                               const char        *types,
                                               ...);
gboolean          rapport_db_query_int        (RapportDb         *db,
                                               gint64            *value,
                                               GError           **error,
                                               const char        *sql,
                                               const char        *types,
                                               ...);
gboolean          rapport_db_run_format       (RapportDb         *db,
                                               GError           **error,
                                               const char        *format,
                                               ...) G_GNUC_PRINTF (3, 4);
gboolean          rapport_db_query_int_format (RapportDb         *db,
                                               gint64            *value,
                                               GError           **error,
                                               const char        *format,
                                               ...) G_GNUC_PRINTF (4, 5);
char             *rapport_db_query_text       (RapportDb         *db,
                                               GError           **error,
                                               const char        *sql,
                                               const char        *types,
                                               ...);
gint64            rapport_db_get_last_id      (RapportDb         *db);
int               rapport_db_get_changes      (RapportDb         *db);
void              rapport_db_set_cancellable  (RapportDb         *db,
                                               GCancellable      *cancellable);
void              rapport_db_set_patience     (RapportDb         *db,
                                               guint              milliseconds);
void              rapport_db_set_wait_func    (RapportDb         *db,
                                               RapportDbWaitFunc  func,
                                               gpointer           data);
void              rapport_db_set_checkpoint_on_close (RapportDb  *db,
                                               gboolean           checkpoint);
guint64           rapport_db_get_n_statements (RapportDb         *db);
gboolean          rapport_db_fail             (RapportDb         *db,
                                               const char        *what,
                                               GError           **error);
gboolean          rapport_db_is_in_transaction (RapportDb        *db);
/*< private to store >*/
void              _rapport_db_set_in_session  (RapportDb         *db,
                                               gboolean           in_session);

void              rapport_statement_bind_null (RapportStatement  *statement,
                                               int                parameter);
void              rapport_statement_bind_int  (RapportStatement  *statement,
                                               int                parameter,
                                               gint64             value);
void              rapport_statement_bind_real (RapportStatement  *statement,
                                               int                parameter,
                                               double             value);
void              rapport_statement_bind_text (RapportStatement  *statement,
                                               int                parameter,
                                               const char        *value);
void              rapport_statement_bind_blob (RapportStatement  *statement,
                                               int                parameter,
                                               gconstpointer      data,
                                               gsize              size);
gboolean          rapport_statement_step      (RapportStatement  *statement,
                                               GError           **error);
gboolean          rapport_statement_run       (RapportStatement  *statement,
                                               GError           **error);
void              rapport_statement_reset     (RapportStatement  *statement);
int               rapport_statement_n_columns (RapportStatement  *statement);
gpointer          rapport_statement_get_handle (RapportStatement *statement);
gboolean          rapport_statement_is_null   (RapportStatement  *statement,
                                               int                column);
gint64            rapport_statement_get_int   (RapportStatement  *statement,
                                               int                column);
double            rapport_statement_get_real  (RapportStatement  *statement,
                                               int                column);
const char       *rapport_statement_get_text  (RapportStatement  *statement,
                                               int                column);
int               rapport_statement_get_size  (RapportStatement  *statement,
                                               int                column);
gconstpointer     rapport_statement_get_blob  (RapportStatement  *statement,
                                               int                column,
                                               gsize             *size);
void              rapport_statement_free      (RapportStatement  *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportDb, rapport_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportStatement, rapport_statement_free)

G_END_DECLS
