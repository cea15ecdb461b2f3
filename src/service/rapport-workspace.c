#include "config.h"

#include "service/rapport-workspace-private.h"

#include <string.h>

/* What every view and every subcommand stands on: one workspace, its properties and its clock. Records, settings, acts
 * and undo have files of their own. */

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
  SIGNAL_CAUGHT_UP,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportWorkspace, rapport_workspace, G_TYPE_OBJECT)

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

static void
rapport_workspace_finalize (GObject *object)
{
  RapportWorkspace *self = RAPPORT_WORKSPACE (object);

  rapport_workspace_close (self);
  _rapport_workspace_clear_records (self);
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
   * @changes: (type RapportChanges): what was written; records that are held have their new values already, where
   *   those are few; many notify when they have them, see #RapportWorkspace::caught-up
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RAPPORT_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, RAPPORT_TYPE_CHANGES);

  /**
   * RapportWorkspace::caught-up:
   * @self: a workspace
   *
   * The records that were read later have notified all: for views that listen to no single record.
   */
  signals[SIGNAL_CAUGHT_UP] = g_signal_new ("caught-up", RAPPORT_TYPE_WORKSPACE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);
}

void
_rapport_workspace_emit_caught_up (RapportWorkspace *self)
{
  g_signal_emit (self, signals[SIGNAL_CAUGHT_UP], 0);
}

static void
rapport_workspace_init (RapportWorkspace *self)
{
  _rapport_workspace_init_records (self);
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

void
_rapport_workspace_update_labels (RapportWorkspace *self)
{
  g_autoptr(RapportJournalEntry) undo = NULL;
  g_autoptr(RapportJournalEntry) redo = NULL;

  rapport_store_peek (self->store, &undo, &redo);
  set_label (self, &self->undo_label, PROP_UNDO_LABEL, undo ? undo->label : NULL);
  set_label (self, &self->redo_label, PROP_REDO_LABEL, redo ? redo->label : NULL);
}

void
_rapport_workspace_read_settings (RapportWorkspace *self)
{
  g_autofree char *name = rapport_workspace_get_setting (self, "name", FALSE);
  g_autofree char *currency = rapport_workspace_get_setting (self, "currency", FALSE);

  if (name == NULL)
    {
      g_autofree char *base = g_path_get_basename (rapport_store_get_path (self->store));

      name = g_str_has_suffix (base, ".rapport") ? g_strndup (base, strlen (base) - strlen (".rapport"))
                                                 : g_strdup (base);
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
store_changed_cb (RapportStore     *store,
                  RapportChanges   *changes,
                  RapportWorkspace *self)
{
  g_object_ref (self);

  if (changes->many)
    {
      _rapport_workspace_drop_small (self);
      _rapport_workspace_read_settings (self);
      _rapport_workspace_refresh_all (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TODAY]);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
    }
  else
    {
      for (guint i = 0; i < changes->list->len; i++)
        g_clear_pointer (&self->small[g_array_index (changes->list, RapportChange, i).kind], g_hash_table_unref);
      _rapport_workspace_refresh_changed (self, changes);
    }

  /* What was written just now is what undo takes back, and there is nothing to redo after it. */
  if (changes->label != NULL && !changes->many && !rapport_workspace_is_read_only (self))
    {
      set_label (self, &self->undo_label, PROP_UNDO_LABEL, changes->label);
      set_label (self, &self->redo_label, PROP_REDO_LABEL, NULL);
    }
  else
    {
      _rapport_workspace_update_labels (self);
    }
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
  g_object_unref (self);
}

static RapportWorkspace *
new_workspace (RapportStore *store)
{
  RapportWorkspace *self = g_object_new (RAPPORT_TYPE_WORKSPACE, NULL);
  g_autofree char *model = NULL;

  self->store = store;
  self->changed_id = g_signal_connect (self->store, "changed", G_CALLBACK (store_changed_cb), self);
  _rapport_workspace_read_settings (self);
  model = rapport_workspace_get_setting (self, "model", FALSE);
  if (model != NULL)
    self->model = g_ascii_strtoll (model, NULL, 10);
  _rapport_workspace_update_labels (self);
  return self;
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

  return store != NULL ? new_workspace (g_steal_pointer (&store)) : NULL;
}

static void
store_opened_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      data)
{
  g_autoptr(GTask) task = data;
  GError *error = NULL;
  RapportStore *store = rapport_store_open_finish (result, &error);

  if (store != NULL)
    g_task_return_pointer (task, new_workspace (store), g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * rapport_workspace_open_async:
 * @path: the file
 * @flags: how to open it
 * @cancellable: (nullable): stops it
 * @wait_func: (nullable) (scope async): told who keeps it waiting
 * @wait_data: for @wait_func, as in rapport_store_open_async()
 * @callback: called when it is open
 * @user_data: for @callback
 *
 * Opens a workspace without keeping the calling thread, whatever has to be brought up to date in it.
 */
void
rapport_workspace_open_async (const char           *path,
                              RapportStoreFlags     flags,
                              GCancellable         *cancellable,
                              RapportStoreWaitFunc  wait_func,
                              gpointer              wait_data,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_workspace_open_async);
  rapport_store_open_async (path, flags, cancellable, wait_func, wait_data, store_opened_cb, task);
}

/**
 * rapport_workspace_open_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the workspace; %NULL with a #RapportStoreError that says what to do next
 */
RapportWorkspace *
rapport_workspace_open_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, rapport_workspace_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
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
  changes = rapport_store_write (self->store, "", _rapport_workspace_write_settings, settings, error);
  if (changes == NULL)
    return NULL;
  _rapport_workspace_read_settings (self);
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
  _rapport_workspace_drop_small (self);
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

/**
 * rapport_workspace_is_behind:
 * @self: a workspace
 *
 * Returns: whether records wait for what the reader answers; #RapportWorkspace::caught-up says when they do no more
 */
gboolean
rapport_workspace_is_behind (RapportWorkspace *self)
{
  g_return_val_if_fail (RAPPORT_IS_WORKSPACE (self), FALSE);

  return self->n_asked > 0;
}

/**
 * rapport_workspace_get_path:
 * @self: a workspace
 *
 * Returns: (transfer none): the workspace file
 */
const char *
rapport_workspace_get_path (RapportWorkspace *self)
{
  return rapport_store_get_path (self->store);
}

/**
 * rapport_workspace_get_name:
 * @self: a workspace
 *
 * Returns: (transfer none): what the workspace is called
 */
const char *
rapport_workspace_get_name (RapportWorkspace *self)
{
  return self->name;
}

/**
 * rapport_workspace_get_currency:
 * @self: a workspace
 *
 * Returns: (transfer none): ISO 4217 code of the currency that sums are shown in
 */
const char *
rapport_workspace_get_currency (RapportWorkspace *self)
{
  return self->currency;
}

/**
 * rapport_workspace_is_read_only:
 * @self: a workspace
 *
 * Returns: whether nothing can be written: a read-only file, or a look at the past
 */
gboolean
rapport_workspace_is_read_only (RapportWorkspace *self)
{
  return rapport_store_is_read_only (self->store);
}

/**
 * rapport_workspace_get_today:
 * @self: a workspace
 *
 * Returns: the day of the workspace's clock
 */
RapportDay
rapport_workspace_get_today (RapportWorkspace *self)
{
  return rapport_store_get_today (self->store);
}

/**
 * rapport_workspace_get_now:
 * @self: a workspace
 *
 * Returns: the instant of the workspace's clock, UTC seconds
 */
gint64
rapport_workspace_get_now (RapportWorkspace *self)
{
  return rapport_store_get_now (self->store);
}

/**
 * rapport_workspace_get_member:
 * @self: a workspace
 *
 * Returns: id of who works here, 0 for nobody in particular
 */
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
  _rapport_workspace_update_labels (self);
}

/**
 * rapport_workspace_get_model:
 * @self: a workspace
 *
 * Returns: id of the lifecycle model that is shown
 */
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

/**
 * rapport_workspace_get_undo_label:
 * @self: a workspace
 *
 * Returns: (nullable) (transfer none): what the next undo takes back
 */
const char *
rapport_workspace_get_undo_label (RapportWorkspace *self)
{
  return self->undo_label;
}

/**
 * rapport_workspace_get_redo_label:
 * @self: a workspace
 *
 * Returns: (nullable) (transfer none): what the next redo puts back
 */
const char *
rapport_workspace_get_redo_label (RapportWorkspace *self)
{
  return self->redo_label;
}
