/* Type and ink for paper. Private to document/. */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Opaque colours only: half-transparent ink makes printers slow and PDFs large. */
typedef struct
{
  double r;
  double g;
  double b;
} RapportInk;

extern const RapportInk rapport_ink_text;
extern const RapportInk rapport_ink_second;
extern const RapportInk rapport_ink_dim;
extern const RapportInk rapport_ink_rule;
extern const RapportInk rapport_ink_hairline;
extern const RapportInk rapport_ink_good;
extern const RapportInk rapport_ink_bad;

typedef enum
{
  RAPPORT_TEXT_NAME,
  RAPPORT_TEXT_TITLE,
  RAPPORT_TEXT_FIGURE,
  RAPPORT_TEXT_HEADING,
  RAPPORT_TEXT_SUBHEADING,
  RAPPORT_TEXT_LEAD,
  RAPPORT_TEXT_BODY,
  RAPPORT_TEXT_BODY_BOLD,
  RAPPORT_TEXT_CAPTION,
  RAPPORT_TEXT_CAPTION_BOLD,
  RAPPORT_TEXT_SMALL,
  RAPPORT_TEXT_SMALL_BOLD,
  RAPPORT_TEXT_N_STYLES,
} RapportTextStyle;

/**
 * RapportTextFlags:
 * @RAPPORT_TEXT_START: stands at the start of the page's reading direction, whatever its script
 * @RAPPORT_TEXT_NATURAL: each paragraph stands at the start of its own reading direction
 * @RAPPORT_TEXT_FIT: shrinks by up to a third before it wraps or is cut
 */
typedef enum
{
  RAPPORT_TEXT_START = 0,
  RAPPORT_TEXT_END = 1 << 0,
  RAPPORT_TEXT_CENTER = 1 << 1,
  RAPPORT_TEXT_NATURAL = 1 << 2,
  RAPPORT_TEXT_FIT = 1 << 3,
} RapportTextFlags;

PangoContext *rapport_print_context_new (void);
PangoLayout  *rapport_print_layout      (PangoContext     *context,
                                         const char       *text,
                                         RapportTextStyle  style,
                                         RapportTextFlags  flags,
                                         double            width,
                                         int               max_lines);
double        rapport_print_width       (PangoLayout      *layout);
double        rapport_print_height      (PangoLayout      *layout);
double        rapport_print_baseline    (PangoLayout      *layout);
void          rapport_print_show        (cairo_t          *cr,
                                         PangoLayout      *layout,
                                         double            x,
                                         double            y,
                                         const RapportInk *ink);
void          rapport_print_set_ink     (cairo_t          *cr,
                                         const RapportInk *ink);

G_END_DECLS
