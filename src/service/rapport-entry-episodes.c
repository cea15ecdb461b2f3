#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"

/* Grouping interactions under episodes. */

typedef struct
{
  gint64  id;
  char   *kind;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->kind);
  g_free (job);
}

static gboolean
begin_episode (RapportWrite  *write,
               gpointer       data,
               GError       **error)
{
  Job *job = data;
  g_autoptr(RapportRow) interaction = rapport_write_get (write, RAPPORT_KIND_INTERACTION, job->id, error);
  g_autoptr(RapportRow) episode = rapport_row_new (RAPPORT_KIND_EPISODE);
  g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_INTERACTION);
  gint64 day;

  if (interaction == NULL)
    return FALSE;

  day = rapport_day_from_instant (rapport_row_get_int (interaction, RAPPORT_INTERACTION_AT), NULL);
  rapport_row_put (episode, "account", rapport_row_get_int (interaction, RAPPORT_INTERACTION_ACCOUNT),
                   "title", rapport_row_get_text (interaction, RAPPORT_INTERACTION_SUBJECT), "kind", job->kind, "started", day,
                   "social", (gint64) g_str_equal (job->kind, "social"),
                   "owner", rapport_row_get_int (interaction, RAPPORT_INTERACTION_MEMBER), NULL);
  if (rapport_write_insert (write, episode, error) == 0)
    return FALSE;

  rapport_row_set_id (changes, job->id);
  rapport_row_put (changes, "episode", rapport_row_get_id (episode), NULL);
  return rapport_write_update (write, changes, error);
}

/**
 * rapport_entry_act_begin_episode:
 * @workspace: a workspace
 * @interaction: an interaction
 * @kind: a kind of episode
 *
 * Opens an episode that begins with an interaction and is named after it.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_entry_act_begin_episode (RapportWorkspace *workspace,
                                 gint64            interaction,
                                 const char       *kind)
{
  Job *job = g_new (Job, 1);

  *job = (Job) { interaction, g_strdup (kind) };
  return rapport_act_new (_("Begin an Episode"), begin_episode, job, job_free);
}

static gboolean
delete_episode (RapportWrite  *write,
                gpointer       data,
                GError       **error)
{
  Job *job = data;
  RapportDb *db = rapport_write_get_db (write);
  g_autoptr(GArray) interactions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, "SELECT id FROM interaction WHERE episode = ?1", "i", job->id);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);

      g_array_append_val (interactions, id);
    }
  g_clear_pointer (&statement, rapport_statement_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; i < interactions->len; i++)
    {
      g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_INTERACTION);

      rapport_row_set_id (changes, g_array_index (interactions, gint64, i));
      rapport_row_put (changes, "episode", RAPPORT_UNSET, NULL);
      if (!rapport_write_update (write, changes, error))
        return FALSE;
    }
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
  Job *job = g_new (Job, 1);

  *job = (Job) { episode, NULL };
  return rapport_act_new (label, delete_episode, job, job_free);
}
