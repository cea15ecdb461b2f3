#pragma once

#include <adwaita.h>

#include "service/rapport-account-filter.h"

G_BEGIN_DECLS

/**
 * RapportAccountsView:
 *
 * The list of accounts: filtered as one types, sorted by its headings, with the columns that a
 * person has chosen; several rows can be moved, assigned, tagged, printed, exported, deleted.
 *
 * Properties: `workspace` (RapportWorkspace, nullable, read-write). Actions: `accounts.print`,
 * `accounts.export`, `accounts.export-pdf`, `accounts.copy`, `accounts.delete`.
 */
#define RAPPORT_TYPE_ACCOUNTS_VIEW (rapport_accounts_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportAccountsView, rapport_accounts_view, RAPPORT, ACCOUNTS_VIEW, AdwBin)

GtkWidget                  *rapport_accounts_view_new           (void);
void                        rapport_accounts_view_set_workspace (RapportAccountsView        *self,
                                                                 RapportWorkspace           *workspace);
RapportWorkspace           *rapport_accounts_view_get_workspace (RapportAccountsView        *self);
const RapportAccountFilter *rapport_accounts_view_get_filter    (RapportAccountsView        *self);
void                        rapport_accounts_view_set_filter    (RapportAccountsView        *self,
                                                                 const RapportAccountFilter *filter);
void                        rapport_accounts_view_print_list    (RapportAccountsView        *self);

G_END_DECLS
