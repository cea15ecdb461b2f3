#include "config.h"

#include "service/rapport-timeline-private.h"

#include <glib/gi18n.h>

#include "core/rapport-time.h"

/* What a timeline's rows are: headings of groups, and interactions that are not read yet. */

/* Group numbers: days as they are, months from here on. */
#define MONTH_BASE 10000000

struct _RapportTimelineHeader
{
  GObject   parent_instance;
  char     *title;
  char     *subtitle;
  gboolean  single_day;
};

typedef enum
{
  HEADER_PROP_TITLE = 1,
  HEADER_PROP_SUBTITLE,
  HEADER_PROP_SINGLE_DAY,
} HeaderProperty;

static GParamSpec *header_properties[HEADER_PROP_SINGLE_DAY + 1];

G_DEFINE_FINAL_TYPE (RapportTimelineHeader, rapport_timeline_header, G_TYPE_OBJECT)

static void
rapport_timeline_header_get_property (GObject    *object,
                                      guint       prop_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  RapportTimelineHeader *self = RAPPORT_TIMELINE_HEADER (object);

  switch ((HeaderProperty) prop_id)
    {
    case HEADER_PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case HEADER_PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case HEADER_PROP_SINGLE_DAY:
      g_value_set_boolean (value, self->single_day);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_timeline_header_finalize (GObject *object)
{
  RapportTimelineHeader *self = RAPPORT_TIMELINE_HEADER (object);

  g_free (self->title);
  g_free (self->subtitle);

  G_OBJECT_CLASS (rapport_timeline_header_parent_class)->finalize (object);
}

static void
rapport_timeline_header_class_init (RapportTimelineHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_timeline_header_get_property;
  object_class->finalize = rapport_timeline_header_finalize;

  header_properties[HEADER_PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  header_properties[HEADER_PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  header_properties[HEADER_PROP_SINGLE_DAY] = g_param_spec_boolean ("single-day", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (header_properties), header_properties);
}

static void
rapport_timeline_header_init (RapportTimelineHeader *self)
{
}

/**
 * rapport_timeline_header_get_title:
 * @self: a heading
 *
 * Returns: (transfer none): the heading of a group of rows
 */
const char *
rapport_timeline_header_get_title (RapportTimelineHeader *self)
{
  return self->title;
}

/**
 * rapport_timeline_header_get_subtitle:
 * @self: a heading
 *
 * Returns: (nullable) (transfer none): what stands beside the heading
 */
const char *
rapport_timeline_header_get_subtitle (RapportTimelineHeader *self)
{
  return self->subtitle;
}

struct _RapportTimelineEntry
{
  GObject parent_instance;
  gint64  id;
};

G_DEFINE_FINAL_TYPE (RapportTimelineEntry, rapport_timeline_entry, G_TYPE_OBJECT)

static void
rapport_timeline_entry_class_init (RapportTimelineEntryClass *klass)
{
}

static void
rapport_timeline_entry_init (RapportTimelineEntry *self)
{
}

RapportTimelineEntry *
_rapport_timeline_entry_new (gint64 id)
{
  RapportTimelineEntry *self = g_object_new (RAPPORT_TYPE_TIMELINE_ENTRY, NULL);

  self->id = id;
  return self;
}

/**
 * rapport_timeline_entry_get_id:
 * @self: an interaction's row
 *
 * Returns: the interaction
 */
gint64
rapport_timeline_entry_get_id (RapportTimelineEntry *self)
{
  g_return_val_if_fail (RAPPORT_IS_TIMELINE_ENTRY (self), 0);

  return self->id;
}

/* Groups ----------------------------------------------------------------------------------------------------- */

gint64
_rapport_timeline_group_of (RapportDay day,
                            RapportDay today)
{
  RapportDay week = rapport_day_get_week_start (today);
  int year, month, day_of_month;

  /* Each day of this week and the last three days; what is ahead stands with its day, too. */
  if (day >= week || day > today - 3)
    return day;
  if (day >= week - 7)
    return RAPPORT_TIMELINE_LAST_WEEK;
  rapport_day_to_ymd (day, &year, &month, &day_of_month);
  return MONTH_BASE + year * 12 + month - 1;
}

RapportTimelineHeader *
_rapport_timeline_header_new (gint64     group,
                              RapportDay today)
{
  RapportTimelineHeader *header = g_object_new (RAPPORT_TYPE_TIMELINE_HEADER, NULL);

  if (group >= MONTH_BASE)
    {
      g_autoptr(GDateTime) first = g_date_time_new_utc ((int) ((group - MONTH_BASE) / 12),
                                                        (int) ((group - MONTH_BASE) % 12) + 1, 1, 0, 0, 0);

      /* Translators: a month over the interactions in it, as for g_date_time_format(): November 2025 */
      header->title = g_date_time_format (first, _("%OB %Y"));
    }
  else if (group == RAPPORT_TIMELINE_LAST_WEEK)
    {
      RapportDay start = rapport_day_get_week_start (today) - 7;
      g_autofree char *from = rapport_time_format_day (start, today);
      g_autofree char *until = rapport_time_format_day (start + 6, today);

      header->title = g_strdup (_("Last week"));
      /* Translators: a span of days: 10 Nov to 16 Nov */
      header->subtitle = g_strdup_printf (_("%s to %s"), from, until);
    }
  else
    {
      RapportDay day = (RapportDay) group;
      g_autoptr(GDateTime) date = NULL;
      int year, month, day_of_month, this_year;

      rapport_day_to_ymd (today, &this_year, &month, &day_of_month);
      rapport_day_to_ymd (day, &year, &month, &day_of_month);
      date = g_date_time_new_utc (year, month, day_of_month, 0, 0, 0);
      header->single_day = TRUE;
      if (day == today || day == today - 1 || day == today + 1)
        {
          header->title = g_strdup (day == today ? _("Today") : day < today ? _("Yesterday") : _("Tomorrow"));
          /* Translators: a day beside "Today", as for g_date_time_format(): Thursday 20 November */
          header->subtitle = g_date_time_format (date, _("%A %-d %B"));
        }
      else
        {
          header->title = g_date_time_format (date, "%A");
          /* Translators: a day beside its weekday, as for g_date_time_format(): 18 November */
          header->subtitle = year == this_year ? g_date_time_format (date, _("%-d %B"))
                                               : rapport_time_format_day_long (day);
        }
    }
  return header;
}
