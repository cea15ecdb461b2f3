#pragma once

#include <gtk/gtk.h>

#include "widgets/rapport-card-face.h"

G_BEGIN_DECLS

/**
 * RapportCardState:
 * @RAPPORT_CARD_SELECTED: one of the selected cards
 * @RAPPORT_CARD_DRAGGED: being dragged: drawn at 38 %
 * @RAPPORT_CARD_MOVED: just moved: outlined in the colour of its lane
 * @RAPPORT_CARD_GLIDING: its picture is on the way to where it is: draws nothing
 *
 * What a card is going through; the face says what it is about.
 */
typedef enum
{
  RAPPORT_CARD_SELECTED = 1 << 0,
  RAPPORT_CARD_DRAGGED = 1 << 1,
  RAPPORT_CARD_MOVED = 1 << 2,
  RAPPORT_CARD_GLIDING = 1 << 3,
} RapportCardState;

#define RAPPORT_TYPE_CARD (rapport_card_get_type ())
G_DECLARE_FINAL_TYPE (RapportCard, rapport_card, RAPPORT, CARD, GtkWidget)

GtkWidget             *rapport_card_new         (void);
void                   rapport_card_set_item    (RapportCard         *self,
                                                 gpointer             item,
                                                 RapportCardFaceFunc  func,
                                                 gpointer             user_data);
gpointer               rapport_card_get_item    (RapportCard         *self);
void                   rapport_card_set_face    (RapportCard         *self,
                                                 RapportCardFace     *face);
const RapportCardFace *rapport_card_get_face    (RapportCard         *self);
gint64                 rapport_card_get_id      (RapportCard         *self);
void                   rapport_card_set_state   (RapportCard         *self,
                                                 RapportCardState     state);
RapportCardState       rapport_card_get_state   (RapportCard         *self);
void                   rapport_card_set_lane_colour (RapportCard     *self,
                                                 const GdkRGBA       *colour);
void                   rapport_card_set_notes   (RapportCard         *self,
                                                 gboolean             notes);
void                   rapport_card_set_place   (RapportCard         *self,
                                                 guint                position,
                                                 guint                n_items);

int                    rapport_card_measure_height (GtkWidget        *widget,
                                                 gboolean             notes);
double                 rapport_card_text_scale  (GtkWidget           *widget);
GdkPaintable          *rapport_card_create_drag_paintable (RapportCard *self,
                                                 guint                n_cards,
                                                 double               x,
                                                 double               y,
                                                 int                 *hot_x,
                                                 int                 *hot_y);

G_END_DECLS
