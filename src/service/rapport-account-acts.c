#include "config.h"

#include "service/rapport-account-service.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "store/rapport-rows.h"

/* What is done to the people of an account: several records in one act. */

typedef struct
{
  gint64 id;
  gint64 account;
} PeopleJob;

static gboolean
set_main (RapportWrite  *write,
          gpointer       data,
          GError       **error)
{
  PeopleJob *job = data;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local_error = NULL;

  {
    g_autoptr(RapportStatement) statement = rapport_db_query (
        rapport_write_get_db (write), error,
        "SELECT id FROM affiliation WHERE account = ?1 AND main = 1 AND id <> ?2 AND deleted IS NULL", "ii",
        job->account, job->id);

    if (statement == NULL)
      return FALSE;
    while (rapport_statement_step (statement, &local_error))
      {
        gint64 id = rapport_statement_get_int (statement, 0);

        g_array_append_val (ids, id);
      }
    if (local_error != NULL)
      {
        g_propagate_error (error, g_steal_pointer (&local_error));
        return FALSE;
      }
  }
  g_array_append_val (ids, job->id);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_AFFILIATION);

      rapport_row_set_id (row, g_array_index (ids, gint64, i));
      rapport_row_set_int (row, RAPPORT_AFFILIATION_MAIN, i + 1 == ids->len);
      if (!rapport_write_update (write, row, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_account_act_set_main:
 * @account: an account
 * @affiliation: who becomes its main contact; whoever was it is so no longer
 * @name: their name
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_account_act_set_main (gint64      account,
                              gint64      affiliation,
                              const char *name)
{
  PeopleJob *job = g_new0 (PeopleJob, 1);
  /* Translators: on the undo button; the name of a person */
  g_autofree char *label = g_strdup_printf (_("Make %s the Main Contact"), name);

  job->account = account;
  job->id = affiliation;
  return rapport_act_new (label, set_main, job, g_free);
}

static gboolean
move_person (RapportWrite  *write,
             gpointer       data,
             GError       **error)
{
  PeopleJob *job = data;
  RapportDay today = rapport_write_get_today (write);
  g_autoptr(RapportRow) old = rapport_write_get (write, RAPPORT_KIND_AFFILIATION, job->id, error);
  g_autoptr(RapportRow) change = rapport_row_new (RAPPORT_KIND_AFFILIATION);
  g_autoptr(RapportRow) new = rapport_row_new (RAPPORT_KIND_AFFILIATION);

  if (old == NULL)
    return FALSE;
  rapport_row_set_id (change, job->id);
  rapport_row_set_int (change, RAPPORT_AFFILIATION_UNTIL, today);
  rapport_row_set_int (change, RAPPORT_AFFILIATION_MAIN, 0);
  if (!rapport_write_update (write, change, error))
    return FALSE;

  rapport_row_set_int (new, RAPPORT_AFFILIATION_PERSON, rapport_row_get_int (old, RAPPORT_AFFILIATION_PERSON));
  rapport_row_set_int (new, RAPPORT_AFFILIATION_ACCOUNT, job->account);
  rapport_row_set_int (new, RAPPORT_AFFILIATION_SINCE, today);
  return rapport_write_insert (write, new, error) != 0;
}

/**
 * rapport_account_act_move_person:
 * @affiliation: where they are until today
 * @to_account: where they are from today
 * @name: their name
 * @account_name: name of @to_account
 *
 * Somebody changes to another account; the history of both stays.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_account_act_move_person (gint64      affiliation,
                                 gint64      to_account,
                                 const char *name,
                                 const char *account_name)
{
  PeopleJob *job = g_new0 (PeopleJob, 1);
  /* Translators: on the undo button; the name of a person and of an account */
  g_autofree char *label = g_strdup_printf (_("Move %s to %s"), name, account_name);

  job->id = affiliation;
  job->account = to_account;
  return rapport_act_new (label, move_person, job, g_free);
}
