#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportTimelineFilter:
 * @account: one account, 0 for all
 * @task: whether task interactions are listed
 * @social: whether social ones are
 * @text: (nullable): words of subject or text
 * @channels: (nullable): any of these channels
 * @kinds: (nullable): of episodes of any of these kinds
 * @persons: (nullable): with any of these people, ids as text
 * @members: (nullable): by any of these members, ids as text
 * @from: first day, %RAPPORT_DAY_NONE for no bound
 * @until: last day, %RAPPORT_DAY_NONE for no bound
 *
 * Which interactions a timeline lists, newest first.
 */
typedef struct
{
  gint64      account;
  gboolean    task;
  gboolean    social;
  char       *text;
  GStrv       channels;
  GStrv       kinds;
  GStrv       persons;
  GStrv       members;
  RapportDay  from;
  RapportDay  until;
} RapportTimelineFilter;

#define RAPPORT_TYPE_TIMELINE_FILTER (rapport_timeline_filter_get_type ())
GType                  rapport_timeline_filter_get_type (void) G_GNUC_CONST;
RapportTimelineFilter *rapport_timeline_filter_new      (gint64                       account);
RapportTimelineFilter *rapport_timeline_filter_copy     (const RapportTimelineFilter *filter);
void                   rapport_timeline_filter_free     (RapportTimelineFilter       *filter);
gboolean               rapport_timeline_filter_is_active (const RapportTimelineFilter *filter);
RapportQuery          *rapport_timeline_filter_to_query (const RapportTimelineFilter *filter,
                                                         guint                        limit);

/**
 * RapportTimelineLane:
 *
 * The lanes of the ribbon.
 */
typedef enum
{
  RAPPORT_TIMELINE_PURCHASES,
  RAPPORT_TIMELINE_SERVICE,
  RAPPORT_TIMELINE_COMPLAINTS,
  RAPPORT_TIMELINE_REVIEWS,
  RAPPORT_TIMELINE_SOCIAL,
  RAPPORT_TIMELINE_N_LANES,
} RapportTimelineLane;

RapportTimelineLane    rapport_timeline_lane_of         (const char                  *episode_kind,
                                                         gboolean                     social);

/**
 * RapportTimelineEpisode:
 * @id: the episode
 * @lane: its lane
 * @from: the day it began
 * @until: the day it ended, or the day of the clock where it is open
 * @open: whether it is open
 * @title: what it is called
 */
typedef struct
{
  gint64               id;
  RapportTimelineLane  lane;
  RapportDay           from;
  RapportDay           until;
  gboolean             open;
  char                *title;
} RapportTimelineEpisode;

/**
 * RapportTimelineDot:
 * @day: a day with an interaction
 * @lane: the lane of its episode
 * @social: whether it is social
 */
typedef struct
{
  RapportDay           day;
  RapportTimelineLane  lane;
  gboolean             social;
} RapportTimelineDot;

/**
 * RapportTimelineOverview:
 * @episodes: (element-type RapportTimelineEpisode): oldest first; at most 2,000, the newest
 * @dots: (element-type RapportTimelineDot): one a day, lane and kind, oldest first
 * @first: the day of the first of all
 * @n_all: how many interactions there are, also before the days asked for
 *
 * What the ribbon draws.
 */
typedef struct
{
  GPtrArray  *episodes;
  GArray     *dots;
  RapportDay  first;
  guint       n_all;
} RapportTimelineOverview;

/**
 * RapportTimelineOverviewFunc:
 * @overview: what is known so far; n_all is not yet
 * @user_data: data
 *
 * Draws the newest of it while the rest is read.
 */
typedef void (*RapportTimelineOverviewFunc) (const RapportTimelineOverview *overview,
                                             gpointer                       user_data);

void                     rapport_timeline_overview_free        (RapportTimelineOverview     *overview);
void                     rapport_timeline_overview_load_async  (RapportWorkspace            *workspace,
                                                                gint64                       account,
                                                                RapportDay                   from,
                                                                RapportTimelineOverviewFunc  progress,
                                                                GCancellable                *cancellable,
                                                                GAsyncReadyCallback          callback,
                                                                gpointer                     user_data);
RapportTimelineOverview *rapport_timeline_overview_load_finish (GAsyncResult                *result,
                                                                GError                     **error);

void                     rapport_timeline_find_recent_async    (RapportWorkspace            *workspace,
                                                                gint64                       account,
                                                                guint                        n,
                                                                GCancellable                *cancellable,
                                                                GAsyncReadyCallback          callback,
                                                                gpointer                     user_data);
gboolean                 rapport_timeline_find_recent_finish   (GAsyncResult                *result,
                                                                RapportDay                  *newest,
                                                                RapportDay                  *nth,
                                                                GError                     **error);

char                    *rapport_timeline_dup_account_name     (RapportWorkspace            *workspace,
                                                                gint64                       account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTimelineFilter, rapport_timeline_filter_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTimelineOverview, rapport_timeline_overview_free)

G_END_DECLS
