#include "config.h"

#include "widgets/rapport-adaptive-bin.h"

struct _RapportAdaptiveBin
{
  GtkWidget  parent_instance;
  GtkWidget *child;
  int        threshold;
  int        minimum;
  gboolean   narrow;
  gboolean   told;
  guint      notify_id;
};

typedef enum
{
  PROP_CHILD = 1,
  PROP_THRESHOLD,
  PROP_MINIMUM,
  PROP_NARROW,
} RapportAdaptiveBinProperty;

static GParamSpec *properties[PROP_NARROW + 1];

static void buildable_init (GtkBuildableIface *iface);

static GtkBuildableIface *parent_buildable;

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportAdaptiveBin, rapport_adaptive_bin, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
set_child (RapportAdaptiveBin *self,
           GtkWidget          *child)
{
  if (self->child == child)
    return;
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHILD]);
}

static void
add_child (GtkBuildable *buildable,
           GtkBuilder   *builder,
           GObject      *child,
           const char   *type)
{
  if (GTK_IS_WIDGET (child))
    set_child (RAPPORT_ADAPTIVE_BIN (buildable), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

/* Larger text needs more room: the threshold grows with it. */
static gboolean
lacks_room (RapportAdaptiveBin *self,
            int                 width)
{
  int dpi = -1; /* 1024ths */

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return width < self->threshold * (dpi > 96 * 1024 ? dpi / (96.0 * 1024.0) : 1.0);
}

static gboolean
notify_cb (gpointer data)
{
  RapportAdaptiveBin *self = data;

  self->notify_id = 0;
  self->narrow = lacks_room (self, gtk_widget_get_width (GTK_WIDGET (self)));
  self->told = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NARROW]);
  return G_SOURCE_REMOVE;
}

static void
rapport_adaptive_bin_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  RapportAdaptiveBin *self = RAPPORT_ADAPTIVE_BIN (widget);

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    {
      int minimum;

      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      gtk_widget_allocate (self->child, MAX (width, minimum), height, baseline, NULL);
    }

  /* Not from within an allocation: what follows asks for another one. */
  if ((lacks_room (self, width) != self->narrow || !self->told) && self->notify_id == 0)
    self->notify_id = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, notify_cb, self, NULL);
}

static void
rapport_adaptive_bin_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  RapportAdaptiveBin *self = RAPPORT_ADAPTIVE_BIN (widget);

  *minimum = *natural = 0;
  if (self->child == NULL || !gtk_widget_should_layout (self->child))
    return;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      int child_minimum;

      gtk_widget_measure (self->child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL, NULL);
      for_size = MAX (for_size, child_minimum);
    }
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, minimum_baseline, natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, self->minimum);
}

static GtkSizeRequestMode
rapport_adaptive_bin_get_request_mode (GtkWidget *widget)
{
  RapportAdaptiveBin *self = RAPPORT_ADAPTIVE_BIN (widget);

  return self->child ? gtk_widget_get_request_mode (self->child) : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
rapport_adaptive_bin_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  RapportAdaptiveBin *self = RAPPORT_ADAPTIVE_BIN (object);

  switch ((RapportAdaptiveBinProperty) prop_id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_THRESHOLD:
      g_value_set_int (value, self->threshold);
      break;
    case PROP_MINIMUM:
      g_value_set_int (value, self->minimum);
      break;
    case PROP_NARROW:
      g_value_set_boolean (value, self->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_adaptive_bin_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  RapportAdaptiveBin *self = RAPPORT_ADAPTIVE_BIN (object);

  switch ((RapportAdaptiveBinProperty) prop_id)
    {
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_THRESHOLD:
      self->threshold = g_value_get_int (value);
      break;
    case PROP_MINIMUM:
      self->minimum = g_value_get_int (value);
      break;
    case PROP_NARROW:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_adaptive_bin_dispose (GObject *object)
{
  RapportAdaptiveBin *self = RAPPORT_ADAPTIVE_BIN (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (rapport_adaptive_bin_parent_class)->dispose (object);
}

static void
rapport_adaptive_bin_class_init (RapportAdaptiveBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_adaptive_bin_get_property;
  object_class->set_property = rapport_adaptive_bin_set_property;
  object_class->dispose = rapport_adaptive_bin_dispose;
  widget_class->size_allocate = rapport_adaptive_bin_size_allocate;
  widget_class->measure = rapport_adaptive_bin_measure;
  widget_class->get_request_mode = rapport_adaptive_bin_get_request_mode;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_THRESHOLD] = g_param_spec_int ("threshold", NULL, NULL, 0, G_MAXINT, 1000, flags);
  properties[PROP_MINIMUM] = g_param_spec_int ("minimum", NULL, NULL, 0, G_MAXINT, 360, flags);
  properties[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rapport_adaptive_bin_init (RapportAdaptiveBin *self)
{
  self->threshold = 1000;
  self->minimum = 360;
}

/**
 * rapport_adaptive_bin_is_narrow:
 * @self: an adaptive bin
 *
 * Returns: whether there is little room
 */
gboolean
rapport_adaptive_bin_is_narrow (RapportAdaptiveBin *self)
{
  g_return_val_if_fail (RAPPORT_IS_ADAPTIVE_BIN (self), FALSE);

  return self->narrow;
}
