#pragma once

#include <adwaita.h>

#include "service/rapport-account-service.h"

G_BEGIN_DECLS

/**
 * RapportAccountPeople:
 *
 * The tab of the account page about who is there: a card for each, edited in place.
 */
#define RAPPORT_TYPE_ACCOUNT_PEOPLE (rapport_account_people_get_type ())
G_DECLARE_FINAL_TYPE (RapportAccountPeople, rapport_account_people, RAPPORT, ACCOUNT_PEOPLE, AdwBin)

void rapport_account_people_show (RapportAccountPeople *self,
                                  RapportWorkspace     *workspace,
                                  RapportRecord        *record,
                                  RapportAccountData   *data);

G_END_DECLS
