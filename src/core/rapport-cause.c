#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* What made a customer complain (D21). */

static const RapportField fields[] = {
  { "slug", N_("Name"), RAPPORT_FIELD_TEXT },
  { "label", N_("Label"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED },
  { "position", N_("Position"), RAPPORT_FIELD_INTEGER },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_cause_kind = {
  .id = RAPPORT_KIND_CAUSE,
  .name = "cause",
  .plural = "causes",
  .label = N_("Cause of dissatisfaction"),
  .label_plural = N_("Causes of dissatisfaction"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_cause_get_type,
  .title_field = RAPPORT_CAUSE_LABEL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_CAUSE_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportCause, rapport_cause)
