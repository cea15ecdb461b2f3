/* A list on paper: a table of any number of rows, fetched page by page. */
#pragma once

#include "document/rapport-document.h"

G_BEGIN_DECLS

typedef enum
{
  RAPPORT_LIST_ALIGN_START,
  RAPPORT_LIST_ALIGN_END,
  RAPPORT_LIST_ALIGN_CENTER,
} RapportListAlign;

/**
 * RapportListRowFunc:
 * @row: row from 0
 * @cells: (array): one per column, all %NULL before the call; the function puts newly allocated
 * strings in, the caller frees them (also after a failure). %NULL stays blank
 * @user_data: as given
 *
 * Fetches one row. Rows are asked for in order, each twice when a file is written (to paginate, to
 * draw).
 *
 * Returns: %TRUE, or %FALSE with @error set, which stops printing with that error
 */
typedef gboolean (*RapportListRowFunc) (guint     row,
                                        char    **cells,
                                        gpointer  user_data,
                                        GError  **error);

#define RAPPORT_TYPE_LIST_DOCUMENT (rapport_list_document_get_type ())

/**
 * RapportListDocument:
 *
 * The description of a printed list. Make it, add columns and rows, give it to a document.
 */
G_DECLARE_FINAL_TYPE (RapportListDocument, rapport_list_document, RAPPORT, LIST_DOCUMENT, GObject)

RapportListDocument *rapport_list_document_new              (const char          *workspace,
                                                             const char          *title);
void                 rapport_list_document_set_filter_line  (RapportListDocument *self,
                                                             const char          *line);
void                 rapport_list_document_set_summary_line (RapportListDocument *self,
                                                             const char          *line);
void                 rapport_list_document_add_column       (RapportListDocument *self,
                                                             const char          *title,
                                                             RapportListAlign     align,
                                                             double               width);
void                 rapport_list_document_set_rows         (RapportListDocument *self,
                                                             guint                n_rows,
                                                             RapportListRowFunc   func,
                                                             gpointer             user_data,
                                                             GDestroyNotify       destroy);
gboolean             rapport_list_document_wants_landscape  (RapportListDocument *self,
                                                             RapportPaper         paper);

void                 rapport_document_add_list              (RapportDocument     *document,
                                                             RapportListDocument *list);

G_END_DECLS
