#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "command/rapport-command.h"
#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "service/rapport-lookup.h"
#include "service/rapport-value.h"

/* rapport add, set, delete, restore-deleted. */

/* What other subcommands are for, or what only makes sense with something else. */
static gboolean
can_be_added (const RapportKind *kind)
{
  return kind->id != RAPPORT_KIND_PLACEMENT && kind->id != RAPPORT_KIND_MOVE &&
         kind->id != RAPPORT_KIND_MOVE_EVIDENCE &&
         kind->id != RAPPORT_KIND_RELATIONSHIP_END && kind->id != RAPPORT_KIND_SNOOZE && kind->id != RAPPORT_KIND_MODEL;
}

static const char *
type_name (RapportFieldType type)
{
  switch (type)
    {
    case RAPPORT_FIELD_DAY:
      return "YYYY-MM-DD";
    case RAPPORT_FIELD_INSTANT:
      return "YYYY-MM-DD HH:MM";
    case RAPPORT_FIELD_MONEY:
      return "1200.50 EUR";
    case RAPPORT_FIELD_MICRO:
      return "1.5";
    case RAPPORT_FIELD_INTEGER:
      return "12";
    case RAPPORT_FIELD_BOOLEAN:
      return "yes, no";
    case RAPPORT_FIELD_CURRENCY:
      return "EUR";
    case RAPPORT_FIELD_TAGS:
      return "tag,tag";
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_EMAIL:
    case RAPPORT_FIELD_PHONE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_CHOICE:
    case RAPPORT_FIELD_REAL:
    case RAPPORT_FIELD_REF:
    default:
      return "";
    }
}

static void
list_fields (const RapportKind *kind)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const RapportField *field = &kind->fields[i];
      g_autofree char *values = NULL;

      if (field->flags & (RAPPORT_FIELD_DERIVED | RAPPORT_FIELD_INTERNAL))
        continue;
      if (field->type == RAPPORT_FIELD_CHOICE)
        values = rapport_value_list_choices (field->choices);
      else if (field->type == RAPPORT_FIELD_REF)
        values = g_ascii_strup (rapport_kind_get (field->refers)->name, -1);
      else
        values = g_strdup (type_name (field->type));
      rapport_command_say ("%-18s%s%s", field->name, field->flags & RAPPORT_FIELD_REQUIRED ? "* " : "  ", values);
    }
}

/* "account=" and "role=" of a person say where they work, which is a record of its own. */
static gboolean
assign_affiliation (RapportCommand *command,
                    RapportRow     *affiliation,
                    const char     *assignment,
                    gboolean       *taken)
{
  static const char *const names[] = { "account", "role", "main", "since", NULL };

  *taken = FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (assignment, names[i]) && assignment[strlen (names[i])] == '=')
      {
        *taken = TRUE;
        return rapport_command_assign (command, affiliation, assignment);
      }
  return TRUE;
}

static gboolean
assign_all (RapportCommand      *command,
            RapportRow          *row,
            RapportRow          *affiliation,
            gint64              *stage,
            const char * const  *assignments)
{
  /* The currency first: amounts are read in it. */
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; assignments[i] != NULL; i++)
      {
        gboolean taken = FALSE;

        if (g_str_has_prefix (assignments[i], "currency=") != (pass == 0))
          continue;
        if (affiliation != NULL && !assign_affiliation (command, affiliation, assignments[i], &taken))
          return FALSE;
        if (stage != NULL && g_str_has_prefix (assignments[i], "stage="))
          {
            gint64 model = rapport_command_find_model (command,
                                                       rapport_row_get_kind (row)->id == RAPPORT_KIND_OPPORTUNITY
                                                                  ? "sales-process" : NULL);

            *stage = model ? rapport_command_find_stage (command, model, assignments[i] + strlen ("stage=")) : 0;
            if (*stage == 0)
              return FALSE;
            taken = TRUE;
          }
        if (!taken && !rapport_command_assign (command, row, assignments[i]))
          return FALSE;
      }
  return TRUE;
}

static gboolean
note_duplicates (RapportCommand   *command,
                 RapportWorkspace *workspace,
                 RapportRow       *account)
{
  GError *error = NULL;
  g_autoptr(GArray) found = NULL;

#define TEXT(field) (rapport_row_has (account, field) ? rapport_row_get_text (account, field) : NULL)
  found = rapport_entry_find_duplicates (workspace, TEXT (RAPPORT_ACCOUNT_NAME), TEXT (RAPPORT_ACCOUNT_PHONE),
                                         TEXT (RAPPORT_ACCOUNT_EMAIL), TEXT (RAPPORT_ACCOUNT_WEBSITE), 0, &error);
#undef TEXT
  if (found == NULL)
    {
      rapport_command_fail (command, error);
      return FALSE;
    }
  for (guint i = 0; i < MIN (found->len, 5); i++)
    {
      RapportDuplicate *duplicate = &g_array_index (found, RapportDuplicate, i);
      g_autofree char *sentence = rapport_entry_describe_duplicate (workspace, duplicate);
      g_autofree char *line = rapport_lookup_describe (workspace, RAPPORT_KIND_ACCOUNT, duplicate->account);

      /* Translators: a sentence that says which account has the same name, then its ids */
      rapport_command_note (_("This customer seems to be there already: %s (%s)"), sentence, line);
    }
  return TRUE;
}

static gboolean
check_complete (RapportCommand   *command,
                const RapportRow *row,
                const char       *except)
{
  const RapportKind *kind = rapport_row_get_kind (row);

  for (guint i = 0; i < kind->n_fields; i++)
    if ((kind->fields[i].flags & RAPPORT_FIELD_REQUIRED) && rapport_row_is_null (row, i) &&
        (except == NULL || !g_strv_contains ((const char *[]) { except, "started", NULL }, kind->fields[i].name)))
      {
        rapport_command_misuse (command, _("add %s: %s=… is missing."), kind->name, kind->fields[i].name);
        return FALSE;
      }
  return TRUE;
}

static RapportCommandStatus
add (RapportCommand     *command,
     const RapportKind  *kind,
     const char * const *assignments)
{
  RapportWorkspace *workspace = rapport_command_open_or_create (command);
  g_autoptr(RapportRow) row = rapport_row_new (kind->id);
  g_autoptr(RapportRow) affiliation = kind->id == RAPPORT_KIND_PERSON
                                      ? rapport_row_new (RAPPORT_KIND_AFFILIATION) : NULL;
  g_autoptr(RapportAct) act = NULL;
  RapportCommandStatus status;
  gboolean entry = TRUE;
  gint64 stage = 0;

  if (workspace == NULL)
    return rapport_command_get_status (command);

  if (assignments[0] != NULL && strchr (assignments[0], '=') == NULL)
    {
      GError *error = NULL;

      if (kind->title_field < 0)
        return rapport_command_misuse (command, _("“%s” is not of the form FIELD=VALUE."), assignments[0]);
      if (!rapport_value_parse (workspace, row, kind->title_field, assignments[0], &error))
        return rapport_command_fail (command, error);
      assignments++;
    }
  if (!assign_all (command, row, affiliation,
                   kind->id == RAPPORT_KIND_ACCOUNT || kind->id == RAPPORT_KIND_OPPORTUNITY ? &stage : NULL,
                   assignments) ||
      !check_complete (command, row, kind->id == RAPPORT_KIND_COMMITMENT || kind->id == RAPPORT_KIND_EPISODE ? "kind"
                                     : kind->id == RAPPORT_KIND_INTERACTION ? "at" : NULL))
    return rapport_command_get_status (command);

  switch ((int) kind->id)
    {
    case RAPPORT_KIND_ACCOUNT:
      if (!note_duplicates (command, workspace, row))
        return rapport_command_get_status (command);
      act = rapport_entry_act_add_account (workspace, g_steal_pointer (&row), 0, stage);
      break;
    case RAPPORT_KIND_PERSON:
      if (rapport_row_is_null (affiliation, RAPPORT_AFFILIATION_ACCOUNT))
        {
          if (rapport_row_has (affiliation, RAPPORT_AFFILIATION_ROLE) ||
              rapport_row_has (affiliation, RAPPORT_AFFILIATION_MAIN) ||
              rapport_row_has (affiliation, RAPPORT_AFFILIATION_SINCE))
            return rapport_command_misuse (command, _("add %s: %s=… is missing."), kind->name, "account");
          g_clear_pointer (&affiliation, rapport_row_free);
        }
      act = rapport_entry_act_add_person (workspace, g_steal_pointer (&row), g_steal_pointer (&affiliation));
      break;
    case RAPPORT_KIND_OPPORTUNITY:
      act = rapport_entry_act_add_opportunity (workspace, g_steal_pointer (&row), stage);
      break;
    case RAPPORT_KIND_COMMITMENT:
      act = rapport_entry_act_add_commitment (workspace, g_steal_pointer (&row));
      break;
    case RAPPORT_KIND_EPISODE:
      act = rapport_entry_act_open_episode (workspace, g_steal_pointer (&row));
      break;
    case RAPPORT_KIND_INTERACTION:
      if (rapport_row_is_null (row, RAPPORT_INTERACTION_AT))
        rapport_row_set_int (row, RAPPORT_INTERACTION_AT, rapport_workspace_get_now (workspace));
      act = rapport_act_save (g_steal_pointer (&row));
      entry = FALSE;
      break;
    case RAPPORT_KIND_PURCHASE:
      if (!rapport_row_is_null (row, RAPPORT_PURCHASE_TOTAL) && rapport_row_is_null (row, RAPPORT_PURCHASE_TOTAL_FROM))
        rapport_row_set_text (row, RAPPORT_PURCHASE_TOTAL_FROM, "file");
      act = rapport_act_save (g_steal_pointer (&row));
      entry = FALSE;
      break;
    case RAPPORT_KIND_MEMBER:
      if (rapport_row_is_null (row, RAPPORT_MEMBER_ACTIVE))
        rapport_row_set_int (row, RAPPORT_MEMBER_ACTIVE, 1);
      act = rapport_act_save (g_steal_pointer (&row));
      entry = FALSE;
      break;
    default:
      act = rapport_act_save (g_steal_pointer (&row));
      entry = FALSE;
      break;
    }

  status = rapport_command_do (command, act);
  if (status == RAPPORT_COMMAND_DONE)
    rapport_command_say ("%" G_GINT64_FORMAT, entry ? rapport_entry_act_get_id (act) : rapport_act_get_saved_id (act));
  return status;
}

RapportCommandStatus
rapport_command_add (RapportCommand *command)
{
  gboolean fields = FALSE;
  const GOptionEntry options[] = {
    { "fields", 0, 0, G_OPTION_ARG_NONE, &fields, N_("List the fields that KIND has; * must be given"), NULL },
    { NULL },
  };
  const char * const *arguments;
  const RapportKind *kind;

  if (!rapport_command_parse (command, options, 1, G_MAXUINT))
    return rapport_command_get_status (command);
  arguments = rapport_command_get_arguments (command);
  kind = rapport_command_find_kind (command, arguments[0]);
  if (kind == NULL)
    return rapport_command_get_status (command);
  if (!can_be_added (kind))
    return rapport_command_misuse (command, _("add: records of the kind “%s” come about by other commands."),
                                   kind->name);
  if (fields)
    {
      list_fields (kind);
      return RAPPORT_COMMAND_DONE;
    }
  if (arguments[1] == NULL)
    return rapport_command_misuse (command, _("%s: something is missing: %s"), "add", _("[NAME] FIELD=VALUE…"));
  return add (command, kind, arguments + 1);
}

RapportCommandStatus
rapport_command_set (RapportCommand *command)
{
  const char * const *arguments;
  const RapportKind *kind;
  RapportWorkspace *workspace;
  g_autoptr(RapportRow) row = NULL;
  g_autoptr(RapportAct) act = NULL;
  gint64 id;

  if (!rapport_command_parse (command, NULL, 3, G_MAXUINT))
    return rapport_command_get_status (command);
  arguments = rapport_command_get_arguments (command);
  kind = rapport_command_find_kind (command, arguments[0]);
  if (kind == NULL)
    return rapport_command_get_status (command);
  if (!can_be_added (kind) && kind->id != RAPPORT_KIND_RELATIONSHIP_END && kind->id != RAPPORT_KIND_MODEL)
    return rapport_command_misuse (command, _("set: records of the kind “%s” are changed by other commands."),
                                   kind->name);
  workspace = rapport_command_open_for_writing (command);
  id = workspace ? rapport_command_find (command, kind->id, arguments[1]) : 0;
  if (id == 0)
    return rapport_command_get_status (command);

  row = rapport_row_new (kind->id);
  rapport_row_set_id (row, id);
  if (!assign_all (command, row, NULL, NULL, arguments + 2))
    return rapport_command_get_status (command);
  /* What was planned without a day and gets one is due then first. */
  if (kind->id == RAPPORT_KIND_COMMITMENT && !rapport_row_is_null (row, RAPPORT_COMMITMENT_DUE) &&
      !rapport_row_has (row, RAPPORT_COMMITMENT_FIRST_DUE))
    {
      g_autoptr(RapportRecord) old = rapport_workspace_get_record (workspace, kind->id, id);

      if (rapport_record_get_int (old, "first_due") == RAPPORT_UNSET)
        rapport_row_set_int (row, RAPPORT_COMMITMENT_FIRST_DUE, rapport_row_get_int (row, RAPPORT_COMMITMENT_DUE));
    }
  act = rapport_act_save (g_steal_pointer (&row));
  return rapport_command_do (command, act);
}

static RapportCommandStatus
trash (RapportCommand *command,
       gboolean        restore)
{
  const char * const *arguments;
  const RapportKind *kind;
  RapportWorkspace *workspace;
  g_autoptr(RapportAct) act = NULL;
  gint64 id;

  if (!rapport_command_parse (command, NULL, 2, 2))
    return rapport_command_get_status (command);
  arguments = rapport_command_get_arguments (command);
  kind = rapport_command_find_kind (command, arguments[0]);
  if (kind == NULL)
    return rapport_command_get_status (command);
  if (!can_be_added (kind) && kind->id != RAPPORT_KIND_RELATIONSHIP_END)
    return rapport_command_misuse (command, _("%s: records of the kind “%s” are changed by other commands."),
                                   rapport_command_get_name (command), kind->name);
  workspace = rapport_command_open_for_writing (command);
  if (workspace == NULL)
    return rapport_command_get_status (command);

  if (restore)
    {
      GError *error = NULL;
      g_autoptr(GArray) found = rapport_lookup_find (workspace, kind->id, arguments[1], RAPPORT_LOOKUP_TRASH, &error);

      if (found == NULL)
        return rapport_command_fail (command, error);
      if (found->len == 0)
        return rapport_command_fail_with (command, _("%s: there is no “%s” in the trash."),
                                          rapport_kind_get_label (kind), arguments[1]);
      if (found->len > 1)
        {
          for (guint i = 0; i < found->len; i++)
            {
              g_autofree char *line = rapport_lookup_describe (workspace, kind->id, g_array_index (found, gint64, i));

              rapport_command_note ("  %s", line);
            }
          return rapport_command_misuse (command, _("“%s” fits several records in the trash."), arguments[1]);
        }
      id = g_array_index (found, gint64, 0);
    }
  else
    id = rapport_command_find (command, kind->id, arguments[1]);
  if (id == 0)
    return rapport_command_get_status (command);

  act = restore ? rapport_act_restore (kind->id, &id, 1) : rapport_act_trash (kind->id, &id, 1);
  return rapport_command_do (command, act);
}

RapportCommandStatus
rapport_command_delete (RapportCommand *command)
{
  return trash (command, FALSE);
}

RapportCommandStatus
rapport_command_restore_deleted (RapportCommand *command)
{
  return trash (command, TRUE);
}
