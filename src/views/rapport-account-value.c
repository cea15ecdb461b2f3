#include "config.h"

#include "views/rapport-account-value.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-purchase-service.h"
#include "service/rapport-query-model.h"
#include "views/rapport-account-parts.h"
#include "views/rapport-purchase-dialog.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-bar-chart.h"
#include "widgets/rapport-empty.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"
#include "widgets/rapport-line-chart.h"

/* Purchases that are seen of a long list, and how high one is, in pixels. */
#define LEAST 9
#define ROW 42

/* Products without a cost that are named. */
#define NAMED 4

struct _RapportAccountValueTab
{
  AdwBin            parent_instance;

  GtkStack         *stack;
  GtkBox           *empty;
  RapportAdaptiveBin *adaptive;
  GtkBox           *columns;
  RapportAdaptiveBin *charts_adaptive;
  GtkBox           *charts;
  GtkLabel         *revenue_remark;
  GtkBox           *revenue_panel;
  GtkLabel         *margin_remark;
  GtkStack         *margin_stack;
  GtkBox           *margin_panel;
  GtkLabel         *margin_missing;
  GtkLabel         *purchases_remark;
  GtkListBox       *sums;
  GtkScrolledWindow *purchases_scrolled;
  GtkListView      *purchases;
  GtkButton        *add_button;
  GtkWidget        *add_first;
  GtkWidget        *pill;
  GtkLabel         *pill_label;

  GtkWidget        *revenue;
  GtkWidget        *margin;

  RapportWorkspace *workspace;
  gint64            account;
  int               quarter; /* that purchases are filtered by, -1 for all */
  RapportAccountQuarter quarters[RAPPORT_ACCOUNT_N_QUARTERS];

  /* What the list shows; another question gets a model of its own. */
  gint64            shown_account;
  RapportDay        shown_first;
  RapportDay        shown_today;
};

G_DEFINE_FINAL_TYPE (RapportAccountValueTab, rapport_account_value_tab, ADW_TYPE_BIN)

/* Purchases ----------------------------------------------------------------------------------------------------- */

typedef struct
{
  GtkLabel *day;
  GtkLabel *title;
  GtkLabel *amount;
  gulong    notify_id;
} Row;

static void
row_setup_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *item,
              RapportAccountValueTab   *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  Row *row = g_new0 (Row, 1);

  row->day = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_width_chars (row->day, 11);
  gtk_label_set_xalign (row->day, 0);
  gtk_widget_add_css_class (GTK_WIDGET (row->day), "rp-remark");
  row->title = GTK_LABEL (_rapport_line_new (NULL, "rp-body"));
  gtk_widget_set_hexpand (GTK_WIDGET (row->title), TRUE);
  row->amount = GTK_LABEL (_rapport_line_new (NULL, "rp-amount"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->day));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->title));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (row->amount));
  gtk_widget_add_css_class (box, "rp-row");
  g_object_set_data_full (G_OBJECT (item), "rapport-row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static void
show_row (GtkListItem            *item,
          RapportAccountValueTab *self)
{
  Row *row = g_object_get_data (G_OBJECT (item), "rapport-row");
  const RapportRow *purchase = rapport_record_get_row (gtk_list_item_get_item (item));
  const char *title, *number;
  gint64 total;
  g_autofree char *day = NULL, *order = NULL, *amount = NULL;

  if (purchase == NULL || self->workspace == NULL)
    return;
  title = rapport_row_get_text (purchase, RAPPORT_PURCHASE_TITLE);
  number = rapport_row_get_text (purchase, RAPPORT_PURCHASE_EXTERNAL_ID);
  total = rapport_row_get_int (purchase, RAPPORT_PURCHASE_TOTAL);
  day = rapport_time_format_day (_rapport_row_day (purchase, RAPPORT_PURCHASE_DAY),
                                 rapport_workspace_get_today (self->workspace));
  order = number ? g_strdup_printf (_("Order %s"), number) : NULL;
  amount = total != RAPPORT_UNSET
               ? _rapport_money (self->workspace, total, rapport_row_get_text (purchase, RAPPORT_PURCHASE_CURRENCY))
               : NULL;
  gtk_label_set_text (row->day, day);
  gtk_label_set_text (row->title, title ? title : order ? order : _("Purchase"));
  gtk_label_set_text (row->amount, amount ? amount : "");
  if (total != RAPPORT_UNSET && total < 0)
    gtk_widget_add_css_class (GTK_WIDGET (row->amount), "rp-bad");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row->amount), "rp-bad");
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (item), order);
}

static void
record_changed_cb (RapportRecord *record,
                   GParamSpec    *pspec,
                   GtkListItem   *item)
{
  GtkWidget *tab = gtk_widget_get_ancestor (gtk_list_item_get_child (item), RAPPORT_TYPE_ACCOUNT_VALUE_TAB);

  if (tab != NULL)
    show_row (item, RAPPORT_ACCOUNT_VALUE_TAB (tab));
}

static void
row_bind_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             RapportAccountValueTab   *self)
{
  Row *row = g_object_get_data (G_OBJECT (item), "rapport-row");

  /* The record lives longer than the list; the item may go without being unbound when the tab does. */
  row->notify_id = g_signal_connect_object (gtk_list_item_get_item (item), "notify", G_CALLBACK (record_changed_cb),
                                            item, 0);
  show_row (item, self);
}

static void
row_unbind_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *item,
               RapportAccountValueTab   *self)
{
  Row *row = g_object_get_data (G_OBJECT (item), "rapport-row");

  g_clear_signal_handler (&row->notify_id, gtk_list_item_get_item (item));
}

static void
purchase_activated_cb (RapportAccountValueTab *self,
                       guint                   position)
{
  g_autoptr(RapportRecord) record = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->purchases)),
                                                           position);

  if (record != NULL)
    rapport_purchase_dialog_new (GTK_WIDGET (self), self->workspace, self->account, rapport_record_get_id (record));
}

/* The page scrolls, so it gives the list no more than it needs: some rows of a long one, all of a short one. */
static void
count_cb (RapportAccountValueTab *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (self->purchases)));

  gtk_scrolled_window_set_min_content_height (
      self->purchases_scrolled, (int) (MAX (1, MIN (n, LEAST)) * ROW * rapport_chart_get_scale (GTK_WIDGET (self))));
}

static void
show_purchases (RapportAccountValueTab *self)
{
  RapportDay today = rapport_workspace_get_today (self->workspace);
  RapportDay first = self->quarter >= 0 ? self->quarters[self->quarter].first : RAPPORT_DAY_NONE;
  RapportDay last = self->quarter >= 0 ? self->quarters[self->quarter].last : RAPPORT_DAY_NONE;

  gtk_widget_set_visible (self->pill, self->quarter >= 0);
  if (self->quarter >= 0)
    {
      g_autofree char *from = rapport_time_format_day (first, today);
      g_autofree char *to = rapport_time_format_day (last, today);
      /* Translators: from one day to another */
      g_autofree char *span = g_strdup_printf (_("%s – %s"), from, to);

      gtk_label_set_text (self->pill_label, span);
    }
  /* The list follows what is written by itself. */
  if (self->shown_account == self->account && self->shown_first == first && self->shown_today == today &&
      gtk_list_view_get_model (self->purchases) != NULL)
    return;
  self->shown_account = self->account;
  self->shown_first = first;
  self->shown_today = today;
  {
    g_autoptr(RapportQuery) query = rapport_purchase_list (self->account, first, last);
    g_autoptr(GtkNoSelection) selection = gtk_no_selection_new (
        G_LIST_MODEL (rapport_query_model_new (self->workspace, query)));

    gtk_list_view_set_model (self->purchases, GTK_SELECTION_MODEL (selection));
    g_signal_connect_object (selection, "items-changed", G_CALLBACK (count_cb), self, G_CONNECT_SWAPPED);
    count_cb (self);
  }
}

static void
clear_pill_cb (RapportAccountValueTab *self)
{
  self->quarter = -1;
  show_purchases (self);
}

static void
bar_cb (RapportBarChart     *chart,
        guint                index,
        RapportAccountValueTab *self)
{
  self->quarter = self->quarter == (int) index + 4 ? -1 : (int) index + 4;
  show_purchases (self);
}

static void
add_cb (RapportAccountValueTab *self)
{
  rapport_purchase_dialog_new (GTK_WIDGET (self), self->workspace, self->account, 0);
}

/* Charts -------------------------------------------------------------------------------------------------------- */

static char *
format_bar (double   value,
            gpointer data)
{
  double shown = fabs (value);
  const char *minus = value < -0.05 ? "−" : "";

  return shown >= 1000 ? g_strdup_printf ("%s%.0f", minus, shown) : g_strdup_printf ("%s%.1f", minus, shown);
}

static void
show_bars (RapportAccountValueTab *self,
           RapportAccountData     *data,
           double                  unit)
{
  RapportBarPair pairs[4];
  char *labels[4] = { NULL };
  double sum = 0, sum_before = 0;
  gboolean before = FALSE;
  g_autofree char *legend = NULL, *legend_before = NULL, *total = NULL, *total_before = NULL;

  for (guint i = 0; i < 4; i++)
    {
      RapportAccountQuarter *now = &data->quarters[4 + i], *then = &data->quarters[i];
      g_autofree char *day = rapport_time_format_day (now->last, now->last);

      /* Translators: three months up to this day */
      labels[i] = g_strdup_printf (C_("chart", "to %s"), day);
      pairs[i].label = labels[i];
      pairs[i].value = now->revenue / unit;
      pairs[i].before = then->revenue / unit;
      before |= then->n_orders > 0;
      sum += pairs[i].value;
      sum_before += pairs[i].before;
    }
  for (guint i = 0; i < 4 && !before; i++)
    pairs[i].before = NAN;
  total = format_bar (sum, NULL);
  total_before = format_bar (sum_before, NULL);
  legend = g_strdup_printf (before ? _("this year %s") : _("first year %s"), total);
  legend_before = g_strdup_printf (_("year before %s"), total_before);
  rapport_bar_chart_set_pairs (RAPPORT_BAR_CHART (self->revenue), pairs, 4);
  rapport_bar_chart_set_legend (RAPPORT_BAR_CHART (self->revenue), legend, before ? legend_before : NULL);
  for (guint i = 0; i < 4; i++)
    g_free (labels[i]);
}

static void
show_missing (RapportAccountValueTab *self,
              RapportAccountData     *data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) names = rapport_purchase_list_uncosted (
      self->workspace, self->account, data->quarters[4].first, data->today, NAMED + 1, &error);
  gboolean more = names != NULL && names->len > NAMED, bought = FALSE;
  g_autofree char *list = NULL, *text = NULL;

  if (names == NULL)
    {
      rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  for (guint i = RAPPORT_ACCOUNT_N_QUARTERS / 2; i < RAPPORT_ACCOUNT_N_QUARTERS; i++)
    bought |= data->quarters[i].n_orders > 0;
  if (!bought)
    {
      gtk_label_set_text (self->margin_missing, _("Nothing was bought within the last twelve months."));
      return;
    }
  if (more)
    g_ptr_array_set_size (names, NAMED);
  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  if (names->len > 1)
    /* Translators: %s are names of products, separated by commas */
    text = g_strdup_printf (
        more ? _("No cost is known of these products: %s and more. Enter it in the lines of the purchases.")
             : _("No cost is known of these products: %s. Enter it in the lines of the purchases."),
        list);
  gtk_label_set_text (self->margin_missing,
                      text ? text : _("No cost is known of these purchases. Open one to enter it."));
}

/* What was left after cost, added up over twelve months, and over the twelve months before. */
static void
show_margin (RapportAccountValueTab *self,
             RapportAccountData     *data,
             const char             *scale,
             double                  unit)
{
  RapportLinePoint points[RAPPORT_ACCOUNT_N_POINTS];
  char *labels[RAPPORT_ACCOUNT_N_POINTS] = { NULL }, *texts[RAPPORT_ACCOUNT_N_POINTS] = { NULL };
  g_autofree char *legend = NULL, *legend_before = NULL, *remark = NULL, *change = NULL, *known = NULL;
  gboolean before = !isnan (data->margin_before);
  g_autofree char *end = NULL, *end_before = NULL;
  gint64 minor = 0, minor_before = 0;

  gtk_stack_set_visible_child_name (self->margin_stack, isnan (data->margin) ? "missing" : "chart");
  if (isnan (data->margin))
    {
      gtk_label_set_text (self->margin_remark, "");
      show_missing (self, data);
      return;
    }
  for (guint i = 0; i < RAPPORT_ACCOUNT_N_POINTS; i++)
    {
      RapportDay day = rapport_day_add_months (data->today, (int) i - (RAPPORT_ACCOUNT_N_POINTS - 1));

      if (i > 0)
        {
          minor += data->margin_months[12 + i - 1];
          minor_before += data->margin_months[i - 1];
        }
      texts[i] = rapport_time_format_day (day, data->today);
      labels[i] = i % 3 == 0 ? rapport_time_format_month_short (day, FALSE) : NULL;
      points[i] = (RapportLinePoint) { labels[i], texts[i], (double) minor / unit,
                                       before ? (double) minor_before / unit : NAN };
    }
  legend = g_strdup_printf (before ? _("this year %.1f %%") : _("first year %.1f %%"), 100 * data->margin);
  legend_before = before ? g_strdup_printf (_("year before %.1f %%"), 100 * data->margin_before) : NULL;
  rapport_line_chart_set_points (RAPPORT_LINE_CHART (self->margin), points, RAPPORT_ACCOUNT_N_POINTS);
  rapport_line_chart_set_legend (RAPPORT_LINE_CHART (self->margin), legend, legend_before);
  end = rapport_money_format (minor, data->currency, RAPPORT_MONEY_SHORT);
  end_before = rapport_money_format (minor_before, data->currency, RAPPORT_MONEY_SHORT);
  rapport_line_chart_set_ends (RAPPORT_LINE_CHART (self->margin), end, end_before);
  for (guint i = 0; i < RAPPORT_ACCOUNT_N_POINTS; i++)
    {
      g_free (labels[i]);
      g_free (texts[i]);
    }

  change = before ? g_strdup_printf (_("%s %.1f points"), data->margin >= data->margin_before ? "▲" : "▼",
                                     fabs (100 * (data->margin - data->margin_before))) : NULL;
  known = data->costed_share < 0.995 ? g_strdup_printf (_("cost known of %.0f %%"), 100 * data->costed_share) : NULL;
  remark = change && known ? g_strdup_printf ("%s, %s, %s", scale, change, known)
           : change || known ? g_strdup_printf ("%s, %s", scale, change ? change : known) : g_strdup (scale);
  gtk_label_set_text (self->margin_remark, remark);
}

static void
show_charts (RapportAccountValueTab *self,
             RapportAccountData  *data)
{
  const char *symbol = rapport_currency_get_symbol (data->currency);
  double unit = pow (10, rapport_currency_get_digits (data->currency)), largest = 0;
  gint64 now = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_REVENUE_12M);
  gint64 before = rapport_row_get_int (data->account, RAPPORT_ACCOUNT_REVENUE_BEFORE);
  g_autofree char *scale = NULL, *change = NULL, *remark = NULL;

  for (guint i = 0; i < RAPPORT_ACCOUNT_N_QUARTERS; i++)
    largest = MAX (largest, fabs ((double) data->quarters[i].revenue) / unit);
  if (largest >= 10000)
    {
      scale = g_strdup_printf (_("%s thousand"), symbol ? symbol : data->currency);
      unit *= 1000;
    }
  else
    scale = g_strdup (symbol ? symbol : data->currency);
  if (now != RAPPORT_UNSET && before != RAPPORT_UNSET && before > 0)
    change = g_strdup_printf ("%s %.1f %%", now >= before ? "▲" : "▼", fabs (100.0 * (now - before) / before));
  remark = change ? g_strdup_printf ("%s, %s", scale, change) : g_strdup (scale);
  gtk_label_set_text (self->revenue_remark, remark);
  show_bars (self, data, unit);
  show_margin (self, data, scale, unit);
}

static void
show_sums (RapportAccountValueTab *self,
           RapportAccountData  *data)
{
  _rapport_children_clear (GTK_WIDGET (self->sums));
  for (guint i = 0; i < data->sums->len; i++)
    {
      RapportAccountSum *sum = &g_array_index (data->sums, RapportAccountSum, i);
      g_autofree char *money = _rapport_money (self->workspace, sum->minor, sum->currency);
      g_autofree char *orders = g_strdup_printf (ngettext ("%u order", "%u orders", sum->n_orders), sum->n_orders);
      g_autofree char *remark = sum->unconverted > 0 ? g_strdup_printf (_("%s, no rate: in no other sum"), orders)
                                                     : g_strdup (orders);
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *label = _rapport_line_new (sum->currency, "rp-title");
      GtkWidget *note = _rapport_line_new (remark, sum->unconverted > 0 ? "rp-watch" : "rp-remark");

      gtk_widget_add_css_class (box, "rp-row");
      gtk_box_append (GTK_BOX (box), label);
      gtk_widget_set_hexpand (note, TRUE);
      gtk_box_append (GTK_BOX (box), note);
      gtk_box_append (GTK_BOX (box), _rapport_line_new (money, "rp-amount"));
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
      gtk_list_box_append (self->sums, row);
    }
  /* One currency that is the workspace's is in the heading already. */
  gtk_widget_set_visible (
      GTK_WIDGET (self->sums),
      data->sums->len > 1 ||
          (data->sums->len == 1 &&
           !g_str_equal (g_array_index (data->sums, RapportAccountSum, 0).currency, data->currency)));
}

/**
 * rapport_account_value_tab_show:
 * @self: the tab
 * @workspace: a workspace
 * @record: the account
 * @data: what was read about it; not kept
 */
void
rapport_account_value_tab_show (RapportAccountValueTab *self,
                            RapportWorkspace    *workspace,
                            RapportRecord       *record,
                            RapportAccountData  *data)
{
  gboolean writable = !rapport_workspace_is_read_only (workspace);

  g_return_if_fail (RAPPORT_IS_ACCOUNT_VALUE_TAB (self));

  g_set_object (&self->workspace, workspace);
  if (self->account != rapport_record_get_id (record))
    {
      self->account = rapport_record_get_id (record);
      self->quarter = -1;
    }
  memcpy (self->quarters, data->quarters, sizeof self->quarters);
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), writable);
  gtk_widget_set_sensitive (self->add_first, writable);

  gtk_stack_set_visible_child_name (self->stack, data->purchases->len > 0 ? "value" : "empty");
  if (data->purchases->len == 0)
    return;

  {
    g_autofree char *money = rapport_format_value (workspace, data->purchased, FALSE);
    RapportDay first = _rapport_row_day (data->account, RAPPORT_ACCOUNT_FIRST_PURCHASE);
    g_autofree char *month = first != RAPPORT_DAY_NONE ? rapport_time_format_month (first) : NULL;
    g_autofree char *orders = g_strdup_printf (ngettext ("%u order", "%u orders", data->n_purchases),
                                               data->n_purchases);
    g_autofree char *since = month ? g_strdup_printf (_("%s since %s"), money, month) : g_strdup (money);
    g_autofree char *remark = g_strdup_printf ("%s, %s", orders, since);

    gtk_label_set_text (self->purchases_remark, remark);
  }
  show_charts (self, data);
  show_sums (self, data);
  show_purchases (self);
}

static void
room_cb (RapportAccountValueTab *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), rapport_adaptive_bin_is_narrow (self->adaptive)
                                                                      ? GTK_ORIENTATION_VERTICAL
                                                                      : GTK_ORIENTATION_HORIZONTAL);
  gtk_orientable_set_orientation (
      GTK_ORIENTABLE (self->charts),
      rapport_adaptive_bin_is_narrow (self->charts_adaptive) ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
rapport_account_value_tab_dispose (GObject *object)
{
  RapportAccountValueTab *self = RAPPORT_ACCOUNT_VALUE_TAB (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (rapport_account_value_tab_parent_class)->dispose (object);
}

static void
rapport_account_value_tab_class_init (RapportAccountValueTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_account_value_tab_dispose;

  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-account-value.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, adaptive);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, columns);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, charts_adaptive);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, revenue_remark);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, revenue_panel);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, charts);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, margin_stack);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, margin_missing);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, margin_remark);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, margin_panel);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, purchases_remark);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, sums);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, purchases_scrolled);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, purchases);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, add_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, pill);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, pill_label);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, room_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_pill_cb);
  gtk_widget_class_bind_template_callback (widget_class, purchase_activated_cb);
}

static void
rapport_account_value_tab_init (RapportAccountValueTab *self)
{
  GtkWidget *empty = rapport_empty_new_compact (_("No purchases yet"),
                                                _("Add the first one, or import a list of orders."));
  GtkListItemFactory *factory;
  GtkWidget *button;

  self->quarter = -1;
  gtk_widget_init_template (GTK_WIDGET (self));

  self->add_first = rapport_empty_add_button (empty, _("_Add Purchase"), NULL, FALSE);
  g_signal_connect_swapped (self->add_first, "clicked", G_CALLBACK (add_cb), self);
  button = rapport_empty_add_button (empty, _("_Import…"), "win.import", FALSE);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), g_variant_new_string (""));
  gtk_box_append (self->empty, empty);

  self->revenue = rapport_bar_chart_new ();
  rapport_chart_set_title (RAPPORT_CHART (self->revenue), _("Revenue by quarter"));
  rapport_bar_chart_set_format (RAPPORT_BAR_CHART (self->revenue), format_bar, NULL, NULL);
  g_signal_connect_object (self->revenue, "bar-activated", G_CALLBACK (bar_cb), self, 0);
  gtk_widget_set_hexpand (self->revenue, TRUE);
  gtk_box_append (self->revenue_panel, self->revenue);
  self->margin = rapport_line_chart_new ();
  rapport_chart_set_title (RAPPORT_CHART (self->margin), _("Cumulative margin"));
  rapport_line_chart_set_format (RAPPORT_LINE_CHART (self->margin), format_bar, NULL, NULL);
  gtk_widget_set_hexpand (self->margin, TRUE);
  gtk_box_append (self->margin_panel, self->margin);

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbind_cb), self, 0);
  gtk_list_view_set_factory (self->purchases, factory);
  g_object_unref (factory);
}
