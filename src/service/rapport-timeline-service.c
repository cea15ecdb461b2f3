#include "config.h"

#include "service/rapport-timeline-service.h"

G_DEFINE_BOXED_TYPE (RapportTimelineFilter, rapport_timeline_filter, rapport_timeline_filter_copy, rapport_timeline_filter_free)

#define MAX_EPISODES 2000

/**
 * rapport_timeline_filter_new:
 * @account: one account, 0 for all
 *
 * Returns: (transfer full): a filter that lets everything through
 */
RapportTimelineFilter *
rapport_timeline_filter_new (gint64 account)
{
  RapportTimelineFilter *filter = g_new0 (RapportTimelineFilter, 1);

  filter->account = account;
  filter->task = TRUE;
  filter->social = TRUE;
  filter->from = RAPPORT_DAY_NONE;
  filter->until = RAPPORT_DAY_NONE;
  return filter;
}

RapportTimelineFilter *
rapport_timeline_filter_copy (const RapportTimelineFilter *filter)
{
  RapportTimelineFilter *copy = g_memdup2 (filter, sizeof *filter);

  copy->text = g_strdup (filter->text);
  copy->channels = g_strdupv (filter->channels);
  copy->kinds = g_strdupv (filter->kinds);
  copy->persons = g_strdupv (filter->persons);
  copy->members = g_strdupv (filter->members);
  return copy;
}

void
rapport_timeline_filter_free (RapportTimelineFilter *filter)
{
  if (filter == NULL)
    return;
  g_free (filter->text);
  g_strfreev (filter->channels);
  g_strfreev (filter->kinds);
  g_strfreev (filter->persons);
  g_strfreev (filter->members);
  g_free (filter);
}

static gboolean
has (GStrv strings)
{
  return strings != NULL && strings[0] != NULL;
}

/**
 * rapport_timeline_filter_is_active:
 * @filter: a filter
 *
 * Returns: whether it holds anything of its account back, apart from the range of days
 */
gboolean
rapport_timeline_filter_is_active (const RapportTimelineFilter *filter)
{
  return !filter->task || !filter->social || (filter->text != NULL && *filter->text != '\0') || has (filter->channels) ||
         has (filter->kinds) || has (filter->persons) || has (filter->members);
}

static void
append_list (RapportQuery *query,
             GStrv         values,
             gboolean      numbers)
{
  rapport_query_append (query, " IN (");
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        rapport_query_append (query, ", ");
      if (numbers)
        rapport_query_append_int (query, g_ascii_strtoll (values[i], NULL, 10));
      else
        rapport_query_append_text (query, values[i]);
    }
  rapport_query_append (query, ")");
}

/**
 * rapport_timeline_filter_to_query:
 * @filter: a filter
 *
 * Returns: (transfer full): the query for the ids of the interactions, newest first; its second column is the
 *   instant
 */
RapportQuery *
rapport_timeline_filter_to_query (const RapportTimelineFilter *filter)
{
  RapportQuery *query = rapport_query_new (RAPPORT_KIND_INTERACTION);
  g_autofree char *match = filter->text ? rapport_query_match (filter->text) : NULL;

  rapport_query_append (query, filter->account != 0
                                 ? "SELECT i.id, i.at FROM interaction i WHERE i.deleted IS NULL AND i.account = "
                                 : "SELECT i.id, i.at FROM interaction i JOIN account a ON a.id = i.account WHERE i.deleted IS NULL AND a.deleted IS NULL");
  if (filter->account != 0)
    rapport_query_append_int (query, filter->account);
  else
    rapport_query_depends_on (query, RAPPORT_KIND_ACCOUNT);
  if (!filter->task || !filter->social)
    {
      /* An episode's kind counts for its interactions. */
      rapport_query_append (query, " AND coalesce(i.social, (SELECT e.social FROM episode e WHERE e.id = i.episode), 0) = ");
      rapport_query_append_int (query, filter->social && !filter->task ? 1 : filter->task && !filter->social ? 0 : 2);
      rapport_query_depends_on (query, RAPPORT_KIND_EPISODE);
    }
  if (match != NULL)
    {
      rapport_query_append (query, " AND i.id IN (SELECT rowid FROM interaction_text WHERE interaction_text MATCH ");
      rapport_query_append_text (query, match);
      rapport_query_append (query, ")");
    }
  if (has (filter->channels))
    {
      rapport_query_append (query, " AND i.channel");
      append_list (query, filter->channels, FALSE);
    }
  if (has (filter->kinds))
    {
      rapport_query_append (query, " AND i.episode IN (SELECT e.id FROM episode e WHERE e.deleted IS NULL AND e.kind");
      append_list (query, filter->kinds, FALSE);
      rapport_query_append (query, ")");
      rapport_query_depends_on (query, RAPPORT_KIND_EPISODE);
    }
  if (has (filter->persons))
    {
      rapport_query_append (query, " AND (i.person");
      append_list (query, filter->persons, TRUE);
      rapport_query_append (query, " OR EXISTS (SELECT 1 FROM participant t WHERE t.interaction = i.id AND t.deleted IS NULL AND t.person");
      append_list (query, filter->persons, TRUE);
      rapport_query_append (query, "))");
      rapport_query_depends_on (query, RAPPORT_KIND_PARTICIPANT);
    }
  if (has (filter->members))
    {
      rapport_query_append (query, " AND i.member");
      append_list (query, filter->members, TRUE);
    }
  if (filter->from != RAPPORT_DAY_NONE)
    {
      rapport_query_append (query, " AND i.at >= ");
      rapport_query_append_int (query, rapport_day_to_instant (filter->from, NULL));
    }
  if (filter->until != RAPPORT_DAY_NONE)
    {
      rapport_query_append (query, " AND i.at < ");
      rapport_query_append_int (query, rapport_day_to_instant (rapport_day_add_days (filter->until, 1), NULL));
    }
  rapport_query_append (query, " ORDER BY i.at DESC, i.id DESC");
  return query;
}

/**
 * rapport_timeline_lane_of:
 * @episode_kind: (nullable): kind of an episode, %NULL for an interaction without one
 * @social: whether it is social
 *
 * Returns: the lane of the ribbon that it stands in
 */
RapportTimelineLane
rapport_timeline_lane_of (const char *episode_kind,
                          gboolean    social)
{
  if (g_strcmp0 (episode_kind, "social") == 0 || (social && episode_kind == NULL))
    return RAPPORT_TIMELINE_SOCIAL;
  if (g_strcmp0 (episode_kind, "complaint") == 0)
    return RAPPORT_TIMELINE_COMPLAINTS;
  if (g_strcmp0 (episode_kind, "review") == 0)
    return RAPPORT_TIMELINE_REVIEWS;
  if (g_strcmp0 (episode_kind, "service") == 0 || episode_kind == NULL)
    return RAPPORT_TIMELINE_SERVICE;
  return RAPPORT_TIMELINE_PURCHASES;
}

static void
episode_free (gpointer data)
{
  RapportTimelineEpisode *episode = data;

  g_free (episode->title);
  g_free (episode);
}

void
rapport_timeline_overview_free (RapportTimelineOverview *overview)
{
  if (overview == NULL)
    return;
  g_ptr_array_unref (overview->episodes);
  g_array_unref (overview->dots);
  g_free (overview);
}

typedef struct
{
  gint64     account;
  RapportDay today;
} OverviewJob;

static gpointer
load_overview (RapportDb     *db,
               gpointer       data,
               GCancellable  *cancellable,
               GError       **error)
{
  const OverviewJob *job = data;
  g_autoptr(RapportTimelineOverview) overview = g_new0 (RapportTimelineOverview, 1);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  gint64 n_all;

  overview->episodes = g_ptr_array_new_with_free_func (episode_free);
  overview->dots = g_array_new (FALSE, FALSE, sizeof (RapportTimelineDot));
  overview->first = job->today;

  statement = rapport_db_query (db, error, job->account
    ? "SELECT id, kind, social, started, ended, title FROM episode WHERE deleted IS NULL AND account = ?1 ORDER BY started DESC LIMIT ?2"
    : "SELECT e.id, e.kind, e.social, e.started, e.ended, e.title FROM episode e JOIN account a ON a.id = e.account"
      " WHERE e.deleted IS NULL AND a.deleted IS NULL AND ?1 = 0 ORDER BY e.started DESC LIMIT ?2", "ii", job->account, (gint64) MAX_EPISODES);
  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    {
      RapportTimelineEpisode *episode = g_new0 (RapportTimelineEpisode, 1);
      const char *ended = rapport_statement_get_text (statement, 4);

      episode->id = rapport_statement_get_int (statement, 0);
      episode->lane = rapport_timeline_lane_of (rapport_statement_get_text (statement, 1), rapport_statement_get_int (statement, 2) == 1);
      episode->from = rapport_day_parse (rapport_statement_get_text (statement, 3));
      episode->open = ended == NULL;
      episode->until = ended ? rapport_day_parse (ended) : MAX (job->today, episode->from);
      episode->title = g_strdup (rapport_statement_get_text (statement, 5));
      overview->first = MIN (overview->first, episode->from);
      g_ptr_array_add (overview->episodes, episode);
    }
  g_clear_pointer (&statement, rapport_statement_free);
  for (guint i = 0, k = overview->episodes->len; i + 1 < k; i++)
    {
      gpointer swap = overview->episodes->pdata[i];

      overview->episodes->pdata[i] = overview->episodes->pdata[--k];
      overview->episodes->pdata[k] = swap;
    }

  if (local_error == NULL)
    statement = rapport_db_query (db, &local_error, job->account
      ? "SELECT DISTINCT date(i.at, 'unixepoch', 'localtime') AS day, e.kind, coalesce(i.social, e.social, 0) FROM interaction i"
        " LEFT JOIN episode e ON e.id = i.episode WHERE i.deleted IS NULL AND i.account = ?1 ORDER BY day"
      : "SELECT DISTINCT date(i.at, 'unixepoch', 'localtime') AS day, e.kind, coalesce(i.social, e.social, 0) FROM interaction i"
        " LEFT JOIN episode e ON e.id = i.episode WHERE i.deleted IS NULL AND ?1 = 0 ORDER BY day", "i", job->account);
  while (statement != NULL && rapport_statement_step (statement, &local_error))
    {
      gboolean social = rapport_statement_get_int (statement, 2) == 1;
      RapportTimelineDot dot = { rapport_day_parse (rapport_statement_get_text (statement, 0)),
                                 rapport_timeline_lane_of (rapport_statement_get_text (statement, 1), social), social };

      overview->first = MIN (overview->first, dot.day);
      g_array_append_val (overview->dots, dot);
    }
  g_clear_pointer (&statement, rapport_statement_free);

  if (local_error == NULL)
    {
      if (rapport_db_query_int (db, &n_all, &local_error, job->account
            ? "SELECT count(*) FROM interaction WHERE account = ?1 AND deleted IS NULL"
            : "SELECT count(*) FROM interaction WHERE deleted IS NULL AND ?1 = 0", "i", job->account))
        overview->n_all = (guint) n_all;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&overview);
}

/**
 * rapport_timeline_overview_load_async:
 * @workspace: a workspace
 * @account: one account, 0 for all
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
rapport_timeline_overview_load_async (RapportWorkspace    *workspace,
                                      gint64               account,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  OverviewJob *job = g_new (OverviewJob, 1);

  *job = (OverviewJob) { account, rapport_workspace_get_today (workspace) };
  rapport_store_read_async (rapport_workspace_get_store (workspace), load_overview, job, g_free,
                            (GDestroyNotify) rapport_timeline_overview_free, cancellable, callback, user_data);
}

/**
 * rapport_timeline_overview_load_finish:
 * @workspace: a workspace
 * @result: what the callback was given; its source is the store
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what the ribbon draws
 */
RapportTimelineOverview *
rapport_timeline_overview_load_finish (RapportWorkspace  *workspace,
                                       GAsyncResult      *result,
                                       GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}
