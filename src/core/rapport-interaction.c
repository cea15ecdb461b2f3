#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* Something said or done, by some channel, in one direction (D1). */

static const RapportChoice direction_choices[] = {
  { "in", "direction", NC_("direction", "From the customer") },
  { "out", "direction", NC_("direction", "To the customer") },
  { NULL },
};

static const RapportField fields[] = {
  { "account", N_("Account"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_ACCOUNT },
  { "at", N_("When"), RAPPORT_FIELD_INSTANT, RAPPORT_FIELD_REQUIRED },
  { "channel", N_("Channel"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, rapport_channel_choices },
  { "direction", N_("Direction"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, direction_choices },
  { "social", N_("Social"), RAPPORT_FIELD_BOOLEAN },
  { "subject", N_("Subject"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED | RAPPORT_FIELD_SEARCHED },
  { "text", N_("Text"), RAPPORT_FIELD_NOTE, RAPPORT_FIELD_SEARCHED | RAPPORT_FIELD_PERSONAL },
  { "episode", N_("Episode"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_EPISODE },
  { "person", N_("With"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_PERSON },
  { "member", N_("By"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_MEMBER },
  { "minutes", N_("Minutes"), RAPPORT_FIELD_INTEGER },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_interaction_kind = {
  .id = RAPPORT_KIND_INTERACTION,
  .name = "interaction",
  .plural = "interactions",
  .label = N_("Interaction"),
  .label_plural = N_("Interactions"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_interaction_get_type,
  .title_field = RAPPORT_INTERACTION_SUBJECT,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_INTERACTION_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportInteraction, rapport_interaction)
