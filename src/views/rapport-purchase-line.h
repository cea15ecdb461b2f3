#pragma once

#include <gtk/gtk.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportPurchaseLineColumns:
 *
 * The columns of a table of lines: what its heading and its rows are as wide as.
 */
typedef enum
{
  RAPPORT_LINE_PRODUCT,
  RAPPORT_LINE_TITLE,
  RAPPORT_LINE_QUANTITY,
  RAPPORT_LINE_PRICE,
  RAPPORT_LINE_DISCOUNT,
  RAPPORT_LINE_COST,
  RAPPORT_LINE_AMOUNT,
  RAPPORT_LINE_REMOVE,
  RAPPORT_LINE_N_COLUMNS,
} RapportPurchaseLineColumn;

/**
 * RapportPurchaseLine:
 *
 * A line of a purchase that is being entered: product, text, quantity, unit price, discount, unit
 * cost, and what it comes to. Signals: `changed`; `removed`: its button was pressed; `product`: its
 * product is to be chosen.
 */
#define RAPPORT_TYPE_PURCHASE_LINE_ROW (rapport_purchase_line_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportPurchaseLineRow, rapport_purchase_line_row, RAPPORT, PURCHASE_LINE_ROW, GtkListBoxRow)

GtkWidget  *rapport_purchase_line_heading_new     (GtkSizeGroup           *groups[RAPPORT_LINE_N_COLUMNS]);
GtkWidget  *rapport_purchase_line_row_new         (RapportWorkspace       *workspace,
                                                   const RapportRow       *line,
                                                   const char             *currency,
                                                   GtkSizeGroup           *groups[RAPPORT_LINE_N_COLUMNS]);
void        rapport_purchase_line_row_set_product (RapportPurchaseLineRow *self,
                                                   gint64                  product);
void        rapport_purchase_line_row_set_currency (RapportPurchaseLineRow *self,
                                                   const char             *currency);
gboolean    rapport_purchase_line_row_is_empty    (RapportPurchaseLineRow *self);
RapportRow *rapport_purchase_line_row_read        (RapportPurchaseLineRow *self,
                                                   gboolean                tell,
                                                   GError                **error);
gboolean    rapport_purchase_line_row_is_costed   (RapportPurchaseLineRow *self);
GtkWidget  *rapport_purchase_line_row_get_button  (RapportPurchaseLineRow *self);
GtkWidget  *rapport_purchase_line_row_get_entry   (RapportPurchaseLineRow *self,
                                                   RapportPurchaseLineColumn column);

G_END_DECLS
