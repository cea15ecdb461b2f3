#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportTrashWindow:
 *
 * What was deleted, to be restored or deleted for good.
 */
#define RAPPORT_TYPE_TRASH_WINDOW (rapport_trash_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportTrashWindow, rapport_trash_window, RAPPORT, TRASH_WINDOW, AdwWindow)

GtkWidget *rapport_trash_window_new (RapportWorkspace *workspace);

G_END_DECLS
