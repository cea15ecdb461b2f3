#pragma once

#include "widgets/rapport-board-column.h"
#include "widgets/rapport-board.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_LANE (_rapport_lane_get_type ())
G_DECLARE_FINAL_TYPE (RapportLane, _rapport_lane, RAPPORT, LANE, GtkWidget)

/* A lane: heading and column, or the strip of a folded one. The board reads its fields. */
struct _RapportLane
{
  GtkWidget parent_instance;

  char *id;
  char *title;
  RapportBoardLaneKind kind;
  GdkRGBA light;
  GdkRGBA dark;
  gint64 count;
  guint index;

  GtkWidget *head;
  GtkWidget *title_label;
  GtkWidget *count_label;
  GtkWidget *sum_label;
  GtkWidget *remark_label;
  GtkWidget *fold_button;
  GtkWidget *scroller;
  RapportBoardColumn *column;
  GtkWidget *strip;
  GtkWidget *strip_area;

  gboolean foldable;
  gboolean folded;
  gboolean target;        /* a drag is over it */
};

GtkWidget *_rapport_lane_new         (const RapportBoardLane *lane,
                                      guint                   index);
void       _rapport_lane_set_head    (RapportLane            *self,
                                      gint64                  count,
                                      const char             *sum,
                                      const char             *remark);
void       _rapport_lane_set_folded  (RapportLane            *self,
                                      gboolean                folded);
void       _rapport_lane_set_target  (RapportLane            *self,
                                      gboolean                target);
void       _rapport_lane_set_inset   (RapportLane            *self,
                                      int                     inset);
void       _rapport_lane_get_colour  (RapportLane            *self,
                                      GdkRGBA                *colour);
int        _rapport_lane_strip_width (RapportLane            *self);

G_END_DECLS
