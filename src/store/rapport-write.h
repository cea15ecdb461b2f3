#pragma once

#include "core/rapport-day.h"
#include "store/rapport-db.h"

G_BEGIN_DECLS

/**
 * RapportChangeKind:
 * @RAPPORT_CHANGE_ADDED: a record is new
 * @RAPPORT_CHANGE_UPDATED: a record has other values
 * @RAPPORT_CHANGE_REMOVED: a record is gone for good
 */
typedef enum
{
  RAPPORT_CHANGE_ADDED,
  RAPPORT_CHANGE_UPDATED,
  RAPPORT_CHANGE_REMOVED,
} RapportChangeKind;

/**
 * RapportChange:
 * @kind: the kind of record
 * @change: what happened
 * @id: the record
 */
typedef struct
{
  RapportKindId     kind;
  RapportChangeKind change;
  gint64            id;
} RapportChange;

/**
 * RapportChanges:
 * @entry: the journal entry, 0 where there is none
 * @label: (nullable): what the next undo takes back, where this is a new entry of its own; not for
 *   undo, redo, batches
 * @many: too much changed to be listed (an import, its undo, another program's write)
 * @list: (element-type RapportChange): the records that changed, where not @many
 * @accounts: (element-type gint64): the accounts whose figures they concern, where not @many
 * @moved: (element-type gint64): the accounts that moved on the board, for their history
 *
 * What one write changed. Reference-counted and immutable once it has been sent.
 */
typedef struct
{
  gint64    entry;
  char     *label;
  gboolean  many;
  GArray   *list;
  GArray   *accounts;
  GArray   *moved;
  gatomicrefcount ref_count;
} RapportChanges;

#define RAPPORT_TYPE_CHANGES (rapport_changes_get_type ())
GType           rapport_changes_get_type (void) G_GNUC_CONST;
RapportChanges *rapport_changes_new      (void);
RapportChanges *rapport_changes_ref      (RapportChanges       *changes);
void            rapport_changes_unref    (RapportChanges       *changes);
void            rapport_changes_add      (RapportChanges       *changes,
                                          RapportKindId         kind,
                                          RapportChangeKind     change,
                                          gint64                id);
gboolean        rapport_changes_touch    (const RapportChanges *changes,
                                          RapportKindId         kind);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportChanges, rapport_changes_unref)

/**
 * RapportWriteContext:
 * @label: what the write does, in the words of the undo button ("Move Halden Marine to Loyal")
 * @member: who does it, 0 where nobody is chosen
 * @desk: where: user and host
 * @now: the clock's instant
 * @today: the clock's day
 * @real_today: the day that the kept figures are computed for
 * @batch: the batch that this is a part of, 0 for a write of its own
 * @quiet: not journaled (making a sample, bookkeeping)
 * @defer_figures: figures are computed at the end of the batch
 */
typedef struct
{
  const char *label;
  gint64      member;
  const char *desk;
  gint64      now;
  RapportDay  today;
  RapportDay  real_today;
  gint64      batch;
  gboolean    quiet;
  gboolean    defer_figures;
} RapportWriteContext;

/**
 * RapportWrite:
 *
 * One write transaction. Every change to a record goes through it, so that the journal, the search
 * and the figures cannot miss one.
 */
typedef struct _RapportWrite RapportWrite;

RapportWrite      *rapport_write_begin         (RapportDb                  *db,
                                                const RapportWriteContext  *context,
                                                GError                    **error);
RapportChanges    *rapport_write_commit        (RapportWrite               *write,
                                                GError                    **error);
void               rapport_write_rollback      (RapportWrite               *write);

RapportDb         *rapport_write_get_db        (RapportWrite               *write);
gint64             rapport_write_get_now       (RapportWrite               *write);
RapportDay         rapport_write_get_today     (RapportWrite               *write);
gint64             rapport_write_get_member    (RapportWrite               *write);
void               rapport_write_set_label     (RapportWrite               *write,
                                                const char                 *label);

RapportRow        *rapport_write_get           (RapportWrite               *write,
                                                RapportKindId               kind,
                                                gint64                      id,
                                                GError                    **error);
gint64             rapport_write_insert        (RapportWrite               *write,
                                                RapportRow                 *row,
                                                GError                    **error);
gboolean           rapport_write_update        (RapportWrite               *write,
                                                const RapportRow           *changes,
                                                GError                    **error);
gboolean           rapport_write_trash         (RapportWrite               *write,
                                                RapportKindId               kind,
                                                gint64                      id,
                                                GError                    **error);
gboolean           rapport_write_restore       (RapportWrite               *write,
                                                RapportKindId               kind,
                                                gint64                      id,
                                                GError                    **error);
gboolean           rapport_write_delete        (RapportWrite               *write,
                                                RapportKindId               kind,
                                                gint64                      id,
                                                GError                    **error);

/*< private to store >*/
gboolean           _rapport_figures_are_dirty  (RapportDb                  *db);
gboolean           _rapport_changes_add_dirty  (RapportChanges             *changes,
                                                RapportDb                  *db,
                                                GError                    **error);

G_END_DECLS
