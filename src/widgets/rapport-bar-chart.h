#pragma once

#include "widgets/rapport-chart.h"

G_BEGIN_DECLS

/**
 * RapportBarPair:
 * @label: below the bars: "to 20 Nov"
 * @value: this year
 * @before: the year before; NAN when there was none
 */
typedef struct
{
  const char *label;
  double      value;
  double      before;
} RapportBarPair;

/**
 * RapportBarChart:
 *
 * This year's bars (dark) beside those of the year before (light). Signal `bar-activated`
 * (guint index): a pair was clicked, or Enter pressed on it.
 */
#define RAPPORT_TYPE_BAR_CHART (rapport_bar_chart_get_type ())
G_DECLARE_FINAL_TYPE (RapportBarChart, rapport_bar_chart, RAPPORT, BAR_CHART, RapportChart)

/**
 * RapportBarFormat:
 * @value: a value
 * @user_data: data
 *
 * Returns: (transfer full): the value as it is printed at its bar
 */
typedef char *(*RapportBarFormat) (double value, gpointer user_data);

GtkWidget *rapport_bar_chart_new        (void);
void       rapport_bar_chart_set_pairs  (RapportBarChart      *self,
                                         const RapportBarPair *pairs,
                                         gsize                 n_pairs);
void       rapport_bar_chart_set_legend (RapportBarChart      *self,
                                         const char           *value,
                                         const char           *before);
void       rapport_bar_chart_set_format (RapportBarChart      *self,
                                         RapportBarFormat      format,
                                         gpointer              user_data,
                                         GDestroyNotify        destroy);

G_END_DECLS
