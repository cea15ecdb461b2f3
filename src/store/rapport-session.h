#pragma once

#include "store/rapport-write.h"

G_BEGIN_DECLS

/* What the journal needs of SQLite's session extension. A changeset is an opaque #GBytes. */

typedef struct _RapportSession RapportSession;

RapportSession *rapport_session_new           (RapportDb             *db,
                                               GError               **error);
void            rapport_session_set_recording (RapportSession        *session,
                                               gboolean               recording);
GBytes         *rapport_session_get_changeset (RapportSession        *session,
                                               GError               **error);
void            rapport_session_free          (RapportSession        *session);

gboolean        rapport_changeset_list        (GBytes                *changeset,
                                               RapportChanges        *changes,
                                               GError               **error);
gboolean        rapport_changeset_apply       (RapportDb             *db,
                                               GBytes                *changeset,
                                               gboolean               inverted,
                                               RapportChanges        *changes,
                                               guint                 *n_omitted,
                                               GError               **error);

/**
 * RapportChangesetFunc:
 * @kind: the kind of record
 * @id: the record
 * @change: what happened to it
 * @field: index of a field
 * @old_value: (nullable): its text before, as in the database
 * @new_value: (nullable): its text after
 * @data: the caller's
 *
 * Called for each value that a changeset changes.
 */
typedef void (*RapportChangesetFunc) (RapportKindId      kind,
                                      gint64             id,
                                      RapportChangeKind  change,
                                      guint              field,
                                      const char        *old_value,
                                      const char        *new_value,
                                      gpointer           data);

gboolean        rapport_changeset_foreach     (GBytes                *changeset,
                                               RapportChangesetFunc   func,
                                               gpointer               data,
                                               GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSession, rapport_session_free)

G_END_DECLS
