#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* Somebody at a customer; belongs to accounts through affiliations. */

static const RapportField fields[] = {
  { "name", N_("Name"), RAPPORT_FIELD_TEXT,
    RAPPORT_FIELD_REQUIRED | RAPPORT_FIELD_SEARCHED | RAPPORT_FIELD_PERSONAL },
  { "job_title", N_("Job title"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_SEARCHED },
  { "phone", N_("Phone"), RAPPORT_FIELD_PHONE, RAPPORT_FIELD_SEARCHED | RAPPORT_FIELD_PERSONAL },
  { "mobile", N_("Mobile"), RAPPORT_FIELD_PHONE, RAPPORT_FIELD_SEARCHED | RAPPORT_FIELD_PERSONAL },
  { "email", N_("Email"), RAPPORT_FIELD_EMAIL, RAPPORT_FIELD_SEARCHED | RAPPORT_FIELD_PERSONAL },
  { "birthday", N_("Birthday"), RAPPORT_FIELD_DAY, RAPPORT_FIELD_PERSONAL },
  { "language", N_("Language"), RAPPORT_FIELD_TEXT },
  { "preferred_channel", N_("Preferred channel"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_PLAIN, RAPPORT_KIND_NONE, rapport_channel_choices },
  { "preferred_time", N_("Good time"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_PERSONAL },
  { "tags", N_("Tags"), RAPPORT_FIELD_TAGS, RAPPORT_FIELD_SEARCHED },
  { "notes", N_("Notes"), RAPPORT_FIELD_NOTE, RAPPORT_FIELD_SEARCHED | RAPPORT_FIELD_PERSONAL },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_person_kind = {
  .id = RAPPORT_KIND_PERSON,
  .name = "person",
  .plural = "people",
  .label = N_("Person"),
  .label_plural = N_("People"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_person_get_type,
  .title_field = RAPPORT_PERSON_NAME,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_PERSON_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportPerson, rapport_person)
