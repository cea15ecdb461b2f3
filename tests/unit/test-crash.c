#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "safety-fixture.h"
#include "store/rapport-batch-undo.h"

/* A process that writes is killed at any moment. What it had said to be written is there, the file is sound, and
 * an import that was cut short can be kept or taken back. The child is this program again (--child), as a fork
 * would share its locks. */

static char *program;

static RapportChanges *
endless_import (RapportDb                  *db,
                const RapportWriteContext  *context,
                gpointer                    data,
                GCancellable               *cancellable,
                GError                    **error)
{
  RapportWriteContext part = *context;

  part.batch = rapport_journal_begin_batch (db, context, context->label, error);
  part.defer_figures = TRUE;
  for (guint i = 0; i < 10000; i++)
    {
      RapportWrite *write = rapport_write_begin (db, &part, error);
      g_autoptr(RapportChanges) changes = NULL;
      gint64 id;

      for (guint k = 0; k < 200; k++)
        g_assert_true (add_account (write, &id, error));
      changes = rapport_write_commit (write, error);
      g_assert_nonnull (changes);
      g_print ("part %u\n", i + 1);
    }
  return NULL;
}

static int
child (const char *path,
       const char *what)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportStore) store = rapport_store_open (path, RAPPORT_STORE_DEFAULT, &error);

  g_assert_no_error (error);
  if (g_str_equal (what, "import"))
    {
      rapport_store_run (store, "Import", endless_import, NULL, NULL, &error);
      return 1;
    }
  for (;;)
    {
      g_autoptr(RapportChanges) changes = NULL;
      gint64 id;

      changes = rapport_store_write (store, "Add", add_account, &id, &error);
      g_assert_no_error (error);
      g_print ("id %" G_GINT64_FORMAT "\n", id);
    }
}

/* Runs the child for a while, kills it; returns the lines that it wrote. */
static char **
run_and_kill (const char *path,
              const char *what,
              guint       milliseconds)
{
  const char *argv[] = { program, "--child", path, what, NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) output = g_string_new (NULL);
  gint64 deadline = 0;
  GPid pid;
  int fd, status;
  char buffer[4096];
  gssize n;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &fd,
                            NULL, &error);
  g_assert_no_error (error);

  /* The time runs from the first line. */
  while (deadline == 0 || g_get_monotonic_time () < deadline)
    {
      GPollFD poll = { fd, G_IO_IN, 0 };
      gint64 now = g_get_monotonic_time ();

      if (g_poll (&poll, 1, deadline == 0 ? 10000 : (int) MAX ((deadline - now) / 1000, 1)) == 0 && deadline == 0)
        g_assert_not_reached ();
      if (poll.revents == 0)
        continue;
      n = read (fd, buffer, sizeof buffer);
      g_assert_cmpint (n, >, 0);
      g_string_append_len (output, buffer, n);
      if (deadline == 0)
        deadline = g_get_monotonic_time () + milliseconds * 1000;
    }
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status));
  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (output, buffer, n);
  close (fd);

  /* A line that was not ended was not said. */
  g_string_truncate (output, (gsize) (strrchr (output->str, '\n') - output->str));
  return g_strsplit (output->str, "\n", -1);
}

static void
test_writes (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (42);

  fixture_close (fixture);
  for (guint round = 0; round < 8; round++)
    {
      g_auto(GStrv) lines = run_and_kill (fixture->path, "write", (guint) g_rand_int_range (rand, 1, 120));

      fixture_open (fixture, RAPPORT_STORE_DEFAULT);
      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM account a JOIN account_figure f ON f.account"
                                                  " = a.id WHERE a.id = %s",
                                                  lines[i] + strlen ("id "));

          g_assert_cmpint (query (fixture, sql), ==, 1);
        }
      g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==,
                       query (fixture, "SELECT count(*) FROM journal_entry"));
      fixture_close (fixture);
      assert_sound (fixture->path);
    }
}

typedef struct
{
  gint64   batch;
  gboolean keep;
} Decision;

static RapportChanges *
decide (RapportDb                  *db,
        const RapportWriteContext  *context,
        gpointer                    data,
        GCancellable               *cancellable,
        GError                    **error)
{
  Decision *decision = data;

  return decision->keep ? rapport_journal_keep_batch (db, context, decision->batch, error)
                        : rapport_batch_undo (db, context, decision->batch, FALSE, NULL, NULL, error);
}

static void
test_import (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GRand) rand = g_rand_new_with_seed (43);
  gint64 before = 1;

  write_account (fixture);
  fixture_close (fixture);
  for (guint round = 0; round < 4; round++)
    {
      g_auto(GStrv) lines = run_and_kill (fixture->path, "import", (guint) g_rand_int_range (rand, 1, 150));
      g_autoptr(GError) error = NULL;
      g_autoptr(RapportChanges) changes = NULL;
      g_autofree char *label = NULL;
      Decision decision = { 0, round % 2 == 0 };
      gint64 now;

      fixture_open (fixture, RAPPORT_STORE_DEFAULT);
      decision.batch = rapport_journal_interrupted (rapport_store_get_db (fixture->store), &label, &error);
      g_assert_no_error (error);
      g_assert_cmpint (decision.batch, >, 0);
      g_assert_cmpstr (label, ==, "Import");
      now = query (fixture, "SELECT count(*) FROM account");
      g_assert_cmpint (now, >=, before + 200 * (gint64) g_strv_length (lines));
      g_assert_cmpint ((now - before) % 200, ==, 0);

      changes = rapport_store_run (fixture->store, "", decide, &decision, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (rapport_journal_interrupted (rapport_store_get_db (fixture->store), NULL, &error), ==, 0);
      g_assert_no_error (error);
      if (decision.keep)
        {
          /* It is undone and redone like any other. */
          for (guint redo = 0; redo < 2; redo++)
            {
              g_autoptr(RapportChanges) turned = rapport_store_undo (fixture->store, redo, FALSE, NULL, &error);

              g_assert_no_error (error);
              g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, redo ? now : before);
            }
          before = now;
        }
      g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, before);
      fixture_close (fixture);
      assert_sound (fixture->path);
    }
}

/* An import that another process still works at is not offered. */
static void
test_running_import (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  const char *argv[] = { program, "--child", fixture->path, "import", NULL };
  g_autoptr(GError) error = NULL;
  char line[8];
  GPid pid;
  int fd;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &fd,
                            NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (read (fd, line, sizeof line), >, 0);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM journal_batch WHERE state = 0"), ==, 1);
  g_assert_cmpint (rapport_journal_interrupted (rapport_store_get_db (fixture->store), NULL, &error), ==, 0);
  g_assert_no_error (error);
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
  close (fd);
  g_assert_cmpint (rapport_journal_interrupted (rapport_store_get_db (fixture->store), NULL, &error), >, 0);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return child (argv[2], argv[3]);

  program = argv[0];
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/crash/writes", test_writes);
  g_test_add_func ("/crash/import", test_import);
  g_test_add_func ("/crash/running-import", test_running_import);

  return g_test_run ();
}
