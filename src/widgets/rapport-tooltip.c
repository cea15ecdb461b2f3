#include "config.h"

#include "widgets/rapport-tooltip.h"

/* gtk_widget_set_tooltip_text() asks the display server at once where the pointer is, three times there and back:
 * a list that binds two hundred rows waits a second for a busy server. Here the text is looked up when the pointer
 * rests. */

/* A label that says all of it needs no tooltip. */
static gboolean
is_in_sight (GtkWidget  *widget,
             const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_has_suffix (gtk_label_get_text (GTK_LABEL (widget)), text) &&
         !pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
}

static gboolean
query_cb (GtkWidget  *widget,
          int         x,
          int         y,
          gboolean    keyboard,
          GtkTooltip *tooltip)
{
  const char *text = g_object_get_data (G_OBJECT (widget), "rapport-tooltip");

  if (text == NULL || is_in_sight (widget, text))
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/**
 * rapport_tooltip_set:
 * @widget: a widget
 * @text: (nullable): what its tooltip says
 *
 * For the rows of long lists: sets a tooltip without asking the display server anything. A tooltip that is shown
 * just then keeps its text until the pointer moves.
 * On a label it is shown only where the label does not say all of it.
 */
void
rapport_tooltip_set (GtkWidget  *widget,
                     const char *text)
{
  const char *before = g_object_get_data (G_OBJECT (widget), "rapport-tooltip");

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (before, text) == 0)
    return;
  if (!g_signal_handler_find (widget, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, (gpointer) query_cb, NULL))
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_cb), NULL);
  g_object_set_data_full (G_OBJECT (widget), "rapport-tooltip", g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
}
