#pragma once

#include "core/rapport-palette.h"
#include "service/rapport-board-compare.h"
#include "views/rapport-as-of-bar.h"
#include "views/rapport-board-view.h"
#include "views/rapport-filter-bar.h"
#include "views/rapport-page-header.h"
#include "widgets/rapport-board.h"

G_BEGIN_DECLS

struct _RapportBoardView
{
  AdwBin             parent_instance;

  /* Template children */
  RapportPageHeader *header;
  GtkDropDown       *model_drop_down;
  GtkToggleButton   *clock_toggle;
  GtkButton         *new_button;
  GtkRevealer       *banner_revealer;
  GtkLabel          *banner_label;
  GtkWidget         *moves_box;
  GtkLabel          *moves_label;
  RapportFilterBar  *filter_bar;
  GtkStack          *stack;
  RapportBoard      *board;
  AdwBin            *empty_bin;
  GtkRevealer       *as_of_revealer;
  RapportAsOfBar    *as_of_bar;       /* nullable: made when it is asked for */

  /* Owned */
  RapportWorkspace  *workspace;
  gulong             changed_id;
  gulong             model_id;
  GArray            *models;      /* gint64: what the drop-down shows */
  GHashTable        *lanes;       /* stage → RapportQueryModel */
  GHashTable        *marks;       /* stage → its place among the stages + 1 */
  guint              n_stages;
  RapportBoardData  *data;
  GCancellable      *cancellable; /* of the question under way */
  GtkWidget         *menu;        /* nullable */
  GVariant          *to_mark;     /* cards to outline when they have arrived */
  guint              bold_id;

  gboolean           loading;
  gboolean           fresh;       /* the answer gets new lists: another model or filter */
  gboolean           again;       /* changed while a question was under way */
  gboolean           showing;     /* the widgets are being set, not used */
  gint64             shown_model; /* that the lanes are of */
  gboolean           has_unplaced;
  gboolean           was_past;    /* what is shown is of a past day */
  int                empty;       /* which empty state is built */

  gboolean           compare;     /* with today, where it is the past */
  GCancellable      *comparing;
  RapportBoardComparison *comparison; /* nullable */
};

/* Faces */
void               _rapport_board_view_describe     (gpointer          item,
                                                     RapportCardFace  *face,
                                                     gpointer          self);

/* Compared with today */
void               _rapport_board_view_compare      (RapportBoardView *self);
void               _rapport_board_view_describe_today (RapportBoardView *self,
                                                     RapportCardFace  *face);
char              *_rapport_board_view_describe_count (RapportBoardView *self,
                                                     gint64            stage);
char              *_rapport_board_view_describe_comparison (RapportBoardView *self);
void               _rapport_board_view_print_comparison (RapportBoardView *self);

/* Actions */
void               _rapport_board_view_install_actions (GtkWidgetClass *klass);
void               _rapport_board_view_connect_board (RapportBoardView *self);

/* The past */
void               _rapport_board_view_show_past    (RapportBoardView *self);
void               _rapport_board_view_refused_cb   (RapportBoardView *self);
void               _rapport_board_view_clock_toggled_cb (RapportBoardView *self);

/* View */
/* Heads, banner and cards, after the comparison came or went. */
void               _rapport_board_view_show_comparison (RapportBoardView *self);
char              *_rapport_board_view_lane_id      (gint64            stage);
RapportQueryModel *_rapport_board_view_find_lane    (RapportBoardView *self,
                                                     gint64            id,
                                                     gint64           *stage);
gboolean           _rapport_board_view_is_past      (RapportBoardView *self);
void               _rapport_board_view_mark         (RapportBoardView *self,
                                                     GVariant         *ids);

G_END_DECLS
