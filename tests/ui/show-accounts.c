#include "config.h"

#include <adwaita.h>
#include <stdlib.h>
#include <string.h>

#include "accounts-sample.h"
#include "views/rapport-accounts-view.h"
#include "views/rapport-new-account-dialog.h"
#include "widgets/rapport-theme.h"

/* Shows the page of accounts on a made-up workspace, for the eye: show-accounts [NUMBER|sample] [rtl] [large] [WIDTHxHEIGHT] */

static void
new_account_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       view)
{
  rapport_new_account_dialog_present (view, rapport_accounts_view_get_workspace (view), g_variant_get_string (parameter, NULL));
}

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
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) action = g_simple_action_new ("new-account", G_VARIANT_TYPE_STRING);
  AccountsSample *sample;
  guint n = 159;
  int width = 1248, height = 900;

  adw_init ();
  rapport_theme_init (gdk_display_get_default ());
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()), "/app/rapport/Rapport/icons");
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "rtl"))
        gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
      else if (g_str_equal (argv[i], "large"))
        g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
      else if (g_str_equal (argv[i], "sample"))
        n = ACCOUNTS_SAMPLE_COMPANY;
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
  g_signal_connect (action, "activate", G_CALLBACK (new_account_cb), view);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  gtk_window_set_title (GTK_WINDOW (window), "Accounts");
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  g_signal_connect (window, "close-request", G_CALLBACK (closed_cb), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  accounts_sample_free (sample);
  return 0;
}
