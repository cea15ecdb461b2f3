#pragma once

#include <adwaita.h>

#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportAsOfBar:
 *
 * The bar under the board that sets the workspace's clock to a past day: a day back and forth, the
 * day with a calendar, a scale over the whole recorded time with the moves of each month above it,
 * play by month, and the way back to today. Keys on the scale: Left/Right a day, Shift a week, Page
 * keys a month, Home/End, Space plays, Escape leaves.
 *
 * Properties: `workspace` (RapportWorkspace, nullable), `active` (gboolean): whether the past is
 * looked at; setting it to %FALSE sets the clock back to where it was before. `playing` (gboolean,
 * read-only).
 */
#define RAPPORT_TYPE_AS_OF_BAR (rapport_as_of_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportAsOfBar, rapport_as_of_bar, RAPPORT, AS_OF_BAR, AdwBin)

GtkWidget  *rapport_as_of_bar_new           (void);
void        rapport_as_of_bar_set_workspace (RapportAsOfBar   *self,
                                             RapportWorkspace *workspace);
gboolean    rapport_as_of_bar_get_active    (RapportAsOfBar   *self);
void        rapport_as_of_bar_set_active    (RapportAsOfBar   *self,
                                             gboolean          active);
void        rapport_as_of_bar_go_to         (RapportAsOfBar   *self,
                                             RapportDay        day);
RapportDay  rapport_as_of_bar_get_first     (RapportAsOfBar   *self);
guint       rapport_as_of_bar_get_n_without (RapportAsOfBar   *self);

G_END_DECLS
