#include "config.h"

#include "board-fixture.h"

#include "widgets/rapport-board.h"
#include "widgets/rapport-card.h"
#include "tests/test-tools.h"

/* A real pointer drags a card; what that did is read back from the file. */

/* Runs xdotool while the main loop runs. */
static void
run (BoardFixture *f,
     const char   *format,
     ...) G_GNUC_PRINTF (2, 3);

static void
exited_cb (GPid     pid,
           int      status,
           gpointer data)
{
  g_assert_cmpint (status, ==, 0);
  g_spawn_close_pid (pid);
  *(gboolean *) data = TRUE;
}

static void
run (BoardFixture *f,
     const char   *format,
     ...)
{
  g_autofree char *line = NULL;
  g_auto(GStrv) argv = NULL;
  g_autoptr(GError) error = NULL;
  gboolean exited = FALSE;
  va_list arguments;
  GPid pid;

  va_start (arguments, format);
  line = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  argv = g_strsplit (line, " ", -1);
  g_spawn_async (NULL, argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_child_watch_add (pid, exited_cb, &exited);
  wait_until (exited);
}

static void
rest (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static GtkWidget *
find_card (GtkWidget *within,
           gint64     id)
{
  if (RAPPORT_IS_CARD (within) && gtk_widget_get_mapped (within) && rapport_card_get_id (RAPPORT_CARD (within)) == id)
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_card (child, id);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Where a card is on the screen: without a window manager, the window stands at the corner. */
static void
middle_of (BoardFixture *f,
           gint64        id,
           int          *x,
           int          *y)
{
  GtkWidget *card = find_card (GTK_WIDGET (f->view), id);
  graphene_rect_t bounds;
  double surface_x, surface_y;

  g_assert_nonnull (card);
  g_assert_true (gtk_widget_compute_bounds (card, GTK_WIDGET (f->window), &bounds));
  gtk_native_get_surface_transform (GTK_NATIVE (f->window), &surface_x, &surface_y);
  *x = (int) (bounds.origin.x + bounds.size.width / 2 + surface_x);
  *y = (int) (bounds.origin.y + bounds.size.height / 2 + surface_y);
}

static void
drag (BoardFixture *f,
      int           from_x,
      int           from_y,
      int           to_x,
      int           to_y)
{
  run (f, "xdotool mousemove %d %d", from_x, from_y);
  rest (50);
  run (f, "xdotool mousedown 1");
  rest (50);
  for (int i = 1; i <= 12; i++)
    {
      run (f, "xdotool mousemove %d %d", from_x + (to_x - from_x) * i / 12, from_y + (to_y - from_y) * i / 12);
      rest (25);
    }
  rest (250);
  run (f, "xdotool mouseup 1");
  rest (100);
  board_fixture_settle (f);
}

static gint64
stage_of (BoardFixture *f,
          const char   *name)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT p.stage FROM placement p JOIN account a ON a.id = p.subject WHERE a.name = '%s'", name);

  return board_fixture_ask (f, sql);
}

static void
test_drag (void)
{
  BoardFixture *f = board_fixture_new ();
  gint64 a = board_fixture_add (f, "Halden Marine", 14600000, 105);
  gint64 b = board_fixture_add (f, "Nordwind Logistik", 18400000, 106);
  gint64 c = board_fixture_add (f, "Ostsee Kliniken", 9700000, 106);
  gint64 entries;
  int from_x, from_y, to_x, to_y;
  g_autofree char *order = NULL;
  g_autofree char *label = NULL;

  board_fixture_show (f, 1240, 800);
  rest (300);
  entries = board_fixture_ask (f, "SELECT count(*) FROM journal_entry");

  /* Between the two that are there. */
  middle_of (f, a, &from_x, &from_y);
  middle_of (f, c, &to_x, &to_y);
  drag (f, from_x, from_y, to_x, to_y - 20);
  wait_until (stage_of (f, "Halden Marine") == 106);
  board_fixture_settle (f);
  g_assert_cmpint (board_fixture_ask (f, "SELECT count(*) FROM journal_entry"), ==, entries + 1);
  g_assert_cmpint (board_fixture_ask (f, "SELECT count(*) FROM move WHERE from_stage = 105 AND to_stage = 106"), ==, 1);
  order = board_fixture_ask_text (
      f, "SELECT group_concat(name, ', ') FROM (SELECT a.name FROM board_card c JOIN account a ON a.id = c.subject"
         " WHERE c.lane = 106 ORDER BY c.sort_key DESC, c.tie)");
  g_assert_cmpstr (order, ==, "Nordwind Logistik, Halden Marine, Ostsee Kliniken");
  label = board_fixture_ask_text (f, "SELECT label FROM journal_entry ORDER BY id DESC LIMIT 1");
  g_assert_cmpstr (label, ==, "Move Halden Marine to Loyal");

  /* Undo, by the key. */
  gtk_widget_activate_action (GTK_WIDGET (f->view), "win.undo", NULL);
  wait_until (stage_of (f, "Halden Marine") == 105);
  board_fixture_settle (f);
  g_assert_nonnull (find_card (GTK_WIDGET (f->view), a));

  /* Escape puts it back: nothing is written. */
  entries = board_fixture_ask (f, "SELECT count(*) FROM journal_entry");
  middle_of (f, b, &from_x, &from_y);
  middle_of (f, a, &to_x, &to_y);
  run (f, "xdotool mousemove %d %d", from_x, from_y);
  run (f, "xdotool mousedown 1");
  for (int i = 1; i <= 8; i++)
    {
      run (f, "xdotool mousemove %d %d", from_x + (to_x - from_x) * i / 8, from_y + (to_y - from_y) * i / 8);
      rest (25);
    }
  run (f, "xdotool key Escape");
  rest (100);
  run (f, "xdotool mouseup 1");
  rest (300);
  g_assert_cmpint (stage_of (f, "Nordwind Logistik"), ==, 106);
  g_assert_cmpint (board_fixture_ask (f, "SELECT count(*) FROM journal_entry"), ==, entries);

  board_fixture_free (f);
}

static void
test_keys (void)
{
  BoardFixture *f = board_fixture_new ();
  gint64 a = board_fixture_add (f, "Halden Marine", 14600000, 105);

  board_fixture_add (f, "Nordwind Logistik", 18400000, 106);
  board_fixture_show (f, 1240, 800);
  rest (300);
  g_assert_true (rapport_board_view_show_account (f->view, a));
  rest (100);
  run (f, "xdotool key ctrl+shift+Right");
  wait_until (stage_of (f, "Halden Marine") == 106);
  board_fixture_settle (f);
  rest (100);
  run (f, "xdotool key ctrl+shift+Right");
  wait_until (stage_of (f, "Halden Marine") == 107);
  board_fixture_settle (f);
  rest (100);
  run (f, "xdotool key ctrl+shift+Left");
  wait_until (stage_of (f, "Halden Marine") == 106);
  board_fixture_settle (f);
  rest (100);
  run (f, "xdotool key Return");
  wait_until (strstr (f->log->str, "open-account") != NULL);

  /* What is undone keeps the focus, in whichever order the two lanes hear of it. */
  for (guint i = 0; i < 2; i++)
    {
      RapportBoard *board = RAPPORT_BOARD (board_fixture_find (GTK_WIDGET (f->view), RAPPORT_TYPE_BOARD));
      int x, y;

      middle_of (f, a, &x, &y);
      run (f, "xdotool mousemove %d %d click 1", x, y);
      rest (200);
      run (f, i == 0 ? "xdotool key ctrl+shift+Right" : "xdotool key ctrl+shift+Left");
      wait_until (stage_of (f, "Halden Marine") == (i == 0 ? 107 : 105));
      board_fixture_settle (f);
      rest (100);
      gtk_widget_activate_action (GTK_WIDGET (f->view), "win.undo", NULL);
      wait_until (stage_of (f, "Halden Marine") == 106);
      board_fixture_settle (f);
      rest (100);
      g_assert_cmpint (rapport_board_get_focus_id (board), ==, a);
    }

  board_fixture_free (f);
}

int
main (int    argc,
      char **argv)
{
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/board-journey/drag", test_drag);
  g_test_add_func ("/board-journey/keys", test_keys);
  return g_test_run ();
}
