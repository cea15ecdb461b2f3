#pragma once

#include "document/rapport-list-document.h"
#include "service/rapport-account-filter.h"

G_BEGIN_DECLS

/* The list of accounts as it is shown: the texts of its cells on the screen, on paper, in a file. A
 * column is called by the name of a field of the account, or by one of these two. */
#define RAPPORT_LIST_COLUMN_STAGE "stage"
#define RAPPORT_LIST_COLUMN_FLAGS "flags"

/**
 * RapportListStyle:
 * @RAPPORT_LIST_SCREEN: short: "€184.3k"
 * @RAPPORT_LIST_PAPER: in full: "€184 300"
 * @RAPPORT_LIST_DATA: for programs: "184300.00", ISO days, ids of choices
 *
 * Whom the text of a cell is for.
 */
typedef enum
{
  RAPPORT_LIST_SCREEN,
  RAPPORT_LIST_PAPER,
  RAPPORT_LIST_DATA,
} RapportListStyle;

/**
 * RapportListNames:
 *
 * What the texts of a list need beside the rows: names of members and stages, currency, the day.
 * Immutable, for any thread.
 */
typedef struct _RapportListNames RapportListNames;

RapportListNames *rapport_list_names_new         (RapportWorkspace           *workspace,
                                                  gint64                      model);
RapportListNames *rapport_list_names_ref         (RapportListNames           *names);
void              rapport_list_names_unref       (RapportListNames           *names);
const char       *rapport_list_names_get_member  (RapportListNames           *names,
                                                  gint64                      member);
const char       *rapport_list_names_get_stage   (RapportListNames           *names,
                                                  gint64                      stage);
int               rapport_list_names_get_stage_index (RapportListNames       *names,
                                                  gint64                      stage,
                                                  guint                      *n_stages);
gint64            rapport_list_names_find_stage  (RapportListNames           *names,
                                                  RapportDb                  *db,
                                                  gint64                      account,
                                                  GError                    **error);

GStrv             rapport_list_dup_columns       (void);
gboolean          rapport_list_has_column        (const char                 *column);
char             *rapport_list_get_column_label  (const char                 *column);
gboolean          rapport_list_column_is_number  (const char                 *column);
RapportAccountSort rapport_list_get_column_sort  (const char                 *column);
char             *rapport_list_format_cell       (RapportListNames           *names,
                                                  RapportDb                  *db,
                                                  const RapportRow           *row,
                                                  const char                 *column,
                                                  RapportListStyle            style,
                                                  GError                    **error);

/**
 * RapportListRows:
 *
 * The texts of a list, read at one moment. Immutable, for any thread.
 */
typedef struct _RapportListRows RapportListRows;

#define RAPPORT_TYPE_LIST_ROWS (rapport_list_rows_get_type ())
GType             rapport_list_rows_get_type     (void) G_GNUC_CONST;
RapportListRows  *rapport_list_rows_ref          (RapportListRows            *rows);
void              rapport_list_rows_unref        (RapportListRows            *rows);
guint             rapport_list_rows_get_n_rows   (RapportListRows            *rows);
const char *const *rapport_list_rows_get_row     (RapportListRows            *rows,
                                                  guint                       row);
char             *rapport_list_rows_to_table     (RapportListRows            *rows);
char             *rapport_list_rows_to_html      (RapportListRows            *rows);
RapportDocument  *rapport_list_rows_to_document  (RapportListRows            *rows);

void              rapport_list_read_async        (RapportWorkspace           *workspace,
                                                  const RapportAccountFilter *filter,
                                                  const gint64               *ids,
                                                  guint                       n_ids,
                                                  const char *const          *columns,
                                                  RapportListStyle            style,
                                                  GCancellable               *cancellable,
                                                  GAsyncReadyCallback         callback,
                                                  gpointer                    user_data);
RapportListRows  *rapport_list_read_finish       (RapportWorkspace           *workspace,
                                                  GAsyncResult               *result,
                                                  GError                    **error);
void              rapport_list_export_async      (RapportWorkspace           *workspace,
                                                  const RapportAccountFilter *filter,
                                                  const gint64               *ids,
                                                  guint                       n_ids,
                                                  const char *const          *columns,
                                                  GFile                      *file,
                                                  GCancellable               *cancellable,
                                                  GAsyncReadyCallback         callback,
                                                  gpointer                    user_data);
gboolean          rapport_list_export_finish     (RapportWorkspace           *workspace,
                                                  GAsyncResult               *result,
                                                  guint                      *n_rows,
                                                  GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportListNames, rapport_list_names_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportListRows, rapport_list_rows_unref)

G_END_DECLS
