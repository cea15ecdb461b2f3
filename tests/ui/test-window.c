#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "application/rapport-application.h"
#include "application/rapport-as-of-dialog.h"
#include "application/rapport-pages.h"
#include "application/rapport-window-private.h"
#include "core/rapport-records.h"
#include "service/rapport-desk-queries.h"
#include "service/rapport-desk.h"
#include "service/rapport-history-service.h"
#include "service/rapport-search-service.h"
#include "service/rapport-trash-service.h"
#include "widgets/rapport-feedback.h"
#include "views/rapport-history-window.h"
#include "views/rapport-import-window.h"
#include "views/rapport-new-workspace-dialog.h"
#include "views/rapport-page-header.h"
#include "views/rapport-preferences.h"
#include "views/rapport-search-window.h"
#include "views/rapport-trash-window.h"
#include "views/rapport-welcome-view.h"
#include "widgets/rapport-date-button.h"
#include "widgets/rapport-print-preview.h"
#include "widgets/rapport-reach.h"
#include "widgets/rapport-theme.h"
#include "tests/test-tools.h"
#include "ui-tools.h"

/* The window with pages of its own making, so that it is tested alone. */

typedef struct
{
  AdwBin             parent_instance;
  RapportWorkspace  *workspace;
  gint64             account;
  RapportPageHeader *header;
} TestPage;

typedef AdwBinClass TestPageClass;

GType test_page_get_type (void);

G_DEFINE_TYPE (TestPage, test_page, ADW_TYPE_BIN)

static void
test_page_set_property (GObject      *object,
                        guint         id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  TestPage *self = (TestPage *) object;

  if (id == 1)
    {
      g_set_object (&self->workspace, g_value_get_object (value));
      rapport_page_header_set_workspace (self->header, self->workspace);
    }
  else
    self->account = g_value_get_int64 (value);
}

static void
test_page_dispose (GObject *object)
{
  g_clear_object (&((TestPage *) object)->workspace);
  G_OBJECT_CLASS (test_page_parent_class)->dispose (object);
}

static void
test_page_class_init (TestPageClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = test_page_set_property;
  G_OBJECT_CLASS (klass)->dispose = test_page_dispose;
  g_object_class_install_property (G_OBJECT_CLASS (klass), 1,
    g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_install_property (G_OBJECT_CLASS (klass), 2,
    g_param_spec_int64 ("account", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
}

static void
test_page_init (TestPage *self)
{
  self->header = RAPPORT_PAGE_HEADER (rapport_page_header_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->header));
}

static const RapportPage pages[] = {
  { "today", "Today", "rp-today-symbolic", test_page_get_type },
  { "board", "Board", "rp-board-symbolic", test_page_get_type },
};

static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);
  gboolean icon_only = GTK_IS_BUTTON (widget) && gtk_button_get_icon_name (GTK_BUTTON (widget)) != NULL;

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION) ||
         (!icon_only && gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
}

static void
assert_named (GtkWidget *widget)
{
  /* What GTK and libadwaita make inside theirs is named there. */
  if (GTK_IS_WINDOW_CONTROLS (widget) || ADW_IS_PREFERENCES_ROW (widget) || GTK_IS_MENU_BUTTON (widget) ||
      GTK_IS_SEARCH_BAR (widget))
    return;
  if ((GTK_IS_BUTTON (widget) || GTK_IS_ENTRY (widget) || GTK_IS_DROP_DOWN (widget)) &&
      gtk_widget_get_focusable (widget) && !has_name (widget))
    g_error ("%s (%s) has no accessible name", G_OBJECT_TYPE_NAME (widget),
             gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)));
  /* The button in it is GTK's. */
  if (GTK_IS_DROP_DOWN (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

typedef struct
{
  char               *path;
  RapportApplication *application;
  RapportWorkspace   *workspace;
  RapportWindow      *window;
  gint64              account;
} Fixture;

/* There is one in a process. */
static RapportApplication *the_application;

static gint64
add_account (RapportWorkspace *workspace,
             const char       *name,
             const char       *city)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(RapportAct) act = NULL;
  g_autoptr(GError) error = NULL;

  rapport_row_set_text (row, RAPPORT_ACCOUNT_NAME, name);
  rapport_row_set_text (row, RAPPORT_ACCOUNT_KIND, "business");
  rapport_row_set_text (row, RAPPORT_ACCOUNT_CITY, city);
  rapport_row_set_text (row, RAPPORT_ACCOUNT_PHONE, "+46 31 555 017");
  act = rapport_act_save (row);
  rapport_workspace_do (workspace, act, &error);
  g_assert_no_error (error);
  return rapport_act_get_saved_id (act);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *directory = g_dir_make_tmp ("rapport-window-XXXXXX", NULL);
  g_autoptr(GError) error = NULL;

  fixture->path = g_build_filename (directory, "test.rapport", NULL);
  fixture->workspace = rapport_workspace_create (fixture->path, "Test & Sons", "EUR", &error);
  g_assert_no_error (error);
  fixture->account = add_account (fixture->workspace, "Nordwind Logistik", "Hamburg");
  add_account (fixture->workspace, "Straße & Söhne", "Köln");

  fixture->application = the_application;
  rapport_pages_replace (pages, G_N_ELEMENTS (pages));
  rapport_screens_replace (RAPPORT_SCREEN_ACCOUNT, test_page_get_type);
  fixture->window = rapport_window_new (GTK_APPLICATION (fixture->application), data ? NULL : fixture->workspace);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->window)));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *directory = g_path_get_dirname (fixture->path);

  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->workspace);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_unlink (fixture->path);
  g_rmdir (directory);
  g_free (fixture->path);
}

/* The window's print shows the pages of all that were asked for; closing it while they are made leaves nothing. */
static void
test_print (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 accounts[] = { fixture->account, fixture->account + 1 };
  GVariant *target = g_variant_ref_sink (
      g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, accounts, 2, sizeof (gint64)));
  RapportPrintPreview *preview;

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), "win.print-accounts", target));
  wait_until ((preview = find_toplevel (RAPPORT_TYPE_PRINT_PREVIEW)) != NULL);
  wait_until (find_label (GTK_WIDGET (preview), "Page 1 of 2") != NULL);
  g_assert_cmpuint (rapport_print_pages_get_n_pages (rapport_print_preview_get_pages (preview)), ==, 2);
  g_assert_nonnull (find_label (GTK_WIDGET (preview), "Account summaries"));
  assert_named (GTK_WIDGET (preview));
  gtk_window_close (GTK_WINDOW (preview));
  wait_until (find_toplevel (RAPPORT_TYPE_PRINT_PREVIEW) == NULL);

  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window), "win.print-accounts", target));
  wait_until ((preview = find_toplevel (RAPPORT_TYPE_PRINT_PREVIEW)) != NULL);
  g_object_add_weak_pointer (G_OBJECT (preview), (gpointer *) &preview);
  gtk_window_close (GTK_WINDOW (preview));
  wait_until (preview == NULL);
  g_variant_unref (target);
}

static void
test_sweep (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *windows[] = {
    rapport_search_window_new (fixture->workspace, "", NULL, 0),
    rapport_history_window_new (fixture->workspace, 0),
    rapport_trash_window_new (fixture->workspace),
    rapport_preferences_new (fixture->workspace),
    rapport_new_workspace_dialog_new (NULL, NULL),
    rapport_as_of_dialog_new (fixture->workspace, GTK_WIDGET (fixture->window)),
  };
  GtkWidget *welcome = g_object_ref_sink (rapport_welcome_view_new ());

  assert_named (GTK_WIDGET (fixture->window));
  assert_named (welcome);
  g_object_unref (welcome);
  for (guint i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      assert_named (windows[i]);
      gtk_window_destroy (GTK_WINDOW (windows[i]));
    }
}

static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *window = GTK_WIDGET (fixture->window);

  g_assert_cmpstr (rapport_window_get_page (fixture->window), ==, "today");
  gtk_widget_activate_action (window, "win.show-page", "s", "board");
  g_assert_cmpstr (rapport_window_get_page (fixture->window), ==, "board");
  gtk_widget_activate_action (window, "win.open-account", "x", fixture->account);
  g_assert_true (gtk_stack_get_visible_child (fixture->window->page_stack) == fixture->window->account_view);
  g_assert_cmpint (((TestPage *) fixture->window->account_view)->account, ==, fixture->account);
  gtk_widget_activate_action (window, "win.back", NULL);
  g_assert_cmpint (fixture->window->place.account, ==, 0);
  g_assert_cmpstr (rapport_window_get_page (fixture->window), ==, "board");
  gtk_widget_activate_action (window, "win.back", NULL);
  g_assert_cmpstr (rapport_window_get_page (fixture->window), ==, "today");
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  const char *label = rapport_workspace_get_undo_label (fixture->workspace);
  g_autoptr(RapportRecord) record = NULL;
  g_autofree char *before = g_strdup (label);

  g_assert_nonnull (label);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  wait_until (g_strcmp0 (rapport_workspace_get_redo_label (fixture->workspace), before) == 0);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.redo", NULL);
  wait_until (rapport_workspace_get_redo_label (fixture->workspace) == NULL);
}

/* Who works here: the member with this user's login, until somebody is chosen, and be it nobody. */
static void
test_member (Fixture       *fixture,
             gconstpointer  data)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_MEMBER);
  g_autoptr(RapportAct) act = NULL;
  g_autoptr(GError) error = NULL;
  gint64 member;

  g_assert_cmpint (rapport_desk_find_member (fixture->workspace), ==, 0);
  rapport_row_put (row, "name", "Ines Duarte", "login", g_get_user_name (), NULL);
  act = rapport_act_save (row);
  rapport_workspace_do (fixture->workspace, act, &error);
  g_assert_no_error (error);
  member = rapport_act_get_saved_id (act);
  g_assert_cmpint (rapport_desk_find_member (fixture->workspace), ==, member);

  rapport_desk_set_member (fixture->path, 0);
  if (rapport_desk_get_settings () != NULL)
    g_assert_cmpint (rapport_desk_find_member (fixture->workspace), ==, 0);
  rapport_desk_set_member (fixture->path, member);
  g_assert_cmpint (rapport_desk_find_member (fixture->workspace), ==, member);
}

/* F6 walks through the list of pages, the header and the page. */
static void
test_panels (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWindow *window = GTK_WINDOW (fixture->window);
  GtkWidget *pages_list = GTK_WIDGET (fixture->window->page_list), *page = GTK_WIDGET (fixture->window->page_stack);

  gtk_widget_child_focus (pages_list, GTK_DIR_TAB_FORWARD);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), pages_list));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.next-panel", "b", FALSE);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), page));
  for (guint i = 0; i < 2 && !gtk_widget_is_ancestor (gtk_window_get_focus (window), pages_list); i++)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.next-panel", "b", FALSE);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), pages_list));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.next-panel", "b", TRUE);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (window), page));
}

/* An act's toast offers to take it back; once that is done, the offer is gone. */
static void
test_toasts (Fixture       *fixture,
             gconstpointer  data)
{
  GtkWidget *page = GTK_WIDGET (fixture->window->page_stack),
            *overlay = gtk_widget_get_ancestor (page, ADW_TYPE_TOAST_OVERLAY);

  if (overlay == NULL)
    overlay = gtk_widget_get_first_child (page);
  while (overlay != NULL && !ADW_IS_TOAST_OVERLAY (overlay))
    overlay = gtk_widget_get_first_child (overlay);
  if (overlay == NULL)
    {
      g_test_skip ("The pages of this test have no place for toasts");
      return;
    }
  rapport_toast (page, "Moved it", TRUE);
  wait_until (find_label (overlay, "Moved it") != NULL);
  rapport_toast (page, "Taken back", FALSE);
  wait_until (find_label (overlay, "Taken back") != NULL && find_label (overlay, "Moved it") == NULL);
}

static void
test_past (Fixture       *fixture,
           gconstpointer  data)
{
  RapportBanner *banner = &fixture->window->banners[RAPPORT_BANNER_PAST];

  rapport_as_of_set (GTK_WIDGET (fixture->window), fixture->workspace, rapport_day_from_ymd (2020, 1, 1));
  wait_until (banner->revealer != NULL && gtk_widget_get_visible (banner->revealer));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back-to-today", NULL);
  wait_until (!gtk_widget_get_visible (banner->revealer));
}

static void
test_welcome (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->root_stack), ==, "welcome");
  rapport_application_open_path (fixture->application, fixture->window, fixture->path);
  wait_until (rapport_window_get_workspace (fixture->window) != NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->root_stack), ==, "workspace");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.close-workspace", NULL);
  g_assert_null (rapport_window_get_workspace (fixture->window));
}

/* A file that is dropped on any page opens the import window. */
static void
test_drop (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (fixture->window));
  g_autofree char *directory = g_path_get_dirname (fixture->path);
  g_autofree char *path = g_build_filename (directory, "dropped.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GSList) files = g_slist_prepend (NULL, file);
  g_auto(GValue) value = G_VALUE_INIT;
  GtkWindow *import = NULL;
  gboolean taken = FALSE;

  g_assert_true (g_file_set_contents (path, "customer no,name\nA1,Alpha\n", -1, NULL));
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, files);
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 1.0, 1.0, &taken);
    }
  g_assert_true (taken);
  for (GList *l = gtk_window_list_toplevels (), *next; l != NULL; l = next)
    {
      next = l->next;
      if (RAPPORT_IS_IMPORT_WINDOW (l->data))
        import = l->data;
      g_list_free_1 (l);
    }
  g_assert_nonnull (import);
  wait_until (g_str_equal (gtk_window_get_title (import), "Import Accounts"));
  assert_named (GTK_WIDGET (import));
  gtk_window_destroy (import);
  g_unlink (path);
}

static guint
count (Fixture            *fixture,
       RapportSearchGroup  group,
       const char         *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportSearchResult) result = rapport_search (fixture->workspace, group, text, RAPPORT_SEARCH_DEFAULT, 5,
                                                          &error);

  g_assert_no_error (error);
  return result->n_found;
}

static void
test_search (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportSearchResult) result = rapport_search (fixture->workspace, RAPPORT_SEARCH_ACCOUNTS, "nord",
                                                          RAPPORT_SEARCH_DEFAULT, 5, &error);
  RapportSearchHit *hit;
  RapportSearchMark mark;
  GtkWidget *window;

  g_assert_no_error (error);
  g_assert_cmpuint (result->n_found, ==, 1);
  hit = g_ptr_array_index (result->hits, 0);
  g_assert_cmpstr (hit->title, ==, "Nordwind Logistik");
  mark = g_array_index (hit->marks, RapportSearchMark, 0);
  g_assert_cmpuint (mark.start, ==, 0);
  g_assert_cmpuint (mark.end, ==, 4);
  g_assert_cmpuint (count (fixture, RAPPORT_SEARCH_ACCOUNTS, "strasse"), ==, 1);
  g_assert_cmpuint (count (fixture, RAPPORT_SEARCH_ACCOUNTS, "sohne"), ==, 1);
  g_assert_cmpuint (count (fixture, RAPPORT_SEARCH_ACCOUNTS, "4631555"), ==, 2);
  g_assert_cmpuint (count (fixture, RAPPORT_SEARCH_ACCOUNTS, "\" OR 1 * NEAR( ' ; --"), ==, 0);
  for (guint g = 0; g < RAPPORT_SEARCH_N_GROUPS; g++)
    count (fixture, g, "nord wind");

  window = rapport_search_window_new (fixture->workspace, "nordwind", NULL, 0);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (fixture->window));
  gtk_window_present (GTK_WINDOW (window));
  wait_until (!rapport_search_window_is_busy (RAPPORT_SEARCH_WINDOW (window)));
  g_assert_cmpuint (rapport_search_window_get_n_hits (RAPPORT_SEARCH_WINDOW (window)), ==, 1);
  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (window)), "activate");
  g_assert_cmpint (fixture->window->place.account, ==, fixture->account);
}

/* Nothing is called that: what is nearly called that is listed. */
static void
test_similar (Fixture       *fixture,
              gconstpointer  data)
{
  GtkWidget *window = rapport_search_window_new (fixture->workspace, "nordwnid", NULL, 0);

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (fixture->window));
  gtk_window_present (GTK_WINDOW (window));
  wait_until (!rapport_search_window_is_busy (RAPPORT_SEARCH_WINDOW (window)));
  g_assert_cmpuint (rapport_search_window_get_n_hits (RAPPORT_SEARCH_WINDOW (window)), ==, 1);
  g_signal_emit_by_name (gtk_window_get_focus (GTK_WINDOW (window)), "activate");
  g_assert_cmpint (fixture->window->place.account, ==, fixture->account);
}

static RapportWindow *
find_other_window (Fixture *fixture)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (fixture->application)); l != NULL; l = l->next)
    if (RAPPORT_IS_WINDOW (l->data) && l->data != fixture->window)
      return l->data;
  return NULL;
}

/* An account in a window of its own: both show the same workspace, which is closed with the last of them. */
static void
test_second (Fixture       *fixture,
             gconstpointer  data)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(RapportAct) act = NULL;
  g_autoptr(GError) error = NULL;
  RapportWindow *second;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-in-window", "x", fixture->account);
  second = find_other_window (fixture);
  g_assert_nonnull (second);
  g_assert_true (rapport_window_get_workspace (second) == fixture->workspace);
  g_assert_cmpint (second->place.account, ==, fixture->account);
  g_assert_cmpint (fixture->window->place.account, ==, 0);
  g_assert_true ((fixture->window->reminders != NULL) != (second->reminders != NULL));

  gtk_window_close (GTK_WINDOW (second));
  wait_until (find_other_window (fixture) == NULL);
  g_assert_nonnull (fixture->window->reminders);
  rapport_row_set_id (row, fixture->account);
  rapport_row_set_text (row, RAPPORT_ACCOUNT_NAME, "Nordwind Süd");
  act = rapport_act_save (row);
  g_assert_true (rapport_workspace_do (fixture->workspace, act, &error));
  g_assert_no_error (error);

  /* The other way round: the one that stays goes on reminding. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-in-window", "x", fixture->account);
  second = find_other_window (fixture);
  g_assert_null (second->reminders);
  rapport_window_set_workspace (fixture->window, NULL);
  g_assert_nonnull (second->reminders);
  g_assert_cmpstr (rapport_workspace_get_title (fixture->workspace, RAPPORT_KIND_ACCOUNT, fixture->account), ==,
                   "Nordwind Süd");
  rapport_window_set_workspace (fixture->window, fixture->workspace);
  gtk_window_destroy (GTK_WINDOW (second));
}

static void
check_uri (RapportReach  how,
           const char   *address,
           const char   *expected)
{
  g_autofree char *uri = rapport_reach_dup_uri (how, address);

  g_assert_cmpstr (uri, ==, expected);
}

static void
test_reach (Fixture       *fixture,
            gconstpointer  data)
{
  GtkWidget *button = g_object_ref_sink (rapport_reach_button_new (RAPPORT_REACH_CALL));
  g_autoptr(RapportRecord) account = rapport_workspace_get_record (fixture->workspace, RAPPORT_KIND_ACCOUNT,
                                                                   fixture->account);
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(RapportAct) act = NULL;
  g_autoptr(GError) error = NULL;

  check_uri (RAPPORT_REACH_CALL, "+49 (0)40 / 55 01-7", "tel:+494055017");
  check_uri (RAPPORT_REACH_CALL, "040 5501 7 ext. 12", "tel:04055017");
  check_uri (RAPPORT_REACH_CALL, "ask Jens", NULL);
  check_uri (RAPPORT_REACH_MAIL, "a&b?cc=c@example.org", "mailto:a%26b%3Fcc%3Dc@example.org");

  rapport_row_set_id (row, fixture->account);
  rapport_row_set_text (row, RAPPORT_ACCOUNT_PHONE, NULL);
  act = rapport_act_save (row);
  g_assert_true (rapport_workspace_do (fixture->workspace, act, &error));
  rapport_reach_button_set_record (button, account);
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_false (rapport_reach_is_possible (RAPPORT_REACH_CALL, account));

  /* It follows the record. */
  g_clear_pointer (&act, rapport_act_unref);
  row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  rapport_row_set_id (row, fixture->account);
  rapport_row_set_text (row, RAPPORT_ACCOUNT_PHONE, "+49 40 5501");
  act = rapport_act_save (row);
  g_assert_true (rapport_workspace_do (fixture->workspace, act, &error));
  wait_until (gtk_widget_get_visible (button));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Call Nordwind Logistik, +49 40 5501");
  rapport_reach_button_set_record (button, NULL);
  g_assert_false (gtk_widget_get_visible (button));
  g_object_unref (button);
}

static void
test_trash (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(RapportAct) trash = rapport_act_trash (RAPPORT_KIND_ACCOUNT, &fixture->account, 1);
  g_autoptr(RapportAct) empty = rapport_trash_act_empty ();
  g_autoptr(GPtrArray) items = NULL, history = NULL;
  g_autoptr(RapportChanges) undone = NULL;
  g_autoptr(RapportRecord) record = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (rapport_workspace_do (fixture->workspace, trash, &error));
  items = rapport_trash_load (fixture->workspace, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 1);
  g_assert_true (rapport_workspace_do (fixture->workspace, empty, &error));
  g_assert_no_error (error);
  record = rapport_workspace_get_record (fixture->workspace, RAPPORT_KIND_ACCOUNT, fixture->account);
  g_assert_null (record);

  /* The history outlives the record. */
  history = rapport_history_load (fixture->workspace, RAPPORT_KIND_ACCOUNT, fixture->account, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, >=, 3);

  undone = rapport_store_undo (rapport_workspace_get_store (fixture->workspace), FALSE, FALSE, NULL, &error);
  g_assert_no_error (error);
  record = rapport_workspace_get_record (fixture->workspace, RAPPORT_KIND_ACCOUNT, fixture->account);
  g_assert_cmpstr (rapport_record_get_title (record), ==, "Nordwind Logistik");
}

static void
test_dates (void)
{
  RapportDay today = rapport_day_from_ymd (2025, 11, 20);

  g_assert_cmpint (rapport_date_parse ("2025-11-27", today), ==, today + 7);
  g_assert_cmpint (rapport_date_parse ("+7", today), ==, today + 7);
  g_assert_cmpint (rapport_date_parse ("27 Nov", today), ==, today + 7);
  g_assert_cmpint (rapport_date_parse ("27.11.2025", today), ==, today + 7);
  g_assert_cmpint (rapport_date_parse ("tomorrow", today), ==, today + 1);
  g_assert_cmpint (rapport_date_parse ("soon", today), ==, RAPPORT_DAY_NONE);
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

  the_application = g_object_new (RAPPORT_TYPE_APPLICATION, "application-id", NULL, "flags", G_APPLICATION_NON_UNIQUE,
                                  NULL);
  g_application_register (G_APPLICATION (the_application), NULL, &error);
  g_assert_no_error (error);

  g_test_add ("/window/names", Fixture, NULL, set_up, test_sweep, tear_down);
  g_test_add ("/window/print", Fixture, NULL, set_up, test_print, tear_down);
  g_test_add ("/window/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/window/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/window/member", Fixture, NULL, set_up, test_member, tear_down);
  g_test_add ("/window/panels", Fixture, NULL, set_up, test_panels, tear_down);
  g_test_add ("/window/toasts", Fixture, NULL, set_up, test_toasts, tear_down);
  g_test_add ("/window/past", Fixture, NULL, set_up, test_past, tear_down);
  g_test_add ("/window/welcome", Fixture, "welcome", set_up, test_welcome, tear_down);
  g_test_add ("/window/drop", Fixture, NULL, set_up, test_drop, tear_down);
  g_test_add ("/window/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/window/similar", Fixture, NULL, set_up, test_similar, tear_down);
  g_test_add ("/window/second", Fixture, NULL, set_up, test_second, tear_down);
  g_test_add ("/window/reach", Fixture, NULL, set_up, test_reach, tear_down);
  g_test_add ("/window/trash", Fixture, NULL, set_up, test_trash, tear_down);
  g_test_add_func ("/window/dates", test_dates);
  status = g_test_run ();
  g_object_unref (the_application);
  return status;
}
