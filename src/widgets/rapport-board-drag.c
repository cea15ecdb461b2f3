#include "config.h"

#include "widgets/rapport-board-private.h"

/* The pointer: clicks, the drag and where it may end.
 *
 * Controllers sit on the strip and on the lanes, never on cards: a card that a drag scrolls out of
 * view is recycled, and the drag must not end with it. A drag carries the ids ("ax"); lanes take
 * only drags that began on this board. */

#define SCROLL_EDGE_X 48
#define SCROLL_EDGE_Y 36
#define SCROLL_SPEED 900.0          /* px a second at the very edge */
#define UNFOLD_DELAY 450

static void
clear_drop_marks (RapportBoard *self,
                  gboolean      keep_gap)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      RapportLane *lane = _rapport_board_get_lane (self, i);

      _rapport_lane_set_target (lane, FALSE);
      if (!keep_gap)
        rapport_board_column_close_gap (lane->column, FALSE);
    }
  g_clear_handle_id (&self->unfold_timeout, g_source_remove);
  self->hover_lane = NULL;
}

static void
set_invite (RapportBoard *self,
            gboolean      invite)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      RapportLane *lane = _rapport_board_get_lane (self, i);

      rapport_board_column_set_invite (lane->column,
                                       invite && lane->kind != RAPPORT_BOARD_LANE_UNPLACED);
    }
}

static gboolean
get_drop_position (RapportBoard *self,
                   RapportLane  *lane,
                   double        lane_y,
                   guint        *position)
{
  double y;

  *position = 0;
  if (lane->folded)
    return TRUE;
  if (!_rapport_board_translate (GTK_WIDGET (lane), GTK_WIDGET (lane->column), 0, lane_y,
                                         NULL, &y))
    return FALSE;
  *position = rapport_board_column_get_drop_position (lane->column, MAX (y, 0));

  return TRUE;
}

/* Shows where the cards would go. Where nothing would change, nothing opens. */
static void
hover (RapportBoard *self,
       RapportLane  *lane,
       double        lane_y)
{
  guint position;

  for (guint i = 0; i < self->lanes->len; i++)
    {
      RapportLane *other = _rapport_board_get_lane (self, i);

      if (other == lane)
        continue;
      _rapport_lane_set_target (other, FALSE);
      rapport_board_column_close_gap (other->column, FALSE);
    }
  self->hover_lane = lane;
  _rapport_lane_set_target (lane, TRUE);
  if (lane->folded || !get_drop_position (self, lane, lane_y, &position))
    return;

  if (_rapport_board_is_no_move (self, self->drag_ids, lane->index, position))
    rapport_board_column_close_gap (lane->column, FALSE);
  else
    rapport_board_column_open_gap (lane->column, position);
}

static gboolean
unfold_cb (gpointer user_data)
{
  RapportBoard *self = user_data;

  self->unfold_timeout = 0;
  if (self->hover_lane != NULL && self->hover_lane->folded)
    {
      _rapport_lane_set_folded (self->hover_lane, FALSE);
      self->unfolded_by_drag = TRUE;
    }

  return G_SOURCE_REMOVE;
}

/* Where the pointer is over a lane, it shows what would happen there. */
static GdkDragAction
drop_motion_cb (GtkDropTarget *target,
                double         x,
                double         y,
                gpointer       user_data)
{
  RapportLane *lane = user_data;
  RapportBoard *self =
      RAPPORT_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (lane), RAPPORT_TYPE_BOARD));

  if (self->drag_ids == NULL || self->read_only || lane->kind == RAPPORT_BOARD_LANE_UNPLACED)
    return 0;
  hover (self, lane, y);

  return GDK_ACTION_MOVE;
}

static GdkDragAction
drop_enter_cb (GtkDropTarget *target,
               double         x,
               double         y,
               gpointer       user_data)
{
  RapportLane *lane = user_data;
  GdkDragAction action = drop_motion_cb (target, x, y, lane);

  if (action != 0 && lane->folded)
    {
      RapportBoard *self =
          RAPPORT_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (lane), RAPPORT_TYPE_BOARD));

      if (self->unfold_timeout == 0)
        self->unfold_timeout = g_timeout_add (UNFOLD_DELAY, unfold_cb, self);
    }

  return action;
}

static void
drop_leave_cb (GtkDropTarget *target,
               gpointer       user_data)
{
  RapportLane *lane = user_data;
  RapportBoard *self =
      RAPPORT_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (lane), RAPPORT_TYPE_BOARD));

  _rapport_lane_set_target (lane, FALSE);
  g_clear_handle_id (&self->unfold_timeout, g_source_remove);
  /* A drop leaves the lane, too, but the place stays open until the card is in it. */
  if (self->pending_ids == NULL)
    rapport_board_column_close_gap (lane->column, FALSE);
  if (self->hover_lane == lane)
    self->hover_lane = NULL;
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         gpointer       user_data)
{
  RapportLane *lane = user_data;
  RapportBoard *self =
      RAPPORT_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (lane), RAPPORT_TYPE_BOARD));
  g_autoptr(GVariant) ids = g_value_dup_variant (value);
  guint position;
  gboolean asked;

  if (self->drag_ids == NULL || ids == NULL || !g_variant_equal (ids, self->drag_ids) ||
      !get_drop_position (self, lane, y, &position))
    return FALSE;

  self->unfolded_by_drag = FALSE;
  asked = _rapport_board_request (self, ids, self->drag_focus, lane->index, position);
  clear_drop_marks (self, asked && self->pending_ids != NULL);

  return asked;
}

void
_rapport_board_drag_add_lane (RapportBoard *self,
                              RapportLane  *lane)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_VARIANT, GDK_ACTION_MOVE);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect (target, "enter", G_CALLBACK (drop_enter_cb), lane);
  g_signal_connect (target, "motion", G_CALLBACK (drop_motion_cb), lane);
  g_signal_connect (target, "leave", G_CALLBACK (drop_leave_cb), lane);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), lane);
  gtk_widget_add_controller (GTK_WIDGET (lane), GTK_EVENT_CONTROLLER (target));
}

/* How fast to scroll with the pointer at a distance from an edge: 0 outside, 1 at it. */
static double
edge_speed (double at,
            double size,
            double edge)
{
  if (size < 3 * edge)
    return 0;
  if (at < edge)
    return -CLAMP ((edge - at) / edge, 0, 1);
  if (at > size - edge)
    return CLAMP ((at - size + edge) / edge, 0, 1);

  return 0;
}

static gboolean
scroll_by (GtkAdjustment *adjustment,
           double         delta)
{
  double before = gtk_adjustment_get_value (adjustment);

  if (delta == 0)
    return FALSE;
  gtk_adjustment_set_value (adjustment, before + delta);

  return gtk_adjustment_get_value (adjustment) != before;
}

static gboolean
scroll_tick_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  RapportBoard *self = RAPPORT_BOARD (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double seconds = CLAMP ((double) (now - self->scroll_time) / G_TIME_SPAN_SECOND, 0, 0.1);
  double speed = edge_speed (self->pointer_x, gtk_widget_get_width (widget), SCROLL_EDGE_X);
  gboolean scrolled;
  RapportLane *lane;
  double x, y;

  self->scroll_time = now;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    speed = -speed;
  scrolled = scroll_by (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)),
                        speed * SCROLL_SPEED * seconds);

  lane = self->hover_lane;
  if (lane != NULL && !lane->folded &&
      _rapport_board_translate (widget, lane->scroller, self->pointer_x, self->pointer_y,
                                        &x, &y))
    {
      GtkAdjustment *adjustment =
          gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (lane->scroller));

      speed = edge_speed (y, gtk_widget_get_height (lane->scroller), SCROLL_EDGE_Y);
      scrolled |= scroll_by (adjustment, speed * SCROLL_SPEED * seconds);
    }

  /* The pointer rests while the cards move under it. */
  if (scrolled && lane != NULL && lane->target &&
      _rapport_board_translate (widget, GTK_WIDGET (lane), self->pointer_x, self->pointer_y,
                                        &x, &y))
    hover (self, lane, y);

  return G_SOURCE_CONTINUE;
}

static void
pointer_motion_cb (GtkDropControllerMotion *controller,
                   double                   x,
                   double                   y,
                   gpointer                 user_data)
{
  RapportBoard *self = user_data;

  self->pointer_x = x;
  self->pointer_y = y;
  if (self->drag_ids != NULL && self->scroll_tick == 0)
    {
      self->scroll_time =
          gdk_frame_clock_get_frame_time (gtk_widget_get_frame_clock (GTK_WIDGET (self)));
      self->scroll_tick =
          gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_tick_cb, NULL, NULL);
    }
}

static void
stop_scrolling (RapportBoard *self)
{
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
}

static void
pointer_leave_cb (GtkDropControllerMotion *controller,
                  gpointer                 user_data)
{
  stop_scrolling (user_data);
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source,
                 double         x,
                 double         y,
                 gpointer       user_data)
{
  RapportBoard *self = user_data;
  RapportLane *lane;
  RapportCard *card;
  guint position;

  card = _rapport_board_card_at (self, x, y, &lane, &position);
  if (card == NULL)
    return NULL;
  if (self->read_only)
    {
      _rapport_board_refuse_read_only (self);
      return NULL;
    }

  g_clear_pointer (&self->drag_ids, g_variant_unref);
  self->drag_ids = g_variant_ref_sink (_rapport_board_ids_for_move (self, lane->index, position));
  self->drag_focus = rapport_card_get_id (card);
  self->drag_lane = lane->index;
  self->drag_position = position;
  self->pointer_x = x;
  self->pointer_y = y;

  return gdk_content_provider_new_typed (G_TYPE_VARIANT, self->drag_ids);
}

static void
drag_begin_cb (GtkDragSource *source,
               GdkDrag       *drag,
               gpointer       user_data)
{
  RapportBoard *self = user_data;
  RapportLane *lane = _rapport_board_get_lane (self, self->drag_lane);
  RapportCard *card =
      lane != NULL ? rapport_board_column_get_card (lane->column, self->drag_position) : NULL;
  const gint64 *ids;
  gsize n_ids;

  self->press_handled = TRUE;
  _rapport_board_forget_pending (self);
  ids = g_variant_get_fixed_array (self->drag_ids, &n_ids, sizeof (gint64));
  self->drag_set = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (gsize i = 0; i < n_ids; i++)
    g_hash_table_add (self->drag_set, (gpointer) &ids[i]);

  if (card != NULL)
    {
      g_autoptr(GdkPaintable) picture = NULL;
      double x, y;
      int hot_x, hot_y;

      _rapport_board_translate (self->strip, GTK_WIDGET (card), self->pointer_x,
                                        self->pointer_y, &x, &y);
      picture = rapport_card_create_drag_paintable (card, (guint) n_ids, x, y, &hot_x, &hot_y);
      gtk_drag_source_set_icon (source, picture, hot_x, hot_y);
    }

  _rapport_board_watch_escape (self);
  set_invite (self, TRUE);
  _rapport_board_refresh_states (self);
}

static void
end_drag (RapportBoard *self)
{
  stop_scrolling (self);
  _rapport_board_unwatch_escape (self);
  clear_drop_marks (self, self->pending_ids != NULL);
  set_invite (self, FALSE);
  g_clear_pointer (&self->drag_set, g_hash_table_unref);
  g_clear_pointer (&self->drag_ids, g_variant_unref);
  if (self->unfolded_by_drag)
    rapport_board_set_ended_unfolded (self, FALSE);
  self->unfolded_by_drag = FALSE;
  _rapport_board_refresh_states (self);
}

static void
drag_end_cb (GtkDragSource *source,
             GdkDrag       *drag,
             gboolean       delete_data,
             gpointer       user_data)
{
  end_drag (user_data);
}

static gboolean
drag_cancel_cb (GtkDragSource       *source,
                GdkDrag             *drag,
                GdkDragCancelReason  reason,
                gpointer             user_data)
{
  end_drag (user_data);

  return FALSE;
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            gpointer         user_data)
{
  RapportBoard *self = user_data;
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (gesture));
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  RapportLane *lane;
  RapportCard *card;
  guint position;

  _rapport_board_hide_bubble (self);
  _rapport_board_forget_moved (self);
  self->press_handled = FALSE;

  card = _rapport_board_card_at (self, x, y, &lane, &position);
  if (card == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (card));

  if (event != NULL && gdk_event_triggers_context_menu (event))
    {
      double card_x, card_y;

      self->press_handled = TRUE;
      if (!rapport_board_is_selected (self, rapport_card_get_id (card)))
        _rapport_board_select_only (self, lane->index, position);
      _rapport_board_translate (self->strip, GTK_WIDGET (card), x, y, &card_x, &card_y);
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
      _rapport_board_ask_menu (self, card, card_x, card_y);
    }
  else if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) !=
           GDK_BUTTON_PRIMARY)
    {
      self->press_handled = TRUE;
    }
  else if (n_press == 2 && (modifiers & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)) == 0)
    {
      self->press_handled = TRUE;
      _rapport_board_activate (self, rapport_card_get_id (card));
    }
}

/* The selection changes when the button is let go: pressing on one of several cards may begin their
 * drag. */
static void
released_cb (GtkGestureClick *gesture,
             int              n_press,
             double           x,
             double           y,
             gpointer         user_data)
{
  RapportBoard *self = user_data;
  GdkModifierType modifiers =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  RapportLane *lane;
  guint position;

  if (self->press_handled || self->drag_set != NULL)
    return;

  if (_rapport_board_card_at (self, x, y, &lane, &position) == NULL)
    rapport_board_unselect_all (self);
  else if (modifiers & GDK_SHIFT_MASK)
    _rapport_board_select_range (self, lane->index, position);
  else if (modifiers & GDK_CONTROL_MASK)
    _rapport_board_select_toggle (self, lane->index, position);
  else
    _rapport_board_select_only (self, lane->index, position);
}

static void
long_pressed_cb (GtkGestureLongPress *gesture,
                 double               x,
                 double               y,
                 gpointer             user_data)
{
  RapportBoard *self = user_data;
  RapportLane *lane;
  RapportCard *card;
  guint position;
  double card_x, card_y;

  card = _rapport_board_card_at (self, x, y, &lane, &position);
  if (card == NULL)
    return;

  self->press_handled = TRUE;
  if (!rapport_board_is_selected (self, rapport_card_get_id (card)))
    _rapport_board_select_only (self, lane->index, position);
  _rapport_board_translate (self->strip, GTK_WIDGET (card), x, y, &card_x, &card_y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  _rapport_board_ask_menu (self, card, card_x, card_y);
}

void
_rapport_board_drag_init (RapportBoard *self)
{
  GtkEventController *controller;

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (controller), 0);
  g_signal_connect (controller, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (controller, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (self->strip, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_long_press_new ());
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (controller), TRUE);
  g_signal_connect (controller, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (self->strip, controller);

  controller = GTK_EVENT_CONTROLLER (gtk_drag_source_new ());
  gtk_drag_source_set_actions (GTK_DRAG_SOURCE (controller), GDK_ACTION_MOVE);
  g_signal_connect (controller, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect (controller, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (controller, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (controller, "drag-cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (self->strip, controller);
  self->drag_source = GTK_DRAG_SOURCE (controller);

  controller = gtk_drop_controller_motion_new ();
  g_signal_connect (controller, "enter", G_CALLBACK (pointer_motion_cb), self);
  g_signal_connect (controller, "motion", G_CALLBACK (pointer_motion_cb), self);
  g_signal_connect (controller, "leave", G_CALLBACK (pointer_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

void
_rapport_board_drag_dispose (RapportBoard *self)
{
  stop_scrolling (self);
  _rapport_board_unwatch_escape (self);
  g_clear_handle_id (&self->unfold_timeout, g_source_remove);
  g_clear_pointer (&self->drag_set, g_hash_table_unref);
  g_clear_pointer (&self->drag_ids, g_variant_unref);
  self->hover_lane = NULL;
}
