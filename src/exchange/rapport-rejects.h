/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/rapport-csv-reader.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_REJECTS (rapport_rejects_get_type ())
G_DECLARE_FINAL_TYPE (RapportRejects, rapport_rejects, RAPPORT, REJECTS, GObject)

RapportRejects *rapport_rejects_new       (GFile                *source,
                                           const char * const   *headings);
RapportRejects *rapport_rejects_new_at    (GFile                *target,
                                           const char * const   *headings);
gboolean        rapport_rejects_add       (RapportRejects       *self,
                                           const RapportCsvRow  *row,
                                           const char           *reason,
                                           GError              **error);
gboolean        rapport_rejects_finish    (RapportRejects       *self,
                                           GError              **error);
guint64         rapport_rejects_get_count (RapportRejects       *self);
GFile          *rapport_rejects_get_file  (RapportRejects       *self);

G_END_DECLS
