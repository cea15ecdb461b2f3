#include "config.h"

#include "service/rapport-entry.h"

/* What there is to choose from where something is entered. */

static GPtrArray *
list (RapportWorkspace *workspace,
      RapportKindId     kind,
      const char       *before,
      gint64            account,
      const char       *after)
{
  g_autoptr(RapportQuery) query = rapport_query_new (kind);
  g_autoptr(GError) error = NULL;
  GPtrArray *records;

  rapport_query_append (query, before);
  rapport_query_append_int (query, account);
  rapport_query_append (query, after);
  records = rapport_workspace_list (workspace, query, &error);
  if (records != NULL)
    return records;
  g_warning ("%s", error->message);
  return g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * rapport_entry_list_people:
 * @workspace: a workspace
 * @account: an account
 *
 * Returns: (transfer full) (element-type RapportPerson): who is there now, the main contact first
 */
GPtrArray *
rapport_entry_list_people (RapportWorkspace *workspace,
                           gint64            account)
{
  return list (
      workspace, RAPPORT_KIND_PERSON,
      "SELECT p.id FROM affiliation l JOIN person p ON p.id = l.person WHERE l.deleted IS NULL AND p.deleted IS NULL"
      " AND l.until IS NULL AND l.account = ",
      account, " GROUP BY p.id ORDER BY min(l.main IS NOT 1), p.name COLLATE rapport LIMIT 200");
}

/**
 * rapport_entry_list_open_episodes:
 * @workspace: a workspace
 * @account: an account
 *
 * Returns: (transfer full) (element-type RapportEpisode): those that have not ended, newest first
 */
GPtrArray *
rapport_entry_list_open_episodes (RapportWorkspace *workspace,
                                  gint64            account)
{
  return list (workspace, RAPPORT_KIND_EPISODE,
               "SELECT e.id FROM episode e WHERE e.deleted IS NULL AND e.ended IS NULL AND e.account = ", account,
               " ORDER BY e.started DESC, e.id DESC LIMIT 50");
}
