#include "config.h"

#include <adwaita.h>

#include "widgets/rapport-feedback.h"

/* Toasts in quick succession: libadwaita 1.2 crashes where they are dismissed faster than they come and go. */

typedef struct
{
  GtkWidget *child;
  guint      n;
} Storm;

static gboolean
toast_cb (gpointer data)
{
  Storm *storm = data;

  rapport_toast (storm->child, "Moved <b>&", TRUE);
  if (storm->n % 7 == 0)
    rapport_toast (storm->child, "Something else", FALSE);
  return ++storm->n < 40;
}

static void
test_storm (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();
  Storm storm = { gtk_label_new ("Page"), 0 };
  gint64 end;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), storm.child);
  adw_window_set_content (ADW_WINDOW (window), overlay);
  gtk_window_present (GTK_WINDOW (window));
  g_timeout_add (70, toast_cb, &storm);
  while (storm.n < 40)
    g_main_context_iteration (NULL, TRUE);

  /* Into the rest of the last one. */
  end = g_get_monotonic_time () + G_USEC_PER_SEC;
  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/feedback/storm", test_storm);

  return g_test_run ();
}
