#include "config.h"

#include "service/rapport-entry.h"

#include <glib/gi18n.h>

/* Customers who seem to be there already, for who enters one by hand. */

typedef struct
{
  GPtrArray *keys;
  gint64     exclude;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_ptr_array_unref (wanted->keys);
  g_free (wanted);
}

static Wanted *
wanted_new (const char *name,
            const char *phone,
            const char *email,
            const char *website,
            gint64      exclude)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->keys = rapport_identity_make_keys (name, phone, email, website);
  wanted->exclude = exclude;
  return wanted;
}

static gpointer
find (RapportDb     *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  const Wanted *wanted = data;

  return rapport_duplicates_find (db, wanted->keys, wanted->exclude, error);
}

/**
 * rapport_entry_find_duplicates:
 * @workspace: a workspace
 * @name: (nullable): the name of a new account
 * @phone: (nullable): its telephone number
 * @email: (nullable): its e-mail address
 * @website: (nullable): its web site
 * @exclude: an account that is not meant, 0 for none
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type RapportDuplicate): accounts that it may be, the likeliest first,
 *   perhaps none; %NULL where it failed
 */
GArray *
rapport_entry_find_duplicates (RapportWorkspace  *workspace,
                               const char        *name,
                               const char        *phone,
                               const char        *email,
                               const char        *website,
                               gint64             exclude,
                               GError           **error)
{
  Wanted *wanted = wanted_new (name, phone, email, website, exclude);
  GArray *found = find (rapport_store_get_db (rapport_workspace_get_store (workspace)), wanted, NULL, error);

  wanted_free (wanted);
  return found;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  GArray *found = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) g_array_unref);
}

/**
 * rapport_entry_find_duplicates_async:
 * @workspace: a workspace
 * @name: (nullable): the name of a new account
 * @phone: (nullable): its telephone number
 * @email: (nullable): its e-mail address
 * @website: (nullable): its web site
 * @exclude: an account that is not meant, 0 for none
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * The same without waiting, for a form that is being filled in.
 */
void
rapport_entry_find_duplicates_async (RapportWorkspace    *workspace,
                                     const char          *name,
                                     const char          *phone,
                                     const char          *email,
                                     const char          *website,
                                     gint64               exclude,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_entry_find_duplicates_async);
  rapport_store_read_async (rapport_workspace_get_store (workspace), find,
                            wanted_new (name, phone, email, website, exclude), wanted_free,
                            (GDestroyNotify) g_array_unref, cancellable, found_cb, task);
}

/**
 * rapport_entry_find_duplicates_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type RapportDuplicate): as rapport_entry_find_duplicates()
 */
GArray *
rapport_entry_find_duplicates_finish (RapportWorkspace  *workspace,
                                      GAsyncResult      *result,
                                      GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rapport_entry_describe_duplicate:
 * @workspace: a workspace
 * @duplicate: an account that is there
 *
 * Returns: (transfer full): a sentence: "“Halden Marine” has the same telephone number."
 */
char *
rapport_entry_describe_duplicate (RapportWorkspace       *workspace,
                                  const RapportDuplicate *duplicate)
{
  const char *name = rapport_workspace_get_title (workspace, RAPPORT_KIND_ACCOUNT, duplicate->account);
  g_autofree char *what = rapport_identity_describe (duplicate->reasons);

  /* Translators: the name of an account; then "the same name, the same telephone number" */
  return g_strdup_printf (_("“%s” has %s."), name ? name : "?", what);
}
