#include "config.h"

#include "service/rapport-lookup.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-records.h"

/* Which record a person means by a word. */

/* What records are called, besides their external id. */
static const char *const *
names_of (RapportKindId kind)
{
  static const char *const name[] = { "name", NULL };
  static const char *const person[] = { "name", "email", NULL };
  static const char *const member[] = { "login", "initials", "name", NULL };
  static const char *const slug[] = { "slug", "label", NULL };
  static const char *const title[] = { "title", NULL };
  static const char *const none[] = { NULL };

  switch (kind)
    {
    case RAPPORT_KIND_ACCOUNT:
    case RAPPORT_KIND_PRODUCT:
      return name;
    case RAPPORT_KIND_PERSON:
      return person;
    case RAPPORT_KIND_MEMBER:
      return member;
    case RAPPORT_KIND_MODEL:
    case RAPPORT_KIND_STAGE:
    case RAPPORT_KIND_CAUSE:
      return slug;
    case RAPPORT_KIND_EPISODE:
    case RAPPORT_KIND_OPPORTUNITY:
    case RAPPORT_KIND_COMMITMENT:
      return title;
    default:
      return none;
    }
}

static GArray *
run (RapportWorkspace    *workspace,
     const RapportKind   *kind,
     RapportLookupFlags   flags,
     const char          *condition,
     const char          *text,
     gint64               id,
     GError             **error)
{
  g_autoptr(RapportQuery) query = rapport_query_new (kind->id);

  rapport_query_append (query, "SELECT t.id FROM ");
  rapport_query_append (query, kind->name);
  rapport_query_append (query, flags & RAPPORT_LOOKUP_TRASH ? " t WHERE t.deleted IS NOT NULL AND ("
                                                            : " t WHERE t.deleted IS NULL AND (");
  rapport_query_append (query, condition);
  if (text != NULL)
    rapport_query_append_text (query, text);
  else
    rapport_query_append_int (query, id);
  rapport_query_append (query, ") ORDER BY t.id");
  return rapport_query_run (query, rapport_store_get_db (rapport_workspace_get_store (workspace)), error);
}

static GArray *
find_by_name (RapportWorkspace    *workspace,
              const RapportKind   *kind,
              RapportLookupFlags   flags,
              const char          *text,
              GError             **error)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (const char *const *name = names_of (kind->id); *name != NULL; name++)
    {
      /* The index ignores case; the equality that counts does not, but for addresses and short names. */
      gboolean exact = g_str_equal (*name, "name") || g_str_equal (*name, "title") || g_str_equal (*name, "label");
      g_autofree char *condition = g_strdup_printf ("t.%s COLLATE NOCASE = ", *name);
      g_autoptr(GArray) ids = run (workspace, kind, flags, condition, text, 0, error);

      if (ids == NULL)
        return NULL;
      for (guint i = 0; i < ids->len; i++)
        {
          gint64 id = g_array_index (ids, gint64, i);
          gboolean known = FALSE;

          if (exact)
            {
              g_autoptr(RapportRecord) record = rapport_workspace_get_record (workspace, kind->id, id);

              if (record == NULL || g_strcmp0 (rapport_record_get_text (record, *name), text) != 0)
                continue;
            }
          for (guint k = 0; k < found->len; k++)
            known |= g_array_index (found, gint64, k) == id;
          if (!known)
            g_array_append_val (found, id);
        }
    }
  return g_steal_pointer (&found);
}

static GArray *
find_by_id (RapportWorkspace    *workspace,
            const RapportKind   *kind,
            RapportLookupFlags   flags,
            const char          *text,
            GError             **error)
{
  gint64 id;

  if (!g_ascii_string_to_signed (text, 10, 1, G_MAXINT64, &id, NULL))
    return g_array_new (FALSE, FALSE, sizeof (gint64));
  return run (workspace, kind, flags, "t.id = ", NULL, id, error);
}

/**
 * rapport_lookup_find:
 * @workspace: a workspace
 * @kind: a kind of record
 * @text: an external id, an exact name (of a member also initials or login; of a person also the e-mail address; of a
 *   stage, model or cause its id on the command line) or an id; "ext:", "name:" or "id:" before it forces one
 * @flags: where to look
 * @error: return location
 *
 * Tries the three in that order and stops at the first that finds something.
 *
 * Returns: (nullable) (transfer full) (element-type gint64): the ids of all that fit, perhaps none; %NULL where it failed
 */
GArray *
rapport_lookup_find (RapportWorkspace    *workspace,
                     RapportKindId        kind_id,
                     const char          *text,
                     RapportLookupFlags   flags,
                     GError             **error)
{
  const RapportKind *kind = rapport_kind_get (kind_id);
  GArray *found;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("The name is not valid UTF-8."));
      return NULL;
    }
  if (g_str_has_prefix (text, "ext:"))
    return run (workspace, kind, flags, "t.external_id = ", text + strlen ("ext:"), 0, error);
  if (g_str_has_prefix (text, "name:"))
    return find_by_name (workspace, kind, flags, text + strlen ("name:"), error);
  if (g_str_has_prefix (text, "id:"))
    return find_by_id (workspace, kind, flags, text + strlen ("id:"), error);

  found = run (workspace, kind, flags, "t.external_id = ", text, 0, error);
  if (found == NULL || found->len > 0)
    return found;
  g_array_unref (found);
  found = find_by_name (workspace, kind, flags, text, error);
  if (found == NULL || found->len > 0)
    return found;
  g_array_unref (found);
  return find_by_id (workspace, kind, flags, text, error);
}

/**
 * rapport_lookup_describe:
 * @workspace: a workspace
 * @kind: a kind of record
 * @id: one of them
 *
 * Returns: (transfer full): its name with what tells it from others of that name
 */
char *
rapport_lookup_describe (RapportWorkspace *workspace,
                         RapportKindId     kind,
                         gint64            id)
{
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (workspace, kind, id);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_autoptr(GString) text = g_string_new (NULL);
  const char *title, *external, *city;

  if (record == NULL)
    return g_strdup_printf ("id:%s", number);
  title = rapport_record_get_title (record);
  external = rapport_record_get_text (record, "external_id");
  city = kind == RAPPORT_KIND_ACCOUNT ? rapport_record_get_text (record, "city") : NULL;

  g_string_append_printf (text, "id:%s", number);
  if (external != NULL)
    g_string_append_printf (text, "  ext:%s", external);
  if (title != NULL)
    g_string_append_printf (text, "  %s", title);
  if (city != NULL)
    g_string_append_printf (text, ", %s", city);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Accounts that may be meant where none fits: the full-text search knows no wrong case and no accents. */
static void
append_suggestions (RapportWorkspace *workspace,
                    const char       *text,
                    GString          *message)
{
  g_autofree char *match = rapport_query_match (text);
  g_autoptr(RapportQuery) query = rapport_query_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(GArray) ids = NULL;

  if (match == NULL)
    return;
  rapport_query_append (
      query, "SELECT t.id FROM account t WHERE t.deleted IS NULL AND t.id IN (SELECT rowid FROM account_text"
             " WHERE account_text MATCH ");
  rapport_query_append_text (query, match);
  rapport_query_append (query, ") ORDER BY t.name LIMIT 5");
  ids = rapport_query_run (query, rapport_store_get_db (rapport_workspace_get_store (workspace)), NULL);
  if (ids == NULL || ids->len == 0)
    return;
  g_string_append_printf (message, "\n%s", _("Is one of these meant?"));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *line = rapport_lookup_describe (workspace, RAPPORT_KIND_ACCOUNT, g_array_index (ids, gint64, i));

      g_string_append_printf (message, "\n  %s", line);
    }
}

/**
 * rapport_lookup_find_one:
 * @workspace: a workspace
 * @kind: a kind of record
 * @text: as for rapport_lookup_find()
 * @error: return location: %G_IO_ERROR_INVALID_ARGUMENT with a list where several fit, %RAPPORT_STORE_ERROR_NOT_FOUND
 *   where none does
 *
 * Returns: the id, 0 where there is not exactly one
 */
gint64
rapport_lookup_find_one (RapportWorkspace  *workspace,
                         RapportKindId      kind,
                         const char        *text,
                         GError           **error)
{
  g_autoptr(GArray) found = rapport_lookup_find (workspace, kind, text, RAPPORT_LOOKUP_DEFAULT, error);
  const char *label = rapport_kind_get_label (rapport_kind_get (kind));
  g_autoptr(GString) message = g_string_new (NULL);

  if (found == NULL)
    return 0;
  if (found->len == 1)
    return g_array_index (found, gint64, 0);

  if (found->len == 0)
    {
      g_autoptr(GArray) trashed = rapport_lookup_find (workspace, kind, text, RAPPORT_LOOKUP_TRASH, NULL);

      if (trashed != NULL && trashed->len > 0)
        {
          g_autofree char *line = rapport_lookup_describe (workspace, kind, g_array_index (trashed, gint64, 0));

          /* Translators: kind of record, what was typed, the record that is in the trash */
          g_string_append_printf (message, _("%s “%s” is in the trash (%s)."), label, text, line);
        }
      else
        {
          /* Translators: kind of record, what was typed */
          g_string_append_printf (message, _("%s: there is no “%s”."), label, text);
          if (kind == RAPPORT_KIND_ACCOUNT)
            append_suggestions (workspace, text, message);
        }
      g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND, message->str);
      return 0;
    }

  /* Translators: kind of record, what was typed, a number */
  g_string_append_printf (
      message, ngettext ("%s: “%s” fits %u record. Say which:", "%s: “%s” fits %u records. Say which:", found->len),
      label, text, found->len);
  for (guint i = 0; i < MIN (found->len, 20); i++)
    {
      g_autofree char *line = rapport_lookup_describe (workspace, kind, g_array_index (found, gint64, i));

      g_string_append_printf (message, "\n  %s", line);
    }
  if (found->len > 20)
    g_string_append (message, "\n  …");
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, message->str);
  return 0;
}

/**
 * rapport_lookup_find_stage:
 * @workspace: a workspace
 * @model: a lifecycle model
 * @text: its id there ("loyal"), or its name in any case, also in the user's language
 * @error: return location: %G_IO_ERROR_INVALID_ARGUMENT with a list of the stages
 *
 * Returns: the stage's id in the store, 0 where there is none
 */
gint64
rapport_lookup_find_stage (RapportWorkspace  *workspace,
                           gint64             model,
                           const char        *text,
                           GError           **error)
{
  g_autoptr(GPtrArray) stages = rapport_workspace_list_stages (workspace, model);
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *folded = g_utf8_validate (text, -1, NULL) ? g_utf8_casefold (text, -1) : g_strdup ("");

  for (guint i = 0; i < stages->len; i++)
    {
      RapportRecord *stage = g_ptr_array_index (stages, i);
      gint64 id = rapport_record_get_id (stage);
      const char *title = rapport_workspace_get_title (workspace, RAPPORT_KIND_STAGE, id);
      g_autofree char *folded_title = g_utf8_casefold (title ? title : "", -1);

      if (g_strcmp0 (rapport_record_get_text (stage, "slug"), text) == 0 || g_str_equal (folded_title, folded))
        return id;
      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", rapport_record_get_text (stage, "slug"));
    }
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” is no stage of “%s”; there are: %s."), text,
               rapport_workspace_get_title (workspace, RAPPORT_KIND_MODEL, model), names->str);
  return 0;
}

/**
 * rapport_lookup_list:
 * @kind: a kind of record
 * @model: for stages, the lifecycle model, 0 for all
 *
 * Returns: (transfer full): a query of all records of that kind that are not in the trash, nor belong to an account there, in
 *   an order that suits the kind
 */
RapportQuery *
rapport_lookup_list (RapportKindId kind_id,
                     gint64        model)
{
  static const char *const orders[RAPPORT_N_KINDS] = {
    [RAPPORT_KIND_MEMBER] = "t.name COLLATE NOCASE",
    [RAPPORT_KIND_ACCOUNT] = "t.name COLLATE NOCASE",
    [RAPPORT_KIND_PERSON] = "t.name COLLATE NOCASE",
    [RAPPORT_KIND_PRODUCT] = "t.name COLLATE NOCASE",
    [RAPPORT_KIND_MODEL] = "t.position",
    [RAPPORT_KIND_STAGE] = "t.model, t.position",
    [RAPPORT_KIND_CAUSE] = "t.position",
    [RAPPORT_KIND_MOVE] = "t.at DESC",
    [RAPPORT_KIND_EPISODE] = "t.started DESC",
    [RAPPORT_KIND_INTERACTION] = "t.at DESC",
    [RAPPORT_KIND_COMMITMENT] = "(t.done IS NOT NULL OR t.outcome IS NOT NULL), t.due IS NULL, t.due",
    [RAPPORT_KIND_PURCHASE] = "t.day DESC",
    [RAPPORT_KIND_OPPORTUNITY] = "t.expected_close IS NULL, t.expected_close",
  };
  const RapportKind *kind = rapport_kind_get (kind_id);
  RapportQuery *query = rapport_query_new (kind_id);
  int account = rapport_kind_find_field (kind, "account");

  rapport_query_append (query, "SELECT t.id FROM ");
  rapport_query_append (query, kind->name);
  rapport_query_append (query, " t WHERE t.deleted IS NULL");
  if (account >= 0)
    rapport_query_append (
        query, " AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = t.account AND a.deleted IS NOT NULL)");
  if (kind_id == RAPPORT_KIND_PURCHASE_LINE)
    rapport_query_append (query, " AND NOT EXISTS (SELECT 1 FROM purchase p JOIN account a ON a.id = p.account"
                                 " WHERE p.id = t.purchase AND (p.deleted IS NOT NULL OR a.deleted IS NOT NULL))");
  if (kind_id == RAPPORT_KIND_STAGE && model != 0)
    {
      rapport_query_append (query, " AND t.model = ");
      rapport_query_append_int (query, model);
    }
  rapport_query_append (query, " ORDER BY ");
  if (orders[kind_id] != NULL)
    {
      rapport_query_append (query, orders[kind_id]);
      rapport_query_append (query, ", ");
    }
  rapport_query_append (query, "t.id");
  return query;
}
