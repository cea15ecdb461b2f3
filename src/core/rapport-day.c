#include "config.h"

#include "core/rapport-day.h"

/* Days are counted from 0000-03-01, so that the leap day is the last of its year, then shifted. The
 * arithmetic on eras of 400 years is Howard Hinnant's ("chrono-Compatible Low-Level Date
 * Algorithms", days_from_civil and civil_from_days).
 */
#define DAYS_PER_ERA   146097
#define EPOCH_SHIFT    719468
#define SECONDS_A_DAY  86400

static const guint8 month_lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

static gboolean
is_leap_year (int year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static gint64
floor_div (gint64 a,
           gint64 b)
{
  return a / b - (a % b != 0 && (a < 0) != (b < 0));
}

static RapportDay
clamp_ymd (gint64 month_count,
           int    day_of_month)
{
  int year, month;

  if (month_count < 12 || month_count >= 10000 * 12)
    return RAPPORT_DAY_NONE;

  year = month_count / 12;
  month = month_count % 12 + 1;
  return rapport_day_from_ymd (year, month,
                               MIN (day_of_month, rapport_day_get_days_in_month (year, month)));
}

/**
 * rapport_day_is_valid:
 * @day: a day
 *
 * Returns: whether @day lies between 0001-01-01 and 9999-12-31
 */
gboolean
rapport_day_is_valid (RapportDay day)
{
  return day >= RAPPORT_DAY_MIN && day <= RAPPORT_DAY_MAX;
}

/**
 * rapport_day_get_days_in_month:
 * @year: a year
 * @month: a month, 1 to 12
 *
 * Returns: how many days the month has, or 0 if there is no such month
 */
int
rapport_day_get_days_in_month (int year,
                               int month)
{
  if (month < 1 || month > 12)
    return 0;

  return month_lengths[month - 1] + (month == 2 && is_leap_year (year));
}

/**
 * rapport_day_from_ymd:
 * @year: the year, 1 to 9999
 * @month: the month, 1 to 12
 * @day_of_month: the day of the month, from 1
 *
 * Returns: the day, or %RAPPORT_DAY_NONE if the calendar has no such day
 */
RapportDay
rapport_day_from_ymd (int year,
                      int month,
                      int day_of_month)
{
  int y, era, year_of_era, day_of_year, day_of_era;

  if (year < 1 || year > 9999 || day_of_month < 1 ||
      day_of_month > rapport_day_get_days_in_month (year, month))
    return RAPPORT_DAY_NONE;

  y = year - (month <= 2);
  era = y / 400;
  year_of_era = y - era * 400;
  day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day_of_month - 1;
  day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DAYS_PER_ERA + day_of_era - EPOCH_SHIFT;
}

/**
 * rapport_day_to_ymd:
 * @day: a day
 * @year: (out) (optional): the year
 * @month: (out) (optional): the month, 1 to 12
 * @day_of_month: (out) (optional): the day of the month, from 1
 *
 * Takes a day apart. Of a day that is not valid, all parts are 0.
 *
 * Returns: whether @day is valid
 */
gboolean
rapport_day_to_ymd (RapportDay  day,
                    int        *year,
                    int        *month,
                    int        *day_of_month)
{
  int y = 0, m = 0, d = 0;
  gboolean valid = rapport_day_is_valid (day);

  if (valid)
    {
      int shifted = day + EPOCH_SHIFT;
      int era = shifted / DAYS_PER_ERA;
      int day_of_era = shifted - era * DAYS_PER_ERA;
      int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524
                         - day_of_era / 146096) / 365;
      int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
      int march_month = (5 * day_of_year + 2) / 153;

      d = day_of_year - (153 * march_month + 2) / 5 + 1;
      m = march_month + (march_month < 10 ? 3 : -9);
      y = year_of_era + era * 400 + (m <= 2);
    }

  if (year != NULL)
    *year = y;
  if (month != NULL)
    *month = m;
  if (day_of_month != NULL)
    *day_of_month = d;
  return valid;
}

/**
 * rapport_day_parse:
 * @text: (nullable): an ISO 8601 date, "2025-11-20"
 *
 * Reads a day. The text must be exactly four, two and two digits with hyphens between them, nothing
 * before or after, and name a day that the calendar has.
 *
 * Returns: the day, or %RAPPORT_DAY_NONE
 */
RapportDay
rapport_day_parse (const char *text)
{
  if (text == NULL)
    return RAPPORT_DAY_NONE;

  for (int i = 0; i < 10; i++)
    if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit (text[i]))
      return RAPPORT_DAY_NONE;

  if (text[10] != '\0')
    return RAPPORT_DAY_NONE;

  return rapport_day_from_ymd ((text[0] - '0') * 1000 + (text[1] - '0') * 100
                               + (text[2] - '0') * 10 + (text[3] - '0'),
                               (text[5] - '0') * 10 + (text[6] - '0'),
                               (text[8] - '0') * 10 + (text[9] - '0'));
}

/**
 * rapport_day_print:
 * @day: a day
 * @buffer: (out caller-allocates): room for %RAPPORT_DAY_TEXT_SIZE bytes
 *
 * Writes the ISO 8601 text of @day to @buffer, or the empty text if @day is not valid. For loops
 * that should not allocate.
 *
 * Returns: (transfer none): @buffer
 */
const char *
rapport_day_print (RapportDay  day,
                   char       *buffer)
{
  int year, month, day_of_month;

  g_return_val_if_fail (buffer != NULL, NULL);

  if (!rapport_day_to_ymd (day, &year, &month, &day_of_month))
    {
      buffer[0] = '\0';
      return buffer;
    }

  buffer[0] = '0' + year / 1000;
  buffer[1] = '0' + year / 100 % 10;
  buffer[2] = '0' + year / 10 % 10;
  buffer[3] = '0' + year % 10;
  buffer[4] = '-';
  buffer[5] = '0' + month / 10;
  buffer[6] = '0' + month % 10;
  buffer[7] = '-';
  buffer[8] = '0' + day_of_month / 10;
  buffer[9] = '0' + day_of_month % 10;
  buffer[10] = '\0';
  return buffer;
}

/**
 * rapport_day_format:
 * @day: a day
 *
 * Returns: (transfer full) (nullable): the ISO 8601 text of @day, or %NULL if it is not valid
 */
char *
rapport_day_format (RapportDay day)
{
  char buffer[RAPPORT_DAY_TEXT_SIZE];

  if (!rapport_day_is_valid (day))
    return NULL;

  return g_strdup (rapport_day_print (day, buffer));
}

typedef struct
{
  GTimeZone *zone;
  char      *variable;
  gint64     until;
} LocalZone;

static void
local_zone_free (gpointer data)
{
  LocalZone *local = data;

  g_clear_pointer (&local->zone, g_time_zone_unref);
  g_free (local->variable);
  g_free (local);
}

/**
 * rapport_day_get_local_zone:
 *
 * The time zone of this place, as g_time_zone_new_local() says; but that reads links in the file system each time,
 * and a list asks for every row. So each thread keeps the answer for a second, or until `TZ` is another.
 *
 * Returns: (transfer full): the local time zone
 */
GTimeZone *
rapport_day_get_local_zone (void)
{
  static GPrivate key = G_PRIVATE_INIT (local_zone_free);
  LocalZone *local = g_private_get (&key);
  const char *variable = g_getenv ("TZ");
  gint64 now = g_get_monotonic_time ();

  if (local == NULL)
    g_private_set (&key, local = g_new0 (LocalZone, 1));
  if (local->zone == NULL || now >= local->until || g_strcmp0 (variable, local->variable) != 0)
    {
      g_clear_pointer (&local->zone, g_time_zone_unref);
      g_free (local->variable);
      local->zone = g_time_zone_new_local ();
      local->variable = g_strdup (variable);
      local->until = now + G_TIME_SPAN_SECOND;
    }
  return g_time_zone_ref (local->zone);
}

/**
 * rapport_day_from_instant:
 * @instant: seconds since 1970-01-01 00:00 UTC
 * @zone: (nullable): the time zone, or %NULL for the local one
 *
 * Returns: the day that @instant falls on in @zone, or %RAPPORT_DAY_NONE outside the valid days
 */
RapportDay
rapport_day_from_instant (gint64     instant,
                          GTimeZone *zone)
{
  g_autoptr(GTimeZone) local = NULL;
  gint64 day;
  int interval;

  if (instant < (gint64) RAPPORT_DAY_MIN * SECONDS_A_DAY ||
      instant >= ((gint64) RAPPORT_DAY_MAX + 1) * SECONDS_A_DAY)
    return RAPPORT_DAY_NONE;

  if (zone == NULL)
    zone = local = rapport_day_get_local_zone ();

  interval = g_time_zone_find_interval (zone, G_TIME_TYPE_UNIVERSAL, instant);
  day = floor_div (instant + g_time_zone_get_offset (zone, interval), SECONDS_A_DAY);
  return rapport_day_is_valid (CLAMP (day, G_MININT32, G_MAXINT32)) ? day : RAPPORT_DAY_NONE;
}

/**
 * rapport_day_to_instant:
 * @day: a valid day
 * @zone: (nullable): the time zone, or %NULL for the local one
 *
 * Finds when a day begins: at midnight, or where a change of the clock skips midnight, at the first
 * moment after it.
 *
 * Returns: seconds since 1970-01-01 00:00 UTC, or %G_MININT64 if @day is not valid
 */
gint64
rapport_day_to_instant (RapportDay  day,
                        GTimeZone  *zone)
{
  g_autoptr(GTimeZone) local = NULL;
  gint64 first = G_MAXINT64;

  if (!rapport_day_is_valid (day))
    return G_MININT64;

  if (zone == NULL)
    zone = local = rapport_day_get_local_zone ();

  /* Where the clock is put back over midnight, the day begins at the earlier of the two; where it
   * is put forward over it, g_time_zone_adjust_time() moves to the first time that exists.
   */
  for (GTimeType type = G_TIME_TYPE_STANDARD; type <= G_TIME_TYPE_DAYLIGHT; type++)
    {
      gint64 wall = (gint64) day * SECONDS_A_DAY;
      int interval = g_time_zone_adjust_time (zone, type, &wall);

      first = MIN (first, wall - g_time_zone_get_offset (zone, interval));
    }
  return first;
}

/**
 * rapport_day_get_weekday:
 * @day: a day
 *
 * Returns: the weekday, Monday = 1 to Sunday = 7, or %G_DATE_BAD_WEEKDAY if @day is not valid
 */
GDateWeekday
rapport_day_get_weekday (RapportDay day)
{
  if (!rapport_day_is_valid (day))
    return G_DATE_BAD_WEEKDAY;

  /* 0001-01-01 was a Monday in this calendar. */
  return (day - RAPPORT_DAY_MIN) % 7 + 1;
}

/**
 * rapport_day_add_days:
 * @day: a day
 * @days: how many days later, or earlier if negative
 *
 * Returns: the day, or %RAPPORT_DAY_NONE if @day or the result is not valid
 */
RapportDay
rapport_day_add_days (RapportDay day,
                      int        days)
{
  gint64 result = (gint64) day + days;

  if (!rapport_day_is_valid (day) || result < RAPPORT_DAY_MIN || result > RAPPORT_DAY_MAX)
    return RAPPORT_DAY_NONE;

  return result;
}

/**
 * rapport_day_add_months:
 * @day: a day
 * @months: how many months later, or earlier if negative
 *
 * Goes to the same day of another month, or to its last day where the month is shorter: a month
 * after 31 January is 28 or 29 February.
 *
 * Returns: the day, or %RAPPORT_DAY_NONE if @day or the result is not valid
 */
RapportDay
rapport_day_add_months (RapportDay day,
                        int        months)
{
  int year, month, day_of_month;

  if (!rapport_day_to_ymd (day, &year, &month, &day_of_month))
    return RAPPORT_DAY_NONE;

  return clamp_ymd ((gint64) year * 12 + month - 1 + months, day_of_month);
}

/**
 * rapport_day_add_years:
 * @day: a day
 * @years: how many years later, or earlier if negative
 *
 * Goes to the same day of another year; 29 February becomes 28 February in a common year.
 *
 * Returns: the day, or %RAPPORT_DAY_NONE if @day or the result is not valid
 */
RapportDay
rapport_day_add_years (RapportDay day,
                       int        years)
{
  int year, month, day_of_month;

  if (!rapport_day_to_ymd (day, &year, &month, &day_of_month))
    return RAPPORT_DAY_NONE;

  return clamp_ymd (((gint64) year + years) * 12 + month - 1, day_of_month);
}

/**
 * rapport_day_diff:
 * @from: a valid day
 * @to: a valid day
 *
 * Returns: how many days @to is after @from, negative if before; 0 if one of them is not valid
 */
int
rapport_day_diff (RapportDay from,
                  RapportDay to)
{
  if (!rapport_day_is_valid (from) || !rapport_day_is_valid (to))
    return 0;

  return to - from;
}

/**
 * rapport_day_months_between:
 * @from: a valid day
 * @to: a valid day
 *
 * Counts the whole months from one day to another: the largest n for which
 * rapport_day_add_months (@from, n) is not after @to. From 31 January to 28 February 2025 is one.
 *
 * Returns: the number of whole months, negative if @to is before @from; 0 if one is not valid
 */
int
rapport_day_months_between (RapportDay from,
                            RapportDay to)
{
  int from_year, from_month, to_year, to_month, months;

  if (to < from)
    return -rapport_day_months_between (to, from);
  if (!rapport_day_to_ymd (from, &from_year, &from_month, NULL) ||
      !rapport_day_to_ymd (to, &to_year, &to_month, NULL))
    return 0;

  months = (to_year - from_year) * 12 + to_month - from_month;
  return months - (rapport_day_add_months (from, months) > to);
}

/**
 * rapport_day_get_week_start:
 * @day: a day
 *
 * Returns: the Monday of the ISO 8601 week of @day, or %RAPPORT_DAY_NONE if @day is not valid
 */
RapportDay
rapport_day_get_week_start (RapportDay day)
{
  if (!rapport_day_is_valid (day))
    return RAPPORT_DAY_NONE;

  return day - (day - RAPPORT_DAY_MIN) % 7;
}

/**
 * rapport_day_get_quarter:
 * @day: a day
 *
 * Returns: the calendar quarter, 1 to 4, or 0 if @day is not valid
 */
int
rapport_day_get_quarter (RapportDay day)
{
  int month;

  return rapport_day_to_ymd (day, NULL, &month, NULL) ? (month + 2) / 3 : 0;
}

static int
get_months_in_period (RapportPeriod period)
{
  switch (period)
    {
    case RAPPORT_PERIOD_MONTH:
      return 1;
    case RAPPORT_PERIOD_QUARTER:
      return 3;
    case RAPPORT_PERIOD_YEAR:
      return 12;
    default:
      g_return_val_if_reached (1);
    }
}

/**
 * rapport_day_get_period_index:
 * @day: a day
 * @period: the length of the periods
 *
 * Numbers the calendar periods without gaps, so that the difference of two indexes is the number of
 * periods between them.
 *
 * Returns: the index of the period that @day is in, or −1 if @day is not valid
 */
int
rapport_day_get_period_index (RapportDay    day,
                              RapportPeriod period)
{
  int year, month;

  if (!rapport_day_to_ymd (day, &year, &month, NULL))
    return -1;

  return (year * 12 + month - 1) / get_months_in_period (period);
}

/**
 * rapport_day_from_period_index:
 * @index: an index from rapport_day_get_period_index()
 * @period: the length of the periods
 *
 * Returns: the first day of the period, or %RAPPORT_DAY_NONE if it is not valid
 */
RapportDay
rapport_day_from_period_index (int           index,
                               RapportPeriod period)
{
  return clamp_ymd ((gint64) index * get_months_in_period (period), 1);
}

/**
 * rapport_day_get_period_start:
 * @day: a day
 * @period: the length of the period
 *
 * Returns: the first day of the calendar period of @day, or %RAPPORT_DAY_NONE if @day is not valid
 */
RapportDay
rapport_day_get_period_start (RapportDay    day,
                              RapportPeriod period)
{
  if (!rapport_day_is_valid (day))
    return RAPPORT_DAY_NONE;

  return rapport_day_from_period_index (rapport_day_get_period_index (day, period), period);
}

/**
 * rapport_day_get_period_end:
 * @day: a day
 * @period: the length of the period
 *
 * Returns: the last day of the calendar period of @day, or %RAPPORT_DAY_NONE if @day is not valid
 */
RapportDay
rapport_day_get_period_end (RapportDay    day,
                            RapportPeriod period)
{
  RapportDay next;

  if (!rapport_day_is_valid (day))
    return RAPPORT_DAY_NONE;

  next = rapport_day_from_period_index (rapport_day_get_period_index (day, period) + 1, period);
  return next == RAPPORT_DAY_NONE ? RAPPORT_DAY_MAX : next - 1;
}

/**
 * rapport_day_get_window:
 * @until: the last day of the newest window
 * @months: the length of a window in months, at least 1: 3 for quarters, 12 for years
 * @back: which window: 0 for the one that ends on @until, 1 for the one before it …
 * @first: (out) (optional): the first day of the window
 * @last: (out) (optional): the last day of the window
 *
 * Finds a window that runs back from a day, as in "three months up to the 20th". Windows of one
 * @until follow each other without gap or overlap, also where months are shorter than its day of
 * the month; twelve months are four quarters.
 *
 * Returns: whether there is such a window; if not, @first and @last are %RAPPORT_DAY_NONE
 */
gboolean
rapport_day_get_window (RapportDay  until,
                        int         months,
                        int         back,
                        RapportDay *first,
                        RapportDay *last)
{
  RapportDay before = RAPPORT_DAY_NONE, end = RAPPORT_DAY_NONE;
  gint64 start_month;

  g_return_val_if_fail (months >= 1, FALSE);
  g_return_val_if_fail (back >= 0, FALSE);

  start_month = -(gint64) months * ((gint64) back + 1);
  if (start_month > -12 * 10000)
    {
      before = rapport_day_add_months (until, start_month);
      end = rapport_day_add_months (until, -months * back);
    }

  if (first != NULL)
    *first = before == RAPPORT_DAY_NONE ? RAPPORT_DAY_NONE : before + 1;
  if (last != NULL)
    *last = before == RAPPORT_DAY_NONE ? RAPPORT_DAY_NONE : end;
  return before != RAPPORT_DAY_NONE;
}
