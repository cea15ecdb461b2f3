#include "config.h"

#include "widgets/rapport-board-column-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/rapport-card-private.h"
#include "widgets/rapport-theme.h"

/* Where things are in a column, and the places held open between its cards during a drag. */

double
_rapport_board_column_get_pitch (RapportBoardColumn *self)
{
  return MAX (self->card_height, 1) + CARD_GAP;
}

static double
get_gap_height (RapportBoardColumn *self)
{
  return GAP_HEIGHT * rapport_card_text_scale (GTK_WIDGET (self)) + CARD_GAP;
}

double
_rapport_board_column_get_value (RapportBoardColumn *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

double
_rapport_board_column_get_gaps_above (RapportBoardColumn *self,
                guint               position)
{
  double height = 0;

  for (guint i = 0; i < self->gaps->len; i++)
    {
      const Gap *gap = &g_array_index (self->gaps, Gap, i);

      if (gap->position <= position)
        height += gap->height;
    }

  return height;
}

/* Place of a card in the whole list, gaps counted. */
double
_rapport_board_column_get_card_y (RapportBoardColumn *self,
            guint               position)
{
  return TOP_PADDING + position * _rapport_board_column_get_pitch (self) +
         _rapport_board_column_get_gaps_above (self, position);
}

double
_rapport_board_column_get_content_height (RapportBoardColumn *self)
{
  return TOP_PADDING + self->n_items * _rapport_board_column_get_pitch (self) +
         _rapport_board_column_get_gaps_above (self, G_MAXUINT) + BOTTOM_PADDING;
}

static gboolean
gap_tick_cb (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       user_data)
{
  RapportBoardColumn *self = RAPPORT_BOARD_COLUMN (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  gboolean more = FALSE;

  for (guint i = 0; i < self->gaps->len;)
    {
      Gap *gap = &g_array_index (self->gaps, Gap, i);
      double t = CLAMP ((double) (now - gap->start) / GAP_DURATION, 0, 1);
      double eased = 1 - pow (1 - t, 3);

      gap->height = gap->from + (gap->to - gap->from) * eased;
      if (t < 1)
        more = TRUE;
      if (t >= 1 && gap->to <= 0)
        g_array_remove_index (self->gaps, i);
      else
        i++;
    }

  _rapport_board_column_configure (self, _rapport_board_column_get_value (self));
  gtk_widget_queue_allocate (widget);
  gtk_widget_queue_draw (widget);
  if (more)
    return G_SOURCE_CONTINUE;

  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
animations_enabled (RapportBoardColumn *self)
{
  gboolean enabled = TRUE;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &enabled,
                NULL);

  return enabled;
}

/* Sends every gap to its new height: the one at `position` opens, the others close. */
static void
retarget_gaps (RapportBoardColumn *self,
               gboolean            open,
               guint               position,
               gboolean            at_once)
{
  double full = get_gap_height (self);
  gint64 now = 0;
  gboolean found = FALSE;

  if (!at_once && animations_enabled (self))
    now = gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
  else
    at_once = TRUE;

  for (guint i = 0; i < self->gaps->len; i++)
    {
      Gap *gap = &g_array_index (self->gaps, Gap, i);

      gap->from = gap->height;
      gap->to = open && gap->position == position ? full : 0;
      gap->start = now;
      found |= open && gap->position == position;
    }
  if (open && !found)
    {
      Gap gap = { position, 0, full, 0, now };

      g_array_append_val (self->gaps, gap);
    }

  if (!at_once)
    {
      if (self->tick == 0)
        self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), gap_tick_cb, NULL, NULL);
      return;
    }

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  for (guint i = self->gaps->len; i > 0; i--)
    {
      Gap *gap = &g_array_index (self->gaps, Gap, i - 1);

      gap->height = gap->to;
      if (gap->to <= 0)
        g_array_remove_index (self->gaps, i - 1);
    }
  _rapport_board_column_configure (self, _rapport_board_column_get_value (self));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw_placeholder (RapportBoardColumn *self,
                  GtkSnapshot        *snapshot,
                  const GdkRGBA      *colour,
                  double              fill,
                  double              y,
                  double              height)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2.0 * self->inset;
  const double dash[] = { 5, 3 };
  double radius = MIN (GAP_RADIUS, height / 2);
  cairo_t *cr;

  if (height < 6 || width < 6)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (self->inset, y, width, height));
  cairo_translate (cr, self->inset, y);
  cairo_new_sub_path (cr);
  cairo_arc (cr, width - 1 - radius, 1 + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, width - 1 - radius, height - 1 - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, 1 + radius, height - 1 - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, 1 + radius, 1 + radius, radius, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, fill);
  cairo_fill_preserve (cr);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  cairo_set_line_width (cr, 2);
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
draw_invitation (RapportBoardColumn *self,
                 GtkSnapshot        *snapshot)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autoptr(PangoLayout) layout =
      gtk_widget_create_pango_layout (widget, _("Drop an account here"));
  g_autoptr(PangoFontDescription) font = _rapport_card_font (widget, 9, PANGO_WEIGHT_NORMAL);
  int width = gtk_widget_get_width (widget) - 2 * self->inset;
  double height = get_gap_height (self) - CARD_GAP;
  GdkRGBA ink, line;
  int text_height;

  rapport_theme_get_color (widget, RAPPORT_COLOR_INK_SECONDARY, &ink);
  line = ink;
  line.alpha *= 0.6f;
  draw_placeholder (self, snapshot, &line, 0, TOP_PADDING, height);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, MAX (width - 16, 1) * PANGO_SCALE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &text_height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float) self->inset + 8,
                                      (float) (TOP_PADDING + (height - text_height) / 2)));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

void
_rapport_board_column_draw_gaps (RapportBoardColumn *self,
                                 GtkSnapshot        *snapshot)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  for (guint i = 0; i < self->gaps->len; i++)
    {
      const Gap *gap = &g_array_index (self->gaps, Gap, i);
      double y = _rapport_board_column_get_card_y (self, gap->position) - gap->height -
                 _rapport_board_column_get_value (self);

      if (gap->to > 0 && y < height && y + gap->height > 0)
        draw_placeholder (self, snapshot, &self->colour, 0.10, y, gap->height - CARD_GAP);
    }
  if (self->invite && self->n_items == 0 && self->gaps->len == 0)
    draw_invitation (self, snapshot);
}

/**
 * rapport_board_column_get_drop_position:
 * @self: a column
 * @y: place of the pointer, in the column's coordinates
 *
 * Returns: where a card that is let go there belongs: 0 … the number of items
 */
guint
rapport_board_column_get_drop_position (RapportBoardColumn *self,
                                        double              y)
{
  double pitch, at, position;

  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), 0);

  /* An open gap keeps its place while the pointer is over it, else it would flee. */
  pitch = _rapport_board_column_get_pitch (self);
  at = y + _rapport_board_column_get_value (self) - TOP_PADDING;
  if (self->has_gap)
    {
      double start = self->gap_position * pitch;
      double height = get_gap_height (self);

      if (at >= start && at < start + height)
        return MIN (self->gap_position, self->n_items);
      if (at >= start + height)
        at -= height;
    }
  position = floor (at / pitch + 0.5);

  return (guint) CLAMP (position, 0, (double) self->n_items);
}

/**
 * rapport_board_column_open_gap:
 * @self: a column
 * @position: the place to hold open, 0 … the number of items
 *
 * Moves the cards from @position on down and draws a placeholder there.
 */
void
rapport_board_column_open_gap (RapportBoardColumn *self,
                               guint               position)
{
  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));

  position = MIN (position, self->n_items);
  if (self->has_gap && self->gap_position == position)
    return;

  self->has_gap = TRUE;
  self->gap_position = position;
  retarget_gaps (self, TRUE, position, FALSE);
}

/**
 * rapport_board_column_close_gap:
 * @self: a column
 * @at_once: without gliding, as when a card takes the place
 */
void
rapport_board_column_close_gap (RapportBoardColumn *self,
                                gboolean            at_once)
{
  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));

  if (!self->has_gap && (!at_once || self->gaps->len == 0))
    return;

  self->has_gap = FALSE;
  retarget_gaps (self, FALSE, 0, at_once);
}

/**
 * rapport_board_column_get_gap:
 * @self: a column
 * @position: (out) (optional): the place that is held open
 *
 * Returns: whether there is one
 */
gboolean
rapport_board_column_get_gap (RapportBoardColumn *self,
                              guint              *position)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), FALSE);

  if (self->has_gap && position != NULL)
    *position = self->gap_position;

  return self->has_gap;
}

/**
 * rapport_board_column_set_invite:
 * @self: a column
 * @invite: whether an empty column says that a card can be dropped there
 */
void
rapport_board_column_set_invite (RapportBoardColumn *self,
                                 gboolean            invite)
{
  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));

  if (self->invite == !!invite)
    return;

  self->invite = !!invite;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
