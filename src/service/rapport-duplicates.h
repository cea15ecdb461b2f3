#pragma once

#include "core/rapport-identity.h"
#include "store/rapport-db.h"

G_BEGIN_DECLS

/**
 * RapportDuplicate:
 * @account: an account that is there
 * @reasons: what it has in common with the one that was asked about
 */
typedef struct
{
  gint64                account;
  RapportIdentityReason reasons;
} RapportDuplicate;

/**
 * RapportDuplicateIndex:
 *
 * By what the accounts of a workspace are known: for asking about many others, as those of a file.
 */
typedef struct _RapportDuplicateIndex RapportDuplicateIndex;

GArray                *rapport_duplicates_find      (RapportDb                    *db,
                                                     GPtrArray                    *keys,
                                                     gint64                        exclude,
                                                     GError                      **error);

RapportDuplicateIndex *rapport_duplicate_index_load (RapportDb                    *db,
                                                     GError                      **error);
void                   rapport_duplicate_index_free (RapportDuplicateIndex        *index);
gboolean               rapport_duplicate_index_find (const RapportDuplicateIndex  *index,
                                                     const GPtrArray              *keys,
                                                     RapportDuplicate             *duplicate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportDuplicateIndex, rapport_duplicate_index_free)

G_END_DECLS
