#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "accounts-sample.h"
#include "core/rapport-records.h"
#include "service/rapport-board-service.h"
#include "views/rapport-accounts-view-private.h"
#include "widgets/rapport-theme.h"
#include "tests/test-tools.h"

typedef struct
{
  AccountsSample      *sample;
  GtkWidget           *window;
  RapportAccountsView *view;
  gint64               opened;
} Fixture;

static guint
n_rows (Fixture *fixture)
{
  return _rapport_accounts_view_get_n_rows (fixture->view);
}

static const char *
name_at (Fixture *fixture,
         guint    position)
{
  g_autoptr(RapportSteadyRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->view->selection), position);
  g_autoptr(RapportRecord) record = rapport_steady_row_dup_record (row);

  return g_intern_string (rapport_record_get_title (record));
}

static gboolean
is_settled (Fixture *fixture)
{
  return fixture->view->loading == NULL && fixture->view->have_totals;
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  ((Fixture *) data)->opened = g_variant_get_int64 (parameter);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) open = g_simple_action_new ("open-account", G_VARIANT_TYPE_INT64);

  fixture->sample = accounts_sample_new (GPOINTER_TO_UINT (data));
  fixture->window = adw_window_new ();
  fixture->view = RAPPORT_ACCOUNTS_VIEW (rapport_accounts_view_new ());
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (fixture->view));
  adw_window_set_content (ADW_WINDOW (fixture->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1300, 800);
  g_signal_connect (open, "activate", G_CALLBACK (open_cb), fixture);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (open));
  gtk_widget_insert_action_group (fixture->window, "win", G_ACTION_GROUP (group));
  rapport_accounts_view_set_workspace (fixture->view, fixture->sample->workspace);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_until (is_settled (fixture));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gpointer view = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (fixture->view), &view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_until (view == NULL);
  accounts_sample_free (fixture->sample);
}

static void
filter_text (Fixture    *fixture,
             const char *text)
{
  RapportAccountFilter *filter = rapport_account_filter_copy (rapport_accounts_view_get_filter (fixture->view));

  g_free (filter->text);
  filter->text = g_strdup (text);
  fixture->view->have_totals = FALSE;
  rapport_accounts_view_set_filter (fixture->view, filter);
  rapport_account_filter_free (filter);
  wait_until (is_settled (fixture));
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpuint (n_rows (fixture), ==, 40);
  g_assert_cmpstr (name_at (fixture, 0), ==, "Stadtwerke Aalen");
  g_assert_cmpuint (fixture->view->totals.n_accounts, ==, 40);
  g_assert_cmpuint (fixture->view->totals.n_owners, ==, 4);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->view->pages), ==, "list");

  filter_text (fixture, "kestrel");
  g_assert_cmpuint (n_rows (fixture), ==, 2);
  filter_text (fixture, "nothing like that");
  g_assert_cmpuint (n_rows (fixture), ==, 0);
  g_assert_true (gtk_widget_get_visible (fixture->view->nothing));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->view->pages), ==, "list");
  filter_text (fixture, NULL);
  g_assert_cmpuint (n_rows (fixture), ==, 40);
  g_assert_false (gtk_widget_get_visible (fixture->view->nothing));

  g_signal_emit_by_name (fixture->view->view, "activate", 0);
  g_assert_cmpint (fixture->opened, ==,
                   rapport_query_model_get_id (rapport_id_selection_get_model (fixture->view->selection), 0));
}

static void
sort_by (Fixture    *fixture,
         const char *column)
{
  GListModel *columns = gtk_column_view_get_columns (fixture->view->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr(GtkColumnViewColumn) item = g_list_model_get_item (columns, i);

      if (g_strcmp0 (g_object_get_data (G_OBJECT (item), "column"), column) == 0)
        {
          RapportAccountSort before = fixture->view->filter->sort;
          gboolean descending = fixture->view->filter->descending;

          /* What a click on the heading does. */
          gtk_column_view_sort_by_column (fixture->view->view, item,
                                          before == rapport_list_get_column_sort (column) && !descending
                                              ? GTK_SORT_DESCENDING
                                              : GTK_SORT_ASCENDING);
          wait_until (fixture->view->filter->sort != before || fixture->view->filter->descending != descending);
          wait_until (is_settled (fixture));
          return;
        }
    }
  g_assert_not_reached ();
}

static void
test_sort (Fixture       *fixture,
           gconstpointer  data)
{
  sort_by (fixture, "name");
  g_assert_false (fixture->view->filter->descending);
  g_assert_cmpstr (name_at (fixture, 0), ==, "Atlas Reefer Lines");
  sort_by (fixture, "name");
  g_assert_true (fixture->view->filter->descending);
  g_assert_cmpstr (name_at (fixture, 0), ==, "Van Aken Foods 28");
  /* The third click goes back to the default. */
  sort_by (fixture, "name");
  g_assert_cmpint (fixture->view->filter->sort, ==, RAPPORT_ACCOUNT_SORT_VALUE);
  g_assert_true (fixture->view->filter->descending);
  g_assert_cmpstr (name_at (fixture, 0), ==, "Stadtwerke Aalen");
}

static void
test_columns (Fixture       *fixture,
              gconstpointer  data)
{
  const char *columns[] = { "name", "city", "industry", "value", "no such column", NULL };
  GListModel *shown = gtk_column_view_get_columns (fixture->view->view);
  g_auto(GStrv) all = rapport_list_dup_columns ();
  g_autofree char *setting = NULL;

  _rapport_accounts_view_choose_columns (fixture->view, columns);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 5);
  _rapport_accounts_view_choose_columns (fixture->view, (const char *const *) all);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, g_strv_length (all) + 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  _rapport_accounts_view_choose_columns (fixture->view, columns);
  wait_until (fixture->view->save_idle == 0);
  /* Settings are written on the writer's thread, those of a moment ago first. */
  for (guint i = 0; i < 200 && g_strcmp0 (setting, "name:0,city:0,industry:0,value:0") != 0; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
      g_free (setting);
      setting = rapport_workspace_get_setting (fixture->sample->workspace, "accounts.columns", TRUE);
    }
  g_assert_cmpstr (setting, ==, "name:0,city:0,industry:0,value:0");

  /* Another page finds them again. */
  rapport_accounts_view_set_workspace (fixture->view, NULL);
  rapport_accounts_view_set_workspace (fixture->view, fixture->sample->workspace);
  wait_until (is_settled (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 5);
}

static void
test_selection (Fixture       *fixture,
                gconstpointer  data)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (fixture->view->selection);
  g_autoptr(GArray) ids = NULL;
  gint64 id = rapport_query_model_get_id (rapport_id_selection_get_model (fixture->view->selection), 3);

  g_assert_false (gtk_revealer_get_reveal_child (fixture->view->bar));
  gtk_selection_model_select_item (selection, 3, TRUE);
  g_assert_cmpuint (rapport_id_selection_get_n (fixture->view->selection), ==, 1);
  g_assert_true (gtk_revealer_get_reveal_child (fixture->view->bar));
  gtk_selection_model_select_range (selection, 5, 3, FALSE);
  g_assert_cmpuint (rapport_id_selection_get_n (fixture->view->selection), ==, 4);
  g_assert_true (gtk_check_button_get_inconsistent (fixture->view->check_all));

  /* What is still listed stays selected, in its new place. */
  gtk_selection_model_select_item (selection, 3, TRUE);
  sort_by (fixture, "name");
  ids = rapport_id_selection_dup_ids (fixture->view->selection);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, id);

  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "accounts.select-all", NULL);
  g_assert_cmpuint (rapport_id_selection_get_n (fixture->view->selection), ==, 40);
  g_assert_true (gtk_check_button_get_active (fixture->view->check_all));
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "accounts.unselect-all", NULL);
  g_assert_cmpuint (rapport_id_selection_get_n (fixture->view->selection), ==, 0);
  g_assert_false (gtk_revealer_get_reveal_child (fixture->view->bar));
}

static gint64
count (Fixture    *fixture,
       const char *sql)
{
  gint64 n = -1;
  g_autoptr(GError) error = NULL;

  rapport_db_query_int (rapport_store_get_db (rapport_workspace_get_store (fixture->sample->workspace)), &n, &error,
                        sql, NULL);
  g_assert_no_error (error);
  return n;
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
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

static void
choose (Fixture       *fixture,
        GtkMenuButton *button,
        const char    *label)
{
  GtkWidget *choice;

  gtk_menu_button_popup (button);
  choice = find_button (GTK_WIDGET (gtk_menu_button_get_popover (button)), label);
  g_assert_nonnull (choice);
  g_signal_emit_by_name (choice, "clicked");
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GError) error = NULL;

  rapport_workspace_undo_finish (RAPPORT_WORKSPACE (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) data = TRUE;
}

static void
test_acts (Fixture       *fixture,
           gconstpointer  data)
{
  gboolean undone = FALSE;
  gint64 n_repeat = count (fixture, "SELECT count(*) FROM placement WHERE stage = 104");

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (fixture->view->selection), 0, 4, TRUE);
  choose (fixture, fixture->view->assign_button, "Yusuf Demir");
  wait_until (count (fixture, "SELECT count(DISTINCT owner) FROM account WHERE id IN"
                              " (SELECT id FROM account ORDER BY id LIMIT 4)") == 1);
  choose (fixture, fixture->view->tag_button, "fair");
  wait_until (count (fixture, "SELECT count(*) FROM account WHERE tags = 'fair' AND id IN"
                              " (SELECT id FROM account ORDER BY id LIMIT 4)") == 4);
  choose (fixture, fixture->view->move_button, "Repeat");
  wait_until (count (fixture, "SELECT count(*) FROM placement WHERE stage = 104") > n_repeat);

  /* These have a history, so it asks; what nothing was ever logged for goes at once, as one act. */
  wait_until (is_settled (fixture));
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (fixture->view->selection));
  {
    RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
    g_autoptr(RapportAct) act = NULL;
    g_autoptr(GError) error = NULL;

    rapport_row_put (row, "name", "Zzz without a history", NULL);
    act = rapport_act_save (row);
    rapport_workspace_do (fixture->sample->workspace, act, &error);
    g_assert_no_error (error);
  }
  wait_until (n_rows (fixture) == 41);
  filter_text (fixture, "zzz");
  g_assert_cmpuint (n_rows (fixture), ==, 1);
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (fixture->view->selection));
  gtk_widget_activate_action (GTK_WIDGET (fixture->view), "accounts.delete", NULL);
  wait_until (n_rows (fixture) == 0);
  g_assert_cmpuint (rapport_id_selection_get_n (fixture->view->selection), ==, 0);
  rapport_workspace_undo_async (fixture->sample->workspace, FALSE, FALSE, NULL, NULL, NULL, undone_cb, &undone);
  wait_until (undone && n_rows (fixture) == 1);
}

/* Without a window manager a window takes another size only when it is shown anew. */
static void
set_width (Fixture *fixture,
           int      width)
{
  gtk_widget_set_visible (fixture->window, FALSE);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
test_narrow (Fixture       *fixture,
             gconstpointer  data)
{
  set_width (fixture, 1000);
  wait_until (fixture->view->width_class == WIDTH_MEDIUM && fixture->view->width_idle == 0);
  /* Without group, owner and flags. */
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (fixture->view->view)), ==, 7);
  set_width (fixture, 700);
  wait_until (fixture->view->width_class == WIDTH_NARROW && fixture->view->width_idle == 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->view->lists), ==, "rows");
  g_assert_nonnull (gtk_list_view_get_model (fixture->view->rows));
  set_width (fixture, 1300);
  wait_until (fixture->view->width_class == WIDTH_WIDE && fixture->view->width_idle == 0);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_column_view_get_columns (fixture->view->view)), ==, 10);
}

/* Rows --------------------------------------------------------------------------------------------------------- */

static gboolean
has_all_rows (Fixture *fixture)
{
  return rapport_steady_rows_is_settled (fixture->view->steady);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  guint first = rapport_steady_row_get_position (rapport_list_cell_get_row (*(RapportListCell **) a));
  guint second = rapport_steady_row_get_position (rapport_list_cell_get_row (*(RapportListCell **) b));

  return first < second ? -1 : first > second;
}

/* The cells of a column that can be seen, from top to bottom. */
static GPtrArray *
list_cells (Fixture    *fixture,
            const char *column)
{
  GPtrArray *cells = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer cell;

  g_hash_table_iter_init (&iter, fixture->view->cells);
  while (g_hash_table_iter_next (&iter, &cell, NULL))
    if (gtk_widget_get_mapped (cell) && g_strcmp0 (rapport_list_cell_get_column (cell), column) == 0)
      g_ptr_array_add (cells, cell);
  g_ptr_array_sort (cells, compare_rows);
  return cells;
}

/* What they say is what the answer has there. */
static void
check_cells (Fixture *fixture)
{
  g_autoptr(GPtrArray) names = list_cells (fixture, "name"), owners = list_cells (fixture, "owner");

  g_assert_cmpuint (names->len, >, 0);
  g_assert_cmpuint (owners->len, ==, names->len);
  for (guint i = 0; i < names->len; i++)
    {
      guint position = rapport_steady_row_get_position (rapport_list_cell_get_row (g_ptr_array_index (names, i)));
      g_autoptr(RapportSteadyRow) row = g_list_model_get_item (G_LIST_MODEL (fixture->view->selection), position);
      g_autoptr(RapportRecord) record = rapport_steady_row_dup_record (row);
      g_autofree char *name = rapport_list_cell_dup_text (g_ptr_array_index (names, i));
      g_autofree char *owner = rapport_list_cell_dup_text (g_ptr_array_index (owners, i));
      gint64 owner_id = rapport_row_get_int (rapport_record_get_row (record), RAPPORT_ACCOUNT_OWNER);
      const char *member = rapport_list_names_get_member (fixture->view->names, owner_id);

      g_assert_true (g_str_has_prefix (name, rapport_record_get_title (record)));
      g_assert_cmpstr (owner, ==, member ? member : "");
    }
}

/* Another answer is shown by the widgets that are there. */
static void
test_rows_stay (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) before = NULL, after = NULL;
  g_autofree char *first = NULL, *then = NULL;
  guint n_cells;

  wait_until (has_all_rows (fixture));
  before = list_cells (fixture, "name");
  first = rapport_list_cell_dup_text (g_ptr_array_index (before, 0));
  n_cells = rapport_list_pen_get_n_cells (fixture->view->pen);
  check_cells (fixture);

  sort_by (fixture, "name");
  wait_until (has_all_rows (fixture));
  after = list_cells (fixture, "name");
  g_assert_true (g_ptr_array_index (before, 0) == g_ptr_array_index (after, 0));
  then = rapport_list_cell_dup_text (g_ptr_array_index (after, 0));
  g_assert_cmpstr (first, !=, then);
  g_assert_true (g_str_has_prefix (then, "Atlas Reefer Lines"));
  g_assert_cmpuint (rapport_list_pen_get_n_cells (fixture->view->pen), ==, n_cells);
  check_cells (fixture);

  /* Fewer rows: nothing is made, and no row of the answer before can be seen. */
  filter_text (fixture, "kestrel");
  g_assert_cmpuint (n_rows (fixture), ==, 2);
  g_clear_pointer (&after, g_ptr_array_unref);
  after = list_cells (fixture, "name");
  for (guint i = 0; i < after->len; i++)
    {
      RapportListCell *cell = g_ptr_array_index (after, i);
      g_autofree char *name = rapport_list_cell_dup_text (cell);
      GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (GTK_WIDGET (cell)));

      if (i < 2)
        g_assert_nonnull (strstr (name, "Kestrel"));
      else
        g_assert_cmpstr (name, ==, "");
      g_assert_true (gtk_widget_get_can_target (row) == (i < 2));
      g_assert_cmpfloat (gtk_widget_get_opacity (row), ==, i < 2 ? 1 : 0);
    }
  wait_until (has_all_rows (fixture));
  g_assert_cmpuint (rapport_list_pen_get_n_cells (fixture->view->pen), ==, n_cells);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->view->selection)), ==, 2);
}

/* Rows come a few in each turn of the main loop, and counts are right from the first. */
static void
test_rows_in_steps (Fixture       *fixture,
                    gconstpointer  data)
{
  GListModel *columns = gtk_column_view_get_columns (fixture->view->view);
  RapportAccountFilter *all = rapport_account_filter_copy (rapport_accounts_view_get_filter (fixture->view));
  guint most = 0, total = 0, n_columns = g_list_model_get_n_items (columns) - 1; /* but for the check box */
  gint64 start;

  wait_until (has_all_rows (fixture));
  filter_text (fixture, "kestrel");
  wait_until (has_all_rows (fixture));
  g_assert_cmpuint (n_rows (fixture), <, 40);

  rapport_accounts_view_set_filter (fixture->view, all);
  rapport_account_filter_free (all);
  start = g_get_monotonic_time ();
  while ((n_rows (fixture) < 300 || !has_all_rows (fixture)) &&
         g_get_monotonic_time () - start < 20 * G_TIME_SPAN_SECOND)
    {
      guint before = rapport_list_pen_get_n_cells (fixture->view->pen), made;

      g_main_context_iteration (NULL, TRUE);
      made = rapport_list_pen_get_n_cells (fixture->view->pen) - before;
      most = MAX (most, made);
      total += made;
      if (n_rows (fixture) == 300 && !has_all_rows (fixture))
        {
          gtk_selection_model_select_all (GTK_SELECTION_MODEL (fixture->view->selection));
          g_assert_cmpuint (rapport_id_selection_get_n (fixture->view->selection), ==, 300);
        }
    }
  g_assert_true (has_all_rows (fixture));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->view->selection)), ==, 300);
  g_assert_cmpuint (most, <=, RAPPORT_STEADY_ROWS_STEP * n_columns);
  /* So there was something to divide, and GTK makes as many as we think. */
  g_assert_cmpuint (total, >, 100 * n_columns);
  g_assert_cmpuint (total, <=, 224 * n_columns);
  g_assert_true (gtk_check_button_get_active (fixture->view->check_all));
}

static void
test_rows_selection (Fixture       *fixture,
                     gconstpointer  data)
{
  RapportIdSelection *selection = fixture->view->selection;
  gint64 id = rapport_query_model_get_id (rapport_id_selection_get_model (selection), 3);
  guint position = 0;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (selection), 3, TRUE);
  filter_text (fixture, "kestrel");
  g_assert_true (fixture->view->selection == selection);
  g_assert_cmpuint (rapport_id_selection_get_n (selection), ==, 0);
  g_assert_false (gtk_revealer_get_reveal_child (fixture->view->bar));
  filter_text (fixture, NULL);
  sort_by (fixture, "name");
  g_assert_cmpuint (rapport_id_selection_get_n (selection), ==, 1);
  g_assert_true (rapport_query_model_find (rapport_id_selection_get_model (selection), id, &position));
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (selection), position));
  g_assert_true (gtk_revealer_get_reveal_child (fixture->view->bar));
}

static gint64
focused_account (Fixture *fixture)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  g_autoptr(GPtrArray) cells = list_cells (fixture, "name");

  for (guint i = 0; focus != NULL && i < cells->len; i++)
    if (gtk_widget_is_ancestor (g_ptr_array_index (cells, i), focus))
      return rapport_steady_row_get_id (rapport_list_cell_get_row (g_ptr_array_index (cells, i)));
  return 0;
}

/* A write that puts an account above moves the row that has the focus, with its widget. */
static void
test_rows_focus (Fixture       *fixture,
                 gconstpointer  data)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(GPtrArray) cells = NULL;
  g_autoptr(RapportAct) act = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *widget;
  gint64 id;

  sort_by (fixture, "name");
  wait_until (has_all_rows (fixture));
  cells = list_cells (fixture, "name");
  widget = gtk_widget_get_parent (gtk_widget_get_parent (g_ptr_array_index (cells, 5)));
  gtk_widget_grab_focus (widget);
  id = rapport_query_model_get_id (rapport_id_selection_get_model (fixture->view->selection), 5);
  g_assert_cmpint (focused_account (fixture), ==, id);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->view->selection), 5, TRUE);

  rapport_row_put (row, "name", "Aaa above all", NULL);
  act = rapport_act_save (row);
  rapport_workspace_do (fixture->sample->workspace, act, &error);
  g_assert_no_error (error);
  wait_until (n_rows (fixture) == 41);
  g_assert_cmpstr (name_at (fixture, 0), ==, "Aaa above all");
  g_assert_cmpint (focused_account (fixture), ==, id);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->window)) == widget);
  g_assert_cmpint (rapport_query_model_get_id (rapport_id_selection_get_model (fixture->view->selection), 6), ==, id);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->view->selection), 6));
  g_assert_false (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->view->selection), 5));
  check_cells (fixture);
}

static gboolean
is_seen (Fixture *fixture,
         guint    position)
{
  g_autoptr(GPtrArray) cells = list_cells (fixture, "name");

  for (guint i = 0; i < cells->len; i++)
    if (rapport_steady_row_get_position (rapport_list_cell_get_row (g_ptr_array_index (cells, i))) == position)
      return TRUE;
  return FALSE;
}

static void
test_rows_far_end (Fixture       *fixture,
                   gconstpointer  data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view->view));

  wait_until (has_all_rows (fixture) && gtk_adjustment_get_upper (adjustment) > 300 * 40);
  check_cells (fixture);
  g_assert_false (is_seen (fixture, 299));
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  wait_until (is_seen (fixture, 299) && !is_seen (fixture, 0));
  check_cells (fixture);

  /* Another answer begins at its top. */
  sort_by (fixture, "name");
  wait_until (has_all_rows (fixture) && is_seen (fixture, 0));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  check_cells (fixture);
}

static gboolean
is_seen_narrow (Fixture *fixture)
{
  g_autoptr(GPtrArray) cells = list_cells (fixture, NULL);

  return cells->len > 0;
}

static void
test_rows_narrow (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GPtrArray) cells = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autofree char *text = NULL;
  gint64 id;

  set_width (fixture, 700);
  wait_until (fixture->view->width_class == WIDTH_NARROW && fixture->view->width_idle == 0 && has_all_rows (fixture) &&
              is_seen_narrow (fixture));
  cells = list_cells (fixture, NULL);
  text = rapport_list_cell_dup_text (g_ptr_array_index (cells, 0));
  g_assert_true (g_str_has_prefix (text, "Stadtwerke Aalen"));
  filter_text (fixture, "kestrel");
  g_clear_pointer (&text, g_free);
  text = rapport_list_cell_dup_text (g_ptr_array_index (cells, 0));
  g_assert_nonnull (strstr (text, "Kestrel"));

  /* What is selected is so in the other list, too, and only the one that is seen has an answer. */
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (fixture->view->selection), 1, TRUE);
  id = rapport_query_model_get_id (rapport_id_selection_get_model (fixture->view->selection), 1);
  set_width (fixture, 1300);
  wait_until (fixture->view->width_class == WIDTH_WIDE && fixture->view->width_idle == 0 && has_all_rows (fixture));
  g_assert_true (fixture->view->selection == fixture->view->selections[0]);
  g_assert_cmpuint (n_rows (fixture), ==, 2);
  ids = rapport_id_selection_dup_ids (fixture->view->selection);
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, id);
  g_assert_null (rapport_id_selection_get_model (fixture->view->selections[1]));
  g_assert_cmpuint (rapport_id_selection_get_n (fixture->view->selections[1]), ==, 0);
  g_assert_true (gtk_revealer_get_reveal_child (fixture->view->bar));
  check_cells (fixture);
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->view->pages), ==, "empty");
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rapport_theme_init (gdk_display_get_default ());

#define ADD(name, n, func) g_test_add ("/ui/accounts/" name, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)
  ADD ("list", 40, test_list);
  ADD ("sort", 40, test_sort);
  ADD ("columns", 40, test_columns);
  ADD ("selection", 40, test_selection);
  ADD ("acts", 40, test_acts);
  ADD ("narrow", 40, test_narrow);
  ADD ("rows/stay", 40, test_rows_stay);
  ADD ("rows/in-steps", 300, test_rows_in_steps);
  ADD ("rows/selection", 40, test_rows_selection);
  ADD ("rows/focus", 40, test_rows_focus);
  ADD ("rows/far-end", 300, test_rows_far_end);
  ADD ("rows/narrow", 40, test_rows_narrow);
  ADD ("empty", 0, test_empty);

  return g_test_run ();
}
