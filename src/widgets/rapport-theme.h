#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RapportColorRole:
 *
 * What a colour is for. Widgets that draw ask for a role and never name a colour: light, dark and
 * high-contrast style then need no thought in the widget.
 */
typedef enum
{
  RAPPORT_COLOR_INK,            /* text */
  RAPPORT_COLOR_INK_SECONDARY,  /* captions, axis labels */
  RAPPORT_COLOR_INK_FAINT,      /* the dimmest that text may be */
  RAPPORT_COLOR_ACCENT,
  RAPPORT_COLOR_ACCENT_TEXT,    /* accent that is readable as small text */
  RAPPORT_COLOR_GOOD,
  RAPPORT_COLOR_WATCH,          /* marks only; text takes WATCH_TEXT */
  RAPPORT_COLOR_WATCH_TEXT,
  RAPPORT_COLOR_POOR,
  RAPPORT_COLOR_UNKNOWN,
  RAPPORT_COLOR_NEUTRAL,        /* bars that are not the point */
  RAPPORT_COLOR_WINDOW,
  RAPPORT_COLOR_SIDEBAR,
  RAPPORT_COLOR_CARD,
  RAPPORT_COLOR_HAIRLINE,
  RAPPORT_COLOR_GRID,
  RAPPORT_COLOR_PURCHASE,       /* kinds of episode */
  RAPPORT_COLOR_SERVICE,
  RAPPORT_COLOR_COMPLAINT,
  RAPPORT_COLOR_REVIEW,
  RAPPORT_COLOR_SOCIAL,
  RAPPORT_COLOR_TASK,
  RAPPORT_COLOR_YEAR_BEFORE,    /* the light bar beside the accent bar */
  RAPPORT_COLOR_GOOD_TEXT,
  RAPPORT_COLOR_POOR_TEXT
} RapportColorRole;

#define RAPPORT_N_COLOR_ROLES (RAPPORT_COLOR_POOR_TEXT + 1)

/**
 * RapportTone:
 *
 * How a figure is to be felt. The tone alone never carries a meaning: it comes with ▲▼ and a word.
 */
typedef enum
{
  RAPPORT_TONE_NEUTRAL,   /* accent line, dim words */
  RAPPORT_TONE_GOOD,
  RAPPORT_TONE_WATCH,
  RAPPORT_TONE_POOR,
  RAPPORT_TONE_QUIET      /* grey line */
} RapportTone;

void     rapport_theme_init             (GdkDisplay       *display);
gboolean rapport_theme_is_dark          (void);
gboolean rapport_theme_is_high_contrast (void);
void     rapport_theme_get_color        (GtkWidget        *widget,
                                         RapportColorRole  role,
                                         GdkRGBA          *color);
void     rapport_theme_get_tone_color   (GtkWidget        *widget,
                                         RapportTone       tone,
                                         GdkRGBA          *color);
void     rapport_theme_get_stage_color  (GtkWidget        *widget,
                                         guint             index,
                                         guint             n_stages,
                                         GdkRGBA          *color);
void     rapport_theme_get_heat_color   (GtkWidget        *widget,
                                         double            share,
                                         GdkRGBA          *color);
void     rapport_theme_get_ink_on       (const GdkRGBA    *background,
                                         GdkRGBA          *ink);
void     rapport_theme_blend            (const GdkRGBA    *over,
                                         const GdkRGBA    *under,
                                         double            alpha,
                                         GdkRGBA          *result);
void     rapport_theme_connect_changed  (GtkWidget        *widget);

G_END_DECLS
