#pragma once

#include <adwaita.h>

#include "service/rapport-import.h"

G_BEGIN_DECLS

/**
 * RapportImportWindow:
 *
 * Brings a CSV file in: how it is read, where its columns go, the first rows as they will be read,
 * and what is wrong. Properties: `workspace` (RapportWorkspace), `path` (string: the file; empty
 * asks for one). Both are to be set when it is made; set `transient-for`, which then shows the
 * toast with Undo.
 */
#define RAPPORT_TYPE_IMPORT_WINDOW (rapport_import_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportImportWindow, rapport_import_window, RAPPORT, IMPORT_WINDOW, AdwWindow)

GtkWidget *rapport_import_window_new (RapportWorkspace *workspace,
                                      const char       *path);

G_END_DECLS
