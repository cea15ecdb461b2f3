#include "config.h"

#include "application/rapport-as-of-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/rapport-time.h"
#include "widgets/rapport-date-button.h"
#include "widgets/rapport-feedback.h"

typedef struct
{
  GtkWidget        *window;
  GtkWidget        *from;
  GtkWidget        *date;
  RapportWorkspace *workspace;
} Dialog;

static void
dialog_free (gpointer data)
{
  Dialog *dialog = data;

  g_object_unref (dialog->from);
  g_object_unref (dialog->workspace);
  g_free (dialog);
}

static void
set_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr(GtkWidget) from = data;
  g_autoptr(GError) error = NULL;

  if (!rapport_store_set_as_of_finish (RAPPORT_STORE (source), result, &error))
    rapport_report_error (from, error);
}

/**
 * rapport_as_of_set:
 * @from: the widget that asks
 * @workspace: a workspace
 * @day: the day to look at it as of, %RAPPORT_DAY_NONE for today
 *
 * Sets the clock of a workspace without waiting.
 */
void
rapport_as_of_set (GtkWidget        *from,
                   RapportWorkspace *workspace,
                   RapportDay        day)
{
  g_return_if_fail (RAPPORT_IS_WORKSPACE (workspace));

  rapport_store_set_as_of_async (rapport_workspace_get_store (workspace), day, NULL, set_cb, g_object_ref (from));
}

static void
apply (Dialog     *dialog,
       RapportDay  day)
{
  rapport_as_of_set (dialog->from, dialog->workspace, day);
  gtk_window_close (GTK_WINDOW (dialog->window));
}

static void
show_clicked_cb (Dialog *dialog)
{
  apply (dialog, rapport_date_button_get_day (RAPPORT_DATE_BUTTON (dialog->date)));
}

static void
today_clicked_cb (Dialog *dialog)
{
  apply (dialog, RAPPORT_DAY_NONE);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

/**
 * rapport_as_of_dialog_new:
 * @workspace: a workspace
 * @from: where errors are told
 *
 * Returns: (transfer floating): a window that asks for the day to look at the workspace as of
 */
GtkWidget *
rapport_as_of_dialog_new (RapportWorkspace *workspace,
                          GtkWidget        *from)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *box, *bar, *body, *words, *show, *buttons, *today;
  g_autoptr(GtkEventController) keys = GTK_EVENT_CONTROLLER (gtk_shortcut_controller_new ());

  dialog->from = g_object_ref (from);
  dialog->workspace = g_object_ref (workspace);
  dialog->window = adw_window_new ();
  gtk_window_set_title (GTK_WINDOW (dialog->window), _("View As Of"));
  gtk_window_set_default_size (GTK_WINDOW (dialog->window), 380, -1);
  gtk_window_set_resizable (GTK_WINDOW (dialog->window), FALSE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (dialog->window, g_steal_pointer (&keys));

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  bar = adw_header_bar_new ();
  gtk_widget_add_css_class (bar, "flat");
  gtk_box_append (GTK_BOX (box), bar);

  body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_widget_set_margin_start (body, 24);
  gtk_widget_set_margin_end (body, 24);
  gtk_widget_set_margin_bottom (body, 24);
  gtk_widget_set_margin_top (body, 6);
  words = gtk_label_new (
      _("Shows everything as it stood on a day: stages, promises, figures. Nothing can be changed there."));
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (words), 40);
  gtk_box_append (GTK_BOX (body), words);

  dialog->date = rapport_date_button_new ();
  rapport_date_button_set_day (RAPPORT_DATE_BUTTON (dialog->date), rapport_workspace_get_today (workspace));
  gtk_box_append (GTK_BOX (body), dialog->date);

  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
  today = gtk_button_new_with_mnemonic (_("Back to _Today"));
  gtk_widget_set_sensitive (today,
                            rapport_store_get_as_of (rapport_workspace_get_store (workspace)) != RAPPORT_DAY_NONE);
  g_signal_connect_swapped (today, "clicked", G_CALLBACK (today_clicked_cb), dialog);
  gtk_box_append (GTK_BOX (buttons), today);
  show = gtk_button_new_with_mnemonic (_("_View"));
  gtk_widget_add_css_class (show, "suggested-action");
  g_signal_connect_swapped (show, "clicked", G_CALLBACK (show_clicked_cb), dialog);
  gtk_box_append (GTK_BOX (buttons), show);
  gtk_box_append (GTK_BOX (body), buttons);
  gtk_box_append (GTK_BOX (box), body);
  adw_window_set_content (ADW_WINDOW (dialog->window), box);
  gtk_window_set_default_widget (GTK_WINDOW (dialog->window), show);
  g_object_set_data_full (G_OBJECT (dialog->window), "rapport-dialog", dialog, dialog_free);
  return dialog->window;
}
