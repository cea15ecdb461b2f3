#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportFieldEditor:
 *
 * A field of a record, edited where it stands: what the input is, how it is read and written comes
 * from the table of fields. With a record, a change is written with Enter, when the focus leaves
 * and when the page closes, each as one act; Escape puts back what the record says. What cannot be
 * read or written stays as it was typed, with the reason below it, also when the page is left and
 * opened again. Without a record it is a row of a form.
 *
 * Signal `changed`: the user changed the input.
 */
#define RAPPORT_TYPE_FIELD_EDITOR (rapport_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (RapportFieldEditor, rapport_field_editor, RAPPORT, FIELD_EDITOR, AdwBin)

GtkWidget     *rapport_field_editor_new         (RapportKindId        kind,
                                                 guint                field);
void           rapport_field_editor_set_record  (RapportFieldEditor  *self,
                                                 RapportWorkspace    *workspace,
                                                 RapportRecord       *record);
void           rapport_field_editor_set_row     (RapportFieldEditor  *self,
                                                 RapportWorkspace    *workspace,
                                                 const RapportRow    *row);
gboolean       rapport_field_editor_read        (RapportFieldEditor  *self,
                                                 RapportRow          *row,
                                                 GError             **error);
gboolean       rapport_field_editor_is_changed  (RapportFieldEditor  *self);
void           rapport_field_editor_commit      (RapportFieldEditor  *self);
void           rapport_field_editor_set_problem (RapportFieldEditor  *self,
                                                 const char          *problem);
GtkWidget     *rapport_field_editor_get_input   (RapportFieldEditor  *self);

G_END_DECLS
