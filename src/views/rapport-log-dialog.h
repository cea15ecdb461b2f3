#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportLogDialog:
 *
 * Logs an interaction from anywhere. Closing it keeps what was typed for the next time.
 */
#define RAPPORT_TYPE_LOG_DIALOG (rapport_log_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportLogDialog, rapport_log_dialog, RAPPORT, LOG_DIALOG, AdwWindow)

void rapport_log_dialog_present (GtkWidget        *from,
                                 RapportWorkspace *workspace,
                                 gint64            account,
                                 gint64            person,
                                 gint64            episode);

G_END_DECLS
