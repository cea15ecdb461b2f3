#include "config.h"

#include "safety-fixture.h"
#include "store/rapport-figures.h"

/* Random sequences of writes: undoing all of them gives the content of the beginning, redoing all that of the end,
 * and at every step what is derived is what the records give. */

#define N_OPERATIONS 40

static void
assert_derived (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gint64 figures, cards;

  rapport_figures_compare (rapport_store_get_db (fixture->store), &figures, &cards, &error);
  g_assert_no_error (error);
  g_assert_cmpint (figures, ==, 0);
  g_assert_cmpint (cards, ==, 0);
}

static gint64
pick (RapportDb     *db,
      GRand         *rand,
      const char    *table,
      const char    *condition)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM %s WHERE %s ORDER BY (id * %u) %% 7919 LIMIT 1",
                                          table, condition,
                                          g_rand_int_range (rand, 1, 7918));
  gint64 id = query_db (db, sql);

  return id == RAPPORT_UNSET ? 0 : id;
}

static char *
random_day (GRand *rand)
{
  char text[RAPPORT_DAY_TEXT_SIZE];
  RapportDay today = rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL);

  return g_strdup (rapport_day_print (rapport_day_add_days (today, -g_rand_int_range (rand, -30, 900)), text));
}

static gboolean
insert_something (RapportWrite  *write,
                  GRand         *rand,
                  GError       **error)
{
  RapportDb *db = rapport_write_get_db (write);
  gint64 account = pick (db, rand, "account", "deleted IS NULL");
  gint64 id;
  g_autofree char *name = g_strdup_printf ("Größe %u", g_rand_int_range (rand, 0, 1000));
  g_autofree char *day_text = random_day (rand);
  gint64 day = rapport_day_parse (day_text);
  g_autoptr(RapportRow) row = NULL;

  switch (account == 0 ? 0 : g_rand_int_range (rand, 0, 9))
    {
    case 0:
    case 1:
      row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
      rapport_row_put (row, "name", name, "estimated_value", (gint64) g_rand_int_range (rand, 0, 100000), NULL);
      if (account != 0 && g_rand_boolean (rand))
        rapport_row_put (row, "parent", account, NULL);
      id = rapport_write_insert (write, row, error);
      if (id == 0)
        return FALSE;
      rapport_row_free (row);
      row = rapport_row_new (RAPPORT_KIND_PLACEMENT);
      rapport_row_put (row, "model", (gint64) 1, "subject_kind", "account", "subject", id, "stage", (gint64) 101, NULL);
      return rapport_write_insert (write, row, error) != 0;
    case 2:
      row = rapport_row_new (RAPPORT_KIND_PURCHASE);
      rapport_row_put (row, "account", account, "day", day, "total", (gint64) g_rand_int_range (rand, -100, 100000),
                       NULL);
      break;
    case 3:
      row = rapport_row_new (RAPPORT_KIND_INTERACTION);
      rapport_row_put (row, "account", account, "at", rapport_day_to_instant ((RapportDay) day, NULL), "subject", name,
                       "channel", g_rand_boolean (rand) ? "email" : "phone", NULL);
      break;
    case 4:
      row = rapport_row_new (RAPPORT_KIND_COMMITMENT);
      rapport_row_put (row, "account", account, "title", name, "kind", g_rand_boolean (rand) ? "promise" : "next-step",
                       "due", day, NULL);
      break;
    case 5:
      row = rapport_row_new (RAPPORT_KIND_EPISODE);
      rapport_row_put (row, "account", account, "title", name, "kind", g_rand_boolean (rand) ? "complaint" : "project",
                       "started", day, NULL);
      break;
    case 6:
      row = rapport_row_new (RAPPORT_KIND_OPPORTUNITY);
      rapport_row_put (row, "account", account, "title", name, "value", (gint64) 5000, NULL);
      id = rapport_write_insert (write, row, error);
      if (id == 0)
        return FALSE;
      rapport_row_free (row);
      row = rapport_row_new (RAPPORT_KIND_PLACEMENT);
      rapport_row_put (row, "model", (gint64) 7, "subject_kind", "opportunity", "subject", id, "stage",
                       (gint64) 701, NULL);
      return rapport_write_insert (write, row, error) != 0;
    case 7:
      row = rapport_row_new (RAPPORT_KIND_RELATIONSHIP_END);
      rapport_row_put (row, "account", account, "ended_on", day, "reason", "other", NULL);
      break;
    default:
      row = rapport_row_new (RAPPORT_KIND_RATE);
      rapport_row_put (row, "currency", "USD", "day", day, "rate",
                       (gint64) g_rand_int_range (rand, 500000, 1500000), NULL);
      break;
    }
  return rapport_write_insert (write, row, error) != 0;
}

static gboolean
change_something (RapportWrite  *write,
                  GRand         *rand,
                  GError       **error)
{
  RapportDb *db = rapport_write_get_db (write);
  static const RapportKindId kinds[] = { RAPPORT_KIND_ACCOUNT, RAPPORT_KIND_PURCHASE, RAPPORT_KIND_INTERACTION,
                                         RAPPORT_KIND_COMMITMENT,
                                         RAPPORT_KIND_EPISODE, RAPPORT_KIND_OPPORTUNITY, RAPPORT_KIND_RELATIONSHIP_END,
                                         RAPPORT_KIND_PLACEMENT, RAPPORT_KIND_RATE };
  RapportKindId kind = kinds[g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds))];
  gint64 id = pick (db, rand, rapport_kind_get (kind)->name, "1");
  g_autoptr(RapportRow) row = NULL;
  g_autofree char *text = g_strdup_printf ("Note %u", g_rand_int (rand));
  g_autofree char *day_text = random_day (rand);
  gint64 day = rapport_day_parse (day_text);
  gint64 account = pick (db, rand, "account", "1");

  if (id == 0)
    return insert_something (write, rand, error);

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 0:
    case 1:
      return rapport_write_trash (write, kind, id, error);
    case 2:
      return rapport_write_restore (write, kind, id, error);
    case 3:
      /* What nothing refers to can go for good. */
      if (kind != RAPPORT_KIND_ACCOUNT && kind != RAPPORT_KIND_OPPORTUNITY && kind != RAPPORT_KIND_EPISODE)
        return rapport_write_delete (write, kind, id, error);
      break;
    default:
      break;
    }

  row = rapport_row_new (kind);
  rapport_row_set_id (row, id);
  switch (kind)
    {
    case RAPPORT_KIND_ACCOUNT:
      rapport_row_put (row, "name", text, "estimated_value", (gint64) g_rand_int_range (rand, 0, 9999), NULL);
      break;
    case RAPPORT_KIND_PURCHASE:
      rapport_row_put (row, "account", account, "total", (gint64) g_rand_int_range (rand, 0, 9999), "day", day,
                       "currency", g_rand_boolean (rand) ? "USD" : NULL, NULL);
      break;
    case RAPPORT_KIND_INTERACTION:
      rapport_row_put (row, "account", account, "text", text, NULL);
      break;
    case RAPPORT_KIND_COMMITMENT:
      rapport_row_put (row, "account", account, "title", text, "due", day, NULL);
      break;
    case RAPPORT_KIND_EPISODE:
      rapport_row_put (row, "account", account, "kind", g_rand_boolean (rand) ? "complaint" : "project", NULL);
      break;
    case RAPPORT_KIND_OPPORTUNITY:
      rapport_row_put (row, "account", account, "outcome", g_rand_boolean (rand) ? "lost" : "open", NULL);
      break;
    case RAPPORT_KIND_RELATIONSHIP_END:
      rapport_row_put (row, "won_back_on", g_rand_boolean (rand) ? day : RAPPORT_UNSET, NULL);
      break;
    case RAPPORT_KIND_PLACEMENT:
      {
        g_autoptr(RapportRow) placement = rapport_rows_get (db, kind, id, error);
        g_autoptr(RapportRow) move = rapport_row_new (RAPPORT_KIND_MOVE);
        gint64 model = rapport_row_int (placement, "model");
        gint64 stage = model * 100 + g_rand_int_range (rand, 1, 8);

        rapport_row_put (row, "stage", stage, "since", day, NULL);
        if (g_rand_boolean (rand))
          rapport_row_set_real (row, RAPPORT_PLACEMENT_RANK, g_rand_double (rand));
        rapport_row_put (move, "model", model, "subject_kind", rapport_row_text (placement, "subject_kind"),
                         "subject", rapport_row_int (placement, "subject"), "from_stage",
                         rapport_row_int (placement, "stage"),
                         "to_stage", stage, "at", rapport_write_get_now (write), NULL);
        if (rapport_write_insert (write, move, error) == 0)
          return FALSE;
      }
      break;
    default:
      rapport_row_put (row, "rate", (gint64) g_rand_int_range (rand, 500000, 1500000), NULL);
      break;
    }
  return rapport_write_update (write, row, error);
}

static gboolean
random_write (RapportWrite  *write,
              gpointer       data,
              GError       **error)
{
  GRand *rand = data;
  guint n = g_rand_int_range (rand, 1, 4);

  for (guint i = 0; i < n; i++)
    if (!(g_rand_int_range (rand, 0, 3) == 0 ? insert_something (write, rand, error)
                                             : change_something (write, rand, error)))
      return FALSE;
  return TRUE;
}

static RapportChanges *
random_batch (RapportDb                  *db,
              const RapportWriteContext  *context,
              gpointer                    data,
              GCancellable               *cancellable,
              GError                    **error)
{
  RapportWriteContext part = *context;
  GRand *rand = data;
  RapportChanges *changes = NULL;

  part.batch = rapport_journal_begin_batch (db, context, context->label, error);
  g_assert_cmpint (part.batch, >, 0);
  for (guint i = 0; i < 3; i++)
    {
      RapportWrite *write = rapport_write_begin (db, &part, error);

      part.defer_figures = i < 2;
      for (guint k = 0; k < 8; k++)
        if (!(k % 3 ? insert_something (write, rand, error) : change_something (write, rand, error)))
          {
            rapport_write_rollback (write);
            return NULL;
          }
      g_clear_pointer (&changes, rapport_changes_unref);
      changes = rapport_write_commit (write, error);
      if (changes == NULL)
        return NULL;
    }
  g_assert_true (rapport_journal_end_batch (db, part.batch, error));
  return changes;
}

static guint
turn_all (Fixture  *fixture,
          gboolean  redo)
{
  for (guint n = 0; ; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(RapportChanges) changes = rapport_store_undo (fixture->store, redo, FALSE, NULL, &error);

      if (changes == NULL)
        {
          g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING);
          return n;
        }
      assert_derived (fixture);
    }
}

static void
test_sequence (gconstpointer data)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  RapportDb *db = rapport_store_get_db (fixture->store);
  g_autoptr(GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  g_autofree char *start = content_of (db);
  g_autofree char *end = NULL;
  guint n_undone;

  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(RapportChanges) changes = NULL;
      int choice = g_rand_int_range (rand, 0, 20);

      if (choice == 0)
        changes = rapport_store_run (fixture->store, "Import", random_batch, rand, NULL, &error);
      else if (choice <= 3)
        changes = rapport_store_undo (fixture->store, choice == 3, FALSE, NULL, &error);
      else
        changes = rapport_store_write (fixture->store, "Work", random_write, rand, &error);
      if (choice >= 1 && choice <= 3 && g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING))
        continue;
      g_assert_no_error (error);
      assert_derived (fixture);
    }

  turn_all (fixture, TRUE);
  end = content_of (db);
  for (guint round = 0; round < 2; round++)
    {
      g_autofree char *after_undo = NULL;
      g_autofree char *after_redo = NULL;

      n_undone = turn_all (fixture, FALSE);
      after_undo = content_of (db);
      g_assert_cmpstr (after_undo, ==, start);
      g_assert_cmpuint (turn_all (fixture, TRUE), ==, n_undone);
      after_redo = content_of (db);
      g_assert_cmpstr (after_redo, ==, end);
    }
  fixture_close (fixture);
}

/* Two desks at the same file: what the one may take back, it takes back; what meets the other's later work is
 * refused and nothing has changed. */
static void
test_two_desks (gconstpointer data)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  RapportDb *db = rapport_store_get_db (fixture->store);
  Fixture other = { NULL, fixture->path, NULL };
  Fixture *desks[2] = { fixture, &other };
  g_autoptr(GRand) rand = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  guint n_refused = 0;

  fixture_open (&other, RAPPORT_STORE_DEFAULT);
  rapport_store_set_member (other.store, 7);

  for (guint i = 0; i < N_OPERATIONS; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(RapportChanges) changes = NULL;
      Fixture *desk = desks[g_rand_int_range (rand, 0, 2)];
      g_autofree char *before = content_of (db);
      g_autofree char *after = NULL;
      int choice = g_rand_int_range (rand, 0, 10);

      if (choice == 0)
        changes = rapport_store_run (desk->store, "Import", random_batch, rand, NULL, &error);
      else if (choice < 6)
        changes = rapport_store_write (desk->store, "Work", random_write, rand, &error);
      else
        changes = rapport_store_undo (desk->store, choice == 9, FALSE, NULL, &error);

      assert_derived (fixture);
      after = content_of (db);
      if (changes == NULL)
        {
          g_assert_cmpint (choice, >=, 6);
          g_assert_true (g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOTHING) ||
                         g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT));
          n_refused += error->code == RAPPORT_STORE_ERROR_CONFLICT;
          g_assert_cmpstr (before, ==, after);
        }
    }
  g_test_message ("%u refused", n_refused);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  fixture_close (&other);
}

/* An import whose undo is refused in its last part has not lost the others. */
static RapportChanges *
updating_batch (RapportDb                  *db,
                const RapportWriteContext  *context,
                gpointer                    data,
                GCancellable               *cancellable,
                GError                    **error)
{
  RapportWriteContext part = *context;
  gint64 *ids = data;
  RapportChanges *changes = NULL;

  part.batch = rapport_journal_begin_batch (db, context, context->label, error);
  for (guint i = 0; i < 3; i++)
    {
      RapportWrite *write = rapport_write_begin (db, &part, error);
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
      gint64 added;

      rapport_row_set_id (row, ids[i]);
      rapport_row_put (row, "notes", "imported", NULL);
      g_assert_true (rapport_write_update (write, row, error));
      g_assert_true (add_account (write, &added, error));
      g_clear_pointer (&changes, rapport_changes_unref);
      changes = rapport_write_commit (write, error);
      g_assert_nonnull (changes);
    }
  g_assert_true (rapport_journal_end_batch (db, part.batch, error));
  return changes;
}

static gboolean
edit_notes (RapportWrite  *write,
            gpointer       data,
            GError       **error)
{
  g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  rapport_row_set_id (row, *(gint64 *) data);
  rapport_row_put (row, "notes", "by hand", NULL);
  return rapport_write_update (write, row, error);
}

static void
test_batch_refused (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  RapportDb *db = rapport_store_get_db (fixture->store);
  Fixture other = { NULL, fixture->path, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) imported = NULL;
  g_autoptr(RapportChanges) edited = NULL;
  g_autoptr(RapportChanges) undone = NULL;
  g_autoptr(RapportChanges) redone = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  gint64 ids[3];

  for (guint i = 0; i < 3; i++)
    ids[i] = write_account (fixture);
  imported = rapport_store_run (fixture->store, "Import", updating_batch, ids, NULL, &error);
  g_assert_no_error (error);

  fixture_open (&other, RAPPORT_STORE_DEFAULT);
  rapport_store_set_member (other.store, 7);
  edited = rapport_store_write (other.store, "Edit", edit_notes, &ids[0], &error);
  g_assert_no_error (error);

  before = content_of (db);
  g_assert_null (rapport_store_undo (fixture->store, FALSE, FALSE, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  after = content_of (db);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM journal_entry WHERE state <> 0"), ==, 0);

  /* All but what the other has edited. */
  undone = rapport_store_undo (fixture->store, FALSE, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 3);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE notes = 'by hand'"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE notes = 'calls on Fridays'"), ==, 2);
  redone = rapport_store_undo (fixture->store, TRUE, FALSE, NULL, &error);
  g_assert_no_error (error);
  again = content_of (db);
  g_assert_cmpstr (again, ==, before);
  assert_derived (fixture);
  fixture_close (&other);
}

/* What one desk adds and another places in a model is not pulled away from under it. */
static gboolean
place_it (RapportWrite  *write,
          gpointer       data,
          GError       **error)
{
  g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_PLACEMENT);

  rapport_row_put (row, "model", (gint64) 2, "subject_kind", "account", "subject", *(gint64 *) data, "stage",
                   (gint64) 201, NULL);
  return rapport_write_insert (write, row, error) != 0;
}

static void
test_placed_later (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  Fixture other = { NULL, fixture->path, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) placed = NULL;
  gint64 id = write_account (fixture);

  fixture_open (&other, RAPPORT_STORE_DEFAULT);
  rapport_store_set_member (other.store, 7);
  placed = rapport_store_write (other.store, "Place", place_it, &id, &error);
  g_assert_no_error (error);
  g_assert_null (rapport_store_undo (fixture->store, FALSE, FALSE, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 1);
  fixture_close (&other);
}

/* A store whose last reference goes in a callback does not wait for itself. */
static void
dropped_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(RapportChanges) changes = rapport_store_write_finish (RAPPORT_STORE (source), result, NULL);

  g_assert_nonnull (changes);
  *(gboolean *) data = TRUE;
}

static void
test_last_reference (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  RapportStore *store = fixture->store;
  gboolean done = FALSE;
  gint64 id;

  rapport_store_write_async (store, "Add", add_account, &id, NULL, NULL, dropped_cb, &done);
  g_object_add_weak_pointer (G_OBJECT (store), (gpointer *) &fixture->store);
  g_object_unref (store);
  for (guint i = 0; i < 2000 && fixture->store != NULL; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
  g_assert_true (done);
  g_assert_null (fixture->store);
}

static void
changed_cb (RapportStore   *store,
            RapportChanges *changes,
            gpointer        data)
{
  *(gboolean *) data |= changes->many;
}

/* Another program's write just before our own is noticed, and so is its undo together with a new write. */
static void
test_foreign_write (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  Fixture other = { NULL, fixture->path, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) undone = NULL;
  gboolean many = FALSE;

  fixture_open (&other, RAPPORT_STORE_DEFAULT);
  rapport_store_set_member (other.store, 7);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), &many);

  write_account (fixture);
  g_assert_false (many);
  write_account (&other);
  write_account (fixture);
  g_assert_true (many);

  many = FALSE;
  write_account (fixture);
  g_assert_false (many);
  undone = rapport_store_undo (other.store, FALSE, FALSE, NULL, &error);
  g_assert_no_error (error);
  write_account (&other);
  for (guint i = 0; i < 2000 && !many; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_true (many);
  fixture_close (&other);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  /* More of them with -m slow. */
  for (guint i = 1; i <= (g_test_slow () ? 60u : 5u); i++)
    {
      g_autofree char *name = g_strdup_printf ("/undo/sequence/%u", i);
      g_autofree char *desks = g_strdup_printf ("/undo/two-desks/%u", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_sequence);
      g_test_add_data_func (desks, GUINT_TO_POINTER (i), test_two_desks);
    }
  g_test_add_func ("/undo/batch-refused", test_batch_refused);
  g_test_add_func ("/undo/placed-later", test_placed_later);
  g_test_add_func ("/undo/last-reference", test_last_reference);
  g_test_add_func ("/undo/foreign-write", test_foreign_write);

  return g_test_run ();
}
