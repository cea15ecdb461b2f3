#include "config.h"

#include "widgets/rapport-line-chart.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  char   *label;
  char   *text;
  double  value;
  double  before;
} Point;

struct _RapportLineChart
{
  RapportChart      parent_instance;

  GArray           *points; /* of Point */
  char             *value_name;
  char             *before_name;
  char             *value_end;
  char             *before_end;
  RapportBarFormat  format;
  gpointer          format_data;
  GDestroyNotify    format_destroy;
};

enum
{
  POINT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportLineChart, rapport_line_chart, RAPPORT_TYPE_CHART)

static void
clear_point (gpointer data)
{
  Point *point = data;

  g_free (point->label);
  g_free (point->text);
}

static Point *
get_point (RapportLineChart *self,
           guint             index)
{
  return &g_array_index (self->points, Point, index);
}

static char *
format_value (RapportLineChart *self,
              double            value)
{
  return self->format ? self->format (value, self->format_data)
                      : g_strdup_printf ("%s%.1f", value < 0 ? "−" : "", fabs (value));
}

static char *
format_end (RapportLineChart *self,
            gboolean          before)
{
  const Point *last = get_point (self, self->points->len - 1);
  const char *end = before ? self->before_end : self->value_end;

  return end ? g_strdup (end) : format_value (self, before ? last->before : last->value);
}

static gboolean
has_before (RapportLineChart *self)
{
  for (guint i = 0; i < self->points->len; i++)
    if (!isnan (get_point (self, i)->before))
      return TRUE;
  return FALSE;
}

/* Drawing ------------------------------------------------------------------------------------------------------ */

typedef struct
{
  double left;
  double right;
  double top;
  double bottom;
  double low;
  double high;
} Frame;

static double
value_y (const Frame *frame,
         double       value)
{
  return frame->bottom - (frame->bottom - frame->top) * (value - frame->low) / (frame->high - frame->low);
}

static double
point_x (RapportLineChart *self,
         const Frame      *frame,
         guint             index)
{
  return frame->left + (frame->right - frame->left) * index / (self->points->len - 1);
}

static void
trace (RapportLineChart *self,
       RapportCanvas    *canvas,
       const Frame      *frame,
       gboolean          before)
{
  gboolean begun = FALSE;

  for (guint i = 0; i < self->points->len; i++)
    {
      double value = before ? get_point (self, i)->before : get_point (self, i)->value;

      if (isnan (value))
        continue;
      if (begun)
        rapport_canvas_line_to (canvas, point_x (self, frame, i), value_y (frame, value));
      else
        rapport_canvas_move_to (canvas, point_x (self, frame, i), value_y (frame, value));
      begun = TRUE;
    }
}

static void
fill_below (RapportLineChart *self,
            RapportCanvas    *canvas,
            const Frame      *frame)
{
  double zero = value_y (frame, 0);
  cairo_pattern_t *fade = cairo_pattern_create_linear (0, frame->top, 0, frame->bottom);
  GdkRGBA color;

  rapport_theme_get_color (canvas->widget, RAPPORT_COLOR_ACCENT, &color);
  cairo_pattern_add_color_stop_rgba (fade, 0, color.red, color.green, color.blue, .2);
  cairo_pattern_add_color_stop_rgba (fade, 1, color.red, color.green, color.blue, 0);
  trace (self, canvas, frame, FALSE);
  rapport_canvas_line_to (canvas, frame->right, zero);
  rapport_canvas_line_to (canvas, frame->left, zero);
  cairo_close_path (canvas->cr);
  cairo_set_source (canvas->cr, fade);
  cairo_fill (canvas->cr);
  cairo_pattern_destroy (fade);
}

static void
draw_line (RapportLineChart *self,
           RapportCanvas    *canvas,
           const Frame      *frame,
           gboolean          before)
{
  const Point *last = get_point (self, self->points->len - 1);
  double dashes[] = { 5, 4 };

  cairo_save (canvas->cr);
  trace (self, canvas, frame, before);
  rapport_canvas_set_role (canvas, before ? RAPPORT_COLOR_INK_FAINT : RAPPORT_COLOR_ACCENT);
  cairo_set_line_width (canvas->cr, before ? 1.4 : 2);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  if (before)
    cairo_set_dash (canvas->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (canvas->cr);
  cairo_restore (canvas->cr);
  rapport_canvas_set_role (canvas, before ? RAPPORT_COLOR_INK_FAINT : RAPPORT_COLOR_ACCENT);
  rapport_canvas_disc (canvas, frame->right, value_y (frame, before ? last->before : last->value), 3.2);
  cairo_fill (canvas->cr);
}

static double
draw_legend_entry (RapportCanvas *canvas,
                   const char    *text,
                   gboolean       before,
                   double         x,
                   double         y)
{
  double s = canvas->scale, dashes[] = { 5, 4 };

  cairo_save (canvas->cr);
  rapport_canvas_move_to (canvas, x, y);
  rapport_canvas_line_to (canvas, x + 18 * s, y);
  rapport_canvas_set_role (canvas, before ? RAPPORT_COLOR_INK_FAINT : RAPPORT_COLOR_ACCENT);
  cairo_set_line_width (canvas->cr, before ? 1.4 : 2);
  if (before)
    cairo_set_dash (canvas->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_stroke (canvas->cr);
  cairo_restore (canvas->cr);
  rapport_canvas_set_role (canvas, before ? RAPPORT_COLOR_INK_SECONDARY : RAPPORT_COLOR_INK);
  return x + 24 * s + 18 * s + rapport_canvas_text (canvas, text, 9, !before, x + 24 * s, y, RAPPORT_ALIGN_START);
}

/* The two ends, apart from each other however near the lines end. */
static void
draw_ends (RapportLineChart *self,
           RapportCanvas    *canvas,
           const Frame      *frame)
{
  const Point *last = get_point (self, self->points->len - 1);
  double s = canvas->scale, x = frame->right + 9 * s, y = value_y (frame, last->value);
  g_autofree char *value = format_end (self, FALSE);

  if (!isnan (last->before))
    {
      g_autofree char *before = format_end (self, TRUE);
      double other = value_y (frame, last->before), apart = 15 * s - fabs (other - y);

      if (apart > 0)
        {
          y += last->value >= last->before ? -apart / 2 : apart / 2;
          other -= last->value >= last->before ? -apart / 2 : apart / 2;
        }
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
      rapport_canvas_text (canvas, before, 9, FALSE, x, other, RAPPORT_ALIGN_START);
    }
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK);
  rapport_canvas_text (canvas, value, 9, TRUE, x, y, RAPPORT_ALIGN_START);
}

static void
find_frame (RapportLineChart *self,
            RapportCanvas    *canvas,
            Frame            *frame,
            double           *step)
{
  const Point *last = get_point (self, self->points->len - 1);
  g_autofree char *end = format_end (self, FALSE);
  double s = canvas->scale, low = 0, high = 0, axis = 0, ends = rapport_canvas_text_width (canvas, end, 9, TRUE);

  for (guint i = 0; i < self->points->len; i++)
    {
      const Point *point = get_point (self, i);

      low = MIN (low, point->value);
      high = MAX (high, point->value);
      if (!isnan (point->before))
        {
          low = MIN (low, point->before);
          high = MAX (high, point->before);
        }
    }
  if (high <= low)
    high = low + 1;
  *step = rapport_chart_nice_step (high - low, 4);
  frame->low = floor (low / *step + 1e-9) * *step;
  frame->high = ceil (high / *step - 1e-9) * *step;
  for (double tick = frame->low; tick <= frame->high + *step / 2; tick += *step)
    {
      g_autofree char *text = g_strdup_printf (*step < 1 ? "%.1f" : "%.0f", fabs (tick));

      axis = MAX (axis, rapport_canvas_text_width (canvas, text, 9, FALSE));
    }
  if (frame->low < 0)
    axis += rapport_canvas_text_width (canvas, "−", 9, FALSE);
  if (!isnan (last->before))
    {
      g_autofree char *before = format_end (self, TRUE);

      ends = MAX (ends, rapport_canvas_text_width (canvas, before, 9, FALSE));
    }
  frame->left = axis + 14 * s;
  frame->right = canvas->width - ends - 12 * s;
  frame->top = (self->value_name != NULL ? 36 : 16) * s;
  frame->bottom = canvas->height - 26 * s;
}

static void
rapport_line_chart_draw (RapportChart  *chart,
                         RapportCanvas *canvas)
{
  RapportLineChart *self = RAPPORT_LINE_CHART (chart);
  double s = canvas->scale, step, width, until = -1;
  gboolean before = has_before (self);
  Frame frame;

  find_frame (self, canvas, &frame, &step);
  for (double tick = frame.low; tick <= frame.high + step / 2; tick += step)
    {
      g_autofree char *plain = g_strdup_printf (step < 1 ? "%.1f" : "%.0f", fabs (tick));
      g_autofree char *text = g_strconcat (tick < -step / 2 ? "−" : "", plain, NULL);

      rapport_canvas_hline (canvas, frame.left, frame.right, value_y (&frame, tick), RAPPORT_COLOR_GRID);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
      rapport_canvas_text (canvas, text, 9, FALSE, frame.left - 10 * s, value_y (&frame, tick), RAPPORT_ALIGN_END);
    }
  if (self->value_name != NULL)
    {
      double x = draw_legend_entry (canvas, self->value_name, FALSE, frame.left, 9 * s);

      if (self->before_name != NULL && before)
        draw_legend_entry (canvas, self->before_name, TRUE, x, 9 * s);
    }
  for (guint i = 0; i < self->points->len; i++)
    {
      const Point *point = get_point (self, i);
      double text_width, x = point_x (self, &frame, i);

      if (point->label == NULL)
        continue;
      text_width = rapport_canvas_text_width (canvas, point->label, 9, FALSE);
      if (x - text_width / 2 <= until)
        continue;
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
      rapport_canvas_text (canvas, point->label, 9, FALSE, x, frame.bottom + 15 * s, RAPPORT_ALIGN_CENTER);
      until = x + text_width / 2 + 4 * s;
    }

  fill_below (self, canvas, &frame);
  if (before)
    draw_line (self, canvas, &frame, TRUE);
  draw_line (self, canvas, &frame, FALSE);
  draw_ends (self, canvas, &frame);

  width = (frame.right - frame.left) / (self->points->len - 1);
  for (guint i = 0; i < self->points->len; i++)
    rapport_chart_add_item (chart, i, point_x (self, &frame, i) - width / 2, frame.top, width,
                            frame.bottom - frame.top);
}

/* Words -------------------------------------------------------------------------------------------------------- */

static guint
rapport_line_chart_get_n_items (RapportChart *chart)
{
  return RAPPORT_LINE_CHART (chart)->points->len;
}

static char *
rapport_line_chart_dup_item_text (RapportChart *chart,
                                  guint         item)
{
  RapportLineChart *self = RAPPORT_LINE_CHART (chart);
  const Point *point = get_point (self, item);
  g_autofree char *value = format_value (self, point->value);
  g_autofree char *before = NULL, *difference = NULL;

  if (isnan (point->before))
    return g_strdup_printf (_("%s: %s"), point->text, value);
  before = format_value (self, point->before);
  difference = format_value (self, fabs (point->value - point->before));
  if (point->value >= point->before)
    return g_strdup_printf (_("%s: %s, year before %s, ▲ %s more"), point->text, value, before, difference);
  return g_strdup_printf (_("%s: %s, year before %s, ▼ %s less"), point->text, value, before, difference);
}

static char *
rapport_line_chart_dup_summary (RapportChart *chart)
{
  RapportLineChart *self = RAPPORT_LINE_CHART (chart);
  const Point *last;
  g_autofree char *value = NULL, *before = NULL;

  if (self->points->len == 0)
    return g_strdup ("");
  last = get_point (self, self->points->len - 1);
  value = format_value (self, last->value);
  if (isnan (last->before))
    return g_strdup_printf (_("%s in all"), value);
  before = format_value (self, last->before);
  return g_strdup_printf (_("%s in all, %s the year before"), value, before);
}

static RapportChartTable *
rapport_line_chart_dup_table (RapportChart *chart)
{
  RapportLineChart *self = RAPPORT_LINE_CHART (chart);
  RapportChartTable *table = rapport_chart_table_new (_("Up to"), _("This year"), _("Year before"), NULL);

  for (guint i = 0; i < self->points->len; i++)
    {
      const Point *point = get_point (self, i);
      g_autofree char *value = format_value (self, point->value);
      g_autofree char *before = isnan (point->before) ? g_strdup ("") : format_value (self, point->before);

      rapport_chart_table_add_row (table, point->text, value, before, NULL);
    }
  return table;
}

static const char *
rapport_line_chart_get_empty (RapportChart *chart)
{
  return RAPPORT_LINE_CHART (chart)->points->len < 2 ? _("No purchases in these two years") : NULL;
}

static void
rapport_line_chart_get_size (RapportChart *chart,
                             double        scale,
                             int          *min_width,
                             int          *min_height,
                             int          *width,
                             int          *height)
{
  *min_width = (int) (240 * scale);
  *width = (int) (336 * scale);
  *min_height = (int) (140 * scale);
  *height = (int) (210 * scale);
}

/* Object ------------------------------------------------------------------------------------------------------- */

static void
clear_format (RapportLineChart *self)
{
  if (self->format_destroy != NULL)
    self->format_destroy (self->format_data);
  self->format = NULL;
  self->format_data = NULL;
  self->format_destroy = NULL;
}

static void
rapport_line_chart_finalize (GObject *object)
{
  RapportLineChart *self = RAPPORT_LINE_CHART (object);

  clear_format (self);
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->value_name, g_free);
  g_clear_pointer (&self->before_name, g_free);
  g_clear_pointer (&self->value_end, g_free);
  g_clear_pointer (&self->before_end, g_free);
  G_OBJECT_CLASS (rapport_line_chart_parent_class)->finalize (object);
}

static void
rapport_line_chart_class_init (RapportLineChartClass *klass)
{
  RapportChartClass *chart_class = RAPPORT_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_line_chart_finalize;
  chart_class->draw = rapport_line_chart_draw;
  chart_class->get_empty = rapport_line_chart_get_empty;
  chart_class->get_n_items = rapport_line_chart_get_n_items;
  chart_class->dup_item_text = rapport_line_chart_dup_item_text;
  chart_class->dup_summary = rapport_line_chart_dup_summary;
  chart_class->dup_table = rapport_line_chart_dup_table;
  chart_class->get_size = rapport_line_chart_get_size;

  signals[POINT_ACTIVATED] = g_signal_new ("point-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  chart_class->activate_signal = signals[POINT_ACTIVATED];
}

static void
rapport_line_chart_init (RapportLineChart *self)
{
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
  g_array_set_clear_func (self->points, clear_point);
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_line_chart_new:
 *
 * Returns: (transfer floating): a chart without lines
 */
GtkWidget *
rapport_line_chart_new (void)
{
  return g_object_new (RAPPORT_TYPE_LINE_CHART, NULL);
}

/**
 * rapport_line_chart_set_points:
 * @self: a chart
 * @points: (array length=n_points): oldest first; copied
 * @n_points: how many; under two there is no line
 */
void
rapport_line_chart_set_points (RapportLineChart       *self,
                               const RapportLinePoint *points,
                               gsize                   n_points)
{
  g_return_if_fail (RAPPORT_IS_LINE_CHART (self));
  g_return_if_fail (points != NULL || n_points == 0);

  g_array_set_size (self->points, 0);
  for (gsize i = 0; i < n_points; i++)
    {
      Point point = { g_strdup (points[i].label), g_strdup (points[i].text), points[i].value, points[i].before };

      g_array_append_val (self->points, point);
    }
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_line_chart_set_legend:
 * @self: a chart
 * @value: (nullable): "this year 31.4 %"; %NULL: no legend
 * @before: (nullable): "year before 30.6 %"
 */
void
rapport_line_chart_set_legend (RapportLineChart *self,
                               const char       *value,
                               const char       *before)
{
  g_return_if_fail (RAPPORT_IS_LINE_CHART (self));

  g_free (self->value_name);
  self->value_name = g_strdup (value);
  g_free (self->before_name);
  self->before_name = g_strdup (before);
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_line_chart_set_ends:
 * @self: a chart
 * @value: (nullable): what stands at the end of this year's line: "€57.9k"; %NULL: the last value
 * @before: (nullable): the same for the year before
 */
void
rapport_line_chart_set_ends (RapportLineChart *self,
                             const char       *value,
                             const char       *before)
{
  g_return_if_fail (RAPPORT_IS_LINE_CHART (self));

  g_free (self->value_end);
  self->value_end = g_strdup (value);
  g_free (self->before_end);
  self->before_end = g_strdup (before);
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_line_chart_set_format:
 * @self: a chart
 * @format: (nullable): how values are printed; %NULL: with one decimal
 * @user_data: data for @format
 * @destroy: (nullable): frees @user_data
 */
void
rapport_line_chart_set_format (RapportLineChart *self,
                               RapportBarFormat  format,
                               gpointer          user_data,
                               GDestroyNotify    destroy)
{
  g_return_if_fail (RAPPORT_IS_LINE_CHART (self));

  clear_format (self);
  self->format = format;
  self->format_data = user_data;
  self->format_destroy = destroy;
  rapport_chart_data_changed (RAPPORT_CHART (self));
}
