#pragma once

#include "store/rapport-write.h"

G_BEGIN_DECLS

/**
 * RapportJournalState:
 * @RAPPORT_JOURNAL_DONE: in force
 * @RAPPORT_JOURNAL_UNDONE: taken back, can be redone
 * @RAPPORT_JOURNAL_DROPPED: taken back, and something else was done since
 */
typedef enum
{
  RAPPORT_JOURNAL_DONE,
  RAPPORT_JOURNAL_UNDONE,
  RAPPORT_JOURNAL_DROPPED,
} RapportJournalState;

/**
 * RapportFieldChange:
 * @kind: the kind of record
 * @id: the record
 * @change: what happened to the record
 * @field: index of the field
 * @old_value: (nullable): its text before, as in the database
 * @new_value: (nullable): its text after
 */
typedef struct
{
  RapportKindId     kind;
  gint64            id;
  RapportChangeKind change;
  guint             field;
  char             *old_value;
  char             *new_value;
} RapportFieldChange;

/**
 * RapportJournalEntry:
 * @id: number of the entry
 * @batch: the batch it is a part of, or 0
 * @label: what was done
 * @at: when, UTC seconds
 * @member: by whom, or 0
 * @state: whether it is in force
 * @changes: (nullable) (element-type RapportFieldChange): what it changed, where that was asked for
 */
typedef struct
{
  gint64               id;
  gint64               batch;
  char                *label;
  gint64               at;
  gint64               member;
  RapportJournalState  state;
  GPtrArray           *changes;
} RapportJournalEntry;

void                 rapport_journal_entry_free  (RapportJournalEntry        *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportJournalEntry, rapport_journal_entry_free)

/**
 * RapportJournalProgress:
 * @done: parts done
 * @total: parts in all
 * @data: the caller's
 *
 * Called on the writer's thread between the transactions of a long undo.
 */
typedef void (*RapportJournalProgress) (guint    done,
                                        guint    total,
                                        gpointer data);

gboolean             rapport_journal_peek        (RapportDb                  *db,
                                                  gint64                      member,
                                                  const char                 *desk,
                                                  RapportJournalEntry       **undo,
                                                  RapportJournalEntry       **redo,
                                                  GError                    **error);
RapportJournalEntry *rapport_journal_peek_undo   (RapportDb                  *db,
                                                  gint64                      member,
                                                  const char                 *desk,
                                                  GError                    **error);
RapportJournalEntry *rapport_journal_peek_redo   (RapportDb                  *db,
                                                  gint64                      member,
                                                  const char                 *desk,
                                                  GError                    **error);
RapportChanges      *rapport_journal_undo        (RapportDb                  *db,
                                                  const RapportWriteContext  *context,
                                                  gint64                      entry,
                                                  gboolean                    keep_later,
                                                  RapportJournalProgress      progress,
                                                  gpointer                    data,
                                                  GError                    **error);
RapportChanges      *rapport_journal_redo        (RapportDb                  *db,
                                                  const RapportWriteContext  *context,
                                                  gint64                      entry,
                                                  RapportJournalProgress      progress,
                                                  gpointer                    data,
                                                  GError                    **error);
GPtrArray           *rapport_journal_history     (RapportDb                  *db,
                                                  RapportKindId               kind,
                                                  gint64                      id,
                                                  guint                       limit,
                                                  GError                    **error);
RapportChanges      *rapport_journal_since       (RapportDb                  *db,
                                                  gint64                      entry,
                                                  gint64                     *last,
                                                  GError                    **error);

gint64               rapport_journal_begin_batch (RapportDb                  *db,
                                                  const RapportWriteContext  *context,
                                                  const char                 *label,
                                                  GError                    **error);
gboolean             rapport_journal_end_batch   (RapportDb                  *db,
                                                  gint64                      batch,
                                                  GError                    **error);
gint64               rapport_journal_interrupted (RapportDb                  *db,
                                                  char                      **label,
                                                  GError                    **error);
RapportChanges      *rapport_journal_keep_batch  (RapportDb                  *db,
                                                  const RapportWriteContext  *context,
                                                  gint64                      batch,
                                                  GError                    **error);

/*< private to store >*/
gboolean             _rapport_journal_count_turn (RapportDb                  *db,
                                                  GError                    **error);

G_END_DECLS
