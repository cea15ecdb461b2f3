#include "config.h"

#include "service/rapport-query-model.h"

#include "service/rapport-id-list.h"

/* A list of any size. The query runs on the reader's thread and answers with the ordered ids, 8 bytes each (the
 * spine); a record is read only when somebody asks for that row, a page at a time, through the workspace, so
 * that the same id is the same object everywhere.
 *
 * When the data under the same query changes, the two spines are compared and the smallest signal is sent that
 * tells the truth. Never (0, n, n): GTK 4.8 would ask for every row. A new query gets a new model.
 */

#define PAGE 64
#define FIRST 16

/* How many records are held beyond what the view holds: some pages around what is on screen. */
#define HELD (PAGE * 8)

struct _RapportQueryModel
{
  GObject           parent_instance;

  RapportWorkspace *workspace;
  gulong            changed_id;
  RapportQuery     *query;
  GCancellable     *cancellable;
  GArray           *ids;
  GQueue            held; /* RapportRecord, oldest first */
  gboolean          loading;
  gboolean          stale; /* changed again while loading */
  gboolean          fed;   /* somebody else asks and gives the answers */
};

typedef enum
{
  PROP_LOADING = 1,
  PROP_N_ITEMS,
} RapportQueryModelProperty;

static GParamSpec *properties[PROP_N_ITEMS + 1];
static guint answered_signal;

static void list_model_init (GListModelInterface *iface);
static void load            (RapportQueryModel *self);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportQueryModel, rapport_query_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
get_item_type (GListModel *model)
{
  RapportQueryModel *self = RAPPORT_QUERY_MODEL (model);

  return rapport_kind_get (rapport_query_get_kind (self->query))->get_type ();
}

static guint
get_n_items (GListModel *model)
{
  return RAPPORT_QUERY_MODEL (model)->ids->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  RapportQueryModel *self = RAPPORT_QUERY_MODEL (model);
  RapportKindId kind = rapport_query_get_kind (self->query);
  RapportRecord *records[PAGE];
  RapportRecord *item;
  guint first, n;

  if (position >= self->ids->len)
    return NULL;

  /* What is on screen already stays there after a change without asking again. */
  item = rapport_workspace_get_live (self->workspace, kind, g_array_index (self->ids, gint64, position));
  if (item != NULL)
    return item;

  /* What comes first into view is asked for alone. */
  if (position < FIRST)
    first = 0, n = MIN (FIRST, self->ids->len);
  else
    {
      first = MAX (position / PAGE * PAGE, FIRST);
      n = MIN (PAGE - first % PAGE, self->ids->len - first);
    }
  rapport_workspace_load_records_soon (self->workspace, kind, &g_array_index (self->ids, gint64, first), n, records);

  item = records[position - first];
  /* Deleted for good a moment ago; the new spine is under way. */
  item = item ? g_object_ref (item) : rapport_record_new (kind);

  for (guint i = 0; i < n; i++)
    if (records[i] != NULL)
      g_queue_push_tail (&self->held, records[i]);
  while (g_queue_get_length (&self->held) > HELD)
    g_object_unref (g_queue_pop_head (&self->held));

  return item;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
rapport_query_model_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RapportQueryModel *self = RAPPORT_QUERY_MODEL (object);

  switch ((RapportQueryModelProperty) prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->ids->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_query_model_dispose (GObject *object)
{
  RapportQueryModel *self = RAPPORT_QUERY_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  if (self->workspace != NULL)
    g_clear_signal_handler (&self->changed_id, self->workspace);
  g_clear_object (&self->workspace);
  g_queue_clear_full (&self->held, g_object_unref);

  G_OBJECT_CLASS (rapport_query_model_parent_class)->dispose (object);
}

static void
rapport_query_model_finalize (GObject *object)
{
  RapportQueryModel *self = RAPPORT_QUERY_MODEL (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, rapport_query_unref);
  g_array_unref (self->ids);

  G_OBJECT_CLASS (rapport_query_model_parent_class)->finalize (object);
}

static void
rapport_query_model_class_init (RapportQueryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_query_model_get_property;
  object_class->dispose = rapport_query_model_dispose;
  object_class->finalize = rapport_query_model_finalize;

  /**
   * RapportQueryModel:loading:
   *
   * Whether the query is running.
   */
  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  /**
   * RapportQueryModel:n-items:
   *
   * How many rows there are.
   */
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RapportQueryModel::answered:
   *
   * An answer was taken: all the items-changed that tell its difference from the one before have been sent.
   */
  answered_signal = g_signal_new ("answered", RAPPORT_TYPE_QUERY_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
rapport_query_model_init (RapportQueryModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->cancellable = g_cancellable_new ();
  g_queue_init (&self->held);
}

/* The one place where the number of rows changes. */
static void
take_ids (RapportQueryModel *self,
          GArray            *ids)
{
  guint old_len = self->ids->len;

  rapport_id_list_replace (G_LIST_MODEL (self), &self->ids, ids);
  if (self->ids->len != old_len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
  g_signal_emit (self, answered_signal, 0);
}

static gpointer
run_query (RapportDb     *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  return rapport_query_run (data, db, error);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportQueryModel) self = data;
  g_autoptr(GError) error = NULL;
  GArray *ids = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (self->workspace == NULL)
    {
      g_clear_pointer (&ids, g_array_unref);
      return;
    }
  self->loading = FALSE;
  if (ids != NULL)
    take_ids (self, ids);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("A list could not be read: %s", error->message);
  if (self->stale)
    load (self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
load (RapportQueryModel *self)
{
  gboolean was_loading = self->loading;

  self->stale = FALSE;
  self->loading = TRUE;
  rapport_store_read_async (rapport_workspace_get_store (self->workspace), run_query, rapport_query_ref (self->query),
                            (GDestroyNotify) rapport_query_unref, (GDestroyNotify) g_array_unref, self->cancellable,
                            loaded_cb, g_object_ref (self));
  if (!was_loading)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

static void
workspace_changed_cb (RapportWorkspace  *workspace,
                      RapportChanges    *changes,
                      RapportQueryModel *self)
{
  if (self->fed || !rapport_query_is_touched_by (self->query, changes))
    return;
  if (self->loading)
    self->stale = TRUE;
  else
    load (self);
}

/**
 * rapport_query_model_new:
 * @workspace: a workspace
 * @query: what to list
 *
 * Returns: (transfer full): a list that fills itself and follows what is written
 */
RapportQueryModel *
rapport_query_model_new (RapportWorkspace *workspace,
                         RapportQuery     *query)
{
  RapportQueryModel *self = rapport_query_model_new_for_ids (workspace, query, NULL);

  load (self);
  return self;
}

/**
 * rapport_query_model_new_for_ids:
 * @workspace: a workspace
 * @query: what to list
 * @ids: (nullable) (transfer full) (element-type gint64): the answer, where it is known already
 *
 * Returns: (transfer full): a list with that answer, which follows what is written
 */
RapportQueryModel *
rapport_query_model_new_for_ids (RapportWorkspace *workspace,
                                 RapportQuery     *query,
                                 GArray           *ids)
{
  RapportQueryModel *self = g_object_new (RAPPORT_TYPE_QUERY_MODEL, NULL);

  self->workspace = g_object_ref (workspace);
  self->query = rapport_query_ref (query);
  if (ids != NULL)
    {
      g_array_unref (self->ids);
      self->ids = ids;
    }
  self->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
  return self;
}

/**
 * rapport_query_model_take_ids:
 * @self: a list
 * @ids: (transfer full) (element-type gint64): the new answer
 *
 * Gives the list a new answer; it sends the smallest signals that tell the difference. From then on it does not
 * ask by itself any more: several lists that are answered by one query (the lanes of a board) are fed so.
 */
void
rapport_query_model_take_ids (RapportQueryModel *self,
                              GArray            *ids)
{
  g_return_if_fail (RAPPORT_IS_QUERY_MODEL (self));
  g_return_if_fail (ids != NULL);

  self->fed = TRUE;
  take_ids (self, ids);
}

/**
 * rapport_query_model_set_fed:
 * @self: a list
 * @fed: whether somebody else follows what is written, and gives the answers by rapport_query_model_take_ids()
 */
void
rapport_query_model_set_fed (RapportQueryModel *self,
                             gboolean           fed)
{
  g_return_if_fail (RAPPORT_IS_QUERY_MODEL (self));

  self->fed = fed;
}

/**
 * rapport_query_model_get_query:
 * @self: a model
 *
 * Returns: (transfer none): the query that it lists
 */
RapportQuery *
rapport_query_model_get_query (RapportQueryModel *self)
{
  return self->query;
}

/**
 * rapport_query_model_is_loading:
 * @self: a model
 *
 * Returns: whether the query has not answered yet
 */
gboolean
rapport_query_model_is_loading (RapportQueryModel *self)
{
  return self->loading;
}

/**
 * rapport_query_model_get_id:
 * @self: a list
 * @position: a row
 *
 * Returns: the id of the record there, without reading it; 0 past the end
 */
gint64
rapport_query_model_get_id (RapportQueryModel *self,
                            guint              position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/**
 * rapport_query_model_find:
 * @self: a list
 * @id: a record
 * @position: (out): where it stands
 *
 * Returns: whether it is in the list
 */
gboolean
rapport_query_model_find (RapportQueryModel *self,
                          gint64             id,
                          guint             *position)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * rapport_query_model_get_ids:
 * @self: a list
 *
 * Returns: (transfer none) (element-type gint64): the ids in order, valid until the list changes
 */
GArray *
rapport_query_model_get_ids (RapportQueryModel *self)
{
  return self->ids;
}
