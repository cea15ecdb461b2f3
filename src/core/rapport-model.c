#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* A lifecycle model: an ordered list of stages. */

static const RapportField fields[] = {
  { "slug", N_("Name"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED },
  { "label", N_("Label"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED },
  { "subject", N_("Subject"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_NONE, rapport_subject_choices },
  { "position", N_("Position"), RAPPORT_FIELD_INTEGER },
  { "hidden", N_("Hidden"), RAPPORT_FIELD_BOOLEAN },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_model_kind = {
  .id = RAPPORT_KIND_MODEL,
  .name = "model",
  .plural = "models",
  .label = N_("Lifecycle model"),
  .label_plural = N_("Lifecycle models"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_model_get_type,
  .title_field = RAPPORT_MODEL_LABEL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_MODEL_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportModel, rapport_model)
