/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/rapport-csv-dialect.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_CSV_WRITER (rapport_csv_writer_get_type ())
G_DECLARE_FINAL_TYPE (RapportCsvWriter, rapport_csv_writer, RAPPORT, CSV_WRITER, GObject)

RapportCsvWriter *rapport_csv_writer_new      (GOutputStream       *stream);
void              rapport_csv_writer_add      (RapportCsvWriter    *self,
                                               const char          *text);
void              rapport_csv_writer_add_len  (RapportCsvWriter    *self,
                                               const char          *text,
                                               gssize               length);
gboolean          rapport_csv_writer_end_row  (RapportCsvWriter    *self,
                                               GError             **error);
gboolean          rapport_csv_writer_row      (RapportCsvWriter    *self,
                                               const char * const  *cells,
                                               GError             **error);
gboolean          rapport_csv_writer_flush    (RapportCsvWriter    *self,
                                               GCancellable        *cancellable,
                                               GError             **error);
guint64           rapport_csv_writer_get_rows (RapportCsvWriter    *self);

G_END_DECLS
