#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "command/rapport-command.h"
#include "service/rapport-board-service.h"
#include "service/rapport-import.h"

/* rapport import. The first line of its output is for programs; the rest is words, on stderr. */

typedef struct
{
  char     *as;
  char    **maps;
  gboolean  create_accounts;
  char     *delimiter;
  char     *encoding;
  char     *date_format;
  char     *decimal;
  char    **null_words;
  char     *source;
  gboolean  dry_run;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->as);
  g_strfreev (options->maps);
  g_free (options->delimiter);
  g_free (options->encoding);
  g_free (options->date_format);
  g_free (options->decimal);
  g_strfreev (options->null_words);
  g_free (options->source);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What the options say of how the file is read. */
static RapportCsvDialect *
chosen_dialect (RapportCommand *command,
                const Options  *options)
{
  g_autoptr(RapportCsvDialect) dialect = rapport_csv_dialect_new ();

  if (options->delimiter != NULL)
    {
      char delimiter;

      if (!rapport_csv_delimiter_from_string (options->delimiter, &delimiter))
        {
          rapport_command_misuse (command,
                                  _("--delimiter: “%s” is no separator; it is one character, or comma, semicolon,"
                                    " tab, pipe."),
                                  options->delimiter);
          return NULL;
        }
      rapport_csv_dialect_set_delimiter (dialect, delimiter);
    }
  if (options->encoding != NULL)
    {
      RapportCsvEncoding encoding;

      if (!rapport_csv_encoding_from_string (options->encoding, &encoding))
        {
          rapport_command_misuse (command,
                                  _("--encoding: “%s” is none of utf-8, utf-16le, utf-16be, windows-1252."),
                                  options->encoding);
          return NULL;
        }
      rapport_csv_dialect_set_encoding (dialect, encoding);
    }
  if (options->decimal != NULL)
    {
      if (!g_str_equal (options->decimal, ".") && !g_str_equal (options->decimal, ","))
        {
          rapport_command_misuse (command, _("--decimal: “%s” is neither . nor ,"), options->decimal);
          return NULL;
        }
      rapport_csv_dialect_set_decimal_sign (dialect, options->decimal[0]);
    }
  if (options->null_words != NULL)
    rapport_csv_dialect_set_null_words (dialect, (const char * const *) options->null_words);
  return g_steal_pointer (&dialect);
}

static gboolean
apply_maps (RapportCommand    *command,
            const Options     *options,
            RapportImportPlan *plan)
{
  for (guint i = 0; options->maps != NULL && options->maps[i] != NULL; i++)
    {
      /* A heading may hold a =, a field does not. */
      const char *sign = g_strrstr (options->maps[i], "=");
      g_autofree char *column = NULL;
      g_autoptr(GError) error = NULL;

      if (sign == NULL || sign == options->maps[i])
        {
          rapport_command_misuse (command, _("--map: “%s” is not of the form COLUMN=FIELD."), options->maps[i]);
          return FALSE;
        }
      column = g_strndup (options->maps[i], sign - options->maps[i]);
      if (!rapport_import_plan_map (plan, column, sign + 1, &error))
        {
          rapport_command_misuse (command, "--map: %s", error->message);
          return FALSE;
        }
    }
  return TRUE;
}

static RapportCommandStatus
check_plan (RapportCommand          *command,
            const RapportImportPlan *plan)
{
  g_autoptr(GError) error = NULL;

  if (rapport_import_plan_check (plan, &error))
    return RAPPORT_COMMAND_DONE;
  if (g_error_matches (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_AMBIGUOUS_DATE))
    return rapport_command_misuse (command, _("%s Say --date-format DD/MM/YYYY or MM/DD/YYYY."), error->message);
  return rapport_command_misuse (command, _("%s Say --map COLUMN=FIELD."), error->message);
}

static void
say_mapping (const RapportImportPlan *plan)
{
  for (guint i = 0; i < plan->n_columns; i++)
    if (plan->fields[i] != NULL)
      rapport_command_note ("%s → %s", plan->dialect->headings[i], plan->fields[i]);
    else
      rapport_command_note (_("%s is not imported"), plan->dialect->headings[i]);
}

static void
say_problems (const RapportImportResult *result)
{
  guint n = MIN (result->problems->len, 10);

  for (guint i = 0; i < n; i++)
    {
      const RapportImportProblem *problem = g_ptr_array_index (result->problems, i);

      if (problem->n_rows == 1)
        /* Translators: the number of a line in a file, then a sentence */
        rapport_command_note (_("line %" PRIu64 ": %s"), problem->lines[0], problem->reason);
      else
        /* Translators: the number of a line in a file, how many other lines there are, then a sentence */
        rapport_command_note (ngettext ("line %" PRIu64 " and %" PRIu64 " other: %s",
                                        "line %" PRIu64 " and %" PRIu64 " others: %s", (gulong) (problem->n_rows - 1)),
                              problem->lines[0], problem->n_rows - 1, problem->reason);
    }
  if (result->problems->len > n)
    rapport_command_note (ngettext ("%u other kind of problem", "%u other kinds of problem", result->problems->len - n),
                          result->problems->len - n);
}

/* Nobody is asked here: they come in as new, and are named. */
static void
say_duplicates (const RapportImportResult *result)
{
  guint n = MIN (result->duplicates->len, 10);

  for (guint i = 0; i < n; i++)
    {
      const RapportImportDuplicate *duplicate = g_ptr_array_index (result->duplicates, i);
      g_autofree char *what = rapport_identity_describe (duplicate->reasons);

      /* Translators: the number of a line in a file, the name in it, the name of an account, its number, then "the
       * same name, the same telephone number" */
      rapport_command_note (_("line %" PRIu64 ": “%s” may be the account “%s” (id:%" PRId64 "): %s"),
                            duplicate->line, duplicate->name, duplicate->account_name, duplicate->account, what);
    }
  if (result->n_duplicates > n)
    rapport_command_note (ngettext ("%" PRIu64 " more row may be an account that is there",
                                    "%" PRIu64 " more rows may be accounts that are there",
                                    (gulong) (result->n_duplicates - n)),
                          result->n_duplicates - n);
}

static void
say_result (RapportCommand            *command,
            const RapportImportPlan   *plan,
            const RapportImportResult *result)
{
  g_autofree char *first = rapport_import_result_describe (result);
  RapportWorkspace *workspace = rapport_command_get_workspace (command);

  rapport_command_say ("%s", first);
  if (result->restored > 0)
    rapport_command_note (ngettext ("%" PRIu64 " record was in the trash and is restored",
                                    "%" PRIu64 " records were in the trash and are restored",
                                    (gulong) result->restored),
                          result->restored);
  if (result->accounts > 0)
    rapport_command_note (ngettext ("%" PRIu64 " account was made", "%" PRIu64 " accounts were made",
                                    (gulong) result->accounts), result->accounts);
  if (result->people > 0)
    rapport_command_note (ngettext ("%" PRIu64 " person was made", "%" PRIu64 " people were made",
                                    (gulong) result->people),
                          result->people);
  say_problems (result);
  say_duplicates (result);
  if (result->rejects != NULL)
    {
      g_autofree char *path = g_file_get_path (result->rejects);

      rapport_command_note (_("The rejected rows are in “%s”."), path);
    }
  if (plan->dry_run)
    say_mapping (plan);
  else if (plan->kind == RAPPORT_KIND_PURCHASE && result->imported > 0)
    {
      guint places = rapport_board_count_places (workspace, NULL);

      if (places > 0)
        rapport_command_note (ngettext ("%u account can be placed on the value ladder by its purchases: rapport place",
                                        "%u accounts can be placed on the value ladder by their purchases: rapport"
                                        " place", places), places);
    }
}

static RapportCommandStatus
run_plan (RapportCommand    *command,
          RapportImportPlan *plan)
{
  RapportWorkspace *workspace = rapport_command_get_workspace (command);

  if (plan->dry_run)
    {
      g_autoptr(RapportImportResult) result = NULL;
      GError *error = NULL;

      if (!rapport_import_dry_run (workspace, plan, &result, &error))
        return rapport_command_fail (command, error);
      say_result (command, plan, result);
    }
  else
    {
      g_autoptr(RapportAct) act = rapport_import_act (workspace, plan);
      RapportCommandStatus status = rapport_command_do (command, act);

      if (status != RAPPORT_COMMAND_DONE)
        return status;
      rapport_import_remember (workspace, plan);
      say_result (command, plan, rapport_import_act_get_result (act));
    }
  return RAPPORT_COMMAND_DONE;
}

RapportCommandStatus
rapport_command_import (RapportCommand *command)
{
  g_auto(Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_FILENAME, &options.as,
      N_("What the rows are: accounts, people, members, products, interactions, purchases, purchase-lines"),
      N_("KIND") },
    { "map", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.maps,
      N_("Put a column into a field (nothing after = leaves it out)"), N_("COLUMN=FIELD") },
    { "create-accounts", 0, 0, G_OPTION_ARG_NONE, &options.create_accounts,
      N_("Make an account for an unknown customer"), NULL },
    { "delimiter", 0, 0, G_OPTION_ARG_FILENAME, &options.delimiter, N_("What separates the cells"), N_("C") },
    { "encoding", 0, 0, G_OPTION_ARG_FILENAME, &options.encoding, N_("utf-8, utf-16le, utf-16be, windows-1252"),
      N_("E") },
    { "date-format", 0, 0, G_OPTION_ARG_FILENAME, &options.date_format,
      N_("YYYY-MM-DD, DD/MM/YYYY, MM/DD/YYYY, YYYYMMDD"), N_("F") },
    { "decimal", 0, 0, G_OPTION_ARG_FILENAME, &options.decimal, N_("The decimal sign, . or ,"), N_("C") },
    { "null", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.null_words, N_("A word that stands for nothing"),
      N_("WORD") },
    { "source", 0, 0, G_OPTION_ARG_FILENAME, &options.source,
      N_("Where the external ids come from, if several systems use the same ones"), N_("NAME") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Only say what would happen"), NULL },
    { NULL },
  };
  g_autoptr(RapportCsvDialect) chosen = NULL;
  g_autoptr(RapportImportPlan) plan = NULL;
  g_autoptr(GFile) file = NULL;
  RapportWorkspace *workspace;
  RapportDateFormat format;
  RapportCommandStatus status;
  RapportKindId kind;
  GError *error = NULL;

  if (!rapport_command_parse (command, entries, 1, 1))
    return rapport_command_get_status (command);
  if (options.as == NULL)
    return rapport_command_misuse (command,
                                   _("What are the rows? Say --as accounts, people, members, products, interactions,"
                                     " purchases or purchase-lines."));
  kind = rapport_import_kind_from_string (options.as);
  if (kind == RAPPORT_KIND_NONE)
    return rapport_command_misuse (command,
                                   _("--as: “%s” is none of accounts, people, members, products, interactions,"
                                     " purchases, purchase-lines."),
                                   options.as);
  if (options.date_format != NULL && !rapport_date_format_from_string (options.date_format, &format))
    return rapport_command_misuse (command, _("--date-format: “%s” is no order of day, month and year."),
                                   options.date_format);
  chosen = chosen_dialect (command, &options);
  if (chosen == NULL)
    return rapport_command_get_status (command);

  workspace = options.dry_run ? rapport_command_open (command) : rapport_command_open_or_create (command);
  if (workspace == NULL)
    return rapport_command_get_status (command);
  file = g_file_new_for_commandline_arg (rapport_command_get_arguments (command)[0]);
  plan = rapport_import_propose (workspace, file, kind, chosen, &error);
  if (plan == NULL)
    return rapport_command_fail (command, error);
  if (options.date_format != NULL)
    rapport_csv_dialect_set_date_format (plan->dialect, -1, format);
  if (!apply_maps (command, &options, plan))
    return rapport_command_get_status (command);
  plan->create_accounts = options.create_accounts;
  plan->dry_run = options.dry_run;
  plan->source = g_strdup (options.source);

  status = check_plan (command, plan);
  return status == RAPPORT_COMMAND_DONE ? run_plan (command, plan) : status;
}
