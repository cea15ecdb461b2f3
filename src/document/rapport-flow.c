/* How pages are broken.
 *
 * A flow is cut into chains: a box and all that follow it as long as each is marked to be kept with
 * the next. A chain is placed whole where it fits. Where it does not, it opens the next page; only
 * a chain taller than a page is cut between its boxes. Headings, first lines of paragraphs
 * (orphans) and last lines (widows) are all this one rule.
 *
 * Two flows side by side are placed from the same height on; each breaks by itself, and what
 * follows starts below the one that ends later. */
#include "config.h"

#include "document/rapport-flow.h"

typedef enum
{
  MARK_TEXT,
  MARK_RECT,
  MARK_OUTLINE,
  MARK_DRAW,
} MarkKind;

typedef struct
{
  MarkKind kind;
  double x, y, width, height, radius;
  RapportInk ink;
  PangoLayout *layout;          /* owned */
  int first, n;                 /* lines; n < 0 = all */
  RapportBoxDraw draw;
  gpointer data;
  GDestroyNotify destroy;
} Mark;

struct _RapportBox
{
  gatomicrefcount ref_count;
  double height;
  GArray *marks;
};

typedef struct
{
  RapportBox *box;              /* owned, or NULL for columns */
  RapportBox *repeat;           /* owned, nullable */
  RapportFlow *start, *end;     /* owned, for columns */
  double end_x;
  double space;
  gboolean keep;
} Item;

typedef struct
{
  RapportBox *box;              /* borrowed from the item */
  double x, y;
} Place;

struct _RapportFlow
{
  GArray *items;
  RapportBox *repeat;           /* of the items added from now on */
  GPtrArray *pages;             /* of GArray of Place */
};

static void
mark_clear (gpointer data)
{
  Mark *mark = data;

  g_clear_object (&mark->layout);
  if (mark->destroy != NULL)
    mark->destroy (mark->data);
}

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->box, rapport_box_unref);
  g_clear_pointer (&item->repeat, rapport_box_unref);
  g_clear_pointer (&item->start, rapport_flow_free);
  g_clear_pointer (&item->end, rapport_flow_free);
}

RapportBox *
rapport_box_new (double height)
{
  RapportBox *self = g_new0 (RapportBox, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->height = height;
  self->marks = g_array_new (FALSE, FALSE, sizeof (Mark));
  g_array_set_clear_func (self->marks, mark_clear);
  return self;
}

RapportBox *
rapport_box_ref (RapportBox *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_box_unref (RapportBox *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->marks);
  g_free (self);
}

/**
 * rapport_box_get_height:
 * @self: a box
 *
 * Returns: its height, points
 */
double
rapport_box_get_height (RapportBox *self)
{
  return self->height;
}

void
rapport_box_set_height (RapportBox *self,
                        double      height)
{
  self->height = height;
}

/**
 * rapport_box_add_lines:
 * @layout: (transfer none): a wrapped text
 * @first: first line to draw
 * @n: number of lines, or negative for all from @first on
 *
 * Adds lines of @layout so that the top of line @first is at @y.
 */
void
rapport_box_add_lines (RapportBox       *self,
                       PangoLayout      *layout,
                       int               first,
                       int               n,
                       double            x,
                       double            y,
                       const RapportInk *ink)
{
  Mark mark = { .kind = MARK_TEXT,
                .x = x,
                .y = y,
                .ink = *ink,
                .layout = g_object_ref (layout),
                .first = first,
                .n = n };

  g_array_append_val (self->marks, mark);
}

/**
 * rapport_box_add_layout:
 * @layout: (transfer full): a text
 */
void
rapport_box_add_layout (RapportBox       *self,
                        PangoLayout      *layout,
                        double            x,
                        double            y,
                        const RapportInk *ink)
{
  rapport_box_add_lines (self, layout, 0, -1, x, y, ink);
  g_object_unref (layout);
}

static void
add_rect (RapportBox *self, MarkKind kind, double x, double y, double width, double height,
          double radius, const RapportInk *ink)
{
  Mark mark = {
    .kind = kind, .x = x, .y = y, .width = width, .height = height, .radius = radius, .ink = *ink
  };

  g_array_append_val (self->marks, mark);
}

void
rapport_box_add_rect (RapportBox       *self,
                      double            x,
                      double            y,
                      double            width,
                      double            height,
                      double            radius,
                      const RapportInk *ink)
{
  add_rect (self, MARK_RECT, x, y, width, height, radius, ink);
}

void
rapport_box_add_outline (RapportBox       *self,
                         double            x,
                         double            y,
                         double            width,
                         double            height,
                         double            radius,
                         const RapportInk *ink)
{
  add_rect (self, MARK_OUTLINE, x, y, width, height, radius, ink);
}

/**
 * rapport_box_add_draw:
 * @data: (transfer full): given to @func, freed by @destroy
 */
void
rapport_box_add_draw (RapportBox     *self,
                      RapportBoxDraw  func,
                      gpointer        data,
                      GDestroyNotify  destroy)
{
  Mark mark = { .kind = MARK_DRAW, .draw = func, .data = data, .destroy = destroy };

  g_array_append_val (self->marks, mark);
}

typedef struct
{
  RapportBox *box;
  double x, y;
} Nested;

static void
nested_free (gpointer data)
{
  Nested *nested = data;

  rapport_box_unref (nested->box);
  g_free (nested);
}

static void
draw_nested (cairo_t *cr, gpointer data)
{
  Nested *nested = data;

  rapport_box_draw (nested->box, cr, nested->x, nested->y);
}

/**
 * rapport_box_add_box:
 * @other: (transfer none): a box to draw inside this one
 */
void
rapport_box_add_box (RapportBox *self,
                     RapportBox *other,
                     double      x,
                     double      y)
{
  Nested *nested = g_new (Nested, 1);

  *nested = (Nested) { rapport_box_ref (other), x, y };
  rapport_box_add_draw (self, draw_nested, nested, nested_free);
}

static void
draw_lines (cairo_t *cr, const Mark *mark)
{
  PangoLayoutIter *iter;
  double top = 0;
  int i = 0;

  rapport_print_set_ink (cr, &mark->ink);
  if (mark->n < 0 && mark->first == 0)
    {
      cairo_move_to (cr, mark->x, mark->y);
      pango_cairo_show_layout (cr, mark->layout);
      return;
    }

  iter = pango_layout_get_iter (mark->layout);
  do
    {
      PangoRectangle logical;

      if (mark->n >= 0 && i >= mark->first + mark->n)
        break;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      if (i == mark->first)
        top = (double) logical.y / PANGO_SCALE;
      if (i >= mark->first)
        {
          cairo_move_to (cr, mark->x + (double) logical.x / PANGO_SCALE,
                         mark->y - top
                             + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
          pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
        }
      i++;
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
rectangle_path (cairo_t *cr, const Mark *m)
{
  double r = MIN (m->radius, MIN (m->width, m->height) / 2);

  if (r <= 0)
    {
      cairo_rectangle (cr, m->x, m->y, m->width, m->height);
      return;
    }
  cairo_new_sub_path (cr);
  cairo_arc (cr, m->x + m->width - r, m->y + r, r, -G_PI_2, 0);
  cairo_arc (cr, m->x + m->width - r, m->y + m->height - r, r, 0, G_PI_2);
  cairo_arc (cr, m->x + r, m->y + m->height - r, r, G_PI_2, G_PI);
  cairo_arc (cr, m->x + r, m->y + r, r, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

void
rapport_box_draw (RapportBox *self,
                  cairo_t    *cr,
                  double      x,
                  double      y)
{
  cairo_save (cr);
  cairo_translate (cr, x, y);
  for (guint i = 0; i < self->marks->len; i++)
    {
      const Mark *mark = &g_array_index (self->marks, Mark, i);

      switch (mark->kind)
        {
        case MARK_TEXT:
          draw_lines (cr, mark);
          break;
        case MARK_RECT:
          rapport_print_set_ink (cr, &mark->ink);
          rectangle_path (cr, mark);
          cairo_fill (cr);
          break;
        case MARK_OUTLINE:
          rapport_print_set_ink (cr, &mark->ink);
          cairo_set_line_width (cr, 0.8);
          rectangle_path (cr, mark);
          cairo_stroke (cr);
          break;
        case MARK_DRAW:
          cairo_save (cr);
          mark->draw (cr, mark->data);
          cairo_restore (cr);
          break;
        default:
          g_assert_not_reached ();
        }
    }
  cairo_restore (cr);
}

RapportFlow *
rapport_flow_new (void)
{
  RapportFlow *self = g_new0 (RapportFlow, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, item_clear);
  self->pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
rapport_flow_free (RapportFlow *self)
{
  g_array_unref (self->items);
  g_ptr_array_unref (self->pages);
  g_clear_pointer (&self->repeat, rapport_box_unref);
  g_free (self);
}

/**
 * rapport_flow_is_empty:
 * @self: a flow
 *
 * Returns: whether nothing was added
 */
gboolean
rapport_flow_is_empty (RapportFlow *self)
{
  return self->items->len == 0;
}

/**
 * rapport_flow_add:
 * @box: (transfer full): the next box
 * @space_before: white above it in points, dropped at the top of a page
 */
void
rapport_flow_add (RapportFlow      *self,
                  RapportBox       *box,
                  double            space_before,
                  RapportFlowFlags  flags)
{
  Item item = { .box = box,
                .space = space_before,
                .keep = (flags & RAPPORT_FLOW_KEEP_WITH_NEXT) != 0 };

  if (self->repeat != NULL)
    item.repeat = rapport_box_ref (self->repeat);
  g_array_append_val (self->items, item);
}

/**
 * rapport_flow_set_repeat:
 * @heading: (transfer full) (nullable): what is drawn again when a page begins within the boxes
 * that are added from now on. Set it after the heading itself was added
 */
void
rapport_flow_set_repeat (RapportFlow *self,
                         RapportBox  *heading)
{
  g_clear_pointer (&self->repeat, rapport_box_unref);
  self->repeat = heading;
}

/**
 * rapport_flow_add_columns:
 * @start: (transfer full): the first column, at the flow's own x
 * @end: (transfer full): the second, at @end_x
 */
void
rapport_flow_add_columns (RapportFlow *self,
                          RapportFlow *start,
                          RapportFlow *end,
                          double       end_x,
                          double       space_before)
{
  Item item = { .start = start, .end = end, .end_x = end_x, .space = space_before };

  g_array_append_val (self->items, item);
}

typedef struct
{
  GPtrArray *pages;
  double top, bottom;
} Paper;

typedef struct
{
  guint page;
  double y;
  gboolean fresh;               /* nothing placed on this page yet */
} Pen;

static double chain_height (GArray *items, guint first, guint *end);

/* What must fit for two columns to begin here. */
static double
columns_height (const Item *item)
{
  double a = 0, b = 0;
  guint end;

  if (item->start->items->len > 0)
    a = chain_height (item->start->items, 0, &end);
  if (item->end->items->len > 0)
    b = chain_height (item->end->items, 0, &end);
  return MAX (a, b);
}

/* Height of the chain from @first on without the space before it; *end is the item after it. */
static double
chain_height (GArray *items, guint first, guint *end)
{
  double height = 0;
  guint i = first;

  for (;;)
    {
      const Item *item = &g_array_index (items, Item, i);

      if (i > first)
        height += item->space;
      height += item->box != NULL ? item->box->height : columns_height (item);
      i++;
      if (!item->keep || i >= items->len)
        break;
    }
  *end = i;
  return height;
}

static void
put (const Paper *paper, const Pen *pen, RapportBox *box, double x)
{
  Place place = { box, x, pen->y };

  while (paper->pages->len <= pen->page)
    g_ptr_array_add (paper->pages, g_array_new (FALSE, FALSE, sizeof (Place)));
  g_array_append_val (g_ptr_array_index (paper->pages, pen->page), place);
}

/* Goes to the next page, under the repeated heading of the item that will come first there. */
static void
turn (const Paper *paper, Pen *pen, const Item *next, double x)
{
  pen->page++;
  pen->y = paper->top;
  pen->fresh = TRUE;
  if (next->repeat != NULL)
    {
      put (paper, pen, next->repeat, x);
      pen->y += next->repeat->height;
    }
}

static void
flow_place (GArray *items, const Paper *paper, Pen *pen, double x)
{
  guint i = 0;

  while (i < items->len)
    {
      const Item *item = &g_array_index (items, Item, i);
      double room = paper->bottom - pen->y - (pen->fresh ? 0 : item->space);
      guint end;

      if (chain_height (items, i, &end) > room && !pen->fresh)
        turn (paper, pen, item, x);

      for (; i < end; i++)
        {
          item = &g_array_index (items, Item, i);
          if (!pen->fresh)
            pen->y += item->space;

          if (item->box == NULL)
            {
              Pen a = *pen, b = *pen;

              flow_place (item->start->items, paper, &a, x);
              flow_place (item->end->items, paper, &b, x + item->end_x);
              *pen = a.page > b.page || (a.page == b.page && a.y > b.y) ? a : b;
              continue;
            }

          /* Only a chain taller than a page gets here; it is cut where the page ends. */
          if (pen->y + item->box->height > paper->bottom + 0.01 && !pen->fresh)
            turn (paper, pen, item, x);
          put (paper, pen, item->box, x);
          pen->y += item->box->height;
          pen->fresh = FALSE;
        }
    }
}

/**
 * rapport_flow_paginate:
 * @first_top: where the first page begins
 * @top: where the others begin
 * @bottom: where all end
 *
 * Returns: the number of pages, at least 1
 */
guint
rapport_flow_paginate (RapportFlow *self,
                       double       first_top,
                       double       top,
                       double       bottom)
{
  Paper paper = { self->pages, top, bottom };
  Pen pen = { 0, first_top, TRUE };

  g_ptr_array_set_size (self->pages, 0);
  g_ptr_array_add (self->pages, g_array_new (FALSE, FALSE, sizeof (Place)));
  flow_place (self->items, &paper, &pen, 0);
  return self->pages->len;
}

void
rapport_flow_draw (RapportFlow *self,
                   cairo_t     *cr,
                   double       x,
                   guint        page)
{
  GArray *places;

  g_return_if_fail (page < self->pages->len);

  places = g_ptr_array_index (self->pages, page);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);

      rapport_box_draw (place->box, cr, x + place->x, place->y);
    }
}
