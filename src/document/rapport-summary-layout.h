/* From the data of a summary to boxes. Private to document/. */
#pragma once

#include "document/rapport-document-private.h"
#include "document/rapport-summary.h"

G_BEGIN_DECLS

RapportFlow *rapport_summary_build_flow (RapportSummary         *summary,
                                         const RapportPrintArea *area,
                                         double                  squeeze);

G_END_DECLS
