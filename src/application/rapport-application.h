#pragma once

#include <adwaita.h>

#include "application/rapport-window.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_APPLICATION (rapport_application_get_type ())
G_DECLARE_FINAL_TYPE (RapportApplication, rapport_application, RAPPORT, APPLICATION, AdwApplication)

RapportApplication *rapport_application_new        (void);
void                rapport_application_prepare    (RapportApplication  *self,
                                                    int                  argc,
                                                    char               **argv);
void                rapport_application_open_path  (RapportApplication  *self,
                                                    RapportWindow       *window,
                                                    const char          *path);
void                rapport_application_open_account (RapportApplication *self,
                                                    RapportWorkspace    *workspace,
                                                    gint64               account);
void                rapport_application_restore    (RapportApplication  *self,
                                                    RapportWindow       *window,
                                                    const char          *path,
                                                    const char          *backup);
void                rapport_application_copy       (RapportApplication  *self,
                                                    RapportWindow       *window,
                                                    const char          *path);
void                rapport_application_start_over (RapportApplication  *self,
                                                    RapportWindow       *window);

G_END_DECLS
