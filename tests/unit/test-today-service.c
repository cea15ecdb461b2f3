#include "config.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <math.h>

#include "core/rapport-records.h"
#include "service/rapport-board-service.h"
#include "service/rapport-entry.h"
#include "service/rapport-today-figures.h"
#include "service/rapport-today-service.h"
#include "workspace-fixture.h"

typedef struct
{
  char             *dir;
  RapportWorkspace *workspace;
  RapportDay        today;
} Fixture;

static void
fixture_clear (Fixture *f)
{
  workspace_drop (f->workspace, f->dir);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fixture, fixture_clear)

static void
go_to (Fixture    *f,
       RapportDay  day)
{
  g_autoptr(GError) error = NULL;

  rapport_store_set_as_of (rapport_workspace_get_store (f->workspace), day, &error);
  g_assert_no_error (error);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (rapport_workspace_get_today (f->workspace), ==, day);
}

static Fixture
fixture_new (void)
{
  Fixture f = { NULL, NULL, rapport_day_parse ("2025-11-20") };

  f.workspace = workspace_make ("Test", &f.dir);
  go_to (&f, f.today);
  return f;
}

static void
undo (Fixture *f)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) changes = rapport_store_undo (rapport_workspace_get_store (f->workspace), FALSE, FALSE,
                                                          NULL, &error);

  g_assert_no_error (error);
}

static gint64
add_member (Fixture    *f,
            const char *name)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_MEMBER);

  rapport_row_put (row, "name", name, "active", (gint64) 1, NULL);
  return workspace_save (f->workspace, row);
}

static gint64
add_account (Fixture    *f,
             const char *name,
             gint64      value,
             gint64      owner)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);

  rapport_row_put (row, "name", name, "estimated_value", value, "owner", owner ? owner : RAPPORT_UNSET, NULL);
  return workspace_save (f->workspace, row);
}

static gint64
add_commitment (Fixture    *f,
                gint64      account,
                const char *title,
                const char *kind,
                const char *side,
                gint64      owner,
                int         due_in)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_COMMITMENT);

  rapport_row_put (row, "account", account, "title", title, "kind", kind, "side", side, "owner",
                   owner ? owner : RAPPORT_UNSET,
                   "made", (gint64) f->today - 60, "first_due", (gint64) f->today + due_in, "due",
                   (gint64) f->today + due_in, NULL);
  return workspace_save (f->workspace, row);
}

static gint64
add_complaint (Fixture    *f,
               gint64      account,
               const char *title,
               int         days,
               gint64      cause)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_EPISODE);

  rapport_row_put (row, "account", account, "title", title, "kind", "complaint", "started", (gint64) f->today - days,
                   "cause", cause ? cause : RAPPORT_UNSET, NULL);
  return workspace_save (f->workspace, row);
}

static void
add_purchase (Fixture    *f,
              gint64      account,
              RapportDay  day,
              gint64      total,
              const char *currency)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_PURCHASE);

  rapport_row_put (row, "account", account, "day", (gint64) day, "title", "Order", "total", total, "currency",
                   currency, NULL);
  workspace_save (f->workspace, row);
}

static gint64
add_contact (Fixture    *f,
             gint64      account,
             int         days_ago,
             gint64      episode,
             const char *direction)
{
  RapportRow *row = rapport_row_new (RAPPORT_KIND_INTERACTION);

  rapport_row_put (row, "account", account, "at", rapport_day_to_instant (f->today - days_ago, NULL) + 12 * 3600,
                   "channel", "phone",
                   "direction", direction, "subject", "Talk", "episode", episode ? episode : RAPPORT_UNSET, NULL);
  return workspace_save (f->workspace, row);
}

/* Talks every @gap days, the last one @silence days ago. */
static void
add_rhythm (Fixture *f,
            gint64   account,
            int      gap,
            int      silence)
{
  for (int i = 0; i < 5; i++)
    add_contact (f, account, silence + i * gap, 0, "out");
}

static RapportToday *
load (Fixture *f,
      gint64   owner)
{
  g_autoptr(GError) error = NULL;
  RapportToday *today = rapport_today_load (f->workspace, owner, &error);

  g_assert_no_error (error);
  return today;
}

static const RapportNeed *
need_at (RapportToday *today,
         guint         i)
{
  g_assert_cmpuint (i, <, today->needs->len);
  return g_ptr_array_index (today->needs, i);
}

static const RapportNeed *
find_need (RapportToday *today,
           gint64        account)
{
  for (guint i = 0; i < today->needs->len; i++)
    if (need_at (today, i)->account == account)
      return need_at (today, i);
  return NULL;
}

static void
test_order (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 silent = add_account (&f, "Silent", 900, 0), step_due = add_account (&f, "Step due", 800, 0);
  gint64 step = add_account (&f, "Step overdue", 800, 0), promise_due = add_account (&f, "Promise due", 800, 0);
  gint64 complaint = add_account (&f, "Complaint", 100, 0), promise = add_account (&f, "Promise", 50, 0);
  gint64 quiet = add_account (&f, "Quiet", 5000, 0);
  static const RapportNeedKind kinds[] = { RAPPORT_NEED_COMPLAINT, RAPPORT_NEED_PROMISE_OVERDUE,
                                           RAPPORT_NEED_SILENT, RAPPORT_NEED_PROMISE_DUE,
                                           RAPPORT_NEED_STEP_OVERDUE, RAPPORT_NEED_STEP_DUE };
  g_autofree char *words = NULL;

  add_rhythm (&f, silent, 10, 40);
  add_rhythm (&f, quiet, 10, 15);
  add_commitment (&f, step_due, "Call", "next-step", "ours", 0, 0);
  add_commitment (&f, step, "Call", "next-step", "ours", 0, -3);
  add_commitment (&f, promise_due, "Offer", "promise", "ours", 0, 0);
  add_commitment (&f, promise, "Offer", "promise", "ours", 0, -1);
  add_complaint (&f, complaint, "Late", 4, 1);

  g_autoptr(RapportToday) today = load (&f, 0);
  g_assert_cmpuint (today->needs->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_assert_cmpint (need_at (today, i)->kind, ==, kinds[i]);
  g_assert_cmpuint (today->n_needs, ==, 6);
  g_assert_cmpint (today->needs_value, ==, 900 + 3 * 800 + 100 + 50);
  g_assert_true (today->needs_estimated);
  g_assert_true (today->has_accounts);
  g_assert_cmpint (need_at (today, 1)->account, ==, promise);
  g_assert_cmpint (need_at (today, 1)->days, ==, 1);
  g_assert_cmpint (need_at (today, 2)->days, ==, 40);
  g_assert_cmpint (need_at (today, 2)->usual_gap, ==, 10);
  g_assert_cmpint (need_at (today, 2)->record, ==, 0);
  words = rapport_need_describe (need_at (today, 1));
  g_assert_cmpstr (words, ==, "Promise 1 day overdue: Offer");
  g_clear_pointer (&words, g_free);
  words = rapport_need_describe (need_at (today, 0));
  g_assert_cmpstr (words, ==, "Complaint open for 4 days, no reply yet: Late");
  g_clear_pointer (&words, g_free);
  words = rapport_need_describe (need_at (today, 2));
  g_assert_cmpstr (words, ==, "Silent for 40 days, usual gap is 10");
}

static void
test_one_row (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 a = add_account (&f, "A", 100, 0);
  gint64 older;

  add_rhythm (&f, a, 10, 100);
  add_commitment (&f, a, "Call", "next-step", "ours", 0, -20);
  add_complaint (&f, a, "Late", 50, 1);
  add_commitment (&f, a, "Offer", "promise", "ours", 0, -1);
  older = add_commitment (&f, a, "Credit note", "promise", "ours", 0, -2);

  g_autoptr(RapportToday) today = load (&f, 0);
  g_assert_cmpuint (today->n_needs, ==, 1);
  g_assert_cmpint (need_at (today, 0)->kind, ==, RAPPORT_NEED_PROMISE_OVERDUE);
  g_assert_cmpint (need_at (today, 0)->record, ==, older);
  g_assert_cmpuint (need_at (today, 0)->n_more, ==, 3);

  /* Once the most pressing is done, the next stands for it. */
  workspace_do (f.workspace, rapport_entry_act_finish_commitment (f.workspace, older, RAPPORT_DAY_NONE, NULL));
  g_autoptr(RapportToday) then = load (&f, 0);
  g_assert_cmpstr (need_at (then, 0)->title, ==, "Offer");
  g_assert_cmpuint (need_at (then, 0)->n_more, ==, 2);
  undo (&f);
  g_autoptr(RapportToday) again = load (&f, 0);
  g_assert_true (rapport_need_equal (need_at (again, 0), need_at (today, 0)));
}

static void
test_left_out (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 ended = add_account (&f, "Ended", 1, 0), trashed = add_account (&f, "Trashed", 1, 0),
         theirs = add_account (&f, "Theirs", 1, 0);
  gint64 later = add_account (&f, "Later", 1, 0), planned = add_account (&f, "Planned", 1, 0),
         over = add_account (&f, "Over", 1, 0);
  gint64 promise;

  add_commitment (&f, ended, "Offer", "promise", "ours", 0, -5);
  add_complaint (&f, ended, "Late", 5, 1);
  add_rhythm (&f, ended, 5, 100);
  workspace_do (f.workspace, rapport_board_act_end (f.workspace, &ended, 1, "moved-brand", "customer", NULL));
  add_commitment (&f, trashed, "Offer", "promise", "ours", 0, -5);
  workspace_do (f.workspace, rapport_act_trash (RAPPORT_KIND_ACCOUNT, &trashed, 1));
  add_commitment (&f, theirs, "Their papers", "promise", "theirs", 0, -5);
  add_commitment (&f, later, "Offer", "promise", "ours", 0, 4);
  add_complaint (&f, later, "Of tomorrow", -1, 1);
  add_rhythm (&f, planned, 5, 100);
  add_commitment (&f, planned, "Visit", "next-step", "ours", 0, 9);
  promise = add_commitment (&f, over, "Offer", "promise", "ours", 0, -5);
  workspace_do (f.workspace, rapport_entry_act_finish_commitment (f.workspace, promise, RAPPORT_DAY_NONE, "withdrawn"));
  promise = add_commitment (&f, over, "Offer", "promise", "ours", 0, -5);
  workspace_do (f.workspace, rapport_act_trash (RAPPORT_KIND_COMMITMENT, &promise, 1));

  g_autoptr(RapportToday) today = load (&f, 0);
  g_assert_cmpuint (today->n_needs, ==, 0);
  g_assert_cmpuint (today->n_put_off, ==, 0);
  g_assert_cmpint (today->next_due, ==, f.today + 4);

  go_to (&f, f.today + 4);
  g_autoptr(RapportToday) then = load (&f, 0);
  g_assert_cmpuint (then->n_needs, ==, 1);
  g_assert_cmpint (need_at (then, 0)->kind, ==, RAPPORT_NEED_COMPLAINT);
  g_assert_cmpint (need_at (then, 0)->days, ==, 3);
  g_assert_cmpuint (need_at (then, 0)->n_more, ==, 1);
}

static void
test_answered (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 a = add_account (&f, "A", 3, 0), b = add_account (&f, "B", 2, 0), c = add_account (&f, "C", 1, 0);
  gint64 of_a = add_complaint (&f, a, "Late", 4, 1), of_b = add_complaint (&f, b, "Late", 4, 1);

  add_complaint (&f, c, "Late", 0, 1);
  add_contact (&f, a, 3, of_a, "in");
  g_autoptr(RapportToday) today = load (&f, 0);
  g_assert_false (find_need (today, a)->answered);
  add_contact (&f, a, 2, of_a, "out");
  workspace_do (f.workspace,
                rapport_entry_act_complaint_step (f.workspace, of_b, RAPPORT_ENTRY_ACKNOWLEDGE, RAPPORT_UNSET, NULL));
  g_autoptr(RapportToday) then = load (&f, 0);
  g_assert_true (find_need (then, a)->answered);
  g_assert_true (find_need (then, b)->answered);
  g_assert_false (find_need (then, c)->answered);
}

static void
test_snooze (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 accounts[3] = { add_account (&f, "Promise", 3, 0), add_account (&f, "Complaint", 2, 0),
                         add_account (&f, "Silent", 1, 0) };

  add_commitment (&f, accounts[0], "Offer", "promise", "ours", 0, -1);
  add_complaint (&f, accounts[1], "Late", 4, 1);
  add_rhythm (&f, accounts[2], 5, 50);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(RapportToday) today = load (&f, 0);
      const RapportNeed *need = find_need (today, accounts[i]);

      g_assert_nonnull (need);
      workspace_do (f.workspace,
                    rapport_today_act_snooze (f.workspace, need, rapport_day_to_instant (f.today + 7, NULL)));
    }

  g_autoptr(RapportToday) none = load (&f, 0);
  g_assert_cmpuint (none->n_needs, ==, 0);
  g_assert_cmpuint (none->n_put_off, ==, 3);
  undo (&f);
  g_autoptr(RapportToday) silent = load (&f, 0);
  g_assert_cmpuint (silent->n_needs, ==, 1);
  g_assert_cmpint (need_at (silent, 0)->kind, ==, RAPPORT_NEED_SILENT);
  g_assert_cmpuint (silent->n_put_off, ==, 2);

  go_to (&f, f.today + 6);
  g_autoptr(RapportToday) before = load (&f, 0);
  g_assert_cmpuint (before->n_put_off, ==, 2);
  go_to (&f, f.today + 7);
  g_autoptr(RapportToday) after = load (&f, 0);
  g_assert_cmpuint (after->n_put_off, ==, 0);
  g_assert_cmpuint (after->n_needs, ==, 3);
}

static void
test_owner (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 ines = add_member (&f, "Ines"), tomasz = add_member (&f, "Tomasz"), nobody = add_member (&f, "Nobody");
  gint64 a = add_account (&f, "A", 10, ines), b = add_account (&f, "B", 20, tomasz), c = add_account (&f, "C", 30, 0);
  gint64 both[] = { a, b, c };

  add_commitment (&f, a, "Of the account", "promise", "ours", 0, -1);
  add_commitment (&f, a, "Of a colleague", "promise", "ours", tomasz, -2);
  add_complaint (&f, b, "Late", 4, 2);
  add_rhythm (&f, c, 5, 50);
  add_purchase (&f, a, f.today - 10, 1000, NULL);
  add_purchase (&f, b, f.today - 10, 2000, NULL);
  workspace_do (f.workspace, rapport_board_act_move (f.workspace, 1, both, 3, 104, 0, 0, NULL, NULL));
  go_to (&f, f.today);

  g_autoptr(RapportToday) all = load (&f, 0);
  g_autoptr(RapportToday) of_ines = load (&f, ines);
  g_autoptr(RapportToday) of_tomasz = load (&f, tomasz);
  g_autoptr(RapportToday) of_nobody = load (&f, nobody);
  g_assert_cmpuint (all->n_needs, ==, 3);
  g_assert_cmpuint (all->n_at_risk, ==, 2);
  g_assert_cmpint (all->at_risk, ==, 3000);
  g_assert_cmpuint (g_array_index (all->stages, RapportStageCount, 3).n, ==, 3);
  g_assert_cmpuint (g_array_index (all->stages, RapportStageCount, 3).n_in, ==, 3);
  g_assert_cmpuint (of_ines->n_needs, ==, 1);
  g_assert_cmpstr (need_at (of_ines, 0)->title, ==, "Of the account");
  g_assert_cmpuint (need_at (of_ines, 0)->n_more, ==, 0);
  g_assert_cmpint (of_ines->at_risk, ==, 1000);
  g_assert_cmpuint (of_ines->causes->len, ==, 0);
  g_assert_cmpuint (g_array_index (of_ines->stages, RapportStageCount, 3).n, ==, 1);
  g_assert_cmpuint (g_array_index (of_ines->stages, RapportStageCount, 3).n_in, ==, 1);
  g_assert_cmpuint (of_tomasz->n_needs, ==, 2);
  g_assert_nonnull (find_need (of_tomasz, a));
  g_assert_cmpuint (of_tomasz->causes->len, ==, 1);
  g_assert_cmpuint (of_nobody->n_needs, ==, 0);
  g_assert_true (of_nobody->has_accounts);

  g_autoptr(RapportTodayFigures) figures = rapport_today_figures_load (f.workspace, tomasz, NULL);
  g_assert_cmpint (figures->revenue, ==, 2000);
  g_assert_cmpuint (figures->active.part, ==, 1);
}

static void
test_at_risk (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 a = add_account (&f, "A", 10, 0), b = add_account (&f, "B", 20, 0);

  add_purchase (&f, a, f.today - 10, 1000, NULL);
  add_rhythm (&f, a, 5, 50);
  add_commitment (&f, a, "Call", "next-step", "ours", 0, 0);
  add_complaint (&f, b, "Late", 3, 1);

  /* Silent, though a step of today stands for it; estimates are no revenue; what is put off stays a risk. */
  g_autoptr(RapportToday) today = load (&f, 0);
  g_assert_cmpint (find_need (today, a)->kind, ==, RAPPORT_NEED_STEP_DUE);
  g_assert_cmpuint (today->n_at_risk, ==, 1);
  g_assert_cmpint (today->at_risk, ==, 1000);
  workspace_do (f.workspace, rapport_today_act_snooze (f.workspace, find_need (today, a),
                                                       rapport_day_to_instant (f.today + 7, NULL)));
  g_autoptr(RapportToday) then = load (&f, 0);
  g_assert_cmpint (then->at_risk, ==, 1000);
}

static const RapportStageCount *
stage (RapportToday *today,
       gint64        id)
{
  for (guint i = 0; i < today->stages->len; i++)
    if (g_array_index (today->stages, RapportStageCount, i).stage == id)
      return &g_array_index (today->stages, RapportStageCount, i);
  g_assert_not_reached ();
}

#define assert_stage(today, id, all, in, out) \
  G_STMT_START { g_assert_cmpuint (stage (today, id)->n, ==, all); g_assert_cmpuint (stage (today, id)->n_in, ==, in); \
                 g_assert_cmpuint (stage (today, id)->n_out, ==, out); } G_STMT_END

static void
test_stages (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 a = add_account (&f, "A", 10, 0), b = add_account (&f, "B", 20, 0), c = add_account (&f, "C", 30, 0);
  gint64 all[] = { a, b, c };
  RapportDay first = f.today - 40;

  go_to (&f, first);
  workspace_do (f.workspace, rapport_board_act_move (f.workspace, 1, all, 3, 101, 0, 0, NULL, NULL));
  go_to (&f, first + 11);
  workspace_do (f.workspace, rapport_board_act_move (f.workspace, 1, &a, 1, 102, 0, 0, NULL, NULL));
  go_to (&f, f.today);
  workspace_do (f.workspace, rapport_board_act_move (f.workspace, 1, &a, 1, 104, 0, 0, NULL, NULL));
  workspace_do (f.workspace, rapport_board_act_end (f.workspace, &b, 1, "moved-brand", "customer", NULL));
  go_to (&f, f.today);

  g_autoptr(RapportToday) today = load (&f, 0);
  g_assert_false (today->of_opportunities);
  g_assert_cmpuint (today->stages->len, ==, 7);
  assert_stage (today, 101, 1, 0, 2);
  assert_stage (today, 102, 0, 1, 1);
  assert_stage (today, 104, 1, 1, 0);

  /* Thirty days, today among them: the first move of A leaves the window. */
  go_to (&f, f.today + 1);
  workspace_do (f.workspace, rapport_board_act_win_back (f.workspace, 1, &b, 1, 103));
  go_to (&f, f.today + 1);
  g_autoptr(RapportToday) then = load (&f, 0);
  assert_stage (then, 101, 1, 1, 2);
  assert_stage (then, 102, 0, 0, 1);
  assert_stage (then, 103, 1, 1, 0);

  workspace_do (f.workspace, rapport_act_trash (RAPPORT_KIND_ACCOUNT, &a, 1));
  g_autoptr(RapportToday) without = load (&f, 0);
  assert_stage (without, 104, 0, 0, 0);

  rapport_workspace_set_model (f.workspace, 7);
  g_autoptr(RapportToday) sales = load (&f, 0);
  g_assert_true (sales->of_opportunities);
  g_assert_cmpuint (sales->stages->len, ==, 8);
}

static void
test_causes (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 a = add_account (&f, "A", 10, 0);
  static const gint64 expected[][2] = { { 2, 3 }, { 1, 2 }, { 3, 2 }, { 6, 4 }, { 0, 5 } };

  for (int i = 0; i < 5; i++)
    {
      add_complaint (&f, a, "None", i, 0);
      if (i < 4)
        add_complaint (&f, a, "Other", 80, 6);
      if (i < 3)
        add_complaint (&f, a, "Two", 89, 2);
      if (i < 2)
        {
          add_complaint (&f, a, "Three", 20, 3);
          add_complaint (&f, a, "One", 20, 1);
        }
    }
  add_complaint (&f, a, "Too old", 90, 1);
  add_complaint (&f, a, "To come", -1, 1);

  g_autoptr(RapportToday) today = load (&f, 0);
  g_assert_cmpuint (today->causes->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const RapportCauseCount *count = &g_array_index (today->causes, RapportCauseCount, i);

      g_assert_cmpint (count->cause, ==, expected[i][0]);
      g_assert_cmpuint (count->n, ==, expected[i][1]);
      g_assert_cmpint (count->other, ==, i >= 3);
    }
}

static void
test_promises (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 a = add_account (&f, "A", 10, 0), id;
  g_autoptr(RapportToday) today = NULL;

  /* Kept, late, open and over, broken, withdrawn, theirs, a step, not yet due, more than a year ago. */
  id = add_commitment (&f, a, "Kept", "promise", "ours", 0, -10);
  workspace_do (f.workspace, rapport_entry_act_finish_commitment (f.workspace, id, f.today - 11, NULL));
  id = add_commitment (&f, a, "Late", "promise", "ours", 0, -10);
  workspace_do (f.workspace, rapport_entry_act_finish_commitment (f.workspace, id, f.today - 9, NULL));
  add_commitment (&f, a, "Open", "promise", "ours", 0, -1);
  id = add_commitment (&f, a, "Broken", "promise", "ours", 0, -3);
  workspace_do (f.workspace, rapport_entry_act_finish_commitment (f.workspace, id, RAPPORT_DAY_NONE, "broken"));
  id = add_commitment (&f, a, "Withdrawn", "promise", "ours", 0, -3);
  workspace_do (f.workspace, rapport_entry_act_finish_commitment (f.workspace, id, RAPPORT_DAY_NONE, "withdrawn"));
  add_commitment (&f, a, "Theirs", "promise", "theirs", 0, -3);
  add_commitment (&f, a, "Step", "next-step", "ours", 0, -3);
  add_commitment (&f, a, "Later", "promise", "ours", 0, 3);
  add_commitment (&f, a, "Old", "promise", "ours", 0, -370);

  today = load (&f, 0);
  g_assert_cmpuint (today->promises.part, ==, 1);
  g_assert_cmpuint (today->promises.whole, ==, 4);
}

static void
test_figures (void)
{
  g_auto(Fixture) f = fixture_new ();
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (RapportPurchasePoint));
  g_autoptr(GRand) random = g_rand_new_with_seed (20251120);
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportCohorts) cohorts = NULL;
  RapportDay year_ago = rapport_day_add_years (f.today, -1), two_ago = rapport_day_add_years (f.today, -2);
  gint64 revenue = 0, before = 0;
  double by_month = 0;
  const RapportPurchasePoint *data;

  for (guint account = 0; account < 12; account++)
    {
      g_autofree char *name = g_strdup_printf ("Customer %u", account);
      gint64 id = add_account (&f, name, 0, 0);

      for (int n = g_rand_int_range (random, 1, 9); n > 0; n--)
        {
          RapportPurchasePoint point = { account, f.today - g_rand_int_range (random, 0, 1100) };
          gint64 total = g_rand_int_range (random, 100, 90000);

          add_purchase (&f, id, point.day, total, NULL);
          g_array_append_val (points, point);
          revenue += point.day > year_ago ? total : 0;
          before += point.day > two_ago && point.day <= year_ago ? total : 0;
        }
      /* Not yet. */
      add_purchase (&f, id, f.today + 5, 5000, NULL);
    }
  add_account (&f, "Never bought", 0, 0);

  g_autoptr(RapportTodayFigures) figures = rapport_today_figures_load (f.workspace, 0, &error);
  g_assert_no_error (error);
  data = (const RapportPurchasePoint *) (gpointer) points->data;
#define assert_share(a, b) \
  G_STMT_START                                  \
    {                                           \
      RapportShare x = a, y = b;                \
      g_assert_cmpuint (x.part, ==, y.part);    \
      g_assert_cmpuint (x.whole, ==, y.whole);  \
    }                                           \
  G_STMT_END
  assert_share (figures->active, rapport_retention_active (data, points->len, 12, 12, f.today));
  assert_share (figures->active_month_ago, rapport_retention_active (data, points->len, 12, 12, f.today - 30));
  assert_share (figures->retention, rapport_retention_compute (data, points->len, 12, 12, f.today));
  assert_share (figures->retention_year_ago, rapport_retention_compute (data, points->len, 12, 12, year_ago));
  assert_share (figures->repeat, rapport_retention_repeat_rate (data, points->len, 12, f.today));
  assert_share (figures->repeat_month_ago, rapport_retention_repeat_rate (data, points->len, 12, f.today - 30));
  g_assert_cmpuint (figures->active.whole, ==, 12);
  g_assert_cmpint (figures->revenue, ==, revenue);
  g_assert_cmpint (figures->revenue_before, ==, before);
  for (guint i = 0; i < 12; i++)
    by_month += figures->revenue_by_month[i];
  g_assert_cmpfloat (fabs (by_month - revenue), <, 0.5);
  g_assert_cmpfloat (figures->active_by_month[11], ==, figures->active.part);

  cohorts = rapport_cohorts_new (data, points->len, 12, RAPPORT_PERIOD_QUARTER, f.today, 8);
  g_assert_cmpuint (figures->cohorts->n_cohorts, ==, cohorts->n_cohorts);
  for (guint i = 0; i < cohorts->n_cohorts; i++)
    {
      g_assert_cmpint (figures->cohorts->cohorts[i].start, ==, cohorts->cohorts[i].start);
      g_assert_cmpuint (figures->cohorts->cohorts[i].size, ==, cohorts->cohorts[i].size);
      for (guint k = 0; k < cohorts->cohorts[i].n_periods; k++)
        g_assert_cmpuint (figures->cohorts->cohorts[i].still[k], ==, cohorts->cohorts[i].still[k]);
    }

  /* The past gives what it gave then. */
  go_to (&f, f.today - 30);
  g_autoptr(RapportTodayFigures) then = rapport_today_figures_load (f.workspace, 0, &error);
  g_assert_no_error (error);
  assert_share (then->active, figures->active_month_ago);
  assert_share (then->repeat, figures->repeat_month_ago);
}

static void
test_currencies (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 a = add_account (&f, "A", 0, 0);
  RapportRow *rate = rapport_row_new (RAPPORT_KIND_RATE);

  rapport_row_put (rate, "currency", "USD", "day", (gint64) f.today - 100, "rate", (gint64) 900000, NULL);
  workspace_save (f.workspace, rate);
  add_purchase (&f, a, f.today - 10, 1000, NULL);
  add_purchase (&f, a, f.today - 10, 1000, "EUR");
  add_purchase (&f, a, f.today - 10, 1001, "USD");
  add_purchase (&f, a, f.today - 200, 5000, "USD");
  add_purchase (&f, a, f.today - 10, 7000, "NOK");
  add_purchase (&f, a, f.today - 400, 7000, "NOK");

  g_autoptr(GError) error = NULL;
  g_autoptr(RapportTodayFigures) figures = rapport_today_figures_load (f.workspace, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (figures->revenue, ==, 1000 + 1000 + 901);
  g_assert_cmpuint (figures->n_unconverted, ==, 2);

  /* The same as the account itself says. */
  g_autoptr(RapportRecord) account = rapport_workspace_get_record (f.workspace, RAPPORT_KIND_ACCOUNT, a);
  g_assert_cmpint (rapport_record_get_int (account, "revenue-12m"), ==, figures->revenue);
}

static void
figures_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_async (void)
{
  g_auto(Fixture) f = fixture_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) stopped = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportTodayFigures) figures = NULL;

  add_purchase (&f, add_account (&f, "A", 0, 0), f.today, 500, NULL);
  rapport_today_figures_load_async (f.workspace, 0, NULL, figures_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  figures = rapport_today_figures_load_finish (f.workspace, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (figures->revenue, ==, 500);

  rapport_today_figures_load_async (f.workspace, 0, cancellable, figures_cb, &stopped);
  g_cancellable_cancel (cancellable);
  while (stopped == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (rapport_today_figures_load_finish (f.workspace, stopped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_due (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 ines = add_member (&f, "Ines"), a = add_account (&f, "A", 0, ines);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) due = NULL;

  /* Each of them, also where a complaint is more pressing. */
  add_complaint (&f, a, "Late", 3, 1);
  add_commitment (&f, a, "Second", "next-step", "ours", 0, 0);
  add_commitment (&f, a, "First", "promise", "ours", ines, -1);
  add_commitment (&f, a, "Theirs", "promise", "theirs", ines, -1);
  add_commitment (&f, a, "Later", "promise", "ours", ines, 1);
  rapport_today_load_due_async (f.workspace, ines, NULL, figures_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  due = rapport_today_load_due_finish (f.workspace, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (due->len, ==, 2);
  g_assert_cmpstr (((RapportNeed *) g_ptr_array_index (due, 0))->title, ==, "First");
  g_assert_cmpstr (((RapportNeed *) g_ptr_array_index (due, 1))->title, ==, "Second");
}

static void
test_empty (void)
{
  g_auto(Fixture) f = fixture_new ();
  g_autoptr(RapportToday) today = load (&f, 0);
  g_autoptr(RapportTodayFigures) figures = rapport_today_figures_load (f.workspace, 0, NULL);

  g_assert_false (today->has_accounts);
  g_assert_cmpuint (today->n_needs, ==, 0);
  g_assert_cmpint (today->next_due, ==, RAPPORT_DAY_NONE);
  g_assert_cmpuint (figures->active.whole, ==, 0);
  g_assert_cmpuint (figures->cohorts->n_cohorts, ==, 0);
}

static void
test_many (void)
{
  g_auto(Fixture) f = fixture_new ();
  gint64 account = 0;
  for (int i = 0; i < 205; i++)
    {
      g_autofree char *name = g_strdup_printf ("Account %d", i);

      account = add_account (&f, name, i, 0);
      add_commitment (&f, account, "Call", "next-step", "ours", 0, 0);
    }
  g_autoptr(RapportToday) today = load (&f, 0);
  g_assert_cmpuint (today->n_needs, ==, 205);
  g_assert_cmpuint (today->needs->len, ==, 200);
  g_assert_cmpint (need_at (today, 0)->account, ==, account);
  g_assert_cmpint (today->needs_value, ==, 204 * 205 / 2);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/today-service/order", test_order);
  g_test_add_func ("/today-service/one-row", test_one_row);
  g_test_add_func ("/today-service/left-out", test_left_out);
  g_test_add_func ("/today-service/answered", test_answered);
  g_test_add_func ("/today-service/snooze", test_snooze);
  g_test_add_func ("/today-service/owner", test_owner);
  g_test_add_func ("/today-service/at-risk", test_at_risk);
  g_test_add_func ("/today-service/stages", test_stages);
  g_test_add_func ("/today-service/causes", test_causes);
  g_test_add_func ("/today-service/promises", test_promises);
  g_test_add_func ("/today-service/figures", test_figures);
  g_test_add_func ("/today-service/currencies", test_currencies);
  g_test_add_func ("/today-service/async", test_async);
  g_test_add_func ("/today-service/due", test_due);
  g_test_add_func ("/today-service/empty", test_empty);
  g_test_add_func ("/today-service/many", test_many);
  return g_test_run ();
}
