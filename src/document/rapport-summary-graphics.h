/* The two pictures of an account summary. Private to document/. */
#pragma once

#include "document/rapport-flow.h"
#include "document/rapport-summary.h"

G_BEGIN_DECLS

guint       rapport_summary_path_rows (RapportSummary *summary,
                                       double          width);
RapportBox *rapport_summary_path_box  (RapportSummary *summary,
                                       PangoContext   *context,
                                       double          width,
                                       guint           row);
RapportBox *rapport_summary_bars_box  (RapportSummary *summary,
                                       PangoContext   *context,
                                       double          width,
                                       double          plot_height);
void        rapport_summary_draw_star (cairo_t        *cr,
                                       double          x,
                                       double          y,
                                       double          size);
void        rapport_summary_kind_ink  (RapportSummaryKind  kind,
                                       RapportInk         *ink);

G_END_DECLS
