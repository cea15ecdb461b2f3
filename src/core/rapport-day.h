#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportDay:
 *
 * A day without a time or a zone: the number of days since 1970-01-01 in the proleptic Gregorian
 * calendar. Days compare, sort and subtract as the integers they are. A valid day lies between
 * 0001-01-01 and 9999-12-31, so that it always has an ISO text of ten characters;
 * %RAPPORT_DAY_NONE stands for "no day" and sorts before every other.
 */
typedef gint32 RapportDay;

#define RAPPORT_DAY_NONE ((RapportDay) G_MININT32)
#define RAPPORT_DAY_MIN  ((RapportDay) -719162)
#define RAPPORT_DAY_MAX  ((RapportDay) 2932896)

/* Long enough for "2025-11-20" and its terminator. */
#define RAPPORT_DAY_TEXT_SIZE 11

/**
 * RapportPeriod:
 * @RAPPORT_PERIOD_MONTH: calendar months
 * @RAPPORT_PERIOD_QUARTER: calendar quarters
 * @RAPPORT_PERIOD_YEAR: calendar years
 *
 * A length of calendar period.
 */
typedef enum {
  RAPPORT_PERIOD_MONTH,
  RAPPORT_PERIOD_QUARTER,
  RAPPORT_PERIOD_YEAR,
} RapportPeriod;

gboolean      rapport_day_is_valid           (RapportDay      day);

RapportDay    rapport_day_from_ymd           (int             year,
                                              int             month,
                                              int             day_of_month);
gboolean      rapport_day_to_ymd             (RapportDay      day,
                                              int            *year,
                                              int            *month,
                                              int            *day_of_month);
RapportDay    rapport_day_parse              (const char     *text);
char         *rapport_day_format             (RapportDay      day);
const char   *rapport_day_print              (RapportDay      day,
                                              char           *buffer);

GTimeZone    *rapport_day_get_local_zone     (void);
RapportDay    rapport_day_from_instant       (gint64          instant,
                                              GTimeZone      *zone);
gint64        rapport_day_to_instant         (RapportDay      day,
                                              GTimeZone      *zone);

GDateWeekday  rapport_day_get_weekday        (RapportDay      day);
int           rapport_day_get_days_in_month  (int             year,
                                              int             month);

RapportDay    rapport_day_add_days           (RapportDay      day,
                                              int             days);
RapportDay    rapport_day_add_months         (RapportDay      day,
                                              int             months);
RapportDay    rapport_day_add_years          (RapportDay      day,
                                              int             years);
int           rapport_day_diff               (RapportDay      from,
                                              RapportDay      to);
int           rapport_day_months_between     (RapportDay      from,
                                              RapportDay      to);

RapportDay    rapport_day_get_week_start     (RapportDay      day);
RapportDay    rapport_day_get_period_start   (RapportDay      day,
                                              RapportPeriod   period);
RapportDay    rapport_day_get_period_end     (RapportDay      day,
                                              RapportPeriod   period);
int           rapport_day_get_period_index   (RapportDay      day,
                                              RapportPeriod   period);
RapportDay    rapport_day_from_period_index  (int             index,
                                              RapportPeriod   period);
int           rapport_day_get_quarter        (RapportDay      day);

gboolean      rapport_day_get_window         (RapportDay      until,
                                              int             months,
                                              int             back,
                                              RapportDay     *first,
                                              RapportDay     *last);

G_END_DECLS
