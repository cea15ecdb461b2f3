#pragma once

#include <gio/gio.h>

#include "store/rapport-journal.h"

G_BEGIN_DECLS

/**
 * RapportStoreFlags:
 * @RAPPORT_STORE_CREATE: make a new workspace; a file that is there is never overwritten
 * @RAPPORT_STORE_READ_ONLY: do not write even where that is possible
 * @RAPPORT_STORE_QUIET: write without a journal (making a sample)
 * @RAPPORT_STORE_PROMPT: fail with %G_IO_ERROR_WOULD_BLOCK where schema or figures have to be brought up to date,
 *   and with %RAPPORT_STORE_ERROR_BUSY at once where another program is in the way
 */
typedef enum
{
  RAPPORT_STORE_DEFAULT = 0,
  RAPPORT_STORE_CREATE = 1 << 0,
  RAPPORT_STORE_READ_ONLY = 1 << 1,
  RAPPORT_STORE_QUIET = 1 << 2,
  RAPPORT_STORE_PROMPT = 1 << 3,
} RapportStoreFlags;

#define RAPPORT_TYPE_STORE (rapport_store_get_type ())
G_DECLARE_FINAL_TYPE (RapportStore, rapport_store, RAPPORT, STORE, GObject)

/**
 * RapportStoreWaitFunc:
 * @who: (nullable): who is writing, a name that can begin a sentence; %NULL when that is over
 * @data: the caller's
 *
 * Told, on the thread that asked, that a workspace is opened only when another program has finished writing to it.
 */
typedef void (*RapportStoreWaitFunc) (const char *who,
                                      gpointer    data);

/**
 * RapportWriteFunc:
 * @write: the transaction
 * @data: the caller's
 * @error: return location
 *
 * Does one write, on the writer's thread: it may touch nothing but @write and @data.
 *
 * Returns: whether to commit
 */
typedef gboolean (*RapportWriteFunc) (RapportWrite  *write,
                                      gpointer       data,
                                      GError       **error);

/**
 * RapportWriterFunc:
 * @db: the writing connection, outside any transaction
 * @context: who writes what and when
 * @data: the caller's
 * @cancellable: (nullable): what stops it
 * @error: return location
 *
 * Does a longer job of several transactions on the writer's thread.
 *
 * Returns: (nullable) (transfer full): what it changed, %NULL with @error set where it failed
 */
typedef RapportChanges *(*RapportWriterFunc) (RapportDb                  *db,
                                              const RapportWriteContext  *context,
                                              gpointer                    data,
                                              GCancellable               *cancellable,
                                              GError                    **error);

/**
 * RapportReadFunc:
 * @db: a reading connection
 * @data: the caller's
 * @cancellable: (nullable): what stops it
 * @error: return location
 *
 * Answers a question, on the reader's thread: it may touch nothing but @db and @data.
 *
 * Returns: (nullable) (transfer full): the answer
 */
typedef gpointer (*RapportReadFunc) (RapportDb     *db,
                                     gpointer       data,
                                     GCancellable  *cancellable,
                                     GError       **error);

RapportStore    *rapport_store_open            (const char           *path,
                                                RapportStoreFlags     flags,
                                                GError              **error);
void             rapport_store_open_async      (const char           *path,
                                                RapportStoreFlags     flags,
                                                GCancellable         *cancellable,
                                                RapportStoreWaitFunc  wait_func,
                                                gpointer              wait_data,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
RapportStore    *rapport_store_open_finish     (GAsyncResult         *result,
                                                GError              **error);
void             rapport_store_close           (RapportStore         *self);
const char      *rapport_store_get_path        (RapportStore         *self);
gboolean         rapport_store_is_read_only    (RapportStore         *self);
RapportDb       *rapport_store_get_db          (RapportStore         *self);
void             rapport_store_set_patience    (RapportStore         *self,
                                                guint                 milliseconds);

RapportDay       rapport_store_get_today       (RapportStore         *self);
gint64           rapport_store_get_now         (RapportStore         *self);
RapportDay       rapport_store_get_as_of       (RapportStore         *self);
gboolean         rapport_store_is_in_past      (RapportStore         *self);
void             rapport_store_set_as_of_async (RapportStore         *self,
                                                RapportDay            day,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gboolean         rapport_store_set_as_of_finish (RapportStore        *self,
                                                GAsyncResult         *result,
                                                GError              **error);
gboolean         rapport_store_set_as_of       (RapportStore         *self,
                                                RapportDay            day,
                                                GError              **error);

gint64           rapport_store_get_member      (RapportStore         *self);
void             rapport_store_set_member      (RapportStore         *self,
                                                gint64                member);
const char      *rapport_store_get_desk        (RapportStore         *self);

void             rapport_store_write_async     (RapportStore         *self,
                                                const char           *label,
                                                RapportWriteFunc      func,
                                                gpointer              data,
                                                GDestroyNotify        destroy,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
RapportChanges  *rapport_store_write_finish    (RapportStore         *self,
                                                GAsyncResult         *result,
                                                GError              **error);
RapportChanges  *rapport_store_write           (RapportStore         *self,
                                                const char           *label,
                                                RapportWriteFunc      func,
                                                gpointer              data,
                                                GError              **error);

void             rapport_store_run_async       (RapportStore         *self,
                                                const char           *label,
                                                RapportWriterFunc     func,
                                                gpointer              data,
                                                GDestroyNotify        destroy,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
RapportChanges  *rapport_store_run             (RapportStore         *self,
                                                const char           *label,
                                                RapportWriterFunc     func,
                                                gpointer              data,
                                                GCancellable         *cancellable,
                                                GError              **error);

void             rapport_store_read_async      (RapportStore         *self,
                                                RapportReadFunc       func,
                                                gpointer              data,
                                                GDestroyNotify        destroy,
                                                GDestroyNotify        result_destroy,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
gpointer         rapport_store_read_finish     (RapportStore         *self,
                                                GAsyncResult         *result,
                                                GError              **error);
gpointer         rapport_store_read            (RapportStore         *self,
                                                RapportReadFunc       func,
                                                gpointer              data,
                                                GError              **error);

void             rapport_store_peek            (RapportStore         *self,
                                                RapportJournalEntry **undo,
                                                RapportJournalEntry **redo);
RapportJournalEntry *rapport_store_peek_undo   (RapportStore         *self);
RapportJournalEntry *rapport_store_peek_redo   (RapportStore         *self);
void             rapport_store_undo_async      (RapportStore         *self,
                                                gboolean              redo,
                                                gboolean              keep_later,
                                                RapportJournalProgress progress,
                                                gpointer              progress_data,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);
RapportChanges  *rapport_store_undo            (RapportStore         *self,
                                                gboolean              redo,
                                                gboolean              keep_later,
                                                char                **label,
                                                GError              **error);

G_END_DECLS
