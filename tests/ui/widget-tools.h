/* What the tests of drawing widgets share. */
#pragma once

#include <gtk/gtk.h>

#include "tests/test-tools.h"

/* GTK's own macro makes a format of the expected text, which then may hold no percent sign. */
static inline void
assert_property (GtkWidget             *widget,
                 GtkAccessibleProperty  property,
                 const char            *expected)
{
  g_autofree char *found = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), property,
                                                               expected);

  if (found != NULL)
    g_error ("expected “%s”, found %s", expected, found);
}

static inline void
assert_label (GtkWidget  *widget,
              const char *expected)
{
  assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, expected);
}

static inline void
assert_finalized (GtkWidget *widget)
{
  g_assert_finalize_object (G_OBJECT (widget));
}

static inline GtkWidget *
own (GtkWidget *widget)
{
  return g_object_ref_sink (widget);
}

/* Lets a chart be measured, drawn and painted to pixels. Returns a window to be closed. */
static inline GtkWidget *
show (GtkWidget *chart,
      int        width,
      int        height)
{
  GtkWidget *window = gtk_window_new ();
  gint64 until;

  /* GTK 4.8 complains when a window goes while its tooltip is on the way. */
  gtk_widget_set_has_tooltip (chart, FALSE);
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_set_child (GTK_WINDOW (window), chart);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_width (chart) > 0);
  until = g_get_monotonic_time () + G_TIME_SPAN_SECOND / 5;
  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  return window;
}

static inline void
hide (GtkWidget *window)
{
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Sends a key to the widget's own key controllers, as the window would. */
static inline gboolean
press (GtkWidget       *widget,
       guint            key,
       GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (int capture = 1; capture >= 0; capture--)
    for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
      {
        g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

        if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
            (gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE) ==
              capture)
          g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
      }
  return handled;
}

static inline void
keep_index_cb (GtkWidget *widget,
               guint      index,
               guint     *kept)
{
  *kept = index;
}

static inline void
count_cb (gpointer  object,
          guint    *count)
{
  (*count)++;
}
