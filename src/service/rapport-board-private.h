#pragma once

#include "service/rapport-board-service.h"

/* Shared by rapport-board-acts.c (the acts), -move.c (where a moved card goes), -place.c (placing
 * by history). */

G_BEGIN_DECLS

typedef struct
{
  gint64   model;
  gboolean opportunities;
  GArray  *subjects; /* gint64 */
  gint64   stage;
  gint64   after;
  gint64   before;
  char    *reason;
  char    *ended_by;
  char    *note;
  struct
  {
    double   key;
    double   tie;
    gboolean known;
  } shown[2];       /* how the neighbours stand as of the day that is looked at, where that is not today */
  gboolean ends;    /* a move that ends the relationship as well */
} RapportBoardJob;

/* Moves job->subjects to job->stage; ends their relationships as well where job->ends says so. */
gboolean _rapport_board_move       (RapportWrite  *write,
                                    gpointer       job,
                                    GError       **error);
gboolean _rapport_board_end        (RapportWrite  *write,
                                    gpointer       job,
                                    GError       **error);
gboolean _rapport_board_write_move (RapportWrite  *write,
                                    gint64         model,
                                    const char    *kind,
                                    gint64         subject,
                                    gint64         from,
                                    gint64         to,
                                    const char    *reason,
                                    const char    *note,
                                    const char    *set_by,
                                    GError       **error);

G_END_DECLS
