/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "exchange/rapport-csv-dialect.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (rapport-csv-error-quark, rapport_csv_error)
G_DEFINE_BOXED_TYPE (RapportCsvDialect, rapport_csv_dialect,
                     rapport_csv_dialect_copy, rapport_csv_dialect_free)

/**
 * rapport_csv_propagate_unreadable:
 * @error: return location
 * @reason: (transfer full): what GIO said of the file
 *
 * Says %RAPPORT_CSV_ERROR_UNREADABLE with the reason; a cancelled read stays %G_IO_ERROR_CANCELLED.
 */
void
rapport_csv_propagate_unreadable (GError **error,
                                  GError  *reason)
{
  g_autoptr(GError) local = reason;

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_UNREADABLE,
                 /* Translators: %s is the system's reason */
                 _("The file cannot be read: %s"), local->message);
}

/**
 * rapport_csv_dialect_new:
 *
 * A dialect of which nothing is known: UTF-8, comma, headings, decimal point, no words for nothing.
 *
 * Returns: (transfer full): a new dialect
 */
RapportCsvDialect *
rapport_csv_dialect_new (void)
{
  RapportCsvDialect *self = g_new0 (RapportCsvDialect, 1);

  self->encoding = RAPPORT_CSV_ENCODING_UTF_8;
  self->delimiter = ',';
  self->has_headings = TRUE;
  self->decimal_sign = '.';
  self->null_words = g_new0 (char *, 1);

  return self;
}

/**
 * rapport_csv_dialect_copy:
 * @self: a dialect
 *
 * Returns: (transfer full): a deep copy
 */
RapportCsvDialect *
rapport_csv_dialect_copy (const RapportCsvDialect *self)
{
  RapportCsvDialect *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->null_words = g_strdupv (self->null_words);
  copy->headings = g_strdupv (self->headings);
  if (self->columns != NULL)
    {
      copy->columns = g_memdup2 (self->columns, sizeof *self->columns * self->n_columns);
      for (guint i = 0; i < self->n_columns; i++)
        {
          copy->columns[i].example = g_strdup (self->columns[i].example);
          copy->columns[i].samples = g_strdupv (self->columns[i].samples);
        }
    }

  return copy;
}

/**
 * rapport_csv_dialect_free:
 * @self: (transfer full): a dialect
 *
 * Frees a dialect.
 */
void
rapport_csv_dialect_free (RapportCsvDialect *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; self->columns != NULL && i < self->n_columns; i++)
    {
      g_free (self->columns[i].example);
      g_strfreev (self->columns[i].samples);
    }
  g_free (self->columns);
  g_strfreev (self->headings);
  g_strfreev (self->null_words);
  g_free (self);
}

/**
 * rapport_csv_dialect_set_encoding:
 * @self: a dialect
 * @encoding: what a person says the encoding is
 *
 * Chooses the encoding. Sniff again: everything else may depend on it.
 */
void
rapport_csv_dialect_set_encoding (RapportCsvDialect  *self,
                                  RapportCsvEncoding  encoding)
{
  g_return_if_fail (self != NULL);

  self->encoding = encoding;
  self->encoding_certainty = RAPPORT_CSV_CHOSEN;
}

/**
 * rapport_csv_dialect_set_delimiter:
 * @self: a dialect
 * @delimiter: an ASCII character that is neither a quote nor a line end
 *
 * Chooses the separator of cells. Sniff again: the columns are other ones now.
 */
void
rapport_csv_dialect_set_delimiter (RapportCsvDialect *self,
                                   char               delimiter)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (delimiter > 0 && strchr ("\"\r\n", delimiter) == NULL);

  self->delimiter = delimiter;
  self->delimiter_certainty = RAPPORT_CSV_CHOSEN;
}

/**
 * rapport_csv_dialect_set_has_headings:
 * @self: a dialect
 * @has_headings: whether the first row names the columns
 *
 * Chooses whether there are headings. Sniff again.
 */
void
rapport_csv_dialect_set_has_headings (RapportCsvDialect *self,
                                      gboolean           has_headings)
{
  g_return_if_fail (self != NULL);

  self->has_headings = has_headings;
  self->headings_certainty = RAPPORT_CSV_CHOSEN;
}

/**
 * rapport_csv_dialect_set_decimal_sign:
 * @self: a dialect
 * @sign: '.' or ','
 *
 * Chooses the decimal sign. The types of columns may change by it: sniff again.
 */
void
rapport_csv_dialect_set_decimal_sign (RapportCsvDialect *self,
                                      char               sign)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (sign == '.' || sign == ',');

  self->decimal_sign = sign;
  self->decimal_certainty = RAPPORT_CSV_CHOSEN;
}

/**
 * rapport_csv_dialect_set_null_words:
 * @self: a dialect
 * @words: the words that stand for nothing, compared exactly
 *
 * Chooses the words for nothing; the empty cell always is nothing.
 */
void
rapport_csv_dialect_set_null_words (RapportCsvDialect  *self,
                                    const char * const *words)
{
  char **copy;

  g_return_if_fail (self != NULL);
  g_return_if_fail (words != NULL);

  copy = g_strdupv ((char **) words);
  g_strfreev (self->null_words);
  self->null_words = copy;
  self->null_certainty = RAPPORT_CSV_CHOSEN;
}

/**
 * rapport_csv_dialect_set_date_format:
 * @self: a dialect
 * @column: a column, or -1 for every column that holds dates
 * @format: the order of day, month and year
 *
 * Chooses how the dates of a column read. Nothing else depends on it.
 */
void
rapport_csv_dialect_set_date_format (RapportCsvDialect *self,
                                     int                column,
                                     RapportDateFormat  format)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (column < (int) self->n_columns);

  for (guint i = 0; i < self->n_columns; i++)
    if ((int) i == column ||
        (column < 0 && self->columns[i].date_format != RAPPORT_DATE_FORMAT_NONE))
      {
        self->columns[i].date_format = format;
        self->columns[i].date_certainty = RAPPORT_CSV_CHOSEN;
      }
}

/**
 * rapport_csv_dialect_is_nothing:
 * @self: a dialect
 * @text: a cell
 * @length: its bytes
 *
 * Whether a cell is empty, blank or one of the words for nothing.
 *
 * Returns: %TRUE if the cell stands for no value
 */
gboolean
rapport_csv_dialect_is_nothing (const RapportCsvDialect *self,
                                const char              *text,
                                gsize                    length)
{
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;
  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  if (length == 0)
    return TRUE;

  for (char **word = self->null_words; *word != NULL; word++)
    if ((*word)[0] == text[0] && strlen (*word) == length && memcmp (*word, text, length) == 0)
      return TRUE;

  return FALSE;
}

/* Only letters and digits count: "UTF-8", "utf8" and "Utf 8" are the same. */
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (out, g_ascii_tolower (*p));

  return g_string_free (out, FALSE);
}

/**
 * rapport_csv_encoding_from_string:
 * @text: a name as people write it: utf-8, UTF-16LE, windows-1252, cp1252, latin1 …
 * @encoding: (out): the encoding
 *
 * Latin-1 is read as Windows-1252, which differs from it only where Latin-1 has control characters.
 *
 * Returns: %FALSE if the name is not known
 */
gboolean
rapport_csv_encoding_from_string (const char         *text,
                                  RapportCsvEncoding *encoding)
{
  static const struct { const char *name; RapportCsvEncoding encoding; } names[] = {
    { "utf8", RAPPORT_CSV_ENCODING_UTF_8 },
    { "utf8bom", RAPPORT_CSV_ENCODING_UTF_8 },
    { "utf8sig", RAPPORT_CSV_ENCODING_UTF_8 },
    { "ascii", RAPPORT_CSV_ENCODING_UTF_8 },
    { "utf16", RAPPORT_CSV_ENCODING_UTF_16LE },
    { "utf16le", RAPPORT_CSV_ENCODING_UTF_16LE },
    { "utf16be", RAPPORT_CSV_ENCODING_UTF_16BE },
    { "windows1252", RAPPORT_CSV_ENCODING_WINDOWS_1252 },
    { "cp1252", RAPPORT_CSV_ENCODING_WINDOWS_1252 },
    { "win1252", RAPPORT_CSV_ENCODING_WINDOWS_1252 },
    { "ansi", RAPPORT_CSV_ENCODING_WINDOWS_1252 },
    { "latin1", RAPPORT_CSV_ENCODING_WINDOWS_1252 },
    { "iso88591", RAPPORT_CSV_ENCODING_WINDOWS_1252 },
  };
  g_autofree char *key = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  key = squeeze (text);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (key, names[i].name))
      {
        *encoding = names[i].encoding;
        return TRUE;
      }

  return FALSE;
}

/**
 * rapport_csv_encoding_to_string:
 * @encoding: an encoding
 *
 * Returns: its name, which also g_convert() knows
 */
const char *
rapport_csv_encoding_to_string (RapportCsvEncoding encoding)
{
  switch (encoding)
    {
    case RAPPORT_CSV_ENCODING_UTF_8: return "UTF-8";
    case RAPPORT_CSV_ENCODING_UTF_16LE: return "UTF-16LE";
    case RAPPORT_CSV_ENCODING_UTF_16BE: return "UTF-16BE";
    case RAPPORT_CSV_ENCODING_WINDOWS_1252: return "Windows-1252";
    default: g_return_val_if_reached ("UTF-8");
    }
}

/**
 * rapport_csv_delimiter_from_string:
 * @text: the character itself, or comma, semicolon, pipe, tab, \t
 * @delimiter: (out): the separator
 *
 * Returns: %FALSE if the text is no usable separator
 */
gboolean
rapport_csv_delimiter_from_string (const char *text,
                                   char       *delimiter)
{
  static const struct { const char *name; char delimiter; } names[] = {
    { "comma", ',' }, { "semicolon", ';' }, { "pipe", '|' }, { "tab", '\t' }, { "\\t", '\t' },
  };

  g_return_val_if_fail (text != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (text, names[i].name) == 0)
      {
        *delimiter = names[i].delimiter;
        return TRUE;
      }

  if (text[0] > 0 && text[1] == '\0' && strchr ("\"\r\n", text[0]) == NULL)
    {
      *delimiter = text[0];
      return TRUE;
    }

  return FALSE;
}

/**
 * rapport_csv_delimiter_get_label:
 * @delimiter: a separator of cells
 *
 * Returns: (nullable): its translated name in lower case, or %NULL if it has none
 */
const char *
rapport_csv_delimiter_get_label (char delimiter)
{
  switch (delimiter)
    {
    case ',': return C_("separator of cells", "comma");
    case ';': return C_("separator of cells", "semicolon");
    case '|': return C_("separator of cells", "vertical bar");
    case '\t': return C_("separator of cells", "tab");
    default: return NULL;
    }
}

/**
 * rapport_date_format_from_string:
 * @text: iso, ymd, YYYY-MM-DD, YYYYMMDD, dmy, D/M/Y, DD.MM.YYYY, mdy, MM/DD/YYYY, %d/%m/%Y …
 * @format: (out): the order it stands for
 *
 * Only the order counts, as every separator is read anyway.
 *
 * Returns: %FALSE if the text is no order of day, month and year
 */
gboolean
rapport_date_format_from_string (const char        *text,
                                 RapportDateFormat *format)
{
  g_autofree char *key = NULL;
  char order[8] = "";
  gboolean separated = FALSE;
  guint n = 0;

  g_return_val_if_fail (text != NULL, FALSE);

  key = squeeze (text);
  if (g_str_equal (key, "iso") || g_str_equal (key, "iso8601"))
    {
      *format = RAPPORT_DATE_FORMAT_YMD;
      return TRUE;
    }
  if (g_str_equal (key, "compact"))
    {
      *format = RAPPORT_DATE_FORMAT_COMPACT;
      return TRUE;
    }

  for (const char *p = text; *p != '\0'; p++)
    if (strchr ("/.- ", *p) != NULL)
      separated = TRUE;
  for (const char *p = key; *p != '\0' && n < sizeof order - 1; p++)
    if (n == 0 || order[n - 1] != *p)
      order[n++] = *p;
  order[n] = '\0';

  if (g_str_equal (order, "ymd"))
    *format = !separated &&
      strlen (key) == 8 ? RAPPORT_DATE_FORMAT_COMPACT : RAPPORT_DATE_FORMAT_YMD;
  else if (g_str_equal (order, "dmy"))
    *format = RAPPORT_DATE_FORMAT_DMY;
  else if (g_str_equal (order, "mdy"))
    *format = RAPPORT_DATE_FORMAT_MDY;
  else
    return FALSE;

  if (strchr (text, '%') != NULL && !separated && *format == RAPPORT_DATE_FORMAT_YMD)
    *format = RAPPORT_DATE_FORMAT_COMPACT;

  return TRUE;
}

/**
 * rapport_date_format_to_string:
 * @format: an order of day, month and year
 *
 * Returns: its name for the command line and for remembered mappings
 */
const char *
rapport_date_format_to_string (RapportDateFormat format)
{
  switch (format)
    {
    case RAPPORT_DATE_FORMAT_YMD: return "YYYY-MM-DD";
    case RAPPORT_DATE_FORMAT_COMPACT: return "YYYYMMDD";
    case RAPPORT_DATE_FORMAT_DMY: return "DD/MM/YYYY";
    case RAPPORT_DATE_FORMAT_MDY: return "MM/DD/YYYY";
    case RAPPORT_DATE_FORMAT_NONE:
    case RAPPORT_N_DATE_FORMATS:
    default: return "";
    }
}

/**
 * rapport_date_format_get_label:
 * @format: an order of day, month and year
 *
 * Returns: its translated name in lower case
 */
const char *
rapport_date_format_get_label (RapportDateFormat format)
{
  switch (format)
    {
    case RAPPORT_DATE_FORMAT_YMD: return C_("date order", "year first");
    case RAPPORT_DATE_FORMAT_COMPACT: return C_("date order", "year first, eight digits");
    case RAPPORT_DATE_FORMAT_DMY: return C_("date order", "day first");
    case RAPPORT_DATE_FORMAT_MDY: return C_("date order", "month first");
    case RAPPORT_DATE_FORMAT_NONE:
    case RAPPORT_N_DATE_FORMATS:
    default: return C_("date order", "none");
    }
}

/**
 * rapport_csv_type_get_label:
 * @type: a type of column
 *
 * Returns: its translated name in lower case
 */
const char *
rapport_csv_type_get_label (RapportCsvType type)
{
  switch (type)
    {
    case RAPPORT_CSV_TYPE_TEXT: return C_("type of column", "text");
    case RAPPORT_CSV_TYPE_INTEGER: return C_("type of column", "whole number");
    case RAPPORT_CSV_TYPE_DECIMAL: return C_("type of column", "number");
    case RAPPORT_CSV_TYPE_MONEY: return C_("type of column", "amount");
    case RAPPORT_CSV_TYPE_DAY: return C_("type of column", "date");
    case RAPPORT_CSV_TYPE_INSTANT: return C_("type of column", "date and time");
    case RAPPORT_CSV_TYPE_BOOLEAN: return C_("type of column", "yes or no");
    case RAPPORT_CSV_TYPE_EMAIL: return C_("type of column", "email");
    case RAPPORT_CSV_TYPE_PHONE: return C_("type of column", "phone");
    case RAPPORT_CSV_TYPE_BLOB: return C_("type of column", "bytes");
    case RAPPORT_CSV_TYPE_NONE:
    default: return C_("type of column", "nothing");
    }
}
