#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* A promise or a next step (D16). Only promises count towards trust, against the first due day unless the customer
 * agreed to the new one. */

static const RapportChoice kind_choices[] = {
  { "promise", "commitment", NC_("commitment", "Promise") },
  { "next-step", "commitment", NC_("commitment", "Next step") },
  { NULL },
};

static const RapportChoice side_choices[] = {
  { "ours", "commitment", NC_("commitment", "Ours") },
  { "theirs", "commitment", NC_("commitment", "Theirs") },
  { NULL },
};

static const RapportChoice outcome_choices[] = {
  { "kept", "commitment", NC_("commitment", "Kept") },
  { "late", "commitment", NC_("commitment", "Late") },
  { "broken", "commitment", NC_("commitment", "Broken") },
  { "withdrawn", "commitment", NC_("commitment", "Withdrawn") },
  { NULL },
};

static const RapportField fields[] = {
  { "account", N_("Account"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_ACCOUNT },
  { "title", N_("Title"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED | RAPPORT_FIELD_SEARCHED },
  { "kind", N_("Kind"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_NONE, kind_choices },
  { "side", N_("Whose"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, side_choices },
  { "person", N_("To whom"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_PERSON },
  { "owner", N_("Owner"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_MEMBER },
  { "made", N_("Made"), RAPPORT_FIELD_DAY },
  { "first_due", N_("First due"), RAPPORT_FIELD_DAY },
  { "due", N_("Due"), RAPPORT_FIELD_DAY },
  { "agreed", N_("Customer agreed to the new day"), RAPPORT_FIELD_BOOLEAN },
  { "done", N_("Done"), RAPPORT_FIELD_DAY },
  { "outcome", N_("Outcome"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, outcome_choices },
  { "episode", N_("Episode"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_EPISODE },
  { "interaction", N_("Made in"), RAPPORT_FIELD_REF,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_INTERACTION },
  { "note", N_("Note"), RAPPORT_FIELD_NOTE, RAPPORT_FIELD_SEARCHED },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_commitment_kind = {
  .id = RAPPORT_KIND_COMMITMENT,
  .name = "commitment",
  .plural = "commitments",
  .label = N_("Promise or next step"),
  .label_plural = N_("Promises and next steps"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_commitment_get_type,
  .title_field = RAPPORT_COMMITMENT_TITLE,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_COMMITMENT_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportCommitment, rapport_commitment)
