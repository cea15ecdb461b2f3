#pragma once

#include "widgets/rapport-ribbon.h"

G_BEGIN_DECLS

/* Above so many dots density is drawn. */
#define RAPPORT_RIBBON_MAX_DOTS 2000

typedef struct
{
  char *name;
  char *icon_name;
  RapportColorRole role;
} RibbonLane;

typedef struct
{
  gint64 id;
  guint lane;
  RapportDay from;
  RapportDay to;
  char *label;
  gboolean open;
} RibbonEpisode;

typedef enum
{
  RIBBON_GRAB_NONE,
  RIBBON_GRAB_FROM,
  RIBBON_GRAB_TO,
  RIBBON_GRAB_MIDDLE,
  RIBBON_GRAB_NEW
} RibbonGrab;

struct _RapportRibbon
{
  RapportChart parent_instance;

  GArray *lanes;        /* of RibbonLane */
  GArray *episodes;     /* of RibbonEpisode, by first day */
  GArray *dots;         /* of RapportRibbonDot */
  RapportDay from;
  RapportDay to;
  RapportDay today;
  gboolean has_brush;
  RapportDay brush_from;
  RapportDay brush_to;

  RibbonGrab grab;
  RapportDay grab_day;
  RapportDay grab_from;
  RapportDay grab_to;
};

/* Where things are; x from the reading start. */
typedef struct
{
  double scale;
  double start;         /* of the plot */
  double width;         /* of the plot */
  double lanes_height;
  double lane_height;
  double axis_y;        /* middle of the date labels */
  double chip_y;        /* middle of the brush's dates */
} RibbonFrame;

void        rapport_ribbon_get_frame  (RapportRibbon     *self,
                                       RibbonFrame       *frame);
double      rapport_ribbon_day_to_x   (RapportRibbon     *self,
                                       const RibbonFrame *frame,
                                       double             day);
RapportDay  rapport_ribbon_x_to_day   (RapportRibbon     *self,
                                       const RibbonFrame *frame,
                                       double             x);
char       *rapport_ribbon_format_day (RapportRibbon     *self,
                                       RapportDay         day);
void        rapport_ribbon_draw       (RapportChart      *chart,
                                       RapportCanvas     *canvas);
void        rapport_ribbon_draw_icons (RapportRibbon     *self,
                                       GtkSnapshot       *snapshot);

G_END_DECLS
