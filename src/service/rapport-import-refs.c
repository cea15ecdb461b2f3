#include "config.h"

#include "service/rapport-import-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-records.h"
#include "service/rapport-board-service.h"

/* Whom a row means: records by external id, else by exact name. The external ids of accounts, members and products
 * are kept in memory (a hundred thousand accounts are some ten megabytes); purchases and people are looked up. */

#define AMBIGUOUS (G_MININT64 + 1) /* no id, not even one that a dry run makes up */

static gpointer
as_pointer (gint64 id)
{
  return (gpointer) (gintptr) id;
}

static gboolean
find_in (GHashTable *table,
         const char *key,
         gint64     *id)
{
  gpointer value;

  if (!g_hash_table_lookup_extended (table, key, NULL, &value))
    return FALSE;
  *id = (gint64) (gintptr) value;
  return TRUE;
}

static gboolean
fill (Importer    *self,
      GHashTable  *table,
      const char  *sql,
      gboolean     note_trashed,
      GError     **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (self->db, error, sql, NULL);
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      const char *key = rapport_statement_get_text (statement, 1);
      gint64 id = rapport_statement_get_int (statement, 0);

      if (key != NULL && !g_hash_table_contains (table, key))
        g_hash_table_insert (table, g_strdup (key), as_pointer (id));
      if (note_trashed && !rapport_statement_is_null (statement, 2))
        rapport_id_set_add (self->trashed, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gboolean
refers_to (Importer      *self,
           RapportKindId  kind)
{
  if (self->plan->kind == kind)
    return TRUE;
  for (guint i = 0; i < self->n_steps; i++)
    if (self->steps[i].what == STEP_REFERENCE && self->steps[i].description->refers == kind)
      return TRUE;
  return FALSE;
}

static char *
of_source (Importer   *self,
           const char *sql)
{
  g_autofree char *quoted = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  if (self->plan->source == NULL)
    return g_strdup_printf ("%s ORDER BY deleted IS NOT NULL, id", sql);
  for (const char *p = self->plan->source; *p != '\0'; p++)
    {
      if (*p == '\'')
        g_string_append_c (text, '\'');
      g_string_append_c (text, *p);
    }
  quoted = g_strdup_printf ("'%s'", text->str);
  return g_strdup_printf ("%s AND (source IS NULL OR source = %s) ORDER BY deleted IS NOT NULL, source IS NULL, id",
                          sql, quoted);
}

static gboolean
fill_external (Importer    *self,
               const char  *table_name,
               GHashTable  *table,
               gboolean     note_trashed,
               GError     **error)
{
  g_autofree char *select = g_strdup_printf (
      "SELECT id, external_id, deleted FROM main.%s WHERE external_id IS NOT NULL", table_name);
  g_autofree char *sql = of_source (self, select);

  return fill (self, table, sql, note_trashed, error);
}

/**
 * rapport_importer_load:
 * @self: an importer with its steps
 * @error: return location
 *
 * Reads what rows may refer to.
 *
 * Returns: whether it could be read
 */
gboolean
rapport_importer_load (Importer  *self,
                       GError   **error)
{
  const RapportKind *kind = rapport_kind_get (self->plan->kind);
  g_autofree char *last = g_strdup_printf ("SELECT coalesce(max(id), 0) FROM main.%s", kind->name);

  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->account_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->products = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->product_names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->trashed = rapport_id_set_new ();
  self->claimed = rapport_id_set_new ();
  self->purchases = rapport_id_set_new ();

  if (!rapport_db_query_int (self->db, &self->last_id, error, last, NULL))
    return FALSE;
  if (kind->id == RAPPORT_KIND_PURCHASE || kind->id == RAPPORT_KIND_INTERACTION || kind->id == RAPPORT_KIND_PERSON)
    {
      g_autofree char *greatest = g_strdup_printf (
          "SELECT coalesce(max(external_id), '') FROM main.%s WHERE external_id IS NOT NULL", kind->name);

      self->greatest = rapport_db_query_text (self->db, error, greatest, NULL);
      if (self->greatest == NULL)
        return FALSE;
      self->greatest_size = strlen (self->greatest) + 1;
    }
  if (refers_to (self, RAPPORT_KIND_ACCOUNT) &&
      !fill_external (self, "account", self->accounts, TRUE, error))
    return FALSE;
  if (refers_to (self, RAPPORT_KIND_MEMBER) &&
      (!fill_external (self, "member", self->members, FALSE, error) ||
       !fill (self, self->members, "SELECT id, login FROM main.member WHERE deleted IS NULL", FALSE, error) ||
       !fill (self, self->members, "SELECT id, initials FROM main.member WHERE deleted IS NULL", FALSE, error) ||
       !fill (self, self->members, "SELECT id, name FROM main.member WHERE deleted IS NULL", FALSE, error) ||
       !fill (self, self->members, "SELECT id, email FROM main.member WHERE deleted IS NULL", FALSE, error)))
    return FALSE;
  if (refers_to (self, RAPPORT_KIND_PRODUCT) &&
      (!fill_external (self, "product", self->products, FALSE, error) ||
       !fill (self, self->product_names, "SELECT id, name FROM main.product ORDER BY deleted IS NOT NULL, id", FALSE,
              error)))
    return FALSE;
  return TRUE;
}

/* "id:1048577": a record that has no external id, as an export writes it. */
static gboolean
find_by_number (Importer       *self,
                RapportKindId   kind,
                const char     *text,
                gint64         *id,
                GError        **error)
{
  g_autofree char *sql = NULL;
  gint64 number;

  *id = RAPPORT_UNSET;
  if (!g_str_has_prefix (text, "id:") || !g_ascii_string_to_signed (text + 3, 10, 1, G_MAXINT64, &number, NULL))
    return TRUE;
  sql = g_strdup_printf ("SELECT id FROM main.%s WHERE id = ?1", rapport_kind_get (kind)->name);
  return rapport_db_query_int (self->db, id, error, sql, "i", number);
}

/* Files mostly come in the order of their ids, so that most rows need no look-up to know that they are new. */
static gboolean
is_greatest (Importer   *self,
             const char *external)
{
  gsize size;

  if (self->dry || self->greatest == NULL || strcmp (external, self->greatest) <= 0)
    return FALSE;
  size = strlen (external) + 1;
  if (size > self->greatest_size)
    {
      self->greatest_size = size * 2;
      self->greatest = g_realloc (self->greatest, self->greatest_size);
    }
  memcpy (self->greatest, external, size);
  return TRUE;
}

/**
 * rapport_importer_find_external:
 * @self: an importer
 * @external: an external id of the kind that the file has
 * @id: (out): the record, be it in the trash; %RAPPORT_UNSET where there is none
 * @error: return location
 *
 * Returns: whether it could be looked up
 */
gboolean
rapport_importer_find_external (Importer    *self,
                                const char  *external,
                                gint64      *id,
                                GError     **error)
{
  RapportKindId kind = self->plan->kind;
  GHashTable *table = kind == RAPPORT_KIND_ACCOUNT   ? self->accounts
                      : kind == RAPPORT_KIND_PRODUCT ? self->products
                                                     : self->seen;

  *id = RAPPORT_UNSET;
  if (find_in (table, external, id))
    return TRUE;

  if (table == self->seen && !is_greatest (self, external))
    {
      if (self->find_external == NULL)
        {
          g_autofree char *select = g_strdup_printf ("SELECT id FROM main.%s WHERE external_id = ?1%s",
                                                     rapport_kind_get (kind)->name,
                                                     kind == RAPPORT_KIND_PURCHASE_LINE ? " AND purchase = ?2" : "");
          g_autofree char *sql = of_source (self, select);

          self->find_external = rapport_db_prepare (self->db, sql, error);
          if (self->find_external == NULL)
            return FALSE;
        }
      rapport_statement_bind_text (self->find_external, 1, external);
      if (kind == RAPPORT_KIND_PURCHASE_LINE)
        rapport_statement_bind_int (self->find_external, 2,
                                    rapport_row_get_int (self->row, RAPPORT_PURCHASE_LINE_PURCHASE));
      {
        g_autoptr(GError) local_error = NULL;

        if (rapport_statement_step (self->find_external, &local_error))
          *id = rapport_statement_get_int (self->find_external, 0);
        rapport_statement_reset (self->find_external);
        if (local_error != NULL)
          {
            g_propagate_error (error, g_steal_pointer (&local_error));
            return FALSE;
          }
      }
      if (*id != RAPPORT_UNSET)
        return TRUE;
    }
  return find_by_number (self, kind, external, id, error);
}

/**
 * rapport_importer_find_account_name:
 * @self: an importer
 * @name: the exact name
 * @city: (nullable): where, if the file says so
 * @id: (out): the account, be it in the trash; %RAPPORT_UNSET where there is none, −1 where there are several
 * @error: return location
 *
 * Returns: whether it could be looked up
 */
gboolean
rapport_importer_find_account_name (Importer    *self,
                                    const char  *name,
                                    const char  *city,
                                    gint64      *id,
                                    GError     **error)
{
  g_autofree char *key = city ? g_strconcat (name, "\n", city, NULL) : NULL;
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  *id = RAPPORT_UNSET;
  if (find_in (self->account_names, key ? key : name, id))
    return TRUE;

  statement = rapport_db_query (
      self->db, error,
      "SELECT id, deleted FROM main.account WHERE name = ?1 COLLATE NOCASE AND name = ?1"
      " AND (?2 IS NULL OR city IS NULL OR city = ?2) ORDER BY deleted IS NOT NULL, city IS NULL, id LIMIT 2",
      "ss", name, city);
  if (statement == NULL)
    return FALSE;
  if (rapport_statement_step (statement, &local_error))
    {
      gboolean trashed = !rapport_statement_is_null (statement, 1);

      *id = rapport_statement_get_int (statement, 0);
      if (trashed)
        rapport_id_set_add (self->trashed, *id);
      else if (city == NULL && rapport_statement_step (statement, &local_error) &&
               rapport_statement_is_null (statement, 1))
        *id = AMBIGUOUS;
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (*id != RAPPORT_UNSET)
    g_hash_table_insert (self->account_names, key ? g_steal_pointer (&key) : g_strdup (name), as_pointer (*id));
  return TRUE;
}

/**
 * rapport_importer_note_new:
 * @self: an importer
 * @kind: a kind of record
 * @row: a record that the import has made
 * @id: its id, negative in a dry run
 *
 * Keeps it for the rows to come.
 */
void
rapport_importer_note_new (Importer         *self,
                           RapportKindId     kind,
                           const RapportRow *row,
                           gint64            id)
{
  guint external = (guint) rapport_kind_find_field (rapport_kind_get (kind), "external_id");
  const char *external_id = rapport_row_has (row, external) && !rapport_row_is_null (row, external)
                                ? rapport_row_get_text (row, external)
                                : NULL;

  switch (kind)
    {
    case RAPPORT_KIND_ACCOUNT:
      {
        const char *name = rapport_row_get_text (row, RAPPORT_ACCOUNT_NAME);
        const char *city = rapport_row_has (row, RAPPORT_ACCOUNT_CITY) &&
                                   !rapport_row_is_null (row, RAPPORT_ACCOUNT_CITY)
                               ? rapport_row_get_text (row, RAPPORT_ACCOUNT_CITY)
                               : NULL;
        gint64 other;

        if (external_id != NULL)
          g_hash_table_insert (self->accounts, g_strdup (external_id), as_pointer (id));
        /* In a customer file without external ids the same name in the same city is the same customer. */
        if (self->plan->kind != RAPPORT_KIND_ACCOUNT || external_id == NULL)
          {
            if (find_in (self->account_names, name, &other))
              g_hash_table_insert (self->account_names, g_strdup (name), as_pointer (city ? AMBIGUOUS : id));
            else
              g_hash_table_insert (self->account_names, g_strdup (name), as_pointer (id));
            if (city != NULL)
              g_hash_table_insert (self->account_names, g_strconcat (name, "\n", city, NULL), as_pointer (id));
          }
        break;
      }
    case RAPPORT_KIND_PRODUCT:
      if (external_id != NULL)
        g_hash_table_insert (self->products, g_strdup (external_id), as_pointer (id));
      g_hash_table_insert (self->product_names, g_strdup (rapport_row_get_text (row, RAPPORT_PRODUCT_NAME)),
                           as_pointer (id));
      break;
    case RAPPORT_KIND_MEMBER:
    case RAPPORT_KIND_PERSON:
    case RAPPORT_KIND_INTERACTION:
    case RAPPORT_KIND_PURCHASE:
      if (self->dry && external_id != NULL)
        g_hash_table_insert (self->seen, g_strdup (external_id), as_pointer (id));
      break;
    default:
      break;
    }
}

/**
 * rapport_importer_insert:
 * @self: an importer
 * @row: a new record
 * @error: return location
 *
 * Returns: its id, a made-up negative one in a dry run, 0 where it failed
 */
gint64
rapport_importer_insert (Importer    *self,
                         RapportRow  *row,
                         GError     **error)
{
  if (self->dry)
    return --self->made_up;
  return rapport_write_insert (self->write, row, error);
}

/**
 * rapport_importer_restore:
 * @self: an importer
 * @kind: a kind of record
 * @id: one in the trash
 * @error: return location
 *
 * Takes a record out of the trash that is met again.
 *
 * Returns: whether it is out
 */
gboolean
rapport_importer_restore (Importer       *self,
                          RapportKindId   kind,
                          gint64          id,
                          GError        **error)
{
  self->restored = TRUE;
  return self->dry || rapport_write_restore (self->write, kind, id, error);
}

static gboolean
make_account (Importer    *self,
              const char  *text,
              gboolean     by_name,
              gint64      *id,
              GError     **error)
{
  g_autoptr(RapportRow) account = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  rapport_row_put (account, "name", text, "kind", "business", "source", self->source, NULL);
  if (!by_name)
    rapport_row_put (account, "external_id", text, NULL);
  *id = rapport_importer_insert (self, account, error);
  if (*id == 0)
    return FALSE;
  rapport_importer_note_new (self, RAPPORT_KIND_ACCOUNT, account, *id);
  self->result->accounts++;
  return self->dry || self->first_stage == RAPPORT_UNSET ||
         rapport_board_place_new (self->write, self->model, "account", *id, self->first_stage, "import", error);
}

/* A customer number holds a digit and no blank; anything else is a name. */
static gboolean
looks_like_number (const char *text)
{
  return strpbrk (text, "0123456789") != NULL && strchr (text, ' ') == NULL;
}

static gboolean
refer_to_account (Importer    *self,
                  const Step  *step,
                  const char  *text,
                  gint64      *id,
                  GError     **error)
{
  gboolean by_id = g_str_has_prefix (text, "ext:"), by_name = g_str_has_prefix (text, "name:");

  *id = RAPPORT_UNSET;
  if (find_in (self->accounts, text, id))
    ;
  else if (by_id && find_in (self->accounts, text + 4, id))
    text += 4;
  else if (!rapport_importer_find_account_name (self, by_name ? text + 5 : text, NULL, id, error))
    return FALSE;
  if (*id == AMBIGUOUS)
    {
      rapport_importer_reject (self, (int) step->column,
                               g_strdup_printf (_("Several accounts are called “%s”."), text));
      return FALSE;
    }
  if (*id == RAPPORT_UNSET && !find_by_number (self, RAPPORT_KIND_ACCOUNT, text, id, error))
    return FALSE;

  if (*id == RAPPORT_UNSET)
    {
      /* A parent may stand further down in the file. */
      if (self->plan->kind == RAPPORT_KIND_ACCOUNT)
        {
          g_free (self->parent);
          self->parent = g_strdup (text);
          return TRUE;
        }
      if (self->plan->create_accounts)
        return make_account (self,
                             by_name ? text + 5
                             : by_id ? text + 4
                                     : text,
                             by_name || (!by_id && !looks_like_number (text)), id, error);
      rapport_importer_reject (self, (int) step->column, g_strdup_printf (_("There is no account “%s”."), text));
      return FALSE;
    }

  if (*id > 0 && rapport_id_set_get_size (self->trashed) > 0 && rapport_id_set_has (self->trashed, *id))
    {
      gint64 deleted;

      if (!rapport_db_query_int (self->db, &deleted, error, "SELECT deleted FROM main.account WHERE id = ?1", "i", *id))
        return FALSE;
      if (deleted != RAPPORT_UNSET && !self->plan->create_accounts)
        {
          rapport_importer_reject (self, (int) step->column,
                                   g_strdup_printf (_("The account “%s” is in the trash."), text));
          return FALSE;
        }
      if (deleted != RAPPORT_UNSET)
        {
          gboolean was = self->restored, ok = rapport_importer_restore (self, RAPPORT_KIND_ACCOUNT, *id, error);

          /* It is the account that was restored, not the row's record. */
          self->restored = was;
          self->result->restored++;
          return ok;
        }
    }
  return TRUE;
}

static gboolean
reject_unknown (Importer   *self,
                const Step *step,
                const char *text)
{
  /* Translators: a kind of record, "Member", and what the file calls it */
  rapport_importer_reject (self, (int) step->column,
                           g_strdup_printf (_("%s “%s” is not there."),
                                            rapport_kind_get_label (rapport_kind_get (step->description->refers)),
                                            text));
  return FALSE;
}

static gint64
row_account (Importer *self)
{
  int field = rapport_kind_find_field (rapport_row_get_kind (self->row), "account");

  return field >= 0 && rapport_row_has (self->row, field) ? rapport_row_get_int (self->row, field) : RAPPORT_UNSET;
}

static gboolean
refer_to_purchase (Importer    *self,
                   const char  *text,
                   gint64      *id,
                   GError     **error)
{
  /* The lines of a purchase follow each other. */
  if (self->last_purchase_text != NULL && g_str_equal (self->last_purchase_text, text))
    {
      *id = self->last_purchase;
      return TRUE;
    }
  if (!rapport_db_query_int (
          self->db, id, error,
          "SELECT id FROM main.purchase WHERE external_id = ?1 ORDER BY deleted IS NOT NULL, id LIMIT 1", "s",
          g_str_has_prefix (text, "ext:") ? text + 4 : text))
    return FALSE;
  if (*id == RAPPORT_UNSET && !find_by_number (self, RAPPORT_KIND_PURCHASE, text, id, error))
    return FALSE;
  g_free (self->last_purchase_text);
  self->last_purchase_text = *id != RAPPORT_UNSET ? g_strdup (text) : NULL;
  self->last_purchase = *id;
  return TRUE;
}

static gboolean
refer_to_person (Importer    *self,
                 const char  *text,
                 gint64      *id,
                 GError     **error)
{
  if (!rapport_db_query_int (self->db, id, error,
        "SELECT id FROM main.person WHERE external_id = ?1 AND deleted IS NULL ORDER BY id LIMIT 1", "s", text) ||
      (*id == RAPPORT_UNSET && !rapport_db_query_int (self->db, id, error,
        "SELECT p.id FROM main.affiliation a JOIN main.person p ON p.id = a.person WHERE a.account = ?1 AND p.name = ?2"
        " AND p.deleted IS NULL AND a.deleted IS NULL ORDER BY p.id LIMIT 1", "is", row_account (self), text)) ||
      (*id == RAPPORT_UNSET && !rapport_db_query_int (self->db, id, error,
        "SELECT max(id) FROM main.person WHERE name = ?1 COLLATE NOCASE AND name = ?1 AND deleted IS NULL HAVING count(*) = 1", "s", text)))
    return FALSE;
  return *id != RAPPORT_UNSET || find_by_number (self, RAPPORT_KIND_PERSON, text, id, error);
}

/* An episode is named by its title; one that is not there is opened. */
static gboolean
refer_to_episode (Importer    *self,
                  const char  *text,
                  gint64      *id,
                  GError     **error)
{
  gint64 account = row_account (self);
  g_autofree char *key = NULL;
  g_autoptr(RapportRow) episode = NULL;
  gint64 day;

  if (!rapport_db_query_int (
          self->db, id, error,
          "SELECT id FROM main.episode WHERE account = ?1 AND external_id = ?2 AND deleted IS NULL LIMIT 1", "is",
          account, text) ||
      (*id == RAPPORT_UNSET &&
       !rapport_db_query_int (
           self->db, id, error,
           "SELECT id FROM main.episode WHERE account = ?1 AND title = ?2 AND deleted IS NULL ORDER BY id DESC LIMIT 1",
           "is", account, text)))
    return FALSE;
  if (*id == RAPPORT_UNSET && !find_by_number (self, RAPPORT_KIND_EPISODE, text, id, error))
    return FALSE;
  if (*id != RAPPORT_UNSET)
    return TRUE;

  key = g_strdup_printf ("%" G_GINT64_FORMAT "\n%s", account, text);
  if (find_in (self->seen, key, id))
    return TRUE;
  if (self->plan->kind == RAPPORT_KIND_PURCHASE)
    day = rapport_row_has (self->row, RAPPORT_PURCHASE_DAY) ? rapport_row_get_int (self->row, RAPPORT_PURCHASE_DAY)
                                                            : RAPPORT_UNSET;
  else
    {
      day = rapport_row_has (self->row, RAPPORT_INTERACTION_AT)
                ? rapport_row_get_int (self->row, RAPPORT_INTERACTION_AT)
                : RAPPORT_UNSET;
      if (day != RAPPORT_UNSET)
        day = rapport_day_from_instant (day, self->zone);
    }
  if (day == RAPPORT_UNSET)
    return TRUE;

  episode = rapport_row_new (RAPPORT_KIND_EPISODE);
  rapport_row_put (episode, "account", account, "title", text, "kind",
                   self->plan->kind == RAPPORT_KIND_PURCHASE ? "purchase" : "enquiry", "started", day, "source",
                   self->source, NULL);
  *id = rapport_importer_insert (self, episode, error);
  if (self->dry)
    g_hash_table_insert (self->seen, g_steal_pointer (&key), as_pointer (*id));
  return *id != 0;
}

/**
 * rapport_importer_refer:
 * @self: an importer
 * @step: a column that refers to a record
 * @text: what stands in the cell
 * @id: (out): the record
 * @error: return location
 *
 * Returns: whether it is known; %FALSE without @error set where the row has to be rejected
 */
gboolean
rapport_importer_refer (Importer    *self,
                        const Step  *step,
                        const char  *text,
                        gint64      *id,
                        GError     **error)
{
  g_autoptr(GError) local_error = NULL;
  gboolean ok = TRUE;

  *id = RAPPORT_UNSET;
  switch (step->description->refers)
    {
    case RAPPORT_KIND_ACCOUNT:
      return refer_to_account (self, step, text, id, error);
    case RAPPORT_KIND_MEMBER:
      if (!find_in (self->members, text, id))
        ok = find_by_number (self, RAPPORT_KIND_MEMBER, text, id, &local_error);
      break;
    case RAPPORT_KIND_PRODUCT:
      if (!find_in (self->products, text, id) && !find_in (self->product_names, text, id))
        ok = find_by_number (self, RAPPORT_KIND_PRODUCT, text, id, &local_error);
      break;
    case RAPPORT_KIND_PURCHASE:
      ok = refer_to_purchase (self, text, id, &local_error);
      break;
    case RAPPORT_KIND_PERSON:
      ok = refer_to_person (self, text, id, &local_error);
      break;
    case RAPPORT_KIND_EPISODE:
      return refer_to_episode (self, text, id, error);
    default:
      break;
    }
  if (!ok)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (*id != RAPPORT_UNSET)
    return TRUE;
  if (step->description->flags & RAPPORT_FIELD_REQUIRED)
    return reject_unknown (self, step, text);

  /* What is known of the row is worth more than who or what it was about: it comes in without. */
  /* Translators: a kind of record, "Member", and what the file calls it */
  rapport_importer_note (self, (int) step->column,
                         g_strdup_printf (_("%s “%s” is not there: the rows came in without."),
                                          rapport_kind_get_label (rapport_kind_get (step->description->refers)),
                                          text));
  return TRUE;
}
