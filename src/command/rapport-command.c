#include "config.h"

#include "command/rapport-command.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "core/rapport-money.h"
#include "service/rapport-desk-queries.h"
#include "service/rapport-desk.h"

/* The subcommands: which there are, what all of them share. Data goes to stdout, words about it to stderr, both
 * as UTF-8 whatever the locale says, so that a pipe never loses a letter. */

struct _RapportCommand
{
  const RapportCommandInfo *info;
  int                       argc;
  char                    **argv;        /* the subcommand's name, then its arguments with options */
  char                    **arguments;   /* after parsing, without options */
  char                     *path;
  char                     *as_of_text;
  RapportDay                as_of;
  RapportWorkspace         *workspace;
  RapportCommandStatus      status;
};

static const RapportCommandInfo commands[] = {
  { "import", N_("--as KIND FILE.csv"), N_("Bring in a CSV file"),
    N_("Columns are matched by their headings; --map corrects that, --dry-run shows it. The first line of the output "
       "is “imported N, updated N, unchanged N, rejected N”. Rejected rows go to FILE.rejects.csv with line number "
       "and reason. A file that comes again updates by external id; without one, rows are recognised by their "
       "content. One “rapport undo” takes all of it back."),
    rapport_command_import },
  { "export", N_("KIND"), N_("Write a list as CSV that imports again without loss"), NULL, rapport_command_export },
  { "list", N_("KIND"), N_("List records"),
    N_("KIND is accounts, people, members, episodes, interactions, commitments, purchases, opportunities, stages, or "
       "any other kind of record.\n"
       "CSV and JSON use the names of the fields; days are YYYY-MM-DD, times are UTC, amounts are decimal numbers in "
       "units of the currency, references are ids. Accounts also have “stage”, the stage's id in the model asked for."),
    rapport_command_list },
  { "show", N_("ACCOUNT"), N_("Show one account"), NULL, rapport_command_show },
  { "add", N_("KIND [NAME] FIELD=VALUE…"), N_("Add a record"),
    N_("KIND is account, person, member, commitment, opportunity, episode, interaction, product, purchase, or "
       "another kind of record. The fields that a kind has are listed by “rapport add KIND --fields”.\n"
       "A person can be given account=ACCOUNT and role=ROLE. Days are YYYY-MM-DD, times local or with an offset, "
       "amounts decimal numbers with or without a currency (“1200.50”, “1200.50 USD”); an empty VALUE stands for "
       "nothing."),
    rapport_command_add },
  { "set", N_("KIND ID FIELD=VALUE…"), N_("Change a record"),
    N_("ID may also be the external id or the exact name. An empty VALUE takes the value away."), rapport_command_set },
  { "delete", N_("KIND ID"), N_("Put a record into the trash"), NULL, rapport_command_delete },
  { "restore-deleted", N_("KIND ID"), N_("Take a record out of the trash"), NULL, rapport_command_restore_deleted },
  { "move", N_("ACCOUNT STAGE"), N_("Move an account to another stage"),
    N_("In a model of opportunities (sales-process), ACCOUNT is an opportunity. A move into “dissolution” or "
       "“decline” needs a reason."), rapport_command_move },
  { "end", N_("ACCOUNT"), N_("Record that a relationship has ended"), NULL, rapport_command_end },
  { "place", NULL, N_("Place accounts on the value ladder by their purchases"),
    N_("None: prospect, one: first-time, more: repeat. An account that a person has placed stays where it is."),
    rapport_command_place },
  { "log", N_("ACCOUNT TEXT"), N_("Record what happened with a customer"), NULL, rapport_command_log },
  { "history", N_("[ACCOUNT]"), N_("Show what was changed, when and by whom"), NULL, rapport_command_history },
  { "print", N_("ACCOUNT… --output FILE.pdf"), N_("Write account summaries as PDF"), NULL, rapport_command_print },
  { "undo", NULL, N_("Take back the last change"), NULL, rapport_command_undo },
  { "redo", NULL, N_("Put back what undo took back"), NULL, rapport_command_redo },
  { "sample", NULL, N_("Fill an empty workspace with the sample company"),
    N_("Where --workspace names a file that is not there, it is made. A workspace that has records is refused. For "
       "the same --as-of the file is the same to the byte."), rapport_command_sample },
  { "check", NULL, N_("Check the workspace file"),
    N_("Prints what is wrong, one finding a line, and exits with 1 if there is anything."), rapport_command_check },
  { "backup", N_("[FILE]"), N_("Back the workspace up"),
    N_("Without FILE into the folder “backups” beside the workspace. A file that is there is never overwritten."),
    rapport_command_backup },
  { "restore", N_("FILE"), N_("Put a backup in the place of the workspace"),
    N_("The present workspace is kept beside it under another name."), rapport_command_restore },
};

/* Words ------------------------------------------------------------------------------------------------------ */

/**
 * rapport_command_put:
 * @text: data, with its line ends
 *
 * Writes to stdout.
 */
void
rapport_command_put (const char *text)
{
  fputs (text, stdout);
}

/**
 * rapport_command_say:
 * @format: one line of the answer, without its end
 * @...: for it
 *
 * Writes a line to stdout.
 */
void
rapport_command_say (const char *format,
                     ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stdout, "%s\n", text);
}

static void
write_note (const char *text)
{
  /* What was said before on stdout comes first on a terminal, too. */
  fflush (stdout);
  fprintf (stderr, "rapport: %s\n", text);
}

/**
 * rapport_command_note:
 * @format: one line to the user, without its end
 * @...: for it
 *
 * Writes a line to stderr.
 */
void
rapport_command_note (const char *format,
                      ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  write_note (text);
}

/**
 * rapport_command_fail:
 * @command: a call
 * @error: (transfer full): what went wrong
 *
 * Says it.
 *
 * Returns: what to exit with: wrong use where a value cannot be read or is ambiguous
 */
RapportCommandStatus
rapport_command_fail (RapportCommand *command,
                      GError         *error)
{
  gboolean misused = error->domain == G_OPTION_ERROR ||
                     g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);

  write_note (error->message);
  g_error_free (error);
  return command->status = misused ? RAPPORT_COMMAND_MISUSED : RAPPORT_COMMAND_FAILED;
}

/**
 * rapport_command_fail_with:
 * @command: a call
 * @format: what went wrong
 * @...: for it
 *
 * Returns: %RAPPORT_COMMAND_FAILED, having said so
 */
RapportCommandStatus
rapport_command_fail_with (RapportCommand *command,
                           const char     *format,
                           ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  write_note (text);
  return command->status = RAPPORT_COMMAND_FAILED;
}

/**
 * rapport_command_misuse:
 * @command: a call
 * @format: what is wrong with it
 * @...: for it
 *
 * Returns: %RAPPORT_COMMAND_MISUSED, having said so
 */
RapportCommandStatus
rapport_command_misuse (RapportCommand *command,
                        const char     *format,
                        ...)
{
  va_list args;
  g_autofree char *text = NULL;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  write_note (text);
  /* Translators: %s is the name of a subcommand */
  fprintf (stderr, _("Try “rapport %s --help”."), command->info->name);
  fputc ('\n', stderr);
  return command->status = RAPPORT_COMMAND_MISUSED;
}

/**
 * rapport_command_get_status:
 * @command: a subcommand that runs
 *
 * Returns: the exit status: 0 done, 1 failed, 2 wrong use
 */
RapportCommandStatus
rapport_command_get_status (RapportCommand *command)
{
  return command->status;
}

/* Arguments -------------------------------------------------------------------------------------------------- */

static void
print_command_help (GOptionContext *context)
{
  g_autofree char *help = g_option_context_get_help (context, FALSE, NULL);

  rapport_command_put (help);
}

/**
 * rapport_command_parse:
 * @command: a call
 * @options: (nullable): options besides --workspace, --as-of and --help, as in rapport's own: texts are best taken as
 *   %G_OPTION_ARG_FILENAME, which leaves them as they are in any locale
 * @min_arguments: how many arguments there must be
 * @max_arguments: how many there may be
 *
 * Reads the command line of a subcommand. Where it asked for help that is given and the status is
 * %RAPPORT_COMMAND_DONE.
 *
 * Returns: whether to go on; else return rapport_command_get_status()
 */
gboolean
rapport_command_parse (RapportCommand     *command,
                       const GOptionEntry *options,
                       guint               min_arguments,
                       guint               max_arguments)
{
  gboolean help = FALSE;
  const GOptionEntry common[] = {
    { "workspace", 'w', 0, G_OPTION_ARG_FILENAME, &command->path,
      N_("The workspace file; by default the last one opened"), N_("FILE") },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &command->as_of_text, N_("Take that day for today"), N_("DATE") },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show help options"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &command->arguments, NULL, NULL },
    { NULL },
  };
  g_autoptr(GOptionContext) context = NULL;
  g_autofree char *parameter = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) argv = g_strdupv (command->argv);
  guint n;

  parameter = command->info->arguments ? g_strconcat (command->info->name, " ", _(command->info->arguments), NULL)
                                       : g_strdup (command->info->name);
  context = g_option_context_new (parameter);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_summary (context, _(command->info->summary));
  if (command->info->description != NULL)
    g_option_context_set_description (context, _(command->info->description));
  if (options != NULL)
    g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, common, GETTEXT_PACKAGE);

  if (!g_option_context_parse_strv (context, &argv, &error))
    {
      rapport_command_misuse (command, "%s", error->message);
      return FALSE;
    }
  if (help)
    {
      print_command_help (context);
      command->status = RAPPORT_COMMAND_DONE;
      return FALSE;
    }
  if (command->as_of_text != NULL)
    {
      command->as_of = rapport_day_parse (command->as_of_text);
      if (command->as_of == RAPPORT_DAY_NONE)
        {
          rapport_command_misuse (command, _("--as-of: “%s” is not a day; write it as YYYY-MM-DD."),
                                  command->as_of_text);
          return FALSE;
        }
    }

  if (command->arguments == NULL)
    command->arguments = g_new0 (char *, 1);
  n = g_strv_length (command->arguments);
  if (n < min_arguments)
    {
      rapport_command_misuse (command, _("%s: something is missing: %s"), command->info->name,
                              command->info->arguments ? _(command->info->arguments) : "");
      return FALSE;
    }
  if (n > max_arguments)
    {
      rapport_command_misuse (command, _("%s: “%s” is too much."), command->info->name,
                              command->arguments[max_arguments]);
      return FALSE;
    }
  return TRUE;
}

/**
 * rapport_command_get_arguments:
 * @command: a call that was parsed
 *
 * Returns: (transfer none) (array zero-terminated=1): what is no option, as typed
 */
const char * const *
rapport_command_get_arguments (RapportCommand *command)
{
  return (const char * const *) command->arguments;
}

/**
 * rapport_command_get_n_arguments:
 * @command: a subcommand that runs
 *
 * Returns: the number of arguments that are left
 */
guint
rapport_command_get_n_arguments (RapportCommand *command)
{
  return g_strv_length (command->arguments);
}

/**
 * rapport_command_get_name:
 * @command: a subcommand that runs
 *
 * Returns: (transfer none): the name of the subcommand
 */
const char *
rapport_command_get_name (RapportCommand *command)
{
  return command->info->name;
}

/* The workspace ---------------------------------------------------------------------------------------------- */

/**
 * rapport_command_get_path:
 * @command: a call that was parsed
 *
 * Returns: (nullable) (transfer none): the workspace file it is about, which need not exist; %NULL where none was named
 *   and none opened before, after a message
 */
const char *
rapport_command_get_path (RapportCommand *command)
{
  if (command->path == NULL)
    command->path = rapport_desk_get_last_workspace ();
  if (command->path == NULL)
    {
      write_note (_("Which workspace? Name it with --workspace FILE; none has been opened here yet."));
      command->status = RAPPORT_COMMAND_MISUSED;
    }
  return command->path;
}

/**
 * rapport_command_get_as_of:
 * @command: a subcommand that runs
 *
 * Returns: the day that --as-of names, %RAPPORT_DAY_NONE without
 */
RapportDay
rapport_command_get_as_of (RapportCommand *command)
{
  return command->as_of;
}

static RapportWorkspace *
open_workspace (RapportCommand *command,
                gboolean        writing)
{
  const char *path = rapport_command_get_path (command);
  GError *error = NULL;

  if (path == NULL)
    return NULL;
  command->workspace = rapport_workspace_open (path, RAPPORT_STORE_DEFAULT, &error);
  if (command->workspace == NULL)
    {
      rapport_command_fail (command, error);
      return NULL;
    }
  if (command->as_of != RAPPORT_DAY_NONE &&
      !rapport_store_set_as_of (rapport_workspace_get_store (command->workspace), command->as_of, &error))
    {
      rapport_command_fail (command, error);
      return NULL;
    }
  /* Who works here is who is chosen in the window: undo takes back what this person did. */
  rapport_workspace_set_member (command->workspace, rapport_desk_find_member (command->workspace));
  if (writing && rapport_workspace_is_read_only (command->workspace))
    {
      if (rapport_store_is_in_past (rapport_workspace_get_store (command->workspace)))
        rapport_command_fail_with (command,
                                   _("There are records newer than %s: the past cannot be changed. Leave --as-of out."),
                                   command->as_of_text);
      else
        rapport_command_fail_with (command,
                                   _("“%s” can only be read. Make a copy to work on it, or change its"
                                     " permissions."), path);
      return NULL;
    }
  return command->workspace;
}

/**
 * rapport_command_open:
 * @command: a call that was parsed
 *
 * Opens the workspace as of the day asked for.
 *
 * Returns: (nullable) (transfer none): the workspace, closed when the subcommand returns; %NULL after a message
 */
RapportWorkspace *
rapport_command_open (RapportCommand *command)
{
  return open_workspace (command, FALSE);
}

/**
 * rapport_command_open_for_writing:
 * @command: a call that was parsed
 *
 * Returns: (nullable) (transfer none): the same, %NULL after a message also where nothing can be written
 */
RapportWorkspace *
rapport_command_open_for_writing (RapportCommand *command)
{
  return open_workspace (command, TRUE);
}

/**
 * rapport_command_open_or_create:
 * @command: a call that was parsed
 *
 * Where --workspace names a file that is not there, makes it, and says so: the way to begin a workspace without a
 * window.
 *
 * Returns: (nullable) (transfer none): the same as rapport_command_open_for_writing()
 */
RapportWorkspace *
rapport_command_open_or_create (RapportCommand *command)
{
  g_autofree char *base = NULL, *name = NULL;
  g_autoptr(RapportWorkspace) created = NULL;
  const char *currency = localeconv ()->int_curr_symbol;
  g_autofree char *code = g_strndup (currency ? currency : "", 3);
  GError *error = NULL;

  if (command->path == NULL || g_file_test (command->path, G_FILE_TEST_EXISTS))
    return rapport_command_open_for_writing (command);

  base = g_path_get_basename (command->path);
  name = g_str_has_suffix (base, ".rapport") ? g_strndup (base, strlen (base) - strlen (".rapport")) : g_strdup (base);
  if (!g_utf8_validate (name, -1, NULL))
    g_clear_pointer (&name, g_free);
  created = rapport_workspace_create (command->path, name ? name : "Rapport",
                                      rapport_currency_is_known (code) ? code : "EUR", &error);
  if (created == NULL)
    {
      rapport_command_fail (command, error);
      return NULL;
    }
  rapport_workspace_close (created);
  rapport_command_note (_("“%s” is a new workspace."), command->path);
  return rapport_command_open_for_writing (command);
}

/**
 * rapport_command_get_workspace:
 * @command: a call
 *
 * Returns: (nullable) (transfer none): the workspace that was opened
 */
RapportWorkspace *
rapport_command_get_workspace (RapportCommand *command)
{
  return command->workspace;
}

/**
 * rapport_command_do:
 * @command: a call
 * @act: (transfer none): an act
 *
 * Does it and waits.
 *
 * Returns: %RAPPORT_COMMAND_DONE, or %RAPPORT_COMMAND_FAILED after a message
 */
RapportCommandStatus
rapport_command_do (RapportCommand *command,
                    RapportAct     *act)
{
  GError *error = NULL;

  if (!rapport_workspace_do (command->workspace, act, &error))
    return rapport_command_fail (command, error);
  return RAPPORT_COMMAND_DONE;
}

/* The program ------------------------------------------------------------------------------------------------ */

/* Position of the first argument that is no option, counting those options that may stand before a subcommand. */
static int
find_subcommand (int    argc,
                 char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--workspace") || g_str_equal (argv[i], "-w") || g_str_equal (argv[i], "--as-of"))
        i++;
      else if (argv[i][0] != '-' || argv[i][1] == '\0')
        return i;
    }
  return 0;
}

static const RapportCommandInfo *
find_info (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      return &commands[i];
  return NULL;
}

static gboolean
has_option (int         argc,
            char      **argv,
            const char *name,
            const char *letter)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], name) || (letter != NULL && g_str_equal (argv[i], letter)))
      return TRUE;
  return FALSE;
}

/**
 * rapport_command_wants:
 * @argc: as main() got it
 * @argv: as main() got it
 *
 * Says whether a command line is one for rapport_command_main(). Without any argument, and with a file to open, it
 * is one for the window. No display is touched.
 *
 * Returns: whether it is a subcommand, asks for help or the version, or is wrong
 */
gboolean
rapport_command_wants (int    argc,
                       char **argv)
{
  int i = find_subcommand (argc, argv);

  if (i == 0)
    return has_option (argc, argv, "--help", "-h") || has_option (argc, argv, "--version", NULL);
  if (find_info (argv[i]) != NULL || g_str_equal (argv[i], "help"))
    return TRUE;
  /* A file, be it there or not; anything else is a misspelt subcommand. */
  return !(strchr (argv[i], G_DIR_SEPARATOR) != NULL || strchr (argv[i], '.') != NULL ||
           g_file_test (argv[i], G_FILE_TEST_EXISTS));
}

static void
print_help (void)
{
  guint width = 0;

  rapport_command_say (_("Usage:\n"
                         "  rapport [FILE]                            open a workspace in the window\n"
                         "  rapport [--workspace FILE] [--as-of DATE] COMMAND …\n"));
  rapport_command_say ("%s", _("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    width = MAX (width, strlen (commands[i].name));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    rapport_command_say ("  %-*s  %s", (int) width, commands[i].name, _(commands[i].summary));
  rapport_command_say ("%s", _("\n"
    "Options, before or after the command:\n"
    "  --workspace FILE  the workspace file; by default the last one opened\n"
    "  --as-of DATE      take that day (YYYY-MM-DD) for today\n"
    "  --help            this, or what a command takes\n"
    "  --version         the program's version\n"
    "\n"
    "ACCOUNT is an external id, an exact name or an id; ext:…, name:… and id:… force one.\n"
    "A command exits with 0 when it is done, 1 when it failed, 2 when it was called in a wrong way."));
}

static int
finish_output (int status)
{
  /* A full disk or a closed pipe is no success. */
  if ((fflush (stdout) != 0 || ferror (stdout)) && status == RAPPORT_COMMAND_DONE)
    {
      rapport_command_note (_("The answer could not be written: %s"), g_strerror (errno));
      return RAPPORT_COMMAND_FAILED;
    }
  return status;
}

static int
run (const RapportCommandInfo  *info,
     int                        position,
     int                        argc,
     char                     **argv)
{
  RapportCommand command = { .info = info, .as_of = RAPPORT_DAY_NONE };
  g_autoptr(GPtrArray) rest = g_ptr_array_new ();
  int status;

  /* Options before the subcommand count as if they stood after it. */
  g_ptr_array_add (rest, (gpointer) "rapport");
  for (int i = 1; i < argc; i++)
    if (i != position)
      g_ptr_array_add (rest, argv[i]);
  g_ptr_array_add (rest, NULL);
  command.argv = (char **) rest->pdata;
  command.argc = (int) rest->len - 1;

  status = info->run (&command);

  if (command.workspace != NULL)
    {
      rapport_workspace_close (command.workspace);
      /* Whoever waits for the store on this thread lets go of it. */
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_object_unref (command.workspace);
    }
  g_strfreev (command.arguments);
  g_free (command.path);
  g_free (command.as_of_text);
  return status;
}

/**
 * rapport_command_main:
 * @argc: as main() got it
 * @argv: as main() got it
 *
 * Does a subcommand. The locale is set already.
 *
 * Returns: what to exit with
 */
int
rapport_command_main (int    argc,
                      char **argv)
{
  int position = find_subcommand (argc, argv);
  const RapportCommandInfo *info;
  const char *best = NULL;
  guint best_distance = G_MAXUINT;

  g_set_prgname ("rapport");
  if (position == 0)
    {
      if (has_option (argc, argv, "--version", NULL))
        rapport_command_say ("rapport %s", PACKAGE_VERSION);
      else
        print_help ();
      return finish_output (RAPPORT_COMMAND_DONE);
    }

  if (g_str_equal (argv[position], "help"))
    {
      char *help_argv[] = { argv[0], position + 1 < argc ? argv[position + 1] : NULL, (char *) "--help", NULL };

      if (help_argv[1] == NULL || g_str_equal (help_argv[1], "help"))
        {
          print_help ();
          return finish_output (RAPPORT_COMMAND_DONE);
        }
      return rapport_command_main (3, help_argv);
    }

  info = find_info (argv[position]);
  if (info != NULL)
    return finish_output (run (info, position, argc, argv));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    _rapport_command_offer_nearest (argv[position], commands[i].name, &best, &best_distance);
  if (best != NULL)
    rapport_command_note (_("There is no command “%s”. Is “%s” meant? “rapport --help” lists them."),
                          argv[position], best);
  else
    rapport_command_note (_("There is no command “%s”. “rapport --help” lists them."), argv[position]);
  return RAPPORT_COMMAND_MISUSED;
}
