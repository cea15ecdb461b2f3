#include "config.h"

#include "widgets/rapport-pareto-chart.h"

#include "insight/rapport-pareto.h"

#include <glib/gi18n.h>
#include <math.h>

/* Below three causes there is nothing to tell the vital from the many. */
#define MIN_CAUSES 3

typedef struct
{
  char *name;
  guint count;
  guint given;          /* index as given */
  double share;         /* of all reports, up to and with this cause */
} Cause;

struct _RapportParetoChart
{
  RapportChart parent_instance;

  GArray *causes;       /* of Cause, frequent first, "other" last */
  guint total;
  guint n_vital;
};

enum
{
  BAR_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportParetoChart, rapport_pareto_chart, RAPPORT_TYPE_CHART)

static void
clear_cause (gpointer data)
{
  g_free (((Cause *) data)->name);
}

static Cause *
get_cause (RapportParetoChart *self,
           guint               index)
{
  return &g_array_index (self->causes, Cause, index);
}

/* Percentage of all reports in the causes up to @index. */
static double
cumulative (RapportParetoChart *self,
            guint               index)
{
  return 100 * get_cause (self, index)->share;
}

static void
draw_axes (RapportParetoChart *self,
           RapportCanvas      *canvas,
           double              left,
           double              right,
           double              top,
           double              bottom)
{
  static const int shares[] = { 0, 50, 80, 100 };
  const double dashes[] = { 4, 3 };
  double step = MAX (1, rapport_chart_nice_step (self->total, 5));
  double y;

  for (double tick = 0; tick <= self->total + 1e-9; tick += step)
    {
      g_autofree char *text = g_strdup_printf ("%.0f", tick);

      y = bottom - (bottom - top) * tick / self->total;
      /* The dashed line of 80 % takes the place of a grid line that it would double. */
      if (fabs (tick - .8 * self->total) > .5)
        rapport_canvas_hline (canvas, left, right, y, RAPPORT_COLOR_GRID);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
      rapport_canvas_text (canvas, text, 9, FALSE, left - 8 * canvas->scale, y, RAPPORT_ALIGN_END);
    }

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    {
      /* Translators: a percentage on the axis of a chart. */
      g_autofree char *text = g_strdup_printf (_("%d %%"), shares[i]);

      y = bottom - (bottom - top) * shares[i] / 100;
      rapport_canvas_set_role (canvas, shares[i] == 80 ? RAPPORT_COLOR_INK
                                                       : RAPPORT_COLOR_INK_SECONDARY);
      rapport_canvas_text (canvas, text, 9, shares[i] == 80, right + 8 * canvas->scale, y,
                           RAPPORT_ALIGN_START);
    }

  y = floor (bottom - (bottom - top) * .8) + .5;
  rapport_canvas_move_to (canvas, left, y);
  rapport_canvas_line_to (canvas, right, y);
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
  cairo_set_line_width (canvas->cr, 1);
  cairo_set_dash (canvas->cr, dashes, 2, 0);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, NULL, 0, 0);
}

static void
draw_bar (RapportParetoChart *self,
          RapportCanvas      *canvas,
          guint               index,
          double              x,
          double              column,
          double              top,
          double              bottom)
{
  Cause *cause = get_cause (self, index);
  double width = MIN (column * .64, 64 * canvas->scale);
  double height = (bottom - top) * cause->count / self->total;
  g_autofree char *count = g_strdup_printf ("%u", cause->count);
  g_autoptr(PangoLayout) number = rapport_canvas_layout (canvas, count, 9.75, TRUE);
  g_autoptr(PangoLayout) label = rapport_canvas_layout (canvas, cause->name, 9, FALSE);
  GdkRGBA color, card, ink;
  int text_height;

  rapport_theme_get_color (canvas->widget,
                           index < self->n_vital ? RAPPORT_COLOR_POOR : RAPPORT_COLOR_NEUTRAL,
                           &color);
  rapport_theme_get_color (canvas->widget, RAPPORT_COLOR_CARD, &card);
  if (!rapport_theme_is_high_contrast ())
    rapport_theme_blend (&color, &card, index < self->n_vital ? .8 : 1, &color);
  rapport_canvas_bar (canvas, x - width / 2, bottom - height, width, height, 4, FALSE);
  rapport_canvas_set_color (canvas, &color);
  cairo_fill (canvas->cr);

  pango_layout_get_pixel_size (number, NULL, &text_height);
  if (height > text_height + 5)
    {
      rapport_theme_get_ink_on (&color, &ink);
      rapport_canvas_set_color (canvas, &ink);
      rapport_canvas_layout_at (canvas, number, x, bottom - height + 4, RAPPORT_ALIGN_CENTER);
    }
  else
    {
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK);
      rapport_canvas_layout_at (canvas, number, x, bottom - height - text_height,
                                RAPPORT_ALIGN_CENTER);
    }

  pango_layout_set_width (label, (int) ((column - 4) * PANGO_SCALE));
  pango_layout_set_height (label, -2);
  pango_layout_set_wrap (label, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  pango_layout_set_alignment (label, PANGO_ALIGN_CENTER);
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
  rapport_canvas_layout_at (canvas, label, x, bottom + 6 * canvas->scale, RAPPORT_ALIGN_CENTER);
}

static void
rapport_pareto_chart_draw (RapportChart  *chart,
                           RapportCanvas *canvas)
{
  RapportParetoChart *self = RAPPORT_PARETO_CHART (chart);
  double s = canvas->scale;
  g_autofree char *widest = g_strdup_printf ("%u", self->total);
  g_autofree char *hundred = g_strdup_printf (_("%d %%"), 100);
  double left = rapport_canvas_text_width (canvas, widest, 9, FALSE) + 10 * s;
  double right = canvas->width - rapport_canvas_text_width (canvas, hundred, 9, TRUE) - 10 * s;
  double top = 10 * s, bottom = canvas->height - 42 * s;
  double column = (right - left) / self->causes->len;
  g_autofree char *knee = NULL;
  GdkRGBA card;

  draw_axes (self, canvas, left, right, top, bottom);
  for (guint i = 0; i < self->causes->len; i++)
    {
      draw_bar (self, canvas, i, left + column * (i + .5), column, top, bottom);
      rapport_chart_add_item (chart, i, left + column * i, top, column,
                              canvas->height - top);
    }

  for (guint i = 0; i < self->causes->len; i++)
    {
      double x = left + column * (i + .5);
      double y = bottom - (bottom - top) * cumulative (self, i) / 100;

      if (i == 0)
        rapport_canvas_move_to (canvas, x, y);
      else
        rapport_canvas_line_to (canvas, x, y);
    }
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
  cairo_set_line_width (canvas->cr, 1.4 * s);
  cairo_stroke (canvas->cr);

  rapport_theme_get_color (canvas->widget, RAPPORT_COLOR_CARD, &card);
  for (guint i = 0; i < self->causes->len; i++)
    {
      rapport_canvas_disc (canvas, left + column * (i + .5),
                           bottom - (bottom - top) * cumulative (self, i) / 100, 3.4 * s);
      rapport_canvas_set_color (canvas, &card);
      cairo_fill_preserve (canvas->cr);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK);
      cairo_stroke (canvas->cr);
    }

  knee = g_strdup_printf (_("%.0f %%"), cumulative (self, self->n_vital - 1));
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK);
  rapport_canvas_text (canvas, knee, 9.75, TRUE, left + column * (self->n_vital - .5) + 8 * s,
                       bottom - (bottom - top) * cumulative (self, self->n_vital - 1) / 100 +
                       13 * s, RAPPORT_ALIGN_START);
}

static guint
rapport_pareto_chart_get_n_items (RapportChart *chart)
{
  return RAPPORT_PARETO_CHART (chart)->causes->len;
}

static void
rapport_pareto_chart_activate_item (RapportChart *chart,
                                    guint         item)
{
  g_signal_emit (chart, signals[BAR_ACTIVATED], 0,
                 get_cause (RAPPORT_PARETO_CHART (chart), item)->given);
}

static char *
rapport_pareto_chart_dup_item_text (RapportChart *chart,
                                    guint         item)
{
  RapportParetoChart *self = RAPPORT_PARETO_CHART (chart);
  Cause *cause = get_cause (self, item);

  /* Translators: cause, number of reports, its share, share of it and all more frequent causes. */
  return g_strdup_printf (ngettext ("%s: %u report, %.0f %%, up to here %.0f %%",
                                    "%s: %u reports, %.0f %%, up to here %.0f %%", cause->count),
                          cause->name, cause->count, 100. * cause->count / self->total,
                          cumulative (self, item));
}

static char *
rapport_pareto_chart_dup_summary (RapportChart *chart)
{
  RapportParetoChart *self = RAPPORT_PARETO_CHART (chart);

  /* Translators: number of causes, their share in percent, total of reports, first cause. */
  return g_strdup_printf (ngettext ("%u cause makes %.0f %% of %u reports, first %s",
                                    "%u causes make %.0f %% of %u reports, first %s",
                                    self->n_vital),
                          self->n_vital, cumulative (self, self->n_vital - 1), self->total,
                          get_cause (self, 0)->name);
}

static RapportChartTable *
rapport_pareto_chart_dup_table (RapportChart *chart)
{
  RapportParetoChart *self = RAPPORT_PARETO_CHART (chart);
  RapportChartTable *table = rapport_chart_table_new (_("Cause"), _("Reports"),
                                                      /* xgettext:no-c-format */
                                                      _("% cumulative"),
                                                      NULL);

  for (guint i = 0; i < self->causes->len; i++)
    {
      g_autofree char *count = g_strdup_printf ("%u", get_cause (self, i)->count);
      g_autofree char *share = g_strdup_printf ("%.1f", cumulative (self, i));

      rapport_chart_table_add_row (table, get_cause (self, i)->name, count, share, NULL);
    }
  return table;
}

static const char *
rapport_pareto_chart_get_empty (RapportChart *chart)
{
  RapportParetoChart *self = RAPPORT_PARETO_CHART (chart);

  if (self->total == 0)
    return _("No reports yet");
  return self->causes->len < MIN_CAUSES ? _("Needs reports of three causes") : NULL;
}

static void
rapport_pareto_chart_get_size (RapportChart *chart,
                               double        scale,
                               int          *min_width,
                               int          *min_height,
                               int          *width,
                               int          *height)
{
  guint n = MAX (RAPPORT_PARETO_CHART (chart)->causes->len, 3);

  *min_width = (int) ((90 + 44 * n) * scale);
  *width = (int) ((90 + 80 * n) * scale);
  *min_height = (int) (180 * scale);
  *height = (int) (280 * scale);
}

static void
rapport_pareto_chart_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_PARETO_CHART (object)->causes, g_array_unref);
  G_OBJECT_CLASS (rapport_pareto_chart_parent_class)->finalize (object);
}

static void
rapport_pareto_chart_class_init (RapportParetoChartClass *klass)
{
  RapportChartClass *chart_class = RAPPORT_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_pareto_chart_finalize;
  chart_class->draw = rapport_pareto_chart_draw;
  chart_class->get_empty = rapport_pareto_chart_get_empty;
  chart_class->get_n_items = rapport_pareto_chart_get_n_items;
  chart_class->activate_item = rapport_pareto_chart_activate_item;
  chart_class->dup_item_text = rapport_pareto_chart_dup_item_text;
  chart_class->dup_summary = rapport_pareto_chart_dup_summary;
  chart_class->dup_table = rapport_pareto_chart_dup_table;
  chart_class->get_size = rapport_pareto_chart_get_size;

  signals[BAR_ACTIVATED] =
    g_signal_new ("bar-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  chart_class->activate_signal = signals[BAR_ACTIVATED];
}

static void
rapport_pareto_chart_init (RapportParetoChart *self)
{
  self->causes = g_array_new (FALSE, FALSE, sizeof (Cause));
  g_array_set_clear_func (self->causes, clear_cause);
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_pareto_chart_new:
 *
 * Returns: (transfer floating): a chart without causes
 */
GtkWidget *
rapport_pareto_chart_new (void)
{
  return g_object_new (RAPPORT_TYPE_PARETO_CHART, NULL);
}

/**
 * rapport_pareto_chart_set_causes:
 * @self: a chart
 * @causes: (array length=n_causes): causes in any order; copied
 * @n_causes: how many
 * @n_other_last: 1 if the last one is a collection ("Other"), which stays last; else 0
 *
 * Causes without reports get no bar. Which are the vital few rapport_pareto_new() says.
 */
void
rapport_pareto_chart_set_causes (RapportParetoChart       *self,
                                 const RapportParetoCause *causes,
                                 gsize                     n_causes,
                                 gsize                     n_other_last)
{
  g_autoptr(RapportPareto) pareto = NULL;
  g_autofree guint *counts = NULL;

  g_return_if_fail (RAPPORT_IS_PARETO_CHART (self));
  g_return_if_fail (causes != NULL || n_causes == 0);
  g_return_if_fail (n_other_last <= MIN (n_causes, 1));

  counts = g_new0 (guint, n_causes + 1);
  for (gsize i = 0; i < n_causes; i++)
    counts[i] = causes[i].count;
  pareto = rapport_pareto_new (counts, (guint) n_causes,
                               n_other_last > 0 ? (int) n_causes - 1 : -1);

  g_array_set_size (self->causes, 0);
  for (guint i = 0; i < pareto->n_bars; i++)
    {
      RapportParetoBar *bar = &pareto->bars[i];
      Cause cause = { g_strdup (causes[bar->index].name), bar->count, bar->index, bar->share };

      g_array_append_val (self->causes, cause);
    }
  self->total = (guint) pareto->total;
  self->n_vital = pareto->n_vital;
  rapport_chart_data_changed (RAPPORT_CHART (self));
}
