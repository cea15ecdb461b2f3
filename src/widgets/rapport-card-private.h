#pragma once

#include "widgets/rapport-card.h"

/* Shared by rapport-card.c (the widget), -content.c (measures, text), -drawing.c (shapes). */

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

enum
{
  CARD_TEXT_TITLE,
  CARD_TEXT_INITIALS,
  CARD_TEXT_CAPTION,
  CARD_TEXT_VALUE,
  CARD_TEXT_DAYS,
  CARD_TEXT_NOTE,
  CARD_N_TEXTS,
};

struct _RapportCard
{
  GtkWidget parent_instance;

  /* Owned */
  GObject *item;
  gulong item_handler;
  guint describe_idle;
  RapportCardFace face;
  PangoLayout *layouts[CARD_N_TEXTS];
  GtkIconPaintable *icon;

  /* Borrowed from the column */
  RapportCardFaceFunc func;
  gpointer func_data;

  RapportCardMetrics metrics;
  GdkRGBA lane_colour;
  RapportCardState state;
  int layout_width;
  guint position;
  guint n_items;
  gboolean notes;
};

PangoFontDescription *_rapport_card_font        (GtkWidget          *widget,
                                                 double              points,
                                                 PangoWeight         weight);
void                  _rapport_card_metrics     (GtkWidget          *widget,
                                                 RapportCardMetrics *metrics);
void                  _rapport_card_drop_layouts (RapportCard       *self);
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
