#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportTrashItem:
 * @kind: the kind of record
 * @id: the record
 * @title: what it is called
 * @account: (nullable): name of the account it belongs to
 * @deleted: when it was put there, UTC seconds
 */
typedef struct
{
  RapportKindId  kind;
  gint64         id;
  char          *title;
  char          *account;
  gint64         deleted;
} RapportTrashItem;

void        rapport_trash_item_free   (RapportTrashItem     *item);
void        rapport_trash_load_async  (RapportWorkspace     *workspace,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
GPtrArray  *rapport_trash_load_finish (RapportWorkspace     *workspace,
                                       GAsyncResult         *result,
                                       GError              **error);
GPtrArray  *rapport_trash_load        (RapportWorkspace     *workspace,
                                       GError              **error);
RapportAct *rapport_trash_act_restore (RapportKindId         kind,
                                       gint64                id);
RapportAct *rapport_trash_act_empty   (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTrashItem, rapport_trash_item_free)

G_END_DECLS
