#include "config.h"

#include "application/rapport-about.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * rapport_about_show:
 * @parent: the window to stand before
 *
 * Shows what this program is. The only place for AdwAboutWindow, which newer libadwaita has another class for.
 */
void
rapport_about_show (GtkWindow *parent)
{
  adw_show_about_window (parent,
                         "application-name", _("Rapport"),
                         "application-icon", APP_ID,
                         "version", PACKAGE_VERSION,
                         "comments", _("Every customer on one page: what was said, promised, bought, and how it stands between you."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         /* Translators: the names of the translators, one a line */
                         "translator-credits", _("translator-credits"),
                         NULL);
}
