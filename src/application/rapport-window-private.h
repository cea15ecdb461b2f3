#pragma once

#include "application/rapport-pages.h"
#include "application/rapport-reminders.h"
#include "application/rapport-window.h"

G_BEGIN_DECLS

/**
 * RapportBannerId:
 *
 * What the window says above the page, the most important one first.
 */
typedef enum
{
  RAPPORT_BANNER_PROGRESS,
  RAPPORT_BANNER_WAITING,
  RAPPORT_BANNER_INTERRUPTED,
  RAPPORT_BANNER_BACKUP,
  RAPPORT_BANNER_PAST,
  RAPPORT_BANNER_READ_ONLY,
  RAPPORT_BANNER_OLD,
  RAPPORT_N_BANNERS,
} RapportBannerId;

typedef struct
{
  GtkWidget *revealer;
  GtkWidget *label;
  GtkWidget *progress;
  GtkWidget *buttons;
} RapportBanner;

/* Where the user is: a page, or the page of an account. */
typedef struct
{
  char   *page;
  gint64  account;
} RapportPlace;

struct _RapportWindow
{
  AdwApplicationWindow parent_instance;

  /* Template children */
  GtkBox           *banner_box;
  GtkBox           *bottom_box;
  GtkWidget        *content_box;
  AdwLeaflet       *leaflet;
  GtkMenuButton    *main_menu_button;
  GtkListBox       *page_list;
  GtkStack         *page_stack;
  GtkStack         *root_stack;
  GtkWidget        *scrim;
  AdwHeaderBar     *sidebar_bar;
  GtkWidget        *sidebar_box;
  GtkWidget        *switcher_initial;
  GtkMenuButton    *switcher_button;
  GtkLabel         *switcher_member;
  GtkLabel         *switcher_name;

  /* Borrowed */
  GtkWidget        *account_view;
  GtkLabel         *today_badge;
  GtkWidget        *search_window;
  GtkWidget        *waiting;           /* nullable */
  GtkWidget        *welcome;

  /* Owned */
  RapportWorkspace *workspace;
  GSignalGroup     *workspace_signals;
  GSignalGroup     *store_signals;
  RapportReminders *reminders;         /* nullable */
  GCancellable     *cancellable;       /* of the workspace that is shown */
  GCancellable     *undo_cancellable;  /* nullable: an undo on its way */
  GPtrArray        *places;            /* RapportPlace: the way back */
  RapportPlace      place;
  GArray           *last_accounts;     /* gint64, the last one first */
  RapportBanner     banners[RAPPORT_N_BANNERS];
  char             *last_search;
  char             *progress_text;
  gint64            interrupted;
  RapportDay        newest;
  guint             badge_id;
  guint             fold_id;
  guint             look_id;
  guint             midnight_id;
  guint             waiting_writes_id;
  gboolean          closing;
};

/* rapport-window-actions.c */
void _rapport_window_class_init_actions (GtkWidgetClass  *klass);
void _rapport_window_update_actions     (RapportWindow   *self);
void _rapport_window_add_accelerators   (GtkApplication  *application);

/* rapport-window-banners.c */
void _rapport_window_init_banners       (RapportWindow   *self);
void _rapport_window_init_drop          (RapportWindow   *self);
void _rapport_window_show_banner        (RapportWindow   *self,
                                         RapportBannerId  id,
                                         const char      *text);
void _rapport_window_add_banner_button  (RapportWindow   *self,
                                         RapportBannerId  id,
                                         const char      *label,
                                         const char      *action);
void _rapport_window_hide_banner        (RapportWindow   *self,
                                         RapportBannerId  id);
void _rapport_window_update_banners     (RapportWindow   *self);
void _rapport_window_inspect            (RapportWindow   *self);
void _rapport_window_look_for_newest    (RapportWindow   *self);

/* rapport-window-desk.c */
void _rapport_window_update_switcher    (RapportWindow   *self);
void _rapport_window_back_up            (RapportWindow   *self,
                                         gboolean         asked);
void _rapport_window_restore            (RapportWindow   *self);
void _rapport_window_watch_midnight     (RapportWindow   *self);
void _rapport_window_place              (RapportWindow   *self);

/* rapport-window-waiting.c */
void _rapport_window_show_waiting       (RapportWindow   *self,
                                         const char      *title,
                                         GCancellable    *cancellable);
void _rapport_window_set_waiting_text   (RapportWindow   *self,
                                         const char      *text);
void _rapport_window_end_waiting        (RapportWindow   *self);

/* rapport-window-sidebar.c */
void _rapport_window_select_row         (RapportWindow   *self,
                                         const char      *name);
void _rapport_window_add_row            (RapportWindow   *self,
                                         const RapportPage *page,
                                         guint            n);
void _rapport_window_queue_badge        (RapportWindow   *self);
void _rapport_window_note_account       (RapportWindow   *self,
                                         gint64           account);
void _rapport_window_read_last_accounts (RapportWindow   *self);
void _rapport_window_keep_last_accounts (RapportWindow   *self);
void _rapport_window_keep_state         (RapportWindow   *self);
void _rapport_window_update_fold        (RapportWindow   *self,
                                         int              width);
void _rapport_window_watch_needs        (RapportWindow   *self,
                                         GtkWidget       *page);

/* rapport-window-undo.c */
void _rapport_window_undo               (RapportWindow   *self,
                                         gboolean         redo);

/* rapport-window.c */
void _rapport_window_show_only          (GtkStack        *stack,
                                         GtkWidget       *page);
void _rapport_window_go                 (RapportWindow   *self,
                                         const char      *page,
                                         gint64           account,
                                         gboolean         keep_place);
void _rapport_window_back               (RapportWindow   *self);
void _rapport_window_next_panel         (RapportWindow   *self,
                                         gboolean         backwards);

G_END_DECLS
