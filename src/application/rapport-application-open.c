#include "config.h"

#include "application/rapport-application-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "application/rapport-first-frame.h"
#include "application/rapport-shortcuts.h"
#include "application/rapport-stall.h"
#include "application/rapport-window-private.h"
#include "core/rapport-time.h"
#include "service/rapport-desk-queries.h"
#include "service/rapport-desk.h"
#include "store/rapport-backup.h"
#include "store/rapport-recover.h"
#include "views/rapport-welcome-view.h"
#include "widgets/rapport-card.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"

/* Opening a workspace, and what can be done where that does not work. */

RapportWindow *
_rapport_application_find_window (RapportApplication *self,
                                  const char         *path)
{
  g_autofree char *full = path ? g_canonicalize_filename (path, NULL) : NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (RAPPORT_IS_WINDOW (l->data))
      {
        RapportWorkspace *workspace = rapport_window_get_workspace (l->data);
        g_autofree char *other = workspace ? g_canonicalize_filename (rapport_workspace_get_path (workspace), NULL) : NULL;

        if (g_strcmp0 (full, other) == 0)
          return l->data;
      }
  return NULL;
}

/* Made when it is asked for; from then on GTK's own action shows it. */
static void
show_shortcuts_action (GSimpleAction *action,
                       GVariant      *parameter,
                       gpointer       data)
{
  GtkShortcutsWindow *overlay = rapport_shortcuts_new ();

  gtk_application_window_set_help_overlay (data, overlay);
  gtk_window_present (GTK_WINDOW (overlay));
}

static const GActionEntry window_entries[] = {
  { "show-help-overlay", show_shortcuts_action },
};

RapportWindow *
_rapport_application_present_window (RapportApplication *self,
                                     RapportWorkspace   *workspace)
{
  RapportWindow *window = rapport_window_new (GTK_APPLICATION (self), workspace);

  g_action_map_add_action_entries (G_ACTION_MAP (window), window_entries, G_N_ELEMENTS (window_entries), window);
  rapport_stall_watch (GTK_WIDGET (window));
  rapport_first_frame_watch (GTK_WINDOW (window), workspace ? RAPPORT_TYPE_CARD : 0);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Errors while opening --------------------------------------------------------------------------------------- */

typedef struct
{
  RapportApplication *application;
  RapportWindow      *window;
  char               *path;
  char               *backup; /* nullable */
} Trouble;

static void
trouble_free (Trouble *trouble)
{
  g_object_unref (trouble->application);
  g_object_unref (trouble->window);
  g_free (trouble->path);
  g_free (trouble->backup);
  g_free (trouble);
}

static RapportBackup *
find_good_backup (GPtrArray *backups)
{
  for (guint i = 0; backups != NULL && i < backups->len; i++)
    if (((RapportBackup *) g_ptr_array_index (backups, i))->good)
      return g_ptr_array_index (backups, i);
  return NULL;
}

static void
show_in_files (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (directory, NULL, NULL);

  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

/* What can still be read goes into a new file; the damaged one stays as it is. */

typedef struct
{
  char            *damaged;
  char            *path;
  RapportRecovery *report;
} RecoverJob;

static void
recover_job_free (gpointer data)
{
  RecoverJob *job = data;

  g_free (job->damaged);
  g_free (job->path);
  g_clear_pointer (&job->report, rapport_recovery_free);
  g_free (job);
}

static void
recover_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  RecoverJob *job = data;
  GError *error = NULL;

  if (rapport_recover (job->damaged, job->path, &job->report, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  RapportApplication *self = RAPPORT_APPLICATION (source);
  g_autoptr(RapportWindow) window = data;
  RecoverJob *job = g_task_get_task_data (G_TASK (result));
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;

  g_application_unmark_busy (G_APPLICATION (self));
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      rapport_tell (GTK_WIDGET (window), _("Nothing could be recovered"), error->message);
      return;
    }
  for (guint i = 0; i < job->report->sentences->len; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (job->report->sentences, i));
  if (rapport_application_open_path (self, window, job->path))
    {
      RapportWindow *shown = _rapport_application_find_window (self, job->path);

      rapport_tell (GTK_WIDGET (shown ? shown : window), _("What was recovered"), text->str);
    }
}

static void
recover (RapportApplication *self,
         RapportWindow      *window,
         const char         *damaged)
{
  g_autofree char *base = rapport_welcome_name_of_path (damaged);
  /* Translators: the name of a file that was recovered from a damaged one; %s is the name of that */
  g_autofree char *name = g_strdup_printf (_("%s (recovered)"), base);
  g_autoptr(GTask) task = g_task_new (self, NULL, recovered_cb, g_object_ref (window));
  RecoverJob *job = g_new0 (RecoverJob, 1);

  job->damaged = g_strdup (damaged);
  job->path = rapport_desk_make_path (name);
  g_task_set_task_data (task, job, recover_job_free);
  g_application_mark_busy (G_APPLICATION (self));
  g_task_run_in_thread (task, recover_worker);
}

static void
trouble_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  Trouble *trouble = data;
  g_autofree char *answer = rapport_ask_finish (result);

  if (g_strcmp0 (answer, "recover") == 0)
    recover (trouble->application, trouble->window, trouble->path);
  else if (g_strcmp0 (answer, "restore") == 0)
    rapport_application_restore (trouble->application, trouble->window, trouble->path, trouble->backup);
  else if (g_strcmp0 (answer, "files") == 0)
    show_in_files (trouble->path);
  else if (g_strcmp0 (answer, "forget") == 0)
    rapport_desk_forget (trouble->path);
  trouble_free (trouble);
}

void
_rapport_application_tell_open_error (RapportApplication *self,
                                      RapportWindow      *window,
                                      const char         *path,
                                      const GError       *error)
{
  gboolean damaged = g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED);
  gboolean missing = g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND);
  g_autoptr(GPtrArray) backups = damaged || missing ? rapport_backup_list (path, NULL) : NULL;
  RapportBackup *good = find_good_backup (backups);
  g_autofree char *day = good ? rapport_time_format_day_full (good->day) : NULL;
  g_autofree char *restore = NULL, *body = NULL;
  RapportAnswer answers[4];
  guint n = 0;
  Trouble *trouble;

  /* What passes, such as another program that is writing, needs no dialog. */
  if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY))
    {
      rapport_report_error (GTK_WIDGET (window), error);
      return;
    }

  trouble = g_new0 (Trouble, 1);
  trouble->application = g_object_ref (self);
  trouble->window = g_object_ref (window);
  trouble->path = g_strdup (path);
  trouble->backup = good ? g_strdup (good->path) : NULL;

  answers[n++] = (RapportAnswer) { "files", _("_Show in Files"), RAPPORT_ANSWER_PLAIN };
  if (missing)
    answers[n++] = (RapportAnswer) { "forget", _("Remove from _List"), RAPPORT_ANSWER_PLAIN };
  if (damaged)
    answers[n++] = (RapportAnswer) { "recover", _("Re_cover into New File"), RAPPORT_ANSWER_PLAIN };
  if (good != NULL)
    {
      /* Translators: %s is the day of a backup */
      restore = g_strdup_printf (_("_Restore Backup of %s"), day);
      answers[n++] = (RapportAnswer) { "restore", restore, RAPPORT_ANSWER_SUGGESTED };
    }
  body = damaged && good == NULL ? g_strdup_printf ("%s\n\n%s", error->message, _("There is no good backup beside it.")) : g_strdup (error->message);
  rapport_ask_async (GTK_WIDGET (window), damaged ? _("This workspace is damaged") : _("This workspace cannot be opened"), body, NULL,
                     answers, n, trouble_answered_cb, trouble);
}

/* Opening ---------------------------------------------------------------------------------------------------- */

RapportWorkspace *
_rapport_application_open_workspace (const char  *path,
                                     RapportDay   day,
                                     GError     **error)
{
  g_autoptr(RapportWorkspace) workspace = rapport_workspace_open (path, RAPPORT_STORE_DEFAULT, error);
  gint64 member;

  if (workspace == NULL)
    return NULL;
  member = rapport_desk_find_member (workspace);
  if (member > 0)
    rapport_workspace_set_member (workspace, member);
  if (day != RAPPORT_DAY_NONE && !rapport_store_set_as_of (rapport_workspace_get_store (workspace), day, error))
    return NULL;
  return g_steal_pointer (&workspace);
}

void
_rapport_application_show_workspace (RapportApplication *self,
                                     RapportWindow      *window,
                                     RapportWorkspace   *workspace)
{
  rapport_desk_note_opened (rapport_workspace_get_path (workspace));
  if (window != NULL && rapport_window_get_workspace (window) == NULL)
    {
      rapport_window_set_workspace (window, workspace);
      gtk_window_present (GTK_WINDOW (window));
    }
  else
    {
      _rapport_application_present_window (self, workspace);
    }
}

/**
 * rapport_application_open_path:
 * @self: the application
 * @window: (nullable): the window that asks; it is used where it shows no workspace
 * @path: a workspace file
 *
 * Shows a workspace, in its window where it has one already; tells why where that does not work.
 *
 * Returns: whether it is shown
 */
gboolean
rapport_application_open_path (RapportApplication *self,
                               RapportWindow      *window,
                               const char         *path)
{
  g_autoptr(RapportWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;
  RapportWindow *shown = _rapport_application_find_window (self, path);

  if (shown != NULL)
    {
      gtk_window_present (GTK_WINDOW (shown));
      return TRUE;
    }

  workspace = _rapport_application_open_workspace (path, RAPPORT_DAY_NONE, &error);
  if (workspace != NULL)
    {
      _rapport_application_show_workspace (self, window, workspace);
      return TRUE;
    }
  if (window == NULL)
    window = _rapport_application_get_active_window (self);
  if (window == NULL)
    window = _rapport_application_present_window (self, NULL);
  _rapport_application_tell_open_error (self, window, path, error);
  return FALSE;
}

/**
 * rapport_application_restore:
 * @self: the application
 * @window: the window that asks
 * @path: a workspace file
 * @backup: the backup to go back to
 *
 * Sets a workspace back to a backup and opens it; what it was is kept.
 */
void
rapport_application_restore (RapportApplication *self,
                             RapportWindow      *window,
                             const char         *path,
                             const char         *backup)
{
  g_autofree char *file = g_strdup (path), *source = g_strdup (backup), *kept = NULL;
  g_autoptr(GError) error = NULL;

  /* Closes the file. */
  if (rapport_window_get_workspace (window) != NULL)
    rapport_window_set_workspace (window, NULL);

  if (!rapport_backup_restore (file, source, &kept, &error))
    {
      rapport_tell (GTK_WIDGET (window), _("The backup was not restored"), error->message);
      rapport_application_open_path (self, window, file);
      return;
    }
  if (rapport_application_open_path (self, window, file) && kept != NULL)
    {
      g_autofree char *base = g_path_get_basename (kept);
      g_autofree char *text = g_strdup_printf (_("Restored. What it was before is kept as “%s”"), base);

      rapport_toast (GTK_WIDGET (window->page_stack), text, FALSE);
    }
}
