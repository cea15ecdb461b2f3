#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *rapport_lock_holder_describe          (const char *path);
char     *rapport_lock_holder_find_user         (const char *path);
gboolean  rapport_lock_holder_is_open_elsewhere (const char *path);
char     *rapport_lock_holder_sign              (void);
gboolean  rapport_lock_holder_is_alive          (const char *sign);

G_END_DECLS
