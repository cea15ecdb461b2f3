#include "config.h"

#include "service/rapport-account-filter.h"

#include <string.h>

#include <glib/gi18n.h>

#include "core/rapport-records.h"

G_DEFINE_BOXED_TYPE (RapportAccountFilter,
                     rapport_account_filter,
                     rapport_account_filter_copy,
                     rapport_account_filter_free)

/* A relationship that has ended is not silent. */
#define SILENT_SQL "(f.ended IS NOT 1 AND " RAPPORT_SILENT_SQL ("%s") ")"

/**
 * rapport_account_filter_new:
 *
 * Returns: (transfer full): a filter that lets every account through, those of most value first
 */
RapportAccountFilter *
rapport_account_filter_new (void)
{
  RapportAccountFilter *filter = g_new0 (RapportAccountFilter, 1);

  filter->model = 1;
  filter->sort = RAPPORT_ACCOUNT_SORT_VALUE;
  filter->descending = TRUE;
  filter->then_sort = RAPPORT_ACCOUNT_SORT_NAME;
  return filter;
}

/**
 * rapport_account_filter_copy:
 * @filter: a filter
 *
 * Returns: (transfer full): the same filter
 */
RapportAccountFilter *
rapport_account_filter_copy (const RapportAccountFilter *filter)
{
  RapportAccountFilter *copy = g_memdup2 (filter, sizeof *filter);

  copy->text = g_strdup (filter->text);
  copy->groups = g_strdupv (filter->groups);
  copy->owners = g_strdupv (filter->owners);
  copy->tags = g_strdupv (filter->tags);
  copy->stages = g_strdupv (filter->stages);
  return copy;
}

void
rapport_account_filter_free (RapportAccountFilter *filter)
{
  if (filter == NULL)
    return;
  g_free (filter->text);
  g_strfreev (filter->groups);
  g_strfreev (filter->owners);
  g_strfreev (filter->tags);
  g_strfreev (filter->stages);
  g_free (filter);
}

static gboolean
has_text (const RapportAccountFilter *filter)
{
  return filter->text != NULL && filter->text[strspn (filter->text, " \t")] != '\0';
}

/**
 * rapport_account_filter_is_active:
 * @filter: a filter
 *
 * Returns: whether it holds any account back
 */
gboolean
rapport_account_filter_is_active (const RapportAccountFilter *filter)
{
  return has_text (filter) || rapport_query_has_values (filter->groups) || rapport_query_has_values (filter->owners) ||
         rapport_query_has_values (filter->tags) || rapport_query_has_values (filter->stages) || filter->flags != 0;
}

static void
append_any (RapportQuery *query,
            const char   *column,
            GStrv         values,
            gboolean      numbers)
{
  if (!rapport_query_has_values (values))
    return;
  rapport_query_append (query, " AND ");
  rapport_query_append (query, column);
  rapport_query_append_in (query, values, numbers);
}

/* Nobody types only signs to find a word; those are looked for in the name as they stand. */
static void
append_text (RapportQuery *query,
             const char   *text)
{
  g_autofree char *match = rapport_query_match (text);
  g_autofree char *signs = NULL;

  if (match == NULL)
    {
      signs = g_strstrip (g_strdup (text));
      if (*signs == '\0')
        return;
      rapport_query_append (query, " AND instr(a.name, ");
      rapport_query_append_text (query, signs);
      rapport_query_append (query, ") > 0");
      return;
    }

  /* The account itself, or somebody there. */
  rapport_query_append (query, " AND a.id IN (SELECT rowid FROM account_text WHERE account_text MATCH ");
  rapport_query_append_text (query, match);
  rapport_query_append (
      query, " UNION ALL SELECT l.account FROM person_text t CROSS JOIN affiliation l ON l.person = t.rowid"
             " CROSS JOIN person p ON p.id = t.rowid WHERE person_text MATCH ");
  rapport_query_append_text (query, match);
  rapport_query_append (query, " AND l.deleted IS NULL AND l.until IS NULL AND p.deleted IS NULL)");
  rapport_query_depends_on (query, RAPPORT_KIND_PERSON);
  rapport_query_depends_on (query, RAPPORT_KIND_AFFILIATION);
}

/* In a model whose cards are opportunities, an account is in the stages that its opportunities are in. */
static void
append_stages (RapportQuery               *query,
               const RapportAccountFilter *filter)
{
  if (!rapport_query_has_values (filter->stages))
    return;
  rapport_query_append (query, " AND (a.id IN (SELECT c.subject FROM board_card c JOIN model m ON m.id = c.model"
                               " WHERE m.subject = 'account' AND c.model = ");
  rapport_query_append_int (query, filter->model);
  rapport_query_append (query, " AND c.lane");
  rapport_query_append_in (query, filter->stages, TRUE);
  rapport_query_append (query,
                        ") OR a.id IN (SELECT o.account FROM board_card c JOIN model m ON m.id = c.model"
                        " JOIN opportunity o ON o.id = c.subject WHERE m.subject = 'opportunity' AND c.model = ");
  rapport_query_append_int (query, filter->model);
  rapport_query_append (query, " AND c.lane");
  rapport_query_append_in (query, filter->stages, TRUE);
  rapport_query_append (query, ")");
  if (g_strv_contains ((const char *const *) filter->stages, "-1"))
    {
      rapport_query_append (query, " OR NOT EXISTS (SELECT 1 FROM placement c WHERE c.subject = a.id"
                                   " AND c.subject_kind = 'account' AND c.deleted IS NULL AND c.model = ");
      rapport_query_append_int (query, filter->model);
      rapport_query_append (query, ")");
    }
  rapport_query_append (query, ")");
  rapport_query_depends_on (query, RAPPORT_KIND_PLACEMENT);
  rapport_query_depends_on (query, RAPPORT_KIND_OPPORTUNITY);
  rapport_query_depends_on (query, RAPPORT_KIND_RELATIONSHIP_END);
}

/**
 * rapport_account_filter_append:
 * @filter: a filter
 * @query: a query that joins account as a and account_figure as f
 * @today: the day of the clock
 *
 * Appends the conditions, each beginning with AND.
 */
void
rapport_account_filter_append (const RapportAccountFilter *filter,
                               RapportQuery               *query,
                               RapportDay                  today)
{
  char day[RAPPORT_DAY_TEXT_SIZE];

  if (has_text (filter))
    append_text (query, filter->text);
  append_any (query, "a.account_group", filter->groups, FALSE);
  append_any (query, "a.owner", filter->owners, TRUE);
  append_stages (query, filter);
  if (rapport_query_has_values (filter->tags))
    {
      rapport_query_append (query, " AND (");
      for (guint i = 0; filter->tags[i] != NULL; i++)
        {
          rapport_query_append (query, i > 0 ? " OR instr(',' || a.tags || ',', ',' || "
                                             : "instr(',' || a.tags || ',', ',' || ");
          rapport_query_append_text (query, filter->tags[i]);
          rapport_query_append (query, " || ',')");
        }
      rapport_query_append (query, ")");
    }
  if (filter->flags != 0)
    {
      g_autofree char *today_number = g_strdup_printf ("%d", today);
      g_autofree char *silent = g_strdup_printf (SILENT_SQL, today_number);

      rapport_query_append (query, " AND (0");
      if (filter->flags & RAPPORT_ACCOUNT_FLAG_OVERDUE)
        {
          rapport_query_append (query, " OR f.next_due < ");
          rapport_query_append_text (query, rapport_day_print (today, day));
        }
      if (filter->flags & RAPPORT_ACCOUNT_FLAG_COMPLAINT)
        rapport_query_append (query, " OR f.open_complaints > 0");
      if (filter->flags & RAPPORT_ACCOUNT_FLAG_STARRED)
        rapport_query_append (query, " OR a.starred = 1");
      if (filter->flags & RAPPORT_ACCOUNT_FLAG_SILENT)
        {
          rapport_query_append (query, " OR ");
          rapport_query_append (query, silent);
        }
      rapport_query_append (query, ")");
    }
  if (filter->trash)
    rapport_query_append (query, " AND a.deleted IS NOT NULL");
  else
    rapport_query_append (query, " AND a.deleted IS NULL AND a.kind IS NOT 'own'");
  if (!filter->with_ended && !filter->trash && !has_text (filter) && !rapport_query_has_values (filter->stages))
    rapport_query_append (query, " AND f.ended IS NOT 1");
}

/* A column of the list that has no sort of its own sorts by its field. */
static char *
field_key (guint index)
{
  const RapportField *field = &rapport_account_kind.fields[index];
  const char *table = field->flags & RAPPORT_FIELD_DERIVED ? "f" : "a";

  switch (field->type)
    {
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_EMAIL:
    case RAPPORT_FIELD_PHONE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_TAGS:
      return g_strdup_printf ("nullif(%s.%s, '') COLLATE rapport", table, field->name);
    case RAPPORT_FIELD_REF:
      return g_strdup_printf ("(SELECT r.name FROM %s r WHERE r.id = %s.%s) COLLATE rapport",
                              rapport_kind_get (field->refers)->name, table, field->name);
    case RAPPORT_FIELD_CHOICE:
      {
        g_autoptr(GString) key = g_string_new (NULL);

        /* In the order in which the choices are offered. */
        g_string_append_printf (key, "CASE %s.%s", table, field->name);
        for (guint i = 0; field->choices[i].id != NULL; i++)
          g_string_append_printf (key, " WHEN '%s' THEN %u", field->choices[i].id, i);
        g_string_append (key, " END");
        return g_string_free (g_steal_pointer (&key), FALSE);
      }
    case RAPPORT_FIELD_CURRENCY:
    case RAPPORT_FIELD_INTEGER:
    case RAPPORT_FIELD_BOOLEAN:
    case RAPPORT_FIELD_DAY:
    case RAPPORT_FIELD_INSTANT:
    case RAPPORT_FIELD_MONEY:
    case RAPPORT_FIELD_MICRO:
    case RAPPORT_FIELD_REAL:
    default:
      return g_strdup_printf ("%s.%s", table, field->name);
    }
}

static void
append_order (RapportQuery       *query,
              RapportAccountSort  sort,
              gboolean            descending,
              gint64              model,
              RapportDay          today)
{
  static const int fields[RAPPORT_ACCOUNT_N_SORTS] = {
    [RAPPORT_ACCOUNT_SORT_VALUE] = RAPPORT_ACCOUNT_VALUE,
    [RAPPORT_ACCOUNT_SORT_NAME] = RAPPORT_ACCOUNT_NAME,
    [RAPPORT_ACCOUNT_SORT_STAGE] = -1, /* below */
    [RAPPORT_ACCOUNT_SORT_GROUP] = RAPPORT_ACCOUNT_ACCOUNT_GROUP,
    [RAPPORT_ACCOUNT_SORT_OWNER] = RAPPORT_ACCOUNT_OWNER,
    [RAPPORT_ACCOUNT_SORT_LAST_CONTACT] = RAPPORT_ACCOUNT_LAST_CONTACT,
    [RAPPORT_ACCOUNT_SORT_NEXT_DUE] = RAPPORT_ACCOUNT_NEXT_DUE,
    [RAPPORT_ACCOUNT_SORT_CITY] = RAPPORT_ACCOUNT_CITY,
    [RAPPORT_ACCOUNT_SORT_COUNTRY] = RAPPORT_ACCOUNT_COUNTRY,
    [RAPPORT_ACCOUNT_SORT_INDUSTRY] = RAPPORT_ACCOUNT_INDUSTRY,
    [RAPPORT_ACCOUNT_SORT_ORDERS] = RAPPORT_ACCOUNT_ORDERS,
    [RAPPORT_ACCOUNT_SORT_LAST_PURCHASE] = RAPPORT_ACCOUNT_LAST_PURCHASE,
    [RAPPORT_ACCOUNT_SORT_COMPLAINTS] = RAPPORT_ACCOUNT_OPEN_COMPLAINTS,
    [RAPPORT_ACCOUNT_SORT_FLAGS] = -1,
  };
  g_autofree char *key = NULL;

  if (sort == RAPPORT_ACCOUNT_SORT_STAGE)
    {
      /* The ended lane is no stage: last either way. Of an account's opportunities the furthest counts. */
      rapport_query_append (query, "CASE (SELECT m.subject FROM model m WHERE m.id = ");
      rapport_query_append_int (query, model);
      rapport_query_append (query,
                            ") WHEN 'account' THEN (SELECT s.position FROM board_card c JOIN stage s ON s.id = c.lane"
                            " WHERE c.subject = a.id AND c.model = ");
      rapport_query_append_int (query, model);
      rapport_query_append (query,
                            ") ELSE (SELECT max(s.position) FROM opportunity o JOIN board_card c ON c.subject = o.id"
                            " JOIN stage s ON s.id = c.lane WHERE o.account = a.id AND c.model = ");
      rapport_query_append_int (query, model);
      rapport_query_append (query, ") END");
      rapport_query_depends_on (query, RAPPORT_KIND_PLACEMENT);
      rapport_query_depends_on (query, RAPPORT_KIND_OPPORTUNITY);
      rapport_query_depends_on (query, RAPPORT_KIND_RELATIONSHIP_END);
    }
  else if (sort == RAPPORT_ACCOUNT_SORT_FLAGS)
    {
      char day[RAPPORT_DAY_TEXT_SIZE];
      g_autofree char *today_number = g_strdup_printf ("%d", today);
      g_autofree char *silent = g_strdup_printf (SILENT_SQL, today_number);

      /* Most urgent first when descending; none is unknown, so it sorts last either way. */
      rapport_query_append (query, "nullif(4 * coalesce(f.next_due < ");
      rapport_query_append_text (query, rapport_day_print (today, day));
      rapport_query_append (query, ", 0) + 2 * coalesce(f.open_complaints > 0, 0) + coalesce(");
      rapport_query_append (query, silent);
      rapport_query_append (query, ", 0), 0)");
    }
  else
    {
      key = field_key (sort >= RAPPORT_ACCOUNT_SORT_BY_FIELD ? (guint) sort - RAPPORT_ACCOUNT_SORT_BY_FIELD
                                                       : (guint) fields[sort]);
      rapport_query_append (query, key);
      if (sort == RAPPORT_ACCOUNT_SORT_OWNER || sort == RAPPORT_ACCOUNT_SORT_OF_FIELD (RAPPORT_ACCOUNT_OWNER))
        rapport_query_depends_on (query, RAPPORT_KIND_MEMBER);
    }
  rapport_query_append (query, descending ? " DESC NULLS LAST, " : " ASC NULLS LAST, ");
}

/**
 * rapport_account_filter_to_query:
 * @filter: a filter
 * @workspace: a workspace
 *
 * Returns: (transfer full): the query for the accounts in order
 */
RapportQuery *
rapport_account_filter_to_query (const RapportAccountFilter *filter,
                                 RapportWorkspace           *workspace)
{
  RapportQuery *query = rapport_query_new (RAPPORT_KIND_ACCOUNT);
  RapportDay today = rapport_workspace_get_today (workspace);

  rapport_query_append (query, "SELECT a.id FROM account a LEFT JOIN account_figure f ON f.account = a.id WHERE 1");
  rapport_account_filter_append (filter, query, today);
  rapport_query_append (query, " ORDER BY ");
  append_order (query, filter->sort, filter->descending, filter->model, today);
  if (filter->then_sort != filter->sort)
    append_order (query, filter->then_sort, filter->then_descending, filter->model, today);
  rapport_query_append (query, "a.id");
  return query;
}

static void
describe_part (GString          *text,
               const char       *name,
               GStrv             values,
               RapportWorkspace *workspace,
               RapportKindId     kind)
{
  if (!rapport_query_has_values (values))
    return;
  g_string_append_printf (text, "%s%s: ", text->len ? " · " : "", name);
  for (guint i = 0; values[i] != NULL; i++)
    {
      const char *value = values[i];

      if (kind != RAPPORT_KIND_NONE)
        {
          gint64 id = g_ascii_strtoll (value, NULL, 10);

          if (kind == RAPPORT_KIND_STAGE && id <= 0)
            value = id == 0 ? _("Ended") : _("Unplaced");
          else
            value = rapport_workspace_get_title (workspace, kind, id);
        }
      g_string_append_printf (text, "%s%s", i ? ", " : "", value ? value : "?");
    }
}

/**
 * rapport_account_filter_describe:
 * @filter: a filter
 * @workspace: a workspace
 *
 * Returns: (nullable) (transfer full): the filter in words, for the printed list; %NULL where it lets all through
 */
char *
rapport_account_filter_describe (const RapportAccountFilter *filter,
                                 RapportWorkspace           *workspace)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (has_text (filter))
    g_string_append_printf (text, _("“%s”"), filter->text);
  describe_part (text, _("Stage"), filter->stages, workspace, RAPPORT_KIND_STAGE);
  describe_part (text, _("Group"), filter->groups, workspace, RAPPORT_KIND_NONE);
  describe_part (text, _("Owner"), filter->owners, workspace, RAPPORT_KIND_MEMBER);
  describe_part (text, _("Tag"), filter->tags, workspace, RAPPORT_KIND_NONE);
  if (filter->flags & RAPPORT_ACCOUNT_FLAG_OVERDUE)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", _("Overdue"));
  if (filter->flags & RAPPORT_ACCOUNT_FLAG_COMPLAINT)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", _("Open complaint"));
  if (filter->flags & RAPPORT_ACCOUNT_FLAG_SILENT)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", _("Silent"));
  if (filter->flags & RAPPORT_ACCOUNT_FLAG_STARRED)
    g_string_append_printf (text, "%s%s", text->len ? " · " : "", _("Starred"));
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static GPtrArray *
list_texts (RapportWorkspace *workspace,
            const char       *sql)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportStatement) statement = rapport_db_query (
      rapport_store_get_db (rapport_workspace_get_store (workspace)), &error, sql, NULL);

  while (statement != NULL && rapport_statement_step (statement, &error))
    g_ptr_array_add (texts, g_strdup (rapport_statement_get_text (statement, 0)));
  if (error != NULL)
    g_warning ("%s", error->message);
  return texts;
}

/**
 * rapport_account_filter_list_groups:
 * @workspace: a workspace
 *
 * Returns: (transfer full) (element-type utf8): the groups in use
 */
GPtrArray *
rapport_account_filter_list_groups (RapportWorkspace *workspace)
{
  return list_texts (workspace,
                     "SELECT DISTINCT account_group FROM account WHERE account_group IS NOT NULL AND deleted IS NULL"
                     " ORDER BY account_group COLLATE rapport LIMIT 500");
}

/**
 * rapport_account_filter_list_tags:
 * @workspace: a workspace
 *
 * Returns: (transfer full) (element-type utf8): the tags in use
 */
GPtrArray *
rapport_account_filter_list_tags (RapportWorkspace *workspace)
{
  return list_texts (workspace,
    "WITH RECURSIVE split (tag, rest) AS (SELECT NULL, tags || ',' FROM (SELECT DISTINCT tags FROM account WHERE tags IS NOT NULL AND deleted IS NULL)"
    " UNION SELECT substr(rest, 1, instr(rest, ',') - 1), substr(rest, instr(rest, ',') + 1) FROM split WHERE rest <> '')"
    " SELECT DISTINCT tag FROM split WHERE tag <> '' ORDER BY tag COLLATE rapport LIMIT 500");
}

/* Totals ------------------------------------------------------------------------------------------------------- */

typedef struct
{
  RapportQuery *query;
  RapportDay    today;
  gboolean      with_ended;
} SumJob;

static void
sum_job_free (gpointer data)
{
  SumJob *job = data;

  rapport_query_unref (job->query);
  g_free (job);
}

static gpointer
sum (RapportDb     *db,
     gpointer       data,
     GCancellable  *cancellable,
     GError       **error)
{
  SumJob *job = data;
  g_autofree RapportAccountTotals *totals = g_new0 (RapportAccountTotals, 1);
  char today[RAPPORT_DAY_TEXT_SIZE], week[RAPPORT_DAY_TEXT_SIZE];
  g_autofree char *before = NULL;
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local_error = NULL;
  gint64 n_all;

  rapport_day_print (job->today, today);
  rapport_day_print (rapport_day_add_days (job->today, 7), week);
  before = g_strdup_printf (
    "SELECT count(*), sum(value), sum(estimated = 1 AND value <> 0), sum(unconverted > 0), count(DISTINCT owner),"
    " sum(next_due BETWEEN '%s' AND '%s'), sum(next_due < '%s'), sum(next_due IS NULL) FROM (", today, week, today);
  statement = rapport_query_prepare (job->query, db, before, ")", error);
  if (statement == NULL || !rapport_statement_step (statement, error))
    return NULL;
#define COUNT(column) (rapport_statement_is_null (statement, column) ? 0 : (guint) rapport_statement_get_int (statement, column))
  totals->n_accounts = COUNT (0);
  totals->value = rapport_statement_is_null (statement, 1) ? 0 : rapport_statement_get_int (statement, 1);
  totals->n_estimated = COUNT (2);
  totals->n_unconverted = COUNT (3);
  totals->n_owners = COUNT (4);
  totals->n_due_week = COUNT (5);
  totals->n_overdue = COUNT (6);
  totals->n_without_step = COUNT (7);
#undef COUNT
  g_clear_pointer (&statement, rapport_statement_free);

  totals->median_contact = RAPPORT_UNSET;
  statement = rapport_query_prepare (job->query, db, "SELECT last_contact FROM (",
                                     ") WHERE last_contact IS NOT NULL ORDER BY last_contact", error);
  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 at = rapport_statement_get_int (statement, 0);

      g_array_append_val (days, at);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (days->len > 0)
    /* The times ascend, so the middle one of an even number is the later, that is the shorter time ago. */
    totals->median_contact = job->today - rapport_day_from_instant (g_array_index (days, gint64, days->len / 2), NULL);

  if (!rapport_db_query_int (db, &n_all, error, job->with_ended
                               ? "SELECT count(*) FROM account WHERE deleted IS NULL AND kind IS NOT 'own'"
                               : "SELECT count(*) FROM account a LEFT JOIN account_figure f ON f.account = a.id"
                                 " WHERE a.deleted IS NULL AND a.kind IS NOT 'own' AND f.ended IS NOT 1", NULL))
    return NULL;
  totals->n_all = (guint) n_all;
  return g_steal_pointer (&totals);
}

static void
summed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  gpointer totals = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (totals == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, totals, g_free);
}

/**
 * rapport_account_filter_sum_async:
 * @filter: a filter
 * @workspace: a workspace
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Counts and sums what the filter lets through.
 */
void
rapport_account_filter_sum_async (const RapportAccountFilter *filter,
                                  RapportWorkspace           *workspace,
                                  GCancellable               *cancellable,
                                  GAsyncReadyCallback         callback,
                                  gpointer                    user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);
  SumJob *job = g_new0 (SumJob, 1);

  g_task_set_source_tag (task, rapport_account_filter_sum_async);
  job->today = rapport_workspace_get_today (workspace);
  job->with_ended = filter->with_ended;
  job->query = rapport_query_new (RAPPORT_KIND_ACCOUNT);
  rapport_query_append (job->query, "SELECT f.value, f.estimated, f.unconverted, a.owner, f.next_due, f.last_contact"
                                    " FROM account a LEFT JOIN account_figure f ON f.account = a.id WHERE 1");
  rapport_account_filter_append (filter, job->query, job->today);
  rapport_store_read_async (rapport_workspace_get_store (workspace), sum, job, sum_job_free, g_free, cancellable,
                            summed_cb, task);
}

gboolean
rapport_account_filter_sum_finish (RapportWorkspace      *workspace,
                                   GAsyncResult          *result,
                                   RapportAccountTotals  *totals,
                                   GError               **error)
{
  g_autofree RapportAccountTotals *answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, workspace), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return FALSE;
  *totals = *answer;
  return TRUE;
}

/**
 * rapport_account_row_get_flags:
 * @row: the row of an account with its figures
 * @today: the day of the clock
 *
 * Returns: what the account is marked with; the same rules as in the filter. For any thread
 */
RapportAccountFlags
rapport_account_row_get_flags (const RapportRow *row,
                               RapportDay        today)
{
  RapportAccountFlags flags = 0;
  gint64 due = rapport_row_get_int (row, RAPPORT_ACCOUNT_NEXT_DUE);
  gint64 gap = rapport_row_get_int (row, RAPPORT_ACCOUNT_USUAL_GAP);
  gint64 contact = rapport_row_get_int (row, RAPPORT_ACCOUNT_LAST_CONTACT);

  if (due != RAPPORT_UNSET && due < today)
    flags |= RAPPORT_ACCOUNT_FLAG_OVERDUE;
  if (rapport_row_get_int (row, RAPPORT_ACCOUNT_OPEN_COMPLAINTS) > 0)
    flags |= RAPPORT_ACCOUNT_FLAG_COMPLAINT;
  if (gap != RAPPORT_UNSET && contact != RAPPORT_UNSET && rapport_row_get_int (row, RAPPORT_ACCOUNT_ENDED) != 1 &&
      today - contact / 86400 > rapport_gap_get_threshold (gap, RAPPORT_GAP_FACTOR))
    flags |= RAPPORT_ACCOUNT_FLAG_SILENT;
  if (rapport_row_get_int (row, RAPPORT_ACCOUNT_STARRED) == 1)
    flags |= RAPPORT_ACCOUNT_FLAG_STARRED;
  return flags;
}

/**
 * rapport_account_get_flags:
 * @account: an account
 * @today: the day of the clock
 *
 * Returns: what the account is marked with; the same rules as in the filter
 */
RapportAccountFlags
rapport_account_get_flags (RapportRecord *account,
                           RapportDay     today)
{
  const RapportRow *row = rapport_record_get_row (account);

  return row != NULL ? rapport_account_row_get_flags (row, today) : RAPPORT_ACCOUNT_FLAG_NONE;
}
