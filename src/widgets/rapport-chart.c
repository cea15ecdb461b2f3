#include "config.h"

#include "widgets/rapport-chart.h"

#include <glib/gi18n.h>
#include <math.h>

typedef struct
{
  guint item;
  graphene_rect_t area;         /* logical: x from the reading start */
} ItemArea;

typedef struct
{
  char *title;
  GtkWidget *menu;
  GArray *items;                /* of ItemArea, as drawn last */
  int cursor;                   /* the mark walked to by keys, -1 */
  int hover;                    /* the mark under the pointer, -1 */
} RapportChartPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapportChart, rapport_chart, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_TITLE = 1
} RapportChartProperty;

static GParamSpec *properties[PROP_TITLE + 1];

enum
{
  EXPORT_CSV,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static struct
{
  RapportChartExporter function;
  gpointer user_data;
  GDestroyNotify destroy;
} exporter;

/**
 * rapport_chart_get_scale:
 * @widget: a widget
 *
 * Returns: the user's text scaling: the resolution of the widget's font over 96 dpi
 */
double
rapport_chart_get_scale (GtkWidget *widget)
{
  double dpi;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  dpi = pango_cairo_context_get_resolution (gtk_widget_get_pango_context (widget));
  return dpi > 0 ? dpi / 96 : 1;
}

static gboolean
is_rtl (RapportChart *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static double
logical_x (RapportChart *self,
           double        x)
{
  return is_rtl (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - x : x;
}

static guint
get_n_items (RapportChart *self)
{
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);

  if (klass->get_n_items == NULL || rapport_chart_get_empty (self) != NULL)
    return 0;
  return klass->get_n_items (self);
}

static gboolean
is_activatable (RapportChart *self)
{
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);

  return klass->activate_signal != 0 &&
         g_signal_has_handler_pending (self, klass->activate_signal, 0, FALSE);
}

/**
 * rapport_chart_add_item:
 * @self: a chart
 * @item: index of a mark
 * @x: from the reading start
 * @y: from the top
 * @width: width
 * @height: height
 *
 * Says, from within draw(), where a mark is, for the pointer and the focus ring.
 */
void
rapport_chart_add_item (RapportChart *self,
                        guint         item,
                        double        x,
                        double        y,
                        double        width,
                        double        height)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);
  ItemArea area = { item, GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                              (float) height) };

  g_array_append_val (priv->items, area);
}

/**
 * rapport_chart_find_item:
 * @self: a chart
 * @x: from the reading start
 * @y: from the top
 * @item: (out): index of the mark there, the one drawn last where they overlap
 *
 * Returns: whether there is one
 */
gboolean
rapport_chart_find_item (RapportChart *self,
                         double        x,
                         double        y,
                         guint        *item)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);

  for (guint i = priv->items->len; i > 0; i--)
    {
      ItemArea *area = &g_array_index (priv->items, ItemArea, i - 1);

      if (graphene_rect_contains_point (&area->area, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        {
          *item = area->item;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * rapport_chart_get_cursor:
 * @self: a chart
 *
 * Returns: the mark that the keys have walked to, or -1
 */
int
rapport_chart_get_cursor (RapportChart *self)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);

  return priv->cursor;
}

/**
 * rapport_chart_set_cursor:
 * @self: a chart
 * @item: a mark, or -1
 *
 * Moves the keyboard's mark and tells assistive technologies what is there.
 */
void
rapport_chart_set_cursor (RapportChart *self,
                          int           item)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);

  item = MIN (item, (int) get_n_items (self) - 1);
  if (priv->cursor == item)
    return;

  priv->cursor = item;
  if (item >= 0 && klass->dup_item_text != NULL)
    {
      g_autofree char *text = klass->dup_item_text (self, (guint) item);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  else
    {
      gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
    }
  gtk_widget_trigger_tooltip_query (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (RapportChart    *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);
  int n = (int) get_n_items (self);
  int columns = klass->get_n_columns != NULL ? (int) klass->get_n_columns (self) : 0;
  int at = priv->cursor;
  int forward = is_rtl (self) ? -1 : 1;
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

  if (!is_activatable (self) || !rapport_chart_find_item (self, logical_x (self, x), y, &item))
    return;

  rapport_chart_set_cursor (self, (int) item);
  RAPPORT_CHART_GET_CLASS (self)->activate_item (self, item);
}

static void
set_hover (RapportChart *self,
           int           item)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);

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
  if (is_activatable (self) && rapport_chart_find_item (self, logical_x (self, x), y, &item))
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
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);

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

static gboolean
rapport_chart_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard,
                             GtkTooltip *tooltip)
{
  RapportChart *self = RAPPORT_CHART (widget);
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);
  g_autofree char *text = NULL;
  guint item;

  if (priv->menu != NULL && gtk_widget_get_visible (priv->menu))
    return FALSE;

  if (!keyboard)
    text = rapport_chart_dup_tooltip (self, logical_x (self, x), y);
  else if (priv->cursor >= 0 && klass->dup_item_text != NULL)
    text = klass->dup_item_text (self, (guint) priv->cursor);

  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);

  /* Below the mark, not over the neighbours that it is compared with. */
  if (!keyboard && rapport_chart_find_item (self, logical_x (self, x), y, &item))
    for (guint i = 0; i < priv->items->len; i++)
      {
        ItemArea *area = &g_array_index (priv->items, ItemArea, i);
        double left = area->area.origin.x;

        if (area->item != item)
          continue;
        if (is_rtl (self))
          left = gtk_widget_get_width (widget) - left - area->area.size.width;
        gtk_tooltip_set_tip_area (tooltip,
                                  &(GdkRectangle) { (int) left, (int) area->area.origin.y,
                                                    (int) area->area.size.width,
                                                    (int) area->area.size.height });
        break;
      }
  return TRUE;
}

static void
draw_empty (RapportCanvas *canvas,
            const char    *sentence)
{
  g_autoptr(PangoLayout) layout = rapport_canvas_layout (canvas, sentence, 10, FALSE);
  int height;

  pango_layout_set_width (layout, (int) (canvas->width * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &height);
  rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
  cairo_move_to (canvas->cr, 0, round ((canvas->height - height) / 2));
  pango_cairo_show_layout (canvas->cr, layout);
}

static void
draw_marks (RapportChart  *self,
            RapportCanvas *canvas)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);

  for (guint i = 0; i < priv->items->len; i++)
    {
      ItemArea *area = &g_array_index (priv->items, ItemArea, i);
      graphene_rect_t *r = &area->area;
      gboolean focused = (int) area->item == priv->cursor &&
                         gtk_widget_has_visible_focus (GTK_WIDGET (self));

      if ((int) area->item == priv->hover)
        {
          rapport_canvas_rect (canvas, r->origin.x, r->origin.y, r->size.width, r->size.height, 6);
          rapport_canvas_set_role (canvas, RAPPORT_COLOR_HAIRLINE);
          cairo_fill (canvas->cr);
        }
      if (focused)
        {
          rapport_canvas_rect (canvas, r->origin.x + 1, r->origin.y + 1, r->size.width - 2,
                               r->size.height - 2, 6);
          rapport_canvas_set_role (canvas, RAPPORT_COLOR_ACCENT);
          cairo_set_line_width (canvas->cr, 2);
          cairo_stroke (canvas->cr);
        }
    }
}

static void
rapport_chart_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  RapportChart *self = RAPPORT_CHART (widget);
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);
  const char *empty = rapport_chart_get_empty (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  RapportCanvas canvas = {
    .widget = widget, .width = width, .height = height,
    .scale = rapport_chart_get_scale (widget), .rtl = is_rtl (self),
  };

  if (width <= 0 || height <= 0)
    return;

  g_array_set_size (priv->items, 0);
  canvas.cr = gtk_snapshot_append_cairo (snapshot,
                                         &GRAPHENE_RECT_INIT (0, 0, (float) width,
                                                              (float) height));
  if (empty != NULL)
    {
      if (*empty != '\0')
        draw_empty (&canvas, empty);
    }
  else
    {
      RAPPORT_CHART_GET_CLASS (self)->draw (self, &canvas);
      draw_marks (self, &canvas);
    }
  cairo_destroy (canvas.cr);
}

static void
rapport_chart_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  RapportChart *self = RAPPORT_CHART (widget);
  int min_width = 0, min_height = 0, width = 0, height = 0;

  RAPPORT_CHART_GET_CLASS (self)->get_size (self, rapport_chart_get_scale (widget), &min_width,
                                            &min_height, &width, &height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = min_width;
      *natural = MAX (width, min_width);
    }
  else
    {
      *minimum = min_height;
      *natural = MAX (height, min_height);
    }
}

static void
rapport_chart_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (RAPPORT_CHART (widget));

  if (priv->menu != NULL)
    gtk_popover_present (GTK_POPOVER (priv->menu));
}

static void
default_activate_item (RapportChart *self,
                       guint         item)
{
  guint signal = RAPPORT_CHART_GET_CLASS (self)->activate_signal;

  if (signal != 0)
    g_signal_emit (self, signal, 0, item);
}

static char *
default_dup_tooltip (RapportChart *self,
                     double        x,
                     double        y)
{
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);
  guint item;

  if (klass->dup_item_text == NULL || !rapport_chart_find_item (self, x, y, &item))
    return NULL;
  return klass->dup_item_text (self, item);
}

static void
default_get_size (RapportChart *self,
                  double        scale,
                  int          *min_width,
                  int          *min_height,
                  int          *width,
                  int          *height)
{
  *min_width = (int) (200 * scale);
  *min_height = (int) (120 * scale);
  *width = (int) (360 * scale);
  *height = (int) (220 * scale);
}

static void
rapport_chart_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  RapportChart *self = RAPPORT_CHART (object);

  switch ((RapportChartProperty) id)
    {
    case PROP_TITLE:
      g_value_set_string (value, rapport_chart_get_title (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_chart_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  RapportChart *self = RAPPORT_CHART (object);

  switch ((RapportChartProperty) id)
    {
    case PROP_TITLE:
      rapport_chart_set_title (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_chart_dispose (GObject *object)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (RAPPORT_CHART (object));

  g_clear_pointer (&priv->menu, gtk_widget_unparent);
  G_OBJECT_CLASS (rapport_chart_parent_class)->dispose (object);
}

static void
rapport_chart_finalize (GObject *object)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (RAPPORT_CHART (object));

  g_clear_pointer (&priv->title, g_free);
  g_clear_pointer (&priv->items, g_array_unref);
  G_OBJECT_CLASS (rapport_chart_parent_class)->finalize (object);
}

static void
rapport_chart_class_init (RapportChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_chart_dispose;
  object_class->finalize = rapport_chart_finalize;
  object_class->get_property = rapport_chart_get_property;
  object_class->set_property = rapport_chart_set_property;
  widget_class->snapshot = rapport_chart_snapshot;
  widget_class->measure = rapport_chart_measure;
  widget_class->size_allocate = rapport_chart_size_allocate;
  widget_class->query_tooltip = rapport_chart_query_tooltip;
  klass->activate_item = default_activate_item;
  klass->dup_tooltip = default_dup_tooltip;
  klass->get_size = default_get_size;

  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[EXPORT_CSV] =
    g_signal_new ("export-csv", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  g_signal_accumulator_true_handled, NULL, NULL,
                  G_TYPE_BOOLEAN, 1, RAPPORT_TYPE_CHART_TABLE);

  gtk_widget_class_install_action (widget_class, "chart.show-table", NULL, show_table_action);
  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "chart.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "chart.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "chart.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "chart.menu", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "rp-chart");
}

static void
rapport_chart_init (RapportChart *self)
{
  RapportChartPrivate *priv = rapport_chart_get_instance_private (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *menu = gtk_gesture_click_new ();

  priv->items = g_array_new (FALSE, FALSE, sizeof (ItemArea));
  priv->cursor = -1;
  priv->hover = -1;

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

  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  rapport_theme_connect_changed (GTK_WIDGET (self));
}

/**
 * rapport_chart_data_changed:
 * @self: a chart
 *
 * For subclasses, after their data changed: draws again, renews the accessible sentence, and lets
 * the keys in when there are marks to walk to.
 */
void
rapport_chart_data_changed (RapportChart *self)
{
  RapportChartPrivate *priv;
  g_autofree char *summary = NULL;

  g_return_if_fail (RAPPORT_IS_CHART (self));

  priv = rapport_chart_get_instance_private (self);
  summary = rapport_chart_dup_summary (self);
  priv->hover = -1;
  g_array_set_size (priv->items, 0);
  if (priv->cursor >= (int) get_n_items (self))
    rapport_chart_set_cursor (self, -1);

  if (priv->title != NULL)
    {
      /* Translators: title of a chart and the sentence that sums it up, for screen readers. */
      g_autofree char *label = g_strdup_printf (_("%s: %s"), priv->title, summary);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
  else
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      summary, -1);
    }
  gtk_widget_set_focusable (GTK_WIDGET (self), get_n_items (self) > 0);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rapport_chart_set_exporter:
 * @exporter: (nullable): what Export as CSV does for every chart that handles it not by its signal
 * @user_data: data for @exporter
 * @destroy: (nullable): frees @user_data
 *
 * The application sets this once.
 */
void
rapport_chart_set_exporter (RapportChartExporter function,
                            gpointer             user_data,
                            GDestroyNotify       destroy)
{
  if (exporter.destroy != NULL)
    exporter.destroy (exporter.user_data);
  exporter.function = function;
  exporter.user_data = user_data;
  exporter.destroy = destroy;
}

/**
 * rapport_chart_get_title:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): its title
 */
const char *
rapport_chart_get_title (RapportChart *self)
{
  RapportChartPrivate *priv;

  g_return_val_if_fail (RAPPORT_IS_CHART (self), NULL);

  priv = rapport_chart_get_instance_private (self);
  return priv->title;
}

/**
 * rapport_chart_set_title:
 * @self: a chart
 * @title: (nullable): names the table window and goes before the accessible sentence. The heading
 *   on the page is the page's matter.
 */
void
rapport_chart_set_title (RapportChart *self,
                         const char   *title)
{
  RapportChartPrivate *priv;

  g_return_if_fail (RAPPORT_IS_CHART (self));

  priv = rapport_chart_get_instance_private (self);
  if (g_strcmp0 (priv->title, title) == 0)
    return;

  g_free (priv->title);
  priv->title = g_strdup (title);
  rapport_chart_data_changed (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * rapport_chart_get_empty:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): the sentence shown because the data are too few, or %NULL
 */
const char *
rapport_chart_get_empty (RapportChart *self)
{
  RapportChartClass *klass;

  g_return_val_if_fail (RAPPORT_IS_CHART (self), NULL);

  klass = RAPPORT_CHART_GET_CLASS (self);
  return klass->get_empty != NULL ? klass->get_empty (self) : NULL;
}

/**
 * rapport_chart_dup_summary:
 * @self: a chart
 *
 * Returns: (transfer full): one sentence about the data, or why there is no chart
 */
char *
rapport_chart_dup_summary (RapportChart *self)
{
  const char *empty = rapport_chart_get_empty (self);

  if (empty != NULL)
    return g_strdup (empty);
  return RAPPORT_CHART_GET_CLASS (self)->dup_summary (self);
}

/**
 * rapport_chart_dup_table:
 * @self: a chart
 *
 * Returns: (transfer full) (nullable): the numbers
 */
RapportChartTable *
rapport_chart_dup_table (RapportChart *self)
{
  RapportChartClass *klass;

  g_return_val_if_fail (RAPPORT_IS_CHART (self), NULL);

  klass = RAPPORT_CHART_GET_CLASS (self);
  return klass->dup_table != NULL ? klass->dup_table (self) : NULL;
}

/**
 * rapport_chart_dup_tooltip:
 * @self: a chart
 * @x: from the reading start
 * @y: from the top
 *
 * Returns: (transfer full) (nullable): what the tooltip says there
 */
char *
rapport_chart_dup_tooltip (RapportChart *self,
                           double        x,
                           double        y)
{
  g_return_val_if_fail (RAPPORT_IS_CHART (self), NULL);

  if (rapport_chart_get_empty (self) != NULL)
    return NULL;
  return RAPPORT_CHART_GET_CLASS (self)->dup_tooltip (self, x, y);
}

/**
 * rapport_chart_can_export:
 * @self: a chart
 *
 * Returns: whether anybody would take the numbers: a handler of `export-csv` or the exporter
 */
gboolean
rapport_chart_can_export (RapportChart *self)
{
  g_return_val_if_fail (RAPPORT_IS_CHART (self), FALSE);

  return exporter.function != NULL ||
         g_signal_has_handler_pending (self, signals[EXPORT_CSV], 0, FALSE);
}

/**
 * rapport_chart_export_csv:
 * @self: a chart
 *
 * What Export as CSV does: emits `export-csv`, else calls the exporter.
 *
 * Returns: whether anybody took the numbers
 */
gboolean
rapport_chart_export_csv (RapportChart *self)
{
  g_autoptr(RapportChartTable) table = rapport_chart_dup_table (self);
  gboolean handled = FALSE;

  if (table == NULL)
    return FALSE;

  g_signal_emit (self, signals[EXPORT_CSV], 0, table, &handled);
  if (!handled && exporter.function != NULL)
    {
      exporter.function (self, table, exporter.user_data);
      handled = TRUE;
    }
  return handled;
}
