#include "config.h"

#include "insight/rapport-retention.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define D(text) (rapport_day_parse (text))

static RapportPurchasePoint *
make_points (gsize *n_points)
{
  static const struct { guint account; const char *day; } purchases[] = {
    { 0, "2025-01-10" }, { 0, "2025-07-01" }, { 0, "2025-11-01" },  /* pauses, comes back */
    { 1, "2025-05-05" }, { 1, "2025-03-31" },                       /* gone after two quarters */
    { 2, "2025-02-01" }, { 2, "2025-02-01" },                       /* one day only */
    { 3, "2025-08-01" },
    { 5, "2024-12-31" }, { 5, "2026-01-01" },                       /* the second is later */
    { 6, NULL },
  };
  RapportPurchasePoint *points = g_new (RapportPurchasePoint, G_N_ELEMENTS (purchases));

  for (gsize i = 0; i < G_N_ELEMENTS (purchases); i++)
    {
      points[i].account = purchases[i].account;
      points[i].day = D (purchases[i].day);
    }
  *n_points = G_N_ELEMENTS (purchases);
  return points;
}

static void
test_cohorts (void)
{
  static const guint sizes[] = { 1, 3, 0, 1, 0 };
  static const guint still[] = { 3, 2, 1, 1 };
  gsize n;
  g_autofree RapportPurchasePoint *points = make_points (&n);
  g_autoptr(RapportCohorts) table =
    rapport_cohorts_new (points, n, 7, RAPPORT_PERIOD_QUARTER, D ("2025-11-20"), 0);
  g_autoptr(RapportCohorts) newest =
    rapport_cohorts_new (points, n, 7, RAPPORT_PERIOD_QUARTER, D ("2025-11-20"), 4);
  g_autoptr(RapportCohorts) years =
    rapport_cohorts_new (points, n, 7, RAPPORT_PERIOD_YEAR, D ("2025-11-20"), 0);
  g_autoptr(RapportCohorts) early =
    rapport_cohorts_new (points, n, 7, RAPPORT_PERIOD_MONTH, D ("2020-01-01"), 0);

  g_assert_cmpuint (table->n_cohorts, ==, 5);
  g_assert_cmpuint (table->n_periods, ==, 5);
  g_assert_cmpint (table->cohorts[0].start, ==, D ("2024-10-01"));
  g_assert_cmpint (table->cohorts[4].start, ==, D ("2025-10-01"));
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpuint (table->cohorts[i].size, ==, sizes[i]);
      g_assert_cmpuint (table->cohorts[i].n_periods, ==, 5 - i);
    }
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (table->cohorts[1].still[i], ==, still[i]);
  g_assert_cmpfloat (rapport_cohorts_get_share (table, 1, 0), ==, 1);
  g_assert_cmpfloat_with_epsilon (rapport_cohorts_get_share (table, 1, 1), 2 / 3.0, 1e-9);
  g_assert_true (isnan (rapport_cohorts_get_share (table, 1, 4)));
  g_assert_true (isnan (rapport_cohorts_get_share (table, 2, 0)));
  g_assert_true (isnan (rapport_cohorts_get_share (table, 9, 0)));

  g_assert_cmpuint (newest->n_cohorts, ==, 4);
  g_assert_cmpint (newest->cohorts[0].start, ==, D ("2025-01-01"));
  g_assert_cmpuint (newest->cohorts[0].size, ==, 3);
  g_assert_cmpuint (years->n_cohorts, ==, 2);
  g_assert_cmpuint (years->cohorts[1].size, ==, 4);
  g_assert_cmpuint (early->n_cohorts, ==, 0);
}

static void
assert_share (RapportShare share,
              guint        part,
              guint        whole)
{
  g_assert_cmpuint (share.part, ==, part);
  g_assert_cmpuint (share.whole, ==, whole);
}

static void
test_shares (void)
{
  gsize n;
  g_autofree RapportPurchasePoint *points = make_points (&n);
  RapportDay today = D ("2025-11-20");

  assert_share (rapport_retention_repeat_rate (points, n, 7, today), 2, 5);
  assert_share (rapport_retention_repeat_rate (points, n, 7, D ("2026-01-01")), 3, 5);
  assert_share (rapport_retention_active (points, n, 7, 12, today), 5, 5);
  assert_share (rapport_retention_active (points, n, 7, 6, today), 2, 5);
  /* From 21 May to 20 August 0 and 3 bought, since then 0. */
  assert_share (rapport_retention_compute (points, n, 7, 3, today), 1, 2);
  assert_share (rapport_retention_compute (points, n, 7, 12, D ("2026-11-20")), 1, 5);
  assert_share (rapport_retention_compute (NULL, 0, 0, 12, today), 0, 0);
  assert_share (rapport_retention_compute (points, n, 7, 12, RAPPORT_DAY_NONE), 0, 0);
  assert_share (rapport_retention_repeat_rate (NULL, 0, 0, today), 0, 0);
  g_assert_cmpfloat (rapport_share_get_value ((RapportShare) { 1, 4 }), ==, 0.25);
  g_assert_true (isnan (rapport_share_get_value ((RapportShare) { 0, 0 })));
}

static void
test_promises (void)
{
  const RapportPromisePoint points[] = {
    { 100, 99 },                            /* kept */
    { 100, 100 },                           /* kept on the day */
    { 100, 101 },                           /* late */
    { 109, RAPPORT_DAY_NONE },              /* overdue */
    { 110, RAPPORT_DAY_NONE },              /* due today: open */
    { 120, RAPPORT_DAY_NONE },              /* open */
    { 100, RAPPORT_DAY_NONE, .withdrawn = 1 },
    { 120, RAPPORT_DAY_NONE, .broken = 1 }, /* given up */
    { RAPPORT_DAY_NONE, 50 },               /* no day, done */
    { RAPPORT_DAY_NONE, RAPPORT_DAY_NONE }, /* no day, open */
    { 111, 111 },                           /* done only tomorrow */
  };

  assert_share (rapport_retention_promises_kept (points, G_N_ELEMENTS (points), 110), 3, 6);
  assert_share (rapport_retention_promises_kept (NULL, 0, 110), 0, 0);
}

/* The public data of Hardie: 2,357 customers, all new in the first quarter of 1997. */
static void
test_cdnow (void)
{
  const char *data = g_getenv ("RAPPORT_SHARED_DATA");
  g_autofree char *path = g_build_filename (data ? data : "", "cdnow", "purchases.csv", NULL);
  g_autofree char *contents = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GHashTable) accounts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (RapportPurchasePoint));
  g_autoptr(RapportCohorts) table = NULL;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    {
      g_test_skip ("the data are not here");
      return;
    }

  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto(GStrv) cells = g_strsplit (lines[i], ",", -1);
      int day = atoi (cells[1]);
      gpointer index;
      RapportPurchasePoint point;

      if (!g_hash_table_lookup_extended (accounts, cells[0], NULL, &index))
        {
          index = GUINT_TO_POINTER (keys->len);
          g_ptr_array_add (keys, g_strdup (cells[0]));
          g_hash_table_insert (accounts, g_ptr_array_index (keys, keys->len - 1), index);
        }
      point.account = GPOINTER_TO_UINT (index);
      point.day = rapport_day_from_ymd (day / 10000, day / 100 % 100, day % 100);
      g_assert_true (rapport_day_is_valid (point.day));
      g_array_append_val (points, point);
    }

  g_assert_cmpuint (keys->len, ==, 2357);
  g_assert_cmpuint (points->len, ==, 6919);
  assert_share (rapport_retention_repeat_rate ((gpointer) points->data, points->len, keys->len,
                                               D ("1997-09-30")), 946, 2357);
  table = rapport_cohorts_new ((gpointer) points->data, points->len, keys->len,
                                    RAPPORT_PERIOD_QUARTER, D ("1998-06-30"), 0);
  g_assert_cmpuint (table->cohorts[0].size, ==, 2357);
  for (guint i = 1; i < table->n_cohorts; i++)
    {
      g_assert_cmpuint (table->cohorts[i].size, ==, 0);
      g_assert_cmpuint (table->cohorts[0].still[i], <=, table->cohorts[0].still[i - 1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retention/cohorts", test_cohorts);
  g_test_add_func ("/retention/shares", test_shares);
  g_test_add_func ("/retention/promises", test_promises);
  g_test_add_func ("/retention/cdnow", test_cdnow);
  return g_test_run ();
}
