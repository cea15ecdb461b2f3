#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* One of our people: owner, performer, author or promiser of what happens with customers. */

static const RapportField fields[] = {
  { "name", N_("Name"), RAPPORT_FIELD_TEXT, RAPPORT_FIELD_REQUIRED },
  { "initials", N_("Initials"), RAPPORT_FIELD_TEXT },
  { "login", N_("Login"), RAPPORT_FIELD_TEXT },
  { "email", N_("Email"), RAPPORT_FIELD_EMAIL },
  { "phone", N_("Phone"), RAPPORT_FIELD_PHONE },
  { "job_title", N_("Job title"), RAPPORT_FIELD_TEXT },
  { "hourly_rate", N_("Hourly rate"), RAPPORT_FIELD_MONEY },
  { "currency", N_("Currency"), RAPPORT_FIELD_CURRENCY },
  { "active", N_("Active"), RAPPORT_FIELD_BOOLEAN },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_member_kind = {
  .id = RAPPORT_KIND_MEMBER,
  .name = "member",
  .plural = "members",
  .label = N_("Member"),
  .label_plural = N_("Members"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_member_get_type,
  .title_field = RAPPORT_MEMBER_NAME,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_MEMBER_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportMember, rapport_member)
