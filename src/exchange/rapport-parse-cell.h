/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/rapport-csv-dialect.h"

G_BEGIN_DECLS

#define RAPPORT_CELL_ERROR (rapport_cell_error_quark ())
GQuark rapport_cell_error_quark (void);

typedef enum
{
  RAPPORT_CELL_ERROR_DAY,
  RAPPORT_CELL_ERROR_INSTANT,
  RAPPORT_CELL_ERROR_INTEGER,
  RAPPORT_CELL_ERROR_DECIMAL,
  RAPPORT_CELL_ERROR_MONEY,
  RAPPORT_CELL_ERROR_BOOLEAN,
} RapportCellError;

typedef enum
{
  RAPPORT_CELL_BAD,               /* error is set: a sentence with the value in curly quotes */
  RAPPORT_CELL_NOTHING,           /* empty or a word for nothing: the result is untouched */
  RAPPORT_CELL_VALUE,
} RapportCellResult;

RapportCellResult rapport_parse_cell_text    (const RapportCsvDialect  *dialect,
                                              const char               *text,
                                              gsize                     length,
                                              const char              **start,
                                              gsize                    *trimmed_length);
RapportCellResult rapport_parse_cell_day     (const RapportCsvDialect  *dialect,
                                              RapportDateFormat         format,
                                              const char               *text,
                                              gsize                     length,
                                              RapportDay               *day,
                                              GError                  **error);
RapportCellResult rapport_parse_cell_instant (const RapportCsvDialect  *dialect,
                                              RapportDateFormat         format,
                                              GTimeZone                *zone,
                                              const char               *text,
                                              gsize                     length,
                                              gint64                   *instant,
                                              GError                  **error);
RapportCellResult rapport_parse_cell_integer (const RapportCsvDialect  *dialect,
                                              const char               *text,
                                              gsize                     length,
                                              gint64                   *value,
                                              GError                  **error);
RapportCellResult rapport_parse_cell_decimal (const RapportCsvDialect  *dialect,
                                              const char               *text,
                                              gsize                     length,
                                              gint64                   *millionths,
                                              GError                  **error);
RapportCellResult rapport_parse_cell_money   (const RapportCsvDialect  *dialect,
                                              guint                     minor_digits,
                                              const char               *text,
                                              gsize                     length,
                                              gint64                   *minor_units,
                                              char                      currency[4],
                                              GError                  **error);
RapportCellResult rapport_parse_cell_boolean (const RapportCsvDialect  *dialect,
                                              const char               *text,
                                              gsize                     length,
                                              gboolean                 *value,
                                              GError                  **error);

/* The plain readings below know no words for nothing and set no error; the sniffer shares them. */
void              rapport_scan_trim          (const char              **text,
                                              gsize                    *length);
gboolean          rapport_scan_date          (const char               *text,
                                              gsize                     length,
                                              RapportDay                days[RAPPORT_N_DATE_FORMATS],
                                              guint                    *formats,
                                              int                      *second_of_day,
                                              int                      *utc_offset);
gboolean          rapport_scan_number        (const char               *text,
                                              gsize                     length,
                                              char                      decimal_sign,
                                              guint                     scale,
                                              gint64                   *value,
                                              char                      currency[4]);
gboolean          rapport_scan_boolean       (const char               *text,
                                              gsize                     length,
                                              gboolean                 *value);
gboolean          rapport_scan_email         (const char               *text,
                                              gsize                     length);

G_END_DECLS
