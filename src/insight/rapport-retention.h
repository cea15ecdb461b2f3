#pragma once

#include "core/rapport-day.h"

G_BEGIN_DECLS

/**
 * RapportPurchasePoint:
 * @account: a dense index of the buyer, from 0 to the number of accounts − 1
 * @day: the day of the purchase
 *
 * Who bought when. Arrays of these need no order; a purchase later than the day that a figure is
 * asked for, or without a day, is left out.
 */
typedef struct {
  guint32    account;
  RapportDay day;
} RapportPurchasePoint;

/**
 * RapportShare:
 * @part: how many
 * @whole: of how many
 *
 * A share that can still say what it is made of: "23 of 25".
 */
typedef struct {
  guint part;
  guint whole;
} RapportShare;

/**
 * RapportCohort:
 * @start: first day of the period of first purchase
 * @size: number of accounts that bought for the first time in it
 * @n_periods: number of entries in @still: from the period itself (0) to the one of the as-of day
 * @still: (array length=n_periods): how many of them were still buying in each period
 */
typedef struct {
  RapportDay  start;
  guint       size;
  guint       n_periods;
  guint      *still;
} RapportCohort;

/**
 * RapportCohorts:
 * @period: the length of the periods
 * @as_of: the day that the table was made for
 * @n_cohorts: number of rows
 * @n_periods: number of columns, the longest row; 0 without rows
 * @cohorts: (array length=n_cohorts): the rows, oldest first, without gaps: a period in which
 *   nobody bought first has size 0
 */
typedef struct {
  RapportPeriod  period;
  RapportDay     as_of;
  guint          n_cohorts;
  guint          n_periods;
  RapportCohort *cohorts;
} RapportCohorts;

/**
 * RapportPromisePoint:
 * @due: the due day that counts: the first one, or the new one that the customer agreed to
 * @done: the day it was done, or %RAPPORT_DAY_NONE
 * @withdrawn: whether it was taken back by agreement: then it counts neither way
 * @broken: whether it was given up: then it is decided at once
 */
typedef struct {
  RapportDay due;
  RapportDay done;
  guint      withdrawn : 1;
  guint      broken : 1;
} RapportPromisePoint;

RapportCohorts *rapport_cohorts_new         (const RapportPurchasePoint *points,
                                                      gsize                       n_points,
                                                      guint                       n_accounts,
                                                      RapportPeriod               period,
                                                      RapportDay                  as_of,
                                                      guint                       max_cohorts);
void                rapport_cohorts_free        (RapportCohorts         *table);
double              rapport_cohorts_get_share   (const RapportCohorts   *table,
                                                      guint                       cohort,
                                                      guint                       period);

double              rapport_share_get_value          (RapportShare                share);

RapportShare        rapport_retention_compute        (const RapportPurchasePoint *points,
                                                      gsize                       n_points,
                                                      guint                       n_accounts,
                                                      int                         months,
                                                      RapportDay                  as_of);
RapportShare        rapport_retention_repeat_rate    (const RapportPurchasePoint *points,
                                                      gsize                       n_points,
                                                      guint                       n_accounts,
                                                      RapportDay                  as_of);
RapportShare        rapport_retention_active         (const RapportPurchasePoint *points,
                                                      gsize                       n_points,
                                                      guint                       n_accounts,
                                                      int                         months,
                                                      RapportDay                  as_of);
RapportShare        rapport_retention_promises_kept  (const RapportPromisePoint  *points,
                                                      gsize                       n_points,
                                                      RapportDay                  as_of);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportCohorts, rapport_cohorts_free)

G_END_DECLS
