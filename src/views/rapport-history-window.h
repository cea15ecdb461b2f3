#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportHistoryWindow:
 *
 * Who changed what when: in the whole workspace, or of one account.
 */
#define RAPPORT_TYPE_HISTORY_WINDOW (rapport_history_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportHistoryWindow, rapport_history_window, RAPPORT, HISTORY_WINDOW,
                      AdwWindow)

GtkWidget *rapport_history_window_new (RapportWorkspace *workspace,
                                       gint64            account);

G_END_DECLS
