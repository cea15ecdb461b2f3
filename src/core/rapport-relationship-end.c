#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* A fact of the account, outside every model (D11): the relationship ended, and perhaps was won back. */

static const RapportChoice by_choices[] = {
  { "them", "ended by", NC_("ended by", "The customer") },
  { "us", "ended by", NC_("ended by", "Us") },
  { NULL },
};

static const RapportField fields[] = {
  { "account", N_("Account"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_ACCOUNT },
  { "ended_on", N_("Ended on"), RAPPORT_FIELD_DAY, RAPPORT_FIELD_REQUIRED },
  { "ended_by", N_("Ended by"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, by_choices },
  { "reason", N_("Reason"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_NONE, rapport_end_reason_choices },
  { "note", N_("Note"), RAPPORT_FIELD_NOTE },
  { "won_back_on", N_("Won back on"), RAPPORT_FIELD_DAY },
  { "member", N_("Recorded by"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_MEMBER },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_relationship_end_kind = {
  .id = RAPPORT_KIND_RELATIONSHIP_END,
  .name = "relationship_end",
  .plural = "relationship-ends",
  .label = N_("End of a relationship"),
  .label_plural = N_("Ends of relationships"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_relationship_end_get_type,
  .title_field = -1,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_RELATIONSHIP_END_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportRelationshipEnd, rapport_relationship_end)
