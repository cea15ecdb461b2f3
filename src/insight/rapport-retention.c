#include "config.h"

#include "insight/rapport-retention.h"

#include <math.h>

typedef struct {
  RapportDay first;
  RapportDay last;
} Span;

static gboolean
counts_as_of (const RapportPurchasePoint *point,
              guint                       n_accounts,
              RapportDay                  as_of)
{
  g_return_val_if_fail (point->account < n_accounts, FALSE);

  return rapport_day_is_valid (point->day) && point->day <= as_of;
}

/* First and last purchase of each account; both are RAPPORT_DAY_NONE where there is none. */
static Span *
find_spans (const RapportPurchasePoint *points,
            gsize                       n_points,
            guint                       n_accounts,
            RapportDay                  as_of)
{
  Span *spans = g_new (Span, MAX (n_accounts, 1));

  for (guint i = 0; i < n_accounts; i++)
    spans[i] = (Span) { RAPPORT_DAY_NONE, RAPPORT_DAY_NONE };

  for (gsize i = 0; i < n_points; i++)
    if (counts_as_of (&points[i], n_accounts, as_of))
      {
        Span *span = &spans[points[i].account];

        if (span->first == RAPPORT_DAY_NONE || points[i].day < span->first)
          span->first = points[i].day;
        span->last = MAX (span->last, points[i].day);
      }
  return spans;
}

/**
 * rapport_cohorts_new:
 * @points: (array length=n_points): all purchases, in any order
 * @n_points: number of purchases
 * @n_accounts: number of accounts; every account index is below it
 * @period: whether cohorts and columns are months, quarters or years
 * @as_of: the day to look from; later purchases are left out
 * @max_cohorts: how many of the newest cohorts to keep, or 0 for all
 *
 * Groups customers by the period of their first purchase and counts, for that period and each one
 * after it, how many were *still buying*: a customer is still buying in a period when its last
 * known purchase falls in that period or a later one. A customer who pauses and comes back was thus
 * never gone, rows never rise from left to right, and the first cell is always the whole cohort.
 * (The other usual definition, bought *in* the period, punishes customers who buy once a year.)
 *
 * The last cell of a row is the period that @as_of lies in; until that is over, those who have not
 * bought yet in it are missing there.
 *
 * Returns: (transfer full): the table; it has no rows if nobody bought
 */
RapportCohorts *
rapport_cohorts_new (const RapportPurchasePoint *points,
                          gsize                       n_points,
                          guint                       n_accounts,
                          RapportPeriod               period,
                          RapportDay                  as_of,
                          guint                       max_cohorts)
{
  RapportCohorts *self;
  g_autofree Span *spans = NULL;
  RapportDay oldest = RAPPORT_DAY_NONE;
  int first_index, last_index;

  g_return_val_if_fail (points != NULL || n_points == 0, NULL);
  g_return_val_if_fail (rapport_day_is_valid (as_of), NULL);

  self = g_new0 (RapportCohorts, 1);
  self->period = period;
  self->as_of = as_of;

  spans = find_spans (points, n_points, n_accounts, as_of);
  for (guint i = 0; i < n_accounts; i++)
    if (spans[i].first != RAPPORT_DAY_NONE &&
        (oldest == RAPPORT_DAY_NONE || spans[i].first < oldest))
      oldest = spans[i].first;
  if (oldest == RAPPORT_DAY_NONE)
    return self;

  last_index = rapport_day_get_period_index (as_of, period);
  first_index = rapport_day_get_period_index (oldest, period);
  if (max_cohorts > 0 && (guint) (last_index - first_index + 1) > max_cohorts)
    first_index = last_index - (int) max_cohorts + 1;

  self->n_cohorts = self->n_periods = last_index - first_index + 1;
  self->cohorts = g_new0 (RapportCohort, self->n_cohorts);
  for (guint i = 0; i < self->n_cohorts; i++)
    {
      self->cohorts[i].start = rapport_day_from_period_index (first_index + (int) i, period);
      self->cohorts[i].n_periods = self->n_cohorts - i;
      self->cohorts[i].still = g_new0 (guint, self->n_cohorts - i);
    }

  /* Count each customer where it bought last, then sum from the right. */
  for (guint i = 0; i < n_accounts; i++)
    {
      int index;

      if (spans[i].first == RAPPORT_DAY_NONE)
        continue;

      index = rapport_day_get_period_index (spans[i].first, period);
      if (index < first_index)
        continue;

      self->cohorts[index - first_index].size++;
      self->cohorts[index - first_index]
        .still[rapport_day_get_period_index (spans[i].last, period) - index]++;
    }

  for (guint i = 0; i < self->n_cohorts; i++)
    for (guint j = self->cohorts[i].n_periods - 1; j > 0; j--)
      self->cohorts[i].still[j - 1] += self->cohorts[i].still[j];
  return self;
}

/**
 * rapport_cohorts_free:
 * @table: (transfer full) (nullable): what to free
 *
 * Frees what rapport_cohorts_new() returned.
 */
void
rapport_cohorts_free (RapportCohorts *table)
{
  if (table == NULL)
    return;

  for (guint i = 0; i < table->n_cohorts; i++)
    g_free (table->cohorts[i].still);
  g_free (table->cohorts);
  g_free (table);
}

/**
 * rapport_cohorts_get_share:
 * @table: a cohort table
 * @cohort: the row
 * @period: the column, periods since the first purchase
 *
 * Returns: the share of the cohort still buying, 0 to 1, or NaN where the period is in the future
 *   or the cohort is empty
 */
double
rapport_cohorts_get_share (const RapportCohorts *table,
                                guint                     cohort,
                                guint                     period)
{
  const RapportCohort *row;

  g_return_val_if_fail (table != NULL, NAN);

  if (cohort >= table->n_cohorts)
    return NAN;

  row = &table->cohorts[cohort];
  if (period >= row->n_periods || row->size == 0)
    return NAN;

  return (double) row->still[period] / row->size;
}

/**
 * rapport_share_get_value:
 * @share: a share
 *
 * Returns: part ÷ whole, 0 to 1, or NaN of nothing
 */
double
rapport_share_get_value (RapportShare share)
{
  return share.whole == 0 ? NAN : (double) share.part / share.whole;
}

/**
 * rapport_retention_compute:
 * @points: (array length=n_points): all purchases, in any order
 * @n_points: number of purchases
 * @n_accounts: number of accounts; every account index is below it
 * @months: the length of the window, usually 12
 * @as_of: the day to look from; later purchases are left out
 *
 * Computes retention: of the customers who bought in the @months before the last @months, how many
 * bought again in the last @months (D35). Windows run back from @as_of, see
 * rapport_day_get_window(). Customers won since are no part of it.
 *
 * Returns: those retained, of those there were
 */
RapportShare
rapport_retention_compute (const RapportPurchasePoint *points,
                           gsize                       n_points,
                           guint                       n_accounts,
                           int                         months,
                           RapportDay                  as_of)
{
  RapportShare share = { 0, 0 };
  RapportDay recent, earlier, earlier_last;
  g_autofree guint8 *bought = NULL;

  g_return_val_if_fail (points != NULL || n_points == 0, share);
  g_return_val_if_fail (months >= 1, share);

  if (!rapport_day_get_window (as_of, months, 0, &recent, NULL) ||
      !rapport_day_get_window (as_of, months, 1, &earlier, &earlier_last))
    return share;

  bought = g_new0 (guint8, MAX (n_accounts, 1));
  for (gsize i = 0; i < n_points; i++)
    if (counts_as_of (&points[i], n_accounts, as_of))
      {
        if (points[i].day >= recent)
          bought[points[i].account] |= 1;
        else if (points[i].day >= earlier && points[i].day <= earlier_last)
          bought[points[i].account] |= 2;
      }

  for (guint i = 0; i < n_accounts; i++)
    {
      share.whole += (bought[i] & 2) != 0;
      share.part += bought[i] == 3;
    }
  return share;
}

/**
 * rapport_retention_repeat_rate:
 * @points: (array length=n_points): all purchases, in any order
 * @n_points: number of purchases
 * @n_accounts: number of accounts; every account index is below it
 * @as_of: the day to look from; later purchases are left out
 *
 * Computes the repeat rate: of all who ever bought, how many bought on at least two different days
 * (D48). Two purchases on one day are one sale.
 *
 * Returns: repeat customers, of customers
 */
RapportShare
rapport_retention_repeat_rate (const RapportPurchasePoint *points,
                               gsize                       n_points,
                               guint                       n_accounts,
                               RapportDay                  as_of)
{
  RapportShare share = { 0, 0 };
  g_autofree Span *spans = NULL;

  g_return_val_if_fail (points != NULL || n_points == 0, share);

  spans = find_spans (points, n_points, n_accounts, as_of);
  for (guint i = 0; i < n_accounts; i++)
    {
      share.whole += spans[i].first != RAPPORT_DAY_NONE;
      share.part += spans[i].first != spans[i].last;
    }
  return share;
}

/**
 * rapport_retention_active:
 * @points: (array length=n_points): all purchases, in any order
 * @n_points: number of purchases
 * @n_accounts: number of accounts; every account index is below it
 * @months: within how many months, usually 12
 * @as_of: the day to look from; later purchases are left out
 *
 * Counts active customers: those who bought in the last @months.
 *
 * Returns: active customers, of all who ever bought
 */
RapportShare
rapport_retention_active (const RapportPurchasePoint *points,
                          gsize                       n_points,
                          guint                       n_accounts,
                          int                         months,
                          RapportDay                  as_of)
{
  RapportShare share = { 0, 0 };
  RapportDay recent;
  g_autofree Span *spans = NULL;

  g_return_val_if_fail (points != NULL || n_points == 0, share);
  g_return_val_if_fail (months >= 1, share);

  if (!rapport_day_get_window (as_of, months, 0, &recent, NULL))
    return share;

  spans = find_spans (points, n_points, n_accounts, as_of);
  for (guint i = 0; i < n_accounts; i++)
    {
      share.whole += spans[i].last != RAPPORT_DAY_NONE;
      share.part += spans[i].last != RAPPORT_DAY_NONE && spans[i].last >= recent;
    }
  return share;
}

/**
 * rapport_retention_promises_kept:
 * @points: (array length=n_points): promises, not next steps
 * @n_points: number of promises
 * @as_of: the day to look from
 *
 * Computes the share of promises kept (D16): those done on or before the day that counts, of those
 * decided. Decided is a promise that was done, that was given up, or whose day is over: an overdue
 * one can only be late any more. Withdrawn ones, and open ones that are not yet due, do not count;
 * nor does what was done after @as_of. A promise without a due day counts once it is done or given
 * up.
 *
 * Returns: promises kept in time, of those decided
 */
RapportShare
rapport_retention_promises_kept (const RapportPromisePoint *points,
                                 gsize                      n_points,
                                 RapportDay                 as_of)
{
  RapportShare share = { 0, 0 };

  g_return_val_if_fail (points != NULL || n_points == 0, share);

  for (gsize i = 0; i < n_points; i++)
    {
      const RapportPromisePoint *point = &points[i];
      gboolean done = point->done != RAPPORT_DAY_NONE && point->done <= as_of;
      gboolean has_due = point->due != RAPPORT_DAY_NONE;

      if (point->withdrawn || !(done || point->broken || (has_due && point->due < as_of)))
        continue;

      share.whole++;
      share.part += done && !point->broken && (!has_due || point->done <= point->due);
    }
  return share;
}
