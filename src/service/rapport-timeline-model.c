#include "config.h"

#include "service/rapport-timeline-model.h"

#include "core/rapport-records.h"
#include "service/rapport-id-list.h"
#include "service/rapport-timeline-private.h"

/* Rows are numbers: an interaction's id, or minus the number of a group for a header. GtkListView has no
 * sections before GTK 4.12. Groups: each of the last days, then the rest of last week, then months. */

#define PAGE 32
#define HELD (PAGE * 8)

/* The first rows of all accounts are fetched by themselves: so they are there at once. */
#define FIRST_ROWS 300

/* A header's number holds the day that it was named on, too: at midnight "Today" is another row. */
#define HEADER(group, today) (-(((gint64) ((today) & 0xffffff) << 32) | (group)))
#define GROUP(row) (-(row) & G_GINT64_CONSTANT (0xffffffff))

struct _RapportTimelineModel
{
  GObject           parent_instance;

  RapportWorkspace *workspace;
  gulong            changed_id;
  RapportQuery     *query;
  RapportQuery     *first_query;
  RapportTimelineFilter *filter; /* where it is read in pieces */
  RapportDay        today;
  GArray           *header_rows; /* guint: where the headers stand; NULL after a change */
  GCancellable     *cancellable;
  GArray           *rows; /* gint64 */
  guint             n_interactions;
  GQueue            held;
  GHashTable       *headers; /* group → RapportTimelineHeader */
  gulong            today_id;
  gboolean          loading;
  gboolean          ready;
  gboolean          stale;
};

typedef enum
{
  PROP_LOADING = 1,
  PROP_READY,
} TimelineProperty;

static GParamSpec *properties[PROP_READY + 1];

static void list_model_init (GListModelInterface  *iface);
static void load            (RapportTimelineModel *self,
                             RapportQuery         *query);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportTimelineModel, rapport_timeline_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

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
      header = _rapport_timeline_header_new (group, self->today);
      g_hash_table_insert (self->headers, g_memdup2 (&group, sizeof group), header);
    }
  return g_object_ref (header);
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  RapportTimelineModel *self = RAPPORT_TIMELINE_MODEL (model);
  gint64 row;

  if (position >= self->rows->len)
    return NULL;
  row = g_array_index (self->rows, gint64, position);
  /* A list view asks for two hundred rows and shows fifteen: what they say is read when they are shown. */
  return row < 0 ? get_header (self, GROUP (row)) : _rapport_timeline_entry_new (row);
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
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
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
    {
      g_clear_signal_handler (&self->changed_id, self->workspace);
      g_clear_signal_handler (&self->today_id, self->workspace);
    }
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
  g_clear_pointer (&self->first_query, rapport_query_unref);
  g_clear_pointer (&self->filter, rapport_timeline_filter_free);
  g_clear_pointer (&self->header_rows, g_array_unref);
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
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                                                 G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

/* The first to hear of a change, also of the middle one of several. */
static void
forget_headers (RapportTimelineModel *self)
{
  g_clear_pointer (&self->header_rows, g_array_unref);
}

static void
rapport_timeline_model_init (RapportTimelineModel *self)
{
  g_signal_connect (self, "items-changed", G_CALLBACK (forget_headers), NULL);
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
  self->headers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_queue_init (&self->held);
}

/* Everything of all accounts is read in pieces, in the order of the table: what else is asked meanwhile does not
 * wait for all of it. Only one thread at a time has the job: the reader within a piece, else that of the model. */
#define PIECE_ROWS 25000
#define MANY_DAYS 60

typedef struct
{
  RapportQuery          *query;
  RapportTimelineFilter *filter; /* NULL where it is read at once */
  RapportDay             today;
  GArray                *found;
  gint64                 after;
  GArray                *rows;   /* when all are there */
  guint                  n_interactions;
} LoadJob;

static void
load_job_free (gpointer data)
{
  LoadJob *job = data;

  rapport_query_unref (job->query);
  g_clear_pointer (&job->filter, rapport_timeline_filter_free);
  g_clear_pointer (&job->rows, g_array_unref);
  g_array_unref (job->found);
  g_free (job);
}

typedef struct
{
  gint64 at;
  gint64 id;
} Found;

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *first = a, *second = b;

  if (first->at != second->at)
    return first->at > second->at ? -1 : 1;
  return first->id > second->id ? -1 : first->id < second->id;
}

static gboolean
read_found (RapportDb     *db,
            LoadJob       *job,
            RapportQuery  *query,
            gboolean      *sorted,
            GError       **error)
{
  g_autoptr(RapportStatement) statement = rapport_query_prepare (query, db, NULL, NULL, error);
  g_autoptr(GError) local_error = NULL;
  GArray *found = job->found;

  if (statement == NULL)
    return FALSE;
  while (rapport_statement_step (statement, &local_error))
    {
      Found row = { rapport_statement_get_int (statement, 1), rapport_statement_get_int (statement, 0) };

      *sorted = *sorted && (found->len == 0 || compare_found (&g_array_index (found, Found, found->len - 1), &row) < 0);
      g_array_append_val (found, row);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

/* Sets @more where the table goes on behind the piece. */
static gboolean
read_piece (RapportDb  *db,
            LoadJob    *job,
            gboolean   *more,
            GError    **error)
{
  g_autoptr(RapportQuery) query = NULL;
  gboolean sorted = FALSE;
  gint64 last;

  if (!rapport_db_query_int (db, &last, error,
                             "SELECT max(id) FROM (SELECT id FROM interaction WHERE id > ?1 ORDER BY id LIMIT ?2)",
                             "ii", job->after, (gint64) PIECE_ROWS))
    return FALSE;
  *more = last != RAPPORT_UNSET;
  if (!*more)
    return TRUE;
  query = rapport_timeline_filter_to_query (job->filter, 0);
  rapport_query_append (query, " AND i.id > ");
  rapport_query_append_int (query, job->after);
  rapport_query_append (query, " AND i.id <= ");
  rapport_query_append_int (query, last);
  job->after = last;
  return read_found (db, job, query, &sorted, error);
}

/* Returns the job itself, which is not its own to give; its rows are there when all are. */
static gpointer
load_rows (RapportDb     *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  LoadJob *job = data;
  GArray *found = job->found;
  g_autoptr(GArray) rows = NULL;
  g_autoptr(GTimeZone) zone = rapport_day_get_local_zone ();
  gboolean sorted = TRUE, more;
  gint64 group = -1;
  gint64 day_start = 0, day_end = -1;

  if (job->filter != NULL)
    {
      if (!read_piece (db, job, &more, error))
        return NULL;
      if (more)
        return job;
      sorted = FALSE;
    }
  else if (!read_found (db, job, job->query, &sorted, error))
    return NULL;
  if (!sorted)
    g_array_sort (found, compare_found);

  rows = g_array_sized_new (FALSE, FALSE, sizeof (gint64), found->len + 64);
  for (guint i = 0; i < found->len; i++)
    {
      const Found *row = &g_array_index (found, Found, i);

      /* Asking for the local day is dear; most rows are of the day of the row before. */
      if (row->at < day_start || row->at > day_end)
        {
          RapportDay day = rapport_day_from_instant (row->at, zone);
          gint64 this_group = _rapport_timeline_group_of (day, job->today);

          day_start = rapport_day_to_instant (day, zone);
          day_end = rapport_day_to_instant (day + 1, zone) - 1;
          if (this_group != group)
            {
              gint64 header = HEADER (this_group, job->today);

              group = this_group;
              g_array_append_val (rows, header);
            }
        }
      g_array_append_val (rows, row->id);
    }
  job->rows = g_steal_pointer (&rows);
  job->n_interactions = found->len;
  return job;
}

typedef struct
{
  GWeakRef model;
  LoadJob *job;
} Load;

static void
load_free (gpointer data)
{
  Load *loading = data;

  g_weak_ref_clear (&loading->model);
  load_job_free (loading->job);
  g_free (loading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Load, load_free)

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Load) loading = data;
  g_autoptr(RapportTimelineModel) self = g_weak_ref_get (&loading->model);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) rows = NULL;
  gboolean more;

  if (rapport_store_read_finish (RAPPORT_STORE (source), result, &error) != NULL)
    rows = g_steal_pointer (&loading->job->rows);
  if (self == NULL || self->workspace == NULL)
    return;
  if (rows == NULL && error == NULL)
    {
      LoadJob *job = loading->job;

      rapport_store_read_async (RAPPORT_STORE (source), load_rows, job, NULL, NULL, self->cancellable, loaded_cb,
                                g_steal_pointer (&loading));
      return;
    }
  more = self->first_query != NULL && rows != NULL && rows->len >= FIRST_ROWS;
  g_clear_pointer (&self->first_query, rapport_query_unref);
  if (rows != NULL)
    {
      self->n_interactions = loading->job->n_interactions;
      rapport_id_list_replace (G_LIST_MODEL (self), &self->rows, g_steal_pointer (&rows));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("A timeline could not be read: %s", error->message);

  self->loading = more || self->stale;
  if (!self->ready)
    {
      self->ready = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
    }
  if (self->loading)
    load (self, self->query);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
load (RapportTimelineModel *self,
      RapportQuery         *query)
{
  LoadJob *job = g_new0 (LoadJob, 1);
  Load *loading = g_new0 (Load, 1);

  job->query = rapport_query_ref (query);
  job->filter = query == self->query && self->filter != NULL ? rapport_timeline_filter_copy (self->filter) : NULL;
  job->today = rapport_workspace_get_today (self->workspace);
  job->found = g_array_new (FALSE, FALSE, sizeof (Found));
  if (job->today != self->today)
    g_hash_table_remove_all (self->headers);
  self->today = job->today;
  self->stale = FALSE;
  self->loading = TRUE;
  /* Nobody's list is not waited for: with its last reference the query is stopped. */
  g_weak_ref_init (&loading->model, self);
  loading->job = job;
  rapport_store_read_async (rapport_workspace_get_store (self->workspace), load_rows, job, NULL, NULL,
                            self->cancellable, loaded_cb, loading);
}

static void
reload (RapportTimelineModel *self)
{
  if (self->loading)
    self->stale = TRUE;
  else
    load (self, self->query);
}

static void
workspace_changed_cb (RapportWorkspace     *workspace,
                      RapportChanges       *changes,
                      RapportTimelineModel *self)
{
  if (rapport_query_is_touched_by (self->query, changes))
    reload (self);
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
  self->query = rapport_timeline_filter_to_query (filter, 0);
  if (filter->account == 0 && !rapport_timeline_filter_is_active (filter))
    {
      self->first_query = rapport_timeline_filter_to_query (filter, FIRST_ROWS);
      /* Few days are found by their index, at once. */
      if (filter->from == RAPPORT_DAY_NONE || filter->until == RAPPORT_DAY_NONE ||
          filter->until - filter->from >= MANY_DAYS)
        self->filter = rapport_timeline_filter_copy (filter);
    }
  self->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
  self->today_id = g_signal_connect_swapped (workspace, "notify::today", G_CALLBACK (reload), self);
  load (self, self->first_query ? self->first_query : self->query);
  return self;
}

/**
 * rapport_timeline_model_get_n_interactions:
 * @self: a model
 *
 * Returns: the number of interactions among its rows
 */
guint
rapport_timeline_model_get_n_interactions (RapportTimelineModel *self)
{
  return self->n_interactions;
}

/**
 * rapport_timeline_model_is_loading:
 * @self: a model
 *
 * Returns: whether the list has not been answered yet
 */
gboolean
rapport_timeline_model_is_loading (RapportTimelineModel *self)
{
  return self->loading;
}

/**
 * rapport_timeline_model_is_ready:
 * @self: a timeline
 *
 * Returns: whether its first rows are there
 */
gboolean
rapport_timeline_model_is_ready (RapportTimelineModel *self)
{
  return self->ready;
}

/**
 * rapport_timeline_model_get_id:
 * @self: a timeline
 * @position: a row
 *
 * Returns: the interaction there, 0 for a header or no row
 */
gint64
rapport_timeline_model_get_id (RapportTimelineModel *self,
                               guint                 position)
{
  return position < self->rows->len ? MAX (g_array_index (self->rows, gint64, position), 0) : 0;
}

/**
 * rapport_timeline_model_dup_record:
 * @self: a timeline
 * @position: a row
 *
 * Reads an interaction and those around it.
 *
 * Returns: (nullable) (transfer full): the interaction there, %NULL for a header or where it is gone
 */
RapportRecord *
rapport_timeline_model_dup_record (RapportTimelineModel *self,
                                   guint                 position)
{
  gint64 ids[PAGE] = { 0 }, wanted;
  RapportRecord *records[PAGE];
  RapportRecord *record = NULL;
  guint first = position / PAGE * PAGE, n = 0;

  g_return_val_if_fail (RAPPORT_IS_TIMELINE_MODEL (self), NULL);

  wanted = rapport_timeline_model_get_id (self, position);
  if (wanted == 0)
    return NULL;
  for (GList *l = self->held.head; l != NULL; l = l->next)
    if (rapport_record_get_id (l->data) == wanted)
      return g_object_ref (l->data);
  for (guint i = first; i < MIN (first + PAGE, self->rows->len); i++)
    if (g_array_index (self->rows, gint64, i) > 0)
      ids[n++] = g_array_index (self->rows, gint64, i);
  rapport_workspace_load_records (self->workspace, RAPPORT_KIND_INTERACTION, ids, n, records);
  for (guint i = 0; i < n; i++)
    {
      if (records[i] == NULL)
        continue;
      if (ids[i] == wanted)
        record = g_object_ref (records[i]);
      g_queue_push_tail (&self->held, records[i]);
    }
  while (g_queue_get_length (&self->held) > HELD)
    g_object_unref (g_queue_pop_head (&self->held));
  return record;
}

static void
find_headers (RapportTimelineModel *self)
{
  if (self->header_rows != NULL)
    return;
  self->header_rows = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, gint64, i) < 0)
      g_array_append_val (self->header_rows, i);
}

/**
 * rapport_timeline_model_get_place:
 * @self: a timeline
 * @position: a row
 *
 * Returns: where in its group the row stands, and whether the header above it names its day, so that the row need
 *   only say the time
 */
RapportTimelinePlace
rapport_timeline_model_get_place (RapportTimelineModel *self,
                                  guint                 position)
{
  RapportTimelinePlace place = RAPPORT_TIMELINE_INSIDE;
  guint low = 0, high;

  if (rapport_timeline_model_get_id (self, position) == 0)
    return place;
  if (position == 0 || rapport_timeline_model_get_id (self, position - 1) == 0)
    place |= RAPPORT_TIMELINE_FIRST;
  if (rapport_timeline_model_get_id (self, position + 1) == 0)
    place |= RAPPORT_TIMELINE_LAST;

  find_headers (self);
  for (high = self->header_rows->len; low < high;)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->header_rows, guint, middle) < position)
        low = middle + 1;
      else
        high = middle;
    }
  if (low > 0)
    {
      gint64 header = g_array_index (self->rows, gint64, g_array_index (self->header_rows, guint, low - 1));

      if (GROUP (header) < RAPPORT_TIMELINE_LAST_WEEK)
        place |= RAPPORT_TIMELINE_SINGLE_DAY;
    }
  return place;
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
