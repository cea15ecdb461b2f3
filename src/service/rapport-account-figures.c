#include "config.h"

#include "service/rapport-account-private.h"

#include <math.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"

/* What an account is worth and how promises to it were kept. */

/* A purchase as figures need it. Amounts are in the workspace's currency. */
typedef struct
{
  RapportDay day;
  gint64     total;
  gint64     cost;
  gboolean   costed;
} Purchase;

/* Purchases ---------------------------------------------------------------------------------------------------- */

/* Rates and costs are looked up in SQL. Of lines, quantity × unit cost is in major units × 10¹². */
static const char purchase_sql[] =
  "SELECT p.day, p.total, coalesce(p.currency, ?2) AS currency,"
  " CASE WHEN p.currency IS NULL OR p.currency = ?2 THEN p.total"
  "   ELSE (SELECT CAST(round(p.total * r.rate / 1e6) AS INTEGER) FROM rate r WHERE r.currency = p.currency AND r.day <= p.day"
  "         AND r.deleted IS NULL ORDER BY r.day DESC LIMIT 1) END,"
  " p.cost,"
  " (SELECT CASE WHEN count(*) > 0 AND count(*) = sum(l.quantity IS NOT NULL AND (l.unit_cost IS NOT NULL OR"
  "     (r.cost IS NOT NULL AND (r.currency IS NULL OR r.currency = coalesce(p.currency, ?2)))))"
  "   THEN 1 END FROM purchase_line l LEFT JOIN product r ON r.id = l.product WHERE l.purchase = p.id AND l.deleted IS NULL),"
  " (SELECT sum(l.quantity * 1.0 * coalesce(l.unit_cost, r.cost))"
  "   FROM purchase_line l LEFT JOIN product r ON r.id = l.product WHERE l.purchase = p.id AND l.deleted IS NULL)"
  " FROM purchase p WHERE p.account = ?1 AND p.deleted IS NULL AND p.day <= ?3 ORDER BY p.day, p.id";

static RapportAccountSum *
find_sum (GArray     *sums,
          const char *currency)
{
  RapportAccountSum sum = { 0 };

  for (guint i = 0; i < sums->len; i++)
    {
      RapportAccountSum *known = &g_array_index (sums, RapportAccountSum, i);

      if (g_str_equal (known->currency, currency))
        return known;
    }
  g_strlcpy (sum.currency, currency, sizeof sum.currency);
  g_array_append_val (sums, sum);
  return &g_array_index (sums, RapportAccountSum, sums->len - 1);
}

static double
margin_of (gint64 costed,
           gint64 cost)
{
  return costed > 0 ? (double) (costed - cost) / (double) costed : NAN;
}

static void
sum_window (GArray     *purchases,
            RapportDay  first,
            RapportDay  last,
            gint64     *revenue,
            gint64     *costed,
            gint64     *cost,
            guint      *n_orders)
{
  *revenue = *costed = *cost = 0;
  *n_orders = 0;
  for (guint i = 0; i < purchases->len; i++)
    {
      const Purchase *purchase = &g_array_index (purchases, Purchase, i);

      if (purchase->day < first || purchase->day > last)
        continue;
      *n_orders += 1;
      *revenue += purchase->total;
      if (purchase->costed)
        {
          *costed += purchase->total;
          *cost += purchase->cost;
        }
    }
}

static void
compute_value (RapportAccountData *data,
               GArray             *purchases)
{
  RapportDay first, last;
  gint64 revenue, costed, cost;
  guint n;

  for (int i = 0; i < RAPPORT_ACCOUNT_N_QUARTERS; i++)
    {
      RapportAccountQuarter *quarter = &data->quarters[i];

      rapport_day_get_window (data->today, 3, RAPPORT_ACCOUNT_N_QUARTERS - 1 - i, &quarter->first, &quarter->last);
      sum_window (purchases, quarter->first, quarter->last, &quarter->revenue, &quarter->costed, &quarter->cost,
                  &quarter->n_orders);
    }
  for (int i = 0; i < 24; i++)
    {
      rapport_day_get_window (data->today, 1, 23 - i, &first, &last);
      sum_window (purchases, first, last, &data->months[i], &costed, &cost, &n);
      data->margin_months[i] = costed - cost;
    }

  rapport_day_get_window (data->today, 12, 1, &first, &last);
  sum_window (purchases, first, last, &revenue, &costed, &cost, &n);
  data->margin_before = margin_of (costed, cost);
  rapport_day_get_window (data->today, 12, 0, &first, &last);
  sum_window (purchases, first, last, &revenue, &costed, &cost, &n);
  data->margin = margin_of (costed, cost);
  data->costed_share = revenue > 0 ? (double) costed / (double) revenue : 0;

  for (int i = 0; i < RAPPORT_ACCOUNT_N_POINTS; i++)
    {
      RapportDay end = rapport_day_add_months (data->today, i - (RAPPORT_ACCOUNT_N_POINTS - 1));

      rapport_day_get_window (end, 12, 0, &first, &last);
      sum_window (purchases, first, last, &revenue, &costed, &cost, &n);
      data->revenue_points[i] = revenue;
      data->margin_points[i] = margin_of (costed, cost);
    }
}

gboolean
_rapport_account_read_value (RapportDb           *db,
                             RapportAccountData  *data,
                             gint64               account,
                             GError             **error)
{
  g_autoptr(GArray) purchases = g_array_new (FALSE, FALSE, sizeof (Purchase));
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  char today[RAPPORT_DAY_TEXT_SIZE];

  statement = rapport_db_query (db, error, purchase_sql, "iss", account, data->currency,
                                rapport_day_print (data->today, today));
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      Purchase purchase = { rapport_day_parse (rapport_statement_get_text (statement, 0)) };
      const char *currency = rapport_statement_get_text (statement, 2);
      RapportAccountSum *sum = find_sum (data->sums, currency);
      gint64 total = rapport_statement_is_null (statement, 1) ? 0 : rapport_statement_get_int (statement, 1);
      gboolean foreign = !g_str_equal (currency, data->currency);

      data->n_purchases++;
      sum->n_orders++;
      sum->minor += total;
      if (rapport_statement_is_null (statement, 3))
        {
          /* Without a rate, or without an amount: it counts as an order and in no sum. */
          if (foreign && !rapport_statement_is_null (statement, 1))
            {
              sum->unconverted++;
              continue;
            }
        }
      else
        purchase.total = rapport_statement_get_int (statement, 3);

      if (!rapport_statement_is_null (statement, 4))
        {
          purchase.costed = TRUE;
          purchase.cost = rapport_statement_get_int (statement, 4);
        }
      else if (!rapport_statement_is_null (statement, 5))
        {
          double major = rapport_statement_is_null (statement, 6) ? 0
                                                                  : rapport_statement_get_real (statement, 6) / 1e12;

          purchase.costed = TRUE;
          purchase.cost = (gint64) rint (major * pow (10, rapport_currency_get_digits (currency)));
        }
      /* Costs are in the currency of the purchase. */
      if (purchase.costed && foreign)
        purchase.cost = total != 0 ? (gint64) rint ((double) purchase.cost * purchase.total / total) : 0;
      data->purchased += purchase.total;
      g_array_append_val (purchases, purchase);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  compute_value (data, purchases);
  return TRUE;
}

/* Promises ----------------------------------------------------------------------------------------------------- */

/* The day that decides about a promise (D16). */
static RapportDay
deciding_day (const RapportPromisePoint *point)
{
  return point->due != RAPPORT_DAY_NONE ? point->due : point->done;
}

static RapportShare
promises_kept (GArray     *points,
               RapportDay  end)
{
  RapportDay first = RAPPORT_DAY_NONE;
  g_autoptr(GArray) within = g_array_new (FALSE, FALSE, sizeof (RapportPromisePoint));

  rapport_day_get_window (end, 12, 0, &first, NULL);
  for (guint i = 0; i < points->len; i++)
    {
      RapportPromisePoint point = g_array_index (points, RapportPromisePoint, i);
      RapportDay day = deciding_day (&point);

      if (point.broken && day == RAPPORT_DAY_NONE)
        day = end;
      /* What was done ahead of its day counts, too. */
      if (day >= first && (day <= end || (point.done != RAPPORT_DAY_NONE && point.done >= first && point.done <= end)))
        g_array_append_val (within, point);
    }
  return rapport_retention_promises_kept ((const RapportPromisePoint *) within->data, within->len, end);
}

gboolean
_rapport_account_read_promises (RapportDb           *db,
                                RapportAccountData  *data,
                                gint64               account,
                                GError             **error)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (RapportPromisePoint));
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  statement = rapport_db_query (db, error,
    "SELECT coalesce(CASE WHEN agreed = 1 THEN due END, first_due, due), done, outcome, due FROM commitment"
    " WHERE account = ?1 AND kind = 'promise' AND side IS NOT 'theirs' AND deleted IS NULL", "i", account);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      const char *due = rapport_statement_get_text (statement, 0);
      const char *done = rapport_statement_get_text (statement, 1);
      const char *outcome = rapport_statement_get_text (statement, 2);
      const char *now_due = rapport_statement_get_text (statement, 3);
      RapportPromisePoint point = { due ? rapport_day_parse (due) : RAPPORT_DAY_NONE,
                                    done ? rapport_day_parse (done) : RAPPORT_DAY_NONE };

      point.withdrawn = g_strcmp0 (outcome, "withdrawn") == 0;
      point.broken = g_strcmp0 (outcome, "broken") == 0;
      if (done == NULL && outcome == NULL && now_due != NULL && rapport_day_parse (now_due) < data->today)
        data->n_overdue++;
      g_array_append_val (points, point);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  data->promises = promises_kept (points, data->today);
  for (int i = 0; i < RAPPORT_ACCOUNT_N_POINTS; i++)
    {
      RapportShare share = promises_kept (points,
                                          rapport_day_add_months (data->today, i - (RAPPORT_ACCOUNT_N_POINTS - 1)));

      data->promise_points[i] = share.whole > 0 ? rapport_share_get_value (share) : NAN;
    }
  return TRUE;
}
