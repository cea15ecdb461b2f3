#include "config.h"

#include "service/rapport-sample-private.h"

#include <string.h>

#include "data/rapport-sample.h"

const char *const sample_initials[SAMPLE_N_MEMBERS] = { "ID", "TW", "MH", "YD" };

/* The tables are written as of this day. */
#define BASE_DAY rapport_day_from_ymd (2025, 11, 20)

/* Steele, Lea, Flood: Fast splittable pseudorandom number generators (OOPSLA 2014). A generator of our own, so
 * that the same day gives the same sample with every GLib. */
guint
_sample_random (Sample *sample,
                guint   n)
{
  guint64 z = sample->random += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  z ^= z >> 31;
  return n > 0 ? (guint) (z % n) : 0;
}

/* Both ends included. */
int
_sample_between (Sample *sample,
                 int     low,
                 int     high)
{
  return high <= low ? low : low + (int) _sample_random (sample, (guint) (high - low + 1));
}

gboolean
_sample_chance (Sample *sample,
                guint   percent)
{
  return _sample_random (sample, 100) < percent;
}

const char *
_sample_keep (Sample     *sample,
              const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (sample->strings, text) : NULL;
}

/* The lines of a table, split at |, without comments. */
GPtrArray *
_sample_table (Sample     *sample,
               const char *name)
{
  g_autofree char *path = g_strdup_printf ("/app/rapport/Rapport/sample/%s.txt", name);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (sample->tables, table);
  if (sample->error != NULL)
    return table;
  /* Asked for by name, so that the linker keeps it in every program. */
  bytes = g_resource_lookup_data (rapport_sample_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &sample->error);
  if (bytes == NULL)
    return table;

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#' && lines[i][0] != '\0')
      g_ptr_array_add (table, g_strsplit (lines[i], "|", -1));
  return table;
}

/* One of several texts separated by semicolons. */
const char *
_sample_variant (Sample     *sample,
                 const char *variants)
{
  g_auto(GStrv) list = g_strsplit (variants, ";", -1);

  if (list[0] == NULL)
    return "";
  return _sample_keep (sample, list[_sample_random (sample, g_strv_length (list))]);
}

int
_sample_ago (const char *iso)
{
  RapportDay day = rapport_day_parse (iso);

  return rapport_day_diff (day, BASE_DAY);
}

RapportDay
_sample_day (Sample *sample,
             int     ago)
{
  return rapport_day_add_days (sample->today, -ago);
}

/* The day itself, or the Friday before it. */
int
_sample_workday (Sample *sample,
                 int     ago)
{
  GDateWeekday weekday = rapport_day_get_weekday (_sample_day (sample, ago));

  return ago + (weekday == G_DATE_SATURDAY ? 1 : weekday == G_DATE_SUNDAY ? 2 : 0);
}

gint64
_sample_instant (Sample *sample,
                 int     ago,
                 int     minute)
{
  return rapport_day_to_instant (_sample_day (sample, ago), NULL) + minute * 60;
}

static const char *const month_names[] = { "January", "February", "March", "April", "May", "June", "July", "August",
                                           "September", "October", "November", "December" };
static const char *const weekday_names[] = { "Monday", "Tuesday",  "Wednesday", "Thursday",
                                             "Friday", "Saturday", "Sunday" };
static const char *const seasons[] = { "winter", "winter", "spring", "spring", "spring", "summer", "summer", "summer",
                                       "autumn", "autumn", "autumn", "winter" };

static const char *
find_words (Sample              *sample,
            const SampleAccount *account,
            const char          *name)
{
  GPtrArray *stories = sample->tables->len > 0 ? g_ptr_array_index (sample->tables, 0) : NULL;
  const char *words = NULL;

  for (guint i = 0; stories != NULL && i < stories->len; i++)
    {
      char **line = g_ptr_array_index (stories, i);

      if (line[0][0] != 'W' || !g_str_equal (line[1], name))
        continue;
      if (g_str_equal (line[2], "*") && words == NULL)
        words = line[3];
      else if (account != NULL && g_str_equal (line[2], account->group))
        words = line[3];
    }
  return words;
}

/* Fills in the places in braces and begins with a capital. @ago is the day that it is said on. */
char *
_sample_words (Sample              *sample,
               const SampleAccount *account,
               const char          *text,
               int                  ago,
               const char          *who)
{
  g_autoptr(GString) result = g_string_new (text);
  char *open;

  for (guint i = 0; i < 12 && (open = strchr (result->str, '{')) != NULL; i++)
    {
      char *close = strchr (open, '}');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;
      gssize at = open - result->str;
      int year, month, day;

      g_assert (close != NULL);
      name = g_strndup (open + 1, close - open - 1);
      if (name[1] == ':')
        {
          RapportDay when = _sample_day (sample, _sample_ago (name + 2));

          rapport_day_to_ymd (when, &year, &month, &day);
          value = name[0] == 'd' ? g_strdup_printf ("%d %s", day, month_names[month - 1])
                : name[0] == 'w' ? g_strdup (weekday_names[rapport_day_get_weekday (when) - 1])
                                 : g_strdup_printf ("%d", year);
        }
      else if (g_str_equal (name, "n"))
        value = g_strdup_printf ("%d", _sample_between (sample, 2, 9));
      else if (g_str_equal (name, "who"))
        value = g_strdup (who != NULL ? who : "the front desk");
      else if (g_str_equal (name, "city"))
        value = g_strdup (account != NULL ? account->city : "");
      else if (g_str_equal (name, "season"))
        {
          rapport_day_to_ymd (_sample_day (sample, ago), &year, &month, &day);
          value = g_strdup (seasons[month - 1]);
        }
      else
        {
          const char *words = find_words (sample, account, name);

          value = g_strdup (words != NULL ? _sample_variant (sample, words) : name);
        }
      g_string_erase (result, at, close - open + 1);
      g_string_insert (result, at, value);
    }
  if (g_ascii_islower (result->str[0]))
    result->str[0] = g_ascii_toupper (result->str[0]);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

/* Takes the row; does nothing once something has failed. */
gint64
_sample_insert (Sample     *sample,
                RapportRow *row)
{
  gint64 id = 0;

  if (sample->error == NULL && !g_cancellable_set_error_if_cancelled (sample->cancellable, &sample->error))
    id = rapport_write_insert (sample->write, row, &sample->error);
  rapport_row_free (row);
  return id;
}

SampleAccount *
_sample_find (Sample     *sample,
              const char *name)
{
  for (guint i = 0; i < sample->accounts->len; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);

      if (g_str_equal (account->name, name))
        return account;
    }
  g_error ("There is no account “%s” in the sample", name);
}

SampleAccount *
_sample_account_new (Sample *sample)
{
  SampleAccount *account = g_new0 (SampleAccount, 1);

  for (guint i = 0; i < SAMPLE_N_STAGES; i++)
    account->since[i] = -1;
  account->then_contact = account->first_order = account->ended = account->won_back = -1;
  account->people = g_array_new (FALSE, TRUE, sizeof (SamplePerson));
  account->orders = g_array_new (FALSE, TRUE, sizeof (SampleOrder));
  account->contacts = g_array_new (FALSE, TRUE, sizeof (SampleContact));
  account->episodes = g_array_new (FALSE, TRUE, sizeof (SampleEpisode));
  g_ptr_array_add (sample->accounts, account);
  return account;
}

void
_sample_account_free (SampleAccount *account)
{
  g_array_unref (account->people);
  g_array_unref (account->orders);
  g_array_unref (account->contacts);
  g_array_unref (account->episodes);
  g_free (account);
}
