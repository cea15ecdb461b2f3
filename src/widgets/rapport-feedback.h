#pragma once

#include <gtk/gtk.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportDoneFunc:
 * @workspace: where it was done
 * @act: (nullable): what was done; %NULL where it failed, which the user has been told
 * @data: the caller's
 */
typedef void (*RapportDoneFunc) (RapportWorkspace *workspace,
                                 RapportAct       *act,
                                 gpointer          data);

void     rapport_toast               (GtkWidget        *from,
                                      const char       *text,
                                      gboolean          with_undo);
void     rapport_toast_with_act      (GtkWidget        *from,
                                      const char       *text,
                                      gboolean          with_undo,
                                      const char       *label,
                                      const char       *action_name,
                                      GVariant         *target);
void     rapport_report_error        (GtkWidget        *from,
                                      const GError     *error);
void     rapport_do                  (GtkWidget        *from,
                                      RapportWorkspace *workspace,
                                      RapportAct       *act,
                                      const char       *toast_text);
void     rapport_do_then             (GtkWidget        *from,
                                      RapportWorkspace *workspace,
                                      RapportAct       *act,
                                      const char       *toast_text,
                                      RapportDoneFunc   callback,
                                      gpointer          data);
gboolean rapport_feedback_is_writing (void);

G_END_DECLS
