#pragma once

#include <gtk/gtk.h>
#include <string.h>

/* What tests of windows share. */

/* The first label that is shown within a widget and has @text in it. */
static GtkWidget *
find_label (GtkWidget  *within,
            const char *text)
{
  if (GTK_IS_LABEL (within) && gtk_widget_get_mapped (within) &&
      strstr (gtk_label_get_text (GTK_LABEL (within)), text) != NULL)
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_label (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* The window of a type that is on screen, %NULL without one. */
static inline gpointer
find_toplevel (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}
