#pragma once

#include "widgets/rapport-chart.h"

G_BEGIN_DECLS

/**
 * RapportSparkline:
 *
 * A line of 62×28 px without axes: end dot, fading fill. Empty with fewer than two values.
 */
#define RAPPORT_TYPE_SPARKLINE (rapport_sparkline_get_type ())
G_DECLARE_FINAL_TYPE (RapportSparkline, rapport_sparkline, RAPPORT, SPARKLINE, RapportChart)

GtkWidget *rapport_sparkline_new        (void);
void       rapport_sparkline_set_values (RapportSparkline *self,
                                         const double     *values,
                                         gsize             n_values);
void       rapport_sparkline_set_tone   (RapportSparkline *self,
                                         RapportTone       tone);

G_END_DECLS
