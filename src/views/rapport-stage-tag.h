#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportStageTag:
 *
 * A stage in a list: its name on a tint of its colour, with a dot. Draws itself, as there are
 * hundreds of them.
 */
#define RAPPORT_TYPE_STAGE_TAG (rapport_stage_tag_get_type ())
G_DECLARE_FINAL_TYPE (RapportStageTag, rapport_stage_tag, RAPPORT, STAGE_TAG, GtkWidget)

/* What a tag has beside its text: on both sides of it with the dot, and above and below. */
#define RAPPORT_STAGE_TAG_EXTRA 28
#define RAPPORT_STAGE_TAG_PADDING 4

GtkWidget *rapport_stage_tag_new (void);
void       rapport_stage_tag_set (RapportStageTag *self,
                                    const char        *name,
                                    int                index,
                                    guint              n_stages);

void       rapport_stage_tag_draw (GtkWidget          *widget,
                                   GtkSnapshot        *snapshot,
                                   PangoLayout        *layout,
                                   int                 index,
                                   guint               n_stages,
                                   const graphene_rect_t *area);

G_END_DECLS
