#include "config.h"

#include "store/rapport-write.h"

#include <glib/gi18n.h>

#include "store/rapport-figures.h"
#include "store/rapport-rows.h"
#include "store/rapport-session.h"

/* The number of the schema that entries are recorded under: from data/schema, see rapport-migrations.c. */
#include "store/rapport-migrations.h"

typedef struct
{
  RapportKindId kind;
  gint64        first;
  gint64        last;
} Range;

struct _RapportWrite
{
  RapportDb           *db;
  RapportWriteContext  context;
  char                *label;
  char                *desk;
  RapportSession      *session; /* NULL when quiet */
  GArray              *ranges;  /* Range: rows that a batch only added */
  gboolean             concerns_figures; /* something was written that figures are computed from */
  guint                n_records;
};

G_DEFINE_BOXED_TYPE (RapportChanges, rapport_changes, rapport_changes_ref, rapport_changes_unref)

/**
 * rapport_changes_new:
 *
 * Returns: (transfer full): changes that hold nothing yet
 */
RapportChanges *
rapport_changes_new (void)
{
  RapportChanges *changes = g_new0 (RapportChanges, 1);

  changes->list = g_array_new (FALSE, FALSE, sizeof (RapportChange));
  changes->accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  changes->moved = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_atomic_ref_count_init (&changes->ref_count);
  return changes;
}

RapportChanges *
rapport_changes_ref (RapportChanges *changes)
{
  g_atomic_ref_count_inc (&changes->ref_count);
  return changes;
}

void
rapport_changes_unref (RapportChanges *changes)
{
  if (!g_atomic_ref_count_dec (&changes->ref_count))
    return;
  g_array_unref (changes->list);
  g_array_unref (changes->accounts);
  g_array_unref (changes->moved);
  g_free (changes->label);
  g_free (changes);
}

/**
 * rapport_changes_add:
 * @changes: what has changed
 * @kind: the kind of record
 * @change: what happened to it
 * @id: the id
 *
 * Adds a record to what has changed.
 */
void
rapport_changes_add (RapportChanges    *changes,
                     RapportKindId      kind,
                     RapportChangeKind  change,
                     gint64             id)
{
  RapportChange item = { kind, change, id };

  g_array_append_val (changes->list, item);
}

/**
 * rapport_changes_touch:
 * @changes: what a write changed
 * @kind: a kind of record
 *
 * Returns: whether a record of that kind may be among them
 */
gboolean
rapport_changes_touch (const RapportChanges *changes,
                       RapportKindId         kind)
{
  if (changes->many)
    return TRUE;
  for (guint i = 0; i < changes->list->len; i++)
    if (g_array_index (changes->list, RapportChange, i).kind == kind)
      return TRUE;
  return FALSE;
}

static void
write_free (RapportWrite *write)
{
  rapport_session_free (write->session);
  g_array_unref (write->ranges);
  g_free (write->label);
  g_free (write->desk);
  g_free (write);
}

/**
 * rapport_write_begin:
 * @db: a writing connection
 * @context: who writes what and when
 * @error: return location
 *
 * Takes the write lock and begins a transaction.
 *
 * Returns: (nullable) (transfer full): the write, to be ended by rapport_write_commit() or rapport_write_rollback()
 */
RapportWrite *
rapport_write_begin (RapportDb                  *db,
                     const RapportWriteContext  *context,
                     GError                    **error)
{
  RapportWrite *write;
  RapportSession *session = NULL;

  g_assert (!rapport_db_is_in_transaction (db));

  if (!rapport_db_exec (db, "BEGIN IMMEDIATE", error))
    return NULL;

  if (!context->quiet)
    {
      session = rapport_session_new (db, error);
      if (session == NULL)
        {
          rapport_db_exec (db, "ROLLBACK", NULL);
          return NULL;
        }
      /* What a batch only adds is kept as ranges of ids, without the cost of a changeset. */
      if (context->batch != 0)
        rapport_session_set_recording (session, FALSE);
    }

  write = g_new0 (RapportWrite, 1);
  write->db = db;
  write->context = *context;
  write->label = g_strdup (context->label ? context->label : "");
  write->desk = g_strdup (context->desk);
  write->session = session;
  write->ranges = g_array_new (FALSE, FALSE, sizeof (Range));
  return write;
}

/**
 * rapport_write_rollback:
 * @write: (transfer full): a write
 *
 * Ends it as if it had never begun.
 */
void
rapport_write_rollback (RapportWrite *write)
{
  g_clear_pointer (&write->session, rapport_session_free);
  /* A full disk may have rolled back already. */
  if (rapport_db_is_in_transaction (write->db))
    rapport_db_exec (write->db, "ROLLBACK", NULL);
  write_free (write);
}

static void
name_record (GString       *records,
             GHashTable    *seen,
             RapportKindId  kind,
             gint64         id)
{
  char *item = g_strdup_printf ("[%d,%" G_GINT64_FORMAT "]", kind, id);

  if (g_hash_table_add (seen, item))
    g_string_append_printf (records, "%s%s", records->len > 1 ? "," : "", item);
}

static gboolean
write_journal (RapportWrite    *write,
               GBytes          *changeset,
               RapportChanges  *changes,
               GError         **error)
{
  g_autoptr(GString) ranges = g_string_new (NULL);
  g_autoptr(GString) records = g_string_new ("[");
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(RapportStatement) statement = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (changeset, &size);

  if (!rapport_db_run (write->db, error, "UPDATE journal_entry SET state = 2 WHERE state = 1 AND member IS ?1"
                                         " AND desk IS ?2", "is",
                       write->context.member ? write->context.member : RAPPORT_UNSET, write->desk))
    return FALSE;

  for (guint i = 0; i < write->ranges->len; i++)
    {
      Range *range = &g_array_index (write->ranges, Range, i);

      g_string_append_printf (ranges, "%s[%d,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]", i ? "," : "[",
                              range->kind, range->first, range->last);
    }
  if (ranges->len > 0)
    g_string_append_c (ranges, ']');

  statement = rapport_db_query (write->db, error,
    "INSERT INTO journal_entry (batch, label, at, member, desk, schema, ranges, changeset)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", "isiisis",
    write->context.batch ? write->context.batch : RAPPORT_UNSET, write->label, write->context.now,
    write->context.member ? write->context.member : RAPPORT_UNSET, write->desk, (gint64) RAPPORT_SCHEMA_VERSION,
    ranges->len ? ranges->str : NULL);
  if (statement == NULL)
    return FALSE;
  rapport_statement_bind_blob (statement, 8, data, size);
  if (!rapport_statement_run (statement, error))
    return FALSE;
  changes->entry = rapport_db_get_last_id (write->db);
  if (write->context.batch == 0)
    changes->label = g_strdup (write->label);

  /* The account that a record belongs to is named as well: its history is that of all its records. */
  for (guint i = 0; i < changes->list->len; i++)
    {
      const RapportChange *change = &g_array_index (changes->list, RapportChange, i);

      name_record (records, seen, change->kind, change->id);
    }
  for (guint i = 0; i < changes->accounts->len; i++)
    name_record (records, seen, RAPPORT_KIND_ACCOUNT, g_array_index (changes->accounts, gint64, i));
  for (guint i = 0; i < changes->moved->len; i++)
    name_record (records, seen, RAPPORT_KIND_ACCOUNT, g_array_index (changes->moved, gint64, i));
  g_string_append_c (records, ']');
  if (records->len == 2)
    return TRUE;
  return rapport_db_run (write->db, error,
    "INSERT OR IGNORE INTO journal_record (entry, kind, record)"
    " SELECT ?1, value ->> 0, value ->> 1 FROM json_each (?2)", "is", changes->entry, records->str);
}

/**
 * _rapport_changes_add_dirty:
 * @changes: (inout): what was changed
 * @db: the writing connection, before the figures are computed
 * @error: return location
 *
 * A changeset does not tell the account of a record whose account stayed the same; whose figures are to be computed
 * does.
 *
 * Returns: whether it was done
 */
gboolean
_rapport_changes_add_dirty (RapportChanges  *changes,
                            RapportDb       *db,
                            GError         **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = NULL;

  if (changes->many)
    return TRUE;
  statement = rapport_db_query (db, error, "SELECT subject FROM figure_dirty WHERE subject > 0", NULL);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);
      gboolean known = FALSE;

      for (guint i = 0; i < changes->accounts->len && !known; i++)
        known = g_array_index (changes->accounts, gint64, i) == id;
      if (!known)
        g_array_append_val (changes->accounts, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/**
 * rapport_write_commit:
 * @write: (transfer full): a write
 * @error: return location
 *
 * Computes the figures that it changes, records it in the journal and commits, all or nothing.
 *
 * Returns: (nullable) (transfer full): what was changed; %NULL with everything as before where it failed
 */
RapportChanges *
rapport_write_commit (RapportWrite  *write,
                      GError       **error)
{
  g_autoptr(RapportChanges) changes = rapport_changes_new ();
  g_autoptr(GBytes) changeset = NULL;
  gboolean ok = TRUE;

  if (write->session != NULL)
    {
      changeset = rapport_session_get_changeset (write->session, error);
      g_clear_pointer (&write->session, rapport_session_free);
      ok = changeset != NULL && rapport_changeset_list (changeset, changes, error);
    }
  changes->many = write->context.batch != 0 || write->context.quiet;

  /* A move on the board concerns no figure; what was written beside the records (a setting) may. */
  if (ok && !write->context.defer_figures && (write->concerns_figures || write->n_records == 0) &&
      _rapport_figures_are_dirty (write->db))
    ok = _rapport_changes_add_dirty (changes, write->db, error) &&
         rapport_figures_refresh (write->db, write->context.real_today, error);
  if (ok && changeset != NULL && (g_bytes_get_size (changeset) > 0 || write->ranges->len > 0))
    ok = write_journal (write, changeset, changes, error);

  if (!ok || !rapport_db_exec (write->db, "COMMIT", error))
    {
      rapport_write_rollback (write);
      return NULL;
    }

  write_free (write);
  return g_steal_pointer (&changes);
}

gboolean
_rapport_figures_are_dirty (RapportDb *db)
{
  gint64 dirty;

  return rapport_db_query_int (db, &dirty, NULL, "SELECT EXISTS (SELECT 1 FROM main.figure_dirty)", NULL) && dirty == 1;
}

/**
 * rapport_write_get_db:
 * @write: a write
 *
 * Returns: (transfer none): the connection, for queries within the transaction
 */
RapportDb *
rapport_write_get_db (RapportWrite *write)
{
  return write->db;
}

/**
 * rapport_write_get_now:
 * @write: a write
 *
 * Returns: the instant of the workspace's clock, UTC seconds
 */
gint64
rapport_write_get_now (RapportWrite *write)
{
  return write->context.now;
}

/**
 * rapport_write_get_today:
 * @write: a write
 *
 * Returns: the day of the workspace's clock
 */
RapportDay
rapport_write_get_today (RapportWrite *write)
{
  return write->context.today;
}

/**
 * rapport_write_get_member:
 * @write: a write
 *
 * Returns: who writes, 0 for nobody in particular
 */
gint64
rapport_write_get_member (RapportWrite *write)
{
  return write->context.member;
}

/**
 * rapport_write_set_label:
 * @write: a write
 * @label: what it does, where that is known only now
 */
void
rapport_write_set_label (RapportWrite *write,
                         const char   *label)
{
  g_free (write->label);
  write->label = g_strdup (label);
}

/**
 * rapport_write_get:
 * @write: a write
 * @kind: the kind of record
 * @id: its id
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the values of a record, with what this write has changed; an error where
 *   there is none
 */
RapportRow *
rapport_write_get (RapportWrite   *write,
                   RapportKindId   kind,
                   gint64          id,
                   GError        **error)
{
  g_autoptr(GError) local_error = NULL;
  RapportRow *row = rapport_rows_get (write->db, kind, id, &local_error);
  g_autofree char *text = NULL;

  if (row != NULL)
    return row;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("%s: there is none with the id %s."),
               rapport_kind_get_label (rapport_kind_get (kind)), text);
  return NULL;
}

static gboolean
check_required (const RapportRow  *row,
                gboolean           is_new,
                GError           **error)
{
  const RapportKind *kind = rapport_row_get_kind (row);

  for (guint i = 0; i < kind->n_fields; i++)
    if ((kind->fields[i].flags & RAPPORT_FIELD_REQUIRED) && (is_new || rapport_row_has (row, i)) &&
        rapport_row_is_null (row, i))
      {
        /* Translators: kind of record and name of a field */
        g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, _("%s: “%s” must not be empty."),
                     rapport_kind_get_label (kind), rapport_field_get_label (&kind->fields[i]));
        return FALSE;
      }
  return TRUE;
}

static void
note_range (RapportWrite  *write,
            RapportKindId  kind,
            gint64         id)
{
  for (guint i = write->ranges->len; i > 0 && i + 8 > write->ranges->len; i--)
    {
      Range *range = &g_array_index (write->ranges, Range, i - 1);

      if (range->kind == kind && range->last + 1 == id)
        {
          range->last = id;
          return;
        }
    }
  g_array_append_vals (write->ranges, &(Range) { kind, id, id }, 1);
}

/* Only these have triggers that mark figures to be computed again; a move on the board does not. */
static void
note_figures (RapportWrite  *write,
              RapportKindId  kind)
{
  write->n_records++;
  switch ((int) kind)
    {
    case RAPPORT_KIND_ACCOUNT:
    case RAPPORT_KIND_OPPORTUNITY:
    case RAPPORT_KIND_PURCHASE:
    case RAPPORT_KIND_INTERACTION:
    case RAPPORT_KIND_EPISODE:
    case RAPPORT_KIND_COMMITMENT:
    case RAPPORT_KIND_RELATIONSHIP_END:
    case RAPPORT_KIND_RATE:
      write->concerns_figures = TRUE;
      break;
    default:
      break;
    }
}

/**
 * rapport_write_insert:
 * @write: a write
 * @row: a new record; gets its id, and the time as created
 * @error: return location
 *
 * Returns: the id, or 0 where it failed
 */
gint64
rapport_write_insert (RapportWrite  *write,
                      RapportRow    *row,
                      GError       **error)
{
  const RapportKind *kind = rapport_row_get_kind (row);
  int created = rapport_kind_find_field (kind, "created");

  if (!check_required (row, TRUE, error))
    return 0;
  if (rapport_row_is_null (row, created))
    rapport_row_set_int (row, created, write->context.now);
  if (!rapport_rows_insert (write->db, row, error))
    return 0;

  note_figures (write, kind->id);
  if (write->context.batch != 0)
    note_range (write, kind->id, rapport_row_get_id (row));
  return rapport_row_get_id (row);
}

/* In a batch only updates and deletions are recorded as a changeset. */
static gboolean
recorded (RapportWrite  *write,
          RapportKindId  kind,
          gboolean       done)
{
  note_figures (write, kind);
  if (write->context.batch != 0 && write->session != NULL)
    rapport_session_set_recording (write->session, FALSE);
  return done;
}

static void
record (RapportWrite *write)
{
  if (write->context.batch != 0 && write->session != NULL)
    rapport_session_set_recording (write->session, TRUE);
}

/**
 * rapport_write_update:
 * @write: a write
 * @changes: the id and those fields that change
 * @error: return location
 *
 * Returns: whether the record was changed
 */
gboolean
rapport_write_update (RapportWrite      *write,
                      const RapportRow  *changes,
                      GError           **error)
{
  if (!check_required (changes, FALSE, error))
    return FALSE;
  record (write);
  return recorded (write, rapport_row_get_kind (changes)->id, rapport_rows_update (write->db, changes, error));
}

static gboolean
set_deleted (RapportWrite   *write,
             RapportKindId   kind,
             gint64          id,
             gint64          when,
             GError        **error)
{
  g_autoptr(RapportRow) changes = rapport_row_new (kind);

  rapport_row_set_id (changes, id);
  rapport_row_put (changes, "deleted", when, NULL);
  write->concerns_figures = TRUE;
  return rapport_write_update (write, changes, error);
}

/**
 * rapport_write_trash:
 * @write: a write
 * @kind: the kind of record
 * @id: its id
 * @error: return location
 *
 * Puts a record into the trash. What belongs to it stays, hidden with it.
 *
 * Returns: whether it is there
 */
gboolean
rapport_write_trash (RapportWrite   *write,
                     RapportKindId   kind,
                     gint64          id,
                     GError        **error)
{
  return set_deleted (write, kind, id, write->context.now, error);
}

/**
 * rapport_write_restore:
 * @write: a write
 * @kind: the kind of record
 * @id: its id
 * @error: return location
 *
 * Takes a record out of the trash.
 *
 * Returns: whether it is out
 */
gboolean
rapport_write_restore (RapportWrite   *write,
                       RapportKindId   kind,
                       gint64          id,
                       GError        **error)
{
  return set_deleted (write, kind, id, RAPPORT_UNSET, error);
}

/**
 * rapport_write_delete:
 * @write: a write
 * @kind: the kind of record
 * @id: its id
 * @error: return location
 *
 * Deletes a record for good; what refers to it has to go first. Undo brings it back.
 *
 * Returns: whether it is gone
 */
gboolean
rapport_write_delete (RapportWrite   *write,
                      RapportKindId   kind,
                      gint64          id,
                      GError        **error)
{
  record (write);
  return recorded (write, kind, rapport_rows_delete (write->db, kind, id, error));
}
