#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* A purchase by an account. Its amount is what was stated, else the exact sum of its lines, rounded once. */

static const RapportChoice from_choices[] = {
  { "file", "amount", NC_("amount", "As stated") },
  { "lines", "amount", NC_("amount", "Sum of the lines") },
  { NULL },
};

static const RapportField fields[] = {
  { "account", N_("Account"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_ACCOUNT },
  { "day", N_("Day"), RAPPORT_FIELD_DAY, RAPPORT_FIELD_REQUIRED },
  { "title", N_("Title"), RAPPORT_FIELD_TEXT },
  { "total", N_("Amount"), RAPPORT_FIELD_MONEY },
  { "currency", N_("Currency"), RAPPORT_FIELD_CURRENCY },
  { "total_from", N_("Amount from"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, from_choices },
  { "quantity", N_("Quantity"), RAPPORT_FIELD_MICRO },
  { "cost", N_("Cost"), RAPPORT_FIELD_MONEY },
  { "member", N_("Sold by"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_MEMBER },
  { "episode", N_("Episode"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_EPISODE },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_purchase_kind = {
  .id = RAPPORT_KIND_PURCHASE,
  .name = "purchase",
  .plural = "purchases",
  .label = N_("Purchase"),
  .label_plural = N_("Purchases"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_purchase_get_type,
  .title_field = RAPPORT_PURCHASE_TITLE,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_PURCHASE_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportPurchase, rapport_purchase)
