#include "config.h"

#include "application/rapport-stall.h"

#include <time.h>

/* Says when the main loop stood still (RAPPORT_DEBUG=stall). What is measured is the time between two polls of the
 * main context, that is, the time of the handlers that ran in between; GTK's own work of a frame (style, layout,
 * paint) is told by the frame clock and taken off. */

/* On a machine that others use, too, the clock on the wall says how long one waited for them: what benchmarks
 * compare is the time that this thread was computing. */
static gint64 computing_since;
static gint64 frame_computing_since;
static gint64 frame_computing;
static GPollFunc inner_poll;
static gint64 awake_since;
static gint64 frame_began;
static gint64 frame_time;
static gint64 longest_stall;
static gint64 longest_computing;
static gint64 longest_turn;
static guint n_stalls;
static gboolean tells;

static gint64
get_computing_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64) time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
measuring_poll (GPollFD *fds,
                guint    n_fds,
                int      timeout)
{
  gint64 now = g_get_monotonic_time ();
  int result;

  if (awake_since != 0)
    {
      gint64 busy = now - awake_since - frame_time;
      gint64 computing = get_computing_time () - computing_since;

      longest_turn = MAX (longest_turn, computing);
      longest_computing = MAX (longest_computing, computing - frame_computing);

      longest_stall = MAX (longest_stall, busy);
      if (busy > RAPPORT_STALL_MICROSECONDS)
        {
          n_stalls++;
          if (tells)
            g_message ("The main loop stood still for %.1f ms (and %.1f ms of layout and painting)",
                       (double) busy / 1000.0, (double) frame_time / 1000.0);
        }
    }

  result = inner_poll (fds, n_fds, timeout);
  awake_since = g_get_monotonic_time ();
  computing_since = get_computing_time ();
  frame_time = frame_computing = 0;
  return result;
}

/* Style and layout begin after "update", painting ends before "after-paint". */
static void
layout_cb (GdkFrameClock *clock,
           gpointer       data)
{
  frame_began = g_get_monotonic_time ();
  frame_computing_since = get_computing_time ();
}

static void
after_paint_cb (GdkFrameClock *clock,
                gpointer       data)
{
  if (frame_began != 0)
    {
      frame_time += g_get_monotonic_time () - frame_began;
      frame_computing += get_computing_time () - frame_computing_since;
    }
  frame_began = 0;
}

static void
realize_cb (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);

  g_signal_connect_object (clock, "layout", G_CALLBACK (layout_cb), window, 0);
  g_signal_connect_object (clock, "after-paint", G_CALLBACK (after_paint_cb), window, 0);
}

/**
 * rapport_stall_start:
 *
 * Begins to watch the main loop, where RAPPORT_DEBUG has "stall"; with "stall-quiet" it is only measured.
 */
void
rapport_stall_start (void)
{
  const GDebugKey keys[] = { { "stall", 1 }, { "stall-quiet", 2 } };
  guint wanted = g_parse_debug_string (g_getenv ("RAPPORT_DEBUG"), keys, G_N_ELEMENTS (keys));

  if (inner_poll != NULL || wanted == 0)
    return;
  tells = (wanted & 1) != 0;
  inner_poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, measuring_poll);
}

/**
 * rapport_stall_watch:
 * @window: a window
 *
 * Takes the frames of a window off what is measured.
 */
void
rapport_stall_watch (GtkWidget *window)
{
  if (inner_poll == NULL)
    return;
  if (gtk_widget_get_realized (window))
    realize_cb (window);
  else
    g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}

/**
 * rapport_stall_reset:
 * @turn: (out) (optional): the longest turn of the main loop since the last call, with layout and painting of the
 *   frame in it, microseconds of computing
 *
 * For the benchmarks: begins to measure anew.
 *
 * Returns: the longest turn without layout and painting, microseconds of computing
 */
gint64
rapport_stall_reset (gint64 *turn)
{
  gint64 longest = longest_computing;

  if (turn != NULL)
    *turn = longest_turn;
  longest_computing = longest_turn = 0;
  computing_since = get_computing_time ();
  frame_computing = 0;
  return longest;
}

/**
 * rapport_stall_note:
 * @block: from rapport_stall_reset()
 * @turn: its other answer
 *
 * For the benchmarks: puts a measurement back, after something that does not count.
 */
void
rapport_stall_note (gint64 block,
                    gint64 turn)
{
  longest_computing = MAX (longest_computing, block);
  longest_turn = MAX (longest_turn, turn);
}

/**
 * rapport_stall_get_count:
 * @longest: (out) (optional): the longest, microseconds
 *
 * Returns: how often the main loop has stood still so far
 */
guint
rapport_stall_get_count (gint64 *longest)
{
  if (longest != NULL)
    *longest = longest_stall;
  return n_stalls;
}
