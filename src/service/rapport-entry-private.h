#pragma once

#include "service/rapport-entry.h"

G_BEGIN_DECLS

typedef struct _RapportEntryJob RapportEntryJob;

typedef gboolean (*RapportEntryRun) (RapportWrite     *write,
                                     RapportEntryJob  *job,
                                     GError          **error);

/* One act of this service; which of the members are used depends on @run. */
struct _RapportEntryJob
{
  RapportEntryRun  run;
  gint64           id;        /* the record that it is about, once it is there */
  gint64           episode;   /* the episode that a log went to */
  RapportRow      *row;
  RapportRow      *other;
  gint64           model;
  gint64           stage;
  char            *title;
  char            *kind;
  char            *text;
  RapportDay       day;
  gint64           at;
  guint            step;
  gboolean         flag;
  GArray          *people;
  GArray          *members;
};

RapportEntryJob *_rapport_entry_job_new (RapportEntryRun   run);
RapportAct      *_rapport_entry_act_new (const char       *label,
                                         RapportEntryJob  *job);
void             _rapport_entry_default (RapportRow       *row,
                                         guint             field,
                                         gint64            value);
void             _rapport_entry_default_text (RapportRow  *row,
                                         guint             field,
                                         const char       *value);
gint64           _rapport_entry_find_episode (RapportDb   *db,
                                         gint64            account,
                                         const char       *title,
                                         RapportDay        day,
                                         GError          **error);

G_END_DECLS
