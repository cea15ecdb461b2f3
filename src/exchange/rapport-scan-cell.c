/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The plain readings of a cell. They work on text and length and allocate nothing, as a million
 * rows pass through them. */

#include "config.h"

#include "core/rapport-money.h"
#include "exchange/rapport-parse-cell.h"

#include <string.h>

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

/**
 * rapport_scan_trim:
 * @text: (inout): a cell
 * @length: (inout): its bytes
 *
 * Takes off blanks at both ends, also those that are not ASCII.
 */
void
rapport_scan_trim (const char **text,
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
  *utc_offset = G_MININT;

  rapport_scan_trim (&text, &length);
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

  rapport_scan_trim (&text, &length);
  if (length == 0 || length > 48)
    return FALSE;
  if (text[0] == '(' && text[length - 1] == ')')
    {
      negative = signed_already = TRUE;
      text++, length -= 2;
      rapport_scan_trim (&text, &length);
    }

  /* Signs and currency stand in any order before or behind the digits. */
  for (guint i = 0; i < 3 && length > 0 && !is_digit (text[0]) && text[0] != decimal_sign; i++)
    {
      if (!signed_already && (text[0] == '-' || text[0] == '+'))
        n = 1, negative = text[0] == '-', signed_already = TRUE;
      else if (!signed_already && length >= 3 && memcmp (text, "−", 3) == 0)
        n = 3, negative = signed_already = TRUE;
      else if (currency != NULL && code[0] == '\0' &&
               (n = currency_length (text, length, FALSE, code)) > 0)
        ;
      else
        return FALSE;
      text += n, length -= n;
      rapport_scan_trim (&text, &length);
    }
  for (guint i = 0; i < 2 && length > 0 && !is_digit (text[length - 1]); i++)
    {
      if (!signed_already && text[length - 1] == '-' && length > 1 && is_digit (text[length - 2]))
        n = 1, negative = signed_already = TRUE;
      else if (currency != NULL && code[0] == '\0' &&
               (n = currency_length (text, length, TRUE, code)) > 0)
        ;
      else
        return FALSE;
      length -= n;
      rapport_scan_trim (&text, &length);
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
  static const char *yes[] = { "1", "true", "yes", "y", "t", "x", "on", "ja", "j", "wahr", "waar",
      "oui", "vrai", "o", "si", "sí", "s", "verdadero" };
  static const char *no[] = { "0", "false", "no", "n", "f", "off", "nein", "falsch", "nee",
      "onwaar", "non", "faux", "falso" };

  rapport_scan_trim (&text, &length);
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

  rapport_scan_trim (&text, &length);
  if (length == 0)
    return FALSE;
  at = memchr (text, '@', length);
  if (at == NULL || at == text)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isspace (text[i]) || (text + i != at && strchr ("@,;<>()\"", text[i]) != NULL))
      return FALSE;

  dot = g_strrstr_len (at, text + length - at, ".");
  return dot != NULL && dot > at + 1 && dot + 1 < text + length;
}
