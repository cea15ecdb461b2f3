#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "application/rapport-reminders.h"
#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "service/rapport-today-service.h"
#include "tests/test-tools.h"

/* What is said and when; how it is said (the desktop's notifications) is left out. */

typedef struct
{
  char             *dir;
  RapportWorkspace *workspace;
  RapportReminders *reminders;
  GPtrArray        *heard; /* "title: body", or "-id" */
  RapportDay        today;
} Fixture;

static void
say (const RapportReminder *reminder,
     gpointer               data)
{
  Fixture *f = data;

  g_ptr_array_add (f->heard,
                   g_strdup_printf ("%s: %s%s", reminder->title, reminder->body, reminder->urgent ? "!" : ""));
}

static void
withdraw (const char *id,
          gpointer    data)
{
  Fixture *f = data;

  g_ptr_array_add (f->heard, g_strdup_printf ("-%s", id));
}

static void
settle (void)
{
  for (int i = 0; i < 60; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static void
go_to (Fixture    *f,
       RapportDay  day)
{
  g_autoptr(GError) error = NULL;

  rapport_store_set_as_of (rapport_workspace_get_store (f->workspace), day, &error);
  g_assert_no_error (error);
  settle ();
}

static void
start (Fixture *f)
{
  static const RapportReminderFuncs funcs = { say, withdraw };

  f->reminders = rapport_reminders_new_with_funcs (f->workspace, &funcs, f, NULL);
}

static void
stop (Fixture *f)
{
  g_object_run_dispose (G_OBJECT (f->reminders));
  settle ();
  g_assert_finalize_object (f->reminders);
  f->reminders = NULL;
}

static void
set_up (Fixture       *f,
        gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  f->today = rapport_day_parse ("2025-11-20");
  f->heard = g_ptr_array_new_with_free_func (g_free);
  f->dir = g_dir_make_tmp ("rapport-reminders-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f->dir, "t.rapport", NULL);
  f->workspace = rapport_workspace_create (path, "Test", "EUR", &error);
  g_assert_no_error (error);
  go_to (f, f->today);
  start (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  data)
{
  stop (f);
  rapport_workspace_close (f->workspace);
  g_assert_finalize_object (f->workspace);
  remove_tree (f->dir);
  g_free (f->dir);
  g_ptr_array_unref (f->heard);
}

static gint64
save (Fixture    *f,
      RapportRow *row)
{
  g_autoptr(RapportAct) act = rapport_act_save (row);
  g_autoptr(GError) error = NULL;

  rapport_workspace_do (f->workspace, act, &error);
  g_assert_no_error (error);
  return rapport_act_get_saved_id (act);
}

static gint64
add (Fixture    *f,
     const char *title,
     const char *kind,
     int         due_in)
{
  RapportRow *account = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  RapportRow *row = rapport_row_new (RAPPORT_KIND_COMMITMENT);
  gint64 id;

  rapport_row_put (account, "name", "Halden", NULL);
  id = save (f, account);
  rapport_row_put (row, "account", id, "title", title, "kind", kind, "side", "ours", "made", (gint64) f->today - 30,
                   "due", (gint64) f->today + due_in, "first_due", (gint64) f->today + due_in, NULL);
  return save (f, row);
}

/* What was said since the last call, in one text. */
static char *
hear (Fixture *f)
{
  g_autoptr(GString) text = g_string_new (NULL);

  rapport_reminders_check (f->reminders);
  settle ();
  for (guint i = 0; i < f->heard->len; i++)
    g_string_append_printf (text, "%s%s", i ? "\n" : "", (char *) g_ptr_array_index (f->heard, i));
  g_ptr_array_set_size (f->heard, 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

#define assert_hears(f, expected) \
  G_STMT_START { g_autofree char *heard = hear (f); g_assert_cmpstr (heard, ==, expected); } G_STMT_END

static void
test_once (Fixture       *f,
           gconstpointer  data)
{
  add (f, "Offer", "promise", -1);
  add (f, "Call", "next-step", 0);
  add (f, "Later", "promise", 3);
  assert_hears (f, "Halden: Promise 1 day overdue: Offer!\nHalden: Due today: Call");
  assert_hears (f, "");

  /* Nor after a new start on the same day. */
  stop (f);
  start (f);
  assert_hears (f, "");

  /* A new day, also one after a sleep of several. */
  go_to (f, f->today + 1);
  assert_hears (f, "Halden: Promise 2 days overdue: Offer!\nHalden: Step 1 day overdue: Call!");
  go_to (f, f->today + 4);
  assert_hears (f, "Halden: Promise 5 days overdue: Offer!\nHalden: Step 4 days overdue: Call!\nHalden: Promise 1 day overdue: Later!");
}

static void
test_many (Fixture       *f,
           gconstpointer  data)
{
  gint64 last = 0;

  for (int i = 0; i < 4; i++)
    last = add (f, "Call", "next-step", 0);
  /* Written one by one: the first ones were said before there were too many. */
  hear (f);
  g_clear_pointer (&f->heard, g_ptr_array_unref);
  f->heard = g_ptr_array_new_with_free_func (g_free);
  go_to (f, f->today + 1);
  assert_hears (f, "4 promises and next steps are due: Test!");
  assert_hears (f, "");
  g_assert_cmpint (last, >, 0);
}

static void
test_finish (Fixture       *f,
             gconstpointer  data)
{
  gint64 id = add (f, "Call", "next-step", 0);
  g_autofree char *gone = g_strdup_printf ("-commitment-%" G_GINT64_FORMAT, id);
  g_autoptr(RapportRecord) record = NULL;

  assert_hears (f, "Halden: Due today: Call");
  rapport_reminders_finish (f->reminders, id);
  settle ();
  record = rapport_workspace_get_record (f->workspace, RAPPORT_KIND_COMMITMENT, id);
  g_assert_cmpint (rapport_record_get_int (record, "done"), ==, f->today);
  assert_hears (f, gone);
}

static void
test_snooze (Fixture       *f,
             gconstpointer  data)
{
  gint64 id = add (f, "Call", "next-step", 0);

  assert_hears (f, "Halden: Due today: Call");
  rapport_reminders_snooze (f->reminders, id, 60);
  assert_hears (f, "");
  rapport_reminders_snooze (f->reminders, id, 0);
  assert_hears (f, "Halden: Due today: Call");
  assert_hears (f, "");

  /* Put off by a day and a bit: not the next day at this time, but the day after. */
  rapport_reminders_snooze (f->reminders, id, 25 * 60);
  go_to (f, f->today + 1);
  assert_hears (f, "");
  stop (f);
  start (f);
  assert_hears (f, "");
  go_to (f, f->today + 2);
  assert_hears (f, "Halden: Step 2 days overdue: Call!");
}

static void
test_put_off (Fixture       *f,
              gconstpointer  data)
{
  gint64 id = add (f, "Call", "next-step", 0);
  RapportNeed need = { .kind = RAPPORT_NEED_STEP_DUE, .account = 0, .record = id, .title = (char *) "Call" };
  g_autoptr(RapportAct) act = rapport_today_act_snooze (f->workspace, &need,
                                                        rapport_day_to_instant (f->today + 2, NULL));

  rapport_workspace_do (f->workspace, act, NULL);
  assert_hears (f, "");
  go_to (f, f->today + 2);
  assert_hears (f, "Halden: Step 2 days overdue: Call!");
}

static void
test_silent (Fixture       *f,
             gconstpointer  data)
{
  rapport_reminders_set_enabled (f->reminders, FALSE);
  add (f, "Call", "next-step", 0);
  assert_hears (f, "");
  rapport_reminders_set_enabled (f->reminders, TRUE);

  /* The past is only looked at. */
  {
    RapportRow *row = rapport_row_new (RAPPORT_KIND_EPISODE);
    g_autoptr(GPtrArray) accounts = rapport_workspace_list_small (f->workspace, RAPPORT_KIND_ACCOUNT);

    rapport_row_put (row, "account", rapport_record_get_id (g_ptr_array_index (accounts, 0)), "title", "Order",
                     "kind", "purchase", "started", (gint64) f->today, NULL);
    rapport_reminders_set_enabled (f->reminders, FALSE);
    save (f, row);
    go_to (f, f->today - 1);
    rapport_reminders_set_enabled (f->reminders, TRUE);
  }
  g_assert_true (rapport_workspace_is_read_only (f->workspace));
  assert_hears (f, "");
  go_to (f, f->today);
  assert_hears (f, "Halden: Due today: Call");
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
#define add_test(name, func) g_test_add ("/reminders/" name, Fixture, NULL, set_up, func, tear_down)
  add_test ("once", test_once);
  add_test ("many", test_many);
  add_test ("finish", test_finish);
  add_test ("snooze", test_snooze);
  add_test ("put-off", test_put_off);
  add_test ("silent", test_silent);
  return g_test_run ();
}
