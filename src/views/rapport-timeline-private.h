#pragma once

#include "service/rapport-timeline-model.h"
#include "views/rapport-quick-entry.h"
#include "views/rapport-timeline.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-pill.h"
#include "widgets/rapport-ribbon.h"

G_BEGIN_DECLS

/* The days that are listed: the last ones until somebody draws the brush or takes it away. */
typedef enum
{
  RAPPORT_TIMELINE_BRUSH_FIRST,
  RAPPORT_TIMELINE_BRUSH_DRAWN,
  RAPPORT_TIMELINE_BRUSH_NONE,
} RapportTimelineBrush;

struct _RapportTimeline
{
  AdwBin                 parent_instance;

  /* Template children */
  RapportAdaptiveBin    *adaptive;
  GtkToggleButton       *all_button;
  GtkToggleButton       *task_button;
  GtkToggleButton       *social_button;
  RapportPill           *channel_pill;
  RapportPill           *kind_pill;
  RapportPill           *person_pill;
  RapportPill           *member_pill;
  GtkSearchEntry        *search;
  GtkLabel              *count_label;
  GtkButton             *days_button;
  GtkLabel              *days_label;
  GtkWidget             *all_days_button;
  GtkWidget             *legend;
  GtkWidget             *span_box;
  GtkToggleButton       *quarter_button;
  GtkToggleButton       *year_button;
  GtkToggleButton       *ever_button;
  GtkWidget             *ribbon_panel;
  RapportRibbon         *ribbon;
  RapportQuickEntry     *quick;
  GtkStack              *stack;
  GtkListView           *list;

  /* Owned */
  RapportWorkspace      *workspace;
  gulong                 changed_id;
  gulong                 today_id;
  RapportTimelineModel  *model;
  RapportTimelineModel  *pending; /* takes its place as soon as it has rows */
  GPtrArray             *bound;   /* GtkListItem, borrowed */
  GPtrArray             *spare;   /* GtkWidget: rows for other items */
  GCancellable          *cancellable;     /* of the overview */
  GCancellable          *brush_cancellable; /* while it is asked where the brush begins */
  RapportTimelineOverview *overview;
  GArray                *ribbon_episodes; /* gint64, in the order of the ribbon */
  gint64                 account;
  RapportTimelineSpan    span;
  RapportTimelineBrush   brush;
  RapportDay             from;
  RapportDay             until;
  gulong                 layout_id;
  GdkFrameClock         *clock;           /* borrowed, while realized */
  guint                  fill_id;
  guint                  reload_id;
  gboolean               clearing;
};

/* rapport-timeline-list.c */
void _rapport_timeline_class_init_list   (GtkWidgetClass  *klass);
void _rapport_timeline_init_list         (RapportTimeline *self);
void _rapport_timeline_clear_list        (RapportTimeline *self);
void _rapport_timeline_reload_list       (RapportTimeline *self);
void _rapport_timeline_show_places       (RapportTimeline *self);
void _rapport_timeline_show_count        (RapportTimeline *self);
void _rapport_timeline_show_account_names (RapportTimeline *self);

/* rapport-timeline-ribbon.c */
void _rapport_timeline_class_init_ribbon (GtkWidgetClass  *klass);
void _rapport_timeline_init_ribbon       (RapportTimeline *self);
void _rapport_timeline_reset_brush       (RapportTimeline *self);
gboolean _rapport_timeline_get_days      (RapportTimeline *self,
                                          RapportDay      *from,
                                          RapportDay      *until);
void _rapport_timeline_show_brush        (RapportTimeline *self);
void _rapport_timeline_forget_overview   (RapportTimeline *self);
void _rapport_timeline_reload_overview   (RapportTimeline *self);
void _rapport_timeline_queue_overview    (RapportTimeline *self);
void _rapport_timeline_stop_overview     (RapportTimeline *self);

G_END_DECLS
