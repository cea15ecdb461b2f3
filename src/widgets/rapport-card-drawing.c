#include "config.h"

#include "widgets/rapport-card-private.h"

#include <math.h>

#include "widgets/rapport-theme.h"

/* The shapes of a card beside text: warnings, and the card that hangs on the pointer. */

#define TILT 2.2f             /* degrees */
#define SHADOW_STEPS 26
#define SHADOW_OFFSET 9
#define SHADOW_DEPTH 0.18
#define STACK_OFFSET 5
#define BADGE 22

static void
draw_overdue (cairo_t       *cr,
              const GdkRGBA *colour,
              const GdkRGBA *paper)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_arc (cr, 8, 8, 6.8, 0, 2 * G_PI);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, paper);
  cairo_set_line_width (cr, 1.7);
  cairo_move_to (cr, 8, 4.2);
  cairo_line_to (cr, 8, 8.3);
  cairo_line_to (cr, 11, 9.8);
  cairo_stroke (cr);
}

static void
draw_complaint (cairo_t       *cr,
                const GdkRGBA *colour,
                const GdkRGBA *paper)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_new_path (cr);
  cairo_arc (cr, 3.4, 3.6, 2, G_PI, 1.5 * G_PI);
  cairo_arc (cr, 12.6, 3.6, 2, 1.5 * G_PI, 2 * G_PI);
  cairo_arc (cr, 12.6, 10.0, 2, 0, 0.5 * G_PI);
  cairo_line_to (cr, 7.6, 12);
  cairo_line_to (cr, 4.4, 15);
  cairo_line_to (cr, 4.4, 12);
  cairo_arc (cr, 3.4, 10.0, 2, 0.5 * G_PI, G_PI);
  cairo_close_path (cr);
  cairo_fill (cr);
  gdk_cairo_set_source_rgba (cr, paper);
  cairo_set_line_width (cr, 1.9);
  cairo_move_to (cr, 8, 3.6);
  cairo_line_to (cr, 8, 7.3);
  cairo_stroke (cr);
  cairo_arc (cr, 8, 9.9, 1.15, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_silent (cairo_t       *cr,
             const GdkRGBA *colour)
{
  /* A disc with another bitten out of it, as one path: its horns lie at the discs' crossings. */
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_arc (cr, 7.6, 8.4, 6.2, -0.30 * G_PI, 0.0);
  cairo_new_path (cr);
  cairo_arc_negative (cr, 7.4, 8.4, 6.2, -0.42 * G_PI, 0.22 * G_PI);
  cairo_arc (cr, 11.0, 5.9, 5.9, 0.52 * G_PI, 1.16 * G_PI);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static void
draw_falling (cairo_t       *cr,
              const GdkRGBA *colour)
{
  gdk_cairo_set_source_rgba (cr, colour);
  cairo_set_line_width (cr, 1.9);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_move_to (cr, 1.4, 3.4);
  cairo_line_to (cr, 5.4, 6.8);
  cairo_line_to (cr, 8.0, 5.2);
  cairo_line_to (cr, 13.4, 10.4);
  cairo_stroke (cr);
  cairo_move_to (cr, 14.6, 6.6);
  cairo_line_to (cr, 14.6, 11.6);
  cairo_line_to (cr, 9.4, 11.6);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, 1.4, 14);
  cairo_line_to (cr, 14.6, 14);
  cairo_stroke (cr);
}

void
_rapport_card_draw_flag (GtkWidget        *widget,
                         GtkSnapshot      *snapshot,
                         RapportCardFlags  flag,
                         const GdkRGBA    *paper,
                         float             x,
                         float             y,
                         float             size)
{
  gboolean poor = flag == RAPPORT_CARD_OVERDUE || flag == RAPPORT_CARD_COMPLAINT;
  GdkRGBA colour;
  cairo_t *cr;

  rapport_theme_get_color (widget, poor ? RAPPORT_COLOR_POOR : RAPPORT_COLOR_WATCH, &colour);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, size, size));
  cairo_translate (cr, x, y);
  cairo_scale (cr, size / 16, size / 16);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);

  switch (flag)
    {
    case RAPPORT_CARD_OVERDUE:
      draw_overdue (cr, &colour, paper);
      break;
    case RAPPORT_CARD_COMPLAINT:
      draw_complaint (cr, &colour, paper);
      break;
    case RAPPORT_CARD_SILENT:
      draw_silent (cr, &colour);
      break;
    case RAPPORT_CARD_FALLING:
      draw_falling (cr, &colour);
      break;
    default:
      g_assert_not_reached ();
    }

  cairo_destroy (cr);
}

/* Soft shadow in steps: a blurred one shows seams in the cairo renderer once it is rotated. */
static void
draw_lift_shadow (GtkSnapshot *snapshot,
                  float        width,
                  float        height)
{
  for (int i = SHADOW_STEPS; i > 0; i--)
    {
      float grow = (float) i - SHADOW_STEPS / 2.0f;
      GskRoundedRect shape;
      GdkRGBA colour = { 0, 0, 0, (float) (2.0 * SHADOW_DEPTH * (SHADOW_STEPS + 1 - i) /
                                           (SHADOW_STEPS * (SHADOW_STEPS + 1))) };

      gsk_rounded_rect_init_from_rect (&shape,
                                       &GRAPHENE_RECT_INIT (-grow, SHADOW_OFFSET - grow,
                                                            width + 2 * grow, height + 2 * grow),
                                       MAX (CARD_RADIUS + grow, 2));
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &colour, &shape.bounds);
      gtk_snapshot_pop (snapshot);
    }
}

static void
draw_sheet (GtkWidget   *widget,
            GtkSnapshot *snapshot,
            float        x,
            float        y,
            float        width,
            float        height)
{
  GskRoundedRect shape;
  GdkRGBA paper, ink, edge;

  rapport_theme_get_color (widget, RAPPORT_COLOR_CARD, &paper);
  rapport_theme_get_color (widget, RAPPORT_COLOR_INK, &ink);
  rapport_theme_blend (&ink, &paper, 0.14, &edge);
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (x, y, width, height), CARD_RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &paper, &shape.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &shape, (float[4]) { 1, 1, 1, 1 },
                              (GdkRGBA[4]) { edge, edge, edge, edge });
}

static void
draw_badge (GtkWidget   *widget,
            GtkSnapshot *snapshot,
            guint        n_cards,
            float        right,
            float        top)
{
  g_autofree char *text = g_strdup_printf ("%u", n_cards);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  g_autoptr(PangoFontDescription) font = _rapport_card_font (widget, 9.5, PANGO_WEIGHT_BOLD);
  GskRoundedRect shape;
  GdkRGBA accent, ink;
  int width, height;
  float w, h;

  pango_layout_set_font_description (layout, font);
  pango_layout_get_pixel_size (layout, &width, &height);
  h = MAX (BADGE, (float) height + 4);
  w = MAX (h, (float) width + 12);
  rapport_theme_get_color (widget, RAPPORT_COLOR_ACCENT, &accent);
  rapport_theme_get_ink_on (&accent, &ink);
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (right - w, top, w, h), h / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &accent, &shape.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (right - w + (w - (float) width) / 2,
                                                          top + (h - (float) height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}

/**
 * rapport_card_create_drag_paintable:
 * @self: the card that the pointer took
 * @n_cards: how many cards are dragged with it, itself counted
 * @x: where the pointer took it, in its coordinates
 * @y: see @x
 * @hot_x: (out): the pointer's place in the picture
 * @hot_y: (out): see @hot_x
 *
 * Draws a copy of the card for the pointer: tilted and with a soft shadow, several as a stack with
 * their number. On a display that is not composited the picture cannot be translucent, so it is an
 * upright card.
 *
 * Returns: (transfer full): the picture
 */
GdkPaintable *
rapport_card_create_drag_paintable (RapportCard *self,
                                    guint        n_cards,
                                    double       x,
                                    double       y,
                                    int         *hot_x,
                                    int         *hot_y)
{
  GtkWidget *widget;
  GtkSnapshot *snapshot;
  gboolean composited;
  float width, height, margin;
  guint behind;

  g_return_val_if_fail (RAPPORT_IS_CARD (self), NULL);
  g_return_val_if_fail (hot_x != NULL && hot_y != NULL, NULL);

  widget = GTK_WIDGET (self);
  composited = gdk_display_is_composited (gtk_widget_get_display (widget));
  width = gtk_widget_get_width (widget);
  height = gtk_widget_get_height (widget);
  behind = MIN (n_cards, 3) - 1;
  margin = composited ? SHADOW_STEPS / 2 + SHADOW_OFFSET + 8 : 0;
  snapshot = gtk_snapshot_new ();

  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (margin, margin));
  if (composited)
    {
      /* Turned about the pointer, so that the card stays where it was taken. */
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
      gtk_snapshot_rotate (snapshot, TILT);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) -x, (float) -y));
      draw_lift_shadow (snapshot, width, height);
    }
  else
    {
      GdkRGBA window;

      rapport_theme_get_color (widget, RAPPORT_COLOR_WINDOW, &window);
      gtk_snapshot_append_color (snapshot, &window,
                                 &GRAPHENE_RECT_INIT (0, 0, width + (float) (behind * STACK_OFFSET),
                                                      height + (float) (behind * STACK_OFFSET)));
    }
  for (guint i = behind; i > 0; i--)
    draw_sheet (widget, snapshot, (float) (i * STACK_OFFSET), (float) (i * STACK_OFFSET), width,
                height);
  _rapport_card_draw (self, snapshot, width, height, TRUE);
  if (n_cards > 1)
    draw_badge (widget, snapshot, n_cards, composited ? width + 9 : width - 4, composited ? -9 : 4);

  *hot_x = (int) (margin + x + 0.5);
  *hot_y = (int) (margin + y + 0.5);

  /* A corner moves by at most width · sin 2.2°, which the margin holds. */
  return gtk_snapshot_free_to_paintable (
      snapshot, &GRAPHENE_SIZE_INIT (width + 2 * margin + (float) (behind * STACK_OFFSET),
                                     height + 2 * margin + (float) (behind * STACK_OFFSET)));
}
