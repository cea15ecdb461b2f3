#include "config.h"

#include "views/rapport-log-dialog.h"

#include <glib/gi18n.h>

#include "views/rapport-quick-entry.h"

#define DATA_KEY "rapport-log-dialog"

struct _RapportLogDialog
{
  AdwWindow          parent_instance;

  /* Template children */
  RapportQuickEntry *quick;
};

G_DEFINE_FINAL_TYPE (RapportLogDialog, rapport_log_dialog, ADW_TYPE_WINDOW)

static void
logged_cb (RapportLogDialog *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
rapport_log_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RAPPORT_TYPE_LOG_DIALOG);

  G_OBJECT_CLASS (rapport_log_dialog_parent_class)->dispose (object);
}

static void
rapport_log_dialog_class_init (RapportLogDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_log_dialog_dispose;

  g_type_ensure (RAPPORT_TYPE_QUICK_ENTRY);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-log-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportLogDialog, quick);
  gtk_widget_class_bind_template_callback (widget_class, logged_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
rapport_log_dialog_init (RapportLogDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rapport_log_dialog_present:
 * @from: a widget of the window that it belongs to
 * @workspace: a workspace
 * @account: with whom, 0 to choose
 * @person: with which of its people, 0 for whoever was chosen last
 * @episode: what it is part of, 0 for what was chosen last
 *
 * Shows the dialog of that window, with what was typed into it before.
 */
void
rapport_log_dialog_present (GtkWidget        *from,
                            RapportWorkspace *workspace,
                            gint64            account,
                            gint64            person,
                            gint64            episode)
{
  GtkRoot *root = gtk_widget_get_root (from);
  RapportLogDialog *self = g_object_get_data (G_OBJECT (root), DATA_KEY);

  if (self == NULL)
    {
      self = g_object_new (RAPPORT_TYPE_LOG_DIALOG, "transient-for", root, "destroy-with-parent", TRUE, NULL);
      g_object_set_data (G_OBJECT (root), DATA_KEY, self);
    }
  g_object_set (self->quick, "workspace", workspace, NULL);
  if (account != 0 || !rapport_quick_entry_has_text (self->quick))
    {
      /* Translators: an account */
      g_autofree char *title = account != 0 ? g_strdup_printf (_("Log Interaction with %s"),
                                                               rapport_workspace_get_title (
                                                                   workspace, RAPPORT_KIND_ACCOUNT, account))
                                            : g_strdup (_("Log Interaction"));

      rapport_quick_entry_set_account (self->quick, account);
      gtk_window_set_title (GTK_WINDOW (self), title);
    }
  if (person != 0 || episode != 0)
    rapport_quick_entry_set_about (self->quick, person, episode);
  gtk_window_present (GTK_WINDOW (self));
  rapport_quick_entry_focus (self->quick);
}
