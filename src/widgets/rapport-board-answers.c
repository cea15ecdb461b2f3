#include "config.h"

#include "widgets/rapport-board-private.h"

/* What the board asks its owner for, and the owner's answers. Between the two the cards stay where
 * they were and the place of the drop is held open. */

#define BUBBLE_SECONDS 5
#define PENDING_SECONDS 3

void
_rapport_board_hide_bubble (RapportBoard *self)
{
  g_clear_handle_id (&self->bubble_timeout, g_source_remove);
  if (self->bubble != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->bubble));
}

static gboolean
bubble_timeout_cb (gpointer user_data)
{
  RapportBoard *self = user_data;

  self->bubble_timeout = 0;
  _rapport_board_hide_bubble (self);

  return G_SOURCE_REMOVE;
}

static void
close_gaps (RapportBoard *self,
            gboolean      at_once)
{
  for (guint i = 0; i < self->lanes->len; i++)
    rapport_board_column_close_gap (_rapport_board_get_lane (self, i)->column, at_once);
}

/* The wish was fulfilled or not; either way nothing is waited for any more. */
void
_rapport_board_forget_pending (RapportBoard *self)
{
  g_clear_handle_id (&self->pending_timeout, g_source_remove);
  g_clear_pointer (&self->pending_ids, g_variant_unref);
  self->pending_grab = FALSE;
}

static gboolean
pending_timeout_cb (gpointer user_data)
{
  RapportBoard *self = user_data;

  self->pending_timeout = 0;
  _rapport_board_forget_pending (self);
  if (self->drag_ids == NULL)
    close_gaps (self, FALSE);

  return G_SOURCE_REMOVE;
}

/* Asks the owner to move @ids to @position, counted with the moving cards where they are now.
 * Takes no card anywhere: that is the owner's to do. */
gboolean
_rapport_board_request (RapportBoard *self,
                        GVariant     *ids,
                        gint64        focus_id,
                        guint         lane_index,
                        guint         position)
{
  g_autoptr(GVariant) held = g_variant_ref_sink (ids);
  g_autoptr(GHashTable) moving = g_hash_table_new (g_int64_hash, g_int64_equal);
  RapportLane *lane = _rapport_board_get_lane (self, lane_index);
  const gint64 *values;
  gint64 above_id = 0, below_id = 0;
  guint n_items = rapport_board_column_get_n_items (lane->column);
  gsize n_values;

  if (self->read_only)
    {
      _rapport_board_refuse_read_only (self);
      return FALSE;
    }
  if (lane->kind == RAPPORT_BOARD_LANE_UNPLACED ||
      _rapport_board_is_no_move (self, held, lane_index, position))
    return FALSE;

  values = g_variant_get_fixed_array (held, &n_values, sizeof (gint64));
  for (gsize i = 0; i < n_values; i++)
    g_hash_table_add (moving, (gpointer) &values[i]);
  for (guint i = MIN (position, n_items); i > 0 && above_id == 0; i--)
    {
      gint64 id = rapport_board_column_get_id (lane->column, i - 1);

      if (!g_hash_table_contains (moving, &id))
        above_id = id;
    }
  for (guint i = position; i < n_items && below_id == 0; i++)
    {
      gint64 id = rapport_board_column_get_id (lane->column, i);

      if (!g_hash_table_contains (moving, &id))
        below_id = id;
    }

  _rapport_board_forget_pending (self);
  self->pending_ids = g_variant_ref (held);
  self->pending_focus = focus_id;
  self->pending_lane = lane_index;
  self->pending_position = position;
  self->pending_grab = TRUE;
  self->pending_timeout = g_timeout_add_seconds (PENDING_SECONDS, pending_timeout_cb, self);

  g_signal_emit_by_name (self, "move-requested", held, lane->id, above_id, below_id);

  return TRUE;
}

/**
 * rapport_board_request_move:
 * @self: a board
 * @lane_id: a lane
 *
 * Does what dropping the selected cards on top of the lane does: the menu's way to move cards.
 */
void
rapport_board_request_move (RapportBoard *self,
                            const char   *lane_id)
{
  RapportLane *lane;
  g_autoptr(GVariant) ids = NULL;

  g_return_if_fail (RAPPORT_IS_BOARD (self));

  lane = _rapport_board_find_lane (self, lane_id);
  g_return_if_fail (lane != NULL);

  ids = rapport_board_get_selection (self);
  if (g_variant_n_children (ids) > 0)
    {
      gint64 first;

      g_variant_get_child (ids, 0, "x", &first);
      _rapport_board_request (self, ids, first, lane->index, 0);
    }
}

/**
 * rapport_board_refuse_move:
 * @self: a board
 * @reason: (nullable): a sentence that is shown at the card
 *
 * Answers the last #RapportBoard::move-requested with no: the cards are where they were.
 */
void
rapport_board_refuse_move (RapportBoard *self,
                           const char   *reason)
{
  GtkWidget *at = NULL;
  graphene_rect_t bounds;
  RapportLane *lane;
  guint position;

  g_return_if_fail (RAPPORT_IS_BOARD (self));

  if (self->pending_ids != NULL)
    {
      GtkWidget *card = _rapport_board_find_card (self, self->pending_focus);

      at = card;
    }
  _rapport_board_forget_pending (self);
  close_gaps (self, FALSE);
  if (reason == NULL || *reason == '\0')
    return;

  if (at == NULL)
    at = GTK_WIDGET (_rapport_board_get_focus (self, &lane, &position));
  if (at == NULL || !gtk_widget_compute_bounds (at, GTK_WIDGET (self), &bounds))
    graphene_rect_init (&bounds, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0f, 60, 1, 1);
  gtk_label_set_text (GTK_LABEL (self->bubble_label), reason);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->bubble),
                               &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                (int) bounds.size.width,
                                                (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->bubble));
  g_clear_handle_id (&self->bubble_timeout, g_source_remove);
  self->bubble_timeout = g_timeout_add_seconds (BUBBLE_SECONDS, bubble_timeout_cb, self);
}
