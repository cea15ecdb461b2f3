#include "config.h"

#include "service/rapport-sample-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Nordwind Logistik: every figure of the pictures about it, from data/sample/nordwind.txt. */

typedef struct
{
  const char *key;
  gint64      id;
} Key;

static gint64
find_episode (GArray     *keys,
              const char *key)
{
  if (key == NULL || key[0] == '\0')
    return 0;
  for (guint i = 0; i < keys->len; i++)
    if (g_str_equal (g_array_index (keys, Key, i).key, key))
      return g_array_index (keys, Key, i).id;
  g_error ("There is no episode “%s”", key);
}

static gint64
find_person (SampleAccount *account,
             const char    *name)
{
  for (guint i = 0; i < account->people->len; i++)
    if (g_str_equal (g_array_index (account->people, SamplePerson, i).name, name))
      return g_array_index (account->people, SamplePerson, i).id;
  g_error ("Nobody is called “%s”", name);
}

static gint64
day_of (Sample     *sample,
        const char *iso)
{
  return _sample_day (sample, _sample_ago (iso));
}

static void
tell_episode (Sample        *sample,
              SampleAccount *account,
              char         **field,
              GArray        *keys)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_EPISODE);
  g_autofree char *title = _sample_words (sample, account, field[4], 0, NULL);
  g_autofree char *text = _sample_words (sample, account, field[8], 0, NULL);
  int ago = _sample_ago (field[5]);
  gboolean open = field[6][0] == '\0';
  Key key = { field[1], 0 };
  SampleEpisode episode = { 0, ago };

  rapport_row_put (row, "account", account->id, "title", title, "kind", field[2], "social",
                   (gint64) (field[3][0] == '1'), "started", (gint64) _sample_day (sample, ago), "text", text,
                   "owner", sample->members[account->owner], "created", _sample_instant (sample, ago, 12 * 60), NULL);
  if (!open)
    rapport_row_put (row, "ended", day_of (sample, field[6]), "outcome", field[7], NULL);
  if (g_str_equal (field[2], "complaint"))
    {
      int hour = open ? 11 * 60 + 40 : 9 * 60;

      rapport_row_put (row, "cause", g_ascii_strtoll (field[9], NULL, 10), "severity", field[10],
                       "acknowledged", _sample_instant (sample, ago, hour + 25),
                       "apologised", _sample_instant (sample, ago - 1, 9 * 60 + 5), NULL);
      if (!open)
        rapport_row_put (row, "settled", _sample_instant (sample, _sample_ago (field[6]), 16 * 60), NULL);
    }
  key.id = episode.id = _sample_insert (sample, row);
  g_array_append_val (keys, key);
  g_array_append_val (account->episodes, episode);
}

static void
tell_interaction (Sample        *sample,
                  SampleAccount *account,
                  char         **field,
                  GArray        *keys)
{
  g_autofree char *subject = _sample_words (sample, account, field[6], 0, NULL);
  g_autofree char *text = _sample_words (sample, account, field[7], 0, NULL);
  g_autofree char *day = g_strndup (field[1], 10);
  int hour = atoi (field[1] + 11), minute = atoi (field[1] + 14);

  _sample_add_interaction (sample, account, _sample_ago (day), hour * 60 + minute, field[2], field[3],
                           field[4][0] == '1', subject, text, find_episode (keys, field[8]),
                           find_person (account, field[5]), account->owner, atoi (field[9]));
}

static void
tell_commitment (Sample        *sample,
                 SampleAccount *account,
                 char         **field,
                 GArray        *keys)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_COMMITMENT);
  g_autofree char *title = _sample_words (sample, account, field[2], 0, NULL);
  gint64 episode = find_episode (keys, field[10]);

  rapport_row_put (row, "account", account->id, "title", title, "kind", field[1], "side", "ours", "person",
                   find_person (account, field[3]), "owner", sample->members[account->owner], "made",
                   day_of (sample, field[4]), "first_due", day_of (sample, field[5]), "due",
                   day_of (sample, field[6]), "created", _sample_instant (sample, _sample_ago (field[4]), 16 * 60),
                   NULL);
  if (field[8][0] != '\0')
    rapport_row_put (row, "done", day_of (sample, field[8]), "outcome", field[9], NULL);
  if (episode != 0)
    rapport_row_put (row, "episode", episode, NULL);
  _sample_insert (sample, row);
}

void
_sample_tell (Sample        *sample,
              SampleAccount *account)
{
  GPtrArray *table = g_ptr_array_index (sample->tables, 3);
  g_autoptr(GArray) keys = g_array_new (FALSE, FALSE, sizeof (Key));

  for (guint i = 0; i < table->len; i++)
    {
      char **field = g_ptr_array_index (table, i);

      if (field[0][0] == 'E')
        tell_episode (sample, account, field, keys);
      else if (field[0][0] == 'I')
        tell_interaction (sample, account, field, keys);
      else if (field[0][0] == 'C')
        tell_commitment (sample, account, field, keys);
      else if (field[0][0] == 'B')
        {
          /* Oldest first, as everywhere. */
          SampleOrder order = { _sample_ago (field[1]),
                                g_ascii_strtoll (field[3], NULL, 10),
                                field[2],
                                find_episode (keys, field[4]),
                                { (int) (i % 20), -1, -1, -1 } };

          g_array_prepend_val (account->orders, order);
        }
    }
}
