#pragma once

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

char     *rapport_value_format          (RapportWorkspace    *workspace,
                                         const RapportRow    *row,
                                         guint                field);
gboolean  rapport_value_parse           (RapportWorkspace    *workspace,
                                         RapportRow          *row,
                                         guint                field,
                                         const char          *text,
                                         GError             **error);
char     *rapport_value_describe        (RapportWorkspace    *workspace,
                                         const RapportRow    *row,
                                         guint                field);
char     *rapport_value_format_minor    (gint64               minor,
                                         const char          *currency);
char     *rapport_value_list_choices    (const RapportChoice *choices);

G_END_DECLS
