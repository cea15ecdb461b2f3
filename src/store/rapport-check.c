#include "config.h"

#include "store/rapport-check.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "store/rapport-figures.h"
#include "store/rapport-journal.h"
#include "store/rapport-migrations.h"
#include "store/rapport-session.h"

/* Three depths. rapport_check_header() looks at the first hundred bytes without SQLite, so that a file that is
 * not ours is not even opened. rapport_check_quick() costs a few milliseconds whatever the size of the file, and
 * runs at every opening. rapport_check() reads everything.
 *
 * The header's layout: https://www.sqlite.org/fileformat2.html#the_database_header */

#define HEADER_SIZE 100

void
rapport_finding_free (RapportFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->sentence);
  g_free (finding);
}

/**
 * rapport_check_has_wal:
 * @path: a workspace file
 *
 * Returns: whether changes lie beside it that are not in the file itself yet
 */
gboolean
rapport_check_has_wal (const char *path)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  GStatBuf info;

  return g_stat (wal, &info) == 0 && info.st_size > 0;
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

static gboolean
fail_damaged (const char  *path,
              const char  *how,
              GError     **error)
{
  g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED,
               /* Translators: a file name and what is wrong with it */
               _("“%s” is damaged (%s). Restore its newest good backup, or recover what can be read into a new file; "
                 "the damaged file is kept."), path, how);
  return FALSE;
}

/* What begins with something else: a workspace that was overwritten, or no workspace at all? */
static gboolean
was_a_workspace (const char   *path,
                 const guint8 *bytes,
                 gsize         n_bytes,
                 gint64        size)
{
  return g_str_has_suffix (path, ".rapport") && size >= 4096 && size % 512 == 0 && memchr (bytes, 0, n_bytes) != NULL;
}

/* Through SQLite's own file layer: to close a file of ours would drop the locks that connections of this process
 * hold on it (https://www.sqlite.org/howtocorrupt.html, 2.2). */
static gboolean
read_start (const char *path,
            guint8     *header,
            gint64     *size)
{
  sqlite3_vfs *vfs = sqlite3_vfs_find (NULL);
  g_autofree sqlite3_file *file = g_malloc0 ((gsize) vfs->szOsFile);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  char *name = (char *) sqlite3_create_filename (absolute, "", "", 0, NULL);
  sqlite3_int64 file_size = 0;
  int rc = vfs->xOpen (vfs, name, file, SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB, NULL);

  if (rc == SQLITE_OK)
    {
      rc = file->pMethods->xFileSize (file, &file_size);
      if (rc == SQLITE_OK)
        rc = file->pMethods->xRead (file, header, HEADER_SIZE, 0);
      if (rc == SQLITE_IOERR_SHORT_READ) /* the rest is zero */
        rc = SQLITE_OK;
    }
  if (file->pMethods != NULL)
    file->pMethods->xClose (file);
  sqlite3_free_filename (name);
  *size = file_size;
  return rc == SQLITE_OK;
}

/**
 * rapport_check_header:
 * @path: a file that is there
 * @error: return location
 *
 * Looks whether a file can be a workspace that this program can use, without changing a byte of it or of what
 * lies beside it.
 *
 * Returns: whether it is worth opening
 */
gboolean
rapport_check_header (const char  *path,
                      GError     **error)
{
  guint8 header[HEADER_SIZE] = { 0 };
  gint64 size;
  gssize n;
  guint32 page_size, n_pages;
  gboolean has_wal = rapport_check_has_wal (path);

  if (g_access (path, R_OK) != 0)
    {
      int saved = errno;

      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
                   /* Translators: a file name and the system's reason */
                   _("“%s” cannot be read: %s"), path, g_strerror (saved));
      return FALSE;
    }
  if (!read_start (path, header, &size))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
                   _("“%s” cannot be read: %s"), path, g_strerror (EIO));
      return FALSE;
    }
  n = (gssize) MIN (size, HEADER_SIZE);

  /* A workspace that was being made when the power failed may lie in the -wal alone. */
  if (n == 0 && has_wal)
    return TRUE;
  if (n == 0)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is empty, not a Rapport workspace. Create a new workspace under another name."), path);
      return FALSE;
    }
  if (n < HEADER_SIZE || memcmp (header, "SQLite format 3", 16) != 0)
    {
      if (was_a_workspace (path, header, (gsize) n, size))
        return fail_damaged (path, _("its beginning was overwritten"), error);
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is not a Rapport workspace. Choose a .rapport file, or import a table with Import…"), path);
      return FALSE;
    }

  if (!has_wal && read_number (header + 68, 4) != RAPPORT_APPLICATION_ID)
    {
      if (read_number (header + 28, 4) <= 1)
        g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                     _("“%s” is empty, not a Rapport workspace. Create a new workspace under another name."), path);
      else
        g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                     _("“%s” is a database of another program, not a Rapport workspace. It was not touched."), path);
      return FALSE;
    }
  if (read_number (header + 68, 4) == RAPPORT_APPLICATION_ID && read_number (header + 60, 4) > RAPPORT_SCHEMA_VERSION)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_TOO_NEW,
                   _("“%s” was written by a newer version of Rapport (schema %d, this one knows %d). It was not "
                     "touched; update Rapport to open it."),
                   path, (int) read_number (header + 60, 4), RAPPORT_SCHEMA_VERSION);
      return FALSE;
    }

  page_size = read_number (header + 16, 2);
  page_size = page_size == 1 ? 65536 : page_size;
  n_pages = read_number (header + 28, 4);
  if (page_size < 512 || (page_size & (page_size - 1)) != 0)
    return fail_damaged (path, _("its beginning was overwritten"), error);
  /* The count of pages holds where the two change counters agree. */
  if (!has_wal && read_number (header + 24, 4) == read_number (header + 92, 4) &&
      size < (gint64) n_pages * page_size)
    return fail_damaged (path, _("its end is missing"), error);
  if (!has_wal && read_number (header + 32, 4) > n_pages)
    return fail_damaged (path, _("its beginning was overwritten"), error);
  return TRUE;
}

/* The first page of every table and index says what it is. Read from the file itself: no statement can be made
 * to look at just that page of an index. */
static gboolean
check_roots (RapportDb  *db,
             GError    **error)
{
  const char *path = rapport_db_get_path (db);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  sqlite3_file *file = NULL;
  gint64 page_size;
  gboolean ok = TRUE;

  if (rapport_check_has_wal (path))
    return TRUE;
  if (!rapport_db_query_int (db, &page_size, error, "PRAGMA page_size", NULL))
    return FALSE;
  statement = rapport_db_query (db, error, "SELECT type, rootpage FROM main.sqlite_schema WHERE rootpage > 0", NULL);
  if (statement == NULL)
    return FALSE;
  if (sqlite3_file_control (rapport_db_get_handle (db), "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK)
    return rapport_db_fail (db, "file", error);
  while (ok && file != NULL && file->pMethods != NULL && rapport_statement_step (statement, &local_error))
    {
      gboolean is_index = g_str_equal (rapport_statement_get_text (statement, 0), "index");
      gint64 page = rapport_statement_get_int (statement, 1);
      guint8 head[8];

      ok = file->pMethods->xRead (file, head, sizeof head,
                                  (page - 1) * page_size + (page == 1 ? HEADER_SIZE : 0)) == SQLITE_OK &&
           (is_index ? head[0] == 2 || head[0] == 10
                     : head[0] == 5 || head[0] == 13 || head[0] == 2 || head[0] == 10) &&
           read_number (head + 3, 2) * 2 + 8 <= page_size;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return ok || fail_damaged (path, _("a table of it was overwritten"), error);
}

/**
 * rapport_check_quick:
 * @db: a connection
 * @error: return location
 *
 * Finds the damage that can be found in a few milliseconds, whatever the size of the file: in the schema, the
 * list of free pages, the first page of every table and index, the first and the last records of every kind and
 * the way there.
 *
 * Returns: %FALSE with %RAPPORT_STORE_ERROR_DAMAGED where there is some
 */
gboolean
rapport_check_quick (RapportDb  *db,
                     GError    **error)
{
  gint64 value;

  if (!rapport_db_query_int (db, &value, error, "SELECT count(*) FROM main.sqlite_schema WHERE sql IS NOT NULL",
                             NULL) ||
      !check_roots (db, error))
    return FALSE;

  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      const char *name = rapport_kind_get (k)->name;

      for (guint i = 0; i < 2; i++)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT * FROM main.%s ORDER BY id%s LIMIT 1", name,
                                                  i ? " DESC" : "");
          g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, NULL);
          g_autoptr(GError) local_error = NULL;

          if (statement == NULL)
            return FALSE;
          if (!rapport_statement_step (statement, &local_error) && local_error != NULL)
            {
              g_propagate_error (error, g_steal_pointer (&local_error));
              return FALSE;
            }
        }
    }
  return rapport_db_query_int (db, &value, error, "SELECT max(id) FROM main.journal_entry", NULL) &&
         rapport_db_query_int (db, &value, error, "SELECT max(account) FROM main.account_figure", NULL) &&
         rapport_db_query_int (db, &value, error, "SELECT max(placement) FROM main.board_card", NULL);
}

/**
 * rapport_check_pages:
 * @db: a connection
 * @error: return location
 *
 * Reads every page of the file.
 *
 * Returns: %FALSE with %RAPPORT_STORE_ERROR_DAMAGED and the first thing found, where something is wrong
 */
gboolean
rapport_check_pages (RapportDb  *db,
                     GError    **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autofree char *result = rapport_db_query_text (db, &local_error, "PRAGMA integrity_check(1)", NULL);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return g_strcmp0 (result, "ok") == 0 || fail_damaged (rapport_db_get_path (db), result ? result : "", error);
}

/* The whole check ---------------------------------------------------------------------------------------------- */

typedef struct
{
  RapportDb *db;
  GPtrArray *findings;
} Check;

static void
find (Check      *check,
      gboolean    repairable,
      const char *format,
      ...) G_GNUC_PRINTF (3, 4);

static void
find (Check      *check,
      gboolean    repairable,
      const char *format,
      ...)
{
  RapportFinding *finding = g_new (RapportFinding, 1);
  va_list args;

  va_start (args, format);
  *finding = (RapportFinding) { g_strdup_vprintf (format, args), repairable };
  va_end (args);
  g_ptr_array_add (check->findings, finding);
}

static gboolean
check_pages (Check   *check,
             GError **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (check->db, error, "PRAGMA integrity_check(20)", NULL);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      const char *text = rapport_statement_get_text (statement, 0);

      if (g_strcmp0 (text, "ok") != 0)
        /* Translators: SQLite's message */
        find (check, FALSE, _("The file is damaged: %s"), text);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return error == NULL || *error == NULL;
}

static gboolean
check_numbers (Check   *check,
               GError **error)
{
  gint64 application, version;

  if (!rapport_db_query_int (check->db, &application, error, "PRAGMA main.application_id", NULL) ||
      !rapport_db_query_int (check->db, &version, error, "PRAGMA main.user_version", NULL))
    return FALSE;
  if (application != RAPPORT_APPLICATION_ID)
    find (check, FALSE, _("The file is not marked as a Rapport workspace."));
  if (version != RAPPORT_SCHEMA_VERSION)
    find (check, FALSE, _("The file has the schema %d instead of %d."), (int) version, RAPPORT_SCHEMA_VERSION);
  return TRUE;
}

static gboolean
check_references (Check   *check,
                  GError **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (check->db, error,
    "SELECT \"table\", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2", NULL);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      const RapportKind *child = rapport_kind_from_name (rapport_statement_get_text (statement, 0));
      const RapportKind *parent = rapport_kind_from_name (rapport_statement_get_text (statement, 1));
      int n = (int) rapport_statement_get_int (statement, 2);

      /* Translators: two kinds of record and a number: "Purchases: 3 refer to a record that is not there
       * (Accounts)." */
      find (check, FALSE, ngettext ("%s: %d refers to a record that is not there (%s).",
                                    "%s: %d refer to records that are not there (%s).", (gulong) n),
            child ? _(child->label_plural) : rapport_statement_get_text (statement, 0), n,
            parent ? _(parent->label_plural) : rapport_statement_get_text (statement, 1));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  for (guint k = RAPPORT_KIND_PLACEMENT; k <= RAPPORT_KIND_MOVE; k++)
    {
      const RapportKind *kind = rapport_kind_get (k);
      gint64 n;

      if (!rapport_db_query_int_format (check->db, &n, error,
            "SELECT count(*) FROM main.%s t WHERE NOT CASE t.subject_kind"
            " WHEN 'account' THEN EXISTS (SELECT 1 FROM main.account a WHERE a.id = t.subject)"
            " WHEN 'opportunity' THEN EXISTS (SELECT 1 FROM main.opportunity o WHERE o.id = t.subject) ELSE 0 END",
            kind->name))
        return FALSE;
      if (n > 0)
        find (check, FALSE, ngettext ("%s: %d belongs to an account or opportunity that is not there.",
                                      "%s: %d belong to accounts or opportunities that are not there.", (gulong) n),
              _(kind->label_plural), (int) n);
    }
  return TRUE;
}

static gboolean
check_placements (Check   *check,
                  GError **error)
{
  gint64 twice, elsewhere, differ;

  if (!rapport_db_query_int (check->db, &twice, error,
         "SELECT count(*) FROM (SELECT 1 FROM main.placement WHERE deleted IS NULL"
         " GROUP BY model, subject_kind, subject HAVING count(*) > 1)", NULL) ||
      !rapport_db_query_int (check->db, &elsewhere, error,
         "SELECT count(*) FROM main.placement p JOIN main.stage s ON s.id = p.stage WHERE s.model <> p.model", NULL) ||
      !rapport_db_query_int (check->db, &differ, error,
         "SELECT count(*) FROM main.placement p WHERE p.deleted IS NULL AND p.stage <>"
         " (SELECT m.to_stage FROM main.move m WHERE m.subject = p.subject AND m.subject_kind = p.subject_kind"
         "  AND m.model = p.model AND m.deleted IS NULL ORDER BY m.at DESC, m.id DESC LIMIT 1)"
         /* Who works as of an earlier day dates a later move before one that was made before it. */
         " AND p.stage <>"
         " (SELECT m.to_stage FROM main.move m WHERE m.subject = p.subject AND m.subject_kind = p.subject_kind"
         "  AND m.model = p.model AND m.deleted IS NULL ORDER BY m.id DESC LIMIT 1)", NULL))
    return FALSE;
  if (twice > 0)
    find (check, FALSE, ngettext ("%d account or opportunity stands in the same model twice.",
                                  "%d accounts or opportunities stand in the same model twice.", (gulong) twice),
          (int) twice);
  if (elsewhere > 0)
    find (check, FALSE, ngettext ("%d placement names a stage of another model.",
                                  "%d placements name a stage of another model.", (gulong) elsewhere), (int) elsewhere);
  if (differ > 0)
    find (check, FALSE, ngettext ("%d placement is not where its last move put it.",
                                  "%d placements are not where their last moves put them.", (gulong) differ),
          (int) differ);
  return TRUE;
}

static gboolean
check_required (Check   *check,
                GError **error)
{
  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      const RapportKind *kind = rapport_kind_get (k);

      for (guint i = 0; i < kind->n_fields; i++)
        {
          const RapportField *field = &kind->fields[i];
          gint64 n;

          if (!(field->flags & RAPPORT_FIELD_REQUIRED))
            continue;
          if (!rapport_db_query_int_format (check->db, &n, error,
                                            "SELECT count(*) FROM main.%1$s WHERE %2$s IS NULL OR %2$s = ''",
                                            kind->name, field->name))
            return FALSE;
          if (n > 0)
            /* Translators: kind of record, number, name of a field */
            find (check, FALSE, ngettext ("%s: %d has nothing in “%s”, which must not be empty.",
                                          "%s: %d have nothing in “%s”, which must not be empty.", (gulong) n),
                  _(kind->label_plural), (int) n, rapport_field_get_label (field));
        }
    }
  return TRUE;
}

static gboolean
check_journal (Check   *check,
               GError **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (check->db, error,
    "SELECT changeset, removed FROM main.journal_entry ORDER BY id", NULL);
  g_autoptr(RapportStatement) batches = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autofree char *label = NULL;
  int n_unreadable = 0;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    for (int column = 0; column < 2; column++)
      {
        g_autoptr(RapportChanges) changes = rapport_changes_new ();
        gsize size;
        gconstpointer data = rapport_statement_get_blob (statement, column, &size);
        g_autoptr(GBytes) changeset = g_bytes_new (data, size);

        if (!rapport_changeset_list (changeset, changes, NULL))
          n_unreadable++;
      }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (n_unreadable > 0)
    find (check, FALSE, ngettext ("%d entry of the history cannot be read; it cannot be undone.",
                                  "%d entries of the history cannot be read; they cannot be undone.",
                                  (gulong) n_unreadable),
          n_unreadable);

  if (rapport_journal_interrupted (check->db, &label, &local_error) != 0)
    /* Translators: what it was to do, such as "Import customers.csv" */
    find (check, FALSE, _("“%s” was cut short. Finish it or take it back."), label);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_derived (Check   *check,
               GError **error)
{
  gint64 figures, cards;

  if (!rapport_figures_compare (check->db, &figures, &cards, error))
    return FALSE;
  if (figures > 0)
    find (check, TRUE, ngettext ("The figures of %d account are not what its records give.",
                                 "The figures of %d accounts are not what their records give.", (gulong) figures),
          (int) figures);
  if (cards > 0)
    find (check, TRUE, ngettext ("%d card on the board is not what its records give.",
                                 "%d cards on the board are not what their records give.", (gulong) cards),
          (int) cards);
  return TRUE;
}

static GPtrArray *
list_search_tables (RapportDb  *db,
                    GError    **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%USING fts5%'", NULL);

  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    g_ptr_array_add (names, g_strdup (rapport_statement_get_text (statement, 0)));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&names);
}

static gboolean
check_search (Check   *check,
              GError **error)
{
  g_autoptr(GPtrArray) names = NULL;

  /* The search index can only be checked by what looks like a write to it. */
  if (sqlite3_db_readonly (rapport_db_get_handle (check->db), "main") == 1)
    return TRUE;
  names = list_search_tables (check->db, error);
  if (names == NULL)
    return FALSE;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr(GError) local_error = NULL;

      if (rapport_db_run_format (check->db, &local_error,
                                 "INSERT INTO main.%1$s (%1$s, rank) VALUES ('integrity-check', 1)", name))
        continue;
      if (!g_error_matches (local_error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      /* Translators: name of a search table */
      find (check, TRUE, _("The search index “%s” does not fit the records."), name);
    }
  return TRUE;
}

/**
 * rapport_check:
 * @db: a connection that shows today; a writing one, outside any transaction, if the search is to be checked too
 * @error: return location
 *
 * Checks all that can be checked: the pages of the file, references, placements, required fields, the journal,
 * search, and that everything derived is what the records give. It takes seconds for large workspaces.
 *
 * Returns: (nullable) (transfer full) (element-type RapportFinding): what was found, nothing where all is well;
 *   %NULL where the check itself could not be done (cancelled, busy)
 */
GPtrArray *
rapport_check (RapportDb  *db,
               GError    **error)
{
  static gboolean (*const parts[]) (Check *, GError **) = {
    check_numbers, check_pages, check_references, check_placements, check_required, check_journal,
    check_derived, check_search
  };
  g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_finding_free);
  Check check = { db, findings };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(GError) local_error = NULL;

      if (parts[i] (&check, &local_error))
        continue;
      if (!g_error_matches (local_error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED))
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
      /* Damage stops one part; the others may still have something to say. */
      find (&check, FALSE, "%s", local_error->message);
    }
  return g_steal_pointer (&findings);
}

/**
 * rapport_check_repair:
 * @db: a writing connection, outside any transaction
 * @today: the real day
 * @error: return location
 *
 * Makes again what is derived: figures, board cards, search.
 *
 * Returns: whether it was done
 */
gboolean
rapport_check_repair (RapportDb   *db,
                      RapportDay   today,
                      GError     **error)
{
  g_autoptr(GPtrArray) names = list_search_tables (db, error);
  gboolean ok;

  if (names == NULL || !rapport_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;

  ok = rapport_figures_rebuild (db, today, error);
  for (guint i = 0; ok && i < names->len; i++)
    ok = rapport_db_run_format (db, error, "INSERT INTO main.%1$s (%1$s) VALUES ('rebuild')",
                                (char *) g_ptr_array_index (names, i));
  ok = ok && rapport_db_exec (db, "COMMIT", error);
  if (!ok && rapport_db_is_in_transaction (db))
    rapport_db_exec (db, "ROLLBACK", NULL);
  return ok;
}
