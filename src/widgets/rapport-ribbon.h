#pragma once

#include "core/rapport-day.h"
#include "widgets/rapport-chart.h"

G_BEGIN_DECLS

/**
 * RapportRibbonLane:
 * @name: "Purchases"
 * @icon_name: (nullable): symbolic icon
 * @role: its colour
 */
typedef struct
{
  const char       *name;
  const char       *icon_name;
  RapportColorRole  role;
} RapportRibbonLane;

/**
 * RapportRibbonEpisode:
 * @id: record id, given back by `episode-activated`
 * @lane: index of the lane
 * @from_day: first day
 * @to_day: last day; for an open one the day of the newest interaction or today
 * @label: (nullable): its title
 * @open: an open complaint: outlined, bold label in the lane's colour
 */
typedef struct
{
  gint64      id;
  guint       lane;
  RapportDay  from_day;
  RapportDay  to_day;
  const char *label;
  gboolean    open;
} RapportRibbonEpisode;

/**
 * RapportRibbonDot:
 * @day: when
 * @lane: index of the lane
 * @social: hollow instead of filled
 */
typedef struct
{
  RapportDay day;
  guint      lane;
  gboolean   social;
} RapportRibbonDot;

/**
 * RapportRibbon:
 *
 * Episodes and interactions on lanes over time with a brush that picks a span. Above some 2,000
 * dots density is drawn instead of dots.
 *
 * Signals: `brush-changed` (int from_day, int to_day), both included, by the user only; a first day
 * after the last one where the brush is taken away; `episode-activated` (gint64 id).
 * Keys: Left and Right a week, Ctrl a month, Shift moves the later edge only, Home and End to the
 * ends of the range, Escape takes the brush away; Up and Down walk the episodes, Enter activates the one walked to.
 */
#define RAPPORT_TYPE_RIBBON (rapport_ribbon_get_type ())
G_DECLARE_FINAL_TYPE (RapportRibbon, rapport_ribbon, RAPPORT, RIBBON, RapportChart)

GtkWidget *rapport_ribbon_new          (void);
void       rapport_ribbon_set_range    (RapportRibbon              *self,
                                        RapportDay                  from_day,
                                        RapportDay                  to_day,
                                        RapportDay                  today);
void       rapport_ribbon_set_lanes    (RapportRibbon              *self,
                                        const RapportRibbonLane    *lanes,
                                        gsize                       n_lanes);
void       rapport_ribbon_set_episodes (RapportRibbon              *self,
                                        const RapportRibbonEpisode *episodes,
                                        gsize                       n_episodes);
void       rapport_ribbon_set_dots     (RapportRibbon              *self,
                                        const RapportRibbonDot     *dots,
                                        gsize                       n_dots);
void       rapport_ribbon_set_brush    (RapportRibbon              *self,
                                        RapportDay                  from_day,
                                        RapportDay                  to_day);
gboolean   rapport_ribbon_get_brush    (RapportRibbon              *self,
                                        RapportDay                 *from_day,
                                        RapportDay                 *to_day);
char      *rapport_ribbon_dup_brush_text (RapportRibbon            *self);
gboolean   rapport_ribbon_is_dense     (RapportRibbon              *self);

G_END_DECLS
