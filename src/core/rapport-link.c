#include "config.h"

#include "core/rapport-records.h"

#include <glib/gi18n.h>

/* A tie between two accounts: the network. */

/* D42 */
static const RapportChoice link_choices[] = {
  { "parent", "link", NC_("link", "Parent of") },
  { "supplier", "link", NC_("link", "Supplier of") },
  { "partner", "link", NC_("link", "Partner of") },
  { "owner", "link", NC_("link", "Owner of") },
  { "referral", "link", NC_("link", "Brought in") },
  { NULL },
};

static const RapportField fields[] = {
  { "from_account", N_("From"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_ACCOUNT },
  { "to_account", N_("To"), RAPPORT_FIELD_REF, RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_ACCOUNT },
  { "link_kind", N_("Kind"), RAPPORT_FIELD_CHOICE,
    RAPPORT_FIELD_REQUIRED, RAPPORT_KIND_NONE, link_choices },
  { "since", N_("Since"), RAPPORT_FIELD_DAY },
  { "until", N_("Until"), RAPPORT_FIELD_DAY },
  { "note", N_("Note"), RAPPORT_FIELD_NOTE },
  RAPPORT_COMMON_FIELDS,
};

const RapportKind rapport_link_kind = {
  .id = RAPPORT_KIND_LINK,
  .name = "link",
  .plural = "links",
  .label = N_("Link"),
  .label_plural = N_("Links"),
  .fields = fields,
  .n_fields = G_N_ELEMENTS (fields),
  .get_type = rapport_link_get_type,
  .title_field = -1,
};

G_STATIC_ASSERT (G_N_ELEMENTS (fields) == RAPPORT_LINK_N_FIELDS);

RAPPORT_DEFINE_RECORD (RapportLink, rapport_link)
