#include "config.h"

#include <glib/gi18n.h>

#include "command/rapport-command.h"
#include "core/rapport-records.h"
#include "service/rapport-history-service.h"

/* rapport history, undo, redo. */

static void
say_line (const RapportHistoryLine *line)
{
  if (line->old_text != NULL && line->new_text != NULL)
    rapport_command_say ("    %s · %s: %s → %s", line->record, line->field, line->old_text, line->new_text);
  else if (line->old_text != NULL)
    rapport_command_say (_("    %s · %s: %s → nothing"), line->record, line->field, line->old_text);
  else
    rapport_command_say ("    %s · %s: %s", line->record, line->field, line->new_text ? line->new_text : "");
}

RapportCommandStatus
rapport_command_history (RapportCommand *command)
{
  int limit = 50;
  const GOptionEntry options[] = {
    { "limit", 'n', 0, G_OPTION_ARG_INT, &limit, N_("How many entries at most (50)"), N_("N") },
    { NULL },
  };
  RapportWorkspace *workspace;
  g_autoptr(GPtrArray) entries = NULL;
  gint64 account = 0;
  GError *error = NULL;

  if (!rapport_command_parse (command, options, 0, 1))
    return rapport_command_get_status (command);
  if (limit < 1)
    return rapport_command_misuse (command, _("--limit: “%d” is not a number of entries."), limit);
  workspace = rapport_command_open (command);
  if (workspace == NULL)
    return rapport_command_get_status (command);
  if (rapport_command_get_n_arguments (command) == 1)
    {
      account = rapport_command_find (command, RAPPORT_KIND_ACCOUNT, rapport_command_get_arguments (command)[0]);
      if (account == 0)
        return rapport_command_get_status (command);
    }

  entries = rapport_history_load (workspace, account ? RAPPORT_KIND_ACCOUNT : RAPPORT_KIND_NONE, account,
                                  (guint) limit, &error);
  if (entries == NULL)
    return rapport_command_fail (command, error);
  for (guint i = 0; i < entries->len; i++)
    {
      RapportHistoryEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (entry->at);
      g_autofree char *when = time ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("");

      rapport_command_say ("%s  %s%s%s%s", when, entry->label, entry->member ? "  · " : "",
                           entry->member ? entry->member : "",
                           entry->state != RAPPORT_JOURNAL_DONE ? _("  (taken back)") : "");
      for (guint k = 0; k < entry->lines->len; k++)
        say_line (g_ptr_array_index (entry->lines, k));
    }
  return RAPPORT_COMMAND_DONE;
}

static RapportCommandStatus
turn (RapportCommand *command,
      gboolean        redo)
{
  gboolean keep_later = FALSE;
  const GOptionEntry undo_options[] = {
    { "keep-later", 0, 0, G_OPTION_ARG_NONE, &keep_later, N_("Of an import, leave what later work builds on"), NULL },
    { NULL },
  };
  RapportWorkspace *workspace;
  g_autofree char *label = NULL;
  g_autoptr(RapportChanges) changes = NULL;
  GError *error = NULL;

  if (!rapport_command_parse (command, redo ? NULL : undo_options, 0, 0))
    return rapport_command_get_status (command);
  workspace = rapport_command_open_for_writing (command);
  if (workspace == NULL)
    return rapport_command_get_status (command);

  changes = rapport_store_undo (rapport_workspace_get_store (workspace), redo, keep_later, &label, &error);
  if (changes == NULL)
    return rapport_command_fail (command, error);
  rapport_command_say (redo ? _("Redone: %s") : _("Undone: %s"), label ? label : "");
  return RAPPORT_COMMAND_DONE;
}

RapportCommandStatus
rapport_command_undo (RapportCommand *command)
{
  return turn (command, FALSE);
}

RapportCommandStatus
rapport_command_redo (RapportCommand *command)
{
  return turn (command, TRUE);
}
