#pragma once

#include <adwaita.h>

#include "service/rapport-account-service.h"

G_BEGIN_DECLS

/**
 * RapportAccountOverview:
 *
 * The first tab of the account page: figures, the newest episodes, promises, people, how they like
 * to be treated.
 */
#define RAPPORT_TYPE_ACCOUNT_OVERVIEW (rapport_account_overview_get_type ())
G_DECLARE_FINAL_TYPE (RapportAccountOverview, rapport_account_overview, RAPPORT, ACCOUNT_OVERVIEW,
                      AdwBin)

void rapport_account_overview_show (RapportAccountOverview *self,
                                    RapportWorkspace       *workspace,
                                    RapportRecord          *record,
                                    RapportAccountData     *data);

G_END_DECLS
