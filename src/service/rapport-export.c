#include "config.h"

#include "service/rapport-export.h"

#include "core/rapport-decimal.h"
#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "exchange/rapport-csv-writer.h"
#include "store/rapport-rows.h"
#include "store/rapport-store.h"

/* Every list as CSV that imports again without loss: the headings are the names of the fields, amounts have a decimal
 * point, days and instants are ISO 8601. A record that others refer to and that has no external id of its own is
 * called "id:" and its number, in its own row and wherever it is referred to; so the file fits this workspace as well
 * as an empty one. */

typedef struct
{
  RapportDb          *db;
  RapportCsvWriter   *writer;
  const RapportKind  *kind;
  RapportNumberStyle  style;
  char               *currency;
  RapportStatement   *references[RAPPORT_N_KINDS];
  gint64              model;
} Export;

static void
export_clear (Export *self)
{
  for (guint i = 0; i < RAPPORT_N_KINDS; i++)
    g_clear_pointer (&self->references[i], rapport_statement_free);
  g_clear_object (&self->writer);
  g_clear_pointer (&self->currency, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

/* Rows that ship with the program are called by their slug. */
static gboolean
has_slug (RapportKindId kind)
{
  return kind == RAPPORT_KIND_MODEL || kind == RAPPORT_KIND_STAGE || kind == RAPPORT_KIND_CAUSE;
}

static gboolean
add_number (Export  *self,
            gint64   id)
{
  char text[40];

  g_snprintf (text, sizeof text, "id:%" G_GINT64_FORMAT, id);
  rapport_csv_writer_add (self->writer, text);
  return TRUE;
}

static gboolean
add_reference (Export         *self,
               RapportKindId   kind,
               gint64          id,
               GError        **error)
{
  RapportStatement *statement = self->references[kind];
  g_autoptr(GError) local_error = NULL;
  const char *text = NULL;

  if (statement == NULL)
    {
      const char *name = rapport_kind_get (kind)->name;
      g_autofree char *sql = kind == RAPPORT_KIND_EPISODE
        ? g_strdup ("SELECT coalesce(external_id, title) FROM episode WHERE id = ?1")
        : has_slug (kind)
        ? g_strdup_printf ("SELECT slug FROM %s WHERE id = ?1", name)
        /* An external id that two records have names neither. */
        : g_strdup_printf ("SELECT external_id FROM %1$s x WHERE id = ?1 AND external_id IS NOT NULL AND NOT EXISTS"
                           " (SELECT 1 FROM %1$s y WHERE y.external_id = x.external_id AND y.id <> x.id AND y.deleted IS NULL)", name);

      statement = self->references[kind] = rapport_db_prepare (self->db, sql, error);
      if (statement == NULL)
        return FALSE;
    }
  rapport_statement_bind_int (statement, 1, id);
  if (rapport_statement_step (statement, &local_error))
    text = rapport_statement_get_text (statement, 0);
  if (text != NULL)
    rapport_csv_writer_add (self->writer, text);
  else if (local_error == NULL)
    add_number (self, id);
  rapport_statement_reset (statement);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static const char *
currency_of (Export           *self,
             const RapportRow *row)
{
  int field = rapport_kind_find_field (self->kind, "currency");

  return field >= 0 && !rapport_row_is_null (row, (guint) field) ? rapport_row_get_text (row, (guint) field)
                                                                 : self->currency;
}

static gboolean
add_field (Export            *self,
           const RapportRow  *row,
           guint              field,
           GError           **error)
{
  const RapportField *description = &self->kind->fields[field];
  g_autofree char *text = NULL;
  char day[RAPPORT_DAY_TEXT_SIZE];

  if (rapport_row_is_null (row, field))
    {
      rapport_csv_writer_add (self->writer, NULL);
      return TRUE;
    }

  switch (description->type)
    {
    case RAPPORT_FIELD_REF:
      return add_reference (self, description->refers, rapport_row_get_int (row, field), error);
    case RAPPORT_FIELD_DAY:
      rapport_csv_writer_add (self->writer, rapport_day_print ((RapportDay) rapport_row_get_int (row, field), day));
      return TRUE;
    case RAPPORT_FIELD_INSTANT:
      text = rapport_time_format_iso (rapport_row_get_int (row, field));
      break;
    case RAPPORT_FIELD_MONEY:
      text = rapport_number_format_scaled (rapport_row_get_int (row, field),
                                           rapport_currency_get_digits (currency_of (self, row)), &self->style);
      break;
    case RAPPORT_FIELD_MICRO:
      text = rapport_decimal_format (rapport_row_get_int (row, field), 0, RAPPORT_DECIMAL_PLACES, &self->style);
      break;
    case RAPPORT_FIELD_BOOLEAN:
      text = g_strdup (rapport_row_get_int (row, field) ? "true" : "false");
      break;
    case RAPPORT_FIELD_INTEGER:
      text = g_strdup_printf ("%" G_GINT64_FORMAT, rapport_row_get_int (row, field));
      break;
    case RAPPORT_FIELD_REAL:
      {
        char buffer[G_ASCII_DTOSTR_BUF_SIZE];

        text = g_strdup (g_ascii_dtostr (buffer, sizeof buffer, rapport_row_get_real (row, field)));
        break;
      }
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_EMAIL:
    case RAPPORT_FIELD_PHONE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_TAGS:
    case RAPPORT_FIELD_CHOICE:
    case RAPPORT_FIELD_CURRENCY:
    default:
      rapport_csv_writer_add (self->writer, rapport_row_get_text (row, field));
      return TRUE;
    }
  /* An ASCII minus, which every program reads. */
  if (g_str_has_prefix (text, "\342\210\222"))
    {
      char *ascii = g_strconcat ("-", text + 3, NULL);

      g_free (text);
      text = ascii;
    }
  rapport_csv_writer_add (self->writer, text);
  return TRUE;
}

static gboolean
is_written (const RapportField *field)
{
  return !(field->flags & (RAPPORT_FIELD_INTERNAL | RAPPORT_FIELD_DERIVED));
}

static gboolean
is_referred_to (RapportKindId kind)
{
  return kind == RAPPORT_KIND_ACCOUNT || kind == RAPPORT_KIND_PERSON || kind == RAPPORT_KIND_MEMBER ||
         kind == RAPPORT_KIND_PRODUCT || kind == RAPPORT_KIND_PURCHASE || kind == RAPPORT_KIND_EPISODE ||
         kind == RAPPORT_KIND_INTERACTION;
}

static void
add_record (Export            *self,
            const RapportRow  *row,
            GError           **error)
{
  guint external = (guint) rapport_kind_find_field (self->kind, "external_id");

  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      if (!is_written (&self->kind->fields[i]))
        continue;
      if (i == external && rapport_row_is_null (row, i) && is_referred_to (self->kind->id))
        add_number (self, rapport_row_get_id (row));
      else if (!add_field (self, row, i, error))
        return;
    }
}

static void
add_headings (Export *self)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (is_written (&self->kind->fields[i]))
      rapport_csv_writer_add (self->writer, self->kind->fields[i].name);
  if (self->kind->id == RAPPORT_KIND_ACCOUNT)
    rapport_csv_writer_add (self->writer, "stage");
  if (self->kind->id == RAPPORT_KIND_PERSON)
    {
      rapport_csv_writer_add (self->writer, "account");
      rapport_csv_writer_add (self->writer, "role");
      rapport_csv_writer_add (self->writer, "main");
      rapport_csv_writer_add (self->writer, "since");
      rapport_csv_writer_add (self->writer, "until");
    }
}

static gboolean
write_account (Export            *self,
               const RapportRow  *row,
               GError           **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autofree char *stage = NULL;

  add_record (self, row, &local_error);
  if (local_error == NULL)
    stage = rapport_db_query_text (self->db, &local_error,
      "SELECT s.slug FROM placement p JOIN stage s ON s.id = p.stage WHERE p.subject = ?1 AND p.subject_kind = 'account' AND p.model = ?2"
      " AND p.deleted IS NULL LIMIT 1", "ii", rapport_row_get_id (row), self->model);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  rapport_csv_writer_add (self->writer, stage);
  return rapport_csv_writer_end_row (self->writer, error);
}

/* One row for each account that the person belongs to. */
static gboolean
write_person (Export            *self,
              const RapportRow  *row,
              GError           **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (self->db, error,
    "SELECT account, role, main, since, until FROM affiliation WHERE person = ?1 AND deleted IS NULL ORDER BY main IS NOT 1, id", "i",
    rapport_row_get_id (row));
  g_autoptr(GError) local_error = NULL;
  guint n = 0;

  if (statement == NULL)
    return FALSE;
  while (local_error == NULL && rapport_statement_step (statement, &local_error))
    {
      n++;
      add_record (self, row, &local_error);
      if (local_error == NULL)
        add_reference (self, RAPPORT_KIND_ACCOUNT, rapport_statement_get_int (statement, 0), &local_error);
      rapport_csv_writer_add (self->writer, rapport_statement_get_text (statement, 1));
      rapport_csv_writer_add (self->writer, rapport_statement_is_null (statement, 2)       ? NULL
                                            : rapport_statement_get_int (statement, 2) ? "true" : "false");
      rapport_csv_writer_add (self->writer, rapport_statement_get_text (statement, 3));
      rapport_csv_writer_add (self->writer, rapport_statement_get_text (statement, 4));
      if (local_error == NULL)
        rapport_csv_writer_end_row (self->writer, &local_error);
    }
  if (local_error == NULL && n == 0)
    {
      add_record (self, row, &local_error);
      for (guint i = 0; i < 5; i++)
        rapport_csv_writer_add (self->writer, NULL);
      if (local_error == NULL)
        rapport_csv_writer_end_row (self->writer, &local_error);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
write_row (Export            *self,
           const RapportRow  *row,
           GError           **error)
{
  g_autoptr(GError) local_error = NULL;

  if (self->kind->id == RAPPORT_KIND_ACCOUNT)
    return write_account (self, row, error);
  if (self->kind->id == RAPPORT_KIND_PERSON)
    return write_person (self, row, error);

  add_record (self, row, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return rapport_csv_writer_end_row (self->writer, error);
}

/* What belongs to something in the trash is hidden with it. */
static char *
list_sql (const RapportKind *kind)
{
  g_autoptr(GString) sql = g_string_new (rapport_rows_get_select (kind->id));
  int account = rapport_kind_find_field (kind, "account");

  g_string_append (sql, " WHERE t.deleted IS NULL");
  if (account >= 0 && (kind->fields[account].flags & RAPPORT_FIELD_REQUIRED))
    g_string_append (sql, " AND NOT EXISTS (SELECT 1 FROM account a WHERE a.id = t.account AND a.deleted IS NOT NULL)");
  if (kind->id == RAPPORT_KIND_PURCHASE_LINE)
    g_string_append (
        sql, " AND NOT EXISTS (SELECT 1 FROM purchase p JOIN account a ON a.id = p.account WHERE p.id = t.purchase"
             " AND (p.deleted IS NOT NULL OR a.deleted IS NOT NULL))");
  g_string_append (sql, " ORDER BY t.id");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static gint64
write_all (Export        *self,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autofree char *sql = list_sql (self->kind);
  g_autoptr(RapportStatement) statement = rapport_db_query (self->db, error, sql, NULL);
  g_autoptr(GError) local_error = NULL;
  gint64 n = 0;

  if (statement == NULL)
    return -1;
  while (rapport_statement_step (statement, &local_error))
    {
      g_autoptr(RapportRow) row = rapport_rows_read (statement, self->kind->id);

      if (!write_row (self, row, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
        return -1;
      n++;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return -1;
    }
  return n;
}

static gint64
write_ids (Export        *self,
           GArray        *ids,
           GCancellable  *cancellable,
           GError       **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(GError) local_error = NULL;
      g_autoptr(RapportRow) row = rapport_rows_get (self->db, self->kind->id, g_array_index (ids, gint64, i),
                                                    &local_error);

      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return -1;
        }
      if (row != NULL && (!write_row (self, row, error) || g_cancellable_set_error_if_cancelled (cancellable, error)))
        return -1;
    }
  return ids->len;
}

/**
 * rapport_export:
 * @workspace: a workspace
 * @kind: a kind of record
 * @filter: (nullable): for accounts, which and in which order
 * @stream: where to write; stays open
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Writes a list as CSV that imports again without loss, in the thread that opened the workspace.
 *
 * Returns: how many records were written, −1 where it failed
 */
gint64
rapport_export (RapportWorkspace            *workspace,
                RapportKindId                kind,
                const RapportAccountFilter  *filter,
                GOutputStream               *stream,
                GCancellable                *cancellable,
                GError                     **error)
{
  g_auto(Export) self = { 0 };
  gint64 n;

  g_return_val_if_fail (filter == NULL || kind == RAPPORT_KIND_ACCOUNT, -1);

  self.db = rapport_store_get_db (rapport_workspace_get_store (workspace));
  self.writer = rapport_csv_writer_new (stream);
  self.kind = rapport_kind_get (kind);
  self.currency = g_strdup (rapport_workspace_get_currency (workspace));
  self.model = 1;
  rapport_number_style_init (&self.style, ".", "");

  add_headings (&self);
  if (!rapport_csv_writer_end_row (self.writer, error))
    return -1;
  if (filter != NULL)
    {
      g_autoptr(RapportQuery) query = rapport_account_filter_to_query (filter, workspace);
      g_autoptr(GArray) ids = rapport_query_run (query, self.db, error);

      n = ids ? write_ids (&self, ids, cancellable, error) : -1;
    }
  else
    n = write_all (&self, cancellable, error);
  return n >= 0 && rapport_csv_writer_flush (self.writer, cancellable, error) ? n : -1;
}
