#include "config.h"

#include <adwaita.h>
#include <stdio.h>

#include "application/rapport-application.h"
#include "application/rapport-stall.h"
#include "application/rapport-window-private.h"
#include "bench-workspace.h"
#include "service/rapport-board-service.h"
#include "service/rapport-import.h"
#include "service/rapport-timeline-model.h"
#include "tests/count-statements.h"
#include "views/rapport-accounts-view.h"
#include "views/rapport-board-view.h"
#include "views/rapport-list-cell.h"
#include "views/rapport-search-window.h"
#include "views/rapport-timeline.h"
#include "widgets/rapport-board.h"
#include "widgets/rapport-card.h"
#include "widgets/rapport-id-selection.h"
#include "widgets/rapport-theme.h"

/* The whole window on the large workspace: what each thing that a person does costs the main loop, against the same
 * on a small workspace that fills the screen as well, so that what is left is the data's part. What is measured is
 * the main thread's computing time: the wall's clock says how busy the machine is with other things. Usage: bench-window,
 * on a display. RAPPORT_BENCH_STEP=NAME does one step alone, RAPPORT_BENCH_ROUNDS=1 is quicker and less
 * sure, G_MESSAGES_DEBUG=rapport shows what is being done. */

#define ROUNDS 3
#define IMPORTED 100000
#define IMPORTED_SMALL 1000
#define GIVE_UP (120 * G_TIME_SPAN_SECOND)

typedef struct
{
  RapportApplication *application;
  RapportWorkspace   *workspace;
  RapportWindow      *window;
  char               *path;
  guint               n_import;
  gint64              account;
  guint               n_frames;
} Desk;

typedef struct
{
  const char *name;
  void      (*run) (Desk *desk);
  double      turn[2][ROUNDS];  /* small, large; milliseconds, with layout and painting */
  double      block[2][ROUNDS]; /* without */
} Step;

static guint n_rounds = ROUNDS;
static double most_frames;
static double most_statements;

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
page (Desk *desk)
{
  return gtk_stack_get_visible_child (desk->window->page_stack);
}

static void
turn (void)
{
  if (!g_main_context_iteration (NULL, FALSE))
    g_usleep (200);
}

static gpointer
nothing (RapportDb     *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return NULL;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  *(gboolean *) data = TRUE;
}

/* Until everything that was asked for is answered and a moment has passed. */
static void
settle (Desk *desk,
        guint milliseconds)
{
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 2; i++)
    {
      gboolean answered = FALSE;
      gint64 until;

      rapport_store_read_async (rapport_workspace_get_store (desk->workspace), nothing, NULL, NULL, NULL, NULL,
                                answered_cb, &answered);
      while (!answered && g_get_monotonic_time () - start < GIVE_UP)
        turn ();
      until = g_get_monotonic_time () + milliseconds * 500;
      while (g_get_monotonic_time () < until)
        turn ();
    }
}

static void
go (Desk       *desk,
    const char *name)
{
  rapport_window_show_page (desk->window, name);
  settle (desk, 400);
}

static void
today_step (Desk *desk)
{
  go (desk, "today");
}

static void
board_step (Desk *desk)
{
  go (desk, "board");
}

static void
accounts_step (Desk *desk)
{
  go (desk, "accounts");
}

/* Until all rows are there, long after the first of them. */
static void
await_timeline (Desk *desk)
{
  gint64 start = g_get_monotonic_time ();

  while (g_get_monotonic_time () - start < GIVE_UP)
    {
      GtkWidget *view = find (page (desk), GTK_TYPE_LIST_VIEW);
      GtkSelectionModel *selection = view ? gtk_list_view_get_model (GTK_LIST_VIEW (view)) : NULL;
      GListModel *model = selection ? gtk_multi_selection_get_model (GTK_MULTI_SELECTION (selection)) : NULL;

      if (model != NULL && !rapport_timeline_model_is_loading (RAPPORT_TIMELINE_MODEL (model)))
        break;
      turn ();
    }
  settle (desk, 400);
}

static void
timeline_step (Desk *desk)
{
  rapport_window_show_page (desk->window, "timeline");
  await_timeline (desk);
}

/* Not only the last two weeks. */
static void
all_days_step (Desk *desk)
{
  GtkWidget *timeline;

  rapport_window_show_page (desk->window, "timeline");
  await_timeline (desk);
  rapport_stall_reset (NULL);
  timeline = find (page (desk), RAPPORT_TYPE_TIMELINE);
  g_signal_emit_by_name (gtk_widget_get_template_child (timeline, RAPPORT_TYPE_TIMELINE, "days_button"), "clicked");
  settle (desk, 100);
  await_timeline (desk);
}

static void
scroll_all (Desk      *desk,
            GtkWidget *widget)
{
  if (GTK_IS_SCROLLABLE (widget))
    {
      GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (widget));

      if (adjustment != NULL && gtk_adjustment_get_upper (adjustment) > 2 * gtk_adjustment_get_page_size (adjustment))
        {
          double upper = gtk_adjustment_get_upper (adjustment);

          for (guint i = 1; i <= 4; i++)
            {
              gtk_adjustment_set_value (adjustment, upper * i / 4);
              settle (desk, 40);
            }
          gtk_adjustment_set_value (adjustment, 0);
          settle (desk, 40);
        }
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child))
      scroll_all (desk, child);
}

static void
scroll_board_step (Desk *desk)
{
  rapport_window_show_page (desk->window, "board");
  scroll_all (desk, page (desk));
}

static void
scroll_accounts_step (Desk *desk)
{
  rapport_window_show_page (desk->window, "accounts");
  scroll_all (desk, page (desk));
}

static void
scroll_timeline_step (Desk *desk)
{
  rapport_window_show_page (desk->window, "timeline");
  await_timeline (desk);
  rapport_stall_reset (NULL); /* how they came is no part of it */
  scroll_all (desk, page (desk));
}

/* The answer that the table shows. */
static gpointer
shown_answer (GtkWidget *page)
{
  GtkWidget *view = find (page, GTK_TYPE_COLUMN_VIEW);

  return view ? rapport_id_selection_get_model (
                    RAPPORT_ID_SELECTION (gtk_column_view_get_model (GTK_COLUMN_VIEW (view))))
              : NULL;
}

/* Types a word letter by letter, each after the answer to the one before; counts the frames from the answer until
 * rows of it are painted. */
static void
type_into (Desk       *desk,
           GtkWidget  *entry,
           GtkWidget  *shown,
           const char *word,
           gboolean    slow)
{
  GType row = RAPPORT_IS_BOARD_VIEW (shown) ? RAPPORT_TYPE_CARD
              : RAPPORT_IS_ACCOUNTS_VIEW (shown) ? RAPPORT_TYPE_LIST_CELL : GTK_TYPE_LABEL;

  for (guint length = 1; length <= strlen (word); length++)
    {
      g_autofree char *text = g_strndup (word, length);
      gpointer before = shown_answer (shown);
      gint64 start = g_get_monotonic_time ();
      guint frames;

      gtk_editable_set_text (GTK_EDITABLE (entry), text);
      if (RAPPORT_IS_BOARD_VIEW (shown))
        while (rapport_board_view_is_loading (RAPPORT_BOARD_VIEW (shown)) && g_get_monotonic_time () - start < GIVE_UP)
          turn ();
      else if (RAPPORT_IS_SEARCH_WINDOW (shown))
        while (rapport_search_window_is_busy (RAPPORT_SEARCH_WINDOW (shown)) &&
               g_get_monotonic_time () - start < GIVE_UP)
          turn ();
      else
        while (shown_answer (shown) == before && g_get_monotonic_time () - start < GIVE_UP)
          turn ();

      frames = desk->n_frames;
      start = g_get_monotonic_time ();
      while ((desk->n_frames == frames || find (shown, row) == NULL) &&
             g_get_monotonic_time () - start < 2 * G_TIME_SPAN_SECOND)
        turn ();
      most_frames = MAX (most_frames, desk->n_frames - frames);
      if (slow)
        settle (desk, 60);
    }
}

static void
filter (Desk       *desk,
        const char *name)
{
  GtkWidget *entry;

  rapport_window_show_page (desk->window, name);
  entry = find (page (desk), GTK_TYPE_SEARCH_ENTRY);
  type_into (desk, entry, page (desk), "halden", TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
  settle (desk, 200);
}

static void
filter_board_step (Desk *desk)
{
  filter (desk, "board");
}

static void
filter_accounts_step (Desk *desk)
{
  filter (desk, "accounts");
}

static void
sort_accounts_step (Desk *desk)
{
  g_autoptr(GtkColumnViewColumn) name = NULL;
  GtkColumnView *view;

  rapport_window_show_page (desk->window, "accounts");
  settle (desk, 100);
  view = GTK_COLUMN_VIEW (find (page (desk), GTK_TYPE_COLUMN_VIEW));
  /* The check boxes have the first column. */
  name = g_list_model_get_item (gtk_column_view_get_columns (view), 1);
  gtk_column_view_sort_by_column (view, name, GTK_SORT_ASCENDING);
  settle (desk, 300);
  gtk_column_view_sort_by_column (view, name, GTK_SORT_DESCENDING);
  settle (desk, 300);
}

static void
select_accounts_step (Desk *desk)
{
  GtkSelectionModel *selection;

  rapport_window_show_page (desk->window, "accounts");
  settle (desk, 100);
  selection = gtk_column_view_get_model (GTK_COLUMN_VIEW (find (page (desk), GTK_TYPE_COLUMN_VIEW)));
  gtk_selection_model_select_all (selection);
  settle (desk, 300);
  gtk_selection_model_unselect_all (selection);
  settle (desk, 200);
}

static void
painted_cb (GdkFrameClock *clock,
            Desk          *desk)
{
  desk->n_frames++;
}

static void
search_step (Desk *desk)
{
  GtkWidget *search = rapport_search_window_new (desk->workspace, "", NULL, 0);

  gtk_window_set_transient_for (GTK_WINDOW (search), GTK_WINDOW (desk->window));
  gtk_window_present (GTK_WINDOW (search));
  rapport_stall_watch (search);
  g_signal_connect (gtk_widget_get_frame_clock (search), "after-paint", G_CALLBACK (painted_cb), desk);
  settle (desk, 100);
  type_into (desk, find (search, GTK_TYPE_TEXT), search, "halden", TRUE);
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (search), desk);
  gtk_window_destroy (GTK_WINDOW (search));
  settle (desk, 50);
}

static gint64
n_entries (Desk *desk)
{
  gint64 n = 0;

  rapport_db_query_int (rapport_store_get_db (rapport_workspace_get_store (desk->workspace)), &n, NULL,
                        "SELECT max(id) FROM journal_entry", NULL);
  return n == RAPPORT_UNSET ? 0 : n;
}

static void
drop_step (Desk *desk)
{
  RapportBoard *board;
  GListModel *from;
  guint64 before, idle, after;
  gint64 entries, card, start;
  g_autoptr(RapportRecord) record = NULL;
  g_autoptr(GVariant) ids = NULL;

  rapport_window_show_page (desk->window, "board");
  settle (desk, 100);
  board = RAPPORT_BOARD (find (page (desk), RAPPORT_TYPE_BOARD));
  from = rapport_board_get_lane_model (board, "103");
  record = g_list_model_get_item (from, 2);
  card = rapport_record_get_id (record);
  ids = g_variant_ref_sink (
      g_variant_new_array (G_VARIANT_TYPE_INT64, (GVariant *[]) { g_variant_new_int64 (card) }, 1));

  count_statements (rapport_workspace_get_store (desk->workspace));
  before = count_statements (rapport_workspace_get_store (desk->workspace));
  idle = count_statements (rapport_workspace_get_store (desk->workspace)) - before;
  entries = n_entries (desk);
  rapport_stall_reset (NULL); /* counting has waited */
  before = count_statements (rapport_workspace_get_store (desk->workspace));
  entries = n_entries (desk);
  idle++;
  turn ();
  rapport_stall_reset (NULL);

  start = g_get_monotonic_time ();
  g_signal_emit_by_name (board, "move-requested", ids, "104", (gint64) 0, (gint64) 0);
  while (n_entries (desk) == entries && g_get_monotonic_time () - start < GIVE_UP)
    {
      idle++;
      turn ();
    }
  idle++;
  settle (desk, 300);
  if (n_entries (desk) != entries + 1)
    bench_say ("transactions of a drop", n_entries (desk) - entries, "", 1);
  idle++;
  {
    gint64 block, longest;

    /* Counting waits, which is no part of it. */
    block = rapport_stall_reset (&longest);
    after = count_statements (rapport_workspace_get_store (desk->workspace));
    turn ();
    rapport_stall_reset (NULL);
    rapport_stall_note (block, longest);
  }
  most_statements = MAX (most_statements, (double) (after - before - idle));
}

static void
undo_step (Desk *desk)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.undo", NULL);
  settle (desk, 300);
}

static void
account_step (Desk *desk)
{
  rapport_window_open_account (desk->window, desk->account);
  settle (desk, 400);
  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.back", NULL);
  settle (desk, 100);
}

static void
set_day (Desk       *desk,
         RapportDay  day)
{
  gboolean done = FALSE;
  gint64 start = g_get_monotonic_time ();

  rapport_store_set_as_of_async (rapport_workspace_get_store (desk->workspace), day, NULL, answered_cb, &done);
  while (!done && g_get_monotonic_time () - start < GIVE_UP)
    turn ();
  settle (desk, 400);
}

static void
as_of_step (Desk *desk)
{
  rapport_window_show_page (desk->window, "board");
  set_day (desk, rapport_workspace_get_today (desk->workspace) - 200);
  set_day (desk, RAPPORT_DAY_NONE);
}

static void
import_step (Desk *desk)
{
  g_autofree char *path = g_strconcat (desk->path, ".csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(RapportImportPlan) plan = NULL;
  g_autoptr(GError) error = NULL;
  gboolean done = FALSE;
  gint64 start = g_get_monotonic_time ();
  FILE *stream = fopen (path, "w");

  g_assert_nonnull (stream);
  fputs ("orderID,customerID,orderDate,amount,description\n", stream);
  for (guint i = 0; i < desk->n_import; i++)
    fprintf (stream, "N%07u,C%u,2025-%02u-%02u,%u.%02u,Order %u\n", i, i * 7919 % (desk->n_import), i % 12 + 1,
             i % 28 + 1, i % 9000, i % 100, i);
  fclose (stream);

  plan = rapport_import_propose (desk->workspace, file, RAPPORT_KIND_PURCHASE, NULL, &error);
  g_assert_no_error (error);
  turn ();
  rapport_stall_reset (NULL); /* the window proposes on another thread */
  rapport_workspace_do_async (desk->workspace, rapport_import_act (desk->workspace, plan), NULL, answered_cb, &done);
  while (!done && g_get_monotonic_time () - start < GIVE_UP)
    turn ();
  if (!done)
    g_print ("       the import was not done in time\n");
  settle (desk, 400);
}

static Step steps[] = {
  { "start", NULL },
  { "page today", today_step },
  { "page board", board_step },
  { "page accounts", accounts_step },
  { "page timeline", timeline_step },
  { "timeline, all days", all_days_step },
  { "far end, board", scroll_board_step },
  { "far end, accounts", scroll_accounts_step },
  { "far end, timeline", scroll_timeline_step },
  { "filter, board", filter_board_step },
  { "filter, accounts", filter_accounts_step },
  { "sort, accounts", sort_accounts_step },
  { "select, accounts", select_accounts_step },
  { "search", search_step },
  { "drop", drop_step },
  { "undo", undo_step },
  { "open account", account_step },
  { "as of", as_of_step },
  { "import", import_step },
  { "undo of it", undo_step },
};

static void
run (RapportApplication *application,
     const char         *path,
     guint               n_import,
     guint               large,
     int                 round)
{
  const char *only = g_getenv ("RAPPORT_BENCH_STEP");
  g_autoptr(GError) error = NULL;
  Desk desk = {
    application, rapport_workspace_open (path, RAPPORT_STORE_DEFAULT, &error), NULL, (char *) path, n_import, 0, 0
  };

  g_assert_no_error (error);
  desk.account = 1048577 + 17;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      Step *step = &steps[i];
      gint64 longest, block;

      if (only != NULL && step->run != NULL && strstr (only, step->name) == NULL)
        continue;
      rapport_stall_reset (NULL);
      if (step->run != NULL)
        {
          step->run (&desk);
        }
      else
        {
          desk.window = rapport_window_new (GTK_APPLICATION (application), desk.workspace);
          rapport_stall_watch (GTK_WIDGET (desk.window));
          gtk_window_present (GTK_WINDOW (desk.window));
          g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (desk.window)), "after-paint",
                            G_CALLBACK (painted_cb), &desk);
          settle (&desk, 1000);
        }
      turn ();
      block = rapport_stall_reset (&longest);
      g_info ("%s: %.1f ms, %.1f ms without layout and painting", step->name, longest / 1000.0, block / 1000.0);
      if (round >= 0)
        {
          step->turn[large][round] = longest / 1000.0;
          step->block[large][round] = block / 1000.0;
        }
    }
  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (desk.window)), &desk);
  rapport_window_show_page (desk.window, "board"); /* where the next one starts */
  gtk_window_destroy (GTK_WINDOW (desk.window));
  g_object_unref (desk.workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *large_path = bench_workspace_get (), *small_path = bench_workspace_get_small ();
  g_autoptr(RapportApplication) application = NULL;
  g_autoptr(GError) error = NULL;
  double worst = 0;
  const char *worst_step = "";

  if (g_getenv ("RAPPORT_BENCH_ROUNDS") != NULL)
    n_rounds = (guint) CLAMP (g_ascii_strtoull (g_getenv ("RAPPORT_BENCH_ROUNDS"), NULL, 10), 1, ROUNDS);
  g_setenv ("RAPPORT_DEBUG", "stall-quiet", FALSE);
  g_unsetenv ("G_DEBUG");
  gtk_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  application = g_object_new (RAPPORT_TYPE_APPLICATION, "application-id", "app.rapport.Rapport.Bench", "flags",
                              G_APPLICATION_NON_UNIQUE, NULL);
  g_application_set_resource_base_path (G_APPLICATION (application), NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);

  /* A round that does not count: templates and style sheets are read once. */
  for (int round = -1; round < (int) n_rounds; round++)
    for (guint large = 0; large < (round < 0 ? 1 : 2); large++)
      {
        g_autofree char *copy = bench_workspace_copy (large ? large_path : small_path);

        run (application, copy, large ? IMPORTED : IMPORTED_SMALL, large, round);
        bench_workspace_delete (copy);
      }

  g_print ("       %-20s %28s   %28s\n", "longest turn, ms CPU", "with layout and painting", "without");
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      Step *step = &steps[i];
      double turn_small = bench_median (step->turn[0], n_rounds), turn_large = bench_median (step->turn[1], n_rounds);
      double block_small = bench_median (step->block[0], n_rounds),
             block_large = bench_median (step->block[1], n_rounds);
      double data = MAX (turn_large - turn_small, block_large - block_small);

      g_print ("%-6s %-20s %8.1f, small %8.1f   %8.1f, small %8.1f   because of data %6.1f\n",
               data <= 16 ? "ok" : "MISSED", step->name, turn_large, turn_small, block_large, block_small, data);
      if (data > worst)
        {
          worst = data;
          worst_step = step->name;
        }
    }
  g_print ("       the longest: %s\n", worst_step);
  bench_say ("the longest block of the main loop because of data", worst, "ms", 16);
  bench_say ("frames from an answer to its rows", most_frames, "frames", 3);
  bench_say ("SQL statements of a drop", most_statements, "statements", 12);
  return 0;
}
