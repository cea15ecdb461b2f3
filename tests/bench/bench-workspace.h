#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

char *bench_workspace_get (void);

G_END_DECLS
