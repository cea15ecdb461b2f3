#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The share of all that the vital few make up: Juran's 80 %. */
#define RAPPORT_PARETO_VITAL_SHARE 0.8

/**
 * RapportParetoBar:
 * @index: which of the causes given this is
 * @count: its count
 * @cumulative: the sum of the counts up to and with this one
 * @share: @cumulative as a share of the total, 0 to 1
 * @vital: whether it is one of the vital few
 */
typedef struct {
  guint    index;
  guint    count;
  guint64  cumulative;
  double   share;
  gboolean vital;
} RapportParetoBar;

/**
 * RapportPareto:
 * @n_bars: number of bars; causes that never occurred have none
 * @bars: (array length=n_bars): the bars, largest first, the rest last
 * @total: the sum of all counts
 * @n_vital: number of vital bars; they come first
 * @vital_share: the share of the total that they make up
 */
typedef struct {
  guint             n_bars;
  RapportParetoBar *bars;
  guint64           total;
  guint             n_vital;
  double            vital_share;
} RapportPareto;

RapportPareto *rapport_pareto_new   (const guint   *counts,
                                     guint          n_counts,
                                     int            rest);
void           rapport_pareto_free  (RapportPareto *pareto);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportPareto, rapport_pareto_free)

G_END_DECLS
