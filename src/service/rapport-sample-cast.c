#include "config.h"

#include "service/rapport-sample-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Who is in the sample, and when they became what they are. Everything is in days before the sample's day. */

/* Customers of each quarter of first purchase that the design's cohorts leave to those who have no part of their
 * own in it: 2024 Q1 to 2025 Q4, and before. By stage, and at last those whose relationship ended. */
static const struct
{
  const char *first, *last;
  guint       n_stage[SAMPLE_N_STAGES];
  guint       n_ended;
} cohorts[] = {
  { "2024-01-08", "2024-03-22", { 0, 0, 0, 1, 5, 4, 1 }, 2 },
  { "2024-04-08", "2024-06-21", { 0, 0, 0, 2, 5, 2, 0 }, 1 },
  { "2024-07-08", "2024-09-20", { 0, 0, 0, 5, 7, 2, 0 }, 1 },
  { "2024-10-07", "2024-12-13", { 0, 0, 0, 5, 4, 0, 0 }, 0 },
  { "2025-01-08", "2025-03-21", { 0, 0, 0, 10, 3, 0, 0 }, 0 },
  { "2025-04-07", "2025-06-20", { 0, 0, 4, 8, 0, 0, 0 }, 0 },
  { "2025-07-07", "2025-09-19", { 0, 0, 5, 7, 0, 0, 0 }, 0 },
  { "2025-10-01", "2025-10-18", { 0, 0, 5, 1, 1, 0, 0 }, 0 },
  { "2020-02-03", "2023-09-29", { 0, 0, 0, 0, 18, 15, 9 }, 6 },
};

/* In which quarter a cohort's customers bought for the last time, where that is not the present one. */
static const struct
{
  guint       cohort;
  const char *first, *last;
} lapses[] = {
  { 0, "2024-12-02", "2024-12-18" }, { 0, "2025-07-14", "2025-09-12" },
  { 1, "2024-12-02", "2024-12-18" }, { 1, "2025-04-14", "2025-06-20" },
  { 2, "2024-12-02", "2024-12-18" }, { 2, "2025-04-14", "2025-06-20" },
  { 3, "2024-12-10", "2024-12-20" }, { 3, "2025-04-14", "2025-06-20" },
  { 4, "2025-04-14", "2025-06-20" },
  { 5, "2025-06-10", "2025-06-27" },
};

static const int base_value[SAMPLE_N_STAGES] = { 28000, 46000, 17700, 33000, 46500, 48500, 62000 };

static int
owner_of (const char *initials)
{
  for (int i = 0; i < SAMPLE_N_MEMBERS; i++)
    if (g_str_equal (initials, sample_initials[i]))
      return i;
  g_error ("Nobody is called “%s” in the sample", initials);
}

static void
cast_named (Sample *sample)
{
  GPtrArray *table = _sample_table (sample, "accounts");

  for (guint i = 0; i < table->len; i++)
    {
      char **field = g_ptr_array_index (table, i);
      SampleAccount *account = _sample_account_new (sample);
      g_auto(GStrv) since = g_strsplit (field[10], ",", -1);
      guint n_since = g_strv_length (since);

      account->name = field[0];
      account->stage = atoi (field[1]);
      account->owner = owner_of (field[2]);
      account->group = field[3];
      account->industry = field[4];
      account->city = field[5];
      account->country = field[6];
      account->value = g_ascii_strtoll (field[7], NULL, 10);
      account->last_contact = atoi (field[8]);
      account->channel = field[9];
      for (guint k = 0; k < n_since && since[0][0] != '\0'; k++)
        account->since[k] = atoi (since[k]);
      if (field[11][0] != '\0')
        {
          g_auto(GStrv) then = g_strsplit (field[11], ",", 3);

          account->then_value = g_ascii_strtoll (then[0], NULL, 10);
          account->then_contact = atoi (then[1]);
          account->then_channel = _sample_keep (sample, then[2]);
        }
      account->n_orders = atoi (field[12]);
      account->step = field[13];
      account->has_step = field[14][0] != '\0' && !g_str_equal (field[14], "-");
      account->step_due = account->has_step ? atoi (field[14]) : 0;
      account->step_is_promise = field[15][0] == 'p';
      account->starred = field[16][0] == '*';
      account->estimate = account->stage < 2  ? account->value
                          : field[17] != NULL ? g_ascii_strtoll (field[17], NULL, 10)
                                              : 0;
      if (g_str_equal (account->name, "Nordwind Logistik"))
        {
          static const char *const stages[] = { "2019-01-14", "2019-02-12", "2019-03-18",
                                                "2019-09-10", "2021-05-11", "2023-08-04" };

          account->told = TRUE;
          account->starred = TRUE;
          for (guint k = 0; k < G_N_ELEMENTS (stages); k++)
            account->since[k] = _sample_ago (stages[k]);
        }
      account->first_order = account->stage >= 2 ? account->since[2] : -1;
      account->rhythm = g_str_equal (account->name, "Port of Zeeland") ? 20 : 0;
    }
}

/* The path up to the present stage: @from is when it came to @first. */
static void
climb (Sample        *sample,
       SampleAccount *account,
       int            first,
       int            last,
       int            until)
{
  int n = last - first;

  for (int k = first + 1; k <= last; k++)
    {
      int step = (account->since[first] - until) / MAX (n, 1);

      account->since[k] = MAX (until, account->since[first] - (k - first) * step +
                                          _sample_between (sample, 0, MAX (step / 2, 0)));
      account->since[k] = MIN (account->since[k], account->since[k - 1] - 1);
    }
}

static int
cohort_day (Sample     *sample,
            const char *first,
            const char *last)
{
  return _sample_workday (sample, _sample_between (sample, _sample_ago (last), _sample_ago (first)));
}

static SampleAccount *
next_company (Sample    *sample,
              GPtrArray *companies,
              int        stage)
{
  SampleAccount *account = _sample_account_new (sample);
  guint i = _sample_random (sample, companies->len);
  char **field = g_ptr_array_index (companies, i);

  account->name = _sample_keep (sample, field[0]);
  account->group = _sample_keep (sample, field[1]);
  account->industry = _sample_keep (sample, field[2]);
  account->city = _sample_keep (sample, field[3]);
  account->country = _sample_keep (sample, field[4]);
  g_ptr_array_remove_index (companies, i);
  account->stage = stage;
  account->owner = _sample_between (sample, 1, SAMPLE_N_MEMBERS - 1);
  account->last_contact = _sample_workday (sample, stage >= 2 ? _sample_between (sample, 1, stage >= 5 ? 18 : 25)
                                                              : _sample_between (sample, 3, 40));
  {
    static const char *const channels[] = { "phone", "phone", "phone", "email", "email",
                                            "email", "visit", "visit", "video", "meal" };

    account->channel = channels[_sample_random (sample, stage >= 4 ? 10 : 9)];
  }
  account->value = base_value[stage] * _sample_between (sample, 55, 135) / 100 / 100 * 100;
  if (stage < 2)
    account->estimate = account->value;
  return account;
}

/* Of the moves of the last 30 days, those that the named accounts do not make. */
static void
cast_recent (Sample *sample)
{
  static const struct
  {
    int stage, first_from, first_to; /* first order, days ago */
    int n;
    int from; /* the stage that it left, −1 where it is new on the ladder */
    int days[3];
  } recent[] = {
    { 0, -1, -1, 3, -1, { 4, 16, 27 } },
    { 1, -1, -1, 1, 0, { 17 } },
    { 1, -1, -1, 2, -1, { 9, 21 } },
    { 2, 1, 50, 3, 1, { 6, 13, 20 } },
    { 3, 60, 140, 1, 2, { 16 } },
    { 3, 1, 50, 1, 1, { 11 } },
    { 4, 1, 50, 1, 1, { 19 } },
    { 4, 240, 330, 3, 3, { 5, 14, 26 } },
    { 5, 600, 700, 1, 4, { 18 } },
    { 6, 600, 700, 1, 5, { 12 } },
  };

  for (guint r = 0; r < G_N_ELEMENTS (recent); r++)
    {
      int found = 0;

      for (guint i = 0; i < sample->accounts->len && found < recent[r].n; i++)
        {
          SampleAccount *account = g_ptr_array_index (sample->accounts, i);
          int day = recent[r].days[found];

          if (account->owner == 0 || account->stage != recent[r].stage || account->step != NULL ||
              account->ended >= 0 || account->starred || account->since[account->stage] <= 30 ||
              (recent[r].first_to >= 0 &&
               (account->first_order < recent[r].first_from || account->first_order > recent[r].first_to)))
            continue;

          day = _sample_workday (sample, day) > 28 ? day - 2 : _sample_workday (sample, day);
          account->since[account->stage] = day;
          for (int k = 0; k < account->stage; k++)
            if (k > recent[r].from || recent[r].from < 0)
              account->since[k] = -1;
          if (recent[r].from >= 0 && account->since[recent[r].from] <= 33)
            account->since[recent[r].from] = 45 + 7 * found;
          if (recent[r].from > 0 && account->since[recent[r].from - 1] >= 0 &&
              account->since[recent[r].from - 1] <= account->since[recent[r].from])
            account->since[recent[r].from - 1] = account->since[recent[r].from] + 60;
          if (account->first_order >= 0 && account->first_order <= 50)
            account->first_order = account->last_order = day;
          account->last_contact = MIN (account->last_contact, day);
          found++;
        }
      g_assert (found == recent[r].n);
    }
}

/* The accounts that there were on 14 May 2024 are those of the design, so many of the others came after it. */
static void
cast_newcomers (Sample *sample)
{
  guint wanted[SAMPLE_N_STAGES] = { 14, 6, 7 };

  for (guint i = 0; i < sample->accounts->len; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);
      int kind = MIN (account->stage, 2);
      int first = -1, top = SAMPLE_THEN - 5;

      if (account->owner == 0 || account->step != NULL || account->ended >= 0)
        continue;
      for (int k = account->stage; k >= 0; k--)
        if (account->since[k] >= 0)
          first = k;
      if (wanted[kind] > 0 &&
          (account->since[first] < top || kind < 2 || (account->first_order >= 0 && account->first_order < 300)))
        {
          wanted[kind]--;
          if (account->since[first] >= top)
            {
              int next = 0;

              for (int k = first + 1; k <= account->stage && next == 0; k++)
                next = MAX (account->since[k], 0);
              account->since[first] = _sample_workday (
                  sample, _sample_between (sample, next + 20, MAX (next + 21, top - 20)));
              if (first == 0 && account->since[1] >= account->since[0])
                account->since[0] = account->since[1] + 7;
            }
        }
      else if (account->since[first] <= SAMPLE_THEN + 2)
        account->since[first] = _sample_workday (sample, SAMPLE_THEN + _sample_between (sample, 5, 420));
    }
  g_assert (wanted[0] == 0 && wanted[1] == 0 && wanted[2] == 0);
}

static void
cast_customers (Sample    *sample,
                GPtrArray *companies)
{
  for (guint c = 0; c < G_N_ELEMENTS (cohorts); c++)
    {
      guint lapse = 0;

      for (int stage = 2; stage < SAMPLE_N_STAGES; stage++)
        for (guint n = 0; n < cohorts[c].n_stage[stage]; n++)
          {
            SampleAccount *account = next_company (sample, companies, stage);

            account->first_order = cohort_day (sample, cohorts[c].first, cohorts[c].last);
            account->last_order = _sample_between (sample, 1, MIN (account->first_order, c == 8 ? 46 : 38));
            account->since[2] = account->first_order;
            account->since[1] = account->since[2] + _sample_between (sample, 20, 110);
            account->since[0] = account->since[1] + _sample_between (sample, 20, 160);
            climb (sample, account, 2, stage,
                   34 + _sample_between (sample, 0, MAX (0, (account->first_order - 60) / 3)));

            for (; lapse < G_N_ELEMENTS (lapses) && lapses[lapse].cohort != c; lapse++)
              ;
            if (stage < 5 && lapse < G_N_ELEMENTS (lapses))
              {
                account->last_order = cohort_day (sample, lapses[lapse].first, lapses[lapse].last);
                account->first_order = MAX (account->first_order, account->last_order + 9);
                account->since[2] = MAX (account->since[2], account->first_order);
                account->value = account->value / 500 * 100;
                lapse++;
              }
          }
      for (guint n = 0; n < cohorts[c].n_ended; n++)
        {
          SampleAccount *account = next_company (sample, companies, c == 8 ? 3 + (int) (n % 3) : 3);
          gboolean early = c == 8 && n < 4;

          account->first_order = cohort_day (sample, cohorts[c].first, early ? "2022-06-30" : cohorts[c].last);
          if (c == 8)
            {
              account->ended = early ? _sample_between (sample, 580, 950) : _sample_between (sample, 260, 420);
              account->last_order = MIN (account->first_order,
                                         MAX (372, account->ended + _sample_between (sample, 50, 120)));
            }
          else
            {
              /* The first left at once; the second of the first cohort bought in one more quarter. */
              account->last_order = n == 1 ? cohort_day (sample, "2024-04-15", "2024-06-14")
                                           : MAX (account->first_order - 12, _sample_ago (cohorts[c].last));
              account->ended = account->last_order - _sample_between (sample, 90, 130);
            }
          account->ended = _sample_workday (sample, account->ended);
          account->last_contact = account->ended;
          account->since[2] = account->first_order;
          account->since[1] = account->since[2] + 60;
          account->since[0] = account->since[1] + 90;
          climb (sample, account, 2, account->stage, account->ended + 10);
          account->value = 0;
        }
    }
}

/* All customers together bring €7.90M; the list of accounts begins with the named ones. */
static void
cast_values (Sample *sample)
{
  const gint64 wanted = 7898640, most = 80400;

  for (guint round = 0; round < 40; round++)
    {
      gint64 fixed = 0, free = 0;

      for (guint i = 0; i < sample->accounts->len; i++)
        {
          SampleAccount *account = g_ptr_array_index (sample->accounts, i);

          if (account->stage < 2 || account->ended >= 0)
            continue;
          if (account->step != NULL || account->value >= most)
            fixed += account->value;
          else
            free += account->value;
        }
      if (fixed + free == wanted)
        return;
      for (guint i = 0; i < sample->accounts->len; i++)
        {
          SampleAccount *account = g_ptr_array_index (sample->accounts, i);
          gint64 difference = wanted - fixed - free;

          if (account->stage < 2 || account->ended >= 0 || account->step != NULL || account->value >= most)
            continue;
          if (ABS (difference) < 5000)
            {
              /* The rest, on one that can bear it. */
              if (account->value > 20000 && account->value + difference < most)
                {
                  account->value += difference;
                  break;
                }
              continue;
            }
          account->value = MIN (most, (gint64) ((double) account->value * (double) (wanted - fixed) / (double) free) /
                                          10 * 10);
        }
    }
  g_assert_not_reached ();
}

/* Two relationships that had ended were taken up again: one this month, one in spring 2024. */
static void
cast_won_back (Sample *sample)
{
  guint n = 0;

  for (guint i = 0; i < sample->accounts->len && n < 2; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);

      if (account->owner == 0 || account->step != NULL || account->stage != 5 || account->first_order < 900 ||
          account->ended >= 0)
        continue;
      account->won_back = _sample_workday (sample, n == 0 ? 10 : 610);
      if (n == 0)
        {
          account->last_order = 4;
          account->last_contact = MIN (account->last_contact, 3);
          account->since[5] = 420;
        }
      else
        account->since[5] = MIN (account->since[5], 500);
      n++;
    }
}

/* Half of the customers were spoken to within twelve days: 79 of 159 within less. */
static void
cast_contacts (Sample *sample)
{
  int n = 0;

  for (guint i = 0; i < sample->accounts->len; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);

      n += account->stage >= 2 && account->ended < 0 && account->last_contact < 12;
    }
  for (guint i = 0; i < sample->accounts->len && n != 79; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);

      if (account->stage < 2 || account->ended >= 0 || account->step != NULL || account->told ||
          account->won_back >= 0 || account->since[account->stage] <= 30)
        continue;
      if (n > 79 && account->last_contact < 12)
        {
          account->last_contact = _sample_workday (sample, 13);
          n--;
        }
      else if (n < 79 && account->last_contact > 12)
        {
          account->last_contact = _sample_workday (sample, 8);
          n++;
        }
    }
  g_assert (n == 79);
}

static void
cast_steps (Sample *sample)
{
  GPtrArray *stories = g_ptr_array_index (sample->tables, 0);
  guint n_without = 12, n_late = 7, n_week = 20, n_maren = 3, n_yusuf = 1, n = 0;

  for (guint i = 0; i < sample->accounts->len; i++)
    {
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);
      const char *titles = NULL;

      if (account->step != NULL || account->ended >= 0)
        continue;
      for (guint k = 0; k < stories->len; k++)
        {
          char **line = g_ptr_array_index (stories, k);
          int from, to;

          if (line[0][0] == 'N' && sscanf (line[1], "%d-%d", &from, &to) == 2 && account->stage >= from &&
              account->stage <= to)
            titles = line[2];
        }
      account->has_step = TRUE;
      account->step = "";
      if (account->stage < 2)
        {
          account->has_step = _sample_chance (sample, 70);
          account->step_due = _sample_between (sample, 4, 40);
        }
      else
        {
          n++;
          account->step_due = _sample_between (sample, 5, 45);
          if (n % 10 == 3 && n_without > 0)
            {
              account->has_step = FALSE;
              n_without--;
            }
          else if (n % 16 == 5 && n_late > 0)
            {
              account->step_due = -_sample_between (sample, 4, 16);
              n_late--;
            }
          else if (n % 5 == 1 && n_week > 0)
            {
              /* Tomorrow: what is due today is told by name. */
              account->step_due = _sample_chance (sample, 80) ? 1 : 2;
              n_week--;
              if ((account->owner == 2 && n_maren > 0) || (account->owner == 3 && n_yusuf > 0))
                {
                  account->step_is_promise = TRUE;
                  if (account->owner == 2)
                    n_maren--;
                  else
                    n_yusuf--;
                }
            }
          else if (n % 7 == 2)
            account->step_is_promise = TRUE;
          /* A due day at the weekend waits for Monday. */
          if (account->step_due > 3)
            account->step_due = -_sample_workday (sample, -account->step_due - 2);
          account->step_due = account->step_due > 3 || account->step_due < 0 ? account->step_due
                                                                             : MIN (account->step_due, 3);
        }
      if (account->has_step)
        {
          g_autofree char *text = _sample_words (sample, account, _sample_variant (sample, titles), 0, NULL);

          account->step = _sample_keep (sample, text);
        }
    }
  g_assert (n_without == 0 && n_late == 0 && n_week == 0 && n_maren == 0 && n_yusuf == 0);
}

/* All accounts with their stages, values, contacts and next steps, as the design counts them. */
void
_sample_cast (Sample *sample)
{
  g_autoptr(GPtrArray) companies = g_ptr_array_new ();
  GPtrArray *table;

  cast_named (sample);
  table = _sample_table (sample, "companies");
  if (sample->error != NULL)
    return;
  for (guint i = 0; i < table->len; i++)
    g_ptr_array_add (companies, g_ptr_array_index (table, i));

  for (guint n = 0; n < 23 + 15; n++)
    {
      SampleAccount *account = next_company (sample, companies, n < 23 ? 0 : 1);

      account->since[0] = _sample_workday (sample, _sample_between (sample, 60, 900));
      account->since[1] = account->stage == 1 ? MAX (34, account->since[0] / _sample_between (sample, 2, 4)) : -1;
      account->last_contact = MIN (account->last_contact, account->since[account->stage]);
    }
  cast_customers (sample, companies);
  cast_won_back (sample);
  cast_recent (sample);
  cast_newcomers (sample);
  cast_values (sample);
  cast_contacts (sample);
  cast_steps (sample);

  for (guint i = 0; i < sample->accounts->len; i++)
    {
      static const int rhythms[SAMPLE_N_STAGES] = { 48, 31, 25, 31, 27, 22, 20 };
      SampleAccount *account = g_ptr_array_index (sample->accounts, i);

      if (account->rhythm == 0)
        account->rhythm = account->ended >= 0 ? 34 : MAX (rhythms[account->stage], account->last_contact * 7 / 10);
    }
}
