#include "config.h"

#include "board-fixture.h"

#include "core/rapport-records.h"
#include "views/rapport-as-of-bar.h"
#include "views/rapport-filter-bar.h"
#include "widgets/rapport-board.h"
#include "widgets/rapport-reason-dialog.h"
#include "tests/count-statements.h"
#include "tests/test-tools.h"
#include "ui-tools.h"

static RapportBoard *
get_board (BoardFixture *f)
{
  return RAPPORT_BOARD (board_fixture_find (GTK_WIDGET (f->view), RAPPORT_TYPE_BOARD));
}

#define assert_shown(f, text) wait_until (find_label (GTK_WIDGET ((f)->window), text) != NULL)
#define assert_not_shown(f, text) g_assert_null (find_label (GTK_WIDGET ((f)->window), text))

static guint
count_lane (BoardFixture *f,
            const char   *lane)
{
  GListModel *model = rapport_board_get_lane_model (get_board (f), lane);

  return model ? g_list_model_get_n_items (model) : 0;
}

static gint64
card_at (BoardFixture *f,
         const char   *lane,
         guint         position)
{
  g_autoptr(RapportRecord) record = g_list_model_get_item (rapport_board_get_lane_model (get_board (f), lane),
                                                           position);

  return record ? rapport_record_get_id (record) : 0;
}

static void
ask_move (BoardFixture *f,
          const char   *lane,
          gint64        above,
          gint64        below,
          gint64        first,
          gint64        second)
{
  GVariantBuilder builder;
  g_autoptr(GVariant) ids = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("ax"));
  g_variant_builder_add (&builder, "x", first);
  if (second != 0)
    g_variant_builder_add (&builder, "x", second);
  ids = g_variant_ref_sink (g_variant_builder_end (&builder));
  g_signal_emit_by_name (get_board (f), "move-requested", ids, lane, above, below);
  board_fixture_settle (f);
}

static void
test_lanes (void)
{
  BoardFixture *f = board_fixture_new ();
  gint64 a = board_fixture_add (f, "Alpha", 50000, 101);
  gint64 b = board_fixture_add (f, "Beta", 90000, 101);
  gint64 c = board_fixture_add (f, "Gamma", 10000, 104);

  board_fixture_show (f, 1240, 800);
  g_assert_cmpuint (count_lane (f, "101"), ==, 2);
  g_assert_cmpint (card_at (f, "101", 0), ==, b);
  g_assert_cmpint (card_at (f, "101", 1), ==, a);
  g_assert_cmpint (card_at (f, "104", 0), ==, c);
  g_assert_cmpuint (count_lane (f, "0"), ==, 0);
  assert_shown (f, "3 accounts");
  assert_shown (f, "a year");
  assert_shown (f, "/ yr");
  assert_not_shown (f, "Unplaced");

  /* An account without a stage brings its lane. */
  board_fixture_add (f, "Delta", 1000, 0);
  board_fixture_settle (f);
  assert_shown (f, "Unplaced");
  g_assert_cmpuint (count_lane (f, "-1"), ==, 1);
  g_assert_cmpuint (count_lane (f, "101"), ==, 2);
  assert_shown (f, "4 accounts");

  board_fixture_free (f);
}

static void
test_move (void)
{
  BoardFixture *f = board_fixture_new ();
  gint64 a = board_fixture_add (f, "Alpha", 50000, 101);
  gint64 b = board_fixture_add (f, "Beta", 90000, 101);
  gint64 c = board_fixture_add (f, "Gamma", 10000, 102);
  gint64 before;
  guint signals_before;

  board_fixture_show (f, 1240, 800);
  before = board_fixture_ask (f, "SELECT count(*) FROM journal_entry");
  ask_move (f, "102", c, 0, a, 0);
  g_assert_cmpint (
      board_fixture_ask (f,
                         "SELECT stage FROM placement WHERE subject = (SELECT id FROM account WHERE name = 'Alpha')"),
      ==, 102);
  g_assert_cmpint (board_fixture_ask (f, "SELECT count(*) FROM journal_entry"), ==, before + 1);
  g_assert_cmpuint (count_lane (f, "101"), ==, 1);
  g_assert_cmpint (card_at (f, "102", 0), ==, c);
  g_assert_cmpint (card_at (f, "102", 1), ==, a);
  assert_shown (f, "Alpha moved to Prospect");

  /* Two at once, then back: the toast offers to say why. */
  ask_move (f, "103", 0, 0, b, c);
  g_assert_cmpuint (count_lane (f, "103"), ==, 2);
  assert_shown (f, "2 accounts moved to First-time");
  ask_move (f, "101", 0, 0, b, 0);
  assert_shown (f, "Beta moved to Suspect");
  assert_shown (f, "Add Reason");

  gtk_widget_activate_action (GTK_WIDGET (f->view), "win.undo", NULL);
  signals_before = count_lane (f, "103");
  wait_until (count_lane (f, "103") != signals_before);
  board_fixture_settle (f);
  g_assert_cmpuint (count_lane (f, "103"), ==, 2);
  g_assert_cmpint (board_fixture_ask (
                       f, "SELECT stage FROM placement WHERE subject = (SELECT id FROM account WHERE name = 'Beta')"),
                   ==, 103);

  board_fixture_free (f);
}

/* What a drop costs from the request until it is redrawn, on all connections. */
static void
test_cost (void)
{
  BoardFixture *f = board_fixture_new ();
  gint64 ids[6];
  guint64 before, idle = G_MAXUINT64, after, least = G_MAXUINT64;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *name = g_strdup_printf ("Account %u", i);

      ids[i] = board_fixture_add (f, name, 1000 * i, 101 + i / 3);
    }
  board_fixture_show (f, 1240, 800);
  ask_move (f, "103", 0, 0, ids[0], 0);

  /* Counting and waiting ask, too. Looking for other programs' writes now and then is no part of either: the least
   * of three. */
  for (guint i = 0; i < 3; i++)
    {
      before = count_statements (rapport_workspace_get_store (f->workspace));
      board_fixture_settle (f);
      idle = MIN (idle, count_statements (rapport_workspace_get_store (f->workspace)) - before);
    }
  for (guint i = 0; i < 3; i++)
    {
      before = count_statements (rapport_workspace_get_store (f->workspace));
      ask_move (f, i % 2 ? "101" : "102", i % 2 ? 0 : ids[5], i % 2 ? ids[2] : ids[4], ids[1], 0);
      after = count_statements (rapport_workspace_get_store (f->workspace));
      least = MIN (least, after - before - idle);
    }
  g_test_message ("a drop: %" G_GUINT64_FORMAT " statements", least);
  g_assert_cmpuint (least, <=, 12);
  g_assert_cmpint (card_at (f, "102", 1), ==, ids[1]);

  board_fixture_free (f);
}

static void
test_filter (void)
{
  BoardFixture *f = board_fixture_new ();
  RapportFilterBar *bar;
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  GtkEditable *entry;

  board_fixture_add (f, "Alpha", 50000, 101);
  board_fixture_add (f, "Beta", 90000, 101);
  board_fixture_add (f, "Alphorn", 10000, 104);
  board_fixture_show (f, 1240, 800);
  bar = RAPPORT_FILTER_BAR (board_fixture_find (GTK_WIDGET (f->view), RAPPORT_TYPE_FILTER_BAR));
  entry = GTK_EDITABLE (board_fixture_find (GTK_WIDGET (bar), GTK_TYPE_SEARCH_ENTRY));

  gtk_editable_set_text (entry, "alp");
  wait_until (count_lane (f, "101") == 1);
  board_fixture_settle (f);
  g_assert_cmpstr (rapport_filter_bar_get_summary (bar), ==, "2 of 3 accounts");
  g_assert_cmpuint (count_lane (f, "104"), ==, 1);

  gtk_editable_set_text (entry, "nobody at all");
  board_fixture_settle (f);
  wait_until (find_label (GTK_WIDGET (f->window), "No match") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (f->view), "board.clear-filter", NULL);
  board_fixture_settle (f);
  assert_not_shown (f, "No match");
  g_assert_cmpuint (count_lane (f, "101"), ==, 2);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");

  board_fixture_free (f);
}

static void
test_empty (void)
{
  BoardFixture *f = board_fixture_new ();

  board_fixture_show (f, 1240, 800);
  assert_shown (f, "No customers yet");
  rapport_workspace_set_model (f->workspace, 7);
  board_fixture_settle (f);
  assert_shown (f, "No opportunities yet");
  rapport_workspace_set_model (f->workspace, 1);
  board_fixture_add (f, "First", 1000, 101);
  board_fixture_settle (f);
  assert_not_shown (f, "No customers yet");
  g_assert_cmpuint (count_lane (f, "101"), ==, 1);

  board_fixture_free (f);
}

static void
test_ended (void)
{
  BoardFixture *f = board_fixture_new ();
  gint64 a = board_fixture_add (f, "Alpha", 50000, 101);
  gint64 b = board_fixture_add (f, "Beta", 50000, 101);

  board_fixture_do (f, rapport_board_act_end (f->workspace, &a, 1, "needs-changed", NULL, NULL));
  board_fixture_show (f, 1240, 800);
  g_assert_cmpuint (count_lane (f, "0"), ==, 1);
  assert_shown (f, "1 account");

  /* Within the lane of the ended there is no order by hand. */
  ask_move (f, "0", 0, 0, a, 0);
  g_assert_cmpuint (count_lane (f, "0"), ==, 1);

  ask_move (f, "104", 0, 0, a, 0);
  g_assert_cmpuint (count_lane (f, "0"), ==, 0);
  g_assert_cmpuint (count_lane (f, "104"), ==, 1);
  assert_shown (f, "Alpha won back to Repeat");
  g_assert_cmpint (board_fixture_ask (f, "SELECT count(*) FROM relationship_end WHERE won_back_on IS NOT NULL"), ==, 1);

  /* Dropping there asks; nothing is written before the answer. */
  ask_move (f, "0", 0, 0, b, 0);
  g_assert_cmpint (board_fixture_ask (f, "SELECT count(*) FROM relationship_end"), ==, 1);
  g_assert_cmpuint (count_lane (f, "0"), ==, 0);
  {
    g_autoptr(GList) windows = gtk_window_list_toplevels ();
    GtkWidget *dialog = NULL;

    for (GList *l = windows; l != NULL; l = l->next)
      if (ADW_IS_MESSAGE_DIALOG (l->data))
        dialog = l->data;
    g_assert_nonnull (dialog);
    g_assert_nonnull (find_label (dialog, "Beta"));
    gtk_window_close (GTK_WINDOW (dialog));
    board_fixture_settle (f);
  }
  g_assert_cmpint (board_fixture_ask (f, "SELECT count(*) FROM relationship_end"), ==, 1);
  g_assert_cmpuint (count_lane (f, "101"), ==, 1);

  board_fixture_free (f);
}

static void
test_opportunities (void)
{
  BoardFixture *f = board_fixture_new ();
  gint64 a = board_fixture_add (f, "Alpha", 50000, 101);
  gint64 x = board_fixture_add_deal (f, a, "New hall", 700000, 701);
  gint64 y = board_fixture_add_deal (f, a, "Repair contract", 100000, 701);

  rapport_workspace_set_model (f->workspace, 7);
  board_fixture_show (f, 1240, 800);
  g_assert_cmpuint (count_lane (f, "701"), ==, 2);
  assert_shown (f, "2 opportunities");
  ask_move (f, "705", 0, 0, x, 0);
  g_assert_cmpuint (count_lane (f, "705"), ==, 1);
  ask_move (f, "0", 0, 0, y, 0);
  g_assert_cmpuint (count_lane (f, "0"), ==, 1);
  g_assert_cmpint (
      board_fixture_ask (f, "SELECT count(*) FROM opportunity WHERE outcome = 'lost' AND closed IS NOT NULL"), ==, 1);
  ask_move (f, "702", 0, 0, y, 0);
  g_assert_cmpuint (count_lane (f, "702"), ==, 1);
  g_assert_cmpint (
      board_fixture_ask (f, "SELECT count(*) FROM opportunity WHERE outcome = 'open' AND closed IS NULL"), ==, 1);

  board_fixture_free (f);
}

static void
test_past (void)
{
  BoardFixture *f = board_fixture_new ();
  RapportStore *store = rapport_workspace_get_store (f->workspace);
  RapportDay day = rapport_day_parse ("2024-05-14");
  RapportAsOfBar *bar;
  gint64 a;

  /* Moves need different days: the clock is where they were made. */
  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-03-02"), NULL));
  a = board_fixture_add (f, "Alpha", 50000, 101);
  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-05-10"), NULL));
  board_fixture_do (f, rapport_board_act_move (f->workspace, 1, &a, 1, 102, 0, 0, NULL, NULL));
  g_assert_true (rapport_store_set_as_of (store, rapport_day_parse ("2024-06-20"), NULL));
  board_fixture_do (f, rapport_board_act_move (f->workspace, 1, &a, 1, 103, 0, 0, NULL, NULL));
  board_fixture_show (f, 1240, 800);
  g_assert_cmpuint (count_lane (f, "103"), ==, 1);

  gtk_widget_activate_action (GTK_WIDGET (f->view), "board.view-past", NULL);
  bar = RAPPORT_AS_OF_BAR (board_fixture_find (GTK_WIDGET (f->view), RAPPORT_TYPE_AS_OF_BAR));
  g_assert_true (rapport_as_of_bar_get_active (bar));
  wait_until (rapport_as_of_bar_get_first (bar) == rapport_day_parse ("2024-03-02"));
  rapport_as_of_bar_go_to (bar, day);
  wait_until (rapport_store_get_as_of (store) == day);
  board_fixture_settle (f);
  g_assert_true (rapport_store_is_in_past (store));
  g_assert_cmpuint (count_lane (f, "102"), ==, 1);
  g_assert_cmpuint (count_lane (f, "103"), ==, 0);
  g_assert_true (rapport_board_get_read_only (get_board (f)));
  assert_shown (f, "You are looking at the past");
  assert_shown (f, "1 moved in May 2024");
  assert_shown (f, "as of 14 May 2024");

  /* A card that stood elsewhere on the other day glides there, and is there at the end. */
  rapport_as_of_bar_go_to (bar, rapport_day_parse ("2024-04-01"));
  wait_until (rapport_board_count_gliding (get_board (f)) > 0);
  g_assert_cmpuint (rapport_board_count_gliding (get_board (f)), ==, 1);
  g_assert_cmpuint (count_lane (f, "101"), ==, 1);
  wait_until (rapport_board_count_gliding (get_board (f)) == 0);
  g_assert_cmpuint (count_lane (f, "101"), ==, 1);
  /* Without animations it just is. */
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (f->view)), "gtk-enable-animations", FALSE, NULL);
  rapport_as_of_bar_go_to (bar, day);
  while (count_lane (f, "102") == 0)
    {
      g_assert_cmpuint (rapport_board_count_gliding (get_board (f)), ==, 0);
      g_main_context_iteration (NULL, TRUE);
    }
  g_assert_cmpuint (rapport_board_count_gliding (get_board (f)), ==, 0);
  g_object_set (gtk_widget_get_settings (GTK_WIDGET (f->view)), "gtk-enable-animations", TRUE, NULL);
  board_fixture_settle (f);

  /* Compared with today: Alpha has gone on to the third stage. */
  gtk_widget_activate_action (GTK_WIDGET (f->view), "board.compare", NULL);
  board_fixture_settle (f);
  assert_shown (f, "1 elsewhere today");
  assert_shown (f, "today 0, \xe2\x88\x92" "1");
  assert_shown (f, "today 1, +1");
  gtk_widget_activate_action (GTK_WIDGET (f->view), "board.compare", NULL);
  board_fixture_settle (f);
  assert_shown (f, "1 moved in May 2024");

  rapport_as_of_bar_set_active (bar, FALSE);
  wait_until (rapport_store_get_as_of (store) == rapport_day_parse ("2024-06-20"));
  board_fixture_settle (f);
  g_assert_cmpuint (count_lane (f, "103"), ==, 1);
  g_assert_false (rapport_board_get_read_only (get_board (f)));

  board_fixture_free (f);
}

static void
test_actions (void)
{
  BoardFixture *f = board_fixture_new ();
  gint64 a = board_fixture_add (f, "Alpha", 50000, 101);
  g_autofree char *line = g_strdup_printf ("open-account %" G_GINT64_FORMAT, a);

  board_fixture_show (f, 1240, 800);
  g_assert_true (rapport_board_view_show_account (f->view, a));
  board_fixture_settle (f);
  g_signal_emit_by_name (get_board (f), "card-activated", a);
  g_assert_nonnull (strstr (f->log->str, line));

  gtk_widget_activate_action (GTK_WIDGET (f->view), "board.open", NULL);
  g_signal_emit_by_name (get_board (f), "card-menu", a, 40.0, 40.0);
  board_fixture_settle (f);
  assert_shown (f, "Move To");

  board_fixture_free (f);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/board-view/lanes", test_lanes);
  g_test_add_func ("/board-view/move", test_move);
  g_test_add_func ("/board-view/cost", test_cost);
  g_test_add_func ("/board-view/filter", test_filter);
  g_test_add_func ("/board-view/empty", test_empty);
  g_test_add_func ("/board-view/ended", test_ended);
  g_test_add_func ("/board-view/opportunities", test_opportunities);
  g_test_add_func ("/board-view/past", test_past);
  g_test_add_func ("/board-view/actions", test_actions);
  return g_test_run ();
}
