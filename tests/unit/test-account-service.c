#include "account-fixture.h"

#include <math.h>

#include "service/rapport-account-service.h"
#include "service/rapport-entry.h"

static RapportAccountData *
load (AccountFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  RapportAccountData *data = rapport_account_load (fixture->workspace, fixture->account,
    RAPPORT_ACCOUNT_PART_RECENT | RAPPORT_ACCOUNT_PART_PURCHASES | RAPPORT_ACCOUNT_PART_HISTORY, &error);

  g_assert_no_error (error);
  return data;
}

static void
test_figures (AccountFixture *fixture, gconstpointer user_data)
{
  g_autoptr(RapportAccountData) data = load (fixture);
  gint64 sum = 0;

  g_assert_cmpint (rapport_row_int (data->account, "revenue_12m"), ==, 18430000);
  for (guint i = 4; i < 8; i++)
    sum += data->quarters[i].revenue;
  g_assert_cmpint (sum, ==, 18430000);
  g_assert_cmpint (data->quarters[7].revenue, ==, 5000000);
  g_assert_cmpint (data->quarters[4].revenue, ==, 4010000);
  g_assert_cmpint (data->quarters[0].revenue, ==, 4210000);
  g_assert_cmpint (data->quarters[7].last, ==, account_fixture_day ("2025-11-20"));
  g_assert_cmpfloat_with_epsilon (data->margin, 0.314, 0.0005);
  g_assert_cmpfloat_with_epsilon (data->margin_before, 0.306, 0.0005);
  g_assert_cmpfloat (data->revenue_points[RAPPORT_ACCOUNT_N_POINTS - 1], ==, 18430000);
  g_assert_cmpuint (data->n_purchases, ==, 10);
  g_assert_cmpint (data->purchased, ==, 18430000 + 17350000 + 500000);
  g_assert_cmpint (data->since, ==, account_fixture_day ("2019-03-08"));
}

static void
test_promises (AccountFixture *fixture, gconstpointer user_data)
{
  g_autoptr(RapportAccountData) data = load (fixture);

  /* In time, late, overdue; the one of two years ago no longer counts. */
  g_assert_cmpuint (data->promises.part, ==, 1);
  g_assert_cmpuint (data->promises.whole, ==, 3);
  g_assert_cmpuint (data->n_overdue, ==, 1);
  g_assert_cmpuint (data->commitments->len, ==, 2);
  g_assert_cmpint (rapport_row_get_id (g_ptr_array_index (data->commitments, 0)), ==, fixture->overdue);
}

static void
test_path (AccountFixture *fixture, gconstpointer user_data)
{
  g_autoptr(RapportAccountData) data = load (fixture);

  g_assert_true (data->placed);
  g_assert_cmpint (data->stage, ==, 106);
  g_assert_cmpuint (data->path->len, ==, 7);
  g_assert_cmpint (g_array_index (data->path, RapportAccountStep, 0).since, ==, account_fixture_day ("2019-01-14"));
  g_assert_cmpint (g_array_index (data->path, RapportAccountStep, 6).since, ==, RAPPORT_DAY_NONE);
  g_assert_null (data->end);
  g_assert_cmpuint (data->moves->len, ==, 6);

  account_fixture_do (fixture, rapport_board_act_end (fixture->workspace, &fixture->account, 1, "needs-changed",
                                                      "them", "Sold the cold store"));
  g_clear_pointer (&data, rapport_account_data_free);
  data = load (fixture);
  g_assert_nonnull (data->end);
  g_assert_cmpstr (rapport_row_text (data->end, "reason"), ==, "needs-changed");
}

static void
test_said (AccountFixture *fixture, gconstpointer user_data)
{
  g_autoptr(RapportAccountData) data = load (fixture);
  RapportAccountEpisode *first = g_ptr_array_index (data->episodes, 0);
  RapportAccountEpisode *second = g_ptr_array_index (data->episodes, 1);

  g_assert_cmpuint (data->n_said, ==, 5);
  g_assert_cmpuint (data->episodes->len, ==, 2);
  g_assert_cmpint (rapport_row_get_id (first->episode), ==, fixture->complaint);
  g_assert_cmpuint (first->interactions->len, ==, 4);
  g_assert_cmpstr (rapport_row_text (g_ptr_array_index (first->interactions, 0), "subject"), ==,
                   "Told him the credit note is at accounts");
  g_assert_null (second->episode);
  g_assert_cmpuint (data->gap_days->len, ==, 3);
  g_assert_cmpint (g_array_index (data->gap_days, int, 0), ==, 4);
}

static void
test_history (AccountFixture *fixture, gconstpointer user_data)
{
  g_autoptr(RapportAccountData) data = NULL;
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  RapportJournalEntry *entry;
  RapportFieldChange *change;

  rapport_row_set_id (row, fixture->account);
  rapport_row_put (row, "phone", "+49 40 1", NULL);
  account_fixture_save (fixture, row);
  data = load (fixture);
  g_assert_cmpuint (data->history->len, >=, 2);
  entry = g_ptr_array_index (data->history, 0);
  g_assert_cmpuint (entry->changes->len, ==, 1);
  change = g_ptr_array_index (entry->changes, 0);
  g_assert_cmpint (change->field, ==, RAPPORT_ACCOUNT_PHONE);
  g_assert_cmpstr (change->new_value, ==, "+49 40 1");
  g_assert_cmpint (entry->member, ==, fixture->member);
}

static void
test_currencies (AccountFixture *fixture, gconstpointer user_data)
{
  g_autoptr(RapportAccountData) data = NULL;
  RapportRow *row = rapport_row_new (RAPPORT_KIND_PURCHASE);
  gint64 id, before;

  rapport_row_set_int (row, RAPPORT_PURCHASE_ACCOUNT, fixture->account);
  rapport_row_set_int (row, RAPPORT_PURCHASE_DAY, account_fixture_day ("2025-11-10"));
  rapport_row_set_int (row, RAPPORT_PURCHASE_TOTAL, 100000);
  rapport_row_put (row, "currency", "USD", NULL);
  id = account_fixture_save (fixture, row);

  data = load (fixture);
  before = data->purchased;
  g_assert_cmpuint (data->sums->len, ==, 2);
  g_assert_cmpint (data->quarters[7].revenue, ==, 5000000);
  for (guint i = 0; i < data->sums->len; i++)
    {
      RapportAccountSum *sum = &g_array_index (data->sums, RapportAccountSum, i);

      if (g_str_equal (sum->currency, "USD"))
        {
          g_assert_cmpuint (sum->unconverted, ==, 1);
          g_assert_cmpint (sum->minor, ==, 100000);
        }
    }

  row = rapport_row_new (RAPPORT_KIND_RATE);
  rapport_row_put (row, "currency", "USD", NULL);
  rapport_row_set_int (row, RAPPORT_RATE_DAY, account_fixture_day ("2025-11-01"));
  rapport_row_set_int (row, RAPPORT_RATE_RATE, 900000);
  account_fixture_save (fixture, row);
  /* Cost from the lines, where all are known. */
  row = rapport_row_new (RAPPORT_KIND_PURCHASE_LINE);
  rapport_row_set_int (row, RAPPORT_PURCHASE_LINE_PURCHASE, id);
  rapport_row_put (row, "title", "Seal", NULL);
  rapport_row_set_int (row, RAPPORT_PURCHASE_LINE_QUANTITY, 10 * 1000000);
  rapport_row_set_int (row, RAPPORT_PURCHASE_LINE_UNIT_COST, 50 * 1000000);
  account_fixture_save (fixture, row);

  g_clear_pointer (&data, rapport_account_data_free);
  data = load (fixture);
  g_assert_cmpint (data->purchased, ==, before + 90000);
  g_assert_cmpint (data->quarters[7].revenue, ==, 5090000);
  g_assert_cmpint (data->quarters[7].costed, ==, 5090000);
  g_assert_cmpint (data->quarters[7].cost, ==, 2668540 + 761460 + 45000);
}

static void
test_people (AccountFixture *fixture, gconstpointer user_data)
{
  g_autoptr(RapportAccountData) data = NULL;
  RapportRow *person = rapport_row_new (RAPPORT_KIND_PERSON);
  RapportRow *affiliation = rapport_row_new (RAPPORT_KIND_AFFILIATION);
  RapportAccountPerson *first;
  RapportRow *row;
  gint64 other;

  rapport_row_put (person, "name", "Jens Albers", NULL);
  rapport_row_set_int (affiliation, RAPPORT_AFFILIATION_ACCOUNT, fixture->account);
  account_fixture_do (fixture, rapport_entry_act_add_person (fixture->workspace, person, affiliation));
  data = load (fixture);
  g_assert_cmpuint (data->people->len, ==, 2);
  first = g_ptr_array_index (data->people, 0);
  g_assert_cmpstr (rapport_row_text (first->person, "name"), ==, "Katrin Voss");

  first = g_ptr_array_index (data->people, 1);
  account_fixture_do (fixture,
                      rapport_account_act_set_main (fixture->account, rapport_row_get_id (first->affiliation),
                                                    "Jens Albers"));
  g_clear_pointer (&data, rapport_account_data_free);
  data = load (fixture);
  first = g_ptr_array_index (data->people, 0);
  g_assert_cmpstr (rapport_row_text (first->person, "name"), ==, "Jens Albers");

  row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  rapport_row_put (row, "name", "Ostsee Kliniken", NULL);
  other = account_fixture_save (fixture, row);
  account_fixture_do (fixture, rapport_account_act_move_person (rapport_row_get_id (first->affiliation), other,
                                                                "Jens Albers", "Ostsee Kliniken"));
  g_clear_pointer (&data, rapport_account_data_free);
  data = load (fixture);
  g_assert_cmpuint (data->people->len, ==, 1);
  g_assert_cmpuint (data->former->len, ==, 1);
  first = g_ptr_array_index (data->former, 0);
  g_assert_cmpstr (first->others, ==, "Ostsee Kliniken");
}

static void
test_missing (AccountFixture *fixture, gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (rapport_account_load (fixture->workspace, 4711, 0, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND);
}

#define ADD(name, function) \
  g_test_add ("/account-service/" name, AccountFixture, NULL, account_fixture_set_up, function, \
              account_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("figures", test_figures);
  ADD ("promises", test_promises);
  ADD ("path", test_path);
  ADD ("said", test_said);
  ADD ("history", test_history);
  ADD ("currencies", test_currencies);
  ADD ("people", test_people);
  ADD ("missing", test_missing);
  return g_test_run ();
}
