/* An account summary as a part of a print job. */
#include "config.h"

#include "document/rapport-summary-layout.h"

#define RUNNING_HEAD 24.0

typedef struct
{
  RapportSummary *summary;
  RapportFlow *flow;            /* nullable: made when needed */
  guint n_pages;
} SummaryPart;

static guint
paginate (RapportFlow *flow, const RapportPrintArea *area)
{
  return rapport_flow_paginate (flow, area->top, area->top + RUNNING_HEAD, area->bottom);
}

static void
lay_out (SummaryPart *part, const RapportPrintArea *area)
{
  if (part->flow != NULL)
    return;
  part->flow = rapport_summary_build_flow (part->summary, area, 0);
  part->n_pages = paginate (part->flow, area);

  /* A visit is prepared from one sheet if at all possible: what runs over by a little is drawn
   * closer. */
  for (double squeeze = 0.5; part->n_pages == 2 && squeeze <= 1; squeeze += 0.5)
    {
      g_autoptr(RapportFlow) closer = rapport_summary_build_flow (part->summary, area, squeeze);

      if (paginate (closer, area) == 1)
        {
          rapport_flow_free (part->flow);
          part->flow = g_steal_pointer (&closer);
          part->n_pages = 1;
        }
    }
}

static gboolean
summary_paginate (gpointer                 data,
                  const RapportPrintArea  *area,
                  guint                   *n_pages,
                  GCancellable            *cancellable,
                  GError                 **error)
{
  SummaryPart *part = data;

  lay_out (part, area);
  *n_pages = part->n_pages;
  return TRUE;
}

static gboolean
summary_draw (gpointer                 data,
              const RapportPrintArea  *area,
              cairo_t                 *cr,
              guint                    page,
              GError                 **error)
{
  SummaryPart *part = data;

  lay_out (part, area);
  if (page > 0)
    {
      g_autoptr(PangoLayout) name = NULL, kind = NULL;
      double end = area->width * 0.4;

      name = rapport_print_layout (area->pango, part->summary->name, RAPPORT_TEXT_BODY_BOLD,
                                   RAPPORT_TEXT_START, area->width - end - 12, 1);
      kind = rapport_print_layout (area->pango,
                                   part->summary->workspace,
                                   RAPPORT_TEXT_SMALL, RAPPORT_TEXT_END, end, 1);
      rapport_print_show (cr, name, area->x, area->top - 4, &rapport_ink_text);
      rapport_print_show (cr, kind, area->x + area->width - end, area->top - 3.5, &rapport_ink_dim);
      rapport_print_set_ink (cr, &rapport_ink_rule);
      cairo_rectangle (cr, area->x, area->top + 10, area->width, 0.6);
      cairo_fill (cr);
    }
  rapport_flow_draw (part->flow, cr, area->x, page);
  return TRUE;
}

static void
summary_drop (gpointer data)
{
  SummaryPart *part = data;

  g_clear_pointer (&part->flow, rapport_flow_free);
}

static const char *
summary_get_title (gpointer data)
{
  SummaryPart *part = data;

  return part->summary->name;
}

static void
summary_free (gpointer data)
{
  SummaryPart *part = data;

  g_clear_pointer (&part->flow, rapport_flow_free);
  rapport_summary_unref (part->summary);
  g_free (part);
}

/**
 * rapport_document_add_summary:
 * @summary: (transfer none): an account; it is drawn from as long as the document lives, so leave
 * it as it is
 *
 * Adds an account summary, which begins on a new page.
 */
void
rapport_document_add_summary (RapportDocument *document,
                              RapportSummary  *summary)
{
  static const RapportPartClass klass = {
    summary_paginate, summary_draw, summary_drop, summary_get_title, summary_free,
  };
  SummaryPart *part;

  g_return_if_fail (RAPPORT_IS_DOCUMENT (document));
  g_return_if_fail (summary != NULL);

  part = g_new0 (SummaryPart, 1);
  part->summary = rapport_summary_ref (summary);
  rapport_document_add_part (document, &klass, part);
}
