#include "config.h"

#include "widgets/rapport-stage-bars.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  char *name;
  guint count;
  guint in;
  guint out;
} Bar;

struct _RapportStageBars
{
  RapportChart parent_instance;

  GArray *bars;         /* of Bar */
};

enum
{
  BAR_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportStageBars, rapport_stage_bars, RAPPORT_TYPE_CHART)

static void
clear_bar (gpointer data)
{
  g_free (((Bar *) data)->name);
}

static Bar *
get_bar (RapportStageBars *self,
         guint             index)
{
  return &g_array_index (self->bars, Bar, index);
}

static char *
signed_text (guint       count,
             const char *sign)
{
  return count > 0 ? g_strdup_printf ("%s%u", sign, count) : g_strdup ("–");
}

static void
draw_change (RapportCanvas    *canvas,
             guint             count,
             const char       *sign,
             RapportColorRole  role,
             double            x,
             double            y)
{
  g_autofree char *text = signed_text (count, sign);

  rapport_canvas_set_role (canvas, count > 0 ? role : RAPPORT_COLOR_INK_SECONDARY);
  rapport_canvas_text (canvas, text, 10, FALSE, x, y, RAPPORT_ALIGN_END);
}

static void
rapport_stage_bars_draw (RapportChart  *chart,
                         RapportCanvas *canvas)
{
  RapportStageBars *self = RAPPORT_STAGE_BARS (chart);
  double s = canvas->scale, head = 20 * s;
  double row = (canvas->height - head) / self->bars->len;
  double thick = MIN (16 * s, row * .62);
  double names = 0, number = 0, change, bar_start, bar_end;
  guint most = 1;

  for (guint i = 0; i < self->bars->len; i++)
    {
      g_autofree char *count = g_strdup_printf ("%u", get_bar (self, i)->count);

      most = MAX (most, get_bar (self, i)->count);
      names = MAX (names, rapport_canvas_text_width (canvas, get_bar (self, i)->name, 10, FALSE));
      number = MAX (number, rapport_canvas_text_width (canvas, count, 10, TRUE));
    }
  names = MIN (names, canvas->width * .34);
  change = MAX (rapport_canvas_text_width (canvas, _("out"), 9, FALSE),
                rapport_canvas_text_width (canvas, "−999", 10, FALSE)) + 16 * s;
  bar_start = names + 28 * s;
  bar_end = MAX (bar_start + 10, canvas->width - 2 * change - number - 20 * s);

  rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
  rapport_canvas_text (canvas, _("in"), 9, FALSE, canvas->width - change, head / 2 - 2,
                       RAPPORT_ALIGN_END);
  rapport_canvas_text (canvas, _("out"), 9, FALSE, canvas->width, head / 2 - 2, RAPPORT_ALIGN_END);

  for (guint i = 0; i < self->bars->len; i++)
    {
      Bar *bar = get_bar (self, i);
      g_autoptr(PangoLayout) name = rapport_canvas_layout (canvas, bar->name, 10, FALSE);
      g_autofree char *count = g_strdup_printf ("%u", bar->count);
      double y = head + row * (i + .5), length = (bar_end - bar_start) * bar->count / most;
      GdkRGBA color;
      int height;

      rapport_chart_add_item (chart, i, -2, head + row * i, canvas->width + 4, row);
      pango_layout_set_width (name, (int) (ceil (names + 1) * PANGO_SCALE));
      pango_layout_set_ellipsize (name, PANGO_ELLIPSIZE_END);
      pango_layout_get_pixel_size (name, NULL, &height);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK);
      rapport_canvas_layout_at (canvas, name, 0, y - height / 2., RAPPORT_ALIGN_START);

      if (bar->count > 0)
        {
          rapport_theme_get_stage_color (canvas->widget, i, self->bars->len, &color);
          rapport_canvas_rect (canvas, bar_start, y - thick / 2, MAX (length, 3), thick, 4 * s);
          rapport_canvas_set_color (canvas, &color);
          cairo_fill (canvas->cr);
        }
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK);
      rapport_canvas_text (canvas, count, 10, TRUE, bar_start + length + 8 * s, y,
                           RAPPORT_ALIGN_START);
      draw_change (canvas, bar->in, "+", RAPPORT_COLOR_GOOD_TEXT, canvas->width - change, y);
      draw_change (canvas, bar->out, "−", RAPPORT_COLOR_POOR_TEXT, canvas->width, y);
    }
}

static guint
rapport_stage_bars_get_n_items (RapportChart *chart)
{
  return RAPPORT_STAGE_BARS (chart)->bars->len;
}

static char *
rapport_stage_bars_dup_item_text (RapportChart *chart,
                                  guint         item)
{
  Bar *bar = get_bar (RAPPORT_STAGE_BARS (chart), item);

  /* Translators: a stage, its number of accounts, how many came in and went out. */
  return g_strdup_printf (ngettext ("%s: %u account, %u in, %u out",
                                    "%s: %u accounts, %u in, %u out", bar->count),
                          bar->name, bar->count, bar->in, bar->out);
}

static char *
rapport_stage_bars_dup_summary (RapportChart *chart)
{
  RapportStageBars *self = RAPPORT_STAGE_BARS (chart);
  Bar *most = get_bar (self, 0);

  for (guint i = 1; i < self->bars->len; i++)
    if (get_bar (self, i)->count > most->count)
      most = get_bar (self, i);

  return g_strdup_printf (ngettext ("%s is the largest stage, %u account",
                                    "%s is the largest stage, %u accounts", most->count),
                          most->name, most->count);
}

static RapportChartTable *
rapport_stage_bars_dup_table (RapportChart *chart)
{
  RapportStageBars *self = RAPPORT_STAGE_BARS (chart);
  RapportChartTable *table = rapport_chart_table_new (_("Stage"), _("Accounts"), _("In"), _("Out"),
                                                      NULL);

  for (guint i = 0; i < self->bars->len; i++)
    {
      Bar *bar = get_bar (self, i);
      g_autofree char *count = g_strdup_printf ("%u", bar->count);
      g_autofree char *in = g_strdup_printf ("%u", bar->in);
      g_autofree char *out = g_strdup_printf ("%u", bar->out);

      rapport_chart_table_add_row (table, bar->name, count, in, out, NULL);
    }
  return table;
}

static const char *
rapport_stage_bars_get_empty (RapportChart *chart)
{
  RapportStageBars *self = RAPPORT_STAGE_BARS (chart);

  for (guint i = 0; i < self->bars->len; i++)
    if (get_bar (self, i)->count > 0)
      return NULL;
  return _("No accounts in a stage yet");
}

static void
rapport_stage_bars_get_size (RapportChart *chart,
                             double        scale,
                             int          *min_width,
                             int          *min_height,
                             int          *width,
                             int          *height)
{
  guint n = MAX (RAPPORT_STAGE_BARS (chart)->bars->len, 1);

  *min_width = (int) (260 * scale);
  *width = (int) (480 * scale);
  *min_height = (int) ((20 + 22 * n) * scale);
  *height = (int) ((20 + 30 * n) * scale);
}

static void
rapport_stage_bars_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_STAGE_BARS (object)->bars, g_array_unref);
  G_OBJECT_CLASS (rapport_stage_bars_parent_class)->finalize (object);
}

static void
rapport_stage_bars_class_init (RapportStageBarsClass *klass)
{
  RapportChartClass *chart_class = RAPPORT_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_stage_bars_finalize;
  chart_class->draw = rapport_stage_bars_draw;
  chart_class->get_empty = rapport_stage_bars_get_empty;
  chart_class->get_n_items = rapport_stage_bars_get_n_items;
  chart_class->dup_item_text = rapport_stage_bars_dup_item_text;
  chart_class->dup_summary = rapport_stage_bars_dup_summary;
  chart_class->dup_table = rapport_stage_bars_dup_table;
  chart_class->get_size = rapport_stage_bars_get_size;

  signals[BAR_ACTIVATED] =
    g_signal_new ("bar-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  chart_class->activate_signal = signals[BAR_ACTIVATED];
}

static void
rapport_stage_bars_init (RapportStageBars *self)
{
  self->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
  g_array_set_clear_func (self->bars, clear_bar);
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_stage_bars_new:
 *
 * Returns: (transfer floating): a chart without bars
 */
GtkWidget *
rapport_stage_bars_new (void)
{
  return g_object_new (RAPPORT_TYPE_STAGE_BARS, NULL);
}

/**
 * rapport_stage_bars_set_bars:
 * @self: a chart
 * @bars: (array length=n_bars): all stages of the model in order; copied
 * @n_bars: how many
 */
void
rapport_stage_bars_set_bars (RapportStageBars      *self,
                             const RapportStageBar *bars,
                             gsize                  n_bars)
{
  g_return_if_fail (RAPPORT_IS_STAGE_BARS (self));
  g_return_if_fail (bars != NULL || n_bars == 0);

  g_array_set_size (self->bars, 0);
  for (gsize i = 0; i < n_bars; i++)
    {
      Bar bar = { g_strdup (bars[i].name), bars[i].count, bars[i].in, bars[i].out };

      g_array_append_val (self->bars, bar);
    }
  rapport_chart_data_changed (RAPPORT_CHART (self));
}
