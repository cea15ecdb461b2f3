#include "config.h"

#include "service/rapport-account-private.h"

#include <math.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "store/rapport-rows.h"

/* One account in full: read in one job on the reader's thread, so that its page costs the main loop nothing. */

#define RECENT_EPISODES 12
#define RECENT_SAID 60
#define RECENT_PURCHASES 200
#define RECENT_ENTRIES 200

typedef struct
{
  gint64               account;
  RapportAccountParts  parts;
  RapportDay           today;
  gint64               model;
  char                 currency[4];
} Job;

static void
person_free (gpointer data)
{
  RapportAccountPerson *person = data;

  g_clear_pointer (&person->affiliation, rapport_row_free);
  g_clear_pointer (&person->person, rapport_row_free);
  g_free (person->others);
  g_free (person);
}

static void
episode_free (gpointer data)
{
  RapportAccountEpisode *episode = data;

  g_clear_pointer (&episode->episode, rapport_row_free);
  g_ptr_array_unref (episode->interactions);
  g_free (episode);
}

static void
move_free (gpointer data)
{
  RapportAccountMove *move = data;

  g_clear_pointer (&move->move, rapport_row_free);
  g_free (move->evidence);
  g_free (move);
}

static GPtrArray *
rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
}

static RapportAccountData *
data_new (const Job *job)
{
  RapportAccountData *data = g_new0 (RapportAccountData, 1);

  data->today = job->today;
  data->model = job->model;
  g_strlcpy (data->currency, job->currency, sizeof data->currency);
  data->since = data->first_said = RAPPORT_DAY_NONE;
  data->margin = data->margin_before = NAN;
  data->path = g_array_new (FALSE, FALSE, sizeof (RapportAccountStep));
  data->gap_days = g_array_new (FALSE, FALSE, sizeof (int));
  data->sums = g_array_new (FALSE, FALSE, sizeof (RapportAccountSum));
  data->commitments = rows_new ();
  data->people = g_ptr_array_new_with_free_func (person_free);
  data->former = g_ptr_array_new_with_free_func (person_free);
  data->episodes = g_ptr_array_new_with_free_func (episode_free);
  data->purchases = rows_new ();
  data->moves = g_ptr_array_new_with_free_func (move_free);
  data->ends = rows_new ();
  return data;
}

void
rapport_account_data_free (RapportAccountData *data)
{
  if (data == NULL)
    return;
  g_clear_pointer (&data->account, rapport_row_free);
  g_clear_pointer (&data->end, rapport_row_free);
  g_array_unref (data->path);
  g_array_unref (data->gap_days);
  g_array_unref (data->sums);
  g_ptr_array_unref (data->commitments);
  g_ptr_array_unref (data->people);
  g_ptr_array_unref (data->former);
  g_ptr_array_unref (data->episodes);
  g_ptr_array_unref (data->purchases);
  g_ptr_array_unref (data->moves);
  g_ptr_array_unref (data->ends);
  g_clear_pointer (&data->history, g_ptr_array_unref);
  g_free (data);
}

static RapportDay
row_day (const RapportRow *row,
         guint             field)
{
  gint64 day = rapport_row_get_int (row, field);

  return day == RAPPORT_UNSET ? RAPPORT_DAY_NONE : (RapportDay) day;
}

/* Reads the rows of a kind for which @tail holds: ?1 is the account, ?2 a number. */
static gboolean
read_rows (RapportDb      *db,
           RapportKindId   kind,
           GPtrArray      *rows,
           const char     *tail,
           gint64          account,
           gint64          number,
           GError        **error)
{
  g_autofree char *sql = g_strconcat (rapport_rows_get_select (kind), " ", tail, NULL);
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, "ii", account, number);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    g_ptr_array_add (rows, rapport_rows_read (statement, kind));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/* The way through the stages ----------------------------------------------------------------------------------- */

static gboolean
read_path (RapportDb           *db,
           RapportAccountData  *data,
           gint64               account,
           GError             **error)
{
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GPtrArray) ends = rows_new ();

  statement = rapport_db_query (db, error,
    "SELECT s.id, (SELECT max(m.at) FROM move m WHERE m.subject = ?1 AND m.model = ?2 AND m.subject_kind = 'account'"
    "   AND m.to_stage = s.id AND m.deleted IS NULL),"
    " p.id, p.since FROM stage s LEFT JOIN placement p ON p.subject = ?1 AND p.model = ?2 AND p.subject_kind = 'account'"
    "   AND p.stage = s.id AND p.deleted IS NULL"
    " WHERE s.model = ?2 AND s.deleted IS NULL ORDER BY s.position, s.id", "ii", account, data->model);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      RapportAccountStep step = { rapport_statement_get_int (statement, 0), RAPPORT_DAY_NONE };

      if (!rapport_statement_is_null (statement, 1))
        step.since = rapport_day_from_instant (rapport_statement_get_int (statement, 1), NULL);
      if (!rapport_statement_is_null (statement, 2))
        {
          data->placed = TRUE;
          data->stage = step.stage;
          if (!rapport_statement_is_null (statement, 3))
            step.since = rapport_day_parse (rapport_statement_get_text (statement, 3));
        }
      g_array_append_val (data->path, step);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_clear_pointer (&statement, rapport_statement_free);

  if (!read_rows (db, RAPPORT_KIND_RELATIONSHIP_END, ends,
                  "WHERE t.account = ?1 AND t.deleted IS NULL ORDER BY t.ended_on DESC, t.id DESC LIMIT ?2", account,
                  1, error))
    return FALSE;
  if (ends->len > 0)
    {
      RapportRow *end = g_ptr_array_index (ends, 0);

      if (rapport_row_is_null (end, RAPPORT_RELATIONSHIP_END_WON_BACK_ON) &&
          rapport_row_get_int (end, RAPPORT_RELATIONSHIP_END_ENDED_ON) <= data->today)
        data->end = rapport_row_copy (end);
    }
  return TRUE;
}

/* Contacts, people --------------------------------------------------------------------------------------------- */

static gboolean
read_contacts (RapportDb           *db,
               RapportAccountData  *data,
               gint64               account,
               GError             **error)
{
  gint64 end = rapport_day_to_instant (rapport_day_add_days (data->today, 1), NULL) - 1;
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  RapportDay later = RAPPORT_DAY_NONE;
  gint64 value;

  if (!rapport_db_query_int (db, &value, error,
                             "SELECT count(*) FROM interaction WHERE account = ?1 AND deleted IS NULL", "i", account))
    return FALSE;
  data->n_said = (guint) value;
  if (data->n_said > 0)
    {
      if (!rapport_db_query_int (db, &value, error,
                                 "SELECT min(at) FROM interaction WHERE account = ?1 AND deleted IS NULL", "i",
                                 account))
        return FALSE;
      data->first_said = rapport_day_from_instant (value, NULL);
    }

  statement = rapport_db_query (
      db, error,
      "SELECT at FROM interaction WHERE account = ?1 AND at <= ?2 AND deleted IS NULL ORDER BY at DESC LIMIT 60",
      "ii", account, end);
  if (statement == NULL)
    return FALSE;
  while (data->gap_days->len < RAPPORT_ACCOUNT_N_POINTS && rapport_statement_step (statement, &local_error))
    {
      RapportDay day = rapport_day_from_instant (rapport_statement_get_int (statement, 0), NULL);

      if (later != RAPPORT_DAY_NONE && day < later)
        {
          int gap = rapport_day_diff (day, later);

          g_array_prepend_val (data->gap_days, gap);
        }
      later = day;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_people (RapportDb           *db,
             RapportAccountData  *data,
             gint64               account,
             GError             **error)
{
  g_autoptr(GPtrArray) affiliations = rows_new ();

  if (!read_rows (db, RAPPORT_KIND_AFFILIATION, affiliations,
                  "JOIN person n ON n.id = t.person WHERE t.account = ?1 AND t.deleted IS NULL AND n.deleted IS NULL"
                  " ORDER BY t.main IS NOT 1, CASE t.role WHEN 'decision-maker' THEN 0 WHEN 'influencer' THEN 1 WHEN 'user' THEN 2"
                  " WHEN 'buyer' THEN 3 WHEN 'gatekeeper' THEN 4 WHEN 'initiator' THEN 5 ELSE 6 END, n.name COLLATE NOCASE, t.id LIMIT ?2",
                  account, 1000, error))
    return FALSE;

  for (guint i = 0; i < affiliations->len; i++)
    {
      RapportAccountPerson *person = g_new0 (RapportAccountPerson, 1);
      RapportDay until;

      person->affiliation = rapport_row_copy (g_ptr_array_index (affiliations, i));
      until = row_day (person->affiliation, RAPPORT_AFFILIATION_UNTIL);
      g_ptr_array_add (until != RAPPORT_DAY_NONE && until <= data->today ? data->former : data->people, person);
      person->person = rapport_rows_get (db, RAPPORT_KIND_PERSON,
                                         rapport_row_get_int (person->affiliation, RAPPORT_AFFILIATION_PERSON), error);
      if (person->person == NULL)
        return FALSE;
      person->others = rapport_db_query_text (db, NULL,
        "SELECT group_concat(name, ', ') FROM (SELECT DISTINCT a.name FROM affiliation f JOIN account a ON a.id = f.account"
        " WHERE f.person = ?1 AND f.account <> ?2 AND f.until IS NULL AND f.deleted IS NULL AND a.deleted IS NULL ORDER BY a.name LIMIT 5)",
        "ii", rapport_row_get_id (person->person), account);
    }
  return TRUE;
}

/* What was said ------------------------------------------------------------------------------------------------ */

static int
compare_episodes (gconstpointer a,
                  gconstpointer b)
{
  const RapportAccountEpisode *x = *(RapportAccountEpisode **) a, *y = *(RapportAccountEpisode **) b;
  gboolean x_open = x->episode &&
                    g_strcmp0 (rapport_row_get_text (x->episode, RAPPORT_EPISODE_KIND), "complaint") == 0 &&
                    rapport_row_is_null (x->episode, RAPPORT_EPISODE_ENDED);
  gboolean y_open = y->episode &&
                    g_strcmp0 (rapport_row_get_text (y->episode, RAPPORT_EPISODE_KIND), "complaint") == 0 &&
                    rapport_row_is_null (y->episode, RAPPORT_EPISODE_ENDED);

  /* Open complaints come first. */
  if (x_open != y_open)
    return x_open ? -1 : 1;
  return x->latest != y->latest ? (x->latest > y->latest ? -1 : 1) : 0;
}

static RapportAccountEpisode *
episode_new (RapportRow *row)
{
  RapportAccountEpisode *episode = g_new0 (RapportAccountEpisode, 1);

  episode->episode = row;
  episode->interactions = rows_new ();
  episode->amount = RAPPORT_UNSET;
  if (row != NULL)
    {
      episode->latest = row_day (row, RAPPORT_EPISODE_STARTED);
      if (!rapport_row_is_null (row, RAPPORT_EPISODE_ENDED))
        episode->latest = row_day (row, RAPPORT_EPISODE_ENDED);
    }
  return episode;
}

static gboolean
read_episode (RapportDb              *db,
              RapportAccountEpisode  *episode,
              const char             *currency,
              RapportDay              today,
              GError                **error)
{
  g_autoptr(RapportStatement) statement = NULL;
  gint64 id = rapport_row_get_id (episode->episode);

  if (!read_rows (db, RAPPORT_KIND_INTERACTION, episode->interactions,
                  "WHERE t.episode = ?1 AND t.deleted IS NULL ORDER BY t.at DESC, t.id DESC LIMIT ?2", id, 500, error))
    return FALSE;
  if (episode->interactions->len > 0)
    {
      RapportRow *newest = g_ptr_array_index (episode->interactions, 0);

      episode->latest = MAX (episode->latest,
                             rapport_day_from_instant (rapport_row_get_int (newest, RAPPORT_INTERACTION_AT), NULL));
    }
  /* What is planned for later does not push today's off the page. */
  episode->latest = MIN (episode->latest, today);

  statement = rapport_db_query (db, error,
    "SELECT sum(total), min(coalesce(currency, ?2)), max(coalesce(currency, ?2)) FROM purchase WHERE episode = ?1 AND deleted IS NULL",
    "is", id, currency);
  if (statement == NULL || !rapport_statement_step (statement, error))
    return FALSE;
  if (!rapport_statement_is_null (statement, 0) &&
      g_str_equal (rapport_statement_get_text (statement, 1), rapport_statement_get_text (statement, 2)))
    {
      episode->amount = rapport_statement_get_int (statement, 0);
      g_strlcpy (episode->currency, rapport_statement_get_text (statement, 1), sizeof episode->currency);
    }
  return TRUE;
}

static gboolean
read_episodes (RapportDb           *db,
               RapportAccountData  *data,
               gint64               account,
               gboolean             everything,
               GError             **error)
{
  g_autoptr(GPtrArray) episodes = rows_new ();
  g_autoptr(GPtrArray) alone = rows_new ();

  if (!read_rows (db, RAPPORT_KIND_EPISODE, episodes,
                  "WHERE t.account = ?1 AND t.deleted IS NULL ORDER BY (t.kind = 'complaint' AND t.ended IS NULL) DESC,"
                  " max(coalesce(t.ended, t.started), coalesce((SELECT date(max(i.at), 'unixepoch', 'localtime') FROM interaction i"
                  "   WHERE i.episode = t.id AND i.deleted IS NULL), '')) DESC, t.id DESC LIMIT ?2",
                  account, everything ? G_MAXINT32 : RECENT_EPISODES, error))
    return FALSE;
  for (guint i = 0; i < episodes->len; i++)
    {
      RapportAccountEpisode *episode = episode_new (rapport_row_copy (g_ptr_array_index (episodes, i)));

      g_ptr_array_add (data->episodes, episode);
      if (!read_episode (db, episode, data->currency, data->today, error))
        return FALSE;
    }

  if (!read_rows (
          db, RAPPORT_KIND_INTERACTION, alone,
          "WHERE t.account = ?1 AND t.episode IS NULL AND t.deleted IS NULL ORDER BY t.at DESC, t.id DESC LIMIT ?2",
          account, everything ? G_MAXINT32 : RECENT_SAID, error))
    return FALSE;
  for (guint i = 0; i < alone->len; i++)
    {
      RapportRow *row = g_ptr_array_index (alone, i);
      RapportAccountEpisode *episode = episode_new (NULL);

      episode->latest = rapport_day_from_instant (rapport_row_get_int (row, RAPPORT_INTERACTION_AT), NULL);
      g_ptr_array_add (episode->interactions, rapport_row_copy (row));
      g_ptr_array_add (data->episodes, episode);
    }
  g_ptr_array_sort (data->episodes, compare_episodes);
  return TRUE;
}

static gboolean
read_history (RapportDb           *db,
              RapportAccountData  *data,
              gint64               account,
              GError             **error)
{
  g_autoptr(GPtrArray) moves = rows_new ();

  if (!read_rows (db, RAPPORT_KIND_MOVE, moves,
                  "WHERE t.subject = ?1 AND t.subject_kind = 'account' AND t.deleted IS NULL ORDER BY t.at DESC, t.id DESC LIMIT ?2",
                  account, RECENT_ENTRIES, error))
    return FALSE;
  for (guint i = 0; i < moves->len; i++)
    {
      RapportAccountMove *move = g_new0 (RapportAccountMove, 1);

      move->move = rapport_row_copy (g_ptr_array_index (moves, i));
      move->evidence = rapport_db_query_text (db, NULL,
        "SELECT group_concat(e.title, ', ') FROM move_evidence v JOIN episode e ON e.id = v.episode"
        " WHERE v.move = ?1 AND v.deleted IS NULL AND e.deleted IS NULL", "i", rapport_row_get_id (move->move));
      g_ptr_array_add (data->moves, move);
    }
  if (!read_rows (db, RAPPORT_KIND_RELATIONSHIP_END, data->ends,
                  "WHERE t.account = ?1 AND t.deleted IS NULL ORDER BY t.ended_on DESC, t.id DESC LIMIT ?2", account,
                  RECENT_ENTRIES, error))
    return FALSE;
  data->history = rapport_journal_history (db, RAPPORT_KIND_ACCOUNT, account, RECENT_ENTRIES, error);
  return data->history != NULL;
}

/* Load --------------------------------------------------------------------------------------------------------- */

static gpointer
load (RapportDb     *db,
      gpointer       user_data,
      GCancellable  *cancellable,
      GError       **error)
{
  const Job *job = user_data;
  g_autoptr(RapportAccountData) data = data_new (job);
  g_autoptr(GError) local_error = NULL;

  data->account = rapport_rows_get (db, RAPPORT_KIND_ACCOUNT, job->account, &local_error);
  if (data->account == NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND,
                     "There is no account %" G_GINT64_FORMAT, job->account);
      return NULL;
    }

  data->since = row_day (data->account, RAPPORT_ACCOUNT_CUSTOMER_SINCE);
  if (data->since == RAPPORT_DAY_NONE)
    data->since = row_day (data->account, RAPPORT_ACCOUNT_FIRST_PURCHASE);

  if (!read_path (db, data, job->account, error) || !_rapport_account_read_value (db, data, job->account, error) ||
      !_rapport_account_read_promises (db, data, job->account, error) ||
      !read_contacts (db, data, job->account, error) || !read_people (db, data, job->account, error) ||
      !read_rows (db, RAPPORT_KIND_COMMITMENT, data->commitments,
                  "WHERE t.account = ?1 AND t.done IS NULL AND t.outcome IS NULL AND t.deleted IS NULL"
                  " ORDER BY t.due IS NULL, t.due, t.kind <> 'promise', t.id LIMIT ?2",
                  job->account, 500, error))
    return NULL;
  if ((job->parts & (RAPPORT_ACCOUNT_PART_RECENT | RAPPORT_ACCOUNT_PART_EVERYTHING_SAID)) != 0 &&
      !read_episodes (db, data, job->account, (job->parts & RAPPORT_ACCOUNT_PART_EVERYTHING_SAID) != 0, error))
    return NULL;
  if ((job->parts & RAPPORT_ACCOUNT_PART_PURCHASES) != 0 &&
      !read_rows (db, RAPPORT_KIND_PURCHASE, data->purchases,
                  "WHERE t.account = ?1 AND t.deleted IS NULL ORDER BY t.day DESC, t.id DESC LIMIT ?2", job->account,
                  RECENT_PURCHASES, error))
    return NULL;
  if ((job->parts & RAPPORT_ACCOUNT_PART_HISTORY) != 0 && !read_history (db, data, job->account, error))
    return NULL;
  return g_steal_pointer (&data);
}

static Job *
job_new (RapportWorkspace    *workspace,
         gint64               account,
         RapportAccountParts  parts)
{
  Job *job = g_new0 (Job, 1);
  gint64 model = rapport_workspace_get_model (workspace);
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (workspace, RAPPORT_KIND_MODEL, model);

  job->account = account;
  job->parts = parts;
  job->today = rapport_workspace_get_today (workspace);
  /* Where the shown model is about opportunities, an account stands on the value ladder. */
  job->model = record != NULL && g_strcmp0 (rapport_record_get_text (record, "subject"), "opportunity") == 0 ? 1
                                                                                                             : model;
  g_strlcpy (job->currency, rapport_workspace_get_currency (workspace), sizeof job->currency);
  return job;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  gpointer data = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (data == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, data, (GDestroyNotify) rapport_account_data_free);
}

/**
 * rapport_account_load_async:
 * @workspace: a workspace
 * @account: an account
 * @parts: what is wanted besides the base
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Reads an account with all that its page shows, in one job on the reader's thread.
 */
void
rapport_account_load_async (RapportWorkspace     *workspace,
                            gint64                account,
                            RapportAccountParts   parts,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_account_load_async);
  rapport_store_read_async (rapport_workspace_get_store (workspace), load, job_new (workspace, account, parts), g_free,
                            (GDestroyNotify) rapport_account_data_free, cancellable, loaded_cb, task);
}

/**
 * rapport_account_load_finish:
 * @workspace: a workspace
 * @result: the result
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the account
 */
RapportAccountData *
rapport_account_load_finish (RapportWorkspace  *workspace,
                             GAsyncResult      *result,
                             GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rapport_account_load:
 * @workspace: a workspace
 * @account: an account
 * @parts: what is wanted besides the base
 * @error: return location
 *
 * Reads an account and waits, for subcommands, print and tests.
 *
 * Returns: (nullable) (transfer full): the account
 */
RapportAccountData *
rapport_account_load (RapportWorkspace     *workspace,
                      gint64                account,
                      RapportAccountParts   parts,
                      GError              **error)
{
  g_autofree Job *job = job_new (workspace, account, parts);

  return rapport_store_read (rapport_workspace_get_store (workspace), load, job, error);
}

/**
 * rapport_account_is_touched_by:
 * @account: an account
 * @changes: what was written
 *
 * Returns: whether its page has to be read again
 */
gboolean
rapport_account_is_touched_by (gint64          account,
                               RapportChanges *changes)
{
  static const RapportKindId shared[] = {
    RAPPORT_KIND_MEMBER,      RAPPORT_KIND_STAGE,         RAPPORT_KIND_MODEL,           RAPPORT_KIND_PERSON,
    RAPPORT_KIND_AFFILIATION, RAPPORT_KIND_MOVE,          RAPPORT_KIND_MOVE_EVIDENCE,   RAPPORT_KIND_RATE,
    RAPPORT_KIND_PRODUCT,     RAPPORT_KIND_PURCHASE_LINE, RAPPORT_KIND_RELATIONSHIP_END
  };

  if (changes->many)
    return TRUE;
  for (guint i = 0; i < changes->accounts->len; i++)
    if (g_array_index (changes->accounts, gint64, i) == account)
      return TRUE;
  for (guint i = 0; i < changes->list->len; i++)
    {
      const RapportChange *change = &g_array_index (changes->list, RapportChange, i);

      if (change->kind == RAPPORT_KIND_ACCOUNT && change->id == account)
        return TRUE;
    }
  /* These are not listed by account; they are rare and reading again is cheap. */
  for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
    if (rapport_changes_touch (changes, shared[i]))
      return TRUE;
  return FALSE;
}
