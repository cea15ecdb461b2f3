#include "config.h"

#include "service/rapport-id-list.h"

#include <string.h>

/**
 * rapport_id_list_replace:
 * @model: a list whose rows are named by numbers
 * @ids: (inout) (element-type gint64): the numbers of its rows
 * @new_ids: (transfer full) (element-type gint64): what they become
 *
 * Replaces the rows of a list and sends the smallest signals that tell the truth, so that the scroll position
 * and the selection stay. Never (0, n, n): GTK 4.8 would ask for every row (it does scan the added rows of a
 * signal that removes and adds).
 */
void
rapport_id_list_replace (GListModel  *model,
                         GArray     **ids,
                         GArray      *new_ids)
{
  GArray *list = *ids;
  guint head = 0, tail = 0, old_len = list->len, new_len = new_ids->len, removed, added;
  const gint64 *old_data = (const gint64 *) (gpointer) list->data;
  const gint64 *new_data = (const gint64 *) (gpointer) new_ids->data;

  while (head < MIN (old_len, new_len) && old_data[head] == new_data[head])
    head++;
  while (tail < MIN (old_len, new_len) - head && old_data[old_len - 1 - tail] == new_data[new_len - 1 - tail])
    tail++;
  removed = old_len - head - tail;
  added = new_len - head - tail;

  /* One row has moved: out of one place, into the other. */
  if (removed == added && removed > 1 &&
      (memcmp (&old_data[head + 1], &new_data[head], (removed - 1) * sizeof (gint64)) == 0 ||
       memcmp (&old_data[head], &new_data[head + 1], (removed - 1) * sizeof (gint64)) == 0))
    {
      gboolean down = memcmp (&old_data[head + 1], &new_data[head], (removed - 1) * sizeof (gint64)) == 0;
      guint from = down ? head : head + removed - 1;
      guint to = down ? head + removed - 1 : head;
      gint64 id = old_data[from];

      g_array_remove_index (list, from);
      g_list_model_items_changed (model, from, 1, 0);
      g_array_insert_val (list, to, id);
      g_list_model_items_changed (model, to, 0, 1);
      g_array_unref (new_ids);
      return;
    }

  /* Another order, or much at once: two signals are cheap where one would be a scan. */
  if (removed > 0 && added > 0 && removed + added > 64)
    {
      g_array_remove_range (list, head, removed);
      g_list_model_items_changed (model, head, removed, 0);
      removed = 0;
    }

  *ids = new_ids;
  g_array_unref (list);
  if (removed > 0 || added > 0)
    g_list_model_items_changed (model, head, removed, added);
}
