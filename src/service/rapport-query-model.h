#pragma once

#include <gio/gio.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_QUERY_MODEL (rapport_query_model_get_type ())
G_DECLARE_FINAL_TYPE (RapportQueryModel, rapport_query_model, RAPPORT, QUERY_MODEL, GObject)

RapportQueryModel *rapport_query_model_new         (RapportWorkspace   *workspace,
                                                    RapportQuery       *query);
RapportQueryModel *rapport_query_model_new_for_ids (RapportWorkspace   *workspace,
                                                    RapportQuery       *query,
                                                    GArray             *ids);
void               rapport_query_model_take_ids    (RapportQueryModel  *self,
                                                    GArray             *ids);
void               rapport_query_model_set_fed     (RapportQueryModel  *self,
                                                    gboolean            fed);
RapportQuery      *rapport_query_model_get_query   (RapportQueryModel  *self);
gboolean           rapport_query_model_is_loading  (RapportQueryModel  *self);
gint64             rapport_query_model_get_id      (RapportQueryModel  *self,
                                                    guint               position);
gboolean           rapport_query_model_find        (RapportQueryModel  *self,
                                                    gint64              id,
                                                    guint              *position);
GArray            *rapport_query_model_get_ids     (RapportQueryModel  *self);

G_END_DECLS
