#pragma once

#include <gtk/gtk.h>

#include "service/rapport-today-service.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_NEED_ROW (rapport_need_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportNeedRow, rapport_need_row, RAPPORT, NEED_ROW, GtkListBoxRow)

GtkWidget         *rapport_need_row_new         (RapportWorkspace  *workspace);
void               rapport_need_row_set_need    (RapportNeedRow    *self,
                                                 const RapportNeed *need,
                                                 gboolean           suggested);
void               rapport_need_row_set_narrow  (RapportNeedRow    *self,
                                                 gboolean           narrow);
const RapportNeed *rapport_need_row_get_need    (RapportNeedRow    *self);

G_END_DECLS
