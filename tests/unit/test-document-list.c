#include "document-fixture.h"

typedef struct
{
  guint calls;
  guint fail_at;
  gboolean odd;                 /* long and foreign texts in some rows */
  gboolean freed;
} Source;

static gboolean
row_cb (guint row, char **cells, gpointer user_data, GError **error)
{
  static const char * const stages[] = { "First-time", "Repeat", "Majority", "Loyal", "Advocate" };
  Source *source = user_data;

  source->calls++;
  g_assert_null (cells[0]);
  cells[0] = g_strdup_printf ("Account %06u GmbH", row);
  if (row == source->fail_at)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The row is gone");
      return FALSE;
    }
  if (source->odd && row % 7 == 3)
    {
      g_free (cells[0]);
      cells[0] = g_strdup_printf ("Account %06u of the Süddeutsche Kühlhausbetriebsgesellschaft "
                                  "für Lebensmittel",
                                  row);
    }
  if (source->odd && row % 11 == 5)
    {
      g_free (cells[0]);
      cells[0] = g_strdup_printf ("Account %06u 北方物流有限公司 شركة النور", row);
    }
  cells[1] = g_strdup (stages[row % 5]);
  cells[2] = row % 4 == 0 ? NULL : g_strdup ("Ines Duarte");
  cells[3] = g_strdup ("14 Nov 2025");
  cells[4] = g_strdup_printf ("€%u 300", row % 190);
  return TRUE;
}

static void
source_freed (gpointer data)
{
  ((Source *) data)->freed = TRUE;
}

static RapportListDocument *
make_list (Source *source, guint n_rows)
{
  RapportListDocument *list = rapport_list_document_new ("Veldhuis Service", "Accounts");

  rapport_list_document_set_filter_line (list, "Stage: 5 customer stages · Owner: Ines Duarte");
  rapport_list_document_set_summary_line (list, "159 accounts · revenue of 12 months €2 418 300");
  rapport_list_document_add_column (list, "Account", RAPPORT_LIST_ALIGN_START, 34);
  rapport_list_document_add_column (list, "Stage", RAPPORT_LIST_ALIGN_START, 12);
  rapport_list_document_add_column (list, "Owner", RAPPORT_LIST_ALIGN_START, 16);
  rapport_list_document_add_column (list, "Last contact", RAPPORT_LIST_ALIGN_START, 12);
  rapport_list_document_add_column (list, "Revenue, 12 months", RAPPORT_LIST_ALIGN_END, 12);
  rapport_list_document_set_rows (list, n_rows, row_cb, source, source_freed);
  return list;
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  gboolean landscape = GPOINTER_TO_INT (data);
  Source source = { .fail_at = G_MAXUINT, .odd = TRUE };
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) pages = NULL;
  g_autofree char *path = g_build_filename (fixture->directory,
                                            landscape ? "list-landscape.pdf" : "list.pdf", NULL);

  {
    g_autoptr(RapportListDocument) list = make_list (&source, 159);
    g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, landscape);
    guint n;

    rapport_document_add_list (document, list);
    g_assert_true (rapport_document_write_pdf (document, path, NULL, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (source.calls, ==, 2 * 159);
    n = rapport_document_get_n_pages (document);
    g_assert_cmpuint (n, >, 3);
    g_assert_cmpuint (n, <, 10);

    pages = fixture_read_pages (path);
    if (pages != NULL)
      {
        guint row = 0;

        g_assert_cmpuint (g_strv_length (pages), ==, n);
        g_assert_nonnull (strstr (pages[0], "Stage: 5 customer stages · Owner: Ines Duarte"));
        g_assert_nonnull (strstr (pages[0], "159 accounts"));
        for (guint i = 0; i < n; i++)
          {
            g_autofree char *footer = g_strdup_printf ("Page %u of %u", i + 1, n);

            g_assert_nonnull (strstr (pages[i], footer));
            g_assert_nonnull (strstr (pages[i], "Last contact"));
            g_assert_nonnull (strstr (pages[i], "Accounts"));
            for (;; row++)
              {
                g_autofree char *name = g_strdup_printf ("Account %06u", row);

                if (strstr (pages[i], name) == NULL)
                  break;
              }
          }
        /* Every row, in order, on the page that follows the one before. */
        g_assert_cmpuint (row, ==, 159);
      }
  }
  g_assert_true (source.freed);
  if (pages == NULL)
    g_test_skip ("poppler-utils are not installed");
}

/* The height that is foreseen without laying out is the height that is drawn: nothing runs into the
 * footer. */
static void
test_bottom (Fixture *fixture, gconstpointer data)
{
  Source source = { .fail_at = G_MAXUINT, .odd = TRUE };
  g_autoptr(RapportListDocument) list = make_list (&source, 700);
  g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_LETTER, FALSE);
  g_autofree char *path = g_build_filename (fixture->directory, "bottom.pdf", NULL);
  g_autofree char *boxes = NULL;
  g_autoptr(GError) error = NULL;
  guint words = 0;

  rapport_document_add_list (document, list);
  g_assert_true (rapport_document_write_pdf (document, path, NULL, &error));
  g_assert_no_error (error);
  boxes = fixture_read ("pdftotext", path, "-bbox", NULL);
  if (boxes == NULL)
    {
      g_test_skip ("poppler-utils are not installed");
      return;
    }
  for (const char *p = strstr (boxes, "<word "); p != NULL; p = strstr (p + 1, "<word "))
    {
      double x0, y0, x1, y1;

      g_assert_cmpint (sscanf (p, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"", &x0,
                               &y0, &x1, &y1),
                       ==, 4);
      g_assert_cmpfloat (x1, <=, 612 - 46 + 1);
      /* Above the footer's line, or in the footer. */
      g_assert_true (y1 <= 792 - 26 - 20 || y0 >= 792 - 26 - 20);
      words++;
    }
  g_assert_cmpuint (words, >, 700 * 5);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  Source source = { .fail_at = G_MAXUINT };
  g_autoptr(RapportListDocument) list = make_list (&source, 0);
  g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, FALSE);
  g_autofree char *path = g_build_filename (fixture->directory, "empty.pdf", NULL);
  g_autoptr(GError) error = NULL;

  rapport_document_add_list (document, list);
  g_assert_true (rapport_document_write_pdf (document, path, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rapport_document_get_n_pages (document), ==, 1);
  g_assert_cmpuint (source.calls, ==, 0);
}

static void
test_row_error (Fixture *fixture, gconstpointer data)
{
  Source source = { .fail_at = 90 };
  g_autoptr(RapportListDocument) list = make_list (&source, 159);
  g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, FALSE);
  g_autofree char *path = g_build_filename (fixture->directory, "row-error.pdf", NULL);
  g_autoptr(GError) error = NULL;

  rapport_document_add_list (document, list);
  g_assert_false (rapport_document_write_pdf (document, path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);

  /* Fails only when it is drawn: the file does not appear. */
  source.fail_at = G_MAXUINT;
  g_assert_true (rapport_document_paginate (document, NULL, &error));
  source.fail_at = 90;
  g_assert_false (rapport_document_write_pdf (document, path, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_landscape (void)
{
  g_autoptr(RapportListDocument) list = rapport_list_document_new (NULL, "Accounts");

  rapport_list_document_add_column (list, "Account", RAPPORT_LIST_ALIGN_START, 34);
  rapport_list_document_add_column (list, "Stage", RAPPORT_LIST_ALIGN_START, 12);
  g_assert_false (rapport_list_document_wants_landscape (list, RAPPORT_PAPER_A4));
  for (guint i = 0; i < 8; i++)
    rapport_list_document_add_column (list, "Figure", RAPPORT_LIST_ALIGN_END, 14);
  g_assert_true (rapport_list_document_wants_landscape (list, RAPPORT_PAPER_A4));
  g_assert_true (rapport_list_document_wants_landscape (list, RAPPORT_PAPER_LETTER));
}

/* A hundred thousand rows are counted one by one, never held. */
static void
test_many_rows (void)
{
  Source source = { .fail_at = G_MAXUINT };
  g_autoptr(RapportListDocument) list = make_list (&source, 100000);
  g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, FALSE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  gint64 start;

  rapport_document_add_list (document, list);
  start = g_get_monotonic_time ();
  g_assert_true (rapport_document_paginate (document, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("100,000 rows counted in %" G_GINT64_FORMAT " ms",
                  (g_get_monotonic_time () - start) / 1000);
  g_assert_cmpuint (source.calls, ==, 100000);
  g_assert_cmpuint (rapport_document_get_n_pages (document), >, 1500);

  /* The last page costs its own rows only. */
  surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 596, 842);
  cr = cairo_create (surface);
  g_assert_true (rapport_document_draw_page (document, cr,
                                             rapport_document_get_n_pages (document) - 1, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (source.calls, <, 100100);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  g_cancellable_cancel (cancellable);
  g_assert_false (rapport_document_paginate (document, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define ADD(path, data, func)                                                                      \
  g_test_add (path, Fixture, data, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/document/list/portrait", GINT_TO_POINTER (FALSE), test_pages);
  ADD ("/document/list/landscape", GINT_TO_POINTER (TRUE), test_pages);
  ADD ("/document/list/bottom", NULL, test_bottom);
  ADD ("/document/list/empty", NULL, test_empty);
  ADD ("/document/list/row-error", NULL, test_row_error);
  g_test_add_func ("/document/list/wants-landscape", test_landscape);
  g_test_add_func ("/document/list/many-rows", test_many_rows);
  return g_test_run ();
}
