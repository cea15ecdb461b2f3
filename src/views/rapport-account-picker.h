#pragma once

#include <gtk/gtk.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportAccountPicker:
 *
 * A button that names an account and lets another be chosen by typing a part of its name, place or
 * of a person there, however many there are. Properties: `workspace`; `account` (int64, 0 for
 * none); `all-label` (string: what no account is called where that is a choice, %NULL where it is
 * not). Signal `chosen`: the user chose.
 */
#define RAPPORT_TYPE_ACCOUNT_PICKER (rapport_account_picker_get_type ())
G_DECLARE_FINAL_TYPE (RapportAccountPicker, rapport_account_picker, RAPPORT, ACCOUNT_PICKER,
                      GtkWidget)

gint64 rapport_account_picker_get_account (RapportAccountPicker *self);
void   rapport_account_picker_set_account (RapportAccountPicker *self,
                                           gint64                account);
void   rapport_account_picker_popup       (RapportAccountPicker *self);

G_END_DECLS
