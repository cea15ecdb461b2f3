#include "config.h"

#include "views/rapport-as-of-bar.h"

#include <glib/gi18n.h>

#include "core/rapport-time.h"
#include "service/rapport-board-history.h"
#include "widgets/rapport-adaptive-bin.h"
#include "widgets/rapport-date-button.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-theme.h"

/* Less than this wide, the bars over the scale say nothing any more. */
#define MIN_BARS_WIDTH 600
#define BARS_HEIGHT 30
#define BUSY_MILLISECONDS 300

struct _RapportAsOfBar
{
  AdwBin               parent_instance;

  /* Template children */
  GtkGrid             *grid;
  GtkWidget           *left_box;
  GtkWidget           *day_box;
  GtkWidget           *scale_box;
  GtkWidget           *right_box;
  GtkButton           *back_button;
  GtkButton           *play_button;
  GtkButton           *forward_button;
  GtkSpinner          *spinner;
  RapportDateButton   *date_button;
  GtkLabel            *distance_label;
  GtkDrawingArea      *bars_area;
  GtkScale            *scale;
  GtkAdjustment       *adjustment;
  GtkDropDown         *speed_drop_down;

  /* Owned */
  RapportWorkspace    *workspace;
  gulong               model_id;
  GCancellable        *cancellable;
  RapportBoardHistory *history;

  gboolean             active;
  RapportDay           base;    /* the clock before, NONE: the real day */
  RapportDay           wanted;
  gboolean             going;   /* the store is being set to a day */
  gboolean             showing; /* the widgets are being set, not used */
  guint                play_id;
  guint                resize_id;
  guint                busy_id;
};

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_ACTIVE,
  PROP_PLAYING,
} RapportAsOfBarProperty;

static GParamSpec *properties[PROP_PLAYING + 1];

static const guint speeds[] = { 500, 1000, 2000, 4000 };

static void go (RapportAsOfBar *self);

G_DEFINE_FINAL_TYPE (RapportAsOfBar, rapport_as_of_bar, ADW_TYPE_BIN)

/* The day that is "today" for this bar: the end of the scale. */
static RapportDay
last_day (RapportAsOfBar *self)
{
  return self->base != RAPPORT_DAY_NONE ? self->base
                                        : rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL);
}

static RapportDay
first_day (RapportAsOfBar *self)
{
  RapportDay last = last_day (self);

  return self->history != NULL && self->history->first != RAPPORT_DAY_NONE ? MIN (self->history->first, last)
                                                                            : rapport_day_add_months (last, -1);
}

static void
stop (RapportAsOfBar *self)
{
  if (self->play_id == 0)
    return;
  g_clear_handle_id (&self->play_id, g_source_remove);
  gtk_button_set_icon_name (self->play_button, "media-playback-start-symbolic");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

/* The further back, the less exactly. */
static char *
describe_distance (RapportDay day,
                   RapportDay today)
{
  int months = 0;

  if (day == today)
    return g_strdup (_("today"));
  while (months < 1200 && rapport_day_add_months (day, months + 1) <= today)
    months++;
  if (months >= 36)
    return g_strdup_printf (ngettext ("%d year ago", "%d years ago", months / 12), months / 12);
  if (months >= 2)
    return g_strdup_printf (ngettext ("%d month ago", "%d months ago", months), months);
  return rapport_time_format_relative (day, today, RAPPORT_TIME_STYLE_LONG);
}

static void
show (RapportAsOfBar *self)
{
  RapportDay today = last_day (self);
  g_autofree char *distance = NULL;
  g_autofree char *spoken = rapport_time_format_day_full (self->wanted);

  self->showing = TRUE;
  gtk_adjustment_set_value (self->adjustment, self->wanted);
  rapport_date_button_set_today (self->date_button, today);
  rapport_date_button_set_day (self->date_button, self->wanted);
  self->showing = FALSE;
  distance = describe_distance (self->wanted, today);
  gtk_label_set_text (self->distance_label, distance);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, spoken, -1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->back_button), self->wanted > first_day (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->forward_button), self->wanted < today);
  gtk_widget_queue_draw (GTK_WIDGET (self->bars_area));
}

/* Names under the scale: the first month, then every so many that they have room, and today. */
static void
show_marks (RapportAsOfBar *self)
{
  RapportDay first = first_day (self), last = last_day (self);
  int n_months = rapport_day_get_period_index (last, RAPPORT_PERIOD_MONTH) -
                 rapport_day_get_period_index (first, RAPPORT_PERIOD_MONTH);
  static const int steps[] = { 1, 2, 3, 6, 12, 24, 36, 60 };
  int width = gtk_widget_get_width (GTK_WIDGET (self->scale));
  int label_width, step;
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self->scale), "MMM 2000  ");
  g_autofree char *today = g_markup_printf_escaped ("<b>%s</b>", _("today"));
  RapportDay month = rapport_day_get_period_start (first, RAPPORT_PERIOD_MONTH);

  pango_layout_get_pixel_size (layout, &label_width, NULL);
  step = steps[0];
  for (guint i = 1; i < G_N_ELEMENTS (steps) && n_months / step > MAX (2, width / MAX (1, label_width)); i++)
    step = steps[i];

  gtk_scale_clear_marks (self->scale);
  for (int i = 0; i < n_months; i += step)
    {
      RapportDay day = rapport_day_add_months (month, i);
      int number, year;
      g_autofree char *text = NULL;

      /* Not so close to today that the two words touch. */
      if ((double) (last - day) * MAX (1, width) < (double) (last - first) * label_width)
        break;
      rapport_day_to_ymd (day, &year, &number, NULL);
      text = i == 0 || number <= step ? rapport_time_format_month (day) : rapport_time_format_month_short (day, FALSE);
      gtk_scale_add_mark (self->scale, MAX (day, first), GTK_POS_BOTTOM, text);
    }
  gtk_scale_add_mark (self->scale, last, GTK_POS_BOTTOM, today);
}

static gboolean
resized_idle_cb (gpointer data)
{
  RapportAsOfBar *self = data;

  self->resize_id = 0;
  /* Flat, not hidden: its width goes on telling that of the scale. */
  gtk_drawing_area_set_content_height (self->bars_area,
                                       gtk_widget_get_width (GTK_WIDGET (self)) >= MIN_BARS_WIDTH ? BARS_HEIGHT : 0);
  if (self->active)
    show_marks (self);
  return G_SOURCE_REMOVE;
}

static void
resized_cb (RapportAsOfBar *self)
{
  if (self->resize_id == 0)
    self->resize_id = g_idle_add (resized_idle_cb, self);
}

static void
show_range (RapportAsOfBar *self)
{
  self->showing = TRUE;
  gtk_adjustment_set_lower (self->adjustment, first_day (self));
  gtk_adjustment_set_upper (self->adjustment, MAX (last_day (self), first_day (self) + 1));
  show_marks (self);
  self->showing = FALSE;
  show (self);
}

/* Two rows where there is little room, the date first. */
static void
narrow_cb (RapportAsOfBar *self)
{
  gboolean narrow = rapport_adaptive_bin_is_narrow (RAPPORT_ADAPTIVE_BIN (adw_bin_get_child (ADW_BIN (self))));
  GtkLayoutManager *manager = gtk_widget_get_layout_manager (GTK_WIDGET (self->grid));
  GtkGridLayoutChild *scale = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (manager, self->scale_box));
  GtkGridLayoutChild *right = GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (manager, self->right_box));

  gtk_grid_layout_child_set_row (scale, narrow ? 1 : 0);
  gtk_grid_layout_child_set_column (scale, narrow ? 0 : 1);
  gtk_grid_layout_child_set_column_span (scale, narrow ? 2 : 1);
  gtk_grid_layout_child_set_column (right, narrow ? 1 : 2);
  gtk_widget_set_hexpand (self->right_box, narrow);
  gtk_widget_set_halign (self->right_box, narrow ? GTK_ALIGN_END : GTK_ALIGN_FILL);
  gtk_box_reorder_child_after (GTK_BOX (self->left_box), self->day_box,
                               narrow ? NULL : GTK_WIDGET (self->forward_button));
  gtk_grid_set_row_spacing (self->grid, narrow ? 6 : 0);
}

static void
draw_bars (GtkDrawingArea *area,
           cairo_t        *cr,
           int             width,
           int             height,
           gpointer        data)
{
  RapportAsOfBar *self = data;
  RapportDay first = first_day (self), last = last_day (self), month;
  GdkRectangle range;
  GdkRGBA accent, before, after;
  guint most = 0;
  double left, span;
  int shown = rapport_day_get_period_index (self->wanted, RAPPORT_PERIOD_MONTH);

  if (self->history == NULL || self->history->months->len == 0 || last <= first || height < BARS_HEIGHT / 2)
    return;
  for (guint i = 0; i < self->history->months->len; i++)
    most = MAX (most, g_array_index (self->history->months, guint, i));
  if (most == 0)
    return;

  gtk_range_get_range_rect (GTK_RANGE (self->scale), &range);
  left = range.x;
  span = MAX (1, range.width);
  rapport_theme_get_color (GTK_WIDGET (area), RAPPORT_COLOR_ACCENT, &accent);
  rapport_theme_get_color (GTK_WIDGET (area), RAPPORT_COLOR_INK, &before);
  after = before;
  before.alpha *= 0.2f;
  after.alpha *= 0.1f;
  month = rapport_day_get_period_start (first, RAPPORT_PERIOD_MONTH);

  for (guint i = 0; i < self->history->months->len; i++)
    {
      guint n = g_array_index (self->history->months, guint, i);
      RapportDay begin = MAX (rapport_day_add_months (month, (int) i), first);
      RapportDay end = MIN (rapport_day_add_months (month, (int) i + 1), last);
      int index = rapport_day_get_period_index (begin, RAPPORT_PERIOD_MONTH);
      double x = left + span * (begin - first) / (last - first);
      double w = MAX (1.5, span * (end - begin) / (last - first) - 3);
      double h = n == 0 ? 0 : MAX (3, (height - 2) * (double) n / most);
      double r = MIN (3, MIN (w, h) / 2);

      if (begin > last || h == 0)
        continue;
      gdk_cairo_set_source_rgba (cr, index == shown ? &accent : index < shown ? &before : &after);
      cairo_new_sub_path (cr);
      cairo_arc (cr, x + w - r, height - h + r, r, -G_PI_2, 0);
      cairo_line_to (cr, x + w, height);
      cairo_line_to (cr, x, height);
      cairo_arc (cr, x + r, height - h + r, r, G_PI, 1.5 * G_PI);
      cairo_close_path (cr);
      cairo_fill (cr);
    }
}

static void
history_loaded_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  g_autoptr(RapportAsOfBar) self = data;
  g_autoptr(GError) error = NULL;
  RapportBoardHistory *history = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (history == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->history, rapport_board_history_free);
  self->history = history;
  if (self->active)
    show_range (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

static void
load_history (RapportAsOfBar *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace == NULL || !self->active)
    return;
  self->cancellable = g_cancellable_new ();
  rapport_board_history_load_async (self->workspace, rapport_workspace_get_model (self->workspace), self->cancellable,
                                    history_loaded_cb, g_object_ref (self));
}

/* Of many accounts, the figures of another day take a moment. */
static gboolean
busy_cb (gpointer data)
{
  RapportAsOfBar *self = data;

  self->busy_id = 0;
  gtk_spinner_start (self->spinner);
  gtk_widget_set_opacity (GTK_WIDGET (self->spinner), 1);
  return G_SOURCE_REMOVE;
}

static void
set_going (RapportAsOfBar *self,
           gboolean        going)
{
  self->going = going;
  if (self->workspace == NULL)
    return; /* on its way out, perhaps without its widgets */
  if (going && self->busy_id == 0 && !gtk_spinner_get_spinning (self->spinner))
    {
      self->busy_id = g_timeout_add (BUSY_MILLISECONDS, busy_cb, self);
    }
  else if (!going)
    {
      g_clear_handle_id (&self->busy_id, g_source_remove);
      gtk_spinner_stop (self->spinner);
      gtk_widget_set_opacity (GTK_WIDGET (self->spinner), 0);
    }
}

static void
gone_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(RapportAsOfBar) self = data;
  g_autoptr(GError) error = NULL;

  set_going (self, FALSE);
  if (!rapport_store_set_as_of_finish (RAPPORT_STORE (source), result, &error))
    {
      stop (self);
      rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  if (self->workspace != NULL && rapport_workspace_get_store (self->workspace) == RAPPORT_STORE (source))
    go (self);
}

/* One day after the other: while the store is on its way, only the newest wish is remembered. */
static void
go (RapportAsOfBar *self)
{
  RapportStore *store;
  RapportDay day;

  if (self->workspace == NULL || self->going)
    return;
  store = rapport_workspace_get_store (self->workspace);
  day = !self->active || self->wanted >= last_day (self) ? self->base : self->wanted;
  if (rapport_store_get_as_of (store) == day)
    return;
  set_going (self, TRUE);
  rapport_store_set_as_of_async (store, day, NULL, gone_cb, g_object_ref (self));
}

/**
 * rapport_as_of_bar_go_to:
 * @self: the bar, active
 * @day: a day; one outside the scale becomes its end
 */
void
rapport_as_of_bar_go_to (RapportAsOfBar *self,
                         RapportDay      day)
{
  g_return_if_fail (RAPPORT_IS_AS_OF_BAR (self));

  self->wanted = CLAMP (day, first_day (self), last_day (self));
  show (self);
  go (self);
}

static gboolean
play_step_cb (gpointer data)
{
  RapportAsOfBar *self = data;

  /* A slow machine shows fewer months a second, but leaves none out. */
  if (self->going)
    return G_SOURCE_CONTINUE;
  rapport_as_of_bar_go_to (self, rapport_day_add_months (self->wanted, 1));
  if (self->wanted < last_day (self))
    return G_SOURCE_CONTINUE;
  self->play_id = 0;
  gtk_button_set_icon_name (self->play_button, "media-playback-start-symbolic");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
  return G_SOURCE_REMOVE;
}

static void
play_cb (RapportAsOfBar *self)
{
  guint speed = gtk_drop_down_get_selected (self->speed_drop_down);

  if (self->play_id != 0)
    {
      stop (self);
      return;
    }
  /* From the end there is nothing to play but everything. */
  if (self->wanted >= last_day (self))
    rapport_as_of_bar_go_to (self, first_day (self));
  self->play_id = g_timeout_add (speeds[MIN (speed, G_N_ELEMENTS (speeds) - 1)], play_step_cb, self);
  gtk_button_set_icon_name (self->play_button, "media-playback-pause-symbolic");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLAYING]);
}

static void
previous_cb (RapportAsOfBar *self)
{
  stop (self);
  rapport_as_of_bar_go_to (self, self->wanted - 1);
}

static void
next_cb (RapportAsOfBar *self)
{
  stop (self);
  rapport_as_of_bar_go_to (self, self->wanted + 1);
}

static void
leave_cb (RapportAsOfBar *self)
{
  rapport_as_of_bar_set_active (self, FALSE);
}

static void
chosen_cb (RapportAsOfBar *self)
{
  RapportDay day = rapport_date_button_get_day (self->date_button);

  stop (self);
  if (!self->showing && rapport_day_is_valid (day))
    rapport_as_of_bar_go_to (self, day);
}

static void
scale_moved_cb (RapportAsOfBar *self)
{
  if (self->showing || !self->active)
    return;
  stop (self);
  rapport_as_of_bar_go_to (self, (RapportDay) gtk_adjustment_get_value (self->adjustment));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  key,
                guint                  code,
                GdkModifierType        state,
                RapportAsOfBar        *self)
{
  gboolean on_scale = gtk_widget_has_focus (GTK_WIDGET (self->scale));
  int days = (state & GDK_SHIFT_MASK) ? 7 : 1;
  gboolean was_playing = self->play_id != 0;

  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Escape)
    {
      rapport_as_of_bar_set_active (self, FALSE);
      return GDK_EVENT_STOP;
    }
  stop (self);
  if (!on_scale)
    return GDK_EVENT_PROPAGATE;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    days = -days;

  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      rapport_as_of_bar_go_to (self, self->wanted - days);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      rapport_as_of_bar_go_to (self, self->wanted + days);
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      rapport_as_of_bar_go_to (self, rapport_day_add_months (self->wanted, -1));
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      rapport_as_of_bar_go_to (self, rapport_day_add_months (self->wanted, 1));
      break;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      rapport_as_of_bar_go_to (self, first_day (self));
      break;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      rapport_as_of_bar_go_to (self, last_day (self));
      break;
    case GDK_KEY_space:
      if (!was_playing)
        play_cb (self);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

static void
model_changed_cb (RapportAsOfBar *self)
{
  load_history (self);
}

static void
rapport_as_of_bar_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RapportAsOfBar *self = RAPPORT_AS_OF_BAR (object);

  switch ((RapportAsOfBarProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_ACTIVE:
      g_value_set_boolean (value, self->active);
      break;
    case PROP_PLAYING:
      g_value_set_boolean (value, self->play_id != 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_as_of_bar_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  RapportAsOfBar *self = RAPPORT_AS_OF_BAR (object);

  switch ((RapportAsOfBarProperty) prop_id)
    {
    case PROP_WORKSPACE:
      rapport_as_of_bar_set_workspace (self, g_value_get_object (value));
      break;
    case PROP_ACTIVE:
      rapport_as_of_bar_set_active (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static gboolean
rapport_as_of_bar_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (RAPPORT_AS_OF_BAR (widget)->scale));
}

static void
rapport_as_of_bar_dispose (GObject *object)
{
  RapportAsOfBar *self = RAPPORT_AS_OF_BAR (object);

  g_clear_handle_id (&self->play_id, g_source_remove);
  g_clear_handle_id (&self->resize_id, g_source_remove);
  g_clear_handle_id (&self->busy_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->model_id, self->workspace);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_AS_OF_BAR);

  G_OBJECT_CLASS (rapport_as_of_bar_parent_class)->dispose (object);
}

static void
rapport_as_of_bar_finalize (GObject *object)
{
  g_clear_pointer (&RAPPORT_AS_OF_BAR (object)->history, rapport_board_history_free);

  G_OBJECT_CLASS (rapport_as_of_bar_parent_class)->finalize (object);
}

static void
rapport_as_of_bar_class_init (RapportAsOfBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_as_of_bar_get_property;
  object_class->set_property = rapport_as_of_bar_set_property;
  object_class->dispose = rapport_as_of_bar_dispose;
  object_class->finalize = rapport_as_of_bar_finalize;
  widget_class->grab_focus = rapport_as_of_bar_grab_focus;

  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE,
                                                    G_PARAM_READWRITE | flags);
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, G_PARAM_READWRITE | flags);
  properties[PROP_PLAYING] = g_param_spec_boolean ("playing", NULL, NULL, FALSE, G_PARAM_READABLE | flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RAPPORT_TYPE_ADAPTIVE_BIN);
  g_type_ensure (RAPPORT_TYPE_DATE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-as-of-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, grid);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, left_box);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, day_box);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, scale_box);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, right_box);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, back_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, play_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, forward_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, spinner);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, date_button);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, distance_label);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, bars_area);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, scale);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, adjustment);
  gtk_widget_class_bind_template_child (widget_class, RapportAsOfBar, speed_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, play_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, scale_moved_cb);
}

static void
rapport_as_of_bar_init (RapportAsOfBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->base = RAPPORT_DAY_NONE;
  self->wanted = last_day (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->bars_area, "resize", G_CALLBACK (resized_cb), self, G_CONNECT_SWAPPED);
  gtk_drawing_area_set_draw_func (self->bars_area, draw_bars, self, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * rapport_as_of_bar_new:
 *
 * Returns: (transfer floating): a bar that is not active
 */
GtkWidget *
rapport_as_of_bar_new (void)
{
  return g_object_new (RAPPORT_TYPE_AS_OF_BAR, NULL);
}

/**
 * rapport_as_of_bar_set_workspace:
 * @self: a bar
 * @workspace: (nullable): whose clock is set
 */
void
rapport_as_of_bar_set_workspace (RapportAsOfBar   *self,
                                 RapportWorkspace *workspace)
{
  g_return_if_fail (RAPPORT_IS_AS_OF_BAR (self));

  if (self->workspace == workspace)
    return;
  stop (self);
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->model_id, self->workspace);
  g_clear_handle_id (&self->busy_id, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_opacity (GTK_WIDGET (self->spinner), 0);
  g_set_object (&self->workspace, workspace);
  g_clear_pointer (&self->history, rapport_board_history_free);
  self->active = FALSE;
  if (workspace != NULL)
    self->model_id = g_signal_connect_object (workspace, "notify::model", G_CALLBACK (model_changed_cb), self,
                                              G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/**
 * rapport_as_of_bar_get_active:
 * @self: an as of bar
 *
 * Returns: whether a day other than today is looked at
 */
gboolean
rapport_as_of_bar_get_active (RapportAsOfBar *self)
{
  g_return_val_if_fail (RAPPORT_IS_AS_OF_BAR (self), FALSE);

  return self->active;
}

/**
 * rapport_as_of_bar_set_active:
 * @self: a bar
 * @active: whether the past is looked at
 *
 * Begins at the day of the clock. With %FALSE the clock goes back to where it was.
 */
void
rapport_as_of_bar_set_active (RapportAsOfBar *self,
                              gboolean        active)
{
  g_return_if_fail (RAPPORT_IS_AS_OF_BAR (self));

  if (self->active == active || (active && self->workspace == NULL))
    return;
  stop (self);
  self->active = active;
  if (active)
    {
      RapportStore *store = rapport_workspace_get_store (self->workspace);

      self->base = rapport_store_is_in_past (store) ? RAPPORT_DAY_NONE : rapport_store_get_as_of (store);
      self->wanted = rapport_store_get_today (store);
      show_range (self);
      load_history (self);
    }
  else
    go (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
}

/**
 * rapport_as_of_bar_get_first:
 * @self: a bar
 *
 * Returns: the first day that something is recorded of, %RAPPORT_DAY_NONE where that is not known yet
 */
RapportDay
rapport_as_of_bar_get_first (RapportAsOfBar *self)
{
  g_return_val_if_fail (RAPPORT_IS_AS_OF_BAR (self), RAPPORT_DAY_NONE);

  return self->history != NULL ? self->history->first : RAPPORT_DAY_NONE;
}

/**
 * rapport_as_of_bar_get_n_without:
 * @self: a bar
 *
 * Returns: how many cards have a place, but no history
 */
guint
rapport_as_of_bar_get_n_without (RapportAsOfBar *self)
{
  g_return_val_if_fail (RAPPORT_IS_AS_OF_BAR (self), 0);

  return self->history != NULL ? self->history->n_without : 0;
}
