#pragma once

#include <gtk/gtk.h>

#include "service/rapport-account-filter.h"

G_BEGIN_DECLS

void rapport_print_list (GtkWidget                  *from,
                         RapportWorkspace           *workspace,
                         const RapportAccountFilter *filter,
                         const gint64               *ids,
                         guint                       n_ids,
                         const char *const          *columns,
                         const char                 *pdf_name);

G_END_DECLS
