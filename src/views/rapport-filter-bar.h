#pragma once

#include <adwaita.h>

#include "service/rapport-account-filter.h"

G_BEGIN_DECLS

/**
 * RapportFilterBar:
 *
 * The row above a list of accounts: search entry, pills for group, stage, owner, tag and flags, and
 * at the right how many rows there are and what they are worth. Ctrl+F goes to the search entry,
 * Ctrl+Shift+F clears everything; both work from anywhere in the window while the bar is on screen.
 *
 * The pills offer what the workspace has, asked for when a pill is opened; a pill without anything
 * to offer hides.
 *
 * Properties:
 *
 * - `workspace` (RapportWorkspace, nullable, read-write)
 * - `filter` (RapportAccountFilter boxed, read-write): what is chosen. Fields that the bar does not
 *   show (sort, model, with-ended, trash) are kept as they were set. Setting it does not emit
 *   #RapportFilterBar::changed.
 * - `with-stages` (gboolean, read-write, default FALSE): whether there is a pill for the stages of
 *   the filter's model.
 * - `summary` (string, nullable, read-write): "34 of 214 accounts".
 * - `worth` (string, nullable, read-write): bold, after a dot: "€2.46M a year".
 *
 * Signal `changed ()`: the user chose something else. It comes with every key typed: whoever
 * answers cancels the question before.
 */
#define RAPPORT_TYPE_FILTER_BAR (rapport_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (RapportFilterBar, rapport_filter_bar, RAPPORT, FILTER_BAR, AdwBin)

GtkWidget                  *rapport_filter_bar_new           (void);
RapportWorkspace           *rapport_filter_bar_get_workspace (RapportFilterBar           *self);
void                        rapport_filter_bar_set_workspace (RapportFilterBar           *self,
                                                              RapportWorkspace           *workspace);
const RapportAccountFilter *rapport_filter_bar_get_filter    (RapportFilterBar           *self);
void                        rapport_filter_bar_set_filter    (RapportFilterBar           *self,
                                                              const RapportAccountFilter *filter);
gboolean                    rapport_filter_bar_get_with_stages (RapportFilterBar         *self);
void                        rapport_filter_bar_set_with_stages (RapportFilterBar         *self,
                                                              gboolean                    with_stages);
const char                 *rapport_filter_bar_get_summary   (RapportFilterBar           *self);
void                        rapport_filter_bar_set_summary   (RapportFilterBar           *self,
                                                              const char                 *summary);
const char                 *rapport_filter_bar_get_worth     (RapportFilterBar           *self);
void                        rapport_filter_bar_set_worth     (RapportFilterBar           *self,
                                                              const char                 *worth);
void                        rapport_filter_bar_clear         (RapportFilterBar           *self);
void                        rapport_filter_bar_focus_search  (RapportFilterBar           *self);

G_END_DECLS
