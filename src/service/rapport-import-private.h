#pragma once

#include "exchange/rapport-csv-reader.h"
#include "service/rapport-duplicates.h"
#include "service/rapport-import.h"
#include "store/rapport-write.h"

G_BEGIN_DECLS

/* What the files of the import share. An importer belongs to one thread and one connection. */

typedef struct _RapportIdSet RapportIdSet;

RapportIdSet *rapport_id_set_new      (void);
void          rapport_id_set_free     (RapportIdSet        *set);
gboolean      rapport_id_set_add      (RapportIdSet        *set,
                                       gint64               id);
gboolean      rapport_id_set_has      (const RapportIdSet  *set,
                                       gint64               id);
guint64       rapport_id_set_get_size (const RapportIdSet  *set);
gint64       *rapport_id_set_to_array (const RapportIdSet  *set,
                                       guint               *n_ids);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportIdSet, rapport_id_set_free)

typedef enum
{
  STEP_FIELD,
  STEP_REFERENCE,
  STEP_GIVEN_NAME,
  STEP_FAMILY_NAME,
  STEP_STAGE,
} StepWhat;

/* What is done with one column. */
typedef struct
{
  StepWhat             what;
  guint                column;
  RapportKindId        kind;
  guint                field;
  const RapportField  *description;
  RapportDateFormat    format;
  int                  order;
} Step;

typedef enum
{
  OUTCOME_FAILED,    /* the import cannot go on */
  OUTCOME_REJECTED,  /* importer->reason says why */
  OUTCOME_IMPORTED,
  OUTCOME_UPDATED,
  OUTCOME_UNCHANGED,
} Outcome;

/* A record that a row refers to before the file has come to it. */
typedef struct
{
  gint64  id;
  guint   field;
  char   *text;
  guint64 line;
} Pending;

typedef struct
{
  const RapportImportPlan *plan;
  RapportDb               *db;
  RapportWrite            *write;        /* NULL in a dry run */
  gboolean                 dry;
  GTimeZone               *zone;
  char                    *currency;
  guint                    digits;
  const char              *source;
  gint64                   model;
  gint64                   first_stage;

  Step                    *steps;
  guint                    n_steps;
  gboolean                 names_person; /* a customer file with people in it */
  gboolean                 has_affiliation;

  /* The row under way. */
  const RapportCsvRow     *csv;
  RapportRow              *row;
  RapportRow              *person;
  RapportRow              *affiliation;
  char                    *given_name;
  char                    *family_name;
  gint64                   stage;
  char                    *parent;       /* not there yet */
  char                    *reason;
  char                    *note;         /* of a row that comes in */
  int                      note_column;
  int                      bad_column;
  gboolean                 restored;

  /* What is there. */
  GHashTable              *accounts;     /* external id → id */
  GHashTable              *account_names;
  GHashTable              *members;      /* external id, login, initials, name → id */
  GHashTable              *products;     /* external id → id */
  GHashTable              *product_names;
  GHashTable              *seen;         /* in a dry run: what the file has brought so far → made-up id */
  RapportIdSet            *trashed;      /* accounts */
  RapportIdSet            *claimed;      /* records that a row of the file has been recognised as */
  RapportIdSet            *purchases;    /* whose lines changed */
  gint64                   last_id;      /* of the kind, before the import */
  gint64                   made_up;
  gint64                   last_purchase;
  char                    *last_purchase_text;
  char                    *greatest;     /* external id, in the order of bytes: a greater one cannot be there */
  gsize                    greatest_size;
  RapportStatement        *find_external;
  RapportStatement        *find_content;
  RapportDuplicateIndex   *duplicates;   /* of the accounts that were there, once one is asked about */
  GArray                  *pending;      /* Pending */
  GString                 *scratch;

  RapportImportResult     *result;
  GHashTable              *reasons;      /* reason → RapportImportProblem */
} Importer;

gboolean      rapport_import_plan_has        (const RapportImportPlan  *plan,
                                              const char               *field);
gboolean      rapport_import_recall_from     (RapportDb                *db,
                                              RapportImportPlan        *plan,
                                              RapportDay               *day,
                                              char                    **name);

RapportImportResult *
              rapport_import_result_new      (void);
void          rapport_import_problem_free    (RapportImportProblem     *problem);

Importer     *rapport_importer_new           (const RapportImportPlan  *plan,
                                              RapportDb                *db,
                                              gboolean                  dry,
                                              GError                  **error);
void          rapport_importer_free          (Importer                 *self);
Outcome       rapport_importer_take          (Importer                 *self,
                                              const RapportCsvRow      *csv,
                                              GError                  **error);
gboolean      rapport_importer_set_parents   (Importer                 *self,
                                              GError                  **error);
gboolean      rapport_importer_set_totals    (Importer                 *self,
                                              const gint64             *purchases,
                                              guint                     n_purchases,
                                              GError                  **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Importer, rapport_importer_free)

/* Cells → rows. */
gboolean      rapport_importer_make_steps    (Importer                 *self);
Outcome       rapport_importer_read          (Importer                 *self,
                                              GError                  **error);
char         *rapport_importer_describe_cell (Importer                 *self,
                                              const Step               *step);
void          rapport_importer_reject        (Importer                 *self,
                                              int                       column,
                                              char                     *reason);

/* References. FALSE: the row is rejected, or with @error set the import cannot go on. */
gboolean      rapport_importer_load          (Importer                 *self,
                                              GError                  **error);
gboolean      rapport_importer_refer         (Importer                 *self,
                                              const Step               *step,
                                              const char               *text,
                                              gint64                   *id,
                                              GError                  **error);
gboolean      rapport_importer_find_external (Importer                 *self,
                                              const char               *external,
                                              gint64                   *id,
                                              GError                  **error);
gboolean      rapport_importer_find_account_name (Importer             *self,
                                              const char               *name,
                                              const char               *city,
                                              gint64                   *id,
                                              GError                  **error);
void          rapport_importer_note_new      (Importer                 *self,
                                              RapportKindId             kind,
                                              const RapportRow         *row,
                                              gint64                    id);
gint64        rapport_importer_insert        (Importer                 *self,
                                              RapportRow               *row,
                                              GError                  **error);
gboolean      rapport_importer_restore       (Importer                 *self,
                                              RapportKindId             kind,
                                              gint64                    id,
                                              GError                  **error);

/* What is said of rows. */
void          rapport_importer_note          (Importer                 *self,
                                              int                       column,
                                              char                     *reason);
void          rapport_importer_note_problem  (Importer                 *self,
                                              const char               *reason,
                                              int                       column,
                                              gboolean                  note);
gboolean      rapport_importer_take_answer   (Importer                 *self,
                                              gint64                   *id,
                                              gboolean                 *skip,
                                              gboolean                 *changed,
                                              GError                  **error);

G_END_DECLS
