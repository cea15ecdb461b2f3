#include "config.h"

#include "store/rapport-lock-holder.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* SQLite in WAL mode locks byte 120 of the -shm file while it writes; the kernel lists who holds which lock. */
#define WAL_WRITE_LOCK 120

static gint64
find_holder (const char *path)
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
      long long number, pid, inode, start;

      /* 1: POSIX  ADVISORY  WRITE 1234 fe:00:5678 120 120 */
      if (sscanf (lines[i], "%lld: %15s %15s %15s %lld %x:%x:%lld %lld", &number, type, mode, access, &pid,
                  &major_id, &minor_id, &inode, &start) == 9 &&
          inode == (long long) info.st_ino && start == WAL_WRITE_LOCK && pid != getpid ())
        return pid;
    }
  return 0;
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
  gint64 pid = find_holder (path);
  g_autofree char *name = NULL;

  if (pid > 0)
    {
      g_autofree char *file = g_strdup_printf ("/proc/%" G_GINT64_FORMAT "/comm", pid);

      if (g_file_get_contents (file, &name, NULL, NULL))
        /* Translators: the name of a program and the number of its process */
        return g_strdup_printf (_("“%s” (process %d)"), g_strstrip (name), (int) pid);
    }
  return g_strdup (_("Another program"));
}
