#pragma once

#include "service/rapport-account-filter.h"
#include "service/rapport-query-model.h"

G_BEGIN_DECLS

/* Lanes that are no stage. */
#define RAPPORT_LANE_ENDED G_GINT64_CONSTANT (0)
#define RAPPORT_LANE_UNPLACED G_GINT64_CONSTANT (-1)

/**
 * RapportLane:
 * @stage: id of the stage, or %RAPPORT_LANE_ENDED, %RAPPORT_LANE_UNPLACED
 * @n_cards: how many cards, exactly
 * @value: the sum of their values a year, minor units of the workspace's currency
 * @estimated: whether part of that is estimated
 * @median_days: the median of days in the stage, %RAPPORT_UNSET where there is no card
 * @ids: (nullable) (element-type gint64): the cards in order
 */
typedef struct
{
  gint64   stage;
  guint    n_cards;
  gint64   value;
  gboolean estimated;
  gint64   median_days;
  GArray  *ids;
} RapportLane;

/**
 * RapportBoardMove:
 * @subject: what moved
 * @from: the stage it was in when the month began, 0 where it was not there yet
 * @day: when it moved last
 */
typedef struct
{
  gint64     subject;
  gint64     from;
  RapportDay day;
} RapportBoardMove;

typedef struct
{
  gint64     subject;
  RapportDay day;
} RapportBoardSince;

/**
 * RapportBoardData:
 * @model: the lifecycle model
 * @kind: what the cards are: accounts, or opportunities
 * @day: the day of the clock
 * @lanes: (element-type RapportLane): unplaced (accounts only), the stages in order, ended
 * @n_all: how many cards there would be without a filter, those of the ended not counted
 * @moves: (element-type RapportBoardMove): as of a past day, what moved in its month until it; else
 *   empty
 *
 * Reference-counted and immutable.
 */
typedef struct
{
  gint64         model;
  RapportKindId  kind;
  RapportDay     day;
  GPtrArray     *lanes;
  guint          n_all;
  GArray        *moves;

  /*< private >*/
  RapportLane   *loose;
  GArray        *since;
  RapportDay    *days;      /* by id, from first_id on; NULL: they stand in since */
  gint64         first_id;
  guint          n_days;
  gatomicrefcount ref_count;
} RapportBoardData;

RapportBoardData *rapport_board_data_ref      (RapportBoardData           *data);
void              rapport_board_data_free     (RapportBoardData           *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBoardData, rapport_board_data_free)

RapportDay        rapport_board_data_get_since (const RapportBoardData    *data,
                                               gint64                      subject);
const RapportBoardMove *rapport_board_data_get_move (const RapportBoardData *data,
                                               gint64                      subject);

void              rapport_board_load_early    (RapportWorkspace           *workspace);
void              rapport_board_load_async    (RapportWorkspace           *workspace,
                                               const RapportAccountFilter *filter,
                                               GCancellable               *cancellable,
                                               GAsyncReadyCallback         callback,
                                               gpointer                    user_data);
void              rapport_board_reload_async  (RapportWorkspace           *workspace,
                                               const RapportAccountFilter *filter,
                                               RapportBoardData           *before,
                                               RapportChanges             *changes,
                                               GCancellable               *cancellable,
                                               GAsyncReadyCallback         callback,
                                               gpointer                    user_data);
RapportBoardData *rapport_board_load_finish   (RapportWorkspace           *workspace,
                                               GAsyncResult               *result,
                                               GError                    **error);
RapportBoardData *rapport_board_load          (RapportWorkspace           *workspace,
                                               const RapportAccountFilter *filter,
                                               GError                    **error);
RapportQuery     *rapport_board_lane_query    (RapportWorkspace           *workspace,
                                               const RapportAccountFilter *filter,
                                               gint64                      stage);

RapportAct       *rapport_board_act_move      (RapportWorkspace           *workspace,
                                               gint64                      model,
                                               const gint64               *subjects,
                                               guint                       n_subjects,
                                               gint64                      stage,
                                               gint64                      after,
                                               gint64                      before,
                                               const char                 *reason,
                                               const char                 *note);
RapportAct       *rapport_board_act_move_and_end (RapportWorkspace        *workspace,
                                               gint64                      model,
                                               const gint64               *accounts,
                                               guint                       n_accounts,
                                               gint64                      stage,
                                               const char                 *reason,
                                               const char                 *ended_by,
                                               const char                 *note);
RapportAct       *rapport_board_act_lose      (RapportWorkspace           *workspace,
                                               const gint64               *opportunities,
                                               guint                       n_opportunities);
RapportAct       *rapport_board_act_reopen    (RapportWorkspace           *workspace,
                                               gint64                      model,
                                               const gint64               *opportunities,
                                               guint                       n_opportunities,
                                               gint64                      stage);
RapportAct       *rapport_board_act_end       (RapportWorkspace           *workspace,
                                               const gint64               *accounts,
                                               guint                       n_accounts,
                                               const char                 *reason,
                                               const char                 *ended_by,
                                               const char                 *note);
RapportAct       *rapport_board_act_win_back  (RapportWorkspace           *workspace,
                                               gint64                      model,
                                               const gint64               *accounts,
                                               guint                       n_accounts,
                                               gint64                      stage);
RapportAct       *rapport_board_act_note_reasons (RapportWorkspace        *workspace,
                                               gint64                      model,
                                               const gint64               *subjects,
                                               guint                       n_subjects,
                                               const char                 *reason,
                                               const char                 *note);
RapportAct       *rapport_board_act_note_reason (RapportWorkspace         *workspace,
                                               gint64                      model,
                                               gint64                      subject,
                                               const char                 *reason,
                                               const char                 *note);
RapportAct       *rapport_board_act_place     (RapportWorkspace           *workspace);
guint             rapport_board_count_places  (RapportWorkspace           *workspace,
                                               GError                    **error);
void              rapport_board_count_places_async (RapportWorkspace      *workspace,
                                               GCancellable               *cancellable,
                                               GAsyncReadyCallback         callback,
                                               gpointer                    user_data);
gssize            rapport_board_count_places_finish (RapportWorkspace     *workspace,
                                               GAsyncResult               *result,
                                               GError                    **error);
gboolean          rapport_board_needs_reason  (RapportWorkspace           *workspace,
                                               gint64                      stage);
gboolean          rapport_board_place_new     (RapportWrite               *write,
                                               gint64                      model,
                                               const char                 *subject_kind,
                                               gint64                      subject,
                                               gint64                      stage,
                                               const char                 *set_by,
                                               GError                    **error);
RapportRow       *rapport_board_find_placement (RapportDb                 *db,
                                               gint64                      model,
                                               gint64                      subject,
                                               GError                    **error);

G_END_DECLS
