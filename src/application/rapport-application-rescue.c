#include "config.h"

#include "application/rapport-application-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "application/rapport-window-private.h"
#include "service/rapport-desk.h"
#include "store/rapport-backup.h"
#include "store/rapport-recover.h"
#include "views/rapport-welcome-view.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"

/* What helps a file that cannot be opened as it is: going back to a backup, recovering what can be read, a copy of
 * what cannot be written to. The window waits meanwhile; what comes out of it is opened in it. */

typedef struct
{
  RapportWindow   *window;
  char            *path;
  char            *other;  /* the backup, or the new file */
  char            *kept;   /* nullable: the name that a file has been given */
  RapportRecovery *report; /* nullable */
} Rescue;

static void
rescue_free (gpointer data)
{
  Rescue *rescue = data;

  g_clear_object (&rescue->window);
  g_free (rescue->path);
  g_free (rescue->other);
  g_free (rescue->kept);
  g_clear_pointer (&rescue->report, rapport_recovery_free);
  g_free (rescue);
}

/* @title: what the window says meanwhile; takes @title and @other. */
static void
start (RapportApplication  *self,
       RapportWindow       *window,
       const char          *path,
       char                *other,
       char                *title,
       GTaskThreadFunc      worker,
       GAsyncReadyCallback  callback)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, NULL);
  Rescue *rescue = g_new0 (Rescue, 1);

  *rescue = (Rescue) { g_object_ref (window), g_strdup (path), other, NULL, NULL };
  g_task_set_task_data (task, rescue, rescue_free);
  _rapport_application_close_workspace (self, window);
  _rapport_window_show_waiting (window, title, NULL);
  g_free (title);
  g_application_mark_busy (G_APPLICATION (self));
  g_application_hold (G_APPLICATION (self));
  g_task_run_in_thread (task, worker);
}

static RapportWindow *
finish (RapportApplication  *self,
        GAsyncResult        *result,
        Rescue             **rescue,
        GError             **error)
{
  RapportWindow *window;

  *rescue = g_task_get_task_data (G_TASK (result));
  window = _rapport_application_still_there (self, (*rescue)->window);
  g_application_unmark_busy (G_APPLICATION (self));
  g_application_release (G_APPLICATION (self));
  _rapport_window_end_waiting (window);
  g_task_propagate_boolean (G_TASK (result), error);
  return window;
}

static void
return_done (GTask    *task,
             gboolean  done,
             GError   *error)
{
  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
say_in_toast_cb (RapportApplication *self,
                 RapportWindow      *shown,
                 gpointer            data)
{
  g_autofree char *text = data;

  if (shown != NULL && text != NULL)
    rapport_toast (GTK_WIDGET (shown->page_stack), text, FALSE);
}

/* Recovering: the damaged file stays as it is. */

static void
recover_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Rescue *rescue = data;
  GError *error = NULL;
  gboolean done = rapport_recover (rescue->path, rescue->other, &rescue->report, &error);

  return_done (task, done, error);
}

static void
say_in_window_cb (RapportApplication *self,
                  RapportWindow      *shown,
                  gpointer            data)
{
  g_autofree char *text = data;

  if (shown != NULL)
    rapport_tell (GTK_WIDGET (shown), _("What was recovered"), text);
}

static void
recovered_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  RapportApplication *self = RAPPORT_APPLICATION (source);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  Rescue *rescue;
  RapportWindow *window = finish (self, result, &rescue, &error);

  if (error != NULL)
    {
      rapport_tell (GTK_WIDGET (window), _("Nothing could be recovered"), error->message);
      return;
    }
  for (guint i = 0; i < rescue->report->sentences->len; i++)
    g_string_append_printf (text, "%s\n", (char *) g_ptr_array_index (rescue->report->sentences, i));
  _rapport_application_open (self, window, rescue->other, RAPPORT_DAY_NONE, say_in_window_cb,
                             g_string_free (g_steal_pointer (&text), FALSE));
}

void
_rapport_application_recover (RapportApplication *self,
                              RapportWindow      *window,
                              const char         *damaged)
{
  g_autofree char *base = rapport_welcome_name_of_path (damaged);
  /* Translators: the name of a file that was recovered from a damaged one; %s is the name of that */
  g_autofree char *name = g_strdup_printf (_("%s (recovered)"), base);

  start (self, window, damaged, rapport_desk_make_path (name), g_strdup_printf (_("Recovering “%s”…"), base),
         recover_worker, recovered_cb);
}

/* Restoring */

static void
restore_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Rescue *rescue = data;
  GError *error = NULL;
  gboolean done = rapport_backup_restore (rescue->path, rescue->other, &rescue->kept, &error);

  return_done (task, done, error);
}

static void
restored_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  RapportApplication *self = RAPPORT_APPLICATION (source);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  Rescue *rescue;
  RapportWindow *window = finish (self, result, &rescue, &error);

  if (error != NULL)
    {
      rapport_tell (GTK_WIDGET (window), _("The backup was not restored"), error->message);
    }
  else if (rescue->kept != NULL)
    {
      g_autofree char *base = g_path_get_basename (rescue->kept);

      text = g_strdup_printf (_("Restored. What it was before is kept as “%s”"), base);
    }
  _rapport_application_open (self, window, rescue->path, RAPPORT_DAY_NONE, say_in_toast_cb, g_steal_pointer (&text));
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
  g_autofree char *file = g_strdup (path), *name = rapport_welcome_name_of_path (path);

  start (self, window, file, g_strdup (backup), g_strdup_printf (_("Restoring “%s”…"), name), restore_worker,
         restored_cb);
}

/* A copy to work on */

static void
copy_worker (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Rescue *rescue = data;
  g_autofree char *folder = g_path_get_dirname (rescue->other);
  GError *error = NULL;
  gboolean done;

  /* Where that fails, making the copy says why. */
  g_mkdir_with_parents (folder, 0700);
  done = rapport_backup_run (rescue->path, rescue->other, FALSE, NULL, NULL, NULL, &error);

  return_done (task, done, error);
}

static void
copied_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  RapportApplication *self = RAPPORT_APPLICATION (source);
  g_autoptr(GError) error = NULL;
  Rescue *rescue;
  RapportWindow *window = finish (self, result, &rescue, &error);

  if (error != NULL)
    {
      rapport_tell (GTK_WIDGET (window), _("The copy was not made"), error->message);
      _rapport_application_open (self, window, rescue->path, RAPPORT_DAY_NONE, NULL, NULL);
    }
  else
    {
      _rapport_application_open (self, window, rescue->other, RAPPORT_DAY_NONE, say_in_toast_cb,
                                 g_strdup_printf (_("This is a copy that you can work on: “%s”"), rescue->other));
    }
}

/**
 * rapport_application_copy:
 * @self: the application
 * @window: the window that asks
 * @path: a workspace file, as a rule one that can only be read
 *
 * Copies a workspace into the folder of workspaces and opens the copy in its place.
 */
void
rapport_application_copy (RapportApplication *self,
                          RapportWindow      *window,
                          const char         *path)
{
  g_autofree char *file = g_strdup (path), *base = rapport_welcome_name_of_path (path);
  /* Translators: the name of a copy of a file; %s is the name of that */
  g_autofree char *name = g_strdup_printf (_("%s (copy)"), base);

  start (self, window, file, rapport_desk_make_path (name), g_strdup_printf (_("Copying “%s”…"), base), copy_worker,
         copied_cb);
}
