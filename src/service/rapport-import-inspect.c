#include "config.h"

#include "service/rapport-import.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "exchange/rapport-rejects.h"
#include "exchange/rapport-sniffer.h"
#include "service/rapport-import-private.h"

/* Looking at a file before it is imported: how it is read, where its columns go, what its rows become. */

#define FIRST_ROWS 5
#define MOST_PROBLEM_ROWS 20
#define MOST_REJECTED_ROWS 200

static void
preview_free (gpointer data)
{
  RapportImportPreview *preview = data;

  for (guint i = 0; preview->cells != NULL && i < preview->n_cells; i++)
    g_free (preview->cells[i]);
  g_free (preview->cells);
  g_free (preview->problem);
  g_free (preview->note);
  g_free (preview);
}

void
rapport_import_inspection_free (RapportImportInspection *inspection)
{
  if (inspection == NULL)
    return;
  g_clear_pointer (&inspection->plan, rapport_import_plan_unref);
  g_free (inspection->matches);
  g_free (inspection->mapping);
  g_clear_pointer (&inspection->preview, g_ptr_array_unref);
  g_clear_pointer (&inspection->rejected, g_ptr_array_unref);
  g_clear_pointer (&inspection->result, rapport_import_result_free);
  g_clear_error (&inspection->error);
  g_free (inspection);
}

/* The country of the user's locale, on which the proposal for dates with two readings rests. */
static char *
user_country (void)
{
  const char * const *names = g_get_language_names ();
  const char *underscore = names[0] ? strchr (names[0], '_') : NULL;

  return underscore && strlen (underscore) >= 3 ? g_strndup (underscore + 1, 2) : NULL;
}

static gboolean
is_certain (const RapportImportPlan *plan,
            guint                    column)
{
  const RapportImportField *field = plan->fields[column]
                                        ? rapport_import_find_field (plan->kind, plan->fields[column])
                                        : NULL;
  const RapportCsvColumn *found = &plan->dialect->columns[column];

  return field == NULL || (field->type != RAPPORT_CSV_TYPE_DAY && field->type != RAPPORT_CSV_TYPE_INSTANT) ||
         !found->date_ambiguous || found->date_certainty == RAPPORT_CSV_CHOSEN;
}

/* What a person or an earlier import said is sure; the rest as sure as heading and values make it. */
static RapportMatch *
judge_matches (const RapportImportPlan *plan)
{
  g_autoptr(RapportImportPlan) proposal = rapport_import_plan_copy (plan);
  RapportMatch *matches = rapport_import_match (proposal);

  for (guint i = 0; i < plan->n_columns; i++)
    {
      const RapportImportField *field = plan->fields[i] ? rapport_import_find_field (plan->kind, plan->fields[i])
                                                        : NULL;

      if (g_strcmp0 (matches[i].field, field ? field->id : NULL) != 0)
        matches[i].confidence = RAPPORT_MATCH_BOTH;
      matches[i].field = field ? field->id : NULL;
      if (!is_certain (plan, i))
        matches[i].confidence = RAPPORT_MATCH_USER;
    }
  return matches;
}

static RapportImportPlan *
propose (RapportDb                *db,
         GFile                    *file,
         RapportKindId             kind,
         const RapportCsvDialect  *chosen,
         const char               *country,
         RapportDay               *recalled,
         char                    **mapping,
         GCancellable             *cancellable,
         GError                  **error)
{
  g_autoptr(RapportCsvDialect) dialect = rapport_sniff_file (file, chosen, country, NULL, NULL, cancellable, error);
  g_autoptr(RapportImportPlan) plan = NULL;

  if (dialect == NULL)
    return NULL;
  if (kind == RAPPORT_KIND_NONE)
    kind = rapport_import_guess_kind (file, dialect);
  plan = rapport_import_plan_new (file, kind, dialect);
  g_free (rapport_import_match (plan));
  if (recalled != NULL)
    *recalled = RAPPORT_DAY_NONE;
  rapport_import_recall_from (db, plan, recalled, mapping);
  return g_steal_pointer (&plan);
}

/**
 * rapport_import_propose:
 * @workspace: a workspace
 * @file: a CSV file
 * @kind: what its rows are
 * @chosen: (nullable): what a person has said of how it is read
 * @error: return location
 *
 * Reads the whole file to find out how it is read and where its columns go, with what was said for the same headings
 * before. Waits: for the command line.
 *
 * Returns: (nullable) (transfer full): a plan
 */
RapportImportPlan *
rapport_import_propose (RapportWorkspace         *workspace,
                        GFile                    *file,
                        RapportKindId             kind,
                        const RapportCsvDialect  *chosen,
                        GError                  **error)
{
  g_autofree char *country = user_country ();

  return propose (rapport_store_get_db (rapport_workspace_get_store (workspace)), file, kind, chosen, country, NULL,
                  NULL, NULL, error);
}

/* Inspection --------------------------------------------------------------------------------------------------- */

typedef struct
{
  GFile             *file;
  RapportKindId      kind;
  RapportCsvDialect *chosen;
  RapportImportPlan *plan;
  char              *country;
  char              *path;
  gboolean           immutable;
} InspectJob;

static void
inspect_job_free (gpointer data)
{
  InspectJob *job = data;

  g_clear_object (&job->file);
  g_clear_pointer (&job->chosen, rapport_csv_dialect_free);
  g_clear_pointer (&job->plan, rapport_import_plan_unref);
  g_free (job->country);
  g_free (job->path);
  g_free (job);
}

static void
add_preview (GPtrArray               *rows,
             Importer                *importer,
             Outcome                  outcome)
{
  RapportImportPreview *preview = g_new0 (RapportImportPreview, 1);

  preview->line = importer->csv->line;
  preview->n_cells = importer->plan->n_columns;
  preview->cells = g_new0 (char *, preview->n_cells + 1);
  for (guint i = 0; i < importer->n_steps; i++)
    preview->cells[importer->steps[i].column] = rapport_importer_describe_cell (importer, &importer->steps[i]);
  preview->bad_column = -1;
  if (outcome == OUTCOME_REJECTED)
    {
      preview->problem = g_strdup (importer->reason);
      preview->bad_column = importer->bad_column;
    }
  else if (importer->note != NULL)
    {
      preview->note = g_strdup (importer->note);
      preview->bad_column = importer->note_column;
    }
  g_ptr_array_add (rows, preview);
}

/* @inspection (nullable): gets the rows to show. */
static gboolean
rehearse (Importer                 *importer,
          RapportImportInspection  *inspection,
          guint64                   most_rows,
          GCancellable             *cancellable,
          GError                  **error)
{
  const RapportImportPlan *plan = importer->plan;
  g_autoptr(RapportCsvReader) reader = rapport_csv_reader_open (plan->file, plan->dialect, cancellable, error);
  g_autoptr(GError) local_error = NULL;
  RapportCsvRow csv;
  guint shown_problems = 0;

  if (reader == NULL)
    return FALSE;
  while (importer->result->rows < most_rows && rapport_csv_reader_next (reader, &csv, &local_error))
    {
      guint before = importer->result->problems->len;
      Outcome outcome = rapport_importer_take (importer, &csv, error);

      if (outcome == OUTCOME_FAILED)
        return FALSE;
      if (inspection != NULL &&
          (importer->result->rows <= FIRST_ROWS ||
           (importer->result->problems->len > before && shown_problems < MOST_PROBLEM_ROWS)))
        {
          shown_problems += importer->result->problems->len > before;
          add_preview (inspection->preview, importer, outcome);
        }
      if (inspection != NULL && outcome == OUTCOME_REJECTED && inspection->rejected->len < MOST_REJECTED_ROWS)
        add_preview (inspection->rejected, importer, outcome);
      if (importer->result->rows % 512 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return rapport_importer_set_parents (importer, error);
}

static gpointer
inspect (RapportDb     *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  InspectJob *job = data;
  g_autoptr(RapportImportInspection) inspection = g_new0 (RapportImportInspection, 1);
  g_autoptr(Importer) importer = NULL;
  guint64 most_rows = G_MAXUINT64;

  inspection->preview = g_ptr_array_new_with_free_func (preview_free);
  inspection->rejected = g_ptr_array_new_with_free_func (preview_free);
  inspection->recalled = RAPPORT_DAY_NONE;
  if (job->plan == NULL || job->chosen != NULL)
    {
      inspection->plan = propose (db, job->file, job->kind, job->chosen, job->country, &inspection->recalled,
                                  &inspection->mapping, cancellable, error);
      if (inspection->plan == NULL)
        return NULL;
      /* Another separator makes other columns; otherwise what a person has mapped stays. */
      if (job->plan != NULL && job->plan->n_columns == inspection->plan->n_columns)
        for (guint i = 0; i < job->plan->n_columns; i++)
          {
            g_free (inspection->plan->fields[i]);
            inspection->plan->fields[i] = g_strdup (job->plan->fields[i]);
          }
      if (job->plan != NULL)
        {
          inspection->plan->create_accounts = job->plan->create_accounts;
          rapport_import_plan_copy_answers (inspection->plan, job->plan);
        }
    }
  else
    inspection->plan = rapport_import_plan_ref (job->plan);
  if (inspection->plan->dialect->n_rows > RAPPORT_IMPORT_MOST_ROWS)
    {
      g_set_error (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_TOO_MANY,
                   ngettext ("The file has %" PRIu64 " row, more than two million: divide it.",
                             "The file has %" PRIu64 " rows, more than two million: divide it.",
                             (gulong) inspection->plan->dialect->n_rows),
                   inspection->plan->dialect->n_rows);
      return NULL;
    }
  inspection->matches = judge_matches (inspection->plan);

  if (!rapport_import_plan_check (inspection->plan, &inspection->error) &&
      !g_error_matches (inspection->error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_AMBIGUOUS_DATE))
    most_rows = FIRST_ROWS;
  importer = rapport_importer_new (inspection->plan, db, TRUE, error);
  if (importer == NULL || !rehearse (importer, inspection, most_rows, cancellable, error))
    return NULL;
  inspection->result = g_steal_pointer (&importer->result);
  return g_steal_pointer (&inspection);
}

/* With a connection of its own: a large file takes seconds, in which the lists of the window are to answer. */
static void
inspect_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  InspectJob *job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportDb) db = NULL;
  gpointer inspection;

  db = rapport_db_open (job->path, job->immutable ? RAPPORT_DB_IMMUTABLE : RAPPORT_DB_READ, &error);
  if (db == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  rapport_db_set_cancellable (db, cancellable);
  inspection = inspect (db, job, cancellable, &error);
  if (inspection == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, inspection, (GDestroyNotify) rapport_import_inspection_free);
}

/**
 * rapport_import_inspect_async:
 * @workspace: a workspace
 * @file: a CSV file
 * @kind: what its rows are, %RAPPORT_KIND_NONE to guess it: the inspection's plan tells
 * @chosen: (nullable): what a person has said of how it is read: the file is looked at anew
 * @plan: (nullable): where the columns go; with %NULL that is proposed
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Finds out what an import would do, over the whole file, in a thread. Ask again after each change.
 */
void
rapport_import_inspect_async (RapportWorkspace         *workspace,
                              GFile                    *file,
                              RapportKindId             kind,
                              const RapportCsvDialect  *chosen,
                              RapportImportPlan        *plan,
                              GCancellable             *cancellable,
                              GAsyncReadyCallback       callback,
                              gpointer                  user_data)
{
  InspectJob *job = g_new0 (InspectJob, 1);
  g_autoptr(GTask) task = g_task_new (workspace, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_import_inspect_async);
  job->file = g_object_ref (file);
  job->kind = kind;
  job->chosen = chosen ? rapport_csv_dialect_copy (chosen) : NULL;
  job->plan = plan ? rapport_import_plan_copy (plan) : NULL;
  job->country = user_country ();
  job->path = g_strdup (rapport_workspace_get_path (workspace));
  job->immutable = rapport_workspace_is_read_only (workspace) && g_access (job->path, W_OK) != 0;
  g_task_set_task_data (task, job, inspect_job_free);
  g_task_run_in_thread (task, inspect_in_thread);
}

/**
 * rapport_import_inspect_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location; the file cannot be read, or the like
 *
 * Returns: (nullable) (transfer full): what was found
 */
RapportImportInspection *
rapport_import_inspect_finish (RapportWorkspace  *workspace,
                               GAsyncResult      *result,
                               GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gpointer
dry_run (RapportDb     *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  RapportImportPlan *plan = data;
  g_autoptr(Importer) importer = rapport_importer_new (plan, db, TRUE, error);

  if (importer == NULL || !rehearse (importer, NULL, G_MAXUINT64, cancellable, error))
    return NULL;
  return g_steal_pointer (&importer->result);
}

/**
 * rapport_import_dry_run:
 * @workspace: a workspace
 * @plan: a plan
 * @result: (out) (transfer full): what an import would do
 * @error: return location
 *
 * Goes through the file without writing anything, neither records nor rejects. Waits: for the command line.
 *
 * Returns: whether the import is possible
 */
gboolean
rapport_import_dry_run (RapportWorkspace     *workspace,
                        RapportImportPlan    *plan,
                        RapportImportResult **result,
                        GError              **error)
{
  if (!rapport_import_plan_check (plan, error))
    return FALSE;
  *result = rapport_store_read (rapport_workspace_get_store (workspace), dry_run, plan, error);
  return *result != NULL;
}

/* The rows with problems, in a file of their own --------------------------------------------------------------- */

typedef struct
{
  RapportImportPlan *plan;
  GFile             *target;
  char              *path;
} RejectsJob;

static void
rejects_job_free (gpointer data)
{
  RejectsJob *job = data;

  rapport_import_plan_unref (job->plan);
  g_object_unref (job->target);
  g_free (job->path);
  g_free (job);
}

static gboolean
write_rejects (Importer          *importer,
               RapportCsvReader  *reader,
               RapportRejects    *rejects,
               GCancellable      *cancellable,
               GError           **error)
{
  g_autoptr(GError) local_error = NULL;
  RapportCsvRow csv;

  while (rapport_csv_reader_next (reader, &csv, &local_error))
    {
      Outcome outcome = rapport_importer_take (importer, &csv, error);

      if (outcome == OUTCOME_FAILED || g_cancellable_set_error_if_cancelled (cancellable, error) ||
          (outcome == OUTCOME_REJECTED && !rapport_rejects_add (rejects, &csv, importer->reason, error)))
        return FALSE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return rapport_rejects_finish (rejects, error);
}

static void
export_rejects_in_thread (GTask        *task,
                          gpointer      source,
                          gpointer      data,
                          GCancellable *cancellable)
{
  RejectsJob *job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportDb) db = rapport_db_open (job->path, RAPPORT_DB_READ, &error);
  g_autoptr(RapportCsvReader) reader = NULL;
  g_autoptr(Importer) importer = NULL;
  g_autoptr(RapportRejects) rejects = NULL;

  if (db != NULL)
    reader = rapport_csv_reader_open (job->plan->file, job->plan->dialect, cancellable, &error);
  if (reader != NULL)
    importer = rapport_importer_new (job->plan, db, TRUE, &error);
  if (importer != NULL)
    {
      rejects = rapport_rejects_new_at (job->target, rapport_csv_reader_get_headings (reader, NULL));
      if (write_rejects (importer, reader, rejects, cancellable, &error))
        {
          g_task_return_int (task, (gssize) rapport_rejects_get_count (rejects));
          return;
        }
    }
  g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * rapport_import_export_rejects_async:
 * @workspace: a workspace
 * @plan: a plan
 * @target: the file to write
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Writes the rows with problems, with the reason of each, so that they can be mended and imported by themselves.
 */
void
rapport_import_export_rejects_async (RapportWorkspace    *workspace,
                                     RapportImportPlan   *plan,
                                     GFile               *target,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  RejectsJob *job = g_new0 (RejectsJob, 1);
  g_autoptr(GTask) task = g_task_new (workspace, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_import_export_rejects_async);
  job->plan = rapport_import_plan_copy (plan);
  job->target = g_object_ref (target);
  job->path = g_strdup (rapport_workspace_get_path (workspace));
  g_task_set_task_data (task, job, rejects_job_free);
  g_task_run_in_thread (task, export_rejects_in_thread);
}

/**
 * rapport_import_export_rejects_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: how many rows were written, -1 on failure
 */
gssize
rapport_import_export_rejects_finish (RapportWorkspace  *workspace,
                                      GAsyncResult      *result,
                                      GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), -1);

  return g_task_propagate_int (G_TASK (result), error);
}
