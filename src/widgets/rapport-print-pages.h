#pragma once

#include <gtk/gtk.h>

#include "document/rapport-document.h"

G_BEGIN_DECLS

/* Zoom that shows a whole page, whatever the size of the window. */
#define RAPPORT_PRINT_PAGES_FIT 0.0

/**
 * RapportPrintPages:
 *
 * The pages of a document one below the other, as they will be printed: white paper with its
 * shadow. Only what is seen is drawn, on another thread, so that a job of thousands of pages scrolls.
 *
 * Properties: `page` (the page that is in the middle, from 0), `zoom` (1 = as large as on paper,
 * %RAPPORT_PRINT_PAGES_FIT = a whole page), `busy` (the other thread has the document).
 * Signal `failed` (GError *error): a page cannot be drawn.
 */
#define RAPPORT_TYPE_PRINT_PAGES (rapport_print_pages_get_type ())
G_DECLARE_FINAL_TYPE (RapportPrintPages, rapport_print_pages, RAPPORT, PRINT_PAGES, GtkWidget)

GtkWidget *rapport_print_pages_new          (void);
void       rapport_print_pages_set_document (RapportPrintPages *self,
                                             RapportDocument   *document);
gboolean   rapport_print_pages_is_busy      (RapportPrintPages *self);
guint      rapport_print_pages_get_n_pages  (RapportPrintPages *self);
guint      rapport_print_pages_get_page     (RapportPrintPages *self);
void       rapport_print_pages_set_page     (RapportPrintPages *self,
                                             guint              page);
double     rapport_print_pages_get_zoom     (RapportPrintPages *self);
void       rapport_print_pages_set_zoom     (RapportPrintPages *self,
                                             double             zoom);
double     rapport_print_pages_get_scale    (RapportPrintPages *self);
GdkTexture *rapport_print_pages_get_texture (RapportPrintPages *self,
                                             guint              page);

G_END_DECLS
