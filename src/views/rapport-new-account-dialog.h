#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportNewAccountDialog:
 *
 * The form for a new account. As one types, it says when a customer who seems to exist already is
 * entered. What was typed is kept when the window is closed, and stands there again the next time,
 * until it is added or discarded.
 */
#define RAPPORT_TYPE_NEW_ACCOUNT_DIALOG (rapport_new_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportNewAccountDialog, rapport_new_account_dialog, RAPPORT, NEW_ACCOUNT_DIALOG,
                      AdwWindow)

GtkWidget *rapport_new_account_dialog_new     (RapportWorkspace *workspace);
void       rapport_new_account_dialog_present (GtkWidget        *from,
                                               RapportWorkspace *workspace,
                                               const char       *name);

G_END_DECLS
