#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* What one unit of a currency is worth in the workspace's, from that day on. */

static const RapportField fields[] = {
  { "currency", N_("Currency"), RAPPORT_FIELD_CURRENCY, RAPPORT_FIELD_REQUIRED },
  { "day", N_("Day"), RAPPORT_FIELD_DAY, RAPPORT_FIELD_REQUIRED },
  { "rate", N_("Rate"), RAPPORT_FIELD_MICRO, RAPPORT_FIELD_REQUIRED },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_rate_kind = {
  .id = RAPPORT_KIND_RATE,
  .name = "rate",
  .plural = "rates",
  .label = N_("Exchange rate"),
  .label_plural = N_("Exchange rates"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_rate_get_type,
  .title_field = -1,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_RATE_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportRate, rapport_rate)
