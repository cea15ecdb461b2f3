#include "config.h"

#include "application/rapport-reminders.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "service/rapport-today-service.h"

/* Looks every minute. A timer that counts seconds until something is due would miss a sleep of the machine and a
 * change of the day; a look a minute costs nothing. */
#define CHECK_SECONDS 60

/* More than so many at once are one notification. */
#define MAX_SINGLE 3

#define MANY "commitments"

/* What has been said today is kept for each member, so that a new start of the program does not say it again:
 * "2025-11-20 1048577 1048580@1763640000", the latter to be said again at that instant. */
#define SETTING "reminded"

struct _RapportReminders
{
  GObject               parent_instance;

  RapportReminderFuncs  funcs;
  gpointer              data;
  GDestroyNotify        destroy;
  RapportWorkspace     *workspace;
  GCancellable         *cancellable;
  GHashTable           *said;    /* commitment → nothing: said today */
  GHashTable           *snoozed; /* commitment → instant, UTC seconds */
  GHashTable           *shown;   /* commitments that were said one by one and not withdrawn */
  gboolean              many_shown;
  RapportDay            day;
  guint                 check_id;
  gboolean              enabled;
  gboolean              looking;
  gboolean              look_again;
};

G_DEFINE_FINAL_TYPE (RapportReminders, rapport_reminders, G_TYPE_OBJECT)

static char *
reminder_id (gint64 commitment)
{
  return g_strdup_printf ("commitment-%" G_GINT64_FORMAT, commitment);
}

static gint64 *
dup_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

/* Said and put off -------------------------------------------------------------------------------------------- */

static void
remember (RapportReminders *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  char day[RAPPORT_DAY_TEXT_SIZE];
  GHashTableIter iter;
  gpointer key, value;

  g_string_append (text, rapport_day_print (self->day, day));
  g_hash_table_iter_init (&iter, self->said);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_string_append_printf (text, " %" G_GINT64_FORMAT, *(gint64 *) key);
  g_hash_table_iter_init (&iter, self->snoozed);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_string_append_printf (text, " %" G_GINT64_FORMAT "@%" G_GINT64_FORMAT, *(gint64 *) key, *(gint64 *) value);
  rapport_workspace_set_setting (self->workspace, SETTING, TRUE, text->str);
}

static void
recall (RapportReminders *self)
{
  g_autofree char *text = rapport_workspace_get_setting (self->workspace, SETTING, TRUE);
  g_auto(GStrv) words = g_strsplit (text ? text : "", " ", -1);
  gboolean of_today = words[0] != NULL && rapport_day_parse (words[0]) == self->day;

  g_hash_table_remove_all (self->said);
  g_hash_table_remove_all (self->snoozed);
  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++)
    {
      char *end = NULL;
      gint64 id = g_ascii_strtoll (words[i], &end, 10);

      if (id > 0 && end != NULL && *end == '@')
        g_hash_table_replace (self->snoozed, dup_id (id), dup_id (g_ascii_strtoll (end + 1, NULL, 10)));
      else if (id > 0 && of_today)
        g_hash_table_add (self->said, dup_id (id));
    }
}

/* Saying ----------------------------------------------------------------------------------------------------- */

static void
say_one (RapportReminders  *self,
         const RapportNeed *need)
{
  g_autofree char *reason = rapport_need_describe (need);
  g_autofree char *id = reminder_id (need->record);
  const char *title = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, need->account);
  RapportReminder reminder = { id, title ? title : "", reason, need->days > 0, need->account, need->record };

  self->funcs.say (&reminder, self->data);
  g_hash_table_add (self->shown, dup_id (need->record));
}

static void
say_many (RapportReminders *self,
          guint             n,
          gboolean          urgent)
{
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u promise or next step is due", "%u promises and next steps are due", n), n);
  RapportReminder reminder = { MANY, title, rapport_workspace_get_name (self->workspace), urgent, 0, 0 };

  self->funcs.say (&reminder, self->data);
  self->many_shown = TRUE;
}

/* What is done or put off meanwhile is no longer to be read on the desktop. */
static void
withdraw_others (RapportReminders *self,
                 GPtrArray        *due)
{
  g_autoptr(GHashTable) still = g_hash_table_new (g_int64_hash, g_int64_equal);
  GHashTableIter iter;
  gpointer key;

  for (guint i = 0; i < due->len; i++)
    g_hash_table_add (still, &((RapportNeed *) g_ptr_array_index (due, i))->record);
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (still, key))
      {
        g_autofree char *id = reminder_id (*(gint64 *) key);

        self->funcs.withdraw (id, self->data);
        g_hash_table_iter_remove (&iter);
      }
  if (self->many_shown && due->len == 0)
    {
      self->funcs.withdraw (MANY, self->data);
      self->many_shown = FALSE;
    }
}

static gboolean
is_to_be_said (RapportReminders  *self,
               const RapportNeed *need)
{
  const gint64 *until = g_hash_table_lookup (self->snoozed, &need->record);

  if (until != NULL)
    return *until <= rapport_workspace_get_now (self->workspace);
  return !g_hash_table_contains (self->said, &need->record);
}

static gboolean
may_speak (RapportReminders *self)
{
  return self->enabled && self->workspace != NULL && !rapport_workspace_is_read_only (self->workspace);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportReminders) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) due = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);
  g_autoptr(GPtrArray) now = g_ptr_array_new ();
  gboolean urgent = FALSE;

  self->looking = FALSE;
  if (due == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot see what is due: %s", error->message);
      return;
    }
  if (!may_speak (self))
    return;
  /* A new day, or somebody else at the desk, since it was asked. */
  if (self->look_again || rapport_workspace_get_today (self->workspace) != self->day)
    {
      self->look_again = FALSE;
      rapport_reminders_check (self);
      return;
    }

  withdraw_others (self, due);
  for (guint i = 0; i < due->len; i++)
    if (is_to_be_said (self, g_ptr_array_index (due, i)))
      {
        g_ptr_array_add (now, g_ptr_array_index (due, i));
        urgent |= ((RapportNeed *) g_ptr_array_index (due, i))->days > 0;
      }
  if (now->len == 0)
    return;

  if (now->len > MAX_SINGLE)
    say_many (self, now->len, urgent);
  for (guint i = 0; i < now->len; i++)
    {
      RapportNeed *need = g_ptr_array_index (now, i);

      if (now->len <= MAX_SINGLE)
        say_one (self, need);
      g_hash_table_remove (self->snoozed, &need->record);
      g_hash_table_add (self->said, dup_id (need->record));
    }
  remember (self);
}

/**
 * rapport_reminders_check:
 * @self: the reminders of a workspace
 *
 * Looks what is due now. Nothing is said where nothing can be written: of a file that is only read, and while
 * the past is looked at.
 */
void
rapport_reminders_check (RapportReminders *self)
{
  RapportDay today;

  g_return_if_fail (RAPPORT_IS_REMINDERS (self));

  if (!may_speak (self))
    return;
  if (self->looking)
    {
      self->look_again = TRUE;
      return;
    }

  today = rapport_workspace_get_today (self->workspace);
  if (self->day == RAPPORT_DAY_NONE)
    {
      self->day = today;
      recall (self);
    }
  else if (today != self->day)
    {
      self->day = today;
      g_hash_table_remove_all (self->said);
    }
  self->looking = TRUE;
  rapport_today_load_due_async (self->workspace, rapport_workspace_get_member (self->workspace), self->cancellable,
                                loaded_cb, g_object_ref (self));
}

static gboolean
check_cb (gpointer data)
{
  rapport_reminders_check (data);
  return G_SOURCE_CONTINUE;
}

static void
changed_cb (RapportReminders *self,
            RapportChanges   *changes)
{
  if (rapport_today_needs_are_touched_by (changes))
    rapport_reminders_check (self);
}

static void
member_changed_cb (RapportReminders *self)
{
  self->day = RAPPORT_DAY_NONE;
  rapport_reminders_check (self);
}

static void
rapport_reminders_dispose (GObject *object)
{
  RapportReminders *self = RAPPORT_REMINDERS (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  if (self->destroy != NULL)
    self->destroy (self->data);
  self->destroy = NULL;

  G_OBJECT_CLASS (rapport_reminders_parent_class)->dispose (object);
}

static void
rapport_reminders_finalize (GObject *object)
{
  RapportReminders *self = RAPPORT_REMINDERS (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->said);
  g_hash_table_unref (self->snoozed);
  g_hash_table_unref (self->shown);

  G_OBJECT_CLASS (rapport_reminders_parent_class)->finalize (object);
}

static void
rapport_reminders_class_init (RapportRemindersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_reminders_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_reminders_finalize;
}

static void
rapport_reminders_init (RapportReminders *self)
{
  self->enabled = TRUE;
  self->day = RAPPORT_DAY_NONE;
  self->cancellable = g_cancellable_new ();
  self->said = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->snoozed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/* By the desktop's notifications ------------------------------------------------------------------------------ */

/* Several workspaces can be open, and their records have the same numbers: a notification says whose it is. */
typedef struct
{
  GWeakRef  application;
  char     *path;
} Desktop;

static char *
notification_id (Desktop    *desktop,
                 const char *id)
{
  return g_strdup_printf ("%s-%08x", id, g_str_hash (desktop->path));
}

static void
notify_say (const RapportReminder *reminder,
            gpointer               data)
{
  Desktop *desktop = data;
  g_autoptr(GApplication) application = g_weak_ref_get (&desktop->application);
  g_autoptr(GNotification) notification = g_notification_new (reminder->title);
  g_autofree char *id = notification_id (desktop, reminder->id);

  if (application == NULL)
    return;
  g_notification_set_body (notification, reminder->body);
  g_notification_set_priority (notification,
                               reminder->urgent ? G_NOTIFICATION_PRIORITY_HIGH : G_NOTIFICATION_PRIORITY_NORMAL);
  if (reminder->commitment == 0)
    g_notification_set_default_action_and_target (notification, "app.show-page", "(ss)", desktop->path, "today");
  else
    {
      g_notification_set_default_action_and_target (notification, "app.open-account", "(sx)", desktop->path,
                                                    reminder->account);
      g_notification_add_button_with_target (notification, _("Done"), "app.finish-commitment", "(sx)", desktop->path,
                                             reminder->commitment);
      g_notification_add_button_with_target (notification, _("In an Hour"), "app.snooze-commitment", "(sxi)",
                                             desktop->path, reminder->commitment, 60);
      g_notification_add_button_with_target (notification, _("Tomorrow"), "app.snooze-commitment", "(sxi)",
                                             desktop->path, reminder->commitment, 24 * 60);
    }
  g_application_send_notification (application, id, notification);
}

static void
notify_withdraw (const char *id,
                 gpointer    data)
{
  Desktop *desktop = data;
  g_autoptr(GApplication) application = g_weak_ref_get (&desktop->application);
  g_autofree char *whole = notification_id (desktop, id);

  if (application != NULL)
    g_application_withdraw_notification (application, whole);
}

static void
desktop_free (gpointer data)
{
  Desktop *desktop = data;

  g_weak_ref_clear (&desktop->application);
  g_free (desktop->path);
  g_free (desktop);
}

/**
 * rapport_reminders_new:
 * @application: which sends the notifications; it has the actions app.open-account ((sx): workspace, account),
 *   app.show-page ((ss): workspace, page), app.finish-commitment ((sx): workspace, commitment) and
 *   app.snooze-commitment ((sxi): workspace, commitment, minutes)
 * @workspace: whose promises and next steps
 *
 * Returns: (transfer full): reminders that look by themselves
 */
RapportReminders *
rapport_reminders_new (GApplication     *application,
                       RapportWorkspace *workspace)
{
  static const RapportReminderFuncs funcs = { notify_say, notify_withdraw };
  Desktop *desktop = g_new0 (Desktop, 1);

  g_weak_ref_init (&desktop->application, application);
  desktop->path = g_canonicalize_filename (rapport_workspace_get_path (workspace), NULL);
  return rapport_reminders_new_with_funcs (workspace, &funcs, desktop, desktop_free);
}

/**
 * rapport_reminders_new_with_funcs:
 * @workspace: whose promises and next steps
 * @funcs: how they are said
 * @user_data: for @funcs
 * @destroy: (nullable): frees @user_data
 *
 * Returns: (transfer full): reminders that look by themselves
 */
RapportReminders *
rapport_reminders_new_with_funcs (RapportWorkspace           *workspace,
                                  const RapportReminderFuncs *funcs,
                                  gpointer                    user_data,
                                  GDestroyNotify              destroy)
{
  RapportReminders *self = g_object_new (RAPPORT_TYPE_REMINDERS, NULL);

  self->funcs = *funcs;
  self->data = user_data;
  self->destroy = destroy;
  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::today", G_CALLBACK (rapport_reminders_check), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::member", G_CALLBACK (member_changed_cb), self, G_CONNECT_SWAPPED);
  self->check_id = g_timeout_add_seconds (CHECK_SECONDS, check_cb, self);
  return self;
}

/**
 * rapport_reminders_set_enabled:
 * @self: the reminders of a workspace
 * @enabled: whether anything is said
 */
void
rapport_reminders_set_enabled (RapportReminders *self,
                               gboolean          enabled)
{
  g_return_if_fail (RAPPORT_IS_REMINDERS (self));

  self->enabled = enabled;
}

/**
 * rapport_reminders_snooze:
 * @self: the reminders of a workspace
 * @commitment: a promise or next step
 * @minutes: when to say it again
 *
 * Puts a reminder off, not the thing itself: that stays in the list of the day.
 */
void
rapport_reminders_snooze (RapportReminders *self,
                          gint64            commitment,
                          int               minutes)
{
  gint64 until;

  g_return_if_fail (RAPPORT_IS_REMINDERS (self));
  if (self->workspace == NULL)
    return;

  if (self->day == RAPPORT_DAY_NONE)
    {
      self->day = rapport_workspace_get_today (self->workspace);
      recall (self);
    }
  until = rapport_workspace_get_now (self->workspace) + (gint64) minutes * 60;
  g_hash_table_replace (self->snoozed, dup_id (commitment), dup_id (until));
  remember (self);
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(RapportReminders) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportAct) act = rapport_workspace_do_finish (RAPPORT_WORKSPACE (source), result, &error);

  if (act == NULL)
    {
      RapportReminder reminder = { "commitment-failed", _("It could not be called done"), error->message, TRUE, 0, 0 };

      self->funcs.say (&reminder, self->data);
    }
}

/**
 * rapport_reminders_finish:
 * @self: the reminders of a workspace
 * @commitment: a promise or next step that is done
 *
 * Calls it done. Where that fails, it is said.
 */
void
rapport_reminders_finish (RapportReminders *self,
                          gint64            commitment)
{
  g_return_if_fail (RAPPORT_IS_REMINDERS (self));
  if (self->workspace == NULL)
    return;

  rapport_workspace_do_async (
      self->workspace, rapport_entry_act_finish_commitment (self->workspace, commitment, RAPPORT_DAY_NONE, NULL),
      NULL, finished_cb, g_object_ref (self));
}
