#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

char *bench_workspace_get       (void);
char *bench_workspace_get_small (void);
char *bench_workspace_copy      (const char *path);
void  bench_workspace_delete    (const char *path);

double bench_median             (const double *values,
                                 guint         n);
void  bench_say                 (const char   *what,
                                 double        value,
                                 const char   *unit,
                                 double        bound);

G_END_DECLS
