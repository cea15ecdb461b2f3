#include "config.h"

#include "insight/rapport-gap.h"

static void
test_usual (void)
{
  static const RapportDay days[] = { 100, 120, 120, 140, 170, 190, 300 };
  RapportGap gap;

  /* 20, 20, 30, 20: the double day is no gap, the last event is later. */
  g_assert_true (rapport_gap_compute (days, G_N_ELEMENTS (days), 238, 0, &gap));
  g_assert_cmpuint (gap.n_gaps, ==, 4);
  g_assert_cmpfloat (gap.usual, ==, 20);
  g_assert_cmpint (gap.longest, ==, 30);
  g_assert_cmpint (gap.last, ==, 190);
  g_assert_cmpint (gap.silence, ==, 48);
  g_assert_cmpint (gap.threshold, ==, 40);
  g_assert_true (gap.abnormal);
  g_assert_true (gap.beyond_longest);

  g_assert_true (rapport_gap_compute (days, G_N_ELEMENTS (days), 230, 0, &gap));
  g_assert_cmpint (gap.silence, ==, 40);
  g_assert_false (gap.abnormal);
  g_assert_true (rapport_gap_compute (days, G_N_ELEMENTS (days), 238, 3, &gap));
  g_assert_cmpint (gap.threshold, ==, 60);
  g_assert_false (gap.abnormal);
  g_assert_true (rapport_gap_compute (days, G_N_ELEMENTS (days), 300, 0, &gap));
  g_assert_cmpint (gap.silence, ==, 0);
  g_assert_cmpint (gap.longest, ==, 110);
}

static void
test_slack (void)
{
  static const RapportDay days[] = { 0, 1, 3, 4, 6 };
  RapportGap gap;

  /* Gaps 1, 2, 1, 2: the median is 1.5; nine days pass before it is a matter. */
  g_assert_true (rapport_gap_compute (days, G_N_ELEMENTS (days), 14, 0, &gap));
  g_assert_cmpfloat (gap.usual, ==, 1.5);
  g_assert_cmpint (gap.threshold, ==, 8);
  g_assert_false (gap.abnormal);
  g_assert_true (rapport_gap_compute (days, G_N_ELEMENTS (days), 15, 0, &gap));
  g_assert_true (gap.abnormal);
}

static void
test_few (void)
{
  static const RapportDay days[] = { RAPPORT_DAY_NONE, 10, 10, 20, 40 };
  RapportGap gap;

  g_assert_false (rapport_gap_compute (days, G_N_ELEMENTS (days), 1000, 0, &gap));
  g_assert_cmpuint (gap.n_gaps, ==, 2);
  g_assert_cmpint (gap.longest, ==, 20);
  g_assert_cmpfloat (gap.usual, ==, -1);
  g_assert_cmpint (gap.silence, ==, 960);
  g_assert_false (gap.abnormal);

  g_assert_false (rapport_gap_compute (NULL, 0, 1000, 0, &gap));
  g_assert_cmpint (gap.silence, ==, -1);
  g_assert_cmpint (gap.last, ==, RAPPORT_DAY_NONE);
  g_assert_false (rapport_gap_compute (days, G_N_ELEMENTS (days), 5, 0, &gap));
  g_assert_cmpint (gap.silence, ==, -1);
  g_assert_false (rapport_gap_compute (days, G_N_ELEMENTS (days), RAPPORT_DAY_NONE, 0, &gap));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gap/usual", test_usual);
  g_test_add_func ("/gap/slack", test_slack);
  g_test_add_func ("/gap/few", test_few);
  return g_test_run ();
}
