#include "config.h"

#include "widgets/rapport-print-operation.h"

#include <glib/gi18n.h>
#include <math.h>

#include "service/rapport-desk.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-pick-file.h"

#define SETUP_GROUP "Page Setup"
#define SETTINGS_GROUP "Print Settings"

struct _RapportPrintOperation
{
  GtkPrintOperation  parent_instance;

  RapportDocument   *document;
  GCancellable      *cancellable;
  GError            *error; /* the first one; reported when all is over */
  gboolean           paginating;
  gboolean           paginated;
  gboolean           previewing;
  gboolean           finished;
};

enum
{
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportPrintOperation, rapport_print_operation, GTK_TYPE_PRINT_OPERATION)

static char *
get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "rapport", "print.ini", NULL);
}

static GKeyFile *
load (void)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_path ();

  /* Nothing was printed yet, or what cannot be read: the defaults. */
  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  return g_steal_pointer (&file);
}

/**
 * rapport_print_choose_paper:
 * @document: what is about to be printed
 *
 * Gives a document the paper that is set in the preferences, else that of the last print, else the
 * one that is usual in the country; which way round it lies stays.
 */
void
rapport_print_choose_paper (RapportDocument *document)
{
  RapportPageSetup setup = *rapport_document_get_page_setup (document);
  gboolean landscape = setup.width > setup.height;
  GSettings *settings = rapport_desk_get_settings ();
  g_autofree char *set = settings ? g_settings_get_string (settings, "paper") : g_strdup ("");

  if (g_str_equal (set, "iso_a4") || g_str_equal (set, "na_letter"))
    rapport_page_setup_init (&setup, g_str_equal (set, "iso_a4") ? RAPPORT_PAPER_A4 : RAPPORT_PAPER_LETTER, landscape);
  else
    {
      g_autoptr(GKeyFile) file = load ();
      g_autoptr(GtkPageSetup) last = gtk_page_setup_new_from_key_file (file, SETUP_GROUP, NULL);

      rapport_page_setup_init (&setup, rapport_paper_get_default (), landscape);
      if (last != NULL)
        {
          GtkPaperSize *size = gtk_page_setup_get_paper_size (last);
          double narrow = gtk_paper_size_get_width (size, GTK_UNIT_POINTS);
          double tall = gtk_paper_size_get_height (size, GTK_UNIT_POINTS);

          setup.width = landscape ? tall : narrow;
          setup.height = landscape ? narrow : tall;
        }
    }
  rapport_document_set_page_setup (document, &setup);
}

/* What GTK calls the sheet of a document, which may come from a printer and have any size. */
static GtkPageSetup *
dup_gtk_setup (const RapportPageSetup *wanted)
{
  static const char * const names[] = { GTK_PAPER_NAME_A4, GTK_PAPER_NAME_LETTER, GTK_PAPER_NAME_A3, GTK_PAPER_NAME_A5,
                                        GTK_PAPER_NAME_LEGAL };
  double narrow = MIN (wanted->width, wanted->height), tall = MAX (wanted->width, wanted->height);
  GtkPageSetup *setup = gtk_page_setup_new ();
  g_autoptr(GtkPaperSize) size = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names) && size == NULL; i++)
    {
      GtkPaperSize *paper = gtk_paper_size_new (names[i]);

      if (fabs (gtk_paper_size_get_width (paper, GTK_UNIT_POINTS) - narrow) < 1.5 &&
          fabs (gtk_paper_size_get_height (paper, GTK_UNIT_POINTS) - tall) < 1.5)
        size = paper;
      else
        gtk_paper_size_free (paper);
    }
  if (size == NULL)
    size = gtk_paper_size_new_custom ("rapport", _("Other paper"), narrow, tall, GTK_UNIT_POINTS);
  gtk_page_setup_set_paper_size (setup, size);
  gtk_page_setup_set_orientation (setup, wanted->width > wanted->height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                                       : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_page_setup_set_top_margin (setup, wanted->top, GTK_UNIT_POINTS);
  gtk_page_setup_set_right_margin (setup, wanted->right, GTK_UNIT_POINTS);
  gtk_page_setup_set_bottom_margin (setup, wanted->bottom, GTK_UNIT_POINTS);
  gtk_page_setup_set_left_margin (setup, wanted->left, GTK_UNIT_POINTS);
  return setup;
}

/* The sheet is the document's, so that what was seen is what is printed; the rest is as the last time. */
static void
recall (RapportPrintOperation *self)
{
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);
  g_autoptr(GKeyFile) file = load ();
  g_autoptr(GtkPageSetup) setup = dup_gtk_setup (rapport_document_get_page_setup (self->document));
  g_autoptr(GtkPrintSettings) settings = gtk_print_settings_new_from_key_file (file, SETTINGS_GROUP, NULL);

  if (settings == NULL)
    settings = gtk_print_settings_new ();
  gtk_print_settings_set_orientation (settings, gtk_page_setup_get_orientation (setup));
  gtk_print_settings_set_paper_size (settings, gtk_page_setup_get_paper_size (setup));
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_N_COPIES);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PAGE_RANGES);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_PRINT_PAGES);
  gtk_print_settings_unset (settings, GTK_PRINT_SETTINGS_OUTPUT_URI);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
}

static void
remember (RapportPrintOperation *self)
{
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);
  GtkPageSetup *setup = gtk_print_operation_get_default_page_setup (operation);
  GtkPrintSettings *settings = gtk_print_operation_get_print_settings (operation);
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  if (setup != NULL)
    gtk_page_setup_to_key_file (setup, file, SETUP_GROUP);
  if (settings != NULL)
    gtk_print_settings_to_key_file (settings, file, SETTINGS_GROUP);
  g_mkdir_with_parents (folder, 0700);
  /* Printed all the same: worth a line in the log, not a word to the user. */
  if (!g_key_file_save_to_file (file, path, &error))
    g_message ("How it was printed cannot be remembered: %s", error->message);
}

static void
rapport_print_operation_begin_print (GtkPrintOperation *operation,
                                     GtkPrintContext   *context)
{
  RapportPrintOperation *self = RAPPORT_PRINT_OPERATION (operation);
  GtkPageSetup *paper = gtk_print_context_get_page_setup (context);
  RapportPageSetup setup;

  /* The margins of the house, but never less than what the printer needs. */
  rapport_page_setup_init (&setup, RAPPORT_PAPER_A4, FALSE);
  setup.width = gtk_page_setup_get_paper_width (paper, GTK_UNIT_POINTS);
  setup.height = gtk_page_setup_get_paper_height (paper, GTK_UNIT_POINTS);
  setup.top = MAX (setup.top, gtk_page_setup_get_top_margin (paper, GTK_UNIT_POINTS));
  setup.right = MAX (setup.right, gtk_page_setup_get_right_margin (paper, GTK_UNIT_POINTS));
  setup.bottom = MAX (setup.bottom, gtk_page_setup_get_bottom_margin (paper, GTK_UNIT_POINTS));
  setup.left = MAX (setup.left, gtk_page_setup_get_left_margin (paper, GTK_UNIT_POINTS));
  rapport_document_set_page_setup (self->document, &setup);
  self->paginated = FALSE;
}

static void
paginate_worker (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  GError *error = NULL;

  if (rapport_document_paginate (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
take_error (RapportPrintOperation *self,
            GError                *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static void
paginated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  RapportPrintOperation *self = RAPPORT_PRINT_OPERATION (source);
  GError *error = NULL;

  self->paginating = FALSE;
  self->paginated = TRUE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    take_error (self, error);
}

/* Asked again and again, from an idle source, until it says that it is ready. */
static gboolean
paginate_cb (GtkPrintOperation *operation,
             GtkPrintContext   *context,
             gpointer           data)
{
  RapportPrintOperation *self = RAPPORT_PRINT_OPERATION (operation);

  if (!self->paginated)
    {
      if (!self->paginating)
        {
          g_autoptr(GTask) task = g_task_new (self, self->cancellable, paginated_cb, NULL);

          self->paginating = TRUE;
          g_task_set_source_tag (task, paginate_cb);
          g_task_set_task_data (task, g_object_ref (self->document), g_object_unref);
          g_task_run_in_thread (task, paginate_worker);
        }
      g_usleep (2000); /* the other thread has the processor meanwhile */
      return FALSE;
    }
  if (self->error != NULL)
    {
      gtk_print_operation_cancel (operation);
      gtk_print_operation_set_n_pages (operation, 1);
      return TRUE;
    }
  gtk_print_operation_set_n_pages (operation, (int) rapport_document_get_n_pages (self->document));
  return TRUE;
}

static void
rapport_print_operation_draw_page (GtkPrintOperation *operation,
                                   GtkPrintContext   *context,
                                   int                page)
{
  RapportPrintOperation *self = RAPPORT_PRINT_OPERATION (operation);
  GError *error = NULL;

  if (self->error != NULL)
    return;
  if (!rapport_document_draw_page (self->document, gtk_print_context_get_cairo_context (context), (guint) page, &error))
    {
      take_error (self, error);
      gtk_print_operation_cancel (operation);
    }
}

static gboolean
end_preview_cb (gpointer data)
{
  gtk_print_operation_preview_end_preview (data);
  return G_SOURCE_REMOVE;
}

/* From an idle source, because GTK still works with the operation when it says that it is ready. */
static void
ready_cb (RapportPrintOperation *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, end_preview_cb, g_object_ref (self), g_object_unref);
}

/* The dialog's Preview: GTK only lays the pages out on the paper that was chosen, whoever started the operation shows
 * the document. Without a cairo context GTK gives up; nothing is drawn on this one. */
static gboolean
rapport_print_operation_preview (GtkPrintOperation        *operation,
                                 GtkPrintOperationPreview *preview,
                                 GtkPrintContext          *context,
                                 GtkWindow                *parent)
{
  RapportPrintOperation *self = RAPPORT_PRINT_OPERATION (operation);
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, NULL);
  cairo_t *cr = cairo_create (surface);

  gtk_print_context_set_cairo_context (context, cr, 72, 72);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  self->previewing = TRUE;
  g_signal_connect_object (preview, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
  return TRUE;
}

static void
finish (RapportPrintOperation *self,
        RapportPrintEnd        end)
{
  if (self->finished)
    return;
  self->finished = TRUE;
  g_signal_emit (self, signals[FINISHED], 0, end, self->error);
}

static void
rapport_print_operation_done (GtkPrintOperation       *operation,
                              GtkPrintOperationResult  result)
{
  RapportPrintOperation *self = RAPPORT_PRINT_OPERATION (operation);

  if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    remember (self);
  else
    g_cancellable_cancel (self->cancellable);
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR && self->error == NULL)
    gtk_print_operation_get_error (operation, &self->error);
  if (self->error != NULL && !g_error_matches (self->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    finish (self, RAPPORT_PRINT_FAILED);
  else if (result != GTK_PRINT_OPERATION_RESULT_APPLY)
    finish (self, RAPPORT_PRINT_CANCELLED);
  else
    finish (self, self->previewing ? RAPPORT_PRINT_PREVIEWED : RAPPORT_PRINT_PRINTED);
}

static void
rapport_print_operation_dispose (GObject *object)
{
  RapportPrintOperation *self = RAPPORT_PRINT_OPERATION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (rapport_print_operation_parent_class)->dispose (object);
}

static void
rapport_print_operation_finalize (GObject *object)
{
  RapportPrintOperation *self = RAPPORT_PRINT_OPERATION (object);

  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (rapport_print_operation_parent_class)->finalize (object);
}

static void
rapport_print_operation_class_init (RapportPrintOperationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkPrintOperationClass *operation_class = GTK_PRINT_OPERATION_CLASS (klass);

  object_class->dispose = rapport_print_operation_dispose;
  object_class->finalize = rapport_print_operation_finalize;
  operation_class->begin_print = rapport_print_operation_begin_print;
  operation_class->draw_page = rapport_print_operation_draw_page;
  operation_class->preview = rapport_print_operation_preview;
  operation_class->done = rapport_print_operation_done;

  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_ERROR);
}

static void
rapport_print_operation_init (RapportPrintOperation *self)
{
  GtkPrintOperation *operation = GTK_PRINT_OPERATION (self);

  self->cancellable = g_cancellable_new ();
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_show_progress (operation, TRUE);
  gtk_print_operation_set_allow_async (operation, TRUE);
  /* GTK asks only where somebody is connected; overriding the class function is not enough. */
  g_signal_connect (self, "paginate", G_CALLBACK (paginate_cb), NULL);
}

/**
 * rapport_print_operation_new:
 * @document: what to print; nobody else may use it until the operation is done
 *
 * Returns: (transfer full): an operation that has not begun
 */
RapportPrintOperation *
rapport_print_operation_new (RapportDocument *document)
{
  RapportPrintOperation *self = g_object_new (RAPPORT_TYPE_PRINT_OPERATION, NULL);

  self->document = g_object_ref (document);
  gtk_print_operation_set_job_name (GTK_PRINT_OPERATION (self), rapport_document_get_title (document));
  recall (self);
  return self;
}

/**
 * rapport_print_operation_start:
 * @self: an operation that has not begun
 * @parent: (nullable): the window that the dialog belongs to
 * @action: %GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG as a rule
 *
 * Asks how, and prints. #RapportPrintOperation::finished comes once, possibly before this returns.
 */
void
rapport_print_operation_start (RapportPrintOperation   *self,
                               GtkWindow               *parent,
                               GtkPrintOperationAction  action)
{
  g_autoptr(RapportPrintOperation) keep = g_object_ref (self);

  /* An error before the dialog comes without "done". */
  if (gtk_print_operation_run (GTK_PRINT_OPERATION (self), action, parent, self->error ? NULL : &self->error) ==
      GTK_PRINT_OPERATION_RESULT_ERROR)
    finish (self, RAPPORT_PRINT_FAILED);
}

static void
write_worker (GTask        *task,
              gpointer      source,
              gpointer      data,
              GCancellable *cancellable)
{
  g_autofree char *path = g_file_get_path (data);
  GError *error = NULL;

  if (path == NULL)
    g_task_return_new_error (task, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_WRITE,
                             _("Only files on this computer can be written."));
  else if (rapport_document_write_pdf (source, path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * rapport_print_write_pdf_async:
 * @document: what to write; nobody else may use it until it is written
 * @file: where to
 * @cancellable: (nullable): stops it
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Writes a PDF on another thread.
 */
void
rapport_print_write_pdf_async (RapportDocument     *document,
                               GFile               *file,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (document, cancellable, callback, user_data);

  g_task_set_source_tag (task, rapport_print_write_pdf_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, write_worker);
}

/**
 * rapport_print_write_pdf_finish:
 * @document: the document
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether the file is there
 */
gboolean
rapport_print_write_pdf_finish (RapportDocument  *document,
                                GAsyncResult     *result,
                                GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, document), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

typedef struct
{
  GWeakRef         from;
  RapportDocument *document;
  GFile           *file;
} Export;

static void
export_free (Export *export)
{
  g_weak_ref_clear (&export->from);
  g_clear_object (&export->document);
  g_clear_object (&export->file);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(Export) export = data;
  g_autoptr(GtkWidget) from = g_weak_ref_get (&export->from);
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_file_get_basename (export->file);
  gboolean written = rapport_print_write_pdf_finish (RAPPORT_DOCUMENT (source), result, &error);

  if (from == NULL)
    return;
  if (written)
    {
      /* Translators: %s is the name of a file */
      g_autofree char *text = g_strdup_printf (_("“%s” written"), name);

      rapport_toast (from, text, FALSE);
    }
  else
    rapport_report_error (from, error);
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(Export) export = data;

  export->file = rapport_pick_file_finish (result);
  if (export->file == NULL)
    return;
  rapport_print_write_pdf_async (export->document, export->file, NULL, written_cb, export);
  g_steal_pointer (&export);
}

/**
 * rapport_print_to_pdf:
 * @from: where it was asked for
 * @document: what to write
 * @name: name that the file is given unless the user says another, "Accounts.pdf"
 *
 * Asks where to and writes a PDF. A toast says so; errors are told to the user.
 */
void
rapport_print_to_pdf (GtkWidget       *from,
                      RapportDocument *document,
                      const char      *name)
{
  Export *export = g_new0 (Export, 1);

  g_weak_ref_init (&export->from, from);
  export->document = g_object_ref (document);
  rapport_pick_file_async (from, RAPPORT_PICK_SAVE, RAPPORT_FILES_PDF, _("Export as PDF"), _("_Export"), NULL, name,
                           picked_cb, export);
}
