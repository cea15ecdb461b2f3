#pragma once

#include "store/rapport-journal.h"

G_BEGIN_DECLS

RapportChanges *rapport_batch_undo (RapportDb                  *db,
                                    const RapportWriteContext  *context,
                                    gint64                      batch,
                                    gboolean                    keep_later,
                                    RapportJournalProgress      progress,
                                    gpointer                    data,
                                    GError                    **error);
RapportChanges *rapport_batch_redo (RapportDb                  *db,
                                    const RapportWriteContext  *context,
                                    gint64                      batch,
                                    RapportJournalProgress      progress,
                                    gpointer                    data,
                                    GError                    **error);

G_END_DECLS
