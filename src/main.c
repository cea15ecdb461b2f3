#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "application/rapport-application.h"
#include "command/rapport-command.h"
#include "service/rapport-desk.h"

int
main (int    argc,
      char **argv)
{
  g_autoptr(RapportApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  rapport_desk_init_schemas (argv[0]);

  if (rapport_command_wants (argc, argv))
    return rapport_command_main (argc, argv);

  g_set_prgname (APP_ID);
  g_set_application_name (_("Rapport"));
  application = rapport_application_new ();
  rapport_application_prepare (application, argc, argv);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
