#pragma once

#include "widgets/rapport-bar-chart.h"

G_BEGIN_DECLS

/**
 * RapportLinePoint:
 * @label: (nullable): below the axis, where it has one: "Feb"
 * @text: what the point is called when it is pointed at: "20 Feb 2025"
 * @value: this year
 * @before: the year before; NAN when there was none
 */
typedef struct
{
  const char *label;
  const char *text;
  double      value;
  double      before;
} RapportLinePoint;

/**
 * RapportLineChart:
 *
 * This year's line (full) over that of the year before (dashed), in equal steps of time, each with
 * its last value at its end. Signal `point-activated` (guint index): a point was clicked, or Enter
 * pressed on it.
 */
#define RAPPORT_TYPE_LINE_CHART (rapport_line_chart_get_type ())
G_DECLARE_FINAL_TYPE (RapportLineChart, rapport_line_chart, RAPPORT, LINE_CHART, RapportChart)

GtkWidget *rapport_line_chart_new        (void);
void       rapport_line_chart_set_points (RapportLineChart       *self,
                                          const RapportLinePoint *points,
                                          gsize                   n_points);
void       rapport_line_chart_set_legend (RapportLineChart       *self,
                                          const char             *value,
                                          const char             *before);
void       rapport_line_chart_set_ends   (RapportLineChart       *self,
                                          const char             *value,
                                          const char             *before);
void       rapport_line_chart_set_format (RapportLineChart       *self,
                                          RapportBarFormat        format,
                                          gpointer                user_data,
                                          GDestroyNotify          destroy);

G_END_DECLS
