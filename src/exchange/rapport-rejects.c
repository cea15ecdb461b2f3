/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "exchange/rapport-rejects.h"

#include "exchange/rapport-csv-writer.h"

#include <glib/gi18n.h>
#include <string.h>

struct _RapportRejects
{
  GObject parent_instance;

  GFile *file;
  GFile *temporary;               /* beside @file, until it is whole */
  GFileOutputStream *stream;
  RapportCsvWriter *writer;
  char **headings;
  guint64 count;
};

G_DEFINE_FINAL_TYPE (RapportRejects, rapport_rejects, G_TYPE_OBJECT)

/* A file that is given up leaves nothing behind. */
static void
drop_temporary (RapportRejects *self)
{
  g_clear_object (&self->writer);
  if (self->stream != NULL)
    g_output_stream_close (G_OUTPUT_STREAM (self->stream), NULL, NULL);
  g_clear_object (&self->stream);
  if (self->temporary != NULL)
    g_file_delete (self->temporary, NULL, NULL);
  g_clear_object (&self->temporary);
}

static void
rapport_rejects_finalize (GObject *object)
{
  RapportRejects *self = RAPPORT_REJECTS (object);

  drop_temporary (self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->headings, g_strfreev);

  G_OBJECT_CLASS (rapport_rejects_parent_class)->finalize (object);
}

static void
rapport_rejects_class_init (RapportRejectsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_rejects_finalize;
}

static void
rapport_rejects_init (RapportRejects *self)
{
}

/**
 * rapport_rejects_new:
 * @source: the file that is imported
 * @headings: its headings
 *
 * Collects the rows of a file that could not be brought in, in FILE.rejects.csv beside it:
 * “customers.csv” has “customers.rejects.csv”. The columns `line` and `reason` come first, then
 * those of the file, so that a row with too many or too few cells keeps them all exactly as they
 * were: mended, the file can be imported itself. A row with a senseless quote stands as it is in
 * the first of them.
 *
 * Nothing is written before the first row. Until rapport_rejects_finish() the rows are in a
 * temporary file; dropped without it, nothing is left behind.
 *
 * Returns: (transfer full): a collector
 */
RapportRejects *
rapport_rejects_new (GFile              *source,
                     const char * const *headings)
{
  g_autoptr(GFile) folder = NULL;
  g_autofree char *name = NULL;
  g_autofree char *rejects = NULL;
  RapportRejects *self;
  char *dot;

  g_return_val_if_fail (G_IS_FILE (source), NULL);
  g_return_val_if_fail (headings != NULL, NULL);

  self = g_object_new (RAPPORT_TYPE_REJECTS, NULL);
  self->headings = g_strdupv ((char **) headings);

  name = g_file_get_basename (source);
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  rejects = g_strconcat (name, ".rejects.csv", NULL);
  folder = g_file_get_parent (source);
  self->file = folder != NULL ? g_file_get_child (folder, rejects) : g_file_new_for_path (rejects);

  return self;
}

/**
 * rapport_rejects_new_at:
 * @target: the file to write
 * @headings: the headings of the file that is imported
 *
 * As rapport_rejects_new(), into a file that a person has chosen.
 *
 * Returns: (transfer full): a collector
 */
RapportRejects *
rapport_rejects_new_at (GFile              *target,
                        const char * const *headings)
{
  RapportRejects *self;

  g_return_val_if_fail (G_IS_FILE (target), NULL);
  g_return_val_if_fail (headings != NULL, NULL);

  self = g_object_new (RAPPORT_TYPE_REJECTS, NULL);
  self->headings = g_strdupv ((char **) headings);
  self->file = g_object_ref (target);
  return self;
}

static gboolean
start (RapportRejects  *self,
       GError         **error)
{
  g_autoptr(GFile) folder = g_file_get_parent (self->file);
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *hidden = g_strdup_printf (".%s.%08x", name, g_random_int ());
  g_autoptr(GError) local = NULL;

  /* Private, as the rows are customers' data; the source may well be readable for others. */
  self->temporary = g_file_get_child (folder, hidden);
  self->stream = g_file_create (self->temporary, G_FILE_CREATE_PRIVATE, NULL, &local);
  if (self->stream == NULL)
    {
      g_clear_object (&self->temporary);
      g_set_error (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_WRITE,
                   /* Translators: the name of a file, then the system's reason */
                   _("The rejected rows cannot be written to “%s”: %s"), name, local->message);
      return FALSE;
    }

  self->writer = rapport_csv_writer_new (G_OUTPUT_STREAM (self->stream));
  rapport_csv_writer_add (self->writer, "line");
  rapport_csv_writer_add (self->writer, "reason");

  return rapport_csv_writer_row (self->writer, (const char * const *) self->headings, error);
}

/**
 * rapport_rejects_add:
 * @self: a collector
 * @row: a row that is not brought in
 * @reason: the sentence that says why
 * @error: why it could not be written, in %RAPPORT_CSV_ERROR
 *
 * Adds a row.
 *
 * Returns: %FALSE with @error set
 */
gboolean
rapport_rejects_add (RapportRejects       *self,
                     const RapportCsvRow  *row,
                     const char           *reason,
                     GError              **error)
{
  char line[24];

  g_return_val_if_fail (RAPPORT_IS_REJECTS (self), FALSE);
  g_return_val_if_fail (row != NULL, FALSE);
  g_return_val_if_fail (reason != NULL, FALSE);

  if (self->writer == NULL && !start (self, error))
    return FALSE;

  g_snprintf (line, sizeof line, "%" G_GUINT64_FORMAT, row->line);
  rapport_csv_writer_add (self->writer, line);
  rapport_csv_writer_add (self->writer, reason);
  if (row->malformed)
    rapport_csv_writer_add_len (self->writer, row->raw, row->raw_length);
  for (guint i = 0; i < row->n_cells; i++)
    rapport_csv_writer_add_len (self->writer, row->cells[i].text, row->cells[i].length);
  self->count++;

  return rapport_csv_writer_end_row (self->writer, error);
}

/**
 * rapport_rejects_finish:
 * @self: a collector
 * @error: why it could not be written, in %RAPPORT_CSV_ERROR
 *
 * Puts the file in its place, over one of an earlier import. If no row was rejected, none is
 * written, and such an earlier file stays: somebody may be mending it.
 *
 * Returns: %FALSE with @error set
 */
gboolean
rapport_rejects_finish (RapportRejects  *self,
                        GError         **error)
{
  g_autoptr(GError) local = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (RAPPORT_IS_REJECTS (self), FALSE);

  if (self->writer == NULL)
    return TRUE;

  if (!rapport_csv_writer_flush (self->writer, NULL, error))
    {
      drop_temporary (self);
      return FALSE;
    }
  if (g_output_stream_close (G_OUTPUT_STREAM (self->stream), NULL, &local) &&
      g_file_move (self->temporary, self->file, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &local))
    {
      g_clear_object (&self->temporary);
      g_clear_object (&self->stream);
      g_clear_object (&self->writer);
      return TRUE;
    }
  drop_temporary (self);

  name = g_file_get_basename (self->file);
  g_set_error (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_WRITE,
               _("The rejected rows cannot be written to “%s”: %s"), name, local->message);

  return FALSE;
}

/**
 * rapport_rejects_get_count:
 * @self: a collector
 *
 * Returns: how many rows were added
 */
guint64
rapport_rejects_get_count (RapportRejects *self)
{
  g_return_val_if_fail (RAPPORT_IS_REJECTS (self), 0);

  return self->count;
}

/**
 * rapport_rejects_get_file:
 * @self: a collector
 *
 * Returns: (transfer none): where the rows are, or would be
 */
GFile *
rapport_rejects_get_file (RapportRejects *self)
{
  g_return_val_if_fail (RAPPORT_IS_REJECTS (self), NULL);

  return self->file;
}
