#pragma once

#include <gtk/gtk.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportQuickEntry:
 *
 * Logs an interaction in one line: what was said, by which channel, in which direction, with whom,
 * when and as part of what. Enter adds; the fields keep their last values. Properties: `workspace`;
 * `account` (int64; 0 shows a picker); `with-text` (boolean: whether there is room for a longer
 * text). Signal `logged`.
 */
#define RAPPORT_TYPE_QUICK_ENTRY (rapport_quick_entry_get_type ())
G_DECLARE_FINAL_TYPE (RapportQuickEntry, rapport_quick_entry, RAPPORT, QUICK_ENTRY, GtkWidget)

void     rapport_quick_entry_set_account (RapportQuickEntry *self,
                                          gint64             account);
void     rapport_quick_entry_set_about   (RapportQuickEntry *self,
                                          gint64             person,
                                          gint64             episode);
gboolean rapport_quick_entry_has_text    (RapportQuickEntry *self);
void     rapport_quick_entry_add         (RapportQuickEntry *self);
void     rapport_quick_entry_focus       (RapportQuickEntry *self);

G_END_DECLS
