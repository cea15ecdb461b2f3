#include "config.h"

#include <adwaita.h>

#include "application/rapport-application.h"
#include "application/rapport-window-private.h"
#include "core/rapport-records.h"
#include "service/rapport-sample.h"
#include "tests/count-statements.h"
#include "tests/test-tools.h"
#include "views/rapport-board-view.h"
#include "widgets/rapport-board.h"

/* What a drop on the board costs once every page of the window has been seen: one transaction and, with drawing the
 * board anew, no more than a dozen statements. Hidden pages wait until somebody looks at them. */

#define MOST_STATEMENTS 12
#define POLL_MILLISECONDS 400 /* how often the store looks whether another program has written, one statement each */

typedef struct
{
  char               *dir;
  RapportApplication *application;
  RapportWorkspace   *workspace;
  RapportWindow      *window;
} Fixture;

static GtkWidget *
page (Fixture *f)
{
  return gtk_stack_get_visible_child (f->window->page_stack);
}

static GtkWidget *
find (GtkWidget *widget,
      GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
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

/* Until nothing more comes of what was done, also what pages put off for a moment. */
static void
settle (Fixture *f)
{
  gint64 until = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
test_statements (Fixture       *f,
                 gconstpointer  data)
{
  static const char *const pages[] = { "today", "accounts", "timeline", "board" };
  RapportBoard *board;
  g_autoptr(RapportRecord) record = NULL;
  g_autoptr(GVariant) ids = NULL;
  StatementCount before, idle, after;
  gint64 card, start;
  guint n_left, polls;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      rapport_window_show_page (f->window, pages[i]);
      settle (f);
    }
  board = RAPPORT_BOARD (find (page (f), RAPPORT_TYPE_BOARD));
  record = g_list_model_get_item (rapport_board_get_lane_model (board, "103"), 1);
  card = rapport_record_get_id (record);
  /* The page of this very account is one of those that wait. */
  rapport_window_open_account (f->window, card);
  settle (f);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.back", NULL);
  settle (f);
  g_assert_true (RAPPORT_IS_BOARD_VIEW (page (f)));

  ids = g_variant_ref_sink (
      g_variant_new_array (G_VARIANT_TYPE_INT64, (GVariant *[]) { g_variant_new_int64 (card) }, 1));
  n_left = g_list_model_get_n_items (rapport_board_get_lane_model (board, "103"));
  before = count_statements_by_thread (rapport_workspace_get_store (f->workspace));
  idle = count_statements_by_thread (rapport_workspace_get_store (f->workspace));
  idle.writer -= before.writer, idle.reader -= before.reader, idle.here -= before.here;
  before = count_statements_by_thread (rapport_workspace_get_store (f->workspace));
  start = g_get_monotonic_time ();
  g_signal_emit_by_name (board, "move-requested", ids, "104", (gint64) 0, (gint64) 0);
  wait_until (g_list_model_get_n_items (rapport_board_get_lane_model (board, "103")) == n_left - 1);
  settle (f);
  polls = (guint) ((g_get_monotonic_time () - start) / G_TIME_SPAN_MILLISECOND / POLL_MILLISECONDS) + 1;
  after = count_statements_by_thread (rapport_workspace_get_store (f->workspace));
  after.writer -= before.writer + idle.writer, after.reader -= before.reader + idle.reader;
  after.here -= before.here + idle.here;

  g_test_message ("reader %u, writer %u, here %u with at most %u looks", (guint) after.reader, (guint) after.writer,
                  (guint) after.here, polls);
  g_assert_cmpuint (after.writer + after.reader, >, 5);
  g_assert_cmpuint (after.writer + after.reader, <, MOST_STATEMENTS);
  g_assert_cmpuint (after.writer + after.reader + after.here, <=, MOST_STATEMENTS + polls);

  /* Whoever looks sees it. */
  rapport_window_open_account (f->window, card);
  settle (f);
  rapport_window_show_page (f->window, "today");
  settle (f);
  g_assert_cmpuint (count_statements_by_thread (rapport_workspace_get_store (f->workspace)).reader, >,
                    before.reader + after.reader);
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  f->dir = g_dir_make_tmp ("rapport-drop-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f->dir, "t.rapport", NULL);
  rapport_sample_create (path, rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL), &error);
  g_assert_no_error (error);
  f->application = g_object_new (RAPPORT_TYPE_APPLICATION, "application-id", "app.rapport.Rapport.Drop", "flags",
                                 G_APPLICATION_NON_UNIQUE, "resource-base-path", "/app/rapport/Rapport", NULL);
  g_application_register (G_APPLICATION (f->application), NULL, &error);
  g_assert_no_error (error);
  f->workspace = rapport_workspace_open (path, RAPPORT_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  f->window = rapport_window_new (GTK_APPLICATION (f->application), f->workspace);
  gtk_window_present (GTK_WINDOW (f->window));
  settle (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  settle_object (f->workspace);
  g_object_unref (f->workspace);
  g_object_unref (f->application);
  remove_tree (f->dir);
  g_free (f->dir);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* Statements are counted here; that GTK may snapshot a stack a frame before its allocation on a slow machine is
   * another matter. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/drop/statements", Fixture, NULL, set_up, test_statements, tear_down);
  return g_test_run ();
}
