/* An account summary as boxes in a flow. */
#include "config.h"

#include "document/rapport-summary-layout.h"

#include "document/rapport-summary-graphics.h"

#include <glib/gi18n.h>

#define SECTION_SPACE 22.0
#define COMPACT_SPACE 13.0
#define BARS_HEIGHT 102.0
#define COMPACT_BARS_HEIGHT 72.0
#define COLUMN_GAP 23.0
#define COLUMN_SHARE 0.535        /* of the first of two columns */
#define ROW_PAD 5.0
#define MAX_UNCUT_LINES 6

typedef struct
{
  RapportSummary *summary;
  PangoContext *pango;
  double width;
  RapportFlow *flow;            /* borrowed: where boxes go now */
  double squeeze;               /* 0 = as designed, 1 = as close as it may stand */
} Builder;

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static double
line_height (PangoLayout *layout, int line)
{
  PangoRectangle logical;

  pango_layout_line_get_extents (pango_layout_get_line_readonly (layout, line), NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

static double
lines_height (PangoLayout *layout, int first, int n)
{
  double height = 0;

  for (int i = first; i < first + n; i++)
    height += line_height (layout, i);
  return height;
}

static void
add_rule (RapportBox *box, double y, double width, const RapportInk *ink)
{
  rapport_box_add_rect (box, 0, y - 0.6, width, 0.6, 0, ink);
}

static double
section_space (Builder *b)
{
  return SECTION_SPACE + b->squeeze * (COMPACT_SPACE - SECTION_SPACE);
}

/* A section's heading with a remark on the same base line. */
static RapportBox *
heading_box (Builder *b, const char *title, const char *remark, double width, gboolean rule)
{
  PangoLayout *text = rapport_print_layout (b->pango, title, RAPPORT_TEXT_HEADING,
                                            RAPPORT_TEXT_START, width, 2);
  double height = rapport_print_height (text);
  RapportBox *box = rapport_box_new (height + 4.5);
  double used = rapport_print_width (text);

  if (has_text (remark) && width - used > 40)
    {
      PangoLayout *side = rapport_print_layout (b->pango, remark, RAPPORT_TEXT_CAPTION,
                                                RAPPORT_TEXT_START, width - used - 7, 1);

      rapport_box_add_layout (box, side, used + 7,
                              rapport_print_baseline (text) - rapport_print_baseline (side),
                              &rapport_ink_dim);
    }
  rapport_box_add_layout (box, text, 0, 0, &rapport_ink_text);
  if (rule)
    add_rule (box, height + 4.5, width, &rapport_ink_hairline);
  return box;
}

/* Adds the heading and has it repeated over what follows. */
static void
begin_section (Builder *b, const char *title, const char *remark, double width, gboolean rule,
               gboolean repeat)
{
  rapport_flow_set_repeat (b->flow, NULL);
  /* At the top of a column the space is that of both columns. */
  rapport_flow_add (b->flow, heading_box (b, title, remark, width, rule),
                    rapport_flow_is_empty (b->flow) ? 0 : section_space (b),
                    RAPPORT_FLOW_KEEP_WITH_NEXT);
  if (repeat)
    /* Translators: beside a section's heading that is repeated on the next page */
    rapport_flow_set_repeat (b->flow, heading_box (b, title, _("continued"), width, rule));
}

/* No first or last row of a table stands alone on a page. */
static RapportFlowFlags
row_flags (guint row, guint n_rows)
{
  return (row == 0 && n_rows > 1) || row + 2 == n_rows ? RAPPORT_FLOW_KEEP_WITH_NEXT
                                                       : RAPPORT_FLOW_NONE;
}

static void
star_cb (cairo_t *cr, gpointer data)
{
  const double *at = data;

  rapport_summary_draw_star (cr, at[0], at[1], at[2]);
}

static void
add_title (Builder *b)
{
  RapportSummary *s = b->summary;
  double end_width = b->width * 0.36, start_width = b->width - end_width - 12,
         star = s->key_account ? 26 : 0;
  PangoLayout *kind, *workspace, *name, *place, *owner;
  PangoRectangle line;
  RapportBox *box = rapport_box_new (0);
  double y, height;

  kind = rapport_print_layout (b->pango, _("Account summary"), RAPPORT_TEXT_BODY,
                               RAPPORT_TEXT_START, start_width, 1);
  workspace = rapport_print_layout (b->pango, s->workspace, RAPPORT_TEXT_BODY, RAPPORT_TEXT_END,
                                    end_width, 1);
  y = rapport_print_height (kind) + 3;
  rapport_box_add_layout (box, kind, 0, 0, &rapport_ink_dim);
  rapport_box_add_layout (box, workspace, b->width - end_width, 0, &rapport_ink_dim);

  name = rapport_print_layout (b->pango, s->name, RAPPORT_TEXT_NAME, RAPPORT_TEXT_FIT,
                               b->width - star, 3);
  pango_layout_line_get_extents (pango_layout_get_line_readonly (name, 0), NULL, &line);
  height = rapport_print_height (name);
  if (s->key_account)
    {
      double *at = g_new (double, 3);

      at[0] = (double) line.width / PANGO_SCALE + 16;
      at[1] = y + (double) line.height / PANGO_SCALE / 2 + 0.5;
      at[2] = 13.5;
      rapport_box_add_draw (box, star_cb, at, g_free);
    }
  rapport_box_add_layout (box, name, 0, y, &rapport_ink_text);
  y += height + 1.5;

  place = rapport_print_layout (b->pango, s->place_line, RAPPORT_TEXT_LEAD, RAPPORT_TEXT_START,
                                start_width, 3);
  owner = rapport_print_layout (b->pango, s->owner_line, RAPPORT_TEXT_LEAD, RAPPORT_TEXT_END,
                                end_width, 3);
  rapport_box_add_layout (box, place, 0, y, &rapport_ink_second);
  rapport_box_add_layout (box, owner, b->width - end_width, y, &rapport_ink_second);
  if (has_text (s->place_line) || has_text (s->owner_line))
    y += MAX (rapport_print_height (place), rapport_print_height (owner));
  y += 14;
  add_rule (box, y, b->width, &rapport_ink_rule);
  rapport_box_set_height (box, y);
  rapport_flow_add (b->flow, box, 0, RAPPORT_FLOW_NONE);
}

static const RapportInk *
tone_ink (RapportSummaryTone tone)
{
  switch (tone)
    {
    case RAPPORT_SUMMARY_TONE_GOOD:
      return &rapport_ink_good;
    case RAPPORT_SUMMARY_TONE_BAD:
      return &rapport_ink_bad;
    case RAPPORT_SUMMARY_TONE_NEUTRAL:
    default:
      return &rapport_ink_dim;
    }
}

static void
add_tiles (Builder *b)
{
  GPtrArray *tiles = b->summary->tiles;
  guint rows = (tiles->len + 5) / 6;
  guint per_row = (tiles->len + rows - 1) / MAX (rows, 1);
  double cell = b->width / MAX (per_row, 4);

  for (guint row = 0; row < rows; row++)
    {
      guint first = row * per_row, last = MIN (first + per_row, tiles->len);
      RapportBox *box = rapport_box_new (0);
      double label_height = 0, value_height = 0, note_height = 0, y = 7;

      for (int pass = 0; pass < 2; pass++)
        {
          for (guint i = first; i < last; i++)
            {
              const RapportSummaryTile *tile = g_ptr_array_index (tiles, i);
              double x = (i - first) * cell, inset = i == first ? 0 : 6.5, width = cell - inset - 6;
              PangoLayout *label, *value, *note;

              label = rapport_print_layout (b->pango, tile->label, RAPPORT_TEXT_SMALL,
                                            RAPPORT_TEXT_FIT, width, 2);
              value = rapport_print_layout (b->pango, tile->value, RAPPORT_TEXT_FIGURE,
                                            RAPPORT_TEXT_FIT, width, 1);
              note = rapport_print_layout (b->pango, tile->note, RAPPORT_TEXT_SMALL,
                                           RAPPORT_TEXT_START, width, 2);
              if (pass == 0)
                {
                  label_height = MAX (label_height, rapport_print_height (label));
                  value_height = MAX (value_height, rapport_print_height (value));
                  note_height = MAX (note_height,
                                     has_text (tile->note) ? rapport_print_height (note) : 0);
                  g_object_unref (label);
                  g_object_unref (value);
                  g_object_unref (note);
                  continue;
                }
              rapport_box_add_layout (box, label, x + inset, y, &rapport_ink_dim);
              rapport_box_add_layout (box, value, x + inset, y + label_height + 2,
                                      &rapport_ink_text);
              rapport_box_add_layout (box, note, x + inset, y + label_height + value_height + 4,
                                      tone_ink (tile->tone));
              if (i > first)
                rapport_box_add_rect (box, x, y, 0.6, label_height + value_height + note_height + 4,
                                      0, &rapport_ink_hairline);
            }
        }
      y += label_height + value_height + note_height + 4 + 7;
      add_rule (box, y, b->width, row + 1 == rows ? &rapport_ink_rule : &rapport_ink_hairline);
      rapport_box_set_height (box, y);
      rapport_flow_add (b->flow, box, 0, RAPPORT_FLOW_NONE);
    }
}

static void
add_path (Builder *b)
{
  guint rows = rapport_summary_path_rows (b->summary, b->width);

  begin_section (b, _("Stage path"), b->summary->stage_remark, b->width, FALSE, FALSE);
  for (guint row = 0; row < rows; row++)
    rapport_flow_add (b->flow, rapport_summary_path_box (b->summary, b->pango, b->width, row),
                      row == 0 ? 1 : 8,
                      row + 1 < rows ? RAPPORT_FLOW_KEEP_WITH_NEXT : RAPPORT_FLOW_NONE);
}

static void
add_bars (Builder *b)
{
  RapportSummary *s = b->summary;
  double height = BARS_HEIGHT + b->squeeze * (COMPACT_BARS_HEIGHT - BARS_HEIGHT);
  RapportBox *bars = rapport_summary_bars_box (s, b->pango, b->width, height);

  begin_section (b, has_text (s->bars_title) ? s->bars_title : _("Value by quarter"), s->bars_unit,
                 b->width, FALSE, FALSE);
  rapport_flow_add (b->flow, bars, 0, RAPPORT_FLOW_NONE);
}

/* A row with a bold line, a dim one below and something at the end. */
static RapportBox *
pair_row (Builder *b, double x, double width, const char *first, const char *second,
          PangoLayout *end, double end_width, const RapportInk *end_ink)
{
  double inner = width - x - (end_width > 0 ? end_width + 8 : 0);
  PangoLayout *one = rapport_print_layout (b->pango, first, RAPPORT_TEXT_BODY_BOLD,
                                           RAPPORT_TEXT_START, inner, 4);
  PangoLayout *two = rapport_print_layout (b->pango, second, RAPPORT_TEXT_SMALL, RAPPORT_TEXT_START,
                                           inner, 4);
  double top = rapport_print_height (one),
         height = top + (has_text (second) ? rapport_print_height (two) : 0);
  double row = MAX (MAX (height, rapport_print_height (end)) + 2 * ROW_PAD - 2, 20);
  RapportBox *box = rapport_box_new (row);
  double y = (row - height) / 2;

  rapport_box_add_layout (box, one, x, y, &rapport_ink_text);
  rapport_box_add_layout (box, two, x, y + top, &rapport_ink_dim);
  rapport_box_add_layout (box, end, width - end_width, (row - rapport_print_height (end)) / 2,
                          end_ink);
  add_rule (box, row, width, &rapport_ink_hairline);
  return box;
}

/* The width a text at the end of a row takes: what it needs, but not over @max. */
static PangoLayout *
end_text (Builder *b, const char *text, RapportTextStyle style, double max, double *width)
{
  g_autoptr(PangoLayout) free_running = rapport_print_layout (b->pango, text, style,
                                                               RAPPORT_TEXT_START, -1, 1);

  *width = has_text (text) ? MIN (max, rapport_print_width (free_running) + 0.5) : 0;
  return rapport_print_layout (b->pango, text, style, RAPPORT_TEXT_END, *width, 3);
}

static void
add_steps (Builder *b, double width)
{
  GPtrArray *steps = b->summary->steps;

  begin_section (b, _("Open promises and next steps"), NULL, width, TRUE, TRUE);
  for (guint i = 0; i < steps->len; i++)
    {
      const RapportSummaryStep *step = g_ptr_array_index (steps, i);
      double end_width;
      PangoLayout *due = end_text (b, step->due,
                                   step->overdue ? RAPPORT_TEXT_CAPTION_BOLD : RAPPORT_TEXT_CAPTION,
                                   width * 0.4, &end_width);
      RapportBox *box = pair_row (b, 16.5, width, step->title, step->to_whom, due, end_width,
                                  step->overdue ? &rapport_ink_bad : &rapport_ink_second);
      double height = rapport_box_get_height (box);

      /* To tick with a pen. */
      rapport_box_add_outline (box, 0.8, height / 2 - 4.6, 8.4, 8.4, 2, &rapport_ink_dim);
      rapport_flow_add (b->flow, box, 0, row_flags (i, steps->len));
    }
}

static void
add_people (Builder *b, double width)
{
  GPtrArray *people = b->summary->people;

  begin_section (b, _("People"), NULL, width, TRUE, TRUE);
  for (guint i = 0; i < people->len; i++)
    {
      const RapportSummaryPerson *person = g_ptr_array_index (people, i);
      double end_width;
      PangoLayout *role = end_text (b, person->role, RAPPORT_TEXT_CAPTION, width * 0.35,
                                    &end_width);

      rapport_flow_add (b->flow,
                        pair_row (b, 0, width, person->name, person->contact, role, end_width,
                                  &rapport_ink_second),
                        0, row_flags (i, people->len));
    }
}

static void
add_steps_and_people (Builder *b)
{
  double start_width = (b->width) * COLUMN_SHARE;
  double end_x = start_width + COLUMN_GAP;
  RapportFlow *outer = b->flow, *start, *end;

  if (b->summary->steps->len == 0 || b->summary->people->len == 0)
    {
      if (b->summary->steps->len > 0)
        add_steps (b, b->width);
      if (b->summary->people->len > 0)
        add_people (b, b->width);
      return;
    }

  rapport_flow_set_repeat (outer, NULL);
  start = rapport_flow_new ();
  end = rapport_flow_new ();
  b->flow = start;
  add_steps (b, start_width);
  b->flow = end;
  add_people (b, b->width - end_x);
  b->flow = outer;
  rapport_flow_add_columns (outer, start, end, end_x, section_space (b));
}

static void
add_preferences (Builder *b)
{
  GPtrArray *preferences = b->summary->preferences;
  const guint per_row = 4;
  double cell = b->width / per_row;

  begin_section (b, _("How they like to be treated"), NULL, b->width, FALSE, TRUE);
  for (guint first = 0; first < preferences->len; first += per_row)
    {
      RapportBox *box = rapport_box_new (0);
      PangoLayout *labels[4];
      double label_height = 0, height = 0;
      guint n = MIN (per_row, preferences->len - first);

      for (guint i = 0; i < n; i++)
        {
          const RapportSummaryPreference *preference = g_ptr_array_index (preferences, first + i);

          labels[i] = rapport_print_layout (b->pango, preference->label, RAPPORT_TEXT_SMALL,
                                            RAPPORT_TEXT_START, cell - 10, 2);
          label_height = MAX (label_height, rapport_print_height (labels[i]));
        }
      for (guint i = 0; i < n; i++)
        {
          const RapportSummaryPreference *preference = g_ptr_array_index (preferences, first + i);
          PangoLayout *value = rapport_print_layout (b->pango, preference->value, RAPPORT_TEXT_BODY,
                                                     RAPPORT_TEXT_START, cell - 10, 8);

          height = MAX (height, rapport_print_height (value));
          rapport_box_add_layout (box, labels[i], i * cell, 0, &rapport_ink_dim);
          rapport_box_add_layout (box, value, i * cell, label_height + 1, &rapport_ink_text);
        }
      rapport_box_set_height (box, label_height + 1 + height);
      rapport_flow_add (b->flow, box, first == 0 ? 2 : 7, RAPPORT_FLOW_NONE);
    }
}

/* Prose: one box a line, so that it breaks anywhere but after the first or before the last. */
static void
add_prose (Builder *b, const char *text)
{
  g_auto(GStrv) paragraphs = g_strsplit (text, "\n", -1);
  double space = 0;

  for (guint p = 0; paragraphs[p] != NULL; p++)
    {
      g_autoptr(PangoLayout) layout = NULL;
      int n;

      if (*g_strstrip (paragraphs[p]) == '\0')
        continue;
      layout = rapport_print_layout (b->pango, paragraphs[p], RAPPORT_TEXT_BODY,
                                     RAPPORT_TEXT_NATURAL, b->width, 0);
      n = pango_layout_get_line_count (layout);
      for (int i = 0; i < n; i++)
        {
          RapportBox *box = rapport_box_new (line_height (layout, i) + 1.2);

          rapport_box_add_lines (box, layout, i, 1, 0, 0, &rapport_ink_text);
          rapport_flow_add (b->flow, box, i == 0 ? space : 0,
                            (i == 0 && n > 1) || i + 2 == n ? RAPPORT_FLOW_KEEP_WITH_NEXT
                                                            : RAPPORT_FLOW_NONE);
        }
      space = 4;
    }
}

static void
add_mark (RapportBox *box, RapportSummaryKind kind, double x, double y, double height)
{
  RapportInk ink;

  rapport_summary_kind_ink (kind, &ink);
  rapport_box_add_rect (box, x, y, 2.6, height, 1.3, &ink);
}

static double
below (PangoLayout *layout)
{
  return rapport_print_height (layout) - rapport_print_baseline (layout);
}

/* One event. Up to six lines stay together; longer texts run on, with the mark beside them. */
static void
add_event (Builder *b, const RapportSummaryEvent *event, double end_max, double pad,
           RapportFlowFlags flags)
{
  double indent = MIN (event->level, 3) * 10.0;
  double date_x = 10 + indent, kind_x = 82.5, text_x = 132.5, end_width;
  double text_width, row, height, base;
  PangoLayout *date, *kind, *status;
  g_autoptr(PangoLayout) text = NULL;
  gboolean bold = event->level == 0;
  RapportBox *box;
  int n, first;

  status = end_text (b, event->status,
                     event->tone == RAPPORT_SUMMARY_TONE_BAD ? RAPPORT_TEXT_CAPTION_BOLD
                                                             : RAPPORT_TEXT_CAPTION,
                     end_max, &end_width);
  text_width = b->width - text_x - (end_max > 0 ? end_max + 10 : 0);
  date = rapport_print_layout (b->pango, event->date, RAPPORT_TEXT_CAPTION, RAPPORT_TEXT_START,
                               kind_x - date_x - 4, 3);
  kind = rapport_print_layout (b->pango, event->kind_name,
                               bold ? RAPPORT_TEXT_CAPTION_BOLD : RAPPORT_TEXT_CAPTION,
                               RAPPORT_TEXT_START, text_x - kind_x - 4, 3);
  text = rapport_print_layout (b->pango, event->text, RAPPORT_TEXT_CAPTION, RAPPORT_TEXT_NATURAL,
                               text_width, 0);
  n = pango_layout_get_line_count (text);
  first = n <= MAX_UNCUT_LINES ? n : 3;

  base = MAX (MAX (rapport_print_baseline (date), rapport_print_baseline (kind)),
              MAX (rapport_print_baseline (status), rapport_print_baseline (text)));
  height = base
           + MAX (MAX (below (date), below (kind)),
                  MAX (below (status),
                       lines_height (text, 0, first) - rapport_print_baseline (text)));
  row = height + pad + (first == n ? pad : 0);
  box = rapport_box_new (row);
  add_mark (box, event->kind, indent, first == n ? MIN (pad, 7) - 2 : pad - 2,
            first == n ? row - 2 * (MIN (pad, 7) - 2) : row - pad + 3.5);
  rapport_box_add_layout (box, date, date_x, pad + base - rapport_print_baseline (date),
                          &rapport_ink_second);
  rapport_box_add_layout (box, kind, kind_x, pad + base - rapport_print_baseline (kind),
                          &rapport_ink_text);
  rapport_box_add_lines (box, text, 0, first, text_x, pad + base - rapport_print_baseline (text),
                         &rapport_ink_text);
  rapport_box_add_layout (box, status, b->width - end_width,
                          pad + base - rapport_print_baseline (status), tone_ink (event->tone));
  if (first == n)
    add_rule (box, row, b->width, &rapport_ink_hairline);
  rapport_flow_add (b->flow, box, 0, first == n ? flags : RAPPORT_FLOW_NONE);

  for (int i = first; i < n;)
    {
      int take = i + 2 == n ? 2 : 1;
      gboolean last = i + take == n;
      double h = lines_height (text, i, take);

      box = rapport_box_new (h + (last ? pad : 0));
      rapport_box_add_lines (box, text, i, take, text_x, 0, &rapport_ink_text);
      {
        RapportInk ink;

        rapport_summary_kind_ink (event->kind, &ink);
        rapport_box_add_rect (box, indent, 0, 2.6, h, 0, &ink);
      }
      if (last)
        add_rule (box, h + pad, b->width, &rapport_ink_hairline);
      rapport_flow_add (b->flow, box, 0, last ? flags : RAPPORT_FLOW_NONE);
      i += take;
    }
}

/* The widest status, up to a limit: the texts of all rows end before it. */
static double
status_width (Builder *b, GPtrArray *events)
{
  double widest = 0;
  const char *last = NULL;

  for (guint i = 0; i < events->len; i++)
    {
      const RapportSummaryEvent *event = g_ptr_array_index (events, i);
      g_autoptr(PangoLayout) layout = NULL;
      double width;

      if (!has_text (event->status) || g_strcmp0 (event->status, last) == 0)
        continue;
      layout = end_text (b, event->status, RAPPORT_TEXT_CAPTION_BOLD, 58, &width);
      widest = MAX (widest, width);
      last = event->status;
    }
  return widest;
}

static void
add_recent (Builder *b)
{
  GPtrArray *events = b->summary->recent;
  double end = status_width (b, events);

  begin_section (b, _("Recent episodes"), b->summary->recent_remark, b->width, TRUE, TRUE);
  for (guint i = 0; i < events->len; i++)
    add_event (b, g_ptr_array_index (events, i), end, 7.6, row_flags (i, events->len));
}

static RapportBox *
purchase_row (Builder *b, const char *date, const char *text, const char *quantity,
              const char *amount, RapportTextStyle style, const RapportInk *ink, double pad)
{
  double date_width = 68, quantity_width = 70, amount_width = 92;
  double text_width = b->width - date_width - quantity_width - amount_width - 24;
  PangoLayout *cells[4] = {
    rapport_print_layout (b->pango, date, style, RAPPORT_TEXT_START, date_width, 2),
    rapport_print_layout (b->pango, text, style, RAPPORT_TEXT_START, text_width, 6),
    rapport_print_layout (b->pango, quantity, style, RAPPORT_TEXT_END, quantity_width, 2),
    rapport_print_layout (b->pango, amount, style, RAPPORT_TEXT_END | RAPPORT_TEXT_FIT,
                          amount_width, 1),
  };
  const double x[4] = {
    0, date_width + 8, date_width + text_width + 16, b->width - amount_width,
  };
  RapportBox *box = rapport_box_new (0);
  double height = 0;

  for (guint i = 0; i < 4; i++)
    {
      height = MAX (height, rapport_print_height (cells[i]));
      rapport_box_add_layout (box, cells[i], x[i], pad, i == 0 ? &rapport_ink_dim : ink);
    }
  height += 2 * pad;
  add_rule (box, height, b->width, &rapport_ink_hairline);
  rapport_box_set_height (box, height);
  return box;
}

static void
add_purchases (Builder *b)
{
  GPtrArray *purchases = b->summary->purchases;

  begin_section (b, _("Last purchases"), b->summary->purchases_remark, b->width, TRUE, TRUE);
  for (guint i = 0; i < purchases->len; i++)
    {
      const RapportSummaryPurchase *p = g_ptr_array_index (purchases, i);

      rapport_flow_add (b->flow,
                        purchase_row (b, p->date, p->text, p->quantity, p->amount,
                                      RAPPORT_TEXT_CAPTION, &rapport_ink_text, 4.5),
                        0, row_flags (i, purchases->len));
    }
}

static RapportBox *
group_box (Builder *b, const char *group, const char *section)
{
  PangoLayout *name = rapport_print_layout (b->pango, group, RAPPORT_TEXT_SUBHEADING,
                                            RAPPORT_TEXT_START, b->width, 2);
  g_autoptr(RapportBox) heading = section != NULL
                                       ? heading_box (b, section, _("continued"), b->width, FALSE)
                                       : NULL;
  double y = heading != NULL ? rapport_box_get_height (heading) : 0;
  double height = y + rapport_print_height (name) + 3.5;
  RapportBox *box = rapport_box_new (height);

  if (heading != NULL)
    rapport_box_add_box (box, heading, 0, 0);
  rapport_box_add_layout (box, name, 0, y, &rapport_ink_second);
  add_rule (box, height, b->width, &rapport_ink_hairline);
  return box;
}

static void
add_timeline (Builder *b)
{
  GPtrArray *events = b->summary->timeline;
  const RapportSummaryEvent *first = g_ptr_array_index (events, 0);
  const char *group = NULL;
  double end = status_width (b, events);

  begin_section (b, _("Timeline"), b->summary->timeline_remark, b->width, !has_text (first->group),
                 TRUE);
  for (guint i = 0; i < events->len; i++)
    {
      const RapportSummaryEvent *event = g_ptr_array_index (events, i);
      const RapportSummaryEvent *next = i + 1 < events->len ? g_ptr_array_index (events, i + 1)
                                                            : NULL;
      gboolean last_of_group = next == NULL || g_strcmp0 (next->group, event->group) != 0;
      RapportFlowFlags flags = row_flags (i, events->len);

      if (has_text (event->group) && g_strcmp0 (event->group, group) != 0)
        {
          if (!last_of_group)
            flags |= RAPPORT_FLOW_KEEP_WITH_NEXT;
          rapport_flow_set_repeat (b->flow, heading_box (b, _("Timeline"), _("continued"),
                                                         b->width, FALSE));
          rapport_flow_add (b->flow, group_box (b, event->group, NULL), i == 0 ? 1 : 10,
                            RAPPORT_FLOW_KEEP_WITH_NEXT);
          rapport_flow_set_repeat (b->flow, group_box (b, event->group, _("Timeline")));
        }
      group = event->group;
      /* An episode stays with its first interaction. */
      if (next != NULL && !last_of_group && next->level > event->level)
        flags |= RAPPORT_FLOW_KEEP_WITH_NEXT;
      add_event (b, event, end, 4.8, flags);
    }
}

/**
 * rapport_summary_build_flow:
 * @squeeze: how much of the white between the sections to do without, from 0 to 1
 *
 * Returns: (transfer full): the boxes of a summary, to be paginated
 */
RapportFlow *
rapport_summary_build_flow (RapportSummary         *s,
                            const RapportPrintArea *area,
                            double                  squeeze)
{
  RapportFlow *flow = rapport_flow_new ();
  Builder b = { s, area->pango, area->width, flow, squeeze };

  add_title (&b);
  if (s->tiles->len > 0)
    add_tiles (&b);
  if (s->stages->len > 0)
    add_path (&b);
  if (s->bars->len > 0)
    add_bars (&b);
  add_steps_and_people (&b);
  if (s->preferences->len > 0)
    add_preferences (&b);
  if (has_text (s->notes))
    {
      begin_section (&b, _("Notes"), NULL, b.width, FALSE, TRUE);
      add_prose (&b, s->notes);
    }
  if (s->recent->len > 0)
    add_recent (&b);
  if (s->purchases->len > 0)
    add_purchases (&b);
  if (s->timeline->len > 0)
    add_timeline (&b);
  return flow;
}
