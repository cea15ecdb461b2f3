#include "config.h"

#include "core/rapport-day.h"

static void
test_every_day (void)
{
  GDate date;
  RapportDay day = RAPPORT_DAY_MIN;
  int y, m, d;

  /* GDate is the witness for every day that there is. */
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, 1);
  for (; day <= RAPPORT_DAY_MAX; day++)
    {
      if (!rapport_day_to_ymd (day, &y, &m, &d) || y != g_date_get_year (&date) ||
          m != (int) g_date_get_month (&date) || d != g_date_get_day (&date) ||
          rapport_day_from_ymd (y, m, d) != day ||
          rapport_day_get_weekday (day) != g_date_get_weekday (&date))
        g_error ("day %d: %d-%d-%d", day, y, m, d);
      if (day < RAPPORT_DAY_MAX)
        g_date_add_days (&date, 1);
    }
  g_assert_cmpint (y, ==, 9999);
  g_assert_cmpint (rapport_day_from_ymd (1970, 1, 1), ==, 0);
  g_assert_false (rapport_day_is_valid (RAPPORT_DAY_MAX + 1));
  g_assert_false (rapport_day_is_valid (RAPPORT_DAY_NONE));
  g_assert_false (rapport_day_to_ymd (RAPPORT_DAY_NONE, &y, &m, &d));
  g_assert_cmpint (y, ==, 0);
  g_assert_cmpint (rapport_day_get_weekday (RAPPORT_DAY_NONE), ==, G_DATE_BAD_WEEKDAY);
}

static void
test_text (void)
{
  static const char * const bad[] = {
    "", "2025", "2025-11", "2025-11-2", "2025-11-200", " 2025-11-20", "2025-11-20 ", "2025/11/20",
    "20251120", "2025-13-01", "2025-00-01", "2025-02-29", "2025-04-31", "2025-01-00", "0000-01-01",
    "1900-02-29", "-025-01-01", "+025-01-01", "2025-1-001", "2025-11-20T00:00:00", "２０２５-11-20",
  };
  char buffer[RAPPORT_DAY_TEXT_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_cmpint (rapport_day_parse (bad[i]), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_parse (NULL), ==, RAPPORT_DAY_NONE);

  g_assert_cmpint (rapport_day_parse ("1970-01-02"), ==, 1);
  g_assert_cmpint (rapport_day_parse ("2025-11-20"), ==, 20412);
  g_assert_cmpint (rapport_day_parse ("2000-02-29"), ==, rapport_day_from_ymd (2000, 2, 29));
  g_assert_cmpint (rapport_day_parse ("0001-01-01"), ==, RAPPORT_DAY_MIN);
  g_assert_cmpint (rapport_day_parse ("9999-12-31"), ==, RAPPORT_DAY_MAX);

  g_assert_cmpstr (rapport_day_print (20412, buffer), ==, "2025-11-20");
  g_assert_cmpstr (rapport_day_print (RAPPORT_DAY_MIN, buffer), ==, "0001-01-01");
  g_assert_cmpstr (rapport_day_print (RAPPORT_DAY_NONE, buffer), ==, "");
  g_assert_null (rapport_day_format (RAPPORT_DAY_NONE));
  {
    g_autofree char *text = rapport_day_format (RAPPORT_DAY_MAX);
    g_assert_cmpstr (text, ==, "9999-12-31");
  }
}

#define D(text) (rapport_day_parse (text))

static void
test_arithmetic (void)
{
  g_assert_cmpint (rapport_day_add_months (D ("2025-01-31"), 1), ==, D ("2025-02-28"));
  g_assert_cmpint (rapport_day_add_months (D ("2024-01-31"), 1), ==, D ("2024-02-29"));
  g_assert_cmpint (rapport_day_add_months (D ("2025-11-20"), -11), ==, D ("2024-12-20"));
  g_assert_cmpint (rapport_day_add_months (D ("2025-11-20"), -12), ==, D ("2024-11-20"));
  g_assert_cmpint (rapport_day_add_months (D ("9999-12-01"), 1), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_add_months (D ("0001-01-01"), -1), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_add_months (D ("2025-01-01"), G_MAXINT), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_add_years (D ("2024-02-29"), 1), ==, D ("2025-02-28"));
  g_assert_cmpint (rapport_day_add_years (D ("2024-02-29"), -4), ==, D ("2020-02-29"));
  g_assert_cmpint (rapport_day_add_years (D ("2024-02-29"), G_MININT), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_add_years (RAPPORT_DAY_NONE, 1), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_add_days (D ("2024-12-31"), 1), ==, D ("2025-01-01"));
  g_assert_cmpint (rapport_day_add_days (RAPPORT_DAY_MAX, 1), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_add_days (0, G_MAXINT), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_diff (D ("2025-11-18"), D ("2025-11-20")), ==, 2);
  g_assert_cmpint (rapport_day_diff (RAPPORT_DAY_NONE, D ("2025-11-20")), ==, 0);

  g_assert_cmpint (rapport_day_months_between (D ("2019-03-20"), D ("2025-11-20")), ==, 80);
  g_assert_cmpint (rapport_day_months_between (D ("2019-03-21"), D ("2025-11-20")), ==, 79);
  g_assert_cmpint (rapport_day_months_between (D ("2025-01-31"), D ("2025-02-28")), ==, 1);
  g_assert_cmpint (rapport_day_months_between (D ("2025-02-28"), D ("2025-01-31")), ==, -1);
  g_assert_cmpint (rapport_day_months_between (D ("2025-02-28"), D ("2025-02-28")), ==, 0);
  g_assert_cmpint (rapport_day_months_between (RAPPORT_DAY_NONE, D ("2025-02-28")), ==, 0);
  g_assert_cmpint (rapport_day_months_between (D ("2025-02-28"), RAPPORT_DAY_NONE), ==, 0);
}

static void
test_periods (void)
{
  RapportDay day = D ("2025-11-20");

  g_assert_cmpint (rapport_day_get_week_start (day), ==, D ("2025-11-17"));
  g_assert_cmpint (rapport_day_get_week_start (D ("2025-11-17")), ==, D ("2025-11-17"));
  g_assert_cmpint (rapport_day_get_week_start (D ("1969-12-28")), ==, D ("1969-12-22"));
  g_assert_cmpint (rapport_day_get_quarter (day), ==, 4);
  g_assert_cmpint (rapport_day_get_quarter (D ("2025-03-31")), ==, 1);
  g_assert_cmpint (rapport_day_get_quarter (RAPPORT_DAY_NONE), ==, 0);
  g_assert_cmpint (rapport_day_get_period_start (day, RAPPORT_PERIOD_QUARTER), ==,
                   D ("2025-10-01"));
  g_assert_cmpint (rapport_day_get_period_end (day, RAPPORT_PERIOD_QUARTER), ==, D ("2025-12-31"));
  g_assert_cmpint (rapport_day_get_period_start (day, RAPPORT_PERIOD_MONTH), ==, D ("2025-11-01"));
  g_assert_cmpint (rapport_day_get_period_end (day, RAPPORT_PERIOD_MONTH), ==, D ("2025-11-30"));
  g_assert_cmpint (rapport_day_get_period_start (day, RAPPORT_PERIOD_YEAR), ==, D ("2025-01-01"));
  g_assert_cmpint (rapport_day_get_period_end (RAPPORT_DAY_MAX, RAPPORT_PERIOD_YEAR), ==,
                   RAPPORT_DAY_MAX);
  g_assert_cmpint (rapport_day_get_period_start (RAPPORT_DAY_MIN, RAPPORT_PERIOD_YEAR), ==,
                   RAPPORT_DAY_MIN);
  g_assert_cmpint (rapport_day_get_period_index (day, RAPPORT_PERIOD_QUARTER)
                   - rapport_day_get_period_index (D ("2024-01-01"), RAPPORT_PERIOD_QUARTER),
                   ==, 7);
  g_assert_cmpint (rapport_day_get_period_start (RAPPORT_DAY_NONE, RAPPORT_PERIOD_YEAR), ==,
                   RAPPORT_DAY_NONE);
}

static void
test_windows (void)
{
  static const char * const ends[] = { "2025-11-20", "2025-11-30", "2024-02-29", "2025-12-31" };
  RapportDay first, last, year_first, year_last;

  g_assert_true (rapport_day_get_window (D ("2025-11-20"), 3, 0, &first, &last));
  g_assert_cmpint (first, ==, D ("2025-08-21"));
  g_assert_cmpint (last, ==, D ("2025-11-20"));
  g_assert_true (rapport_day_get_window (D ("2025-11-20"), 3, 7, &first, &last));
  g_assert_cmpint (first, ==, D ("2023-11-21"));
  g_assert_cmpint (last, ==, D ("2024-02-20"));

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      RapportDay expected = D (ends[i]);

      for (int back = 0; back < 24; back++)
        {
          g_assert_true (rapport_day_get_window (D (ends[i]), 3, back, &first, &last));
          g_assert_cmpint (last, ==, expected);
          g_assert_cmpint (first, <=, last);
          expected = first - 1;
          if (back % 4 == 3)
            {
              g_assert_true (rapport_day_get_window (D (ends[i]), 12, back / 4,
                                                     &year_first, &year_last));
              g_assert_cmpint (year_first, ==, first);
            }
        }
    }

  g_assert_false (rapport_day_get_window (D ("0002-01-01"), 12, 3, &first, &last));
  g_assert_cmpint (first, ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (last, ==, RAPPORT_DAY_NONE);
  g_assert_false (rapport_day_get_window (RAPPORT_DAY_NONE, 12, 0, NULL, NULL));
  g_assert_false (rapport_day_get_window (RAPPORT_DAY_MAX, G_MAXINT, G_MAXINT, NULL, NULL));
}

static void
test_instants (void)
{
  g_autoptr(GTimeZone) east = g_time_zone_new_offset (5 * 3600);
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GTimeZone) azores = g_time_zone_new_identifier ("Atlantic/Azores");

  g_assert_cmpint (rapport_day_from_instant (0, utc), ==, 0);
  g_assert_cmpint (rapport_day_from_instant (-1, utc), ==, -1);
  g_assert_cmpint (rapport_day_from_instant (86399, utc), ==, 0);
  g_assert_cmpint (rapport_day_from_instant (19 * 3600 - 1, east), ==, 0);
  g_assert_cmpint (rapport_day_from_instant (19 * 3600, east), ==, 1);
  g_assert_cmpint (rapport_day_from_instant (G_MININT64, utc), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_from_instant (G_MAXINT64, utc), ==, RAPPORT_DAY_NONE);
  g_assert_cmpint (rapport_day_to_instant (1, utc), ==, 86400);
  g_assert_cmpint (rapport_day_to_instant (1, east), ==, 86400 - 5 * 3600);
  g_assert_cmpint (rapport_day_to_instant (RAPPORT_DAY_NONE, utc), ==, G_MININT64);

  /* In the Azores the clock jumps at midnight: 29 March 2020 began at one o'clock. */
  if (azores != NULL)
    for (RapportDay day = D ("2020-01-01"); day < D ("2022-01-01"); day++)
      {
        gint64 start = rapport_day_to_instant (day, azores);

        g_assert_cmpint (rapport_day_from_instant (start, azores), ==, day);
        g_assert_cmpint (rapport_day_from_instant (start - 1, azores), ==, day - 1);
      }

  g_assert_cmpint (rapport_day_from_instant (rapport_day_to_instant (20412, NULL), NULL), ==,
                   20412);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/every-day", test_every_day);
  g_test_add_func ("/day/text", test_text);
  g_test_add_func ("/day/arithmetic", test_arithmetic);
  g_test_add_func ("/day/periods", test_periods);
  g_test_add_func ("/day/windows", test_windows);
  g_test_add_func ("/day/instants", test_instants);
  return g_test_run ();
}
