#include "config.h"

#include "widgets/rapport-chart.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Rows of the table window. */
#define RAPPORT_TYPE_CHART_ROW (rapport_chart_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportChartRow, rapport_chart_row, RAPPORT, CHART_ROW, GObject)

struct _RapportChartRow
{
  GObject parent_instance;
  RapportChartTable *table;
  guint row;
};

G_DEFINE_FINAL_TYPE (RapportChartRow, rapport_chart_row, G_TYPE_OBJECT)

static void
rapport_chart_row_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_CHART_ROW (object)->table, rapport_chart_table_unref);
  G_OBJECT_CLASS (rapport_chart_row_parent_class)->finalize (object);
}

static void
rapport_chart_row_class_init (RapportChartRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_chart_row_finalize;
}

static void
rapport_chart_row_init (RapportChartRow *self)
{
}

static void
setup_cell_cb (GtkListItemFactory *factory,
               GtkListItem        *item,
               gpointer            column)
{
  GtkWidget *label = gtk_inscription_new (NULL);
  guint index = GPOINTER_TO_UINT (column);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (label), index == 0 ? 0 : 1);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), index == 0 ? 16 : 6);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (label), index == 0 ? 24 : 10);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell_cb (GtkListItemFactory *factory,
              GtkListItem        *item,
              gpointer            column)
{
  RapportChartRow *row = gtk_list_item_get_item (item);

  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)),
                            rapport_chart_table_get_cell (row->table, row->row,
                                                          GPOINTER_TO_UINT (column)));
}

static GtkWidget *
table_view_new (RapportChartTable *table)
{
  g_autoptr(GListStore) store = g_list_store_new (RAPPORT_TYPE_CHART_ROW);
  GtkWidget *view;

  for (guint i = 0; i < rapport_chart_table_get_n_rows (table); i++)
    {
      g_autoptr(RapportChartRow) row = g_object_new (RAPPORT_TYPE_CHART_ROW, NULL);

      row->table = rapport_chart_table_ref (table);
      row->row = i;
      g_list_store_append (store, row);
    }

  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (
                                G_LIST_MODEL (g_steal_pointer (&store)))));
  gtk_widget_add_css_class (view, "data-table");
  for (guint i = 0; i < rapport_chart_table_get_n_columns (table); i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr(GtkColumnViewColumn) column = NULL;

      g_signal_connect (factory, "setup", G_CALLBACK (setup_cell_cb), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell_cb), GUINT_TO_POINTER (i));
      column = gtk_column_view_column_new (rapport_chart_table_get_title (table, i), factory);
      gtk_column_view_column_set_expand (column, i == 0);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
    }
  return view;
}

/**
 * rapport_chart_show_as_table:
 * @self: a chart
 *
 * Opens a window with the numbers of the chart.
 */
void
rapport_chart_show_as_table (RapportChart *self)
{
  g_autoptr(RapportChartTable) table = rapport_chart_dup_table (self);
  GtkWidget *window, *box, *header, *scrolled, *button;
  GtkEventController *keys;
  GtkRoot *root;
  const char *title;

  if (table == NULL)
    return;

  title = rapport_chart_get_title (self);
  window = adw_window_new ();
  root = gtk_widget_get_root (GTK_WIDGET (self));
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_title (GTK_WINDOW (window), title != NULL ? title : _("Table"));
  gtk_window_set_default_size (GTK_WINDOW (window), 560, 420);

  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape,
                                                                                  0),
                                                          gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);

  header = adw_header_bar_new ();
  button = gtk_button_new_with_mnemonic (_("_Export as CSV…"));
  gtk_widget_set_sensitive (button, rapport_chart_can_export (self));
  g_signal_connect_object (button, "clicked", G_CALLBACK (rapport_chart_export_csv), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), button);

  scrolled = gtk_scrolled_window_new ();
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), table_view_new (table));

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}
