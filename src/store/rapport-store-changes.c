#include "config.h"

#include "store/rapport-store-private.h"

#include "store/rapport-figures.h"
#include "store/rapport-journal.h"

/* What a write has changed, told to this thread; what another program has written, looked for. */

gboolean
_rapport_store_note_data_version (RapportStore *self)
{
  gint64 version = 0;
  gboolean changed;

  rapport_db_query_int (self->db, &version, NULL, "PRAGMA data_version", NULL);
  changed = version != self->data_version;
  self->data_version = version;
  return changed;
}

/* Whether anything was undone or redone since the last call. */
gboolean
_rapport_store_note_turns (RapportStore *self)
{
  gint64 turns = 0;
  gboolean changed;

  rapport_db_query_int (self->db, &turns, NULL, "SELECT CAST(value AS INTEGER) FROM setting"
                                                " WHERE key = 'journal-turns' AND member = 0", NULL);
  changed = turns != self->turns;
  self->turns = turns;
  return changed;
}

/* On the reader's thread: keeps what is shown of another day up to date. */
static gpointer
update_shown (RapportDb     *db,
              gpointer       data,
              GCancellable  *cancellable,
              GError       **error)
{
  RapportChanges *changes = data;

  g_autoptr(GArray) placements = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < changes->list->len; i++)
    {
      RapportChange *change = &g_array_index (changes->list, RapportChange, i);

      if (change->kind == RAPPORT_KIND_PLACEMENT)
        g_array_append_val (placements, change->id);
    }
  if (changes->accounts->len > 0 &&
      !rapport_figures_update_shown (db, (const gint64 *) (gpointer) changes->accounts->data,
                                     changes->accounts->len, error))
    return NULL;
  if (placements->len > 0)
    rapport_figures_update_cards (db, (const gint64 *) (gpointer) placements->data, placements->len, error);
  return NULL;
}

typedef struct
{
  RapportStore   *store;
  RapportChanges *changes;
} Delivery;

static void
shown_updated_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autofree Delivery *delivery = data;
  g_autoptr(GError) error = NULL;

  rapport_store_read_finish (delivery->store, result, &error);
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("The figures of the day shown could not be updated: %s", error->message);
  _rapport_store_send_changes (delivery->store, delivery->changes);
  g_object_unref (delivery->store);
  rapport_changes_unref (delivery->changes);
}

void
_rapport_store_deliver (RapportStore   *self,
                        RapportChanges *changes)
{
  Delivery *delivery;
  g_autoptr(RapportChanges) everything = NULL;

  if (changes == NULL || self->db == NULL)
    return;

  _rapport_store_note_data_version (self);
  /* A new entry is no turn of an old one. */
  if (changes->entry <= self->last_entry)
    _rapport_store_note_turns (self);
  self->last_entry = MAX (self->last_entry, changes->entry);

  /* Another program's write that came just before ours would never be noticed once ours is noted. */
  if (g_atomic_int_compare_and_exchange (&self->foreign, TRUE, FALSE))
    {
      everything = rapport_changes_new ();
      everything->many = TRUE;
      everything->entry = changes->entry;
      changes = everything;
    }

  if (self->as_of == RAPPORT_DAY_NONE)
    {
      _rapport_store_send_changes (self, changes);
      return;
    }

  delivery = g_new (Delivery, 1);
  *delivery = (Delivery) { g_object_ref (self), rapport_changes_ref (changes) };
  if (changes->many)
    _rapport_store_show_again_async (self, shown_updated_cb, delivery);
  else
    rapport_store_read_async (self, update_shown, rapport_changes_ref (changes), (GDestroyNotify) rapport_changes_unref,
                              NULL, NULL, shown_updated_cb, delivery);
}

gboolean
_rapport_store_poll_cb (gpointer data)
{
  RapportStore *self = data;
  g_autoptr(RapportChanges) changes = NULL;
  g_autoptr(GError) error = NULL;
  gint64 last;

  /* What this program has written is told when the writer's answer comes, not taken for another's before. */
  if (self->n_writing > 0 || rapport_worker_is_busy (self->writer) || !_rapport_store_note_data_version (self))
    return G_SOURCE_CONTINUE;

  changes = rapport_journal_since (self->db, self->last_entry, &last, &error);
  if (changes == NULL)
    {
      g_warning ("Cannot read what another program has written: %s", error->message);
      return G_SOURCE_CONTINUE;
    }
  if (_rapport_store_note_turns (self))
    changes->many = TRUE;
  _rapport_store_deliver (self, changes);
  return G_SOURCE_CONTINUE;
}
