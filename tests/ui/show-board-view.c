#include "config.h"

#include <stdlib.h>

#include "service/rapport-sample.h"
#include "board-fixture.h"

/* Shows the board page with the sample company, for the eye and for driving it from outside.
 * Arguments: --size WxH, large (text at 200 %), empty, or a day that the sample is made for. */

static gboolean
closed_cb (GtkWindow *window,
           gpointer   loop)
{
  g_main_loop_quit (loop);
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  BoardFixture *fixture;
  RapportDay day = rapport_day_parse ("2025-11-20");
  int width = 1242, height = 900;
  gboolean empty = FALSE;
  g_autoptr(GError) error = NULL;

  adw_init ();
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--size") && i + 1 < argc)
        sscanf (argv[++i], "%dx%d", &width, &height);
      else if (g_str_equal (argv[i], "large"))
        g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
      else if (g_str_equal (argv[i], "empty"))
        empty = TRUE;
      else
        day = rapport_day_parse (argv[i]);
    }
  fixture = board_fixture_new ();
  if (!empty)
    {
      if (!rapport_sample_fill (rapport_workspace_get_store (fixture->workspace), day, NULL, &error))
        g_error ("%s", error->message);
      if (!rapport_store_set_as_of (rapport_workspace_get_store (fixture->workspace), day, &error))
        g_error ("%s", error->message);
    }
  board_fixture_show (fixture, width, height);
  g_signal_connect (fixture->window, "close-request", G_CALLBACK (closed_cb), loop);
  g_main_loop_run (loop);
  board_fixture_free (fixture);
  return 0;
}
