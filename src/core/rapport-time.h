#pragma once

#include "core/rapport-day.h"

G_BEGIN_DECLS

/* "No instant": lies outside every instant that can be written. */
#define RAPPORT_INSTANT_NONE G_MININT64

/**
 * RapportTimeStyle:
 * @RAPPORT_TIME_STYLE_SHORT: for cards and narrow rows: "3 d ago", "1 d overdue", "6 y 8 m"
 * @RAPPORT_TIME_STYLE_LONG: for sentences, print and screen readers: "3 days ago",
 *   "1 day overdue", "6 years 8 months"
 */
typedef enum {
  RAPPORT_TIME_STYLE_SHORT,
  RAPPORT_TIME_STYLE_LONG,
} RapportTimeStyle;

/* Instants: seconds since 1970-01-01 00:00 UTC. */
char   *rapport_time_format_clock        (gint64            instant,
                                          GTimeZone        *zone);
char   *rapport_time_format_instant      (gint64            instant,
                                          GTimeZone        *zone);
char   *rapport_time_format_iso          (gint64            instant);
gint64  rapport_time_parse_iso           (const char       *text,
                                          GTimeZone        *zone);

/* Days. */
char   *rapport_time_format_day          (RapportDay        day,
                                          RapportDay        reference);
char   *rapport_time_format_day_full     (RapportDay        day);
char   *rapport_time_format_day_long     (RapportDay        day);
char   *rapport_time_format_month        (RapportDay        day);
char   *rapport_time_format_month_short  (RapportDay        day,
                                          gboolean          with_year);
char   *rapport_time_format_period       (RapportDay        day,
                                          RapportPeriod     period,
                                          gboolean          with_year);

/* Distances. */
char   *rapport_time_format_relative     (RapportDay        day,
                                          RapportDay        today,
                                          RapportTimeStyle  style);
char   *rapport_time_format_due          (RapportDay        due,
                                          RapportDay        today,
                                          RapportTimeStyle  style);
char   *rapport_time_format_days         (int               days,
                                          RapportTimeStyle  style);
char   *rapport_time_format_tenure       (RapportDay        since,
                                          RapportDay        today,
                                          RapportTimeStyle  style);

G_END_DECLS
