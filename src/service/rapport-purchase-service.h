#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/* Purchases with their lines: one rule for what lines come to, and for what follows them. */

gboolean      rapport_purchase_get_line_amount (const RapportRow  *line,
                                                const char        *currency,
                                                gint64            *minor,
                                                GError           **error);
gboolean      rapport_purchase_sum_rows        (GPtrArray         *lines,
                                                const char        *currency,
                                                gint64            *minor,
                                                GError           **error);
gboolean      rapport_purchase_sum_lines       (RapportDb         *db,
                                                gint64             purchase,
                                                guint              digits,
                                                gint64            *minor,
                                                GError           **error);

RapportQuery *rapport_purchase_list            (gint64             account,
                                                RapportDay         first,
                                                RapportDay         last);
GPtrArray    *rapport_purchase_list_lines      (RapportWorkspace  *workspace,
                                                gint64             purchase,
                                                GError           **error);
GPtrArray    *rapport_purchase_list_uncosted   (RapportWorkspace  *workspace,
                                                gint64             account,
                                                RapportDay         first,
                                                RapportDay         last,
                                                guint              n,
                                                GError           **error);

RapportAct   *rapport_purchase_act_save        (RapportRow        *purchase,
                                                GPtrArray         *lines,
                                                gboolean           total_from_lines,
                                                const char        *currency);
gint64        rapport_purchase_act_get_id      (RapportAct        *act);

G_END_DECLS
