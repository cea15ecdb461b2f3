/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Everything here works on text and length and allocates nothing unless a cell is bad: a million
 * rows pass through it. */

#include "config.h"

#include "exchange/rapport-parse-cell.h"

#include "core/rapport-money.h"

#include <glib/gi18n.h>
#include <string.h>

#define NO_OFFSET G_MININT

G_DEFINE_QUARK (rapport-cell-error-quark, rapport_cell_error)

/* Bytes of the blank at @p: ASCII, no-break space, thin space, narrow no-break space; 0 if none. */
static gsize
blank_length (const char *p,
              gsize       left)
{
  if (left >= 1 && g_ascii_isspace (*p))
    return 1;
  if (left >= 2 && memcmp (p, "\xc2\xa0", 2) == 0)
    return 2;
  if (left >= 3 && (memcmp (p, "\xe2\x80\xaf", 3) == 0 || memcmp (p, "\xe2\x80\x89", 3) == 0))
    return 3;

  return 0;
}

static void
trim (const char **text,
      gsize       *length)
{
  gsize n;

  while ((n = blank_length (*text, *length)) > 0)
    *text += n, *length -= n;
  for (;;)
    {
      const char *end = *text + *length;

      if (*length >= 1 && blank_length (end - 1, 1) == 1)
        *length -= 1;
      else if (*length >= 2 && blank_length (end - 2, 2) == 2)
        *length -= 2;
      else if (*length >= 3 && blank_length (end - 3, 3) == 3)
        *length -= 3;
      else
        return;
    }
}

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

static gboolean
is_digit (char c)
{
  return c >= '0' && c <= '9';
}

/* Reads at most @most digits; how many there were. */
static guint
digits (const char **p,
        const char  *end,
        guint        most,
        int         *value)
{
  guint n = 0;

  *value = 0;
  while (*p < end && n < most && is_digit (**p))
    {
      *value = *value * 10 + (**p - '0');
      (*p)++;
      n++;
    }

  return n;
}

/* ", 14:30:05.123 PM +02:00", all of it optional but the hours and minutes. */
static gboolean
scan_time (const char *p,
           const char *end,
           int        *second_of_day,
           int        *utc_offset)
{
  int hour, minute, second = 0, offset_hour, offset_minute = 0;
  gboolean separated = FALSE;

  while (p < end && (*p == ' ' || *p == ',' || *p == 'T' || *p == 't'))
    p++, separated = TRUE;
  if (!separated || digits (&p, end, 2, &hour) == 0)
    return FALSE;
  if (p < end && *p == ':')
    {
      p++;
      if (digits (&p, end, 2, &minute) != 2)
        return FALSE;
      if (p < end && *p == ':')
        {
          p++;
          if (digits (&p, end, 2, &second) != 2)
            return FALSE;
          if (p < end && (*p == '.' || *p == ','))
            for (p++; p < end && is_digit (*p);)
              p++;
        }
    }
  else                            /* 20190704T143005 */
    {
      if (digits (&p, end, 2, &minute) != 2)
        return FALSE;
      if (p < end && is_digit (*p) && digits (&p, end, 2, &second) != 2)
        return FALSE;
    }

  while (p < end && *p == ' ')
    p++;
  if (end - p >= 2 && g_ascii_tolower (p[1]) == 'm' &&
      (g_ascii_tolower (p[0]) == 'a' || g_ascii_tolower (p[0]) == 'p'))
    {
      if (hour < 1 || hour > 12)
        return FALSE;
      hour = hour % 12 + (g_ascii_tolower (p[0]) == 'p' ? 12 : 0);
      p += 2;
      while (p < end && *p == ' ')
        p++;
    }

  if (hour > 24 || minute > 59 || second > 60 || (hour == 24 && minute + second > 0))
    return FALSE;

  if (p < end && (*p == 'Z' || *p == 'z'))
    {
      *utc_offset = 0;
      p++;
    }
  else if (p < end && (*p == '+' || *p == '-'))
    {
      int sign = *p++ == '-' ? -1 : 1;

      if (digits (&p, end, 2, &offset_hour) != 2)
        return FALSE;
      if (p < end && *p == ':')
        p++;
      if (p < end && digits (&p, end, 2, &offset_minute) != 2)
        return FALSE;
      if (offset_hour > 18 || offset_minute > 59)
        return FALSE;
      *utc_offset = sign * (offset_hour * 3600 + offset_minute * 60);
    }

  *second_of_day = hour * 3600 + minute * 60 + second;
  return p == end;
}

/**
 * rapport_scan_date:
 * @text: a cell
 * @length: its bytes
 * @days: (out): for each order that fits, the day
 * @formats: (out): bit 1 << #RapportDateFormat for each order that fits
 * @second_of_day: (out): the time of day in seconds, -1 without one
 * @utc_offset: (out): seconds east of Greenwich if the text says, else %G_MININT
 *
 * Reads a date in every order that it can be read in. A year of two digits is one from 1970 to
 * 2069.
 *
 * Returns: %TRUE if there is at least one reading
 */
gboolean
rapport_scan_date (const char *text,
                   gsize       length,
                   RapportDay  days[RAPPORT_N_DATE_FORMATS],
                   guint      *formats,
                   int        *second_of_day,
                   int        *utc_offset)
{
  const char *p, *end;
  int a, b, c;
  guint na, nb, nc;
  char separator;

  *formats = 0;
  *second_of_day = -1;
  *utc_offset = NO_OFFSET;

  trim (&text, &length);
  if (length < 6 || length > 40 || !is_digit (text[0]))
    return FALSE;

  p = text;
  end = text + length;
  na = digits (&p, end, 8, &a);

  if (na == 8)
    {
      RapportDay day = rapport_day_from_ymd (a / 10000, a / 100 % 100, a % 100);

      /* Other numbers of eight digits are not dates by accident of their form. */
      if (day == RAPPORT_DAY_NONE || a < 19000101 || a > 21001231)
        return FALSE;
      days[RAPPORT_DATE_FORMAT_COMPACT] = day;
      *formats = 1 << RAPPORT_DATE_FORMAT_COMPACT;
    }
  else
    {
      if (na > 4 || na == 3 || p == end || strchr ("/.- ", *p) == NULL)
        return FALSE;
      separator = *p++;
      while (separator == '.' && p < end && *p == ' ')
        p++;
      nb = digits (&p, end, 2, &b);
      if (nb == 0 || p == end || *p != separator)
        return FALSE;
      p++;
      while (separator == '.' && p < end && *p == ' ')
        p++;
      nc = digits (&p, end, 4, &c);

      if (na == 4)
        {
          RapportDay day = nc == 1 || nc == 2 ? rapport_day_from_ymd (a, b, c) : RAPPORT_DAY_NONE;

          if (day == RAPPORT_DAY_NONE)
            return FALSE;
          days[RAPPORT_DATE_FORMAT_YMD] = day;
          *formats = 1 << RAPPORT_DATE_FORMAT_YMD;
        }
      else
        {
          RapportDay dmy, mdy;

          if (nc != 2 && nc != 4)
            return FALSE;
          if (nc == 2)
            c += c < 70 ? 2000 : 1900;
          dmy = rapport_day_from_ymd (c, b, a);
          mdy = rapport_day_from_ymd (c, a, b);
          days[RAPPORT_DATE_FORMAT_DMY] = dmy;
          days[RAPPORT_DATE_FORMAT_MDY] = mdy;
          if (dmy != RAPPORT_DAY_NONE)
            *formats |= 1 << RAPPORT_DATE_FORMAT_DMY;
          if (mdy != RAPPORT_DAY_NONE)
            *formats |= 1 << RAPPORT_DATE_FORMAT_MDY;
          if (*formats == 0)
            return FALSE;
        }
    }

  if (p < end && !scan_time (p, end, second_of_day, utc_offset))
    {
      *formats = 0;
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_code (const char *p)
{
  return g_ascii_isupper (p[0]) && g_ascii_isupper (p[1]) && g_ascii_isupper (p[2]);
}

/* The currency at @p, or one that ends at @p + @left; how many bytes it takes. */
static gsize
currency_length (const char *p,
                 gsize       left,
                 gboolean    at_end,
                 char        currency[4])
{
  /* A $ alone is the dollar of any country: the code stays empty. */
  static const struct { const char *symbol; const char *code; } symbols[] = {
    { "€", "EUR" }, { "£", "GBP" }, { "US$", "USD" }, { "$", "" }, { "¥", "JPY" },
    { "EUR", "EUR" }, { "USD", "USD" }, { "GBP", "GBP" }, { "CHF", "CHF" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      gsize n = strlen (symbols[i].symbol);

      if (left >= n && memcmp (at_end ? p + left - n : p, symbols[i].symbol, n) == 0)
        {
          memcpy (currency, symbols[i].code, strlen (symbols[i].code) + 1);
          return n;
        }
    }

  /* Other codes need a blank between them and the digits: "ALB01" is no amount. */
  if (left > 4 && (at_end ? is_code (p + left - 3) && !g_ascii_isgraph (p[left - 4])
                          : is_code (p) && !g_ascii_isgraph (p[3])))
    {
      memcpy (currency, at_end ? p + left - 3 : p, 3);
      currency[3] = '\0';
      if (rapport_currency_is_known (currency))
        return 3;
      currency[0] = '\0';
    }

  return 0;
}

/* Bytes of the sign between groups of digits at @p. */
static gsize
group_length (const char *p,
              gsize       left,
              char        decimal_sign)
{
  if (left == 0)
    return 0;
  if (*p == (decimal_sign == ',' ? '.' : ',') || *p == '\'' || *p == ' ')
    return 1;
  if (left >= 3 && memcmp (p, "’", 3) == 0)
    return 3;

  return blank_length (p, left);
}

/**
 * rapport_scan_number:
 * @text: a cell
 * @length: its bytes
 * @decimal_sign: '.' or ','
 * @scale: how many decimals to keep, at most 9
 * @value: (out): the number times 10 to the power of @scale, rounded half to even
 * @currency: (out) (optional): the currency's code, "" if there is none or it is a bare $;
 *   %NULL refuses numbers with a currency
 *
 * Reads a number: sign before or after it, U+2212, or brackets for negative ones; groups of three
 * digits set apart by blanks, apostrophes or the sign that is not the decimal one.
 *
 * Returns: %FALSE if the text is not a number or too large
 */
gboolean
rapport_scan_number (const char *text,
                     gsize       length,
                     char        decimal_sign,
                     guint       scale,
                     gint64     *value,
                     char        currency[4])
{
  gboolean negative = FALSE, signed_already = FALSE, any = FALSE, odd = FALSE;
  char code[4] = "";
  gint64 number = 0;
  guint group_digits = 0, n_groups = 0, n_decimals = 0;
  int half = 0;                   /* what was cut off against one half: -1 0 1, -2 for nothing */
  gsize group = 0, n;
  char group_sign = '\0';
  const char *p, *end;

  g_return_val_if_fail (scale <= 9, FALSE);

  trim (&text, &length);
  if (length == 0 || length > 48)
    return FALSE;
  if (text[0] == '(' && text[length - 1] == ')')
    {
      negative = signed_already = TRUE;
      text++, length -= 2;
      trim (&text, &length);
    }

  /* Signs and currency stand in any order before or behind the digits. */
  for (guint i = 0; i < 3 && length > 0 && !is_digit (text[0]) && text[0] != decimal_sign; i++)
    {
      if (!signed_already && (text[0] == '-' || text[0] == '+'))
        n = 1, negative = text[0] == '-', signed_already = TRUE;
      else if (!signed_already && length >= 3 && memcmp (text, "−", 3) == 0)
        n = 3, negative = signed_already = TRUE;
      else if (currency != NULL && code[0] == '\0' && (n = currency_length (text, length, FALSE, code)) > 0)
        ;
      else
        return FALSE;
      text += n, length -= n;
      trim (&text, &length);
    }
  for (guint i = 0; i < 2 && length > 0 && !is_digit (text[length - 1]); i++)
    {
      if (!signed_already && text[length - 1] == '-' && length > 1 && is_digit (text[length - 2]))
        n = 1, negative = signed_already = TRUE;
      else if (currency != NULL && code[0] == '\0' && (n = currency_length (text, length, TRUE, code)) > 0)
        ;
      else
        return FALSE;
      length -= n;
      trim (&text, &length);
    }

  p = text;
  end = text + length;
  while (p < end && *p != decimal_sign)
    {
      if (is_digit (*p))
        {
          if (number > (G_MAXINT64 - 9) / 10)
            return FALSE;
          number = number * 10 + (*p++ - '0');
          group_digits++;
          any = TRUE;
          continue;
        }

      n = group_length (p, end - p, decimal_sign);
      if (n == 0 || (n_groups == 0 ? group_digits < 1 || group_digits > 3 : group_digits != 3))
        return FALSE;
      if (n_groups++ == 0)
        group = n, group_sign = *p;
      else if (n != group || *p != group_sign)
        return FALSE;
      group_digits = 0;
      p += n;
    }
  if (n_groups > 0 && group_digits != 3)
    return FALSE;

  half = -2;
  if (p < end)
    {
      for (p++; p < end; p++)
        {
          int digit;

          if (!is_digit (*p))
            return FALSE;
          any = TRUE;
          digit = *p - '0';
          if (n_decimals < scale)
            {
              if (number > (G_MAXINT64 - 9) / 10)
                return FALSE;
              number = number * 10 + digit;
            }
          else if (n_decimals == scale)
            half = digit > 5 ? 1 : digit < 5 ? -1 : 0;
          else if (half == 0 && digit > 0)
            half = 1;
          n_decimals++;
        }
      if (n_decimals == 0)
        return FALSE;
    }
  if (!any)
    return FALSE;

  for (; n_decimals < scale; n_decimals++)
    {
      if (number > G_MAXINT64 / 10)
        return FALSE;
      number *= 10;
    }
  odd = number % 2 != 0;
  if (half == 1 || (half == 0 && odd))
    number++;

  *value = negative ? -number : number;
  if (currency != NULL)
    memcpy (currency, code, 4);

  return TRUE;
}

/**
 * rapport_scan_boolean:
 * @text: a cell
 * @length: its bytes
 * @value: (out): what it says
 *
 * Reads yes and no in the languages that the headings are matched in, and 1 and 0.
 *
 * Returns: %FALSE if it is neither
 */
gboolean
rapport_scan_boolean (const char *text,
                      gsize       length,
                      gboolean   *value)
{
  static const char *yes[] = { "1", "true", "yes", "y", "t", "x", "on", "ja", "j", "wahr", "waar", "oui", "vrai", "o", "si", "sí", "s", "verdadero" };
  static const char *no[] = { "0", "false", "no", "n", "f", "off", "nein", "falsch", "nee", "onwaar", "non", "faux", "falso" };

  trim (&text, &length);
  if (length == 0 || length > 9)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    if (strlen (yes[i]) == length && g_ascii_strncasecmp (text, yes[i], length) == 0)
      {
        *value = TRUE;
        return TRUE;
      }
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    if (strlen (no[i]) == length && g_ascii_strncasecmp (text, no[i], length) == 0)
      {
        *value = FALSE;
        return TRUE;
      }

  return FALSE;
}

/**
 * rapport_scan_email:
 * @text: a cell
 * @length: its bytes
 *
 * Returns: whether it has the form of one email address
 */
gboolean
rapport_scan_email (const char *text,
                    gsize       length)
{
  const char *at, *dot;

  trim (&text, &length);
  at = memchr (text, '@', length);
  if (at == NULL || at == text)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isspace (text[i]) || (text + i != at && strchr ("@,;<>()\"", text[i]) != NULL))
      return FALSE;

  dot = g_strrstr_len (at, text + length - at, ".");
  return dot != NULL && dot > at + 1 && dot + 1 < text + length;
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
  trim (&text, &length);
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
        return bad (error, code, text, length, _("“%s” is not a date when the month is read first."));
      else if (format == RAPPORT_DATE_FORMAT_DMY)
        return bad (error, code, text, length, _("“%s” is not a date when the day is read first."));
      else
        return bad (error, code, text, length, _("“%s” is not a date when the year is read first."));
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
  if (utc_offset != NO_OFFSET)
    *instant = wall - utc_offset;
  else
    {
      if (zone == NULL)
        zone = local = g_time_zone_new_local ();
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
       (!rapport_scan_number (text, length, dialect->decimal_sign, 6, &fine, NULL) || fine % 1000000 != 0)))
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

  trim (&start, &n);
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
