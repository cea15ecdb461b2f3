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
#include "widgets/rapport-wrap-box.h"

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
  RapportPill           *member_pill;
  GtkSearchEntry        *search;
  GtkLabel              *count_label;
  GtkWidget             *legend;
  GtkWidget             *span_box;
  GtkToggleButton       *quarter_button;
  GtkToggleButton       *year_button;
  GtkToggleButton       *ever_button;
  GtkWidget             *ribbon_panel;
  RapportRibbon         *ribbon;
  RapportQuickEntry     *quick;
  GtkStack              *stack;
  GtkListView           *list;

  /* Owned */
  RapportWorkspace      *workspace;
  gulong                 changed_id;
  RapportTimelineModel  *model;
  RapportTimelineModel  *pending; /* takes its place as soon as it has rows */
  GPtrArray             *bound;   /* GtkListItem, borrowed */
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
  PROP_WITH_SPAN,
} RapportTimelineProperty;

static GParamSpec *properties[PROP_WITH_SPAN + 1];

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
  guint n = self->model ? rapport_timeline_model_get_n_interactions (self->model) : 0;
  guint n_all = self->overview ? MAX (self->overview->n_all, n) : n;
  g_autofree char *text = g_strdup_printf (ngettext ("%'u of %'u interaction", "%'u of %'u interactions", n_all), n, n_all);

  if (self->model == NULL || !rapport_timeline_model_is_ready (self->model))
    return;
  if (rapport_timeline_model_is_loading (self->model) && n > 0)
    {
      /* The first rows of many: how many there are comes with the rest. */
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }
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
show_place (RapportTimeline *self,
            GtkListItem     *item)
{
  rapport_timeline_row_set_place (RAPPORT_TIMELINE_ROW (gtk_list_item_get_child (item)),
                                  rapport_timeline_model_get_place (self->model, gtk_list_item_get_position (item)),
                                  rapport_adaptive_bin_is_narrow (self->adaptive));
}

/* A row that comes or goes makes its neighbours first or last of their group. */
static void
show_places (RapportTimeline *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_place (self, g_ptr_array_index (self->bound, i));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         RapportTimeline          *self)
{
  GObject *object = gtk_list_item_get_item (item);
  gboolean header = RAPPORT_IS_TIMELINE_HEADER (object);
  g_autofree char *name = NULL;

  gtk_list_item_set_activatable (item, !header);
  gtk_list_item_set_selectable (item, !header);
  if (!header && self->account == 0)
    name = rapport_timeline_dup_account_name (self->workspace, rapport_record_get_int (RAPPORT_RECORD (object), "account"));
  rapport_timeline_row_bind (RAPPORT_TIMELINE_ROW (gtk_list_item_get_child (item)), self->workspace, object, name,
                             rapport_timeline_model_get_place (self->model, gtk_list_item_get_position (item)),
                             rapport_adaptive_bin_is_narrow (self->adaptive));
  g_ptr_array_add (self->bound, item);
}

/* An account was renamed, perhaps. */
static void
show_account_names (RapportTimeline *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);
      GObject *object = gtk_list_item_get_item (item);
      g_autofree char *name = NULL;

      if (!RAPPORT_IS_RECORD (object))
        continue;
      name = rapport_timeline_dup_account_name (self->workspace, rapport_record_get_int (RAPPORT_RECORD (object), "account"));
      rapport_timeline_row_set_account_name (RAPPORT_TIMELINE_ROW (gtk_list_item_get_child (item)), name);
    }
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           RapportTimeline          *self)
{
  g_ptr_array_remove_fast (self->bound, item);
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
drop_model (RapportTimeline       *self,
            RapportTimelineModel **model)
{
  if (*model != NULL)
    g_signal_handlers_disconnect_by_data (*model, self);
  g_clear_object (model);
}

/* What was listed stays until the answer is there: the list does not blink while one types. */
static void
pending_ready_cb (RapportTimeline *self)
{
  g_autoptr(GtkSelectionModel) selection = NULL;

  g_signal_handlers_disconnect_by_func (self->pending, pending_ready_cb, self);
  drop_model (self, &self->model);
  self->model = g_steal_pointer (&self->pending);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
  /* A new query is a new selection, too: GTK 4.8 scans all rows of a replaced model. */
  selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->model))));
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (show_places), self, G_CONNECT_SWAPPED);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
  show_count (self);
}

static void
reload_list (RapportTimeline *self)
{
  g_autoptr(RapportTimelineFilter) filter = NULL;

  /* The query before, which nobody waits for any more, is stopped with this. */
  drop_model (self, &self->pending);
  if (self->workspace == NULL)
    return;
  filter = make_filter (self);
  self->pending = rapport_timeline_model_new (self->workspace, filter);
  g_signal_connect_object (self->pending, "notify::ready", G_CALLBACK (pending_ready_cb), self, G_CONNECT_SWAPPED);
}

/* The row that has the keyboard, %NULL if none has. */
static RapportTimelineRow *
find_focused_row (RapportTimeline *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->bound->len; i++)
    {
      GtkWidget *row = gtk_list_item_get_child (g_ptr_array_index (self->bound, i));

      if (focus == row || gtk_widget_is_ancestor (focus, row) || gtk_widget_get_parent (row) == focus)
        return RAPPORT_TIMELINE_ROW (row);
    }
  return NULL;
}

#define MAX_TARGETS 1000

/* What an act on a row is about: all that is selected, where the row is, else the row alone. */
GArray *
_rapport_timeline_dup_targets (RapportTimeline *self,
                               gint64           interaction)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkSelectionModel *selection = gtk_list_view_get_model (self->list);
  g_autoptr(GtkBitset) selected = selection ? gtk_selection_model_get_selection (selection) : gtk_bitset_new_empty ();
  gboolean among = FALSE;
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_get_size (selected) <= MAX_TARGETS && gtk_bitset_iter_init_first (&iter, selected, &position))
    do
      {
        gint64 id = rapport_timeline_model_get_id (self->model, position);

        if (id == 0)
          continue;
        among = among || id == interaction;
        g_array_append_val (ids, id);
      }
    while (gtk_bitset_iter_next (&iter, &position));
  if (!among)
    {
      g_array_set_size (ids, 0);
      if (interaction != 0)
        g_array_append_val (ids, interaction);
    }
  return ids;
}

static gboolean
list_key_cb (RapportTimeline *self,
             guint            key,
             guint            code,
             GdkModifierType  state)
{
  RapportTimelineRow *row = find_focused_row (self);
  gint64 id = row ? rapport_timeline_row_get_id (row) : 0;

  if (id == 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      gtk_widget_activate_action (GTK_WIDGET (self), "timeline.delete", "x", id);
      return GDK_EVENT_STOP;
    case GDK_KEY_F2:
      gtk_widget_activate_action (GTK_WIDGET (self), "timeline.edit", "x", id);
      return GDK_EVENT_STOP;
    case GDK_KEY_Menu:
      rapport_timeline_row_popup (row);
      return GDK_EVENT_STOP;
    case GDK_KEY_F10:
      if (!(state & GDK_SHIFT_MASK))
        return GDK_EVENT_PROPAGATE;
      rapport_timeline_row_popup (row);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
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
  gtk_widget_set_visible (self->legend, !rapport_adaptive_bin_is_narrow (self->adaptive));
  if (self->model != NULL)
    show_places (self);
}

static void
log_cb (RapportTimeline *self)
{
  rapport_quick_entry_focus (self->quick);
}

/* The ribbon -------------------------------------------------------------------------------------------------- */

/* RAPPORT_DAY_NONE for everything. */
static RapportDay
span_start (RapportTimeline *self)
{
  RapportDay today = rapport_workspace_get_today (self->workspace);

  return self->span == RAPPORT_TIMELINE_QUARTER ? rapport_day_add_months (today, -3)
         : self->span == RAPPORT_TIMELINE_YEAR  ? rapport_day_add_years (today, -1) : RAPPORT_DAY_NONE;
}

static void
show_ribbon (RapportTimeline *self)
{
  const RapportTimelineOverview *overview = self->overview;
  RapportDay today = rapport_workspace_get_today (self->workspace);
  RapportDay from = span_start (self) != RAPPORT_DAY_NONE ? span_start (self) : MIN (overview->first, today - 30);
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
  /* No brush until somebody draws one: everything is listed. */
  if (self->from != RAPPORT_DAY_NONE)
    rapport_ribbon_set_brush (self->ribbon, MAX (self->from, from), self->until != RAPPORT_DAY_NONE ? MIN (self->until, today) : today);
  else
    rapport_ribbon_set_brush (self->ribbon, 1, 0);
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
  overview = rapport_timeline_overview_load_finish (result, &error);
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
  rapport_timeline_overview_load_async (self->workspace, self->account, span_start (self), self->cancellable, overview_loaded_cb, g_object_ref (self));
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
  gtk_toggle_button_set_active (span == RAPPORT_TIMELINE_QUARTER ? self->quarter_button
                                : span == RAPPORT_TIMELINE_YEAR  ? self->year_button : self->ever_button, TRUE);
  if (changed)
    {
      self->from = self->until = RAPPORT_DAY_NONE;
      reload_list (self);
      /* Of all accounts only the days that are shown were read. */
      if (self->account == 0)
        reload_overview (self);
    }
  if (self->overview != NULL)
    show_ribbon (self);
}

static void
span_toggled_cb (RapportTimeline *self)
{
  rapport_timeline_set_span (self, gtk_toggle_button_get_active (self->quarter_button) ? RAPPORT_TIMELINE_QUARTER
                                   : gtk_toggle_button_get_active (self->year_button)  ? RAPPORT_TIMELINE_YEAR
                                                                                       : RAPPORT_TIMELINE_EVER);
}

/* Setting up -------------------------------------------------------------------------------------------------- */

static void
fill_people (RapportTimeline *self)
{
  g_autoptr(GPtrArray) people = NULL;
  g_autofree RapportPillChoice *choices = NULL;
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  gtk_widget_set_visible (GTK_WIDGET (self->person_pill), self->account != 0);
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
  if (self->account == 0 && rapport_changes_touch (changes, RAPPORT_KIND_ACCOUNT))
    show_account_names (self);
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
    }
  gtk_list_view_set_model (self->list, NULL);
  drop_model (self, &self->model);
  g_clear_pointer (&self->overview, rapport_timeline_overview_free);
  /* The rows first: the ribbon of all accounts takes longer. */
  reload_list (self);
  reload_overview (self);
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
      g_clear_pointer (&self->overview, rapport_timeline_overview_free);
      reload_list (self);
      reload_overview (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/**
 * rapport_timeline_focus_entry:
 * @self: a timeline
 *
 * Puts the focus into the line for new entries.
 */
void
rapport_timeline_focus_entry (RapportTimeline *self)
{
  rapport_quick_entry_focus (self->quick);
}

/**
 * rapport_timeline_focus_search:
 * @self: a timeline
 *
 * Puts the focus into the search entry.
 */
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
    case PROP_WITH_SPAN:
      g_value_set_boolean (value, gtk_widget_get_visible (self->span_box));
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
    case PROP_WITH_SPAN:
      gtk_widget_set_visible (self->span_box, g_value_get_boolean (value));
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
  drop_model (self, &self->pending);
  /* With the rows of the list, which ask the model. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  drop_model (self, &self->model);
  g_clear_pointer (&self->overview, rapport_timeline_overview_free);

  G_OBJECT_CLASS (rapport_timeline_parent_class)->dispose (object);
}

static void
rapport_timeline_finalize (GObject *object)
{
  g_ptr_array_unref (RAPPORT_TIMELINE (object)->bound);

  G_OBJECT_CLASS (rapport_timeline_parent_class)->finalize (object);
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
  object_class->finalize = rapport_timeline_finalize;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE, flags);
  properties[PROP_ACCOUNT] = g_param_spec_int64 ("account", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_WITH_SPAN] = g_param_spec_boolean ("with-span", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (RAPPORT_TYPE_PILL);
  g_type_ensure (RAPPORT_TYPE_QUICK_ENTRY);
  g_type_ensure (RAPPORT_TYPE_RIBBON);
  g_type_ensure (RAPPORT_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, adaptive);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, all_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, channel_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, count_label);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, kind_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, list);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, member_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, person_pill);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, quick);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, ribbon);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, ribbon_panel);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, search);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, social_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, task_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, year_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, span_box);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, quarter_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, legend);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, ever_button);
  gtk_widget_class_bind_template_callback (widget_class, brush_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, episode_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, log_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, span_toggled_cb);
  gtk_widget_class_install_action (widget_class, "timeline.clear-filters", NULL, clear_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "timeline.clear-filters", NULL);
  _rapport_timeline_class_install_actions (widget_class);
}

static void
rapport_timeline_init (RapportTimeline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->bound = g_ptr_array_new ();
  self->span = RAPPORT_TIMELINE_YEAR;
  self->from = self->until = RAPPORT_DAY_NONE;
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);

  fill_lanes (self);
  fill_choices (self->channel_pill, rapport_channel_choices);
  fill_choices (self->kind_pill, rapport_episode_choices);
}
