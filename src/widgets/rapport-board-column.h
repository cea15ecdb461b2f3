#pragma once

#include <gtk/gtk.h>

#include "widgets/rapport-card.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_BOARD_COLUMN (rapport_board_column_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoardColumn, rapport_board_column, RAPPORT, BOARD_COLUMN, GtkWidget)

/**
 * RapportCardStateFunc:
 * @id: the card's subject
 * @user_data: data of the function
 *
 * Returns: what the card of @id is going through
 */
typedef RapportCardState (*RapportCardStateFunc) (gint64   id,
                                                  gpointer user_data);

GtkWidget   *rapport_board_column_new               (void);

void         rapport_board_column_set_model         (RapportBoardColumn   *self,
                                                     GListModel           *model);
GListModel  *rapport_board_column_get_model         (RapportBoardColumn   *self);
void         rapport_board_column_set_face_func     (RapportBoardColumn   *self,
                                                     RapportCardFaceFunc   func,
                                                     gpointer              user_data,
                                                     GDestroyNotify        destroy);
void         rapport_board_column_set_state_func    (RapportBoardColumn   *self,
                                                     RapportCardStateFunc  func,
                                                     gpointer              user_data);
void         rapport_board_column_set_colour        (RapportBoardColumn   *self,
                                                     const GdkRGBA        *colour);
void         rapport_board_column_set_notes         (RapportBoardColumn   *self,
                                                     gboolean              notes);
gboolean     rapport_board_column_get_notes         (RapportBoardColumn   *self);

guint        rapport_board_column_get_n_items       (RapportBoardColumn   *self);
gint64       rapport_board_column_get_id            (RapportBoardColumn   *self,
                                                     guint                 position);
RapportCard *rapport_board_column_get_card          (RapportBoardColumn   *self,
                                                     guint                 position);
gboolean     rapport_board_column_get_card_position (RapportBoardColumn   *self,
                                                     RapportCard          *card,
                                                     guint                *position);
gboolean     rapport_board_column_find_near         (RapportBoardColumn   *self,
                                                     gint64                id,
                                                     guint                 near_position,
                                                     guint                *position);
guint        rapport_board_column_get_page          (RapportBoardColumn   *self);
guint        rapport_board_column_get_drop_position (RapportBoardColumn   *self,
                                                     double                y);
void         rapport_board_column_scroll_to         (RapportBoardColumn   *self,
                                                     guint                 position);
gboolean     rapport_board_column_focus_position    (RapportBoardColumn   *self,
                                                     guint                 position);
void         rapport_board_column_refresh           (RapportBoardColumn   *self);
void         rapport_board_column_refresh_states    (RapportBoardColumn   *self);

void         rapport_board_column_open_gap          (RapportBoardColumn   *self,
                                                     guint                 position);
void         rapport_board_column_close_gap         (RapportBoardColumn   *self,
                                                     gboolean              at_once);
gboolean     rapport_board_column_get_gap           (RapportBoardColumn   *self,
                                                     guint                *position);
void         rapport_board_column_set_invite        (RapportBoardColumn   *self,
                                                     gboolean              invite);

G_END_DECLS
