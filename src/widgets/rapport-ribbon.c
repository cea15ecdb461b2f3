#include "config.h"

#include "widgets/rapport-ribbon-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define GRAB_REACH 8

enum
{
  BRUSH_CHANGED,
  EPISODE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportRibbon, rapport_ribbon, RAPPORT_TYPE_CHART)

static void
clear_lane (gpointer data)
{
  RibbonLane *lane = data;

  g_free (lane->name);
  g_free (lane->icon_name);
}

static void
clear_episode (gpointer data)
{
  g_free (((RibbonEpisode *) data)->label);
}

static int
compare_episodes (gconstpointer a,
                  gconstpointer b)
{
  const RibbonEpisode *first = a, *second = b;

  if (first->from != second->from)
    return first->from < second->from ? -1 : 1;
  return first->lane < second->lane ? -1 : first->lane > second->lane;
}

static RibbonEpisode *
get_episode (RapportRibbon *self,
             guint          index)
{
  return &g_array_index (self->episodes, RibbonEpisode, index);
}

void
rapport_ribbon_get_frame (RapportRibbon *self,
                          RibbonFrame   *frame)
{
  GtkWidget *widget = GTK_WIDGET (self);
  RapportCanvas canvas = { .widget = widget };
  double names = 0, width = gtk_widget_get_width (widget);

  frame->scale = rapport_chart_get_scale (widget);
  for (guint i = 0; i < self->lanes->len; i++)
    names = MAX (names, rapport_canvas_text_width (&canvas,
                                                   g_array_index (self->lanes, RibbonLane, i).name,
                                                   10, FALSE));
  frame->start = MIN (names + 56 * frame->scale, width * .3);
  frame->width = MAX (1, width - frame->start - 10 * frame->scale);
  frame->lanes_height = MAX (1, gtk_widget_get_height (widget) - 44 * frame->scale);
  frame->lane_height = frame->lanes_height / MAX (self->lanes->len, 1);
  frame->axis_y = frame->lanes_height + 12 * frame->scale;
  frame->chip_y = frame->lanes_height + 33 * frame->scale;
}

double
rapport_ribbon_day_to_x (RapportRibbon     *self,
                         const RibbonFrame *frame,
                         double             day)
{
  return frame->start + frame->width * (day - self->from) / (self->to - self->from + 1.);
}

RapportDay
rapport_ribbon_x_to_day (RapportRibbon     *self,
                         const RibbonFrame *frame,
                         double             x)
{
  double day = self->from + floor ((x - frame->start) / frame->width *
                                   (self->to - self->from + 1.));

  return (RapportDay) CLAMP (day, self->from, self->to);
}

/* The user's way of setting the brush: announces it. */
static void
change_brush (RapportRibbon *self,
              RapportDay     from,
              RapportDay     to)
{
  if (from > to)
    {
      RapportDay other = from;

      from = to;
      to = other;
    }
  from = CLAMP (from, self->from, self->to);
  to = CLAMP (to, self->from, self->to);
  if (self->has_brush && self->brush_from == from && self->brush_to == to)
    return;

  rapport_ribbon_set_brush (self, from, to);
  g_signal_emit (self, signals[BRUSH_CHANGED], 0, from, to);
}

static void
move_brush (RapportRibbon *self,
            int            days)
{
  RapportDay length = self->brush_to - self->brush_from;
  RapportDay from = CLAMP (self->brush_from + days, self->from, MAX (self->from,
                                                                      self->to - length));

  change_brush (self, from, from + length);
}

static gboolean
key_pressed_cb (RapportRibbon   *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean back = key == GDK_KEY_Left || key == GDK_KEY_KP_Left;
  gboolean forward = key == GDK_KEY_Right || key == GDK_KEY_KP_Right;
  int sign;

  if (rapport_chart_get_empty (RAPPORT_CHART (self)) != NULL || (state & GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Escape && self->has_brush)
    {
      rapport_ribbon_set_brush (self, 1, 0);
      g_signal_emit (self, signals[BRUSH_CHANGED], 0, 1, 0);
      return GDK_EVENT_STOP;
    }
  if (!back && !forward && key != GDK_KEY_Home && key != GDK_KEY_End)
    return GDK_EVENT_PROPAGATE;

  if (!self->has_brush)
    {
      change_brush (self, MAX (self->from, self->to - 6), self->to);
      return GDK_EVENT_STOP;
    }

  if (key == GDK_KEY_Home || key == GDK_KEY_End)
    {
      move_brush (self, key == GDK_KEY_Home ? self->from - self->brush_from
                                            : self->to - self->brush_to);
      return GDK_EVENT_STOP;
    }

  sign = forward != rtl ? 1 : -1;
  if (state & GDK_SHIFT_MASK)
    {
      RapportDay to = (state & GDK_CONTROL_MASK)
                        ? rapport_day_add_months (self->brush_to, sign)
                        : self->brush_to + 7 * sign;

      change_brush (self, self->brush_from, MAX (to, self->brush_from));
    }
  else if (state & GDK_CONTROL_MASK)
    {
      move_brush (self, rapport_day_add_months (self->brush_from, sign) - self->brush_from);
    }
  else
    {
      move_brush (self, 7 * sign);
    }
  return GDK_EVENT_STOP;
}

static double
logical_x (RapportRibbon *self,
           double         x)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL
           ? gtk_widget_get_width (widget) - x : x;
}

static RibbonGrab
find_grab (RapportRibbon     *self,
           const RibbonFrame *frame,
           double             x,
           double             y)
{
  double from, to, reach = GRAB_REACH * frame->scale;

  if (x < frame->start - reach || x > frame->start + frame->width + reach)
    return RIBBON_GRAB_NONE;
  if (!self->has_brush)
    return RIBBON_GRAB_NEW;

  from = rapport_ribbon_day_to_x (self, frame, self->brush_from);
  to = rapport_ribbon_day_to_x (self, frame, self->brush_to + 1.);
  /* A narrow brush keeps a middle to take hold of. */
  if (to - from < 3 * reach)
    {
      if (x > from && x < to && to - from > 6)
        return RIBBON_GRAB_MIDDLE;
    }
  if (fabs (x - to) <= reach)
    return RIBBON_GRAB_TO;
  if (fabs (x - from) <= reach)
    return RIBBON_GRAB_FROM;
  if (x > from && x < to)
    return RIBBON_GRAB_MIDDLE;
  return RIBBON_GRAB_NEW;
}

static void
drag_begin_cb (RapportRibbon  *self,
               double          x,
               double          y,
               GtkGestureDrag *gesture)
{
  RibbonFrame frame;

  rapport_ribbon_get_frame (self, &frame);
  self->grab = RIBBON_GRAB_NONE;
  if (rapport_chart_get_empty (RAPPORT_CHART (self)) != NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->grab = find_grab (self, &frame, logical_x (self, x), y);
  self->grab_day = rapport_ribbon_x_to_day (self, &frame, logical_x (self, x));
  self->grab_from = self->brush_from;
  self->grab_to = self->brush_to;
}

static void
drag_update_cb (RapportRibbon  *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  double x, y;
  RibbonFrame frame;
  RapportDay day;

  if (self->grab == RIBBON_GRAB_NONE ||
      !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  /* A click that trembles is a click still. */
  if (gtk_gesture_get_sequence_state (GTK_GESTURE (gesture), NULL) != GTK_EVENT_SEQUENCE_CLAIMED &&
      fabs (dx) < 4)
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  rapport_ribbon_get_frame (self, &frame);
  day = rapport_ribbon_x_to_day (self, &frame, logical_x (self, x + dx));
  switch (self->grab)
    {
    case RIBBON_GRAB_FROM:
      change_brush (self, day, self->grab_to);
      break;
    case RIBBON_GRAB_TO:
      change_brush (self, self->grab_from, day);
      break;
    case RIBBON_GRAB_NEW:
      change_brush (self, self->grab_day, day);
      break;
    case RIBBON_GRAB_MIDDLE:
      move_brush (self, self->grab_from + (day - self->grab_day) - self->brush_from);
      break;
    case RIBBON_GRAB_NONE:
    default:
      break;
    }
}

static void
motion_cb (RapportRibbon *self,
           double         x,
           double         y)
{
  const char *cursor = NULL;
  RibbonFrame frame;
  guint item;

  if (rapport_chart_get_empty (RAPPORT_CHART (self)) != NULL)
    return;

  rapport_ribbon_get_frame (self, &frame);
  switch (find_grab (self, &frame, logical_x (self, x), y))
    {
    case RIBBON_GRAB_FROM:
    case RIBBON_GRAB_TO:
      cursor = "ew-resize";
      break;
    case RIBBON_GRAB_MIDDLE:
      cursor = "grab";
      break;
    case RIBBON_GRAB_NEW:
      cursor = rapport_chart_find_item (RAPPORT_CHART (self), logical_x (self, x), y, &item)
                 ? "pointer" : "crosshair";
      break;
    case RIBBON_GRAB_NONE:
    default:
      break;
    }
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

static void
rapport_ribbon_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  GTK_WIDGET_CLASS (rapport_ribbon_parent_class)->snapshot (widget, snapshot);
  if (rapport_chart_get_empty (RAPPORT_CHART (widget)) == NULL)
    rapport_ribbon_draw_icons (RAPPORT_RIBBON (widget), snapshot);
}

static guint
rapport_ribbon_get_n_items (RapportChart *chart)
{
  return RAPPORT_RIBBON (chart)->episodes->len;
}

static void
rapport_ribbon_activate_item (RapportChart *chart,
                              guint         item)
{
  g_signal_emit (chart, signals[EPISODE_ACTIVATED], 0,
                 get_episode (RAPPORT_RIBBON (chart), item)->id);
}

static char *
rapport_ribbon_dup_item_text (RapportChart *chart,
                              guint         item)
{
  RapportRibbon *self = RAPPORT_RIBBON (chart);
  RibbonEpisode *episode = get_episode (self, item);
  g_autofree char *from = rapport_ribbon_format_day (self, episode->from);
  g_autofree char *to = rapport_ribbon_format_day (self, episode->to);
  const char *name = episode->label;

  if (name == NULL)
    name = episode->lane < self->lanes->len
             ? g_array_index (self->lanes, RibbonLane, episode->lane).name : "";
  if (episode->open)
    /* Translators: title of an episode that is still open, its first day. */
    return g_strdup_printf (_("%s, open since %s"), name, from);
  if (episode->from == episode->to)
    /* Translators: title of an episode, its day. */
    return g_strdup_printf (_("%s, %s"), name, from);
  /* Translators: title of an episode, its first and last day. */
  return g_strdup_printf (_("%s, %s to %s"), name, from, to);
}

static char *
rapport_ribbon_dup_tooltip (RapportChart *chart,
                            double        x,
                            double        y)
{
  RapportRibbon *self = RAPPORT_RIBBON (chart);
  g_autofree char *episode = NULL;
  g_autofree char *interactions = NULL;
  RapportDay first = 0, last = 0;
  RibbonFrame frame;
  guint item, lane, n = 0;

  rapport_ribbon_get_frame (self, &frame);
  if (rapport_chart_find_item (chart, x, y, &item))
    episode = rapport_ribbon_dup_item_text (chart, item);

  if (y >= 0 && y < frame.lanes_height && x >= frame.start)
    {
      double reach = 4 * frame.scale;

      lane = (guint) (y / frame.lane_height);
      first = rapport_ribbon_x_to_day (self, &frame, x - reach);
      last = rapport_ribbon_x_to_day (self, &frame, x + reach);
      for (guint i = 0; i < self->dots->len; i++)
        {
          RapportRibbonDot *dot = &g_array_index (self->dots, RapportRibbonDot, i);

          if (dot->lane == lane && dot->day >= first && dot->day <= last)
            n++;
        }
    }
  if (n > 0)
    {
      RapportDay middle = rapport_ribbon_x_to_day (self, &frame, x);
      g_autofree char *day = rapport_ribbon_format_day (self, middle);

      /* Translators: number of interactions, day. */
      interactions = g_strdup_printf (ngettext ("%u interaction around %s",
                                                "%u interactions around %s", n), n, day);
    }

  if (episode != NULL && interactions != NULL)
    return g_strconcat (episode, "\n", interactions, NULL);
  if (episode != NULL)
    return g_steal_pointer (&episode);
  return g_steal_pointer (&interactions);
}

static char *
rapport_ribbon_dup_summary (RapportChart *chart)
{
  RapportRibbon *self = RAPPORT_RIBBON (chart);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  guint inside = 0, all = 0;

  for (guint i = 0; i < self->dots->len; i++)
    {
      RapportDay day = g_array_index (self->dots, RapportRibbonDot, i).day;

      if (day < self->from || day > self->to)
        continue;
      all++;
      inside += self->has_brush && day >= self->brush_from && day <= self->brush_to;
    }

  from = rapport_ribbon_format_day (self, self->has_brush ? self->brush_from : self->from);
  to = rapport_ribbon_format_day (self, self->has_brush ? self->brush_to : self->to);
  if (!self->has_brush)
    /* Translators: number of interactions, first day, last day. */
    return g_strdup_printf (ngettext ("%u interaction from %s to %s",
                                      "%u interactions from %s to %s", all), all, from, to);
  /* Translators: interactions chosen, interactions shown, first and last day chosen. */
  return g_strdup_printf (ngettext ("%u of %u interaction chosen, from %s to %s",
                                    "%u of %u interactions chosen, from %s to %s", all),
                          inside, all, from, to);
}

static RapportChartTable *
rapport_ribbon_dup_table (RapportChart *chart)
{
  RapportRibbon *self = RAPPORT_RIBBON (chart);
  RapportChartTable *table = rapport_chart_table_new (_("Episode"), _("Kind"), C_("period", "From"), C_("period", "To"),
                                                      NULL);

  for (guint i = 0; i < self->episodes->len; i++)
    {
      RibbonEpisode *episode = get_episode (self, i);
      g_autofree char *from = rapport_day_format (episode->from);
      g_autofree char *to = episode->open ? g_strdup ("") : rapport_day_format (episode->to);

      if (episode->lane >= self->lanes->len)
        continue;
      rapport_chart_table_add_row (table, episode->label != NULL ? episode->label : "",
                                   g_array_index (self->lanes, RibbonLane, episode->lane).name,
                                   from, to, NULL);
    }
  return table;
}

static const char *
rapport_ribbon_get_empty (RapportChart *chart)
{
  RapportRibbon *self = RAPPORT_RIBBON (chart);

  if (self->lanes->len == 0 || self->to <= self->from ||
      (self->dots->len == 0 && self->episodes->len == 0))
    return _("Nothing logged yet");
  return NULL;
}

static void
rapport_ribbon_get_size (RapportChart *chart,
                         double        scale,
                         int          *min_width,
                         int          *min_height,
                         int          *width,
                         int          *height)
{
  guint lanes = MAX (RAPPORT_RIBBON (chart)->lanes->len, 1);

  *min_width = (int) (280 * scale);
  *width = (int) (900 * scale);
  *min_height = (int) ((28 * lanes + 44) * scale);
  *height = (int) ((40 * lanes + 44) * scale);
}

static void
rapport_ribbon_finalize (GObject *object)
{
  RapportRibbon *self = RAPPORT_RIBBON (object);

  g_clear_pointer (&self->lanes, g_array_unref);
  g_clear_pointer (&self->episodes, g_array_unref);
  g_clear_pointer (&self->dots, g_array_unref);
  G_OBJECT_CLASS (rapport_ribbon_parent_class)->finalize (object);
}

static void
rapport_ribbon_class_init (RapportRibbonClass *klass)
{
  RapportChartClass *chart_class = RAPPORT_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_ribbon_finalize;
  GTK_WIDGET_CLASS (klass)->snapshot = rapport_ribbon_snapshot;
  chart_class->draw = rapport_ribbon_draw;
  chart_class->get_empty = rapport_ribbon_get_empty;
  chart_class->get_n_items = rapport_ribbon_get_n_items;
  chart_class->activate_item = rapport_ribbon_activate_item;
  chart_class->dup_item_text = rapport_ribbon_dup_item_text;
  chart_class->dup_tooltip = rapport_ribbon_dup_tooltip;
  chart_class->dup_summary = rapport_ribbon_dup_summary;
  chart_class->dup_table = rapport_ribbon_dup_table;
  chart_class->get_size = rapport_ribbon_get_size;

  signals[BRUSH_CHANGED] =
    g_signal_new ("brush-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
  signals[EPISODE_ACTIVATED] =
    g_signal_new ("episode-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  chart_class->activate_signal = signals[EPISODE_ACTIVATED];
}

static void
rapport_ribbon_init (RapportRibbon *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->lanes = g_array_new (FALSE, FALSE, sizeof (RibbonLane));
  g_array_set_clear_func (self->lanes, clear_lane);
  self->episodes = g_array_new (FALSE, FALSE, sizeof (RibbonEpisode));
  g_array_set_clear_func (self->episodes, clear_episode);
  self->dots = g_array_new (FALSE, FALSE, sizeof (RapportRibbonDot));

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  /* In the capture phase, before the base walks the marks with the same keys. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

static void
ribbon_changed (RapportRibbon *self)
{
  rapport_chart_data_changed (RAPPORT_CHART (self));
  /* The brush wants the keys even where there are no episodes to walk. */
  gtk_widget_set_focusable (GTK_WIDGET (self),
                            rapport_chart_get_empty (RAPPORT_CHART (self)) == NULL);
}

/**
 * rapport_ribbon_new:
 *
 * Returns: (transfer floating): a ribbon without lanes
 */
GtkWidget *
rapport_ribbon_new (void)
{
  return g_object_new (RAPPORT_TYPE_RIBBON, NULL);
}

/**
 * rapport_ribbon_set_range:
 * @self: a ribbon
 * @from_day: first day shown
 * @to_day: last day shown
 * @today: the day that is called today
 */
void
rapport_ribbon_set_range (RapportRibbon *self,
                          RapportDay     from_day,
                          RapportDay     to_day,
                          RapportDay     today)
{
  g_return_if_fail (RAPPORT_IS_RIBBON (self));
  g_return_if_fail (rapport_day_is_valid (from_day) && rapport_day_is_valid (to_day));
  g_return_if_fail (from_day <= to_day);

  self->from = from_day;
  self->to = to_day;
  self->today = today;
  ribbon_changed (self);
}

/**
 * rapport_ribbon_set_lanes:
 * @self: a ribbon
 * @lanes: (array length=n_lanes): from top to bottom; copied
 * @n_lanes: how many
 */
void
rapport_ribbon_set_lanes (RapportRibbon           *self,
                          const RapportRibbonLane *lanes,
                          gsize                    n_lanes)
{
  g_return_if_fail (RAPPORT_IS_RIBBON (self));
  g_return_if_fail (lanes != NULL || n_lanes == 0);

  g_array_set_size (self->lanes, 0);
  for (gsize i = 0; i < n_lanes; i++)
    {
      RibbonLane lane = { g_strdup (lanes[i].name), g_strdup (lanes[i].icon_name), lanes[i].role };

      g_array_append_val (self->lanes, lane);
    }
  ribbon_changed (self);
}

/**
 * rapport_ribbon_set_episodes:
 * @self: a ribbon
 * @episodes: (array length=n_episodes): in any order; copied
 * @n_episodes: how many
 */
void
rapport_ribbon_set_episodes (RapportRibbon              *self,
                             const RapportRibbonEpisode *episodes,
                             gsize                       n_episodes)
{
  g_return_if_fail (RAPPORT_IS_RIBBON (self));
  g_return_if_fail (episodes != NULL || n_episodes == 0);

  g_array_set_size (self->episodes, 0);
  for (gsize i = 0; i < n_episodes; i++)
    {
      RibbonEpisode episode = {
        episodes[i].id, episodes[i].lane, episodes[i].from_day,
        MAX (episodes[i].from_day, episodes[i].to_day), g_strdup (episodes[i].label),
        episodes[i].open
      };

      g_array_append_val (self->episodes, episode);
    }
  g_array_sort (self->episodes, compare_episodes);
  ribbon_changed (self);
}

/**
 * rapport_ribbon_set_dots:
 * @self: a ribbon
 * @dots: (array length=n_dots): interactions in any order; copied
 * @n_dots: how many
 */
void
rapport_ribbon_set_dots (RapportRibbon          *self,
                         const RapportRibbonDot *dots,
                         gsize                   n_dots)
{
  g_return_if_fail (RAPPORT_IS_RIBBON (self));
  g_return_if_fail (dots != NULL || n_dots == 0);

  g_array_set_size (self->dots, 0);
  if (n_dots > 0)
    g_array_append_vals (self->dots, dots, (guint) n_dots);
  ribbon_changed (self);
}

/**
 * rapport_ribbon_set_brush:
 * @self: a ribbon
 * @from_day: first day chosen
 * @to_day: last day chosen; before @from_day: no brush
 *
 * Does not emit `brush-changed`.
 */
void
rapport_ribbon_set_brush (RapportRibbon *self,
                          RapportDay     from_day,
                          RapportDay     to_day)
{
  g_return_if_fail (RAPPORT_IS_RIBBON (self));

  self->has_brush = from_day <= to_day;
  self->brush_from = from_day;
  self->brush_to = to_day;
  ribbon_changed (self);
}

/**
 * rapport_ribbon_get_brush:
 * @self: a ribbon
 * @from_day: (out) (optional): first day chosen
 * @to_day: (out) (optional): last day chosen
 *
 * Returns: whether there is a brush
 */
gboolean
rapport_ribbon_get_brush (RapportRibbon *self,
                          RapportDay    *from_day,
                          RapportDay    *to_day)
{
  g_return_val_if_fail (RAPPORT_IS_RIBBON (self), FALSE);

  if (!self->has_brush)
    return FALSE;
  if (from_day != NULL)
    *from_day = self->brush_from;
  if (to_day != NULL)
    *to_day = self->brush_to;
  return TRUE;
}

/**
 * rapport_ribbon_is_dense:
 * @self: a ribbon
 *
 * Returns: whether there are so many dots that density is drawn instead
 */
gboolean
rapport_ribbon_is_dense (RapportRibbon *self)
{
  g_return_val_if_fail (RAPPORT_IS_RIBBON (self), FALSE);

  return self->dots->len > RAPPORT_RIBBON_MAX_DOTS;
}
