#include "config.h"

#include <locale.h>

#include "core/rapport-records.h"
#include "service/rapport-board-service.h"
#include "service/rapport-list-service.h"
#include "store/rapport-rows.h"
#include "workspace-fixture.h"

/* Which accounts a filter lets through, in which order, and what the list of them says. */

#define TODAY "2025-11-20"
#define LADDER G_GINT64_CONSTANT (1)

typedef struct
{
  char             *dir;
  RapportWorkspace *workspace;
  gint64            ines, tomasz;
} Fixture;

static gint64
add_account (Fixture    *fixture,
             const char *name,
             const char *group,
             const char *city,
             const char *tags,
             gint64      owner,
             gint64      estimate)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  rapport_row_put (row, "name", name, NULL);
  if (group != NULL)
    rapport_row_set_text (row, RAPPORT_ACCOUNT_ACCOUNT_GROUP, group);
  if (city != NULL)
    rapport_row_set_text (row, RAPPORT_ACCOUNT_CITY, city);
  if (tags != NULL)
    rapport_row_set_text (row, RAPPORT_ACCOUNT_TAGS, tags);
  if (owner != 0)
    rapport_row_set_int (row, RAPPORT_ACCOUNT_OWNER, owner);
  if (estimate != 0)
    rapport_row_set_int (row, RAPPORT_ACCOUNT_ESTIMATED_VALUE, estimate);
  return workspace_save (fixture->workspace, row);
}

static gint64
add_person (Fixture    *fixture,
            gint64      account,
            const char *name,
            const char *until)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_PERSON);
  gint64 person;

  rapport_row_put (row, "name", name, NULL);
  person = workspace_save (fixture->workspace, row);
  row = rapport_row_new (RAPPORT_KIND_AFFILIATION);
  rapport_row_set_int (row, RAPPORT_AFFILIATION_PERSON, person);
  rapport_row_set_int (row, RAPPORT_AFFILIATION_ACCOUNT, account);
  if (until != NULL)
    rapport_row_set_int (row, RAPPORT_AFFILIATION_UNTIL, rapport_day_parse (until));
  workspace_save (fixture->workspace, row);
  return person;
}

static gint64
add_member (Fixture    *fixture,
            const char *name)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_MEMBER);

  rapport_row_put (row, "name", name, NULL);
  return workspace_save (fixture->workspace, row);
}

static Fixture *
fixture_new (void)
{
  Fixture *fixture = g_new0 (Fixture, 1);

  fixture->workspace = workspace_make ("Test", &fixture->dir);
  fixture->ines = add_member (fixture, "Ines Duarte");
  fixture->tomasz = add_member (fixture, "Tomasz Wilk");
  return fixture;
}

static void
fixture_free (Fixture *fixture)
{
  workspace_drop (fixture->workspace, fixture->dir);
  g_free (fixture);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Fixture, fixture_free)

/* "Name|Name": the names in order. */
static char *
list (Fixture              *fixture,
      RapportAccountFilter *filter)
{
  g_autoptr(RapportQuery) query = rapport_account_filter_to_query (filter, fixture->workspace);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) records = rapport_workspace_list (fixture->workspace, query, &error);
  g_autoptr(GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    g_string_append_printf (text, "%s%s", i ? "|" : "", rapport_record_get_title (g_ptr_array_index (records, i)));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_list(fixture, filter, expected)                      \
  G_STMT_START {                                                    \
    g_autofree char *list_ = list (fixture, filter);                \
    g_assert_cmpstr (list_, ==, expected);                          \
  } G_STMT_END

static void
set_text (RapportAccountFilter *filter,
          const char           *text)
{
  g_free (filter->text);
  filter->text = g_strdup (text);
}

static void
set_strings (GStrv      *strings,
             const char *first,
             const char *second)
{
  const char *values[] = { first, second, NULL };

  g_strfreev (*strings);
  *strings = first ? g_strdupv ((GStrv) values) : NULL;
}

static void
set_number (GStrv  *strings,
            gint64  number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  set_strings (strings, text, NULL);
}

static void
test_text (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  gint64 nord = add_account (fixture, "Nordwind Logistik", "Key accounts", "Hamburg", NULL, 0, 0);
  gint64 ruhl = add_account (fixture, "Müller & Söhne", "Industry", "Lübeck", NULL, 0, 0);

  add_account (fixture, "100 % \"Öko\" OR 'x'; --", NULL, "Straßburg", NULL, 0, 0);
  add_account (fixture, "株式会社オスト", NULL, "東京", NULL, 0, 0);
  add_person (fixture, nord, "Amelia Brandt", NULL);
  add_person (fixture, ruhl, "Amelia Vogt", "2024-01-31");
  filter->sort = RAPPORT_ACCOUNT_SORT_NAME;
  filter->descending = FALSE;

  set_text (filter, "nord");
  assert_list (fixture, filter, "Nordwind Logistik");
  set_text (filter, "logi NORD");
  assert_list (fixture, filter, "Nordwind Logistik");
  set_text (filter, "hamb");
  assert_list (fixture, filter, "Nordwind Logistik");
  set_text (filter, "muller");
  assert_list (fixture, filter, "Müller & Söhne");
  set_text (filter, "strass");
  assert_list (fixture, filter, "100 % \"Öko\" OR 'x'; --");
  set_text (filter, "東京");
  assert_list (fixture, filter, "株式会社オスト");

  /* People there; nobody who has left. */
  set_text (filter, "amelia");
  assert_list (fixture, filter, "Nordwind Logistik");
  set_text (filter, "amelia brandt");
  assert_list (fixture, filter, "Nordwind Logistik");

  /* Nothing of it is syntax. */
  set_text (filter, "\"oko\" OR");
  assert_list (fixture, filter, "100 % \"Öko\" OR 'x'; --");
  set_text (filter, "name:nord* ) NEAR(");
  assert_list (fixture, filter, "");
  set_text (filter, "x'; DROP TABLE account; --");
  assert_list (fixture, filter, "");
  /* Only signs: as they stand in the name. */
  set_text (filter, "&");
  assert_list (fixture, filter, "Müller & Söhne");
  set_text (filter, "%");
  assert_list (fixture, filter, "100 % \"Öko\" OR 'x'; --");
  set_text (filter, " ' ");
  assert_list (fixture, filter, "100 % \"Öko\" OR 'x'; --");
  set_text (filter, "_");
  assert_list (fixture, filter, "");
  set_text (filter, "   ");
  g_assert_false (rapport_account_filter_is_active (filter));
  set_text (filter, "zzz");
  assert_list (fixture, filter, "");
}

static void
test_pills (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *words = NULL;
  gint64 a = add_account (fixture, "A", "Marine", NULL, "vip,fair 2025", fixture->ines, 0);
  gint64 b = add_account (fixture, "B", "Food", NULL, "fair", fixture->tomasz, 0);
  gint64 c = add_account (fixture, "C", "Food", NULL, "fair 2025,Vip", 0, 0);
  g_autoptr(RapportAct) move = rapport_board_act_move (fixture->workspace, LADDER, &b, 1, 104, 0, 0, NULL, NULL);
  g_autoptr(RapportAct) end = NULL;

  filter->sort = RAPPORT_ACCOUNT_SORT_NAME;
  filter->descending = FALSE;
  g_assert_false (rapport_account_filter_is_active (filter));
  words = rapport_account_filter_describe (filter, fixture->workspace);
  g_assert_null (words);

  set_strings (&filter->groups, "Food", NULL);
  assert_list (fixture, filter, "B|C");
  set_strings (&filter->groups, "Food", "Marine");
  assert_list (fixture, filter, "A|B|C");
  set_number (&filter->owners, fixture->ines);
  assert_list (fixture, filter, "A");
  words = rapport_account_filter_describe (filter, fixture->workspace);
  g_assert_cmpstr (words, ==, "Group: Food, Marine · Owner: Ines Duarte");
  set_strings (&filter->owners, NULL, NULL);
  set_strings (&filter->groups, NULL, NULL);

  /* A tag is the whole word, not a part of one. */
  set_strings (&filter->tags, "fair", NULL);
  assert_list (fixture, filter, "B");
  set_strings (&filter->tags, "vip", "fair");
  assert_list (fixture, filter, "A|B");
  set_strings (&filter->tags, NULL, NULL);
  texts = rapport_account_filter_list_tags (fixture->workspace);
  g_assert_cmpuint (texts->len, ==, 4);
  g_ptr_array_unref (texts);
  texts = rapport_account_filter_list_groups (fixture->workspace);
  g_assert_cmpuint (texts->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (texts, 0), ==, "Food");

  rapport_workspace_do (fixture->workspace, move, &error);
  g_assert_no_error (error);
  filter->model = LADDER;
  set_strings (&filter->stages, "104", NULL);
  assert_list (fixture, filter, "B");
  set_strings (&filter->stages, "-1", NULL);
  assert_list (fixture, filter, "A|C");
  set_strings (&filter->stages, "-1", "104");
  assert_list (fixture, filter, "A|B|C");

  end = rapport_board_act_end (fixture->workspace, &b, 1, "needs-changed", "customer", NULL);
  rapport_workspace_do (fixture->workspace, end, &error);
  g_assert_no_error (error);
  set_strings (&filter->stages, "104", NULL);
  assert_list (fixture, filter, "");
  set_strings (&filter->stages, "0", NULL);
  assert_list (fixture, filter, "B");
  set_strings (&filter->stages, NULL, NULL);
  assert_list (fixture, filter, "A|C");
  filter->with_ended = TRUE;
  assert_list (fixture, filter, "A|B|C");
  filter->with_ended = FALSE;
  /* Who looks for it by name finds it, ended or not. */
  set_text (filter, "b");
  assert_list (fixture, filter, "B");
  set_text (filter, "");
  assert_list (fixture, filter, "A|C");

  {
    g_autoptr(RapportAct) trash = rapport_act_trash (RAPPORT_KIND_ACCOUNT, &a, 1);

    rapport_workspace_do (fixture->workspace, trash, &error);
    g_assert_no_error (error);
  }
  assert_list (fixture, filter, "C");
  filter->trash = TRUE;
  assert_list (fixture, filter, "A");
  g_assert_cmpint (c, >, 0);
}

/* In the sales process the cards are opportunities: their ids are not those of accounts. */
static void
test_opportunities (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  g_autoptr(GPtrArray) models = rapport_workspace_list_small (fixture->workspace, RAPPORT_KIND_MODEL);
  g_autoptr(GPtrArray) stages = NULL;
  g_autoptr(RapportAct) move = NULL;
  g_autoptr(GError) error = NULL;
  RapportRow *row = rapport_row_new (RAPPORT_KIND_OPPORTUNITY);
  gint64 a = add_account (fixture, "A", NULL, NULL, NULL, 0, 0);
  gint64 b = add_account (fixture, "B", NULL, NULL, NULL, 0, 0);
  gint64 model = 0, opportunity, stage;

  for (guint i = 0; i < models->len; i++)
    if (g_strcmp0 (rapport_record_get_text (g_ptr_array_index (models, i), "subject"), "opportunity") == 0)
      model = rapport_record_get_id (g_ptr_array_index (models, i));
  g_assert_cmpint (model, >, 0);
  stages = rapport_workspace_list_stages (fixture->workspace, model);
  stage = rapport_record_get_id (g_ptr_array_index (stages, 1));

  rapport_row_put (row, "title", "Ten lamps", NULL);
  rapport_row_set_int (row, rapport_kind_find_field (&rapport_opportunity_kind, "account"), b);
  opportunity = workspace_save (fixture->workspace, row);
  g_assert_cmpint (opportunity, ==, a); /* the same number, another thing */
  move = rapport_board_act_move (fixture->workspace, model, &opportunity, 1, stage, 0, 0, NULL, NULL);
  rapport_workspace_do (fixture->workspace, move, &error);
  g_assert_no_error (error);

  filter->model = model;
  set_number (&filter->stages, stage);
  assert_list (fixture, filter, "B");
  set_strings (&filter->stages, NULL, NULL);
  filter->sort = RAPPORT_ACCOUNT_SORT_STAGE;
  assert_list (fixture, filter, "B|A");
  filter->descending = FALSE;
  assert_list (fixture, filter, "B|A");
}

static void
test_sorts (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  g_auto(GStrv) columns = rapport_list_dup_columns ();
  gint64 c;

  add_account (fixture, "A", "Food", "Oslo", NULL, fixture->tomasz, 500);
  add_account (fixture, "B", NULL, NULL, NULL, 0, 0);
  c = add_account (fixture, "C", "Marine", "Bergen", NULL, fixture->ines, 900);
  add_account (fixture, "D", "Food", "Aalen", NULL, fixture->ines, 700);

  assert_list (fixture, filter, "C|D|A|B");
  filter->descending = FALSE;
  assert_list (fixture, filter, "A|D|C|B");
  filter->sort = RAPPORT_ACCOUNT_SORT_CITY;
  assert_list (fixture, filter, "D|C|A|B");
  filter->descending = TRUE;
  assert_list (fixture, filter, "A|C|D|B");
  filter->sort = RAPPORT_ACCOUNT_SORT_OWNER;
  filter->then_sort = RAPPORT_ACCOUNT_SORT_VALUE;
  filter->then_descending = TRUE;
  assert_list (fixture, filter, "A|C|D|B");
  filter->descending = FALSE;
  filter->then_descending = FALSE;
  assert_list (fixture, filter, "D|C|A|B");
  filter->sort = RAPPORT_ACCOUNT_SORT_OF_FIELD (RAPPORT_ACCOUNT_ESTIMATED_VALUE);
  assert_list (fixture, filter, "A|D|C|B");

  {
    g_autoptr(RapportAct) move = rapport_board_act_move (fixture->workspace, LADDER, &c, 1, 105, 0, 0, NULL, NULL);
    g_autoptr(GError) error = NULL;

    rapport_workspace_do (fixture->workspace, move, &error);
    g_assert_no_error (error);
  }
  filter->model = LADDER;
  filter->sort = RAPPORT_ACCOUNT_SORT_STAGE;
  filter->then_sort = RAPPORT_ACCOUNT_SORT_NAME;
  assert_list (fixture, filter, "C|A|B|D");
  filter->descending = TRUE;
  assert_list (fixture, filter, "C|A|B|D");

  /* Every column sorts, both ways, and loses nobody. */
  for (guint i = 0; columns[i] != NULL; i++)
    for (guint way = 0; way < 2; way++)
      {
        g_autofree char *names = NULL;

        filter->sort = rapport_list_get_column_sort (columns[i]);
        filter->descending = way == 1;
        names = list (fixture, filter);
        g_assert_cmpuint (strlen (names), ==, 7);
      }
}

typedef struct
{
  RapportAccountTotals totals;
  gboolean             done;
} Sum;

static void
summed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Sum *sum = data;
  g_autoptr(GError) error = NULL;

  rapport_account_filter_sum_finish (RAPPORT_WORKSPACE (source), result, &sum->totals, &error);
  g_assert_no_error (error);
  sum->done = TRUE;
}

static Sum
sum_up (Fixture              *fixture,
        RapportAccountFilter *filter)
{
  Sum sum = { 0 };

  rapport_account_filter_sum_async (filter, fixture->workspace, NULL, summed_cb, &sum);
  while (!sum.done)
    g_main_context_iteration (NULL, TRUE);
  return sum;
}

static void
add_step (Fixture *fixture,
          gint64   account,
          int      in_days)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_COMMITMENT);
  const RapportKind *kind = rapport_kind_get (RAPPORT_KIND_COMMITMENT);
  RapportDay today = rapport_workspace_get_today (fixture->workspace);

  rapport_row_put (row, "kind", "next-step", "title", "Call", NULL);
  rapport_row_set_int (row, rapport_kind_find_field (kind, "account"), account);
  rapport_row_set_int (row, rapport_kind_find_field (kind, "due"), rapport_day_add_days (today, in_days));
  workspace_save (fixture->workspace, row);
}

static void
test_totals_and_flags (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  gint64 a = add_account (fixture, "A", "Food", NULL, NULL, fixture->ines, 50000);
  gint64 b = add_account (fixture, "B", NULL, NULL, NULL, fixture->ines, 30000);
  gint64 c = add_account (fixture, "C", NULL, NULL, NULL, fixture->tomasz, 0);
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  Sum sum;

  rapport_row_put (row, "name", "We", "kind", "own", NULL);
  workspace_save (fixture->workspace, row);
  row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  rapport_row_set_id (row, c);
  rapport_row_set_int (row, RAPPORT_ACCOUNT_STARRED, 1);
  workspace_save (fixture->workspace, row);
  add_step (fixture, a, -1);
  add_step (fixture, b, 7);

  sum = sum_up (fixture, filter);
  g_assert_cmpuint (sum.totals.n_all, ==, 3);
  g_assert_cmpuint (sum.totals.n_accounts, ==, 3);
  g_assert_cmpint (sum.totals.value, ==, 80000);
  g_assert_cmpuint (sum.totals.n_estimated, ==, 2);
  g_assert_cmpuint (sum.totals.n_owners, ==, 2);
  g_assert_cmpuint (sum.totals.n_overdue, ==, 1);
  g_assert_cmpuint (sum.totals.n_due_week, ==, 1);
  g_assert_cmpuint (sum.totals.n_without_step, ==, 1);
  g_assert_cmpint (sum.totals.median_contact, ==, RAPPORT_UNSET);
  set_strings (&filter->groups, "Food", NULL);
  sum = sum_up (fixture, filter);
  g_assert_cmpuint (sum.totals.n_accounts, ==, 1);
  g_assert_cmpuint (sum.totals.n_all, ==, 3);
  set_strings (&filter->groups, "None of that", NULL);
  sum = sum_up (fixture, filter);
  g_assert_cmpuint (sum.totals.n_accounts, ==, 0);
  g_assert_cmpint (sum.totals.value, ==, 0);
  set_strings (&filter->groups, NULL, NULL);

  filter->flags = RAPPORT_ACCOUNT_FLAG_OVERDUE;
  assert_list (fixture, filter, "A");
  filter->flags |= RAPPORT_ACCOUNT_FLAG_STARRED;
  assert_list (fixture, filter, "A|C");
  filter->flags = RAPPORT_ACCOUNT_FLAG_SILENT | RAPPORT_ACCOUNT_FLAG_COMPLAINT;
  assert_list (fixture, filter, "");
  {
    g_autoptr(RapportRecord) account = rapport_workspace_get_record (fixture->workspace, RAPPORT_KIND_ACCOUNT, a);

    g_assert_cmpint (rapport_account_get_flags (account, rapport_workspace_get_today (fixture->workspace)), ==,
                     RAPPORT_ACCOUNT_FLAG_OVERDUE);
  }
}

typedef struct
{
  RapportListRows *rows;
  guint            n_rows;
  gboolean         done;
} Answer;

static void
rows_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  Answer *answer = data;
  g_autoptr(GError) error = NULL;

  answer->rows = rapport_list_read_finish (RAPPORT_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  answer->done = TRUE;
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  Answer *answer = data;
  g_autoptr(GError) error = NULL;

  rapport_list_export_finish (RAPPORT_WORKSPACE (source), result, &answer->n_rows, &error);
  g_assert_no_error (error);
  answer->done = TRUE;
}

static void
test_list (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  const char *columns[] = { "name", "owner", "value", "tags", "next_due", "flags", NULL };
  gint64 a = add_account (fixture, "A, \"quoted\"", "Food", "Oslo", "vip,fair", fixture->ines, 50050);
  g_autofree char *table = NULL, *html = NULL, *csv = NULL, *pdf = g_build_filename (fixture->dir, "list.pdf", NULL);
  g_autofree char *path = g_build_filename (fixture->dir, "list.csv", NULL), *due = NULL, *expected = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(RapportDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  Answer answer = { 0 };

  add_account (fixture, "B <b>\ttab", NULL, NULL, NULL, 0, 0);
  add_step (fixture, a, -1);
  due = rapport_day_format (rapport_day_add_days (rapport_workspace_get_today (fixture->workspace), -1));

  rapport_list_read_async (fixture->workspace, filter, NULL, 0, columns, RAPPORT_LIST_SCREEN, NULL, rows_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (rapport_list_rows_get_n_rows (answer.rows), ==, 2);
  table = rapport_list_rows_to_table (answer.rows);
  g_assert_cmpstr (table, ==,
                   "Account\tOwner\tRevenue, 12 mo\tTags\tDue\tFlags\n"
                   "A, \"quoted\"\tInes Duarte\t~\302\240€500\tvip, fair\t1 d overdue\tOverdue\n"
                   "B <b> tab\t\t\t\t\t\n");
  html = rapport_list_rows_to_html (answer.rows);
  g_assert_nonnull (strstr (html, "<td>B &lt;b&gt;\ttab</td>"));
  document = rapport_list_rows_to_document (answer.rows);
  rapport_list_rows_unref (answer.rows);
  rapport_document_write_pdf (document, pdf, NULL, &error);
  g_assert_no_error (error);
  g_unlink (pdf);

  answer = (Answer) { 0 };
  rapport_list_export_async (fixture->workspace, filter, NULL, 0, columns, file, NULL, exported_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (answer.n_rows, ==, 2);
  g_file_get_contents (path, &csv, NULL, &error);
  g_assert_no_error (error);
  expected = g_strdup_printf ("name,owner,value,tags,next_due,flags\r\n"
                              "\"A, \"\"quoted\"\"\",Ines Duarte,500.50,\"vip,fair\",%s,overdue\r\n"
                              "B <b>\ttab,,,,,\r\n", due);
  g_assert_cmpstr (csv, ==, expected);
  g_unlink (path);

  /* Only these, in this order. */
  answer = (Answer) { 0 };
  rapport_list_read_async (fixture->workspace, filter, &a, 1, columns, RAPPORT_LIST_PAPER, NULL, rows_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (rapport_list_rows_get_n_rows (answer.rows), ==, 1);
  rapport_list_rows_unref (answer.rows);
}

/* 100,000 accounts: only with -m perf. */
static gboolean
fill (RapportWrite  *write,
      gpointer       data,
      GError       **error)
{
  RapportDb *db = rapport_write_get_db (write);
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  gboolean filled;

  /* One through the front door, so that the figures are computed. */
  rapport_row_put (row, "name", "First", NULL);
  filled = rapport_write_insert (write, row, error) > 0 && rapport_db_exec (db,
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
    " INSERT INTO account (name, account_group, city, tags, estimated_value, owner)"
    " SELECT char (65 + i % 26, 97 + i % 7, 97 + i % 11) || ' Company ' || i, 'Group ' || (i % 12), 'City '"
    " || (i % 300),"
    " CASE i % 5 WHEN 0 THEN 'vip,fair' END, (i * 7919) % 100000, (SELECT min(id) + i % 2 FROM member) FROM n;"
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
    " INSERT INTO person (name) SELECT 'Person ' || char (65 + i % 26, 97 + i % 11) || i FROM n;"
    "INSERT INTO affiliation (person, account) SELECT p.id, (SELECT min(id) FROM account) + p.rowid % 100000"
    " FROM person p", error);

  rapport_row_free (row);
  return filled;
}

static double
time_of (RapportDb    *db,
         RapportQuery *query,
         guint        *n)
{
  gint64 best = G_MAXINT64;

  for (guint i = 0; i < 5; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr(GError) error = NULL;
      g_autoptr(GArray) ids = rapport_query_run (query, db, &error);

      g_assert_no_error (error);
      *n = ids->len;
      best = MIN (best, g_get_monotonic_time () - start);
    }
  return best / 1000.0;
}

static void
test_speed (void)
{
  g_autoptr(Fixture) fixture = NULL;
  g_autoptr(RapportAccountFilter) filter = rapport_account_filter_new ();
  g_autoptr(RapportAct) act = rapport_act_new ("Fill", fill, NULL, NULL);
  g_autoptr(GError) error = NULL;
  const char *texts[] = { "a", "ab", "comp", "company 9", "person b", "city 12", "99999" };
  g_auto(GStrv) columns = rapport_list_dup_columns ();
  RapportDb *db;
  guint n;

  if (!g_test_perf ())
    {
      g_test_skip ("only with -m perf");
      return;
    }
  fixture = fixture_new ();
  rapport_workspace_do (fixture->workspace, act, &error);
  g_assert_no_error (error);
  db = rapport_store_get_db (rapport_workspace_get_store (fixture->workspace));

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(RapportQuery) query = NULL, bare = rapport_query_new (RAPPORT_KIND_ACCOUNT);
      g_autofree char *match = rapport_query_match (texts[i]);
      double ours, theirs;

      set_text (filter, texts[i]);
      query = rapport_account_filter_to_query (filter, fixture->workspace);
      rapport_query_append (bare, "SELECT a.id FROM account a LEFT JOIN account_figure f ON f.account = a.id"
                                  " WHERE a.id IN"
                                  " (SELECT rowid FROM account_text WHERE account_text MATCH ");
      rapport_query_append_text (bare, match);
      rapport_query_append (bare, " UNION SELECT l.account FROM person_text t JOIN affiliation l ON l.person = t.rowid"
                                  " WHERE person_text MATCH ");
      rapport_query_append_text (bare, match);
      rapport_query_append (bare, ") ORDER BY f.value DESC, a.name");
      ours = time_of (db, query, &n);
      theirs = time_of (db, bare, &n);
      g_test_message ("“%s”: %u rows, %.1f ms, bare %.1f ms, ratio %.2f", texts[i], n, ours, theirs, ours / theirs);
      g_assert_cmpfloat (ours, <=, 1.5 * theirs + 1);
    }
  set_text (filter, NULL);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      g_autoptr(RapportQuery) query = NULL;

      filter->sort = rapport_list_get_column_sort (columns[i]);
      query = rapport_account_filter_to_query (filter, fixture->workspace);
      g_test_message ("by %s: %.1f ms", columns[i], time_of (db, query, &n));
    }
  {
    gint64 start = g_get_monotonic_time ();

    sum_up (fixture, filter);
    g_test_message ("totals: %.1f ms", (g_get_monotonic_time () - start) / 1000.0);
  }
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/account-filter/text", test_text);
  g_test_add_func ("/account-filter/pills", test_pills);
  g_test_add_func ("/account-filter/opportunities", test_opportunities);
  g_test_add_func ("/account-filter/sorts", test_sorts);
  g_test_add_func ("/account-filter/totals-and-flags", test_totals_and_flags);
  g_test_add_func ("/account-filter/list", test_list);
  g_test_add_func ("/account-filter/speed", test_speed);

  return g_test_run ();
}
