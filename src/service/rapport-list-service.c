#include "config.h"

#include "service/rapport-list-service.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "exchange/rapport-csv-writer.h"
#include "store/rapport-rows.h"

/* Reads a list for paper, clipboard or a file, on the reader's thread: what is printed is one moment of the
 * workspace, whatever is written meanwhile. */

struct _RapportListRows
{
  gatomicrefcount   ref_count;
  RapportListNames *names;
  GStrv             columns;
  GPtrArray        *rows; /* char **, as many as columns, each may be NULL */
  char             *workspace;
  char             *filter_line;
  gint64            value;
  guint             n_estimated;
  guint             n_unconverted;
  char             *currency;
};

G_DEFINE_BOXED_TYPE (RapportListRows, rapport_list_rows, rapport_list_rows_ref, rapport_list_rows_unref)

typedef struct
{
  RapportQuery     *query; /* or ids */
  GArray           *ids;
  RapportListNames *names;
  GStrv             columns;
  RapportListStyle  style;
  GFile            *file; /* (nullable) */
  char             *workspace;
  char             *filter_line;
  char             *currency;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  rapport_query_unref (job->query);
  g_clear_pointer (&job->ids, g_array_unref);
  rapport_list_names_unref (job->names);
  g_strfreev (job->columns);
  g_clear_object (&job->file);
  g_free (job->workspace);
  g_free (job->filter_line);
  g_free (job->currency);
  g_free (job);
}

static void
cells_free (char **cells,
            guint  n)
{
  for (guint i = 0; i < n; i++)
    g_free (cells[i]);
  g_free (cells);
}

RapportListRows *
rapport_list_rows_ref (RapportListRows *rows)
{
  g_atomic_ref_count_inc (&rows->ref_count);
  return rows;
}

void
rapport_list_rows_unref (RapportListRows *rows)
{
  guint n;

  if (rows == NULL || !g_atomic_ref_count_dec (&rows->ref_count))
    return;
  n = g_strv_length (rows->columns);
  for (guint i = 0; i < rows->rows->len; i++)
    cells_free (g_ptr_array_index (rows->rows, i), n);
  g_ptr_array_unref (rows->rows);
  g_strfreev (rows->columns);
  g_free (rows->workspace);
  g_free (rows->filter_line);
  g_free (rows->currency);
  rapport_list_names_unref (rows->names);
  g_free (rows);
}

/**
 * rapport_list_rows_get_n_rows:
 * @rows: rows of a list
 *
 * Returns: the number of rows
 */
guint
rapport_list_rows_get_n_rows (RapportListRows *rows)
{
  return rows->rows->len;
}

/**
 * rapport_list_rows_get_row:
 * @rows: rows
 * @row: which, from 0
 *
 * Returns: (transfer none): as many texts as there are columns; %NULL where nothing is known
 */
const char *const *
rapport_list_rows_get_row (RapportListRows *rows,
                           guint            row)
{
  return g_ptr_array_index (rows->rows, row);
}

static Job *
job_new (RapportWorkspace           *workspace,
         const RapportAccountFilter *filter,
         const gint64               *ids,
         guint                       n_ids,
         const char *const          *columns,
         RapportListStyle            style)
{
  Job *job = g_new0 (Job, 1);

  job->query = rapport_account_filter_to_query (filter, workspace);
  if (ids != NULL)
    {
      job->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);
      g_array_append_vals (job->ids, ids, n_ids);
    }
  job->names = rapport_list_names_new (workspace, filter->model);
  job->columns = g_strdupv ((GStrv) columns);
  job->style = style;
  job->workspace = g_strdup (rapport_workspace_get_name (workspace));
  job->currency = g_strdup (rapport_workspace_get_currency (workspace));
  job->filter_line = ids != NULL
                       ? g_strdup_printf (ngettext ("%u selected account", "%u selected accounts", n_ids), n_ids)
                       : rapport_account_filter_describe (filter, workspace);
  return job;
}

typedef gboolean (*EachFunc) (Job              *job,
                              const RapportRow *row,
                              char            **cells,
                              gpointer          data,
                              GError          **error);

/* Takes the cells where it returns TRUE. */
static gboolean
each_row (Job           *job,
          RapportDb     *db,
          EachFunc       func,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  g_autoptr(GArray) ids = job->ids ? g_array_ref (job->ids) : rapport_query_run (job->query, db, error);
  guint n_columns = g_strv_length (job->columns);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(RapportRow) row = NULL;
      g_autoptr(GError) local_error = NULL;
      char **cells;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      row = rapport_rows_get (db, RAPPORT_KIND_ACCOUNT, g_array_index (ids, gint64, i), &local_error);
      if (row == NULL)
        {
          /* Deleted for good since it was selected: nothing to list. */
          if (local_error == NULL || g_error_matches (local_error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND))
            continue;
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      cells = g_new0 (char *, n_columns + 1);
      for (guint c = 0; c < n_columns && local_error == NULL; c++)
        cells[c] = rapport_list_format_cell (job->names, db, row, job->columns[c], job->style, &local_error);
      if (local_error != NULL || !func (job, row, cells, data, &local_error))
        {
          cells_free (cells, n_columns);
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
keep_row (Job              *job,
          const RapportRow *row,
          char            **cells,
          gpointer          data,
          GError          **error)
{
  RapportListRows *rows = data;

  g_ptr_array_add (rows->rows, cells);
  if (!rapport_row_is_null (row, RAPPORT_ACCOUNT_VALUE))
    {
      rows->value += rapport_row_get_int (row, RAPPORT_ACCOUNT_VALUE);
      rows->n_estimated += rapport_row_get_int (row, RAPPORT_ACCOUNT_ESTIMATED) == 1 &&
                           rapport_row_get_int (row, RAPPORT_ACCOUNT_VALUE) != 0;
    }
  rows->n_unconverted += rapport_row_get_int (row, RAPPORT_ACCOUNT_UNCONVERTED) > 0;
  return TRUE;
}

static gpointer
read_list (RapportDb     *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Job *job = data;
  g_autoptr(RapportListRows) rows = g_new0 (RapportListRows, 1);

  g_atomic_ref_count_init (&rows->ref_count);
  rows->names = rapport_list_names_ref (job->names);
  rows->columns = g_strdupv (job->columns);
  rows->rows = g_ptr_array_new ();
  rows->workspace = g_strdup (job->workspace);
  rows->filter_line = g_strdup (job->filter_line);
  rows->currency = g_strdup (job->currency);
  return each_row (job, db, keep_row, rows, cancellable, error) ? g_steal_pointer (&rows) : NULL;
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  gpointer rows = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (rows == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, rows, (GDestroyNotify) rapport_list_rows_unref);
}

/**
 * rapport_list_read_async:
 * @workspace: a workspace
 * @filter: which accounts, in which order
 * @ids: (nullable) (array length=n_ids): these in this order instead
 * @n_ids: how many
 * @columns: (array zero-terminated=1): which columns
 * @style: whom the texts are for
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Reads the texts of a list.
 */
void
rapport_list_read_async (RapportWorkspace           *workspace,
                         const RapportAccountFilter *filter,
                         const gint64               *ids,
                         guint                       n_ids,
                         const char *const          *columns,
                         RapportListStyle            style,
                         GCancellable               *cancellable,
                         GAsyncReadyCallback         callback,
                         gpointer                    user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_list_read_async);
  rapport_store_read_async (rapport_workspace_get_store (workspace), read_list,
                            job_new (workspace, filter, ids, n_ids, columns, style), job_free,
                            (GDestroyNotify) rapport_list_rows_unref, cancellable, read_cb, task);
}

/**
 * rapport_list_read_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the texts
 */
RapportListRows *
rapport_list_read_finish (RapportWorkspace  *workspace,
                          GAsyncResult      *result,
                          GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
write_row (Job              *job,
           const RapportRow *row,
           char            **cells,
           gpointer          data,
           GError          **error)
{
  guint n = g_strv_length (job->columns);

  for (guint i = 0; i < n; i++)
    rapport_csv_writer_add (data, cells[i]);
  if (!rapport_csv_writer_end_row (data, error))
    return FALSE;
  cells_free (cells, n);
  return TRUE;
}

static gpointer
export_list (RapportDb     *db,
             gpointer       data,
             GCancellable  *cancellable,
             GError       **error)
{
  Job *job = data;
  g_autoptr(GFileOutputStream) stream = NULL;
  g_autoptr(RapportCsvWriter) writer = NULL;
  g_autofree guint *n_rows = g_new0 (guint, 1);

  /* The old file stays until the new one is whole; a list of customers is nobody else's business. */
  stream = g_file_replace (job->file, NULL, FALSE, G_FILE_CREATE_PRIVATE, cancellable, error);
  if (stream == NULL)
    return NULL;
  writer = rapport_csv_writer_new (G_OUTPUT_STREAM (stream));
  if (!rapport_csv_writer_row (writer, (const char *const *) job->columns, error) ||
      !each_row (job, db, write_row, writer, cancellable, error) ||
      !rapport_csv_writer_flush (writer, cancellable, error))
    {
      g_autoptr(GCancellable) gone = g_cancellable_new ();

      /* Closing with a cancelled cancellable leaves the old file in its place. */
      g_cancellable_cancel (gone);
      g_output_stream_close (G_OUTPUT_STREAM (stream), gone, NULL);
      return NULL;
    }
  if (!g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error))
    return NULL;
  *n_rows = (guint) rapport_csv_writer_get_rows (writer) - 1;
  return g_steal_pointer (&n_rows);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  gpointer n_rows = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (n_rows == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, n_rows, g_free);
}

/**
 * rapport_list_export_async:
 * @workspace: a workspace
 * @filter: which accounts, in which order
 * @ids: (nullable) (array length=n_ids): these in this order instead
 * @n_ids: how many
 * @columns: (array zero-terminated=1): which columns
 * @file: a CSV file, which is replaced when all is written
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Writes the columns of a list as CSV. The headings are the names of the fields, so that it can be imported again.
 */
void
rapport_list_export_async (RapportWorkspace           *workspace,
                           const RapportAccountFilter *filter,
                           const gint64               *ids,
                           guint                       n_ids,
                           const char *const          *columns,
                           GFile                      *file,
                           GCancellable               *cancellable,
                           GAsyncReadyCallback         callback,
                           gpointer                    user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);
  Job *job = job_new (workspace, filter, ids, n_ids, columns, RAPPORT_LIST_DATA);

  g_task_set_source_tag (task, rapport_list_export_async);
  job->file = g_object_ref (file);
  rapport_store_read_async (rapport_workspace_get_store (workspace), export_list, job, job_free, g_free, cancellable,
                            exported_cb, task);
}

/**
 * rapport_list_export_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @n_rows: (out): how many accounts were written
 * @error: return location
 *
 * Returns: whether the file is there
 */
gboolean
rapport_list_export_finish (RapportWorkspace  *workspace,
                            GAsyncResult      *result,
                            guint             *n_rows,
                            GError           **error)
{
  g_autofree guint *n = NULL;

  g_return_val_if_fail (g_task_is_valid (result, workspace), FALSE);

  n = g_task_propagate_pointer (G_TASK (result), error);
  if (n == NULL)
    return FALSE;
  *n_rows = *n;
  return TRUE;
}

/* A tab or line break would start another cell. */
static void
append_cell (GString    *table,
             const char *text)
{
  for (const char *p = text ? text : ""; *p != '\0'; p++)
    g_string_append_c (table, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
}

/**
 * rapport_list_rows_to_table:
 * @rows: rows
 *
 * Returns: (transfer full): headings and rows, cells set apart by tabs, as spreadsheets take them from the clipboard
 */
char *
rapport_list_rows_to_table (RapportListRows *rows)
{
  g_autoptr(GString) table = g_string_new (NULL);
  guint n = g_strv_length (rows->columns);

  for (guint c = 0; c < n; c++)
    {
      g_autofree char *label = rapport_list_get_column_label (rows->columns[c]);

      if (c > 0)
        g_string_append_c (table, '\t');
      append_cell (table, label);
    }
  g_string_append_c (table, '\n');
  for (guint i = 0; i < rows->rows->len; i++)
    {
      const char *const *cells = rapport_list_rows_get_row (rows, i);

      for (guint c = 0; c < n; c++)
        {
          if (c > 0)
            g_string_append_c (table, '\t');
          append_cell (table, cells[c]);
        }
      g_string_append_c (table, '\n');
    }
  return g_string_free (g_steal_pointer (&table), FALSE);
}

/**
 * rapport_list_rows_to_html:
 * @rows: rows
 *
 * Returns: (transfer full): the same as a table for word processors
 */
char *
rapport_list_rows_to_html (RapportListRows *rows)
{
  g_autoptr(GString) html = g_string_new ("<meta charset=\"utf-8\"><table><tr>");
  guint n = g_strv_length (rows->columns);

  for (guint c = 0; c < n; c++)
    {
      g_autofree char *label = rapport_list_get_column_label (rows->columns[c]);
      g_autofree char *escaped = g_markup_escape_text (label, -1);

      g_string_append_printf (html, "<th>%s</th>", escaped);
    }
  g_string_append (html, "</tr>");
  for (guint i = 0; i < rows->rows->len; i++)
    {
      const char *const *cells = rapport_list_rows_get_row (rows, i);

      g_string_append (html, "<tr>");
      for (guint c = 0; c < n; c++)
        {
          g_autofree char *escaped = g_markup_escape_text (cells[c] ? cells[c] : "", -1);

          g_string_append_printf (html, "<td>%s</td>", escaped);
        }
      g_string_append (html, "</tr>");
    }
  g_string_append (html, "</table>");
  return g_string_free (g_steal_pointer (&html), FALSE);
}

static gboolean
copy_row (guint      row,
          char     **cells,
          gpointer   user_data,
          GError   **error)
{
  RapportListRows *rows = user_data;
  const char *const *texts = rapport_list_rows_get_row (rows, row);
  guint n = g_strv_length (rows->columns);

  for (guint c = 0; c < n; c++)
    cells[c] = g_strdup (texts[c]);
  return TRUE;
}

/* About how many characters the cells of a column hold. */
static double
column_width (const char *column)
{
  if (g_str_equal (column, "name") || g_str_equal (column, "next_step") || g_str_equal (column, "notes") ||
      g_str_equal (column, "avoid") || g_str_equal (column, "email") || g_str_equal (column, "website"))
    return 26;
  return rapport_list_column_is_number (column) ? 11 : 14;
}

/**
 * rapport_list_rows_to_document:
 * @rows: rows
 *
 * Returns: (transfer full): the list on paper: named, with the filter in words and the sum; on its side where its columns
 *   want that
 */
RapportDocument *
rapport_list_rows_to_document (RapportListRows *rows)
{
  RapportDocument *document = rapport_document_new (_("Accounts"), NULL);
  g_autoptr(RapportListDocument) list = rapport_list_document_new (rows->workspace, _("Accounts"));
  g_autoptr(GString) summary = g_string_new (NULL);
  g_autofree char *value = rapport_money_format (
      rows->value, rows->currency, RAPPORT_MONEY_WHOLE | (rows->n_estimated > 0 ? RAPPORT_MONEY_ESTIMATED : 0));
  RapportPageSetup setup;

  rapport_list_document_set_filter_line (list, rows->filter_line);
  g_string_append_printf (summary, ngettext ("%u account", "%u accounts", rows->rows->len), rows->rows->len);
  /* Translators: %s is an amount of money */
  g_string_append_printf (summary, _(" · %s a year"), value);
  if (rows->n_unconverted > 0)
    {
      g_string_append (summary, " · ");
      g_string_append_printf (
          summary,
          ngettext ("%u account has purchases in a currency without a rate, which are not in the sum",
                    "%u accounts have purchases in a currency without a rate, which are not in the sum",
                    rows->n_unconverted),
          rows->n_unconverted);
    }
  rapport_list_document_set_summary_line (list, summary->str);
  for (guint c = 0; rows->columns[c] != NULL; c++)
    {
      g_autofree char *label = rapport_list_get_column_label (rows->columns[c]);

      rapport_list_document_add_column (list, label,
                                        rapport_list_column_is_number (rows->columns[c]) ? RAPPORT_LIST_ALIGN_END
                                                                                         : RAPPORT_LIST_ALIGN_START,
                                        column_width (rows->columns[c]));
    }
  rapport_list_document_set_rows (list, rows->rows->len, copy_row, rapport_list_rows_ref (rows),
                                  (GDestroyNotify) rapport_list_rows_unref);
  rapport_page_setup_init (&setup, rapport_paper_get_default (),
                           rapport_list_document_wants_landscape (list, rapport_paper_get_default ()));
  rapport_document_set_page_setup (document, &setup);
  rapport_document_add_list (document, list);
  return document;
}
