#include "config.h"

#include <glib/gstdio.h>

#include "core/rapport-records.h"
#include "service/rapport-query-model.h"
#include "service/rapport-workspace.h"
#include "tests/test-tools.h"

/* The figures of accounts as of a past day: those of that day, and nobody waits for them. */

#define N_ACCOUNTS 300
#define PATIENCE (20 * G_TIME_SPAN_SECOND)

typedef struct
{
  char             *dir;
  RapportWorkspace *workspace;
  GArray           *ids;
} Fixture;

static void
fixture_clear (Fixture *f)
{
  rapport_workspace_close (f->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (f->workspace);
  remove_tree (f->dir);
  g_free (f->dir);
  g_array_unref (f->ids);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

/* Each account bought for 10.00 on 2024-03-01 and for its number on 2024-06-01. */
static gboolean
fill (RapportWrite  *write,
      gpointer       data,
      GError       **error)
{
  Fixture *f = data;

  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      g_autoptr(RapportRow) account = rapport_row_new (RAPPORT_KIND_ACCOUNT);
      g_autofree char *name = g_strdup_printf ("Account %03u", i);
      gint64 id;

      rapport_row_put (account, "name", name, "estimated_value", (gint64) 100, NULL);
      if (!rapport_write_insert (write, account, error))
        return FALSE;
      id = rapport_row_get_id (account);
      g_array_append_val (f->ids, id);
      for (guint k = 0; k < 2; k++)
        {
          g_autoptr(RapportRow) purchase = rapport_row_new (RAPPORT_KIND_PURCHASE);

          rapport_row_put (purchase, "account", id, "day",
                           (gint64) rapport_day_parse (k == 0 ? "2024-03-01" : "2024-06-01"), "total",
                           k == 0 ? (gint64) 1000 : (gint64) i + 1, NULL);
          if (!rapport_write_insert (write, purchase, error))
            return FALSE;
        }
    }
  return TRUE;
}

static Fixture
fixture_new (void)
{
  Fixture f = { NULL, NULL, g_array_new (FALSE, FALSE, sizeof (gint64)) };
  g_autofree char *path = NULL;
  g_autoptr(RapportChanges) changes = NULL;
  g_autoptr(GError) error = NULL;

  f.dir = g_dir_make_tmp ("rapport-as-of-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f.dir, "t.rapport", NULL);
  f.workspace = rapport_workspace_create (path, "Test", "EUR", &error);
  g_assert_no_error (error);
  changes = rapport_store_write (rapport_workspace_get_store (f.workspace), "Fill", fill, &f, &error);
  g_assert_no_error (error);
  return f;
}

static void
set_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr(GError) error = NULL;

  rapport_store_set_as_of_finish (RAPPORT_STORE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
set_day (Fixture    *f,
         const char *day)
{
  gboolean done = FALSE;

  rapport_store_set_as_of_async (rapport_workspace_get_store (f->workspace), rapport_day_parse (day), NULL, set_cb,
                                 &done);
  wait_until (done);
}

static void
catch_up (Fixture *f)
{
  wait_until (!rapport_workspace_is_behind (f->workspace));
}

/* A reader that is kept busy until the test lets it go, or gives up on it. */
typedef struct
{
  gint working; /* atomic */
  gint let_go;
} Busy;

static gpointer
be_busy (RapportDb     *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Busy *busy = data;
  gint64 start = g_get_monotonic_time ();

  g_atomic_int_set (&busy->working, TRUE);
  while (!g_atomic_int_get (&busy->let_go) && g_get_monotonic_time () - start < PATIENCE)
    g_usleep (1000);
  g_atomic_int_set (&busy->working, FALSE);
  return NULL;
}

static void
keep_busy (Fixture *f,
           Busy    *busy)
{
  rapport_store_read_async (rapport_workspace_get_store (f->workspace), be_busy, busy, NULL, NULL, NULL, NULL, NULL);
  while (!g_atomic_int_get (&busy->working))
    g_usleep (1000);
}

static gboolean
count_cb (gpointer data)
{
  ++*(guint *) data;
  return G_SOURCE_CONTINUE;
}

/* The main loop turns while the reader is busy. */
static void
turn_for_a_while (Busy *busy)
{
  guint n = 0;
  guint timer = g_timeout_add (5, count_cb, &n);

  while (n < 20)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
  g_assert_true (g_atomic_int_get (&busy->working));
}

static void
notify_cb (guint *n)
{
  ++*n;
}

static void
assert_figures (RapportRecord *record,
                guint          i,
                gint64         orders)
{
  gint64 revenue = orders == 1 ? 1000 : 1000 + (gint64) i + 1;

  g_assert_cmpint (rapport_record_get_int (record, "orders"), ==, orders);
  g_assert_cmpint (rapport_record_get_int (record, "revenue_12m"), ==, revenue);
  g_assert_cmpint (rapport_record_get_int (record, "value"), ==, revenue);
}

/* Records that are held when the day is set. */
static void
test_held (void)
{
  g_auto(Fixture) f = fixture_new ();
  RapportRecord *records[N_ACCOUNTS];
  g_autoptr(RapportChanges) everything = rapport_changes_new ();
  guint n_notified = 0, n_caught_up = 0;
  Busy busy = { FALSE, FALSE };

  set_day (&f, "2024-06-30");
  rapport_workspace_load_records (f.workspace, RAPPORT_KIND_ACCOUNT, (const gint64 *) (gpointer) f.ids->data,
                                  N_ACCOUNTS, records);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      assert_figures (records[i], i, 2);
      g_signal_connect_swapped (records[i], "notify::orders", G_CALLBACK (notify_cb), &n_notified);
    }
  g_signal_connect_swapped (f.workspace, "caught-up", G_CALLBACK (notify_cb), &n_caught_up);

  set_day (&f, "2024-05-14");
  g_assert_true (rapport_store_is_in_past (rapport_workspace_get_store (f.workspace)));
  catch_up (&f);
  g_assert_cmpuint (n_notified, ==, N_ACCOUNTS);
  g_assert_cmpuint (n_caught_up, ==, 1);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    assert_figures (records[i], i, 1);

  /* A day that was left before the reader had answered leaves nothing behind. */
  keep_busy (&f, &busy);
  everything->many = TRUE;
  g_signal_emit_by_name (rapport_workspace_get_store (f.workspace), "changed", everything);
  turn_for_a_while (&busy);
  g_assert_true (rapport_workspace_is_behind (f.workspace));
  g_atomic_int_set (&busy.let_go, TRUE);
  set_day (&f, "2024-06-30");
  catch_up (&f);
  for (guint i = 0; i < N_ACCOUNTS; i++)
    {
      assert_figures (records[i], i, 2);
      g_object_unref (records[i]);
    }
}

/* Rows that come into view while the reader is busy. */
static void
test_list (void)
{
  g_auto(Fixture) f = fixture_new ();
  g_autoptr(RapportQuery) query = rapport_query_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(RapportQueryModel) model = NULL;
  g_autoptr(RapportRecord) first = NULL;
  g_autoptr(RapportRecord) alone = NULL;
  Busy busy = { FALSE, FALSE };
  guint n_notified = 0;

  rapport_query_append (query, "SELECT id FROM account ORDER BY id");
  set_day (&f, "2024-05-14");
  model = rapport_query_model_new (f.workspace, query);
  wait_until (!rapport_query_model_is_loading (model));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, N_ACCOUNTS);

  keep_busy (&f, &busy);
  first = g_list_model_get_item (G_LIST_MODEL (model), 0);
  g_assert_cmpstr (rapport_record_get_title (first), ==, "Account 000");
  g_assert_cmpint (rapport_record_get_int (first, "orders"), ==, RAPPORT_UNSET);
  g_signal_connect_swapped (first, "notify::orders", G_CALLBACK (notify_cb), &n_notified);

  /* One alone is reckoned at once. */
  alone = rapport_workspace_get_record (f.workspace, RAPPORT_KIND_ACCOUNT,
                                        g_array_index (f.ids, gint64, N_ACCOUNTS - 1));
  assert_figures (alone, N_ACCOUNTS - 1, 1);

  turn_for_a_while (&busy);
  g_assert_cmpuint (n_notified, ==, 0);
  g_atomic_int_set (&busy.let_go, TRUE);
  catch_up (&f);
  g_assert_cmpuint (n_notified, ==, 1);
  assert_figures (first, 0, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/as-of/held", test_held);
  g_test_add_func ("/as-of/list", test_list);
  return g_test_run ();
}
