#include "config.h"

#include "service/rapport-import-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "service/rapport-accounts-service.h"
#include "service/rapport-board-service.h"
#include "store/rapport-rows.h"

/* What becomes of a row: it is recognised as a record that is there, or makes one.
 *
 * With an external id that decides. Without one, an account is recognised by its name (and city), a member or
 * product by its name, a person by account and name, and what happened (purchases, their lines, interactions) by its
 * content: the k-th equal row of the file is the k-th equal record. So two purchases that are really equal both stay,
 * and the same file imported again changes nothing. An empty cell says nothing about a record that is there. */

static void
pending_clear (gpointer data)
{
  g_free (((Pending *) data)->text);
}

/**
 * rapport_importer_new:
 * @plan: a plan that was checked; has to outlive the importer
 * @db: a connection
 * @dry: whether nothing is to be written
 * @error: return location
 *
 * Returns: (nullable) (transfer full): an importer
 */
Importer *
rapport_importer_new (const RapportImportPlan  *plan,
                      RapportDb                *db,
                      gboolean                  dry,
                      GError                  **error)
{
  g_autoptr(Importer) self = g_new0 (Importer, 1);

  self->plan = plan;
  self->db = db;
  self->dry = dry;
  self->zone = rapport_day_get_local_zone ();
  self->source = plan->source ? plan->source : "csv";
  self->scratch = g_string_new (NULL);
  self->result = rapport_import_result_new ();
  self->reasons = g_hash_table_new (g_str_hash, g_str_equal);
  self->pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  g_array_set_clear_func (self->pending, pending_clear);
  self->row = rapport_row_new (plan->kind);
  self->person = rapport_row_new (RAPPORT_KIND_PERSON);
  self->affiliation = rapport_row_new (RAPPORT_KIND_AFFILIATION);
  self->model = 1;

  self->currency = rapport_db_query_text (
      db, NULL, "SELECT value FROM main.setting WHERE key = 'currency' AND member = 0", NULL);
  if (self->currency == NULL)
    self->currency = g_strdup ("EUR");
  self->digits = rapport_currency_get_digits (self->currency);
  if (!rapport_db_query_int (db, &self->first_stage, error,
        "SELECT id FROM main.stage WHERE model = ?1 AND deleted IS NULL ORDER BY position LIMIT 1", "i", self->model))
    return NULL;

  rapport_importer_make_steps (self);
  if (!rapport_importer_load (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rapport_importer_free (Importer *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->find_external, rapport_statement_free);
  g_clear_pointer (&self->find_content, rapport_statement_free);
  g_clear_pointer (&self->accounts, g_hash_table_unref);
  g_clear_pointer (&self->account_names, g_hash_table_unref);
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_clear_pointer (&self->products, g_hash_table_unref);
  g_clear_pointer (&self->product_names, g_hash_table_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->trashed, rapport_id_set_free);
  g_clear_pointer (&self->claimed, rapport_id_set_free);
  g_clear_pointer (&self->purchases, rapport_id_set_free);
  g_clear_pointer (&self->reasons, g_hash_table_unref);
  g_clear_pointer (&self->duplicates, rapport_duplicate_index_free);
  g_clear_pointer (&self->result, rapport_import_result_free);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_array_unref (self->pending);
  g_string_free (self->scratch, TRUE);
  rapport_row_free (self->row);
  rapport_row_free (self->person);
  rapport_row_free (self->affiliation);
  g_free (self->steps);
  g_free (self->currency);
  g_free (self->given_name);
  g_free (self->family_name);
  g_free (self->parent);
  g_free (self->reason);
  g_free (self->note);
  g_free (self->last_purchase_text);
  g_free (self->greatest);
  g_free (self);
}

static inline gboolean
has_value (const RapportRow *row,
           guint             field)
{
  return rapport_row_has (row, field) && !rapport_row_is_null (row, field);
}

/* Recognising -------------------------------------------------------------------------------------------------- */

static void
bind_value (RapportStatement *statement,
            int               parameter,
            const RapportRow *row,
            guint             field)
{
  const RapportField *description = &rapport_row_get_kind (row)->fields[field];

  if (!has_value (row, field))
    rapport_statement_bind_null (statement, parameter);
  else if (description->type == RAPPORT_FIELD_DAY)
    {
      char text[RAPPORT_DAY_TEXT_SIZE];

      rapport_statement_bind_text (statement, parameter,
                                   rapport_day_print ((RapportDay) rapport_row_get_int (row, field), text));
    }
  else if (rapport_field_is_text (description))
    rapport_statement_bind_text (statement, parameter, rapport_row_get_text (row, field));
  else
    rapport_statement_bind_int (statement, parameter, rapport_row_get_int (row, field));
}

/* The next record with the same content that no earlier row of the file has been recognised as. */
static gboolean
find_content (Importer  *self,
              gint64    *id,
              GError   **error)
{
  const RapportKind *kind = rapport_row_get_kind (self->row);
  g_autoptr(GError) local_error = NULL;
  int parameter = 2;

  *id = RAPPORT_UNSET;
  if (self->last_id == 0)
    return TRUE;
  if (self->find_content == NULL)
    {
      g_autoptr(GString) sql = g_string_new (NULL);

      g_string_append_printf (sql, "SELECT id FROM main.%s WHERE id <= ?1 AND external_id IS NULL", kind->name);
      for (guint i = 0; i < self->n_steps; i++)
        if (self->steps[i].kind == kind->id && self->steps[i].description != NULL)
          g_string_append_printf (sql, " AND %s %s ?%d", self->steps[i].description->name,
                                  self->steps[i].description->flags & RAPPORT_FIELD_REQUIRED ? "=" : "IS", parameter++);
      g_string_append (sql, " ORDER BY deleted IS NOT NULL, id");
      self->find_content = rapport_db_prepare (self->db, sql->str, error);
      if (self->find_content == NULL)
        return FALSE;
    }

  parameter = 2;
  rapport_statement_bind_int (self->find_content, 1, self->last_id);
  for (guint i = 0; i < self->n_steps; i++)
    if (self->steps[i].kind == kind->id && self->steps[i].description != NULL)
      bind_value (self->find_content, parameter++, self->row, self->steps[i].field);
  while (rapport_statement_step (self->find_content, &local_error))
    {
      gint64 candidate = rapport_statement_get_int (self->find_content, 0);

      if (rapport_id_set_add (self->claimed, candidate))
        {
          *id = candidate;
          break;
        }
    }
  rapport_statement_reset (self->find_content);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
find_person (Importer          *self,
             const RapportRow  *person,
             gint64             account,
             gint64            *id,
             GError           **error)
{
  const char *name = rapport_row_get_text (person, RAPPORT_PERSON_NAME);
  const char *email = has_value (person, RAPPORT_PERSON_EMAIL) ? rapport_row_get_text (person, RAPPORT_PERSON_EMAIL)
                                                               : NULL;

  if (account != RAPPORT_UNSET)
    return rapport_db_query_int (self->db, id, error,
      "SELECT p.id FROM main.affiliation a JOIN main.person p ON p.id = a.person WHERE a.account = ?1 AND p.name = ?2 AND a.deleted IS NULL"
      " ORDER BY p.deleted IS NOT NULL, p.id LIMIT 1", "is", account, name);
  return rapport_db_query_int (self->db, id, error,
    "SELECT id FROM main.person WHERE name = ?1 COLLATE NOCASE AND name = ?1 AND (?2 IS NULL OR email IS NULL OR email = ?2)"
    " ORDER BY deleted IS NOT NULL, email IS NULL, id LIMIT 1", "ss", name, email);
}

static gboolean
find_existing (Importer  *self,
               gint64    *id,
               GError   **error)
{
  const RapportKind *kind = rapport_row_get_kind (self->row);
  guint external = (guint) kind->n_fields;

  *id = RAPPORT_UNSET;
  for (guint i = 0; i < self->n_steps && external == kind->n_fields; i++)
    if (self->steps[i].kind == kind->id && self->steps[i].description != NULL &&
        g_str_equal (self->steps[i].description->name, "external_id"))
      external = self->steps[i].field;
  if (external < kind->n_fields && has_value (self->row, external))
    return rapport_importer_find_external (self, rapport_row_get_text (self->row, external), id, error);

  switch (kind->id)
    {
    case RAPPORT_KIND_ACCOUNT:
      return rapport_importer_find_account_name (
          self, rapport_row_get_text (self->row, RAPPORT_ACCOUNT_NAME),
          has_value (self->row, RAPPORT_ACCOUNT_CITY) ? rapport_row_get_text (self->row, RAPPORT_ACCOUNT_CITY) : NULL,
          id, error);
    case RAPPORT_KIND_MEMBER:
      return rapport_db_query_int (
          self->db, id, error, "SELECT id FROM main.member WHERE name = ?1 ORDER BY deleted IS NOT NULL, id LIMIT 1",
          "s", rapport_row_get_text (self->row, RAPPORT_MEMBER_NAME));
    case RAPPORT_KIND_PRODUCT:
      {
        gpointer value;

        if (g_hash_table_lookup_extended (self->product_names, rapport_row_get_text (self->row, RAPPORT_PRODUCT_NAME),
                                          NULL, &value))
          *id = (gint64) (gintptr) value;
        return TRUE;
      }
    case RAPPORT_KIND_PERSON:
      return find_person (self, self->row,
                          has_value (self->affiliation, RAPPORT_AFFILIATION_ACCOUNT)
                              ? rapport_row_get_int (self->affiliation, RAPPORT_AFFILIATION_ACCOUNT)
                              : RAPPORT_UNSET,
                          id, error);
    default:
      return find_content (self, id, error);
    }
}

/* Writing ------------------------------------------------------------------------------------------------------ */

/* Changes a record to what the row says where it says something, and takes it out of the trash. */
static gboolean
bring_up_to_date (Importer    *self,
                  RapportRow  *row,
                  gint64       id,
                  gboolean    *changed,
                  GError     **error)
{
  const RapportKind *kind = rapport_row_get_kind (row);
  g_autoptr(RapportRow) old = NULL;
  g_autoptr(RapportRow) changes = rapport_row_new (kind->id);
  gboolean differs = FALSE;
  int deleted = rapport_kind_find_field (kind, "deleted"), external = rapport_kind_find_field (kind, "external_id");

  if (id < 0)
    return TRUE; /* a dry run that meets what it would have made itself */

  old = rapport_rows_get (self->db, kind->id, id, error);
  if (old == NULL)
    return error == NULL || *error == NULL;
  rapport_row_set_id (changes, id);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const RapportField *field = &kind->fields[i];

      if ((int) i == external || (field->flags & (RAPPORT_FIELD_INTERNAL | RAPPORT_FIELD_DERIVED)) ||
          !has_value (row, i) || rapport_row_field_equal (old, row, i))
        continue;
      differs = TRUE;
      if (rapport_field_is_text (field))
        rapport_row_set_text (changes, i, rapport_row_get_text (row, i));
      else
        rapport_row_set_int (changes, i, rapport_row_get_int (row, i));
    }

  if (!rapport_row_is_null (old, (guint) deleted))
    {
      *changed = TRUE;
      if (!rapport_importer_restore (self, kind->id, id, error))
        return FALSE;
    }
  if (!differs)
    return TRUE;
  *changed = TRUE;
  return self->dry || rapport_write_update (self->write, changes, error);
}

static gboolean
save_affiliation (Importer    *self,
                  gint64       person,
                  gint64       account,
                  gboolean    *changed,
                  GError     **error)
{
  gint64 id = RAPPORT_UNSET, main = 1;

  if (person > 0 && account > 0 &&
      !rapport_db_query_int (self->db, &id, error,
        "SELECT id FROM main.affiliation WHERE person = ?1 AND account = ?2 ORDER BY deleted IS NOT NULL, until IS NOT NULL, id LIMIT 1", "ii",
        person, account))
    return FALSE;
  if (id != RAPPORT_UNSET)
    {
      gboolean was = self->restored, ok = bring_up_to_date (self, self->affiliation, id, changed, error);

      self->restored = was;
      return ok;
    }

  *changed = TRUE;
  if (self->dry)
    return TRUE;
  rapport_row_put (self->affiliation, "person", person, "account", account, "source", self->source, NULL);
  if (!rapport_row_has (self->affiliation, RAPPORT_AFFILIATION_MAIN))
    {
      if (!rapport_db_query_int (
              self->db, &main, error,
              "SELECT NOT EXISTS (SELECT 1 FROM main.affiliation WHERE account = ?1 AND main = 1 AND deleted IS NULL)",
              "i", account))
        return FALSE;
      if (main)
        rapport_row_put (self->affiliation, "main", main, NULL);
    }
  return rapport_importer_insert (self, self->affiliation, error) != 0;
}

/* The person whom a row of a customer file names. */
static gboolean
save_contact (Importer  *self,
              gint64     account,
              gboolean  *changed,
              GError   **error)
{
  gint64 id = RAPPORT_UNSET;

  if (!has_value (self->person, RAPPORT_PERSON_NAME))
    return TRUE;
  if (has_value (self->person, RAPPORT_PERSON_EXTERNAL_ID))
    {
      if (!rapport_db_query_int (
              self->db, &id, error,
              "SELECT id FROM main.person WHERE external_id = ?1 ORDER BY deleted IS NOT NULL, id LIMIT 1", "s",
              rapport_row_get_text (self->person, RAPPORT_PERSON_EXTERNAL_ID)))
        return FALSE;
    }
  else if (account > 0 && !find_person (self, self->person, account, &id, error))
    return FALSE;

  if (id != RAPPORT_UNSET)
    {
      if (!bring_up_to_date (self, self->person, id, changed, error))
        return FALSE;
    }
  else
    {
      *changed = TRUE;
      self->result->people++;
      rapport_row_put (self->person, "source", self->source, NULL);
      id = rapport_importer_insert (self, self->person, error);
      if (id == 0)
        return FALSE;
    }
  return save_affiliation (self, id, account, changed, error);
}

static gboolean
place_new (Importer  *self,
           gint64     account,
           GError   **error)
{
  gint64 stage = self->stage != RAPPORT_UNSET ? self->stage : self->first_stage;

  if (self->dry || stage == RAPPORT_UNSET ||
      g_strcmp0 (rapport_row_has (self->row, RAPPORT_ACCOUNT_KIND)
                     ? rapport_row_get_text (self->row, RAPPORT_ACCOUNT_KIND)
                     : NULL,
                 "own") == 0)
    return TRUE;
  return rapport_board_place_new (self->write, self->model, "account", account, stage, "import", error);
}

static void
tag_new (Importer *self)
{
  g_autofree char *tags = NULL;

  if (self->plan->tag == NULL)
    return;
  tags = rapport_accounts_change_tags (
      has_value (self->row, RAPPORT_ACCOUNT_TAGS) ? rapport_row_get_text (self->row, RAPPORT_ACCOUNT_TAGS) : NULL,
      self->plan->tag, FALSE);
  if (tags != NULL)
    rapport_row_set_text (self->row, RAPPORT_ACCOUNT_TAGS, tags);
}

static Outcome
add_record (Importer  *self,
            gint64    *id,
            GError   **error)
{
  const RapportKind *kind = rapport_row_get_kind (self->row);
  int external = rapport_kind_find_field (kind, "external_id");

  rapport_row_set_text (self->row, (guint) external + 1, self->source);
  if (kind->id == RAPPORT_KIND_ACCOUNT)
    {
      if (!has_value (self->row, RAPPORT_ACCOUNT_KIND))
        rapport_row_set_text (self->row, RAPPORT_ACCOUNT_KIND, "business");
      tag_new (self);
    }
  else if (kind->id == RAPPORT_KIND_MEMBER && !has_value (self->row, RAPPORT_MEMBER_ACTIVE))
    rapport_row_set_int (self->row, RAPPORT_MEMBER_ACTIVE, 1);
  else if (kind->id == RAPPORT_KIND_PRODUCT && !has_value (self->row, RAPPORT_PRODUCT_ACTIVE))
    rapport_row_set_int (self->row, RAPPORT_PRODUCT_ACTIVE, 1);

  rapport_row_set_id (self->row, 0);
  *id = rapport_importer_insert (self, self->row, error);
  if (*id == 0)
    return OUTCOME_FAILED;
  rapport_importer_note_new (self, kind->id, self->row, *id);
  return kind->id != RAPPORT_KIND_ACCOUNT || place_new (self, *id, error) ? OUTCOME_IMPORTED : OUTCOME_FAILED;
}

static Outcome
take_row (Importer  *self,
          GError   **error)
{
  RapportKindId kind = self->plan->kind;
  Outcome outcome = OUTCOME_UNCHANGED;
  gboolean changed = FALSE, skip = FALSE;
  gint64 id;

  /* What the file states is not computed from lines. */
  if (kind == RAPPORT_KIND_PURCHASE && has_value (self->row, RAPPORT_PURCHASE_TOTAL) &&
      !rapport_row_has (self->row, RAPPORT_PURCHASE_TOTAL_FROM))
    rapport_row_set_text (self->row, RAPPORT_PURCHASE_TOTAL_FROM, "file");

  if (!find_existing (self, &id, error))
    return OUTCOME_FAILED;
  if (id == RAPPORT_UNSET && kind == RAPPORT_KIND_ACCOUNT &&
      !rapport_importer_take_answer (self, &id, &skip, &changed, error))
    return OUTCOME_FAILED;
  if (skip)
    {
      self->result->skipped++;
      return OUTCOME_UNCHANGED;
    }
  if (id == RAPPORT_UNSET)
    {
      outcome = add_record (self, &id, error);
      if (outcome == OUTCOME_FAILED)
        return outcome;
    }
  else if (!bring_up_to_date (self, self->row, id, &changed, error))
    return OUTCOME_FAILED;

  if (kind == RAPPORT_KIND_PURCHASE_LINE && (changed || outcome == OUTCOME_IMPORTED))
    rapport_id_set_add (self->purchases, rapport_row_get_int (self->row, RAPPORT_PURCHASE_LINE_PURCHASE));
  if (kind == RAPPORT_KIND_ACCOUNT && self->names_person && !save_contact (self, id, &changed, error))
    return OUTCOME_FAILED;
  if (kind == RAPPORT_KIND_PERSON && has_value (self->affiliation, RAPPORT_AFFILIATION_ACCOUNT) &&
      !save_affiliation (self, id, rapport_row_get_int (self->affiliation, RAPPORT_AFFILIATION_ACCOUNT), &changed,
                         error))
    return OUTCOME_FAILED;
  if (self->parent != NULL)
    {
      Pending item = { id, RAPPORT_ACCOUNT_PARENT, g_steal_pointer (&self->parent), self->csv->line };

      g_array_append_val (self->pending, item);
    }

  return outcome == OUTCOME_UNCHANGED && changed ? OUTCOME_UPDATED : outcome;
}

/**
 * rapport_importer_take:
 * @self: an importer
 * @csv: a row of the file
 * @error: return location
 *
 * Brings in one row, and counts it.
 *
 * Returns: what became of it
 */
Outcome
rapport_importer_take (Importer             *self,
                       const RapportCsvRow  *csv,
                       GError              **error)
{
  Outcome outcome;

  self->csv = csv;
  outcome = rapport_importer_read (self, error);
  if (outcome == OUTCOME_UNCHANGED)
    outcome = take_row (self, error);
  if (outcome == OUTCOME_FAILED)
    return outcome;

  self->result->rows++;
  if (outcome == OUTCOME_REJECTED)
    {
      self->result->rejected++;
      rapport_importer_note_problem (self, self->reason, self->bad_column, FALSE);
    }
  else if (outcome == OUTCOME_IMPORTED)
    self->result->imported++;
  else if (outcome == OUTCOME_UPDATED)
    self->result->updated++;
  else
    self->result->unchanged++;
  if (self->restored && outcome != OUTCOME_REJECTED)
    self->result->restored++;
  return outcome;
}
