#pragma once

#include <adwaita.h>

#include "service/rapport-account-service.h"

G_BEGIN_DECLS

/**
 * RapportAccountRelationship:
 *
 * The tab of the account page about how it came to be: moves with their reasons, and what was
 * changed in the record.
 */
#define RAPPORT_TYPE_ACCOUNT_RELATIONSHIP (rapport_account_relationship_get_type ())
G_DECLARE_FINAL_TYPE (RapportAccountRelationship, rapport_account_relationship, RAPPORT, ACCOUNT_RELATIONSHIP,
                      AdwBin)

void rapport_account_relationship_show (RapportAccountRelationship *self,
                                        RapportWorkspace           *workspace,
                                        RapportRecord              *record,
                                        RapportAccountData         *data);

G_END_DECLS
