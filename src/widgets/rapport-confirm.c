#include "config.h"

#include "widgets/rapport-confirm.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* The only place for AdwMessageDialog, which newer libadwaita has another class for. */

#define CANCEL "cancel"

static GtkWindow *
window_of (GtkWidget *from)
{
  GtkRoot *root = from ? gtk_widget_get_root (from) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
response_cb (AdwMessageDialog *dialog,
             const char       *response,
             GTask            *task)
{
  g_signal_handlers_disconnect_by_data (dialog, task);
  g_task_return_pointer (task, g_str_equal (response, CANCEL) ? NULL : g_strdup (response), g_free);
  g_object_unref (task);
}

/* It goes with the window that it stands before; nobody answers any more. */
static void
destroy_cb (AdwMessageDialog *dialog,
            GTask            *task)
{
  response_cb (dialog, CANCEL, task);
}

/**
 * rapport_ask_async:
 * @from: (nullable): the widget that asks
 * @heading: the question
 * @body: (nullable): what it is about, plain text
 * @extra: (nullable): a widget below the text, such as a check button
 * @answers: (array length=n_answers): the answers; one that is called "cancel" takes the place of Cancel, which
 *   is there in any case
 * @n_answers: how many
 * @callback: (nullable): called with the answer
 * @user_data: for @callback
 *
 * Asks a question with several answers; Escape is Cancel.
 */
void
rapport_ask_async (GtkWidget           *from,
                   const char          *heading,
                   const char          *body,
                   GtkWidget           *extra,
                   const RapportAnswer *answers,
                   guint                n_answers,
                   GAsyncReadyCallback  callback,
                   gpointer             user_data)
{
  GTask *task;
  AdwMessageDialog *dialog;
  const char *cancel = n_answers > 0 ? _("_Cancel") : _("_Close");

  g_return_if_fail (from == NULL || GTK_IS_WIDGET (from));
  g_return_if_fail (heading != NULL);

  task = g_task_new (from, NULL, callback, user_data);
  g_task_set_source_tag (task, rapport_ask_async);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (window_of (from), heading, body));
  for (guint i = 0; i < n_answers; i++)
    if (g_str_equal (answers[i].id, CANCEL))
      cancel = answers[i].label;
  adw_message_dialog_add_response (dialog, CANCEL, cancel);
  adw_message_dialog_set_close_response (dialog, CANCEL);
  for (guint i = 0; i < n_answers; i++)
    {
      if (!g_str_equal (answers[i].id, CANCEL))
        adw_message_dialog_add_response (dialog, answers[i].id, answers[i].label);
      if (answers[i].look == RAPPORT_ANSWER_SUGGESTED)
        {
          adw_message_dialog_set_response_appearance (dialog, answers[i].id, ADW_RESPONSE_SUGGESTED);
          adw_message_dialog_set_default_response (dialog, answers[i].id);
        }
      else if (answers[i].look == RAPPORT_ANSWER_DESTRUCTIVE)
        adw_message_dialog_set_response_appearance (dialog, answers[i].id, ADW_RESPONSE_DESTRUCTIVE);
    }
  if (extra != NULL)
    adw_message_dialog_set_extra_child (dialog, extra);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), task);
  g_signal_connect (dialog, "destroy", G_CALLBACK (destroy_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * rapport_ask_finish:
 * @result: what the callback got
 *
 * Returns: (nullable) (transfer full): the id of the answer, %NULL for Cancel
 */
char *
rapport_ask_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * rapport_confirm_async:
 * @from: (nullable): the widget that asks
 * @heading: the question
 * @body: (nullable): what will happen
 * @accept: label of the button that does it, a verb, with a mnemonic
 * @look: how that button looks
 * @callback: (nullable): called with the answer
 * @user_data: for @callback
 *
 * Asks whether to do something that cannot be taken back.
 */
void
rapport_confirm_async (GtkWidget           *from,
                       const char          *heading,
                       const char          *body,
                       const char          *accept,
                       RapportAnswerLook    look,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  RapportAnswer answer = { "accept", accept, look };

  rapport_ask_async (from, heading, body, NULL, &answer, 1, callback, user_data);
}

/**
 * rapport_confirm_finish:
 * @result: what the callback got
 *
 * Returns: whether to do it
 */
gboolean
rapport_confirm_finish (GAsyncResult *result)
{
  g_autofree char *answer = rapport_ask_finish (result);

  return answer != NULL;
}

/**
 * rapport_tell:
 * @from: (nullable): the widget that has something to say
 * @heading: what
 * @body: (nullable): more of it
 *
 * Says something that has to be read before work goes on.
 */
void
rapport_tell (GtkWidget  *from,
              const char *heading,
              const char *body)
{
  rapport_ask_async (from, heading, body, NULL, NULL, 0, NULL, NULL);
}
