#include "config.h"

#include "views/rapport-timeline.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "service/rapport-timeline-model.h"
#include "views/rapport-quick-entry.h"
#include "views/rapport-timeline-row.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"
#include "widgets/rapport-pill.h"
#include "widgets/rapport-ribbon.h"

#define RELOAD_MILLISECONDS 120

struct _RapportTimeline
{
  AdwBin                 parent_instance;

  /* Template children */
  RapportAdaptiveBin    *adaptive;
  GtkToggleButton       *all_button;
  GtkToggleButton       *task_button;
  GtkToggleButton       *social_button;
  RapportPill           *channel_pill;
  RapportPill           *kind_pill;
  RapportPill           *person_pill;
  GtkWidget             *person_child;
  RapportPill           *member_pill;
  GtkSearchEntry        *search;
  GtkLabel              *count_label;
  GtkWidget             *ribbon_panel;
  RapportRibbon         *ribbon;
  RapportQuickEntry     *quick;
  GtkStack              *stack;
  GtkListView           *list;

  /* Owned */
  RapportWorkspace      *workspace;
  gulong                 changed_id;
  RapportTimelineModel  *model;
  GCancellable          *cancellable;
  RapportTimelineOverview *overview;
  gint64                 account;
  RapportTimelineSpan    span;
  RapportDay             from;
  RapportDay             until;
  guint                  reload_id;
  gboolean               clearing;
};

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_ACCOUNT,
} RapportTimelineProperty;

static GParamSpec *properties[PROP_ACCOUNT + 1];

G_DEFINE_FINAL_TYPE (RapportTimeline, rapport_timeline, ADW_TYPE_BIN)

static void reload_list (RapportTimeline *self);

RapportWorkspace *
_rapport_timeline_get_workspace (RapportTimeline *self)
{
  return self->workspace;
}

/* The list ---------------------------------------------------------------------------------------------------- */

static void
show_count (RapportTimeline *self)
{
  guint n = rapport_timeline_model_get_n_interactions (self->model);
  guint n_all = self->overview ? self->overview->n_all : n;
  g_autofree char *text = g_strdup_printf (ngettext ("%'u of %'u interaction", "%'u of %'u interactions", n_all), n, n_all);

  if (rapport_timeline_model_is_loading (self->model))
    return;
  gtk_label_set_label (self->count_label, text);
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : n_all > 0 ? "no-match" : "empty");
  gtk_widget_set_visible (self->ribbon_panel, n_all > 0 || (self->overview && self->overview->episodes->len > 0));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, rapport_timeline_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         RapportTimeline          *self)
{
  GObject *object = gtk_list_item_get_item (item);
  gboolean header = RAPPORT_IS_TIMELINE_HEADER (object);

  gtk_list_item_set_activatable (item, !header);
  gtk_list_item_set_selectable (item, !header);
  rapport_timeline_row_bind (RAPPORT_TIMELINE_ROW (gtk_list_item_get_child (item)), self->workspace, object,
                             rapport_timeline_model_is_single_day (self->model, gtk_list_item_get_position (item)),
                             self->account == 0, rapport_adaptive_bin_is_narrow (self->adaptive));
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item)
{
  rapport_timeline_row_unbind (RAPPORT_TIMELINE_ROW (gtk_list_item_get_child (item)));
}

static void
row_activated_cb (RapportTimeline *self,
                  guint            position)
{
  g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);

  if (RAPPORT_IS_RECORD (item))
    gtk_widget_activate_action (GTK_WIDGET (self), "timeline.edit", "x", rapport_record_get_id (RAPPORT_RECORD (item)));
}

static RapportTimelineFilter *
make_filter (RapportTimeline *self)
{
  RapportTimelineFilter *filter = rapport_timeline_filter_new (self->account);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  filter->task = !gtk_toggle_button_get_active (self->social_button);
  filter->social = !gtk_toggle_button_get_active (self->task_button);
  filter->channels = rapport_pill_dup_selected (self->channel_pill);
  filter->kinds = rapport_pill_dup_selected (self->kind_pill);
  filter->members = rapport_pill_dup_selected (self->member_pill);
  if (self->account != 0)
    filter->persons = rapport_pill_dup_selected (self->person_pill);
  filter->text = *text ? g_strdup (text) : NULL;
  filter->from = self->from;
  filter->until = self->until;
  return filter;
}

static void
reload_list (RapportTimeline *self)
{
  g_autoptr(RapportTimelineFilter) filter = NULL;
  g_autoptr(GtkSelectionModel) selection = NULL;

  if (self->workspace == NULL)
    return;
  filter = make_filter (self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  self->model = rapport_timeline_model_new (self->workspace, filter);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  /* A new query is a new selection, too: GTK 4.8 scans all rows of a replaced model. */
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->model))));
  gtk_list_view_set_model (self->list, selection);
}

static void
filter_changed_cb (RapportTimeline *self)
{
  if (!self->clearing)
    reload_list (self);
}

static void
clear_cb (RapportTimeline *self)
{
  self->clearing = TRUE;
  gtk_toggle_button_set_active (self->all_button, TRUE);
  rapport_pill_clear (self->channel_pill);
  rapport_pill_clear (self->kind_pill);
  rapport_pill_clear (self->person_pill);
  rapport_pill_clear (self->member_pill);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->from = self->until = RAPPORT_DAY_NONE;
  self->clearing = FALSE;
  rapport_timeline_set_span (self, self->span);
  reload_list (self);
}

static void
narrow_changed_cb (RapportTimeline *self)
{
  if (self->model != NULL)
    reload_list (self);
}

static void
log_cb (RapportTimeline *self)
{
  rapport_quick_entry_focus (self->quick);
}

/* The ribbon -------------------------------------------------------------------------------------------------- */

static void
show_ribbon (RapportTimeline *self)
{
  const RapportTimelineOverview *overview = self->overview;
  RapportDay today = rapport_workspace_get_today (self->workspace);
  RapportDay from = self->span == RAPPORT_TIMELINE_QUARTER ? rapport_day_add_months (today, -3)
                    : self->span == RAPPORT_TIMELINE_YEAR  ? rapport_day_add_years (today, -1)
                                                           : MIN (overview->first, today - 30);
  g_autofree RapportRibbonEpisode *episodes = g_new0 (RapportRibbonEpisode, MAX (overview->episodes->len, 1));
  g_autofree RapportRibbonDot *dots = g_new0 (RapportRibbonDot, MAX (overview->dots->len, 1));
  gsize n_episodes = 0, n_dots = 0;

  rapport_ribbon_set_range (self->ribbon, from, today, today);
  for (guint i = 0; i < overview->episodes->len; i++)
    {
      const RapportTimelineEpisode *episode = g_ptr_array_index (overview->episodes, i);

      if (episode->until < from || episode->from > today)
        continue;
      episodes[n_episodes++] = (RapportRibbonEpisode) { episode->id, episode->lane, episode->from, MIN (episode->until, today), episode->title,
                                                        episode->open && episode->lane == RAPPORT_TIMELINE_COMPLAINTS };
    }
  for (guint i = 0; i < overview->dots->len; i++)
    {
      const RapportTimelineDot *dot = &g_array_index (overview->dots, RapportTimelineDot, i);

      if (dot->day >= from && dot->day <= today)
        dots[n_dots++] = (RapportRibbonDot) { dot->day, dot->lane, dot->social };
    }
  /* Of all accounts there are more episodes than can be told apart; the dots say where there was much. */
  rapport_ribbon_set_episodes (self->ribbon, episodes, self->account != 0 || n_episodes <= 60 ? n_episodes : 0);
  rapport_ribbon_set_dots (self->ribbon, dots, n_dots);
  if (self->from != RAPPORT_DAY_NONE && self->until != RAPPORT_DAY_NONE)
    rapport_ribbon_set_brush (self->ribbon, MAX (self->from, from), MIN (self->until, today));
  else
    rapport_ribbon_set_brush (self->ribbon, from, today);
}

static void
overview_loaded_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr(RapportTimeline) self = data;
  g_autoptr(GError) error = NULL;
  RapportTimelineOverview *overview;

  if (self->workspace == NULL)
    return;
  overview = rapport_timeline_overview_load_finish (self->workspace, result, &error);
  if (overview == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->overview, rapport_timeline_overview_free);
  self->overview = overview;
  show_ribbon (self);
  if (self->model != NULL)
    show_count (self);
}

static void
reload_overview (RapportTimeline *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  rapport_timeline_overview_load_async (self->workspace, self->account, self->cancellable, overview_loaded_cb, g_object_ref (self));
}

static gboolean
reload_later_cb (gpointer data)
{
  RapportTimeline *self = data;

  self->reload_id = 0;
  reload_overview (self);
  return G_SOURCE_REMOVE;
}

static void
brush_changed_cb (RapportTimeline *self,
                  int              from,
                  int              until)
{
  RapportDay today = rapport_workspace_get_today (self->workspace);

  self->from = from;
  /* The right edge at today lets through what is planned, too. */
  self->until = until >= today ? RAPPORT_DAY_NONE : until;
  reload_list (self);
}

static void
episode_activated_cb (RapportTimeline *self,
                      gint64           episode)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "timeline.edit-episode", "x", episode);
}

/**
 * rapport_timeline_set_span:
 * @self: a timeline
 * @span: how far back the ribbon goes; the list follows
 */
void
rapport_timeline_set_span (RapportTimeline     *self,
                           RapportTimelineSpan  span)
{
  gboolean changed = self->span != span;

  self->span = span;
  if (changed)
    {
      self->from = self->until = RAPPORT_DAY_NONE;
      reload_list (self);
    }
  if (self->overview != NULL)
    show_ribbon (self);
}

/* Setting up -------------------------------------------------------------------------------------------------- */

static void
fill_people (RapportTimeline *self)
{
  g_autoptr(GPtrArray) people = NULL;
  g_autofree RapportPillChoice *choices = NULL;
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  gtk_widget_set_visible (self->person_child, self->account != 0);
  if (self->account == 0)
    return;
  people = rapport_entry_list_people (self->workspace, self->account);
  choices = g_new0 (RapportPillChoice, MAX (people->len, 1));
  for (guint i = 0; i < people->len; i++)
    {
      RapportRecord *person = g_ptr_array_index (people, i);

      g_ptr_array_add (ids, g_strdup_printf ("%" G_GINT64_FORMAT, rapport_record_get_id (person)));
      choices[i] = (RapportPillChoice) { g_ptr_array_index (ids, i), rapport_record_get_title (person) };
    }
  rapport_pill_set_choices (self->person_pill, choices, people->len);
}

static void
fill_members (RapportTimeline *self)
{
  g_autoptr(GPtrArray) members = rapport_workspace_list_small (self->workspace, RAPPORT_KIND_MEMBER);
  g_autofree RapportPillChoice *choices = g_new0 (RapportPillChoice, MAX (members->len, 1));
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < members->len; i++)
    {
      RapportRecord *member = g_ptr_array_index (members, i);

      g_ptr_array_add (ids, g_strdup_printf ("%" G_GINT64_FORMAT, rapport_record_get_id (member)));
      choices[i] = (RapportPillChoice) { g_ptr_array_index (ids, i), rapport_record_get_title (member) };
    }
  rapport_pill_set_choices (self->member_pill, choices, members->len);
  gtk_widget_set_visible (GTK_WIDGET (self->member_pill), members->len > 1);
}

static void
fill_choices (RapportPill         *pill,
              const RapportChoice *choices)
{
  RapportPillChoice items[32];
  gsize n = 0;

  for (const RapportChoice *choice = choices; choice->id != NULL && n < G_N_ELEMENTS (items); choice++)
    items[n++] = (RapportPillChoice) { choice->id, rapport_choice_get_label (choice) };
  rapport_pill_set_choices (pill, items, n);
}

static void
fill_lanes (RapportTimeline *self)
{
  const RapportRibbonLane lanes[RAPPORT_TIMELINE_N_LANES] = {
    [RAPPORT_TIMELINE_PURCHASES] = { _("Purchases"), "rp-purchase-symbolic", RAPPORT_COLOR_PURCHASE },
    [RAPPORT_TIMELINE_SERVICE] = { _("Service"), "rp-service-symbolic", RAPPORT_COLOR_SERVICE },
    [RAPPORT_TIMELINE_COMPLAINTS] = { _("Complaints"), "rp-complaint-symbolic", RAPPORT_COLOR_COMPLAINT },
    [RAPPORT_TIMELINE_REVIEWS] = { _("Reviews"), "rp-review-symbolic", RAPPORT_COLOR_REVIEW },
    [RAPPORT_TIMELINE_SOCIAL] = { _("Social"), "rp-meal-symbolic", RAPPORT_COLOR_SOCIAL },
  };

  rapport_ribbon_set_lanes (self->ribbon, lanes, G_N_ELEMENTS (lanes));
}

static void
workspace_changed_cb (RapportTimeline *self,
                      RapportChanges  *changes)
{
  if (rapport_changes_touch (changes, RAPPORT_KIND_MEMBER))
    fill_members (self);
  if (rapport_changes_touch (changes, RAPPORT_KIND_PERSON) || rapport_changes_touch (changes, RAPPORT_KIND_AFFILIATION))
    fill_people (self);
  if (self->reload_id == 0 && (rapport_changes_touch (changes, RAPPORT_KIND_INTERACTION) || rapport_changes_touch (changes, RAPPORT_KIND_EPISODE)))
    self->reload_id = g_timeout_add (RELOAD_MILLISECONDS, reload_later_cb, self);
}

static void
set_workspace (RapportTimeline  *self,
               RapportWorkspace *workspace)
{
  if (self->workspace == workspace)
    return;
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_set_object (&self->workspace, workspace);
  g_object_set (self->quick, "workspace", workspace, NULL);
  self->from = self->until = RAPPORT_DAY_NONE;
  if (workspace != NULL)
    {
      self->changed_id = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
      rapport_quick_entry_set_account (self->quick, self->account);
      fill_members (self);
      fill_people (self);
      reload_overview (self);
      reload_list (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * rapport_timeline_set_account:
 * @self: a timeline
 * @account: whose, 0 for all
 */
void
rapport_timeline_set_account (RapportTimeline *self,
                              gint64           account)
{
  if (self->account == account)
    return;
  self->account = account;
  self->from = self->until = RAPPORT_DAY_NONE;
  rapport_quick_entry_set_account (self->quick, account);
  if (self->workspace != NULL)
    {
      fill_people (self);
      reload_overview (self);
      reload_list (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

void
rapport_timeline_focus_entry (RapportTimeline *self)
{
  rapport_quick_entry_focus (self->quick);
}

void
rapport_timeline_focus_search (RapportTimeline *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
clear_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  clear_cb (RAPPORT_TIMELINE (widget));
}

static void
rapport_timeline_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  RapportTimeline *self = RAPPORT_TIMELINE (object);

  switch ((RapportTimelineProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ACCOUNT:
      g_value_set_int64 (value, self->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_timeline_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  RapportTimeline *self = RAPPORT_TIMELINE (object);

  switch ((RapportTimelineProperty) prop_id)
    {
    case PROP_WORKSPACE:
      set_workspace (self, g_value_get_object (value));
      break;
    case PROP_ACCOUNT:
      rapport_timeline_set_account (self, g_value_get_int64 (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_timeline_dispose (GObject *object)
{
  RapportTimeline *self = RAPPORT_TIMELINE (object);

  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_clear_object (&self->workspace);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
  g_clear_pointer (&self->overview, rapport_timeline_overview_free);

  G_OBJECT_CLASS (rapport_timeline_parent_class)->dispose (object);
}

static void
rapport_timeline_class_init (RapportTimelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_timeline_get_property;
  object_class->set_property = rapport_timeline_set_property;
  object_class->dispose = rapport_timeline_dispose;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_int64 ("account", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (RAPPORT_TYPE_PILL);
  g_type_ensure (RAPPORT_TYPE_QUICK_ENTRY);
  g_type_ensure (RAPPORT_TYPE_RIBBON);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, adaptive);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, all_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, channel_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, count_label);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, kind_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, list);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, member_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, person_child);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, person_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, quick);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, ribbon);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, ribbon_panel);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, search);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, social_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, task_button);
  gtk_widget_class_bind_template_callback (widget_class, brush_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, episode_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, log_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "timeline.clear-filters", NULL, clear_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "timeline.clear-filters", NULL);
  _rapport_timeline_class_install_actions (widget_class);
}

static void
rapport_timeline_init (RapportTimeline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->span = RAPPORT_TIMELINE_YEAR;
  self->from = self->until = RAPPORT_DAY_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);

  fill_lanes (self);
  fill_choices (self->channel_pill, rapport_channel_choices);
  fill_choices (self->kind_pill, rapport_episode_choices);
}
