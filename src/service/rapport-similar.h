#pragma once

#include "store/rapport-db.h"

G_BEGIN_DECLS

GPtrArray *rapport_similar_find  (RapportDb     *db,
                                  const char    *index,
                                  const char    *word,
                                  GCancellable  *cancellable,
                                  GError       **error);
char      *rapport_similar_match (RapportDb     *db,
                                  const char    *index,
                                  const char    *text,
                                  char        ***words,
                                  GCancellable  *cancellable,
                                  GError       **error);

G_END_DECLS
