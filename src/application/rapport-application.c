#include "config.h"

#include "application/rapport-application-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "application/rapport-stall.h"
#include "application/rapport-window-private.h"
#include "service/rapport-board-service.h"
#include "service/rapport-desk.h"
#include "service/rapport-sample.h"
#include "views/rapport-new-workspace-dialog.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-pick-file.h"
#include "widgets/rapport-theme.h"

/* One process for all windows; a workspace has one window, and more where an account is opened in its own. The workspace that is asked for is opened before GTK
 * starts, so that its first answers are there when the first window is. */

G_DEFINE_FINAL_TYPE (RapportApplication, rapport_application, ADW_TYPE_APPLICATION)

RapportWindow *
_rapport_application_get_active_window (RapportApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (active != NULL && !RAPPORT_IS_WINDOW (active))
    active = gtk_window_get_transient_for (active);
  if (active == NULL)
    for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL && active == NULL; l = l->next)
      if (RAPPORT_IS_WINDOW (l->data))
        active = l->data;
  return (RapportWindow *) active;
}

/* The sample ------------------------------------------------------------------------------------------------- */

typedef struct
{
  char       *path;
  RapportDay  day;
} SampleJob;

static void
sample_job_free (gpointer data)
{
  SampleJob *job = data;

  g_free (job->path);
  g_free (job);
}

static void
sample_worker (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  SampleJob *job = data;
  GError *error = NULL;

  if (rapport_sample_create (job->path, job->day, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
sample_made_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  RapportApplication *self = RAPPORT_APPLICATION (source);
  g_autoptr(RapportWindow) window = data;
  g_autoptr(GError) error = NULL;
  SampleJob *job = g_task_get_task_data (G_TASK (result));

  g_application_unmark_busy (G_APPLICATION (self));
  _rapport_window_end_waiting (window);
  if (!g_task_propagate_boolean (G_TASK (result), &error) &&
      !g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS))
    rapport_tell (GTK_WIDGET (window), _("The sample was not made"), error->message);
  else
    rapport_application_open_path (self, window, job->path);
}

static void
open_sample (RapportApplication *self,
             RapportWindow      *window)
{
  g_autofree char *path = rapport_desk_get_sample_path ();
  g_autoptr(GTask) task = NULL;
  SampleJob *job;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      rapport_application_open_path (self, window, path);
      return;
    }
  job = g_new (SampleJob, 1);
  *job = (SampleJob) { g_steal_pointer (&path), rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL) };
  if (window == NULL)
    window = _rapport_application_present_window (self, NULL);
  task = g_task_new (self, NULL, sample_made_cb, g_object_ref (window));
  g_task_set_task_data (task, job, sample_job_free);
  g_application_mark_busy (G_APPLICATION (self));
  if (rapport_window_get_workspace (window) == NULL)
    _rapport_window_show_waiting (window, _("Making the sample…"), NULL);
  g_task_run_in_thread (task, sample_worker);
}

static void
start_over_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      data)
{
  RapportWindow *window = RAPPORT_WINDOW (source);
  g_autoptr(RapportApplication) self = data;
  g_autofree char *path = rapport_desk_get_sample_path ();

  if (!rapport_confirm_finish (result))
    return;
  _rapport_application_close_workspace (self, window);
  g_unlink (path);
  open_sample (self, window);
}

/**
 * rapport_application_start_over:
 * @self: the application
 * @window: the window of the sample
 *
 * Makes the sample anew.
 */
void
rapport_application_start_over (RapportApplication *self,
                                RapportWindow      *window)
{
  rapport_confirm_async (GTK_WIDGET (window), _("Start over with the sample?"),
                         _("What you have tried in it is deleted."), _("_Start Over"), RAPPORT_ANSWER_DESTRUCTIVE,
                         start_over_cb, g_object_ref (self));
}

/* Actions ---------------------------------------------------------------------------------------------------- */

static void
open_workspace_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       data)
{
  RapportApplication *self = data;

  rapport_application_open_path (self, _rapport_application_get_active_window (self),
                                 g_variant_get_string (parameter, NULL));
}

static void
open_sample_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  RapportApplication *self = data;

  open_sample (self, _rapport_application_get_active_window (self));
}

static void
created_cb (RapportWorkspace *workspace,
            gpointer          data)
{
  RapportApplication *self = data;

  _rapport_application_show_workspace (self, _rapport_application_get_active_window (self), workspace);
}

static void
new_workspace_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       data)
{
  RapportApplication *self = data;
  GtkWidget *dialog = rapport_new_workspace_dialog_new (created_cb, self);
  RapportWindow *window = _rapport_application_get_active_window (self);

  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  RapportApplication *self = data;
  g_autoptr(GFile) file = rapport_pick_file_finish (result);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path != NULL)
    rapport_application_open_path (self, RAPPORT_WINDOW (source), path);
}

static void
open_file_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  RapportApplication *self = data;
  RapportWindow *window = _rapport_application_get_active_window (self);
  g_autofree char *folder = rapport_desk_get_data_dir ();

  if (window != NULL)
    rapport_pick_file_async (GTK_WIDGET (window), RAPPORT_PICK_OPEN, RAPPORT_FILES_WORKSPACES, _("Open Workspace"),
                             _("_Open"), folder, NULL, picked_cb, self);
}

/* An import into nothing makes a workspace named after the file first. */
static void
import_path (RapportApplication *self,
             RapportWindow      *window,
             const char         *path)
{
  g_autofree char *base = NULL, *target = NULL;
  g_autoptr(RapportWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;
  char *dot;

  if (rapport_window_get_workspace (window) == NULL)
    {
      base = g_path_get_basename (path);
      dot = strrchr (base, '.');
      if (dot != NULL && dot != base)
        *dot = '\0';
      target = rapport_desk_make_path (base);
      workspace = rapport_workspace_create (target, base, rapport_new_workspace_guess_currency (), &error);
      if (workspace == NULL)
        {
          rapport_tell (GTK_WIDGET (window), _("The workspace was not made"), error->message);
          return;
        }
      _rapport_application_show_workspace (self, window, workspace);
    }
  gtk_widget_activate_action (GTK_WIDGET (window), "win.import", "s", path);
}

static void
import_picked_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr(GFile) file = rapport_pick_file_finish (result);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path != NULL)
    import_path (data, RAPPORT_WINDOW (source), path);
}

/* A file that was dropped on the window. */
static void
import_file_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  RapportWindow *window = _rapport_application_get_active_window (data);

  if (window != NULL)
    import_path (data, window, g_variant_get_string (parameter, NULL));
}

static void
import_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  RapportApplication *self = data;
  RapportWindow *window = _rapport_application_get_active_window (self);

  if (window != NULL)
    rapport_pick_file_async (GTK_WIDGET (window), RAPPORT_PICK_OPEN, RAPPORT_FILES_IMPORT, _("Import"),
                             _("_Import"), NULL, NULL, import_picked_cb, self);
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (data));

  _rapport_application_cancel_openings (data);
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry entries[] = {
  { "open-workspace", open_workspace_action, "s" },
  { "open-sample", open_sample_action },
  { "new-workspace", new_workspace_action },
  { "open-file", open_file_action },
  { "import", import_action },
  { "import-file", import_file_action, "s" },
  { "quit", quit_action },
};

static void
apply_color_scheme (GSettings  *settings,
                    const char *key,
                    gpointer    data)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT,
                                            ADW_COLOR_SCHEME_FORCE_DARK };
  int choice = g_settings_get_enum (settings, "color-scheme");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[CLAMP (choice, 0, 2)]);
}

/* The application -------------------------------------------------------------------------------------------- */

static gboolean
set_icon_cb (gpointer data)
{
  gtk_window_set_default_icon_name (APP_ID);
  return G_SOURCE_REMOVE;
}

static void
rapport_application_startup (GApplication *application)
{
  static const char * const open_keys[] = { "<Control>o", NULL };
  static const char * const quit_keys[] = { "<Control>q", NULL };
  static const char * const help_keys[] = { "<Control>question", NULL };
  RapportApplication *self = RAPPORT_APPLICATION (application);
  GSettings *settings;

  /* Only the first process comes here: its reading threads begin while GTK starts. What takes longer than that is
   * done when there can be a window that says so. */
  if (self->early_path != NULL && self->early_day == RAPPORT_DAY_NONE)
    self->early = rapport_workspace_open (self->early_path, RAPPORT_STORE_PROMPT, &self->early_error);
  if (self->early != NULL)
    _rapport_application_choose_member (self->early);
  self->early_waits = self->early == NULL && self->early_path != NULL &&
                      (self->early_error == NULL ||
                       g_error_matches (self->early_error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK) ||
                       g_error_matches (self->early_error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY));
  settings = rapport_desk_get_settings ();
  if (self->early != NULL && settings != NULL)
    {
      g_autofree char *page = g_settings_get_string (settings, "page");

      if (g_str_equal (page, "board"))
        rapport_board_load_early (self->early);
    }

  G_APPLICATION_CLASS (rapport_application_parent_class)->startup (application);

  rapport_stall_start ();
  rapport_theme_init (gdk_display_get_default ());
  /* Some displays want it drawn at once, in every size: that can wait until there is something to see. */
  g_idle_add_full (G_PRIORITY_LOW, set_icon_cb, NULL, NULL);
  if (settings != NULL)
    {
      apply_color_scheme (settings, "color-scheme", NULL);
      g_signal_connect (settings, "changed::color-scheme", G_CALLBACK (apply_color_scheme), NULL);
    }

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  _rapport_application_add_notice_actions (self);
  _rapport_window_add_accelerators (GTK_APPLICATION (self));
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.open-file", open_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "win.show-help-overlay", help_keys);
}

static void
rapport_application_activate (GApplication *application)
{
  RapportApplication *self = RAPPORT_APPLICATION (application);
  RapportWindow *window = _rapport_application_get_active_window (self);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else if (self->early != NULL)
    {
      g_autoptr(RapportWorkspace) workspace = g_steal_pointer (&self->early);

      _rapport_application_show_workspace (self, NULL, workspace);
    }
  else if (self->early_waits)
    {
      self->early_waits = FALSE;
      g_clear_error (&self->early_error);
      _rapport_application_open (self, NULL, self->early_path, self->early_day, NULL, NULL);
    }
  else if (self->openings == NULL)
    {
      window = _rapport_application_present_window (self, NULL);
      if (self->early_error != NULL)
        _rapport_application_tell_open_error (self, window, self->early_path, self->early_error);
      g_clear_error (&self->early_error);
    }
}

static void
rapport_application_open (GApplication  *application,
                          GFile        **files,
                          int            n_files,
                          const char    *hint)
{
  RapportApplication *self = RAPPORT_APPLICATION (application);

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path != NULL)
        rapport_application_open_path (self, _rapport_application_get_active_window (self), path);
    }
}

static int
rapport_application_command_line (GApplication            *application,
                                  GApplicationCommandLine *command_line)
{
  RapportApplication *self = RAPPORT_APPLICATION (application);
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_auto(GStrv) argv = g_application_command_line_get_arguments (command_line, NULL);
  const char *workspace = NULL, *as_of = NULL, *named = argv[0] ? argv[1] : NULL;
  g_autofree char *path = NULL;
  RapportDay day = RAPPORT_DAY_NONE;

  g_variant_dict_lookup (options, "workspace", "^&ay", &workspace);
  g_variant_dict_lookup (options, "as-of", "&s", &as_of);
  if (as_of != NULL)
    {
      day = rapport_day_parse (as_of);
      if (!rapport_day_is_valid (day))
        {
          g_application_command_line_printerr (command_line, _("“%s” is not a day: write it as 2025-11-20.\n"), as_of);
          return 2;
        }
    }
  if (workspace == NULL)
    workspace = named;
  if (workspace != NULL)
    {
      g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line, workspace);

      path = g_file_get_path (file);
    }
  else if (g_variant_dict_contains (options, "sample"))
    path = rapport_desk_get_sample_path ();

  /* What this very process was started for is open already. */
  if (self->early != NULL || self->early_error != NULL || self->early_waits)
    {
      rapport_application_activate (application);
      return 0;
    }
  if (path == NULL)
    {
      rapport_application_activate (application);
      return 0;
    }
  if (g_variant_dict_contains (options, "sample") && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      open_sample (self, _rapport_application_get_active_window (self));
      return 0;
    }

  _rapport_application_open (self, _rapport_application_get_active_window (self), path, day, NULL, NULL);
  return 0;
}

static void
rapport_application_finalize (GObject *object)
{
  RapportApplication *self = RAPPORT_APPLICATION (object);

  g_free (self->early_path);
  g_clear_object (&self->early);
  g_clear_error (&self->early_error);

  G_OBJECT_CLASS (rapport_application_parent_class)->finalize (object);
}

static void
rapport_application_class_init (RapportApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_application_finalize;
  application_class->startup = rapport_application_startup;
  application_class->activate = rapport_application_activate;
  application_class->open = rapport_application_open;
  application_class->command_line = rapport_application_command_line;
}

static void
rapport_application_init (RapportApplication *self)
{
  static const GOptionEntry options[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, NULL, N_("Open this workspace"), N_("FILE") },
    { "sample", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open the sample company"), NULL },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, NULL, N_("Look at the workspace as of a day"), N_("DATE") },
    { NULL },
  };

  self->early_day = RAPPORT_DAY_NONE;
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE]"));
}

/**
 * rapport_application_new:
 *
 * Returns: (transfer full): the application
 */
RapportApplication *
rapport_application_new (void)
{
  RapportApplication *self = g_object_new (RAPPORT_TYPE_APPLICATION,
                                           "application-id", APP_ID,
                                           "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                                           NULL);

  /* With a folder of resources GTK would add its icons to the theme, and read the whole theme again for that. */
  g_application_set_resource_base_path (G_APPLICATION (self), NULL);
  return self;
}

/**
 * rapport_application_prepare:
 * @self: the application
 * @argc: number of arguments
 * @argv: (array length=argc): arguments
 *
 * Finds out which workspace the command line asks for, so that it can be opened before GTK starts. What is wrong
 * with the arguments is said later, when they are read for good.
 */
void
rapport_application_prepare (RapportApplication  *self,
                             int                  argc,
                             char               **argv)
{
  const char *path = NULL, *day = NULL;
  gboolean sample = FALSE;

  for (int i = 1; i < argc; i++)
    {
      if (g_str_has_prefix (argv[i], "--workspace="))
        path = argv[i] + strlen ("--workspace=");
      else if ((g_str_equal (argv[i], "--workspace") || g_str_equal (argv[i], "-w")) && i + 1 < argc)
        path = argv[++i];
      else if (g_str_has_prefix (argv[i], "--as-of="))
        day = argv[i] + strlen ("--as-of=");
      else if (g_str_equal (argv[i], "--as-of") && i + 1 < argc)
        day = argv[++i];
      else if (g_str_equal (argv[i], "--sample"))
        sample = TRUE;
      else if (argv[i][0] == '-')
        continue;
      else if (path == NULL)
        path = argv[i];
    }
  if (day != NULL)
    {
      self->early_day = rapport_day_parse (day);
      if (!rapport_day_is_valid (self->early_day))
        return;
    }

  if (path != NULL)
    self->early_path = g_canonicalize_filename (path, NULL);
  else if (sample)
    self->early_path = rapport_desk_get_sample_path ();
  else
    self->early_path = rapport_desk_get_last_workspace ();

  /* A sample that is not made yet is made later; a last workspace that is gone shows the welcome page. */
  if (path == NULL && self->early_path != NULL && !g_file_test (self->early_path, G_FILE_TEST_EXISTS))
    g_clear_pointer (&self->early_path, g_free);
}
