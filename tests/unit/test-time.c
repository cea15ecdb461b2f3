#include "config.h"

#include "core/rapport-time.h"

#include <locale.h>

#define D(text) (rapport_day_parse (text))

/* Takes @text. */
static void
assert_text (char       *text,
             const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_iso (void)
{
  static const char * const bad[] = {
    "", "2025-11-20T", "2025-11-20T14", "2025-11-20T14:2", "2025-11-20T24:00:00Z",
    "2025-11-20T14:60:00Z", "2025-11-20T14:20:60Z", "2025-11-20T14:20:00z", "2025-11-20T14:20:00ZZ",
    "2025-11-20T14:20:00.Z", "2025-11-20T14:20:00+1", "2025-11-20T14:20:00+01:0",
    "2025-11-20T14:20:00+24:00", "2025-11-20T14:20:00+01:00x", "2025-11-20  14:20",
    "2025-02-29T00:00Z",
    "2025-11-20x14:20:00Z", " 2025-11-20T14:20:00Z", "14:20",
  };
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  const gint64 t = G_GINT64_CONSTANT (20412) * 86400 + 14 * 3600 + 20 * 60;

  assert_text (rapport_time_format_iso (t), "2025-11-20T14:20:00Z");
  assert_text (rapport_time_format_iso (-1), "1969-12-31T23:59:59Z");
  assert_text (rapport_time_format_iso (G_MAXINT64), NULL);
  assert_text (rapport_time_format_iso (RAPPORT_INSTANT_NONE), NULL);

  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20T14:20:00Z", NULL), ==, t);
  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20 14:20:00Z", NULL), ==, t);
  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20T14:20Z", NULL), ==, t);
  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20T14:20:00.999Z", NULL), ==, t);
  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20T15:20:00+01:00", NULL), ==, t);
  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20T15:20:00+0100", NULL), ==, t);
  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20T15:20:00+01", NULL), ==, t);
  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20T10:50:00-03:30", NULL), ==, t);
  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20T14:20:00", utc), ==, t);
  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20", utc), ==, t - 14 * 3600 - 20 * 60);
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (rapport_time_parse_iso (bad[i], utc), ==, RAPPORT_INSTANT_NONE);
  g_assert_cmpint (rapport_time_parse_iso (NULL, utc), ==, RAPPORT_INSTANT_NONE);

  if (berlin == NULL)
    return;
  g_assert_cmpint (rapport_time_parse_iso ("2025-11-20T15:20:00", berlin), ==, t);
  g_assert_cmpint (rapport_time_parse_iso ("2025-03-30T02:30:00", berlin), ==,
                   RAPPORT_INSTANT_NONE);
  g_assert_cmpint (rapport_time_parse_iso ("2025-10-26T02:30:00", berlin), ==,
                   rapport_time_parse_iso ("2025-10-26T00:30:00Z", NULL));
}

static void
test_display (void)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_offset (3600);
  RapportDay today = D ("2025-11-20");
  gint64 t = rapport_time_parse_iso ("2025-11-20T13:20:00Z", NULL);

  assert_text (rapport_time_format_clock (t, zone), "14:20");
  assert_text (rapport_time_format_instant (t, zone), "20 November 2025, 14:20");
  assert_text (rapport_time_format_clock (RAPPORT_INSTANT_NONE, zone), "");
  assert_text (rapport_time_format_instant (RAPPORT_INSTANT_NONE, zone), "");
  assert_text (rapport_time_format_day (today, today), "20 Nov");
  assert_text (rapport_time_format_day (D ("2024-11-02"), today), "2 Nov 2024");
  assert_text (rapport_time_format_day (RAPPORT_DAY_NONE, today), "");
  assert_text (rapport_time_format_day (today, RAPPORT_DAY_NONE), "20 Nov 2025");
  assert_text (rapport_time_format_day_long (today), "20 November 2025");
  assert_text (rapport_time_format_day_full (today), "Thursday 20 November 2025");
  assert_text (rapport_time_format_month (D ("2019-03-31")), "Mar 2019");
  assert_text (rapport_time_format_month_short (D ("2024-02-20"), TRUE), "Feb 24");
  assert_text (rapport_time_format_month_short (D ("2024-05-20"), FALSE), "May");
  assert_text (rapport_time_format_period (D ("2024-01-01"), RAPPORT_PERIOD_QUARTER, TRUE),
               "2024 Q1");
  assert_text (rapport_time_format_period (D ("2024-04-01"), RAPPORT_PERIOD_QUARTER, FALSE), "Q2");
  assert_text (rapport_time_format_period (D ("2024-04-01"), RAPPORT_PERIOD_YEAR, FALSE), "2024");
  assert_text (rapport_time_format_period (D ("2024-04-01"), RAPPORT_PERIOD_MONTH, TRUE),
               "Apr 2024");
  assert_text (rapport_time_format_period (RAPPORT_DAY_NONE, RAPPORT_PERIOD_YEAR, FALSE), "");
}

static void
test_distance (void)
{
  RapportDay today = D ("2025-11-20");
  const RapportTimeStyle s = RAPPORT_TIME_STYLE_SHORT, l = RAPPORT_TIME_STYLE_LONG;

  assert_text (rapport_time_format_relative (today, today, s), "today");
  assert_text (rapport_time_format_relative (today + 1, today, s), "tomorrow");
  assert_text (rapport_time_format_relative (today - 1, today, l), "yesterday");
  assert_text (rapport_time_format_relative (today - 3, today, s), "3 d ago");
  assert_text (rapport_time_format_relative (today + 5, today, s), "in 5 d");
  assert_text (rapport_time_format_relative (today - 3, today, l), "3 days ago");
  assert_text (rapport_time_format_relative (today + 5, today, l), "in 5 days");
  assert_text (rapport_time_format_relative (RAPPORT_DAY_NONE, today, s), "");

  assert_text (rapport_time_format_due (today - 1, today, s), "1 d overdue");
  assert_text (rapport_time_format_due (today - 1, today, l), "1 day overdue");
  assert_text (rapport_time_format_due (today - 3, today, l), "3 days overdue");
  assert_text (rapport_time_format_due (today, today, s), "Today");
  assert_text (rapport_time_format_due (today + 1, today, s), "Tomorrow");
  assert_text (rapport_time_format_due (D ("2025-11-27"), today, s), "27 Nov");
  assert_text (rapport_time_format_due (D ("2026-01-07"), today, s), "7 Jan 2026");
  assert_text (rapport_time_format_due (RAPPORT_DAY_NONE, today, s), "");

  assert_text (rapport_time_format_days (2, s), "2 d");
  assert_text (rapport_time_format_days (1, l), "1 day");

  assert_text (rapport_time_format_tenure (D ("2019-03-11"), today, s), "6 y 8 m");
  assert_text (rapport_time_format_tenure (D ("2019-03-11"), today, l), "6 years 8 months");
  assert_text (rapport_time_format_tenure (D ("2019-11-20"), today, s), "6 y");
  assert_text (rapport_time_format_tenure (D ("2024-10-20"), today, l), "1 year 1 month");
  assert_text (rapport_time_format_tenure (D ("2025-03-11"), today, s), "8 m");
  assert_text (rapport_time_format_tenure (D ("2025-11-08"), today, s), "12 d");
  assert_text (rapport_time_format_tenure (today, today, s), "0 d");
  assert_text (rapport_time_format_tenure (today + 1, today, s), "");
}

static void
test_locale (gconstpointer data)
{
  const char * const *expected = data;
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  RapportDay today = D ("2025-11-20");
  char *clock, *day, *full;

  if (setlocale (LC_TIME, expected[0]) == NULL)
    {
      g_test_skip ("no such locale here");
      return;
    }
  clock = rapport_time_format_clock (14 * 3600 + 20 * 60, utc);
  day = rapport_time_format_day (today, today);
  full = rapport_time_format_day_full (today);
  setlocale (LC_TIME, "C");
  assert_text (clock, expected[1]);
  assert_text (day, expected[2]);
  assert_text (full, expected[3]);
}

int
main (int   argc,
      char *argv[])
{
  static const char * const american[] = {
    "en_US.UTF-8", "2:20 PM", "Nov 20", "Thursday, November 20, 2025",
  };
  static const char * const german[] = {
    "de_DE.UTF-8", "14:20", "20 Nov", "Donnerstag 20 November 2025",
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/iso", test_iso);
  g_test_add_func ("/time/display", test_display);
  g_test_add_func ("/time/distance", test_distance);
  g_test_add_data_func ("/time/locale/en-us", american, test_locale);
  g_test_add_data_func ("/time/locale/de", german, test_locale);
  return g_test_run ();
}
