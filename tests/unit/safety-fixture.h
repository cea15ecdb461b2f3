#pragma once

#include "core/rapport-records.h"
#include "store/rapport-check.h"
#include "store/rapport-rows.h"
#include "store/rapport-store.h"
#include "tests/test-tools.h"

/* What the tests of the workspace file share: a workspace in a directory of its own, a few writes, and what tells
 * two states of it apart. */

typedef struct
{
  char         *dir;
  char         *path;
  RapportStore *store;
} Fixture;

static inline void
fixture_close (Fixture *fixture)
{
  if (fixture->store == NULL)
    return;
  settle_object (fixture->store);
  g_assert_finalize_object (fixture->store);
  fixture->store = NULL;
}

static inline void
fixture_open (Fixture           *fixture,
              RapportStoreFlags  flags)
{
  g_autoptr(GError) error = NULL;

  fixture->store = rapport_store_open (fixture->path, flags, &error);
  g_assert_no_error (error);
}

static inline Fixture *
fixture_new (void)
{
  Fixture *fixture = g_new0 (Fixture, 1);
  g_autoptr(GError) error = NULL;

  fixture->dir = g_dir_make_tmp ("rapport-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->dir, "test.rapport", NULL);
  fixture_open (fixture, RAPPORT_STORE_CREATE);
  return fixture;
}

static inline void
fixture_free (Fixture *fixture)
{
  fixture_close (fixture);
  remove_tree (fixture->dir);
  g_free (fixture->path);
  g_free (fixture->dir);
  g_free (fixture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

static inline gint64
query_db (RapportDb  *db,
          const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value;

  rapport_db_query_int (db, &value, &error, sql, NULL);
  g_assert_no_error (error);
  return value;
}

static inline gint64
query (Fixture    *fixture,
       const char *sql)
{
  return query_db (rapport_store_get_db (fixture->store), sql);
}

/* All values of all journaled tables, as one checksum. */
static inline char *
content_of (RapportDb *db)
{
  g_autoptr(GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      const RapportKind *kind = rapport_kind_get (k);
      g_autoptr(GString) sql = g_string_new ("SELECT id");
      g_autoptr(RapportStatement) statement = NULL;
      g_autoptr(GError) error = NULL;

      for (guint i = 0; i < kind->n_fields; i++)
        if (!(kind->fields[i].flags & RAPPORT_FIELD_DERIVED))
          g_string_append_printf (sql, " || '|' || quote(%s)", kind->fields[i].name);
      g_string_append_printf (sql, " FROM main.%s ORDER BY id", kind->name);
      statement = rapport_db_query (db, &error, sql->str, NULL);
      g_assert_no_error (error);
      g_checksum_update (sum, (const guchar *) kind->name, -1);
      while (rapport_statement_step (statement, &error))
        g_checksum_update (sum, (const guchar *) rapport_statement_get_text (statement, 0), -1);
      g_assert_no_error (error);
    }
  return g_strdup (g_checksum_get_string (sum));
}

static inline void
print_findings (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    g_test_message ("found: %s", ((RapportFinding *) g_ptr_array_index (findings, i))->sentence);
}

/* The whole check, on a connection of its own. */
static inline void
assert_sound (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportDb) db = rapport_db_open (path, RAPPORT_DB_WRITE, &error);
  g_autoptr(GPtrArray) findings = NULL;

  g_assert_no_error (error);
  findings = rapport_check (db, &error);
  g_assert_no_error (error);
  print_findings (findings);
  g_assert_cmpuint (findings->len, ==, 0);
}

static inline gboolean
add_account (RapportWrite  *write,
             gpointer       data,
             GError       **error)
{
  g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(RapportRow) placement = rapport_row_new (RAPPORT_KIND_PLACEMENT);
  gint64 *id = data;

  rapport_row_put (row, "name", "Halden Marine", "notes", "calls on Fridays", "estimated_value", (gint64) 123400, NULL);
  *id = rapport_write_insert (write, row, error);
  if (*id == 0)
    return FALSE;
  rapport_row_put (placement, "model", (gint64) 1, "subject_kind", "account", "subject", *id, "stage",
                   (gint64) 101, NULL);
  return rapport_write_insert (write, placement, error) != 0;
}

static inline gint64
write_account (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) changes = NULL;
  gint64 id = 0;

  changes = rapport_store_write (fixture->store, "Add Halden Marine", add_account, &id, &error);
  g_assert_no_error (error);
  return id;
}
