#pragma once

#include "store/rapport-db.h"

G_BEGIN_DECLS

/**
 * RapportRecoveredKind:
 * @kind: the kind of record, %RAPPORT_KIND_NONE for the history
 * @n_read: rows that are in the new file
 * @n_lost: rows known to be lost: unreadable values, or nothing left that they belong to
 * @n_gaps: ranges of ids that could not be read; how many rows were in them is not known
 * @n_missing: ids between the lowest and the highest used one, in the gaps: at most so many rows
 *   are lost there
 * @n_mended: rows that lost a reference to something that is lost
 */
typedef struct
{
  RapportKindId kind;
  gint64        n_read;
  gint64        n_lost;
  gint64        n_gaps;
  gint64        n_missing;
  gint64        n_mended;
} RapportRecoveredKind;

/**
 * RapportRecovery:
 * @kinds: (element-type RapportRecoveredKind): in the order of the kinds, the history last
 * @sentences: (element-type utf8): what came over and what is lost, to be shown
 * @schema_replaced: whether the description of the tables was damaged and a fresh one was taken
 */
typedef struct
{
  GArray    *kinds;
  GPtrArray *sentences;
  gboolean   schema_replaced;
} RapportRecovery;

void      rapport_recovery_free (RapportRecovery   *recovery);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRecovery, rapport_recovery_free)

gboolean  rapport_recover       (const char        *damaged,
                                 const char        *path,
                                 RapportRecovery  **report,
                                 GError           **error);

G_END_DECLS
