#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* An episode that justifies a move. */

static const RapportField fields[] = {
  { "move", N_("Move"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_MOVE },
  { "episode", N_("Episode"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_EPISODE },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_move_evidence_kind = {
  .id = RAPPORT_KIND_MOVE_EVIDENCE,
  .name = "move_evidence",
  .plural = "move-evidence",
  .label = N_("Evidence"),
  .label_plural = N_("Evidence"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_move_evidence_get_type,
  .title_field = -1,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_MOVE_EVIDENCE_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportMoveEvidence, rapport_move_evidence)
