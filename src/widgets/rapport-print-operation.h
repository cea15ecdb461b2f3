#pragma once

#include <gtk/gtk.h>

#include "document/rapport-document.h"

G_BEGIN_DECLS

/**
 * RapportPrintOperation:
 *
 * A #GtkPrintOperation over a #RapportDocument: dialog, preview, pages. Printer, paper and margins
 * are remembered for the next time. Pages are laid out on a thread of their own; what goes wrong is
 * told to the user.
 */
#define RAPPORT_TYPE_PRINT_OPERATION (rapport_print_operation_get_type ())
G_DECLARE_FINAL_TYPE (RapportPrintOperation, rapport_print_operation, RAPPORT, PRINT_OPERATION,
                      GtkPrintOperation)

RapportPrintOperation *rapport_print_operation_new (RapportDocument         *document);

void                   rapport_print               (GtkWidget               *from,
                                                    RapportDocument         *document,
                                                    GtkPrintOperationAction  action);
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
