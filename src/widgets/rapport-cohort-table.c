#include "config.h"

#include "widgets/rapport-cohort-table.h"

#include <glib/gi18n.h>
#include <math.h>

struct _RapportCohortTable
{
  RapportChart parent_instance;

  GStrv labels;
  guint *sizes;
  double *shares;       /* n_rows × n_columns, NAN: not yet */
  gsize n_rows;
  gsize n_columns;
};

enum
{
  CELL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RapportCohortTable, rapport_cohort_table, RAPPORT_TYPE_CHART)

static double
get_share (RapportCohortTable *self,
           gsize               row,
           gsize               column)
{
  return self->shares[row * self->n_columns + column];
}

/* The ramp begins a little below the smallest share, so that high retention still shows shades. */
static double
find_floor (RapportCohortTable *self)
{
  double low = 1;

  for (gsize i = 0; i < self->n_rows * self->n_columns; i++)
    if (!isnan (self->shares[i]))
      low = MIN (low, self->shares[i]);
  return MIN (.9, MAX (0, floor (low * 10 - .5) / 10));
}

static char *
column_title (gsize column)
{
  if (column == 0)
    /* Translators: the column of the quarter of the first purchase. */
    return g_strdup (C_("cohort", "start"));
  return g_strdup_printf ("+%" G_GSIZE_FORMAT, column);
}

static void
draw_cell (RapportCanvas *canvas,
           double         share,
           double         low,
           double         x,
           double         y,
           double         width,
           double         height)
{
  g_autofree char *text = g_strdup_printf ("%.0f", share * 100);
  GdkRGBA color, ink;

  rapport_theme_get_heat_color (canvas->widget, (share - low) / (1 - low), &color);
  rapport_canvas_rect (canvas, x, y, width, height, 4);
  rapport_canvas_set_color (canvas, &color);
  cairo_fill (canvas->cr);
  rapport_theme_get_ink_on (&color, &ink);
  rapport_canvas_set_color (canvas, &ink);
  rapport_canvas_text (canvas, text, 9, share >= .995, x + width / 2, y + height / 2,
                       RAPPORT_ALIGN_CENTER);
}

static void
rapport_cohort_table_draw (RapportChart  *chart,
                           RapportCanvas *canvas)
{
  RapportCohortTable *self = RAPPORT_COHORT_TABLE (chart);
  double s = canvas->scale, gap = 3, head = 22 * s;
  double names = rapport_canvas_text_width (canvas, _("First purchase"), 9, FALSE) + 16 * s;
  double sizes = 0, cell_width, cell_height, low = find_floor (self);

  for (gsize row = 0; row < self->n_rows; row++)
    {
      g_autofree char *size = g_strdup_printf ("%u", self->sizes[row]);

      sizes = MAX (sizes, rapport_canvas_text_width (canvas, size, 9, FALSE));
      names = MAX (names, rapport_canvas_text_width (canvas, self->labels[row], 10, FALSE) +
                          sizes + 24 * s);
    }
  cell_width = (canvas->width - names + gap) / self->n_columns;
  cell_height = (canvas->height - head + gap) / self->n_rows;

  rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
  rapport_canvas_text (canvas, _("First purchase"), 9, FALSE, 0, head / 2 - 3,
                       RAPPORT_ALIGN_START);
  for (gsize column = 0; column < self->n_columns; column++)
    {
      g_autofree char *title = column_title (column);

      rapport_canvas_text (canvas, title, 9, FALSE,
                           names + cell_width * (double) column + (cell_width - gap) / 2,
                           head / 2 - 3, RAPPORT_ALIGN_CENTER);
    }

  for (gsize row = 0; row < self->n_rows; row++)
    {
      g_autofree char *size = g_strdup_printf ("%u", self->sizes[row]);
      double y = head + cell_height * (double) row;

      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK);
      rapport_canvas_text (canvas, self->labels[row], 10, FALSE, 0, y + (cell_height - gap) / 2,
                           RAPPORT_ALIGN_START);
      rapport_canvas_set_role (canvas, RAPPORT_COLOR_INK_SECONDARY);
      rapport_canvas_text (canvas, size, 9, FALSE, names - 14 * s, y + (cell_height - gap) / 2,
                           RAPPORT_ALIGN_END);
      for (gsize column = 0; column < self->n_columns; column++)
        {
          double x = names + cell_width * (double) column;

          if (isnan (get_share (self, row, column)))
            continue;
          draw_cell (canvas, get_share (self, row, column), low, x, y, cell_width - gap,
                     cell_height - gap);
          rapport_chart_add_item (chart, (guint) (row * self->n_columns + column), x, y,
                                  cell_width - gap, cell_height - gap);
        }
    }
}

static guint
rapport_cohort_table_get_n_items (RapportChart *chart)
{
  RapportCohortTable *self = RAPPORT_COHORT_TABLE (chart);

  return (guint) (self->n_rows * self->n_columns);
}

static guint
rapport_cohort_table_get_n_columns (RapportChart *chart)
{
  return (guint) RAPPORT_COHORT_TABLE (chart)->n_columns;
}

static void
rapport_cohort_table_activate_item (RapportChart *chart,
                                    guint         item)
{
  RapportCohortTable *self = RAPPORT_COHORT_TABLE (chart);

  if (!isnan (self->shares[item]))
    g_signal_emit (self, signals[CELL_ACTIVATED], 0, (guint) (item / self->n_columns),
                   (guint) (item % self->n_columns));
}

static char *
rapport_cohort_table_dup_item_text (RapportChart *chart,
                                    guint         item)
{
  RapportCohortTable *self = RAPPORT_COHORT_TABLE (chart);
  gsize row = item / self->n_columns, column = item % self->n_columns;
  double share = get_share (self, row, column);

  if (isnan (share))
    /* Translators: first quarter of a group of customers. */
    return g_strdup_printf (_("%s: not yet"), self->labels[row]);
  if (column == 0)
    return g_strdup_printf (ngettext ("%s: %u new customer", "%s: %u new customers",
                                      self->sizes[row]), self->labels[row], self->sizes[row]);
  /* Translators: quarter, share, customers at the start, quarters since. */
  return g_strdup_printf (ngettext ("%s: %.0f %% of %u still buying after %u quarter",
                                    "%s: %.0f %% of %u still buying after %u quarters", column),
                          self->labels[row], share * 100, self->sizes[row], (guint) column);
}

static char *
rapport_cohort_table_dup_summary (RapportChart *chart)
{
  RapportCohortTable *self = RAPPORT_COHORT_TABLE (chart);
  double weighed = 0;
  guint sizes = 0;

  for (gsize row = 0; row < self->n_rows; row++)
    if (self->n_columns > 1 && !isnan (get_share (self, row, 1)))
      {
        weighed += get_share (self, row, 1) * self->sizes[row];
        sizes += self->sizes[row];
      }

  if (sizes == 0)
    return g_strdup_printf (ngettext ("%u quarter of first purchases",
                                      "%u quarters of first purchases", self->n_rows),
                            (guint) self->n_rows);
  /* Translators: share of customers, number of customers. */
  return g_strdup_printf (ngettext ("%.0f %% of %u customer bought again a quarter later",
                                    "%.0f %% of %u customers bought again a quarter later", sizes),
                          100 * weighed / sizes, sizes);
}

static RapportChartTable *
rapport_cohort_table_dup_table (RapportChart *chart)
{
  RapportCohortTable *self = RAPPORT_COHORT_TABLE (chart);
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  RapportChartTable *table;

  g_ptr_array_add (titles, g_strdup (_("First purchase")));
  g_ptr_array_add (titles, g_strdup (_("Customers")));
  for (gsize column = 0; column < self->n_columns; column++)
    g_ptr_array_add (titles, column_title (column));
  g_ptr_array_add (titles, NULL);
  table = rapport_chart_table_new_strv ((const char *const *) titles->pdata);

  for (gsize row = 0; row < self->n_rows; row++)
    {
      GStrv cells = g_new0 (char *, self->n_columns + 3);

      cells[0] = g_strdup (self->labels[row]);
      cells[1] = g_strdup_printf ("%u", self->sizes[row]);
      for (gsize column = 0; column < self->n_columns; column++)
        {
          double share = get_share (self, row, column);

          cells[column + 2] = isnan (share) ? g_strdup ("") : g_strdup_printf ("%.1f", share * 100);
        }
      rapport_chart_table_take_row (table, cells);
    }
  return table;
}

static const char *
rapport_cohort_table_get_empty (RapportChart *chart)
{
  return RAPPORT_COHORT_TABLE (chart)->n_rows < 2 ? _("Needs two quarters of purchases") : NULL;
}

static void
rapport_cohort_table_get_size (RapportChart *chart,
                               double        scale,
                               int          *min_width,
                               int          *min_height,
                               int          *width,
                               int          *height)
{
  RapportCohortTable *self = RAPPORT_COHORT_TABLE (chart);
  int rows = (int) MAX (self->n_rows, 3), columns = (int) MAX (self->n_columns, 4);

  *min_width = (int) ((110 + 30 * columns) * scale);
  *width = (int) ((110 + 58 * columns) * scale);
  *min_height = (int) ((22 + 24 * rows) * scale);
  *height = (int) ((22 + 46 * rows) * scale);
}

static void
clear_data (RapportCohortTable *self)
{
  g_clear_pointer (&self->labels, g_strfreev);
  g_clear_pointer (&self->sizes, g_free);
  g_clear_pointer (&self->shares, g_free);
}

static void
rapport_cohort_table_finalize (GObject *object)
{
  clear_data (RAPPORT_COHORT_TABLE (object));
  G_OBJECT_CLASS (rapport_cohort_table_parent_class)->finalize (object);
}

static void
rapport_cohort_table_class_init (RapportCohortTableClass *klass)
{
  RapportChartClass *chart_class = RAPPORT_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rapport_cohort_table_finalize;
  chart_class->draw = rapport_cohort_table_draw;
  chart_class->get_empty = rapport_cohort_table_get_empty;
  chart_class->get_n_items = rapport_cohort_table_get_n_items;
  chart_class->get_n_columns = rapport_cohort_table_get_n_columns;
  chart_class->activate_item = rapport_cohort_table_activate_item;
  chart_class->dup_item_text = rapport_cohort_table_dup_item_text;
  chart_class->dup_summary = rapport_cohort_table_dup_summary;
  chart_class->dup_table = rapport_cohort_table_dup_table;
  chart_class->get_size = rapport_cohort_table_get_size;

  signals[CELL_ACTIVATED] =
    g_signal_new ("cell-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  chart_class->activate_signal = signals[CELL_ACTIVATED];
}

static void
rapport_cohort_table_init (RapportCohortTable *self)
{
  rapport_chart_data_changed (RAPPORT_CHART (self));
}

/**
 * rapport_cohort_table_new:
 *
 * Returns: (transfer floating): a table without cohorts
 */
GtkWidget *
rapport_cohort_table_new (void)
{
  return g_object_new (RAPPORT_TYPE_COHORT_TABLE, NULL);
}

/**
 * rapport_cohort_table_set_data:
 * @self: a table
 * @labels: (array length=n_rows): names of the cohorts, oldest first; copied, as all of these
 * @sizes: (array length=n_rows): customers in each
 * @shares: (array): @n_rows × @n_columns, row by row: share still buying, 0 to 1; NAN: not yet
 * @n_rows: how many cohorts
 * @n_columns: how many quarters, the first included
 */
void
rapport_cohort_table_set_data (RapportCohortTable *self,
                               const char *const  *labels,
                               const guint        *sizes,
                               const double       *shares,
                               gsize               n_rows,
                               gsize               n_columns)
{
  g_return_if_fail (RAPPORT_IS_COHORT_TABLE (self));
  g_return_if_fail (n_rows == 0 || (labels != NULL && sizes != NULL && shares != NULL));
  g_return_if_fail (n_rows == 0 || n_columns > 0);

  clear_data (self);
  self->labels = g_new0 (char *, n_rows + 1);
  for (gsize i = 0; i < n_rows; i++)
    self->labels[i] = g_strdup (labels[i]);
  self->sizes = g_memdup2 (sizes, n_rows * sizeof *sizes);
  self->shares = g_memdup2 (shares, n_rows * n_columns * sizeof *shares);
  self->n_rows = n_rows;
  self->n_columns = n_columns;
  rapport_chart_data_changed (RAPPORT_CHART (self));
}
