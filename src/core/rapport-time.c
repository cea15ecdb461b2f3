#include "config.h"

#include "core/rapport-time.h"

#include <glib/gi18n.h>

#include <langinfo.h>
#include <locale.h>
#include <string.h>

#define SECONDS_A_DAY 86400

/* The order of day and month where the program is not translated: of the locale, and day first in
 * the C locale, whose American order is nobody's wish.
 */
static gboolean
is_month_first (void)
{
  const char *locale = setlocale (LC_TIME, NULL), *format, *day, *month;

  if (locale == NULL || g_str_equal (locale, "C") || g_str_equal (locale, "POSIX") ||
      g_str_has_prefix (locale, "C."))
    return FALSE;

  format = nl_langinfo (D_FMT);
  if (strstr (format, "%D") != NULL)
    return TRUE;
  month = strstr (format, "%m");
  if (month == NULL)
    month = strstr (format, "%b");
  day = strstr (format, "%d");
  if (day == NULL)
    day = strstr (format, "%e");
  return day != NULL && month != NULL && month < day;
}

static gboolean
is_twelve_hours (void)
{
  const char *format = nl_langinfo (T_FMT);

  return strstr (format, "%r") != NULL || strstr (format, "%I") != NULL ||
         strstr (format, "%l") != NULL || strstr (format, "%p") != NULL;
}

static char *
format_day_with (RapportDay  day,
                 const char *format)
{
  int year, month, day_of_month;
  g_autoptr(GTimeZone) utc = NULL;
  g_autoptr(GDateTime) date = NULL;

  if (!rapport_day_to_ymd (day, &year, &month, &day_of_month))
    return g_strdup ("");

  utc = g_time_zone_new_utc ();
  date = g_date_time_new (utc, year, month, day_of_month, 12, 0, 0);
  return g_date_time_format (date, format);
}

static GDateTime *
new_date_time (gint64     instant,
               GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (instant);
  g_autoptr(GTimeZone) local = NULL;

  if (utc == NULL)
    return NULL;
  if (zone == NULL)
    zone = local = rapport_day_get_local_zone ();

  return g_date_time_to_timezone (utc, zone);
}

/**
 * rapport_time_format_clock:
 * @instant: seconds since 1970-01-01 00:00 UTC
 * @zone: (nullable): the time zone, or %NULL for the local one
 *
 * Writes the time of day, "14:20", by the 12 or 24 hours of the locale.
 *
 * Returns: (transfer full): the text, empty outside the years 1 to 9999
 */
char *
rapport_time_format_clock (gint64     instant,
                           GTimeZone *zone)
{
  g_autoptr(GDateTime) time = new_date_time (instant, zone);

  if (time == NULL)
    return g_strdup ("");

  return is_twelve_hours ()
    /* Translators: a time of day of 12 hours, for g_date_time_format(): "2:20 PM" */
    ? g_date_time_format (time, C_("time format", "%-I:%M %p"))
    /* Translators: a time of day of 24 hours, for g_date_time_format(): "14:20" */
    : g_date_time_format (time, C_("time format", "%H:%M"));
}

/**
 * rapport_time_format_instant:
 * @instant: seconds since 1970-01-01 00:00 UTC
 * @zone: (nullable): the time zone, or %NULL for the local one
 *
 * Writes day and time, "20 November 2025, 14:32".
 *
 * Returns: (transfer full): the text, empty outside the years 1 to 9999
 */
char *
rapport_time_format_instant (gint64     instant,
                             GTimeZone *zone)
{
  g_autofree char *clock = rapport_time_format_clock (instant, zone);
  g_autofree char *day = rapport_time_format_day_long (rapport_day_from_instant (instant, zone));

  if (*clock == '\0' || *day == '\0')
    return g_strdup ("");

  /* Translators: day, then time of day: "20 November 2025, 14:32" */
  return g_strdup_printf (C_("day and time", "%s, %s"), day, clock);
}

/**
 * rapport_time_format_iso:
 * @instant: seconds since 1970-01-01 00:00 UTC
 *
 * Writes an instant for machines, by ISO 8601 in UTC: "2025-11-20T14:20:00Z".
 *
 * Returns: (transfer full) (nullable): the text, or %NULL outside the years 1 to 9999
 */
char *
rapport_time_format_iso (gint64 instant)
{
  char day_text[RAPPORT_DAY_TEXT_SIZE];
  gint64 seconds = instant % SECONDS_A_DAY, day = instant / SECONDS_A_DAY;

  if (seconds < 0)
    {
      seconds += SECONDS_A_DAY;
      day--;
    }
  if (day < RAPPORT_DAY_MIN || day > RAPPORT_DAY_MAX)
    return NULL;

  return g_strdup_printf ("%sT%02d:%02d:%02dZ", rapport_day_print (day, day_text),
                          (int) (seconds / 3600), (int) (seconds / 60 % 60), (int) (seconds % 60));
}

/* Two digits below @limit. */
static gboolean
take_two (const char **text,
          int          limit,
          int         *value)
{
  const char *p = *text;

  if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return FALSE;

  *value = (p[0] - '0') * 10 + (p[1] - '0');
  *text += 2;
  return *value < limit;
}

/**
 * rapport_time_parse_iso:
 * @text: (nullable): "2025-11-20T14:20:00Z"
 * @zone: (nullable): the time zone of a text that names none, or %NULL for the local one
 *
 * Reads an instant. Between day and time may be a T or one blank; seconds and their fraction may be
 * missing, the fraction is dropped; at the end stands Z, an offset ("+01:00", "+0100", "+01") or
 * nothing. A bare day is the beginning of that day. Where a change of the clock makes a time happen
 * twice, the first is meant; one that it skips is refused.
 *
 * Returns: seconds since 1970-01-01 00:00 UTC, or %RAPPORT_INSTANT_NONE
 */
gint64
rapport_time_parse_iso (const char *text,
                        GTimeZone  *zone)
{
  char day_text[RAPPORT_DAY_TEXT_SIZE];
  RapportDay day;
  const char *p;
  int hour, minute, second = 0;
  gint64 wall;

  if (text == NULL || strnlen (text, 10) < 10)
    return RAPPORT_INSTANT_NONE;

  memcpy (day_text, text, 10);
  day_text[10] = '\0';
  day = rapport_day_parse (day_text);
  if (day == RAPPORT_DAY_NONE)
    return RAPPORT_INSTANT_NONE;

  p = text + 10;
  if (*p == '\0')
    return rapport_day_to_instant (day, zone);

  if (*p != 'T' && *p != ' ')
    return RAPPORT_INSTANT_NONE;
  p++;
  if (!take_two (&p, 24, &hour) || *p++ != ':' || !take_two (&p, 60, &minute))
    return RAPPORT_INSTANT_NONE;
  if (*p == ':')
    {
      p++;
      if (!take_two (&p, 60, &second))
        return RAPPORT_INSTANT_NONE;
      if (*p == '.' || *p == ',')
        {
          p++;
          if (!g_ascii_isdigit (*p))
            return RAPPORT_INSTANT_NONE;
          while (g_ascii_isdigit (*p))
            p++;
        }
    }

  wall = (gint64) day * SECONDS_A_DAY + hour * 3600 + minute * 60 + second;
  if (*p == 'Z')
    return p[1] == '\0' ? wall : RAPPORT_INSTANT_NONE;

  if (*p == '+' || *p == '-')
    {
      int sign = *p++ == '-' ? -1 : 1, hours, minutes = 0;

      if (!take_two (&p, 24, &hours))
        return RAPPORT_INSTANT_NONE;
      if (*p != '\0')
        {
          if (*p == ':')
            p++;
          if (!take_two (&p, 60, &minutes) || *p != '\0')
            return RAPPORT_INSTANT_NONE;
        }
      return wall - sign * (hours * 3600 + minutes * 60);
    }

  if (*p != '\0')
    return RAPPORT_INSTANT_NONE;

  {
    g_autoptr(GTimeZone) local = NULL;
    gint64 first = G_MAXINT64;

    if (zone == NULL)
      zone = local = rapport_day_get_local_zone ();

    for (GTimeType type = G_TIME_TYPE_STANDARD; type <= G_TIME_TYPE_DAYLIGHT; type++)
      {
        int interval = g_time_zone_find_interval (zone, type, wall);

        if (interval >= 0)
          first = MIN (first, wall - g_time_zone_get_offset (zone, interval));
      }
    return first == G_MAXINT64 ? RAPPORT_INSTANT_NONE : first;
  }
}

/**
 * rapport_time_format_day:
 * @day: a day
 * @reference: the day it is read on, usually today
 *
 * Writes a day for lists: "20 Nov", or "20 Nov 2025" if it is not in the year of @reference.
 *
 * Returns: (transfer full): the text, empty if @day is not valid
 */
char *
rapport_time_format_day (RapportDay day,
                         RapportDay reference)
{
  int year, reference_year;

  rapport_day_to_ymd (day, &year, NULL, NULL);
  rapport_day_to_ymd (reference, &reference_year, NULL, NULL);

  if (year == reference_year)
    return format_day_with (day, is_month_first ()
                            /* Translators: a day with month first (only used where English dates
                             * are shown in a locale of that order): "Nov 20" */
                            ? C_("date format", "%b %-d")
                            /* Translators: a day of this year: "20 Nov" */
                            : C_("date format", "%-d %b"));

  return format_day_with (day, is_month_first ()
                          /* Translators: month first: "Nov 20, 2025" */
                          ? C_("date format", "%b %-d, %Y")
                          /* Translators: a day of another year: "20 Nov 2025" */
                          : C_("date format", "%-d %b %Y"));
}

/**
 * rapport_time_format_day_long:
 * @day: a day
 *
 * Writes a day in words: "20 November 2025".
 *
 * Returns: (transfer full): the text, empty if @day is not valid
 */
char *
rapport_time_format_day_long (RapportDay day)
{
  return format_day_with (day, is_month_first ()
                          /* Translators: month first: "November 20, 2025" */
                          ? C_("date format", "%B %-d, %Y")
                          /* Translators: a day in words: "20 November 2025" */
                          : C_("date format", "%-d %B %Y"));
}

/**
 * rapport_time_format_day_full:
 * @day: a day
 *
 * Writes a day with its weekday: "Thursday 20 November 2025".
 *
 * Returns: (transfer full): the text, empty if @day is not valid
 */
char *
rapport_time_format_day_full (RapportDay day)
{
  return format_day_with (day, is_month_first ()
                          /* Translators: month first: "Thursday, November 20, 2025" */
                          ? C_("date format", "%A, %B %-d, %Y")
                          /* Translators: a day with its weekday: "Thursday 20 November 2025" */
                          : C_("date format", "%A %-d %B %Y"));
}

/**
 * rapport_time_format_month:
 * @day: a day
 *
 * Writes the month of a day: "Mar 2019".
 *
 * Returns: (transfer full): the text, empty if @day is not valid
 */
char *
rapport_time_format_month (RapportDay day)
{
  /* Translators: month and year: "Mar 2019". %Ob is the name of the month standing alone. */
  return format_day_with (day, C_("date format", "%Ob %Y"));
}

/**
 * rapport_time_format_month_short:
 * @day: a day
 * @with_year: whether to add the year
 *
 * Writes the month of a day for an axis: "May", or "Feb 24".
 *
 * Returns: (transfer full): the text, empty if @day is not valid
 */
char *
rapport_time_format_month_short (RapportDay day,
                                 gboolean   with_year)
{
  return format_day_with (day, with_year
                          /* Translators: month and the last two digits of the year: "Feb 24" */
                          ? C_("date format", "%Ob %y")
                          /* Translators: a month on an axis: "May" */
                          : C_("date format", "%Ob"));
}

/**
 * rapport_time_format_period:
 * @day: a day in the period
 * @period: the length of the period
 * @with_year: whether to name the year of a month or quarter, too; usually where it changes
 *
 * Names a calendar period: "2024 Q1" or "Q2", "Mar 2019" or "Mar", "2024".
 *
 * Returns: (transfer full): the text, empty if @day is not valid
 */
char *
rapport_time_format_period (RapportDay    day,
                            RapportPeriod period,
                            gboolean      with_year)
{
  int year;

  if (!rapport_day_to_ymd (day, &year, NULL, NULL))
    return g_strdup ("");

  switch (period)
    {
    case RAPPORT_PERIOD_MONTH:
      return with_year ? rapport_time_format_month (day)
                       : rapport_time_format_month_short (day, FALSE);
    case RAPPORT_PERIOD_QUARTER:
      return with_year
        /* Translators: year and quarter: "2024 Q1" */
        ? g_strdup_printf (C_("quarter", "%1$d Q%2$d"), year, rapport_day_get_quarter (day))
        /* Translators: a quarter: "Q2" */
        : g_strdup_printf (C_("quarter", "Q%d"), rapport_day_get_quarter (day));
    case RAPPORT_PERIOD_YEAR:
      return g_strdup_printf ("%d", year);
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * rapport_time_format_days:
 * @days: a number of days, not negative
 * @style: short or long
 *
 * Writes a length of time in days: "2 d" or "2 days".
 *
 * Returns: (transfer full): the text
 */
char *
rapport_time_format_days (int              days,
                          RapportTimeStyle style)
{
  if (style == RAPPORT_TIME_STYLE_SHORT)
    /* Translators: days, as short as can be: "2 d" */
    return g_strdup_printf (C_("duration", "%d d"), days);

  return g_strdup_printf (ngettext ("%d day", "%d days", days), days);
}

/**
 * rapport_time_format_relative:
 * @day: a day
 * @today: the day it is read on
 * @style: short or long
 *
 * Writes how far away a day is: "today", "yesterday", "tomorrow", "3 d ago", "in 5 d"; in the long
 * style "3 days ago", "in 5 days". For use inside a sentence: lower case.
 *
 * Returns: (transfer full): the text, empty if one of the days is not valid
 */
char *
rapport_time_format_relative (RapportDay       day,
                              RapportDay       today,
                              RapportTimeStyle style)
{
  int days = rapport_day_diff (today, day);

  if (!rapport_day_is_valid (day) || !rapport_day_is_valid (today))
    return g_strdup ("");

  switch (days)
    {
    case -1:
      return g_strdup (C_("relative day", "yesterday"));
    case 0:
      return g_strdup (C_("relative day", "today"));
    case 1:
      return g_strdup (C_("relative day", "tomorrow"));
    default:
      break;
    }

  if (style == RAPPORT_TIME_STYLE_LONG)
    return days < 0
      ? g_strdup_printf (ngettext ("%d day ago", "%d days ago", -days), -days)
      : g_strdup_printf (ngettext ("in %d day", "in %d days", days), days);

  return days < 0
    /* Translators: days ago, as short as can be: "3 d ago" */
    ? g_strdup_printf (C_("relative day", "%d d ago"), -days)
    /* Translators: days ahead, as short as can be: "in 5 d" */
    : g_strdup_printf (C_("relative day", "in %d d"), days);
}

/**
 * rapport_time_format_due:
 * @due: the day something is due
 * @today: the day it is read on
 * @style: short or long
 *
 * Writes when something is due, for a cell of its own: "1 d overdue" (long: "1 day overdue"),
 * "Today", "Tomorrow", else the day as rapport_time_format_day() writes it: "27 Nov".
 *
 * Returns: (transfer full): the text, empty if one of the days is not valid
 */
char *
rapport_time_format_due (RapportDay       due,
                         RapportDay       today,
                         RapportTimeStyle style)
{
  int days = rapport_day_diff (due, today);

  if (!rapport_day_is_valid (due) || !rapport_day_is_valid (today))
    return g_strdup ("");

  if (days > 0)
    return style == RAPPORT_TIME_STYLE_LONG
      ? g_strdup_printf (ngettext ("%d day overdue", "%d days overdue", days), days)
      /* Translators: days overdue, as short as can be: "1 d overdue" */
      : g_strdup_printf (C_("due", "%d d overdue"), days);
  if (days == 0)
    return g_strdup (C_("due", "Today"));
  if (days == -1)
    return g_strdup (C_("due", "Tomorrow"));

  return rapport_time_format_day (due, today);
}

/**
 * rapport_time_format_tenure:
 * @since: the first day
 * @today: the day it is read on
 * @style: short or long
 *
 * Writes how long something has lasted, in whole years and months: "6 y 8 m", "6 y", "8 m"; less
 * than a month in days: "12 d". The long style is "6 years 8 months".
 *
 * Returns: (transfer full): the text, empty if one of the days is not valid or @since is later
 */
char *
rapport_time_format_tenure (RapportDay       since,
                            RapportDay       today,
                            RapportTimeStyle style)
{
  int months = rapport_day_months_between (since, today);
  g_autofree char *year_text = NULL, *month_text = NULL;

  if (!rapport_day_is_valid (since) || !rapport_day_is_valid (today) || since > today)
    return g_strdup ("");

  if (months == 0)
    return rapport_time_format_days (rapport_day_diff (since, today), style);

  if (style == RAPPORT_TIME_STYLE_LONG)
    {
      year_text = g_strdup_printf (ngettext ("%d year", "%d years", months / 12), months / 12);
      month_text = g_strdup_printf (ngettext ("%d month", "%d months", months % 12), months % 12);
    }
  else
    {
      /* Translators: years, as short as can be: "6 y" */
      year_text = g_strdup_printf (C_("duration", "%d y"), months / 12);
      /* Translators: months, as short as can be: "8 m" */
      month_text = g_strdup_printf (C_("duration", "%d m"), months % 12);
    }

  if (months < 12)
    return g_steal_pointer (&month_text);
  if (months % 12 == 0)
    return g_steal_pointer (&year_text);

  /* Translators: years and months: "6 y 8 m", "6 years 8 months" */
  return g_strdup_printf (C_("duration", "%s %s"), year_text, month_text);
}
