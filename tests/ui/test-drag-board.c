#include "config.h"

#include <gdk/x11/gdkx.h>
#include <gtk/gtk.h>

#include "board-sample.h"
#include "widgets/rapport-board-private.h"

/* A hand on the mouse: xdotool moves the real pointer of the display, and what the board asks for
 * is compared with what that hand meant. Without a window manager the window is put at the corner
 * and gets the keyboard here. */

static GtkWidget *window;
static Sample *sample;
static char *window_id;

static void
spin (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * G_TIME_SPAN_MILLISECOND;

  while (g_get_monotonic_time () < end)
    {
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
xdotool_done_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

G_GNUC_PRINTF (1, 2)
static void
xdotool (const char *format,
         ...)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *arguments = NULL;
  g_autofree char *command = NULL;
  g_auto(GStrv) argv = NULL;
  gint64 deadline = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND;
  gboolean done = FALSE;
  va_list list;

  va_start (list, format);
  arguments = g_strdup_vprintf (format, list);
  va_end (list);
  command = g_strconcat ("xdotool ", arguments, NULL);
  g_shell_parse_argv (command, NULL, &argv, &error);
  g_assert_no_error (error);
  process = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, xdotool_done_cb, &done);
  while (!done)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
}

static void
place_of (GtkWidget *widget,
          double     fraction,
          int       *x,
          int       *y)
{
  graphene_rect_t bounds;
  double surface_x, surface_y;

  g_assert_nonnull (widget);
  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &surface_x, &surface_y);
  *x = (int) (bounds.origin.x + bounds.size.width / 2 + surface_x);
  *y = (int) (bounds.origin.y + bounds.size.height * fraction + surface_y);
}

static GtkWidget *
card (gint64 id)
{
  return _rapport_board_find_card (sample->board, id);
}

static void
take (gint64 id)
{
  int x, y;

  place_of (card (id), 0.3, &x, &y);
  xdotool ("mousemove %d %d sleep 0.05 mousedown 1 sleep 0.15", x, y);
}

static void
carry_to (int to_x,
          int to_y)
{
  g_autoptr(GString) steps = g_string_new (NULL);
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  int x, y;

  g_spawn_command_line_sync ("xdotool getmouselocation", &output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sscanf (output, "x:%d y:%d", &x, &y), ==, 2);
  for (int i = 1; i <= 16; i++)
    g_string_append_printf (steps, "mousemove %d %d sleep 0.015 ", x + (to_x - x) * i / 16,
                            y + (to_y - y) * i / 16);
  xdotool ("%s", steps->str);
  spin (350);
}

static void
carry_over (GtkWidget *target,
            double     fraction)
{
  int x, y;

  /* Cards give way on the first approach. */
  for (guint i = 0; i < 2; i++)
    {
      place_of (target, fraction, &x, &y);
      carry_to (x, y);
    }
}

static void
let_go (void)
{
  xdotool ("mouseup 1");
  spin (500);
}

static void
assert_log (const char *expected)
{
  if (g_strcmp0 (sample->log->str, expected) != 0)
    g_test_message ("asked: %s", sample->log->str);
  g_assert_cmpstr (sample->log->str, ==, expected);
  g_string_truncate (sample->log, 0);
}

static void
set_up (void)
{
  g_autofree char *title = g_strdup_printf ("Board %d", g_random_int_range (0, G_MAXINT));

  sample = sample_new ();
  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), title);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 1242, 700);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (sample->board));
  gtk_window_present (GTK_WINDOW (window));
  spin (500);
  window_id = g_strdup_printf (
      "%lu", gdk_x11_surface_get_xid (gtk_native_get_surface (GTK_NATIVE (window))));
  xdotool ("mousemove 5 600 windowmove %s 0 0 windowfocus %s sleep 0.2", window_id, window_id);
  spin (200);
  g_string_truncate (sample->log, 0);
}

static void
tear_down (void)
{
  gtk_window_destroy (GTK_WINDOW (window));
  spin (100);
  g_clear_pointer (&window_id, g_free);
  sample_free (sample);
}

static void
test_between (void)
{
  set_up ();
  take (122);
  carry_over (card (130), 0.3);
  g_assert_cmpint (rapport_card_get_state (RAPPORT_CARD (card (122))) & RAPPORT_CARD_DRAGGED, !=,
                   0);
  g_assert_true (
      rapport_board_column_get_gap (_rapport_board_get_lane (sample->board, 5)->column, NULL));
  g_assert_true (_rapport_board_get_lane (sample->board, 5)->target);
  let_go ();
  assert_log ("move-requested [122] loyal 129 130\n");
  g_assert_cmpint (rapport_card_get_state (RAPPORT_CARD (card (122))), ==, RAPPORT_CARD_MOVED);
  g_assert_cmpint (rapport_board_get_focus_id (sample->board), ==, 122);
  g_assert_false (
      rapport_board_column_get_gap (_rapport_board_get_lane (sample->board, 5)->column, NULL));
  g_assert_false (_rapport_board_get_lane (sample->board, 5)->target);

  /* The outline stays until the next click. */
  xdotool ("mousemove 80 690 click 1");
  spin (200);
  g_assert_cmpint (rapport_card_get_state (RAPPORT_CARD (card (122))), ==, 0);
  tear_down ();
}

static void
test_within (void)
{
  set_up ();
  take (101);
  carry_over (card (103), 0.8);
  let_go ();
  assert_log ("move-requested [101] suspect 103 104\n");

  /* On its own place nothing is asked. */
  take (102);
  carry_over (card (102), 0.9);
  let_go ();
  assert_log ("");
  tear_down ();
}

static void
test_escape (void)
{
  set_up ();
  take (134);
  carry_over (card (128), 0.3);
  g_assert_cmpint (rapport_card_get_state (RAPPORT_CARD (card (134))) & RAPPORT_CARD_DRAGGED, !=,
                   0);
  xdotool ("key Escape");
  spin (500);
  g_assert_cmpint (rapport_card_get_state (RAPPORT_CARD (card (134))), ==, 0);
  g_assert_false (
      rapport_board_column_get_gap (_rapport_board_get_lane (sample->board, 5)->column, NULL));
  let_go ();
  g_assert_null (strstr (sample->log->str, "move-requested"));
  g_assert_true (gtk_widget_get_ancestor (card (134), RAPPORT_TYPE_LANE) ==
                 GTK_WIDGET (_rapport_board_get_lane (sample->board, 6)));
  tear_down ();
}

static void
test_several (void)
{
  int x, y;

  set_up ();
  place_of (card (116), 0.3, &x, &y);
  xdotool ("mousemove %d %d click 1", x, y);
  place_of (card (118), 0.3, &x, &y);
  xdotool ("mousemove %d %d keydown ctrl click 1 keyup ctrl", x, y);
  spin (300);
  assert_log ("selection [116]\nselection [116, 118]\n");
  take (118);
  carry_over (card (105), 0.9);
  let_go ();
  assert_log ("move-requested [116, 118] suspect 105 0\n");
  g_assert_cmpuint (rapport_board_get_n_selected (sample->board), ==, 2);
  g_assert_cmpint (rapport_board_get_focus_id (sample->board), ==, 118);
  tear_down ();
}

static void
test_refused (void)
{
  set_up ();
  sample->refuse = TRUE;
  take (122);
  carry_over (card (130), 0.3);
  let_go ();
  assert_log ("move-requested [122] loyal 129 130\n");
  g_assert_cmpint (rapport_card_get_state (RAPPORT_CARD (card (122))), ==, 0);
  g_assert_true (gtk_widget_get_visible (sample->board->bubble));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (sample->board->bubble_label)), ==,
                   "The owner says no");
  g_assert_false (
      rapport_board_column_get_gap (_rapport_board_get_lane (sample->board, 5)->column, NULL));

  rapport_board_set_read_only (sample->board, TRUE);
  take (122);
  carry_over (card (130), 0.3);
  let_go ();
  g_assert_true (g_str_has_prefix (sample->log->str, "refused\n"));
  g_assert_null (strstr (sample->log->str, "move-requested"));
  tear_down ();
}

static void
test_ended (void)
{
  RapportLane *ended;

  set_up ();
  ended = _rapport_board_get_lane (sample->board, 7);
  g_assert_true (ended->folded);
  take (133);
  carry_over (GTK_WIDGET (ended), 0.4);
  spin (700);
  g_assert_false (ended->folded);
  carry_over (GTK_WIDGET (ended), 0.4);
  let_go ();
  assert_log ("move-requested [133] ended 0 0\n");
  g_assert_false (ended->folded);

  /* A visit without a drop folds it again. */
  rapport_board_set_ended_unfolded (sample->board, FALSE);
  spin (200);
  take (133 + 1);
  carry_over (GTK_WIDGET (ended), 0.4);
  spin (700);
  g_assert_false (ended->folded);
  xdotool ("key Escape");
  spin (500);
  let_go ();
  g_assert_true (ended->folded);
  tear_down ();
}

static void
test_scroll (void)
{
  RapportLane *lane;
  GtkAdjustment *adjustment;
  int x, y;

  set_up ();
  for (guint i = 0; i < 60; i++)
    {
      g_autoptr(SampleCard) extra =
          sample_card_new (1000 + i, "Extra Account", NULL, NULL, "€1k", 0);

      g_list_store_append (sample->stores[4], extra);
    }
  spin (200);
  lane = _rapport_board_get_lane (sample->board, 3);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (lane->scroller));
  take (112);
  place_of (lane->scroller, 0.99, &x, &y);
  carry_to (x, y);
  spin (1500);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 500);
  let_go ();
  g_assert_true (g_str_has_prefix (sample->log->str, "move-requested [112] repeat 10"));
  tear_down ();
}

static void
test_keys (void)
{
  int x, y;

  set_up ();
  place_of (card (121), 0.3, &x, &y);
  xdotool ("mousemove %d %d click 1 sleep 0.1 key Up key shift+Up key ctrl+shift+Right", x, y);
  spin (400);
  assert_log ("selection [121]\nselection [119, 120]\nmove-requested [119, 120] majority 0 122\n");
  g_assert_cmpint (rapport_board_get_focus_id (sample->board), ==, 119);
  xdotool ("key ctrl+shift+Down");
  spin (300);
  assert_log ("move-requested [119, 120] majority 122 123\n");
  xdotool ("key ctrl+shift+Up");
  spin (300);
  assert_log ("move-requested [119, 120] majority 0 122\n");
  xdotool ("key Escape key Right key Return key shift+F10 key End");
  spin (300);
  assert_log ("selection []\ncard-activated 128\nselection [128]\ncard-menu 128\n");
  g_assert_cmpint (rapport_board_get_focus_id (sample->board), ==, 131);
  xdotool ("key Home key ctrl+shift+Left key Page_Down");
  spin (300);
  assert_log ("move-requested [128] majority 0 119\n");
  tear_down ();
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *xdotool_path = NULL;

  gtk_test_init (&argc, &argv, NULL);
  xdotool_path = g_find_program_in_path ("xdotool");
  if (xdotool_path == NULL || !GDK_IS_X11_DISPLAY (gdk_display_get_default ()))
    {
      g_print ("1..0 # SKIP needs xdotool and an X display\n");
      return 0;
    }

  g_test_add_func ("/ui/drag-board/between", test_between);
  g_test_add_func ("/ui/drag-board/within", test_within);
  g_test_add_func ("/ui/drag-board/escape", test_escape);
  g_test_add_func ("/ui/drag-board/several", test_several);
  g_test_add_func ("/ui/drag-board/refused", test_refused);
  g_test_add_func ("/ui/drag-board/ended", test_ended);
  g_test_add_func ("/ui/drag-board/scroll", test_scroll);
  g_test_add_func ("/ui/drag-board/keys", test_keys);

  return g_test_run ();
}
