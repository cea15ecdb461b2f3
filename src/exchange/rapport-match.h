/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "exchange/rapport-csv-dialect.h"

G_BEGIN_DECLS

/* A field that a column can go to. */
typedef struct
{
  const char *id;                 /* "external_id", "person.name" */
  const char *label;              /* (nullable): translated, a heading equal to it fits */
  const char *synonyms;           /* (nullable): more headings, in any case, separated by | */
  RapportCsvType type;            /* what its values look like */
} RapportMatchField;

/* How sure: what the window shows as ●●●, ●●○, ●○○. */
typedef enum
{
  RAPPORT_MATCH_NONE = 0,         /* no field */
  RAPPORT_MATCH_USER = 1,         /* ●○○ a person has to look */
  RAPPORT_MATCH_ONE = 2,          /* ●●○ heading or values */
  RAPPORT_MATCH_BOTH = 3,         /* ●●● heading and values */
} RapportMatchConfidence;

typedef struct
{
  const char *field;              /* (nullable): the id in the array of fields, not copied */
  RapportMatchConfidence confidence;
} RapportMatch;

const RapportMatchField *rapport_match_get_fields  (const char              *kind,
                                                    guint                   *n_fields);
RapportMatch            *rapport_match_columns     (const char              *kind,
                                                    const RapportMatchField *fields,
                                                    guint                    n_fields,
                                                    const char * const      *headings,
                                                    const RapportCsvColumn  *columns,
                                                    guint                    n_columns);
gboolean                 rapport_match_is_known_heading (const char         *heading);
char                    *rapport_match_normalize   (const char              *heading);
char                    *rapport_match_signature   (const char * const      *headings,
                                                    guint                    n_headings);

G_END_DECLS
