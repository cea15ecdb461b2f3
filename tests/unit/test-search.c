#include "config.h"

#include <string.h>

#include "service/rapport-search-service.h"
#include "service/rapport-similar.h"

#include "account-fixture.h"

static RapportSearchResult *
search (AccountFixture *fixture, RapportSearchGroup group, const char *text, RapportSearchFlags flags)
{
  g_autoptr(GError) error = NULL;
  RapportSearchResult *result = rapport_search (fixture->workspace, group, text, flags, 5, &error);

  g_assert_no_error (error);
  return result;
}

static void
check (AccountFixture *fixture, RapportSearchGroup group, const char *text, const char *title)
{
  g_autoptr(RapportSearchResult) plain = search (fixture, group, text, RAPPORT_SEARCH_DEFAULT);
  g_autoptr(RapportSearchResult) similar = search (fixture, group, text, RAPPORT_SEARCH_SIMILAR);
  const RapportSearchHit *hit;

  g_test_message ("%s", text);
  g_assert_cmpuint (plain->n_found, ==, 0);
  if (title == NULL)
    {
      g_assert_cmpuint (similar->n_found, ==, 0);
      return;
    }
  g_assert_cmpuint (similar->hits->len, >, 0);
  hit = g_ptr_array_index (similar->hits, 0);
  g_assert_cmpstr (hit->title, ==, title);
  g_assert_true (hit->similar);
  g_assert_cmpuint (hit->marks->len + (hit->found_marks ? hit->found_marks->len : 0), >, 0);
}

static void
test_similar (AccountFixture *fixture, gconstpointer data)
{
  g_autoptr(RapportSearchResult) found = search (fixture, RAPPORT_SEARCH_ACCOUNTS, "nordwind", RAPPORT_SEARCH_DEFAULT);

  g_assert_cmpuint (found->hits->len, ==, 1);
  g_assert_false (((RapportSearchHit *) g_ptr_array_index (found->hits, 0))->similar);

  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "nordwnd", "Nordwind Logistik");    /* a letter is missing */
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "nordwwind", "Nordwind Logistik");  /* one too many */
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "nortwind", "Nordwind Logistik");   /* another */
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "nrodwind", "Nordwind Logistik");   /* two in each other's place */
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "ondrwind", "Nordwind Logistik");   /* twice */
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "NÖRDVIND", "Nordwind Logistik");
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "nordx", "Nordwind Logistik");      /* only the beginning was typed */
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "logistik nordwnid", "Nordwind Logistik");
  check (fixture, RAPPORT_SEARCH_PEOPLE, "katrni", "Katrin Voss");
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "zzzzzz", NULL);
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "nrx", NULL);                       /* too short to say what is meant */
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "nordwnd zzzzzz", NULL);
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "2025994", NULL);                   /* a number is another number */
  check (fixture, RAPPORT_SEARCH_ACCOUNTS, "\" OR NEAR( ' ; --", NULL);
}

/* The distance of @word to the nearest beginning of @term, by the whole table. */
static guint
distance (const char *word, const char *term)
{
  guint n = (guint) strlen (word), m = (guint) strlen (term), best = G_MAXUINT;
  guint table[64][64];

  for (guint k = 0; k <= m; k++)
    {
      for (guint i = 0; i <= n; i++)
        if (k == 0 || i == 0)
          table[k][i] = k + i;
        else
          {
            table[k][i] = MIN (MIN (table[k - 1][i], table[k][i - 1]) + 1,
                               table[k - 1][i - 1] + (word[i - 1] != term[k - 1]));
            if (i > 1 && k > 1 && word[i - 1] == term[k - 2] && word[i - 2] == term[k - 1])
              table[k][i] = MIN (table[k][i], table[k - 2][i - 2] + 1);
          }
      best = MIN (best, table[k][n]);
    }
  return best;
}

typedef struct
{
  GPtrArray *terms;    /* what is mistyped */
  guint      n_near;
} Walk;

/* Every word of the index: those of the other customers, too, may be the nearest. */
static GPtrArray *
read_index (RapportDb  *db,
            GError    **error)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(RapportStatement) statement = NULL;

  if (!rapport_db_exec (db, "CREATE VIRTUAL TABLE temp.every_word USING fts5vocab (main, account_text, row)", error))
    return NULL;
  statement = rapport_db_query (db, error, "SELECT term FROM temp.every_word", NULL);
  while (statement != NULL && rapport_statement_step (statement, error))
    g_ptr_array_add (words, g_strdup (rapport_statement_get_text (statement, 0)));
  return g_steal_pointer (&words);
}

static gpointer
walk (RapportDb *db, gpointer data, GCancellable *cancellable, GError **error)
{
  Walk *job = data;
  g_autoptr(GPtrArray) index = read_index (db, error);

  if (index == NULL)
    return NULL;
  g_assert_cmpuint (index->len, >, 300);
  for (guint round = 0; round < 400; round++)
    {
      g_autofree char *word = g_strdup (
          g_ptr_array_index (job->terms, (guint) g_test_rand_int_range (0, (int) job->terms->len)));
      guint n = (guint) strlen (word), changes = (guint) g_test_rand_int_range (0, 4), least = G_MAXUINT, limit;
      g_autoptr(GPtrArray) found = NULL;

      for (guint i = 0; i < changes; i++)
        {
          guint place = (guint) g_test_rand_int_range (0, (int) n - 1);

          if (g_test_rand_bit ())
            word[place] = "abcde"[g_test_rand_int_range (0, 5)];
          else
            {
              char c = word[place];

              word[place] = word[place + 1];
              word[place + 1] = c;
            }
        }
      limit = n < 4 ? 0 : n < 8 ? 1 : 2;
      for (guint i = 0; i < index->len; i++)
        least = MIN (least, distance (word, g_ptr_array_index (index, i)));
      found = rapport_similar_find (db, "account_text", word, NULL, error);
      if (found == NULL)
        return NULL;
      g_assert_cmpint (found->len > 0, ==, limit > 0 && least <= limit);
      for (guint i = 0; i < found->len; i++)
        g_assert_cmpuint (distance (word, g_ptr_array_index (found, i)), ==, least);
      job->n_near += found->len > 0 && least > 0;
    }
  return job;
}

/* The walk over the index finds what the whole table finds. */
static void
test_walk (AccountFixture *fixture, gconstpointer data)
{
  g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GString) notes = g_string_new (NULL);
  g_autoptr(GError) error = NULL;
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  Walk job = { terms, 0 };

  for (guint i = 0; i < 600; i++)
    {
      GString *word = g_string_new (NULL);

      for (int n = g_test_rand_int_range (3, 11); n > 0; n--)
        g_string_append_c (word, "abcde"[g_test_rand_int_range (0, 5)]);
      g_string_append_printf (notes, "%s ", word->str);
      g_ptr_array_add (terms, g_string_free (word, FALSE));
    }
  rapport_row_put (row, "name", "Aabbe", "notes", notes->str, NULL);
  account_fixture_save (fixture, row);
  g_assert_nonnull (rapport_store_read (rapport_workspace_get_store (fixture->workspace), walk, &job, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (job.n_near, >, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/search/similar", AccountFixture, NULL, account_fixture_set_up, test_similar, account_fixture_tear_down);
  g_test_add ("/search/walk", AccountFixture, NULL, account_fixture_set_up, test_walk, account_fixture_tear_down);
  return g_test_run ();
}
