#pragma once

#include "widgets/rapport-chart.h"

G_BEGIN_DECLS

typedef enum
{
  RAPPORT_STAGE_PAST,      /* filled disc with a tick */
  RAPPORT_STAGE_CURRENT,   /* big ring with a halo, bold name */
  RAPPORT_STAGE_AHEAD,     /* hollow grey ring */
  RAPPORT_STAGE_SKIPPED    /* never entered though a later one was: small hollow ring */
} RapportStageState;

/**
 * RapportStageStep:
 * @name: the stage's name
 * @caption: (nullable): what stands below it: "Jan 2019", "since Aug 2023", "next"
 * @state: where the account is with it
 */
typedef struct
{
  const char        *name;
  const char        *caption;
  RapportStageState  state;
} RapportStageStep;

/**
 * RapportStagePath:
 *
 * The way of an account through the stages of a model. Signal `stage-activated` (guint index):
 * a stage was clicked, or Enter pressed on it. Left and Right move the focus among the stages.
 */
#define RAPPORT_TYPE_STAGE_PATH (rapport_stage_path_get_type ())
G_DECLARE_FINAL_TYPE (RapportStagePath, rapport_stage_path, RAPPORT, STAGE_PATH, RapportChart)

GtkWidget *rapport_stage_path_new         (void);
void       rapport_stage_path_set_steps   (RapportStagePath       *self,
                                           const RapportStageStep *steps,
                                           gsize                   n_steps);
void       rapport_stage_path_set_focused (RapportStagePath       *self,
                                           guint                   index);
guint      rapport_stage_path_get_focused (RapportStagePath       *self);

G_END_DECLS
