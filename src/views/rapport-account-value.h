#pragma once

#include <adwaita.h>

#include "service/rapport-account-service.h"

G_BEGIN_DECLS

/**
 * RapportAccountValueTab:
 *
 * The tab of the account page about money: revenue by quarter, margin by quarter, purchases.
 */
#define RAPPORT_TYPE_ACCOUNT_VALUE_TAB (rapport_account_value_tab_get_type ())
G_DECLARE_FINAL_TYPE (RapportAccountValueTab, rapport_account_value_tab, RAPPORT, ACCOUNT_VALUE_TAB,
                      AdwBin)

void rapport_account_value_tab_show (RapportAccountValueTab *self,
                                 RapportWorkspace    *workspace,
                                 RapportRecord       *record,
                                 RapportAccountData  *data);

G_END_DECLS
