#include "config.h"

#include "views/rapport-account-value.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "views/rapport-account-parts.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-bar-chart.h"
#include "widgets/rapport-confirm.h"
#include "widgets/rapport-empty.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"

/* Purchases that are seen without asking. */
#define SHOWN 12

struct _RapportAccountValueTab
{
  AdwBin            parent_instance;

  GtkStack         *stack;
  GtkBox           *empty;
  GtkBox           *columns;
  GtkLabel         *revenue_remark;
  GtkBox           *revenue_panel;
  GtkWidget        *margin_box;
  GtkLabel         *margin_remark;
  GtkBox           *margin_panel;
  GtkLabel         *purchases_remark;
  GtkListBox       *sums;
  GtkListBox       *purchases;
  GtkButton        *add_button;
  GtkWidget        *add_first;
  GtkWidget        *pill;
  GtkLabel         *pill_label;
  GtkButton        *more_button;

  GtkWidget        *revenue;
  GtkWidget        *margin;

  RapportWorkspace *workspace;
  gint64            account;
  int               quarter; /* that purchases are filtered by, -1 for all */
  gboolean          all;
  RapportAccountQuarter quarters[RAPPORT_ACCOUNT_N_QUARTERS];
  GPtrArray        *rows;
  guint             n_purchases;
};

G_DEFINE_FINAL_TYPE (RapportAccountValueTab, rapport_account_value_tab, ADW_TYPE_BIN)

/* Purchases ----------------------------------------------------------------------------------------------------- */

static GtkWidget *
line_row_new (RapportAccountValueTab *self,
              const RapportRow    *line,
              const char          *currency)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gint64 quantity = rapport_row_get_int (line, RAPPORT_PURCHASE_LINE_QUANTITY);
  gint64 price = rapport_row_get_int (line, RAPPORT_PURCHASE_LINE_UNIT_PRICE);
  gint64 discount = rapport_row_get_int (line, RAPPORT_PURCHASE_LINE_DISCOUNT);
  gint64 amount = rapport_row_get_int (line, RAPPORT_PURCHASE_LINE_AMOUNT);
  const char *title = rapport_row_get_text (line, RAPPORT_PURCHASE_LINE_TITLE);
  GtkWidget *label = _rapport_line_new (title ? title : _("Line"), "rp-body");
  g_autofree char *count = quantity != RAPPORT_UNSET ? g_strdup_printf ("%g ×", quantity / 1e6) : NULL;
  g_autofree char *text = NULL;

  if (amount == RAPPORT_UNSET && quantity != RAPPORT_UNSET && price != RAPPORT_UNSET)
    amount = (gint64) rint (quantity / 1e6 * (price / 1e6) * (discount != RAPPORT_UNSET ? 1 - discount / 1e6 : 1) *
                            pow (10, rapport_currency_get_digits (currency)));
  gtk_widget_add_css_class (box, "rp-line");
  if (count != NULL)
    gtk_box_append (GTK_BOX (box), _rapport_line_new (count, "rp-remark"));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (amount != RAPPORT_UNSET)
    {
      text = _rapport_money (self->workspace, amount, currency);
      gtk_box_append (GTK_BOX (box), _rapport_line_new (text, amount < 0 ? "rp-bad" : "rp-remark"));
    }
  return box;
}

static void
fill_lines (RapportAccountValueTab *self,
            GtkWidget           *inner,
            const RapportRow    *purchase)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) lines = rapport_account_list_lines (self->workspace, rapport_row_get_id (purchase), &error);
  const char *currency = rapport_row_get_text (purchase, RAPPORT_PURCHASE_CURRENCY);
  const char *number = rapport_row_get_text (purchase, RAPPORT_PURCHASE_EXTERNAL_ID);
  const char *member = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MEMBER, rapport_row_get_int (purchase, RAPPORT_PURCHASE_MEMBER));
  gint64 cost = rapport_row_get_int (purchase, RAPPORT_PURCHASE_COST);
  g_autofree char *order = number ? g_strdup_printf (_("Order %s"), number) : NULL;
  g_autofree char *sold = member ? g_strdup_printf (_("sold by %s"), member) : NULL;
  g_autofree char *cost_money = cost != RAPPORT_UNSET ? _rapport_money (self->workspace, cost, currency) : NULL;
  g_autofree char *costs = cost_money ? g_strdup_printf (_("cost %s"), cost_money) : NULL;
  g_autofree char *remark = _rapport_join (order, sold, costs);

  if (lines == NULL)
    {
      rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (inner), line_row_new (self, g_ptr_array_index (lines, i), currency ? currency : rapport_workspace_get_currency (self->workspace)));
  if (*remark != '\0')
    gtk_box_append (GTK_BOX (inner), _rapport_label_new (remark, "rp-caption"));
  else if (lines->len == 0)
    gtk_box_append (GTK_BOX (inner), _rapport_label_new (_("No lines are known."), "rp-caption"));
}

static void
delete_purchase_cb (GtkButton           *button,
                    RapportAccountValueTab *self)
{
  gint64 id = *(gint64 *) g_object_get_data (G_OBJECT (button), "rapport-id");

  rapport_do (GTK_WIDGET (self), self->workspace, rapport_act_trash (RAPPORT_KIND_PURCHASE, &id, 1), _("Purchase deleted"));
}

static void
expand_cb (GtkListBox          *list,
           GtkListBoxRow       *row,
           RapportAccountValueTab *self)
{
  GtkRevealer *revealer = g_object_get_data (G_OBJECT (row), "rapport-revealer");
  const RapportRow *purchase = g_object_get_data (G_OBJECT (row), "rapport-row");
  gboolean open = !gtk_revealer_get_reveal_child (revealer);

  if (gtk_revealer_get_child (revealer) == NULL)
    {
      GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      GtkWidget *button = gtk_button_new_with_label (_("Delete"));
      gint64 id = rapport_row_get_id (purchase);

      gtk_widget_add_css_class (inner, "rp-lines");
      fill_lines (self, inner, purchase);
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_add_css_class (button, "rp-note");
      gtk_widget_set_halign (button, GTK_ALIGN_END);
      gtk_widget_set_sensitive (button, !rapport_workspace_is_read_only (self->workspace));
      g_object_set_data_full (G_OBJECT (button), "rapport-id", g_memdup2 (&id, sizeof id), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (delete_purchase_cb), self, 0);
      gtk_box_append (GTK_BOX (inner), button);
      gtk_revealer_set_child (revealer, inner);
    }
  gtk_revealer_set_reveal_child (revealer, open);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_EXPANDED, open, -1);
}

static GtkWidget *
purchase_row_new (RapportAccountValueTab *self,
                  const RapportRow    *purchase)
{
  RapportDay today = rapport_workspace_get_today (self->workspace);
  const char *currency = rapport_row_get_text (purchase, RAPPORT_PURCHASE_CURRENCY);
  const char *title = rapport_row_get_text (purchase, RAPPORT_PURCHASE_TITLE);
  const char *number = rapport_row_get_text (purchase, RAPPORT_PURCHASE_EXTERNAL_ID);
  gint64 total = rapport_row_get_int (purchase, RAPPORT_PURCHASE_TOTAL);
  g_autofree char *day = rapport_time_format_day (_rapport_row_day (purchase, RAPPORT_PURCHASE_DAY), today);
  g_autofree char *order = number ? g_strdup_printf (_("Order %s"), number) : NULL;
  g_autofree char *amount = total != RAPPORT_UNSET ? _rapport_money (self->workspace, total, currency) : NULL;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *revealer = gtk_revealer_new ();
  GtkWidget *date = gtk_label_new (day);
  GtkWidget *label = _rapport_line_new (title ? title : order ? order : _("Purchase"), "rp-body");

  gtk_widget_add_css_class (box, "rp-row");
  gtk_label_set_width_chars (GTK_LABEL (date), 11);
  gtk_label_set_xalign (GTK_LABEL (date), 0);
  gtk_widget_add_css_class (date, "rp-remark");
  gtk_box_append (GTK_BOX (box), date);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (amount != NULL)
    {
      GtkWidget *value = _rapport_line_new (amount, "rp-amount");

      if (total < 0)
        gtk_widget_add_css_class (value, "rp-bad");
      gtk_box_append (GTK_BOX (box), value);
    }
  gtk_box_append (GTK_BOX (outer), box);
  gtk_box_append (GTK_BOX (outer), revealer);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), outer);
  g_object_set_data (G_OBJECT (row), "rapport-revealer", revealer);
  g_object_set_data_full (G_OBJECT (row), "rapport-row", rapport_row_copy (purchase), (GDestroyNotify) rapport_row_free);
  return row;
}

static void
show_purchases (RapportAccountValueTab *self)
{
  guint shown = 0, fitting = 0;

  _rapport_children_clear (GTK_WIDGET (self->purchases));
  for (guint i = 0; i < self->rows->len; i++)
    {
      const RapportRow *row = g_ptr_array_index (self->rows, i);
      RapportDay day = _rapport_row_day (row, RAPPORT_PURCHASE_DAY);

      if (self->quarter >= 0 && (day < self->quarters[self->quarter].first || day > self->quarters[self->quarter].last))
        continue;
      fitting++;
      if (shown >= SHOWN && !self->all && self->quarter < 0)
        continue;
      gtk_list_box_append (self->purchases, purchase_row_new (self, row));
      shown++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->purchases), shown > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), fitting > shown);
  gtk_widget_set_visible (self->pill, self->quarter >= 0);
  if (self->quarter >= 0)
    {
      g_autofree char *first = rapport_time_format_day (self->quarters[self->quarter].first, rapport_workspace_get_today (self->workspace));
      g_autofree char *last = rapport_time_format_day (self->quarters[self->quarter].last, rapport_workspace_get_today (self->workspace));
      /* Translators: from one day to another */
      g_autofree char *span = g_strdup_printf (_("%s – %s"), first, last);

      gtk_label_set_text (self->pill_label, span);
    }
}

static void
more_cb (RapportAccountValueTab *self)
{
  self->all = TRUE;
  show_purchases (self);
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
  _rapport_open_purchase_form (GTK_WIDGET (self), self->workspace, self->account);
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
           GtkWidget           *chart,
           RapportAccountData  *data,
           gboolean             margin,
           double               unit)
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
      pairs[i].value = (margin ? now->costed - now->cost : now->revenue) / unit;
      pairs[i].before = (margin ? then->costed - then->cost : then->revenue) / unit;
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
  rapport_bar_chart_set_pairs (RAPPORT_BAR_CHART (chart), pairs, 4);
  rapport_bar_chart_set_legend (RAPPORT_BAR_CHART (chart), legend, before ? legend_before : NULL);
  for (guint i = 0; i < 4; i++)
    g_free (labels[i]);
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
  show_bars (self, self->revenue, data, FALSE, unit);

  gtk_widget_set_visible (self->margin_box, !isnan (data->margin));
  if (!isnan (data->margin))
    {
      g_autofree char *share = g_strdup_printf (_("%.1f %% of revenue"), 100 * data->margin);
      g_autofree char *known = data->costed_share < 0.995 ? g_strdup_printf (_("cost known of %.0f %%"), 100 * data->costed_share) : NULL;
      g_autofree char *points = isnan (data->margin_before) ? NULL
        : g_strdup_printf (_("%s %.1f points"), data->margin >= data->margin_before ? "▲" : "▼", fabs (100 * (data->margin - data->margin_before)));
      g_autofree char *text = _rapport_join (share, points, known);

      gtk_label_set_text (self->margin_remark, text);
      show_bars (self, self->margin, data, TRUE, unit);
    }
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
      g_autofree char *remark = sum->unconverted > 0 ? g_strdup_printf (_("%s, no rate: in no other sum"), orders) : g_strdup (orders);
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
  gtk_widget_set_visible (GTK_WIDGET (self->sums), data->sums->len > 1 ||
                          (data->sums->len == 1 && !g_str_equal (g_array_index (data->sums, RapportAccountSum, 0).currency, data->currency)));
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
      self->all = FALSE;
    }
  memcpy (self->quarters, data->quarters, sizeof self->quarters);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < data->purchases->len; i++)
    g_ptr_array_add (self->rows, rapport_row_copy (g_ptr_array_index (data->purchases, i)));
  self->n_purchases = data->n_purchases;
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), writable);
  gtk_widget_set_sensitive (self->add_first, writable);

  gtk_stack_set_visible_child_name (self->stack, data->purchases->len > 0 ? "value" : "empty");
  if (data->purchases->len == 0)
    return;

  {
    g_autofree char *money = rapport_format_value (workspace, data->purchased, FALSE);
    RapportDay first = _rapport_row_day (data->account, RAPPORT_ACCOUNT_FIRST_PURCHASE);
    g_autofree char *month = first != RAPPORT_DAY_NONE ? rapport_time_format_month (first) : NULL;
    g_autofree char *orders = g_strdup_printf (ngettext ("%u order", "%u orders", data->n_purchases), data->n_purchases);
    g_autofree char *since = month ? g_strdup_printf (_("%s since %s"), money, month) : g_strdup (money);
    g_autofree char *remark = g_strdup_printf ("%s, %s", orders, since);

    gtk_label_set_text (self->purchases_remark, remark);
  }
  show_charts (self, data);
  show_sums (self, data);
  show_purchases (self);
}

static void
narrow_changed_cb (RapportAccountValueTab *self,
                   GParamSpec             *pspec,
                   RapportAdaptiveBin     *bin)
{
  _rapport_columns_fit (self->columns, bin);
}

static void
rapport_account_value_tab_dispose (GObject *object)
{
  RapportAccountValueTab *self = RAPPORT_ACCOUNT_VALUE_TAB (object);

  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (rapport_account_value_tab_parent_class)->dispose (object);
}

static void
rapport_account_value_tab_finalize (GObject *object)
{
  g_ptr_array_unref (RAPPORT_ACCOUNT_VALUE_TAB (object)->rows);
  G_OBJECT_CLASS (rapport_account_value_tab_parent_class)->finalize (object);
}

static void
rapport_account_value_tab_class_init (RapportAccountValueTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_account_value_tab_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_account_value_tab_finalize;

  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-account-value.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, empty);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, columns);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, revenue_remark);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, revenue_panel);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, margin_box);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, margin_remark);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, margin_panel);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, purchases_remark);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, sums);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, purchases);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, add_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, pill);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, pill_label);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountValueTab, more_button);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_pill_cb);
  gtk_widget_class_bind_template_callback (widget_class, expand_cb);
}

static void
rapport_account_value_tab_init (RapportAccountValueTab *self)
{
  GtkWidget *empty = rapport_empty_new_compact (_("No purchases yet"), _("Add the first one, or import a list of orders."));
  GtkWidget *button;

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_row_free);
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
  self->margin = rapport_bar_chart_new ();
  rapport_chart_set_title (RAPPORT_CHART (self->margin), _("Margin by quarter"));
  rapport_bar_chart_set_format (RAPPORT_BAR_CHART (self->margin), format_bar, NULL, NULL);
  g_signal_connect_object (self->margin, "bar-activated", G_CALLBACK (bar_cb), self, 0);
  gtk_widget_set_hexpand (self->margin, TRUE);
  gtk_box_append (self->margin_panel, self->margin);
}
