#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_WINDOW (rapport_window_get_type ())
G_DECLARE_FINAL_TYPE (RapportWindow, rapport_window, RAPPORT, WINDOW, AdwApplicationWindow)

RapportWindow    *rapport_window_new           (GtkApplication   *application,
                                                RapportWorkspace *workspace);
RapportWorkspace *rapport_window_get_workspace (RapportWindow    *self);
void              rapport_window_set_workspace (RapportWindow    *self,
                                                RapportWorkspace *workspace);
void              rapport_window_show_page     (RapportWindow    *self,
                                                const char       *name);
void              rapport_window_open_account  (RapportWindow    *self,
                                                gint64            account);
const char       *rapport_window_get_page      (RapportWindow    *self);

G_END_DECLS
