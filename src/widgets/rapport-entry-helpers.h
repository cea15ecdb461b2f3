#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportEntryFunc:
 * @editable: the entry
 * @text: what stands in it now
 * @data: the caller's
 */
typedef void (*RapportEntryFunc) (GtkEditable *editable,
                                  const char  *text,
                                  gpointer     data);

void rapport_entry_commit_on_leave (GtkEditable      *editable,
                                    RapportEntryFunc  func,
                                    gpointer          data);
void rapport_entry_set_kept_text   (GtkEditable      *editable,
                                    const char       *text);
void rapport_entry_set_problem     (GtkWidget        *entry,
                                    const char       *problem);

G_END_DECLS
