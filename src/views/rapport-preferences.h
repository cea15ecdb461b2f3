#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

GtkWidget *rapport_preferences_new (RapportWorkspace *workspace);

G_END_DECLS
