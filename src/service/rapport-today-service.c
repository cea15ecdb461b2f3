#include "config.h"

#include "service/rapport-today-service.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-account-filter.h"

/* What the care manager reads first in the morning: who needs attention and why. Computed on the reader's
 * thread as of the workspace's clock. Whose a promise, a next step or a complaint is, its owner says, else the
 * owner of the account. */

#define MAX_NEEDS 200
#define CAUSES_DAYS 90
#define MOVEMENT_DAYS 30

typedef struct
{
  gint64     owner;
  gint64     model;
  gint64     now;
  RapportDay today;
  gboolean   needs_only;
} Job;

/**
 * rapport_need_copy:
 * @need: a need
 *
 * Returns: (transfer full): a copy
 */
RapportNeed *
rapport_need_copy (const RapportNeed *need)
{
  RapportNeed *copy = g_memdup2 (need, sizeof *need);

  copy->title = g_strdup (need->title);
  return copy;
}

/**
 * rapport_need_free:
 * @need: (nullable) (transfer full): a need
 */
void
rapport_need_free (RapportNeed *need)
{
  if (need == NULL)
    return;
  g_free (need->title);
  g_free (need);
}

/**
 * rapport_need_equal:
 * @a: a need
 * @b: another
 *
 * Returns: whether they say the same of the same record
 */
gboolean
rapport_need_equal (const RapportNeed *a,
                    const RapportNeed *b)
{
  return a->kind == b->kind && a->account == b->account && a->record == b->record && a->person == b->person &&
         a->days == b->days && a->usual_gap == b->usual_gap && !a->answered == !b->answered && a->value == b->value &&
         !a->estimated == !b->estimated && a->n_more == b->n_more && g_strcmp0 (a->title, b->title) == 0;
}

static void
need_free (gpointer data)
{
  rapport_need_free (data);
}

/**
 * rapport_today_free:
 * @today: (nullable) (transfer full): a day
 */
void
rapport_today_free (RapportToday *today)
{
  if (today == NULL)
    return;
  g_ptr_array_unref (today->needs);
  g_array_unref (today->stages);
  g_array_unref (today->causes);
  g_free (today);
}

/**
 * rapport_need_is_urgent:
 * @need: a need
 *
 * Returns: whether it stands before all others, whatever the customer is worth: a broken word or a complaint
 */
gboolean
rapport_need_is_urgent (const RapportNeed *need)
{
  return need->kind == RAPPORT_NEED_PROMISE_OVERDUE || need->kind == RAPPORT_NEED_COMPLAINT;
}

static int
compare_needs (gconstpointer a,
               gconstpointer b)
{
  const RapportNeed *x = *(const RapportNeed **) a, *y = *(const RapportNeed **) b;

  if (rapport_need_is_urgent (x) != rapport_need_is_urgent (y))
    return rapport_need_is_urgent (x) ? -1 : 1;
  if (x->value != y->value)
    return x->value > y->value ? -1 : 1;
  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  return x->account < y->account ? -1 : x->account > y->account;
}

static gint64
int_or_zero (RapportStatement *statement,
             int               column)
{
  return rapport_statement_is_null (statement, column) ? 0 : rapport_statement_get_int (statement, column);
}

/* Needs ------------------------------------------------------------------------------------------------------ */

/* ?1: the day, ?2: whose, 0 for all, ?3: now, ?4: the kind of record that may have been put off */
#define OF_OWNER(record) " AND (?2 = 0 OR coalesce(" record ".owner, a.owner) = ?2)"
#define PUT_OFF(id) "EXISTS (SELECT 1 FROM snooze z WHERE z.subject = " id " AND z.subject_kind = ?4" \
  " AND z.until > ?3 AND coalesce(z.created, 0) <= ?3 AND z.deleted IS NULL)"

/* Columns: put off, account, value, estimated, person, then those of the kind. */
typedef void (*FillFunc) (const Job        *job,
                          RapportStatement *statement,
                          RapportNeed      *need);
typedef void (*TakeFunc) (RapportNeed *need, /* (transfer full), NULL where it is put off */
                          gpointer     data);

static gboolean
read_needs (const Job     *job,
            RapportDb     *db,
            const char    *sql,
            RapportKindId  put_off_kind,
            FillFunc       fill,
            TakeFunc       take,
            gpointer       data,
            GError       **error)
{
  char day[RAPPORT_DAY_TEXT_SIZE];
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, "siii", rapport_day_print (job->today, day),
                                                            job->owner, job->now, (gint64) put_off_kind);

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      RapportNeed *need;

      if (rapport_statement_get_int (statement, 0) == 1)
        {
          take (NULL, data);
          continue;
        }
      need = g_new0 (RapportNeed, 1);
      need->account = rapport_statement_get_int (statement, 1);
      need->value = int_or_zero (statement, 2);
      need->estimated = int_or_zero (statement, 3) == 1;
      need->person = int_or_zero (statement, 4);
      fill (job, statement, need);
      take (need, data);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static const char commitments_sql[] =
  "SELECT " PUT_OFF ("c.id") ", c.account, f.value, f.estimated, c.person, c.id, c.title, c.kind, c.due"
  " FROM commitment c JOIN account a ON a.id = c.account JOIN account_figure f ON f.account = a.id"
  " WHERE c.due <= ?1 AND c.done IS NULL AND c.outcome IS NULL AND c.deleted IS NULL AND c.side IS NOT 'theirs'"
  " AND a.deleted IS NULL AND f.ended IS NOT 1" OF_OWNER ("c") " ORDER BY c.due, c.id";

static void
fill_commitment (const Job        *job,
                 RapportStatement *statement,
                 RapportNeed      *need)
{
  gboolean promise = g_strcmp0 (rapport_statement_get_text (statement, 7), "promise") == 0;

  need->record = rapport_statement_get_int (statement, 5);
  need->title = g_strdup (rapport_statement_get_text (statement, 6));
  need->days = job->today - rapport_day_parse (rapport_statement_get_text (statement, 8));
  need->kind = promise ? (need->days > 0 ? RAPPORT_NEED_PROMISE_OVERDUE : RAPPORT_NEED_PROMISE_DUE)
                       : (need->days > 0 ? RAPPORT_NEED_STEP_OVERDUE : RAPPORT_NEED_STEP_DUE);
}

/* Answered: something was said to them about it, or it was acknowledged. */
static const char complaints_sql[] =
  "SELECT " PUT_OFF ("e.id") ", e.account, f.value, f.estimated,"
  " (SELECT i.person FROM interaction i WHERE i.episode = e.id AND i.person IS NOT NULL AND i.deleted IS NULL ORDER BY i.at DESC LIMIT 1),"
  " e.id, e.title, e.started,"
  " e.acknowledged IS NOT NULL OR e.apologised IS NOT NULL"
  "  OR EXISTS (SELECT 1 FROM interaction i WHERE i.episode = e.id AND i.direction = 'out' AND i.deleted IS NULL)"
  " FROM episode e JOIN account a ON a.id = e.account JOIN account_figure f ON f.account = a.id"
  " WHERE e.kind = 'complaint' AND e.ended IS NULL AND e.deleted IS NULL AND e.started <= ?1 AND a.deleted IS NULL"
  " AND f.ended IS NOT 1" OF_OWNER ("e") " ORDER BY e.started, e.id";

static void
fill_complaint (const Job        *job,
                RapportStatement *statement,
                RapportNeed      *need)
{
  need->kind = RAPPORT_NEED_COMPLAINT;
  need->record = rapport_statement_get_int (statement, 5);
  need->title = g_strdup (rapport_statement_get_text (statement, 6));
  need->days = job->today - rapport_day_parse (rapport_statement_get_text (statement, 7));
  need->answered = rapport_statement_get_int (statement, 8) == 1;
}

/* As rapport_account_get_flags() says it. In the list it is no news where something is promised or planned. */
#define TODAY "CAST(julianday(?1) - 2440587.5 AS INTEGER)"
#define SILENT_DAYS RAPPORT_SILENT_DAYS_SQL (TODAY)
#define IS_SILENT RAPPORT_SILENT_SQL (TODAY)

static const char silent_sql[] =
  "SELECT " PUT_OFF ("a.id") ", a.id, f.value, f.estimated,"
  " (SELECT l.person FROM affiliation l WHERE l.account = a.id AND l.deleted IS NULL AND (l.until IS NULL OR l.until > ?1) ORDER BY l.main IS NOT 1, l.id LIMIT 1),"
  " " SILENT_DAYS ", f.usual_gap"
  " FROM account_figure f JOIN account a ON a.id = f.account"
  " WHERE " IS_SILENT " AND f.next_due IS NULL AND a.deleted IS NULL AND a.kind IS NOT 'own' AND f.ended IS NOT 1 AND (?2 = 0 OR a.owner = ?2)";

static void
fill_silent (const Job        *job,
             RapportStatement *statement,
             RapportNeed      *need)
{
  need->kind = RAPPORT_NEED_SILENT;
  need->days = (int) rapport_statement_get_int (statement, 5);
  need->usual_gap = (int) rapport_statement_get_int (statement, 6);
}

typedef struct
{
  GHashTable *by_account;
  guint       n_put_off;
} Needs;

/* One row an account: the most pressing reason stands for it. */
static void
take_need (RapportNeed *need,
           gpointer     data)
{
  Needs *needs = data;
  RapportNeed *old;

  if (need == NULL)
    {
      needs->n_put_off++;
      return;
    }
  old = g_hash_table_lookup (needs->by_account, &need->account);
  if (old == NULL)
    g_hash_table_insert (needs->by_account, &need->account, need);
  else if (need->kind < old->kind || (need->kind == old->kind && need->days > old->days))
    {
      need->n_more = old->n_more + 1;
      g_hash_table_replace (needs->by_account, &need->account, need); /* frees the old one */
    }
  else
    {
      old->n_more++;
      need_free (need);
    }
}

static gboolean
load_needs (const Job     *job,
            RapportDb     *db,
            RapportToday  *today,
            GError       **error)
{
  g_autoptr(GHashTable) by_account = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, need_free);
  Needs needs = { by_account, 0 };
  GHashTableIter iter;
  gpointer value;

  if (!read_needs (job, db, commitments_sql, RAPPORT_KIND_COMMITMENT, fill_commitment, take_need, &needs, error) ||
      !read_needs (job, db, complaints_sql, RAPPORT_KIND_EPISODE, fill_complaint, take_need, &needs, error) ||
      !read_needs (job, db, silent_sql, RAPPORT_KIND_ACCOUNT, fill_silent, take_need, &needs, error))
    return FALSE;

  today->n_put_off = needs.n_put_off;
  g_hash_table_iter_init (&iter, by_account);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      RapportNeed *need = value;

      today->n_needs++;
      today->needs_value += need->value;
      today->needs_estimated |= need->estimated && need->value != 0;
      g_ptr_array_add (today->needs, need);
      g_hash_table_iter_steal (&iter);
    }
  g_ptr_array_sort (today->needs, compare_needs);
  if (today->needs->len > MAX_NEEDS)
    g_ptr_array_set_size (today->needs, MAX_NEEDS);
  return TRUE;
}

static gboolean
load_rest (const Job     *job,
           RapportDb     *db,
           RapportToday  *today,
           GError       **error)
{
  char day[RAPPORT_DAY_TEXT_SIZE];
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = NULL;
  gint64 any;

  rapport_day_print (job->today, day);
  if (!rapport_db_query_int (db, &any, error,
        "SELECT EXISTS (SELECT 1 FROM account WHERE deleted IS NULL AND kind IS NOT 'own')", NULL))
    return FALSE;
  today->has_accounts = any == 1;

  if (today->n_needs == 0)
    {
      g_autofree char *next = rapport_db_query_text (db, &local_error,
        "SELECT min(c.due) FROM commitment c JOIN account a ON a.id = c.account JOIN account_figure f ON f.account = a.id"
        " WHERE c.due > ?1 AND c.done IS NULL AND c.outcome IS NULL AND c.deleted IS NULL AND c.side IS NOT 'theirs'"
        " AND a.deleted IS NULL AND f.ended IS NOT 1" OF_OWNER ("c"), "si", day, job->owner);

      today->next_due = next ? rapport_day_parse (next) : RAPPORT_DAY_NONE;
    }
  if (local_error == NULL)
    statement = rapport_db_query (
        db, &local_error,
        "SELECT count(*), coalesce(sum(f.revenue_12m), 0) FROM account_figure f JOIN account a ON a.id = f.account"
        " WHERE f.revenue_12m > 0 AND (f.open_complaints > 0 OR f.next_promise_due < ?1 OR " IS_SILENT ")"
        " AND a.deleted IS NULL AND a.kind IS NOT 'own' AND f.ended IS NOT 1 AND (?2 = 0 OR a.owner = ?2)",
        "si", day, job->owner);
  if (statement != NULL && rapport_statement_step (statement, &local_error))
    {
      today->n_at_risk = (guint) rapport_statement_get_int (statement, 0);
      today->at_risk = rapport_statement_get_int (statement, 1);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* Stages, causes, promises ------------------------------------------------------------------------------------ */

/* Whether the subject of a row of @t, an account or an opportunity, is there and of the owner (?2). */
#define SUBJECT_COUNTS(t, kind) \
  "CASE " kind " WHEN 'account' THEN EXISTS (SELECT 1 FROM account a WHERE a.id = " t ".subject AND a.deleted IS NULL AND (?2 = 0 OR a.owner = ?2))" \
  " ELSE EXISTS (SELECT 1 FROM opportunity o JOIN account a ON a.id = o.account WHERE o.id = " t ".subject AND o.deleted IS NULL" \
  "  AND a.deleted IS NULL" OF_OWNER ("o") ") END"

/* Where a subject stood before an instant: where the first move since took it from; no row where none did. */
#define STAGE_BEFORE(instant) \
  "(SELECT m.from_stage FROM move m WHERE m.subject = r.account AND m.model = ?1 AND m.subject_kind = 'account' AND m.deleted IS NULL" \
  "   AND m.at >= " instant " ORDER BY m.at, m.id LIMIT 1)"

/* Who came in and went out: moves between stages; an end of the relationship leaves a stage as well, and who is
 * won back comes into it again. */
static gboolean
load_stages (const Job     *job,
             RapportDb     *db,
             RapportToday  *today,
             GError       **error)
{
  gint64 since = rapport_day_to_instant (rapport_day_add_days (job->today, 1 - MOVEMENT_DAYS), NULL);
  gint64 until = rapport_day_to_instant (rapport_day_add_days (job->today, 1), NULL);
  char since_day[RAPPORT_DAY_TEXT_SIZE], today_day[RAPPORT_DAY_TEXT_SIZE];
  g_autoptr(GError) local_error = NULL;
  g_autofree char *subject = rapport_db_query_text (db, &local_error, "SELECT subject FROM model WHERE id = ?1", "i",
                                                    job->model);
  g_autoptr(RapportStatement) statement = NULL;

  today->of_opportunities = g_strcmp0 (subject, "opportunity") == 0;
  if (local_error == NULL)
    statement = rapport_db_query (db, &local_error,
      "WITH moved AS MATERIALIZED (SELECT m.from_stage, m.to_stage FROM move m WHERE m.model = ?1 AND m.at >= ?3 AND m.at < ?4"
      "   AND m.deleted IS NULL AND m.from_stage IS NOT m.to_stage AND " SUBJECT_COUNTS ("m", "m.subject_kind") "),"
      " ended AS MATERIALIZED (SELECT r.ended_on, r.won_back_on,"
      "   coalesce(" STAGE_BEFORE ("unixepoch(r.ended_on, '+1 day', 'utc')") ", c.stage) AS left_stage,"
      "   coalesce(" STAGE_BEFORE ("unixepoch(r.won_back_on, 'utc')") ", c.stage) AS back_stage"
      "   FROM relationship_end r JOIN account a ON a.id = r.account JOIN board_card c ON c.subject = r.account AND c.model = ?1"
      "   WHERE NOT ?7 AND (r.ended_on BETWEEN ?5 AND ?6 OR r.won_back_on BETWEEN ?5 AND ?6)"
      "   AND r.deleted IS NULL AND a.deleted IS NULL AND (?2 = 0 OR a.owner = ?2))"
      " SELECT s.id, (SELECT count(*) FROM board_card c WHERE c.model = ?1 AND c.lane = s.id"
      "   AND (?2 = 0 OR " SUBJECT_COUNTS ("c", "?8") ")),"
      " (SELECT count(*) FROM moved WHERE to_stage = s.id)"
      "  + (SELECT count(*) FROM ended WHERE back_stage = s.id AND won_back_on BETWEEN ?5 AND ?6),"
      " (SELECT count(*) FROM moved WHERE from_stage = s.id)"
      "  + (SELECT count(*) FROM ended WHERE left_stage = s.id AND ended_on BETWEEN ?5 AND ?6)"
      " FROM stage s WHERE s.model = ?1 AND s.deleted IS NULL ORDER BY s.position, s.id", "iiiissis",
      job->model, job->owner, since, until, rapport_day_print (rapport_day_add_days (job->today, 1 - MOVEMENT_DAYS), since_day),
      rapport_day_print (job->today, today_day), (gint64) today->of_opportunities, subject);
  while (statement != NULL && rapport_statement_step (statement, &local_error))
    {
      RapportStageCount count = { rapport_statement_get_int (statement, 0),
                                  (guint) rapport_statement_get_int (statement, 1),
                                  (guint) rapport_statement_get_int (statement, 2),
                                  (guint) rapport_statement_get_int (statement, 3) };

      g_array_append_val (today->stages, count);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
load_causes (const Job     *job,
             RapportDb     *db,
             RapportToday  *today,
             GError       **error)
{
  char from[RAPPORT_DAY_TEXT_SIZE], until[RAPPORT_DAY_TEXT_SIZE];
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT coalesce(c.id, 0), c.slug IS 'other' OR c.id IS NULL, count(*)"
    " FROM episode e JOIN account a ON a.id = e.account LEFT JOIN cause c ON c.id = e.cause AND c.deleted IS NULL"
    " WHERE e.kind = 'complaint' AND e.started > ?1 AND e.started <= ?3 AND e.deleted IS NULL AND a.deleted IS NULL" OF_OWNER ("e")
    " GROUP BY c.id ORDER BY 2, c.id IS NULL, count(*) DESC, c.position, c.id", "sis",
    rapport_day_print (rapport_day_add_days (job->today, -CAUSES_DAYS), from), job->owner, rapport_day_print (job->today, until));

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      RapportCauseCount count = { rapport_statement_get_int (statement, 0),
                                  rapport_statement_get_int (statement, 1) == 1,
                                  (guint) rapport_statement_get_int (statement, 2) };

      g_array_append_val (today->causes, count);
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The day that counts is the first due day, or the new one that the customer agreed to. */
static gboolean
load_promises (const Job     *job,
               RapportDb     *db,
               RapportToday  *today,
               GError       **error)
{
  char since[RAPPORT_DAY_TEXT_SIZE], until[RAPPORT_DAY_TEXT_SIZE];
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (RapportPromisePoint));
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT CASE WHEN c.agreed THEN c.due ELSE coalesce(c.first_due, c.due) END AS counts, c.done, c.outcome"
    " FROM commitment c JOIN account a ON a.id = c.account"
    " WHERE c.kind = 'promise' AND c.side IS NOT 'theirs' AND c.deleted IS NULL AND a.deleted IS NULL AND counts > ?1 AND counts <= ?3"
    OF_OWNER ("c"), "sis",
    rapport_day_print (rapport_day_add_years (job->today, -1), since), job->owner, rapport_day_print (job->today, until));

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      const char *done = rapport_statement_get_text (statement, 1);
      const char *outcome = rapport_statement_get_text (statement, 2);
      RapportPromisePoint point = { rapport_day_parse (rapport_statement_get_text (statement, 0)),
                                    done ? rapport_day_parse (done) : RAPPORT_DAY_NONE,
                                    g_strcmp0 (outcome, "withdrawn") == 0, g_strcmp0 (outcome, "broken") == 0 };

      g_array_append_val (points, point);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  today->promises = rapport_retention_promises_kept ((const RapportPromisePoint *) (gpointer) points->data,
                                                     points->len, job->today);
  return TRUE;
}

/* Loading ---------------------------------------------------------------------------------------------------- */

static gpointer
load (RapportDb     *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  const Job *job = data;
  g_autoptr(RapportToday) today = g_new0 (RapportToday, 1);

  today->today = job->today;
  today->next_due = RAPPORT_DAY_NONE;
  today->needs = g_ptr_array_new_with_free_func (need_free);
  today->stages = g_array_new (FALSE, FALSE, sizeof (RapportStageCount));
  today->causes = g_array_new (FALSE, FALSE, sizeof (RapportCauseCount));
  if (!load_needs (job, db, today, error))
    return NULL;
  if (!job->needs_only && (!load_rest (job, db, today, error) || !load_stages (job, db, today, error) ||
                           !load_causes (job, db, today, error) || !load_promises (job, db, today, error)))
    return NULL;
  return g_steal_pointer (&today);
}

static Job *
job_new (RapportWorkspace *workspace,
         gint64            owner)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { owner, rapport_workspace_get_model (workspace), rapport_workspace_get_now (workspace),
                 rapport_workspace_get_today (workspace), FALSE };
  return job;
}

/**
 * rapport_today_load_async:
 * @workspace: a workspace
 * @owner: the member whose accounts, promises and complaints count, 0 for all
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 */
void
rapport_today_load_async (RapportWorkspace    *workspace,
                          gint64               owner,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  rapport_store_read_async (rapport_workspace_get_store (workspace), load, job_new (workspace, owner), g_free,
                            (GDestroyNotify) rapport_today_free, cancellable, callback, user_data);
}

/**
 * rapport_today_load_needs_async:
 * @workspace: a workspace
 * @owner: the member whose accounts, promises and complaints count, 0 for all
 * @cancellable: (nullable): stops it
 * @callback: called with the answer, see rapport_today_load_finish()
 * @user_data: for @callback
 *
 * Asks only who needs attention and leaves out how the relationships stand, which takes most of the time.
 */
void
rapport_today_load_needs_async (RapportWorkspace    *workspace,
                                gint64               owner,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  Job *job = job_new (workspace, owner);

  job->needs_only = TRUE;
  rapport_store_read_async (rapport_workspace_get_store (workspace), load, job, g_free,
                            (GDestroyNotify) rapport_today_free, cancellable, callback, user_data);
}

/**
 * rapport_today_load_finish:
 * @workspace: a workspace
 * @result: what the callback was given; its source is the store
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the day
 */
RapportToday *
rapport_today_load_finish (RapportWorkspace  *workspace,
                           GAsyncResult      *result,
                           GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}

/**
 * rapport_today_load:
 * @workspace: a workspace
 * @owner: the member whose accounts, promises and complaints count, 0 for all
 * @error: return location
 *
 * The same and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full): the day
 */
RapportToday *
rapport_today_load (RapportWorkspace  *workspace,
                    gint64             owner,
                    GError           **error)
{
  g_autofree Job *job = job_new (workspace, owner);

  return rapport_store_read (rapport_workspace_get_store (workspace), load, job, error);
}

static void
take_due (RapportNeed *need,
          gpointer     data)
{
  if (need != NULL)
    g_ptr_array_add (data, need);
}

static gpointer
load_due (RapportDb     *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GPtrArray) due = g_ptr_array_new_with_free_func (need_free);

  if (!read_needs (data, db, commitments_sql, RAPPORT_KIND_COMMITMENT, fill_commitment, take_due, due, error))
    return NULL;
  return g_steal_pointer (&due);
}

/**
 * rapport_today_load_due_async:
 * @workspace: a workspace
 * @owner: the member whose promises and next steps count, 0 for all
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks for every promise and next step of ours that is due or overdue and was not put off.
 */
void
rapport_today_load_due_async (RapportWorkspace    *workspace,
                              gint64               owner,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  rapport_store_read_async (rapport_workspace_get_store (workspace), load_due, job_new (workspace, owner), g_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * rapport_today_load_due_finish:
 * @workspace: a workspace
 * @result: what the callback was given; its source is the store
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type RapportNeed): what is due, the oldest first
 */
GPtrArray *
rapport_today_load_due_finish (RapportWorkspace  *workspace,
                               GAsyncResult      *result,
                               GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}

/**
 * rapport_today_needs_are_touched_by:
 * @changes: what was written
 *
 * Returns: whether who needs attention, or what is due, may be others now: not by a move on the board alone
 */
gboolean
rapport_today_needs_are_touched_by (const RapportChanges *changes)
{
  if (changes->many || changes->accounts->len > 0)
    return TRUE;
  for (guint i = 0; i < changes->list->len; i++)
    {
      RapportKindId kind = g_array_index (changes->list, RapportChange, i).kind;

      if (kind != RAPPORT_KIND_PLACEMENT && kind != RAPPORT_KIND_MOVE && kind != RAPPORT_KIND_MOVE_EVIDENCE)
        return TRUE;
    }
  return FALSE;
}

/**
 * rapport_need_describe:
 * @need: a need
 *
 * Returns: (transfer full): the reason in words, the most important ones first, since there may be room for no more
 */
char *
rapport_need_describe (const RapportNeed *need)
{
  switch (need->kind)
    {
    case RAPPORT_NEED_PROMISE_OVERDUE:
      /* Translators: days, what was promised */
      return g_strdup_printf (ngettext ("Promise %d day overdue: %s", "Promise %d days overdue: %s", need->days),
                              need->days, need->title);
    case RAPPORT_NEED_COMPLAINT:
      if (need->days <= 0)
        return g_strdup_printf (need->answered ? _("Complaint since today: %s")
                                               : _("Complaint since today, no reply yet: %s"),
                                need->title);
      return g_strdup_printf (
          need->answered ? ngettext ("Complaint open for %d day: %s", "Complaint open for %d days: %s", need->days)
                         : ngettext ("Complaint open for %d day, no reply yet: %s",
                                     "Complaint open for %d days, no reply yet: %s", need->days),
          need->days, need->title);
    case RAPPORT_NEED_PROMISE_DUE:
      return g_strdup_printf (_("Promised for today: %s"), need->title);
    case RAPPORT_NEED_STEP_OVERDUE:
      return g_strdup_printf (ngettext ("Step %d day overdue: %s", "Step %d days overdue: %s", need->days),
                              need->days, need->title);
    case RAPPORT_NEED_STEP_DUE:
      return g_strdup_printf (_("Due today: %s"), need->title);
    case RAPPORT_NEED_SILENT:
    default:
      /* Translators: days of silence, days of the usual gap */
      return g_strdup_printf (
          ngettext ("Silent for %d day, usual gap is %d", "Silent for %d days, usual gap is %d", need->days),
          need->days, need->usual_gap);
    }
}

/**
 * rapport_today_act_snooze:
 * @workspace: a workspace
 * @need: what is put off
 * @until: when it comes back, UTC seconds
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_today_act_snooze (RapportWorkspace  *workspace,
                          const RapportNeed *need,
                          gint64             until)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_SNOOZE);
  gint64 member = rapport_workspace_get_member (workspace);
  gint64 kind = need->kind == RAPPORT_NEED_SILENT ? RAPPORT_KIND_ACCOUNT
                : need->kind == RAPPORT_NEED_COMPLAINT ? RAPPORT_KIND_EPISODE : RAPPORT_KIND_COMMITMENT;
  g_autofree char *reason = rapport_need_describe (need);

  rapport_row_put (row, "subject_kind", kind, "subject", need->record ? need->record : need->account, "reason", reason,
                   "until", until, "member", member ? member : RAPPORT_UNSET, NULL);
  return rapport_act_save (row);
}

/**
 * rapport_today_act_plan_visit:
 * @workspace: a workspace
 * @need: who is to be visited
 * @due: until when the visit is to be planned
 *
 * Returns: (transfer full): the act that makes a next step of it, for the owner of the account
 */
RapportAct *
rapport_today_act_plan_visit (RapportWorkspace  *workspace,
                              const RapportNeed *need,
                              RapportDay         due)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_COMMITMENT);
  g_autoptr(RapportRecord) account = rapport_workspace_get_record (workspace, RAPPORT_KIND_ACCOUNT, need->account);
  gint64 member = rapport_workspace_get_member (workspace);
  gint64 owner = account ? rapport_record_get_int (account, "owner") : RAPPORT_UNSET;

  if (owner == RAPPORT_UNSET && member != 0)
    owner = member;
  rapport_row_put (row, "account", need->account, "title", _("Plan a visit"), "kind", "next-step", "side", "ours",
                   "made", (gint64) rapport_workspace_get_today (workspace), "due", (gint64) due, "first_due",
                   (gint64) due, "owner", owner, "person", need->person ? need->person : RAPPORT_UNSET, NULL);
  return rapport_act_save (row);
}
