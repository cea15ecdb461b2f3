#include "config.h"

#include "views/rapport-stage-tag.h"

#include "widgets/rapport-theme.h"

#define PADDING 8
#define DOT 7
#define GAP 5

G_STATIC_ASSERT (RAPPORT_STAGE_TAG_EXTRA == 2 * PADDING + DOT + GAP);

struct _RapportStageTag
{
  GtkWidget    parent_instance;

  char        *name;
  int          index; /* -1: no stage of the model, such as the lane of the ended */
  guint        n_stages;
  PangoLayout *layout;
};

G_DEFINE_FINAL_TYPE (RapportStageTag, rapport_stage_tag, GTK_TYPE_WIDGET)

static PangoLayout *
ensure_layout (RapportStageTag *self)
{
  if (self->layout == NULL)
    {
      self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->name);
      pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
    }
  return self->layout;
}

static void
rapport_stage_tag_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  PangoLayout *layout = ensure_layout (RAPPORT_STAGE_TAG (widget));
  int width, height;

  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 2 * PADDING + DOT;
      *natural = width + RAPPORT_STAGE_TAG_EXTRA;
    }
  else
    *minimum = *natural = height + RAPPORT_STAGE_TAG_PADDING;
  *minimum_baseline = *natural_baseline = -1;
}

static void
rapport_stage_tag_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  RapportStageTag *self = RAPPORT_STAGE_TAG (widget);
  PangoLayout *layout = ensure_layout (self);
  int room = gtk_widget_get_width (widget);

  if (self->name == NULL || room <= 0)
    return;
  pango_layout_set_width (layout, MAX (0, room - RAPPORT_STAGE_TAG_EXTRA) * PANGO_SCALE);
  rapport_stage_tag_draw (widget, snapshot, layout, self->index, self->n_stages,
                          &GRAPHENE_RECT_INIT (0, 0, (float) room, (float) gtk_widget_get_height (widget)));
}

static void
rapport_stage_tag_css_changed (GtkWidget         *widget,
                                 GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rapport_stage_tag_parent_class)->css_changed (widget, change);
  g_clear_object (&RAPPORT_STAGE_TAG (widget)->layout);
  gtk_widget_queue_resize (widget);
}

static void
rapport_stage_tag_finalize (GObject *object)
{
  RapportStageTag *self = RAPPORT_STAGE_TAG (object);

  g_clear_object (&self->layout);
  g_free (self->name);

  G_OBJECT_CLASS (rapport_stage_tag_parent_class)->finalize (object);
}

static void
rapport_stage_tag_class_init (RapportStageTagClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_stage_tag_finalize;
  widget_class->measure = rapport_stage_tag_measure;
  widget_class->snapshot = rapport_stage_tag_snapshot;
  widget_class->css_changed = rapport_stage_tag_css_changed;
  gtk_widget_class_set_css_name (widget_class, "rp-stage-tag");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
rapport_stage_tag_init (RapportStageTag *self)
{
  self->index = -1;
  rapport_theme_connect_changed (GTK_WIDGET (self));
}

GtkWidget *
rapport_stage_tag_new (void)
{
  return g_object_new (RAPPORT_TYPE_STAGE_TAG, NULL);
}

/**
 * rapport_stage_tag_set:
 * @self: a label
 * @name: (nullable): name of the stage; %NULL draws nothing
 * @index: which of the stages it is, from 0, or -1
 * @n_stages: how many there are
 */
void
rapport_stage_tag_set (RapportStageTag *self,
                         const char        *name,
                         int                index,
                         guint              n_stages)
{
  if (g_strcmp0 (self->name, name) == 0 && self->index == index && self->n_stages == n_stages)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  self->index = index;
  self->n_stages = n_stages;
  g_clear_object (&self->layout);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name ? name : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * rapport_stage_tag_draw:
 * @widget: a widget that draws itself
 * @snapshot: where to
 * @layout: name of a stage, no wider than the tag less %RAPPORT_STAGE_TAG_EXTRA
 * @index: which of the stages it is, from 0, or -1
 * @n_stages: how many there are
 * @area: where the tag has room; it is as wide as its text needs
 *
 * Draws a tag for a widget that draws more than that.
 */
void
rapport_stage_tag_draw (GtkWidget             *widget,
                        GtkSnapshot           *snapshot,
                        PangoLayout           *layout,
                        int                    index,
                        guint                  n_stages,
                        const graphene_rect_t *area)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GdkRGBA colour, tint, ink;
  GskRoundedRect shape;
  graphene_rect_t dot;
  PangoRectangle text;
  float width, height = area->size.height;

  if (index >= 0)
    rapport_theme_get_stage_color (widget, (guint) index, n_stages, &colour);
  else
    rapport_theme_get_color (widget, RAPPORT_COLOR_NEUTRAL, &colour);
  rapport_theme_get_color (widget, RAPPORT_COLOR_INK, &ink);

  /* Within its width, the text stands at the side where the language begins. */
  pango_layout_get_pixel_extents (layout, NULL, &text);
  width = MIN (area->size.width, (float) (text.width + RAPPORT_STAGE_TAG_EXTRA));

  tint = colour;
  tint.alpha = rapport_theme_is_dark () ? .22f : .14f;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot, &GRAPHENE_POINT_INIT (area->origin.x + (rtl ? area->size.width - width : 0), area->origin.y));
  gsk_rounded_rect_init_from_rect (&shape, &GRAPHENE_RECT_INIT (0, 0, width, height), height / 2);
  if (rapport_theme_is_high_contrast ())
    gtk_snapshot_append_border (snapshot, &shape, (float[4]) { 1, 1, 1, 1 }, (GdkRGBA[4]) { ink, ink, ink, ink });
  else
    {
      gtk_snapshot_push_rounded_clip (snapshot, &shape);
      gtk_snapshot_append_color (snapshot, &tint, &shape.bounds);
      gtk_snapshot_pop (snapshot);
    }

  graphene_rect_init (&dot, rtl ? width - PADDING - DOT : PADDING, (height - DOT) / 2, DOT, DOT);
  gsk_rounded_rect_init_from_rect (&shape, &dot, DOT / 2.f);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, &colour, &dot);
  gtk_snapshot_pop (snapshot);

  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) ((rtl ? PADDING : PADDING + DOT + GAP) - text.x),
                                                          (height - (float) text.height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &ink);
  gtk_snapshot_restore (snapshot);
}
