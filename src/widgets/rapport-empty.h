#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *rapport_empty_new         (const char *icon_name,
                                      const char *title,
                                      const char *description);
GtkWidget *rapport_empty_new_compact (const char *title,
                                      const char *description);
GtkWidget *rapport_empty_add_button  (GtkWidget  *empty,
                                      const char *label,
                                      const char *action_name,
                                      gboolean    suggested);

G_END_DECLS
