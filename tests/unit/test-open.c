#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "safety-fixture.h"
#include "store/rapport-migrations.h"

/* Files that are no workspace, or a damaged or guarded one: each gets a message of its own, and keeps its bytes. */

static char *program;

static char *
bytes_of (const char *path)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, size);
}

/* Refused with @code, unchanged, and nothing left beside it (but for the empty -wal of one who may only read). */
static void
assert_refused (const char *path,
                int         code)
{
  g_autofree char *before = bytes_of (path);
  g_autofree char *after = NULL;
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  gboolean had_wal = g_file_test (wal, G_FILE_TEST_EXISTS);
  g_autofree char *wal_before = had_wal ? bytes_of (wal) : NULL;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;
      RapportStore *store = rapport_store_open (path, i ? RAPPORT_STORE_READ_ONLY : RAPPORT_STORE_DEFAULT, &error);
      g_autofree char *shm = g_strconcat (path, "-shm", NULL);

      g_assert_null (store);
      g_assert_error (error, RAPPORT_STORE_ERROR, code);
      g_assert_nonnull (strstr (error->message, path));
      if (i == 0)
        g_assert_cmpint (g_file_test (wal, G_FILE_TEST_EXISTS), ==, had_wal);
      else if (!had_wal)
        {
          g_assert_false (rapport_check_has_wal (path));
          g_unlink (wal);
          g_unlink (shm);
        }
    }
  after = bytes_of (path);
  g_assert_cmpstr (before, ==, after);
  if (had_wal)
    {
      g_autofree char *wal_after = bytes_of (wal);

      g_assert_cmpstr (wal_before, ==, wal_after);
    }
}

static void
garble (const char *path,
        gint64      at,
        const char *bytes,
        gsize       size)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (pwrite (fd, bytes, size, (off_t) at), ==, size);
  close (fd);
}

static void
test_other_files (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *path = g_build_filename (fixture->dir, "other.rapport", NULL);
  g_autofree char *missing = g_build_filename (fixture->dir, "missing.rapport", NULL);
  g_autofree char *text = g_strnfill (8192, 'a');
  g_autoptr(RapportDb) db = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "Name;City\nHalden;Oslo\n", -1, NULL));
  assert_refused (path, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE);
  g_assert_true (g_file_set_contents (path, text, 8192, NULL));
  assert_refused (path, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  assert_refused (path, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE);

  g_assert_null (rapport_store_open (fixture->dir, RAPPORT_STORE_DEFAULT, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE);
  g_clear_error (&error);
  g_assert_null (rapport_store_open (missing, RAPPORT_STORE_DEFAULT, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (rapport_store_open (fixture->path, RAPPORT_STORE_CREATE, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS);
  g_clear_error (&error);

  /* Another program's database, also one in WAL mode whose last writer was killed. */
  g_unlink (path);
  db = rapport_db_open (path, RAPPORT_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (rapport_db_exec (db, "PRAGMA application_id = 77; CREATE TABLE t (a); CREATE TABLE u (a)", &error));
  g_clear_pointer (&db, rapport_db_close);
  assert_refused (path, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE);

  db = rapport_db_open (path, RAPPORT_DB_WRITE, &error);
  rapport_db_set_checkpoint_on_close (db, FALSE);
  g_assert_true (rapport_db_exec (db, "PRAGMA journal_mode = WAL; INSERT INTO t VALUES (1)", &error));
  g_clear_pointer (&db, rapport_db_close);
  g_assert_true (rapport_check_has_wal (path));
  assert_refused (path, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE);
}

static void
test_newer (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *sql = g_strdup_printf ("PRAGMA user_version = %d", RAPPORT_SCHEMA_VERSION + 1);
  g_autoptr(RapportDb) db = NULL;
  g_autoptr(GError) error = NULL;

  fixture_close (fixture);
  /* In the -wal first, then in the file. */
  db = rapport_db_open (fixture->path, RAPPORT_DB_WRITE, &error);
  rapport_db_set_checkpoint_on_close (db, FALSE);
  g_assert_true (rapport_db_exec (db, sql, &error));
  g_clear_pointer (&db, rapport_db_close);
  assert_refused (fixture->path, RAPPORT_STORE_ERROR_TOO_NEW);
  db = rapport_db_open (fixture->path, RAPPORT_DB_WRITE, &error);
  g_assert_true (rapport_db_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", &error));
  g_clear_pointer (&db, rapport_db_close);
  assert_refused (fixture->path, RAPPORT_STORE_ERROR_TOO_NEW);
}

static void
test_damaged (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *good = NULL;
  gsize size;
  static const char *const objects[] = { "sqlite_schema", "account", "purchase", "account_figure",
                                         "board_card_order", "journal_entry", "account_name" };

  for (guint i = 0; i < 50; i++)
    write_account (fixture);
  fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &good, &size, NULL));

  /* The end is missing. */
  for (guint i = 1; i < 4; i++)
    {
      g_assert_true (g_file_set_contents (fixture->path, good, (gssize) (size * i / 4), NULL));
      assert_refused (fixture->path, RAPPORT_STORE_ERROR_DAMAGED);
    }
  /* The beginning is overwritten. */
  g_assert_true (g_file_set_contents (fixture->path, good, (gssize) size, NULL));
  garble (fixture->path, 0, "garbage\0garbage\0garbage", 24);
  assert_refused (fixture->path, RAPPORT_STORE_ERROR_DAMAGED);

  /* The first page of a table or an index is. */
  for (guint i = 0; i < G_N_ELEMENTS (objects); i++)
    {
      g_autoptr(RapportDb) db = NULL;
      g_autofree char *sql = g_strdup_printf ("SELECT coalesce(max(rootpage), 1) FROM sqlite_schema"
                                              " WHERE name = '%s'", objects[i]);
      gint64 page;

      g_assert_true (g_file_set_contents (fixture->path, good, (gssize) size, NULL));
      db = rapport_db_open (fixture->path, RAPPORT_DB_IMMUTABLE, NULL);
      page = query_db (db, sql);
      g_clear_pointer (&db, rapport_db_close);
      garble (fixture->path, (page - 1) * 4096 + (page == 1 ? 100 : 0), "garbage\0garbage\0garbage", 24);
      g_test_message ("%s", objects[i]);
      assert_refused (fixture->path, RAPPORT_STORE_ERROR_DAMAGED);
    }

  g_assert_true (g_file_set_contents (fixture->path, good, (gssize) size, NULL));
  assert_sound (fixture->path);
}

/* In another process, as somebody whom the modes of files bind. Exit codes: 0 as expected. */
static int
run_as_nobody (const char *mode,
               const char *path)
{
  const char *argv[] = { "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", program, mode, path, NULL };
  g_autoptr(GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error))
    return -1;
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static int
child_read_only (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportStore) store = rapport_store_open (path, RAPPORT_STORE_DEFAULT, &error);
  gint64 id, n;

  if (store == NULL)
    return g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY) ? 10
           : g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED)  ? 11 : 12;
  if (!rapport_store_is_read_only (store))
    return 13;
  if (!rapport_db_query_int (rapport_store_get_db (store), &n, NULL, "SELECT count(*) FROM account", NULL) || n != 1)
    return 14;
  if (rapport_store_write (store, "Add", add_account, &id, &error) != NULL ||
      !g_error_matches (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_READ_ONLY))
    return 15;
  return 0;
}

static void
test_read_only (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *wal = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr(RapportDb) db = NULL;

  write_account (fixture);
  fixture_close (fixture);
  if (getuid () != 0)
    {
      g_test_skip ("only root can become somebody else");
      return;
    }
  before = bytes_of (fixture->path);
  g_chmod (fixture->dir, 0755);
  g_chmod (fixture->path, 0644);
  if (run_as_nobody ("--read-only", "/") != 11 && run_as_nobody ("--read-only", "/") != 12)
    {
      g_test_skip ("setpriv cannot run the program here");
      return;
    }
  /* A file that may be read only; one that may be written to in a folder that may not; one that may not be read. */
  g_assert_cmpint (run_as_nobody ("--read-only", fixture->path), ==, 0);
  g_chmod (fixture->path, 0666);
  g_assert_cmpint (run_as_nobody ("--read-only", fixture->path), ==, 0);
  g_chmod (fixture->path, 0600);
  g_assert_cmpint (run_as_nobody ("--read-only", fixture->path), ==, 11);
  after = bytes_of (fixture->path);
  g_assert_cmpstr (before, ==, after);

  /* With a -wal beside it, its last changes would not be seen. */
  g_chmod (fixture->path, 0644);
  db = rapport_db_open (fixture->path, RAPPORT_DB_WRITE, NULL);
  rapport_db_set_checkpoint_on_close (db, FALSE);
  g_assert_true (rapport_db_exec (db, "UPDATE account SET city = 'Oslo'", NULL));
  g_clear_pointer (&db, rapport_db_close);
  g_chmod (wal, 0644);
  g_assert_cmpint (run_as_nobody ("--read-only", fixture->path), ==, 10);
}

/* Asked for: reading while another store writes. */
static void
test_reading (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportStore) reader = NULL;

  fixture_close (fixture);
  reader = rapport_store_open (fixture->path, RAPPORT_STORE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (rapport_store_is_read_only (reader));
  fixture_open (fixture, RAPPORT_STORE_DEFAULT);
  write_account (fixture);
  g_assert_cmpint (query_db (rapport_store_get_db (reader), "SELECT count(*) FROM account"), ==, 1);
}

static gboolean
add_much (RapportWrite  *write,
          gpointer       data,
          GError       **error)
{
  g_autofree char *text = g_strnfill (100000, 'x');

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_ACCOUNT);

      rapport_row_put (row, "name", "Halden", "notes", text, NULL);
      if (rapport_write_insert (write, row, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static void
write_until_full (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  gint64 id = write_account (fixture);
  g_autofree char *before = content_of (rapport_store_get_db (fixture->store));
  g_autofree char *after = NULL;

  g_assert_null (rapport_store_write (fixture->store, "Much", add_much, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL);
  after = content_of (rapport_store_get_db (fixture->store));
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpint (id, >, 0);
  /* There is still place for a little, and the file is sound. */
  write_account (fixture);
  fixture_close (fixture);
  assert_sound (fixture->path);
}

static void
test_full (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *disk = g_build_filename (fixture->dir, "disk", NULL);
  Fixture small = { g_strdup (disk), g_build_filename (disk, "small.rapport", NULL), NULL };

  g_mkdir (disk, 0700);
  if (mount ("tmpfs", disk, "tmpfs", 0, "size=4m") != 0)
    g_test_skip ("no file system can be mounted here");
  else
    {
      fixture_open (&small, RAPPORT_STORE_CREATE);
      write_until_full (&small);
      umount2 (disk, MNT_DETACH);
    }
  g_free (small.dir);
  g_free (small.path);
}

typedef struct
{
  RapportStore *store;
  char         *who;
  guint         n_waiting;
  guint         n_over;
  guint         n_done;
  GError       *error;
} Waiting;

static void
waiting_cb (RapportStore *store,
            const char   *who,
            gpointer      data)
{
  Waiting *waiting = data;

  waiting->n_waiting++;
  g_free (waiting->who);
  waiting->who = g_strdup (who);
}

static void
waiting_over_cb (RapportStore *store,
                 gpointer      data)
{
  ((Waiting *) data)->n_over++;
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Waiting *waiting = data;
  g_autoptr(RapportChanges) changes = rapport_store_write_finish (RAPPORT_STORE (source), result, &waiting->error);

  waiting->n_done++;
}

static void
write_while_held (Fixture *fixture,
                  Waiting *waiting,
                  guint    milliseconds,
                  guint    patience)
{
  g_autofree char *text = g_strdup_printf ("%u", milliseconds);
  const char *argv[] = { program, "--hold", fixture->path, text, NULL };
  g_autofree char *pid_text = NULL;
  gint64 id;
  char buffer[8];
  GPid pid;
  int fd;

  rapport_store_set_patience (fixture->store, patience);
  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                            &fd, NULL, NULL);
  g_assert_cmpint (read (fd, buffer, sizeof buffer), >, 0);
  pid_text = g_strdup_printf ("%d", (int) pid);

  rapport_store_write_async (fixture->store, "Add", add_account, &id, NULL, NULL, written_cb, waiting);
  for (guint i = 0; i < 10000 && (waiting->n_done == 0 || waiting->n_waiting > waiting->n_over); i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
  g_assert_cmpuint (waiting->n_done, ==, 1);
  g_assert_cmpuint (waiting->n_waiting, ==, 1);
  g_assert_cmpuint (waiting->n_over, ==, 1);
  g_assert_nonnull (strstr (waiting->who, pid_text));
  if (waiting->error != NULL)
    g_assert_nonnull (strstr (waiting->error->message, pid_text));
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  close (fd);
}

/* Another process writes for seconds: it is said for whom the write waits, and it goes on; or, if that takes too
 * long, the error names the other. */
static void
test_held (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(Fixture) fixture = fixture_new ();
      Waiting waiting = { fixture->store, NULL, 0, 0, 0, NULL };

      g_signal_connect (fixture->store, "waiting", G_CALLBACK (waiting_cb), &waiting);
      g_signal_connect (fixture->store, "waiting-over", G_CALLBACK (waiting_over_cb), &waiting);
      write_while_held (fixture, &waiting, i == 0 ? 1500 : 30000, i == 0 ? 20000 : 700);
      if (i == 0)
        g_assert_no_error (waiting.error);
      else
        g_assert_error (waiting.error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
      g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, i == 0 ? 1 : 0);
      g_clear_error (&waiting.error);
      g_free (waiting.who);
    }
}

typedef struct
{
  RapportStore *store;
  GError       *error;
  char         *who;
  guint         n_told;
  gboolean      done;
} Opened;

static void
held_cb (const char *who,
         gpointer    data)
{
  Opened *opened = data;

  opened->n_told++;
  if (who != NULL)
    {
      g_free (opened->who);
      opened->who = g_strdup (who);
    }
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Opened *opened = data;

  opened->store = rapport_store_open_finish (result, &opened->error);
  opened->done = TRUE;
}

/* The longest that this thread was kept, while the store was opened on another; cancelled once it is said who is in
 * the way, where that is asked for. */
static gint64
open_beside (Fixture  *fixture,
             Opened   *opened,
             gboolean  cancel)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gint64 longest = 0;

  rapport_store_open_async (fixture->path, RAPPORT_STORE_DEFAULT, cancellable, held_cb, opened, opened_cb, opened);
  while (!opened->done)
    {
      gint64 before = g_get_monotonic_time ();

      g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, g_get_monotonic_time () - before);
      if (cancel && opened->who != NULL)
        g_cancellable_cancel (cancellable);
      g_usleep (500);
    }
  return longest / 1000;
}

/* The first time on a new day, while another process writes: not promptly; asynchronously it waits as long as that
 * takes, says for whom, and can be cancelled. */
static void
test_beside (void)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(Fixture) fixture = fixture_new ();
      const char *argv[] = { program, "--hold", fixture->path, i == 0 ? "4000" : "30000", NULL };
      g_autofree char *pid_text = NULL;
      g_autoptr(GError) error = NULL;
      Opened opened = { NULL, NULL, NULL, 0, FALSE };
      char buffer[8];
      GPid pid;
      int fd;

      write_account (fixture);
      fixture_close (fixture);
      {
        g_autoptr(RapportDb) db = rapport_db_open (fixture->path, RAPPORT_DB_WRITE, &error);

        g_assert_true (
            rapport_db_exec (db, "UPDATE setting SET value = '2001-01-01' WHERE key = 'figures-day'", &error));
      }
      g_assert_null (rapport_store_open (fixture->path, RAPPORT_STORE_PROMPT, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);

      g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &fd,
                                NULL, NULL);
      g_assert_cmpint (read (fd, buffer, sizeof buffer), >, 0);
      pid_text = g_strdup_printf ("%d", (int) pid);
      g_assert_cmpint (open_beside (fixture, &opened, i == 1), <, 500);
      g_assert_nonnull (strstr (opened.who, pid_text));
      if (i == 0)
        {
          g_assert_no_error (opened.error);
          g_assert_cmpuint (opened.n_told, ==, 2);
          fixture->store = opened.store;
          g_assert_cmpint (query (fixture, "SELECT value <> '2001-01-01' FROM setting WHERE key = 'figures-day'"), ==,
                           1);
          write_account (fixture);
        }
      else
        {
          g_assert_error (opened.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_null (opened.store);
        }
      kill (pid, SIGKILL);
      g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
      close (fd);
      g_clear_error (&opened.error);
      g_free (opened.who);
      if (i == 0)
        {
          fixture_close (fixture);
          g_clear_error (&error);
          fixture->store = rapport_store_open (fixture->path, RAPPORT_STORE_PROMPT, &error);
          g_assert_no_error (error);
          write_account (fixture);
        }
    }
}

/* What is found and mended without a person: the derived tables and the search. */
static void
test_repair (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportDb) db = NULL;
  static const struct { const char *sql; gboolean repairable; } damages[] = {
    { "UPDATE account_figure SET value = value + 1", TRUE },
    { "DELETE FROM account_figure", TRUE },
    { "UPDATE board_card SET sort_key = sort_key + 1", TRUE },
    { "DELETE FROM board_card", TRUE },
    { "INSERT INTO account_text (account_text) VALUES ('delete-all')", TRUE },
    { "INSERT INTO placement (model, subject_kind, subject, stage) SELECT model, subject_kind, subject, 102"
      " FROM placement", FALSE },
    { "INSERT INTO placement (model, subject_kind, subject, stage) VALUES (2, 'account', 7, 201)", FALSE },
    { "INSERT INTO move (model, subject_kind, subject, to_stage, at) SELECT model, subject_kind, subject, 103, 5"
      " FROM placement", FALSE },
    { "UPDATE placement SET stage = 201", FALSE },
    { "UPDATE account SET name = ''", FALSE },
    { "PRAGMA foreign_keys = OFF; UPDATE account SET parent = 77", FALSE },
    { "UPDATE journal_entry SET changeset = x'54FF00'", FALSE },
    { "INSERT INTO journal_batch (label, at) VALUES ('Import', 0)", FALSE },
    { "PRAGMA application_id = 0", FALSE },
  };

  write_account (fixture);
  fixture_close (fixture);
  db = rapport_db_open (fixture->path, RAPPORT_DB_WRITE, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr(GPtrArray) findings = NULL;
      g_autoptr(GPtrArray) after = NULL;
      gboolean found = FALSE;
      g_autoptr(GString) script = g_string_new ("SAVEPOINT damage;");

      /* Each damage on its own file, for not all of them can be rolled back. */
      g_autofree char *copy = g_strdup_printf ("%s-%u.rapport", fixture->path, i);
      g_autofree char *contents = NULL;
      gsize size;

      g_clear_pointer (&db, rapport_db_close);
      g_assert_true (g_file_get_contents (fixture->path, &contents, &size, NULL));
      g_assert_true (g_file_set_contents (copy, contents, (gssize) size, NULL));
      db = rapport_db_open (copy, RAPPORT_DB_WRITE, &error);
      rapport_db_exec (db, damages[i].sql, &error);
      g_assert_no_error (error);
      rapport_db_exec (db, "DELETE FROM figure_dirty WHERE 0", &error);

      findings = rapport_check (db, &error);
      g_assert_no_error (error);
      g_test_message ("%s", damages[i].sql);
      print_findings (findings);
      for (guint k = 0; k < findings->len; k++)
        found |= ((RapportFinding *) g_ptr_array_index (findings, k))->repairable == damages[i].repairable;
      g_assert_true (found);
      g_assert_true (rapport_check_repair (db, rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL),
                                           &error));
      g_assert_no_error (error);
      after = rapport_check (db, &error);
      for (guint k = 0; k < after->len; k++)
        g_assert_false (((RapportFinding *) g_ptr_array_index (after, k))->repairable);
      g_assert_cmpint (after->len == 0, ==, damages[i].repairable);
    }
}

static int
child_hold (const char *path,
            const char *milliseconds)
{
  g_autoptr(RapportDb) db = rapport_db_open (path, RAPPORT_DB_WRITE, NULL);

  if (db == NULL || !rapport_db_exec (db, "BEGIN IMMEDIATE", NULL))
    return 1;
  g_print ("held\n");
  g_usleep ((gulong) g_ascii_strtoull (milliseconds, NULL, 10) * 1000);
  rapport_db_exec (db, "COMMIT", NULL);
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--read-only"))
    return child_read_only (argv[2]);
  if (argc == 4 && g_str_equal (argv[1], "--hold"))
    return child_hold (argv[2], argv[3]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/open/other-files", test_other_files);
  g_test_add_func ("/open/newer", test_newer);
  g_test_add_func ("/open/damaged", test_damaged);
  g_test_add_func ("/open/read-only", test_read_only);
  g_test_add_func ("/open/reading", test_reading);
  g_test_add_func ("/open/full", test_full);
  g_test_add_func ("/open/held", test_held);
  g_test_add_func ("/open/beside", test_beside);
  g_test_add_func ("/open/repair", test_repair);

  return g_test_run ();
}
