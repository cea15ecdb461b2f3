#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportAccountsFooter:
 *
 * The summary line under a GtkColumnView, which has none of its own: each text stands under its
 * column, as wide as the column is, and follows it when it is made wider, moved, or scrolled.
 */
#define RAPPORT_TYPE_ACCOUNTS_FOOTER (rapport_accounts_footer_get_type ())
G_DECLARE_FINAL_TYPE (RapportAccountsFooter, rapport_accounts_footer, RAPPORT, ACCOUNTS_FOOTER,
                      GtkWidget)

void rapport_accounts_footer_set_view (RapportAccountsFooter *self,
                                       GtkColumnView         *view);
void rapport_accounts_footer_set_text (RapportAccountsFooter *self,
                                       const char            *column,
                                       const char            *text,
                                       const char            *tooltip);
void rapport_accounts_footer_set_line (RapportAccountsFooter *self,
                                       const char            *line);
void rapport_accounts_footer_follow   (RapportAccountsFooter *self);

G_END_DECLS
