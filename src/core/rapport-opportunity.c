#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* Business that may come: what the cards of the sales process are. */

static const RapportChoice outcome_choices[] = {
  { "open", "opportunity", NC_("opportunity", "Open") },
  { "won", "opportunity", NC_("opportunity", "Won") },
  { "lost", "opportunity", NC_("opportunity", "Lost") },
  { NULL },
};

static const RapportField fields[] = {
  { "account", N_("Account"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_ACCOUNT },
  { "title", N_("Title"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED | RAPPORT_FIELD_SEARCHED },
  { "value", N_("Value"), RAPPORT_FIELD_MONEY },
  { "currency", N_("Currency"), RAPPORT_FIELD_CURRENCY },
  { "probability", N_("Probability, percent"), RAPPORT_FIELD_INTEGER },
  { "expected_close", N_("Expected close"), RAPPORT_FIELD_DAY },
  { "owner", N_("Owner"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_MEMBER },
  { "outcome", N_("Outcome"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, outcome_choices },
  { "closed", N_("Closed"), RAPPORT_FIELD_DAY },
  { "notes", N_("Notes"), RAPPORT_FIELD_NOTE },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_opportunity_kind = {
  .id = RAPPORT_KIND_OPPORTUNITY,
  .name = "opportunity",
  .plural = "opportunities",
  .label = N_("Opportunity"),
  .label_plural = N_("Opportunities"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_opportunity_get_type,
  .title_field = RAPPORT_OPPORTUNITY_TITLE,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_OPPORTUNITY_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportOpportunity, rapport_opportunity)
