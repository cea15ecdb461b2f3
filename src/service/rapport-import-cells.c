#include "config.h"

#include "service/rapport-import-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "exchange/rapport-parse-cell.h"

/* From the cells of a row to the values of records, by the field table's types. */

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  const Step *x = a, *y = b;

  return x->order != y->order ? x->order - y->order : (int) x->column - (int) y->column;
}

/* A currency is needed to read amounts, an account to find its people and episodes. An account may be made for the
 * row, so it comes when little can still go wrong. */
#define ORDER_ACCOUNT 5
static int
step_order (const Step *step)
{
  if (step->description == NULL)
    return 3;
  if (step->description->type == RAPPORT_FIELD_CURRENCY)
    return 0;
  if (step->what != STEP_REFERENCE)
    return 2;
  switch (step->description->refers)
    {
    case RAPPORT_KIND_ACCOUNT:
      return ORDER_ACCOUNT;
    case RAPPORT_KIND_PERSON:
    case RAPPORT_KIND_EPISODE:
      return ORDER_ACCOUNT + 1;
    default:
      return 4;
    }
}

/**
 * rapport_importer_make_steps:
 * @self: an importer with a plan that was checked
 *
 * Lays out what is done with each column.
 *
 * Returns: whether any column is imported
 */
gboolean
rapport_importer_make_steps (Importer *self)
{
  const RapportImportPlan *plan = self->plan;

  self->steps = g_new0 (Step, MAX (plan->n_columns, 1));
  for (guint i = 0; i < plan->n_columns; i++)
    {
      const RapportImportField *field = plan->fields[i] ? rapport_import_find_field (plan->kind, plan->fields[i])
                                                        : NULL;
      Step *step = &self->steps[self->n_steps];

      if (field == NULL)
        continue;
      self->n_steps++;
      step->column = i;
      step->kind = field->kind;
      step->format = plan->dialect->columns ? plan->dialect->columns[i].date_format : RAPPORT_DATE_FORMAT_NONE;
      if (step->format == RAPPORT_DATE_FORMAT_NONE)
        step->format = RAPPORT_DATE_FORMAT_YMD;
      if (field->field >= 0)
        {
          step->field = (guint) field->field;
          step->description = &rapport_kind_get (field->kind)->fields[field->field];
          step->what = step->description->type == RAPPORT_FIELD_REF ? STEP_REFERENCE : STEP_FIELD;
        }
      else
        step->what = g_str_equal (field->id, "stage")        ? STEP_STAGE
                     : g_str_equal (field->id, "given_name") ? STEP_GIVEN_NAME
                                                             : STEP_FAMILY_NAME;
      step->order = step_order (step);
      if (field->kind != plan->kind && field->kind == RAPPORT_KIND_PERSON)
        self->names_person = TRUE;
      if (field->kind == RAPPORT_KIND_AFFILIATION)
        self->has_affiliation = TRUE;
    }
  qsort (self->steps, self->n_steps, sizeof (Step), compare_steps);
  return self->n_steps > 0;
}

/**
 * rapport_importer_reject:
 * @self: an importer
 * @column: the column of the cell, or -1
 * @reason: (transfer full): a sentence
 *
 * Says why the row under way cannot be brought in.
 */
void
rapport_importer_reject (Importer *self,
                         int       column,
                         char     *reason)
{
  g_free (self->reason);
  self->reason = reason;
  self->bad_column = column;
}

static RapportRow *
target (Importer      *self,
        RapportKindId  kind)
{
  if (kind == self->plan->kind)
    return self->row;
  return kind == RAPPORT_KIND_PERSON ? self->person : self->affiliation;
}

static gboolean
read_choice (Importer   *self,
             const Step *step,
             RapportRow *row,
             const char *text)
{
  const RapportChoice *choices = step->description->choices;
  g_autofree char *folded = NULL;
  g_autoptr(GString) all = NULL;

  if (rapport_field_has_choice (step->description, text))
    {
      rapport_row_set_text (row, step->field, text);
      return TRUE;
    }
  folded = g_utf8_casefold (text, -1);
  for (guint i = 0; choices[i].id != NULL; i++)
    {
      g_autofree char *id = g_utf8_casefold (choices[i].id, -1);
      g_autofree char *label = g_utf8_casefold (rapport_choice_get_label (&choices[i]), -1);
      g_autofree char *english = g_utf8_casefold (choices[i].label, -1);

      if (g_str_equal (folded, id) || g_str_equal (folded, label) || g_str_equal (folded, english))
        {
          rapport_row_set_text (row, step->field, choices[i].id);
          return TRUE;
        }
    }

  all = g_string_new (NULL);
  for (guint i = 0; choices[i].id != NULL; i++)
    g_string_append_printf (all, "%s%s", i ? ", " : "", choices[i].id);
  /* Translators: a value in the file, then a list of the possible ones */
  rapport_importer_reject (self, (int) step->column, g_strdup_printf (_("“%s” is none of %s."), text, all->str));
  return FALSE;
}

static void
read_tags (RapportRow *row,
           guint       field,
           const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text, ",;|", -1);
  g_autoptr(GString) tags = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_strstrip (words[i]);
      if (*words[i] != '\0')
        g_string_append_printf (tags, "%s%s", tags->len ? "," : "", words[i]);
    }
  rapport_row_set_text (row, field, tags->str);
}

/* The currency that amounts of the row are in, as far as the row says. */
static const char *
row_currency (Importer   *self,
              RapportRow *row)
{
  int field = rapport_kind_find_field (rapport_row_get_kind (row), "currency");

  return field >= 0 && rapport_row_has (row, field) && !rapport_row_is_null (row, field)
             ? rapport_row_get_text (row, field)
             : NULL;
}

static RapportCellResult
read_money (Importer    *self,
            const Step  *step,
            RapportRow  *row,
            const char  *text,
            gsize        length,
            GError     **error)
{
  const char *currency = row_currency (self, row);
  guint digits = currency ? rapport_currency_get_digits (currency) : self->digits;
  char named[4] = "";
  gint64 value;
  RapportCellResult result = rapport_parse_cell_money (self->plan->dialect, digits, text, length, &value, named, error);

  if (result != RAPPORT_CELL_VALUE)
    return result;
  /* "$" or "€ 12" in the cell itself. */
  if (named[0] != '\0' && currency == NULL && !g_str_equal (named, self->currency))
    {
      int field = rapport_kind_find_field (rapport_row_get_kind (row), "currency");

      if (field >= 0)
        rapport_row_set_text (row, field, named);
      if (rapport_currency_get_digits (named) != digits)
        rapport_parse_cell_money (self->plan->dialect, rapport_currency_get_digits (named), text, length, &value,
                                  NULL, NULL);
    }
  rapport_row_set_int (row, step->field, value);
  return result;
}

static gboolean
read_stage (Importer    *self,
            const Step  *step,
            const char  *text,
            GError     **error)
{
  gint64 stage;

  if (!rapport_db_query_int (self->db, &stage, error,
        "SELECT id FROM stage WHERE model = ?1 AND deleted IS NULL AND (slug = ?2 OR label = ?2 COLLATE NOCASE) LIMIT 1", "is",
        self->model, text))
    return FALSE;
  if (stage == RAPPORT_UNSET)
    {
      rapport_importer_reject (self, (int) step->column, g_strdup_printf (_("There is no stage “%s”."), text));
      return FALSE;
    }
  self->stage = stage;
  return TRUE;
}

static gboolean
read_field (Importer    *self,
            const Step  *step,
            const char  *text,
            gsize        length,
            GError     **error)
{
  const RapportCsvDialect *dialect = self->plan->dialect;
  RapportRow *row = target (self, step->kind);
  g_autoptr(GError) bad = NULL;
  RapportCellResult result = RAPPORT_CELL_VALUE;
  RapportDay day;
  gint64 value;
  gboolean yes;

  switch (step->description->type)
    {
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_PHONE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_EMAIL:
      rapport_row_set_text_len (row, step->field, text, (gssize) length);
      return TRUE;

    case RAPPORT_FIELD_TAGS:
    case RAPPORT_FIELD_CHOICE:
    case RAPPORT_FIELD_CURRENCY:
      g_string_truncate (self->scratch, 0);
      g_string_append_len (self->scratch, text, (gssize) length);
      if (step->description->type == RAPPORT_FIELD_CHOICE)
        return read_choice (self, step, row, self->scratch->str);
      if (step->description->type == RAPPORT_FIELD_TAGS)
        {
          read_tags (row, step->field, self->scratch->str);
          return TRUE;
        }
      g_string_ascii_up (self->scratch);
      if (!rapport_currency_is_known (self->scratch->str))
        {
          rapport_importer_reject (self, (int) step->column,
                                   g_strdup_printf (_("“%s” is not the code of a currency."), self->scratch->str));
          return FALSE;
        }
      rapport_row_set_text (row, step->field, self->scratch->str);
      return TRUE;

    case RAPPORT_FIELD_INTEGER:
      result = rapport_parse_cell_integer (dialect, text, length, &value, &bad);
      if (result == RAPPORT_CELL_VALUE)
        rapport_row_set_int (row, step->field, value);
      break;

    case RAPPORT_FIELD_BOOLEAN:
      result = rapport_parse_cell_boolean (dialect, text, length, &yes, &bad);
      if (result == RAPPORT_CELL_VALUE)
        rapport_row_set_int (row, step->field, yes);
      break;

    case RAPPORT_FIELD_DAY:
      result = rapport_parse_cell_day (dialect, step->format, text, length, &day, &bad);
      if (result == RAPPORT_CELL_VALUE)
        rapport_row_set_int (row, step->field, day);
      break;

    case RAPPORT_FIELD_INSTANT:
      result = rapport_parse_cell_instant (dialect, step->format, self->zone, text, length, &value, &bad);
      if (result == RAPPORT_CELL_VALUE)
        rapport_row_set_int (row, step->field, value);
      break;

    case RAPPORT_FIELD_MONEY:
      result = read_money (self, step, row, text, length, &bad);
      break;

    case RAPPORT_FIELD_MICRO:
      result = rapport_parse_cell_decimal (dialect, text, length, &value, &bad);
      if (result == RAPPORT_CELL_VALUE && step->kind == RAPPORT_KIND_PURCHASE_LINE &&
          step->field == RAPPORT_PURCHASE_LINE_DISCOUNT && (value < 0 || value > RAPPORT_DECIMAL_ONE))
        {
          rapport_importer_reject (
              self, (int) step->column,
              g_strdup_printf (_("“%.*s” is not a share: a discount is from 0 to 1, or has a percent sign."),
                               (int) length, text));
          return FALSE;
        }
      if (result == RAPPORT_CELL_VALUE)
        rapport_row_set_int (row, step->field, value);
      break;

    case RAPPORT_FIELD_REAL:
    case RAPPORT_FIELD_REF:
    default:
      g_assert_not_reached ();
    }

  if (result == RAPPORT_CELL_BAD)
    {
      rapport_importer_reject (self, (int) step->column, g_strdup (bad->message));
      return FALSE;
    }
  return TRUE;
}

/* "Nancy" and "Davolio" in two columns. */
static void
join_name (Importer   *self,
           RapportRow *row,
           guint       field)
{
  if (self->given_name == NULL && self->family_name == NULL)
    return;
  if (!rapport_row_has (row, field) || rapport_row_is_null (row, field))
    {
      g_autofree char *name = self->given_name && self->family_name
                                  ? g_strjoin (" ", self->given_name, self->family_name, NULL)
                                  : g_strdup (self->given_name ? self->given_name : self->family_name);

      rapport_row_set_text (row, field, name);
    }
}

static gboolean
need (Importer   *self,
      guint       field)
{
  const RapportKind *kind = rapport_row_get_kind (self->row);
  int column = -1;

  if (rapport_row_has (self->row, field) && !rapport_row_is_null (self->row, field))
    return TRUE;
  for (guint i = 0; i < self->n_steps; i++)
    if (self->steps[i].kind == kind->id && self->steps[i].field == field && self->steps[i].description != NULL)
      column = (int) self->steps[i].column;
  /* Translators: the name of a field */
  rapport_importer_reject (self, column,
                           g_strdup_printf (_("“%s” is empty."), rapport_field_get_label (&kind->fields[field])));
  return FALSE;
}

static gboolean
complete (Importer *self,
          gboolean  with_references)
{
  const RapportKind *kind = rapport_row_get_kind (self->row);

  if (kind->id == RAPPORT_KIND_PERSON)
    join_name (self, self->row, RAPPORT_PERSON_NAME);
  else if (kind->id == RAPPORT_KIND_MEMBER)
    join_name (self, self->row, RAPPORT_MEMBER_NAME);
  else if (kind->id == RAPPORT_KIND_INTERACTION &&
           (!rapport_row_has (self->row, RAPPORT_INTERACTION_SUBJECT) ||
            rapport_row_is_null (self->row, RAPPORT_INTERACTION_SUBJECT)) &&
           rapport_row_has (self->row, RAPPORT_INTERACTION_TEXT) &&
           !rapport_row_is_null (self->row, RAPPORT_INTERACTION_TEXT))
    {
      const char *text = rapport_row_get_text (self->row, RAPPORT_INTERACTION_TEXT);
      gsize line = strcspn (text, "\r\n");
      g_autofree char *subject = g_strndup (text, line);

      if (g_utf8_strlen (subject, -1) > 120)
        *g_utf8_offset_to_pointer (subject, 120) = '\0';
      rapport_row_set_text (self->row, RAPPORT_INTERACTION_SUBJECT, subject);
    }

  for (guint i = 0; i < kind->n_fields; i++)
    if ((kind->fields[i].flags & RAPPORT_FIELD_REQUIRED) &&
        (with_references || kind->fields[i].type != RAPPORT_FIELD_REF) && !need (self, i))
      return FALSE;
  return TRUE;
}

/**
 * rapport_importer_read:
 * @self: an importer
 * @error: return location
 *
 * Reads the cells of the row under way into its records.
 *
 * Returns: %OUTCOME_UNCHANGED where all could be read, %OUTCOME_REJECTED or %OUTCOME_FAILED
 */
Outcome
rapport_importer_read (Importer  *self,
                       GError   **error)
{
  const RapportCsvRow *csv = self->csv;
  gboolean checked = FALSE;

  rapport_row_clear (self->row);
  if (self->names_person)
    rapport_row_clear (self->person);
  if (self->has_affiliation || self->names_person)
    rapport_row_clear (self->affiliation);
  g_clear_pointer (&self->given_name, g_free);
  g_clear_pointer (&self->family_name, g_free);
  g_clear_pointer (&self->parent, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->note, g_free);
  self->stage = RAPPORT_UNSET;
  self->restored = FALSE;
  self->bad_column = -1;

  if (csv->malformed || csv->ragged)
    {
      rapport_importer_reject (self, -1, rapport_csv_row_describe_problem (csv, self->plan->n_columns));
      return OUTCOME_REJECTED;
    }
  if (csv->undecodable)
    {
      rapport_importer_reject (self, -1,
                               g_strdup_printf (_("The row has bytes that are not %s."),
                                                rapport_csv_encoding_to_string (self->plan->dialect->encoding)));
      return OUTCOME_REJECTED;
    }

  for (guint i = 0; i < self->n_steps; i++)
    {
      const Step *step = &self->steps[i];
      const char *text;
      gsize length;
      gint64 id = RAPPORT_UNSET;
      gboolean ok = TRUE;

      if (step->order >= ORDER_ACCOUNT && !checked)
        {
          checked = TRUE;
          if (!complete (self, FALSE))
            return OUTCOME_REJECTED;
        }
      if (step->column >= csv->n_cells ||
          rapport_parse_cell_text (self->plan->dialect, csv->cells[step->column].text,
                                   csv->cells[step->column].length, &text, &length) == RAPPORT_CELL_NOTHING)
        {
          if (step->description != NULL)
            rapport_row_set_null (target (self, step->kind), step->field);
          continue;
        }
      if (step->what == STEP_FIELD)
        ok = read_field (self, step, text, length, error);
      else
        {
          g_string_truncate (self->scratch, 0);
          g_string_append_len (self->scratch, text, (gssize) length);
          switch (step->what)
            {
            case STEP_REFERENCE:
              ok = rapport_importer_refer (self, step, self->scratch->str, &id, error);
              if (ok)
                rapport_row_set_int (target (self, step->kind), step->field, id);
              break;
            case STEP_GIVEN_NAME:
              self->given_name = g_strdup (self->scratch->str);
              break;
            case STEP_FAMILY_NAME:
              self->family_name = g_strdup (self->scratch->str);
              break;
            case STEP_STAGE:
              ok = read_stage (self, step, self->scratch->str, error);
              break;
            case STEP_FIELD:
            default:
              g_assert_not_reached ();
            }
        }
      if (!ok)
        return self->reason != NULL ? OUTCOME_REJECTED : OUTCOME_FAILED;
    }
  return complete (self, TRUE) ? OUTCOME_UNCHANGED : OUTCOME_REJECTED;
}

/**
 * rapport_importer_describe_cell:
 * @self: an importer that has read a row
 * @step: a column
 *
 * Returns: (nullable) (transfer full): the column as it was read, in the user's format; %NULL for nothing
 */
char *
rapport_importer_describe_cell (Importer   *self,
                                const Step *step)
{
  const char *text;
  gsize length;
  RapportRow *row;

  if (step->column >= self->csv->n_cells ||
      rapport_parse_cell_text (self->plan->dialect, self->csv->cells[step->column].text,
                               self->csv->cells[step->column].length, &text, &length) == RAPPORT_CELL_NOTHING)
    return NULL;
  row = step->description ? target (self, step->kind) : NULL;
  if (row == NULL || !rapport_row_has (row, step->field) || rapport_row_is_null (row, step->field))
    return g_strndup (text, length);

  switch (step->description->type)
    {
    case RAPPORT_FIELD_DAY:
      return rapport_time_format_day ((RapportDay) rapport_row_get_int (row, step->field), 0);
    case RAPPORT_FIELD_MONEY:
      {
        const char *currency = row_currency (self, row);

        return rapport_money_format (rapport_row_get_int (row, step->field), currency ? currency : self->currency,
                                     RAPPORT_MONEY_FULL);
      }
    case RAPPORT_FIELD_CHOICE:
      return g_strdup (rapport_field_choice_label (step->description, rapport_row_get_text (row, step->field)));
    case RAPPORT_FIELD_BOOLEAN:
      return g_strdup (rapport_row_get_int (row, step->field) ? C_("value", "yes") : C_("value", "no"));
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_EMAIL:
    case RAPPORT_FIELD_PHONE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_TAGS:
    case RAPPORT_FIELD_CURRENCY:
      return g_strdup (rapport_row_get_text (row, step->field));
    case RAPPORT_FIELD_INTEGER:
    case RAPPORT_FIELD_INSTANT:
    case RAPPORT_FIELD_MICRO:
    case RAPPORT_FIELD_REAL:
    case RAPPORT_FIELD_REF:
    default:
      return g_strndup (text, length);
    }
}
