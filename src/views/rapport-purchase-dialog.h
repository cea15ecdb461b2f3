#pragma once

#include <adwaita.h>

#include "views/rapport-purchase-line.h"

G_BEGIN_DECLS

/**
 * RapportPurchaseDialog:
 *
 * A purchase with its lines, to be entered, looked at or changed. The amount follows the lines unless
 * it is stated. All of it is written as one act.
 */
#define RAPPORT_TYPE_PURCHASE_DIALOG (rapport_purchase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RapportPurchaseDialog, rapport_purchase_dialog, RAPPORT, PURCHASE_DIALOG, AdwWindow)

GtkWidget              *rapport_purchase_dialog_new       (GtkWidget             *from,
                                                           RapportWorkspace      *workspace,
                                                           gint64                 account,
                                                           gint64                 purchase);
RapportPurchaseLineRow *rapport_purchase_dialog_add_line  (RapportPurchaseDialog *self);
RapportPurchaseLineRow *rapport_purchase_dialog_get_line  (RapportPurchaseDialog *self,
                                                           int                    index);
GtkWidget              *rapport_purchase_dialog_get_editor (RapportPurchaseDialog *self,
                                                           guint                  field);

G_END_DECLS
