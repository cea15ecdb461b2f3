#include "config.h"

#include "service/rapport-act.h"

#include <glib/gi18n.h>

struct _RapportAct
{
  gatomicrefcount    ref_count;
  char              *label;
  RapportWriteFunc   func;
  RapportWriterFunc  long_func;
  gpointer           data;
  GDestroyNotify     destroy;
};

G_DEFINE_BOXED_TYPE (RapportAct, rapport_act, rapport_act_ref, rapport_act_unref)

/**
 * rapport_act_new:
 * @label: what it does, in the words of the undo button ("Move Halden Marine to Loyal")
 * @func: writes it, in one transaction, on the writer's thread
 * @data: for @func
 * @destroy: (nullable): frees @data
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_act_new (const char       *label,
                 RapportWriteFunc  func,
                 gpointer          data,
                 GDestroyNotify    destroy)
{
  RapportAct *act = g_new0 (RapportAct, 1);

  g_atomic_ref_count_init (&act->ref_count);
  act->label = g_strdup (label);
  act->func = func;
  act->data = data;
  act->destroy = destroy;
  return act;
}

/**
 * rapport_act_new_long:
 * @label: what it does, in the words of the undo button
 * @func: writes it in several transactions, on the writer's thread
 * @data: for @func
 * @destroy: (nullable): frees @data
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_act_new_long (const char        *label,
                      RapportWriterFunc  func,
                      gpointer           data,
                      GDestroyNotify     destroy)
{
  RapportAct *act = rapport_act_new (label, NULL, data, destroy);

  act->long_func = func;
  return act;
}

RapportAct *
rapport_act_ref (RapportAct *act)
{
  g_atomic_ref_count_inc (&act->ref_count);
  return act;
}

void
rapport_act_unref (RapportAct *act)
{
  if (!g_atomic_ref_count_dec (&act->ref_count))
    return;
  if (act->destroy != NULL)
    act->destroy (act->data);
  g_free (act->label);
  g_free (act);
}

/**
 * rapport_act_get_label:
 * @act: an act
 *
 * Returns: (transfer none): what it does, in the words of the undo button
 */
const char *
rapport_act_get_label (RapportAct *act)
{
  return act->label;
}

/**
 * rapport_act_get_data:
 * @act: an act
 *
 * Returns: (transfer none): what the function of the act is given
 */
gpointer
rapport_act_get_data (RapportAct *act)
{
  return act->data;
}

/**
 * rapport_act_get_func:
 * @act: an act
 *
 * Returns: what does it in one transaction; %NULL for a long act
 */
RapportWriteFunc
rapport_act_get_func (RapportAct *act)
{
  return act->func;
}

/**
 * rapport_act_get_long_func:
 * @act: an act
 *
 * Returns: what does it in transactions of its own; %NULL for a short act
 */
RapportWriterFunc
rapport_act_get_long_func (RapportAct *act)
{
  return act->long_func;
}

/* Save ------------------------------------------------------------------------------------------------------- */

static gboolean
save (RapportWrite  *write,
      gpointer       data,
      GError       **error)
{
  RapportRow *row = data;

  if (rapport_row_get_id (row) == 0)
    return rapport_write_insert (write, row, error) != 0;
  return rapport_write_update (write, row, error);
}

/**
 * rapport_act_save:
 * @row: (transfer full): a new record, or the id and changed fields of one
 *
 * Adds a record or changes it.
 *
 * Returns: (transfer full): the act; rapport_act_get_saved_id() tells the id when it is done
 */
RapportAct *
rapport_act_save (RapportRow *row)
{
  const RapportKind *kind = rapport_row_get_kind (row);
  const char *title = kind->title_field >= 0 && rapport_row_has (row, kind->title_field)
                        ? rapport_row_get_text (row, kind->title_field) : NULL;
  g_autofree char *label = NULL;

  if (rapport_row_get_id (row) == 0)
    /* Translators: kind of record and its name, on the undo button: Add Account “Nordwind” */
    label = title ? g_strdup_printf (_("Add %s “%s”"), rapport_kind_get_label (kind), title)
                  : g_strdup_printf (_("Add %s"), rapport_kind_get_label (kind));
  else
    {
      guint field = 0, n = 0;

      for (guint i = 0; i < kind->n_fields; i++)
        if (rapport_row_has (row, i))
          field = i, n++;
      /* Translators: kind of record and field, on the undo button: Change Account: Phone */
      label = n == 1 ? g_strdup_printf (_("Change %s: %s"), rapport_kind_get_label (kind),
                                        rapport_field_get_label (&kind->fields[field]))
                     : g_strdup_printf (_("Change %s"), rapport_kind_get_label (kind));
    }
  return rapport_act_new (label, save, row, (GDestroyNotify) rapport_row_free);
}

/**
 * rapport_act_get_saved_id:
 * @act: an act made by rapport_act_save() that is done
 *
 * Returns: the id of the record
 */
gint64
rapport_act_get_saved_id (RapportAct *act)
{
  g_return_val_if_fail (act->func == save, 0);

  return rapport_row_get_id (act->data);
}

/* Several records at once -------------------------------------------------------------------------------------- */

typedef struct
{
  RapportKindId  kind;
  GArray        *ids;
  RapportRow    *changes;
  gboolean       restore;
} Many;

static void
many_free (gpointer data)
{
  Many *many = data;

  g_array_unref (many->ids);
  g_clear_pointer (&many->changes, rapport_row_free);
  g_free (many);
}

static Many *
many_new (RapportKindId  kind,
          const gint64  *ids,
          guint          n_ids)
{
  Many *many = g_new0 (Many, 1);

  many->kind = kind;
  many->ids = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), ids, n_ids);
  return many;
}

static gboolean
trash_many (RapportWrite  *write,
            gpointer       data,
            GError       **error)
{
  Many *many = data;
  const RapportKind *kind = rapport_kind_get (many->kind);
  g_autofree char *label = NULL;

  for (guint i = 0; i < many->ids->len; i++)
    {
      gint64 id = g_array_index (many->ids, gint64, i);

      if (!(many->restore ? rapport_write_restore (write, many->kind, id, error)
                          : rapport_write_trash (write, many->kind, id, error)))
        return FALSE;
    }

  if (many->ids->len == 1 && kind->title_field >= 0)
    {
      g_autoptr(RapportRow) row = rapport_write_get (write, many->kind, g_array_index (many->ids, gint64, 0), error);

      if (row == NULL)
        return FALSE;
      label = g_strdup_printf (many->restore ? _("Restore %s “%s”") : _("Delete %s “%s”"),
                               rapport_kind_get_label (kind), rapport_row_get_text (row, kind->title_field));
    }
  else
    label = g_strdup_printf (many->restore ? _("Restore %d %s") : _("Delete %d %s"), (int) many->ids->len,
                             _ (kind->label_plural));
  rapport_write_set_label (write, label);
  return TRUE;
}

/**
 * rapport_act_trash:
 * @kind: the kind of record
 * @ids: (array length=n_ids): the records
 * @n_ids: how many
 *
 * Puts records into the trash, as one act.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_act_trash (RapportKindId  kind,
                   const gint64  *ids,
                   guint          n_ids)
{
  return rapport_act_new (_("Delete"), trash_many, many_new (kind, ids, n_ids), many_free);
}

/**
 * rapport_act_restore:
 * @kind: the kind of record
 * @ids: (array length=n_ids): the records
 * @n_ids: how many
 *
 * Takes records out of the trash, as one act.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_act_restore (RapportKindId  kind,
                     const gint64  *ids,
                     guint          n_ids)
{
  Many *many = many_new (kind, ids, n_ids);

  many->restore = TRUE;
  return rapport_act_new (_("Restore"), trash_many, many, many_free);
}

static gboolean
update_many (RapportWrite  *write,
             gpointer       data,
             GError       **error)
{
  Many *many = data;

  for (guint i = 0; i < many->ids->len; i++)
    {
      rapport_row_set_id (many->changes, g_array_index (many->ids, gint64, i));
      if (!rapport_write_update (write, many->changes, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * rapport_act_update_many:
 * @label: what it does, in the words of the undo button
 * @changes: (transfer full): the fields that change, the same in all
 * @ids: (array length=n_ids): the records
 * @n_ids: how many
 *
 * Changes the same fields of several records, as one act.
 *
 * Returns: (transfer full): the act
 */
RapportAct *
rapport_act_update_many (const char    *label,
                         RapportRow    *changes,
                         const gint64  *ids,
                         guint          n_ids)
{
  Many *many = many_new (rapport_row_get_kind (changes)->id, ids, n_ids);

  many->changes = changes;
  return rapport_act_new (label, update_many, many, many_free);
}
