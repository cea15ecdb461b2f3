#include "config.h"

#include "store/rapport-journal-erase.h"

#include <glib/gi18n.h>
#include <sqlite3.h>
#include <string.h>

/* Erasing a record's personal data reaches into the past: the record itself and every changeset that names it lose
 * those values in one transaction. Because all of them get the same "nothing" (NULL, or a placeholder where the
 * field is required), each entry still fits to the next and to the record, and can be undone as before; what an
 * entry changed in personal fields is simply no longer part of it.
 *
 * A changeset's bytes (https://www.sqlite.org/session/c_changegroup.html, sqlite3session.c): for each table 'T',
 * the number of columns (varint), a byte a column that is non-zero for keys, the name with its NUL; then its
 * changes: operation, indirect flag, and a record of values – old for a deletion, new for an insertion, both for
 * an update. A value is its type and, but for undefined and NULL, 8 bytes, or a length (varint) and that many. */

enum
{
  VALUE_UNDEFINED = 0,
  VALUE_INTEGER = 1,
  VALUE_FLOAT = 2,
  VALUE_TEXT = 3,
  VALUE_BLOB = 4,
  VALUE_NULL = 5,
};

typedef struct
{
  const guint8 *data;
  gsize         size;
  gsize         at;
} Reader;

typedef struct
{
  const guint8 *start; /* the type's byte */
  gsize         size;  /* with the type's byte */
  const guint8 *text;
  gsize         length;
} Value;

static gboolean
read_byte (Reader *reader,
           guint8 *byte)
{
  if (reader->at >= reader->size)
    return FALSE;
  *byte = reader->data[reader->at++];
  return TRUE;
}

static gboolean
read_varint (Reader *reader,
             gsize  *value)
{
  guint8 byte;

  *value = 0;
  for (guint i = 0; i < 9; i++)
    {
      if (!read_byte (reader, &byte))
        return FALSE;
      if (i == 8)
        {
          *value = *value << 8 | byte;
          return TRUE;
        }
      *value = *value << 7 | (byte & 0x7f);
      if (!(byte & 0x80))
        return TRUE;
    }
  return FALSE;
}

static gboolean
read_value (Reader *reader,
            Value  *value)
{
  gsize begin = reader->at;
  guint8 type;
  gsize length = 0;

  if (!read_byte (reader, &type))
    return FALSE;
  if (type == VALUE_INTEGER || type == VALUE_FLOAT)
    length = 8;
  else if (type == VALUE_TEXT || type == VALUE_BLOB)
    {
      if (!read_varint (reader, &length))
        return FALSE;
    }
  else if (type != VALUE_UNDEFINED && type != VALUE_NULL)
    return FALSE;
  if (length > reader->size - reader->at)
    return FALSE;

  value->text = reader->data + reader->at;
  value->length = length;
  reader->at += length;
  value->start = reader->data + begin;
  value->size = reader->at - begin;
  return TRUE;
}

static gboolean
read_record (Reader *reader,
             Value  *values,
             gsize   n_columns)
{
  for (gsize i = 0; i < n_columns; i++)
    if (!read_value (reader, &values[i]))
      return FALSE;
  return TRUE;
}

/* What stands after a table's 'T'. Returns its name, NULL where it is cut off. */
static const char *
read_table (Reader *reader,
            gsize  *n_columns)
{
  const guint8 *name, *end;

  if (!read_varint (reader, n_columns) || *n_columns == 0 || *n_columns > 2000 ||
      *n_columns >= reader->size - reader->at)
    return NULL;
  name = reader->data + reader->at + *n_columns;
  end = memchr (name, 0, reader->size - reader->at - *n_columns);
  if (end == NULL)
    return NULL;
  reader->at = (gsize) (end - reader->data) + 1;
  return (const char *) name;
}

/**
 * rapport_changeset_is_sound:
 * @changeset: what should be a changeset
 *
 * To be asked before SQLite is given one: its iterator never comes back from a header that is cut off (3.40.1).
 *
 * Returns: whether it has the form of a changeset, from its first byte to its last
 */
gboolean
rapport_changeset_is_sound (GBytes *changeset)
{
  Reader reader = { NULL, 0, 0 };
  g_autofree Value *values = NULL;
  gsize n_columns = 0;
  guint8 byte, indirect;

  reader.data = g_bytes_get_data (changeset, &reader.size);
  while (read_byte (&reader, &byte))
    {
      if (byte == 'T')
        {
          if (read_table (&reader, &n_columns) == NULL)
            return FALSE;
          g_free (values);
          values = g_new0 (Value, n_columns);
        }
      else if ((byte != SQLITE_INSERT && byte != SQLITE_UPDATE && byte != SQLITE_DELETE) || values == NULL ||
               !read_byte (&reader, &indirect) || !read_record (&reader, values, n_columns) ||
               (byte == SQLITE_UPDATE && !read_record (&reader, values, n_columns)))
        {
          return FALSE;
        }
    }
  return TRUE;
}

static void
write_varint (GByteArray *out,
              gsize       value)
{
  guint8 bytes[9];
  guint n = 0;

  /* Texts are shorter than 2⁵⁶, so the long form of nine bytes is never needed. */
  do
    {
      bytes[n++] = (guint8) (value & 0x7f);
      value >>= 7;
    }
  while (value != 0);
  while (n > 0)
    {
      guint8 byte = (guint8) (bytes[n - 1] | (n > 1 ? 0x80 : 0));

      g_byte_array_append (out, &byte, 1);
      n--;
    }
}

static void
write_type (GByteArray *out,
            guint8      type)
{
  g_byte_array_append (out, &type, 1);
}

static gboolean
is_personal (const RapportKind *kind,
             gsize              column)
{
  return column > 0 && column - 1 < kind->n_fields && (kind->fields[column - 1].flags & RAPPORT_FIELD_PERSONAL);
}

static void
note_title (const RapportKind *kind,
            const Value       *values,
            gsize              column,
            GHashTable        *titles)
{
  if (titles != NULL && (int) column - 1 == kind->title_field && *values[column].start == VALUE_TEXT &&
      values[column].length > 0)
    g_hash_table_add (titles, g_strndup ((const char *) values[column].text, values[column].length));
}

/* A whole record (of an insertion or a deletion). */
static void
write_erased (GByteArray        *out,
              const RapportKind *kind,
              const Value       *values,
              gsize              n_columns,
              const char        *placeholder)
{
  for (gsize i = 0; i < n_columns; i++)
    if (!is_personal (kind, i))
      {
        g_byte_array_append (out, values[i].start, (guint) values[i].size);
      }
    else if (kind->fields[i - 1].flags & RAPPORT_FIELD_REQUIRED)
      {
        write_type (out, VALUE_TEXT);
        write_varint (out, strlen (placeholder));
        g_byte_array_append (out, (const guint8 *) placeholder, (guint) strlen (placeholder));
      }
    else
      {
        write_type (out, VALUE_NULL);
      }
}

/* The part of an update that is not personal: those columns are undefined on both sides. */
static void
write_without (GByteArray        *out,
               const RapportKind *kind,
               const Value       *values,
               gsize              n_columns)
{
  for (gsize i = 0; i < n_columns; i++)
    if (is_personal (kind, i))
      write_type (out, VALUE_UNDEFINED);
    else
      g_byte_array_append (out, values[i].start, (guint) values[i].size);
}

static gint64
key_of (const Value *values)
{
  guint64 id = 0;

  if (*values[0].start != VALUE_INTEGER)
    return 0;
  for (guint i = 0; i < 8; i++)
    id = id << 8 | values[0].text[i];
  return (gint64) id;
}

static gboolean
erase_change (Reader            *reader,
              GByteArray        *out,
              const RapportKind *kind, /* NULL: another kind's table */
              gint64             id,
              gsize              n_columns,
              guint8             operation,
              const char        *placeholder,
              GHashTable        *titles)
{
  g_autofree Value *values = g_new0 (Value, 2 * n_columns);
  Value *new_values = values + n_columns;
  gboolean is_update = operation == SQLITE_UPDATE;
  gsize begin = reader->at - 1;
  guint8 head[2] = { operation, 0 };
  gboolean changes = FALSE;

  if (!read_byte (reader, &head[1]) || !read_record (reader, values, n_columns) ||
      (is_update && !read_record (reader, new_values, n_columns)))
    return FALSE;

  if (kind == NULL || key_of (values) != id)
    {
      g_byte_array_append (out, reader->data + begin, (guint) (reader->at - begin));
      return TRUE;
    }

  for (gsize i = 1; i < n_columns; i++)
    {
      note_title (kind, values, i, titles);
      if (is_update)
        {
          note_title (kind, new_values, i, titles);
          changes |= !is_personal (kind, i) && *new_values[i].start != VALUE_UNDEFINED;
        }
    }
  if (is_update && !changes)
    return TRUE;

  g_byte_array_append (out, head, 2);
  if (is_update)
    {
      write_without (out, kind, values, n_columns);
      write_without (out, kind, new_values, n_columns);
    }
  else
    {
      write_erased (out, kind, values, n_columns, placeholder);
    }
  return TRUE;
}

/**
 * rapport_changeset_erase:
 * @changeset: a changeset
 * @kind: the kind of record
 * @id: the record
 * @placeholder: what stands for personal fields that must not be empty
 * @titles: (nullable) (element-type utf8): to which the names are added that the record had in it
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the same changeset without the personal data of one record; @changeset
 *   itself where it has none
 */
GBytes *
rapport_changeset_erase (GBytes         *changeset,
                         RapportKindId   kind,
                         gint64          id,
                         const char     *placeholder,
                         GHashTable     *titles,
                         GError        **error)
{
  const RapportKind *description = rapport_kind_get (kind);
  g_autoptr(GByteArray) out = g_byte_array_new ();
  Reader reader = { NULL, 0, 0 };
  const RapportKind *table = NULL;
  gsize n_columns = 0;
  guint header_at = 0, header_end = 0;
  guint8 byte;

  reader.data = g_bytes_get_data (changeset, &reader.size);
  while (read_byte (&reader, &byte))
    {
      if (byte == 'T')
        {
          gsize begin = reader.at - 1;
          const char *name;

          if (header_end == out->len) /* the table before has nothing left */
            g_byte_array_set_size (out, header_at);
          name = read_table (&reader, &n_columns);
          if (name == NULL)
            goto unreadable;
          table = g_str_equal (name, description->name) ? description : NULL;
          header_at = out->len;
          g_byte_array_append (out, reader.data + begin, (guint) (reader.at - begin));
          header_end = out->len;
        }
      else if ((byte != SQLITE_INSERT && byte != SQLITE_UPDATE && byte != SQLITE_DELETE) || n_columns == 0 ||
               !erase_change (&reader, out, table, id, n_columns, byte, placeholder, titles))
        {
          goto unreadable;
        }
    }
  if (header_end == out->len)
    g_byte_array_set_size (out, header_at);

  if (out->len == reader.size && (reader.size == 0 || memcmp (out->data, reader.data, reader.size) == 0))
    return g_bytes_ref (changeset);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));

unreadable:
  g_set_error_literal (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED,
                       _("An entry of the history cannot be read. The records themselves are not affected."));
  return NULL;
}

static gboolean
erase_blob (RapportDb        *db,
            gint64            entry,
            const char       *column,
            RapportStatement *statement,
            int               number,
            RapportKindId     kind,
            gint64            id,
            const char       *placeholder,
            GHashTable       *titles,
            GError          **error)
{
  gsize size;
  gconstpointer data = rapport_statement_get_blob (statement, number, &size);
  g_autoptr(GBytes) before = g_bytes_new (data, size);
  g_autoptr(GBytes) after = rapport_changeset_erase (before, kind, id, placeholder, titles, error);
  g_autoptr(RapportStatement) update = NULL;
  g_autofree char *sql = NULL;

  if (after == NULL || after == before)
    return after != NULL;

  sql = g_strdup_printf ("UPDATE journal_entry SET %s = ?2 WHERE id = ?1", column);
  update = rapport_db_query (db, error, sql, "i", entry);
  if (update == NULL)
    return FALSE;
  data = g_bytes_get_data (after, &size);
  rapport_statement_bind_blob (update, 2, size > 0 ? data : "", size);
  return rapport_statement_run (update, error);
}

static gboolean
is_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

/* Replaces @name where it stands as words of its own, so that "Li" leaves "Limited" alone. */
static char *
replace_name (const char *text,
              const char *name,
              const char *placeholder)
{
  g_autoptr(GString) result = g_string_new (NULL);
  const char *p = text;
  const char *hit;

  while ((hit = strstr (p, name)) != NULL)
    {
      const char *end = hit + strlen (name);
      gboolean before = hit == text || !is_word (g_utf8_get_char (g_utf8_prev_char (hit)));
      gboolean after = *end == '\0' || !is_word (g_utf8_get_char (end));

      g_string_append_len (result, p, hit - p);
      g_string_append (result, before && after ? placeholder : name);
      p = end;
    }
  g_string_append (result, p);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

static gboolean
erase_labels (RapportDb   *db,
              const char  *table,
              GHashTable  *titles,
              const char  *placeholder,
              GError     **error)
{
  GHashTableIter iter;
  gpointer name;
  g_autofree char *find = g_strdup_printf ("SELECT id, label FROM %s WHERE instr(label, ?1) > 0", table);
  g_autofree char *set = g_strdup_printf ("UPDATE %s SET label = ?2 WHERE id = ?1", table);

  g_hash_table_iter_init (&iter, titles);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_autoptr(RapportStatement) statement = NULL;
      g_autoptr(GError) local_error = NULL;

      if (g_str_equal (name, placeholder))
        continue;
      statement = rapport_db_query (db, error, find, "s", (const char *) name);
      if (statement == NULL)
        return FALSE;
      while (rapport_statement_step (statement, &local_error))
        {
          const char *label = rapport_statement_get_text (statement, 1);
          g_autofree char *erased = replace_name (label, name, placeholder);

          if (!g_str_equal (erased, label) &&
              !rapport_db_run (db, error, set, "is", rapport_statement_get_int (statement, 0), erased))
            return FALSE;
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

/* The record itself. */
static gboolean
erase_record (RapportDb          *db,
              const RapportKind  *kind,
              gint64              id,
              const char         *placeholder,
              GHashTable         *titles,
              GError            **error)
{
  g_autoptr(GString) sql = g_string_new (NULL);

  if (kind->title_field >= 0 && (kind->fields[kind->title_field].flags & RAPPORT_FIELD_PERSONAL))
    {
      g_autofree char *query = g_strdup_printf ("SELECT %s FROM main.%s WHERE id = ?1",
                                                kind->fields[kind->title_field].name, kind->name);
      char *title = rapport_db_query_text (db, NULL, query, "i", id);

      if (title != NULL)
        g_hash_table_add (titles, title);
    }

  g_string_append_printf (sql, "UPDATE main.%s SET ", kind->name);
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].flags & RAPPORT_FIELD_PERSONAL)
      g_string_append_printf (sql, "%s%s = %s", g_str_has_suffix (sql->str, "SET ") ? "" : ", ", kind->fields[i].name,
                              kind->fields[i].flags & RAPPORT_FIELD_REQUIRED ? "?2" : "NULL");
  if (g_str_has_suffix (sql->str, "SET "))
    return TRUE;
  g_string_append (sql, " WHERE id = ?1");
  return strstr (sql->str, "?2") ? rapport_db_run (db, error, sql->str, "is", id, placeholder)
                                 : rapport_db_run (db, error, sql->str, "i", id);
}

static gboolean
erase (RapportDb      *db,
       RapportKindId   kind,
       gint64          id,
       GError        **error)
{
  const RapportKind *description = rapport_kind_get (kind);
  /* Translators: stands where the name of somebody stood whose data was erased */
  const char *placeholder = _("(erased)");
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;
  gint64 searched;

  if (!erase_record (db, description, id, placeholder, titles, error))
    return FALSE;

  /* A batch that was undone keeps the rows it had added. */
  statement = rapport_db_query (db, error,
    "SELECT id, changeset, removed FROM journal_entry WHERE id IN (SELECT entry FROM journal_record WHERE kind = ?1"
    " AND record = ?2)"
    " OR (ranges IS NOT NULL AND EXISTS (SELECT 1 FROM json_each (ranges) r WHERE r.value ->> 0 = ?1"
    "   AND ?2 BETWEEN r.value ->> 1 AND r.value ->> 2))", "ii", (gint64) kind, id);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 entry = rapport_statement_get_int (statement, 0);

      if (!erase_blob (db, entry, "changeset", statement, 1, kind, id, placeholder, titles, error) ||
          !erase_blob (db, entry, "removed", statement, 2, kind, id, placeholder, titles, error))
        return FALSE;
    }
  g_clear_pointer (&statement, rapport_statement_free);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  /* An account's name is that of a company: only names that are personal go from the labels. */
  if (description->title_field < 0 || !(description->fields[description->title_field].flags & RAPPORT_FIELD_PERSONAL))
    g_hash_table_remove_all (titles);
  if (!erase_labels (db, "journal_entry", titles, placeholder, error) ||
      !erase_labels (db, "journal_batch", titles, placeholder, error))
    return FALSE;

  /* The search keeps the words of deleted texts until its segments are merged. */
  if (!rapport_db_query_int (db, &searched, error, "SELECT EXISTS (SELECT 1 FROM main.sqlite_schema"
                                                   " WHERE name = ?1 || '_text')", "s", description->name))
    return FALSE;
  return searched != 1 ||
         rapport_db_run_format (db, error, "INSERT INTO main.%1$s_text (%1$s_text) VALUES ('optimize')",
                                description->name);
}

/**
 * rapport_journal_erase:
 * @db: a writing connection, outside any transaction
 * @kind: the kind of record
 * @id: the record, which may be deleted already
 * @error: return location
 *
 * Takes the personal data (%RAPPORT_FIELD_PERSONAL) of one record out of the record and out of all of the history:
 * those fields hold nothing, or “(erased)” where they must not be empty, as if they never had. Labels that quote
 * a personal name lose it, too. Everything else in the entries stays, and they can be undone and redone as
 * before. This cannot be undone; backups made before still hold the data.
 *
 * Returns: whether all of it is done; otherwise nothing is
 */
gboolean
rapport_journal_erase (RapportDb      *db,
                       RapportKindId   kind,
                       gint64          id,
                       GError        **error)
{
  if (!rapport_db_exec (db, "PRAGMA secure_delete = ON", error) || !rapport_db_exec (db, "BEGIN IMMEDIATE", error))
    return FALSE;
  if (!erase (db, kind, id, error) || !rapport_db_exec (db, "COMMIT", error))
    {
      if (rapport_db_is_in_transaction (db))
        rapport_db_exec (db, "ROLLBACK", NULL);
      return FALSE;
    }
  /* The pages as they were before go from the -wal as soon as no reader needs them any more; a reader now is no
   * failure of the erasure. */
  rapport_db_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
  return TRUE;
}
