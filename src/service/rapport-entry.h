#pragma once

#include "service/rapport-duplicates.h"
#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportEntryStep:
 * @RAPPORT_ENTRY_ACKNOWLEDGE: the customer was told that we know
 * @RAPPORT_ENTRY_APOLOGISE: we have apologised
 * @RAPPORT_ENTRY_SETTLE: it is settled, which also closes the episode
 *
 * The steps of a complaint.
 */
typedef enum
{
  RAPPORT_ENTRY_ACKNOWLEDGE,
  RAPPORT_ENTRY_APOLOGISE,
  RAPPORT_ENTRY_SETTLE,
} RapportEntryStep;

/**
 * RapportEntryLog:
 * @account: with whom
 * @subject: (nullable): what it was about, in a few words; %NULL to take it from @text
 * @text: (nullable): more of it
 * @channel: (nullable): one of rapport_channel_choices
 * @direction: (nullable): "in" or "out"
 * @social: whether it was about the people, not the business
 * @episode: an episode that it belongs to, 0 for none
 * @episode_title: (nullable): where @episode is 0, the title of one: an open one of that title, or
 *   one of that time, else a new one
 * @episode_kind: (nullable): kind of a new episode, or which kind an episode of that title must
 *   have
 * @person: with whom there, 0 for nobody in particular
 * @member: who of us, 0 for who works here
 * @at: when, UTC seconds; %RAPPORT_UNSET for now
 * @minutes: how long, %RAPPORT_UNSET if that is not known
 * @people: (nullable) (element-type gint64): who else was there of theirs
 * @members: (nullable) (element-type gint64): and of ours
 *
 * Something that happened. Nothing in it is kept by rapport_entry_act_log().
 */
typedef struct
{
  gint64      account;
  const char *subject;
  const char *text;
  const char *channel;
  const char *direction;
  gboolean    social;
  gint64      episode;
  const char *episode_title;
  const char *episode_kind;
  gint64      person;
  gint64      member;
  gint64      at;
  gint64      minutes;
  GArray     *people;
  GArray     *members;
} RapportEntryLog;

#define RAPPORT_ENTRY_LOG_INIT { .at = RAPPORT_UNSET, .minutes = RAPPORT_UNSET }

gint64       rapport_entry_act_get_id         (RapportAct           *act);
gint64       rapport_entry_act_get_episode    (RapportAct           *act);

/* Accounts, people, opportunities. */
RapportAct  *rapport_entry_act_add_account    (RapportWorkspace     *workspace,
                                               RapportRow           *account,
                                               gint64                model,
                                               gint64                stage);
gboolean     rapport_entry_add_account        (RapportWrite         *write,
                                               RapportRow           *account,
                                               gint64                model,
                                               gint64                stage,
                                               const char           *set_by,
                                               GError              **error);
RapportAct  *rapport_entry_act_add_person     (RapportWorkspace     *workspace,
                                               RapportRow           *person,
                                               RapportRow           *affiliation);
RapportAct  *rapport_entry_act_add_opportunity (RapportWorkspace    *workspace,
                                               RapportRow           *opportunity,
                                               gint64                stage);
GArray      *rapport_entry_find_duplicates    (RapportWorkspace     *workspace,
                                               const char           *name,
                                               const char           *phone,
                                               const char           *email,
                                               const char           *website,
                                               gint64                exclude,
                                               GError              **error);
void         rapport_entry_find_duplicates_async (RapportWorkspace  *workspace,
                                               const char           *name,
                                               const char           *phone,
                                               const char           *email,
                                               const char           *website,
                                               gint64                exclude,
                                               GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
GArray      *rapport_entry_find_duplicates_finish (RapportWorkspace *workspace,
                                               GAsyncResult         *result,
                                               GError              **error);
char        *rapport_entry_describe_duplicate (RapportWorkspace     *workspace,
                                               const RapportDuplicate *duplicate);

/* What happened. */
void         rapport_entry_split_text         (const char           *typed,
                                               char                **subject,
                                               char                **text);
RapportAct  *rapport_entry_act_log            (RapportWorkspace     *workspace,
                                               const RapportEntryLog *log);
gint64       rapport_entry_find_episode       (RapportWorkspace     *workspace,
                                               gint64                account,
                                               const char           *title,
                                               RapportDay            day,
                                               GError              **error);
RapportAct  *rapport_entry_act_open_episode   (RapportWorkspace     *workspace,
                                               RapportRow           *episode);
RapportAct  *rapport_entry_act_close_episode  (RapportWorkspace     *workspace,
                                               gint64                episode,
                                               RapportDay            day,
                                               const char           *outcome);
RapportAct  *rapport_entry_act_reopen_episode (RapportWorkspace     *workspace,
                                               gint64                episode);
RapportAct  *rapport_entry_act_complaint_step (RapportWorkspace     *workspace,
                                               gint64                episode,
                                               RapportEntryStep      step,
                                               gint64                at,
                                               const char           *outcome);

RapportAct  *rapport_entry_act_begin_episode  (RapportWorkspace     *workspace,
                                               const gint64         *interactions,
                                               guint                 n_interactions,
                                               const char           *kind);
RapportAct  *rapport_entry_act_set_episode    (RapportWorkspace     *workspace,
                                               const gint64         *interactions,
                                               guint                 n_interactions,
                                               gint64                episode);
RapportAct  *rapport_entry_act_delete_episode (RapportWorkspace     *workspace,
                                               gint64                episode);
GPtrArray   *rapport_entry_list_people        (RapportWorkspace     *workspace,
                                               gint64                account);
GPtrArray   *rapport_entry_list_open_episodes (RapportWorkspace     *workspace,
                                               gint64                account);

/* Promises and next steps. */
RapportAct  *rapport_entry_act_add_commitment (RapportWorkspace     *workspace,
                                               RapportRow           *commitment);
RapportAct  *rapport_entry_act_finish_commitment (RapportWorkspace  *workspace,
                                               gint64                commitment,
                                               RapportDay            day,
                                               const char           *outcome);
RapportAct  *rapport_entry_act_reopen_commitment (RapportWorkspace  *workspace,
                                               gint64                commitment);
RapportAct  *rapport_entry_act_postpone_commitment (RapportWorkspace *workspace,
                                               gint64                commitment,
                                               RapportDay            due,
                                               gboolean              agreed);
const char  *rapport_entry_judge_commitment   (const RapportRow     *commitment,
                                               RapportDay            done);

G_END_DECLS
