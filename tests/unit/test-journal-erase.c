#include "config.h"

#include <string.h>

#include "safety-fixture.h"
#include "store/rapport-batch-undo.h"
#include "store/rapport-journal-erase.h"
#include "store/rapport-session.h"

static gboolean
add_person (RapportWrite  *write,
            gpointer       data,
            GError       **error)
{
  g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_PERSON);
  g_autofree char *notes = g_strnfill (300, 'x');
  gint64 *id = data;

  rapport_row_put (row, "name", "Ingrid Zweig", "job_title", "Buyer", "phone", "555-0199", "email",
                   "ingrid@example.org",
                   "notes", notes, NULL);
  *id = rapport_write_insert (write, row, error);
  return *id != 0;
}

typedef struct
{
  gint64      id;
  const char *field;
  const char *value;
} Edit;

static gboolean
edit_person (RapportWrite  *write,
             gpointer       data,
             GError       **error)
{
  Edit *edit = data;
  g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_PERSON);

  rapport_row_set_id (row, edit->id);
  rapport_row_put (row, edit->field, edit->value, NULL);
  if (g_str_equal (edit->field, "phone"))
    rapport_row_put (row, "job_title", "Head Buyer", NULL);
  return rapport_write_update (write, row, error);
}

static gboolean
delete_person (RapportWrite  *write,
               gpointer       data,
               GError       **error)
{
  return rapport_write_delete (write, RAPPORT_KIND_PERSON, *(gint64 *) data, error);
}

static void
work (Fixture          *fixture,
      const char       *label,
      RapportWriteFunc  func,
      gpointer          data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) changes = rapport_store_write (fixture->store, label, func, data, &error);

  g_assert_no_error (error);
}

typedef struct
{
  RapportKindId kind;
  gint64        id;
} Target;

static RapportChanges *
erase_it (RapportDb                  *db,
          const RapportWriteContext  *context,
          gpointer                    data,
          GCancellable               *cancellable,
          GError                    **error)
{
  Target *target = data;
  RapportChanges *changes;

  if (!rapport_journal_erase (db, target->kind, target->id, error))
    return NULL;
  changes = rapport_changes_new ();
  changes->many = TRUE;
  return changes;
}

static void
erase_person (Fixture *fixture,
              gint64   id)
{
  Target target = { RAPPORT_KIND_PERSON, id };
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) changes = rapport_store_run (fixture->store, "", erase_it, &target, NULL, &error);

  g_assert_no_error (error);
}

static void
turn (Fixture  *fixture,
      gboolean  redo,
      guint     n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(RapportChanges) changes = rapport_store_undo (fixture->store, redo, FALSE, NULL, &error);

      g_assert_no_error (error);
    }
}

/* The bytes of the closed file. */
static void
assert_gone_from_file (Fixture    *fixture,
                       const char *word)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
  for (gsize i = 0; i + strlen (word) <= size; i++)
    g_assert_true (memcmp (contents + i, word, strlen (word)) != 0);
}

static void
test_erase (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  gint64 id = 0, other = 0;
  g_autofree char *start = content_of (rapport_store_get_db (fixture->store));
  g_autofree char *end = NULL;

  work (fixture, "Add Ingrid Zweig", add_person, &id);
  work (fixture, "Add person", add_person, &other);
  work (fixture, "Edit Ingrid Zweig’s phone", edit_person, &(Edit) { id, "phone", "555-0177" });
  work (fixture, "Rename Ingrid Zweig to Ingrid Ast", edit_person, &(Edit) { id, "name", "Ingrid Ast" });
  work (fixture, "Language of Ingrid Astor", edit_person, &(Edit) { id, "language", "de" });
  work (fixture, "Delete", delete_person, &other);
  erase_person (fixture, id);

  g_assert_cmpint (query (fixture, "SELECT count(*) FROM person WHERE name = '(erased)' AND phone IS NULL"
                                   " AND email IS NULL"
                                   " AND notes IS NULL AND job_title = 'Head Buyer' AND language = 'de'"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM journal_entry WHERE label = 'Add (erased)'"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM journal_entry"
                                   " WHERE label = 'Rename (erased) to (erased)'"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM journal_entry WHERE label = 'Language of Ingrid Astor'"),
                   ==, 1);

  /* What is left can be undone and redone as before. */
  end = content_of (rapport_store_get_db (fixture->store));
  for (guint round = 0; round < 2; round++)
    {
      g_autofree char *after_undo = NULL;
      g_autofree char *after_redo = NULL;

      turn (fixture, FALSE, 6);
      after_undo = content_of (rapport_store_get_db (fixture->store));
      g_assert_cmpstr (after_undo, ==, start);
      turn (fixture, TRUE, 6);
      after_redo = content_of (rapport_store_get_db (fixture->store));
      g_assert_cmpstr (after_redo, ==, end);
    }

  /* The other record of the same values keeps them. */
  turn (fixture, FALSE, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM person WHERE phone = '555-0199'"), ==, 1);
  erase_person (fixture, other);
  fixture_close (fixture);
  assert_sound (fixture->path);
  assert_gone_from_file (fixture, "555-0199");
  assert_gone_from_file (fixture, "555-0177");
  assert_gone_from_file (fixture, "ingrid@example");
  assert_gone_from_file (fixture, "Zweig");
  assert_gone_from_file (fixture, "zweig"); /* the search's words */
  assert_gone_from_file (fixture, "xxxxxxxx");
}

static RapportChanges *
import_people (RapportDb                  *db,
               const RapportWriteContext  *context,
               gpointer                    data,
               GCancellable               *cancellable,
               GError                    **error)
{
  RapportWriteContext part = *context;
  RapportWrite *write;
  RapportChanges *changes;

  part.batch = rapport_journal_begin_batch (db, context, context->label, error);
  write = rapport_write_begin (db, &part, error);
  for (guint i = 0; i < 3; i++)
    g_assert_true (add_person (write, data, error));
  changes = rapport_write_commit (write, error);
  g_assert_true (rapport_journal_end_batch (db, part.batch, error));
  return changes;
}

/* Rows of an import that was taken back lie in its entry. */
static void
test_batch (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) changes = NULL;
  gint64 id = 0;

  changes = rapport_store_run (fixture->store, "Import of Ingrid Zweig", import_people, &id, NULL, &error);
  g_assert_no_error (error);
  turn (fixture, FALSE, 1);
  for (gint64 i = id - 2; i <= id; i++)
    erase_person (fixture, i);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM journal_batch WHERE label = 'Import of (erased)'"), ==, 1);
  turn (fixture, TRUE, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM person WHERE name = '(erased)' AND job_title = 'Buyer'"
                                   " AND phone IS NULL"), ==, 3);
  turn (fixture, FALSE, 1);
  turn (fixture, TRUE, 1);
  fixture_close (fixture);
  assert_sound (fixture->path);
  assert_gone_from_file (fixture, "ingrid@example");
}

/* Cut off anywhere or with any byte changed, a changeset is refused or read, never overrun. */
static void
test_garbled (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(RapportStatement) statement = NULL;
  g_autofree guint8 *copy = NULL;
  g_autoptr(RapportChanges) changes = rapport_changes_new ();
  gint64 id = 0;
  gconstpointer data;
  gsize size;

  work (fixture, "Add", add_person, &id);
  statement = rapport_db_query (rapport_store_get_db (fixture->store), NULL, "SELECT changeset FROM journal_entry",
                                NULL);
  g_assert_true (rapport_statement_step (statement, NULL));
  data = rapport_statement_get_blob (statement, 0, &size);
  copy = g_memdup2 (data, size);
  for (gsize i = 0; i < size; i++)
    {
      g_autofree guint8 *cut = g_memdup2 (copy, i + 1);
      g_autoptr(GBytes) shorter = g_bytes_new_static (cut, i);
      g_autoptr(GBytes) whole = g_bytes_new_static (copy, size);
      g_autoptr(GBytes) result = rapport_changeset_erase (shorter, RAPPORT_KIND_PERSON, id, "?", NULL, NULL);
      g_autoptr(GBytes) second = NULL;

      if (i > 0 && rapport_changeset_is_sound (shorter))
        g_assert_true (rapport_changeset_list (shorter, changes, NULL));
      copy[i] ^= 0xff;
      second = rapport_changeset_erase (whole, RAPPORT_KIND_PERSON, id, "?", NULL, NULL);
      copy[i] ^= 0xff;
      g_assert_true (i == 0 || result == NULL || g_bytes_get_size (result) <= i);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/journal-erase/person", test_erase);
  g_test_add_func ("/journal-erase/batch", test_batch);
  g_test_add_func ("/journal-erase/garbled", test_garbled);

  return g_test_run ();
}
