#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean rapport_collation_register (gpointer handle);

G_END_DECLS
