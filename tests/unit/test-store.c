#include "config.h"

#include "safety-fixture.h"

/* The field tables and the schema say the same. */
static void
test_tables (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  RapportDb *db = rapport_store_get_db (fixture->store);

  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      const RapportKind *kind = rapport_kind_get (k);
      g_autoptr(GString) columns = g_string_new ("id");
      g_autofree char *in_schema = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_nonnull (kind);
      g_assert_cmpint (kind->id, ==, k);
      g_assert_true (rapport_kind_from_name (kind->name) == kind);
      g_assert_true (rapport_kind_from_name (kind->plural) == kind);
      for (guint i = 0; i < kind->n_fields; i++)
        if (!(kind->fields[i].flags & RAPPORT_FIELD_DERIVED))
          g_string_append_printf (columns, ",%s", kind->fields[i].name);
      in_schema = rapport_db_query_text (db, &error, "SELECT group_concat(name) FROM pragma_table_info(?1)",
                                         "s", kind->name);
      g_assert_no_error (error);
      g_assert_cmpstr (columns->str, ==, in_schema);

      for (guint i = 0; i < kind->n_fields; i++)
        {
          g_autofree char *type = rapport_db_query_text (db, &error, "SELECT type FROM pragma_table_info(?1)"
                                                                     " WHERE name = ?2", "ss",
                                                         kind->name, kind->fields[i].name);
          gboolean text = rapport_field_is_text (&kind->fields[i]) || kind->fields[i].type == RAPPORT_FIELD_DAY;

          if (type != NULL)
            g_assert_cmpstr (type, ==, text ? "TEXT" : kind->fields[i].type == RAPPORT_FIELD_REAL ? "REAL" : "INTEGER");
        }
    }
}

static gboolean
add_mueller (RapportWrite  *write,
             gpointer       data,
             GError       **error)
{
  g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(RapportRow) placement = rapport_row_new (RAPPORT_KIND_PLACEMENT);
  gint64 *id = data;

  rapport_row_put (row, "name", "Müller & Söhne", "city", "Straße", "estimated_value", (gint64) 123400, NULL);
  *id = rapport_write_insert (write, row, error);
  rapport_row_put (placement, "model", (gint64) 1, "subject_kind", "account", "subject", *id, "stage",
                   (gint64) 101, NULL);
  return *id != 0 && rapport_write_insert (write, placement, error) != 0;
}

static gboolean
add_purchase (RapportWrite  *write,
              gpointer       data,
              GError       **error)
{
  g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_PURCHASE);
  gint64 *id = data;

  rapport_row_put (row, "account", *id, "day", (gint64) rapport_write_get_today (write), "total", (gint64) 5000, NULL);
  return rapport_write_insert (write, row, error) != 0;
}

static void
test_undo (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *wal = NULL;
  gint64 id = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(RapportChanges) changes = i == 0 ? rapport_store_write (fixture->store, "Add", add_mueller, &id, &error)
                                                 : rapport_store_write (fixture->store, "Buy", add_purchase,
                                                                        &id, &error);

      g_assert_no_error (error);
      g_assert_cmpint (changes->entry, ==, i + 1);
    }
  g_assert_cmpint (id, >, 1 << 20);
  g_assert_cmpint (query (fixture, "SELECT value FROM account_figure"), ==, 10000);
  g_assert_cmpint (query (fixture, "SELECT sort_key FROM board_card"), ==, 10000);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account_text WHERE account_text MATCH 'strasse sohne'"),
                   ==, 1);

  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < 3; i++)
        {
          g_autoptr(RapportChanges) changes = rapport_store_undo (fixture->store, FALSE, FALSE, NULL, &error);

          g_assert_no_error (error);
          g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase"), ==, i == 0 ? 1 : 0);
        }
      g_assert_cmpint (query (fixture, "SELECT count(*) FROM account_figure"), ==, 0);
      g_assert_cmpint (query (fixture, "SELECT count(*) FROM board_card"), ==, 0);
      g_assert_null (rapport_store_undo (fixture->store, FALSE, FALSE, NULL, &error));
      g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING);
      g_clear_error (&error);
      for (guint i = 0; i < 3; i++)
        {
          g_autoptr(RapportChanges) changes = rapport_store_undo (fixture->store, TRUE, FALSE, NULL, &error);

          g_assert_no_error (error);
        }
      g_assert_cmpint (query (fixture, "SELECT value FROM account_figure"), ==, 10000);
    }

  /* Who closes the last connection leaves one file. */
  fixture_close (fixture);
  wal = g_strconcat (fixture->path, "-wal", NULL);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
}

static RapportChanges *
import_batch (RapportDb                  *db,
              const RapportWriteContext  *context,
              gpointer                    data,
              GCancellable               *cancellable,
              GError                    **error)
{
  RapportWriteContext part = *context;
  RapportChanges *changes = NULL;
  gint64 *id = data;

  part.batch = rapport_journal_begin_batch (db, context, context->label, error);
  part.defer_figures = TRUE;
  for (guint i = 0; i < 3; i++)
    {
      RapportWrite *write = rapport_write_begin (db, &part, error);
      g_autoptr(RapportRow) update = rapport_row_new (RAPPORT_KIND_ACCOUNT);
      gint64 new_id;

      g_assert_nonnull (write);
      for (guint k = 0; k < 10; k++)
        g_assert_true (add_mueller (write, &new_id, error));
      rapport_row_set_id (update, *id);
      rapport_row_put (update, "notes", i == 0 ? "a" : i == 1 ? "b" : "c", NULL);
      g_assert_true (rapport_write_update (write, update, error));
      part.defer_figures = i < 1;
      g_clear_pointer (&changes, rapport_changes_unref);
      changes = rapport_write_commit (write, error);
      g_assert_nonnull (changes);
    }
  g_assert_true (rapport_journal_end_batch (db, part.batch, error));
  return changes;
}

static void
test_batch (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) added = NULL;
  g_autoptr(RapportChanges) imported = NULL;
  gint64 id = 0;

  added = rapport_store_write (fixture->store, "Add", add_mueller, &id, &error);
  g_assert_no_error (error);
  imported = rapport_store_run (fixture->store, "Import", import_batch, &id, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM board_card"), ==, 31);

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr(RapportChanges) undone = NULL;
      g_autoptr(RapportChanges) redone = NULL;

      undone = rapport_store_undo (fixture->store, FALSE, FALSE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 1);
      g_assert_cmpint (query (fixture, "SELECT count(*) FROM board_card"), ==, 1);
      g_assert_cmpint (query (fixture, "SELECT notes IS NULL FROM account"), ==, 1);
      redone = rapport_store_undo (fixture->store, TRUE, FALSE, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 31);
      g_assert_cmpint (query (fixture, "SELECT count(*) FROM board_card"), ==, 31);
      g_assert_cmpint (query (fixture, "SELECT notes = 'c' FROM account LIMIT 1"), ==, 1);
    }
}

static void
test_as_of (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) added = NULL;
  g_autoptr(RapportChanges) bought = NULL;
  gint64 id = 0;
  RapportDay today = rapport_store_get_today (fixture->store);

  added = rapport_store_write (fixture->store, "Add", add_mueller, &id, &error);
  bought = rapport_store_write (fixture->store, "Buy", add_purchase, &id, &error);
  g_assert_no_error (error);

  g_assert_true (rapport_store_set_as_of (fixture->store, rapport_day_add_days (today, -1), &error));
  g_assert_no_error (error);
  g_assert_true (rapport_store_is_in_past (fixture->store));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase"), ==, 0);
  g_assert_null (rapport_store_write (fixture->store, "Buy", add_purchase, &id, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);

  g_assert_true (rapport_store_set_as_of (fixture->store, rapport_day_add_years (today, 2), &error));
  g_assert_no_error (error);
  g_assert_false (rapport_store_is_in_past (fixture->store));
  g_assert_cmpint (query (fixture, "SELECT value FROM account_figure"), ==, 0);
  g_clear_pointer (&bought, rapport_changes_unref);
  bought = rapport_store_write (fixture->store, "Buy", add_purchase, &id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query (fixture, "SELECT value FROM account_figure"), ==, 5000);

  g_assert_true (rapport_store_set_as_of (fixture->store, RAPPORT_DAY_NONE, &error));
  g_assert_cmpint (query (fixture, "SELECT value FROM account_figure"), ==, 5000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/tables", test_tables);
  g_test_add_func ("/store/undo", test_undo);
  g_test_add_func ("/store/batch", test_batch);
  g_test_add_func ("/store/as-of", test_as_of);

  return g_test_run ();
}
