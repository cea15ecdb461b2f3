/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "core/rapport-day.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RAPPORT_CSV_ERROR:
 *
 * What stops a whole file; what is wrong with one row is said by the row, with one cell by
 * rapport-parse-cell.h.
 */
#define RAPPORT_CSV_ERROR (rapport_csv_error_quark ())
GQuark rapport_csv_error_quark          (void);

typedef enum
{
  RAPPORT_CSV_ERROR_UNREADABLE,   /* cannot be opened or read */
  RAPPORT_CSV_ERROR_EMPTY,        /* nothing in it, or only blank lines */
  RAPPORT_CSV_ERROR_NO_HEADINGS,  /* the first row should be headings but has none */
  RAPPORT_CSV_ERROR_BINARY,       /* not text */
  RAPPORT_CSV_ERROR_WRITE,        /* cannot be written */
} RapportCsvError;

void   rapport_csv_propagate_unreadable (GError **error,
                                         GError  *reason);

typedef enum
{
  RAPPORT_CSV_ENCODING_UTF_8,     /* with or without byte order mark */
  RAPPORT_CSV_ENCODING_UTF_16LE,
  RAPPORT_CSV_ENCODING_UTF_16BE,
  RAPPORT_CSV_ENCODING_WINDOWS_1252,
} RapportCsvEncoding;

/* What the values of a column, or those that a field takes, look like. */
typedef enum
{
  RAPPORT_CSV_TYPE_NONE,          /* no value in the column at all */
  RAPPORT_CSV_TYPE_TEXT,
  RAPPORT_CSV_TYPE_INTEGER,
  RAPPORT_CSV_TYPE_DECIMAL,
  RAPPORT_CSV_TYPE_MONEY,         /* two decimals throughout, or a currency */
  RAPPORT_CSV_TYPE_DAY,
  RAPPORT_CSV_TYPE_INSTANT,       /* a day with a time of day that is not always midnight */
  RAPPORT_CSV_TYPE_BOOLEAN,
  RAPPORT_CSV_TYPE_EMAIL,
  RAPPORT_CSV_TYPE_PHONE,
  RAPPORT_CSV_TYPE_BLOB,          /* hexadecimal dump of bytes: 0x15C… */
} RapportCsvType;

/* Order of day, month, year. Separators . / - and blank are all understood; one of two digits is a
 * year from 1970 to 2069. Each may be followed by a time of day. */
typedef enum
{
  RAPPORT_DATE_FORMAT_NONE,
  RAPPORT_DATE_FORMAT_YMD,        /* 2019-07-04, 2019/7/4 */
  RAPPORT_DATE_FORMAT_COMPACT,    /* 20190704 */
  RAPPORT_DATE_FORMAT_DMY,        /* 4/7/2019, 04.07.19 */
  RAPPORT_DATE_FORMAT_MDY,        /* 7/4/2019 */
  RAPPORT_N_DATE_FORMATS
} RapportDateFormat;

typedef enum
{
  RAPPORT_CSV_UNKNOWN,            /* nothing in the file says so: the usual value stands there */
  RAPPORT_CSV_GUESSED,            /* to be confirmed by a person */
  RAPPORT_CSV_SURE,               /* the file leaves no other reading */
  RAPPORT_CSV_CHOSEN,             /* said by a person; a sniff never changes it */
} RapportCsvCertainty;

typedef struct
{
  RapportCsvType type;
  RapportCsvCertainty type_certainty;

  RapportDateFormat date_format;  /* NONE where the column is not one of dates */
  RapportCsvCertainty date_certainty;
  guint date_formats;             /* bit 1 << RapportDateFormat for each that fits every value */
  gboolean date_ambiguous;        /* two orders fit; date_format is the proposal */
  char *example;                  /* (nullable): a value that shows the difference */
  /* its readings, valid where date_formats says so */
  RapportDay example_days[RAPPORT_N_DATE_FORMATS];

  guint64 n_values;               /* cells with a value */
  guint64 n_nothing;              /* empty, or a word for nothing */
  guint64 n_misfits;              /* values that are not of @type (or @date_format) */
  gsize longest;                  /* bytes of the longest value */
  char **samples;                 /* (nullable): the first few values, the first as in the file */
} RapportCsvColumn;

/**
 * RapportCsvDialect:
 *
 * How a file is to be read. A boxed type with public fields; change them through the setters, which
 * mark the field as chosen, and sniff again where other fields depend on it (encoding, delimiter,
 * headings).
 */
typedef struct
{
  RapportCsvEncoding encoding;
  RapportCsvCertainty encoding_certainty;

  char delimiter;                 /* , ; | or tab; any ASCII character may be chosen */
  RapportCsvCertainty delimiter_certainty;

  gboolean has_headings;
  RapportCsvCertainty headings_certainty;

  char decimal_sign;              /* . or , */
  RapportCsvCertainty decimal_certainty;

  char **null_words;              /* never NULL; words for nothing, apart from the empty cell */
  RapportCsvCertainty null_certainty;

  char **headings;                /* (nullable): n_columns; “Column 1” … without headings */
  RapportCsvColumn *columns;      /* (nullable): n_columns */
  guint n_columns;

  guint64 n_rows;                 /* data rows seen, headings and blank lines apart */
  guint64 n_ragged;               /* of these with another number of cells than headings */
  guint64 n_malformed;            /* of these with a quote that makes no sense */
} RapportCsvDialect;

#define RAPPORT_TYPE_CSV_DIALECT (rapport_csv_dialect_get_type ())
GType              rapport_csv_dialect_get_type         (void);
RapportCsvDialect *rapport_csv_dialect_new              (void);
RapportCsvDialect *rapport_csv_dialect_copy             (const RapportCsvDialect *self);
void               rapport_csv_dialect_free             (RapportCsvDialect       *self);

void               rapport_csv_dialect_set_encoding     (RapportCsvDialect       *self,
                                                         RapportCsvEncoding       encoding);
void               rapport_csv_dialect_set_delimiter    (RapportCsvDialect       *self,
                                                         char                     delimiter);
void               rapport_csv_dialect_set_has_headings (RapportCsvDialect       *self,
                                                         gboolean                 has_headings);
void               rapport_csv_dialect_set_decimal_sign (RapportCsvDialect       *self,
                                                         char                     sign);
void               rapport_csv_dialect_set_null_words   (RapportCsvDialect       *self,
                                                         const char * const      *words);
void               rapport_csv_dialect_set_date_format  (RapportCsvDialect       *self,
                                                         int                      column,
                                                         RapportDateFormat        format);
gboolean           rapport_csv_dialect_is_nothing       (const RapportCsvDialect *self,
                                                         const char              *text,
                                                         gsize                    length);

/* Names as on the command line (--encoding, --delimiter, --date-format) and in the window. */
gboolean           rapport_csv_encoding_from_string     (const char              *text,
                                                         RapportCsvEncoding      *encoding);
const char        *rapport_csv_encoding_to_string       (RapportCsvEncoding       encoding);
gboolean           rapport_csv_delimiter_from_string    (const char              *text,
                                                         char                    *delimiter);
const char        *rapport_csv_delimiter_get_label      (char                     delimiter);
gboolean           rapport_date_format_from_string      (const char              *text,
                                                         RapportDateFormat       *format);
const char        *rapport_date_format_to_string        (RapportDateFormat        format);
const char        *rapport_date_format_get_label        (RapportDateFormat        format);
const char        *rapport_csv_type_get_label           (RapportCsvType           type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCsvDialect, rapport_csv_dialect_free)

G_END_DECLS
