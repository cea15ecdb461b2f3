/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/rapport-csv-dialect.h"

G_BEGIN_DECLS

/* Called in the thread that sniffs, now and then. */
typedef void (* RapportSniffProgress) (guint64  bytes_read,
                                       guint64  bytes,
                                       gpointer user_data);

RapportCsvDialect *rapport_sniff_file (GFile                    *file,
                                       const RapportCsvDialect  *chosen,
                                       const char               *country,
                                       RapportSniffProgress      progress,
                                       gpointer                  user_data,
                                       GCancellable             *cancellable,
                                       GError                  **error);

G_END_DECLS
