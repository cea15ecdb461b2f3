#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportAdaptiveBin:
 *
 * Holds one child and says whether there is little room for it: `narrow` is true while it is less
 * than `threshold` wide, more with larger text. It lets itself be made as narrow as `minimum`,
 * whatever its child would like while it is still laid out for more room. (Breakpoints come with
 * libadwaita 1.4.)
 *
 * Properties: `child`, `threshold` and `minimum` (int, pixels), `narrow` (boolean, read-only).
 */
#define RAPPORT_TYPE_ADAPTIVE_BIN (rapport_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (RapportAdaptiveBin, rapport_adaptive_bin, RAPPORT, ADAPTIVE_BIN, GtkWidget)

gboolean rapport_adaptive_bin_is_narrow (RapportAdaptiveBin *self);

G_END_DECLS
