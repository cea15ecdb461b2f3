#include "account-fixture.h"

#include <string.h>

#include "service/rapport-summary-service.h"

static RapportSummaryTile *
find_tile (RapportSummary *summary, const char *label)
{
  for (guint i = 0; i < summary->tiles->len; i++)
    {
      RapportSummaryTile *tile = g_ptr_array_index (summary->tiles, i);

      if (g_str_equal (tile->label, label))
        return tile;
    }
  g_error ("There is no tile %s", label);
}

static void
test_words (AccountFixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportSummary) summary = rapport_summary_service_build (fixture->workspace, fixture->account, &error);
  RapportSummaryStage *stage;
  RapportSummaryStep *step;
  RapportSummaryPerson *person;
  RapportSummaryEvent *event;
  RapportSummaryBar *bar;

  g_assert_no_error (error);
  g_assert_cmpstr (summary->workspace, ==, "Veldhuis Service");
  g_assert_cmpstr (summary->name, ==, "Nordwind Logistik");
  g_assert_true (summary->key_account);
  g_assert_cmpstr (summary->place_line, ==, "Key accounts · Transport · Hamburg, Germany");
  g_assert_cmpstr (summary->owner_line, ==, "Cared for by Ines Duarte");

  g_assert_cmpstr (find_tile (summary, "Tenure")->value, ==, "6 y 8 m");
  g_assert_cmpstr (find_tile (summary, "Revenue, 12 months")->value, ==, "€184\u202f300");
  g_assert_cmpstr (find_tile (summary, "Revenue, 12 months")->note, ==, "▲ 6.2 %");
  g_assert_cmpstr (find_tile (summary, "Margin")->value, ==, "31.4 %");
  g_assert_cmpstr (find_tile (summary, "Margin")->note, ==, "▲ 0.8 points");
  g_assert_cmpstr (find_tile (summary, "Promises kept")->note, ==, "1 of 3 · 1 overdue");
  g_assert_cmpstr (find_tile (summary, "Orders")->note, ==, "last on 14 Oct");

  g_assert_cmpuint (summary->stages->len, ==, 7);
  stage = g_ptr_array_index (summary->stages, 5);
  g_assert_cmpint (stage->state, ==, RAPPORT_SUMMARY_STAGE_CURRENT);
  g_assert_cmpstr (stage->note, ==, "Aug 2023");
  stage = g_ptr_array_index (summary->stages, 6);
  g_assert_cmpstr (stage->note, ==, "next");

  g_assert_cmpuint (summary->bars->len, ==, 8);
  bar = g_ptr_array_index (summary->bars, 7);
  g_assert_cmpstr (bar->value_text, ==, "50");
  g_assert_true (bar->this_year);
  bar = g_ptr_array_index (summary->bars, 0);
  g_assert_cmpstr (bar->label, ==, "Feb 24");
  g_assert_cmpstr (summary->bars_unit, ==, "€ thousand");

  step = g_ptr_array_index (summary->steps, 0);
  g_assert_cmpstr (step->due, ==, "19 Nov, 1 day overdue");
  g_assert_cmpstr (step->to_whom, ==, "to Katrin Voss");
  person = g_ptr_array_index (summary->people, 0);
  g_assert_cmpstr (person->contact, ==, "Head of operations · +49 40 5550 141");
  g_assert_cmpuint (summary->preferences->len, ==, 4);
  event = g_ptr_array_index (summary->recent, 0);
  g_assert_cmpstr (event->date, ==, "18 Nov");
  g_assert_cmpstr (event->status, ==, "Open");
  g_assert_cmpint (event->tone, ==, RAPPORT_SUMMARY_TONE_BAD);
  g_assert_cmpuint (summary->timeline->len, ==, 0);
}

static void
test_full (AccountFixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportSummary) summary = rapport_summary_service_build_full (fixture->workspace, fixture->account,
                                                                          RAPPORT_SUMMARY_WITH_TIMELINE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (summary->timeline->len, ==, 6);
  g_assert_cmpstr (summary->timeline_remark, ==, "since Nov 2025, 5 entries");
}

static void
test_empty (AccountFixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(RapportSummary) summary = NULL;
  gint64 id;

  rapport_row_put (row, "name", "Halden Marine", NULL);
  id = account_fixture_save (fixture, row);
  summary = rapport_summary_service_build (fixture->workspace, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary->tiles->len, ==, 0);
  g_assert_cmpuint (summary->bars->len, ==, 0);
  g_assert_cmpuint (summary->recent->len, ==, 0);
}

static void
test_document (AccountFixture *fixture, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->directory, "out.pdf", NULL);
  gint64 accounts[] = { fixture->account, fixture->account };
  g_autoptr(RapportDocument) document = rapport_summary_service_document (fixture->workspace, accounts, 2,
                                                                          RAPPORT_PAPER_A4, &error);
  g_autofree char *pdftotext = g_find_program_in_path ("pdftotext");

  g_assert_no_error (error);
  g_assert_cmpuint (rapport_document_get_n_parts (document), ==, 2);
  g_assert_true (rapport_document_write_pdf (document, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_null (rapport_summary_service_document (fixture->workspace, accounts, 0, RAPPORT_PAPER_A4, &error));
  g_assert_error (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_EMPTY);

  if (pdftotext != NULL)
    {
      const char *arguments[] = { pdftotext, "-enc", "UTF-8", "-layout", path, "-", NULL };
      g_autofree char *text = NULL;

      g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &text, NULL,
                                   NULL, NULL));
      g_assert_nonnull (strstr (text, "Nordwind Logistik"));
      g_assert_nonnull (strstr (text, "by Ines Duarte"));
      g_assert_nonnull (strstr (text, "Send credit note"));
    }
}

#define ADD(name, function) \
  g_test_add ("/summary-service/" name, AccountFixture, NULL, account_fixture_set_up, function, \
              account_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("words", test_words);
  ADD ("full", test_full);
  ADD ("empty", test_empty);
  ADD ("document", test_document);
  return g_test_run ();
}
