#pragma once

#include <gtk/gtk.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportProductPicker:
 *
 * A popover that lets a product be chosen by typing a part of its name. One serves all lines of a
 * purchase: rapport_product_picker_ask() shows it at a button. Signal `picked` (gint64 product):
 * the user chose, 0 for none.
 */
#define RAPPORT_TYPE_PRODUCT_PICKER (rapport_product_picker_get_type ())
G_DECLARE_FINAL_TYPE (RapportProductPicker, rapport_product_picker, RAPPORT, PRODUCT_PICKER, GtkPopover)

GtkWidget *rapport_product_picker_new (RapportWorkspace     *workspace);
void       rapport_product_picker_ask (RapportProductPicker *self,
                                       GtkWidget            *at);

G_END_DECLS
