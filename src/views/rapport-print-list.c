#include "config.h"

#include "views/rapport-print-list.h"

#include <glib/gi18n.h>

#include "service/rapport-list-service.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-print-operation.h"
#include "widgets/rapport-print-preview.h"

typedef struct
{
  GtkWidget           *from;
  RapportPrintPreview *preview; /* %NULL where a file is written */
  char                *pdf_name;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->from);
  g_clear_object (&job->preview);
  g_free (job->pdf_name);
  g_free (job);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  RapportWorkspace *workspace = RAPPORT_WORKSPACE (source);
  g_autoptr(Job) job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportListRows) rows = rapport_list_read_finish (workspace, result, &error);
  g_autoptr(RapportDocument) document = NULL;
  g_autoptr(GDateTime) now = NULL;

  if (rows == NULL)
    {
      if (job->preview != NULL)
        rapport_print_preview_fail (job->preview, error);
      else
        rapport_report_error (job->from, error);
      return;
    }
  document = rapport_list_rows_to_document (rows);
  now = g_date_time_new_from_unix_local (rapport_workspace_get_now (workspace));
  rapport_document_set_printed (document, now, rapport_workspace_get_title (workspace, RAPPORT_KIND_MEMBER,
                                                                            rapport_workspace_get_member (workspace)));
  if (job->preview != NULL)
    /* Translators: name of a file */
    rapport_print_preview_set_document (job->preview, document, _("Accounts.pdf"));
  else
    rapport_print_to_pdf (job->from, document, job->pdf_name);
}

/**
 * rapport_print_list:
 * @from: the widget that asks
 * @workspace: a workspace
 * @filter: which accounts, in which order; the print names it
 * @ids: (nullable) (array length=n_ids): only these of them, %NULL for all
 * @n_ids: how many
 * @columns: (array zero-terminated=1): what is printed of each
 * @pdf_name: (nullable): proposed name of a PDF file; %NULL for the preview, from
 *   which it is printed
 *
 * Prints a list of accounts as it is shown.
 */
void
rapport_print_list (GtkWidget                  *from,
                    RapportWorkspace           *workspace,
                    const RapportAccountFilter *filter,
                    const gint64               *ids,
                    guint                       n_ids,
                    const char *const          *columns,
                    const char                 *pdf_name)
{
  Job *job;

  g_return_if_fail (GTK_IS_WIDGET (from));
  g_return_if_fail (RAPPORT_IS_WORKSPACE (workspace));
  g_return_if_fail (columns != NULL);

  job = g_new0 (Job, 1);
  job->from = g_object_ref (from);
  job->pdf_name = g_strdup (pdf_name);
  if (pdf_name == NULL)
    job->preview = g_object_ref (rapport_print_preview_new (from));
  rapport_list_read_async (workspace, filter, ids, n_ids, columns, RAPPORT_LIST_PAPER,
                           job->preview ? rapport_print_preview_get_cancellable (job->preview) : NULL, read_cb, job);
}
