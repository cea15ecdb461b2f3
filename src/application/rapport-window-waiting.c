#include "config.h"

#include "application/rapport-window-private.h"

#include <glib/gi18n.h>

/* What a window shows while a workspace is opened, restored or recovered: what is being done, who keeps it waiting,
 * and a way out where there is one. */

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
new_cancel_button (GCancellable *cancellable)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Cancel"));
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (g_cancellable_cancel), cancellable, G_CONNECT_SWAPPED);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          g_object_ref (gtk_activate_action_get ())));
  gtk_widget_add_controller (button, keys);
  return button;
}

/* @cancellable: (nullable): of what is done, where it can be cancelled */
void
_rapport_window_show_waiting (RapportWindow *self,
                              const char    *title,
                              GCancellable  *cancellable)
{
  GtkWidget *bar, *box, *spinner, *heading, *text;

  _rapport_window_end_waiting (self);
  /* A window that shows a workspace goes on doing so. */
  if (self->workspace != NULL)
    return;

  self->waiting = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  bar = adw_header_bar_new ();
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), adw_window_title_new (NULL, NULL));
  gtk_widget_add_css_class (bar, "flat");
  gtk_box_append (GTK_BOX (self->waiting), bar);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_vexpand (box, TRUE);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_bottom (box, 48);
  gtk_box_append (GTK_BOX (self->waiting), box);

  spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_box_append (GTK_BOX (box), spinner);
  heading = new_label (title, "title-2");
  gtk_box_append (GTK_BOX (box), heading);
  text = new_label (NULL, "rp-body");
  gtk_widget_set_visible (text, FALSE);
  gtk_box_append (GTK_BOX (box), text);
  g_object_set_data (G_OBJECT (self->waiting), "text", text);

  if (cancellable != NULL)
    gtk_box_append (GTK_BOX (box), new_cancel_button (cancellable));
  gtk_stack_add_named (self->root_stack, self->waiting, "waiting");
  _rapport_window_show_only (self->root_stack, self->waiting);
  gtk_window_set_title (GTK_WINDOW (self), title);
  gtk_widget_child_focus (self->waiting, GTK_DIR_TAB_FORWARD);
}

/* @text: (nullable): why it takes so long */
void
_rapport_window_set_waiting_text (RapportWindow *self,
                                  const char    *text)
{
  GtkWidget *label = self->waiting ? g_object_get_data (G_OBJECT (self->waiting), "text") : NULL;

  if (label != NULL)
    {
      gtk_label_set_text (GTK_LABEL (label), text ? text : "");
      gtk_widget_set_visible (label, text != NULL);
    }
}

/* Back to the welcome page, where nothing else is shown. */
void
_rapport_window_end_waiting (RapportWindow *self)
{
  GtkWidget *waiting = g_steal_pointer (&self->waiting);

  if (waiting == NULL)
    return;
  if (self->workspace == NULL)
    {
      _rapport_window_show_only (self->root_stack, self->welcome);
      gtk_window_set_title (GTK_WINDOW (self), _("Rapport"));
    }
  gtk_stack_remove (self->root_stack, waiting);
}
