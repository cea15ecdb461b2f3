#pragma once

#include "service/rapport-timeline-service.h"

G_BEGIN_DECLS

/**
 * RapportTimelineHeader:
 *
 * A row between interactions: "Today", "Yesterday", "Last week", "October 2025". Properties: title, subtitle,
 * single-day (rows below it need no date, only a time).
 */
#define RAPPORT_TYPE_TIMELINE_HEADER (rapport_timeline_header_get_type ())
G_DECLARE_FINAL_TYPE (RapportTimelineHeader, rapport_timeline_header, RAPPORT, TIMELINE_HEADER, GObject)

const char *rapport_timeline_header_get_title     (RapportTimelineHeader *self);
const char *rapport_timeline_header_get_subtitle  (RapportTimelineHeader *self);

/**
 * RapportTimelineModel:
 *
 * The interactions of a timeline, newest first, with a header before each day or span of days: a list of
 * #RapportTimelineHeader and #RapportInteraction of any length. Property: loading.
 */
#define RAPPORT_TYPE_TIMELINE_MODEL (rapport_timeline_model_get_type ())
G_DECLARE_FINAL_TYPE (RapportTimelineModel, rapport_timeline_model, RAPPORT, TIMELINE_MODEL, GObject)

RapportTimelineModel *rapport_timeline_model_new           (RapportWorkspace            *workspace,
                                                            const RapportTimelineFilter *filter);
guint                 rapport_timeline_model_get_n_interactions (RapportTimelineModel   *self);
gboolean              rapport_timeline_model_is_loading    (RapportTimelineModel        *self);
gboolean              rapport_timeline_model_is_single_day (RapportTimelineModel        *self,
                                                            guint                        position);
gboolean              rapport_timeline_model_find          (RapportTimelineModel        *self,
                                                            gint64                       interaction,
                                                            guint                       *position);

G_END_DECLS
