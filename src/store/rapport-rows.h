#pragma once

#include "store/rapport-db.h"

G_BEGIN_DECLS

const char *rapport_rows_get_select (RapportKindId      kind);
const char *rapport_rows_get_stored_select (RapportKindId kind);
const char *rapport_rows_get_columns (RapportKindId     kind);
RapportRow *rapport_rows_read       (RapportStatement  *statement,
                                     RapportKindId      kind);
RapportRow *rapport_rows_get        (RapportDb         *db,
                                     RapportKindId      kind,
                                     gint64             id,
                                     GError           **error);
gboolean    rapport_rows_insert     (RapportDb         *db,
                                     RapportRow        *row,
                                     GError           **error);
gboolean    rapport_rows_update     (RapportDb         *db,
                                     const RapportRow  *changes,
                                     GError           **error);
gboolean    rapport_rows_delete     (RapportDb         *db,
                                     RapportKindId      kind,
                                     gint64             id,
                                     GError           **error);

G_END_DECLS
