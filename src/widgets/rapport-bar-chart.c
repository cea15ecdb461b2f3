#include "config.h"

#include "widgets/rapport-bar-chart.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  char *label;
  double value;
  double before;
} Pair;

struct _RapportBarChart
{
  RapportChart parent_instance;

  GArray *pairs;        /* of Pair */
  char *value_name;
  char *before_name;
  RapportBarFormat format;
  gpointer format_data;
  GDestroyNotify format_destroy;
};

enum
{
  BAR_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportBarChart, rapport_bar_chart, RAPPORT_TYPE_CHART)

static void
clear_pair (gpointer data)
{
  g_free (((Pair *) data)->label);
}

static Pair *
get_pair (RapportBarChart *self,
          guint            index)
{
  return &g_array_index (self->pairs, Pair, index);
}

static char *
format_value (RapportBarChart *self,
              double           value)
{
  char *text;

  if (self->format != NULL)
    return self->format (value, self->format_data);

  text = g_strdup_printf ("%.1f", fabs (value));
  if (value < 0)
    {
      g_autofree char *plain = text;

      text = g_strconcat ("−", plain, NULL);
    }
  return text;
}

static gboolean
has_before (RapportBarChart *self)
{
  for (guint i = 0; i < self->pairs->len; i++)
    if (!isnan (get_pair (self, i)->before))
      return TRUE;
  return FALSE;
}

static void
find_range (RapportBarChart *self,
            double          *low,
            double          *high)
{
  *low = *high = 0;
  for (guint i = 0; i < self->pairs->len; i++)
    {
      Pair *pair = get_pair (self, i);

      *low = MIN (*low, pair->value);
      *high = MAX (*high, pair->value);
      if (!isnan (pair->before))
        {
          *low = MIN (*low, pair->before);
          *high = MAX (*high, pair->before);
        }
    }
  if (*high <= *low)
    *high = *low + 1;
}

static double
draw_legend_entry (RapportCanvas    *canvas,
                   const char       *text,
                   RapportColorRole  role,
                   gboolean          bold,
                   double            x,
                   double            y)
{
  double s = canvas->scale;

  rapport_canvas_rect (canvas, x, y - 5 * s, 10 * s, 10 * s, 2.5 * s);
  rapport_canvas_set_role (canvas, role);
  cairo_fill (canvas->cr);
  rapport_canvas_set_role (canvas, bold ? RAPPORT_COLOR_INK : RAPPORT_COLOR_INK_SECONDARY);
  return x + 16 * s + 18 * s +
         rapport_canvas_text (canvas, text, 9, bold, x + 16 * s, y, RAPPORT_ALIGN_START);
}

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
  return frame->bottom -
         (frame->bottom - frame->top) * (value - frame->low) / (frame->high - frame->low);
}

static void
draw_value_bar (RapportCanvas    *canvas,
                const Frame      *frame,
                double            value,
                RapportColorRole  role,
                double            x,
                double            width)
{
  double zero = value_y (frame, 0), end = value_y (frame, value);

  rapport_canvas_bar (canvas, x, MIN (zero, end), width, fabs (zero - end), 4, value < 0);
  rapport_canvas_set_role (canvas, role);
  cairo_fill (canvas->cr);
}

static void
draw_pair (RapportBarChart *self,
           RapportCanvas   *canvas,
           const Frame     *frame,
           guint            index,
           double           x,
           double           column)
{
  Pair *pair = get_pair (self, index);
  double s = canvas->scale, width = MIN (column * .37, 40 * s), gap = 1.5;
  gboolean paired = has_before (self);
  double at = paired ? x + gap / 2 : x - width / 2, end = value_y (frame, pair->value);
  g_autofree char *text = format_value (self, pair->value);
  g_autoptr(PangoLayout) number = rapport_canvas_layout (canvas, text, 9, TRUE);
  g_autoptr(PangoLayout) label = rapport_canvas_layout (canvas, pair->label, 9, FALSE);
  int text_width, text_height;

  if (paired && !isnan (pair->before))
    {
      g_autofree char *before = format_value (self, pair->before);
      g_autoptr(PangoLayout) layout = rapport_canvas_layout (canvas, before, 9, FALSE);
      double top = value_y (frame, pair->before);
      GdkRGBA color, ink;

      draw_value_bar (canvas, frame, pair->before, RAPPORT_COLOR_YEAR_BEFORE, x - width - gap / 2,
                      width);
      pango_layout_get_pixel_size (layout, &text_width, &text_height);
      /* It stands in its bar or nowhere: above, it would run into its neighbour's number. */
      if (text_width <= width && fabs (top - value_y (frame, 0)) > text_height + 6)
        {
          rapport_theme_get_color (canvas->widget, RAPPORT_COLOR_YEAR_BEFORE, &color);
          rapport_theme_get_ink_on (&color, &ink);
          rapport_canvas_set_color (canvas, &ink);
          rapport_canvas_layout_at (canvas, layout, x - width / 2 - gap / 2,
                                    pair->before >= 0 ? top + 3 : top - text_height - 3,
                                    RAPPORT_ALIGN_CENTER);
        }
    }

  draw_value_bar (canvas, frame, pair->value, RAPPORT_COLOR_ACCENT, at, width);
  pango_layout_get_pixel_size (number, &text_width, &text_height);
  if (text_width <= column)
    {
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK);
      rapport_canvas_layout_at (canvas, number, at + width / 2,
                                pair->value >= 0 ? end - text_height - 1 : end + 1,
                                RAPPORT_ALIGN_CENTER);
    }

  pango_layout_set_width (label, (int) (column * PANGO_SCALE));
  pango_layout_set_alignment (label, PANGO_ALIGN_CENTER);
  pango_layout_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
  rapport_canvas_layout_at (canvas, label, x, frame->bottom + 7 * s, RAPPORT_ALIGN_CENTER);
}

static void
rapport_bar_chart_draw (RapportChart  *chart,
                        RapportCanvas *canvas)
{
  RapportBarChart *self = RAPPORT_BAR_CHART (chart);
  double s = canvas->scale, step, axis = 0, column, low, high;
  gboolean legend = self->value_name != NULL;
  Frame frame;

  find_range (self, &low, &high);
  step = rapport_chart_nice_step (high - low, 4);
  frame.low = floor (low / step + 1e-9) * step;
  frame.high = ceil (high / step - 1e-9) * step;
  for (double tick = frame.low; tick <= frame.high + step / 2; tick += step)
    {
      g_autofree char *text = g_strdup_printf (step < 1 ? "%.1f" : "%.0f", fabs (tick));

      axis = MAX (axis, rapport_canvas_text_width (canvas, text, 9, FALSE));
    }
  if (frame.low < 0)
    axis += rapport_canvas_text_width (canvas, "−", 9, FALSE);

  frame.left = axis + 10 * s;
  frame.right = canvas->width;
  frame.top = (legend ? 26 : 6) * s + 10 * s;
  frame.bottom = canvas->height - 26 * s;

  for (double tick = frame.low; tick <= frame.high + step / 2; tick += step)
    {
      g_autofree char *plain = g_strdup_printf (step < 1 ? "%.1f" : "%.0f", fabs (tick));
      g_autofree char *text = g_strconcat (tick < -step / 2 ? "−" : "", plain, NULL);

      rapport_canvas_hline (canvas, frame.left, frame.right, value_y (&frame, tick),
                            RAPPORT_COLOR_GRID);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
      rapport_canvas_text (canvas, text, 9, FALSE, frame.left - 8 * s, value_y (&frame, tick),
                           RAPPORT_ALIGN_END);
    }

  if (legend)
    {
      double x = draw_legend_entry (canvas, self->value_name, RAPPORT_COLOR_ACCENT, TRUE,
                                    frame.left, 9 * s);

      if (self->before_name != NULL && has_before (self))
        draw_legend_entry (canvas, self->before_name, RAPPORT_COLOR_YEAR_BEFORE, FALSE, x, 9 * s);
    }

  column = (frame.right - frame.left) / self->pairs->len;
  for (guint i = 0; i < self->pairs->len; i++)
    {
      rapport_chart_add_item (chart, i, frame.left + column * i, frame.top, column,
                              canvas->height - frame.top);
      draw_pair (self, canvas, &frame, i, frame.left + column * (i + .5), column);
    }
}

static guint
rapport_bar_chart_get_n_items (RapportChart *chart)
{
  return RAPPORT_BAR_CHART (chart)->pairs->len;
}

static char *
rapport_bar_chart_dup_item_text (RapportChart *chart,
                                 guint         item)
{
  RapportBarChart *self = RAPPORT_BAR_CHART (chart);
  Pair *pair = get_pair (self, item);
  g_autofree char *value = format_value (self, pair->value);
  g_autofree char *before = NULL;
  g_autofree char *difference = NULL;

  if (isnan (pair->before))
    /* Translators: a period and its figure. */
    return g_strdup_printf (_("%s: %s"), pair->label, value);

  before = format_value (self, pair->before);
  difference = format_value (self, fabs (pair->value - pair->before));
  if (pair->value >= pair->before)
    /* Translators: period, figure, figure of the year before, difference. */
    return g_strdup_printf (_("%s: %s, year before %s, ▲ %s more"), pair->label, value, before,
                            difference);
  /* Translators: period, figure, figure of the year before, difference. */
  return g_strdup_printf (_("%s: %s, year before %s, ▼ %s less"), pair->label, value, before,
                          difference);
}

static char *
rapport_bar_chart_dup_summary (RapportChart *chart)
{
  RapportBarChart *self = RAPPORT_BAR_CHART (chart);
  double sum = 0, sum_before = 0;
  g_autofree char *text = NULL;
  g_autofree char *text_before = NULL;

  for (guint i = 0; i < self->pairs->len; i++)
    {
      sum += get_pair (self, i)->value;
      if (!isnan (get_pair (self, i)->before))
        sum_before += get_pair (self, i)->before;
    }
  text = format_value (self, sum);
  if (!has_before (self))
    /* Translators: a sum. */
    return g_strdup_printf (_("%s in all"), text);
  text_before = format_value (self, sum_before);
  /* Translators: sum of this year, sum of the year before. */
  return g_strdup_printf (_("%s in all, %s the year before"), text, text_before);
}

static RapportChartTable *
rapport_bar_chart_dup_table (RapportChart *chart)
{
  RapportBarChart *self = RAPPORT_BAR_CHART (chart);
  RapportChartTable *table = rapport_chart_table_new (_("Period"), _("This year"),
                                                      _("Year before"), NULL);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      Pair *pair = get_pair (self, i);
      g_autofree char *value = format_value (self, pair->value);
      g_autofree char *before = isnan (pair->before) ? g_strdup ("")
                                                     : format_value (self, pair->before);

      rapport_chart_table_add_row (table, pair->label, value, before, NULL);
    }
  return table;
}

static const char *
rapport_bar_chart_get_empty (RapportChart *chart)
{
  RapportBarChart *self = RAPPORT_BAR_CHART (chart);

  for (guint i = 0; i < self->pairs->len; i++)
    {
      Pair *pair = get_pair (self, i);

      if (pair->value != 0 || (!isnan (pair->before) && pair->before != 0))
        return NULL;
    }
  return _("No purchases in these two years");
}

static void
rapport_bar_chart_get_size (RapportChart *chart,
                            double        scale,
                            int          *min_width,
                            int          *min_height,
                            int          *width,
                            int          *height)
{
  guint n = MAX (RAPPORT_BAR_CHART (chart)->pairs->len, 4);

  *min_width = (int) ((40 + 52 * n) * scale);
  *width = (int) ((40 + 74 * n) * scale);
  *min_height = (int) (140 * scale);
  *height = (int) (210 * scale);
}

static void
clear_format (RapportBarChart *self)
{
  if (self->format_destroy != NULL)
    self->format_destroy (self->format_data);
  self->format = NULL;
  self->format_data = NULL;
  self->format_destroy = NULL;
}

static void
rapport_bar_chart_finalize (GObject *object)
{
  RapportBarChart *self = RAPPORT_BAR_CHART (object);

  clear_format (self);
  g_clear_pointer (&self->pairs, g_array_unref);
  g_clear_pointer (&self->value_name, g_free);
  g_clear_pointer (&self->before_name, g_free);
  G_OBJECT_CLASS (rapport_bar_chart_parent_class)->finalize (object);
}

static void
rapport_bar_chart_class_init (RapportBarChartClass *klass)
{
  RapportChartClass *chart_class = RAPPORT_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_bar_chart_finalize;
  chart_class->draw = rapport_bar_chart_draw;
  chart_class->get_empty = rapport_bar_chart_get_empty;
  chart_class->get_n_items = rapport_bar_chart_get_n_items;
  chart_class->dup_item_text = rapport_bar_chart_dup_item_text;
  chart_class->dup_summary = rapport_bar_chart_dup_summary;
  chart_class->dup_table = rapport_bar_chart_dup_table;
  chart_class->get_size = rapport_bar_chart_get_size;

  signals[BAR_ACTIVATED] =
    g_signal_new ("bar-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  chart_class->activate_signal = signals[BAR_ACTIVATED];
}

static void
rapport_bar_chart_init (RapportBarChart *self)
{
  self->pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_array_set_clear_func (self->pairs, clear_pair);
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_bar_chart_new:
 *
 * Returns: (transfer floating): a chart without bars
 */
GtkWidget *
rapport_bar_chart_new (void)
{
  return g_object_new (RAPPORT_TYPE_BAR_CHART, NULL);
}

/**
 * rapport_bar_chart_set_pairs:
 * @self: a chart
 * @pairs: (array length=n_pairs): the periods, oldest first; copied
 * @n_pairs: how many
 *
 * Values may be negative (returns); the base line is always 0.
 */
void
rapport_bar_chart_set_pairs (RapportBarChart      *self,
                             const RapportBarPair *pairs,
                             gsize                 n_pairs)
{
  g_return_if_fail (RAPPORT_IS_BAR_CHART (self));
  g_return_if_fail (pairs != NULL || n_pairs == 0);

  g_array_set_size (self->pairs, 0);
  for (gsize i = 0; i < n_pairs; i++)
    {
      Pair pair = { g_strdup (pairs[i].label), pairs[i].value, pairs[i].before };

      g_array_append_val (self->pairs, pair);
    }
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_bar_chart_set_legend:
 * @self: a chart
 * @value: (nullable): "this year 184.3"; %NULL: no legend
 * @before: (nullable): "year before 173.5"
 */
void
rapport_bar_chart_set_legend (RapportBarChart *self,
                              const char      *value,
                              const char      *before)
{
  g_return_if_fail (RAPPORT_IS_BAR_CHART (self));

  g_free (self->value_name);
  self->value_name = g_strdup (value);
  g_free (self->before_name);
  self->before_name = g_strdup (before);
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_bar_chart_set_format:
 * @self: a chart
 * @format: (nullable): how values are printed; %NULL: with one decimal
 * @user_data: data for @format
 * @destroy: (nullable): frees @user_data
 */
void
rapport_bar_chart_set_format (RapportBarChart  *self,
                              RapportBarFormat  format,
                              gpointer          user_data,
                              GDestroyNotify    destroy)
{
  g_return_if_fail (RAPPORT_IS_BAR_CHART (self));

  clear_format (self);
  self->format = format;
  self->format_data = user_data;
  self->format_destroy = destroy;
  rapport_chart_data_changed (RAPPORT_CHART (self));
}
