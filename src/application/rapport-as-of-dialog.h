#pragma once

#include <gtk/gtk.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

GtkWidget *rapport_as_of_dialog_new (RapportWorkspace *workspace,
                                     GtkWidget        *from);
void       rapport_as_of_set        (GtkWidget        *from,
                                     RapportWorkspace *workspace,
                                     RapportDay        day);

G_END_DECLS
