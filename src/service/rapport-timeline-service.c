#include "config.h"

#include "service/rapport-timeline-service.h"

G_DEFINE_BOXED_TYPE (RapportTimelineFilter,
                     rapport_timeline_filter,
                     rapport_timeline_filter_copy,
                     rapport_timeline_filter_free)

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

/**
 * rapport_timeline_filter_is_active:
 * @filter: a filter
 *
 * Returns: whether it holds anything of its account back, apart from the range of days
 */
gboolean
rapport_timeline_filter_is_active (const RapportTimelineFilter *filter)
{
  return !filter->task || !filter->social || (filter->text != NULL && *filter->text != '\0') ||
         rapport_query_has_values (filter->channels) || rapport_query_has_values (filter->kinds) ||
         rapport_query_has_values (filter->persons) || rapport_query_has_values (filter->members);
}

/* Of all accounts, a long span is read faster from one end of the table to the other than by its index: the rows
 * of an index stand all over the file (1,000,000 of them: 16 s against 2 s). */
#define LONG_SPAN 60

/**
 * rapport_timeline_filter_to_query:
 * @filter: a filter
 * @limit: how many of the newest; 0 for all, in no order
 *
 * Returns: (transfer full): the query for the ids of the interactions; its second column is the instant. With a
 *   @limit the newest come first
 */
RapportQuery *
rapport_timeline_filter_to_query (const RapportTimelineFilter *filter,
                                  guint                        limit)
{
  RapportQuery *query = rapport_query_new (RAPPORT_KIND_INTERACTION);
  g_autofree char *match = filter->text ? rapport_query_match (filter->text) : NULL;
  gboolean by_index = filter->account != 0 || limit > 0 ||
                      (filter->from != RAPPORT_DAY_NONE && filter->until != RAPPORT_DAY_NONE &&
                       filter->until - filter->from < LONG_SPAN);

  rapport_query_append (query, "SELECT i.id, i.at FROM interaction i WHERE i.deleted IS NULL");
  if (filter->account != 0)
    {
      rapport_query_append (query, " AND i.account = ");
      rapport_query_append_int (query, filter->account);
    }
  else
    {
      rapport_query_append (query, " AND i.account NOT IN (SELECT id FROM account WHERE deleted IS NOT NULL)");
      rapport_query_depends_on (query, RAPPORT_KIND_ACCOUNT);
    }
  if (!filter->task || !filter->social)
    {
      /* An episode's kind counts for its interactions. */
      rapport_query_append (query,
                            " AND coalesce(i.social, (SELECT e.social FROM episode e WHERE e.id = i.episode), 0) = ");
      rapport_query_append_int (query, filter->social && !filter->task ? 1 : filter->task && !filter->social ? 0 : 2);
      rapport_query_depends_on (query, RAPPORT_KIND_EPISODE);
    }
  if (match != NULL)
    {
      rapport_query_append (query, " AND i.id IN (SELECT rowid FROM interaction_text WHERE interaction_text MATCH ");
      rapport_query_append_text (query, match);
      rapport_query_append (query, ")");
    }
  if (rapport_query_has_values (filter->channels))
    {
      rapport_query_append (query, " AND i.channel");
      rapport_query_append_in (query, filter->channels, FALSE);
    }
  if (rapport_query_has_values (filter->kinds))
    {
      rapport_query_append (query, " AND i.episode IN (SELECT e.id FROM episode e WHERE e.deleted IS NULL AND e.kind");
      rapport_query_append_in (query, filter->kinds, FALSE);
      rapport_query_append (query, ")");
      rapport_query_depends_on (query, RAPPORT_KIND_EPISODE);
    }
  if (rapport_query_has_values (filter->persons))
    {
      rapport_query_append (query, " AND (i.person");
      rapport_query_append_in (query, filter->persons, TRUE);
      rapport_query_append (
          query,
          " OR EXISTS (SELECT 1 FROM participant t WHERE t.interaction = i.id AND t.deleted IS NULL AND t.person");
      rapport_query_append_in (query, filter->persons, TRUE);
      rapport_query_append (query, "))");
      rapport_query_depends_on (query, RAPPORT_KIND_PARTICIPANT);
    }
  if (rapport_query_has_values (filter->members))
    {
      rapport_query_append (query, " AND i.member");
      rapport_query_append_in (query, filter->members, TRUE);
    }
  if (filter->from != RAPPORT_DAY_NONE)
    {
      rapport_query_append (query, by_index ? " AND i.at >= " : " AND +i.at >= ");
      rapport_query_append_int (query, rapport_day_to_instant (filter->from, NULL));
    }
  if (filter->until != RAPPORT_DAY_NONE)
    {
      rapport_query_append (query, by_index ? " AND i.at < " : " AND +i.at < ");
      rapport_query_append_int (query, rapport_day_to_instant (rapport_day_add_days (filter->until, 1), NULL));
    }
  if (limit > 0)
    {
      rapport_query_append (query, " ORDER BY i.at DESC, i.id DESC LIMIT ");
      rapport_query_append_int (query, limit);
    }
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

/* When each day starts, asked once a day: the clocks' changes make it dear. */
typedef struct
{
  GTimeZone  *zone;
  GHashTable *starts;
} DayFinder;

/* All accounts are read in pieces, so that what else is asked meanwhile does not wait for all of them: a span by
 * its days, newest first, and everything in the order of the table, since the rows of an index stand all over the
 * file. Only one thread at a time has it: the reader within a piece, else that which asked. */
#define PIECE_DAYS 8
#define PIECE_ROWS 15000

typedef struct
{
  gint64                   account;
  RapportDay               today;
  RapportDay               from;     /* RAPPORT_DAY_NONE for everything */
  RapportTimelineOverview *overview;
  GHashTable              *lanes;    /* episode → what a dot needs to know of it */
  GHashTable              *gone;     /* accounts in the trash */
  GHashTable              *days;     /* day → a bit for each lane and kind */
  DayFinder                finder;
  RapportDay               until;    /* the days before it are not read yet; RAPPORT_DAY_NONE at first */
  gint64                   after;    /* the rows after it are not read yet */
  gboolean                 dotted;
  gboolean                 done;
  RapportTimelineOverviewFunc progress;
  gpointer                 progress_data;
  gint64                   shown;    /* when the last of it was shown */
} Overview;

static void
overview_free (gpointer data)
{
  Overview *job = data;

  rapport_timeline_overview_free (job->overview);
  g_clear_pointer (&job->lanes, g_hash_table_unref);
  g_clear_pointer (&job->gone, g_hash_table_unref);
  g_hash_table_unref (job->days);
  g_hash_table_unref (job->finder.starts);
  g_time_zone_unref (job->finder.zone);
  g_free (job);
}

/* What a dot needs to know of an episode; (lane, social) in four bits. */
static gboolean
load_episode_lanes (RapportDb  *db,
                    Overview   *job,
                    GError    **error)
{
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  job->lanes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  statement = rapport_db_query (
      db, error,
      job->account ? "SELECT id, kind, coalesce(social, 0) FROM episode WHERE deleted IS NULL AND account = ?1"
                   : "SELECT id, kind, coalesce(social, 0) FROM episode WHERE deleted IS NULL AND ?1 = 0",
      "i", job->account);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);
      gboolean social = rapport_statement_get_int (statement, 2) == 1;
      guint lane = rapport_timeline_lane_of (rapport_statement_get_text (statement, 1), social);

      g_hash_table_insert (job->lanes, g_memdup2 (&id, sizeof id), GUINT_TO_POINTER (1 + lane * 2 + (social ? 1 : 0)));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_gone (RapportDb  *db,
           Overview   *job,
           GError    **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (
      db, error, "SELECT id FROM account WHERE deleted IS NOT NULL", NULL);
  g_autoptr(GError) local_error = NULL;

  job->gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);

      g_hash_table_add (job->gone, g_memdup2 (&id, sizeof id));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gint64
start_of (DayFinder  *finder,
          RapportDay  day)
{
  gint64 *start = g_hash_table_lookup (finder->starts, GINT_TO_POINTER (day));

  if (start == NULL)
    {
      gint64 value = rapport_day_to_instant (day, finder->zone);

      start = g_memdup2 (&value, sizeof value);
      g_hash_table_insert (finder->starts, GINT_TO_POINTER (day), start);
    }
  return *start;
}

static RapportDay
day_of (DayFinder *finder,
        gint64     at)
{
  RapportDay day = (RapportDay) (at >= 0 ? at / 86400 : -((-at + 86399) / 86400));

  while (at < start_of (finder, day))
    day--;
  while (at >= start_of (finder, day + 1))
    day++;
  return day;
}

static int
compare_days (gconstpointer a,
              gconstpointer b)
{
  RapportDay first = GPOINTER_TO_INT (*(gconstpointer *) a), second = GPOINTER_TO_INT (*(gconstpointer *) b);

  return first < second ? -1 : first > second;
}

/* No sorting: SELECT DISTINCT of a million local days takes five times as long. */
static gboolean
load_dots (RapportDb         *db,
           Overview          *job,
           RapportStatement  *statement,
           guint             *n_rows,
           GError           **error)
{
  g_autoptr(GError) local_error = NULL;

  *n_rows = 0;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 account = rapport_statement_get_int (statement, 4);
      gint64 episode = rapport_statement_get_int (statement, 1);
      gint64 own_social = rapport_statement_get_int (statement, 2);
      RapportDay day;
      gboolean social;
      guint known, lane, bits, bit;

      ++*n_rows;
      job->after = rapport_statement_get_int (statement, 3);
      if (rapport_statement_get_int (statement, 5) != RAPPORT_UNSET || g_hash_table_contains (job->gone, &account))
        continue;
      day = day_of (&job->finder, rapport_statement_get_int (statement, 0));
      known = GPOINTER_TO_UINT (g_hash_table_lookup (job->lanes, &episode));
      social = own_social != RAPPORT_UNSET ? own_social == 1 : known > 0 && (known - 1) % 2;
      lane = known > 0 ? (known - 1) / 2 : rapport_timeline_lane_of (NULL, social);
      bits = GPOINTER_TO_UINT (g_hash_table_lookup (job->days, GINT_TO_POINTER (day)));
      bit = 1u << (lane * 2 + (social ? 1 : 0));
      if (!(bits & bit))
        g_hash_table_insert (job->days, GINT_TO_POINTER (day), GUINT_TO_POINTER (bits | bit));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

#define DOT "SELECT at, episode, social, id, account, deleted FROM interaction WHERE "

static gboolean
load_dot_piece (RapportDb  *db,
                Overview   *job,
                GError    **error)
{
  g_autoptr(RapportStatement) statement = NULL;
  guint n_rows;

  if (job->account != 0)
    {
      statement = rapport_db_query (db, error, DOT "account = ?1", "i", job->account);
      job->dotted = TRUE;
    }
  else if (job->from == RAPPORT_DAY_NONE)
    statement = rapport_db_query (db, error, DOT "id > ?1 ORDER BY id LIMIT ?2", "ii", job->after, (gint64) PIECE_ROWS);
  else
    {
      RapportDay until = job->until;

      /* What is planned comes with the first piece. */
      job->until = MAX (until == RAPPORT_DAY_NONE ? job->today + 1 - PIECE_DAYS : until - PIECE_DAYS, job->from);
      job->dotted = job->until <= job->from;
      statement = rapport_db_query (
          db, error, DOT "at >= ?1 AND at < ?2", "ii", rapport_day_to_instant (job->until, job->finder.zone),
          until == RAPPORT_DAY_NONE ? G_MAXINT64 : rapport_day_to_instant (until, job->finder.zone));
    }
  if (statement == NULL || !load_dots (db, job, statement, &n_rows, error))
    return FALSE;
  if (job->account == 0 && job->from == RAPPORT_DAY_NONE)
    job->dotted = n_rows < PIECE_ROWS;
  return TRUE;
}

static gboolean
find_first (RapportDb  *db,
            Overview   *job,
            GError    **error)
{
  gint64 first;

  if (job->account != 0
          ? !rapport_db_query_int (db, &first, error,
                                   "SELECT min(at) FROM interaction WHERE deleted IS NULL AND account = ?1", "i",
                                   job->account)
          : !rapport_db_query_int (db, &first, error,
                                   "SELECT (SELECT at FROM interaction WHERE deleted IS NULL AND account NOT IN"
                                   " (SELECT id FROM account WHERE deleted IS NOT NULL) ORDER BY at LIMIT 1)",
                                   NULL))
    return FALSE;
  if (first != RAPPORT_UNSET)
    job->overview->first = MIN (job->overview->first, rapport_day_from_instant (first, job->finder.zone));
  return TRUE;
}

static gboolean
count (RapportDb  *db,
       Overview   *job,
       GError    **error)
{
  gint64 n_all;

  if (job->account != 0
          ? !rapport_db_query_int (db, &n_all, error,
                                   "SELECT count(*) FROM interaction WHERE deleted IS NULL AND account = ?1", "i",
                                   job->account)
          : !rapport_db_query_int (db, &n_all, error,
                                   "SELECT count(*) FROM interaction WHERE deleted IS NULL"
                                   " AND account NOT IN (SELECT id FROM account WHERE deleted IS NOT NULL)",
                                   NULL))
    return FALSE;
  job->overview->n_all = (guint) n_all;
  return TRUE;
}

static void
append_dots (Overview *job)
{
  g_autoptr(GPtrArray) order = g_ptr_array_sized_new (g_hash_table_size (job->days));
  GHashTableIter iter;
  gpointer key;

  g_array_set_size (job->overview->dots, 0);
  g_hash_table_iter_init (&iter, job->days);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (order, key);
  g_ptr_array_sort (order, compare_days);
  for (guint i = 0; i < order->len; i++)
    {
      guint bits = GPOINTER_TO_UINT (g_hash_table_lookup (job->days, order->pdata[i]));

      for (guint lane = 0; lane < RAPPORT_TIMELINE_N_LANES; lane++)
        for (guint social = 0; social < 2; social++)
          if (bits & (1u << (lane * 2 + social)))
            {
              RapportTimelineDot dot = { GPOINTER_TO_INT (order->pdata[i]), lane, social == 1 };

              g_array_append_val (job->overview->dots, dot);
            }
    }
}

static gboolean
load_episodes (RapportDb  *db,
               Overview   *job,
               GError    **error)
{
  RapportTimelineOverview *overview = job->overview;
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  statement = rapport_db_query (db, error, job->account
    ? "SELECT id, kind, social, started, ended, title FROM episode WHERE deleted IS NULL AND account = ?1 ORDER BY started DESC LIMIT ?2"
    : "SELECT e.id, e.kind, e.social, e.started, e.ended, e.title FROM episode e JOIN account a ON a.id = e.account"
      " WHERE e.deleted IS NULL AND a.deleted IS NULL AND ?1 = 0 ORDER BY e.started DESC LIMIT ?2", "ii", job->account, (gint64) MAX_EPISODES);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      RapportTimelineEpisode *episode = g_new0 (RapportTimelineEpisode, 1);
      const char *ended = rapport_statement_get_text (statement, 4);

      episode->id = rapport_statement_get_int (statement, 0);
      episode->lane = rapport_timeline_lane_of (rapport_statement_get_text (statement, 1),
                                                rapport_statement_get_int (statement, 2) == 1);
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

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/* Returns the job itself, which is not its own to give. */
static gpointer
load_piece (RapportDb     *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Overview *job = data;

  if (job->lanes == NULL)
    {
      if (!load_episodes (db, job, error) || !load_episode_lanes (db, job, error) || !load_gone (db, job, error) ||
          !find_first (db, job, error))
        return NULL;
    }
  if (!job->dotted)
    {
      if (!load_dot_piece (db, job, error))
        return NULL;
      if (job->account == 0)
        return job;
    }
  /* How many there are is asked last: it is a long question, too. */
  if (!count (db, job, error))
    return NULL;
  append_dots (job);
  job->done = TRUE;
  return job;
}

#define PROGRESS_MICROSECONDS (G_USEC_PER_SEC / 4)

static void
show_progress (Overview     *job,
               GCancellable *cancellable)
{
  gint64 now = g_get_monotonic_time ();

  if (job->progress == NULL || g_cancellable_is_cancelled (cancellable) || now - job->shown < PROGRESS_MICROSECONDS ||
      g_hash_table_size (job->days) == 0)
    return;
  job->shown = now;
  append_dots (job);
  job->progress (job->overview, job->progress_data);
}

static void
piece_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(GTask) task = data;
  Overview *job = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (rapport_store_read_finish (RAPPORT_STORE (source), result, &error) == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (job->done)
    g_task_return_pointer (task, g_steal_pointer (&job->overview), (GDestroyNotify) rapport_timeline_overview_free);
  else
    {
      show_progress (job, g_task_get_cancellable (task));
      rapport_store_read_async (RAPPORT_STORE (source), load_piece, job, NULL, NULL, g_task_get_cancellable (task),
                                piece_loaded_cb, g_object_ref (task));
    }
}

/**
 * rapport_timeline_overview_load_async:
 * @workspace: a workspace
 * @account: one account, 0 for all
 * @from: the first day whose interactions count, %RAPPORT_DAY_NONE for all; one account's are always all there
 * @progress: (nullable) (scope notified): called now and then with what is known so far, until it is cancelled
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback and @progress
 *
 * Of all accounts it is put together from many short reads, between which others have their turn.
 */
void
rapport_timeline_overview_load_async (RapportWorkspace    *workspace,
                                      gint64               account,
                                      RapportDay           from,
                                      RapportTimelineOverviewFunc progress,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  RapportStore *store = rapport_workspace_get_store (workspace);
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Overview *job = g_new0 (Overview, 1);

  job->account = account;
  job->today = rapport_workspace_get_today (workspace);
  job->from = from;
  job->progress = progress;
  job->progress_data = user_data;
  job->until = RAPPORT_DAY_NONE;
  job->days = g_hash_table_new (NULL, NULL);
  job->finder.starts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  job->finder.zone = rapport_day_get_local_zone ();
  job->overview = g_new0 (RapportTimelineOverview, 1);
  job->overview->episodes = g_ptr_array_new_with_free_func (episode_free);
  job->overview->dots = g_array_new (FALSE, FALSE, sizeof (RapportTimelineDot));
  job->overview->first = job->today;
  g_task_set_source_tag (task, rapport_timeline_overview_load_async);
  g_task_set_task_data (task, job, overview_free);
  rapport_store_read_async (store, load_piece, job, NULL, NULL, cancellable, piece_loaded_cb, task);
}

/**
 * rapport_timeline_overview_load_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): what the ribbon draws
 */
RapportTimelineOverview *
rapport_timeline_overview_load_finish (GAsyncResult  *result,
                                       GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  gint64 account;
  gint64 n;
  gint64 until; /* what is planned does not count */
  gint64 newest;
  gint64 nth;
} Recent;

static gpointer
find_recent (RapportDb     *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  const Recent *job = data;
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autofree Recent *answer = NULL;

  statement = rapport_db_query (db, error, job->account
    ? "SELECT at FROM interaction WHERE deleted IS NULL AND at < ?1 AND account = ?3 ORDER BY at DESC LIMIT ?2"
    : "SELECT at FROM interaction WHERE deleted IS NULL AND at < ?1 AND ?3 = 0"
      " AND account NOT IN (SELECT id FROM account WHERE deleted IS NOT NULL) ORDER BY at DESC LIMIT ?2",
    "iii", job->until, job->n, job->account);
  if (statement == NULL)
    return NULL;
  answer = g_memdup2 (job, sizeof *job);
  answer->newest = answer->nth = RAPPORT_UNSET;
  while (rapport_statement_step (statement, &local_error))
    {
      answer->nth = rapport_statement_get_int (statement, 0);
      if (answer->newest == RAPPORT_UNSET)
        answer->newest = answer->nth;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&answer);
}

/**
 * rapport_timeline_find_recent_async:
 * @workspace: a workspace
 * @account: one account, 0 for all
 * @n: how many interactions
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks how far back the last @n interactions up to today reach.
 */
void
rapport_timeline_find_recent_async (RapportWorkspace    *workspace,
                                    gint64               account,
                                    guint                n,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  Recent *job;

  g_return_if_fail (RAPPORT_IS_WORKSPACE (workspace));
  g_return_if_fail (n > 0);

  job = g_new0 (Recent, 1);
  job->account = account;
  job->n = n;
  job->until = rapport_day_to_instant (rapport_workspace_get_today (workspace) + 1, NULL);
  rapport_store_read_async (rapport_workspace_get_store (workspace), find_recent, job, g_free, g_free, cancellable,
                            callback, user_data);
}

/**
 * rapport_timeline_find_recent_finish:
 * @result: what the callback was given
 * @newest: (out): the day of the last interaction, %RAPPORT_DAY_NONE where there is none
 * @nth: (out): the day of the one asked for, or of the first where there are fewer
 * @error: return location
 *
 * Returns: whether it could be answered
 */
gboolean
rapport_timeline_find_recent_finish (GAsyncResult  *result,
                                     RapportDay    *newest,
                                     RapportDay    *nth,
                                     GError       **error)
{
  g_autoptr(GObject) store = g_async_result_get_source_object (result);
  g_autofree Recent *answer = rapport_store_read_finish (RAPPORT_STORE (store), result, error);

  if (answer == NULL)
    return FALSE;
  *newest = answer->newest != RAPPORT_UNSET ? rapport_day_from_instant (answer->newest, NULL) : RAPPORT_DAY_NONE;
  *nth = answer->nth != RAPPORT_UNSET ? rapport_day_from_instant (answer->nth, NULL) : RAPPORT_DAY_NONE;
  return TRUE;
}

/**
 * rapport_timeline_dup_account_name:
 * @workspace: a workspace
 * @account: an account
 *
 * For a list of many accounts: a record of each would bring all its figures along.
 *
 * Returns: (transfer full): its name
 */
char *
rapport_timeline_dup_account_name (RapportWorkspace *workspace,
                                   gint64            account)
{
  g_autoptr(GError) error = NULL;
  char *name = rapport_db_query_text (rapport_store_get_db (rapport_workspace_get_store (workspace)), &error,
                                      "SELECT name FROM account WHERE id = ?1", "i", account);

  if (error != NULL)
    g_warning ("%s", error->message);
  return name ? name : g_strdup ("");
}
