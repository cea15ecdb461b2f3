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

struct _RapportReminders
{
  GObject           parent_instance;

  GApplication     *application; /* weak */
  RapportWorkspace *workspace;
  GCancellable     *cancellable;
  GHashTable       *said;    /* commitment → nothing: said today */
  GHashTable       *snoozed; /* commitment → instant, UTC seconds */
  RapportDay        day;
  guint             check_id;
  gboolean          enabled;
};

G_DEFINE_FINAL_TYPE (RapportReminders, rapport_reminders, G_TYPE_OBJECT)

static char *
notification_id (gint64 commitment)
{
  return g_strdup_printf ("commitment-%" G_GINT64_FORMAT, commitment);
}

static void
say_one (RapportReminders  *self,
         const RapportNeed *need)
{
  g_autofree char *reason = rapport_need_describe (need);
  g_autofree char *id = notification_id (need->record);
  g_autoptr(GNotification) notification = g_notification_new (rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, need->account));

  g_notification_set_body (notification, reason);
  g_notification_set_priority (notification, need->days > 0 ? G_NOTIFICATION_PRIORITY_HIGH : G_NOTIFICATION_PRIORITY_NORMAL);
  g_notification_set_default_action_and_target (notification, "app.open-account", "x", need->account);
  g_notification_add_button_with_target (notification, _("Done"), "app.finish-commitment", "x", need->record);
  g_notification_add_button_with_target (notification, _("In an Hour"), "app.snooze-commitment", "(xi)", need->record, 60);
  g_notification_add_button_with_target (notification, _("Tomorrow"), "app.snooze-commitment", "(xi)", need->record, 24 * 60);
  g_application_send_notification (self->application, id, notification);
}

static void
say_many (RapportReminders *self,
          guint             n)
{
  g_autofree char *title = g_strdup_printf (ngettext ("%u promise or next step is due", "%u promises and next steps are due", n), n);
  g_autoptr(GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, rapport_workspace_get_name (self->workspace));
  g_notification_set_default_action_and_target (notification, "app.show-page", "s", "today");
  g_application_send_notification (self->application, "commitments", notification);
}

static gboolean
is_due (RapportReminders  *self,
        const RapportNeed *need)
{
  gint64 *until;

  if (need->record == 0 || need->kind == RAPPORT_NEED_COMPLAINT || g_hash_table_contains (self->said, &need->record))
    return FALSE;
  until = g_hash_table_lookup (self->snoozed, &need->record);
  return until == NULL || *until <= g_get_real_time () / G_USEC_PER_SEC;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportReminders) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) needs = NULL;
  guint n = 0;

  if (self->workspace == NULL)
    return;
  needs = rapport_today_load_needs_finish (self->workspace, result, &error);
  if (needs == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_warning ("Cannot see what is due: %s", error->message);
      return;
    }

  for (guint i = 0; i < needs->len; i++)
    n += is_due (self, g_ptr_array_index (needs, i));
  if (n > MAX_SINGLE)
    say_many (self, n);
  for (guint i = 0; i < needs->len; i++)
    {
      RapportNeed *need = g_ptr_array_index (needs, i);

      if (!is_due (self, need))
        continue;
      if (n <= MAX_SINGLE)
        say_one (self, need);
      g_hash_table_remove (self->snoozed, &need->record);
      g_hash_table_add (self->said, g_memdup2 (&need->record, sizeof need->record));
    }
}

/**
 * rapport_reminders_check:
 * @self: the reminders of a workspace
 *
 * Looks what is due now.
 */
void
rapport_reminders_check (RapportReminders *self)
{
  RapportDay today;

  if (!self->enabled || self->workspace == NULL || rapport_workspace_is_read_only (self->workspace))
    return;

  today = rapport_workspace_get_today (self->workspace);
  if (today != self->day)
    {
      g_hash_table_remove_all (self->said);
      self->day = today;
    }
  rapport_today_load_needs_async (self->workspace, rapport_workspace_get_member (self->workspace), self->cancellable,
                                  loaded_cb, g_object_ref (self));
}

static gboolean
check_cb (gpointer data)
{
  rapport_reminders_check (data);
  return G_SOURCE_CONTINUE;
}

static void
rapport_reminders_dispose (GObject *object)
{
  RapportReminders *self = RAPPORT_REMINDERS (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->workspace);
  g_clear_weak_pointer (&self->application);

  G_OBJECT_CLASS (rapport_reminders_parent_class)->dispose (object);
}

static void
rapport_reminders_finalize (GObject *object)
{
  RapportReminders *self = RAPPORT_REMINDERS (object);

  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->said);
  g_hash_table_unref (self->snoozed);

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
}

/**
 * rapport_reminders_new:
 * @application: which sends the notifications; it has the actions app.open-account (x), app.show-page (s),
 *   app.finish-commitment (x) and app.snooze-commitment ((xi): commitment, minutes)
 * @workspace: whose promises and next steps
 *
 * Returns: (transfer full): reminders that look by themselves
 */
RapportReminders *
rapport_reminders_new (GApplication     *application,
                       RapportWorkspace *workspace)
{
  RapportReminders *self = g_object_new (RAPPORT_TYPE_REMINDERS, NULL);

  g_set_weak_pointer (&self->application, application);
  self->workspace = g_object_ref (workspace);
  self->check_id = g_timeout_add_seconds (CHECK_SECONDS, check_cb, self);
  return self;
}

void
rapport_reminders_set_enabled (RapportReminders *self,
                               gboolean          enabled)
{
  self->enabled = enabled;
}

/**
 * rapport_reminders_snooze:
 * @self: the reminders of a workspace
 * @commitment: a promise or next step
 * @minutes: when to say it again
 */
void
rapport_reminders_snooze (RapportReminders *self,
                          gint64            commitment,
                          int               minutes)
{
  gint64 until = g_get_real_time () / G_USEC_PER_SEC + (gint64) minutes * 60;

  g_hash_table_remove (self->said, &commitment);
  g_hash_table_replace (self->snoozed, g_memdup2 (&commitment, sizeof commitment), g_memdup2 (&until, sizeof until));
}

static void
finished_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportAct) act = rapport_workspace_do_finish (RAPPORT_WORKSPACE (source), result, &error);

  if (act == NULL)
    g_warning ("It could not be called done: %s", error->message);
}

/**
 * rapport_reminders_finish:
 * @self: the reminders of a workspace
 * @commitment: a promise or next step that is done
 */
void
rapport_reminders_finish (RapportReminders *self,
                          gint64            commitment)
{
  rapport_workspace_do_async (self->workspace, rapport_entry_act_finish_commitment (self->workspace, commitment, RAPPORT_DAY_NONE, NULL),
                              NULL, finished_cb, NULL);
}
