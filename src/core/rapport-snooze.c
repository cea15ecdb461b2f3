#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* That something which needs attention was put off. */

static const RapportField fields[] = {
  { "subject_kind", N_("Of what"), RAPPORT_FIELD_INTEGER, RAPPORT_FIELD_REQUIRED },
  { "subject", N_("Subject"), RAPPORT_FIELD_INTEGER, RAPPORT_FIELD_REQUIRED },
  { "reason", N_("Reason"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED },
  { "until", N_("Until"), RAPPORT_FIELD_INSTANT, RAPPORT_FIELD_REQUIRED },
  { "member", N_("By"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_MEMBER },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_snooze_kind = {
  .id = RAPPORT_KIND_SNOOZE,
  .name = "snooze",
  .plural = "snoozes",
  .label = N_("Reminder put off"),
  .label_plural = N_("Reminders put off"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_snooze_get_type,
  .title_field = -1,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_SNOOZE_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportSnooze, rapport_snooze)
