#include "config.h"

#include "views/rapport-account-view.h"
#include "views/rapport-timeline.h"

/**
 * rapport_account_view_create_timeline:
 * @workspace: a workspace
 * @account: an account
 *
 * Returns: (transfer floating): what the tab Timeline shows
 */
GtkWidget *
rapport_account_view_create_timeline (RapportWorkspace *workspace,
                                      gint64            account)
{
  return g_object_new (RAPPORT_TYPE_TIMELINE, "workspace", workspace, "account", account, NULL);
}
