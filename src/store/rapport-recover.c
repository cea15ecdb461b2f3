#include "config.h"

#include "store/rapport-recover.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "store/rapport-check.h"
#include "store/rapport-figures.h"
#include "store/rapport-migrations.h"

/* The damaged file, with the -wal beside it, is copied first, and only the copy is opened. From that, each table
 * is read by ranges of ids: upwards until a page cannot be read, downwards from the end, and what lies between is
 * halved until the unreadable pages are fenced in. The rows go into a new workspace, whose constraints and
 * triggers sort out nonsense and make search and figures anew.
 *
 * Where the beginning of the file, which describes the tables, is lost, that of a fresh workspace is laid over the
 * copy: the pages of the description and the first pages of the tables are the same in every workspace that was
 * made by the same schema. */

/* How often a range of one table is tried. Each unreadable page costs some hundred tries. */
#define MAX_PROBES 40000

typedef struct
{
  RapportDb            *source;
  RapportDb            *target;
  RapportStatement     *insert;
  const char           *table;
  const char           *columns;
  const char           *key;
  gboolean              replace;
  guint                 n_probes;
  gint64                gap_end; /* of the last gap: ranges that meet are one */
  RapportRecoveredKind *result;
  GError               *error; /* of the target: ends everything */
} Reading;

void
rapport_recovery_free (RapportRecovery *recovery)
{
  if (recovery == NULL)
    return;
  g_array_unref (recovery->kinds);
  g_ptr_array_unref (recovery->sentences);
  g_free (recovery);
}

/* Copies one row that @statement is on; a row that the new file does not take is lost. */
static void
take_row (Reading          *reading,
          RapportStatement *statement)
{
  int n = rapport_statement_n_columns (statement);
  g_autoptr(GError) error = NULL;
  sqlite3_stmt *from = rapport_statement_get_handle (statement);
  sqlite3_stmt *to = rapport_statement_get_handle (reading->insert);

  for (int i = 0; i < n; i++)
    sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
  if (rapport_statement_run (reading->insert, &error))
    reading->result->n_read += rapport_db_get_changes (reading->target) > 0;
  else if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONSTRAINT))
    reading->result->n_lost++;
  else
    reading->error = g_steal_pointer (&error);
}

/* Reads from one end of a range; returns the last id that was read, and whether all of the range was. */
static gboolean
read_from (Reading  *reading,
           gint64    low,
           gint64    high,
           gboolean  down,
           gint64   *last)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s WHERE %s BETWEEN ?1 AND ?2 ORDER BY %s%s",
                                          reading->columns,
                                          reading->table, reading->key, reading->key, down ? " DESC" : "");
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) error = NULL;

  reading->n_probes++;
  *last = down ? high + 1 : low - 1;
  statement = rapport_db_query (reading->source, &error, sql, "ii", low, high);
  while (statement != NULL && reading->error == NULL && rapport_statement_step (statement, &error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);

      /* A garbled page may lead anywhere. */
      if (id < low || id > high || (down ? id >= *last : id <= *last))
        return FALSE;
      take_row (reading, statement);
      *last = id;
    }
  return error == NULL;
}

static void
read_range (Reading *reading,
            gint64   low,
            gint64   high)
{
  gint64 first_bad, last_bad, middle;

  if (low > high || reading->error != NULL)
    return;
  if (reading->n_probes < MAX_PROBES)
    {
      if (read_from (reading, low, high, FALSE, &first_bad))
        return;
      first_bad++;
      if (first_bad > high || read_from (reading, first_bad, high, TRUE, &last_bad))
        return;
      last_bad--;
    }
  else
    {
      first_bad = low;
      last_bad = high;
    }

  if (first_bad > last_bad)
    return;
  if (first_bad == last_bad || reading->n_probes >= MAX_PROBES)
    {
      reading->result->n_gaps += first_bad != reading->gap_end + 1;
      reading->gap_end = last_bad;
      reading->result->n_missing += last_bad - first_bad + 1;
      return;
    }
  middle = first_bad + (last_bad - first_bad) / 2;
  read_range (reading, first_bad, middle);
  read_range (reading, middle + 1, last_bad);
}

/* The highest id in use, as far as it can be told. */
static gint64
find_highest (Reading *reading)
{
  g_autofree char *by_rows = g_strdup_printf ("SELECT max(%s) FROM %s", reading->key, reading->table);
  gint64 rows = RAPPORT_UNSET, sequence = RAPPORT_UNSET;

  if (!rapport_db_query_int (reading->source, &rows, NULL, by_rows, NULL))
    rows = RAPPORT_UNSET;
  rapport_db_query_int (reading->source, &sequence, NULL, "SELECT seq FROM sqlite_sequence WHERE name = ?1", "s",
                        reading->table);
  /* Where not even the end is known, little can be hoped for. */
  if (rows == RAPPORT_UNSET && sequence == RAPPORT_UNSET)
    {
      reading->n_probes = MAX_PROBES * 19 / 20;
      return G_GINT64_CONSTANT (1) << 53;
    }
  return MIN (MAX (rows, sequence), G_GINT64_CONSTANT (1) << 53);
}

static gboolean
read_table (Reading     *reading,
            const char  *table,
            const char  *columns,
            const char  *key,
            gboolean     replace,
            GError     **error)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  guint n_columns = 1;

  for (const char *p = columns; *p != '\0'; p++)
    n_columns += *p == ',';
  g_string_append_printf (sql, "INSERT OR %s INTO main.%s (%s) VALUES (?", replace ? "REPLACE" : "IGNORE",
                          table, columns);
  for (guint i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');

  reading->table = table;
  reading->columns = columns;
  reading->key = key;
  reading->n_probes = 0;
  reading->gap_end = G_MININT64;
  reading->insert = rapport_db_prepare (reading->target, sql->str, error);
  if (reading->insert == NULL)
    return FALSE;
  /* One transaction a table keeps the -wal small. */
  if (!rapport_db_exec (reading->target, "BEGIN IMMEDIATE", error))
    {
      g_clear_pointer (&reading->insert, rapport_statement_free);
      return FALSE;
    }
  read_range (reading, 1, find_highest (reading));
  g_clear_pointer (&reading->insert, rapport_statement_free);
  if (reading->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reading->error));
      return FALSE;
    }
  return rapport_db_exec (reading->target, "COMMIT", error);
}

/* Tables without a number as their key are small: what can be read in order is taken. */
static gboolean
read_plain (Reading     *reading,
            const char  *table,
            const char  *columns,
            const char  *marks,
            GError     **error)
{
  g_autofree char *select = g_strdup_printf ("SELECT %s FROM %s", columns, table);
  g_autofree char *insert = g_strdup_printf ("INSERT OR REPLACE INTO main.%s (%s) VALUES (%s)", table, columns, marks);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  reading->insert = rapport_db_prepare (reading->target, insert, error);
  if (reading->insert == NULL)
    return FALSE;
  statement = rapport_db_query (reading->source, &local_error, select, NULL);
  while (statement != NULL && reading->error == NULL && rapport_statement_step (statement, &local_error))
    take_row (reading, statement);
  if (local_error != NULL)
    reading->result->n_gaps++;
  g_clear_pointer (&reading->insert, rapport_statement_free);
  if (reading->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&reading->error));
      return FALSE;
    }
  return TRUE;
}

/* References --------------------------------------------------------------------------------------------------- */

/* Gives what belonged to a lost account to one account that says so. */
static gboolean
adopt_orphans (RapportDb         *db,
               const RapportKind *kind,
               const char        *field,
               gint64            *placeholder,
               int               *n_changed,
               GError           **error)
{
  gint64 n;

  *n_changed = 0;
  if (!rapport_db_query_int_format (db, &n, error, "SELECT count(*) FROM %s WHERE %s NOT IN (SELECT id FROM account)",
                                    kind->name, field))
    return FALSE;
  if (n == 0)
    return TRUE;
  if (*placeholder == 0)
    {
      /* Translators: name of an account that holds what belonged to accounts that a damaged file has lost */
      if (!rapport_db_run (db, error, "INSERT INTO account (name, created) VALUES (?1, unixepoch ())", "s",
                           _("Recovered, account lost")))
        return FALSE;
      *placeholder = rapport_db_get_last_id (db);
    }
  if (!rapport_db_run_format (db, error,
                              "UPDATE %s SET %s = %" G_GINT64_FORMAT " WHERE %s NOT IN (SELECT id FROM account)",
                              kind->name, field, *placeholder, field))
    return FALSE;
  *n_changed = rapport_db_get_changes (db);
  return TRUE;
}

static gboolean
mend_references (RapportDb        *db,
                 RapportRecovery  *recovery,
                 GError          **error)
{
  gint64 placeholder = 0;
  gboolean again = TRUE;
  int n;

  /* What goes because its parent is lost may be a parent itself. */
  while (again)
    {
      again = FALSE;
      for (guint k = 1; k < RAPPORT_N_KINDS; k++)
        {
          const RapportKind *kind = rapport_kind_get (k);
          RapportRecoveredKind *result = &g_array_index (recovery->kinds, RapportRecoveredKind, k - 1);

          for (guint i = 0; i < kind->n_fields; i++)
            {
              const RapportField *field = &kind->fields[i];
              const char *parent;

              if (field->type != RAPPORT_FIELD_REF)
                continue;
              parent = rapport_kind_get (field->refers)->name;
              if (!(field->flags & RAPPORT_FIELD_REQUIRED))
                {
                  if (!rapport_db_run_format (db, error,
                                              "UPDATE %1$s SET %2$s = NULL WHERE %2$s NOT IN (SELECT id FROM %3$s)",
                                              kind->name, field->name, parent))
                    return FALSE;
                  result->n_mended += rapport_db_get_changes (db);
                }
              else if (field->refers == RAPPORT_KIND_ACCOUNT && k != RAPPORT_KIND_LINK && k != RAPPORT_KIND_AFFILIATION)
                {
                  if (!adopt_orphans (db, kind, field->name, &placeholder, &n, error))
                    return FALSE;
                  result->n_mended += n;
                }
              else
                {
                  if (!rapport_db_run_format (db, error, "DELETE FROM %s WHERE %s NOT IN (SELECT id FROM %s)",
                                              kind->name, field->name, parent))
                    return FALSE;
                  n = rapport_db_get_changes (db);
                  result->n_read -= n;
                  result->n_lost += n;
                  again |= n > 0;
                }
            }
          if (k == RAPPORT_KIND_PLACEMENT || k == RAPPORT_KIND_MOVE)
            {
              if (!rapport_db_run_format (db, error,
                                          "DELETE FROM %s WHERE NOT CASE subject_kind"
                                          " WHEN 'account' THEN subject IN (SELECT id FROM account)"
                                          " WHEN 'opportunity' THEN subject IN (SELECT id FROM opportunity) ELSE 0 END",
                                          kind->name))
                return FALSE;
              n = rapport_db_get_changes (db);
              result->n_read -= n;
              result->n_lost += n;
              again |= n > 0;
            }
        }
    }
  return rapport_db_exec (db, "DELETE FROM journal_record WHERE entry NOT IN (SELECT id FROM journal_entry);"
                              "UPDATE journal_entry SET batch = NULL"
                              " WHERE batch NOT IN (SELECT id FROM journal_batch)", error);
}

/* The copy -------------------------------------------------------------------------------------------------------- */

static gboolean
fail_nothing (const char  *damaged,
              GError     **error)
{
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED,
               _("Nothing of “%s” can be read as a workspace. Restore a backup; the damaged file is kept."), damaged);
  return FALSE;
}

static gboolean
copy_file (const char  *from,
           const char  *to,
           GError     **error)
{
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);

  /* Into a directory that only we may enter. */
  return g_file_copy (source, target, G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error);
}

static guint32
read_number (const guint8 *bytes,
             guint         size)
{
  guint32 value = 0;

  for (guint i = 0; i < size; i++)
    value = value << 8 | bytes[i];
  return value;
}

/* Copies the pages of the tables' description from a fresh file, following its tree. */
static gboolean
lay_schema_page (int     from,
                 int     to,
                 gsize   page_size,
                 guint32 page,
                 guint   depth)
{
  g_autofree guint8 *bytes = g_malloc (page_size);
  const guint8 *head = bytes + (page == 1 ? 100 : 0);
  off_t at = (off_t) ((page - 1) * page_size);
  guint n_cells;

  if (depth > 8 || pread (from, bytes, page_size, at) != (gssize) page_size ||
      pwrite (to, bytes, page_size, at) != (gssize) page_size)
    return FALSE;
  if (head[0] != 5)
    return TRUE;
  n_cells = read_number (head + 3, 2);
  for (guint i = 0; i < n_cells; i++)
    {
      guint cell = read_number (head + 12 + 2 * i, 2);

      if (!lay_schema_page (from, to, page_size, read_number (bytes + cell, 4), depth + 1))
        return FALSE;
    }
  return lay_schema_page (from, to, page_size, read_number (head + 8, 4), depth + 1);
}

static gboolean
lay_schema (const char *fresh,
            const char *copy)
{
  int from = g_open (fresh, O_RDONLY | O_CLOEXEC, 0);
  int to = g_open (copy, O_RDWR | O_CLOEXEC, 0);
  guint8 header[100];
  gboolean done = FALSE;

  if (from >= 0 && to >= 0 && pread (from, header, sizeof header, 0) == sizeof header)
    {
      gsize page_size = read_number (header + 16, 2);
      off_t size = lseek (to, 0, SEEK_END);
      guint8 n_pages[4];
      guint32 n = (guint32) (size / (off_t) page_size);

      done = size > 0 && lay_schema_page (from, to, page_size, 1, 0);
      for (guint i = 0; i < 4; i++)
        n_pages[i] = (guint8) (n >> (24 - 8 * i));
      /* As many pages as there are, and no free ones: their list is not known. */
      done = done && pwrite (to, n_pages, 4, 28) == 4 && pwrite (to, "\0\0\0\0\0\0\0\0", 8, 32) == 8;
    }
  if (from >= 0)
    close (from);
  if (to >= 0)
    close (to);
  return done;
}

/* Opens the copy so that SQLite overlooks what it can. */
static RapportDb *
open_copy (const char *copy)
{
  g_autoptr(RapportDb) db = rapport_db_open (copy, RAPPORT_DB_WRITE, NULL);
  gint64 n;

  if (db == NULL || !rapport_db_exec (db, "PRAGMA writable_schema = ON", NULL) ||
      !rapport_db_query_int (db, &n, NULL, "SELECT count(*) FROM sqlite_schema WHERE type = 'table'"
                                           " AND name IN ('account', 'purchase', 'journal_entry')", NULL) ||
      n != 3 || !rapport_db_query_int (db, &n, NULL, "SELECT 1 FROM account LIMIT 0", NULL))
    return NULL;
  return g_steal_pointer (&db);
}

static RapportDb *
open_damaged (const char       *damaged,
              const char       *fresh,
              const char       *directory,
              RapportRecovery  *recovery,
              GError          **error)
{
  g_autofree char *copy = g_build_filename (directory, "copy", NULL);
  g_autofree char *copy_wal = g_strconcat (copy, "-wal", NULL);
  g_autofree char *wal = g_strconcat (damaged, "-wal", NULL);
  RapportDb *db;

  if (!copy_file (damaged, copy, error) || (rapport_check_has_wal (damaged) && !copy_file (wal, copy_wal, error)))
    return NULL;

  db = open_copy (copy);
  if (db != NULL)
    return db;

  /* Neither the description nor a -wal that belongs to another one can be used. */
  g_unlink (copy_wal);
  g_unlink (copy);
  if (!copy_file (damaged, copy, error))
    return NULL;
  recovery->schema_replaced = TRUE;
  db = lay_schema (fresh, copy) ? open_copy (copy) : NULL;
  if (db == NULL)
    fail_nothing (damaged, error);
  return db;
}

/* All of it ---------------------------------------------------------------------------------------------------- */

static void
tell (RapportRecovery *recovery,
      const char      *format,
      ...) G_GNUC_PRINTF (2, 3);

static void
tell (RapportRecovery *recovery,
      const char      *format,
      ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (recovery->sentences, g_strdup_vprintf (format, args));
  va_end (args);
}

static void
tell_all (RapportRecovery *recovery)
{
  if (recovery->schema_replaced)
    tell (recovery, _("The beginning of the file was lost; that of a new workspace was used."));
  for (guint i = 0; i < recovery->kinds->len; i++)
    {
      const RapportRecoveredKind *result = &g_array_index (recovery->kinds, RapportRecoveredKind, i);
      const char *label = result->kind == RAPPORT_KIND_NONE
                          ? _("History") : _(rapport_kind_get (result->kind)->label_plural);

      if (result->n_read > 0)
        /* Translators: kind of record, number of rows: "Accounts: 120 recovered." */
        tell (recovery, _("%s: %d recovered."), label, (int) result->n_read);
      if (result->n_gaps > 0)
        tell (recovery, ngettext ("%s: %d place in the file cannot be read; records that were there are lost.",
                                  "%s: %d places in the file cannot be read; records that were there are lost.",
                                  (gulong) result->n_gaps),
              label, (int) result->n_gaps);
      if (result->n_lost > 0)
        tell (recovery, ngettext ("%s: %d is lost, because what it belongs to is lost or its values make no sense.",
                                  "%s: %d are lost, because what they belong to is lost or their values make no "
                                  "sense.", (gulong) result->n_lost),
              label, (int) result->n_lost);
      if (result->n_mended > 0)
        tell (recovery,
              ngettext ("%s: %d referred to a record that is lost; what belonged to a lost account is now in “%s”.",
                        "%s: %d referred to records that are lost; what belonged to a lost account is now in “%s”.",
                        (gulong) result->n_mended),
              label, (int) result->n_mended, _("Recovered, account lost"));
    }
}

static gboolean
read_all (Reading          *reading,
          RapportRecovery  *recovery,
          GError          **error)
{
  for (guint k = 1; k <= RAPPORT_N_KINDS; k++)
    {
      RapportRecoveredKind result = { k < RAPPORT_N_KINDS ? (RapportKindId) k : RAPPORT_KIND_NONE, 0, 0, 0, 0, 0 };

      g_array_append_val (recovery->kinds, result);
    }

  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      const RapportKind *kind = rapport_kind_get (k);
      g_autoptr(GString) columns = g_string_new ("id");

      for (guint i = 0; i < kind->n_fields; i++)
        if (!(kind->fields[i].flags & RAPPORT_FIELD_DERIVED))
          g_string_append_printf (columns, ", %s", kind->fields[i].name);
      reading->result = &g_array_index (recovery->kinds, RapportRecoveredKind, k - 1);
      /* What ships with the program is in the new file already, and may have been changed. */
      if (!read_table (reading, kind->name, columns->str, "id",
                       k == RAPPORT_KIND_MODEL || k == RAPPORT_KIND_STAGE || k == RAPPORT_KIND_CAUSE, error))
        return FALSE;
    }

  reading->result = &g_array_index (recovery->kinds, RapportRecoveredKind, RAPPORT_N_KINDS - 1);
  if (!read_table (reading, "journal_batch", "id, label, at, member, state, note", "id", FALSE, error) ||
      !read_table (reading, "journal_entry", "id, batch, label, at, member, desk, schema, state, changeset, ranges,"
                                             " removed, undone_at", "id", FALSE, error))
    return FALSE;
  {
    RapportRecoveredKind ignored = { 0 };

    reading->result = &ignored;
    return read_plain (reading, "journal_record", "entry, kind, record", "?, ?, ?", error) &&
           read_plain (reading, "redirect", "kind, old, new", "?, ?, ?", error) &&
           read_plain (reading, "setting", "key, member, value", "?, ?, ?", error);
  }
}

/* Ids are never used again, not even those of lost records. */
static gboolean
keep_sequences (Reading  *reading,
                GError  **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (reading->source, NULL,
                                                            "SELECT name, seq FROM sqlite_sequence", NULL);

  while (statement != NULL && rapport_statement_step (statement, NULL))
    if (!rapport_db_run (reading->target, error, "UPDATE sqlite_sequence SET seq = ?2 WHERE name = ?1 AND seq < ?2"
                                                 " AND ?2 < (1 << 53)", "si",
                         rapport_statement_get_text (statement, 0), rapport_statement_get_int (statement, 1)))
      return FALSE;
  return TRUE;
}

static void
remove_with_companions (const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);

      g_unlink (file);
    }
}

static RapportDb *
make_workspace (const char  *path,
                GError     **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  g_autoptr(RapportDb) db = NULL;

  if (fd >= 0)
    close (fd);
  db = rapport_db_open (path, RAPPORT_DB_WRITE, error);
  if (db == NULL || !rapport_db_exec (db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL", error) ||
      !rapport_migrations_run (db, 0, error) ||
      !rapport_db_exec (db, "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA foreign_keys = OFF", error))
    return NULL;
  return g_steal_pointer (&db);
}

static gboolean
recover_into (const char       *damaged,
              const char       *directory,
              const char       *made,
              RapportRecovery  *recovery,
              GError          **error)
{
  g_autoptr(RapportDb) target = make_workspace (made, error);
  g_autoptr(RapportDb) source = NULL;
  Reading reading = { NULL };
  gint64 dangling, n_read = 0;

  if (target == NULL)
    return FALSE;
  source = open_damaged (damaged, made, directory, recovery, error);
  if (source == NULL)
    return FALSE;
  reading.source = source;
  reading.target = target;

  if (!read_all (&reading, recovery, error))
    return FALSE;
  for (guint i = 0; i < recovery->kinds->len; i++)
    n_read += g_array_index (recovery->kinds, RapportRecoveredKind, i).n_read;
  if (n_read == 0)
    return fail_nothing (damaged, error);

  if (!rapport_db_exec (target, "BEGIN IMMEDIATE", error) ||
      !mend_references (target, recovery, error) || !keep_sequences (&reading, error) ||
      !rapport_figures_rebuild (target, rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL), error) ||
      !rapport_db_exec (target, "COMMIT; PRAGMA foreign_keys = ON", error) ||
      !rapport_db_query_int (target, &dangling, error, "SELECT count(*) FROM pragma_foreign_key_check", NULL))
    return FALSE;
  if (dangling > 0)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
                   _("The recovered records do not fit together."));
      return FALSE;
    }
  return rapport_check_pages (target, error);
}

/**
 * rapport_recover:
 * @damaged: a damaged workspace that no program has open; it is only read
 * @path: the workspace to make, where there is no file yet
 * @report: (out) (optional) (transfer full): what came over and what is lost
 * @error: return location
 *
 * Makes a new workspace of what can be read of a damaged one: the records of all kinds, the history, the settings.
 * Where something is lost that others refer to, a reference that may be empty is emptied; purchases,
 * interactions … of a lost account are given to one called “Recovered, account lost”; what makes no sense without
 * the other (the line of a lost purchase, the placement of a lost account) counts as lost.
 *
 * Returns: whether there is a new workspace, however little is in it
 */
gboolean
rapport_recover (const char       *damaged,
                 const char       *path,
                 RapportRecovery **report,
                 GError          **error)
{
  g_autoptr(RapportRecovery) recovery = g_new0 (RapportRecovery, 1);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *directory = g_build_filename (parent, ".recover-XXXXXX", NULL);
  g_autofree char *made = NULL;
  g_autofree char *copy = NULL;
  gboolean done;

  recovery->kinds = g_array_new (FALSE, FALSE, sizeof (RapportRecoveredKind));
  recovery->sentences = g_ptr_array_new_with_free_func (g_free);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS,
                   _("There is a file “%s” already. It was not touched; choose another name."), path);
      return FALSE;
    }
  if (g_mkdir_with_parents (parent, 0700) != 0 || g_mkdtemp (directory) == NULL)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED, _("Cannot create “%s”: %s"), path,
                   g_strerror (errno));
      return FALSE;
    }
  made = g_build_filename (directory, "new", NULL);
  copy = g_build_filename (directory, "copy", NULL);

  done = recover_into (damaged, directory, made, recovery, error);
  if (done && link (made, path) != 0 && (errno == EEXIST || g_rename (made, path) != 0))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED, _("Cannot create “%s”: %s"), path,
                   g_strerror (errno));
      done = FALSE;
    }
  remove_with_companions (made);
  remove_with_companions (copy);
  g_rmdir (directory);
  if (!done)
    return FALSE;

  tell_all (recovery);
  if (report != NULL)
    *report = g_steal_pointer (&recovery);
  return TRUE;
}
