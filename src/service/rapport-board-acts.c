#include "config.h"

#include "service/rapport-board-private.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "store/rapport-rows.h"

/* The acts of the board: moving, ending, winning back, opportunities lost and reopened. */

static void
job_free (gpointer data)
{
  RapportBoardJob *job = data;

  g_array_unref (job->subjects);
  g_free (job->reason);
  g_free (job->ended_by);
  g_free (job->note);
  g_free (job);
}

static RapportBoardJob *
job_new (gint64        model,
         const gint64 *subjects,
         guint         n_subjects)
{
  RapportBoardJob *job = g_new0 (RapportBoardJob, 1);

  job->model = model;
  job->subjects = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), subjects, n_subjects);
  return job;
}

static char *
title_of (RapportWrite  *write,
          RapportKindId  kind,
          gint64         id)
{
  g_autoptr(RapportRow) row = rapport_write_get (write, kind, id, NULL);
  const RapportKind *description = rapport_kind_get (kind);

  return g_strdup (row ? rapport_row_get_text (row, description->title_field) : NULL);
}

/**
 * rapport_board_needs_reason:
 * @workspace: a workspace
 * @stage: a stage
 *
 * Returns: whether a move there asks for one of D11's reasons
 */
gboolean
rapport_board_needs_reason (RapportWorkspace *workspace,
                            gint64            stage)
{
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (workspace, RAPPORT_KIND_STAGE, stage);

  return record != NULL && rapport_record_get_int (record, "ending") == 1;
}

static gboolean
refuse (RapportWrite  *write,
        gpointer       data,
        GError       **error)
{
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED, data);
  return FALSE;
}

static char *
subject_title (RapportWorkspace      *workspace,
               const RapportBoardJob *job)
{
  g_autoptr(RapportRecord) record = NULL;

  if (job->subjects->len != 1)
    return g_strdup_printf (job->opportunities ? ngettext ("%u opportunity", "%u opportunities", job->subjects->len)
                                               : ngettext ("%u account", "%u accounts", job->subjects->len),
                            job->subjects->len);
  record = rapport_workspace_get_record (workspace,
                                         job->opportunities ? RAPPORT_KIND_OPPORTUNITY : RAPPORT_KIND_ACCOUNT,
                                         g_array_index (job->subjects, gint64, 0));
  return g_strdup (record ? rapport_record_get_title (record) : "");
}

static const char *
default_side (const char *reason)
{
  return g_strcmp0 (reason, "no-growth") == 0 || g_strcmp0 (reason, "fraud") == 0 ? "us" : "them";
}

/* As of another day the values are others, and with them the order: the place between two cards is where it is
 * shown, not where it would be today. */
static void
read_shown (RapportWorkspace *workspace,
            RapportBoardJob  *job)
{
  RapportStore *store = rapport_workspace_get_store (workspace);

  if (rapport_store_get_as_of (store) == RAPPORT_DAY_NONE)
    return;
  for (guint i = 0; i < 2; i++)
    {
      gint64 subject = i == 0 ? job->after : job->before;
      g_autoptr(RapportStatement) statement = NULL;
      g_autoptr(GError) error = NULL;

      if (subject == 0)
        continue;
      statement = rapport_db_query (rapport_store_get_db (store), &error,
        job->opportunities ? "SELECT coalesce(p.rank, o.value, 0), coalesce(p.tie, p.subject) FROM placement p JOIN opportunity o"
                             " ON o.id = p.subject WHERE p.subject = ?1 AND p.model = ?2 AND p.deleted IS NULL"
                           : "SELECT coalesce(p.rank, (SELECT value FROM account_figure f WHERE f.account = p.subject), 0),"
                             " coalesce(p.tie, p.subject) FROM placement p WHERE p.subject = ?1 AND p.model = ?2 AND p.deleted IS NULL",
        "ii", subject, job->model);
      if (statement != NULL && rapport_statement_step (statement, &error))
        {
          job->shown[i].key = rapport_statement_get_real (statement, 0);
          job->shown[i].tie = rapport_statement_get_real (statement, 1);
          job->shown[i].known = TRUE;
        }
      if (error != NULL)
        g_warning ("%s", error->message);
    }
}

/* Takes @job. */
static RapportAct *
make_move (RapportWorkspace *workspace,
           RapportBoardJob  *job,
           gint64            stage,
           gint64            after,
           gint64            before,
           const char       *reason,
           const char       *note)
{
  gint64 model = job->model;
  g_autoptr(RapportRecord) model_record = rapport_workspace_get_record (workspace, RAPPORT_KIND_MODEL, model);
  g_autoptr(RapportRecord) stage_record = rapport_workspace_get_record (workspace, RAPPORT_KIND_STAGE, stage);
  const char *stage_name = rapport_workspace_get_title (workspace, RAPPORT_KIND_STAGE, stage);
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  job->opportunities = model_record &&
                       g_strcmp0 (rapport_record_get_text (model_record, "subject"), "opportunity") == 0;
  job->stage = stage;
  job->after = after;
  job->before = before;
  job->reason = g_strdup (reason);
  job->note = g_strdup (note);
  read_shown (workspace, job);
  title = subject_title (workspace, job);
  /* Translators: an account (or “3 accounts”) and a stage, on the undo button */
  label = g_strdup_printf (_("Move %s to %s"), title, stage_name ? stage_name : "?");

  if (stage_record == NULL || rapport_record_get_int (stage_record, "model") != model)
    {
      job_free (job);
      return rapport_act_new (label, refuse, g_strdup (_("That stage does not belong to this lifecycle model.")),
                              g_free);
    }
  if (reason == NULL && (note == NULL || *note == '\0') && rapport_board_needs_reason (workspace, stage))
    {
      gboolean moves = FALSE;

      for (guint i = 0; i < job->subjects->len; i++)
        {
          g_autoptr(RapportRow) old = rapport_board_find_placement (
              rapport_store_get_db (rapport_workspace_get_store (workspace)), model,
              g_array_index (job->subjects, gint64, i), NULL);

          moves |= old == NULL || rapport_row_get_int (old, RAPPORT_PLACEMENT_STAGE) != stage;
        }
      if (moves)
        {
          job_free (job);
          return rapport_act_new (
              label, refuse,
              g_strdup_printf (_("A move to “%s” needs a reason: why does the relationship fade?"), stage_name),
              g_free);
        }
    }
  return rapport_act_new (label, _rapport_board_move, job, job_free);
}

/**
 * rapport_board_act_move:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @subjects: (array length=n_subjects): accounts, or opportunities in the sales process
 * @n_subjects: how many
 * @stage: the stage to move to, which may be the one they are in
 * @after: the card to stand below, 0 for none
 * @before: the card to stand above, 0 for none; with both 0 the place is given by value
 * @reason: (nullable): one of D11's reasons
 * @note: (nullable): more on it; a move into decline or dissolution with neither is refused
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_move (RapportWorkspace *workspace,
                        gint64            model,
                        const gint64     *subjects,
                        guint             n_subjects,
                        gint64            stage,
                        gint64            after,
                        gint64            before,
                        const char       *reason,
                        const char       *note)
{
  return make_move (workspace, job_new (model, subjects, n_subjects), stage, after, before, reason, note);
}

/**
 * rapport_board_act_move_and_end:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @accounts: (array length=n_accounts): accounts
 * @n_accounts: how many
 * @stage: the stage to move to: decline, dissolution
 * @reason: one of D11's reasons
 * @ended_by: (nullable): "us" or "them"; by default as the reason says
 * @note: (nullable): more on it
 *
 * Moves accounts and records that their relationships have ended, undone as one.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_move_and_end (RapportWorkspace *workspace,
                                gint64            model,
                                const gint64     *accounts,
                                guint             n_accounts,
                                gint64            stage,
                                const char       *reason,
                                const char       *ended_by,
                                const char       *note)
{
  RapportBoardJob *job = job_new (model, accounts, n_accounts);

  job->ends = TRUE;
  job->ended_by = g_strdup (ended_by ? ended_by : default_side (reason));
  return make_move (workspace, job, stage, 0, 0, reason, note);
}

/* Ends ------------------------------------------------------------------------------------------------------- */

static gint64
open_end (RapportDb  *db,
          gint64      account,
          GError    **error)
{
  gint64 id;

  if (!rapport_db_query_int (db, &id, error,
        "SELECT id FROM relationship_end WHERE account = ?1 AND won_back_on IS NULL AND deleted IS NULL", "i", account))
    return -1;
  return id == RAPPORT_UNSET ? 0 : id;
}

gboolean
_rapport_board_end (RapportWrite  *write,
                    gpointer       data,
                    GError       **error)
{
  RapportBoardJob *job = data;
  gint64 member = rapport_write_get_member (write);

  for (guint i = 0; i < job->subjects->len; i++)
    {
      gint64 account = g_array_index (job->subjects, gint64, i);
      gint64 already = open_end (rapport_write_get_db (write), account, error);
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_RELATIONSHIP_END);

      if (already < 0)
        return FALSE;
      if (already > 0)
        {
          g_autofree char *title = title_of (write, RAPPORT_KIND_ACCOUNT, account);

          g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                       _("The relationship with %s has ended already."), title ? title : "?");
          return FALSE;
        }
      rapport_row_put (row, "account", account, "ended_on", (gint64) rapport_write_get_today (write), "reason",
                       job->reason, "ended_by", job->ended_by, "note", job->note, "member",
                       member ? member : RAPPORT_UNSET, NULL);
      if (rapport_write_insert (write, row, error) == 0)
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_board_act_end:
 * @workspace: a workspace
 * @accounts: (array length=n_accounts): accounts
 * @n_accounts: how many
 * @reason: one of D11's reasons
 * @ended_by: (nullable): "us" or "them"; by default as the reason says
 * @note: (nullable): more on it
 *
 * Records that relationships have ended.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_end (RapportWorkspace *workspace,
                       const gint64     *accounts,
                       guint             n_accounts,
                       const char       *reason,
                       const char       *ended_by,
                       const char       *note)
{
  RapportBoardJob *job = job_new (0, accounts, n_accounts);
  g_autofree char *title = subject_title (workspace, job);
  g_autofree char *label = g_strdup_printf (_("End the relationship with %s"), title);

  job->reason = g_strdup (reason);
  job->ended_by = g_strdup (ended_by ? ended_by : default_side (reason));
  job->note = g_strdup (note);
  if (reason == NULL)
    {
      job_free (job);
      return rapport_act_new (label, refuse, g_strdup (_("To end a relationship needs a reason.")), g_free);
    }
  return rapport_act_new (label, _rapport_board_end, job, job_free);
}

static gboolean
win_back (RapportWrite  *write,
          gpointer       data,
          GError       **error)
{
  RapportBoardJob *job = data;

  for (guint i = 0; i < job->subjects->len; i++)
    {
      gint64 id = open_end (rapport_write_get_db (write), g_array_index (job->subjects, gint64, i), error);
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_RELATIONSHIP_END);

      if (id < 0)
        return FALSE;
      if (id == 0)
        continue;
      rapport_row_set_id (row, id);
      rapport_row_put (row, "won_back_on", (gint64) rapport_write_get_today (write), NULL);
      if (!rapport_write_update (write, row, error))
        return FALSE;
    }
  return job->stage == 0 || _rapport_board_move (write, job, error);
}

/**
 * rapport_board_act_win_back:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @accounts: (array length=n_accounts): accounts whose relationship has ended
 * @n_accounts: how many
 * @stage: the stage of @model that they come back to, 0 to leave it as it was
 *
 * Records that ended relationships go on.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_win_back (RapportWorkspace *workspace,
                            gint64            model,
                            const gint64     *accounts,
                            guint             n_accounts,
                            gint64            stage)
{
  RapportBoardJob *job = job_new (model, accounts, n_accounts);
  g_autofree char *title = subject_title (workspace, job);
  g_autofree char *label = g_strdup_printf (_("Win back %s"), title);

  job->stage = stage;
  if (stage != 0 && rapport_board_needs_reason (workspace, stage))
    {
      job_free (job);
      return rapport_act_new (label, refuse,
                              g_strdup (_("Who is won back does not come back to where the relationship fades.")),
                              g_free);
    }
  return rapport_act_new (label, win_back, job, job_free);
}

static gboolean
note_reasons (RapportWrite  *write,
              gpointer       data,
              GError       **error)
{
  RapportBoardJob *job = data;

  for (guint i = 0; i < job->subjects->len; i++)
    {
      gint64 id;
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_MOVE);

      if (!rapport_db_query_int (rapport_write_get_db (write), &id, error,
            "SELECT id FROM move WHERE subject = ?1 AND model = ?2 AND deleted IS NULL ORDER BY at DESC, id DESC LIMIT 1", "ii",
            g_array_index (job->subjects, gint64, i), job->model))
        return FALSE;
      if (id == RAPPORT_UNSET)
        return refuse (write, _("There is no move any more to give a reason for."), error);
      rapport_row_set_id (row, id);
      rapport_row_put (row, "reason", job->reason, "note", job->note, NULL);
      if (!rapport_write_update (write, row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_board_act_note_reasons:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @subjects: (array length=n_subjects): what was moved last
 * @n_subjects: how many
 * @reason: (nullable): one of D11's reasons
 * @note: (nullable): why
 *
 * Adds the reason to moves that have been made.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_note_reasons (RapportWorkspace *workspace,
                                gint64            model,
                                const gint64     *subjects,
                                guint             n_subjects,
                                const char       *reason,
                                const char       *note)
{
  RapportBoardJob *job = job_new (model, subjects, n_subjects);

  job->reason = g_strdup (reason);
  job->note = g_strdup (note);
  return rapport_act_new (_("Note Why It Moved"), note_reasons, job, job_free);
}

/**
 * rapport_board_act_note_reason:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @subject: what was moved last
 * @reason: (nullable): one of D11's reasons
 * @note: (nullable): why
 *
 * The same for one.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_note_reason (RapportWorkspace *workspace,
                               gint64            model,
                               gint64            subject,
                               const char       *reason,
                               const char       *note)
{
  return rapport_board_act_note_reasons (workspace, model, &subject, 1, reason, note);
}

/* Opportunities ------------------------------------------------------------------------------------------------ */

static gboolean
close_opportunities (RapportWrite  *write,
                     gpointer       data,
                     GError       **error)
{
  RapportBoardJob *job = data;
  gint64 closed = job->ends ? rapport_write_get_today (write) : RAPPORT_UNSET;

  for (guint i = 0; i < job->subjects->len; i++)
    {
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_OPPORTUNITY);

      rapport_row_set_id (row, g_array_index (job->subjects, gint64, i));
      rapport_row_put (row, "outcome", job->ends ? "lost" : "open", "closed", closed, NULL);
      if (!rapport_write_update (write, row, error))
        return FALSE;
    }
  return job->stage == 0 || _rapport_board_move (write, job, error);
}

/**
 * rapport_board_act_lose:
 * @workspace: a workspace
 * @opportunities: (array length=n_opportunities): opportunities
 * @n_opportunities: how many
 *
 * Records that opportunities are lost: the lane of the ended in the sales process.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_lose (RapportWorkspace *workspace,
                        const gint64     *opportunities,
                        guint             n_opportunities)
{
  RapportBoardJob *job = job_new (0, opportunities, n_opportunities);
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  job->opportunities = TRUE;
  job->ends = TRUE;
  title = subject_title (workspace, job);
  /* Translators: an opportunity, on the undo button */
  label = g_strdup_printf (_("Close %s as Lost"), title);
  return rapport_act_new (label, close_opportunities, job, job_free);
}

/**
 * rapport_board_act_reopen:
 * @workspace: a workspace
 * @model: the model of opportunities
 * @opportunities: (array length=n_opportunities): opportunities that are lost
 * @n_opportunities: how many
 * @stage: the stage of @model that they go on in, 0 to leave it as it was
 *
 * Records that opportunities are open again.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_board_act_reopen (RapportWorkspace *workspace,
                          gint64            model,
                          const gint64     *opportunities,
                          guint             n_opportunities,
                          gint64            stage)
{
  RapportBoardJob *job = job_new (model, opportunities, n_opportunities);
  g_autofree char *title = NULL;
  g_autofree char *label = NULL;

  job->opportunities = TRUE;
  job->stage = stage;
  title = subject_title (workspace, job);
  /* Translators: an opportunity, on the undo button */
  label = g_strdup_printf (_("Reopen %s"), title);
  return rapport_act_new (label, close_opportunities, job, job_free);
}
