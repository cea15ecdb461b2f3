/* An account summary as plain words and numbers, ready to be drawn. */
#pragma once

#include "document/rapport-document.h"

G_BEGIN_DECLS

/**
 * RapportSummaryTone:
 * @RAPPORT_SUMMARY_TONE_NEUTRAL: dim ink
 * @RAPPORT_SUMMARY_TONE_GOOD: green
 * @RAPPORT_SUMMARY_TONE_BAD: red and, in tables, bold
 *
 * How a text is coloured. It is drawn as it is, so it must say the same without the colour: "▲ 6.2
 * %", "1 day overdue", "Open".
 */
typedef enum
{
  RAPPORT_SUMMARY_TONE_NEUTRAL,
  RAPPORT_SUMMARY_TONE_GOOD,
  RAPPORT_SUMMARY_TONE_BAD,
} RapportSummaryTone;

/**
 * RapportSummaryKind: the colour of an episode's mark; the name of the kind is always printed as
 * well.
 */
typedef enum
{
  RAPPORT_SUMMARY_KIND_OTHER,
  RAPPORT_SUMMARY_KIND_PURCHASE,
  RAPPORT_SUMMARY_KIND_SERVICE,
  RAPPORT_SUMMARY_KIND_COMPLAINT,
  RAPPORT_SUMMARY_KIND_REVIEW,
  RAPPORT_SUMMARY_KIND_SOCIAL,
} RapportSummaryKind;

/**
 * RapportSummaryStageState:
 * @RAPPORT_SUMMARY_STAGE_DONE: been there: filled with a tick
 * @RAPPORT_SUMMARY_STAGE_CURRENT: stands here: large, with a halo, name bold
 * @RAPPORT_SUMMARY_STAGE_NEXT: not reached: hollow, dotted line
 * @RAPPORT_SUMMARY_STAGE_SKIPPED: behind the current one but never stood in: hollow, full line
 */
typedef enum
{
  RAPPORT_SUMMARY_STAGE_DONE,
  RAPPORT_SUMMARY_STAGE_CURRENT,
  RAPPORT_SUMMARY_STAGE_NEXT,
  RAPPORT_SUMMARY_STAGE_SKIPPED,
} RapportSummaryStageState;

/* Strings are owned by the structs and may be NULL where nothing is known. All are final text in
 * the language of the reader: numbers, money and dates come formatted. */

typedef struct
{
  char *label;                  /* "Revenue, 12 months" */
  char *value;                  /* "€184 300" */
  char *note;                   /* "▲ 6.2 %" */
  RapportSummaryTone tone;      /* of the note */
} RapportSummaryTile;

typedef struct
{
  char *name;
  char *note;                   /* "Aug 2023", "next" */
  RapportSummaryStageState state;
  guint colour_index;           /* place of the stage in its lifecycle model, from 0 */
} RapportSummaryStage;

typedef struct
{
  char *label;                  /* "Feb 24" */
  char *value_text;             /* "42" */
  double value;                 /* may be negative (credit notes) */
  gboolean this_year;           /* dark; the year before is light */
} RapportSummaryBar;

typedef struct
{
  char *title;
  char *to_whom;                /* "to Jens Albers" */
  char *due;                    /* "21 Nov"; overdue says so: "19 Nov, 1 day overdue" */
  gboolean overdue;
} RapportSummaryStep;

typedef struct
{
  char *name;
  char *contact;                /* "Head of operations · +49 40 5550 141" */
  char *role;                   /* "Decider" */
} RapportSummaryPerson;

typedef struct
{
  char *label;
  char *value;
} RapportSummaryPreference;

typedef struct
{
  RapportSummaryKind kind;
  char *date;                   /* "20 Oct – 12 Nov" */
  char *kind_name;              /* "Service" */
  char *text;                   /* any length; several paragraphs are separated by \n */
  char *status;                 /* "Open" */
  RapportSummaryTone tone;      /* of the status */
  guint level;                  /* 0 = episode, 1 = interaction of the episode above it */
  char *group; /* timeline only: sub-heading that is printed where it changes ("2025") */
} RapportSummaryEvent;

typedef struct
{
  char *date;
  char *text;
  char *quantity;
  char *amount;
} RapportSummaryPurchase;

/**
 * RapportSummary:
 * @colours: number of stages in the lifecycle model, for the colour ramp; 0 = as many as @stages
 * @recent_remark: beside the heading of recent episodes: "last 90 days"
 * @bars_title: (nullable): heading of the bars, "Value by quarter" if %NULL
 * @bars_unit: beside it: "€ thousand"
 * @bars_caption: below: "Three months up to the 20th. Light bars: the year before."
 * @timeline_remark: beside the heading of the timeline: "since January 2019, 312 entries"
 *
 * What is printed about one account, already computed. Sections without data are left out.
 * Fill it with the rapport_summary_add_… functions (they copy the strings) and by setting the
 * strings below with g_strdup() (or g_free() + g_strdup() again); do not change it any more once it
 * is in a document.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount ref_count;

  /*< public >*/
  char *workspace;              /* "Veldhuis Service" */
  char *name;                   /* "Nordwind Logistik" */
  gboolean key_account;         /* star beside the name */
  char *place_line;             /* "Key accounts · Transport · Hamburg, Germany" */
  char *owner_line;             /* "Cared for by Ines Duarte" */

  guint colours;
  char *stage_remark;
  char *bars_title;
  char *bars_unit;
  char *bars_caption;
  char *recent_remark;
  char *purchases_remark;
  char *timeline_remark;
  char *notes;                  /* free text, paragraphs separated by \n */

  GPtrArray *tiles;             /* of RapportSummaryTile */
  GPtrArray *stages;            /* of RapportSummaryStage */
  GPtrArray *bars;              /* of RapportSummaryBar */
  GPtrArray *steps;             /* of RapportSummaryStep */
  GPtrArray *people;            /* of RapportSummaryPerson */
  GPtrArray *preferences;       /* of RapportSummaryPreference */
  GPtrArray *recent;            /* of RapportSummaryEvent */
  GPtrArray *purchases;         /* of RapportSummaryPurchase */
  GPtrArray *timeline;          /* of RapportSummaryEvent: the whole history, optional */
} RapportSummary;

#define RAPPORT_TYPE_SUMMARY (rapport_summary_get_type ())

RapportSummaryKind
                rapport_summary_kind_from_id    (const char               *id);

GType           rapport_summary_get_type        (void) G_GNUC_CONST;
RapportSummary *rapport_summary_new             (const char               *workspace,
                                                 const char               *name);
RapportSummary *rapport_summary_ref             (RapportSummary           *self);
void            rapport_summary_unref           (RapportSummary           *self);

void            rapport_summary_add_tile        (RapportSummary           *self,
                                                 const char               *label,
                                                 const char               *value,
                                                 const char               *note,
                                                 RapportSummaryTone        tone);
void            rapport_summary_add_stage       (RapportSummary           *self,
                                                 const char               *name,
                                                 const char               *note,
                                                 RapportSummaryStageState  state,
                                                 guint                     colour_index);
void            rapport_summary_add_bar         (RapportSummary           *self,
                                                 const char               *label,
                                                 double                    value,
                                                 const char               *value_text,
                                                 gboolean                  this_year);
void            rapport_summary_add_step        (RapportSummary           *self,
                                                 const char               *title,
                                                 const char               *to_whom,
                                                 const char               *due,
                                                 gboolean                  overdue);
void            rapport_summary_add_person      (RapportSummary           *self,
                                                 const char               *name,
                                                 const char               *contact,
                                                 const char               *role);
void            rapport_summary_add_preference  (RapportSummary           *self,
                                                 const char               *label,
                                                 const char               *value);
RapportSummaryEvent *
                rapport_summary_add_recent      (RapportSummary           *self,
                                                 RapportSummaryKind        kind,
                                                 const char               *date,
                                                 const char               *kind_name,
                                                 const char               *text,
                                                 const char               *status,
                                                 RapportSummaryTone        tone);
void            rapport_summary_add_purchase    (RapportSummary           *self,
                                                 const char               *date,
                                                 const char               *text,
                                                 const char               *quantity,
                                                 const char               *amount);
RapportSummaryEvent *
                rapport_summary_add_timeline    (RapportSummary           *self,
                                                 RapportSummaryKind        kind,
                                                 const char               *date,
                                                 const char               *kind_name,
                                                 const char               *text,
                                                 const char               *status,
                                                 RapportSummaryTone        tone,
                                                 guint                     level,
                                                 const char               *group);

void            rapport_document_add_summary    (RapportDocument          *document,
                                                 RapportSummary           *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportSummary, rapport_summary_unref)

G_END_DECLS
