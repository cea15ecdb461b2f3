#pragma once

#include "store/rapport-store.h"

G_BEGIN_DECLS

/**
 * RapportAct:
 *
 * Something that a person does to a workspace: a label for the undo button, and what to write.
 * Services make acts; whoever does one chooses whether to wait (rapport_workspace_do()) or not
 * (rapport_workspace_do_async()). So every rule stands in one place for the window and the command
 * line.
 */
typedef struct _RapportAct RapportAct;

#define RAPPORT_TYPE_ACT (rapport_act_get_type ())
GType             rapport_act_get_type     (void) G_GNUC_CONST;
RapportAct       *rapport_act_new          (const char        *label,
                                            RapportWriteFunc   func,
                                            gpointer           data,
                                            GDestroyNotify     destroy);
RapportAct       *rapport_act_new_long     (const char        *label,
                                            RapportWriterFunc  func,
                                            gpointer           data,
                                            GDestroyNotify     destroy);
RapportAct       *rapport_act_ref          (RapportAct        *act);
void              rapport_act_unref        (RapportAct        *act);
const char       *rapport_act_get_label    (RapportAct        *act);
gpointer          rapport_act_get_data     (RapportAct        *act);
RapportWriteFunc  rapport_act_get_func     (RapportAct        *act);
RapportWriterFunc rapport_act_get_long_func (RapportAct       *act);

RapportAct       *rapport_act_save         (RapportRow        *row);
gint64            rapport_act_get_saved_id (RapportAct        *act);
RapportAct       *rapport_act_trash        (RapportKindId      kind,
                                            const gint64      *ids,
                                            guint              n_ids);
RapportAct       *rapport_act_restore      (RapportKindId      kind,
                                            const gint64      *ids,
                                            guint              n_ids);
RapportAct       *rapport_act_update_many  (const char        *label,
                                            RapportRow        *changes,
                                            const gint64      *ids,
                                            guint              n_ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportAct, rapport_act_unref)

G_END_DECLS
