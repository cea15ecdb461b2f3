#include "config.h"

#include <glib/gstdio.h>

#include "core/rapport-records.h"
#include "service/rapport-board-compare.h"
#include "service/rapport-board-history.h"
#include "service/rapport-board-service.h"
#include "workspace-fixture.h"

/* Everything that changes where a customer stands, and what the board then shows. */

typedef struct
{
  char             *dir;
  RapportWorkspace *workspace;
} Fixture;

static void
fixture_clear (Fixture *f)
{
  workspace_drop (f->workspace, f->dir);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static Fixture
fixture_new (void)
{
  Fixture f = { NULL, NULL };

  f.workspace = workspace_make ("Test", &f.dir);
  return f;
}

static void
done (Fixture    *f,
      RapportAct *act)
{
  workspace_do (f->workspace, act);
}

static void
refused (Fixture    *f,
         RapportAct *act)
{
  g_autoptr(RapportAct) owned = act;
  g_autoptr(GError) error = NULL;

  g_assert_false (rapport_workspace_do (f->workspace, owned, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
}

static gint64
save (Fixture    *f,
      RapportRow *row)
{
  return workspace_save (f->workspace, row);
}

static gint64
add_account (Fixture    *f,
             const char *name,
             gint64      value)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  rapport_row_put (row, "name", name, "estimated_value", value, NULL);
  return save (f, row);
}

static gint64
ask (Fixture    *f,
     const char *sql)
{
  return workspace_ask (f->workspace, sql);
}

static RapportBoardData *
load (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  RapportBoardData *data = rapport_board_load (f->workspace, NULL, &error);

  g_assert_no_error (error);
  return data;
}

static RapportLane *
lane_of (RapportBoardData *data,
         gint64            stage)
{
  for (guint i = 0; i < data->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (data->lanes, i);

      if (lane->stage == stage)
        return lane;
    }
  g_assert_not_reached ();
}

/* The cards of a lane by the last digits of what @ids holds: "201" is the third, the first, the second. */
static char *
order_of (Fixture      *f,
          gint64        stage,
          const gint64 *ids,
          guint         n_ids)
{
  g_autoptr(RapportBoardData) data = load (f);
  RapportLane *lane = lane_of (data, stage);
  GString *text = g_string_new (NULL);

  g_assert_cmpuint (lane->n_cards, ==, lane->ids->len);
  for (guint i = 0; i < lane->ids->len; i++)
    for (guint k = 0; k < n_ids; k++)
      if (g_array_index (lane->ids, gint64, i) == ids[k])
        g_string_append_printf (text, "%u", k);
  return g_string_free (text, FALSE);
}

#define assert_order(f, stage, ids, expected)                              \
  G_STMT_START {                                                           \
    g_autofree char *order_ = order_of (f, stage, ids, G_N_ELEMENTS (ids)); \
    g_assert_cmpstr (order_, ==, expected);                                \
  } G_STMT_END

static void
test_order (void)
{
  g_auto(Fixture) f = fixture_new ();
  /* Two of equal value: the older first. */
  gint64 ids[5] = { add_account (&f, "A", 100), add_account (&f, "B", 500), add_account (&f, "C", 300),
                    add_account (&f, "D", 300), add_account (&f, "E", 200) };

  done (&f, rapport_board_act_move (f.workspace, 1, ids, 5, 101, 0, 0, NULL, NULL));
  assert_order (&f, 101, ids, "12340");

  /* Between the two equals, above all, below all. */
  done (&f, rapport_board_act_move (f.workspace, 1, &ids[0], 1, 101, ids[2], ids[3], NULL, NULL));
  assert_order (&f, 101, ids, "12034");
  done (&f, rapport_board_act_move (f.workspace, 1, &ids[4], 1, 101, 0, ids[1], NULL, NULL));
  assert_order (&f, 101, ids, "41203");
  done (&f, rapport_board_act_move (f.workspace, 1, &ids[4], 1, 101, ids[3], 0, NULL, NULL));
  assert_order (&f, 101, ids, "12034");
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM move"), ==, 5);

  /* Several together keep their order. */
  done (&f, rapport_board_act_move (f.workspace, 1, (gint64[]) { ids[3], ids[4] }, 2, 101, ids[1], ids[2], NULL, NULL));
  assert_order (&f, 101, ids, "13420");

  /* In another stage what was ordered by hand is forgotten, unless it is put somewhere. */
  done (&f, rapport_board_act_move (f.workspace, 1, (gint64[]) { ids[0], ids[2] }, 2, 102, 0, 0, NULL, NULL));
  assert_order (&f, 102, ids, "20");
  assert_order (&f, 101, ids, "134");
}

/* Halving a hundred times between the same two runs out of numbers, not of order. */
static void
test_renumber (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 ids[4] = { add_account (&f, "A", 400), add_account (&f, "B", 300), add_account (&f, "C", 200),
                    add_account (&f, "D", 100) };

  done (&f, rapport_board_act_move (f.workspace, 1, ids, 4, 101, 0, 0, NULL, NULL));
  for (guint i = 0; i < 120; i++)
    {
      guint mover = 2 + i % 2, other = 5 - mover;

      done (&f, rapport_board_act_move (f.workspace, 1, &ids[mover], 1, 101, ids[0], i == 0 ? ids[1] : ids[other],
                                        NULL, NULL));
    }
  assert_order (&f, 101, ids, "0321");
}

static void
test_heads (void)
{
  g_auto(Fixture) f = fixture_new ();
  RapportStore *store = rapport_workspace_get_store (f.workspace);
  gint64 a = add_account (&f, "A", 100), b = add_account (&f, "B", 50), c = add_account (&f, "C", 7);
  g_autoptr(RapportBoardData) data = NULL;

  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-03-01"), NULL));
  done (&f, rapport_board_act_move (f.workspace, 1, &a, 1, 101, 0, 0, NULL, NULL));
  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-03-11"), NULL));
  done (&f, rapport_board_act_move (f.workspace, 1, &b, 1, 101, 0, 0, NULL, NULL));
  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-03-21"), NULL));

  data = load (&f);
  g_assert_cmpuint (lane_of (data, 101)->n_cards, ==, 2);
  g_assert_cmpint (lane_of (data, 101)->value, ==, 150);
  g_assert_true (lane_of (data, 101)->estimated);
  g_assert_cmpint (lane_of (data, 101)->median_days, ==, 15);
  g_assert_cmpint (rapport_board_data_get_since (data, b), ==, rapport_day_parse ("2024-03-11"));
  g_assert_cmpint (rapport_board_data_get_since (data, c), ==, RAPPORT_DAY_NONE);
  g_assert_cmpuint (lane_of (data, RAPPORT_LANE_UNPLACED)->n_cards, ==, 1);
  g_assert_cmpint (lane_of (data, 102)->median_days, ==, RAPPORT_UNSET);
  g_assert_cmpuint (data->n_all, ==, 3);
}

static void
test_reasons (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 a = add_account (&f, "A", 100);

  g_assert_true (rapport_board_needs_reason (f.workspace, 404));
  g_assert_false (rapport_board_needs_reason (f.workspace, 403));
  refused (&f, rapport_board_act_move (f.workspace, 4, &a, 1, 404, 0, 0, NULL, NULL));
  refused (&f, rapport_board_act_move (f.workspace, 4, &a, 1, 101, 0, 0, NULL, NULL));
  refused (&f, rapport_board_act_move (f.workspace, 4, &a, 1, 0, 0, 0, NULL, NULL));
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM placement"), ==, 0);

  done (&f, rapport_board_act_move (f.workspace, 4, &a, 1, 404, 0, 0, "dissatisfied", "late again"));
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM move WHERE reason = 'dissatisfied' AND note = 'late again'"), ==, 1);
  /* Within the stage no reason is asked for. */
  done (&f, rapport_board_act_move (f.workspace, 4, &a, 1, 404, 0, 0, NULL, NULL));
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM move"), ==, 1);

  done (&f, rapport_board_act_move (f.workspace, 4, &a, 1, 403, 0, 0, NULL, NULL));
  done (&f, rapport_board_act_note_reason (f.workspace, 4, a, "needs-changed", NULL));
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM move WHERE reason = 'needs-changed' AND to_stage = 403"), ==, 1);
  refused (&f, rapport_board_act_note_reason (f.workspace, 1, a, "needs-changed", NULL));

  /* Decline and the end at once, taken back at once. */
  done (&f, rapport_board_act_move_and_end (f.workspace, 4, &a, 1, 404, "no-growth", NULL, NULL));
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM relationship_end WHERE ended_by = 'us'"), ==, 1);
  g_clear_pointer (&(RapportChanges *) { rapport_store_undo (rapport_workspace_get_store (f.workspace), FALSE,
                                                             FALSE, NULL, NULL) },
                   rapport_changes_unref);
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM relationship_end"), ==, 0);
  g_assert_cmpint (ask (&f, "SELECT stage FROM placement"), ==, 403);
}

static void
test_ends (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 a = add_account (&f, "A", 100), b = add_account (&f, "B", 90);
  g_autoptr(RapportBoardData) before = NULL;
  g_autoptr(RapportBoardData) after = NULL;

  done (&f, rapport_board_act_move (f.workspace, 1, &a, 1, 104, 0, 0, NULL, NULL));
  refused (&f, rapport_board_act_end (f.workspace, &a, 1, NULL, NULL, NULL));
  /* One with a place, one without: both stand in the lane of the ended. */
  done (&f, rapport_board_act_end (f.workspace, (gint64[]) { a, b }, 2, "moved-brand", NULL, NULL));
  before = load (&f);
  g_assert_cmpuint (lane_of (before, RAPPORT_LANE_ENDED)->n_cards, ==, 2);
  g_assert_cmpuint (lane_of (before, RAPPORT_LANE_UNPLACED)->n_cards, ==, 0);
  g_assert_cmpuint (lane_of (before, 104)->n_cards, ==, 0);
  g_assert_cmpuint (before->n_all, ==, 0);
  refused (&f, rapport_board_act_end (f.workspace, &a, 1, "fraud", NULL, NULL));

  refused (&f, rapport_board_act_win_back (f.workspace, 4, &a, 1, 404));
  done (&f, rapport_board_act_win_back (f.workspace, 1, (gint64[]) { a, b }, 2, 103));
  after = load (&f);
  g_assert_cmpuint (lane_of (after, RAPPORT_LANE_ENDED)->n_cards, ==, 0);
  g_assert_cmpuint (lane_of (after, 103)->n_cards, ==, 2);
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM relationship_end WHERE won_back_on IS NOT NULL"), ==, 2);
  /* It can end again. */
  done (&f, rapport_board_act_end (f.workspace, &a, 1, "fraud", NULL, NULL));
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM relationship_end"), ==, 3);
}

static void
add_purchase (Fixture *f,
              gint64   account)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_PURCHASE);

  rapport_row_put (row, "account", account, "day", (gint64) rapport_workspace_get_today (f->workspace),
                   "total", G_GINT64_CONSTANT (1000), "currency", "EUR", NULL);
  save (f, row);
}

static void
test_place (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 ids[4] = { add_account (&f, "None", 1), add_account (&f, "One", 1), add_account (&f, "Two", 1),
                    add_account (&f, "Chosen", 1) };
  g_autoptr(GError) error = NULL;

  add_purchase (&f, ids[1]);
  add_purchase (&f, ids[2]);
  add_purchase (&f, ids[2]);
  add_purchase (&f, ids[3]);
  done (&f, rapport_board_act_move (f.workspace, 1, &ids[3], 1, 101, 0, 0, NULL, NULL));
  g_assert_cmpuint (rapport_board_count_places (f.workspace, &error), ==, 3);
  done (&f, rapport_board_act_place (f.workspace));
  assert_order (&f, 102, ids, "0");
  assert_order (&f, 103, ids, "1");
  assert_order (&f, 104, ids, "2");
  assert_order (&f, 101, ids, "3");
  g_assert_cmpuint (rapport_board_count_places (f.workspace, &error), ==, 0);
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM move WHERE set_by = 'history'"), ==, 3);

  /* One more purchase moves it up; a second pass changes nothing else. */
  add_purchase (&f, ids[1]);
  g_assert_cmpuint (rapport_board_count_places (f.workspace, &error), ==, 1);
  done (&f, rapport_board_act_place (f.workspace));
  g_assert_no_error (error);
  g_assert_cmpint (ask (&f, "SELECT count(*) FROM placement WHERE stage = 104"), ==, 2);
}

static void
test_opportunities (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 account = add_account (&f, "A", 100), deal;
  RapportRow *row = rapport_row_new (RAPPORT_KIND_OPPORTUNITY);
  g_autoptr(RapportBoardData) open = NULL;
  g_autoptr(RapportBoardData) lost = NULL;

  rapport_row_put (row, "account", account, "title", "Hall", "value", G_GINT64_CONSTANT (5000), NULL);
  deal = save (&f, row);
  rapport_workspace_set_model (f.workspace, 7);
  done (&f, rapport_board_act_move (f.workspace, 7, &deal, 1, 705, 0, 0, NULL, NULL));
  open = load (&f);
  g_assert_cmpint (open->kind, ==, RAPPORT_KIND_OPPORTUNITY);
  g_assert_cmpuint (lane_of (open, 705)->n_cards, ==, 1);
  g_assert_cmpint (lane_of (open, 705)->value, ==, 5000);

  done (&f, rapport_board_act_lose (f.workspace, &deal, 1));
  lost = load (&f);
  g_assert_cmpuint (lane_of (lost, RAPPORT_LANE_ENDED)->n_cards, ==, 1);
  done (&f, rapport_board_act_reopen (f.workspace, 7, &deal, 1, 706));
  g_assert_cmpint (ask (&f, "SELECT lane FROM board_card WHERE model = 7"), ==, 706);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static RapportBoardComparison *
compare (Fixture                    *f,
         const RapportAccountFilter *filter)
{
  g_autoptr(RapportBoardData) then = rapport_board_load (f->workspace, filter, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  RapportBoardComparison *comparison;

  rapport_board_compare_async (f->workspace, filter, then, NULL, compared_cb, &result);
  wait_until (result != NULL);
  comparison = rapport_board_compare_finish (f->workspace, result, &error);
  g_assert_no_error (error);
  return comparison;
}

/* Where the cards of a past day are by now. */
static void
test_compare (void)
{
  g_auto(Fixture) f = fixture_new ();
  RapportStore *store = rapport_workspace_get_store (f.workspace);
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  g_autoptr(RapportBoardComparison) all = NULL;
  g_autoptr(RapportBoardComparison) some = NULL;
  gint64 ids[5];

  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-03-02"), NULL));
  for (guint i = 0; i < 4; i++)
    {
      char name[] = { (char) ('A' + i), 'x', '\0' };

      ids[i] = add_account (&f, name, 100);
    }
  done (&f, rapport_board_act_move (f.workspace, 1, ids, 4, 103, 0, 0, NULL, NULL));
  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-05-08"), NULL));
  done (&f, rapport_board_act_move (f.workspace, 1, &ids[0], 1, 104, 0, 0, NULL, NULL));
  done (&f, rapport_board_act_end (f.workspace, &ids[1], 1, "price", "them", NULL));
  done (&f, rapport_act_trash (RAPPORT_KIND_ACCOUNT, &ids[2], 1));
  ids[4] = add_account (&f, "Ex", 100);
  done (&f, rapport_board_act_move (f.workspace, 1, &ids[4], 1, 104, 0, 0, NULL, NULL));

  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-04-01"), NULL));
  g_assert_true (rapport_store_is_in_past (store));
  all = compare (&f, NULL);
  g_assert_cmpint (all->day, ==, rapport_day_parse ("2024-04-01"));
  g_assert_cmpuint (all->moved->len, ==, 3);
  g_assert_cmpint (rapport_board_comparison_find (all, ids[0])->then, ==, 103);
  g_assert_cmpint (rapport_board_comparison_find (all, ids[0])->now, ==, 104);
  g_assert_cmpint (rapport_board_comparison_find (all, ids[1])->now, ==, RAPPORT_LANE_ENDED);
  g_assert_cmpint (rapport_board_comparison_find (all, ids[2])->now, ==, RAPPORT_LANE_GONE);
  g_assert_null (rapport_board_comparison_find (all, ids[3]));
  g_assert_cmpuint (all->n_new, ==, 1);
  g_assert_cmpuint (rapport_board_comparison_get_count (all, 103)->then, ==, 4);
  g_assert_cmpuint (rapport_board_comparison_get_count (all, 103)->now, ==, 1);
  g_assert_cmpuint (rapport_board_comparison_get_count (all, 104)->then, ==, 0);
  g_assert_cmpuint (rapport_board_comparison_get_count (all, 104)->now, ==, 2);
  g_assert_cmpuint (rapport_board_comparison_get_count (all, RAPPORT_LANE_ENDED)->now, ==, 1);

  filter->text = g_strdup ("ax");
  some = compare (&f, filter);
  g_assert_cmpuint (some->moved->len, ==, 1);
  g_assert_cmpuint (some->n_new, ==, 0);
  g_assert_cmpuint (rapport_board_comparison_get_count (some, 103)->then, ==, 1);
  g_assert_cmpuint (rapport_board_comparison_get_count (some, 103)->now, ==, 0);
  g_assert_cmpuint (rapport_board_comparison_get_count (some, 104)->now, ==, 1);
}

static void
test_past (void)
{
  g_auto(Fixture) f = fixture_new ();
  RapportStore *store = rapport_workspace_get_store (f.workspace);
  gint64 a, b;
  g_autoptr(RapportBoardData) data = NULL;
  g_autoptr(RapportBoardHistory) history = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-03-02"), NULL));
  a = add_account (&f, "A", 100);
  done (&f, rapport_board_act_move (f.workspace, 1, &a, 1, 101, 0, 0, NULL, NULL));
  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-05-08"), NULL));
  b = add_account (&f, "B", 100);
  done (&f, rapport_board_act_move (f.workspace, 1, &b, 1, 101, 0, 0, NULL, NULL));
  done (&f, rapport_board_act_move (f.workspace, 1, &a, 1, 102, 0, 0, NULL, NULL));
  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-05-20"), NULL));
  done (&f, rapport_board_act_move (f.workspace, 1, &a, 1, 103, 0, 0, NULL, NULL));
  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-05-14"), NULL));
  g_assert_true (rapport_store_is_in_past (store));

  data = load (&f);
  g_assert_cmpuint (lane_of (data, 102)->n_cards, ==, 1);
  g_assert_cmpuint (lane_of (data, 101)->n_cards, ==, 1);
  g_assert_cmpuint (data->moves->len, ==, 2);
  g_assert_cmpint (rapport_board_data_get_move (data, a)->from, ==, 101);
  g_assert_cmpint (rapport_board_data_get_move (data, a)->day, ==, rapport_day_parse ("2024-05-08"));
  g_assert_cmpint (rapport_board_data_get_move (data, b)->from, ==, 0);

  history = rapport_board_history_load (f.workspace, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (history->first, ==, rapport_day_parse ("2024-03-02"));
  g_assert_cmpuint (history->months->len, ==, 3);
  g_assert_cmpuint (g_array_index (history->months, guint, 0), ==, 1);
  g_assert_cmpuint (g_array_index (history->months, guint, 1), ==, 0);
  g_assert_cmpuint (g_array_index (history->months, guint, 2), ==, 3);
  g_assert_cmpuint (history->n_without, ==, 0);
}

/* As of a day that nothing is newer than, work goes on: the place by hand is the place that was shown. */
static void
test_other_day (void)
{
  g_auto(Fixture) f = fixture_new ();
  RapportStore *store = rapport_workspace_get_store (f.workspace);
  gint64 ids[3];

  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("1998-05-06"), NULL));
  for (guint i = 0; i < 3; i++)
    {
      char name[] = { (char) ('A' + i), '\0' };

      ids[i] = add_account (&f, name, 0);
      for (guint k = i; k < 3; k++)
        add_purchase (&f, ids[i]);
    }
  done (&f, rapport_board_act_move (f.workspace, 1, ids, 3, 104, 0, 0, NULL, NULL));
  assert_order (&f, 104, ids, "012");
  done (&f, rapport_board_act_move (f.workspace, 1, &ids[2], 1, 104, ids[0], ids[1], NULL, NULL));
  assert_order (&f, 104, ids, "021");
  done (&f, rapport_board_act_move (f.workspace, 1, &ids[2], 1, 104, ids[1], 0, NULL, NULL));
  assert_order (&f, 104, ids, "012");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/board-service/order", test_order);
  g_test_add_func ("/board-service/renumber", test_renumber);
  g_test_add_func ("/board-service/heads", test_heads);
  g_test_add_func ("/board-service/reasons", test_reasons);
  g_test_add_func ("/board-service/ends", test_ends);
  g_test_add_func ("/board-service/place", test_place);
  g_test_add_func ("/board-service/opportunities", test_opportunities);
  g_test_add_func ("/board-service/past", test_past);
  g_test_add_func ("/board-service/compare", test_compare);
  g_test_add_func ("/board-service/other-day", test_other_day);
  return g_test_run ();
}
