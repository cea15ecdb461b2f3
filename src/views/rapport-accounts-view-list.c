#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-time.h"
#include "views/rapport-accounts-view-private.h"
#include "widgets/rapport-feedback.h"

/* What the page of accounts lists: asks for it, shows the answer, counts and sums it up. */

/* Footer ------------------------------------------------------------------------------------------------------- */

static void
show_counts (RapportAccountsView *self)
{
  const RapportAccountTotals *totals = &self->totals;
  guint n = _rapport_accounts_view_get_n_rows (self);
  g_autofree char *count = g_strdup_printf (ngettext ("%u account", "%u accounts", n), n);
  gboolean filtered = rapport_account_filter_is_active (self->filter);
  g_autofree char *of_all = NULL, *owners = NULL, *median = NULL, *value = NULL, *due = NULL, *without = NULL;
  g_autofree char *tooltip = NULL, *line = NULL;

  gtk_widget_set_visible (self->nothing, rapport_steady_rows_get_model (self->steady) != NULL && n == 0);
  if (!self->have_totals)
    {
      rapport_accounts_footer_set_text (self->footer, "name", count, NULL);
      return;
    }
  gtk_stack_set_visible_child_name (self->pages, totals->n_all == 0 && n == 0 && !filtered ? "empty" : "list");

  /* Translators: how many accounts a list shows of how many there are */
  of_all = g_strdup_printf (ngettext ("%u of %u account", "%u of %u accounts", totals->n_all), n, totals->n_all);
  rapport_filter_bar_set_summary (self->filter_bar, filtered ? of_all : count);
  owners = g_strdup_printf (ngettext ("%u owner", "%u owners", totals->n_owners), totals->n_owners);
  if (totals->median_contact != RAPPORT_UNSET)
    /* Translators: the median of days since the last contact */
    median = g_strdup_printf (_("median %d d"), (int) totals->median_contact);
  value = rapport_money_format (totals->value, rapport_workspace_get_currency (self->workspace),
                                RAPPORT_MONEY_SHORT | (totals->n_estimated > 0 ? RAPPORT_MONEY_ESTIMATED : 0));
  if (totals->n_unconverted > 0)
    {
      g_autofree char *marked = g_strconcat (value, " *", NULL);

      g_free (g_steal_pointer (&value));
      value = g_steal_pointer (&marked);
      tooltip = g_strdup_printf (
          ngettext ("* %u account has purchases in a currency without a rate, which are not in this sum",
                    "* %u accounts have purchases in currencies without a rate, which are not in this sum",
                    totals->n_unconverted),
          totals->n_unconverted);
    }
  else if (totals->n_estimated > 0)
    tooltip = g_strdup_printf (
        ngettext ("%u value in it is an estimate", "%u values in it are estimates", totals->n_estimated),
        totals->n_estimated);
  /* Translators: next steps that are due, and that are overdue */
  due = g_strdup_printf (_("%u due this week, %u overdue"), totals->n_due_week, totals->n_overdue);
  /* Translators: accounts without a next step */
  without = g_strdup_printf (_("%u without"), totals->n_without_step);

  rapport_accounts_footer_set_text (self->footer, "name", count, NULL);
  rapport_accounts_footer_set_text (self->footer, "owner", owners, NULL);
  rapport_accounts_footer_set_text (self->footer, "last_contact", median, _("Median of days since the last contact"));
  rapport_accounts_footer_set_text (self->footer, "value", value, tooltip);
  rapport_accounts_footer_set_text (self->footer, "next_step", due, NULL);
  rapport_accounts_footer_set_text (self->footer, "next_due", without, _("Accounts without a next step"));
  if (self->width_class == WIDTH_NARROW)
    line = g_strdup_printf ("%s · %s", count, value);
  rapport_accounts_footer_set_line (self->footer, line);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->footer), line ? tooltip : NULL);
}

static void
summed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportAccountsView) self = data;
  g_autoptr(GError) error = NULL;
  RapportAccountTotals totals;

  if (!rapport_account_filter_sum_finish (RAPPORT_WORKSPACE (source), result, &totals, &error))
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->workspace != (RapportWorkspace *) source)
    return;
  self->totals = totals;
  self->have_totals = TRUE;
  show_counts (self);
}

/* Asks for the sums of what the filter lets through. */
void
_rapport_accounts_view_sum_up (RapportAccountsView *self)
{
  g_cancellable_cancel (self->sum_cancellable);
  g_clear_object (&self->sum_cancellable);
  self->sum_cancellable = g_cancellable_new ();
  rapport_account_filter_sum_async (self->filter, self->workspace, self->sum_cancellable, summed_cb,
                                    g_object_ref (self));
}

/* The list ----------------------------------------------------------------------------------------------------- */

/* How many accounts the answer has, whatever the list shows of them at the moment. */
guint
_rapport_accounts_view_get_n_rows (RapportAccountsView *self)
{
  return rapport_steady_rows_get_n_rows (self->steady);
}

/* The box in the heading follows the selection. */
void
_rapport_accounts_view_show_check (RapportAccountsView *self)
{
  guint n = _rapport_accounts_view_get_n_rows (self);
  guint n_selected = rapport_id_selection_get_n (self->selection);

  self->setting_check = TRUE;
  gtk_check_button_set_active (self->check_all, n > 0 && n_selected == n);
  gtk_check_button_set_inconsistent (self->check_all, n_selected > 0 && n_selected < n);
  self->setting_check = FALSE;
}

static void
selection_changed_cb (GtkSelectionModel   *selection,
                      guint                position,
                      guint                n_items,
                      RapportAccountsView *self)
{
  if (selection != GTK_SELECTION_MODEL (self->selection))
    return;
  _rapport_accounts_view_show_check (self);
  _rapport_accounts_view_update_bar (self);
}

static void
rows_moved_cb (RapportSteadyRows   *rows,
               guint                position,
               guint                removed,
               guint                added,
               RapportAccountsView *self)
{
  _rapport_accounts_view_show_check (self);
  show_counts (self);
  _rapport_accounts_view_update_bar (self);
}

static void
scroll_up (GtkScrollable *list,
           gboolean       always,
           guint          n_rows)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (list);
  GtkSelectionModel *model = GTK_IS_LIST_VIEW (list) ? gtk_list_view_get_model (GTK_LIST_VIEW (list))
                                                     : gtk_column_view_get_model (GTK_COLUMN_VIEW (list));
  guint length = model ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
  double bottom;

  if (adjustment == NULL || length == 0)
    return;
  bottom = gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment);
  /* Rows that are to go must not be those that are seen: GTK would make others instead of moving them. */
  if (always || bottom / MAX (gtk_adjustment_get_upper (adjustment), 1) * length > n_rows)
    gtk_adjustment_set_value (adjustment, 0);
}

static void
contents_changed_cb (RapportSteadyRows   *rows,
                     gboolean             anew,
                     RapportAccountsView *self)
{
  guint n_rows = rapport_steady_rows_get_n_rows (rows);
  GtkScrollable *list = rows == self->steadies[0] ? GTK_SCROLLABLE (self->view) : GTK_SCROLLABLE (self->rows);

  if (rows != self->steady)
    return;
  scroll_up (list, anew, n_rows);
  _rapport_accounts_view_refresh_cells (self, FALSE);
  rows_moved_cb (rows, 0, 0, 0, self);
}

/* Takes the rows from the view, and the answer from the rows. */
void
_rapport_accounts_view_leave_list (RapportAccountsView *self)
{
  gtk_list_view_set_model (self->rows, NULL);
  gtk_column_view_set_model (self->view, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->steadies); i++)
    {
      g_signal_handlers_disconnect_by_data (self->selections[i], self);
      g_signal_handlers_disconnect_by_data (self->steadies[i], self);
      rapport_steady_rows_set_model (self->steadies[i], NULL);
      rapport_steady_rows_set_pacer (self->steadies[i], NULL);
    }
}

static void
make_rows (RapportAccountsView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->steadies); i++)
    {
      g_clear_object (&self->selections[i]);
      g_clear_object (&self->steadies[i]);
      self->steadies[i] = rapport_steady_rows_new ();
      self->selections[i] = rapport_id_selection_new (self->steadies[i]);
      rapport_steady_rows_set_pacer (self->steadies[i], i ? GTK_WIDGET (self->rows) : GTK_WIDGET (self->view));
      /* The selection hears it first. */
      g_signal_connect (self->steadies[i], "contents-changed", G_CALLBACK (contents_changed_cb), self);
      g_signal_connect (self->steadies[i], "rows-moved", G_CALLBACK (rows_moved_cb), self);
      g_signal_connect (self->selections[i], "selection-changed", G_CALLBACK (selection_changed_cb), self);
    }
  self->steady = self->steadies[self->width_class == WIDTH_NARROW];
  self->selection = self->selections[self->width_class == WIDTH_NARROW];
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selections[0]));
  gtk_list_view_set_model (self->rows, GTK_SELECTION_MODEL (self->selections[1]));
}

/* Only the list that is seen shows the answer. The other one keeps its widgets, as making and taking them down is what
 * takes time. */
void
_rapport_accounts_view_choose_list (RapportAccountsView *self)
{
  RapportSteadyRows *before = self->steady;
  RapportIdSelection *selection = self->selection;

  if (before == self->steadies[self->width_class == WIDTH_NARROW])
    return;
  self->steady = self->steadies[self->width_class == WIDTH_NARROW];
  self->selection = self->selections[self->width_class == WIDTH_NARROW];
  rapport_id_selection_take (self->selection, selection);
  rapport_steady_rows_set_model (self->steady, rapport_steady_rows_get_model (before));
  rapport_steady_rows_set_model (before, NULL);
}

/* Another workspace: nothing of this one is listed or selected any more. */
void
_rapport_accounts_view_empty_list (RapportAccountsView *self)
{
  _rapport_accounts_view_stop_loading (self);
  _rapport_accounts_view_leave_list (self);
  make_rows (self);
  _rapport_accounts_view_show_check (self);
  _rapport_accounts_view_update_bar (self);
}

void
_rapport_accounts_view_stop_loading (RapportAccountsView *self)
{
  if (self->loading != NULL)
    g_clear_signal_handler (&self->loading_id, self->loading);
  g_clear_object (&self->loading);
}

static void
loaded_cb (RapportQueryModel   *model,
           GParamSpec          *pspec,
           RapportAccountsView *self)
{
  g_autoptr(RapportQueryModel) answer = NULL;

  if (rapport_query_model_is_loading (model))
    return;
  answer = g_object_ref (model);
  _rapport_accounts_view_stop_loading (self);
  rapport_steady_rows_set_model (self->steady, answer);
}

/* Asks for what the filter says now. */
void
_rapport_accounts_view_reload (RapportAccountsView *self)
{
  g_autoptr(RapportQuery) query = NULL;

  if (self->workspace == NULL)
    return;
  _rapport_accounts_view_stop_loading (self);
  query = rapport_account_filter_to_query (self->filter, self->workspace);
  self->loading = rapport_query_model_new (self->workspace, query);
  self->loading_id = g_signal_connect (self->loading, "notify::loading", G_CALLBACK (loaded_cb), self);
  _rapport_accounts_view_sum_up (self);
}

void
_rapport_accounts_view_init_list (RapportAccountsView *self)
{
  make_rows (self);
}
