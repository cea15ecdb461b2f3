#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"

/* Grouping interactions under episodes. */

typedef struct
{
  gint64   id;           /* an episode */
  char    *kind;
  GArray  *interactions; /* gint64 */
} Job;

static Job *
job_new (gint64        id,
         const char   *kind,
         const gint64 *interactions,
         guint         n_interactions)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { id, g_strdup (kind), g_array_new (FALSE, FALSE, sizeof (gint64)) };
  if (n_interactions > 0)
    g_array_append_vals (job->interactions, interactions, n_interactions);
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->kind);
  g_array_unref (job->interactions);
  g_free (job);
}

static gboolean
set_episode (RapportWrite  *write,
             Job           *job,
             gint64         episode,
             GError       **error)
{
  for (guint i = 0; i < job->interactions->len; i++)
    {
      g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_INTERACTION);

      rapport_row_set_id (changes, g_array_index (job->interactions, gint64, i));
      rapport_row_put (changes, "episode", episode, NULL);
      if (!rapport_write_update (write, changes, error))
        return FALSE;
    }
  return TRUE;
}

/* The earliest of the interactions, which must all be of one account: @account, where that is not 0. */
static RapportRow *
find_earliest (RapportWrite  *write,
               Job           *job,
               gint64         account,
               GError       **error)
{
  g_autoptr(RapportRow) earliest = NULL;

  for (guint i = 0; i < job->interactions->len; i++)
    {
      g_autoptr(RapportRow) row = rapport_write_get (write, RAPPORT_KIND_INTERACTION,
                                                     g_array_index (job->interactions, gint64, i), error);

      if (row == NULL)
        return NULL;
      if (account == 0)
        account = rapport_row_get_int (row, RAPPORT_INTERACTION_ACCOUNT);
      if (account != rapport_row_get_int (row, RAPPORT_INTERACTION_ACCOUNT))
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                               _("An episode is the story of one account. Choose interactions with the same account."));
          return NULL;
        }
      if (earliest == NULL ||
          rapport_row_get_int (row, RAPPORT_INTERACTION_AT) < rapport_row_get_int (earliest, RAPPORT_INTERACTION_AT))
        {
          g_clear_pointer (&earliest, rapport_row_free);
          earliest = g_steal_pointer (&row);
        }
    }
  return g_steal_pointer (&earliest);
}

static gboolean
begin_episode (RapportWrite  *write,
               gpointer       data,
               GError       **error)
{
  Job *job = data;
  g_autoptr(RapportRow) first = find_earliest (write, job, 0, error);
  g_autoptr(RapportRow) episode = rapport_row_new (RAPPORT_KIND_EPISODE);
  gint64 day;

  if (first == NULL)
    return FALSE;

  day = rapport_day_from_instant (rapport_row_get_int (first, RAPPORT_INTERACTION_AT), NULL);
  rapport_row_put (episode, "account", rapport_row_get_int (first, RAPPORT_INTERACTION_ACCOUNT), "title",
                   rapport_row_get_text (first, RAPPORT_INTERACTION_SUBJECT), "kind", job->kind, "started", day,
                   "social", (gint64) g_str_equal (job->kind, "social"), "owner",
                   rapport_row_get_int (first, RAPPORT_INTERACTION_MEMBER), NULL);
  if (rapport_write_insert (write, episode, error) == 0)
    return FALSE;
  return set_episode (write, job, rapport_row_get_id (episode), error);
}

/**
 * rapport_entry_act_begin_episode:
 * @workspace: a workspace
 * @interactions: (array length=n_interactions): one or more interactions with one account
 * @n_interactions: how many
 * @kind: a kind of episode
 *
 * Opens an episode of these interactions, which begins with the earliest and is named after it.
 *
 * Returns: (transfer full): the act; it fails where they are of several accounts
 */
RapportAct *
rapport_entry_act_begin_episode (RapportWorkspace *workspace,
                                 const gint64     *interactions,
                                 guint             n_interactions,
                                 const char       *kind)
{
  g_return_val_if_fail (n_interactions > 0, NULL);

  return rapport_act_new (_("Begin an Episode"), begin_episode, job_new (0, kind, interactions, n_interactions),
                          job_free);
}

static gboolean
move_to_episode (RapportWrite  *write,
                 gpointer       data,
                 GError       **error)
{
  Job *job = data;
  g_autoptr(RapportRow) episode = NULL;
  g_autoptr(RapportRow) first = NULL;
  gint64 day;

  if (job->id == 0)
    return set_episode (write, job, RAPPORT_UNSET, error);

  episode = rapport_write_get (write, RAPPORT_KIND_EPISODE, job->id, error);
  if (episode == NULL)
    return FALSE;
  first = find_earliest (write, job, rapport_row_get_int (episode, RAPPORT_EPISODE_ACCOUNT), error);
  if (first == NULL)
    return FALSE;

  /* An episode is there from its first interaction on. */
  day = rapport_day_from_instant (rapport_row_get_int (first, RAPPORT_INTERACTION_AT), NULL);
  if (day < rapport_row_get_int (episode, RAPPORT_EPISODE_STARTED))
    {
      g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_EPISODE);

      rapport_row_set_id (changes, job->id);
      rapport_row_put (changes, "started", day, NULL);
      if (!rapport_write_update (write, changes, error))
        return FALSE;
    }
  return set_episode (write, job, job->id, error);
}

/**
 * rapport_entry_act_set_episode:
 * @workspace: a workspace
 * @interactions: (array length=n_interactions): one or more interactions
 * @n_interactions: how many
 * @episode: an episode of the same account, 0 for none
 *
 * Makes the interactions part of an episode, or of none. An episode that they come before begins with them from
 * then on.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_entry_act_set_episode (RapportWorkspace *workspace,
                               const gint64     *interactions,
                               guint             n_interactions,
                               gint64            episode)
{
  const char *title = episode ? rapport_workspace_get_title (workspace, RAPPORT_KIND_EPISODE, episode) : NULL;
  g_autofree char *label = NULL;

  g_return_val_if_fail (n_interactions > 0, NULL);

  /* Translators: an episode, on the undo button */
  label = title ? g_strdup_printf (_("Group under “%s”"), title) : g_strdup (_("Take out of the Episode"));
  return rapport_act_new (label, move_to_episode, job_new (episode, NULL, interactions, n_interactions), job_free);
}

static gboolean
delete_episode (RapportWrite  *write,
                gpointer       data,
                GError       **error)
{
  Job *job = data;
  RapportDb *db = rapport_write_get_db (write);
  g_autoptr(RapportStatement) statement = rapport_db_query (
      db, error, "SELECT id FROM interaction WHERE episode = ?1", "i", job->id);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  g_array_set_size (job->interactions, 0);
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);

      g_array_append_val (job->interactions, id);
    }
  g_clear_pointer (&statement, rapport_statement_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!set_episode (write, job, RAPPORT_UNSET, error))
    return FALSE;
  return rapport_write_trash (write, RAPPORT_KIND_EPISODE, job->id, error);
}

/**
 * rapport_entry_act_delete_episode:
 * @workspace: a workspace
 * @episode: an episode
 *
 * Puts an episode into the trash; its interactions stay, without an episode.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_entry_act_delete_episode (RapportWorkspace *workspace,
                                  gint64            episode)
{
  const char *title = rapport_workspace_get_title (workspace, RAPPORT_KIND_EPISODE, episode);
  /* Translators: an episode, on the undo button */
  g_autofree char *label = g_strdup_printf (_("Delete Episode “%s”"), title ? title : "");

  return rapport_act_new (label, delete_episode, job_new (episode, NULL, NULL, 0), job_free);
}
