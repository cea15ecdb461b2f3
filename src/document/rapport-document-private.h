/* What a part of a print job must be able to do. Private to document/. */
#pragma once

#include "document/rapport-document.h"
#include "document/rapport-flow.h"
#include "document/rapport-print-text.h"

G_BEGIN_DECLS

/* The area that a part may draw in: the sheet within its margins and above the footer. */
typedef struct
{
  PangoContext *pango;
  double x;
  double width;
  double top;
  double bottom;
  int *progress;                /* (nullable): read by other threads */
  double progress_from;         /* shares of the whole job that this part is of */
  double progress_to;
} RapportPrintArea;

typedef struct
{
  /* Counts the pages; may keep its layout until drop. */
  gboolean    (*paginate)  (gpointer                 part,
                            const RapportPrintArea  *area,
                            guint                   *n_pages,
                            GCancellable            *cancellable,
                            GError                 **error);
  /* Draws one page, in any order, after paginate with the same area and possibly after drop. */
  gboolean    (*draw)      (gpointer                 part,
                            const RapportPrintArea  *area,
                            cairo_t                 *cr,
                            guint                    page,
                            GError                 **error);
  /* Lets go of layouts that can be made again. */
  void        (*drop)      (gpointer                 part);
  const char *(*get_title) (gpointer                 part);
  void        (*free)      (gpointer                 part);
} RapportPartClass;

void rapport_print_area_report (const RapportPrintArea *area,
                                double                  fraction);
void rapport_document_add_part (RapportDocument        *self,
                                const RapportPartClass *klass,
                                gpointer                part);

G_END_DECLS
