#pragma once

#include <gtk/gtk.h>

#include "widgets/rapport-steady-rows.h"

G_BEGIN_DECLS

/**
 * RapportIdSelection:
 *
 * Several selected rows of a #RapportSteadyRows, known by the ids of their records.
 * GtkMultiSelection holds the object of every selected row, so that Ctrl+A on 100,000 rows would
 * make them all; this one makes none, and what is selected stays so when the rows show the answer to
 * another query, should it be in there. What is selected is counted in rows of the answer, whatever
 * the list shows of it at the moment.
 */
#define RAPPORT_TYPE_ID_SELECTION (rapport_id_selection_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdSelection, rapport_id_selection, RAPPORT, ID_SELECTION, GObject)

RapportIdSelection *rapport_id_selection_new         (RapportSteadyRows  *rows);
void                rapport_id_selection_take        (RapportIdSelection *self,
                                                      RapportIdSelection *from);
RapportQueryModel  *rapport_id_selection_get_model   (RapportIdSelection *self);
guint               rapport_id_selection_get_n_rows  (RapportIdSelection *self);
guint               rapport_id_selection_get_n       (RapportIdSelection *self);
GArray             *rapport_id_selection_dup_ids     (RapportIdSelection *self);

G_END_DECLS
