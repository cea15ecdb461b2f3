#include "config.h"

#include "service/rapport-workspace-private.h"

#include "core/rapport-shipped.h"

/* One object for each record as long as anybody holds it; kinds of few records are held all the time. */

typedef struct
{
  RapportKindId kind;
  gint64        id;
} Key;

typedef struct
{
  Key               key; /* also the key in the table */
  RapportWorkspace *workspace;
  RapportRecord    *record; /* weak */
  guint64           tick;   /* when it got its row */
} Live;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return (guint) key->id * 31u + key->kind;
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->id == y->id && x->kind == y->kind;
}

static void
record_gone (gpointer  data,
             GObject  *gone)
{
  Live *live = data;

  g_hash_table_remove (live->workspace->live, &live->key);
}

void
_rapport_workspace_init_records (RapportWorkspace *self)
{
  self->live = g_hash_table_new_full (key_hash, key_equal, NULL, g_free);
}

/* Who still holds a record keeps it as it is. */
void
_rapport_workspace_clear_records (RapportWorkspace *self)
{
  GHashTableIter iter;
  Live *live;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &live))
    g_object_weak_unref (G_OBJECT (live->record), record_gone, live);
  g_hash_table_unref (self->live);
}

void
_rapport_workspace_drop_small (RapportWorkspace *self)
{
  for (guint k = 0; k < RAPPORT_N_KINDS; k++)
    g_clear_pointer (&self->small[k], g_hash_table_unref);
}

static RapportRecord *
find_live (RapportWorkspace *self,
           RapportKindId     kind,
           gint64            id)
{
  Key key = { kind, id };
  Live *live = g_hash_table_lookup (self->live, &key);

  return live ? g_object_ref (live->record) : NULL;
}

static RapportRecord *
take_row (RapportWorkspace *self,
          RapportRow       *row)
{
  RapportKindId kind = rapport_row_get_kind (row)->id;
  RapportRecord *record = find_live (self, kind, rapport_row_get_id (row));
  Live *live;

  if (record != NULL)
    {
      rapport_record_take_row (record, row);
      return record;
    }

  record = rapport_record_new (kind);
  live = g_new (Live, 1);
  *live = (Live) { { kind, rapport_row_get_id (row) }, self, record, self->tick };
  rapport_record_take_row (record, row);
  g_hash_table_insert (self->live, &live->key, live);
  g_object_weak_ref (G_OBJECT (record), record_gone, live);
  return record;
}

/* An answer of the reader goes to the record, unless that has got a newer row since the question. */
void
_rapport_workspace_take_late_row (RapportWorkspace *self,
                                  RapportRow       *row,
                                  guint64           tick)
{
  Key key = { rapport_row_get_kind (row)->id, rapport_row_get_id (row) };
  Live *live = g_hash_table_lookup (self->live, &key);
  g_autoptr(RapportRecord) record = NULL;

  if (live == NULL || tick < self->era || live->tick > tick)
    {
      rapport_row_free (row);
      return;
    }
  live->tick = tick;
  record = g_object_ref (live->record);
  rapport_record_take_row (record, row);
}

static RapportRow *
fetch_row (RapportWorkspace *self,
           RapportKindId     kind,
           gint64            id)
{
  gboolean complete;
  g_autoptr(GPtrArray) rows = _rapport_workspace_fetch_rows (self, kind, &id, 1, FALSE, &complete);

  return rows->len > 0 ? g_ptr_array_index (rows, 0) : NULL;
}

/* Those of some records that anybody holds. */
static GArray *
live_ids (RapportWorkspace *self,
          RapportKindId     kind,
          GArray           *of)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < of->len; i++)
    {
      Key key = { kind, g_array_index (of, gint64, i) };

      if (g_hash_table_contains (self->live, &key))
        g_array_append_val (ids, key.id);
    }
  return ids;
}

/* Records that a write has changed, and accounts whose figures it has changed. */
void
_rapport_workspace_refresh_changed (RapportWorkspace *self,
                                    RapportChanges   *changes)
{
  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      g_autoptr(GArray) changed = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr(GArray) ids = NULL;

      for (guint i = 0; i < changes->list->len; i++)
        {
          RapportChange *change = &g_array_index (changes->list, RapportChange, i);

          if (change->kind == k)
            g_array_append_val (changed, change->id);
        }
      if (k == RAPPORT_KIND_ACCOUNT)
        g_array_append_vals (changed, changes->accounts->data, changes->accounts->len);
      if (changed->len == 0)
        continue;
      ids = live_ids (self, (RapportKindId) k, changed);
      _rapport_workspace_refresh (self, (RapportKindId) k, (const gint64 *) (gpointer) ids->data, ids->len);
    }
}

/* All records that are held, with one question for each kind. What was asked before is no answer any more. */
void
_rapport_workspace_refresh_all (RapportWorkspace *self)
{
  g_autofree GArray **ids = g_new0 (GArray *, RAPPORT_N_KINDS);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      const Key *key = data;

      if (ids[key->kind] == NULL)
        ids[key->kind] = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (ids[key->kind], key->id);
    }

  self->era = ++self->tick;
  for (guint kind = 0; kind < RAPPORT_N_KINDS; kind++)
    {
      if (ids[kind] == NULL)
        continue;
      _rapport_workspace_refresh (self, (RapportKindId) kind, (const gint64 *) (gpointer) ids[kind]->data,
                                  ids[kind]->len);
      g_array_unref (ids[kind]);
    }
}

/**
 * rapport_workspace_get_record:
 * @self: a workspace
 * @kind: the kind of record
 * @id: its id
 *
 * There is one object for one record as long as anybody holds it; it follows all changes.
 *
 * Returns: (nullable) (transfer full): the record, be it in the trash or not; %NULL where there is none
 */
RapportRecord *
rapport_workspace_get_record (RapportWorkspace *self,
                              RapportKindId     kind,
                              gint64            id)
{
  RapportRecord *record = find_live (self, kind, id);
  RapportRow *row;

  if (record != NULL || id <= 0)
    return record;

  row = fetch_row (self, kind, id);
  return row != NULL ? take_row (self, row) : NULL;
}

/**
 * rapport_workspace_get_live:
 * @self: a workspace
 * @kind: the kind of record
 * @id: its id
 *
 * Never asks the file.
 *
 * Returns: (nullable) (transfer full): the record, where somebody holds it
 */
RapportRecord *
rapport_workspace_get_live (RapportWorkspace *self,
                            RapportKindId     kind,
                            gint64            id)
{
  return find_live (self, kind, id);
}

static void
load_records (RapportWorkspace  *self,
              RapportKindId      kind,
              const gint64      *ids,
              guint              n_ids,
              gboolean           wait,
              RapportRecord    **records)
{
  g_autoptr(GArray) missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr(GPtrArray) rows = NULL;
  gboolean complete;

  for (guint i = 0; i < n_ids; i++)
    {
      records[i] = find_live (self, kind, ids[i]);
      if (records[i] == NULL)
        {
          g_array_append_val (missing, ids[i]);
          g_hash_table_insert (places, (gpointer) &ids[i], GUINT_TO_POINTER (i));
        }
    }
  if (missing->len == 0)
    return;

  rows = _rapport_workspace_fetch_rows (self, kind, (const gint64 *) (gpointer) missing->data, missing->len, wait,
                                        &complete);
  for (guint i = 0; i < rows->len; i++)
    {
      RapportRow *row = g_ptr_array_index (rows, i);
      gint64 id = rapport_row_get_id (row);

      records[GPOINTER_TO_UINT (g_hash_table_lookup (places, &id))] = take_row (self, row);
    }
  if (!complete)
    _rapport_workspace_read_later (self, kind, (const gint64 *) (gpointer) missing->data, missing->len);
}

/**
 * rapport_workspace_load_records:
 * @self: a workspace
 * @kind: the kind of record
 * @ids: (array length=n_ids): the records
 * @n_ids: how many
 * @records: (array length=n_ids) (out caller-allocates): the records, %NULL for one that is gone
 *
 * Reads a page of records with one query. As of another day that may mean waiting for the figures of accounts, which
 * only a subcommand may do: views use rapport_workspace_load_records_soon().
 */
void
rapport_workspace_load_records (RapportWorkspace  *self,
                                RapportKindId      kind,
                                const gint64      *ids,
                                guint              n_ids,
                                RapportRecord    **records)
{
  load_records (self, kind, ids, n_ids, TRUE, records);
}

/**
 * rapport_workspace_load_records_soon:
 * @self: a workspace
 * @kind: the kind of record
 * @ids: (array length=n_ids): the records
 * @n_ids: how many
 * @records: (array length=n_ids) (out caller-allocates): the records, %NULL for one that is gone
 *
 * Reads a page of records with one query and never waits. As of another day accounts come without their figures; they
 * notify when those are there, and #RapportWorkspace::caught-up follows.
 */
void
rapport_workspace_load_records_soon (RapportWorkspace  *self,
                                     RapportKindId      kind,
                                     const gint64      *ids,
                                     guint              n_ids,
                                     RapportRecord    **records)
{
  load_records (self, kind, ids, n_ids, FALSE, records);
}

static GHashTable *
small_table (RapportWorkspace *self,
             RapportKindId     kind)
{
  if (self->small[kind] == NULL)
    {
      g_autoptr(RapportQuery) query = rapport_query_new (kind);
      g_autoptr(GArray) ids = NULL;
      g_autoptr(GError) error = NULL;

      self->small[kind] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
      rapport_query_append (query, "SELECT id FROM ");
      rapport_query_append (query, rapport_kind_get (kind)->name);
      ids = rapport_query_run (query, rapport_store_get_db (self->store), &error);
      if (ids == NULL)
        g_warning ("%s", error->message);
      for (guint i = 0; ids != NULL && i < ids->len; i++)
        {
          gint64 id = g_array_index (ids, gint64, i);
          RapportRecord *record = rapport_workspace_get_record (self, kind, id);

          if (record != NULL)
            g_hash_table_insert (self->small[kind], g_memdup2 (&id, sizeof id), record);
        }
    }
  return self->small[kind];
}

/**
 * rapport_workspace_get_title:
 * @self: a workspace
 * @kind: the kind of record
 * @id: its id, may be %RAPPORT_UNSET
 *
 * For names beside other records: the owner of an account, the stage of a card.
 *
 * Returns: (nullable) (transfer none): what names the record, in the user's language where it ships with the
 *   program; valid until the main loop runs again
 */
const char *
rapport_workspace_get_title (RapportWorkspace *self,
                             RapportKindId     kind,
                             gint64            id)
{
  RapportRecord *record;
  const char *title;

  if (id == RAPPORT_UNSET || id <= 0)
    return NULL;

  if (kind == RAPPORT_KIND_MEMBER || kind == RAPPORT_KIND_STAGE || kind == RAPPORT_KIND_MODEL ||
      kind == RAPPORT_KIND_CAUSE)
    {
      record = g_hash_table_lookup (small_table (self, kind), &id);
      title = record ? rapport_record_get_title (record) : NULL;
      /* Rows that ship with the program are in English in the file. */
      return title && id < (1 << 20) && kind != RAPPORT_KIND_MEMBER ? rapport_shipped_translate (title) : title;
    }

  record = find_live (self, kind, id);
  if (record == NULL && kind == RAPPORT_KIND_ACCOUNT)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *name = NULL;

      /* A name does not need the figures, which of a past day are reckoned for each row that asks. */
      name = rapport_db_query_text (rapport_store_get_db (self->store), &error,
                                    "SELECT name FROM account WHERE id = ?1", "i", id);
      if (error != NULL)
        g_warning ("%s", error->message);
      return g_intern_string (name);
    }
  if (record == NULL)
    record = rapport_workspace_get_record (self, kind, id);
  if (record == NULL)
    return NULL;
  title = g_intern_string (rapport_record_get_title (record));
  g_object_unref (record);
  return title;
}

static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  RapportRecord *x = *(RapportRecord **) a, *y = *(RapportRecord **) b;
  const RapportKind *kind = rapport_record_get_kind (x);
  int position = rapport_kind_find_field (kind, "position");

  if (position >= 0)
    {
      gint64 p = rapport_row_get_int (rapport_record_get_row (x), position);
      gint64 q = rapport_row_get_int (rapport_record_get_row (y), position);

      if (p != q)
        return p < q ? -1 : 1;
    }
  return g_utf8_collate (rapport_record_get_title (x) ? rapport_record_get_title (x) : "",
                         rapport_record_get_title (y) ? rapport_record_get_title (y) : "");
}

/**
 * rapport_workspace_list_small:
 * @self: a workspace
 * @kind: a kind of which there are few: members, models, stages, causes
 *
 * Returns: (transfer full) (element-type RapportRecord): those that are not in the trash, in order
 */
GPtrArray *
rapport_workspace_list_small (RapportWorkspace *self,
                              RapportKindId     kind)
{
  GPtrArray *records = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, small_table (self, kind));
  while (g_hash_table_iter_next (&iter, NULL, &record))
    if (rapport_record_get_int (record, "deleted") == RAPPORT_UNSET)
      g_ptr_array_add (records, g_object_ref (record));
  g_ptr_array_sort (records, compare_records);
  return records;
}

/**
 * rapport_workspace_list_stages:
 * @self: a workspace
 * @model: a lifecycle model
 *
 * Returns: (transfer full) (element-type RapportStage): its stages in order
 */
GPtrArray *
rapport_workspace_list_stages (RapportWorkspace *self,
                               gint64            model)
{
  GPtrArray *stages = rapport_workspace_list_small (self, RAPPORT_KIND_STAGE);

  for (guint i = stages->len; i > 0; i--)
    if (rapport_record_get_int (g_ptr_array_index (stages, i - 1), "model") != model)
      g_ptr_array_remove_index (stages, i - 1);
  return stages;
}

/**
 * rapport_workspace_list:
 * @self: a workspace
 * @query: a query
 * @error: return location
 *
 * Runs a query and waits, for subcommands and short lists; views use a #RapportQueryModel.
 *
 * Returns: (nullable) (transfer full) (element-type RapportRecord): the records in order
 */
GPtrArray *
rapport_workspace_list (RapportWorkspace  *self,
                        RapportQuery      *query,
                        GError           **error)
{
  g_autoptr(GArray) ids = rapport_query_run (query, rapport_store_get_db (self->store), error);
  GPtrArray *records;
  const guint page = 256;

  if (ids == NULL)
    return NULL;

  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < ids->len; i += page)
    {
      RapportRecord *loaded[256];
      guint n = MIN (page, ids->len - i);

      rapport_workspace_load_records (self, rapport_query_get_kind (query), &g_array_index (ids, gint64, i), n, loaded);
      for (guint k = 0; k < n; k++)
        if (loaded[k] != NULL)
          g_ptr_array_add (records, loaded[k]);
    }
  return records;
}
