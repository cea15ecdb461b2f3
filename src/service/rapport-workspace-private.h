#pragma once

#include "core/rapport-records.h"
#include "service/rapport-workspace.h"

/* Shared by the files of the workspace: rapport-workspace.c (open, close, properties), -records.c, -settings.c,
 * -acts.c. */

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
  GHashTable   *small[RAPPORT_N_KINDS]; /* id → RapportRecord: kinds of few records, held */
};

void     _rapport_workspace_init_records   (RapportWorkspace  *self);
void     _rapport_workspace_clear_records  (RapportWorkspace  *self);
void     _rapport_workspace_refresh_record (RapportWorkspace  *self,
                                            RapportKindId      kind,
                                            gint64             id);
void     _rapport_workspace_refresh_all    (RapportWorkspace  *self);
void     _rapport_workspace_drop_small     (RapportWorkspace  *self);

/* Takes over what the file says into the properties. */
void     _rapport_workspace_read_settings  (RapportWorkspace  *self);
/* Data: the member as text, then keys and values, %NULL at the end. */
gboolean _rapport_workspace_write_settings (RapportWrite      *write,
                                            gpointer           data,
                                            GError           **error);

void     _rapport_workspace_update_labels  (RapportWorkspace  *self);

G_END_DECLS
