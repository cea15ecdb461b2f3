#include "config.h"

#include "views/rapport-today-view-private.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "document/rapport-list-document.h"
#include "views/rapport-need-row.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"
#include "widgets/rapport-print-preview.h"

/* So many rows leave the charts below in sight on a usual screen; rows are heavy widgets, so that the list grows by
 * a few at a time. */
#define ROWS_AT_FIRST 7
#define ROWS_MORE 12

/* Writes that come close together are one reload. */
#define RELOAD_MILLISECONDS 120

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_N_NEEDS,
} RapportTodayViewProperty;

static GParamSpec *properties[PROP_N_NEEDS + 1];

G_DEFINE_FINAL_TYPE (RapportTodayView, rapport_today_view, ADW_TYPE_BIN)

static gint64
selected_owner (RapportTodayView *self)
{
  guint selected = gtk_drop_down_get_selected (self->scope);

  return self->owners != NULL && selected < self->owners->len ? g_array_index (self->owners, gint64, selected) : 0;
}

/* Needs ------------------------------------------------------------------------------------------------------ */

static void
show_rows (RapportTodayView *self)
{
  const GPtrArray *needs = self->today->needs;
  guint n = MIN (self->n_rows, needs->len);
  GtkListBoxRow *row;

  for (guint i = 0; i < n; i++)
    {
      row = gtk_list_box_get_row_at_index (self->needs_list, i);
      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (rapport_need_row_new (self->workspace));
          rapport_need_row_set_narrow (RAPPORT_NEED_ROW (row), rapport_adaptive_bin_is_narrow (self->needs_adaptive));
          gtk_list_box_append (self->needs_list, GTK_WIDGET (row));
        }
      rapport_need_row_set_need (RAPPORT_NEED_ROW (row), g_ptr_array_index (needs, i), i == 0);
    }
  while ((row = gtk_list_box_get_row_at_index (self->needs_list, n)) != NULL)
    gtk_list_box_remove (self->needs_list, GTK_WIDGET (row));

  gtk_widget_set_visible (GTK_WIDGET (self->more_button), n < needs->len);
  if (n < needs->len)
    {
      /* Translators: how many more there are */
      g_autofree char *label = g_strdup_printf (_("Show More (%u)"), needs->len - n);

      gtk_button_set_label (self->more_button, label);
    }
}

static void
show_more_cb (RapportTodayView *self)
{
  guint before = MIN (self->n_rows, self->today->needs->len);

  self->n_rows = before + ROWS_MORE;
  show_rows (self);
  /* Go on reading where the button was. */
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->needs_list, before)));
}

static char *
describe_needs (RapportTodayView *self)
{
  const RapportToday *today = self->today;
  g_autoptr(GString) text = g_string_new (NULL);

  if (today->n_needs > 0)
    {
      g_autofree char *value = rapport_money_format (
          today->needs_value, rapport_workspace_get_currency (self->workspace),
          RAPPORT_MONEY_SHORT | (today->needs_estimated ? RAPPORT_MONEY_ESTIMATED : 0));
      g_autofree char *count = _rapport_today_format_count (today->n_needs);

      /* Translators: a number of customers, what they are worth */
      g_string_append_printf (
          text, ngettext ("%s relationship, %s a year", "%s relationships, %s a year", today->n_needs), count, value);
    }
  if (today->n_needs > today->needs->len)
    /* Translators: after the number of all, so many are in the list */
    g_string_append_printf (text, _(", the %u most pressing"), today->needs->len);
  if (today->n_put_off > 0)
    {
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append_printf (text, ngettext ("%u put off", "%u put off", today->n_put_off), today->n_put_off);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_needs (RapportTodayView *self)
{
  const RapportToday *today = self->today;
  g_autofree char *remark = describe_needs (self);

  show_rows (self);
  gtk_label_set_label (self->needs_remark, remark);
  gtk_widget_set_visible (self->needs_panel, today->n_needs > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing_due), today->n_needs == 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "today.print", today->n_needs > 0);
  if (today->n_needs == 0)
    {
      g_autofree char *next = today->next_due != RAPPORT_DAY_NONE
                                  ? rapport_format_day (self->workspace, today->next_due)
                                  : NULL;
      g_autofree char *text = next ? g_strdup_printf (_("Next due on %s"), next)
                                   : g_strdup (_("Nothing is promised or planned"));

      /* What was put off is not kept. */
      adw_status_page_set_title (self->nothing_due,
                                 today->n_put_off > 0 ? _("Nothing more today") : _("All promises kept"));
      adw_status_page_set_description (self->nothing_due, text);
    }
}

/* Printing --------------------------------------------------------------------------------------------------- */

#define N_COLUMNS 4

/* On the thread that lays out: nothing but the copied texts. */
static gboolean
print_row (guint     row,
           char    **cells,
           gpointer  data,
           GError  **error)
{
  GPtrArray *texts = data;

  for (guint i = 0; i < N_COLUMNS; i++)
    cells[i] = g_strdup (g_ptr_array_index (texts, row * N_COLUMNS + i));
  return TRUE;
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  RapportTodayView *self = RAPPORT_TODAY_VIEW (widget);
  const char *workspace = rapport_workspace_get_name (self->workspace);
  g_autofree char *day = rapport_time_format_day_full (self->today->today);
  g_autofree char *remark = describe_needs (self);
  g_autoptr(RapportListDocument) list = rapport_list_document_new (workspace, _("Needs you today"));
  g_autoptr(RapportDocument) document = rapport_document_new (_("Needs you today"), workspace);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->today->needs->len; i++)
    {
      const RapportNeed *need = g_ptr_array_index (self->today->needs, i);
      g_autoptr(RapportRecord) account = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_ACCOUNT,
                                                                       need->account);
      gint64 owner = account ? rapport_record_get_int (account, "owner") : RAPPORT_UNSET;

      g_ptr_array_add (texts,
                       g_strdup (rapport_workspace_get_title (self->workspace, RAPPORT_KIND_ACCOUNT, need->account)));
      g_ptr_array_add (texts, rapport_need_describe (need));
      g_ptr_array_add (texts,
                       owner != RAPPORT_UNSET
                           ? g_strdup (rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MEMBER, owner))
                           : NULL);
      g_ptr_array_add (texts, rapport_money_format (need->value, rapport_workspace_get_currency (self->workspace),
                                                    RAPPORT_MONEY_WHOLE | RAPPORT_MONEY_NARROW_SPACE |
                                                        (need->estimated ? RAPPORT_MONEY_ESTIMATED : 0)));
    }
  rapport_list_document_set_filter_line (list, day);
  rapport_list_document_set_summary_line (list, remark);
  rapport_list_document_add_column (list, _("Account"), RAPPORT_LIST_ALIGN_START, 3);
  rapport_list_document_add_column (list, _("Reason"), RAPPORT_LIST_ALIGN_START, 5);
  rapport_list_document_add_column (list, _("Owner"), RAPPORT_LIST_ALIGN_START, 2);
  rapport_list_document_add_column (list, _("Value a year"), RAPPORT_LIST_ALIGN_END, 1.5);
  rapport_list_document_set_rows (list, self->today->needs->len, print_row, g_ptr_array_ref (texts),
                                  (GDestroyNotify) g_ptr_array_unref);
  rapport_document_add_list (document, list);
  /* Translators: name of a file */
  rapport_print_preview (widget, document, _("Today.pdf"));
}

static void
need_activated_cb (RapportTodayView *self,
                   GtkListBoxRow    *row)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-account", "x",
                              rapport_need_row_get_need (RAPPORT_NEED_ROW (row))->account);
}

static void
stage_activated_cb (RapportTodayView *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", "board");
}

/* Loading ---------------------------------------------------------------------------------------------------- */

static void
failed (RapportTodayView *self,
        GError           *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_report_error (GTK_WIDGET (self), error);
}

static void
figures_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(RapportTodayView) self = data;
  g_autoptr(GError) error = NULL;
  RapportTodayFigures *figures = rapport_today_figures_load_finish (RAPPORT_WORKSPACE (source), result, &error);

  if (figures == NULL)
    {
      failed (self, error);
      return;
    }
  g_clear_pointer (&self->figures, rapport_today_figures_free);
  self->figures = figures;
  self->figures_stale = FALSE;
  _rapport_today_view_show_figures (self);
  _rapport_today_view_lay_out_tiles (self);
  _rapport_today_view_show_cohorts (self);
}

static void
show_today (RapportTodayView *self)
{
  g_autofree char *day = rapport_time_format_day_full (self->today->today);

  rapport_page_header_set_title (self->header, _("Today"), day);
  _rapport_today_view_show_tiles (self);
  show_needs (self);
  _rapport_today_view_show_stages (self);
  _rapport_today_view_show_causes (self);
  gtk_stack_set_visible_child_name (self->stack, self->today->has_accounts ? "day" : "empty");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEEDS]);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportTodayView) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportToday) today = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (today == NULL)
    {
      failed (self, error);
      return;
    }
  g_clear_pointer (&self->today, rapport_today_free);
  self->today = g_steal_pointer (&today);
  show_today (self);
  if (self->figures_stale)
    rapport_today_figures_load_async (self->workspace, selected_owner (self), self->cancellable, figures_loaded_cb,
                                      g_object_ref (self));
}

/* What is to do first, then the figures, which take longer where there are many purchases. */
static void
reload (RapportTodayView *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace == NULL)
    return;
  self->stages_stale = FALSE;
  self->cancellable = g_cancellable_new ();
  rapport_today_load_async (self->workspace, selected_owner (self), self->cancellable, loaded_cb, g_object_ref (self));
}

static void
reload_all (RapportTodayView *self)
{
  self->figures_stale = TRUE;
  reload (self);
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
    reload_all (self);
}

static void
workspace_changed_cb (RapportTodayView *self,
                      RapportChanges   *changes)
{
  if (rapport_changes_touch (changes, RAPPORT_KIND_MEMBER))
    fill_scope (self);
  if (rapport_changes_touch (changes, RAPPORT_KIND_PURCHASE) || rapport_changes_touch (changes, RAPPORT_KIND_RATE) ||
      rapport_changes_touch (changes, RAPPORT_KIND_ACCOUNT))
    self->figures_stale = TRUE;
  /* A hidden page counts on for the sidebar's badge; the stages wait until somebody looks. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)) && !rapport_today_needs_are_touched_by (changes))
    self->stages_stale = TRUE;
  else if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_MILLISECONDS, reload_later_cb, self);
}

static void
disconnect (RapportTodayView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->handlers); i++)
    if (self->workspace != NULL)
      g_clear_signal_handler (&self->handlers[i], self->workspace);
}

static void
set_workspace (RapportTodayView *self,
               RapportWorkspace *workspace)
{
  if (self->workspace == workspace)
    return;

  disconnect (self);
  /* The rows belong to the workspace before. */
  for (GtkListBoxRow *row; (row = gtk_list_box_get_row_at_index (self->needs_list, 0)) != NULL;)
    gtk_list_box_remove (self->needs_list, GTK_WIDGET (row));
  g_clear_pointer (&self->today, rapport_today_free);
  g_clear_pointer (&self->figures, rapport_today_figures_free);
  g_clear_pointer (&self->owners, g_array_unref);
  self->n_rows = ROWS_AT_FIRST;
  g_set_object (&self->workspace, workspace);
  rapport_page_header_set_workspace (self->header, workspace);
  gtk_stack_set_visible_child_name (self->stack, "loading");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "today.print", FALSE);
  if (workspace != NULL)
    {
      self->handlers[0] = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
      self->handlers[1] = g_signal_connect_swapped (workspace, "notify::model", G_CALLBACK (reload), self);
      self->handlers[2] = g_signal_connect_swapped (workspace, "notify::today", G_CALLBACK (reload_all), self);
      self->handlers[3] = g_signal_connect_swapped (workspace, "notify::currency", G_CALLBACK (reload_all), self);
      fill_scope (self);
    }
  reload_all (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEEDS]);
}

/* Layout ----------------------------------------------------------------------------------------------------- */

static void
narrow_changed_cb (RapportTodayView *self)
{
  gboolean wide = !rapport_adaptive_bin_is_narrow (self->adaptive);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  wide ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_homogeneous (self->columns, wide);
  _rapport_today_view_lay_out_tiles (self);
}

static void
rows_narrow_changed_cb (RapportTodayView *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->needs_list, i)) != NULL; i++)
    rapport_need_row_set_narrow (RAPPORT_NEED_ROW (row), rapport_adaptive_bin_is_narrow (self->needs_adaptive));
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
rapport_today_view_map (GtkWidget *widget)
{
  RapportTodayView *self = RAPPORT_TODAY_VIEW (widget);

  GTK_WIDGET_CLASS (rapport_today_view_parent_class)->map (widget);
  if (self->stages_stale)
    reload (self);
}

static void
rapport_today_view_dispose (GObject *object)
{
  RapportTodayView *self = RAPPORT_TODAY_VIEW (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  disconnect (self);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->today, rapport_today_free);
  g_clear_pointer (&self->figures, rapport_today_figures_free);
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
  widget_class->map = rapport_today_view_map;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                        G_PARAM_STATIC_STRINGS);
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
  gtk_widget_class_bind_template_child (widget_class, RapportTodayView, needs_adaptive);
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
  gtk_widget_class_bind_template_callback (widget_class, rows_narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_more_cb);
  gtk_widget_class_bind_template_callback (widget_class, stage_activated_cb);

  gtk_widget_class_install_action (widget_class, "today.print", NULL, print_action);

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
  self->n_rows = ROWS_AT_FIRST;
  _rapport_today_view_add_tiles (self);
}
