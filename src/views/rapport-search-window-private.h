#pragma once

#include "service/rapport-search-service.h"
#include "views/rapport-search-row.h"
#include "views/rapport-search-window.h"

G_BEGIN_DECLS

#define RAPPORT_SEARCH_GROUP_ACTIONS RAPPORT_SEARCH_N_GROUPS

/* Not an action of the main window: the search goes on. */
#define RAPPORT_SEARCH_ENDED_ACTION "search-ended"

struct _RapportSearchWindow
{
  AdwWindow            parent_instance;

  /* Template children */
  GtkLabel            *count_label;
  GtkWidget           *empty_box;
  GtkWidget           *empty_ended;
  GtkLabel            *empty_label;
  GtkWidget           *empty_new;
  GtkEditable         *entry;
  GtkWidget           *hints;
  GtkListView         *list;
  GtkStack            *stack;

  /* Owned */
  RapportWorkspace    *workspace;
  GListStore          *entries;
  GtkSingleSelection  *selection;
  GCancellable        *cancellable;
  RapportSearchResult *results[RAPPORT_SEARCH_N_GROUPS];
  GArray              *last_accounts;
  char                *text;       /* without the sign before it */
  int                  only;       /* one group alone, or -1 */
  gboolean             with_ended;
  gboolean             tags;       /* only they are searched */
  gboolean             similar;    /* nothing was found: words nearly like it are */
  gboolean             touched;    /* the user has moved the selection */
  guint                n_waiting;
  guint                announce_id;
  char               **keep_text;  /* borrowed: the window's */
};

/* rapport-search-window-lines.c */
guint _rapport_search_window_add_lines (RapportSearchWindow *self,
                                        GPtrArray           *lines);

G_END_DECLS
