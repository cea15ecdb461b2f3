#include "config.h"

#include "store/rapport-backup.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/rapport-time.h"
#include "store/rapport-check.h"
#include "store/rapport-lock-holder.h"
#include "store/rapport-migrations.h"

/* A backup is written under a temporary name, read back as a whole, and only then gets its name: there is never
 * half a backup. It carries the time at which the workspace was last changed as its own, so that "has the
 * workspace changed since?" is a comparison of two times of files. */

/* Pages of 4 KiB at a time, between which it can be cancelled. */
#define STEP_PAGES 1024

void
rapport_backup_free (RapportBackup *backup)
{
  if (backup == NULL)
    return;
  g_free (backup->path);
  g_free (backup);
}

static gboolean
fail_system (GError     **error,
             const char  *path,
             int          number)
{
  if (number == ENOSPC || number == EDQUOT)
    g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FULL,
                 _("The disk is full, so “%s” was not written. Free some space and try again."), path);
  else
    g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_FAILED,
                 /* Translators: a file name and the system's reason */
                 _("“%s” cannot be written: %s"), path, g_strerror (number));
  return FALSE;
}

static gboolean
sync_directory_of (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int fd = g_open (directory, O_RDONLY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

/* When what the file holds was last changed. */
static gboolean
last_change (const char      *path,
             struct timespec *when)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  struct stat info, wal_info;

  if (stat (path, &info) != 0)
    return FALSE;
  *when = info.st_mtim;
  if (stat (wal, &wal_info) == 0 && wal_info.st_size > 0 &&
      (wal_info.st_mtim.tv_sec > when->tv_sec ||
       (wal_info.st_mtim.tv_sec == when->tv_sec && wal_info.st_mtim.tv_nsec > when->tv_nsec)))
    *when = wal_info.st_mtim;
  return TRUE;
}

static gboolean
can_write_beside (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);

  return g_access (path, W_OK) == 0 && g_access (directory, W_OK) == 0;
}

/* A connection that may not write leaves an empty -wal behind, so one that may is taken where that is possible. */
static RapportDb *
open_source (const char  *path,
             GError     **error)
{
  if (can_write_beside (path))
    return rapport_db_open (path, RAPPORT_DB_WRITE, error);
  return rapport_db_open (path, rapport_check_has_wal (path) ? RAPPORT_DB_READ : RAPPORT_DB_IMMUTABLE, error);
}

/* Copies one consistent state of @source into the empty file @temporary. */
static gboolean
copy_pages (RapportDb              *source,
            const char             *temporary,
            GCancellable           *cancellable,
            RapportBackupProgress   progress,
            gpointer                data,
            GError                **error)
{
  g_autoptr(RapportDb) target = rapport_db_open (temporary, RAPPORT_DB_WRITE, error);
  sqlite3_backup *backup;
  gint64 ignored;
  int rc;

  /* The read transaction keeps the state: writers go on beside it, and the copy need not begin again. */
  if (target == NULL || !rapport_db_exec (target, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", error) ||
      !rapport_db_exec (source, "BEGIN", error) ||
      !rapport_db_query_int (source, &ignored, error, "SELECT count(*) FROM sqlite_schema", NULL))
    return FALSE;

  backup = sqlite3_backup_init (rapport_db_get_handle (target), "main", rapport_db_get_handle (source), "main");
  if (backup == NULL)
    return rapport_db_fail (target, "backup", error);

  do
    {
      rc = sqlite3_backup_step (backup, STEP_PAGES);
      if (progress != NULL && (rc == SQLITE_OK || rc == SQLITE_DONE))
        progress ((guint) (sqlite3_backup_pagecount (backup) - sqlite3_backup_remaining (backup)),
                  (guint) sqlite3_backup_pagecount (backup), data);
    }
  while (rc == SQLITE_OK && !g_cancellable_is_cancelled (cancellable));

  sqlite3_backup_finish (backup);
  rapport_db_exec (source, "ROLLBACK", NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (rc == SQLITE_DONE)
    return TRUE;

  /* Which of the two files it was is told by where the error is. */
  if ((sqlite3_errcode (rapport_db_get_handle (source)) & 0xff) != SQLITE_OK)
    return rapport_db_fail (source, "backup", error);
  return rapport_db_fail (target, "backup", error);
}

/**
 * rapport_backup_verify:
 * @path: a backup, or a workspace that nobody has open
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Reads all of a file and looks whether it is a whole workspace that this program can use.
 *
 * Returns: whether it is
 */
gboolean
rapport_backup_verify (const char    *path,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(RapportDb) db = NULL;
  int version;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_FOUND,
                   _("There is no file “%s”. It may have been moved or renamed."), path);
      return FALSE;
    }
  if (!rapport_check_header (path, error))
    return FALSE;
  db = rapport_check_has_wal (path) ? rapport_db_open (path, RAPPORT_DB_READ, error)
                                    : rapport_db_open (path, RAPPORT_DB_IMMUTABLE, error);
  if (db == NULL)
    return FALSE;
  rapport_db_set_cancellable (db, cancellable);
  if (!rapport_migrations_check (db, &version, error))
    return FALSE;
  if (version == 0)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_NOT_A_WORKSPACE,
                   _("“%s” is empty, not a Rapport workspace."), path);
      return FALSE;
    }
  return rapport_check_pages (db, error);
}

/* Copies to a new temporary file beside @destination and verifies it. */
static char *
copy_and_verify (const char             *path,
                 const char             *destination,
                 GCancellable           *cancellable,
                 RapportBackupProgress   progress,
                 gpointer                data,
                 GError                **error)
{
  g_autofree char *temporary = g_strconcat (destination, ".XXXXXX", NULL);
  g_autoptr(RapportDb) source = NULL;
  struct timespec times[2] = { { 0, UTIME_NOW }, { 0, UTIME_OMIT } };
  int fd, saved;

  if (!rapport_check_header (path, error))
    return NULL;
  last_change (path, &times[1]);
  source = open_source (path, error);
  if (source == NULL)
    return NULL;
  rapport_db_set_cancellable (source, cancellable);

  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_system (error, destination, errno), NULL;

  if (copy_pages (source, temporary, cancellable, progress, data, error) &&
      rapport_backup_verify (temporary, cancellable, error))
    {
      if (fsync (fd) == 0 && futimens (fd, times) == 0)
        {
          close (fd);
          return g_steal_pointer (&temporary);
        }
      saved = errno;
      fail_system (error, destination, saved);
    }
  close (fd);
  g_unlink (temporary);
  return NULL;
}

/* Gives a file its name; only with @replace one that another file has. */
static gboolean
place (const char  *temporary,
       const char  *destination,
       gboolean     replace,
       GError     **error)
{
  gboolean done;

  if (replace)
    done = g_rename (temporary, destination) == 0;
  else if (link (temporary, destination) == 0)
    done = g_unlink (temporary) == 0;
  else if (errno == EEXIST || g_file_test (destination, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS,
                   _("There is a file “%s” already. It was not touched; choose another name."), destination);
      return FALSE;
    }
  else /* a file system without links */
    done = g_rename (temporary, destination) == 0;

  if (!done)
    return fail_system (error, destination, errno);
  sync_directory_of (destination);
  return TRUE;
}

/**
 * rapport_backup_run:
 * @path: a workspace, which may be open and be written to
 * @destination: the file to make
 * @replace: whether a file that has that name is replaced
 * @cancellable: (nullable): stops it
 * @progress: (nullable) (scope call): told how far it is
 * @data: for @progress
 * @error: return location
 *
 * Copies a workspace as it is at this moment, reads the copy back, and only then gives it its name.
 *
 * Returns: whether there is a good copy now; otherwise there is none, and what was there before still is
 */
gboolean
rapport_backup_run (const char             *path,
                    const char             *destination,
                    gboolean                replace,
                    GCancellable           *cancellable,
                    RapportBackupProgress   progress,
                    gpointer                data,
                    GError                **error)
{
  g_autofree char *temporary = NULL;
  struct stat a, b;

  if (stat (path, &a) == 0 && stat (destination, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS,
                   _("“%s” is the workspace itself. Choose another name for the backup."), destination);
      return FALSE;
    }
  if (!replace && g_file_test (destination, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS,
                   _("There is a file “%s” already. It was not touched; choose another name."), destination);
      return FALSE;
    }

  temporary = copy_and_verify (path, destination, cancellable, progress, data, error);
  if (temporary == NULL)
    return FALSE;
  if (place (temporary, destination, replace, error))
    return TRUE;
  g_unlink (temporary);
  return FALSE;
}

/* Daily backups -------------------------------------------------------------------------------------------------- */

static char *
base_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  if (g_str_has_suffix (name, ".rapport"))
    name[strlen (name) - strlen (".rapport")] = '\0';
  return g_steal_pointer (&name);
}

static char *
backup_directory (const char *path)
{
  g_autofree char *directory = g_path_get_dirname (path);

  return g_build_filename (directory, "backups", NULL);
}

static char *
daily_path (const char *path,
            RapportDay  day)
{
  g_autofree char *directory = backup_directory (path);
  g_autofree char *base = base_name (path);
  g_autofree char *name = NULL;
  char text[RAPPORT_DAY_TEXT_SIZE];

  name = g_strdup_printf ("%s-%s.rapport", base, rapport_day_print (day, text));
  return g_build_filename (directory, name, NULL);
}

/* The day in NAME-2026-01-31.rapport, and the minute in “NAME 2026-01-31 15-04-05.rapport”, which somebody asked for;
 * RAPPORT_DAY_NONE for every other name. */
static RapportDay
day_of_name (const char *base,
             const char *name,
             int        *minute)
{
  gsize length = strlen (base), rest = strlen (name) - MIN (length, strlen (name));
  g_autofree char *text = NULL;
  unsigned int hours, minutes, seconds;
  int end = 0;

  *minute = -1;
  if (strncmp (name, base, length) != 0 || !g_str_has_suffix (name, ".rapport"))
    return RAPPORT_DAY_NONE;
  if (rest == strlen (" 2026-01-31 15-04-05.rapport") && name[length] == ' ')
    {
      if (sscanf (name + length + strlen (" 2026-01-31"), " %2u-%2u-%2u.rapport%n", &hours, &minutes, &seconds,
                  &end) != 3 ||
          end == 0 || hours > 23 || minutes > 59)
        return RAPPORT_DAY_NONE;
      *minute = (int) (hours * 60 + minutes);
    }
  else if (rest != strlen ("-2026-01-31.rapport") || name[length] != '-')
    {
      return RAPPORT_DAY_NONE;
    }
  text = g_strndup (name + length + 1, strlen ("2026-01-31"));
  return rapport_day_parse (text);
}

static int
compare_backups (gconstpointer a,
                 gconstpointer b)
{
  const RapportBackup *left = *(const RapportBackup *const *) a;
  const RapportBackup *right = *(const RapportBackup *const *) b;

  if (left->day != right->day)
    return left->day < right->day ? 1 : -1;
  return right->minute - left->minute;
}

/**
 * rapport_backup_list:
 * @path: a workspace, which need not be there any more
 * @error: return location
 *
 * Returns: (nullable) (transfer full) (element-type RapportBackup): its backups, newest first: the daily
 *   ones, and those that somebody asked for on the command line
 */
GPtrArray *
rapport_backup_list (const char  *path,
                     GError     **error)
{
  g_autoptr(GPtrArray) backups = g_ptr_array_new_with_free_func ((GDestroyNotify) rapport_backup_free);
  g_autofree char *directory = backup_directory (path);
  g_autofree char *base = base_name (path);
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (!g_file_test (directory, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&backups);
  dir = g_dir_open (directory, 0, error);
  if (dir == NULL)
    return NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      int minute;
      RapportDay day = day_of_name (base, name, &minute);
      RapportBackup *backup;
      GStatBuf info;

      if (day == RAPPORT_DAY_NONE)
        continue;
      backup = g_new0 (RapportBackup, 1);
      g_ptr_array_add (backups, backup);
      backup->path = g_build_filename (directory, name, NULL);
      backup->day = day;
      backup->minute = minute;
      backup->size = g_stat (backup->path, &info) == 0 ? (gint64) info.st_size : 0;
      backup->good = rapport_check_header (backup->path, NULL);
      if (backup->good)
        {
          g_autoptr(RapportDb) db = rapport_db_open (backup->path, RAPPORT_DB_IMMUTABLE, NULL);

          backup->good = db != NULL && rapport_check_quick (db, NULL);
        }
    }
  g_ptr_array_sort (backups, compare_backups);
  return g_steal_pointer (&backups);
}

/**
 * rapport_backup_describe:
 * @backup: a backup
 *
 * Returns: (transfer full): of when it is: a day, and the time where somebody asked for it
 */
char *
rapport_backup_describe (const RapportBackup *backup)
{
  if (backup->minute < 0)
    return rapport_time_format_day_full (backup->day);
  return rapport_time_format_instant (rapport_day_to_instant (backup->day, NULL) + backup->minute * 60, NULL);
}

/**
 * rapport_backup_choose:
 * @days: (array length=n_days): the days of the backups that there are, newest first
 * @n_days: how many
 *
 * Which backups to keep: the newest 7, and of those before, the newest of each of the last 4 weeks (Monday to
 * Sunday) in which there is one.
 *
 * Returns: (transfer full) (element-type gboolean): for each whether it is kept
 */
GArray *
rapport_backup_choose (const RapportDay *days,
                       guint             n_days)
{
  GArray *keep = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), n_days);
  guint n_weeks = 0;
  gint64 last_week = G_MAXINT64;

  for (guint i = 0; i < n_days; i++)
    {
      /* 1970-01-01 was a Thursday; + 3 makes weeks begin on Mondays. */
      gint64 shifted = (gint64) days[i] + 3;
      gint64 week = shifted >= 0 ? shifted / 7 : -((6 - shifted) / 7);
      gboolean kept = i < RAPPORT_BACKUP_KEEP_DAYS;

      if (!kept && week != last_week && n_weeks < RAPPORT_BACKUP_KEEP_WEEKS)
        {
          kept = TRUE;
          n_weeks++;
          last_week = week;
        }
      g_array_append_val (keep, kept);
    }
  return keep;
}

/**
 * rapport_backup_is_due:
 * @path: a workspace
 * @today: the real day
 *
 * Returns: whether the day has no backup yet and the workspace was changed since the last one
 */
gboolean
rapport_backup_is_due (const char *path,
                       RapportDay  today)
{
  g_autofree char *directory = backup_directory (path);
  g_autofree char *base = base_name (path);
  g_autofree char *newest_path = NULL;
  g_autoptr(GDir) dir = g_dir_open (directory, 0, NULL);
  RapportDay newest = RAPPORT_DAY_NONE;
  struct timespec changed;
  struct stat info;
  const char *name;

  if (!last_change (path, &changed))
    return FALSE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      int minute;
      RapportDay day = day_of_name (base, name, &minute);

      if (minute >= 0)
        continue;
      /* A day to come is that of a clock gone wrong: it must not stop the backups until then. */
      if (day != RAPPORT_DAY_NONE && day <= today && (newest == RAPPORT_DAY_NONE || day > newest))
        newest = day;
    }
  if (newest == RAPPORT_DAY_NONE)
    return TRUE;
  if (newest == today)
    return FALSE;
  newest_path = daily_path (path, newest);
  return stat (newest_path, &info) != 0 || changed.tv_sec != info.st_mtim.tv_sec ||
         changed.tv_nsec != info.st_mtim.tv_nsec;
}

static void
rotate (const char *path)
{
  g_autoptr(GPtrArray) backups = rapport_backup_list (path, NULL);
  g_autoptr(GArray) days = g_array_new (FALSE, FALSE, sizeof (RapportDay));
  g_autoptr(GArray) keep = NULL;
  guint n_good = 0;

  if (backups == NULL)
    return;
  /* Those that somebody asked for are not ours to remove. */
  for (guint i = backups->len; i > 0; i--)
    if (((RapportBackup *) g_ptr_array_index (backups, i - 1))->minute >= 0)
      g_ptr_array_remove_index (backups, i - 1);
  /* A bad one takes no good one's place; it goes when good ones fill all places. */
  for (guint i = 0; i < backups->len; i++)
    {
      RapportBackup *backup = g_ptr_array_index (backups, i);

      if (backup->good)
        g_array_append_val (days, backup->day);
    }
  keep = rapport_backup_choose ((const RapportDay *) (gpointer) days->data, days->len);
  for (guint i = 0; i < backups->len; i++)
    {
      RapportBackup *backup = g_ptr_array_index (backups, i);
      gboolean kept = backup->good ? g_array_index (keep, gboolean, n_good) : n_good < RAPPORT_BACKUP_KEEP_DAYS;

      if (backup->good)
        n_good++;
      if (!kept)
        g_unlink (backup->path);
    }
}

/**
 * rapport_backup_make_daily:
 * @path: a workspace
 * @today: the real day
 * @cancellable: (nullable): stops it
 * @error: return location
 *
 * Makes the backup of the day in the folder “backups” beside the workspace, if it is due, and removes those that
 * are too old.
 *
 * Returns: (nullable) (transfer full): the new backup; %NULL without an error where none is due
 */
char *
rapport_backup_make_daily (const char    *path,
                           RapportDay     today,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_autofree char *directory = backup_directory (path);
  g_autofree char *destination = daily_path (path, today);

  if (!rapport_backup_is_due (path, today))
    return NULL;
  if (g_mkdir_with_parents (directory, 0700) != 0)
    return fail_system (error, directory, errno), NULL;
  if (!rapport_backup_run (path, destination, TRUE, cancellable, NULL, NULL, error))
    return NULL;
  rotate (path);
  return g_steal_pointer (&destination);
}

static void
daily_thread (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  RapportDay today = rapport_day_from_instant (g_get_real_time () / G_USEC_PER_SEC, NULL);
  GError *error = NULL;
  char *made = rapport_backup_make_daily (data, today, cancellable, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, made, g_free);
}

/**
 * rapport_backup_daily_async:
 * @path: a workspace, which may be open
 * @cancellable: (nullable): stops it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * rapport_backup_make_daily() for today, on a thread and a connection of its own. To be called after opening, and
 * again every now and then for a program that runs over midnight: it does nothing where nothing is due.
 */
void
rapport_backup_daily_async (const char          *path,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_backup_daily_async);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, daily_thread);
}

/**
 * rapport_backup_daily_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the new backup; %NULL without an error where none was due
 */
char *
rapport_backup_daily_finish (GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * rapport_backup_before_migration:
 * @path: a workspace of an older schema
 * @version: the number of that schema
 * @error: return location
 *
 * Keeps the workspace as “backups/NAME-schema-VERSION.rapport” before it is brought up to date. These are not
 * removed by the program.
 *
 * Returns: whether there is such a copy now
 */
gboolean
rapport_backup_before_migration (const char  *path,
                                 int          version,
                                 GError     **error)
{
  g_autofree char *directory = backup_directory (path);
  g_autofree char *base = base_name (path);
  g_autofree char *name = g_strdup_printf ("%s-schema-%d.rapport", base, version);
  g_autofree char *destination = g_build_filename (directory, name, NULL);

  if (g_mkdir_with_parents (directory, 0700) != 0)
    return fail_system (error, directory, errno);
  return rapport_backup_run (path, destination, TRUE, NULL, NULL, NULL, error);
}

/* Restoring ------------------------------------------------------------------------------------------------------ */

/* Brings what lies in the -wal into the file. Returns whether all of the file is sound. */
static gboolean
settle (const char *path)
{
  g_autoptr(RapportDb) db = NULL;

  if (!rapport_check_header (path, NULL))
    return FALSE;
  db = rapport_db_open (path, RAPPORT_DB_WRITE, NULL);
  if (db == NULL)
    return FALSE;
  rapport_db_set_checkpoint_on_close (db, FALSE);
  if (!rapport_check_pages (db, NULL))
    return FALSE;
  rapport_db_set_checkpoint_on_close (db, TRUE);
  return rapport_db_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL);
}

static char *
kept_path (const char *path,
           gboolean    damaged)
{
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *base = base_name (path);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y-%m-%d-%H%M%S");

  for (guint i = 1; ; i++)
    {
      g_autofree char *suffix = i > 1 ? g_strdup_printf ("-%u", i) : g_strdup ("");
      g_autofree char *name = g_strdup_printf ("%s-%s-%s%s.rapport", base, damaged ? "damaged" : "before-restore",
                                               stamp, suffix);
      g_autofree char *kept = g_build_filename (directory, name, NULL);

      if (!g_file_test (kept, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&kept);
    }
}

/* Keeps the present file under another name. The file itself stays in its place until the other one replaces it
 * in one step; its -wal must go first, as it would be taken for the new file's. */
static gboolean
keep_present (const char  *path,
              const char  *kept,
              GError     **error)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autofree char *kept_wal = g_strconcat (kept, "-wal", NULL);

  if (link (path, kept) != 0 && g_rename (path, kept) != 0)
    return fail_system (error, kept, errno);
  if (g_rename (wal, kept_wal) != 0 && errno != ENOENT)
    return fail_system (error, kept_wal, errno);
  if (g_unlink (shm) != 0 && errno != ENOENT)
    return fail_system (error, shm, errno);
  return TRUE;
}

/**
 * rapport_backup_restore:
 * @path: a workspace that this program does not have open; it may be damaged or missing
 * @backup: what to put in its place
 * @kept: (out) (optional) (nullable) (transfer full): the name under which the present file is kept
 * @error: return location
 *
 * Puts a backup in a workspace's place. The backup is copied and read as a whole first; the present file, with
 * what lies beside it, is kept as “NAME-before-restore-…” or, where it is damaged, “NAME-damaged-…”.
 *
 * Returns: whether it was done; otherwise the workspace is as before
 */
gboolean
rapport_backup_restore (const char  *path,
                        const char  *backup,
                        char       **kept,
                        GError     **error)
{
  g_autofree char *user = rapport_lock_holder_find_user (path);
  g_autofree char *temporary = NULL;
  g_autofree char *name = NULL;
  struct stat a, b;

  /* Outside a sandbox, whoever it is has no name. */
  if (user == NULL && rapport_lock_holder_is_open_elsewhere (path))
    user = g_strdup (_("Another program"));
  if (user != NULL)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_BUSY,
                   _("%s has “%s” open. Close it there first; nothing was changed."), user, path);
      return FALSE;
    }
  if (stat (path, &a) == 0 && stat (backup, &b) == 0 && a.st_dev == b.st_dev && a.st_ino == b.st_ino)
    {
      g_set_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS,
                   _("“%s” is the workspace itself. Choose one of its backups."), backup);
      return FALSE;
    }
  if (!rapport_backup_verify (backup, NULL, error))
    return FALSE;
  temporary = copy_and_verify (backup, path, NULL, NULL, NULL, error);
  if (temporary == NULL)
    return FALSE;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    {
      name = kept_path (path, !settle (path));
      if (!keep_present (path, name, error))
        {
          g_unlink (temporary);
          return FALSE;
        }
    }
  /* The backup's age is no age of the workspace. */
  utimensat (AT_FDCWD, temporary, NULL, 0);
  if (!place (temporary, path, TRUE, error))
    {
      g_unlink (temporary);
      return FALSE;
    }
  if (kept != NULL)
    *kept = g_steal_pointer (&name);
  return TRUE;
}
