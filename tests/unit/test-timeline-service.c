#include "config.h"

#include <glib/gstdio.h>

#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-entry.h"
#include "service/rapport-id-list.h"
#include "service/rapport-timeline-model.h"
#include "workspace-fixture.h"

typedef struct
{
  char             *directory;
  RapportWorkspace *workspace;
  gint64            member;
  gint64            account;
  gint64            other;
  gint64            katrin;
  gint64            jens;
} Fixture;

static gint64
save (Fixture *fixture, RapportRow *row)
{
  return workspace_save (fixture->workspace, row);
}

static void
do_act (Fixture *fixture, RapportAct *act)
{
  workspace_do (fixture->workspace, act);
}

static void
refuse_act (Fixture *fixture, RapportAct *act)
{
  g_autoptr(RapportAct) owned = act;
  g_autoptr(GError) error = NULL;

  g_assert_false (rapport_workspace_do (fixture->workspace, owned, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
}

static gint64
add_account (Fixture *fixture, const char *name)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  rapport_row_put (row, "name", name, NULL);
  return save (fixture, row);
}

static gint64
add_person (Fixture *fixture, const char *name)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_PERSON);
  gint64 id;

  rapport_row_put (row, "name", name, NULL);
  id = save (fixture, row);
  row = rapport_row_new (RAPPORT_KIND_AFFILIATION);
  rapport_row_put (row, "person", id, "account", fixture->account, NULL);
  save (fixture, row);
  return id;
}

static gint64
instant (const char *day, int hour, int minute)
{
  g_auto(GStrv) parts = g_strsplit (day, "-", 3);
  g_autoptr(GDateTime) time = g_date_time_new_local (atoi (parts[0]), atoi (parts[1]), atoi (parts[2]),
                                                     hour, minute, 0);

  return g_date_time_to_unix (time);
}

static gint64
add_at (Fixture    *fixture,
        gint64      account,
        gint64      at,
        const char *channel,
        const char *subject,
        gint64      person,
        gint64      episode,
        int         social)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_INTERACTION);

  rapport_row_put (row, "account", account, "at", at, "channel", channel, "subject", subject, "member",
                   fixture->member, NULL);
  if (person != 0)
    rapport_row_put (row, "person", person, NULL);
  if (episode != 0)
    rapport_row_put (row, "episode", episode, NULL);
  if (social >= 0)
    rapport_row_put (row, "social", (gint64) social, NULL);
  return save (fixture, row);
}

static gint64
add_episode (Fixture *fixture, const char *kind, const char *title, const char *started, const char *ended)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_EPISODE);

  rapport_row_put (row, "account", fixture->account, "kind", kind, "title", title, "started",
                   (gint64) rapport_day_parse (started), NULL);
  if (ended != NULL)
    rapport_row_put (row, "ended", (gint64) rapport_day_parse (ended), NULL);
  if (g_str_equal (kind, "social"))
    rapport_row_put (row, "social", (gint64) 1, NULL);
  return save (fixture, row);
}

static void
set_as_of (Fixture *fixture, const char *day)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (rapport_store_set_as_of (rapport_workspace_get_store (fixture->workspace),
                                          rapport_day_parse (day), &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_MEMBER);

  fixture->workspace = workspace_make ("Veldhuis Service", &fixture->directory);
  rapport_row_put (row, "name", "Ines Duarte", NULL);
  fixture->member = save (fixture, row);
  fixture->account = add_account (fixture, "Nordwind Logistik");
  fixture->other = add_account (fixture, "Halden Marine");
  fixture->katrin = add_person (fixture, "Katrin Voss");
  fixture->jens = add_person (fixture, "Jens Albers");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  workspace_drop (fixture->workspace, fixture->directory);
}

static void
wait_for (RapportTimelineModel *model)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (rapport_timeline_model_is_loading (model) && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
  g_assert_false (rapport_timeline_model_is_loading (model));
}

/* The rows in short: "[Today] Call Mail [Last week] Visit" */
static char *
tell (RapportTimelineModel *model)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    {
      g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (RAPPORT_IS_TIMELINE_HEADER (item))
        g_string_append_printf (text, "[%s]", rapport_timeline_header_get_title (RAPPORT_TIMELINE_HEADER (item)));
      else
        {
          g_autoptr(RapportRecord) record = rapport_timeline_model_dup_record (model, i);

          g_string_append (text, rapport_record_get_text (record, "subject"));
        }
    }
  return g_string_free (text, FALSE);
}

static char *
list (Fixture *fixture, const RapportTimelineFilter *filter)
{
  g_autoptr(RapportTimelineModel) model = rapport_timeline_model_new (fixture->workspace, filter);

  wait_for (model);
  return tell (model);
}

static void
check (Fixture *fixture, const RapportTimelineFilter *filter, const char *expected)
{
  g_autofree char *rows = list (fixture, filter);

  g_assert_cmpstr (rows, ==, expected);
}

static void
test_filters (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportTimelineFilter) filter = rapport_timeline_filter_new (fixture->account);
  g_autoptr(RapportTimelineFilter) copy = NULL;
  gint64 complaint = add_episode (fixture, "complaint", "Late", "2025-03-01", NULL);
  gint64 talk = add_episode (fixture, "social", "Keeping in touch", "2025-03-01", NULL);
  gint64 visit;
  RapportRow *row;

  add_at (fixture, fixture->account, instant ("2025-03-03", 9, 0), "phone", "Door", fixture->katrin, complaint, -1);
  visit = add_at (fixture, fixture->account, instant ("2025-03-04", 9, 0), "visit", "Seals", fixture->jens, 0, -1);
  add_at (fixture, fixture->account, instant ("2025-03-05", 9, 0), "meal", "Lunch", fixture->katrin, talk, -1);
  add_at (fixture, fixture->account, instant ("2025-03-06", 9, 0), "phone", "Invoice", 0, talk, 0);
  add_at (fixture, fixture->other, instant ("2025-03-07", 9, 0), "phone", "Boat", 0, 0, 1);
  row = rapport_row_new (RAPPORT_KIND_PARTICIPANT);
  rapport_row_put (row, "interaction", visit, "person", fixture->katrin, NULL);
  save (fixture, row);

  check (fixture, filter, "[March 2025] Invoice Lunch Seals Door");
  g_assert_false (rapport_timeline_filter_is_active (filter));
  filter->social = FALSE;
  check (fixture, filter, "[March 2025] Invoice Seals Door");
  g_assert_true (rapport_timeline_filter_is_active (filter));
  filter->social = TRUE;
  filter->task = FALSE;
  check (fixture, filter, "[March 2025] Lunch");
  filter->task = TRUE;
  filter->text = g_strdup ("seal");
  check (fixture, filter, "[March 2025] Seals");
  g_free (filter->text);
  filter->text = g_strdup ("\" OR * --");
  check (fixture, filter, "");
  g_clear_pointer (&filter->text, g_free);
  filter->channels = g_strsplit ("phone,meal", ",", -1);
  check (fixture, filter, "[March 2025] Invoice Lunch Door");
  g_clear_pointer (&filter->channels, g_strfreev);
  filter->kinds = g_strsplit ("complaint,service", ",", -1);
  check (fixture, filter, "[March 2025] Door");
  g_clear_pointer (&filter->kinds, g_strfreev);
  filter->persons = g_new0 (char *, 2);
  filter->persons[0] = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->katrin);
  check (fixture, filter, "[March 2025] Lunch Seals Door"); /* at the visit, too */
  copy = rapport_timeline_filter_copy (filter);
  copy->from = rapport_day_parse ("2025-03-04");
  copy->until = rapport_day_parse ("2025-03-04");
  check (fixture, copy, "[March 2025] Seals");
  g_clear_pointer (&filter->persons, g_strfreev);
  filter->account = 0;
  check (fixture, filter, "[March 2025] Boat Invoice Lunch Seals Door");
  filter->from = rapport_day_parse ("2025-03-06");
  check (fixture, filter, "[March 2025] Boat Invoice");
  filter->from = RAPPORT_DAY_NONE;

  /* An account in the trash takes its interactions along. */
  do_act (fixture, rapport_act_trash (RAPPORT_KIND_ACCOUNT, &fixture->other, 1));
  check (fixture, filter, "[March 2025] Invoice Lunch Seals Door");
}

/* What group a day is in, found in another way than by the model. */
static char *
expected_group (GDate *day, GDate *today)
{
  int ago = g_date_days_between (day, today);
  RapportDay number = rapport_day_from_ymd (g_date_get_year (today), (int) g_date_get_month (today),
                                            g_date_get_day (today));
  int weekday = number - rapport_day_get_week_start (number); /* the locale says when a week begins */
  char buffer[64];

  if (ago == 0)
    return g_strdup ("Today");
  if (ago == 1)
    return g_strdup ("Yesterday");
  if (ago <= weekday || ago < 3)
    return NULL; /* its own day */
  if (ago <= weekday + 7)
    return g_strdup ("Last week");
  g_date_strftime (buffer, sizeof buffer, "%B %Y", day);
  return g_strdup (buffer);
}

static void
test_groups (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportTimelineFilter) filter = rapport_timeline_filter_new (fixture->account);
  GDate first, today;

  g_date_set_dmy (&first, 1, G_DATE_OCTOBER, 2025);
  for (guint i = 0; i < 55; i++)
    {
      char day[16];
      g_autofree char *subject = NULL;

      g_date_strftime (day, sizeof day, "%Y-%m-%d", &first);
      subject = g_strdup (day);
      add_at (fixture, fixture->account, instant (day, 0, 0), "phone", subject, 0, 0, -1);
      g_date_add_days (&first, 1);
    }

  g_date_set_dmy (&today, 10, G_DATE_NOVEMBER, 2025); /* a Monday */
  for (guint i = 0; i < 8; i++)
    {
      g_autoptr(RapportTimelineModel) model = NULL;
      g_autofree char *group = NULL;
      char as_of[16];
      guint n_interactions = 0;

      g_date_strftime (as_of, sizeof as_of, "%Y-%m-%d", &today);
      set_as_of (fixture, as_of);
      model = rapport_timeline_model_new (fixture->workspace, filter);
      wait_for (model);
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (model)); k++)
        {
          g_autoptr(GObject) item = g_list_model_get_item (G_LIST_MODEL (model), k);
          RapportTimelinePlace place = rapport_timeline_model_get_place (model, k);
          g_autoptr(RapportRecord) record = NULL;
          g_autofree char *expected = NULL;
          GDate day;

          if (RAPPORT_IS_TIMELINE_HEADER (item))
            {
              g_free (group);
              group = g_strdup (rapport_timeline_header_get_title (RAPPORT_TIMELINE_HEADER (item)));
              g_assert_cmpint (rapport_timeline_model_get_id (model, k), ==, 0);
              g_assert_cmpint (place, ==, RAPPORT_TIMELINE_INSIDE);
              continue;
            }
          n_interactions++;
          record = rapport_timeline_model_dup_record (model, k);
          g_date_set_parse (&day, rapport_record_get_text (record, "subject"));
          g_assert_cmpint (rapport_timeline_model_get_id (model, k), ==, rapport_record_get_id (record));
          g_assert_cmpint (rapport_timeline_entry_get_id (RAPPORT_TIMELINE_ENTRY (item)), ==,
                           rapport_record_get_id (record));
          if (g_date_compare (&day, &today) > 0)
            continue; /* what is ahead stands with its day */
          expected = expected_group (&day, &today);
          if (expected != NULL)
            g_assert_cmpstr (group, ==, expected);
          else
            {
              char weekday[32];

              g_date_strftime (weekday, sizeof weekday, "%A", &day);
              g_assert_cmpstr (group, ==, weekday);
            }
          g_assert_cmpint ((place & RAPPORT_TIMELINE_SINGLE_DAY) != 0, ==,
                           expected == NULL || g_str_equal (expected, "Today") || g_str_equal (expected, "Yesterday"));
          g_assert_cmpint ((place & RAPPORT_TIMELINE_FIRST) != 0, ==,
                           rapport_timeline_model_get_id (model, k - 1) == 0);
          g_assert_cmpint ((place & RAPPORT_TIMELINE_LAST) != 0, ==, rapport_timeline_model_get_id (model, k + 1) == 0);
        }
      g_assert_cmpuint (n_interactions, ==, rapport_timeline_model_get_n_interactions (model));
      g_date_add_days (&today, 1);
    }
}

static void
test_clock_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportTimelineFilter) filter = rapport_timeline_filter_new (fixture->account);
  gint64 midnight = instant ("2025-10-26", 0, 0);

  /* This day has 25 hours in Berlin. */
  g_assert_cmpint (instant ("2025-10-27", 0, 0) - midnight, ==, 25 * 3600);
  add_at (fixture, fixture->account, midnight - 60, "phone", "Before", 0, 0, -1);
  add_at (fixture, fixture->account, midnight, "phone", "First", 0, 0, -1);
  add_at (fixture, fixture->account, midnight + 2 * 3600 + 1800, "phone", "Summer", 0, 0, -1);
  add_at (fixture, fixture->account, midnight + 3 * 3600 + 1800, "phone", "Winter", 0, 0, -1);
  add_at (fixture, fixture->account, midnight + 25 * 3600 - 1, "phone", "Last", 0, 0, -1);
  add_at (fixture, fixture->account, midnight + 25 * 3600, "phone", "After", 0, 0, -1);
  set_as_of (fixture, "2025-10-27");
  check (fixture, filter, "[Today] After [Yesterday] Last Winter Summer First [Saturday] Before");
  filter->from = filter->until = rapport_day_parse ("2025-10-26");
  check (fixture, filter, "[Yesterday] Last Winter Summer First");
}

static void
test_future (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportTimelineFilter) filter = rapport_timeline_filter_new (fixture->account);
  RapportDay today = rapport_workspace_get_today (fixture->workspace);

  add_at (fixture, fixture->account, rapport_day_to_instant (today, NULL) + 3600, "phone", "Now", 0, 0, -1);
  add_at (fixture, fixture->account, rapport_day_to_instant (today + 1, NULL) + 3600, "phone", "Soon", 0, 0, -1);
  check (fixture, filter, "[Tomorrow] Soon [Today] Now");
}

static void
overview_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static RapportTimelineOverview *
load_overview (Fixture *fixture, gint64 account, RapportDay from)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  RapportTimelineOverview *overview;

  rapport_timeline_overview_load_async (fixture->workspace, account, from, NULL, NULL, overview_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  overview = rapport_timeline_overview_load_finish (result, &error);
  g_assert_no_error (error);
  return overview;
}

static void
test_overview (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportTimelineOverview) overview = NULL;
  g_autoptr(RapportTimelineOverview) all = NULL;
  g_autoptr(RapportTimelineOverview) year = NULL;
  gint64 complaint = add_episode (fixture, "complaint", "Late", "2025-11-18", NULL);
  gint64 talk = add_episode (fixture, "social", "Keeping in touch", "2025-10-01", "2025-10-20");
  const RapportTimelineEpisode *episode;
  const RapportTimelineDot *dot;

  add_at (fixture, fixture->account, instant ("2025-11-18", 9, 0), "phone", "One", 0, complaint, -1);
  add_at (fixture, fixture->account, instant ("2025-11-18", 23, 59), "phone", "Two", 0, complaint, -1);
  add_at (fixture, fixture->account, instant ("2025-11-18", 10, 0), "phone", "Three", 0, complaint, 1);
  add_at (fixture, fixture->account, instant ("2025-10-02", 10, 0), "meal", "Four", 0, talk, -1);
  add_at (fixture, fixture->account, instant ("2025-09-02", 0, 0), "phone", "Five", 0, 0, -1);
  add_at (fixture, fixture->other, instant ("2024-09-02", 0, 0), "phone", "Six", 0, 0, 1);
  set_as_of (fixture, "2025-11-20");

  overview = load_overview (fixture, fixture->account, RAPPORT_DAY_NONE);
  g_assert_cmpuint (overview->n_all, ==, 5);
  g_assert_cmpint (overview->first, ==, rapport_day_parse ("2025-09-02"));
  g_assert_cmpuint (overview->episodes->len, ==, 2);
  episode = g_ptr_array_index (overview->episodes, 0);
  g_assert_cmpint (episode->id, ==, talk);
  g_assert_cmpint (episode->lane, ==, RAPPORT_TIMELINE_SOCIAL);
  g_assert_false (episode->open);
  g_assert_cmpint (episode->until, ==, rapport_day_parse ("2025-10-20"));
  episode = g_ptr_array_index (overview->episodes, 1);
  g_assert_cmpint (episode->lane, ==, RAPPORT_TIMELINE_COMPLAINTS);
  g_assert_true (episode->open);
  g_assert_cmpint (episode->until, ==, rapport_day_parse ("2025-11-20"));
  g_assert_cmpstr (episode->title, ==, "Late");
  g_assert_cmpuint (overview->dots->len, ==, 4); /* two of one day, lane and kind are one */
  dot = &g_array_index (overview->dots, RapportTimelineDot, 0);
  g_assert_cmpint (dot->day, ==, rapport_day_parse ("2025-09-02"));
  g_assert_cmpint (dot->lane, ==, RAPPORT_TIMELINE_SERVICE);
  g_assert_false (dot->social);
  dot = &g_array_index (overview->dots, RapportTimelineDot, 1);
  g_assert_cmpint (dot->lane, ==, RAPPORT_TIMELINE_SOCIAL);
  g_assert_true (dot->social);
  dot = &g_array_index (overview->dots, RapportTimelineDot, 3);
  g_assert_cmpint (dot->day, ==, rapport_day_parse ("2025-11-18"));
  g_assert_cmpint (dot->lane, ==, RAPPORT_TIMELINE_COMPLAINTS);

  year = load_overview (fixture, 0, rapport_day_parse ("2024-11-20"));
  g_assert_cmpuint (year->n_all, ==, 6);
  g_assert_cmpint (year->first, ==, rapport_day_parse ("2024-09-02"));
  g_assert_cmpuint (year->dots->len, ==, 4);
  g_assert_cmpint (g_array_index (year->dots, RapportTimelineDot, 0).day, ==, rapport_day_parse ("2025-09-02"));
  all = load_overview (fixture, 0, RAPPORT_DAY_NONE);
  g_assert_cmpuint (all->dots->len, ==, 5);
  g_assert_cmpuint (all->n_all, ==, 6);
  g_assert_cmpint (all->first, ==, rapport_day_parse ("2024-09-02"));
}

static void
test_episodes (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportRecord) record = NULL;
  g_autoptr(RapportRecord) episode = NULL;
  gint64 ids[3], id;

  ids[0] = add_at (fixture, fixture->account, instant ("2025-03-06", 9, 0), "phone", "Second", 0, 0, -1);
  ids[1] = add_at (fixture, fixture->account, instant ("2025-03-04", 9, 0), "phone", "First", 0, 0, -1);
  ids[2] = add_at (fixture, fixture->other, instant ("2025-03-05", 9, 0), "phone", "Elsewhere", 0, 0, -1);

  refuse_act (fixture, rapport_entry_act_begin_episode (fixture->workspace, ids, 3, "service"));

  do_act (fixture, rapport_entry_act_begin_episode (fixture->workspace, ids, 1, "service"));
  record = rapport_workspace_get_record (fixture->workspace, RAPPORT_KIND_INTERACTION, ids[0]);
  id = rapport_record_get_int (record, "episode");
  episode = rapport_workspace_get_record (fixture->workspace, RAPPORT_KIND_EPISODE, id);
  g_assert_cmpstr (rapport_record_get_title (episode), ==, "Second");
  g_assert_cmpint (rapport_record_get_int (episode, "started"), ==, rapport_day_parse ("2025-03-06"));

  /* One from before makes the episode begin earlier. */
  do_act (fixture, rapport_entry_act_set_episode (fixture->workspace, &ids[1], 1, id));
  g_assert_cmpint (rapport_record_get_int (episode, "started"), ==, rapport_day_parse ("2025-03-04"));
  refuse_act (fixture, rapport_entry_act_set_episode (fixture->workspace, &ids[2], 1, id));

  do_act (fixture, rapport_entry_act_set_episode (fixture->workspace, ids, 2, 0));
  g_assert_cmpint (rapport_record_get_int (record, "episode"), ==, RAPPORT_UNSET);
  do_act (fixture, rapport_entry_act_begin_episode (fixture->workspace, ids, 2, "complaint"));
  g_assert_cmpint (rapport_record_get_int (record, "episode"), !=, id);
  id = rapport_record_get_int (record, "episode");
  do_act (fixture, rapport_entry_act_delete_episode (fixture->workspace, id));
  g_assert_cmpint (rapport_record_get_int (record, "episode"), ==, RAPPORT_UNSET);
}

typedef struct
{
  GArray *shadow;
  guint   n_signals;
} Shadow;

static void
replay_cb (GListModel *model, guint position, guint removed, guint added, gpointer data)
{
  Shadow *shadow = data;

  shadow->n_signals++;
  g_assert_true (removed == 0 || added == 0);
  g_assert_cmpuint (position + removed, <=, shadow->shadow->len);
  if (removed > 0)
    g_array_remove_range (shadow->shadow, position, removed);
  for (guint i = 0; i < added; i++)
    {
      gint64 id = rapport_timeline_model_get_id (RAPPORT_TIMELINE_MODEL (model), position + i);

      g_array_insert_val (shadow->shadow, position + i, id);
    }
  /* True after each signal, not only after the last. */
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, shadow->shadow->len);
}

static void
test_contract (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportTimelineFilter) filter = rapport_timeline_filter_new (fixture->account);
  g_autoptr(RapportTimelineModel) model = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Shadow shadow = { g_array_new (FALSE, FALSE, sizeof (gint64)), 0 };

  set_as_of (fixture, "2025-11-20");
  model = rapport_timeline_model_new (fixture->workspace, filter);
  g_signal_connect (model, "items-changed", G_CALLBACK (replay_cb), &shadow);
  wait_for (model);
  for (guint step = 0; step < 150; step++)
    {
      int dice = ids->len > 0 ? g_test_rand_int_range (0, 10) : 0;
      guint n = ids->len > 0 ? (guint) g_test_rand_int_range (0, (int) ids->len) : 0;
      gint64 at = instant ("2025-11-20", 9, 0) - g_test_rand_int_range (0, 60 * 86400);
      g_autofree char *rows = NULL;
      g_autofree char *fresh = NULL;
      RapportRow *row;
      gint64 id, end;

      if (dice < 5)
        {
          id = add_at (fixture, fixture->account, at, "phone", "x", 0, 0, -1);
          g_array_append_val (ids, id);
        }
      else if (dice < 8)
        {
          row = rapport_row_new (RAPPORT_KIND_INTERACTION);
          rapport_row_set_id (row, g_array_index (ids, gint64, n));
          rapport_row_put (row, "at", at, NULL);
          save (fixture, row);
        }
      else
        {
          do_act (fixture, rapport_act_trash (RAPPORT_KIND_INTERACTION, &g_array_index (ids, gint64, n), 1));
          g_array_remove_index (ids, n);
        }
      fresh = list (fixture, filter);
      /* What was written is told a little later. */
      for (end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;
           g_strcmp0 (rows, fresh) != 0 && g_get_monotonic_time () < end;)
        {
          while (g_main_context_iteration (NULL, FALSE))
            ;
          wait_for (model);
          g_free (rows);
          rows = tell (model);
        }
      g_assert_cmpstr (rows, ==, fresh);
      g_assert_cmpuint (rapport_timeline_model_get_n_interactions (model), ==, ids->len);
      g_assert_cmpuint (shadow.shadow->len, ==, g_list_model_get_n_items (G_LIST_MODEL (model)));
      for (guint i = 0; i < shadow.shadow->len; i++)
        g_assert_cmpint (g_array_index (shadow.shadow, gint64, i), ==, rapport_timeline_model_get_id (model, i));
    }
  g_assert_cmpuint (shadow.n_signals, <, 150 * 5);
  g_array_unref (shadow.shadow);
}

/* Lists of any kind against rapport_id_list_replace(). */
typedef struct { GObject parent; GArray *ids; } IdList;
typedef struct { GObjectClass parent; } IdListClass;
static GType id_list_get_type (void);
static GType id_list_item_type (GListModel *list) { return G_TYPE_OBJECT; }
static guint id_list_n_items (GListModel *list) { return ((IdList *) list)->ids->len; }
static gpointer id_list_item (GListModel *list, guint position) { return NULL; }
static void
id_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = id_list_item_type;
  iface->get_n_items = id_list_n_items;
  iface->get_item = id_list_item;
}
G_DEFINE_TYPE_WITH_CODE (IdList, id_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, id_list_model_init))
static void id_list_class_init (IdListClass *klass) { }
static void id_list_init (IdList *self) { self->ids = g_array_new (FALSE, FALSE, sizeof (gint64)); }

static void
id_list_replay_cb (IdList *list, guint position, guint removed, guint added, Shadow *shadow)
{
  shadow->n_signals++;
  g_assert_true (removed == 0 || added == 0);
  if (removed > 0)
    g_array_remove_range (shadow->shadow, position, removed);
  if (added > 0)
    g_array_insert_vals (shadow->shadow, position, &g_array_index (list->ids, gint64, position), added);
  g_assert_cmpuint (shadow->shadow->len, ==, list->ids->len);
}

static void
test_id_list (void)
{
  IdList *list = g_object_new (id_list_get_type (), NULL);
  Shadow shadow = { g_array_new (FALSE, FALSE, sizeof (gint64)), 0 };

  g_signal_connect (list, "items-changed", G_CALLBACK (id_list_replay_cb), &shadow);
  for (guint step = 0; step < 3000; step++)
    {
      GArray *next = g_array_new (FALSE, FALSE, sizeof (gint64));
      guint n = (guint) g_test_rand_int_range (0, 4) == 0 ? 60 : 4;
      g_autoptr(GArray) wanted = NULL;

      g_array_append_vals (next, list->ids->data, list->ids->len);
      for (guint k = (guint) g_test_rand_int_range (0, (int) n); k > 0; k--)
        {
          gint64 id = (gint64) step * 1000 + k;

          if (next->len > 0 && g_test_rand_bit ())
            {
              guint at = (guint) g_test_rand_int_range (0, (int) next->len);

              id = g_array_index (next, gint64, at);
              g_array_remove_index (next, at);
              if (g_test_rand_bit ())
                continue;
            }
          g_array_insert_val (next, (guint) g_test_rand_int_range (0, (int) next->len + 1), id);
        }
      wanted = g_array_copy (next);
      rapport_id_list_replace (G_LIST_MODEL (list), &list->ids, next);
      g_assert_cmpmem (list->ids->data, list->ids->len * sizeof (gint64), wanted->data, wanted->len * sizeof (gint64));
      g_assert_cmpmem (shadow.shadow->data, shadow.shadow->len * sizeof (gint64), wanted->data,
                       wanted->len * sizeof (gint64));
    }
  g_array_unref (list->ids);
  g_object_unref (list);
  g_array_unref (shadow.shadow);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportTimelineFilter) filter = rapport_timeline_filter_new (fixture->account);

  /* A list that nobody holds is gone at once, with its query under way. */
  for (guint i = 0; i < 20; i++)
    {
      RapportTimelineModel *model = rapport_timeline_model_new (fixture->workspace, filter);

      g_assert_true (rapport_timeline_model_is_loading (model));
      g_assert_finalize_object (model);
    }
  check (fixture, filter, "");
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "Europe/Berlin", TRUE);
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/timeline-service/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("filters", test_filters);
  ADD ("groups", test_groups);
  ADD ("clock-change", test_clock_change);
  ADD ("future", test_future);
  ADD ("overview", test_overview);
  ADD ("episodes", test_episodes);
  ADD ("contract", test_contract);
  ADD ("cancel", test_cancel);
  g_test_add_func ("/timeline-service/id-list", test_id_list);
  return g_test_run ();
}
