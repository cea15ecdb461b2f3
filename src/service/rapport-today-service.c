#include "config.h"

#include "service/rapport-today-service.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"

/* What the care manager reads first in the morning: who needs attention and why. Computed on the reader's
 * thread as of the workspace's clock. */

#define MAX_NEEDS 200
#define CAUSES_DAYS 90
#define MOVEMENT_DAYS 30

static void
need_free (gpointer data)
{
  RapportNeed *need = data;

  g_free (need->title);
  g_free (need);
}

void
rapport_today_free (RapportToday *today)
{
  if (today == NULL)
    return;
  g_ptr_array_unref (today->needs);
  g_array_unref (today->stages);
  g_array_unref (today->causes);
  g_clear_pointer (&today->cohorts, rapport_cohorts_free);
  g_free (today);
}

typedef struct
{
  gint64     owner;
  gint64     model;
  gint64     now;
  RapportDay today;
} Job;

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

/* One row an account: the most pressing reason stands for it. */
static void
add_need (GHashTable  *by_account,
          RapportNeed *need)
{
  RapportNeed *old = g_hash_table_lookup (by_account, &need->account);

  if (old == NULL)
    {
      g_hash_table_insert (by_account, &need->account, need);
      return;
    }
  if (need->kind < old->kind || (need->kind == old->kind && need->days > old->days))
    {
      need->n_more = old->n_more + 1;
      g_hash_table_replace (by_account, &need->account, need); /* frees the old one */
      return;
    }
  old->n_more++;
  need_free (need);
}

#define OF_OWNER " AND (?2 = 0 OR a.owner = ?2)"
#define NOT_SNOOZED(kind, id) " AND NOT EXISTS (SELECT 1 FROM snooze z WHERE z.subject = " id " AND z.subject_kind = " kind \
  " AND z.until > ?3 AND z.deleted IS NULL)"

static gboolean
load_needs (const Job     *job,
            RapportDb     *db,
            RapportToday  *today,
            GError       **error)
{
  g_autoptr(GHashTable) by_account = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, need_free);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = NULL;
  GHashTableIter iter;
  gpointer value;
  char day[RAPPORT_DAY_TEXT_SIZE];

  rapport_day_print (job->today, day);

  statement = rapport_db_query (db, error,
    "SELECT c.id, c.account, c.title, c.kind, c.due, c.person, f.value, f.estimated FROM commitment c"
    " JOIN account a ON a.id = c.account JOIN account_figure f ON f.account = a.id"
    " WHERE c.due <= ?1 AND c.done IS NULL AND c.outcome IS NULL AND c.deleted IS NULL AND c.side IS NOT 'theirs'"
    " AND a.deleted IS NULL AND f.ended IS NOT 1" OF_OWNER NOT_SNOOZED ("17", "c.id"), "sii", day, job->owner, job->now);
  while (statement != NULL && rapport_statement_step (statement, &local_error))
    {
      RapportNeed *need = g_new0 (RapportNeed, 1);
      gboolean promise = g_strcmp0 (rapport_statement_get_text (statement, 3), "promise") == 0;

      need->record = rapport_statement_get_int (statement, 0);
      need->account = rapport_statement_get_int (statement, 1);
      need->title = g_strdup (rapport_statement_get_text (statement, 2));
      need->days = job->today - rapport_day_parse (rapport_statement_get_text (statement, 4));
      need->person = rapport_statement_is_null (statement, 5) ? 0 : rapport_statement_get_int (statement, 5);
      need->value = rapport_statement_is_null (statement, 6) ? 0 : rapport_statement_get_int (statement, 6);
      need->estimated = rapport_statement_get_int (statement, 7) == 1;
      need->kind = promise ? (need->days > 0 ? RAPPORT_NEED_PROMISE_OVERDUE : RAPPORT_NEED_PROMISE_DUE)
                           : (need->days > 0 ? RAPPORT_NEED_STEP_OVERDUE : RAPPORT_NEED_STEP_DUE);
      add_need (by_account, need);
    }
  g_clear_pointer (&statement, rapport_statement_free);

  if (local_error == NULL)
    statement = rapport_db_query (db, &local_error,
      "SELECT e.id, e.account, e.title, e.started, f.value, f.estimated,"
      " EXISTS (SELECT 1 FROM interaction i WHERE i.episode = e.id AND i.direction = 'out' AND i.deleted IS NULL),"
      " (SELECT i.person FROM interaction i WHERE i.episode = e.id AND i.person IS NOT NULL AND i.deleted IS NULL ORDER BY i.at DESC LIMIT 1)"
      " FROM episode e JOIN account a ON a.id = e.account JOIN account_figure f ON f.account = a.id"
      " WHERE e.kind = 'complaint' AND e.ended IS NULL AND e.deleted IS NULL AND e.started <= ?1 AND a.deleted IS NULL"
      " AND f.ended IS NOT 1" OF_OWNER NOT_SNOOZED ("14", "e.id"), "sii", day, job->owner, job->now);
  while (statement != NULL && rapport_statement_step (statement, &local_error))
    {
      RapportNeed *need = g_new0 (RapportNeed, 1);

      need->kind = RAPPORT_NEED_COMPLAINT;
      need->record = rapport_statement_get_int (statement, 0);
      need->account = rapport_statement_get_int (statement, 1);
      need->title = g_strdup (rapport_statement_get_text (statement, 2));
      need->days = job->today - rapport_day_parse (rapport_statement_get_text (statement, 3));
      need->value = rapport_statement_is_null (statement, 4) ? 0 : rapport_statement_get_int (statement, 4);
      need->estimated = rapport_statement_get_int (statement, 5) == 1;
      need->answered = rapport_statement_get_int (statement, 6) == 1;
      need->person = rapport_statement_is_null (statement, 7) ? 0 : rapport_statement_get_int (statement, 7);
      add_need (by_account, need);
    }
  g_clear_pointer (&statement, rapport_statement_free);

  if (local_error == NULL)
    statement = rapport_db_query (db, &local_error,
      "SELECT a.id, ?1 - f.last_contact / 86400, f.usual_gap, f.value, f.estimated,"
      " (SELECT l.person FROM affiliation l WHERE l.account = a.id AND l.deleted IS NULL AND l.until IS NULL ORDER BY l.main IS NOT 1, l.id LIMIT 1)"
      " FROM account_figure f JOIN account a ON a.id = f.account"
      " WHERE f.usual_gap IS NOT NULL AND ?1 - f.last_contact / 86400 > max(2 * f.usual_gap, f.usual_gap + 7)"
      " AND a.deleted IS NULL AND a.kind IS NOT 'own' AND f.ended IS NOT 1" OF_OWNER NOT_SNOOZED ("2", "a.id"), "iii",
      (gint64) job->today, job->owner, job->now);
  while (statement != NULL && rapport_statement_step (statement, &local_error))
    {
      RapportNeed *need = g_new0 (RapportNeed, 1);

      need->kind = RAPPORT_NEED_SILENT;
      need->account = rapport_statement_get_int (statement, 0);
      need->days = (int) rapport_statement_get_int (statement, 1);
      need->usual_gap = (int) rapport_statement_get_int (statement, 2);
      need->value = rapport_statement_is_null (statement, 3) ? 0 : rapport_statement_get_int (statement, 3);
      need->estimated = rapport_statement_get_int (statement, 4) == 1;
      need->person = rapport_statement_is_null (statement, 5) ? 0 : rapport_statement_get_int (statement, 5);
      add_need (by_account, need);
    }
  g_clear_pointer (&statement, rapport_statement_free);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  g_hash_table_iter_init (&iter, by_account);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      RapportNeed *need = value;

      today->n_needs++;
      today->needs_value += need->value;
      if (need->kind == RAPPORT_NEED_PROMISE_OVERDUE || need->kind == RAPPORT_NEED_COMPLAINT || need->kind == RAPPORT_NEED_SILENT)
        {
          today->n_at_risk++;
          today->at_risk += need->estimated ? 0 : need->value;
        }
      g_ptr_array_add (today->needs, need);
      g_hash_table_iter_steal (&iter);
    }
  g_ptr_array_sort (today->needs, compare_needs);
  if (today->needs->len > MAX_NEEDS)
    g_ptr_array_set_size (today->needs, MAX_NEEDS);

  if (today->n_needs == 0)
    {
      g_autofree char *next = rapport_db_query_text (db, &local_error,
        "SELECT min(c.due) FROM commitment c JOIN account a ON a.id = c.account WHERE c.due > ?1 AND c.done IS NULL"
        " AND c.outcome IS NULL AND c.deleted IS NULL AND a.deleted IS NULL" OF_OWNER, "si", day, job->owner);

      today->next_due = next ? rapport_day_parse (next) : RAPPORT_DAY_NONE;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_stages (const Job     *job,
             RapportDb     *db,
             RapportToday  *today,
             GError       **error)
{
  gint64 since = rapport_day_to_instant (rapport_day_add_days (job->today, -MOVEMENT_DAYS), NULL);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT s.id, (SELECT count(*) FROM board_card c WHERE c.model = s.model AND c.lane = s.id),"
    " (SELECT count(*) FROM move m WHERE m.model = s.model AND m.to_stage = s.id AND m.at >= ?2 AND m.deleted IS NULL AND m.from_stage IS NOT s.id),"
    " (SELECT count(*) FROM move m WHERE m.model = s.model AND m.from_stage = s.id AND m.at >= ?2 AND m.deleted IS NULL AND m.to_stage IS NOT s.id)"
    " FROM stage s WHERE s.model = ?1 AND s.deleted IS NULL ORDER BY s.position", "ii", job->model, since);

  while (statement != NULL && rapport_statement_step (statement, &local_error))
    {
      RapportStageCount count = { rapport_statement_get_int (statement, 0), (guint) rapport_statement_get_int (statement, 1),
                                  (guint) rapport_statement_get_int (statement, 2), (guint) rapport_statement_get_int (statement, 3) };

      g_array_append_val (today->stages, count);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return statement != NULL && (error == NULL || *error == NULL);
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
    "SELECT coalesce(e.cause, 0), count(*) FROM episode e JOIN account a ON a.id = e.account LEFT JOIN cause c ON c.id = e.cause"
    " WHERE e.kind = 'complaint' AND e.started > ?1 AND e.started <= ?3 AND e.deleted IS NULL AND a.deleted IS NULL" OF_OWNER
    " GROUP BY e.cause ORDER BY c.slug IS 'other' OR e.cause IS NULL, count(*) DESC, c.position", "sis",
    rapport_day_print (rapport_day_add_days (job->today, -CAUSES_DAYS), from), job->owner, rapport_day_print (job->today, until));

  while (statement != NULL && rapport_statement_step (statement, &local_error))
    {
      RapportCauseCount count = { rapport_statement_get_int (statement, 0), (guint) rapport_statement_get_int (statement, 1) };

      g_array_append_val (today->causes, count);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return statement != NULL && (error == NULL || *error == NULL);
}

static gboolean
load_purchases (const Job     *job,
                RapportDb     *db,
                RapportToday  *today,
                GError       **error)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (RapportPurchasePoint));
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT p.account, p.day, p.total, p.currency IS NULL OR p.currency = coalesce((SELECT value FROM setting WHERE key = 'currency' AND member = 0), 'EUR')"
    " FROM purchase p JOIN account a ON a.id = p.account"
    " WHERE p.deleted IS NULL AND a.deleted IS NULL AND (?1 = 0 OR a.owner = ?1) ORDER BY p.account, p.day", "i", job->owner);
  gint64 account = 0;
  guint n_accounts = 0;
  RapportDay months[13];
  const RapportPurchasePoint *data;

  for (int i = 0; i <= 12; i++)
    months[i] = rapport_day_add_months (job->today, i - 12);

  while (statement != NULL && rapport_statement_step (statement, &local_error))
    {
      RapportPurchasePoint point = { 0, rapport_day_parse (rapport_statement_get_text (statement, 1)) };

      if (n_accounts == 0 || account != rapport_statement_get_int (statement, 0))
        {
          account = rapport_statement_get_int (statement, 0);
          n_accounts++;
        }
      point.account = n_accounts - 1;
      g_array_append_val (points, point);
      if (rapport_statement_is_null (statement, 2) || point.day > job->today || rapport_statement_get_int (statement, 3) != 1)
        continue;
      for (int i = 0; i < 12; i++)
        if (point.day > months[i] && point.day <= months[i + 1])
          {
            today->revenue_by_month[i] += (double) rapport_statement_get_int (statement, 2);
            today->revenue += rapport_statement_get_int (statement, 2);
          }
      if (point.day > rapport_day_add_years (job->today, -2) && point.day <= months[0])
        today->revenue_before += rapport_statement_get_int (statement, 2);
    }
  if (statement == NULL)
    return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  data = (const RapportPurchasePoint *) (gpointer) points->data;
  today->n_customers = n_accounts;
  if (n_accounts == 0)
    return TRUE;
  today->active = rapport_retention_active (data, points->len, n_accounts, 12, job->today);
  today->active_month_ago = rapport_retention_active (data, points->len, n_accounts, 12, rapport_day_add_days (job->today, -30));
  today->retention = rapport_retention_compute (data, points->len, n_accounts, 12, job->today);
  today->retention_year_ago = rapport_retention_compute (data, points->len, n_accounts, 12, rapport_day_add_years (job->today, -1));
  today->repeat = rapport_retention_repeat_rate (data, points->len, n_accounts, job->today);
  today->repeat_month_ago = rapport_retention_repeat_rate (data, points->len, n_accounts, rapport_day_add_days (job->today, -30));
  for (int i = 0; i < 12; i++)
    today->active_by_month[i] = rapport_retention_active (data, points->len, n_accounts, 12, months[i + 1]).part;
  today->cohorts = rapport_cohorts_new (data, points->len, n_accounts, RAPPORT_PERIOD_QUARTER, job->today, 8);
  return TRUE;
}

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
    " WHERE c.kind = 'promise' AND c.side IS NOT 'theirs' AND c.deleted IS NULL AND a.deleted IS NULL AND counts > ?1 AND counts <= ?3" OF_OWNER, "sis",
    rapport_day_print (rapport_day_add_years (job->today, -1), since), job->owner, rapport_day_print (job->today, until));

  while (statement != NULL && rapport_statement_step (statement, &local_error))
    {
      const char *done = rapport_statement_get_text (statement, 1);
      const char *outcome = rapport_statement_get_text (statement, 2);
      RapportPromisePoint point = { rapport_day_parse (rapport_statement_get_text (statement, 0)),
                                    done ? rapport_day_parse (done) : RAPPORT_DAY_NONE,
                                    g_strcmp0 (outcome, "withdrawn") == 0, g_strcmp0 (outcome, "broken") == 0 };

      g_array_append_val (points, point);
    }
  if (statement == NULL)
    return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  today->promises = rapport_retention_promises_kept ((const RapportPromisePoint *) (gpointer) points->data, points->len, job->today);
  return TRUE;
}

static RapportToday *
today_new (const Job *job)
{
  RapportToday *today = g_new0 (RapportToday, 1);

  today->today = job->today;
  today->next_due = RAPPORT_DAY_NONE;
  today->needs = g_ptr_array_new_with_free_func (need_free);
  today->stages = g_array_new (FALSE, FALSE, sizeof (RapportStageCount));
  today->causes = g_array_new (FALSE, FALSE, sizeof (RapportCauseCount));
  return today;
}

static gpointer
load (RapportDb     *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  const Job *job = data;
  g_autoptr(RapportToday) today = today_new (job);

  if (!load_needs (job, db, today, error) || !load_stages (job, db, today, error) || !load_causes (job, db, today, error) ||
      !load_purchases (job, db, today, error) || !load_promises (job, db, today, error))
    return NULL;
  return g_steal_pointer (&today);
}

static Job *
job_new (RapportWorkspace *workspace,
         gint64            owner)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { owner, rapport_workspace_get_model (workspace), rapport_workspace_get_now (workspace), rapport_workspace_get_today (workspace) };
  return job;
}

/**
 * rapport_today_load_async:
 * @workspace: a workspace
 * @owner: the member whose accounts count, 0 for all
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
 * @owner: the member whose accounts count, 0 for all
 * @error: return location
 *
 * The same and waits, for tests.
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

static gpointer
load_only_needs (RapportDb     *db,
                 gpointer       data,
                 GCancellable  *cancellable,
                 GError       **error)
{
  g_autoptr(RapportToday) today = today_new (data);

  return load_needs (data, db, today, error) ? g_ptr_array_ref (today->needs) : NULL;
}

/**
 * rapport_today_load_needs_async:
 * @workspace: a workspace
 * @owner: the member whose accounts count, 0 for all
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks only who needs attention.
 */
void
rapport_today_load_needs_async (RapportWorkspace    *workspace,
                                gint64               owner,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  rapport_store_read_async (rapport_workspace_get_store (workspace), load_only_needs, job_new (workspace, owner), g_free,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * rapport_today_load_needs_finish:
 * @workspace: a workspace
 * @result: what the callback was given; its source is the store
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type RapportNeed): who needs attention
 */
GPtrArray *
rapport_today_load_needs_finish (RapportWorkspace  *workspace,
                                 GAsyncResult      *result,
                                 GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}

/**
 * rapport_need_describe:
 * @need: a need
 *
 * Returns: (transfer full): the reason in words
 */
char *
rapport_need_describe (const RapportNeed *need)
{
  switch (need->kind)
    {
    case RAPPORT_NEED_PROMISE_OVERDUE:
      /* Translators: what was promised, days */
      return g_strdup_printf (ngettext ("%s: promised, %d day overdue", "%s: promised, %d days overdue", need->days), need->title, need->days);
    case RAPPORT_NEED_COMPLAINT:
      if (need->days <= 0)
        return g_strdup_printf (need->answered ? _("Complaint since today: %s") : _("Complaint since today, no reply yet: %s"), need->title);
      return g_strdup_printf (need->answered ? ngettext ("Complaint open for %d day: %s", "Complaint open for %d days: %s", need->days)
                                             : ngettext ("Complaint open for %d day, no reply yet: %s", "Complaint open for %d days, no reply yet: %s", need->days),
                              need->days, need->title);
    case RAPPORT_NEED_PROMISE_DUE:
      return g_strdup_printf (_("%s: promised for today"), need->title);
    case RAPPORT_NEED_STEP_OVERDUE:
      return g_strdup_printf (ngettext ("%s: %d day overdue", "%s: %d days overdue", need->days), need->title, need->days);
    case RAPPORT_NEED_STEP_DUE:
      return g_strdup_printf (_("%s: due today"), need->title);
    case RAPPORT_NEED_SILENT:
    default:
      /* Translators: days of silence, days of the usual gap */
      return g_strdup_printf (ngettext ("Silent for %d day, usual gap is %d", "Silent for %d days, usual gap is %d", need->days), need->days, need->usual_gap);
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
