#pragma once

#include "document/rapport-summary.h"
#include "service/rapport-workspace.h"

G_BEGIN_DECLS

/**
 * RapportSummaryOptions:
 * @RAPPORT_SUMMARY_WITH_TIMELINE: print everything that was ever said, too
 */
typedef enum
{
  RAPPORT_SUMMARY_PLAIN = 0,
  RAPPORT_SUMMARY_WITH_TIMELINE = 1 << 0,
} RapportSummaryOptions;

/**
 * RapportSummaryProgress:
 * @fraction: the share of the accounts that are read, from 0 to 1
 * @data: the caller's
 */
typedef void (*RapportSummaryProgress) (double   fraction,
                                        gpointer data);

RapportSummary  *rapport_summary_service_build         (RapportWorkspace       *workspace,
                                                        gint64                  account,
                                                        GError                **error);
RapportSummary  *rapport_summary_service_build_full    (RapportWorkspace       *workspace,
                                                        gint64                  account,
                                                        RapportSummaryOptions   options,
                                                        GError                **error);
RapportDocument *rapport_summary_service_document      (RapportWorkspace       *workspace,
                                                        const gint64           *accounts,
                                                        guint                   n,
                                                        RapportPaper            paper,
                                                        GError                **error);
RapportDocument *rapport_summary_service_document_full (RapportWorkspace       *workspace,
                                                        const gint64           *accounts,
                                                        guint                   n,
                                                        RapportPaper            paper,
                                                        RapportSummaryOptions   options,
                                                        GError                **error);
void             rapport_summary_service_document_async (RapportWorkspace      *workspace,
                                                        const gint64           *accounts,
                                                        guint                   n,
                                                        RapportPaper            paper,
                                                        RapportSummaryOptions   options,
                                                        RapportSummaryProgress  progress,
                                                        gpointer                progress_data,
                                                        GCancellable           *cancellable,
                                                        GAsyncReadyCallback     callback,
                                                        gpointer                user_data);
RapportDocument *rapport_summary_service_document_finish (RapportWorkspace     *workspace,
                                                        GAsyncResult           *result,
                                                        GError                **error);

G_END_DECLS
