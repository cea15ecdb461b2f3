#include "config.h"

#include "views/rapport-timeline-private.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "service/rapport-entry.h"
#include "widgets/rapport-wrap-box.h"

/* The timeline: its filters and where its parts come together. The list stands in rapport-timeline-list.c, the ribbon
 * and the days that are listed in -ribbon.c, what can be done with a row in -edit.c. */

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_ACCOUNT,
  PROP_WITH_SPAN,
} RapportTimelineProperty;

static GParamSpec *properties[PROP_WITH_SPAN + 1];

G_DEFINE_FINAL_TYPE (RapportTimeline, rapport_timeline, ADW_TYPE_BIN)

RapportWorkspace *
_rapport_timeline_get_workspace (RapportTimeline *self)
{
  return self->workspace;
}

static void
filter_changed_cb (RapportTimeline *self)
{
  if (self->clearing)
    return;
  _rapport_timeline_show_brush (self);
  _rapport_timeline_reload_list (self);
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
  self->clearing = FALSE;
  _rapport_timeline_reset_brush (self);
}

static void
narrow_changed_cb (RapportTimeline *self)
{
  gtk_widget_set_visible (self->legend, !rapport_adaptive_bin_is_narrow (self->adaptive));
  if (self->model != NULL)
    _rapport_timeline_show_places (self);
}

static void
log_cb (RapportTimeline *self)
{
  rapport_quick_entry_focus (self->quick);
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
workspace_changed_cb (RapportTimeline *self,
                      RapportChanges  *changes)
{
  if (rapport_changes_touch (changes, RAPPORT_KIND_MEMBER))
    fill_members (self);
  if (rapport_changes_touch (changes, RAPPORT_KIND_PERSON) || rapport_changes_touch (changes, RAPPORT_KIND_AFFILIATION))
    fill_people (self);
  if (self->account == 0 && rapport_changes_touch (changes, RAPPORT_KIND_ACCOUNT))
    _rapport_timeline_show_account_names (self);
  if (rapport_changes_touch (changes, RAPPORT_KIND_INTERACTION) ||
      rapport_changes_touch (changes, RAPPORT_KIND_EPISODE))
    _rapport_timeline_queue_overview (self);
}

static void
today_changed_cb (RapportTimeline *self)
{
  if (self->brush == RAPPORT_TIMELINE_BRUSH_FIRST)
    _rapport_timeline_reset_brush (self);
  else
    _rapport_timeline_show_brush (self);
}

static void
set_workspace (RapportTimeline  *self,
               RapportWorkspace *workspace)
{
  if (self->workspace == workspace)
    return;
  if (self->workspace != NULL)
    {
      g_clear_signal_handler (&self->changed_id, self->workspace);
      g_clear_signal_handler (&self->today_id, self->workspace);
    }
  g_set_object (&self->workspace, workspace);
  g_object_set (self->quick, "workspace", workspace, NULL);
  if (workspace != NULL)
    {
      self->today_id = g_signal_connect_swapped (workspace, "notify::today", G_CALLBACK (today_changed_cb), self);
      self->changed_id = g_signal_connect_swapped (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
      rapport_quick_entry_set_account (self->quick, self->account);
      fill_members (self);
      fill_people (self);
    }
  _rapport_timeline_clear_list (self);
  _rapport_timeline_forget_overview (self);
  /* The rows first: the ribbon of all accounts takes longer. */
  _rapport_timeline_reset_brush (self);
  _rapport_timeline_reload_overview (self);
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
  rapport_quick_entry_set_account (self->quick, account);
  if (self->workspace != NULL)
    {
      fill_people (self);
      _rapport_timeline_forget_overview (self);
      _rapport_timeline_reset_brush (self);
      _rapport_timeline_reload_overview (self);
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

  _rapport_timeline_stop_overview (self);
  if (self->workspace != NULL)
    {
      g_clear_signal_handler (&self->changed_id, self->workspace);
      g_clear_signal_handler (&self->today_id, self->workspace);
    }
  g_clear_object (&self->workspace);
  /* The rows ask the model. */
  _rapport_timeline_clear_list (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  g_clear_pointer (&self->overview, rapport_timeline_overview_free);

  G_OBJECT_CLASS (rapport_timeline_parent_class)->dispose (object);
}

static void
rapport_timeline_finalize (GObject *object)
{
  g_ptr_array_unref (RAPPORT_TIMELINE (object)->bound);
  g_ptr_array_unref (RAPPORT_TIMELINE (object)->spare);
  g_array_unref (RAPPORT_TIMELINE (object)->ribbon_episodes);

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
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, all_days_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, count_label);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, days_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimeline, days_label);
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
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, log_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_changed_cb);
  gtk_widget_class_install_action (widget_class, "timeline.clear-filters", NULL, clear_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "timeline.clear-filters", NULL);
  _rapport_timeline_class_init_list (widget_class);
  _rapport_timeline_class_init_ribbon (widget_class);
  _rapport_timeline_class_install_actions (widget_class);
}

static void
rapport_timeline_init (RapportTimeline *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  _rapport_timeline_init_list (self);
  _rapport_timeline_init_ribbon (self);
  fill_choices (self->channel_pill, rapport_channel_choices);
  fill_choices (self->kind_pill, rapport_episode_choices);
}
