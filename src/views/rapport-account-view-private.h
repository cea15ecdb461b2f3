#pragma once

#include "service/rapport-account-service.h"
#include "views/rapport-account-overview.h"
#include "views/rapport-account-people.h"
#include "views/rapport-account-relationship.h"
#include "views/rapport-account-value.h"
#include "views/rapport-account-view.h"
#include "views/rapport-page-header.h"

G_BEGIN_DECLS

struct _RapportAccountView
{
  AdwBin                      parent_instance;

  /* Template children */
  RapportPageHeader          *header;
  GtkButton                  *log_button;
  GtkButton                  *print_button;
  GtkStack                   *state;
  GtkBox                     *head;
  AdwAvatar                  *avatar;
  GtkBox                     *name_box;
  GtkToggleButton            *star;
  GtkLabel                   *place;
  GtkWidget                  *owner_box;
  GtkLabel                   *owner;
  GtkWidget                  *complaint_box;
  GtkLabel                   *complaint;
  GtkBox                     *path_box;
  GtkWidget                  *end_box;
  GtkLabel                   *end_label;
  GtkWidget                  *win_back;
  GtkRevealer                *duplicate_revealer;
  GtkLabel                   *duplicate_label;
  GtkButton                  *duplicate_button;
  AdwViewStack               *stack;
  AdwViewSwitcherTitle       *switcher;
  AdwViewSwitcherBar         *switcher_bar;
  AdwBin                     *timeline;
  RapportAccountOverview     *overview;
  RapportAccountPeople       *people;
  RapportAccountValueTab        *value;
  RapportAccountRelationship *relationship;
  AdwStatusPage              *problem;

  /* Owned */
  RapportWorkspace           *workspace;
  RapportRecord              *record;
  GtkWidget                  *name;
  GtkWidget                  *path;
  RapportAccountData         *data;
  GCancellable               *loading;
  GCancellable               *looking;
  gulong                      changed_id;
  gulong                      today_id;
  gulong                      model_id;
  gint64                      account;
  gint64                      timeline_of;
  gboolean                    filling;
  gboolean                    stale;  /* changed while nobody looked */
};

/* rapport-account-view-actions.c */
void _rapport_account_view_show_path       (RapportAccountView      *self);
void _rapport_account_view_stage_cb        (RapportAccountView      *self,
                                            guint                    index);
void _rapport_account_view_update_actions  (RapportAccountView      *self);
void _rapport_account_view_update_menu     (RapportAccountView      *self);
void _rapport_account_view_install_actions (RapportAccountViewClass *klass);

G_END_DECLS
