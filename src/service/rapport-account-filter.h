#pragma once

#include "insight/rapport-gap.h"
#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportAccountSort:
 *
 * What a list of accounts is ordered by. Where nothing is known, a row sorts last either way.
 */
typedef enum
{
  RAPPORT_ACCOUNT_SORT_VALUE,
  RAPPORT_ACCOUNT_SORT_NAME,
  RAPPORT_ACCOUNT_SORT_STAGE,
  RAPPORT_ACCOUNT_SORT_GROUP,
  RAPPORT_ACCOUNT_SORT_OWNER,
  RAPPORT_ACCOUNT_SORT_LAST_CONTACT,
  RAPPORT_ACCOUNT_SORT_NEXT_DUE,
  RAPPORT_ACCOUNT_SORT_CITY,
  RAPPORT_ACCOUNT_SORT_COUNTRY,
  RAPPORT_ACCOUNT_SORT_INDUSTRY,
  RAPPORT_ACCOUNT_SORT_ORDERS,
  RAPPORT_ACCOUNT_SORT_LAST_PURCHASE,
  RAPPORT_ACCOUNT_SORT_COMPLAINTS,
  RAPPORT_ACCOUNT_SORT_FLAGS,
  RAPPORT_ACCOUNT_N_SORTS,
  RAPPORT_ACCOUNT_SORT_BY_FIELD = 256,
} RapportAccountSort;

/**
 * RAPPORT_ACCOUNT_SORT_OF_FIELD:
 * @field: a #RapportAccountField
 *
 * The order by any field of an account.
 */
#define RAPPORT_ACCOUNT_SORT_OF_FIELD(field) ((RapportAccountSort) (RAPPORT_ACCOUNT_SORT_BY_FIELD + (int) (field)))

/**
 * RAPPORT_SILENT_DAYS_SQL:
 * @today: the day of the clock as SQL, days since 1970-01-01
 *
 * Days since the last contact with the account whose figures are `f`.
 */
#define RAPPORT_SILENT_DAYS_SQL(today) "(" today " - f.last_contact / 86400)"

/**
 * RAPPORT_SILENT_SQL:
 * @today: the day of the clock as SQL, days since 1970-01-01
 *
 * Whether that is longer than usual: the rule of rapport_gap_get_threshold().
 */
#define RAPPORT_SILENT_SQL(today)                                                          \
  "(f.usual_gap IS NOT NULL AND " RAPPORT_SILENT_DAYS_SQL (today)                          \
  " > max(" G_STRINGIFY (RAPPORT_GAP_FACTOR) " * f.usual_gap, f.usual_gap + "              \
  G_STRINGIFY (RAPPORT_GAP_SLACK_DAYS) "))"

/**
 * RapportAccountFlags:
 * @RAPPORT_ACCOUNT_FLAG_OVERDUE: a promise or next step is overdue
 * @RAPPORT_ACCOUNT_FLAG_COMPLAINT: a complaint is open
 * @RAPPORT_ACCOUNT_FLAG_SILENT: silent for longer than usual
 * @RAPPORT_ACCOUNT_FLAG_STARRED: starred
 *
 * What an account can be filtered by and marked with.
 */
typedef enum
{
  RAPPORT_ACCOUNT_FLAG_NONE = 0,
  RAPPORT_ACCOUNT_FLAG_OVERDUE = 1 << 0,
  RAPPORT_ACCOUNT_FLAG_COMPLAINT = 1 << 1,
  RAPPORT_ACCOUNT_FLAG_SILENT = 1 << 2,
  RAPPORT_ACCOUNT_FLAG_STARRED = 1 << 3,
} RapportAccountFlags;

/**
 * RapportAccountFilter:
 * @text: (nullable): words of name, place, contact data, or of a person there
 * @groups: (nullable): any of these groups
 * @owners: (nullable): any of these members, ids as text
 * @tags: (nullable): any of these tags
 * @stages: (nullable): any of these stages of @model, ids as text; "0" for ended, "-1" for not
 *   placed
 * @flags: any of these flags, 0 for all
 * @with_ended: whether ended relationships are listed, too
 * @trash: whether the trash is listed instead
 * @model: the lifecycle model that stages are of
 * @sort: order
 * @descending: whether the other way round
 * @then_sort: second order
 * @then_descending: whether that is the other way round
 *
 * Which accounts, in which order: the same for the board, the accounts page, print, export and the
 * command line.
 */
typedef struct
{
  char                *text;
  GStrv                groups;
  GStrv                owners;
  GStrv                tags;
  GStrv                stages;
  RapportAccountFlags  flags;
  gboolean             with_ended;
  gboolean             trash;
  gint64               model;
  RapportAccountSort   sort;
  gboolean             descending;
  RapportAccountSort   then_sort;
  gboolean             then_descending;
} RapportAccountFilter;

#define RAPPORT_TYPE_ACCOUNT_FILTER (rapport_account_filter_get_type ())
GType                 rapport_account_filter_get_type  (void) G_GNUC_CONST;
RapportAccountFilter *rapport_account_filter_new       (void);
RapportAccountFilter *rapport_account_filter_copy      (const RapportAccountFilter *filter);
void                  rapport_account_filter_free      (RapportAccountFilter       *filter);
gboolean              rapport_account_filter_is_active (const RapportAccountFilter *filter);
void                  rapport_account_filter_append    (const RapportAccountFilter *filter,
                                                        RapportQuery               *query,
                                                        RapportDay                  today);
RapportQuery         *rapport_account_filter_to_query  (const RapportAccountFilter *filter,
                                                        RapportWorkspace           *workspace);
char                 *rapport_account_filter_describe  (const RapportAccountFilter *filter,
                                                        RapportWorkspace           *workspace);
GPtrArray            *rapport_account_filter_list_groups (RapportWorkspace         *workspace);
GPtrArray            *rapport_account_filter_list_tags (RapportWorkspace           *workspace);

/**
 * RapportAccountTotals:
 * @n_accounts: accounts that the filter lets through
 * @n_all: accounts in all, without the trash and our own; without ended ones where the filter lists
 *   none
 * @value: the sum of their values a year, minor units of the workspace's currency
 * @n_estimated: how many of them are estimated
 * @n_unconverted: accounts with purchases in a currency without a rate
 * @n_owners: different owners
 * @n_due_week: next steps due within seven days
 * @n_overdue: next steps overdue
 * @n_without_step: accounts without a next step
 * @median_contact: median of days since the last contact, %RAPPORT_UNSET where nobody was ever
 *   contacted
 */
typedef struct
{
  guint  n_accounts;
  guint  n_all;
  gint64 value;
  guint  n_estimated;
  guint  n_unconverted;
  guint  n_owners;
  guint  n_due_week;
  guint  n_overdue;
  guint  n_without_step;
  gint64 median_contact;
} RapportAccountTotals;

void                  rapport_account_filter_sum_async  (const RapportAccountFilter *filter,
                                                         RapportWorkspace           *workspace,
                                                         GCancellable               *cancellable,
                                                         GAsyncReadyCallback         callback,
                                                         gpointer                    user_data);
gboolean              rapport_account_filter_sum_finish (RapportWorkspace           *workspace,
                                                         GAsyncResult               *result,
                                                         RapportAccountTotals       *totals,
                                                         GError                    **error);

RapportAccountFlags   rapport_account_row_get_flags     (const RapportRow           *row,
                                                         RapportDay                  today);
RapportAccountFlags   rapport_account_get_flags         (RapportRecord              *account,
                                                         RapportDay                  today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportAccountFilter, rapport_account_filter_free)

G_END_DECLS
