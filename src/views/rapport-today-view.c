#include "config.h"

#include "views/rapport-today-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-today-service.h"
#include "views/rapport-need-row.h"
#include "views/rapport-page-header.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-cohort-table.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"
#include "widgets/rapport-pareto-chart.h"
#include "widgets/rapport-stage-bars.h"
#include "widgets/rapport-tile.h"

/* Rows are heavy widgets, so that the list grows by so many at a time. */
#define ROWS_AT_ONCE 12

/* Writes that come close together are one reload. */
#define RELOAD_MILLISECONDS 120

struct _RapportTodayView
{
  AdwBin              parent_instance;

  /* Template children */
  RapportPageHeader  *header;
  GtkDropDown        *scope;
  GtkStack           *stack;
  RapportAdaptiveBin *adaptive;
  GtkFlowBox         *tiles;
  GtkBox             *columns;
  GtkLabel           *needs_remark;
  GtkListBox         *needs_list;
  GtkWidget          *needs_panel;
  GtkButton          *more_button;
  AdwStatusPage      *nothing_due;
  GtkWidget          *causes_box;
  GtkLabel           *causes_remark;
  RapportParetoChart *causes;
  GtkLabel           *stages_title;
  GtkLabel           *stages_remark;
  RapportStageBars   *stages;
  GtkWidget          *cohorts_box;
  RapportCohortTable *cohorts;

  /* Owned */
  RapportWorkspace   *workspace;
  gulong              changed_id;
  gulong              model_id;
  GCancellable       *cancellable;
  RapportToday       *today;
  GArray             *owners; /* gint64, by row of the drop-down */
  guint               reload_id;
  guint               n_shown;
  gboolean            filling;
};

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_N_NEEDS,
} RapportTodayViewProperty;

static GParamSpec *properties[PROP_N_NEEDS + 1];

G_DEFINE_FINAL_TYPE (RapportTodayView, rapport_today_view, ADW_TYPE_BIN)

static void reload (RapportTodayView *self);

static gint64
selected_owner (RapportTodayView *self)
{
  guint selected = gtk_drop_down_get_selected (self->scope);

  return self->owners != NULL && selected < self->owners->len ? g_array_index (self->owners, gint64, selected) : 0;
}

/* Tiles ------------------------------------------------------------------------------------------------------ */

static RapportTile *
add_tile (RapportTodayView *self,
          const char       *label,
          const char       *value,
          const char       *definition)
{
  GtkWidget *tile = rapport_tile_new (label);
  GtkWidget *child = gtk_flow_box_child_new ();

  rapport_tile_set_value (RAPPORT_TILE (tile), value);
  gtk_widget_set_tooltip_text (tile, definition);
  gtk_widget_set_size_request (tile, 150, -1);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), tile);
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_insert (self->tiles, child, -1);
  return RAPPORT_TILE (tile);
}

static char *
format_share (RapportShare share)
{
  /* Translators: a percentage */
  return g_strdup_printf (_("%.1f %%"), 100.0 * rapport_share_get_value (share));
}

static void
note_points (RapportTile  *tile,
             RapportShare  now,
             RapportShare  before,
             const char   *same)
{
  double points = 100.0 * (rapport_share_get_value (now) - rapport_share_get_value (before));
  g_autofree char *note = NULL;

  if (before.whole == 0 || fabs (points) < 0.05)
    {
      rapport_tile_set_note (tile, before.whole == 0 ? NULL : same, RAPPORT_TONE_NEUTRAL, RAPPORT_TREND_NONE);
      return;
    }
  /* Translators: a difference of percentages */
  note = g_strdup_printf (_("%.1f points"), fabs (points));
  rapport_tile_set_note (tile, note, points > 0 ? RAPPORT_TONE_GOOD : RAPPORT_TONE_POOR, points > 0 ? RAPPORT_TREND_UP : RAPPORT_TREND_DOWN);
}

static void
show_tiles (RapportTodayView *self)
{
  const RapportToday *today = self->today;
  const char *currency = rapport_workspace_get_currency (self->workspace);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tiles))) != NULL)
    gtk_flow_box_remove (self->tiles, child);

  if (today->n_customers > 0)
    {
      g_autofree char *active = g_strdup_printf ("%'u", today->active.part);
      g_autofree char *revenue = rapport_money_format (today->revenue, currency, RAPPORT_MONEY_SHORT_4);
      int change = (int) today->active.part - (int) today->active_month_ago.part;
      RapportTile *tile = add_tile (self, _("Active customers"), active, _("Accounts with a purchase in the last 12 months"));

      rapport_tile_set_series (tile, today->active_by_month, 12, RAPPORT_TONE_NEUTRAL);
      if (change != 0)
        {
          g_autofree char *note = g_strdup_printf (_("%d in 30 days"), ABS (change));

          rapport_tile_set_note (tile, note, change > 0 ? RAPPORT_TONE_GOOD : RAPPORT_TONE_POOR,
                                 change > 0 ? RAPPORT_TREND_UP : RAPPORT_TREND_DOWN);
        }
      else
        rapport_tile_set_note (tile, _("same as a month ago"), RAPPORT_TONE_NEUTRAL, RAPPORT_TREND_NONE);

      tile = add_tile (self, _("Revenue, 12 months"), revenue, _("The sum of all purchases of the last 12 months in the workspace’s currency"));
      rapport_tile_set_series (tile, today->revenue_by_month, 12, RAPPORT_TONE_NEUTRAL);
      if (today->revenue_before > 0)
        {
          double change_share = 100.0 * (today->revenue - today->revenue_before) / today->revenue_before;
          /* Translators: a percentage */
          g_autofree char *note = g_strdup_printf (_("%.1f %% on the year before"), fabs (change_share));

          rapport_tile_set_note (tile, note, change_share >= 0 ? RAPPORT_TONE_GOOD : RAPPORT_TONE_POOR,
                                 change_share >= 0 ? RAPPORT_TREND_UP : RAPPORT_TREND_DOWN);
        }
    }
  if (today->retention.whole > 0)
    {
      g_autofree char *value = format_share (today->retention);
      RapportTile *tile = add_tile (self, _("12-month retention"), value,
                                    _("Of the customers who bought in the 12 months before the last 12, the share who bought again since"));

      note_points (tile, today->retention, today->retention_year_ago, _("same as a year ago"));
    }
  if (today->repeat.whole > 0)
    {
      g_autofree char *value = format_share (today->repeat);
      RapportTile *tile = add_tile (self, _("Repeat rate"), value, _("Of all who ever bought, the share who bought on two days or more"));

      note_points (tile, today->repeat, today->repeat_month_ago, _("same as a month ago"));
    }
  if (today->promises.whole > 0)
    {
      g_autofree char *value = format_share (today->promises);
      g_autofree char *note = g_strdup_printf (_("%u of %u in 12 months"), today->promises.part, today->promises.whole);
      RapportTile *tile = add_tile (self, _("Promises kept"), value,
                                    _("Promises of ours that were due in the last 12 months and kept by the first due day, or by the new one that the customer agreed to"));

      rapport_tile_set_note (tile, note, RAPPORT_TONE_NEUTRAL, RAPPORT_TREND_NONE);
    }
  if (today->n_at_risk > 0 && today->at_risk > 0)
    {
      g_autofree char *value = rapport_money_format (today->at_risk, currency, RAPPORT_MONEY_SHORT_4);
      g_autofree char *note = g_strdup_printf (ngettext ("%u account", "%u accounts", today->n_at_risk), today->n_at_risk);
      RapportTile *tile = add_tile (self, _("Revenue at risk"), value,
                                    _("What accounts with an open complaint, an overdue promise or an unusual silence bought in the last 12 months"));

      rapport_tile_set_note (tile, note, RAPPORT_TONE_POOR, RAPPORT_TREND_NONE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->tiles), gtk_widget_get_first_child (GTK_WIDGET (self->tiles)) != NULL);
}

/* Needs ------------------------------------------------------------------------------------------------------ */

static void
append_needs (RapportTodayView *self)
{
  guint until = MIN (self->n_shown + ROWS_AT_ONCE, self->today->needs->len);
  guint left;

  for (; self->n_shown < until; self->n_shown++)
    gtk_list_box_append (self->needs_list,
                         rapport_need_row_new (self->workspace, g_ptr_array_index (self->today->needs, self->n_shown), self->n_shown == 0));

  left = self->today->n_needs - self->n_shown;
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), self->n_shown < self->today->needs->len);
  if (left > 0)
    {
      g_autofree char *label = g_strdup_printf (ngettext ("Show More (%u)", "Show More (%u)", left), left);

      gtk_button_set_label (self->more_button, label);
    }
}

static void
show_more_cb (RapportTodayView *self)
{
  append_needs (self);
}

static void
show_needs (RapportTodayView *self)
{
  const RapportToday *today = self->today;
  GtkWidget *row;
  guint before = MAX (self->n_shown, 1);

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->needs_list))) != NULL)
    gtk_list_box_remove (self->needs_list, row);
  self->n_shown = 0;
  do
    append_needs (self);
  while (self->n_shown < before && self->n_shown < today->needs->len);

  gtk_widget_set_visible (self->needs_panel, today->n_needs > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing_due), today->n_needs == 0);
  if (today->n_needs > 0)
    {
      g_autofree char *value = rapport_money_format (today->needs_value, rapport_workspace_get_currency (self->workspace), RAPPORT_MONEY_SHORT);
      /* Translators: a number of customers, what they are worth */
      g_autofree char *remark = g_strdup_printf (ngettext ("%u relationship, %s a year", "%u relationships, %s a year", today->n_needs),
                                                 today->n_needs, value);

      gtk_label_set_label (self->needs_remark, remark);
    }
  else
    {
      g_autofree char *next = today->next_due != RAPPORT_DAY_NONE ? rapport_format_day (self->workspace, today->next_due) : NULL;
      g_autofree char *text = next ? g_strdup_printf (_("Next due on %s"), next) : g_strdup (_("Nothing is promised or planned"));

      gtk_label_set_label (self->needs_remark, "");
      adw_status_page_set_description (self->nothing_due, text);
    }
}

static void
need_activated_cb (RapportTodayView *self,
                   GtkListBoxRow    *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-account", "x",
                              rapport_need_row_get_need (RAPPORT_NEED_ROW (row))->account);
}

/* Charts ----------------------------------------------------------------------------------------------------- */

static void
show_stages (RapportTodayView *self)
{
  const RapportToday *today = self->today;
  g_autofree RapportStageBar *bars = g_new0 (RapportStageBar, MAX (today->stages->len, 1));
  g_autofree char *remark = NULL;
  guint n = 0;

  for (guint i = 0; i < today->stages->len; i++)
    {
      const RapportStageCount *count = &g_array_index (today->stages, RapportStageCount, i);
      const char *name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, count->stage);

      bars[i] = (RapportStageBar) { name ? name : "", count->n, count->n_in, count->n_out };
      n += count->n;
    }
  rapport_stage_bars_set_bars (self->stages, bars, today->stages->len);
  gtk_label_set_label (self->stages_title, rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MODEL,
                                                                        rapport_workspace_get_model (self->workspace)));
  remark = g_strdup_printf (ngettext ("%u in it, moves in the last 30 days", "%u in it, moves in the last 30 days", n), n);
  gtk_label_set_label (self->stages_remark, remark);
}

static void
stage_activated_cb (RapportTodayView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", "board");
}

static void
show_causes (RapportTodayView *self)
{
  const RapportToday *today = self->today;
  g_autofree RapportParetoCause *causes = g_new0 (RapportParetoCause, MAX (today->causes->len, 1));
  g_autofree char *remark = NULL;
  guint n = 0, n_other = 0;

  for (guint i = 0; i < today->causes->len; i++)
    {
      const RapportCauseCount *count = &g_array_index (today->causes, RapportCauseCount, i);
      const char *name = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_CAUSE, count->cause);

      causes[i] = (RapportParetoCause) { name ? name : _("Not recorded"), count->n };
      n += count->n;
      if (i + 1 == today->causes->len && (count->cause == 0 || count->cause == 6))
        n_other = 1;
    }
  gtk_widget_set_visible (self->causes_box, today->causes->len > 0);
  rapport_pareto_chart_set_causes (self->causes, causes, today->causes->len, n_other);
  remark = g_strdup_printf (ngettext ("%u report in 90 days", "%u reports in 90 days", n), n);
  gtk_label_set_label (self->causes_remark, remark);
}

static void
show_cohorts (RapportTodayView *self)
{
  const RapportCohorts *cohorts = self->today->cohorts;
  g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autofree guint *sizes = NULL;
  g_autofree double *shares = NULL;

  guint n = 0;

  for (guint i = 0; cohorts != NULL && i < cohorts->n_cohorts; i++)
    n += cohorts->cohorts[i].size;
  gtk_widget_set_visible (self->cohorts_box, n > 0);
  if (n == 0)
    return;

  sizes = g_new0 (guint, cohorts->n_cohorts);
  shares = g_new (double, (gsize) cohorts->n_cohorts * cohorts->n_periods);
  for (guint i = 0; i < cohorts->n_cohorts; i++)
    {
      const RapportCohort *cohort = &cohorts->cohorts[i];
      int quarter = rapport_day_get_quarter (cohort->start);

      g_ptr_array_add (labels, rapport_time_format_period (cohort->start, cohorts->period, i == 0 || quarter == 1));
      sizes[i] = cohort->size;
      for (guint k = 0; k < cohorts->n_periods; k++)
        shares[i * cohorts->n_periods + k] = k < cohort->n_periods && cohort->size > 0 ? rapport_cohorts_get_share (cohorts, i, k) : NAN;
    }
  rapport_cohort_table_set_data (self->cohorts, (const char *const *) labels->pdata, sizes, shares, cohorts->n_cohorts, cohorts->n_periods);
}

/* Loading ---------------------------------------------------------------------------------------------------- */

static void
show_today (RapportTodayView *self)
{
  gint64 n_accounts = 0;
  g_autofree char *day = rapport_time_format_day_full (self->today->today);

  for (guint i = 0; i < self->today->stages->len; i++)
    n_accounts += g_array_index (self->today->stages, RapportStageCount, i).n;

  rapport_page_header_set_title (self->header, _("Today"), day);
  show_tiles (self);
  show_needs (self);
  show_stages (self);
  show_causes (self);
  show_cohorts (self);
  gtk_stack_set_visible_child_name (self->stack, n_accounts == 0 && self->today->n_customers == 0 && self->today->n_needs == 0 ? "empty" : "day");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEEDS]);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportTodayView) self = data;
  g_autoptr(GError) error = NULL;
  RapportToday *today;

  if (self->workspace == NULL)
    return;
  today = rapport_today_load_finish (self->workspace, result, &error);
  if (today == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->today, rapport_today_free);
  self->today = today;
  show_today (self);
}

static void
reload (RapportTodayView *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  rapport_today_load_async (self->workspace, selected_owner (self), self->cancellable, loaded_cb, g_object_ref (self));
}

static gboolean
reload_later_cb (gpointer data)
{
  RapportTodayView *self = data;

  self->reload_id = 0;
  reload (self);
  return G_SOURCE_REMOVE;
}

static void
fill_scope (RapportTodayView *self)
{
  g_autoptr(GPtrArray) members = rapport_workspace_list_small (self->workspace, RAPPORT_KIND_MEMBER);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  gint64 owner = selected_owner (self);
  guint selected = 0;

  self->filling = TRUE;
  g_clear_pointer (&self->owners, g_array_unref);
  self->owners = g_array_new (FALSE, TRUE, sizeof (gint64));
  g_array_set_size (self->owners, 1);
  gtk_string_list_append (names, _("All accounts"));
  for (guint i = 0; i < members->len; i++)
    {
      RapportRecord *member = g_ptr_array_index (members, i);
      gint64 id = rapport_record_get_id (member);

      if (rapport_record_get_int (member, "active") == 0)
        continue;
      if (id == owner)
        selected = self->owners->len;
      g_array_append_val (self->owners, id);
      gtk_string_list_append (names, rapport_record_get_title (member));
    }
  gtk_drop_down_set_model (self->scope, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->scope, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->scope), self->owners->len > 1);
  self->filling = FALSE;
}

static void
scope_changed_cb (RapportTodayView *self)
{
  if (!self->filling)
    reload (self);
}

static void
workspace_changed_cb (RapportTodayView *self,
                      RapportChanges   *changes)
{
  if (rapport_changes_touch (changes, RAPPORT_KIND_MEMBER))
    fill_scope (self);
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_MILLISECONDS, reload_later_cb, self);
}

static void
set_workspace (RapportTodayView *self,
               RapportWorkspace *workspace)
{
  if (self->workspace == workspace)
    return;

  if (self->workspace != NULL)
    {
      g_clear_signal_handler (&self->changed_id, self->workspace);
      g_clear_signal_handler (&self->model_id, self->workspace);
    }
  g_set_object (&self->workspace, workspace);
  rapport_page_header_set_workspace (self->header, workspace);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  if (workspace != NULL)
    {
      self->changed_id = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
      self->model_id = g_signal_connect_swapped (workspace, "notify::model", G_CALLBACK (reload), self);
      fill_scope (self);
    }
  reload (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/* Layout ----------------------------------------------------------------------------------------------------- */

static void
narrow_changed_cb (RapportTodayView *self)
{
  gboolean wide = !rapport_adaptive_bin_is_narrow (self->adaptive);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns), wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (self->columns, wide);
  gtk_flow_box_set_min_children_per_line (self->tiles, wide ? 6 : 2);
}

static void
rapport_today_view_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  RapportTodayView *self = RAPPORT_TODAY_VIEW (object);

  switch ((RapportTodayViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_N_NEEDS:
      g_value_set_uint (value, self->today ? self->today->n_needs : 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_today_view_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  RapportTodayView *self = RAPPORT_TODAY_VIEW (object);

  switch ((RapportTodayViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_N_NEEDS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_today_view_dispose (GObject *object)
{
  RapportTodayView *self = RAPPORT_TODAY_VIEW (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace != NULL)
    {
      g_clear_signal_handler (&self->changed_id, self->workspace);
      g_clear_signal_handler (&self->model_id, self->workspace);
    }
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->today, rapport_today_free);
  g_clear_pointer (&self->owners, g_array_unref);

  G_OBJECT_CLASS (rapport_today_view_parent_class)->dispose (object);
}

static void
rapport_today_view_class_init (RapportTodayViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rapport_today_view_get_property;
  object_class->set_property = rapport_today_view_set_property;
  object_class->dispose = rapport_today_view_dispose;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_NEEDS] = g_param_spec_uint ("n-needs", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-today-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, adaptive);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, causes);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, causes_box);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, causes_remark);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, cohorts);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, cohorts_box);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, columns);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, header);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, more_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, needs_list);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, needs_panel);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, needs_remark);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, nothing_due);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, scope);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, stages);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, stages_remark);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, stages_title);
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, tiles);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, need_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_more_cb);
  gtk_widget_class_bind_template_callback (widget_class, stage_activated_cb);

  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (RAPPORT_TYPE_COHORT_TABLE);
  g_type_ensure (RAPPORT_TYPE_PAGE_HEADER);
  g_type_ensure (RAPPORT_TYPE_PARETO_CHART);
  g_type_ensure (RAPPORT_TYPE_STAGE_BARS);
}

static void
rapport_today_view_init (RapportTodayView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
