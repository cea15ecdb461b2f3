#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "command/rapport-command.h"
#include "service/rapport-desk.h"

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  rapport_desk_init_schemas (argv[0]);

  /* A subcommand needs no display. */
  return rapport_command_main (argc, argv);
}
