#include "config.h"

#include "command/rapport-command-output.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-records.h"
#include "service/rapport-value.h"

/* How subcommands write their answers. */

/**
 * rapport_output_json_string:
 * @text: (nullable): UTF-8
 *
 * Returns: (transfer full): a JSON string, or null
 */
char *
rapport_output_json_string (const char *text)
{
  GString *json;

  if (text == NULL)
    return g_strdup ("null");
  json = g_string_new ("\"");
  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '"':
        g_string_append (json, "\\\"");
        break;
      case '\\':
        g_string_append (json, "\\\\");
        break;
      case '\n':
        g_string_append (json, "\\n");
        break;
      case '\r':
        g_string_append (json, "\\r");
        break;
      case '\t':
        g_string_append (json, "\\t");
        break;
      default:
        if ((guchar) *p < 0x20 || *p == 0x7f)
          g_string_append_printf (json, "\\u%04x", (guchar) *p);
        else
          g_string_append_c (json, *p);
      }
  g_string_append_c (json, '"');
  return g_string_free (json, FALSE);
}

/**
 * rapport_output_json_member:
 * @object: the inside of an object so far
 * @name: name of a member
 * @json: its value, as JSON
 */
void
rapport_output_json_member (GString    *object,
                            const char *name,
                            const char *json)
{
  g_string_append_printf (object, "%s\"%s\": %s", object->len > 0 ? ", " : "", name, json);
}

void
rapport_output_json_text (GString    *object,
                          const char *name,
                          const char *text)
{
  g_autofree char *json = rapport_output_json_string (text);

  rapport_output_json_member (object, name, json);
}

void
rapport_output_json_int (GString    *object,
                         const char *name,
                         gint64      value)
{
  g_autofree char *json = value == RAPPORT_UNSET ? g_strdup ("null") : g_strdup_printf ("%" G_GINT64_FORMAT, value);

  rapport_output_json_member (object, name, json);
}

/**
 * rapport_output_json_value:
 * @workspace: a workspace
 * @row: a record
 * @field: index of a field
 *
 * Returns: (transfer full): its value as JSON; amounts and quantities are exact decimal numbers
 */
char *
rapport_output_json_value (RapportWorkspace *workspace,
                           const RapportRow *row,
                           guint             field)
{
  g_autofree char *text = rapport_value_format (workspace, row, field);

  if (text == NULL)
    return g_strdup ("null");
  switch (rapport_row_get_kind (row)->fields[field].type)
    {
    case RAPPORT_FIELD_INTEGER:
    case RAPPORT_FIELD_BOOLEAN:
    case RAPPORT_FIELD_MONEY:
    case RAPPORT_FIELD_MICRO:
    case RAPPORT_FIELD_REAL:
    case RAPPORT_FIELD_REF:
      return g_steal_pointer (&text);
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_EMAIL:
    case RAPPORT_FIELD_PHONE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_TAGS:
    case RAPPORT_FIELD_CHOICE:
    case RAPPORT_FIELD_CURRENCY:
    case RAPPORT_FIELD_DAY:
    case RAPPORT_FIELD_INSTANT:
    default:
      return rapport_output_json_string (text);
    }
}

/**
 * rapport_output_json_row:
 * @object: the inside of an object
 * @workspace: a workspace
 * @row: a record
 *
 * Adds its id and all its fields.
 */
void
rapport_output_json_row (GString          *object,
                         RapportWorkspace *workspace,
                         const RapportRow *row)
{
  const RapportKind *kind = rapport_row_get_kind (row);

  rapport_output_json_int (object, "id", rapport_row_get_id (row));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *json = rapport_output_json_value (workspace, row, i);

      rapport_output_json_member (object, kind->fields[i].name, json);
    }
}

/**
 * rapport_output_json_array:
 * @object: the inside of an object
 * @name: name of a member
 * @workspace: a workspace
 * @rows: (element-type RapportRow): records
 *
 * Adds a member that is an array of records.
 */
void
rapport_output_json_array (GString          *object,
                           const char       *name,
                           RapportWorkspace *workspace,
                           GPtrArray        *rows)
{
  g_autoptr(GString) array = g_string_new ("[");

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr(GString) item = g_string_new (NULL);

      rapport_output_json_row (item, workspace, g_ptr_array_index (rows, i));
      g_string_append_printf (array, "%s{%s}", i > 0 ? ", " : "", item->str);
    }
  g_string_append_c (array, ']');
  rapport_output_json_member (object, name, array->str);
}

/* Tables ----------------------------------------------------------------------------------------------------- */

#define ROWS_MEASURED 1000
#define WIDTH_MAX 48

struct _RapportTable
{
  guint      n_columns;
  gboolean  *at_right;
  guint     *widths;
  GPtrArray *rows;     /* char **: waiting to be measured */
  gboolean   measured;
};

static guint
width_of (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

/* On one line, and no longer than a column can be. */
static char *
fit (const char *text)
{
  GString *line = g_string_new (NULL);
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (width >= WIDTH_MAX - 1 && *g_utf8_next_char (p) != '\0')
        {
          g_string_append (line, "…");
          break;
        }
      g_string_append_unichar (line, g_unichar_iscntrl (c) ? ' ' : c);
      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return g_string_free (line, FALSE);
}

static void
write_row (RapportTable  *table,
           char         **cells)
{
  g_autoptr(GString) line = g_string_new (NULL);

  for (guint i = 0; i < table->n_columns; i++)
    {
      g_autofree char *cell = fit (cells[i]);
      guint width = width_of (cell);
      guint padding = table->widths[i] > width ? table->widths[i] - width : 0;

      if (i > 0)
        g_string_append (line, "  ");
      if (table->at_right[i])
        g_string_append_printf (line, "%*s%s", (int) padding, "", cell);
      else if (i + 1 < table->n_columns)
        g_string_append_printf (line, "%s%*s", cell, (int) padding, "");
      else
        g_string_append (line, cell);
    }
  while (line->len > 0 && line->str[line->len - 1] == ' ')
    g_string_truncate (line, line->len - 1);
  g_string_append_c (line, '\n');
  rapport_command_put (line->str);
}

static void
flush_rows (RapportTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    write_row (table, g_ptr_array_index (table->rows, i));
  g_ptr_array_set_size (table->rows, 0);
  table->measured = TRUE;
}

/**
 * rapport_table_new:
 * @headings: (array length=n_columns): translated
 * @at_right: (array length=n_columns): which columns hold numbers
 * @n_columns: how many
 *
 * Begins a table on stdout.
 *
 * Returns: (transfer full): the table; rapport_table_finish() writes its end
 */
RapportTable *
rapport_table_new (const char * const *headings,
                   const gboolean     *at_right,
                   guint               n_columns)
{
  RapportTable *table = g_new0 (RapportTable, 1);

  table->n_columns = n_columns;
  table->at_right = g_memdup2 (at_right, n_columns * sizeof (gboolean));
  table->widths = g_new0 (guint, n_columns);
  table->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  rapport_table_add (table, g_strdupv ((char **) headings));
  return table;
}

/**
 * rapport_table_add:
 * @table: a table
 * @cells: (transfer full): one text for each column, ended by %NULL
 *
 * Adds a row. The first thousand say how wide the columns are.
 */
void
rapport_table_add (RapportTable  *table,
                   char         **cells)
{
  g_assert (g_strv_length (cells) == table->n_columns);

  if (table->measured)
    {
      write_row (table, cells);
      g_strfreev (cells);
      return;
    }
  for (guint i = 0; i < table->n_columns; i++)
    {
      g_autofree char *cell = fit (cells[i]);

      table->widths[i] = MAX (table->widths[i], width_of (cell));
    }
  g_ptr_array_add (table->rows, cells);
  if (table->rows->len > ROWS_MEASURED)
    flush_rows (table);
}

/**
 * rapport_table_finish:
 * @table: (transfer full): a table
 *
 * Writes what is left of it.
 */
void
rapport_table_finish (RapportTable *table)
{
  flush_rows (table);
  g_ptr_array_unref (table->rows);
  g_free (table->at_right);
  g_free (table->widths);
  g_free (table);
}

/**
 * rapport_output_parse_format:
 * @command: a call
 * @text: (nullable): what --format was given
 * @allowed: formats, separated by blanks, the default first
 * @format: (out): the format
 *
 * Returns: whether it is one of them; else a message was given
 */
gboolean
rapport_output_parse_format (RapportCommand      *command,
                             const char          *text,
                             const char          *allowed,
                             RapportOutputFormat *format)
{
  static const struct
  {
    const char          *name;
    RapportOutputFormat  format;
  } names[] = {
    { "table", RAPPORT_OUTPUT_TABLE },
    { "csv", RAPPORT_OUTPUT_CSV },
    { "json", RAPPORT_OUTPUT_JSON },
    { "text", RAPPORT_OUTPUT_TEXT },
  };
  g_auto(GStrv) formats = g_strsplit (allowed, " ", -1);
  g_autofree char *list = g_strjoinv (", ", formats);

  if (text == NULL)
    text = formats[0];
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].name, text) && g_strv_contains ((const char * const *) formats, text))
      {
        *format = names[i].format;
        return TRUE;
      }
  rapport_command_misuse (command, _("%s: “%s” is none of %s."), "--format", text, list);
  return FALSE;
}
