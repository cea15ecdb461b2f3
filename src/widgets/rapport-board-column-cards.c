#include "config.h"

#include "widgets/rapport-board-column-private.h"

/* Questions about the cards of a column, and ways to one of them. */

#define SEARCH_REACH 256

/**
 * rapport_board_column_get_card:
 * @self: a column
 * @position: a place
 *
 * Returns: (transfer none) (nullable): the card there, %NULL where none is near the screen
 */
RapportCard *
rapport_board_column_get_card (RapportBoardColumn *self,
                               guint               position)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), NULL);

  for (guint i = 0; i < self->live->len; i++)
    {
      Live *live = &g_array_index (self->live, Live, i);

      if (live->position == position)
        return live->card;
    }

  return NULL;
}

/**
 * rapport_board_column_get_card_position:
 * @self: a column
 * @card: a card
 * @position: (out) (optional): its place
 *
 * Returns: whether @card is in this column
 */
gboolean
rapport_board_column_get_card_position (RapportBoardColumn *self,
                                        RapportCard        *card,
                                        guint              *position)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), FALSE);

  for (guint i = 0; i < self->live->len; i++)
    {
      Live *live = &g_array_index (self->live, Live, i);

      if (live->card == card)
        {
          if (position != NULL)
            *position = live->position;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * rapport_board_column_get_id:
 * @self: a column
 * @position: a place
 *
 * Returns: identity of the item there, 0 where there is none
 */
gint64
rapport_board_column_get_id (RapportBoardColumn *self,
                             guint               position)
{
  g_auto(RapportCardFace) face = { 0 };
  g_autoptr(GObject) item = NULL;
  RapportCard *card;

  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), 0);

  if (position >= self->n_items || self->face_func == NULL)
    return 0;
  card = rapport_board_column_get_card (self, position);
  if (card != NULL)
    return rapport_card_get_id (card);

  item = g_list_model_get_item (self->model, position);
  if (item != NULL)
    self->face_func (item, &face, self->face_data);

  return face.id;
}

/**
 * rapport_board_column_find_near:
 * @self: a column
 * @id: an identity
 * @near_position: where it should be
 * @position: (out) (optional): where it is
 *
 * Looks for @id around a place, nearest first, and not further than 256 places away: the model may
 * be too large to be read through.
 *
 * Returns: whether it was found
 */
gboolean
rapport_board_column_find_near (RapportBoardColumn *self,
                                gint64              id,
                                guint               near_position,
                                guint              *position)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), FALSE);

  for (guint step = 0; step <= SEARCH_REACH; step++)
    {
      if (near_position + step < self->n_items &&
          rapport_board_column_get_id (self, near_position + step) == id)
        {
          if (position != NULL)
            *position = near_position + step;
          return TRUE;
        }
      if (step > 0 && step <= near_position && near_position - step < self->n_items &&
          rapport_board_column_get_id (self, near_position - step) == id)
        {
          if (position != NULL)
            *position = near_position - step;
          return TRUE;
        }
    }

  return FALSE;
}

/**
 * rapport_board_column_get_page:
 * @self: a column
 *
 * Returns: how many whole cards fit on the screen, at least 1
 */
guint
rapport_board_column_get_page (RapportBoardColumn *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), 1);

  return (guint) MAX (
      gtk_widget_get_height (GTK_WIDGET (self)) / _rapport_board_column_get_pitch (self), 1);
}

/**
 * rapport_board_column_scroll_to:
 * @self: a column
 * @position: a place
 *
 * Scrolls as little as is needed to show the card there whole.
 */
void
rapport_board_column_scroll_to (RapportBoardColumn *self,
                                guint               position)
{
  GtkAdjustment *adjustment;
  double y, page, value;

  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));

  adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  if (adjustment == NULL || position >= self->n_items)
    return;

  y = _rapport_board_column_get_card_y (self, position);
  page = gtk_adjustment_get_page_size (adjustment);
  value = _rapport_board_column_get_value (self);
  if (y - TOP_PADDING < value)
    value = y - TOP_PADDING;
  else if (y + self->card_height + CARD_GAP > value + page)
    value = y + self->card_height + CARD_GAP - page;
  gtk_adjustment_set_value (adjustment, value);
}

/**
 * rapport_board_column_focus_position:
 * @self: a column
 * @position: a place
 *
 * Scrolls to the card at @position and gives it the focus.
 *
 * Returns: whether there is such a card
 */
gboolean
rapport_board_column_focus_position (RapportBoardColumn *self,
                                     guint               position)
{
  RapportCard *card;

  g_return_val_if_fail (RAPPORT_IS_BOARD_COLUMN (self), FALSE);

  rapport_board_column_scroll_to (self, position);
  card = rapport_board_column_get_card (self, position);

  return card != NULL && gtk_widget_grab_focus (GTK_WIDGET (card));
}

/**
 * rapport_board_column_refresh:
 * @self: a column
 *
 * Describes the cards on screen anew, after something changed that no item tells (a new day, a
 * currency).
 */
void
rapport_board_column_refresh (RapportBoardColumn *self)
{
  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));

  for (guint i = 0; i < self->live->len; i++)
    {
      RapportCard *card = g_array_index (self->live, Live, i).card;

      rapport_card_set_item (card, rapport_card_get_item (card), self->face_func, self->face_data);
      rapport_card_set_state (
          card, _rapport_board_column_get_card_state (self, rapport_card_get_id (card)));
    }
}

/**
 * rapport_board_column_refresh_states:
 * @self: a column
 *
 * Asks for the states of the cards on screen anew.
 */
void
rapport_board_column_refresh_states (RapportBoardColumn *self)
{
  g_return_if_fail (RAPPORT_IS_BOARD_COLUMN (self));

  for (guint i = 0; i < self->live->len; i++)
    {
      RapportCard *card = g_array_index (self->live, Live, i).card;

      rapport_card_set_state (
          card, _rapport_board_column_get_card_state (self, rapport_card_get_id (card)));
    }
}
