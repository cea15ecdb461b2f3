#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportColor:
 *
 * A colour in sRGB with straight alpha, each from 0 to 1. Laid out differently from GdkRGBA
 * (doubles), so that cairo takes it as it is.
 */
typedef struct {
  double r;
  double g;
  double b;
  double a;
} RapportColor;

/* Number of avatar colours, the same as AdwAvatar has classes. */
#define RAPPORT_PALETTE_N_AVATARS 14

/**
 * RapportSurface:
 * @RAPPORT_SURFACE_WINDOW: the window
 * @RAPPORT_SURFACE_SIDEBAR: the sidebar
 * @RAPPORT_SURFACE_CARD: cards and panels
 * @RAPPORT_SURFACE_GRID: grid lines of charts
 * @RAPPORT_SURFACE_INK: text
 * @RAPPORT_SURFACE_DIM: secondary text, ink at 62 %
 * @RAPPORT_SURFACE_HAIRLINE: ink at 7 %
 */
typedef enum {
  RAPPORT_SURFACE_WINDOW,
  RAPPORT_SURFACE_SIDEBAR,
  RAPPORT_SURFACE_CARD,
  RAPPORT_SURFACE_GRID,
  RAPPORT_SURFACE_INK,
  RAPPORT_SURFACE_DIM,
  RAPPORT_SURFACE_HAIRLINE,
} RapportSurface;

/**
 * RapportHealthBand:
 * @RAPPORT_HEALTH_BAND_UNKNOWN: no score
 * @RAPPORT_HEALTH_BAND_POOR: below 45
 * @RAPPORT_HEALTH_BAND_WATCH: 45 to 69
 * @RAPPORT_HEALTH_BAND_GOOD: 70 and more
 */
typedef enum {
  RAPPORT_HEALTH_BAND_UNKNOWN,
  RAPPORT_HEALTH_BAND_POOR,
  RAPPORT_HEALTH_BAND_WATCH,
  RAPPORT_HEALTH_BAND_GOOD,
} RapportHealthBand;

/**
 * RapportTagTone:
 * @RAPPORT_TAG_TONE_TASK: blue
 * @RAPPORT_TAG_TONE_SOCIAL: violet
 * @RAPPORT_TAG_TONE_DONE: green: done, signed, kept
 * @RAPPORT_TAG_TONE_OPEN: red: open, overdue
 * @RAPPORT_TAG_TONE_NEUTRAL: grey: everything else
 */
typedef enum {
  RAPPORT_TAG_TONE_TASK,
  RAPPORT_TAG_TONE_SOCIAL,
  RAPPORT_TAG_TONE_DONE,
  RAPPORT_TAG_TONE_OPEN,
  RAPPORT_TAG_TONE_NEUTRAL,
} RapportTagTone;

void               rapport_palette_stage          (guint                stage,
                                                   guint                n_stages,
                                                   gboolean             dark,
                                                   RapportColor        *color);
void               rapport_palette_surface        (RapportSurface       surface,
                                                   gboolean             dark,
                                                   RapportColor        *color);
void               rapport_palette_accent         (gboolean             dark,
                                                   RapportColor        *color);
RapportHealthBand  rapport_palette_health_band    (int                  score);
void               rapport_palette_health         (RapportHealthBand    band,
                                                   gboolean             dark,
                                                   RapportColor        *color);
void               rapport_palette_health_text    (RapportHealthBand    band,
                                                   gboolean             dark,
                                                   RapportColor        *color);
gboolean           rapport_palette_episode        (const char          *kind,
                                                   gboolean             dark,
                                                   RapportColor        *color);
void               rapport_palette_tag            (RapportTagTone       tone,
                                                   gboolean             dark,
                                                   RapportColor        *background,
                                                   RapportColor        *ink);
guint              rapport_palette_avatar_index   (const char          *text);
void               rapport_palette_avatar         (guint                index,
                                                   gboolean             dark,
                                                   RapportColor        *background,
                                                   RapportColor        *ink);
void               rapport_palette_heat           (double               share,
                                                   gboolean             dark,
                                                   RapportColor        *cell,
                                                   RapportColor        *ink);

char              *rapport_palette_initials       (const char          *name);

gboolean           rapport_color_parse            (const char          *text,
                                                   RapportColor        *color);
char              *rapport_color_to_hex           (const RapportColor  *color);
void               rapport_color_mix              (const RapportColor  *from,
                                                   const RapportColor  *to,
                                                   double               share,
                                                   RapportColor        *color);
void               rapport_color_over             (const RapportColor  *top,
                                                   const RapportColor  *bottom,
                                                   RapportColor        *color);
double             rapport_color_luminance        (const RapportColor  *color);
double             rapport_color_contrast         (const RapportColor  *one,
                                                   const RapportColor  *other);
void               rapport_color_choose_ink       (const RapportColor  *background,
                                                   RapportColor        *ink);

G_END_DECLS
