#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rapport_menu_append      (GMenu         *menu,
                               const char    *label,
                               const char    *action,
                               GVariant      *target);
void rapport_menu_set_on_open (GtkMenuButton *button,
                               GMenuModel    *model);

G_END_DECLS
