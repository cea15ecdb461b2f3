#pragma once

#include <gtk/gtk.h>

#include "widgets/rapport-board.h"

G_BEGIN_DECLS

#define SAMPLE_TYPE_CARD (sample_card_get_type ())
G_DECLARE_FINAL_TYPE (SampleCard, sample_card, SAMPLE, CARD, GObject)

SampleCard *sample_card_new       (gint64           id,
                                   const char      *title,
                                   const char      *caption,
                                   const char      *icon,
                                   const char      *value,
                                   guint            flags);
gint64      sample_card_get_id    (SampleCard      *self);
void        sample_card_set_value (SampleCard      *self,
                                   const char      *value);
void        sample_card_set_note  (SampleCard      *self,
                                   const char      *note,
                                   const char      *colour);
void        sample_describe       (gpointer         item,
                                   RapportCardFace *face,
                                   gpointer         user_data);

/* A model of any length that makes its items when asked and counts the questions. */
#define SAMPLE_TYPE_MODEL (sample_model_get_type ())
G_DECLARE_FINAL_TYPE (SampleModel, sample_model, SAMPLE, MODEL, GObject)

SampleModel *sample_model_new        (guint        n_items);
void         sample_model_splice     (SampleModel *self,
                                      guint        position,
                                      guint        removed,
                                      guint        added);
guint        sample_model_take_asked (SampleModel *self);

/* The board of the design's picture, with an owner that does what is asked. */
typedef struct
{
  RapportBoard *board;
  GListStore *stores[9];
  GString *log;            /* a line for every signal */
  gboolean refuse;         /* the owner says no */
  gboolean verbose;
} Sample;

#define SAMPLE_N_LANES 9

Sample     *sample_new   (void);
void        sample_free  (Sample *self);

G_END_DECLS
