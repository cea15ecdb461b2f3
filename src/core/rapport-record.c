#include "config.h"

#include "core/rapport-record.h"

#include <string.h>

/* A record is a row that says when it changes. Its properties are made from the field table of its kind:
 * property 1 is the id, property 2 + i is field i. They are read-only: a change goes through the service, which
 * writes it, and comes back here as a new row. */

typedef struct
{
  RapportRow *row;
} RapportRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (RapportRecord, rapport_record, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_FIRST_FIELD,
} RapportRecordProperty;

static GParamSpec *id_pspec;
static GQuark pspecs_quark;

static void
rapport_record_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  RapportRecord *self = RAPPORT_RECORD (object);
  RapportRecordPrivate *priv = rapport_record_get_instance_private (self);
  const RapportKind *kind = RAPPORT_RECORD_GET_CLASS (self)->kind;
  guint field = prop_id - PROP_FIRST_FIELD;

  if (prop_id == PROP_ID)
    {
      g_value_set_int64 (value, rapport_record_get_id (self));
      return;
    }
  if (field >= kind->n_fields)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  if (priv->row == NULL)
    return; /* not read yet: the value's default */

  if (rapport_field_is_text (&kind->fields[field]))
    g_value_set_string (value, rapport_row_get_text (priv->row, field));
  else if (kind->fields[field].type == RAPPORT_FIELD_BOOLEAN)
    g_value_set_boolean (value, rapport_row_get_int (priv->row, field) == 1);
  else if (kind->fields[field].type == RAPPORT_FIELD_REAL)
    g_value_set_double (value, rapport_row_get_real (priv->row, field));
  else
    g_value_set_int64 (value, rapport_row_get_int (priv->row, field));
}

static void
rapport_record_finalize (GObject *object)
{
  RapportRecordPrivate *priv = rapport_record_get_instance_private (RAPPORT_RECORD (object));

  g_clear_pointer (&priv->row, rapport_row_free);

  G_OBJECT_CLASS (rapport_record_parent_class)->finalize (object);
}

static void
rapport_record_class_init (RapportRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rapport_record_get_property;
  object_class->finalize = rapport_record_finalize;

  pspecs_quark = g_quark_from_static_string ("rapport-record-pspecs");
  id_pspec = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0,
                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_property (object_class, PROP_ID, id_pspec);
}

static void
rapport_record_init (RapportRecord *self)
{
}

void
_rapport_record_class_describe (RapportRecordClass *klass,
                                const RapportKind  *kind)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_NICK | G_PARAM_STATIC_BLURB | G_PARAM_EXPLICIT_NOTIFY;
  GParamSpec **pspecs = g_new0 (GParamSpec *, kind->n_fields);

  klass->kind = kind;
  G_OBJECT_CLASS (klass)->get_property = rapport_record_get_property; /* not inherited */

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const RapportField *field = &kind->fields[i];

      if (rapport_field_is_text (field))
        pspecs[i] = g_param_spec_string (field->name, NULL, NULL, NULL, flags);
      else if (field->type == RAPPORT_FIELD_BOOLEAN)
        pspecs[i] = g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
      else if (field->type == RAPPORT_FIELD_REAL)
        pspecs[i] = g_param_spec_double (field->name, NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0, flags);
      else
        pspecs[i] = g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, RAPPORT_UNSET, flags);
      g_object_class_install_property (G_OBJECT_CLASS (klass), PROP_FIRST_FIELD + i, pspecs[i]);
    }

  /* Classes are never unloaded, so neither is this table. */
  g_type_set_qdata (G_OBJECT_CLASS_TYPE (klass), pspecs_quark, pspecs);
}

/**
 * rapport_record_new:
 * @kind: a kind of record
 *
 * Makes an empty record. Code above the service asks the workspace for records instead, so that there is one
 * object for one id.
 *
 * Returns: (transfer full): the record
 */
RapportRecord *
rapport_record_new (RapportKindId kind)
{
  const RapportKind *description = rapport_kind_get (kind);

  g_return_val_if_fail (description != NULL, NULL);

  return g_object_new (description->get_type (), NULL);
}

/**
 * rapport_record_get_id:
 * @self: a record
 *
 * Returns: its id; 0 while it has none
 */
gint64
rapport_record_get_id (RapportRecord *self)
{
  RapportRecordPrivate *priv = rapport_record_get_instance_private (self);

  g_return_val_if_fail (RAPPORT_IS_RECORD (self), 0);

  return priv->row ? rapport_row_get_id (priv->row) : 0;
}

/**
 * rapport_record_get_kind:
 * @self: a record
 *
 * Returns: (transfer none): the kind of record
 */
const RapportKind *
rapport_record_get_kind (RapportRecord *self)
{
  g_return_val_if_fail (RAPPORT_IS_RECORD (self), NULL);

  return RAPPORT_RECORD_GET_CLASS (self)->kind;
}

/**
 * rapport_record_get_row:
 * @self: a record
 *
 * Returns: (nullable) (transfer none): the values, valid until the next change
 */
const RapportRow *
rapport_record_get_row (RapportRecord *self)
{
  RapportRecordPrivate *priv = rapport_record_get_instance_private (self);

  g_return_val_if_fail (RAPPORT_IS_RECORD (self), NULL);

  return priv->row;
}

/**
 * rapport_record_take_row:
 * @self: a record
 * @row: (transfer full): its new values, all of them
 *
 * Takes new values and notifies those properties that differ from before.
 */
void
rapport_record_take_row (RapportRecord *self,
                         RapportRow    *row)
{
  RapportRecordPrivate *priv = rapport_record_get_instance_private (self);
  g_autoptr(RapportRow) old = NULL;
  GParamSpec **pspecs;
  const RapportKind *kind;

  g_return_if_fail (RAPPORT_IS_RECORD (self));
  g_return_if_fail (row != NULL);

  kind = RAPPORT_RECORD_GET_CLASS (self)->kind;
  g_return_if_fail (rapport_row_get_kind (row) == kind);

  old = priv->row;
  priv->row = row;

  if (old == NULL)
    return; /* nobody has seen it yet */

  g_object_freeze_notify (G_OBJECT (self));
  if (rapport_row_get_id (old) != rapport_row_get_id (row))
    g_object_notify_by_pspec (G_OBJECT (self), id_pspec);
  pspecs = g_type_get_qdata (G_OBJECT_TYPE (self), pspecs_quark);
  for (guint i = 0; i < kind->n_fields; i++)
    if (!rapport_row_field_equal (old, row, i))
      g_object_notify_by_pspec (G_OBJECT (self), pspecs[i]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * rapport_record_get_text:
 * @self: a record
 * @field: name of a text field
 *
 * Returns: (nullable) (transfer none): its value
 */
const char *
rapport_record_get_text (RapportRecord *self,
                         const char    *field)
{
  RapportRecordPrivate *priv = rapport_record_get_instance_private (self);

  g_return_val_if_fail (RAPPORT_IS_RECORD (self), NULL);

  return priv->row ? rapport_row_text (priv->row, field) : NULL;
}

/**
 * rapport_record_get_int:
 * @self: a record
 * @field: name of a field that is a number
 *
 * Returns: its value, %RAPPORT_UNSET where nothing is known
 */
gint64
rapport_record_get_int (RapportRecord *self,
                        const char    *field)
{
  RapportRecordPrivate *priv = rapport_record_get_instance_private (self);

  g_return_val_if_fail (RAPPORT_IS_RECORD (self), RAPPORT_UNSET);

  return priv->row ? rapport_row_int (priv->row, field) : RAPPORT_UNSET;
}

/**
 * rapport_record_get_title:
 * @self: a record
 *
 * Returns: (nullable) (transfer none): what names the record to people
 */
const char *
rapport_record_get_title (RapportRecord *self)
{
  RapportRecordPrivate *priv = rapport_record_get_instance_private (self);
  const RapportKind *kind;

  g_return_val_if_fail (RAPPORT_IS_RECORD (self), NULL);

  kind = RAPPORT_RECORD_GET_CLASS (self)->kind;
  return priv->row && kind->title_field >= 0 ? rapport_row_get_text (priv->row, kind->title_field) : NULL;
}
