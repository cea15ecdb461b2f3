#pragma once

#include <adwaita.h>

#include "service/rapport-timeline-service.h"

G_BEGIN_DECLS

/**
 * RapportTimelineSpan:
 *
 * How far back the ribbon goes.
 */
typedef enum
{
  RAPPORT_TIMELINE_QUARTER,
  RAPPORT_TIMELINE_YEAR,
  RAPPORT_TIMELINE_EVER,
} RapportTimelineSpan;

/**
 * RapportTimeline:
 *
 * The timeline of one account or of all: filters, ribbon, quick entry and list. It is a page of its
 * own and a tab of the account page. Properties: `workspace`; `account` (int64, 0 for all);
 * `with-span` (boolean: whether the span of the ribbon is chosen here, not elsewhere on the page).
 */
#define RAPPORT_TYPE_TIMELINE (rapport_timeline_get_type ())
G_DECLARE_FINAL_TYPE (RapportTimeline, rapport_timeline, RAPPORT, TIMELINE, AdwBin)

void rapport_timeline_set_account  (RapportTimeline     *self,
                                    gint64               account);
void rapport_timeline_set_span     (RapportTimeline     *self,
                                    RapportTimelineSpan  span);
void rapport_timeline_focus_entry  (RapportTimeline     *self);
void rapport_timeline_focus_search (RapportTimeline     *self);

/*< private >*/
void _rapport_timeline_class_install_actions (GtkWidgetClass *klass);
RapportWorkspace *_rapport_timeline_get_workspace (RapportTimeline *self);
GArray *_rapport_timeline_dup_targets (RapportTimeline *self,
                                       gint64           interaction);
GMenuModel *_rapport_timeline_make_episode_menu (RapportRecord *episode);
void     _rapport_timeline_popup         (GtkWidget       *above,
                                          GMenuModel      *menu,
                                          int              x,
                                          int              y);
gboolean _rapport_timeline_popup_episode (RapportTimeline *self,
                                          GtkWidget       *above,
                                          gint64           id,
                                          int              x,
                                          int              y);

G_END_DECLS
