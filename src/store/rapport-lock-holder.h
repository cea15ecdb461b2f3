#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *rapport_lock_holder_describe (const char *path);

G_END_DECLS
