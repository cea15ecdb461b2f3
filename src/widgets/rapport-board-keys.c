#include "config.h"

#include "widgets/rapport-board-private.h"

/* The keyboard, from the focused card. The keys are taken on their way down: the scrolled windows
 * between the board and the card would take the arrows for themselves. */

static gboolean
go_to (RapportBoard    *self,
       guint            lane,
       guint            position,
       GdkModifierType  modifiers)
{
  RapportLane *target = _rapport_board_get_lane (self, lane);

  _rapport_board_reveal_lane (self, target);
  if (!rapport_board_column_focus_position (target->column, position))
    return FALSE;
  if (modifiers & GDK_SHIFT_MASK)
    {
      _rapport_board_select_range (self, lane, position);
    }
  else
    {
      self->anchor_lane = lane;
      self->anchor_position = position;
    }

  return TRUE;
}

/* The next lane in a direction that has cards, at about the same height on screen. */
static void
go_sideways (RapportBoard    *self,
             RapportLane     *lane,
             guint            position,
             int              step,
             GdkModifierType  modifiers)
{
  RapportCard *card = rapport_board_column_get_card (lane->column, position);
  double y = 0;

  for (int i = (int) lane->index + step; i >= 0 && i < (int) self->lanes->len; i += step)
    {
      RapportLane *other = _rapport_board_get_lane (self, (guint) i);
      guint n_items = rapport_board_column_get_n_items (other->column);
      guint place;

      if (other->folded || n_items == 0)
        continue;
      if (!_rapport_board_translate (GTK_WIDGET (card), GTK_WIDGET (other->column), 0, 0,
                                             NULL, &y))
        return;
      place = rapport_board_column_get_drop_position (other->column, MAX (y, 0));
      go_to (self, (guint) i, MIN (place, n_items - 1), modifiers);
      return;
    }

  gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
move_sideways (RapportBoard *self,
               RapportLane  *lane,
               guint         position,
               int           step)
{
  int i = (int) lane->index + step;
  RapportLane *other = i >= 0 ? _rapport_board_get_lane (self, (guint) i) : NULL;

  if (other == NULL || other->kind == RAPPORT_BOARD_LANE_UNPLACED)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  _rapport_board_request (self, _rapport_board_ids_for_move (self, lane->index, position),
                          rapport_board_column_get_id (lane->column, position), (guint) i, 0);
}

/* One place up or down. Several cards close ranks at the outermost of them first. */
static void
move_along (RapportBoard *self,
            RapportLane  *lane,
            guint         position,
            int           step)
{
  gint64 id = rapport_board_column_get_id (lane->column, position);
  guint n_items = rapport_board_column_get_n_items (lane->column);
  guint first = position, last = position;

  if (rapport_board_is_selected (self, id))
    {
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, self->picks);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        {
          RapportBoardPick *pick = value;

          if (pick->lane != lane->index)
            continue;
          first = MIN (first, pick->position);
          last = MAX (last, pick->position);
        }
    }
  if ((step < 0 && first == 0) || (step > 0 && last + 1 >= n_items))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }

  _rapport_board_request (self, _rapport_board_ids_for_move (self, lane->index, position), id,
                          lane->index, step < 0 ? first - 1 : last + 2);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        modifiers,
                gpointer               user_data)
{
  const GdkModifierType move = GDK_CONTROL_MASK | GDK_SHIFT_MASK;
  RapportBoard *self = user_data;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  RapportCard *card;
  RapportLane *lane;
  guint position, n_items, page;

  /* Where the windowing system does not see it during a drag, the key arrives here. */
  if (keyval == GDK_KEY_Escape && self->drag_set != NULL)
    {
      gtk_drag_source_drag_cancel (self->drag_source);
      return GDK_EVENT_STOP;
    }

  card = _rapport_board_get_focus (self, &lane, &position);
  if (card == NULL)
    return GDK_EVENT_PROPAGATE;

  modifiers &= GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;
  if (modifiers & (GDK_ALT_MASK | GDK_SUPER_MASK))
    return GDK_EVENT_PROPAGATE;
  n_items = rapport_board_column_get_n_items (lane->column);
  page = rapport_board_column_get_page (lane->column);

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      {
        int step = (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left) != rtl ? -1 : 1;

        if (modifiers == move)
          move_sideways (self, lane, position, step);
        else if (modifiers & GDK_CONTROL_MASK)
          return GDK_EVENT_PROPAGATE;
        else
          go_sideways (self, lane, position, step, modifiers);
        return GDK_EVENT_STOP;
      }

    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (modifiers == move)
        move_along (self, lane, position, -1);
      else if (position > 0)
        go_to (self, lane->index, position - 1, modifiers);
      return GDK_EVENT_STOP;

    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (modifiers == move)
        move_along (self, lane, position, 1);
      else if (position + 1 < n_items)
        go_to (self, lane->index, position + 1, modifiers);
      return GDK_EVENT_STOP;

    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      go_to (self, lane->index, 0, modifiers);
      return GDK_EVENT_STOP;

    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      go_to (self, lane->index, n_items - 1, modifiers);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      if (modifiers & GDK_CONTROL_MASK)
        return GDK_EVENT_PROPAGATE;
      go_to (self, lane->index, position - MIN (position, page), modifiers);
      return GDK_EVENT_STOP;

    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      if (modifiers & GDK_CONTROL_MASK)
        return GDK_EVENT_PROPAGATE;
      go_to (self, lane->index, MIN (position + page, n_items - 1), modifiers);
      return GDK_EVENT_STOP;

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (modifiers != 0)
        return GDK_EVENT_PROPAGATE;
      _rapport_board_activate (self, rapport_card_get_id (card));
      return GDK_EVENT_STOP;

    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      if (modifiers == GDK_SHIFT_MASK)
        _rapport_board_select_range (self, lane->index, position);
      else
        _rapport_board_select_toggle (self, lane->index, position);
      return GDK_EVENT_STOP;

    case GDK_KEY_a:
      if (modifiers != GDK_CONTROL_MASK)
        return GDK_EVENT_PROPAGATE;
      self->anchor_lane = lane->index;
      self->anchor_position = 0;
      _rapport_board_select_range (self, lane->index, n_items - 1);
      return GDK_EVENT_STOP;

    case GDK_KEY_Escape:
      _rapport_board_hide_bubble (self);
      if (rapport_board_get_n_selected (self) == 0)
        return GDK_EVENT_PROPAGATE;
      rapport_board_unselect_all (self);
      return GDK_EVENT_STOP;

    case GDK_KEY_F10:
    case GDK_KEY_Menu:
      if (keyval == GDK_KEY_F10 && modifiers != GDK_SHIFT_MASK)
        return GDK_EVENT_PROPAGATE;
      if (!rapport_board_is_selected (self, rapport_card_get_id (card)))
        _rapport_board_select_only (self, lane->index, position);
      _rapport_board_ask_menu (self, card, gtk_widget_get_width (GTK_WIDGET (card)) / 2.0,
                               gtk_widget_get_height (GTK_WIDGET (card)) / 2.0);
      return GDK_EVENT_STOP;

    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
_rapport_board_keys_init (RapportBoard *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}
