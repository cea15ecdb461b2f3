#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportFormField:
 * @kind: a kind of record
 * @field: index of a field of it
 * @label: (nullable): what it is called here, %NULL for its own label
 */
typedef struct
{
  RapportKindId  kind;
  guint          field;
  const char    *label;
} RapportFormField;

/**
 * RapportFormDone:
 * @form: the form, which closes when this returns %TRUE
 * @rows: (element-type RapportRow): one row for each kind in the form, in the order of their first
 *   fields
 * @data: the caller's
 *
 * Returns: whether the form has done its work
 */
typedef gboolean (*RapportFormDone) (GtkWidget *form,
                                     GPtrArray *rows,
                                     gpointer   data);

/**
 * RapportForm:
 *
 * A window that asks for some fields of a record or of two that belong together. It checks the
 * input and keeps it open with the reason where that is wrong; closing asks before it drops what
 * was typed.
 */
#define RAPPORT_TYPE_FORM (rapport_form_get_type ())
G_DECLARE_FINAL_TYPE (RapportForm, rapport_form, RAPPORT, FORM, AdwWindow)

GtkWidget *rapport_form_new     (GtkWidget              *from,
                                 RapportWorkspace       *workspace,
                                 const char             *title,
                                 const char             *accept,
                                 const RapportFormField *fields,
                                 guint                   n_fields,
                                 GPtrArray              *rows,
                                 RapportFormDone         done,
                                 gpointer                data,
                                 GDestroyNotify          destroy);
void       rapport_form_accept  (RapportForm            *self);
void       rapport_form_remark  (RapportForm            *self,
                                 const char             *text);
GtkWidget *rapport_form_get_editor (RapportForm         *self,
                                 guint                   index);

G_END_DECLS
