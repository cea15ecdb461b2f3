#pragma once

#include <gio/gio.h>

#include "store/rapport-db.h"

G_BEGIN_DECLS

/**
 * RapportWorker:
 *
 * A thread that owns a connection and does one job after the other.
 */
typedef struct _RapportWorker RapportWorker;

/**
 * RapportWorkerFunc:
 * @db: the worker's connection
 * @task: the task to return from
 * @data: the task's data
 */
typedef void (*RapportWorkerFunc) (RapportDb *db,
                                   GTask     *task,
                                   gpointer   data);

RapportWorker *rapport_worker_new     (const char        *name,
                                       RapportDb         *db);
void           rapport_worker_push    (RapportWorker     *worker,
                                       GTask             *task,
                                       RapportWorkerFunc  func);
void           rapport_worker_run     (RapportWorker     *worker,
                                       GTask             *task,
                                       RapportWorkerFunc  func);
gboolean       rapport_worker_is_busy (RapportWorker     *worker);
void           rapport_worker_stop    (RapportWorker     *worker);

G_END_DECLS
