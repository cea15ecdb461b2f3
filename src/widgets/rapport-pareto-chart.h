#pragma once

#include "widgets/rapport-chart.h"

G_BEGIN_DECLS

/**
 * RapportParetoCause:
 * @name: the cause
 * @count: reports of it
 */
typedef struct
{
  const char *name;
  guint       count;
} RapportParetoCause;

/**
 * RapportParetoChart:
 *
 * Causes from frequent to rare with the cumulative share; the widget sorts. Signal `bar-activated`
 * (guint index in the order given).
 */
#define RAPPORT_TYPE_PARETO_CHART (rapport_pareto_chart_get_type ())
G_DECLARE_FINAL_TYPE (RapportParetoChart, rapport_pareto_chart, RAPPORT, PARETO_CHART, RapportChart)

GtkWidget *rapport_pareto_chart_new        (void);
void       rapport_pareto_chart_set_causes (RapportParetoChart       *self,
                                            const RapportParetoCause *causes,
                                            gsize                     n_causes,
                                            gsize                     n_other_last);

G_END_DECLS
