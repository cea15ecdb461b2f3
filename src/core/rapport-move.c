#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* A change of stage: the history of a placement. */

static const RapportField fields[] = {
  { "model", N_("Lifecycle model"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_MODEL },
  { "subject_kind", N_("Subject"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_NONE, rapport_subject_choices },
  { "subject", N_("Subject"), RAPPORT_FIELD_INTEGER, RAPPORT_FIELD_REQUIRED },
  { "from_stage", N_("From"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_STAGE },
  { "to_stage", N_("To"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_STAGE },
  { "at", N_("When"), RAPPORT_FIELD_INSTANT, RAPPORT_FIELD_REQUIRED },
  { "member", N_("By"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_MEMBER },
  { "reason", N_("Reason"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, rapport_end_reason_choices },
  { "note", N_("Note"), RAPPORT_FIELD_NOTE },
  { "set_by", N_("Placed by"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, rapport_set_by_choices },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_move_kind = {
  .id = RAPPORT_KIND_MOVE,
  .name = "move",
  .plural = "moves",
  .label = N_("Move"),
  .label_plural = N_("Moves"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_move_get_type,
  .title_field = -1,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_MOVE_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportMove, rapport_move)
