#include "config.h"

#include "insight/rapport-pareto.h"

#include <math.h>
#include <stdlib.h>

static int
compare_bars (const void *a,
              const void *b)
{
  const RapportParetoBar *one = a, *other = b;

  if (one->count != other->count)
    return one->count > other->count ? -1 : 1;
  return one->index < other->index ? -1 : 1;
}

/**
 * rapport_pareto_new:
 * @counts: (array length=n_counts): how often each cause occurred
 * @n_counts: number of causes
 * @rest: which of them gathers the others ("Other"), or −1
 *
 * Sorts causes by their counts, largest first, equal ones in the order given, and sums them up. The
 * cause @rest stands last whatever its count and is never vital.
 *
 * The vital few are the first bars whose sum comes nearest to %RAPPORT_PARETO_VITAL_SHARE of all,
 * the fewer of them if two sums are equally near.
 *
 * Returns: (transfer full): the chart's figures; without any occurrence it has no bars
 */
RapportPareto *
rapport_pareto_new (const guint *counts,
                    guint        n_counts,
                    int          rest)
{
  RapportPareto *self;
  guint n_sorted, n_eligible;
  guint64 sum = 0;
  double nearest = G_MAXDOUBLE;

  g_return_val_if_fail (counts != NULL || n_counts == 0, NULL);
  g_return_val_if_fail (rest < 0 || (guint) rest < n_counts, NULL);

  self = g_new0 (RapportPareto, 1);
  self->bars = g_new0 (RapportParetoBar, MAX (n_counts, 1));
  for (guint i = 0; i < n_counts; i++)
    if (counts[i] > 0 && (int) i != rest)
      self->bars[self->n_bars++] = (RapportParetoBar) { .index = i, .count = counts[i] };

  n_sorted = n_eligible = self->n_bars;
  if (n_sorted > 1)
    qsort (self->bars, n_sorted, sizeof *self->bars, compare_bars);
  if (rest >= 0 && counts[rest] > 0)
    self->bars[self->n_bars++] = (RapportParetoBar) { .index = rest, .count = counts[rest] };

  for (guint i = 0; i < self->n_bars; i++)
    self->total += self->bars[i].count;

  for (guint i = 0; i < self->n_bars; i++)
    {
      RapportParetoBar *bar = &self->bars[i];
      double distance;

      sum += bar->count;
      bar->cumulative = sum;
      bar->share = (double) sum / self->total;

      /* Compare in counts: shares such as 0.8 are not exact. */
      distance = fabs ((double) sum * 100
                       - (double) self->total * round (RAPPORT_PARETO_VITAL_SHARE * 100));
      if (i < n_eligible && distance < nearest)
        {
          nearest = distance;
          self->n_vital = i + 1;
          self->vital_share = bar->share;
        }
    }

  for (guint i = 0; i < self->n_vital; i++)
    self->bars[i].vital = TRUE;
  return self;
}

/**
 * rapport_pareto_free:
 * @pareto: (transfer full) (nullable): what to free
 *
 * Frees what rapport_pareto_new() returned.
 */
void
rapport_pareto_free (RapportPareto *pareto)
{
  if (pareto == NULL)
    return;

  g_free (pareto->bars);
  g_free (pareto);
}
