#include "config.h"

#include <adwaita.h>

#include "application/rapport-first-frame.h"
#include "widgets/rapport-theme.h"

/* What a window costs that shows nothing, in a program of one instance as every program of the desktop is: the measure for the
 * start of ours. */

static void
activate_cb (GApplication *application)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));

  rapport_theme_init (gdk_display_get_default ());
  gtk_window_set_default_size (GTK_WINDOW (window), 1440, 900);
  rapport_first_frame_watch (GTK_WINDOW (window), 0);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(AdwApplication) application = adw_application_new ("app.rapport.Rapport", G_APPLICATION_DEFAULT_FLAGS);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
