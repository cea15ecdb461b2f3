/* Sample accounts for the tests of paper, and ways to read a PDF back. */
#pragma once

#include "document/rapport-list-document.h"
#include "document/rapport-summary.h"
#include "tests/test-tools.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *directory;
} Fixture;

static inline void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  const char *keep = g_getenv ("RAPPORT_DOCUMENT_KEEP");

  /* RAPPORT_DOCUMENT_KEEP=DIRECTORY leaves the pages there to be looked at. */
  if (keep != NULL)
    {
      fixture->directory = g_strdup (keep);
      g_mkdir_with_parents (keep, 0700);
    }
  else
    fixture->directory = g_dir_make_tmp ("rapport-document-XXXXXX", NULL);
  g_assert_nonnull (fixture->directory);
}

static inline guint
fixture_count_files (Fixture *fixture)
{
  g_autoptr(GDir) directory = g_dir_open (fixture->directory, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (directory) != NULL)
    n++;
  return n;
}

static inline void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  if (g_getenv ("RAPPORT_DOCUMENT_KEEP") == NULL)
    remove_tree (fixture->directory);
  g_free (fixture->directory);
}

/* What a program of poppler prints about a file, or NULL where it is not installed. */
static inline char *
fixture_read (const char *program, const char *path, const char *option, const char *value)
{
  g_autofree char *found = g_find_program_in_path (program);
  char *out = NULL;
  int status;
  gboolean info = strcmp (program, "pdfinfo") == 0;
  const char *arguments[12] = { NULL };
  guint n = 0;

  if (found == NULL)
    return NULL;
  arguments[n++] = found;
  if (!info)
    {
      arguments[n++] = "-enc";
      arguments[n++] = "UTF-8";
    }
  if (option != NULL)
    {
      arguments[n++] = option;
      if (value != NULL)
        arguments[n++] = value;
    }
  arguments[n++] = path;
  if (!info)
    arguments[n++] = "-";
  g_assert_true (g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out,
                               NULL, &status, NULL));
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return out;
}

/* Text of the pages as it stands on them, one string a page. NULL without poppler. */
static inline char **
fixture_read_pages (const char *path)
{
  g_autofree char *text = fixture_read ("pdftotext", path, "-layout", NULL);
  char **pages;
  guint n;

  if (text == NULL)
    return NULL;
  pages = g_strsplit (text, "\f", -1);
  n = g_strv_length (pages);
  if (n > 0 && *pages[n - 1] == '\0')
    g_clear_pointer (&pages[n - 1], g_free);
  return pages;
}

static inline void
fixture_sign (RapportDocument *document)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr(GDateTime) when = g_date_time_new (zone, 2025, 11, 20, 14, 32, 0);

  rapport_document_set_printed (document, when, "Ines Duarte");
}

static inline RapportDocument *
fixture_document (RapportPaper paper, gboolean landscape)
{
  RapportDocument *document = rapport_document_new ("Account summary", "Ines Duarte");
  RapportPageSetup setup;

  rapport_page_setup_init (&setup, paper, landscape);
  rapport_document_set_page_setup (document, &setup);
  fixture_sign (document);
  return document;
}

static inline RapportSummary *
fixture_nordwind (void)
{
  static const struct
  {
    const char *name, *note;
  } stages[] = {
    { "Suspect", "Jan 2019" }, { "Prospect", "Feb 2019" }, { "First-time", "Mar 2019" },
    { "Repeat", "Sep 2019" },  { "Majority", "May 2021" }, { "Loyal", "Aug 2023" },
    { "Advocate", "next" },
  };
  static const struct
  {
    const char *label;
    int value;
  } bars[] = {
    { "Feb 24", 42 }, { "May", 43 }, { "Aug", 42 }, { "Nov", 46 },
    { "Feb 25", 40 }, { "May", 46 }, { "Aug", 48 }, { "Nov", 50 },
  };
  RapportSummary *s = rapport_summary_new ("Veldhuis Service", "Nordwind Logistik");

  s->key_account = TRUE;
  s->place_line = g_strdup ("Key accounts · Transport · Hamburg, Germany");
  s->owner_line = g_strdup ("Cared for by Ines Duarte");
  rapport_summary_add_tile (s, "Tenure", "6 y 8 m", "since Mar 2019", RAPPORT_SUMMARY_TONE_NEUTRAL);
  rapport_summary_add_tile (s, "Revenue, 12 months", "€184 300", "▲ 6.2 %",
                            RAPPORT_SUMMARY_TONE_GOOD);
  rapport_summary_add_tile (s, "Margin", "31.4 %", "▲ 0.8 points", RAPPORT_SUMMARY_TONE_GOOD);
  rapport_summary_add_tile (s, "Satisfaction", "7.9 / 10", "▼ 0.4", RAPPORT_SUMMARY_TONE_BAD);
  rapport_summary_add_tile (s, "Promises kept", "92 %", "23 of 25", RAPPORT_SUMMARY_TONE_NEUTRAL);
  rapport_summary_add_tile (s, "Likely active", "0.91", "probability",
                            RAPPORT_SUMMARY_TONE_NEUTRAL);

  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    rapport_summary_add_stage (s, stages[i].name, stages[i].note,
                               i < 5    ? RAPPORT_SUMMARY_STAGE_DONE
                               : i == 5 ? RAPPORT_SUMMARY_STAGE_CURRENT
                                        : RAPPORT_SUMMARY_STAGE_NEXT,
                               i);

  s->bars_unit = g_strdup ("€ thousand");
  s->bars_caption = g_strdup ("Three months up to the 20th. Light bars: the year before.");
  for (guint i = 0; i < G_N_ELEMENTS (bars); i++)
    {
      g_autofree char *text = g_strdup_printf ("%d", bars[i].value);

      rapport_summary_add_bar (s, bars[i].label, bars[i].value, text, i >= 4);
    }

  rapport_summary_add_step (s, "Send credit note CN-2025-118", "to Jens Albers",
                            "19 Nov, 1 day overdue", TRUE);
  rapport_summary_add_step (s, "Ask whether door 4 holds", "to Jens Albers", "21 Nov", FALSE);
  rapport_summary_add_step (s, "Offer for Bremen night service", "to Katrin Voss", "27 Nov", FALSE);
  rapport_summary_add_step (s, "Invite to the January user day", "to Katrin Voss", "12 Dec", FALSE);

  rapport_summary_add_person (s, "Katrin Voss", "Head of operations · +49 40 5550 141", "Decider");
  rapport_summary_add_person (s, "Jens Albers", "Site manager Hamburg · +49 40 5550 188", "User");
  rapport_summary_add_person (s, "Emre Aydın", "Purchasing · e.aydin@nordwind.example", "Buyer");
  rapport_summary_add_person (s, "Lena Thießen", "Assistant to Ms Voss · +49 40 5550 140",
                              "Gatekeeper");

  rapport_summary_add_preference (s, "Channel", "Phone, then email");
  rapport_summary_add_preference (s, "Good time", "Tue to Thu, 8 to 10 h");
  rapport_summary_add_preference (s, "Main motive", "Security");
  rapport_summary_add_preference (s, "Avoid", "Shift change, 14 h");

  s->recent_remark = g_strdup ("last 90 days");
  rapport_summary_add_recent (s, RAPPORT_SUMMARY_KIND_COMPLAINT, "18 Nov", "Complaint",
                              "Technician arrived three hours late at cold store door 4. "
                              "Apologised, credit note promised.",
                              "Open", RAPPORT_SUMMARY_TONE_BAD);
  rapport_summary_add_recent (s, RAPPORT_SUMMARY_KIND_SOCIAL, "14 Nov", "Social",
                              "Thanked Katrin Voss for the harbour photo, wished her well.", "Done",
                              0);
  rapport_summary_add_recent (s, RAPPORT_SUMMARY_KIND_SERVICE, "20 Oct – 12 Nov", "Service",
                              "Autumn maintenance round in Hamburg and Bremen: 38 doors, two seals "
                              "replaced. €12 400.",
                              "Done", 0);
  rapport_summary_add_recent (s, RAPPORT_SUMMARY_KIND_REVIEW, "13 – 28 Oct", "Review",
                              "Annual review with Katrin Voss: rated 8 of 10, wants one contact "
                              "for Bremen.",
                              "Done", 0);
  rapport_summary_add_recent (s, RAPPORT_SUMMARY_KIND_PURCHASE, "8 Sep – 14 Oct", "Purchase",
                              "Seal and gasket contract for three years signed. €38 900.", "Signed",
                              0);
  return s;
}

/* Episodes of six years with their interactions, some of them told at length. */
static inline void
fixture_add_history (RapportSummary *s, guint n_episodes)
{
  static const char *const kinds[] = { "Other",     "Purchase", "Service",
                                       "Complaint", "Review",   "Social" };
  static const char *const texts[] = {
    "Maintenance round: all doors checked, two seals replaced.",
    "Called about the delivery of gaskets. They expect them on Thursday and want to be told which "
    "door comes first.",
    "Visited the cold store with Jens Albers. Door 4 closes badly when the wind stands on the "
    "ramp, the sensor was set anew.",
  };

  s->timeline_remark = g_strdup ("since January 2019");
  for (guint i = 0; i < n_episodes; i++)
    {
      g_autofree char *year = g_strdup_printf ("%u", 2025 - i / 50);
      g_autofree char *date = g_strdup_printf ("%u %s", 28 - i % 28, i % 2 == 0 ? "Nov" : "Mar");
      g_autofree char *text = g_strdup_printf ("EP%03u %s", i, texts[i % G_N_ELEMENTS (texts)]);

      if (i % 70 == 33)
        {
          GString *longer = g_string_new (text);

          for (guint k = 0; k < 40; k++)
            g_string_append_printf (longer,
                                    " Sentence %u tells in some detail what was agreed on that "
                                    "day.",
                                    k);
          g_free (text);
          text = g_string_free (longer, FALSE);
        }
      rapport_summary_add_timeline (s, i % 6, date, kinds[i % 6], text,
                                    i % 6 == 3 ? "Settled" : NULL,
                                    i % 6 == 3 ? RAPPORT_SUMMARY_TONE_GOOD
                                               : RAPPORT_SUMMARY_TONE_NEUTRAL,
                                    0, year);
      if (i % 3 == 0)
        {
          g_autofree char *inner = g_strdup_printf ("IN%03u Phoned Katrin Voss about it.", i);

          rapport_summary_add_timeline (s, i % 6, date, "Phone, out", inner, NULL, 0, 1, year);
        }
    }
}
