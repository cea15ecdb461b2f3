#include "config.h"

#include "service/rapport-history-service.h"

#include <glib/gi18n.h>

#include "core/rapport-decimal.h"
#include "core/rapport-money.h"
#include "core/rapport-shipped.h"
#include "core/rapport-time.h"

/* The journal as people read it: labels of fields for their names, names of records for their ids. A record that
 * is gone is called what the journal says it was called. */

typedef struct
{
  RapportKindId  kind;
  gint64         id;
  guint          limit;
  char          *currency;
  GHashTable    *titles; /* "kind:id" → title */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->currency);
  g_hash_table_unref (job->titles);
  g_free (job);
}

static void
line_free (gpointer data)
{
  RapportHistoryLine *line = data;

  g_free (line->record);
  g_free (line->field);
  g_free (line->old_text);
  g_free (line->new_text);
  g_free (line);
}

void
rapport_history_entry_free (RapportHistoryEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->label);
  g_free (entry->member);
  g_ptr_array_unref (entry->lines);
  g_free (entry);
}

static char *
title_key (RapportKindId kind,
           gint64        id)
{
  return g_strdup_printf ("%d:%" G_GINT64_FORMAT, (int) kind, id);
}

/* What the journal itself knows: names of records that may be gone. The entries come newest first, and the newest
 * name counts. */
static void
collect_titles (Job       *job,
                GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      RapportJournalEntry *entry = g_ptr_array_index (entries, i);

      for (guint k = 0; k < entry->changes->len; k++)
        {
          RapportFieldChange *change = g_ptr_array_index (entry->changes, k);
          const char *title = change->new_value ? change->new_value : change->old_value;
          g_autofree char *key = NULL;

          if ((int) change->field != rapport_kind_get (change->kind)->title_field || title == NULL)
            continue;
          key = title_key (change->kind, change->id);
          if (!g_hash_table_contains (job->titles, key))
            g_hash_table_insert (job->titles, g_steal_pointer (&key), g_strdup (title));
        }
    }
}

static const char *
get_title (Job           *job,
           RapportDb     *db,
           RapportKindId  kind,
           gint64         id)
{
  const RapportKind *description = rapport_kind_get (kind);
  g_autofree char *key = title_key (kind, id);
  g_autofree char *sql = NULL;
  char *title = NULL;
  const char *known;

  if (description->title_field < 0)
    return NULL;

  known = g_hash_table_lookup (job->titles, key);
  if (known == NULL)
    {
      sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?1", description->fields[description->title_field].name,
                             description->name);
      title = rapport_db_query_text (db, NULL, sql, "i", id);
      if (title == NULL)
        return NULL;
      g_hash_table_insert (job->titles, g_steal_pointer (&key), title);
      known = title;
    }
  return id < (1 << 20) && kind != RAPPORT_KIND_MEMBER ? rapport_shipped_translate (known) : known;
}

/* The currency of the record's amounts, where it has one of its own. */
static char *
get_currency (Job           *job,
              RapportDb     *db,
              RapportKindId  kind,
              gint64         id)
{
  const RapportKind *description = rapport_kind_get (kind);
  g_autofree char *sql = NULL;
  char *currency = NULL;

  if (rapport_kind_find_field (description, "currency") >= 0)
    {
      sql = g_strdup_printf ("SELECT currency FROM %s WHERE id = ?1", description->name);
      currency = rapport_db_query_text (db, NULL, sql, "i", id);
    }
  return currency ? currency : g_strdup (job->currency);
}

static char *
format_value (Job                      *job,
              RapportDb                *db,
              const RapportFieldChange *change,
              const char               *value)
{
  const RapportField *field = &rapport_kind_get (change->kind)->fields[change->field];
  gint64 number;
  g_autofree char *currency = NULL;
  RapportNumberStyle style;

  if (value == NULL)
    return NULL;
  number = g_ascii_strtoll (value, NULL, 10);

  switch (field->type)
    {
    case RAPPORT_FIELD_CHOICE:
      return g_strdup (rapport_field_has_choice (field, value) ? rapport_field_choice_label (field, value) : value);
    case RAPPORT_FIELD_BOOLEAN:
      return g_strdup (number ? C_("answer", "Yes") : C_("answer", "No"));
    case RAPPORT_FIELD_DAY:
      return rapport_time_format_day_full (rapport_day_parse (value));
    case RAPPORT_FIELD_INSTANT:
      return rapport_time_format_instant (number, NULL);
    case RAPPORT_FIELD_MONEY:
      currency = get_currency (job, db, change->kind, change->id);
      return rapport_money_format (number, currency, RAPPORT_MONEY_FULL);
    case RAPPORT_FIELD_MICRO:
      rapport_number_style_init_locale (&style);
      return rapport_decimal_format (number, 0, 6, &style);
    case RAPPORT_FIELD_REF:
      {
        const char *title = get_title (job, db, field->refers, number);

        return title ? g_strdup (title)
                     : g_strdup_printf ("%s %s", rapport_kind_get_label (rapport_kind_get (field->refers)), value);
      }
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_EMAIL:
    case RAPPORT_FIELD_PHONE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_TAGS:
    case RAPPORT_FIELD_CURRENCY:
    case RAPPORT_FIELD_INTEGER:
    case RAPPORT_FIELD_REAL:
    default:
      return g_strdup (value);
    }
}

static RapportHistoryLine *
new_line (Job                      *job,
          RapportDb                *db,
          const RapportFieldChange *change)
{
  const RapportKind *kind = rapport_kind_get (change->kind);
  RapportHistoryLine *line = g_new0 (RapportHistoryLine, 1);
  const char *title = get_title (job, db, change->kind, change->id);

  line->kind = change->kind;
  line->id = change->id;
  line->change = change->change;
  /* Translators: a kind of record and what it is called: Promise “Send the offer” */
  line->record = title ? g_strdup_printf (_("%s “%s”"), rapport_kind_get_label (kind), title)
                       : g_strdup (rapport_kind_get_label (kind));
  line->field = g_strdup (rapport_field_get_label (&kind->fields[change->field]));
  line->old_text = format_value (job, db, change, change->old_value);
  line->new_text = format_value (job, db, change, change->new_value);
  return line;
}

/* Bookkeeping is left out, but that something was put into the trash is history. */
static gboolean
is_told (const RapportFieldChange *change)
{
  const RapportKind *kind = rapport_kind_get (change->kind);
  const RapportField *field = &kind->fields[change->field];

  if (change->old_value == NULL && change->new_value == NULL)
    return FALSE;
  if (g_str_equal (field->name, "deleted"))
    return change->change == RAPPORT_CHANGE_UPDATED;
  return !(field->flags & (RAPPORT_FIELD_INTERNAL | RAPPORT_FIELD_DERIVED)) && field->type != RAPPORT_FIELD_REAL;
}

static gpointer
load (RapportDb     *db,
      gpointer       data,
      GCancellable  *cancellable,
      GError       **error)
{
  Job *job = data;
  g_autoptr(GPtrArray) raw = rapport_journal_history (db, job->kind, job->id, job->limit, error);
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_history_entry_free);

  if (raw == NULL)
    return NULL;

  collect_titles (job, raw);
  for (guint i = 0; i < raw->len; i++)
    {
      RapportJournalEntry *from = g_ptr_array_index (raw, i);
      RapportHistoryEntry *entry;

      /* Settings and the like: nothing that a person did to a record. */
      if (*from->label == '\0')
        continue;
      entry = g_new0 (RapportHistoryEntry, 1);
      entry->id = from->id;
      entry->batch = from->batch != 0;
      entry->label = g_strdup (from->label);
      entry->at = from->at;
      entry->member = g_strdup (from->member > 0 ? get_title (job, db, RAPPORT_KIND_MEMBER, from->member) : NULL);
      entry->state = from->state;
      entry->lines = g_ptr_array_new_with_free_func (line_free);
      for (guint k = 0; k < from->changes->len; k++)
        if (is_told (g_ptr_array_index (from->changes, k)))
          g_ptr_array_add (entry->lines, new_line (job, db, g_ptr_array_index (from->changes, k)));
      g_ptr_array_add (entries, entry);
    }
  return g_steal_pointer (&entries);
}

static Job *
new_job (RapportWorkspace *workspace,
         RapportKindId     kind,
         gint64            id,
         guint             limit)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->id = id;
  job->limit = limit;
  job->currency = g_strdup (rapport_workspace_get_currency (workspace));
  job->titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return job;
}

/**
 * rapport_history_load_async:
 * @workspace: a workspace
 * @kind: the kind of record; %RAPPORT_KIND_NONE for all that was done
 * @id: the record, which may no longer exist
 * @limit: how many entries at most
 * @cancellable: (nullable): stops it
 * @callback: called with the entries
 * @user_data: for @callback
 *
 * Asks who changed what when; for an account also what belongs to it.
 */
void
rapport_history_load_async (RapportWorkspace    *workspace,
                            RapportKindId        kind,
                            gint64               id,
                            guint                limit,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (RAPPORT_IS_WORKSPACE (workspace));

  rapport_store_read_async (rapport_workspace_get_store (workspace), load, new_job (workspace, kind, id, limit),
                            job_free, (GDestroyNotify) g_ptr_array_unref, cancellable, callback, user_data);
}

/**
 * rapport_history_load_finish:
 * @workspace: a workspace
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type RapportHistoryEntry): what was done, newest first
 */
GPtrArray *
rapport_history_load_finish (RapportWorkspace  *workspace,
                             GAsyncResult      *result,
                             GError           **error)
{
  return rapport_store_read_finish (rapport_workspace_get_store (workspace), result, error);
}

/**
 * rapport_history_load:
 * @workspace: a workspace
 * @kind: the kind of record; %RAPPORT_KIND_NONE for all that was done
 * @id: the record, which may no longer exist
 * @limit: how many entries at most
 * @error: return location
 *
 * The same and waits, for subcommands and tests.
 *
 * Returns: (nullable) (transfer full) (element-type RapportHistoryEntry): what was done, newest first
 */
GPtrArray *
rapport_history_load (RapportWorkspace  *workspace,
                      RapportKindId      kind,
                      gint64             id,
                      guint              limit,
                      GError           **error)
{
  Job *job = new_job (workspace, kind, id, limit);
  GPtrArray *entries = rapport_store_read (rapport_workspace_get_store (workspace), load, job, error);

  job_free (job);
  return entries;
}
