#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportHistoryLine:
 * @kind: the kind of record
 * @id: the record, which may no longer exist
 * @record: what it is and is called: "Promise “Send the offer”"
 * @change: what happened to the record
 * @field: the field, in the user's language
 * @old_text: (nullable): what it said before, as people read it
 * @new_text: (nullable): what it says since
 */
typedef struct
{
  RapportKindId      kind;
  gint64             id;
  char              *record;
  RapportChangeKind  change;
  char              *field;
  char              *old_text;
  char              *new_text;
} RapportHistoryLine;

/**
 * RapportHistoryEntry:
 * @id: number of the journal entry
 * @batch: whether it is an import or another batch, of which no lines are kept here
 * @label: what was done
 * @at: when, UTC seconds
 * @member: (nullable): by whom
 * @state: whether it is in force
 * @lines: (element-type RapportHistoryLine): what changed
 */
typedef struct
{
  gint64               id;
  gboolean             batch;
  char                *label;
  gint64               at;
  char                *member;
  RapportJournalState  state;
  GPtrArray           *lines;
} RapportHistoryEntry;

void       rapport_history_entry_free  (RapportHistoryEntry  *entry);
void       rapport_history_load_async  (RapportWorkspace     *workspace,
                                        RapportKindId         kind,
                                        gint64                id,
                                        guint                 limit,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GPtrArray *rapport_history_load_finish (RapportWorkspace     *workspace,
                                        GAsyncResult         *result,
                                        GError              **error);
GPtrArray *rapport_history_load        (RapportWorkspace     *workspace,
                                        RapportKindId         kind,
                                        gint64                id,
                                        guint                 limit,
                                        GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportHistoryEntry, rapport_history_entry_free)

G_END_DECLS
