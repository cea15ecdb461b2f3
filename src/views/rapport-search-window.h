#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportSearchWindow:
 *
 * Finds accounts, people, interactions, episodes, promises, and what the program can do.
 */
#define RAPPORT_TYPE_SEARCH_WINDOW (rapport_search_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportSearchWindow, rapport_search_window, RAPPORT, SEARCH_WINDOW, AdwWindow)

GtkWidget *rapport_search_window_new      (RapportWorkspace     *workspace,
                                           const char           *text,
                                           const gint64         *last_accounts,
                                           guint                 n_last_accounts);
void       rapport_search_window_place    (RapportSearchWindow  *self,
                                           GtkWindow            *parent,
                                           char                **keep_text);
gboolean   rapport_search_window_is_busy  (RapportSearchWindow  *self);
guint      rapport_search_window_get_n_hits (RapportSearchWindow *self);

G_END_DECLS
