/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A window of decoded text slides over the file. libcsv is fed one physical line at a time, so that
 * the line number and the raw text of every row are exact, and so that a row with a senseless quote
 * costs that line only: parsing starts again on the line after it.
 *
 * Rows are parsed in batches into one arena of text and one array of cells. The window moves only
 * when the batch has been handed out, which is what lets rows point into it. */

#include "config.h"

#include "exchange/rapport-csv-reader.h"

#include <csv.h>
#include <glib/gi18n.h>
#include <string.h>

#include "exchange/rapport-csv-decode.h"

#define CHUNK (128 * 1024)
#define BATCH_ROWS 1024
#define BATCH_BYTES CHUNK
#define LONGEST_ROW (16 * 1024 * 1024)

typedef struct
{
  guint64 line;
  gsize raw;                      /* offset in the window */
  gsize raw_length;
  guint first_cell;
  guint n_cells;
  gboolean malformed;
} Row;

typedef struct
{
  gsize offset;                   /* in the arena */
  gsize length;
} Cell;

struct _RapportCsvReader
{
  GObject parent_instance;

  GInputStream *stream;
  GCancellable *cancellable;
  RapportCsvEncoding encoding;
  gboolean has_headings;
  char **headings;
  guint n_headings;
  guint64 bytes_read;
  guint64 bytes;

  guchar *in;                     /* CHUNK + carried bytes, as in the file */
  gsize carried;
  gboolean started;
  gboolean at_end;
  gboolean bad_bytes;             /* some were not of the encoding */

  GByteArray *window;             /* decoded text */
  gsize scanned;                  /* start of the next line to be fed */
  gsize row_start;                /* start of the row under way */
  guint64 line;                   /* number of the line at scanned */
  guint64 row_line;               /* … at row_start */

  struct csv_parser parser;
  gboolean row_done;
  gboolean skipping;              /* the rest of a line too long to be one */
  GByteArray *arena;
  GArray *cells;                  /* Cell */
  GArray *rows;                   /* Row */
  guint next_row;
  guint row_first_cell;           /* of the row under way */
  GArray *out_cells;              /* RapportCsvCell, those of the last row given out */
};

G_DEFINE_FINAL_TYPE (RapportCsvReader, rapport_csv_reader, G_TYPE_OBJECT)

/* Reads one chunk into the window. Sets at_end at the end of the file. */
static gboolean
fill (RapportCsvReader  *self,
      GError           **error)
{
  g_autoptr(GError) local = NULL;
  gsize before = self->window->len;
  const guchar *in = self->in;
  gsize got = 0, length;

  if (!g_input_stream_read_all (self->stream, self->in + self->carried, CHUNK, &got,
                                self->cancellable, &local))
    {
      rapport_csv_propagate_unreadable (error, g_steal_pointer (&local));
      return FALSE;
    }

  self->bytes_read += got;
  self->at_end = got < CHUNK;
  length = self->carried + got;

  if (!self->started)
    {
      gsize bom = 0;

      self->started = TRUE;
      if (self->encoding == RAPPORT_CSV_ENCODING_UTF_8 && length >= 3 &&
          memcmp (in, "\xef\xbb\xbf", 3) == 0)
        bom = 3;
      else if (self->encoding == RAPPORT_CSV_ENCODING_UTF_16LE && length >= 2 &&
               memcmp (in, "\xff\xfe", 2) == 0)
        bom = 2;
      else if (self->encoding == RAPPORT_CSV_ENCODING_UTF_16BE && length >= 2 &&
               memcmp (in, "\xfe\xff", 2) == 0)
        bom = 2;
      in += bom;
      length -= bom;
    }

  switch (self->encoding)
    {
    case RAPPORT_CSV_ENCODING_UTF_8:
      self->carried = _rapport_csv_decode_utf8 (self->window, in, length, self->at_end, &self->bad_bytes);
      break;
    case RAPPORT_CSV_ENCODING_UTF_16LE:
    case RAPPORT_CSV_ENCODING_UTF_16BE:
      self->carried = _rapport_csv_decode_utf16 (self->window, in, length,
                                                 self->encoding == RAPPORT_CSV_ENCODING_UTF_16BE, self->at_end,
                                                 &self->bad_bytes);
      break;
    case RAPPORT_CSV_ENCODING_WINDOWS_1252:
    default:
      _rapport_csv_decode_windows_1252 (self->window, in, length);
      self->carried = 0;
      break;
    }
  memmove (self->in, in + length - self->carried, self->carried);

  if (memchr (self->window->data + before, '\0', self->window->len - before) != NULL)
    {
      g_set_error_literal (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_BINARY,
                           _("This is not a text file, or it is in another encoding: "
                             "it holds zero bytes."));
      return FALSE;
    }

  return TRUE;
}

static void
cell_cb (void   *text,
         size_t  length,
         void   *user_data)
{
  RapportCsvReader *self = user_data;
  Cell cell = { self->arena->len, length };

  if (length > 0)
    g_byte_array_append (self->arena, text, length);
  g_byte_array_append (self->arena, (const guint8 *) "", 1);
  g_array_append_val (self->cells, cell);
}

static void
row_cb (int   terminator,
        void *user_data)
{
  RapportCsvReader *self = user_data;

  self->row_done = TRUE;
}

/* Without callbacks csv_fini() drops the row under way; STRICT_FINI would make it refuse. */
static void
reset_parser (RapportCsvReader *self)
{
  csv_set_opts (&self->parser, 0);
  csv_fini (&self->parser, NULL, NULL, NULL);
  csv_set_opts (&self->parser, CSV_STRICT | CSV_STRICT_FINI);
}

static void
add_row (RapportCsvReader *self,
         gsize             end,
         gboolean          malformed)
{
  Row row = { .line = self->row_line, .raw = self->row_start, .malformed = malformed };
  const guint8 *text = self->window->data;

  while (end > row.raw && (text[end - 1] == '\n' || text[end - 1] == '\r'))
    end--;
  row.raw_length = end - row.raw;
  if (malformed)
    g_array_set_size (self->cells, self->row_first_cell);
  row.first_cell = self->row_first_cell;
  row.n_cells = self->cells->len - self->row_first_cell;
  g_array_append_val (self->rows, row);
  self->row_first_cell = self->cells->len;
  self->row_done = FALSE;
}

/* The end of the line that starts at @from, behind its CR, LF or CR LF; FALSE before it is read. */
static gboolean
find_line_end (RapportCsvReader *self,
               gsize             from,
               gsize            *end)
{
  const guint8 *text = self->window->data;
  gsize length = self->window->len - from;
  const guint8 *lf, *cr;

  lf = memchr (text + from, '\n', length);
  cr = memchr (text + from, '\r', lf != NULL ? (gsize) (lf - text - from) : length);

  if (cr != NULL && cr + 1 != lf)
    {
      if (lf == NULL && (gsize) (cr - text) + 1 == self->window->len && !self->at_end)
        return FALSE;             /* the LF of a CR LF may follow */
      *end = cr - text + 1;
    }
  else if (lf != NULL)
    *end = lf - text + 1;
  else if (self->at_end)
    *end = self->window->len;
  else
    return FALSE;

  return TRUE;
}

/* The row's first line makes no sense: it alone is given up, and parsing goes on behind it. */
static void
give_up_row (RapportCsvReader *self)
{
  gsize end;

  if (!find_line_end (self, self->row_start, &end))
    end = self->scanned;
  reset_parser (self);
  add_row (self, end, TRUE);
  self->scanned = self->row_start = end;
  self->line = ++self->row_line;
}

/* Drops what has been handed out, keeps the cells of the row under way. */
static void
slide (RapportCsvReader *self)
{
  guint kept = self->cells->len - self->row_first_cell;
  gsize start = kept > 0 ? g_array_index (self->cells, Cell, self->row_first_cell).offset
                         : self->arena->len;

  if (start > 0)
    g_byte_array_remove_range (self->arena, 0, start);
  if (self->row_first_cell > 0)
    g_array_remove_range (self->cells, 0, self->row_first_cell);
  for (guint i = 0; i < kept; i++)
    g_array_index (self->cells, Cell, i).offset -= start;
  self->row_first_cell = 0;

  g_array_set_size (self->rows, 0);
  self->next_row = 0;

  if (self->row_start > 0 && (self->row_start >= CHUNK || self->row_start == self->window->len))
    {
      g_byte_array_remove_range (self->window, 0, self->row_start);
      self->scanned -= self->row_start;
      self->row_start = 0;
    }
}

/* Parses until there are some rows or the file ends. */
static gboolean
parse_batch (RapportCsvReader  *self,
             GError           **error)
{
  gsize bytes = 0;

  slide (self);

  while (self->rows->len < BATCH_ROWS && bytes < BATCH_BYTES)
    {
      gsize end = 0, fed;

      if (self->scanned == self->window->len || !find_line_end (self, self->scanned, &end))
        {
          if (self->rows->len > 0)
            return TRUE;          /* hand these out before the window moves */
          if (self->skipping)
            self->scanned = self->row_start = self->window->len;
          if (self->window->len - self->row_start > LONGEST_ROW)
            {
              if (self->scanned > self->row_start)
                give_up_row (self);
              else                /* one line of that length; skip what there is of it */
                {
                  self->scanned = self->window->len;
                  reset_parser (self);
                  add_row (self, self->scanned, TRUE);
                  self->row_start = self->scanned;
                  self->skipping = TRUE;
                }
              continue;
            }
          if (!self->at_end)
            {
              slide (self);
              if (!fill (self, error))
                return FALSE;
              continue;
            }
          if (self->scanned == self->row_start)
            return TRUE;          /* nothing under way: this is the end */

          if (csv_fini (&self->parser, cell_cb, row_cb, self) != 0)
            give_up_row (self);   /* the quote is never closed */
          else
            {
              if (self->row_done)
                add_row (self, self->scanned, FALSE);
              self->row_start = self->scanned;
              self->row_line = self->line;
            }
          continue;
        }

      if (self->skipping)
        {
          self->skipping = FALSE;
          self->scanned = self->row_start = end;
          self->row_line = ++self->line;
          continue;
        }

      fed = csv_parse (&self->parser, self->window->data + self->scanned, end - self->scanned,
                       cell_cb, row_cb, self);
      if (fed != end - self->scanned)
        {
          if (csv_error (&self->parser) != CSV_EPARSE)
            {
              g_set_error_literal (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_UNREADABLE,
                                   csv_strerror (csv_error (&self->parser)));
              return FALSE;
            }
          self->row_done = FALSE;
          give_up_row (self);
          continue;
        }

      bytes += fed;
      self->scanned = end;
      if (self->window->data[end - 1] == '\n' || self->window->data[end - 1] == '\r')
        self->line++;
      if (self->row_done)
        add_row (self, end, FALSE);
      else if (self->parser.pstate != 0 || end - self->row_start == 0)
        continue;                 /* inside quotes, or the last line without its end */
      self->row_start = self->scanned;
      self->row_line = self->line;
    }

  return TRUE;
}

static void
rapport_csv_reader_finalize (GObject *object)
{
  RapportCsvReader *self = RAPPORT_CSV_READER (object);

  csv_free (&self->parser);
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->headings, g_strfreev);
  g_clear_pointer (&self->in, g_free);
  g_clear_pointer (&self->window, g_byte_array_unref);
  g_clear_pointer (&self->arena, g_byte_array_unref);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->out_cells, g_array_unref);

  G_OBJECT_CLASS (rapport_csv_reader_parent_class)->finalize (object);
}

static void
rapport_csv_reader_class_init (RapportCsvReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_csv_reader_finalize;
}

static void
rapport_csv_reader_init (RapportCsvReader *self)
{
  self->in = g_malloc (CHUNK + 8);
  self->window = g_byte_array_sized_new (2 * CHUNK);
  self->arena = g_byte_array_sized_new (2 * CHUNK);
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->out_cells = g_array_new (FALSE, FALSE, sizeof (RapportCsvCell));
  self->line = self->row_line = 1;

  if (csv_init (&self->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    g_error ("libcsv cannot be initialised");
  csv_set_blk_size (&self->parser, 4096);
}

static gboolean
next_row (RapportCsvReader  *self,
          RapportCsvRow     *out,
          GError           **error)
{
  Row *row;

  if (self->next_row == self->rows->len && !parse_batch (self, error))
    return FALSE;
  if (self->next_row == self->rows->len)
    return FALSE;

  row = &g_array_index (self->rows, Row, self->next_row++);
  g_array_set_size (self->out_cells, row->n_cells);
  for (guint i = 0; i < row->n_cells; i++)
    {
      Cell *cell = &g_array_index (self->cells, Cell, row->first_cell + i);
      RapportCsvCell *to = &g_array_index (self->out_cells, RapportCsvCell, i);

      to->text = (const char *) self->arena->data + cell->offset;
      to->length = cell->length;
    }

  out->line = row->line;
  out->n_cells = row->n_cells;
  out->cells = (const RapportCsvCell *) (gpointer) self->out_cells->data;
  out->raw = (const char *) self->window->data + row->raw;
  out->raw_length = row->raw_length;
  out->malformed = row->malformed;
  out->ragged = !row->malformed && self->n_headings > 0 && row->n_cells != self->n_headings;
  out->undecodable = self->bad_bytes &&
                     g_strstr_len (out->raw, out->raw_length, "\xef\xbf\xbd") != NULL;

  return TRUE;
}

/* Reads the first row: the headings, or the number of columns. */
static gboolean
read_headings (RapportCsvReader  *self,
               GError           **error)
{
  g_autoptr(GError) local = NULL;
  RapportCsvRow row;

  /* "sep=;": some spreadsheets say the separator in a line of its own. */
  if (!next_row (self, &row, &local) ||
      (row.raw_length == 5 && memcmp (row.raw, "sep=", 4) == 0 && !next_row (self, &row, &local)))
    {
      if (local == NULL)
        g_set_error_literal (&local, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_EMPTY,
                             _("The file is empty."));
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  if (self->has_headings)
    {
      gboolean any = FALSE;

      for (guint i = 0; i < row.n_cells; i++)
        any |= row.cells[i].length > 0;
      if (row.malformed || !any)
        {
          g_set_error_literal (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_NO_HEADINGS,
                               row.malformed
                               ? _("The row of headings has a quotation mark that is out of place.")
                               : _("The first row should be headings, but it has none."));
          return FALSE;
        }
    }

  /* Without headings the first row that can be read says how many columns there are. */
  self->n_headings = row.n_cells;
  for (guint i = self->next_row; self->n_headings == 0 && i < self->rows->len; i++)
    self->n_headings = g_array_index (self->rows, Row, i).n_cells;
  self->n_headings = MAX (self->n_headings, 1);
  self->headings = g_new0 (char *, self->n_headings + 1);
  for (guint i = 0; i < self->n_headings; i++)
    self->headings[i] = self->has_headings && row.cells[i].length > 0
                        ? g_strstrip (g_strdup (row.cells[i].text))
                        /* Translators: the name of a column that has none in the file */
                        : g_strdup_printf (_("Column %u"), i + 1);

  if (!self->has_headings)
    self->next_row--;             /* give the row out again */

  return TRUE;
}

/**
 * rapport_csv_reader_new_for_stream:
 * @stream: the bytes of the file
 * @dialect: how to read them; copied
 * @cancellable: (nullable): stops reading with %G_IO_ERROR_CANCELLED
 * @error: what stops the whole file, in %RAPPORT_CSV_ERROR
 *
 * Starts reading: the headings are read at once. A reader belongs to one thread at a time.
 *
 * Returns: (transfer full) (nullable): a reader
 */
RapportCsvReader *
rapport_csv_reader_new_for_stream (GInputStream             *stream,
                                   const RapportCsvDialect  *dialect,
                                   GCancellable             *cancellable,
                                   GError                  **error)
{
  g_autoptr(RapportCsvReader) self = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (dialect != NULL, NULL);

  self = g_object_new (RAPPORT_TYPE_CSV_READER, NULL);
  self->stream = g_object_ref (stream);
  g_set_object (&self->cancellable, cancellable);
  self->encoding = dialect->encoding;
  self->has_headings = dialect->has_headings;
  csv_set_delim (&self->parser, dialect->delimiter);

  if (!read_headings (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * rapport_csv_reader_open:
 * @file: a CSV file
 * @dialect: how to read it; copied
 * @cancellable: (nullable): stops reading with %G_IO_ERROR_CANCELLED
 * @error: what stops the whole file, in %RAPPORT_CSV_ERROR
 *
 * Opens a file; see rapport_csv_reader_new_for_stream().
 *
 * Returns: (transfer full) (nullable): a reader
 */
RapportCsvReader *
rapport_csv_reader_open (GFile                    *file,
                         const RapportCsvDialect  *dialect,
                         GCancellable             *cancellable,
                         GError                  **error)
{
  g_autoptr(GFileInputStream) stream = NULL;
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GError) local = NULL;
  RapportCsvReader *self;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (dialect != NULL, NULL);

  stream = g_file_read (file, cancellable, &local);
  if (stream == NULL)
    {
      rapport_csv_propagate_unreadable (error, g_steal_pointer (&local));
      return NULL;
    }

  self = rapport_csv_reader_new_for_stream (G_INPUT_STREAM (stream), dialect, cancellable, error);
  if (self == NULL)
    return NULL;

  /* Only the progress needs the size; a pipe has none. */
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  if (info != NULL)
    self->bytes = g_file_info_get_size (info);

  return self;
}

/**
 * rapport_csv_reader_get_headings:
 * @self: a reader
 * @n_headings: (out) (optional): how many columns there are
 *
 * The headings, blanks around them taken off; where there are none, “Column 1” and so on.
 *
 * Returns: (transfer none): a %NULL-terminated array
 */
const char * const *
rapport_csv_reader_get_headings (RapportCsvReader *self,
                                 guint            *n_headings)
{
  g_return_val_if_fail (RAPPORT_IS_CSV_READER (self), NULL);

  if (n_headings != NULL)
    *n_headings = self->n_headings;

  return (const char * const *) self->headings;
}

/**
 * rapport_csv_reader_next:
 * @self: a reader
 * @row: (out caller-allocates): the row; what it points to lasts until the next call
 * @error: what stops the whole file
 *
 * Reads the next row. Blank lines are passed over. Blanks around an unquoted cell are not part of
 * it, those within quotes are.
 *
 * Returns: %TRUE if there was a row; %FALSE at the end, or with @error set
 */
gboolean
rapport_csv_reader_next (RapportCsvReader  *self,
                         RapportCsvRow     *row,
                         GError           **error)
{
  g_return_val_if_fail (RAPPORT_IS_CSV_READER (self), FALSE);
  g_return_val_if_fail (row != NULL, FALSE);

  return next_row (self, row, error);
}

/**
 * rapport_csv_reader_get_bytes_read:
 * @self: a reader
 *
 * Returns: how much of the file has been read, for a progress bar
 */
guint64
rapport_csv_reader_get_bytes_read (RapportCsvReader *self)
{
  g_return_val_if_fail (RAPPORT_IS_CSV_READER (self), 0);

  return self->bytes_read;
}

/**
 * rapport_csv_reader_get_bytes:
 * @self: a reader
 *
 * Returns: the size of the file, 0 where it has none
 */
guint64
rapport_csv_reader_get_bytes (RapportCsvReader *self)
{
  g_return_val_if_fail (RAPPORT_IS_CSV_READER (self), 0);

  return self->bytes;
}

/**
 * rapport_csv_reader_has_bad_bytes:
 * @self: a reader
 *
 * Returns: whether so far there were bytes that are not of the encoding
 */
gboolean
rapport_csv_reader_has_bad_bytes (RapportCsvReader *self)
{
  g_return_val_if_fail (RAPPORT_IS_CSV_READER (self), FALSE);

  return self->bad_bytes;
}

/**
 * rapport_csv_row_describe_problem:
 * @row: a row
 * @n_headings: how many columns the file has
 *
 * Says what is wrong with the shape of a row, for the rejects file and the window.
 *
 * Returns: (transfer full) (nullable): a sentence, %NULL if nothing is wrong
 */
char *
rapport_csv_row_describe_problem (const RapportCsvRow *row,
                                  guint                n_headings)
{
  g_return_val_if_fail (row != NULL, NULL);

  if (row->malformed)
    return g_strdup (_("A quotation mark is out of place or never closed."));

  if (row->ragged)
    /* Translators: “%u cells” of a row against “%u headings” */
    return g_strdup_printf (ngettext ("%u cell where there are %u headings: "
                                      "an unquoted separator or a missing one.",
                                      "%u cells where there are %u headings: "
                                      "an unquoted separator or a missing one.",
                                      row->n_cells),
                            row->n_cells, n_headings);

  if (row->undecodable)
    return g_strdup (_("Some bytes are not letters in this encoding."));

  return NULL;
}
