#include "config.h"

#include "application/rapport-window-private.h"

#include <glib/gi18n.h>

#include "application/rapport-application.h"
#include "core/rapport-records.h"
#include "service/rapport-desk.h"
#include "store/rapport-backup.h"
#include "views/rapport-place-offer.h"
#include "views/rapport-welcome-view.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-menu.h"

/* The switcher at the bottom of the sidebar, backups, and placing accounts by what they bought. */

/* In the label of a menu item, an underscore would be a mnemonic. */
static char *
plain_label (const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "_", -1);

  return g_strjoinv ("__", parts);
}

static GMenu *
new_switcher_menu (RapportWindow *self)
{
  g_autoptr(GPtrArray) recents = rapport_desk_list_recents ();
  g_autoptr(GPtrArray) members = rapport_workspace_list_small (self->workspace, RAPPORT_KIND_MEMBER);
  g_autoptr(GMenu) others = g_menu_new (), people = g_menu_new (), files = g_menu_new (), backups = g_menu_new ();
  g_autofree char *here = g_canonicalize_filename (rapport_workspace_get_path (self->workspace), NULL);
  g_autofree char *sample = rapport_desk_get_sample_path ();
  GMenu *menu = g_menu_new ();
  guint n = 0;

  for (guint i = 0; i < recents->len && n < 6; i++)
    {
      RapportRecent *recent = g_ptr_array_index (recents, i);
      g_autofree char *name = rapport_welcome_name_of_path (recent->path);
      g_autofree char *label = plain_label (name);

      if (g_str_equal (recent->path, here) || !g_file_test (recent->path, G_FILE_TEST_EXISTS))
        continue;
      rapport_menu_append (others, label, "app.open-workspace", g_variant_new_string (recent->path));
      n++;
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));

  rapport_menu_append (files, _("_New…"), "app.new-workspace", NULL);
  rapport_menu_append (files, _("_Open…"), "app.open-file", NULL);
  rapport_menu_append (files, _("_Close"), "win.close-workspace", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));

  rapport_menu_append (people, _("Nobody in Particular"), "win.member", g_variant_new_int64 (0));
  for (guint i = 0; i < members->len; i++)
    {
      RapportRecord *member = g_ptr_array_index (members, i);
      g_autofree char *label = plain_label (rapport_record_get_title (member) ? rapport_record_get_title (member) : "");

      if (rapport_record_get_int (member, "active") != 0)
        rapport_menu_append (people, label, "win.member", g_variant_new_int64 (rapport_record_get_id (member)));
    }
  g_menu_append_submenu (menu, _("_Who Works Here"), G_MENU_MODEL (people));

  rapport_menu_append (backups, _("_Back Up Now"), "win.back-up", NULL);
  rapport_menu_append (backups, _("_Restore…"), "win.restore-backup", NULL);
  if (g_str_equal (here, sample))
    rapport_menu_append (backups, _("_Start Over with the Sample"), "win.start-over", NULL);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (backups));
  return menu;
}

void
_rapport_window_update_switcher (RapportWindow *self)
{
  g_autoptr(GMenu) menu = NULL;
  g_autofree char *label = NULL;
  const char *name, *member;

  if (self->workspace == NULL)
    return;

  name = rapport_workspace_get_name (self->workspace);
  member = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MEMBER,
                                        rapport_workspace_get_member (self->workspace));
  rapport_welcome_style_initial (self->switcher_initial, name);
  gtk_label_set_text (self->switcher_name, name);
  gtk_label_set_text (self->switcher_member, member ? member : _("Nobody chosen"));
  /* Translators: a workspace and who works in it */
  label = g_strdup_printf (_("Workspace %s, %s"), name, member ? member : _("nobody chosen"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->switcher_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  menu = new_switcher_menu (self);
  rapport_menu_set_on_open (self->switcher_button, G_MENU_MODEL (menu));
}

/* Backups ---------------------------------------------------------------------------------------------------- */

static void
backed_up_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr(RapportWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = rapport_backup_daily_finish (result, &error);
  g_autofree char *text = NULL, *hide = NULL;

  if (error == NULL)
    {
      _rapport_window_hide_banner (self, RAPPORT_BANNER_BACKUP);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->workspace == NULL)
    return;

  text = g_strdup_printf (_("Today’s backup was not made: %s"), error->message);
  hide = g_strdup_printf ("win.hide-banner(%d)", RAPPORT_BANNER_BACKUP);
  _rapport_window_show_banner (self, RAPPORT_BANNER_BACKUP, text);
  _rapport_window_add_banner_button (self, RAPPORT_BANNER_BACKUP, _("_Try Again"), "win.back-up");
  _rapport_window_add_banner_button (self, RAPPORT_BANNER_BACKUP, _("_Dismiss"), hide);
}

static void
asked_worker (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  GError *error = NULL;
  RapportDay today = rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL);
  char *path = rapport_backup_make_daily (data, today, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, path, g_free);
}

static void
asked_backup_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  RapportWindow *self = RAPPORT_WINDOW (source);
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_task_propagate_pointer (G_TASK (result), &error);
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      rapport_report_error (GTK_WIDGET (self->page_stack), error);
      return;
    }
  _rapport_window_hide_banner (self, RAPPORT_BANNER_BACKUP);
  if (path != NULL)
    {
      g_autofree char *base = g_path_get_basename (path);

      text = g_strdup_printf (_("Backed up as “%s”"), base);
    }
  rapport_toast (GTK_WIDGET (self->page_stack), text ? text : _("Nothing has changed since the last backup"), FALSE);
}

/* asked: the user did; else it is the daily one, which is made where the workspace has changed. */
void
_rapport_window_back_up (RapportWindow *self,
                         gboolean       asked)
{
  const char *path = rapport_workspace_get_path (self->workspace);

  if (asked)
    {
      g_autoptr(GTask) task = g_task_new (self, self->cancellable, asked_backup_cb, NULL);

      g_task_set_task_data (task, g_strdup (path), g_free);
      g_task_run_in_thread (task, asked_worker);
    }
  else if (!rapport_workspace_is_read_only (self->workspace))
    {
      rapport_backup_daily_async (path, self->cancellable, backed_up_cb, g_object_ref (self));
    }
}

static gboolean
midnight_cb (gpointer data)
{
  RapportWindow *self = data;

  self->midnight_id = 0;
  _rapport_window_back_up (self, FALSE);
  g_object_notify (G_OBJECT (self->workspace), "today");
  _rapport_window_watch_midnight (self);
  return G_SOURCE_REMOVE;
}

void
_rapport_window_watch_midnight (RapportWindow *self)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  int second = g_date_time_get_hour (now) * 3600 + g_date_time_get_minute (now) * 60 + g_date_time_get_second (now);

  g_clear_handle_id (&self->midnight_id, g_source_remove);
  self->midnight_id = g_timeout_add_seconds ((guint) (24 * 3600 - second + 2), midnight_cb, self);
}

static void
restore_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      data)
{
  RapportWindow *self = RAPPORT_WINDOW (source);
  g_autoptr(GPtrArray) backups = data;
  g_autofree char *answer = rapport_ask_finish (result);

  if (answer != NULL && self->workspace != NULL)
    {
      RapportBackup *backup = g_ptr_array_index (backups, (guint) g_ascii_strtoull (answer, NULL, 10));

      rapport_application_restore (RAPPORT_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), self,
                                   rapport_workspace_get_path (self->workspace), backup->path);
    }
}

static void
list_worker (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *backups = rapport_backup_list (data, &error);

  if (backups != NULL)
    g_task_return_pointer (task, backups, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  RapportWindow *self = RAPPORT_WINDOW (source);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) backups = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(GArray) answers = g_array_new (FALSE, FALSE, sizeof (RapportAnswer));
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (backups == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_report_error (GTK_WIDGET (self->page_stack), error);
      return;
    }
  for (guint i = 0; i < backups->len && answers->len < 5; i++)
    {
      RapportBackup *backup = g_ptr_array_index (backups, i);
      g_autofree char *day = rapport_backup_describe (backup);
      RapportAnswer answer = { NULL, NULL, RAPPORT_ANSWER_PLAIN };

      if (!backup->good)
        continue;
      g_ptr_array_add (texts, g_strdup_printf ("%u", i));
      answer.id = g_ptr_array_index (texts, texts->len - 1);
      /* Translators: %s is the day of a backup */
      g_ptr_array_add (texts, g_strdup_printf (_("Restore %s"), day));
      answer.label = g_ptr_array_index (texts, texts->len - 1);
      g_array_append_val (answers, answer);
    }
  if (answers->len == 0)
    {
      rapport_tell (GTK_WIDGET (self), _("There is no backup yet"),
                    _("One is made every day on which the workspace changes."));
      return;
    }
  rapport_ask_async (
      GTK_WIDGET (self), _("Go back to a backup?"),
      _("The workspace is set back to that day. What it is now is kept beside it under another name."), NULL,
      (RapportAnswer *) (gpointer) answers->data, answers->len, restore_answered_cb, g_steal_pointer (&backups));
}

void
_rapport_window_restore (RapportWindow *self)
{
  g_autoptr(GTask) task = g_task_new (self, self->cancellable, listed_cb, NULL);

  g_task_set_task_data (task, g_strdup (rapport_workspace_get_path (self->workspace)), g_free);
  g_task_run_in_thread (task, list_worker);
}

/* Placing ---------------------------------------------------------------------------------------------------- */

/* What the program offers after an import of purchases, at any time. */
void
_rapport_window_place (RapportWindow *self)
{
  rapport_place_offer (GTK_WIDGET (self->page_stack), self->workspace, TRUE);
}
