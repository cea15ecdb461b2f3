#include "config.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-workspace.h"

/* Start to the first frame of the board on the large workspace, and what memory it takes, against an empty window
 * with the same style sheet. Usage: bench-start RAPPORT EMPTY-WINDOW, on a display. */

#define ROUNDS 5

typedef struct
{
  double frame;  /* milliseconds */
  double memory; /* MB */
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

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error))
    g_error ("%s", error->message);
  result.frame = (number_after (output, "first-frame ") - start) / 1000.0;
  result.memory = number_after (output, "memory ") / 1024.0;
  return result;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

static double
median (const Start *starts,
        gboolean     memory)
{
  double values[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    values[i] = memory ? starts[i].memory : starts[i].frame;
  qsort (values, ROUNDS, sizeof values[0], compare);
  return values[ROUNDS / 2];
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *path = bench_workspace_get ();
  const char *rapport[] = { argv[1], "--workspace", path, NULL };
  const char *empty[] = { argv[2], NULL };
  Start with[ROUNDS], without[ROUNDS];

  if (argc < 3)
    return 2;
  g_setenv ("RAPPORT_DEBUG", "first-frame", TRUE);

  /* Once each for the disk cache; then in turn, so that a busy moment meets both. */
  run (rapport);
  run (empty);
  for (guint i = 0; i < ROUNDS; i++)
    {
      without[i] = run (empty);
      with[i] = run (rapport);
    }

  g_print ("first frame of the board: %.0f ms, of an empty window: %.0f ms, ratio %.2f (must be at most 1.6)\n",
           median (with, FALSE), median (without, FALSE), median (with, FALSE) / median (without, FALSE));
  g_print ("memory: %.1f MB, of an empty window: %.1f MB, above it: %.1f MB (must be at most 40)\n",
           median (with, TRUE), median (without, TRUE), median (with, TRUE) - median (without, TRUE));
  return 0;
}
