#include "config.h"

#include <glib/gstdio.h>

#include "service/rapport-sample.h"

static char *dir, *path;

static void
test_create (void)
{
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  g_assert_true (rapport_sample_create (path, rapport_day_from_ymd (2025, 11, 20), &error));
  g_assert_no_error (error);
  g_test_message ("made in %.2f s", (double) (g_get_monotonic_time () - start) / 1e6);
}

int
main (int    argc,
      char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  dir = g_dir_make_tmp ("rapport-XXXXXX", NULL);
  path = g_build_filename (dir, "sample.rapport", NULL);
  g_test_add_func ("/sample/create", test_create);
  result = g_test_run ();
  g_print ("# %s\n", path);
  return result;
}
