#include "config.h"

#include "application/rapport-pages.h"

#include <glib/gi18n.h>

#include "views/rapport-account-view.h"
#include "views/rapport-accounts-view.h"
#include "views/rapport-board-view.h"
#include "views/rapport-import-window.h"
#include "views/rapport-timeline-view.h"
#include "views/rapport-today-view.h"

/* The one place that knows which pages there are. */

static const RapportPage all_pages[] = {
  { "today", NC_("page", "Today"), "rp-today-symbolic", rapport_today_view_get_type },
  { "board", NC_("page", "Board"), "rp-board-symbolic", rapport_board_view_get_type },
  { "accounts", NC_("page", "Accounts"), "rp-accounts-symbolic", rapport_accounts_view_get_type },
  { "timeline", NC_("page", "Timeline"), "rp-timeline-symbolic", rapport_timeline_view_get_type },
};

static const RapportPage *pages = all_pages;
static guint n_pages = G_N_ELEMENTS (all_pages);

static GType (*screens[RAPPORT_N_SCREENS]) (void) = {
  [RAPPORT_SCREEN_ACCOUNT] = rapport_account_view_get_type,
  [RAPPORT_SCREEN_IMPORT] = rapport_import_window_get_type,
};

/**
 * rapport_pages_get:
 * @n: counted from 0
 *
 * Returns: (nullable) (transfer none): the page, %NULL after the last one
 */
const RapportPage *
rapport_pages_get (guint n)
{
  for (guint i = 0; i < n_pages; i++)
    if (pages[i].get_type != NULL && n-- == 0)
      return &pages[i];
  return NULL;
}

/**
 * rapport_pages_find:
 * @name: name of a page
 *
 * Returns: (nullable) (transfer none): the page
 */
const RapportPage *
rapport_pages_find (const char *name)
{
  const RapportPage *page;

  for (guint n = 0; (page = rapport_pages_get (n)) != NULL; n++)
    if (g_strcmp0 (page->name, name) == 0)
      return page;
  return NULL;
}

/**
 * rapport_screens_get:
 * @screen: a screen
 *
 * Returns: its widget class, %G_TYPE_INVALID where this build does not have it
 */
GType
rapport_screens_get (RapportScreen screen)
{
  g_return_val_if_fail (screen < RAPPORT_N_SCREENS, G_TYPE_INVALID);

  return screens[screen] ? screens[screen] () : G_TYPE_INVALID;
}

/**
 * rapport_pages_replace:
 * @new_pages: (array length=n): the pages; kept, not copied
 * @n: how many
 *
 * Gives the window other pages.
 */
void
rapport_pages_replace (const RapportPage *new_pages,
                       guint              n)
{
  pages = new_pages;
  n_pages = n;
}

/**
 * rapport_screens_replace:
 * @screen: a screen
 * @get_type: (nullable): its widget class
 *
 * Gives the window another screen.
 */
void
rapport_screens_replace (RapportScreen   screen,
                         GType         (*get_type) (void))
{
  g_return_if_fail (screen < RAPPORT_N_SCREENS);

  screens[screen] = get_type;
}
