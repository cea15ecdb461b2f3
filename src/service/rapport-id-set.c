#include "config.h"

#include "service/rapport-import-private.h"

/* A set of record ids. They are dense, so a bit each in blocks of 32768 is small: 125 KB for a million. */

#define BLOCK_BITS 15
#define BLOCK_WORDS ((1 << BLOCK_BITS) / 64)

typedef struct
{
  gint64  number;
  guint64 words[BLOCK_WORDS];
} Block;

struct _RapportIdSet
{
  GHashTable *blocks; /* gint64 number → Block */
  Block      *last;
  guint64     size;
};

RapportIdSet *
rapport_id_set_new (void)
{
  RapportIdSet *set = g_new0 (RapportIdSet, 1);

  set->blocks = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  return set;
}

void
rapport_id_set_free (RapportIdSet *set)
{
  if (set == NULL)
    return;
  g_hash_table_unref (set->blocks);
  g_free (set);
}

static Block *
find_block (const RapportIdSet *set,
            gint64              id)
{
  gint64 number = id >> BLOCK_BITS;

  if (set->last != NULL && set->last->number == number)
    return set->last;
  return g_hash_table_lookup (set->blocks, &number);
}

/**
 * rapport_id_set_add:
 * @set: a set
 * @id: an id, not negative
 *
 * Returns: whether it was not in the set yet
 */
gboolean
rapport_id_set_add (RapportIdSet *set,
                    gint64        id)
{
  Block *block = find_block (set, id);
  guint bit = (guint) (id & ((1 << BLOCK_BITS) - 1));
  guint64 mask = G_GUINT64_CONSTANT (1) << (bit % 64);

  if (block == NULL)
    {
      block = g_new0 (Block, 1);
      block->number = id >> BLOCK_BITS;
      g_hash_table_insert (set->blocks, &block->number, block);
    }
  set->last = block;
  if (block->words[bit / 64] & mask)
    return FALSE;
  block->words[bit / 64] |= mask;
  set->size++;
  return TRUE;
}

gboolean
rapport_id_set_has (const RapportIdSet *set,
                    gint64              id)
{
  const Block *block = find_block (set, id);
  guint bit = (guint) (id & ((1 << BLOCK_BITS) - 1));

  return block != NULL && (block->words[bit / 64] & (G_GUINT64_CONSTANT (1) << (bit % 64))) != 0;
}

guint64
rapport_id_set_get_size (const RapportIdSet *set)
{
  return set->size;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

/**
 * rapport_id_set_to_array:
 * @set: a set
 * @n_ids: (out): how many ids
 *
 * Returns: (transfer full) (array length=n_ids): the ids in ascending order; free with g_free()
 */
gint64 *
rapport_id_set_to_array (const RapportIdSet *set,
                         guint              *n_ids)
{
  gint64 *ids = g_new (gint64, set->size + 1);
  GHashTableIter iter;
  gpointer value;
  guint n = 0;

  g_hash_table_iter_init (&iter, set->blocks);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Block *block = value;

      for (guint bit = 0; bit < (1 << BLOCK_BITS); bit++)
        if (block->words[bit / 64] & (G_GUINT64_CONSTANT (1) << (bit % 64)))
          ids[n++] = (block->number << BLOCK_BITS) + bit;
    }
  qsort (ids, n, sizeof (gint64), compare_ids);
  *n_ids = n;
  return ids;
}
