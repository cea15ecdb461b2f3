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

GtkWidget *rapport_stage_tag_new (void);
void       rapport_stage_tag_set (RapportStageTag *self,
                                    const char        *name,
                                    int                index,
                                    guint              n_stages);

G_END_DECLS
