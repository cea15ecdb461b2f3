#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "views/rapport-accounts-view-private.h"
#include "views/rapport-page-header.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"

/* The page of accounts. A question (text, pills, order) goes to the reader's thread; when its answer is there, the
 * rows of the list show it instead of the old one, which stands until then. */

#define MEDIUM_WIDTH 1200
#define NARROW_WIDTH 860

typedef enum
{
  PROP_WORKSPACE = 1,
} RapportAccountsViewProperty;

static GParamSpec *properties[PROP_WORKSPACE + 1];

G_DEFINE_FINAL_TYPE (RapportAccountsView, rapport_accounts_view, ADW_TYPE_BIN)

static void
filter_changed_cb (RapportAccountsView *self)
{
  RapportAccountFilter *filter = rapport_account_filter_copy (rapport_filter_bar_get_filter (self->filter_bar));

  filter->sort = self->filter->sort;
  filter->descending = self->filter->descending;
  filter->then_sort = self->filter->then_sort;
  filter->then_descending = self->filter->then_descending;
  filter->with_ended = self->filter->with_ended;
  filter->model = self->filter->model;
  rapport_account_filter_free (self->filter);
  self->filter = filter;
  _rapport_accounts_view_reload (self);
}

static void
clear_filter_cb (RapportAccountsView *self)
{
  rapport_filter_bar_clear (self->filter_bar);
}

static void
renew_names (RapportAccountsView *self)
{
  g_clear_pointer (&self->names, rapport_list_names_unref);
  if (self->workspace != NULL)
    self->names = rapport_list_names_new (self->workspace, self->filter->model);
}

static void
follow (RapportAccountsView *self,
        gboolean             names,
        gboolean             cells)
{
  if (names)
    renew_names (self);
  /* Cheap enough: some two thousand short texts, most of which do not change. */
  if (names || cells)
    _rapport_accounts_view_refresh_cells (self, FALSE);
  _rapport_accounts_view_sum_up (self);
  _rapport_accounts_view_update_bar (self);
}

static void
changed_cb (RapportWorkspace    *workspace,
            RapportChanges      *changes,
            RapportAccountsView *self)
{
  gboolean names = changes->many || rapport_changes_touch (changes, RAPPORT_KIND_MEMBER) ||
                   rapport_changes_touch (changes, RAPPORT_KIND_STAGE) ||
                   rapport_changes_touch (changes, RAPPORT_KIND_MODEL);

  /* A hidden page asks nothing; it catches up when it is shown. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->stale = TRUE;
      return;
    }
  follow (self, names, changes->accounts->len > 0 || rapport_changes_touch (changes, RAPPORT_KIND_ACCOUNT) ||
                         rapport_changes_touch (changes, RAPPORT_KIND_PLACEMENT));
}

/* Nothing is connected for each cell. */
static void
caught_up_cb (RapportAccountsView *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    _rapport_accounts_view_refresh_cells (self, FALSE);
  else
    self->stale = TRUE;
}

static void
rapport_accounts_view_map (GtkWidget *widget)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);

  GTK_WIDGET_CLASS (rapport_accounts_view_parent_class)->map (widget);
  if (self->stale && self->workspace != NULL)
    follow (self, TRUE, TRUE);
  self->stale = FALSE;
}

/* The model ---------------------------------------------------------------------------------------------------- */

static void
show_models (RapportAccountsView *self)
{
  g_autoptr(GPtrArray) models = rapport_workspace_list_small (self->workspace, RAPPORT_KIND_MODEL);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint shown = 0;

  for (guint i = 0; i < models->len; i++)
    {
      RapportRecord *model = g_ptr_array_index (models, i);
      gint64 id = rapport_record_get_id (model);

      if (rapport_record_get_int (model, "hidden") == 1 && id != self->filter->model)
        continue;
      if (id == self->filter->model)
        shown = ids->len;
      g_array_append_val (ids, id);
      gtk_string_list_append (names, rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MODEL, id));
    }
  self->setting_model = TRUE;
  g_object_set_data_full (G_OBJECT (self->models), "ids", g_array_ref (ids), (GDestroyNotify) g_array_unref);
  gtk_drop_down_set_model (self->models, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->models, shown);
  self->setting_model = FALSE;
}

static void
model_selected_cb (RapportAccountsView *self)
{
  GArray *ids = g_object_get_data (G_OBJECT (self->models), "ids");
  guint selected = gtk_drop_down_get_selected (self->models);

  if (!self->setting_model && self->workspace != NULL && ids != NULL && selected < ids->len)
    rapport_workspace_set_model (self->workspace, g_array_index (ids, gint64, selected));
}

static void
model_changed_cb (RapportWorkspace    *workspace,
                  GParamSpec          *pspec,
                  RapportAccountsView *self)
{
  self->filter->model = rapport_workspace_get_model (workspace);
  /* The stages of another model say nothing here. */
  g_clear_pointer (&self->filter->stages, g_strfreev);
  rapport_filter_bar_set_filter (self->filter_bar, self->filter);
  renew_names (self);
  show_models (self);
  _rapport_accounts_view_refresh_cells (self, TRUE);
  _rapport_accounts_view_reload (self);
  _rapport_accounts_view_update_bar (self);
}

/* Opening, selecting ------------------------------------------------------------------------------------------- */

static void
open_at (RapportAccountsView *self,
         guint                position)
{
  RapportQueryModel *answer = rapport_steady_rows_get_model (self->steady);
  gint64 id = answer ? rapport_query_model_get_id (answer, position) : 0;

  if (id > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-account", "x", id);
}

static void
activate_cb (GtkColumnView       *view,
             guint                position,
             RapportAccountsView *self)
{
  open_at (self, position);
}

static void
activate_row_cb (GtkListView         *rows,
                 guint                position,
                 RapportAccountsView *self)
{
  open_at (self, position);
}

static void
check_all_toggled_cb (RapportAccountsView *self)
{
  if (self->setting_check)
    return;
  if (rapport_id_selection_get_n (self->selection) == _rapport_accounts_view_get_n_rows (self))
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  else
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
  _rapport_accounts_view_show_check (self);
}

static void
unselect_cb (RapportAccountsView *self)
{
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

static void
select_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);

  if (g_str_equal (name, "accounts.select-all"))
    gtk_selection_model_select_all (GTK_SELECTION_MODEL (self->selection));
  else
    gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
}

/* Escape takes the selection back before it does anything else. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);

  if (rapport_id_selection_get_n (self->selection) == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_selection_model_unselect_all (GTK_SELECTION_MODEL (self->selection));
  return GDK_EVENT_STOP;
}

/* Settings of the page ----------------------------------------------------------------------------------------- */

static void
show_compact (RapportAccountsView *self)
{
  g_autofree char *value = rapport_workspace_get_setting (self->workspace, "accounts.compact", TRUE);

  if (g_strcmp0 (value, "1") == 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->view), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->view), "compact");
}

static void
compact_action (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);

  if (self->workspace == NULL)
    return;
  rapport_workspace_set_setting (self->workspace, "accounts.compact", TRUE,
                                 gtk_widget_has_css_class (GTK_WIDGET (self->view), "compact") ? NULL : "1");
  show_compact (self);
}

static void
with_ended_action (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);

  self->filter->with_ended = !self->filter->with_ended;
  rapport_toast (widget, self->filter->with_ended ? _("Ended relationships are listed, too")
                                                  : _("Ended relationships are left out"), FALSE);
  _rapport_accounts_view_reload (self);
}

/* Width -------------------------------------------------------------------------------------------------------- */

static gboolean
width_cb (gpointer data)
{
  RapportAccountsView *self = data;

  self->width_idle = 0;
  gtk_stack_set_visible_child_name (self->lists, self->width_class == WIDTH_NARROW ? "rows" : "table");
  gtk_widget_set_visible (GTK_WIDGET (self->columns_button), self->width_class != WIDTH_NARROW);
  gtk_widget_set_visible (GTK_WIDGET (self->sort_button), self->width_class == WIDTH_NARROW);
  gtk_widget_set_visible (GTK_WIDGET (self->check_all), self->width_class != WIDTH_NARROW);
  for (GtkWidget *button = gtk_widget_get_next_sibling (GTK_WIDGET (self->bar_value)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      GtkWidget *content = GTK_IS_MENU_BUTTON (button) ? gtk_menu_button_get_child (GTK_MENU_BUTTON (button))
                                                       : gtk_button_get_child (GTK_BUTTON (button));

      /* Icons alone, where words have no room. */
      if (ADW_IS_BUTTON_CONTENT (content))
        {
          const char *label = g_object_get_data (G_OBJECT (content), "label");

          if (label == NULL)
            {
              g_object_set_data_full (G_OBJECT (content), "label",
                                      g_strdup (adw_button_content_get_label (ADW_BUTTON_CONTENT (content))), g_free);
              label = g_object_get_data (G_OBJECT (content), "label");
            }
          adw_button_content_set_label (ADW_BUTTON_CONTENT (content), self->width_class == WIDTH_NARROW ? "" : label);
        }
    }
  _rapport_accounts_view_arrange (self);
  _rapport_accounts_view_choose_list (self);
  _rapport_accounts_view_show_sort (self);
  _rapport_accounts_view_refresh_cells (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
rapport_accounts_view_size_allocate (GtkWidget *widget,
                                     int        width,
                                     int        height,
                                     int        baseline)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  int window_width = root ? gtk_widget_get_width (GTK_WIDGET (root)) : width;
  WidthClass width_class = window_width < NARROW_WIDTH   ? WIDTH_NARROW
                           : window_width < MEDIUM_WIDTH ? WIDTH_MEDIUM
                                                         : WIDTH_WIDE;

  if (width_class != self->width_class)
    {
      self->width_class = width_class;
      /* Not while sizes are given out. */
      if (self->width_idle == 0)
        self->width_idle = g_idle_add_full (G_PRIORITY_DEFAULT, width_cb, self, NULL);
    }
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (self)), width, height, baseline, NULL);
}

static void
rapport_accounts_view_measure (GtkWidget      *widget,
                               GtkOrientation  orientation,
                               int             for_size,
                               int            *minimum,
                               int            *natural,
                               int            *minimum_baseline,
                               int            *natural_baseline)
{
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
}

/* The header check box stands over the heading of its column, and goes with it. */
static void
scrolled_cb (GtkAdjustment       *adjustment,
             RapportAccountsView *self)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double away = rtl ? gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) -
                        gtk_adjustment_get_value (adjustment)
                    : gtk_adjustment_get_value (adjustment);

  gtk_widget_set_opacity (GTK_WIDGET (self->check_all), away > 2 ? 0 : 1);
  gtk_widget_set_can_target (GTK_WIDGET (self->check_all), away <= 2);
}

/* Sort menu of narrow windows ---------------------------------------------------------------------------------- */

static void
sort_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (widget);
  const char *column = g_variant_get_string (parameter, NULL);
  RapportAccountSort sort;

  if (!rapport_list_has_column (column))
    return;
  sort = rapport_list_get_column_sort (column);
  /* The same again: the other way round. */
  self->filter->descending = sort == self->filter->sort ? !self->filter->descending
                                                        : sort == RAPPORT_ACCOUNT_SORT_VALUE;
  self->filter->sort = sort;
  self->filter->then_sort = RAPPORT_ACCOUNT_SORT_NAME;
  self->filter->then_descending = FALSE;
  _rapport_accounts_view_show_sort (self);
  _rapport_accounts_view_reload (self);
}

static GMenuModel *
new_sort_menu (void)
{
  const char *columns[] = { "value", "name", RAPPORT_LIST_COLUMN_STAGE, "owner", "last_contact", "next_due" };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *label = rapport_list_get_column_label (columns[i]);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "accounts.sort", "s", columns[i]);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

/* Object ------------------------------------------------------------------------------------------------------- */

static void
rapport_accounts_view_get_property (GObject    *object,
                                    guint       prop_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (object);

  switch ((RapportAccountsViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_accounts_view_set_property (GObject      *object,
                                    guint         prop_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (object);

  switch ((RapportAccountsViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      rapport_accounts_view_set_workspace (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
leave_workspace (RapportAccountsView *self)
{
  g_cancellable_cancel (self->sum_cancellable);
  g_clear_object (&self->sum_cancellable);
  g_cancellable_cancel (self->digest_cancellable);
  g_clear_object (&self->digest_cancellable);
  _rapport_accounts_view_stop_loading (self);
  if (self->workspace != NULL)
    {
      g_clear_signal_handler (&self->changed_id, self->workspace);
      g_signal_handlers_disconnect_by_func (self->workspace, caught_up_cb, self);
      g_clear_signal_handler (&self->model_id, self->workspace);
    }
}

static void
rapport_accounts_view_dispose (GObject *object)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (object);

  g_clear_handle_id (&self->width_idle, g_source_remove);
  rapport_list_pen_drop (self->pen);
  if (self->view != NULL)
    {
      _rapport_accounts_view_leave_list (self);
      rapport_accounts_footer_set_view (self->footer, NULL);
      g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_hadjustment (self->scrolled), self);
      _rapport_accounts_view_clear_columns (self);
    }
  leave_workspace (self);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_ACCOUNTS_VIEW);

  G_OBJECT_CLASS (rapport_accounts_view_parent_class)->dispose (object);
}

static void
rapport_accounts_view_finalize (GObject *object)
{
  RapportAccountsView *self = RAPPORT_ACCOUNTS_VIEW (object);

  rapport_account_filter_free (self->filter);
  g_clear_pointer (&self->names, rapport_list_names_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->steadies); i++)
    {
      g_object_unref (self->selections[i]);
      g_object_unref (self->steadies[i]);
    }
  g_hash_table_unref (self->cells);
  rapport_list_pen_unref (self->pen);
  g_strfreev (self->shown);

  G_OBJECT_CLASS (rapport_accounts_view_parent_class)->finalize (object);
}

static void
rapport_accounts_view_class_init (RapportAccountsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rapport_accounts_view_get_property;
  object_class->set_property = rapport_accounts_view_set_property;
  object_class->dispose = rapport_accounts_view_dispose;
  object_class->finalize = rapport_accounts_view_finalize;
  widget_class->map = rapport_accounts_view_map;
  widget_class->measure = rapport_accounts_view_measure;
  widget_class->size_allocate = rapport_accounts_view_size_allocate;

  /**
   * RapportAccountsView:workspace:
   *
   * Whose accounts are listed.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                        G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RAPPORT_TYPE_PAGE_HEADER);
  g_type_ensure (RAPPORT_TYPE_FILTER_BAR);
  g_type_ensure (RAPPORT_TYPE_ACCOUNTS_FOOTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-accounts-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, assign_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, bar);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, bar_count);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, bar_value);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, check_all);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, columns_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, header);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, footer);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, lists);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, models);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, move_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, nothing);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, pages);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, rows);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, sort_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, tag_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAccountsView, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_row_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_all_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, unselect_cb);

  gtk_widget_class_install_action (widget_class, "accounts.select-all", NULL, select_action);
  gtk_widget_class_install_action (widget_class, "accounts.unselect-all", NULL, select_action);
  gtk_widget_class_install_action (widget_class, "accounts.compact", NULL, compact_action);
  gtk_widget_class_install_action (widget_class, "accounts.with-ended", NULL, with_ended_action);
  gtk_widget_class_install_action (widget_class, "accounts.sort", "s", sort_action);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  _rapport_accounts_view_class_acts_init (widget_class);
  _rapport_accounts_view_class_output_init (widget_class);
}

static void
rapport_accounts_view_init (RapportAccountsView *self)
{
  g_autoptr(GtkListItemFactory) row_factory = NULL;
  g_autoptr(GMenuModel) sort_menu = new_sort_menu ();

  self->filter = rapport_account_filter_new ();
  _rapport_accounts_view_init_cells (self);
  self->width_class = WIDTH_WIDE;
  gtk_widget_init_template (GTK_WIDGET (self));
  /* The layout manager of a bin would keep the width from us. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);

  row_factory = _rapport_accounts_view_new_row_factory (self);
  gtk_list_view_set_factory (self->rows, row_factory);
  gtk_menu_button_set_popover (self->columns_button, _rapport_accounts_view_new_chooser (self));
  gtk_menu_button_set_menu_model (self->sort_button, sort_menu);
  rapport_accounts_footer_set_view (self->footer, self->view);
  g_signal_connect (gtk_scrolled_window_get_hadjustment (self->scrolled), "value-changed", G_CALLBACK (scrolled_cb),
                    self);
  _rapport_accounts_view_init_list (self);
  _rapport_accounts_view_init_columns (self);
  _rapport_accounts_view_init_acts (self);
}

/**
 * rapport_accounts_view_new:
 *
 * Returns: (transfer floating): a page without a workspace
 */
GtkWidget *
rapport_accounts_view_new (void)
{
  return g_object_new (RAPPORT_TYPE_ACCOUNTS_VIEW, NULL);
}

/**
 * rapport_accounts_view_set_workspace:
 * @self: a page
 * @workspace: (nullable): whose accounts are listed
 */
void
rapport_accounts_view_set_workspace (RapportAccountsView *self,
                                     RapportWorkspace    *workspace)
{
  g_return_if_fail (RAPPORT_IS_ACCOUNTS_VIEW (self));
  g_return_if_fail (workspace == NULL || RAPPORT_IS_WORKSPACE (workspace));

  if (self->workspace == workspace)
    return;
  _rapport_accounts_view_empty_list (self);
  leave_workspace (self);
  g_set_object (&self->workspace, workspace);
  /* By hand: GTK 4.8 warns of a <binding> whose template goes before its child. */
  rapport_page_header_set_workspace (self->header, workspace);
  g_object_set (self->filter_bar, "workspace", workspace, NULL);
  self->have_totals = FALSE;
  rapport_account_filter_free (self->filter);
  self->filter = rapport_account_filter_new ();
  if (workspace != NULL)
    {
      self->filter->model = rapport_workspace_get_model (workspace);
      renew_names (self);
      show_models (self);
      show_compact (self);
      _rapport_accounts_view_load_columns (self);
      self->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (changed_cb), self);
      g_signal_connect_swapped (workspace, "caught-up", G_CALLBACK (caught_up_cb), self);
      self->model_id = g_signal_connect (workspace, "notify::model", G_CALLBACK (model_changed_cb), self);
    }
  /* The bar follows the property, so it is told first. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
  if (workspace != NULL)
    {
      rapport_filter_bar_set_filter (self->filter_bar, self->filter);
      _rapport_accounts_view_reload (self);
    }
}

/**
 * rapport_accounts_view_get_workspace:
 * @self: an accounts view
 *
 * Returns: (nullable) (transfer none): the workspace
 */
RapportWorkspace *
rapport_accounts_view_get_workspace (RapportAccountsView *self)
{
  g_return_val_if_fail (RAPPORT_IS_ACCOUNTS_VIEW (self), NULL);

  return self->workspace;
}

/**
 * rapport_accounts_view_get_filter:
 * @self: a page
 *
 * Returns: (transfer none): what is listed, in which order
 */
const RapportAccountFilter *
rapport_accounts_view_get_filter (RapportAccountsView *self)
{
  g_return_val_if_fail (RAPPORT_IS_ACCOUNTS_VIEW (self), NULL);

  return self->filter;
}

/**
 * rapport_accounts_view_set_filter:
 * @self: a page
 * @filter: what to list, in which order
 */
void
rapport_accounts_view_set_filter (RapportAccountsView        *self,
                                  const RapportAccountFilter *filter)
{
  RapportAccountFilter *copy;

  g_return_if_fail (RAPPORT_IS_ACCOUNTS_VIEW (self));

  copy = rapport_account_filter_copy (filter);
  rapport_account_filter_free (self->filter);
  self->filter = copy;
  rapport_filter_bar_set_filter (self->filter_bar, copy);
  if (self->workspace != NULL)
    {
      renew_names (self);
      _rapport_accounts_view_show_sort (self);
      _rapport_accounts_view_reload (self);
    }
}
