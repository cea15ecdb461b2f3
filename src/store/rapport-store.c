#include "config.h"

#include "store/rapport-store-private.h"

#include "store/rapport-lock-holder.h"

/* One workspace file and its three connections.
 *
 *   writer thread   all writes, one after the other, each a transaction with its journal entry
 *   reader thread   whatever may take long: lists, sums, search
 *   this thread     rows for what is on screen, by primary key
 *
 * WAL readers never wait for the writer. What a write changed is sent to this thread after the commit, and only
 * then does the write's own callback run, so that whoever asked for it finds the views up to date.
 */

/* What the writer's thread may use to reach a store that may be gone by then. */
struct _RapportDoorbell
{
  GWeakRef      store;
  GMainContext *context;
  char         *path;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_WAITING,
  SIGNAL_WAITING_OVER,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportStore, rapport_store, G_TYPE_OBJECT)

static void
doorbell_clear (gpointer data)
{
  RapportDoorbell *doorbell = data;

  g_weak_ref_clear (&doorbell->store);
  g_main_context_unref (doorbell->context);
  g_free (doorbell->path);
}

static void
doorbell_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, doorbell_clear);
}

typedef struct
{
  RapportDoorbell *doorbell;
  char     *who; /* NULL: it is over */
} Ring;

static void
ring_free (gpointer data)
{
  Ring *ring = data;

  doorbell_release (ring->doorbell);
  g_free (ring->who);
  g_free (ring);
}

static gboolean
ring_cb (gpointer data)
{
  Ring *ring = data;
  g_autoptr(RapportStore) self = g_weak_ref_get (&ring->doorbell->store);

  if (self != NULL && ring->who != NULL)
    g_signal_emit (self, signals[SIGNAL_WAITING], 0, ring->who);
  else if (self != NULL)
    g_signal_emit (self, signals[SIGNAL_WAITING_OVER], 0);
  return G_SOURCE_REMOVE;
}

/* On the writer's thread. */
static void
tell_waiting (gboolean waiting,
              gpointer data)
{
  RapportDoorbell *doorbell = data;
  Ring *ring = g_new (Ring, 1);
  g_autoptr(GSource) source = g_idle_source_new ();

  *ring = (Ring) { g_atomic_rc_box_acquire (doorbell), waiting ? rapport_lock_holder_describe (doorbell->path) : NULL };
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, ring_cb, ring, ring_free);
  g_source_attach (source, doorbell->context);
}

/* Has the writer tell this thread when it waits for another program. */
void
_rapport_store_hang_doorbell (RapportStore *self,
                              RapportDb    *writer)
{
  self->doorbell = g_atomic_rc_box_new0 (RapportDoorbell);
  g_weak_ref_init (&self->doorbell->store, self);
  self->doorbell->context = g_main_context_ref_thread_default ();
  self->doorbell->path = g_strdup (self->path);
  rapport_db_set_wait_func (writer, tell_waiting, self->doorbell);
}

static void
rapport_store_finalize (GObject *object)
{
  RapportStore *self = RAPPORT_STORE (object);

  rapport_store_close (self);
  g_clear_pointer (&self->doorbell, doorbell_release);
  g_free (self->path);
  g_free (self->desk);

  G_OBJECT_CLASS (rapport_store_parent_class)->finalize (object);
}

static void
rapport_store_class_init (RapportStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_store_finalize;

  /**
   * RapportStore::changed:
   * @self: a store
   * @changes: (type RapportChanges): what a write has changed, this program's or another's
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, RAPPORT_TYPE_CHANGES);

  /**
   * RapportStore::waiting:
   * @self: a store
   * @who: for whom, a name that can begin a sentence
   *
   * A write has waited for more than half a second for another program to finish its own.
   */
  signals[SIGNAL_WAITING] = g_signal_new ("waiting", RAPPORT_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * RapportStore::waiting-over:
   * @self: a store
   *
   * The write that waited has gone on, or has failed.
   */
  signals[SIGNAL_WAITING_OVER] = g_signal_new ("waiting-over", RAPPORT_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                               NULL, G_TYPE_NONE, 0);
}

static void
rapport_store_init (RapportStore *self)
{
  self->as_of = RAPPORT_DAY_NONE;
  self->desk = g_strdup_printf ("%s@%s", g_get_user_name (), g_get_host_name ());
}

void
_rapport_store_send_changes (RapportStore   *self,
                             RapportChanges *changes)
{
  if (changes != NULL && (changes->many || changes->list->len > 0))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
}

/**
 * rapport_store_close:
 * @self: a store
 *
 * Finishes all writes that were asked for, drops reads, and closes the file.
 */
void
rapport_store_close (RapportStore *self)
{
  g_return_if_fail (RAPPORT_IS_STORE (self));

  g_clear_handle_id (&self->poll_id, g_source_remove);
  g_clear_pointer (&self->reader, rapport_worker_stop);
  g_clear_pointer (&self->db, rapport_db_close);
  g_clear_pointer (&self->writer, rapport_worker_stop);
  self->writer_db = NULL;
}

/**
 * rapport_store_get_path:
 * @self: a store
 *
 * Returns: (transfer none): the workspace file
 */
const char *
rapport_store_get_path (RapportStore *self)
{
  return self->path;
}

/**
 * rapport_store_is_read_only:
 * @self: a store
 *
 * Returns: whether nothing can be written: a read-only file, or a look at the past
 */
gboolean
rapport_store_is_read_only (RapportStore *self)
{
  return self->read_only || self->in_past;
}

/**
 * rapport_store_get_db:
 * @self: a store
 *
 * Returns: (transfer none): the connection of this thread, for quick look-ups by key
 */
RapportDb *
rapport_store_get_db (RapportStore *self)
{
  return self->db;
}

/**
 * rapport_store_set_patience:
 * @self: a store
 * @milliseconds: how long a write waits for another program's before it fails with %RAPPORT_STORE_ERROR_BUSY
 *
 * While it waits, #RapportStore::waiting says for whom. Five seconds where nothing else is set: enough for a
 * subcommand; a window can wait as long as its user does.
 */
void
rapport_store_set_patience (RapportStore *self,
                            guint         milliseconds)
{
  if (self->writer != NULL)
    rapport_db_set_patience (self->writer_db, milliseconds);
}

/**
 * rapport_store_get_member:
 * @self: a store
 *
 * Returns: who works here, 0 for nobody in particular
 */
gint64
rapport_store_get_member (RapportStore *self)
{
  return self->member;
}

/**
 * rapport_store_set_member:
 * @self: a store
 * @member: who works here, 0 for nobody in particular
 */
void
rapport_store_set_member (RapportStore *self,
                          gint64        member)
{
  self->member = member;
}

/**
 * rapport_store_get_desk:
 * @self: a store
 *
 * Returns: (transfer none): the name of this desk in the journal, user@host
 */
const char *
rapport_store_get_desk (RapportStore *self)
{
  return self->desk;
}
