#include "config.h"

#include "service/rapport-import-private.h"

#include "core/rapport-records.h"
#include "store/rapport-rows.h"

/* New rows of a customer file that may be accounts that are there under another number or in another spelling. Nothing
 * is guessed: such a row makes an account of its own unless a person says otherwise, and is told of. */

#define MOST_DUPLICATES 200

static const char *
text_of (const RapportRow *row,
         guint             field)
{
  return rapport_row_has (row, field) && !rapport_row_is_null (row, field) ? rapport_row_get_text (row, field) : NULL;
}

static gboolean
note_duplicate (Importer  *self,
                GError   **error)
{
  g_autoptr(GPtrArray) keys = NULL;
  RapportImportDuplicate *duplicate;
  RapportDuplicate found;

  if (self->last_id == 0)
    return TRUE;
  if (self->duplicates == NULL)
    {
      self->duplicates = rapport_duplicate_index_load (self->db, error);
      if (self->duplicates == NULL)
        return FALSE;
    }
  keys = rapport_identity_make_keys (text_of (self->row, RAPPORT_ACCOUNT_NAME),
                                     text_of (self->row, RAPPORT_ACCOUNT_PHONE),
                                     text_of (self->row, RAPPORT_ACCOUNT_EMAIL),
                                     text_of (self->row, RAPPORT_ACCOUNT_WEBSITE));
  rapport_identity_add_emails (keys, text_of (self->person, RAPPORT_PERSON_EMAIL));
  if (!rapport_duplicate_index_find (self->duplicates, keys, &found))
    return TRUE;

  self->result->n_duplicates++;
  if (self->result->duplicates->len >= MOST_DUPLICATES)
    return TRUE;
  duplicate = g_new0 (RapportImportDuplicate, 1);
  duplicate->line = self->csv->line;
  duplicate->name = g_strdup (rapport_row_get_text (self->row, RAPPORT_ACCOUNT_NAME));
  duplicate->account = found.account;
  duplicate->reasons = found.reasons;
  duplicate->account_name = rapport_db_query_text (self->db, error, "SELECT name FROM main.account WHERE id = ?1", "i",
                                                   found.account);
  g_ptr_array_add (self->result->duplicates, duplicate);
  return duplicate->account_name != NULL;
}

/**
 * rapport_importer_take_answer:
 * @self: an importer of accounts, with a row that would make a new one
 * @id: (inout): the account that the row is merged into
 * @skip: (out): set where it is not brought in
 * @changed: (out): set where the account was changed
 * @error: return location
 *
 * Tells of an account that the row may be, and does what a person has said. One that is merged gets the row's external
 * id where it has none, so that the next file finds it.
 *
 * Returns: whether it could be done
 */
gboolean
rapport_importer_take_answer (Importer  *self,
                              gint64    *id,
                              gboolean  *skip,
                              gboolean  *changed,
                              GError   **error)
{
  gint64 account;
  RapportImportAnswer answer = rapport_import_plan_get_answer (self->plan, self->csv->line, &account);
  g_autoptr(RapportRow) old = NULL;

  if (!note_duplicate (self, error))
    return FALSE;
  if (answer == RAPPORT_IMPORT_NEW)
    return TRUE;
  if (answer == RAPPORT_IMPORT_SKIP)
    {
      *skip = TRUE;
      return TRUE;
    }
  old = rapport_rows_get (self->db, RAPPORT_KIND_ACCOUNT, account, error);
  if (old == NULL)
    return FALSE;
  *id = account;
  if (rapport_row_is_null (old, RAPPORT_ACCOUNT_EXTERNAL_ID) &&
      text_of (self->row, RAPPORT_ACCOUNT_EXTERNAL_ID) != NULL)
    {
      *changed = TRUE;
      if (!self->dry)
        {
          g_autoptr(RapportRow) changes = rapport_row_new (RAPPORT_KIND_ACCOUNT);

          rapport_row_set_id (changes, account);
          rapport_row_put (changes, "external_id", rapport_row_get_text (self->row, RAPPORT_ACCOUNT_EXTERNAL_ID), NULL);
          if (!rapport_write_update (self->write, changes, error))
            return FALSE;
        }
    }
  return TRUE;
}
