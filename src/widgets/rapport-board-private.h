#pragma once

#include "widgets/rapport-board-lane-private.h"
#include "widgets/rapport-board.h"

G_BEGIN_DECLS

typedef struct _RapportBoardGlide RapportBoardGlide;

/* One selected card: where it is, as far as is known. */
typedef struct
{
  gint64 id;               /* the key of the hash table */
  guint lane;
  guint position;
  gboolean lost;           /* it left its model and was not seen elsewhere yet */
} RapportBoardPick;

struct _RapportBoard
{
  GtkWidget parent_instance;

  /* Owned by the widget tree */
  GtkWidget *scroller;
  GtkWidget *strip;
  GtkWidget *bubble;
  GtkWidget *bubble_label;

  /* Owned */
  GPtrArray *lanes;        /* RapportLane, owned by the strip */
  GHashTable *picks;       /* id → RapportBoardPick */
  GHashTable *moved;       /* set of gint64 */

  RapportCardFaceFunc face_func;
  gpointer face_data;
  GDestroyNotify face_destroy;

  /* Range selection starts here */
  guint anchor_lane;
  guint anchor_position;

  /* Pointer */
  gboolean press_handled;
  guint cursor_timeout;
  guint bubble_timeout;

  /* A drag that is under way */
  GtkDragSource *drag_source;   /* owned by the strip */
  GVariant *drag_ids;
  GHashTable *drag_set;
  gint64 drag_focus;
  guint drag_lane;
  guint drag_position;
  double pointer_x;
  double pointer_y;
  RapportLane *hover_lane;
  guint scroll_tick;
  gint64 scroll_time;
  guint unfold_timeout;
  gboolean unfolded_by_drag;
  GdkDisplay *escape_display;   /* owned */
  gulong escape_handler;
  guint escape_idle;

  /* A wish that the owner has not answered yet */
  GVariant *pending_ids;
  gint64 pending_focus;
  guint pending_lane;
  guint pending_position;
  gboolean pending_grab;
  guint pending_timeout;
  guint lost_idle;
  gint64 follow_id;             /* selected, had the focus, and is nowhere at the moment */

  RapportBoardGlide *glide;     /* nullable */

  gboolean read_only;
  gboolean notes;
};

RapportLane      *_rapport_board_get_lane           (RapportBoard     *self,
                                                     guint             index);
RapportLane      *_rapport_board_find_lane          (RapportBoard     *self,
                                                     const char       *lane_id);
void              _rapport_board_measure_strip      (GtkWidget        *widget,
                                                     GtkOrientation    orientation,
                                                     int               for_size,
                                                     int              *minimum,
                                                     int              *natural,
                                                     int              *minimum_baseline,
                                                     int              *natural_baseline);
void              _rapport_board_allocate_strip     (GtkWidget        *widget,
                                                     int               width,
                                                     int               height,
                                                     int               baseline);
RapportLane      *_rapport_board_lane_at            (RapportBoard     *self,
                                                     GtkWidget        *widget);
RapportCard      *_rapport_board_card_at            (RapportBoard     *self,
                                                     double            x,
                                                     double            y,
                                                     RapportLane     **lane,
                                                     guint            *position);
RapportCard      *_rapport_board_get_focus          (RapportBoard     *self,
                                                     RapportLane     **lane,
                                                     guint            *position);
void              _rapport_board_refresh_states     (RapportBoard     *self);
GArray           *_rapport_board_sorted_picks       (RapportBoard     *self);
void              _rapport_board_select_only        (RapportBoard     *self,
                                                     guint             lane,
                                                     guint             position);
void              _rapport_board_select_toggle      (RapportBoard     *self,
                                                     guint             lane,
                                                     guint             position);
void              _rapport_board_select_add         (RapportBoard     *self,
                                                     guint             lane,
                                                     guint             position);
void              _rapport_board_select_range       (RapportBoard     *self,
                                                     guint             lane,
                                                     guint             position);
GVariant         *_rapport_board_ids_for_move       (RapportBoard     *self,
                                                     guint             lane,
                                                     guint             position);
gboolean          _rapport_board_is_no_move         (RapportBoard     *self,
                                                     GVariant         *ids,
                                                     guint             lane,
                                                     guint             position);
gboolean          _rapport_board_request            (RapportBoard     *self,
                                                     GVariant         *ids,
                                                     gint64            focus_id,
                                                     guint             lane,
                                                     guint             position);
void              _rapport_board_forget_pending     (RapportBoard     *self);
void              _rapport_board_refuse_read_only   (RapportBoard     *self);
void              _rapport_board_forget_moved       (RapportBoard     *self);
void              _rapport_board_hide_bubble        (RapportBoard     *self);
void              _rapport_board_activate           (RapportBoard     *self,
                                                     gint64            id);
void              _rapport_board_ask_menu           (RapportBoard     *self,
                                                     RapportCard      *card,
                                                     double            x,
                                                     double            y);

void              _rapport_board_selection_changed  (RapportBoard     *self);
void              _rapport_board_watch_column       (RapportBoard     *self,
                                                     RapportLane      *lane);
void              _rapport_board_watch_model        (RapportBoard     *self,
                                                     RapportLane      *lane);
void              _rapport_board_unwatch_model      (RapportBoard     *self,
                                                     RapportLane      *lane);
GtkWidget        *_rapport_board_find_card          (RapportBoard     *self,
                                                     gint64            id);
void              _rapport_board_reveal_lane        (RapportBoard     *self,
                                                     RapportLane      *lane);

gboolean          _rapport_board_is_gliding         (RapportBoard     *self,
                                                     gint64            id);
void              _rapport_board_draw_glide         (RapportBoard     *self,
                                                     GtkSnapshot      *snapshot);
void              _rapport_board_glide_dispose      (RapportBoard     *self);

void              _rapport_board_drag_init          (RapportBoard     *self);
void              _rapport_board_drag_add_lane      (RapportBoard     *self,
                                                     RapportLane      *lane);
void              _rapport_board_drag_dispose       (RapportBoard     *self);
void              _rapport_board_watch_escape       (RapportBoard     *self);
void              _rapport_board_unwatch_escape     (RapportBoard     *self);
void              _rapport_board_keys_init          (RapportBoard     *self);

gboolean _rapport_board_translate (GtkWidget *from,
                                   GtkWidget *to,
                                   double     x,
                                   double     y,
                                   double    *to_x,
                                   double    *to_y);

G_END_DECLS
