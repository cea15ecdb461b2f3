#include "config.h"

#include "widgets/rapport-print-preview.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/rapport-feedback.h"
#include "widgets/rapport-pick-file.h"
#include "widgets/rapport-print-operation.h"

/* Milliseconds: what takes less says nothing about its progress. */
#define PATIENCE 300

typedef void (*Step) (RapportPrintPreview *self);

struct _RapportPrintPreview
{
  AdwWindow          parent_instance;

  /* Template children */
  AdwWindowTitle    *title;
  GtkStack          *stack;
  GtkLabel          *working_label;
  GtkProgressBar    *progress;
  GtkWidget         *bar;
  GtkDropDown       *paper;
  GtkToggleButton   *portrait;
  GtkToggleButton   *landscape;
  RapportPrintPages *pages;
  GtkLabel          *page_label;
  GtkLabel          *zoom_label;
  GtkWidget         *zoom_button;
  AdwStatusPage     *problem;

  GtkWidget         *from; /* weak */
  RapportDocument   *document;
  char              *pdf_name;
  GFile             *file;
  GCancellable      *cancellable;
  Step               next;    /* once the pages have let go of the document */
  guint              patience;
  guint              ticker;
  guint              updating;
  gboolean           ready;   /* the pages are shown, and nobody else has the document */
  gboolean           filling;
  gboolean           writing;
  gboolean           closed;
};

G_DEFINE_FINAL_TYPE (RapportPrintPreview, rapport_print_preview, ADW_TYPE_WINDOW)

/* State -------------------------------------------------------------------------------------------------------- */

static void
update (RapportPrintPreview *self)
{
  guint n = rapport_print_pages_get_n_pages (self->pages), page = rapport_print_pages_get_page (self->pages);
  double scale = rapport_print_pages_get_scale (self->pages);
  g_autofree char *where = g_strdup_printf (_("Page %1$u of %2$u"), page + 1, n);
  g_autofree char *percent = g_strdup_printf (_("%.0f %%"), 100 * scale);
  g_autofree char *zoom = g_strdup_printf (_("As large as on paper, now %s"), percent);
  const char *name = gtk_stack_get_visible_child_name (self->stack);
  gboolean shown = n > 0 && g_strcmp0 (name, "pages") == 0;
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_label_set_text (self->page_label, shown ? where : "");
  gtk_label_set_text (self->zoom_label, shown ? percent : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom_button), GTK_ACCESSIBLE_PROPERTY_LABEL, zoom, -1);
  gtk_widget_set_sensitive (self->bar, shown);
  gtk_widget_action_set_enabled (widget, "preview.print", self->ready);
  gtk_widget_action_set_enabled (widget, "preview.save", self->ready);
  gtk_widget_action_set_enabled (widget, "preview.next-page", shown && page + 1 < n);
  gtk_widget_action_set_enabled (widget, "preview.previous-page", shown && page > 0);
  gtk_widget_action_set_enabled (widget, "preview.zoom-fit", shown);
  gtk_widget_action_set_enabled (widget, "preview.zoom-normal", shown);
  gtk_widget_action_set_enabled (widget, "preview.zoom-in", shown && scale < 3);
  gtk_widget_action_set_enabled (widget, "preview.zoom-out", shown && scale > .15);
}

static void
show_page (RapportPrintPreview *self,
           const char          *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  update (self);
}

static gboolean
patience_cb (gpointer data)
{
  RapportPrintPreview *self = data;

  self->patience = 0;
  show_page (self, "working");
  return G_SOURCE_REMOVE;
}

static gboolean
tick_cb (gpointer data)
{
  RapportPrintPreview *self = data;

  gtk_progress_bar_set_fraction (self->progress, rapport_document_get_progress (self->document));
  return G_SOURCE_CONTINUE;
}

static void
stop_working (RapportPrintPreview *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_handle_id (&self->ticker, g_source_remove);
}

static void
start_working (RapportPrintPreview *self,
               const char          *text,
               gboolean             with_document)
{
  stop_working (self);
  self->ready = FALSE;
  gtk_label_set_text (self->working_label, text);
  gtk_progress_bar_set_fraction (self->progress, 0);
  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  self->patience = g_timeout_add (PATIENCE, patience_cb, self);
  if (with_document)
    self->ticker = g_timeout_add (100, tick_cb, self);
  update (self);
}

static void
show_document (RapportPrintPreview *self)
{
  stop_working (self);
  self->ready = TRUE;
  rapport_print_pages_set_document (self->pages, self->document);
  show_page (self, "pages");
  if (gtk_window_get_focus (GTK_WINDOW (self)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->pages));
}

/* Waits until no page is being drawn: only one thread at a time may use the document. */
static void
take_back_then (RapportPrintPreview *self,
                Step                 next)
{
  self->ready = FALSE;
  update (self);
  rapport_print_pages_set_document (self->pages, NULL);
  if (rapport_print_pages_is_busy (self->pages))
    self->next = next;
  else
    next (self);
}

static void
busy_cb (RapportPrintPreview *self)
{
  Step next = self->next;

  if (next == NULL || rapport_print_pages_is_busy (self->pages))
    return;
  self->next = NULL;
  next (self);
}

static void
failed_cb (RapportPrintPreview *self,
           GError              *error)
{
  rapport_print_preview_fail (self, error);
}

/* Paper -------------------------------------------------------------------------------------------------------- */

static gboolean
is_paper (const RapportPageSetup *setup,
          RapportPaper            paper)
{
  RapportPageSetup known;

  rapport_page_setup_init (&known, paper, setup->width > setup->height);
  return fabs (known.width - setup->width) < 1.5 && fabs (known.height - setup->height) < 1.5;
}

/* What the document lies on, which may be another paper that was chosen in the system's dialog. */
static void
show_paper (RapportPrintPreview *self)
{
  const RapportPageSetup *setup = rapport_document_get_page_setup (self->document);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = is_paper (setup, RAPPORT_PAPER_A4) ? 0 : is_paper (setup, RAPPORT_PAPER_LETTER) ? 1 : 2;

  gtk_string_list_append (names, _("A4"));
  gtk_string_list_append (names, _("Letter"));
  if (selected == 2)
    {
      /* Translators: width and height of a sheet */
      g_autofree char *name = g_strdup_printf (_("%1$.0f × %2$.0f mm"), MIN (setup->width, setup->height) * 25.4 / 72,
                                               MAX (setup->width, setup->height) * 25.4 / 72);

      gtk_string_list_append (names, name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->paper, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->paper, selected);
  gtk_toggle_button_set_active (setup->width > setup->height ? self->landscape : self->portrait, TRUE);
  self->filling = FALSE;
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
paginated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  RapportPrintPreview *self = RAPPORT_PRINT_PREVIEW (source);
  g_autoptr(GError) error = NULL;

  if (self->closed)
    return;
  if (g_task_propagate_boolean (G_TASK (result), &error))
    show_document (self);
  else
    rapport_print_preview_fail (self, error);
}

static void
paginate (RapportPrintPreview *self)
{
  g_autoptr(GTask) task = NULL;

  start_working (self, _("Laying out the pages…"), TRUE);
  show_paper (self);
  task = g_task_new (self, self->cancellable, paginated_cb, NULL);
  g_task_set_source_tag (task, paginate);
  g_task_set_task_data (task, g_object_ref (self->document), g_object_unref);
  g_task_run_in_thread (task, paginate_worker);
}

static void
lay_on_paper (RapportPrintPreview *self)
{
  RapportPageSetup setup = *rapport_document_get_page_setup (self->document);
  gboolean landscape = gtk_toggle_button_get_active (self->landscape);
  guint selected = gtk_drop_down_get_selected (self->paper);

  if (selected < 2)
    rapport_page_setup_init (&setup, selected == 0 ? RAPPORT_PAPER_A4 : RAPPORT_PAPER_LETTER, landscape);
  else if (landscape != (setup.width > setup.height))
    {
      double width = setup.width;

      setup.width = setup.height;
      setup.height = width;
    }
  rapport_document_set_page_setup (self->document, &setup);
  paginate (self);
}

static void
paper_cb (RapportPrintPreview *self)
{
  /* While a step waits for its turn, it is the one that sees the new choice. */
  if (!self->filling && self->ready)
    take_back_then (self, lay_on_paper);
}

/* Print and save ----------------------------------------------------------------------------------------------- */

static void
finished_cb (RapportPrintOperation *operation,
             int                    end,
             GError                *error,
             RapportPrintPreview   *self)
{
  if (self->closed)
    return;
  switch ((RapportPrintEnd) end)
    {
    case RAPPORT_PRINT_PRINTED:
      if (self->from != NULL)
        {
          /* Translators: %s is the name of a print job */
          g_autofree char *text = g_strdup_printf (_("“%s” sent to the printer"),
                                                   rapport_document_get_title (self->document));

          rapport_toast (self->from, text, FALSE);
        }
      gtk_window_destroy (GTK_WINDOW (self));
      break;
    case RAPPORT_PRINT_FAILED:
      rapport_report_error (GTK_WIDGET (self->stack), error);
      paginate (self);
      break;
    case RAPPORT_PRINT_PREVIEWED:
    case RAPPORT_PRINT_CANCELLED:
    default:
      /* The paper may be another one by now. */
      paginate (self);
    }
}

static void
print (RapportPrintPreview *self)
{
  g_autoptr(RapportPrintOperation) operation = rapport_print_operation_new (self->document);

  g_signal_connect_object (operation, "finished", G_CALLBACK (finished_cb), self, 0);
  rapport_print_operation_start (operation, GTK_WINDOW (self), GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG);
}

static void
print_action (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  take_back_then (RAPPORT_PRINT_PREVIEW (widget), print);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(RapportPrintPreview) self = data;
  g_autoptr(GError) error = NULL;
  GtkWidget *where = self->closed ? self->from : GTK_WIDGET (self->stack);

  self->writing = FALSE;
  if (where == NULL)
    return;
  if (rapport_print_write_pdf_finish (RAPPORT_DOCUMENT (source), result, &error))
    {
      g_autofree char *name = g_file_get_basename (self->file);
      /* Translators: %s is the name of a file */
      g_autofree char *text = g_strdup_printf (_("“%s” written"), name);

      rapport_toast (where, text, FALSE);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rapport_report_error (where, error);
  if (!self->closed)
    show_document (self);
}

static void
write_pdf (RapportPrintPreview *self)
{
  start_working (self, _("Writing the pages…"), TRUE);
  self->writing = TRUE;
  rapport_print_write_pdf_async (self->document, self->file, self->cancellable, written_cb, g_object_ref (self));
}

static void
picked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr(RapportPrintPreview) self = data;
  g_autoptr(GFile) file = rapport_pick_file_finish (result);

  if (file == NULL || !self->ready || self->closed)
    return;
  g_set_object (&self->file, file);
  take_back_then (self, write_pdf);
}

static void
save_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportPrintPreview *self = RAPPORT_PRINT_PREVIEW (widget);

  rapport_pick_file_async (widget, RAPPORT_PICK_SAVE, RAPPORT_FILES_PDF, _("Save as PDF"), _("_Save"), NULL,
                           self->pdf_name, picked_cb, g_object_ref (self));
}

/* Looking ------------------------------------------------------------------------------------------------------ */

static gboolean
update_later_cb (gpointer data)
{
  RapportPrintPreview *self = data;

  self->updating = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

/* The pages find out in the middle of being laid out, when labels cannot take more room. */
static void
turned_cb (RapportPrintPreview *self)
{
  if (self->updating == 0 && !self->closed)
    self->updating = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_later_cb, self, NULL);
}

static void
page_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  RapportPrintPreview *self = RAPPORT_PRINT_PREVIEW (widget);
  guint page = rapport_print_pages_get_page (self->pages);

  if (g_str_equal (name, "preview.next-page"))
    page++;
  else if (g_str_equal (name, "preview.previous-page"))
    page -= page > 0;
  else
    page = g_str_equal (name, "preview.first-page") ? 0 : G_MAXUINT;
  rapport_print_pages_set_page (self->pages, page);
}

static void
zoom_action (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  static const double steps[] = { .1, .25, .5, .75, 1, 1.25, 1.5, 2, 3 };
  RapportPrintPreview *self = RAPPORT_PRINT_PREVIEW (widget);
  double scale = rapport_print_pages_get_scale (self->pages), zoom = RAPPORT_PRINT_PAGES_FIT;

  if (g_str_equal (name, "preview.zoom-normal"))
    zoom = 1;
  else if (g_str_equal (name, "preview.zoom-in"))
    {
      zoom = steps[G_N_ELEMENTS (steps) - 1];
      for (int i = G_N_ELEMENTS (steps) - 1; i >= 0 && steps[i] > scale + .01; i--)
        zoom = steps[i];
    }
  else if (g_str_equal (name, "preview.zoom-out"))
    {
      zoom = steps[0];
      for (guint i = 0; i < G_N_ELEMENTS (steps) && steps[i] < scale - .01; i++)
        zoom = steps[i];
    }
  rapport_print_pages_set_zoom (self->pages, zoom);
}

static void
cancel_cb (RapportPrintPreview *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* Window ------------------------------------------------------------------------------------------------------- */

/* The window is gone from the screen; work that is under way still holds it. A file that was asked for is written. */
static void
rapport_print_preview_unrealize (GtkWidget *widget)
{
  RapportPrintPreview *self = RAPPORT_PRINT_PREVIEW (widget);

  self->closed = TRUE;
  self->next = NULL;
  g_clear_handle_id (&self->updating, g_source_remove);
  stop_working (self);
  if (!self->writing)
    g_cancellable_cancel (self->cancellable);
  rapport_print_pages_set_document (self->pages, NULL);
  GTK_WIDGET_CLASS (rapport_print_preview_parent_class)->unrealize (widget);
  /* GTK would reach for the parent when the work lets go of this window, after the parent is gone. */
  gtk_window_set_transient_for (GTK_WINDOW (self), NULL);
}

static void
rapport_print_preview_dispose (GObject *object)
{
  RapportPrintPreview *self = RAPPORT_PRINT_PREVIEW (object);

  stop_working (self);
  g_clear_handle_id (&self->updating, g_source_remove);
  self->next = NULL;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->document);
  g_clear_object (&self->file);
  g_clear_weak_pointer (&self->from);
  G_OBJECT_CLASS (rapport_print_preview_parent_class)->dispose (object);
}

static void
rapport_print_preview_finalize (GObject *object)
{
  RapportPrintPreview *self = RAPPORT_PRINT_PREVIEW (object);

  g_clear_object (&self->cancellable);
  g_free (self->pdf_name);
  G_OBJECT_CLASS (rapport_print_preview_parent_class)->finalize (object);
}

static void
rapport_print_preview_class_init (RapportPrintPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rapport_print_preview_dispose;
  object_class->finalize = rapport_print_preview_finalize;
  widget_class->unrealize = rapport_print_preview_unrealize;

  g_type_ensure (RAPPORT_TYPE_PRINT_PAGES);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-print-preview.ui");
#define CHILD(name) gtk_widget_class_bind_template_child (widget_class, RapportPrintPreview, name)
  CHILD (title);
  CHILD (stack);
  CHILD (working_label);
  CHILD (progress);
  CHILD (bar);
  CHILD (paper);
  CHILD (portrait);
  CHILD (landscape);
  CHILD (pages);
  CHILD (page_label);
  CHILD (zoom_label);
  CHILD (zoom_button);
  CHILD (problem);
#undef CHILD
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, turned_cb);
  gtk_widget_class_bind_template_callback (widget_class, busy_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, paper_cb);

  gtk_widget_class_install_action (widget_class, "preview.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "preview.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "preview.next-page", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "preview.previous-page", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "preview.first-page", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "preview.last-page", NULL, page_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-in", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-out", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-normal", NULL, zoom_action);
  gtk_widget_class_install_action (widget_class, "preview.zoom-fit", NULL, zoom_action);
#define KEY(key, state, action) gtk_widget_class_add_binding_action (widget_class, GDK_KEY_##key, state, action, NULL)
  KEY (Escape, 0, "window.close");
  KEY (w, GDK_CONTROL_MASK, "window.close");
  KEY (p, GDK_CONTROL_MASK, "preview.print");
  KEY (s, GDK_CONTROL_MASK, "preview.save");
  KEY (Page_Down, 0, "preview.next-page");
  KEY (Page_Up, 0, "preview.previous-page");
  KEY (Home, 0, "preview.first-page");
  KEY (End, 0, "preview.last-page");
  KEY (plus, GDK_CONTROL_MASK, "preview.zoom-in");
  KEY (equal, GDK_CONTROL_MASK, "preview.zoom-in");
  KEY (KP_Add, GDK_CONTROL_MASK, "preview.zoom-in");
  KEY (minus, GDK_CONTROL_MASK, "preview.zoom-out");
  KEY (KP_Subtract, GDK_CONTROL_MASK, "preview.zoom-out");
  KEY (1, GDK_CONTROL_MASK, "preview.zoom-normal");
  KEY (0, GDK_CONTROL_MASK, "preview.zoom-fit");
#undef KEY
}

static void
rapport_print_preview_init (RapportPrintPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  start_working (self, _("Reading the accounts…"), FALSE);
}

/**
 * rapport_print_preview_new:
 * @from: the widget that asks
 *
 * Shows a preview that waits for its document.
 *
 * Returns: (transfer none): the window
 */
RapportPrintPreview *
rapport_print_preview_new (GtkWidget *from)
{
  RapportPrintPreview *self = g_object_new (RAPPORT_TYPE_PRINT_PREVIEW, "modal", TRUE, "destroy-with-parent", TRUE,
                                            NULL);
  GtkRoot *root = gtk_widget_get_root (from);

  g_set_weak_pointer (&self->from, from);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (self));
  return self;
}

/**
 * rapport_print_preview_get_cancellable:
 * @self: a preview that waits for its document
 *
 * Returns: (transfer none): what stops the work on the document: the window was closed
 */
GCancellable *
rapport_print_preview_get_cancellable (RapportPrintPreview *self)
{
  g_return_val_if_fail (RAPPORT_IS_PRINT_PREVIEW (self), NULL);

  return self->cancellable;
}

/**
 * rapport_print_preview_set_progress:
 * @self: a preview that waits for its document
 * @fraction: how much of it is there, from 0 to 1
 */
void
rapport_print_preview_set_progress (RapportPrintPreview *self,
                                    double               fraction)
{
  g_return_if_fail (RAPPORT_IS_PRINT_PREVIEW (self));

  gtk_progress_bar_set_fraction (self->progress, CLAMP (fraction, 0, 1));
}

/**
 * rapport_print_preview_set_document:
 * @self: a preview that waits for its document
 * @document: what to show; nobody else may use it any more
 * @pdf_name: name that a PDF is given unless the user says another, "Accounts.pdf"
 */
void
rapport_print_preview_set_document (RapportPrintPreview *self,
                                    RapportDocument     *document,
                                    const char          *pdf_name)
{
  g_return_if_fail (RAPPORT_IS_PRINT_PREVIEW (self));
  g_return_if_fail (RAPPORT_IS_DOCUMENT (document));

  if (self->closed)
    return;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  g_set_object (&self->document, document);
  g_free (self->pdf_name);
  self->pdf_name = g_strdup (pdf_name);
  adw_window_title_set_title (self->title, rapport_document_get_title (document));
  adw_window_title_set_subtitle (self->title, _("Print Preview"));
  rapport_print_choose_paper (document);
  paginate (self);
}

/**
 * rapport_print_preview_fail:
 * @self: a preview
 * @error: why there is nothing to show; where it was cancelled, the window closes
 */
void
rapport_print_preview_fail (RapportPrintPreview *self,
                            const GError        *error)
{
  g_return_if_fail (RAPPORT_IS_PRINT_PREVIEW (self));

  if (self->closed)
    return;
  stop_working (self);
  self->ready = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  adw_status_page_set_description (self->problem, error->message);
  show_page (self, "problem");
}

/**
 * rapport_print_preview_get_pages:
 * @self: a preview
 *
 * Returns: (transfer none): its pages
 */
RapportPrintPages *
rapport_print_preview_get_pages (RapportPrintPreview *self)
{
  g_return_val_if_fail (RAPPORT_IS_PRINT_PREVIEW (self), NULL);

  return self->pages;
}

/**
 * rapport_print_preview:
 * @from: where it was asked for
 * @document: what to print; nobody else may use it any more
 * @pdf_name: name that a PDF is given unless the user says another
 *
 * Shows what will be printed; from there it is printed.
 */
void
rapport_print_preview (GtkWidget       *from,
                       RapportDocument *document,
                       const char      *pdf_name)
{
  rapport_print_preview_set_document (rapport_print_preview_new (from), document, pdf_name);
}
