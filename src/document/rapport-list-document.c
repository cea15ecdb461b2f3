#include "config.h"

#include "document/rapport-list-document.h"

#include "document/rapport-document-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define GAP 9.0
#define PAD 4.2
#define MAX_LINES 3
/* Points that a character of a list takes on average, for the choice of the paper's direction. */
#define CHARACTER 4.0
/* Stands for a character whose font is taller than the main one. */
#define TALL GUINT_TO_POINTER (G_MAXUINT)

typedef struct
{
  char *title;
  RapportListAlign align;
  double width;
} Column;

struct _RapportListDocument
{
  GObject parent_instance;

  char *workspace;
  char *title;
  char *filter_line;
  char *summary_line;
  GArray *columns;              /* of Column */
  guint n_rows;
  RapportListRowFunc func;
  gpointer user_data;
  GDestroyNotify destroy;
};

G_DEFINE_FINAL_TYPE (RapportListDocument, rapport_list_document, G_TYPE_OBJECT)

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->title);
}

static void
rapport_list_document_finalize (GObject *object)
{
  RapportListDocument *self = RAPPORT_LIST_DOCUMENT (object);

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_array_unref (self->columns);
  g_free (self->workspace);
  g_free (self->title);
  g_free (self->filter_line);
  g_free (self->summary_line);

  G_OBJECT_CLASS (rapport_list_document_parent_class)->finalize (object);
}

static void
rapport_list_document_class_init (RapportListDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rapport_list_document_finalize;
}

static void
rapport_list_document_init (RapportListDocument *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
}

/**
 * rapport_list_document_new:
 * @workspace: (nullable): whose list it is
 * @title: "Accounts"
 *
 * Returns: (transfer full): a list without columns and rows
 */
RapportListDocument *
rapport_list_document_new (const char *workspace,
                           const char *title)
{
  RapportListDocument *self = g_object_new (RAPPORT_TYPE_LIST_DOCUMENT, NULL);

  self->workspace = g_strdup (workspace);
  self->title = g_strdup (title);
  return self;
}

/**
 * rapport_list_document_set_filter_line:
 * @line: (nullable): what the list was filtered by: "Stage: 5 customer stages · Owner: Ines Duarte"
 */
void
rapport_list_document_set_filter_line (RapportListDocument *self,
                                       const char          *line)
{
  char *copy = g_strdup (line);

  g_return_if_fail (RAPPORT_IS_LIST_DOCUMENT (self));

  g_free (self->filter_line);
  self->filter_line = copy;
}

/**
 * rapport_list_document_set_summary_line:
 * @line: (nullable): count and sums: "159 accounts · revenue of 12 months €2 418 300"
 */
void
rapport_list_document_set_summary_line (RapportListDocument *self,
                                        const char          *line)
{
  char *copy = g_strdup (line);

  g_return_if_fail (RAPPORT_IS_LIST_DOCUMENT (self));

  g_free (self->summary_line);
  self->summary_line = copy;
}

/**
 * rapport_list_document_add_column:
 * @title: heading, repeated on every page
 * @align: of the heading and the cells; figures stand at the end
 * @width: about how many characters its cells hold. Columns share the paper in this proportion;
 * longer texts wrap
 *
 * Adds a column. The first one is the row's name and drawn bold.
 */
void
rapport_list_document_add_column (RapportListDocument *self,
                                  const char          *title,
                                  RapportListAlign     align,
                                  double               width)
{
  Column column = { g_strdup (title), align, MAX (width, 1) };

  g_return_if_fail (RAPPORT_IS_LIST_DOCUMENT (self));

  g_array_append_val (self->columns, column);
}

/**
 * rapport_list_document_set_rows:
 * @func: (scope notified): fetches a row
 * @destroy: (nullable): frees @user_data
 */
void
rapport_list_document_set_rows (RapportListDocument *self,
                                guint                n_rows,
                                RapportListRowFunc   func,
                                gpointer             user_data,
                                GDestroyNotify       destroy)
{
  g_return_if_fail (RAPPORT_IS_LIST_DOCUMENT (self));
  g_return_if_fail (func != NULL || n_rows == 0);

  if (self->destroy != NULL)
    self->destroy (self->user_data);
  self->n_rows = n_rows;
  self->func = func;
  self->user_data = user_data;
  self->destroy = destroy;
}

/**
 * rapport_list_document_wants_landscape:
 * @paper: the sheet
 *
 * Returns: whether the columns are too many or too wide for the sheet standing
 */
gboolean
rapport_list_document_wants_landscape (RapportListDocument *self,
                                       RapportPaper         paper)
{
  RapportPageSetup setup;
  double need = 0;

  g_return_val_if_fail (RAPPORT_IS_LIST_DOCUMENT (self), FALSE);

  rapport_page_setup_init (&setup, paper, FALSE);
  for (guint i = 0; i < self->columns->len; i++)
    need += g_array_index (self->columns, Column, i).width * CHARACTER + (i > 0 ? GAP : 0);
  return need > setup.width - setup.left - setup.right;
}

typedef struct
{
  double x;
  double width;
} Slot;

typedef struct
{
  RapportListDocument *list;
  GArray *slots;                /* of Slot, one a column */
  GArray *firsts;               /* of guint: first row of each page */
  GHashTable *advances[2];      /* character → width in 1/1024 pt; of cells, of bold cells */
  double base[2];               /* base line and height of one line of each */
  double line[2];
  char **cells;
} ListPart;

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static RapportTextStyle
cell_style (guint column)
{
  return column == 0 ? RAPPORT_TEXT_CAPTION_BOLD : RAPPORT_TEXT_CAPTION;
}

static PangoLayout *
cell_layout (ListPart *part, PangoContext *pango, guint column, const char *text,
             RapportTextStyle style)
{
  const Column *c = &g_array_index (part->list->columns, Column, column);
  const Slot *slot = &g_array_index (part->slots, Slot, column);
  RapportTextFlags flags = c->align == RAPPORT_LIST_ALIGN_END ? RAPPORT_TEXT_END
                           : c->align == RAPPORT_LIST_ALIGN_CENTER ? RAPPORT_TEXT_CENTER
                                                                   : RAPPORT_TEXT_START;

  return rapport_print_layout (pango, text, style, flags, slot->width, MAX_LINES);
}

/* Scripts with one glyph a character (Latin, Greek, Cyrillic), punctuation, currencies, signs. */
static gboolean
is_simple (gunichar c)
{
  return (c >= 0x20 && c < 0x0530) || (c >= 0x2010 && c < 0x2028) || (c >= 0x202f && c < 0x2300);
}

/* An upper bound of the width of a text in simple scripts, or a negative number for others. Laying
 * out each of a hundred thousand rows only to count pages would take most of the time, and nearly
 * all cells fit on a line. */
static double
quick_width (ListPart *part, PangoContext *pango, guint column, const char *text)
{
  int bold = column == 0;
  double width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char_validated (p, -1);
      gpointer known;

      if (!is_simple (c))
        return -1;
      known = g_hash_table_lookup (part->advances[bold], GUINT_TO_POINTER (c));
      if (known == NULL)
        {
          char one[8] = { 0 };
          g_autofree char *framed = NULL;
          g_autoptr(PangoLayout) with = NULL, without = NULL;

          g_unichar_to_utf8 (c, one);
          /* Between two letters, because an outer space would be trimmed. */
          framed = g_strconcat ("n", one, "n", NULL);
          with = rapport_print_layout (pango, framed, cell_style (column), 0, -1, 0);
          without = rapport_print_layout (pango, "nn", cell_style (column), 0, -1, 0);
          known = GUINT_TO_POINTER (
              (guint) (MAX (rapport_print_width (with) - rapport_print_width (without), 0) * 1024)
              + 1);
          if (rapport_print_height (with) > part->line[bold] + 0.01)
            known = TALL;
          g_hash_table_insert (part->advances[bold], GUINT_TO_POINTER (c), known);
        }
      if (known == TALL)
        return -1;
      width += GPOINTER_TO_UINT (known) / 1024.0;
    }
  return width * 1.03;
}

static void
prepare (ListPart *part, const RapportPrintArea *area)
{
  guint n = part->list->columns->len;
  double sum = 0, x = 0, room = area->width - (n > 0 ? (n - 1) * GAP : 0);

  g_array_set_size (part->slots, 0);
  for (guint i = 0; i < n; i++)
    sum += g_array_index (part->list->columns, Column, i).width;
  for (guint i = 0; i < n; i++)
    {
      Slot slot = { x, room * g_array_index (part->list->columns, Column, i).width / sum };

      g_array_append_val (part->slots, slot);
      x += slot.width + GAP;
    }
  for (guint bold = 0; bold < 2; bold++)
    {
      g_autoptr(PangoLayout) layout = rapport_print_layout (area->pango, "Ög",
                                                             cell_style (bold == 1 ? 0 : 1), 0, -1,
                                                             0);

      part->line[bold] = rapport_print_height (layout);
      part->base[bold] = rapport_print_baseline (layout);
    }
  if (part->cells == NULL)
    part->cells = g_new0 (char *, n + 1);
}

static void
clear_cells (ListPart *part)
{
  for (guint i = 0; i < part->list->columns->len; i++)
    g_clear_pointer (&part->cells[i], g_free);
}

static gboolean
fetch (ListPart *part, guint row, GError **error)
{
  clear_cells (part);
  return part->list->func (row, part->cells, part->list->user_data, error);
}

/* The first lines of all cells stand on one base line, whatever fonts their scripts need. */
static void
row_init (ListPart *part, double *above, double *below)
{
  *above = MAX (part->base[0], part->base[1]);
  *below = MAX (part->line[0] - part->base[0], part->line[1] - part->base[1]);
}

static void
row_add (PangoLayout *layout, double *above, double *below)
{
  double base = rapport_print_baseline (layout);

  *above = MAX (*above, base);
  *below = MAX (*below, rapport_print_height (layout) - base);
}

static double
row_height (ListPart *part, PangoContext *pango)
{
  double above, below;

  row_init (part, &above, &below);
  for (guint i = 0; i < part->list->columns->len; i++)
    {
      const char *text = part->cells[i];
      double width;

      if (!has_text (text))
        continue;
      width = quick_width (part, pango, i, text);
      if (width < 0 || width > g_array_index (part->slots, Slot, i).width)
        {
          g_autoptr(PangoLayout) layout = cell_layout (part, pango, i, text, cell_style (i));

          row_add (layout, &above, &below);
        }
    }
  return above + below + 2 * PAD;
}

static RapportBox *
title_box (ListPart *part, const RapportPrintArea *area)
{
  RapportListDocument *list = part->list;
  RapportBox *box = rapport_box_new (0);
  double end_width = area->width * 0.3, y = 0;
  PangoLayout *layout = rapport_print_layout (area->pango, list->workspace, RAPPORT_TEXT_BODY,
                                              RAPPORT_TEXT_END, end_width, 2);

  rapport_box_add_layout (box, layout, area->width - end_width, 0, &rapport_ink_dim);
  layout = rapport_print_layout (area->pango, list->title, RAPPORT_TEXT_TITLE, RAPPORT_TEXT_FIT,
                                 area->width - end_width - 12, 2);
  y += rapport_print_height (layout) + 3;
  rapport_box_add_layout (box, layout, 0, 0, &rapport_ink_text);
  if (has_text (list->filter_line))
    {
      layout = rapport_print_layout (area->pango, list->filter_line, RAPPORT_TEXT_LEAD,
                                     RAPPORT_TEXT_START, area->width, 4);
      rapport_box_add_layout (box, layout, 0, y, &rapport_ink_second);
      y += rapport_print_height (layout) + 2;
    }
  if (has_text (list->summary_line))
    {
      layout = rapport_print_layout (area->pango, list->summary_line, RAPPORT_TEXT_BODY_BOLD,
                                     RAPPORT_TEXT_START, area->width, 4);
      rapport_box_add_layout (box, layout, 0, y, &rapport_ink_text);
      y += rapport_print_height (layout) + 2;
    }
  rapport_box_set_height (box, y + 10);
  return box;
}

static RapportBox *
running_box (ListPart *part, const RapportPrintArea *area)
{
  RapportBox *box = rapport_box_new (18);
  double end_width = area->width * 0.4;
  PangoLayout *layout;

  layout = rapport_print_layout (area->pango, part->list->title, RAPPORT_TEXT_BODY_BOLD,
                                 RAPPORT_TEXT_START, area->width - end_width - 12, 1);
  rapport_box_add_layout (box, layout, 0, -4, &rapport_ink_text);
  layout = rapport_print_layout (area->pango, part->list->workspace, RAPPORT_TEXT_SMALL,
                                 RAPPORT_TEXT_END, end_width, 1);
  rapport_box_add_layout (box, layout, area->width - end_width, -3.5, &rapport_ink_dim);
  return box;
}

static RapportBox *
columns_box (ListPart *part, const RapportPrintArea *area)
{
  RapportBox *box = rapport_box_new (0);
  g_autoptr(GPtrArray) layouts = g_ptr_array_new ();
  double height = 0;

  for (guint i = 0; i < part->list->columns->len; i++)
    {
      const Column *column = &g_array_index (part->list->columns, Column, i);
      PangoLayout *layout = cell_layout (part, area->pango, i, column->title, RAPPORT_TEXT_SMALL);

      height = MAX (height, rapport_print_height (layout));
      g_ptr_array_add (layouts, layout);
    }
  for (guint i = 0; i < layouts->len; i++)
    rapport_box_add_layout (box, g_ptr_array_index (layouts, i),
                            g_array_index (part->slots, Slot, i).x,
                            height - rapport_print_height (g_ptr_array_index (layouts, i)),
                            &rapport_ink_dim);
  rapport_box_add_rect (box, 0, height + 3.4, area->width, 0.6, 0, &rapport_ink_rule);
  rapport_box_set_height (box, height + 4);
  return box;
}

static gboolean
list_paginate (gpointer                 data,
               const RapportPrintArea  *area,
               guint                   *n_pages,
               GCancellable            *cancellable,
               GError                 **error)
{
  ListPart *part = data;
  g_autoptr(RapportBox) title = NULL, running = NULL, columns = NULL;
  guint first = 0;
  double y;

  prepare (part, area);
  title = title_box (part, area);
  running = running_box (part, area);
  columns = columns_box (part, area);

  g_array_set_size (part->firsts, 0);
  g_array_append_val (part->firsts, first);
  y = area->top + rapport_box_get_height (title) + rapport_box_get_height (columns);
  for (guint row = 0; row < part->list->n_rows; row++)
    {
      double height;

      if (row % 64 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (row % 64 == 0)
        rapport_print_area_report (area, (double) row / part->list->n_rows);
      if (!fetch (part, row, error))
        {
          clear_cells (part);
          return FALSE;
        }
      height = row_height (part, area->pango);
      if (y + height > area->bottom
          && row > g_array_index (part->firsts, guint, part->firsts->len - 1))
        {
          g_array_append_val (part->firsts, row);
          y = area->top + rapport_box_get_height (running) + rapport_box_get_height (columns);
        }
      y += height;
    }
  clear_cells (part);
  *n_pages = part->firsts->len;
  return TRUE;
}

static gboolean
list_draw (gpointer                 data,
           const RapportPrintArea  *area,
           cairo_t                 *cr,
           guint                    page,
           GError                 **error)
{
  ListPart *part = data;
  g_autoptr(RapportBox) head = NULL, columns = NULL;
  g_autoptr(GPtrArray) layouts = g_ptr_array_new_with_free_func (g_object_unref);
  guint first, end;
  double y = area->top;

  prepare (part, area);
  head = page == 0 ? title_box (part, area) : running_box (part, area);
  columns = columns_box (part, area);
  rapport_box_draw (head, cr, area->x, y);
  y += rapport_box_get_height (head);
  rapport_box_draw (columns, cr, area->x, y);
  y += rapport_box_get_height (columns);

  if (part->list->n_rows == 0)
    {
      g_autoptr(PangoLayout) nothing = rapport_print_layout (area->pango, _("The list is empty"),
                                                              RAPPORT_TEXT_BODY, 0, area->width, 1);

      rapport_print_show (cr, nothing, area->x, y + PAD, &rapport_ink_dim);
      return TRUE;
    }

  first = g_array_index (part->firsts, guint, page);
  end = page + 1 < part->firsts->len ? g_array_index (part->firsts, guint, page + 1)
                                     : part->list->n_rows;
  for (guint row = first; row < end; row++)
    {
      double above, below;

      if (!fetch (part, row, error))
        {
          clear_cells (part);
          return FALSE;
        }
      row_init (part, &above, &below);
      g_ptr_array_set_size (layouts, 0);
      for (guint i = 0; i < part->list->columns->len; i++)
        {
          PangoLayout *layout = cell_layout (part, area->pango, i, part->cells[i], cell_style (i));

          if (has_text (part->cells[i]))
            row_add (layout, &above, &below);
          g_ptr_array_add (layouts, layout);
        }
      for (guint i = 0; i < layouts->len; i++)
        {
          PangoLayout *layout = g_ptr_array_index (layouts, i);

          rapport_print_show (cr, layout, area->x + g_array_index (part->slots, Slot, i).x,
                              y + PAD + above - rapport_print_baseline (layout), &rapport_ink_text);
        }
      y += above + below + 2 * PAD;
      rapport_print_set_ink (cr, &rapport_ink_hairline);
      cairo_rectangle (cr, area->x, y - 0.5, area->width, 0.5);
      cairo_fill (cr);
    }
  clear_cells (part);
  return TRUE;
}

static void
list_drop (gpointer data)
{
}

static const char *
list_get_title (gpointer data)
{
  ListPart *part = data;

  return part->list->title != NULL ? part->list->title : "";
}

static void
list_free (gpointer data)
{
  ListPart *part = data;

  if (part->cells != NULL)
    clear_cells (part);
  g_free (part->cells);
  g_array_unref (part->slots);
  g_array_unref (part->firsts);
  g_hash_table_unref (part->advances[0]);
  g_hash_table_unref (part->advances[1]);
  g_object_unref (part->list);
  g_free (part);
}

/**
 * rapport_document_add_list:
 * @list: (transfer none): a list with at least one column; leave it as it is from now on
 *
 * Adds a list, which begins on a new page.
 */
void
rapport_document_add_list (RapportDocument     *document,
                           RapportListDocument *list)
{
  static const RapportPartClass klass = { list_paginate, list_draw, list_drop, list_get_title,
                                          list_free };
  ListPart *part;

  g_return_if_fail (RAPPORT_IS_DOCUMENT (document));
  g_return_if_fail (RAPPORT_IS_LIST_DOCUMENT (list));
  g_return_if_fail (list->columns->len > 0);

  part = g_new0 (ListPart, 1);
  part->list = g_object_ref (list);
  part->slots = g_array_new (FALSE, FALSE, sizeof (Slot));
  part->firsts = g_array_new (FALSE, FALSE, sizeof (guint));
  part->advances[0] = g_hash_table_new (NULL, NULL);
  part->advances[1] = g_hash_table_new (NULL, NULL);
  rapport_document_add_part (document, &klass, part);
}
