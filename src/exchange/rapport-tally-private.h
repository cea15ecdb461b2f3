/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the sniffer counts of one column, and what the counts say. */

#pragma once

#include "exchange/rapport-csv-dialect.h"

G_BEGIN_DECLS

/* A column is of a type if no more than one value in twenty is something else. */
#define RAPPORT_MOST(n, of) ((n) > 0 && (n) * 20 >= (of) * 19)

#define RAPPORT_N_NULL_WORDS 10
#define RAPPORT_NULL_DASH (RAPPORT_N_NULL_WORDS - 1)

extern const char * const rapport_null_words[RAPPORT_N_NULL_WORDS];

/* What a column's values are still tried for, once enough of them have been seen. */
typedef enum
{
  RAPPORT_LOOK_ANYTHING,
  RAPPORT_LOOK_NOTHING,                   /* it is text */
  RAPPORT_LOOK_DATE,
  RAPPORT_LOOK_NUMBER,
} RapportLook;

typedef struct
{
  guint64 n_values;
  guint64 n_nothing;
  guint64 n_null[RAPPORT_N_NULL_WORDS];

  guint64 n_number[2];            /* read with a decimal point, with a comma */
  guint64 n_only[2];              /* … and not with the other */
  guint64 n_integer;              /* digits only */
  guint64 n_two[2];               /* with two decimals */
  guint64 n_currency;
  guint64 n_leading_zero;
  guint64 n_date[RAPPORT_N_DATE_FORMATS];
  guint64 n_time;                 /* a time of day other than midnight */
  guint64 n_boolean;
  guint64 n_zero_one;
  guint seen_zero_one;
  guint64 n_email;
  guint64 n_phone;
  guint64 n_blob;

  gsize longest;
  RapportLook look;
  char *example;
  RapportDay example_days[RAPPORT_N_DATE_FORMATS];
  GPtrArray *samples;
} RapportTally;

void              rapport_tally_init      (RapportTally            *self);
void              rapport_tally_clear     (RapportTally            *self);
void              rapport_tally_add       (RapportTally            *self,
                                           const RapportCsvDialect *dialect,
                                           const char              *text,
                                           gsize                    length);
RapportDateFormat rapport_tally_best_date (const RapportTally      *self);
RapportCsvType    rapport_tally_get_type  (const RapportTally      *self,
                                           gboolean                 comma,
                                           guint64                 *n_fit);

G_END_DECLS
