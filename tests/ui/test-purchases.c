#include "../unit/account-fixture.h"

#include <adwaita.h>

#include "tests/ui/ui-tools.h"
#include "views/rapport-account-view.h"
#include "views/rapport-field-editor.h"
#include "views/rapport-product-picker.h"
#include "views/rapport-purchase-dialog.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-theme.h"

/* The account's Value tab: the whole list of purchases, and a purchase with its lines. */

typedef struct
{
  AccountFixture  base;
  GtkWidget      *window;
  GtkWidget      *view;
  gint64          product;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  RapportRow *product = rapport_row_new (RAPPORT_KIND_PRODUCT);

  account_fixture_set_up (&desk->base, NULL);
  rapport_row_set_text (product, RAPPORT_PRODUCT_NAME, "Door motor");
  rapport_row_set_int (product, RAPPORT_PRODUCT_PRICE, 1850000000);
  rapport_row_set_int (product, RAPPORT_PRODUCT_COST, 1295000000);
  desk->product = account_fixture_save (&desk->base, product);
  desk->window = adw_window_new ();
  desk->view = rapport_account_view_new ();
  g_object_set (desk->view, "workspace", desk->base.workspace, "account", desk->base.account, NULL);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), desk->view);
  adw_window_set_content (ADW_WINDOW (desk->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1248, 900);
  gtk_window_present (GTK_WINDOW (desk->window));
  rapport_account_view_show_tab (RAPPORT_ACCOUNT_VIEW (desk->view), "value");
  wait_until (find_label (desk->view, "Seal and gasket contract") != NULL);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  wait_until (!rapport_feedback_is_writing ());
  while (g_main_context_iteration (NULL, FALSE))
    ;
  account_fixture_tear_down (&desk->base, NULL);
}

static gint64
read_int (Desk *desk, const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value = 0;

  g_assert_true (rapport_db_query_int (rapport_store_get_db (rapport_workspace_get_store (desk->base.workspace)),
                                       &value, &error, sql, NULL));
  g_assert_no_error (error);
  return value;
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
undo (Desk *desk)
{
  gboolean undone = FALSE;

  rapport_workspace_undo_async (desk->base.workspace, FALSE, FALSE, NULL, NULL, NULL, undone_cb, &undone);
  wait_until (undone);
}

static void
put (RapportPurchaseLineRow *line, RapportPurchaseLineColumn column, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (rapport_purchase_line_row_get_entry (line, column)), text);
}

static GtkWidget *
find_type (GtkWidget *within, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (within, type))
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkEditable *
input_of (RapportPurchaseDialog *dialog, guint field)
{
  return GTK_EDITABLE (
      rapport_field_editor_get_input (RAPPORT_FIELD_EDITOR (rapport_purchase_dialog_get_editor (dialog, field))));
}

static void
save (RapportPurchaseDialog *dialog)
{
  RapportPurchaseDialog *gone = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &gone);
  gtk_widget_activate_action (GTK_WIDGET (dialog), "purchase.save", NULL);
  wait_until (gone == NULL);
}

static void
test_add (Desk *desk, gconstpointer data)
{
  RapportPurchaseDialog *dialog = RAPPORT_PURCHASE_DIALOG (
      rapport_purchase_dialog_new (desk->view, desk->base.workspace, desk->base.account, 0));
  RapportPurchaseLineRow *line;
  GtkWidget *picker, *search;

  /* A product is looked for by its name and brings its price. */
  gtk_widget_activate_action (GTK_WIDGET (dialog), "purchase.add-line", NULL);
  line = rapport_purchase_dialog_get_line (dialog, 0);
  g_assert_nonnull (line);
  g_signal_emit_by_name (rapport_purchase_line_row_get_button (line), "clicked");
  wait_until ((picker = find_type (GTK_WIDGET (dialog), RAPPORT_TYPE_PRODUCT_PICKER)) != NULL &&
              gtk_widget_get_mapped (picker));
  search = find_type (picker, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "MOTOR");
  g_signal_emit_by_name (search, "search-changed");
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (
      gtk_editable_get_text (GTK_EDITABLE (rapport_purchase_line_row_get_entry (line, RAPPORT_LINE_PRICE))), ==,
      "1850");
  put (line, RAPPORT_LINE_QUANTITY, "2");
  put (line, RAPPORT_LINE_DISCOUNT, "10 %");
  line = rapport_purchase_dialog_add_line (dialog);
  put (line, RAPPORT_LINE_TITLE, "Travel");
  put (line, RAPPORT_LINE_PRICE, "45.50");
  put (line, RAPPORT_LINE_COST, "20");
  rapport_purchase_dialog_add_line (dialog); /* stays empty and is not stored */
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "€3,375.50"));
  g_assert_cmpstr (gtk_editable_get_text (input_of (dialog, RAPPORT_PURCHASE_TOTAL)), ==, "3375.50");

  /* What cannot be read keeps the window, with the reason at its place. */
  put (line, RAPPORT_LINE_QUANTITY, "one");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "purchase.save", NULL);
  g_assert_false (rapport_feedback_is_writing ());
  g_assert_true (gtk_widget_has_css_class (rapport_purchase_line_row_get_entry (line, RAPPORT_LINE_QUANTITY), "error"));
  put (line, RAPPORT_LINE_QUANTITY, "1");
  save (dialog);

  g_assert_cmpint (read_int (desk, "SELECT total FROM purchase ORDER BY id DESC LIMIT 1"), ==, 337550);
  g_assert_cmpint (
      read_int (desk, "SELECT title = 'Door motor' AND total_from = 'lines' FROM purchase ORDER BY id DESC LIMIT 1"),
      ==, 1);
  g_assert_cmpint (read_int (desk, "SELECT count(*) FROM purchase_line"), ==, 2);
  g_assert_cmpint (read_int (desk, "SELECT discount FROM purchase_line ORDER BY id LIMIT 1"), ==, 100000);
  wait_until (find_label (desk->view, "Door motor") != NULL);

  undo (desk);
  g_assert_cmpint (read_int (desk, "SELECT count(*) FROM purchase_line WHERE deleted IS NULL"), ==, 0);
  wait_until (find_label (desk->view, "Door motor") == NULL);
}

static void
test_edit (Desk *desk, gconstpointer data)
{
  RapportPurchaseDialog *dialog = RAPPORT_PURCHASE_DIALOG (
      rapport_purchase_dialog_new (desk->view, desk->base.workspace, desk->base.account, 0));
  RapportPurchaseLineRow *line;
  gint64 id;

  gtk_editable_set_text (input_of (dialog, RAPPORT_PURCHASE_TITLE), "Gate 9");
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *title = g_strdup_printf ("Part %u", i);

      line = rapport_purchase_dialog_add_line (dialog);
      put (line, RAPPORT_LINE_TITLE, title);
      put (line, RAPPORT_LINE_QUANTITY, "2");
      put (line, RAPPORT_LINE_PRICE, "100");
    }
  save (dialog);
  id = read_int (desk, "SELECT max(id) FROM purchase");
  g_assert_cmpint (read_int (desk, "SELECT total FROM purchase ORDER BY id DESC LIMIT 1"), ==, 60000);

  /* A line is changed, one is removed: the amount follows; one undo takes back both. */
  dialog = RAPPORT_PURCHASE_DIALOG (
      rapport_purchase_dialog_new (desk->view, desk->base.workspace, desk->base.account, id));
  put (rapport_purchase_dialog_get_line (dialog, 0), RAPPORT_LINE_QUANTITY, "5");
  g_signal_emit_by_name (rapport_purchase_dialog_get_line (dialog, 1), "removed");
  g_assert_null (rapport_purchase_dialog_get_line (dialog, 2));
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "€700"));
  save (dialog);
  g_assert_cmpint (read_int (desk, "SELECT total FROM purchase ORDER BY id DESC LIMIT 1"), ==, 70000);
  g_assert_cmpint (read_int (desk, "SELECT count(*) FROM purchase_line WHERE deleted IS NULL"), ==, 2);
  undo (desk);
  g_assert_cmpint (read_int (desk, "SELECT total FROM purchase ORDER BY id DESC LIMIT 1"), ==, 60000);
  g_assert_cmpint (read_int (desk, "SELECT count(*) FROM purchase_line WHERE deleted IS NULL"), ==, 3);

  /* Stated, it does not follow. */
  dialog = RAPPORT_PURCHASE_DIALOG (
      rapport_purchase_dialog_new (desk->view, desk->base.workspace, desk->base.account, id));
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (gtk_widget_get_template_child (GTK_WIDGET (dialog), RAPPORT_TYPE_PURCHASE_DIALOG, "follow")),
      FALSE);
  gtk_editable_set_text (input_of (dialog, RAPPORT_PURCHASE_TOTAL), "550");
  save (dialog);
  g_assert_cmpint (read_int (desk, "SELECT total FROM purchase ORDER BY id DESC LIMIT 1"), ==, 55000);
  g_assert_cmpint (read_int (desk, "SELECT total_from = 'file' FROM purchase ORDER BY id DESC LIMIT 1"), ==, 1);

  /* Deleted from its own window, and back. */
  dialog = RAPPORT_PURCHASE_DIALOG (
      rapport_purchase_dialog_new (desk->view, desk->base.workspace, desk->base.account, id));
  {
    RapportPurchaseDialog *gone = dialog;

    g_object_add_weak_pointer (G_OBJECT (dialog), (gpointer *) &gone);
    gtk_widget_activate_action (GTK_WIDGET (dialog), "purchase.delete", NULL);
    wait_until (gone == NULL);
  }
  g_assert_cmpint (read_int (desk, "SELECT deleted IS NOT NULL FROM purchase ORDER BY id DESC LIMIT 1"), ==, 1);
  undo (desk);
  g_assert_cmpint (read_int (desk, "SELECT deleted IS NOT NULL FROM purchase ORDER BY id DESC LIMIT 1"), ==, 0);
}

static gboolean
add_many (RapportWrite *write, gpointer data, GError **error)
{
  Desk *desk = data;

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_PURCHASE);
      g_autofree char *title = g_strdup_printf ("Order no. %u", i);

      rapport_row_set_int (row, RAPPORT_PURCHASE_ACCOUNT, desk->base.account);
      rapport_row_set_int (row, RAPPORT_PURCHASE_DAY, account_fixture_day ("2018-12-31") - i);
      rapport_row_set_text (row, RAPPORT_PURCHASE_TITLE, title);
      rapport_row_set_int (row, RAPPORT_PURCHASE_TOTAL, 100);
      if (rapport_write_insert (write, row, error) == 0)
        return FALSE;
    }
  return TRUE;
}

static guint
count_rows (GtkWidget *list)
{
  guint n = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL; child = gtk_widget_get_next_sibling (child))
    n++;
  return n;
}

/* All of thousands are there, few of them are widgets, and the oldest is a scroll away. */
static void
test_long_list (Desk *desk, gconstpointer data)
{
  GtkWidget *list = gtk_widget_get_ancestor (find_label (desk->view, "Seal and gasket contract"), GTK_TYPE_LIST_VIEW);
  GListModel *model;
  GtkAdjustment *adjustment;
  guint before;

  g_assert_nonnull (list);
  model = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));
  before = g_list_model_get_n_items (model);
  account_fixture_do (&desk->base, rapport_act_new ("Many", add_many, desk, NULL));
  wait_until (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))) ==
              before + 3000);
  g_assert_cmpuint (count_rows (list), <, 400);
  wait_until (find_label (desk->view, "3010 orders") != NULL);

  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  for (guint i = 0; i < 4; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", before + 2999);
  wait_until (find_label (list, "Order no. 2999") != NULL);
}

static gboolean
drop_costs (RapportWrite *write, gpointer data, GError **error)
{
  Desk *desk = data;
  g_autoptr(RapportQuery) query = rapport_query_new (RAPPORT_KIND_PURCHASE);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(RapportRow) line = rapport_row_new (RAPPORT_KIND_PURCHASE_LINE),
                         product = rapport_row_new (RAPPORT_KIND_PRODUCT);

  rapport_query_append (query, "SELECT id FROM purchase ORDER BY day DESC");
  ids = rapport_query_run (query, rapport_write_get_db (write), error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr(RapportRow) row = rapport_row_new (RAPPORT_KIND_PURCHASE);

      rapport_row_set_id (row, g_array_index (ids, gint64, i));
      rapport_row_set_null (row, RAPPORT_PURCHASE_COST);
      if (!rapport_write_update (write, row, error))
        return FALSE;
    }
  rapport_row_set_id (product, desk->product);
  rapport_row_set_null (product, RAPPORT_PRODUCT_COST);
  rapport_row_set_int (line, RAPPORT_PURCHASE_LINE_PURCHASE, g_array_index (ids, gint64, 0));
  rapport_row_set_int (line, RAPPORT_PURCHASE_LINE_PRODUCT, desk->product);
  return rapport_write_update (write, product, error) && rapport_write_insert (write, line, error) != 0;
}

/* The line where costs are known, and which product lacks one where they are not. */
static void
test_margin (Desk *desk, gconstpointer data)
{
  wait_until (find_label (desk->view, "▲ 0.8 points") != NULL);
  g_assert_null (find_label (desk->view, "No cost is known"));
  account_fixture_do (&desk->base, rapport_act_new ("No costs", drop_costs, desk, NULL));
  wait_until (find_label (desk->view, "No cost is known of these products: Door motor.") != NULL);
}

#define ADD(name, function) g_test_add ("/purchases/" name, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rapport_theme_init (gdk_display_get_default ());
  ADD ("add", test_add);
  ADD ("edit", test_edit);
  ADD ("long-list", test_long_list);
  ADD ("margin", test_margin);
  return g_test_run ();
}
