#include "config.h"

#include "store/rapport-figures.h"

#include "store/rapport-rows.h"

/* What is derived from the records of an account: revenue, last contact, open promises … One SELECT says how
 * each is computed. It serves three ways:
 *
 * - The table account_figure keeps the figures as of today. Triggers note whose figures a write changes
 *   (figure_dirty); they are computed again in the same transaction. When the day changes, only those accounts
 *   are computed again for which a purchase enters or leaves a window.
 * - A connection that looks at another day gets a temporary table (or view) of the same name over the same
 *   SELECT. SQLite finds temporary objects first, so that every query in the program works for any day.
 * - Looking at the past also shadows the records themselves by views that know only what was known that day.
 */

/* @day is embedded as text: views take no parameters. Windows of 12 months end with the day, inclusive. */
static char *
figures_select (RapportDay  day,
                const char *filter)
{
  char today[RAPPORT_DAY_TEXT_SIZE], year_ago[RAPPORT_DAY_TEXT_SIZE], two_years_ago[RAPPORT_DAY_TEXT_SIZE];
  gint64 end = rapport_day_to_instant (rapport_day_add_days (day, 1), NULL) - 1;

  rapport_day_print (day, today);
  rapport_day_print (rapport_day_add_years (day, -1), year_ago);
  rapport_day_print (rapport_day_add_years (day, -2), two_years_ago);

  return g_strdup_printf (
    "SELECT x.account,"
    "  CASE WHEN x.orders > 0 THEN coalesce(x.revenue_12m, 0) ELSE x.estimated_value END AS value,"
    "  x.orders = 0 AS estimated, x.revenue_12m, x.revenue_before, x.orders, x.first_purchase, x.last_purchase,"
    "  x.last_contact,"
    "  (SELECT channel FROM interaction i WHERE i.account = x.account AND i.at = x.last_contact AND i.deleted IS NULL LIMIT 1) AS last_channel,"
    "  x.usual_gap, x.open_complaints, x.open_commitments, x.next_due,"
    "  (SELECT title FROM commitment c WHERE c.account = x.account AND c.due IS x.next_due AND c.done IS NULL"
    "     AND c.outcome IS NULL AND c.deleted IS NULL AND c.side IS NOT 'theirs' ORDER BY c.kind <> 'promise', c.id LIMIT 1) AS next_step,"
    "  x.unconverted, x.next_promise_due, x.ended "
    "FROM (SELECT a.id AS account, a.estimated_value,"
    "  (SELECT sum(m.amount) FROM (SELECT CASE WHEN p.currency IS NULL OR p.currency = w.value THEN p.total"
    "     ELSE (SELECT CAST(round(p.total * r.rate / 1e6) AS INTEGER) FROM rate r WHERE r.currency = p.currency AND r.day <= p.day AND r.deleted IS NULL ORDER BY r.day DESC LIMIT 1) END AS amount"
    "     FROM purchase p WHERE p.account = a.id AND p.day > '%2$s' AND p.day <= '%1$s' AND p.deleted IS NULL) m) AS revenue_12m,"
    "  (SELECT sum(m.amount) FROM (SELECT CASE WHEN p.currency IS NULL OR p.currency = w.value THEN p.total"
    "     ELSE (SELECT CAST(round(p.total * r.rate / 1e6) AS INTEGER) FROM rate r WHERE r.currency = p.currency AND r.day <= p.day AND r.deleted IS NULL ORDER BY r.day DESC LIMIT 1) END AS amount"
    "     FROM purchase p WHERE p.account = a.id AND p.day > '%3$s' AND p.day <= '%2$s' AND p.deleted IS NULL) m) AS revenue_before,"
    "  (SELECT count(*) FROM purchase p WHERE p.account = a.id AND p.day <= '%1$s' AND p.deleted IS NULL) AS orders,"
    "  (SELECT count(*) FROM purchase p WHERE p.account = a.id AND p.day > '%2$s' AND p.day <= '%1$s' AND p.deleted IS NULL"
    "     AND p.currency IS NOT NULL AND p.currency <> w.value"
    "     AND NOT EXISTS (SELECT 1 FROM rate r WHERE r.currency = p.currency AND r.day <= p.day AND r.deleted IS NULL)) AS unconverted,"
    "  (SELECT p.day FROM purchase p WHERE p.account = a.id AND p.day <= '%1$s' AND p.deleted IS NULL ORDER BY p.day LIMIT 1) AS first_purchase,"
    "  (SELECT p.day FROM purchase p WHERE p.account = a.id AND p.day <= '%1$s' AND p.deleted IS NULL ORDER BY p.day DESC LIMIT 1) AS last_purchase,"
    "  (SELECT i.at FROM interaction i WHERE i.account = a.id AND i.at <= %4$" G_GINT64_FORMAT " AND i.deleted IS NULL ORDER BY i.at DESC LIMIT 1) AS last_contact,"
    /* The median of the days between contacts on different days; it takes three gaps to call one usual. */
    "  (SELECT gap FROM (SELECT gap, row_number() OVER (ORDER BY gap) AS n, count(*) OVER () AS all_gaps"
    "     FROM (SELECT day - lag(day) OVER (ORDER BY day) AS gap FROM"
    "       (SELECT DISTINCT i.at / 86400 AS day FROM interaction i WHERE i.account = a.id AND i.at <= %4$" G_GINT64_FORMAT " AND i.deleted IS NULL ORDER BY i.at DESC LIMIT 60))"
    "     WHERE gap > 0) WHERE all_gaps >= 3 AND n = (all_gaps + 1) / 2) AS usual_gap,"
    "  (SELECT count(*) FROM episode e WHERE e.account = a.id AND e.kind = 'complaint' AND e.ended IS NULL AND e.deleted IS NULL) AS open_complaints,"
    "  (SELECT count(*) FROM commitment c WHERE c.account = a.id AND c.done IS NULL AND c.outcome IS NULL AND c.deleted IS NULL AND c.side IS NOT 'theirs') AS open_commitments,"
    "  (SELECT min(c.due) FROM commitment c WHERE c.account = a.id AND c.done IS NULL AND c.outcome IS NULL AND c.deleted IS NULL AND c.side IS NOT 'theirs') AS next_due,"
    "  (SELECT min(c.due) FROM commitment c WHERE c.account = a.id AND c.kind = 'promise' AND c.done IS NULL AND c.outcome IS NULL AND c.deleted IS NULL AND c.side IS NOT 'theirs') AS next_promise_due,"
    "  EXISTS (SELECT 1 FROM relationship_end r WHERE r.account = a.id AND r.won_back_on IS NULL AND r.deleted IS NULL AND r.ended_on <= '%1$s') AS ended"
    "  FROM account a, (SELECT coalesce((SELECT value FROM setting WHERE key = 'currency' AND member = 0), 'EUR') AS value) w%5$s) x",
    today, year_ago, two_years_ago, end, filter);
}

static const char figure_columns[] =
  "account, value, estimated, revenue_12m, revenue_before, orders, first_purchase, last_purchase, last_contact,"
  " last_channel, usual_gap, open_complaints, open_commitments, next_due, next_step, unconverted, next_promise_due, ended";

static const char card_select[] =
  "SELECT p.id, p.model, p.subject, CASE WHEN f.ended THEN 0 ELSE p.stage END, p.stage, p.since,"
  " coalesce(p.rank, f.value, 0), coalesce(p.tie, p.subject), f.value, f.estimated "
  "FROM account a JOIN placement p ON p.subject = a.id AND p.subject_kind = 'account'"
  " LEFT JOIN account_figure f ON f.account = a.id "
  "WHERE a.deleted IS NULL AND p.deleted IS NULL";

static const char opportunity_card_select[] =
  "SELECT p.id, p.model, p.subject, CASE WHEN o.outcome = 'lost' THEN 0 ELSE p.stage END, p.stage, p.since,"
  " coalesce(p.rank, o.value, 0), coalesce(p.tie, p.subject), o.value, 0 "
  "FROM opportunity o JOIN placement p ON p.subject = o.id AND p.subject_kind = 'opportunity'"
  " JOIN account a ON a.id = o.account "
  "WHERE o.deleted IS NULL AND a.deleted IS NULL AND p.deleted IS NULL";

static const char card_columns[] =
  "placement, model, subject, lane, stage, since, sort_key, tie, value, estimated";

/**
 * rapport_figures_refresh:
 * @db: a writing connection, in a transaction
 * @today: the real day
 * @error: return location
 *
 * Computes the figures and board cards again of all accounts and opportunities that writes have marked.
 *
 * Returns: whether it was done
 */
gboolean
rapport_figures_refresh (RapportDb   *db,
                         RapportDay   today,
                         GError     **error)
{
  g_autofree char *select = figures_select (today, " WHERE a.id IN (SELECT subject FROM main.figure_dirty)");

  return rapport_db_run_format (db, error, "INSERT OR REPLACE INTO main.account_figure (%s) %s", figure_columns,
                                select) &&
         rapport_db_exec (db,
                          "DELETE FROM main.board_card WHERE placement IN"
                          " (SELECT p.id FROM figure_dirty d JOIN placement p ON p.subject = abs(d.subject)"
                          "    AND p.subject_kind = CASE WHEN d.subject > 0 THEN 'account' ELSE 'opportunity' END)",
                          error) &&
         rapport_db_run_format (db, error,
                                "INSERT INTO main.board_card (%s) %s AND a.id IN (SELECT subject FROM figure_dirty)",
                                card_columns, card_select) &&
         rapport_db_run_format (db, error,
                                "INSERT INTO main.board_card (%s) %s AND o.id IN (SELECT -subject FROM figure_dirty)",
                                card_columns, opportunity_card_select) &&
         rapport_db_exec (db, "DELETE FROM figure_dirty", error);
}

/**
 * rapport_figures_roll:
 * @db: a writing connection, in a transaction
 * @today: the real day
 * @error: return location
 *
 * Brings the kept figures to @today and finishes what an interrupted import left to compute.
 *
 * Returns: whether it was done
 */
gboolean
rapport_figures_roll (RapportDb   *db,
                      RapportDay   today,
                      GError     **error)
{
  g_autofree char *kept = rapport_db_query_text (
      db, NULL, "SELECT value FROM setting WHERE key = 'figures-day' AND member = 0", NULL);
  RapportDay from = kept ? rapport_day_parse (kept) : RAPPORT_DAY_NONE;
  char text[RAPPORT_DAY_TEXT_SIZE];
  gint64 dirty;

  if (from == RAPPORT_DAY_NONE || from > today || rapport_day_diff (from, today) > 400)
    {
      if (!rapport_db_exec (db, "INSERT OR IGNORE INTO figure_dirty SELECT id FROM account;"
                                "INSERT OR IGNORE INTO figure_dirty SELECT -id FROM opportunity", error))
        return FALSE;
    }
  else if (from != today)
    {
      for (int years = 0; years <= 2; years++)
        {
          char after[RAPPORT_DAY_TEXT_SIZE], until[RAPPORT_DAY_TEXT_SIZE];

          rapport_day_print (rapport_day_add_years (from, -years), after);
          rapport_day_print (rapport_day_add_years (today, -years), until);
          if (!rapport_db_run (db, error, "INSERT OR IGNORE INTO figure_dirty SELECT DISTINCT account FROM purchase WHERE day > ?1 AND day <= ?2",
                               "ss", after, until))
            return FALSE;
        }
      /* What was dated ahead has come. */
      if (!rapport_db_run (
              db, error, "INSERT OR IGNORE INTO figure_dirty SELECT DISTINCT account FROM interaction WHERE at > ?1",
              "i", rapport_day_to_instant (from, NULL)) ||
          !rapport_db_run (
              db, error,
              "INSERT OR IGNORE INTO figure_dirty SELECT account FROM relationship_end WHERE ended_on > ?1", "s",
              kept))
        return FALSE;
    }

  if (!rapport_db_query_int (db, &dirty, error, "SELECT EXISTS (SELECT 1 FROM figure_dirty)", NULL))
    return FALSE;
  if (dirty == 1 && !rapport_figures_refresh (db, today, error))
    return FALSE;

  return from == today ||
         rapport_db_run (db, error, "INSERT OR REPLACE INTO setting (key, member, value) VALUES ('figures-day', 0, ?1)",
                         "s", rapport_day_print (today, text));
}

/* A view over a table that takes back what was not known yet: @overrides are "column", "expression" pairs. */
static char *
past_view (RapportKindId       id,
           const char         *condition,
           const char *const  *overrides)
{
  const RapportKind *kind = rapport_kind_get (id);
  g_autoptr(GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TEMP VIEW %s AS SELECT t.id", kind->name);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *name = kind->fields[i].name;
      const char *expression = NULL;

      if (kind->fields[i].flags & RAPPORT_FIELD_DERIVED)
        continue;
      for (guint k = 0; overrides[k] != NULL; k += 2)
        if (g_str_equal (overrides[k], name))
          expression = overrides[k + 1];
      if (expression != NULL)
        g_string_append_printf (sql, ", %s AS %s", expression, name);
      else
        g_string_append_printf (sql, ", t.%s", name);
    }
  g_string_append_printf (sql, " FROM main.%s t WHERE %s;", kind->name, condition);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gboolean
shadow_records (RapportDb   *db,
                RapportDay   day,
                gboolean     keep,
                GError     **error)
{
  char today[RAPPORT_DAY_TEXT_SIZE];
  gint64 end = rapport_day_to_instant (rapport_day_add_days (day, 1), NULL) - 1;
  g_autofree char *deleted = g_strdup_printf ("CASE WHEN t.deleted <= %" G_GINT64_FORMAT " THEN t.deleted END", end);
  g_autoptr(GString) sql = g_string_new (NULL);
  static const RapportKindId plain[] = { RAPPORT_KIND_PURCHASE, RAPPORT_KIND_INTERACTION, RAPPORT_KIND_COMMITMENT,
                                         RAPPORT_KIND_EPISODE, RAPPORT_KIND_RELATIONSHIP_END, RAPPORT_KIND_MOVE,
                                         RAPPORT_KIND_ACCOUNT, RAPPORT_KIND_OPPORTUNITY, RAPPORT_KIND_AFFILIATION };

  rapport_day_print (day, today);
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      g_autofree char *condition = NULL;
      g_autofree char *done = g_strdup_printf ("CASE WHEN t.done <= '%s' THEN t.done END", today);
      g_autofree char *done_outcome = g_strdup_printf (
          "CASE WHEN t.done <= '%s' OR (t.done IS NULL AND t.outcome = 'broken') THEN t.outcome END", today);
      g_autofree char *ended = g_strdup_printf ("CASE WHEN t.ended <= '%s' THEN t.ended END", today);
      g_autofree char *ended_outcome = g_strdup_printf ("CASE WHEN t.ended <= '%s' THEN t.outcome END", today);
      g_autofree char *won_back = g_strdup_printf ("CASE WHEN t.won_back_on <= '%s' THEN t.won_back_on END", today);
      g_autofree char *closed = g_strdup_printf ("CASE WHEN t.closed <= '%s' THEN t.closed END", today);
      g_autofree char *closed_outcome = g_strdup_printf ("CASE WHEN t.closed <= '%s' THEN t.outcome ELSE 'open' END",
                                                         today);
      const char *overrides[8] = { "deleted", deleted, NULL };
      g_autofree char *view = NULL;

      switch (plain[i])
        {
        case RAPPORT_KIND_PURCHASE:
          condition = g_strdup_printf ("t.day <= '%s'", today);
          break;
        case RAPPORT_KIND_INTERACTION:
        case RAPPORT_KIND_MOVE:
          condition = g_strdup_printf ("t.at <= %" G_GINT64_FORMAT, end);
          break;
        case RAPPORT_KIND_COMMITMENT:
          condition = g_strdup_printf ("coalesce(t.made, t.due, '') <= '%s'", today);
          overrides[2] = "done", overrides[3] = done, overrides[4] = "outcome", overrides[5] = done_outcome;
          break;
        case RAPPORT_KIND_EPISODE:
          condition = g_strdup_printf ("t.started <= '%s'", today);
          overrides[2] = "ended", overrides[3] = ended, overrides[4] = "outcome", overrides[5] = ended_outcome;
          break;
        case RAPPORT_KIND_RELATIONSHIP_END:
          condition = g_strdup_printf ("t.ended_on <= '%s'", today);
          overrides[2] = "won_back_on", overrides[3] = won_back;
          break;
        case RAPPORT_KIND_OPPORTUNITY:
          condition = g_strdup_printf ("coalesce(t.created, 0) <= %" G_GINT64_FORMAT, end);
          overrides[2] = "closed", overrides[3] = closed, overrides[4] = "outcome", overrides[5] = closed_outcome;
          break;
        case RAPPORT_KIND_AFFILIATION:
          condition = g_strdup_printf ("t.since IS NULL OR t.since <= '%s'", today);
          break;
        case RAPPORT_KIND_ACCOUNT:
          /* An imported customer was one before it was entered here. */
          condition = g_strdup_printf (
            "coalesce(t.created, 0) <= %1$" G_GINT64_FORMAT " OR t.customer_since <= '%2$s'"
            " OR EXISTS (SELECT 1 FROM main.purchase p WHERE p.account = t.id AND p.day <= '%2$s')"
            " OR EXISTS (SELECT 1 FROM main.interaction i WHERE i.account = t.id AND i.at <= %1$" G_GINT64_FORMAT ")"
            " OR EXISTS (SELECT 1 FROM main.move m WHERE m.subject = t.id AND m.subject_kind = 'account' AND m.at <= %1$" G_GINT64_FORMAT ")",
            end, today);
          break;
        default:
          g_assert_not_reached ();
        }

      view = past_view (plain[i], condition, overrides);
      g_string_append (sql, view);
    }

  /* Where a subject stood is where its last move until then put it. SQLite pushes a subject and a model that are asked
   * for down into the view, so that one look-up reads the moves of one subject. */
  g_string_append_printf (sql,
    "CREATE TEMP %s placement AS"
    " SELECT coalesce((SELECT p.id FROM main.placement p WHERE p.subject = m.subject AND p.model = m.model), -m.id) AS id,"
    "   m.model, m.subject_kind, m.subject, m.to_stage AS stage, date(max(m.at), 'unixepoch', 'localtime') AS since,"
    "   NULL AS rank, NULL AS tie, m.set_by, NULL AS external_id, NULL AS source, NULL AS created, NULL AS deleted"
    " FROM main.move m WHERE m.at <= %" G_GINT64_FORMAT " AND m.deleted IS NULL"
    " GROUP BY m.model, m.subject_kind, m.subject HAVING m.to_stage IS NOT NULL;", keep ? "TABLE" : "VIEW", end);
  if (keep)
    g_string_append (sql, "CREATE INDEX temp.placement_subject_then ON placement (subject, model);");

  return rapport_db_exec (db, sql->str, error);
}

/**
 * rapport_figures_show_day:
 * @db: a reading connection
 * @day: the day to look at
 * @past: whether later records are hidden
 * @keep: whether to compute all figures and places now and keep them (for lists), or each when it is asked for (for
 *   rows)
 * @error: return location
 *
 * From now on every query on this connection answers as of @day.
 *
 * Returns: whether it was done
 */
gboolean
rapport_figures_show_day (RapportDb   *db,
                          RapportDay   day,
                          gboolean     past,
                          gboolean     keep,
                          GError     **error)
{
  g_autofree char *select = figures_select (day, "");

  if (!rapport_figures_show_today (db, error))
    return FALSE;
  if (past && !shadow_records (db, day, keep, error))
    return FALSE;
  if (!keep)
    return rapport_db_run_format (db, error, "CREATE TEMP VIEW account_figure AS %s", select);

  return rapport_db_run_format (db, error, "CREATE TEMP VIEW account_figure_then AS %s", select) &&
         rapport_db_run_format (db, error, "CREATE TEMP TABLE account_figure AS SELECT %s FROM account_figure_then",
                                figure_columns) &&
         rapport_db_exec (db, "CREATE UNIQUE INDEX temp.account_figure_then_account ON account_figure (account);"
                              "CREATE INDEX temp.account_figure_then_value ON account_figure (value, account)", error) &&
         rapport_db_run_format (db, error, "CREATE TEMP TABLE board_card (%s)", card_columns) &&
         rapport_db_run_format (db, error, "INSERT INTO temp.board_card %s", card_select) &&
         rapport_db_run_format (db, error, "INSERT INTO temp.board_card %s", opportunity_card_select) &&
         rapport_db_exec (db, "CREATE INDEX temp.board_card_then_order ON board_card (model, lane, sort_key DESC, tie, subject, value, estimated, since);"
                              "CREATE INDEX temp.board_card_then_subject ON board_card (subject, model)", error);
}

/**
 * rapport_figures_show_today:
 * @db: a reading connection
 * @error: return location
 *
 * Takes back rapport_figures_show_day().
 *
 * Returns: whether it was done
 */
gboolean
rapport_figures_show_today (RapportDb   *db,
                            GError     **error)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT type, name FROM sqlite_temp_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'", NULL);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    g_string_append_printf (sql, "DROP %s temp.\"%s\";", rapport_statement_get_text (statement, 0),
                            rapport_statement_get_text (statement, 1));
  g_clear_pointer (&statement, rapport_statement_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return sql->len == 0 || rapport_db_exec (db, sql->str, error);
}

/**
 * rapport_figures_update_shown:
 * @db: a reading connection on which rapport_figures_show_day() keeps figures
 * @accounts: (array length=n_accounts): accounts whose records have changed
 * @n_accounts: how many
 * @error: return location
 *
 * Brings the figures kept for the shown day up to date with what has just been written.
 *
 * Returns: whether it was done
 */
gboolean
rapport_figures_update_shown (RapportDb     *db,
                              const gint64  *accounts,
                              guint          n_accounts,
                              GError       **error)
{
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < n_accounts; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i ? "," : "", accounts[i]);

  return rapport_db_run_format (db, error, "DELETE FROM temp.account_figure WHERE account IN (%s)", list->str) &&
         rapport_db_run_format (db, error,
                                "INSERT INTO temp.account_figure SELECT %s FROM account_figure_then"
                                " WHERE account IN (%s)", figure_columns, list->str) &&
         rapport_db_run_format (db, error,
                                "DELETE FROM temp.board_card"
                                " WHERE CASE (SELECT m.subject FROM model m WHERE m.id = board_card.model)"
                                " WHEN 'account' THEN subject IN (%1$s)"
                                " ELSE subject IN (SELECT id FROM opportunity WHERE account IN (%1$s)) END", list->str) &&
         rapport_db_run_format (db, error, "INSERT INTO temp.board_card %s AND a.id IN (%s)", card_select, list->str) &&
         rapport_db_run_format (db, error, "INSERT INTO temp.board_card %s AND a.id IN (%s)", opportunity_card_select, list->str);
}

/**
 * rapport_figures_update_cards:
 * @db: a reading connection on which rapport_figures_show_day() keeps figures
 * @placements: (array length=n_placements): placements that have been written
 * @n_placements: how many
 * @error: return location
 *
 * Brings the cards kept for the shown day up to date with a move on the board.
 *
 * Returns: whether it was done
 */
gboolean
rapport_figures_update_cards (RapportDb     *db,
                              const gint64  *placements,
                              guint          n_placements,
                              GError       **error)
{
  g_autoptr(GString) list = g_string_new (NULL);

  for (guint i = 0; i < n_placements; i++)
    g_string_append_printf (list, "%s%" G_GINT64_FORMAT, i ? "," : "", placements[i]);

  return rapport_db_run_format (db, error, "DELETE FROM temp.board_card WHERE placement IN (%s)", list->str) &&
         rapport_db_run_format (db, error, "INSERT INTO temp.board_card %s AND p.id IN (%s)", card_select,
                                list->str) &&
         rapport_db_run_format (db, error, "INSERT INTO temp.board_card %s AND p.id IN (%s)", opportunity_card_select,
                                list->str);
}

/**
 * rapport_figures_newest_day:
 * @db: a connection
 * @day: (out): the day of the newest purchase, interaction, move, end or episode; %RAPPORT_DAY_NONE where there is none
 * @error: return location
 *
 * Returns: whether it could be read
 */
gboolean
rapport_figures_newest_day (RapportDb   *db,
                            RapportDay  *day,
                            GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autofree char *text = rapport_db_query_text (db, &local_error,
    "SELECT max(d) FROM (SELECT max(day) AS d FROM main.purchase WHERE deleted IS NULL"
    " UNION ALL SELECT date(max(at), 'unixepoch', 'localtime') FROM main.interaction WHERE deleted IS NULL"
    " UNION ALL SELECT date(max(at), 'unixepoch', 'localtime') FROM main.move WHERE deleted IS NULL AND set_by = 'person'"
    " UNION ALL SELECT max(ended_on) FROM main.relationship_end WHERE deleted IS NULL"
    " UNION ALL SELECT max(started) FROM main.episode WHERE deleted IS NULL)", NULL);

  *day = text ? rapport_day_parse (text) : RAPPORT_DAY_NONE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/**
 * rapport_figures_rebuild:
 * @db: a writing connection, in a transaction
 * @today: the real day
 * @error: return location
 *
 * Throws away everything derived and computes it again.
 *
 * Returns: whether it was done
 */
gboolean
rapport_figures_rebuild (RapportDb   *db,
                         RapportDay   today,
                         GError     **error)
{
  return rapport_db_exec (
             db,
             "DELETE FROM main.account_figure; DELETE FROM main.board_card; DELETE FROM main.figure_dirty;"
             "DELETE FROM main.setting WHERE key = 'figures-day'",
             error) &&
         rapport_figures_roll (db, today, error);
}

/**
 * rapport_figures_compare:
 * @db: a connection that shows today
 * @n_figures: (out): accounts whose kept figures are not what their records give
 * @n_cards: (out): board cards that are not what the placements give
 * @error: return location
 *
 * Compares everything derived with a fresh computation, but for what waits to be computed.
 *
 * Returns: whether it could be compared
 */
gboolean
rapport_figures_compare (RapportDb   *db,
                         gint64      *n_figures,
                         gint64      *n_cards,
                         GError     **error)
{
  g_autofree char *kept = rapport_db_query_text (
      db, NULL, "SELECT value FROM setting WHERE key = 'figures-day' AND member = 0", NULL);
  RapportDay day = kept ? rapport_day_parse (kept) : RAPPORT_DAY_NONE;
  g_autofree char *select = NULL;
  g_autofree char *figures = NULL;
  g_autofree char *cards = NULL;

  if (day == RAPPORT_DAY_NONE)
    return rapport_db_query_int (db, n_figures, error, "SELECT count(*) FROM account", NULL) &&
           rapport_db_query_int (db, n_cards, error, "SELECT count(*) FROM placement", NULL);

  select = figures_select (day, "");
  figures = g_strdup_printf (
    "WITH fresh AS MATERIALIZED (SELECT %1$s FROM (%2$s))"
    " SELECT count(DISTINCT account) FROM (SELECT * FROM (SELECT %1$s FROM main.account_figure EXCEPT SELECT * FROM fresh)"
    " UNION ALL SELECT * FROM (SELECT * FROM fresh EXCEPT SELECT %1$s FROM main.account_figure))"
    " WHERE account NOT IN (SELECT subject FROM main.figure_dirty)", figure_columns, select);
  cards = g_strdup_printf (
    "WITH fresh (%1$s) AS MATERIALIZED (%2$s UNION ALL %3$s)"
    " SELECT count(DISTINCT x.placement) FROM (SELECT * FROM (SELECT %1$s FROM main.board_card EXCEPT SELECT * FROM fresh)"
    " UNION ALL SELECT * FROM (SELECT * FROM fresh EXCEPT SELECT %1$s FROM main.board_card)) x"
    " LEFT JOIN main.placement p ON p.id = x.placement"
    " WHERE coalesce(CASE p.subject_kind WHEN 'account' THEN p.subject ELSE -p.subject END, 0) NOT IN (SELECT subject FROM main.figure_dirty)",
    card_columns, card_select, opportunity_card_select);

  return rapport_db_query_int (db, n_figures, error, figures, NULL) &&
         rapport_db_query_int (db, n_cards, error, cards, NULL);
}
