#pragma once

#include <gtk/gtk.h>

#include "views/rapport-list-face.h"

G_BEGIN_DECLS

/**
 * RapportListFaceFunc:
 * @row: (type GObject): what the cell is bound to
 * @column: which of its columns
 * @face: (inout): empty; what to show
 * @user_data: data of the pen
 *
 * Says what a cell shows. It is asked when the cell is to be drawn.
 */
typedef void (*RapportListFaceFunc) (gpointer         row,
                                     const char      *column,
                                     RapportListFace *face,
                                     gpointer         user_data);

/**
 * RapportListPen:
 *
 * What the cells of one list draw with: fonts, their measures, icons. One for all, as GTK's way of a
 * text context for each widget costs more than the text.
 */
typedef struct _RapportListPen RapportListPen;

RapportListPen *rapport_list_pen_new         (GtkWidget           *list,
                                              RapportListFaceFunc  func,
                                              gpointer             user_data);
RapportListPen *rapport_list_pen_ref         (RapportListPen      *self);
void            rapport_list_pen_unref       (RapportListPen      *self);
void            rapport_list_pen_drop        (RapportListPen      *self);
void            rapport_list_pen_forget      (RapportListPen      *self);
guint           rapport_list_pen_get_n_cells (RapportListPen      *self);

/**
 * RapportListCell:
 *
 * A cell of a list: one widget that draws all that it shows, and asks for it only then. GTK keeps
 * some 205 rows of cells, of which a screen shows thirty.
 */
#define RAPPORT_TYPE_LIST_CELL (rapport_list_cell_get_type ())
G_DECLARE_FINAL_TYPE (RapportListCell, rapport_list_cell, RAPPORT, LIST_CELL, GtkWidget)

GtkWidget      *rapport_list_cell_new        (RapportListPen      *pen,
                                              const char          *column,
                                              guint                n_lines,
                                              int                  avatar);
void            rapport_list_cell_set_row    (RapportListCell     *self,
                                              gpointer             row);
gpointer        rapport_list_cell_get_row    (RapportListCell     *self);
const char     *rapport_list_cell_get_column (RapportListCell     *self);
void            rapport_list_cell_renew      (RapportListCell     *self);
char           *rapport_list_cell_dup_text   (RapportListCell     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportListPen, rapport_list_pen_unref)

G_END_DECLS
