#pragma once

#include <gtk/gtk.h>

#include "service/rapport-query-model.h"

G_BEGIN_DECLS

/**
 * RapportIdSelection:
 *
 * Several selected rows of a #RapportQueryModel, known by the ids of their records.
 * GtkMultiSelection holds the object of every selected row, so that Ctrl+A on 100,000 rows would
 * read them all; this one reads none, and a selection can be taken over by the list that answers
 * the next query.
 */
#define RAPPORT_TYPE_ID_SELECTION (rapport_id_selection_get_type ())
G_DECLARE_FINAL_TYPE (RapportIdSelection, rapport_id_selection, RAPPORT, ID_SELECTION, GObject)

RapportIdSelection *rapport_id_selection_new         (RapportQueryModel  *model,
                                                      RapportIdSelection *before);
RapportQueryModel  *rapport_id_selection_get_model   (RapportIdSelection *self);
guint               rapport_id_selection_get_n       (RapportIdSelection *self);
GArray             *rapport_id_selection_dup_ids     (RapportIdSelection *self);

G_END_DECLS
