#include "config.h"

#include "views/rapport-account-picker.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-account-filter.h"
#include "service/rapport-query-model.h"

struct _RapportAccountPicker
{
  GtkWidget          parent_instance;

  /* Template children */
  GtkMenuButton     *button;
  GtkPopover        *popover;
  GtkSearchEntry    *entry;
  GtkButton         *all_button;
  GtkListView       *list;

  /* Owned */
  RapportWorkspace  *workspace;
  RapportRecord     *record;
  gulong             name_id;
  char              *all_label;
  gint64             account;
};

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_ACCOUNT,
  PROP_ALL_LABEL,
} RapportAccountPickerProperty;

static GParamSpec *properties[PROP_ALL_LABEL + 1];

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportAccountPicker, rapport_account_picker, GTK_TYPE_WIDGET)

static void
update_label (RapportAccountPicker *self)
{
  const char *label = self->record      ? rapport_record_get_title (self->record)
                      : self->all_label ? self->all_label
                                        : _("Choose an Account");
  g_autofree char *name = NULL;

  gtk_menu_button_set_label (self->button, label);
  /* Translators: the account that is shown */
  name = g_strdup_printf (_("Account: %s"), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
search (RapportAccountPicker *self)
{
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  g_autoptr(RapportQuery) query = NULL;
  GtkSelectionModel *selection;

  if (self->workspace == NULL)
    return;
  filter->text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  filter->with_ended = TRUE;
  query = rapport_account_filter_to_query (filter, self->workspace);
  rapport_query_append (query, " LIMIT 100");
  selection = GTK_SELECTION_MODEL (
      gtk_single_selection_new (G_LIST_MODEL (rapport_query_model_new (self->workspace, query))));
  gtk_list_view_set_model (self->list, selection);
  g_object_unref (selection);
}

static void
choose (RapportAccountPicker *self,
        gint64                account)
{
  gtk_popover_popdown (self->popover);
  rapport_account_picker_set_account (self, account);
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
}

static void
shown_cb (RapportAccountPicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  search (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
search_changed_cb (RapportAccountPicker *self)
{
  search (self);
}

static void
row_activated_cb (RapportAccountPicker *self,
                  guint                 position)
{
  g_autoptr(RapportRecord) record = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)),
                                                           position);

  if (record != NULL)
    choose (self, rapport_record_get_id (record));
}

static void
entry_activated_cb (RapportAccountPicker *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);

  if (model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    row_activated_cb (self, gtk_single_selection_get_selected (GTK_SINGLE_SELECTION (model)));
}

static void
all_clicked_cb (RapportAccountPicker *self)
{
  choose (self, 0);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *place = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (place), 0);
  gtk_label_set_ellipsize (GTK_LABEL (place), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "rp-title");
  gtk_widget_add_css_class (place, "rp-caption");
  gtk_widget_add_css_class (place, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), place);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  RapportRecord *record = gtk_list_item_get_item (item);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const char *group = rapport_record_get_text (record, "account_group");
  const char *city = rapport_record_get_text (record, "city");
  g_autofree char *place = group && city ? g_strdup_printf ("%s · %s", city, group)
                                         : g_strdup (city    ? city
                                                     : group ? group
                                                             : "");

  gtk_label_set_label (GTK_LABEL (name), rapport_record_get_title (record));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (name)), place);
}

static void
set_workspace (RapportAccountPicker *self,
               RapportWorkspace     *workspace)
{
  if (!g_set_object (&self->workspace, workspace))
    return;
  rapport_account_picker_set_account (self, 0);
  gtk_list_view_set_model (self->list, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

static void
rapport_account_picker_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  RapportAccountPicker *self = RAPPORT_ACCOUNT_PICKER (object);

  switch ((RapportAccountPickerProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ACCOUNT:
      g_value_set_int64 (value, self->account);
      break;
    case PROP_ALL_LABEL:
      g_value_set_string (value, self->all_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_account_picker_set_property (GObject      *object,
                                     guint         prop_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  RapportAccountPicker *self = RAPPORT_ACCOUNT_PICKER (object);

  switch ((RapportAccountPickerProperty) prop_id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      rapport_account_picker_set_account (self, g_value_get_int64 (value));
      break;
    case PROP_ALL_LABEL:
      g_free (self->all_label);
      self->all_label = g_value_dup_string (value);
      gtk_widget_set_visible (GTK_WIDGET (self->all_button), self->all_label != NULL);
      gtk_button_set_label (self->all_button, self->all_label ? self->all_label : "");
      update_label (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_account_picker_dispose (GObject *object)
{
  RapportAccountPicker *self = RAPPORT_ACCOUNT_PICKER (object);

  if (self->record != NULL)
    g_clear_signal_handler (&self->name_id, self->record);
  g_clear_object (&self->record);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->all_label, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_ACCOUNT_PICKER);

  G_OBJECT_CLASS (rapport_account_picker_parent_class)->dispose (object);
}

static void
rapport_account_picker_class_init (RapportAccountPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_account_picker_get_property;
  object_class->set_property = rapport_account_picker_set_property;
  object_class->dispose = rapport_account_picker_dispose;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_int64 ("account", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_ALL_LABEL] = g_param_spec_string ("all-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-account-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPicker, all_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPicker, button);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPicker, list);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountPicker, popover);
  gtk_widget_class_bind_template_callback (widget_class, all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
}

static void
rapport_account_picker_init (RapportAccountPicker *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self->popover));
  update_label (self);
}

/**
 * rapport_account_picker_get_account:
 * @self: an account picker
 *
 * Returns: id of the account that is named, 0 for none
 */
gint64
rapport_account_picker_get_account (RapportAccountPicker *self)
{
  return self->account;
}

/**
 * rapport_account_picker_set_account:
 * @self: a picker
 * @account: the account to name, 0 for none
 */
void
rapport_account_picker_set_account (RapportAccountPicker *self,
                                    gint64                account)
{
  g_return_if_fail (RAPPORT_IS_ACCOUNT_PICKER (self));

  if (self->account == account)
    {
      update_label (self);
      return;
    }
  self->account = account;
  if (self->record != NULL)
    g_clear_signal_handler (&self->name_id, self->record);
  g_clear_object (&self->record);
  if (account != 0 && self->workspace != NULL)
    self->record = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_ACCOUNT, account);
  if (self->record != NULL)
    self->name_id = g_signal_connect_swapped (self->record, "notify::name", G_CALLBACK (update_label), self);
  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/**
 * rapport_account_picker_popup:
 * @self: an account picker
 *
 * Opens its list.
 */
void
rapport_account_picker_popup (RapportAccountPicker *self)
{
  gtk_menu_button_popup (self->button);
}
