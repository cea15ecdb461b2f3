#include "config.h"

#include "widgets/rapport-chart-private.h"

#include <glib/gi18n.h>

/* Keys, pointer and menu of a chart. */

static gboolean
is_activatable (RapportChart *self)
{
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);

  return klass->activate_signal != 0 &&
         g_signal_has_handler_pending (self, klass->activate_signal, 0, FALSE);
}

static gboolean
key_pressed_cb (RapportChart    *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  RapportChartPrivate *priv = _rapport_chart_get_private (self);
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);
  int n = (int) _rapport_chart_get_n_items (self);
  int columns = klass->get_n_columns != NULL ? (int) klass->get_n_columns (self) : 0;
  int at = priv->cursor;
  int forward = _rapport_chart_is_rtl (self) ? -1 : 1;
  int step = 0;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (n == 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_Right: case GDK_KEY_KP_Right:
      step = forward;
      break;
    case GDK_KEY_Left: case GDK_KEY_KP_Left:
      step = -forward;
      break;
    case GDK_KEY_Down: case GDK_KEY_KP_Down:
      step = columns > 0 ? columns : 1;
      break;
    case GDK_KEY_Up: case GDK_KEY_KP_Up:
      step = columns > 0 ? -columns : -1;
      break;
    case GDK_KEY_Home: case GDK_KEY_KP_Home:
      rapport_chart_set_cursor (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End: case GDK_KEY_KP_End:
      rapport_chart_set_cursor (self, n - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (at < 0)
        return GDK_EVENT_PROPAGATE;
      rapport_chart_set_cursor (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return: case GDK_KEY_KP_Enter: case GDK_KEY_space:
      if (at < 0 || !is_activatable (self))
        return GDK_EVENT_PROPAGATE;
      klass->activate_item (self, (guint) at);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }

  if (at < 0)
    at = 0;
  else if (at + step >= 0 && at + step < n)
    at += step;
  rapport_chart_set_cursor (self, at);
  return GDK_EVENT_STOP;
}

static void
released_cb (RapportChart    *self,
             int              n_press,
             double           x,
             double           y,
             GtkGestureClick *gesture)
{
  guint item;

  if (!is_activatable (self) || !rapport_chart_find_item (self, _rapport_chart_logical_x (self, x), y, &item))
    return;

  rapport_chart_set_cursor (self, (int) item);
  RAPPORT_CHART_GET_CLASS (self)->activate_item (self, item);
}

static void
set_hover (RapportChart *self,
           int           item)
{
  RapportChartPrivate *priv = _rapport_chart_get_private (self);

  if (priv->hover == item)
    return;
  priv->hover = item;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), item >= 0 ? "pointer" : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
motion_cb (RapportChart *self,
           double        x,
           double        y)
{
  guint item;

  if (RAPPORT_CHART_GET_CLASS (self)->activate_signal == 0)
    return;
  if (is_activatable (self) && rapport_chart_find_item (self, _rapport_chart_logical_x (self, x), y, &item))
    set_hover (self, (int) item);
  else
    set_hover (self, -1);
}

static void
leave_cb (RapportChart *self)
{
  if (RAPPORT_CHART_GET_CLASS (self)->activate_signal != 0)
    set_hover (self, -1);
}

static void
popup_menu (RapportChart *self,
            double        x,
            double        y)
{
  RapportChartPrivate *priv = _rapport_chart_get_private (self);

  if (RAPPORT_CHART_GET_CLASS (self)->dup_table == NULL || rapport_chart_get_empty (self) != NULL)
    return;

  if (priv->menu == NULL)
    {
      g_autoptr(GMenu) menu = g_menu_new ();

      g_menu_append (menu, _("Show as _Table"), "chart.show-table");
      g_menu_append (menu, _("_Copy Numbers"), "chart.copy");
      g_menu_append (menu, _("_Export as CSV…"), "chart.export");
      priv->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
      gtk_popover_set_has_arrow (GTK_POPOVER (priv->menu), FALSE);
      gtk_widget_set_halign (priv->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (priv->menu, GTK_WIDGET (self));
    }

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.export",
                                 rapport_chart_can_export (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (priv->menu),
                               &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (priv->menu));
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
}

static void
menu_pressed_cb (RapportChart    *self,
                 int              n_press,
                 double           x,
                 double           y,
                 GtkGestureClick *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  popup_menu (self, x, y);
}

static void
menu_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  popup_menu (RAPPORT_CHART (widget), gtk_widget_get_width (widget) / 2.,
              gtk_widget_get_height (widget) / 2.);
}

static void
show_table_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  rapport_chart_show_as_table (RAPPORT_CHART (widget));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  rapport_chart_export_csv (RAPPORT_CHART (widget));
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_autoptr(RapportChartTable) table = rapport_chart_dup_table (RAPPORT_CHART (widget));
  g_autofree char *csv = NULL;

  if (table == NULL)
    return;
  csv = rapport_chart_table_to_csv (table);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), csv);
}

/* The actions of all charts and their keys. */
void
_rapport_chart_class_init_input (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chart.show-table", NULL, show_table_action);
  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "chart.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "chart.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "chart.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "chart.menu", NULL);
}

void
_rapport_chart_init_input (RapportChart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
}
