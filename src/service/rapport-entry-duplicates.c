#include "config.h"

#include "service/rapport-entry.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-records.h"

/* Customers who seem to be there already. */

typedef struct
{
  char   *name;      /* folded */
  char   *match;     /* FTS5 query of candidates by name */
  char   *phone;
  char   *email;
  char   *website;
  gint64  exclude;
} Wanted;

/* What a company may or may not be written with. */
static const char *const legal_forms[] = {
  "ab", "ag", "as", "bv", "co", "corp", "corporation", "eg", "ev", "gbr", "gmbh", "inc", "kg", "kgaa", "limited", "llc", "llp", "ltd",
  "ltda", "nv", "oy", "plc", "pty", "sa", "sarl", "sas", "se", "sl", "sla", "spa", "srl", "ug",
};

static gboolean
is_legal_form (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (legal_forms); i++)
    if (g_str_equal (legal_forms[i], word))
      return TRUE;
  return FALSE;
}

static const char *
fold_letter (gunichar c)
{
  switch (c)
    {
    case 0xdf: case 0x1e9e: return "ss";
    case 0xe6: return "ae";
    case 0xf8: return "o";
    case 0xf0: case 0x111: return "d";
    case 0xfe: return "th";
    case 0x127: return "h";
    case 0x131: return "i";
    case 0x142: return "l";
    case 0x153: return "oe";
    default: return NULL;
    }
}

/**
 * rapport_entry_fold_name:
 * @name: the name of an account
 *
 * Takes from a name what people write one way or another: case, accents, punctuation, and the legal form behind it.
 *
 * Returns: (transfer full): words with one blank between them, empty where there is no letter
 */
char *
rapport_entry_fold_name (const char *name)
{
  g_autofree char *normal = g_utf8_normalize (name, -1, G_NORMALIZE_ALL);
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) words = NULL;
  guint n;

  for (const char *p = normal ? normal : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));
      const char *folded = fold_letter (c);

      if (folded != NULL)
        g_string_append (text, folded);
      else if (g_unichar_isalnum (c))
        g_string_append_unichar (text, c);
      else if (!g_unichar_ismark (c) && c != '.' && text->len > 0 && text->str[text->len - 1] != ' ')
        g_string_append_c (text, ' '); /* "S.A." is one word, "A & B" are two */
    }
  words = g_strsplit (g_strchomp (text->str), " ", -1);
  n = g_strv_length (words);
  while (n > 1 && is_legal_form (words[n - 1]))
    g_clear_pointer (&words[--n], g_free);
  return g_strjoinv (" ", words);
}

static char *
fold_phone (const char *phone)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = phone ? phone : ""; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  return g_string_free (digits, FALSE);
}

/* With or without the country's and the city's prefix: the last nine digits say it, or all where there are fewer. */
static gboolean
same_phone (const char *a,
            const char *b)
{
  gsize m = strlen (a), n = strlen (b);

  if (m < 6 || n < 6)
    return FALSE;
  if (m >= 9 && n >= 9)
    return g_str_equal (a + m - 9, b + n - 9);
  return g_str_equal (a, b);
}

static char *
fold_website (const char *website)
{
  g_autofree char *text = g_ascii_strdown (website ? website : "", -1);
  const char *start = strstr (text, "://");
  char *slash;

  start = start ? start + strlen ("://") : text;
  if (g_str_has_prefix (start, "www."))
    start += strlen ("www.");
  slash = strpbrk (start, "/?#: ");
  return slash ? g_strndup (start, slash - start) : g_strdup (start);
}

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_free (wanted->name);
  g_free (wanted->match);
  g_free (wanted->phone);
  g_free (wanted->email);
  g_free (wanted->website);
  g_free (wanted);
}

static Wanted *
wanted_new (const char *name,
            const char *phone,
            const char *email,
            const char *website,
            gint64      exclude)
{
  Wanted *wanted = g_new0 (Wanted, 1);
  g_autofree char *match = NULL;

  wanted->name = rapport_entry_fold_name (name ? name : "");
  /* The index folds as we do; what stands together with a point is looked for apart. */
  match = rapport_query_match (wanted->name);
  wanted->match = match ? g_strdup_printf ("name : (%s)", match) : NULL;
  wanted->phone = fold_phone (phone);
  wanted->email = g_strstrip (g_strdup (email ? email : ""));
  wanted->website = fold_website (website);
  wanted->exclude = exclude;
  return wanted;
}

static void
add_found (GArray             *found,
           const Wanted       *wanted,
           gint64              account,
           RapportEntryReason  reason)
{
  RapportEntryDuplicate duplicate = { account, reason };

  if (account == wanted->exclude)
    return;
  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, RapportEntryDuplicate, i).account == account)
      return;
  g_array_append_val (found, duplicate);
}

static gboolean
find_names (RapportDb     *db,
            const Wanted  *wanted,
            GArray        *found,
            GError       **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = NULL;

  if (wanted->match == NULL)
    return TRUE;
  statement = rapport_db_query (db, error,
    "SELECT a.id, a.name FROM account_text x JOIN account a ON a.id = x.rowid"
    " WHERE account_text MATCH ?1 AND a.deleted IS NULL ORDER BY a.id", "s", wanted->match);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      g_autofree char *name = rapport_entry_fold_name (rapport_statement_get_text (statement, 1));

      if (g_str_equal (name, wanted->name))
        add_found (found, wanted, rapport_statement_get_int (statement, 0), RAPPORT_ENTRY_SAME_NAME);
    }
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return error == NULL || *error == NULL;
}

static gboolean
find_contacts (RapportDb     *db,
               const Wanted  *wanted,
               GArray        *found,
               GError       **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autoptr(RapportStatement) statement = NULL;

  if (strlen (wanted->phone) < 6 && *wanted->email == '\0' && *wanted->website == '\0')
    return TRUE;

  statement = rapport_db_query (db, error,
    "SELECT id, phone, email, website FROM account"
    " WHERE deleted IS NULL AND (phone IS NOT NULL OR email IS NOT NULL OR website IS NOT NULL)", NULL);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);
      const char *email = rapport_statement_get_text (statement, 2);
      g_autofree char *phone = fold_phone (rapport_statement_get_text (statement, 1));
      g_autofree char *website = fold_website (rapport_statement_get_text (statement, 3));

      if (same_phone (phone, wanted->phone))
        add_found (found, wanted, id, RAPPORT_ENTRY_SAME_PHONE);
      if (email != NULL && *wanted->email != '\0' && g_ascii_strcasecmp (email, wanted->email) == 0)
        add_found (found, wanted, id, RAPPORT_ENTRY_SAME_EMAIL);
      if (*website != '\0' && g_str_equal (website, wanted->website))
        add_found (found, wanted, id, RAPPORT_ENTRY_SAME_WEBSITE);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_clear_pointer (&statement, rapport_statement_free);

  if (*wanted->email == '\0')
    return TRUE;
  statement = rapport_db_query (db, error,
    "SELECT f.account FROM person p JOIN affiliation f ON f.person = p.id JOIN account a ON a.id = f.account"
    " WHERE p.email = ?1 COLLATE NOCASE AND p.deleted IS NULL AND f.deleted IS NULL AND f.until IS NULL AND a.deleted IS NULL",
    "s", wanted->email);
  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    add_found (found, wanted, rapport_statement_get_int (statement, 0), RAPPORT_ENTRY_SAME_EMAIL);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

static gpointer
find (RapportDb     *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (RapportEntryDuplicate));
  GError *local_error = NULL;

  if (!find_names (db, data, found, &local_error) || !find_contacts (db, data, found, &local_error))
    {
      g_propagate_error (error, local_error);
      return NULL;
    }
  return g_steal_pointer (&found);
}

/**
 * rapport_entry_find_duplicates:
 * @workspace: a workspace
 * @name: (nullable): the name of a new account
 * @phone: (nullable): its telephone number
 * @email: (nullable): its e-mail address
 * @website: (nullable): its web site
 * @exclude: an account that is not meant, 0 for none
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type RapportEntryDuplicate): accounts that it may be, each with the first
 *   reason, perhaps none; %NULL where it failed
 */
GArray *
rapport_entry_find_duplicates (RapportWorkspace  *workspace,
                               const char        *name,
                               const char        *phone,
                               const char        *email,
                               const char        *website,
                               gint64             exclude,
                               GError           **error)
{
  Wanted *wanted = wanted_new (name, phone, email, website, exclude);
  GArray *found = find (rapport_store_get_db (rapport_workspace_get_store (workspace)), wanted, NULL, error);

  wanted_free (wanted);
  return found;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  GArray *found = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (found == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, found, (GDestroyNotify) g_array_unref);
}

/**
 * rapport_entry_find_duplicates_async:
 * @workspace: a workspace
 * @name: (nullable): the name of a new account
 * @phone: (nullable): its telephone number
 * @email: (nullable): its e-mail address
 * @website: (nullable): its web site
 * @exclude: an account that is not meant, 0 for none
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * The same without waiting, for a form that is being filled in.
 */
void
rapport_entry_find_duplicates_async (RapportWorkspace    *workspace,
                                     const char          *name,
                                     const char          *phone,
                                     const char          *email,
                                     const char          *website,
                                     gint64               exclude,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  GTask *task = g_task_new (workspace, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_entry_find_duplicates_async);
  rapport_store_read_async (rapport_workspace_get_store (workspace), find, wanted_new (name, phone, email, website, exclude),
                            wanted_free, (GDestroyNotify) g_array_unref, cancellable, found_cb, task);
}

/**
 * rapport_entry_find_duplicates_finish:
 * @workspace: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type RapportEntryDuplicate): as rapport_entry_find_duplicates()
 */
GArray *
rapport_entry_find_duplicates_finish (RapportWorkspace  *workspace,
                                      GAsyncResult      *result,
                                      GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, workspace), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rapport_entry_describe_duplicate:
 * @workspace: a workspace
 * @duplicate: an account that is there
 *
 * Returns: (transfer full): a sentence: "“Halden Marine” has the same telephone number."
 */
char *
rapport_entry_describe_duplicate (RapportWorkspace            *workspace,
                                  const RapportEntryDuplicate *duplicate)
{
  const char *name = rapport_workspace_get_title (workspace, RAPPORT_KIND_ACCOUNT, duplicate->account);

  if (name == NULL)
    name = "?";
  switch (duplicate->reason)
    {
    case RAPPORT_ENTRY_SAME_PHONE:
      return g_strdup_printf (_("“%s” has the same telephone number."), name);
    case RAPPORT_ENTRY_SAME_EMAIL:
      return g_strdup_printf (_("“%s” has the same e-mail address."), name);
    case RAPPORT_ENTRY_SAME_WEBSITE:
      return g_strdup_printf (_("“%s” has the same web site."), name);
    case RAPPORT_ENTRY_SAME_NAME:
    default:
      return g_strdup_printf (_("“%s” has the same name."), name);
    }
}
