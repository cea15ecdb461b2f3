#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportPageHeader:
 *
 * The header bar of every page: sidebar or back button, what the page puts at its start, undo; a
 * title; what the page puts at its end, the page's menu, window controls. Children of a .ui file
 * have the type `start`, `title` or `end`. Properties: `title`, `subtitle` (strings), `workspace`,
 * `show-back` (boolean), `menu-model` (GMenuModel).
 */
#define RAPPORT_TYPE_PAGE_HEADER (rapport_page_header_get_type ())
G_DECLARE_FINAL_TYPE (RapportPageHeader, rapport_page_header, RAPPORT, PAGE_HEADER, AdwBin)

GtkWidget *rapport_page_header_new          (void);
void       rapport_page_header_set_title    (RapportPageHeader *self,
                                             const char        *title,
                                             const char        *subtitle);
void       rapport_page_header_set_workspace (RapportPageHeader *self,
                                             RapportWorkspace  *workspace);
void       rapport_page_header_take_below   (RapportPageHeader *self,
                                             GtkWidget         *widget);

G_END_DECLS
