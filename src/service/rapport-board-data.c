#include "config.h"

#include "service/rapport-board-data-private.h"

#include <stdlib.h>

/* What the board shows, as it is carried from the reader's thread: lanes, and what is asked for card by card. */

void
_rapport_board_lane_free (gpointer data)
{
  RapportLane *lane = data;

  g_clear_pointer (&lane->ids, g_array_unref);
  g_free (lane);
}

RapportLane *
_rapport_board_lane_new (gint64 stage)
{
  RapportLane *lane = g_new0 (RapportLane, 1);

  lane->stage = stage;
  lane->median_days = RAPPORT_UNSET;
  lane->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  return lane;
}

RapportLane *
_rapport_board_lane_copy (const RapportLane *lane)
{
  RapportLane *copy = g_memdup2 (lane, sizeof *lane);

  copy->ids = g_array_ref (lane->ids);
  return copy;
}

RapportBoardData *
rapport_board_data_ref (RapportBoardData *data)
{
  g_atomic_ref_count_inc (&data->ref_count);
  return data;
}

void
rapport_board_data_free (RapportBoardData *data)
{
  if (data == NULL || !g_atomic_ref_count_dec (&data->ref_count))
    return;
  g_ptr_array_unref (data->lanes);
  g_clear_pointer (&data->loose, _rapport_board_lane_free);
  g_array_unref (data->since);
  g_array_unref (data->moves);
  g_free (data->days);
  g_free (data);
}

RapportLane *
_rapport_board_data_find_lane (RapportBoardData *data,
                               gint64            stage)
{
  for (guint i = 0; i < data->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (data->lanes, i);

      if (lane->stage == stage)
        return lane;
    }
  return NULL;
}

void
_rapport_board_data_add_lane (RapportBoardData *data,
                              gint64            stage)
{
  g_ptr_array_add (data->lanes, _rapport_board_lane_new (stage));
}

/* The n-th smallest, counted from 0: by halves of the values, as sorting them all would take longer than reading them. */
gint32
_rapport_board_find_nth (GArray *days,
                         guint   n)
{
  const gint32 *values = (const gint32 *) (gpointer) days->data;
  gint32 low = G_MAXINT32, high = G_MININT32;

  for (guint i = 0; i < days->len; i++)
    {
      low = MIN (low, values[i]);
      high = MAX (high, values[i]);
    }
  while (low < high)
    {
      gint32 middle = (gint32) (((gint64) low + high) >> 1);
      guint n_below = 0;

      for (guint i = 0; i < days->len; i++)
        n_below += values[i] <= middle;
      if (n_below > n)
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static int
compare_since (gconstpointer a,
               gconstpointer b)
{
  const RapportBoardSince *x = a, *y = b;

  return x->subject < y->subject ? -1 : x->subject > y->subject;
}

/* Ids are given out one after the other, so that nearly always a table from the first to the last is the smallest
 * way to keep a day for each, and needs no sorting. */
void
_rapport_board_data_index_since (RapportBoardData *data)
{
  gint64 first = G_MAXINT64, last = G_MININT64;
  const RapportBoardSince *since = (const RapportBoardSince *) (gpointer) data->since->data;
  guint n = data->since->len;

  for (guint i = 0; i < n; i++)
    {
      first = MIN (first, since[i].subject);
      last = MAX (last, since[i].subject);
    }
  if (n == 0 || (guint64) (last - first) >= 4 * (guint64) n + 1024)
    {
      g_array_sort (data->since, compare_since);
      return;
    }

  data->first_id = first;
  data->n_days = (guint) (last - first + 1);
  data->days = g_new (RapportDay, data->n_days);
  for (guint i = 0; i < data->n_days; i++)
    data->days[i] = RAPPORT_DAY_NONE;
  for (guint i = 0; i < n; i++)
    data->days[since[i].subject - first] = since[i].day;
  g_array_unref (data->since);
  data->since = g_array_new (FALSE, FALSE, sizeof (RapportBoardSince));
}

int
_rapport_board_compare_moves (gconstpointer a,
                              gconstpointer b)
{
  const RapportBoardMove *x = a, *y = b;

  return x->subject < y->subject ? -1 : x->subject > y->subject;
}

/**
 * rapport_board_data_get_since:
 * @data: a board
 * @subject: a card
 *
 * Returns: since when it is in its stage, %RAPPORT_DAY_NONE where that is not known
 */
RapportDay
rapport_board_data_get_since (const RapportBoardData *data,
                              gint64                  subject)
{
  RapportBoardSince key = { subject, 0 };
  const RapportBoardSince *found;

  if (data->days != NULL)
    return subject >= data->first_id && subject - data->first_id < data->n_days ? data->days[subject - data->first_id]
                                                                                : RAPPORT_DAY_NONE;

  found = data->since->len == 0 ? NULL : bsearch (&key, data->since->data, data->since->len, sizeof key, compare_since);
  return found ? found->day : RAPPORT_DAY_NONE;
}

/**
 * rapport_board_data_get_move:
 * @data: a board as of a past day
 * @subject: a card
 *
 * Returns: (nullable) (transfer none): how it moved in the month of that day until then
 */
const RapportBoardMove *
rapport_board_data_get_move (const RapportBoardData *data,
                             gint64                  subject)
{
  RapportBoardMove key = { subject, 0, 0 };

  return data->moves->len == 0
             ? NULL
             : bsearch (&key, data->moves->data, data->moves->len, sizeof key, _rapport_board_compare_moves);
}
