#include "config.h"

#include "store/rapport-rows.h"

#include <glib/gi18n.h>

#include "core/rapport-day.h"

/* The SQL of every kind of record, made from its field table. */

typedef struct
{
  char *columns;  /* "t.id, t.name, …, f.value": all fields, in the table's order */
  char *select;   /* "SELECT … FROM account t LEFT JOIN account_figure f …", ready for a WHERE on t */
  char *stored;   /* the same without figures, which are NULL */
  char *by_id;
  char *insert;
  guint n_stored; /* fields before the derived ones */
} KindSql;

static KindSql kind_sql[RAPPORT_N_KINDS];

static gpointer
make_sql (gpointer data)
{
  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      const RapportKind *kind = rapport_kind_get (k);
      g_autoptr(GString) columns = g_string_new ("t.id");
      g_autoptr(GString) stored = g_string_new ("t.id");
      g_autoptr(GString) names = g_string_new ("id");
      g_autoptr(GString) parameters = g_string_new ("?1");
      gboolean derived = FALSE;

      for (guint i = 0; i < kind->n_fields; i++)
        {
          if (kind->fields[i].flags & RAPPORT_FIELD_DERIVED)
            {
              g_string_append_printf (columns, ", f.%s", kind->fields[i].name);
              g_string_append (stored, ", NULL");
              derived = TRUE;
              continue;
            }
          g_assert (!derived); /* stored fields come first */
          kind_sql[k].n_stored = i + 1;
          g_string_append_printf (columns, ", t.%s", kind->fields[i].name);
          g_string_append_printf (stored, ", t.%s", kind->fields[i].name);
          g_string_append_printf (names, ", %s", kind->fields[i].name);
          g_string_append_printf (parameters, ", ?%u", i + 2);
        }

      kind_sql[k].select = g_strdup_printf ("SELECT %s FROM %s t%s", columns->str, kind->name,
                                            derived ? " LEFT JOIN account_figure f ON f.account = t.id" : "");
      kind_sql[k].stored = g_strdup_printf ("SELECT %s FROM %s t", stored->str, kind->name);
      /* As of a day, account_figure is a view: told the id itself, SQLite reckons this one row of it, not all. */
      kind_sql[k].by_id = g_strdup_printf ("SELECT %s FROM %s t%s WHERE t.id = ?1", columns->str, kind->name,
                                           derived ? " LEFT JOIN account_figure f ON f.account = ?1" : "");
      kind_sql[k].insert = g_strdup_printf ("INSERT INTO %s (%s) VALUES (%s)", kind->name, names->str, parameters->str);
      kind_sql[k].columns = g_string_free (g_steal_pointer (&columns), FALSE);
    }
  return kind_sql;
}

static const KindSql *
sql_of (RapportKindId kind)
{
  static GOnce once = G_ONCE_INIT;

  return (const KindSql *) g_once (&once, make_sql, NULL) + kind;
}

/**
 * rapport_rows_get_select:
 * @kind: a kind of record
 *
 * Returns: (transfer none): the SELECT of all its fields from the table aliased t (and for accounts their
 *   figures aliased f), to which a JOIN or WHERE can be added
 */
const char *
rapport_rows_get_select (RapportKindId kind)
{
  return sql_of (kind)->select;
}

/**
 * rapport_rows_get_stored_select:
 * @kind: a kind of record
 *
 * Returns: (transfer none): the same SELECT without the figures of accounts: those that rapport_rows_read() finds
 *   are %NULL
 */
const char *
rapport_rows_get_stored_select (RapportKindId kind)
{
  return sql_of (kind)->stored;
}

/**
 * rapport_rows_get_columns:
 * @kind: a kind of record
 *
 * Returns: (transfer none): the columns that rapport_rows_read() expects, from tables aliased t and f
 */
const char *
rapport_rows_get_columns (RapportKindId kind)
{
  return sql_of (kind)->columns;
}

/**
 * rapport_rows_read:
 * @statement: a statement on a row of which the first columns are those of rapport_rows_get_columns()
 * @kind: the kind of record
 *
 * Returns: (transfer full): the values
 */
RapportRow *
rapport_rows_read (RapportStatement *statement,
                   RapportKindId     kind)
{
  const RapportKind *description = rapport_kind_get (kind);
  RapportRow *row = rapport_row_new (kind);

  rapport_row_set_id (row, rapport_statement_get_int (statement, 0));
  for (guint i = 0; i < description->n_fields; i++)
    {
      const RapportField *field = &description->fields[i];
      int column = (int) i + 1;

      if (rapport_statement_is_null (statement, column))
        rapport_row_set_null (row, i);
      else if (field->type == RAPPORT_FIELD_DAY)
        rapport_row_set_int (row, i, rapport_day_parse (rapport_statement_get_text (statement, column)));
      else if (field->type == RAPPORT_FIELD_REAL)
        rapport_row_set_real (row, i, rapport_statement_get_real (statement, column));
      else if (rapport_field_is_text (field))
        rapport_row_set_text_len (row, i, rapport_statement_get_text (statement, column),
                                  rapport_statement_get_size (statement, column));
      else
        rapport_row_set_int (row, i, rapport_statement_get_int (statement, column));
    }
  return row;
}

/**
 * rapport_rows_get:
 * @db: a connection
 * @kind: the kind of record
 * @id: its id
 * @error: return location; not set where there is no such record
 *
 * Returns: (nullable) (transfer full): the record's values, be it in the trash or not
 */
RapportRow *
rapport_rows_get (RapportDb      *db,
                  RapportKindId   kind,
                  gint64          id,
                  GError        **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql_of (kind)->by_id, "i", id);

  if (statement == NULL || !rapport_statement_step (statement, error))
    return NULL;
  return rapport_rows_read (statement, kind);
}

static void
bind_field (RapportStatement *statement,
            int               parameter,
            const RapportRow *row,
            guint             field)
{
  const RapportField *description = &rapport_row_get_kind (row)->fields[field];

  if (rapport_row_is_null (row, field))
    {
      rapport_statement_bind_null (statement, parameter);
    }
  else if (description->type == RAPPORT_FIELD_DAY)
    {
      char text[RAPPORT_DAY_TEXT_SIZE];

      rapport_statement_bind_text (statement, parameter,
                                   rapport_day_print ((RapportDay) rapport_row_get_int (row, field), text));
    }
  else if (description->type == RAPPORT_FIELD_REAL)
    {
      rapport_statement_bind_real (statement, parameter, rapport_row_get_real (row, field));
    }
  else if (rapport_field_is_text (description))
    {
      rapport_statement_bind_text (statement, parameter, rapport_row_get_text (row, field));
    }
  else
    {
      rapport_statement_bind_int (statement, parameter, rapport_row_get_int (row, field));
    }
}

/**
 * rapport_rows_insert:
 * @db: a writing connection
 * @row: the values; its id is set, unless it has one already
 * @error: return location
 *
 * Returns: whether the record was added
 */
gboolean
rapport_rows_insert (RapportDb   *db,
                     RapportRow  *row,
                     GError     **error)
{
  const RapportKind *kind = rapport_row_get_kind (row);
  const KindSql *sql = sql_of (kind->id);
  g_autoptr(RapportStatement) statement = rapport_db_prepare (db, sql->insert, error);

  if (statement == NULL)
    return FALSE;

  rapport_statement_bind_int (statement, 1, rapport_row_get_id (row) ? rapport_row_get_id (row) : RAPPORT_UNSET);
  for (guint i = 0; i < sql->n_stored; i++)
    bind_field (statement, (int) i + 2, row, i);
  if (!rapport_statement_run (statement, error))
    return FALSE;

  if (rapport_row_get_id (row) == 0)
    rapport_row_set_id (row, rapport_db_get_last_id (db));
  return TRUE;
}

/**
 * rapport_rows_update:
 * @db: a writing connection
 * @changes: the id and the new values of those fields that change
 * @error: return location
 *
 * Returns: whether the record is there and was changed
 */
gboolean
rapport_rows_update (RapportDb         *db,
                     const RapportRow  *changes,
                     GError           **error)
{
  const RapportKind *kind = rapport_row_get_kind (changes);
  const KindSql *sql = sql_of (kind->id);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(RapportStatement) statement = NULL;

  g_string_append_printf (text, "UPDATE %s SET ", kind->name);
  for (guint i = 0; i < sql->n_stored; i++)
    if (rapport_row_has (changes, i))
      g_string_append_printf (text, "%s%s = ?%u", g_str_has_suffix (text->str, "SET ") ? "" : ", ",
                              kind->fields[i].name, i + 2);
  if (g_str_has_suffix (text->str, "SET "))
    return TRUE;
  g_string_append (text, " WHERE id = ?1");

  statement = rapport_db_prepare (db, text->str, error);
  if (statement == NULL)
    return FALSE;

  rapport_statement_bind_int (statement, 1, rapport_row_get_id (changes));
  for (guint i = 0; i < sql->n_stored; i++)
    if (rapport_row_has (changes, i))
      bind_field (statement, (int) i + 2, changes, i);
  if (!rapport_statement_run (statement, error))
    return FALSE;

  if (rapport_db_get_changes (db) == 0)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, rapport_row_get_id (changes));

      /* Translators: the kind of record ("Account") and a number */
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND,
                   _("%s: there is none with the id %s."), rapport_kind_get_label (kind), id);
      return FALSE;
    }
  return TRUE;
}

/**
 * rapport_rows_delete:
 * @db: a writing connection
 * @kind: the kind of record
 * @id: its id
 * @error: return location
 *
 * Deletes a record for good. What refers to it must be gone by the end of the transaction.
 *
 * Returns: whether it was deleted
 */
gboolean
rapport_rows_delete (RapportDb      *db,
                     RapportKindId   kind,
                     gint64          id,
                     GError        **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM %s WHERE id = ?1", rapport_kind_get (kind)->name);

  return rapport_db_run (db, error, sql, "i", id);
}
