#include "config.h"

#include "insight/rapport-pareto.h"

static void
test_picture (void)
{
  static const guint counts[] = { 3, 8, 19, 0, 4, 11, 5 };
  static const guint order[] = { 2, 5, 1, 6, 4, 0 };
  g_autoptr(RapportPareto) pareto = rapport_pareto_new (counts, G_N_ELEMENTS (counts), 0);

  g_assert_cmpuint (pareto->n_bars, ==, 6);
  g_assert_cmpuint (pareto->total, ==, 50);
  g_assert_cmpuint (pareto->n_vital, ==, 3);
  g_assert_cmpfloat_with_epsilon (pareto->vital_share, 0.76, 1e-9);
  for (guint i = 0; i < 6; i++)
    {
      g_assert_cmpuint (pareto->bars[i].index, ==, order[i]);
      g_assert_cmpuint (pareto->bars[i].count, ==, counts[order[i]]);
      g_assert_cmpint (pareto->bars[i].vital, ==, i < 3);
    }
  g_assert_cmpuint (pareto->bars[3].cumulative, ==, 43);
  g_assert_cmpfloat (pareto->bars[5].share, ==, 1);
}

static void
test_rest_stays_last (void)
{
  static const guint counts[] = { 90, 4, 6 };
  g_autoptr(RapportPareto) pareto = rapport_pareto_new (counts, 3, 0);

  g_assert_cmpuint (pareto->bars[0].index, ==, 2);
  g_assert_cmpuint (pareto->bars[2].index, ==, 0);
  g_assert_cmpuint (pareto->n_vital, ==, 2);
  g_assert_false (pareto->bars[2].vital);
}

static void
test_edges (void)
{
  static const guint one[] = { 7 };
  static const guint even[] = { 2, 2, 2, 2, 2 };
  static const guint large[] = { G_MAXUINT, G_MAXUINT };
  static const guint none[] = { 0, 0 };
  /* 60 % or 100 %: equally near, the fewer are the vital ones. */
  static const guint tie[] = { 6, 4 };
  g_autoptr(RapportPareto) a = rapport_pareto_new (one, 1, -1);
  g_autoptr(RapportPareto) b = rapport_pareto_new (even, 5, -1);
  g_autoptr(RapportPareto) c = rapport_pareto_new (large, 2, -1);
  g_autoptr(RapportPareto) d = rapport_pareto_new (none, 2, 1);
  g_autoptr(RapportPareto) e = rapport_pareto_new (NULL, 0, -1);
  g_autoptr(RapportPareto) f = rapport_pareto_new (tie, 2, -1);
  g_autoptr(RapportPareto) g = rapport_pareto_new (one, 1, 0);

  g_assert_cmpuint (a->n_vital, ==, 1);
  g_assert_cmpuint (b->n_vital, ==, 4);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (b->bars[i].index, ==, i);
  g_assert_cmpuint (c->total, ==, 2 * (guint64) G_MAXUINT);
  g_assert_cmpuint (d->n_bars, ==, 0);
  g_assert_cmpuint (d->total, ==, 0);
  g_assert_cmpuint (e->n_bars, ==, 0);
  g_assert_cmpuint (f->n_vital, ==, 1);
  g_assert_cmpuint (g->n_bars, ==, 1);
  g_assert_cmpuint (g->n_vital, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pareto/picture", test_picture);
  g_test_add_func ("/pareto/rest-stays-last", test_rest_stays_last);
  g_test_add_func ("/pareto/edges", test_edges);
  return g_test_run ();
}
