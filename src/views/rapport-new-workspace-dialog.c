#include "config.h"

#include "views/rapport-new-workspace-dialog.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "core/rapport-money.h"
#include "core/rapport-shipped.h"
#include "service/rapport-desk.h"
#include "widgets/rapport-confirm.h"

struct _RapportNewWorkspaceDialog
{
  AdwWindow                    parent_instance;

  /* Template children */
  GtkWidget                   *create_button;
  AdwComboRow                 *currency_row;
  AdwComboRow                 *model_row;
  AdwEntryRow                 *name_row;

  RapportWorkspaceCreatedFunc  callback;
  gpointer                     data;
};

G_DEFINE_FINAL_TYPE (RapportNewWorkspaceDialog, rapport_new_workspace_dialog, ADW_TYPE_WINDOW)

/* Those of rapport-shipped that have accounts for subjects, by their fixed ids. */
static const struct
{
  gint64      id;
  const char *label;
} models[] = {
  { 1, "Value ladder" },
  { 2, "Relationship stages" },
  { 3, "Key account" },
  { 4, "Cooperation cycle" },
  { 5, "Exploration" },
  { 6, "Client ladder" },
};

/**
 * rapport_new_workspace_guess_currency:
 *
 * Returns: ISO 4217 code of the currency of the user's country, else EUR
 */
const char *
rapport_new_workspace_guess_currency (void)
{
  const struct lconv *locale = localeconv ();
  g_autofree char *code = g_strndup (locale->int_curr_symbol, 3);

  return rapport_currency_is_known (code) ? g_intern_string (code) : "EUR";
}

static void
name_changed_cb (RapportNewWorkspaceDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));

  gtk_widget_set_sensitive (self->create_button, *name != '\0');
}

static void
cancel_cb (RapportNewWorkspaceDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
create_cb (RapportNewWorkspaceDialog *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  g_autofree char *path = NULL;
  g_autoptr(RapportWorkspace) workspace = NULL;
  g_autoptr(GError) error = NULL;
  guint model = adw_combo_row_get_selected (self->model_row);

  if (*name == '\0')
    return;
  path = rapport_desk_make_path (name);
  workspace = rapport_workspace_create (
      path, name, rapport_currency_get_codes ()[adw_combo_row_get_selected (self->currency_row)], &error);
  if (workspace == NULL)
    {
      rapport_tell (GTK_WIDGET (self), _("The workspace was not made"), error->message);
      return;
    }
  if (model < G_N_ELEMENTS (models))
    rapport_workspace_set_model (workspace, models[model].id);
  self->callback (workspace, self->data);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
rapport_new_workspace_dialog_class_init (RapportNewWorkspaceDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-new-workspace-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportNewWorkspaceDialog, create_button);
  gtk_widget_class_bind_template_child (widget_class, RapportNewWorkspaceDialog, currency_row);
  gtk_widget_class_bind_template_child (widget_class, RapportNewWorkspaceDialog, model_row);
  gtk_widget_class_bind_template_child (widget_class, RapportNewWorkspaceDialog, name_row);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_new_workspace_dialog_init (RapportNewWorkspaceDialog *self)
{
  g_autoptr(GtkStringList) currencies = NULL, names = gtk_string_list_new (NULL);
  const char * const *codes = rapport_currency_get_codes ();
  const char *guess = rapport_new_workspace_guess_currency ();

  gtk_widget_init_template (GTK_WIDGET (self));
  currencies = gtk_string_list_new (codes);
  adw_combo_row_set_model (self->currency_row, G_LIST_MODEL (currencies));
  for (guint i = 0; codes[i] != NULL; i++)
    if (g_str_equal (codes[i], guess))
      adw_combo_row_set_selected (self->currency_row, i);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    gtk_string_list_append (names, rapport_shipped_translate (models[i].label));
  adw_combo_row_set_model (self->model_row, G_LIST_MODEL (names));
  gtk_window_set_default_widget (GTK_WINDOW (self), self->create_button);
  name_changed_cb (self);
}

/**
 * rapport_new_workspace_dialog_new:
 * @callback: called with the new workspace
 * @data: for @callback
 *
 * Returns: (transfer floating): the window
 */
GtkWidget *
rapport_new_workspace_dialog_new (RapportWorkspaceCreatedFunc callback,
                                  gpointer                    data)
{
  RapportNewWorkspaceDialog *self = g_object_new (RAPPORT_TYPE_NEW_WORKSPACE_DIALOG, NULL);

  self->callback = callback;
  self->data = data;
  return GTK_WIDGET (self);
}
