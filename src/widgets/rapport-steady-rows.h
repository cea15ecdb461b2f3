#pragma once

#include <gtk/gtk.h>

#include "service/rapport-query-model.h"

G_BEGIN_DECLS

/**
 * RapportSteadyRow:
 *
 * One row of a #RapportSteadyRows: a place in the list, not a record. It lives as long as somebody
 * (GTK, for the rows that have widgets) holds it.
 */
#define RAPPORT_TYPE_STEADY_ROW (rapport_steady_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportSteadyRow, rapport_steady_row, RAPPORT, STEADY_ROW, GObject)

guint              rapport_steady_row_get_position   (RapportSteadyRow  *self);
gint64             rapport_steady_row_get_id         (RapportSteadyRow  *self);
RapportRecord     *rapport_steady_row_dup_record     (RapportSteadyRow  *self);

/**
 * RapportSteadyRows:
 *
 * What stands between the answer to a query and a view of GTK. GTK 4.8 keeps the widgets of some 205
 * rows whatever is visible, and makes all of them anew when the list says that its items are others.
 * So the items of this list stay the same when another answer comes, and only say that what they show
 * has changed; rows are added and taken away at the end, a few in each frame of the window. A small
 * change of the same answer (an account was added) is passed on as it is, so that focus and selection
 * stay with their account.
 *
 * The list may therefore have less or more rows than the answer for a moment:
 * rapport_steady_rows_get_n_rows() tells the number that is true. A row past the end of the answer has
 * no record.
 *
 * Signals: "contents-changed" (gboolean anew): every row may show another record from now on; @anew
 * where it is another answer and not the same one that has changed. "rows-moved" (guint position,
 * guint removed, guint added): as #GListModel::items-changed, which follows, but never for rows that
 * come and go at the end for the sake of time.
 */
#define RAPPORT_TYPE_STEADY_ROWS (rapport_steady_rows_get_type ())
G_DECLARE_FINAL_TYPE (RapportSteadyRows, rapport_steady_rows, RAPPORT, STEADY_ROWS, GObject)

/* How many rows come in one turn of the main loop, and how many go. */
#define RAPPORT_STEADY_ROWS_STEP 8
#define RAPPORT_STEADY_ROWS_DROP 16

RapportSteadyRows *rapport_steady_rows_new           (void);
void               rapport_steady_rows_set_pacer     (RapportSteadyRows *self,
                                                      GtkWidget         *pacer);
void               rapport_steady_rows_set_model     (RapportSteadyRows *self,
                                                      RapportQueryModel *model);
RapportQueryModel *rapport_steady_rows_get_model     (RapportSteadyRows *self);
guint              rapport_steady_rows_get_n_rows    (RapportSteadyRows *self);
gboolean           rapport_steady_rows_is_settled    (RapportSteadyRows *self);

G_END_DECLS
