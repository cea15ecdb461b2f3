#pragma once

#include "store/rapport-db.h"

G_BEGIN_DECLS

/* The number of the newest file in data/schema. */
#define RAPPORT_SCHEMA_VERSION 1

/* Entries recorded under an older schema are history and cannot be undone: a later migration did
 * more than add columns at the end. */
#define RAPPORT_SCHEMA_UNDO_FLOOR 1

/* "Rapp" */
#define RAPPORT_APPLICATION_ID 0x52617070

gboolean rapport_migrations_check  (RapportDb  *db,
                                    int        *version,
                                    GError    **error);
gboolean rapport_migrations_run    (RapportDb  *db,
                                    int         from,
                                    GError    **error);

G_END_DECLS
