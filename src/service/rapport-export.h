#pragma once

#include "service/rapport-account-filter.h"

G_BEGIN_DECLS

gint64 rapport_export (RapportWorkspace            *workspace,
                       RapportKindId                kind,
                       const RapportAccountFilter  *filter,
                       GOutputStream               *stream,
                       GCancellable                *cancellable,
                       GError                     **error);

G_END_DECLS
