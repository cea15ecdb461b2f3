#include "config.h"

#include "widgets/rapport-sparkline.h"

#include <glib/gi18n.h>
#include <math.h>

struct _RapportSparkline
{
  RapportChart parent_instance;

  double *values;
  gsize n_values;
  RapportTone tone;
};

G_DEFINE_FINAL_TYPE (RapportSparkline, rapport_sparkline, RAPPORT_TYPE_CHART)

static void
find_range (RapportSparkline *self,
            double           *low,
            double           *high)
{
  *low = *high = self->values[0];
  for (gsize i = 1; i < self->n_values; i++)
    {
      *low = MIN (*low, self->values[i]);
      *high = MAX (*high, self->values[i]);
    }
}

static void
rapport_sparkline_draw (RapportChart  *chart,
                        RapportCanvas *canvas)
{
  RapportSparkline *self = RAPPORT_SPARKLINE (chart);
  double dot = 2.6 * canvas->scale;
  double top = dot + 1, bottom = canvas->height - dot - 1;
  double start = 1, end = canvas->width - dot - 1;
  double low, high, x = 0, y = 0;
  cairo_pattern_t *fade;
  GdkRGBA color;

  find_range (self, &low, &high);
  rapport_theme_get_tone_color (canvas->widget, self->tone, &color);

  for (int fill = 1; fill >= 0; fill--)
    {
      for (gsize i = 0; i < self->n_values; i++)
        {
          x = start + (end - start) * (double) i / (double) (self->n_values - 1);
          y = high > low ? bottom - (bottom - top) * (self->values[i] - low) / (high - low)
                         : (top + bottom) / 2;
          if (i == 0)
            rapport_canvas_move_to (canvas, x, y);
          else
            rapport_canvas_line_to (canvas, x, y);
        }
      if (!fill)
        break;

      rapport_canvas_line_to (canvas, end, canvas->height);
      rapport_canvas_line_to (canvas, start, canvas->height);
      cairo_close_path (canvas->cr);
      fade = cairo_pattern_create_linear (0, top, 0, canvas->height);
      cairo_pattern_add_color_stop_rgba (fade, 0, color.red, color.green, color.blue, .22);
      cairo_pattern_add_color_stop_rgba (fade, 1, color.red, color.green, color.blue, 0);
      cairo_set_source (canvas->cr, fade);
      cairo_pattern_destroy (fade);
      cairo_fill (canvas->cr);
    }

  rapport_canvas_set_color (canvas, &color);
  cairo_set_line_width (canvas->cr, 1.6);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (canvas->cr);
  rapport_canvas_disc (canvas, x, y, dot);
  cairo_fill (canvas->cr);
}

static const char *
rapport_sparkline_get_empty (RapportChart *chart)
{
  /* Blank, no sentence: it is an ornament of a figure that is there. */
  return RAPPORT_SPARKLINE (chart)->n_values < 2 ? "" : NULL;
}

static char *
rapport_sparkline_dup_summary (RapportChart *chart)
{
  RapportSparkline *self = RAPPORT_SPARKLINE (chart);
  double first = self->values[0], last = self->values[self->n_values - 1];

  /* Translators: %.4g are the first and the last value of a small line without axes. */
  return g_strdup_printf (last > first ? _("Rising from %.4g to %.4g")
                          : last < first ? _("Falling from %.4g to %.4g")
                          : _("Unchanged between %.4g and %.4g"), first, last);
}

static RapportChartTable *
rapport_sparkline_dup_table (RapportChart *chart)
{
  RapportSparkline *self = RAPPORT_SPARKLINE (chart);
  RapportChartTable *table = rapport_chart_table_new (_("Point"), _("Value"), NULL);

  for (gsize i = 0; i < self->n_values; i++)
    {
      g_autofree char *point = g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);
      g_autofree char *value = g_strdup_printf ("%.6g", self->values[i]);

      rapport_chart_table_add_row (table, point, value, NULL);
    }
  return table;
}

static void
rapport_sparkline_get_size (RapportChart *chart,
                            double        scale,
                            int          *min_width,
                            int          *min_height,
                            int          *width,
                            int          *height)
{
  *min_width = 40;
  *min_height = 20;
  *width = (int) (62 * scale);
  *height = (int) (28 * scale);
}

static void
rapport_sparkline_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_SPARKLINE (object)->values, g_free);
  G_OBJECT_CLASS (rapport_sparkline_parent_class)->finalize (object);
}

static void
rapport_sparkline_class_init (RapportSparklineClass *klass)
{
  RapportChartClass *chart_class = RAPPORT_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_sparkline_finalize;
  chart_class->draw = rapport_sparkline_draw;
  chart_class->get_empty = rapport_sparkline_get_empty;
  chart_class->dup_summary = rapport_sparkline_dup_summary;
  chart_class->dup_table = rapport_sparkline_dup_table;
  chart_class->get_size = rapport_sparkline_get_size;
}

static void
rapport_sparkline_init (RapportSparkline *self)
{
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_sparkline_new:
 *
 * Returns: (transfer floating): an empty line
 */
GtkWidget *
rapport_sparkline_new (void)
{
  return g_object_new (RAPPORT_TYPE_SPARKLINE, NULL);
}

/**
 * rapport_sparkline_set_values:
 * @self: a sparkline
 * @values: (array length=n_values): finite values in equal steps of time, oldest first
 * @n_values: how many
 */
void
rapport_sparkline_set_values (RapportSparkline *self,
                              const double     *values,
                              gsize             n_values)
{
  g_return_if_fail (RAPPORT_IS_SPARKLINE (self));
  g_return_if_fail (values != NULL || n_values == 0);

  g_free (self->values);
  self->values = g_memdup2 (values, n_values * sizeof *values);
  self->n_values = n_values;
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_sparkline_set_tone:
 * @self: a sparkline
 * @tone: its colour
 */
void
rapport_sparkline_set_tone (RapportSparkline *self,
                            RapportTone       tone)
{
  g_return_if_fail (RAPPORT_IS_SPARKLINE (self));

  if (self->tone == tone)
    return;
  self->tone = tone;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
