/* Paper: pages drawn with cairo and Pango on any cairo surface. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define RAPPORT_DOCUMENT_ERROR (rapport_document_error_quark ())

/**
 * RapportDocumentError:
 * @RAPPORT_DOCUMENT_ERROR_WRITE: the file could not be written; the message says which and why
 * @RAPPORT_DOCUMENT_ERROR_DRAW: cairo refused to draw
 * @RAPPORT_DOCUMENT_ERROR_EMPTY: there is nothing to print
 */
typedef enum
{
  RAPPORT_DOCUMENT_ERROR_WRITE,
  RAPPORT_DOCUMENT_ERROR_DRAW,
  RAPPORT_DOCUMENT_ERROR_EMPTY,
} RapportDocumentError;

GQuark rapport_document_error_quark (void);

typedef enum
{
  RAPPORT_PAPER_A4,
  RAPPORT_PAPER_LETTER,
} RapportPaper;

/**
 * RapportPageSetup:
 * @width: width of the sheet as it is read, in points (1/72 inch); for landscape larger than
 * @height
 * @height: height of the sheet, in points
 * @top: margin, in points
 * @right: margin, in points
 * @bottom: margin, in points; the footer stands above it
 * @left: margin, in points
 *
 * The sheet that is drawn on. From a GtkPageSetup fill it with its paper width, paper height and
 * margins in GTK_UNIT_POINTS (margins under 34 points look crowded: take the larger of the two).
 */
typedef struct
{
  double width;
  double height;
  double top;
  double right;
  double bottom;
  double left;
} RapportPageSetup;

void         rapport_page_setup_init       (RapportPageSetup *setup,
                                            RapportPaper      paper,
                                            gboolean          landscape);
RapportPaper rapport_paper_get_default     (void);

#define RAPPORT_TYPE_DOCUMENT (rapport_document_get_type ())

/**
 * RapportDocument:
 *
 * A job for the printer: one or more parts (account summaries, lists), each of which starts on a
 * new page.
 *
 * Pages of the job are numbered from 0 through all parts in rapport_document_draw_page(). The
 * printed "Page 1 of 2" counts within the part: somebody who is handed the two sheets of one
 * account can see that they have them all, however many accounts were printed with it.
 *
 * A document may be made in one thread and used in another, but only by one thread at a time.
 * Layouts are kept for one part only, so a job of thousands of accounts needs little more memory
 * than its data.
 */
G_DECLARE_FINAL_TYPE (RapportDocument, rapport_document, RAPPORT, DOCUMENT, GObject)

RapportDocument *rapport_document_new            (const char              *title,
                                                  const char              *author);
void             rapport_document_set_page_setup (RapportDocument         *self,
                                                  const RapportPageSetup  *setup);
const RapportPageSetup *
                 rapport_document_get_page_setup (RapportDocument         *self);
void             rapport_document_set_footer     (RapportDocument         *self,
                                                  const char              *printed,
                                                  const char              *remark);
void             rapport_document_set_printed    (RapportDocument         *self,
                                                  GDateTime               *when,
                                                  const char              *by);
const char *     rapport_document_get_title      (RapportDocument         *self);
guint            rapport_document_get_n_parts    (RapportDocument         *self);
gboolean         rapport_document_paginate       (RapportDocument         *self,
                                                  GCancellable            *cancellable,
                                                  GError                 **error);
double           rapport_document_get_progress   (RapportDocument         *self);
guint            rapport_document_get_n_pages    (RapportDocument         *self);
gboolean         rapport_document_draw_page      (RapportDocument         *self,
                                                  cairo_t                 *cr,
                                                  guint                    page,
                                                  GError                 **error);
gboolean         rapport_document_write_pdf      (RapportDocument         *self,
                                                  const char              *path,
                                                  GCancellable            *cancellable,
                                                  GError                 **error);

G_END_DECLS
