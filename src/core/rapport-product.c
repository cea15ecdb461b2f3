#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* Something we sell. */

static const RapportField fields[] = {
  { "name", N_("Name"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED },
  { "product_group", N_("Group"), RAPPORT_FIELD_TEXT },
  { "price", N_("Price"), RAPPORT_FIELD_MICRO },
  { "cost", N_("Cost"), RAPPORT_FIELD_MICRO },
  { "currency", N_("Currency"), RAPPORT_FIELD_CURRENCY },
  { "active", N_("Active"), RAPPORT_FIELD_BOOLEAN },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_product_kind = {
  .id = RAPPORT_KIND_PRODUCT,
  .name = "product",
  .plural = "products",
  .label = N_("Product"),
  .label_plural = N_("Products"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_product_get_type,
  .title_field = RAPPORT_PRODUCT_NAME,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_PRODUCT_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportProduct, rapport_product)
