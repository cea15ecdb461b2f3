/* A workspace with one customer of whom everything is known, as of Thursday 20 November 2025. */
#pragma once

#include "core/rapport-records.h"
#include "service/rapport-board-service.h"
#include "service/rapport-workspace.h"
#include "workspace-fixture.h"

typedef struct
{
  char             *directory;
  RapportWorkspace *workspace;
  gint64            member;
  gint64            account;
  gint64            person;
  gint64            affiliation;
  gint64            complaint;
  gint64            purchase;
  gint64            overdue;
} AccountFixture;

static inline gint64
account_fixture_save (AccountFixture *fixture, RapportRow *row)
{
  return workspace_save (fixture->workspace, row);
}

static inline void
account_fixture_do (AccountFixture *fixture, RapportAct *act)
{
  workspace_do (fixture->workspace, act);
}

static inline gint64
account_fixture_day (const char *day)
{
  return rapport_day_parse (day);
}

static inline gint64
account_fixture_at (const char *day, int hour)
{
  return rapport_day_to_instant (rapport_day_parse (day), NULL) + hour * 3600;
}

static inline gint64
account_fixture_purchase (AccountFixture *fixture, const char *day, const char *title, gint64 total, gint64 cost)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_PURCHASE);

  rapport_row_set_int (row, RAPPORT_PURCHASE_ACCOUNT, fixture->account);
  rapport_row_set_int (row, RAPPORT_PURCHASE_DAY, account_fixture_day (day));
  rapport_row_set_text (row, RAPPORT_PURCHASE_TITLE, title);
  rapport_row_set_int (row, RAPPORT_PURCHASE_TOTAL, total);
  if (cost != 0)
    rapport_row_set_int (row, RAPPORT_PURCHASE_COST, cost);
  return account_fixture_save (fixture, row);
}

static inline gint64
account_fixture_promise (AccountFixture *fixture,
                         const char     *title,
                         const char     *kind,
                         const char     *due,
                         const char     *done)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_COMMITMENT);

  rapport_row_set_int (row, RAPPORT_COMMITMENT_ACCOUNT, fixture->account);
  rapport_row_set_text (row, RAPPORT_COMMITMENT_TITLE, title);
  rapport_row_set_text (row, RAPPORT_COMMITMENT_KIND, kind);
  rapport_row_set_int (row, RAPPORT_COMMITMENT_PERSON, fixture->person);
  rapport_row_set_int (row, RAPPORT_COMMITMENT_MADE, account_fixture_day ("2025-11-01"));
  rapport_row_set_int (row, RAPPORT_COMMITMENT_FIRST_DUE, account_fixture_day (due));
  rapport_row_set_int (row, RAPPORT_COMMITMENT_DUE, account_fixture_day (due));
  if (done != NULL)
    {
      rapport_row_set_int (row, RAPPORT_COMMITMENT_DONE, account_fixture_day (done));
      rapport_row_set_text (row, RAPPORT_COMMITMENT_OUTCOME, g_strcmp0 (done, due) <= 0 ? "kept" : "late");
    }
  return account_fixture_save (fixture, row);
}

static inline void
account_fixture_said (AccountFixture *fixture,
                      const char     *day,
                      const char     *channel,
                      const char     *subject,
                      gint64          episode)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_INTERACTION);

  rapport_row_set_int (row, RAPPORT_INTERACTION_ACCOUNT, fixture->account);
  rapport_row_set_int (row, RAPPORT_INTERACTION_AT, account_fixture_at (day, 10));
  rapport_row_set_text (row, RAPPORT_INTERACTION_CHANNEL, channel);
  rapport_row_set_text (row, RAPPORT_INTERACTION_DIRECTION, "out");
  rapport_row_set_text (row, RAPPORT_INTERACTION_SUBJECT, subject);
  rapport_row_set_int (row, RAPPORT_INTERACTION_PERSON, fixture->person);
  if (episode != 0)
    rapport_row_set_int (row, RAPPORT_INTERACTION_EPISODE, episode);
  account_fixture_save (fixture, row);
}

static inline void
account_fixture_set_up (AccountFixture *fixture, gconstpointer data)
{
  static const char *const moves[][2] = { { "101", "2019-01-14" }, { "102", "2019-02-11" }, { "103", "2019-03-08" },
                                          { "104", "2019-09-20" }, { "105", "2021-05-03" }, { "106", "2023-08-15" } };
  static const struct { const char *day, *title; gint64 total, cost; } purchases[] = {
    { "2025-10-14", "Seal and gasket contract, three years", 3890000, 2668540 },
    { "2025-10-02", "Dock leveller spare parts", 1110000, 761460 },
    { "2025-07-17", "Summer maintenance round", 4790000, 3285940 }, { "2025-03-14", "Door seals", 4630000, 3176180 },
    { "2025-01-20", "Dock shelter", 4010000, 2750860 }, { "2024-10-20", "Spare parts", 4600000, 3192400 },
    { "2024-07-20", "Spare parts", 4240000, 2942560 }, { "2024-04-20", "Spare parts", 4300000, 2984200 },
    { "2024-01-20", "Spare parts", 4210000, 2921740 },
    { "2019-03-08", "First order", 500000, 0 } };
  g_autoptr(GError) error = NULL;
  RapportRow *row;

  fixture->workspace = workspace_make ("Veldhuis Service", &fixture->directory);
  g_assert_true (rapport_store_set_as_of (rapport_workspace_get_store (fixture->workspace),
                                          account_fixture_day ("2025-11-20"), &error));
  g_assert_no_error (error);

  row = rapport_row_new (RAPPORT_KIND_MEMBER);
  rapport_row_put (row, "name", "Ines Duarte", NULL);
  fixture->member = account_fixture_save (fixture, row);
  rapport_workspace_set_member (fixture->workspace, fixture->member);

  row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  rapport_row_put (row, "name", "Nordwind Logistik", "account_group", "Key accounts", "industry", "Transport",
                   "city", "Hamburg",
                   "country", "Germany", "preferred_channel", "phone", "preferred_time", "Tue to Thu, 8 to 10 h",
                   "motive", "security", "avoid", "Shift change, 14 h", NULL);
  rapport_row_set_int (row, RAPPORT_ACCOUNT_OWNER, fixture->member);
  rapport_row_set_int (row, RAPPORT_ACCOUNT_STARRED, 1);
  rapport_row_set_int (row, RAPPORT_ACCOUNT_CUSTOMER_SINCE, account_fixture_day ("2019-03-08"));
  fixture->account = account_fixture_save (fixture, row);

  row = rapport_row_new (RAPPORT_KIND_PERSON);
  rapport_row_put (row, "name", "Katrin Voss", "job_title", "Head of operations", "phone", "+49 40 5550 141", NULL);
  fixture->person = account_fixture_save (fixture, row);
  row = rapport_row_new (RAPPORT_KIND_AFFILIATION);
  rapport_row_set_int (row, RAPPORT_AFFILIATION_PERSON, fixture->person);
  rapport_row_set_int (row, RAPPORT_AFFILIATION_ACCOUNT, fixture->account);
  rapport_row_put (row, "role", "decision-maker", NULL);
  fixture->affiliation = account_fixture_save (fixture, row);

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      row = rapport_row_new (RAPPORT_KIND_MOVE);
      rapport_row_put (row, "subject_kind", "account", NULL);
      rapport_row_set_int (row, RAPPORT_MOVE_MODEL, 1);
      rapport_row_set_int (row, RAPPORT_MOVE_SUBJECT, fixture->account);
      if (i > 0)
        rapport_row_set_int (row, RAPPORT_MOVE_FROM_STAGE, g_ascii_strtoll (moves[i - 1][0], NULL, 10));
      rapport_row_set_int (row, RAPPORT_MOVE_TO_STAGE, g_ascii_strtoll (moves[i][0], NULL, 10));
      rapport_row_set_int (row, RAPPORT_MOVE_AT, account_fixture_at (moves[i][1], 9));
      rapport_row_set_int (row, RAPPORT_MOVE_MEMBER, fixture->member);
      account_fixture_save (fixture, row);
    }
  row = rapport_row_new (RAPPORT_KIND_PLACEMENT);
  rapport_row_put (row, "subject_kind", "account", NULL);
  rapport_row_set_int (row, RAPPORT_PLACEMENT_MODEL, 1);
  rapport_row_set_int (row, RAPPORT_PLACEMENT_SUBJECT, fixture->account);
  rapport_row_set_int (row, RAPPORT_PLACEMENT_STAGE, 106);
  rapport_row_set_int (row, RAPPORT_PLACEMENT_SINCE, account_fixture_day ("2023-08-15"));
  account_fixture_save (fixture, row);

  for (guint i = 0; i < G_N_ELEMENTS (purchases); i++)
    {
      gint64 id = account_fixture_purchase (fixture, purchases[i].day, purchases[i].title, purchases[i].total,
                                            purchases[i].cost);

      if (i == 0)
        fixture->purchase = id;
    }

  row = rapport_row_new (RAPPORT_KIND_EPISODE);
  rapport_row_put (row, "title", "Technician arrived three hours late", "kind", "complaint", NULL);
  rapport_row_set_int (row, RAPPORT_EPISODE_ACCOUNT, fixture->account);
  rapport_row_set_int (row, RAPPORT_EPISODE_STARTED, account_fixture_day ("2025-11-18"));
  fixture->complaint = account_fixture_save (fixture, row);
  account_fixture_said (fixture, "2025-11-18", "phone", "Cold store door 4", fixture->complaint);
  account_fixture_said (fixture, "2025-11-19", "email", "Apology, cause and promise of a credit note",
                        fixture->complaint);
  account_fixture_said (fixture, "2025-11-19", "email", "Second mail", fixture->complaint);
  account_fixture_said (fixture, "2025-11-20", "phone", "Told him the credit note is at accounts", fixture->complaint);
  account_fixture_said (fixture, "2025-11-14", "visit", "Thanked for the harbour photo", 0);

  account_fixture_promise (fixture, "Kept in time", "promise", "2025-10-01", "2025-09-30");
  account_fixture_promise (fixture, "Kept too late", "promise", "2025-09-01", "2025-09-03");
  account_fixture_promise (fixture, "Long ago", "promise", "2023-09-01", "2023-09-03");
  fixture->overdue = account_fixture_promise (fixture, "Send credit note CN-2025-118", "promise", "2025-11-19", NULL);
  account_fixture_promise (fixture, "Ask whether door 4 holds", "next-step", "2025-11-21", NULL);
}

static inline void
account_fixture_tear_down (AccountFixture *fixture, gconstpointer data)
{
  workspace_drop (fixture->workspace, fixture->directory);
}
