#include "config.h"

#include "store/rapport-collation.h"

#include <sqlite3.h>
#include <string.h>

/* The collation "rapport" orders names as the user's locale does. It is used in ORDER BY only, never in an index,
 * so that a file means the same under every locale. */

static int
compare (void       *data,
         int         a_length,
         const void *a,
         int         b_length,
         const void *b)
{
  char a_buffer[256], b_buffer[256];
  char *x = a_length < (int) sizeof a_buffer ? memcpy (a_buffer, a, a_length) : g_strndup (a, a_length);
  char *y = b_length < (int) sizeof b_buffer ? memcpy (b_buffer, b, b_length) : g_strndup (b, b_length);
  int order;

  if (x == a_buffer)
    a_buffer[a_length] = '\0';
  if (y == b_buffer)
    b_buffer[b_length] = '\0';
  order = strcoll (x, y);
  if (x != a_buffer)
    g_free (x);
  if (y != b_buffer)
    g_free (y);
  return order;
}

/**
 * rapport_collation_register: (skip)
 * @handle: an sqlite3 handle
 *
 * Makes the collation "rapport" known to a connection.
 *
 * Returns: whether it took it
 */
gboolean
rapport_collation_register (gpointer handle)
{
  return sqlite3_create_collation (handle, "rapport", SQLITE_UTF8, NULL, compare) == SQLITE_OK;
}
