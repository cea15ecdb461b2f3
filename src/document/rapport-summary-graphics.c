#include "config.h"

#include "document/rapport-summary-graphics.h"

#include "core/rapport-palette.h"

#include <glib/gi18n.h>
#include <math.h>

#define PATH_CELL_MIN 46.0
#define CIRCLE_Y 10.0

static void
to_ink (const RapportColor *color, double share, RapportInk *ink)
{
  ink->r = 1 - share + share * color->r;
  ink->g = 1 - share + share * color->g;
  ink->b = 1 - share + share * color->b;
}

void
rapport_summary_kind_ink (RapportSummaryKind  kind,
                          RapportInk         *ink)
{
  static const char * const ids[] = {
    [RAPPORT_SUMMARY_KIND_PURCHASE] = "purchase",
    [RAPPORT_SUMMARY_KIND_SERVICE] = "service",
    [RAPPORT_SUMMARY_KIND_COMPLAINT] = "complaint",
    [RAPPORT_SUMMARY_KIND_REVIEW] = "review",
    [RAPPORT_SUMMARY_KIND_SOCIAL] = "social",
  };
  RapportColor color;

  *ink = rapport_ink_rule;
  if (kind < G_N_ELEMENTS (ids) && ids[kind] != NULL
      && rapport_palette_episode (ids[kind], FALSE, &color))
    to_ink (&color, 1, ink);
}

/**
 * rapport_summary_draw_star:
 *
 * Draws the mark of a key account, centred at (@x, @y), @size across.
 */
void
rapport_summary_draw_star (cairo_t *cr,
                           double   x,
                           double   y,
                           double   size)
{
  RapportColor amber;
  RapportInk ink;

  rapport_palette_health (RAPPORT_HEALTH_BAND_WATCH, FALSE, &amber);
  to_ink (&amber, 1, &ink);
  rapport_print_set_ink (cr, &ink);
  cairo_new_path (cr);
  for (int i = 0; i < 10; i++)
    {
      double r = i % 2 == 0 ? size / 2 : size / 2 * 0.42;
      double angle = -G_PI_2 + i * G_PI / 5;

      cairo_line_to (cr, x + r * cos (angle), y + r * sin (angle));
    }
  cairo_close_path (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_width (cr, size * 0.06);
  cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

typedef struct
{
  double x;
  RapportSummaryStageState state;
  RapportInk ink;
  RapportInk halo;
  RapportInk line;              /* towards the next stage */
  gboolean last;
} Knot;

static void
draw_path (cairo_t *cr, gpointer data)
{
  GArray *knots = data;
  double y = CIRCLE_Y;

  for (guint i = 0; i + 1 < knots->len; i++)
    {
      const Knot *a = &g_array_index (knots, Knot, i), *b = a + 1;
      double from = a->x + (a->state == RAPPORT_SUMMARY_STAGE_CURRENT ? 9.5 : 8);
      double to = b->x - (b->state == RAPPORT_SUMMARY_STAGE_CURRENT ? 7.5 : 8);

      if (to <= from)
        continue;
      cairo_save (cr);
      cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
      cairo_set_line_width (cr, 1.7);
      if (b->state == RAPPORT_SUMMARY_STAGE_NEXT)
        {
          const double dots[] = { 0, 4.1 };

          cairo_set_dash (cr, dots, 2, 0);
          rapport_print_set_ink (cr, &rapport_ink_rule);
        }
      else
        rapport_print_set_ink (cr, &a->line);
      cairo_move_to (cr, from, y);
      cairo_line_to (cr, to, y);
      cairo_stroke (cr);
      cairo_restore (cr);
    }

  for (guint i = 0; i < knots->len; i++)
    {
      const Knot *k = &g_array_index (knots, Knot, i);

      cairo_new_path (cr);
      switch (k->state)
        {
        case RAPPORT_SUMMARY_STAGE_DONE:
          rapport_print_set_ink (cr, &k->ink);
          cairo_arc (cr, k->x, y, 4.9, 0, 2 * G_PI);
          cairo_fill (cr);
          cairo_set_source_rgb (cr, 1, 1, 1);
          cairo_set_line_width (cr, 1.2);
          cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
          cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
          cairo_move_to (cr, k->x - 2.1, y + 0.2);
          cairo_line_to (cr, k->x - 0.6, y + 1.7);
          cairo_line_to (cr, k->x + 2.2, y - 1.5);
          cairo_stroke (cr);
          break;
        case RAPPORT_SUMMARY_STAGE_CURRENT:
          rapport_print_set_ink (cr, &k->halo);
          cairo_arc (cr, k->x, y, 7.8, 0, 2 * G_PI);
          cairo_fill (cr);
          rapport_print_set_ink (cr, &k->ink);
          cairo_arc (cr, k->x, y, 5.6, 0, 2 * G_PI);
          cairo_fill (cr);
          cairo_set_source_rgb (cr, 1, 1, 1);
          cairo_arc (cr, k->x, y, 2.0, 0, 2 * G_PI);
          cairo_fill (cr);
          break;
        case RAPPORT_SUMMARY_STAGE_NEXT:
        case RAPPORT_SUMMARY_STAGE_SKIPPED:
          cairo_set_source_rgb (cr, 0.6, 0.6, 0.62);
          cairo_set_line_width (cr, 1.1);
          cairo_arc (cr, k->x, y, 4.6, 0, 2 * G_PI);
          cairo_stroke (cr);
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

/**
 * rapport_summary_path_rows:
 *
 * Returns: over how many lines the stage path runs: one for as many stages as can be read beside
 * each other
 */
guint
rapport_summary_path_rows (RapportSummary *summary,
                           double          width)
{
  guint fit = MAX (1, (guint) (width / PATH_CELL_MIN));

  return (summary->stages->len + fit - 1) / fit;
}

/**
 * rapport_summary_path_box:
 * @row: which of rapport_summary_path_rows() lines
 *
 * Returns: (transfer full): a line of the stage path
 */
RapportBox *
rapport_summary_path_box (RapportSummary *summary,
                          PangoContext   *context,
                          double          width,
                          guint           row)
{
  guint rows = rapport_summary_path_rows (summary, width);
  guint n = summary->stages->len;
  guint per_row = (n + rows - 1) / rows;
  guint first = row * per_row;
  guint last = MIN (n, first + per_row);
  /* A short path is not pulled over the whole sheet. */
  double cell = width / MAX (per_row, 4);
  guint colours = MAX (summary->colours > 0 ? summary->colours : n, 1);
  GArray *knots = g_array_new (FALSE, FALSE, sizeof (Knot));
  PangoLayout *names[64], *notes[64];
  double name_height = 0, note_height = 0;
  RapportBox *box;

  last = MIN (last, first + G_N_ELEMENTS (names));
  for (guint i = first; i < last; i++)
    {
      const RapportSummaryStage *stage = g_ptr_array_index (summary->stages, i);
      gboolean here = stage->state == RAPPORT_SUMMARY_STAGE_CURRENT;
      Knot knot = { .x = (i - first + 0.5) * cell, .state = stage->state, .last = i + 1 == n };
      RapportColor color;

      rapport_palette_stage (MIN (stage->colour_index, colours - 1), colours, FALSE, &color);
      to_ink (&color, 1, &knot.ink);
      to_ink (&color, 0.28, &knot.halo);
      to_ink (&color, 0.82, &knot.line);
      g_array_append_val (knots, knot);

      names[i - first] = rapport_print_layout (context, stage->name,
                                               here ? RAPPORT_TEXT_BODY_BOLD : RAPPORT_TEXT_BODY,
                                               RAPPORT_TEXT_CENTER | RAPPORT_TEXT_FIT, cell - 4, 3);
      notes[i - first] = rapport_print_layout (context, stage->note, RAPPORT_TEXT_CAPTION,
                                               RAPPORT_TEXT_CENTER | RAPPORT_TEXT_FIT, cell - 4, 2);
      name_height = MAX (name_height, rapport_print_height (names[i - first]));
      if (stage->note != NULL)
        note_height = MAX (note_height, rapport_print_height (notes[i - first]));
    }

  box = rapport_box_new (CIRCLE_Y + 11 + name_height + note_height);
  rapport_box_add_draw (box, draw_path, knots, (GDestroyNotify) g_array_unref);
  for (guint i = first; i < last; i++)
    {
      const RapportSummaryStage *stage = g_ptr_array_index (summary->stages, i);
      gboolean ahead = stage->state == RAPPORT_SUMMARY_STAGE_NEXT
                       || stage->state == RAPPORT_SUMMARY_STAGE_SKIPPED;
      double x = (i - first) * cell + 2;

      rapport_box_add_layout (box, names[i - first], x, CIRCLE_Y + 11,
                              ahead ? &rapport_ink_dim : &rapport_ink_text);
      rapport_box_add_layout (box, notes[i - first], x, CIRCLE_Y + 11 + name_height,
                              &rapport_ink_dim);
    }
  return box;
}

/* A round step so that at most four lines stand above the base. */
static double
nice_step (double range)
{
  double step, power;

  if (!(range > 0) || !isfinite (range))
    return 1;
  power = pow (10, floor (log10 (range / 4)));
  step = range / 4 / power;
  return power * (step <= 1 ? 1 : step <= 2 ? 2 : step <= 2.5 ? 2.5 : step <= 5 ? 5 : 10);
}

typedef struct
{
  double x, y, width, height;
  gboolean down;
  RapportInk ink;
} Column;

static void
draw_columns (cairo_t *cr, gpointer data)
{
  GArray *columns = data;

  for (guint i = 0; i < columns->len; i++)
    {
      const Column *c = &g_array_index (columns, Column, i);
      double r = MIN (1.9, MIN (c->height, c->width / 2));

      rapport_print_set_ink (cr, &c->ink);
      cairo_new_path (cr);
      if (c->down)
        {
          cairo_move_to (cr, c->x, c->y);
          cairo_line_to (cr, c->x + c->width, c->y);
          cairo_arc (cr, c->x + c->width - r, c->y + c->height - r, r, 0, G_PI_2);
          cairo_arc (cr, c->x + r, c->y + c->height - r, r, G_PI_2, G_PI);
        }
      else
        {
          cairo_move_to (cr, c->x, c->y + c->height);
          cairo_arc (cr, c->x + r, c->y + r, r, G_PI, 3 * G_PI_2);
          cairo_arc (cr, c->x + c->width - r, c->y + r, r, -G_PI_2, 0);
          cairo_line_to (cr, c->x + c->width, c->y + c->height);
        }
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

static char *
format_tick (double value, double step)
{
  int digits = step >= 1 || step <= 0 ? 0 : (int) ceil (-log10 (step));
  g_autofree char *plain = g_strdup_printf ("%'.*f", digits, fabs (value));

  return value < 0 ? g_strconcat ("−", plain, NULL) : g_steal_pointer (&plain);
}

/**
 * rapport_summary_bars_box:
 * @plot_height: from the lowest to the highest grid line, in points
 *
 * Returns: (transfer full): the value bars with grid and labels; the base line is always 0
 */
RapportBox *
rapport_summary_bars_box (RapportSummary *summary,
                          PangoContext   *context,
                          double          width,
                          double          plot_height)
{
  guint n = summary->bars->len;
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_autoptr(GPtrArray) ticks = g_ptr_array_new ();
  double top = 0, bottom = 0, step, axis = 0, scale, cell, label_height = 0;
  const double head = 10;       /* for the figure of a bar that reaches the top line */
  PangoLayout *caption = NULL;
  RapportColor accent;
  RapportInk dark, light;
  RapportBox *box;
  double height;

  for (guint i = 0; i < n; i++)
    {
      const RapportSummaryBar *bar = g_ptr_array_index (summary->bars, i);

      if (isfinite (bar->value))
        {
          top = MAX (top, bar->value);
          bottom = MIN (bottom, bar->value);
        }
    }
  step = nice_step (top - bottom);
  top = ceil (top / step - 1e-9) * step;
  bottom = floor (bottom / step + 1e-9) * step;
  if (!(top - bottom > 0))
    top = step;
  scale = plot_height / (top - bottom);

  for (double value = top; value > bottom - step / 2; value -= step)
    {
      g_autofree char *text = format_tick (fabs (value) < step / 2 ? 0 : value, step);
      PangoLayout *layout = rapport_print_layout (context, text, RAPPORT_TEXT_SMALL,
                                                  RAPPORT_TEXT_START, -1, 1);

      axis = MAX (axis, rapport_print_width (layout));
      g_ptr_array_add (ticks, layout);
    }

  rapport_palette_accent (FALSE, &accent);
  to_ink (&accent, 1, &dark);
  to_ink (&accent, 0.42, &light);

  axis += 6;
  cell = (width - axis) / MAX (n, 4);
  if (summary->bars_caption != NULL)
    caption = rapport_print_layout (context, summary->bars_caption, RAPPORT_TEXT_SMALL,
                                    RAPPORT_TEXT_START, width - axis, 3);

  height = head + plot_height + 4;
  box = rapport_box_new (0);
  for (guint i = 0; i < ticks->len; i++)
    {
      PangoLayout *layout = g_ptr_array_index (ticks, i);
      double y = head + i * step * scale;
      gboolean zero = fabs (top - i * step) < step / 2;

      rapport_box_add_rect (box, axis, y - 0.3, width - axis, 0.6, 0,
                            zero ? &rapport_ink_rule : &rapport_ink_hairline);
      rapport_box_add_layout (box, layout, axis - 6 - rapport_print_width (layout),
                              y - rapport_print_height (layout) / 2, &rapport_ink_dim);
    }
  rapport_box_add_draw (box, draw_columns, columns, (GDestroyNotify) g_array_unref);

  for (guint i = 0; i < n; i++)
    {
      const RapportSummaryBar *bar = g_ptr_array_index (summary->bars, i);
      double value = isfinite (bar->value) ? bar->value : 0;
      double zero = head + top * scale;
      double thick = MIN (cell * 0.6, 34);
      PangoLayout *label, *figure;
      Column column = {
        .x = axis + i * cell + (cell - thick) / 2,
        .y = value < 0 ? zero : zero - value * scale,
        .width = thick,
        .height = fabs (value) * scale,
        .down = value < 0,
        .ink = bar->this_year ? dark : light,
      };

      if (column.height > 0)
        g_array_append_val (columns, column);

      label = rapport_print_layout (context, bar->label, RAPPORT_TEXT_CAPTION,
                                    RAPPORT_TEXT_CENTER | RAPPORT_TEXT_FIT, cell - 2, 2);
      label_height = MAX (label_height, rapport_print_height (label));
      rapport_box_add_layout (box, label, axis + i * cell + 1, height, &rapport_ink_dim);

      figure = rapport_print_layout (context, bar->value_text, RAPPORT_TEXT_SMALL_BOLD,
                                     RAPPORT_TEXT_CENTER | RAPPORT_TEXT_FIT, cell - 2, 1);
      /* On white, so that the grid line does not run through the figure. */
      {
        double w = rapport_print_width (figure), h = rapport_print_height (figure);
        double y = column.down ? column.y + column.height + 0.5 : column.y - h - 0.5;
        const RapportInk white = { 1, 1, 1 };

        rapport_box_add_rect (box, axis + (i + 0.5) * cell - w / 2 - 1, y + 1, w + 2, h - 1.5, 0,
                              &white);
        rapport_box_add_layout (box, figure, axis + i * cell + 1, y, &rapport_ink_text);
      }
    }

  height += label_height + 2;
  if (caption != NULL)
    {
      height += 2;
      rapport_box_add_layout (box, caption, axis, height, &rapport_ink_dim);
      height += rapport_print_height (caption);
    }
  rapport_box_set_height (box, height);
  return box;
}
