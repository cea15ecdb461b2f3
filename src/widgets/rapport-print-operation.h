#pragma once

#include <gtk/gtk.h>

#include "document/rapport-document.h"

G_BEGIN_DECLS

/**
 * RapportPrintEnd:
 * @RAPPORT_PRINT_PRINTED: it is with the printer
 * @RAPPORT_PRINT_PREVIEWED: Preview was chosen in the dialog: the document is laid out on the paper
 *   that was set there and is to be shown
 * @RAPPORT_PRINT_CANCELLED: nothing was printed
 * @RAPPORT_PRINT_FAILED: nothing was printed; the error says why
 */
typedef enum
{
  RAPPORT_PRINT_PRINTED,
  RAPPORT_PRINT_PREVIEWED,
  RAPPORT_PRINT_CANCELLED,
  RAPPORT_PRINT_FAILED,
} RapportPrintEnd;

/**
 * RapportPrintOperation:
 *
 * A #GtkPrintOperation over a #RapportDocument: the system's dialog, and the pages as they were
 * seen in the preview. The printer and its settings are remembered for the next time. Pages are
 * laid out on a thread of their own.
 *
 * Signal `finished` (RapportPrintEnd end, GError *error): it is over. Comes once; @error is %NULL
 * unless it failed.
 */
#define RAPPORT_TYPE_PRINT_OPERATION (rapport_print_operation_get_type ())
G_DECLARE_FINAL_TYPE (RapportPrintOperation, rapport_print_operation, RAPPORT, PRINT_OPERATION,
                      GtkPrintOperation)

RapportPrintOperation *rapport_print_operation_new (RapportDocument         *document);
void                   rapport_print_operation_start (RapportPrintOperation *self,
                                                    GtkWindow               *parent,
                                                    GtkPrintOperationAction  action);

void                   rapport_print_choose_paper  (RapportDocument         *document);
void                   rapport_print_to_pdf        (GtkWidget               *from,
                                                    RapportDocument         *document,
                                                    const char              *name);
void                   rapport_print_write_pdf_async  (RapportDocument      *document,
                                                    GFile                   *file,
                                                    GCancellable            *cancellable,
                                                    GAsyncReadyCallback      callback,
                                                    gpointer                 user_data);
gboolean               rapport_print_write_pdf_finish (RapportDocument      *document,
                                                    GAsyncResult            *result,
                                                    GError                 **error);

G_END_DECLS
