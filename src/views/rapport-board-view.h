#pragma once

#include <adwaita.h>

#include "service/rapport-account-filter.h"

G_BEGIN_DECLS

/**
 * RapportBoardView:
 *
 * The page of the lifecycle board: the model's stages with the cards of its accounts, or of
 * opportunities.
 *
 * Property: `workspace` (RapportWorkspace, nullable, read-write).
 *
 * Actions of its own: `board.view-past` (boolean state: the bar that looks back), `board.move-to
 * (s)` (a stage id, or "0" for the ended), `board.open`, `board.star`, `board.delete`,
 * `board.add-reason (xax)`, `board.clear-filter`, `board.print`.
 */
#define RAPPORT_TYPE_BOARD_VIEW (rapport_board_view_get_type ())
G_DECLARE_FINAL_TYPE (RapportBoardView, rapport_board_view, RAPPORT, BOARD_VIEW, AdwBin)

GtkWidget                  *rapport_board_view_new           (void);
void                        rapport_board_view_set_workspace (RapportBoardView *self,
                                                              RapportWorkspace *workspace);
const RapportAccountFilter *rapport_board_view_get_filter    (RapportBoardView *self);
gboolean                    rapport_board_view_show_account  (RapportBoardView *self,
                                                              gint64            account);
void                        rapport_board_view_set_past      (RapportBoardView *self,
                                                              gboolean          past);
gboolean                    rapport_board_view_is_past       (RapportBoardView *self);
gboolean                    rapport_board_view_is_loading    (RapportBoardView *self);

G_END_DECLS
