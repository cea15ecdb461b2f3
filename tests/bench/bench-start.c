#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "bench-workspace.h"

/* Start to the first frame of the board on the large workspace, and what memory it takes, against an empty window
 * with the same style sheet. Usage: bench-start RAPPORT EMPTY-WINDOW, on a display. */

#define ROUNDS 7

typedef struct
{
  double frame;  /* milliseconds */
  double memory; /* MB */
  double computed; /* milliseconds of all threads until then */
} Start;

static gint64
number_after (const char *text,
              const char *word)
{
  const char *found = strstr (text, word);

  if (found == NULL)
    g_error ("The program did not say “%s”: %s", word, text);
  return g_ascii_strtoll (found + strlen (word), NULL, 10);
}

static Start
run (const char *const *argv)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *output = NULL;
  gint64 start = g_get_monotonic_time ();
  int status;
  Start result;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output, NULL, &status, &error))
    g_error ("%s", error->message);
  result.frame = (number_after (output, "first-frame ") - start) / 1000.0;
  result.computed = number_after (output, "computed ") / 1000.0;
  result.memory = number_after (output, "memory ") / 1024.0;
  return result;
}

static double
median (const Start *starts,
        gsize        offset)
{
  double values[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    values[i] = *(const double *) (gconstpointer) ((const char *) &starts[i] + offset);
  return bench_median (values, ROUNDS);
}

/* The program opens on the page that was shown last: here, the board. */
static char *
write_settings (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *config = g_dir_make_tmp ("rapport-bench-XXXXXX", &error);
  g_autofree char *folder = config ? g_build_filename (config, "glib-2.0", "settings", NULL) : NULL;
  g_autofree char *file = folder ? g_build_filename (folder, "keyfile", NULL) : NULL;

  if (config == NULL || g_mkdir_with_parents (folder, 0700) != 0 ||
      !g_file_set_contents (file, "[app/rapport/Rapport]\npage='board'\n", -1, &error))
    g_error ("No settings could be written: %s", error ? error->message : folder);
  return g_steal_pointer (&config);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = bench_workspace_get ();
  /* A window on which nothing comes would be waited for in vain. */
  const char *rapport[] = { "timeout", "60", argv[1], "--workspace", path, NULL };
  const char *empty[] = { "timeout", "60", argv[2], NULL };
  g_autofree char *config = write_settings ();
  Start with[ROUNDS], without[ROUNDS];
  double frame, empty_frame, memory, empty_memory;

  if (argc < 3)
    return 2;
  g_setenv ("RAPPORT_DEBUG", "first-frame", TRUE);
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  /* What tests look for costs time that nobody else pays. */
  g_unsetenv ("G_DEBUG");
  g_unsetenv ("MALLOC_CHECK_");

  /* Once each for the disk cache; then in turn, so that a busy moment meets both. */
  run (rapport);
  run (empty);
  for (guint i = 0; i < ROUNDS; i++)
    {
      without[i] = run (empty);
      with[i] = run (rapport);
    }

  frame = median (with, G_STRUCT_OFFSET (Start, frame));
  empty_frame = median (without, G_STRUCT_OFFSET (Start, frame));
  memory = median (with, G_STRUCT_OFFSET (Start, memory));
  empty_memory = median (without, G_STRUCT_OFFSET (Start, memory));
  for (guint i = 0; i < ROUNDS; i++)
    g_print ("       round %u: %.0f ms (computing %.0f) and %.1f MB, an empty window %.0f ms (%.0f) and %.1f MB\n",
             i + 1, with[i].frame, with[i].computed, with[i].memory, without[i].frame, without[i].computed,
             without[i].memory);
  g_print ("       medians: %.0f ms and %.1f MB, an empty window %.0f ms and %.1f MB\n", frame, memory, empty_frame,
           empty_memory);
  bench_say ("start to the first frame of the board / of an empty window", frame / empty_frame, "", 1.6);
  g_print ("       the same in computing time of all threads: %.2f\n",
           median (with, G_STRUCT_OFFSET (Start, computed)) / median (without, G_STRUCT_OFFSET (Start, computed)));
  bench_say ("memory above an empty window", memory - empty_memory, "MB", 40);
  return 0;
}
