#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/* The setting of a workspace that names the member who works in it until somebody is chosen. */
#define RAPPORT_DESK_USUAL_MEMBER "usual-member"

/* Small questions that the window asks about a workspace as a whole. */

void        rapport_desk_newest_day_async       (RapportWorkspace     *workspace,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean    rapport_desk_newest_day_finish      (RapportWorkspace     *workspace,
                                                 GAsyncResult         *result,
                                                 RapportDay           *day,
                                                 GError              **error);
gint64      rapport_desk_find_interrupted       (RapportWorkspace     *workspace,
                                                 char                **label,
                                                 GError              **error);
gint64      rapport_desk_find_member            (RapportWorkspace     *workspace);
RapportAct *rapport_desk_act_keep_interrupted   (gint64                batch);
RapportAct *rapport_desk_act_undo_interrupted   (gint64                batch);
gboolean    rapport_desk_undo_is_batch          (RapportWorkspace     *workspace,
                                                 gboolean              redo);

G_END_DECLS
