#include "config.h"

#include <adwaita.h>

#include "../unit/import-fixture.h"
#include "application/rapport-application.h"
#include "application/rapport-pages.h"
#include "application/rapport-window.h"
#include "tests/test-tools.h"
#include "ui-tools.h"
#include "views/rapport-import-window-private.h"
#include "widgets/rapport-theme.h"

/* A file is dragged from another program's window onto ours with a real pointer, which then presses what a person
 * presses until it is in; what came of it is read back from the workspace. */

typedef struct
{
  Fixture       *fixture;
  RapportWindow *window;
} Journey;

static RapportApplication *application;

static void
exited_cb (GPid     pid,
           int      status,
           gpointer data)
{
  g_spawn_close_pid (pid);
  *(int *) data = status;
}

/* Runs a program while the main loop runs. Returns: its status */
static int
run (const char *const *argv)
{
  g_autoptr(GError) error = NULL;
  int status = -1;
  GPid pid;

  g_spawn_async (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  g_child_watch_add (pid, exited_cb, &status);
  wait_until (status != -1);
  return status;
}

static void
rest (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static void
move_pointer (int x,
              int y)
{
  g_autofree char *x_text = g_strdup_printf ("%d", x), *y_text = g_strdup_printf ("%d", y);

  g_assert_cmpint (run ((const char *const[]) { "xdotool", "mousemove", x_text, y_text, NULL }), ==, 0);
}

/* Without a window manager every window stands at the corner. */
static void
press (GtkWidget *widget)
{
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));
  graphene_rect_t bounds;
  double x, y;

  rest (300);
  g_assert_true (gtk_widget_get_mapped (widget));
  g_assert_true (gtk_widget_compute_bounds (widget, window, &bounds));
  gtk_native_get_surface_transform (GTK_NATIVE (window), &x, &y);
  move_pointer ((int) (bounds.origin.x + bounds.size.width / 2 + x),
                (int) (bounds.origin.y + bounds.size.height / 2 + y));
  rest (50);
  g_assert_cmpint (run ((const char *const[]) { "xdotool", "click", "1", NULL }), ==, 0);
  rest (100);
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  if (GTK_IS_BUTTON (widget) && gtk_widget_get_mapped (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static Journey *
journey_new (void)
{
  Journey *self = g_new0 (Journey, 1);

  self->fixture = fixture_new ();
  self->window = rapport_window_new (GTK_APPLICATION (application), self->fixture->workspace);
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1240, 860);
  gtk_window_present (GTK_WINDOW (self->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (self->window)));
  rest (500);
  return self;
}

static void
journey_free (Journey *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  rest (200);
  fixture_free (self->fixture);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Journey, journey_free)

static void
said_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  *(gboolean *) data = TRUE;
  g_assert_cmpstr (line, ==, "ready");
}

static void
waited_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  *(gboolean *) data = TRUE;
}

/* From the other program's window at the corner into the middle of ours. */
static void
drag_file (GFile *file)
{
  const char *folder = g_getenv ("RAPPORT_TEST_PROGRAMS");
  g_autofree char *path = g_file_get_path (file), *program = g_build_filename (folder, "drag-source", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) source = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, path, NULL);
  g_autoptr(GDataInputStream) output = NULL;
  gboolean ready = FALSE, gone = FALSE;

  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (source));
  g_data_input_stream_read_line_async (output, G_PRIORITY_DEFAULT, NULL, said_cb, &ready);
  wait_until (ready);
  move_pointer (60, 50);
  rest (100);
  g_assert_cmpint (run ((const char *const[]) { "xdotool", "mousedown", "1", NULL }), ==, 0);
  rest (100);
  for (int i = 1; i <= 20; i++)
    {
      move_pointer (60 + i * 30, 50 + i * 22);
      rest (30);
    }
  rest (300);
  g_assert_cmpint (run ((const char *const[]) { "xdotool", "mouseup", "1", NULL }), ==, 0);
  g_subprocess_wait_async (source, NULL, waited_cb, &gone);
  wait_until (gone);
  g_assert_cmpint (g_subprocess_get_exit_status (source), ==, 0);
}

static RapportImportWindow *
drop (GFile *file)
{
  RapportImportWindow *window;

  drag_file (file);
  wait_until ((window = find_toplevel (RAPPORT_TYPE_IMPORT_WINDOW)) != NULL);
  wait_until (window->inspection != NULL && window->reading == NULL);
  return window;
}

/* Dropped on the board; the date answered; imported; the rejected row told of; undone. */
static void
test_accounts (void)
{
  g_autoptr(Journey) journey = journey_new ();
  Fixture *fixture = journey->fixture;
  g_autoptr(GFile) file = fixture_file (fixture, "klanten.csv",
    "KlantNr;Bedrijf;Contact;Plaats;KlantSinds;Omzet\n"
    "ALB01;Albrecht;Maike;Kiel;04/07/2019;18.400,00\n"
    "BRK07;Brekelmans;Joost;Groningen;11/03/2020;6.250,50\n"
    "CAV02;;Sanne;Aarhus;05/12/2021;1,00\n");
  g_autofree char *rejects = g_build_filename (fixture->dir, "klanten.rejects.csv", NULL), *contents = NULL;
  RapportImportWindow *window = drop (file);
  GtkWidget *city, *told;

  g_assert_cmpint (window->kind, ==, RAPPORT_KIND_ACCOUNT);
  /* Month first, by the pointer; the city is not wanted. */
  press (((ImportColumn *) g_ptr_array_index (window->columns, 4))->orders[1]);
  wait_until (window->reading == NULL);
  city = ((ImportColumn *) g_ptr_array_index (window->columns, 3))->drop_down;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (city), 0);
  wait_until (window->reading == NULL);
  g_assert_cmpstr (gtk_button_get_label (window->import_button), ==, "Import 2");

  /* Kept under a name, which is that of the file unless somebody types another. */
  press (GTK_WIDGET (window->save_button));
  wait_until ((told = find_toplevel (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  press (find_button (told, "_Save"));
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) == NULL);
  g_assert_cmpstr (window->inspection->mapping, ==, "klanten");
  press (GTK_WIDGET (window->import_button));

  wait_until ((told = find_toplevel (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (told)), ==, "2 accounts imported");
  g_assert_nonnull (strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (told)),
                            "1 row was rejected. They are in “klanten.rejects.csv”"));
  g_assert_true (g_file_get_contents (rejects, &contents, NULL, NULL));
  g_assert_nonnull (strstr (contents, "CAV02"));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE city IS NULL AND tags LIKE 'Import %'"), ==, 2);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE customer_since = '2019-04-07'"), ==, 1);

  /* The next file with these headings is read like that, and shows its preview at once. */
  g_assert_cmpint (
      query (fixture, "SELECT count(*) FROM setting WHERE key LIKE 'import/accounts/%' AND value LIKE '%klanten%'"),
      ==, 1);

  /* It goes with its tag, at the press of a button. */
  press (find_button (told, "_Undo the Import"));
  wait_until (query (fixture, "SELECT count(*) FROM account") == 0);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.redo", NULL);
  wait_until (query (fixture, "SELECT count(*) FROM account WHERE tags LIKE 'Import %'") == 2);
}

/* Once purchases are in, the accounts are placed by them if a person says so. */
static void
test_purchases (void)
{
  g_autoptr(Journey) journey = journey_new ();
  Fixture *fixture = journey->fixture;
  g_autoptr(GFile) customers = fixture_file (fixture, "customers.csv",
                                             "customer no,name\nK1,Alpha\nK2,Beta\nK3,Gamma\n");
  g_autoptr(GFile) orders = fixture_file (fixture, "orders.csv",
    "order no,customer no,order date,total\nO1,K1,2024-01-05,1.00\nO2,K1,2024-02-05,1.00\nO3,K2,2024-01-05,1.00\n");
  RapportImportWindow *window = drop (customers);
  GtkWidget *asked;

  /* Without the tag, as it was unticked. */
  press (GTK_WIDGET (window->tag_button));
  press (GTK_WIDGET (window->import_button));
  wait_until (find_toplevel (RAPPORT_TYPE_IMPORT_WINDOW) == NULL);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE tags IS NULL"), ==, 3);

  window = drop (orders);
  g_assert_cmpint (window->kind, ==, RAPPORT_KIND_PURCHASE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (window->tag_button)));
  press (GTK_WIDGET (window->import_button));
  wait_until ((asked = find_toplevel (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (asked)), ==,
                   "Place 3 accounts by their purchases?");
  /* They are old: how things stood then is offered. */
  wait_until (find_label (GTK_WIDGET (journey->window), "The newest record is from ") != NULL);
  press (find_button (asked, "_Place"));
  wait_until (query (fixture, "SELECT count(*) FROM placement WHERE stage = 104") == 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM placement WHERE stage = 103"), ==, 1);
  wait_until (find_toplevel (ADW_TYPE_MESSAGE_DIALOG) == NULL);

  /* The next customers come without the tag, too, until it is ticked again. */
  customers = (g_object_unref (customers), fixture_file (fixture, "more.csv", "customer no,name\nK4,Delta\n"));
  window = drop (customers);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window->tag_button)));
  g_assert_false (gtk_check_button_get_active (window->tag_button));
  press (GTK_WIDGET (window->cancel_button));
  wait_until (find_toplevel (RAPPORT_TYPE_IMPORT_WINDOW) == NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *found = g_find_program_in_path ("xdotool");
  g_autoptr(GError) error = NULL;
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  if (found == NULL)
    {
      g_print ("1..0 # SKIP no xdotool\n");
      return 0;
    }
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  rapport_theme_init (gdk_display_get_default ());
  application = g_object_new (RAPPORT_TYPE_APPLICATION, "application-id", "app.rapport.Rapport.Test", "flags",
                              G_APPLICATION_NON_UNIQUE, "resource-base-path", "/app/rapport/Rapport", NULL);
  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  g_test_add_func ("/import-journey/accounts", test_accounts);
  g_test_add_func ("/import-journey/purchases", test_purchases);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
