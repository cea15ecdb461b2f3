#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* A stage of a lifecycle model. Its slug is unique within the model only. */

static const RapportField fields[] = {
  { "model", N_("Lifecycle model"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_MODEL },
  { "slug", N_("Name"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED },
  { "label", N_("Label"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED },
  { "position", N_("Position"), RAPPORT_FIELD_INTEGER, RAPPORT_FIELD_REQUIRED },
  { "description", N_("Description"), RAPPORT_FIELD_NOTE },
  { "ending", N_("Asks for a reason"), RAPPORT_FIELD_BOOLEAN },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_stage_kind = {
  .id = RAPPORT_KIND_STAGE,
  .name = "stage",
  .plural = "stages",
  .label = N_("Stage"),
  .label_plural = N_("Stages"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_stage_get_type,
  .title_field = RAPPORT_STAGE_LABEL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_STAGE_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportStage, rapport_stage)
