#include "config.h"

#include "views/rapport-product-picker.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-lookup.h"
#include "widgets/rapport-feedback.h"

struct _RapportProductPicker
{
  GtkPopover        parent_instance;

  GtkWidget        *search;
  GtkStack         *stack;
  GtkSelectionModel *selection;
  GtkStringFilter  *filter;
  RapportWorkspace *workspace;
};

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportProductPicker, rapport_product_picker, GTK_TYPE_POPOVER)

static void
pick (RapportProductPicker *self,
      gint64                product)
{
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, product);
}

static void
pick_at (RapportProductPicker *self,
         guint                 position)
{
  g_autoptr(RapportRecord) record = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (record != NULL)
    pick (self, rapport_record_get_id (record));
}

static void
list_activated_cb (RapportProductPicker *self,
                   guint                 position)
{
  pick_at (self, position);
}

static void
search_activated_cb (RapportProductPicker *self)
{
  pick_at (self, gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (self->selection)));
}

static void
search_changed_cb (RapportProductPicker *self)
{
  gtk_string_filter_set_search (self->filter, gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_stack_set_visible_child_name (self->stack,
                                    g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0 ? "list" : "none");
}

static void
none_cb (RapportProductPicker *self)
{
  pick (self, 0);
}

/* The arrows walk the list while the words stay in the entry. */
static gboolean
key_cb (GtkEventControllerKey *controller,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        RapportProductPicker  *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (self->selection);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (selection)), now = gtk_single_selection_get_selected (selection);

  if (n == 0 || (keyval != GDK_KEY_Down && keyval != GDK_KEY_Up))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down)
    gtk_single_selection_set_selected (selection, MIN (now + 1, n - 1));
  else if (now > 0)
    gtk_single_selection_set_selected (selection, now - 1);
  gtk_widget_activate_action (gtk_stack_get_child_by_name (self->stack, "list"), "list.scroll-to-item", "u",
                              gtk_single_selection_get_selected (selection));
  return GDK_EVENT_STOP;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      rapport_record_get_title (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_list (RapportProductPicker *self)
{
  g_autoptr(RapportQuery) query = rapport_lookup_list (RAPPORT_KIND_PRODUCT, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) products = rapport_workspace_list (self->workspace, query, &error);
  GListStore *store = g_list_store_new (RAPPORT_TYPE_RECORD);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *list;

  for (guint i = 0; products != NULL && i < products->len; i++)
    g_list_store_append (store, g_ptr_array_index (products, i));
  if (products == NULL)
    g_warning ("The products could not be read: %s", error->message);
  self->filter = gtk_string_filter_new (gtk_property_expression_new (RAPPORT_TYPE_PRODUCT, NULL, "name"));
  self->selection = GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (
    gtk_filter_list_model_new (G_LIST_MODEL (store), GTK_FILTER (g_object_ref (self->filter))))));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  list = gtk_list_view_new (g_object_ref (self->selection), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Products"), -1);
  g_signal_connect_swapped (list, "activate", G_CALLBACK (list_activated_cb), self);
  return list;
}

static void
rapport_product_picker_dispose (GObject *object)
{
  RapportProductPicker *self = RAPPORT_PRODUCT_PICKER (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (rapport_product_picker_parent_class)->dispose (object);
}

static void
rapport_product_picker_class_init (RapportProductPickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_product_picker_dispose;
  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
rapport_product_picker_init (RapportProductPicker *self)
{
}

/**
 * rapport_product_picker_new:
 * @workspace: a workspace
 *
 * Returns: (transfer floating): a popover with its products
 */
GtkWidget *
rapport_product_picker_new (RapportWorkspace *workspace)
{
  RapportProductPicker *self = g_object_new (RAPPORT_TYPE_PRODUCT_PICKER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *scrolled = gtk_scrolled_window_new ();
  GtkWidget *none = gtk_button_new_with_mnemonic (_("_No Product")), *list, *nothing = gtk_label_new (_("No match"));
  GtkEventController *key = gtk_event_controller_key_new ();

  self->workspace = g_object_ref (workspace);
  self->search = gtk_search_entry_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Search for a product"), -1);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->search, key);
  list = make_list (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_size_request (scrolled, 280, 260);
  gtk_widget_add_css_class (nothing, "rp-remark");
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, scrolled, "list");
  gtk_stack_add_named (self->stack, nothing, "none");
  gtk_widget_add_css_class (none, "flat");
  g_signal_connect_swapped (none, "clicked", G_CALLBACK (none_cb), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (search_activated_cb), self);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  gtk_box_append (GTK_BOX (box), none);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  return GTK_WIDGET (self);
}

/**
 * rapport_product_picker_ask:
 * @self: a picker that has a parent
 * @at: where it points, within its parent
 *
 * Shows it with an empty search.
 */
void
rapport_product_picker_ask (RapportProductPicker *self,
                            GtkWidget            *at)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  graphene_rect_t bounds;

  g_return_if_fail (RAPPORT_IS_PRODUCT_PICKER (self));
  g_return_if_fail (parent != NULL);

  if (gtk_widget_compute_bounds (at, parent, &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self),
                                 &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                   (int) bounds.size.width, (int) bounds.size.height });
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->search);
}
