#include "config.h"

#include "widgets/rapport-board-lane-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "widgets/rapport-theme.h"

#define LINE_HEIGHT 4
#define HEAD_GAP 5
#define COLUMN_GAP 4
#define LANE_RADIUS 10
#define STRIP_WIDTH 28

enum
{
  FOLD_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportLane, _rapport_lane, GTK_TYPE_WIDGET)

void
_rapport_lane_get_colour (RapportLane *self,
                          GdkRGBA     *colour)
{
  *colour = rapport_theme_is_dark () ? self->dark : self->light;
}

int
_rapport_lane_strip_width (RapportLane *self)
{
  return (int) (STRIP_WIDTH * rapport_card_text_scale (GTK_WIDGET (self)));
}

static GtkWidget *
create_label (double       points,
              PangoWeight  weight,
              gboolean     dim,
              float        xalign)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_size_new ((int) (points * PANGO_SCALE)));
  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static void
draw_strip_cb (GtkDrawingArea *area,
               cairo_t        *cr,
               int             width,
               int             height,
               gpointer        user_data)
{
  RapportLane *self = user_data;
  g_autofree char *text = g_strdup_printf ("%s  %s", self->title,
                                           gtk_label_get_text (GTK_LABEL (self->count_label)));
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (area), text);
  PangoFontDescription *font;
  GdkRGBA ink;
  int text_width, text_height;

  font = pango_font_description_copy (
      pango_context_get_font_description (gtk_widget_get_pango_context (GTK_WIDGET (area))));
  pango_font_description_set_size (font, 10 * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  /* Only where it is too long: with a width, a text that runs the other way than the window would end at the bottom. */
  if (text_width > height - 8)
    {
      pango_layout_set_width (layout, MAX (height - 8, 1) * PANGO_SCALE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }

  rapport_theme_get_color (GTK_WIDGET (self), RAPPORT_COLOR_INK_SECONDARY, &ink);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_translate (cr, (width + text_height) / 2.0, 6);
  cairo_rotate (cr, G_PI / 2);
  pango_cairo_show_layout (cr, layout);
}

static void
fold_cb (RapportLane *self)
{
  _rapport_lane_set_folded (self, !self->folded);
  g_signal_emit (self, signals[FOLD_CHANGED], 0);
}

static void
update_accessible (RapportLane *self)
{
  g_autofree char *name = NULL;

  /* Translators: what a screen reader says of a column of the board: its heading and how many cards
   * it has */
  name = g_strdup_printf (ngettext ("%1$s, %2$s card", "%1$s, %2$s cards", (gulong) self->count),
                          self->title, gtk_label_get_text (GTK_LABEL (self->count_label)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->column), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_STATE_EXPANDED,
                               !self->folded, -1);
}

static void
rapport_lane_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  RapportLane *self = RAPPORT_LANE (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      double scale = rapport_card_text_scale (widget);

      *minimum = self->folded ? _rapport_lane_strip_width (self) : (int) (160 * scale);
      *natural = self->folded ? *minimum : (int) (240 * scale);
    }
  else
    {
      int head, column;

      gtk_widget_measure (self->head, orientation, -1, &head, NULL, NULL, NULL);
      gtk_widget_measure (self->scroller, orientation, -1, &column, NULL, NULL, NULL);
      *minimum = *natural = LINE_HEIGHT + HEAD_GAP + head + COLUMN_GAP + column;
    }
}

static void
rapport_lane_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  RapportLane *self = RAPPORT_LANE (widget);
  int y = LINE_HEIGHT + HEAD_GAP;
  int head_height, inset, minimum;

  if (self->folded)
    {
      gtk_widget_measure (self->strip, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_size_allocate (
          self->strip, &(GtkAllocation) { 0, y, MAX (width, minimum), MAX (height - y, 1) }, -1);
      return;
    }

  g_object_get (self->column, "inset", &inset, NULL);
  gtk_widget_measure (self->head, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_measure (self->head, GTK_ORIENTATION_VERTICAL, -1, &head_height, NULL, NULL, NULL);
  gtk_widget_size_allocate (
      self->head,
      &(GtkAllocation) { inset + 2, y, MAX (width - 2 * (inset + 2), minimum), head_height }, -1);
  y += head_height + COLUMN_GAP;
  gtk_widget_measure (self->scroller, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (
      self->scroller, &(GtkAllocation) { 0, y, MAX (width, minimum), MAX (height - y, 1) }, -1);
}

static void
rapport_lane_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  RapportLane *self = RAPPORT_LANE (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  GskRoundedRect shape;
  GdkRGBA colour;
  int inset;

  _rapport_lane_get_colour (self, &colour);
  if (self->target)
    {
      GdkRGBA tint = colour;

      tint.alpha = rapport_theme_is_dark () ? 0.10f : 0.08f;
      gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (0, 0, width, height),
                                       LANE_RADIUS);
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &tint, &shape.bounds);
      gtk_snapshot_pop (snapshot);
    }

  g_object_get (self->column, "inset", &inset, NULL);
  if (self->folded)
    inset = 3;
  gsk_rounded_rect_init_from_rect (
      &shape, &GRAPHENE_RECT_INIT (inset, 0, width - 2 * inset, LINE_HEIGHT), LINE_HEIGHT / 2.0f);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &colour, &shape.bounds);
  gtk_snapshot_pop (snapshot);

  GTK_WIDGET_CLASS (_rapport_lane_parent_class)->snapshot (widget, snapshot);
}

static void
style_changed_cb (RapportLane *self)
{
  GdkRGBA colour;

  _rapport_lane_get_colour (self, &colour);
  rapport_board_column_set_colour (self->column, &colour);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
rapport_lane_system_setting_changed (GtkWidget        *widget,
                                     GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (_rapport_lane_parent_class)->system_setting_changed (widget, setting);
  gtk_widget_queue_resize (widget);
}

static void
rapport_lane_dispose (GObject *object)
{
  RapportLane *self = RAPPORT_LANE (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  self->column = NULL;
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->strip, gtk_widget_unparent);

  G_OBJECT_CLASS (_rapport_lane_parent_class)->dispose (object);
}

static void
rapport_lane_finalize (GObject *object)
{
  RapportLane *self = RAPPORT_LANE (object);

  g_free (self->id);
  g_free (self->title);

  G_OBJECT_CLASS (_rapport_lane_parent_class)->finalize (object);
}

static void
_rapport_lane_class_init (RapportLaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_lane_dispose;
  object_class->finalize = rapport_lane_finalize;
  widget_class->measure = rapport_lane_measure;
  widget_class->size_allocate = rapport_lane_size_allocate;
  widget_class->snapshot = rapport_lane_snapshot;
  widget_class->system_setting_changed = rapport_lane_system_setting_changed;

  signals[FOLD_CHANGED] = g_signal_new ("fold-changed", RAPPORT_TYPE_LANE, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "boardlane");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* Only a title that is cut off needs saying again. */
static gboolean
query_title_cb (GtkWidget   *label,
                int          x,
                int          y,
                gboolean     by_keyboard,
                GtkTooltip  *tooltip,
                RapportLane *self)
{
  gtk_tooltip_set_text (tooltip, self->title);
  return pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (label)));
}

static void
_rapport_lane_init (RapportLane *self)
{
  GtkWidget *row;

  self->head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));

  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->head), row);
  self->title_label = create_label (11, PANGO_WEIGHT_BOLD, FALSE, 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->title_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->title_label, TRUE);
  gtk_widget_set_has_tooltip (self->title_label, TRUE);
  g_signal_connect (self->title_label, "query-tooltip", G_CALLBACK (query_title_cb), self);
  gtk_box_append (GTK_BOX (row), self->title_label);
  self->count_label = create_label (10, PANGO_WEIGHT_BOLD, TRUE, 1);
  gtk_box_append (GTK_BOX (row), self->count_label);
  self->fold_button = gtk_button_new_from_icon_name ("pan-end-symbolic");
  gtk_widget_add_css_class (self->fold_button, "flat");
  gtk_widget_add_css_class (self->fold_button, "board-fold");
  gtk_widget_set_visible (self->fold_button, FALSE);
  g_signal_connect_swapped (self->fold_button, "clicked", G_CALLBACK (fold_cb), self);
  gtk_box_append (GTK_BOX (row), self->fold_button);

  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->head), row);
  self->sum_label = create_label (9, PANGO_WEIGHT_NORMAL, TRUE, 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->sum_label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->sum_label, TRUE);
  gtk_box_append (GTK_BOX (row), self->sum_label);
  self->remark_label = create_label (9, PANGO_WEIGHT_NORMAL, TRUE, 1);
  gtk_label_set_ellipsize (GTK_LABEL (self->remark_label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (row), self->remark_label);

  self->column = RAPPORT_BOARD_COLUMN (rapport_board_column_new ());
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->column));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  self->strip_area = gtk_drawing_area_new ();
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->strip_area), draw_strip_cb, self, NULL);
  self->strip = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->strip), self->strip_area);
  gtk_widget_add_css_class (self->strip, "flat");
  gtk_widget_add_css_class (self->strip, "board-strip");
  gtk_widget_set_child_visible (self->strip, FALSE);
  gtk_widget_set_visible (self->strip, FALSE);
  g_signal_connect_swapped (self->strip, "clicked", G_CALLBACK (fold_cb), self);
  gtk_widget_set_parent (self->strip, GTK_WIDGET (self));

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  rapport_theme_connect_changed (GTK_WIDGET (self));
}

GtkWidget *
_rapport_lane_new (const RapportBoardLane *lane,
                   guint                   index)
{
  RapportLane *self = g_object_new (RAPPORT_TYPE_LANE, NULL);
  GdkRGBA colour;

  self->id = g_strdup (lane->id);
  self->title = g_strdup (lane->title);
  self->kind = lane->kind;
  self->light = lane->light;
  self->dark = lane->dark;
  self->index = index;
  gtk_label_set_text (GTK_LABEL (self->title_label), self->title);
  self->foldable = lane->kind == RAPPORT_BOARD_LANE_ENDED;
  gtk_widget_set_visible (self->fold_button, self->foldable);
  if (self->foldable)
    gtk_widget_set_tooltip_text (self->fold_button, _("Fold"));
  _rapport_lane_get_colour (self, &colour);
  rapport_board_column_set_colour (self->column, &colour);
  _rapport_lane_set_folded (self, self->foldable);
  _rapport_lane_set_head (self, 0, NULL, NULL);

  return GTK_WIDGET (self);
}

void
_rapport_lane_set_head (RapportLane *self,
                        gint64       count,
                        const char  *sum,
                        const char  *remark)
{
  g_autofree char *text = g_strdup_printf ("%'" G_GINT64_FORMAT, count);

  self->count = count;
  gtk_label_set_text (GTK_LABEL (self->count_label), text);
  gtk_label_set_text (GTK_LABEL (self->sum_label), sum != NULL ? sum : "");
  gtk_label_set_text (GTK_LABEL (self->remark_label), remark != NULL ? remark : "");
  gtk_widget_queue_draw (self->strip_area);
  update_accessible (self);
}

void
_rapport_lane_set_folded (RapportLane *self,
                          gboolean     folded)
{
  self->folded = folded && self->foldable;
  gtk_widget_set_visible (self->head, !self->folded);
  gtk_widget_set_visible (self->scroller, !self->folded);
  gtk_widget_set_visible (self->strip, self->folded);
  gtk_widget_set_child_visible (self->strip, self->folded);
  update_accessible (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
_rapport_lane_set_target (RapportLane *self,
                          gboolean     target)
{
  if (self->target == target)
    return;

  self->target = target;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
_rapport_lane_set_inset (RapportLane *self,
                         int          inset)
{
  g_object_set (self->column, "inset", inset, NULL);
}
