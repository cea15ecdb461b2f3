#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportLookupFlags:
 * @RAPPORT_LOOKUP_TRASH: only records in the trash, instead of only those that are not
 *
 * How records are looked for.
 */
typedef enum
{
  RAPPORT_LOOKUP_DEFAULT = 0,
  RAPPORT_LOOKUP_TRASH = 1 << 0,
} RapportLookupFlags;

GArray *rapport_lookup_find        (RapportWorkspace    *workspace,
                                    RapportKindId        kind,
                                    const char          *text,
                                    RapportLookupFlags   flags,
                                    GError             **error);
gint64  rapport_lookup_find_one    (RapportWorkspace    *workspace,
                                    RapportKindId        kind,
                                    const char          *text,
                                    GError             **error);
gint64  rapport_lookup_find_stage  (RapportWorkspace    *workspace,
                                    gint64               model,
                                    const char          *text,
                                    GError             **error);
RapportQuery *rapport_lookup_list  (RapportKindId        kind,
                                    gint64               model);
char   *rapport_lookup_describe    (RapportWorkspace    *workspace,
                                    RapportKindId        kind,
                                    gint64               id);

G_END_DECLS
