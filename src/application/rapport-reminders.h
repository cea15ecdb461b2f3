#pragma once

#include <gio/gio.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportReminders:
 *
 * Says on the desktop, while a window is open, what is due today: each promise and next step once a
 * day, with a way to open it, to call it done and to put it off. Looks every minute, so that a
 * sleep of the machine and a new day are noticed.
 */
#define RAPPORT_TYPE_REMINDERS (rapport_reminders_get_type ())
G_DECLARE_FINAL_TYPE (RapportReminders, rapport_reminders, RAPPORT, REMINDERS, GObject)

/**
 * RapportReminder:
 * @id: the same for the same thing
 * @title: of what customer, or how many things
 * @body: what is due; for many things the workspace
 * @urgent: whether it is overdue
 * @account: the customer, 0 for many things
 * @commitment: the promise or next step, 0 for many things
 *
 * What is said.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *body;
  gboolean    urgent;
  gint64      account;
  gint64      commitment;
} RapportReminder;

/**
 * RapportReminderFuncs:
 * @say: says it, in place of what was said with the same id
 * @withdraw: takes it back
 *
 * How it is said: by the notifications of the application, or into the ear of a test.
 */
typedef struct
{
  void (*say)      (const RapportReminder *reminder,
                    gpointer               user_data);
  void (*withdraw) (const char            *id,
                    gpointer               user_data);
} RapportReminderFuncs;

RapportReminders *rapport_reminders_new         (GApplication         *application,
                                                 RapportWorkspace     *workspace);
RapportReminders *rapport_reminders_new_with_funcs (RapportWorkspace  *workspace,
                                                 const RapportReminderFuncs *funcs,
                                                 gpointer              user_data,
                                                 GDestroyNotify        destroy);
void              rapport_reminders_set_enabled (RapportReminders     *self,
                                                 gboolean              enabled);
void              rapport_reminders_snooze      (RapportReminders     *self,
                                                 gint64                commitment,
                                                 int                   minutes);
void              rapport_reminders_finish      (RapportReminders     *self,
                                                 gint64                commitment);
void              rapport_reminders_check       (RapportReminders     *self);

G_END_DECLS
