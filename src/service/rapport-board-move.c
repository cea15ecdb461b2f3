#include "config.h"

#include "service/rapport-board-private.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "store/rapport-rows.h"

/* Where a card goes when it is moved: the stage, and the place between its neighbours. */

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

gboolean
_rapport_board_write_move (RapportWrite  *write,
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
         _rapport_board_write_move (write, model, kind, subject, RAPPORT_UNSET, stage, NULL, NULL, set_by, error);
}

static const char *
subject_kind (const RapportBoardJob *job)
{
  return job->opportunities ? "opportunity" : "account";
}

/* The cards of the subjects and of the neighbours, with one statement. */
static GHashTable *
read_cards (RapportDb              *db,
            const RapportBoardJob  *job,
            GError                **error)
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
order_of (const RapportBoardJob *job,
          GHashTable            *cards,
          gboolean               below)
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
renumber (RapportWrite           *write,
          const RapportBoardJob  *job,
          GError                **error)
{
  RapportDb *db = rapport_write_get_db (write);
  g_autoptr(GArray) placements = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(RapportStatement) statement = rapport_db_query (
      db, error, "SELECT placement FROM board_card WHERE model = ?1 AND lane = ?2 ORDER BY sort_key DESC, tie", "ii",
      job->model, job->stage);

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

/* Where a subject stands now. One whose account is in the trash has a placement, but no card. */
static gboolean
find_old (RapportDb              *db,
          const RapportBoardJob  *job,
          GHashTable             *cards,
          gint64                  subject,
          Card                   *old,
          GError                **error)
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

gboolean
_rapport_board_move (RapportWrite  *write,
                     gpointer       data,
                     GError       **error)
{
  RapportBoardJob *job = data;
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
          rapport_row_put (placement, "model", job->model, "subject_kind", subject_kind (job), "subject", subject,
                           NULL);
          if (rapport_write_insert (write, placement, error) == 0)
            return FALSE;
        }
      if (moves && !_rapport_board_write_move (write, job->model, subject_kind (job), subject, old.stage, job->stage,
                                               job->reason, job->note, "person", error))
        return FALSE;
    }
  return !job->ends || _rapport_board_end (write, data, error);
}
