#include "config.h"

#include "store/rapport-store-private.h"

#include <glib/gi18n.h>

/* Undo and redo: the newest entry of the journal that this member wrote at this desk. */

/**
 * rapport_store_peek_undo:
 * @self: a store
 *
 * Returns: (nullable) (transfer full): what the next undo takes back
 */
RapportJournalEntry *
rapport_store_peek_undo (RapportStore *self)
{
  return rapport_store_is_read_only (self)
         ? NULL : rapport_journal_peek_undo (self->db, self->member, self->desk, NULL);
}

/**
 * rapport_store_peek_redo:
 * @self: a store
 *
 * Returns: (nullable) (transfer full): what the next redo puts back
 */
RapportJournalEntry *
rapport_store_peek_redo (RapportStore *self)
{
  return rapport_store_is_read_only (self)
         ? NULL : rapport_journal_peek_redo (self->db, self->member, self->desk, NULL);
}

/**
 * rapport_store_peek:
 * @self: a store
 * @undo: (out) (nullable) (transfer full): what the next undo takes back
 * @redo: (out) (nullable) (transfer full): what the next redo puts back
 */
void
rapport_store_peek (RapportStore         *self,
                    RapportJournalEntry **undo,
                    RapportJournalEntry **redo)
{
  g_autoptr(GError) error = NULL;

  *undo = *redo = NULL;
  if (!rapport_store_is_read_only (self) &&
      !rapport_journal_peek (self->db, self->member, self->desk, undo, redo, &error))
    g_warning ("The journal could not be read: %s", error->message);
}

typedef struct
{
  gboolean                redo;
  gboolean                keep_later;
  RapportJournalProgress  progress;
  gpointer                progress_data;
  char                   *label; /* set by the job */
} UndoJob;

static void
undo_job_free (gpointer data)
{
  UndoJob *job = data;

  g_free (job->label);
  g_free (job);
}

static RapportChanges *
undo_work (RapportDb                  *db,
           const RapportWriteContext  *context,
           gpointer                    data,
           GCancellable               *cancellable,
           GError                    **error)
{
  UndoJob *job = data;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportJournalEntry) entry =
    job->redo ? rapport_journal_peek_redo (db, context->member, context->desk, &local_error)
              : rapport_journal_peek_undo (db, context->member, context->desk, &local_error);
  RapportChanges *changes;

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (entry == NULL)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING,
                           job->redo ? _("There is nothing to redo.") : _("There is nothing to undo."));
      return NULL;
    }

  changes = job->redo ? rapport_journal_redo (db, context, entry->id, job->progress, job->progress_data, &local_error)
                      : rapport_journal_undo (db, context, entry->id, job->keep_later, job->progress,
                                              job->progress_data, &local_error);
  job->label = g_strdup (entry->label);
  if (changes == NULL)
    {
      if (g_error_matches (local_error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT))
        g_prefix_error (&local_error, job->redo ? _("“%s” cannot be redone: ") : _("“%s” cannot be undone: "),
                        entry->label);
      g_propagate_error (error, g_steal_pointer (&local_error));
    }
  return changes;
}

/**
 * rapport_store_undo_async:
 * @self: a store
 * @redo: whether to redo instead
 * @keep_later: for an import, whether to leave rows in place that later work builds on
 * @progress: (nullable): told on the writer's thread how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it
 * @callback: called when it is done and the views know
 * @user_data: for @callback
 *
 * Takes back the newest thing that this member did at this desk. Finish with rapport_store_write_finish().
 */
void
rapport_store_undo_async (RapportStore           *self,
                          gboolean                redo,
                          gboolean                keep_later,
                          RapportJournalProgress  progress,
                          gpointer                progress_data,
                          GCancellable           *cancellable,
                          GAsyncReadyCallback     callback,
                          gpointer                user_data)
{
  UndoJob *job = g_new0 (UndoJob, 1);

  *job = (UndoJob) { redo, keep_later, progress, progress_data, NULL };
  rapport_store_run_async (self, "", undo_work, job, undo_job_free, cancellable, callback, user_data);
}

/**
 * rapport_store_undo:
 * @self: a store
 * @redo: whether to redo instead
 * @keep_later: for an import, whether to leave rows in place that later work builds on
 * @label: (out) (optional) (transfer full): what was taken back
 * @error: return location
 *
 * The same and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full): what changed
 */
RapportChanges *
rapport_store_undo (RapportStore  *self,
                    gboolean       redo,
                    gboolean       keep_later,
                    char         **label,
                    GError       **error)
{
  UndoJob job = { redo, keep_later, NULL, NULL, NULL };
  RapportChanges *changes = rapport_store_run (self, "", undo_work, &job, NULL, error);

  if (label != NULL && changes != NULL)
    *label = g_steal_pointer (&job.label);
  g_free (job.label);
  return changes;
}
