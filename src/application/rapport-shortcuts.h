#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkShortcutsWindow *rapport_shortcuts_new (void);

G_END_DECLS
