/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/rapport-csv-dialect.h"

G_BEGIN_DECLS

/* UTF-8, ends in NUL (not counted in @length). */
typedef struct
{
  const char *text;
  gsize length;
} RapportCsvCell;

/* Everything it points to lasts until the next call on the reader. */
typedef struct
{
  guint64 line;                   /* first physical line of the row; the file's first line is 1 */
  guint n_cells;                  /* 0 in a malformed row */
  const RapportCsvCell *cells;
  const char *raw;                /* the row as it stands in the file, in UTF-8, no line end */
  gsize raw_length;
  gboolean ragged;                /* another number of cells than headings: import nothing of it */
  gboolean malformed;             /* a quote that makes no sense: there are no cells */
  gboolean undecodable;           /* bytes not of the encoding, now U+FFFD */
} RapportCsvRow;

#define RAPPORT_TYPE_CSV_READER (rapport_csv_reader_get_type ())
G_DECLARE_FINAL_TYPE (RapportCsvReader, rapport_csv_reader, RAPPORT, CSV_READER, GObject)

RapportCsvReader   *rapport_csv_reader_open           (GFile                    *file,
                                                       const RapportCsvDialect  *dialect,
                                                       GCancellable             *cancellable,
                                                       GError                  **error);
RapportCsvReader   *rapport_csv_reader_new_for_stream (GInputStream             *stream,
                                                       const RapportCsvDialect  *dialect,
                                                       GCancellable             *cancellable,
                                                       GError                  **error);
const char * const *rapport_csv_reader_get_headings   (RapportCsvReader         *self,
                                                       guint                    *n_headings);
gboolean            rapport_csv_reader_next           (RapportCsvReader         *self,
                                                       RapportCsvRow            *row,
                                                       GError                  **error);
guint64             rapport_csv_reader_get_bytes_read (RapportCsvReader         *self);
guint64             rapport_csv_reader_get_bytes      (RapportCsvReader         *self);
gboolean            rapport_csv_reader_has_bad_bytes  (RapportCsvReader         *self);
char               *rapport_csv_row_describe_problem  (const RapportCsvRow      *row,
                                                       guint                     n_headings);

G_END_DECLS
