#pragma once

#include "core/rapport-records.h"
#include "service/rapport-workspace.h"

/* Shared by the files of the workspace: rapport-workspace.c (open, close, properties), -records.c, -settings.c,
 * -rows.c, -acts.c. */

G_BEGIN_DECLS

struct _RapportWorkspace
{
  GObject       parent_instance;

  RapportStore *store;
  gulong        changed_id;
  char         *name;
  char         *currency;
  gint64        model;
  char         *undo_label;
  char         *redo_label;
  GHashTable   *live;         /* the records that anybody holds */
  guint64       tick;         /* counts what records were told */
  guint64       era;          /* since when everything is as it is: the last time that anything may have changed */
  guint         n_asked;      /* answers of the reader that records wait for */
  GHashTable   *small[RAPPORT_N_KINDS]; /* id → RapportRecord: kinds of few records, held */
};

void     _rapport_workspace_init_records   (RapportWorkspace  *self);
void     _rapport_workspace_clear_records  (RapportWorkspace  *self);
void     _rapport_workspace_refresh_changed (RapportWorkspace *self,
                                             RapportChanges    *changes);
void     _rapport_workspace_refresh_all    (RapportWorkspace  *self);
void     _rapport_workspace_drop_small     (RapportWorkspace  *self);

void     _rapport_workspace_take_late_row  (RapportWorkspace  *self,
                                            RapportRow        *row,
                                            guint64            tick);

GPtrArray *_rapport_workspace_fetch_rows   (RapportWorkspace  *self,
                                            RapportKindId      kind,
                                            const gint64      *ids,
                                            guint              n_ids,
                                            gboolean           wait,
                                            gboolean          *complete);
void     _rapport_workspace_rows_free      (GPtrArray         *rows);
void     _rapport_workspace_read_later     (RapportWorkspace  *self,
                                            RapportKindId      kind,
                                            const gint64      *ids,
                                            guint              n_ids);
void     _rapport_workspace_refresh        (RapportWorkspace  *self,
                                            RapportKindId      kind,
                                            const gint64      *ids,
                                            guint              n_ids);
void     _rapport_workspace_emit_caught_up (RapportWorkspace  *self);

/* Takes over what the file says into the properties. */
void     _rapport_workspace_read_settings  (RapportWorkspace  *self);
/* Data: the member as text, then keys and values, %NULL at the end. */
gboolean _rapport_workspace_write_settings (RapportWrite      *write,
                                            gpointer           data,
                                            GError           **error);

void     _rapport_workspace_update_labels  (RapportWorkspace  *self);

G_END_DECLS
