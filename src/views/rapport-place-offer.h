#pragma once

#include <gtk/gtk.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

void rapport_place_offer (GtkWidget        *from,
                          RapportWorkspace *workspace,
                          gboolean          asked);

G_END_DECLS
