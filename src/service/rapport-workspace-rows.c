#include "config.h"

#include "service/rapport-workspace-private.h"

#include "store/rapport-rows.h"

/* The rows of records, read here or later.
 *
 * By primary key a row is read on the main thread's connection, at once. As of another day the figures of accounts are
 * reckoned: the reader keeps them all in a table, this connection reckons each that it is asked for. So a few accounts
 * are read here, and many are asked of the reader, whose answer comes when it comes: a record keeps what it has (or has
 * no figures yet), takes the answer, and notifies. Nothing here waits, but for subcommands.
 */

/* Accounts as of another day that are reckoned at once; some 0.1 ms each. */
#define FEW_RECKONED 16
/* Rows by key that are read at once; some 0.01 ms each. */
#define FEW_READ 256
/* Rows of one answer: what is taken in one turn of the main loop. */
#define CHUNK 128

typedef struct
{
  RapportKindId  kind;
  char          *ids; /* a JSON array */
} RowsJob;

static void
rows_job_free (gpointer data)
{
  RowsJob *job = data;

  g_free (job->ids);
  g_free (job);
}

void
_rapport_workspace_rows_free (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    g_clear_pointer (&rows->pdata[i], rapport_row_free);
  g_ptr_array_unref (rows);
}

static GPtrArray *
read_select (RapportDb      *db,
             const char     *select,
             RapportKindId   kind,
             const char     *ids,
             GError        **error)
{
  g_autofree char *sql = g_strconcat (select, " WHERE t.id IN (SELECT value FROM json_each (?1))", NULL);
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, sql, "s", ids);
  g_autoptr(GError) local_error = NULL;
  GPtrArray *rows;

  if (statement == NULL)
    return NULL;
  rows = g_ptr_array_new (); /* whoever gets it takes the rows out */
  while (rapport_statement_step (statement, &local_error))
    g_ptr_array_add (rows, rapport_rows_read (statement, kind));
  if (local_error == NULL)
    return rows;

  _rapport_workspace_rows_free (rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gpointer
read_rows (RapportDb     *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  RowsJob *job = data;

  return read_select (db, rapport_rows_get_select (job->kind), job->kind, job->ids, error);
}

static char *
print_ids (const gint64 *ids,
           guint         n_ids)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < n_ids; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static gboolean
is_reckoned (RapportWorkspace *self,
             RapportKindId     kind)
{
  return kind == RAPPORT_KIND_ACCOUNT && rapport_store_get_as_of (self->store) != RAPPORT_DAY_NONE;
}

static GPtrArray *
reckon_here (RapportWorkspace  *self,
             RapportKindId      kind,
             const gint64      *ids,
             guint              n_ids,
             GError           **error)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr(GError) local_error = NULL;
      RapportRow *row = rapport_rows_get (rapport_store_get_db (self->store), kind, ids[i], &local_error);

      if (row != NULL)
        {
          g_ptr_array_add (rows, row);
        }
      else if (local_error != NULL)
        {
          _rapport_workspace_rows_free (rows);
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return rows;
}

/**
 * _rapport_workspace_fetch_rows:
 * @self: a workspace
 * @kind: the kind of record
 * @ids: (array length=n_ids): records
 * @n_ids: how many
 * @wait: whether to wait for the reader where many figures must be reckoned, for subcommands; else those rows come
 *   without figures
 * @complete: (out): whether the rows have everything
 *
 * Returns: (transfer full) (element-type RapportRow): the rows of those that there are, in no order
 */
GPtrArray *
_rapport_workspace_fetch_rows (RapportWorkspace *self,
                               RapportKindId     kind,
                               const gint64     *ids,
                               guint             n_ids,
                               gboolean          wait,
                               gboolean         *complete)
{
  RapportDb *db = rapport_store_get_db (self->store);
  g_autofree char *text = print_ids (ids, n_ids);
  RowsJob job = { kind, text };
  g_autoptr(GError) error = NULL;
  GPtrArray *rows;

  *complete = TRUE;
  if (!is_reckoned (self, kind))
    {
      rows = read_rows (db, &job, NULL, &error);
    }
  else if (n_ids <= (wait ? FEW_RECKONED : 1))
    {
      rows = reckon_here (self, kind, ids, n_ids, &error);
    }
  else if (wait)
    {
      rows = rapport_store_read (self->store, read_rows, &job, &error);
    }
  else
    {
      rows = read_select (db, rapport_rows_get_stored_select (kind), kind, text, &error);
      *complete = FALSE;
    }

  if (rows == NULL)
    {
      g_warning ("%s", error->message);
      rows = g_ptr_array_new ();
    }
  return rows;
}

/* Later -------------------------------------------------------------------------------------------------------- */

typedef struct
{
  GWeakRef workspace;
  guint64  tick; /* when it was asked */
} Asked;

static void
asked_free (Asked *asked)
{
  g_weak_ref_clear (&asked->workspace);
  g_free (asked);
}

static void
rows_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  Asked *asked = data;
  g_autoptr(RapportWorkspace) self = g_weak_ref_get (&asked->workspace);
  g_autoptr(GError) error = NULL;
  GPtrArray *rows = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (rows == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("Records could not be read: %s", error->message);
  if (self != NULL)
    {
      self->n_asked--;
      for (guint i = 0; rows != NULL && i < rows->len; i++)
        _rapport_workspace_take_late_row (self, g_steal_pointer (&rows->pdata[i]), asked->tick);
      if (self->n_asked == 0)
        _rapport_workspace_emit_caught_up (self);
    }
  g_clear_pointer (&rows, _rapport_workspace_rows_free);
  asked_free (asked);
}

/**
 * _rapport_workspace_read_later:
 * @self: a workspace
 * @kind: the kind of record
 * @ids: (array length=n_ids): records that somebody holds
 * @n_ids: how many
 *
 * Asks the reader; the records take what it answers, unless something newer has come to them meanwhile.
 */
void
_rapport_workspace_read_later (RapportWorkspace *self,
                               RapportKindId     kind,
                               const gint64     *ids,
                               guint             n_ids)
{
  for (guint first = 0; first < n_ids; first += CHUNK)
    {
      RowsJob *job = g_new (RowsJob, 1);
      Asked *asked = g_new (Asked, 1);

      *job = (RowsJob) { kind, print_ids (ids + first, MIN (CHUNK, n_ids - first)) };
      g_weak_ref_init (&asked->workspace, self);
      asked->tick = self->tick;
      self->n_asked++;
      rapport_store_read_async (self->store, read_rows, job, rows_job_free,
                                (GDestroyNotify) _rapport_workspace_rows_free, NULL, rows_read_cb, asked);
    }
}

/**
 * _rapport_workspace_refresh:
 * @self: a workspace
 * @kind: the kind of record
 * @ids: (array length=n_ids): records that somebody holds
 * @n_ids: how many
 *
 * Gives records what the file says: a few at once, many when the reader has answered.
 */
void
_rapport_workspace_refresh (RapportWorkspace *self,
                            RapportKindId     kind,
                            const gint64     *ids,
                            guint             n_ids)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  GPtrArray *rows;

  if (n_ids == 0)
    return;
  if (n_ids > (is_reckoned (self, kind) ? FEW_RECKONED : FEW_READ))
    {
      _rapport_workspace_read_later (self, kind, ids, n_ids);
      return;
    }

  if (is_reckoned (self, kind))
    {
      rows = reckon_here (self, kind, ids, n_ids, &error);
    }
  else
    {
      text = print_ids (ids, n_ids);
      rows = read_select (rapport_store_get_db (self->store), rapport_rows_get_select (kind), kind, text, &error);
    }
  if (rows == NULL)
    {
      g_warning ("%s", error->message);
      return;
    }
  /* A handler of notify may let go of records that are still in the list. */
  self->tick++;
  for (guint i = 0; i < rows->len; i++)
    _rapport_workspace_take_late_row (self, g_steal_pointer (&rows->pdata[i]), self->tick);
  _rapport_workspace_rows_free (rows);
}
