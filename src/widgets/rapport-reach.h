#pragma once

#include <gtk/gtk.h>

#include "core/rapport-record.h"

G_BEGIN_DECLS

/**
 * RapportReach:
 * @RAPPORT_REACH_CALL: by telephone
 * @RAPPORT_REACH_MAIL: by mail
 *
 * How one reaches somebody.
 */
typedef enum
{
  RAPPORT_REACH_CALL,
  RAPPORT_REACH_MAIL,
} RapportReach;

char      *rapport_reach_dup_uri         (RapportReach   how,
                                          const char    *address);
void       rapport_reach                 (GtkWidget     *from,
                                          RapportReach   how,
                                          RapportRecord *record);
gboolean   rapport_reach_is_possible     (RapportReach   how,
                                          RapportRecord *record);
GtkWidget *rapport_reach_button_new      (RapportReach   how);
void       rapport_reach_button_set_record (GtkWidget     *button,
                                            RapportRecord *record);

G_END_DECLS
