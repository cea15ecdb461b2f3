#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* A line of a purchase: quantity × unit price × (1 − discount), unless an amount is stated. */

static const RapportField fields[] = {
  { "purchase", N_("Purchase"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_PURCHASE },
  { "product", N_("Product"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_PRODUCT },
  { "title", N_("Title"), RAPPORT_FIELD_TEXT },
  { "quantity", N_("Quantity"), RAPPORT_FIELD_MICRO },
  { "unit_price", N_("Unit price"), RAPPORT_FIELD_MICRO },
  { "discount", N_("Discount"), RAPPORT_FIELD_MICRO },
  { "unit_cost", N_("Unit cost"), RAPPORT_FIELD_MICRO },
  { "amount", N_("Amount"), RAPPORT_FIELD_MONEY },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_purchase_line_kind = {
  .id = RAPPORT_KIND_PURCHASE_LINE,
  .name = "purchase_line",
  .plural = "purchase-lines",
  .label = N_("Purchase line"),
  .label_plural = N_("Purchase lines"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_purchase_line_get_type,
  .title_field = RAPPORT_PURCHASE_LINE_TITLE,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_PURCHASE_LINE_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportPurchaseLine, rapport_purchase_line)
