#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportAccountView:
 *
 * The page of one account. Properties: `workspace` (RapportWorkspace), `account` (int64, the id; 0
 * for none), `record` (RapportAccount, read-only, follows changes), `tab` (string: overview,
 * timeline, people, value, relationship).
 */
#define RAPPORT_TYPE_ACCOUNT_VIEW (rapport_account_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportAccountView, rapport_account_view, RAPPORT, ACCOUNT_VIEW, AdwBin)

GtkWidget  *rapport_account_view_new             (void);
gint64      rapport_account_view_get_account     (RapportAccountView *self);
void        rapport_account_view_set_account     (RapportAccountView *self,
                                                  gint64              account);
void        rapport_account_view_show_tab        (RapportAccountView *self,
                                                  const char         *tab);
GtkWidget  *rapport_account_view_create_timeline (RapportWorkspace   *workspace,
                                                  gint64              account);

G_END_DECLS
