#include "config.h"

#include <gtk/gtk.h>

/* Another program from which a file is dragged: drag-source FILE. Says "ready" when its window is there, and ends when
 * the file was dropped: 0 where it was taken, 1 where not. */

static GMainLoop *loop;
static int status = 1;

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            GFile         *file)
{
  g_autoptr(GSList) files = g_slist_append (NULL, file);

  return gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
}

static void
end_cb (GtkDragSource *source,
        GdkDrag       *drag,
        gboolean       delete_data,
        gpointer       data)
{
  status = 0;
  g_main_loop_quit (loop);
}

static gboolean
cancel_cb (GtkDragSource      *source,
           GdkDrag            *drag,
           GdkDragCancelReason reason,
           gpointer            data)
{
  g_main_loop_quit (loop);
  return FALSE;
}

static gboolean
ready_cb (gpointer data)
{
  g_print ("ready\n");
  return G_SOURCE_REMOVE;
}

static void
map_cb (GtkWidget *window,
        gpointer   data)
{
  g_timeout_add (300, ready_cb, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GFile) file = NULL;
  GtkDragSource *source;
  GtkWidget *window, *label;

  gtk_init ();
  file = g_file_new_for_commandline_arg (argv[1]);
  source = gtk_drag_source_new ();
  window = gtk_window_new ();
  label = gtk_label_new (argv[1]);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_START);
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), file);
  g_signal_connect (source, "drag-cancel", G_CALLBACK (cancel_cb), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), NULL);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 100);
  gtk_window_set_child (GTK_WINDOW (window), label);
  g_signal_connect (window, "map", G_CALLBACK (map_cb), NULL);
  loop = g_main_loop_new (NULL, FALSE);
  gtk_window_present (GTK_WINDOW (window));
  g_main_loop_run (loop);
  g_main_loop_unref (loop);
  gtk_window_destroy (GTK_WINDOW (window));
  return status;
}
