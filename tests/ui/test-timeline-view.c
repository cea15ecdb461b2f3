#include "config.h"

#include <adwaita.h>

#include "service/rapport-entry.h"
#include "service/rapport-timeline-model.h"
#include "views/rapport-account-picker.h"
#include "views/rapport-log-dialog.h"
#include "views/rapport-quick-entry.h"
#include "views/rapport-timeline-row.h"
#include "views/rapport-timeline-view.h"
#include "views/rapport-timeline.h"
#include "widgets/rapport-pill.h"
#include "widgets/rapport-ribbon.h"
#include "widgets/rapport-theme.h"

#include "../unit/account-fixture.h"
#include "tests/test-tools.h"

typedef struct
{
  AccountFixture   data;
  GtkWidget       *window;
  GtkWidget       *view;
  RapportTimeline *timeline;
} Fixture;

static gpointer
part (gpointer widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);
  return child;
}

static GListModel *
rows (Fixture *fixture)
{
  GtkSelectionModel *model = gtk_list_view_get_model (part (fixture->timeline, "list"));

  return model ? gtk_multi_selection_get_model (GTK_MULTI_SELECTION (model)) : NULL;
}

static guint
count (Fixture *fixture)
{
  RapportTimelineModel *model = (RapportTimelineModel *) rows (fixture);

  return model && !rapport_timeline_model_is_loading (model) ? rapport_timeline_model_get_n_interactions (model)
                                                             : G_MAXUINT;
}

static gint64
find (Fixture *fixture, const char *subject, guint *position)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows (fixture)); i++)
    {
      g_autoptr(RapportRecord) record = rapport_timeline_model_dup_record (RAPPORT_TIMELINE_MODEL (rows (fixture)), i);

      if (record != NULL && g_strcmp0 (rapport_record_get_text (record, "subject"), subject) == 0)
        {
          if (position != NULL)
            *position = i;
          return rapport_record_get_id (record);
        }
    }
  return 0;
}

static GtkWidget *
find_row (GtkWidget *widget, gint64 id)
{
  if (RAPPORT_IS_TIMELINE_ROW (widget) && rapport_timeline_row_get_id (RAPPORT_TIMELINE_ROW (widget)) == id)
    {
      wait_until (rapport_timeline_row_is_filled (RAPPORT_TIMELINE_ROW (widget)));
      return widget;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = find_row (child, id);

      if (row != NULL)
        return row;
    }
  return NULL;
}

static RapportRecord *
interaction (Fixture *fixture, gint64 id)
{
  return rapport_workspace_get_record (fixture->data.workspace, RAPPORT_KIND_INTERACTION, id);
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (rapport_workspace_undo_finish (RAPPORT_WORKSPACE (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
undo (Fixture *fixture)
{
  gboolean done = FALSE;

  rapport_workspace_undo_async (fixture->data.workspace, FALSE, FALSE, NULL, NULL, NULL, undone_cb, &done);
  wait_until (done);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *overlay = data ? NULL : adw_toast_overlay_new ();
  GListModel *before;

  account_fixture_set_up (&fixture->data, NULL);
  rapport_theme_init (gdk_display_get_default ());
  fixture->view = g_object_new (RAPPORT_TYPE_TIMELINE_VIEW, "workspace", fixture->data.workspace, NULL);
  fixture->timeline = part (fixture->view, "timeline");
  fixture->window = gtk_window_new ();
  if (overlay != NULL)
    adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->view);
  gtk_window_set_child (GTK_WINDOW (fixture->window), overlay ? overlay : fixture->view);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1250, 900);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (gtk_widget_get_width (fixture->view) > 1000);
  wait_until (count (fixture) == 5);
  before = rows (fixture);
  g_object_set (fixture->view, "account", fixture->data.account, NULL);
  /* Of all accounts there are as many: it is the list itself that must be another. */
  wait_until (rows (fixture) != before && count (fixture) == 5 &&
              !gtk_widget_get_visible (part (part (fixture->timeline, "quick"), "picker")));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  /* What is being read holds it until it is there. */
  wait_until (G_OBJECT (fixture->data.workspace)->ref_count == 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  account_fixture_tear_down (&fixture->data, NULL);
}

static void
write_sql (Fixture *fixture, const char *sql);

static gboolean
run_sql (RapportWrite *write, gpointer data, GError **error)
{
  return rapport_db_exec (rapport_write_get_db (write), data, error);
}

static void
write_sql (Fixture *fixture, const char *sql)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (rapport_workspace_do (fixture->data.workspace,
                                       rapport_act_new ("Test", run_sql, g_strdup (sql), g_free), &error));
  g_assert_no_error (error);
}

static void
test_log (Fixture *fixture, gconstpointer data)
{
  GtkWidget *quick = part (fixture->timeline, "quick");
  GtkEntry *entry = part (quick, "entry");
  GtkWidget *mail = gtk_widget_get_next_sibling (gtk_widget_get_first_child (part (quick, "channels")));
  g_autoptr(RapportRecord) record = NULL;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (mail), TRUE);
  gtk_toggle_button_set_active (part (quick, "in_button"), TRUE);
  gtk_toggle_button_set_active (part (quick, "social_button"), TRUE);
  gtk_drop_down_set_selected (part (quick, "person"), 1);
  gtk_drop_down_set_selected (part (quick, "episode"), 1);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Sent a card");
  g_signal_emit_by_name (entry, "activate");
  wait_until (count (fixture) == 6);
  wait_until (*gtk_editable_get_text (GTK_EDITABLE (entry)) == '\0');

  record = interaction (fixture, find (fixture, "Sent a card", NULL));
  g_assert_cmpstr (rapport_record_get_text (record, "channel"), ==, "email");
  g_assert_cmpstr (rapport_record_get_text (record, "direction"), ==, "in");
  g_assert_cmpint (rapport_record_get_int (record, "social"), ==, 1);
  g_assert_cmpint (rapport_record_get_int (record, "person"), ==, fixture->data.person);
  g_assert_cmpint (rapport_record_get_int (record, "episode"), ==, fixture->data.complaint);
  g_assert_cmpint (rapport_record_get_int (record, "account"), ==, fixture->data.account);

  /* The fields keep what they were. */
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (mail)));
  g_assert_true (gtk_toggle_button_get_active (part (quick, "in_button")));
  g_assert_cmpuint (gtk_drop_down_get_selected (part (quick, "person")), ==, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (part (quick, "episode")), ==, 1);

  undo (fixture);
  wait_until (count (fixture) == 5);

  /* What cannot be kept stays as it was typed. */
  write_sql (fixture, "CREATE TRIGGER refuse BEFORE INSERT ON interaction BEGIN SELECT RAISE (ABORT, 'refused'); END");
  gtk_editable_set_text (GTK_EDITABLE (entry), "Not lost");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  wait_until (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Not lost");
  g_assert_true (gtk_widget_get_sensitive (part (quick, "add_button")));
  g_assert_cmpuint (count (fixture), ==, 5);
}

static void
test_dialog (Fixture *fixture, gconstpointer data)
{
  GtkWidget *dialog = NULL;
  g_autoptr(GList) windows = NULL;
  g_autoptr(RapportRecord) record = NULL;
  GtkWidget *quick;

  rapport_log_dialog_present (fixture->view, fixture->data.workspace, fixture->data.account, 0, 0);
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l != NULL; l = l->next)
    if (RAPPORT_IS_LOG_DIALOG (l->data))
      dialog = l->data;
  g_assert_nonnull (dialog);
  quick = part (dialog, "quick");
  gtk_editable_set_text (part (quick, "entry"), "Half a thou");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (part (quick, "text")), "and more", -1);
  gtk_window_close (GTK_WINDOW (dialog));
  wait_until (!gtk_widget_get_visible (dialog));
  rapport_log_dialog_present (fixture->view, fixture->data.workspace, fixture->data.account, 0, 0);
  g_assert_true (gtk_widget_get_visible (dialog));
  g_assert_cmpstr (gtk_editable_get_text (part (quick, "entry")), ==, "Half a thou");
  rapport_quick_entry_add (RAPPORT_QUICK_ENTRY (quick));
  wait_until (count (fixture) == 6);
  wait_until (!gtk_widget_get_visible (dialog));
  g_assert_false (rapport_quick_entry_has_text (RAPPORT_QUICK_ENTRY (quick)));

  /* About a complaint, with whom it is about. */
  rapport_log_dialog_present (fixture->view, fixture->data.workspace, fixture->data.account, fixture->data.person,
                              fixture->data.complaint);
  gtk_editable_set_text (part (quick, "entry"), "Called her back");
  rapport_quick_entry_add (RAPPORT_QUICK_ENTRY (quick));
  wait_until (count (fixture) == 7);
  record = interaction (fixture, find (fixture, "Called her back", NULL));
  g_assert_cmpint (rapport_record_get_int (record, "person"), ==, fixture->data.person);
  g_assert_cmpint (rapport_record_get_int (record, "episode"), ==, fixture->data.complaint);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  GtkStack *stack = part (fixture->timeline, "stack");
  g_autofree char *person = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->data.person);

  gtk_toggle_button_set_active (part (fixture->timeline, "social_button"), TRUE);
  wait_until (count (fixture) == 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "no-match");
  gtk_widget_activate_action (GTK_WIDGET (fixture->timeline), "timeline.clear-filters", NULL);
  wait_until (count (fixture) == 5);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "list");
  g_assert_true (gtk_toggle_button_get_active (part (fixture->timeline, "all_button")));

  rapport_pill_set_selected (part (fixture->timeline, "channel_pill"), (const char *[]) { "email", NULL });
  g_signal_emit_by_name (part (fixture->timeline, "channel_pill"), "changed");
  wait_until (count (fixture) == 2);
  rapport_pill_set_selected (part (fixture->timeline, "person_pill"), (const char *[]) { person, NULL });
  g_signal_emit_by_name (part (fixture->timeline, "person_pill"), "changed");
  wait_until (count (fixture) == 2);
  gtk_editable_set_text (part (fixture->timeline, "search"), "apology");
  wait_until (count (fixture) == 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->timeline), "timeline.clear-filters", NULL);
  wait_until (count (fixture) == 5);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  rapport_row_put (row, "name", "Halden Marine", NULL);
  g_object_set (fixture->view, "account", account_fixture_save (&fixture->data, row), NULL);
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (part (fixture->timeline, "stack")), "empty") == 0);
  wait_until (!gtk_widget_get_visible (part (fixture->timeline, "ribbon_panel")));
}

static void
pointed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
xdotool (const char *arguments)
{
  g_autofree char *command = g_strconcat ("xdotool ", arguments, NULL);
  g_auto(GStrv) argv = g_strsplit (command, " ", -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_NONE, &error);
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_subprocess_wait_check_async (process, NULL, pointed_cb, &done);
  wait_until (done);
}

static void
test_brush (Fixture *fixture, gconstpointer data)
{
  RapportRibbon *ribbon = part (fixture->timeline, "ribbon");
  GtkWidget *days = part (fixture->timeline, "days_button");
  RapportDay from, until;
  graphene_point_t place;
  g_autofree char *tool = g_find_program_in_path ("xdotool");
  g_autofree char *drag = NULL;

  /* At first the last two weeks, and longer where little happened in them. */
  g_assert_true (rapport_ribbon_get_brush (ribbon, &from, &until));
  g_assert_cmpint (until, ==, rapport_day_parse ("2025-11-20"));
  g_assert_cmpint (from, ==, rapport_day_parse ("2025-11-07"));
  g_assert_true (gtk_widget_get_visible (days));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (days), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Only 7 Nov to today: list all days");
  g_signal_emit_by_name (ribbon, "brush-changed", rapport_day_parse ("2025-11-10"), rapport_day_parse ("2025-11-18"));
  wait_until (count (fixture) == 2);
  gtk_widget_activate_action (GTK_WIDGET (fixture->timeline), "timeline.clear-filters", NULL);
  wait_until (count (fixture) == 5);
  wait_until (rapport_ribbon_get_brush (ribbon, &from, NULL) && from == rapport_day_parse ("2025-11-07"));

  /* Who looks for a word looks for it everywhere, unless the days were chosen. */
  gtk_editable_set_text (part (fixture->timeline, "search"), "mail");
  wait_until (count (fixture) == 1);
  g_assert_false (rapport_ribbon_get_brush (ribbon, NULL, NULL));
  g_assert_false (gtk_widget_get_visible (days));
  gtk_editable_set_text (part (fixture->timeline, "search"), "");
  wait_until (count (fixture) == 5);
  g_assert_true (rapport_ribbon_get_brush (ribbon, NULL, NULL));

  g_signal_emit_by_name (days, "clicked");
  wait_until (count (fixture) == 5);
  g_assert_false (rapport_ribbon_get_brush (ribbon, NULL, NULL));
  g_assert_false (gtk_widget_get_visible (days));
  if (tool == NULL)
    {
      g_test_skip ("xdotool is not installed");
      return;
    }

  /* With the keyboard: the first key takes the last week. */
  gtk_widget_grab_focus (GTK_WIDGET (ribbon));
  xdotool ("key Left");
  wait_until (rapport_ribbon_get_brush (ribbon, &from, &until));
  g_assert_cmpint (until, ==, rapport_day_parse ("2025-11-20"));
  g_assert_cmpint (from, ==, rapport_day_parse ("2025-11-14"));
  wait_until (count (fixture) == 5);
  xdotool ("key Left");
  wait_until (count (fixture) == 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (part (fixture->timeline, "stack")), ==, "no-match");
  g_signal_emit_by_name (part (fixture->timeline, "all_days_button"), "clicked");
  wait_until (count (fixture) == 5);

  /* With the pointer, over the first half of the year. */
  g_assert_true (
      gtk_widget_compute_point (GTK_WIDGET (ribbon), fixture->window, &GRAPHENE_POINT_INIT (250, 20), &place));
  drag = g_strdup_printf ("mousemove %d %d sleep 0.1 mousedown 1 sleep 0.1 mousemove_relative 40 0 sleep 0.1 mousemove_relative 200 0 sleep 0.1 mouseup 1",
                          (int) place.x, (int) place.y);
  xdotool (drag);
  wait_until (rapport_ribbon_get_brush (ribbon, &from, &until));
  wait_until (count (fixture) == 0);
  g_assert_cmpint (until - from, >, 30);
  xdotool ("key Escape");
  wait_until (count (fixture) == 5);
  g_assert_false (rapport_ribbon_get_brush (ribbon, NULL, NULL));
}

static void
test_layout (Fixture *fixture, gconstpointer data)
{
  gint64 id = find (fixture, "Second mail", NULL);
  GtkWidget *row = find_row (GTK_WIDGET (fixture->timeline), id);

  g_assert_nonnull (row);
  g_assert_true (gtk_widget_get_visible (part (row, "episode_box")));
  /* A later one of the same day stands first; this is the last of yesterday, whoever came before. */
  g_assert_true (gtk_widget_has_css_class (part (row, "interaction_box"), "first") !=
                 gtk_widget_has_css_class (part (row, "interaction_box"), "last"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "10:00, Email: Second mail, Katrin Voss");

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 620, 900);
  wait_until (gtk_widget_get_width (fixture->view) < 700);
  wait_until ((row = find_row (GTK_WIDGET (fixture->timeline), id)) != NULL &&
              !gtk_widget_get_visible (part (row, "episode_box")));
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1250, 900);
  wait_until ((row = find_row (GTK_WIDGET (fixture->timeline), id)) != NULL &&
              gtk_widget_get_visible (part (row, "episode_box")));

  /* A row that comes to the group makes the first one an inner one. */
  row = find_row (GTK_WIDGET (fixture->timeline), find (fixture, "Told him the credit note is at accounts", NULL));
  g_assert_true (gtk_widget_has_css_class (part (row, "interaction_box"), "first"));
  g_assert_true (gtk_widget_has_css_class (part (row, "interaction_box"), "last"));
  {
    RapportRow *later = rapport_row_new (RAPPORT_KIND_INTERACTION);

    rapport_row_put (later, "account", fixture->data.account, "at", account_fixture_at ("2025-11-20", 11), "subject",
                     "Later", "channel", "phone", NULL);
    account_fixture_save (&fixture->data, later);
  }
  wait_until (count (fixture) == 6);
  row = find_row (GTK_WIDGET (fixture->timeline), find (fixture, "Told him the credit note is at accounts", NULL));
  g_assert_false (gtk_widget_has_css_class (part (row, "interaction_box"), "first"));
  g_assert_true (gtk_widget_has_css_class (part (row, "interaction_box"), "last"));
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autofree char *tool = g_find_program_in_path ("xdotool");
  GtkWidget *row = find_row (GTK_WIDGET (fixture->timeline), find (fixture, "Second mail", NULL));

  if (tool == NULL)
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  xdotool ("key Delete");
  wait_until (count (fixture) == 4);
  g_assert_cmpint (find (fixture, "Second mail", NULL), ==, 0);
  undo (fixture);
  wait_until (count (fixture) == 5);

  row = find_row (GTK_WIDGET (fixture->timeline), find (fixture, "Second mail", NULL));
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  xdotool ("key shift+F10");
  wait_until (gtk_menu_button_get_popover (part (row, "menu_button")) != NULL &&
              gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (part (row, "menu_button")))));
  gtk_menu_button_popdown (part (row, "menu_button"));
  wait_until (!gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (part (row, "menu_button")))));
}

static void
select_two (Fixture *fixture, gint64 *ids)
{
  GtkSelectionModel *selection = gtk_list_view_get_model (part (fixture->timeline, "list"));
  guint position;

  ids[0] = find (fixture, "Second mail", &position);
  gtk_selection_model_select_item (selection, position, TRUE);
  ids[1] = find (fixture, "Thanked for the harbour photo", &position);
  gtk_selection_model_select_item (selection, position, FALSE);
}

static void
test_episodes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *timeline = GTK_WIDGET (fixture->timeline);
  g_autoptr(RapportRecord) first = NULL;
  g_autoptr(RapportRecord) second = NULL;
  g_autoptr(RapportRecord) episode = NULL;
  gint64 ids[2];

  select_two (fixture, ids);
  first = interaction (fixture, ids[0]);
  second = interaction (fixture, ids[1]);

  /* Both that are selected begin a new episode. */
  gtk_widget_activate_action (timeline, "timeline.new-episode", "(xs)", ids[0], "social");
  wait_until (rapport_record_get_int (second, "episode") != RAPPORT_UNSET);
  g_assert_cmpint (rapport_record_get_int (first, "episode"), ==, rapport_record_get_int (second, "episode"));
  g_assert_cmpint (rapport_record_get_int (first, "episode"), !=, fixture->data.complaint);
  episode = rapport_workspace_get_record (fixture->data.workspace, RAPPORT_KIND_EPISODE,
                                          rapport_record_get_int (first, "episode"));
  g_assert_cmpstr (rapport_record_get_title (episode), ==, "Thanked for the harbour photo");
  g_assert_cmpint (rapport_record_get_int (episode, "started"), ==, rapport_day_parse ("2025-11-14"));

  gtk_widget_activate_action (timeline, "timeline.close-episode", "x", rapport_record_get_id (episode));
  wait_until (rapport_record_get_int (episode, "ended") != RAPPORT_UNSET);
  gtk_widget_activate_action (timeline, "timeline.reopen-episode", "x", rapport_record_get_id (episode));
  wait_until (rapport_record_get_int (episode, "ended") == RAPPORT_UNSET);
  undo (fixture);
  wait_until (rapport_record_get_int (episode, "ended") != RAPPORT_UNSET);

  gtk_widget_activate_action (timeline, "timeline.set-episode", "(xx)", ids[0], fixture->data.complaint);
  wait_until (rapport_record_get_int (second, "episode") == fixture->data.complaint);
  undo (fixture);
  wait_until (rapport_record_get_int (second, "episode") == rapport_record_get_id (episode));

  gtk_widget_activate_action (timeline, "timeline.delete-episode", "x", rapport_record_get_id (episode));
  wait_until (rapport_record_get_int (first, "episode") == RAPPORT_UNSET &&
              rapport_record_get_int (second, "episode") == RAPPORT_UNSET);
  undo (fixture);
  wait_until (rapport_record_get_int (first, "episode") == rapport_record_get_id (episode));

  gtk_widget_activate_action (timeline, "timeline.delete", "x", ids[0]);
  wait_until (count (fixture) == 3);
  undo (fixture);
  wait_until (count (fixture) == 5);
}

static GtkWidget *
find_widget (GtkWidget *widget, const char *text)
{
  if (GTK_IS_EDITABLE (widget) && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_form (Fixture *fixture)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != fixture->window && gtk_widget_get_visible (l->data) &&
        gtk_window_get_transient_for (l->data) == GTK_WINDOW (fixture->window))
      return l->data;
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
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

/* When it was is written by the clock on the wall, and stays to the second where it is not touched. */
static void
test_edit (Fixture *fixture, gconstpointer data)
{
  gint64 id = find (fixture, "Second mail", NULL), at;
  g_autoptr(RapportRecord) record = interaction (fixture, id);
  RapportRow *row = rapport_row_new (RAPPORT_KIND_INTERACTION);
  GtkWidget *form, *when;

  at = rapport_record_get_int (record, "at") + 37;
  rapport_row_set_id (row, id);
  rapport_row_set_int (row, RAPPORT_INTERACTION_AT, at);
  account_fixture_save (&fixture->data, row);
  wait_until (rapport_record_get_int (record, "at") == at);

  gtk_widget_activate_action (GTK_WIDGET (fixture->timeline), "timeline.edit", "x", id);
  form = find_form (fixture);
  g_assert_nonnull (form);
  when = find_widget (form, "2025-11-19 10:00");
  g_assert_nonnull (when);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (form, "Second mail")), "Third mail");
  g_signal_emit_by_name (find_button (form, "_Save"), "clicked");
  wait_until (g_strcmp0 (rapport_record_get_text (record, "subject"), "Third mail") == 0);
  g_assert_cmpint (rapport_record_get_int (record, "at"), ==, at);
  wait_until (find_form (fixture) == NULL);

  gtk_widget_activate_action (GTK_WIDGET (fixture->timeline), "timeline.edit", "x", id);
  form = find_form (fixture);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (form, "2025-11-19 10:00")), "2025-11-19 11:30");
  g_signal_emit_by_name (find_button (form, "_Save"), "clicked");
  wait_until (rapport_record_get_int (record, "at") == at - 37 + 5400);
  wait_until (find_form (fixture) == NULL);
}

static GtkWidget *
find_popover (GtkWidget *panel)
{
  for (GtkWidget *child = gtk_widget_get_first_child (panel); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER_MENU (child))
      return child;
  return NULL;
}

/* An episode on the ribbon has its menu with the keyboard, too. */
static void
test_ribbon_menu (Fixture *fixture, gconstpointer data)
{
  g_autofree char *tool = g_find_program_in_path ("xdotool");
  GtkWidget *panel = part (fixture->timeline, "ribbon_panel");
  GtkWidget *popover;

  if (tool == NULL)
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  wait_until (gtk_window_is_active (GTK_WINDOW (fixture->window)));
  gtk_widget_grab_focus (part (fixture->timeline, "ribbon"));
  wait_until (gtk_widget_get_opacity (part (fixture->timeline, "ribbon")) > 0);
  xdotool ("key Down");
  wait_until (rapport_chart_get_cursor (RAPPORT_CHART (part (fixture->timeline, "ribbon"))) == 0);
  xdotool ("key shift+F10");
  wait_until (find_popover (panel) != NULL);
  popover = find_popover (panel);
  wait_until (gtk_widget_get_mapped (popover));
  gtk_popover_popdown (GTK_POPOVER (popover));
  wait_until (find_popover (panel) == NULL);
}

static void
test_rename (Fixture *fixture, gconstpointer data)
{
  RapportRow *changes = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  GListModel *before = rows (fixture);
  GtkWidget *row;

  g_object_set (fixture->view, "account", (gint64) 0, NULL);
  wait_until (rows (fixture) != before && count (fixture) == 5);
  row = find_row (GTK_WIDGET (fixture->timeline), find (fixture, "Second mail", NULL));
  rapport_row_set_id (changes, fixture->data.account);
  rapport_row_put (changes, "name", "Nordwind Kühlung", NULL);
  account_fixture_save (&fixture->data, changes);
  wait_until (strstr (gtk_label_get_label (part (row, "text_label")), "Nordwind Kühlung") != NULL);
}

static void
test_picker (Fixture *fixture, gconstpointer data)
{
  GtkWidget *picker = part (fixture->view, "picker");
  GtkListView *list = part (picker, "list");
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  rapport_row_put (row, "name", "Halden Marine", NULL);
  account_fixture_save (&fixture->data, row);
  rapport_account_picker_popup (RAPPORT_ACCOUNT_PICKER (picker));
  wait_until (gtk_list_view_get_model (list) != NULL &&
              g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) == 2);
  gtk_editable_set_text (part (picker, "entry"), "katrin");
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list))) == 1);
  g_object_set (fixture->view, "account", (gint64) 0, NULL);
  wait_until (count (fixture) == 5);
  g_signal_emit_by_name (part (picker, "entry"), "activate");
  g_assert_cmpint (rapport_account_picker_get_account (RAPPORT_ACCOUNT_PICKER (picker)), ==, fixture->data.account);
  wait_until (count (fixture) == 5);
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/timeline-view/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("log", test_log);
  /* What fails is said in a dialog then, which goes with the window. */
  g_test_add ("/timeline-view/log-without-toasts", Fixture, "bare", set_up, test_log, tear_down);
  ADD ("dialog", test_dialog);
  ADD ("filters", test_filters);
  ADD ("empty", test_empty);
  ADD ("brush", test_brush);
  ADD ("layout", test_layout);
  ADD ("keys", test_keys);
  ADD ("episodes", test_episodes);
  ADD ("edit", test_edit);
  ADD ("ribbon-menu", test_ribbon_menu);
  ADD ("rename", test_rename);
  ADD ("picker", test_picker);
  return g_test_run ();
}
