#pragma once

#include "core/rapport-day.h"

G_BEGIN_DECLS

/* The least number of gaps from which a usual one is told. */
#define RAPPORT_GAP_MIN_GAPS 3

/* Silence is abnormal beyond this many usual gaps … */
#define RAPPORT_GAP_FACTOR 2.0

/* … and never before the usual gap is exceeded by more than this many days. */
#define RAPPORT_GAP_SLACK_DAYS 7

/**
 * RapportGap:
 * @n_gaps: number of gaps between events on different days
 * @usual: the median of them in days, or −1 when there are fewer than %RAPPORT_GAP_MIN_GAPS
 * @longest: the longest of them in days, or −1 without any; silence at the end does not count
 * @last: the day of the last event, or %RAPPORT_DAY_NONE
 * @silence: days since then, or −1 without an event
 * @threshold: silence of more days than this is abnormal, or −1 when there is no usual gap
 * @abnormal: whether the present silence is abnormal
 * @beyond_longest: whether the present silence is longer than any before
 *
 * The rhythm of a series of events and its present silence, with the numbers that a sentence such
 * as "Silent for 48 days, usual gap is 20" needs.
 */
typedef struct {
  guint      n_gaps;
  double     usual;
  int        longest;
  RapportDay last;
  int        silence;
  int        threshold;
  gboolean   abnormal;
  gboolean   beyond_longest;
} RapportGap;

int       rapport_gap_get_threshold (double            usual,
                                     double            factor);
gboolean  rapport_gap_compute       (const RapportDay *days,
                                     gsize             n_days,
                                     RapportDay        as_of,
                                     double            factor,
                                     RapportGap       *gap);

G_END_DECLS
