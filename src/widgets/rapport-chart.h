#pragma once

#include <gtk/gtk.h>

#include "widgets/rapport-theme.h"

G_BEGIN_DECLS

/**
 * RapportChartTable:
 *
 * The numbers of a chart as text: what Show as Table shows and Export as CSV writes.
 * A reference-counted boxed type.
 */
typedef struct _RapportChartTable RapportChartTable;

#define RAPPORT_TYPE_CHART_TABLE (rapport_chart_table_get_type ())
GType              rapport_chart_table_get_type      (void) G_GNUC_CONST;
RapportChartTable *rapport_chart_table_new           (const char        *first_title,
                                                      ...) G_GNUC_NULL_TERMINATED;
RapportChartTable *rapport_chart_table_new_strv      (const char *const *titles);
RapportChartTable *rapport_chart_table_ref           (RapportChartTable *self);
void               rapport_chart_table_unref         (RapportChartTable *self);
void               rapport_chart_table_take_row      (RapportChartTable *self,
                                                      GStrv              cells);
void               rapport_chart_table_add_row       (RapportChartTable *self,
                                                      ...) G_GNUC_NULL_TERMINATED;
guint              rapport_chart_table_get_n_columns (RapportChartTable *self);
guint              rapport_chart_table_get_n_rows    (RapportChartTable *self);
const char        *rapport_chart_table_get_title     (RapportChartTable *self,
                                                      guint              column);
const char        *rapport_chart_table_get_cell      (RapportChartTable *self,
                                                      guint              row,
                                                      guint              column);
char              *rapport_chart_table_to_csv        (RapportChartTable *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportChartTable, rapport_chart_table_unref)

/**
 * RapportCanvas:
 *
 * What a chart draws on. Every x counts from the reading start, so that a chart written once is
 * mirrored in right-to-left locales; text is placed, never mirrored.
 */
typedef struct
{
  cairo_t   *cr;
  GtkWidget *widget;
  double     width;
  double     height;
  double     scale;     /* pixels per pixel at 96 dpi: follows the user's text scaling */
  gboolean   rtl;
} RapportCanvas;

typedef enum
{
  RAPPORT_ALIGN_START,
  RAPPORT_ALIGN_CENTER,
  RAPPORT_ALIGN_END
} RapportAlign;

void         rapport_canvas_set_color  (RapportCanvas *canvas, const GdkRGBA *color);
void         rapport_canvas_set_role   (RapportCanvas *canvas, RapportColorRole role);
double       rapport_canvas_x          (RapportCanvas *canvas, double x);
void         rapport_canvas_move_to    (RapportCanvas *canvas, double x, double y);
void         rapport_canvas_line_to    (RapportCanvas *canvas, double x, double y);
void         rapport_canvas_rect       (RapportCanvas *canvas, double x, double y,
                                        double width, double height, double radius);
void         rapport_canvas_bar        (RapportCanvas *canvas, double x, double y,
                                        double width, double height, double radius, gboolean down);
void         rapport_canvas_disc       (RapportCanvas *canvas, double x, double y, double radius);
void         rapport_canvas_hline      (RapportCanvas *canvas, double x1, double x2, double y,
                                        RapportColorRole role);
PangoLayout *rapport_canvas_layout     (RapportCanvas *canvas, const char *text, double points,
                                        gboolean bold);
void         rapport_canvas_layout_at  (RapportCanvas *canvas, PangoLayout *layout, double x,
                                        double y, RapportAlign align);
double       rapport_canvas_text       (RapportCanvas *canvas, const char *text, double points,
                                        gboolean bold, double x, double y_center,
                                        RapportAlign align);
double       rapport_canvas_text_width (RapportCanvas *canvas, const char *text, double points,
                                        gboolean bold);
double       rapport_chart_nice_step   (double range, guint max_steps);

/**
 * RapportChart:
 *
 * Base of the widgets that draw figures: accessible role and sentence, title, tooltip, context menu
 * with Show as Table, keyboard focus ring, redraw when the style or the data changes.
 *
 * Signal `export-csv` (RapportChart *chart, RapportChartTable *table) → gboolean: Export as CSV
 * was chosen; return %TRUE if handled. Otherwise the function of rapport_chart_set_exporter() is
 * called.
 */
#define RAPPORT_TYPE_CHART (rapport_chart_get_type ())
G_DECLARE_DERIVABLE_TYPE (RapportChart, rapport_chart, RAPPORT, CHART, GtkWidget)

struct _RapportChartClass
{
  GtkWidgetClass parent_class;

  /* Draws; only called when is_empty() says no. */
  void               (*draw)        (RapportChart *self, RapportCanvas *canvas);
  /* (transfer full): one sentence about the data. */
  char              *(*dup_summary) (RapportChart *self);
  /* (transfer full) (nullable): the numbers. */
  RapportChartTable *(*dup_table)   (RapportChart *self);
  /* (transfer full) (nullable): tooltip at a logical point (x from the reading start). */
  char              *(*dup_tooltip) (RapportChart *self, double x, double y);
  /* (transfer none) (nullable): the sentence to show instead of the chart when data are too few. */
  const char        *(*get_empty)   (RapportChart *self);
  /* Natural size in pixels at 96 dpi. */
  void               (*get_size)    (RapportChart *self, double scale, int *min_width,
                                     int *min_height, int *width, int *height);

  /* Marks that can be walked to and activated, 0 for a chart without. */
  guint              (*get_n_items)   (RapportChart *self);
  /* Marks in a row of a grid; 0: they are in one line. */
  guint              (*get_n_columns) (RapportChart *self);
  /* (transfer full): what is said about a mark. */
  char              *(*dup_item_text) (RapportChart *self, guint item);
  /* The default emits activate_signal with the index. */
  void               (*activate_item) (RapportChart *self, guint item);

  guint activate_signal;
  gpointer padding[4];
};

/**
 * RapportChartExporter:
 * @chart: the chart
 * @table: its numbers
 * @user_data: data
 *
 * Saves the numbers of a chart, usually after asking for a file.
 */
typedef void (*RapportChartExporter) (RapportChart      *chart,
                                      RapportChartTable *table,
                                      gpointer           user_data);

void               rapport_chart_set_exporter  (RapportChartExporter  exporter,
                                                gpointer              user_data,
                                                GDestroyNotify        destroy);
const char        *rapport_chart_get_title     (RapportChart *self);
void               rapport_chart_set_title     (RapportChart *self,
                                                const char   *title);
char              *rapport_chart_dup_summary   (RapportChart *self);
RapportChartTable *rapport_chart_dup_table     (RapportChart *self);
char              *rapport_chart_dup_tooltip   (RapportChart *self, double x, double y);
const char        *rapport_chart_get_empty     (RapportChart *self);
void               rapport_chart_show_as_table (RapportChart *self);
gboolean           rapport_chart_can_export    (RapportChart *self);
gboolean           rapport_chart_export_csv    (RapportChart *self);

/* For subclasses */
void               rapport_chart_add_item      (RapportChart *self, guint item,
                                                double x, double y, double width, double height);
gboolean           rapport_chart_find_item     (RapportChart *self, double x, double y,
                                                guint *item);
int                rapport_chart_get_cursor    (RapportChart *self);
void               rapport_chart_set_cursor    (RapportChart *self, int item);
void               rapport_chart_data_changed  (RapportChart *self);
double             rapport_chart_get_scale     (GtkWidget    *widget);

G_END_DECLS
