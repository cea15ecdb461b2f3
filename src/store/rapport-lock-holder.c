#include "config.h"

#include "store/rapport-lock-holder.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* SQLite in WAL mode locks byte 120 of the -shm file while it writes; the kernel lists who holds which lock. */
#define WAL_WRITE_LOCK 120

/* Every connection to a file in WAL mode keeps a shared lock on this byte. */
#define WAL_OPEN_LOCK 128

static gint64
find_holder (const char *path,
             int         byte)
{
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autofree char *locks = NULL;
  g_auto(GStrv) lines = NULL;
  GStatBuf info;

  if (g_stat (shm, &info) != 0 || !g_file_get_contents ("/proc/locks", &locks, NULL, NULL))
    return 0;

  lines = g_strsplit (locks, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char type[16], mode[16], access[16];
      unsigned int major_id, minor_id;
      long long number, pid, inode, start, end;

      /* 1: POSIX  ADVISORY  WRITE 1234 fe:00:5678 120 120; one lock may cover several bytes */
      if (sscanf (lines[i], "%lld: %15s %15s %15s %lld %x:%x:%lld %lld %lld", &number, type, mode, access, &pid,
                  &major_id, &minor_id, &inode, &start, &end) == 10 &&
          inode == (long long) info.st_ino && start <= byte && byte <= end && pid != getpid ())
        return pid;
    }
  return 0;
}

/* Translators: the name of a program and the number of its process */
#define PROCESS_FORMAT _("“%s” (process %d)")

static char *
describe_process (gint64 pid)
{
  g_autofree char *file = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/comm", pid);
  g_autofree char *name = NULL;

  if (pid > 0 && g_file_get_contents (file, &name, NULL, NULL))
    return g_strdup_printf (PROCESS_FORMAT, g_strstrip (name), (int) pid);
  return g_strdup (_("Another program"));
}

/**
 * rapport_lock_holder_describe:
 * @path: a workspace file
 *
 * Says who is writing to a workspace just now, as far as this system tells.
 *
 * Returns: (transfer full): a name that can begin a sentence
 */
char *
rapport_lock_holder_describe (const char *path)
{
  return describe_process (find_holder (path, WAL_WRITE_LOCK));
}

/**
 * rapport_lock_holder_find_user:
 * @path: a workspace file
 *
 * Returns: (nullable) (transfer full): a name of another process that has the workspace open, as far as this
 *   system tells; %NULL where none has
 */
char *
rapport_lock_holder_find_user (const char *path)
{
  gint64 pid = find_holder (path, WAL_OPEN_LOCK);

  return pid > 0 ? describe_process (pid) : NULL;
}

/**
 * rapport_lock_holder_is_open_elsewhere:
 * @path: a workspace file that this process does not have open
 *
 * Asks the lock itself, which also tells of processes that cannot be seen from here: those outside a sandbox.
 *
 * Returns: whether another process has the workspace open
 */
gboolean
rapport_lock_holder_is_open_elsewhere (const char *path)
{
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = WAL_OPEN_LOCK, .l_len = 1 };
  int fd = g_open (shm, O_RDONLY | O_CLOEXEC, 0);
  gboolean held;

  if (fd < 0)
    return FALSE;
  held = fcntl (fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  /* Were the workspace open here, this would drop its locks. */
  close (fd);
  return held;
}

/* When a process was started, in ticks since the system was: with the number, that tells processes apart. */
static gint64
process_start (gint64 pid)
{
  g_autofree char *file = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/stat", pid);
  g_autofree char *text = NULL;
  const char *p;

  if (!g_file_get_contents (file, &text, NULL, NULL) || (p = strrchr (text, ')')) == NULL)
    return 0;
  /* The 22nd field; the 2nd, a name in brackets, may hold blanks. */
  for (guint field = 2; field < 22 && p != NULL; field++)
    p = strchr (p + 1, ' ');
  return p ? g_ascii_strtoll (p + 1, NULL, 10) : 0;
}

/**
 * rapport_lock_holder_sign:
 *
 * Returns: (transfer full): a text by which rapport_lock_holder_is_alive() knows this process again
 */
char *
rapport_lock_holder_sign (void)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %s", (int) getpid (), process_start (getpid ()), g_get_host_name ());
}

/**
 * rapport_lock_holder_is_alive:
 * @sign: (nullable): what rapport_lock_holder_sign() returned in some process
 *
 * Returns: whether that process still runs on this machine
 */
gboolean
rapport_lock_holder_is_alive (const char *sign)
{
  g_auto(GStrv) parts = NULL;
  gint64 start;

  if (sign == NULL)
    return FALSE;
  parts = g_strsplit (sign, " ", 3);
  if (g_strv_length (parts) != 3 || !g_str_equal (parts[2], g_get_host_name ()))
    return FALSE;
  start = process_start (g_ascii_strtoll (parts[0], NULL, 10));
  return start != 0 && start == g_ascii_strtoll (parts[1], NULL, 10);
}
