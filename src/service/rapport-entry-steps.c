#include "config.h"

#include "service/rapport-entry-private.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"

/* Episodes, complaints, promises and next steps: opened, closed, put off, taken up again. */

static char *
label_for (RapportWorkspace *workspace,
           RapportKindId     kind,
           gint64            id,
           const char       *format)
{
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (workspace, kind, id);
  const char *title = record ? rapport_record_get_title (record) : NULL;
  g_auto(GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strconcat (parts[0], title ? title : "", parts[0] != NULL ? parts[1] : NULL, NULL);
}

/* Episodes --------------------------------------------------------------------------------------------------- */

static gboolean
open_episode (RapportWrite     *write,
              RapportEntryJob  *job,
              GError          **error)
{
  gint64 member = rapport_write_get_member (write);

  _rapport_entry_default (job->row, RAPPORT_EPISODE_STARTED, rapport_write_get_today (write));
  _rapport_entry_default_text (job->row, RAPPORT_EPISODE_KIND, "service");
  if (member != 0)
    _rapport_entry_default (job->row, RAPPORT_EPISODE_OWNER, member);
  job->id = rapport_write_insert (write, job->row, error);
  return job->id != 0;
}

/**
 * rapport_entry_act_open_episode:
 * @workspace: a workspace
 * @episode: (transfer full): a new episode; what is missing of kind, day and owner is filled in
 *
 * Returns: (transfer full): the act; rapport_entry_act_get_id() tells the episode's id
 */
RapportAct *
rapport_entry_act_open_episode (RapportWorkspace *workspace,
                                RapportRow       *episode)
{
  RapportEntryJob *job = _rapport_entry_job_new (open_episode);
  const char *title = rapport_row_has (episode, RAPPORT_EPISODE_TITLE)
                          ? rapport_row_get_text (episode, RAPPORT_EPISODE_TITLE)
                          : NULL;
  /* Translators: on the undo button; the title of an episode */
  g_autofree char *label = g_strdup_printf (_("Open Episode “%s”"), title ? title : "");

  job->row = episode;
  return _rapport_entry_act_new (label, job);
}

static gboolean
close_episode (RapportWrite     *write,
               RapportEntryJob  *job,
               GError          **error)
{
  g_autoptr(RapportRow) old = rapport_write_get (write, RAPPORT_KIND_EPISODE, job->id, error);
  g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_EPISODE);
  RapportDay day = job->day != RAPPORT_DAY_NONE ? job->day : rapport_write_get_today (write);

  if (old == NULL)
    return FALSE;
  if (day < rapport_row_get_int (old, RAPPORT_EPISODE_STARTED))
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                           _("An episode cannot end before it began."));
      return FALSE;
    }
  rapport_row_set_id (changes, job->id);
  rapport_row_put (changes, "ended", (gint64) day, NULL);
  if (job->text != NULL)
    rapport_row_put (changes, "outcome", job->text, NULL);
  return rapport_write_update (write, changes, error);
}

/**
 * rapport_entry_act_close_episode:
 * @workspace: a workspace
 * @episode: an episode
 * @day: when it ended, %RAPPORT_DAY_NONE for today
 * @outcome: (nullable): what came of it; %NULL leaves what is there
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_entry_act_close_episode (RapportWorkspace *workspace,
                                 gint64            episode,
                                 RapportDay        day,
                                 const char       *outcome)
{
  RapportEntryJob *job = _rapport_entry_job_new (close_episode);
  /* Translators: on the undo button; the title of an episode */
  g_autofree char *label = label_for (workspace, RAPPORT_KIND_EPISODE, episode, _("Close Episode “%s”"));

  job->id = episode;
  job->day = day;
  job->text = g_strdup (outcome);
  return _rapport_entry_act_new (label, job);
}

static gboolean
reopen_episode (RapportWrite     *write,
                RapportEntryJob  *job,
                GError          **error)
{
  g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_EPISODE);

  rapport_row_set_id (changes, job->id);
  rapport_row_set_null (changes, RAPPORT_EPISODE_ENDED);
  /* A complaint that goes on is not settled. */
  rapport_row_set_null (changes, RAPPORT_EPISODE_SETTLED);
  return rapport_write_update (write, changes, error);
}

/**
 * rapport_entry_act_reopen_episode:
 * @workspace: a workspace
 * @episode: an episode that has ended
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_entry_act_reopen_episode (RapportWorkspace *workspace,
                                  gint64            episode)
{
  RapportEntryJob *job = _rapport_entry_job_new (reopen_episode);
  /* Translators: on the undo button; the title of an episode */
  g_autofree char *label = label_for (workspace, RAPPORT_KIND_EPISODE, episode, _("Reopen Episode “%s”"));

  job->id = episode;
  return _rapport_entry_act_new (label, job);
}

static gboolean
complaint_step (RapportWrite     *write,
                RapportEntryJob  *job,
                GError          **error)
{
  static const guint fields[] = {
    [RAPPORT_ENTRY_ACKNOWLEDGE] = RAPPORT_EPISODE_ACKNOWLEDGED,
    [RAPPORT_ENTRY_APOLOGISE] = RAPPORT_EPISODE_APOLOGISED,
    [RAPPORT_ENTRY_SETTLE] = RAPPORT_EPISODE_SETTLED,
  };
  g_autoptr(RapportRow) old = rapport_write_get (write, RAPPORT_KIND_EPISODE, job->id, error);
  g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_EPISODE);
  gint64 at = job->at != RAPPORT_UNSET ? job->at : rapport_write_get_now (write);

  if (old == NULL)
    return FALSE;
  if (g_strcmp0 (rapport_row_get_text (old, RAPPORT_EPISODE_KIND), "complaint") != 0)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, _("“%s” is no complaint."),
                   rapport_row_get_text (old, RAPPORT_EPISODE_TITLE));
      return FALSE;
    }
  rapport_row_set_id (changes, job->id);
  rapport_row_set_int (changes, fields[job->step], at);
  if (job->step == RAPPORT_ENTRY_SETTLE)
    {
      RapportDay day = rapport_day_from_instant (at, NULL);

      rapport_row_put (changes, "ended", MAX ((gint64) day, rapport_row_get_int (old, RAPPORT_EPISODE_STARTED)), NULL);
      if (job->text != NULL)
        rapport_row_put (changes, "outcome", job->text, NULL);
    }
  return rapport_write_update (write, changes, error);
}

/**
 * rapport_entry_act_complaint_step:
 * @workspace: a workspace
 * @episode: a complaint
 * @step: what was done
 * @at: when, %RAPPORT_UNSET for now
 * @outcome: (nullable): for settling: what came of it
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_entry_act_complaint_step (RapportWorkspace *workspace,
                                  gint64            episode,
                                  RapportEntryStep  step,
                                  gint64            at,
                                  const char       *outcome)
{
  RapportEntryJob *job = _rapport_entry_job_new (complaint_step);
  g_autofree char *label = NULL;

  /* Translators: these three are on the undo button; the title of a complaint */
  label = label_for (workspace, RAPPORT_KIND_EPISODE, episode,
                     step == RAPPORT_ENTRY_ACKNOWLEDGE ? _("Acknowledge Complaint “%s”")
                     : step == RAPPORT_ENTRY_APOLOGISE ? _("Apologise for “%s”") : _("Settle Complaint “%s”"));
  job->id = episode;
  job->step = step;
  job->at = at;
  job->text = g_strdup (outcome);
  return _rapport_entry_act_new (label, job);
}

/* Promises and next steps ------------------------------------------------------------------------------------ */

static gboolean
add_commitment (RapportWrite     *write,
                RapportEntryJob  *job,
                GError          **error)
{
  gint64 member = rapport_write_get_member (write);

  _rapport_entry_default_text (job->row, RAPPORT_COMMITMENT_KIND, "next-step");
  _rapport_entry_default_text (job->row, RAPPORT_COMMITMENT_SIDE, "ours");
  _rapport_entry_default (job->row, RAPPORT_COMMITMENT_MADE, rapport_write_get_today (write));
  if (member != 0 && g_strcmp0 (rapport_row_get_text (job->row, RAPPORT_COMMITMENT_SIDE), "theirs") != 0)
    _rapport_entry_default (job->row, RAPPORT_COMMITMENT_OWNER, member);
  if (!rapport_row_is_null (job->row, RAPPORT_COMMITMENT_DUE))
    _rapport_entry_default (job->row, RAPPORT_COMMITMENT_FIRST_DUE,
                            rapport_row_get_int (job->row, RAPPORT_COMMITMENT_DUE));
  else if (!rapport_row_is_null (job->row, RAPPORT_COMMITMENT_FIRST_DUE))
    rapport_row_set_int (job->row, RAPPORT_COMMITMENT_DUE,
                         rapport_row_get_int (job->row, RAPPORT_COMMITMENT_FIRST_DUE));
  job->id = rapport_write_insert (write, job->row, error);
  return job->id != 0;
}

/**
 * rapport_entry_act_add_commitment:
 * @workspace: a workspace
 * @commitment: (transfer full): a new promise or next step; what is missing of kind, side, day and owner is filled in, and the
 *   day it is due is the first one
 *
 * Returns: (transfer full): the act; rapport_entry_act_get_id() tells the id
 */
RapportAct *
rapport_entry_act_add_commitment (RapportWorkspace *workspace,
                                  RapportRow       *commitment)
{
  RapportEntryJob *job = _rapport_entry_job_new (add_commitment);
  const char *title = rapport_row_has (commitment, RAPPORT_COMMITMENT_TITLE)
                          ? rapport_row_get_text (commitment, RAPPORT_COMMITMENT_TITLE)
                          : NULL;
  gboolean promise = rapport_row_has (commitment, RAPPORT_COMMITMENT_KIND) &&
                     g_strcmp0 (rapport_row_get_text (commitment, RAPPORT_COMMITMENT_KIND), "promise") == 0;
  /* Translators: on the undo button; what was promised, or is to be done */
  g_autofree char *label = g_strdup_printf (promise ? _("Promise “%s”") : _("Plan “%s”"), title ? title : "");

  job->row = commitment;
  return _rapport_entry_act_new (label, job);
}

/**
 * rapport_entry_judge_commitment:
 * @commitment: a promise or next step
 * @done: the day on which it was done
 *
 * What is done in time is kept. The day that counts is the first one it was due, unless the customer agreed to another (D16);
 * without a day nothing can be late.
 *
 * Returns: "kept" or "late"
 */
const char *
rapport_entry_judge_commitment (const RapportRow *commitment,
                                RapportDay        done)
{
  gboolean agreed = !rapport_row_is_null (commitment, RAPPORT_COMMITMENT_AGREED) &&
                    rapport_row_get_int (commitment, RAPPORT_COMMITMENT_AGREED) == 1;
  guint field = agreed && !rapport_row_is_null (commitment, RAPPORT_COMMITMENT_DUE) ? RAPPORT_COMMITMENT_DUE
                : !rapport_row_is_null (commitment, RAPPORT_COMMITMENT_FIRST_DUE) ? RAPPORT_COMMITMENT_FIRST_DUE
                : RAPPORT_COMMITMENT_DUE;

  return !rapport_row_is_null (commitment, field) && done > rapport_row_get_int (commitment, field) ? "late" : "kept";
}

static gboolean
finish_commitment (RapportWrite     *write,
                   RapportEntryJob  *job,
                   GError          **error)
{
  g_autoptr(RapportRow) old = rapport_write_get (write, RAPPORT_KIND_COMMITMENT, job->id, error);
  g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_COMMITMENT);
  RapportDay day = job->day != RAPPORT_DAY_NONE ? job->day : rapport_write_get_today (write);

  if (old == NULL)
    return FALSE;
  rapport_row_set_id (changes, job->id);
  rapport_row_put (changes, "done", (gint64) day,
                   "outcome", job->kind ? job->kind : rapport_entry_judge_commitment (old, day), NULL);
  return rapport_write_update (write, changes, error);
}

/**
 * rapport_entry_act_finish_commitment:
 * @workspace: a workspace
 * @commitment: a promise or next step
 * @day: when it was done or decided, %RAPPORT_DAY_NONE for today
 * @outcome: (nullable): "broken" or "withdrawn" where it was not done; %NULL: kept or late, as the days say
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_entry_act_finish_commitment (RapportWorkspace *workspace,
                                     gint64            commitment,
                                     RapportDay        day,
                                     const char       *outcome)
{
  RapportEntryJob *job = _rapport_entry_job_new (finish_commitment);
  /* Translators: on the undo button; what was promised, or to be done */
  g_autofree char *label = label_for (workspace, RAPPORT_KIND_COMMITMENT, commitment,
                                      outcome == NULL ? _("Finish “%s”")
                                      : g_str_equal (outcome, "withdrawn") ? _("Withdraw “%s”") : _("Give “%s” Up"));

  job->id = commitment;
  job->day = day;
  job->kind = g_strdup (outcome);
  return _rapport_entry_act_new (label, job);
}

static gboolean
reopen_commitment (RapportWrite     *write,
                   RapportEntryJob  *job,
                   GError          **error)
{
  g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_COMMITMENT);

  rapport_row_set_id (changes, job->id);
  rapport_row_set_null (changes, RAPPORT_COMMITMENT_DONE);
  rapport_row_set_null (changes, RAPPORT_COMMITMENT_OUTCOME);
  return rapport_write_update (write, changes, error);
}

/**
 * rapport_entry_act_reopen_commitment:
 * @workspace: a workspace
 * @commitment: a promise or next step that was finished
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_entry_act_reopen_commitment (RapportWorkspace *workspace,
                                     gint64            commitment)
{
  RapportEntryJob *job = _rapport_entry_job_new (reopen_commitment);
  /* Translators: on the undo button; what was promised, or is to be done */
  g_autofree char *label = label_for (workspace, RAPPORT_KIND_COMMITMENT, commitment, _("Reopen “%s”"));

  job->id = commitment;
  return _rapport_entry_act_new (label, job);
}

static gboolean
postpone_commitment (RapportWrite     *write,
                     RapportEntryJob  *job,
                     GError          **error)
{
  g_autoptr(RapportRow) old = rapport_write_get (write, RAPPORT_KIND_COMMITMENT, job->id, error);
  g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_COMMITMENT);

  if (old == NULL)
    return FALSE;
  rapport_row_set_id (changes, job->id);
  if (rapport_row_is_null (old, RAPPORT_COMMITMENT_FIRST_DUE))
    rapport_row_set_int (changes, RAPPORT_COMMITMENT_FIRST_DUE,
                         rapport_row_is_null (old, RAPPORT_COMMITMENT_DUE)
                             ? job->day
                             : rapport_row_get_int (old, RAPPORT_COMMITMENT_DUE));
  rapport_row_put (changes, "due", (gint64) job->day, "agreed", (gint64) (job->flag ? 1 : 0), NULL);
  return rapport_write_update (write, changes, error);
}

/**
 * rapport_entry_act_postpone_commitment:
 * @workspace: a workspace
 * @commitment: a promise or next step
 * @due: the new day
 * @agreed: whether the customer agreed to it; else the first day goes on to count
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_entry_act_postpone_commitment (RapportWorkspace *workspace,
                                       gint64            commitment,
                                       RapportDay        due,
                                       gboolean          agreed)
{
  RapportEntryJob *job = _rapport_entry_job_new (postpone_commitment);
  /* Translators: on the undo button; what was promised, or is to be done */
  g_autofree char *label = label_for (workspace, RAPPORT_KIND_COMMITMENT, commitment, _("Put “%s” Off"));

  job->id = commitment;
  job->day = due;
  job->flag = agreed;
  return _rapport_entry_act_new (label, job);
}
