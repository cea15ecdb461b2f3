#include "config.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#include "command/rapport-command.h"
#include "service/rapport-export.h"

/* rapport export. */

/* The file appears whole or not at all: an export that fails leaves the earlier one. */
static gboolean
export_to_file (RapportWorkspace  *workspace,
                RapportKindId      kind,
                const char        *path,
                gint64            *n,
                GError           **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION,
                                                        NULL, error);
  g_autoptr(GCancellable) cancelled = NULL;

  if (stream == NULL)
    return FALSE;
  *n = rapport_export (workspace, kind, NULL, G_OUTPUT_STREAM (stream), NULL, error);
  if (*n >= 0)
    return g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);

  /* Closing a stream while cancelled throws away what it replaces the file with. */
  cancelled = g_cancellable_new ();
  g_cancellable_cancel (cancelled);
  g_output_stream_close (G_OUTPUT_STREAM (stream), cancelled, NULL);
  return FALSE;
}

RapportCommandStatus
rapport_command_export (RapportCommand *command)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Where to write; by default to standard output"),
      N_("FILE.csv") },
    { NULL },
  };
  const RapportKind *kind;
  RapportWorkspace *workspace;
  GError *error = NULL;
  gint64 n;

  if (!rapport_command_parse (command, entries, 1, 1))
    return rapport_command_get_status (command);
  kind = rapport_command_find_kind (command, rapport_command_get_arguments (command)[0]);
  if (kind == NULL)
    return rapport_command_get_status (command);
  workspace = rapport_command_open (command);
  if (workspace == NULL)
    return rapport_command_get_status (command);

  if (output != NULL && !g_str_equal (output, "-"))
    {
      if (!export_to_file (workspace, kind->id, output, &n, &error))
        return rapport_command_fail (command, error);
      rapport_command_note ("%s: %" G_GINT64_FORMAT, kind->plural, n);
    }
  else
    {
      g_autoptr(GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);

      fflush (stdout);
      if (rapport_export (workspace, kind->id, NULL, stream, NULL, &error) < 0)
        return rapport_command_fail (command, error);
    }
  return RAPPORT_COMMAND_DONE;
}
