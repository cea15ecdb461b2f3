#include "config.h"

#include "store/rapport-session.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

#include "store/rapport-journal-erase.h"
#include "core/rapport-records.h"
#include "store/rapport-rows.h"

struct _RapportSession
{
  RapportDb       *db;
  sqlite3_session *handle;
};

/**
 * rapport_session_new:
 * @db: a writing connection
 * @error: return location
 *
 * Begins to record what is changed in the tables of records, and in no others: the search's shadow tables or
 * derived figures in a changeset would break undo.
 *
 * Returns: (nullable) (transfer full): the recording
 */
RapportSession *
rapport_session_new (RapportDb  *db,
                     GError    **error)
{
  g_autoptr(RapportSession) session = g_new0 (RapportSession, 1);

  session->db = db;
  if (sqlite3session_create (rapport_db_get_handle (db), "main", &session->handle) != SQLITE_OK)
    return rapport_db_fail (db, "session", error), NULL;

  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    if (sqlite3session_attach (session->handle, rapport_kind_get (k)->name) != SQLITE_OK)
      return rapport_db_fail (db, "session", error), NULL;

  return g_steal_pointer (&session);
}

void
rapport_session_free (RapportSession *session)
{
  if (session == NULL)
    return;
  if (session->handle != NULL)
    sqlite3session_delete (session->handle);
  g_free (session);
}

/**
 * rapport_session_set_recording:
 * @session: a recording
 * @recording: whether changes from now on are part of it
 */
void
rapport_session_set_recording (RapportSession *session,
                               gboolean        recording)
{
  sqlite3session_enable (session->handle, recording);
}

/**
 * rapport_session_get_changeset:
 * @session: a recording
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what was changed so far; of size 0 where nothing was
 */
GBytes *
rapport_session_get_changeset (RapportSession  *session,
                               GError         **error)
{
  void *data = NULL;
  int size = 0;
  int code;

  _rapport_db_set_in_session (session->db, TRUE);
  code = sqlite3session_changeset (session->handle, &size, &data);
  _rapport_db_set_in_session (session->db, FALSE);
  if (code != SQLITE_OK)
    {
      rapport_db_fail (session->db, "changeset", error);
      return NULL;
    }
  return g_bytes_new_with_free_func (data, size, sqlite3_free, data);
}

typedef struct
{
  const RapportKind *kind;
  gint64             id;
  RapportChangeKind  change;
  int                n_columns;
} Item;

static gboolean
read_item (sqlite3_changeset_iter *iter,
           Item                   *item)
{
  const char *table;
  int operation, indirect;
  sqlite3_value *key = NULL;

  if (sqlite3changeset_op (iter, &table, &item->n_columns, &operation, &indirect) != SQLITE_OK)
    return FALSE;

  item->kind = rapport_kind_from_name (table);
  if (item->kind == NULL)
    return FALSE;
  item->change = operation == SQLITE_INSERT   ? RAPPORT_CHANGE_ADDED
                 : operation == SQLITE_DELETE ? RAPPORT_CHANGE_REMOVED
                                              : RAPPORT_CHANGE_UPDATED;
  if (operation == SQLITE_INSERT)
    sqlite3changeset_new (iter, 0, &key);
  else
    sqlite3changeset_old (iter, 0, &key);
  item->id = key ? sqlite3_value_int64 (key) : 0;
  return TRUE;
}

static gboolean
fail_changeset (GError **error)
{
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED,
                       _("An entry of the history cannot be read. The records themselves are not affected."));
  return FALSE;
}

/* The field that ties a record to an account, or -1. */
static int
account_field (const RapportKind *kind)
{
  return kind->id == RAPPORT_KIND_ACCOUNT ? -1 : rapport_kind_find_field (kind, "account");
}

static void
note_account (RapportChanges         *changes,
              sqlite3_changeset_iter *iter,
              const Item             *item)
{
  int field = account_field (item->kind);

  if (item->kind->id == RAPPORT_KIND_ACCOUNT)
    {
      g_array_append_val (changes->accounts, item->id);
    }
  else if (field >= 0)
    {
      sqlite3_value *value = NULL;

      for (int i = 0; i < 2; i++)
        {
          value = NULL;
          if (i == 0 && item->change != RAPPORT_CHANGE_ADDED)
            sqlite3changeset_old (iter, field + 1, &value);
          else if (i == 1 && item->change != RAPPORT_CHANGE_REMOVED)
            sqlite3changeset_new (iter, field + 1, &value);
          if (value != NULL && sqlite3_value_type (value) == SQLITE_INTEGER)
            {
              gint64 id = sqlite3_value_int64 (value);

              g_array_append_val (changes->accounts, id);
            }
        }
    }
}

/* A move names its account by kind and id. Its figures do not change, but its history does. */
static void
note_moved_account (RapportChanges         *changes,
                    sqlite3_changeset_iter *iter)
{
  int kind = rapport_kind_find_field (&rapport_move_kind, "subject_kind"),
      subject = rapport_kind_find_field (&rapport_move_kind, "subject");
  sqlite3_value *value = NULL;

  sqlite3changeset_new (iter, kind + 1, &value);
  if (value == NULL || g_strcmp0 ((const char *) sqlite3_value_text (value), "account") != 0)
    return;
  sqlite3changeset_new (iter, subject + 1, &value);
  if (value != NULL && sqlite3_value_type (value) == SQLITE_INTEGER)
    {
      gint64 id = sqlite3_value_int64 (value);

      g_array_append_val (changes->moved, id);
    }
}

/**
 * rapport_changeset_list:
 * @changeset: a changeset
 * @changes: to which the records are added that it changes
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
rapport_changeset_list (GBytes          *changeset,
                        RapportChanges  *changes,
                        GError         **error)
{
  sqlite3_changeset_iter *iter = NULL;
  gsize size;
  gpointer data = (gpointer) g_bytes_get_data (changeset, &size);
  Item item;

  if (size == 0)
    return TRUE;
  if (!rapport_changeset_is_sound (changeset) || sqlite3changeset_start (&iter, (int) size, data) != SQLITE_OK)
    return fail_changeset (error);

  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    if (read_item (iter, &item))
      {
        rapport_changes_add (changes, item.kind->id, item.change, item.id);
        note_account (changes, iter, &item);
        if (item.kind->id == RAPPORT_KIND_MOVE && item.change == RAPPORT_CHANGE_ADDED)
          note_moved_account (changes, iter);
      }

  return sqlite3changeset_finalize (iter) == SQLITE_OK || fail_changeset (error);
}

/**
 * rapport_changeset_foreach:
 * @changeset: a changeset
 * @func: (scope call): called for each changed value
 * @data: for @func
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
rapport_changeset_foreach (GBytes                *changeset,
                           RapportChangesetFunc   func,
                           gpointer               data,
                           GError               **error)
{
  sqlite3_changeset_iter *iter = NULL;
  gsize size;
  gpointer bytes = (gpointer) g_bytes_get_data (changeset, &size);
  Item item;

  if (size == 0)
    return TRUE;
  if (!rapport_changeset_is_sound (changeset) || sqlite3changeset_start (&iter, (int) size, bytes) != SQLITE_OK)
    return fail_changeset (error);

  while (sqlite3changeset_next (iter) == SQLITE_ROW)
    {
      if (!read_item (iter, &item))
        continue;

      for (int column = 1; column < item.n_columns; column++)
        {
          sqlite3_value *old_value = NULL, *new_value = NULL;

          if (item.change != RAPPORT_CHANGE_ADDED)
            sqlite3changeset_old (iter, column, &old_value);
          if (item.change != RAPPORT_CHANGE_REMOVED)
            sqlite3changeset_new (iter, column, &new_value);
          /* An update gives no new value for a column that it leaves alone. */
          if (item.change == RAPPORT_CHANGE_UPDATED && new_value == NULL)
            continue;
          func (item.kind->id, item.id, item.change, (guint) column - 1,
                old_value ? (const char *) sqlite3_value_text (old_value) : NULL,
                new_value ? (const char *) sqlite3_value_text (new_value) : NULL, data);
        }
    }

  return sqlite3changeset_finalize (iter) == SQLITE_OK || fail_changeset (error);
}

typedef struct
{
  RapportDb *db;
  char      *conflict; /* a sentence */
  gboolean   omit;
  guint      n_omitted;
  guint      n_done;
} Application;

/* What stands in the way, in words: the record, and the entry that changed it last. */
static char *
describe_obstacle (RapportDb         *db,
                   const RapportKind *kind,
                   gint64             id)
{
  g_autoptr(RapportRow) row = rapport_rows_get (db, kind->id, id, NULL);
  g_autofree char *label = rapport_db_query_text (db, NULL,
    "SELECT e.label FROM journal_record r JOIN journal_entry e ON e.id = r.entry"
    " WHERE r.kind = ?1 AND r.record = ?2 AND e.state = 0 ORDER BY e.id DESC LIMIT 1", "ii", (gint64) kind->id, id);
  const char *title = row && kind->title_field >= 0 ? rapport_row_get_text (row, kind->title_field) : NULL;

  if (title != NULL && label != NULL)
    /* Translators: kind of record, its name, what was done to it later */
    return g_strdup_printf (_("%s “%s” was changed later by “%s”."), rapport_kind_get_label (kind), title, label);
  if (title != NULL)
    return g_strdup_printf (_("%s “%s” was changed later."), rapport_kind_get_label (kind), title);
  return g_strdup_printf (_("A record was changed later (%s)."), rapport_kind_get_label (kind));
}

static char *
describe_foreign_keys (RapportDb *db)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (db, NULL, "PRAGMA foreign_key_check", NULL);

  while (statement != NULL && rapport_statement_step (statement, NULL))
    {
      const RapportKind *kind = rapport_kind_from_name (rapport_statement_get_text (statement, 0));

      if (kind != NULL)
        {
          g_autoptr(RapportRow) row = rapport_rows_get (db, kind->id, rapport_statement_get_int (statement, 1), NULL);
          const char *title = row && kind->title_field >= 0 ? rapport_row_get_text (row, kind->title_field) : "";

          /* Translators: kind of record and its name */
          return g_strdup_printf (_("%s “%s” was added later and belongs to it."), rapport_kind_get_label (kind),
                                  title ? title : "");
        }
    }
  return g_strdup (_("Records that belong to it were added later."));
}

static int
note_conflict (void                   *data,
               int                     reason,
               sqlite3_changeset_iter *iter)
{
  Application *application = data;
  Item item;

  if (application->omit && reason != SQLITE_CHANGESET_FOREIGN_KEY)
    {
      application->n_omitted++;
      return SQLITE_CHANGESET_OMIT;
    }
  if (application->conflict == NULL)
    {
      if (reason == SQLITE_CHANGESET_FOREIGN_KEY)
        application->conflict = describe_foreign_keys (application->db);
      else if (read_item (iter, &item))
        application->conflict = describe_obstacle (application->db, item.kind, item.id);
    }
  return SQLITE_CHANGESET_ABORT;
}

static void
count_row (void          *data,
           int            operation,
           const char    *database,
           const char    *table,
           sqlite3_int64  id)
{
  Application *application = data;

  if (rapport_kind_from_name (table) != NULL)
    application->n_done++;
}

/**
 * rapport_changeset_apply:
 * @db: a writing connection, in a transaction
 * @changeset: a changeset
 * @inverted: whether to take it back instead
 * @changes: to which the records are added that change
 * @n_omitted: (out) (optional): where given, records that later work has changed are left as they are, and counted
 * @error: return location
 *
 * Applies all of a changeset or nothing. Where a record is not as the changeset left it, or others refer to it,
 * the error is %RAPPORT_STORE_ERROR_CONFLICT and says what stands in the way.
 *
 * Returns: whether it was applied
 */
gboolean
rapport_changeset_apply (RapportDb       *db,
                         GBytes          *changeset,
                         gboolean         inverted,
                         RapportChanges  *changes,
                         guint           *n_omitted,
                         GError         **error)
{
  sqlite3 *handle = rapport_db_get_handle (db);
  Application application = { .db = db, .omit = n_omitted != NULL };
  g_autoptr(GBytes) bytes = g_bytes_ref (changeset);
  guint before = changes->list->len;
  guint expected;
  gsize size;
  gpointer data;
  int rc;

  if (g_bytes_get_size (changeset) == 0)
    return TRUE;
  if (!rapport_changeset_is_sound (changeset))
    return fail_changeset (error);

  if (inverted)
    {
      void *inverse = NULL;
      int inverse_size = 0;

      data = (gpointer) g_bytes_get_data (changeset, &size);
      if (sqlite3changeset_invert ((int) size, data, &inverse_size, &inverse) != SQLITE_OK)
        return fail_changeset (error);
      g_bytes_unref (bytes);
      bytes = g_bytes_new_with_free_func (inverse, inverse_size, sqlite3_free, inverse);
    }

  if (!rapport_changeset_list (bytes, changes, error))
    return FALSE;
  expected = changes->list->len - before;

  data = (gpointer) g_bytes_get_data (bytes, &size);
  sqlite3_update_hook (handle, count_row, &application);
  rc = sqlite3changeset_apply_v2 (handle, (int) size, data, NULL, note_conflict, &application, NULL, NULL, 0);
  sqlite3_update_hook (handle, NULL, NULL);

  if (application.conflict != NULL)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT, application.conflict);
      g_free (application.conflict);
      return FALSE;
    }
  if (rc != SQLITE_OK)
    return rapport_db_fail (db, "changeset", error);

  /* A changeset from another shape of the tables is skipped without an error. */
  if (application.n_done + application.n_omitted != expected)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT,
                           _("It was written by an older version and can no longer be taken back."));
      return FALSE;
    }
  if (n_omitted != NULL)
    *n_omitted = application.n_omitted;
  return TRUE;
}
