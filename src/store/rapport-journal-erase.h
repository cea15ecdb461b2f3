#pragma once

#include "store/rapport-db.h"

G_BEGIN_DECLS

gboolean  rapport_changeset_is_sound (GBytes      *changeset);
GBytes   *rapport_changeset_erase (GBytes         *changeset,
                                   RapportKindId   kind,
                                   gint64          id,
                                   const char     *placeholder,
                                   GHashTable     *titles,
                                   GError        **error);
gboolean  rapport_journal_erase   (RapportDb      *db,
                                   RapportKindId   kind,
                                   gint64          id,
                                   GError        **error);

G_END_DECLS
