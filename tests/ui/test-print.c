#include "../unit/account-fixture.h"
#include "../unit/document-fixture.h"

#include <adwaita.h>
#include <gtk/gtkunixprint.h>
#include <math.h>

#include "document/rapport-list-document.h"
#include "service/rapport-summary-service.h"
#include "tests/ui/ui-tools.h"
#include "widgets/rapport-print-preview.h"
#include "widgets/rapport-theme.h"

/* Print as a person does it: the preview, the system's dialog from there, the file that comes out. */

typedef struct
{
  AccountFixture  base;
  GtkWidget      *window;
  GtkWidget      *content;
} Desk;

static void
set_up (Desk *fixture, gconstpointer data)
{
  account_fixture_set_up (&fixture->base, NULL);
  fixture->window = adw_window_new ();
  fixture->content = gtk_label_new ("Account");
  gtk_widget_set_size_request (fixture->content, 800, 600);
  {
    GtkWidget *overlay = adw_toast_overlay_new ();

    adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), fixture->content);
    adw_window_set_content (ADW_WINDOW (fixture->window), overlay);
  }
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Desk *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  account_fixture_tear_down (&fixture->base, NULL);
}

static gpointer
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type) && gtk_widget_get_mapped (window))
        return window;
    }
  return NULL;
}

static GtkWidget *
find_button (GtkWidget *within, const char *label)
{
  if (GTK_IS_BUTTON (within) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (within)), label) == 0)
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_button (child, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Summaries of so many accounts: the same one each time, which is known best. */
static RapportDocument *
summaries_new (Desk *fixture, guint n)
{
  const gint64 accounts[] = { fixture->base.account, fixture->base.account, fixture->base.account };
  g_autoptr(GError) error = NULL;
  RapportDocument *document = rapport_summary_service_document (fixture->base.workspace, accounts, n,
                                                                RAPPORT_PAPER_A4, &error);

  g_assert_no_error (error);
  return document;
}

static RapportPrintPreview *
open_preview (Desk *fixture, RapportDocument *document)
{
  RapportPrintPreview *preview;

  rapport_print_preview (fixture->content, document, "Nordwind.pdf");
  wait_until ((preview = find_window (RAPPORT_TYPE_PRINT_PREVIEW)) != NULL);
  return preview;
}

static gboolean
is_drawn (RapportPrintPages *pages, guint page)
{
  return rapport_print_pages_get_texture (pages, page) != NULL && !rapport_print_pages_is_busy (pages);
}

/* How much of a page is not white, from 0 to 1. */
static double
ink_of (RapportPrintPages *pages, guint page)
{
  GdkTexture *texture = rapport_print_pages_get_texture (pages, page);
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, (gsize) width * (gsize) height);
  gsize ink = 0;

  gdk_texture_download (texture, (guchar *) pixels, (gsize) width * 4);
  for (gsize i = 0; i < (gsize) width * (gsize) height; i++)
    ink += (pixels[i] & 0xffffff) != 0xffffff;
  return (double) ink / width / height;
}

static int
count_pages (const char *path)
{
  g_auto(GStrv) pages = fixture_read_pages (path);

  return pages ? (int) g_strv_length (pages) : -1;
}

/* So many pages as the PDF has, each with something on it, turned with the keys' actions. */
static void
test_preview (Desk *fixture, gconstpointer data)
{
  g_autoptr(RapportDocument) same = summaries_new (fixture, 3), document = summaries_new (fixture, 3);
  g_autofree char *path = g_build_filename (fixture->base.directory, "same.pdf", NULL);
  g_autoptr(GError) error = NULL;
  RapportPrintPreview *preview;
  RapportPrintPages *pages;
  guint n;
  double fit;

  g_assert_true (rapport_document_write_pdf (same, path, NULL, &error));
  g_assert_no_error (error);
  preview = open_preview (fixture, document);
  g_object_add_weak_pointer (G_OBJECT (preview), (gpointer *) &preview);
  pages = rapport_print_preview_get_pages (preview);
  wait_until (rapport_print_pages_get_n_pages (pages) > 0);
  n = rapport_print_pages_get_n_pages (pages);
  g_assert_cmpuint (n, ==, rapport_document_get_n_pages (same));
  if (count_pages (path) >= 0)
    g_assert_cmpint (count_pages (path), ==, (int) n);
  g_assert_cmpuint (n, >=, 3);
  wait_until (find_label (GTK_WIDGET (preview), "Page 1 of") != NULL);

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (rapport_print_pages_get_page (pages), ==, i);
      wait_until (is_drawn (pages, i));
      g_assert_cmpfloat (ink_of (pages, i), >, .002);
      g_assert_cmpfloat (ink_of (pages, i), <, .4);
      if (i + 1 < n)
        g_assert_true (gtk_widget_activate_action (GTK_WIDGET (preview), "preview.next-page", NULL));
    }
  g_assert_cmpuint (rapport_print_pages_get_page (pages), ==, n - 1);
  wait_until (find_label (GTK_WIDGET (preview), "Page 3 of") != NULL);
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.first-page", NULL);
  g_assert_cmpuint (rapport_print_pages_get_page (pages), ==, 0);

  /* A whole page by itself; as large as on paper when asked. */
  fit = rapport_print_pages_get_scale (pages);
  g_assert_cmpfloat (fit, <, 1);
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.zoom-normal", NULL);
  wait_until (fabs (rapport_print_pages_get_scale (pages) - 1) < 1e-6);
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.zoom-in", NULL);
  wait_until (fabs (rapport_print_pages_get_scale (pages) - 1.25) < 1e-6);
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.zoom-fit", NULL);
  wait_until (fabs (rapport_print_pages_get_scale (pages) - fit) < .01);

  gtk_window_close (GTK_WINDOW (preview));
  wait_until (preview == NULL);
}

static void
fill_row (guint row, char **cells)
{
  cells[0] = g_strdup_printf ("Row %u", row);
}

static gboolean
good_row (guint row, char **cells, gpointer data, GError **error)
{
  fill_row (row, cells);
  return TRUE;
}

static gboolean
bad_row (guint row, char **cells, gpointer data, GError **error)
{
  if (row == 100)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "The disk was pulled out");
      return FALSE;
    }
  fill_row (row, cells);
  return TRUE;
}

static RapportDocument *
list_new (guint n, RapportListRowFunc func)
{
  RapportDocument *document = rapport_document_new ("Accounts", NULL);
  g_autoptr(RapportListDocument) list = rapport_list_document_new ("Veldhuis", "Accounts");

  rapport_list_document_add_column (list, "Name", RAPPORT_LIST_ALIGN_START, 1);
  rapport_list_document_set_rows (list, n, func, NULL, NULL);
  rapport_document_add_list (document, list);
  return document;
}

/* Another paper is another number of pages, and the sheet on the screen has its shape. */
static void
test_paper (Desk *fixture, gconstpointer data)
{
  g_autoptr(RapportDocument) document = list_new (400, good_row);
  RapportPrintPreview *preview = open_preview (fixture, document);
  RapportPrintPages *pages = rapport_print_preview_get_pages (preview);
  guint portrait;
  GtkToggleButton *landscape;
  GdkTexture *texture;

  wait_until (rapport_print_pages_get_n_pages (pages) > 0);
  portrait = rapport_print_pages_get_n_pages (pages);
  wait_until (is_drawn (pages, 0));
  landscape = GTK_TOGGLE_BUTTON (
      gtk_widget_get_template_child (GTK_WIDGET (preview), RAPPORT_TYPE_PRINT_PREVIEW, "landscape"));
  gtk_toggle_button_set_active (landscape, TRUE);
  wait_until (rapport_print_pages_get_n_pages (pages) > portrait);
  wait_until (is_drawn (pages, 0));
  texture = rapport_print_pages_get_texture (pages, 0);
  g_assert_cmpint (gdk_texture_get_width (texture), >, gdk_texture_get_height (texture));

  /* The last of many pages is reached without drawing those before it. */
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.last-page", NULL);
  g_assert_cmpuint (rapport_print_pages_get_page (pages), ==, rapport_print_pages_get_n_pages (pages) - 1);
  wait_until (is_drawn (pages, rapport_print_pages_get_n_pages (pages) - 1));
  g_assert_null (rapport_print_pages_get_texture (pages, 4));
  gtk_window_close (GTK_WINDOW (preview));
}

/* A long job says how far it is and stops when told so. */
static void
test_cancel (Desk *fixture, gconstpointer data)
{
  g_autoptr(RapportDocument) document = list_new (40000000, good_row);
  RapportPrintPreview *preview = open_preview (fixture, document);
  GtkWidget *button;

  g_object_add_weak_pointer (G_OBJECT (preview), (gpointer *) &preview);
  wait_until (find_label (GTK_WIDGET (preview), "Laying out the pages") != NULL);
  wait_until (rapport_document_get_progress (document) > 0);
  button = find_button (GTK_WIDGET (preview), "_Cancel");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  wait_until (preview == NULL);
}

static void
test_problem (Desk *fixture, gconstpointer data)
{
  g_autoptr(RapportDocument) document = list_new (400, bad_row);
  RapportPrintPreview *preview = open_preview (fixture, document);

  wait_until (find_label (GTK_WIDGET (preview), "The disk was pulled out") != NULL);
  gtk_window_close (GTK_WINDOW (preview));
}

static GtkWidget *
open_dialog (RapportPrintPreview *preview)
{
  GtkWidget *dialog;

  wait_until (rapport_print_pages_get_n_pages (rapport_print_preview_get_pages (preview)) > 0);
  gtk_widget_activate_action (GTK_WIDGET (preview), "preview.print", NULL);
  wait_until ((dialog = find_window (GTK_TYPE_PRINT_UNIX_DIALOG)) != NULL);
  return dialog;
}

/* GTK writes after it has said that it is done. */
static gboolean
is_whole (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  return g_file_get_contents (path, &bytes, &length, NULL) && length > 64 &&
         g_strstr_len (bytes + length - 64, 64, "%%EOF") != NULL;
}

/* GTK's own printer, which writes a file, from the dialog's Print to what can be read on the pages. */
static void
test_dialog_prints (Desk *fixture, gconstpointer data)
{
  g_autoptr(RapportDocument) document = summaries_new (fixture, 1);
  g_autofree char *path = g_build_filename (fixture->base.directory, "printed.pdf", NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *wanted = NULL;
  RapportPrintPreview *preview = open_preview (fixture, document);
  GtkWidget *dialog = open_dialog (preview), *print = find_button (dialog, "_Print");
  g_autoptr(GtkPrintSettings) settings = gtk_print_unix_dialog_get_settings (GTK_PRINT_UNIX_DIALOG (dialog));
  guint n = rapport_print_pages_get_n_pages (rapport_print_preview_get_pages (preview));
  g_auto(GStrv) pages = NULL;

  g_object_add_weak_pointer (G_OBJECT (preview), (gpointer *) &preview);
  g_assert_nonnull (print);
  gtk_print_settings_set_printer (settings, "Print to File");
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_URI, uri);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
  gtk_print_unix_dialog_set_settings (GTK_PRINT_UNIX_DIALOG (dialog), settings);
  wait_until (gtk_widget_get_sensitive (print));
  g_signal_emit_by_name (print, "clicked");

  /* The preview has done its work, and the page says so. */
  wait_until (preview == NULL);
  wait_until (find_label (fixture->window, "sent to the printer") != NULL);
  wait_until (is_whole (path));
  pages = fixture_read_pages (path);
  if (pages == NULL)
    return;
  g_assert_cmpuint (g_strv_length (pages), ==, n);
  g_assert_nonnull (strstr (pages[0], "Nordwind Logistik"));
  g_assert_nonnull (strstr (pages[0], "Send credit note CN-2025-118"));
  wanted = g_strdup_printf ("Page %u of %u", n, n);
  g_assert_nonnull (strstr (pages[n - 1], wanted));
}

/* The dialog's Preview leads back to ours, laid out on the paper of the dialog, and nothing else is started. */
static void
test_dialog_previews (Desk *fixture, gconstpointer data)
{
  g_autoptr(RapportDocument) document = summaries_new (fixture, 1);
  RapportPrintPreview *preview = open_preview (fixture, document);
  GtkWidget *dialog = open_dialog (preview), *button = find_button (dialog, "Pre_view");
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_copy (
      gtk_print_unix_dialog_get_page_setup (GTK_PRINT_UNIX_DIALOG (dialog)));
  RapportPrintPages *pages = rapport_print_preview_get_pages (preview);
  GtkWidget *title = find_label (GTK_WIDGET (preview), "Account summary: Nordwind Logistik");

  g_assert_nonnull (title);
  g_assert_nonnull (button);
  gtk_page_setup_set_orientation (setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_print_unix_dialog_set_page_setup (GTK_PRINT_UNIX_DIALOG (dialog), setup);
  g_signal_emit_by_name (button, "clicked");
  wait_until (find_window (GTK_TYPE_PRINT_UNIX_DIALOG) == NULL);
  wait_until (is_drawn (pages, 0));
  wait_until (gdk_texture_get_width (rapport_print_pages_get_texture (pages, 0)) >
              gdk_texture_get_height (rapport_print_pages_get_texture (pages, 0)));
  g_assert_true (find_window (RAPPORT_TYPE_PRINT_PREVIEW) == (gpointer) preview);

  /* And from there it can be printed again. */
  dialog = open_dialog (preview);
  g_assert_cmpint (
      gtk_page_setup_get_orientation (gtk_print_unix_dialog_get_page_setup (GTK_PRINT_UNIX_DIALOG (dialog))), ==,
      GTK_PAGE_ORIENTATION_LANDSCAPE);
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  wait_until (find_window (GTK_TYPE_PRINT_UNIX_DIALOG) == NULL);
  wait_until (is_drawn (pages, 0));
  gtk_window_close (GTK_WINDOW (preview));
}

#define ADD(name, function) g_test_add ("/print/" name, Desk, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_autofree char *home = g_dir_make_tmp ("rapport-print-XXXXXX", NULL);
  int status;

  g_setenv ("TZ", "UTC", TRUE);
  /* What is remembered of a print belongs to the test. */
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  rapport_theme_init (gdk_display_get_default ());
  ADD ("preview", test_preview);
  ADD ("paper", test_paper);
  ADD ("cancel", test_cancel);
  ADD ("problem", test_problem);
  ADD ("dialog-prints", test_dialog_prints);
  ADD ("dialog-previews", test_dialog_previews);
  status = g_test_run ();
  remove_tree (home);
  return status;
}
