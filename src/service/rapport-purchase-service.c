#include "config.h"

#include "service/rapport-purchase-service.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"

/* Sums --------------------------------------------------------------------------------------------------------- */

/* A line is worth its stated amount, else quantity × unit price × (1 − discount); without a quantity it is one piece,
 * without a price nothing. */
static gboolean
add_line (RapportTotal  *sum,
          gint64         quantity,
          gint64         price,
          gint64         discount,
          gint64         amount,
          guint          digits,
          GError       **error)
{
  gint64 unit = RAPPORT_DECIMAL_ONE;

  for (guint i = 0; i < digits; i++)
    unit /= 10;
  if (amount != RAPPORT_UNSET)
    return rapport_total_add_line (sum, RAPPORT_DECIMAL_ONE, amount * unit, 0, error);
  if (price == RAPPORT_UNSET)
    return TRUE;
  return rapport_total_add_line (sum, quantity != RAPPORT_UNSET ? quantity : RAPPORT_DECIMAL_ONE, price,
                                 discount != RAPPORT_UNSET ? discount : 0, error);
}

static gboolean
add_row (RapportTotal      *sum,
         const RapportRow  *line,
         guint              digits,
         GError           **error)
{
  return add_line (sum, rapport_row_get_int (line, RAPPORT_PURCHASE_LINE_QUANTITY),
                   rapport_row_get_int (line, RAPPORT_PURCHASE_LINE_UNIT_PRICE),
                   rapport_row_get_int (line, RAPPORT_PURCHASE_LINE_DISCOUNT),
                   rapport_row_get_int (line, RAPPORT_PURCHASE_LINE_AMOUNT), digits, error);
}

/**
 * rapport_purchase_get_line_amount:
 * @line: a line of a purchase
 * @currency: what it is in
 * @minor: (out): what it comes to, minor units, rounded half to even; %RAPPORT_UNSET where neither a
 *   price nor an amount is known
 * @error: return location
 *
 * Returns: whether it could be computed
 */
gboolean
rapport_purchase_get_line_amount (const RapportRow  *line,
                                  const char        *currency,
                                  gint64            *minor,
                                  GError           **error)
{
  RapportTotal sum = { 0 };
  guint digits = rapport_currency_get_digits (currency);

  *minor = RAPPORT_UNSET;
  if (rapport_row_get_int (line, RAPPORT_PURCHASE_LINE_UNIT_PRICE) == RAPPORT_UNSET &&
      rapport_row_get_int (line, RAPPORT_PURCHASE_LINE_AMOUNT) == RAPPORT_UNSET)
    return TRUE;
  return add_row (&sum, line, digits, error) && rapport_total_round (&sum, digits, minor, error);
}

/**
 * rapport_purchase_sum_rows:
 * @lines: (element-type RapportRow): the lines of a purchase
 * @currency: what they are in
 * @minor: (out): their exact sum, rounded once, half to even; minor units
 * @error: return location
 *
 * Returns: whether it could be computed
 */
gboolean
rapport_purchase_sum_rows (GPtrArray   *lines,
                           const char  *currency,
                           gint64      *minor,
                           GError     **error)
{
  RapportTotal sum = { 0 };
  guint digits = rapport_currency_get_digits (currency);

  for (guint i = 0; i < lines->len; i++)
    if (!add_row (&sum, g_ptr_array_index (lines, i), digits, error))
      return FALSE;
  return rapport_total_round (&sum, digits, minor, error);
}

/**
 * rapport_purchase_sum_lines:
 * @db: a workspace file, on its thread
 * @purchase: a purchase
 * @digits: digits of its currency after the decimal sign
 * @minor: (out): the exact sum of its lines, rounded once, half to even; minor units
 * @error: return location
 *
 * Returns: whether it could be computed
 */
gboolean
rapport_purchase_sum_lines (RapportDb  *db,
                            gint64      purchase,
                            guint       digits,
                            gint64     *minor,
                            GError    **error)
{
  g_autoptr(RapportStatement) lines = NULL;
  g_autoptr(GError) local_error = NULL;
  RapportTotal sum = { 0 };

  lines = rapport_db_query (
      db, error,
      "SELECT quantity, unit_price, discount, amount FROM main.purchase_line WHERE purchase = ?1 AND deleted IS NULL",
      "i", purchase);
  if (lines == NULL)
    return FALSE;
  while (rapport_statement_step (lines, &local_error))
    if (!add_line (&sum, rapport_statement_get_int (lines, 0), rapport_statement_get_int (lines, 1),
                   rapport_statement_get_int (lines, 2), rapport_statement_get_int (lines, 3), digits, error))
      return FALSE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return rapport_total_round (&sum, digits, minor, error);
}

/* Lists -------------------------------------------------------------------------------------------------------- */

/**
 * rapport_purchase_list:
 * @account: an account
 * @first: only from this day on, %RAPPORT_DAY_NONE for all
 * @last: the last day, where @first is one
 *
 * Returns: (transfer full): the question for its purchases, newest first
 */
RapportQuery *
rapport_purchase_list (gint64     account,
                       RapportDay first,
                       RapportDay last)
{
  RapportQuery *query = rapport_query_new (RAPPORT_KIND_PURCHASE);
  char text[RAPPORT_DAY_TEXT_SIZE];

  rapport_query_append (query, "SELECT t.id FROM purchase t WHERE t.deleted IS NULL AND t.account = ");
  rapport_query_append_int (query, account);
  if (first != RAPPORT_DAY_NONE)
    {
      rapport_query_append (query, " AND t.day >= ");
      rapport_query_append_text (query, rapport_day_print (first, text));
      rapport_query_append (query, " AND t.day <= ");
      rapport_query_append_text (query, rapport_day_print (last, text));
    }
  rapport_query_append (query, " ORDER BY t.day DESC, t.id DESC");
  return query;
}

/**
 * rapport_purchase_list_lines:
 * @workspace: a workspace
 * @purchase: a purchase
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type RapportRow): all its lines
 */
GPtrArray *
rapport_purchase_list_lines (RapportWorkspace  *workspace,
                             gint64             purchase,
                             GError           **error)
{
  g_autoptr(RapportQuery) query = rapport_query_new (RAPPORT_KIND_PURCHASE_LINE);
  g_autoptr(GPtrArray) records = NULL;
  GPtrArray *rows;

  rapport_query_append (query, "SELECT t.id FROM purchase_line t WHERE t.deleted IS NULL AND t.purchase = ");
  rapport_query_append_int (query, purchase);
  rapport_query_append (query, " ORDER BY t.id");
  records = rapport_workspace_list (workspace, query, error);
  if (records == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (rows, rapport_row_copy (rapport_record_get_row (g_ptr_array_index (records, i))));
  return rows;
}

/**
 * rapport_purchase_list_uncosted:
 * @workspace: a workspace
 * @account: an account
 * @first: the first day of the purchases
 * @last: their last day
 * @n: at most so many
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type utf8): names of products that were bought without
 *   a cost being known of the purchase, of its line or of the product, in order
 */
GPtrArray *
rapport_purchase_list_uncosted (RapportWorkspace  *workspace,
                                gint64             account,
                                RapportDay         first,
                                RapportDay         last,
                                guint              n,
                                GError           **error)
{
  RapportDb *db = rapport_store_get_db (rapport_workspace_get_store (workspace));
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  char from[RAPPORT_DAY_TEXT_SIZE], to[RAPPORT_DAY_TEXT_SIZE];

  statement = rapport_db_query (db, error,
    "SELECT DISTINCT r.name FROM purchase p JOIN purchase_line l ON l.purchase = p.id JOIN product r ON r.id = l.product"
    " WHERE p.account = ?1 AND p.day >= ?2 AND p.day <= ?3 AND p.deleted IS NULL AND l.deleted IS NULL"
    " AND p.cost IS NULL AND l.unit_cost IS NULL AND r.cost IS NULL ORDER BY r.name COLLATE NOCASE LIMIT ?4", "issi", account,
    rapport_day_print (first, from), rapport_day_print (last, to), (gint64) n);
  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    g_ptr_array_add (names, g_strdup (rapport_statement_get_text (statement, 0)));
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&names);
}

/* Save --------------------------------------------------------------------------------------------------------- */

typedef struct
{
  RapportRow *purchase;
  GPtrArray  *lines;
  gboolean    total_from_lines;
  char       *currency;
  gint64      id;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  rapport_row_free (job->purchase);
  g_ptr_array_unref (job->lines);
  g_free (job->currency);
  g_free (job);
}

/* Writes what differs, and nothing where nothing does. */
static gboolean
update (RapportWrite      *write,
        const RapportRow  *wanted,
        GError           **error)
{
  const RapportKind *kind = rapport_row_get_kind (wanted);
  g_autoptr(RapportRow) now = rapport_write_get (write, kind->id, rapport_row_get_id (wanted), error);
  g_autoptr(RapportRow) changes = NULL;
  guint n = 0;

  if (now == NULL)
    return FALSE;
  changes = rapport_row_copy (wanted);
  for (guint i = 0; i < kind->n_fields; i++)
    if (rapport_row_has (changes, i))
      {
        if (rapport_row_field_equal (changes, now, i))
          rapport_row_unset (changes, i);
        else
          n++;
      }
  return n == 0 || rapport_write_update (write, changes, error);
}

static gboolean
trash_others (RapportWrite  *write,
              Job           *job,
              GError       **error)
{
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local_error = NULL;

  statement = rapport_db_query (rapport_write_get_db (write), error,
    "SELECT id FROM main.purchase_line WHERE purchase = ?1 AND deleted IS NULL", "i", job->id);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);
      gboolean kept = FALSE;

      for (guint i = 0; i < job->lines->len && !kept; i++)
        kept = rapport_row_get_id (g_ptr_array_index (job->lines, i)) == id;
      if (!kept)
        g_array_append_val (gone, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_clear_pointer (&statement, rapport_statement_free);
  for (guint i = 0; i < gone->len; i++)
    if (!rapport_write_trash (write, RAPPORT_KIND_PURCHASE_LINE, g_array_index (gone, gint64, i), error))
      return FALSE;
  return TRUE;
}

/* Quantities of lines are only one quantity where all are known. */
static void
set_quantity (Job *job)
{
  gint64 sum = 0;

  for (guint i = 0; i < job->lines->len; i++)
    {
      gint64 quantity = rapport_row_get_int (g_ptr_array_index (job->lines, i), RAPPORT_PURCHASE_LINE_QUANTITY);

      if (quantity == RAPPORT_UNSET || (quantity > 0 && sum > G_MAXINT64 - quantity))
        {
          rapport_row_set_null (job->purchase, RAPPORT_PURCHASE_QUANTITY);
          return;
        }
      sum += quantity;
    }
  rapport_row_set_int (job->purchase, RAPPORT_PURCHASE_QUANTITY, sum);
}

static gboolean
save (RapportWrite  *write,
      gpointer       data,
      GError       **error)
{
  Job *job = data;
  gint64 total;

  if (job->total_from_lines)
    {
      if (!rapport_purchase_sum_rows (job->lines, job->currency, &total, error))
        return FALSE;
      rapport_row_set_int (job->purchase, RAPPORT_PURCHASE_TOTAL, total);
      rapport_row_set_text (job->purchase, RAPPORT_PURCHASE_TOTAL_FROM, "lines");
      set_quantity (job);
    }
  job->id = rapport_row_get_id (job->purchase);
  if (job->id == 0)
    job->id = rapport_write_insert (write, job->purchase, error);
  else if (!update (write, job->purchase, error) || !trash_others (write, job, error))
    return FALSE;
  if (job->id == 0)
    return FALSE;

  for (guint i = 0; i < job->lines->len; i++)
    {
      RapportRow *line = g_ptr_array_index (job->lines, i);

      rapport_row_set_int (line, RAPPORT_PURCHASE_LINE_PURCHASE, job->id);
      if (rapport_row_get_id (line) == 0 ? rapport_write_insert (write, line, error) == 0
                                         : !update (write, line, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_purchase_act_save:
 * @purchase: (transfer full): a new purchase, or the id and fields of one
 * @lines: (transfer full) (element-type RapportRow): all its lines; those without an id are new, and
 *   those that it has besides go to the trash
 * @total_from_lines: whether its amount and quantity follow the lines
 * @currency: what its amounts are in
 *
 * Adds a purchase with its lines or changes it, as one act.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_purchase_act_save (RapportRow *purchase,
                           GPtrArray  *lines,
                           gboolean    total_from_lines,
                           const char *currency)
{
  const char *title = rapport_row_get_text (purchase, RAPPORT_PURCHASE_TITLE);
  gboolean new = rapport_row_get_id (purchase) == 0;
  g_autofree char *label = NULL;
  Job *job = g_new0 (Job, 1);

  if (title != NULL)
    /* Translators: the title of a purchase, on the undo button */
    label = g_strdup_printf (new ? _("Add Purchase “%s”") : _("Change Purchase “%s”"), title);
  else
    label = g_strdup (new ? _("Add Purchase") : _("Change Purchase"));
  job->purchase = purchase;
  job->lines = lines;
  job->total_from_lines = total_from_lines;
  job->currency = g_strdup (currency);
  return rapport_act_new (label, save, job, job_free);
}

/**
 * rapport_purchase_act_get_id:
 * @act: an act made by rapport_purchase_act_save() that is done
 *
 * Returns: the id of the purchase
 */
gint64
rapport_purchase_act_get_id (RapportAct *act)
{
  g_return_val_if_fail (rapport_act_get_func (act) == save, 0);

  return ((Job *) rapport_act_get_data (act))->id;
}
