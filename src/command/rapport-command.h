#pragma once

#include <gio/gio.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportCommandStatus:
 * @RAPPORT_COMMAND_DONE: it was done
 * @RAPPORT_COMMAND_FAILED: it could not be done; a message says why
 * @RAPPORT_COMMAND_MISUSED: the command was called in a wrong way; a message says how it is meant
 *
 * What a subcommand exits with.
 */
typedef enum
{
  RAPPORT_COMMAND_DONE = 0,
  RAPPORT_COMMAND_FAILED = 1,
  RAPPORT_COMMAND_MISUSED = 2,
} RapportCommandStatus;

typedef struct _RapportCommand RapportCommand;

/**
 * RapportCommandFunc:
 * @command: the call: arguments, options that every subcommand takes, the workspace
 *
 * Does a subcommand: rapport_command_parse() first, then rapport_command_open(), and where either
 * returns %NULL or %FALSE, return rapport_command_get_status().
 *
 * Returns: what to exit with
 */
typedef RapportCommandStatus (*RapportCommandFunc) (RapportCommand *command);

/**
 * RapportCommandInfo:
 * @name: as typed ("restore-deleted")
 * @arguments: (nullable): what follows, translatable ("ACCOUNT STAGE")
 * @summary: one line, translatable
 * @description: (nullable): more of it for its --help, translatable
 * @run: does it
 */
typedef struct
{
  const char         *name;
  const char         *arguments;
  const char         *summary;
  const char         *description;
  RapportCommandFunc  run;
} RapportCommandInfo;

/* The program's side. */
gboolean              rapport_command_wants          (int                   argc,
                                                      char                **argv);
int                   rapport_command_main           (int                   argc,
                                                      char                **argv);

/* The subcommands' side. */
gboolean              rapport_command_parse          (RapportCommand       *command,
                                                      const GOptionEntry   *options,
                                                      guint                 min_arguments,
                                                      guint                 max_arguments);
const char * const   *rapport_command_get_arguments  (RapportCommand       *command);
guint                 rapport_command_get_n_arguments (RapportCommand      *command);
const char           *rapport_command_get_name       (RapportCommand       *command);
const char           *rapport_command_get_path       (RapportCommand       *command);
RapportDay            rapport_command_get_as_of      (RapportCommand       *command);
RapportWorkspace     *rapport_command_open           (RapportCommand       *command);
RapportWorkspace     *rapport_command_open_for_writing (RapportCommand     *command);
RapportWorkspace     *rapport_command_open_or_create (RapportCommand       *command);
RapportWorkspace     *rapport_command_get_workspace  (RapportCommand       *command);
RapportCommandStatus  rapport_command_get_status     (RapportCommand       *command);

RapportCommandStatus  rapport_command_fail           (RapportCommand       *command,
                                                      GError               *error);
RapportCommandStatus  rapport_command_fail_with      (RapportCommand       *command,
                                                      const char           *format,
                                                      ...) G_GNUC_PRINTF (2, 3);
RapportCommandStatus  rapport_command_misuse         (RapportCommand       *command,
                                                      const char           *format,
                                                      ...) G_GNUC_PRINTF (2, 3);
void                  rapport_command_note           (const char           *format,
                                                      ...) G_GNUC_PRINTF (1, 2);
void                  rapport_command_say            (const char           *format,
                                                      ...) G_GNUC_PRINTF (1, 2);
void                  rapport_command_put            (const char           *text);
RapportCommandStatus  rapport_command_do             (RapportCommand       *command,
                                                      RapportAct           *act);

gint64                rapport_command_find           (RapportCommand       *command,
                                                      RapportKindId         kind,
                                                      const char           *text);
gint64                rapport_command_find_model     (RapportCommand       *command,
                                                      const char           *text);
gint64                rapport_command_find_stage     (RapportCommand       *command,
                                                      gint64                model,
                                                      const char           *text);
const RapportKind    *rapport_command_find_kind      (RapportCommand       *command,
                                                      const char           *text);
const RapportChoice  *rapport_command_find_choice    (RapportCommand       *command,
                                                      const char           *option,
                                                      const RapportChoice  *choices,
                                                      const char           *text);
gboolean              rapport_command_assign         (RapportCommand       *command,
                                                      RapportRow           *row,
                                                      const char           *assignment);

/*< private >*/
void                  _rapport_command_offer_nearest (const char           *word,
                                                      const char           *candidate,
                                                      const char          **best,
                                                      guint                *best_distance);

/* One function each; rapport-command-list.c and so on. */
RapportCommandStatus  rapport_command_import         (RapportCommand       *command);
RapportCommandStatus  rapport_command_export         (RapportCommand       *command);
RapportCommandStatus  rapport_command_list           (RapportCommand       *command);
RapportCommandStatus  rapport_command_show           (RapportCommand       *command);
RapportCommandStatus  rapport_command_add            (RapportCommand       *command);
RapportCommandStatus  rapport_command_set            (RapportCommand       *command);
RapportCommandStatus  rapport_command_delete         (RapportCommand       *command);
RapportCommandStatus  rapport_command_restore_deleted (RapportCommand      *command);
RapportCommandStatus  rapport_command_move           (RapportCommand       *command);
RapportCommandStatus  rapport_command_end            (RapportCommand       *command);
RapportCommandStatus  rapport_command_place          (RapportCommand       *command);
RapportCommandStatus  rapport_command_log            (RapportCommand       *command);
RapportCommandStatus  rapport_command_history        (RapportCommand       *command);
RapportCommandStatus  rapport_command_undo           (RapportCommand       *command);
RapportCommandStatus  rapport_command_redo           (RapportCommand       *command);
RapportCommandStatus  rapport_command_print          (RapportCommand       *command);
RapportCommandStatus  rapport_command_check          (RapportCommand       *command);
RapportCommandStatus  rapport_command_backup         (RapportCommand       *command);
RapportCommandStatus  rapport_command_restore        (RapportCommand       *command);
RapportCommandStatus  rapport_command_sample         (RapportCommand       *command);

G_END_DECLS
