#include "config.h"

#include "widgets/rapport-id-selection.h"

struct _RapportIdSelection
{
  GObject            parent_instance;

  RapportQueryModel *model;
  GtkBitset         *selected; /* positions */
  GHashTable        *ids;      /* what was selected, be it in the list at the moment or not */
};

static void list_model_init      (GListModelInterface          *iface);
static void selection_model_init (GtkSelectionModelInterface   *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportIdSelection, rapport_id_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

static GType
get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (G_LIST_MODEL (RAPPORT_ID_SELECTION (model)->model));
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (RAPPORT_ID_SELECTION (model)->model));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (RAPPORT_ID_SELECTION (model)->model), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint              position)
{
  return gtk_bitset_contains (RAPPORT_ID_SELECTION (model)->selected, position);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint              position,
                        guint              n_items)
{
  return gtk_bitset_ref (RAPPORT_ID_SELECTION (model)->selected);
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (model);
  g_autoptr(GtkBitset) changes = gtk_bitset_copy (self->selected);
  guint n_items = get_n_items (G_LIST_MODEL (model)), position, last;
  GtkBitsetIter iter;

  /* Those that are under the mask and are to be another than they are (GTK's "difference" is the symmetric one). */
  gtk_bitset_difference (changes, selected);
  gtk_bitset_intersect (changes, mask);
  gtk_bitset_remove_range_closed (changes, n_items, G_MAXUINT);
  if (n_items == 0 || gtk_bitset_is_empty (changes))
    return TRUE;

  if (gtk_bitset_get_size (mask) >= n_items)
    g_hash_table_remove_all (self->ids); /* also what the filter hides */
  gtk_bitset_difference (self->selected, changes);
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, changes, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = rapport_query_model_get_id (self->model, position);

      if (gtk_bitset_contains (self->selected, position))
        g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
      else
        g_hash_table_remove (self->ids, &id);
    }
  if (gtk_bitset_get_size (mask) >= n_items)
    for (gboolean valid = gtk_bitset_iter_init_first (&iter, self->selected, &position); valid;
         valid = gtk_bitset_iter_next (&iter, &position))
      {
        gint64 id = rapport_query_model_get_id (self->model, position);

        g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
      }
  last = gtk_bitset_get_maximum (changes);
  position = gtk_bitset_get_minimum (changes);
  gtk_selection_model_selection_changed (model, position, last - position + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->set_selection = set_selection;
}

static void
select_known (RapportIdSelection *self,
              guint               position,
              guint               n)
{
  if (g_hash_table_size (self->ids) == 0)
    return;
  for (guint i = position; i < position + n; i++)
    {
      gint64 id = rapport_query_model_get_id (self->model, i);

      if (g_hash_table_contains (self->ids, &id))
        gtk_bitset_add (self->selected, i);
    }
}

/* A row that moves is taken out and put in again: its id is remembered between the two. */
static void
items_changed_cb (GListModel         *model,
                  guint               position,
                  guint               removed,
                  guint               added,
                  RapportIdSelection *self)
{
  gtk_bitset_splice (self->selected, position, removed, added);
  select_known (self, position, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
rapport_id_selection_dispose (GObject *object)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);

  G_OBJECT_CLASS (rapport_id_selection_parent_class)->dispose (object);
}

static void
rapport_id_selection_finalize (GObject *object)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (object);

  g_clear_object (&self->model);
  gtk_bitset_unref (self->selected);
  g_hash_table_unref (self->ids);

  G_OBJECT_CLASS (rapport_id_selection_parent_class)->finalize (object);
}

static void
rapport_id_selection_class_init (RapportIdSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rapport_id_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = rapport_id_selection_finalize;
}

static void
rapport_id_selection_init (RapportIdSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

/**
 * rapport_id_selection_new:
 * @model: a list
 * @before: (nullable): the selection of the list that this one replaces; what is in both lists stays selected
 *
 * Returns: (transfer full): a selection
 */
RapportIdSelection *
rapport_id_selection_new (RapportQueryModel  *model,
                          RapportIdSelection *before)
{
  RapportIdSelection *self = g_object_new (RAPPORT_TYPE_ID_SELECTION, NULL);
  GHashTableIter iter;
  gpointer id;

  self->model = g_object_ref (model);
  if (before != NULL)
    {
      g_hash_table_iter_init (&iter, before->ids);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (self->ids, g_memdup2 (id, sizeof (gint64)));
    }
  select_known (self, 0, g_list_model_get_n_items (G_LIST_MODEL (model)));
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  return self;
}

RapportQueryModel *
rapport_id_selection_get_model (RapportIdSelection *self)
{
  return self->model;
}

/**
 * rapport_id_selection_get_n:
 * @self: a selection
 *
 * Returns: how many rows of the list are selected
 */
guint
rapport_id_selection_get_n (RapportIdSelection *self)
{
  return (guint) gtk_bitset_get_size (self->selected);
}

/**
 * rapport_id_selection_dup_ids:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type gint64): the selected records, in the order of the list
 */
GArray *
rapport_id_selection_dup_ids (RapportIdSelection *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkBitsetIter iter;
  guint position;

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, self->selected, &position); valid;
       valid = gtk_bitset_iter_next (&iter, &position))
    {
      gint64 id = rapport_query_model_get_id (self->model, position);

      g_array_append_val (ids, id);
    }
  return ids;
}
