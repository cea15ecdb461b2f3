#include "config.h"

#include "application/rapport-first-frame.h"

#include <string.h>
#include <time.h>

/* For the benchmarks: RAPPORT_DEBUG=first-frame has the program say when it had painted its first frame with
 * something in it, and how much memory that took, and end. */

typedef struct
{
  GtkWindow *window;
  GType      awaited;
  guint      n_frames;
} Watch;

static gboolean
shows (GtkWidget *widget,
       GType      type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return gtk_widget_get_mapped (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && shows (child, type))
      return TRUE;
  return FALSE;
}

/* What belongs to this process alone and cannot be read again from a file: what of the shared libraries is counted
 * for one process depends on which others are running. */
static guint64
private_memory (void)
{
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  guint64 kilobytes = 0;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "Private_Dirty:") || g_str_has_prefix (lines[i], "Swap:"))
      kilobytes += g_ascii_strtoull (strchr (lines[i], ':') + 1, NULL, 10);
  return kilobytes;
}

static gboolean
say_memory_cb (gpointer data)
{
  Watch *watch = data;

  g_print ("memory %" G_GUINT64_FORMAT "\n", private_memory ());
  gtk_window_destroy (watch->window);
  g_free (watch);
  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock,
            Watch         *watch)
{
  struct timespec time, own;

  watch->n_frames++;
  if (watch->awaited != 0 && !shows (GTK_WIDGET (watch->window), watch->awaited))
    return;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &own);
  g_print ("first-frame %" G_GINT64_FORMAT "\ncomputed %" G_GINT64_FORMAT "\nmain-thread %" G_GINT64_FORMAT
           "\nframes %u\n",
           g_get_monotonic_time (), (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000,
           (gint64) own.tv_sec * G_USEC_PER_SEC + own.tv_nsec / 1000, watch->n_frames);
  g_signal_handlers_disconnect_by_func (clock, painted_cb, watch);
  /* What is still under way shall be part of it. */
  g_timeout_add (1500, say_memory_cb, watch);
}

static void
realized_cb (GtkWidget *window,
             Watch     *watch)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), watch);
}

/**
 * rapport_first_frame_watch:
 * @window: a window that is not shown yet
 * @awaited: the type of widget that must be on it, 0 for any frame
 *
 * Does nothing but where RAPPORT_DEBUG has "first-frame".
 */
void
rapport_first_frame_watch (GtkWindow *window,
                           GType      awaited)
{
  const GDebugKey keys[] = { { "first-frame", 1 } };
  Watch *watch;

  if (!(g_parse_debug_string (g_getenv ("RAPPORT_DEBUG"), keys, G_N_ELEMENTS (keys)) & 1))
    return;
  watch = g_new0 (Watch, 1);
  watch->window = window;
  watch->awaited = awaited;
  g_signal_connect (window, "realize", G_CALLBACK (realized_cb), watch);
}
