#include "config.h"

#include "widgets/rapport-entry-helpers.h"

#define KEPT "rapport-kept-text"

typedef struct
{
  RapportEntryFunc func;
  gpointer         data;
} Commit;

static void
commit_text (GtkEditable *editable)
{
  Commit *commit = g_object_get_data (G_OBJECT (editable), "rapport-commit");
  const char *kept = g_object_get_data (G_OBJECT (editable), KEPT);
  const char *text = gtk_editable_get_text (editable);
  g_autofree char *copy = NULL;

  if (g_strcmp0 (kept ? kept : "", text) == 0)
    return;

  copy = g_strdup (text);
  g_object_set_data_full (G_OBJECT (editable), KEPT, g_strdup (copy), g_free);
  commit->func (editable, copy, commit->data);
}

static void
activate_cb (GtkEditable *editable)
{
  commit_text (editable);
}

static void
leave_cb (GtkEventControllerFocus *focus,
          GtkEditable             *editable)
{
  commit_text (editable);
}

static gboolean
key_cb (GtkEventControllerKey *key,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        GtkEditable           *editable)
{
  const char *kept = g_object_get_data (G_OBJECT (editable), KEPT);

  if (keyval != GDK_KEY_Escape || g_strcmp0 (kept ? kept : "", gtk_editable_get_text (editable)) == 0)
    return GDK_EVENT_PROPAGATE;
  rapport_entry_set_kept_text (editable, kept);
  return GDK_EVENT_STOP;
}

/**
 * rapport_entry_commit_on_leave:
 * @editable: an entry, an entry row
 * @func: called with the new text
 * @data: for @func; has to live as long as @editable
 *
 * For editing in place: what was typed is taken with Enter or when the focus leaves, and Escape puts back what
 * stood there. Fill such an entry with rapport_entry_set_kept_text().
 */
void
rapport_entry_commit_on_leave (GtkEditable      *editable,
                               RapportEntryFunc  func,
                               gpointer          data)
{
  GtkEventController *focus, *key;
  Commit *commit;

  g_return_if_fail (GTK_IS_EDITABLE (editable) && GTK_IS_WIDGET (editable));
  g_return_if_fail (func != NULL);

  commit = g_new0 (Commit, 1);
  commit->func = func;
  commit->data = data;
  g_object_set_data_full (G_OBJECT (editable), "rapport-commit", commit, g_free);
  g_object_set_data_full (G_OBJECT (editable), KEPT, g_strdup (gtk_editable_get_text (editable)), g_free);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), editable);
  gtk_widget_add_controller (GTK_WIDGET (editable), focus);

  key = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_cb), editable);
  gtk_widget_add_controller (GTK_WIDGET (editable), key);

  if (g_signal_lookup ("activate", G_OBJECT_TYPE (editable)) != 0)
    g_signal_connect (editable, "activate", G_CALLBACK (activate_cb), NULL);
  else if (g_signal_lookup ("entry-activated", G_OBJECT_TYPE (editable)) != 0)
    g_signal_connect (editable, "entry-activated", G_CALLBACK (activate_cb), NULL);
}

/**
 * rapport_entry_set_kept_text:
 * @editable: an entry of rapport_entry_commit_on_leave()
 * @text: (nullable): what the record says
 *
 * Shows what the record says; it is not taken for typing.
 */
void
rapport_entry_set_kept_text (GtkEditable *editable,
                             const char  *text)
{
  g_autofree char *copy = g_strdup (text ? text : "");

  g_return_if_fail (GTK_IS_EDITABLE (editable));

  g_object_set_data_full (G_OBJECT (editable), KEPT, g_strdup (copy), g_free);
  if (!g_str_equal (gtk_editable_get_text (editable), copy))
    {
      gtk_editable_set_text (editable, copy);
      gtk_editable_set_position (editable, -1);
    }
}

/**
 * rapport_entry_set_problem:
 * @entry: an entry
 * @problem: (nullable): what is wrong with its text, %NULL for nothing
 *
 * Marks an entry whose text cannot be taken, and says why.
 */
void
rapport_entry_set_problem (GtkWidget  *entry,
                           const char *problem)
{
  g_return_if_fail (GTK_IS_WIDGET (entry));

  gtk_widget_set_tooltip_text (entry, problem);
  if (problem != NULL)
    {
      gtk_widget_add_css_class (entry, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
  else
    {
      gtk_widget_remove_css_class (entry, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
    }
}
