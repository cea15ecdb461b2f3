#include "config.h"

#include "widgets/rapport-chart-private.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapportChart, rapport_chart, GTK_TYPE_WIDGET)

RapportChartPrivate *
_rapport_chart_get_private (RapportChart *self)
{
  return rapport_chart_get_instance_private (self);
}

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

gboolean
_rapport_chart_is_rtl (RapportChart *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

double
_rapport_chart_logical_x (RapportChart *self,
                          double        x)
{
  return _rapport_chart_is_rtl (self) ? gtk_widget_get_width (GTK_WIDGET (self)) - x : x;
}

guint
_rapport_chart_get_n_items (RapportChart *self)
{
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);

  if (klass->get_n_items == NULL || rapport_chart_get_empty (self) != NULL)
    return 0;
  return klass->get_n_items (self);
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
  RapportChartPrivate *priv = _rapport_chart_get_private (self);
  RapportChartItemArea area = { item, GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
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
  RapportChartPrivate *priv = _rapport_chart_get_private (self);

  for (guint i = priv->items->len; i > 0; i--)
    {
      RapportChartItemArea *area = &g_array_index (priv->items, RapportChartItemArea, i - 1);

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
  RapportChartPrivate *priv = _rapport_chart_get_private (self);

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
  RapportChartPrivate *priv = _rapport_chart_get_private (self);
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);

  item = MIN (item, (int) _rapport_chart_get_n_items (self) - 1);
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
rapport_chart_query_tooltip (GtkWidget  *widget,
                             int         x,
                             int         y,
                             gboolean    keyboard,
                             GtkTooltip *tooltip)
{
  RapportChart *self = RAPPORT_CHART (widget);
  RapportChartPrivate *priv = _rapport_chart_get_private (self);
  RapportChartClass *klass = RAPPORT_CHART_GET_CLASS (self);
  g_autofree char *text = NULL;
  guint item;

  if (priv->menu != NULL && gtk_widget_get_visible (priv->menu))
    return FALSE;

  if (!keyboard)
    text = rapport_chart_dup_tooltip (self, _rapport_chart_logical_x (self, x), y);
  else if (priv->cursor >= 0 && klass->dup_item_text != NULL)
    text = klass->dup_item_text (self, (guint) priv->cursor);

  if (text == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);

  /* Below the mark, not over the neighbours that it is compared with. */
  if (!keyboard && rapport_chart_find_item (self, _rapport_chart_logical_x (self, x), y, &item))
    for (guint i = 0; i < priv->items->len; i++)
      {
        RapportChartItemArea *area = &g_array_index (priv->items, RapportChartItemArea, i);
        double left = area->area.origin.x;

        if (area->item != item)
          continue;
        if (_rapport_chart_is_rtl (self))
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
  RapportChartPrivate *priv = _rapport_chart_get_private (self);

  for (guint i = 0; i < priv->items->len; i++)
    {
      RapportChartItemArea *area = &g_array_index (priv->items, RapportChartItemArea, i);
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
  RapportChartPrivate *priv = _rapport_chart_get_private (self);
  const char *empty = rapport_chart_get_empty (self);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  RapportCanvas canvas = {
    .widget = widget, .width = width, .height = height,
    .scale = rapport_chart_get_scale (widget), .rtl = _rapport_chart_is_rtl (self),
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

  _rapport_chart_class_init_input (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "rp-chart");
}

static void
rapport_chart_init (RapportChart *self)
{
  RapportChartPrivate *priv = _rapport_chart_get_private (self);

  priv->items = g_array_new (FALSE, FALSE, sizeof (RapportChartItemArea));
  priv->cursor = -1;
  priv->hover = -1;
  _rapport_chart_init_input (self);
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

  priv = _rapport_chart_get_private (self);
  summary = rapport_chart_dup_summary (self);
  priv->hover = -1;
  g_array_set_size (priv->items, 0);
  if (priv->cursor >= (int) _rapport_chart_get_n_items (self))
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
  gtk_widget_set_focusable (GTK_WIDGET (self), _rapport_chart_get_n_items (self) > 0);
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

  priv = _rapport_chart_get_private (self);
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

  priv = _rapport_chart_get_private (self);
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
