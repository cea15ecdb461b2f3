#pragma once

#include <gtk/gtk.h>

#include "service/rapport-search-service.h"

G_BEGIN_DECLS

/**
 * RapportSearchEntry:
 *
 * One line of the search window: the heading of a group, a hit, or something to do.
 */
#define RAPPORT_TYPE_SEARCH_ENTRY (rapport_search_entry_get_type ())
G_DECLARE_FINAL_TYPE (RapportSearchEntry, rapport_search_entry, RAPPORT, SEARCH_ENTRY, GObject)

struct _RapportSearchEntry
{
  GObject           parent_instance;

  char             *heading;  /* nullable: of a group */
  char             *count;    /* nullable: "3 of 5" */
  guint             group;
  RapportSearchHit *hit;      /* nullable */
  char             *label;    /* nullable: of an action */
  char             *action;
  char             *icon;
  char             *keys;     /* nullable: accelerator */
};

RapportSearchEntry *rapport_search_entry_new (guint group);

GtkWidget          *rapport_search_row_new   (void);
void                rapport_search_row_bind  (GtkWidget          *row,
                                              RapportWorkspace   *workspace,
                                              RapportSearchEntry *entry);

G_END_DECLS
