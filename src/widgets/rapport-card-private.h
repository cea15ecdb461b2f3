#pragma once

#include "widgets/rapport-card.h"

G_BEGIN_DECLS

/* Lengths at a text scale of 1, in px. */
#define CARD_PADDING 9
#define CARD_RADIUS 9.0f
#define CARD_AVATAR 30
#define CARD_AVATAR_GAP 8
#define CARD_ROW_GAP 5
#define CARD_ICON 16
#define CARD_FLAG 15
#define CARD_FLAG_GAP 4

/* What the text of a card takes, from the widget's fonts. */
typedef struct
{
  double scale;      /* text scale: 1 at 96 dpi */
  int title_line;
  int caption_line;
  int value_line;
} RapportCardMetrics;

PangoFontDescription *_rapport_card_font        (GtkWidget          *widget,
                                                 double              points,
                                                 PangoWeight         weight);
void                  _rapport_card_metrics     (GtkWidget          *widget,
                                                 RapportCardMetrics *metrics);
void                  _rapport_card_draw        (RapportCard        *self,
                                                 GtkSnapshot        *snapshot,
                                                 float               width,
                                                 float               height,
                                                 gboolean            lifted);
void                  _rapport_card_draw_flag   (GtkWidget          *widget,
                                                 GtkSnapshot        *snapshot,
                                                 RapportCardFlags    flag,
                                                 const GdkRGBA      *paper,
                                                 float               x,
                                                 float               y,
                                                 float               size);

G_END_DECLS
