#include "config.h"

#include "service/rapport-filter-choices.h"

#include <string.h>

#define LIMIT 500

void
rapport_filter_choices_free (RapportFilterChoices *choices)
{
  if (choices == NULL)
    return;
  g_ptr_array_unref (choices->groups);
  g_ptr_array_unref (choices->tags);
  g_free (choices);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return g_utf8_collate (*(const char **) a, *(const char **) b);
}

static gpointer
load (RapportDb     *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(RapportFilterChoices) choices = g_new0 (RapportFilterChoices, 1);
  g_autoptr(GHashTable) tags = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  choices->groups = g_ptr_array_new_with_free_func (g_free);
  choices->tags = g_ptr_array_new_with_free_func (g_free);

  statement = rapport_db_query (db, error,
                                "SELECT DISTINCT account_group FROM account WHERE account_group IS NOT NULL"
                                " AND account_group <> '' AND deleted IS NULL ORDER BY 1 COLLATE rapport LIMIT ?1",
                                "i", (gint64) LIMIT);
  while (statement != NULL && rapport_statement_step (statement, &local_error))
    g_ptr_array_add (choices->groups, g_strdup (rapport_statement_get_text (statement, 0)));
  if (statement == NULL || local_error != NULL)
    goto fail;
  g_clear_pointer (&statement, rapport_statement_free);

  statement = rapport_db_query (db, error, "SELECT DISTINCT tags FROM account WHERE tags IS NOT NULL AND tags <> ''"
                                           " AND deleted IS NULL", NULL);
  while (statement != NULL && choices->tags->len < LIMIT && rapport_statement_step (statement, &local_error))
    {
      g_auto(GStrv) parts = g_strsplit (rapport_statement_get_text (statement, 0), ",", -1);

      for (guint i = 0; parts[i] != NULL; i++)
        {
          char *tag = g_strstrip (parts[i]);

          if (*tag != '\0' && !g_hash_table_contains (tags, tag))
            {
              char *own = g_strdup (tag);

              g_hash_table_add (tags, own);
              g_ptr_array_add (choices->tags, own);
            }
        }
    }
  if (statement == NULL || local_error != NULL)
    goto fail;
  g_ptr_array_sort (choices->tags, compare_texts);
  return g_steal_pointer (&choices);

fail:
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/**
 * rapport_filter_choices_load_async:
 * @workspace: a workspace
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks which groups and tags there are.
 */
void
rapport_filter_choices_load_async (RapportWorkspace    *workspace,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  rapport_store_read_async (rapport_workspace_get_store (workspace), load, NULL, NULL,
                            (GDestroyNotify) rapport_filter_choices_free, cancellable, callback, user_data);
}

/**
 * rapport_filter_choices_load_finish:
 * @workspace: a workspace
 * @result: what the callback was given; its source is the store
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the choices
 */
RapportFilterChoices *
rapport_filter_choices_load_finish (RapportWorkspace  *workspace,
                                    GAsyncResult      *result,
                                    GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}
