#include "config.h"

#include "store/rapport-batch-undo.h"

#include <glib/gi18n.h>

#include "store/rapport-figures.h"
#include "store/rapport-rows.h"
#include "store/rapport-session.h"

/* A batch (an import) is a row of entries. Each keeps the ranges of ids that it only added, and a changeset of
 * what it updated. Taking it back goes backwards through them: the updates are inverted, the ranges deleted, and
 * all that is recorded as a changeset ("removed") whose inverse is the redo. Each part is a transaction of its
 * own; where one cannot be turned, those before it are turned back, so that a refusal changes nothing.
 *
 * First of all it is found out which of the rows later work builds on ("kept"): rows that a later entry names,
 * rows that others refer to, and the rows those need. */

typedef struct
{
  gint64  entry;
  GArray *ranges; /* gint64 triples: kind, first, last */
} Part;

static void
part_free (gpointer data)
{
  Part *part = data;

  g_array_unref (part->ranges);
  g_free (part);
}

static GPtrArray *
load_parts (RapportDb   *db,
            gint64       batch,
            gint64       state,
            const char  *order,
            GError     **error)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (part_free);
  g_autofree char *sql = g_strdup_printf ("SELECT id, ranges FROM journal_entry WHERE batch = ?1 AND state = ?2"
                                          " ORDER BY id %s", order);
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, "ii", batch, state);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return NULL;

  while (rapport_statement_step (statement, &local_error))
    {
      Part *part = g_new0 (Part, 1);
      const char *text = rapport_statement_get_text (statement, 1);

      part->entry = rapport_statement_get_int (statement, 0);
      part->ranges = g_array_new (FALSE, FALSE, sizeof (gint64));
      for (const char *p = text; p != NULL && *p != '\0';)
        {
          char *end;
          gint64 number = g_ascii_strtoll (p, &end, 10);

          if (end == p)
            {
              p++;
              continue;
            }
          g_array_append_val (part->ranges, number);
          p = end;
        }
      g_ptr_array_add (parts, part);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&parts);
}

static gboolean
fill_ranges (RapportDb  *db,
             GPtrArray  *parts,
             GError    **error)
{
  if (!rapport_db_exec (db, "CREATE TEMP TABLE IF NOT EXISTS batch_range (kind INTEGER, first INTEGER, last INTEGER);"
                            "CREATE TEMP TABLE IF NOT EXISTS batch_kept"
                            " (kind INTEGER, id INTEGER, PRIMARY KEY (kind, id)) WITHOUT ROWID;"
                            "DELETE FROM temp.batch_range; DELETE FROM temp.batch_kept", error))
    return FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      GArray *ranges = ((Part *) g_ptr_array_index (parts, i))->ranges;

      for (guint k = 0; k + 2 < ranges->len; k += 3)
        if (!rapport_db_run (db, error, "INSERT INTO temp.batch_range VALUES (?1, ?2, ?3)", "iii",
                             g_array_index (ranges, gint64, k), g_array_index (ranges, gint64, k + 1),
                             g_array_index (ranges, gint64, k + 2)))
          return FALSE;
    }
  return TRUE;
}

/* Rows of @child outside the batch, or kept, keep the row that @field refers to; but not those that the batch
 * itself has made refer to it, as that is taken back as well. */
static gboolean
keep_referred (RapportDb     *db,
               const char    *child,
               int            child_kind,
               const char    *field,
               int            kind,
               const char    *condition,
               gint64         batch,
               GError       **error)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT OR IGNORE INTO temp.batch_kept SELECT %1$d, c.%2$s FROM temp.batch_range r"
    " JOIN %3$s c ON c.%2$s BETWEEN r.first AND r.last"
    " WHERE r.kind = %1$d%5$s AND (NOT EXISTS (SELECT 1 FROM temp.batch_range o"
    "         WHERE o.kind = %4$d AND c.id BETWEEN o.first AND o.last)"
    "     AND NOT (EXISTS (SELECT 1 FROM journal_record j JOIN journal_entry e ON e.id = j.entry"
    "         WHERE j.kind = %4$d AND j.record = c.id AND e.batch = %6$" G_GINT64_FORMAT " AND e.state = 0)"
    "       AND NOT EXISTS (SELECT 1 FROM journal_record j JOIN journal_entry e ON e.id = j.entry"
    "         WHERE j.kind = %4$d AND j.record = c.id AND e.batch IS NOT %6$" G_GINT64_FORMAT " AND e.state = 0"
    "           AND e.id > (SELECT min(id) FROM journal_entry WHERE batch = %6$" G_GINT64_FORMAT ")))"
    "   OR EXISTS (SELECT 1 FROM temp.batch_kept k WHERE k.kind = %4$d AND k.id = c.id))",
    kind, field, child, child_kind, condition, batch);

  return rapport_db_exec (db, sql, error);
}

static gboolean
find_kept (RapportDb  *db,
           gint64      batch,
           GError    **error)
{
  gint64 before = -1, after = 0;

  if (!rapport_db_run (db, error,
        "INSERT OR IGNORE INTO temp.batch_kept SELECT j.kind, j.record FROM temp.batch_range r"
        " JOIN journal_record j ON j.kind = r.kind AND j.record BETWEEN r.first AND r.last"
        " JOIN journal_entry e ON e.id = j.entry"
        " WHERE e.state = 0 AND e.batch IS NOT ?1 AND e.id > (SELECT min(id) FROM journal_entry WHERE batch = ?1)",
        "i", batch))
    return FALSE;

  while (before != after)
    {
      before = after;
      for (guint k = 1; k < RAPPORT_N_KINDS; k++)
        {
          const RapportKind *kind = rapport_kind_get (k);

          for (guint i = 0; i < kind->n_fields; i++)
            if (kind->fields[i].type == RAPPORT_FIELD_REF)
              {
                gint64 in_batch;

                if (!rapport_db_query_int (db, &in_batch, error,
                                           "SELECT EXISTS (SELECT 1 FROM temp.batch_range WHERE kind = ?1)", "i",
                                           (gint64) kind->fields[i].refers))
                  return FALSE;
                if (in_batch && !keep_referred (db, kind->name, (int) k, kind->fields[i].name,
                                                kind->fields[i].refers, "", batch, error))
                  return FALSE;
              }
        }
      /* Placements and moves name their subject by kind and id. */
      for (guint k = RAPPORT_KIND_PLACEMENT; k <= RAPPORT_KIND_MOVE; k++)
        if (!keep_referred (db, rapport_kind_get (k)->name, (int) k, "subject", RAPPORT_KIND_ACCOUNT,
                            " AND c.subject_kind = 'account'", batch, error) ||
            !keep_referred (db, rapport_kind_get (k)->name, (int) k, "subject", RAPPORT_KIND_OPPORTUNITY,
                            " AND c.subject_kind = 'opportunity'", batch, error))
          return FALSE;

      if (!rapport_db_query_int (db, &after, error, "SELECT count(*) FROM temp.batch_kept", NULL))
        return FALSE;
    }
  return TRUE;
}

static gboolean
report_kept (RapportDb  *db,
             GError    **error)
{
  gint64 n;
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(RapportStatement) statement = NULL;

  if (!rapport_db_query_int (db, &n, error, "SELECT count(*) FROM temp.batch_kept", NULL))
    return FALSE;
  if (n == 0)
    return TRUE;

  statement = rapport_db_query (db, error, "SELECT kind, id FROM temp.batch_kept ORDER BY kind = 2 DESC, kind, id"
                                           " LIMIT 5", NULL);
  while (statement != NULL && rapport_statement_step (statement, NULL))
    {
      const RapportKind *kind = rapport_kind_get ((RapportKindId) rapport_statement_get_int (statement, 0));
      g_autoptr(RapportRow) row = rapport_rows_get (db, kind->id, rapport_statement_get_int (statement, 1), NULL);
      const char *title = row && kind->title_field >= 0 ? rapport_row_get_text (row, kind->title_field) : NULL;

      g_string_append_printf (names, "%s%s “%s”", names->len ? ", " : "", rapport_kind_get_label (kind),
                              title ? title : "");
    }

  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT,
               ngettext ("Later work builds on %d row of it: %s. Take back all but that one, or leave it.",
                         "Later work builds on %d rows of it, such as %s. Take back all but those, or leave it.",
                         (gulong) n),
               (int) n, names->str);
  return FALSE;
}

static GBytes *
load_changeset (RapportDb   *db,
                const char  *sql,
                gint64       entry,
                GError     **error)
{
  g_autoptr(RapportStatement) load = rapport_db_query (db, error, sql, "i", entry);
  gconstpointer data;
  gsize size;

  if (load == NULL || !rapport_statement_step (load, error))
    return NULL;
  data = rapport_statement_get_blob (load, 0, &size);
  return g_bytes_new (data, size);
}

static gboolean
undo_part (RapportDb   *db,
           const Part  *part,
           gboolean     keep_later,
           gint64       now,
           GError     **error)
{
  g_autoptr(RapportChanges) ignored = rapport_changes_new ();
  g_autoptr(RapportSession) session = NULL;
  g_autoptr(RapportStatement) store = NULL;
  g_autoptr(GBytes) changeset = load_changeset (db, "SELECT changeset FROM journal_entry WHERE id = ?1",
                                                part->entry, error);
  g_autoptr(GBytes) removed = NULL;
  guint n_omitted;
  gconstpointer data;
  gsize size;

  if (changeset == NULL)
    return FALSE;
  session = rapport_session_new (db, error);
  if (session == NULL || !rapport_changeset_apply (db, changeset, TRUE, ignored, keep_later ? &n_omitted : NULL, error))
    return FALSE;
  /* After the changeset: to apply one ends the deferral. */
  if (!rapport_db_exec (db, "PRAGMA defer_foreign_keys = ON", error))
    return FALSE;

  for (guint k = part->ranges->len / 3; k > 0; k--)
    {
      gint64 kind = g_array_index (part->ranges, gint64, 3 * k - 3);
      g_autofree char *sql = g_strdup_printf (
        "DELETE FROM %s WHERE id BETWEEN ?1 AND ?2 AND id NOT IN (SELECT id FROM temp.batch_kept WHERE kind = ?3)",
        rapport_kind_get ((RapportKindId) kind)->name);

      if (!rapport_db_run (db, error, sql, "iii", g_array_index (part->ranges, gint64, 3 * k - 2),
                           g_array_index (part->ranges, gint64, 3 * k - 1), kind))
        return FALSE;
    }
  removed = rapport_session_get_changeset (session, error);
  if (removed == NULL)
    return FALSE;

  store = rapport_db_query (db, error,
                            "UPDATE journal_entry SET state = 1, undone_at = ?2, removed = ?3 WHERE id = ?1", "ii",
                            part->entry, now);
  if (store == NULL)
    return FALSE;
  data = g_bytes_get_data (removed, &size);
  rapport_statement_bind_blob (store, 3, data, size);
  return rapport_statement_run (store, error);
}

static gboolean
redo_part (RapportDb   *db,
           const Part  *part,
           GError     **error)
{
  g_autoptr(RapportChanges) ignored = rapport_changes_new ();
  g_autoptr(GBytes) removed = load_changeset (db, "SELECT removed FROM journal_entry WHERE id = ?1",
                                              part->entry, error);

  return removed != NULL && rapport_db_exec (db, "PRAGMA defer_foreign_keys = ON", error) &&
         rapport_changeset_apply (db, removed, TRUE, ignored, NULL, error) &&
         rapport_db_run (db, error, "UPDATE journal_entry SET state = 0, undone_at = NULL, removed = NULL"
                                    " WHERE id = ?1", "i", part->entry);
}

typedef struct
{
  gint64   batch;
  gboolean undo;
  gboolean keep_later;
  gint64   now;
  gint64   today;
} Turn;

/* One part, in a transaction. While parts are in force the batch counts as whole, so that undo finds it. */
static gboolean
turn_part (RapportDb   *db,
           const Turn  *turn,
           const Part  *part,
           gboolean     last,
           GError     **error)
{
  gint64 state;

  if (!rapport_db_exec (db, "BEGIN IMMEDIATE", error) ||
      !rapport_db_query_int (db, &state, error, "SELECT state FROM journal_entry WHERE id = ?1", "i", part->entry))
    return FALSE;
  if (state != (turn->undo ? RAPPORT_JOURNAL_DONE : RAPPORT_JOURNAL_UNDONE))
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING,
                           _("Another program has done that in the meantime."));
      return FALSE;
    }
  if (!(turn->undo ? undo_part (db, part, turn->keep_later, turn->now, error) : redo_part (db, part, error)) ||
      !rapport_db_run (db, error, "UPDATE journal_batch SET state = ?2, note = NULL WHERE id = ?1", "ii", turn->batch,
                       (gint64) (turn->undo && last ? 2 : 1)))
    return FALSE;
  if (last && ((_rapport_figures_are_dirty (db) && !rapport_figures_refresh (db, (RapportDay) turn->today, error)) ||
               !_rapport_journal_count_turn (db, error)))
    return FALSE;
  return rapport_db_exec (db, "COMMIT", error);
}

static void
roll_back (RapportDb *db)
{
  if (rapport_db_is_in_transaction (db))
    rapport_db_exec (db, "ROLLBACK", NULL);
}

static RapportChanges *
turn_batch (RapportDb               *db,
            const Turn              *turn,
            GPtrArray               *parts,
            RapportJournalProgress   progress,
            gpointer                 data,
            GError                 **error)
{
  g_autoptr(RapportChanges) changes = rapport_changes_new ();
  guint done;

  changes->many = TRUE;
  for (done = 0; done < parts->len; done++)
    {
      if (progress != NULL)
        progress (done, parts->len, data);
      if (!turn_part (db, turn, g_ptr_array_index (parts, done), done + 1 == parts->len, error))
        break;
    }
  if (done == parts->len)
    {
      if (progress != NULL)
        progress (parts->len, parts->len, data);
      return g_steal_pointer (&changes);
    }

  roll_back (db);
  /* Where that fails too (a full disk), the next undo or redo goes on from there. */
  if (done > 0)
    {
      Turn back = *turn;

      back.undo = !turn->undo;
      if (!back.undo || (fill_ranges (db, parts, NULL) && find_kept (db, turn->batch, NULL)))
        while (done > 0 && turn_part (db, &back, g_ptr_array_index (parts, done - 1), done == 1, NULL))
          done--;
      roll_back (db);
    }
  return NULL;
}

/**
 * rapport_batch_undo:
 * @db: a writing connection
 * @context: who undoes
 * @batch: a batch
 * @keep_later: whether to leave rows as they are that later work builds on or has changed
 * @progress: (nullable) (scope call): told how far it is
 * @data: for @progress
 * @error: return location
 *
 * Takes back a whole batch, each part in a transaction of its own; cut short, it goes on with the next undo.
 *
 * Returns: (nullable) (transfer full): what changed ("many")
 */
RapportChanges *
rapport_batch_undo (RapportDb                  *db,
                    const RapportWriteContext  *context,
                    gint64                      batch,
                    gboolean                    keep_later,
                    RapportJournalProgress      progress,
                    gpointer                    data,
                    GError                    **error)
{
  g_autoptr(GPtrArray) parts = load_parts (db, batch, RAPPORT_JOURNAL_DONE, "DESC", error);

  if (parts == NULL || !fill_ranges (db, parts, error) || !find_kept (db, batch, error))
    return NULL;
  if (!keep_later && !report_kept (db, error))
    return NULL;
  if (parts->len == 0 &&
      !rapport_db_run (db, error, "UPDATE journal_batch SET state = 2, note = NULL WHERE id = ?1", "i", batch))
    return NULL;
  return turn_batch (db, &(Turn) { batch, TRUE, keep_later, context->now, context->real_today }, parts, progress,
                     data, error);
}

/**
 * rapport_batch_redo:
 * @db: a writing connection
 * @context: who redoes
 * @batch: a batch that was undone
 * @progress: (nullable) (scope call): told how far it is
 * @data: for @progress
 * @error: return location
 *
 * Puts a whole batch back.
 *
 * Returns: (nullable) (transfer full): what changed ("many")
 */
RapportChanges *
rapport_batch_redo (RapportDb                  *db,
                    const RapportWriteContext  *context,
                    gint64                      batch,
                    RapportJournalProgress      progress,
                    gpointer                    data,
                    GError                    **error)
{
  g_autoptr(GPtrArray) parts = load_parts (db, batch, RAPPORT_JOURNAL_UNDONE, "ASC", error);

  if (parts == NULL)
    return NULL;
  return turn_batch (db, &(Turn) { batch, FALSE, TRUE, context->now, context->real_today }, parts, progress,
                     data, error);
}
