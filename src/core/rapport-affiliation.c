#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* That a person belongs to an account, from when to when, with the buying role there. One person may have several
 * and move. */

/* D41 */
static const RapportChoice role_choices[] = {
  { "decision-maker", "role", NC_("role", "Decision maker") },
  { "influencer", "role", NC_("role", "Influencer") },
  { "user", "role", NC_("role", "User") },
  { "gatekeeper", "role", NC_("role", "Gatekeeper") },
  { "buyer", "role", NC_("role", "Buyer") },
  { "initiator", "role", NC_("role", "Initiator") },
  { NULL },
};

static const RapportField fields[] = {
  { "person", N_("Person"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_PERSON },
  { "account", N_("Account"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_ACCOUNT },
  { "role", N_("Role"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, role_choices },
  { "job_title", N_("Job title"), RAPPORT_FIELD_TEXT },
  { "main", N_("Main contact"), RAPPORT_FIELD_BOOLEAN },
  { "since", N_("Since"), RAPPORT_FIELD_DAY },
  { "until", N_("Until"), RAPPORT_FIELD_DAY },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_affiliation_kind = {
  .id = RAPPORT_KIND_AFFILIATION,
  .name = "affiliation",
  .plural = "affiliations",
  .label = N_("Affiliation"),
  .label_plural = N_("Affiliations"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_affiliation_get_type,
  .title_field = -1,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_AFFILIATION_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportAffiliation, rapport_affiliation)
