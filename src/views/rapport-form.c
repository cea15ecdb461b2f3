#include "config.h"

#include "views/rapport-form.h"

#include <glib/gi18n.h>

#include "views/rapport-field-editor.h"
#include "widgets/rapport-confirm.h"

struct _RapportForm
{
  AdwWindow         parent_instance;

  RapportWorkspace *workspace;
  GPtrArray        *editors;  /* RapportFieldEditor, borrowed */
  GArray           *fields;   /* RapportFormField */
  GPtrArray        *rows;
  GtkLabel         *remark;
  RapportFormDone   done;
  gpointer          data;
  GDestroyNotify    destroy;
  gboolean          may_close;
};

G_DEFINE_FINAL_TYPE (RapportForm, rapport_form, ADW_TYPE_WINDOW)

static RapportRow *
find_row (GPtrArray     *rows,
          RapportKindId  kind)
{
  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = g_ptr_array_index (rows, i);

      if (rapport_row_get_kind (row)->id == kind)
        return row;
    }
  return NULL;
}

/**
 * rapport_form_accept:
 * @self: a form
 *
 * Does what the button does.
 */
void
rapport_form_accept (RapportForm *self)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  GtkWidget *wrong = NULL;

  g_return_if_fail (RAPPORT_IS_FORM (self));

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (rows, rapport_row_copy (g_ptr_array_index (self->rows, i)));
  for (guint i = 0; i < self->editors->len; i++)
    {
      RapportFieldEditor *editor = g_ptr_array_index (self->editors, i);
      RapportFormField *field = &g_array_index (self->fields, RapportFormField, i);
      g_autoptr(GError) error = NULL;
      gboolean understood = rapport_field_editor_read (editor, find_row (rows, field->kind), &error);

      rapport_field_editor_set_problem (editor, understood ? NULL : error->message);
      if (!understood && wrong == NULL)
        wrong = GTK_WIDGET (editor);
    }
  if (wrong != NULL)
    {
      gtk_widget_grab_focus (wrong);
      return;
    }
  if (self->done (GTK_WIDGET (self), rows, self->data))
    {
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
}

static void
accept_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  rapport_form_accept (RAPPORT_FORM (widget));
}

static void
discard_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(RapportForm) self = data;

  if (rapport_confirm_finish (result))
    {
      self->may_close = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
}

static gboolean
rapport_form_close_request (GtkWindow *window)
{
  RapportForm *self = RAPPORT_FORM (window);

  if (!self->may_close)
    for (guint i = 0; i < self->editors->len; i++)
      if (rapport_field_editor_is_changed (g_ptr_array_index (self->editors, i)))
        {
          rapport_confirm_async (GTK_WIDGET (self), _("Drop What You Typed?"),
                                 _("Nothing of this form has been saved yet."), _("_Drop"),
                                 RAPPORT_ANSWER_DESTRUCTIVE, discard_cb, g_object_ref (self));
          return TRUE;
        }
  return GTK_WINDOW_CLASS (rapport_form_parent_class)->close_request (window);
}

static void
rapport_form_finalize (GObject *object)
{
  RapportForm *self = RAPPORT_FORM (object);

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_clear_object (&self->workspace);
  g_ptr_array_unref (self->editors);
  g_array_unref (self->fields);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (rapport_form_parent_class)->finalize (object);
}

static void
rapport_form_class_init (RapportFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_form_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = rapport_form_close_request;
  gtk_widget_class_install_action (widget_class, "form.accept", NULL, accept_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "form.accept", NULL);
}

static void
rapport_form_init (RapportForm *self)
{
  self->editors = g_ptr_array_new ();
  self->fields = g_array_new (FALSE, FALSE, sizeof (RapportFormField));
}

static void
entry_activate_cb (RapportForm *self)
{
  rapport_form_accept (self);
}

static void
add_field (RapportForm            *self,
           GtkListBox             *list,
           const RapportFormField *form_field)
{
  const RapportField *field = &rapport_kind_get (form_field->kind)->fields[form_field->field];
  GtkWidget *editor = rapport_field_editor_new (form_field->kind, form_field->field);
  GtkWidget *input = rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (editor));
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 form_field->label ? form_field->label : rapport_field_get_label (field));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_widget_set_valign (editor, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (editor, 6);
  gtk_widget_set_margin_bottom (editor, 6);
  if (GTK_IS_ENTRY (input) || GTK_IS_TEXT_VIEW (input))
    {
      gtk_widget_set_size_request (editor, 260, -1);
      gtk_widget_set_hexpand (editor, TRUE);
    }
  if (GTK_IS_ENTRY (input))
    {
      gtk_widget_remove_css_class (input, "rp-inplace");
      g_signal_connect_swapped (input, "activate", G_CALLBACK (entry_activate_cb), self);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), editor);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_IS_SWITCH (input) ? input : NULL);
  gtk_list_box_append (list, row);
  rapport_field_editor_set_row (RAPPORT_FIELD_EDITOR (editor), self->workspace,
                                find_row (self->rows, form_field->kind));
  g_ptr_array_add (self->editors, editor);
  g_array_append_vals (self->fields, form_field, 1);
}

/**
 * rapport_form_new:
 * @from: the widget that asks
 * @workspace: a workspace
 * @title: Header Capitals
 * @accept: label of the button, with a mnemonic
 * @fields: (array length=n_fields): what to ask
 * @n_fields: how many
 * @rows: (transfer full) (element-type RapportRow): what is known, a row for each kind in @fields
 * @done: called with the rows and what was typed
 * @data: for @done
 * @destroy: (nullable): frees @data
 *
 * Returns: (transfer none): the window, which is shown
 */
GtkWidget *
rapport_form_new (GtkWidget              *from,
                  RapportWorkspace       *workspace,
                  const char             *title,
                  const char             *accept,
                  const RapportFormField *fields,
                  guint                   n_fields,
                  GPtrArray              *rows,
                  RapportFormDone         done,
                  gpointer                data,
                  GDestroyNotify          destroy)
{
  GtkRoot *root = gtk_widget_get_root (from);
  RapportForm *self = g_object_new (RAPPORT_TYPE_FORM, "title", title, "modal", TRUE, "default-width", 520,
                                    "destroy-with-parent", TRUE, NULL);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkWidget *button = gtk_button_new_with_mnemonic (accept);
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = gtk_list_box_new ();

  self->workspace = g_object_ref (workspace);
  self->rows = rows;
  self->done = done;
  self->data = data;
  self->destroy = destroy;
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "form.accept");
  gtk_widget_add_css_class (button, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), button);

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < n_fields; i++)
    add_field (self, GTK_LIST_BOX (list), &fields[i]);

  self->remark = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->remark, TRUE);
  gtk_label_set_xalign (self->remark, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->remark), FALSE);
  gtk_widget_set_margin_top (inner, 18);
  gtk_widget_set_margin_bottom (inner, 18);
  gtk_widget_set_margin_start (inner, 18);
  gtk_widget_set_margin_end (inner, 18);
  gtk_box_append (GTK_BOX (inner), list);
  gtk_box_append (GTK_BOX (inner), GTK_WIDGET (self->remark));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), inner);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 560);
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), scrolled);
  gtk_box_append (GTK_BOX (content), bar);
  gtk_box_append (GTK_BOX (content), overlay);
  adw_window_set_content (ADW_WINDOW (self), content);

  gtk_window_present (GTK_WINDOW (self));
  if (self->editors->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (self->editors, 0));
  return GTK_WIDGET (self);
}

/**
 * rapport_form_remark:
 * @self: a form
 * @text: (nullable): a sentence below the fields
 */
void
rapport_form_remark (RapportForm *self,
                     const char  *text)
{
  g_return_if_fail (RAPPORT_IS_FORM (self));

  gtk_label_set_text (self->remark, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark), text != NULL);
}

/**
 * rapport_form_get_editor:
 * @self: a form
 * @index: which of its fields
 *
 * Returns: (transfer none): its editor
 */
GtkWidget *
rapport_form_get_editor (RapportForm *self,
                         guint        index)
{
  g_return_val_if_fail (RAPPORT_IS_FORM (self) && index < self->editors->len, NULL);

  return g_ptr_array_index (self->editors, index);
}
