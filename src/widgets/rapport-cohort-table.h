#pragma once

#include "widgets/rapport-chart.h"

G_BEGIN_DECLS

/**
 * RapportCohortTable:
 *
 * Retention by cohort: rows = quarter of the first purchase, columns = quarters since, cell = share
 * still buying. Cells that do not exist yet are NAN. Signal `cell-activated` (guint row,
 * guint column).
 */
#define RAPPORT_TYPE_COHORT_TABLE (rapport_cohort_table_get_type ())
G_DECLARE_FINAL_TYPE (RapportCohortTable, rapport_cohort_table, RAPPORT, COHORT_TABLE, RapportChart)

GtkWidget *rapport_cohort_table_new      (void);
void       rapport_cohort_table_set_data (RapportCohortTable *self,
                                          const char *const  *labels,
                                          const guint        *sizes,
                                          const double       *shares,
                                          gsize               n_rows,
                                          gsize               n_columns);

G_END_DECLS
