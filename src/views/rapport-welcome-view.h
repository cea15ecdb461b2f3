#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportWelcomeView:
 *
 * What is shown without a workspace: the sample, an import, an empty one, and those opened before.
 */
#define RAPPORT_TYPE_WELCOME_VIEW (rapport_welcome_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportWelcomeView, rapport_welcome_view, RAPPORT, WELCOME_VIEW, AdwBin)

GtkWidget *rapport_welcome_view_new      (void);
void       rapport_welcome_view_refresh  (RapportWelcomeView *self);

char      *rapport_welcome_name_of_path  (const char         *path);
void       rapport_welcome_style_initial (GtkWidget          *label,
                                          const char         *name);

G_END_DECLS
