#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-board-service.h"
#include "store/rapport-rows.h"

/* Moving, ending, winning back, placing: everything that changes where a customer stands. */

typedef struct
{
  gint64   model;
  gboolean opportunities;
  GArray  *subjects; /* gint64 */
  gint64   stage;
  gint64   after;
  gint64   before;
  char    *reason;
  char    *ended_by;
  char    *note;
  struct
  {
    double   key;
    double   tie;
    gboolean known;
  } shown[2];       /* how the neighbours stand as of the day that is looked at, where that is not today */
  gboolean ends; /* a move that ends the relationship as well */
} Job;

static gboolean end (RapportWrite  *write,
                     gpointer       data,
                     GError       **error);

static void
job_free (gpointer data)
{
  Job *job = data;

  g_array_unref (job->subjects);
  g_free (job->reason);
  g_free (job->ended_by);
  g_free (job->note);
  g_free (job);
}

static Job *
job_new (gint64        model,
         const gint64 *subjects,
         guint         n_subjects)
{
  Job *job = g_new0 (Job, 1);

  job->model = model;
  job->subjects = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), subjects, n_subjects);
  return job;
}

static const char *
subject_kind (const Job *job)
{
  return job->opportunities ? "opportunity" : "account";
}

/**
 * rapport_board_find_placement:
 * @db: a connection
 * @model: a lifecycle model
 * @subject: an account or opportunity
 * @error: return location; not set where it has no placement
 *
 * Returns: (nullable) (transfer full): where it stands
 */
RapportRow *
rapport_board_find_placement (RapportDb  *db,
                              gint64      model,
                              gint64      subject,
                              GError    **error)
{
  g_autofree char *sql = g_strconcat (rapport_rows_get_select (RAPPORT_KIND_PLACEMENT),
                                      " WHERE t.subject = ?1 AND t.model = ?2 AND t.deleted IS NULL", NULL);
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, "ii", subject, model);

  if (statement == NULL || !rapport_statement_step (statement, error))
    return NULL;
  return rapport_rows_read (statement, RAPPORT_KIND_PLACEMENT);
}

static gboolean
write_move (RapportWrite  *write,
            gint64         model,
            const char    *kind,
            gint64         subject,
            gint64         from,
            gint64         to,
            const char    *reason,
            const char    *note,
            const char    *set_by,
            GError       **error)
{
  g_autoptr(RapportRow) move = rapport_row_new (RAPPORT_KIND_MOVE);
  gint64 member = rapport_write_get_member (write);

  rapport_row_put (move, "model", model, "subject_kind", kind, "subject", subject, "from_stage", from, "to_stage", to,
                   "at", rapport_write_get_now (write), "member", member ? member : RAPPORT_UNSET, "reason", reason,
                   "note", note, "set_by", set_by, NULL);
  return rapport_write_insert (write, move, error) != 0;
}

/**
 * rapport_board_place_new:
 * @write: a write
 * @model: a lifecycle model
 * @subject_kind: "account" or "opportunity"
 * @subject: one without a placement in @model
 * @stage: a stage of it
 * @set_by: "person", "import" or "history"
 * @error: return location
 *
 * Puts a subject into its first stage, with the move that says so.
 *
 * Returns: whether it was done
 */
gboolean
rapport_board_place_new (RapportWrite  *write,
                         gint64         model,
                         const char    *kind,
                         gint64         subject,
                         gint64         stage,
                         const char    *set_by,
                         GError       **error)
{
  g_autoptr(RapportRow) placement = rapport_row_new (RAPPORT_KIND_PLACEMENT);

  rapport_row_put (placement, "model", model, "subject_kind", kind, "subject", subject, "stage", stage,
                   "since", (gint64) rapport_write_get_today (write), "set_by", set_by, NULL);
  return rapport_write_insert (write, placement, error) != 0 &&
         write_move (write, model, kind, subject, RAPPORT_UNSET, stage, NULL, NULL, set_by, error);
}

typedef struct
{
  double   key;
  double   tie;
  gboolean known;
} Order;

typedef struct
{
  gint64 placement; /* 0: none */
  gint64 stage;
  Order  order;
} Card;

/* The cards of the subjects and of the neighbours, with one statement. */
static GHashTable *
read_cards (RapportDb  *db,
            const Job  *job,
            GError    **error)
{
  g_autoptr(GHashTable) cards = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr(GString) ids = g_string_new (NULL);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  g_string_append_printf (ids, "[%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT, job->after, job->before);
  for (guint i = 0; i < job->subjects->len; i++)
    g_string_append_printf (ids, ",%" G_GINT64_FORMAT, g_array_index (job->subjects, gint64, i));
  g_string_append_c (ids, ']');
  statement = rapport_db_query (db, error,
    "SELECT subject, placement, stage, sort_key, tie FROM board_card"
    " WHERE model = ?1 AND subject IN (SELECT value FROM json_each (?2))", "is", job->model, ids->str);
  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 subject = rapport_statement_get_int (statement, 0);
      Card card = { rapport_statement_get_int (statement, 1), rapport_statement_get_int (statement, 2),
                    { rapport_statement_get_real (statement, 3), rapport_statement_get_real (statement, 4), TRUE } };

      g_hash_table_insert (cards, g_memdup2 (&subject, sizeof subject), g_memdup2 (&card, sizeof card));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&cards);
}

static Order
order_of (const Job  *job,
          GHashTable *cards,
          gboolean    below)
{
  const gint64 *subject = below ? &job->before : &job->after;
  const Card *card = g_hash_table_lookup (cards, subject);

  if (job->shown[below].known)
    return (Order) { job->shown[below].key, job->shown[below].tie, TRUE };

  return card ? card->order : (Order) { 0, 0, FALSE };
}

/* The k-th of n places between two neighbours, either of which may be missing. Keys descend, ties ascend. */
static void
place_between (const Order *after,
               const Order *before,
               guint        k,
               guint        n,
               Order       *order)
{
  double share = (k + 1.0) / (n + 1.0);

  order->known = TRUE;
  if (after->known && before->known && after->key != before->key)
    {
      order->key = after->key + (before->key - after->key) * share;
      order->tie = 0;
    }
  else if (after->known && before->known)
    {
      order->key = after->key;
      order->tie = after->tie + (before->tie - after->tie) * share;
    }
  else if (after->known)
    {
      order->key = after->key;
      order->tie = after->tie + 1 + k;
    }
  else if (before->known)
    {
      order->key = before->key;
      order->tie = before->tie - (double) (n - k);
    }
  else
    {
      order->known = FALSE; /* alone in its lane: by value */
    }
}

static gboolean
is_between (const Order *after,
            const Order *before,
            const Order *order)
{
  return (!after->known || order->key < after->key || (order->key == after->key && order->tie > after->tie)) &&
         (!before->known || order->key > before->key || (order->key == before->key && order->tie < before->tie));
}

/* Halving has run out of numbers between two cards: number the whole lane anew. Rare enough to cost a write a card. */
static gboolean
renumber (RapportWrite  *write,
          const Job     *job,
          GError       **error)
{
  RapportDb *db = rapport_write_get_db (write);
  g_autoptr(GArray) placements = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT placement FROM board_card WHERE model = ?1 AND lane = ?2 ORDER BY sort_key DESC, tie", "ii", job->model, job->stage);

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);

      g_array_append_val (placements, id);
    }
  g_clear_pointer (&statement, rapport_statement_free);
  for (guint i = 0; i < placements->len; i++)
    {
      g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_PLACEMENT);

      rapport_row_set_id (changes, g_array_index (placements, gint64, i));
      rapport_row_put (changes, "rank", (double) (placements->len - i), "tie", 0.0, NULL);
      if (!rapport_write_update (write, changes, error))
        return FALSE;
    }
  return TRUE;
}

static char *
title_of (RapportWrite  *write,
          RapportKindId  kind,
          gint64         id)
{
  g_autoptr(RapportRow) row = rapport_write_get (write, kind, id, NULL);
  const RapportKind *description = rapport_kind_get (kind);

  return g_strdup (row ? rapport_row_get_text (row, description->title_field) : NULL);
}

/* Where a subject stands now. One whose account is in the trash has a placement, but no card. */
static gboolean
find_old (RapportDb   *db,
          const Job   *job,
          GHashTable  *cards,
          gint64       subject,
          Card        *old,
          GError     **error)
{
  const Card *card = g_hash_table_lookup (cards, &subject);
  g_autoptr(RapportRow) row = NULL;
  g_autoptr(GError) local_error = NULL;

  *old = (Card) { 0, RAPPORT_UNSET, { 0, 0, FALSE } };
  if (card != NULL)
    {
      *old = *card;
      return TRUE;
    }
  row = rapport_board_find_placement (db, job->model, subject, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (row != NULL)
    *old = (Card) { rapport_row_get_id (row), rapport_row_get_int (row, RAPPORT_PLACEMENT_STAGE), { 0, 0, FALSE } };
  return TRUE;
}

static gboolean
move (RapportWrite  *write,
      gpointer       data,
      GError       **error)
{
  Job *job = data;
  RapportDb *db = rapport_write_get_db (write);
  gint64 today = rapport_write_get_today (write);
  g_autoptr(GHashTable) cards = read_cards (db, job, error);
  Order after, before;
  guint n = job->subjects->len;

  if (cards == NULL)
    return FALSE;
  after = order_of (job, cards, FALSE);
  before = order_of (job, cards, TRUE);
  for (guint i = 0; i < n; i++)
    {
      Order order;

      place_between (&after, &before, i, n, &order);
      if (order.known && !is_between (&after, &before, &order))
        {
          if (!renumber (write, job, error))
            return FALSE;
          job->shown[0].known = job->shown[1].known = FALSE;
          g_hash_table_unref (cards);
          cards = read_cards (db, job, error);
          if (cards == NULL)
            return FALSE;
          after = order_of (job, cards, FALSE);
          before = order_of (job, cards, TRUE);
          break;
        }
    }

  for (guint i = 0; i < n; i++)
    {
      gint64 subject = g_array_index (job->subjects, gint64, i);
      g_autoptr(RapportRow) placement = rapport_row_new (RAPPORT_KIND_PLACEMENT);
      gboolean goes_on, moves;
      Card old;
      Order order;

      if (!find_old (db, job, cards, subject, &old, error))
        return FALSE;
      moves = old.stage != job->stage;
      goes_on = FALSE;

      place_between (&after, &before, i, n, &order);
      if (order.known)
        {
          rapport_row_put (placement, "rank", order.key, "tie", order.tie, NULL);
          goes_on = TRUE;
        }
      else if (old.placement != 0 && moves)
        {
          rapport_row_set_null (placement, RAPPORT_PLACEMENT_RANK);
          rapport_row_set_null (placement, RAPPORT_PLACEMENT_TIE);
        }
      if (moves)
        {
          rapport_row_put (placement, "stage", job->stage, "since", today, "set_by", "person", NULL);
          goes_on = TRUE;
        }

      if (old.placement != 0 && goes_on)
        {
          rapport_row_set_id (placement, old.placement);
          if (!rapport_write_update (write, placement, error))
            return FALSE;
        }
      else if (old.placement == 0)
        {
          rapport_row_put (placement, "model", job->model, "subject_kind", subject_kind (job), "subject", subject, NULL);
          if (rapport_write_insert (write, placement, error) == 0)
            return FALSE;
        }
      if (moves &&
          !write_move (write, job->model, subject_kind (job), subject, old.stage, job->stage, job->reason, job->note, "person", error))
        return FALSE;
    }
  return !job->ends || end (write, data, error);
}

/**
 * rapport_board_needs_reason:
 * @workspace: a workspace
 * @stage: a stage
 *
 * Returns: whether a move there asks for one of D11's reasons
 */
gboolean
rapport_board_needs_reason (RapportWorkspace *workspace,
                            gint64            stage)
{
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (workspace, RAPPORT_KIND_STAGE, stage);

  return record != NULL && rapport_record_get_int (record, "ending") == 1;
}

static gboolean
refuse (RapportWrite  *write,
        gpointer       data,
        GError       **error)
{
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, data);
  return FALSE;
}

static char *
subject_title (RapportWorkspace *workspace,
               const Job        *job)
{
  g_autoptr(RapportRecord) record = NULL;

  if (job->subjects->len != 1)
    return g_strdup_printf (job->opportunities ? ngettext ("%u opportunity", "%u opportunities", job->subjects->len)
                                               : ngettext ("%u account", "%u accounts", job->subjects->len),
                            job->subjects->len);
  record = rapport_workspace_get_record (workspace, job->opportunities ? RAPPORT_KIND_OPPORTUNITY : RAPPORT_KIND_ACCOUNT,
                                         g_array_index (job->subjects, gint64, 0));
  return g_strdup (record ? rapport_record_get_title (record) : "");
}

static const char *
default_side (const char *reason)
{
  return g_strcmp0 (reason, "no-growth") == 0 || g_strcmp0 (reason, "fraud") == 0 ? "us" : "them";
}

/* As of another day the values are others, and with them the order: the place between two cards is where it is
 * shown, not where it would be today. */
static void
read_shown (RapportWorkspace *workspace,
            Job              *job)
{
  RapportStore *store = rapport_workspace_get_store (workspace);

  if (rapport_store_get_as_of (store) == RAPPORT_DAY_NONE)
    return;
  for (guint i = 0; i < 2; i++)
    {
      gint64 subject = i == 0 ? job->after : job->before;
      g_autoptr(RapportStatement) statement = NULL;
      g_autoptr(GError) error = NULL;

      if (subject == 0)
        continue;
      statement = rapport_db_query (rapport_store_get_db (store), &error,
        job->opportunities ? "SELECT coalesce(p.rank, o.value, 0), coalesce(p.tie, p.subject) FROM placement p JOIN opportunity o"
                             " ON o.id = p.subject WHERE p.subject = ?1 AND p.model = ?2 AND p.deleted IS NULL"
                           : "SELECT coalesce(p.rank, (SELECT value FROM account_figure f WHERE f.account = p.subject), 0),"
                             " coalesce(p.tie, p.subject) FROM placement p WHERE p.subject = ?1 AND p.model = ?2 AND p.deleted IS NULL",
        "ii", subject, job->model);
      if (statement != NULL && rapport_statement_step (statement, &error))
        {
          job->shown[i].key = rapport_statement_get_real (statement, 0);
          job->shown[i].tie = rapport_statement_get_real (statement, 1);
          job->shown[i].known = TRUE;
        }
      if (error != NULL)
        g_warning ("%s", error->message);
    }
}

/* Takes @job. */
static RapportAct *
make_move (RapportWorkspace *workspace,
           Job              *job,
           gint64            stage,
           gint64            after,
           gint64            before,
           const char       *reason,
           const char       *note)
{
  gint64 model = job->model;
  g_autoptr(RapportRecord) model_record = rapport_workspace_get_record (workspace, RAPPORT_KIND_MODEL, model);
  g_autoptr(RapportRecord) stage_record = rapport_workspace_get_record (workspace, RAPPORT_KIND_STAGE, stage);
  const char *stage_name = rapport_workspace_get_title (workspace, RAPPORT_KIND_STAGE, stage);
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  job->opportunities = model_record && g_strcmp0 (rapport_record_get_text (model_record, "subject"), "opportunity") == 0;
  job->stage = stage;
  job->after = after;
  job->before = before;
  job->reason = g_strdup (reason);
  job->note = g_strdup (note);
  read_shown (workspace, job);
  title = subject_title (workspace, job);
  /* Translators: an account (or “3 accounts”) and a stage, on the undo button */
  label = g_strdup_printf (_("Move %s to %s"), title, stage_name ? stage_name : "?");

  if (stage_record == NULL || rapport_record_get_int (stage_record, "model") != model)
    {
      job_free (job);
      return rapport_act_new (label, refuse, g_strdup (_("That stage does not belong to this lifecycle model.")), g_free);
    }
  if (reason == NULL && (note == NULL || *note == '\0') && rapport_board_needs_reason (workspace, stage))
    {
      gboolean moves = FALSE;

      for (guint i = 0; i < job->subjects->len; i++)
        {
          g_autoptr(RapportRow) old = rapport_board_find_placement (
            rapport_store_get_db (rapport_workspace_get_store (workspace)), model, g_array_index (job->subjects, gint64, i), NULL);

          moves |= old == NULL || rapport_row_get_int (old, RAPPORT_PLACEMENT_STAGE) != stage;
        }
      if (moves)
        {
          job_free (job);
          return rapport_act_new (label, refuse,
                                  g_strdup_printf (_("A move to “%s” needs a reason: why does the relationship fade?"), stage_name), g_free);
        }
    }
  return rapport_act_new (label, move, job, job_free);
}

/**
 * rapport_board_act_move:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @subjects: (array length=n_subjects): accounts, or opportunities in the sales process
 * @n_subjects: how many
 * @stage: the stage to move to, which may be the one they are in
 * @after: the card to stand below, 0 for none
 * @before: the card to stand above, 0 for none; with both 0 the place is given by value
 * @reason: (nullable): one of D11's reasons
 * @note: (nullable): more on it; a move into decline or dissolution with neither is refused
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_move (RapportWorkspace *workspace,
                        gint64            model,
                        const gint64     *subjects,
                        guint             n_subjects,
                        gint64            stage,
                        gint64            after,
                        gint64            before,
                        const char       *reason,
                        const char       *note)
{
  return make_move (workspace, job_new (model, subjects, n_subjects), stage, after, before, reason, note);
}

/**
 * rapport_board_act_move_and_end:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @accounts: (array length=n_accounts): accounts
 * @n_accounts: how many
 * @stage: the stage to move to: decline, dissolution
 * @reason: one of D11's reasons
 * @ended_by: (nullable): "us" or "them"; by default as the reason says
 * @note: (nullable): more on it
 *
 * Moves accounts and records that their relationships have ended, undone as one.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_move_and_end (RapportWorkspace *workspace,
                                gint64            model,
                                const gint64     *accounts,
                                guint             n_accounts,
                                gint64            stage,
                                const char       *reason,
                                const char       *ended_by,
                                const char       *note)
{
  Job *job = job_new (model, accounts, n_accounts);

  job->ends = TRUE;
  job->ended_by = g_strdup (ended_by ? ended_by : default_side (reason));
  return make_move (workspace, job, stage, 0, 0, reason, note);
}

/* Ends ------------------------------------------------------------------------------------------------------- */

static gint64
open_end (RapportDb  *db,
          gint64      account,
          GError    **error)
{
  gint64 id;

  if (!rapport_db_query_int (db, &id, error,
        "SELECT id FROM relationship_end WHERE account = ?1 AND won_back_on IS NULL AND deleted IS NULL", "i", account))
    return -1;
  return id == RAPPORT_UNSET ? 0 : id;
}

static gboolean
end (RapportWrite  *write,
     gpointer       data,
     GError       **error)
{
  Job *job = data;
  gint64 member = rapport_write_get_member (write);

  for (guint i = 0; i < job->subjects->len; i++)
    {
      gint64 account = g_array_index (job->subjects, gint64, i);
      gint64 already = open_end (rapport_write_get_db (write), account, error);
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_RELATIONSHIP_END);

      if (already < 0)
        return FALSE;
      if (already > 0)
        {
          g_autofree char *title = title_of (write, RAPPORT_KIND_ACCOUNT, account);

          g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                       _("The relationship with %s has ended already."), title ? title : "?");
          return FALSE;
        }
      rapport_row_put (row, "account", account, "ended_on", (gint64) rapport_write_get_today (write), "reason", job->reason,
                       "ended_by", job->ended_by, "note", job->note, "member", member ? member : RAPPORT_UNSET, NULL);
      if (rapport_write_insert (write, row, error) == 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_board_act_end:
 * @workspace: a workspace
 * @accounts: (array length=n_accounts): accounts
 * @n_accounts: how many
 * @reason: one of D11's reasons
 * @ended_by: (nullable): "us" or "them"; by default as the reason says
 * @note: (nullable): more on it
 *
 * Records that relationships have ended.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_end (RapportWorkspace *workspace,
                       const gint64     *accounts,
                       guint             n_accounts,
                       const char       *reason,
                       const char       *ended_by,
                       const char       *note)
{
  Job *job = job_new (0, accounts, n_accounts);
  g_autofree char *title = subject_title (workspace, job);
  g_autofree char *label = g_strdup_printf (_("End the relationship with %s"), title);

  job->reason = g_strdup (reason);
  job->ended_by = g_strdup (ended_by ? ended_by : default_side (reason));
  job->note = g_strdup (note);
  if (reason == NULL)
    {
      job_free (job);
      return rapport_act_new (label, refuse, g_strdup (_("To end a relationship needs a reason.")), g_free);
    }
  return rapport_act_new (label, end, job, job_free);
}

static gboolean
win_back (RapportWrite  *write,
          gpointer       data,
          GError       **error)
{
  Job *job = data;

  for (guint i = 0; i < job->subjects->len; i++)
    {
      gint64 id = open_end (rapport_write_get_db (write), g_array_index (job->subjects, gint64, i), error);
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_RELATIONSHIP_END);

      if (id < 0)
        return FALSE;
      if (id == 0)
        continue;
      rapport_row_set_id (row, id);
      rapport_row_put (row, "won_back_on", (gint64) rapport_write_get_today (write), NULL);
      if (!rapport_write_update (write, row, error))
        return FALSE;
    }
  return job->stage == 0 || move (write, job, error);
}

/**
 * rapport_board_act_win_back:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @accounts: (array length=n_accounts): accounts whose relationship has ended
 * @n_accounts: how many
 * @stage: the stage of @model that they come back to, 0 to leave it as it was
 *
 * Records that ended relationships go on.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_win_back (RapportWorkspace *workspace,
                            gint64            model,
                            const gint64     *accounts,
                            guint             n_accounts,
                            gint64            stage)
{
  Job *job = job_new (model, accounts, n_accounts);
  g_autofree char *title = subject_title (workspace, job);
  g_autofree char *label = g_strdup_printf (_("Win back %s"), title);

  job->stage = stage;
  if (stage != 0 && rapport_board_needs_reason (workspace, stage))
    {
      job_free (job);
      return rapport_act_new (label, refuse, g_strdup (_("Who is won back does not come back to where the relationship fades.")), g_free);
    }
  return rapport_act_new (label, win_back, job, job_free);
}

static gboolean
note_reasons (RapportWrite  *write,
              gpointer       data,
              GError       **error)
{
  Job *job = data;

  for (guint i = 0; i < job->subjects->len; i++)
    {
      gint64 id;
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_MOVE);

      if (!rapport_db_query_int (rapport_write_get_db (write), &id, error,
            "SELECT id FROM move WHERE subject = ?1 AND model = ?2 AND deleted IS NULL ORDER BY at DESC, id DESC LIMIT 1", "ii",
            g_array_index (job->subjects, gint64, i), job->model))
        return FALSE;
      if (id == RAPPORT_UNSET)
        return refuse (write, _("There is no move any more to give a reason for."), error);
      rapport_row_set_id (row, id);
      rapport_row_put (row, "reason", job->reason, "note", job->note, NULL);
      if (!rapport_write_update (write, row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_board_act_note_reasons:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @subjects: (array length=n_subjects): what was moved last
 * @n_subjects: how many
 * @reason: (nullable): one of D11's reasons
 * @note: (nullable): why
 *
 * Adds the reason to moves that have been made.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_note_reasons (RapportWorkspace *workspace,
                                gint64            model,
                                const gint64     *subjects,
                                guint             n_subjects,
                                const char       *reason,
                                const char       *note)
{
  Job *job = job_new (model, subjects, n_subjects);

  job->reason = g_strdup (reason);
  job->note = g_strdup (note);
  return rapport_act_new (_("Note Why It Moved"), note_reasons, job, job_free);
}

/**
 * rapport_board_act_note_reason:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @subject: what was moved last
 * @reason: (nullable): one of D11's reasons
 * @note: (nullable): why
 *
 * The same for one.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_note_reason (RapportWorkspace *workspace,
                               gint64            model,
                               gint64            subject,
                               const char       *reason,
                               const char       *note)
{
  return rapport_board_act_note_reasons (workspace, model, &subject, 1, reason, note);
}

/* Opportunities ------------------------------------------------------------------------------------------------ */

static gboolean
close_opportunities (RapportWrite  *write,
                     gpointer       data,
                     GError       **error)
{
  Job *job = data;
  gint64 closed = job->ends ? rapport_write_get_today (write) : RAPPORT_UNSET;

  for (guint i = 0; i < job->subjects->len; i++)
    {
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_OPPORTUNITY);

      rapport_row_set_id (row, g_array_index (job->subjects, gint64, i));
      rapport_row_put (row, "outcome", job->ends ? "lost" : "open", "closed", closed, NULL);
      if (!rapport_write_update (write, row, error))
        return FALSE;
    }
  return job->stage == 0 || move (write, job, error);
}

/**
 * rapport_board_act_lose:
 * @workspace: a workspace
 * @opportunities: (array length=n_opportunities): opportunities
 * @n_opportunities: how many
 *
 * Records that opportunities are lost: the lane of the ended in the sales process.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_lose (RapportWorkspace *workspace,
                        const gint64     *opportunities,
                        guint             n_opportunities)
{
  Job *job = job_new (0, opportunities, n_opportunities);
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  job->opportunities = TRUE;
  job->ends = TRUE;
  title = subject_title (workspace, job);
  /* Translators: an opportunity, on the undo button */
  label = g_strdup_printf (_("Close %s as Lost"), title);
  return rapport_act_new (label, close_opportunities, job, job_free);
}

/**
 * rapport_board_act_reopen:
 * @workspace: a workspace
 * @model: the model of opportunities
 * @opportunities: (array length=n_opportunities): opportunities that are lost
 * @n_opportunities: how many
 * @stage: the stage of @model that they go on in, 0 to leave it as it was
 *
 * Records that opportunities are open again.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_reopen (RapportWorkspace *workspace,
                          gint64            model,
                          const gint64     *opportunities,
                          guint             n_opportunities,
                          gint64            stage)
{
  Job *job = job_new (model, opportunities, n_opportunities);
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  job->opportunities = TRUE;
  job->stage = stage;
  title = subject_title (workspace, job);
  /* Translators: an opportunity, on the undo button */
  label = g_strdup_printf (_("Reopen %s"), title);
  return rapport_act_new (label, close_opportunities, job, job_free);
}

/* Placing by history ------------------------------------------------------------------------------------------- */

/* none → prospect, one → first-time, more → repeat; only upwards from where an import or this rule put them, and
 * never one whom a person has placed. */
#define PLACES_SQL                                                                                          \
  "SELECT a.id, p.id, p.stage, CASE WHEN f.orders > 1 THEN 104 WHEN f.orders = 1 THEN 103 ELSE 102 END AS target" \
  " FROM account a JOIN account_figure f ON f.account = a.id"                                               \
  " LEFT JOIN placement p ON p.subject = a.id AND p.subject_kind = 'account' AND p.model = 1 AND p.deleted IS NULL" \
  " WHERE a.deleted IS NULL AND a.kind IS NOT 'own' AND f.ended IS NOT 1 AND p.set_by IS NOT 'person'"       \
  " AND coalesce(p.stage, 0) < target"

typedef struct
{
  gint64 account;
  gint64 placement;
  gint64 from;
  gint64 to;
} Place;

#define PLACES_A_PART 5000

static RapportChanges *
place (RapportDb                  *db,
       const RapportWriteContext  *context,
       gpointer                    data,
       GCancellable               *cancellable,
       GError                    **error)
{
  RapportWriteContext part = *context;
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, PLACES_SQL, NULL);
  g_autoptr(GError) local_error = NULL;
  RapportChanges *changes = NULL;

  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    {
      Place item = { rapport_statement_get_int (statement, 0), rapport_statement_get_int (statement, 1),
                     rapport_statement_get_int (statement, 2), rapport_statement_get_int (statement, 3) };

      g_array_append_val (places, item);
    }
  g_clear_pointer (&statement, rapport_statement_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (places->len == 0)
    return rapport_changes_new ();

  part.batch = rapport_journal_begin_batch (db, context, context->label, error);
  if (part.batch == 0)
    return NULL;
  for (guint i = 0; i < places->len; i += PLACES_A_PART)
    {
      RapportWrite *write = rapport_write_begin (db, &part, error);

      if (write == NULL)
        return NULL;
      for (guint k = i; k < MIN (i + PLACES_A_PART, places->len); k++)
        {
          Place *item = &g_array_index (places, Place, k);
          g_autoptr(RapportRow) placement = rapport_row_new (RAPPORT_KIND_PLACEMENT);
          gboolean ok;

          if (item->placement == RAPPORT_UNSET)
            ok = rapport_board_place_new (write, 1, "account", item->account, item->to, "history", error);
          else
            {
              rapport_row_set_id (placement, item->placement);
              rapport_row_put (placement, "stage", item->to, "since", (gint64) context->today, "set_by", "history", NULL);
              rapport_row_set_null (placement, RAPPORT_PLACEMENT_RANK);
              rapport_row_set_null (placement, RAPPORT_PLACEMENT_TIE);
              ok = rapport_write_update (write, placement, error) &&
                   write_move (write, 1, "account", item->account, item->from, item->to, NULL, NULL, "history", error);
            }
          if (!ok)
            {
              rapport_write_rollback (write);
              return NULL;
            }
        }
      g_clear_pointer (&changes, rapport_changes_unref);
      changes = rapport_write_commit (write, error);
      if (changes == NULL)
        return NULL;
    }
  if (!rapport_journal_end_batch (db, part.batch, error))
    g_clear_pointer (&changes, rapport_changes_unref);
  return changes;
}

/**
 * rapport_board_act_place:
 * @workspace: a workspace
 *
 * Places accounts on the value ladder by their purchases: none, prospect; one, first-time; more, repeat. Never
 * moves one whom a person has placed, and none backwards.
 *
 * Returns: (transfer full): the act, undone as one
 */
RapportAct *
rapport_board_act_place (RapportWorkspace *workspace)
{
  return rapport_act_new_long (_("Place Accounts by Their Purchases"), place, NULL, NULL);
}

/**
 * rapport_board_count_places:
 * @workspace: a workspace
 * @error: return location
 *
 * Returns: how many accounts rapport_board_act_place() would move
 */
guint
rapport_board_count_places (RapportWorkspace  *workspace,
                            GError           **error)
{
  gint64 n;

  if (!rapport_db_query_int (rapport_store_get_db (rapport_workspace_get_store (workspace)), &n, error,
                             "SELECT count(*) FROM (" PLACES_SQL ")", NULL))
    return 0;
  return (guint) n;
}
