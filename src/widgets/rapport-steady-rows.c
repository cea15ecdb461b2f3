#include "config.h"

#include "widgets/rapport-steady-rows.h"

/* GTK makes no more widgets than this: beyond it the length of the list costs nothing. */
#define MADE 224

/* So many rows of one change are passed on one by one; of more, the contents have changed. */
#define PRECISE 12

struct _RapportSteadyRow
{
  GObject            parent_instance;

  RapportSteadyRows *list; /* borrowed; %NULL when the list is gone, or the row taken out */
  guint              position;
};

struct _RapportSteadyRows
{
  GObject            parent_instance;

  RapportQueryModel *model;
  GHashTable        *live;    /* position → RapportSteadyRow (borrowed) */
  guint              length;  /* how many rows GTK knows of */
  guint              spent;   /* rows passed on one by one in this turn */
  guint              spent_idle;
  gboolean           unlike;  /* the answer is changing in more than can be passed on */

  GtkWidget         *pacer;   /* weak */
  gulong             map_id;
  guint              tick;
  guint              idle;
};

enum
{
  CONTENTS_CHANGED,
  ROWS_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (RapportSteadyRow, rapport_steady_row, G_TYPE_OBJECT)

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportSteadyRows, rapport_steady_rows, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Rows --------------------------------------------------------------------------------------------------------- */

static void
rapport_steady_row_finalize (GObject *object)
{
  RapportSteadyRow *self = RAPPORT_STEADY_ROW (object);

  if (self->list != NULL)
    g_hash_table_remove (self->list->live, GUINT_TO_POINTER (self->position));

  G_OBJECT_CLASS (rapport_steady_row_parent_class)->finalize (object);
}

static void
rapport_steady_row_class_init (RapportSteadyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_steady_row_finalize;
}

static void
rapport_steady_row_init (RapportSteadyRow *self)
{
}

/**
 * rapport_steady_row_get_position:
 * @self: a row
 *
 * Returns: where it stands; %GTK_INVALID_LIST_POSITION when it was taken out
 */
guint
rapport_steady_row_get_position (RapportSteadyRow *self)
{
  g_return_val_if_fail (RAPPORT_IS_STEADY_ROW (self), GTK_INVALID_LIST_POSITION);

  return self->list ? self->position : GTK_INVALID_LIST_POSITION;
}

/**
 * rapport_steady_row_get_id:
 * @self: a row
 *
 * Returns: the id of the record that stands there now, without reading it; 0 where there is none
 */
gint64
rapport_steady_row_get_id (RapportSteadyRow *self)
{
  g_return_val_if_fail (RAPPORT_IS_STEADY_ROW (self), 0);

  return self->list && self->list->model ? rapport_query_model_get_id (self->list->model, self->position) : 0;
}

/**
 * rapport_steady_row_dup_record:
 * @self: a row
 *
 * Returns: (nullable) (transfer full): the record that stands there now; %NULL where there is none
 */
RapportRecord *
rapport_steady_row_dup_record (RapportSteadyRow *self)
{
  g_return_val_if_fail (RAPPORT_IS_STEADY_ROW (self), NULL);

  if (self->list == NULL || self->list->model == NULL)
    return NULL;
  return g_list_model_get_item (G_LIST_MODEL (self->list->model), self->position);
}

/* List --------------------------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return RAPPORT_TYPE_STEADY_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return RAPPORT_STEADY_ROWS (model)->length;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  RapportSteadyRows *self = RAPPORT_STEADY_ROWS (model);
  RapportSteadyRow *row;

  if (position >= self->length)
    return NULL;
  row = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  if (row != NULL)
    return g_object_ref (row);
  row = g_object_new (RAPPORT_TYPE_STEADY_ROW, NULL);
  row->list = self;
  row->position = position;
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), row);
  return row;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* Tells the live rows where they are after a change, and those that went that they are nowhere. */
static void
shift (RapportSteadyRows *self,
       guint              position,
       guint              removed,
       guint              added)
{
  g_autoptr(GHashTable) before = g_steal_pointer (&self->live);
  GHashTableIter iter;
  gpointer row;

  self->live = g_hash_table_new (NULL, NULL);
  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    {
      RapportSteadyRow *live = row;

      if (live->position >= position && live->position < position + removed)
        {
          live->list = NULL;
          continue;
        }
      if (live->position >= position)
        live->position += added - removed;
      g_hash_table_insert (self->live, GUINT_TO_POINTER (live->position), live);
    }
}

static void
change (RapportSteadyRows *self,
        guint              position,
        guint              removed,
        guint              added)
{
  if (removed == 0 && added == 0)
    return;
  if (removed > 0 || position < self->length)
    shift (self, position, removed, added);
  self->length += added - removed;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* Steps -------------------------------------------------------------------------------------------------------- */

static void advance (RapportSteadyRows *self);

static gboolean
idle_cb (gpointer data)
{
  RapportSteadyRows *self = data;

  self->idle = 0;
  advance (self);
  return G_SOURCE_REMOVE;
}

/* The frame that shows the step before: the next one gets a turn of its own, after it. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  RapportSteadyRows *self = data;

  self->tick = 0;
  if (self->idle == 0)
    self->idle = g_idle_add (idle_cb, self);
  return G_SOURCE_REMOVE;
}

static void
stop (RapportSteadyRows *self)
{
  if (self->tick != 0 && self->pacer != NULL)
    gtk_widget_remove_tick_callback (self->pacer, self->tick);
  self->tick = 0;
  g_clear_handle_id (&self->idle, g_source_remove);
}

static void
advance_later (RapportSteadyRows *self)
{
  if (self->tick != 0 || self->idle != 0 || rapport_steady_rows_is_settled (self))
    return;
  if (self->pacer == NULL)
    self->idle = g_idle_add (idle_cb, self);
  else if (gtk_widget_get_mapped (self->pacer))
    self->tick = gtk_widget_add_tick_callback (self->pacer, tick_cb, self, NULL);
  /* else when it is seen: rows that nobody sees need not be there */
}

/* One step towards the length of the answer. */
static void
advance (RapportSteadyRows *self)
{
  guint n = rapport_steady_rows_get_n_rows (self), next;

  if (self->pacer != NULL && !gtk_widget_get_mapped (self->pacer))
    return;
  if (self->length < n)
    {
      next = self->length >= MADE ? n : MIN (n, self->length + RAPPORT_STEADY_ROWS_STEP);
      change (self, self->length, 0, next - self->length);
    }
  else if (self->length > n)
    {
      next = self->length > MADE ? MAX (n, MADE) : MAX (n, self->length - MIN (self->length, RAPPORT_STEADY_ROWS_DROP));
      change (self, next, self->length - next, 0);
    }
  advance_later (self);
}

/* The first step is made at once, so that something of the answer is there; rows that have to go are not seen and can
 * wait, as what took the answer has work of its own. */
static void
begin (RapportSteadyRows *self)
{
  guint n = rapport_steady_rows_get_n_rows (self);

  if (self->tick != 0 || self->idle != 0)
    return;
  if (self->length < n || self->length > MADE)
    advance (self);
  else
    advance_later (self);
}

static void
map_cb (RapportSteadyRows *self)
{
  advance_later (self);
}

/* Changes ------------------------------------------------------------------------------------------------------ */

static gboolean
spent_cb (gpointer data)
{
  RapportSteadyRows *self = data;

  self->spent = 0;
  self->spent_idle = 0;
  return G_SOURCE_REMOVE;
}

static void
model_items_changed_cb (GListModel        *model,
                        guint              position,
                        guint              removed,
                        guint              added,
                        RapportSteadyRows *self)
{
  self->spent += MIN (removed, PRECISE) + MIN (added, PRECISE);
  if (self->spent_idle == 0)
    self->spent_idle = g_idle_add_full (G_PRIORITY_HIGH, spent_cb, self, NULL);
  /* Only while the list is as long as the answer was do they speak of the same rows. */
  if (self->unlike || self->spent > PRECISE || removed > PRECISE || added > PRECISE ||
      self->length + added - removed != g_list_model_get_n_items (model))
    {
      self->unlike = TRUE;
      return;
    }
  g_signal_emit (self, signals[ROWS_MOVED], 0, position, removed, added);
  change (self, position, removed, added);
}

static void
model_answered_cb (RapportQueryModel *model,
                   RapportSteadyRows *self)
{
  if (!self->unlike)
    return;
  self->unlike = FALSE;
  g_signal_emit (self, signals[CONTENTS_CHANGED], 0, FALSE);
  begin (self);
}

/* Object ------------------------------------------------------------------------------------------------------- */

static void
leave_model (RapportSteadyRows *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_clear_object (&self->model);
}

static void
rapport_steady_rows_dispose (GObject *object)
{
  RapportSteadyRows *self = RAPPORT_STEADY_ROWS (object);
  GHashTableIter iter;
  gpointer row;

  rapport_steady_rows_set_pacer (self, NULL);
  g_clear_handle_id (&self->spent_idle, g_source_remove);
  leave_model (self);
  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    ((RapportSteadyRow *) row)->list = NULL;
  g_hash_table_remove_all (self->live);

  G_OBJECT_CLASS (rapport_steady_rows_parent_class)->dispose (object);
}

static void
rapport_steady_rows_finalize (GObject *object)
{
  g_hash_table_unref (RAPPORT_STEADY_ROWS (object)->live);

  G_OBJECT_CLASS (rapport_steady_rows_parent_class)->finalize (object);
}

static void
rapport_steady_rows_class_init (RapportSteadyRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_steady_rows_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_steady_rows_finalize;

  signals[CONTENTS_CHANGED] = g_signal_new ("contents-changed", RAPPORT_TYPE_STEADY_ROWS, G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[ROWS_MOVED] = g_signal_new ("rows-moved", RAPPORT_TYPE_STEADY_ROWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);
}

static void
rapport_steady_rows_init (RapportSteadyRows *self)
{
  self->live = g_hash_table_new (NULL, NULL);
}

/**
 * rapport_steady_rows_new:
 *
 * Returns: (transfer full): an empty list
 */
RapportSteadyRows *
rapport_steady_rows_new (void)
{
  return g_object_new (RAPPORT_TYPE_STEADY_ROWS, NULL);
}

/**
 * rapport_steady_rows_set_pacer:
 * @self: a list
 * @pacer: (nullable): a widget; rows come and go with its frames, and only while it is seen
 *
 * Without a pacer there is a step in each idle turn of the main loop.
 */
void
rapport_steady_rows_set_pacer (RapportSteadyRows *self,
                               GtkWidget         *pacer)
{
  g_return_if_fail (RAPPORT_IS_STEADY_ROWS (self));
  g_return_if_fail (pacer == NULL || GTK_IS_WIDGET (pacer));

  if (self->pacer == pacer)
    {
      if (pacer == NULL)
        stop (self);
      return;
    }
  stop (self);
  if (self->pacer != NULL)
    g_clear_signal_handler (&self->map_id, self->pacer);
  self->map_id = 0;
  g_set_weak_pointer (&self->pacer, pacer);
  if (pacer != NULL)
    {
      self->map_id = g_signal_connect_swapped (pacer, "map", G_CALLBACK (map_cb), self);
      advance_later (self);
    }
}

/**
 * rapport_steady_rows_set_model:
 * @self: a list
 * @model: (nullable): another answer
 *
 * Shows another answer in the same rows.
 */
void
rapport_steady_rows_set_model (RapportSteadyRows *self,
                               RapportQueryModel *model)
{
  g_return_if_fail (RAPPORT_IS_STEADY_ROWS (self));
  g_return_if_fail (model == NULL || RAPPORT_IS_QUERY_MODEL (model));

  if (self->model == model)
    return;
  leave_model (self);
  if (model != NULL)
    {
      self->model = g_object_ref (model);
      g_signal_connect (model, "items-changed", G_CALLBACK (model_items_changed_cb), self);
      g_signal_connect (model, "answered", G_CALLBACK (model_answered_cb), self);
    }
  self->unlike = FALSE;
  g_signal_emit (self, signals[CONTENTS_CHANGED], 0, TRUE);
  begin (self);
}

/**
 * rapport_steady_rows_get_model:
 * @self: a list
 *
 * Returns: (nullable) (transfer none): the answer that it shows
 */
RapportQueryModel *
rapport_steady_rows_get_model (RapportSteadyRows *self)
{
  g_return_val_if_fail (RAPPORT_IS_STEADY_ROWS (self), NULL);

  return self->model;
}

/**
 * rapport_steady_rows_get_n_rows:
 * @self: a list
 *
 * Returns: how many rows the answer has, whatever is shown of them at the moment
 */
guint
rapport_steady_rows_get_n_rows (RapportSteadyRows *self)
{
  g_return_val_if_fail (RAPPORT_IS_STEADY_ROWS (self), 0);

  return self->model ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
}

/**
 * rapport_steady_rows_is_settled:
 * @self: a list
 *
 * Returns: whether the list is as long as the answer
 */
gboolean
rapport_steady_rows_is_settled (RapportSteadyRows *self)
{
  g_return_val_if_fail (RAPPORT_IS_STEADY_ROWS (self), TRUE);

  return self->length == rapport_steady_rows_get_n_rows (self);
}
