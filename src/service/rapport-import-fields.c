#include "config.h"

#include "service/rapport-import.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-records.h"
#include "service/rapport-import-private.h"
#include "store/rapport-store.h"

G_DEFINE_QUARK (rapport-import-error-quark, rapport_import_error)
G_DEFINE_BOXED_TYPE (RapportImportPlan, rapport_import_plan, rapport_import_plan_ref, rapport_import_plan_unref)

/* Fields ------------------------------------------------------------------------------------------------------- */

static const RapportKindId import_kinds[] = { RAPPORT_KIND_ACCOUNT,      RAPPORT_KIND_PERSON,
                                              RAPPORT_KIND_MEMBER,       RAPPORT_KIND_PRODUCT,
                                              RAPPORT_KIND_INTERACTION,  RAPPORT_KIND_PURCHASE,
                                              RAPPORT_KIND_PURCHASE_LINE };

static GArray *kind_fields[RAPPORT_N_KINDS];

/* Where a field is called something else among the headings that are known. */
static const struct
{
  RapportKindId  kind;
  const char    *field;
  const char    *known;
} other_names[] = {
  { RAPPORT_KIND_ACCOUNT, "account_group", "group" },
  { RAPPORT_KIND_PERSON, "role", "buying_role" },
  { RAPPORT_KIND_PRODUCT, "product_group", "group" },
  { RAPPORT_KIND_PURCHASE, "total", "amount" },
};

/* Headings of fields that few files have. */
static const struct
{
  RapportKindId  kind;
  const char    *field;
  const char    *synonyms;
} more_synonyms[] = {
  { RAPPORT_KIND_MEMBER, "job_title", "title|position|funktion|functie|fonction|cargo" },
  { RAPPORT_KIND_MEMBER, "phone", "telephone|tel|homephone|workphone|telefon|telefoon|telefono" },
  { RAPPORT_KIND_ACCOUNT, "parent", "parentid|parentaccount|headoffice|mutter|moeder" },
};

static RapportCsvType
csv_type (const RapportField *field)
{
  switch (field->type)
    {
    case RAPPORT_FIELD_EMAIL:
      return RAPPORT_CSV_TYPE_EMAIL;
    case RAPPORT_FIELD_PHONE:
      return RAPPORT_CSV_TYPE_PHONE;
    case RAPPORT_FIELD_INTEGER:
      return RAPPORT_CSV_TYPE_INTEGER;
    case RAPPORT_FIELD_BOOLEAN:
      return RAPPORT_CSV_TYPE_BOOLEAN;
    case RAPPORT_FIELD_DAY:
      return RAPPORT_CSV_TYPE_DAY;
    case RAPPORT_FIELD_INSTANT:
      return RAPPORT_CSV_TYPE_INSTANT;
    case RAPPORT_FIELD_MONEY:
      return RAPPORT_CSV_TYPE_MONEY;
    case RAPPORT_FIELD_MICRO:
    case RAPPORT_FIELD_REAL:
      return RAPPORT_CSV_TYPE_DECIMAL;
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_TAGS:
    case RAPPORT_FIELD_CHOICE:
    case RAPPORT_FIELD_CURRENCY:
    case RAPPORT_FIELD_REF:
    default:
      return RAPPORT_CSV_TYPE_TEXT;
    }
}

static const char *
known_synonyms (RapportKindId  file_kind,
                const char    *id)
{
  guint n;
  const RapportMatchField *known = rapport_match_get_fields (rapport_kind_get (file_kind)->plural, &n);

  for (guint i = 0; i < G_N_ELEMENTS (other_names); i++)
    if (other_names[i].kind == file_kind && g_str_equal (other_names[i].field, id))
      id = other_names[i].known;
  for (guint i = 0; i < G_N_ELEMENTS (more_synonyms); i++)
    if (more_synonyms[i].kind == file_kind && g_str_equal (more_synonyms[i].field, id))
      return more_synonyms[i].synonyms;
  for (guint i = 0; i < n; i++)
    if (g_str_equal (known[i].id, id))
      return known[i].synonyms;
  return NULL;
}

static void
add_field (GArray         *fields,
           RapportKindId   file_kind,
           const char     *id,
           char           *label,
           RapportKindId   kind,
           int             field,
           RapportCsvType  type)
{
  RapportImportField item = { g_intern_string (id), label, known_synonyms (file_kind, id), kind, field, type };

  g_array_append_val (fields, item);
}

static void
add_kind_fields (GArray        *fields,
                 RapportKindId  file_kind,
                 RapportKindId  kind,
                 const char    *prefix)
{
  const RapportKind *description = rapport_kind_get (kind);

  for (guint i = 0; i < description->n_fields; i++)
    {
      const RapportField *field = &description->fields[i];
      g_autofree char *id = g_strconcat (prefix, field->name, NULL);
      const char *label = rapport_field_get_label (field);

      if (field->flags & (RAPPORT_FIELD_INTERNAL | RAPPORT_FIELD_DERIVED))
        continue;
      if (kind == RAPPORT_KIND_AFFILIATION &&
          (i == RAPPORT_AFFILIATION_PERSON || i == RAPPORT_AFFILIATION_EXTERNAL_ID ||
           i == RAPPORT_AFFILIATION_JOB_TITLE || (*prefix != '\0' && i == RAPPORT_AFFILIATION_ACCOUNT)))
        continue;
      add_field (fields, file_kind, id,
                 /* Translators: a field of the person whom a row of a customer file names */
                 *prefix == '\0' ? g_strdup (label) : g_strdup_printf (_("Person: %s"), label),
                 kind, (int) i, csv_type (field));
    }
}

static gpointer
make_fields (gpointer data)
{
  for (guint k = 0; k < G_N_ELEMENTS (import_kinds); k++)
    {
      RapportKindId kind = import_kinds[k];
      GArray *fields = g_array_new (FALSE, FALSE, sizeof (RapportImportField));

      add_kind_fields (fields, kind, kind, "");
      if (kind == RAPPORT_KIND_PERSON || kind == RAPPORT_KIND_MEMBER)
        {
          add_field (fields, kind, "given_name", g_strdup (_("Given name")), kind, -1, RAPPORT_CSV_TYPE_TEXT);
          add_field (fields, kind, "family_name", g_strdup (_("Family name")), kind, -1, RAPPORT_CSV_TYPE_TEXT);
        }
      if (kind == RAPPORT_KIND_PERSON)
        add_kind_fields (fields, kind, RAPPORT_KIND_AFFILIATION, "");
      if (kind == RAPPORT_KIND_ACCOUNT)
        {
          add_field (fields, kind, "stage", g_strdup (_("Stage")), kind, -1, RAPPORT_CSV_TYPE_TEXT);
          add_kind_fields (fields, kind, RAPPORT_KIND_PERSON, "person.");
          add_kind_fields (fields, kind, RAPPORT_KIND_AFFILIATION, "person.");
        }
      kind_fields[kind] = fields;
    }
  return kind_fields;
}

/**
 * rapport_import_get_fields:
 * @kind: a kind of record that is imported
 * @n_fields: (out): how many
 *
 * Returns: (nullable) (transfer none) (array length=n_fields): what a column can go to, %NULL where the kind is not
 *   imported
 */
const RapportImportField *
rapport_import_get_fields (RapportKindId  kind,
                           guint         *n_fields)
{
  static GOnce once = G_ONCE_INIT;

  g_once (&once, make_fields, NULL);
  *n_fields = 0;
  if (kind <= RAPPORT_KIND_NONE || kind >= RAPPORT_N_KINDS || kind_fields[kind] == NULL)
    return NULL;
  *n_fields = kind_fields[kind]->len;
  return (const RapportImportField *) (gpointer) kind_fields[kind]->data;
}

/**
 * rapport_import_find_field:
 * @kind: a kind of record that is imported
 * @id: the id of a field, or its name among the known headings ("amount" for "total")
 *
 * Returns: (nullable) (transfer none): the field
 */
const RapportImportField *
rapport_import_find_field (RapportKindId  kind,
                           const char    *id)
{
  guint n;
  const RapportImportField *fields = rapport_import_get_fields (kind, &n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (fields[i].id, id))
      return &fields[i];
  for (guint k = 0; k < G_N_ELEMENTS (other_names); k++)
    if (other_names[k].kind == kind && g_str_equal (other_names[k].known, id))
      return rapport_import_find_field (kind, other_names[k].field);
  return NULL;
}

/**
 * rapport_import_kind_from_string:
 * @text: as on the command line: "accounts", "purchase-lines" …
 *
 * Returns: the kind, %RAPPORT_KIND_NONE where there is none that is imported
 */
RapportKindId
rapport_import_kind_from_string (const char *text)
{
  const RapportKind *kind = rapport_kind_from_name (text);
  guint n;

  return kind != NULL && rapport_import_get_fields (kind->id, &n) != NULL ? kind->id : RAPPORT_KIND_NONE;
}

/* The plan ----------------------------------------------------------------------------------------------------- */

/**
 * rapport_import_plan_new:
 * @file: a CSV file
 * @kind: what its rows are
 * @dialect: how it is read, from rapport_sniff_file()
 *
 * Returns: (transfer full): a plan that imports no column yet
 */
RapportImportPlan *
rapport_import_plan_new (GFile                    *file,
                         RapportKindId             kind,
                         const RapportCsvDialect  *dialect)
{
  RapportImportPlan *plan = g_new0 (RapportImportPlan, 1);

  g_atomic_ref_count_init (&plan->ref_count);
  plan->file = g_object_ref (file);
  plan->kind = kind;
  plan->dialect = rapport_csv_dialect_copy (dialect);
  plan->n_columns = dialect->n_columns;
  plan->fields = g_new0 (char *, plan->n_columns + 1);
  plan->leave_out = g_ptr_array_new_with_free_func (g_free);
  plan->answers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return plan;
}

typedef struct
{
  gint64              account;
  RapportImportAnswer answer;
} Answer;

/**
 * rapport_import_plan_set_answer:
 * @plan: a plan
 * @line: the line of a row, as in #RapportImportDuplicate
 * @account: the account that it may be
 * @answer: what is done with it; %RAPPORT_IMPORT_NEW without an answer
 */
void
rapport_import_plan_set_answer (RapportImportPlan   *plan,
                                guint64              line,
                                gint64               account,
                                RapportImportAnswer  answer)
{
  gint64 *key = g_new (gint64, 1);
  Answer *value = g_new (Answer, 1);

  *key = (gint64) line;
  *value = (Answer) { account, answer };
  g_hash_table_replace (plan->answers, key, value);
}

/**
 * rapport_import_plan_get_answer:
 * @plan: a plan
 * @line: the line of a row
 * @account: (out) (optional): the account that it may be, %RAPPORT_UNSET where nothing was said
 *
 * Returns: what is done with the row
 */
RapportImportAnswer
rapport_import_plan_get_answer (const RapportImportPlan *plan,
                                guint64                  line,
                                gint64                  *account)
{
  gint64 key = (gint64) line;
  const Answer *answer = g_hash_table_lookup (plan->answers, &key);

  if (account != NULL)
    *account = answer ? answer->account : RAPPORT_UNSET;
  return answer ? answer->answer : RAPPORT_IMPORT_NEW;
}

/**
 * rapport_import_plan_copy_answers:
 * @plan: a plan
 * @from: a plan for the same file
 *
 * Takes over what was said of its rows.
 */
void
rapport_import_plan_copy_answers (RapportImportPlan       *plan,
                                  const RapportImportPlan *from)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from->answers);
  while (g_hash_table_iter_next (&iter, &key, &value))
    rapport_import_plan_set_answer (plan, (guint64) *(const gint64 *) key, ((const Answer *) value)->account,
                                    ((const Answer *) value)->answer);
}

/**
 * rapport_import_plan_copy:
 * @plan: a plan
 *
 * Returns: (transfer full): a deep copy
 */
RapportImportPlan *
rapport_import_plan_copy (const RapportImportPlan *plan)
{
  RapportImportPlan *copy = rapport_import_plan_new (plan->file, plan->kind, plan->dialect);

  for (guint i = 0; i < plan->n_columns; i++)
    copy->fields[i] = g_strdup (plan->fields[i]);
  for (guint i = 0; i < plan->leave_out->len; i++)
    g_ptr_array_add (copy->leave_out, g_strdup (g_ptr_array_index (plan->leave_out, i)));
  rapport_import_plan_copy_answers (copy, plan);
  copy->create_accounts = plan->create_accounts;
  copy->dry_run = plan->dry_run;
  copy->source = g_strdup (plan->source);
  copy->tag = g_strdup (plan->tag);
  return copy;
}

RapportImportPlan *
rapport_import_plan_ref (RapportImportPlan *plan)
{
  g_atomic_ref_count_inc (&plan->ref_count);
  return plan;
}

void
rapport_import_plan_unref (RapportImportPlan *plan)
{
  if (!g_atomic_ref_count_dec (&plan->ref_count))
    return;
  g_object_unref (plan->file);
  rapport_csv_dialect_free (plan->dialect);
  for (guint i = 0; i < plan->n_columns; i++)
    g_free (plan->fields[i]);
  g_free (plan->fields);
  g_free (plan->source);
  g_free (plan->tag);
  g_ptr_array_unref (plan->leave_out);
  g_hash_table_unref (plan->answers);
  g_free (plan);
}

/**
 * rapport_import_plan_set_tag:
 * @plan: a plan
 * @tag: (nullable): a tag; a comma in it becomes a blank
 *
 * Every account that a row makes is to have that tag. It goes with the import where that is undone.
 */
void
rapport_import_plan_set_tag (RapportImportPlan *plan,
                             const char        *tag)
{
  g_free (plan->tag);
  plan->tag = tag && *tag ? g_strstrip (g_strdelimit (g_strdup (tag), ",", ' ')) : NULL;
}

/**
 * rapport_import_plan_get_field:
 * @plan: a plan
 * @column: number of a column, from 0
 *
 * Returns: (nullable): the id of the field it goes to, %NULL where it is not imported
 */
const char *
rapport_import_plan_get_field (const RapportImportPlan *plan,
                               guint                    column)
{
  return column < plan->n_columns ? plan->fields[column] : NULL;
}

/**
 * rapport_import_plan_set_field:
 * @plan: a plan
 * @column: number of a column, from 0
 * @field: (nullable): the id of a field, %NULL not to import the column
 *
 * Says where a column goes. The column that went there until now is no longer imported.
 */
void
rapport_import_plan_set_field (RapportImportPlan *plan,
                               guint              column,
                               const char        *field)
{
  char *copy = g_strdup (field);

  g_return_if_fail (column < plan->n_columns);

  for (guint i = 0; i < plan->n_columns; i++)
    if (i == column || (field != NULL && g_strcmp0 (plan->fields[i], copy) == 0))
      g_clear_pointer (&plan->fields[i], g_free);
  plan->fields[column] = copy;
}

/**
 * rapport_import_plan_map:
 * @plan: a plan
 * @column: the heading of a column, as it stands or but for case and signs, or its number from 1
 * @field: the id of a field; "" or "-" not to import the column
 * @error: return location
 *
 * As rapport_import_plan_set_field(), from what a person typed.
 *
 * Returns: whether there are such a column and such a field
 */
gboolean
rapport_import_plan_map (RapportImportPlan  *plan,
                         const char         *column,
                         const char         *field,
                         GError            **error)
{
  char **headings = plan->dialect->headings;
  const RapportImportField *found = NULL;
  g_autofree char *key = rapport_match_normalize (column);
  int index = -1;

  for (guint i = 0; headings != NULL && index < 0 && i < plan->n_columns; i++)
    if (g_str_equal (headings[i], column))
      index = (int) i;
  for (guint i = 0; headings != NULL && index < 0 && i < plan->n_columns; i++)
    {
      g_autofree char *other = rapport_match_normalize (headings[i]);

      if (*key != '\0' && g_str_equal (key, other))
        index = (int) i;
    }
  if (index < 0)
    {
      guint64 number;

      if (g_ascii_string_to_unsigned (column, 10, 1, plan->n_columns, &number, NULL))
        index = (int) number - 1;
    }
  if (index < 0)
    {
      g_autofree char *all = headings != NULL ? g_strjoinv (", ", headings) : g_strdup ("");

      g_set_error (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_UNKNOWN_COLUMN,
                   /* Translators: the heading of a column, then a list of those that there are */
                   _("The file has no column “%s”. It has: %s."), column, all);
      return FALSE;
    }

  if (*field != '\0' && !g_str_equal (field, "-"))
    {
      found = rapport_import_find_field (plan->kind, field);
      if (found == NULL)
        {
          guint n;
          const RapportImportField *fields = rapport_import_get_fields (plan->kind, &n);
          g_autoptr(GString) all = g_string_new (NULL);

          for (guint i = 0; i < n; i++)
            g_string_append_printf (all, "%s%s", i ? ", " : "", fields[i].id);
          g_set_error (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_UNKNOWN_FIELD,
                       /* Translators: a field's name as typed, then a list of those that there are */
                       _("There is no field “%s”. There are: %s."), field, all->str);
          return FALSE;
        }
    }
  rapport_import_plan_set_field (plan, (guint) index, found ? found->id : NULL);
  return TRUE;
}

/**
 * rapport_import_plan_has:
 * @plan: a plan
 * @field: the id of a field
 *
 * Returns: whether a column goes there
 */
gboolean
rapport_import_plan_has (const RapportImportPlan *plan,
                         const char              *field)
{
  for (guint i = 0; i < plan->n_columns; i++)
    if (g_strcmp0 (plan->fields[i], field) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
fail_missing (const RapportImportPlan  *plan,
              const char               *field,
              GError                  **error)
{
  g_set_error (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_MISSING_FIELD,
               /* Translators: a field, then a kind of records */
               _("No column goes to “%s” (%s), which every row needs."),
               rapport_import_find_field (plan->kind, field)->label, field);
  return FALSE;
}

/**
 * rapport_import_plan_check:
 * @plan: a plan
 * @error: return location
 *
 * Finds out whether it can be carried out: whether every record gets what it needs, and no column's dates are left
 * that read two ways.
 *
 * Returns: whether it can
 */
gboolean
rapport_import_plan_check (const RapportImportPlan  *plan,
                           GError                  **error)
{
  gboolean named = rapport_import_plan_has (plan, "name");
  guint n;

  if (rapport_import_get_fields (plan->kind, &n) == NULL)
    {
      g_set_error_literal (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_KIND,
                           _("Records of this kind cannot be imported."));
      return FALSE;
    }

  switch (plan->kind)
    {
    case RAPPORT_KIND_ACCOUNT:
    case RAPPORT_KIND_PRODUCT:
      if (!named)
        return fail_missing (plan, "name", error);
      break;
    case RAPPORT_KIND_PERSON:
    case RAPPORT_KIND_MEMBER:
      if (!named && !rapport_import_plan_has (plan, "family_name") && !rapport_import_plan_has (plan, "given_name"))
        return fail_missing (plan, "name", error);
      break;
    case RAPPORT_KIND_INTERACTION:
      if (!rapport_import_plan_has (plan, "account"))
        return fail_missing (plan, "account", error);
      if (!rapport_import_plan_has (plan, "at"))
        return fail_missing (plan, "at", error);
      if (!rapport_import_plan_has (plan, "subject") && !rapport_import_plan_has (plan, "text"))
        return fail_missing (plan, "subject", error);
      break;
    case RAPPORT_KIND_PURCHASE:
      if (!rapport_import_plan_has (plan, "account"))
        return fail_missing (plan, "account", error);
      if (!rapport_import_plan_has (plan, "day"))
        return fail_missing (plan, "day", error);
      break;
    default:
      if (!rapport_import_plan_has (plan, "purchase"))
        return fail_missing (plan, "purchase", error);
      break;
    }

  for (guint i = 0; i < plan->n_columns; i++)
    {
      const RapportImportField *field = plan->fields[i] ? rapport_import_find_field (plan->kind, plan->fields[i])
                                                        : NULL;
      const RapportCsvColumn *column = plan->dialect->columns ? &plan->dialect->columns[i] : NULL;

      if (field == NULL || column == NULL ||
          (field->type != RAPPORT_CSV_TYPE_DAY && field->type != RAPPORT_CSV_TYPE_INSTANT))
        continue;
      if (column->date_ambiguous && column->date_certainty != RAPPORT_CSV_CHOSEN)
        {
          g_set_error (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_AMBIGUOUS_DATE,
                       /* Translators: the heading of a column, a date in it */
                       _("The dates in “%s” read two ways: is in “%s” the day first, or the month?"),
                       plan->dialect->headings[i], column->example ? column->example : "");
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * rapport_import_match:
 * @plan: a plan
 *
 * Proposes a field for each column from headings and values.
 *
 * Returns: (transfer full): as many matches as there are columns, with how sure each is; free with g_free()
 */
RapportMatch *
rapport_import_match (RapportImportPlan *plan)
{
  guint n;
  const RapportImportField *fields = rapport_import_get_fields (plan->kind, &n);
  g_autofree RapportMatchField *candidates = g_new0 (RapportMatchField, MAX (n, 1));
  RapportMatch *matches;

  for (guint i = 0; i < n; i++)
    candidates[i] = (RapportMatchField) { fields[i].id, fields[i].label, fields[i].synonyms, fields[i].type };
  matches = rapport_match_columns (rapport_kind_get (plan->kind)->plural, candidates, n,
                                   (const char *const *) plan->dialect->headings, plan->dialect->columns,
                                   plan->n_columns);
  for (guint i = 0; i < plan->n_columns; i++)
    {
      g_free (plan->fields[i]);
      plan->fields[i] = g_strdup (matches[i].field);
    }
  return matches;
}

/* Remembered mappings ------------------------------------------------------------------------------------------ */

static char *
setting_key (const RapportImportPlan *plan)
{
  g_autofree char *signature = rapport_match_signature ((const char *const *) plan->dialect->headings,
                                                        plan->n_columns);

  return g_strdup_printf ("import/%s/%s", rapport_kind_get (plan->kind)->plural, signature);
}

/**
 * rapport_import_recall_from:
 * @db: a connection
 * @plan: a plan
 * @day: (out) (optional): when the same headings were imported
 * @name: (out) (optional) (nullable) (transfer full): the name that the mapping was given
 *
 * As rapport_import_recall(), in any thread.
 *
 * Returns: whether they were
 */
gboolean
rapport_import_recall_from (RapportDb         *db,
                            RapportImportPlan *plan,
                            RapportDay        *day,
                            char             **name)
{
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  g_auto(GStrv) lines = NULL;
  g_auto(GStrv) head = NULL;

  if (plan->dialect->headings == NULL || !plan->dialect->has_headings)
    return FALSE;
  key = setting_key (plan);
  value = rapport_db_query_text (db, NULL, "SELECT value FROM main.setting WHERE key = ?1 AND member = 0", "s", key);
  lines = g_strsplit (value ? value : "", "\n", -1);
  if (g_strv_length (lines) != plan->n_columns + 1)
    return FALSE;

  head = g_strsplit (lines[0], "\t", 2);
  if (day != NULL)
    *day = rapport_day_parse (head[0]);
  if (name != NULL)
    *name = head[1] != NULL ? g_strdup (head[1]) : NULL;
  for (guint i = 0; i < plan->n_columns; i++)
    {
      g_auto(GStrv) parts = g_strsplit (lines[i + 1], "\t", 2);
      const RapportImportField *field = rapport_import_find_field (plan->kind, parts[0] ? parts[0] : "");
      RapportDateFormat format;

      g_free (plan->fields[i]);
      plan->fields[i] = field ? g_strdup (field->id) : NULL;
      if (parts[0] != NULL && parts[1] != NULL && rapport_date_format_from_string (parts[1], &format) &&
          plan->dialect->columns[i].date_certainty != RAPPORT_CSV_CHOSEN &&
          (plan->dialect->columns[i].date_formats & (1u << format)))
        rapport_csv_dialect_set_date_format (plan->dialect, (int) i, format);
    }
  return TRUE;
}

/**
 * rapport_import_recall:
 * @workspace: a workspace
 * @plan: a plan
 * @day: (out) (optional): when the same headings were imported
 *
 * Maps the columns, and reads their dates, as when a file with the same headings was imported last.
 *
 * Returns: whether there was one
 */
gboolean
rapport_import_recall (RapportWorkspace  *workspace,
                       RapportImportPlan *plan,
                       RapportDay        *day)
{
  return rapport_import_recall_from (rapport_store_get_db (rapport_workspace_get_store (workspace)), plan, day, NULL);
}

/**
 * rapport_import_remember:
 * @workspace: a workspace
 * @plan: a plan that was carried out
 *
 * Keeps where the columns go for the next file with the same headings.
 */
void
rapport_import_remember (RapportWorkspace        *workspace,
                         const RapportImportPlan *plan)
{
  rapport_import_remember_as (workspace, plan, NULL);
}

/**
 * rapport_import_remember_as:
 * @workspace: a workspace
 * @plan: a plan
 * @name: (nullable): what the mapping is called
 *
 * As rapport_import_remember(), under a name.
 */
void
rapport_import_remember_as (RapportWorkspace        *workspace,
                            const RapportImportPlan *plan,
                            const char              *name)
{
  g_autofree char *key = NULL;
  g_autofree char *today = rapport_day_format (rapport_workspace_get_today (workspace));
  g_autoptr(GString) value = g_string_new (today);

  if (plan->dialect->headings == NULL || !plan->dialect->has_headings)
    return;
  key = setting_key (plan);
  if (name != NULL && *name != '\0')
    {
      g_autofree char *line = g_strdelimit (g_strdup (name), "\t\r\n", ' ');

      g_string_append_printf (value, "\t%s", line);
    }
  for (guint i = 0; i < plan->n_columns; i++)
    {
      const RapportCsvColumn *column = &plan->dialect->columns[i];

      g_string_append_printf (value, "\n%s", plan->fields[i] ? plan->fields[i] : "");
      if (column->date_certainty == RAPPORT_CSV_CHOSEN && column->date_format != RAPPORT_DATE_FORMAT_NONE)
        g_string_append_printf (value, "\t%s", rapport_date_format_to_string (column->date_format));
    }
  rapport_workspace_set_setting (workspace, key, FALSE, value->str);
}
