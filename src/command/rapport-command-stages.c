#include "config.h"

#include <glib/gi18n.h>

#include "command/rapport-command.h"
#include "core/rapport-records.h"
#include "service/rapport-board-service.h"

/* rapport move, end, place. */

static const char *
title_of (RapportWorkspace *workspace,
          RapportKindId     kind,
          gint64            id)
{
  const char *title = rapport_workspace_get_title (workspace, kind, id);

  return title ? title : "?";
}

/* D11's reasons are ids; other words are kept as they are. */
static const RapportChoice *
find_reason (const char *text)
{
  for (const RapportChoice *choice = rapport_end_reason_choices; choice->id != NULL; choice++)
    if (g_str_equal (choice->id, text))
      return choice;
  return NULL;
}

RapportCommandStatus
rapport_command_move (RapportCommand *command)
{
  g_autofree char *model_name = NULL, *reason = NULL;
  const GOptionEntry options[] = {
    { "model", 'm', 0, G_OPTION_ARG_FILENAME, &model_name, N_("The lifecycle model (value-ladder)"), N_("MODEL") },
    { "reason", 'r', 0, G_OPTION_ARG_FILENAME, &reason,
      N_("Why: dissatisfied, moved-brand, needs-changed, no-growth, fraud, or words"), N_("TEXT") },
    { NULL },
  };
  const char * const *arguments;
  RapportWorkspace *workspace;
  g_autoptr(RapportRecord) model_record = NULL;
  g_autoptr(RapportRow) placement = NULL;
  g_autoptr(RapportRecord) account = NULL;
  g_autoptr(RapportAct) act = NULL;
  const RapportChoice *choice = NULL;
  RapportCommandStatus status;
  RapportKindId kind;
  gint64 model, subject, stage;
  GError *error = NULL;

  if (!rapport_command_parse (command, options, 2, 2))
    return rapport_command_get_status (command);
  if (reason != NULL && (!g_utf8_validate (reason, -1, NULL) || *g_strstrip (reason) == '\0'))
    return rapport_command_misuse (command, _("--reason: the words are missing or not valid UTF-8."));
  arguments = rapport_command_get_arguments (command);
  workspace = rapport_command_open_for_writing (command);
  model = workspace ? rapport_command_find_model (command, model_name) : 0;
  if (model == 0)
    return rapport_command_get_status (command);
  model_record = rapport_workspace_get_record (workspace, RAPPORT_KIND_MODEL, model);
  kind = g_strcmp0 (rapport_record_get_text (model_record, "subject"), "opportunity") == 0
         ? RAPPORT_KIND_OPPORTUNITY : RAPPORT_KIND_ACCOUNT;
  subject = rapport_command_find (command, kind, arguments[0]);
  stage = subject ? rapport_command_find_stage (command, model, arguments[1]) : 0;
  if (stage == 0)
    return rapport_command_get_status (command);

  if (reason != NULL)
    choice = find_reason (reason);
  placement = rapport_board_find_placement (rapport_store_get_db (rapport_workspace_get_store (workspace)), model,
                                            subject, &error);
  if (error != NULL)
    return rapport_command_fail (command, error);

  account = kind == RAPPORT_KIND_ACCOUNT ? rapport_workspace_get_record (workspace, kind, subject) : NULL;
  if (account != NULL && rapport_record_get_int (account, "ended") == 1 &&
      !rapport_board_needs_reason (workspace, stage))
    {
      /* As on the board: who is taken out of the Ended lane has been won back. */
      act = rapport_board_act_win_back (workspace, model, &subject, 1, stage);
      status = rapport_command_do (command, act);
      if (status == RAPPORT_COMMAND_DONE)
        rapport_command_say (_("%s was won back and is in “%s” now."), title_of (workspace, kind, subject),
                             title_of (workspace, RAPPORT_KIND_STAGE, stage));
      return status;
    }
  if (placement != NULL && rapport_row_get_int (placement, RAPPORT_PLACEMENT_STAGE) == stage)
    {
      rapport_command_note (_("%s is in “%s” already."), title_of (workspace, kind, subject),
                            title_of (workspace, RAPPORT_KIND_STAGE, stage));
      return RAPPORT_COMMAND_DONE;
    }
  if (reason == NULL && rapport_board_needs_reason (workspace, stage))
    return rapport_command_fail_with (command, _("A move to “%s” needs a reason: add --reason with words, or one of "
                                                 "dissatisfied, moved-brand, needs-changed, no-growth, fraud."),
                                      title_of (workspace, RAPPORT_KIND_STAGE, stage));

  act = rapport_board_act_move (workspace, model, &subject, 1, stage, 0, 0, choice ? choice->id : NULL,
                                choice ? NULL : reason);
  status = rapport_command_do (command, act);
  if (status == RAPPORT_COMMAND_DONE)
    rapport_command_say (_("%s is in “%s” now."), title_of (workspace, kind, subject),
                         title_of (workspace, RAPPORT_KIND_STAGE, stage));
  return status;
}

RapportCommandStatus
rapport_command_end (RapportCommand *command)
{
  g_autofree char *reason = NULL, *note = NULL, *by = NULL;
  const GOptionEntry options[] = {
    { "reason", 'r', 0, G_OPTION_ARG_FILENAME, &reason,
      N_("dissatisfied, moved-brand, needs-changed, no-growth or fraud"), N_("REASON") },
    { "note", 'n', 0, G_OPTION_ARG_FILENAME, &note, N_("More on it"), N_("TEXT") },
    { "by", 'b', 0, G_OPTION_ARG_FILENAME, &by, N_("Who ended it: us or them; by default as the reason says"),
      N_("us|them") },
    { NULL },
  };
  RapportWorkspace *workspace;
  const RapportChoice *choice;
  g_autoptr(RapportAct) act = NULL;
  RapportCommandStatus status;
  gint64 account;

  if (!rapport_command_parse (command, options, 1, 1))
    return rapport_command_get_status (command);
  if (reason == NULL)
    return rapport_command_misuse (command, _("end: --reason is missing."));
  choice = rapport_command_find_choice (command, "--reason", rapport_end_reason_choices, reason);
  if (choice == NULL)
    return rapport_command_get_status (command);
  if (by != NULL && !g_str_equal (by, "us") && !g_str_equal (by, "them"))
    return rapport_command_misuse (command, _("%s: “%s” is none of %s."), "--by", by, "us, them");
  if (note != NULL && !g_utf8_validate (note, -1, NULL))
    return rapport_command_misuse (command, _("%s: the value is not valid UTF-8."), "--note");
  workspace = rapport_command_open_for_writing (command);
  account = workspace
            ? rapport_command_find (command, RAPPORT_KIND_ACCOUNT, rapport_command_get_arguments (command)[0]) : 0;
  if (account == 0)
    return rapport_command_get_status (command);

  act = rapport_board_act_end (workspace, &account, 1, choice->id, by, note);
  status = rapport_command_do (command, act);
  if (status == RAPPORT_COMMAND_DONE)
    rapport_command_say (_("The relationship with %s has ended: %s."),
                         title_of (workspace, RAPPORT_KIND_ACCOUNT, account),
                         rapport_choice_get_label (choice));
  return status;
}

RapportCommandStatus
rapport_command_place (RapportCommand *command)
{
  gboolean dry_run = FALSE;
  const GOptionEntry options[] = {
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, N_("Only say how many accounts would move"), NULL },
    { NULL },
  };
  RapportWorkspace *workspace;
  GError *error = NULL;
  guint n;

  if (!rapport_command_parse (command, options, 0, 0))
    return rapport_command_get_status (command);
  workspace = dry_run ? rapport_command_open (command) : rapport_command_open_for_writing (command);
  if (workspace == NULL)
    return rapport_command_get_status (command);

  n = rapport_board_count_places (workspace, &error);
  if (error != NULL)
    return rapport_command_fail (command, error);
  if (dry_run)
    {
      rapport_command_say (ngettext ("%u account would be placed.", "%u accounts would be placed.", n), n);
      return RAPPORT_COMMAND_DONE;
    }
  if (n > 0)
    {
      g_autoptr(RapportAct) act = rapport_board_act_place (workspace);

      if (rapport_command_do (command, act) != RAPPORT_COMMAND_DONE)
        return rapport_command_get_status (command);
    }
  rapport_command_say (ngettext ("%u account was placed.", "%u accounts were placed.", n), n);
  return RAPPORT_COMMAND_DONE;
}
