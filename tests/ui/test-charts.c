#include "config.h"

#include "core/rapport-day.h"
#include "widgets/rapport-bar-chart.h"
#include "widgets/rapport-cohort-table.h"
#include "widgets/rapport-empty.h"
#include "widgets/rapport-line-chart.h"
#include "widgets/rapport-pareto-chart.h"
#include "widgets/rapport-pill.h"
#include "widgets/rapport-sparkline.h"
#include "widgets/rapport-stage-bars.h"
#include "widgets/rapport-stage-path.h"
#include "widgets/rapport-theme.h"
#include "widgets/rapport-tile.h"
#include "widget-tools.h"

#include <adwaita.h>
#include <math.h>

static void
test_theme (void)
{
  GdkRGBA first, last, other, ink;

  rapport_theme_get_stage_color (NULL, 0, 7, &first);
  rapport_theme_get_stage_color (NULL, 6, 7, &last);
  gdk_rgba_parse (&other, "#8d93a1");
  g_assert_true (gdk_rgba_equal (&first, &other));
  gdk_rgba_parse (&other, "#9a4db8");
  g_assert_true (gdk_rgba_equal (&last, &other));
  rapport_theme_get_stage_color (NULL, 9, 10, &other);
  g_assert_true (gdk_rgba_equal (&last, &other));

  for (int share = 0; share <= 100; share += 5)
    {
      rapport_theme_get_heat_color (NULL, share / 100., &other);
      rapport_theme_get_ink_on (&other, &ink);
      g_assert_cmpfloat (ink.alpha, ==, 1);
    }
  gdk_rgba_parse (&other, "#ffffff");
  rapport_theme_get_ink_on (&other, &ink);
  g_assert_cmpfloat (ink.red, <, .5);
  gdk_rgba_parse (&other, "#1a5fb4");
  rapport_theme_get_ink_on (&other, &ink);
  g_assert_cmpfloat (ink.red, ==, 1);

  for (guint role = 0; role < RAPPORT_N_COLOR_ROLES; role++)
    rapport_theme_get_color (NULL, role, &other);
}

static void
css_error_cb (GtkCssProvider *provider,
              GtkCssSection  *section,
              const GError   *error)
{
  g_autofree char *where = gtk_css_section_to_string (section);

  g_error ("%s: %s", where, error->message);
}

static void
test_style_sheets (void)
{
  static const char *const sheets[] = { "style.css", "style-dark.css", "style-hc.css" };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();
      g_autofree char *path = g_strconcat ("/app/rapport/Rapport/", sheets[i], NULL);

      g_signal_connect (provider, "parsing-error", G_CALLBACK (css_error_cb), NULL);
      gtk_css_provider_load_from_resource (provider, path);
    }
}

static void
test_nice_step (void)
{
  g_assert_cmpfloat_with_epsilon (rapport_chart_nice_step (50, 5), 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (rapport_chart_nice_step (47, 5), 10, 1e-9);
  g_assert_cmpfloat_with_epsilon (rapport_chart_nice_step (60, 4), 20, 1e-9);
  g_assert_cmpfloat_with_epsilon (rapport_chart_nice_step (.3, 3), .1, 1e-9);
  g_assert_cmpfloat_with_epsilon (rapport_chart_nice_step (0, 5), 1, 1e-9);
}

static void
test_csv (void)
{
  g_autoptr(RapportChartTable) table = rapport_chart_table_new ("Name", "Value", NULL);
  g_autofree char *csv = NULL;

  rapport_chart_table_add_row (table, "Veldhuis, \"Service\"", "−6.3", NULL);
  rapport_chart_table_add_row (table, "=1+1", "-5", NULL);
  csv = rapport_chart_table_to_csv (table);
  g_assert_cmpstr (csv, ==, "Name,Value\r\n\"Veldhuis, \"\"Service\"\"\",-6.3\r\n'=1+1,-5\r\n");
  g_assert_cmpuint (rapport_chart_table_get_n_rows (table), ==, 2);
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 1, 1), ==, "-5");
}

static void
test_sparkline (void)
{
  const double values[] = { 1, 3, 2, 4 };
  GtkWidget *line = own (rapport_sparkline_new ());
  GtkWidget *window;

  g_assert_cmpstr (rapport_chart_get_empty (RAPPORT_CHART (line)), ==, "");
  rapport_sparkline_set_values (RAPPORT_SPARKLINE (line), values, G_N_ELEMENTS (values));
  rapport_sparkline_set_tone (RAPPORT_SPARKLINE (line), RAPPORT_TONE_GOOD);
  g_assert_null (rapport_chart_get_empty (RAPPORT_CHART (line)));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_ROLE_IMG);
  assert_label (line, "Rising from 1 to 4");
  g_assert_false (gtk_widget_get_focusable (line));
  window = show (line, 80, 40);
  hide (window);
  assert_finalized (line);
}

static void
test_tile (void)
{
  const double values[] = { 1, 2 };
  GtkWidget *tile = own (rapport_tile_new ("Satisfaction"));
  guint notified = 0, activated = 0;

  g_signal_connect_swapped (tile, "notify::value", G_CALLBACK (g_atomic_int_inc), &notified);
  g_signal_connect (tile, "activated", G_CALLBACK (count_cb), &activated);
  rapport_tile_set_value (RAPPORT_TILE (tile), "8.1 / 10");
  rapport_tile_set_value (RAPPORT_TILE (tile), "8.1 / 10");
  g_assert_cmpuint (notified, ==, 1);
  rapport_tile_set_note (RAPPORT_TILE (tile), "0.2 over 52 ratings", RAPPORT_TONE_POOR,
                         RAPPORT_TREND_DOWN);
  g_assert_cmpstr (rapport_tile_get_note (RAPPORT_TILE (tile)), ==, "0.2 over 52 ratings");
  assert_label (tile, "Satisfaction: 8.1 / 10, ▼ 0.2 over 52 ratings");
  rapport_tile_set_series (RAPPORT_TILE (tile), values, 2, RAPPORT_TONE_WATCH);

  gtk_widget_activate_action (tile, "tile.activate", NULL);
  g_assert_cmpuint (activated, ==, 0);
  rapport_tile_set_activatable (RAPPORT_TILE (tile), TRUE);
  gtk_widget_activate_action (tile, "tile.activate", NULL);
  g_assert_cmpuint (activated, ==, 1);
  g_assert_true (gtk_widget_get_focusable (tile));
  assert_finalized (tile);
}

static void
test_stage_path (void)
{
  const RapportStageStep steps[] = {
    { "Suspect", "Jan 2019", RAPPORT_STAGE_PAST }, { "Prospect", NULL, RAPPORT_STAGE_SKIPPED },
    { "Loyal", "since Aug 2023", RAPPORT_STAGE_CURRENT },
    { "Advocate", "next", RAPPORT_STAGE_AHEAD },
  };
  RapportStageStep ten[10];
  GtkWidget *path = own (rapport_stage_path_new ());
  g_autoptr(RapportChartTable) table = NULL;
  GtkWidget *window;
  guint kept = G_MAXUINT;
  guint item;

  assert_label (path, "No stages");
  rapport_stage_path_set_steps (RAPPORT_STAGE_PATH (path), steps, G_N_ELEMENTS (steps));
  assert_label (path, "Loyal, stage 3 of 4, since Aug 2023");
  g_assert_true (gtk_widget_get_focusable (path));

  g_assert_cmpuint (rapport_stage_path_get_focused (RAPPORT_STAGE_PATH (path)), ==, G_MAXUINT);
  g_assert_true (press (path, GDK_KEY_Right, 0));
  g_assert_true (press (path, GDK_KEY_Right, 0));
  g_assert_cmpuint (rapport_stage_path_get_focused (RAPPORT_STAGE_PATH (path)), ==, 1);
  assert_property (path, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                   "Prospect, skipped");
  g_assert_false (press (path, GDK_KEY_Return, 0));     /* nobody listens */
  g_signal_connect (path, "stage-activated", G_CALLBACK (keep_index_cb), &kept);
  g_assert_true (press (path, GDK_KEY_Return, 0));
  g_assert_cmpuint (kept, ==, 1);
  g_assert_true (press (path, GDK_KEY_End, 0));
  g_assert_true (press (path, GDK_KEY_Right, 0));
  g_assert_cmpuint (rapport_stage_path_get_focused (RAPPORT_STAGE_PATH (path)), ==, 3);

  table = rapport_chart_dup_table (RAPPORT_CHART (path));
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 1, 1), ==, "skipped");

  window = show (path, 600, 80);
  g_assert_true (rapport_chart_find_item (RAPPORT_CHART (path), 10, 10, &item));
  g_assert_cmpuint (item, ==, 0);
  hide (window);

  for (guint i = 0; i < 10; i++)
    ten[i] = steps[MIN (i, 3)];
  rapport_stage_path_set_steps (RAPPORT_STAGE_PATH (path), ten, 10);
  window = show (path, 240, 80);        /* narrower than its names */
  hide (window);
  assert_finalized (path);
}

static void
test_stage_bars (void)
{
  const RapportStageBar bars[] = { { "Repeat", 46, 2, 3 }, { "Majority", 52, 4, 2 },
                                   { "Advocate", 0, 0, 0 } };
  const RapportStageBar none[] = { { "Repeat", 0, 0, 0 } };
  GtkWidget *chart = own (rapport_stage_bars_new ());
  g_autoptr(RapportChartTable) table = NULL;
  g_autofree char *tooltip = NULL;
  GtkWidget *window;

  rapport_stage_bars_set_bars (RAPPORT_STAGE_BARS (chart), none, 1);
  assert_label (chart, "No accounts in a stage yet");
  g_assert_false (gtk_widget_get_focusable (chart));
  rapport_stage_bars_set_bars (RAPPORT_STAGE_BARS (chart), bars, G_N_ELEMENTS (bars));
  assert_label (chart, "Majority is the largest stage, 52 accounts");
  rapport_chart_set_title (RAPPORT_CHART (chart), "Stages");
  assert_label (chart, "Stages: Majority is the largest stage, 52 accounts");

  window = show (chart, 500, 200);
  tooltip = rapport_chart_dup_tooltip (RAPPORT_CHART (chart), 100, 50);
  g_assert_cmpstr (tooltip, ==, "Repeat: 46 accounts, 2 in, 3 out");
  hide (window);
  table = rapport_chart_dup_table (RAPPORT_CHART (chart));
  g_assert_cmpuint (rapport_chart_table_get_n_rows (table), ==, 3);
  assert_finalized (chart);
}

static void
test_pareto (void)
{
  const RapportParetoCause causes[] = {
    { "Promise not kept", 11 }, { "Late arrival", 19 }, { "Unclear invoice", 8 },
    { "Changing contact", 5 }, { "Repair repeated", 4 }, { "Other", 30 },
  };
  GtkWidget *chart = own (rapport_pareto_chart_new ());
  g_autoptr(RapportChartTable) table = NULL;
  GtkWidget *window;
  guint kept = G_MAXUINT;

  assert_label (chart, "No reports yet");
  rapport_pareto_chart_set_causes (RAPPORT_PARETO_CHART (chart), causes, 2, 0);
  assert_label (chart, "Needs reports of three causes");
  rapport_pareto_chart_set_causes (RAPPORT_PARETO_CHART (chart), causes, 5, 0);
  assert_label (chart, "3 causes make 81 % of 47 reports, first Late arrival");

  rapport_pareto_chart_set_causes (RAPPORT_PARETO_CHART (chart), causes, 6, 1);
  table = rapport_chart_dup_table (RAPPORT_CHART (chart));
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 0, 0), ==, "Late arrival");
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 5, 0), ==, "Other");
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 5, 2), ==, "100.0");

  g_signal_connect (chart, "bar-activated", G_CALLBACK (keep_index_cb), &kept);
  press (chart, GDK_KEY_Right, 0);
  press (chart, GDK_KEY_Return, 0);
  g_assert_cmpuint (kept, ==, 1);       /* the first drawn is the second given */
  window = show (chart, 500, 300);
  hide (window);
  assert_finalized (chart);
}

static void
test_cohorts (void)
{
  const char *const labels[] = { "2025 Q1", "Q2" };
  const guint sizes[] = { 10, 30 };
  const double shares[] = { 1, .9, 1, .5 };
  const double late[] = { 1, .9, 1, NAN };
  GtkWidget *chart = own (rapport_cohort_table_new ());
  g_autoptr(RapportChartTable) table = NULL;
  g_autofree char *text = NULL;
  GtkWidget *window;

  assert_label (chart, "Needs two quarters of purchases");
  rapport_cohort_table_set_data (RAPPORT_COHORT_TABLE (chart), labels, sizes, shares, 1, 2);
  assert_label (chart, "Needs two quarters of purchases");
  rapport_cohort_table_set_data (RAPPORT_COHORT_TABLE (chart), labels, sizes, shares, 2, 2);
  assert_label (chart, "60 % of 40 customers bought again a quarter later");
  rapport_cohort_table_set_data (RAPPORT_COHORT_TABLE (chart), labels, sizes, late, 2, 2);
  assert_label (chart, "90 % of 10 customers bought again a quarter later");
  table = rapport_chart_dup_table (RAPPORT_CHART (chart));
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 0, 3), ==, "90.0");
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 1, 3), ==, "");

  /* In a grid, down is a row further. */
  press (chart, GDK_KEY_Right, 0);
  press (chart, GDK_KEY_Down, 0);
  g_assert_cmpint (rapport_chart_get_cursor (RAPPORT_CHART (chart)), ==, 2);
  window = show (chart, 400, 200);
  hide (window);
  assert_finalized (chart);
}

static char *
format_euro (double   value,
             gpointer data)
{
  return g_strdup_printf ("€%.0fk", value);
}

static void
test_bars (void)
{
  const RapportBarPair pairs[] = { { "Q1", 40, 42 }, { "Q2", -6, 4 }, { "Q3", 10, NAN } };
  GtkWidget *chart = own (rapport_bar_chart_new ());
  g_autoptr(RapportChartTable) table = NULL;
  GtkWidget *window;

  assert_label (chart, "No purchases in these two years");
  rapport_bar_chart_set_pairs (RAPPORT_BAR_CHART (chart), pairs, G_N_ELEMENTS (pairs));
  assert_label (chart, "44.0 in all, 46.0 the year before");
  table = rapport_chart_dup_table (RAPPORT_CHART (chart));
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 1, 1), ==, "−6.0");
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 2, 2), ==, "");
  rapport_bar_chart_set_format (RAPPORT_BAR_CHART (chart), format_euro, NULL, NULL);
  assert_label (chart, "€44k in all, €46k the year before");
  rapport_bar_chart_set_legend (RAPPORT_BAR_CHART (chart), "this year", "year before");
  press (chart, GDK_KEY_Right, 0);
  assert_property (chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                   "Q1: €40k, year before €42k, ▼ €2k less");
  window = show (chart, 400, 200);
  hide (window);
  assert_finalized (chart);
}

static void
test_lines (void)
{
  const RapportLinePoint points[] = { { "Nov", "20 Nov", 0, 0 },
                                      { NULL, "20 Feb", 12, 14 },
                                      { "May", "20 May", -3, 20 },
                                      { "Aug", "20 Aug", 57.9, 53.1 } };
  const RapportLinePoint first[] = { { "Nov", "20 Nov", 0, NAN }, { "Feb", "20 Feb", 5, NAN } };
  GtkWidget *chart = own (rapport_line_chart_new ());
  g_autoptr(RapportChartTable) table = NULL;
  GtkWidget *window;

  assert_label (chart, "No purchases in these two years");
  rapport_line_chart_set_points (RAPPORT_LINE_CHART (chart), points, G_N_ELEMENTS (points));
  assert_label (chart, "57.9 in all, 53.1 the year before");
  table = rapport_chart_dup_table (RAPPORT_CHART (chart));
  g_assert_cmpuint (rapport_chart_table_get_n_rows (table), ==, 4);
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 2, 0), ==, "20 May");
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 2, 1), ==, "−3.0");
  press (chart, GDK_KEY_End, 0);
  assert_property (chart, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "20 Aug: 57.9, year before 53.1, ▲ 4.8 more");
  rapport_line_chart_set_legend (RAPPORT_LINE_CHART (chart), "this year 31.4 %", "year before 30.6 %");
  rapport_line_chart_set_ends (RAPPORT_LINE_CHART (chart), "€57.9k", "€53.1k");
  window = show (chart, 340, 220);
  hide (window);

  /* A first year has no line of the year before, and says nothing of it. */
  rapport_line_chart_set_points (RAPPORT_LINE_CHART (chart), first, G_N_ELEMENTS (first));
  assert_label (chart, "5.0 in all");
  g_clear_pointer (&table, rapport_chart_table_unref);
  table = rapport_chart_dup_table (RAPPORT_CHART (chart));
  g_assert_cmpstr (rapport_chart_table_get_cell (table, 1, 2), ==, "");
  window = show (chart, 340, 220);
  hide (window);
  assert_finalized (chart);
}

static gboolean
export_cb (RapportChart      *chart,
           RapportChartTable *table,
           guint             *n)
{
  *n += rapport_chart_table_get_n_rows (table);
  return TRUE;
}

static void
exporter_cb (RapportChart      *chart,
             RapportChartTable *table,
             gpointer           data)
{
  *(guint *) data += 100;
}

static void
test_export (void)
{
  const RapportStageBar bars[] = { { "Repeat", 46, 2, 3 }, { "Majority", 52, 4, 2 } };
  GtkWidget *chart = own (rapport_stage_bars_new ());
  GListModel *toplevels = gtk_window_get_toplevels ();
  guint before = g_list_model_get_n_items (toplevels), n = 0;
  g_autoptr(GtkWindow) window = NULL;

  rapport_stage_bars_set_bars (RAPPORT_STAGE_BARS (chart), bars, 2);
  g_assert_false (rapport_chart_export_csv (RAPPORT_CHART (chart)));
  rapport_chart_set_exporter (exporter_cb, &n, NULL);
  g_assert_true (rapport_chart_export_csv (RAPPORT_CHART (chart)));
  g_assert_cmpuint (n, ==, 100);
  g_signal_connect (chart, "export-csv", G_CALLBACK (export_cb), &n);
  gtk_widget_activate_action (chart, "chart.export", NULL);
  g_assert_cmpuint (n, ==, 102);
  rapport_chart_set_exporter (NULL, NULL, NULL);

  gtk_widget_activate_action (chart, "chart.show-table", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (toplevels), ==, before + 1);
  window = g_list_model_get_item (toplevels, before);
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  gtk_window_destroy (window);
  assert_finalized (chart);
}

static char *
count_owners (guint    n,
              gpointer data)
{
  return g_strdup_printf ("%u owners", n);
}

static void
test_pill (void)
{
  const RapportPillChoice choices[] = {
    { "1", "Ines Duarte" }, { "2", "Tomasz Wilk" }, { "3", "Maren Holt" },
  };
  const char *const one[] = { "1", NULL };
  const char *const three[] = { "3", "1", "2", "gone", NULL };
  GtkWidget *pill = own (rapport_pill_new ("Owner"));
  guint changed = 0;

  g_signal_connect (pill, "changed", G_CALLBACK (count_cb), &changed);
  rapport_pill_set_choices (RAPPORT_PILL (pill), choices, G_N_ELEMENTS (choices));
  rapport_pill_set_count_func (RAPPORT_PILL (pill), count_owners, NULL, NULL);
  {
    g_autofree char *text = rapport_pill_dup_text (RAPPORT_PILL (pill));

    g_assert_cmpstr (text, ==, "Owner");
    g_assert_false (gtk_widget_has_css_class (pill, "active"));
  }
  rapport_pill_set_selected (RAPPORT_PILL (pill), one);
  {
    g_autofree char *text = rapport_pill_dup_text (RAPPORT_PILL (pill));

    g_assert_cmpstr (text, ==, "Owner: Ines Duarte");
    g_assert_true (gtk_widget_has_css_class (pill, "active"));
  }
  rapport_pill_set_selected (RAPPORT_PILL (pill), three);
  {
    g_autofree char *text = rapport_pill_dup_text (RAPPORT_PILL (pill));
    g_auto(GStrv) ids = rapport_pill_dup_selected (RAPPORT_PILL (pill));
    g_autofree char *joined = g_strjoinv (" ", ids);

    g_assert_cmpstr (text, ==, "3 owners");
    g_assert_cmpstr (joined, ==, "1 2 3");
  }
  /* New choices keep what is still there. */
  rapport_pill_set_choices (RAPPORT_PILL (pill), choices, 1);
  {
    g_auto(GStrv) ids = rapport_pill_dup_selected (RAPPORT_PILL (pill));

    g_assert_cmpuint (g_strv_length (ids), ==, 1);
  }
  rapport_pill_clear (RAPPORT_PILL (pill));
  g_assert_false (rapport_pill_is_active (RAPPORT_PILL (pill)));
  g_assert_cmpuint (changed, ==, 0);
  assert_finalized (pill);
}

static GtkWidget *
find_widget (GtkWidget *widget,
             GType      type,
             guint     *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*skip)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
test_pill_by_hand (void)
{
  GtkWidget *pill = own (rapport_pill_new ("Owner"));
  RapportPillChoice choices[12];
  g_auto(GStrv) ids = NULL;
  GtkWidget *window, *search, *check;
  guint changed = 0, skip;

  for (guint i = 0; i < 12; i++)
    choices[i] = (RapportPillChoice) { g_strdup_printf ("%u", i), g_strdup_printf ("Member %c",
                                                                                   'A' + (int) i) };
  rapport_pill_set_choices (RAPPORT_PILL (pill), choices, 12);
  for (guint i = 0; i < 12; i++)
    {
      g_free ((char *) choices[i].id);
      g_free ((char *) choices[i].label);
    }
  g_signal_connect (pill, "changed", G_CALLBACK (count_cb), &changed);
  rapport_pill_set_single (RAPPORT_PILL (pill), TRUE);
  window = show (pill, 200, 60);
  rapport_pill_popup (RAPPORT_PILL (pill));

  skip = 0;
  search = find_widget (pill, GTK_TYPE_SEARCH_ENTRY, &skip);
  g_assert_true (gtk_widget_get_visible (search));
  gtk_editable_set_text (GTK_EDITABLE (search), "member c");
  skip = 0;
  check = find_widget (pill, GTK_TYPE_CHECK_BUTTON, &skip);
  wait_until (!gtk_widget_get_visible (check));
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpuint (changed, ==, 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
  g_assert_cmpuint (changed, ==, 2);
  ids = rapport_pill_dup_selected (RAPPORT_PILL (pill));
  g_assert_cmpuint (g_strv_length (ids), ==, 1);
  g_assert_cmpstr (ids[0], ==, "0");
  hide (window);
  assert_finalized (pill);
}

static void
test_empty (void)
{
  GtkWidget *empty = own (rapport_empty_new ("rp-board-symbolic", "No customers yet", "Add one."));
  GtkWidget *button = rapport_empty_add_button (empty, "_New Account", "app.new", TRUE);

  g_assert_true (gtk_widget_has_css_class (button, "suggested-action"));
  rapport_empty_add_button (empty, "_Import…", "app.import", FALSE);
  assert_finalized (empty);
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

  g_test_add_func ("/charts/theme", test_theme);
  g_test_add_func ("/charts/style-sheets", test_style_sheets);
  g_test_add_func ("/charts/nice-step", test_nice_step);
  g_test_add_func ("/charts/csv", test_csv);
  g_test_add_func ("/charts/sparkline", test_sparkline);
  g_test_add_func ("/charts/tile", test_tile);
  g_test_add_func ("/charts/stage-path", test_stage_path);
  g_test_add_func ("/charts/stage-bars", test_stage_bars);
  g_test_add_func ("/charts/pareto", test_pareto);
  g_test_add_func ("/charts/cohorts", test_cohorts);
  g_test_add_func ("/charts/bars", test_bars);
  g_test_add_func ("/charts/lines", test_lines);
  g_test_add_func ("/charts/export", test_export);
  g_test_add_func ("/charts/pill", test_pill);
  g_test_add_func ("/charts/pill-by-hand", test_pill_by_hand);
  g_test_add_func ("/charts/empty", test_empty);
  return g_test_run ();
}
