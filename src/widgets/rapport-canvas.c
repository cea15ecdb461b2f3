#include "config.h"

#include "widgets/rapport-chart.h"

#include <math.h>

/**
 * rapport_canvas_set_color:
 * @canvas: a canvas
 * @color: the colour for what is filled, stroked or written next
 */
void
rapport_canvas_set_color (RapportCanvas *canvas,
                          const GdkRGBA *color)
{
  gdk_cairo_set_source_rgba (canvas->cr, color);
}

/**
 * rapport_canvas_set_role:
 * @canvas: a canvas
 * @role: the role of the colour for what comes next
 */
void
rapport_canvas_set_role (RapportCanvas    *canvas,
                         RapportColorRole  role)
{
  GdkRGBA color;

  rapport_theme_get_color (canvas->widget, role, &color);
  rapport_canvas_set_color (canvas, &color);
}

/**
 * rapport_canvas_x:
 * @canvas: a canvas
 * @x: counted from the reading start
 *
 * Returns: the same point counted from the left; its own inverse
 */
double
rapport_canvas_x (RapportCanvas *canvas,
                  double         x)
{
  return canvas->rtl ? canvas->width - x : x;
}

/**
 * rapport_canvas_move_to:
 * @canvas: a canvas
 * @x: from the reading start
 * @y: from the top
 */
void
rapport_canvas_move_to (RapportCanvas *canvas,
                        double         x,
                        double         y)
{
  cairo_move_to (canvas->cr, rapport_canvas_x (canvas, x), y);
}

/**
 * rapport_canvas_line_to:
 * @canvas: a canvas
 * @x: from the reading start
 * @y: from the top
 */
void
rapport_canvas_line_to (RapportCanvas *canvas,
                        double         x,
                        double         y)
{
  cairo_line_to (canvas->cr, rapport_canvas_x (canvas, x), y);
}

/**
 * rapport_canvas_rect:
 * @canvas: a canvas
 * @x: from the reading start
 * @y: from the top
 * @width: width
 * @height: height
 * @radius: of the corners
 *
 * Adds a rectangle to the path.
 */
void
rapport_canvas_rect (RapportCanvas *canvas,
                     double         x,
                     double         y,
                     double         width,
                     double         height,
                     double         radius)
{
  double left = canvas->rtl ? canvas->width - x - width : x;
  double r = MIN (radius, MIN (width, height) / 2);

  if (r <= 0)
    {
      cairo_rectangle (canvas->cr, left, y, width, height);
      return;
    }

  cairo_new_sub_path (canvas->cr);
  cairo_arc (canvas->cr, left + width - r, y + r, r, -G_PI / 2, 0);
  cairo_arc (canvas->cr, left + width - r, y + height - r, r, 0, G_PI / 2);
  cairo_arc (canvas->cr, left + r, y + height - r, r, G_PI / 2, G_PI);
  cairo_arc (canvas->cr, left + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (canvas->cr);
}

/**
 * rapport_canvas_bar:
 * @canvas: a canvas
 * @x: from the reading start
 * @y: from the top
 * @width: width
 * @height: height
 * @radius: of the two corners at the free end
 * @down: the free end is below: a negative value
 *
 * Adds a bar to the path: it stands square on its base line.
 */
void
rapport_canvas_bar (RapportCanvas *canvas,
                    double         x,
                    double         y,
                    double         width,
                    double         height,
                    double         radius,
                    gboolean       down)
{
  double left = canvas->rtl ? canvas->width - x - width : x;
  double r = MIN (radius, MIN (width / 2, height));

  cairo_new_sub_path (canvas->cr);
  if (down)
    {
      cairo_move_to (canvas->cr, left, y);
      cairo_line_to (canvas->cr, left + width, y);
      cairo_arc (canvas->cr, left + width - r, y + height - r, r, 0, G_PI / 2);
      cairo_arc (canvas->cr, left + r, y + height - r, r, G_PI / 2, G_PI);
    }
  else
    {
      cairo_move_to (canvas->cr, left + width, y + height);
      cairo_line_to (canvas->cr, left, y + height);
      cairo_arc (canvas->cr, left + r, y + r, r, G_PI, 1.5 * G_PI);
      cairo_arc (canvas->cr, left + width - r, y + r, r, -G_PI / 2, 0);
    }
  cairo_close_path (canvas->cr);
}

/**
 * rapport_canvas_disc:
 * @canvas: a canvas
 * @x: centre, from the reading start
 * @y: centre, from the top
 * @radius: radius
 *
 * Adds a circle to the path.
 */
void
rapport_canvas_disc (RapportCanvas *canvas,
                     double         x,
                     double         y,
                     double         radius)
{
  cairo_new_sub_path (canvas->cr);
  cairo_arc (canvas->cr, rapport_canvas_x (canvas, x), y, radius, 0, 2 * G_PI);
}

/**
 * rapport_canvas_hline:
 * @canvas: a canvas
 * @x1: from the reading start
 * @x2: from the reading start
 * @y: from the top
 * @role: colour
 *
 * Strokes a sharp horizontal line of one pixel.
 */
void
rapport_canvas_hline (RapportCanvas    *canvas,
                      double            x1,
                      double            x2,
                      double            y,
                      RapportColorRole  role)
{
  rapport_canvas_set_role (canvas, role);
  cairo_set_line_width (canvas->cr, 1);
  rapport_canvas_move_to (canvas, x1, floor (y) + .5);
  rapport_canvas_line_to (canvas, x2, floor (y) + .5);
  cairo_stroke (canvas->cr);
}

static gboolean
has_letters (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isalpha (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

/**
 * rapport_canvas_layout:
 * @canvas: a canvas
 * @text: text
 * @points: size
 * @bold: whether bold
 *
 * Returns: (transfer full): a layout in the widget's font, with figures of equal width
 */
PangoLayout *
rapport_canvas_layout (RapportCanvas *canvas,
                       const char    *text,
                       double         points,
                       gboolean       bold)
{
  g_autofree char *marked = NULL;
  PangoLayout *layout;
  PangoContext *context = gtk_widget_get_pango_context (canvas->widget);
  PangoFontDescription *font =
    pango_font_description_copy (pango_context_get_font_description (context));
  PangoAttrList *attributes = pango_attr_list_new ();

  /* "−6" alone has no direction of its own and would turn into "6−" in a right-to-left locale. */
  if (canvas->rtl && !has_letters (text))
    marked = g_strconcat ("\u200e", text, NULL);
  layout = gtk_widget_create_pango_layout (canvas->widget, marked != NULL ? marked : text);

  /* Points, not pixels: the context's resolution then brings in the user's text scaling. */
  pango_font_description_set_size (font, (int) (points * PANGO_SCALE));
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);
  return layout;
}

/**
 * rapport_canvas_layout_at:
 * @canvas: a canvas
 * @layout: text
 * @x: where its start, centre or end is, from the reading start
 * @y: its top
 * @align: what of it is at @x
 */
void
rapport_canvas_layout_at (RapportCanvas *canvas,
                          PangoLayout   *layout,
                          double         x,
                          double         y,
                          RapportAlign   align)
{
  int width;
  double left = rapport_canvas_x (canvas, x);

  pango_layout_get_pixel_size (layout, &width, NULL);
  if (pango_layout_get_width (layout) > 0)
    width = pango_layout_get_width (layout) / PANGO_SCALE;

  if (align == RAPPORT_ALIGN_CENTER)
    left -= width / 2.;
  else if ((align == RAPPORT_ALIGN_END) != canvas->rtl)
    left -= width;

  /* Whole pixels keep the letters sharp. */
  cairo_move_to (canvas->cr, round (left), round (y));
  pango_cairo_show_layout (canvas->cr, layout);
}

/**
 * rapport_canvas_text:
 * @canvas: a canvas
 * @text: text
 * @points: size
 * @bold: whether bold
 * @x: where its start, centre or end is, from the reading start
 * @y_center: its middle
 * @align: what of it is at @x
 *
 * Returns: its width
 */
double
rapport_canvas_text (RapportCanvas *canvas,
                     const char    *text,
                     double         points,
                     gboolean       bold,
                     double         x,
                     double         y_center,
                     RapportAlign   align)
{
  g_autoptr(PangoLayout) layout = rapport_canvas_layout (canvas, text, points, bold);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  rapport_canvas_layout_at (canvas, layout, x, y_center - height / 2., align);
  return width;
}

/**
 * rapport_canvas_text_width:
 * @canvas: a canvas
 * @text: text
 * @points: size
 * @bold: whether bold
 *
 * Returns: how wide @text would be
 */
double
rapport_canvas_text_width (RapportCanvas *canvas,
                           const char    *text,
                           double         points,
                           gboolean       bold)
{
  g_autoptr(PangoLayout) layout = rapport_canvas_layout (canvas, text, points, bold);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

/**
 * rapport_chart_nice_step:
 * @range: length of an axis
 * @max_steps: at most so many steps
 *
 * Returns: a step of 1, 2 or 5 times a power of ten; 1 for an empty range
 */
double
rapport_chart_nice_step (double range,
                         guint  max_steps)
{
  double raw, power;

  if (!(range > 0) || max_steps == 0)
    return 1;

  raw = range / max_steps;
  power = pow (10, floor (log10 (raw)));
  if (raw <= power * 1.0000001)
    return power;
  if (raw <= 2 * power)
    return 2 * power;
  if (raw <= 5 * power)
    return 5 * power;
  return 10 * power;
}
