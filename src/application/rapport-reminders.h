#pragma once

#include <gio/gio.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportReminders:
 *
 * Says on the desktop, while a window is open, what is due today: each promise and next step once a day, with a
 * way to open it, to call it done and to put it off.
 */
#define RAPPORT_TYPE_REMINDERS (rapport_reminders_get_type ())
G_DECLARE_FINAL_TYPE (RapportReminders, rapport_reminders, RAPPORT, REMINDERS, GObject)

RapportReminders *rapport_reminders_new         (GApplication     *application,
                                                 RapportWorkspace *workspace);
void              rapport_reminders_set_enabled (RapportReminders *self,
                                                 gboolean          enabled);
void              rapport_reminders_snooze      (RapportReminders *self,
                                                 gint64            commitment,
                                                 int               minutes);
void              rapport_reminders_finish      (RapportReminders *self,
                                                 gint64            commitment);
void              rapport_reminders_check       (RapportReminders *self);

G_END_DECLS
