/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "exchange/rapport-csv-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#define BUFFER (64 * 1024)

struct _RapportCsvWriter
{
  GObject parent_instance;

  GOutputStream *stream;
  GString *buffer;
  guint n_cells;                  /* of the row under way */
  gsize row_start;                /* in the buffer */
  guint64 n_rows;
};

G_DEFINE_FINAL_TYPE (RapportCsvWriter, rapport_csv_writer, G_TYPE_OBJECT)

static void
rapport_csv_writer_finalize (GObject *object)
{
  RapportCsvWriter *self = RAPPORT_CSV_WRITER (object);

  g_clear_object (&self->stream);
  g_string_free (self->buffer, TRUE);

  G_OBJECT_CLASS (rapport_csv_writer_parent_class)->finalize (object);
}

static void
rapport_csv_writer_class_init (RapportCsvWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_csv_writer_finalize;
}

static void
rapport_csv_writer_init (RapportCsvWriter *self)
{
  self->buffer = g_string_sized_new (BUFFER + 4096);
}

/**
 * rapport_csv_writer_new:
 * @stream: where to write
 *
 * Writes CSV after RFC 4180: UTF-8 without byte order mark, commas, CR LF at the end of a row,
 * quotes where a cell needs them.
 *
 * Cells are written exactly as they are, also those that begin with = + - or @, which some
 * spreadsheet programs take for formulas: a file that Rapport writes must read back without loss,
 * a phone number is to keep its +, and an apostrophe put before such a cell would be data to every
 * other program. Whoever opens an export in a spreadsheet should import it with its columns set to
 * text.
 *
 * Call rapport_csv_writer_flush() at the end; the stream is not closed.
 *
 * Returns: (transfer full): a writer
 */
RapportCsvWriter *
rapport_csv_writer_new (GOutputStream *stream)
{
  RapportCsvWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  self = g_object_new (RAPPORT_TYPE_CSV_WRITER, NULL);
  self->stream = g_object_ref (stream);

  return self;
}

static gboolean
needs_quotes (const char *text,
              gsize       length)
{
  if (length == 0)
    return FALSE;

  /* A reader may take off blanks around an unquoted cell. */
  if (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1]))
    return TRUE;

  for (gsize i = 0; i < length; i++)
    if (text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r')
      return TRUE;

  return FALSE;
}

/**
 * rapport_csv_writer_add_len:
 * @self: a writer
 * @text: (nullable): UTF-8
 * @length: bytes, or -1 if @text ends in NUL
 *
 * Adds a cell to the row under way. %NULL is the empty cell.
 */
void
rapport_csv_writer_add_len (RapportCsvWriter *self,
                            const char       *text,
                            gssize            length)
{
  gsize n;

  g_return_if_fail (RAPPORT_IS_CSV_WRITER (self));

  if (self->n_cells++ > 0)
    g_string_append_c (self->buffer, ',');
  if (text == NULL)
    return;

  n = length < 0 ? strlen (text) : (gsize) length;
  if (!needs_quotes (text, n))
    {
      g_string_append_len (self->buffer, text, n);
      return;
    }

  g_string_append_c (self->buffer, '"');
  while (n > 0)
    {
      const char *quote = memchr (text, '"', n);
      gsize run = quote != NULL ? (gsize) (quote - text) + 1 : n;

      g_string_append_len (self->buffer, text, run);
      if (quote != NULL)
        g_string_append_c (self->buffer, '"');
      text += run;
      n -= run;
    }
  g_string_append_c (self->buffer, '"');
}

/**
 * rapport_csv_writer_add:
 * @self: a writer
 * @text: (nullable): UTF-8, ending in NUL
 *
 * Adds a cell to the row under way. %NULL is the empty cell.
 */
void
rapport_csv_writer_add (RapportCsvWriter *self,
                        const char       *text)
{
  rapport_csv_writer_add_len (self, text, -1);
}

/**
 * rapport_csv_writer_end_row:
 * @self: a writer
 * @error: why it could not be written
 *
 * Ends the row. Rows are gathered and written some 64 KiB at a time.
 *
 * Returns: %FALSE with @error set
 */
gboolean
rapport_csv_writer_end_row (RapportCsvWriter  *self,
                            GError           **error)
{
  g_return_val_if_fail (RAPPORT_IS_CSV_WRITER (self), FALSE);

  /* A row of one empty cell would be a blank line, which readers pass over. */
  if (self->n_cells <= 1 && self->buffer->len == self->row_start)
    g_string_append (self->buffer, "\"\"");

  g_string_append (self->buffer, "\r\n");
  self->row_start = self->buffer->len;
  self->n_cells = 0;
  self->n_rows++;

  return self->buffer->len < BUFFER || rapport_csv_writer_flush (self, NULL, error);
}

/**
 * rapport_csv_writer_row:
 * @self: a writer
 * @cells: a %NULL-terminated array
 * @error: why it could not be written
 *
 * Writes a whole row.
 *
 * Returns: %FALSE with @error set
 */
gboolean
rapport_csv_writer_row (RapportCsvWriter    *self,
                        const char * const  *cells,
                        GError             **error)
{
  g_return_val_if_fail (RAPPORT_IS_CSV_WRITER (self), FALSE);
  g_return_val_if_fail (cells != NULL, FALSE);

  for (; *cells != NULL; cells++)
    rapport_csv_writer_add (self, *cells);

  return rapport_csv_writer_end_row (self, error);
}

/**
 * rapport_csv_writer_flush:
 * @self: a writer
 * @cancellable: (nullable): a cancellable
 * @error: why it could not be written, in %RAPPORT_CSV_ERROR unless cancelled
 *
 * Writes what is still in memory. Call it between rows only.
 *
 * Returns: %FALSE with @error set
 */
gboolean
rapport_csv_writer_flush (RapportCsvWriter  *self,
                          GCancellable      *cancellable,
                          GError           **error)
{
  g_autoptr(GError) local = NULL;

  g_return_val_if_fail (RAPPORT_IS_CSV_WRITER (self), FALSE);
  g_return_val_if_fail (self->n_cells == 0, FALSE);

  if (g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL,
                                 cancellable, &local) &&
      g_output_stream_flush (self->stream, cancellable, &local))
    {
      g_string_truncate (self->buffer, 0);
      self->row_start = 0;
      return TRUE;
    }

  if (g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_WRITE,
                 /* Translators: %s is the system's reason */
                 _("The file cannot be written: %s"), local->message);

  return FALSE;
}

/**
 * rapport_csv_writer_get_rows:
 * @self: a writer
 *
 * Returns: how many rows were written, headings included
 */
guint64
rapport_csv_writer_get_rows (RapportCsvWriter *self)
{
  g_return_val_if_fail (RAPPORT_IS_CSV_WRITER (self), 0);

  return self->n_rows;
}
