#include "config.h"

#include "widgets/rapport-reason-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "widgets/rapport-confirm.h"

typedef struct
{
  GPtrArray *checks; /* one per reason */
  GtkWidget *note;
  GtkWidget *ends;   /* nullable */
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_ptr_array_unref (form->checks);
  g_clear_object (&form->note);
  g_clear_object (&form->ends);
  g_free (form);
}

/**
 * rapport_reason_free:
 * @reason: (nullable): a reason
 */
void
rapport_reason_free (RapportReason *reason)
{
  if (reason == NULL)
    return;
  g_free (reason->reason);
  g_free (reason->ended_by);
  g_free (reason->note);
  g_free (reason);
}

static RapportReason *
read_form (Form     *form,
           gboolean  ends)
{
  RapportReason *reason = g_new0 (RapportReason, 1);
  const char *note = gtk_editable_get_text (GTK_EDITABLE (form->note));

  for (guint i = 0; i < form->checks->len; i++)
    if (gtk_check_button_get_active (form->checks->pdata[i]))
      reason->reason = g_strdup (rapport_end_reason_choices[i].id);
  /* Two of the five reasons are ours. */
  reason->ended_by = g_strdup (g_str_equal (reason->reason, "no-growth") || g_str_equal (reason->reason, "fraud")
                                 ? "us" : "them");
  reason->note = *note ? g_strdup (note) : NULL;
  reason->ends = ends;
  return reason;
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autofree char *answer = rapport_ask_finish (result);
  Form *form = g_task_get_task_data (task);
  RapportReason *reason = NULL;

  if (answer != NULL)
    reason = read_form (form, form->ends == NULL || gtk_check_button_get_active (GTK_CHECK_BUTTON (form->ends)));
  g_task_return_pointer (task, reason, (GDestroyNotify) rapport_reason_free);
}

/**
 * rapport_ask_reason_async:
 * @from: the widget that asks
 * @heading: "Why does Halden Marine leave?"
 * @body: (nullable): more
 * @offer_end: whether ending the relationship is an offer (a stage of decline), not the point
 * @callback: called with the reason
 * @user_data: for @callback
 *
 * Asks why a relationship ended: the reasons of D11, and a note.
 */
void
rapport_ask_reason_async (GtkWidget           *from,
                          const char          *heading,
                          const char          *body,
                          gboolean             offer_end,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  RapportAnswer answer = { "save", NULL, RAPPORT_ANSWER_SUGGESTED };
  GtkWidget *box, *first = NULL;
  GTask *task;
  Form *form;

  g_return_if_fail (GTK_IS_WIDGET (from));

  task = g_task_new (from, NULL, callback, user_data);
  g_task_set_source_tag (task, rapport_ask_reason_async);
  form = g_new0 (Form, 1);
  form->checks = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, form, form_free);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  for (const RapportChoice *choice = rapport_end_reason_choices; choice->id != NULL; choice++)
    {
      GtkWidget *check = gtk_check_button_new_with_label (rapport_choice_get_label (choice));

      if (first == NULL)
        {
          first = check;
          gtk_check_button_set_active (GTK_CHECK_BUTTON (check), TRUE);
        }
      else
        gtk_check_button_set_group (GTK_CHECK_BUTTON (check), GTK_CHECK_BUTTON (first));
      gtk_box_append (GTK_BOX (box), check);
      g_ptr_array_add (form->checks, g_object_ref (check));
    }
  form->note = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (form->note), _("Note"));
  gtk_entry_set_activates_default (GTK_ENTRY (form->note), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (form->note), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Note"), -1);
  gtk_box_append (GTK_BOX (box), form->note);
  if (offer_end)
    {
      form->ends = gtk_check_button_new_with_mnemonic (_("The relationship has _ended"));
      gtk_box_append (GTK_BOX (box), form->ends);
    }
  g_object_ref (form->note);
  if (form->ends != NULL)
    g_object_ref (form->ends);

  answer.label = offer_end ? _("_Save Reason") : _("_End Relationship");
  rapport_ask_async (from, heading, body, box, &answer, 1, answered_cb, task);
}

/**
 * rapport_ask_reason_finish:
 * @result: what the callback got
 *
 * Returns: (nullable) (transfer full): the reason, %NULL where the user cancelled
 */
RapportReason *
rapport_ask_reason_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}
