/* What all tests share: waiting that ends, and folders that are gone afterwards. */
#pragma once

#include <glib/gstdio.h>
#include <glib-object.h>

/* Runs the main loop until @condition holds; a test that waits for what never comes fails. */
#define wait_until(condition)                                             \
  G_STMT_START {                                                          \
    gint64 deadline_ = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND; \
    while (!(condition))                                                  \
      {                                                                   \
        g_assert_cmpint (g_get_monotonic_time (), <, deadline_);          \
        if (!g_main_context_iteration (NULL, FALSE))                      \
          g_usleep (500);                                                 \
      }                                                                   \
  } G_STMT_END

/* Lets jobs that are under way hand back their references to @object. */
static inline void
settle_object (gpointer object)
{
  for (guint i = 0; i < 1000 && G_OBJECT (object)->ref_count > 1; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

static inline void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
      g_rmdir (path);
    }
  else
    g_unlink (path);
}
