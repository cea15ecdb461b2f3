#pragma once

#include <gtk/gtk.h>

#include "widgets/rapport-theme.h"

G_BEGIN_DECLS

/**
 * RapportTrend:
 *
 * Direction of the change that a tile's note tells.
 */
typedef enum
{
  RAPPORT_TREND_NONE,   /* no sign */
  RAPPORT_TREND_UP,     /* ▲ */
  RAPPORT_TREND_DOWN    /* ▼ */
} RapportTrend;

/**
 * RapportTile:
 *
 * A key figure: label, value, note, sparkline. Properties `label`, `value`, `note` (strings),
 * `activatable` (boolean, default FALSE). Signal `activated`: it was clicked, or Enter or Space
 * was pressed; only when activatable.
 */
#define RAPPORT_TYPE_TILE (rapport_tile_get_type ())
G_DECLARE_FINAL_TYPE (RapportTile, rapport_tile, RAPPORT, TILE, GtkWidget)

GtkWidget  *rapport_tile_new             (const char   *label);
const char *rapport_tile_get_label       (RapportTile  *self);
void        rapport_tile_set_label       (RapportTile  *self, const char *label);
const char *rapport_tile_get_value       (RapportTile  *self);
void        rapport_tile_set_value       (RapportTile  *self, const char *value);
const char *rapport_tile_get_note        (RapportTile  *self);
void        rapport_tile_set_note        (RapportTile  *self, const char *note,
                                          RapportTone tone, RapportTrend trend);
void        rapport_tile_set_series      (RapportTile  *self, const double *values, gsize n_values,
                                          RapportTone tone);
gboolean    rapport_tile_get_activatable (RapportTile  *self);
void        rapport_tile_set_activatable (RapportTile  *self, gboolean activatable);

G_END_DECLS
