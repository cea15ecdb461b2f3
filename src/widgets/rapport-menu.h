#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void rapport_menu_append (GMenu      *menu,
                          const char *label,
                          const char *action,
                          GVariant   *target);

G_END_DECLS
