#pragma once

#include "core/rapport-day.h"
#include "store/rapport-db.h"

G_BEGIN_DECLS

gboolean rapport_figures_roll          (RapportDb     *db,
                                        RapportDay     today,
                                        GError       **error);
gboolean rapport_figures_refresh       (RapportDb     *db,
                                        RapportDay     today,
                                        GError       **error);
gboolean rapport_figures_show_day      (RapportDb     *db,
                                        RapportDay     day,
                                        gboolean       past,
                                        gboolean       keep,
                                        GError       **error);
gboolean rapport_figures_show_today    (RapportDb     *db,
                                        GError       **error);
gboolean rapport_figures_update_shown  (RapportDb     *db,
                                        const gint64  *accounts,
                                        guint          n_accounts,
                                        GError       **error);
gboolean    rapport_figures_update_cards (RapportDb     *db,
                                          const gint64  *placements,
                                          guint          n_placements,
                                          GError       **error);
gboolean rapport_figures_newest_day    (RapportDb     *db,
                                        RapportDay    *day,
                                        GError       **error);
gboolean rapport_figures_rebuild       (RapportDb     *db,
                                        RapportDay     today,
                                        GError       **error);
gboolean rapport_figures_compare       (RapportDb     *db,
                                        gint64        *n_figures,
                                        gint64        *n_cards,
                                        GError       **error);

G_END_DECLS
