#include "config.h"

#include "service/rapport-trash-service.h"

#include <glib/gi18n.h>

/* The trash: records whose "deleted" says when. Emptying it deletes for good, also what belongs to a record: the
 * schema cascades nothing, since undo could not bring that back in one piece. */

/* What people put there; the rest goes with these. */
static const RapportKindId kinds[] = {
  RAPPORT_KIND_ACCOUNT,
  RAPPORT_KIND_PERSON,
  RAPPORT_KIND_EPISODE,
  RAPPORT_KIND_INTERACTION,
  RAPPORT_KIND_COMMITMENT,
  RAPPORT_KIND_PURCHASE,
  RAPPORT_KIND_OPPORTUNITY,
  RAPPORT_KIND_PRODUCT,
  RAPPORT_KIND_MEMBER,
  RAPPORT_KIND_AFFILIATION,
  RAPPORT_KIND_LINK,
  RAPPORT_KIND_RELATIONSHIP_END,
};

void
rapport_trash_item_free (RapportTrashItem *item)
{
  if (item == NULL)
    return;
  g_free (item->title);
  g_free (item->account);
  g_free (item);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const RapportTrashItem *x = *(const RapportTrashItem **) a, *y = *(const RapportTrashItem **) b;

  if (x->deleted != y->deleted)
    return x->deleted > y->deleted ? -1 : 1;
  return x->id < y->id ? -1 : x->id > y->id;
}

static gpointer
load (RapportDb     *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_trash_item_free);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const RapportKind *kind = rapport_kind_get (kinds[i]);
      gboolean has_account = rapport_kind_find_field (kind, "account") >= 0;
      const char *title = kind->title_field >= 0 ? kind->fields[kind->title_field].name : NULL;
      g_autofree char *sql = NULL;
      g_autoptr(RapportStatement) statement = NULL;
      g_autoptr(GError) local_error = NULL;

      sql = g_strdup_printf ("SELECT t.id, %s%s, t.deleted, %s FROM %s t WHERE t.deleted IS NOT NULL",
                             title ? "t." : "", title ? title : "NULL",
                             has_account ? "(SELECT a.name FROM account a WHERE a.id = t.account)" : "NULL",
                             kind->name);
      statement = rapport_db_query (db, error, sql, NULL);
      if (statement == NULL)
        return NULL;
      while (rapport_statement_step (statement, &local_error))
        {
          RapportTrashItem *item = g_new0 (RapportTrashItem, 1);
          const char *text = rapport_statement_get_text (statement, 1);

          item->kind = kind->id;
          item->id = rapport_statement_get_int (statement, 0);
          item->title = g_strdup (text && *text ? text : rapport_kind_get_label (kind));
          item->deleted = rapport_statement_get_int (statement, 2);
          item->account = g_strdup (rapport_statement_get_text (statement, 3));
          g_ptr_array_add (items, item);
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

/**
 * rapport_trash_load_async:
 * @workspace: a workspace
 * @cancellable: (nullable): stops it
 * @callback: called with the items
 * @user_data: for @callback
 */
void
rapport_trash_load_async (RapportWorkspace    *workspace,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (RAPPORT_IS_WORKSPACE (workspace));

  rapport_store_read_async (rapport_workspace_get_store (workspace), load, NULL, NULL,
                            (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * rapport_trash_load_finish:
 * @workspace: a workspace
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type RapportTrashItem): what lies in the trash, newest first
 */
GPtrArray *
rapport_trash_load_finish (RapportWorkspace  *workspace,
                           GAsyncResult      *result,
                           GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}

/**
 * rapport_trash_load:
 * @workspace: a workspace
 * @error: return location
 *
 * The same and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full) (element-type RapportTrashItem): what lies in the trash, newest first
 */
GPtrArray *
rapport_trash_load (RapportWorkspace  *workspace,
                    GError           **error)
{
  return rapport_store_read (rapport_workspace_get_store (workspace), load, NULL, error);
}

typedef struct
{
  RapportKindId kind;
  gint64        id;
} Target;

static gboolean
restore (RapportWrite  *write,
         gpointer       data,
         GError       **error)
{
  Target *target = data;
  const RapportKind *kind = rapport_kind_get (target->kind);
  g_autoptr(RapportRow) row = rapport_write_get (write, target->kind, target->id, error);
  int field = rapport_kind_find_field (kind, "account");
  g_autofree char *label = NULL;

  if (row == NULL || !rapport_write_restore (write, target->kind, target->id, error))
    return FALSE;

  /* A record whose account stayed in the trash would be nowhere to be seen. */
  if (field >= 0 && !rapport_row_is_null (row, field))
    {
      gint64 account = rapport_row_get_int (row, field);
      g_autoptr(RapportRow) owner = rapport_write_get (write, RAPPORT_KIND_ACCOUNT, account, error);

      if (owner == NULL)
        return FALSE;
      if (rapport_row_int (owner, "deleted") != RAPPORT_UNSET &&
          !rapport_write_restore (write, RAPPORT_KIND_ACCOUNT, account, error))
        return FALSE;
    }

  if (kind->title_field >= 0 && rapport_row_get_text (row, kind->title_field) != NULL)
    {
      label = g_strdup_printf (_("Restore %s “%s”"), rapport_kind_get_label (kind),
                               rapport_row_get_text (row, kind->title_field));
      rapport_write_set_label (write, label);
    }
  return TRUE;
}

/**
 * rapport_trash_act_restore:
 * @kind: the kind of record
 * @id: a record in the trash
 *
 * Takes a record out of the trash, and with it the account that it belongs to.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_trash_act_restore (RapportKindId kind,
                           gint64        id)
{
  Target *target = g_new (Target, 1);

  *target = (Target) { kind, id };
  return rapport_act_new (_("Restore"), restore, target, g_free);
}

static GArray *
list_ids (RapportDb   *db,
          const char  *sql,
          gint64       id,
          const char  *text,
          GError     **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, "is", id, text);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 found = rapport_statement_get_int (statement, 0);

      g_array_append_val (ids, found);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

static gboolean delete_for_good (RapportWrite   *write,
                                 RapportKindId   kind,
                                 gint64          id,
                                 GError        **error);

/* What cannot be without the other record goes with it; what can, lets go of it. */
static gboolean
release (RapportWrite        *write,
         const RapportKind   *child,
         const RapportField  *field,
         gint64               parent,
         GError             **error)
{
  gboolean goes = (field->flags & RAPPORT_FIELD_REQUIRED) || child->id == RAPPORT_KIND_PARTICIPANT;
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE %s = ?1 AND ?2 IS NULL", child->name, field->name);
  g_autoptr(GArray) ids = list_ids (rapport_write_get_db (write), sql, parent, NULL, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (goes)
        {
          if (!delete_for_good (write, child->id, id, error))
            return FALSE;
        }
      else
        {
          g_autoptr(RapportRow) changes = rapport_row_new (child->id);

          rapport_row_set_id (changes, id);
          rapport_row_set_null (changes, (guint) rapport_kind_find_field (child, field->name));
          if (!rapport_write_update (write, changes, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Placements, moves and reminders name their subject by kind and id. */
static gboolean
release_subject (RapportWrite   *write,
                 RapportKindId   kind,
                 gint64          id,
                 GError        **error)
{
  static const struct
  {
    RapportKindId  kind;
    const char    *sql;
  } by_name[] = {
    { RAPPORT_KIND_PLACEMENT, "SELECT id FROM placement WHERE subject = ?1 AND subject_kind = ?2" },
    { RAPPORT_KIND_MOVE, "SELECT id FROM move WHERE subject = ?1 AND subject_kind = ?2" },
  };
  const char *name = rapport_kind_get (kind)->name;
  g_autofree char *number = g_strdup_printf ("%d", (int) kind);

  for (guint i = 0; i < G_N_ELEMENTS (by_name); i++)
    {
      g_autoptr(GArray) ids = list_ids (rapport_write_get_db (write), by_name[i].sql, id, name, error);

      if (ids == NULL)
        return FALSE;
      for (guint k = 0; k < ids->len; k++)
        if (!delete_for_good (write, by_name[i].kind, g_array_index (ids, gint64, k), error))
          return FALSE;
    }

  if (kind != RAPPORT_KIND_SNOOZE)
    {
      g_autoptr(GArray) ids = list_ids (
          rapport_write_get_db (write),
          "SELECT id FROM snooze WHERE subject = ?1 AND subject_kind = CAST (?2 AS INTEGER)", id, number, error);

      if (ids == NULL)
        return FALSE;
      for (guint k = 0; k < ids->len; k++)
        if (!rapport_write_delete (write, RAPPORT_KIND_SNOOZE, g_array_index (ids, gint64, k), error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
delete_for_good (RapportWrite   *write,
                 RapportKindId   kind,
                 gint64          id,
                 GError        **error)
{
  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      const RapportKind *child = rapport_kind_get ((RapportKindId) k);

      for (guint f = 0; f < child->n_fields; f++)
        if (child->fields[f].type == RAPPORT_FIELD_REF && child->fields[f].refers == kind &&
            !(child->fields[f].flags & RAPPORT_FIELD_DERIVED) &&
            !release (write, child, &child->fields[f], id, error))
          return FALSE;
    }
  return release_subject (write, kind, id, error) && rapport_write_delete (write, kind, id, error);
}

static gboolean
empty (RapportWrite  *write,
       gpointer       data,
       GError       **error)
{
  gboolean any = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const RapportKind *kind = rapport_kind_get (kinds[i]);
      g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE deleted IS NOT NULL AND ?1 = 0 AND ?2 IS NULL",
                                              kind->name);
      g_autofree char *check = g_strdup_printf ("SELECT count(*) FROM %s WHERE id = ?1", kind->name);
      g_autoptr(GArray) ids = list_ids (rapport_write_get_db (write), sql, 0, NULL, error);

      if (ids == NULL)
        return FALSE;
      for (guint k = 0; k < ids->len; k++)
        {
          gint64 id = g_array_index (ids, gint64, k), there;

          /* It may have gone with a parent of the same kind. */
          if (!rapport_db_query_int (rapport_write_get_db (write), &there, error, check, "i", id))
            return FALSE;
          if (there > 0 && !delete_for_good (write, kinds[i], id, error))
            return FALSE;
          any = TRUE;
        }
    }
  if (!any)
    {
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING, _("The trash is empty."));
      return FALSE;
    }
  return TRUE;
}

/**
 * rapport_trash_act_empty:
 *
 * Deletes for good what lies in the trash, and what belongs to it. Undo brings it back.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_trash_act_empty (void)
{
  return rapport_act_new (_("Empty Trash"), empty, NULL, NULL);
}
