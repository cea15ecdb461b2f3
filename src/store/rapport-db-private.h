#pragma once

#include <sqlite3.h>

#include "store/rapport-db.h"

/* Shared by rapport-db.c (the connection) and rapport-statement.c. */

G_BEGIN_DECLS

struct _RapportDb
{
  sqlite3      *handle;
  char         *path;
  GThread      *owner;
  GHashTable   *statements; /* SQL text → RapportStatement, idle or in use */
  GCancellable *cancellable;
  gint          patience;   /* how long to wait for another writer, milliseconds */
  gint64        waiting_since;
  gboolean      waiting_told;
  RapportDbWaitFunc wait_func;
  gpointer      wait_data;
  guint64       n_statements;
  gboolean      in_session;   /* the session extension is at work */
};

struct _RapportStatement
{
  RapportDb    *db;
  sqlite3_stmt *handle;
  guint         cached : 1;
  guint         in_use : 1;
};

void _rapport_statement_destroy (gpointer   statement);
void _rapport_db_end_waiting    (RapportDb *db);

G_END_DECLS
