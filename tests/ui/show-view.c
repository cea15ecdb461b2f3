#include "config.h"

#include <adwaita.h>

#include "service/rapport-workspace.h"
#include "widgets/rapport-theme.h"

#include "views/rapport-timeline-view.h"
#include "views/rapport-today-view.h"

/* Shows one view in a window of its own, to look at while it is being built:
 * show-view RapportTodayView FILE.rapport [YYYY-MM-DD] */

static RapportWorkspace *workspace;

static void
activate_cb (GApplication *application,
             gpointer      data)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *overlay = adw_toast_overlay_new ();
  GType type = g_type_from_name (data);

  if (type == 0)
    g_error ("no type %s", (char *) data);
  rapport_theme_init (gdk_display_get_default ());
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), g_object_new (type, "workspace", workspace, NULL));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), overlay);
  gtk_window_set_title (GTK_WINDOW (window), "View");
  gtk_window_set_default_size (GTK_WINDOW (window), 1248, 900);
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
  g_type_ensure (RAPPORT_TYPE_TIMELINE_VIEW);
  g_type_ensure (RAPPORT_TYPE_TODAY_VIEW);
  workspace = rapport_workspace_open (argv[2], RAPPORT_STORE_DEFAULT, &error);
  if (workspace == NULL)
    g_error ("%s", error->message);
  if (argc > 3 && !rapport_store_set_as_of (rapport_workspace_get_store (workspace), rapport_day_parse (argv[3]), &error))
    g_error ("%s", error->message);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argv[1]);
  return g_application_run (G_APPLICATION (application), 1, argv);
}
