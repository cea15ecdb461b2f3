#pragma once

#include "insight/rapport-retention.h"
#include "service/rapport-workspace.h"

G_BEGIN_DECLS

#define RAPPORT_TODAY_MONTHS 12

/**
 * RapportTodayFigures:
 * @today: the day of the clock
 * @active: bought in the last 12 months, of all that ever bought
 * @active_month_ago: the same 30 days ago
 * @retention: of those who bought in the 12 months before the last 12, who bought again
 * @retention_year_ago: the same a year ago
 * @repeat: of all that ever bought, who bought on two days or more
 * @repeat_month_ago: the same 30 days ago
 * @revenue: of the last 12 months, minor units of the workspace's currency
 * @revenue_before: of the 12 months before
 * @n_unconverted: purchases of the last 12 months in a currency without a rate, which are not in
 *   @revenue
 * @revenue_by_month: of each of the last 12 months, which run back from today, oldest first
 * @active_by_month: active customers at the end of each of those months
 * @retention_by_month: retention at the end of each of those months, percent
 * @repeat_by_month: repeat rate at the end of each of those months, percent
 * @cohorts: retention by quarter of first purchase, the newest eight
 *
 * What the purchases say. Every figure is one of insight/rapport-retention.h.
 */
typedef struct
{
  RapportDay      today;
  RapportShare    active;
  RapportShare    active_month_ago;
  RapportShare    retention;
  RapportShare    retention_year_ago;
  RapportShare    repeat;
  RapportShare    repeat_month_ago;
  gint64          revenue;
  gint64          revenue_before;
  guint           n_unconverted;
  double          revenue_by_month[RAPPORT_TODAY_MONTHS];
  double          active_by_month[RAPPORT_TODAY_MONTHS];
  double          retention_by_month[RAPPORT_TODAY_MONTHS];
  double          repeat_by_month[RAPPORT_TODAY_MONTHS];
  RapportCohorts *cohorts;
} RapportTodayFigures;

void                 rapport_today_figures_free        (RapportTodayFigures  *figures);
void                 rapport_today_figures_load_async  (RapportWorkspace     *workspace,
                                                        gint64                owner,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
RapportTodayFigures *rapport_today_figures_load_finish (RapportWorkspace     *workspace,
                                                        GAsyncResult         *result,
                                                        GError              **error);
RapportTodayFigures *rapport_today_figures_load        (RapportWorkspace     *workspace,
                                                        gint64                owner,
                                                        GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTodayFigures, rapport_today_figures_free)

G_END_DECLS
