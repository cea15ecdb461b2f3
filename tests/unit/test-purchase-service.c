#include "account-fixture.h"

#include "service/rapport-account-service.h"
#include "service/rapport-purchase-service.h"

static RapportRow *
line_new (const char *title, gint64 quantity, gint64 price, gint64 discount, gint64 cost)
{
  RapportRow *line = rapport_row_new (RAPPORT_KIND_PURCHASE_LINE);

  rapport_row_set_text (line, RAPPORT_PURCHASE_LINE_TITLE, title);
  rapport_row_set_int (line, RAPPORT_PURCHASE_LINE_QUANTITY, quantity);
  rapport_row_set_int (line, RAPPORT_PURCHASE_LINE_UNIT_PRICE, price);
  if (discount != 0)
    rapport_row_set_int (line, RAPPORT_PURCHASE_LINE_DISCOUNT, discount);
  if (cost != 0)
    rapport_row_set_int (line, RAPPORT_PURCHASE_LINE_UNIT_COST, cost);
  return line;
}

static GPtrArray *
lines_new (RapportRow *first, RapportRow *second)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);

  g_ptr_array_add (lines, first);
  if (second != NULL)
    g_ptr_array_add (lines, second);
  return lines;
}

static RapportRow *
purchase_new (AccountFixture *fixture)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_PURCHASE);

  rapport_row_set_int (row, RAPPORT_PURCHASE_ACCOUNT, fixture->account);
  rapport_row_set_int (row, RAPPORT_PURCHASE_DAY, account_fixture_day ("2025-11-19"));
  rapport_row_set_text (row, RAPPORT_PURCHASE_TITLE, "Gate 9");
  return row;
}

static gint64
save (AccountFixture *fixture, RapportRow *row, GPtrArray *lines, gboolean follow)
{
  g_autoptr(RapportAct) act = rapport_purchase_act_save (row, lines, follow, "EUR");
  g_autoptr(GError) error = NULL;

  g_assert_true (rapport_workspace_do (fixture->workspace, act, &error));
  g_assert_no_error (error);
  return rapport_purchase_act_get_id (act);
}

static gint64
read_int (AccountFixture *fixture, const char *sql, gint64 id)
{
  g_autoptr(GError) error = NULL;
  gint64 value = 0;

  g_assert_true (rapport_db_query_int (rapport_store_get_db (rapport_workspace_get_store (fixture->workspace)),
                                       &value, &error, sql, "i", id));
  g_assert_no_error (error);
  return value;
}

#define TOTAL "SELECT total FROM purchase WHERE id = ?1 AND deleted IS NULL"
#define LINES "SELECT count(*) FROM purchase_line WHERE purchase = ?1 AND deleted IS NULL"

static void
undo (AccountFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) changes = rapport_store_undo (rapport_workspace_get_store (fixture->workspace), FALSE,
                                                          FALSE, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (changes);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* 3 × 0.335 and 7 × 12.125 less 10 %: each line rounded would be a cent more than the exact sum. */
static void
test_sum (AccountFixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) lines = lines_new (line_new ("Screws", 3000000, 335000, 0, 0),
                                          line_new ("Seal", 7000000, 12125000, 100000, 0));
  RapportRow *stated = line_new ("Freight", 2000000, 99000000, 0, 0);
  g_autoptr(GError) error = NULL;
  gint64 minor;

  /* 1.005 + 76.3875 = 77.3925 */
  g_assert_true (rapport_purchase_sum_rows (lines, "EUR", &minor, &error));
  g_assert_cmpint (minor, ==, 7739);
  g_assert_true (rapport_purchase_get_line_amount (g_ptr_array_index (lines, 1), "EUR", &minor, &error));
  g_assert_cmpint (minor, ==, 7639);
  g_assert_true (rapport_purchase_sum_rows (lines, "JPY", &minor, &error));
  g_assert_cmpint (minor, ==, 77);

  /* What is stated counts. */
  rapport_row_set_int (stated, RAPPORT_PURCHASE_LINE_AMOUNT, 1500);
  g_ptr_array_add (lines, stated);
  g_assert_true (rapport_purchase_sum_rows (lines, "EUR", &minor, &error));
  g_assert_cmpint (minor, ==, 7739 + 1500);

  /* A discount of more than all of it is refused, not swallowed. */
  rapport_row_set_int (g_ptr_array_index (lines, 0), RAPPORT_PURCHASE_LINE_DISCOUNT, 1100000);
  g_assert_false (rapport_purchase_sum_rows (lines, "EUR", &minor, &error));
  g_assert_nonnull (error);
}

static void
test_save (AccountFixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) read = NULL;
  GPtrArray *lines = lines_new (line_new ("Motor", 2000000, 150000000, 0, 0),
                                line_new ("Work", 3500000, 80000000, 250000, 0));
  gint64 id = save (fixture, purchase_new (fixture), lines, TRUE);
  RapportRow *change;

  g_assert_cmpint (read_int (fixture, TOTAL, id), ==, 30000 + 21000);
  g_assert_cmpint (read_int (fixture, "SELECT quantity FROM purchase WHERE id = ?1", id), ==, 5500000);
  g_assert_cmpint (read_int (fixture, "SELECT total_from = 'lines' FROM purchase WHERE id = ?1", id), ==, 1);
  g_assert_cmpint (read_int (fixture, LINES, id), ==, 2);
  wait_until (g_strcmp0 (rapport_workspace_get_undo_label (fixture->workspace), "Add Purchase “Gate 9”") == 0);

  /* One line goes, one changes, one is new; all of it is one act. */
  read = rapport_purchase_list_lines (fixture->workspace, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->len, ==, 2);
  change = rapport_row_copy (g_ptr_array_index (read, 0));
  rapport_row_set_int (change, RAPPORT_PURCHASE_LINE_QUANTITY, 1000000);
  lines = lines_new (change, line_new ("Travel", 1000000, 45500000, 0, 0));
  {
    RapportRow *row = rapport_row_new (RAPPORT_KIND_PURCHASE);

    rapport_row_set_id (row, id);
    save (fixture, row, lines, TRUE);
  }
  g_assert_cmpint (read_int (fixture, TOTAL, id), ==, 15000 + 4550);
  g_assert_cmpint (read_int (fixture, LINES, id), ==, 2);
  g_assert_cmpint (read_int (fixture, "SELECT count(*) FROM purchase_line WHERE purchase = ?1", id), ==, 3);

  undo (fixture);
  g_assert_cmpint (read_int (fixture, TOTAL, id), ==, 30000 + 21000);
  g_assert_cmpint (read_int (fixture, LINES, id), ==, 2);
  g_assert_cmpint (
      read_int (fixture, "SELECT quantity FROM purchase_line WHERE purchase = ?1 AND title = 'Motor'", id), ==,
      2000000);
  undo (fixture);
  g_assert_cmpint (read_int (fixture, "SELECT count(*) FROM purchase WHERE id = ?1 AND deleted IS NULL", id), ==, 0);
  g_assert_cmpint (read_int (fixture, LINES, id), ==, 0);
}

/* A stated amount does not follow the lines. */
static void
test_stated (AccountFixture *fixture, gconstpointer data)
{
  RapportRow *row = purchase_new (fixture);
  gint64 id;

  rapport_row_set_int (row, RAPPORT_PURCHASE_TOTAL, 40000);
  rapport_row_set_text (row, RAPPORT_PURCHASE_TOTAL_FROM, "file");
  id = save (fixture, row, lines_new (line_new ("Motor", 2000000, 150000000, 0, 0), NULL), FALSE);
  g_assert_cmpint (read_int (fixture, TOTAL, id), ==, 40000);
  g_assert_cmpint (read_int (fixture, LINES, id), ==, 1);
}

/* A product's cost is per piece in units of its currency, like that of a line. */
static void
test_product_cost (AccountFixture *fixture, gconstpointer data)
{
  RapportRow *product = rapport_row_new (RAPPORT_KIND_PRODUCT), *line;
  g_autoptr(RapportAccountData) before = NULL, after = NULL;
  g_autoptr(GPtrArray) names = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  rapport_row_set_text (product, RAPPORT_PRODUCT_NAME, "Motor");
  rapport_row_set_int (product, RAPPORT_PRODUCT_COST, 60500000);
  id = account_fixture_save (fixture, product);
  before = rapport_account_load (fixture->workspace, fixture->account, RAPPORT_ACCOUNT_PART_BASE, &error);
  g_assert_no_error (error);

  line = line_new ("Motor", 2000000, 150000000, 0, 0);
  rapport_row_set_int (line, RAPPORT_PURCHASE_LINE_PRODUCT, id);
  save (fixture, purchase_new (fixture), lines_new (line, line_new ("Work", 1000000, 80000000, 0, 30250000)), TRUE);
  after = rapport_account_load (fixture->workspace, fixture->account, RAPPORT_ACCOUNT_PART_BASE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (after->quarters[7].revenue - before->quarters[7].revenue, ==, 38000);
  g_assert_cmpint (after->quarters[7].costed - before->quarters[7].costed, ==, 38000);
  g_assert_cmpint (after->quarters[7].cost - before->quarters[7].cost, ==, 12100 + 3025);

  /* Whose cost is missing is named. */
  product = rapport_row_new (RAPPORT_KIND_PRODUCT);
  rapport_row_set_text (product, RAPPORT_PRODUCT_NAME, "Radar sensor");
  id = account_fixture_save (fixture, product);
  line = line_new ("Sensor", 1000000, 90000000, 0, 0);
  rapport_row_set_int (line, RAPPORT_PURCHASE_LINE_PRODUCT, id);
  save (fixture, purchase_new (fixture), lines_new (line, NULL), TRUE);
  names = rapport_purchase_list_uncosted (fixture->workspace, fixture->account, account_fixture_day ("2024-11-21"),
                                          account_fixture_day ("2025-11-20"), 5, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (names->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (names, 0), ==, "Radar sensor");
}

/* The whole list, newest first, and within days. */
static void
test_list (AccountFixture *fixture, gconstpointer data)
{
  RapportDb *db = rapport_store_get_db (rapport_workspace_get_store (fixture->workspace));
  g_autoptr(RapportQuery) all = rapport_purchase_list (fixture->account, RAPPORT_DAY_NONE, RAPPORT_DAY_NONE);
  g_autoptr(RapportQuery) some = rapport_purchase_list (fixture->account, account_fixture_day ("2025-08-21"),
                                                        account_fixture_day ("2025-11-20"));
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = rapport_query_run (all, db, &error), fewer = NULL;
  gint64 last = account_fixture_day ("9999-01-01");

  g_assert_no_error (error);
  g_assert_cmpint (
      ids->len, ==,
      read_int (fixture, "SELECT count(*) FROM purchase WHERE account = ?1 AND deleted IS NULL", fixture->account));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(RapportRecord) record = rapport_workspace_get_record (fixture->workspace, RAPPORT_KIND_PURCHASE,
                                                                      g_array_index (ids, gint64, i));

      g_assert_cmpint (rapport_record_get_int (record, "day"), <=, last);
      last = rapport_record_get_int (record, "day");
    }
  fewer = rapport_query_run (some, db, &error);
  g_assert_cmpint (fewer->len, >, 0);
  g_assert_cmpint (fewer->len, <, ids->len);
}

#define ADD(name, function) g_test_add ("/purchase/" name, AccountFixture, NULL, account_fixture_set_up, function, account_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("sum", test_sum);
  ADD ("save", test_save);
  ADD ("stated", test_stated);
  ADD ("product-cost", test_product_cost);
  ADD ("list", test_list);
  return g_test_run ();
}
