#pragma once

#include "insight/rapport-retention.h"
#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/* Quarters that are read: this year's and those of the year before. */
#define RAPPORT_ACCOUNT_N_QUARTERS 8

/* Points of a sparkline: the ends of twelve months and today. */
#define RAPPORT_ACCOUNT_N_POINTS 13

/**
 * RapportAccountStep:
 * @stage: id of a stage of the shown model
 * @since: the day on which the account came there last, %RAPPORT_DAY_NONE where it never was
 *
 * A stage on the way of an account.
 */
typedef struct
{
  gint64     stage;
  RapportDay since;
} RapportAccountStep;

/**
 * RapportAccountQuarter:
 * @first: its first day
 * @last: its last day
 * @revenue: what was bought, minor units of the workspace's currency
 * @cost: what that part of it cost us of which the cost is known, minor units
 * @costed: revenue of that part, minor units
 * @n_orders: number of purchases
 *
 * Three months that run back from today.
 */
typedef struct
{
  RapportDay first;
  RapportDay last;
  gint64     revenue;
  gint64     cost;
  gint64     costed;
  guint      n_orders;
} RapportAccountQuarter;

/**
 * RapportAccountSum:
 * @currency: ISO 4217 code
 * @minor: the sum of all purchases in it, minor units
 * @n_orders: number of purchases
 * @unconverted: purchases of them for which no rate is known: they are in no other figure
 *
 * What was bought in one currency.
 */
typedef struct
{
  char   currency[4];
  gint64 minor;
  guint  n_orders;
  guint  unconverted;
} RapportAccountSum;

/**
 * RapportAccountPerson:
 * @affiliation: since when in which role
 * @person: the person
 * @others: (nullable): names of other accounts of the person, separated by commas
 */
typedef struct
{
  RapportRow *affiliation;
  RapportRow *person;
  char       *others;
} RapportAccountPerson;

/**
 * RapportAccountEpisode:
 * @episode: (nullable): the episode, %NULL where interactions belong to none
 * @interactions: (element-type RapportRow): its interactions, newest first
 * @amount: (nullable): what was bought in it: sum of its purchases, minor units, else
 *   %RAPPORT_UNSET
 * @currency: the currency of @amount, empty where purchases are in several
 * @latest: the day of the newest thing in it
 */
typedef struct
{
  RapportRow *episode;
  GPtrArray  *interactions;
  gint64      amount;
  char        currency[4];
  RapportDay  latest;
} RapportAccountEpisode;

/**
 * RapportAccountMove:
 * @move: the move
 * @evidence: (nullable): titles of the episodes that it rests on, separated by commas
 */
typedef struct
{
  RapportRow *move;
  char       *evidence;
} RapportAccountMove;

/**
 * RapportAccountParts:
 * @RAPPORT_ACCOUNT_PART_BASE: the account, its way, its figures, people, open promises
 * @RAPPORT_ACCOUNT_PART_RECENT: the newest episodes
 * @RAPPORT_ACCOUNT_PART_PURCHASES: the newest purchases
 * @RAPPORT_ACCOUNT_PART_HISTORY: moves, ends and the journal
 * @RAPPORT_ACCOUNT_PART_EVERYTHING_SAID: every episode and interaction instead of the newest (for
 *   print)
 */
typedef enum
{
  RAPPORT_ACCOUNT_PART_BASE = 0,
  RAPPORT_ACCOUNT_PART_RECENT = 1 << 0,
  RAPPORT_ACCOUNT_PART_PURCHASES = 1 << 1,
  RAPPORT_ACCOUNT_PART_HISTORY = 1 << 2,
  RAPPORT_ACCOUNT_PART_EVERYTHING_SAID = 1 << 3,
} RapportAccountParts;

/**
 * RapportAccountData:
 * @account: the account
 * @today: the day of the clock
 * @currency: the workspace's currency
 * @model: the lifecycle model of @path
 * @placed: whether it has a stage in that model
 * @stage: that stage, 0 for none
 * @path: (element-type RapportAccountStep): the stages of the model in order
 * @end: (nullable): the end of the relationship, where it has ended and was not won back
 * @since: since when they are a customer, %RAPPORT_DAY_NONE for not yet
 * @quarters: the last eight quarters, oldest first
 * @margin: share of revenue that is left after cost, over 12 months, NAN where no cost is known
 * @margin_before: the same for the year before, NAN where it is not known
 * @costed_share: share of the revenue of 12 months of which the cost is known
 * @promises: our promises kept in time, of those decided within 12 months (D16)
 * @n_overdue: our promises that are overdue
 * @gap_days: (element-type int): days between the last contacts, oldest first
 * @revenue_points: revenue of the 12 months that end at each point, oldest first
 * @margin_points: margin at each point, NAN where it is not known
 * @promise_points: share of promises kept at each point, NAN where none was decided
 * @months: revenue of each of the 24 months up to today, oldest first, minor units
 * @margin_months: margin in money of each of these months, minor units
 * @purchased: the sum of all purchases, minor units of the workspace's currency
 * @sums: (element-type RapportAccountSum): the same for each currency
 * @commitments: (element-type RapportRow): what is open, soonest first
 * @people: (element-type RapportAccountPerson): who is there, the main contact first
 * @former: (element-type RapportAccountPerson): who was there
 * @episodes: (element-type RapportAccountEpisode): newest first
 * @n_said: number of interactions in all
 * @first_said: the day of the first one
 * @purchases: (element-type RapportRow): newest first
 * @n_purchases: number of purchases in all
 * @moves: (element-type RapportAccountMove): newest first
 * @ends: (element-type RapportRow): ends of the relationship, newest first
 * @history: (element-type RapportJournalEntry): changes of the record, newest first
 *
 * Everything that an account's page and its printed summary say, read in one go. A plain value of
 * one reference.
 */
typedef struct
{
  RapportRow            *account;
  RapportDay             today;
  char                   currency[4];
  gint64                 model;
  gint64                 stage;
  gboolean               placed;
  GArray                *path;
  RapportRow            *end;
  RapportDay             since;
  RapportAccountQuarter  quarters[RAPPORT_ACCOUNT_N_QUARTERS];
  double                 margin;
  double                 margin_before;
  double                 costed_share;
  RapportShare           promises;
  guint                  n_overdue;
  GArray                *gap_days;
  double                 revenue_points[RAPPORT_ACCOUNT_N_POINTS];
  double                 margin_points[RAPPORT_ACCOUNT_N_POINTS];
  double                 promise_points[RAPPORT_ACCOUNT_N_POINTS];
  gint64                 months[24];
  gint64                 margin_months[24];
  gint64                 purchased;
  GArray                *sums;
  GPtrArray             *commitments;
  GPtrArray             *people;
  GPtrArray             *former;
  GPtrArray             *episodes;
  guint                  n_said;
  RapportDay             first_said;
  GPtrArray             *purchases;
  guint                  n_purchases;
  GPtrArray             *moves;
  GPtrArray             *ends;
  GPtrArray             *history;
} RapportAccountData;

void                rapport_account_data_free      (RapportAccountData   *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportAccountData, rapport_account_data_free)

void                rapport_account_load_async     (RapportWorkspace     *workspace,
                                                    gint64                account,
                                                    RapportAccountParts   parts,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
RapportAccountData *rapport_account_load_finish    (RapportWorkspace     *workspace,
                                                    GAsyncResult         *result,
                                                    GError              **error);
RapportAccountData *rapport_account_load           (RapportWorkspace     *workspace,
                                                    gint64                account,
                                                    RapportAccountParts   parts,
                                                    GError              **error);
gboolean            rapport_account_is_touched_by  (gint64                account,
                                                    RapportChanges       *changes);

RapportAct         *rapport_account_act_set_main   (gint64                account,
                                                    gint64                affiliation,
                                                    const char           *name);
RapportAct         *rapport_account_act_move_person (gint64               affiliation,
                                                    gint64                to_account,
                                                    const char           *name,
                                                    const char           *account_name);

G_END_DECLS
