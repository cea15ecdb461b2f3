#include "config.h"

#include "widgets/rapport-print-pages.h"

#include <glib/gi18n.h>
#include <math.h>

#include "widgets/rapport-theme.h"

/* Pixels around the pages and between them. */
#define MARGIN 24
#define GAP 18

/* A screen has 96 pixels an inch, paper 72 points. */
#define PIXELS_PER_POINT (96.0 / 72.0)

/* Nothing is drawn finer: a page would take more than 50 MB. */
#define MAX_SCALE 4.0

/* Drawn pages that are kept beyond those that are seen. */
#define KEPT 2

typedef struct
{
  GdkTexture *texture;
  double      scale;      /* pixels per point that it was drawn with */
  guint       generation; /* of the document */
} Sheet;

struct _RapportPrintPages
{
  GtkWidget            parent_instance;

  RapportDocument     *document;
  RapportPageSetup     setup;
  guint                n_pages;
  guint                generation;
  GHashTable          *sheets; /* page → Sheet */
  gboolean             busy;
  GtkAdjustment       *adjustments[2]; /* horizontal, vertical */
  GtkScrollablePolicy  policies[2];
  double               zoom;
  double               scale; /* pixels per point as it is shown */
  guint                page;
};

typedef enum
{
  PROP_PAGE = 1,
  PROP_ZOOM,
  PROP_BUSY,
  N_OWN,
  PROP_HADJUSTMENT = N_OWN,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} RapportPrintPagesProperty;

static GParamSpec *properties[N_OWN];

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (RapportPrintPages, rapport_print_pages, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
sheet_free (Sheet *sheet)
{
  g_object_unref (sheet->texture);
  g_free (sheet);
}

/* Places ------------------------------------------------------------------------------------------------------- */

static double
page_width (RapportPrintPages *self)
{
  return round (self->setup.width * self->scale);
}

static double
page_height (RapportPrintPages *self)
{
  return round (self->setup.height * self->scale);
}

static double
page_top (RapportPrintPages *self,
          guint              page)
{
  return MARGIN + page * (page_height (self) + GAP);
}

static guint
page_at (RapportPrintPages *self,
         double             y)
{
  double page = floor ((y - MARGIN) / (page_height (self) + GAP));

  return self->n_pages == 0 ? 0 : (guint) CLAMP (page, 0, self->n_pages - 1.0);
}

static void
get_seen (RapportPrintPages *self,
          guint             *first,
          guint             *last)
{
  double top = gtk_adjustment_get_value (self->adjustments[1]);

  *first = page_at (self, top);
  *last = page_at (self, top + gtk_widget_get_height (GTK_WIDGET (self)));
}

static void
update_label (RapportPrintPages *self)
{
  /* Translators: what a screen reader says */
  g_autofree char *text = g_strdup_printf (_("Page %1$u of %2$u"), self->page + 1, self->n_pages);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->n_pages > 0 ? text : _("Pages"), -1);
}

static void
update_page (RapportPrintPages *self)
{
  double top = gtk_adjustment_get_value (self->adjustments[1]);
  guint page = page_at (self, top + gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);

  /* At an end the page there is meant, also where two small ones stand one below the other. */
  if (top <= gtk_adjustment_get_lower (self->adjustments[1]))
    page = 0;
  if (page == self->page)
    return;
  self->page = page;
  update_label (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/* Drawing on the other thread ---------------------------------------------------------------------------------- */

typedef struct
{
  RapportDocument *document;
  guint            page;
  guint            generation;
  double           scale;
  int              width;
  int              height;
} Job;

static void
job_free (Job *job)
{
  g_object_unref (job->document);
  g_free (job);
}

static void
draw_worker (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  Job *job = data;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, job->width, job->height);
  cairo_t *cr = cairo_create (surface);
  GError *error = NULL;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, job->scale, job->scale);
  if (rapport_document_draw_page (job->document, cr, job->page, &error))
    {
      g_autoptr(GBytes) bytes = NULL;
      int stride = cairo_image_surface_get_stride (surface);

      cairo_surface_flush (surface);
      bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), (gsize) stride * (gsize) job->height,
                                          (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));
      g_task_return_pointer (
          task, gdk_memory_texture_new (job->width, job->height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride),
          g_object_unref);
    }
  else
    g_task_return_error (task, error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void draw_next (RapportPrintPages *self);

static void
set_busy (RapportPrintPages *self,
          gboolean           busy)
{
  if (self->busy == busy)
    return;
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static void
drop_far (RapportPrintPages *self)
{
  GHashTableIter iter;
  gpointer key;
  guint first, last;

  get_seen (self, &first, &last);
  g_hash_table_iter_init (&iter, self->sheets);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint page = GPOINTER_TO_UINT (key);

      if (page + KEPT < first || page > last + KEPT)
        g_hash_table_iter_remove (&iter);
    }
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  RapportPrintPages *self = RAPPORT_PRINT_PAGES (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (texture != NULL && job->generation == self->generation)
    {
      Sheet *sheet = g_new (Sheet, 1);

      *sheet = (Sheet) { g_steal_pointer (&texture), job->scale, job->generation };
      g_hash_table_replace (self->sheets, GUINT_TO_POINTER (job->page), sheet);
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  set_busy (self, FALSE);
  if (error != NULL && job->generation == self->generation)
    {
      g_clear_object (&self->document);
      g_signal_emit (self, signals[FAILED], 0, error);
      return;
    }
  draw_next (self);
}

/* Twice as fine as the screen where that is coarse: cairo puts letters on whole pixels, which tears small words apart. */
static double
draw_scale (RapportPrintPages *self)
{
  return MIN (self->scale * MAX (gtk_widget_get_scale_factor (GTK_WIDGET (self)), 2), MAX_SCALE);
}

static gboolean
is_wanting (RapportPrintPages *self,
            guint              page)
{
  const Sheet *sheet = g_hash_table_lookup (self->sheets, GUINT_TO_POINTER (page));

  return sheet == NULL || sheet->generation != self->generation || fabs (sheet->scale - draw_scale (self)) > 1e-6;
}

/* What is seen first, then the pages beside it. */
static void
draw_next (RapportPrintPages *self)
{
  g_autoptr(GTask) task = NULL;
  guint first, last, page;
  Job *job;

  if (self->busy || self->document == NULL || self->n_pages == 0 || self->scale <= 0 ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  drop_far (self);
  get_seen (self, &first, &last);
  for (page = first; page <= last && !is_wanting (self, page); page++)
    ;
  if (page > last && (page >= self->n_pages || !is_wanting (self, page)))
    {
      page = first > 0 ? first - 1 : first;
      if (!is_wanting (self, page))
        return;
    }
  job = g_new0 (Job, 1);
  job->document = g_object_ref (self->document);
  job->page = page;
  job->generation = self->generation;
  job->scale = draw_scale (self);
  job->width = MAX (1, (int) round (self->setup.width * job->scale));
  job->height = MAX (1, (int) round (self->setup.height * job->scale));
  task = g_task_new (self, NULL, drawn_cb, NULL);
  g_task_set_source_tag (task, draw_next);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  set_busy (self, TRUE);
  g_task_run_in_thread (task, draw_worker);
}

/* Widget ------------------------------------------------------------------------------------------------------- */

static void
scrolled_cb (RapportPrintPages *self)
{
  update_page (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  draw_next (self);
}

static void
set_adjustment (RapportPrintPages *self,
                int                which,
                GtkAdjustment     *adjustment)
{
  if (adjustment != NULL && adjustment == self->adjustments[which])
    return;
  if (self->adjustments[which] != NULL)
    g_signal_handlers_disconnect_by_func (self->adjustments[which], scrolled_cb, self);
  g_clear_object (&self->adjustments[which]);
  self->adjustments[which] = g_object_ref_sink (adjustment ? adjustment : gtk_adjustment_new (0, 0, 0, 0, 0, 0));
  g_signal_connect_swapped (self->adjustments[which], "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static double
find_scale (RapportPrintPages *self,
            int                width,
            int                height)
{
  double fit;

  if (self->zoom > 0)
    return self->zoom * PIXELS_PER_POINT;
  fit = MIN ((width - 2.0 * MARGIN) / self->setup.width, (height - 2.0 * MARGIN) / self->setup.height);
  return CLAMP (fit, 0.05, MAX_SCALE);
}

static void
rapport_print_pages_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  RapportPrintPages *self = RAPPORT_PRINT_PAGES (widget);
  double value = gtk_adjustment_get_value (self->adjustments[1]);
  double within = 0, across, down, left;
  guint page = self->page;
  gboolean same;

  if (self->n_pages == 0)
    return;
  /* What is at the top stays there when the scale changes; a whole page stays whole. */
  if (self->scale > 0)
    {
      page = self->zoom > 0 ? page_at (self, value) : self->page;
      within = self->zoom > 0 ? (value - page_top (self, page)) / page_height (self) : 0;
    }
  same = self->scale == find_scale (self, width, height);
  self->scale = find_scale (self, width, height);
  across = page_width (self) + 2 * MARGIN;
  down = page_top (self, self->n_pages) - GAP + MARGIN;
  if (!same)
    value = self->zoom > 0 && within == 0 ? page_top (self, page) - MARGIN / 2.0
            : self->zoom > 0              ? page_top (self, page) + within * page_height (self)
                                          : page_top (self, page) - (height - page_height (self)) / 2;
  left = MAX (0, (across - width) / 2);
  if (same)
    left = gtk_adjustment_get_value (self->adjustments[0]);

  g_object_freeze_notify (G_OBJECT (self));
  gtk_adjustment_configure (self->adjustments[0], CLAMP (left, 0, MAX (0, across - width)), 0, MAX (across, width),
                            40, width * .9, width);
  gtk_adjustment_configure (self->adjustments[1], CLAMP (value, 0, MAX (0, down - height)), 0, MAX (down, height), 60,
                            page_height (self) + GAP, height);
  if (!same)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  g_object_thaw_notify (G_OBJECT (self));
  update_page (self);
  draw_next (self);
}

static void
rapport_print_pages_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = 120;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 720;
}

static void
rapport_print_pages_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  RapportPrintPages *self = RAPPORT_PRINT_PAGES (widget);
  static const GdkRGBA white = { 1, 1, 1, 1 };
  double top = gtk_adjustment_get_value (self->adjustments[1]), left = gtk_adjustment_get_value (self->adjustments[0]);
  double width = page_width (self), x;
  guint first, last;

  if (self->n_pages == 0 || self->scale <= 0)
    return;
  x = MAX (MARGIN, floor ((gtk_widget_get_width (widget) - width) / 2)) - left;
  get_seen (self, &first, &last);
  for (guint page = first; page <= last; page++)
    {
      const Sheet *sheet = g_hash_table_lookup (self->sheets, GUINT_TO_POINTER (page));
      graphene_rect_t rect = GRAPHENE_RECT_INIT ((float) x, (float) (page_top (self, page) - round (top)),
                                                 (float) width, (float) page_height (self));
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &rect, 0);
      gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA) { 0, 0, 0, .18f }, 0, 0, 1, 0);
      gtk_snapshot_append_outset_shadow (snapshot, &outline, &(GdkRGBA) { 0, 0, 0, .16f }, 0, 2, 0, 8);
      gtk_snapshot_append_color (snapshot, &white, &rect);
      if (sheet != NULL)
        gtk_snapshot_append_texture (snapshot, sheet->texture, &rect);
      if (page == self->page && gtk_widget_has_visible_focus (widget))
        {
          GdkRGBA accent;

          rapport_theme_get_color (widget, RAPPORT_COLOR_ACCENT, &accent);
          gsk_rounded_rect_init_from_rect (&outline, &rect, 0);
          gsk_rounded_rect_shrink (&outline, -4, -4, -4, -4);
          gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                                      (GdkRGBA[4]) { accent, accent, accent, accent });
        }
    }
}

static void
rapport_print_pages_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rapport_print_pages_parent_class)->map (widget);
  draw_next (RAPPORT_PRINT_PAGES (widget));
}

static gboolean
zoom_scroll_cb (GtkEventControllerScroll *controller,
                double                    dx,
                double                    dy,
                RapportPrintPages        *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) == 0 || dy == 0)
    return GDK_EVENT_PROPAGATE;
  rapport_print_pages_set_zoom (self, self->scale / PIXELS_PER_POINT * (dy < 0 ? 1.1 : 1 / 1.1));
  return GDK_EVENT_STOP;
}

static void
scroll_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  GtkAdjustment *adjustment = RAPPORT_PRINT_PAGES (widget)->adjustments[1];
  int steps = g_variant_get_int32 (parameter);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) +
                                            steps * gtk_adjustment_get_step_increment (adjustment));
}

static void
rapport_print_pages_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  RapportPrintPages *self = RAPPORT_PRINT_PAGES (object);

  switch ((RapportPrintPagesProperty) prop_id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, self->page);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->zoom);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[0]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[1]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[0]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[1]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_print_pages_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  RapportPrintPages *self = RAPPORT_PRINT_PAGES (object);

  switch ((RapportPrintPagesProperty) prop_id)
    {
    case PROP_PAGE:
      rapport_print_pages_set_page (self, g_value_get_uint (value));
      break;
    case PROP_ZOOM:
      rapport_print_pages_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_HADJUSTMENT:
      set_adjustment (self, 0, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, 1, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[0] = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[1] = g_value_get_enum (value);
      break;
    case PROP_BUSY:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
rapport_print_pages_dispose (GObject *object)
{
  RapportPrintPages *self = RAPPORT_PRINT_PAGES (object);

  for (int i = 0; i < 2; i++)
    if (self->adjustments[i] != NULL)
      g_signal_handlers_disconnect_by_func (self->adjustments[i], scrolled_cb, self);
  g_clear_object (&self->document);
  g_hash_table_remove_all (self->sheets);
  G_OBJECT_CLASS (rapport_print_pages_parent_class)->dispose (object);
}

static void
rapport_print_pages_finalize (GObject *object)
{
  RapportPrintPages *self = RAPPORT_PRINT_PAGES (object);

  g_clear_object (&self->adjustments[0]);
  g_clear_object (&self->adjustments[1]);
  g_hash_table_unref (self->sheets);
  G_OBJECT_CLASS (rapport_print_pages_parent_class)->finalize (object);
}

static void
rapport_print_pages_class_init (RapportPrintPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rapport_print_pages_get_property;
  object_class->set_property = rapport_print_pages_set_property;
  object_class->dispose = rapport_print_pages_dispose;
  object_class->finalize = rapport_print_pages_finalize;
  widget_class->measure = rapport_print_pages_measure;
  widget_class->size_allocate = rapport_print_pages_size_allocate;
  widget_class->snapshot = rapport_print_pages_snapshot;
  widget_class->map = rapport_print_pages_map;

  properties[PROP_PAGE] = g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, 0, 16, RAPPORT_PRINT_PAGES_FIT, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags & ~G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_OWN, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);

  gtk_widget_class_set_css_name (widget_class, "rp-print-pages");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_install_action (widget_class, "pages.scroll", "i", scroll_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Down, 0, "pages.scroll", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Up, 0, "pages.scroll", "i", -1);
}

static void
rapport_print_pages_init (RapportPrintPages *self)
{
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->sheets = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) sheet_free);
  set_adjustment (self, 0, NULL);
  set_adjustment (self, 1, NULL);
  rapport_page_setup_init (&self->setup, RAPPORT_PAPER_A4, FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (scroll, "scroll", G_CALLBACK (zoom_scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (draw_next), NULL);
  update_label (self);
}

/**
 * rapport_print_pages_new:
 *
 * Returns: (transfer floating): no pages yet
 */
GtkWidget *
rapport_print_pages_new (void)
{
  return g_object_new (RAPPORT_TYPE_PRINT_PAGES, NULL);
}

/**
 * rapport_print_pages_set_document:
 * @self: pages
 * @document: (nullable): a document that is paginated; %NULL keeps the pages that are drawn on the
 *   screen and lets go of the document
 *
 * Shows a document, also the same one on other paper. As long as it is shown, and until `busy` is
 * %FALSE after %NULL was set, nobody else may use it.
 */
void
rapport_print_pages_set_document (RapportPrintPages *self,
                                  RapportDocument   *document)
{
  const RapportPageSetup *setup;

  g_return_if_fail (RAPPORT_IS_PRINT_PAGES (self));

  if (!g_set_object (&self->document, document) || document == NULL)
    return;
  setup = rapport_document_get_page_setup (document);
  self->generation++;
  /* What was drawn stands until it is drawn anew, but not on another sheet. */
  if (setup->width != self->setup.width || setup->height != self->setup.height)
    g_hash_table_remove_all (self->sheets);
  self->setup = *setup;
  self->n_pages = rapport_document_get_n_pages (document);
  self->page = MIN (self->page, MAX (self->n_pages, 1) - 1);
  self->scale = 0;
  update_label (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/**
 * rapport_print_pages_is_busy:
 * @self: pages
 *
 * Returns: whether a page is being drawn
 */
gboolean
rapport_print_pages_is_busy (RapportPrintPages *self)
{
  g_return_val_if_fail (RAPPORT_IS_PRINT_PAGES (self), FALSE);

  return self->busy;
}

/**
 * rapport_print_pages_get_n_pages:
 * @self: pages
 *
 * Returns: how many
 */
guint
rapport_print_pages_get_n_pages (RapportPrintPages *self)
{
  g_return_val_if_fail (RAPPORT_IS_PRINT_PAGES (self), 0);

  return self->n_pages;
}

/**
 * rapport_print_pages_get_page:
 * @self: pages
 *
 * Returns: the page that is looked at, from 0
 */
guint
rapport_print_pages_get_page (RapportPrintPages *self)
{
  g_return_val_if_fail (RAPPORT_IS_PRINT_PAGES (self), 0);

  return self->page;
}

/**
 * rapport_print_pages_set_page:
 * @self: pages
 * @page: from 0; beyond the last is the last
 *
 * Scrolls to a page.
 */
void
rapport_print_pages_set_page (RapportPrintPages *self,
                              guint              page)
{
  double spare;

  g_return_if_fail (RAPPORT_IS_PRINT_PAGES (self));

  if (self->n_pages == 0)
    return;
  page = MIN (page, self->n_pages - 1);
  if (self->scale <= 0)
    {
      self->page = page;
      return;
    }
  spare = gtk_widget_get_height (GTK_WIDGET (self)) - page_height (self);
  gtk_adjustment_set_value (self->adjustments[1], page_top (self, page) - (spare > 0 ? spare / 2 : MARGIN / 2.0));
  /* Two pages that fit side by side in the height cannot both be in the middle. */
  if (self->page != page)
    {
      self->page = page;
      update_label (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
    }
}

/**
 * rapport_print_pages_get_zoom:
 * @self: pages
 *
 * Returns: what was set
 */
double
rapport_print_pages_get_zoom (RapportPrintPages *self)
{
  g_return_val_if_fail (RAPPORT_IS_PRINT_PAGES (self), 1);

  return self->zoom;
}

/**
 * rapport_print_pages_set_zoom:
 * @self: pages
 * @zoom: 1 for as large as on paper, %RAPPORT_PRINT_PAGES_FIT for a whole page
 */
void
rapport_print_pages_set_zoom (RapportPrintPages *self,
                              double             zoom)
{
  g_return_if_fail (RAPPORT_IS_PRINT_PAGES (self));

  zoom = zoom > 0 ? CLAMP (zoom, .1, 3) : RAPPORT_PRINT_PAGES_FIT;
  if (self->zoom == zoom)
    return;
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

/**
 * rapport_print_pages_get_scale:
 * @self: pages
 *
 * Returns: the zoom that is shown, also where it fits itself to the window
 */
double
rapport_print_pages_get_scale (RapportPrintPages *self)
{
  g_return_val_if_fail (RAPPORT_IS_PRINT_PAGES (self), 1);

  return self->scale / PIXELS_PER_POINT;
}

/**
 * rapport_print_pages_get_texture:
 * @self: pages
 * @page: from 0
 *
 * Returns: (nullable) (transfer none): the page as it was drawn, %NULL where it is not drawn yet
 */
GdkTexture *
rapport_print_pages_get_texture (RapportPrintPages *self,
                                 guint              page)
{
  const Sheet *sheet;

  g_return_val_if_fail (RAPPORT_IS_PRINT_PAGES (self), NULL);

  sheet = g_hash_table_lookup (self->sheets, GUINT_TO_POINTER (page));
  return sheet != NULL && sheet->generation == self->generation ? sheet->texture : NULL;
}
