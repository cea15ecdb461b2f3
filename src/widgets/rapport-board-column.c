#include "config.h"

#include "widgets/rapport-board-column.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/rapport-board-column-private.h"
#include "widgets/rapport-theme.h"

/* A list that costs what is on screen, however long it is. All cards are equally high, so a place
 * follows from a position by multiplication; widgets exist for the visible positions and one page
 * around them, and for the focused card wherever it is. An item is asked for only when it gets a
 * widget.
 *
 * `live` holds the cards that exist, ordered by position. ensure_cards() is the only function that
 * makes, re-uses or destroys them; it runs when the view scrolls, the model changes or the size
 * does. */

typedef enum
{
  PROP_MODEL = 1,
  PROP_NOTES,
  PROP_INSET,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} RapportBoardColumnProperty;

static GParamSpec *properties[PROP_INSET + 1];

enum
{
  FOCUS_LOST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportBoardColumn, rapport_board_column, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

RapportCardState
_rapport_board_column_get_card_state (RapportBoardColumn *self,
                                      gint64              id)
{
  return self->state_func != NULL ? self->state_func (id, self->state_data) : 0;
}

static void
fill_card (RapportBoardColumn *self,
           RapportCard        *card,
           guint               position)
{
  g_autoptr(GObject) item = g_list_model_get_item (self->model, position);

  rapport_card_set_lane_colour (card, &self->colour);
  rapport_card_set_notes (card, self->notes);
  rapport_card_set_item (card, item, self->face_func, self->face_data);
  rapport_card_set_state (card,
                          _rapport_board_column_get_card_state (self, rapport_card_get_id (card)));
}

static gboolean
card_has_focus (RapportCard *card)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (card)) & GTK_STATE_FLAG_FOCUSED) != 0 ||
         gtk_widget_is_focus (GTK_WIDGET (card));
}

/* The positions that shall have a card. */
static void
get_wanted (RapportBoardColumn *self,
            guint              *first,
            guint              *end)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double page = adjustment != NULL ? gtk_adjustment_get_page_size (adjustment)
                                   : gtk_widget_get_height (GTK_WIDGET (self));
  double gaps = _rapport_board_column_get_gaps_above (self, G_MAXUINT);
  double value = _rapport_board_column_get_value (self);
  double pitch = _rapport_board_column_get_pitch (self);
  double ahead = self->extend_id != 0 ? 0 : page;

  *first = *end = 0;
  if (page <= 1 || self->model == NULL || self->card_height == 0)
    return;

  *first = (guint) MAX (floor ((value - ahead - gaps) / pitch), 0);
  *end = (guint) CLAMP (ceil ((value + page + ahead) / pitch), 0, (double) self->n_items);
  *first = MIN (*first, *end);
}

static gboolean
extend_cb (gpointer data)
{
  RapportBoardColumn *self = data;

  self->extend_id = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static int
compare_live (gconstpointer a,
              gconstpointer b)
{
  const Live *left = a;
  const Live *right = b;

  return left->position < right->position ? -1 : left->position > right->position;
}

/* Takes the cards of `spare` before it makes any; gives every position in view one. */
static void
ensure_cards (RapportBoardColumn *self,
              GPtrArray          *spare)
{
  g_autoptr(GPtrArray) pool = spare != NULL ? g_ptr_array_ref (spare) : g_ptr_array_new ();
  g_autofree gboolean *have = NULL;
  GtkWidget *previous = NULL;
  gboolean added = FALSE;
  guint first, end;

  /* What is in view is shown first; what scrolling will bring is made when that is painted. */
  if (self->live->len == 0 && pool->len == 0 && self->extend_id == 0)
    self->extend_id = g_idle_add_full (G_PRIORITY_LOW, extend_cb, self, NULL);
  get_wanted (self, &first, &end);
  have = g_new0 (gboolean, MAX (end - first, 1));
  for (guint i = 0; i < self->live->len;)
    {
      Live *live = &g_array_index (self->live, Live, i);

      if (live->position >= first && live->position < end)
        {
          have[live->position - first] = TRUE;
          i++;
        }
      else if (card_has_focus (live->card))
        {
          i++;
        }
      else
        {
          g_ptr_array_add (pool, live->card);
          g_array_remove_index (self->live, i);
        }
    }

  for (guint position = first; position < end; position++)
    {
      Live live = { NULL, position };

      if (have[position - first])
        continue;
      if (pool->len > 0)
        {
          live.card = g_ptr_array_steal_index_fast (pool, pool->len - 1);
        }
      else
        {
          live.card = RAPPORT_CARD (rapport_card_new ());
          gtk_widget_set_parent (GTK_WIDGET (live.card), GTK_WIDGET (self));
        }
      fill_card (self, live.card, position);
      g_array_append_val (self->live, live);
      added = TRUE;
    }

  for (guint i = 0; i < pool->len; i++)
    {
      rapport_card_set_item (g_ptr_array_index (pool, i), NULL, NULL, NULL);
      gtk_widget_unparent (g_ptr_array_index (pool, i));
    }

  /* Assistive technology and focus go by the order of the children. */
  if (added)
    g_array_sort (self->live, compare_live);
  for (guint i = 0; i < self->live->len; i++)
    {
      Live *live = &g_array_index (self->live, Live, i);
      GtkWidget *widget = GTK_WIDGET (live->card);

      rapport_card_set_place (live->card, live->position, self->n_items);
      if (gtk_widget_get_prev_sibling (widget) != previous)
        gtk_widget_insert_after (widget, GTK_WIDGET (self), previous);
      previous = widget;
    }
}

void
_rapport_board_column_configure (RapportBoardColumn *self,
                       double              wanted_value)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double upper = MAX (_rapport_board_column_get_content_height (self), height);
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, CLAMP (wanted_value, 0, upper - height), 0, upper,
                              _rapport_board_column_get_pitch (self), MAX (height * 0.9, 1),
                              height);
  adjustment = self->adjustments[GTK_ORIENTATION_HORIZONTAL];
  if (adjustment != NULL)
    gtk_adjustment_configure (adjustment, 0, 0, width, width * 0.1, width * 0.9, width);
}

static void
value_changed_cb (RapportBoardColumn *self)
{
  if (self->in_allocate)
    return;

  ensure_cards (self, NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
set_adjustment (RapportBoardColumn *self,
                GtkOrientation      orientation,
                GtkAdjustment      *adjustment)
{
  if (adjustment != NULL && self->adjustments[orientation] == adjustment)
    return;

  if (self->adjustments[orientation] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], value_changed_cb, self);
  g_clear_object (&self->adjustments[orientation]);
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  self->adjustments[orientation] = g_object_ref_sink (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (value_changed_cb), self);
  _rapport_board_column_configure (self, gtk_adjustment_get_value (adjustment));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
items_changed_cb (RapportBoardColumn *self,
                  guint               position,
                  guint               removed,
                  guint               added)
{
  g_autoptr(GPtrArray) spare = g_ptr_array_new ();
  double value = _rapport_board_column_get_value (self);
  guint first_visible =
      (guint) MAX (floor ((value - TOP_PADDING) / _rapport_board_column_get_pitch (self)), 0);
  gboolean lost_focus = FALSE;
  guint lost_position = 0;
  gint64 lost_id = 0;

  self->n_items = g_list_model_get_n_items (self->model);

  for (guint i = 0; i < self->live->len;)
    {
      Live *live = &g_array_index (self->live, Live, i);

      if (live->position < position)
        {
          i++;
        }
      else if (live->position >= position + removed)
        {
          live->position = live->position - removed + added;
          i++;
        }
      else
        {
          if (card_has_focus (live->card))
            {
              lost_focus = TRUE;
              lost_position = live->position;
              lost_id = rapport_card_get_id (live->card);
            }
          g_ptr_array_add (spare, live->card);
          g_array_remove_index (self->live, i);
        }
    }
  for (guint i = 0; i < self->gaps->len; i++)
    {
      Gap *gap = &g_array_index (self->gaps, Gap, i);

      if (gap->position >= position + removed && gap->position > position)
        gap->position = gap->position - removed + added;
      gap->position = MIN (gap->position, self->n_items);
    }

  /* What the person looks at stays where it is; at the very top that is the top. */
  if (value > 1 && position + removed <= first_visible)
    value += ((double) added - (double) removed) * _rapport_board_column_get_pitch (self);

  self->in_allocate = TRUE;
  _rapport_board_column_configure (self, value);
  self->in_allocate = FALSE;
  ensure_cards (self, spare);
  gtk_widget_queue_allocate (GTK_WIDGET (self));

  if (lost_focus)
    g_signal_emit (self, signals[FOCUS_LOST], 0, lost_position, lost_id);
}

static void
drop_cards (RapportBoardColumn *self)
{
  for (guint i = 0; i < self->live->len; i++)
    gtk_widget_unparent (GTK_WIDGET (g_array_index (self->live, Live, i).card));
  g_array_set_size (self->live, 0);
}

static void
rapport_board_column_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  RapportBoardColumn *self = RAPPORT_BOARD_COLUMN (widget);
  int height = rapport_card_measure_height (widget, self->notes);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) (60 * rapport_card_text_scale (widget)) + 2 * self->inset;
      *natural = (int) (160 * rapport_card_text_scale (widget)) + 2 * self->inset;
    }
  else
    {
      *minimum = height + TOP_PADDING;
      *natural = 4 * (height + CARD_GAP);
    }
}

static void
rapport_board_column_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  RapportBoardColumn *self = RAPPORT_BOARD_COLUMN (widget);
  int card_height = rapport_card_measure_height (widget, self->notes);
  int card_width = MAX (width - 2 * self->inset, 1);
  double value = _rapport_board_column_get_value (self);

  if (self->card_height != 0 && self->card_height != card_height)
    value = value / _rapport_board_column_get_pitch (self) * (card_height + CARD_GAP);
  self->card_height = card_height;

  self->in_allocate = TRUE;
  _rapport_board_column_configure (self, value);
  ensure_cards (self, NULL);
  value = floor (_rapport_board_column_get_value (self) + 0.5);
  for (guint i = 0; i < self->live->len; i++)
    {
      Live *live = &g_array_index (self->live, Live, i);
      double y = CLAMP (_rapport_board_column_get_card_y (self, live->position) - value, -1e6, 1e6);
      int minimum_width;

      gtk_widget_measure (GTK_WIDGET (live->card), GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width,
                          NULL, NULL, NULL);
      gtk_widget_measure (GTK_WIDGET (live->card), GTK_ORIENTATION_VERTICAL, card_width, NULL, NULL,
                          NULL, NULL);
      gtk_widget_size_allocate (GTK_WIDGET (live->card),
                                &(GtkAllocation) { self->inset, (int) floor (y + 0.5),
                                                  MAX (card_width, minimum_width), card_height },
                                -1);
    }
  self->in_allocate = FALSE;
}

static void
rapport_board_column_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  RapportBoardColumn *self = RAPPORT_BOARD_COLUMN (widget);
  double height = gtk_widget_get_height (widget);

  _rapport_board_column_draw_gaps (self, snapshot);

  for (guint i = 0; i < self->live->len; i++)
    {
      RapportCard *card = g_array_index (self->live, Live, i).card;
      double y =
          _rapport_board_column_get_card_y (self, g_array_index (self->live, Live, i).position) -
          _rapport_board_column_get_value (self);

      if (y < height + CARD_GAP && y + self->card_height > -CARD_GAP)
        gtk_widget_snapshot_child (widget, GTK_WIDGET (card), snapshot);
    }
}

static void
rapport_board_column_css_changed (GtkWidget         *widget,
                                  GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (rapport_board_column_parent_class)->css_changed (widget, change);
  gtk_widget_queue_resize (widget);
}

static void
rapport_board_column_system_setting_changed (GtkWidget        *widget,
                                             GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (rapport_board_column_parent_class)->system_setting_changed (widget, setting);
  gtk_widget_queue_resize (widget);
}

static void
rapport_board_column_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  RapportBoardColumn *self = RAPPORT_BOARD_COLUMN (object);

  switch ((RapportBoardColumnProperty) id)
    {
    case PROP_MODEL:
      g_value_set_object (value, self->model);
      break;
    case PROP_NOTES:
      g_value_set_boolean (value, self->notes);
      break;
    case PROP_INSET:
      g_value_set_int (value, self->inset);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->scroll_policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->scroll_policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_inset (RapportBoardColumn *self,
           int                 inset)
{
  if (self->inset == inset)
    return;

  self->inset = inset;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INSET]);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
rapport_board_column_set_property (GObject      *object,
                                   guint         id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  RapportBoardColumn *self = RAPPORT_BOARD_COLUMN (object);

  switch ((RapportBoardColumnProperty) id)
    {
    case PROP_MODEL:
      rapport_board_column_set_model (self, g_value_get_object (value));
      break;
    case PROP_NOTES:
      rapport_board_column_set_notes (self, g_value_get_boolean (value));
      break;
    case PROP_INSET:
      set_inset (self, g_value_get_int (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->scroll_policies[GTK_ORIENTATION_HORIZONTAL] = (guint) g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->scroll_policies[GTK_ORIENTATION_VERTICAL] = (guint) g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_board_column_dispose (GObject *object)
{
  RapportBoardColumn *self = RAPPORT_BOARD_COLUMN (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->extend_id, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_clear_object (&self->model);
  drop_cards (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    {
      if (self->adjustments[i] != NULL)
        g_signal_handlers_disconnect_by_func (self->adjustments[i], value_changed_cb, self);
      g_clear_object (&self->adjustments[i]);
    }
  if (self->face_destroy != NULL)
    self->face_destroy (self->face_data);
  self->face_func = NULL;
  self->face_destroy = NULL;
  self->state_func = NULL;

  G_OBJECT_CLASS (rapport_board_column_parent_class)->dispose (object);
}

static void
rapport_board_column_finalize (GObject *object)
{
  RapportBoardColumn *self = RAPPORT_BOARD_COLUMN (object);

  g_array_unref (self->live);
  g_array_unref (self->gaps);

  G_OBJECT_CLASS (rapport_board_column_parent_class)->finalize (object);
}

static void
rapport_board_column_class_init (RapportBoardColumnClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rapport_board_column_get_property;
  object_class->set_property = rapport_board_column_set_property;
  object_class->dispose = rapport_board_column_dispose;
  object_class->finalize = rapport_board_column_finalize;

  widget_class->measure = rapport_board_column_measure;
  widget_class->size_allocate = rapport_board_column_size_allocate;
  widget_class->snapshot = rapport_board_column_snapshot;
  widget_class->css_changed = rapport_board_column_css_changed;
  widget_class->system_setting_changed = rapport_board_column_system_setting_changed;

  /**
   * RapportBoardColumn:model:
   *
   * What the column shows, a card for each item.
   */
  properties[PROP_MODEL] = g_param_spec_object ("model", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  /**
   * RapportBoardColumn:notes:
   *
   * Whether the cards have a line for their note.
   */
  properties[PROP_NOTES] = g_param_spec_boolean ("notes", NULL, NULL, FALSE, flags);
  /**
   * RapportBoardColumn:inset:
   *
   * Space at the left and at the right of the cards, in px; their shadows and outlines lie in it.
   */
  properties[PROP_INSET] = g_param_spec_int ("inset", NULL, NULL, 0, G_MAXINT16, 6, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  /**
   * RapportBoardColumn::focus-lost:
   * @self: the column
   * @position: where the card was
   * @id: its identity
   *
   * The focused card left the model.
   */
  signals[FOCUS_LOST] = g_signal_new ("focus-lost", RAPPORT_TYPE_BOARD_COLUMN, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT64);

  gtk_widget_class_set_css_name (widget_class, "boardcolumn");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
rapport_board_column_init (RapportBoardColumn *self)
{
  self->live = g_array_new (FALSE, FALSE, sizeof (Live));
  self->gaps = g_array_new (FALSE, FALSE, sizeof (Gap));
  self->inset = 6;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  rapport_theme_connect_changed (GTK_WIDGET (self));
}

/**
 * rapport_board_column_new:
 *
 * Returns: (transfer floating): an empty column, to be put into a GtkScrolledWindow
 */
GtkWidget *
rapport_board_column_new (void)
{
  return g_object_new (RAPPORT_TYPE_BOARD_COLUMN, NULL);
}

/**
 * rapport_board_column_set_model:
 * @self: a column
 * @model: (nullable): what to show; another model starts at its top
 */
void
rapport_board_column_set_model (RapportBoardColumn *self,
                                GListModel         *model)
{
  g_autoptr(GPtrArray) spare = g_ptr_array_new ();
  gboolean lost_focus = FALSE;
  guint lost_position = 0;
  gint64 lost_id = 0;

  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_set_object (&self->model, model);
  self->n_items = 0;
  if (model != NULL)
    {
      g_signal_connect_swapped (model, "items-changed", G_CALLBACK (items_changed_cb), self);
      self->n_items = g_list_model_get_n_items (model);
    }

  for (guint i = 0; i < self->live->len; i++)
    {
      Live *live = &g_array_index (self->live, Live, i);

      if (card_has_focus (live->card))
        {
          lost_focus = TRUE;
          lost_position = live->position;
          lost_id = rapport_card_get_id (live->card);
        }
      g_ptr_array_add (spare, live->card);
    }
  g_array_set_size (self->live, 0);
  rapport_board_column_close_gap (self, TRUE);
  self->in_allocate = TRUE;
  _rapport_board_column_configure (self, 0);
  self->in_allocate = FALSE;
  ensure_cards (self, spare);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
  if (lost_focus)
    g_signal_emit (self, signals[FOCUS_LOST], 0, lost_position, lost_id);
}

/**
 * rapport_board_column_get_model:
 * @self: a column
 *
 * Returns: (transfer none) (nullable): what the column shows
 */
GListModel *
rapport_board_column_get_model (RapportBoardColumn *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), NULL);

  return self->model;
}

/**
 * rapport_board_column_set_face_func:
 * @self: a column
 * @func: (nullable) (scope notified): describes an item
 * @user_data: data of @func
 * @destroy: (nullable): frees @user_data
 */
void
rapport_board_column_set_face_func (RapportBoardColumn  *self,
                                    RapportCardFaceFunc  func,
                                    gpointer             user_data,
                                    GDestroyNotify       destroy)
{
  GDestroyNotify old_destroy;
  gpointer old_data;

  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));

  old_destroy = self->face_destroy;
  old_data = self->face_data;
  self->face_func = func;
  self->face_data = user_data;
  self->face_destroy = destroy;
  rapport_board_column_refresh (self);
  if (old_destroy != NULL)
    old_destroy (old_data);
}

/**
 * rapport_board_column_set_state_func:
 * @self: a column
 * @func: (nullable): says what the card of an id is going through
 * @user_data: data of @func, which must live as long as the column
 */
void
rapport_board_column_set_state_func (RapportBoardColumn   *self,
                                     RapportCardStateFunc  func,
                                     gpointer              user_data)
{
  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));

  self->state_func = func;
  self->state_data = user_data;
  rapport_board_column_refresh_states (self);
}

/**
 * rapport_board_column_set_colour:
 * @self: a column
 * @colour: colour of the lane
 */
void
rapport_board_column_set_colour (RapportBoardColumn *self,
                                 const GdkRGBA      *colour)
{
  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));
  g_return_if_fail (colour != NULL);

  self->colour = *colour;
  for (guint i = 0; i < self->live->len; i++)
    rapport_card_set_lane_colour (g_array_index (self->live, Live, i).card, colour);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rapport_board_column_set_notes:
 * @self: a column
 * @notes: whether the cards have a line for their note
 */
void
rapport_board_column_set_notes (RapportBoardColumn *self,
                                gboolean            notes)
{
  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));

  if (self->notes == !!notes)
    return;

  self->notes = !!notes;
  for (guint i = 0; i < self->live->len; i++)
    rapport_card_set_notes (g_array_index (self->live, Live, i).card, self->notes);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTES]);
}

/**
 * rapport_board_column_get_notes:
 * @self: a column
 *
 * Returns: whether the cards have a line for their note
 */
gboolean
rapport_board_column_get_notes (RapportBoardColumn *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), FALSE);

  return self->notes;
}

/**
 * rapport_board_column_get_n_items:
 * @self: a column
 *
 * Returns: how many cards the column has, on screen or not
 */
guint
rapport_board_column_get_n_items (RapportBoardColumn *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), 0);

  return self->n_items;
}
