#include "config.h"

#include "service/rapport-import.h"

#include <glib/gi18n.h>

#include "exchange/rapport-rejects.h"
#include "service/rapport-import-private.h"
#include "store/rapport-batch-undo.h"
#include "store/rapport-figures.h"
#include "store/rapport-journal.h"

/* The rows go in by transactions of at most this many records, so that neither memory nor the write-ahead log grows
 * with the file, and other writers get their turn. Each is an entry of one batch: undo takes all of them back, and
 * a crash leaves a batch that is marked as running. */
#define RECORDS_A_PART 20000
#define TOTALS_A_PART 5000

#define CACHE_WHILE_IMPORTING 20000
#define CACHE_USUALLY 16000

typedef struct
{
  RapportImportPlan   *plan;
  RapportImportResult *result;
  int                  rows;  /* atomic, as the window asks while the writer works */
  int                  share; /* atomic, of 10000 */
} ImportJob;

static void
job_free (gpointer data)
{
  ImportJob *job = data;

  rapport_import_plan_unref (job->plan);
  rapport_import_result_free (job->result);
  g_free (job);
}

static void
note_progress (ImportJob        *job,
               RapportCsvReader *reader,
               guint64           rows)
{
  guint64 bytes = rapport_csv_reader_get_bytes (reader);

  g_atomic_int_set (&job->rows, (int) MIN (rows, G_MAXINT));
  if (bytes > 0)
    g_atomic_int_set (&job->share, (int) (rapport_csv_reader_get_bytes_read (reader) * 9500 / bytes));
}

/* A row of a customer file makes an account, its placement and move, a person and its affiliation. */
static guint
records_a_row (const Importer *importer)
{
  return importer->plan->kind == RAPPORT_KIND_ACCOUNT  ? 5
         : importer->plan->kind == RAPPORT_KIND_PERSON ? 2
         : importer->plan->create_accounts             ? 4
                                                       : 1;
}

/* The file of rejected rows stands beside the file; where that folder cannot be written, in the home folder. */
static RapportRejects *
make_rejects (const RapportImportPlan *plan,
              const char *const       *headings)
{
  g_autoptr(GFile) folder = g_file_get_parent (plan->file);
  g_autoptr(GFileInfo) info = folder ? g_file_query_info (folder, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE,
                                                          G_FILE_QUERY_INFO_NONE, NULL, NULL)
                                      : NULL;
  g_autoptr(GFile) instead = NULL;

  if (info != NULL && !g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE))
    {
      g_autofree char *name = g_file_get_basename (plan->file);
      g_autofree char *path = g_build_filename (g_get_home_dir (), name, NULL);

      instead = g_file_new_for_path (path);
    }
  return rapport_rejects_new (instead ? instead : plan->file, headings);
}

static gboolean
is_left_out (const RapportImportPlan *plan,
             const char              *reason)
{
  for (guint i = 0; i < plan->leave_out->len; i++)
    if (g_str_equal (g_ptr_array_index (plan->leave_out, i), reason))
      return TRUE;
  return FALSE;
}

typedef struct
{
  ImportJob           *job;
  RapportDb           *db;
  RapportWriteContext  part;
  RapportWrite        *write;
  guint                n_parts;
} Run;

static gboolean
begin_part (Run       *run,
            Importer  *importer,
            GError   **error)
{
  if (run->write == NULL)
    run->write = rapport_write_begin (run->db, &run->part, error);
  importer->write = run->write;
  return run->write != NULL;
}

static gboolean
commit_part (Run       *run,
             Importer  *importer,
             GError   **error)
{
  g_autoptr(RapportChanges) changes = NULL;

  if (run->write == NULL)
    return TRUE;
  importer->write = NULL;
  changes = rapport_write_commit (g_steal_pointer (&run->write), error);
  if (changes == NULL)
    return FALSE;
  if (changes->entry != 0)
    run->n_parts++;
  return TRUE;
}

static gboolean
take_rows (Run               *run,
           Importer          *importer,
           RapportCsvReader  *reader,
           RapportRejects    *rejects,
           GCancellable      *cancellable,
           GError           **error)
{
  g_autoptr(GError) local_error = NULL;
  guint most = RECORDS_A_PART / records_a_row (importer), n = 0;
  RapportCsvRow csv;

  while (rapport_csv_reader_next (reader, &csv, &local_error))
    {
      Outcome outcome;

      if (!importer->dry && !begin_part (run, importer, error))
        return FALSE;
      outcome = rapport_importer_take (importer, &csv, error);
      if (outcome == OUTCOME_FAILED)
        return FALSE;
      if (outcome == OUTCOME_REJECTED && rejects != NULL && !is_left_out (importer->plan, importer->reason) &&
          !rapport_rejects_add (rejects, &csv, importer->reason, error))
        return FALSE;

      if (++n % 512 == 0)
        {
          note_progress (run->job, reader, importer->result->rows);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
        }
      if (n >= most)
        {
          if (!commit_part (run, importer, error))
            return FALSE;
          n = 0;
        }
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  note_progress (run->job, reader, importer->result->rows);
  if (importer->pending->len > 0 &&
      ((!importer->dry && !begin_part (run, importer, error)) || !rapport_importer_set_parents (importer, error)))
    return FALSE;
  return commit_part (run, importer, error);
}

static gboolean
set_totals (Run           *run,
            Importer      *importer,
            GCancellable  *cancellable,
            GError       **error)
{
  guint n;
  g_autofree gint64 *purchases = rapport_id_set_to_array (importer->purchases, &n);

  for (guint i = 0; i < n; i += TOTALS_A_PART)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) || !begin_part (run, importer, error) ||
        !rapport_importer_set_totals (importer, purchases + i, MIN (TOTALS_A_PART, n - i), error) ||
        !commit_part (run, importer, error))
      return FALSE;
  return TRUE;
}

/* The figures of all accounts concerned, once, and the end of the batch. */
static gboolean
finish_batch (Run     *run,
              GError **error)
{
  gboolean ok;

  if (run->n_parts == 0)
    return rapport_db_run (run->db, error, "DELETE FROM journal_batch WHERE id = ?1", "i", run->part.batch);

  ok = rapport_db_exec (run->db, "BEGIN IMMEDIATE", error) &&
       rapport_figures_refresh (run->db, run->part.real_today, error) &&
       rapport_journal_end_batch (run->db, run->part.batch, error) && rapport_db_exec (run->db, "COMMIT", error);
  if (!ok && rapport_db_is_in_transaction (run->db))
    rapport_db_exec (run->db, "ROLLBACK", NULL);
  return ok;
}

/* Nothing of an import that was stopped or failed stays, and it is nothing to redo either. Where even this fails (a
 * full disk), the batch remains marked as running and is offered at the next start. */
static void
take_back (Run *run)
{
  g_autoptr(RapportChanges) changes = NULL;
  g_autoptr(GError) error = NULL;

  if (run->write != NULL)
    rapport_write_rollback (g_steal_pointer (&run->write));
  if (run->part.batch == 0)
    return;
  if (run->n_parts == 0)
    {
      if (!rapport_db_run (run->db, &error, "DELETE FROM journal_batch WHERE id = ?1", "i", run->part.batch))
        g_info ("A batch was not removed: %s", error->message);
      return;
    }
  changes = rapport_batch_undo (run->db, &run->part, run->part.batch, TRUE, NULL, NULL, &error);
  if (changes == NULL ||
      !rapport_db_run (run->db, &error, "UPDATE journal_entry SET state = 2, removed = NULL WHERE batch = ?1", "i",
                       run->part.batch))
    g_info ("An import was not taken back: %s", error->message);
}

static gboolean
write_all (Run               *run,
           Importer          *importer,
           RapportCsvReader  *reader,
           RapportRejects    *rejects,
           GCancellable      *cancellable,
           GError           **error)
{
  g_autoptr(GTimer) timer = g_timer_new ();
  double rows, totals;

  if (!take_rows (run, importer, reader, rejects, cancellable, error))
    return FALSE;
  if (importer->dry)
    return TRUE;
  rows = g_timer_elapsed (timer, NULL);
  if (!set_totals (run, importer, cancellable, error))
    return FALSE;
  totals = g_timer_elapsed (timer, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !rapport_rejects_finish (rejects, error) ||
      !finish_batch (run, error))
    return FALSE;
  g_debug ("%" G_GUINT64_FORMAT " rows in %.2f s, totals in %.2f s, figures in %.2f s", importer->result->rows, rows,
           totals - rows, g_timer_elapsed (timer, NULL) - totals);
  return TRUE;
}

/* Customers come in any order, so that every page of an index is met again and again. */
static void
set_cache (RapportDb *db,
           int        kibibytes)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA cache_size = -%d", kibibytes);

  rapport_db_exec (db, sql, NULL);
}

static RapportChanges *
import (RapportDb                  *db,
        const RapportWriteContext  *context,
        gpointer                    data,
        GCancellable               *cancellable,
        GError                    **error)
{
  ImportJob *job = data;
  const RapportImportPlan *plan = job->plan;
  Run run = { .job = job, .db = db, .part = *context };
  g_autoptr(RapportCsvReader) reader = NULL;
  g_autoptr(Importer) importer = NULL;
  g_autoptr(RapportRejects) rejects = NULL;
  RapportChanges *changes;
  gboolean ok;

  if (!rapport_import_plan_check (plan, error))
    return NULL;
  reader = rapport_csv_reader_open (plan->file, plan->dialect, cancellable, error);
  if (reader == NULL)
    return NULL;
  importer = rapport_importer_new (plan, db, plan->dry_run, error);
  if (importer == NULL)
    return NULL;

  /* It stops between two rows; a statement is not interrupted, least of all one that takes the batch back. */
  rapport_db_set_cancellable (db, NULL);
  set_cache (db, CACHE_WHILE_IMPORTING);
  if (!plan->dry_run)
    {
      rejects = make_rejects (plan, rapport_csv_reader_get_headings (reader, NULL));
      run.part.defer_figures = TRUE;
      run.part.batch = rapport_journal_begin_batch (db, context, context->label, error);
    }

  ok = (plan->dry_run || run.part.batch != 0) && write_all (&run, importer, reader, rejects, cancellable, error);
  set_cache (db, CACHE_USUALLY);
  if (!ok)
    {
      g_clear_pointer (&importer, rapport_importer_free);
      take_back (&run);
      return NULL;
    }

  g_clear_pointer (&job->result, rapport_import_result_free);
  job->result = g_steal_pointer (&importer->result);
  job->result->batch = run.n_parts > 0 ? run.part.batch : 0;
  if (rejects != NULL && rapport_rejects_get_count (rejects) > 0)
    job->result->rejects = g_object_ref (rapport_rejects_get_file (rejects));
  g_atomic_int_set (&job->share, 10000);

  changes = rapport_changes_new ();
  changes->many = run.n_parts > 0;
  return changes;
}

/**
 * rapport_import_act:
 * @workspace: a workspace
 * @plan: (transfer none): what to import; copied
 *
 * Imports a file on the writer's thread. Cancelling it takes back what had been written.
 *
 * Returns: (transfer full): the act; rapport_import_act_get_result() tells what it did
 */
RapportAct *
rapport_import_act (RapportWorkspace  *workspace,
                    RapportImportPlan *plan)
{
  ImportJob *job = g_new0 (ImportJob, 1);
  g_autofree char *name = g_file_get_basename (plan->file);
  /* Translators: on the undo button; the name of a file */
  g_autofree char *label = g_strdup_printf (_("Import “%s”"), name);

  job->plan = rapport_import_plan_copy (plan);
  return rapport_act_new_long (label, import, job, job_free);
}

/**
 * rapport_import_act_get_progress:
 * @act: an act made by rapport_import_act()
 * @rows: (out): rows read so far
 * @share: (out): how much of the whole is done, 0 to 1
 *
 * May be asked at any time from any thread.
 */
void
rapport_import_act_get_progress (RapportAct *act,
                                 guint64    *rows,
                                 double     *share)
{
  ImportJob *job;

  g_return_if_fail (rapport_act_get_long_func (act) == import);

  job = rapport_act_get_data (act);
  *rows = (guint64) g_atomic_int_get (&job->rows);
  *share = g_atomic_int_get (&job->share) / 10000.0;
}

/**
 * rapport_import_act_get_result:
 * @act: an act made by rapport_import_act() that is done
 *
 * Returns: (nullable) (transfer none): what it did, %NULL before it is done
 */
const RapportImportResult *
rapport_import_act_get_result (RapportAct *act)
{
  g_return_val_if_fail (rapport_act_get_long_func (act) == import, NULL);

  return ((ImportJob *) rapport_act_get_data (act))->result;
}
