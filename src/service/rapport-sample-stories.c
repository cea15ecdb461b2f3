#include "config.h"

#include "service/rapport-sample-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What happened: contacts in the rhythm of each customer, most of them steps of an episode; complaints; promises. */

typedef struct
{
  SampleAccount *account;
  int            ago;
  int            cause;
  int            days; /* until it was settled */
} Complaint;

static GPtrArray *
stories (Sample *sample)
{
  return g_ptr_array_index (sample->tables, 0);
}

static int
stage_at (const SampleAccount *account,
          int                  ago)
{
  int stage = 0;

  for (int k = 0; k <= account->stage; k++)
    if (account->since[k] >= ago)
      stage = k;
  return stage;
}

static int
minutes_of (Sample     *sample,
            const char *channel)
{
  if (g_str_equal (channel, "visit"))
    return _sample_between (sample, 4, 36) * 10;
  if (g_str_equal (channel, "meeting") || g_str_equal (channel, "meal") || g_str_equal (channel, "event"))
    return _sample_between (sample, 8, 24) * 5;
  if (g_str_equal (channel, "video"))
    return _sample_between (sample, 4, 11) * 5;
  return _sample_between (sample, 2, 18);
}

gint64
_sample_add_interaction (Sample        *sample,
                         SampleAccount *account,
                         int            ago,
                         int            minute,
                         const char    *channel,
                         const char    *direction,
                         gboolean       social,
                         const char    *subject,
                         const char    *text,
                         gint64         episode,
                         gint64         person,
                         int            member,
                         int            minutes)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_INTERACTION);
  gint64 at = _sample_instant (sample, ago, minute);
  gint64 id;

  rapport_row_put (row, "account", account->id, "at", at, "channel", channel, "direction", direction,
                   "social", (gint64) social, "subject", subject, "member", sample->members[member],
                   "minutes", (gint64) minutes, "created", at + 60 * 15, NULL);
  if (text != NULL && text[0] != '\0')
    rapport_row_put (row, "text", text, NULL);
  if (episode != 0)
    rapport_row_put (row, "episode", episode, NULL);
  if (person != 0)
    rapport_row_put (row, "person", person, NULL);
  id = _sample_insert (sample, row);
  sample->n_interactions++;

  /* Who else was there. */
  if ((g_str_equal (channel, "visit") || g_str_equal (channel, "meeting") || g_str_equal (channel, "meal") ||
       g_str_equal (channel, "video")) &&
      account->people->len > 0 && !account->told && _sample_chance (sample, 40))
    {
      SamplePerson *other = &g_array_index (account->people, SamplePerson,
                                            _sample_random (sample, account->people->len));
      RapportRow *with = rapport_row_new (RAPPORT_KIND_PARTICIPANT);

      rapport_row_put (with, "interaction", id, "created", at + 60 * 15, NULL);
      if (other->id != person)
        rapport_row_put (with, "person", other->id, NULL);
      else
        rapport_row_put (with, "member", sample->members[(member + 1) % SAMPLE_N_MEMBERS], NULL);
      _sample_insert (sample, with);
    }
  return id;
}

static gint64
add_episode (Sample        *sample,
             SampleAccount *account,
             const char    *kind,
             const char    *title,
             int            began,
             int            ended,
             const char    *outcome)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_EPISODE);
  SampleEpisode episode = { 0, began };

  rapport_row_put (row, "account", account->id, "title", title, "kind", kind, "social",
                   (gint64) g_str_equal (kind, "social"), "started", (gint64) _sample_day (sample, began), "owner",
                   sample->members[account->owner], "created", _sample_instant (sample, began, 17 * 60), NULL);
  if (ended >= 0)
    rapport_row_put (row, "ended", (gint64) _sample_day (sample, ended), "outcome", outcome, NULL);
  episode.id = _sample_insert (sample, row);
  g_array_append_val (account->episodes, episode);
  return episode.id;
}

/* Contacts ------------------------------------------------------------------------------------------------- */

static int
compare_contacts (gconstpointer a,
                  gconstpointer b)
{
  const SampleContact *x = a, *y = b;

  return y->ago - x->ago;
}

static void
add_contact (SampleAccount *account,
             int            ago,
             const char    *channel)
{
  SampleContact contact = { .ago = ago, .channel = channel };

  g_array_append_val (account->contacts, contact);
}

static gboolean
is_quiet (const SampleAccount *account,
          int                  ago)
{
  return account->then_contact >= 0 && ago >= SAMPLE_THEN && ago <= SAMPLE_THEN + account->then_contact;
}

static void
plan_contacts (Sample        *sample,
               SampleAccount *account,
               int            open_complaint)
{
  int start = -1, newest = account->last_contact;
  gboolean exact = g_str_equal (account->name, "Port of Zeeland");

  for (int k = account->stage; k >= 0; k--)
    if (account->since[k] >= 0)
      start = account->since[k];

  if (open_complaint >= 0)
    newest = MAX (newest, open_complaint);
  /* Nordwind's last year is told in full, and its open complaint with it. */
  if (account->told)
    newest = 366;
  else if (open_complaint < 0 || account->last_contact < open_complaint)
    if (open_complaint != 2 && open_complaint != 6)
      add_contact (account, account->last_contact, account->channel);

  for (int ago = newest; ago < start;)
    {
      int rhythm = account->rhythm * (ago > 1500 ? 5 : ago > 1100 ? 2 : 1);
      int day;

      /* Who has been silent for long was never loud: only one customer is to be conspicuous by it. */
      ago += exact ? _sample_between (sample, rhythm - 2, rhythm + 1)
                   : MAX (1, rhythm *
                                 (account->last_contact > 20 ? _sample_between (sample, 75, 130)
                                                             : _sample_between (sample, 25, 175)) /
                                 100);
      day = _sample_workday (sample, ago);
      if (account->won_back >= 0 && day > account->won_back && day < account->won_back + 120)
        continue;
      if (day > newest && day <= start && !is_quiet (account, day))
        add_contact (account, day, NULL);
    }
  if (account->then_contact >= 0)
    add_contact (account, SAMPLE_THEN + account->then_contact, account->then_channel);
  if (start > newest && _sample_workday (sample, start) == start)
    add_contact (account, start, NULL);
}

/* Plans contacts so that with @n_others that come from elsewhere there are as many as the design counts. */
void
_sample_plan_contacts (Sample *sample,
                       guint   n_others)
{
  GPtrArray *extras = _sample_table (sample, "extras");
  guint n = n_others;

  for (guint i = 0; i < sample->accounts->len; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);
      int open_complaint = -1;

      for (guint k = 0; k < extras->len; k++)
        {
          char **field = g_ptr_array_index (extras, k);

          if (field[0][0] == 'D' && g_str_equal (field[1], account->name))
            open_complaint = atoi (field[2]);
          if (field[0][0] == 'S' && g_str_equal (field[1], account->name))
            {
              SampleContact contact = { atoi (field[2]), field[3], field[4], field[5], field[6] };

              g_array_append_val (account->contacts, contact);
            }
        }
      plan_contacts (sample, account, open_complaint);
      n += account->contacts->len;
    }

  /* Too few: a second one on days that have one already; too many: leave some out. Neither changes the last
   * contact or those that are given. */
  while (n != SAMPLE_INTERACTIONS)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, _sample_random (sample, sample->accounts->len));
      guint k = _sample_random (sample, MAX (account->contacts->len, 1));
      SampleContact *contact = k < account->contacts->len ? &g_array_index (account->contacts, SampleContact, k) : NULL;

      if (contact == NULL || contact->channel != NULL || contact->ago <= account->last_contact ||
          account->contacts->len < 4 || account->told)
        continue;
      if (n < SAMPLE_INTERACTIONS)
        {
          add_contact (account, contact->ago, NULL);
          n++;
        }
      else if (!g_str_equal (account->name, "Port of Zeeland"))
        {
          g_array_remove_index (account->contacts, k);
          n--;
        }
    }
  for (guint i = 0; i < sample->accounts->len; i++)
    g_array_sort (((SampleAccount *) g_ptr_array_index (sample->accounts, i))->contacts, compare_contacts);
}

/* Episodes ------------------------------------------------------------------------------------------------- */

static gboolean
suits (char **line,
       guint  range,
       int    stage)
{
  int from = 0, to = 0;

  return sscanf (line[range], "%d-%d", &from, &to) == 2 && stage >= from && stage <= to;
}

/* A promise made in an interaction, long over. */
static void
add_promise (Sample        *sample,
             SampleAccount *account,
             int            made,
             gint64         interaction,
             gint64         episode,
             gint64         person)
{
  static const char *const outcomes[] = { "kept", "kept", "kept", "kept", "kept",   "kept",     "kept",
                                          "kept", "kept", "kept", "kept", "kept",   "kept",     "kept",
                                          "kept", "kept", "late", "late", "broken", "withdrawn" };
  GPtrArray *table = stories (sample);
  const char *titles = "";
  const char *outcome = outcomes[_sample_random (sample, G_N_ELEMENTS (outcomes))];
  int due = made - _sample_between (sample, 3, 14);
  RapportRow *row;
  g_autofree char *title = NULL;

  due = due - (rapport_day_get_weekday (_sample_day (sample, due)) >= G_DATE_SATURDAY ? 2 : 0);
  if (due < 8)
    return;
  for (guint i = 0; i < table->len; i++)
    if (((char **) g_ptr_array_index (table, i))[0][0] == 'V')
      titles = ((char **) g_ptr_array_index (table, i))[2];
  title = _sample_words (sample, account, _sample_variant (sample, titles), made, NULL);

  row = rapport_row_new (RAPPORT_KIND_COMMITMENT);
  rapport_row_put (row, "account", account->id, "title", title, "kind", "promise", "side",
                   _sample_chance (sample, 92) ? "ours" : "theirs", "owner", sample->members[account->owner], "made",
                   (gint64) _sample_day (sample, made), "first_due", (gint64) _sample_day (sample, due), "due",
                   (gint64) _sample_day (sample, due), "outcome", outcome, "interaction", interaction, "created",
                   _sample_instant (sample, made, 17 * 60), NULL);
  if (g_str_equal (outcome, "kept"))
    rapport_row_put (row, "done", (gint64) _sample_day (sample, MIN (made, due + _sample_between (sample, 0, 2))),
                     NULL);
  else if (g_str_equal (outcome, "late"))
    rapport_row_put (row, "done", (gint64) _sample_day (sample, due - _sample_between (sample, 1, 6)), NULL);
  if (episode != 0)
    rapport_row_put (row, "episode", episode, NULL);
  if (person != 0)
    rapport_row_put (row, "person", person, NULL);
  _sample_insert (sample, row);
}

static void
tell_contact (Sample        *sample,
              SampleAccount *account,
              SampleContact *contact,
              int            minute,
              const char    *channel,
              const char    *direction,
              gboolean       social,
              const char    *subjects,
              const char    *texts,
              gint64         episode)
{
  SamplePerson *person = account->people->len > 0
                             ? &g_array_index (
                                   account->people, SamplePerson,
                                   _sample_chance (sample, 55) ? 0 : _sample_random (sample, account->people->len))
                             : NULL;
  int member = _sample_chance (sample, 85) ? account->owner : (int) _sample_random (sample, SAMPLE_N_MEMBERS);
  /* Ines is on first-name terms. */
  g_autofree char *who = person == NULL        ? NULL
                         : account->owner == 0 ? g_strndup (person->name, strcspn (person->name, " "))
                                               : g_strdup (person->name);
  g_autofree char *subject = _sample_words (
      sample, account, contact->subject != NULL ? contact->subject : _sample_variant (sample, subjects), contact->ago,
      who);
  g_autofree char *text = _sample_words (
      sample, account, contact->subject != NULL ? contact->text : _sample_variant (sample, texts), contact->ago, who);
  gint64 id = _sample_add_interaction (sample, account, contact->ago, minute, channel, direction, social, subject, text,
                                       episode, person != NULL ? person->id : 0, member, minutes_of (sample, channel));

  if (!social && !account->told && account->stage >= 1 && _sample_chance (sample, 9))
    add_promise (sample, account, contact->ago, id, episode, person != NULL ? person->id : 0);
}

static int
minute_of (Sample        *sample,
           SampleAccount *account,
           guint          index)
{
  SampleContact *contact = &g_array_index (account->contacts, SampleContact, index);
  gboolean first_of_day = index == 0 || (contact - 1)->ago != contact->ago;
  int of_day = 0;

  for (guint k = index; k > 0 && g_array_index (account->contacts, SampleContact, k - 1).ago == contact->ago; k--)
    of_day++;
  return (first_of_day ? _sample_between (sample, 96, 114) : 114 + 9 * of_day + _sample_between (sample, 0, 7)) * 5;
}

static void
tell_loose (Sample        *sample,
            SampleAccount *account,
            guint          index)
{
  SampleContact *contact = &g_array_index (account->contacts, SampleContact, index);
  GPtrArray *table = stories (sample);
  int stage = stage_at (account, contact->ago);
  char **chosen = NULL;
  guint n = 0;

  for (guint i = 0; i < table->len; i++)
    {
      char **line = g_ptr_array_index (table, i);

      if (line[0][0] == 'L' && (contact->channel != NULL ? g_str_equal (line[1], contact->channel) : TRUE) &&
          suits (line, 4, stage) &&
          (contact->channel != NULL || !g_str_equal (line[1], "letter") || _sample_chance (sample, 30)) &&
          _sample_random (sample, ++n) == 0)
        chosen = line;
    }
  if (chosen == NULL)
    {
      /* A channel that is rare at this stage. */
      for (guint i = 0; i < table->len && chosen == NULL; i++)
        if (((char **) g_ptr_array_index (table, i))[0][0] == 'L' &&
            (contact->channel == NULL || g_str_equal (((char **) g_ptr_array_index (table, i))[1], contact->channel)))
          chosen = g_ptr_array_index (table, i);
    }
  g_assert (chosen != NULL);
  tell_contact (sample, account, contact, minute_of (sample, account, index), chosen[1],
                contact->direction != NULL ? contact->direction : chosen[2], chosen[3][0] == '1', chosen[5],
                chosen[6], 0);
}

static guint
weight_of (const char *kind)
{
  static const struct { const char *kind; guint weight; } weights[] = {
    { "purchase", 7 }, { "service", 5 }, { "quotation", 3 }, { "review", 3 }, { "social", 2 }, { "enquiry", 2 },
    { "sales-call", 2 }, { "campaign-response", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++)
    if (g_str_equal (weights[i].kind, kind))
      return weights[i].weight;
  g_error ("There is no weight for “%s”", kind);
}

/* An episode from contact @index on, with as many steps as there are contacts soon enough. */
static guint
tell_episode (Sample        *sample,
              SampleAccount *account,
              guint          index)
{
  GPtrArray *table = stories (sample);
  SampleContact *contact = &g_array_index (account->contacts, SampleContact, index);
  SampleOrder *order = NULL;
  int stage = stage_at (account, contact->ago);
  int chosen = -1, n_steps = 0, began = contact->ago, ended;
  guint n = 0;
  char **line;
  g_autofree char *title = NULL;
  gint64 episode;
  gboolean open;

  for (guint i = 0; i < account->orders->len && order == NULL; i++)
    {
      SampleOrder *candidate = &g_array_index (account->orders, SampleOrder, i);

      if (candidate->episode == 0 && candidate->ago <= contact->ago && candidate->ago > contact->ago - 45)
        order = candidate;
    }
  for (guint i = 0; i < table->len; i++)
    {
      line = g_ptr_array_index (table, i);
      if (line[0][0] != 'E' || !suits (line, 2, stage))
        continue;
      if (g_str_equal (line[1], "purchase") && order == NULL)
        continue;
      n += weight_of (line[1]);
      if (_sample_random (sample, n) < weight_of (line[1]))
        chosen = (int) i;
    }
  if (chosen < 0)
    return 0;

  line = g_ptr_array_index (table, chosen);
  for (guint i = (guint) chosen + 1; i < table->len && ((char **) g_ptr_array_index (table, i))[0][0] == 'I'; i++)
    {
      guint k = index + (guint) n_steps;

      if (k >= account->contacts->len || g_array_index (account->contacts, SampleContact, k).channel != NULL ||
          began - g_array_index (account->contacts, SampleContact, k).ago > 70)
        break;
      n_steps++;
    }
  if (n_steps == 0)
    return 0;

  ended = g_array_index (account->contacts, SampleContact, index + (guint) n_steps - 1).ago;
  if (g_str_equal (line[1], "purchase"))
    {
      title = g_strdup (order->title);
      ended = MAX (0, MIN (ended, order->ago));
    }
  else
    title = _sample_words (sample, account, _sample_variant (sample, line[3]), began, NULL);
  open = ended < 25 && (g_str_equal (line[1], "quotation") || g_str_equal (line[1], "sales-call") ||
                        g_str_equal (line[1], "enquiry"));
  episode = add_episode (sample, account, line[1], title, began, open ? -1 : ended, line[4]);
  if (g_str_equal (line[1], "purchase"))
    order->episode = episode;

  for (int s = 0; s < n_steps; s++)
    {
      char **step = g_ptr_array_index (table, chosen + 1 + s);

      tell_contact (sample, account, &g_array_index (account->contacts, SampleContact, index + (guint) s),
                    minute_of (sample, account, index + (guint) s), step[1], step[2], g_str_equal (line[1], "social"),
                    step[3], step[4], episode);
    }
  return (guint) n_steps;
}

void
_sample_add_stories (Sample *sample)
{
  for (guint i = 0; i < sample->accounts->len && sample->error == NULL; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);

      for (guint k = 0; k < account->contacts->len;)
        {
          guint used = g_array_index (account->contacts, SampleContact, k).channel == NULL &&
                               _sample_chance (sample, 62)
                           ? tell_episode (sample, account, k)
                           : 0;

          if (used == 0)
            tell_loose (sample, account, k), used = 1;
          k += used;
        }
      if (account->told)
        _sample_tell (sample, account);
    }
}

/* Complaints ----------------------------------------------------------------------------------------------- */

static void
add_complaint (Sample          *sample,
               const Complaint *complaint)
{
  SampleAccount *account = complaint->account;
  GPtrArray *table = stories (sample);
  char **words = NULL;
  int settled = complaint->ago - complaint->days;
  gint64 report = _sample_instant (sample, complaint->ago, _sample_between (sample, 90, 126) * 5);
  /* The median of the first answers is about two hours. */
  gint64 answered = report + _sample_between (sample, 30, 230) * 60;
  SamplePerson *person = account->people->len > 0 ? &g_array_index (account->people, SamplePerson,
                                                                    _sample_random (sample, account->people->len))
                                                  : NULL;
  RapportRow *row = rapport_row_new (RAPPORT_KIND_EPISODE);
  g_autofree char *title = NULL;
  gint64 episode;
  static const char *const severities[] = { "low", "medium", "medium", "high" };

  for (guint i = 0; i < table->len; i++)
    {
      char **line = g_ptr_array_index (table, i);

      if (line[0][0] == 'X' && atoi (line[1]) == complaint->cause)
        words = line;
    }
  g_assert (words != NULL);
  title = _sample_words (sample, account, _sample_variant (sample, words[2]), complaint->ago, NULL);
  rapport_row_put (row, "account", account->id, "title", title, "kind", "complaint", "social", (gint64) 0, "started",
                   (gint64) _sample_day (sample, complaint->ago), "ended", (gint64) _sample_day (sample, settled),
                   "outcome", "Settled", "owner", sample->members[account->owner], "cause", (gint64) complaint->cause,
                   "severity", severities[_sample_random (sample, 4)], "acknowledged", answered, "apologised",
                   answered + _sample_between (sample, 0, 120) * 60, "settled",
                   _sample_instant (sample, settled, _sample_between (sample, 190, 210) * 5), "created", report,
                   NULL);
  if (_sample_chance (sample, 30))
    rapport_row_put (row, "compensation", (gint64) _sample_between (sample, 3, 40) * 1000, "currency", "EUR", NULL);
  episode = _sample_insert (sample, row);

  for (guint step = 0; step < 3; step++)
    {
      g_autofree char *subject = _sample_words (sample, account, _sample_variant (sample, words[3 + step]),
                                                complaint->ago, NULL);
      int ago = step == 2 ? settled : complaint->ago;
      int minute = step == 0   ? (int) (report - _sample_instant (sample, complaint->ago, 0)) / 60
                   : step == 1 ? (int) (answered - _sample_instant (sample, complaint->ago, 0)) / 60
                               : 960 + _sample_between (sample, 0, 50);

      _sample_add_interaction (sample, account, ago, minute,
                               step == 1 && _sample_chance (sample, 50) ? "email" : "phone", step == 0 ? "in" : "out",
                               FALSE, subject, NULL, episode, person != NULL ? person->id : 0, account->owner,
                               _sample_between (sample, 4, 20));
    }
}

static void
add_open_complaints (Sample *sample)
{
  GPtrArray *extras = _sample_table (sample, "extras");

  for (guint i = 0; i < extras->len; i++)
    {
      char **field = g_ptr_array_index (extras, i);
      SampleAccount *account;
      RapportRow *row;
      int ago, hour;
      gint64 report, episode, person = 0;
      const char *channel;

      if (field[0][0] != 'D')
        continue;
      account = _sample_find (sample, field[1]);
      ago = atoi (field[2]);
      hour = atoi (field[6]);
      report = _sample_instant (sample, ago, hour * 60 + 20);
      channel = ago == 0 ? "email" : "phone";
      if (account->people->len > 0)
        person = g_array_index (account->people, SamplePerson, 0).id;

      row = rapport_row_new (RAPPORT_KIND_EPISODE);
      rapport_row_put (row, "account", account->id, "title", field[4], "kind", "complaint", "social", (gint64) 0,
                       "started", (gint64) _sample_day (sample, ago), "owner", sample->members[account->owner],
                       "cause", g_ascii_strtoll (field[3], NULL, 10), "severity", field[10], "created", report, NULL);
      if (field[7][0] != '\0')
        rapport_row_put (row, "acknowledged", report + atoi (field[7]) * 3600, NULL);
      if (field[8][0] != '\0')
        rapport_row_put (row, "apologised", report + atoi (field[8]) * 3600, NULL);
      if (field[9][0] != '\0')
        rapport_row_put (row, "settled", report + atoi (field[9]) * 3600, NULL);
      episode = _sample_insert (sample, row);

      _sample_add_interaction (sample, account, ago, hour * 60 + 20, channel, "in", FALSE, field[5], NULL, episode,
                               person, account->owner, 8);
      if (field[8][0] != '\0')
        _sample_add_interaction (sample, account, ago, (hour + atoi (field[8])) * 60 + 20, "phone", "out", FALSE,
                                 "Apologised and said what happens next", NULL, episode, person, account->owner, 9);
      if (field[9][0] != '\0')
        _sample_add_interaction (sample, account, account->last_contact, 10 * 60 + 20, "phone", "out", FALSE,
                                 "Introduced the new contact; he accepts it", NULL, episode, person, account->owner,
                                 14);
    }
}

/* As many by cause and by days to settle as the design counts in 90 days, and others before. Returns how many
 * interactions they bring; with no write it only counts. */
guint
_sample_add_complaints (Sample *sample)
{
  /* Without the six that are open. */
  static const int causes[] = { 0, 18, 11, 6, 4, 3, 2 };
  static const int days_of[][2] = { { 1, 9 }, { 2, 17 }, { 3, 14 }, { 4, 4 } };
  static const int old_days[] = { 1, 1, 2, 2, 2, 3, 3, 4, 5, 8 };
  int cause_left[7], days_left[4];
  guint n = 0, n_wanted = 44 + 2 + 110;

  memcpy (cause_left, causes, sizeof causes);
  for (guint i = 0; i < 4; i++)
    days_left[i] = days_of[i][1];

  while (n < n_wanted && sample->error == NULL)
    {
      Complaint complaint = { g_ptr_array_index (sample->accounts, _sample_random (sample, sample->accounts->len)), 0,
                              1, 1 };
      SampleAccount *account = complaint.account;
      guint k;

      if (n < 44)
        {
          complaint.ago = _sample_workday (sample, _sample_between (sample, 3, 86));
          do
            complaint.cause = _sample_between (sample, 1, 6);
          while (cause_left[complaint.cause] == 0);
          do
            k = _sample_random (sample, 4);
          while (days_left[k] == 0);
          complaint.days = days_of[k][0];
        }
      else if (n < 46)
        {
          complaint.ago = n == 44 ? 93 : 97;
          complaint.days = n == 44 ? 8 : 14;
          complaint.cause = 1 + (int) n % 3;
        }
      else
        {
          complaint.ago = _sample_workday (sample, _sample_between (sample, 105, 1050));
          complaint.days = old_days[_sample_random (sample, G_N_ELEMENTS (old_days))];
          complaint.cause = _sample_chance (sample, 60) ? _sample_between (sample, 1, 3)
                                                        : _sample_between (sample, 1, 6);
        }

      if (_sample_workday (sample, complaint.ago) != complaint.ago ||
          _sample_workday (sample, complaint.ago - complaint.days) != complaint.ago - complaint.days)
        {
          /* These two days are wanted. */
          if (n != 44 && n != 45)
            continue;
        }
      if (account->told || account->ended >= 0 || account->first_order < complaint.ago + 5 ||
          account->won_back >= 0 || complaint.ago - complaint.days < account->last_contact + 1 ||
          (account->owner == 0 && (complaint.ago > 400 || n % 3 != 0)) ||
          g_str_equal (account->name, "Port of Zeeland") || account->step_is_promise)
        continue;
      if (n < 44)
        {
          cause_left[complaint.cause]--;
          days_left[k]--;
        }
      add_complaint (sample, &complaint);
      n++;
    }
  add_open_complaints (sample);
  return n * 3;
}

/* Next steps and this week's promises ------------------------------------------------------------------------- */

static void
add_kept (Sample     *sample,
          int         owner,
          guint       wanted)
{
  static const char *const titles[] = { "Call back about the new gate", "Report of the last visit",
                                        "Spare gasket by courier", "Photographs of the frame",
                                        "Corrected delivery note" };
  guint n = 0;

  for (guint i = 0; i < sample->accounts->len && n < wanted; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);
      RapportDay monday = rapport_day_get_week_start (sample->today);
      int due = rapport_day_diff (monday, sample->today) - (int) (n % 4);
      RapportRow *row;

      if (account->owner != owner || account->stage < 4 || account->told || account->ended >= 0 || i % 2 == 1)
        continue;
      due = MAX (0, due);
      row = rapport_row_new (RAPPORT_KIND_COMMITMENT);
      rapport_row_put (row, "account", account->id, "title", titles[n % G_N_ELEMENTS (titles)], "kind", "promise",
                       "side", "ours", "owner", sample->members[owner], "made",
                       (gint64) _sample_day (sample, due + 9), "first_due", (gint64) _sample_day (sample, due), "due",
                       (gint64) _sample_day (sample, due), "done", (gint64) _sample_day (sample, due), "outcome",
                       "kept", "created", _sample_instant (sample, due + 9, 15 * 60), NULL);
      _sample_insert (sample, row);
      n++;
    }
}

void
_sample_add_promises (Sample *sample)
{
  static const guint kept[SAMPLE_N_MEMBERS] = { 4, 3, 5, 2 };

  for (guint i = 0; i < sample->accounts->len; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);
      int made = MAX (account->last_contact, -account->step_due + 2);
      RapportRow *row;

      if (!account->has_step || account->told)
        continue;
      row = rapport_row_new (RAPPORT_KIND_COMMITMENT);
      rapport_row_put (row, "account", account->id, "title", account->step, "kind",
                       account->step_is_promise ? "promise" : "next-step", "side", "ours", "owner",
                       sample->members[account->owner], "made", (gint64) _sample_day (sample, made), "first_due",
                       (gint64) _sample_day (sample, -account->step_due), "due",
                       (gint64) _sample_day (sample, -account->step_due), "created",
                       _sample_instant (sample, made, 16 * 60), NULL);
      if (account->people->len > 0)
        rapport_row_put (row, "person", g_array_index (account->people, SamplePerson, 0).id, NULL);
      _sample_insert (sample, row);
    }
  for (int owner = 0; owner < SAMPLE_N_MEMBERS; owner++)
    add_kept (sample, owner, kept[owner]);
}
