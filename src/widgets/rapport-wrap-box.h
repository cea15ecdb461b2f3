#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportWrapBox:
 *
 * Children in a line at their natural width, and in further lines where they do not fit, like
 * words. What is left of a line goes to its children that expand. GtkFlowBox would put them into
 * columns. Property: `spacing` (int, pixels between children and lines).
 */
#define RAPPORT_TYPE_WRAP_BOX (rapport_wrap_box_get_type ())
G_DECLARE_FINAL_TYPE (RapportWrapBox, rapport_wrap_box, RAPPORT, WRAP_BOX, GtkWidget)

G_END_DECLS
