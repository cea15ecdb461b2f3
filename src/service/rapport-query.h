#pragma once

#include "store/rapport-store.h"

G_BEGIN_DECLS

/**
 * RapportQuery:
 *
 * A question whose answer is a list of ids in order: SQL put together from fixed parts, and its
 * parameters. User text is only ever a parameter. Immutable once it is used; may be run on any
 * thread.
 */
typedef struct _RapportQuery RapportQuery;

#define RAPPORT_TYPE_QUERY (rapport_query_get_type ())
GType          rapport_query_get_type      (void) G_GNUC_CONST;
RapportQuery  *rapport_query_new           (RapportKindId      kind);
RapportQuery  *rapport_query_ref           (RapportQuery      *query);
void           rapport_query_unref         (RapportQuery      *query);
RapportKindId  rapport_query_get_kind      (RapportQuery      *query);
void           rapport_query_depends_on    (RapportQuery      *query,
                                            RapportKindId      kind);
gboolean       rapport_query_is_touched_by (RapportQuery      *query,
                                            RapportChanges    *changes);

void           rapport_query_append        (RapportQuery      *query,
                                            const char        *sql);
void           rapport_query_append_int    (RapportQuery      *query,
                                            gint64             value);
void           rapport_query_append_text   (RapportQuery      *query,
                                            const char        *value);
gboolean       rapport_query_has_values    (GStrv              values);
void           rapport_query_append_in     (RapportQuery      *query,
                                            GStrv              values,
                                            gboolean           numbers);
const char    *rapport_query_get_sql       (RapportQuery      *query);
RapportStatement *rapport_query_prepare    (RapportQuery      *query,
                                            RapportDb         *db,
                                            const char        *before,
                                            const char        *after,
                                            GError           **error);
GArray        *rapport_query_run           (RapportQuery      *query,
                                            RapportDb         *db,
                                            GError           **error);
char          *rapport_query_match         (const char        *text);
char         **rapport_query_split_words   (const char        *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportQuery, rapport_query_unref)

G_END_DECLS
