/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything here works on text and length and allocates nothing unless a cell is bad: a million
 * rows pass through it. */

#include "config.h"

#include "exchange/rapport-parse-cell.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (rapport-cell-error-quark, rapport_cell_error)

/* The value for a sentence: on one line, and not longer than a sentence bears. */
static char *
quotable (const char *text,
          gsize       length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  g_autofree char *shortened = NULL;

  g_strdelimit (valid, "\r\n\t", ' ');
  if (g_utf8_strlen (valid, -1) <= 60)
    return g_steal_pointer (&valid);

  shortened = g_utf8_substring (valid, 0, 59);
  return g_strconcat (shortened, "…", NULL);
}

static RapportCellResult
bad (GError           **error,
     RapportCellError   code,
     const char        *text,
     gsize              length,
     const char        *format)
{
  g_autofree char *value = quotable (text, length);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_set_error (error, RAPPORT_CELL_ERROR, code, format, value);
#pragma GCC diagnostic pop

  return RAPPORT_CELL_BAD;
}

/**
 * rapport_parse_cell_text:
 * @dialect: how the file is read
 * @text: a cell
 * @length: its bytes
 * @start: (out): the first byte that is not blank
 * @trimmed_length: (out): bytes from there to the last that is not blank
 *
 * Takes off blanks at both ends. Nothing is copied.
 *
 * Returns: nothing or a value, never bad
 */
RapportCellResult
rapport_parse_cell_text (const RapportCsvDialect  *dialect,
                         const char               *text,
                         gsize                     length,
                         const char              **start,
                         gsize                    *trimmed_length)
{
  rapport_scan_trim (&text, &length);
  if (rapport_csv_dialect_is_nothing (dialect, text, length))
    return RAPPORT_CELL_NOTHING;

  *start = text;
  *trimmed_length = length;

  return RAPPORT_CELL_VALUE;
}

static RapportCellResult
scan_in_order (RapportDateFormat   format,
               const char         *text,
               gsize               length,
               RapportCellError    code,
               RapportDay         *day,
               int                *second_of_day,
               int                *utc_offset,
               GError            **error)
{
  RapportDay days[RAPPORT_N_DATE_FORMATS] = { 0 };
  guint formats;

  if (!rapport_scan_date (text, length, days, &formats, second_of_day, utc_offset))
    return bad (error, code, text, length,
                code == RAPPORT_CELL_ERROR_DAY
                /* Translators: %s is what stands in the file */
                ? _("“%s” is not a date.")
                : _("“%s” is not a date with a time."));

  /* A year of four digits in front leaves no doubt, whatever was said for the rest. */
  if ((formats & (1u << format)) == 0)
    {
      if (formats & (1u << RAPPORT_DATE_FORMAT_YMD))
        format = RAPPORT_DATE_FORMAT_YMD;
      else if (formats & (1u << RAPPORT_DATE_FORMAT_COMPACT))
        format = RAPPORT_DATE_FORMAT_COMPACT;
      else if (format == RAPPORT_DATE_FORMAT_MDY)
        return bad (error, code, text, length,
                    _("“%s” is not a date when the month is read first."));
      else if (format == RAPPORT_DATE_FORMAT_DMY)
        return bad (error, code, text, length, _("“%s” is not a date when the day is read first."));
      else
        return bad (error, code, text, length,
                    _("“%s” is not a date when the year is read first."));
    }

  *day = days[format];
  return RAPPORT_CELL_VALUE;
}

/**
 * rapport_parse_cell_day:
 * @dialect: how the file is read
 * @format: the order of day, month and year, as a rule that of the column in @dialect
 * @text: a cell
 * @length: its bytes
 * @day: (out): the day
 * @error: a sentence with the value in it
 *
 * Reads a day; a time of day behind it is passed over.
 *
 * Returns: nothing, a value, or bad with @error set
 */
RapportCellResult
rapport_parse_cell_day (const RapportCsvDialect  *dialect,
                        RapportDateFormat         format,
                        const char               *text,
                        gsize                     length,
                        RapportDay               *day,
                        GError                  **error)
{
  int second_of_day, utc_offset;

  if (rapport_csv_dialect_is_nothing (dialect, text, length))
    return RAPPORT_CELL_NOTHING;

  return scan_in_order (format, text, length, RAPPORT_CELL_ERROR_DAY, day,
                        &second_of_day, &utc_offset, error);
}

/**
 * rapport_parse_cell_instant:
 * @dialect: how the file is read
 * @format: the order of day, month and year
 * @zone: (nullable): where the clock stood that the file was written by; %NULL is here
 * @text: a cell
 * @length: its bytes
 * @instant: (out): seconds since 1970-01-01 00:00 UTC
 * @error: a sentence with the value in it
 *
 * Reads a day with a time of day; without one it is the beginning of the day.
 *
 * Returns: nothing, a value, or bad with @error set
 */
RapportCellResult
rapport_parse_cell_instant (const RapportCsvDialect  *dialect,
                            RapportDateFormat         format,
                            GTimeZone                *zone,
                            const char               *text,
                            gsize                     length,
                            gint64                   *instant,
                            GError                  **error)
{
  g_autoptr(GTimeZone) local = NULL;
  RapportDay day = RAPPORT_DAY_NONE;
  int second_of_day, utc_offset, interval;
  RapportCellResult result;
  gint64 wall;

  if (rapport_csv_dialect_is_nothing (dialect, text, length))
    return RAPPORT_CELL_NOTHING;

  result = scan_in_order (format, text, length, RAPPORT_CELL_ERROR_INSTANT, &day,
                          &second_of_day, &utc_offset, error);
  if (result != RAPPORT_CELL_VALUE)
    return result;

  wall = (gint64) day * 86400 + MAX (second_of_day, 0);
  if (utc_offset != G_MININT)
    *instant = wall - utc_offset;
  else
    {
      if (zone == NULL)
        zone = local = rapport_day_get_local_zone ();
      interval = g_time_zone_adjust_time (zone, G_TIME_TYPE_STANDARD, &wall);
      *instant = wall - g_time_zone_get_offset (zone, interval);
    }

  return RAPPORT_CELL_VALUE;
}

/**
 * rapport_parse_cell_integer:
 * @dialect: how the file is read
 * @text: a cell
 * @length: its bytes
 * @value: (out): the number
 * @error: a sentence with the value in it
 *
 * Reads a whole number; "3.000" is one in a file with decimal points, as nothing is lost by it.
 *
 * Returns: nothing, a value, or bad with @error set
 */
RapportCellResult
rapport_parse_cell_integer (const RapportCsvDialect  *dialect,
                            const char               *text,
                            gsize                     length,
                            gint64                   *value,
                            GError                  **error)
{
  gint64 whole, fine;

  if (rapport_csv_dialect_is_nothing (dialect, text, length))
    return RAPPORT_CELL_NOTHING;

  if (!rapport_scan_number (text, length, dialect->decimal_sign, 0, &whole, NULL) ||
      (memchr (text, dialect->decimal_sign, length) != NULL &&
       (!rapport_scan_number (text, length, dialect->decimal_sign, 6, &fine, NULL) ||
        fine % 1000000 != 0)))
    return bad (error, RAPPORT_CELL_ERROR_INTEGER, text, length, _("“%s” is not a whole number."));

  *value = whole;
  return RAPPORT_CELL_VALUE;
}

/**
 * rapport_parse_cell_decimal:
 * @dialect: how the file is read
 * @text: a cell
 * @length: its bytes
 * @millionths: (out): a #RapportDecimal, rounded half to even; "15 %" is 0.15
 * @error: a sentence with the value in it
 *
 * Reads a number: a quantity, a unit price (a currency beside it is passed over), a share.
 *
 * Returns: nothing, a value, or bad with @error set
 */
RapportCellResult
rapport_parse_cell_decimal (const RapportCsvDialect  *dialect,
                            const char               *text,
                            gsize                     length,
                            gint64                   *millionths,
                            GError                  **error)
{
  const char *start = text;
  gsize n = length;
  char currency[4];

  if (rapport_csv_dialect_is_nothing (dialect, text, length))
    return RAPPORT_CELL_NOTHING;

  rapport_scan_trim (&start, &n);
  if (start[n - 1] == '%')
    {
      if (rapport_scan_number (start, n - 1, dialect->decimal_sign, 4, millionths, NULL))
        return RAPPORT_CELL_VALUE;
    }
  else if (rapport_scan_number (start, n, dialect->decimal_sign, 6, millionths, currency))
    return RAPPORT_CELL_VALUE;

  return bad (error, RAPPORT_CELL_ERROR_DECIMAL, text, length, _("“%s” is not a number."));
}

/**
 * rapport_parse_cell_money:
 * @dialect: how the file is read
 * @minor_digits: decimals of the currency: 2 for EUR, 0 for JPY
 * @text: a cell
 * @length: its bytes
 * @minor_units: (out): cents, rounded half to even
 * @currency: (out) (optional): the code of the currency that the cell names, "" if none does
 * @error: a sentence with the value in it
 *
 * Reads an amount of money. A bare $ names no currency, as it may be that of many countries.
 *
 * Returns: nothing, a value, or bad with @error set
 */
RapportCellResult
rapport_parse_cell_money (const RapportCsvDialect  *dialect,
                          guint                     minor_digits,
                          const char               *text,
                          gsize                     length,
                          gint64                   *minor_units,
                          char                      currency[4],
                          GError                  **error)
{
  char code[4];

  if (rapport_csv_dialect_is_nothing (dialect, text, length))
    return RAPPORT_CELL_NOTHING;

  if (!rapport_scan_number (text, length, dialect->decimal_sign, minor_digits, minor_units, code))
    return bad (error, RAPPORT_CELL_ERROR_MONEY, text, length, _("“%s” is not an amount."));

  if (currency != NULL)
    memcpy (currency, code, 4);
  return RAPPORT_CELL_VALUE;
}

/**
 * rapport_parse_cell_boolean:
 * @dialect: how the file is read
 * @text: a cell
 * @length: its bytes
 * @value: (out): what it says
 * @error: a sentence with the value in it
 *
 * Reads yes or no.
 *
 * Returns: nothing, a value, or bad with @error set
 */
RapportCellResult
rapport_parse_cell_boolean (const RapportCsvDialect  *dialect,
                            const char               *text,
                            gsize                     length,
                            gboolean                 *value,
                            GError                  **error)
{
  if (rapport_csv_dialect_is_nothing (dialect, text, length))
    return RAPPORT_CELL_NOTHING;

  if (!rapport_scan_boolean (text, length, value))
    return bad (error, RAPPORT_CELL_ERROR_BOOLEAN, text, length, _("“%s” is neither yes nor no."));

  return RAPPORT_CELL_VALUE;
}
