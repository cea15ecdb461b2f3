#include "config.h"

#include "views/rapport-list-cell.h"

#include <math.h>

#include "core/rapport-palette.h"
#include "views/rapport-stage-tag.h"

/* Between the two lines of a cell. */
#define LINE_GAP 3

/* Icons beside text in a line are no higher. */
#define ICON 16

/* So many laid out texts are kept: some screens of names, and all the words that come again and again. */
#define KEPT_TEXTS 1024

struct _RapportListPen
{
  grefcount             ref_count;

  GtkWidget            *list; /* borrowed; %NULL when it is gone */
  RapportListFaceFunc   func;
  gpointer              user_data;

  PangoFontDescription *base; /* which the rest was made from */
  double                resolution;
  PangoFontDescription *fonts[RAPPORT_N_LIST_FONTS];
  int                   heights[RAPPORT_N_LIST_FONTS];
  int                   chars[RAPPORT_N_LIST_FONTS]; /* width of a character */
  GHashTable           *icons; /* name, size and direction → GtkIconPaintable */
  GHashTable           *texts; /* font and text → PangoLayout, as wide as the text */
  guint                 n_cells;
};

struct _RapportListCell
{
  GtkWidget             parent_instance;

  RapportListPen       *pen;
  const char           *column;
  guint                 n_lines;
  int                   avatar;
  GObject              *row;

  RapportListFace       face;
  gboolean              known; /* the face is that of the row */
  int                   width; /* that the parts were placed for, -1: none */
  PangoLayout          *layouts[RAPPORT_LIST_MAX_PARTS];
  struct
  {
    int                 x;
    int                 width;
  } places[RAPPORT_LIST_MAX_PARTS];
};

G_DEFINE_FINAL_TYPE (RapportListCell, rapport_list_cell, GTK_TYPE_WIDGET)

/* Pen ---------------------------------------------------------------------------------------------------------- */

/**
 * rapport_list_pen_new:
 * @list: the list, whose fonts and direction the cells have
 * @func: says what a cell shows
 * @user_data: for @func
 *
 * Returns: (transfer full): a pen, which must be told when the list goes: rapport_list_pen_drop()
 */
RapportListPen *
rapport_list_pen_new (GtkWidget           *list,
                      RapportListFaceFunc  func,
                      gpointer             user_data)
{
  RapportListPen *self = g_new0 (RapportListPen, 1);

  g_ref_count_init (&self->ref_count);
  self->list = list;
  self->func = func;
  self->user_data = user_data;
  self->icons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

RapportListPen *
rapport_list_pen_ref (RapportListPen *self)
{
  g_ref_count_inc (&self->ref_count);
  return self;
}

static void
clear_fonts (RapportListPen *self)
{
  g_hash_table_remove_all (self->texts);
  g_clear_pointer (&self->base, pango_font_description_free);
  for (guint i = 0; i < RAPPORT_N_LIST_FONTS; i++)
    g_clear_pointer (&self->fonts[i], pango_font_description_free);
}

void
rapport_list_pen_unref (RapportListPen *self)
{
  if (!g_ref_count_dec (&self->ref_count))
    return;
  clear_fonts (self);
  g_hash_table_unref (self->icons);
  g_hash_table_unref (self->texts);
  g_free (self);
}

/**
 * rapport_list_pen_drop:
 * @self: a pen
 *
 * The list goes. Cells may outlive it for a moment: they show nothing from now on.
 */
void
rapport_list_pen_drop (RapportListPen *self)
{
  self->list = NULL;
}

/**
 * rapport_list_pen_forget:
 * @self: a pen
 *
 * The theme of icons has changed, or the style.
 */
void
rapport_list_pen_forget (RapportListPen *self)
{
  g_hash_table_remove_all (self->icons);
}

/**
 * rapport_list_pen_get_n_cells:
 * @self: a pen
 *
 * Returns: how many cells were made with it so far
 */
guint
rapport_list_pen_get_n_cells (RapportListPen *self)
{
  return self->n_cells;
}

/* Fonts are those of the list; asking for their measures costs more than drawing a line, so they are kept. */
static PangoContext *
ensure_fonts (RapportListPen *self)
{
  static const struct
  {
    double      points; /* 0: as the list has it */
    PangoWeight weight;
  } fonts[RAPPORT_N_LIST_FONTS] = {
    [RAPPORT_LIST_FONT_BODY] = { 0, PANGO_WEIGHT_NORMAL },
    [RAPPORT_LIST_FONT_BOLD] = { 0, PANGO_WEIGHT_BOLD },
    [RAPPORT_LIST_FONT_TITLE] = { 10.5, PANGO_WEIGHT_BOLD }, /* .rp-title */
    [RAPPORT_LIST_FONT_NOTE] = { 9, PANGO_WEIGHT_NORMAL },   /* .rp-note */
  };
  PangoContext *context = gtk_widget_get_pango_context (self->list);
  PangoFontDescription *font = pango_context_get_font_description (context);
  double resolution = pango_cairo_context_get_resolution (context);

  if (self->base != NULL && self->resolution == resolution && pango_font_description_equal (self->base, font))
    return context;
  clear_fonts (self);
  self->base = pango_font_description_copy (font);
  self->resolution = resolution;
  for (guint i = 0; i < RAPPORT_N_LIST_FONTS; i++)
    {
      PangoFontMetrics *metrics;

      self->fonts[i] = pango_font_description_copy (font);
      if (fonts[i].points > 0)
        pango_font_description_set_size (self->fonts[i], (int) (fonts[i].points * PANGO_SCALE));
      if (fonts[i].weight != PANGO_WEIGHT_NORMAL)
        pango_font_description_set_weight (self->fonts[i], fonts[i].weight);
      metrics = pango_context_get_metrics (context, self->fonts[i], NULL);
      self->heights[i] = pango_font_metrics_get_height (metrics);
      if (self->heights[i] == 0)
        self->heights[i] = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);
      self->heights[i] = PANGO_PIXELS_CEIL (self->heights[i]);
      self->chars[i] = PANGO_PIXELS_CEIL (MAX (pango_font_metrics_get_approximate_char_width (metrics),
                                               pango_font_metrics_get_approximate_digit_width (metrics)));
      pango_font_metrics_unref (metrics);
    }
  return context;
}

static int
line_height (RapportListPen *self,
             guint           line)
{
  if (line == 1)
    return MAX (self->heights[RAPPORT_LIST_FONT_TITLE], ICON);
  return MAX (self->heights[RAPPORT_LIST_FONT_BODY] + RAPPORT_STAGE_TAG_PADDING, ICON);
}

static GtkIconPaintable *
find_icon (RapportListPen *self,
           GtkWidget      *cell,
           const char     *name,
           int             size)
{
  gboolean rtl = gtk_widget_get_direction (cell) == GTK_TEXT_DIR_RTL;
  int scale = gtk_widget_get_scale_factor (cell);
  char key[96];
  GtkIconPaintable *icon;

  g_snprintf (key, sizeof key, "%s %d %d %d", name, size, scale, rtl);
  icon = g_hash_table_lookup (self->icons, key);
  if (icon == NULL)
    {
      GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (cell));

      icon = gtk_icon_theme_lookup_icon (theme, name, NULL, size, scale, gtk_widget_get_direction (cell),
                                         GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
      g_hash_table_insert (self->icons, g_strdup (key), icon);
    }
  return icon;
}

/* What is shown ------------------------------------------------------------------------------------------------ */

static void
drop_layouts (RapportListCell *self)
{
  for (guint i = 0; i < RAPPORT_LIST_MAX_PARTS; i++)
    g_clear_object (&self->layouts[i]);
  self->width = -1;
}

static void
drop_face (RapportListCell *self)
{
  drop_layouts (self);
  rapport_list_face_clear (&self->face);
  self->known = FALSE;
}

static void
ensure_face (RapportListCell *self)
{
  g_autofree char *spoken = NULL;

  if (self->known || self->row == NULL || self->pen->list == NULL)
    return;
  self->known = TRUE;
  self->pen->func (self->row, self->column, &self->face, self->pen->user_data);
  spoken = rapport_list_face_dup_spoken (&self->face);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (self->face.tip != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, self->face.tip, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

static PangoLayout *
new_layout (RapportListPen  *pen,
            PangoContext    *context,
            RapportListFont  font,
            const char      *text)
{
  PangoLayout *layout = pango_layout_new (context);

  if (font != RAPPORT_LIST_FONT_BODY)
    pango_layout_set_font_description (layout, pen->fonts[font]);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* As large as fits into the disc, as libadwaita has it. */
static PangoLayout *
new_initials (RapportListPen *pen,
              PangoContext   *context,
              const char     *initials,
              int             size)
{
  PangoLayout *layout = new_layout (pen, context, RAPPORT_LIST_FONT_BOLD, initials);
  g_autoptr(PangoFontDescription) font = pango_font_description_copy (pen->fonts[RAPPORT_LIST_FONT_BOLD]);
  double room = size / 1.4142 - MAX (size * .4 - 5, 0);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > 0)
    {
      pango_font_description_set_absolute_size (font, CLAMP (height * (room / width), 1, room) * PANGO_SCALE);
      pango_layout_set_font_description (layout, font);
    }
  return layout;
}

/* Owners, groups, stages, initials are the same in many rows, and what the filter hides comes back: a text is laid out
 * once. With @size it is the initials of an avatar. */
static PangoLayout *
ref_layout (RapportListPen  *pen,
            PangoContext    *context,
            RapportListFont  font,
            int              size,
            const char      *text)
{
  g_autofree char *key = g_strdup_printf ("%u %d %s", font, size, text);
  PangoLayout *layout = g_hash_table_lookup (pen->texts, key);

  if (layout == NULL)
    {
      layout = size > 0 ? new_initials (pen, context, text, size) : new_layout (pen, context, font, text);
      if (g_hash_table_size (pen->texts) >= KEPT_TEXTS)
        g_hash_table_remove_all (pen->texts);
      g_hash_table_insert (pen->texts, g_steal_pointer (&key), layout);
    }
  return g_object_ref (layout);
}

static int
part_width (RapportListCell *self,
            guint            i,
            PangoContext    *context)
{
  RapportListPen *pen = self->pen;
  RapportListPart *part = &self->face.parts[i];
  int width = 0;

  switch (part->kind)
    {
    case RAPPORT_LIST_PART_ICON:
      return part->size;
    case RAPPORT_LIST_PART_AVATAR:
      {
        g_autofree char *initials = rapport_palette_initials (part->text ? part->text : "");

        self->layouts[i] = ref_layout (pen, context, RAPPORT_LIST_FONT_BOLD, part->size, initials);
        return part->size;
      }
    case RAPPORT_LIST_PART_STAGE:
      if (part->text == NULL)
        return 0;
      self->layouts[i] = ref_layout (pen, context, RAPPORT_LIST_FONT_BODY, 0, part->text);
      pango_layout_get_pixel_size (self->layouts[i], &width, NULL);
      return width + RAPPORT_STAGE_TAG_EXTRA;
    case RAPPORT_LIST_PART_TEXT:
      if (part->text != NULL && *part->text != '\0')
        {
          self->layouts[i] = ref_layout (pen, context, part->font, 0, part->text);
          pango_layout_get_pixel_size (self->layouts[i], &width, NULL);
        }
      return part->chars > 0 ? part->chars * pen->chars[part->font] : width;
    default:
      g_assert_not_reached ();
    }
}

static void
place_line (RapportListCell *self,
            guint            line,
            int              start,
            int              width)
{
  int total = 0, from = start, to = width;
  gboolean first = TRUE;

  for (guint i = 0; i < self->face.n_parts; i++)
    if (self->face.parts[i].line == line)
      {
        total += self->places[i].width + (first ? 0 : self->face.parts[i].gap);
        first = FALSE;
      }
  for (guint i = 0; i < self->face.n_parts && total > width - start; i++)
    if (self->face.parts[i].line == line && self->face.parts[i].shrinks)
      {
        int less = MIN (self->places[i].width, total - (width - start));

        self->places[i].width -= less;
        total -= less;
      }

  first = TRUE;
  for (guint i = 0; i < self->face.n_parts; i++)
    if (self->face.parts[i].line == line && !self->face.parts[i].at_end)
      {
        self->places[i].x = from + (first ? 0 : self->face.parts[i].gap);
        from = self->places[i].x + self->places[i].width;
        first = FALSE;
      }
  for (guint i = self->face.n_parts; i > 0; i--)
    if (self->face.parts[i - 1].line == line && self->face.parts[i - 1].at_end)
      {
        to -= self->places[i - 1].width;
        self->places[i - 1].x = to;
        to -= self->face.parts[i - 1].gap;
      }
}

static void
ensure_layouts (RapportListCell *self,
                int              width)
{
  PangoContext *context;
  int start = 0;

  ensure_face (self);
  if (self->width == width)
    return;
  drop_layouts (self);
  self->width = width;
  context = ensure_fonts (self->pen);
  for (guint i = 0; i < self->face.n_parts; i++)
    {
      const RapportListPart *part = &self->face.parts[i];

      self->places[i].width = part_width (self, i, context);
      if (part->line == 0)
        {
          self->places[i].x = start;
          start += self->places[i].width + part->gap;
        }
    }
  for (guint line = 1; line <= self->n_lines; line++)
    place_line (self, line, start, width);
  for (guint i = 0; i < self->face.n_parts; i++)
    {
      const RapportListPart *part = &self->face.parts[i];
      int room = self->places[i].width - (part->kind == RAPPORT_LIST_PART_STAGE ? RAPPORT_STAGE_TAG_EXTRA : 0), natural;

      if (self->layouts[i] == NULL || part->kind == RAPPORT_LIST_PART_AVATAR)
        continue;
      pango_layout_get_pixel_size (self->layouts[i], &natural, NULL);
      if (natural > room)
        {
          g_autoptr(PangoLayout) whole = g_steal_pointer (&self->layouts[i]);

          self->layouts[i] = pango_layout_copy (whole);
          pango_layout_set_width (self->layouts[i], MAX (room, 0) * PANGO_SCALE);
        }
    }
}

/* Drawing ------------------------------------------------------------------------------------------------------ */

static void
draw_layout (GtkSnapshot   *snapshot,
             PangoLayout   *layout,
             const GdkRGBA *colour,
             double         x,
             double         y)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
draw_avatar (RapportListCell *self,
             GtkSnapshot     *snapshot,
             guint            i,
             int              x,
             int              y)
{
  const RapportListPart *part = &self->face.parts[i];
  float size = (float) part->size;
  RapportColor background, text;
  GskRoundedRect disc;
  PangoRectangle extents;
  GdkRGBA tint, ink;

  rapport_palette_avatar (rapport_palette_avatar_index (part->text ? part->text : ""), rapport_theme_is_dark (),
                          &background, &text);
  tint = (GdkRGBA) { (float) background.r, (float) background.g, (float) background.b, (float) background.a };
  ink = (GdkRGBA) { (float) text.r, (float) text.g, (float) text.b, (float) text.a };
  gsk_rounded_rect_init_from_rect (&disc, &GRAPHENE_RECT_INIT ((float) x, (float) y, size, size), size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, &tint, &disc.bounds);
  gtk_snapshot_pop (snapshot);
  pango_layout_get_pixel_extents (self->layouts[i], NULL, &extents);
  draw_layout (snapshot, self->layouts[i], &ink, x - extents.x + floor ((part->size - extents.width) / 2.0),
               y + floor ((part->size - extents.height) / 2.0));
}

static void
draw_part (RapportListCell *self,
           GtkSnapshot     *snapshot,
           guint            i,
           int              top,
           int              height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const RapportListPart *part = &self->face.parts[i];
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = self->places[i].width;
  int x = rtl ? self->width - self->places[i].x - width : self->places[i].x;
  GdkRGBA colour, colours[4];
  PangoRectangle extents;

  if (width <= 0)
    return;
  if (part->kind == RAPPORT_LIST_PART_AVATAR)
    {
      draw_avatar (self, snapshot, i, x, top + (height - part->size) / 2);
      return;
    }
  if (part->kind == RAPPORT_LIST_PART_STAGE)
    {
      int tag = self->pen->heights[RAPPORT_LIST_FONT_BODY] + RAPPORT_STAGE_TAG_PADDING;

      rapport_stage_tag_draw (widget, snapshot, self->layouts[i], part->index, part->n_stages,
                              &GRAPHENE_RECT_INIT ((float) x, (float) (top + (height - tag) / 2), (float) width,
                                                   (float) tag));
      return;
    }

  if (part->paint == NULL || !gdk_rgba_parse (&colour, part->paint))
    rapport_theme_get_color (widget, part->role, &colour);
  if (part->kind == RAPPORT_LIST_PART_ICON)
    {
      GtkIconPaintable *icon;

      if (part->icon == NULL)
        return;
      icon = find_icon (self->pen, widget, part->icon, part->size);
      for (guint c = 0; c < G_N_ELEMENTS (colours); c++)
        colours[c] = colour;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) (top + (height - part->size) / 2)));
      gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, part->size, part->size,
                                                colours, G_N_ELEMENTS (colours));
      gtk_snapshot_restore (snapshot);
      return;
    }
  if (self->layouts[i] == NULL)
    return;
  /* Within its room, the text stands at its side of the line, whatever its language. */
  pango_layout_get_pixel_extents (self->layouts[i], NULL, &extents);
  if (part->at_end != rtl)
    x += width - extents.width;
  draw_layout (snapshot, self->layouts[i], &colour, x - extents.x, top + floor ((height - extents.height) / 2.0));
}

static void
rapport_list_cell_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  RapportListCell *self = RAPPORT_LIST_CELL (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget), upper, lower, top;

  if (width <= 0 || height <= 0 || self->row == NULL || self->pen->list == NULL)
    return;
  ensure_layouts (self, width);
  upper = line_height (self->pen, 1);
  lower = line_height (self->pen, 2);
  top = (height - upper - LINE_GAP - lower) / 2;
  for (guint i = 0; i < self->face.n_parts; i++)
    if (self->n_lines == 1 || self->face.parts[i].line == 0)
      draw_part (self, snapshot, i, 0, height);
    else if (self->face.parts[i].line == 1)
      draw_part (self, snapshot, i, top, upper);
    else
      draw_part (self, snapshot, i, top + upper + LINE_GAP, lower);
}

/* Widget ------------------------------------------------------------------------------------------------------- */

static void
rapport_list_cell_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  RapportListCell *self = RAPPORT_LIST_CELL (widget);
  int height;

  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->pen->list == NULL)
    return;
  ensure_fonts (self->pen);
  height = line_height (self->pen, 2);
  if (self->n_lines > 1)
    height += line_height (self->pen, 1) + LINE_GAP;
  *minimum = *natural = MAX (height, self->avatar);
}

static gboolean
rapport_list_cell_query_tooltip (GtkWidget  *widget,
                                 int         x,
                                 int         y,
                                 gboolean    keyboard,
                                 GtkTooltip *tooltip)
{
  RapportListCell *self = RAPPORT_LIST_CELL (widget);
  const char *word = NULL;

  if (gtk_widget_get_width (widget) <= 0 || self->row == NULL || self->pen->list == NULL)
    return FALSE;
  ensure_layouts (self, gtk_widget_get_width (widget));
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = self->width - x;
  for (guint i = 0; i < self->face.n_parts; i++)
    if (!keyboard && x >= self->places[i].x && x < self->places[i].x + self->places[i].width)
      {
        if (self->face.parts[i].kind == RAPPORT_LIST_PART_ICON)
          word = self->face.parts[i].word;
        else if (self->layouts[i] != NULL && pango_layout_is_ellipsized (self->layouts[i]))
          word = self->face.parts[i].text;
      }
  if (self->face.tip != NULL)
    word = self->face.tip;
  gtk_tooltip_set_text (tooltip, word);
  return word != NULL;
}

static void
rapport_list_cell_css_changed (GtkWidget         *widget,
                               GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rapport_list_cell_parent_class)->css_changed (widget, change);
  drop_layouts (RAPPORT_LIST_CELL (widget));
}

static void
rapport_list_cell_system_setting_changed (GtkWidget        *widget,
                                          GtkSystemSetting  setting)
{
  RapportListCell *self = RAPPORT_LIST_CELL (widget);

  GTK_WIDGET_CLASS (rapport_list_cell_parent_class)->system_setting_changed (widget, setting);
  if (setting == GTK_SYSTEM_SETTING_ICON_THEME)
    rapport_list_pen_forget (self->pen);
  drop_layouts (self);
  gtk_widget_queue_resize (widget);
}

static void
rapport_list_cell_direction_changed (GtkWidget        *widget,
                                     GtkTextDirection  before)
{
  GTK_WIDGET_CLASS (rapport_list_cell_parent_class)->direction_changed (widget, before);
  drop_layouts (RAPPORT_LIST_CELL (widget));
}

static void
rapport_list_cell_dispose (GObject *object)
{
  RapportListCell *self = RAPPORT_LIST_CELL (object);

  drop_face (self);
  g_clear_object (&self->row);

  G_OBJECT_CLASS (rapport_list_cell_parent_class)->dispose (object);
}

static void
rapport_list_cell_finalize (GObject *object)
{
  rapport_list_pen_unref (RAPPORT_LIST_CELL (object)->pen);

  G_OBJECT_CLASS (rapport_list_cell_parent_class)->finalize (object);
}

static void
rapport_list_cell_class_init (RapportListCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_list_cell_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_list_cell_finalize;
  widget_class->measure = rapport_list_cell_measure;
  widget_class->snapshot = rapport_list_cell_snapshot;
  widget_class->query_tooltip = rapport_list_cell_query_tooltip;
  widget_class->css_changed = rapport_list_cell_css_changed;
  widget_class->system_setting_changed = rapport_list_cell_system_setting_changed;
  widget_class->direction_changed = rapport_list_cell_direction_changed;
  gtk_widget_class_set_css_name (widget_class, "rp-list-cell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
rapport_list_cell_init (RapportListCell *self)
{
  self->width = -1;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * rapport_list_cell_new:
 * @pen: what it draws with
 * @column: (nullable): which column it is of; an interned string
 * @n_lines: 1 or 2
 * @avatar: size of the avatar in it, in px; 0 where there is none
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
rapport_list_cell_new (RapportListPen *pen,
                       const char     *column,
                       guint           n_lines,
                       int             avatar)
{
  RapportListCell *self = g_object_new (RAPPORT_TYPE_LIST_CELL, NULL);

  self->pen = rapport_list_pen_ref (pen);
  self->column = column;
  self->n_lines = n_lines;
  self->avatar = avatar;
  pen->n_cells++;
  return GTK_WIDGET (self);
}

/**
 * rapport_list_cell_set_row:
 * @self: a cell
 * @row: (nullable) (type GObject): what it is about
 *
 * Binds the cell. Nothing is read until it is drawn.
 */
void
rapport_list_cell_set_row (RapportListCell *self,
                           gpointer         row)
{
  g_return_if_fail (RAPPORT_IS_LIST_CELL (self));

  if (g_set_object (&self->row, row))
    rapport_list_cell_renew (self);
}

/**
 * rapport_list_cell_get_row:
 * @self: a cell
 *
 * Returns: (nullable) (transfer none): what it is about
 */
gpointer
rapport_list_cell_get_row (RapportListCell *self)
{
  g_return_val_if_fail (RAPPORT_IS_LIST_CELL (self), NULL);

  return self->row;
}

/**
 * rapport_list_cell_get_column:
 * @self: a cell
 *
 * Returns: (nullable): which column it is of
 */
const char *
rapport_list_cell_get_column (RapportListCell *self)
{
  g_return_val_if_fail (RAPPORT_IS_LIST_CELL (self), NULL);

  return self->column;
}

/**
 * rapport_list_cell_renew:
 * @self: a cell
 *
 * What it shows may be another thing now: it asks again when it is drawn.
 */
void
rapport_list_cell_renew (RapportListCell *self)
{
  g_return_if_fail (RAPPORT_IS_LIST_CELL (self));

  drop_face (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rapport_list_cell_dup_text:
 * @self: a cell
 *
 * Returns: (transfer full): what it shows, in words
 */
char *
rapport_list_cell_dup_text (RapportListCell *self)
{
  g_return_val_if_fail (RAPPORT_IS_LIST_CELL (self), NULL);

  ensure_face (self);
  return rapport_list_face_dup_spoken (&self->face);
}
