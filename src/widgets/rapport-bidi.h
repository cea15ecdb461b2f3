#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkTextDirection rapport_bidi_find_direction (const char *text);

G_END_DECLS
