#pragma once

#include "widgets/rapport-chart.h"

G_BEGIN_DECLS

/**
 * RapportStageBar:
 * @name: the stage's name
 * @count: accounts in it
 * @in: entered lately
 * @out: left lately
 */
typedef struct
{
  const char *name;
  guint       count;
  guint       in;
  guint       out;
} RapportStageBar;

/**
 * RapportStageBars:
 *
 * One bar a stage, with what came in and went out. Signal `bar-activated` (guint index): a row was
 * clicked, or Enter pressed on it.
 */
#define RAPPORT_TYPE_STAGE_BARS (rapport_stage_bars_get_type ())
G_DECLARE_FINAL_TYPE (RapportStageBars, rapport_stage_bars, RAPPORT, STAGE_BARS, RapportChart)

GtkWidget *rapport_stage_bars_new      (void);
void       rapport_stage_bars_set_bars (RapportStageBars      *self,
                                        const RapportStageBar *bars,
                                        gsize                  n_bars);

G_END_DECLS
