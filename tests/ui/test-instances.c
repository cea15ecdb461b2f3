#include "config.h"

#include <adwaita.h>

#include "application/rapport-application.h"
#include "application/rapport-window-private.h"
#include "tests/test-tools.h"

/* The program started a second time: it hands its command line to the one that runs, and ends. */

static RapportApplication *the_application;

typedef struct
{
  gboolean done;
  gboolean well;
} Run;

static void
ended_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Run *run = data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  run->well = g_subprocess_get_if_exited (G_SUBPROCESS (source)) &&
              g_subprocess_get_exit_status (G_SUBPROCESS (source)) == 0;
  run->done = TRUE;
}

/* Starts the program in @folder with one or two arguments; returns whether it ended well. */
static gboolean
run_program (const char *folder,
             const char *first,
             const char *second)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "..", "src", "rapport", NULL);
  const char *argv[] = { program, first, second, NULL };
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  Run run = { FALSE, FALSE };

  g_subprocess_launcher_set_cwd (launcher, folder);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_wait_async (process, NULL, ended_cb, &run);
  wait_until (run.done);
  return run.well;
}

static guint
count_windows (void)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (the_application)); l != NULL; l = l->next)
    n += RAPPORT_IS_WINDOW (l->data) && rapport_window_get_workspace (l->data) != NULL ? 1 : 0;
  return n;
}

static RapportWindow *
find_window (const char *path)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (the_application)); l != NULL; l = l->next)
    if (RAPPORT_IS_WINDOW (l->data) && rapport_window_get_workspace (l->data) != NULL &&
        g_str_equal (rapport_workspace_get_path (rapport_window_get_workspace (l->data)), path))
      return l->data;
  return NULL;
}

static void
make_workspace (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportWorkspace) workspace = rapport_workspace_create (path, "Test", "EUR", &error);

  g_assert_no_error (error);
  rapport_workspace_close (workspace);
}

static void
test_instances (void)
{
  g_autofree char *directory = g_dir_make_tmp ("rapport-instances-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (directory, "first.rapport", NULL);
  g_autofree char *second = g_build_filename (directory, "second.rapport", NULL);
  GtkWindow *window;

  make_workspace (first);
  make_workspace (second);

  /* A name is taken from the folder of whoever typed it. */
  g_assert_true (run_program (directory, "--workspace", "first.rapport"));
  wait_until (find_window (first) != NULL);
  window = GTK_WINDOW (find_window (first));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));

  /* Another workspace has a window of its own, the same one its own again. */
  g_assert_true (run_program (directory, "second.rapport", NULL));
  wait_until (find_window (second) != NULL);
  g_assert_true (run_program (directory, "first.rapport", NULL));
  g_assert_cmpuint (count_windows (), ==, 2);
  g_assert_true (GTK_WINDOW (find_window (first)) == window);

  /* As of a day, in the window that there is. */
  g_assert_true (run_program (directory, "first.rapport", "--as-of=2031-05-04"));
  wait_until (rapport_store_get_as_of (rapport_workspace_get_store (
                  rapport_window_get_workspace (RAPPORT_WINDOW (window)))) == rapport_day_from_ymd (2031, 5, 4));
  g_assert_false (run_program (directory, "first.rapport", "--as-of=tomorrowish"));

  /* Without arguments nothing new. */
  g_assert_true (run_program (directory, NULL, NULL));
  g_assert_cmpuint (count_windows (), ==, 2);

  /* One that cannot be opened is told of here, not there. */
  g_assert_true (run_program (directory, "gone.rapport", NULL));
  {
    GListModel *windows = gtk_window_get_toplevels ();
    gboolean told = FALSE;

    for (gint64 end = g_get_monotonic_time () + 20 * G_TIME_SPAN_SECOND; !told && g_get_monotonic_time () < end;)
      {
        g_main_context_iteration (NULL, FALSE);
        for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
          {
            g_autoptr(GtkWidget) shown = g_list_model_get_item (windows, i);

            told |= ADW_IS_MESSAGE_DIALOG (shown) &&
                    strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (shown)), "gone.rapport") != NULL;
          }
        g_usleep (500);
      }
    g_assert_true (told);
  }
  g_assert_cmpuint (count_windows (), ==, 2);

  for (RapportWindow *open; (open = find_window (first)) != NULL || (open = find_window (second)) != NULL;)
    gtk_window_destroy (GTK_WINDOW (open));
  remove_tree (directory);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  gtk_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  the_application = rapport_application_new ();
  g_application_register (G_APPLICATION (the_application), NULL, &error);
  g_assert_no_error (error);
  g_application_hold (G_APPLICATION (the_application));
  g_test_add_func ("/instances", test_instances);
  status = g_test_run ();
  g_object_unref (the_application);
  return status;
}
