#pragma once

#include "widgets/rapport-board-column.h"

G_BEGIN_DECLS

#define CARD_GAP 8
#define TOP_PADDING 3
#define BOTTOM_PADDING 14
#define GAP_HEIGHT 84
#define GAP_RADIUS 9
#define GAP_DURATION (150 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  RapportCard *card;       /* owned by the widget tree */
  guint position;
} Live;

/* A place held open between cards. Several exist while one closes and the next opens. */
typedef struct
{
  guint position;
  double from;
  double to;
  double height;
  gint64 start;
} Gap;

struct _RapportBoardColumn
{
  GtkWidget parent_instance;

  /* Owned */
  GListModel *model;
  GtkAdjustment *adjustments[2];       /* by GtkOrientation */
  GArray *live;                        /* Live */
  GArray *gaps;                        /* Gap */

  RapportCardFaceFunc face_func;
  gpointer face_data;
  GDestroyNotify face_destroy;
  RapportCardStateFunc state_func;
  gpointer state_data;

  GdkRGBA colour;
  guint n_items;
  int card_height;
  int inset;
  guint gap_position;
  guint tick;
  guint scroll_policies[2];
  guint has_gap : 1;
  guint notes : 1;
  guint invite : 1;
  guint in_allocate : 1;
  guint extend_id;                     /* idle source: cards beyond those in view are still to come */
};

RapportCardState _rapport_board_column_get_card_state (RapportBoardColumn *self,
                                                       gint64              id);
double _rapport_board_column_get_pitch          (RapportBoardColumn *self);
double _rapport_board_column_get_value          (RapportBoardColumn *self);
double _rapport_board_column_get_gaps_above     (RapportBoardColumn *self,
                                                 guint               position);
double _rapport_board_column_get_card_y         (RapportBoardColumn *self,
                                                 guint               position);
double _rapport_board_column_get_content_height (RapportBoardColumn *self);
void   _rapport_board_column_configure          (RapportBoardColumn *self,
                                                 double              wanted_value);
void   _rapport_board_column_draw_gaps          (RapportBoardColumn *self,
                                                 GtkSnapshot        *snapshot);

G_END_DECLS
