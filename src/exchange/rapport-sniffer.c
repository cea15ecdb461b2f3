/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Encoding, separator and headings are told from the first megabyte, everything about the columns
 * from one pass over the whole file: one 13 in the last row decides between day and month. */

#include "config.h"

#include "exchange/rapport-sniffer.h"

#include "exchange/rapport-csv-reader.h"
#include "exchange/rapport-match.h"
#include "exchange/rapport-tally-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define HEAD (1024 * 1024)
#define DELIMITER_ROWS 500
typedef struct
{
  RapportTally *columns;
  guint n_columns;
  guint64 n_rows;
  guint64 n_ragged;
  guint64 n_malformed;
} Survey;

static void
survey_free (Survey *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      rapport_tally_clear (&self->columns[i]);
    }
  g_free (self->columns);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Survey, survey_free)

/* One pass over the rows. */
static Survey *
take_survey (RapportCsvReader         *reader,
             const RapportCsvDialect  *dialect,
             RapportSniffProgress      progress,
             gpointer                  user_data,
             GError                  **error)
{
  g_autoptr(Survey) self = g_new0 (Survey, 1);
  g_autoptr(GError) local = NULL;
  RapportCsvRow row;

  rapport_csv_reader_get_headings (reader, &self->n_columns);
  self->columns = g_new0 (RapportTally, self->n_columns);
  for (guint i = 0; i < self->n_columns; i++)
    rapport_tally_init (&self->columns[i]);

  while (rapport_csv_reader_next (reader, &row, &local))
    {
      self->n_rows++;
      if (progress != NULL && self->n_rows % 4096 == 0)
        progress (rapport_csv_reader_get_bytes_read (reader),
                  rapport_csv_reader_get_bytes (reader), user_data);
      self->n_malformed += row.malformed;
      self->n_ragged += row.ragged;
      if (row.malformed || row.ragged)
        continue;
      for (guint i = 0; i < row.n_cells; i++)
        rapport_tally_add (&self->columns[i], dialect, row.cells[i].text, row.cells[i].length);
    }

  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/* --- What the counts mean -------------------------------------------------------------------- */

static void
judge_decimal_sign (RapportCsvDialect *dialect,
                    const Survey      *survey)
{
  guint64 n_only[2] = { 0, 0 };

  if (dialect->decimal_certainty == RAPPORT_CSV_CHOSEN)
    return;

  for (guint i = 0; i < survey->n_columns; i++)
    {
      const RapportTally *tally = &survey->columns[i];

      if (rapport_tally_best_date (tally) != RAPPORT_DATE_FORMAT_NONE)
        continue;
      for (guint comma = 0; comma < 2; comma++)
        if (RAPPORT_MOST (tally->n_number[comma], tally->n_values))
          n_only[comma] += tally->n_only[comma];
    }

  if (n_only[0] == 0 && n_only[1] == 0)
    {
      /* Programs that write a decimal comma mostly separate cells by this. */
      dialect->decimal_sign = dialect->delimiter == ';' ? ',' : '.';
      dialect->decimal_certainty = RAPPORT_CSV_UNKNOWN;

      /* "1.234": a thousand or one and a bit? */
      for (guint i = 0; i < survey->n_columns; i++)
        {
          const RapportTally *tally = &survey->columns[i];

          if (RAPPORT_MOST (tally->n_number[0], tally->n_values) &&
              tally->n_integer < tally->n_number[0] &&
              tally->n_leading_zero == 0 &&
                rapport_tally_best_date (tally) == RAPPORT_DATE_FORMAT_NONE)
            dialect->decimal_certainty = RAPPORT_CSV_GUESSED;
        }
      return;
    }

  dialect->decimal_sign = n_only[1] > n_only[0] ? ',' : '.';
  dialect->decimal_certainty = n_only[0] == 0 ||
    n_only[1] == 0 ? RAPPORT_CSV_SURE : RAPPORT_CSV_GUESSED;
}

static void
judge_null_words (RapportCsvDialect *dialect,
                  const Survey      *survey)
{
  g_autoptr(GStrvBuilder) words = NULL;
  gboolean dash = FALSE, any = FALSE;

  if (dialect->null_certainty == RAPPORT_CSV_CHOSEN)
    return;

  words = g_strv_builder_new ();
  for (guint w = 0; w < RAPPORT_N_NULL_WORDS; w++)
    {
      gboolean accepted = FALSE;

      for (guint i = 0; i < survey->n_columns; i++)
        {
          const RapportTally *tally = &survey->columns[i];
          RapportCsvType type;
          guint64 n_fit;

          if (tally->n_null[w] == 0)
            continue;
          type = rapport_tally_get_type (tally, dialect->decimal_sign == ',', &n_fit);
          if (w != RAPPORT_NULL_DASH || type > RAPPORT_CSV_TYPE_TEXT || tally->n_null[w] > 1)
            accepted = TRUE;
        }
      if (accepted)
        {
          g_strv_builder_add (words, rapport_null_words[w]);
          any = TRUE;
          dash |= w == RAPPORT_NULL_DASH;
        }
    }

  g_strfreev (dialect->null_words);
  dialect->null_words = g_strv_builder_end (words);
  dialect->null_certainty = !any ? RAPPORT_CSV_UNKNOWN : dash ? RAPPORT_CSV_GUESSED
    : RAPPORT_CSV_SURE;
}

static gboolean
is_nothing_word (const RapportCsvDialect *dialect,
                 guint                    word)
{
  return g_strv_contains ((const char * const *) dialect->null_words, rapport_null_words[word]);
}

static void
judge_dates (RapportCsvDialect       *dialect,
             const RapportCsvDialect *chosen,
             const char              *country)
{
  static const char * const month_first[] = { "US", "PH", "BZ", "FM", "MH", "PW", "GU", "PR", "AS",
      "MP", "VI", NULL };
  RapportDateFormat proposal = RAPPORT_DATE_FORMAT_DMY;
  guint n_dmy = 0, n_mdy = 0;

  for (guint i = 0; i < dialect->n_columns; i++)
    if (dialect->columns[i].date_certainty == RAPPORT_CSV_SURE)
      {
        n_dmy += dialect->columns[i].date_format == RAPPORT_DATE_FORMAT_DMY;
        n_mdy += dialect->columns[i].date_format == RAPPORT_DATE_FORMAT_MDY;
      }

  if (n_dmy + n_mdy > 0)
    proposal = n_mdy > n_dmy ? RAPPORT_DATE_FORMAT_MDY : RAPPORT_DATE_FORMAT_DMY;
  else if (country != NULL && g_strv_contains (month_first, country))
    proposal = RAPPORT_DATE_FORMAT_MDY;

  for (guint i = 0; i < dialect->n_columns; i++)
    {
      RapportCsvColumn *column = &dialect->columns[i];

      if (column->date_ambiguous)
        column->date_format = proposal;
      if (chosen != NULL && i < chosen->n_columns && chosen->columns != NULL &&
          chosen->columns[i].date_certainty == RAPPORT_CSV_CHOSEN)
        {
          column->date_format = chosen->columns[i].date_format;
          column->date_certainty = RAPPORT_CSV_CHOSEN;
        }
    }
}

/* Puts the counts of a survey into the dialect. */
static void
judge (RapportCsvDialect       *dialect,
       Survey                  *survey,
       const char * const      *headings,
       const RapportCsvDialect *chosen,
       const char              *country)
{
  judge_decimal_sign (dialect, survey);
  judge_null_words (dialect, survey);

  for (guint i = 0; dialect->columns != NULL && i < dialect->n_columns; i++)
    {
      g_free (dialect->columns[i].example);
      g_strfreev (dialect->columns[i].samples);
    }
  g_free (dialect->columns);
  g_strfreev (dialect->headings);
  dialect->headings = g_strdupv ((char **) headings);
  dialect->n_columns = survey->n_columns;
  dialect->columns = g_new0 (RapportCsvColumn, survey->n_columns);
  dialect->n_rows = survey->n_rows;
  dialect->n_ragged = survey->n_ragged;
  dialect->n_malformed = survey->n_malformed;

  for (guint i = 0; i < survey->n_columns; i++)
    {
      RapportTally *tally = &survey->columns[i];
      RapportCsvColumn *column = &dialect->columns[i];
      guint64 n_fit;

      column->n_nothing = tally->n_nothing;
      for (guint w = 0; w < RAPPORT_N_NULL_WORDS; w++)
        if (is_nothing_word (dialect, w))
          column->n_nothing += tally->n_null[w];
        else
          tally->n_values += tally->n_null[w];

      column->type = rapport_tally_get_type (tally, dialect->decimal_sign == ',', &n_fit);
      column->n_values = tally->n_values;
      column->n_misfits = tally->n_values - n_fit;
      column->type_certainty = column->type == RAPPORT_CSV_TYPE_NONE ? RAPPORT_CSV_UNKNOWN
                               : column->n_misfits > 0 ? RAPPORT_CSV_GUESSED : RAPPORT_CSV_SURE;
      column->longest = tally->longest;
      g_ptr_array_add (tally->samples, NULL);
      column->samples = (char **) g_ptr_array_steal (tally->samples, NULL);

      if (column->type == RAPPORT_CSV_TYPE_DAY || column->type == RAPPORT_CSV_TYPE_INSTANT)
        {
          column->date_format = rapport_tally_best_date (tally);
          for (guint f = 1; f < RAPPORT_N_DATE_FORMATS; f++)
            if (tally->n_date[f] == tally->n_date[column->date_format])
              column->date_formats |= 1u << f;
          column->date_certainty = column->n_misfits > 0 ? RAPPORT_CSV_GUESSED : RAPPORT_CSV_SURE;
          if ((column->date_formats & (1u << RAPPORT_DATE_FORMAT_DMY)) &&
              (column->date_formats & (1u << RAPPORT_DATE_FORMAT_MDY)) && tally->example != NULL)
            {
              column->date_ambiguous = TRUE;
              column->date_certainty = RAPPORT_CSV_GUESSED;
              column->example = g_steal_pointer (&tally->example);
              memcpy (column->example_days, tally->example_days, sizeof column->example_days);
            }
        }
    }

  judge_dates (dialect, chosen, country);
}

/* --- The first megabyte ---------------------------------------------------------------------- */

static gboolean
judge_encoding (RapportCsvDialect  *dialect,
                const guchar       *head,
                gsize               length,
                gboolean            whole,
                GError            **error)
{
  gsize zeros[2] = { 0, 0 };
  const char *end;

  if (length >= 4 && (memcmp (head, "PK\3\4", 4) == 0 || memcmp (head, "\xd0\xcf\x11\xe0", 4) == 0))
    {
      g_set_error_literal (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_BINARY,
                           _("This is a spreadsheet or an archive, not a CSV file. "
                             "Save it as CSV in the program it comes from."));
      return FALSE;
    }

  if (dialect->encoding_certainty == RAPPORT_CSV_CHOSEN)
    return TRUE;

  dialect->encoding_certainty = RAPPORT_CSV_SURE;
  if (length >= 2 && memcmp (head, "\xff\xfe", 2) == 0)
    {
      dialect->encoding = RAPPORT_CSV_ENCODING_UTF_16LE;
      return TRUE;
    }
  if (length >= 2 && memcmp (head, "\xfe\xff", 2) == 0)
    {
      dialect->encoding = RAPPORT_CSV_ENCODING_UTF_16BE;
      return TRUE;
    }

  for (gsize i = 0; i < length; i++)
    if (head[i] == 0)
      zeros[i % 2]++;
  if (zeros[0] + zeros[1] > 0)
    {
      gboolean big_endian = zeros[0] > zeros[1];

      /* Text in UTF-16 has a zero beside most of its letters, on the same side all the time. */
      if (zeros[big_endian ? 1 : 0] * 50 > zeros[big_endian ? 0 : 1] ||
          zeros[big_endian ? 0 : 1] * 8 < length)
        {
          g_set_error_literal (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_BINARY,
                               _("This is not a text file: it holds zero bytes."));
          return FALSE;
        }
      dialect->encoding = big_endian ? RAPPORT_CSV_ENCODING_UTF_16BE
        : RAPPORT_CSV_ENCODING_UTF_16LE;
      dialect->encoding_certainty = RAPPORT_CSV_GUESSED;
      return TRUE;
    }

  if (g_utf8_validate_len ((const char *) head, length, &end) ||
      (!whole && length - (end - (const char *) head) < 4))
    {
      dialect->encoding = RAPPORT_CSV_ENCODING_UTF_8;
      return TRUE;
    }

  dialect->encoding = RAPPORT_CSV_ENCODING_WINDOWS_1252;
  for (gsize i = 0; i < length; i++)
    if (head[i] >= 0x80 && memchr ("\x81\x8d\x8f\x90\x9d", head[i], 5) != NULL)
      dialect->encoding_certainty = RAPPORT_CSV_GUESSED;

  return TRUE;
}

static RapportCsvReader *
read_head (const RapportCsvDialect  *dialect,
           GBytes                   *head,
           GError                  **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes (head);

  return rapport_csv_reader_new_for_stream (stream, dialect, NULL, error);
}

static gboolean
judge_delimiter (RapportCsvDialect  *dialect,
                 GBytes             *head,
                 GError            **error)
{
  static const char candidates[] = { ',', ';', '\t', '|' };
  g_autoptr(RapportCsvDialect) trial = rapport_csv_dialect_copy (dialect);
  double best = 0, second = 0;
  guint best_columns = 1;
  const char *data;
  gsize length;

  if (dialect->delimiter_certainty == RAPPORT_CSV_CHOSEN)
    return TRUE;

  /* Some spreadsheets write the separator into a first line of its own. */
  data = g_bytes_get_data (head, &length);
  if (length > 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    data += 3, length -= 3;
  if (length > 6 && memcmp (data, "sep=", 4) == 0 && (data[5] == '\r' || data[5] == '\n') &&
      data[4] > 0 && strchr ("\"\r\n", data[4]) == NULL)
    {
      dialect->delimiter = data[4];
      dialect->delimiter_certainty = RAPPORT_CSV_SURE;
      return TRUE;
    }

  dialect->delimiter = ',';
  dialect->delimiter_certainty = RAPPORT_CSV_UNKNOWN;
  trial->has_headings = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      g_autoptr(RapportCsvReader) reader = NULL;
      g_autoptr(GError) local = NULL;
      RapportCsvRow row;
      guint n_columns, n_rows = 0, n_even = 0;
      double score;

      trial->delimiter = candidates[i];
      reader = read_head (trial, head, &local);
      if (reader == NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      rapport_csv_reader_get_headings (reader, &n_columns);
      while (n_rows < DELIMITER_ROWS && rapport_csv_reader_next (reader, &row, &local))
        {
          n_rows++;
          n_even += row.n_cells == n_columns;
        }
      score = n_columns > 1 && n_rows > 0 ? (double) n_even / n_rows : 0;
      if (n_columns > 1 && n_rows == 1)
        score = 1;                /* headings only */

      if (score > best + 0.02 || (score > best - 0.02 && score > 0 && n_columns > best_columns))
        {
          second = best;
          best = score;
          best_columns = n_columns;
          dialect->delimiter = candidates[i];
        }
      else
        second = MAX (second, score);

    }

  if (best > 0)
    dialect->delimiter_certainty = best >= 0.5 &&
      second < best / 2 ? RAPPORT_CSV_SURE : RAPPORT_CSV_GUESSED;

  return TRUE;
}

/* Whether the first row names the columns below it. */
static gboolean
judge_headings (RapportCsvDialect  *dialect,
                GBytes             *head,
                GError            **error)
{
  g_autoptr(RapportCsvDialect) trial = NULL;
  g_autoptr(RapportCsvReader) reader = NULL;
  g_autoptr(Survey) survey = NULL;
  g_autoptr(GHashTable) seen = NULL;
  g_autoptr(GError) local = NULL;
  const char * const *headings;
  guint n_data = 0, n_typed = 0, n_filled = 0, n_known = 0;

  if (dialect->headings_certainty == RAPPORT_CSV_CHOSEN)
    return TRUE;

  dialect->has_headings = TRUE;
  reader = read_head (dialect, head, &local);
  if (reader == NULL)
    {
      if (g_error_matches (local, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_NO_HEADINGS))
        {
          dialect->headings_certainty = RAPPORT_CSV_GUESSED;
          return TRUE;            /* the pass over the file says what is wrong with them */
        }
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  trial = rapport_csv_dialect_copy (dialect);
  headings = rapport_csv_reader_get_headings (reader, NULL);
  survey = take_survey (reader, dialect, NULL, NULL, error);
  if (survey == NULL)
    return FALSE;
  judge (trial, survey, headings, NULL, NULL);

  seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < trial->n_columns; i++)
    {
      RapportTally tally;
      guint64 n_fit;
      RapportCsvType type;

      rapport_tally_init (&tally);
      rapport_tally_add (&tally, trial, headings[i], strlen (headings[i]));
      type = rapport_tally_get_type (&tally, trial->decimal_sign == ',', &n_fit);
      if ((type > RAPPORT_CSV_TYPE_TEXT && type != RAPPORT_CSV_TYPE_BOOLEAN) ||
          tally.n_values == 0 ||
          tally.n_leading_zero > 0)
        n_data++;
      else if (trial->columns[i].type > RAPPORT_CSV_TYPE_TEXT)
        n_typed++;
      n_filled += tally.n_values > 0;
      n_data += !g_hash_table_add (seen, (gpointer) headings[i]);
      n_known += rapport_match_is_known_heading (headings[i]);
      rapport_tally_clear (&tally);
    }

  if (n_known * 2 >= n_filled || (n_known > 0 && n_data == 0) || (n_typed > 0 && n_data == 0))
    dialect->headings_certainty = RAPPORT_CSV_SURE;
  else if (n_data > 0 && n_data >= n_typed)
    {
      dialect->has_headings = FALSE;
      dialect->headings_certainty = RAPPORT_CSV_GUESSED;
    }
  else
    dialect->headings_certainty = n_data > 0 ? RAPPORT_CSV_GUESSED : RAPPORT_CSV_UNKNOWN;

  return TRUE;
}

static GBytes *
load_head (GFile         *file,
           gboolean      *whole,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autofree guchar *data = NULL;
  gsize length;

  if (stream == NULL)
    return NULL;
  data = g_malloc (HEAD);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), data, HEAD, &length, cancellable, error))
    return NULL;
  *whole = length < HEAD;

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

/* A cut row would look ragged. */
static GBytes *
cut_at_line (GBytes             *head,
             gboolean            whole,
             RapportCsvEncoding  encoding)
{
  gsize length;
  const guchar *data = g_bytes_get_data (head, &length);

  for (gsize i = length; !whole && i > 1; i--)
    {
      gboolean at_end = encoding == RAPPORT_CSV_ENCODING_UTF_16LE
                        ? i % 2 == 0 && data[i - 2] == '\n' && data[i - 1] == 0
                        : data[i - 1] == '\n';

      if (at_end)
        return g_bytes_new_from_bytes (head, 0, i);
    }

  return g_bytes_ref (head);
}

/**
 * rapport_sniff_file:
 * @file: a CSV file
 * @chosen: (nullable): what a person has said; fields that are chosen there stay as they are
 * @country: (nullable): ISO 3166 code that the proposal for dates with two readings rests on
 * @progress: (nullable): called now and then
 * @user_data: for @progress
 * @cancellable: (nullable): stops with %G_IO_ERROR_CANCELLED
 * @error: why the file cannot be read, in %RAPPORT_CSV_ERROR
 *
 * Finds out how a file is to be read. Takes about as long as reading it once: call it in a thread.
 *
 * Returns: (transfer full) (nullable): the dialect, every field with its certainty
 */
RapportCsvDialect *
rapport_sniff_file (GFile                    *file,
                    const RapportCsvDialect  *chosen,
                    const char               *country,
                    RapportSniffProgress      progress,
                    gpointer                  user_data,
                    GCancellable             *cancellable,
                    GError                  **error)
{
  g_autoptr(RapportCsvDialect) dialect = NULL;
  g_autoptr(GBytes) head = NULL;
  g_autoptr(GBytes) rows = NULL;
  g_autoptr(GError) local = NULL;
  gboolean whole = FALSE, has_bom;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  dialect = chosen != NULL ? rapport_csv_dialect_copy (chosen) : rapport_csv_dialect_new ();

  head = load_head (file, &whole, cancellable, &local);
  if (head == NULL)
    {
      rapport_csv_propagate_unreadable (error, g_steal_pointer (&local));
      return NULL;
    }

  if (!judge_encoding (dialect, g_bytes_get_data (head, NULL), g_bytes_get_size (head), whole,
                       error))
    return NULL;

  has_bom = g_bytes_get_size (head) >= 3 &&
            memcmp (g_bytes_get_data (head, NULL), "\xef\xbb\xbf", 3) == 0;

  /* Twice only where letters outside ASCII come after the first megabyte and are not UTF-8. */
  for (;;)
    {
      g_autoptr(RapportCsvReader) reader = NULL;
      g_autoptr(Survey) survey = NULL;

      g_clear_pointer (&rows, g_bytes_unref);
      rows = cut_at_line (head, whole, dialect->encoding);
      if (!judge_delimiter (dialect, rows, error) || !judge_headings (dialect, rows, error))
        return NULL;

      reader = rapport_csv_reader_open (file, dialect, cancellable, error);
      if (reader == NULL)
        return NULL;
      survey = take_survey (reader, dialect, progress, user_data, error);
      if (survey == NULL)
        return NULL;

      if (dialect->encoding == RAPPORT_CSV_ENCODING_UTF_8 &&
          rapport_csv_reader_has_bad_bytes (reader) &&
          dialect->encoding_certainty != RAPPORT_CSV_CHOSEN && !has_bom)
        {
          dialect->encoding = RAPPORT_CSV_ENCODING_WINDOWS_1252;
          dialect->encoding_certainty = RAPPORT_CSV_GUESSED;
          continue;
        }

      judge (dialect, survey, rapport_csv_reader_get_headings (reader, NULL), chosen, country);
      return g_steal_pointer (&dialect);
    }
}
