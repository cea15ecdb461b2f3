#include "config.h"

#include "widgets/rapport-tile.h"

#include "widgets/rapport-sparkline.h"

#include <glib/gi18n.h>

struct _RapportTile
{
  GtkWidget parent_instance;

  /* Children (borrowed) */
  GtkWidget *label;
  GtkWidget *value;
  GtkWidget *note;
  GtkWidget *line;

  char *note_text;
  gboolean activatable;
};

G_DEFINE_FINAL_TYPE (RapportTile, rapport_tile, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LABEL = 1,
  PROP_VALUE,
  PROP_NOTE,
  PROP_ACTIVATABLE
} RapportTileProperty;

static GParamSpec *properties[PROP_ACTIVATABLE + 1];

enum
{
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update_accessible (RapportTile *self)
{
  const char *note = gtk_label_get_label (GTK_LABEL (self->note));
  g_autofree char *text = NULL;

  if (*note != '\0')
    /* Translators: name of a key figure, its value, how it changed. */
    text = g_strdup_printf (_("%s: %s, %s"), rapport_tile_get_label (self),
                            rapport_tile_get_value (self), note);
  else
    text = g_strdup_printf (_("%s: %s"), rapport_tile_get_label (self),
                            rapport_tile_get_value (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
activate_cb (RapportTile *self)
{
  if (self->activatable)
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static void
activate_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  activate_cb (RAPPORT_TILE (widget));
}

static void
rapport_tile_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  RapportTile *self = RAPPORT_TILE (object);

  switch ((RapportTileProperty) id)
    {
    case PROP_LABEL:
      g_value_set_string (value, rapport_tile_get_label (self));
      break;
    case PROP_VALUE:
      g_value_set_string (value, rapport_tile_get_value (self));
      break;
    case PROP_NOTE:
      g_value_set_string (value, rapport_tile_get_note (self));
      break;
    case PROP_ACTIVATABLE:
      g_value_set_boolean (value, self->activatable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_tile_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  RapportTile *self = RAPPORT_TILE (object);

  switch ((RapportTileProperty) id)
    {
    case PROP_LABEL:
      rapport_tile_set_label (self, g_value_get_string (value));
      break;
    case PROP_VALUE:
      rapport_tile_set_value (self, g_value_get_string (value));
      break;
    case PROP_NOTE:
      rapport_tile_set_note (self, g_value_get_string (value), RAPPORT_TONE_NEUTRAL,
                             RAPPORT_TREND_NONE);
      break;
    case PROP_ACTIVATABLE:
      rapport_tile_set_activatable (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
rapport_tile_dispose (GObject *object)
{
  RapportTile *self = RAPPORT_TILE (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_pointer (&self->value, gtk_widget_unparent);
  g_clear_pointer (&self->line, gtk_widget_unparent);
  g_clear_pointer (&self->note, gtk_widget_unparent);
  G_OBJECT_CLASS (rapport_tile_parent_class)->dispose (object);
}

static void
rapport_tile_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_TILE (object)->note_text, g_free);
  G_OBJECT_CLASS (rapport_tile_parent_class)->finalize (object);
}

static void
rapport_tile_class_init (RapportTileClass *klass)
{
  static const guint keys[] = {
    GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter, GDK_KEY_space
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_tile_dispose;
  object_class->finalize = rapport_tile_finalize;
  object_class->get_property = rapport_tile_get_property;
  object_class->set_property = rapport_tile_set_property;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VALUE] =
    g_param_spec_string ("value", NULL, NULL, "",
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTE] =
    g_param_spec_string ("note", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTIVATABLE] =
    g_param_spec_boolean ("activatable", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "tile.activate", NULL, activate_action);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i], 0, "tile.activate", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "rp-tile");
}

/* Layout: the name, the figure with its line beside it, the note. A figure is never cut short: where there is no room
 * for both, the line goes. */

#define LINE_GAP 6

static int
measure_one (GtkWidget      *child,
             GtkOrientation  orientation,
             int             for_size,
             gboolean        natural)
{
  int minimum_size, natural_size;

  if (!gtk_widget_should_layout (child))
    return 0;
  gtk_widget_measure (child, orientation, for_size, &minimum_size, &natural_size, NULL, NULL);
  return natural ? natural_size : minimum_size;
}

static void
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  RapportTile *self = RAPPORT_TILE (widget);
  int value = measure_one (self->value, orientation, -1, TRUE);
  int line = measure_one (self->line, orientation, -1, TRUE);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = *natural = measure_one (self->label, orientation, -1, TRUE) + MAX (value, line) +
                            measure_one (self->note, orientation, -1, TRUE);
      return;
    }
  *minimum = MAX (value, MAX (measure_one (self->label, orientation, -1, FALSE),
                              measure_one (self->note, orientation, -1, FALSE)));
  *natural = MAX (value + (line > 0 ? LINE_GAP + line : 0), MAX (measure_one (self->label, orientation, -1, TRUE),
                                                                 measure_one (self->note, orientation, -1, TRUE)));
}

static void
allocate_one (GtkWidget *tile,
              GtkWidget *child,
              int        x,
              int        y,
              int        width,
              int        height)
{
  if (gtk_widget_should_layout (child))
    {
      GtkAllocation at = { gtk_widget_get_direction (tile) == GTK_TEXT_DIR_RTL
                               ? gtk_widget_get_width (tile) - x - width
                               : x,
                           y, width, height };

      gtk_widget_size_allocate (child, &at, -1);
    }
}

static void
allocate (GtkWidget *widget,
          int        width,
          int        height,
          int        baseline)
{
  RapportTile *self = RAPPORT_TILE (widget);
  int label = measure_one (self->label, GTK_ORIENTATION_VERTICAL, -1, TRUE);
  int note = measure_one (self->note, GTK_ORIENTATION_VERTICAL, -1, TRUE);
  int value = measure_one (self->value, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  int line = measure_one (self->line, GTK_ORIENTATION_HORIZONTAL, -1, TRUE);
  int line_height = measure_one (self->line, GTK_ORIENTATION_VERTICAL, -1, TRUE);
  int middle = MAX (measure_one (self->value, GTK_ORIENTATION_VERTICAL, -1, TRUE), line_height);
  int y = MAX (0, (height - label - middle - note) / 2);
  gboolean with_line = line > 0 && value + LINE_GAP + line <= width;

  gtk_widget_set_child_visible (self->line, with_line);
  allocate_one (widget, self->label, 0, y, width, label);
  allocate_one (widget, self->value, 0, y + label, with_line ? width - LINE_GAP - line : MAX (width, value), middle);
  if (with_line)
    allocate_one (widget, self->line, width - line, y + label + (middle - line_height) / 2, line, line_height);
  allocate_one (widget, self->note, 0, y + label + middle, width, note);
}

static GtkWidget *
add_label (RapportTile *self,
           const char  *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return label;
}

static void
rapport_tile_init (RapportTile *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_custom_layout_new (NULL, measure, allocate));
  self->label = add_label (self, "rp-caption");
  self->value = add_label (self, "rp-key-figure");
  self->line = rapport_sparkline_new ();
  gtk_widget_set_visible (self->line, FALSE);
  gtk_widget_set_parent (self->line, GTK_WIDGET (self));
  self->note = add_label (self, "rp-note");
  gtk_widget_add_css_class (GTK_WIDGET (self), "rp-tile");

  g_signal_connect_swapped (click, "released", G_CALLBACK (activate_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  update_accessible (self);
}

/**
 * rapport_tile_new:
 * @label: name of the figure
 *
 * Returns: (transfer floating): a tile without a figure
 */
GtkWidget *
rapport_tile_new (const char *label)
{
  return g_object_new (RAPPORT_TYPE_TILE, "label", label, NULL);
}

/**
 * rapport_tile_get_label:
 * @self: a tile
 *
 * Returns: (transfer none): name of the figure
 */
const char *
rapport_tile_get_label (RapportTile *self)
{
  g_return_val_if_fail (RAPPORT_IS_TILE (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->label));
}

static void
set_text (RapportTile         *self,
          GtkWidget           *label,
          const char          *text,
          RapportTileProperty  property)
{
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), text != NULL ? text : "") == 0)
    return;

  gtk_label_set_label (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_tooltip_text (label, text);
  update_accessible (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * rapport_tile_set_label:
 * @self: a tile
 * @label: name of the figure
 */
void
rapport_tile_set_label (RapportTile *self,
                        const char  *label)
{
  g_return_if_fail (RAPPORT_IS_TILE (self));

  set_text (self, self->label, label, PROP_LABEL);
}

/**
 * rapport_tile_get_value:
 * @self: a tile
 *
 * Returns: (transfer none): the figure
 */
const char *
rapport_tile_get_value (RapportTile *self)
{
  g_return_val_if_fail (RAPPORT_IS_TILE (self), NULL);

  return gtk_label_get_label (GTK_LABEL (self->value));
}

/**
 * rapport_tile_set_value:
 * @self: a tile
 * @value: the figure, formatted
 */
void
rapport_tile_set_value (RapportTile *self,
                        const char  *value)
{
  g_return_if_fail (RAPPORT_IS_TILE (self));

  set_text (self, self->value, value, PROP_VALUE);
}

/**
 * rapport_tile_get_note:
 * @self: a tile
 *
 * Returns: (transfer none) (nullable): the note without its sign
 */
const char *
rapport_tile_get_note (RapportTile *self)
{
  g_return_val_if_fail (RAPPORT_IS_TILE (self), NULL);

  return self->note_text;
}

/**
 * rapport_tile_set_note:
 * @self: a tile
 * @note: (nullable): what stands below the figure, words included: "4 in 30 days"
 * @tone: its colour
 * @trend: the sign before it
 */
void
rapport_tile_set_note (RapportTile  *self,
                       const char   *note,
                       RapportTone   tone,
                       RapportTrend  trend)
{
  static const char *const classes[] = {
    [RAPPORT_TONE_NEUTRAL] = "rp-dim", [RAPPORT_TONE_GOOD] = "rp-good",
    [RAPPORT_TONE_WATCH] = "rp-watch", [RAPPORT_TONE_POOR] = "rp-bad",
    [RAPPORT_TONE_QUIET] = "rp-dim",
  };
  static const char *const signs[] = {
    [RAPPORT_TREND_NONE] = "", [RAPPORT_TREND_UP] = "▲ ", [RAPPORT_TREND_DOWN] = "▼ ",
  };
  g_autofree char *text = NULL;
  gboolean changed;

  g_return_if_fail (RAPPORT_IS_TILE (self));
  g_return_if_fail ((guint) tone < G_N_ELEMENTS (classes));
  g_return_if_fail ((guint) trend < G_N_ELEMENTS (signs));

  changed = g_strcmp0 (self->note_text, note) != 0;
  if (changed)
    {
      g_free (self->note_text);
      self->note_text = g_strdup (note);
    }

  text = note != NULL ? g_strconcat (signs[trend], note, NULL) : g_strdup ("");
  gtk_label_set_label (GTK_LABEL (self->note), text);
  gtk_widget_set_tooltip_text (self->note, note);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (self->note, classes[i]);
  gtk_widget_add_css_class (self->note, classes[tone]);
  update_accessible (self);
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

/**
 * rapport_tile_set_series:
 * @self: a tile
 * @values: (array length=n_values): the figure over time, oldest first; copied
 * @n_values: how many; below 2 there is no line
 * @tone: colour of the line
 */
void
rapport_tile_set_series (RapportTile  *self,
                         const double *values,
                         gsize         n_values,
                         RapportTone   tone)
{
  g_return_if_fail (RAPPORT_IS_TILE (self));

  rapport_sparkline_set_values (RAPPORT_SPARKLINE (self->line), values, n_values);
  rapport_sparkline_set_tone (RAPPORT_SPARKLINE (self->line), tone);
  gtk_widget_set_visible (self->line, n_values >= 2);
}

/**
 * rapport_tile_get_activatable:
 * @self: a tile
 *
 * Returns: whether it can be activated
 */
gboolean
rapport_tile_get_activatable (RapportTile *self)
{
  g_return_val_if_fail (RAPPORT_IS_TILE (self), FALSE);

  return self->activatable;
}

/**
 * rapport_tile_set_activatable:
 * @self: a tile
 * @activatable: whether a click, Enter or Space activates it
 */
void
rapport_tile_set_activatable (RapportTile *self,
                              gboolean     activatable)
{
  g_return_if_fail (RAPPORT_IS_TILE (self));

  if (self->activatable == activatable)
    return;

  self->activatable = activatable;
  gtk_widget_set_focusable (GTK_WIDGET (self), activatable);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), activatable ? "pointer" : NULL);
  if (activatable)
    gtk_widget_add_css_class (GTK_WIDGET (self), "activatable");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "activatable");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVATABLE]);
}
