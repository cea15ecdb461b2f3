#include "config.h"

#include <adwaita.h>

#include "views/rapport-import-window.h"
#include "widgets/rapport-theme.h"

/* Shows the import window by itself, to look at while it is being built: show-import FILE.rapport FILE.csv */

static RapportWorkspace *workspace;

static void
activate_cb (GApplication *application,
             gpointer      data)
{
  GtkWidget *window;

  rapport_theme_init (gdk_display_get_default ());
  window = rapport_import_window_new (workspace, data);
  gtk_window_set_application (GTK_WINDOW (window), GTK_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = adw_application_new ("app.rapport.Rapport", G_APPLICATION_NON_UNIQUE);
  g_autoptr(GError) error = NULL;

  if (argc < 3)
    return 2;
  workspace = rapport_workspace_open (argv[1], RAPPORT_STORE_DEFAULT, &error);
  if (workspace == NULL)
    g_error ("%s", error->message);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[2]);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
