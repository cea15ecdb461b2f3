#include "config.h"

#include "views/rapport-page-header.h"

#include <glib/gi18n.h>

#include "widgets/rapport-format.h"
#include "widgets/rapport-menu.h"

struct _RapportPageHeader
{
  AdwBin            parent_instance;

  /* Template children */
  AdwHeaderBar     *bar;
  GtkButton        *back_button;
  GtkButton        *undo_button;
  GtkButton        *sidebar_button;
  GtkBox           *below_box;
  GtkBox           *start_box;
  GtkBox           *end_box;
  GtkMenuButton    *menu_button;
  AdwWindowTitle   *window_title;

  /* Owned */
  RapportWorkspace *workspace;
  gulong            undo_id;
  gulong            folded_id;
  AdwLeaflet       *leaflet; /* weak */
  gboolean          show_back;
  GMenuModel       *menu_model;
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_WORKSPACE,
  PROP_SHOW_BACK,
  PROP_MENU_MODEL,
} RapportPageHeaderProperty;

static GParamSpec *properties[PROP_MENU_MODEL + 1];
static GtkBuildableIface *parent_buildable;

static void rapport_page_header_buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportPageHeader, rapport_page_header, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, rapport_page_header_buildable_init))

static void
update_undo (RapportPageHeader *self)
{
  const char *label = self->workspace ? rapport_workspace_get_undo_label (self->workspace) : NULL;
  g_autofree char *tooltip = rapport_format_undo_tooltip (label, FALSE);

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->undo_button), tooltip);
}

static void
update_buttons (RapportPageHeader *self)
{
  gboolean folded = self->leaflet != NULL && adw_leaflet_get_folded (self->leaflet);

  gtk_widget_set_visible (GTK_WIDGET (self->back_button), self->show_back);
  gtk_widget_set_visible (GTK_WIDGET (self->sidebar_button), folded && !self->show_back);
  /* Beside the sidebar, that one has the controls of the start. */
  adw_header_bar_set_show_start_title_buttons (self->bar, self->leaflet == NULL || folded);
}

static void
drop_leaflet (RapportPageHeader *self)
{
  if (self->leaflet != NULL)
    g_clear_signal_handler (&self->folded_id, self->leaflet);
  g_clear_weak_pointer (&self->leaflet);
}

static void
rapport_page_header_root (GtkWidget *widget)
{
  RapportPageHeader *self = RAPPORT_PAGE_HEADER (widget);

  GTK_WIDGET_CLASS (rapport_page_header_parent_class)->root (widget);

  g_set_weak_pointer (&self->leaflet, (AdwLeaflet *) gtk_widget_get_ancestor (widget, ADW_TYPE_LEAFLET));
  if (self->leaflet != NULL)
    self->folded_id = g_signal_connect_object (self->leaflet, "notify::folded", G_CALLBACK (update_buttons), self,
                                               G_CONNECT_SWAPPED);
  update_buttons (self);
}

static void
rapport_page_header_unroot (GtkWidget *widget)
{
  drop_leaflet (RAPPORT_PAGE_HEADER (widget));
  GTK_WIDGET_CLASS (rapport_page_header_parent_class)->unroot (widget);
}

static void
rapport_page_header_add_child (GtkBuildable *buildable,
                               GtkBuilder   *builder,
                               GObject      *child,
                               const char   *type)
{
  RapportPageHeader *self = RAPPORT_PAGE_HEADER (buildable);

  if (g_strcmp0 (type, "start") == 0)
    gtk_box_append (self->start_box, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "end") == 0)
    gtk_box_append (self->end_box, GTK_WIDGET (child));
  else if (g_strcmp0 (type, "title") == 0)
    adw_header_bar_set_title_widget (self->bar, GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
rapport_page_header_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = rapport_page_header_add_child;
}

static void
rapport_page_header_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RapportPageHeader *self = RAPPORT_PAGE_HEADER (object);

  switch ((RapportPageHeaderProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, adw_window_title_get_title (self->window_title));
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, adw_window_title_get_subtitle (self->window_title));
      break;
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_SHOW_BACK:
      g_value_set_boolean (value, self->show_back);
      break;
    case PROP_MENU_MODEL:
      g_value_set_object (value, self->menu_model);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_page_header_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RapportPageHeader *self = RAPPORT_PAGE_HEADER (object);

  switch ((RapportPageHeaderProperty) prop_id)
    {
    case PROP_TITLE:
      rapport_page_header_set_title (self, g_value_get_string (value),
                                     adw_window_title_get_subtitle (self->window_title));
      break;
    case PROP_SUBTITLE:
      rapport_page_header_set_title (self, adw_window_title_get_title (self->window_title),
                                     g_value_get_string (value));
      break;
    case PROP_WORKSPACE:
      rapport_page_header_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_SHOW_BACK:
      if (self->show_back != g_value_get_boolean (value))
        {
          self->show_back = g_value_get_boolean (value);
          update_buttons (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_MENU_MODEL:
      if (g_set_object (&self->menu_model, g_value_get_object (value)))
        {
          if (self->menu_model != NULL)
            rapport_menu_set_on_open (self->menu_button, self->menu_model);
          gtk_widget_set_visible (GTK_WIDGET (self->menu_button), self->menu_model != NULL);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_page_header_dispose (GObject *object)
{
  RapportPageHeader *self = RAPPORT_PAGE_HEADER (object);

  drop_leaflet (self);
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->undo_id, self->workspace);
  g_clear_object (&self->workspace);
  g_clear_object (&self->menu_model);
  G_OBJECT_CLASS (rapport_page_header_parent_class)->dispose (object);
}

static void
rapport_page_header_class_init (RapportPageHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_page_header_get_property;
  object_class->set_property = rapport_page_header_set_property;
  object_class->dispose = rapport_page_header_dispose;
  widget_class->root = rapport_page_header_root;
  widget_class->unroot = rapport_page_header_unroot;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, flags);
  properties[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE, flags);
  properties[PROP_MENU_MODEL] = g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-page-header.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportPageHeader, back_button);
  gtk_widget_class_bind_template_child (widget_class, RapportPageHeader, bar);
  gtk_widget_class_bind_template_child (widget_class, RapportPageHeader, below_box);
  gtk_widget_class_bind_template_child (widget_class, RapportPageHeader, end_box);
  gtk_widget_class_bind_template_child (widget_class, RapportPageHeader, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapportPageHeader, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, RapportPageHeader, start_box);
  gtk_widget_class_bind_template_child (widget_class, RapportPageHeader, undo_button);
  gtk_widget_class_bind_template_child (widget_class, RapportPageHeader, window_title);
}

static void
rapport_page_header_init (RapportPageHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_undo (self);
  update_buttons (self);
}

/**
 * rapport_page_header_new:
 *
 * Returns: (transfer floating): a header for a page
 */
GtkWidget *
rapport_page_header_new (void)
{
  return g_object_new (RAPPORT_TYPE_PAGE_HEADER, NULL);
}

/**
 * rapport_page_header_set_title:
 * @self: a header
 * @title: (nullable): the page
 * @subtitle: (nullable): more about it
 *
 * Says what page this is.
 */
void
rapport_page_header_set_title (RapportPageHeader *self,
                               const char        *title,
                               const char        *subtitle)
{
  g_autofree char *t = g_strdup (title ? title : ""), *s = g_strdup (subtitle ? subtitle : "");

  g_return_if_fail (RAPPORT_IS_PAGE_HEADER (self));

  if (!g_str_equal (adw_window_title_get_title (self->window_title), t))
    {
      adw_window_title_set_title (self->window_title, t);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
    }
  if (!g_str_equal (adw_window_title_get_subtitle (self->window_title), s))
    {
      adw_window_title_set_subtitle (self->window_title, s);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
    }
}

/**
 * rapport_page_header_set_workspace:
 * @self: a header
 * @workspace: (nullable): what undo takes things back in
 *
 * Sets the workspace of the page.
 */
void
rapport_page_header_set_workspace (RapportPageHeader *self,
                                   RapportWorkspace  *workspace)
{
  g_return_if_fail (RAPPORT_IS_PAGE_HEADER (self));

  if (self->workspace == workspace)
    return;

  if (self->workspace != NULL)
    g_clear_signal_handler (&self->undo_id, self->workspace);
  g_set_object (&self->workspace, workspace);
  if (workspace != NULL)
    self->undo_id = g_signal_connect_object (workspace, "notify::undo-label", G_CALLBACK (update_undo), self,
                                             G_CONNECT_SWAPPED);
  update_undo (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * rapport_page_header_take_below:
 * @self: a header
 * @widget: what stands between the header and the page, such as banners; leaves where it was
 *
 * Moves a widget of the window under this header.
 */
void
rapport_page_header_take_below (RapportPageHeader *self,
                                GtkWidget         *widget)
{
  GtkWidget *parent;

  g_return_if_fail (RAPPORT_IS_PAGE_HEADER (self));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  parent = gtk_widget_get_parent (widget);
  if (parent == GTK_WIDGET (self->below_box))
    return;
  g_object_ref (widget);
  if (GTK_IS_BOX (parent))
    gtk_box_remove (GTK_BOX (parent), widget);
  gtk_box_append (self->below_box, widget);
  g_object_unref (widget);
}
