#include "config.h"

#include "service/rapport-accounts-service.h"

#include <string.h>

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"

/* What is done to accounts, one or many at a time. Each is one entry in the journal. */

static char *
count_accounts (guint n)
{
  return g_strdup_printf (ngettext ("%u account", "%u accounts", n), n);
}

/**
 * rapport_accounts_act_assign:
 * @accounts: (array length=n_accounts): accounts
 * @n_accounts: how many
 * @owner: a member, 0 for nobody
 * @owner_name: (nullable): what the member is called
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_accounts_act_assign (const gint64 *accounts,
                            guint         n_accounts,
                            gint64        owner,
                            const char   *owner_name)
{
  RapportRow *changes = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autofree char *what = count_accounts (n_accounts);
  g_autofree char *label = NULL;

  if (owner > 0)
    {
      rapport_row_set_int (changes, RAPPORT_ACCOUNT_OWNER, owner);
      /* Translators: label of an undo button: first "3 accounts", then the name of a member */
      label = g_strdup_printf (_("Assign %s to %s"), what, owner_name ? owner_name : "?");
    }
  else
    {
      rapport_row_set_null (changes, RAPPORT_ACCOUNT_OWNER);
      /* Translators: label of an undo button, %s is "3 accounts" */
      label = g_strdup_printf (_("Assign %s to nobody"), what);
    }
  return rapport_act_update_many (label, changes, accounts, n_accounts);
}

/**
 * rapport_accounts_act_star:
 * @account: an account
 * @starred: whether it gets a star
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_accounts_act_star (gint64   account,
                          gboolean starred)
{
  RapportRow *changes = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  if (starred)
    rapport_row_set_int (changes, RAPPORT_ACCOUNT_STARRED, 1);
  else
    rapport_row_set_null (changes, RAPPORT_ACCOUNT_STARRED);
  return rapport_act_update_many (starred ? _("Star") : _("Remove star"), changes, &account, 1);
}

typedef struct
{
  GArray   *ids;
  char     *tag;
  gboolean  remove;
} TagJob;

static void
tag_job_free (gpointer data)
{
  TagJob *job = data;

  g_array_unref (job->ids);
  g_free (job->tag);
  g_free (job);
}

/**
 * rapport_accounts_change_tags:
 * @tags: (nullable): the tags of a record
 * @tag: one of them
 * @remove: whether to take it away instead of adding it
 *
 * Returns: (nullable) (transfer full): the tags with one more or less; %NULL where nothing changes
 */
char *
rapport_accounts_change_tags (const char *tags,
                              const char *tag,
                              gboolean    remove)
{
  g_auto(GStrv) words = g_strsplit (tags ? tags : "", ",", -1);
  g_autoptr(GString) changed = g_string_new (NULL);
  gboolean found = FALSE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] == '\0')
        continue;
      if (g_str_equal (words[i], tag))
        {
          found = TRUE;
          if (remove)
            continue;
        }
      g_string_append_printf (changed, "%s%s", changed->len ? "," : "", words[i]);
    }
  if (found != remove)
    return NULL;
  if (!remove)
    g_string_append_printf (changed, "%s%s", changed->len ? "," : "", tag);
  return g_string_free (g_steal_pointer (&changed), FALSE);
}

static gboolean
tag_many (RapportWrite  *write,
          gpointer       data,
          GError       **error)
{
  TagJob *job = data;

  for (guint i = 0; i < job->ids->len; i++)
    {
      g_autoptr(RapportRow) row = rapport_write_get (write, RAPPORT_KIND_ACCOUNT,
                                                     g_array_index (job->ids, gint64, i), error);
      g_autoptr(RapportRow) changes = NULL;
      g_autofree char *tags = NULL;

      if (row == NULL)
        return FALSE;
      tags = rapport_accounts_change_tags (rapport_row_get_text (row, RAPPORT_ACCOUNT_TAGS), job->tag, job->remove);
      if (tags == NULL)
        continue;
      changes = rapport_row_new (RAPPORT_KIND_ACCOUNT);
      rapport_row_set_id (changes, rapport_row_get_id (row));
      if (*tags != '\0')
        rapport_row_set_text (changes, RAPPORT_ACCOUNT_TAGS, tags);
      else
        rapport_row_set_null (changes, RAPPORT_ACCOUNT_TAGS);
      if (!rapport_write_update (write, changes, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_accounts_act_tag:
 * @accounts: (array length=n_accounts): accounts
 * @n_accounts: how many
 * @tag: a tag; a comma in it becomes a blank
 * @remove: whether to take it away instead
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_accounts_act_tag (const gint64 *accounts,
                         guint         n_accounts,
                         const char   *tag,
                         gboolean      remove)
{
  TagJob *job = g_new0 (TagJob, 1);
  g_autofree char *what = count_accounts (n_accounts);
  g_autofree char *label = NULL;

  job->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_accounts);
  g_array_append_vals (job->ids, accounts, n_accounts);
  job->tag = g_strstrip (g_strdelimit (g_strdup (tag), ",", ' '));
  job->remove = remove;
  /* Translators: label of an undo button: first "3 accounts", then a tag */
  label = g_strdup_printf (remove ? _("Remove tag of %s: %s") : _("Tag %s: %s"), what, job->tag);
  return rapport_act_new (label, tag_many, job, tag_job_free);
}

/**
 * rapport_accounts_act_delete:
 * @accounts: (array length=n_accounts): accounts
 * @n_accounts: how many
 *
 * Returns: (transfer full): the act, which puts them into the trash
 */
RapportAct *
rapport_accounts_act_delete (const gint64 *accounts,
                            guint         n_accounts)
{
  return rapport_act_trash (RAPPORT_KIND_ACCOUNT, accounts, n_accounts);
}

typedef struct
{
  RapportRow *account;
  RapportRow *person; /* (nullable) */
  char       *job_title;
  gint64      model;
  gint64      stage;
  gint64      id;
} AddJob;

static void
add_job_free (gpointer data)
{
  AddJob *job = data;

  rapport_row_free (job->account);
  g_clear_pointer (&job->person, rapport_row_free);
  g_free (job->job_title);
  g_free (job);
}

static gboolean
add (RapportWrite  *write,
     gpointer       data,
     GError       **error)
{
  AddJob *job = data;

  if (!rapport_entry_add_account (write, job->account, job->model, job->stage, "person", error))
    return FALSE;
  job->id = rapport_row_get_id (job->account);
  if (job->person != NULL)
    {
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_AFFILIATION);
      gint64 person = rapport_write_insert (write, job->person, error);

      if (person == 0)
        return FALSE;
      rapport_row_set_int (row, RAPPORT_AFFILIATION_PERSON, person);
      rapport_row_set_int (row, RAPPORT_AFFILIATION_ACCOUNT, job->id);
      rapport_row_set_int (row, RAPPORT_AFFILIATION_MAIN, 1);
      if (job->job_title != NULL)
        rapport_row_set_text (row, RAPPORT_AFFILIATION_JOB_TITLE, job->job_title);
      if (rapport_write_insert (write, row, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
said (const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * rapport_accounts_act_add:
 * @new_account: what was entered; copied
 *
 * Adds an account, places it on the board and adds its first contact, as one act.
 *
 * Returns: (transfer full): the act; rapport_accounts_act_get_added_id() tells the id when it is done
 */
RapportAct *
rapport_accounts_act_add (const RapportAccountsNew *new_account)
{
  AddJob *job = g_new0 (AddJob, 1);
  const char *name = rapport_row_get_text (new_account->account, RAPPORT_ACCOUNT_NAME);
  g_autofree char *label = NULL;

  job->account = rapport_row_copy (new_account->account);
  job->model = new_account->model;
  job->stage = new_account->stage;
  if (said (new_account->person))
    {
      job->person = rapport_row_new (RAPPORT_KIND_PERSON);
      rapport_row_set_text (job->person, RAPPORT_PERSON_NAME, new_account->person);
      if (said (new_account->person_email))
        rapport_row_set_text (job->person, RAPPORT_PERSON_EMAIL, new_account->person_email);
      if (said (new_account->person_phone))
        rapport_row_set_text (job->person, RAPPORT_PERSON_PHONE, new_account->person_phone);
      if (said (new_account->person_job_title))
        job->job_title = g_strdup (new_account->person_job_title);
    }
  /* Translators: label of an undo button, %s is a customer */
  label = g_strdup_printf (_("Add %s"), name ? name : "");
  return rapport_act_new (label, add, job, add_job_free);
}

/**
 * rapport_accounts_act_get_added_id:
 * @act: an act of rapport_accounts_act_add() that was done
 *
 * Returns: the new account
 */
gint64
rapport_accounts_act_get_added_id (RapportAct *act)
{
  g_return_val_if_fail (rapport_act_get_func (act) == add, 0);

  return ((AddJob *) rapport_act_get_data (act))->id;
}

/* Digest ------------------------------------------------------------------------------------------------------- */

typedef struct
{
  GArray   *ids;
  gboolean  with_history;
} DigestJob;

static void
digest_job_free (gpointer data)
{
  DigestJob *job = data;

  g_array_unref (job->ids);
  g_free (job);
}

static gpointer
digest (RapportDb     *db,
        gpointer       data,
        GCancellable  *cancellable,
        GError       **error)
{
  DigestJob *job = data;
  g_autofree RapportAccountsDigest *answer = g_new0 (RapportAccountsDigest, 1);
  g_autoptr(RapportStatement) figures = rapport_db_prepare (db,
    "SELECT value, estimated, unconverted FROM account_figure WHERE account = ?1", error);
  g_autoptr(RapportStatement) history = NULL;
  g_autoptr(GError) local_error = NULL;

  if (figures == NULL)
    return NULL;
  if (job->with_history)
    {
      history = rapport_db_prepare (db,
        "SELECT (SELECT count(*) FROM interaction WHERE account = ?1 AND deleted IS NULL),"
        " (SELECT count(*) FROM purchase WHERE account = ?1 AND deleted IS NULL),"
        " (SELECT count(*) FROM commitment WHERE account = ?1 AND deleted IS NULL)"
        " + (SELECT count(*) FROM episode WHERE account = ?1 AND deleted IS NULL)", error);
      if (history == NULL)
        return NULL;
    }

  answer->n_accounts = job->ids->len;
  for (guint i = 0; i < job->ids->len; i++)
    {
      gint64 id = g_array_index (job->ids, gint64, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      rapport_statement_bind_int (figures, 1, id);
      if (rapport_statement_step (figures, &local_error) && !rapport_statement_is_null (figures, 0))
        {
          gint64 value = rapport_statement_get_int (figures, 0);

          answer->value += value;
          answer->n_estimated += value != 0 && rapport_statement_get_int (figures, 1) == 1;
          answer->n_unconverted += !rapport_statement_is_null (figures, 2) &&
                                   rapport_statement_get_int (figures, 2) > 0;
        }
      rapport_statement_reset (figures);
      if (history != NULL && local_error == NULL)
        {
          rapport_statement_bind_int (history, 1, id);
          if (rapport_statement_step (history, &local_error))
            {
              guint n_interactions = (guint) rapport_statement_get_int (history, 0);
              guint n_purchases = (guint) rapport_statement_get_int (history, 1);

              answer->n_interactions += n_interactions;
              answer->n_purchases += n_purchases;
              answer->n_with_history += n_interactions + n_purchases +
                                            (guint) rapport_statement_get_int (history, 2) >
                                        0;
            }
          rapport_statement_reset (history);
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return g_steal_pointer (&answer);
}

static void
digested_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  gpointer answer = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, g_free);
}

/**
 * rapport_accounts_digest_async:
 * @workspace: a workspace
 * @accounts: (array length=n_accounts): accounts
 * @n_accounts: how many
 * @with_history: whether history is counted, too
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Sums up several accounts.
 */
void
rapport_accounts_digest_async (RapportWorkspace    *workspace,
                              const gint64        *accounts,
                              guint                n_accounts,
                              gboolean             with_history,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);
  DigestJob *job = g_new0 (DigestJob, 1);

  g_task_set_source_tag (task, rapport_accounts_digest_async);
  job->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_accounts);
  g_array_append_vals (job->ids, accounts, n_accounts);
  job->with_history = with_history;
  rapport_store_read_async (rapport_workspace_get_store (workspace), digest, job, digest_job_free, g_free, cancellable,
                            digested_cb, task);
}

/**
 * rapport_accounts_digest_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @digest: (out): the answer
 * @error: return location
 *
 * Returns: whether there is an answer
 */
gboolean
rapport_accounts_digest_finish (RapportWorkspace      *workspace,
                               GAsyncResult          *result,
                               RapportAccountsDigest  *digest_out,
                               GError               **error)
{
  g_autofree RapportAccountsDigest *answer = NULL;

  g_return_val_if_fail (g_task_is_valid (result, workspace), FALSE);

  answer = g_task_propagate_pointer (G_TASK (result), error);
  if (answer == NULL)
    return FALSE;
  *digest_out = *answer;
  return TRUE;
}
