#include "config.h"

#include "store/rapport-journal.h"

#include <glib/gi18n.h>

#include "store/rapport-batch-undo.h"
#include "store/rapport-figures.h"
#include "store/rapport-lock-holder.h"
#include "store/rapport-migrations.h"
#include "store/rapport-session.h"

/* An undo is no entry of its own: it marks the entry that it takes back, in the transaction that takes it back.
 * So the newest entry in force is always the next to undo, and the oldest undone one the next to redo, in any
 * process and after any crash. */

void
rapport_journal_entry_free (RapportJournalEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->label);
  g_clear_pointer (&entry->changes, g_ptr_array_unref);
  g_free (entry);
}

static void
field_change_free (gpointer data)
{
  RapportFieldChange *change = data;

  g_free (change->old_value);
  g_free (change->new_value);
  g_free (change);
}

#define ENTRY_COLUMNS "e.id, e.batch, coalesce (b.label, e.label), e.at, e.member, e.state"

#define UNDO_SQL \
  "SELECT " ENTRY_COLUMNS " FROM journal_entry e LEFT JOIN journal_batch b ON b.id = e.batch" \
  " WHERE e.state = 0 AND e.member IS ?1 AND e.desk IS ?2 AND e.schema >= ?3 AND coalesce(b.state, 1) = 1" \
  " ORDER BY e.id DESC LIMIT 1"

#define REDO_SQL \
  "SELECT " ENTRY_COLUMNS " FROM journal_entry e LEFT JOIN journal_batch b ON b.id = e.batch" \
  " WHERE e.state = 1 AND e.member IS ?1 AND e.desk IS ?2 AND e.schema >= ?3" \
  " ORDER BY e.id LIMIT 1"

static RapportJournalEntry *
read_entry (RapportStatement *statement)
{
  RapportJournalEntry *entry = g_new0 (RapportJournalEntry, 1);

  entry->id = rapport_statement_get_int (statement, 0);
  entry->batch = rapport_statement_is_null (statement, 1) ? 0 : rapport_statement_get_int (statement, 1);
  entry->label = g_strdup (rapport_statement_get_text (statement, 2));
  entry->at = rapport_statement_get_int (statement, 3);
  entry->member = rapport_statement_is_null (statement, 4) ? 0 : rapport_statement_get_int (statement, 4);
  entry->state = (RapportJournalState) rapport_statement_get_int (statement, 5);
  return entry;
}

static RapportJournalEntry *
peek (RapportDb   *db,
      const char  *sql,
      gint64       member,
      const char  *desk,
      GError     **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, "isi", member ? member : RAPPORT_UNSET,
                                                            desk, (gint64) RAPPORT_SCHEMA_UNDO_FLOOR);

  return statement != NULL && rapport_statement_step (statement, error) ? read_entry (statement) : NULL;
}

/**
 * rapport_journal_peek_undo:
 * @db: a connection
 * @member: whose work, 0 where nobody is chosen
 * @desk: where
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the entry that the next undo takes back
 */
RapportJournalEntry *
rapport_journal_peek_undo (RapportDb   *db,
                           gint64       member,
                           const char  *desk,
                           GError     **error)
{
  return peek (db, UNDO_SQL, member, desk, error);
}

/**
 * rapport_journal_peek_redo:
 * @db: a connection
 * @member: whose work, 0 where nobody is chosen
 * @desk: where
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the entry that the next redo puts back
 */
RapportJournalEntry *
rapport_journal_peek_redo (RapportDb   *db,
                           gint64       member,
                           const char  *desk,
                           GError     **error)
{
  return peek (db, REDO_SQL, member, desk, error);
}

/**
 * rapport_journal_peek:
 * @db: a connection
 * @member: whose work, 0 where nobody is chosen
 * @desk: where
 * @undo: (out) (nullable) (transfer full): the entry that the next undo takes back
 * @redo: (out) (nullable) (transfer full): the entry that the next redo puts back
 * @error: return location
 *
 * Asks for both with one statement.
 *
 * Returns: whether it was answered
 */
gboolean
rapport_journal_peek (RapportDb            *db,
                      gint64                member,
                      const char           *desk,
                      RapportJournalEntry **undo,
                      RapportJournalEntry **redo,
                      GError              **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT * FROM (" UNDO_SQL ") UNION ALL SELECT * FROM (" REDO_SQL ")", "isi",
    member ? member : RAPPORT_UNSET, desk, (gint64) RAPPORT_SCHEMA_UNDO_FLOOR);
  g_autoptr(GError) local_error = NULL;

  *undo = *redo = NULL;
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      RapportJournalEntry *entry = read_entry (statement);

      *(entry->state == RAPPORT_JOURNAL_UNDONE ? redo : undo) = entry;
    }
  if (local_error == NULL)
    return TRUE;
  g_clear_pointer (undo, rapport_journal_entry_free);
  g_clear_pointer (redo, rapport_journal_entry_free);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static GBytes *
load_blob (RapportDb   *db,
           const char  *sql,
           gint64       entry,
           GError     **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, "i", entry);
  gsize size;
  gconstpointer data;

  if (statement == NULL || !rapport_statement_step (statement, error))
    return error == NULL || *error == NULL ? g_bytes_new (NULL, 0) : NULL;
  data = rapport_statement_get_blob (statement, 0, &size);
  return g_bytes_new (data, size);
}

/**
 * _rapport_journal_count_turn:
 * @db: a writing connection, in a transaction
 * @error: return location
 *
 * Undo and redo add no entry; this number tells other programs that something was taken or put back.
 *
 * Returns: whether it was counted
 */
gboolean
_rapport_journal_count_turn (RapportDb  *db,
                             GError    **error)
{
  return rapport_db_exec (db, "INSERT INTO setting (key, member, value) VALUES ('journal-turns', 0, '1')"
                              " ON CONFLICT DO UPDATE SET value = CAST(CAST(value AS INTEGER) + 1 AS TEXT)", error);
}

/* Placements and moves name their subject by kind and id, which no foreign key guards. */
static gboolean
check_orphans (RapportDb             *db,
               const RapportChanges  *changes,
               GError               **error)
{
  for (guint i = 0; i < changes->list->len; i++)
    {
      RapportChange *change = &g_array_index (changes->list, RapportChange, i);
      gint64 stays;

      if (change->change != RAPPORT_CHANGE_REMOVED ||
          (change->kind != RAPPORT_KIND_ACCOUNT && change->kind != RAPPORT_KIND_OPPORTUNITY))
        continue;
      if (!rapport_db_query_int (db, &stays, error,
            "SELECT EXISTS (SELECT 1 FROM placement WHERE subject = ?1 AND subject_kind = ?2)"
            " OR EXISTS (SELECT 1 FROM move WHERE subject = ?1 AND subject_kind = ?2)", "is",
            change->id, rapport_kind_get (change->kind)->name))
        return FALSE;
      if (stays == 1)
        {
          g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT,
                               _("It was placed in a lifecycle model later."));
          return FALSE;
        }
    }
  return TRUE;
}

/* Takes back or puts back one entry that is no part of a batch. */
static RapportChanges *
turn_entry (RapportDb                  *db,
            const RapportWriteContext  *context,
            gint64                      entry,
            gboolean                    undo,
            GError                    **error)
{
  g_autoptr(RapportChanges) changes = rapport_changes_new ();
  g_autoptr(GBytes) changeset = NULL;
  g_autoptr(GError) local_error = NULL;
  gint64 state;

  if (!rapport_db_exec (db, "BEGIN IMMEDIATE", error))
    return NULL;

  if (!rapport_db_query_int (db, &state, &local_error, "SELECT state FROM journal_entry WHERE id = ?1", "i", entry))
    goto fail;
  if (state != (undo ? RAPPORT_JOURNAL_DONE : RAPPORT_JOURNAL_UNDONE))
    {
      g_set_error_literal (&local_error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING,
                           _("Another program has done that in the meantime."));
      goto fail;
    }

  changeset = load_blob (db, "SELECT changeset FROM journal_entry WHERE id = ?1", entry, &local_error);
  if (changeset == NULL || !rapport_changeset_apply (db, changeset, undo, changes, NULL, &local_error) ||
      !check_orphans (db, changes, &local_error) || !_rapport_journal_count_turn (db, &local_error))
    goto fail;
  if (_rapport_figures_are_dirty (db) && (!_rapport_changes_add_dirty (changes, db, &local_error) ||
                                          !rapport_figures_refresh (db, context->real_today, &local_error)))
    goto fail;
  if (!rapport_db_run (db, &local_error, "UPDATE journal_entry SET state = ?2, undone_at = ?3 WHERE id = ?1",
                       "iii", entry, (gint64) (undo ? RAPPORT_JOURNAL_UNDONE : RAPPORT_JOURNAL_DONE),
                       undo ? context->now : RAPPORT_UNSET) ||
      !rapport_db_exec (db, "COMMIT", &local_error))
    goto fail;

  changes->entry = entry;
  return g_steal_pointer (&changes);

fail:
  if (rapport_db_is_in_transaction (db))
    rapport_db_exec (db, "ROLLBACK", NULL);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
batch_of (RapportDb  *db,
          gint64      entry,
          gint64     *batch,
          GError    **error)
{
  if (!rapport_db_query_int (db, batch, error, "SELECT coalesce(batch, 0) FROM journal_entry WHERE id = ?1", "i",
                             entry))
    return FALSE;
  if (*batch == RAPPORT_UNSET)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING, _("There is nothing to undo."));
      return FALSE;
    }
  return TRUE;
}

/**
 * rapport_journal_undo:
 * @db: a writing connection
 * @context: who undoes
 * @entry: the entry, from rapport_journal_peek_undo(); where it is part of a batch, all of that is undone
 * @keep_later: for a batch, whether to leave rows in place that later work builds on; otherwise such rows stop
 *   the undo with %RAPPORT_STORE_ERROR_CONFLICT before anything is changed
 * @progress: (nullable) (scope call): told how far it is
 * @data: for @progress
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what changed
 */
RapportChanges *
rapport_journal_undo (RapportDb                  *db,
                      const RapportWriteContext  *context,
                      gint64                      entry,
                      gboolean                    keep_later,
                      RapportJournalProgress      progress,
                      gpointer                    data,
                      GError                    **error)
{
  gint64 batch;

  if (!batch_of (db, entry, &batch, error))
    return NULL;
  if (batch == 0)
    return turn_entry (db, context, entry, TRUE, error);
  return rapport_batch_undo (db, context, batch, keep_later, progress, data, error);
}

/**
 * rapport_journal_redo:
 * @db: a writing connection
 * @context: who redoes
 * @entry: the entry, from rapport_journal_peek_redo()
 * @progress: (nullable) (scope call): told how far it is
 * @data: for @progress
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what changed
 */
RapportChanges *
rapport_journal_redo (RapportDb                  *db,
                      const RapportWriteContext  *context,
                      gint64                      entry,
                      RapportJournalProgress      progress,
                      gpointer                    data,
                      GError                    **error)
{
  gint64 batch;

  if (!batch_of (db, entry, &batch, error))
    return NULL;
  if (batch == 0)
    return turn_entry (db, context, entry, FALSE, error);
  return rapport_batch_redo (db, context, batch, progress, data, error);
}

typedef struct
{
  RapportKindId  kind;
  gint64         id;
  GPtrArray     *changes;
} Collector;

static void
collect_change (RapportKindId      kind,
                gint64             id,
                RapportChangeKind  change,
                guint              field,
                const char        *old_value,
                const char        *new_value,
                gpointer           data)
{
  Collector *collector = data;
  const RapportKind *description = rapport_kind_get (kind);
  RapportFieldChange *item;

  if (field >= description->n_fields)
    return;
  /* The history of an account is that of its records, too. */
  if (collector->kind != RAPPORT_KIND_NONE && collector->kind != RAPPORT_KIND_ACCOUNT &&
      (kind != collector->kind || id != collector->id))
    return;

  item = g_new0 (RapportFieldChange, 1);
  item->kind = kind;
  item->id = id;
  item->change = change;
  item->field = field;
  item->old_value = g_strdup (old_value);
  item->new_value = g_strdup (new_value);
  g_ptr_array_add (collector->changes, item);
}

/**
 * rapport_journal_history:
 * @db: a connection
 * @kind: the kind of record; %RAPPORT_KIND_NONE for the whole workspace
 * @id: the record, which may no longer exist
 * @limit: how many entries at most
 * @error: return location
 *
 * Says who changed a record when, and what from and to, newest first; for an account also what belongs to it.
 *
 * Returns: (nullable) (transfer full) (element-type RapportJournalEntry): the entries
 */
GPtrArray *
rapport_journal_history (RapportDb      *db,
                         RapportKindId   kind,
                         gint64          id,
                         guint           limit,
                         GError        **error)
{
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_journal_entry_free);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = NULL;

  if (kind == RAPPORT_KIND_NONE)
    statement = rapport_db_query (db, error,
      "SELECT " ENTRY_COLUMNS ", e.changeset FROM journal_entry e LEFT JOIN journal_batch b ON b.id = e.batch"
      " WHERE e.batch IS NULL OR e.id = (SELECT max(id) FROM journal_entry WHERE batch = e.batch)"
      " ORDER BY e.id DESC LIMIT ?1", "i", (gint64) limit);
  else
    statement = rapport_db_query (db, error,
      "SELECT " ENTRY_COLUMNS ", e.changeset FROM journal_entry e LEFT JOIN journal_batch b ON b.id = e.batch"
      " WHERE e.id IN (SELECT entry FROM journal_record WHERE kind = ?1 AND record = ?2"
      "   UNION SELECT n.id FROM journal_entry n, json_each (n.ranges) r WHERE n.ranges IS NOT NULL"
      "     AND r.value ->> 0 = ?1 AND ?2 BETWEEN r.value ->> 1 AND r.value ->> 2)"
      " ORDER BY e.id DESC LIMIT ?3", "iii", (gint64) kind, id, (gint64) limit);
  if (statement == NULL)
    return NULL;

  while (rapport_statement_step (statement, &local_error))
    {
      RapportJournalEntry *entry = read_entry (statement);
      gsize size;
      gconstpointer blob = rapport_statement_get_blob (statement, 6, &size);
      g_autoptr(GBytes) changeset = g_bytes_new_static (blob, size);
      Collector collector = { kind, id, NULL };

      g_ptr_array_add (entries, entry);
      entry->changes = collector.changes = g_ptr_array_new_with_free_func (field_change_free);
      if (entry->batch == 0 && !rapport_changeset_foreach (changeset, collect_change, &collector, error))
        return NULL;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&entries);
}

/**
 * rapport_journal_since:
 * @db: a connection
 * @entry: the last entry that is known
 * @last: (out): the newest entry
 * @error: return location
 *
 * Says what other programs have written since. Undo marks entries instead of adding one, so where no new entry
 * explains a change of the file, the answer is "many".
 *
 * Returns: (nullable) (transfer full): what changed
 */
RapportChanges *
rapport_journal_since (RapportDb  *db,
                       gint64      entry,
                       gint64     *last,
                       GError    **error)
{
  g_autoptr(RapportChanges) changes = rapport_changes_new ();
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT e.id, e.batch, r.kind, r.record FROM journal_entry e LEFT JOIN journal_record r ON r.entry = e.id"
    " WHERE e.id > ?1 ORDER BY e.id LIMIT 2000", "i", entry);
  guint n = 0;

  *last = entry;
  if (statement == NULL)
    return NULL;

  while (rapport_statement_step (statement, &local_error))
    {
      gint64 kind = rapport_statement_get_int (statement, 2);

      *last = rapport_statement_get_int (statement, 0);
      if (!rapport_statement_is_null (statement, 1) || ++n >= 2000)
        changes->many = TRUE;
      if (kind != RAPPORT_UNSET)
        {
          gint64 id = rapport_statement_get_int (statement, 3);

          /* Added or updated is all the same to a view that looks the record up. */
          rapport_changes_add (changes, (RapportKindId) kind, RAPPORT_CHANGE_UPDATED, id);
          if (kind == RAPPORT_KIND_ACCOUNT)
            g_array_append_val (changes->accounts, id);
        }
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (n == 0)
    changes->many = TRUE;
  changes->entry = *last;
  return g_steal_pointer (&changes);
}

/**
 * rapport_journal_begin_batch:
 * @db: a writing connection
 * @context: who writes
 * @label: what the whole batch does
 * @error: return location
 *
 * Begins a batch: a write too large for one transaction that is undone as one.
 *
 * Returns: its number, 0 where it failed
 */
gint64
rapport_journal_begin_batch (RapportDb                  *db,
                             const RapportWriteContext  *context,
                             const char                 *label,
                             GError                    **error)
{
  g_autofree char *sign = rapport_lock_holder_sign ();

  /* Who runs it is noted, so that another program can tell a batch that runs from one that was cut short. */
  if (!rapport_db_run (db, error, "INSERT INTO journal_batch (label, at, member, note) VALUES (?1, ?2, ?3, ?4)",
                       "siis", label, context->now, context->member ? context->member : RAPPORT_UNSET, sign))
    return 0;
  return rapport_db_get_last_id (db);
}

/**
 * rapport_journal_end_batch:
 * @db: a writing connection
 * @batch: a batch of which all parts are written
 * @error: return location
 *
 * Returns: whether it is whole now
 */
gboolean
rapport_journal_end_batch (RapportDb  *db,
                           gint64      batch,
                           GError    **error)
{
  return rapport_db_run (db, error, "UPDATE journal_batch SET state = 1, note = NULL WHERE id = ?1 AND state = 0",
                         "i", batch);
}

/**
 * rapport_journal_interrupted:
 * @db: a connection
 * @label: (out) (optional) (transfer full): what it was to do
 * @error: return location
 *
 * A batch that a living process on this machine still works at does not count.
 *
 * Returns: a batch that was cut short by a crash and has to be kept or taken back; 0 where there is none
 */
gint64
rapport_journal_interrupted (RapportDb  *db,
                             char      **label,
                             GError    **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT id, label, note FROM journal_batch WHERE state = 0 ORDER BY id", NULL);

  while (statement != NULL && rapport_statement_step (statement, error))
    {
      if (rapport_lock_holder_is_alive (rapport_statement_get_text (statement, 2)))
        continue;
      if (label != NULL)
        *label = g_strdup (rapport_statement_get_text (statement, 1));
      return rapport_statement_get_int (statement, 0);
    }
  return 0;
}

/**
 * rapport_journal_keep_batch:
 * @db: a writing connection
 * @context: who decides
 * @batch: a batch that was cut short, from rapport_journal_interrupted()
 * @error: return location
 *
 * Keeps what there is of it, as if it had been meant to be that much: undo takes it back like any other. (To
 * take it back at once, see rapport_batch_undo().)
 *
 * Returns: (nullable) (transfer full): what changed ("many": the figures)
 */
RapportChanges *
rapport_journal_keep_batch (RapportDb                  *db,
                            const RapportWriteContext  *context,
                            gint64                      batch,
                            GError                    **error)
{
  g_autoptr(RapportChanges) changes = rapport_changes_new ();
  g_autoptr(GError) local_error = NULL;

  changes->many = TRUE;
  if (!rapport_db_exec (db, "BEGIN IMMEDIATE", error))
    return NULL;
  if (rapport_journal_end_batch (db, batch, &local_error) && rapport_db_get_changes (db) == 0)
    g_set_error_literal (&local_error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING,
                         _("Another program has done that in the meantime."));
  if (local_error == NULL && _rapport_figures_are_dirty (db))
    rapport_figures_refresh (db, context->real_today, &local_error);
  if (local_error != NULL || !rapport_db_exec (db, "COMMIT", &local_error))
    {
      if (rapport_db_is_in_transaction (db))
        rapport_db_exec (db, "ROLLBACK", NULL);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&changes);
}
