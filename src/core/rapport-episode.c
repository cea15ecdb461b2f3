#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* A part of the relationship with a beginning and an end, made of interactions (D1). */

static const RapportChoice severity_choices[] = {
  { "low", "severity", NC_("severity", "Low") },
  { "medium", "severity", NC_("severity", "Medium") },
  { "high", "severity", NC_("severity", "High") },
  { NULL },
};

static const RapportField fields[] = {
  { "account", N_("Account"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_ACCOUNT },
  { "title", N_("Title"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED | RAPPORT_FIELD_SEARCHED },
  { "kind", N_("Kind"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_NONE, rapport_episode_choices },
  { "social", N_("Social"), RAPPORT_FIELD_BOOLEAN },
  { "started", N_("Began"), RAPPORT_FIELD_DAY, RAPPORT_FIELD_REQUIRED },
  { "ended", N_("Ended"), RAPPORT_FIELD_DAY },
  { "outcome", N_("Outcome"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_SEARCHED },
  { "text", N_("Description"), RAPPORT_FIELD_NOTE, RAPPORT_FIELD_SEARCHED },
  { "owner", N_("Owner"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_MEMBER },
  { "cause", N_("Cause"), RAPPORT_FIELD_REF, RAPPORT_FIELD_PLAIN, RAPPORT_KIND_CAUSE },
  { "severity", N_("Severity"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, severity_choices },
  { "acknowledged", N_("Acknowledged"), RAPPORT_FIELD_INSTANT },
  { "apologised", N_("Apologised"), RAPPORT_FIELD_INSTANT },
  { "settled", N_("Settled"), RAPPORT_FIELD_INSTANT },
  { "compensation", N_("Compensation"), RAPPORT_FIELD_MONEY },
  { "currency", N_("Currency"), RAPPORT_FIELD_CURRENCY },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_episode_kind = {
  .id = RAPPORT_KIND_EPISODE,
  .name = "episode",
  .plural = "episodes",
  .label = N_("Episode"),
  .label_plural = N_("Episodes"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_episode_get_type,
  .title_field = RAPPORT_EPISODE_TITLE,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_EPISODE_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportEpisode, rapport_episode)
