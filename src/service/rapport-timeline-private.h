#pragma once

#include "service/rapport-timeline-model.h"

G_BEGIN_DECLS

/* Above every day that stands for itself, below every month. */
#define RAPPORT_TIMELINE_LAST_WEEK 9999999

gint64                 _rapport_timeline_group_of   (RapportDay day,
                                                     RapportDay today);
RapportTimelineHeader *_rapport_timeline_header_new (gint64     group,
                                                     RapportDay today);
RapportTimelineEntry  *_rapport_timeline_entry_new  (gint64     id);

G_END_DECLS
