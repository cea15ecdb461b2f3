#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* A customer organisation or person; the one of kind own is our company. The figures at the end are derived: the
 * store keeps them in account_figure, outside the journal. */

static const RapportChoice kind_choices[] = {
  { "business", "account", NC_("account", "Business") },
  { "person", "account", NC_("account", "Private person") },
  { "own", "account", NC_("account", "Our company") },
  { NULL },
};

/* D30: why this customer wants a relationship; businesses first, then people. */
static const RapportChoice motive_choices[] = {
  { "complex-product", "motive", NC_("motive", "Complex product") },
  { "strategic-importance", "motive", NC_("motive", "Strategic importance") },
  { "downstream-service", "motive", NC_("motive", "Service afterwards") },
  { "financial-risk", "motive", NC_("motive", "Financial risk") },
  { "reciprocity", "motive", NC_("motive", "Reciprocity") },
  { "security", "motive", NC_("motive", "Security") },
  { "recognition", "motive", NC_("motive", "Recognition") },
  { "personalisation", "motive", NC_("motive", "Personalisation") },
  { "power", "motive", NC_("motive", "Power") },
  { "risk-reduction", "motive", NC_("motive", "Less risk") },
  { "status", "motive", NC_("motive", "Status") },
  { "affiliation", "motive", NC_("motive", "Belonging") },
  { "none", "motive", NC_("motive", "None: leave in peace") },
  { NULL },
};

static const RapportField fields[] = {
  { "name", N_("Name"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED | RAPPORT_FIELD_SEARCHED },
  { "kind", N_("Kind"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, kind_choices },
  { "parent", N_("Parent account"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_ACCOUNT },
  { "account_group", N_("Group"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_SEARCHED },
  { "owner", N_("Owner"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_MEMBER },
  { "industry", N_("Industry"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_SEARCHED },
  { "street", N_("Street"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_PERSONAL },
  { "postal_code", N_("Postal code"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_PERSONAL },
  { "city", N_("City"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_SEARCHED },
  { "region", N_("Region"), RAPPORT_FIELD_TEXT },
  { "country", N_("Country"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_SEARCHED },
  { "phone", N_("Phone"), RAPPORT_FIELD_PHONE, RAPPORT_FIELD_SEARCHED | RAPPORT_FIELD_PERSONAL },
  { "email", N_("Email"), RAPPORT_FIELD_EMAIL, RAPPORT_FIELD_SEARCHED | RAPPORT_FIELD_PERSONAL },
  { "website", N_("Website"), RAPPORT_FIELD_URL },
  { "preferred_channel", N_("Preferred channel"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, rapport_channel_choices },
  { "preferred_time", N_("Good time"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_PERSONAL },
  { "language", N_("Language"), RAPPORT_FIELD_TEXT },
  { "motive", N_("Main motive"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, motive_choices },
  { "avoid", N_("Avoid"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_PERSONAL },
  { "tags", N_("Tags"), RAPPORT_FIELD_TAGS, RAPPORT_FIELD_SEARCHED },
  { "notes", N_("Notes"), RAPPORT_FIELD_NOTE, RAPPORT_FIELD_SEARCHED | RAPPORT_FIELD_PERSONAL },
  { "estimated_value", N_("Estimated value a year"), RAPPORT_FIELD_MONEY },
  { "acquisition_cost", N_("Acquisition cost"), RAPPORT_FIELD_MONEY },
  { "currency", N_("Currency"), RAPPORT_FIELD_CURRENCY },
  { "customer_since", N_("Customer since"), RAPPORT_FIELD_DAY },
  { "starred", N_("Starred"), RAPPORT_FIELD_BOOLEAN },
  { "confirmed", N_("Last confirmed"), RAPPORT_FIELD_DAY },
  RAPPORT_COMMON_FIELDS,
  { "value", N_("Value a year"), RAPPORT_FIELD_MONEY, RAPPORT_FIELD_DERIVED },
  { "estimated", N_("Estimated"), RAPPORT_FIELD_BOOLEAN, RAPPORT_FIELD_DERIVED },
  { "revenue_12m", N_("Revenue, 12 months"), RAPPORT_FIELD_MONEY, RAPPORT_FIELD_DERIVED },
  { "revenue_before", N_("Revenue, the year before"), RAPPORT_FIELD_MONEY, RAPPORT_FIELD_DERIVED },
  { "orders", N_("Orders"), RAPPORT_FIELD_INTEGER, RAPPORT_FIELD_DERIVED },
  { "first_purchase", N_("First purchase"), RAPPORT_FIELD_DAY, RAPPORT_FIELD_DERIVED },
  { "last_purchase", N_("Last purchase"), RAPPORT_FIELD_DAY, RAPPORT_FIELD_DERIVED },
  { "last_contact", N_("Last contact"), RAPPORT_FIELD_INSTANT, RAPPORT_FIELD_DERIVED },
  { "last_channel", N_("Last channel"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_DERIVED, RAPPORT_KIND_NONE, rapport_channel_choices },
  { "usual_gap", N_("Usual gap between contacts, days"), RAPPORT_FIELD_INTEGER,
    RAPPORT_FIELD_DERIVED },
  { "open_complaints", N_("Open complaints"), RAPPORT_FIELD_INTEGER, RAPPORT_FIELD_DERIVED },
  { "open_commitments", N_("Open promises and next steps"), RAPPORT_FIELD_INTEGER,
    RAPPORT_FIELD_DERIVED },
  { "next_due", N_("Next due"), RAPPORT_FIELD_DAY, RAPPORT_FIELD_DERIVED },
  { "next_step", N_("Next step"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_DERIVED },
  { "unconverted", N_("Purchases in other currencies"), RAPPORT_FIELD_INTEGER, RAPPORT_FIELD_DERIVED },
  { "next_promise_due", N_("Next promise due"), RAPPORT_FIELD_DAY, RAPPORT_FIELD_DERIVED },
  { "ended", N_("Ended"), RAPPORT_FIELD_BOOLEAN, RAPPORT_FIELD_DERIVED },
};

const RapportKind rapport_account_kind = {
  .id = RAPPORT_KIND_ACCOUNT,
  .name = "account",
  .plural = "accounts",
  .label = N_("Account"),
  .label_plural = N_("Accounts"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_account_get_type,
  .title_field = RAPPORT_ACCOUNT_NAME,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_ACCOUNT_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportAccount, rapport_account)
