#include "config.h"

#include "exchange/rapport-sniffer.h"
#include "import-fixture.h"

/* The real data of other people, where it is at hand. */

static GFile *
shared_file (const char *folder,
             const char *name)
{
  const char *shared = g_getenv ("RAPPORT_SHARED_DATA");
  g_autofree char *path = g_build_filename (shared ? shared : ".", folder, name, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("The data is not here");
      return NULL;
    }
  return g_file_new_for_path (path);
}

/* The rejects stand beside the file; the data may not be written to. */
static GFile *
copy_of (Fixture    *fixture,
         const char *folder,
         const char *name)
{
  g_autoptr(GFile) file = shared_file (folder, name);
  g_autofree char *path = g_build_filename (fixture->dir, name, NULL);
  g_autoptr(GError) error = NULL;
  GFile *copy;

  if (file == NULL)
    return NULL;
  copy = g_file_new_for_path (path);
  g_file_copy (file, copy, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return copy;
}

static void
assert_guess (GFile      *file,
              const char *kind)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportCsvDialect) dialect = rapport_sniff_file (file, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (rapport_kind_get (rapport_import_guess_kind (file, dialect))->plural, ==, kind);
}

static const struct
{
  const char *file;
  const char *kind;
  const char *maps[4];
  const char *first;
  const char *second;
} northwind[] = {
  { "employees.csv", "members", { NULL }, "imported 9, updated 0, unchanged 0, rejected 0",
    "imported 0, updated 0, unchanged 9, rejected 0" },
  { "customers.csv", "accounts", { "contactName=person.name", "contactTitle=person.job_title", NULL },
    "imported 91, updated 0, unchanged 0, rejected 0", "imported 0, updated 0, unchanged 91, rejected 0" },
  { "products.csv", "products", { NULL }, "imported 77, updated 0, unchanged 0, rejected 0",
    "imported 0, updated 0, unchanged 77, rejected 0" },
  { "orders.csv", "purchases", { NULL }, "imported 830, updated 0, unchanged 0, rejected 0",
    "imported 0, updated 0, unchanged 830, rejected 0" },
  { "order_details.csv", "purchase-lines", { NULL }, "imported 2155, updated 0, unchanged 0, rejected 0",
    "imported 0, updated 0, unchanged 2155, rejected 0" },
};

static void
test_northwind (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (northwind); i++)
    {
      g_autoptr(GFile) file = copy_of (fixture, "northwind", northwind[i].file);

      if (file == NULL)
        return;
      assert_guess (file, northwind[i].kind);
      import_file (fixture, file, northwind[i].kind, northwind[i].maps, FALSE, northwind[i].first);
    }

  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 91);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM person"), ==, 91);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM affiliation WHERE main = 1"), ==, 91);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase WHERE total_from = 'lines'"), ==, 830);
  g_assert_cmpint (query (fixture, "SELECT sum(total) FROM purchase"), ==, 126579306);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase WHERE member IS NULL"), ==, 0);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE region = 'NULL' OR phone IS NULL"), ==, 0);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM placement WHERE model = 1 AND stage = 101"
                                   " AND set_by = 'import'"), ==, 91);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM move WHERE set_by = 'import'"), ==, 91);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account_figure WHERE orders > 0"), ==, 89);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM figure_dirty"), ==, 0);
  text = query_text (fixture, "SELECT p.name || ', ' || p.job_title || ', ' || a.city FROM account a"
                              " JOIN affiliation f ON f.account = a.id"
                              " JOIN person p ON p.id = f.person WHERE a.external_id = 'ANATR'");
  g_assert_cmpstr (text, ==, "Ana Trujillo, Owner, México D.F.");
  g_clear_pointer (&text, g_free);
  text = query_text (fixture, "SELECT name || ', ' || job_title FROM member WHERE external_id = '1'");
  g_assert_cmpstr (text, ==, "Nancy Davolio, Sales Representative");

  for (guint i = 0; i < G_N_ELEMENTS (northwind); i++)
    {
      g_autoptr(GFile) file = copy_of (fixture, "northwind", northwind[i].file);

      import_file (fixture, file, northwind[i].kind, northwind[i].maps, FALSE, northwind[i].second);
    }

  /* Each goes back in one step, and comes again. */
  for (guint round = 0; round < 2; round++)
    {
      for (guint i = 0; i < G_N_ELEMENTS (northwind); i++)
        g_assert_true (undo (fixture, FALSE));
      g_assert_false (undo (fixture, FALSE));
      g_assert_cmpint (query (fixture, "SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM purchase)"
                                       " + (SELECT count(*) FROM person)"
                                       " + (SELECT count(*) FROM placement) + (SELECT count(*) FROM move)"
                                       " + (SELECT count(*) FROM member)"
                                       " + (SELECT count(*) FROM purchase_line) + (SELECT count(*) FROM product)"
                                       " + (SELECT count(*) FROM board_card)"
                                       " + (SELECT count(*) FROM account_figure)"), ==, 0);
      for (guint i = 0; i < G_N_ELEMENTS (northwind); i++)
        g_assert_true (undo (fixture, TRUE));
      g_assert_cmpint (query (fixture, "SELECT sum(total) FROM purchase"), ==, 126579306);
      g_assert_cmpint (query (fixture, "SELECT count(*) FROM account_figure WHERE orders > 0"), ==, 89);
    }
}

static void
test_northwind_ragged (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) customers = copy_of (fixture, "northwind-ragged", "customers.csv");
  g_autoptr(GFile) employees = copy_of (fixture, "northwind", "employees.csv");
  g_autoptr(GFile) orders = copy_of (fixture, "northwind-ragged", "orders.csv");
  g_autoptr(RapportImportPlan) plan = NULL;
  g_autoptr(RapportAct) act = NULL;
  const RapportImportResult *result;
  g_autofree char *path = NULL;
  g_autofree char *rejects = NULL;
  g_autofree char *text = NULL;

  if (customers == NULL || employees == NULL || orders == NULL)
    return;
  assert_guess (customers, "accounts");
  assert_guess (orders, "purchases");
  import_file (fixture, employees, "members", NULL, FALSE, "imported 9, updated 0, unchanged 0, rejected 0");
  import_file (fixture, customers, "accounts", NULL, FALSE, "imported 67, updated 0, unchanged 0, rejected 24");

  plan = plan_of (fixture, orders, "purchases", NULL);
  act = import_plan (fixture, plan);
  result = rapport_import_act_get_result (act);
  g_assert_cmpint (result->rows, ==, 830);
  g_assert_cmpint (result->imported, ==, query (fixture, "SELECT count(*) FROM purchase"));
  g_assert_cmpint (result->imported + result->rejected, ==, 830);
  g_assert_cmpint (result->rejected, >=, 176);
  g_assert_nonnull (result->rejects);
  path = g_file_get_path (result->rejects);
  g_assert_true (g_file_get_contents (path, &rejects, NULL, NULL));
  g_assert_true (g_str_has_prefix (rejects, "line,reason,orderID"));
  text = rapport_import_result_describe (result);
  g_test_message ("%s", text);
}

static void
test_cdnow (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = copy_of (fixture, "cdnow", "purchases.csv");

  if (file == NULL)
    return;
  assert_guess (file, "purchases");
  import_file (fixture, file, "purchases", NULL, FALSE, "imported 0, updated 0, unchanged 0, rejected 6919");
  import_file (fixture, file, "purchases", NULL, TRUE, "imported 6919, updated 0, unchanged 0, rejected 0");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 2357);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE name = '0001' AND external_id = '0001'"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) - count(DISTINCT account || day || total || quantity)"
                                   " FROM purchase"), ==, 21);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase WHERE total = 0"), ==, 8);
  import_file (fixture, file, "purchases", NULL, TRUE, "imported 0, updated 0, unchanged 6919, rejected 0");
  g_assert_true (undo (fixture, FALSE));
  g_assert_cmpint (query (fixture, "SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM purchase)"), ==, 0);
  g_assert_true (undo (fixture, TRUE));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase"), ==, 6919);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/northwind", test_northwind);
  g_test_add_func ("/import/northwind-ragged", test_northwind_ragged);
  g_test_add_func ("/import/cdnow", test_cdnow);
  return g_test_run ();
}
