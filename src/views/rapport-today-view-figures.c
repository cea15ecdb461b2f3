#include "config.h"

#include "views/rapport-today-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"

/* What Today draws: the tiles and the charts. */

char *
_rapport_today_format_count (gint64 n)
{
  RapportNumberStyle style;

  rapport_number_style_init_locale (&style);
  return rapport_number_format_integer (n, &style);
}

/* Tiles ------------------------------------------------------------------------------------------------------ */

static char *
format_share (RapportShare share)
{
  /* Translators: a percentage */
  return g_strdup_printf (_("%.1f %%"), 100.0 * rapport_share_get_value (share));
}

void
_rapport_today_view_add_tiles (RapportTodayView *self)
{
  const char *labels[N_TILES] = {
    [TILE_ACTIVE] = _("Active customers"),      [TILE_REVENUE] = _("Revenue, 12 months"),
    [TILE_RETENTION] = _("12-month retention"), [TILE_REPEAT] = _("Repeat rate"),
    [TILE_PROMISES] = _("Promises kept"),       [TILE_RISK] = _("Revenue at risk"),
  };
  const char *definitions[N_TILES] = {
    [TILE_ACTIVE] = _("Accounts with a purchase in the last 12 months"),
    [TILE_REVENUE] = _("The sum of all purchases of the last 12 months in the workspace’s currency"),
    [TILE_RETENTION] = _("Of the customers who bought in the 12 months before the last 12, the share who bought again since"),
    [TILE_REPEAT] = _("Of all who ever bought, the share who bought on two days or more"),
    [TILE_PROMISES] = _("Promises of ours that were due in the last 12 months and kept by the first due day, or by the new one that the customer agreed to"),
    [TILE_RISK] = _("What accounts with an open complaint, an overdue promise or an unusual silence bought in the last 12 months"),
  };

  for (guint i = 0; i < N_TILES; i++)
    {
      GtkWidget *child = gtk_flow_box_child_new ();

      self->tile[i] = RAPPORT_TILE (rapport_tile_new (labels[i]));
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->tile[i]), definitions[i]);
      gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), GTK_WIDGET (self->tile[i]));
      gtk_widget_set_focusable (child, FALSE);
      gtk_widget_set_visible (child, FALSE);
      gtk_flow_box_insert (self->tiles, child, -1);
    }
}

static void
set_tile (RapportTodayView *self,
          RapportTodayTile tile,
          const char       *value)
{
  rapport_tile_set_value (self->tile[tile], value ? value : "");
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->tile[tile])), value != NULL);
}

static void
note (RapportTodayView *self,
      RapportTodayTile tile,
      double            change,
      char             *text, /* (transfer full) */
      const char       *same)
{
  g_autofree char *owned = text;

  if (text == NULL)
    rapport_tile_set_note (self->tile[tile], same, RAPPORT_TONE_NEUTRAL, RAPPORT_TREND_NONE);
  else
    rapport_tile_set_note (self->tile[tile], text, change > 0 ? RAPPORT_TONE_GOOD : RAPPORT_TONE_POOR,
                           change > 0 ? RAPPORT_TREND_UP : RAPPORT_TREND_DOWN);
}

static void
note_points (RapportTodayView *self,
             RapportTodayTile tile,
             RapportShare      now,
             RapportShare      before,
             const char       *same)
{
  double points = 100.0 * (rapport_share_get_value (now) - rapport_share_get_value (before));

  if (before.whole == 0)
    note (self, tile, 0, NULL, NULL);
  else if (fabs (points) < 0.05)
    note (self, tile, 0, NULL, same);
  else
    /* Translators: a difference of percentages */
    note (self, tile, points, g_strdup_printf (_("%.1f points"), fabs (points)), NULL);
}

static void
set_series (RapportTodayView *self,
            RapportTodayTile tile,
            const double     *values)
{
  gsize first = 0;

  /* A share of nobody is no point of the line. */
  while (first < RAPPORT_TODAY_MONTHS && isnan (values[first]))
    first++;
  rapport_tile_set_series (self->tile[tile], values + first, RAPPORT_TODAY_MONTHS - first, RAPPORT_TONE_NEUTRAL);
}

void
_rapport_today_view_show_figures (RapportTodayView *self)
{
  const RapportTodayFigures *figures = self->figures;
  const char *currency = rapport_workspace_get_currency (self->workspace);
  gboolean bought = figures->active.whole > 0;
  g_autofree char *active = bought ? _rapport_today_format_count (figures->active.part) : NULL;
  g_autofree char *revenue = bought ? rapport_money_format (figures->revenue, currency, RAPPORT_MONEY_SHORT_4) : NULL;
  g_autofree char *retention = figures->retention.whole > 0 ? format_share (figures->retention) : NULL;
  g_autofree char *repeat = figures->repeat.whole > 0 ? format_share (figures->repeat) : NULL;
  int change = (int) figures->active.part - (int) figures->active_month_ago.part;

  set_tile (self, TILE_ACTIVE, active);
  if (change != 0)
    {
      g_autofree char *count = _rapport_today_format_count (ABS (change));

      /* Translators: a number of customers more or fewer */
      note (self, TILE_ACTIVE, change, g_strdup_printf (_("%s in 30 days"), count), NULL);
    }
  else
    note (self, TILE_ACTIVE, 0, NULL, _("same as a month ago"));
  set_series (self, TILE_ACTIVE, figures->active_by_month);

  set_tile (self, TILE_REVENUE, revenue);
  if (figures->n_unconverted > 0)
    {
      g_autofree char *count = _rapport_today_format_count (figures->n_unconverted);

      /* Translators: a number of purchases in a currency that has no rate */
      g_autofree char *without = g_strdup_printf (
          ngettext ("without %s that has no rate", "without %s that have no rate", figures->n_unconverted), count);

      rapport_tile_set_note (self->tile[TILE_REVENUE], without, RAPPORT_TONE_WATCH, RAPPORT_TREND_NONE);
    }
  else if (figures->revenue_before > 0)
    {
      double percent = 100.0 * ((double) figures->revenue - (double) figures->revenue_before) /
                       (double) figures->revenue_before;

      if (fabs (percent) < 0.05)
        note (self, TILE_REVENUE, 0, NULL, _("same as the year before"));
      else
        /* Translators: a percentage */
        note (self, TILE_REVENUE, percent, g_strdup_printf (_("%.1f %% on the year before"), fabs (percent)), NULL);
    }
  else
    note (self, TILE_REVENUE, 0, NULL, NULL);
  set_series (self, TILE_REVENUE, figures->revenue_by_month);

  set_tile (self, TILE_RETENTION, retention);
  note_points (self, TILE_RETENTION, figures->retention, figures->retention_year_ago, _("same as a year ago"));
  set_series (self, TILE_RETENTION, figures->retention_by_month);

  set_tile (self, TILE_REPEAT, repeat);
  note_points (self, TILE_REPEAT, figures->repeat, figures->repeat_month_ago, _("same as a month ago"));
  set_series (self, TILE_REPEAT, figures->repeat_by_month);
}

/* As many columns as there are tiles where there is room. */
void
_rapport_today_view_lay_out_tiles (RapportTodayView *self)
{
  guint n = 0;

  for (guint i = 0; i < N_TILES; i++)
    n += gtk_widget_get_visible (gtk_widget_get_parent (GTK_WIDGET (self->tile[i])));
  gtk_widget_set_visible (GTK_WIDGET (self->tiles), n > 0);
  gtk_flow_box_set_max_children_per_line (self->tiles, MAX (n, 1));
  gtk_flow_box_set_min_children_per_line (
      self->tiles, rapport_adaptive_bin_is_narrow (self->adaptive) ? MIN (2, MAX (n, 1)) : MAX (n, 1));
}

void
_rapport_today_view_show_tiles (RapportTodayView *self)
{
  const RapportToday *today = self->today;
  const char *currency = rapport_workspace_get_currency (self->workspace);
  gboolean has_promises = today->promises.whole > 0, has_risk = today->at_risk > 0;
  g_autofree char *promises = has_promises ? format_share (today->promises) : NULL;
  g_autofree char *risk = has_risk ? rapport_money_format (today->at_risk, currency, RAPPORT_MONEY_SHORT_4) : NULL;
  g_autofree char *of = g_strdup_printf (_("%u of %u in 12 months"), today->promises.part, today->promises.whole);
  g_autofree char *accounts = g_strdup_printf (ngettext ("%u account", "%u accounts", today->n_at_risk),
                                               today->n_at_risk);

  set_tile (self, TILE_PROMISES, promises);
  rapport_tile_set_note (self->tile[TILE_PROMISES], of, RAPPORT_TONE_NEUTRAL, RAPPORT_TREND_NONE);
  set_tile (self, TILE_RISK, risk);
  rapport_tile_set_note (self->tile[TILE_RISK], accounts, RAPPORT_TONE_POOR, RAPPORT_TREND_NONE);
  _rapport_today_view_lay_out_tiles (self);
}

/* Charts ----------------------------------------------------------------------------------------------------- */

void
_rapport_today_view_show_stages (RapportTodayView *self)
{
  const RapportToday *today = self->today;
  g_autofree RapportStageBar *bars = g_new0 (RapportStageBar, MAX (today->stages->len, 1));
  g_autofree char *remark = NULL;
  g_autofree char *count_text = NULL;
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
  count_text = _rapport_today_format_count (n);
  remark = g_strdup_printf (
      today->of_opportunities
          ? ngettext ("%s opportunity, moves in the last 30 days", "%s opportunities, moves in the last 30 days", n)
          : ngettext ("%s account, moves in the last 30 days", "%s accounts, moves in the last 30 days", n),
      count_text);
  gtk_label_set_label (self->stages_remark, remark);
}

void
_rapport_today_view_show_causes (RapportTodayView *self)
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
      n_other += count->other;
    }
  gtk_widget_set_visible (self->causes_box, today->causes->len > 0);
  rapport_pareto_chart_set_causes (self->causes, causes, today->causes->len, n_other);
  remark = g_strdup_printf (ngettext ("%u report in 90 days", "%u reports in 90 days", n), n);
  gtk_label_set_label (self->causes_remark, remark);
}

void
_rapport_today_view_show_cohorts (RapportTodayView *self)
{
  const RapportCohorts *cohorts = self->figures->cohorts;
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
        shares[i * cohorts->n_periods + k] = k < cohort->n_periods && cohort->size > 0
                                                 ? rapport_cohorts_get_share (cohorts, i, k)
                                                 : NAN;
    }
  rapport_cohort_table_set_data (self->cohorts, (const char *const *) labels->pdata, sizes, shares,
                                 cohorts->n_cohorts, cohorts->n_periods);
}
