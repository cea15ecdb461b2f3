#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "views/rapport-account-parts.h"
#include "views/rapport-form.h"
#include "widgets/rapport-feedback.h"

/* The forms that the account page opens. */

typedef struct
{
  GtkWidget        *from; /* weak */
  RapportWorkspace *workspace;
  char             *toast;
} Form;

static void
form_free (gpointer data)
{
  Form *form = data;

  g_clear_weak_pointer (&form->from);
  g_object_unref (form->workspace);
  g_free (form->toast);
  g_free (form);
}

static Form *
form_new (GtkWidget        *from,
          RapportWorkspace *workspace)
{
  Form *form = g_new0 (Form, 1);

  g_set_weak_pointer (&form->from, from);
  form->workspace = g_object_ref (workspace);
  return form;
}

static GPtrArray *
rows_new (RapportRow *first,
          RapportRow *second)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);

  g_ptr_array_add (rows, first);
  if (second != NULL)
    g_ptr_array_add (rows, second);
  return rows;
}

static RapportRow *
steal (GPtrArray *rows,
       guint      index)
{
  return rapport_row_copy (g_ptr_array_index (rows, index));
}

/* The form waits for the write, so that nothing of it is lost where that fails. */
static void
written_cb (RapportWorkspace *workspace,
            RapportAct       *act,
            gpointer          data)
{
  g_autoptr(GtkWindow) window = data;

  gtk_widget_set_sensitive (GTK_WIDGET (window), TRUE);
  if (act != NULL)
    gtk_window_destroy (window);
}

static gboolean
write_act (GtkWidget  *window,
           Form       *form,
           RapportAct *act)
{
  gtk_widget_set_sensitive (window, FALSE);
  rapport_do_then (form->from && gtk_widget_get_root (form->from) ? form->from : window, form->workspace, act,
                   form->toast, written_cb, g_object_ref (window));
  return FALSE;
}

/* Promises ------------------------------------------------------------------------------------------------------ */

static gboolean
commitment_done_cb (GtkWidget *window,
                    GPtrArray *rows,
                    gpointer   data)
{
  Form *form = data;
  RapportRow *row = steal (rows, 0);

  if (rapport_row_get_id (row) != 0)
    return write_act (window, form, rapport_act_save (row));
  return write_act (window, form, rapport_entry_act_add_commitment (form->workspace, row));
}

void
_rapport_open_commitment_form (GtkWidget        *from,
                               RapportWorkspace *workspace,
                               gint64            account,
                               const RapportRow *commitment)
{
  static const RapportFormField fields[] = {
    { RAPPORT_KIND_COMMITMENT, RAPPORT_COMMITMENT_TITLE },  { RAPPORT_KIND_COMMITMENT, RAPPORT_COMMITMENT_KIND },
    { RAPPORT_KIND_COMMITMENT, RAPPORT_COMMITMENT_SIDE },   { RAPPORT_KIND_COMMITMENT, RAPPORT_COMMITMENT_DUE },
    { RAPPORT_KIND_COMMITMENT, RAPPORT_COMMITMENT_PERSON }, { RAPPORT_KIND_COMMITMENT, RAPPORT_COMMITMENT_OWNER },
    { RAPPORT_KIND_COMMITMENT, RAPPORT_COMMITMENT_NOTE },
  };
  RapportRow *row;
  gint64 member = rapport_workspace_get_member (workspace);

  if (commitment != NULL)
    row = rapport_row_copy (commitment);
  else
    {
      row = rapport_row_new (RAPPORT_KIND_COMMITMENT);
      rapport_row_set_int (row, RAPPORT_COMMITMENT_ACCOUNT, account);
      rapport_row_put (row, "kind", "next-step", "side", "ours", NULL);
      if (member != 0)
        rapport_row_set_int (row, RAPPORT_COMMITMENT_OWNER, member);
    }
  rapport_form_new (from, workspace, commitment ? _("Edit Promise or Next Step") : _("Add Promise or Next Step"),
                    commitment ? _("_Save") : _("_Add"), fields, G_N_ELEMENTS (fields), rows_new (row, NULL),
                    commitment_done_cb, form_new (from, workspace), form_free);
}

/* People -------------------------------------------------------------------------------------------------------- */

static gboolean
person_done_cb (GtkWidget *window,
                GPtrArray *rows,
                gpointer   data)
{
  Form *form = data;

  return write_act (window, form, rapport_entry_act_add_person (form->workspace, steal (rows, 0), steal (rows, 1)));
}

void
_rapport_open_person_form (GtkWidget        *from,
                           RapportWorkspace *workspace,
                           gint64            account)
{
  static const RapportFormField fields[] = {
    { RAPPORT_KIND_PERSON, RAPPORT_PERSON_NAME },           { RAPPORT_KIND_PERSON, RAPPORT_PERSON_JOB_TITLE },
    { RAPPORT_KIND_AFFILIATION, RAPPORT_AFFILIATION_ROLE }, { RAPPORT_KIND_PERSON, RAPPORT_PERSON_PHONE },
    { RAPPORT_KIND_PERSON, RAPPORT_PERSON_MOBILE },         { RAPPORT_KIND_PERSON, RAPPORT_PERSON_EMAIL },
    { RAPPORT_KIND_AFFILIATION, RAPPORT_AFFILIATION_SINCE }, { RAPPORT_KIND_PERSON, RAPPORT_PERSON_NOTES },
  };
  RapportRow *affiliation = rapport_row_new (RAPPORT_KIND_AFFILIATION);

  rapport_row_set_int (affiliation, RAPPORT_AFFILIATION_ACCOUNT, account);
  rapport_form_new (from, workspace, _("Add Person"), _("_Add"), fields, G_N_ELEMENTS (fields),
                    rows_new (rapport_row_new (RAPPORT_KIND_PERSON), affiliation), person_done_cb,
                    form_new (from, workspace), form_free);
}
