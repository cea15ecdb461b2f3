#pragma once

#include "store/rapport-store.h"
#include "store/rapport-worker.h"

/* Shared by the files of the store: rapport-store.c (close, properties), -open.c, -jobs.c (reads and writes as
 * tasks), -changes.c (what a write changed, told), -undo.c, -clock.c. */

G_BEGIN_DECLS

typedef struct _RapportDoorbell RapportDoorbell;

struct _RapportStore
{
  GObject         parent_instance;

  char           *path;
  char           *desk;
  gint64          member;
  RapportDay      as_of;
  gboolean        in_past;
  gboolean        read_only;
  gboolean        quiet;

  RapportDb      *db;
  RapportWorker  *writer; /* NULL where read-only */
  RapportWorker  *reader;

  guint           poll_id;
  guint           n_writing;      /* own writes that this thread has not heard of yet */
  gint64          data_version;
  gint64          last_entry;
  gint64          turns;

  RapportDoorbell *doorbell;
  RapportDb      *writer_db;      /* owned by the writer */
  gint64          writer_version; /* of the writer's thread */
  gint            foreign;        /* atomic: another program wrote between our writes */
};

void       _rapport_store_hang_doorbell     (RapportStore        *self,
                                             RapportDb           *writer);
RapportDay _rapport_store_get_real_today    (void);
void       _rapport_store_show_again_async  (RapportStore        *self,
                                             GAsyncReadyCallback  callback,
                                             gpointer             user_data);

/* Whether another connection has written since the last call. */
gboolean   _rapport_store_note_data_version (RapportStore        *self);
/* Whether anything was undone or redone since the last call. */
gboolean   _rapport_store_note_turns        (RapportStore        *self);
void       _rapport_store_send_changes      (RapportStore        *self,
                                             RapportChanges      *changes);
void       _rapport_store_deliver           (RapportStore        *self,
                                             RapportChanges      *changes);
gboolean   _rapport_store_poll_cb           (gpointer             data);

G_END_DECLS
