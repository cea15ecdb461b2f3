#include "config.h"

#include "service/rapport-timeline-model.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-id-list.h"

/* Rows are numbers: an interaction's id, or minus the number of a group for a header. GtkListView has no
 * sections before GTK 4.12. Groups: each of the last days, then the rest of last week, then months. */

#define PAGE 64
#define HELD (PAGE * 4)

/* Group numbers: days as they are, months from here on. */
#define MONTH_BASE 10000000
#define LAST_WEEK 9999999

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

const char *
rapport_timeline_header_get_title (RapportTimelineHeader *self)
{
  return self->title;
}

const char *
rapport_timeline_header_get_subtitle (RapportTimelineHeader *self)
{
  return self->subtitle;
}

struct _RapportTimelineModel
{
  GObject           parent_instance;

  RapportWorkspace *workspace;
  gulong            changed_id;
  RapportQuery     *query;
  RapportDay        today;
  GCancellable     *cancellable;
  GArray           *rows; /* gint64 */
  guint             n_interactions;
  GQueue            held;
  GHashTable       *headers; /* group → RapportTimelineHeader */
  gboolean          loading;
  gboolean          stale;
};

typedef enum
{
  PROP_LOADING = 1,
} TimelineProperty;

static GParamSpec *properties[PROP_LOADING + 1];

static void list_model_init (GListModelInterface *iface);
static void load            (RapportTimelineModel *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportTimelineModel, rapport_timeline_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gint64
group_of (RapportDay day,
          RapportDay today)
{
  RapportDay week = rapport_day_get_week_start (today);
  int year, month, day_of_month;

  /* Each day of this week and the last three days; what is ahead stands with its day, too. */
  if (day >= week || day > today - 3)
    return day;
  if (day >= week - 7)
    return LAST_WEEK;
  rapport_day_to_ymd (day, &year, &month, &day_of_month);
  return MONTH_BASE + year * 12 + month - 1;
}

static RapportTimelineHeader *
make_header (RapportTimelineModel *self,
             gint64                group)
{
  RapportTimelineHeader *header = g_object_new (RAPPORT_TYPE_TIMELINE_HEADER, NULL);

  if (group >= MONTH_BASE)
    {
      RapportDay first = rapport_day_from_ymd ((int) ((group - MONTH_BASE) / 12), (int) ((group - MONTH_BASE) % 12) + 1, 1);

      header->title = rapport_time_format_month (first);
    }
  else if (group == LAST_WEEK)
    {
      RapportDay start = rapport_day_get_week_start (self->today) - 7;
      g_autofree char *from = rapport_time_format_day (start, self->today);
      g_autofree char *until = rapport_time_format_day (start + 6, self->today);

      header->title = g_strdup (_("Last week"));
      /* Translators: a span of days: 10 Nov to 16 Nov */
      header->subtitle = g_strdup_printf (_("%s to %s"), from, until);
    }
  else
    {
      RapportDay day = (RapportDay) group;

      header->single_day = TRUE;
      header->subtitle = rapport_time_format_day_long (day);
      if (day == self->today)
        header->title = g_strdup (_("Today"));
      else if (day == self->today - 1)
        header->title = g_strdup (_("Yesterday"));
      else if (day == self->today + 1)
        header->title = g_strdup (_("Tomorrow"));
      else
        {
          header->title = g_steal_pointer (&header->subtitle);
        }
    }
  return header;
}

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return RAPPORT_TIMELINE_MODEL (model)->rows->len;
}

static gpointer
get_header (RapportTimelineModel *self,
            gint64                group)
{
  RapportTimelineHeader *header = g_hash_table_lookup (self->headers, &group);

  if (header == NULL)
    {
      header = make_header (self, group);
      g_hash_table_insert (self->headers, g_memdup2 (&group, sizeof group), header);
    }
  return g_object_ref (header);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  RapportTimelineModel *self = RAPPORT_TIMELINE_MODEL (model);
  gint64 ids[PAGE];
  RapportRecord *records[PAGE];
  RapportRecord *item = NULL;
  gint64 row;
  guint first, n = 0;

  if (position >= self->rows->len)
    return NULL;

  row = g_array_index (self->rows, gint64, position);
  if (row < 0)
    return get_header (self, -row);

  first = position / PAGE * PAGE;
  for (guint i = first; i < MIN (first + PAGE, self->rows->len); i++)
    if (g_array_index (self->rows, gint64, i) > 0)
      ids[n++] = g_array_index (self->rows, gint64, i);
  rapport_workspace_load_records (self->workspace, RAPPORT_KIND_INTERACTION, ids, n, records);
  for (guint i = 0; i < n; i++)
    {
      if (records[i] == NULL)
        continue;
      if (ids[i] == row)
        item = g_object_ref (records[i]);
      g_queue_push_tail (&self->held, records[i]);
    }
  while (g_queue_get_length (&self->held) > HELD)
    g_object_unref (g_queue_pop_head (&self->held));
  return item ? item : rapport_record_new (RAPPORT_KIND_INTERACTION);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
rapport_timeline_model_get_property (GObject    *object,
                                     guint       prop_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  RapportTimelineModel *self = RAPPORT_TIMELINE_MODEL (object);

  switch ((TimelineProperty) prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_timeline_model_dispose (GObject *object)
{
  RapportTimelineModel *self = RAPPORT_TIMELINE_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_clear_object (&self->workspace);
  g_queue_clear_full (&self->held, g_object_unref);

  G_OBJECT_CLASS (rapport_timeline_model_parent_class)->dispose (object);
}

static void
rapport_timeline_model_finalize (GObject *object)
{
  RapportTimelineModel *self = RAPPORT_TIMELINE_MODEL (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, rapport_query_unref);
  g_array_unref (self->rows);
  g_hash_table_unref (self->headers);

  G_OBJECT_CLASS (rapport_timeline_model_parent_class)->finalize (object);
}

static void
rapport_timeline_model_class_init (RapportTimelineModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rapport_timeline_model_get_property;
  object_class->dispose = rapport_timeline_model_dispose;
  object_class->finalize = rapport_timeline_model_finalize;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rapport_timeline_model_init (RapportTimelineModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
  self->headers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_queue_init (&self->held);
}

typedef struct
{
  RapportQuery *query;
  RapportDay    today;
} LoadJob;

static void
load_job_free (gpointer data)
{
  LoadJob *job = data;

  rapport_query_unref (job->query);
  g_free (job);
}

static gpointer
load_rows (RapportDb     *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  LoadJob *job = data;
  g_autoptr(RapportStatement) statement = rapport_query_prepare (job->query, db, NULL, NULL, error);
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GError) local_error = NULL;
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  gint64 group = 0;
  RapportDay last_day = RAPPORT_DAY_NONE;
  gint64 day_start = 0, day_end = -1;

  if (statement == NULL)
    return NULL;
  while (rapport_statement_step (statement, &local_error))
    {
      gint64 id = rapport_statement_get_int (statement, 0);
      gint64 at = rapport_statement_get_int (statement, 1);

      /* Asking for the local day is dear; most rows are of the day of the row before. */
      if (at < day_start || at > day_end)
        {
          gint64 this_group;

          last_day = rapport_day_from_instant (at, zone);
          day_start = rapport_day_to_instant (last_day, zone);
          day_end = rapport_day_to_instant (last_day + 1, zone) - 1;
          this_group = group_of (last_day, job->today);
          if (this_group != group)
            {
              gint64 header = -this_group;

              group = this_group;
              g_array_append_val (rows, header);
            }
        }
      g_array_append_val (rows, id);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return g_steal_pointer (&rows);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportTimelineModel) self = data;
  g_autoptr(GError) error = NULL;
  GArray *rows = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (self->workspace == NULL)
    {
      g_clear_pointer (&rows, g_array_unref);
      return;
    }
  self->loading = FALSE;
  if (rows != NULL)
    {
      self->n_interactions = 0;
      for (guint i = 0; i < rows->len; i++)
        self->n_interactions += g_array_index (rows, gint64, i) > 0;
      rapport_id_list_replace (G_LIST_MODEL (self), &self->rows, rows);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("A timeline could not be read: %s", error->message);
  if (self->stale)
    load (self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
load (RapportTimelineModel *self)
{
  LoadJob *job = g_new (LoadJob, 1);

  *job = (LoadJob) { rapport_query_ref (self->query), rapport_workspace_get_today (self->workspace) };
  if (job->today != self->today)
    g_hash_table_remove_all (self->headers);
  self->today = job->today;
  self->stale = FALSE;
  self->loading = TRUE;
  rapport_store_read_async (rapport_workspace_get_store (self->workspace), load_rows, job, load_job_free,
                            (GDestroyNotify) g_array_unref, self->cancellable, loaded_cb, g_object_ref (self));
}

static void
workspace_changed_cb (RapportWorkspace     *workspace,
                      RapportChanges       *changes,
                      RapportTimelineModel *self)
{
  if (!rapport_query_is_touched_by (self->query, changes))
    return;
  if (self->loading)
    self->stale = TRUE;
  else
    load (self);
}

/**
 * rapport_timeline_model_new:
 * @workspace: a workspace
 * @filter: what to list
 *
 * Returns: (transfer full): a list that fills itself and follows what is written
 */
RapportTimelineModel *
rapport_timeline_model_new (RapportWorkspace            *workspace,
                            const RapportTimelineFilter *filter)
{
  RapportTimelineModel *self = g_object_new (RAPPORT_TYPE_TIMELINE_MODEL, NULL);

  self->workspace = g_object_ref (workspace);
  self->query = rapport_timeline_filter_to_query (filter);
  self->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
  load (self);
  return self;
}

guint
rapport_timeline_model_get_n_interactions (RapportTimelineModel *self)
{
  return self->n_interactions;
}

gboolean
rapport_timeline_model_is_loading (RapportTimelineModel *self)
{
  return self->loading;
}

/**
 * rapport_timeline_model_is_single_day:
 * @self: a timeline
 * @position: a row
 *
 * Returns: whether the header above the row names its day, so that the row need only say the time
 */
gboolean
rapport_timeline_model_is_single_day (RapportTimelineModel *self,
                                      guint                 position)
{
  for (guint i = MIN (position + 1, self->rows->len); i > 0; i--)
    {
      gint64 row = g_array_index (self->rows, gint64, i - 1);

      if (row < 0)
        return -row < LAST_WEEK;
    }
  return FALSE;
}

/**
 * rapport_timeline_model_find:
 * @self: a timeline
 * @interaction: an interaction
 * @position: (out): where it stands
 *
 * Returns: whether it is in the list
 */
gboolean
rapport_timeline_model_find (RapportTimelineModel *self,
                             gint64                interaction,
                             guint                *position)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, gint64, i) == interaction)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}
