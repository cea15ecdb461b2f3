#include "config.h"

#include "widgets/rapport-ribbon-private.h"
#include "widgets/rapport-theme.h"
#include "widget-tools.h"

#include <adwaita.h>
#include <math.h>

typedef struct
{
  int from;
  int to;
  guint n;
  gint64 id;
} RibbonNews;

static void
brush_changed_cb (RapportRibbon *ribbon,
                  int            from,
                  int            to,
                  RibbonNews    *news)
{
  news->from = from;
  news->to = to;
  news->n++;
}

static void
episode_activated_cb (RapportRibbon *ribbon,
                      gint64         id,
                      RibbonNews    *news)
{
  news->id = id;
}

static GtkWidget *
ribbon_new (RapportDay today)
{
  const RapportRibbonLane lanes[] = {
    { "Purchases", "view-list-symbolic", RAPPORT_COLOR_PURCHASE },
    { "Complaints", NULL, RAPPORT_COLOR_COMPLAINT },
  };
  const RapportRibbonEpisode episodes[] = {
    { (G_GINT64_CONSTANT (1) << 40) + 7, 1, today - 2, today, "Late arrival", TRUE },
    { 3, 0, today - 80, today - 40, "Door seals", FALSE },
  };
  const RapportRibbonDot dots[] = {
    { today - 80, 0, FALSE }, { today - 60, 0, TRUE }, { today - 2, 1, FALSE }, { today, 1, FALSE },
  };
  GtkWidget *ribbon = own (rapport_ribbon_new ());

  rapport_ribbon_set_range (RAPPORT_RIBBON (ribbon), today - 99, today, today);
  rapport_ribbon_set_lanes (RAPPORT_RIBBON (ribbon), lanes, G_N_ELEMENTS (lanes));
  rapport_ribbon_set_episodes (RAPPORT_RIBBON (ribbon), episodes, G_N_ELEMENTS (episodes));
  rapport_ribbon_set_dots (RAPPORT_RIBBON (ribbon), dots, G_N_ELEMENTS (dots));
  return ribbon;
}

static void
test_ribbon (void)
{
  const RapportDay today = rapport_day_from_ymd (2025, 11, 20);
  GtkWidget *empty = own (rapport_ribbon_new ());
  GtkWidget *ribbon = ribbon_new (today);
  g_autoptr(RapportChartTable) table = NULL;
  RibbonNews news = { 0 };
  RapportDay from, to;
  GtkWidget *window;

  assert_label (empty, "Nothing logged yet");
  assert_finalized (empty);

  assert_label (ribbon, "4 interactions from 13 Aug to 20 Nov");
  g_assert_false (rapport_ribbon_get_brush (RAPPORT_RIBBON (ribbon), NULL, NULL));
  g_signal_connect (ribbon, "brush-changed", G_CALLBACK (brush_changed_cb), &news);
  g_signal_connect (ribbon, "episode-activated", G_CALLBACK (episode_activated_cb), &news);
  rapport_ribbon_set_brush (RAPPORT_RIBBON (ribbon), today - 12, today);
  g_assert_cmpuint (news.n, ==, 0);
  assert_label (ribbon, "2 of 4 interactions chosen, from 8 Nov to 20 Nov");

  g_assert_true (press (ribbon, GDK_KEY_Left, 0));
  g_assert_cmpuint (news.n, ==, 1);
  g_assert_cmpint (news.from, ==, today - 19);
  g_assert_cmpint (news.to, ==, today - 7);
  press (ribbon, GDK_KEY_Right, 0);
  press (ribbon, GDK_KEY_Right, 0);     /* the end of the range: no further */
  g_assert_cmpuint (news.n, ==, 2);
  g_assert_cmpint (news.to, ==, today);
  press (ribbon, GDK_KEY_Left, GDK_CONTROL_MASK);
  g_assert_cmpint (news.from, ==, rapport_day_from_ymd (2025, 10, 8));
  press (ribbon, GDK_KEY_Right, GDK_SHIFT_MASK);
  g_assert_cmpint (news.from, ==, rapport_day_from_ymd (2025, 10, 8));
  g_assert_cmpint (news.to, ==, rapport_day_from_ymd (2025, 10, 27));
  press (ribbon, GDK_KEY_Home, 0);
  g_assert_true (rapport_ribbon_get_brush (RAPPORT_RIBBON (ribbon), &from, &to));
  g_assert_cmpint (from, ==, today - 99);
  g_assert_cmpint (to - from, ==, 19);

  press (ribbon, GDK_KEY_Down, 0);
  assert_property (ribbon, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                   "Door seals, 1 Sep to 11 Oct");
  press (ribbon, GDK_KEY_Down, 0);
  press (ribbon, GDK_KEY_Return, 0);
  g_assert_cmpint (news.id, ==, (G_GINT64_CONSTANT (1) << 40) + 7);

  table = rapport_chart_dup_table (RAPPORT_CHART (ribbon));
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 0, 2), ==, "2025-09-01");
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 1, 3), ==, "");
  window = show (ribbon, 800, 200);
  hide (window);
  assert_finalized (ribbon);
}

static void
test_ribbon_density (void)
{
  const RapportDay today = rapport_day_from_ymd (2025, 11, 20);
  GtkWidget *ribbon = ribbon_new (today);
  g_autofree RapportRibbonDot *dots = g_new (RapportRibbonDot, 100000);
  GtkWidget *window;

  g_assert_false (rapport_ribbon_is_dense (RAPPORT_RIBBON (ribbon)));
  for (int i = 0; i < 100000; i++)
    dots[i] = (RapportRibbonDot) { today - i % 5000, (guint) i % 2, i % 7 == 0 };
  rapport_ribbon_set_range (RAPPORT_RIBBON (ribbon), today - 5000, today, today);
  rapport_ribbon_set_dots (RAPPORT_RIBBON (ribbon), dots, 100000);
  g_assert_true (rapport_ribbon_is_dense (RAPPORT_RIBBON (ribbon)));
  window = show (ribbon, 800, 200);
  hide (window);
  assert_finalized (ribbon);
}

static void
finished_cb (GObject      *process,
             GAsyncResult *result,
             gpointer      finished)
{
  g_autoptr(GError) error = NULL;

  g_subprocess_wait_check_finish (G_SUBPROCESS (process), result, &error);
  g_assert_no_error (error);
  *(gboolean *) finished = TRUE;
}

/* Moves the real pointer; the arguments are xdotool's. */
static void
use_pointer (const char *arguments)
{
  g_auto(GStrv) words = NULL;
  g_autofree char *command = g_strconcat ("xdotool ", arguments, NULL);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  gboolean finished = FALSE;

  g_assert_true (g_shell_parse_argv (command, NULL, &words, &error));
  process = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, finished_cb, &finished);
  wait_until (finished);
}

static void
test_ribbon_pointer (void)
{
  const RapportDay today = rapport_day_from_ymd (2025, 11, 20);
  g_autofree char *tool = g_find_program_in_path ("xdotool");
  g_autoptr(GString) drag = g_string_new (NULL);
  GtkWidget *ribbon, *window;
  RibbonNews news = { 0 };
  RibbonFrame frame;
  RapportDay from, to;
  int x, y;

  if (tool == NULL)
    {
      g_test_skip ("xdotool is not installed");
      return;
    }

  ribbon = ribbon_new (today);
  rapport_ribbon_set_brush (RAPPORT_RIBBON (ribbon), today - 20, today - 10);
  g_signal_connect (ribbon, "brush-changed", G_CALLBACK (brush_changed_cb), &news);
  g_signal_connect (ribbon, "episode-activated", G_CALLBACK (episode_activated_cb), &news);
  window = show (ribbon, 800, 200);
  rapport_ribbon_get_frame (RAPPORT_RIBBON (ribbon), &frame);

  /* Taken in its middle the brush moves and keeps its length. */
  x = (int) rapport_ribbon_day_to_x (RAPPORT_RIBBON (ribbon), &frame, today - 14.5);
  y = (int) (frame.lane_height * .5);
  g_string_printf (drag, "mousemove %d %d sleep 0.1 mousedown 1 sleep 0.2", x, y);
  for (int i = 1; i <= 10; i++)
    g_string_append_printf (drag, " mousemove %d %d sleep 0.03", x - i * 12, y);
  g_string_append (drag, " mouseup 1");
  use_pointer (drag->str);
  g_assert_true (rapport_ribbon_get_brush (RAPPORT_RIBBON (ribbon), &from, &to));
  g_assert_cmpint (to - from, ==, 10);
  g_assert_cmpint (from, <, today - 30);
  g_assert_cmpint (news.from, ==, from);
  g_assert_cmpuint (news.n, >, 1);

  /* A click on an episode opens it and leaves the brush alone. */
  x = (int) rapport_ribbon_day_to_x (RAPPORT_RIBBON (ribbon), &frame, today - 70);
  news.n = 0;
  g_string_printf (drag, "mousemove %d %d sleep 0.1 click 1", x, y);
  use_pointer (drag->str);
  wait_until (news.id == 3);
  g_assert_cmpuint (news.n, ==, 0);

  /* Elsewhere a new brush is drawn. */
  x = (int) rapport_ribbon_day_to_x (RAPPORT_RIBBON (ribbon), &frame, today - 94.5);
  y = (int) (frame.lane_height * 1.5);
  g_string_printf (drag, "mousemove %d %d sleep 0.1 mousedown 1 sleep 0.2", x, y);
  for (int i = 1; i <= 10; i++)
    g_string_append_printf (drag, " mousemove %d %d sleep 0.03", x + i * 6, y);
  g_string_append (drag, " mouseup 1");
  use_pointer (drag->str);
  g_assert_true (rapport_ribbon_get_brush (RAPPORT_RIBBON (ribbon), &from, &to));
  g_assert_cmpint (from, ==, today - 95);
  g_assert_cmpint (to, >, from);

  use_pointer ("mousemove 1500 900");
  hide (window);
  assert_finalized (ribbon);
}

/* Every chart survives the other styles, right to left, and twice the text. */
static void
test_styles (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const RapportDay today = rapport_day_from_ymd (2025, 11, 20);
  GtkWidget *ribbon = ribbon_new (today);
  GtkWidget *window;
  int before, after;

  gtk_widget_measure (ribbon, GTK_ORIENTATION_VERTICAL, -1, &before, NULL, NULL, NULL);
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_true (rapport_theme_is_dark ());
  gtk_widget_set_direction (ribbon, GTK_TEXT_DIR_RTL);
  window = show (ribbon, 800, 300);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
  wait_until (rapport_chart_get_scale (ribbon) == 2);
  gtk_widget_measure (ribbon, GTK_ORIENTATION_VERTICAL, -1, &after, NULL, NULL, NULL);
  g_assert_cmpint (after, ==, 2 * before);
  gtk_settings_reset_property (gtk_settings_get_default (), "gtk-xft-dpi");
  adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_DEFAULT);
  hide (window);
  assert_finalized (ribbon);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                "gtk-xft-dpi", 96 * 1024, NULL);
  rapport_theme_init (gdk_display_get_default ());

  g_test_add_func ("/ribbon/walk", test_ribbon);
  g_test_add_func ("/ribbon/density", test_ribbon_density);
  g_test_add_func ("/ribbon/pointer", test_ribbon_pointer);
  g_test_add_func ("/ribbon/styles", test_styles);
  return g_test_run ();
}
