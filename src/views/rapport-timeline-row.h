#pragma once

#include <gtk/gtk.h>

#include "service/rapport-timeline-model.h"

G_BEGIN_DECLS

/**
 * RapportEpisodeMark:
 *
 * The coloured bar that stands for the kind of an episode.
 */
#define RAPPORT_TYPE_EPISODE_MARK (rapport_episode_mark_get_type ())
G_DECLARE_FINAL_TYPE (RapportEpisodeMark, rapport_episode_mark, RAPPORT, EPISODE_MARK, GtkWidget)

void       rapport_episode_mark_set_kind (RapportEpisodeMark *self,
                                          const char         *kind);

/**
 * RapportTimelineRow:
 *
 * A row of a timeline: the header of a day, or an interaction with its channel, direction, episode
 * and person. A list view binds two hundred rows at once and shows fifteen: binding costs nothing, a
 * row gets its widgets and words when it is filled.
 */
#define RAPPORT_TYPE_TIMELINE_ROW (rapport_timeline_row_get_type ())
G_DECLARE_FINAL_TYPE (RapportTimelineRow, rapport_timeline_row, RAPPORT, TIMELINE_ROW, GtkWidget)

GtkWidget *rapport_timeline_row_new    (void);
void       rapport_timeline_row_bind   (RapportTimelineRow   *self,
                                        GObject              *item);
gboolean   rapport_timeline_row_is_made (RapportTimelineRow  *self);
gboolean   rapport_timeline_row_is_filled (RapportTimelineRow   *self);
void       rapport_timeline_row_fill   (RapportTimelineRow   *self,
                                        RapportWorkspace     *workspace,
                                        RapportRecord        *interaction,
                                        const char           *account_name,
                                        RapportTimelinePlace  place,
                                        gboolean              narrow);
void       rapport_timeline_row_set_place (RapportTimelineRow   *self,
                                           RapportTimelinePlace  place,
                                           gboolean              narrow);
void       rapport_timeline_row_set_account_name (RapportTimelineRow *self,
                                                  const char         *account_name);
void       rapport_timeline_row_unbind (RapportTimelineRow   *self);
void       rapport_timeline_row_popup  (RapportTimelineRow   *self);
gint64     rapport_timeline_row_get_id (RapportTimelineRow   *self);

G_END_DECLS
