#pragma once

#include "command/rapport-command.h"

G_BEGIN_DECLS

/**
 * RapportOutputFormat:
 * @RAPPORT_OUTPUT_TABLE: columns for people
 * @RAPPORT_OUTPUT_CSV: comma-separated values
 * @RAPPORT_OUTPUT_JSON: one array of objects
 * @RAPPORT_OUTPUT_TEXT: sentences and tables for people
 */
typedef enum
{
  RAPPORT_OUTPUT_TABLE,
  RAPPORT_OUTPUT_CSV,
  RAPPORT_OUTPUT_JSON,
  RAPPORT_OUTPUT_TEXT,
} RapportOutputFormat;

/* JSON, written as it goes, so that amounts stay exact and long lists need no memory. */
char    *rapport_output_json_string   (const char           *text);
void     rapport_output_json_member   (GString              *object,
                                       const char           *name,
                                       const char           *json);
void     rapport_output_json_text     (GString              *object,
                                       const char           *name,
                                       const char           *text);
void     rapport_output_json_int      (GString              *object,
                                       const char           *name,
                                       gint64                value);
char    *rapport_output_json_value    (RapportWorkspace     *workspace,
                                       const RapportRow     *row,
                                       guint                 field);
void     rapport_output_json_row      (GString              *object,
                                       RapportWorkspace     *workspace,
                                       const RapportRow     *row);
void     rapport_output_json_array    (GString              *object,
                                       const char           *name,
                                       RapportWorkspace     *workspace,
                                       GPtrArray            *rows);

/* A table: rows of cells, the first row its heading; numbers stand at the right. */
typedef struct _RapportTable RapportTable;

RapportTable *rapport_table_new       (const char * const   *headings,
                                       const gboolean       *at_right,
                                       guint                 n_columns);
void          rapport_table_add       (RapportTable         *table,
                                       char                **cells);
void          rapport_table_finish    (RapportTable         *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportTable, rapport_table_finish)

gboolean rapport_output_parse_format  (RapportCommand       *command,
                                       const char           *text,
                                       const char           *allowed,
                                       RapportOutputFormat  *format);

G_END_DECLS
