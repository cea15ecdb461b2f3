#pragma once

#include "service/rapport-board-service.h"

/* How the board's data are put together: for rapport-board-service.c, which reads them, and -data.c, which knows
 * them. */

G_BEGIN_DECLS

RapportLane *_rapport_board_lane_new         (gint64             stage);
RapportLane *_rapport_board_lane_copy        (const RapportLane *lane);
void         _rapport_board_lane_free        (gpointer           lane);
RapportLane *_rapport_board_data_find_lane   (RapportBoardData  *data,
                                              gint64             stage);
void         _rapport_board_data_add_lane    (RapportBoardData  *data,
                                              gint64             stage);
/* The n-th smallest of gint32s, counted from 0. */
gint32       _rapport_board_find_nth         (GArray            *days,
                                              guint              n);
/* When all of data->since is there. */
void         _rapport_board_data_index_since (RapportBoardData  *data);
int          _rapport_board_compare_moves    (gconstpointer      a,
                                              gconstpointer      b);

/* " FROM board_card c … WHERE …": the cards of a model that the filter lets through; account a and figures f where
 * there is a filter. */
void         _rapport_board_append_cards     (RapportQuery      *query,
                                              const RapportAccountFilter *filter,
                                              RapportKindId      kind,
                                              gint64             model,
                                              RapportDay         today);

G_END_DECLS
