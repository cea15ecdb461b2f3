#include "config.h"

#include "service/rapport-duplicates.h"

/* Accounts that a customer may be already: the rule is in core/rapport-identity.h, here is where it looks. */

/* Keys of which an index knows the first holder and how many there are, in one word. */
#define COUNT_BITS 3
#define MOST_COUNTED ((1 << COUNT_BITS) - 1)

G_STATIC_ASSERT (RAPPORT_IDENTITY_MOST_HOLDERS < MOST_COUNTED);

struct _RapportDuplicateIndex
{
  GHashTable   *keys;   /* key → first holder << COUNT_BITS | number of holders */
  GStringChunk *chunks;
};

typedef void (*AccountFunc) (gint64           account,
                             const GPtrArray *keys,
                             gpointer         data);

/* @schema: "main." for what is there, "" for what was there on the day of the workspace's clock; @people: whether their
 * addresses count, too. */
static gboolean
walk_accounts (RapportDb    *db,
               const char   *schema,
               gboolean      people,
               AccountFunc   func,
               gpointer      data,
               GError      **error)
{
  g_autofree char *emails = g_strdup_printf (
    "(SELECT group_concat (p.email, ' ') FROM %saffiliation f JOIN %sperson p ON p.id = f.person"
    " WHERE f.account = a.id AND f.deleted IS NULL AND f.until IS NULL AND p.deleted IS NULL)", schema, schema);
  g_autofree char *sql = g_strdup_printf ("SELECT a.id, a.name, a.phone, a.email, a.website, %s FROM %saccount a"
                                          " WHERE a.deleted IS NULL ORDER BY a.id", people ? emails : "NULL", schema);
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, NULL);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      const char *name = rapport_statement_get_text (statement, 1), *phone = rapport_statement_get_text (statement, 2);
      const char *email = rapport_statement_get_text (statement, 3),
                 *website = rapport_statement_get_text (statement, 4);
      g_autoptr(GPtrArray) keys = rapport_identity_make_keys (name, phone, email, website);

      rapport_identity_add_emails (keys, rapport_statement_get_text (statement, 5));
      func (rapport_statement_get_int (statement, 0), keys, data);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static void
add_reason (GArray                *found,
            gint64                 account,
            RapportIdentityReason  reason)
{
  RapportDuplicate duplicate = { account, reason };

  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, RapportDuplicate, i).account == account)
      {
        g_array_index (found, RapportDuplicate, i).reasons |= reason;
        return;
      }
  g_array_append_val (found, duplicate);
}

static int
compare_weights (gconstpointer a,
                 gconstpointer b)
{
  const RapportDuplicate *first = a, *second = b;
  int weight = rapport_identity_weigh (second->reasons) - rapport_identity_weigh (first->reasons);

  return weight != 0 ? weight : (first->account > second->account) - (first->account < second->account);
}

/* One customer ------------------------------------------------------------------------------------------------- */

typedef struct
{
  GHashTable *wanted;  /* key → GArray of holders */
  gint64      exclude;
} Search;

static void
compare_account (gint64           account,
                 const GPtrArray *keys,
                 gpointer         data)
{
  const Search *search = data;

  if (account == search->exclude)
    return;
  for (guint i = 0; i < keys->len; i++)
    {
      GArray *holders = g_hash_table_lookup (search->wanted, g_ptr_array_index (keys, i));

      if (holders != NULL)
        g_array_append_val (holders, account);
    }
}

/**
 * rapport_duplicates_find:
 * @db: a connection
 * @keys: (element-type utf8): by what a customer is known
 * @exclude: an account that is not meant, 0 for none
 * @error: return location
 *
 * Goes through all accounts that are there on the day of the workspace's clock.
 *
 * Returns: (nullable) (transfer full) (element-type RapportDuplicate): accounts that it may be, the likeliest first
 */
GArray *
rapport_duplicates_find (RapportDb  *db,
                         GPtrArray  *keys,
                         gint64      exclude,
                         GError    **error)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (RapportDuplicate));
  Search search = { wanted, exclude };
  gboolean people = FALSE;

  for (guint i = 0; i < keys->len; i++)
    {
      char *key = g_ptr_array_index (keys, i);

      g_hash_table_insert (wanted, key, g_array_new (FALSE, FALSE, sizeof (gint64)));
      people |= (rapport_identity_get_reason (key) & (RAPPORT_IDENTITY_EMAIL | RAPPORT_IDENTITY_DOMAIN)) != 0;
    }
  if (keys->len > 0 && !walk_accounts (db, "", people, compare_account, &search, error))
    return NULL;
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      const GArray *holders = g_hash_table_lookup (wanted, key);

      if (!rapport_identity_is_shared (key, holders->len))
        for (guint k = 0; k < holders->len; k++)
          add_reason (found, g_array_index (holders, gint64, k), rapport_identity_get_reason (key));
    }
  g_array_sort (found, compare_weights);
  return g_steal_pointer (&found);
}

/* Many of them ------------------------------------------------------------------------------------------------- */

static void
index_account (gint64           account,
               const GPtrArray *keys,
               gpointer         data)
{
  RapportDuplicateIndex *index = data;

  for (guint i = 0; i < keys->len; i++)
    {
      char *key = g_ptr_array_index (keys, i);
      gint64 holders = (gint64) (gintptr) g_hash_table_lookup (index->keys, key);

      if (holders == 0)
        g_hash_table_insert (index->keys, g_string_chunk_insert (index->chunks, key),
                             (gpointer) (gintptr) (account << COUNT_BITS | 1));
      else if ((holders & MOST_COUNTED) < MOST_COUNTED)
        g_hash_table_insert (index->keys, key, (gpointer) (gintptr) (holders + 1));
    }
}

/**
 * rapport_duplicate_index_load:
 * @db: a connection
 * @error: return location
 *
 * Returns: (nullable) (transfer full): by what all accounts that are there now are known
 */
RapportDuplicateIndex *
rapport_duplicate_index_load (RapportDb  *db,
                              GError    **error)
{
  g_autoptr(RapportDuplicateIndex) index = g_new0 (RapportDuplicateIndex, 1);

  index->keys = g_hash_table_new (g_str_hash, g_str_equal);
  index->chunks = g_string_chunk_new (4096);
  if (!walk_accounts (db, "main.", TRUE, index_account, index, error))
    return NULL;
  return g_steal_pointer (&index);
}

void
rapport_duplicate_index_free (RapportDuplicateIndex *index)
{
  if (index == NULL)
    return;
  g_hash_table_unref (index->keys);
  g_string_chunk_free (index->chunks);
  g_free (index);
}

/**
 * rapport_duplicate_index_find:
 * @index: an index
 * @keys: (element-type utf8): by what a customer is known
 * @duplicate: (out): the account that it most likely is
 *
 * Returns: whether there is one
 */
gboolean
rapport_duplicate_index_find (const RapportDuplicateIndex  *index,
                              const GPtrArray              *keys,
                              RapportDuplicate             *duplicate)
{
  g_autoptr(GArray) found = NULL;

  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      gint64 holders = (gint64) (gintptr) g_hash_table_lookup (index->keys, key);

      if (holders == 0 || rapport_identity_is_shared (key, (guint) (holders & MOST_COUNTED)))
        continue;
      if (found == NULL)
        found = g_array_new (FALSE, FALSE, sizeof (RapportDuplicate));
      add_reason (found, holders >> COUNT_BITS, rapport_identity_get_reason (key));
    }
  if (found == NULL)
    return FALSE;
  g_array_sort (found, compare_weights);
  *duplicate = g_array_index (found, RapportDuplicate, 0);
  return TRUE;
}
