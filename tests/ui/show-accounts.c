#include "config.h"

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>

#include "accounts-sample.h"
#include "views/rapport-accounts-view.h"
#include "widgets/rapport-theme.h"

/* Shows the page of accounts on a made-up workspace, for the eye: show-accounts [NUMBER] [rtl] [large] [WIDTHxHEIGHT] */

static gboolean
closed_cb (GtkWindow *window,
           gpointer   user_data)
{
  g_main_loop_quit (user_data);
  return FALSE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GtkWidget *window, *view, *overlay;
  AccountsSample *sample;
  guint n = 159;
  int width = 1248, height = 900;

  adw_init ();
  rapport_theme_init (gdk_display_get_default ());
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "rtl"))
        gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
      else if (g_str_equal (argv[i], "large"))
        g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
      else if (strchr (argv[i], 'x') != NULL)
        {
          width = atoi (argv[i]);
          height = atoi (strchr (argv[i], 'x') + 1);
        }
      else
        n = (guint) atoi (argv[i]);
    }
  sample = accounts_sample_new (n);
  window = adw_window_new ();
  overlay = adw_toast_overlay_new ();
  view = rapport_accounts_view_new ();
  rapport_accounts_view_set_workspace (RAPPORT_ACCOUNTS_VIEW (view), sample->workspace);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), view);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_set_title (GTK_WINDOW (window), "Accounts");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  g_signal_connect (window, "close-request", G_CALLBACK (closed_cb), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  accounts_sample_free (sample);
  return 0;
}
