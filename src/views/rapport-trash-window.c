#include "config.h"

#include "views/rapport-trash-window.h"

#include <glib/gi18n.h>

#include "service/rapport-trash-service.h"
#include "widgets/rapport-empty.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"

struct _RapportTrashWindow
{
  AdwWindow         parent_instance;

  /* Template children */
  GtkWidget        *empty_button;
  GtkListBox       *list;
  GtkStack         *stack;
  AdwWindowTitle   *title;

  RapportWorkspace *workspace;
  GCancellable     *cancellable;
};

G_DEFINE_FINAL_TYPE (RapportTrashWindow, rapport_trash_window, ADW_TYPE_WINDOW)

static void reload (RapportTrashWindow *self);

static void
restore_clicked_cb (GtkButton *button,
                    GtkWidget *row)
{
  RapportTrashWindow *self = RAPPORT_TRASH_WINDOW (gtk_widget_get_ancestor (row, RAPPORT_TYPE_TRASH_WINDOW));
  RapportTrashItem *item = g_object_get_data (G_OBJECT (row), "item");
  /* Translators: %s is a record that is taken out of the trash */
  g_autofree char *text = g_strdup_printf (_("%s restored"), item->title);

  rapport_do (GTK_WIDGET (self), self->workspace, rapport_trash_act_restore (item->kind, item->id), text);
}

static GtkWidget *
new_row (RapportTrashWindow *self,
         RapportTrashItem   *item)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Restore"));
  g_autofree char *title = g_markup_escape_text (item->title, -1);
  g_autofree char *when = rapport_format_instant (self->workspace, item->deleted);
  g_autofree char *label = g_strdup_printf (_("Restore %s"), item->title);
  g_autofree char *plain = NULL, *subtitle = NULL;

  plain = item->account ? g_strdup_printf ("%s · %s · %s", rapport_kind_get_label (rapport_kind_get (item->kind)),
                                           item->account, when)
                        : g_strdup_printf ("%s · %s", rapport_kind_get_label (rapport_kind_get (item->kind)), when);
  subtitle = g_markup_escape_text (plain, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, !rapport_workspace_is_read_only (self->workspace));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (restore_clicked_cb), row);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data_full (G_OBJECT (row), "item", item, (GDestroyNotify) rapport_trash_item_free);
  return row;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportTrashWindow) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) items = rapport_trash_load_finish (self->workspace, result, &error);
  g_autofree char *count = NULL;
  GtkListBoxRow *row;

  if (items == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  count = g_strdup_printf (ngettext ("%u item", "%u items", items->len), items->len);
  adw_window_title_set_subtitle (self->title, items->len > 0 ? count : "");
  gtk_widget_set_sensitive (self->empty_button, items->len > 0 && !rapport_workspace_is_read_only (self->workspace));
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "empty");
  g_ptr_array_set_free_func (items, NULL);
  for (guint i = 0; i < items->len; i++)
    gtk_list_box_append (self->list, new_row (self, g_ptr_array_index (items, i)));
}

static void
reload (RapportTrashWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  rapport_trash_load_async (self->workspace, self->cancellable, loaded_cb, g_object_ref (self));
}

/* Asks nothing: undo brings all of it back. */
static void
empty_clicked_cb (RapportTrashWindow *self)
{
  rapport_do (GTK_WIDGET (self), self->workspace, rapport_trash_act_empty (), _("Trash emptied"));
}

static void
rapport_trash_window_dispose (GObject *object)
{
  RapportTrashWindow *self = RAPPORT_TRASH_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (rapport_trash_window_parent_class)->dispose (object);
}

static void
rapport_trash_window_finalize (GObject *object)
{
  g_clear_object (&RAPPORT_TRASH_WINDOW (object)->workspace);
  G_OBJECT_CLASS (rapport_trash_window_parent_class)->finalize (object);
}

static void
undo_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.undo", NULL);
}

static void
rapport_trash_window_class_init (RapportTrashWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_trash_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_trash_window_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-trash-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportTrashWindow, empty_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTrashWindow, list);
  gtk_widget_class_bind_template_child (widget_class, RapportTrashWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportTrashWindow, title);
  gtk_widget_class_bind_template_callback (widget_class, empty_clicked_cb);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
}

static void
rapport_trash_window_init (RapportTrashWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_stack_add_named (self->stack, rapport_empty_new ("rp-trash-symbolic", _("The trash is empty"), NULL), "empty");
}

/**
 * rapport_trash_window_new:
 * @workspace: a workspace
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
rapport_trash_window_new (RapportWorkspace *workspace)
{
  RapportTrashWindow *self = g_object_new (RAPPORT_TYPE_TRASH_WINDOW, NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
  return GTK_WIDGET (self);
}
