#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportTimelineView:
 *
 * The Timeline page. Properties: `workspace`; `account` (int64, 0 for all).
 */
#define RAPPORT_TYPE_TIMELINE_VIEW (rapport_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportTimelineView, rapport_timeline_view, RAPPORT, TIMELINE_VIEW, AdwBin)

G_END_DECLS
