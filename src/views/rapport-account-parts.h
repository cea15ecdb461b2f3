/* What the parts of the account page share; private to src/views. */
#pragma once

#include <adwaita.h>

#include "service/rapport-account-service.h"
#include "widgets/rapport-adaptive-bin.h"

G_BEGIN_DECLS

GtkWidget *_rapport_label_new        (const char       *text,
                                      const char       *css_class);
GtkWidget *_rapport_line_new         (const char       *text,
                                      const char       *css_class);
GtkWidget *_rapport_icon_button_new  (const char       *icon,
                                      const char       *tooltip);
void       _rapport_children_clear   (GtkWidget        *box);
RapportDay _rapport_row_day          (const RapportRow *row,
                                      guint             field);
const char *_rapport_row_choice      (const RapportRow *row,
                                      guint             field);
char      *_rapport_join             (const char       *a,
                                      const char       *b,
                                      const char       *c);
gboolean   _rapport_is_open_complaint (const RapportRow *episode);
char      *_rapport_money            (RapportWorkspace *workspace,
                                      gint64            minor,
                                      const char       *currency);
GtkWidget *_rapport_episode_card_new (RapportWorkspace *workspace,
                                      GPtrArray        *episodes,
                                      guint             first,
                                      guint             n);
void       _rapport_columns_fit      (GtkBox           *columns,
                                      RapportAdaptiveBin *bin);
void       _rapport_open_commitment_form (GtkWidget        *from,
                                          RapportWorkspace *workspace,
                                          gint64            account,
                                          const RapportRow *commitment);
void       _rapport_open_person_form (GtkWidget        *from,
                                      RapportWorkspace *workspace,
                                      gint64            account);

G_END_DECLS
