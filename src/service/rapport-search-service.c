#include "config.h"

#include "service/rapport-search-service.h"

#include <string.h>

#include "service/rapport-similar.h"

/* Search over the full-text indexes, on the reader's thread. What the user typed is a bound parameter whose words
 * are quoted: no character of it is syntax, neither of SQL nor of FTS5. Matches come back between two control
 * characters, which become offsets. */

#define MARK_START '\001'
#define MARK_END '\002'
#define HIGHLIGHT(table, column) "highlight (" table ", " column ", char (1), char (2))"
#define SNIPPET(table) "snippet (" table ", -1, char (1), char (2), '…', 14)"

/* Columns: id, account, title, found in, context, more, stage, at, what, exact.
 * ?1 match, ?2 limit, ?3 the text itself, ?4 model, ?5 digits or NULL, ?6 with ended. */
typedef struct
{
  RapportKindId  kind;
  const char    *index;
  const char    *match;  /* the hits */
  const char    *count;
  const char    *digits; /* (nullable): those whose numbers hold the digits, where nothing matches */
} GroupSql;

#define ACCOUNT_STAGE \
  "(SELECT c.stage FROM board_card c WHERE c.subject = a.id AND c.model = ?4)"
#define ACCOUNT_FROM                                                                                                 \
  " FROM account_text JOIN account a ON a.id = account_text.rowid LEFT JOIN account_figure f ON f.account = a.id"    \
  " WHERE account_text MATCH ?1 AND a.deleted IS NULL AND coalesce (a.kind, '') <> 'own' AND (?6 OR f.ended IS NULL OR f.ended = 0)"
#define PERSON_FROM \
  " FROM person_text JOIN person p ON p.id = person_text.rowid WHERE person_text MATCH ?1 AND p.deleted IS NULL"
#define PERSON_ACCOUNT \
  "(SELECT l.account FROM affiliation l JOIN account a ON a.id = l.account WHERE l.person = p.id AND l.deleted IS NULL" \
  " AND a.deleted IS NULL ORDER BY l.until IS NOT NULL, l.main DESC, l.id LIMIT 1)"
#define ONLY_DIGITS(column) \
  "replace (replace (replace (replace (replace (replace (" column ", ' ', ''), '-', ''), '/', ''), '(', ''), ')', ''), '+', '')"

static const GroupSql groups[RAPPORT_SEARCH_N_GROUPS] = {
  [RAPPORT_SEARCH_ACCOUNTS] = {
    RAPPORT_KIND_ACCOUNT,
    "account_text",
    "SELECT a.id, a.id, " HIGHLIGHT ("account_text", "0") ", " SNIPPET ("account_text") ", NULL, NULL, " ACCOUNT_STAGE ","
    " NULL, NULL, a.name = ?3 COLLATE NOCASE" ACCOUNT_FROM
    " ORDER BY a.name = ?3 COLLATE NOCASE DESC, instr (" HIGHLIGHT ("account_text", "0") ", char (1)) = 0,"
    " coalesce (f.value, 0) DESC, a.id LIMIT ?2",
    "SELECT count(*) FROM (SELECT 1" ACCOUNT_FROM " LIMIT 1000)",
    "SELECT a.id, a.id, a.name, a.phone, NULL, NULL, " ACCOUNT_STAGE ", NULL, NULL, 0 FROM account a"
    " WHERE a.deleted IS NULL AND " ONLY_DIGITS ("a.phone") " LIKE '%' || ?5 || '%' ORDER BY a.id LIMIT ?2",
  },
  [RAPPORT_SEARCH_PEOPLE] = {
    RAPPORT_KIND_PERSON,
    "person_text",
    "SELECT p.id, " PERSON_ACCOUNT " AS home, " HIGHLIGHT ("person_text", "0") ", " SNIPPET ("person_text") ","
    " (SELECT name FROM account WHERE id = " PERSON_ACCOUNT "),"
    " (SELECT l.role FROM affiliation l WHERE l.person = p.id AND l.account = " PERSON_ACCOUNT " LIMIT 1),"
    " 0, NULL, coalesce (p.phone, p.mobile, p.email), p.name = ?3 COLLATE NOCASE" PERSON_FROM
    " ORDER BY p.name = ?3 COLLATE NOCASE DESC, bm25 (person_text, 10, 2, 1, 1, 3, 2, 1), p.id LIMIT ?2",
    "SELECT count(*) FROM (SELECT 1" PERSON_FROM " LIMIT 1000)",
    "SELECT p.id, " PERSON_ACCOUNT ", p.name, coalesce (p.phone, p.mobile), (SELECT name FROM account WHERE id = " PERSON_ACCOUNT "),"
    " NULL, 0, NULL, coalesce (p.phone, p.mobile), 0 FROM person p WHERE p.deleted IS NULL"
    " AND (" ONLY_DIGITS ("p.phone") " LIKE '%' || ?5 || '%' OR " ONLY_DIGITS ("p.mobile") " LIKE '%' || ?5 || '%')"
    " ORDER BY p.id LIMIT ?2",
  },
  [RAPPORT_SEARCH_INTERACTIONS] = {
    RAPPORT_KIND_INTERACTION,
    "interaction_text",
    /* The newest first; ranking a hundred thousand would take too long. */
    "SELECT i.id, i.account, " HIGHLIGHT ("interaction_text", "0") ", " SNIPPET ("interaction_text") ", a.name, e.title, 0, i.at, i.channel, 0"
    " FROM interaction_text JOIN interaction i ON i.id = interaction_text.rowid JOIN account a ON a.id = i.account"
    " LEFT JOIN episode e ON e.id = i.episode"
    " WHERE interaction_text MATCH ?1 AND interaction_text.rowid IN (SELECT n.id FROM interaction_text m JOIN interaction n ON n.id = m.rowid"
    "   JOIN account b ON b.id = n.account WHERE m.interaction_text MATCH ?1 AND n.deleted IS NULL AND b.deleted IS NULL"
    "   ORDER BY n.at DESC, n.id DESC LIMIT ?2)"
    " ORDER BY i.at DESC, i.id DESC",
    "SELECT count(*) FROM (SELECT 1 FROM interaction_text JOIN interaction i ON i.id = interaction_text.rowid"
    " JOIN account a ON a.id = i.account WHERE interaction_text MATCH ?1 AND i.deleted IS NULL AND a.deleted IS NULL LIMIT 1000)",
    NULL,
  },
  [RAPPORT_SEARCH_EPISODES] = {
    RAPPORT_KIND_EPISODE,
    "episode_text",
    "SELECT e.id, e.account, " HIGHLIGHT ("episode_text", "0") ", " SNIPPET ("episode_text") ", a.name, NULL, 0,"
    " unixepoch (e.started, '12:00'), e.kind, 0"
    " FROM episode_text JOIN episode e ON e.id = episode_text.rowid JOIN account a ON a.id = e.account"
    " WHERE episode_text MATCH ?1 AND e.deleted IS NULL AND a.deleted IS NULL ORDER BY e.started DESC, e.id DESC LIMIT ?2",
    "SELECT count(*) FROM (SELECT 1 FROM episode_text JOIN episode e ON e.id = episode_text.rowid"
    " JOIN account a ON a.id = e.account WHERE episode_text MATCH ?1 AND e.deleted IS NULL AND a.deleted IS NULL LIMIT 1000)",
    NULL,
  },
  [RAPPORT_SEARCH_COMMITMENTS] = {
    RAPPORT_KIND_COMMITMENT,
    "commitment_text",
    "SELECT c.id, c.account, " HIGHLIGHT ("commitment_text", "0") ", " SNIPPET ("commitment_text") ", a.name, NULL, 0,"
    " unixepoch (coalesce (c.due, c.first_due, c.made), '12:00'), c.kind, 0"
    " FROM commitment_text JOIN commitment c ON c.id = commitment_text.rowid JOIN account a ON a.id = c.account"
    " WHERE commitment_text MATCH ?1 AND c.deleted IS NULL AND a.deleted IS NULL"
    " ORDER BY c.done IS NOT NULL, c.due DESC, c.id DESC LIMIT ?2",
    "SELECT count(*) FROM (SELECT 1 FROM commitment_text JOIN commitment c ON c.id = commitment_text.rowid"
    " JOIN account a ON a.id = c.account WHERE commitment_text MATCH ?1 AND c.deleted IS NULL AND a.deleted IS NULL LIMIT 1000)",
    NULL,
  },
};

G_DEFINE_BOXED_TYPE (RapportSearchHit, rapport_search_hit, rapport_search_hit_copy, rapport_search_hit_free)

/**
 * rapport_search_hit_copy:
 * @hit: a hit
 *
 * Returns: (transfer full): another one like it
 */
RapportSearchHit *
rapport_search_hit_copy (const RapportSearchHit *hit)
{
  RapportSearchHit *copy = g_memdup2 (hit, sizeof *hit);

  copy->title = g_strdup (hit->title);
  copy->marks = hit->marks ? g_array_ref (hit->marks) : NULL;
  copy->found_in = g_strdup (hit->found_in);
  copy->found_marks = hit->found_marks ? g_array_ref (hit->found_marks) : NULL;
  copy->context = g_strdup (hit->context);
  copy->more = g_strdup (hit->more);
  copy->what = g_strdup (hit->what);
  return copy;
}

void
rapport_search_hit_free (RapportSearchHit *hit)
{
  if (hit == NULL)
    return;
  g_free (hit->title);
  g_clear_pointer (&hit->marks, g_array_unref);
  g_free (hit->found_in);
  g_clear_pointer (&hit->found_marks, g_array_unref);
  g_free (hit->context);
  g_free (hit->more);
  g_free (hit->what);
  g_free (hit);
}

void
rapport_search_result_free (RapportSearchResult *result)
{
  if (result == NULL)
    return;
  g_ptr_array_unref (result->hits);
  g_free (result);
}

/* The index finds whole words by their beginnings; only the beginning was typed. */
static guint
trim_mark (const char         *text,
           RapportSearchMark   mark,
           char              **words)
{
  g_autofree char *found = g_strndup (text + mark.start, mark.end - mark.start);
  g_autofree char *plain = g_str_to_ascii (found, "C");
  g_autofree char *folded = g_ascii_strdown (plain, -1);
  guint best = 0;

  /* Where folding changes the number of letters (ß), places in the two do not agree. */
  if (strlen (folded) != (gsize) g_utf8_strlen (found, -1))
    return mark.end;
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] && g_str_has_prefix (folded, words[i]))
      best = MAX (best, (guint) strlen (words[i]));
  return best == 0 ? mark.end : mark.start + (guint) (g_utf8_offset_to_pointer (found, best) - found);
}

static void
trim_marks (const char  *text,
            GArray      *marks,
            char       **words)
{
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      RapportSearchMark *mark = &g_array_index (marks, RapportSearchMark, i);

      mark->end = trim_mark (text, *mark, words);
    }
}

/* Takes the marks out of a text. */
static char *
take_marks (const char  *text,
            GArray     **marks)
{
  GString *plain = g_string_new (NULL);
  RapportSearchMark mark = { 0, 0 };
  gboolean open = FALSE;

  *marks = g_array_new (FALSE, FALSE, sizeof (RapportSearchMark));
  for (const char *p = text ? text : ""; *p; p++)
    if (*p == MARK_START)
      {
        mark.start = (guint) plain->len;
        open = TRUE;
      }
    else if (*p == MARK_END)
      {
        mark.end = (guint) plain->len;
        if (open && mark.end > mark.start)
          g_array_append_val (*marks, mark);
        open = FALSE;
      }
    else
      /* A snippet may reach over lines; it is shown on one. */
      g_string_append_c (plain, *p == '\n' || *p == '\r' || *p == '\t' ? ' ' : *p);
  return g_string_free (plain, FALSE);
}

static RapportSearchHit *
read_hit (RapportStatement  *statement,
          RapportKindId      kind,
          char             **words)
{
  RapportSearchHit *hit = g_new0 (RapportSearchHit, 1);
  g_autofree char *found = NULL;
  g_autoptr(GArray) found_marks = NULL;

  hit->kind = kind;
  hit->id = rapport_statement_get_int (statement, 0);
  hit->account = MAX (rapport_statement_get_int (statement, 1), 0);
  hit->title = take_marks (rapport_statement_get_text (statement, 2), &hit->marks);
  found = take_marks (rapport_statement_get_text (statement, 3), &found_marks);
  trim_marks (hit->title, hit->marks, words);
  if (hit->marks->len == 0 && *found != '\0')
    {
      trim_marks (found, found_marks, words);
      hit->found_in = g_steal_pointer (&found);
      hit->found_marks = g_steal_pointer (&found_marks);
    }
  hit->context = g_strdup (rapport_statement_get_text (statement, 4));
  hit->more = g_strdup (rapport_statement_get_text (statement, 5));
  hit->stage = MAX (rapport_statement_get_int (statement, 6), 0);
  hit->at = rapport_statement_get_int (statement, 7);
  hit->what = g_strdup (rapport_statement_get_text (statement, 8));
  return hit;
}

typedef struct
{
  RapportSearchGroup  group;
  char               *text;
  GStrv               words;  /* of the text, folded */
  char               *match;  /* nullable */
  char               *digits; /* nullable */
  char               *digit_words; /* nullable: the match of the words that are numbers */
  gboolean            with_ended;
  gboolean            similar;
  guint               limit;
  gint64              model;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->text);
  g_strfreev (job->words);
  g_free (job->match);
  g_free (job->digits);
  g_free (job->digit_words);
  g_free (job);
}

static gboolean
run (RapportDb            *db,
     const Job            *job,
     const char           *sql,
     const char           *match,
     RapportSearchResult  *result,
     GError              **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, "sisisi", match, (gint64) job->limit,
                                                            job->text, job->model, job->digits,
                                                            (gint64) job->with_ended);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      RapportSearchHit *hit = read_hit (statement, groups[job->group].kind, job->words);

      hit->similar = job->similar;
      if (result->hits->len == 0)
        result->exact = rapport_statement_get_int (statement, 9) == 1;
      g_ptr_array_add (result->hits, hit);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_match (RapportDb            *db,
           const Job            *job,
           const char           *match,
           RapportSearchResult  *result,
           GError              **error)
{
  gint64 n = 0;

  if (!run (db, job, groups[job->group].match, match, result, error))
    return FALSE;
  /* Counted only where there are more than are shown. */
  if (result->hits->len < job->limit)
    n = result->hits->len;
  else if (!rapport_db_query_int (db, &n, error, groups[job->group].count, "sisisi", match, (gint64) job->limit,
                                  job->text, job->model, job->digits, (gint64) job->with_ended))
    return FALSE;
  result->n_found = (guint) n;
  return TRUE;
}

static gpointer
search_similar (RapportDb            *db,
                Job                  *job,
                GCancellable         *cancellable,
                RapportSearchResult  *result,
                GError              **error)
{
  g_autoptr(RapportSearchResult) owned = result;
  g_autoptr(GError) local_error = NULL;
  g_auto(GStrv) words = NULL;
  g_autofree char *match = rapport_similar_match (db, groups[job->group].index, job->text, &words, cancellable,
                                                  &local_error);

  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (match == NULL)
    return g_steal_pointer (&owned);
  /* What is marked is how the words begin that were found. */
  g_strfreev (job->words);
  job->words = g_steal_pointer (&words);
  return run_match (db, job, match, owned, error) ? g_steal_pointer (&owned) : NULL;
}

static gpointer
search (RapportDb     *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  Job *job = data;
  g_autoptr(RapportSearchResult) result = g_new0 (RapportSearchResult, 1);

  result->group = job->group;
  result->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_search_hit_free);

  if (job->similar)
    return search_similar (db, job, cancellable, g_steal_pointer (&result), error);
  if (job->match != NULL && !run_match (db, job, job->match, result, error))
    return NULL;
  /* "AA 118" finds CN-2025-118: its number is what people remember. */
  if (result->hits->len == 0 && job->digit_words != NULL && !run_match (db, job, job->digit_words, result, error))
    return NULL;
  if (result->hits->len == 0 && job->digits != NULL && groups[job->group].digits != NULL)
    {
      if (!run (db, job, groups[job->group].digits, NULL, result, error))
        return NULL;
      result->n_found = result->hits->len;
    }
  return g_steal_pointer (&result);
}

/* The digits of what looks like a telephone number, else NULL. */
static char *
find_digits (const char *text)
{
  g_autoptr(GString) digits = g_string_new (NULL);

  for (const char *p = text; *p; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if (strchr (" +-/()", *p) == NULL)
      return NULL;
  return digits->len >= 4 ? g_string_free (g_steal_pointer (&digits), FALSE) : NULL;
}

static char *
find_digit_words (const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text, " -/.,:", -1);
  g_autoptr(GString) numbers = g_string_new (NULL);
  guint n_words = 0, n_numbers = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      n_words++;
      if (strspn (words[i], "0123456789") == strlen (words[i]) && strlen (words[i]) >= 3)
        {
          g_string_append_printf (numbers, "%s ", words[i]);
          n_numbers++;
        }
    }
  return n_numbers > 0 && n_numbers < n_words ? rapport_query_match (numbers->str) : NULL;
}

static Job *
new_job (RapportWorkspace   *workspace,
         RapportSearchGroup  group,
         const char         *text,
         RapportSearchFlags  flags,
         guint               limit)
{
  Job *job = g_new0 (Job, 1);
  g_autofree char *plain = NULL, *folded = NULL;

  job->group = group;
  job->text = g_strstrip (g_strdup (text));
  plain = g_str_to_ascii (job->text, "C");
  folded = g_ascii_strdown (plain, -1);
  job->words = g_strsplit_set (folded, " -/.,:;()\"'*+@#&", -1);
  job->match = rapport_query_match (job->text);
  if (flags & RAPPORT_SEARCH_TAGS)
    {
      g_autofree char *words = g_steal_pointer (&job->match);

      if (words != NULL && (group == RAPPORT_SEARCH_ACCOUNTS || group == RAPPORT_SEARCH_PEOPLE))
        job->match = g_strdup_printf ("tags : (%s)", words);
    }
  else
    {
      job->digits = find_digits (job->text);
      job->digit_words = find_digit_words (job->text);
    }
  job->with_ended = (flags & RAPPORT_SEARCH_ENDED) != 0;
  job->similar = (flags & RAPPORT_SEARCH_SIMILAR) != 0;
  job->limit = limit;
  job->model = rapport_workspace_get_model (workspace);
  return job;
}

/**
 * rapport_search_async:
 * @workspace: a workspace
 * @group: what to search
 * @text: what somebody typed
 * @flags: how
 * @limit: how many hits at most
 * @cancellable: (nullable): stops it
 * @callback: called with the hits
 * @user_data: for @callback
 *
 * Searches without waiting. Every word has to occur, its beginning is enough; case, accents and ß make no
 * difference. Digits find telephone numbers however they are grouped.
 */
void
rapport_search_async (RapportWorkspace    *workspace,
                      RapportSearchGroup   group,
                      const char          *text,
                      RapportSearchFlags   flags,
                      guint                limit,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (RAPPORT_IS_WORKSPACE (workspace));
  g_return_if_fail (group < RAPPORT_SEARCH_N_GROUPS);
  g_return_if_fail (text != NULL);

  rapport_store_read_async (rapport_workspace_get_store (workspace), search,
                            new_job (workspace, group, text, flags, limit), job_free,
                            (GDestroyNotify) rapport_search_result_free, cancellable, callback, user_data);
}

/**
 * rapport_search_finish:
 * @workspace: a workspace
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the hits
 */
RapportSearchResult *
rapport_search_finish (RapportWorkspace  *workspace,
                       GAsyncResult      *result,
                       GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}

/**
 * rapport_search:
 * @workspace: a workspace
 * @group: what to search
 * @text: what somebody typed
 * @flags: how
 * @limit: how many hits at most
 * @error: return location
 *
 * The same and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full): the hits
 */
RapportSearchResult *
rapport_search (RapportWorkspace    *workspace,
                RapportSearchGroup   group,
                const char          *text,
                RapportSearchFlags   flags,
                guint                limit,
                GError             **error)
{
  Job *job = new_job (workspace, group, text, flags, limit);
  RapportSearchResult *result = rapport_store_read (rapport_workspace_get_store (workspace), search, job, error);

  job_free (job);
  return result;
}
