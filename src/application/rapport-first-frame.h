#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void rapport_first_frame_watch (GtkWindow *window,
                                GType      awaited);

G_END_DECLS
