#include "config.h"

#include "core/rapport-row.h"

#include <string.h>

/* Nothing, a number, or a string: the field's type says which. */
typedef union
{
  gint64  integer;
  double  real;
  char   *text;
} Value;

struct _RapportRow
{
  const RapportKind *kind;
  gint64             id;
  guint64            present;  /* bit per field: part of this row */
  guint64            null;     /* bit per field: present, and nothing */
  Value              values[];
};

G_DEFINE_BOXED_TYPE (RapportRow, rapport_row, rapport_row_copy, rapport_row_free)

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))

static inline gboolean
is_text (const RapportRow *row,
         guint             field)
{
  return rapport_field_is_text (&row->kind->fields[field]);
}

/**
 * rapport_row_new:
 * @kind: a kind of record
 *
 * Returns: (transfer full): a row without any value
 */
RapportRow *
rapport_row_new (RapportKindId kind)
{
  const RapportKind *description = rapport_kind_get (kind);
  RapportRow *row;

  g_return_val_if_fail (description != NULL && description->n_fields <= 64, NULL);

  row = g_malloc0 (sizeof (RapportRow) + description->n_fields * sizeof (Value));
  row->kind = description;
  return row;
}

/**
 * rapport_row_clear:
 * @row: a row
 *
 * Forgets all values and the id.
 */
void
rapport_row_clear (RapportRow *row)
{
  for (guint i = 0; i < row->kind->n_fields; i++)
    rapport_row_unset (row, i);
  row->id = 0;
}

void
rapport_row_free (RapportRow *row)
{
  if (row == NULL)
    return;
  rapport_row_clear (row);
  g_free (row);
}

/**
 * rapport_row_copy:
 * @row: a row
 *
 * Returns: (transfer full): a row of the same values
 */
RapportRow *
rapport_row_copy (const RapportRow *row)
{
  RapportRow *copy = rapport_row_new (row->kind->id);

  copy->id = row->id;
  copy->present = row->present;
  copy->null = row->null;
  for (guint i = 0; i < row->kind->n_fields; i++)
    if (is_text (row, i))
      copy->values[i].text = g_strdup (row->values[i].text);
    else
      copy->values[i] = row->values[i];
  return copy;
}

/**
 * rapport_row_get_kind:
 * @row: a row
 *
 * Returns: (transfer none): the kind of record
 */
const RapportKind *
rapport_row_get_kind (const RapportRow *row)
{
  return row->kind;
}

/**
 * rapport_row_get_id:
 * @row: a row
 *
 * Returns: the id of its record; 0 for one that is to be inserted
 */
gint64
rapport_row_get_id (const RapportRow *row)
{
  return row->id;
}

/**
 * rapport_row_set_id:
 * @row: a row
 * @id: the id
 */
void
rapport_row_set_id (RapportRow *row,
                    gint64      id)
{
  row->id = id;
}

/**
 * rapport_row_has:
 * @row: a row
 * @field: index of a field
 *
 * Returns: whether the row says anything of that field, be it that it is nothing
 */
gboolean
rapport_row_has (const RapportRow *row,
                 guint             field)
{
  return (row->present & BIT (field)) != 0;
}

/**
 * rapport_row_is_null:
 * @row: a row
 * @field: index of a field in the kind's table
 *
 * Returns: whether the field has no value
 */
gboolean
rapport_row_is_null (const RapportRow *row,
                     guint             field)
{
  return (row->present & ~row->null & BIT (field)) == 0;
}

/**
 * rapport_row_get_text:
 * @row: a row
 * @field: index of a field in the kind's table
 *
 * Returns: (nullable) (transfer none): the value
 */
const char *
rapport_row_get_text (const RapportRow *row,
                      guint             field)
{
  g_return_val_if_fail (field < row->kind->n_fields && is_text (row, field), NULL);

  return row->values[field].text;
}

/**
 * rapport_row_get_int:
 * @row: a row
 * @field: index of a field that is a number
 *
 * Returns: the value, %RAPPORT_UNSET where there is none
 */
gint64
rapport_row_get_int (const RapportRow *row,
                     guint             field)
{
  g_return_val_if_fail (field < row->kind->n_fields && !is_text (row, field), RAPPORT_UNSET);

  return rapport_row_is_null (row, field) ? RAPPORT_UNSET : row->values[field].integer;
}

/**
 * rapport_row_get_real:
 * @row: a row
 * @field: index of a field in the kind's table
 *
 * Returns: the value, 0 where it has none
 */
double
rapport_row_get_real (const RapportRow *row,
                      guint             field)
{
  g_return_val_if_fail (row->kind->fields[field].type == RAPPORT_FIELD_REAL, 0);

  return rapport_row_is_null (row, field) ? 0 : row->values[field].real;
}

/**
 * rapport_row_unset:
 * @row: a row
 * @field: index of a field
 *
 * Makes the row say nothing of that field.
 */
void
rapport_row_unset (RapportRow *row,
                   guint       field)
{
  if (is_text (row, field))
    g_free (row->values[field].text);
  row->values[field].integer = 0;
  row->present &= ~BIT (field);
  row->null &= ~BIT (field);
}

/**
 * rapport_row_set_null:
 * @row: a row
 * @field: index of a field in the kind's table
 *
 * Takes the value away: an update writes NULL.
 */
void
rapport_row_set_null (RapportRow *row,
                      guint       field)
{
  rapport_row_unset (row, field);
  row->present |= BIT (field);
  row->null |= BIT (field);
}

/**
 * rapport_row_set_text_len:
 * @row: a row
 * @field: index of a text field
 * @text: (nullable): UTF-8; empty text is kept as nothing
 * @length: bytes of it, or -1
 */
void
rapport_row_set_text_len (RapportRow *row,
                          guint       field,
                          const char *text,
                          gssize      length)
{
  char *copy;

  g_return_if_fail (field < row->kind->n_fields && is_text (row, field));

  if (text == NULL || length == 0 || (length < 0 && *text == '\0'))
    {
      rapport_row_set_null (row, field);
      return;
    }

  copy = length < 0 ? g_strdup (text) : g_strndup (text, length);
  rapport_row_unset (row, field);
  row->values[field].text = copy;
  row->present |= BIT (field);
}

/**
 * rapport_row_set_text:
 * @row: a row
 * @field: index of a field in the kind's table
 * @text: (nullable): the value
 */
void
rapport_row_set_text (RapportRow *row,
                      guint       field,
                      const char *text)
{
  rapport_row_set_text_len (row, field, text, -1);
}

/**
 * rapport_row_set_int:
 * @row: a row
 * @field: index of a field that is a number
 * @value: the value; %RAPPORT_UNSET for nothing
 */
void
rapport_row_set_int (RapportRow *row,
                     guint       field,
                     gint64      value)
{
  g_return_if_fail (field < row->kind->n_fields && !is_text (row, field));

  if (value == RAPPORT_UNSET)
    {
      rapport_row_set_null (row, field);
      return;
    }

  row->values[field].integer = value;
  row->present |= BIT (field);
  row->null &= ~BIT (field);
}

/**
 * rapport_row_set_real:
 * @row: a row
 * @field: index of a field in the kind's table
 * @value: the value
 */
void
rapport_row_set_real (RapportRow *row,
                      guint       field,
                      double      value)
{
  g_return_if_fail (row->kind->fields[field].type == RAPPORT_FIELD_REAL);

  row->values[field].real = value;
  row->present |= BIT (field);
  row->null &= ~BIT (field);
}

static guint
index_of (const RapportRow *row,
          const char       *field)
{
  int i = rapport_kind_find_field (row->kind, field);

  if (i < 0)
    g_error ("%s has no field %s", row->kind->name, field);
  return (guint) i;
}

const char *
rapport_row_text (const RapportRow *row,
                  const char       *field)
{
  return rapport_row_get_text (row, index_of (row, field));
}

gint64
rapport_row_int (const RapportRow *row,
                 const char       *field)
{
  return rapport_row_get_int (row, index_of (row, field));
}

/**
 * rapport_row_put:
 * @row: a row
 * @first_field: name of a field
 * @...: its value (a string for text, a #gint64 for numbers, a double for %RAPPORT_FIELD_REAL), then further
 *   names and values, ended by %NULL
 */
void
rapport_row_put (RapportRow *row,
                 const char *first_field,
                 ...)
{
  va_list args;

  va_start (args, first_field);
  for (const char *name = first_field; name != NULL; name = va_arg (args, const char *))
    {
      guint field = index_of (row, name);

      if (is_text (row, field))
        rapport_row_set_text (row, field, va_arg (args, const char *));
      else if (row->kind->fields[field].type == RAPPORT_FIELD_REAL)
        rapport_row_set_real (row, field, va_arg (args, double));
      else
        rapport_row_set_int (row, field, va_arg (args, gint64));
    }
  va_end (args);
}

/**
 * rapport_row_field_equal:
 * @a: a row
 * @b: a row of the same kind
 * @field: index of a field
 *
 * Returns: whether both hold the same value there, nothing being equal to nothing
 */
gboolean
rapport_row_field_equal (const RapportRow *a,
                         const RapportRow *b,
                         guint             field)
{
  g_return_val_if_fail (a->kind == b->kind, FALSE);

  if (is_text (a, field))
    return g_strcmp0 (a->values[field].text, b->values[field].text) == 0;
  if (rapport_row_is_null (a, field) || rapport_row_is_null (b, field))
    return rapport_row_is_null (a, field) == rapport_row_is_null (b, field);
  return a->values[field].integer == b->values[field].integer;
}
