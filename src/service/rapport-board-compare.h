#pragma once

#include "service/rapport-board-service.h"

G_BEGIN_DECLS

/* Where a card is that is on no board any more. */
#define RAPPORT_LANE_GONE G_GINT64_CONSTANT (-2)

/**
 * RapportBoardMoved:
 * @subject: a card
 * @then: the lane that it was in
 * @now: the lane that it is in today; %RAPPORT_LANE_UNPLACED or %RAPPORT_LANE_GONE where in none
 */
typedef struct
{
  gint64 subject;
  gint64 then;
  gint64 now;
} RapportBoardMoved;

/**
 * RapportBoardCount:
 * @stage: a lane
 * @then: how many cards it had
 * @now: how many it has today
 */
typedef struct
{
  gint64 stage;
  guint  then;
  guint  now;
} RapportBoardCount;

/**
 * RapportBoardComparison:
 * @day: the day that is compared with today
 * @moved: (element-type RapportBoardMoved): the cards of that day that are elsewhere today, by subject
 * @counts: (element-type RapportBoardCount): the lanes in order
 * @n_new: how many cards of today were on no board that day
 */
typedef struct
{
  RapportDay  day;
  GArray     *moved;
  GArray     *counts;
  guint       n_new;
} RapportBoardComparison;

void                     rapport_board_comparison_free (RapportBoardComparison     *comparison);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBoardComparison, rapport_board_comparison_free)

const RapportBoardMoved *rapport_board_comparison_find (const RapportBoardComparison *comparison,
                                                        gint64                      subject);
const RapportBoardCount *rapport_board_comparison_get_count (const RapportBoardComparison *comparison,
                                                        gint64                      stage);

void                     rapport_board_compare_async   (RapportWorkspace           *workspace,
                                                        const RapportAccountFilter *filter,
                                                        RapportBoardData           *then,
                                                        GCancellable               *cancellable,
                                                        GAsyncReadyCallback         callback,
                                                        gpointer                    user_data);
RapportBoardComparison  *rapport_board_compare_finish  (RapportWorkspace           *workspace,
                                                        GAsyncResult               *result,
                                                        GError                    **error);

G_END_DECLS
