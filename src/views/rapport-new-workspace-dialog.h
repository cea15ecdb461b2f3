#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportWorkspaceCreatedFunc:
 * @workspace: the new workspace
 * @data: the caller's
 */
typedef void (*RapportWorkspaceCreatedFunc) (RapportWorkspace *workspace,
                                             gpointer          data);

/**
 * RapportNewWorkspaceDialog:
 *
 * Asks for name, currency and lifecycle model of a new workspace.
 */
#define RAPPORT_TYPE_NEW_WORKSPACE_DIALOG (rapport_new_workspace_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportNewWorkspaceDialog, rapport_new_workspace_dialog, RAPPORT, NEW_WORKSPACE_DIALOG,
                      AdwWindow)

GtkWidget  *rapport_new_workspace_dialog_new     (RapportWorkspaceCreatedFunc  callback,
                                                  gpointer                     data);
const char *rapport_new_workspace_guess_currency (void);

G_END_DECLS
