#pragma once

#include "widgets/rapport-chart.h"

/* Shared by rapport-chart.c (drawing, properties, export) and -input.c (keys, pointer, menu). */

G_BEGIN_DECLS

typedef struct
{
  guint item;
  graphene_rect_t area;         /* logical: x from the reading start */
} RapportChartItemArea;

typedef struct
{
  char *title;
  GtkWidget *menu;
  GArray *items;                /* of RapportChartItemArea, as drawn last */
  int cursor;                   /* the mark walked to by keys, -1 */
  int hover;                    /* the mark under the pointer, -1 */
} RapportChartPrivate;

RapportChartPrivate *_rapport_chart_get_private      (RapportChart   *self);
gboolean             _rapport_chart_is_rtl           (RapportChart   *self);
/* From a place in the widget to one from the reading start. */
double               _rapport_chart_logical_x        (RapportChart   *self,
                                                      double          x);
guint                _rapport_chart_get_n_items      (RapportChart   *self);

void                 _rapport_chart_class_init_input (GtkWidgetClass *widget_class);
void                 _rapport_chart_init_input       (RapportChart   *self);

G_END_DECLS
