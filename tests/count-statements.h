/* How many SQL statements a store has run, for tests and benchmarks that say what a deed may cost. Asking runs
 * some, too. */
#pragma once

#include "store/rapport-store.h"

typedef struct
{
  guint64 reader;
  guint64 writer;
  guint64 here;    /* the connection of this thread */
} StatementCount;

static gpointer
count_reader (RapportDb     *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  *(guint64 *) data = rapport_db_get_n_statements (db);
  return NULL;
}

static RapportChanges *
count_writer (RapportDb                  *db,
              const RapportWriteContext  *context,
              gpointer                    data,
              GCancellable               *cancellable,
              GError                    **error)
{
  *(guint64 *) data = rapport_db_get_n_statements (db);
  return rapport_changes_new ();
}

static inline StatementCount
count_statements_by_thread (RapportStore *store)
{
  StatementCount count = { 0, 0, 0 };
  g_autoptr(RapportChanges) changes = NULL;
  g_autoptr(GError) error = NULL;

  rapport_store_read (store, count_reader, &count.reader, NULL);
  changes = rapport_store_run (store, "", count_writer, &count.writer, NULL, &error);
  g_assert_no_error (error);
  count.here = rapport_db_get_n_statements (rapport_store_get_db (store));
  return count;
}

static inline guint64
count_statements (RapportStore *store)
{
  StatementCount count = count_statements_by_thread (store);

  return count.reader + count.writer + count.here;
}
