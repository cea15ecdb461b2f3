#include "config.h"

#include "service/rapport-import-private.h"

/* What an import did, and what is to be said of its rows. */

RapportImportResult *
rapport_import_result_new (void)
{
  RapportImportResult *result = g_new0 (RapportImportResult, 1);

  result->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_import_problem_free);
  result->duplicates = g_ptr_array_new ();
  return result;
}

void
rapport_import_problem_free (RapportImportProblem *problem)
{
  g_free (problem->reason);
  g_free (problem->value);
  g_strfreev (problem->row);
  g_free (problem);
}

void
rapport_import_result_free (RapportImportResult *result)
{
  if (result == NULL)
    return;
  g_clear_object (&result->rejects);
  g_ptr_array_unref (result->problems);
  for (guint i = 0; i < result->duplicates->len; i++)
    {
      RapportImportDuplicate *duplicate = g_ptr_array_index (result->duplicates, i);

      g_free (duplicate->name);
      g_free (duplicate->account_name);
      g_free (duplicate);
    }
  g_ptr_array_unref (result->duplicates);
  g_free (result);
}

/**
 * rapport_import_result_describe:
 * @result: what an import did
 *
 * Returns: (transfer full): the first line of the command line's output, which programs read: not translated
 */
char *
rapport_import_result_describe (const RapportImportResult *result)
{
  return g_strdup_printf ("imported %" G_GUINT64_FORMAT ", updated %" G_GUINT64_FORMAT
                          ", unchanged %" G_GUINT64_FORMAT ", rejected %" G_GUINT64_FORMAT,
                          result->imported, result->updated, result->unchanged, result->rejected);
}

#define MOST_REASONS 500

/**
 * rapport_importer_note_problem:
 * @self: an importer
 * @reason: a sentence
 * @column: the column that it is about, or -1
 * @note: whether the row comes in all the same
 *
 * Counts the row under way among those of the same reason.
 */
void
rapport_importer_note_problem (Importer   *self,
                               const char *reason,
                               int         column,
                               gboolean    note)
{
  RapportImportProblem *problem = g_hash_table_lookup (self->reasons, reason);
  const RapportCsvRow *csv = self->csv;

  if (problem == NULL && self->result->problems->len >= MOST_REASONS)
    return;
  if (problem == NULL)
    {
      problem = g_new0 (RapportImportProblem, 1);
      problem->reason = g_strdup (reason);
      problem->column = column;
      problem->note = note;
      if (column >= 0 && (guint) column < csv->n_cells)
        problem->value = g_strndup (csv->cells[column].text, csv->cells[column].length);
      problem->row = g_new0 (char *, self->plan->n_columns + 1);
      for (guint i = 0; i < self->plan->n_columns; i++)
        problem->row[i] = i < csv->n_cells ? g_strndup (csv->cells[i].text, csv->cells[i].length) : g_strdup ("");
      g_ptr_array_add (self->result->problems, problem);
      g_hash_table_insert (self->reasons, problem->reason, problem);
    }
  problem->n_rows++;
  if (problem->n_lines < G_N_ELEMENTS (problem->lines))
    problem->lines[problem->n_lines++] = csv->line;
}

/**
 * rapport_importer_note:
 * @self: an importer
 * @column: the column that it is about
 * @reason: (transfer full): a sentence
 *
 * Says something of a row that comes in all the same.
 */
void
rapport_importer_note (Importer *self,
                       int       column,
                       char     *reason)
{
  g_free (self->note);
  self->note = reason;
  self->note_column = column;
  rapport_importer_note_problem (self, reason, column, TRUE);
}
