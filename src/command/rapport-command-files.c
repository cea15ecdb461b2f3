#include "config.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>

#include "command/rapport-command.h"
#include "core/rapport-records.h"
#include "service/rapport-sample.h"
#include "service/rapport-summary-service.h"
#include "store/rapport-backup.h"
#include "store/rapport-check.h"

/* rapport print, check, backup, restore, sample: what makes, reads and replaces files. */

RapportCommandStatus
rapport_command_print (RapportCommand *command)
{
  g_autofree char *output = NULL, *paper_name = NULL;
  gboolean timeline = FALSE;
  const GOptionEntry options[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The PDF to write"), N_("FILE.pdf") },
    { "paper", 'p', 0, G_OPTION_ARG_FILENAME, &paper_name,
      N_("A4 or Letter; by default as is usual in your country"), N_("PAPER") },
    { "timeline", 0, 0, G_OPTION_ARG_NONE, &timeline, N_("Print everything that was ever said, too"), NULL },
    { NULL },
  };
  RapportPaper paper = rapport_paper_get_default ();
  RapportWorkspace *workspace;
  g_autoptr(GArray) accounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(RapportDocument) document = NULL;
  const char * const *arguments;
  GError *error = NULL;

  if (!rapport_command_parse (command, options, 1, G_MAXUINT))
    return rapport_command_get_status (command);
  if (output == NULL)
    return rapport_command_misuse (command, _("print: --output FILE.pdf is missing."));
  if (paper_name != NULL && g_ascii_strcasecmp (paper_name, "A4") == 0)
    paper = RAPPORT_PAPER_A4;
  else if (paper_name != NULL && g_ascii_strcasecmp (paper_name, "Letter") == 0)
    paper = RAPPORT_PAPER_LETTER;
  else if (paper_name != NULL)
    return rapport_command_misuse (command, _("%s: “%s” is none of %s."), "--paper", paper_name, "A4, Letter");
  if (g_file_test (output, G_FILE_TEST_IS_REGULAR) && rapport_check_header (output, NULL))
    return rapport_command_fail_with (command, _("“%s” is a workspace and is not overwritten."), output);

  workspace = rapport_command_open (command);
  if (workspace == NULL)
    return rapport_command_get_status (command);
  arguments = rapport_command_get_arguments (command);
  for (guint i = 0; arguments[i] != NULL; i++)
    {
      gint64 account = rapport_command_find (command, RAPPORT_KIND_ACCOUNT, arguments[i]);

      if (account == 0)
        return rapport_command_get_status (command);
      g_array_append_val (accounts, account);
    }

  document = rapport_summary_service_document_full (workspace, (gint64 *) (gpointer) accounts->data,
                                                    accounts->len, paper,
                                                    timeline ? RAPPORT_SUMMARY_WITH_TIMELINE
                                                             : RAPPORT_SUMMARY_PLAIN, &error);
  if (document == NULL || !rapport_document_write_pdf (document, output, NULL, &error))
    return rapport_command_fail (command, error);
  rapport_command_note (ngettext ("%u page written to “%s”.", "%u pages written to “%s”.",
                                  rapport_document_get_n_pages (document)),
                        rapport_document_get_n_pages (document), output);
  return RAPPORT_COMMAND_DONE;
}

typedef struct
{
  GPtrArray *findings;
  gboolean   repair;
} Check;

/* The writing connection can check the search, too. */
static RapportChanges *
check (RapportDb                  *db,
       const RapportWriteContext  *context,
       gpointer                    data,
       GCancellable               *cancellable,
       GError                    **error)
{
  Check *job = data;

  if (job->repair && !rapport_check_repair (db, context->real_today, error))
    return NULL;
  job->findings = rapport_check (db, error);
  return job->findings ? rapport_changes_new () : NULL;
}

RapportCommandStatus
rapport_command_check (RapportCommand *command)
{
  Check job = { NULL, FALSE };
  const GOptionEntry options[] = {
    { "repair", 0, 0, G_OPTION_ARG_NONE, &job.repair,
      N_("Make again what can be made again from the records: figures, search"), NULL },
    { NULL },
  };
  RapportWorkspace *workspace;
  RapportStore *store;
  g_autoptr(GPtrArray) findings = NULL;
  gboolean repairable = FALSE;
  GError *error = NULL;

  if (!rapport_command_parse (command, options, 0, 0))
    return rapport_command_get_status (command);
  workspace = job.repair ? rapport_command_open_for_writing (command) : rapport_command_open (command);
  if (workspace == NULL)
    return rapport_command_get_status (command);
  store = rapport_workspace_get_store (workspace);

  if (rapport_workspace_is_read_only (workspace))
    findings = rapport_check (rapport_store_get_db (store), &error);
  else
    {
      g_autoptr(RapportChanges) changes = rapport_store_run (store, "", check, &job, NULL, &error);

      findings = job.findings;
    }
  if (findings == NULL)
    return rapport_command_fail (command, error);

  for (guint i = 0; i < findings->len; i++)
    {
      RapportFinding *finding = g_ptr_array_index (findings, i);

      rapport_command_say ("%s", finding->sentence);
      repairable |= finding->repairable;
    }
  if (findings->len == 0)
    {
      rapport_command_say (_("“%s” is in order."), rapport_workspace_get_path (workspace));
      return RAPPORT_COMMAND_DONE;
    }
  if (repairable)
    return rapport_command_fail_with (command,
                                      _("Part of it can be mended without losing anything: rapport check --repair"));
  return rapport_command_fail_with (command,
                                    _("The workspace is not in order. A backup can be put in its place: rapport"
                                      " restore FILE"));
}

RapportCommandStatus
rapport_command_backup (RapportCommand *command)
{
  const char *path;
  g_autofree char *made = NULL;
  GError *error = NULL;

  if (!rapport_command_parse (command, NULL, 0, 1))
    return rapport_command_get_status (command);
  path = rapport_command_get_path (command);
  if (path == NULL)
    return rapport_command_get_status (command);

  if (rapport_command_get_n_arguments (command) == 1)
    made = g_strdup (rapport_command_get_arguments (command)[0]);
  else
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_local ();
      g_autofree char *directory = g_path_get_dirname (path);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *folder = g_build_filename (directory, "backups", NULL);
      g_autofree char *stem = g_str_has_suffix (base, ".rapport")
                              ? g_strndup (base, strlen (base) - strlen (".rapport")) : g_strdup (base);
      g_autofree char *when = g_date_time_format (now, "%Y-%m-%d %H-%M-%S");
      g_autofree char *name = g_strdup_printf ("%s %s.rapport", stem, when);

      if (g_mkdir_with_parents (folder, 0700) != 0)
        return rapport_command_fail_with (command, _("The folder “%s” could not be made: %s"), folder,
                                          g_strerror (errno));
      made = g_build_filename (folder, name, NULL);
    }

  if (!rapport_backup_run (path, made, FALSE, NULL, NULL, NULL, &error))
    return rapport_command_fail (command, error);
  rapport_command_say ("%s", made);
  return RAPPORT_COMMAND_DONE;
}

RapportCommandStatus
rapport_command_restore (RapportCommand *command)
{
  const char *path, *backup;
  g_autofree char *kept = NULL;
  GError *error = NULL;

  if (!rapport_command_parse (command, NULL, 1, 1))
    return rapport_command_get_status (command);
  path = rapport_command_get_path (command);
  if (path == NULL)
    return rapport_command_get_status (command);
  backup = rapport_command_get_arguments (command)[0];

  if (!rapport_backup_restore (path, backup, &kept, &error))
    return rapport_command_fail (command, error);
  rapport_command_say (_("“%s” is the workspace now."), backup);
  if (kept != NULL)
    rapport_command_note (_("What was there before is kept as “%s”."), kept);
  return RAPPORT_COMMAND_DONE;
}

RapportCommandStatus
rapport_command_sample (RapportCommand *command)
{
  const char *path;
  RapportWorkspace *workspace;
  RapportDay day;
  GError *error = NULL;

  if (!rapport_command_parse (command, NULL, 0, 0))
    return rapport_command_get_status (command);
  path = rapport_command_get_path (command);
  if (path == NULL)
    return rapport_command_get_status (command);
  day = rapport_command_get_as_of (command);
  if (day == RAPPORT_DAY_NONE)
    day = rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      if (!rapport_sample_create (path, day, &error))
        return rapport_command_fail (command, error);
    }
  else
    {
      workspace = rapport_command_open_for_writing (command);
      if (workspace == NULL)
        return rapport_command_get_status (command);
      if (!rapport_sample_fill (rapport_workspace_get_store (workspace), day, NULL, &error))
        return rapport_command_fail (command, error);
    }
  rapport_command_note (_("“%s” holds the sample company."), path);
  return RAPPORT_COMMAND_DONE;
}
