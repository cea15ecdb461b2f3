#include "document-fixture.h"

#include <sys/stat.h>
#include <unistd.h>

static RapportDocument *
make_document (void)
{
  g_autoptr(RapportSummary) summary = fixture_nordwind ();
  RapportDocument *document = fixture_document (RAPPORT_PAPER_A4, FALSE);

  rapport_document_add_summary (document, summary);
  return document;
}

static void
test_setup (void)
{
  RapportPageSetup setup;

  rapport_page_setup_init (&setup, RAPPORT_PAPER_A4, FALSE);
  g_assert_cmpfloat_with_epsilon (setup.width, 595.28, 0.01);
  g_assert_cmpfloat_with_epsilon (setup.height, 841.89, 0.01);
  rapport_page_setup_init (&setup, RAPPORT_PAPER_A4, TRUE);
  g_assert_cmpfloat_with_epsilon (setup.width, 841.89, 0.01);
  rapport_page_setup_init (&setup, RAPPORT_PAPER_LETTER, FALSE);
  g_assert_cmpfloat_with_epsilon (setup.width, 612, 0.01);
  g_assert_cmpfloat_with_epsilon (setup.height, 792, 0.01);
}

static void
test_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, FALSE);
  g_autofree char *path = g_build_filename (fixture->directory, "nothing.pdf", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint (rapport_document_get_n_pages (document), ==, 0);
  g_assert_false (rapport_document_write_pdf (document, path, NULL, &error));
  g_assert_error (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_EMPTY);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Paper of any size and margins, also such that nothing fits: no endless loop, nothing left out. */
static void
test_sizes (Fixture *fixture, gconstpointer data)
{
  static const struct { double width, height; } sizes[] = {
    { 842, 595 }, { 298, 420 }, { 420, 298 }, { 200, 160 }, { 120, 100 }, { 1191, 1684 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(RapportSummary) summary = fixture_nordwind ();
      g_autoptr(RapportDocument) document = rapport_document_new (NULL, NULL);
      g_autofree char *name = g_strdup_printf ("size-%u.pdf", i);
      g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
      g_autoptr(GError) error = NULL;
      RapportPageSetup setup;

      fixture_add_history (summary, 20);
      rapport_document_add_summary (document, summary);
      rapport_page_setup_init (&setup, RAPPORT_PAPER_A4, FALSE);
      setup.width = sizes[i].width;
      setup.height = sizes[i].height;
      rapport_document_set_page_setup (document, &setup);
      g_assert_true (rapport_document_write_pdf (document, path, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (rapport_document_get_n_pages (document), >=, 1);
    }
}

static void
test_new_paper (void)
{
  g_autoptr(RapportSummary) summary = fixture_nordwind ();
  g_autoptr(RapportDocument) document = fixture_document (RAPPORT_PAPER_A4, FALSE);
  g_autoptr(GError) error = NULL;
  RapportPageSetup setup;
  guint portrait;

  fixture_add_history (summary, 100);
  rapport_document_add_summary (document, summary);
  g_assert_true (rapport_document_paginate (document, NULL, &error));
  portrait = rapport_document_get_n_pages (document);

  rapport_page_setup_init (&setup, RAPPORT_PAPER_A4, TRUE);
  rapport_document_set_page_setup (document, &setup);
  g_assert_true (rapport_document_paginate (document, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rapport_document_get_n_pages (document), >, portrait);
}

static void
test_unwritable (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportDocument) document = make_document ();
  g_autofree char *inside = g_build_filename (fixture->directory, "no", "such", "folder.pdf", NULL);
  g_autofree char *target = g_build_filename (fixture->directory, "locked.pdf", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (rapport_document_write_pdf (document, inside, NULL, &error));
  g_assert_error (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "folder.pdf"));
  g_clear_error (&error);

  g_assert_false (rapport_document_write_pdf (document, fixture->directory, NULL, &error));
  g_assert_error (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_WRITE);
  g_clear_error (&error);

  /* The administrator may write anything. */
  if (geteuid () != 0)
    {
      g_assert_true (g_file_set_contents (target, "mine", -1, NULL));
      g_assert_cmpint (g_chmod (target, 0400), ==, 0);
      g_assert_false (rapport_document_write_pdf (document, target, NULL, &error));
      g_assert_error (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_WRITE);
    }
}

static void
test_disk_full (void)
{
  g_autoptr(RapportDocument) document = make_document ();
  g_autoptr(GError) error = NULL;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("there is no /dev/full");
      return;
    }
  g_assert_false (rapport_document_write_pdf (document, "/dev/full", NULL, &error));
  g_assert_error (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, "the disk is full"));
  g_clear_error (&error);

  /* Nothing of the failure stays. */
  g_assert_true (rapport_document_write_pdf (document, "/dev/null", NULL, &error));
  g_assert_no_error (error);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr(RapportDocument) document = make_document ();
  g_autofree char *path = g_build_filename (fixture->directory, "there.pdf", NULL);
  g_autofree char *link = g_build_filename (fixture->directory, "link.pdf", NULL);
  g_autofree char *contents = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  GStatBuf info;
  guint files;

  g_assert_true (g_file_set_contents (path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_unlink (link);
  g_assert_cmpint (symlink ("there.pdf", link), ==, 0);
  files = fixture_count_files (fixture);

  /* Stopped half-way: the old file is untouched and nothing lies beside it. */
  g_assert_true (rapport_document_paginate (document, NULL, &error));
  g_cancellable_cancel (cancellable);
  g_assert_false (rapport_document_write_pdf (document, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "old");
  g_assert_cmpuint (fixture_count_files (fixture), ==, files);

  g_assert_true (rapport_document_write_pdf (document, link, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_clear_pointer (&contents, g_free);
  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  g_assert_true (g_str_has_prefix (contents, "%PDF"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (fixture_count_files (fixture), ==, files);
}

static gpointer
write_thread (gpointer data)
{
  g_autoptr(GError) error = NULL;
  gpointer done = GINT_TO_POINTER (rapport_document_write_pdf (data, "/dev/null", NULL, &error));

  g_assert_no_error (error);
  return done;
}

/* Counted here, written there. */
static void
test_thread (void)
{
  g_autoptr(RapportDocument) document = make_document ();
  GThread *thread;

  g_assert_true (rapport_document_paginate (document, NULL, NULL));
  thread = g_thread_new ("writer", write_thread, document);
  g_assert_true (GPOINTER_TO_INT (g_thread_join (thread)));
}

#define ADD(path, data, func)                                                                      \
  g_test_add (path, Fixture, data, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/setup", test_setup);
  ADD ("/document/nothing", NULL, test_nothing);
  ADD ("/document/sizes", NULL, test_sizes);
  g_test_add_func ("/document/new-paper", test_new_paper);
  ADD ("/document/unwritable", NULL, test_unwritable);
  g_test_add_func ("/document/disk-full", test_disk_full);
  ADD ("/document/replace", NULL, test_replace);
  g_test_add_func ("/document/thread", test_thread);
  return g_test_run ();
}
