#include "config.h"

#include "widgets/rapport-card-private.h"

#include "core/rapport-palette.h"
#include "widgets/rapport-bidi.h"
#include "widgets/rapport-theme.h"

/* What a card shows: its measures, its text and how all of it is drawn. */

PangoFontDescription *
_rapport_card_font (GtkWidget   *widget,
                    double       points,
                    PangoWeight  weight)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontDescription *font;

  font = pango_font_description_copy (pango_context_get_font_description (context));
  pango_font_description_set_size (font, (int) (points * PANGO_SCALE));
  pango_font_description_set_weight (font, weight);

  return font;
}

static int
line_height (GtkWidget   *widget,
             double       points,
             PangoWeight  weight)
{
  g_autoptr(PangoFontDescription) font = _rapport_card_font (widget, points, weight);
  PangoFontMetrics *metrics =
      pango_context_get_metrics (gtk_widget_get_pango_context (widget), font, NULL);
  int height = pango_font_metrics_get_height (metrics);

  if (height == 0)
    height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);
  pango_font_metrics_unref (metrics);

  return PANGO_PIXELS_CEIL (height);
}

/**
 * rapport_card_text_scale:
 * @widget: a widget
 *
 * Returns: how much larger than at 96 dpi its text is: 2 where the user asked for 200 %
 */
double
rapport_card_text_scale (GtkWidget *widget)
{
  double resolution;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1.0);

  resolution = pango_cairo_context_get_resolution (gtk_widget_get_pango_context (widget));

  return resolution > 0 ? CLAMP (resolution / 96.0, 0.5, 4.0) : 1.0;
}

/* Fonts are the same for all cards, as a rule, and asking for their metrics costs more than drawing a
 * line: the last answer is kept. */
void
_rapport_card_metrics (GtkWidget          *widget,
                       RapportCardMetrics *metrics)
{
  static PangoFontDescription *last_font;
  static RapportCardMetrics last;
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontDescription *font = pango_context_get_font_description (context);
  double scale = rapport_card_text_scale (widget);

  if (last_font == NULL || last.scale != scale || !pango_font_description_equal (last_font, font))
    {
      last.scale = scale;
      last.title_line = line_height (widget, 10, PANGO_WEIGHT_BOLD);
      last.caption_line = line_height (widget, 9, PANGO_WEIGHT_NORMAL);
      last.value_line = line_height (widget, 10.5, PANGO_WEIGHT_BOLD);
      g_clear_pointer (&last_font, pango_font_description_free);
      last_font = pango_font_description_copy (font);
    }
  *metrics = last;
}

static int
metrics_height (const RapportCardMetrics *metrics,
                gboolean                  notes)
{
  double scale = metrics->scale;
  double height = 2 * CARD_PADDING * scale;

  height += MAX (2 * metrics->title_line, CARD_AVATAR * scale) + CARD_ROW_GAP * scale;
  height += MAX (metrics->caption_line, CARD_ICON * scale) + CARD_ROW_GAP * scale;
  height += MAX (metrics->value_line, CARD_FLAG * scale);
  if (notes)
    height += CARD_ROW_GAP * scale + metrics->caption_line;

  return (int) (height + 0.5);
}

/**
 * rapport_card_measure_height:
 * @widget: any widget with the fonts in question
 * @notes: whether the cards have a line for notes
 *
 * Returns: the height of every card, in px
 */
int
rapport_card_measure_height (GtkWidget *widget,
                             gboolean   notes)
{
  RapportCardMetrics metrics;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  _rapport_card_metrics (widget, &metrics);

  return metrics_height (&metrics, notes);
}

void
_rapport_card_drop_layouts (RapportCard *self)
{
  for (guint i = 0; i < CARD_N_TEXTS; i++)
    g_clear_object (&self->layouts[i]);
  self->layout_width = -1;
}

static PangoLayout *
create_text (RapportCard *self,
             const char  *text,
             double       points,
             PangoWeight  weight,
             int          width)
{
  PangoLayout *layout =
      gtk_widget_create_pango_layout (GTK_WIDGET (self), text != NULL ? text : "");
  g_autoptr(PangoFontDescription) font = _rapport_card_font (GTK_WIDGET (self), points, weight);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  GtkTextDirection direction;

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, font);
  if (width >= 0)
    {
      pango_layout_set_width (layout, width * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      /* A text that runs the other way than the window begins where the others do. */
      direction = rapport_bidi_find_direction (text);
      if (direction == GTK_TEXT_DIR_NONE)
        direction = gtk_widget_get_direction (GTK_WIDGET (self));
      pango_layout_set_alignment (layout, direction == GTK_TEXT_DIR_RTL ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
    }

  return layout;
}

static void
ensure_layouts (RapportCard *self,
                int          width)
{
  static const double title_points[] = { 10, 9, 8.5 };
  const RapportCardFace *face = &self->face;
  g_autofree char *initials = NULL;
  double scale;
  int title_width, inner;

  if (self->layout_width == width)
    return;

  _rapport_card_drop_layouts (self);
  self->layout_width = width;
  _rapport_card_metrics (GTK_WIDGET (self), &self->metrics);
  scale = self->metrics.scale;
  inner = MAX ((int) (width - 2 * CARD_PADDING * scale), 1);
  title_width = MAX ((int) (inner - (CARD_AVATAR + CARD_AVATAR_GAP) * scale), 1);

  /* A name is worth more than its size: it shrinks a little before it is cut. */
  for (guint i = 0; i < G_N_ELEMENTS (title_points); i++)
    {
      g_clear_object (&self->layouts[CARD_TEXT_TITLE]);
      self->layouts[CARD_TEXT_TITLE] = create_text (self, face->title, title_points[i],
                                                    PANGO_WEIGHT_BOLD, title_width);
      pango_layout_set_wrap (self->layouts[CARD_TEXT_TITLE], PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (self->layouts[CARD_TEXT_TITLE], -2);
      if (!pango_layout_is_ellipsized (self->layouts[CARD_TEXT_TITLE]))
        break;
    }

  initials = rapport_card_face_dup_initials (face);
  self->layouts[CARD_TEXT_INITIALS] = create_text (self, initials, 9, PANGO_WEIGHT_BOLD, -1);
  self->layouts[CARD_TEXT_CAPTION] = create_text (
      self, face->caption, 9, PANGO_WEIGHT_NORMAL,
      MAX ((int) (inner - (face->caption_icon != NULL ? (CARD_ICON + 4) * scale : 0)), 1));
  self->layouts[CARD_TEXT_VALUE] = create_text (self, face->value, 10.5, PANGO_WEIGHT_BOLD, -1);
  self->layouts[CARD_TEXT_DAYS] = create_text (self, face->days, 9, PANGO_WEIGHT_NORMAL, -1);
  self->layouts[CARD_TEXT_NOTE] =
      create_text (self, face->note != NULL ? face->note : face->days_label, 8.5,
                   face->note != NULL ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL, inner);
}

static void
draw_text (RapportCard   *self,
           GtkSnapshot   *snapshot,
           guint          text,
           const GdkRGBA *colour,
           double         x,
           double         y,
           double         box_height,
           double         width)
{
  int text_width, text_height;

  pango_layout_get_pixel_size (self->layouts[text], &text_width, &text_height);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    {
      int layout_width = pango_layout_get_width (self->layouts[text]);

      x = width - x - (layout_width >= 0 ? PANGO_PIXELS (layout_width) : text_width);
    }

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT ((float) (int) (x + 0.5),
                                      (float) (int) (y + (box_height - text_height) / 2 + 0.5)));
  gtk_snapshot_append_layout (snapshot, self->layouts[text], colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_outline (GtkSnapshot   *snapshot,
              float          width,
              float          height,
              float          inset,
              float          thickness,
              const GdkRGBA *colour)
{
  GskRoundedRect outline;
  float widths[4] = { thickness, thickness, thickness, thickness };
  GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };

  gsk_rounded_rect_init_from_rect (
      &outline, &GRAPHENE_RECT_INIT (inset, inset, width - 2 * inset, height - 2 * inset),
      MAX (CARD_RADIUS - inset, 0));
  gtk_snapshot_append_border (snapshot, &outline, widths, colours);
}

static void
draw_avatar (RapportCard *self,
             GtkSnapshot *snapshot,
             double       x,
             double       y,
             double       size,
             double       width)
{
  RapportColor background, text;
  GskRoundedRect disc;
  GdkRGBA tint, ink;
  int text_width;

  rapport_palette_avatar (self->face.colour_seed % RAPPORT_PALETTE_N_AVATARS,
                          rapport_theme_is_dark (), &background, &text);
  tint = (GdkRGBA) { (float) background.r, (float) background.g, (float) background.b,
                    (float) background.a };
  ink = (GdkRGBA) { (float) text.r, (float) text.g, (float) text.b, (float) text.a };

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x - size;
  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT (x, y, size, size), size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, &tint, &disc.bounds);
  gtk_snapshot_pop (snapshot);

  pango_layout_get_pixel_size (self->layouts[CARD_TEXT_INITIALS], &text_width, NULL);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x - size;
  draw_text (self, snapshot, CARD_TEXT_INITIALS, &ink, x + (size - text_width) / 2, y, size, width);
}

static void
draw_icon (RapportCard   *self,
           GtkSnapshot   *snapshot,
           const GdkRGBA *colour,
           double         x,
           double         y,
           double         size,
           double         width)
{
  GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };

  if (self->icon == NULL)
    {
      GtkWidget *widget = GTK_WIDGET (self);
      GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));

      self->icon = gtk_icon_theme_lookup_icon (
          theme, self->face.caption_icon, NULL, (int) (size + 0.5),
          gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget),
          GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
    }
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x - size;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (int) x, (float) (int) (y + 0.5)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->icon), snapshot, size,
                                            size, colours, G_N_ELEMENTS (colours));
  gtk_snapshot_restore (snapshot);
}

static void
draw_bottom_row (RapportCard   *self,
                 GtkSnapshot   *snapshot,
                 const GdkRGBA *paper,
                 const GdkRGBA *ink,
                 const GdkRGBA *dim,
                 double         y,
                 double         width)
{
  double scale = self->metrics.scale;
  double row = MAX (self->metrics.value_line, CARD_FLAG * scale);
  double right = width - CARD_PADDING * scale;
  gboolean days_below = self->notes && self->face.note == NULL && self->face.days_label != NULL;
  int value_width, days_width;

  for (guint flag = RAPPORT_CARD_FALLING; flag >= RAPPORT_CARD_OVERDUE; flag >>= 1)
    {
      double x = right - CARD_FLAG * scale;

      if ((self->face.flags & flag) == 0)
        continue;
      if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
        x = width - x - CARD_FLAG * scale;
      _rapport_card_draw_flag (GTK_WIDGET (self), snapshot, flag, paper, (float) x,
                               (float) (y + (row - CARD_FLAG * scale) / 2),
                               (float) (CARD_FLAG * scale));
      right -= (CARD_FLAG + CARD_FLAG_GAP) * scale;
    }

  draw_text (self, snapshot, CARD_TEXT_VALUE, ink, CARD_PADDING * scale, y, row, width);
  pango_layout_get_pixel_size (self->layouts[CARD_TEXT_VALUE], &value_width, NULL);
  pango_layout_get_pixel_size (self->layouts[CARD_TEXT_DAYS], &days_width, NULL);
  if (days_width > 0 && !days_below &&
      CARD_PADDING * scale + value_width + 6 * scale + days_width <= right)
    draw_text (self, snapshot, CARD_TEXT_DAYS, dim, right - days_width, y, row, width);
}

void
_rapport_card_draw (RapportCard *self,
                    GtkSnapshot *snapshot,
                    float        width,
                    float        height,
                    gboolean     lifted)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean high_contrast = rapport_theme_is_high_contrast ();
  GskRoundedRect shape;
  GdkRGBA paper, ink, dim, accent, hairline;
  double scale, x, y, block, row;

  ensure_layouts (self, (int) width);
  scale = self->metrics.scale;

  rapport_theme_get_color (widget, RAPPORT_COLOR_CARD, &paper);
  rapport_theme_get_color (widget, RAPPORT_COLOR_INK, &ink);
  rapport_theme_get_color (widget, RAPPORT_COLOR_INK_SECONDARY, &dim);
  rapport_theme_get_color (widget, RAPPORT_COLOR_ACCENT, &accent);

  if ((self->state & RAPPORT_CARD_SELECTED) && !high_contrast)
    rapport_theme_blend (&accent, &paper, 0.08, &paper);
  if (!lifted && (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_PRELIGHT) &&
      (self->state & RAPPORT_CARD_DRAGGED) == 0)
    rapport_theme_blend (&ink, &paper, 0.03, &paper);
  paper.alpha = 1;

  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (0, 0, width, height), CARD_RADIUS);
  hairline = ink;
  hairline.alpha = high_contrast ? 0.5f : rapport_theme_is_dark () ? 0.10f : 0.06f;
  if (!lifted)
    {
      gtk_snapshot_append_outset_shadow (snapshot, &shape, &(GdkRGBA) { 0, 0, 0, 0.07f }, 0, 1, 0,
                                         3);
      gtk_snapshot_append_outset_shadow (snapshot, &shape, &hairline, 0, 0, 1, 0);
    }
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &paper, &shape.bounds);
  gtk_snapshot_pop (snapshot);
  if (lifted)
    draw_outline (snapshot, width, height, 0, 1, &hairline);

  x = y = CARD_PADDING * scale;
  block = MAX (2 * self->metrics.title_line, CARD_AVATAR * scale);
  draw_avatar (self, snapshot, x, y + (block - CARD_AVATAR * scale) / 2, CARD_AVATAR * scale,
               width);
  draw_text (self, snapshot, CARD_TEXT_TITLE, &ink, x + (CARD_AVATAR + CARD_AVATAR_GAP) * scale, y,
             block, width);
  y += block + CARD_ROW_GAP * scale;

  row = MAX (self->metrics.caption_line, CARD_ICON * scale);
  draw_text (self, snapshot, CARD_TEXT_CAPTION, &dim, x, y, row, width);
  if (self->face.caption_icon != NULL)
    draw_icon (self, snapshot, &dim, width - x - CARD_ICON * scale,
               y + (row - CARD_ICON * scale) / 2, CARD_ICON * scale, width);
  y += row + CARD_ROW_GAP * scale;

  draw_bottom_row (self, snapshot, &paper, &ink, &dim, y, width);
  if (self->notes && (self->face.note != NULL || self->face.days_label != NULL))
    {
      GdkRGBA note = dim;

      if (self->face.has_ring && self->face.note != NULL)
        rapport_theme_blend (&self->face.ring, &ink, rapport_theme_is_dark () ? 0.85 : 0.68, &note);
      y += MAX (self->metrics.value_line, CARD_FLAG * scale) + CARD_ROW_GAP * scale;
      draw_text (self, snapshot, CARD_TEXT_NOTE, &note, x, y, self->metrics.caption_line, width);
    }

  if (self->face.has_ring)
    draw_outline (snapshot, width, height, 0, 2, &self->face.ring);
  else if (self->state & RAPPORT_CARD_MOVED)
    draw_outline (snapshot, width, height, 0, 1.5f, &self->lane_colour);
  if ((self->state & RAPPORT_CARD_SELECTED) && !lifted)
    draw_outline (snapshot, width, height, 0, 2, &accent);
  if (!lifted && gtk_widget_has_visible_focus (widget))
    {
      GdkRGBA focus = accent;

      focus.alpha = high_contrast ? 1.0f : 0.65f;
      draw_outline (snapshot, width, height, -2, 2, &focus);
    }
}
