#include "config.h"

#include "core/rapport-day.h"
#include "widgets/rapport-bar-chart.h"
#include "widgets/rapport-cohort-table.h"
#include "widgets/rapport-pareto-chart.h"
#include "widgets/rapport-pill.h"
#include "widgets/rapport-ribbon.h"
#include "widgets/rapport-stage-bars.h"
#include "widgets/rapport-stage-path.h"
#include "widgets/rapport-theme.h"
#include "widgets/rapport-tile.h"

#include <adwaita.h>
#include <math.h>

/* The figures are those of the sample workspace on 20 November 2025. */

static GtkWidget *
panel_new (const char *title,
           const char *remark,
           GtkWidget  *chart)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label;

  if (RAPPORT_IS_CHART (chart))
    rapport_chart_set_title (RAPPORT_CHART (chart), title);
  label = gtk_label_new (title);
  gtk_widget_add_css_class (label, "rp-section");
  gtk_box_append (GTK_BOX (head), label);
  label = gtk_label_new (remark);
  gtk_widget_add_css_class (label, "rp-remark");
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (box), head);
  gtk_widget_add_css_class (panel, "rp-panel");
  gtk_widget_add_css_class (panel, "padded");
  gtk_widget_set_vexpand (chart, TRUE);
  gtk_box_append (GTK_BOX (panel), chart);
  gtk_widget_set_vexpand (panel, TRUE);
  gtk_box_append (GTK_BOX (box), panel);
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
tiles_new (void)
{
  static const double active[] = { 3, 4, 3.6, 5, 4.6, 6, 7, 6.6, 8, 8, 9, 9.6 };
  static const double satisfaction[] = { 4, 6, 8.5, 7, 8.5, 7, 7, 5, 4, 3 };
  static const double risk[] = { 2, 3, 2.7, 4, 4.2, 4.4, 6, 5.6, 6.4, 6.8, 7, 8.6 };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *tile;

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  tile = rapport_tile_new ("Active customers");
  rapport_tile_set_value (RAPPORT_TILE (tile), "128");
  rapport_tile_set_note (RAPPORT_TILE (tile), "4 in 30 days", RAPPORT_TONE_GOOD,
                         RAPPORT_TREND_UP);
  rapport_tile_set_series (RAPPORT_TILE (tile), active, G_N_ELEMENTS (active),
                           RAPPORT_TONE_NEUTRAL);
  rapport_tile_set_activatable (RAPPORT_TILE (tile), TRUE);
  gtk_box_append (GTK_BOX (box), tile);
  tile = rapport_tile_new ("12-month retention");
  rapport_tile_set_value (RAPPORT_TILE (tile), "87.4 %");
  rapport_tile_set_note (RAPPORT_TILE (tile), "1.2 points", RAPPORT_TONE_GOOD, RAPPORT_TREND_UP);
  rapport_tile_set_series (RAPPORT_TILE (tile), active, G_N_ELEMENTS (active), RAPPORT_TONE_GOOD);
  gtk_box_append (GTK_BOX (box), tile);
  tile = rapport_tile_new ("Satisfaction");
  rapport_tile_set_value (RAPPORT_TILE (tile), "8.1 / 10");
  rapport_tile_set_note (RAPPORT_TILE (tile), "0.2 over 52 ratings", RAPPORT_TONE_POOR,
                         RAPPORT_TREND_DOWN);
  rapport_tile_set_series (RAPPORT_TILE (tile), satisfaction, G_N_ELEMENTS (satisfaction),
                           RAPPORT_TONE_WATCH);
  gtk_box_append (GTK_BOX (box), tile);
  tile = rapport_tile_new ("Revenue at risk");
  rapport_tile_set_value (RAPPORT_TILE (tile), "€318k");
  rapport_tile_set_note (RAPPORT_TILE (tile), "€42k, 6 accounts", RAPPORT_TONE_POOR,
                         RAPPORT_TREND_UP);
  rapport_tile_set_series (RAPPORT_TILE (tile), risk, G_N_ELEMENTS (risk), RAPPORT_TONE_POOR);
  gtk_box_append (GTK_BOX (box), tile);
  tile = rapport_tile_new ("Tenure");
  rapport_tile_set_value (RAPPORT_TILE (tile), "6 y 8 m");
  rapport_tile_set_note (RAPPORT_TILE (tile), "Customer since Mar 2019", RAPPORT_TONE_NEUTRAL,
                         RAPPORT_TREND_NONE);
  gtk_box_append (GTK_BOX (box), tile);
  return box;
}

static GtkWidget *
stage_path_new (gsize n)
{
  static const RapportStageStep steps[] = {
    { "Suspect", "Jan 2019", RAPPORT_STAGE_PAST },
    { "Prospect", "Feb 2019", RAPPORT_STAGE_PAST },
    { "First-time", "Mar 2019", RAPPORT_STAGE_PAST },
    { "Repeat", "Sep 2019", RAPPORT_STAGE_PAST },
    { "Majority", "May 2021", RAPPORT_STAGE_PAST },
    { "Loyal", "since Aug 2023", RAPPORT_STAGE_CURRENT },
    { "Advocate", "next", RAPPORT_STAGE_AHEAD },
    { "Integration", NULL, RAPPORT_STAGE_AHEAD },
    { "Decline", NULL, RAPPORT_STAGE_AHEAD },
    { "Dissolution", NULL, RAPPORT_STAGE_AHEAD },
  };
  GtkWidget *path = rapport_stage_path_new ();

  rapport_stage_path_set_steps (RAPPORT_STAGE_PATH (path), steps, n);
  return path;
}

static GtkWidget *
stage_bars_new (void)
{
  static const RapportStageBar bars[] = {
    { "Suspect", 31, 6, 2 }, { "Prospect", 24, 4, 5 }, { "First-time", 18, 3, 1 },
    { "Repeat", 46, 2, 3 }, { "Majority", 52, 4, 2 }, { "Loyal", 29, 3, 1 },
    { "Advocate", 14, 1, 0 },
  };
  GtkWidget *chart = rapport_stage_bars_new ();

  rapport_stage_bars_set_bars (RAPPORT_STAGE_BARS (chart), bars, G_N_ELEMENTS (bars));
  return chart;
}

static GtkWidget *
pareto_new (void)
{
  static const RapportParetoCause causes[] = {
    { "Promise not kept", 11 }, { "Late arrival", 19 }, { "Unclear invoice", 8 },
    { "Changing contact", 5 }, { "Repair repeated", 4 }, { "Other", 3 },
  };
  GtkWidget *chart = rapport_pareto_chart_new ();

  rapport_pareto_chart_set_causes (RAPPORT_PARETO_CHART (chart), causes, G_N_ELEMENTS (causes), 1);
  return chart;
}

static GtkWidget *
cohorts_new (void)
{
  static const char *const labels[] = { "2024 Q1", "Q2", "Q3", "Q4", "2025 Q1", "Q2", "Q3", "Q4" };
  static const guint sizes[] = { 14, 11, 16, 9, 13, 12, 15, 8 };
  static const double rows[8][8] = {
    { 1, .93, .86, .86, .79, .79, .79, .71 },
    { 1, .91, .91, .82, .82, .73, .73, NAN },
    { 1, .94, .88, .88, .81, .81, NAN, NAN },
    { 1, .89, .89, .78, .78, NAN, NAN, NAN },
    { 1, 1, .92, .92, NAN, NAN, NAN, NAN },
    { 1, .92, .92, NAN, NAN, NAN, NAN, NAN },
    { 1, .93, NAN, NAN, NAN, NAN, NAN, NAN },
    { 1, NAN, NAN, NAN, NAN, NAN, NAN, NAN },
  };
  GtkWidget *table = rapport_cohort_table_new ();

  rapport_cohort_table_set_data (RAPPORT_COHORT_TABLE (table), labels, sizes, &rows[0][0], 8, 8);
  return table;
}

static GtkWidget *
bars_new (gboolean negative)
{
  static const RapportBarPair pairs[] = {
    { "to 20 Feb", 40.1, 42.1 }, { "to 20 May", 46.3, 43.0 }, { "to 20 Aug", 47.9, 42.4 },
    { "to 20 Nov", 50.0, 46.0 },
  };
  static const RapportBarPair returns[] = {
    { "to 20 Feb", 12.4, NAN }, { "to 20 May", -6.3, 8 }, { "to 20 Aug", 17.9, -2.2 },
    { "to 20 Nov", 0, 4.1 },
  };
  GtkWidget *chart = rapport_bar_chart_new ();

  rapport_bar_chart_set_pairs (RAPPORT_BAR_CHART (chart), negative ? returns : pairs, 4);
  if (negative)
    rapport_bar_chart_set_legend (RAPPORT_BAR_CHART (chart), "this year 24.0", "year before 9.9");
  else
    rapport_bar_chart_set_legend (RAPPORT_BAR_CHART (chart), "this year 184.3",
                                  "year before 173.5");
  return chart;
}

static const RapportRibbonLane lanes[] = {
  { "Purchases", "view-list-symbolic", RAPPORT_COLOR_PURCHASE },
  { "Service", "emblem-system-symbolic", RAPPORT_COLOR_SERVICE },
  { "Complaints", "dialog-warning-symbolic", RAPPORT_COLOR_COMPLAINT },
  { "Reviews", "view-list-bullet-symbolic", RAPPORT_COLOR_REVIEW },
  { "Social", "emoji-food-symbolic", RAPPORT_COLOR_SOCIAL },
};

static GtkWidget *
ribbon_new (void)
{
  const RapportDay today = rapport_day_from_ymd (2025, 11, 20);
  const RapportRibbonEpisode episodes[] = {
    { 1, 0, today - 350, today - 282, "Bremen cold store", FALSE },
    { 2, 0, today - 192, today - 153, "Door seals", FALSE },
    { 3, 0, today - 74, today - 37, "Seal contract", FALSE },
    { 4, 0, today - 24, today - 1, "Bremen night service", FALSE },
    { 5, 1, today - 353, today - 336, "Winter round", FALSE },
    { 6, 1, today - 263, today - 237, "Spring round", FALSE },
    { 7, 1, today - 151, today - 125, "Summer round", FALSE },
    { 8, 1, today - 32, today - 8, "Autumn round", FALSE },
    { 9, 2, today - 280, today - 259, "Wrong invoice", FALSE },
    { 10, 2, today - 124, today - 114, "Wrong door", FALSE },
    { 11, 2, today - 2, today, "Late arrival", TRUE },
    { 12, 3, today - 305, today - 293, NULL, FALSE },
    { 13, 3, today - 40, today - 24, "Review", FALSE },
    { 14, 4, today - 344, today - 340, NULL, FALSE },
    { 15, 4, today - 198, today - 193, NULL, FALSE },
  };
  static const struct { int back; guint lane; gboolean social; } days[] = {
    { 348, 0, 0 }, { 343, 0, 0 }, { 334, 0, 0 }, { 314, 0, 0 }, { 307, 0, 0 }, { 287, 0, 0 },
    { 282, 0, 0 }, { 190, 0, 0 }, { 181, 0, 0 }, { 170, 0, 1 }, { 154, 0, 0 }, { 72, 0, 0 },
    { 62, 0, 0 }, { 49, 0, 0 }, { 38, 0, 0 }, { 23, 0, 0 }, { 1, 0, 0 },
    { 351, 1, 0 }, { 345, 1, 0 }, { 337, 1, 0 }, { 261, 1, 0 }, { 254, 1, 0 }, { 246, 1, 1 },
    { 238, 1, 0 }, { 149, 1, 0 }, { 141, 1, 0 }, { 134, 1, 0 }, { 126, 1, 0 }, { 30, 1, 0 },
    { 22, 1, 0 }, { 15, 1, 0 }, { 10, 1, 0 }, { 8, 1, 0 },
    { 278, 2, 0 }, { 274, 2, 0 }, { 265, 2, 0 }, { 260, 2, 0 }, { 123, 2, 0 }, { 121, 2, 0 },
    { 115, 2, 0 }, { 2, 2, 0 }, { 1, 2, 0 }, { 0, 2, 0 },
    { 303, 3, 0 }, { 294, 3, 0 }, { 37, 3, 0 }, { 25, 3, 0 },
    { 342, 4, 1 }, { 334, 4, 1 }, { 248, 4, 1 }, { 198, 4, 1 }, { 196, 4, 1 }, { 98, 4, 1 },
    { 23, 4, 1 }, { 6, 4, 1 },
  };
  RapportRibbonDot dots[G_N_ELEMENTS (days)];
  GtkWidget *ribbon = rapport_ribbon_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    dots[i] = (RapportRibbonDot) { today - days[i].back, days[i].lane, days[i].social };

  rapport_ribbon_set_range (RAPPORT_RIBBON (ribbon), today - 354, today + 11, today);
  rapport_ribbon_set_lanes (RAPPORT_RIBBON (ribbon), lanes, G_N_ELEMENTS (lanes));
  rapport_ribbon_set_episodes (RAPPORT_RIBBON (ribbon), episodes, G_N_ELEMENTS (episodes));
  rapport_ribbon_set_dots (RAPPORT_RIBBON (ribbon), dots, G_N_ELEMENTS (dots));
  rapport_ribbon_set_brush (RAPPORT_RIBBON (ribbon), today - 12, today);
  return ribbon;
}

static GtkWidget *
dense_ribbon_new (void)
{
  const RapportDay today = rapport_day_from_ymd (2025, 11, 20);
  g_autofree RapportRibbonDot *dots = g_new (RapportRibbonDot, 20000);
  GtkWidget *ribbon = rapport_ribbon_new ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++)
    dots[i] = (RapportRibbonDot) {
      today - (int) (3000 * pow (g_rand_double (rand), 1.6)), (guint) g_rand_int_range (rand, 0, 5),
      FALSE
    };
  rapport_ribbon_set_range (RAPPORT_RIBBON (ribbon), today - 3000, today, today);
  rapport_ribbon_set_lanes (RAPPORT_RIBBON (ribbon), lanes, G_N_ELEMENTS (lanes));
  rapport_ribbon_set_dots (RAPPORT_RIBBON (ribbon), dots, 20000);
  rapport_ribbon_set_brush (RAPPORT_RIBBON (ribbon), today - 365, today);
  return ribbon;
}

static char *
count_owners (guint    n,
              gpointer user_data)
{
  return g_strdup_printf ("%u owners", n);
}

static GtkWidget *
odds_new (void)
{
  static const RapportPillChoice owners[] = {
    { "1", "Ines Duarte" }, { "2", "Tomasz Wilk" }, { "3", "Maren Holt" }, { "4", "Yusuf Demir" },
  };
  static const char *const one[] = { "1", NULL };
  static const char *const three[] = { "1", "2", "4", NULL };
  static const char *const tags[] = { "task", "social", "done", "open" };
  static const char *const tag_names[] = { "Task", "Social", "Done", "Open 2 d" };
  static const char *const names[] = {
    "Nordwind Logistik", "Bright Co", "Port Zeeland", "Kowalczyk Meble", "Ferretti Meccanica",
    "Galway Foods", "Alpenblick Hotels", "Halden Marine", "Ostsee Kliniken", "Brouwer Bakkerijen",
  };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *widget;

  for (int i = 0; i < 4; i++)
    {
      widget = rapport_pill_new (i == 3 ? "Doubtful" : "Owner");
      rapport_pill_set_choices (RAPPORT_PILL (widget), owners, 4);
      rapport_pill_set_count_func (RAPPORT_PILL (widget), count_owners, NULL, NULL);
      if (i == 1)
        rapport_pill_set_selected (RAPPORT_PILL (widget), one);
      if (i == 2)
        rapport_pill_set_selected (RAPPORT_PILL (widget), three);
      if (i == 3)
        gtk_widget_add_css_class (widget, "amber");
      gtk_box_append (GTK_BOX (box), widget);
    }
  for (int i = 0; i < 4; i++)
    {
      widget = gtk_label_new (tag_names[i]);
      gtk_widget_add_css_class (widget, "rp-tag");
      gtk_widget_add_css_class (widget, tags[i]);
      gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), widget);
    }
  widget = gtk_label_new ("Decider");
  gtk_widget_add_css_class (widget, "rp-role-pill");
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), widget);
  widget = gtk_label_new ("7");
  gtk_widget_add_css_class (widget, "rp-badge");
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), widget);
  widget = gtk_label_new ("Ctrl+K");
  gtk_widget_add_css_class (widget, "rp-keycap");
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), widget);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    gtk_box_append (GTK_BOX (box), adw_avatar_new (36, names[i], TRUE));
  return box;
}

static GtkWidget *
row_new (GtkWidget *first,
         ...)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  va_list args;

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  va_start (args, first);
  for (GtkWidget *child = first; child != NULL; child = va_arg (args, GtkWidget *))
    gtk_box_append (GTK_BOX (box), child);
  va_end (args);
  return box;
}

static GtkWidget *
gallery_new (void)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 16);
  GtkWidget *wide = stage_path_new (7);
  GtkWidget *narrow = stage_path_new (10);
  GtkWidget *paths = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);

  gtk_widget_add_css_class (page, "rp-page");
  gtk_box_append (GTK_BOX (page), odds_new ());
  gtk_box_append (GTK_BOX (page), tiles_new ());
  gtk_widget_set_hexpand (wide, TRUE);
  gtk_box_append (GTK_BOX (paths), wide);
  gtk_box_append (GTK_BOX (paths), g_object_new (ADW_TYPE_CLAMP, "child", narrow,
                                                 "maximum-size", 330, "width-request", 330,
                                                 NULL));
  gtk_box_append (GTK_BOX (page), paths);
  gtk_box_append (GTK_BOX (page), panel_new ("Timeline", "one account", ribbon_new ()));
  gtk_box_append (GTK_BOX (page),
                  row_new (panel_new ("Causes of dissatisfaction", "50 reports in 90 days",
                                      pareto_new ()),
                           panel_new ("Retention by cohort",
                                      "% still buying, by quarters since first purchase",
                                      cohorts_new ()), NULL));
  gtk_box_append (GTK_BOX (page),
                  row_new (panel_new ("Relationship stages", "214 accounts", stage_bars_new ()),
                           panel_new ("Revenue by quarter", "€ thousand", bars_new (FALSE)),
                           panel_new ("With returns", "€ thousand", bars_new (TRUE)),
                           panel_new ("Retention by cohort", "too few",
                                      rapport_cohort_table_new ()), NULL));
  gtk_box_append (GTK_BOX (page), panel_new ("Timeline", "20,000 interactions",
                                             dense_ribbon_new ()));
  return page;
}

static gboolean
save_picture (GtkWidget  *window,
              const char *path)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  int width = gdk_paintable_get_intrinsic_width (paintable);
  int height = gdk_paintable_get_intrinsic_height (paintable);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width,
                                                              (float) height));
  return gdk_texture_save_to_png (texture, path);
}

static void
settle (void)
{
  gint64 until = g_get_monotonic_time () + G_TIME_SPAN_SECOND;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
}

/* gallery [FOLDER [NAME [dark|light [DPI [rtl]]]]] */
int
main (int   argc,
      char *argv[])
{
  GtkWidget *window;

  if (argc > 5)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  adw_init ();
  if (argc > 3 && g_str_equal (argv[3], "dark"))
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  if (argc > 4)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", atoi (argv[4]) * 1024, NULL);
  if (argc > 5)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE,
                "gtk-font-name", "Cantarell 11", NULL);
  rapport_theme_init (gdk_display_get_default ());

  window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1440, 1500);
  gtk_window_set_child (GTK_WINDOW (window), gallery_new ());
  gtk_window_present (GTK_WINDOW (window));
  if (argc < 3)
    {
      while (gtk_window_get_toplevels () != NULL &&
             g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
        g_main_context_iteration (NULL, TRUE);
      return 0;
    }

  settle ();
  {
    g_autofree char *file = g_strconcat (argv[2], ".png", NULL);
    g_autofree char *path = g_build_filename (argv[1], file, NULL);

    return save_picture (window, path) ? 0 : 1;
  }
}
