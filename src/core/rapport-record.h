#pragma once

#include <glib-object.h>

#include "core/rapport-row.h"

G_BEGIN_DECLS

#define RAPPORT_TYPE_RECORD (rapport_record_get_type ())

G_DECLARE_DERIVABLE_TYPE (RapportRecord, rapport_record, RAPPORT, RECORD, GObject)

/**
 * RapportRecordClass:
 * @kind: the description of the kind of record, from which the properties come
 */
struct _RapportRecordClass
{
  GObjectClass       parent_class;
  const RapportKind *kind;
};

gint64             rapport_record_get_id     (RapportRecord    *self);
const RapportKind *rapport_record_get_kind   (RapportRecord    *self);
const RapportRow  *rapport_record_get_row    (RapportRecord    *self);
void               rapport_record_take_row   (RapportRecord    *self,
                                              RapportRow       *row);
const char        *rapport_record_get_text   (RapportRecord    *self,
                                              const char       *field);
gint64             rapport_record_get_int    (RapportRecord    *self,
                                              const char       *field);
const char        *rapport_record_get_title  (RapportRecord    *self);
RapportRecord     *rapport_record_new        (RapportKindId     kind);

/*< private >*/
void               _rapport_record_class_describe (RapportRecordClass *klass,
                                                   const RapportKind  *kind);

/**
 * RAPPORT_DEFINE_RECORD:
 * @TypeName: the GObject type ("RapportAccount")
 * @prefix: its function prefix, also that of its kind ("rapport_account")
 *
 * Defines a kind of record: the GObject class whose properties are the fields of @prefix_kind.
 */
#define RAPPORT_DEFINE_RECORD(TypeName, prefix)                                                      \
  struct _##TypeName                                                                                 \
  {                                                                                                  \
    RapportRecord parent_instance;                                                                   \
  };                                                                                                 \
  G_DEFINE_FINAL_TYPE (TypeName, prefix, RAPPORT_TYPE_RECORD)                                        \
  static void prefix##_init (TypeName *self) {}                                                      \
  static void prefix##_class_init (TypeName##Class *klass)                                           \
  {                                                                                                  \
    _rapport_record_class_describe (RAPPORT_RECORD_CLASS (klass), &prefix##_kind);                   \
  }

G_END_DECLS
