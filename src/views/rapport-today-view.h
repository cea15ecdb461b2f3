#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportTodayView:
 *
 * The page that a day begins with: who needs attention and why, key figures, stages, causes of
 * dissatisfaction, retention. Properties: workspace; n-needs (guint), for the badge in the sidebar.
 */
#define RAPPORT_TYPE_TODAY_VIEW (rapport_today_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportTodayView, rapport_today_view, RAPPORT, TODAY_VIEW, AdwBin)

G_END_DECLS
