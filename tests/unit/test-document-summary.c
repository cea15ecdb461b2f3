#include "document-fixture.h"

static char *
write_document (Fixture *fixture, RapportDocument *document, const char *name)
{
  char *path = g_build_filename (fixture->directory, name, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (rapport_document_write_pdf (document, path, NULL, &error));
  g_assert_no_error (error);
  return path;
}

/* Text with any white space between words made one blank. */
static char *
squeeze (const char *text)
{
  g_auto(GStrv) words = g_strsplit_set (text, " \n\t", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", words[i]);
  return g_string_free (out, FALSE);
}

static void
assert_has (const char *text, const char *needle)
{
  if (strstr (text, needle) == NULL)
    g_error ("“%s” is missing in:\n%s", needle, text);
}

static guint
count (const char *text, const char *needle)
{
  guint n = 0;

  for (const char *p = strstr (text, needle); p != NULL; p = strstr (p + 1, needle))
    n++;
  return n;
}

static void
test_one_page (Fixture *fixture, gconstpointer data)
{
  static const char *const words[] = {
    "Account summary",
    "Veldhuis Service",
    "Nordwind Logistik",
    "Key accounts · Transport · Hamburg, Germany",
    "Cared for by Ines Duarte",
    "€184 300",
    "▲ 6.2 %",
    "▼ 0.4",
    "Stage path",
    "Advocate",
    "Value by quarter",
    "€ thousand",
    "Light bars: the year before.",
    "Send credit note CN-2025-118",
    "19 Nov, 1 day overdue",
    "Emre Aydın",
    "Gatekeeper",
    "How they like to be treated",
    "Shift change, 14 h",
    "Recent episodes",
    "20 Oct – 12 Nov",
    "Open",
    "Printed 20 November 2025, 14:32 by Ines Duarte",
    "Confidential",
    "Page 1 of 1",
  };
  RapportPaper paper = GPOINTER_TO_UINT (data);
  g_autoptr(RapportSummary) summary = fixture_nordwind ();
  g_autoptr(RapportDocument) document = fixture_document (paper, FALSE);
  g_autofree char *path = NULL;
  g_autofree char *info = NULL;
  g_auto(GStrv) pages = NULL;

  rapport_document_add_summary (document, summary);
  path = write_document (fixture, document,
                         paper == RAPPORT_PAPER_A4 ? "nordwind-a4.pdf" : "nordwind-letter.pdf");
  g_assert_cmpuint (rapport_document_get_n_pages (document), ==, 1);

  pages = fixture_read_pages (path);
  info = fixture_read ("pdfinfo", path, NULL, NULL);
  if (pages == NULL || info == NULL)
    {
      g_test_skip ("poppler-utils are not installed");
      return;
    }
  assert_has (info, paper == RAPPORT_PAPER_A4 ? "(A4)" : "(letter)");
  assert_has (info, "Account summary");
  assert_has (info, "Ines Duarte");
  g_assert_cmpuint (g_strv_length (pages), ==, 1);
  {
    g_autofree char *text = fixture_read ("pdftotext", path, "-raw", NULL);
    g_autofree char *flat = squeeze (text);

    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
      assert_has (flat, words[i]);
  }
}

static void
test_only_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportSummary) summary = rapport_summary_new (NULL, "Halden");
  g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, FALSE);
  g_autofree char *path = NULL;
  g_auto(GStrv) pages = NULL;

  rapport_document_add_summary (document, summary);
  path = write_document (fixture, document, "name.pdf");
  g_assert_cmpuint (rapport_document_get_n_pages (document), ==, 1);
  pages = fixture_read_pages (path);
  if (pages == NULL)
    {
      g_test_skip ("poppler-utils are not installed");
      return;
    }
  assert_has (pages[0], "Halden");
  g_assert_null (strstr (pages[0], "Stage path"));
  g_assert_null (strstr (pages[0], "People"));
}

static gboolean
is_heading (const char *line)
{
  static const char *const headings[] = {
    "Stage path",
    "Value by quarter",
    "Open promises and next steps",
    "People",
    "How they like to be treated",
    "Notes",
    "Recent episodes",
    "Last purchases",
    "Timeline",
    "2019",
    "2020",
    "2021",
    "2022",
    "2023",
    "2024",
    "2025",
  };

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    if (g_str_has_prefix (line, headings[i]) && strlen (line) < strlen (headings[i]) + 24)
      return TRUE;
  return FALSE;
}

/* The last text above the footer is no heading, and the footer says which page it is. */
static void
check_page (const char *page, guint number, guint n, gboolean running)
{
  g_auto(GStrv) lines = g_strsplit (page, "\n", -1);
  g_autofree char *footer = g_strdup_printf ("Page %u of %u", number, n);
  const char *last = NULL, *before = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      {
        before = last;
        last = lines[i];
      }
  g_assert_nonnull (before);
  g_assert_true (g_str_has_suffix (last, footer));
  if (is_heading (before))
    g_error ("Page %u ends with the heading “%s”", number, before);
  if (running)
    assert_has (page, "Nordwind Logistik");
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  RapportPaper paper = GPOINTER_TO_UINT (data);
  g_autoptr(RapportSummary) summary = fixture_nordwind ();
  g_autoptr(RapportDocument) document = fixture_document (paper, FALSE);
  g_autofree char *path = NULL;
  g_auto(GStrv) pages = NULL;
  guint n;

  fixture_add_history (summary, 300);
  rapport_document_add_summary (document, summary);
  path = write_document (fixture, document,
                         paper == RAPPORT_PAPER_A4 ? "history-a4.pdf" : "history-letter.pdf");
  n = rapport_document_get_n_pages (document);
  g_assert_cmpuint (n, >=, 8);
  g_assert_cmpuint (n, <=, 30);

  pages = fixture_read_pages (path);
  if (pages == NULL)
    {
      g_test_skip ("poppler-utils are not installed");
      return;
    }
  g_assert_cmpuint (g_strv_length (pages), ==, n);
  for (guint i = 0; i < n; i++)
    {
      check_page (pages[i], i + 1, n, TRUE);
      if (i >= 2)
        {
          assert_has (pages[i], "Timeline");
          assert_has (pages[i], "continued");
        }
    }

  /* Nothing is lost or twice, long texts run on to their end. */
  {
    g_autofree char *text = fixture_read ("pdftotext", path, "-raw", NULL);
    g_autofree char *flat = squeeze (text);

    for (guint i = 0; i < 300; i++)
      {
        g_autofree char *episode = g_strdup_printf ("EP%03u ", i);

        g_assert_cmpuint (count (flat, episode), ==, 1);
      }
    for (guint i = 0; i < 300; i += 3)
      {
        g_autofree char *inner = g_strdup_printf ("IN%03u ", i);

        g_assert_cmpuint (count (flat, inner), ==, 1);
      }
    g_assert_cmpuint (count (flat, "Sentence 39 tells"), ==, 4);
  }
}

/* Wherever the page ends, the breaks are clean: the text above grows line by line. */
static void
test_every_break (Fixture *fixture, gconstpointer data)
{
  for (guint n = 0; n < 60; n += 3)
    {
      g_autoptr(RapportSummary) summary = fixture_nordwind ();
      g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, FALSE);
      g_autoptr(GString) notes = g_string_new (NULL);
      g_autofree char *name = g_strdup_printf ("break-%02u.pdf", n);
      g_autofree char *path = NULL;
      g_auto(GStrv) pages = NULL;
      guint n_pages;

      for (guint i = 0; i < n; i++)
        g_string_append_printf (notes, "Line %u of the notes.\n", i);
      summary->notes = g_strdup (notes->str);
      for (guint i = 0; i < 12; i++)
        rapport_summary_add_purchase (summary, "3 Nov 2025", "Seals", "12", "€1 240");
      fixture_add_history (summary, 30);
      rapport_document_add_summary (document, summary);
      path = write_document (fixture, document, name);
      n_pages = rapport_document_get_n_pages (document);
      pages = fixture_read_pages (path);
      if (pages == NULL)
        {
          g_test_skip ("poppler-utils are not installed");
          return;
        }
      for (guint i = 0; i < n_pages; i++)
        check_page (pages[i], i + 1, n_pages, TRUE);
    }
}

/* Largest x and y of any word that pdftotext finds. */
static void
check_inside (const char *path, double right, double bottom)
{
  g_autofree char *boxes = fixture_read ("pdftotext", path, "-bbox", NULL);
  const char *p = boxes;

  if (boxes == NULL)
    return;
  while ((p = strstr (p, "<word ")) != NULL)
    {
      double x0, y0, x1, y1;

      if (sscanf (p, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &x0, &y0, &x1,
                  &y1)
          == 4)
        {
          g_assert_cmpfloat (x0, >=, 44);
          g_assert_cmpfloat (x1, <=, right + 1);
          g_assert_cmpfloat (y1, <=, bottom + 1);
        }
      p++;
    }
}

static void
test_scripts (Fixture *fixture, gconstpointer data)
{
  static const char *arabic = "شركة النور للخدمات اللوجستية";
  static const char *hebrew = "חברת הובלה צפונית בע״מ";
  static const char *chinese = "北方物流有限公司负责冷库门的维护和保养并且每年秋季进行一次全面检查以确保所有密封件均处于良好状态从而避免冷量损失";
  static const char *german
      = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle";
  g_autofree char *unbroken = g_strnfill (400, 'W');
  const char *names[] = {
    arabic, hebrew, chinese, german, unbroken, "Bad \xff byte", "Two\nlines\there", ""
  };
  g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, FALSE);
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = names[i];
      g_autoptr(RapportSummary) s = rapport_summary_new (name, name);

      s->key_account = TRUE;
      s->place_line = g_strdup_printf ("%s · %s", name, name);
      s->owner_line = g_strdup (name);
      s->bars_title = g_strdup (name);
      s->bars_unit = g_strdup (name);
      s->bars_caption = g_strdup (name);
      s->notes = g_strdup_printf ("%s %s %s\n%s", name, name, name, name);
      for (guint k = 0; k < 8; k++)
        {
          rapport_summary_add_tile (s, name, name, name, RAPPORT_SUMMARY_TONE_GOOD);
          rapport_summary_add_bar (s, name, k == 3 ? -20.0 : k * 10.0, name, k > 3);
          rapport_summary_add_stage (s, name, name,
                                     k < 3    ? RAPPORT_SUMMARY_STAGE_DONE
                                     : k == 3 ? RAPPORT_SUMMARY_STAGE_CURRENT
                                              : RAPPORT_SUMMARY_STAGE_NEXT,
                                     k);
          rapport_summary_add_step (s, name, name, name, k == 0);
          rapport_summary_add_person (s, name, name, name);
          rapport_summary_add_preference (s, name, name);
          rapport_summary_add_recent (s, k % 6, name, name, name, name, RAPPORT_SUMMARY_TONE_BAD);
          rapport_summary_add_purchase (s, name, name, name, name);
          rapport_summary_add_timeline (s, k % 6, name, name, name, name, 0, k % 2, name);
        }
      rapport_document_add_summary (document, s);
    }
  path = write_document (fixture, document, "scripts.pdf");
  text = fixture_read ("pdftotext", path, NULL, NULL);
  if (text == NULL)
    {
      g_test_skip ("poppler-utils are not installed");
      return;
    }
  assert_has (text, "北方物流");
  g_assert_true (strstr (text, "النور") != NULL || strstr (text, "ﺭﻮﻨﻟﺍ") != NULL);
  assert_has (text, "צפונית");
  check_inside (path, 595.28 - 46, 842 - 20);
}

static void
test_many_accounts (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, FALSE);
  g_autofree char *path = NULL;
  g_auto(GStrv) pages = NULL;
  guint n;

  for (guint i = 0; i < 12; i++)
    {
      g_autoptr(RapportSummary) summary = fixture_nordwind ();

      g_free (summary->name);
      summary->name = g_strdup_printf ("Nordwind Logistik %u", i);
      if (i % 2 == 1)
        fixture_add_history (summary, 20);
      rapport_document_add_summary (document, summary);
    }
  g_assert_cmpuint (rapport_document_get_n_parts (document), ==, 12);
  path = write_document (fixture, document, "many.pdf");
  n = rapport_document_get_n_pages (document);
  g_assert_cmpuint (n, ==, 18);

  pages = fixture_read_pages (path);
  if (pages == NULL)
    {
      g_test_skip ("poppler-utils are not installed");
      return;
    }
  g_assert_cmpuint (g_strv_length (pages), ==, n);
  for (guint i = 0, page = 0; i < 12; i++)
    {
      g_autofree char *name = g_strdup_printf ("Nordwind Logistik %u", i);
      guint own = i % 2 == 1 ? 2 : 1;

      for (guint k = 0; k < own; k++, page++)
        {
          check_page (pages[page], k + 1, own, TRUE);
          assert_has (pages[page], name);
        }
    }

  /* Any page on its own, backwards, as a preview asks for them. */
  for (guint i = n; i-- > 0;)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 596, 842);
      cairo_t *cr = cairo_create (surface);
      g_autoptr(GError) error = NULL;

      g_assert_true (rapport_document_draw_page (document, cr, i, &error));
      g_assert_no_error (error);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

static void
test_many_stages (Fixture *fixture, gconstpointer data)
{
  for (guint n = 1; n <= 30; n += n < 12 ? 1 : 6)
    {
      g_autoptr(RapportSummary) s = rapport_summary_new ("Veldhuis Service", "Stages");
      g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, FALSE);
      g_autofree char *name = g_strdup_printf ("stages-%02u.pdf", n);
      g_autofree char *path = NULL;
      g_autofree char *text = NULL;

      for (guint i = 0; i < n; i++)
        {
          g_autofree char *stage = g_strdup_printf ("Stage%u", i);

          rapport_summary_add_stage (s, stage, "Jan 2019",
                                     i == 2       ? RAPPORT_SUMMARY_STAGE_SKIPPED
                                     : i < n / 2  ? RAPPORT_SUMMARY_STAGE_DONE
                                     : i == n / 2 ? RAPPORT_SUMMARY_STAGE_CURRENT
                                                  : RAPPORT_SUMMARY_STAGE_NEXT,
                                     i);
        }
      rapport_document_add_summary (document, s);
      path = write_document (fixture, document, name);
      text = fixture_read ("pdftotext", path, NULL, NULL);
      if (text == NULL)
        {
          g_test_skip ("poppler-utils are not installed");
          return;
        }
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *stage = g_strdup_printf ("Stage%u", i);

          assert_has (text, stage);
        }
    }
}

static void
test_kinds (void)
{
  g_assert_cmpint (rapport_summary_kind_from_id ("complaint"), ==, RAPPORT_SUMMARY_KIND_COMPLAINT);
  g_assert_cmpint (rapport_summary_kind_from_id ("purchase"), ==, RAPPORT_SUMMARY_KIND_PURCHASE);
  g_assert_cmpint (rapport_summary_kind_from_id ("tea"), ==, RAPPORT_SUMMARY_KIND_OTHER);
  g_assert_cmpint (rapport_summary_kind_from_id (NULL), ==, RAPPORT_SUMMARY_KIND_OTHER);
}

#define ADD(path, data, func)                                                                      \
  g_test_add (path, Fixture, data, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/summary/kinds", test_kinds);
  ADD ("/document/summary/a4", GUINT_TO_POINTER (RAPPORT_PAPER_A4), test_one_page);
  ADD ("/document/summary/letter", GUINT_TO_POINTER (RAPPORT_PAPER_LETTER), test_one_page);
  ADD ("/document/summary/only-name", NULL, test_only_name);
  ADD ("/document/summary/history-a4", GUINT_TO_POINTER (RAPPORT_PAPER_A4), test_history);
  ADD ("/document/summary/history-letter", GUINT_TO_POINTER (RAPPORT_PAPER_LETTER), test_history);
  ADD ("/document/summary/every-break", NULL, test_every_break);
  ADD ("/document/summary/scripts", NULL, test_scripts);
  ADD ("/document/summary/many-accounts", NULL, test_many_accounts);
  ADD ("/document/summary/many-stages", NULL, test_many_stages);
  return g_test_run ();
}
