#include "config.h"

#include "service/rapport-id-list.h"

/* How far the same row is looked for on the other side, and how many places may change one by one. Beyond that
 * all between the first and the last change is replaced. */
#define LOOK_AHEAD 16
#define MAX_HUNKS 32

typedef struct
{
  guint old_start;
  guint removed;
  guint new_start;
  guint added;
} Hunk;

/* Fills @hunks with the differences in [old_start, old_end) and [new_start, new_end); linear. */
static guint
find_hunks (const gint64 *old_ids,
            guint         old_start,
            guint         old_end,
            const gint64 *new_ids,
            guint         new_start,
            guint         new_end,
            Hunk          hunks[MAX_HUNKS])
{
  guint i = old_start, j = new_start, n = 0;

  while (i < old_end || j < new_end)
    {
      guint removed = 0, added = 0;
      gboolean met = FALSE;

      if (i < old_end && j < new_end && old_ids[i] == new_ids[j])
        {
          i++;
          j++;
          continue;
        }
      if (n == MAX_HUNKS)
        {
          hunks[0] = (Hunk) { old_start, old_end - old_start, new_start, new_end - new_start };
          return 1;
        }
      /* The nearest place where both go on alike. */
      for (guint sum = 1; sum <= LOOK_AHEAD && !met; sum++)
        for (removed = 0; removed <= sum && !met; removed++)
          {
            added = sum - removed;
            met = i + removed < old_end && j + added < new_end && old_ids[i + removed] == new_ids[j + added];
          }
      if (met)
        removed--;
      else
        {
          removed = old_end - i;
          added = new_end - j;
        }
      hunks[n++] = (Hunk) { i, removed, j, added };
      i += removed;
      j += added;
    }
  return n;
}

/**
 * rapport_id_list_replace:
 * @model: a list whose rows are named by numbers
 * @ids: (inout) (element-type gint64): the numbers of its rows
 * @new_ids: (transfer full) (element-type gint64): what they become
 *
 * Replaces the rows of a list and sends small signals that tell the truth, so that the scroll position and the
 * selection stay. A signal never both removes and adds: GTK 4.8 would ask for every row that is added.
 */
void
rapport_id_list_replace (GListModel  *model,
                         GArray     **ids,
                         GArray      *new_ids)
{
  GArray *list = *ids;
  const gint64 *old_data = (const gint64 *) (gpointer) list->data;
  const gint64 *new_data = (const gint64 *) (gpointer) new_ids->data;
  guint shorter = MIN (list->len, new_ids->len), head = 0, tail = 0, n;
  Hunk hunks[MAX_HUNKS];

  while (head < shorter && old_data[head] == new_data[head])
    head++;
  while (tail < shorter - head && old_data[list->len - 1 - tail] == new_data[new_ids->len - 1 - tail])
    tail++;
  n = find_hunks (old_data, head, list->len - tail, new_data, head, new_ids->len - tail, hunks);

  /* One end only, the commonest change: nothing need be copied. */
  if (n == 1 && (hunks[0].removed == 0 || hunks[0].added == 0))
    {
      *ids = new_ids;
      g_array_unref (list);
      g_list_model_items_changed (model, hunks[0].old_start, hunks[0].removed, hunks[0].added);
      return;
    }

  /* From the end on, so that the places before it stay true. */
  for (guint i = n; i > 0; i--)
    {
      const Hunk *hunk = &hunks[i - 1];

      if (hunk->removed > 0)
        {
          g_array_remove_range (list, hunk->old_start, hunk->removed);
          g_list_model_items_changed (model, hunk->old_start, hunk->removed, 0);
        }
      if (hunk->added > 0)
        {
          g_array_insert_vals (list, hunk->old_start, &g_array_index (new_ids, gint64, hunk->new_start), hunk->added);
          g_list_model_items_changed (model, hunk->old_start, 0, hunk->added);
        }
    }
  g_array_unref (new_ids);
}
