#include "config.h"

#include <adwaita.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "application/rapport-application.h"
#include "application/rapport-window-private.h"
#include "core/rapport-records.h"
#include "service/rapport-desk.h"
#include "store/rapport-backup.h"
#include "store/rapport-db.h"
#include "views/rapport-log-dialog.h"
#include "views/rapport-quick-entry.h"
#include "tests/test-tools.h"
#include "ui-tools.h"

/* Opening as a person meets it: what the window says of a file that is held, damaged, too new, no workspace, guarded
 * or on a full disk, what it offers, and that nothing is lost. */

static char *program;

/* There is one in a process. */
static RapportApplication *the_application;

typedef struct
{
  char          *directory;
  char          *path;
  gint64         account;
  RapportWindow *window;
} Fixture;

static gint64
add_account (RapportWorkspace *workspace,
             const char       *name)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(RapportAct) act = NULL;
  g_autoptr(GError) error = NULL;

  rapport_row_put (row, "name", name, "kind", "business", NULL);
  act = rapport_act_save (row);
  rapport_workspace_do (workspace, act, &error);
  g_assert_no_error (error);
  return rapport_act_get_saved_id (act);
}

static void
close_workspace (RapportWorkspace *workspace)
{
  rapport_workspace_close (workspace);
  g_object_unref (workspace);
}

static gint64
make_workspace (const char *path)
{
  g_autoptr(GError) error = NULL;
  RapportWorkspace *workspace = rapport_workspace_create (path, "Test & Sons", "EUR", &error);
  gint64 id;

  g_assert_no_error (error);
  id = add_account (workspace, "Nordwind Logistik");
  close_workspace (workspace);
  return id;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->directory = g_dir_make_tmp ("rapport-opening-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->directory, "test.rapport", NULL);
  fixture->account = make_workspace (fixture->path);
  fixture->window = rapport_window_new (GTK_APPLICATION (the_application), NULL);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (the_application)));

  for (GList *l = windows; l != NULL; l = l->next)
    if (RAPPORT_IS_WINDOW (l->data))
      gtk_window_destroy (l->data);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->path);
}

static guint
count_windows (void)
{
  guint n = 0;

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (the_application)); l != NULL; l = l->next)
    n += RAPPORT_IS_WINDOW (l->data) ? 1 : 0;
  return n;
}

static const char *
shown_page (RapportWindow *window)
{
  const char *name = gtk_stack_get_visible_child_name (window->root_stack);

  return name ? name : "";
}

static gboolean
has_answer (AdwMessageDialog *dialog,
            const char       *id)
{
  return adw_message_dialog_has_response (dialog, id);
}

static void
answer (AdwMessageDialog *dialog,
        const char       *id)
{
  g_assert_true (adw_message_dialog_has_response (dialog, id));
  adw_message_dialog_response (dialog, id);
  gtk_window_close (GTK_WINDOW (dialog));
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) == NULL);
}

static char *
bytes_of (const char *path)
{
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &contents, &size, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) contents, size);
}

static void
run_sql (const char *path,
         const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportDb) db = rapport_db_open (path, RAPPORT_DB_WRITE, &error);

  g_assert_no_error (error);
  rapport_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

/* Another process that writes for a while. */
static GPid
hold (const char *path,
      guint       milliseconds)
{
  g_autofree char *text = g_strdup_printf ("%u", milliseconds);
  const char *argv[] = { program, "--hold", path, text, NULL };
  char buffer[8];
  GPid pid;
  int fd;

  g_assert_true (g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                                           NULL, &fd, NULL, NULL));
  g_assert_cmpint (read (fd, buffer, sizeof buffer), >, 0);
  close (fd);
  return pid;
}

static void
end (GPid pid)
{
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, NULL, 0), ==, pid);
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

/* On a new day, while another process writes: the window says who, and opens it when that is done. */
static void
test_held (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *pid_text = NULL;
  GPid pid;

  run_sql (fixture->path, "UPDATE setting SET value = '2001-01-01' WHERE key = 'figures-day'");
  pid = hold (fixture->path, 2000);
  pid_text = g_strdup_printf ("%d", (int) pid);
  rapport_application_open_path (the_application, fixture->window, fixture->path);
  wait_until (g_str_equal (shown_page (fixture->window), "waiting"));
  g_assert_nonnull (find_label (GTK_WIDGET (fixture->window), "test"));
  wait_until (find_label (GTK_WIDGET (fixture->window), pid_text) != NULL);
  /* Asked for again, it is not opened twice. */
  rapport_application_open_path (the_application, NULL, fixture->path);
  wait_until (g_str_equal (shown_page (fixture->window), "workspace"));
  g_assert_null (fixture->window->waiting);
  g_assert_cmpuint (count_windows (), ==, 1);
  end (pid);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *label, *button;
  GPid pid;

  run_sql (fixture->path, "UPDATE setting SET value = '2001-01-01' WHERE key = 'figures-day'");
  pid = hold (fixture->path, 60000);
  rapport_application_open_path (the_application, fixture->window, fixture->path);
  wait_until (g_str_equal (shown_page (fixture->window), "waiting"));
  label = find_label (GTK_WIDGET (fixture->window), "Cancel");
  g_assert_nonnull (label);
  button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  wait_until (g_str_equal (shown_page (fixture->window), "welcome"));
  g_assert_null (rapport_window_get_workspace (fixture->window));
  g_assert_null (find_toplevel (ADW_TYPE_MESSAGE_DIALOG));

  /* Closing the window cancels, too: nothing comes of it later. */
  rapport_application_open_path (the_application, fixture->window, fixture->path);
  wait_until (g_str_equal (shown_page (fixture->window), "waiting"));
  gtk_window_close (GTK_WINDOW (fixture->window));
  end (pid);
  for (guint i = 0; i < 400; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_cmpuint (count_windows (), ==, 0);
}

/* The window keeps the workspace that it shows; another one gets a window of its own. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *other = g_build_filename (fixture->directory, "other.rapport", NULL);
  g_autofree char *roundabout = g_build_filename (fixture->directory, ".", "test.rapport", NULL);
  g_autofree char *gone = g_build_filename (fixture->directory, "gone.rapport", NULL);

  make_workspace (other);
  rapport_application_open_path (the_application, fixture->window, fixture->path);
  wait_until (g_str_equal (shown_page (fixture->window), "workspace"));
  rapport_application_open_path (the_application, fixture->window, other);
  wait_until (count_windows () == 2);
  rapport_application_open_path (the_application, fixture->window, roundabout);
  rapport_application_open_path (the_application, NULL, other);
  /* One that fails leaves no window behind. */
  rapport_application_open_path (the_application, fixture->window, gone);
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_true (has_answer (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "forget"));
  answer (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "cancel");
  g_assert_cmpuint (count_windows (), ==, 2);
  g_assert_cmpstr (shown_page (fixture->window), ==, "workspace");
}

static void
assert_refused (Fixture    *fixture,
                const char *path,
                const char *words)
{
  g_autofree char *before = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? bytes_of (path) : NULL;
  AdwMessageDialog *dialog;

  rapport_application_open_path (the_application, fixture->window, path);
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  dialog = find_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), path));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), words));
  g_assert_false (has_answer (dialog, "recover"));
  answer (dialog, "cancel");
  g_assert_cmpstr (shown_page (fixture->window), ==, "welcome");
  if (before != NULL)
    {
      g_autofree char *after = bytes_of (path);

      g_assert_cmpstr (before, ==, after);
    }
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *text = g_build_filename (fixture->directory, "text.rapport", NULL);
  g_autofree char *empty = g_build_filename (fixture->directory, "empty.rapport", NULL);

  g_assert_true (g_file_set_contents (text, "This is a letter.\n", -1, NULL));
  assert_refused (fixture, text, "not a Rapport workspace");
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  assert_refused (fixture, empty, "not a Rapport workspace");
  assert_refused (fixture, fixture->directory, "folder");
  run_sql (fixture->path, "PRAGMA user_version = 9999");
  assert_refused (fixture, fixture->path, "newer version of Rapport");
}

/* The schema and what follows: nothing opens such a file. */
static void
damage (const char *path)
{
  g_autofree char *junk = g_strnfill (3000, '\xa7');
  int fd = g_open (path, O_WRONLY | O_CLOEXEC, 0);

  g_assert_cmpint (pwrite (fd, junk, 3000, 100), ==, 3000);
  close (fd);
}

static void
test_restore (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *made = NULL, *damaged = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GDir) dir = NULL;
  g_autoptr(RapportRecord) record = NULL;
  const char *name;
  guint n_kept = 0;

  made = rapport_backup_make_daily (fixture->path, rapport_day_from_ymd (2025, 11, 20), NULL, &error);
  g_assert_no_error (error);
  damage (fixture->path);
  damaged = bytes_of (fixture->path);
  rapport_application_open_path (the_application, fixture->window, fixture->path);
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_true (has_answer (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "recover"));
  g_assert_nonnull (strstr (adw_message_dialog_get_response_label (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "restore"), "2025"));
  answer (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "restore");
  wait_until (g_str_equal (shown_page (fixture->window), "workspace"));
  record = rapport_workspace_get_record (rapport_window_get_workspace (fixture->window), RAPPORT_KIND_ACCOUNT,
                                         fixture->account);
  g_assert_cmpstr (rapport_record_get_title (record), ==, "Nordwind Logistik");
  wait_until (find_label (GTK_WIDGET (fixture->window), "Restored.") != NULL);

  dir = g_dir_open (fixture->directory, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "test-damaged-") && g_str_has_suffix (name, ".rapport"))
      {
        g_autofree char *kept = g_build_filename (fixture->directory, name, NULL);
        g_autofree char *bytes = bytes_of (kept);

        g_assert_cmpstr (bytes, ==, damaged);
        n_kept++;
      }
  g_assert_cmpuint (n_kept, ==, 1);
}

/* From the menu of a sound workspace: a list of the backups, and back by the file that was kept. */
static void
test_restore_sound (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *made = NULL;
  g_autoptr(GError) error = NULL;
  RapportWorkspace *before, *after;
  gint64 later;

  made = rapport_backup_make_daily (fixture->path, rapport_day_from_ymd (2025, 11, 20), NULL, &error);
  g_assert_no_error (error);
  rapport_application_open_path (the_application, fixture->window, fixture->path);
  wait_until (g_str_equal (shown_page (fixture->window), "workspace"));
  before = rapport_window_get_workspace (fixture->window);
  later = add_account (before, "Later Ltd");

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.restore-backup", NULL);
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_response_label (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "0"), "2025"));
  answer (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "0");
  wait_until (rapport_window_get_workspace (fixture->window) == NULL);
  wait_until (g_str_equal (shown_page (fixture->window), "workspace"));
  after = rapport_window_get_workspace (fixture->window);
  g_assert_null (rapport_workspace_get_record (after, RAPPORT_KIND_ACCOUNT, later));
  wait_until (find_label (GTK_WIDGET (fixture->window), "test-before-restore-") != NULL);
}

static void
test_recover (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *before = NULL, *after = NULL, *data_dir = rapport_desk_get_data_dir ();
  g_autoptr(RapportRecord) record = NULL;
  RapportWorkspace *workspace;

  damage (fixture->path);
  before = bytes_of (fixture->path);
  rapport_application_open_path (the_application, fixture->window, fixture->path);
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_false (has_answer (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "restore"));
  answer (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "recover");
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_toplevel (ADW_TYPE_MESSAGE_DIALOG)), "recovered"));
  answer (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "cancel");

  workspace = rapport_window_get_workspace (fixture->window);
  g_assert_nonnull (workspace);
  g_assert_true (g_str_has_prefix (rapport_workspace_get_path (workspace), data_dir));
  record = rapport_workspace_get_record (workspace, RAPPORT_KIND_ACCOUNT, fixture->account);
  g_assert_cmpstr (rapport_record_get_title (record), ==, "Nordwind Logistik");
  after = bytes_of (fixture->path);
  g_assert_cmpstr (before, ==, after);
}

static void
assert_insensitive (GtkWidget  *widget,
                    const char *action)
{
  const char *name = GTK_IS_ACTIONABLE (widget) ? gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)) : NULL;

  if (g_strcmp0 (name, action) == 0)
    g_assert_false (gtk_widget_is_sensitive (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_insensitive (child, action);
}

/* A file that can only be read: it is said on every page, and with the way out; nothing that writes can be pressed. */
static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const writing[] = { "win.new-account", "win.log-interaction", "win.import",
                                         "win.place",       "win.restore-backup",  "win.back-up" };
  static const char * const all_pages[] = { "today", "board", "accounts", "timeline" };
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportWorkspace) workspace = rapport_workspace_open (fixture->path, RAPPORT_STORE_READ_ONLY, &error);
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_no_error (error);
  rapport_window_set_workspace (fixture->window, workspace);
  for (guint i = 0; i < G_N_ELEMENTS (all_pages); i++)
    {
      rapport_window_show_page (fixture->window, all_pages[i]);
      wait_until (find_label (window, "can only be read") != NULL);
      for (guint k = 0; k < G_N_ELEMENTS (writing); k++)
        assert_insensitive (window, writing[k]);
    }
  rapport_window_open_account (fixture->window, fixture->account);
  wait_until (gtk_widget_get_mapped (fixture->window->account_view) && find_label (window, "can only be read") != NULL);
  for (guint k = 0; k < G_N_ELEMENTS (writing); k++)
    assert_insensitive (window, writing[k]);

  gtk_widget_activate_action (window, "win.copy-workspace", NULL);
  wait_until (rapport_window_get_workspace (fixture->window) != NULL &&
              rapport_window_get_workspace (fixture->window) != workspace);
  workspace = (g_object_unref (workspace), g_object_ref (rapport_window_get_workspace (fixture->window)));
  g_assert_cmpstr (rapport_workspace_get_path (workspace), !=, fixture->path);
  g_assert_false (rapport_workspace_is_read_only (workspace));
  add_account (workspace, "Written to the copy");
}

static GtkWidget *
find_of_type (GtkWidget *within,
              GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (within, type) ? within : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_of_type (child, type);
  return found;
}

static GtkWidget *
find_log_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (RAPPORT_IS_LOG_DIALOG (window) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static void
fill_disk (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "fill", NULL);
  int fd = g_open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  char block[1024] = { 0 };

  while (write (fd, block, sizeof block) > 0)
    ;
  close (fd);
}

/* What was typed stays until there is room for it. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *disk = g_build_filename (fixture->directory, "disk", NULL);
  g_autofree char *path = g_build_filename (disk, "small.rapport", NULL);
  g_autofree char *fill = g_build_filename (disk, "fill", NULL);
  g_autoptr(GString) long_text = g_string_new (NULL);
  GtkWidget *dialog, *quick;
  GtkEditable *entry;
  gint64 account, n_logged = 0;

  g_mkdir (disk, 0700);
  if (mount ("tmpfs", disk, "tmpfs", 0, "size=8m") != 0)
    {
      g_test_skip ("no file system can be mounted here");
      return;
    }
  account = make_workspace (path);
  rapport_application_open_path (the_application, fixture->window, path);
  wait_until (g_str_equal (shown_page (fixture->window), "workspace"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.log-interaction", "x", account);
  wait_until (find_log_dialog () != NULL);
  dialog = find_log_dialog ();
  quick = find_of_type (dialog, RAPPORT_TYPE_QUICK_ENTRY);
  entry = GTK_EDITABLE (find_of_type (quick, GTK_TYPE_ENTRY));
  gtk_editable_set_text (entry, "A call that must not be lost");
  /* More than there is place for in the log that is there. */
  for (guint i = 0; i < 3000; i++)
    g_string_append (long_text, "What was said, at length\n");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (find_of_type (quick, GTK_TYPE_TEXT_VIEW))),
                            long_text->str, -1);
  fill_disk (disk);
  rapport_quick_entry_add (RAPPORT_QUICK_ENTRY (quick));
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_toplevel (ADW_TYPE_MESSAGE_DIALOG)), "The disk is full"));
  answer (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "cancel");
  g_assert_true (find_log_dialog () == dialog);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "A call that must not be lost");

  g_assert_cmpint (g_unlink (fill), ==, 0);
  rapport_quick_entry_add (RAPPORT_QUICK_ENTRY (quick));
  wait_until (find_log_dialog () == NULL);
  rapport_db_query_int (
      rapport_store_get_db (rapport_workspace_get_store (rapport_window_get_workspace (fixture->window))), &n_logged,
      NULL, "SELECT count(*) FROM interaction WHERE length (text) > 10000", NULL);
  g_assert_cmpint (n_logged, ==, 1);
  rapport_window_set_workspace (fixture->window, NULL);

  /* There is none to open it either, where its figures have to be brought up to date; later there is. */
  run_sql (path, "UPDATE setting SET value = '2001-01-01' WHERE key = 'figures-day'");
  fill_disk (disk);
  rapport_application_open_path (the_application, fixture->window, path);
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  g_assert_nonnull (strstr (adw_message_dialog_get_body (find_toplevel (ADW_TYPE_MESSAGE_DIALOG)), "The disk is full"));
  g_assert_cmpint (g_unlink (fill), ==, 0);
  answer (find_toplevel (ADW_TYPE_MESSAGE_DIALOG), "again");
  wait_until (g_str_equal (shown_page (fixture->window), "workspace"));
  rapport_window_set_workspace (fixture->window, NULL);
  umount2 (disk, MNT_DETACH);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  int status;

  if (argc == 4 && g_str_equal (argv[1], "--hold"))
    return child_hold (argv[2], argv[3]);

  program = argv[0];
  gtk_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  the_application = g_object_new (RAPPORT_TYPE_APPLICATION, "application-id", NULL, "flags", G_APPLICATION_NON_UNIQUE,
                                  NULL);
  g_application_register (G_APPLICATION (the_application), NULL, &error);
  g_assert_no_error (error);
  /* The tests close windows, not the program. */
  g_application_hold (G_APPLICATION (the_application));

  g_test_add ("/opening/held", Fixture, NULL, set_up, test_held, tear_down);
  g_test_add ("/opening/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/opening/several", Fixture, NULL, set_up, test_several, tear_down);
  g_test_add ("/opening/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/opening/restore", Fixture, NULL, set_up, test_restore, tear_down);
  g_test_add ("/opening/restore-sound", Fixture, NULL, set_up, test_restore_sound, tear_down);
  g_test_add ("/opening/recover", Fixture, NULL, set_up, test_recover, tear_down);
  g_test_add ("/opening/read-only", Fixture, NULL, set_up, test_read_only, tear_down);
  g_test_add ("/opening/full", Fixture, NULL, set_up, test_full, tear_down);
  status = g_test_run ();
  g_object_unref (the_application);
  return status;
}
