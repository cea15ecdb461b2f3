#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportBoardHistory:
 * @first: the day of the first move of the model, %RAPPORT_DAY_NONE where nothing ever moved
 * @months: (element-type guint): moves in each month, beginning with that of @first
 * @n_without: how many cards have a place but no move that says since when
 *
 * What is known of a board's past.
 */
typedef struct
{
  RapportDay  first;
  GArray     *months;
  guint       n_without;
} RapportBoardHistory;

void                 rapport_board_history_free        (RapportBoardHistory  *history);
void                 rapport_board_history_load_async  (RapportWorkspace     *workspace,
                                                        gint64                model,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
RapportBoardHistory *rapport_board_history_load_finish (RapportWorkspace     *workspace,
                                                        GAsyncResult         *result,
                                                        GError              **error);
RapportBoardHistory *rapport_board_history_load        (RapportWorkspace     *workspace,
                                                        gint64                model,
                                                        GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBoardHistory, rapport_board_history_free)

G_END_DECLS
