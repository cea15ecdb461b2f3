#pragma once

#include "application/rapport-application.h"

G_BEGIN_DECLS

typedef struct _RapportOpening RapportOpening;

struct _RapportApplication
{
  AdwApplication    parent_instance;

  /* What the command line of this process asks for, before the first window. */
  char             *early_path;
  RapportDay        early_day;
  RapportWorkspace *early;
  GError           *early_error;
  gboolean          early_waits;  /* it takes longer, and is opened meanwhile */

  GList            *openings;     /* RapportOpening */
};

/* Told in which window a workspace is shown, %NULL where it is not. */
typedef void (*RapportOpenedFunc) (RapportApplication *self,
                                   RapportWindow      *window,
                                   gpointer            data);

/* rapport-application.c */
RapportWindow    *_rapport_application_get_active_window (RapportApplication  *self);

/* rapport-application-notices.c */
void              _rapport_application_add_notice_actions (RapportApplication *self);

/* rapport-application-open.c */
RapportWindow    *_rapport_application_find_window       (RapportApplication  *self,
                                                          const char          *path);
RapportWindow    *_rapport_application_present_window    (RapportApplication  *self,
                                                          RapportWorkspace    *workspace);
void              _rapport_application_close_workspace   (RapportApplication  *self,
                                                          RapportWindow       *window);
void              _rapport_application_tell_open_error   (RapportApplication  *self,
                                                          RapportWindow       *window,
                                                          const char          *path,
                                                          const GError        *error);
RapportWindow    *_rapport_application_still_there       (RapportApplication  *self,
                                                          RapportWindow       *window);
void              _rapport_application_choose_member     (RapportWorkspace    *workspace);
void              _rapport_application_open              (RapportApplication  *self,
                                                          RapportWindow       *window,
                                                          const char          *path,
                                                          RapportDay           day,
                                                          RapportOpenedFunc    callback,
                                                          gpointer             data);
void              _rapport_application_cancel_openings   (RapportApplication  *self);
void              _rapport_application_show_workspace    (RapportApplication  *self,
                                                          RapportWindow       *window,
                                                          RapportWorkspace    *workspace);

/* rapport-application-rescue.c */
void              _rapport_application_recover           (RapportApplication  *self,
                                                          RapportWindow       *window,
                                                          const char          *damaged);

G_END_DECLS
