#include "config.h"

#include "widgets/rapport-theme.h"

#include "core/rapport-palette.h"

#include <adwaita.h>

#define RESOURCE_PATH "/app/rapport/Rapport/"

/* Adwaita's own text is 80 % black and white; high contrast is full black and white. */
typedef struct
{
  const char *light;
  const char *dark;
  const char *hc_light;
  const char *hc_dark;
} RoleColors;

static const RoleColors roles[RAPPORT_N_COLOR_ROLES] = {
  [RAPPORT_COLOR_INK] = { "rgba(0,0,0,.8)", "#ffffff", "#000000", "#ffffff" },
  [RAPPORT_COLOR_INK_SECONDARY] = { "rgba(0,0,0,.56)", "rgba(255,255,255,.66)",
                                    "rgba(0,0,0,.85)", "rgba(255,255,255,.9)" },
  [RAPPORT_COLOR_INK_FAINT] = { "rgba(0,0,0,.46)", "rgba(255,255,255,.52)",
                                "rgba(0,0,0,.75)", "rgba(255,255,255,.8)" },
  [RAPPORT_COLOR_ACCENT] = { "#1c71d8", "#62a0ea", "#1a5fb4", "#99c1f1" },
  [RAPPORT_COLOR_ACCENT_TEXT] = { "#1b6acb", "#78aeed", "#1a5fb4", "#99c1f1" },
  [RAPPORT_COLOR_GOOD] = { "#0f8f72", "#3fc1a0", "#0b6b55", "#5fdcbc" },
  [RAPPORT_COLOR_GOOD_TEXT] = { "#0b7a61", "#3fc1a0", "#085c48", "#5fdcbc" },
  [RAPPORT_COLOR_WATCH] = { "#d08a00", "#f0b429", "#a86f00", "#f5c75c" },
  [RAPPORT_COLOR_WATCH_TEXT] = { "#8f5f00", "#f0b429", "#6e4900", "#f5c75c" },
  [RAPPORT_COLOR_POOR] = { "#c01c28", "#ff7b63", "#a51d2d", "#ff9c8a" },
  [RAPPORT_COLOR_POOR_TEXT] = { "#c01c28", "#ff7b63", "#a51d2d", "#ff9c8a" },
  [RAPPORT_COLOR_UNKNOWN] = { "#9a9996", "#8b8b8f", "#5e5c64", "#c0bfbc" },
  [RAPPORT_COLOR_NEUTRAL] = { "#b4b4b4", "#7a7a7c", "#77767b", "#c0bfbc" },
  [RAPPORT_COLOR_WINDOW] = { "#fafafa", "#242424", "#ffffff", "#1a1a1a" },
  [RAPPORT_COLOR_SIDEBAR] = { "#f0f0f2", "#2b2b2d", "#f6f5f4", "#242424" },
  [RAPPORT_COLOR_CARD] = { "#ffffff", "#323234", "#ffffff", "#242424" },
  [RAPPORT_COLOR_HAIRLINE] = { "rgba(0,0,0,.07)", "rgba(255,255,255,.07)",
                               "rgba(0,0,0,.45)", "rgba(255,255,255,.45)" },
  [RAPPORT_COLOR_GRID] = { "#ececef", "#414144", "#a0a0a4", "#8a8a8e" },
  [RAPPORT_COLOR_PURCHASE] = { "#1c71d8", "#62a0ea", "#1a5fb4", "#99c1f1" },
  [RAPPORT_COLOR_SERVICE] = { "#1391a5", "#3bb8cc", "#0d6b7a", "#6fd3e3" },
  [RAPPORT_COLOR_COMPLAINT] = { "#c01c28", "#ff7b63", "#a51d2d", "#ff9c8a" },
  [RAPPORT_COLOR_REVIEW] = { "#cf9110", "#efb83e", "#8f5f00", "#f5c75c" },
  [RAPPORT_COLOR_SOCIAL] = { "#9a4db8", "#c589de", "#813d9c", "#dca9f0" },
  [RAPPORT_COLOR_TASK] = { "#1a5fb4", "#78aeed", "#1a5fb4", "#99c1f1" },
  [RAPPORT_COLOR_YEAR_BEFORE] = { "#a9c6ee", "#3f5f88", "#99c1f1", "#4a73a8" },
};

static GtkCssProvider *base_provider;
static GtkCssProvider *dark_provider;
static GtkCssProvider *contrast_provider;

static void
parse_color (GdkRGBA    *color,
             const char *text)
{
  gboolean valid = gdk_rgba_parse (color, text);

  g_assert (valid);
}

static GdkRGBA
to_rgba (const RapportColor *color)
{
  return (GdkRGBA) { (float) color->r, (float) color->g, (float) color->b, (float) color->a };
}

static GtkCssProvider *
load_sheet (const char *name)
{
  GtkCssProvider *provider = gtk_css_provider_new ();
  g_autofree char *path = g_strconcat (RESOURCE_PATH, name, NULL);

  gtk_css_provider_load_from_resource (provider, path);
  return provider;
}

static void
set_sheet (GdkDisplay     *display,
           GtkCssProvider *provider,
           gboolean        wanted,
           guint           priority)
{
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
  if (wanted)
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider), priority);
}

static void
style_changed_cb (AdwStyleManager *manager,
                  GParamSpec      *pspec,
                  GdkDisplay      *display)
{
  set_sheet (display, dark_provider, adw_style_manager_get_dark (manager),
             GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  set_sheet (display, contrast_provider, adw_style_manager_get_high_contrast (manager),
             GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 2);
}

/**
 * rapport_theme_init:
 * @display: the display
 *
 * Loads the style sheets and keeps the dark and the high-contrast one in step with the system. Calling it again
 * does nothing.
 */
void
rapport_theme_init (GdkDisplay *display)
{
  AdwStyleManager *manager;

  g_return_if_fail (GDK_IS_DISPLAY (display));

  if (base_provider != NULL)
    return;

  manager = adw_style_manager_get_for_display (display);
  base_provider = load_sheet ("style.css");
  dark_provider = load_sheet ("style-dark.css");
  contrast_provider = load_sheet ("style-hc.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (base_provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (style_changed_cb), display, 0);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (style_changed_cb),
                           display, 0);
  style_changed_cb (manager, NULL, display);
}

/**
 * rapport_theme_is_dark:
 *
 * Returns: whether the dark style is in use
 */
gboolean
rapport_theme_is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

/**
 * rapport_theme_is_high_contrast:
 *
 * Returns: whether the user asked for high contrast
 */
gboolean
rapport_theme_is_high_contrast (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ());
}

/**
 * rapport_theme_get_color:
 * @widget: (nullable): the widget that draws
 * @role: what the colour is for
 * @color: (out caller-allocates): the colour in the style in use
 */
void
rapport_theme_get_color (GtkWidget        *widget,
                         RapportColorRole  role,
                         GdkRGBA          *color)
{
  const RoleColors *row;
  gboolean dark = rapport_theme_is_dark ();

  g_return_if_fail (widget == NULL || GTK_IS_WIDGET (widget));
  g_return_if_fail ((guint) role < RAPPORT_N_COLOR_ROLES);
  g_return_if_fail (color != NULL);

  row = &roles[role];
  if (rapport_theme_is_high_contrast ())
    parse_color (color, dark ? row->hc_dark : row->hc_light);
  else
    parse_color (color, dark ? row->dark : row->light);
}

/**
 * rapport_theme_get_tone_color:
 * @widget: (nullable): the widget that draws
 * @tone: a tone
 * @color: (out caller-allocates): the colour for a line or a mark
 */
void
rapport_theme_get_tone_color (GtkWidget   *widget,
                              RapportTone  tone,
                              GdkRGBA     *color)
{
  static const RapportColorRole of_tone[] = {
    [RAPPORT_TONE_NEUTRAL] = RAPPORT_COLOR_ACCENT,
    [RAPPORT_TONE_GOOD] = RAPPORT_COLOR_GOOD,
    [RAPPORT_TONE_WATCH] = RAPPORT_COLOR_WATCH,
    [RAPPORT_TONE_POOR] = RAPPORT_COLOR_POOR,
    [RAPPORT_TONE_QUIET] = RAPPORT_COLOR_UNKNOWN,
  };

  g_return_if_fail ((guint) tone < G_N_ELEMENTS (of_tone));

  rapport_theme_get_color (widget, of_tone[tone], color);
}

/**
 * rapport_theme_blend:
 * @over: the upper colour
 * @under: the lower colour
 * @alpha: how much of @over, 0 to 1
 * @result: (out caller-allocates): the mixture
 */
void
rapport_theme_blend (const GdkRGBA *over,
                     const GdkRGBA *under,
                     double         alpha,
                     GdkRGBA       *result)
{
  float a = (float) CLAMP (alpha, 0, 1);

  g_return_if_fail (over != NULL && under != NULL && result != NULL);

  *result = (GdkRGBA) {
    over->red * a + under->red * (1 - a),
    over->green * a + under->green * (1 - a),
    over->blue * a + under->blue * (1 - a),
    over->alpha * a + under->alpha * (1 - a),
  };
}

/**
 * rapport_theme_get_stage_color:
 * @widget: (nullable): the widget that draws
 * @index: position of the stage in its model, from 0
 * @n_stages: how many stages the model has
 * @color: (out caller-allocates): its colour
 *
 * A model of seven stages has the seven colours of the value ladder; others sample the same ramp
 * in order. The stage's name is always printed next to the colour.
 */
void
rapport_theme_get_stage_color (GtkWidget *widget,
                               guint      index,
                               guint      n_stages,
                               GdkRGBA   *color)
{
  RapportColor stage;

  g_return_if_fail (color != NULL);
  g_return_if_fail (index < n_stages);

  rapport_palette_stage (index, n_stages, rapport_theme_is_dark (), &stage);
  *color = to_rgba (&stage);
}

/**
 * rapport_theme_get_heat_color:
 * @widget: (nullable): the widget that draws
 * @share: 0 to 1
 * @color: (out caller-allocates): the colour of a heat map's cell
 *
 * One hue, light to dark (inverted in the dark style). The exponent keeps cells in the middle light
 * enough to read.
 */
void
rapport_theme_get_heat_color (GtkWidget *widget,
                              double     share,
                              GdkRGBA   *color)
{
  RapportColor cell;

  g_return_if_fail (color != NULL);

  rapport_palette_heat (share, rapport_theme_is_dark (), &cell, NULL);
  *color = to_rgba (&cell);
}

/**
 * rapport_theme_get_ink_on:
 * @background: an opaque colour
 * @ink: (out caller-allocates): near-black or white, whichever contrasts more by WCAG 2.1
 *   (relative luminance, 1.4.3)
 */
void
rapport_theme_get_ink_on (const GdkRGBA *background,
                          GdkRGBA       *ink)
{
  RapportColor under, chosen;

  g_return_if_fail (background != NULL && ink != NULL);

  under = (RapportColor) { background->red, background->green, background->blue, 1 };
  rapport_color_choose_ink (&under, &chosen);
  *ink = to_rgba (&chosen);
}

/**
 * rapport_theme_connect_changed:
 * @widget: a widget that draws itself
 *
 * Has @widget drawn again whenever the style changes between light, dark and high contrast.
 */
void
rapport_theme_connect_changed (GtkWidget *widget)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), widget,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           widget, G_CONNECT_SWAPPED);
}
