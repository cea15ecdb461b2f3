#pragma once

#include "core/rapport-record.h"
#include "service/rapport-act.h"
#include "service/rapport-query.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_WORKSPACE (rapport_workspace_get_type ())
G_DECLARE_FINAL_TYPE (RapportWorkspace, rapport_workspace, RAPPORT, WORKSPACE, GObject)

RapportWorkspace *rapport_workspace_open          (const char           *path,
                                                   RapportStoreFlags     flags,
                                                   GError              **error);
void              rapport_workspace_open_async    (const char           *path,
                                                   RapportStoreFlags     flags,
                                                   GCancellable         *cancellable,
                                                   RapportStoreWaitFunc  wait_func,
                                                   gpointer              wait_data,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
RapportWorkspace *rapport_workspace_open_finish   (GAsyncResult         *result,
                                                   GError              **error);
RapportWorkspace *rapport_workspace_create        (const char           *path,
                                                   const char           *name,
                                                   const char           *currency,
                                                   GError              **error);
void              rapport_workspace_close         (RapportWorkspace     *self);
RapportStore     *rapport_workspace_get_store     (RapportWorkspace     *self);
const char       *rapport_workspace_get_path      (RapportWorkspace     *self);
const char       *rapport_workspace_get_name      (RapportWorkspace     *self);
const char       *rapport_workspace_get_currency  (RapportWorkspace     *self);
gboolean          rapport_workspace_is_read_only  (RapportWorkspace     *self);
RapportDay        rapport_workspace_get_today     (RapportWorkspace     *self);
gint64            rapport_workspace_get_now       (RapportWorkspace     *self);
gint64            rapport_workspace_get_member    (RapportWorkspace     *self);
void              rapport_workspace_set_member    (RapportWorkspace     *self,
                                                   gint64                member);
gint64            rapport_workspace_get_model     (RapportWorkspace     *self);
void              rapport_workspace_set_model     (RapportWorkspace     *self,
                                                   gint64                model);

RapportRecord    *rapport_workspace_get_record    (RapportWorkspace     *self,
                                                   RapportKindId         kind,
                                                   gint64                id);
RapportRecord    *rapport_workspace_get_live      (RapportWorkspace     *self,
                                                   RapportKindId         kind,
                                                   gint64                id);
const char       *rapport_workspace_get_title     (RapportWorkspace     *self,
                                                   RapportKindId         kind,
                                                   gint64                id);
void              rapport_workspace_load_records  (RapportWorkspace     *self,
                                                   RapportKindId         kind,
                                                   const gint64         *ids,
                                                   guint                 n_ids,
                                                   RapportRecord       **records);
void              rapport_workspace_load_records_soon (RapportWorkspace *self,
                                                   RapportKindId         kind,
                                                   const gint64         *ids,
                                                   guint                 n_ids,
                                                   RapportRecord       **records);
gboolean          rapport_workspace_is_behind     (RapportWorkspace     *self);
GPtrArray        *rapport_workspace_list          (RapportWorkspace     *self,
                                                   RapportQuery         *query,
                                                   GError              **error);
GPtrArray        *rapport_workspace_list_small    (RapportWorkspace     *self,
                                                   RapportKindId         kind);
GPtrArray        *rapport_workspace_list_stages   (RapportWorkspace     *self,
                                                   gint64                model);

char             *rapport_workspace_get_setting   (RapportWorkspace     *self,
                                                   const char           *key,
                                                   gboolean              of_member);
void              rapport_workspace_set_setting   (RapportWorkspace     *self,
                                                   const char           *key,
                                                   gboolean              of_member,
                                                   const char           *value);

void              rapport_workspace_do_async      (RapportWorkspace     *self,
                                                   RapportAct           *act,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
RapportAct       *rapport_workspace_do_finish     (RapportWorkspace     *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
gboolean          rapport_workspace_do            (RapportWorkspace     *self,
                                                   RapportAct           *act,
                                                   GError              **error);
void              rapport_workspace_undo_async    (RapportWorkspace     *self,
                                                   gboolean              redo,
                                                   gboolean              keep_later,
                                                   RapportJournalProgress progress,
                                                   gpointer              progress_data,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean          rapport_workspace_undo_finish   (RapportWorkspace     *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
const char       *rapport_workspace_get_undo_label (RapportWorkspace    *self);
const char       *rapport_workspace_get_redo_label (RapportWorkspace    *self);

G_END_DECLS
