#include "config.h"

#include "widgets/rapport-board-private.h"

/* What is selected, and where it goes when a model changes.
 *
 * A pick remembers lane and position, which items-changed keeps right. A picked card that leaves
 * its model is "lost" until another change shows it (a move is a removal here and an insertion
 * there, in either order); what is still lost when the main loop is idle has left the board. */

#define LOOK_THROUGH 256

static RapportBoardPick *
add_pick (RapportBoard *self,
          guint         lane,
          guint         position)
{
  gint64 id = rapport_board_column_get_id (_rapport_board_get_lane (self, lane)->column, position);
  RapportBoardPick *pick;

  if (id == 0)
    return NULL;

  pick = g_new (RapportBoardPick, 1);
  *pick = (RapportBoardPick) { id, lane, position, FALSE };
  g_hash_table_replace (self->picks, &pick->id, pick);

  return pick;
}

void
_rapport_board_select_only (RapportBoard *self,
                            guint         lane,
                            guint         position)
{
  gint64 id = rapport_board_column_get_id (_rapport_board_get_lane (self, lane)->column, position);

  self->anchor_lane = lane;
  self->anchor_position = position;
  if (g_hash_table_size (self->picks) == 1 && g_hash_table_contains (self->picks, &id))
    return;

  g_hash_table_remove_all (self->picks);
  add_pick (self, lane, position);
  _rapport_board_selection_changed (self);
}

void
_rapport_board_select_toggle (RapportBoard *self,
                              guint         lane,
                              guint         position)
{
  gint64 id = rapport_board_column_get_id (_rapport_board_get_lane (self, lane)->column, position);

  self->anchor_lane = lane;
  self->anchor_position = position;
  if (!g_hash_table_remove (self->picks, &id))
    add_pick (self, lane, position);
  _rapport_board_selection_changed (self);
}

void
_rapport_board_select_add (RapportBoard *self,
                           guint         lane,
                           guint         position)
{
  add_pick (self, lane, position);
  _rapport_board_selection_changed (self);
}

/* From the anchor to the card; in another lane there is nothing between, so the card is added. */
void
_rapport_board_select_range (RapportBoard *self,
                             guint         lane,
                             guint         position)
{
  guint n_items = rapport_board_column_get_n_items (_rapport_board_get_lane (self, lane)->column);
  guint first, last;

  if (lane != self->anchor_lane || self->anchor_position >= n_items)
    {
      self->anchor_lane = lane;
      self->anchor_position = position;
      _rapport_board_select_add (self, lane, position);
      return;
    }

  first = MIN (position, self->anchor_position);
  last = MIN (MAX (position, self->anchor_position), n_items - 1);
  g_hash_table_remove_all (self->picks);
  for (guint i = first; i <= last; i++)
    add_pick (self, lane, i);
  _rapport_board_selection_changed (self);
}

static int
compare_picks (gconstpointer a,
               gconstpointer b)
{
  const RapportBoardPick *left = *(RapportBoardPick *const *) a;
  const RapportBoardPick *right = *(RapportBoardPick *const *) b;

  if (left->lane != right->lane)
    return left->lane < right->lane ? -1 : 1;

  return left->position < right->position ? -1 : left->position > right->position;
}

/* In board order: lane by lane, from the top. The array holds pointers to the picks. */
GArray *
_rapport_board_sorted_picks (RapportBoard *self)
{
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (RapportBoardPick *),
                                      g_hash_table_size (self->picks));
  GHashTableIter iter;
  gpointer pick;

  g_hash_table_iter_init (&iter, self->picks);
  while (g_hash_table_iter_next (&iter, NULL, &pick))
    g_array_append_val (sorted, pick);
  g_array_sort (sorted, compare_picks);

  return sorted;
}

/* All selected cards when the one at @position is among them, else that one alone. Floating. */
GVariant *
_rapport_board_ids_for_move (RapportBoard *self,
                             guint         lane,
                             guint         position)
{
  gint64 id = rapport_board_column_get_id (_rapport_board_get_lane (self, lane)->column, position);
  g_autoptr(GArray) sorted = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!g_hash_table_contains (self->picks, &id))
    return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &id, 1, sizeof (gint64));

  sorted = _rapport_board_sorted_picks (self);
  for (guint i = 0; i < sorted->len; i++)
    g_array_append_val (ids, g_array_index (sorted, RapportBoardPick *, i)->id);

  return g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64));
}

/* Whether the cards lie side by side at the place already, in this order. */
gboolean
_rapport_board_is_no_move (RapportBoard *self,
                           GVariant     *ids,
                           guint         lane_index,
                           guint         position)
{
  RapportLane *lane = _rapport_board_get_lane (self, lane_index);
  gsize n_ids;
  const gint64 *values = g_variant_get_fixed_array (ids, &n_ids, sizeof (gint64));

  /* The place may be before, among or right after them. */
  for (guint back = 0; back <= n_ids && back <= position; back++)
    {
      gsize same = 0;

      if (rapport_board_column_get_id (lane->column, position - back) != values[0])
        continue;
      while (same < n_ids &&
             rapport_board_column_get_id (lane->column, (guint) (position - back + same)) ==
             values[same])
        same++;

      return same == n_ids;
    }

  return FALSE;
}

GtkWidget *
_rapport_board_find_card (RapportBoard *self,
                          gint64        id)
{
  for (guint i = 0; i < self->lanes->len; i++)
    {
      GtkWidget *column = GTK_WIDGET (_rapport_board_get_lane (self, i)->column);

      if (_rapport_board_get_lane (self, i)->folded)
        continue;
      for (GtkWidget *card = gtk_widget_get_first_child (column); card != NULL;
           card = gtk_widget_get_next_sibling (card))
        {
          if (rapport_card_get_id (RAPPORT_CARD (card)) == id)
            return card;
        }
    }

  return NULL;
}

/* Scrolls the board sideways until the lane is whole on screen. */
void
_rapport_board_reveal_lane (RapportBoard *self,
                            RapportLane  *lane)
{
  GtkAdjustment *adjustment =
      gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (lane), self->strip, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.x, bounds.origin.x + bounds.size.width);
}

static gboolean
drop_lost_cb (gpointer user_data)
{
  RapportBoard *self = user_data;
  gboolean changed = FALSE;
  GHashTableIter iter;
  gpointer pick;

  self->lost_idle = 0;
  self->follow_id = 0;
  g_hash_table_iter_init (&iter, self->picks);
  while (g_hash_table_iter_next (&iter, NULL, &pick))
    {
      if (((RapportBoardPick *) pick)->lost)
        {
          g_hash_table_iter_remove (&iter);
          changed = TRUE;
        }
    }
  if (changed)
    _rapport_board_selection_changed (self);

  return G_SOURCE_REMOVE;
}

static gboolean
is_pending (RapportBoard *self,
            gint64        id)
{
  return self->pending_ids != NULL && self->pending_focus == id;
}

/* A card that was asked to move has arrived: the focus follows it and the place is not held open
 * any more. */
static void
arrived (RapportBoard *self,
         RapportLane  *lane,
         guint         position)
{
  gboolean grab = self->pending_grab;

  _rapport_board_forget_pending (self);
  for (guint i = 0; i < self->lanes->len; i++)
    rapport_board_column_close_gap (_rapport_board_get_lane (self, i)->column, TRUE);
  if (!grab || lane->folded)
    return;

  _rapport_board_reveal_lane (self, lane);
  rapport_board_column_focus_position (lane->column, position);
}

/* A card that had the focus is elsewhere: undone, or moved by somebody else. */
static void
follow (RapportBoard *self,
        RapportLane  *lane,
        guint         position)
{
  self->follow_id = 0;
  if (lane->folded)
    return;
  _rapport_board_reveal_lane (self, lane);
  rapport_board_column_focus_position (lane->column, position);
}

static void
look_at (RapportBoard *self,
         RapportLane  *lane,
         guint         position)
{
  gint64 id = rapport_board_column_get_id (lane->column, position);
  RapportBoardPick *pick = g_hash_table_lookup (self->picks, &id);

  if (pick != NULL)
    {
      pick->lane = lane->index;
      pick->position = position;
      pick->lost = FALSE;
    }
  if (is_pending (self, id))
    arrived (self, lane, position);
  else if (self->follow_id != 0 && self->follow_id == id)
    follow (self, lane, position);
}

static void
items_changed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  RapportLane *lane = user_data;
  RapportBoard *self =
      RAPPORT_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (lane), RAPPORT_TYPE_BOARD));
  guint first = position;
  guint end = position + added;
  gboolean lost = FALSE;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->picks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      RapportBoardPick *pick = value;

      if (pick->lost || pick->lane != lane->index || pick->position < position)
        continue;
      if (pick->position >= position + removed)
        pick->position = pick->position - removed + added;
      else
        pick->lost = lost = TRUE;
    }
  if (lost && self->lost_idle == 0)
    self->lost_idle = g_idle_add_full (G_PRIORITY_LOW, drop_lost_cb, self, NULL);

  /* Of a large change only the part around the expected place is looked through. */
  if (end - first > LOOK_THROUGH)
    {
      guint middle = self->pending_ids != NULL && self->pending_lane == lane->index ?
                     CLAMP (self->pending_position, first, end) : first;

      first = MAX (first, middle - MIN (middle, LOOK_THROUGH / 2));
      end = MIN (end, first + LOOK_THROUGH);
    }
  if (self->pending_ids != NULL || g_hash_table_size (self->picks) > 0)
    {
      for (guint i = first; i < end; i++)
        look_at (self, lane, i);
    }
}

static void
focus_lost_cb (RapportBoardColumn *column,
               guint               position,
               gint64              id,
               gpointer            user_data)
{
  RapportLane *lane = user_data;
  RapportBoard *self =
      RAPPORT_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (lane), RAPPORT_TYPE_BOARD));
  guint n_items = rapport_board_column_get_n_items (column);
  RapportBoardPick *pick = g_hash_table_lookup (self->picks, &id);

  /* Lanes change one after the other: it may be in its new one already, or not yet. */
  if (pick != NULL && !pick->lost && pick->lane != lane->index)
    {
      follow (self, _rapport_board_get_lane (self, pick->lane), pick->position);
      return;
    }
  if (pick != NULL)
    self->follow_id = id;

  /* Until a moved card shows up again, its neighbour holds the focus. */
  if (n_items > 0)
    {
      RapportCard *card = rapport_board_column_get_card (column, MIN (position, n_items - 1));

      if (card != NULL)
        gtk_widget_grab_focus (GTK_WIDGET (card));
    }
  else
    {
      gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
    }
}

void
_rapport_board_watch_column (RapportBoard *self,
                             RapportLane  *lane)
{
  g_signal_connect_object (lane->column, "focus-lost", G_CALLBACK (focus_lost_cb), lane, 0);
}

/* After the column has connected: it has to know of a change before the board asks it. */
void
_rapport_board_watch_model (RapportBoard *self,
                            RapportLane  *lane)
{
  GListModel *model = rapport_board_column_get_model (lane->column);
  guint n_items = rapport_board_column_get_n_items (lane->column);

  if (model == NULL)
    return;

  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), lane, 0);
  if (n_items > 0)
    items_changed_cb (model, 0, 0, n_items, lane);
}

void
_rapport_board_unwatch_model (RapportBoard *self,
                              RapportLane  *lane)
{
  GListModel *model = rapport_board_column_get_model (lane->column);
  gboolean lost = FALSE;
  GHashTableIter iter;
  gpointer pick;

  if (model == NULL)
    return;

  g_signal_handlers_disconnect_by_func (model, items_changed_cb, lane);
  g_hash_table_iter_init (&iter, self->picks);
  while (g_hash_table_iter_next (&iter, NULL, &pick))
    {
      if (((RapportBoardPick *) pick)->lane == lane->index)
        ((RapportBoardPick *) pick)->lost = lost = TRUE;
    }
  if (lost && self->lost_idle == 0)
    self->lost_idle = g_idle_add_full (G_PRIORITY_LOW, drop_lost_cb, self, NULL);
}

/**
 * rapport_board_get_selection:
 * @self: a board
 *
 * Returns: (transfer full): the selected identities in board order, of type "ax"
 */
GVariant *
rapport_board_get_selection (RapportBoard *self)
{
  g_autoptr(GArray) sorted = NULL;
  g_autoptr(GArray) ids = NULL;

  g_return_val_if_fail (RAPPORT_IS_BOARD (self), NULL);

  sorted = _rapport_board_sorted_picks (self);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), sorted->len);
  for (guint i = 0; i < sorted->len; i++)
    g_array_append_val (ids, g_array_index (sorted, RapportBoardPick *, i)->id);

  return g_variant_ref_sink (g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len,
                                                        sizeof (gint64)));
}

/**
 * rapport_board_get_n_selected:
 * @self: a board
 *
 * Returns: how many cards are selected
 */
guint
rapport_board_get_n_selected (RapportBoard *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD (self), 0);

  return g_hash_table_size (self->picks);
}

/**
 * rapport_board_is_selected:
 * @self: a board
 * @id: an identity
 *
 * Returns: whether its card is selected
 */
gboolean
rapport_board_is_selected (RapportBoard *self,
                           gint64        id)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD (self), FALSE);

  return g_hash_table_contains (self->picks, &id);
}

/**
 * rapport_board_unselect_all:
 * @self: a board
 */
void
rapport_board_unselect_all (RapportBoard *self)
{
  g_return_if_fail (RAPPORT_IS_BOARD (self));

  if (g_hash_table_size (self->picks) == 0)
    return;

  g_hash_table_remove_all (self->picks);
  _rapport_board_selection_changed (self);
}
