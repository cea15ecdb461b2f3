#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "views/rapport-accounts-view-private.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-pick-file.h"
#include "widgets/rapport-print-operation.h"

/* The list on paper, in a file, on the clipboard: with the columns shown, of the selected rows or, where none is
 * selected, of all that the filter lets through. */

/* So many summaries in one job are more likely a slip of the hand. */
#define MANY_SUMMARIES 200

typedef enum
{
  OUTPUT_PRINT,
  OUTPUT_PDF,
  OUTPUT_COPY,
} Output;

typedef struct
{
  RapportAccountsView *view;
  Output               output;
} Job;

static Job *
job_new (RapportAccountsView *self,
         Output               output)
{
  Job *job = g_new0 (Job, 1);

  job->view = g_object_ref (self);
  job->output = output;
  return job;
}

static void
job_free (Job *job)
{
  g_object_unref (job->view);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* %NULL where nothing is selected: all. */
static GArray *
dup_selected (RapportAccountsView *self)
{
  if (self->selection == NULL || rapport_id_selection_get_n (self->selection) == 0)
    return NULL;
  return rapport_id_selection_dup_ids (self->selection);
}

static void
copy_rows (RapportAccountsView *self,
           RapportListRows     *rows)
{
  g_autofree char *table = rapport_list_rows_to_table (rows), *html = rapport_list_rows_to_html (rows), *text = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));
  g_autoptr(GdkContentProvider) provider = NULL;
  GdkContentProvider *both[2];
  guint n = rapport_list_rows_get_n_rows (rows);

  both[0] = gdk_content_provider_new_typed (G_TYPE_STRING, table);
  both[1] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  provider = gdk_content_provider_new_union (both, G_N_ELEMENTS (both));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
  text = g_strdup_printf (ngettext ("%u row copied", "%u rows copied", n), n);
  rapport_toast (GTK_WIDGET (self), text, FALSE);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(Job) job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportListRows) rows = rapport_list_read_finish (RAPPORT_WORKSPACE (source), result, &error);
  g_autoptr(RapportDocument) document = NULL;
  g_autoptr(GDateTime) now = NULL;
  RapportWorkspace *workspace = RAPPORT_WORKSPACE (source);

  if (rows == NULL)
    {
      rapport_report_error (GTK_WIDGET (job->view), error);
      return;
    }
  if (job->output == OUTPUT_COPY)
    {
      copy_rows (job->view, rows);
      return;
    }
  document = rapport_list_rows_to_document (rows);
  now = g_date_time_new_from_unix_local (rapport_workspace_get_now (workspace));
  rapport_document_set_printed (document, now, rapport_workspace_get_title (workspace, RAPPORT_KIND_MEMBER,
                                                                            rapport_workspace_get_member (workspace)));
  if (job->output == OUTPUT_PDF)
    /* Translators: name of a file */
    rapport_print_to_pdf (GTK_WIDGET (job->view), document, _("Accounts.pdf"));
  else
    rapport_print (GTK_WIDGET (job->view), document, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG);
}

static void
read_list (RapportAccountsView *self,
           Output               output)
{
  g_autoptr(GArray) ids = dup_selected (self);
  g_auto(GStrv) columns = _rapport_accounts_view_dup_columns (self);

  if (self->workspace == NULL || columns == NULL)
    return;
  rapport_list_read_async (self->workspace, self->filter, ids ? (const gint64 *) (gpointer) ids->data : NULL, ids ? ids->len : 0,
                           (const char *const *) columns, output == OUTPUT_COPY ? RAPPORT_LIST_SCREEN : RAPPORT_LIST_PAPER, NULL,
                           read_cb, job_new (self, output));
}

static void
print_summaries (RapportAccountsView *self)
{
  g_autoptr(GArray) selected = dup_selected (self);
  GArray *ids = selected ? selected : rapport_query_model_get_ids (rapport_id_selection_get_model (self->selection));
  GVariant *target = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len, sizeof (gint64));

  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.print-accounts", target);
}

static void
print_answered_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(RapportAccountsView) self = data;
  g_autofree char *answer = rapport_ask_finish (result);

  if (g_strcmp0 (answer, "list") == 0)
    read_list (self, OUTPUT_PRINT);
  else if (g_strcmp0 (answer, "summaries") == 0 && self->selection != NULL)
    print_summaries (self);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);
  const RapportAnswer answers[] = {
    { "cancel", _("_Cancel"), RAPPORT_ANSWER_PLAIN },
    { "summaries", _("_Summaries"), RAPPORT_ANSWER_PLAIN },
    { "list", _("_List"), RAPPORT_ANSWER_SUGGESTED },
  };
  g_autofree char *heading = NULL;
  guint n;

  if (self->selection == NULL)
    return;
  n = rapport_id_selection_get_n (self->selection);
  if (n == 0)
    n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  if (n == 0)
    return;
  if (n > MANY_SUMMARIES)
    {
      read_list (self, OUTPUT_PRINT);
      return;
    }
  heading = g_strdup_printf (ngettext ("Print %u Account", "Print %u Accounts", n), n);
  rapport_ask_async (widget, heading, _("As the list that is shown, or a summary of each on pages of its own?"), NULL, answers,
                     G_N_ELEMENTS (answers), print_answered_cb, g_object_ref (self));
}

static void
pdf_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  read_list (RAPPORT_ACCOUNTS_VIEW (widget), OUTPUT_PDF);
}

static void
copy_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  read_list (RAPPORT_ACCOUNTS_VIEW (widget), OUTPUT_COPY);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(RapportAccountsView) self = data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n;

  if (!rapport_list_export_finish (RAPPORT_WORKSPACE (source), result, &n, &error))
    {
      rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  text = g_strdup_printf (ngettext ("%u account exported", "%u accounts exported", n), n);
  rapport_toast (GTK_WIDGET (self), text, FALSE);
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportAccountsView) self = data;
  g_autoptr(GFile) file = rapport_pick_file_finish (result);
  g_autoptr(GArray) ids = NULL;
  g_auto(GStrv) columns = NULL;

  if (file == NULL || self->workspace == NULL)
    return;
  ids = dup_selected (self);
  columns = _rapport_accounts_view_dup_columns (self);
  rapport_list_export_async (self->workspace, self->filter, ids ? (const gint64 *) (gpointer) ids->data : NULL,
                             ids ? ids->len : 0, (const char *const *) columns, file, NULL, exported_cb, g_object_ref (self));
}

static void
export_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);

  if (self->workspace != NULL)
    rapport_pick_file_async (widget, RAPPORT_PICK_SAVE, RAPPORT_FILES_TABLES, _("Export List"), _("_Export"), NULL,
                             /* Translators: name of a file */
                             _("Accounts.csv"), picked_cb, g_object_ref (self));
}

void
_rapport_accounts_view_class_output_init (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "accounts.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "accounts.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "accounts.export-pdf", NULL, pdf_action);
  gtk_widget_class_install_action (widget_class, "accounts.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "accounts.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "accounts.delete", NULL);
}

/**
 * rapport_accounts_view_print_list:
 * @self: a page
 *
 * Prints the list as it is shown: what is selected, else all that the filter lets through.
 */
void
rapport_accounts_view_print_list (RapportAccountsView *self)
{
  g_return_if_fail (RAPPORT_IS_ACCOUNTS_VIEW (self));

  read_list (self, OUTPUT_PRINT);
}
