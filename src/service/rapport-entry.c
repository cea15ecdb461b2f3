#include "config.h"

#include "service/rapport-entry-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-records.h"
#include "service/rapport-board-service.h"

/* What people enter, wherever they do it: in the window, on the command line, by an import. The rules of a new record stand
 * here once. */

static void
job_free (gpointer data)
{
  RapportEntryJob *job = data;

  g_clear_pointer (&job->row, rapport_row_free);
  g_clear_pointer (&job->other, rapport_row_free);
  g_clear_pointer (&job->people, g_array_unref);
  g_clear_pointer (&job->members, g_array_unref);
  g_free (job->title);
  g_free (job->kind);
  g_free (job->text);
  g_free (job);
}

static gboolean
run_job (RapportWrite  *write,
         gpointer       data,
         GError       **error)
{
  RapportEntryJob *job = data;

  return job->run (write, job, error);
}

RapportEntryJob *
_rapport_entry_job_new (RapportEntryRun run)
{
  RapportEntryJob *job = g_new0 (RapportEntryJob, 1);

  job->run = run;
  job->day = RAPPORT_DAY_NONE;
  job->at = RAPPORT_UNSET;
  return job;
}

RapportAct *
_rapport_entry_act_new (const char      *label,
                        RapportEntryJob *job)
{
  return rapport_act_new (label, run_job, job, job_free);
}

/**
 * rapport_entry_act_get_id:
 * @act: an act of this service that is done
 *
 * Returns: the id of the record that it added or changed
 */
gint64
rapport_entry_act_get_id (RapportAct *act)
{
  g_return_val_if_fail (rapport_act_get_func (act) == run_job, 0);

  return ((RapportEntryJob *) rapport_act_get_data (act))->id;
}

/**
 * rapport_entry_act_get_episode:
 * @act: an act made by rapport_entry_act_log() that is done
 *
 * Returns: the episode that the interaction belongs to, 0 for none
 */
gint64
rapport_entry_act_get_episode (RapportAct *act)
{
  g_return_val_if_fail (rapport_act_get_func (act) == run_job, 0);

  return ((RapportEntryJob *) rapport_act_get_data (act))->episode;
}

void
_rapport_entry_default (RapportRow *row,
                        guint       field,
                        gint64      value)
{
  if (rapport_row_is_null (row, field))
    rapport_row_set_int (row, field, value);
}

void
_rapport_entry_default_text (RapportRow *row,
                             guint       field,
                             const char *value)
{
  if (rapport_row_is_null (row, field))
    rapport_row_set_text (row, field, value);
}

static char *
add_label (RapportRow *row)
{
  const RapportKind *kind = rapport_row_get_kind (row);
  const char *title = rapport_row_has (row, kind->title_field) ? rapport_row_get_text (row, kind->title_field) : NULL;

  return g_strdup_printf (_("Add %s “%s”"), rapport_kind_get_label (kind), title ? title : "");
}

/* Accounts --------------------------------------------------------------------------------------------------- */

static gboolean
find_first_stage (RapportDb   *db,
                  gint64       model,
                  gint64      *stage,
                  GError     **error)
{
  return rapport_db_query_int (db, stage, error,
    "SELECT id FROM stage WHERE model = ?1 AND deleted IS NULL ORDER BY position, id LIMIT 1", "i", model);
}

/**
 * rapport_entry_add_account:
 * @write: a write
 * @account: a new account; gets its id
 * @model: a lifecycle model of accounts, 0 for the default one, the value ladder
 * @stage: a stage of it, 0 for the first one
 * @set_by: who put it there: "person" or "import"
 * @error: return location
 *
 * Adds an account with its place in a model and the move that says since when. Our own company gets no stage.
 *
 * Returns: whether it was done
 */
gboolean
rapport_entry_add_account (RapportWrite  *write,
                           RapportRow    *account,
                           gint64         model,
                           gint64         stage,
                           const char    *set_by,
                           GError       **error)
{
  _rapport_entry_default_text (account, RAPPORT_ACCOUNT_KIND, "business");
  if (rapport_write_insert (write, account, error) == 0)
    return FALSE;
  if (g_str_equal (rapport_row_get_text (account, RAPPORT_ACCOUNT_KIND), "own"))
    return TRUE;

  if (model == 0)
    model = 1;
  if (stage == 0 && !find_first_stage (rapport_write_get_db (write), model, &stage, error))
    return FALSE;
  return stage == RAPPORT_UNSET ||
         rapport_board_place_new (write, model, "account", rapport_row_get_id (account), stage, set_by, error);
}

static gboolean
add_account (RapportWrite     *write,
             RapportEntryJob  *job,
             GError          **error)
{
  /* Where nobody chose the stage, purchases that come in later may. */
  if (!rapport_entry_add_account (write, job->row, job->model, job->stage, job->stage != 0 ? "person" : "import",
                                  error))
    return FALSE;
  job->id = rapport_row_get_id (job->row);
  return TRUE;
}

/**
 * rapport_entry_act_add_account:
 * @workspace: a workspace
 * @account: (transfer full): a new account
 * @model: a lifecycle model of accounts, 0 for the default one
 * @stage: the stage that a person chose there, 0 for the first one
 *
 * Returns: (transfer full): the act; rapport_entry_act_get_id() tells the account's id
 */
RapportAct *
rapport_entry_act_add_account (RapportWorkspace *workspace,
                               RapportRow       *account,
                               gint64            model,
                               gint64            stage)
{
  RapportEntryJob *job = _rapport_entry_job_new (add_account);
  g_autofree char *label = add_label (account);

  job->row = account;
  job->model = model;
  job->stage = stage;
  return _rapport_entry_act_new (label, job);
}

static gboolean
add_person (RapportWrite     *write,
            RapportEntryJob  *job,
            GError          **error)
{
  job->id = rapport_write_insert (write, job->row, error);
  if (job->id == 0)
    return FALSE;
  if (job->other == NULL)
    return TRUE;

  /* The first person at an account is whom one calls there. */
  if (rapport_row_is_null (job->other, RAPPORT_AFFILIATION_MAIN))
    {
      gint64 there;

      if (!rapport_db_query_int (rapport_write_get_db (write), &there, error,
            "SELECT EXISTS (SELECT 1 FROM affiliation WHERE account = ?1 AND deleted IS NULL AND until IS NULL)", "i",
            rapport_row_get_int (job->other, RAPPORT_AFFILIATION_ACCOUNT)))
        return FALSE;
      rapport_row_set_int (job->other, RAPPORT_AFFILIATION_MAIN, there != 1);
    }
  rapport_row_set_int (job->other, RAPPORT_AFFILIATION_PERSON, job->id);
  return rapport_write_insert (write, job->other, error) != 0;
}

/**
 * rapport_entry_act_add_person:
 * @workspace: a workspace
 * @person: (transfer full): a new person
 * @affiliation: (transfer full) (nullable): at which account, in which role
 *
 * Returns: (transfer full): the act; rapport_entry_act_get_id() tells the person's id
 */
RapportAct *
rapport_entry_act_add_person (RapportWorkspace *workspace,
                              RapportRow       *person,
                              RapportRow       *affiliation)
{
  RapportEntryJob *job = _rapport_entry_job_new (add_person);
  g_autofree char *label = add_label (person);

  job->row = person;
  job->other = affiliation;
  return _rapport_entry_act_new (label, job);
}

static gboolean
add_opportunity (RapportWrite     *write,
                 RapportEntryJob  *job,
                 GError          **error)
{
  gint64 model, stage = job->stage;
  RapportDb *db = rapport_write_get_db (write);

  _rapport_entry_default_text (job->row, RAPPORT_OPPORTUNITY_OUTCOME, "open");
  job->id = rapport_write_insert (write, job->row, error);
  if (job->id == 0 ||
      !rapport_db_query_int (db, &model, error,
        "SELECT id FROM model WHERE subject = 'opportunity' AND deleted IS NULL ORDER BY position, id LIMIT 1", NULL))
    return FALSE;
  if (stage == 0 && !find_first_stage (db, model, &stage, error))
    return FALSE;
  return stage == RAPPORT_UNSET ||
         rapport_board_place_new (write, model, "opportunity", job->id, stage, "person", error);
}

/**
 * rapport_entry_act_add_opportunity:
 * @workspace: a workspace
 * @opportunity: (transfer full): a new opportunity
 * @stage: its stage in the sales process, 0 for the first one
 *
 * Returns: (transfer full): the act; rapport_entry_act_get_id() tells the opportunity's id
 */
RapportAct *
rapport_entry_act_add_opportunity (RapportWorkspace *workspace,
                                   RapportRow       *opportunity,
                                   gint64            stage)
{
  RapportEntryJob *job = _rapport_entry_job_new (add_opportunity);
  g_autofree char *label = add_label (opportunity);

  job->row = opportunity;
  job->stage = stage;
  return _rapport_entry_act_new (label, job);
}

/* What happened ---------------------------------------------------------------------------------------------- */

#define SUBJECT_LENGTH 100

/**
 * rapport_entry_split_text:
 * @typed: what somebody wrote down
 * @subject: (out) (transfer full): its first line, or as much of it as makes a subject
 * @text: (out) (transfer full) (nullable): the rest, or all of it where the subject had to be cut; %NULL where there is no more
 */
void
rapport_entry_split_text (const char  *typed,
                          char       **subject,
                          char       **text)
{
  g_autofree char *all = g_strstrip (g_strdup (typed));
  const char *end = strpbrk (all, "\r\n");
  g_autofree char *first = end ? g_strndup (all, end - all) : g_strdup (all);

  g_strchomp (first);
  if (g_utf8_strlen (first, -1) > SUBJECT_LENGTH)
    {
      char *cut = g_utf8_offset_to_pointer (first, SUBJECT_LENGTH);
      char *blank = cut;

      /* Between words where there are any. */
      while (blank > first && *blank != ' ')
        blank = g_utf8_prev_char (blank);
      *(blank > first + SUBJECT_LENGTH / 2 ? blank : cut) = '\0';
      *subject = g_strconcat (first, "…", NULL);
      *text = g_steal_pointer (&all);
      return;
    }
  *subject = g_steal_pointer (&first);
  *text = end ? g_strdup (end + strspn (end, "\r\n")) : NULL;
  if (*text != NULL && **text == '\0')
    g_clear_pointer (text, g_free);
}

gint64
_rapport_entry_find_episode (RapportDb   *db,
                             gint64       account,
                             const char  *title,
                             RapportDay   day,
                             GError     **error)
{
  g_autofree char *wanted = g_utf8_casefold (title, -1);
  g_autofree char *iso = rapport_day_format (day);
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    "SELECT id, title FROM episode WHERE account = ?1 AND deleted IS NULL AND (ended IS NULL OR (started <= ?2 AND ended >= ?2))"
    " ORDER BY ended IS NOT NULL, started DESC, id DESC", "is", account, iso);

  if (statement == NULL)
    return -1;
  while (rapport_statement_step (statement, &local_error))
    {
      g_autofree char *folded = g_utf8_casefold (rapport_statement_get_text (statement, 1), -1);

      if (g_str_equal (folded, wanted))
        return rapport_statement_get_int (statement, 0);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return -1;
    }
  return 0;
}

/**
 * rapport_entry_find_episode:
 * @workspace: a workspace
 * @account: an account
 * @title: a title, in any case
 * @day: a day
 * @error: return location
 *
 * Returns: the newest open episode of that title, else one that lasted over @day; 0 for none, -1 where it failed
 */
gint64
rapport_entry_find_episode (RapportWorkspace  *workspace,
                            gint64             account,
                            const char        *title,
                            RapportDay         day,
                            GError           **error)
{
  return _rapport_entry_find_episode (rapport_store_get_db (rapport_workspace_get_store (workspace)), account, title,
                                      day, error);
}

static gboolean
attach_episode (RapportWrite     *write,
                RapportEntryJob  *job,
                RapportDay        day,
                GError          **error)
{
  gint64 account = rapport_row_get_int (job->row, RAPPORT_INTERACTION_ACCOUNT);
  g_autoptr(RapportRow) episode = NULL;

  if (job->episode == 0)
    job->episode = _rapport_entry_find_episode (rapport_write_get_db (write), account, job->title, day, error);
  if (job->episode < 0)
    return FALSE;

  if (job->episode > 0)
    {
      episode = rapport_write_get (write, RAPPORT_KIND_EPISODE, job->episode, error);
      if (episode == NULL)
        return FALSE;
      if (rapport_row_get_int (episode, RAPPORT_EPISODE_ACCOUNT) != account)
        {
          g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                       _("“%s” is an episode of another account."),
                       rapport_row_get_text (episode, RAPPORT_EPISODE_TITLE));
          return FALSE;
        }
      if (job->kind != NULL && g_strcmp0 (rapport_row_get_text (episode, RAPPORT_EPISODE_KIND), job->kind) != 0)
        {
          g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                       _("The episode “%s” is there already, as “%s”."),
                       rapport_row_get_text (episode, RAPPORT_EPISODE_TITLE),
                       rapport_row_get_text (episode, RAPPORT_EPISODE_KIND));
          return FALSE;
        }
    }
  else
    {
      gboolean social = rapport_row_get_int (job->row, RAPPORT_INTERACTION_SOCIAL) == 1;

      episode = rapport_row_new (RAPPORT_KIND_EPISODE);
      rapport_row_put (episode, "account", account, "title", job->title, "kind",
                       job->kind ? job->kind
                       : social  ? "social"
                                 : "service",
                       "social", (gint64) social, "started", (gint64) day, "owner",
                       rapport_row_get_int (job->row, RAPPORT_INTERACTION_MEMBER), NULL);
      job->episode = rapport_write_insert (write, episode, error);
      if (job->episode == 0)
        return FALSE;
    }
  rapport_row_set_int (job->row, RAPPORT_INTERACTION_EPISODE, job->episode);
  return TRUE;
}

static gboolean
add_participants (RapportWrite     *write,
                  RapportEntryJob  *job,
                  GArray           *ids,
                  const char       *field,
                  gint64            main,
                  GError          **error)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr(RapportRow) participant = rapport_row_new (RAPPORT_KIND_PARTICIPANT);

      if (g_array_index (ids, gint64, i) == main)
        continue;
      rapport_row_put (participant, "interaction", job->id, field, g_array_index (ids, gint64, i), NULL);
      if (rapport_write_insert (write, participant, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_log (RapportWrite     *write,
           RapportEntryJob  *job,
           GError          **error)
{
  gint64 member = rapport_write_get_member (write);

  _rapport_entry_default (job->row, RAPPORT_INTERACTION_AT, rapport_write_get_now (write));
  if (member != 0)
    _rapport_entry_default (job->row, RAPPORT_INTERACTION_MEMBER, member);
  else if (rapport_row_is_null (job->row, RAPPORT_INTERACTION_MEMBER))
    rapport_row_set_null (job->row, RAPPORT_INTERACTION_MEMBER);

  if ((job->episode != 0 || job->title != NULL) &&
      !attach_episode (
          write, job, rapport_day_from_instant (rapport_row_get_int (job->row, RAPPORT_INTERACTION_AT), NULL), error))
    return FALSE;
  job->id = rapport_write_insert (write, job->row, error);
  return job->id != 0 &&
         add_participants (write, job, job->people, "person",
                           rapport_row_is_null (job->row, RAPPORT_INTERACTION_PERSON)
                               ? 0
                               : rapport_row_get_int (job->row, RAPPORT_INTERACTION_PERSON),
                           error) &&
         add_participants (write, job, job->members, "member",
                           rapport_row_is_null (job->row, RAPPORT_INTERACTION_MEMBER)
                               ? 0
                               : rapport_row_get_int (job->row, RAPPORT_INTERACTION_MEMBER),
                           error);
}

/**
 * rapport_entry_act_log:
 * @workspace: a workspace
 * @log: what happened
 *
 * Records an interaction, and opens an episode for it where it names one that is not there.
 *
 * Returns: (transfer full): the act; rapport_entry_act_get_id() tells the interaction's id
 */
RapportAct *
rapport_entry_act_log (RapportWorkspace      *workspace,
                       const RapportEntryLog *log)
{
  RapportEntryJob *job = _rapport_entry_job_new (write_log);
  g_autofree char *subject = g_strdup (log->subject), *text = g_strdup (log->text), *label = NULL;

  if (subject == NULL && log->text != NULL)
    {
      g_clear_pointer (&text, g_free);
      rapport_entry_split_text (log->text, &subject, &text);
    }

  job->row = rapport_row_new (RAPPORT_KIND_INTERACTION);
  rapport_row_put (job->row, "account", log->account, "subject", subject && *subject ? subject : NULL,
                   "text", text && *text ? text : NULL, "channel", log->channel, "direction", log->direction,
                   "social", (gint64) (log->social ? 1 : 0), "person", log->person ? log->person : RAPPORT_UNSET,
                   "member", log->member ? log->member : RAPPORT_UNSET, "minutes", log->minutes, "at", log->at, NULL);
  job->episode = log->episode;
  job->title = log->episode_title && *log->episode_title ? g_strdup (log->episode_title) : NULL;
  job->kind = g_strdup (log->episode_kind);
  job->people = log->people ? g_array_copy (log->people) : NULL;
  job->members = log->members ? g_array_copy (log->members) : NULL;
  /* Translators: on the undo button; %s is what it was about */
  label = g_strdup_printf (_("Log “%s”"), subject ? subject : "");
  return _rapport_entry_act_new (label, job);
}
