#pragma once

#include <adwaita.h>

#include "widgets/rapport-print-pages.h"

G_BEGIN_DECLS

/**
 * RapportPrintPreview:
 *
 * The window that stands between Print and the system's print dialog: the pages of a document as
 * they will be printed, on the paper that is chosen here. From here it is printed or saved as a PDF.
 * The system dialog's own Preview leads back here. While the document is made, and while its pages
 * are laid out, it says how far that has come and can be cancelled.
 */
#define RAPPORT_TYPE_PRINT_PREVIEW (rapport_print_preview_get_type ())
G_DECLARE_FINAL_TYPE (RapportPrintPreview, rapport_print_preview, RAPPORT, PRINT_PREVIEW, AdwWindow)

RapportPrintPreview *rapport_print_preview_new             (GtkWidget           *from);
GCancellable        *rapport_print_preview_get_cancellable (RapportPrintPreview *self);
void                 rapport_print_preview_set_progress    (RapportPrintPreview *self,
                                                            double               fraction);
void                 rapport_print_preview_set_document    (RapportPrintPreview *self,
                                                            RapportDocument     *document,
                                                            const char          *pdf_name);
void                 rapport_print_preview_fail            (RapportPrintPreview *self,
                                                            const GError        *error);
RapportPrintPages   *rapport_print_preview_get_pages       (RapportPrintPreview *self);

void                 rapport_print_preview                 (GtkWidget           *from,
                                                            RapportDocument     *document,
                                                            const char          *pdf_name);

G_END_DECLS
