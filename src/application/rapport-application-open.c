#include "config.h"

#include "application/rapport-application-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "application/rapport-first-frame.h"
#include "application/rapport-shortcuts.h"
#include "application/rapport-stall.h"
#include "application/rapport-window-private.h"
#include "service/rapport-desk-queries.h"
#include "service/rapport-desk.h"
#include "store/rapport-backup.h"
#include "views/rapport-welcome-view.h"
#include "widgets/rapport-card.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"

/* Opening a workspace, and what can be done where that does not work. Whatever may take long or wait for another
 * program is done on other threads; the window says so when it takes longer than a moment. */

/* From when on the window says that it is opening a workspace. */
#define MOMENT_MILLISECONDS 150

RapportWindow *
_rapport_application_find_window (RapportApplication *self,
                                  const char         *path)
{
  g_autofree char *full = path ? g_canonicalize_filename (path, NULL) : NULL;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (RAPPORT_IS_WINDOW (l->data))
      {
        RapportWorkspace *workspace = rapport_window_get_workspace (l->data);
        g_autofree char *other = workspace ? g_canonicalize_filename (rapport_workspace_get_path (workspace), NULL)
                                           : NULL;

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

/**
 * rapport_application_open_account:
 * @self: the application
 * @workspace: a workspace that a window shows
 * @account: an account of it
 *
 * Shows an account in a window of its own.
 */
void
rapport_application_open_account (RapportApplication *self,
                                  RapportWorkspace   *workspace,
                                  gint64              account)
{
  g_return_if_fail (RAPPORT_IS_APPLICATION (self));
  g_return_if_fail (RAPPORT_IS_WORKSPACE (workspace));

  rapport_window_open_account (_rapport_application_present_window (self, workspace), account);
}

/* Closes the file: whatever other window shows it goes. */
void
_rapport_application_close_workspace (RapportApplication *self,
                                      RapportWindow      *window)
{
  RapportWorkspace *workspace = rapport_window_get_workspace (window);
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  if (workspace == NULL)
    return;
  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != window && RAPPORT_IS_WINDOW (l->data) && rapport_window_get_workspace (l->data) == workspace)
      gtk_window_destroy (l->data);
  rapport_window_set_workspace (window, NULL);
}

/* A window may be closed while something is done for it. */
RapportWindow *
_rapport_application_still_there (RapportApplication *self,
                                  RapportWindow      *window)
{
  if (window != NULL && gtk_window_get_application (GTK_WINDOW (window)) != NULL)
    return window;
  window = _rapport_application_get_active_window (self);
  return window != NULL ? window : _rapport_application_present_window (self, NULL);
}

/* Errors while opening --------------------------------------------------------------------------------------- */

typedef struct
{
  RapportApplication *application;
  RapportWindow      *window;
  char               *path;
  char               *backup; /* nullable */
  GError             *error;
} Trouble;

static void
trouble_free (gpointer data)
{
  Trouble *trouble = data;

  g_object_unref (trouble->application);
  g_object_unref (trouble->window);
  g_error_free (trouble->error);
  g_free (trouble->path);
  g_free (trouble->backup);
  g_free (trouble);
}

static void
show_in_files (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (directory, NULL, NULL);

  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

static void
trouble_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  Trouble *trouble = data;
  g_autofree char *answer = rapport_ask_finish (result);

  if (g_strcmp0 (answer, "recover") == 0)
    _rapport_application_recover (trouble->application, trouble->window, trouble->path);
  else if (g_strcmp0 (answer, "restore") == 0)
    rapport_application_restore (trouble->application, trouble->window, trouble->path, trouble->backup);
  else if (g_strcmp0 (answer, "again") == 0)
    rapport_application_open_path (trouble->application, trouble->window, trouble->path);
  else if (g_strcmp0 (answer, "files") == 0)
    show_in_files (trouble->path);
  else if (g_strcmp0 (answer, "forget") == 0)
    rapport_desk_forget (trouble->path);
  trouble_free (trouble);
}

static void
backups_worker (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Trouble *trouble = data;

  g_task_return_pointer (task, rapport_backup_list (trouble->path, NULL), (GDestroyNotify) g_ptr_array_unref);
}

static void
backups_listed_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  Trouble *trouble = data;
  g_autoptr(GPtrArray) backups = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean damaged = g_error_matches (trouble->error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED);
  gboolean missing = g_error_matches (trouble->error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND);
  g_autofree char *restore = NULL, *body = NULL;
  gboolean passes = g_error_matches (trouble->error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL) ||
                    g_error_matches (trouble->error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED);
  RapportAnswer answers[5];
  guint n = 0;

  answers[n++] = (RapportAnswer) { "files", _("_Show in Files"), RAPPORT_ANSWER_PLAIN };
  if (missing)
    answers[n++] = (RapportAnswer) { "forget", _("Remove from _List"), RAPPORT_ANSWER_PLAIN };
  if (damaged)
    answers[n++] = (RapportAnswer) { "recover", _("Re_cover into New File"), RAPPORT_ANSWER_PLAIN };
  if (passes)
    answers[n++] = (RapportAnswer) { "again", _("_Try Again"), RAPPORT_ANSWER_SUGGESTED };
  /* The newest one comes first. */
  for (guint i = 0; backups != NULL && i < backups->len && restore == NULL; i++)
    {
      RapportBackup *backup = g_ptr_array_index (backups, i);
      g_autofree char *day = NULL;

      if (!backup->good)
        continue;
      day = rapport_backup_describe (backup);
      /* Translators: %s is the day of a backup */
      restore = g_strdup_printf (_("_Restore Backup of %s"), day);
      trouble->backup = g_strdup (backup->path);
      answers[n++] = (RapportAnswer) { "restore", restore, RAPPORT_ANSWER_SUGGESTED };
    }
  if (damaged && restore == NULL)
    body = g_strdup_printf ("%s\n\n%s", trouble->error->message, _("There is no good backup beside it."));
  g_set_object (&trouble->window, _rapport_application_still_there (trouble->application, trouble->window));
  rapport_ask_async (GTK_WIDGET (trouble->window),
                     damaged ? _("This workspace is damaged") : _("This workspace cannot be opened"),
                     body ? body : trouble->error->message, NULL, answers, n, trouble_answered_cb, trouble);
}

void
_rapport_application_tell_open_error (RapportApplication *self,
                                      RapportWindow      *window,
                                      const char         *path,
                                      const GError       *error)
{
  g_autoptr(GTask) task = NULL;
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
  trouble->error = g_error_copy (error);
  task = g_task_new (self, NULL, backups_listed_cb, trouble);
  g_task_set_task_data (task, trouble, NULL);
  if (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED) ||
      g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND))
    g_task_run_in_thread (task, backups_worker);
  else
    g_task_return_pointer (task, NULL, NULL);
}

/* Opening ---------------------------------------------------------------------------------------------------- */

struct _RapportOpening
{
  RapportApplication *application;
  RapportWindow      *window;      /* nullable, weak: who asks */
  RapportWindow      *waiting;     /* nullable, weak: where it is said that it is being opened */
  gboolean            own_window;  /* made for that */
  char               *path;
  RapportDay          day;
  RapportWorkspace   *workspace;   /* nullable: open, on its way to another day */
  GCancellable       *cancellable;
  guint               moment_id;
  RapportOpenedFunc   callback;
  gpointer            data;
};

static void
opening_free (RapportOpening *opening)
{
  g_clear_handle_id (&opening->moment_id, g_source_remove);
  g_clear_weak_pointer (&opening->window);
  g_clear_weak_pointer (&opening->waiting);
  g_clear_object (&opening->workspace);
  g_clear_object (&opening->cancellable);
  g_clear_object (&opening->application);
  g_free (opening->path);
  g_free (opening);
}

static gboolean
note_opened_cb (gpointer data)
{
  rapport_desk_note_opened (data);
  return G_SOURCE_REMOVE;
}

void
_rapport_application_show_workspace (RapportApplication *self,
                                     RapportWindow      *window,
                                     RapportWorkspace   *workspace)
{
  /* Writing settings waits for the disk: after what there is to see. */
  g_idle_add_full (G_PRIORITY_LOW, note_opened_cb, g_strdup (rapport_workspace_get_path (workspace)), g_free);
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

/* Takes @error; none with a workspace that is shown. */
static void
end_opening (RapportOpening *opening,
             GError         *error)
{
  g_autoptr(RapportApplication) self = g_object_ref (opening->application);
  g_autoptr(GError) failure = error;
  RapportWindow *shown = NULL;

  self->openings = g_list_remove (self->openings, opening);
  g_clear_handle_id (&opening->moment_id, g_source_remove);
  if (failure == NULL)
    {
      _rapport_application_show_workspace (self, opening->waiting ? opening->waiting : opening->window,
                                           opening->workspace);
      shown = _rapport_application_find_window (self, opening->path);
    }
  else if (opening->waiting != NULL && opening->own_window)
    {
      gtk_window_destroy (GTK_WINDOW (opening->waiting));
    }
  else if (opening->waiting != NULL)
    {
      _rapport_window_end_waiting (opening->waiting);
    }
  if (failure != NULL && !g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _rapport_application_tell_open_error (self, _rapport_application_still_there (self, opening->window),
                                          opening->path, failure);
  if (opening->callback != NULL)
    opening->callback (self, shown, opening->data);
  opening_free (opening);
  g_application_release (G_APPLICATION (self));
}

static void
day_set_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  GError *error = NULL;

  rapport_store_set_as_of_finish (RAPPORT_STORE (source), result, &error);
  end_opening (data, error);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  RapportOpening *opening = data;
  GError *error = NULL;

  opening->workspace = rapport_workspace_open_finish (result, &error);
  if (opening->workspace == NULL)
    {
      end_opening (opening, error);
      return;
    }
  _rapport_application_choose_member (opening->workspace);
  if (opening->day != RAPPORT_DAY_NONE)
    rapport_store_set_as_of_async (rapport_workspace_get_store (opening->workspace), opening->day, opening->cancellable,
                                   day_set_cb, opening);
  else
    end_opening (opening, NULL);
}

/* It takes longer than a moment. */
static void
ensure_waiting (RapportOpening *opening)
{
  g_autofree char *name = NULL, *title = NULL;

  if (opening->waiting != NULL)
    return;
  opening->own_window = opening->window == NULL || rapport_window_get_workspace (opening->window) != NULL;
  g_set_weak_pointer (&opening->waiting, opening->own_window
                                             ? _rapport_application_present_window (opening->application, NULL)
                                             : opening->window);
  name = rapport_welcome_name_of_path (opening->path);
  /* Translators: %s is the name of a workspace */
  title = g_strdup_printf (_("Opening “%s”…"), name);
  _rapport_window_show_waiting (opening->waiting, title, opening->cancellable);
  g_signal_connect_object (opening->waiting, "destroy", G_CALLBACK (g_cancellable_cancel), opening->cancellable,
                           G_CONNECT_SWAPPED);
}

static gboolean
moment_cb (gpointer data)
{
  RapportOpening *opening = data;

  opening->moment_id = 0;
  ensure_waiting (opening);
  return G_SOURCE_REMOVE;
}

static void
held_cb (const char *who,
         gpointer    data)
{
  RapportOpening *opening = data;
  g_autofree char *text = NULL;

  /* Translators: %s is the name of a program, such as “rapport” (process 1234) */
  text = who ? g_strdup_printf (_("%s is writing to it. It is opened as soon as that is done."), who) : NULL;
  ensure_waiting (opening);
  _rapport_window_set_waiting_text (opening->waiting, text);
}

void
_rapport_application_choose_member (RapportWorkspace *workspace)
{
  gint64 member = rapport_desk_find_member (workspace);

  if (member > 0)
    rapport_workspace_set_member (workspace, member);
}

static void
other_day_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(RapportWindow) window = data;
  g_autoptr(GError) error = NULL;

  if (!rapport_store_set_as_of_finish (RAPPORT_STORE (source), result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_report_error (GTK_WIDGET (window), error);
}

/* Shows a workspace as of @day, in its window where it has one already; @callback is told in which, %NULL where it
 * is not shown, which the user has been told. */
void
_rapport_application_open (RapportApplication *self,
                           RapportWindow      *window,
                           const char         *path,
                           RapportDay          day,
                           RapportOpenedFunc   callback,
                           gpointer            data)
{
  RapportWindow *shown = _rapport_application_find_window (self, path);
  g_autofree char *full = g_canonicalize_filename (path, NULL);
  RapportOpening *opening;

  if (shown != NULL)
    {
      gtk_window_present (GTK_WINDOW (shown));
      if (day != RAPPORT_DAY_NONE)
        rapport_store_set_as_of_async (rapport_workspace_get_store (rapport_window_get_workspace (shown)), day,
                                       shown->cancellable, other_day_cb, g_object_ref (shown));
      if (callback != NULL)
        callback (self, shown, data);
      return;
    }
  for (GList *l = self->openings; l != NULL; l = l->next)
    if (g_str_equal (((RapportOpening *) l->data)->path, full) && callback == NULL)
      {
        opening = l->data;
        if (opening->waiting != NULL)
          gtk_window_present (GTK_WINDOW (opening->waiting));
        return;
      }

  opening = g_new0 (RapportOpening, 1);
  opening->application = g_object_ref (self);
  g_set_weak_pointer (&opening->window, window);
  opening->path = g_steal_pointer (&full);
  opening->day = day;
  opening->cancellable = g_cancellable_new ();
  opening->callback = callback;
  opening->data = data;
  /* Not before an answer that is there already. */
  opening->moment_id = g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, MOMENT_MILLISECONDS, moment_cb, opening, NULL);
  self->openings = g_list_prepend (self->openings, opening);
  g_application_hold (G_APPLICATION (self));
  rapport_workspace_open_async (opening->path, RAPPORT_STORE_DEFAULT, opening->cancellable, held_cb, opening,
                                opened_cb, opening);
}

void
_rapport_application_cancel_openings (RapportApplication *self)
{
  for (GList *l = self->openings; l != NULL; l = l->next)
    g_cancellable_cancel (((RapportOpening *) l->data)->cancellable);
}

/**
 * rapport_application_open_path:
 * @self: the application
 * @window: (nullable): the window that asks; it is used where it shows no workspace
 * @path: a workspace file
 *
 * Shows a workspace, in its window where it has one already; tells why where that does not work. It is opened
 * meanwhile: when this returns, nothing is shown yet.
 */
void
rapport_application_open_path (RapportApplication *self,
                               RapportWindow      *window,
                               const char         *path)
{
  _rapport_application_open (self, window, path, RAPPORT_DAY_NONE, NULL, NULL);
}
