/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "exchange/rapport-tally-private.h"

#include "exchange/rapport-parse-cell.h"

#include <string.h>

#define N_SAMPLES 5
#define SAMPLE_BYTES 120
#define LOOK_ENOUGH 4096

const char * const rapport_null_words[RAPPORT_N_NULL_WORDS] = {
  "NULL", "null", "(null)", "(NULL)", "\\N", "N/A", "n/a", "#N/A", "NaN", "-",
};

void
rapport_tally_init (RapportTally *self)
{
  memset (self, 0, sizeof *self);
  self->samples = g_ptr_array_new_with_free_func (g_free);
}

void
rapport_tally_clear (RapportTally *self)
{
  g_clear_pointer (&self->example, g_free);
  g_clear_pointer (&self->samples, g_ptr_array_unref);
}

static gboolean
scan_phone (const char *text,
            gsize       length)
{
  guint n_digits = 0, n_others = 0;

  if (length < 6 || length > 32 || (!g_ascii_isdigit (text[0]) && text[0] != '+' && text[0] != '('))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (g_ascii_isdigit (text[i]))
      n_digits++;
    else if (strchr ("+()-./ ", text[i]) != NULL)
      n_others++;
    else
      return FALSE;

  return n_digits >= 6 && n_digits <= 18 && (n_others > 0 || text[0] == '0');
}

static gboolean
scan_blob (const char *text,
           gsize       length)
{
  gsize start = length > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X') ? 2 : 0;

  if (length < (start > 0 ? 18 : 128) || length % 2 != 0)
    return FALSE;
  for (gsize i = start; i < length; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;

  return TRUE;
}

static void
tally_date (RapportTally      *tally,
            const char *text,
            gsize       length)
{
  RapportDay days[RAPPORT_N_DATE_FORMATS] = { 0 };
  guint formats;
  int second_of_day, utc_offset;

  if (!rapport_scan_date (text, length, days, &formats, &second_of_day, &utc_offset))
    return;

  /* Nobody writes the month first with full stops. */
  if ((formats & (1u << RAPPORT_DATE_FORMAT_DMY)) && memchr (text, '.', 3) != NULL)
    formats &= ~(1u << RAPPORT_DATE_FORMAT_MDY);

  for (guint f = 1; f < RAPPORT_N_DATE_FORMATS; f++)
    if (formats & (1u << f))
      tally->n_date[f]++;
  if (second_of_day > 0)
    tally->n_time++;
  if (tally->example == NULL &&
      (formats & (1u << RAPPORT_DATE_FORMAT_DMY)) && (formats & (1u << RAPPORT_DATE_FORMAT_MDY)) &&
      days[RAPPORT_DATE_FORMAT_DMY] != days[RAPPORT_DATE_FORMAT_MDY])
    {
      tally->example = g_strndup (text, length);
      memcpy (tally->example_days, days, sizeof days);
    }
}

static void
tally_number (RapportTally      *tally,
              const char *text,
              gsize       length)
{
  gboolean fits[2];
  gboolean currency = FALSE;
  gsize n_digits = 0;

  while (n_digits < length && g_ascii_isdigit (text[n_digits]))
    n_digits++;
  if (n_digits == length && length <= 18)
    {
      tally->n_integer++;
      tally->n_number[0]++;
      tally->n_number[1]++;
      if (length > 1 && text[0] == '0')
        tally->n_leading_zero++;
      if (length == 1 && (text[0] == '0' || text[0] == '1'))
        {
          tally->n_zero_one++;
          tally->seen_zero_one |= text[0] == '0' ? 1 : 2;
        }
      return;
    }

  for (guint comma = 0; comma < 2; comma++)
    {
      gint64 value;
      char code[4];
      const char *sign;

      fits[comma] = rapport_scan_number (text, length, comma ? ',' : '.', 6, &value, code);
      if (!fits[comma])
        continue;
      tally->n_number[comma]++;
      if (code[0] != '\0' || memchr (text, '$', length) != NULL)
        currency = TRUE;
      sign = memchr (text, comma ? ',' : '.', length);
      if (sign != NULL)
        {
          gsize n_decimals = 0;

          for (sign++; sign < text + length && g_ascii_isdigit (*sign); sign++)
            n_decimals++;
          if (n_decimals == 2)
            tally->n_two[comma]++;
        }
      else if (value % 1000000 == 0 && memchr (text, comma ? '.' : ',', length) == NULL)
        tally->n_integer += comma == 0;     /* "-5", "12 000" */
    }
  if (fits[0] != fits[1])
    tally->n_only[fits[1]]++;
  if (currency)
    tally->n_currency++;
}

static RapportLook
decide_look (const RapportTally *tally)
{
  guint64 most = MAX (MAX (tally->n_number[0], tally->n_number[1]),
                      MAX (tally->n_email, tally->n_phone));

  for (guint f = 1; f < RAPPORT_N_DATE_FORMATS; f++)
    {
      if (tally->n_date[f] == tally->n_values)
        return RAPPORT_LOOK_DATE;
      most = MAX (most, tally->n_date[f]);
    }
  if (MIN (tally->n_number[0], tally->n_number[1]) == tally->n_values ||
      (MAX (tally->n_number[0], tally->n_number[1]) == tally->n_values && tally->n_phone == 0))
    return tally->n_boolean == tally->n_values ||
      tally->n_leading_zero > 0 ? RAPPORT_LOOK_ANYTHING : RAPPORT_LOOK_NUMBER;

  most = MAX (most, MAX (tally->n_boolean, tally->n_blob));
  return most < LOOK_ENOUGH / 4 ? RAPPORT_LOOK_NOTHING : RAPPORT_LOOK_ANYTHING;
}

void
rapport_tally_add (RapportTally            *tally,
                   const RapportCsvDialect *dialect,
                   const char              *text,
                   gsize                    length)
{
  gboolean truth;
  char first;

  while (length > 0 && g_ascii_isspace (text[length - 1]))
    length--;
  while (length > 0 && g_ascii_isspace (*text))
    text++, length--;

  if (dialect->null_certainty == RAPPORT_CSV_CHOSEN
      ? rapport_csv_dialect_is_nothing (dialect, text, length) : length == 0)
    {
      tally->n_nothing++;
      return;
    }

  first = text[0];
  if (length <= 6 && dialect->null_certainty != RAPPORT_CSV_CHOSEN &&
      strchr ("Nn(\\#-", first) != NULL)
    for (guint i = 0; i < RAPPORT_N_NULL_WORDS; i++)
      if (strlen (rapport_null_words[i]) == length &&
          memcmp (text, rapport_null_words[i], length) == 0)
        {
          tally->n_null[i]++;
          return;
        }

  tally->n_values++;
  tally->longest = MAX (tally->longest, length);

  if (tally->samples->len < N_SAMPLES && tally->n_values <= 256)
    {
      const char *end;
      g_autofree char *sample = NULL;

      if (length > SAMPLE_BYTES)
        {
          g_utf8_validate_len (text, SAMPLE_BYTES, &end);
          sample = g_strdup_printf ("%.*s…", (int) (end - text), text);
        }
      else
        sample = g_strndup (text, length);
      if (!g_ptr_array_find_with_equal_func (tally->samples, sample, g_str_equal, NULL))
        g_ptr_array_add (tally->samples, g_steal_pointer (&sample));
    }

  if (tally->look != RAPPORT_LOOK_ANYTHING)
    {
      if (tally->look == RAPPORT_LOOK_DATE)
        tally_date (tally, text, length);
      else if (tally->look == RAPPORT_LOOK_NUMBER && length <= 48)
        tally_number (tally, text, length);
      return;
    }

  if (length <= 9 && (g_ascii_isalpha (first) || first == '0' || first == '1') &&
      rapport_scan_boolean (text, length, &truth))
    tally->n_boolean++;

  if (g_ascii_isalpha (first))
    {
      if (length <= 48 && g_ascii_isupper (first) && length > 3 &&
          (g_ascii_isdigit (text[length - 1]) || text[length - 1] == '-'))
        tally_number (tally, text, length);
    }
  else if (length <= 48)
    {
      tally_number (tally, text, length);
      if (g_ascii_isdigit (first))
        tally_date (tally, text, length);
      if (scan_phone (text, length))
        tally->n_phone++;
    }

  if (length < 256 && memchr (text, '@', length) != NULL && rapport_scan_email (text, length))
    tally->n_email++;
  else if (length >= 18 && scan_blob (text, length))
    tally->n_blob++;

  if (tally->n_values == LOOK_ENOUGH)
    tally->look = decide_look (tally);
}

RapportDateFormat
rapport_tally_best_date (const RapportTally *tally)
{
  RapportDateFormat best = RAPPORT_DATE_FORMAT_NONE;

  for (guint f = 1; f < RAPPORT_N_DATE_FORMATS; f++)
    if (tally->n_date[f] > 0 &&
        (best == RAPPORT_DATE_FORMAT_NONE || tally->n_date[f] > tally->n_date[best]))
      best = f;

  return best != RAPPORT_DATE_FORMAT_NONE && RAPPORT_MOST (tally->n_date[best], tally->n_values)
         ? best : RAPPORT_DATE_FORMAT_NONE;
}

/* The type of a column, the words for nothing left out. */
RapportCsvType
rapport_tally_get_type (const RapportTally *tally,
                        gboolean            comma,
                        guint64            *n_fit)
{
  guint64 n = tally->n_values;
  RapportDateFormat date = rapport_tally_best_date (tally);

  *n_fit = n;
  if (n == 0)
    return RAPPORT_CSV_TYPE_NONE;
  if (date != RAPPORT_DATE_FORMAT_NONE)
    {
      *n_fit = tally->n_date[date];
      return tally->n_time > 0 ? RAPPORT_CSV_TYPE_INSTANT : RAPPORT_CSV_TYPE_DAY;
    }
  if (RAPPORT_MOST (tally->n_email, n))
    {
      *n_fit = tally->n_email;
      return RAPPORT_CSV_TYPE_EMAIL;
    }
  if (RAPPORT_MOST (tally->n_blob, n))
    {
      *n_fit = tally->n_blob;
      return RAPPORT_CSV_TYPE_BLOB;
    }
  if (tally->n_boolean == n && (tally->n_zero_one < n || tally->seen_zero_one == 3))
    return RAPPORT_CSV_TYPE_BOOLEAN;
  if (RAPPORT_MOST (tally->n_number[comma], n) && tally->n_leading_zero == 0)
    {
      *n_fit = tally->n_number[comma];
      if (tally->n_currency > 0)
        return RAPPORT_CSV_TYPE_MONEY;
      if (tally->n_integer == tally->n_number[comma])
        return RAPPORT_CSV_TYPE_INTEGER;
      return tally->n_two[comma] + tally->n_integer == tally->n_number[comma] &&
             tally->n_two[comma] * 2 > tally->n_number[comma]
             ? RAPPORT_CSV_TYPE_MONEY : RAPPORT_CSV_TYPE_DECIMAL;
    }
  if (RAPPORT_MOST (tally->n_phone, n))
    {
      *n_fit = tally->n_phone;
      return RAPPORT_CSV_TYPE_PHONE;
    }

  return RAPPORT_CSV_TYPE_TEXT;
}
