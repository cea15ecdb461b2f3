#include "config.h"

#include "service/rapport-query.h"

#include <string.h>

typedef struct
{
  char   *text; /* NULL: a number */
  gint64  number;
} Parameter;

struct _RapportQuery
{
  gatomicrefcount  ref_count;
  RapportKindId    kind;
  guint32          depends_on; /* bit per kind */
  GString         *sql;
  GArray          *parameters;
};

G_DEFINE_BOXED_TYPE (RapportQuery, rapport_query, rapport_query_ref, rapport_query_unref)

static void
parameter_clear (gpointer data)
{
  g_free (((Parameter *) data)->text);
}

/**
 * rapport_query_new:
 * @kind: the kind of record that it lists
 *
 * Returns: (transfer full): a query without SQL
 */
RapportQuery *
rapport_query_new (RapportKindId kind)
{
  RapportQuery *query = g_new0 (RapportQuery, 1);

  g_atomic_ref_count_init (&query->ref_count);
  query->kind = kind;
  query->sql = g_string_new (NULL);
  query->parameters = g_array_new (FALSE, FALSE, sizeof (Parameter));
  g_array_set_clear_func (query->parameters, parameter_clear);
  rapport_query_depends_on (query, kind);
  return query;
}

RapportQuery *
rapport_query_ref (RapportQuery *query)
{
  g_atomic_ref_count_inc (&query->ref_count);
  return query;
}

void
rapport_query_unref (RapportQuery *query)
{
  if (!g_atomic_ref_count_dec (&query->ref_count))
    return;
  g_string_free (query->sql, TRUE);
  g_array_unref (query->parameters);
  g_free (query);
}

/**
 * rapport_query_get_kind:
 * @query: a query
 *
 * Returns: the kind of record that it lists
 */
RapportKindId
rapport_query_get_kind (RapportQuery *query)
{
  return query->kind;
}

/**
 * rapport_query_depends_on:
 * @query: a query
 * @kind: a kind of record whose changes may change the answer
 */
void
rapport_query_depends_on (RapportQuery  *query,
                          RapportKindId  kind)
{
  query->depends_on |= 1u << kind;
}

/**
 * rapport_query_is_touched_by:
 * @query: a query
 * @changes: what a write has changed
 *
 * Returns: whether the answer may be another now
 */
gboolean
rapport_query_is_touched_by (RapportQuery   *query,
                             RapportChanges *changes)
{
  if (changes->many)
    return TRUE;
  for (guint i = 0; i < changes->list->len; i++)
    if (query->depends_on & (1u << g_array_index (changes->list, RapportChange, i).kind))
      return TRUE;
  /* The figures of an account follow its records. */
  return changes->accounts->len > 0 && (query->depends_on & (1u << RAPPORT_KIND_ACCOUNT));
}

/**
 * rapport_query_append:
 * @query: a query
 * @sql: a part of it, written by us
 */
void
rapport_query_append (RapportQuery *query,
                      const char   *sql)
{
  g_string_append (query->sql, sql);
}

/**
 * rapport_query_append_int:
 * @query: a query
 * @value: a value that stands at this place
 */
void
rapport_query_append_int (RapportQuery *query,
                          gint64        value)
{
  Parameter parameter = { NULL, value };

  g_string_append_c (query->sql, '?');
  g_array_append_val (query->parameters, parameter);
}

/**
 * rapport_query_append_text:
 * @query: a query
 * @value: a text that stands at this place
 */
void
rapport_query_append_text (RapportQuery *query,
                           const char   *value)
{
  Parameter parameter = { g_strdup (value), 0 };

  g_string_append_c (query->sql, '?');
  g_array_append_val (query->parameters, parameter);
}

/**
 * rapport_query_has_values:
 * @values: (nullable): what a column may hold
 *
 * Returns: whether there are any, else everything may be held
 */
gboolean
rapport_query_has_values (GStrv values)
{
  return values != NULL && values[0] != NULL;
}

/**
 * rapport_query_append_in:
 * @query: a query
 * @values: what the column before it may hold; at least one
 * @numbers: whether @values are numbers written out, ids mostly
 *
 * Appends "IN (…)" with a parameter for each value.
 */
void
rapport_query_append_in (RapportQuery *query,
                         GStrv         values,
                         gboolean      numbers)
{
  rapport_query_append (query, " IN (");
  for (guint i = 0; values[i] != NULL; i++)
    {
      if (i > 0)
        rapport_query_append (query, ", ");
      if (numbers)
        rapport_query_append_int (query, g_ascii_strtoll (values[i], NULL, 10));
      else
        rapport_query_append_text (query, values[i]);
    }
  rapport_query_append (query, ")");
}

/**
 * rapport_query_get_sql:
 * @query: a query
 *
 * Returns: (transfer none): its text, with parameters where values are bound
 */
const char *
rapport_query_get_sql (RapportQuery *query)
{
  return query->sql->str;
}

/**
 * rapport_query_prepare:
 * @query: a query
 * @db: a connection
 * @before: (nullable): SQL before it, such as "SELECT count(*) FROM ("
 * @after: (nullable): SQL after it
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the statement with the parameters bound
 */
RapportStatement *
rapport_query_prepare (RapportQuery  *query,
                       RapportDb     *db,
                       const char    *before,
                       const char    *after,
                       GError       **error)
{
  g_autofree char *sql = g_strconcat (before ? before : "", query->sql->str, after ? after : "", NULL);
  RapportStatement *statement = rapport_db_prepare (db, sql, error);

  if (statement == NULL)
    return NULL;
  for (guint i = 0; i < query->parameters->len; i++)
    {
      Parameter *parameter = &g_array_index (query->parameters, Parameter, i);

      if (parameter->text != NULL)
        rapport_statement_bind_text (statement, (int) i + 1, parameter->text);
      else
        rapport_statement_bind_int (statement, (int) i + 1, parameter->number);
    }
  return statement;
}

/**
 * rapport_query_run:
 * @query: a query whose first column is the id
 * @db: a connection
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type gint64): the ids in order
 */
GArray *
rapport_query_run (RapportQuery  *query,
                   RapportDb     *db,
                   GError       **error)
{
  g_autoptr(RapportStatement) statement = rapport_query_prepare (query, db, NULL, NULL, error);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local_error = NULL;

  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

/**
 * rapport_query_split_words:
 * @text: what somebody typed
 *
 * Returns: (transfer full): its words, as the full-text indexes see them
 */
char **
rapport_query_split_words (const char *text)
{
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr(GString) word = g_string_new (NULL);

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      /* What the tokenizer takes for a part of a word; the rest separates. */
      if (c != 0 && (g_unichar_isalnum (c) || g_unichar_ismark (c)))
        {
          g_string_append_unichar (word, c);
          continue;
        }
      if (word->len > 0)
        g_strv_builder_add (words, word->str);
      g_string_truncate (word, 0);
      if (c == 0)
        break;
    }
  return g_strv_builder_end (words);
}

/**
 * rapport_query_match:
 * @text: what somebody typed
 *
 * Makes an FTS5 query of it: every word must occur, its beginning is enough, and no character of it is syntax.
 *
 * Returns: (nullable) (transfer full): the query, %NULL where @text has no word
 */
char *
rapport_query_match (const char *text)
{
  g_auto(GStrv) words = rapport_query_split_words (text);
  g_autoptr(GString) match = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (match, "%s\"%s\"*", i ? " " : "", words[i]);
  return match->len > 0 ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}
