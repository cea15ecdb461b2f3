#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* Where an account (in the sales process: an opportunity) stands in a model now. @rank and @tie, where set, stand
 * for the value and the id in the order of its column, so that one row says where a card was put by hand. */

static const RapportField fields[] = {
  { "model", N_("Lifecycle model"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_MODEL },
  { "subject_kind", N_("Subject"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_NONE, rapport_subject_choices },
  { "subject", N_("Subject"), RAPPORT_FIELD_INTEGER, RAPPORT_FIELD_REQUIRED },
  { "stage", N_("Stage"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_STAGE },
  { "since", N_("Since"), RAPPORT_FIELD_DAY },
  { "rank", N_("Order by hand"), RAPPORT_FIELD_REAL, RAPPORT_FIELD_INTERNAL },
  { "tie", N_("Order among equals"), RAPPORT_FIELD_REAL, RAPPORT_FIELD_INTERNAL },
  { "set_by", N_("Placed by"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, rapport_set_by_choices },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_placement_kind = {
  .id = RAPPORT_KIND_PLACEMENT,
  .name = "placement",
  .plural = "placements",
  .label = N_("Placement"),
  .label_plural = N_("Placements"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_placement_get_type,
  .title_field = -1,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_PLACEMENT_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportPlacement, rapport_placement)
