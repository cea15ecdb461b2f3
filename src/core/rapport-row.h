#pragma once

#include "core/rapport-kind.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_ROW (rapport_row_get_type ())

/**
 * RapportRow:
 * @kind: the kind of record
 * @id: the record's id, 0 before it is stored
 *
 * The values of one record, or some of them (a change): a plain value that any thread may own.
 * Which fields are present is part of it, so the same type says "this is the record" and "change
 * only these".
 */
typedef struct _RapportRow RapportRow;

GType              rapport_row_get_type     (void) G_GNUC_CONST;
RapportRow        *rapport_row_new          (RapportKindId      kind);
RapportRow        *rapport_row_copy         (const RapportRow  *row);
void               rapport_row_free         (RapportRow        *row);
const RapportKind *rapport_row_get_kind     (const RapportRow  *row);
gint64             rapport_row_get_id       (const RapportRow  *row);
void               rapport_row_set_id       (RapportRow        *row,
                                             gint64             id);
void               rapport_row_clear        (RapportRow        *row);

/* By the field's index in the kind's table. */
gboolean           rapport_row_has          (const RapportRow  *row,
                                             guint              field);
gboolean           rapport_row_is_null      (const RapportRow  *row,
                                             guint              field);
const char        *rapport_row_get_text     (const RapportRow  *row,
                                             guint              field);
gint64             rapport_row_get_int      (const RapportRow  *row,
                                             guint              field);
double             rapport_row_get_real     (const RapportRow  *row,
                                             guint              field);
void               rapport_row_set_null     (RapportRow        *row,
                                             guint              field);
void               rapport_row_set_text     (RapportRow        *row,
                                             guint              field,
                                             const char        *text);
void               rapport_row_set_text_len (RapportRow        *row,
                                             guint              field,
                                             const char        *text,
                                             gssize             length);
void               rapport_row_set_int      (RapportRow        *row,
                                             guint              field,
                                             gint64             value);
void               rapport_row_set_real     (RapportRow        *row,
                                             guint              field,
                                             double             value);
void               rapport_row_unset        (RapportRow        *row,
                                             guint              field);

/* By name: for code that is not in a hot path. A name that the kind does not have is a programming
 * error. */
const char        *rapport_row_text         (const RapportRow  *row,
                                             const char        *field);
gint64             rapport_row_int          (const RapportRow  *row,
                                             const char        *field);
void               rapport_row_put          (RapportRow        *row,
                                             const char        *first_field,
                                             ...) G_GNUC_NULL_TERMINATED;

gboolean           rapport_row_field_equal  (const RapportRow  *a,
                                             const RapportRow  *b,
                                             guint              field);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportRow, rapport_row_free)

G_END_DECLS
