#include "config.h"

#include "service/rapport-similar.h"

#include <string.h>

#include "service/rapport-query.h"
#include "store/rapport-tokenizer.h"

/* Words of a full-text index that are nearly the one that was typed: a letter more, fewer, other or in the wrong
 * place. The words of an index are sorted. They are walked with the table of edit distances in hand: where no word
 * that begins like the present one can be near enough, all of them are jumped over with one look into the index, so
 * that of half a million words some hundred are seen. */

/* Longer words are cut: nobody mistypes the fiftieth letter only. */
#define MAX_LETTERS 32
#define MAX_FOUND 12
/* What is not found after so many looks into the index is not worth waiting for. */
#define MAX_LOOKS 4000

typedef struct
{
  char  *beginning;
  guint  distance;
} Near;

static void
near_clear (gpointer data)
{
  g_free (((Near *) data)->beginning);
}

/* The first word of the index that is not before @from. */
static gboolean
look (RapportDb   *db,
      const char  *sql,
      const char  *from,
      char       **term,
      GError     **error)
{
  g_autoptr(GError) local_error = NULL;

  *term = rapport_db_query_text (db, &local_error, sql, "s", from);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/* How much may be wrong with a word of so many letters. */
static guint
allowed (glong n)
{
  return n < 4 ? 0 : n < 8 ? 1 : 2;
}

/* One more row of the table: @row from the one before and the one before that, for the letter @c after @previous. */
static guint
next_row (const gunichar *word,
          glong           n,
          gunichar        previous,
          gunichar        c,
          const guint    *before_last,
          const guint    *last,
          guint          *row)
{
  guint least;

  row[0] = least = last[0] + 1;
  for (glong i = 1; i <= n; i++)
    {
      row[i] = MIN (MIN (row[i - 1], last[i]) + 1, last[i - 1] + (word[i - 1] != c));
      /* Two letters that changed places. */
      if (i > 1 && before_last != NULL && word[i - 1] == previous && word[i - 2] == c)
        row[i] = MIN (row[i], before_last[i - 2] + 1);
      least = MIN (least, row[i]);
    }
  return least;
}

/* The least that no word with this beginning is before or among. */
static char *
behind (const gunichar *term,
        glong           n)
{
  g_autofree gunichar *next = g_memdup2 (term, (gsize) n * sizeof *term);

  next[n - 1] = next[n - 1] == 0xd7ff ? 0xe000 : next[n - 1] + 1;
  return g_ucs4_to_utf8 (next, n, NULL, NULL, NULL);
}

static gboolean
is_found (GArray     *found,
          const char *beginning)
{
  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (g_array_index (found, Near, i).beginning, beginning))
      return TRUE;
  return FALSE;
}

static char *
make_vocabulary (RapportDb   *db,
                 const char  *index,
                 GError     **error)
{
  /* A table over the index itself; one of rows would count each word first. */
  g_autofree char *create = g_strdup_printf (
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.%s_word USING fts5vocab ('main', '%s', 'instance')", index, index);

  if (!rapport_db_exec (db, create, error))
    return NULL;
  return g_strdup_printf ("SELECT term FROM temp.%s_word WHERE term >= ?1 LIMIT 1", index);
}

static gboolean
has_digit (const char *word)
{
  for (const char *p = word; *p; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/**
 * rapport_similar_find:
 * @db: a reading connection, in its thread
 * @index: name of a full-text index
 * @word: a word, folded
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Finds how words begin that are nearly @word or that nearly begin with it, where none begins with it. Of numbers
 * and of words with less than four letters there are none: they would be anything.
 *
 * Returns: (nullable) (transfer full) (element-type utf8): the nearest beginnings
 */
GPtrArray *
rapport_similar_find (RapportDb     *db,
                      const char    *index,
                      const char    *word,
                      GCancellable  *cancellable,
                      GError       **error)
{
  glong n = 0;
  g_autofree gunichar *letters = g_utf8_to_ucs4_fast (word, -1, &n);
  g_autofree char *sql = NULL;
  g_autofree char *from = g_strdup ("");
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (Near));
  g_autoptr(GPtrArray) answer = g_ptr_array_new_with_free_func (g_free);
  guint limit;

  g_array_set_clear_func (found, near_clear);
  n = MIN (n, MAX_LETTERS);
  limit = has_digit (word) ? 0 : allowed (n);
  if (limit == 0)
    return g_steal_pointer (&answer);
  sql = make_vocabulary (db, index, error);
  if (sql == NULL)
    return NULL;

  for (guint looks = 0; looks < MAX_LOOKS && from != NULL; looks++)
    {
      guint rows[MAX_LETTERS + 4][MAX_LETTERS + 1];
      g_autofree char *term = NULL;
      g_autofree gunichar *other = NULL;
      glong length, best = 0, k;
      guint distance = limit + 1, least_before = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error) || !look (db, sql, from, &term, error))
        return NULL;
      if (term == NULL)
        break;
      other = g_utf8_to_ucs4_fast (term, -1, &length);
      for (glong i = 0; i <= n; i++)
        rows[0][i] = (guint) i;
      for (k = 1; k <= MIN (length, MAX_LETTERS + 3); k++)
        {
          guint least = next_row (letters, n, k > 1 ? other[k - 2] : 0, other[k - 1], k > 1 ? rows[k - 2] : NULL,
                                  rows[k - 1], rows[k]);

          if (rows[k][n] < distance)
            {
              distance = rows[k][n];
              best = k;
            }
          /* Whether what begins like this may be nearer than what is known. Where two letters changed places, the
           * next row is reached from the one before this one. */
          if (least >= distance && least_before + 1 >= distance)
            break;
          least_before = least;
        }
      g_clear_pointer (&from, g_free);
      from = k > length ? g_strconcat (term, "\001", NULL) : behind (other, MIN (k, length));
      if (best > 0)
        {
          g_autofree char *beginning = g_ucs4_to_utf8 (other, best, NULL, NULL, NULL);

          /* From here on only what is as near. */
          limit = MIN (limit, distance);
          if (!is_found (found, beginning))
            {
              Near near = { g_steal_pointer (&beginning), distance };

              g_array_append_val (found, near);
            }
        }
    }

  for (guint i = 0; i < found->len && answer->len < MAX_FOUND; i++)
    if (g_array_index (found, Near, i).distance == limit)
      g_ptr_array_add (answer, g_steal_pointer (&g_array_index (found, Near, i).beginning));
  return g_steal_pointer (&answer);
}

/**
 * rapport_similar_match:
 * @db: a reading connection, in its thread
 * @index: name of a full-text index
 * @text: what somebody typed, of which nothing was found
 * @words: (out): what is searched instead, beginnings of words
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Makes an FTS5 query of words that are in the index: each that is not is replaced by those that are nearly it.
 *
 * Returns: (nullable) (transfer full): the query; %NULL, without @error set, where nothing is similar
 */
char *
rapport_similar_match (RapportDb     *db,
                       const char    *index,
                       const char    *text,
                       char        ***words,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_auto(GStrv) typed = rapport_query_split_words (text);
  g_autoptr(GStrvBuilder) all = g_strv_builder_new ();
  g_autoptr(GString) match = g_string_new (NULL);
  g_autofree char *sql = make_vocabulary (db, index, error);
  gboolean replaced = FALSE;

  if (sql == NULL)
    return NULL;
  for (guint i = 0; typed[i] != NULL; i++)
    {
      g_autofree char *word = rapport_tokenizer_fold (typed[i]);
      g_autofree char *term = NULL;

      if (!look (db, sql, word, &term, error))
        return NULL;
      if (match->len > 0)
        g_string_append (match, " AND ");
      if (term != NULL && g_str_has_prefix (term, word))
        {
          g_string_append_printf (match, "\"%s\"*", word);
          g_strv_builder_add (all, word);
        }
      else
        {
          g_autoptr(GPtrArray) similar = rapport_similar_find (db, index, word, cancellable, error);

          if (similar == NULL || similar->len == 0)
            return NULL;
          for (guint k = 0; k < similar->len; k++)
            {
              g_string_append_printf (match, "%s\"%s\"*", k == 0 ? "(" : " OR ",
                                      (char *) g_ptr_array_index (similar, k));
              g_strv_builder_add (all, g_ptr_array_index (similar, k));
            }
          g_string_append_c (match, ')');
          replaced = TRUE;
        }
    }
  if (!replaced)
    return NULL;
  *words = g_strv_builder_end (all);
  return g_string_free (g_steal_pointer (&match), FALSE);
}
