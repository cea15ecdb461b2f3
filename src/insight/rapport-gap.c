#include "config.h"

#include "insight/rapport-gap.h"

#include <math.h>
#include <stdlib.h>

static int
compare_ints (const void *a,
              const void *b)
{
  int one = *(const int *) a, other = *(const int *) b;

  return (one > other) - (one < other);
}

/**
 * rapport_gap_get_threshold:
 * @usual: the usual gap, in days
 * @factor: silence is abnormal beyond this many usual gaps, %RAPPORT_GAP_FACTOR as a rule
 *
 * Returns: the days beyond which silence is abnormal: whole days of @factor × @usual, and never less than
 *   %RAPPORT_GAP_SLACK_DAYS more than @usual
 */
int
rapport_gap_get_threshold (double usual,
                           double factor)
{
  return (int) MIN (floor (MAX (usual * factor, usual + RAPPORT_GAP_SLACK_DAYS)), G_MAXINT);
}

/**
 * rapport_gap_compute:
 * @days: (array length=n_days): days of events, ascending; several on one day are one
 * @n_days: number of days
 * @as_of: the day to look from; later events are left out
 * @factor: silence is abnormal beyond this many usual gaps; 0 for %RAPPORT_GAP_FACTOR
 * @gap: (out caller-allocates): what was found
 *
 * Finds the usual gap of a series of contacts or purchases, the longest one, and whether the
 * present silence is abnormal.
 *
 * The usual gap is the median, which one long holiday does not shift; of an even number of gaps it
 * is the mean of the two in the middle. Silence is abnormal when it exceeds both @factor × usual
 * gap and usual gap + %RAPPORT_GAP_SLACK_DAYS days: the second keeps a customer who calls every
 * other day from being reported after a long weekend. With fewer than %RAPPORT_GAP_MIN_GAPS gaps
 * nothing is called abnormal (D37).
 *
 * Returns: whether there is a usual gap; @gap is set in any case
 */
gboolean
rapport_gap_compute (const RapportDay *days,
                     gsize             n_days,
                     RapportDay        as_of,
                     double            factor,
                     RapportGap       *gap)
{
  g_autofree int *gaps = NULL;
  guint n = 0;

  g_return_val_if_fail (days != NULL || n_days == 0, FALSE);
  g_return_val_if_fail (factor >= 0, FALSE);
  g_return_val_if_fail (gap != NULL, FALSE);

  *gap = (RapportGap) {
    .usual = -1, .longest = -1, .last = RAPPORT_DAY_NONE, .silence = -1, .threshold = -1,
  };
  if (!rapport_day_is_valid (as_of))
    return FALSE;
  if (factor == 0)
    factor = RAPPORT_GAP_FACTOR;

  gaps = g_new (int, MAX (n_days, 1));
  for (gsize i = 0; i < n_days && days[i] <= as_of; i++)
    {
      if (!rapport_day_is_valid (days[i]))
        continue;

      if (gap->last != RAPPORT_DAY_NONE)
        {
          g_return_val_if_fail (days[i] >= gap->last, FALSE);
          if (days[i] != gap->last)
            {
              gaps[n++] = days[i] - gap->last;
              gap->longest = MAX (gap->longest, days[i] - gap->last);
            }
        }
      gap->last = days[i];
    }

  gap->n_gaps = n;
  if (gap->last == RAPPORT_DAY_NONE)
    return FALSE;

  gap->silence = as_of - gap->last;
  gap->beyond_longest = n > 0 && gap->silence > gap->longest;
  if (n < RAPPORT_GAP_MIN_GAPS)
    return FALSE;

  qsort (gaps, n, sizeof *gaps, compare_ints);
  gap->usual = n % 2 == 1 ? gaps[n / 2] : (gaps[n / 2 - 1] + gaps[n / 2]) / 2.0;
  gap->threshold = rapport_gap_get_threshold (gap->usual, factor);
  gap->abnormal = gap->silence > gap->threshold;
  return TRUE;
}
