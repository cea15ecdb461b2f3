#include "config.h"

#include <adwaita.h>

#include "core/rapport-records.h"
#include "service/rapport-lookup.h"
#include "service/rapport-sample.h"
#include "service/rapport-workspace.h"
#include "views/rapport-account-view.h"
#include "widgets/rapport-theme.h"

/* Shows the page of one account, to look at: show-account FILE.rapport YYYY-MM-DD NAME [TAB] [large] */

static RapportWorkspace *workspace;
static char **arguments;

static void
activate_cb (GApplication *application,
             gpointer      data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *view = rapport_account_view_new ();
  g_autoptr(GError) error = NULL;
  gint64 account = rapport_lookup_find_one (workspace, RAPPORT_KIND_ACCOUNT, arguments[3], &error);

  if (account == 0)
    g_error ("%s", error->message);
  rapport_theme_init (gdk_display_get_default ());
  if (arguments[4] != NULL && arguments[5] != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
  g_object_set (view, "workspace", workspace, "account", account, NULL);
  if (arguments[4] != NULL)
    rapport_account_view_show_tab (RAPPORT_ACCOUNT_VIEW (view), arguments[4]);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), view);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  gtk_window_set_title (GTK_WINDOW (window), "Account");
  gtk_window_set_default_size (GTK_WINDOW (window), 1248, 900);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = adw_application_new ("app.rapport.Rapport", G_APPLICATION_NON_UNIQUE);
  g_autoptr(GError) error = NULL;

  if (argc < 4)
    return 2;
  arguments = argv;
  /* A file that is not there becomes a sample of that day. */
  if (!g_file_test (argv[1], G_FILE_TEST_EXISTS) && !rapport_sample_create (argv[1], rapport_day_parse (argv[2]), &error))
    g_error ("%s", error->message);
  workspace = rapport_workspace_open (argv[1], RAPPORT_STORE_DEFAULT, &error);
  if (workspace == NULL || !rapport_store_set_as_of (rapport_workspace_get_store (workspace), rapport_day_parse (argv[2]), &error))
    g_error ("%s", error->message);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
