#include "config.h"

#include "application/rapport-shortcuts.h"

/**
 * rapport_shortcuts_new:
 *
 * The only place for GtkShortcutsWindow, which newer GTK has another class for.
 *
 * Returns: (transfer none): the window of keyboard shortcuts
 */
GtkShortcutsWindow *
rapport_shortcuts_new (void)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/app/rapport/Rapport/rapport-shortcuts.ui");

  return GTK_SHORTCUTS_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
}
