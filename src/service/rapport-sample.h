#pragma once

#include "core/rapport-day.h"
#include "store/rapport-store.h"

G_BEGIN_DECLS

gboolean rapport_sample_fill   (RapportStore  *store,
                                RapportDay     today,
                                GCancellable  *cancellable,
                                GError       **error);
gboolean rapport_sample_create (const char    *path,
                                RapportDay     today,
                                GError       **error);

G_END_DECLS
