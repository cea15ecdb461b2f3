#include "config.h"

#include "widgets/rapport-ribbon-private.h"

#include <glib/gi18n.h>
#include <math.h>

/* A stretch of a lane that is taken: a bar, a dot or a label. */
typedef struct
{
  double from;
  double to;
} Span;

static RibbonLane *
get_lane (RapportRibbon *self,
          guint          index)
{
  return &g_array_index (self->lanes, RibbonLane, index);
}

static RibbonEpisode *
get_episode (RapportRibbon *self,
             guint          index)
{
  return &g_array_index (self->episodes, RibbonEpisode, index);
}

static RapportRibbonDot *
get_dot (RapportRibbon *self,
         guint          index)
{
  return &g_array_index (self->dots, RapportRibbonDot, index);
}

static double
lane_center (const RibbonFrame *frame,
             guint              lane)
{
  return frame->lane_height * (lane + .5);
}

static char *
format_date (RapportDay  day,
             const char *format)
{
  int year, month, day_of_month;
  g_autoptr(GDateTime) date = NULL;

  if (!rapport_day_to_ymd (day, &year, &month, &day_of_month))
    return g_strdup ("");
  date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
  return g_date_time_format (date, format);
}

/* Lane names, grid and dates */

static RapportDay
next_tick (RapportDay day,
           int        months)
{
  int year, month, day_of_month, index;

  if (months == 0)
    return rapport_day_add_days (day, 7);
  rapport_day_to_ymd (day, &year, &month, &day_of_month);
  index = year * 12 + month - 1;
  index = (index / months + 1) * months;
  return rapport_day_from_ymd (index / 12, index % 12 + 1, 1);
}

/* Months between two ticks, so that a date has room; 0 for weeks. */
static int
choose_months (RapportRibbon     *self,
               const RibbonFrame *frame)
{
  static const int steps[] = { 1, 3, 6, 12, 24, 60, 120, 240 };
  double per_day = frame->width / (self->to - self->from + 1), room = 62 * frame->scale;

  if (per_day * 7 >= room)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (per_day * 30.4 * steps[i] >= room)
      return steps[i];
  return 600;
}

static void
draw_axis (RapportRibbon     *self,
           RapportCanvas     *canvas,
           const RibbonFrame *frame)
{
  int months = choose_months (self, frame);
  RapportDay day = months == 0 ? rapport_day_get_week_start (rapport_day_add_days (self->from, 6))
                               : next_tick (rapport_day_add_days (self->from, -1), months);
  gboolean first = TRUE;

  for (; day <= self->to; day = next_tick (day, months))
    {
      double x = rapport_ribbon_day_to_x (self, frame, day);
      int year, month, day_of_month;
      g_autofree char *text = NULL;
      double width;

      rapport_day_to_ymd (day, &year, &month, &day_of_month);
      if (months == 0)
        /* Translators: a day on the axis of a chart, as for strftime: 3 Nov. */
        text = format_date (day, _("%-d %b"));
      else if (months >= 12)
        text = format_date (day, "%Y");
      else if (first || month == 1)
        /* Translators: a month on the axis of a chart, as for strftime: Jan 2025. */
        text = format_date (day, _("%b %Y"));
      else
        text = format_date (day, "%b");

      rapport_canvas_set_role (canvas, RAPPORT_COLOR_GRID);
      rapport_canvas_move_to (canvas, floor (x) + .5, 0);
      rapport_canvas_line_to (canvas, floor (x) + .5, frame->lanes_height);
      cairo_set_line_width (canvas->cr, 1);
      cairo_stroke (canvas->cr);

      width = rapport_canvas_text_width (canvas, text, 9, FALSE);
      if (x + 6 + width <= canvas->width)
        {
          rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
          rapport_canvas_text (canvas, text, 9, FALSE, x + 6, frame->axis_y, RAPPORT_ALIGN_START);
          first = FALSE;
        }
    }
}

static void
draw_lanes (RapportRibbon     *self,
            RapportCanvas     *canvas,
            const RibbonFrame *frame)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      g_autoptr(PangoLayout) name = rapport_canvas_layout (canvas, get_lane (self, i)->name, 10,
                                                           FALSE);
      int height;

      if (i > 0)
        rapport_canvas_hline (canvas, 0, canvas->width, frame->lane_height * i,
                              RAPPORT_COLOR_GRID);
      pango_layout_get_pixel_size (name, NULL, &height);
      pango_layout_set_width (name, (int) ((frame->start - 46 * frame->scale) * PANGO_SCALE));
      pango_layout_set_ellipsize (name, PANGO_ELLIPSIZE_END);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK);
      rapport_canvas_layout_at (canvas, name, 32 * frame->scale,
                                lane_center (frame, i) - height / 2., RAPPORT_ALIGN_START);
    }
}

void
rapport_ribbon_draw_icons (RapportRibbon *self,
                           GtkSnapshot   *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  RibbonFrame frame;
  GdkRGBA color;
  int size;

  rapport_ribbon_get_frame (self, &frame);
  rapport_theme_get_color (widget, RAPPORT_COLOR_INK_SECONDARY, &color);
  size = (int) (16 * frame.scale);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      g_autoptr(GtkIconPaintable) icon = NULL;
      double x = rtl ? gtk_widget_get_width (widget) - 4 - size : 4;

      if (get_lane (self, i)->icon_name == NULL)
        continue;
      icon = gtk_icon_theme_lookup_icon (theme, get_lane (self, i)->icon_name, NULL, size,
                                         gtk_widget_get_scale_factor (widget),
                                         gtk_widget_get_direction (widget), 0);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT ((float) x,
                                                    (float) round (lane_center (&frame, i) -
                                                                   size / 2.)));
      gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size,
                                                size, &color, 1);
      gtk_snapshot_restore (snapshot);
    }
}

/* Episodes and their labels */

static void
get_bar (RapportRibbon     *self,
         const RibbonFrame *frame,
         RibbonEpisode     *episode,
         Span              *span)
{
  double pad = 4 * frame->scale;
  double least = 16 * frame->scale;

  span->from = rapport_ribbon_day_to_x (self, frame, MAX (episode->from, self->from)) - pad;
  span->to = rapport_ribbon_day_to_x (self, frame, MIN (episode->to, self->to) + 1.) + pad;
  if (span->to - span->from < least)
    {
      double middle = (span->from + span->to) / 2;

      span->from = middle - least / 2;
      span->to = middle + least / 2;
    }
}

static gboolean
is_visible (RapportRibbon *self,
            RibbonEpisode *episode)
{
  return episode->lane < self->lanes->len && episode->to >= self->from &&
         episode->from <= self->to;
}

static void
draw_bars (RapportRibbon     *self,
           RapportCanvas     *canvas,
           const RibbonFrame *frame)
{
  double height = MIN (20 * frame->scale, frame->lane_height - 4);

  for (guint i = 0; i < self->episodes->len; i++)
    {
      RibbonEpisode *episode = get_episode (self, i);
      double y;
      Span span;
      GdkRGBA color;

      if (!is_visible (self, episode))
        continue;

      get_bar (self, frame, episode, &span);
      y = lane_center (frame, episode->lane) - height / 2;
      rapport_theme_get_color (canvas->widget, get_lane (self, episode->lane)->role, &color);
      color.alpha = rapport_theme_is_dark () ? .3f : .2f;
      rapport_canvas_rect (canvas, span.from, y, span.to - span.from, height, 5 * frame->scale);
      rapport_canvas_set_color (canvas, &color);
      cairo_fill_preserve (canvas->cr);
      color.alpha = 1;
      if (episode->open || rapport_theme_is_high_contrast ())
        {
          rapport_canvas_set_color (canvas, &color);
          cairo_set_line_width (canvas->cr, episode->open ? 1.5 : 1);
          cairo_stroke (canvas->cr);
        }
      cairo_new_path (canvas->cr);
      rapport_chart_add_item (RAPPORT_CHART (self), i, span.from, y, span.to - span.from, height);
    }
}

/* Where text of @width can stand right of @x without touching anything, at most @reach further. */
static gboolean
find_free (GArray *taken,
           double  reach,
           double  gap,
           double  width,
           double *x)
{
  double last = *x + reach;
  gboolean moved = TRUE;

  while (moved && *x <= last)
    {
      moved = FALSE;
      for (guint i = 0; i < taken->len; i++)
        {
          Span *span = &g_array_index (taken, Span, i);

          if (*x - gap / 2 < span->to && *x + width > span->from)
            {
              *x = span->to + gap;
              moved = TRUE;
            }
        }
    }
  return *x <= last;
}

static gboolean
is_free (GArray *taken,
         double  from,
         double  to)
{
  for (guint i = 0; i < taken->len; i++)
    {
      Span *span = &g_array_index (taken, Span, i);

      if (from < span->to && to > span->from)
        return FALSE;
    }
  return TRUE;
}

static int
compare_importance (gconstpointer a,
                    gconstpointer b,
                    gpointer      data)
{
  RibbonEpisode *first = get_episode (data, *(const guint *) a);
  RibbonEpisode *second = get_episode (data, *(const guint *) b);

  if (first->open != second->open)
    return first->open ? -1 : 1;
  if (first->to - first->from != second->to - second->from)
    return second->to - second->from - (first->to - first->from);
  return second->from - first->from;
}

static void
place_label (RapportRibbon     *self,
             RapportCanvas     *canvas,
             const RibbonFrame *frame,
             RibbonEpisode     *episode,
             GArray            *taken)
{
  g_autoptr(PangoLayout) layout = rapport_canvas_layout (canvas, episode->label, 9, episode->open);
  double gap = 6 * frame->scale, most = 180 * frame->scale, x;
  int width, height;
  GdkRGBA color;
  Span bar, span;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > most)
    {
      pango_layout_set_width (layout, (int) (most * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      width = (int) most;
    }

  get_bar (self, frame, episode, &bar);
  x = bar.to + gap;
  if (!find_free (taken, 16 * frame->scale, gap, width, &x) || x + width > canvas->width)
    {
      x = bar.from - gap - width;
      if (x < frame->start || !is_free (taken, x, x + width + gap / 2))
        return;         /* the tooltip and the table still tell it */
    }

  span = (Span) { x, x + width };
  g_array_append_val (taken, span);

  /* An edge of the brush may run behind; the label does not flee from it while it is dragged. */
  rapport_theme_get_color (canvas->widget, RAPPORT_COLOR_CARD, &color);
  color.alpha = .85f;
  rapport_canvas_rect (canvas, x - 2, lane_center (frame, episode->lane) - height / 2., width + 4,
                       height, 3);
  rapport_canvas_set_color (canvas, &color);
  cairo_fill (canvas->cr);
  rapport_canvas_set_role (canvas, episode->open ? get_lane (self, episode->lane)->role
                                                 : RAPPORT_COLOR_INK_SECONDARY);
  rapport_canvas_layout_at (canvas, layout, x, lane_center (frame, episode->lane) - height / 2.,
                            RAPPORT_ALIGN_START);
}

static void
draw_labels (RapportRibbon     *self,
             RapportCanvas     *canvas,
             const RibbonFrame *frame)
{
  for (guint lane = 0; lane < self->lanes->len; lane++)
    {
      g_autoptr(GArray) taken = g_array_new (FALSE, FALSE, sizeof (Span));
      g_autoptr(GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
      double room = 0;

      for (guint i = 0; i < self->episodes->len; i++)
        {
          RibbonEpisode *episode = get_episode (self, i);
          Span span;

          if (episode->lane != lane || !is_visible (self, episode))
            continue;
          get_bar (self, frame, episode, &span);
          g_array_append_val (taken, span);
          room += span.to - span.from;
          if (episode->label != NULL)
            g_array_append_val (order, i);
        }

      /* A lane full of bars has no room, and trying every label costs the square of their number. */
      if (order->len > 200 || room > 3 * frame->width)
        continue;

      if (!rapport_ribbon_is_dense (self))
        for (guint i = 0; i < self->dots->len; i++)
          if (get_dot (self, i)->lane == lane)
            {
              double x = rapport_ribbon_day_to_x (self, frame, get_dot (self, i)->day + .5);
              Span span = { x - 4 * frame->scale, x + 4 * frame->scale };

              g_array_append_val (taken, span);
            }

      g_array_sort_with_data (order, compare_importance, self);
      for (guint i = 0; i < order->len; i++)
        place_label (self, canvas, frame, get_episode (self, g_array_index (order, guint, i)),
                     taken);
    }
}

/* Interactions */

static void
draw_dots (RapportRibbon     *self,
           RapportCanvas     *canvas,
           const RibbonFrame *frame)
{
  double radius = 3.2 * frame->scale;
  GdkRGBA color, card;

  rapport_theme_get_color (canvas->widget, RAPPORT_COLOR_CARD, &card);
  for (guint i = 0; i < self->dots->len; i++)
    {
      RapportRibbonDot *dot = get_dot (self, i);
      double x;

      if (dot->lane >= self->lanes->len || dot->day < self->from || dot->day > self->to)
        continue;

      x = rapport_ribbon_day_to_x (self, frame, dot->day + .5);
      rapport_theme_get_color (canvas->widget, get_lane (self, dot->lane)->role, &color);
      rapport_canvas_disc (canvas, x, lane_center (frame, dot->lane), radius);
      rapport_canvas_set_color (canvas, dot->social ? &card : &color);
      cairo_fill_preserve (canvas->cr);
      rapport_canvas_set_color (canvas, &color);
      cairo_set_line_width (canvas->cr, 1.5 * frame->scale);
      if (dot->social)
        cairo_stroke (canvas->cr);
      cairo_new_path (canvas->cr);
    }
}

/* Thousands of dots would be one stripe: columns as high as the root of their number instead, so
 * that single ones stay visible beside crowds. */
static void
draw_density (RapportRibbon     *self,
              RapportCanvas     *canvas,
              const RibbonFrame *frame)
{
  double column = 3 * frame->scale, most_height = frame->lane_height * .72;
  guint n_columns = (guint) MAX (1, frame->width / column);
  gsize n_counts = (gsize) n_columns * self->lanes->len;
  g_autofree guint *counts = g_new0 (guint, n_counts);
  guint n_dots = 0, n_used = 0;
  double full;

  for (guint i = 0; i < self->dots->len; i++)
    {
      RapportRibbonDot *dot = get_dot (self, i);
      guint at;

      if (dot->lane >= self->lanes->len || dot->day < self->from || dot->day > self->to)
        continue;
      at = (guint) ((dot->day - self->from + .5) / (self->to - self->from + 1.) * n_columns);
      n_dots++;
      n_used += counts[dot->lane * n_columns + MIN (at, n_columns - 1)]++ == 0;
    }
  if (n_used == 0)
    return;
  /* Four times the mean is full height: one crowded day must not flatten all others. */
  full = 4. * n_dots / n_used;

  for (guint lane = 0; lane < self->lanes->len; lane++)
    {
      GdkRGBA color;

      rapport_theme_get_color (canvas->widget, get_lane (self, lane)->role, &color);
      rapport_canvas_set_color (canvas, &color);
      for (guint i = 0; i < n_columns; i++)
        {
          double share = MIN (1, counts[lane * n_columns + i] / full);
          double height = MAX (2, most_height * sqrt (share));

          if (counts[lane * n_columns + i] == 0)
            continue;
          rapport_canvas_rect (canvas, frame->start + column * i,
                               lane_center (frame, lane) - height / 2, column - .5, height, 0);
        }
      cairo_fill (canvas->cr);
    }
}

/* The brush */

static void
draw_grip (RapportCanvas     *canvas,
           const RibbonFrame *frame,
           double             x)
{
  double s = frame->scale;

  rapport_canvas_rect (canvas, x - 4 * s, frame->lanes_height - 33 * s, 8 * s, 22 * s, 4 * s);
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_CARD);
  cairo_fill_preserve (canvas->cr);
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_ACCENT);
  cairo_set_line_width (canvas->cr, 1.6);
  cairo_stroke (canvas->cr);
}

static gboolean
find_edges (RapportRibbon     *self,
            const RibbonFrame *frame,
            double            *from,
            double            *to)
{
  if (!self->has_brush || self->brush_to < self->from || self->brush_from > self->to)
    return FALSE;

  *from = rapport_ribbon_day_to_x (self, frame, MAX (self->brush_from, self->from));
  *to = rapport_ribbon_day_to_x (self, frame, MIN (self->brush_to, self->to) + 1.);
  return TRUE;
}

/* Above the labels: what one takes hold of is in sight. */
static void
draw_grips (RapportRibbon     *self,
            RapportCanvas     *canvas,
            const RibbonFrame *frame)
{
  double from, to;

  if (!find_edges (self, frame, &from, &to))
    return;
  draw_grip (canvas, frame, from);
  draw_grip (canvas, frame, to);
}

/**
 * rapport_ribbon_dup_brush_text:
 * @self: a ribbon
 *
 * Returns: (nullable) (transfer full): the days of the brush, "8 Nov to today"; %NULL without a brush
 */
char *
rapport_ribbon_dup_brush_text (RapportRibbon *self)
{
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  g_return_val_if_fail (RAPPORT_IS_RIBBON (self), NULL);

  if (!self->has_brush)
    return NULL;
  first = rapport_ribbon_format_day (self, self->brush_from);
  last = self->brush_to == self->today ? g_strdup (C_("date", "today"))
                                       : rapport_ribbon_format_day (self, self->brush_to);
  /* Translators: two dates: 8 Nov to 20 Nov. */
  return self->brush_from == self->brush_to ? g_steal_pointer (&last)
                                            : g_strdup_printf (_("%s to %s"), first, last);
}

static void
draw_brush (RapportRibbon     *self,
            RapportCanvas     *canvas,
            const RibbonFrame *frame)
{
  double from, to, width, x;
  g_autofree char *text = NULL;
  GdkRGBA color, ink;

  if (!find_edges (self, frame, &from, &to))
    return;
  rapport_theme_get_color (canvas->widget, RAPPORT_COLOR_ACCENT, &color);
  ink = color;
  ink.alpha = .09f;
  rapport_canvas_rect (canvas, from, 0, to - from, frame->lanes_height, 0);
  rapport_canvas_set_color (canvas, &ink);
  cairo_fill (canvas->cr);
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_ACCENT);
  rapport_canvas_rect (canvas, from - 1, 0, 2, frame->lanes_height, 0);
  rapport_canvas_rect (canvas, to - 1, 0, 2, frame->lanes_height, 0);
  cairo_fill (canvas->cr);

  text = rapport_ribbon_dup_brush_text (self);
  width = rapport_canvas_text_width (canvas, text, 9, TRUE) + 14 * frame->scale;
  x = CLAMP ((from + to) / 2 - width / 2, 0, MAX (0, canvas->width - width));
  rapport_canvas_rect (canvas, x, frame->chip_y - 10 * frame->scale, width, 20 * frame->scale,
                       5 * frame->scale);
  rapport_canvas_set_color (canvas, &color);
  cairo_fill (canvas->cr);
  rapport_theme_get_ink_on (&color, &ink);
  rapport_canvas_set_color (canvas, &ink);
  rapport_canvas_text (canvas, text, 9, TRUE, x + width / 2, frame->chip_y, RAPPORT_ALIGN_CENTER);
}

void
rapport_ribbon_draw (RapportChart  *chart,
                     RapportCanvas *canvas)
{
  RapportRibbon *self = RAPPORT_RIBBON (chart);
  RibbonFrame frame;

  rapport_ribbon_get_frame (self, &frame);
  draw_axis (self, canvas, &frame);
  draw_lanes (self, canvas, &frame);
  draw_bars (self, canvas, &frame);
  if (rapport_ribbon_is_dense (self))
    draw_density (self, canvas, &frame);
  else
    draw_dots (self, canvas, &frame);
  draw_brush (self, canvas, &frame);
  draw_labels (self, canvas, &frame);
  draw_grips (self, canvas, &frame);
}

char *
rapport_ribbon_format_day (RapportRibbon *self,
                           RapportDay     day)
{
  int year = 0, this_year = 0, month, day_of_month;

  rapport_day_to_ymd (day, &year, &month, &day_of_month);
  rapport_day_to_ymd (self->today, &this_year, &month, &day_of_month);
  /* Translators: a day of this year, as for strftime: 8 Nov. */
  return format_date (day, year == this_year ? _("%-d %b")
                      /* Translators: a day, as for strftime: 8 Nov 2024. */
                      : _("%-d %b %Y"));
}
