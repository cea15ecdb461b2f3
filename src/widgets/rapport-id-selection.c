#include "config.h"

#include "widgets/rapport-id-selection.h"

struct _RapportIdSelection
{
  GObject            parent_instance;

  RapportSteadyRows *rows;
  GtkBitset         *selected; /* positions */
  GHashTable        *ids;      /* what was selected, be it in the list at the moment or not: high half of the id →
                                  GtkBitset of low halves, as 100,000 keys of a table take too long to make */
};

static void list_model_init      (GListModelInterface          *iface);
static void selection_model_init (GtkSelectionModelInterface   *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportIdSelection, rapport_id_selection, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

/* Ids ---------------------------------------------------------------------------------------------------------- */

static GtkBitset *
find_ids (RapportIdSelection *self,
          gint64              id)
{
  return g_hash_table_lookup (self->ids, GUINT_TO_POINTER ((guint) ((guint64) id >> 32)));
}

static gboolean
has_id (RapportIdSelection *self,
        gint64              id)
{
  GtkBitset *ids = find_ids (self, id);

  return ids != NULL && gtk_bitset_contains (ids, (guint) ((guint64) id & G_MAXUINT32));
}

static void
add_id (RapportIdSelection *self,
        gint64              id)
{
  GtkBitset *ids = find_ids (self, id);

  if (ids == NULL)
    {
      ids = gtk_bitset_new_empty ();
      g_hash_table_insert (self->ids, GUINT_TO_POINTER ((guint) ((guint64) id >> 32)), ids);
    }
  gtk_bitset_add (ids, (guint) ((guint64) id & G_MAXUINT32));
}

static void
remove_id (RapportIdSelection *self,
           gint64              id)
{
  GtkBitset *ids = find_ids (self, id);

  if (ids != NULL && gtk_bitset_remove (ids, (guint) ((guint64) id & G_MAXUINT32)) && gtk_bitset_is_empty (ids))
    g_hash_table_remove (self->ids, GUINT_TO_POINTER ((guint) ((guint64) id >> 32)));
}

/* Lists -------------------------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return RAPPORT_TYPE_STEADY_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (RAPPORT_ID_SELECTION (model)->rows));
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  return g_list_model_get_item (G_LIST_MODEL (RAPPORT_ID_SELECTION (model)->rows), position);
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

static gint64
id_at (RapportIdSelection *self,
       guint               position)
{
  return rapport_query_model_get_id (rapport_id_selection_get_model (self), position);
}

/* Says it of the rows that the list shows. */
static void
say_changed (RapportIdSelection *self,
             guint               first,
             guint               last)
{
  guint length = get_n_items (G_LIST_MODEL (self));

  if (first < length)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, MIN (last, length - 1) - first + 1);
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset         *selected,
               GtkBitset         *mask)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (model);
  g_autoptr(GtkBitset) changes = gtk_bitset_copy (self->selected);
  guint n_rows = rapport_id_selection_get_n_rows (self), position;
  /* The rest that GTK means is the rest of the answer. */
  gboolean all = gtk_bitset_get_size (mask) >= get_n_items (G_LIST_MODEL (model));
  GtkBitsetIter iter;

  /* Those that are under the mask and are to be another than they are (GTK's "difference" is the symmetric one). */
  gtk_bitset_difference (changes, selected);
  if (!all)
    gtk_bitset_intersect (changes, mask);
  gtk_bitset_remove_range_closed (changes, n_rows, G_MAXUINT);
  if (n_rows == 0 || gtk_bitset_is_empty (changes))
    return TRUE;

  if (all)
    g_hash_table_remove_all (self->ids); /* also what the filter hides */
  gtk_bitset_difference (self->selected, changes);
  if (all)
    for (gboolean valid = gtk_bitset_iter_init_first (&iter, self->selected, &position); valid;
         valid = gtk_bitset_iter_next (&iter, &position))
      add_id (self, id_at (self, position));
  else
    for (gboolean valid = gtk_bitset_iter_init_first (&iter, changes, &position); valid;
         valid = gtk_bitset_iter_next (&iter, &position))
      {
        if (gtk_bitset_contains (self->selected, position))
          add_id (self, id_at (self, position));
        else
          remove_id (self, id_at (self, position));
      }
  say_changed (self, gtk_bitset_get_minimum (changes), gtk_bitset_get_maximum (changes));
  return TRUE;
}

static gboolean
select_all (GtkSelectionModel *model)
{
  guint n_rows = rapport_id_selection_get_n_rows (RAPPORT_ID_SELECTION (model));
  g_autoptr(GtkBitset) all = gtk_bitset_new_range (0, n_rows);

  return set_selection (model, all, all);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  guint n_rows = rapport_id_selection_get_n_rows (RAPPORT_ID_SELECTION (model));
  g_autoptr(GtkBitset) none = gtk_bitset_new_empty (), all = gtk_bitset_new_range (0, n_rows);

  return set_selection (model, none, all);
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
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
    if (has_id (self, id_at (self, i)))
      gtk_bitset_add (self->selected, i);
}

/* A row that moves is taken out and put in again: its id is remembered between the two. */
static void
rows_moved_cb (RapportSteadyRows  *rows,
               guint               position,
               guint               removed,
               guint               added,
               RapportIdSelection *self)
{
  gtk_bitset_splice (self->selected, position, removed, added);
  select_known (self, position, added);
}

static void
items_changed_cb (GListModel         *rows,
                  guint               position,
                  guint               removed,
                  guint               added,
                  RapportIdSelection *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
contents_changed_cb (RapportSteadyRows  *rows,
                     gboolean            anew,
                     RapportIdSelection *self)
{
  g_autoptr(GtkBitset) before = g_steal_pointer (&self->selected);
  guint first, last;

  self->selected = gtk_bitset_new_empty ();
  select_known (self, 0, rapport_id_selection_get_n_rows (self));
  gtk_bitset_difference (before, self->selected);
  if (gtk_bitset_is_empty (before))
    return;
  first = gtk_bitset_get_minimum (before);
  last = gtk_bitset_get_maximum (before);
  say_changed (self, first, last);
}

static void
rapport_id_selection_dispose (GObject *object)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (object);

  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);

  G_OBJECT_CLASS (rapport_id_selection_parent_class)->dispose (object);
}

static void
rapport_id_selection_finalize (GObject *object)
{
  RapportIdSelection *self = RAPPORT_ID_SELECTION (object);

  g_clear_object (&self->rows);
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
  self->ids = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) gtk_bitset_unref);
}

/**
 * rapport_id_selection_new:
 * @rows: a list
 *
 * Returns: (transfer full): a selection
 */
RapportIdSelection *
rapport_id_selection_new (RapportSteadyRows *rows)
{
  RapportIdSelection *self = g_object_new (RAPPORT_TYPE_ID_SELECTION, NULL);

  self->rows = g_object_ref (rows);
  g_signal_connect (rows, "rows-moved", G_CALLBACK (rows_moved_cb), self);
  g_signal_connect (rows, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect (rows, "contents-changed", G_CALLBACK (contents_changed_cb), self);
  return self;
}

/**
 * rapport_id_selection_take:
 * @self: a selection whose rows show nothing yet
 * @from: the selection of another list
 *
 * Selects what was selected there, where nothing is selected from now on but what its rows show at the moment.
 */
void
rapport_id_selection_take (RapportIdSelection *self,
                           RapportIdSelection *from)
{
  GHashTable *ids = self->ids;

  self->ids = from->ids;
  from->ids = ids;
  g_hash_table_remove_all (from->ids);
}

/**
 * rapport_id_selection_get_model:
 * @self: a selection
 *
 * Returns: (nullable) (transfer none): the answer that its rows show
 */
RapportQueryModel *
rapport_id_selection_get_model (RapportIdSelection *self)
{
  return rapport_steady_rows_get_model (self->rows);
}

/**
 * rapport_id_selection_get_n_rows:
 * @self: a selection
 *
 * Returns: how many rows the answer has
 */
guint
rapport_id_selection_get_n_rows (RapportIdSelection *self)
{
  return rapport_steady_rows_get_n_rows (self->rows);
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
      gint64 id = id_at (self, position);

      g_array_append_val (ids, id);
    }
  return ids;
}
