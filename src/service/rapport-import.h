#pragma once

#include "core/rapport-identity.h"
#include "exchange/rapport-match.h"
#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RAPPORT_IMPORT_ERROR:
 *
 * What stops a whole import before anything is written; what is wrong with one row is a problem of
 * that row.
 */
#define RAPPORT_IMPORT_ERROR (rapport_import_error_quark ())
GQuark rapport_import_error_quark (void);

/**
 * RapportImportError:
 * @RAPPORT_IMPORT_ERROR_UNKNOWN_FIELD: the kind has no such field
 * @RAPPORT_IMPORT_ERROR_UNKNOWN_COLUMN: the file has no such column
 * @RAPPORT_IMPORT_ERROR_MISSING_FIELD: no column goes to a field that every record of the kind
 *   needs
 * @RAPPORT_IMPORT_ERROR_AMBIGUOUS_DATE: the dates of a column read two ways, and nobody has said
 *   which
 * @RAPPORT_IMPORT_ERROR_KIND: records of this kind are not imported
 * @RAPPORT_IMPORT_ERROR_TOO_MANY: the file has more than %RAPPORT_IMPORT_MOST_ROWS rows
 */
typedef enum
{
  RAPPORT_IMPORT_ERROR_UNKNOWN_FIELD,
  RAPPORT_IMPORT_ERROR_UNKNOWN_COLUMN,
  RAPPORT_IMPORT_ERROR_MISSING_FIELD,
  RAPPORT_IMPORT_ERROR_AMBIGUOUS_DATE,
  RAPPORT_IMPORT_ERROR_KIND,
  RAPPORT_IMPORT_ERROR_TOO_MANY,
} RapportImportError;

/**
 * RAPPORT_IMPORT_MOST_ROWS:
 *
 * A file with more rows is not imported by the window: it is to be divided.
 */
#define RAPPORT_IMPORT_MOST_ROWS 2000000

/**
 * RapportImportAnswer:
 * @RAPPORT_IMPORT_NEW: the row makes an account of its own
 * @RAPPORT_IMPORT_MERGE: the row is about the account that is there: it brings that up to date
 * @RAPPORT_IMPORT_SKIP: the row is not brought in
 *
 * What is done with a row that may be an account that is there.
 */
typedef enum
{
  RAPPORT_IMPORT_NEW,
  RAPPORT_IMPORT_MERGE,
  RAPPORT_IMPORT_SKIP,
} RapportImportAnswer;

/**
 * RapportImportField:
 * @id: "name", "person.name"; what --map and the headings of an export say
 * @label: translated
 * @synonyms: (nullable): headings that mean it, separated by |
 * @kind: the kind of record that it is a field of: that of the file, else the person that a
 *   customer file names or the affiliation of that person
 * @field: index in the kind's table, or -1 for what is no field of a record: parts of a name, the
 *   stage
 * @type: what its values look like
 *
 * Something that a column can go to.
 */
typedef struct
{
  const char     *id;
  char           *label;
  const char     *synonyms;
  RapportKindId   kind;
  int             field;
  RapportCsvType  type;
} RapportImportField;

/**
 * RapportImportPlan:
 * @file: the CSV file
 * @kind: what its rows are: an account, person, member, product, interaction, purchase or purchase
 *   line
 * @dialect: how it is read
 * @fields: (array length=n_columns): the id of the field for each column, %NULL for one that is not
 *   imported
 * @n_columns: how many columns the file has
 * @create_accounts: whether a row for an unknown customer makes one, instead of being rejected
 * @dry_run: only find out what would happen
 * @source: (nullable): where the external ids come from; with %NULL an external id is the same
 *   whatever its source
 * @tag: (nullable): put on every account that a row makes, to find them again
 * @leave_out: (element-type utf8) (nullable): reasons, as in #RapportImportProblem: nobody needs
 *   those rows in the file of rejects
 * @answers: (element-type gint64 RapportImportAnswer): for the lines of rows that may be accounts
 *   that are there; see rapport_import_plan_set_answer()
 *
 * All that is to be said about an import. A reference-counted boxed type with public fields; change
 * them through the setters. Not to be changed while an inspection or an act made from it runs:
 * those take a copy.
 */
typedef struct
{
  GFile             *file;
  RapportKindId      kind;
  RapportCsvDialect *dialect;
  char             **fields;
  guint              n_columns;
  gboolean           create_accounts;
  gboolean           dry_run;
  char              *source;
  char              *tag;
  GPtrArray         *leave_out;
  GHashTable        *answers;
  gatomicrefcount    ref_count;
} RapportImportPlan;

#define RAPPORT_TYPE_IMPORT_PLAN (rapport_import_plan_get_type ())
GType              rapport_import_plan_get_type    (void) G_GNUC_CONST;
RapportImportPlan *rapport_import_plan_new         (GFile                    *file,
                                                    RapportKindId             kind,
                                                    const RapportCsvDialect  *dialect);
RapportImportPlan *rapport_import_plan_copy        (const RapportImportPlan  *plan);
RapportImportPlan *rapport_import_plan_ref         (RapportImportPlan        *plan);
void               rapport_import_plan_unref       (RapportImportPlan        *plan);
const char        *rapport_import_plan_get_field   (const RapportImportPlan  *plan,
                                                    guint                     column);
void               rapport_import_plan_set_field   (RapportImportPlan        *plan,
                                                    guint                     column,
                                                    const char               *field);
gboolean           rapport_import_plan_map         (RapportImportPlan        *plan,
                                                    const char               *column,
                                                    const char               *field,
                                                    GError                  **error);
void               rapport_import_plan_set_tag     (RapportImportPlan        *plan,
                                                    const char               *tag);
void               rapport_import_plan_set_answer  (RapportImportPlan        *plan,
                                                    guint64                   line,
                                                    gint64                    account,
                                                    RapportImportAnswer       answer);
RapportImportAnswer
                   rapport_import_plan_get_answer  (const RapportImportPlan  *plan,
                                                    guint64                   line,
                                                    gint64                   *account);
void               rapport_import_plan_copy_answers
                                                   (RapportImportPlan        *plan,
                                                    const RapportImportPlan  *from);
gboolean           rapport_import_plan_check       (const RapportImportPlan  *plan,
                                                    GError                  **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportPlan, rapport_import_plan_unref)

const RapportImportField *
                   rapport_import_get_fields       (RapportKindId             kind,
                                                    guint                    *n_fields);
const RapportImportField *
                   rapport_import_find_field       (RapportKindId             kind,
                                                    const char               *id);
RapportKindId      rapport_import_kind_from_string (const char               *text);
RapportKindId      rapport_import_guess_kind       (GFile                    *file,
                                                    const RapportCsvDialect  *dialect);
RapportMatch      *rapport_import_match            (RapportImportPlan        *plan);

/* Mappings are remembered for each row of headings and each kind. */
gboolean           rapport_import_recall           (RapportWorkspace         *workspace,
                                                    RapportImportPlan        *plan,
                                                    RapportDay               *day);
void               rapport_import_remember         (RapportWorkspace         *workspace,
                                                    const RapportImportPlan  *plan);
void               rapport_import_remember_as      (RapportWorkspace         *workspace,
                                                    const RapportImportPlan  *plan,
                                                    const char               *name);

/**
 * RapportImportProblem:
 * @reason: a sentence with the value in it
 * @column: the column of the cell, or -1 where it is the whole row
 * @value: (nullable): the cell
 * @n_rows: how many rows say the same
 * @lines: (array length=n_lines): line numbers of the first of these
 * @n_lines: how many, at most 8
 * @row: (nullable): the first of these rows, as in #RapportImportPreview
 * @note: whether the rows come in all the same
 *
 * Rows that cannot be brought in for the same reason, or of which the same is to be said.
 */
typedef struct
{
  char    *reason;
  int      column;
  char    *value;
  guint64  n_rows;
  guint64  lines[8];
  guint    n_lines;
  char   **row;
  gboolean note;
} RapportImportProblem;

/**
 * RapportImportDuplicate:
 * @line: the row
 * @name: what it calls the customer
 * @account: the account that may be the same
 * @account_name: its name
 * @reasons: what they have in common
 *
 * A new row that may be an account that is there under another id or in another spelling.
 */
typedef struct
{
  guint64                line;
  char                  *name;
  gint64                 account;
  char                  *account_name;
  RapportIdentityReason  reasons;
} RapportImportDuplicate;

/**
 * RapportImportPreview:
 * @line: the row's first line in the file
 * @cells: (array length=n_cells): each column as it will be read, in the user's format; %NULL for
 *   nothing
 * @n_cells: how many columns
 * @problem: (nullable): what is wrong with the row
 * @note: (nullable): what is to be said of a row that comes in
 * @bad_column: the column of it, or -1
 */
typedef struct
{
  guint64   line;
  char    **cells;
  guint     n_cells;
  char     *problem;
  char     *note;
  int       bad_column;
} RapportImportPreview;

/**
 * RapportImportResult:
 * @rows: rows in the file
 * @imported: rows that made a record
 * @updated: rows that changed a record that was there
 * @unchanged: rows that say what is there already
 * @rejected: rows with a problem
 * @skipped: rows that are not brought in as they are about accounts that are there (part of
 *   @unchanged)
 * @restored: records that were taken out of the trash (part of @updated)
 * @people: people made beside the rows' own records
 * @accounts: accounts made for purchases and the like
 * @batch: what undo takes back, 0 where nothing was written
 * @rejects: (nullable): the file with the rejected rows
 * @problems: (element-type RapportImportProblem): by reason, in the order of the file
 * @duplicates: (element-type RapportImportDuplicate): for accounts, the first 200
 * @n_duplicates: how many there are
 *
 * What an import did, or would do.
 */
typedef struct
{
  guint64    rows;
  guint64    imported;
  guint64    updated;
  guint64    unchanged;
  guint64    rejected;
  guint64    skipped;
  guint64    restored;
  guint64    people;
  guint64    accounts;
  gint64     batch;
  GFile     *rejects;
  GPtrArray *problems;
  GPtrArray *duplicates;
  guint64    n_duplicates;
} RapportImportResult;

void                 rapport_import_result_free     (RapportImportResult      *result);
char                *rapport_import_result_describe (const RapportImportResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportResult, rapport_import_result_free)

/**
 * RapportImportInspection:
 * @plan: the plan: the one that was asked about, or with nothing said yet, the proposal
 * @matches: (array length=plan->n_columns): how sure the proposal for each column is
 * @recalled: the day on which the same headings were imported, %RAPPORT_DAY_NONE where they are new
 * @mapping: (nullable): the name under which their mapping was saved
 * @preview: (element-type RapportImportPreview): the first rows as they will be read, and the first
 *   of each problem
 * @rejected: (element-type RapportImportPreview): the rows with problems, at most 200
 * @result: what an import would do, computed over the whole file
 * @error: (nullable): why the plan cannot be carried out yet
 */
typedef struct
{
  RapportImportPlan   *plan;
  RapportMatch        *matches;
  RapportDay           recalled;
  char                *mapping;
  GPtrArray           *preview;
  GPtrArray           *rejected;
  RapportImportResult *result;
  GError              *error;
} RapportImportInspection;

void                     rapport_import_inspection_free (RapportImportInspection  *inspection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportImportInspection, rapport_import_inspection_free)

void                     rapport_import_inspect_async   (RapportWorkspace         *workspace,
                                                         GFile                    *file,
                                                         RapportKindId             kind,
                                                         const RapportCsvDialect  *chosen,
                                                         RapportImportPlan        *plan,
                                                         GCancellable             *cancellable,
                                                         GAsyncReadyCallback       callback,
                                                         gpointer                  user_data);
RapportImportInspection *rapport_import_inspect_finish  (RapportWorkspace         *workspace,
                                                         GAsyncResult             *result,
                                                         GError                  **error);
RapportImportPlan       *rapport_import_propose         (RapportWorkspace         *workspace,
                                                         GFile                    *file,
                                                         RapportKindId             kind,
                                                         const RapportCsvDialect  *chosen,
                                                         GError                  **error);

void                     rapport_import_export_rejects_async  (RapportWorkspace     *workspace,
                                                              RapportImportPlan    *plan,
                                                              GFile                *target,
                                                              GCancellable         *cancellable,
                                                              GAsyncReadyCallback   callback,
                                                              gpointer              user_data);
gssize                   rapport_import_export_rejects_finish (RapportWorkspace     *workspace,
                                                              GAsyncResult         *result,
                                                              GError              **error);

RapportAct                *rapport_import_act              (RapportWorkspace         *workspace,
                                                            RapportImportPlan        *plan);
void                       rapport_import_act_get_progress (RapportAct               *act,
                                                            guint64                  *rows,
                                                            double                   *share);
const RapportImportResult *rapport_import_act_get_result   (RapportAct               *act);
gboolean                   rapport_import_dry_run          (RapportWorkspace         *workspace,
                                                            RapportImportPlan        *plan,
                                                            RapportImportResult     **result,
                                                            GError                  **error);

G_END_DECLS
