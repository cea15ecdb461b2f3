/* Blocks that flow over pages. Private to document/. */
#pragma once

#include "document/rapport-print-text.h"

G_BEGIN_DECLS

/* A box is what is never cut: a row, a line of prose, a chart. It is drawn from its upper left
 * corner. */
typedef struct _RapportBox RapportBox;

typedef void (*RapportBoxDraw) (cairo_t  *cr,
                                gpointer  data);

RapportBox *rapport_box_new         (double             height);
RapportBox *rapport_box_ref         (RapportBox        *self);
void        rapport_box_unref       (RapportBox        *self);
void        rapport_box_add_layout  (RapportBox        *self,
                                     PangoLayout       *layout,
                                     double             x,
                                     double             y,
                                     const RapportInk  *ink);
void        rapport_box_add_lines   (RapportBox        *self,
                                     PangoLayout       *layout,
                                     int                first,
                                     int                n,
                                     double             x,
                                     double             y,
                                     const RapportInk  *ink);
void        rapport_box_add_rect    (RapportBox        *self,
                                     double             x,
                                     double             y,
                                     double             width,
                                     double             height,
                                     double             radius,
                                     const RapportInk  *ink);
void        rapport_box_add_outline (RapportBox        *self,
                                     double             x,
                                     double             y,
                                     double             width,
                                     double             height,
                                     double             radius,
                                     const RapportInk  *ink);
void        rapport_box_add_box     (RapportBox        *self,
                                     RapportBox        *other,
                                     double             x,
                                     double             y);
void        rapport_box_add_draw    (RapportBox        *self,
                                     RapportBoxDraw     func,
                                     gpointer           data,
                                     GDestroyNotify     destroy);
double      rapport_box_get_height  (RapportBox        *self);
void        rapport_box_set_height  (RapportBox        *self,
                                     double             height);
void        rapport_box_draw        (RapportBox        *self,
                                     cairo_t           *cr,
                                     double             x,
                                     double             y);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportBox, rapport_box_unref)

/**
 * RapportFlow:
 *
 * A sequence of boxes from the top of a page downwards. A box that does not fit goes to the next
 * page together with those before it that must stay with it; there the repeated heading of its
 * group, if any, comes first.
 */
typedef struct _RapportFlow RapportFlow;

typedef enum
{
  RAPPORT_FLOW_NONE = 0,
  RAPPORT_FLOW_KEEP_WITH_NEXT = 1 << 0,
} RapportFlowFlags;

RapportFlow *rapport_flow_new         (void);
void         rapport_flow_free        (RapportFlow      *self);
gboolean     rapport_flow_is_empty    (RapportFlow      *self);
void         rapport_flow_add         (RapportFlow      *self,
                                       RapportBox       *box,
                                       double            space_before,
                                       RapportFlowFlags  flags);
void         rapport_flow_set_repeat  (RapportFlow      *self,
                                       RapportBox       *heading);
void         rapport_flow_add_columns (RapportFlow      *self,
                                       RapportFlow      *start,
                                       RapportFlow      *end,
                                       double            end_x,
                                       double            space_before);
guint        rapport_flow_paginate    (RapportFlow      *self,
                                       double            first_top,
                                       double            top,
                                       double            bottom);
void         rapport_flow_draw        (RapportFlow      *self,
                                       cairo_t          *cr,
                                       double            x,
                                       guint             page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RapportFlow, rapport_flow_free)

G_END_DECLS
