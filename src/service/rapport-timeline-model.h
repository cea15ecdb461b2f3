#pragma once

#include "service/rapport-timeline-service.h"

G_BEGIN_DECLS

/**
 * RapportTimelineHeader:
 *
 * A row between interactions: "Today", "Yesterday", "Last week", "October 2025". Properties: title,
 * subtitle, single-day (rows below it need no date, only a time).
 */
#define RAPPORT_TYPE_TIMELINE_HEADER (rapport_timeline_header_get_type ())
G_DECLARE_FINAL_TYPE (RapportTimelineHeader, rapport_timeline_header, RAPPORT, TIMELINE_HEADER,
                      GObject)

const char *rapport_timeline_header_get_title     (RapportTimelineHeader *self);
const char *rapport_timeline_header_get_subtitle  (RapportTimelineHeader *self);

/**
 * RapportTimelineEntry:
 *
 * A row that is an interaction. What it says is read by rapport_timeline_model_dup_record().
 */
#define RAPPORT_TYPE_TIMELINE_ENTRY (rapport_timeline_entry_get_type ())
G_DECLARE_FINAL_TYPE (RapportTimelineEntry, rapport_timeline_entry, RAPPORT, TIMELINE_ENTRY,
                      GObject)

gint64      rapport_timeline_entry_get_id         (RapportTimelineEntry  *self);

/**
 * RapportTimelinePlace:
 * @RAPPORT_TIMELINE_INSIDE: between others
 * @RAPPORT_TIMELINE_FIRST: below a header
 * @RAPPORT_TIMELINE_LAST: above a header or at the end
 * @RAPPORT_TIMELINE_SINGLE_DAY: the header above names the row's day
 *
 * Where a row stands in its group.
 */
typedef enum
{
  RAPPORT_TIMELINE_INSIDE = 0,
  RAPPORT_TIMELINE_FIRST = 1 << 0,
  RAPPORT_TIMELINE_LAST = 1 << 1,
  RAPPORT_TIMELINE_SINGLE_DAY = 1 << 2,
} RapportTimelinePlace;

/**
 * RapportTimelineModel:
 *
 * The interactions of a timeline, newest first, with a header before each day or span of days: a
 * list of #RapportTimelineHeader and #RapportTimelineEntry of any length. Properties: loading; ready
 * (the first rows are there).
 */
#define RAPPORT_TYPE_TIMELINE_MODEL (rapport_timeline_model_get_type ())
G_DECLARE_FINAL_TYPE (RapportTimelineModel, rapport_timeline_model, RAPPORT, TIMELINE_MODEL,
                      GObject)

RapportTimelineModel *rapport_timeline_model_new           (RapportWorkspace            *workspace,
                                                            const RapportTimelineFilter *filter);
guint                 rapport_timeline_model_get_n_interactions (RapportTimelineModel   *self);
gboolean              rapport_timeline_model_is_loading    (RapportTimelineModel        *self);
gboolean              rapport_timeline_model_is_ready      (RapportTimelineModel        *self);
gint64                rapport_timeline_model_get_id        (RapportTimelineModel        *self,
                                                            guint                        position);
RapportRecord        *rapport_timeline_model_dup_record    (RapportTimelineModel        *self,
                                                            guint                        position);
RapportTimelinePlace  rapport_timeline_model_get_place     (RapportTimelineModel        *self,
                                                            guint                        position);
gboolean              rapport_timeline_model_find          (RapportTimelineModel        *self,
                                                            gint64                       interaction,
                                                            guint                       *position);

G_END_DECLS
