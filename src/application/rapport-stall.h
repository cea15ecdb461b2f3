#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RAPPORT_STALL_MICROSECONDS 16000

void   rapport_stall_start     (void);
void   rapport_stall_watch     (GtkWidget *window);
gint64 rapport_stall_reset     (gint64    *turn);
void   rapport_stall_note      (gint64     block,
                                gint64     turn);
guint  rapport_stall_get_count (gint64    *longest);

G_END_DECLS
