#include "config.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "safety-fixture.h"
#include "store/rapport-backup.h"
#include "store/rapport-lock-holder.h"

#define N_DAYS 48

static RapportDay
day (const char *text)
{
  return rapport_day_parse (text);
}

static guint
count_files (const char *dir)
{
  g_autoptr(GDir) opened = g_dir_open (dir, 0, NULL);
  guint n = 0;

  while (opened != NULL && g_dir_read_name (opened) != NULL)
    n++;
  return n;
}

/* Makes the time of the last change differ from that of the last backup, whatever the clock's grain. */
static void
touch (const char *path,
       gint64      seconds)
{
  struct timespec times[2] = { { seconds, 0 }, { seconds, 0 } };

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

static void
garble (const char *path,
        gint64      at)
{
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (pwrite (fd, "rubbish rubbish rubbish", 23, (off_t) at), ==, 23);
  close (fd);
}

static void
test_run (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *destination = g_build_filename (fixture->dir, "copy.rapport", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GCancellable) cancelled = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportDb) copy = NULL;
  GStatBuf info;
  guint n;

  write_account (fixture);
  before = content_of (rapport_store_get_db (fixture->store));
  /* While it is open, with what lies in the -wal. */
  g_assert_true (rapport_backup_run (fixture->path, destination, FALSE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (destination, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  copy = rapport_db_open (destination, RAPPORT_DB_IMMUTABLE, &error);
  after = content_of (copy);
  g_assert_cmpstr (before, ==, after);
  g_clear_pointer (&copy, rapport_db_close);

  g_assert_false (rapport_backup_run (fixture->path, destination, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (rapport_backup_run (fixture->path, destination, TRUE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (rapport_backup_run (fixture->path, fixture->path, TRUE, NULL, NULL, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS);
  g_clear_error (&error);

  n = count_files (fixture->dir);
  g_cancellable_cancel (cancelled);
  g_assert_false (rapport_backup_run (fixture->path, destination, TRUE, cancelled, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (fixture->dir), ==, n);
  /* The store that was open all the time can still write. */
  write_account (fixture);
}

static void
test_choose (void)
{
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (RapportDay));
  g_autoptr(GArray) keep = NULL;
  g_autoptr(GString) kept = g_string_new (NULL);

  for (RapportDay d = day ("2025-11-20"); d > day ("2025-09-01"); d--) /* a Thursday */
    g_array_append_val (days, d);
  keep = rapport_backup_choose ((const RapportDay *) (gpointer) days->data, days->len);
  for (guint i = 0; i < keep->len; i++)
    if (g_array_index (keep, gboolean, i))
      {
        char text[RAPPORT_DAY_TEXT_SIZE];

        g_string_append_printf (kept, " %s", rapport_day_print (g_array_index (days, RapportDay, i), text) + 5);
      }
  /* Seven days, then that week's rest and the Sundays of the weeks before. */
  g_assert_cmpstr (kept->str, ==, " 11-20 11-19 11-18 11-17 11-16 11-15 11-14 11-13 11-09 11-02 10-26");
}

static void
test_daily (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *backups = g_build_filename (fixture->dir, "backups", NULL);
  g_autofree char *foreign = g_build_filename (backups, "test-notes.rapport", NULL);
  g_autofree char *other = g_build_filename (backups, "test-two-2020-01-01.rapport", NULL);
  g_autofree char *ahead = g_build_filename (backups, "test-2099-01-01.rapport", NULL);
  g_autofree char *asked = g_build_filename (backups, "test 2020-01-01 15-04-05.rapport", NULL);
  g_autofree char *when = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;
  RapportBackup *oldest;
  RapportDay first = day ("2025-01-01");

  fixture_close (fixture);
  for (guint i = 0; i < N_DAYS; i++)
    {
      g_autofree char *made = NULL;
      g_autofree char *again = NULL;

      touch (fixture->path, 1700000000 + i * 60);
      made = rapport_backup_make_daily (fixture->path, first + (RapportDay) i, NULL, &error);
      g_assert_no_error (error);
      g_assert_nonnull (made);
      /* Once a day. */
      touch (fixture->path, 1700000000 + i * 60 + 1);
      again = rapport_backup_make_daily (fixture->path, first + (RapportDay) i, NULL, &error);
      g_assert_no_error (error);
      g_assert_null (again);
      if (i == 0)
        {
          g_assert_true (g_file_set_contents (foreign, "mine", -1, NULL));
          g_assert_true (g_file_set_contents (other, "mine", -1, NULL));
          g_assert_true (rapport_backup_run (fixture->path, asked, FALSE, NULL, NULL, NULL, &error));
        }
    }
  list = rapport_backup_list (fixture->path, &error);
  g_assert_no_error (error);
  /* What somebody asked for is there, too, and is never removed. */
  g_assert_cmpuint (list->len, ==, RAPPORT_BACKUP_KEEP_DAYS + RAPPORT_BACKUP_KEEP_WEEKS + 1);
  oldest = g_ptr_array_index (list, list->len - 1);
  g_assert_cmpstr (oldest->path, ==, asked);
  g_assert_cmpint (oldest->minute, ==, 15 * 60 + 4);
  when = rapport_backup_describe (oldest);
  g_assert_nonnull (strstr (when, "2020"));
  for (guint i = 0; i < list->len; i++)
    {
      RapportBackup *backup = g_ptr_array_index (list, i);

      g_assert_true (backup->good);
      g_assert_cmpint (backup->size, >, 4096);
      if (i < RAPPORT_BACKUP_KEEP_DAYS)
        g_assert_cmpint (backup->day, ==, first + N_DAYS - 1 - (RapportDay) i);
    }
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));

  /* Due is what was changed since, whatever day it is; a backup of a day to come stops nothing. */
  touch (fixture->path, 1700000000 + (N_DAYS - 1) * 60);
  g_assert_false (rapport_backup_is_due (fixture->path, first + N_DAYS));
  touch (fixture->path, 1700009999);
  g_assert_true (rapport_backup_is_due (fixture->path, first + N_DAYS));
  g_assert_false (rapport_backup_is_due (fixture->path, first + N_DAYS - 1));
  g_assert_true (g_file_set_contents (ahead, "", 0, NULL));
  g_assert_true (rapport_backup_is_due (fixture->path, first + N_DAYS));

  /* A write while it is open lies in the -wal. */
  g_unlink (ahead);
  touch (fixture->path, 1700000000 + (N_DAYS - 1) * 60);
  fixture_open (fixture, RAPPORT_STORE_DEFAULT);
  write_account (fixture);
  g_assert_true (rapport_backup_is_due (fixture->path, first + N_DAYS));
}

typedef struct
{
  gboolean  called;
  char     *path;
  GError   *error;
} Outcome;

static void
daily_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Outcome *outcome = data;

  outcome->path = rapport_backup_daily_finish (result, &outcome->error);
  outcome->called = TRUE;
}

static void
run_daily (Fixture *fixture,
           Outcome *outcome)
{
  *outcome = (Outcome) { FALSE, NULL, NULL };
  rapport_backup_daily_async (fixture->path, NULL, daily_cb, outcome);
  for (guint i = 0; i < 10000 && !outcome->called; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
  g_assert_true (outcome->called);
}

static void
test_async (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *backups = g_build_filename (fixture->dir, "backups", NULL);
  Outcome outcome;

  /* A failure is told. */
  g_assert_true (g_file_set_contents (backups, "in the way", -1, NULL));
  run_daily (fixture, &outcome);
  g_assert_error (outcome.error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED);
  g_clear_error (&outcome.error);
  g_unlink (backups);

  run_daily (fixture, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_nonnull (outcome.path);
  g_assert_true (rapport_backup_verify (outcome.path, NULL, NULL));
  g_free (outcome.path);
  run_daily (fixture, &outcome);
  g_assert_no_error (outcome.error);
  g_assert_null (outcome.path);
}

/* A damaged workspace is not backed up over the good ones, and a damaged backup is seen. */
static void
test_damaged (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *destination = g_build_filename (fixture->dir, "copy.rapport", NULL);
  g_autoptr(GError) error = NULL;
  gint64 page;
  g_autoptr(GPtrArray) list = NULL;
  g_autofree char *made = NULL;
  guint n;

  page = query (fixture, "SELECT rootpage FROM sqlite_schema WHERE name = 'purchase_day'");
  fixture_close (fixture);
  made = rapport_backup_make_daily (fixture->path, day ("2025-01-01"), NULL, &error);
  g_assert_no_error (error);
  garble (made, (page - 1) * 4096);
  list = rapport_backup_list (fixture->path, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_false (((RapportBackup *) g_ptr_array_index (list, 0))->good);
  g_assert_false (rapport_backup_restore (fixture->path, made, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  assert_sound (fixture->path);

  garble (fixture->path, (page - 1) * 4096);
  n = count_files (fixture->dir);
  g_assert_false (rapport_backup_run (fixture->path, destination, FALSE, NULL, NULL, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_DAMAGED);
  g_assert_cmpuint (count_files (fixture->dir), ==, n);
}

static void
test_restore (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *backup = g_build_filename (fixture->dir, "copy.rapport", NULL);
  g_autofree char *newer = g_build_filename (fixture->dir, "newer.rapport", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *kept_damaged = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportStore) old = NULL;

  write_account (fixture);
  g_assert_true (rapport_backup_run (fixture->path, backup, FALSE, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  write_account (fixture);
  fixture_close (fixture);

  g_assert_true (rapport_backup_restore (fixture->path, backup, &kept, &error));
  g_assert_no_error (error);
  fixture_open (fixture, RAPPORT_STORE_DEFAULT);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 1);
  write_account (fixture);
  fixture_close (fixture);
  assert_sound (fixture->path);

  g_assert_nonnull (strstr (kept, "test-before-restore-"));
  old = rapport_store_open (kept, RAPPORT_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query_db (rapport_store_get_db (old), "SELECT count(*) FROM account"), ==, 2);

  /* A damaged one is kept as it is. */
  garble (fixture->path, 0);
  g_assert_true (rapport_backup_restore (fixture->path, backup, &kept_damaged, &error));
  g_assert_no_error (error);
  g_assert_nonnull (strstr (kept_damaged, "test-damaged-"));
  assert_sound (fixture->path);

  /* Something else is no backup. */
  g_assert_true (g_file_set_contents (newer, "text", -1, NULL));
  g_assert_false (rapport_backup_restore (fixture->path, newer, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE);
  assert_sound (fixture->path);
}

/* The -wal of a process that was killed is kept with its file and does not get into the restored one. */
static void
test_restore_in_use (const char *program)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *backup = g_build_filename (fixture->dir, "copy.rapport", NULL);
  const char *argv[] = { program, "--hold", fixture->path, NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *pid_text = NULL;
  char buffer[8];
  GPid pid;
  int fd;

  g_assert_true (rapport_backup_run (fixture->path, backup, FALSE, NULL, NULL, NULL, &error));
  fixture_close (fixture);
  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &fd,
                            NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (fd, buffer, sizeof buffer), >, 0);

  g_assert_false (rapport_backup_restore (fixture->path, backup, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY);
  pid_text = g_strdup_printf ("%d", (int) pid);
  g_assert_nonnull (strstr (error->message, pid_text));
  g_clear_error (&error);
  g_assert_true (rapport_lock_holder_is_open_elsewhere (fixture->path));

  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  close (fd);
  g_assert_false (rapport_lock_holder_is_open_elsewhere (fixture->path));
  g_assert_true (rapport_check_has_wal (fixture->path));
  g_assert_true (rapport_backup_restore (fixture->path, backup, NULL, &error));
  g_assert_no_error (error);
  assert_sound (fixture->path);
  fixture_open (fixture, RAPPORT_STORE_DEFAULT);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 0);
}

static char *program_name;

static void
test_in_use (void)
{
  test_restore_in_use (program_name);
}

static void
test_migration (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *made = g_build_filename (fixture->dir, "backups", "test-schema-1.rapport", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (rapport_backup_before_migration (fixture->path, 1, &error));
  g_assert_no_error (error);
  g_assert_true (rapport_backup_verify (made, NULL, &error));
  g_assert_no_error (error);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    {
      Fixture fixture = { NULL, argv[2], NULL };

      fixture_open (&fixture, RAPPORT_STORE_DEFAULT);
      write_account (&fixture);
      g_print ("open\n");
      g_usleep (60 * G_USEC_PER_SEC);
      return 1;
    }

  program_name = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/backup/run", test_run);
  g_test_add_func ("/backup/choose", test_choose);
  g_test_add_func ("/backup/daily", test_daily);
  g_test_add_func ("/backup/async", test_async);
  g_test_add_func ("/backup/damaged", test_damaged);
  g_test_add_func ("/backup/restore", test_restore);
  g_test_add_func ("/backup/in-use", test_in_use);
  g_test_add_func ("/backup/migration", test_migration);

  return g_test_run ();
}
