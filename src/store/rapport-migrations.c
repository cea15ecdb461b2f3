#include "config.h"

#include "store/rapport-migrations.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "data/rapport-schema.h"

/**
 * rapport_migrations_check:
 * @db: a connection
 * @version: (out): the file's schema number, 0 for a file without content
 * @error: return location
 *
 * Says whether this program can use the file. Nothing is written.
 *
 * Returns: %FALSE with an error for what is not a workspace, or comes from a newer program
 */
gboolean
rapport_migrations_check (RapportDb  *db,
                          int        *version,
                          GError    **error)
{
  gint64 application_id, user_version, n_objects;

  if (!rapport_db_query_int (db, &application_id, error, "PRAGMA application_id", NULL) ||
      !rapport_db_query_int (db, &user_version, error, "PRAGMA user_version", NULL) ||
      !rapport_db_query_int (db, &n_objects, error, "SELECT count(*) FROM sqlite_schema", NULL))
    return FALSE;

  *version = (int) user_version;
  if (n_objects == 0 && application_id == 0)
    return TRUE;

  if (application_id != RAPPORT_APPLICATION_ID)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is a database of another program, not a Rapport workspace. It was not touched."),
                   rapport_db_get_path (db));
      return FALSE;
    }
  if (user_version > RAPPORT_SCHEMA_VERSION)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_TOO_NEW,
                   _("“%s” was written by a newer version of Rapport (schema %d, this one knows %d). It was not "
                     "touched; update Rapport to open it."),
                   rapport_db_get_path (db), (int) user_version, RAPPORT_SCHEMA_VERSION);
      return FALSE;
    }
  return TRUE;
}

/**
 * rapport_migrations_run:
 * @db: a writing connection
 * @from: the file's schema number
 * @error: return location
 *
 * Brings the file to the newest schema, each step in a transaction of its own.
 *
 * Returns: whether it is there
 */
gboolean
rapport_migrations_run (RapportDb  *db,
                        int         from,
                        GError    **error)
{
  /* Asked for by name, so that the linker keeps it in every program. */
  GResource *schema = rapport_schema_get_resource ();
  g_auto(GStrv) names = g_resource_enumerate_children (schema, "/app/rapport/Rapport/schema",
                                                       G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (names == NULL)
    return FALSE;

  for (int version = from + 1; version <= RAPPORT_SCHEMA_VERSION; version++)
    {
      g_autofree char *prefix = g_strdup_printf ("%04d-", version);
      g_autofree char *path = NULL;
      g_autofree char *sql = NULL;
      g_autoptr(GBytes) bytes = NULL;

      for (guint i = 0; names[i] != NULL; i++)
        if (g_str_has_prefix (names[i], prefix))
          path = g_strconcat ("/app/rapport/Rapport/schema/", names[i], NULL);
      g_assert (path != NULL);

      bytes = g_resource_lookup_data (schema, path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
      if (bytes == NULL)
        return FALSE;
      sql = g_strdup_printf ("BEGIN IMMEDIATE;\n%.*s\nPRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;",
                             (int) g_bytes_get_size (bytes), (const char *) g_bytes_get_data (bytes, NULL),
                             RAPPORT_APPLICATION_ID, version);
      if (!rapport_db_exec (db, sql, error))
        {
          if (rapport_db_is_in_transaction (db))
            rapport_db_exec (db, "ROLLBACK", NULL);
          return FALSE;
        }
    }
  return TRUE;
}
