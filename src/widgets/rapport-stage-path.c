#include "config.h"

#include "widgets/rapport-stage-path.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  char *name;
  char *caption;
  RapportStageState state;
} Step;

struct _RapportStagePath
{
  RapportChart parent_instance;

  GArray *steps;        /* of Step */
};

enum
{
  STAGE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportStagePath, rapport_stage_path, RAPPORT_TYPE_CHART)

static void
clear_step (gpointer data)
{
  Step *step = data;

  g_free (step->name);
  g_free (step->caption);
}

static Step *
get_step (RapportStagePath *self,
          guint             index)
{
  return &g_array_index (self->steps, Step, index);
}

static int
find_current (RapportStagePath *self)
{
  for (guint i = 0; i < self->steps->len; i++)
    if (get_step (self, i)->state == RAPPORT_STAGE_CURRENT)
      return (int) i;
  return -1;
}

static double
step_x (RapportStagePath *self,
        RapportCanvas    *canvas,
        guint             index)
{
  return canvas->width * (index + .5) / self->steps->len;
}

/* Two steps that were entered have a line in both colours, what lies ahead is dotted. */
static void
draw_link (RapportStagePath *self,
           RapportCanvas    *canvas,
           guint             index,
           double            y,
           double            gap)
{
  RapportStageState next = get_step (self, index + 1)->state;
  double from = step_x (self, canvas, index) + gap;
  double to = step_x (self, canvas, index + 1) - gap;
  GdkRGBA a, b;

  if (to <= from)
    return;

  rapport_canvas_move_to (canvas, from, y);
  rapport_canvas_line_to (canvas, to, y);
  if (next == RAPPORT_STAGE_AHEAD)
    {
      const double dots[] = { 0.1, 6 * canvas->scale };

      rapport_canvas_set_role (canvas, RAPPORT_COLOR_NEUTRAL);
      cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_dash (canvas->cr, dots, 2, 0);
      cairo_set_line_width (canvas->cr, 2.4 * canvas->scale);
      cairo_stroke (canvas->cr);
      cairo_set_dash (canvas->cr, NULL, 0, 0);
    }
  else
    {
      cairo_pattern_t *fade = cairo_pattern_create_linear (rapport_canvas_x (canvas, from), 0,
                                                           rapport_canvas_x (canvas, to), 0);

      rapport_theme_get_stage_color (canvas->widget, index, self->steps->len, &a);
      rapport_theme_get_stage_color (canvas->widget, index + 1, self->steps->len, &b);
      cairo_pattern_add_color_stop_rgb (fade, 0, a.red, a.green, a.blue);
      cairo_pattern_add_color_stop_rgb (fade, 1, b.red, b.green, b.blue);
      cairo_set_source (canvas->cr, fade);
      cairo_pattern_destroy (fade);
      cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_width (canvas->cr, 3 * canvas->scale);
      cairo_stroke (canvas->cr);
    }
}

static void
draw_node (RapportStagePath *self,
           RapportCanvas    *canvas,
           guint             index,
           double            y)
{
  double x = step_x (self, canvas, index), s = canvas->scale, at;
  GdkRGBA color;

  rapport_theme_get_stage_color (canvas->widget, index, self->steps->len, &color);
  switch (get_step (self, index)->state)
    {
    case RAPPORT_STAGE_PAST:
      rapport_canvas_disc (canvas, x, y, 8 * s);
      rapport_canvas_set_color (canvas, &color);
      cairo_fill (canvas->cr);
      at = rapport_canvas_x (canvas, x);
      cairo_move_to (canvas->cr, at - 3.4 * s, y + .2 * s);
      cairo_line_to (canvas->cr, at - 1 * s, y + 2.7 * s);
      cairo_line_to (canvas->cr, at + 3.6 * s, y - 2.6 * s);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_CARD);
      cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_width (canvas->cr, 2 * s);
      cairo_stroke (canvas->cr);
      break;
    case RAPPORT_STAGE_CURRENT:
      rapport_canvas_disc (canvas, x, y, 13 * s);
      color.alpha = .25;
      rapport_canvas_set_color (canvas, &color);
      cairo_fill (canvas->cr);
      rapport_canvas_disc (canvas, x, y, 9.5 * s);
      color.alpha = 1;
      rapport_canvas_set_color (canvas, &color);
      cairo_fill (canvas->cr);
      rapport_canvas_disc (canvas, x, y, 3.6 * s);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_CARD);
      cairo_fill (canvas->cr);
      break;
    case RAPPORT_STAGE_SKIPPED:
      rapport_canvas_disc (canvas, x, y, 4.5 * s);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_WINDOW);
      cairo_fill_preserve (canvas->cr);
      rapport_canvas_set_color (canvas, &color);
      cairo_set_line_width (canvas->cr, 1.6 * s);
      cairo_stroke (canvas->cr);
      break;
    case RAPPORT_STAGE_AHEAD:
    default:
      rapport_canvas_disc (canvas, x, y, 8 * s);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_NEUTRAL);
      cairo_set_line_width (canvas->cr, 1.6 * s);
      cairo_stroke (canvas->cr);
      break;
    }
}

static void
draw_words (RapportStagePath *self,
            RapportCanvas    *canvas,
            guint             index,
            double            y,
            double            width)
{
  Step *step = get_step (self, index);
  gboolean current = step->state == RAPPORT_STAGE_CURRENT;
  g_autoptr(PangoLayout) name = rapport_canvas_layout (canvas, step->name, 10, current);
  g_autoptr(PangoLayout) caption = rapport_canvas_layout (canvas, step->caption, 9, FALSE);
  int name_width, caption_width, height;
  double x = step_x (self, canvas, index), half;

  pango_layout_get_pixel_size (name, &name_width, &height);
  pango_layout_get_pixel_size (caption, &caption_width, NULL);
  if (MAX (name_width, caption_width) > width)
    {
      pango_layout_set_width (name, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (name, PANGO_ELLIPSIZE_END);
      pango_layout_set_alignment (name, PANGO_ALIGN_CENTER);
      pango_layout_set_width (caption, (int) (width * PANGO_SCALE));
      pango_layout_set_ellipsize (caption, PANGO_ELLIPSIZE_END);
      pango_layout_set_alignment (caption, PANGO_ALIGN_CENTER);
      name_width = caption_width = (int) width;
    }
  half = MAX (name_width, caption_width) / 2.;
  x = CLAMP (x, half, MAX (half, canvas->width - half));

  rapport_canvas_set_role (canvas, step->state == RAPPORT_STAGE_AHEAD ||
                                   step->state == RAPPORT_STAGE_SKIPPED
                                   ? RAPPORT_COLOR_INK_SECONDARY : RAPPORT_COLOR_INK);
  rapport_canvas_layout_at (canvas, name, x, y, RAPPORT_ALIGN_CENTER);
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
  rapport_canvas_layout_at (canvas, caption, x, y + height - 1, RAPPORT_ALIGN_CENTER);
}

static double
words_width (RapportStagePath *self,
             RapportCanvas    *canvas,
             guint             index)
{
  Step *step = get_step (self, index);

  return MAX (rapport_canvas_text_width (canvas, step->name, 10,
                                         step->state == RAPPORT_STAGE_CURRENT),
              rapport_canvas_text_width (canvas, step->caption, 9, FALSE));
}

/* The current stage says most, so it may use what its neighbours leave free. */
static double
current_room (RapportStagePath *self,
              RapportCanvas    *canvas,
              guint             index,
              double            column)
{
  double room = 2 * column;

  for (int side = -1; side <= 1; side += 2)
    {
      int neighbour = (int) index + side;

      if (neighbour < 0 || neighbour >= (int) self->steps->len)
        continue;
      room = MIN (room, 2 * column - 10 -
                        MIN (column - 4, words_width (self, canvas, (guint) neighbour)));
    }
  return MAX (room, column - 4);
}

static void
rapport_stage_path_draw (RapportChart  *chart,
                         RapportCanvas *canvas)
{
  RapportStagePath *self = RAPPORT_STAGE_PATH (chart);
  double y = 14 * canvas->scale, column = canvas->width / self->steps->len;
  int current = find_current (self), cursor = rapport_chart_get_cursor (chart);
  double widest = 0;
  gboolean narrow;

  for (guint i = 0; i < self->steps->len; i++)
    widest = MAX (widest, rapport_canvas_text_width (canvas, get_step (self, i)->name, 10, TRUE));

  /* Names that would be cut to a few letters help nobody: then only the one that counts is written,
   * the others are in the tooltip, the table and the keyboard's walk. */
  narrow = column < MIN (widest + 4, 58 * canvas->scale);

  for (guint i = 0; i + 1 < self->steps->len; i++)
    draw_link (self, canvas, i, y, MIN (13 * canvas->scale, column / 3));
  for (guint i = 0; i < self->steps->len; i++)
    {
      draw_node (self, canvas, i, y);
      rapport_chart_add_item (chart, i, i * column, 0, column, canvas->height);
    }

  if (narrow)
    {
      if (cursor >= 0 && gtk_widget_has_visible_focus (canvas->widget))
        current = cursor;
      draw_words (self, canvas, (guint) MAX (current, 0), 30 * canvas->scale, canvas->width);
      return;
    }
  for (guint i = 0; i < self->steps->len; i++)
    draw_words (self, canvas, i, 30 * canvas->scale,
                (int) i == current ? current_room (self, canvas, i, column) : column - 4);
}

static guint
rapport_stage_path_get_n_items (RapportChart *chart)
{
  return RAPPORT_STAGE_PATH (chart)->steps->len;
}

static const char *
state_text (RapportStageState state)
{
  switch (state)
    {
    case RAPPORT_STAGE_PAST:
      return _("passed");
    case RAPPORT_STAGE_CURRENT:
      return _("current");
    case RAPPORT_STAGE_SKIPPED:
      return _("skipped");
    case RAPPORT_STAGE_AHEAD:
    default:
      return _("ahead");
    }
}

static char *
rapport_stage_path_dup_item_text (RapportChart *chart,
                                  guint         item)
{
  Step *step = get_step (RAPPORT_STAGE_PATH (chart), item);

  if (*step->caption == '\0')
    /* Translators: a stage and whether it is passed, current or ahead. */
    return g_strdup_printf (_("%s, %s"), step->name, state_text (step->state));
  /* Translators: a stage, whether it is passed, current or ahead, and since when. */
  return g_strdup_printf (_("%s, %s: %s"), step->name, state_text (step->state), step->caption);
}

static char *
rapport_stage_path_dup_summary (RapportChart *chart)
{
  RapportStagePath *self = RAPPORT_STAGE_PATH (chart);
  int current = find_current (self);
  Step *step;

  if (current < 0)
    return g_strdup (_("In no stage of this model"));

  step = get_step (self, (guint) current);
  if (*step->caption == '\0')
    /* Translators: name of a stage, its number, how many there are. */
    return g_strdup_printf (_("%s, stage %d of %u"), step->name, current + 1, self->steps->len);
  /* Translators: name of a stage, its number, how many there are, since when. */
  return g_strdup_printf (_("%s, stage %d of %u, %s"), step->name, current + 1, self->steps->len,
                          step->caption);
}

static RapportChartTable *
rapport_stage_path_dup_table (RapportChart *chart)
{
  RapportStagePath *self = RAPPORT_STAGE_PATH (chart);
  RapportChartTable *table = rapport_chart_table_new (_("Stage"), _("State"), _("When"), NULL);

  for (guint i = 0; i < self->steps->len; i++)
    {
      Step *step = get_step (self, i);

      rapport_chart_table_add_row (table, step->name, state_text (step->state), step->caption,
                                   NULL);
    }
  return table;
}

static const char *
rapport_stage_path_get_empty (RapportChart *chart)
{
  return RAPPORT_STAGE_PATH (chart)->steps->len == 0 ? _("No stages") : NULL;
}

static void
rapport_stage_path_get_size (RapportChart *chart,
                             double        scale,
                             int          *min_width,
                             int          *min_height,
                             int          *width,
                             int          *height)
{
  RapportStagePath *self = RAPPORT_STAGE_PATH (chart);

  *min_width = (int) (MAX (120, 22 * self->steps->len) * scale);
  *width = (int) (MAX (120, 114 * self->steps->len) * scale);
  *min_height = *height = (int) (66 * scale);
}

static void
rapport_stage_path_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_STAGE_PATH (object)->steps, g_array_unref);
  G_OBJECT_CLASS (rapport_stage_path_parent_class)->finalize (object);
}

static void
rapport_stage_path_class_init (RapportStagePathClass *klass)
{
  RapportChartClass *chart_class = RAPPORT_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_stage_path_finalize;
  chart_class->draw = rapport_stage_path_draw;
  chart_class->get_empty = rapport_stage_path_get_empty;
  chart_class->get_n_items = rapport_stage_path_get_n_items;
  chart_class->dup_item_text = rapport_stage_path_dup_item_text;
  chart_class->dup_summary = rapport_stage_path_dup_summary;
  chart_class->dup_table = rapport_stage_path_dup_table;
  chart_class->get_size = rapport_stage_path_get_size;

  signals[STAGE_ACTIVATED] =
    g_signal_new ("stage-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  chart_class->activate_signal = signals[STAGE_ACTIVATED];
}

static void
rapport_stage_path_init (RapportStagePath *self)
{
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->steps, clear_step);
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_stage_path_new:
 *
 * Returns: (transfer floating): a path without stages
 */
GtkWidget *
rapport_stage_path_new (void)
{
  return g_object_new (RAPPORT_TYPE_STAGE_PATH, NULL);
}

/**
 * rapport_stage_path_set_steps:
 * @self: a path
 * @steps: (array length=n_steps): all stages of the model in order; copied
 * @n_steps: how many
 */
void
rapport_stage_path_set_steps (RapportStagePath       *self,
                              const RapportStageStep *steps,
                              gsize                   n_steps)
{
  g_return_if_fail (RAPPORT_IS_STAGE_PATH (self));
  g_return_if_fail (steps != NULL || n_steps == 0);

  g_array_set_size (self->steps, 0);
  for (gsize i = 0; i < n_steps; i++)
    {
      Step step = { g_strdup (steps[i].name),
                    g_strdup (steps[i].caption != NULL ? steps[i].caption : ""), steps[i].state };

      g_array_append_val (self->steps, step);
    }
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_stage_path_set_focused:
 * @self: a path
 * @index: the stage that the keys start from
 */
void
rapport_stage_path_set_focused (RapportStagePath *self,
                                guint             index)
{
  g_return_if_fail (RAPPORT_IS_STAGE_PATH (self));
  g_return_if_fail (index < self->steps->len);

  rapport_chart_set_cursor (RAPPORT_CHART (self), (int) index);
}

/**
 * rapport_stage_path_get_focused:
 * @self: a path
 *
 * Returns: the stage that the keys have walked to, %G_MAXUINT when none
 */
guint
rapport_stage_path_get_focused (RapportStagePath *self)
{
  int cursor;

  g_return_val_if_fail (RAPPORT_IS_STAGE_PATH (self), G_MAXUINT);

  cursor = rapport_chart_get_cursor (RAPPORT_CHART (self));
  return cursor < 0 ? G_MAXUINT : (guint) cursor;
}
