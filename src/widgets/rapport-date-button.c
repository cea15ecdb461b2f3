#define _XOPEN_SOURCE 700
#include "config.h"

#include "widgets/rapport-date-button.h"

#include <glib/gi18n.h>
#include <string.h>
#include <time.h>

#include "core/rapport-time.h"
#include "widgets/rapport-entry-helpers.h"

/* The only place for GtkCalendar, whose setters newer GTK names anew. */

struct _RapportDateButton
{
  GtkWidget   parent_instance;

  GtkWidget  *button;
  GtkWidget  *label;
  GtkWidget  *popover;
  GtkWidget  *entry;
  GtkWidget  *calendar;
  GtkWidget  *clear;

  RapportDay  day;
  RapportDay  today;
  char       *placeholder;
  gboolean    optional;
  gboolean    filling;
};

typedef enum
{
  PROP_DAY = 1,
  PROP_TODAY,
  PROP_OPTIONAL,
  PROP_PLACEHOLDER,
} RapportDateButtonProperty;

static GParamSpec *properties[PROP_PLACEHOLDER + 1];

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportDateButton, rapport_date_button, GTK_TYPE_WIDGET)

static RapportDay
real_today (void)
{
  return rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL);
}

static RapportDay
parse_with (const char *text,
            const char *format,
            gboolean    has_year,
            RapportDay  today)
{
  struct tm tm = { .tm_year = -1 };
  const char *end;
  int year;

  /* A format of the locale is no literal by nature. */
  end = strptime (text, format, &tm);
  if (end == NULL || *end != '\0')
    return RAPPORT_DAY_NONE;
  if (has_year)
    year = tm.tm_year + 1900;
  else
    rapport_day_to_ymd (today, &year, NULL, NULL);
  return rapport_day_from_ymd (year, tm.tm_mon + 1, tm.tm_mday);
}

/**
 * rapport_date_parse:
 * @text: what was typed
 * @today: today
 *
 * Reads a day as people write one: ISO (2025-11-20), the locale's short form, "20 Nov", "20 November 2025",
 * "20.11.", "20.11.2025", "today", "tomorrow", "+7" and "-3" for days from today.
 *
 * Returns: the day, %RAPPORT_DAY_NONE for anything else
 */
RapportDay
rapport_date_parse (const char *text,
                    RapportDay  today)
{
  static const struct
  {
    const char *format;
    gboolean    has_year;
  } formats[] = {
    { "%d %b %Y", TRUE },
    { "%d %b", FALSE },
    { "%b %d, %Y", TRUE },
    { "%b %d %Y", TRUE },
    { "%b %d", FALSE },
    { "%d.%m.%Y", TRUE },
    { "%d.%m.", FALSE },
    { "%d.%m", FALSE },
    { "%x", TRUE },
  };
  g_autofree char *typed = NULL, *folded = NULL;
  g_autofree char *today_word = NULL, *tomorrow_word = NULL;
  RapportDay day;
  char *end;
  gint64 days;

  g_return_val_if_fail (text != NULL, RAPPORT_DAY_NONE);

  typed = g_strstrip (g_strdup (text));
  if (*typed == '\0')
    return RAPPORT_DAY_NONE;
  day = rapport_day_parse (typed);
  if (rapport_day_is_valid (day))
    return day;

  folded = g_utf8_casefold (typed, -1);
  today_word = g_utf8_casefold (_("today"), -1);
  tomorrow_word = g_utf8_casefold (_("tomorrow"), -1);
  if (g_str_equal (folded, today_word))
    return today;
  if (g_str_equal (folded, tomorrow_word))
    return rapport_day_add_days (today, 1);
  if (*typed == '+' || *typed == '-')
    {
      days = g_ascii_strtoll (typed, &end, 10);
      if (*end == '\0' && end > typed + 1 && days >= -36500 && days <= 36500)
        return rapport_day_add_days (today, (int) days);
      return RAPPORT_DAY_NONE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      day = parse_with (typed, formats[i].format, formats[i].has_year, today);
      if (rapport_day_is_valid (day))
        return day;
    }
  return RAPPORT_DAY_NONE;
}

static RapportDay
get_today (RapportDateButton *self)
{
  return rapport_day_is_valid (self->today) ? self->today : real_today ();
}

static void
update_label (RapportDateButton *self)
{
  g_autofree char *text = NULL, *full = NULL;

  if (rapport_day_is_valid (self->day))
    {
      text = rapport_time_format_day (self->day, get_today (self));
      full = rapport_time_format_day_full (self->day);
    }
  else
    text = g_strdup (self->placeholder ? self->placeholder : _("No date"));

  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_widget_set_tooltip_text (self->button, full ? full : _("Choose a date"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, full ? full : text, -1);
}

static void
choose (RapportDateButton *self,
        RapportDay         day)
{
  if (day != self->day)
    {
      rapport_date_button_set_day (self, day);
      g_signal_emit (self, signals[SIGNAL_CHOSEN], 0);
    }
}

static void
day_selected_cb (GtkCalendar       *calendar,
                 RapportDateButton *self)
{
  g_autoptr(GDateTime) date = NULL;

  if (self->filling)
    return;
  date = gtk_calendar_get_date (calendar);
  choose (self, rapport_day_from_ymd (g_date_time_get_year (date), g_date_time_get_month (date),
                                      g_date_time_get_day_of_month (date)));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
entry_changed_cb (RapportDateButton *self)
{
  if (!self->filling)
    rapport_entry_set_problem (self->entry, NULL);
}

static void
entry_activate_cb (RapportDateButton *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  RapportDay day = rapport_date_parse (text, get_today (self));

  if (!rapport_day_is_valid (day) && !(self->optional && *text == '\0'))
    {
      rapport_entry_set_problem (self->entry, _("Not a date: try 27 Nov, 2025-11-27 or +7"));
      return;
    }
  choose (self, day);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
today_clicked_cb (RapportDateButton *self)
{
  choose (self, get_today (self));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
clear_clicked_cb (RapportDateButton *self)
{
  choose (self, RAPPORT_DAY_NONE);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
}

static void
fill_popover (RapportDateButton *self)
{
  RapportDay day = rapport_day_is_valid (self->day) ? self->day : get_today (self);
  g_autoptr(GDateTime) date = NULL;
  g_autofree char *text = rapport_day_is_valid (self->day) ? rapport_day_format (self->day) : g_strdup ("");
  int year, month, day_of_month;

  rapport_day_to_ymd (day, &year, &month, &day_of_month);
  date = g_date_time_new_local (year, month, day_of_month, 12, 0, 0);
  self->filling = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  rapport_entry_set_problem (self->entry, NULL);
  gtk_widget_set_visible (self->clear, self->optional && rapport_day_is_valid (self->day));
  self->filling = FALSE;
}

/* Built when it is first asked for: a page may have many such buttons. */
static void
create_popover (GtkMenuButton *button,
                gpointer       user_data)
{
  RapportDateButton *self = user_data;
  GtkWidget *box, *buttons, *today;

  if (self->popover == NULL)
    {
      box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
      self->entry = gtk_entry_new ();
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _("27 Nov, 2025-11-27 or +7"));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Date"), -1);
      g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
      g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
      self->calendar = gtk_calendar_new ();
      g_signal_connect (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
      buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_box_set_homogeneous (GTK_BOX (buttons), TRUE);
      today = gtk_button_new_with_mnemonic (_("_Today"));
      g_signal_connect_swapped (today, "clicked", G_CALLBACK (today_clicked_cb), self);
      self->clear = gtk_button_new_with_mnemonic (_("_No Date"));
      g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_clicked_cb), self);
      gtk_box_append (GTK_BOX (buttons), today);
      gtk_box_append (GTK_BOX (buttons), self->clear);
      gtk_box_append (GTK_BOX (box), self->entry);
      gtk_box_append (GTK_BOX (box), self->calendar);
      gtk_box_append (GTK_BOX (box), buttons);
      self->popover = gtk_popover_new ();
      gtk_popover_set_child (GTK_POPOVER (self->popover), box);
      gtk_menu_button_set_popover (button, self->popover);
    }
  fill_popover (self);
}

static void
rapport_date_button_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RapportDateButton *self = RAPPORT_DATE_BUTTON (object);

  switch ((RapportDateButtonProperty) prop_id)
    {
    case PROP_DAY:
      g_value_set_int (value, self->day);
      break;
    case PROP_TODAY:
      g_value_set_int (value, self->today);
      break;
    case PROP_OPTIONAL:
      g_value_set_boolean (value, self->optional);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_date_button_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RapportDateButton *self = RAPPORT_DATE_BUTTON (object);

  switch ((RapportDateButtonProperty) prop_id)
    {
    case PROP_DAY:
      rapport_date_button_set_day (self, g_value_get_int (value));
      break;
    case PROP_TODAY:
      rapport_date_button_set_today (self, g_value_get_int (value));
      break;
    case PROP_OPTIONAL:
      if (self->optional != g_value_get_boolean (value))
        {
          self->optional = g_value_get_boolean (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    case PROP_PLACEHOLDER:
      if (g_strcmp0 (self->placeholder, g_value_get_string (value)) != 0)
        {
          g_free (self->placeholder);
          self->placeholder = g_value_dup_string (value);
          update_label (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_date_button_dispose (GObject *object)
{
  RapportDateButton *self = RAPPORT_DATE_BUTTON (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  self->popover = NULL;
  G_OBJECT_CLASS (rapport_date_button_parent_class)->dispose (object);
}

static void
rapport_date_button_finalize (GObject *object)
{
  RapportDateButton *self = RAPPORT_DATE_BUTTON (object);

  g_free (self->placeholder);
  G_OBJECT_CLASS (rapport_date_button_parent_class)->finalize (object);
}

static void
rapport_date_button_class_init (RapportDateButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_date_button_get_property;
  object_class->set_property = rapport_date_button_set_property;
  object_class->dispose = rapport_date_button_dispose;
  object_class->finalize = rapport_date_button_finalize;

  properties[PROP_DAY] = g_param_spec_int ("day", NULL, NULL, G_MININT, G_MAXINT, RAPPORT_DAY_NONE, flags);
  properties[PROP_TODAY] = g_param_spec_int ("today", NULL, NULL, G_MININT, G_MAXINT, RAPPORT_DAY_NONE, flags);
  properties[PROP_OPTIONAL] = g_param_spec_boolean ("optional", NULL, NULL, FALSE, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", RAPPORT_TYPE_DATE_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "rp-date");
}

static void
rapport_date_button_init (RapportDateButton *self)
{
  GtkWidget *box;

  self->day = self->today = RAPPORT_DAY_NONE;
  self->button = gtk_menu_button_new ();
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("rp-calendar-symbolic"));
  self->label = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_popover, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  update_label (self);
}

/**
 * rapport_date_button_new:
 *
 * Returns: (transfer floating): a button without a day
 */
GtkWidget *
rapport_date_button_new (void)
{
  return g_object_new (RAPPORT_TYPE_DATE_BUTTON, NULL);
}

/**
 * rapport_date_button_get_day:
 * @self: a date button
 *
 * Returns: the day, or %RAPPORT_DAY_NONE
 */
RapportDay
rapport_date_button_get_day (RapportDateButton *self)
{
  g_return_val_if_fail (RAPPORT_IS_DATE_BUTTON (self), RAPPORT_DAY_NONE);

  return self->day;
}

/**
 * rapport_date_button_set_day:
 * @self: a date button
 * @day: a day, or %RAPPORT_DAY_NONE
 *
 * Shows another day.
 */
void
rapport_date_button_set_day (RapportDateButton *self,
                             RapportDay         day)
{
  g_return_if_fail (RAPPORT_IS_DATE_BUTTON (self));

  if (!rapport_day_is_valid (day))
    day = RAPPORT_DAY_NONE;
  if (self->day == day)
    return;

  self->day = day;
  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
}

/**
 * rapport_date_button_set_today:
 * @self: a date button
 * @today: the workspace's today, %RAPPORT_DAY_NONE for the calendar's
 *
 * Sets what "today" and "+7" mean.
 */
void
rapport_date_button_set_today (RapportDateButton *self,
                               RapportDay         today)
{
  g_return_if_fail (RAPPORT_IS_DATE_BUTTON (self));

  if (self->today == today)
    return;

  self->today = today;
  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TODAY]);
}

/**
 * rapport_date_button_popup:
 * @self: a date button
 *
 * Opens the calendar.
 */
void
rapport_date_button_popup (RapportDateButton *self)
{
  g_return_if_fail (RAPPORT_IS_DATE_BUTTON (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->button));
}
