#pragma once

#include "service/rapport-account-service.h"

/* Shared by rapport-account-service.c (loading) and rapport-account-figures.c (worth, promises). On
 * the reader's thread. */

G_BEGIN_DECLS

gboolean _rapport_account_read_value    (RapportDb           *db,
                                         RapportAccountData  *data,
                                         gint64               account,
                                         GError             **error);
gboolean _rapport_account_read_promises (RapportDb           *db,
                                         RapportAccountData  *data,
                                         gint64               account,
                                         GError             **error);

G_END_DECLS
