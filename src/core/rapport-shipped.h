#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *rapport_shipped_translate (const char *label);
gboolean    rapport_shipped_knows     (const char *label);

G_END_DECLS
