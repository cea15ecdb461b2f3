#pragma once

#include "service/rapport-list-service.h"
#include "service/rapport-query-model.h"
#include "views/rapport-accounts-footer.h"
#include "views/rapport-accounts-view.h"
#include "views/rapport-filter-bar.h"
#include "views/rapport-list-cell.h"
#include "views/rapport-page-header.h"
#include "widgets/rapport-id-selection.h"

G_BEGIN_DECLS

/* How wide the window is: all columns; without group, owner, flags; rows of two lines. */
typedef enum
{
  WIDTH_WIDE,
  WIDTH_MEDIUM,
  WIDTH_NARROW,
} WidthClass;

struct _RapportAccountsView
{
  AdwBin               parent_instance;

  /* Template children (borrowed) */
  GtkDropDown         *models;
  RapportPageHeader   *header;
  RapportFilterBar    *filter_bar;
  GtkMenuButton       *columns_button;
  GtkMenuButton       *sort_button;
  GtkStack            *pages;
  GtkStack            *lists;
  GtkScrolledWindow   *scrolled;
  GtkColumnView       *view;
  GtkListView         *rows;
  GtkCheckButton      *check_all;
  GtkWidget           *nothing;
  RapportAccountsFooter *footer;
  GtkRevealer         *bar;
  GtkLabel            *bar_count;
  GtkLabel            *bar_value;
  GtkMenuButton       *move_button;
  GtkMenuButton       *assign_button;
  GtkMenuButton       *tag_button;

  /* Owned */
  RapportWorkspace     *workspace;
  gulong                changed_id;
  gulong                model_id;
  RapportAccountFilter *filter;
  RapportListNames     *names;
  RapportSteadyRows    *steadies[2];   /* the rows of the table and of the narrow list, which stay while answers */
  RapportIdSelection   *selections[2]; /* come and go; those of the list that is not seen are empty */
  RapportSteadyRows    *steady;        /* those of the list that is seen (borrowed) */
  RapportIdSelection   *selection;
  RapportQueryModel    *loading;   /* the answer to the newest question, until it is there */
  gulong                loading_id;
  GCancellable         *sum_cancellable;
  GCancellable         *digest_cancellable;
  RapportAccountTotals  totals;
  gboolean              have_totals;
  gboolean             stale; /* something was written while the page was hidden */
  RapportListPen       *pen;
  GHashTable           *cells;     /* RapportListCell, the bound ones */
  GPtrArray            *columns;   /* GtkColumnViewColumn, all that were made, by id */
  GtkColumnViewColumn  *check_column;
  GStrv                 shown;     /* ids of the chosen columns in order */
  RapportAccountSort    sort;
  gboolean              descending;
  gboolean              sorting;   /* we set it */
  gboolean              arranging; /* we change the columns */
  gboolean              setting_model;
  gboolean              setting_check;
  WidthClass            width_class;
  guint                 width_idle;
  guint                 save_idle;
};

void                  _rapport_accounts_view_init_columns   (RapportAccountsView   *self);
void                  _rapport_accounts_view_clear_columns  (RapportAccountsView   *self);
void                  _rapport_accounts_view_load_columns   (RapportAccountsView   *self);
void                  _rapport_accounts_view_arrange        (RapportAccountsView   *self);
void                  _rapport_accounts_view_choose_columns (RapportAccountsView   *self,
                                                             const char *const     *columns);
GStrv                 _rapport_accounts_view_dup_columns    (RapportAccountsView   *self);
void                  _rapport_accounts_view_show_sort      (RapportAccountsView   *self);
GtkWidget            *_rapport_accounts_view_new_chooser    (RapportAccountsView   *self);

GtkListItemFactory   *_rapport_accounts_view_new_factory    (RapportAccountsView   *self,
                                                             const char            *column);
GtkListItemFactory   *_rapport_accounts_view_new_row_factory (RapportAccountsView  *self);
void                  _rapport_accounts_view_refresh_cells  (RapportAccountsView   *self,
                                                             gboolean               only_stages);

void                  _rapport_accounts_view_class_acts_init (GtkWidgetClass       *widget_class);
void                  _rapport_accounts_view_init_acts      (RapportAccountsView   *self);
void                  _rapport_accounts_view_update_bar     (RapportAccountsView   *self);

void                  _rapport_accounts_view_class_output_init (GtkWidgetClass     *widget_class);

void                  _rapport_accounts_view_init_cells     (RapportAccountsView   *self);

void                  _rapport_accounts_view_init_list      (RapportAccountsView   *self);
void                  _rapport_accounts_view_leave_list     (RapportAccountsView   *self);
void                  _rapport_accounts_view_choose_list    (RapportAccountsView   *self);
void                  _rapport_accounts_view_empty_list     (RapportAccountsView   *self);
void                  _rapport_accounts_view_stop_loading   (RapportAccountsView   *self);
void                  _rapport_accounts_view_reload         (RapportAccountsView   *self);
void                  _rapport_accounts_view_sum_up         (RapportAccountsView   *self);
void                  _rapport_accounts_view_show_check     (RapportAccountsView   *self);
guint                 _rapport_accounts_view_get_n_rows     (RapportAccountsView   *self);

G_END_DECLS
