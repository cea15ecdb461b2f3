#pragma once

#include "insight/rapport-retention.h"
#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportNeedKind:
 * @RAPPORT_NEED_PROMISE_OVERDUE: a promise of ours is overdue
 * @RAPPORT_NEED_COMPLAINT: a complaint is open
 * @RAPPORT_NEED_PROMISE_DUE: a promise of ours is due today
 * @RAPPORT_NEED_STEP_OVERDUE: a next step is overdue
 * @RAPPORT_NEED_STEP_DUE: a next step is due today
 * @RAPPORT_NEED_SILENT: the customer has been silent for longer than usual
 *
 * Why a customer needs attention, the most pressing first.
 */
typedef enum
{
  RAPPORT_NEED_PROMISE_OVERDUE,
  RAPPORT_NEED_COMPLAINT,
  RAPPORT_NEED_PROMISE_DUE,
  RAPPORT_NEED_STEP_OVERDUE,
  RAPPORT_NEED_STEP_DUE,
  RAPPORT_NEED_SILENT,
} RapportNeedKind;

/**
 * RapportNeed:
 * @kind: why
 * @account: who
 * @record: the commitment or complaint, 0 for silence
 * @person: whom it concerns there, or 0
 * @title: (nullable): what was promised, or complained of
 * @days: days overdue, open, or silent
 * @usual_gap: for silence, the usual gap in days
 * @answered: for a complaint, whether we have said anything yet
 * @value: what the account is worth a year, minor units of the workspace's currency
 * @estimated: whether that is estimated
 * @n_more: how many further reasons the same account has
 */
typedef struct
{
  RapportNeedKind  kind;
  gint64           account;
  gint64           record;
  gint64           person;
  char            *title;
  int              days;
  int              usual_gap;
  gboolean         answered;
  gint64           value;
  gboolean         estimated;
  guint            n_more;
} RapportNeed;

/**
 * RapportStageCount:
 * @stage: a stage of the shown model
 * @n: subjects in it
 * @n_in: that came in the last 30 days
 * @n_out: that left in the last 30 days
 */
typedef struct
{
  gint64 stage;
  guint  n;
  guint  n_in;
  guint  n_out;
} RapportStageCount;

/**
 * RapportCauseCount:
 * @cause: a cause of dissatisfaction, 0 where none was recorded
 * @other: whether it is "other" or none at all, which stand last
 * @n: complaints that began in the last 90 days
 */
typedef struct
{
  gint64   cause;
  gboolean other;
  guint    n;
} RapportCauseCount;

/**
 * RapportToday:
 * @today: the day of the clock
 * @has_accounts: whether there is any account, of whatever owner
 * @needs: (element-type RapportNeed): who needs attention, one row an account, at most 200
 * @n_needs: how many accounts there are in all
 * @n_put_off: how many reasons are not shown because they were put off
 * @needs_value: what they are worth a year together
 * @needs_estimated: whether a part of that is estimated
 * @of_opportunities: whether @stages counts opportunities, not accounts
 * @stages: (element-type RapportStageCount): in order
 * @causes: (element-type RapportCauseCount): most frequent first, "other" and unknown last
 * @promises: promises of ours kept on time, of those that were due in the last 12 months and are
 *   decided
 * @at_risk: revenue of 12 months of accounts with an open complaint, an overdue promise or an
 *   unusual silence, put off or not
 * @n_at_risk: how many accounts with revenue that is
 * @next_due: where nothing is due, the day of the next thing of ours that will be;
 *   %RAPPORT_DAY_NONE for none
 *
 * What is to do, and how the relationships stand.
 */
typedef struct
{
  RapportDay    today;
  gboolean      has_accounts;
  GPtrArray    *needs;
  guint         n_needs;
  guint         n_put_off;
  gint64        needs_value;
  gboolean      needs_estimated;
  gboolean      of_opportunities;
  GArray       *stages;
  GArray       *causes;
  RapportShare  promises;
  gint64        at_risk;
  guint         n_at_risk;
  RapportDay    next_due;
} RapportToday;

void          rapport_today_free          (RapportToday         *today);
void          rapport_today_load_async    (RapportWorkspace     *workspace,
                                           gint64                owner,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
void          rapport_today_load_needs_async (RapportWorkspace  *workspace,
                                           gint64                owner,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
RapportToday *rapport_today_load_finish   (RapportWorkspace     *workspace,
                                           GAsyncResult         *result,
                                           GError              **error);
RapportToday *rapport_today_load          (RapportWorkspace     *workspace,
                                           gint64                owner,
                                           GError              **error);
void          rapport_today_load_due_async (RapportWorkspace    *workspace,
                                           gint64                owner,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
GPtrArray    *rapport_today_load_due_finish (RapportWorkspace   *workspace,
                                           GAsyncResult         *result,
                                           GError              **error);
gboolean      rapport_today_needs_are_touched_by (const RapportChanges *changes);
RapportNeed  *rapport_need_copy           (const RapportNeed    *need);
void          rapport_need_free           (RapportNeed          *need);
gboolean      rapport_need_equal          (const RapportNeed    *a,
                                           const RapportNeed    *b);
char         *rapport_need_describe       (const RapportNeed    *need);
gboolean      rapport_need_is_urgent      (const RapportNeed    *need);
RapportAct   *rapport_today_act_snooze    (RapportWorkspace     *workspace,
                                           const RapportNeed    *need,
                                           gint64                until);
RapportAct   *rapport_today_act_plan_visit (RapportWorkspace    *workspace,
                                           const RapportNeed    *need,
                                           RapportDay            due);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportToday, rapport_today_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportNeed, rapport_need_free)

G_END_DECLS
