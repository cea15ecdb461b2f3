#include "config.h"

#include "document/rapport-document-private.h"

#include <cairo-pdf.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <langinfo.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MM (72.0 / 25.4)
#define FOOTER_HEIGHT 26.0
#define PROGRESS_WHOLE 10000

G_DEFINE_QUARK (rapport-document-error-quark, rapport_document_error)

typedef struct
{
  const RapportPartClass *klass;
  gpointer data;
  guint first_page;
  guint n_pages;
} Part;

struct _RapportDocument
{
  GObject parent_instance;

  char *title;
  char *author;
  char *printed;
  char *remark;
  char *created;                /* ISO 8601, for the PDF */
  RapportPageSetup setup;
  PangoContext *pango;
  GArray *parts;                /* of Part */
  guint n_pages;
  gboolean paginated;
  guint laid_out;               /* the part that may hold layouts, or G_MAXUINT */
  int progress;                 /* of PROGRESS_WHOLE, atomic: other threads look at it */
};

G_DEFINE_FINAL_TYPE (RapportDocument, rapport_document, G_TYPE_OBJECT)

static void
part_clear (gpointer data)
{
  Part *part = data;

  part->klass->free (part->data);
}

static void
rapport_document_finalize (GObject *object)
{
  RapportDocument *self = RAPPORT_DOCUMENT (object);

  g_array_unref (self->parts);
  g_clear_object (&self->pango);
  g_free (self->title);
  g_free (self->author);
  g_free (self->printed);
  g_free (self->remark);
  g_free (self->created);

  G_OBJECT_CLASS (rapport_document_parent_class)->finalize (object);
}

static void
rapport_document_class_init (RapportDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_document_finalize;
}

static void
rapport_document_init (RapportDocument *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);
  self->laid_out = G_MAXUINT;
  rapport_page_setup_init (&self->setup, rapport_paper_get_default (), FALSE);
}

/**
 * rapport_page_setup_init:
 * @setup: (out caller-allocates): the sheet
 * @paper: its size
 * @landscape: whether it lies on its side
 *
 * Sets size and the margins of the house.
 */
void
rapport_page_setup_init (RapportPageSetup *setup,
                         RapportPaper      paper,
                         gboolean          landscape)
{
  double width = paper == RAPPORT_PAPER_LETTER ? 612.0 : 210 * MM;
  double height = paper == RAPPORT_PAPER_LETTER ? 792.0 : 297 * MM;

  g_return_if_fail (setup != NULL);

  *setup = (RapportPageSetup) {
    .width = landscape ? height : width,
    .height = landscape ? width : height,
    .top = 36, .right = 46, .bottom = 26, .left = 46,
  };
}

/**
 * rapport_paper_get_default:
 *
 * Returns: the paper of the user's locale (LC_PAPER): Letter where sheets are 279 mm high, else A4
 */
RapportPaper
rapport_paper_get_default (void)
{
#ifdef __GLIBC__
  union { char *string; unsigned int word; } height;

  /* glibc hands this number out in the place of a pointer. */
  height.string = NULL;
  height.string = nl_langinfo (_NL_PAPER_HEIGHT);
  if (height.word == 279)
    return RAPPORT_PAPER_LETTER;
#endif
  return RAPPORT_PAPER_A4;
}

/**
 * rapport_document_new:
 * @title: (nullable): the job's name, in the print queue and the PDF
 * @author: (nullable): who prints it
 *
 * Returns: (transfer full): an empty job on the paper of the locale
 */
RapportDocument *
rapport_document_new (const char *title,
                      const char *author)
{
  RapportDocument *self = g_object_new (RAPPORT_TYPE_DOCUMENT, NULL);

  self->title = g_strdup (title);
  self->author = g_strdup (author);
  return self;
}

/**
 * rapport_document_get_title:
 * @self: a document
 *
 * Returns: (transfer none): its title
 */
const char *
rapport_document_get_title (RapportDocument *self)
{
  g_return_val_if_fail (RAPPORT_IS_DOCUMENT (self), NULL);

  return self->title;
}

/**
 * rapport_document_set_page_setup:
 * @setup: the sheet; paginate again afterwards
 */
void
rapport_document_set_page_setup (RapportDocument        *self,
                                 const RapportPageSetup *setup)
{
  g_return_if_fail (RAPPORT_IS_DOCUMENT (self));
  g_return_if_fail (setup != NULL);

  self->setup = *setup;
  self->paginated = FALSE;
}

/**
 * rapport_document_get_page_setup:
 *
 * Returns: (transfer none): the sheet
 */
const RapportPageSetup *
rapport_document_get_page_setup (RapportDocument *self)
{
  g_return_val_if_fail (RAPPORT_IS_DOCUMENT (self), NULL);

  return &self->setup;
}

/**
 * rapport_document_set_footer:
 * @printed: (nullable): at the start of the footer
 * @remark: (nullable): in its middle: "Confidential"
 */
void
rapport_document_set_footer (RapportDocument *self,
                             const char      *printed,
                             const char      *remark)
{
  g_autofree char *new_printed = g_strdup (printed);
  g_autofree char *new_remark = g_strdup (remark);

  g_return_if_fail (RAPPORT_IS_DOCUMENT (self));

  g_free (self->printed);
  g_free (self->remark);
  self->printed = g_steal_pointer (&new_printed);
  self->remark = g_steal_pointer (&new_remark);
}

/**
 * rapport_document_set_printed:
 * @when: the time of printing, in the zone it is to be shown in
 * @by: (nullable): who prints
 *
 * Sets the footer's "Printed 20 November 2025, 14:32 by Ines Duarte · Confidential" and the date of
 * the PDF.
 */
void
rapport_document_set_printed (RapportDocument *self,
                              GDateTime       *when,
                              const char      *by)
{
  g_autofree char *time = NULL;
  g_autofree char *line = NULL;

  g_return_if_fail (RAPPORT_IS_DOCUMENT (self));
  g_return_if_fail (when != NULL);

  /* Translators: g_date_time_format() of a page footer: "20 November 2025, 14:32" */
  time = g_date_time_format (when, _("%-d %B %Y, %H:%M"));
  if (by != NULL && *by != '\0')
    /* Translators: page footer; first a day and time, then a person's name */
    line = g_strdup_printf (_("Printed %1$s by %2$s"), time, by);
  else
    /* Translators: page footer; a day and time */
    line = g_strdup_printf (_("Printed %s"), time);
  rapport_document_set_footer (self, line, _("Confidential"));

  g_free (self->created);
  self->created = g_date_time_format_iso8601 (when);
}

/*< private >
 * rapport_document_add_part:
 * @part: (transfer full): what begins on the next new page
 */
void
rapport_document_add_part (RapportDocument        *self,
                           const RapportPartClass *klass,
                           gpointer                part)
{
  Part new = { .klass = klass, .data = part };

  g_return_if_fail (RAPPORT_IS_DOCUMENT (self));

  g_array_append_val (self->parts, new);
  self->paginated = FALSE;
}

/**
 * rapport_document_get_n_parts:
 * @self: a document
 *
 * Returns: the number of parts, each of which begins on a page of its own
 */
guint
rapport_document_get_n_parts (RapportDocument *self)
{
  g_return_val_if_fail (RAPPORT_IS_DOCUMENT (self), 0);

  return self->parts->len;
}

static PangoContext *
get_pango (RapportDocument *self)
{
  if (self->pango == NULL)
    self->pango = rapport_print_context_new ();
  return self->pango;
}

static RapportPrintArea
get_area (RapportDocument *self)
{
  const RapportPageSetup *s = &self->setup;

  return (RapportPrintArea) {
    .pango = get_pango (self),
    .x = s->left,
    .width = s->width - s->left - s->right,
    .top = s->top,
    .bottom = s->height - s->bottom - FOOTER_HEIGHT,
  };
}

/*< private >
 * rapport_print_area_report:
 * @area: the area of a part
 * @fraction: how much of the part is done, from 0 to 1
 */
void
rapport_print_area_report (const RapportPrintArea *area,
                           double                  fraction)
{
  double whole = area->progress_from + fraction * (area->progress_to - area->progress_from);

  if (area->progress != NULL)
    g_atomic_int_set (area->progress, (int) (whole * PROGRESS_WHOLE));
}

/**
 * rapport_document_get_progress:
 * @self: a document
 *
 * Tells, on any thread, how far another one has come that paginates it or writes it.
 *
 * Returns: the share of the work that is done, from 0 to 1
 */
double
rapport_document_get_progress (RapportDocument *self)
{
  g_return_val_if_fail (RAPPORT_IS_DOCUMENT (self), 0);

  return (double) g_atomic_int_get (&self->progress) / PROGRESS_WHOLE;
}

/* Only one part keeps its layouts: a job of a thousand accounts must not hold them all. */
static void
switch_part (RapportDocument *self, guint index)
{
  if (self->laid_out != index && self->laid_out < self->parts->len)
    {
      Part *old = &g_array_index (self->parts, Part, self->laid_out);

      old->klass->drop (old->data);
    }
  self->laid_out = index;
}

/**
 * rapport_document_paginate:
 *
 * Counts the pages. Needed before the pages are asked for, and again after the paper has changed.
 *
 * Returns: %TRUE, or %FALSE with @error set: RAPPORT_DOCUMENT_ERROR_EMPTY, G_IO_ERROR_CANCELLED, or
 * the error of a list's row function
 */
gboolean
rapport_document_paginate (RapportDocument  *self,
                           GCancellable     *cancellable,
                           GError          **error)
{
  RapportPrintArea area;
  guint page = 0;

  g_return_val_if_fail (RAPPORT_IS_DOCUMENT (self), FALSE);

  self->paginated = FALSE;
  self->n_pages = 0;
  if (self->parts->len == 0)
    {
      g_set_error_literal (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_EMPTY,
                           _("There is nothing to print"));
      return FALSE;
    }

  area = get_area (self);
  area.progress = &self->progress;
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = &g_array_index (self->parts, Part, i);

      area.progress_from = (double) i / self->parts->len;
      area.progress_to = (i + 1.0) / self->parts->len;
      rapport_print_area_report (&area, 0);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      switch_part (self, i);
      part->klass->drop (part->data);
      if (!part->klass->paginate (part->data, &area, &part->n_pages, cancellable, error))
        return FALSE;
      part->first_page = page;
      page += part->n_pages;
    }

  self->n_pages = page;
  self->paginated = TRUE;
  return TRUE;
}

/**
 * rapport_document_get_n_pages:
 *
 * Returns: the pages of the whole job, 0 before it was paginated
 */
guint
rapport_document_get_n_pages (RapportDocument *self)
{
  g_return_val_if_fail (RAPPORT_IS_DOCUMENT (self), 0);

  return self->n_pages;
}

static guint
find_part (RapportDocument *self, guint page)
{
  guint low = 0, high = self->parts->len;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->parts, Part, middle).first_page <= page)
        low = middle;
      else
        high = middle;
    }
  return low;
}

static void
draw_footer (RapportDocument *self, cairo_t *cr, const RapportPrintArea *area, guint page,
             guint n_pages)
{
  g_autoptr(PangoLayout) start = NULL, middle = NULL, end = NULL;
  g_autofree char *number = NULL;
  gboolean has_remark = self->remark != NULL && *self->remark != '\0';
  double y = self->setup.height - self->setup.bottom - 14;
  double end_width, half;

  rapport_print_set_ink (cr, &rapport_ink_rule);
  cairo_rectangle (cr, area->x, y - 6.5, area->width, 0.6);
  cairo_fill (cr);

  /* Translators: page footer, "Page 1 of 2" */
  number = g_strdup_printf (_("Page %1$u of %2$u"), page + 1, n_pages);
  end = rapport_print_layout (area->pango, number, RAPPORT_TEXT_SMALL, RAPPORT_TEXT_END,
                              area->width, 1);
  end_width = rapport_print_width (end);
  rapport_print_show (cr, end, area->x, y, &rapport_ink_dim);

  half = area->width - end_width - 12;
  if (has_remark)
    {
      double width;

      middle = rapport_print_layout (area->pango, self->remark, RAPPORT_TEXT_SMALL,
                                     RAPPORT_TEXT_CENTER, area->width - 2 * end_width - 24, 1);
      width = rapport_print_width (middle);
      rapport_print_show (cr, middle, area->x + end_width + 12, y, &rapport_ink_dim);
      half = (area->width - width) / 2 - 12;
    }
  if (self->printed != NULL && half > 24)
    {
      start = rapport_print_layout (area->pango, self->printed, RAPPORT_TEXT_SMALL,
                                    RAPPORT_TEXT_START, half, 1);
      rapport_print_show (cr, start, area->x, y, &rapport_ink_dim);
    }
}

/**
 * rapport_document_draw_page:
 * @cr: where to draw: origin in the corner of the sheet (not of the margins), one unit is one
 * point; nothing is painted under the ink
 * @page: page of the job from 0
 *
 * Draws a page with its footer. Pages may be drawn in any order; in order is fastest.
 *
 * Returns: %TRUE, or %FALSE with @error set
 */
gboolean
rapport_document_draw_page (RapportDocument  *self,
                            cairo_t          *cr,
                            guint             page,
                            GError          **error)
{
  RapportPrintArea area;
  guint index;
  Part *part;
  gboolean drawn;

  g_return_val_if_fail (RAPPORT_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->paginated, FALSE);
  g_return_val_if_fail (page < self->n_pages, FALSE);

  index = find_part (self, page);
  part = &g_array_index (self->parts, Part, index);
  switch_part (self, index);
  area = get_area (self);

  cairo_save (cr);
  drawn = part->klass->draw (part->data, &area, cr, page - part->first_page, error);
  if (drawn)
    draw_footer (self, cr, &area, page - part->first_page, part->n_pages);
  cairo_restore (cr);
  if (!drawn)
    return FALSE;

  if (cairo_status (cr) != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_DRAW,
                   _("Page %1$u could not be drawn: %2$s"), page + 1,
                   cairo_status_to_string (cairo_status (cr)));
      return FALSE;
    }
  return TRUE;
}

typedef struct
{
  int fd;
  int error;                    /* errno of the first write that failed */
} Sink;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Sink *sink = closure;

  while (length > 0)
    {
      ssize_t n = write (sink->fd, data, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          if (sink->error == 0)
            sink->error = n < 0 ? errno : EIO;
          return CAIRO_STATUS_WRITE_ERROR;
        }
      data += n;
      length -= n;
    }
  return CAIRO_STATUS_SUCCESS;
}

static void
set_write_error (GError **error, const char *path, int number)
{
  g_autofree char *name = g_filename_display_name (path);

  if (number == ENOSPC || number == EDQUOT)
    g_set_error (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_WRITE,
                 _("“%s” could not be written because the disk is full. Free some space or choose "
                    "another place."),
                 name);
  else
    /* Translators: first a file name, then the system's reason */
    g_set_error (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_WRITE,
                 _("“%1$s” could not be written: %2$s"), name, g_strerror (number));
}

static void
set_metadata (RapportDocument *self, cairo_surface_t *surface)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Rapport " PACKAGE_VERSION);
  if (self->title != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  if (self->author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, self->author);
  if (self->created != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, self->created);

  for (guint i = 0; self->parts->len > 1 && i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      g_autofree char *name = g_utf8_make_valid (part->klass->get_title (part->data), -1);
      g_autofree char *link = g_strdup_printf ("page=%u pos=[0 0]", part->first_page + 1);

      cairo_pdf_surface_add_outline (surface, CAIRO_PDF_OUTLINE_ROOT, name, link, 0);
    }
}

static gboolean
draw_pdf (RapportDocument *self, Sink *sink, const char *path, GCancellable *cancellable,
          GError **error)
{
  cairo_surface_t *surface;
  cairo_t *cr;
  cairo_status_t status;
  gboolean drawn = TRUE;

  surface = cairo_pdf_surface_create_for_stream (write_cb, sink, self->setup.width,
                                                 self->setup.height);
  set_metadata (self, surface);
  cr = cairo_create (surface);

  for (guint i = 0; drawn && i < self->n_pages; i++)
    {
      g_atomic_int_set (&self->progress, (int) ((double) i / self->n_pages * PROGRESS_WHOLE));
      drawn = !g_cancellable_set_error_if_cancelled (cancellable, error)
              && rapport_document_draw_page (self, cr, i, sink->error != 0 ? NULL : error);
      cairo_show_page (cr);
      if (sink->error != 0)
        drawn = FALSE;
    }

  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (sink->error != 0)
    {
      if (error != NULL)
        g_clear_error (error);
      set_write_error (error, path, sink->error);
      return FALSE;
    }
  if (drawn && status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, RAPPORT_DOCUMENT_ERROR, RAPPORT_DOCUMENT_ERROR_DRAW,
                   _("The PDF could not be made: %s"), cairo_status_to_string (status));
      return FALSE;
    }
  return drawn;
}

/* A path through links, so that the rename replaces the file and not the link to it. */
static char *
resolve (const char *path)
{
  char *real = realpath (path, NULL);
  char *copy = g_strdup (real != NULL ? real : path);

  free (real);
  return copy;
}

/**
 * rapport_document_write_pdf:
 * @path: (type filename): the file, replaced if it exists
 *
 * Paginates if needed and writes all pages as a PDF. The file appears whole or not at all: it is
 * written beside its place under another name, flushed to the disk and renamed. Something that is
 * no regular file (a pipe, /dev/stdout) is written to directly.
 *
 * Returns: %TRUE, or %FALSE with @error set: RAPPORT_DOCUMENT_ERROR_WRITE with the reason, or what
 *   rapport_document_paginate() and rapport_document_draw_page() report
 */
gboolean
rapport_document_write_pdf (RapportDocument  *self,
                            const char       *path,
                            GCancellable     *cancellable,
                            GError          **error)
{
  g_autofree char *target = NULL;
  g_autofree char *temporary = NULL;
  GStatBuf info;
  Sink sink = { -1, 0 };
  gboolean exists, direct, written;

  g_return_val_if_fail (RAPPORT_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  if (!self->paginated && !rapport_document_paginate (self, cancellable, error))
    return FALSE;

  target = resolve (path);
  exists = g_stat (target, &info) == 0;
  direct = exists && !S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode);
  if (exists && S_ISDIR (info.st_mode))
    {
      set_write_error (error, path, EISDIR);
      return FALSE;
    }
  if (exists && !direct && access (target, W_OK) != 0)
    {
      set_write_error (error, path, errno);
      return FALSE;
    }

  if (direct)
    sink.fd = g_open (target, O_WRONLY | O_CLOEXEC, 0);
  else
    {
      g_autofree char *directory = g_path_get_dirname (target);

      temporary = g_build_filename (directory, ".rapport-print-XXXXXX", NULL);
      /* A file that is replaced keeps its mode; a new one gets what the umask allows. */
      sink.fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC,
                                exists ? (int) (info.st_mode & 0777) : 0666);
    }
  if (sink.fd < 0)
    {
      set_write_error (error, path, errno);
      return FALSE;
    }

  written = draw_pdf (self, &sink, path, cancellable, error);
  if (written && !direct && fsync (sink.fd) != 0)
    {
      set_write_error (error, path, errno);
      written = FALSE;
    }
  if (close (sink.fd) != 0 && written)
    {
      set_write_error (error, path, errno);
      written = FALSE;
    }
  if (direct)
    return written;

  if (written && g_rename (temporary, target) != 0)
    {
      set_write_error (error, path, errno);
      written = FALSE;
    }
  if (!written)
    g_unlink (temporary);
  return written;
}
