#pragma once

#include <gtk/gtk.h>

#include "core/rapport-time.h"
#include "service/rapport-workspace.h"

G_BEGIN_DECLS

char       *rapport_format_value        (RapportWorkspace *workspace,
                                         gint64            amount,
                                         gboolean          estimated);
char       *rapport_format_money        (RapportWorkspace *workspace,
                                         gint64            minor,
                                         const char       *currency);
char       *rapport_format_contact      (RapportWorkspace *workspace,
                                         gint64            instant);
char       *rapport_format_due          (RapportWorkspace *workspace,
                                         RapportDay        due);
gboolean    rapport_format_is_overdue   (RapportWorkspace *workspace,
                                         RapportDay        due);
char       *rapport_format_day          (RapportWorkspace *workspace,
                                         RapportDay        day);
char       *rapport_format_instant      (RapportWorkspace *workspace,
                                         gint64            instant);
char       *rapport_format_undo_tooltip (const char       *label,
                                         gboolean          redo);
const char *rapport_channel_icon        (const char       *channel);
const char *rapport_channel_label       (const char       *channel);
const char *rapport_episode_icon        (const char       *kind);
const char *rapport_episode_label       (const char       *kind);
guint       rapport_episode_lane        (const char       *kind);
const char *rapport_episode_lane_label  (guint             lane);
void        rapport_format_bind         (GtkWidgetClass   *klass);

/* Lanes of the timeline's ribbon, from the top. */
#define RAPPORT_N_EPISODE_LANES 5

G_END_DECLS
