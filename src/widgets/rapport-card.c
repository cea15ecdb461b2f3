#include "config.h"

#include "widgets/rapport-card-private.h"

#include "widgets/rapport-theme.h"

/* A card is one widget that draws itself: seven columns of composed cards took 1.5 s to the first
 * frame, drawn ones a tenth of it. Layouts are made when first drawn and kept until the face, the
 * width or the fonts change. */

G_DEFINE_FINAL_TYPE (RapportCard, rapport_card, GTK_TYPE_WIDGET)

static void
describe_item (RapportCard *self)
{
  g_auto(RapportCardFace) face = { 0 };

  g_clear_handle_id (&self->describe_idle, g_source_remove);
  if (self->item != NULL && self->func != NULL)
    self->func (self->item, &face, self->func_data);
  rapport_card_set_face (self, &face);
}

static gboolean
describe_idle_cb (gpointer user_data)
{
  RapportCard *self = user_data;

  self->describe_idle = 0;
  describe_item (self);

  return G_SOURCE_REMOVE;
}

/* A record with new figures notifies a dozen properties; one description serves them all, before
 * the next frame. */
static void
item_notify_cb (RapportCard *self)
{
  if (self->describe_idle == 0)
    self->describe_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, describe_idle_cb, self, NULL);
}

static void
rapport_card_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  RapportCard *self = RAPPORT_CARD (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double opacity = 1;

  if (width <= 0 || height <= 0 || (self->state & RAPPORT_CARD_GLIDING))
    return;

  if (self->state & RAPPORT_CARD_DRAGGED)
    opacity = 0.38;
  else if (self->face.ghost)
    opacity = 0.55;

  if (opacity < 1)
    gtk_snapshot_push_opacity (snapshot, opacity);
  _rapport_card_draw (self, snapshot, width, height, FALSE);
  if (opacity < 1)
    gtk_snapshot_pop (snapshot);
}

static void
rapport_card_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  RapportCard *self = RAPPORT_CARD (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      double scale = rapport_card_text_scale (widget);

      *minimum = (int) ((2 * CARD_PADDING + CARD_AVATAR) * scale);
      *natural = (int) (160 * scale);
    }
  else
    {
      *minimum = *natural = rapport_card_measure_height (widget, self->notes);
    }
}

static void
rapport_card_css_changed (GtkWidget         *widget,
                          GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rapport_card_parent_class)->css_changed (widget, change);

  _rapport_card_drop_layouts (RAPPORT_CARD (widget));
  gtk_widget_queue_draw (widget);
}

static void
rapport_card_system_setting_changed (GtkWidget        *widget,
                                     GtkSystemSetting  setting)
{
  RapportCard *self = RAPPORT_CARD (widget);

  GTK_WIDGET_CLASS (rapport_card_parent_class)->system_setting_changed (widget, setting);

  if (setting == GTK_SYSTEM_SETTING_ICON_THEME)
    g_clear_object (&self->icon);
  _rapport_card_drop_layouts (self);
  gtk_widget_queue_resize (widget);
}

static void
rapport_card_state_flags_changed (GtkWidget     *widget,
                                  GtkStateFlags  previous)
{
  GTK_WIDGET_CLASS (rapport_card_parent_class)->state_flags_changed (widget, previous);
  gtk_widget_queue_draw (widget);
}

static gboolean
rapport_card_query_tooltip (GtkWidget  *widget,
                            int         x,
                            int         y,
                            gboolean    keyboard,
                            GtkTooltip *tooltip)
{
  RapportCard *self = RAPPORT_CARD (widget);

  if (self->layouts[CARD_TEXT_TITLE] == NULL ||
      !(pango_layout_is_ellipsized (self->layouts[CARD_TEXT_TITLE]) ||
        pango_layout_is_ellipsized (self->layouts[CARD_TEXT_CAPTION]) ||
        self->face.flags != 0))
    return FALSE;

  if (self->face.flags != 0)
    {
      g_autofree char *spoken = rapport_card_face_dup_spoken (&self->face);

      gtk_tooltip_set_text (tooltip, spoken);
    }
  else
    {
      g_autofree char *text = g_strjoin ("\n", self->face.title, self->face.caption, NULL);

      gtk_tooltip_set_text (tooltip, text);
    }

  return TRUE;
}

static void
rapport_card_dispose (GObject *object)
{
  RapportCard *self = RAPPORT_CARD (object);

  g_clear_handle_id (&self->describe_idle, g_source_remove);
  g_clear_signal_handler (&self->item_handler, self->item);
  g_clear_object (&self->item);
  g_clear_object (&self->icon);
  _rapport_card_drop_layouts (self);

  G_OBJECT_CLASS (rapport_card_parent_class)->dispose (object);
}

static void
rapport_card_finalize (GObject *object)
{
  rapport_card_face_clear (&RAPPORT_CARD (object)->face);

  G_OBJECT_CLASS (rapport_card_parent_class)->finalize (object);
}

static void
rapport_card_class_init (RapportCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_card_dispose;
  object_class->finalize = rapport_card_finalize;

  widget_class->snapshot = rapport_card_snapshot;
  widget_class->measure = rapport_card_measure;
  widget_class->css_changed = rapport_card_css_changed;
  widget_class->system_setting_changed = rapport_card_system_setting_changed;
  widget_class->state_flags_changed = rapport_card_state_flags_changed;
  widget_class->query_tooltip = rapport_card_query_tooltip;

  gtk_widget_class_set_css_name (widget_class, "card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
rapport_card_init (RapportCard *self)
{
  self->layout_width = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  rapport_theme_connect_changed (GTK_WIDGET (self));
}

static void
update_accessible (RapportCard *self)
{
  g_autofree char *spoken = rapport_card_face_dup_spoken (&self->face);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * rapport_card_new:
 *
 * Returns: (transfer floating): a blank card
 */
GtkWidget *
rapport_card_new (void)
{
  return g_object_new (RAPPORT_TYPE_CARD, NULL);
}

/**
 * rapport_card_set_item:
 * @self: a card
 * @item: (nullable) (type GObject): what the card is about
 * @func: (nullable): describes it
 * @user_data: data of @func
 *
 * Shows @item, and shows it again whenever a property of it changes. @func and @user_data must stay
 * valid as long as the card has the item.
 */
void
rapport_card_set_item (RapportCard         *self,
                       gpointer             item,
                       RapportCardFaceFunc  func,
                       gpointer             user_data)
{
  g_return_if_fail (RAPPORT_IS_CARD (self));
  g_return_if_fail (item == NULL || G_IS_OBJECT (item));

  self->func = func;
  self->func_data = user_data;
  if (self->item != item)
    {
      g_clear_signal_handler (&self->item_handler, self->item);
      g_set_object (&self->item, item);
      if (item != NULL)
        self->item_handler =
            g_signal_connect_swapped (item, "notify", G_CALLBACK (item_notify_cb), self);
    }
  describe_item (self);
}

/**
 * rapport_card_get_item:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): what the card is about
 */
gpointer
rapport_card_get_item (RapportCard *self)
{
  g_return_val_if_fail (RAPPORT_IS_CARD (self), NULL);

  return self->item;
}

/**
 * rapport_card_set_face:
 * @self: a card
 * @face: (inout): what to show; the card takes its strings, @face is empty afterwards
 */
void
rapport_card_set_face (RapportCard     *self,
                       RapportCardFace *face)
{
  g_return_if_fail (RAPPORT_IS_CARD (self));
  g_return_if_fail (face != NULL);

  if (rapport_card_face_equal (&self->face, face))
    {
      rapport_card_face_clear (face);
      return;
    }

  if (g_strcmp0 (self->face.caption_icon, face->caption_icon) != 0)
    g_clear_object (&self->icon);
  rapport_card_face_clear (&self->face);
  self->face = *face;
  *face = (RapportCardFace) { 0 };

  _rapport_card_drop_layouts (self);
  update_accessible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rapport_card_get_face:
 * @self: a card
 *
 * Returns: (transfer none): what the card shows
 */
const RapportCardFace *
rapport_card_get_face (RapportCard *self)
{
  g_return_val_if_fail (RAPPORT_IS_CARD (self), NULL);

  if (self->describe_idle != 0)
    describe_item (self);

  return &self->face;
}

/**
 * rapport_card_get_id:
 * @self: a card
 *
 * Returns: identity of what the card shows, 0 when blank
 */
gint64
rapport_card_get_id (RapportCard *self)
{
  g_return_val_if_fail (RAPPORT_IS_CARD (self), 0);

  return self->face.id;
}

/**
 * rapport_card_set_state:
 * @self: a card
 * @state: what the card is going through
 */
void
rapport_card_set_state (RapportCard      *self,
                        RapportCardState  state)
{
  g_return_if_fail (RAPPORT_IS_CARD (self));

  if (self->state == state)
    return;

  if ((self->state ^ state) & RAPPORT_CARD_SELECTED)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED,
                                 (state & RAPPORT_CARD_SELECTED) != 0, -1);
  self->state = state;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rapport_card_get_state:
 * @self: a card
 *
 * Returns: what the card is going through
 */
RapportCardState
rapport_card_get_state (RapportCard *self)
{
  g_return_val_if_fail (RAPPORT_IS_CARD (self), 0);

  return self->state;
}

/**
 * rapport_card_set_lane_colour:
 * @self: a card
 * @colour: colour of the lane that the card is in, for the outline of a moved card
 */
void
rapport_card_set_lane_colour (RapportCard   *self,
                              const GdkRGBA *colour)
{
  g_return_if_fail (RAPPORT_IS_CARD (self));
  g_return_if_fail (colour != NULL);

  if (gdk_rgba_equal (&self->lane_colour, colour))
    return;

  self->lane_colour = *colour;
  if (self->state & RAPPORT_CARD_MOVED)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rapport_card_set_notes:
 * @self: a card
 * @notes: whether there is a line for the note
 */
void
rapport_card_set_notes (RapportCard *self,
                        gboolean     notes)
{
  g_return_if_fail (RAPPORT_IS_CARD (self));

  if (self->notes == !!notes)
    return;

  self->notes = !!notes;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * rapport_card_set_place:
 * @self: a card
 * @position: its place in the column, from 0
 * @n_items: how many cards the column has
 *
 * Tells assistive technology where in the column the card is ("3 of 52"): most of the column has no
 * widget.
 */
void
rapport_card_set_place (RapportCard *self,
                        guint        position,
                        guint        n_items)
{
  g_return_if_fail (RAPPORT_IS_CARD (self));

  if (self->position == position && self->n_items == n_items)
    return;

  self->position = position;
  self->n_items = n_items;
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_POS_IN_SET, (int) MIN (position + 1, G_MAXINT),
      GTK_ACCESSIBLE_RELATION_SET_SIZE, (int) MIN (n_items, G_MAXINT), -1);
}
