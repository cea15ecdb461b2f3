#include "config.h"

#include "service/rapport-sample.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "service/rapport-desk-queries.h"
#include "service/rapport-sample-private.h"
#include "store/rapport-figures.h"

/* The sample workspace: a believable service company, told so that all screens agree with each other.
 *
 * Nothing in it comes from a clock or a source of chance: the day is given, the numbers come from a generator with
 * a fixed seed, so that the same day (and time zone) gives the same records in the same order. Names, words and
 * the accounts that the design shows lie in data/sample. */

#define SEED G_GUINT64_CONSTANT (0x56454c4448554953)

static gboolean
check_empty (RapportDb  *db,
             GError    **error)
{
  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      const RapportKind *kind = rapport_kind_get (k);
      gint64 any;

      /* These ship with every workspace. */
      if (k == RAPPORT_KIND_MODEL || k == RAPPORT_KIND_STAGE || k == RAPPORT_KIND_CAUSE)
        continue;
      if (!rapport_db_query_int_format (db, &any, error, "SELECT EXISTS (SELECT 1 FROM main.%s)", kind->name))
        return FALSE;
      if (any == 1)
        {
          g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED,
                       /* Translators: a file name, and the plural of a kind of record ("Accounts") */
                       _("“%s” is not empty (%s). The sample needs a workspace of its own; nothing was changed."),
                       rapport_db_get_path (db), _(kind->label_plural));
          return FALSE;
        }
    }
  return TRUE;
}

static void
add_members (Sample *sample)
{
  static const struct { const char *name, *login, *title; int rate; } members[SAMPLE_N_MEMBERS] = {
    { "Ines Duarte", "ines", "Customer care manager", 62 },
    { "Tomasz Wilk", "tomasz", "Customer care, key accounts", 58 },
    { "Maren Holt", "maren", "Customer care, food", 58 },
    { "Yusuf Demir", "yusuf", "Customer care, transport and marine", 54 },
  };

  for (guint i = 0; i < SAMPLE_N_MEMBERS; i++)
    {
      RapportRow *row = rapport_row_new (RAPPORT_KIND_MEMBER);
      g_autofree char *email = g_strdup_printf ("%s@veldhuis.example", members[i].login);
      g_autofree char *phone = g_strdup_printf ("+31 74 555 01 %02u", 11 + i);

      rapport_row_put (row, "name", members[i].name, "initials", sample_initials[i], "login", members[i].login,
                       "email", email, "phone", phone, "job_title", members[i].title,
                       "hourly_rate", (gint64) members[i].rate * 100, "currency", "EUR", "active", (gint64) 1,
                       "created", _sample_instant (sample, 3000, 9 * 60), NULL);
      sample->members[i] = _sample_insert (sample, row);
    }
}

static gboolean
set (Sample     *sample,
     const char *key,
     const char *value)
{
  return sample->error == NULL &&
         rapport_db_run (rapport_write_get_db (sample->write), &sample->error,
                         "INSERT OR REPLACE INTO setting (key, member, value) VALUES (?1, 0, ?2)", "ss", key, value);
}

/* How many interactions are not planned contacts: Nordwind's year, complaints, those that are open. */
static guint
count_told (Sample *sample)
{
  guint n = 0;

  for (guint t = 0; t < sample->tables->len; t++)
    {
      GPtrArray *table = g_ptr_array_index (sample->tables, t);

      for (guint i = 0; t == 3 && i < table->len; i++)
        n += ((char **) g_ptr_array_index (table, i))[0][0] == 'I';
    }
  return n;
}

static void
make (Sample *sample)
{
  g_autofree char *first_member = NULL;
  char day[RAPPORT_DAY_TEXT_SIZE];

  /* In this order: they are found by it. */
  _sample_table (sample, "stories");
  _sample_table (sample, "products");
  _sample_table (sample, "people");
  _sample_table (sample, "nordwind");
  if (sample->error != NULL)
    return;

  _sample_cast (sample);
  if (sample->error != NULL)
    return;
  _sample_plan_orders (sample);

  add_members (sample);
  _sample_add_products (sample);
  _sample_add_accounts (sample);
  _sample_add_people (sample);
  _sample_add_complaints (sample);
  _sample_plan_contacts (sample, sample->n_interactions + count_told (sample));
  _sample_add_stories (sample);
  _sample_add_orders (sample);
  _sample_add_promises (sample);
  _sample_add_ladder (sample);
  _sample_add_network (sample);

  set (sample, "name", "Veldhuis Service");
  set (sample, "currency", "EUR");
  first_member = g_strdup_printf ("%" G_GINT64_FORMAT, sample->members[0]);
  set (sample, RAPPORT_DESK_USUAL_MEMBER, first_member);
  set (sample, "sample-day", rapport_day_print (sample->today, day));
}

typedef struct
{
  RapportDay today;
  gboolean   alone; /* the file is the sample and nothing else: figures are those of its day */
} Job;

static RapportChanges *
fill (RapportDb                  *db,
      const RapportWriteContext  *context,
      gpointer                    data,
      GCancellable               *cancellable,
      GError                    **error)
{
  Job *job = data;
  RapportWriteContext own = *context;
  Sample sample = { .cancellable = cancellable, .today = job->today, .random = SEED };

  if (!check_empty (db, error))
    return NULL;

  own.label = "";
  own.member = 0;
  own.desk = "";
  own.now = rapport_day_to_instant (job->today, NULL) + 18 * 3600;
  own.today = job->today;
  own.quiet = TRUE;
  if (job->alone)
    own.real_today = job->today;

  sample.write = rapport_write_begin (db, &own, error);
  if (sample.write == NULL)
    return NULL;
  sample.tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  sample.strings = g_string_chunk_new (16384);
  sample.accounts = g_ptr_array_new_with_free_func ((GDestroyNotify) _sample_account_free);
  sample.products = g_array_new (FALSE, FALSE, sizeof (gint64));

  make (&sample);
  if (job->alone && sample.error == NULL)
    {
      char day[RAPPORT_DAY_TEXT_SIZE];

      set (&sample, "figures-day", rapport_day_print (job->today, day));
    }

  g_array_unref (sample.products);
  g_ptr_array_unref (sample.accounts);
  g_string_chunk_free (sample.strings);
  g_ptr_array_unref (sample.tables);
  if (sample.error != NULL)
    {
      rapport_write_rollback (sample.write);
      g_propagate_error (error, sample.error);
      return NULL;
    }
  return rapport_write_commit (sample.write, error);
}

/* Leaves one file without traces of how it came about. */
static RapportChanges *
tidy (RapportDb                  *db,
      const RapportWriteContext  *context,
      gpointer                    data,
      GCancellable               *cancellable,
      GError                    **error)
{
  if (!rapport_db_exec (db,
        "INSERT INTO account_text (account_text) VALUES ('optimize');"
        "INSERT INTO person_text (person_text) VALUES ('optimize');"
        "INSERT INTO interaction_text (interaction_text) VALUES ('optimize');"
        "INSERT INTO episode_text (episode_text) VALUES ('optimize');"
        "INSERT INTO commitment_text (commitment_text) VALUES ('optimize');"
        "VACUUM;"
        "PRAGMA wal_checkpoint (TRUNCATE)", error))
    return NULL;
  return rapport_changes_new ();
}

/**
 * rapport_sample_fill:
 * @store: an empty workspace
 * @today: the day that the sample is told as of: its newest records are of this day
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Fills an empty workspace with the sample company. It is one transaction outside the journal: there is no undo,
 * and where it fails or is stopped nothing has changed. On 20 November 2025 its figures are those of the design;
 * for another day everything is shifted.
 *
 * Returns: whether it was done; %RAPPORT_STORE_ERROR_REFUSED where the workspace has records
 */
gboolean
rapport_sample_fill (RapportStore  *store,
                     RapportDay     today,
                     GCancellable  *cancellable,
                     GError       **error)
{
  Job job = { today, FALSE };
  g_autoptr(RapportChanges) changes = NULL;

  g_return_val_if_fail (RAPPORT_IS_STORE (store), FALSE);
  g_return_val_if_fail (rapport_day_is_valid (today), FALSE);

  changes = rapport_store_run (store, "", fill, &job, cancellable, error);
  return changes != NULL;
}

/**
 * rapport_sample_create:
 * @path: a file that does not exist
 * @today: the day that the sample is told as of
 * @error: return location
 *
 * Makes a workspace file with the sample company. Two files for the same day, made in the same time zone, are the same to the
 * byte. Its figures are kept for @today; opening it brings them to the day it is.
 *
 * Returns: whether it is there; where it failed, no file is left
 */
gboolean
rapport_sample_create (const char  *path,
                       RapportDay   today,
                       GError     **error)
{
  Job job = { today, TRUE };
  g_autoptr(RapportStore) store = NULL;
  g_autoptr(RapportChanges) filled = NULL;
  g_autoptr(RapportChanges) tidied = NULL;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (rapport_day_is_valid (today), FALSE);

  store = rapport_store_open (path, RAPPORT_STORE_CREATE | RAPPORT_STORE_QUIET, error);
  if (store == NULL)
    return FALSE;

  filled = rapport_store_run (store, "", fill, &job, NULL, error);
  if (filled != NULL)
    tidied = rapport_store_run (store, "", tidy, NULL, NULL, error);
  rapport_store_close (store);
  if (tidied == NULL)
    g_unlink (path);
  return tidied != NULL;
}
