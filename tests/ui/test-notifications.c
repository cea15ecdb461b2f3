#include "config.h"

#include <adwaita.h>

#include "application/rapport-application.h"
#include "application/rapport-window-private.h"
#include "core/rapport-records.h"
#include "tests/test-tools.h"

/* Reminders on a desktop: a notification daemon of the test's own sees what is said and presses its buttons. */

static RapportApplication *the_application;

typedef struct
{
  guint  id;
  char  *summary;
  char  *body;
  char **actions; /* key, label … */
} Notice;

static struct
{
  GDBusConnection *bus;
  GPtrArray       *notices;
  guint            n_closed;
  guint            last_id;
} desktop;

static void
notice_free (gpointer data)
{
  Notice *notice = data;

  g_free (notice->summary);
  g_free (notice->body);
  g_strfreev (notice->actions);
  g_free (notice);
}

static void
method_called_cb (GDBusConnection       *connection,
                  const char            *sender,
                  const char            *path,
                  const char            *interface,
                  const char            *method,
                  GVariant              *parameters,
                  GDBusMethodInvocation *invocation,
                  gpointer               data)
{
  if (g_str_equal (method, "Notify"))
    {
      Notice *notice = g_new0 (Notice, 1);
      guint replaced;

      g_variant_get (parameters, "(&su&sss^as@a{sv}i)", NULL, &replaced, NULL, &notice->summary, &notice->body,
                     &notice->actions, NULL, NULL);
      notice->id = replaced > 0 ? replaced : ++desktop.last_id;
      g_ptr_array_add (desktop.notices, notice);
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(u)", notice->id));
    }
  else if (g_str_equal (method, "CloseNotification"))
    {
      desktop.n_closed++;
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else if (g_str_equal (method, "GetCapabilities"))
    {
      const char *capabilities[] = { "actions", "body", NULL };

      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^as)", capabilities));
    }
  else
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(ssss)", "test", "test", "1", "1.2"));
    }
}

static void
start_desktop (void)
{
  static const char xml[] =
    "<node><interface name='org.freedesktop.Notifications'>"
    "<method name='Notify'><arg type='s' direction='in'/><arg type='u' direction='in'/><arg type='s' direction='in'/>"
    "<arg type='s' direction='in'/><arg type='s' direction='in'/><arg type='as' direction='in'/>"
    "<arg type='a{sv}' direction='in'/><arg type='i' direction='in'/><arg type='u' direction='out'/></method>"
    "<method name='CloseNotification'><arg type='u' direction='in'/></method>"
    "<method name='GetCapabilities'><arg type='as' direction='out'/></method>"
    "<method name='GetServerInformation'><arg type='s' direction='out'/><arg type='s' direction='out'/>"
    "<arg type='s' direction='out'/><arg type='s' direction='out'/></method>"
    "<signal name='ActionInvoked'><arg type='u'/><arg type='s'/></signal>"
    "</interface></node>";
  static const GDBusInterfaceVTable table = { .method_call = method_called_cb };
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_autofree char *address = g_dbus_address_get_for_bus_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  desktop.notices = g_ptr_array_new_with_free_func (notice_free);
  desktop.bus = g_dbus_connection_new_for_address_sync (
      address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION, NULL,
      NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_register_object (desktop.bus, "/org/freedesktop/Notifications", node->interfaces[0], &table, NULL,
                                     NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (
      desktop.bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
      g_variant_new ("(su)", "org.freedesktop.Notifications", 4), NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static void
press (Notice     *notice,
       const char *label)
{
  for (guint i = 0; notice->actions[i] != NULL && notice->actions[i + 1] != NULL; i += 2)
    if (g_str_equal (label, "default") ? g_str_equal (notice->actions[i], "default")
                                       : g_str_equal (notice->actions[i + 1], label))
      {
        g_dbus_connection_emit_signal (desktop.bus, NULL, "/org/freedesktop/Notifications",
                                       "org.freedesktop.Notifications", "ActionInvoked",
                                       g_variant_new ("(us)", notice->id, notice->actions[i]), NULL);
        return;
      }
  g_error ("There is no button “%s”", label);
}

static gint64
save (RapportWorkspace *workspace,
      RapportRow       *row)
{
  g_autoptr(RapportAct) act = rapport_act_save (row);
  g_autoptr(GError) error = NULL;

  rapport_workspace_do (workspace, act, &error);
  g_assert_no_error (error);
  return rapport_act_get_saved_id (act);
}

static gint64
add_promise (RapportWorkspace *workspace,
             const char       *account,
             const char       *title,
             gint64           *account_id)
{
  RapportRow *customer = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  RapportRow *promise = rapport_row_new (RAPPORT_KIND_COMMITMENT);
  gint64 today = rapport_workspace_get_today (workspace);

  rapport_row_put (customer, "name", account, NULL);
  *account_id = save (workspace, customer);
  rapport_row_put (promise, "account", *account_id, "title", title, "kind", "promise", "side", "ours", "made",
                   today - 30, "due", today - 1, "first_due", today - 1, NULL);
  return save (workspace, promise);
}

static gboolean
is_done (RapportWorkspace *workspace,
         gint64            commitment)
{
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (workspace, RAPPORT_KIND_COMMITMENT, commitment);

  return rapport_record_get_int (record, "done") != RAPPORT_UNSET;
}

static RapportWindow *
open_window (const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportWorkspace) workspace = rapport_workspace_create (path, "Test", "EUR", &error);
  RapportWindow *window;

  g_assert_no_error (error);
  window = rapport_window_new (GTK_APPLICATION (the_application), workspace);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (window)));
  return window;
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
settle (void)
{
  for (guint i = 0; i < 200; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (1000);
    }
}

static void
check (RapportWindow *window,
       guint          n_expected)
{
  rapport_reminders_check (window->reminders);
  wait_until (desktop.notices->len >= n_expected);
  settle ();
  g_assert_cmpuint (desktop.notices->len, ==, n_expected);
}

/* Two workspaces whose records have the same numbers: each button does what it says in the one it tells of, whichever
 * window is in front. */
static void
test_desktop (void)
{
  g_autofree char *directory = g_dir_make_tmp ("rapport-notifications-XXXXXX", NULL);
  g_autofree char *first_path = g_build_filename (directory, "first.rapport", NULL);
  g_autofree char *second_path = g_build_filename (directory, "second.rapport", NULL);
  RapportWindow *first = open_window (first_path), *second = open_window (second_path);
  RapportWorkspace *workspace = rapport_window_get_workspace (first), *other = rapport_window_get_workspace (second);
  gint64 account, other_account, promise, other_promise, later;
  Notice *notice, *other_notice;

  promise = add_promise (workspace, "Nordwind Logistik", "Send credit note", &account);
  wait_until (desktop.notices->len >= 1);
  other_promise = add_promise (other, "Halden Marine", "Send seal samples", &other_account);
  g_assert_cmpint (promise, ==, other_promise);

  /* Said once. */
  wait_until (desktop.notices->len >= 2);
  check (first, 2);
  check (second, 2);
  notice = g_ptr_array_index (desktop.notices, 0);
  other_notice = g_ptr_array_index (desktop.notices, 1);
  g_assert_cmpstr (notice->summary, ==, "Nordwind Logistik");
  g_assert_nonnull (strstr (notice->body, "Send credit note"));
  g_assert_cmpstr (other_notice->summary, ==, "Halden Marine");
  g_assert_cmpuint (notice->id, !=, other_notice->id);

  /* Done: in the first workspace, with the second in front. */
  gtk_window_present (GTK_WINDOW (second));
  settle ();
  press (notice, "Done");
  wait_until (is_done (workspace, promise));
  g_assert_false (is_done (other, other_promise));

  /* What is done in the program leaves the desktop. */
  later = add_promise (workspace, "Van Aken Foods", "Announce the visit", &account);
  wait_until (desktop.notices->len == 3);
  rapport_reminders_finish (first->reminders, later);
  wait_until (desktop.n_closed == 1);

  /* Put off by an hour: not said now, but when the hour is over. */
  later = add_promise (workspace, "Castellane Pharma", "Call back", &account);
  wait_until (desktop.notices->len == 4);
  press (g_ptr_array_index (desktop.notices, 3), "In an Hour");
  settle ();
  check (first, 4);
  rapport_reminders_snooze (first->reminders, later, 0);
  check (first, 5);
  notice = g_ptr_array_index (desktop.notices, 4);
  g_assert_cmpstr (notice->summary, ==, "Castellane Pharma");

  /* The notification itself opens the customer. */
  press (notice, "default");
  wait_until (first->place.account == account);
  g_assert_cmpint (second->place.account, ==, 0);

  /* Its workspace is opened again where it was closed since. */
  gtk_window_destroy (GTK_WINDOW (second));
  settle ();
  press (other_notice, "default");
  wait_until (find_window (second_path) != NULL && find_window (second_path)->place.account == other_account);

  gtk_window_destroy (GTK_WINDOW (find_window (second_path)));
  gtk_window_destroy (GTK_WINDOW (first));
  settle ();
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
  start_desktop ();

  the_application = g_object_new (RAPPORT_TYPE_APPLICATION, "application-id", APP_ID, NULL);
  g_application_register (G_APPLICATION (the_application), NULL, &error);
  g_assert_no_error (error);
  g_application_hold (G_APPLICATION (the_application));
  g_test_add_func ("/notifications/desktop", test_desktop);
  status = g_test_run ();
  g_object_unref (the_application);
  return status;
}
