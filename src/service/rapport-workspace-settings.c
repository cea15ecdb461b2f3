#include "config.h"

#include "service/rapport-workspace-private.h"

/* Settings that lie in the file, for all or for each member. */

gboolean
_rapport_workspace_write_settings (RapportWrite  *write,
                                   gpointer       data,
                                   GError       **error)
{
  const char **settings = data; /* member, then keys and values */
  RapportDb *db = rapport_write_get_db (write);
  gint64 member = g_ascii_strtoll (settings[0], NULL, 10);

  for (guint i = 1; settings[i] != NULL; i += 2)
    if (!rapport_db_run (db, error,
                         settings[i + 1] != NULL
                             ? "INSERT OR REPLACE INTO setting (key, member, value) VALUES (?1, ?2, ?3)"
                             : "DELETE FROM setting WHERE key = ?1 AND member = ?2 AND ?3 IS NULL",
                         "sis", settings[i], member, settings[i + 1]))
      return FALSE;
  return TRUE;
}

/**
 * rapport_workspace_get_setting:
 * @self: a workspace
 * @key: name of a setting
 * @of_member: whether it is kept for each member
 *
 * Returns: (nullable) (transfer full): its value
 */
char *
rapport_workspace_get_setting (RapportWorkspace *self,
                               const char       *key,
                               gboolean          of_member)
{
  return rapport_db_query_text (rapport_store_get_db (self->store), NULL,
                                "SELECT value FROM setting WHERE key = ?1 AND member = ?2", "si", key,
                                of_member ? rapport_workspace_get_member (self) : 0);
}

typedef struct
{
  char *strings[4];
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  for (guint i = 0; i < G_N_ELEMENTS (setting->strings); i++)
    g_free (setting->strings[i]);
  g_free (setting);
}

static gboolean
write_setting (RapportWrite  *write,
               gpointer       data,
               GError       **error)
{
  Setting *setting = data;
  const char *strings[] = { setting->strings[0], setting->strings[1], setting->strings[2], NULL };

  return _rapport_workspace_write_settings (write, strings, error);
}

static void
setting_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr(RapportWorkspace) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) changes = rapport_store_write_finish (RAPPORT_STORE (source), result, &error);

  if (changes == NULL)
    g_info ("A setting was not kept: %s", error->message);
  else if (rapport_store_get_db (self->store) != NULL)
    _rapport_workspace_read_settings (self);
}

/**
 * rapport_workspace_set_setting:
 * @self: a workspace
 * @key: name of a setting
 * @of_member: whether it is kept for each member
 * @value: (nullable): its value
 *
 * Keeps a setting in the file. It is no act: it is not undone, and in a workspace that can only be read it is
 * not kept.
 */
void
rapport_workspace_set_setting (RapportWorkspace *self,
                               const char       *key,
                               gboolean          of_member,
                               const char       *value)
{
  Setting *setting;

  if (rapport_store_is_read_only (self->store))
    return;
  setting = g_new0 (Setting, 1);
  setting->strings[0] = g_strdup_printf ("%" G_GINT64_FORMAT, of_member ? rapport_workspace_get_member (self) : 0);
  setting->strings[1] = g_strdup (key);
  setting->strings[2] = g_strdup (value);
  rapport_store_write_async (self->store, "", write_setting, setting, setting_free, NULL, setting_written_cb,
                             g_object_ref (self));
}
