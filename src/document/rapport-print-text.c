#include "config.h"

#include "document/rapport-print-text.h"

#include <string.h>

const RapportInk rapport_ink_text = { 0.114, 0.114, 0.122 };
const RapportInk rapport_ink_second = { 0.322, 0.322, 0.337 };
const RapportInk rapport_ink_dim = { 0.435, 0.435, 0.447 };
const RapportInk rapport_ink_rule = { 0.78, 0.78, 0.79 };
const RapportInk rapport_ink_hairline = { 0.875, 0.875, 0.885 };
const RapportInk rapport_ink_good = { 0.047, 0.478, 0.380 };
const RapportInk rapport_ink_bad = { 0.753, 0.110, 0.157 };

/* The sizes of the design are pixels of a 150 dpi page. */
#define PX(px) ((px) * 72.0 / 150.0)

static const struct
{
  double size;
  PangoWeight weight;
} styles[RAPPORT_TEXT_N_STYLES] = {
  [RAPPORT_TEXT_NAME] = { PX (44), PANGO_WEIGHT_ULTRABOLD },
  [RAPPORT_TEXT_TITLE] = { PX (36), PANGO_WEIGHT_ULTRABOLD },
  [RAPPORT_TEXT_FIGURE] = { PX (27), PANGO_WEIGHT_BOLD },
  [RAPPORT_TEXT_HEADING] = { PX (21), PANGO_WEIGHT_BOLD },
  [RAPPORT_TEXT_SUBHEADING] = { PX (17), PANGO_WEIGHT_BOLD },
  [RAPPORT_TEXT_LEAD] = { PX (18), PANGO_WEIGHT_NORMAL },
  [RAPPORT_TEXT_BODY] = { PX (17), PANGO_WEIGHT_NORMAL },
  [RAPPORT_TEXT_BODY_BOLD] = { PX (17), PANGO_WEIGHT_BOLD },
  [RAPPORT_TEXT_CAPTION] = { PX (15.5), PANGO_WEIGHT_NORMAL },
  [RAPPORT_TEXT_CAPTION_BOLD] = { PX (15.5), PANGO_WEIGHT_BOLD },
  [RAPPORT_TEXT_SMALL] = { PX (15), PANGO_WEIGHT_NORMAL },
  [RAPPORT_TEXT_SMALL_BOLD] = { PX (15), PANGO_WEIGHT_BOLD },
};

/**
 * rapport_print_context_new:
 *
 * Makes a context in which one unit is one point and glyphs lie where the outline says, so that
 * lines break alike on a screen preview, a printer and a PDF. It has a font map of its own, because
 * the default one belongs to one thread and documents are made in one and written in another.
 *
 * Returns: (transfer full): the context
 */
PangoContext *
rapport_print_context_new (void)
{
  g_autoptr(PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context;
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72.0);
  context = pango_font_map_create_context (map);

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  return context;
}

/* Bytes that are no UTF-8 become U+FFFD; line ends of other systems become \n; one-liners lose
 * theirs. */
static char *
clean (const char *text, gboolean one_line)
{
  char *out = g_utf8_make_valid (text != NULL ? text : "", -1);
  char *to = out;

  for (const char *from = out; *from != '\0'; from++)
    {
      char c = *from;

      if (c == '\r' && from[1] == '\n')
        continue;
      if (c == '\r' || c == '\n')
        c = one_line ? ' ' : '\n';
      else if (c == '\t' || (guchar) c < 0x20 || c == 0x7f)
        c = ' ';
      *to++ = c;
    }
  while (to > out && (to[-1] == '\n' || to[-1] == ' '))
    to--;
  *to = '\0';
  return out;
}

static void
set_font (PangoLayout *layout, RapportTextStyle style, double scale)
{
  static const char *family = "Cantarell,sans";
  PangoFontDescription *font = pango_font_description_new ();

  pango_font_description_set_family_static (font, family);
  pango_font_description_set_weight (font, styles[style].weight);
  pango_font_description_set_absolute_size (font, styles[style].size * scale * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
}

/**
 * rapport_print_layout:
 * @text: (nullable): the text
 * @width: width to wrap at in points, or negative to leave it on one line
 * @max_lines: lines after which the text is cut with an ellipsis, or 0 for as many as it needs
 *
 * Returns: (transfer full): a layout with the house's font, figures of equal width and line breaks
 * that suit any script: between words, and inside a word that is wider than the line
 */
PangoLayout *
rapport_print_layout (PangoContext     *context,
                      const char       *text,
                      RapportTextStyle  style,
                      RapportTextFlags  flags,
                      double            width,
                      int               max_lines)
{
  PangoLayout *layout = pango_layout_new (context);
  g_autofree char *clean_text = clean (text, max_lines == 1);
  PangoAttrList *attributes = pango_attr_list_new ();
  gboolean against;

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  set_font (layout, style, 1.0);
  pango_layout_set_text (layout, clean_text, -1);

  if (width >= 0)
    {
      if (flags & RAPPORT_TEXT_FIT)
        for (double scale = 0.95; scale > 0.65 && rapport_print_width (layout) > width;
             scale -= 0.05)
          set_font (layout, style, scale);

      pango_layout_set_width (layout, (int) (MAX (width, 1.0) * PANGO_SCALE));
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      if (max_lines > 0)
        {
          pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
          pango_layout_set_height (layout, -max_lines);
        }
    }

  /* Pango swaps left and right in paragraphs that run against the context. In a table a name must
   * stand in its column whatever its script, so the swap is undone there; prose keeps its own side.
   */
  against = !(flags & RAPPORT_TEXT_NATURAL)
            && pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
  if (flags & RAPPORT_TEXT_CENTER)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  else if (((flags & RAPPORT_TEXT_END) != 0) != against)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);

  return layout;
}

/**
 * rapport_print_width:
 *
 * Returns: the width of the ink and spaces in points, not the width it was wrapped at
 */
double
rapport_print_width (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

double
rapport_print_height (PangoLayout *layout)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

/**
 * rapport_print_baseline:
 *
 * Returns: how far the base line of the first line lies below the top, in points
 */
double
rapport_print_baseline (PangoLayout *layout)
{
  return (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
}

void
rapport_print_set_ink (cairo_t *cr, const RapportInk *ink)
{
  cairo_set_source_rgb (cr, ink->r, ink->g, ink->b);
}

/**
 * rapport_print_show:
 *
 * Draws @layout with its upper left corner at (@x, @y).
 */
void
rapport_print_show (cairo_t          *cr,
                    PangoLayout      *layout,
                    double            x,
                    double            y,
                    const RapportInk *ink)
{
  rapport_print_set_ink (cr, ink);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}
