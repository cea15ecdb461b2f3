#include "config.h"

#include "widgets/rapport-wrap-box.h"

struct _RapportWrapBox
{
  GtkWidget  parent_instance;
  int        spacing;
};

typedef enum
{
  PROP_SPACING = 1,
} RapportWrapBoxProperty;

static GParamSpec *properties[PROP_SPACING + 1];

static GtkBuildableIface *parent_buildable;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportWrapBox, rapport_wrap_box, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
add_child (GtkBuildable *buildable,
           GtkBuilder   *builder,
           GObject      *child,
           const char   *type)
{
  if (GTK_IS_WIDGET (child))
    gtk_widget_set_parent (GTK_WIDGET (child), GTK_WIDGET (buildable));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

/* A child's width in a line of @width: its natural one, less only where it has a line to itself. */
static int
measure_width (GtkWidget *child,
               int        width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  return MAX (minimum, MIN (natural, width));
}

/* The line that begins with @first: returns the child after it. */
static GtkWidget *
measure_line (RapportWrapBox *self,
              GtkWidget      *first,
              int             width,
              int            *used,
              int            *height,
              int            *n_expand)
{
  GtkWidget *child;

  *used = *height = *n_expand = 0;
  for (child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      int child_width, child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = measure_width (child, width);
      if (*used > 0 && *used + self->spacing + child_width > width)
        break;
      *used += (*used > 0 ? self->spacing : 0) + child_width;
      *n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, child_width, NULL, &child_height, NULL, NULL);
      *height = MAX (*height, child_height);
    }
  return child;
}

static void
rapport_wrap_box_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  RapportWrapBox *self = RAPPORT_WRAP_BOX (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
           child = gtk_widget_get_next_sibling (child))
        {
          int child_minimum, child_natural;

          if (!gtk_widget_should_layout (child))
            continue;
          gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
          *minimum = MAX (*minimum, child_minimum);
          *natural += (*natural > 0 ? self->spacing : 0) + child_natural;
        }
    }
  else
    {
      GtkWidget *child = gtk_widget_get_first_child (widget);
      int width = for_size;

      if (width < 0)
        gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      while (child != NULL)
        {
          int used, height, n_expand;

          child = measure_line (self, child, width, &used, &height, &n_expand);
          *natural += (*natural > 0 ? self->spacing : 0) + height;
        }
      *minimum = *natural;
    }
}

static void
rapport_wrap_box_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  RapportWrapBox *self = RAPPORT_WRAP_BOX (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child != NULL)
    {
      int used, line_height, n_expand, x = 0, left;
      GtkWidget *next = measure_line (self, child, width, &used, &line_height, &n_expand);

      left = MAX (width - used, 0);
      for (; child != next; child = gtk_widget_get_next_sibling (child))
        {
          GtkAllocation place = { x, y, 0, line_height };

          if (!gtk_widget_should_layout (child))
            continue;
          place.width = measure_width (child, width);
          if (n_expand > 0 && gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
            {
              place.width += left / n_expand;
              left -= left / n_expand;
              n_expand--;
            }
          x += place.width + self->spacing;
          if (rtl)
            place.x = width - place.x - place.width;
          gtk_widget_size_allocate (child, &place, -1);
        }
      y += line_height + self->spacing;
    }
}

static GtkSizeRequestMode
rapport_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rapport_wrap_box_compute_expand (GtkWidget *widget,
                                 gboolean  *horizontal,
                                 gboolean  *vertical)
{
  *horizontal = TRUE;
  *vertical = FALSE;
}

static void
rapport_wrap_box_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch ((RapportWrapBoxProperty) prop_id)
    {
    case PROP_SPACING:
      g_value_set_int (value, RAPPORT_WRAP_BOX (object)->spacing);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_wrap_box_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RapportWrapBox *self = RAPPORT_WRAP_BOX (object);

  switch ((RapportWrapBoxProperty) prop_id)
    {
    case PROP_SPACING:
      if (self->spacing != g_value_get_int (value))
        {
          self->spacing = g_value_get_int (value);
          gtk_widget_queue_resize (GTK_WIDGET (self));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (rapport_wrap_box_parent_class)->dispose (object);
}

static void
rapport_wrap_box_class_init (RapportWrapBoxClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rapport_wrap_box_get_property;
  object_class->set_property = rapport_wrap_box_set_property;
  object_class->dispose = rapport_wrap_box_dispose;
  widget_class->measure = rapport_wrap_box_measure;
  widget_class->size_allocate = rapport_wrap_box_size_allocate;
  widget_class->get_request_mode = rapport_wrap_box_get_request_mode;
  widget_class->compute_expand = rapport_wrap_box_compute_expand;

  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0,
                                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rapport_wrap_box_init (RapportWrapBox *self)
{
}
