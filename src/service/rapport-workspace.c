#include "config.h"

#include "service/rapport-workspace.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-records.h"
#include "core/rapport-shipped.h"
#include "store/rapport-rows.h"

/* What every view and every subcommand stands on: one workspace, its clock and its settings; one object for each
 * record as long as anybody holds it; acts and undo. */

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
} Live;

struct _RapportWorkspace
{
  GObject       parent_instance;

  RapportStore *store;
  gulong        changed_id;
  char         *name;
  char         *currency;
  gint64        model;
  char         *undo_label;
  char         *redo_label;
  GHashTable   *live;         /* Key → Live */
  GHashTable   *small[RAPPORT_N_KINDS]; /* id → RapportRecord: kinds of few records, held */
};

typedef enum
{
  PROP_NAME = 1,
  PROP_CURRENCY,
  PROP_READ_ONLY,
  PROP_TODAY,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_MEMBER,
  PROP_MODEL,
} RapportWorkspaceProperty;

static GParamSpec *properties[PROP_MODEL + 1];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportWorkspace, rapport_workspace, G_TYPE_OBJECT)

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

static void
rapport_workspace_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  RapportWorkspace *self = RAPPORT_WORKSPACE (object);

  switch ((RapportWorkspaceProperty) prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_CURRENCY:
      g_value_set_string (value, self->currency);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, rapport_workspace_is_read_only (self));
      break;
    case PROP_TODAY:
      g_value_set_int (value, rapport_workspace_get_today (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;
    case PROP_MEMBER:
      g_value_set_int64 (value, rapport_workspace_get_member (self));
      break;
    case PROP_MODEL:
      g_value_set_int64 (value, self->model);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static RapportRecord *find_live (RapportWorkspace *self,
                                 RapportKindId     kind,
                                 gint64            id);

static void
drop_small (RapportWorkspace *self)
{
  for (guint k = 0; k < RAPPORT_N_KINDS; k++)
    g_clear_pointer (&self->small[k], g_hash_table_unref);
}

static void
rapport_workspace_finalize (GObject *object)
{
  RapportWorkspace *self = RAPPORT_WORKSPACE (object);
  GHashTableIter iter;
  Live *live;

  rapport_workspace_close (self);

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &live))
    g_object_weak_unref (G_OBJECT (live->record), record_gone, live);
  g_hash_table_unref (self->live);
  g_clear_object (&self->store);
  g_free (self->name);
  g_free (self->currency);
  g_free (self->undo_label);
  g_free (self->redo_label);

  G_OBJECT_CLASS (rapport_workspace_parent_class)->finalize (object);
}

static void
rapport_workspace_class_init (RapportWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_workspace_get_property;
  object_class->finalize = rapport_workspace_finalize;

  /**
   * RapportWorkspace:name:
   *
   * What the workspace is called: the company, as a rule.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * RapportWorkspace:currency:
   *
   * ISO 4217 code of the currency that sums are shown in.
   */
  properties[PROP_CURRENCY] = g_param_spec_string ("currency", NULL, NULL, NULL, flags);
  /**
   * RapportWorkspace:read-only:
   *
   * Whether nothing can be written: a read-only file, or a look at the past.
   */
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  /**
   * RapportWorkspace:today:
   *
   * The day of the workspace's clock, days since 1970-01-01.
   */
  properties[PROP_TODAY] = g_param_spec_int ("today", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  /**
   * RapportWorkspace:undo-label:
   *
   * What the next undo takes back, %NULL for nothing.
   */
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  /**
   * RapportWorkspace:redo-label:
   *
   * What the next redo puts back, %NULL for nothing.
   */
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  /**
   * RapportWorkspace:member:
   *
   * Id of who works here, 0 for nobody in particular.
   */
  properties[PROP_MEMBER] = g_param_spec_int64 ("member", NULL, NULL, 0, G_MAXINT64, 0, flags);
  /**
   * RapportWorkspace:model:
   *
   * Id of the lifecycle model that is shown where a stage is shown.
   */
  properties[PROP_MODEL] = g_param_spec_int64 ("model", NULL, NULL, 0, G_MAXINT64, 1, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RapportWorkspace::changed:
   * @self: a workspace
   * @changes: (type RapportChanges): what was written; records that are held have their new values already
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, RAPPORT_TYPE_CHANGES);
}

static void
rapport_workspace_init (RapportWorkspace *self)
{
  self->live = g_hash_table_new_full (key_hash, key_equal, NULL, g_free);
  self->model = 1;
}

static void
set_label (RapportWorkspace          *self,
           char                     **label,
           RapportWorkspaceProperty   property,
           const char                *text)
{
  if (g_strcmp0 (*label, text) != 0)
    {
      g_free (*label);
      *label = g_strdup (text);
      g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
    }
}

static void
update_labels (RapportWorkspace *self)
{
  g_autoptr(RapportJournalEntry) undo = NULL;
  g_autoptr(RapportJournalEntry) redo = NULL;

  rapport_store_peek (self->store, &undo, &redo);
  set_label (self, &self->undo_label, PROP_UNDO_LABEL, undo ? undo->label : NULL);
  set_label (self, &self->redo_label, PROP_REDO_LABEL, redo ? redo->label : NULL);
}

static void
read_settings (RapportWorkspace *self)
{
  g_autofree char *name = rapport_workspace_get_setting (self, "name", FALSE);
  g_autofree char *currency = rapport_workspace_get_setting (self, "currency", FALSE);

  if (name == NULL)
    {
      g_autofree char *base = g_path_get_basename (rapport_store_get_path (self->store));

      name = g_str_has_suffix (base, ".rapport") ? g_strndup (base, strlen (base) - strlen (".rapport")) : g_strdup (base);
    }
  if (g_strcmp0 (name, self->name) != 0)
    {
      g_free (self->name);
      self->name = g_steal_pointer (&name);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
    }
  if (self->currency == NULL || g_strcmp0 (currency, self->currency) != 0)
    {
      g_free (self->currency);
      self->currency = currency ? g_steal_pointer (&currency) : g_strdup ("EUR");
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENCY]);
    }
}

static void
refresh_record (RapportWorkspace *self,
                RapportKindId     kind,
                gint64            id)
{
  Key key = { kind, id };
  Live *live = g_hash_table_lookup (self->live, &key);
  g_autoptr(RapportRecord) record = NULL;
  g_autoptr(RapportRow) row = NULL;

  if (live == NULL)
    return;
  record = g_object_ref (live->record);
  row = rapport_rows_get (rapport_store_get_db (self->store), kind, id, NULL);
  if (row != NULL)
    rapport_record_take_row (record, g_steal_pointer (&row));
}

/* All records that are held, with one question for each kind: as of another day each question may mean computing the
 * figures of every account. */
static void
refresh_all (RapportWorkspace *self)
{
  g_autofree GString **ids = g_new0 (GString *, RAPPORT_N_KINDS);
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &data, NULL))
    {
      const Key *key = data;

      if (ids[key->kind] == NULL)
        ids[key->kind] = g_string_new ("[");
      g_string_append_printf (ids[key->kind], "%s%" G_GINT64_FORMAT, ids[key->kind]->len > 1 ? "," : "", key->id);
    }

  for (guint kind = 0; kind < RAPPORT_N_KINDS; kind++)
    {
      g_autofree char *sql = NULL;
      g_autoptr(RapportStatement) statement = NULL;
      g_autoptr(GPtrArray) rows = NULL;
      g_autoptr(GError) error = NULL;

      if (ids[kind] == NULL)
        continue;
      g_string_append_c (ids[kind], ']');
      sql = g_strconcat (rapport_rows_get_select ((RapportKindId) kind), " WHERE t.id IN (SELECT value FROM json_each (?1))", NULL);
      rows = g_ptr_array_new ();
      statement = rapport_db_query (rapport_store_get_db (self->store), &error, sql, "s", ids[kind]->str);
      while (statement != NULL && rapport_statement_step (statement, &error))
        g_ptr_array_add (rows, rapport_rows_read (statement, (RapportKindId) kind));
      g_clear_pointer (&statement, rapport_statement_free);
      g_string_free (ids[kind], TRUE);
      if (error != NULL)
        g_warning ("%s", error->message);

      /* A handler of notify may let go of records that are still in the list. */
      for (guint i = 0; i < rows->len; i++)
        {
          RapportRow *row = g_ptr_array_index (rows, i);
          g_autoptr(RapportRecord) record = find_live (self, (RapportKindId) kind, rapport_row_get_id (row));

          if (record != NULL)
            rapport_record_take_row (record, row);
          else
            rapport_row_free (row);
        }
    }
}

static void
store_changed_cb (RapportStore     *store,
                  RapportChanges   *changes,
                  RapportWorkspace *self)
{
  g_object_ref (self);

  if (changes->many)
    {
      drop_small (self);
      read_settings (self);
      refresh_all (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TODAY]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
    }
  else
    {
      for (guint i = 0; i < changes->list->len; i++)
        {
          RapportChange *change = &g_array_index (changes->list, RapportChange, i);

          g_clear_pointer (&self->small[change->kind], g_hash_table_unref);
          refresh_record (self, change->kind, change->id);
        }
      for (guint i = 0; i < changes->accounts->len; i++)
        refresh_record (self, RAPPORT_KIND_ACCOUNT, g_array_index (changes->accounts, gint64, i));
    }

  /* What was written just now is what undo takes back, and there is nothing to redo after it. */
  if (changes->label != NULL && !changes->many && !rapport_workspace_is_read_only (self))
    {
      set_label (self, &self->undo_label, PROP_UNDO_LABEL, changes->label);
      set_label (self, &self->redo_label, PROP_REDO_LABEL, NULL);
    }
  else
    {
      update_labels (self);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
  g_object_unref (self);
}

/**
 * rapport_workspace_open:
 * @path: the file
 * @flags: how to open it
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the workspace; %NULL with a #RapportStoreError that says what to do next
 */
RapportWorkspace *
rapport_workspace_open (const char         *path,
                        RapportStoreFlags   flags,
                        GError            **error)
{
  g_autoptr(RapportStore) store = rapport_store_open (path, flags, error);
  RapportWorkspace *self;
  g_autofree char *model = NULL;

  if (store == NULL)
    return NULL;

  self = g_object_new (RAPPORT_TYPE_WORKSPACE, NULL);
  self->store = g_steal_pointer (&store);
  self->changed_id = g_signal_connect (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  read_settings (self);
  model = rapport_workspace_get_setting (self, "model", FALSE);
  if (model != NULL)
    self->model = g_ascii_strtoll (model, NULL, 10);
  update_labels (self);
  return self;
}

static gboolean
write_settings (RapportWrite  *write,
                gpointer       data,
                GError       **error)
{
  const char **settings = data; /* member, then keys and values */
  RapportDb *db = rapport_write_get_db (write);
  gint64 member = g_ascii_strtoll (settings[0], NULL, 10);

  for (guint i = 1; settings[i] != NULL; i += 2)
    if (!rapport_db_run (db, error,
                         settings[i + 1] != NULL ? "INSERT OR REPLACE INTO setting (key, member, value) VALUES (?1, ?2, ?3)"
                                                 : "DELETE FROM setting WHERE key = ?1 AND member = ?2 AND ?3 IS NULL",
                         "sis", settings[i], member, settings[i + 1]))
      return FALSE;
  return TRUE;
}

/**
 * rapport_workspace_create:
 * @path: a file that does not exist yet
 * @name: what the workspace is called
 * @currency: ISO 4217 code
 * @error: return location
 *
 * Returns: (nullable) (transfer full): a new, empty workspace
 */
RapportWorkspace *
rapport_workspace_create (const char  *path,
                          const char  *name,
                          const char  *currency,
                          GError     **error)
{
  g_autoptr(RapportWorkspace) self = rapport_workspace_open (path, RAPPORT_STORE_CREATE, error);
  const char *settings[] = { "0", "name", name, "currency", currency, NULL };
  g_autoptr(RapportChanges) changes = NULL;

  if (self == NULL)
    return NULL;
  changes = rapport_store_write (self->store, "", write_settings, settings, error);
  if (changes == NULL)
    return NULL;
  read_settings (self);
  return g_steal_pointer (&self);
}

/**
 * rapport_workspace_close:
 * @self: a workspace
 *
 * Finishes what was asked for and closes the file.
 */
void
rapport_workspace_close (RapportWorkspace *self)
{
  g_return_if_fail (RAPPORT_IS_WORKSPACE (self));

  if (self->store == NULL)
    return;
  g_clear_signal_handler (&self->changed_id, self->store);
  drop_small (self);
  rapport_store_close (self->store);
}

/**
 * rapport_workspace_get_store:
 * @self: a workspace
 *
 * Returns: (transfer none): the store, for services
 */
RapportStore *
rapport_workspace_get_store (RapportWorkspace *self)
{
  return self->store;
}

const char *
rapport_workspace_get_path (RapportWorkspace *self)
{
  return rapport_store_get_path (self->store);
}

const char *
rapport_workspace_get_name (RapportWorkspace *self)
{
  return self->name;
}

const char *
rapport_workspace_get_currency (RapportWorkspace *self)
{
  return self->currency;
}

gboolean
rapport_workspace_is_read_only (RapportWorkspace *self)
{
  return rapport_store_is_read_only (self->store);
}

RapportDay
rapport_workspace_get_today (RapportWorkspace *self)
{
  return rapport_store_get_today (self->store);
}

gint64
rapport_workspace_get_now (RapportWorkspace *self)
{
  return rapport_store_get_now (self->store);
}

gint64
rapport_workspace_get_member (RapportWorkspace *self)
{
  return rapport_store_get_member (self->store);
}

/**
 * rapport_workspace_set_member:
 * @self: a workspace
 * @member: id of who works here from now on, 0 for nobody in particular
 */
void
rapport_workspace_set_member (RapportWorkspace *self,
                              gint64            member)
{
  if (rapport_store_get_member (self->store) == member)
    return;
  rapport_store_set_member (self->store, member);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MEMBER]);
  update_labels (self);
}

gint64
rapport_workspace_get_model (RapportWorkspace *self)
{
  return self->model;
}

/**
 * rapport_workspace_set_model:
 * @self: a workspace
 * @model: id of the lifecycle model to show
 */
void
rapport_workspace_set_model (RapportWorkspace *self,
                             gint64            model)
{
  g_autofree char *text = NULL;

  if (self->model == model)
    return;
  self->model = model;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
  text = g_strdup_printf ("%" G_GINT64_FORMAT, model);
  rapport_workspace_set_setting (self, "model", FALSE, text);
}

/* Records ---------------------------------------------------------------------------------------------------- */

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
  *live = (Live) { { kind, rapport_row_get_id (row) }, self, record };
  rapport_record_take_row (record, row);
  g_hash_table_insert (self->live, &live->key, live);
  g_object_weak_ref (G_OBJECT (record), record_gone, live);
  return record;
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
  g_autoptr(GError) error = NULL;
  RapportRow *row;

  if (record != NULL || id <= 0)
    return record;

  row = rapport_rows_get (rapport_store_get_db (self->store), kind, id, &error);
  if (row == NULL)
    {
      if (error != NULL)
        g_warning ("%s", error->message);
      return NULL;
    }
  return take_row (self, row);
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

/**
 * rapport_workspace_load_records:
 * @self: a workspace
 * @kind: the kind of record
 * @ids: (array length=n_ids): the records
 * @n_ids: how many
 * @records: (array length=n_ids) (out caller-allocates): the records, %NULL for one that is gone
 *
 * Reads a page of records with one query.
 */
void
rapport_workspace_load_records (RapportWorkspace  *self,
                                RapportKindId      kind,
                                const gint64      *ids,
                                guint              n_ids,
                                RapportRecord    **records)
{
  g_autoptr(GString) missing = g_string_new ("[");
  g_autoptr(GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree char *sql = NULL;
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < n_ids; i++)
    {
      records[i] = find_live (self, kind, ids[i]);
      if (records[i] == NULL)
        {
          g_string_append_printf (missing, "%s%" G_GINT64_FORMAT, missing->len > 1 ? "," : "", ids[i]);
          g_hash_table_insert (places, (gpointer) &ids[i], GUINT_TO_POINTER (i));
        }
    }
  if (g_hash_table_size (places) == 0)
    return;

  g_string_append_c (missing, ']');
  sql = g_strconcat (rapport_rows_get_select (kind), " WHERE t.id IN (SELECT value FROM json_each (?1))", NULL);
  statement = rapport_db_query (rapport_store_get_db (self->store), &error, sql, "s", missing->str);
  while (statement != NULL && rapport_statement_step (statement, &error))
    {
      RapportRow *row = rapport_rows_read (statement, kind);
      gint64 id = rapport_row_get_id (row);

      records[GPOINTER_TO_UINT (g_hash_table_lookup (places, &id))] = take_row (self, row);
    }
  if (error != NULL)
    g_warning ("%s", error->message);
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

  if (kind == RAPPORT_KIND_MEMBER || kind == RAPPORT_KIND_STAGE || kind == RAPPORT_KIND_MODEL || kind == RAPPORT_KIND_CAUSE)
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
      name = rapport_db_query_text (rapport_store_get_db (self->store), &error, "SELECT name FROM account WHERE id = ?1", "i", id);
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

/* Settings --------------------------------------------------------------------------------------------------- */

/**
 * rapport_workspace_get_setting:
 * @self: a workspace
 * @key: name of a setting
 * @of_member: whether it is kept for each member
 *
 * Returns: (nullable) (transfer full): its value
 */
char *
rapport_workspace_get_setting (RapportWorkspace *self,
                               const char       *key,
                               gboolean          of_member)
{
  return rapport_db_query_text (rapport_store_get_db (self->store), NULL, "SELECT value FROM setting WHERE key = ?1 AND member = ?2",
                                "si", key, of_member ? rapport_workspace_get_member (self) : 0);
}

typedef struct
{
  char *strings[4];
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  for (guint i = 0; i < G_N_ELEMENTS (setting->strings); i++)
    g_free (setting->strings[i]);
  g_free (setting);
}

static gboolean
write_setting (RapportWrite  *write,
               gpointer       data,
               GError       **error)
{
  Setting *setting = data;
  const char *strings[] = { setting->strings[0], setting->strings[1], setting->strings[2], NULL };

  return write_settings (write, strings, error);
}

static void
setting_written_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      data)
{
  g_autoptr(RapportWorkspace) self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) changes = rapport_store_write_finish (RAPPORT_STORE (source), result, &error);

  if (changes == NULL)
    g_info ("A setting was not kept: %s", error->message);
  else if (rapport_store_get_db (self->store) != NULL)
    read_settings (self);
}

/**
 * rapport_workspace_set_setting:
 * @self: a workspace
 * @key: name of a setting
 * @of_member: whether it is kept for each member
 * @value: (nullable): its value
 *
 * Keeps a setting in the file. It is no act: it is not undone, and in a workspace that can only be read it is
 * not kept.
 */
void
rapport_workspace_set_setting (RapportWorkspace *self,
                               const char       *key,
                               gboolean          of_member,
                               const char       *value)
{
  Setting *setting;

  if (rapport_store_is_read_only (self->store))
    return;
  setting = g_new0 (Setting, 1);
  setting->strings[0] = g_strdup_printf ("%" G_GINT64_FORMAT, of_member ? rapport_workspace_get_member (self) : 0);
  setting->strings[1] = g_strdup (key);
  setting->strings[2] = g_strdup (value);
  rapport_store_write_async (self->store, "", write_setting, setting, setting_free, NULL, setting_written_cb, g_object_ref (self));
}

/* Acts ------------------------------------------------------------------------------------------------------- */

static gboolean
act_write (RapportWrite  *write,
           gpointer       data,
           GError       **error)
{
  return rapport_act_get_func (data) (write, rapport_act_get_data (data), error);
}

static RapportChanges *
act_run (RapportDb                  *db,
         const RapportWriteContext  *context,
         gpointer                    data,
         GCancellable               *cancellable,
         GError                    **error)
{
  return rapport_act_get_long_func (data) (db, context, rapport_act_get_data (data), cancellable, error);
}

static void
act_done_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(RapportChanges) changes = NULL;
  GError *error = NULL;

  changes = rapport_store_write_finish (RAPPORT_STORE (source), result, &error);
  if (changes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, rapport_act_ref (g_task_get_task_data (task)), (GDestroyNotify) rapport_act_unref);
}

/**
 * rapport_workspace_do_async:
 * @self: a workspace
 * @act: (transfer full): an act
 * @cancellable: (nullable): stops a long one
 * @callback: (nullable): called when it is durable and the views know
 * @user_data: for @callback
 */
void
rapport_workspace_do_async (RapportWorkspace    *self,
                            RapportAct          *act,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rapport_workspace_do_async);
  g_task_set_task_data (task, act, (GDestroyNotify) rapport_act_unref);
  if (rapport_act_get_func (act) != NULL)
    rapport_store_write_async (self->store, rapport_act_get_label (act), act_write, rapport_act_ref (act),
                               (GDestroyNotify) rapport_act_unref, cancellable, act_done_cb, task);
  else
    rapport_store_run_async (self->store, rapport_act_get_label (act), act_run, rapport_act_ref (act),
                             (GDestroyNotify) rapport_act_unref, cancellable, act_done_cb, task);
}

/**
 * rapport_workspace_do_finish:
 * @self: a workspace
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the act, which may tell more of what it did; %NULL where nothing was done
 */
RapportAct *
rapport_workspace_do_finish (RapportWorkspace  *self,
                             GAsyncResult      *result,
                             GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rapport_workspace_do:
 * @self: a workspace
 * @act: (transfer none): an act
 * @error: return location
 *
 * Does it and waits, for subcommands and tests.
 *
 * Returns: whether it was done
 */
gboolean
rapport_workspace_do (RapportWorkspace  *self,
                      RapportAct        *act,
                      GError           **error)
{
  g_autoptr(RapportChanges) changes = NULL;

  changes = rapport_act_get_func (act) != NULL
              ? rapport_store_write (self->store, rapport_act_get_label (act), act_write, act, error)
              : rapport_store_run (self->store, rapport_act_get_label (act), act_run, act, NULL, error);
  return changes != NULL;
}

static void
undone_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(GTask) task = data;
  g_autoptr(RapportChanges) changes = NULL;
  RapportWorkspace *self = g_task_get_source_object (task);
  GError *error = NULL;

  changes = rapport_store_write_finish (RAPPORT_STORE (source), result, &error);
  if (rapport_store_get_db (self->store) != NULL)
    update_labels (self);
  if (changes == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/**
 * rapport_workspace_undo_async:
 * @self: a workspace
 * @redo: whether to redo instead
 * @keep_later: for an import, whether to leave rows in place that later work builds on
 * @progress: (nullable): told on another thread how far it is
 * @progress_data: for @progress
 * @cancellable: (nullable): stops it
 * @callback: (nullable): called when it is done and the views know
 * @user_data: for @callback
 *
 * Takes back the newest thing that this member did at this desk.
 */
void
rapport_workspace_undo_async (RapportWorkspace       *self,
                              gboolean                redo,
                              gboolean                keep_later,
                              RapportJournalProgress  progress,
                              gpointer                progress_data,
                              GCancellable           *cancellable,
                              GAsyncReadyCallback     callback,
                              gpointer                user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, rapport_workspace_undo_async);
  rapport_store_undo_async (self->store, redo, keep_later, progress, progress_data, cancellable, undone_cb, task);
}

gboolean
rapport_workspace_undo_finish (RapportWorkspace  *self,
                               GAsyncResult      *result,
                               GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
rapport_workspace_get_undo_label (RapportWorkspace *self)
{
  return self->undo_label;
}

const char *
rapport_workspace_get_redo_label (RapportWorkspace *self)
{
  return self->redo_label;
}
