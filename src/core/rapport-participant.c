#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* That a person or one of our people took part in an interaction, besides the main ones. */

static const RapportField fields[] = {
  { "interaction", N_("Interaction"), RAPPORT_FIELD_REF,
    RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_INTERACTION },
  { "person", N_("Person"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_PERSON },
  { "member", N_("Member"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_MEMBER },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_participant_kind = {
  .id = RAPPORT_KIND_PARTICIPANT,
  .name = "participant",
  .plural = "participants",
  .label = N_("Participant"),
  .label_plural = N_("Participants"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_participant_get_type,
  .title_field = -1,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_PARTICIPANT_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportParticipant, rapport_participant)
