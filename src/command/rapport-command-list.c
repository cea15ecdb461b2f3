#include "config.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "command/rapport-command-output.h"
#include "command/rapport-command.h"
#include "core/rapport-records.h"
#include "exchange/rapport-csv-writer.h"
#include "service/rapport-board-service.h"
#include "service/rapport-lookup.h"
#include "service/rapport-value.h"

/* rapport list: any kind of record, as a table, CSV or JSON. Read and written in pages. */

#define PAGE 256

/* Columns of the table; "stage" and "model_slug" are no fields. NULL: all that are neither notes nor bookkeeping. */
static const char *const columns[RAPPORT_N_KINDS] = {
  [RAPPORT_KIND_ACCOUNT] = "id external_id name stage account_group owner value orders last_purchase last_contact"
                           " next_due ended",
  [RAPPORT_KIND_PERSON] = "id external_id name job_title phone mobile email",
  [RAPPORT_KIND_MEMBER] = "id external_id name initials login email job_title active",
  [RAPPORT_KIND_EPISODE] = "id started ended account kind title outcome owner",
  [RAPPORT_KIND_INTERACTION] = "id at account channel direction subject episode person member",
  [RAPPORT_KIND_COMMITMENT] = "id due account kind title side owner done outcome",
  [RAPPORT_KIND_PURCHASE] = "id day external_id account title total member",
  [RAPPORT_KIND_OPPORTUNITY] = "id account title stage value probability expected_close owner outcome",
  [RAPPORT_KIND_STAGE] = "model slug label description",
  [RAPPORT_KIND_PRODUCT] = "id external_id name product_group price cost active",
};

typedef struct
{
  RapportCommand      *command;
  RapportWorkspace    *workspace;
  const RapportKind   *kind;
  gint64               model;      /* for "stage" */
  gboolean             with_stage;
  gboolean             model_fits; /* its subjects are of this kind */
  RapportOutputFormat  format;
  RapportCsvWriter    *csv;
  RapportTable        *table;
  GStrv                table_columns;
  guint                n_written;
} List;

/* The stage's id in the model, such as "loyal". */
static gboolean
find_stage (List        *list,
            gint64       subject,
            char       **slug,
            char       **label,
            GError     **error)
{
  RapportDb *db = rapport_store_get_db (rapport_workspace_get_store (list->workspace));
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportRow) placement = rapport_board_find_placement (db, list->model, subject, &local_error);
  g_autoptr(RapportRecord) stage = NULL;

  *slug = *label = NULL;
  if (!list->model_fits) /* another kind of record may have the same id */
    return TRUE;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (placement == NULL)
    return TRUE;
  stage = rapport_workspace_get_record (list->workspace, RAPPORT_KIND_STAGE,
                                        rapport_row_get_int (placement, RAPPORT_PLACEMENT_STAGE));
  if (stage != NULL)
    {
      *slug = g_strdup (rapport_record_get_text (stage, "slug"));
      *label = g_strdup (rapport_workspace_get_title (list->workspace, RAPPORT_KIND_STAGE,
                                                      rapport_record_get_id (stage)));
    }
  return TRUE;
}

static gboolean
is_number (const RapportField *field)
{
  return field->type == RAPPORT_FIELD_INTEGER || field->type == RAPPORT_FIELD_MONEY ||
         field->type == RAPPORT_FIELD_MICRO;
}

static void
begin (List *list)
{
  const RapportKind *kind = list->kind;

  if (list->format == RAPPORT_OUTPUT_JSON)
    rapport_command_put ("[");
  else if (list->format == RAPPORT_OUTPUT_CSV)
    {
      rapport_csv_writer_add (list->csv, "id");
      for (guint i = 0; i < kind->n_fields; i++)
        rapport_csv_writer_add (list->csv, kind->fields[i].name);
      if (list->with_stage)
        rapport_csv_writer_add (list->csv, "stage");
    }
  else
    {
      g_autoptr(GPtrArray) headings = g_ptr_array_new ();
      g_autofree gboolean *at_right = NULL;

      if (columns[kind->id] != NULL)
        list->table_columns = g_strsplit (columns[kind->id], " ", -1);
      else
        {
          g_autoptr(GString) names = g_string_new ("id");

          for (guint i = 0; i < kind->n_fields; i++)
            if (!(kind->fields[i].flags & (RAPPORT_FIELD_INTERNAL | RAPPORT_FIELD_DERIVED)) &&
                kind->fields[i].type != RAPPORT_FIELD_NOTE)
              g_string_append_printf (names, " %s", kind->fields[i].name);
          list->table_columns = g_strsplit (names->str, " ", -1);
        }
      at_right = g_new0 (gboolean, g_strv_length (list->table_columns));
      for (guint i = 0; list->table_columns[i] != NULL; i++)
        {
          int field = rapport_kind_find_field (kind, list->table_columns[i]);

          at_right[i] = field >= 0 && is_number (&kind->fields[field]);
          g_ptr_array_add (headings, (gpointer) (field >= 0 ? rapport_field_get_label (&kind->fields[field])
                                                 : g_str_equal (list->table_columns[i], "stage") ? _("Stage")
                                                 : _("Id")));
        }
      g_ptr_array_add (headings, NULL);
      list->table = rapport_table_new ((const char * const *) headings->pdata, at_right, headings->len - 1);
    }
}

static gboolean
write_record (List           *list,
              RapportRecord  *record,
              GError        **error)
{
  const RapportRow *row = rapport_record_get_row (record);
  const RapportKind *kind = list->kind;
  g_autofree char *slug = NULL, *label = NULL;

  if (list->with_stage && !find_stage (list, rapport_record_get_id (record), &slug, &label, error))
    return FALSE;

  if (list->format == RAPPORT_OUTPUT_JSON)
    {
      g_autoptr(GString) object = g_string_new (NULL);

      rapport_output_json_row (object, list->workspace, row);
      if (list->with_stage)
        rapport_output_json_text (object, "stage", slug);
      if (kind->id == RAPPORT_KIND_STAGE)
        {
          g_autoptr(RapportRecord) model = rapport_workspace_get_record (list->workspace, RAPPORT_KIND_MODEL,
                                                                         rapport_record_get_int (record, "model"));

          rapport_output_json_text (object, "model_slug", model ? rapport_record_get_text (model, "slug") : NULL);
        }
      rapport_command_put (list->n_written > 0 ? ",\n {" : "\n {");
      rapport_command_put (object->str);
      rapport_command_put ("}");
    }
  else if (list->format == RAPPORT_OUTPUT_CSV)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, rapport_record_get_id (record));

      if (!rapport_csv_writer_end_row (list->csv, error))
        return FALSE;
      rapport_csv_writer_add (list->csv, id);
      for (guint i = 0; i < kind->n_fields; i++)
        {
          g_autofree char *text = rapport_value_format (list->workspace, row, i);

          rapport_csv_writer_add (list->csv, text ? text : "");
        }
      if (list->with_stage)
        rapport_csv_writer_add (list->csv, slug ? slug : "");
    }
  else
    {
      GPtrArray *cells = g_ptr_array_new ();

      for (guint i = 0; list->table_columns[i] != NULL; i++)
        {
          int field = rapport_kind_find_field (kind, list->table_columns[i]);

          if (field >= 0)
            g_ptr_array_add (cells, rapport_value_describe (list->workspace, row, field));
          else if (g_str_equal (list->table_columns[i], "stage"))
            g_ptr_array_add (cells, g_strdup (label ? label : ""));
          else
            g_ptr_array_add (cells, g_strdup_printf ("%" G_GINT64_FORMAT, rapport_record_get_id (record)));
        }
      g_ptr_array_add (cells, NULL);
      rapport_table_add (list->table, (char **) g_ptr_array_free (cells, FALSE));
    }
  list->n_written++;
  return TRUE;
}

static gboolean
end (List    *list,
     GError **error)
{
  if (list->format == RAPPORT_OUTPUT_JSON)
    rapport_command_put (list->n_written > 0 ? "\n]\n" : "]\n");
  else if (list->format == RAPPORT_OUTPUT_CSV)
    return rapport_csv_writer_end_row (list->csv, error) && rapport_csv_writer_flush (list->csv, NULL, error);
  return TRUE;
}

static gboolean
write_all (List          *list,
           RapportQuery  *query,
           GError       **error)
{
  g_autoptr(GArray) ids = rapport_query_run (query,
                                             rapport_store_get_db (rapport_workspace_get_store (list->workspace)),
                                             error);

  if (ids == NULL)
    return FALSE;
  begin (list);
  for (guint i = 0; i < ids->len; i += PAGE)
    {
      RapportRecord *records[PAGE];
      guint n = MIN (PAGE, ids->len - i);
      gboolean ok = TRUE;

      rapport_workspace_load_records (list->workspace, list->kind->id, &g_array_index (ids, gint64, i), n, records);
      for (guint k = 0; k < n; k++)
        {
          if (ok && records[k] != NULL)
            ok = write_record (list, records[k], error);
          g_clear_object (&records[k]);
        }
      if (!ok || ferror (stdout))
        break;
    }
  return (error == NULL || *error == NULL) && end (list, error);
}

RapportCommandStatus
rapport_command_list (RapportCommand *command)
{
  g_autofree char *format = NULL, *model = NULL;
  const GOptionEntry options[] = {
    { "model", 'm', 0, G_OPTION_ARG_FILENAME, &model, N_("The lifecycle model that stages are of (value-ladder)"),
      N_("MODEL") },
    { "format", 'f', 0, G_OPTION_ARG_FILENAME, &format, N_("table, csv or json"), N_("FORMAT") },
    { NULL },
  };
  List list = { .command = command };
  g_autoptr(RapportQuery) query = NULL;
  g_autoptr(RapportAccountFilter) filter = NULL;
  g_autoptr(GOutputStream) stream = NULL;
  g_autoptr(RapportCsvWriter) csv = NULL;
  g_autoptr(RapportRecord) record = NULL;
  GError *error = NULL;
  gboolean ok;

  if (!rapport_command_parse (command, options, 1, 1) ||
      !rapport_output_parse_format (command, format, "table csv json", &list.format))
    return rapport_command_get_status (command);
  list.kind = rapport_command_find_kind (command, rapport_command_get_arguments (command)[0]);
  if (list.kind == NULL)
    return rapport_command_get_status (command);
  list.workspace = rapport_command_open (command);
  if (list.workspace == NULL)
    return rapport_command_get_status (command);

  list.with_stage = list.kind->id == RAPPORT_KIND_ACCOUNT || list.kind->id == RAPPORT_KIND_OPPORTUNITY;
  if (model == NULL && list.kind->id == RAPPORT_KIND_OPPORTUNITY)
    model = g_strdup ("sales-process");
  list.model = rapport_command_find_model (command, model);
  if (list.model == 0)
    return rapport_command_get_status (command);

  record = rapport_workspace_get_record (list.workspace, RAPPORT_KIND_MODEL, list.model);
  list.model_fits = g_strcmp0 (rapport_record_get_text (record, "subject"), list.kind->name) == 0;

  if (list.kind->id == RAPPORT_KIND_ACCOUNT)
    {
      filter = rapport_account_filter_new ();
      filter->with_ended = TRUE;
      filter->model = list.model;
      filter->sort = RAPPORT_ACCOUNT_SORT_NAME;
      filter->descending = FALSE;
      query = rapport_account_filter_to_query (filter, list.workspace);
    }
  else
    query = rapport_lookup_list (list.kind->id, list.model);

  if (list.format == RAPPORT_OUTPUT_CSV)
    {
      fflush (stdout);
      stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
      list.csv = csv = rapport_csv_writer_new (stream);
    }
  ok = write_all (&list, query, &error);
  g_clear_pointer (&list.table, rapport_table_finish);
  g_strfreev (list.table_columns);
  if (!ok)
    return rapport_command_fail (command, error);
  return RAPPORT_COMMAND_DONE;
}
