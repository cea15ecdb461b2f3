#pragma once

#include <gtk/gtk.h>

#include "core/rapport-day.h"

G_BEGIN_DECLS

/**
 * RapportDateButton:
 *
 * A day to choose: a button with a popover of a calendar and an entry for a typed day. Properties:
 * `day` (int, days since 1970-01-01, %RAPPORT_DAY_NONE for none), `today` (int: what the day is
 * told against), `optional` (boolean: whether no day is a choice), `placeholder` (string: what
 * stands there without a day). Signal `chosen`: the user chose; not sent by the setters.
 */
#define RAPPORT_TYPE_DATE_BUTTON (rapport_date_button_get_type ())
G_DECLARE_FINAL_TYPE (RapportDateButton, rapport_date_button, RAPPORT, DATE_BUTTON, GtkWidget)

GtkWidget  *rapport_date_button_new       (void);
RapportDay  rapport_date_button_get_day   (RapportDateButton *self);
void        rapport_date_button_set_day   (RapportDateButton *self,
                                           RapportDay         day);
void        rapport_date_button_set_today (RapportDateButton *self,
                                           RapportDay         today);
void        rapport_date_button_popup     (RapportDateButton *self);

RapportDay  rapport_date_parse            (const char        *text,
                                           RapportDay         today);

G_END_DECLS
