#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "core/rapport-records.h"
#include "service/rapport-today-service.h"
#include "views/rapport-need-row.h"
#include "views/rapport-today-view.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-theme.h"
#include "widgets/rapport-tile.h"
#include "tests/test-tools.h"

typedef struct
{
  char             *dir;
  RapportWorkspace *workspace;
  GtkWidget        *window;
  GtkWidget        *view;
  GString          *activated; /* actions of the window: "open-account 17;" */
  RapportDay        today;
  gint64            ines;
  gint64            promise, complaint, step, silent; /* accounts */
  gint64            commitment, next_step, episode;
} Fixture;

/* Waiting ---------------------------------------------------------------------------------------------------- */

static void
settle (guint milliseconds)
{
  gint64 until = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < until)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
}

static gpointer
child (Fixture    *f,
       const char *name)
{
  return gtk_widget_get_template_child (f->view, RAPPORT_TYPE_TODAY_VIEW, name);
}

static guint
n_needs (Fixture *f)
{
  guint n;

  g_object_get (f->view, "n-needs", &n, NULL);
  return n;
}

static guint
n_rows (Fixture *f)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (child (f, "needs_list"), n) != NULL)
    n++;
  return n;
}

static RapportNeedRow *
row_of (Fixture *f,
        gint64   account)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (child (f, "needs_list"), i)) != NULL; i++)
    if (rapport_need_row_get_need (RAPPORT_NEED_ROW (row))->account == account)
      return RAPPORT_NEED_ROW (row);
  return NULL;
}

static gpointer
part (RapportNeedRow *row,
      const char     *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (row), RAPPORT_TYPE_NEED_ROW, name);
}

static void
act (Fixture *f,
     gint64   account)
{
  g_signal_emit_by_name (part (row_of (f, account), "act_button"), "clicked");
}

/* Filling ---------------------------------------------------------------------------------------------------- */

static gint64
save (Fixture    *f,
      RapportRow *row)
{
  g_autoptr(RapportAct) saved = rapport_act_save (row);
  g_autoptr(GError) error = NULL;

  rapport_workspace_do (f->workspace, saved, &error);
  g_assert_no_error (error);
  return rapport_act_get_saved_id (saved);
}

static gint64
add_account (Fixture    *f,
             const char *name,
             gint64      value,
             gint64      owner)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  rapport_row_put (row, "name", name, "estimated_value", value, "owner", owner ? owner : RAPPORT_UNSET, NULL);
  return save (f, row);
}

static gint64
add_commitment (Fixture    *f,
                gint64      account,
                const char *title,
                const char *kind,
                int         due_in)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_COMMITMENT);

  rapport_row_put (row, "account", account, "title", title, "kind", kind, "side", "ours", "made",
                   (gint64) f->today - 60, "first_due", (gint64) f->today + due_in, "due", (gint64) f->today + due_in,
                   NULL);
  return save (f, row);
}

static void
fill (Fixture *f)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_MEMBER);
  gint64 person;

  rapport_row_put (row, "name", "Ines Duarte", "active", (gint64) 1, NULL);
  f->ines = save (f, row);
  row = rapport_row_new (RAPPORT_KIND_PERSON);
  rapport_row_put (row, "name", "Amelia Bright", NULL);
  person = save (f, row);

  f->promise = add_account (f, "Nordwind", 18430000, f->ines);
  f->complaint = add_account (f, "Bright & Co.", 5270000, 0);
  f->step = add_account (f, "Kowalczyk", 3310000, 0);
  f->silent = add_account (f, "Zeeland", 13200000, f->ines);
  f->commitment = add_commitment (f, f->promise, "Credit note", "promise", -1);
  f->next_step = add_commitment (f, f->step, "Send the offer", "next-step", 0);

  row = rapport_row_new (RAPPORT_KIND_EPISODE);
  rapport_row_put (row, "account", f->complaint, "title", "Unclear invoice", "kind", "complaint", "started",
                   (gint64) f->today - 4, "cause", (gint64) 3, NULL);
  f->episode = save (f, row);
  row = rapport_row_new (RAPPORT_KIND_INTERACTION);
  rapport_row_put (row, "account", f->complaint, "at", rapport_day_to_instant (f->today - 4, NULL), "direction", "in",
                   "subject", "Complains", "episode", f->episode, "person", person, NULL);
  save (f, row);
  for (int i = 0; i < 5; i++)
    {
      row = rapport_row_new (RAPPORT_KIND_INTERACTION);
      rapport_row_put (row, "account", f->silent, "at", rapport_day_to_instant (f->today - 48 - 20 * i, NULL),
                       "direction", "out", "subject", "Call", NULL);
      save (f, row);
    }
  for (int i = 0; i < 6; i++)
    {
      row = rapport_row_new (RAPPORT_KIND_PURCHASE);
      rapport_row_put (row, "account", i % 2 ? f->promise : f->silent, "day", (gint64) f->today - 90 * i - 5, "title",
                       "Order", "total", (gint64) 10000000 * (i + 1), NULL);
      save (f, row);
    }
}

/* The window ------------------------------------------------------------------------------------------------- */

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GError) error = NULL;

  rapport_workspace_undo_finish (RAPPORT_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
}

static void
win_action_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  Fixture *f = data;
  const char *name = g_action_get_name (G_ACTION (action));
  g_autofree char *text = parameter ? g_variant_print (parameter, FALSE) : g_strdup ("");

  if (g_str_equal (name, "undo"))
    rapport_workspace_undo_async (f->workspace, FALSE, FALSE, NULL, NULL, NULL, undone_cb, NULL);
  g_string_append_printf (f->activated, "%s %s;", name, text);
}

static void
show_window (Fixture *f)
{
  static const GActionEntry entries[] = {
    { "undo", win_action_cb, NULL, NULL, NULL, { 0 } }, { "open-account", win_action_cb, "x", NULL, NULL, { 0 } },
    { "log-about", win_action_cb, "(xxx)", NULL, NULL, { 0 } }, { "show-page", win_action_cb, "s", NULL, NULL, { 0 } },
    { "new-account", win_action_cb, "s", NULL, NULL, { 0 } }, { "import", win_action_cb, "s", NULL, NULL, { 0 } },
    { "search", win_action_cb, NULL, NULL, NULL, { 0 } },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  GtkWidget *overlay = adw_toast_overlay_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), f);
  f->window = adw_window_new ();
  f->view = g_object_new (RAPPORT_TYPE_TODAY_VIEW, "workspace", f->workspace, NULL);
  gtk_widget_insert_action_group (f->window, "win", G_ACTION_GROUP (group));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), f->view);
  adw_window_set_content (ADW_WINDOW (f->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1250, 900);
  gtk_window_present (GTK_WINDOW (f->window));
  wait_until (g_strcmp0 (gtk_stack_get_visible_child_name (child (f, "stack")), "loading") != 0);
  settle (300);
}

static void
set_up (Fixture       *f,
        gconstpointer  with_data)
{
  g_autofree char *path = NULL;
  g_autoptr(GError) error = NULL;

  f->today = rapport_day_parse ("2025-11-20");
  f->activated = g_string_new (NULL);
  f->dir = g_dir_make_tmp ("rapport-today-view-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (f->dir, "t.rapport", NULL);
  f->workspace = rapport_workspace_create (path, "Test", "EUR", &error);
  g_assert_no_error (error);
  rapport_store_set_as_of (rapport_workspace_get_store (f->workspace), f->today, &error);
  g_assert_no_error (error);
  if (with_data != NULL)
    fill (f);
  show_window (f);
}

static void
tear_down (Fixture       *f,
           gconstpointer  with_data)
{
  GtkWidget *view = f->view;

  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);
  gtk_window_destroy (GTK_WINDOW (f->window));
  wait_until (view == NULL);
  wait_until (G_OBJECT (f->workspace)->ref_count == 1);
  rapport_workspace_close (f->workspace);
  g_assert_finalize_object (f->workspace);
  remove_tree (f->dir);
  g_free (f->dir);
  g_string_free (f->activated, TRUE);
}

/* Tests ------------------------------------------------------------------------------------------------------ */

static void
test_rows (Fixture       *f,
           gconstpointer  data)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (child (f, "needs_list"), 0);

  g_assert_cmpuint (n_needs (f), ==, 4);
  g_assert_cmpuint (n_rows (f), ==, 4);
  g_assert_cmpint (rapport_need_row_get_need (RAPPORT_NEED_ROW (first))->account, ==, f->promise);
  g_assert_cmpstr (gtk_label_get_label (part (row_of (f, f->promise), "name_label")), ==, "Nordwind");
  g_assert_cmpstr (gtk_label_get_label (part (row_of (f, f->promise), "reason_label")), ==,
                   "Promise 1 day overdue: Credit note");
  g_assert_cmpstr (gtk_button_get_label (part (row_of (f, f->promise), "act_button")), ==, "Keep Promise");
  g_assert_cmpstr (gtk_button_get_label (part (row_of (f, f->complaint), "act_button")), ==, "Call Amelia");
  g_assert_cmpstr (gtk_button_get_label (part (row_of (f, f->step), "act_button")), ==, "Mark Done");
  g_assert_cmpstr (gtk_button_get_label (part (row_of (f, f->silent), "act_button")), ==, "Plan a Visit");

  /* One suggested act on the page, the first. */
  g_assert_true (gtk_widget_has_css_class (part (RAPPORT_NEED_ROW (first), "act_button"), "suggested-action"));
  g_assert_false (gtk_widget_has_css_class (part (row_of (f, f->silent), "act_button"), "suggested-action"));

  /* Names that are heard. */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (first), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Nordwind: Promise 1 day overdue: Credit note, €600k");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (part (row_of (f, f->promise), "act_button")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Keep Promise, Nordwind");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (part (row_of (f, f->promise), "snooze_button")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Remind me later of Nordwind");

  g_signal_emit_by_name (child (f, "needs_list"), "row-activated", first);
  {
    g_autofree char *expected = g_strdup_printf ("open-account %" G_GINT64_FORMAT ";", f->promise);

    g_assert_cmpstr (f->activated->str, ==, expected);
  }
}

static void
test_keep (Fixture       *f,
           gconstpointer  data)
{
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (f->workspace, RAPPORT_KIND_COMMITMENT, f->commitment);

  act (f, f->promise);
  wait_until (n_needs (f) == 3);
  g_assert_null (row_of (f, f->promise));
  g_assert_cmpint (rapport_record_get_int (record, "done"), ==, f->today);
  g_assert_cmpstr (rapport_record_get_text (record, "outcome"), ==, "late");

  gtk_widget_activate_action (f->view, "win.undo", NULL);
  wait_until (n_needs (f) == 4);
  g_assert_cmpint (rapport_record_get_int (record, "done"), ==, RAPPORT_UNSET);
  g_assert_nonnull (row_of (f, f->promise));
}

static void
test_mark_done (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (f->workspace, RAPPORT_KIND_COMMITMENT, f->next_step);

  act (f, f->step);
  wait_until (n_needs (f) == 3);
  g_assert_cmpint (rapport_record_get_int (record, "done"), ==, f->today);
  gtk_widget_activate_action (f->view, "win.undo", NULL);
  wait_until (n_needs (f) == 4);
}

static void
test_plan_visit (Fixture       *f,
                 gconstpointer  data)
{
  g_autoptr(RapportRecord) account = rapport_workspace_get_record (f->workspace, RAPPORT_KIND_ACCOUNT, f->silent);

  act (f, f->silent);
  wait_until (n_needs (f) == 3);
  g_assert_null (row_of (f, f->silent));
  g_assert_cmpint (rapport_record_get_int (account, "next-due"), ==, f->today + 7);
  g_assert_cmpstr (rapport_record_get_text (account, "next-step"), ==, "Plan a visit");
  gtk_widget_activate_action (f->view, "win.undo", NULL);
  wait_until (n_needs (f) == 4);
}

static void
test_log (Fixture       *f,
          gconstpointer  data)
{
  g_autofree char *expected = g_strdup_printf ("log-about (%" G_GINT64_FORMAT ", ", f->complaint);

  act (f, f->complaint);
  settle (100);
  g_assert_true (g_str_has_prefix (f->activated->str, expected));
  /* About the complaint itself. */
  g_assert_false (g_str_has_suffix (f->activated->str, ", 0);"));
}

static void
test_snooze (Fixture       *f,
             gconstpointer  data)
{
  static const int days[] = { 1, 7, 28 };
  gint64 accounts[] = { f->promise, f->complaint, f->silent };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      gint64 until = 0;

      gtk_widget_activate_action (GTK_WIDGET (row_of (f, accounts[i])), "need.snooze", "i", days[i]);
      wait_until (n_needs (f) == 3);
      g_assert_null (row_of (f, accounts[i]));
      rapport_db_query_int (rapport_store_get_db (rapport_workspace_get_store (f->workspace)), &until, NULL,
                            "SELECT until FROM snooze WHERE deleted IS NULL", NULL);
      g_assert_cmpint (until, ==, rapport_day_to_instant (f->today + days[i], NULL));
      g_assert_nonnull (strstr (gtk_label_get_label (child (f, "needs_remark")), "1 put off"));
      gtk_widget_activate_action (f->view, "win.undo", NULL);
      wait_until (n_needs (f) == 4);
      g_assert_nonnull (row_of (f, accounts[i]));
    }
}

static void
test_more (Fixture       *f,
           gconstpointer  data)
{
  GtkWidget *button = child (f, "more_button");
  RapportNeedRow *kept = row_of (f, f->promise);

  g_assert_false (gtk_widget_get_visible (button));
  for (int i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %d", i);

      add_commitment (f, add_account (f, name, 100 + i, 0), "Call", "next-step", 0);
    }
  wait_until (n_needs (f) == 24);
  g_assert_cmpuint (n_rows (f), ==, 7);
  g_assert_true (gtk_widget_get_visible (button));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (button)), ==, "Show More (17)");
  /* The rows stay, and with them the focus. */
  g_assert_true (row_of (f, f->promise) == kept);

  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (n_rows (f), ==, 19);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (child (f, "needs_list"), 7))));
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpuint (n_rows (f), ==, 24);
  g_assert_false (gtk_widget_get_visible (button));
}

static void
test_scope (Fixture       *f,
            gconstpointer  data)
{
  GtkDropDown *scope = child (f, "scope");

  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (scope)));
  gtk_drop_down_set_selected (scope, 1);
  wait_until (n_needs (f) == 2);
  g_assert_nonnull (row_of (f, f->promise));
  g_assert_nonnull (row_of (f, f->silent));
  gtk_drop_down_set_selected (scope, 0);
  wait_until (n_needs (f) == 4);
}

static RapportTile *
tile (Fixture *f,
      int      i)
{
  return RAPPORT_TILE (gtk_flow_box_child_get_child (gtk_flow_box_get_child_at_index (child (f, "tiles"), i)));
}

static void
test_tiles (Fixture       *f,
            gconstpointer  data)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_PURCHASE);

  g_assert_cmpstr (rapport_tile_get_label (tile (f, 0)), ==, "Active customers");
  wait_until (g_str_equal (rapport_tile_get_value (tile (f, 0)), "2"));
  g_assert_cmpstr (rapport_tile_get_value (tile (f, 1)), ==, "€1.00M");
  rapport_row_put (row, "account", f->step, "day", (gint64) f->today, "title", "Order", "total", (gint64) 50000000,
                   NULL);
  save (f, row);
  wait_until (g_str_equal (rapport_tile_get_value (tile (f, 0)), "3"));
  g_assert_cmpstr (rapport_tile_get_value (tile (f, 1)), ==, "€1.50M");
}

/* A figure is never cut short: the line makes way. */
static void
test_tile_room (Fixture       *f,
                gconstpointer  data)
{
  GtkWidget *wide = rapport_tile_new ("Revenue");
  const double values[] = { 1, 2, 3, 4 };
  int minimum, natural;
  GtkWidget *window = gtk_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = NULL;

  rapport_tile_set_value (RAPPORT_TILE (wide), "€111.9M or so");
  rapport_tile_set_series (RAPPORT_TILE (wide), values, 4, RAPPORT_TONE_NEUTRAL);
  gtk_widget_set_halign (wide, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), wide);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  settle (200);
  for (GtkWidget *w = gtk_widget_get_first_child (wide); w != NULL; w = gtk_widget_get_next_sibling (w))
    if (!GTK_IS_LABEL (w))
      line = w;
  g_assert_nonnull (line);
  g_assert_true (gtk_widget_get_child_visible (line));
  gtk_widget_measure (wide, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, natural);

  gtk_widget_set_halign (wide, GTK_ALIGN_FILL);
  gtk_window_set_default_size (GTK_WINDOW (window), minimum + 2, 120);
  wait_until (!gtk_widget_get_child_visible (line));
  for (GtkWidget *w = gtk_widget_get_first_child (wide); w != NULL; w = gtk_widget_get_next_sibling (w))
    if (GTK_IS_LABEL (w) && g_str_has_prefix (gtk_label_get_label (GTK_LABEL (w)), "€111"))
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (w))));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_narrow (Fixture       *f,
             gconstpointer  data)
{
  g_assert_false (rapport_adaptive_bin_is_narrow (child (f, "adaptive")));
  g_assert_cmpint (gtk_orientable_get_orientation (child (f, "columns")), ==, GTK_ORIENTATION_HORIZONTAL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 800, 700);
  wait_until (gtk_orientable_get_orientation (child (f, "columns")) == GTK_ORIENTATION_VERTICAL);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1250, 900);
  wait_until (gtk_orientable_get_orientation (child (f, "columns")) == GTK_ORIENTATION_HORIZONTAL);
}

/* Twice the text needs twice the room; no figure is cut short. */
static void
test_large_text (Fixture       *f,
                 gconstpointer  data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  wait_until (gtk_orientable_get_orientation (child (f, "columns")) == GTK_ORIENTATION_VERTICAL);
  settle (200);
  for (int i = 0; i < 2; i++)
    for (GtkWidget *w = gtk_widget_get_first_child (GTK_WIDGET (tile (f, i))); w != NULL;
         w = gtk_widget_get_next_sibling (w))
      if (GTK_IS_LABEL (w) && gtk_widget_has_css_class (w, "rp-key-figure"))
        g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (w))));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  wait_until (gtk_orientable_get_orientation (child (f, "columns")) == GTK_ORIENTATION_HORIZONTAL);
}

static void
test_read_only (Fixture       *f,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  rapport_store_set_as_of (rapport_workspace_get_store (f->workspace), f->today - 5, &error);
  g_assert_no_error (error);
  wait_until (n_needs (f) == 1);
  g_assert_true (rapport_workspace_is_read_only (f->workspace));
  g_assert_false (gtk_widget_get_sensitive (part (row_of (f, f->silent), "act_button")));
  g_assert_false (gtk_widget_get_sensitive (part (row_of (f, f->silent), "snooze_button")));
}

static void
test_nothing_due (Fixture       *f,
                  gconstpointer  data)
{
  gint64 account = add_account (f, "Halden", 0, 0);

  wait_until (g_str_equal (gtk_stack_get_visible_child_name (child (f, "stack")), "day"));
  g_assert_true (gtk_widget_get_visible (child (f, "nothing_due")));
  g_assert_false (gtk_widget_get_visible (child (f, "needs_panel")));
  g_assert_cmpstr (adw_status_page_get_title (child (f, "nothing_due")), ==, "All promises kept");
  add_commitment (f, account, "Later", "promise", 5);
  wait_until (g_str_has_prefix (adw_status_page_get_description (child (f, "nothing_due")), "Next due on"));

  add_commitment (f, account, "Now", "promise", 0);
  wait_until (n_needs (f) == 1);
  g_assert_true (gtk_widget_get_visible (child (f, "needs_panel")));
  gtk_widget_activate_action (GTK_WIDGET (row_of (f, account)), "need.snooze", "i", 1);
  wait_until (n_needs (f) == 0);
  g_assert_cmpstr (adw_status_page_get_title (child (f, "nothing_due")), ==, "Nothing more today");
}

static void
test_empty (Fixture       *f,
            gconstpointer  data)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (child (f, "stack")), ==, "empty");
  g_assert_cmpuint (n_needs (f), ==, 0);
}

/* Another workspace, or none, leaves nothing of the one before. */
static void
test_workspace (Fixture       *f,
                gconstpointer  data)
{
  g_object_set (f->view, "workspace", NULL, NULL);
  settle (200);
  g_assert_cmpuint (n_needs (f), ==, 0);
  g_assert_cmpuint (n_rows (f), ==, 0);
  g_object_set (f->view, "workspace", f->workspace, NULL);
  wait_until (n_needs (f) == 4);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rapport_theme_init (gdk_display_get_default ());
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define add_test(name, data, func) g_test_add ("/today-view/" name, Fixture, data, set_up, func, tear_down)
  add_test ("rows", "filled", test_rows);
  add_test ("keep-promise", "filled", test_keep);
  add_test ("mark-done", "filled", test_mark_done);
  add_test ("plan-visit", "filled", test_plan_visit);
  add_test ("log", "filled", test_log);
  add_test ("snooze", "filled", test_snooze);
  add_test ("more", "filled", test_more);
  add_test ("scope", "filled", test_scope);
  add_test ("tiles", "filled", test_tiles);
  add_test ("tile-room", NULL, test_tile_room);
  add_test ("narrow", "filled", test_narrow);
  add_test ("large-text", "filled", test_large_text);
  add_test ("read-only", "filled", test_read_only);
  add_test ("nothing-due", NULL, test_nothing_due);
  add_test ("empty", NULL, test_empty);
  add_test ("workspace", "filled", test_workspace);
  return g_test_run ();
}
