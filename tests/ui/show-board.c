#include "config.h"

#include <adwaita.h>

#include "board-sample.h"

/* Shows the sample board and prints its signals, for looking at it and for driving it from outside.
 * Arguments: notes (the past), read-only, refuse, unfolded, large (text at 200 %). */

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
  g_autoptr(GtkCssProvider) sheet = NULL;
  GtkWidget *window;
  Sample *sample;

  adw_init ();
  sheet = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (sheet, "/app/rapport/Rapport/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (sheet),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  sample = sample_new ();
  sample->verbose = TRUE;
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "notes"))
        {
          g_autoptr(SampleCard) one = g_list_model_get_item (G_LIST_MODEL (sample->stores[4]), 0);
          g_autoptr(SampleCard) other = g_list_model_get_item (G_LIST_MODEL (sample->stores[6]), 2);

          sample_card_set_note (one, "from First-time, 10 May", "#1391a5");
          sample_card_set_note (other, "from Majority, 7 May", "#cf9110");
          rapport_board_set_notes (sample->board, TRUE);
        }
      else if (g_str_equal (argv[i], "read-only"))
        rapport_board_set_read_only (sample->board, TRUE);
      else if (g_str_equal (argv[i], "refuse"))
        sample->refuse = TRUE;
      else if (g_str_equal (argv[i], "large"))
        g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
      else if (g_str_equal (argv[i], "unfolded"))
        rapport_board_set_ended_unfolded (sample->board, TRUE);
    }

  window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "Board");
  gtk_window_set_default_size (GTK_WINDOW (window), 1242, 780);
  adw_window_set_content (ADW_WINDOW (window), GTK_WIDGET (sample->board));
  g_signal_connect (window, "close-request", G_CALLBACK (closed_cb), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  sample_free (sample);

  return 0;
}
