#include "config.h"

#include "views/rapport-timeline-private.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "widgets/rapport-feedback.h"

/* The ribbon of a timeline and its brush, which says what days are listed. */

#define RELOAD_MILLISECONDS 120

/* RAPPORT_DAY_NONE for everything. */
static RapportDay
span_start (RapportTimeline *self)
{
  RapportDay today = rapport_workspace_get_today (self->workspace);

  return self->span == RAPPORT_TIMELINE_QUARTER ? rapport_day_add_months (today, -3)
         : self->span == RAPPORT_TIMELINE_YEAR  ? rapport_day_add_years (today, -1) : RAPPORT_DAY_NONE;
}

/* The brush -------------------------------------------------------------------------------------------------- */

/* The days that are listed at first: two weeks, more where little happened in them. */
#define FIRST_DAYS 14
#define FIRST_INTERACTIONS 7

/* Sets the days that are listed, %RAPPORT_DAY_NONE for no bound; returns whether there is one. */
gboolean
_rapport_timeline_get_days (RapportTimeline *self,
                            RapportDay      *from,
                            RapportDay      *until)
{
  /* Who looks for a word looks for it everywhere, as long as nobody has said otherwise. */
  gboolean all = self->brush == RAPPORT_TIMELINE_BRUSH_NONE ||
                 (self->brush == RAPPORT_TIMELINE_BRUSH_FIRST &&
                  *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0');

  if (from != NULL)
    *from = all ? RAPPORT_DAY_NONE : self->from;
  if (until != NULL)
    *until = all ? RAPPORT_DAY_NONE : self->until;
  return !all;
}

void
_rapport_timeline_show_brush (RapportTimeline *self)
{
  RapportDay today, start, from, until;
  g_autofree char *days = NULL;
  g_autofree char *words = NULL;

  if (self->workspace == NULL)
    return;
  today = rapport_workspace_get_today (self->workspace);
  start = span_start (self);
  if (!_rapport_timeline_get_days (self, &from, &until) || from == RAPPORT_DAY_NONE)
    {
      rapport_ribbon_set_brush (self->ribbon, 1, 0);
      gtk_widget_set_visible (GTK_WIDGET (self->days_button), FALSE);
      return;
    }
  rapport_ribbon_set_brush (self->ribbon, start != RAPPORT_DAY_NONE ? MAX (from, start) : from,
                            until != RAPPORT_DAY_NONE ? MIN (until, today) : today);
  days = rapport_ribbon_dup_brush_text (self->ribbon);
  gtk_label_set_label (self->days_label, days);
  /* Translators: %s is a span of days: 8 Nov to today */
  words = g_strdup_printf (_("Only %s: list all days"), days);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->days_button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->days_button), TRUE);
}

static void
set_brush (RapportTimeline      *self,
           RapportTimelineBrush  brush,
           RapportDay            from,
           RapportDay            until)
{
  /* Who draws does not wait for where it would have begun. */
  if (self->brush_cancellable != NULL)
    g_cancellable_cancel (self->brush_cancellable);
  g_clear_object (&self->brush_cancellable);
  self->brush = brush;
  self->from = from;
  self->until = until;
  _rapport_timeline_show_brush (self);
  _rapport_timeline_reload_list (self);
}

static void
recent_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(RapportTimeline) self = data;
  g_autoptr(GError) error = NULL;
  RapportDay newest, nth, today, from, start;

  if (!rapport_timeline_find_recent_finish (result, &newest, &nth, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      rapport_report_error (GTK_WIDGET (self), error);
      newest = nth = RAPPORT_DAY_NONE;
    }
  if (self->workspace == NULL)
    return;

  today = rapport_workspace_get_today (self->workspace);
  start = span_start (self);
  /* Nothing is on the ribbon: the older ones are better than none. */
  if (newest == RAPPORT_DAY_NONE || (start != RAPPORT_DAY_NONE && newest < start))
    {
      set_brush (self, RAPPORT_TIMELINE_BRUSH_NONE, RAPPORT_DAY_NONE, RAPPORT_DAY_NONE);
      return;
    }
  from = MIN (nth, today - FIRST_DAYS + 1);
  set_brush (self, RAPPORT_TIMELINE_BRUSH_FIRST, start != RAPPORT_DAY_NONE ? MAX (from, start) : from,
             RAPPORT_DAY_NONE);
}

/* Goes back to the days that are listed at first; the list follows when they are known. */
void
_rapport_timeline_reset_brush (RapportTimeline *self)
{
  if (self->brush_cancellable != NULL)
    g_cancellable_cancel (self->brush_cancellable);
  g_clear_object (&self->brush_cancellable);
  self->brush = RAPPORT_TIMELINE_BRUSH_FIRST;
  self->from = self->until = RAPPORT_DAY_NONE;
  if (self->workspace == NULL)
    return;
  self->brush_cancellable = g_cancellable_new ();
  rapport_timeline_find_recent_async (self->workspace, self->account, FIRST_INTERACTIONS, self->brush_cancellable,
                                      recent_found_cb, g_object_ref (self));
}

static void
brush_changed_cb (RapportTimeline *self,
                  int              from,
                  int              until)
{
  if (from > until)
    set_brush (self, RAPPORT_TIMELINE_BRUSH_NONE, RAPPORT_DAY_NONE, RAPPORT_DAY_NONE);
  else
    /* The right edge at today lets through what is planned, too. */
    set_brush (self, RAPPORT_TIMELINE_BRUSH_DRAWN, from,
               until >= rapport_workspace_get_today (self->workspace) ? RAPPORT_DAY_NONE : until);
}

static void
all_days_cb (RapportTimeline *self)
{
  set_brush (self, RAPPORT_TIMELINE_BRUSH_NONE, RAPPORT_DAY_NONE, RAPPORT_DAY_NONE);
  /* The button goes away. */
  gtk_widget_grab_focus (GTK_WIDGET (self->ribbon));
}

/* The ribbon ------------------------------------------------------------------------------------------------- */

static void
show_ribbon (RapportTimeline               *self,
             const RapportTimelineOverview *overview)
{
  RapportDay today = rapport_workspace_get_today (self->workspace);
  RapportDay from = span_start (self) != RAPPORT_DAY_NONE ? span_start (self) : MIN (overview->first, today - 30);
  g_autofree RapportRibbonEpisode *episodes = g_new0 (RapportRibbonEpisode, MAX (overview->episodes->len, 1));
  g_autofree RapportRibbonDot *dots = g_new0 (RapportRibbonDot, MAX (overview->dots->len, 1));
  gsize n_episodes = 0, n_dots = 0;

  gtk_widget_set_opacity (GTK_WIDGET (self->ribbon), 1);
  rapport_ribbon_set_range (self->ribbon, from, today, today);
  for (guint i = 0; i < overview->episodes->len; i++)
    {
      const RapportTimelineEpisode *episode = g_ptr_array_index (overview->episodes, i);

      if (episode->until < from || episode->from > today)
        continue;
      episodes[n_episodes++] = (RapportRibbonEpisode) {
        episode->id,    episode->lane,
        episode->from,  MIN (episode->until, today),
        episode->title, episode->open && episode->lane == RAPPORT_TIMELINE_COMPLAINTS
      };
    }
  for (guint i = 0; i < overview->dots->len; i++)
    {
      const RapportTimelineDot *dot = &g_array_index (overview->dots, RapportTimelineDot, i);

      if (dot->day >= from && dot->day <= today)
        dots[n_dots++] = (RapportRibbonDot) { dot->day, dot->lane, dot->social };
    }
  /* Of all accounts there are more episodes than can be told apart; the dots say where there was much. */
  if (self->account == 0 && n_episodes > 60)
    n_episodes = 0;
  rapport_ribbon_set_episodes (self->ribbon, episodes, n_episodes);
  g_array_set_size (self->ribbon_episodes, 0);
  for (gsize i = 0; i < n_episodes; i++)
    g_array_append_val (self->ribbon_episodes, episodes[i].id);
  rapport_ribbon_set_dots (self->ribbon, dots, n_dots);
  _rapport_timeline_show_brush (self);
}

static void
overview_progress_cb (const RapportTimelineOverview *overview,
                      gpointer                       data)
{
  RapportTimeline *self = data;

  /* What was drawn before is nearer to the truth than half of what is new. */
  if (self->overview == NULL && self->workspace != NULL)
    show_ribbon (self, overview);
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
  show_ribbon (self, self->overview);
  if (self->model != NULL)
    _rapport_timeline_show_count (self);
}

void
_rapport_timeline_reload_overview (RapportTimeline *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  rapport_timeline_overview_load_async (self->workspace, self->account, span_start (self), overview_progress_cb,
                                        self->cancellable, overview_loaded_cb, g_object_ref (self));
}

static gboolean
reload_later_cb (gpointer data)
{
  RapportTimeline *self = data;

  self->reload_id = 0;
  _rapport_timeline_reload_overview (self);
  return G_SOURCE_REMOVE;
}

static void
episode_activated_cb (RapportTimeline *self,
                      gint64           episode)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "timeline.edit-episode", "x", episode);
}

static gboolean
popup_episode (RapportTimeline *self,
               guint            item,
               double           x,
               double           y)
{
  return item < self->ribbon_episodes->len &&
         _rapport_timeline_popup_episode (self, GTK_WIDGET (self->ribbon_panel),
                                          g_array_index (self->ribbon_episodes, gint64, item), (int) x, (int) y);
}

/* An episode under the pointer has a menu of its own, elsewhere the ribbon has that of all charts. */
static void
ribbon_clicked_cb (RapportTimeline *self,
                   int              n_press,
                   double           x,
                   double           y,
                   GtkGesture      *gesture)
{
  GtkWidget *ribbon = GTK_WIDGET (self->ribbon);
  graphene_point_t place;
  guint item;

  if (!gtk_widget_compute_point (self->ribbon_panel, ribbon, &GRAPHENE_POINT_INIT ((float) x, (float) y), &place))
    return;
  if (gtk_widget_get_direction (ribbon) == GTK_TEXT_DIR_RTL)
    place.x = (float) gtk_widget_get_width (ribbon) - place.x;
  if (rapport_chart_find_item (RAPPORT_CHART (ribbon), place.x, place.y, &item) && popup_episode (self, item, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static gboolean
ribbon_key_cb (RapportTimeline *self,
               guint            key,
               guint            code,
               GdkModifierType  state)
{
  int item = rapport_chart_get_cursor (RAPPORT_CHART (self->ribbon));

  if (item < 0 || (key != GDK_KEY_Menu && (key != GDK_KEY_F10 || !(state & GDK_SHIFT_MASK))))
    return GDK_EVENT_PROPAGATE;
  return popup_episode (self, (guint) item, gtk_widget_get_width (self->ribbon_panel) / 2.,
                        gtk_widget_get_height (self->ribbon_panel) / 2.)
             ? GDK_EVENT_STOP
             : GDK_EVENT_PROPAGATE;
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
  if (changed && self->workspace != NULL)
    {
      /* What was drawn stays where it is still on the ribbon. */
      if (self->brush == RAPPORT_TIMELINE_BRUSH_FIRST ||
          (self->brush == RAPPORT_TIMELINE_BRUSH_DRAWN && span_start (self) != RAPPORT_DAY_NONE &&
           self->from < span_start (self)))
        _rapport_timeline_reset_brush (self);
      /* Of all accounts only the days that are shown were read. */
      if (self->account == 0)
        {
          g_clear_pointer (&self->overview, rapport_timeline_overview_free);
          _rapport_timeline_reload_overview (self);
        }
    }
  if (self->overview != NULL)
    show_ribbon (self, self->overview);
}

static void
span_toggled_cb (RapportTimeline *self)
{
  rapport_timeline_set_span (self, gtk_toggle_button_get_active (self->quarter_button) ? RAPPORT_TIMELINE_QUARTER
                                   : gtk_toggle_button_get_active (self->year_button)  ? RAPPORT_TIMELINE_YEAR
                                                                                       : RAPPORT_TIMELINE_EVER);
}

void
_rapport_timeline_queue_overview (RapportTimeline *self)
{
  if (self->reload_id == 0)
    self->reload_id = g_timeout_add (RELOAD_MILLISECONDS, reload_later_cb, self);
}

/* Nothing is said of what is not known yet, not even that there is nothing. */
void
_rapport_timeline_forget_overview (RapportTimeline *self)
{
  g_clear_pointer (&self->overview, rapport_timeline_overview_free);
  gtk_widget_set_opacity (GTK_WIDGET (self->ribbon), 0);
}

void
_rapport_timeline_stop_overview (RapportTimeline *self)
{
  g_clear_handle_id (&self->reload_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->brush_cancellable != NULL)
    g_cancellable_cancel (self->brush_cancellable);
  g_clear_object (&self->brush_cancellable);
}

void
_rapport_timeline_class_init_ribbon (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, all_days_cb);
  gtk_widget_class_bind_template_callback (klass, brush_changed_cb);
  gtk_widget_class_bind_template_callback (klass, episode_activated_cb);
  gtk_widget_class_bind_template_callback (klass, ribbon_clicked_cb);
  gtk_widget_class_bind_template_callback (klass, ribbon_key_cb);
  gtk_widget_class_bind_template_callback (klass, span_toggled_cb);
}

void
_rapport_timeline_init_ribbon (RapportTimeline *self)
{
  const RapportRibbonLane lanes[RAPPORT_TIMELINE_N_LANES] = {
    [RAPPORT_TIMELINE_PURCHASES] = { _("Purchases"), "rp-purchase-symbolic", RAPPORT_COLOR_PURCHASE },
    [RAPPORT_TIMELINE_SERVICE] = { _("Service"), "rp-service-symbolic", RAPPORT_COLOR_SERVICE },
    [RAPPORT_TIMELINE_COMPLAINTS] = { _("Complaints"), "rp-complaint-symbolic", RAPPORT_COLOR_COMPLAINT },
    [RAPPORT_TIMELINE_REVIEWS] = { _("Reviews"), "rp-review-symbolic", RAPPORT_COLOR_REVIEW },
    [RAPPORT_TIMELINE_SOCIAL] = { _("Social"), "rp-meal-symbolic", RAPPORT_COLOR_SOCIAL },
  };

  self->ribbon_episodes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->span = RAPPORT_TIMELINE_YEAR;
  self->from = self->until = RAPPORT_DAY_NONE;
  rapport_ribbon_set_lanes (self->ribbon, lanes, G_N_ELEMENTS (lanes));
}
