#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include "service/rapport-desk.h"

#include <gio/gsettingsbackend.h>
#include <glib/gi18n.h>
#include <unistd.h>

#include "store/rapport-check.h"
#include "store/rapport-lock-holder.h"
#include "store/rapport-migrations.h"

/* What this person's desk remembers, for the window and the command line alike: in a plain file of settings, so
 * that no settings daemon is needed. */

#define MAX_RECENTS 12

static GSettings *settings;
static gboolean looked_up;

/**
 * rapport_desk_init_schemas:
 * @program: path of the running program, argv[0]
 *
 * Lets a program that was built but not installed find the description of its settings. To be called before any
 * settings are read.
 */
void
rapport_desk_init_schemas (const char *program)
{
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *directory = NULL, *schemas = NULL, *compiled = NULL;

  if (g_getenv ("GSETTINGS_SCHEMA_DIR") != NULL)
    return;

  directory = g_path_get_dirname (exe ? exe : program);
  schemas = g_build_filename (directory, "..", "data", NULL);
  compiled = g_build_filename (schemas, "gschemas.compiled", NULL);
  if (g_file_test (compiled, G_FILE_TEST_EXISTS))
    g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, TRUE);
}

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchemaSource) installed = NULL;
  GSettingsSchema *schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, APP_ID, TRUE);
  if (schema == NULL)
    {
      /* Installed under a prefix that XDG_DATA_DIRS does not know. */
      installed = g_settings_schema_source_new_from_directory (SCHEMA_DIR, source, TRUE, NULL);
      if (installed != NULL)
        schema = g_settings_schema_source_lookup (installed, APP_ID, TRUE);
    }
  return schema;
}

/**
 * rapport_desk_get_settings:
 *
 * Returns: (nullable) (transfer none): the settings of this desk; %NULL where their description is not installed
 */
GSettings *
rapport_desk_get_settings (void)
{
  g_autoptr(GSettingsSchema) schema = NULL;
  g_autoptr(GSettingsBackend) backend = NULL;

  if (looked_up)
    return settings;

  looked_up = TRUE;
  schema = find_schema ();
  if (schema == NULL)
    {
      g_message ("The settings' description %s is not installed; nothing is remembered.", APP_ID);
      return NULL;
    }
  if (g_getenv ("GSETTINGS_BACKEND") == NULL)
    {
      g_autofree char *file = g_build_filename (g_get_user_config_dir (), "rapport", "settings.ini", NULL);

      backend = g_keyfile_settings_backend_new (file, "/app/rapport/Rapport/", "rapport");
    }
  settings = g_settings_new_full (schema, backend, NULL);
  return settings;
}

void
rapport_recent_free (RapportRecent *recent)
{
  if (recent == NULL)
    return;
  g_free (recent->path);
  g_free (recent);
}

void
rapport_glance_free (RapportGlance *glance)
{
  if (glance == NULL)
    return;
  g_free (glance->name);
  g_free (glance->used_by);
  g_free (glance);
}

/**
 * rapport_desk_list_recents:
 *
 * Returns: (transfer full) (element-type RapportRecent): the workspaces opened before, the last one first; some
 *   of the files may be gone
 */
GPtrArray *
rapport_desk_list_recents (void)
{
  GPtrArray *recents = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_recent_free);
  GSettings *desk = rapport_desk_get_settings ();
  g_autoptr(GVariantIter) iter = NULL;
  const char *path;
  gint64 used;

  if (desk == NULL)
    return recents;

  g_settings_get (desk, "recent-workspaces", "a(sx)", &iter);
  while (g_variant_iter_next (iter, "(&sx)", &path, &used))
    {
      RapportRecent *recent = g_new (RapportRecent, 1);

      *recent = (RapportRecent) { g_strdup (path), used };
      g_ptr_array_add (recents, recent);
    }
  return recents;
}

static void
write_recents (GPtrArray  *recents,
               const char *first,
               const char *without)
{
  GVariantBuilder builder;
  guint n = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(sx)"));
  if (first != NULL)
    {
      g_variant_builder_add (&builder, "(sx)", first, g_get_real_time () / G_USEC_PER_SEC);
      n++;
    }
  for (guint i = 0; i < recents->len && n < MAX_RECENTS; i++)
    {
      RapportRecent *recent = g_ptr_array_index (recents, i);

      if (g_strcmp0 (recent->path, first) == 0 || g_strcmp0 (recent->path, without) == 0)
        continue;
      g_variant_builder_add (&builder, "(sx)", recent->path, recent->used);
      n++;
    }
  g_settings_set (settings, "recent-workspaces", "a(sx)", &builder);
}

/**
 * rapport_desk_note_opened:
 * @path: a workspace that was opened
 *
 * Puts it at the top of the recent ones; it opens next time.
 */
void
rapport_desk_note_opened (const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autoptr(GPtrArray) recents = rapport_desk_list_recents ();

  if (rapport_desk_get_settings () == NULL)
    return;
  write_recents (recents, full, NULL);
  g_settings_set_string (settings, "last-workspace", full);
}

/**
 * rapport_desk_forget:
 * @path: a workspace
 *
 * Takes it from the recent ones; the file stays.
 */
void
rapport_desk_forget (const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autofree char *last = rapport_desk_get_last_workspace ();
  g_autoptr(GPtrArray) recents = rapport_desk_list_recents ();

  if (rapport_desk_get_settings () == NULL)
    return;
  write_recents (recents, NULL, full);
  if (g_strcmp0 (last, full) == 0)
    rapport_desk_clear_last ();
}

/**
 * rapport_desk_get_last_workspace:
 *
 * Returns: (nullable) (transfer full): path of the workspace that opens where none is named
 */
char *
rapport_desk_get_last_workspace (void)
{
  GSettings *desk = rapport_desk_get_settings ();
  g_autofree char *path = desk ? g_settings_get_string (desk, "last-workspace") : NULL;

  return path && *path ? g_steal_pointer (&path) : NULL;
}

/**
 * rapport_desk_clear_last:
 *
 * Lets the welcome page open where no workspace is named.
 */
void
rapport_desk_clear_last (void)
{
  if (rapport_desk_get_settings () != NULL)
    g_settings_set_string (settings, "last-workspace", "");
}

/**
 * rapport_desk_get_member:
 * @path: a workspace
 *
 * Returns: id of the member who was chosen at this desk, 0 for nobody in particular, -1 where nobody has said
 */
gint64
rapport_desk_get_member (const char *path)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autoptr(GVariant) members = NULL;
  gint64 member = -1;

  if (rapport_desk_get_settings () == NULL)
    return -1;
  members = g_settings_get_value (settings, "members");
  g_variant_lookup (members, full, "x", &member);
  return member;
}

/**
 * rapport_desk_set_member:
 * @path: a workspace
 * @member: id of the member who works in it at this desk, 0 for nobody in particular
 */
void
rapport_desk_set_member (const char *path,
                         gint64      member)
{
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  g_autoptr(GVariant) members = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key;
  gint64 value;

  if (rapport_desk_get_settings () == NULL)
    return;

  members = g_settings_get_value (settings, "members");
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  g_variant_iter_init (&iter, members);
  while (g_variant_iter_next (&iter, "{&sx}", &key, &value))
    if (!g_str_equal (key, full))
      g_variant_builder_add (&builder, "{sx}", key, value);
  g_variant_builder_add (&builder, "{sx}", full, member);
  g_settings_set (settings, "members", "a{sx}", &builder);
}

/**
 * rapport_desk_get_data_dir:
 *
 * Returns: (transfer full): the folder that workspaces are made in; it may not exist yet
 */
char *
rapport_desk_get_data_dir (void)
{
  return g_build_filename (g_get_user_data_dir (), "rapport", NULL);
}

/**
 * rapport_desk_get_sample_path:
 *
 * Returns: (transfer full): where the copy of the sample company lies, be it there or not
 */
char *
rapport_desk_get_sample_path (void)
{
  g_autofree char *directory = rapport_desk_get_data_dir ();

  return g_build_filename (directory, "Veldhuis Service (sample).rapport", NULL);
}

/**
 * rapport_desk_make_path:
 * @name: what a new workspace is called
 *
 * Returns: (transfer full): a path for it that is not taken yet
 */
char *
rapport_desk_make_path (const char *name)
{
  g_autofree char *directory = rapport_desk_get_data_dir ();
  g_autofree char *base = g_strstrip (g_strdup (name));
  char *path;

  g_strdelimit (base, "/\\:*?\"<>|", '-');
  while (*base == '.')
    *base = '-';

  for (guint i = 1;; i++)
    {
      g_autofree char *file = i == 1 ? g_strconcat (base, ".rapport", NULL)
                                     : g_strdup_printf ("%s %u.rapport", base, i);

      path = g_build_filename (directory, file, NULL);
      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return path;
      g_free (path);
    }
}

static void
glance_worker (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  const char *path = data;
  g_autoptr(RapportGlance) glance = g_new0 (RapportGlance, 1);
  g_autoptr(RapportDb) db = NULL;
  g_autofree char *directory = g_path_get_dirname (path);
  GError *error = NULL;
  int version;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_task_return_new_error (task, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, _("not found"));
      return;
    }
  glance->read_only = access (path, W_OK) != 0 || access (directory, W_OK) != 0;
  glance->used_by = rapport_lock_holder_find_user (path);
  db = rapport_db_open (path, rapport_check_has_wal (path) ? RAPPORT_DB_READ : RAPPORT_DB_IMMUTABLE, &error);
  if (db == NULL || !rapport_migrations_check (db, &version, &error) ||
      !rapport_db_query_int (db, &glance->n_accounts, &error,
                             "SELECT count(*) FROM account WHERE deleted IS NULL AND coalesce(kind, '') <> 'own'",
                             NULL))
    {
      g_task_return_error (task, error);
      return;
    }
  glance->name = rapport_db_query_text (db, NULL, "SELECT value FROM setting WHERE key = 'name' AND member = 0", NULL);
  g_task_return_pointer (task, g_steal_pointer (&glance), (GDestroyNotify) rapport_glance_free);
}

/**
 * rapport_desk_glance_async:
 * @path: a workspace
 * @cancellable: (nullable): to stop it
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Looks into a workspace without opening it, for the list of recent ones.
 */
void
rapport_desk_glance_async (const char          *path,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_desk_glance_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, glance_worker);
}

/**
 * rapport_desk_glance_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what can be seen from outside; %NULL with a #RapportStoreError
 */
RapportGlance *
rapport_desk_glance_finish (GAsyncResult  *result,
                            GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
