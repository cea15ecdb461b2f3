#pragma once

#include "service/rapport-today-figures.h"
#include "service/rapport-today-service.h"
#include "views/rapport-page-header.h"
#include "views/rapport-today-view.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-cohort-table.h"
#include "widgets/rapport-pareto-chart.h"
#include "widgets/rapport-stage-bars.h"
#include "widgets/rapport-tile.h"

G_BEGIN_DECLS

typedef enum
{
  TILE_ACTIVE,
  TILE_REVENUE,
  TILE_RETENTION,
  TILE_REPEAT,
  TILE_PROMISES,
  TILE_RISK,
  N_TILES,
} RapportTodayTile;

struct _RapportTodayView
{
  AdwBin               parent_instance;

  /* Template children */
  RapportPageHeader   *header;
  GtkDropDown         *scope;
  GtkStack            *stack;
  RapportAdaptiveBin  *adaptive;
  GtkFlowBox          *tiles;
  GtkBox              *columns;
  GtkLabel            *needs_remark;
  RapportAdaptiveBin  *needs_adaptive;
  GtkListBox          *needs_list;
  GtkWidget           *needs_panel;
  GtkButton           *more_button;
  AdwStatusPage       *nothing_due;
  GtkWidget           *causes_box;
  GtkLabel            *causes_remark;
  RapportParetoChart  *causes;
  GtkLabel            *stages_title;
  GtkLabel            *stages_remark;
  RapportStageBars    *stages;
  GtkWidget           *cohorts_box;
  RapportCohortTable  *cohorts;

  /* Owned */
  RapportWorkspace    *workspace;
  gulong               handlers[4];
  GCancellable        *cancellable;
  RapportToday        *today;
  RapportTodayFigures *figures;
  GArray              *owners; /* gint64, by row of the drop-down */
  RapportTile         *tile[N_TILES]; /* borrowed */
  guint                reload_id;
  guint                n_rows; /* asked for */
  gboolean             filling;
  gboolean             figures_stale;
  gboolean             stages_stale; /* what is shown is older than the last move */
};

/* rapport-today-view-figures.c */
char *_rapport_today_format_count        (gint64            n);
void  _rapport_today_view_add_tiles      (RapportTodayView *self);
void  _rapport_today_view_lay_out_tiles  (RapportTodayView *self);
void  _rapport_today_view_show_figures   (RapportTodayView *self);
void  _rapport_today_view_show_tiles     (RapportTodayView *self);
void  _rapport_today_view_show_stages    (RapportTodayView *self);
void  _rapport_today_view_show_causes    (RapportTodayView *self);
void  _rapport_today_view_show_cohorts   (RapportTodayView *self);

G_END_DECLS
