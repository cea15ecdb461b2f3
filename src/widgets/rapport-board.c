#include "config.h"

#include "widgets/rapport-board.h"

#include <glib/gi18n.h>

#include "widgets/rapport-board-private.h"
#include "widgets/rapport-theme.h"

/* The board is split by concern: this file holds the lanes, -layout.c their widths, -answers.c what
 * is asked of the owner, -selection.c what is selected and where it went, -drag.c the pointer,
 * -keys.c the keyboard, -glide.c cards on their way. */

typedef enum
{
  PROP_READ_ONLY = 1,
  PROP_NOTES,
} RapportBoardProperty;

static GParamSpec *properties[PROP_NOTES + 1];

enum
{
  CARD_ACTIVATED,
  CARD_MENU,
  MOVE_REQUESTED,
  SELECTION_CHANGED,
  REFUSED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportBoard, rapport_board, GTK_TYPE_WIDGET)

RapportLane *
_rapport_board_get_lane (RapportBoard *self,
                         guint         index)
{
  return index < self->lanes->len ? g_ptr_array_index (self->lanes, index) : NULL;
}

RapportLane *
_rapport_board_find_lane (RapportBoard *self,
                          const char   *lane_id)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (self->lanes, i);

      if (g_strcmp0 (lane->id, lane_id) == 0)
        return lane;
    }

  return NULL;
}

RapportLane *
_rapport_board_lane_at (RapportBoard *self,
                        GtkWidget    *widget)
{
  GtkWidget *lane = widget != NULL ? gtk_widget_get_ancestor (widget, RAPPORT_TYPE_LANE) : NULL;

  return lane != NULL && gtk_widget_is_ancestor (lane, GTK_WIDGET (self)) ? RAPPORT_LANE (lane) :
                                                                            NULL;
}

/* The card at a point of the strip. */
RapportCard *
_rapport_board_card_at (RapportBoard  *self,
                        double         x,
                        double         y,
                        RapportLane  **lane,
                        guint         *position)
{
  GtkWidget *picked = gtk_widget_pick (self->strip, x, y, GTK_PICK_DEFAULT);
  GtkWidget *card = picked != NULL ? gtk_widget_get_ancestor (picked, RAPPORT_TYPE_CARD) : NULL;

  *lane = _rapport_board_lane_at (self, picked);
  if (card == NULL || *lane == NULL ||
      !rapport_board_column_get_card_position ((*lane)->column, RAPPORT_CARD (card), position))
    return NULL;

  return RAPPORT_CARD (card);
}

RapportCard *
_rapport_board_get_focus (RapportBoard  *self,
                          RapportLane  **lane,
                          guint         *position)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !RAPPORT_IS_CARD (focus))
    return NULL;
  *lane = _rapport_board_lane_at (self, focus);
  if (*lane == NULL ||
      !rapport_board_column_get_card_position ((*lane)->column, RAPPORT_CARD (focus), position))
    return NULL;

  return RAPPORT_CARD (focus);
}

void
_rapport_board_refresh_states (RapportBoard *self)
{
  for (guint i = 0; i < self->lanes->len; i++)
    rapport_board_column_refresh_states (_rapport_board_get_lane (self, i)->column);
}

static RapportCardState
card_state (gint64   id,
            gpointer user_data)
{
  RapportBoard *self = user_data;
  RapportCardState state = 0;

  if (g_hash_table_contains (self->picks, &id))
    state |= RAPPORT_CARD_SELECTED;
  if (g_hash_table_contains (self->moved, &id))
    state |= RAPPORT_CARD_MOVED;
  if (self->drag_set != NULL && g_hash_table_contains (self->drag_set, &id))
    state |= RAPPORT_CARD_DRAGGED;
  if (_rapport_board_is_gliding (self, id))
    state |= RAPPORT_CARD_GLIDING;

  return state;
}

static void
describe_item (gpointer         item,
               RapportCardFace *face,
               gpointer         user_data)
{
  RapportBoard *self = user_data;

  if (self->face_func != NULL)
    self->face_func (item, face, self->face_data);
}

void
_rapport_board_forget_moved (RapportBoard *self)
{
  if (g_hash_table_size (self->moved) == 0)
    return;

  g_hash_table_remove_all (self->moved);
  _rapport_board_refresh_states (self);
}

static gboolean
reset_cursor_cb (gpointer user_data)
{
  RapportBoard *self = user_data;

  self->cursor_timeout = 0;
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);

  return G_SOURCE_REMOVE;
}

void
_rapport_board_refuse_read_only (RapportBoard *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "not-allowed");
  g_clear_handle_id (&self->cursor_timeout, g_source_remove);
  self->cursor_timeout = g_timeout_add (900, reset_cursor_cb, self);
  g_signal_emit (self, signals[REFUSED], 0);
}

void
_rapport_board_activate (RapportBoard *self,
                         gint64        id)
{
  g_signal_emit (self, signals[CARD_ACTIVATED], 0, id);
}

/* The point is the card's own; the signal has it in the board's coordinates. */
void
_rapport_board_ask_menu (RapportBoard *self,
                         RapportCard  *card,
                         double        x,
                         double        y)
{
  double board_x, board_y;

  if (_rapport_board_translate (GTK_WIDGET (card), GTK_WIDGET (self), x, y, &board_x,
                                        &board_y))
    g_signal_emit (self, signals[CARD_MENU], 0, rapport_card_get_id (card), board_x, board_y);
}

static void
rapport_board_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  RapportBoard *self = RAPPORT_BOARD (widget);

  gtk_widget_size_allocate (self->scroller, &(GtkAllocation) { 0, 0, width, height }, -1);
  if (gtk_widget_get_visible (self->bubble))
    gtk_popover_present (GTK_POPOVER (self->bubble));
}

static void
rapport_board_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (rapport_board_parent_class)->snapshot (widget, snapshot);
  _rapport_board_draw_glide (RAPPORT_BOARD (widget), snapshot);
}

static void
rapport_board_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  gtk_widget_measure (RAPPORT_BOARD (widget)->scroller, orientation, for_size, minimum, natural,
                      NULL, NULL);
}

static gboolean
rapport_board_focus (GtkWidget        *widget,
                     GtkDirectionType  direction)
{
  RapportBoard *self = RAPPORT_BOARD (widget);
  RapportLane *lane;
  guint position;

  /* Tab leaves the board: the arrows move in it. */
  if (_rapport_board_get_focus (self, &lane, &position) != NULL &&
      (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD))
    return FALSE;

  return GTK_WIDGET_CLASS (rapport_board_parent_class)->focus (widget, direction);
}

static void
rapport_board_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RapportBoard *self = RAPPORT_BOARD (object);

  switch ((RapportBoardProperty) id)
    {
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_NOTES:
      g_value_set_boolean (value, self->notes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_board_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RapportBoard *self = RAPPORT_BOARD (object);

  switch ((RapportBoardProperty) id)
    {
    case PROP_READ_ONLY:
      rapport_board_set_read_only (self, g_value_get_boolean (value));
      break;
    case PROP_NOTES:
      rapport_board_set_notes (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_board_dispose (GObject *object)
{
  RapportBoard *self = RAPPORT_BOARD (object);

  _rapport_board_drag_dispose (self);
  _rapport_board_glide_dispose (self);
  _rapport_board_forget_pending (self);
  g_clear_handle_id (&self->cursor_timeout, g_source_remove);
  g_clear_handle_id (&self->bubble_timeout, g_source_remove);
  if (self->lanes != NULL)
    rapport_board_set_lanes (self, NULL, 0);
  g_clear_handle_id (&self->lost_idle, g_source_remove);
  g_clear_pointer (&self->bubble, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->lanes, g_ptr_array_unref);
  if (self->face_destroy != NULL)
    self->face_destroy (self->face_data);
  self->face_destroy = NULL;
  self->face_func = NULL;

  G_OBJECT_CLASS (rapport_board_parent_class)->dispose (object);
}

static void
rapport_board_finalize (GObject *object)
{
  RapportBoard *self = RAPPORT_BOARD (object);

  g_hash_table_unref (self->picks);
  g_hash_table_unref (self->moved);

  G_OBJECT_CLASS (rapport_board_parent_class)->finalize (object);
}

static void
rapport_board_class_init (RapportBoardClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rapport_board_get_property;
  object_class->set_property = rapport_board_set_property;
  object_class->dispose = rapport_board_dispose;
  object_class->finalize = rapport_board_finalize;
  widget_class->size_allocate = rapport_board_size_allocate;
  widget_class->measure = rapport_board_measure;
  widget_class->focus = rapport_board_focus;
  widget_class->snapshot = rapport_board_snapshot;

  /**
   * RapportBoard:read-only:
   *
   * Whether cards stay where they are, as when looking at the past.
   */
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  /**
   * RapportBoard:notes:
   *
   * Whether the cards have a line for their note.
   */
  properties[PROP_NOTES] = g_param_spec_boolean ("notes", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CARD_ACTIVATED] = g_signal_new ("card-activated", RAPPORT_TYPE_BOARD, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[CARD_MENU] = g_signal_new ("card-menu", RAPPORT_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 3,
                                     G_TYPE_INT64, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[MOVE_REQUESTED] =
      g_signal_new ("move-requested", RAPPORT_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, G_TYPE_VARIANT, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_INT64);
  signals[SELECTION_CHANGED] =
      g_signal_new ("selection-changed", RAPPORT_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", RAPPORT_TYPE_BOARD, G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "board");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rapport_board_init (RapportBoard *self)
{
  self->lanes = g_ptr_array_new ();
  self->picks = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->moved = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  self->strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (
      self->strip,
      gtk_custom_layout_new (NULL, _rapport_board_measure_strip, _rapport_board_allocate_strip));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->strip);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  self->bubble_label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->bubble_label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->bubble_label), 36);
  self->bubble = gtk_popover_new ();
  gtk_popover_set_autohide (GTK_POPOVER (self->bubble), FALSE);
  gtk_popover_set_child (GTK_POPOVER (self->bubble), self->bubble_label);
  gtk_widget_set_can_focus (self->bubble, FALSE);
  gtk_widget_set_parent (self->bubble, GTK_WIDGET (self));

  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  _rapport_board_drag_init (self);
  _rapport_board_keys_init (self);
}

void
_rapport_board_selection_changed (RapportBoard *self)
{
  _rapport_board_refresh_states (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static gboolean
reveal_cb (gpointer user_data)
{
  GtkWidget *board = gtk_widget_get_ancestor (user_data, RAPPORT_TYPE_BOARD);

  if (board != NULL)
    _rapport_board_reveal_lane (RAPPORT_BOARD (board), user_data);

  return G_SOURCE_REMOVE;
}

/* Once the lane has its new width. */
static void
fold_changed_cb (RapportLane *lane)
{
  g_idle_add_full (G_PRIORITY_LOW, reveal_cb, g_object_ref (lane), g_object_unref);
}

/**
 * rapport_board_new:
 *
 * Returns: (transfer floating): a board without lanes
 */
GtkWidget *
rapport_board_new (void)
{
  return g_object_new (RAPPORT_TYPE_BOARD, NULL);
}

/**
 * rapport_board_set_lanes:
 * @self: a board
 * @lanes: (array length=n_lanes) (nullable): the lanes from left to right; copied
 * @n_lanes: how many
 *
 * Replaces the lanes; their models, the selection and what was moved are forgotten.
 */
void
rapport_board_set_lanes (RapportBoard           *self,
                         const RapportBoardLane *lanes,
                         gsize                   n_lanes)
{
  g_return_if_fail (RAPPORT_IS_BOARD (self));
  g_return_if_fail (lanes != NULL || n_lanes == 0);

  _rapport_board_forget_pending (self);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (self->lanes, i);

      _rapport_board_unwatch_model (self, lane);
      rapport_board_column_set_model (lane->column, NULL);
      rapport_board_column_set_face_func (lane->column, NULL, NULL, NULL);
      rapport_board_column_set_state_func (lane->column, NULL, NULL);
      gtk_box_remove (GTK_BOX (self->strip), GTK_WIDGET (lane));
    }
  g_ptr_array_set_size (self->lanes, 0);
  g_hash_table_remove_all (self->moved);
  self->hover_lane = NULL;
  if (g_hash_table_size (self->picks) > 0)
    {
      g_hash_table_remove_all (self->picks);
      g_signal_emit (self, signals[SELECTION_CHANGED], 0);
    }

  for (gsize i = 0; i < n_lanes; i++)
    {
      RapportLane *lane = RAPPORT_LANE (_rapport_lane_new (&lanes[i], (guint) i));

      g_ptr_array_add (self->lanes, lane);
      gtk_box_append (GTK_BOX (self->strip), GTK_WIDGET (lane));
      rapport_board_column_set_face_func (lane->column, describe_item, self, NULL);
      rapport_board_column_set_state_func (lane->column, card_state, self);
      rapport_board_column_set_notes (lane->column, self->notes);
      g_signal_connect (lane, "fold-changed", G_CALLBACK (fold_changed_cb), NULL);
      _rapport_board_watch_column (self, lane);
      _rapport_board_drag_add_lane (self, lane);
    }
}

/**
 * rapport_board_set_lane_model:
 * @self: a board
 * @lane_id: a lane
 * @model: (nullable): the cards of the lane, in order
 */
void
rapport_board_set_lane_model (RapportBoard *self,
                              const char   *lane_id,
                              GListModel   *model)
{
  RapportLane *lane;

  g_return_if_fail (RAPPORT_IS_BOARD (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  lane = _rapport_board_find_lane (self, lane_id);
  g_return_if_fail (lane != NULL);

  if (rapport_board_column_get_model (lane->column) == model)
    return;

  _rapport_board_unwatch_model (self, lane);
  rapport_board_column_set_model (lane->column, model);
  _rapport_board_watch_model (self, lane);
}

/**
 * rapport_board_get_lane_model:
 * @self: a board
 * @lane_id: a lane
 *
 * Returns: (transfer none) (nullable): the cards of the lane
 */
GListModel *
rapport_board_get_lane_model (RapportBoard *self,
                              const char   *lane_id)
{
  RapportLane *lane;

  g_return_val_if_fail (RAPPORT_IS_BOARD (self), NULL);

  lane = _rapport_board_find_lane (self, lane_id);

  return lane != NULL ? rapport_board_column_get_model (lane->column) : NULL;
}

/**
 * rapport_board_set_lane_head:
 * @self: a board
 * @lane_id: a lane
 * @count: exact number of cards
 * @sum: (nullable): such as "€511k / yr"
 * @remark: (nullable): such as "median 611 d"
 */
void
rapport_board_set_lane_head (RapportBoard *self,
                             const char   *lane_id,
                             gint64        count,
                             const char   *sum,
                             const char   *remark)
{
  RapportLane *lane;

  g_return_if_fail (RAPPORT_IS_BOARD (self));

  lane = _rapport_board_find_lane (self, lane_id);
  g_return_if_fail (lane != NULL);

  _rapport_lane_set_head (lane, count, sum, remark);
}

/**
 * rapport_board_set_face_func:
 * @self: a board
 * @func: (nullable) (scope notified): describes an item
 * @user_data: data of @func
 * @destroy: (nullable): frees @user_data
 */
void
rapport_board_set_face_func (RapportBoard        *self,
                             RapportCardFaceFunc  func,
                             gpointer             user_data,
                             GDestroyNotify       destroy)
{
  g_return_if_fail (RAPPORT_IS_BOARD (self));

  if (self->face_destroy != NULL)
    self->face_destroy (self->face_data);
  self->face_func = func;
  self->face_data = user_data;
  self->face_destroy = destroy;
  rapport_board_refresh (self);
}

/**
 * rapport_board_refresh:
 * @self: a board
 *
 * Describes the cards on screen anew, after something changed that no item tells (a new day, a
 * currency).
 */
void
rapport_board_refresh (RapportBoard *self)
{
  g_return_if_fail (RAPPORT_IS_BOARD (self));

  for (guint i = 0; i < self->lanes->len; i++)
    rapport_board_column_refresh (_rapport_board_get_lane (self, i)->column);
}

/**
 * rapport_board_set_read_only:
 * @self: a board
 * @read_only: whether cards stay where they are
 */
void
rapport_board_set_read_only (RapportBoard *self,
                             gboolean      read_only)
{
  g_return_if_fail (RAPPORT_IS_BOARD (self));

  if (self->read_only == !!read_only)
    return;

  self->read_only = !!read_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

/**
 * rapport_board_get_read_only:
 * @self: a board
 *
 * Returns: whether cards stay where they are
 */
gboolean
rapport_board_get_read_only (RapportBoard *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD (self), FALSE);

  return self->read_only;
}

/**
 * rapport_board_set_notes:
 * @self: a board
 * @notes: whether the cards have a line for their note
 */
void
rapport_board_set_notes (RapportBoard *self,
                         gboolean      notes)
{
  g_return_if_fail (RAPPORT_IS_BOARD (self));

  if (self->notes == !!notes)
    return;

  self->notes = !!notes;
  for (guint i = 0; i < self->lanes->len; i++)
    rapport_board_column_set_notes (_rapport_board_get_lane (self, i)->column, self->notes);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTES]);
}

/**
 * rapport_board_get_notes:
 * @self: a board
 *
 * Returns: whether the cards have a line for their note
 */
gboolean
rapport_board_get_notes (RapportBoard *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD (self), FALSE);

  return self->notes;
}

/**
 * rapport_board_set_ended_unfolded:
 * @self: a board
 * @unfolded: whether the *Ended* lane shows its cards
 */
void
rapport_board_set_ended_unfolded (RapportBoard *self,
                                  gboolean      unfolded)
{
  g_return_if_fail (RAPPORT_IS_BOARD (self));

  for (guint i = 0; i < self->lanes->len; i++)
    {
      RapportLane *lane = _rapport_board_get_lane (self, i);

      if (lane->foldable)
        _rapport_lane_set_folded (lane, !unfolded);
    }
}

/**
 * rapport_board_get_ended_unfolded:
 * @self: a board
 *
 * Returns: whether the *Ended* lane shows its cards
 */
gboolean
rapport_board_get_ended_unfolded (RapportBoard *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD (self), FALSE);

  for (guint i = 0; i < self->lanes->len; i++)
    {
      RapportLane *lane = _rapport_board_get_lane (self, i);

      if (lane->foldable)
        return !lane->folded;
    }

  return FALSE;
}

/**
 * rapport_board_get_focus_id:
 * @self: a board
 *
 * Returns: identity of the focused card, 0 when none has the focus
 */
gint64
rapport_board_get_focus_id (RapportBoard *self)
{
  RapportCard *card;
  RapportLane *lane;
  guint position;

  g_return_val_if_fail (RAPPORT_IS_BOARD (self), 0);

  card = _rapport_board_get_focus (self, &lane, &position);

  return card != NULL ? rapport_card_get_id (card) : 0;
}

/**
 * rapport_board_show_card:
 * @self: a board
 * @lane_id: a lane
 * @position: place in its model
 *
 * Unfolds the lane, scrolls to the card and gives it the focus.
 *
 * Returns: whether there is such a card
 */
gboolean
rapport_board_show_card (RapportBoard *self,
                         const char   *lane_id,
                         guint         position)
{
  RapportLane *lane;

  g_return_val_if_fail (RAPPORT_IS_BOARD (self), FALSE);

  lane = _rapport_board_find_lane (self, lane_id);
  g_return_val_if_fail (lane != NULL, FALSE);

  if (lane->folded)
    _rapport_lane_set_folded (lane, FALSE);
  _rapport_board_reveal_lane (self, lane);

  return rapport_board_column_focus_position (lane->column, position);
}

/**
 * rapport_board_mark_moved:
 * @self: a board
 * @ids: of type "ax"; if floating, it is consumed
 *
 * Outlines the cards in the colour of their lane until the next click.
 */
void
rapport_board_mark_moved (RapportBoard *self,
                          GVariant     *ids)
{
  g_autoptr(GVariant) held = NULL;
  const gint64 *values;
  gsize n_values;

  g_return_if_fail (RAPPORT_IS_BOARD (self));
  g_return_if_fail (ids != NULL && g_variant_is_of_type (ids, G_VARIANT_TYPE ("ax")));

  held = g_variant_ref_sink (ids);
  g_hash_table_remove_all (self->moved);
  values = g_variant_get_fixed_array (held, &n_values, sizeof (gint64));
  for (gsize i = 0; i < n_values; i++)
    g_hash_table_add (self->moved, g_memdup2 (&values[i], sizeof (gint64)));
  _rapport_board_refresh_states (self);
}
