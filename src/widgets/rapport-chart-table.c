#include "config.h"

#include "widgets/rapport-chart.h"

#include <string.h>

struct _RapportChartTable
{
  GStrv titles;
  GPtrArray *rows;      /* of GStrv */
};

G_DEFINE_BOXED_TYPE (RapportChartTable, rapport_chart_table, rapport_chart_table_ref,
                     rapport_chart_table_unref)

static void
clear_table (gpointer data)
{
  RapportChartTable *self = data;

  g_strfreev (self->titles);
  g_ptr_array_unref (self->rows);
}

static GStrv
collect (const char *first,
         va_list     args)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (const char *text = first; text != NULL; text = va_arg (args, const char *))
    g_strv_builder_add (builder, text);
  return g_strv_builder_end (builder);
}

/**
 * rapport_chart_table_new_strv:
 * @titles: the column titles
 *
 * Returns: (transfer full): a table without rows
 */
RapportChartTable *
rapport_chart_table_new_strv (const char *const *titles)
{
  RapportChartTable *self = g_rc_box_new0 (RapportChartTable);

  self->titles = g_strdupv ((char **) titles);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  return self;
}

/**
 * rapport_chart_table_new:
 * @first_title: title of the first column
 * @...: further titles, then %NULL
 *
 * Returns: (transfer full): a table without rows
 */
RapportChartTable *
rapport_chart_table_new (const char *first_title,
                         ...)
{
  g_auto(GStrv) titles = NULL;
  va_list args;

  va_start (args, first_title);
  titles = collect (first_title, args);
  va_end (args);
  return rapport_chart_table_new_strv ((const char *const *) titles);
}

/**
 * rapport_chart_table_ref:
 * @self: a table
 *
 * Returns: (transfer full): @self
 */
RapportChartTable *
rapport_chart_table_ref (RapportChartTable *self)
{
  return g_rc_box_acquire (self);
}

/**
 * rapport_chart_table_unref:
 * @self: (transfer full): a table
 */
void
rapport_chart_table_unref (RapportChartTable *self)
{
  g_rc_box_release_full (self, clear_table);
}

/**
 * rapport_chart_table_take_row:
 * @self: a table
 * @cells: (transfer full): as many cells as there are columns
 */
void
rapport_chart_table_take_row (RapportChartTable *self,
                              GStrv              cells)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (g_strv_length (cells) == g_strv_length (self->titles));

  g_ptr_array_add (self->rows, cells);
}

/**
 * rapport_chart_table_add_row:
 * @self: a table
 * @...: the cells, then %NULL
 */
void
rapport_chart_table_add_row (RapportChartTable *self,
                             ...)
{
  va_list args;
  const char *first;

  va_start (args, self);
  first = va_arg (args, const char *);
  rapport_chart_table_take_row (self, collect (first, args));
  va_end (args);
}

/**
 * rapport_chart_table_get_n_columns:
 * @self: a table
 *
 * Returns: how many columns
 */
guint
rapport_chart_table_get_n_columns (RapportChartTable *self)
{
  return g_strv_length (self->titles);
}

/**
 * rapport_chart_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows, the titles not counted
 */
guint
rapport_chart_table_get_n_rows (RapportChartTable *self)
{
  return self->rows->len;
}

/**
 * rapport_chart_table_get_title:
 * @self: a table
 * @column: a column
 *
 * Returns: (transfer none): its title
 */
const char *
rapport_chart_table_get_title (RapportChartTable *self,
                               guint              column)
{
  g_return_val_if_fail (column < g_strv_length (self->titles), NULL);

  return self->titles[column];
}

/**
 * rapport_chart_table_get_cell:
 * @self: a table
 * @row: a row
 * @column: a column
 *
 * Returns: (transfer none): the text of the cell
 */
const char *
rapport_chart_table_get_cell (RapportChartTable *self,
                              guint              row,
                              guint              column)
{
  g_return_val_if_fail (row < self->rows->len, NULL);
  g_return_val_if_fail (column < g_strv_length (self->titles), NULL);

  return ((GStrv) g_ptr_array_index (self->rows, row))[column];
}

static void
append_csv_cell (GString    *csv,
                 const char *cell)
{
  g_autofree char *text = g_strdup (cell);
  g_autoptr(GString) plain = g_string_new (text);
  char *end = NULL;

  /* The true minus sign is for readers; programs know only the hyphen. */
  g_string_replace (plain, "\u2212", "-", 0);

  /* A spreadsheet would run text that begins like a formula. Numbers are what they seem. */
  if (plain->len > 0 && strchr ("=+-@\t\r", plain->str[0]) != NULL)
    {
      (void) g_ascii_strtod (plain->str, &end);
      if (end == plain->str)
        g_string_prepend_c (plain, '\'');
    }

  if (strpbrk (plain->str, ",\"\r\n") != NULL)
    {
      g_string_replace (plain, "\"", "\"\"", 0);
      g_string_append_printf (csv, "\"%s\"", plain->str);
    }
  else
    {
      g_string_append (csv, plain->str);
    }
}

static void
append_csv_row (GString *csv,
                GStrv    cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (csv, ',');
      append_csv_cell (csv, cells[i]);
    }
  g_string_append (csv, "\r\n");
}

/**
 * rapport_chart_table_to_csv:
 * @self: a table
 *
 * Returns: (transfer full): the titles and rows as RFC 4180 text in UTF-8
 */
char *
rapport_chart_table_to_csv (RapportChartTable *self)
{
  GString *csv = g_string_new (NULL);

  append_csv_row (csv, self->titles);
  for (guint i = 0; i < self->rows->len; i++)
    append_csv_row (csv, g_ptr_array_index (self->rows, i));
  return g_string_free (csv, FALSE);
}
