#pragma once

#include <gtk/gtk.h>

#include "widgets/rapport-card-face.h"

G_BEGIN_DECLS

/**
 * RapportBoardLaneKind:
 * @RAPPORT_BOARD_LANE_STAGE: a stage of the lifecycle model
 * @RAPPORT_BOARD_LANE_UNPLACED: accounts without a stage; comes first, cards leave it only: nothing
 * can be dropped there
 * @RAPPORT_BOARD_LANE_ENDED: relationships that ended; comes last and is folded until it is clicked
 * or a drag rests on it
 */
typedef enum
{
  RAPPORT_BOARD_LANE_STAGE,
  RAPPORT_BOARD_LANE_UNPLACED,
  RAPPORT_BOARD_LANE_ENDED,
} RapportBoardLaneKind;

/**
 * RapportBoardLane:
 * @id: the owner's name of the lane, unique on this board
 * @title: heading
 * @kind: what the lane is
 * @light: colour in the light style
 * @dark: colour in the dark style
 */
typedef struct
{
  const char *id;
  const char *title;
  RapportBoardLaneKind kind;
  GdkRGBA light;
  GdkRGBA dark;
} RapportBoardLane;

#define RAPPORT_TYPE_BOARD (rapport_board_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoard, rapport_board, RAPPORT, BOARD, GtkWidget)

/**
 * RapportBoard:
 *
 * Columns of cards that are dragged from stage to stage. It knows no store: models come in, wishes
 * go out as signals. It never changes a model: after #RapportBoard::move-requested the owner
 * writes, and then either the models change (the board finds the moved cards by itself and keeps
 * the focus on them) or the owner calls rapport_board_refuse_move().
 *
 * Properties: `read-only` (gboolean), `notes` (gboolean).
 *
 * Signals:
 *
 * - `card-activated (gint64 id)`: Enter or a double click.
 * - `card-menu (gint64 id, double x, double y)`: a context menu is asked for, at a point of the
 * board.
 *   @id is always one of the selected cards.
 * - `move-requested (GVariant *ids, const char *lane_id, gint64 above_id, gint64 below_id)`: @ids
 * is of type "ax", in board order; the cards want to be in the lane between @above_id (the card
 * right above the place, 0: the place is the first) and @below_id (right below, 0: the last).
 * Neither is one of @ids. Not emitted when everything would stay where it is.
 * - `selection-changed ()`
 * - `refused ()`: someone tried to move a card of a board that is read-only.
 */

GtkWidget  *rapport_board_new                (void);

void        rapport_board_set_lanes          (RapportBoard            *self,
                                              const RapportBoardLane  *lanes,
                                              gsize                    n_lanes);
void        rapport_board_set_lane_model     (RapportBoard            *self,
                                              const char              *lane_id,
                                              GListModel              *model);
GListModel *rapport_board_get_lane_model     (RapportBoard            *self,
                                              const char              *lane_id);
void        rapport_board_set_lane_head      (RapportBoard            *self,
                                              const char              *lane_id,
                                              gint64                   count,
                                              const char              *sum,
                                              const char              *remark);
void        rapport_board_set_face_func      (RapportBoard            *self,
                                              RapportCardFaceFunc      func,
                                              gpointer                 user_data,
                                              GDestroyNotify           destroy);
void        rapport_board_refresh            (RapportBoard            *self);

void        rapport_board_set_read_only      (RapportBoard            *self,
                                              gboolean                 read_only);
gboolean    rapport_board_get_read_only      (RapportBoard            *self);
void        rapport_board_set_notes          (RapportBoard            *self,
                                              gboolean                 notes);
gboolean    rapport_board_get_notes          (RapportBoard            *self);
void        rapport_board_set_ended_unfolded (RapportBoard            *self,
                                              gboolean                 unfolded);
gboolean    rapport_board_get_ended_unfolded (RapportBoard            *self);

GVariant   *rapport_board_get_selection      (RapportBoard            *self);
guint       rapport_board_get_n_selected     (RapportBoard            *self);
gboolean    rapport_board_is_selected        (RapportBoard            *self,
                                              gint64                   id);
void        rapport_board_unselect_all       (RapportBoard            *self);
gint64      rapport_board_get_focus_id       (RapportBoard            *self);

gboolean    rapport_board_show_card          (RapportBoard            *self,
                                              const char              *lane_id,
                                              guint                    position);
void        rapport_board_request_move       (RapportBoard            *self,
                                              const char              *lane_id);
void        rapport_board_mark_moved         (RapportBoard            *self,
                                              GVariant                *ids);
void        rapport_board_refuse_move        (RapportBoard            *self,
                                              const char              *reason);

/**
 * RapportBoardLocateFunc:
 * @id: identity of a card
 * @position: (out): its place in its lane
 * @user_data: the caller's
 *
 * Returns: (transfer full) (nullable): id of the lane that it is in, %NULL where it is in none
 */
typedef char *(*RapportBoardLocateFunc) (gint64    id,
                                         guint    *position,
                                         gpointer  user_data);

void         rapport_board_begin_glide         (RapportBoard           *self);
void         rapport_board_end_glide           (RapportBoard           *self,
                                                RapportBoardLocateFunc  locate,
                                                gpointer                user_data);
guint        rapport_board_count_gliding       (RapportBoard           *self);

G_END_DECLS
