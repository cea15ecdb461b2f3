#include "config.h"

#include "views/rapport-timeline-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "core/rapport-palette.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-entry.h"
#include "views/rapport-timeline.h"
#include "widgets/rapport-format.h"
#include "widgets/rapport-menu.h"
#include "widgets/rapport-theme.h"
#include "widgets/rapport-tooltip.h"

/* The mark ---------------------------------------------------------------------------------------------------- */

struct _RapportEpisodeMark
{
  GtkWidget  parent_instance;
  char      *kind;
};

G_DEFINE_FINAL_TYPE (RapportEpisodeMark, rapport_episode_mark, GTK_TYPE_WIDGET)

static void
rapport_episode_mark_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  RapportEpisodeMark *self = RAPPORT_EPISODE_MARK (widget);
  RapportColor colour;
  GskRoundedRect bar;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget));

  if (self->kind == NULL)
    return;
  rapport_palette_episode (self->kind, rapport_theme_is_dark (), &colour);
  gsk_rounded_rect_init_from_rect (&bar, &bounds, 2);
  gtk_snapshot_push_rounded_clip (snapshot, &bar);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { (float) colour.r, (float) colour.g, (float) colour.b, 1 }, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
rapport_episode_mark_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 4 : 16;
}

static void
rapport_episode_mark_finalize (GObject *object)
{
  g_free (RAPPORT_EPISODE_MARK (object)->kind);

  G_OBJECT_CLASS (rapport_episode_mark_parent_class)->finalize (object);
}

static void
rapport_episode_mark_class_init (RapportEpisodeMarkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_episode_mark_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = rapport_episode_mark_snapshot;
  GTK_WIDGET_CLASS (klass)->measure = rapport_episode_mark_measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
rapport_episode_mark_init (RapportEpisodeMark *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

/**
 * rapport_episode_mark_set_kind:
 * @self: a mark
 * @kind: (nullable): a kind of episode, %NULL for none
 */
void
rapport_episode_mark_set_kind (RapportEpisodeMark *self,
                               const char         *kind)
{
  if (g_strcmp0 (self->kind, kind) == 0)
    return;
  g_free (self->kind);
  self->kind = g_strdup (kind);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The row ------------------------------------------------------------------------------------------------------ */

struct _RapportTimelineRow
{
  GtkWidget           parent_instance;

  /* Template children */
  GtkStack           *stack;
  GtkLabel           *header_title;
  GtkLabel           *header_subtitle;
  GtkWidget          *interaction_box;
  GtkLabel           *time_label;
  GtkImage           *channel_icon;
  GtkImage           *direction_icon;
  GtkLabel           *subject_label;
  GtkLabel           *text_label;
  GtkWidget          *episode_box;
  RapportEpisodeMark *episode_mark;
  GtkLabel           *episode_label;
  GtkWidget          *person_box;
  AdwAvatar          *avatar;
  GtkLabel           *person_label;
  GtkWidget          *social_tag;
  GtkMenuButton      *menu_button;

  /* Owned */
  GObject            *item; /* what it is bound to */
  RapportWorkspace   *workspace;
  RapportRecord      *interaction;
  RapportRecord      *episode;
  gulong              changed_id;
  gulong              episode_changed_id;
  RapportTimelinePlace place;
  char               *account_name; /* NULL where all rows are of one account */
  gboolean            narrow;
  gboolean            filled;
};

G_DEFINE_FINAL_TYPE (RapportTimelineRow, rapport_timeline_row, GTK_TYPE_WIDGET)

static void show_interaction (RapportTimelineRow *self);

/* Made when it is asked for: it lists the episodes that are open just then. */
static GMenuModel *
make_menu (RapportTimelineRow *self)
{
  g_autoptr(GMenu) menu = g_menu_new ();
  g_autoptr(GMenu) edit = g_menu_new ();
  g_autoptr(GMenu) group = g_menu_new ();
  g_autoptr(GMenu) choices = g_menu_new ();
  g_autoptr(GMenu) fresh = g_menu_new ();
  g_autoptr(GMenu) removal = g_menu_new ();
  static const char *const kinds[] = { "complaint",  "service", "purchase",          "quotation", "enquiry",
                                       "sales-call", "review",  "campaign-response", "social" };
  g_autofree char *new_label = NULL;
  g_autofree char *delete_label = NULL;
  RapportTimeline *timeline;
  guint n_targets = 1;
  gint64 id, account;

  id = rapport_record_get_id (self->interaction);
  account = rapport_record_get_int (self->interaction, "account");

  timeline = RAPPORT_TIMELINE (gtk_widget_get_ancestor (GTK_WIDGET (self), RAPPORT_TYPE_TIMELINE));
  if (timeline != NULL)
    {
      g_autoptr(GArray) targets = _rapport_timeline_dup_targets (timeline, id);

      n_targets = MAX (targets->len, 1);
    }
  new_label = g_strdup_printf (ngettext ("_New Episode from This", "_New Episode from These %u", n_targets), n_targets);
  delete_label = n_targets == 1 ? g_strdup (_("_Delete"))
                                : g_strdup_printf (ngettext ("_Delete This", "_Delete These %u", n_targets), n_targets);

  if (n_targets == 1)
    rapport_menu_append (edit, _("_Edit…"), "timeline.edit", g_variant_new_int64 (id));
  if (self->account_name != NULL)
    rapport_menu_append (edit, _("_Open Account"), "win.open-account", g_variant_new_int64 (account));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));

  {
    g_autoptr(GPtrArray) episodes = rapport_entry_list_open_episodes (self->workspace, account);

    for (guint i = 0; i < MIN (episodes->len, 12); i++)
      rapport_menu_append (choices, rapport_record_get_title (g_ptr_array_index (episodes, i)), "timeline.set-episode",
                   g_variant_new ("(xx)", id, rapport_record_get_id (g_ptr_array_index (episodes, i))));
    rapport_menu_append (choices, _("No Episode"), "timeline.set-episode", g_variant_new ("(xx)", id, (gint64) 0));
  }
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    rapport_menu_append (fresh, rapport_episode_label (kinds[i]), "timeline.new-episode",
                         g_variant_new ("(xs)", id, kinds[i]));
  g_menu_append_submenu (group, _("_Part of"), G_MENU_MODEL (choices));
  g_menu_append_submenu (group, new_label, G_MENU_MODEL (fresh));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (group));

  if (self->episode != NULL && n_targets == 1)
    {
      g_autoptr(GMenuModel) episode = _rapport_timeline_make_episode_menu (self->episode);

      g_menu_append_section (menu, rapport_record_get_title (self->episode), episode);
    }

  rapport_menu_append (removal, delete_label, "timeline.delete", g_variant_new_int64 (id));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (removal));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

static void
create_menu (GtkMenuButton *button,
             gpointer       data)
{
  RapportTimelineRow *self = data;
  g_autoptr(GMenuModel) menu = self->interaction ? make_menu (self) : NULL;

  if (menu != NULL)
    gtk_menu_button_set_menu_model (button, menu);
}

static void
set_episode (RapportTimelineRow *self,
             gint64              id)
{
  if (self->episode != NULL && rapport_record_get_id (self->episode) == id)
    return;
  if (self->episode != NULL)
    g_clear_signal_handler (&self->episode_changed_id, self->episode);
  g_clear_object (&self->episode);
  if (id != RAPPORT_UNSET)
    self->episode = rapport_workspace_get_record (self->workspace, RAPPORT_KIND_EPISODE, id);
  if (self->episode != NULL)
    self->episode_changed_id = g_signal_connect_swapped (self->episode, "notify", G_CALLBACK (show_interaction), self);
}

static void
show_interaction (RapportTimelineRow *self)
{
  static const char *const lane_kinds[RAPPORT_TIMELINE_N_LANES] = { "purchase", "service", "complaint", "review",
                                                                    "social" };
  RapportRecord *record = self->interaction;
  gint64 at = rapport_record_get_int (record, "at");
  const char *channel = rapport_record_get_text (record, "channel");
  const char *direction = rapport_record_get_text (record, "direction");
  const char *subject = rapport_record_get_text (record, "subject");
  const char *text = rapport_record_get_text (record, "text");
  const char *person = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_PERSON,
                                                    rapport_record_get_int (record, "person"));
  const char *account = self->account_name;
  const char *episode_kind = NULL;
  gint64 social = rapport_record_get_int (record, "social");
  g_autofree char *time = NULL;
  g_autofree char *label = NULL;
  g_autofree char *line = NULL;
  gboolean open_complaint;

  if (at == RAPPORT_UNSET)
    return; /* gone in the meantime */

  set_episode (self, rapport_record_get_int (record, "episode"));
  if (self->episode != NULL)
    {
      episode_kind = rapport_record_get_text (self->episode, "kind");
      if (social == RAPPORT_UNSET)
        social = rapport_record_get_int (self->episode, "social");
    }
  open_complaint = g_strcmp0 (episode_kind, "complaint") == 0 &&
                   rapport_record_get_int (self->episode, "ended") == RAPPORT_UNSET;

  time = self->place & RAPPORT_TIMELINE_SINGLE_DAY
             ? rapport_time_format_clock (at, NULL)
             : rapport_format_day (self->workspace, rapport_day_from_instant (at, NULL));
  gtk_label_set_label (self->time_label, time);
  gtk_image_set_from_icon_name (self->channel_icon, rapport_channel_icon (channel));
  rapport_tooltip_set (GTK_WIDGET (self->channel_icon), rapport_channel_label (channel));
  if (open_complaint)
    gtk_widget_add_css_class (GTK_WIDGET (self->channel_icon), "act-now");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->channel_icon), "act-now");
  gtk_image_set_from_icon_name (self->direction_icon,
                                g_strcmp0 (direction, "in") == 0 ? "rp-in-symbolic" : "rp-out-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->direction_icon), direction != NULL);
  rapport_tooltip_set (GTK_WIDGET (self->direction_icon),
                       g_strcmp0 (direction, "in") == 0 ? _("From the customer") : _("To the customer"));

  gtk_label_set_label (self->subject_label, subject ? subject : "");
  line = account && text ? g_strdup_printf ("%s · %s", account, text) : g_strdup (account ? account : text);
  if (line != NULL)
    g_strdelimit (line, "\n", ' ');
  gtk_label_set_label (self->text_label, line ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (self->text_label), line != NULL && *line != '\0');
  rapport_tooltip_set (GTK_WIDGET (self->subject_label), subject);
  rapport_tooltip_set (GTK_WIDGET (self->text_label), text);
  rapport_tooltip_set (GTK_WIDGET (self->episode_label),
                       self->episode ? rapport_record_get_title (self->episode) : NULL);

  /* In the colour of its lane on the ribbon. */
  rapport_episode_mark_set_kind (
      self->episode_mark, self->episode ? lane_kinds[rapport_timeline_lane_of (episode_kind, social == 1)] : NULL);
  gtk_label_set_label (self->episode_label, self->episode ? rapport_record_get_title (self->episode) : "");
  gtk_widget_set_visible (self->episode_box, !self->narrow);
  gtk_label_set_label (self->person_label, person ? person : "");
  adw_avatar_set_text (self->avatar, person);
  gtk_widget_set_opacity (GTK_WIDGET (self->avatar), person ? 1 : 0);
  gtk_widget_set_visible (self->person_box, !self->narrow || person != NULL);
  gtk_widget_set_opacity (self->social_tag, social == 1 ? 1 : 0);
  gtk_widget_set_visible (self->social_tag, social == 1 || !self->narrow);
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), !rapport_workspace_is_read_only (self->workspace));

  /* Translators: when, by which channel, what, with whom */
  label = g_strdup_printf (_("%s, %s: %s, %s"), time, rapport_channel_label (channel), subject ? subject : "",
                           person    ? person
                           : account ? account
                                     : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
show_edges (RapportTimelineRow   *self,
            RapportTimelinePlace  place)
{
  self->place = place;
  if (place & RAPPORT_TIMELINE_FIRST)
    gtk_widget_add_css_class (self->interaction_box, "first");
  else
    gtk_widget_remove_css_class (self->interaction_box, "first");
  if (place & RAPPORT_TIMELINE_LAST)
    gtk_widget_add_css_class (self->interaction_box, "last");
  else
    gtk_widget_remove_css_class (self->interaction_box, "last");
}

/**
 * rapport_timeline_row_set_place:
 * @self: a row that is bound
 * @place: where in its group it stands now
 * @narrow: whether there is no room for the episode
 */
void
rapport_timeline_row_set_place (RapportTimelineRow   *self,
                                RapportTimelinePlace  place,
                                gboolean              narrow)
{
  if (self->interaction == NULL || (self->place == place && self->narrow == narrow))
    return;
  show_edges (self, place);
  self->narrow = narrow;
  show_interaction (self);
}

/**
 * rapport_timeline_row_set_account_name:
 * @self: a row that is bound
 * @account_name: (nullable): whose interaction it is, where the list is not of one account
 */
void
rapport_timeline_row_set_account_name (RapportTimelineRow *self,
                                       const char         *account_name)
{
  if (self->interaction == NULL || g_strcmp0 (self->account_name, account_name) == 0)
    return;
  g_free (self->account_name);
  self->account_name = g_strdup (account_name);
  show_interaction (self);
}

/* How high the last filled header and the last filled interaction were: what one is until it is filled. */
static int heights[2] = { 36, 50 };

/**
 * rapport_timeline_row_bind:
 * @self: a row
 * @item: a #RapportTimelineHeader or #RapportTimelineEntry
 *
 * Makes it the row of an item, with room for it but without words as yet.
 */
void
rapport_timeline_row_bind (RapportTimelineRow *self,
                           GObject            *item)
{
  rapport_timeline_row_unbind (self);
  self->item = g_object_ref (item);
  if (self->stack != NULL)
    gtk_stack_set_visible_child_name (self->stack, RAPPORT_IS_TIMELINE_HEADER (item) ? "header" : "interaction");
  else
    gtk_widget_set_size_request (GTK_WIDGET (self), -1, heights[RAPPORT_IS_TIMELINE_ENTRY (item)]);
}

/**
 * rapport_timeline_row_is_made:
 * @self: a row
 *
 * Returns: whether it has its widgets
 */
gboolean
rapport_timeline_row_is_made (RapportTimelineRow *self)
{
  return self->stack != NULL;
}

/**
 * rapport_timeline_row_is_filled:
 * @self: a row
 *
 * Returns: whether it shows what it was bound to
 */
gboolean
rapport_timeline_row_is_filled (RapportTimelineRow *self)
{
  return self->filled;
}

/* Where the pointer is; the row may be another one's before the menu is closed. */
static void
right_clicked_cb (RapportTimelineRow *self,
                  int                 n_press,
                  double              x,
                  double              y)
{
  GtkWidget *timeline = gtk_widget_get_ancestor (GTK_WIDGET (self), RAPPORT_TYPE_TIMELINE);
  g_autoptr(GMenuModel) menu = NULL;
  graphene_point_t place;

  if (timeline == NULL || self->interaction == NULL || !gtk_widget_get_sensitive (GTK_WIDGET (self->menu_button)) ||
      !gtk_widget_compute_point (GTK_WIDGET (self), timeline, &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    return;
  menu = make_menu (self);
  _rapport_timeline_popup (timeline, menu, (int) place.x, (int) place.y);
}

static void
ensure_widgets (RapportTimelineRow *self)
{
  GtkGesture *click;

  if (self->stack != NULL)
    return;
  click = gtk_gesture_click_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_size_request (GTK_WIDGET (self), -1, -1);
  rapport_tooltip_set (GTK_WIDGET (self->menu_button), _("Edit, Group, Delete"));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (right_clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_menu_button_set_create_popup_func (self->menu_button, create_menu, self, NULL);
}

/**
 * rapport_timeline_row_fill:
 * @self: a row that is bound
 * @workspace: a workspace
 * @interaction: (nullable): what it was bound to; %NULL for a header, or where it is gone in the meantime
 * @account_name: (nullable): whose interaction it is, where the list is not of one account
 * @place: where in its group it stands
 * @narrow: whether there is no room for the episode
 *
 * Shows what it was bound to.
 */
void
rapport_timeline_row_fill (RapportTimelineRow   *self,
                           RapportWorkspace     *workspace,
                           RapportRecord        *interaction,
                           const char           *account_name,
                           RapportTimelinePlace  place,
                           gboolean              narrow)
{
  gboolean header;

  g_return_if_fail (RAPPORT_IS_TIMELINE_ROW (self));
  g_return_if_fail (self->item != NULL);

  if (self->filled)
    return;
  ensure_widgets (self);
  self->filled = TRUE;
  header = RAPPORT_IS_TIMELINE_HEADER (self->item);
  gtk_stack_set_visible_child_name (self->stack, header ? "header" : "interaction");
  if (header)
    {
      const char *subtitle = rapport_timeline_header_get_subtitle (RAPPORT_TIMELINE_HEADER (self->item));
      const char *title = rapport_timeline_header_get_title (RAPPORT_TIMELINE_HEADER (self->item));

      gtk_label_set_label (self->header_title, title);
      gtk_label_set_label (self->header_subtitle, subtitle ? subtitle : "");
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
    }
  else if (interaction != NULL)
    {
      self->workspace = g_object_ref (workspace);
      self->interaction = g_object_ref (interaction);
      show_edges (self, place);
      self->account_name = g_strdup (account_name);
      self->narrow = narrow;
      self->changed_id = g_signal_connect_swapped (interaction, "notify", G_CALLBACK (show_interaction), self);
      show_interaction (self);
    }
}

void
rapport_timeline_row_unbind (RapportTimelineRow *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->filled && height > 0)
    heights[RAPPORT_IS_TIMELINE_ENTRY (self->item)] = height;
  if (self->interaction != NULL)
    g_clear_signal_handler (&self->changed_id, self->interaction);
  if (self->episode != NULL)
    g_clear_signal_handler (&self->episode_changed_id, self->episode);
  g_clear_object (&self->interaction);
  g_clear_object (&self->episode);
  g_clear_pointer (&self->account_name, g_free);
  g_clear_object (&self->workspace);
  g_clear_object (&self->item);
  self->filled = FALSE;
}

/**
 * rapport_timeline_row_popup:
 * @self: a row
 *
 * Opens its menu.
 */
void
rapport_timeline_row_popup (RapportTimelineRow *self)
{
  if (self->interaction != NULL && gtk_widget_get_sensitive (GTK_WIDGET (self->menu_button)))
    gtk_menu_button_popup (self->menu_button);
}

gint64
rapport_timeline_row_get_id (RapportTimelineRow *self)
{
  return RAPPORT_IS_TIMELINE_ENTRY (self->item) ? rapport_timeline_entry_get_id (RAPPORT_TIMELINE_ENTRY (self->item))
                                                : 0;
}

static void
rapport_timeline_row_dispose (GObject *object)
{
  RapportTimelineRow *self = RAPPORT_TIMELINE_ROW (object);

  rapport_timeline_row_unbind (self);
  if (self->stack != NULL)
    gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_TIMELINE_ROW);

  G_OBJECT_CLASS (rapport_timeline_row_parent_class)->dispose (object);
}

static void
rapport_timeline_row_class_init (RapportTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rapport_timeline_row_dispose;

  g_type_ensure (RAPPORT_TYPE_EPISODE_MARK);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, channel_icon);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, direction_icon);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, episode_box);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, episode_label);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, episode_mark);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, header_subtitle);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, header_title);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, interaction_box);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, person_box);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, person_label);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, social_tag);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, subject_label);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, text_label);
  gtk_widget_class_bind_template_child (widget_class, RapportTimelineRow, time_label);
}

static void
rapport_timeline_row_init (RapportTimelineRow *self)
{
}

GtkWidget *
rapport_timeline_row_new (void)
{
  return g_object_new (RAPPORT_TYPE_TIMELINE_ROW, NULL);
}
