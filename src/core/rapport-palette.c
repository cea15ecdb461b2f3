#include "config.h"

#include "core/rapport-palette.h"

#include <math.h>
#include <string.h>

/* A pair of 0xRRGGBB for the light and the dark style. */
typedef struct {
  guint32 light;
  guint32 dark;
} Pair;

static const Pair stage_ramp[] = {
  { 0x8d93a1, 0x9aa0ad }, /* suspect */
  { 0x5e97cf, 0x7fb2e5 }, /* prospect */
  { 0x2f7de0, 0x62a0ea }, /* first-time */
  { 0x1391a5, 0x3bb8cc }, /* repeat */
  { 0x2e9e6b, 0x57c593 }, /* majority */
  { 0xcf9110, 0xefb83e }, /* loyal */
  { 0x9a4db8, 0xc589de }, /* advocate */
};

enum {
  STAGE_REPEAT = 3,
  STAGE_LOYAL = 5,
  STAGE_ADVOCATE = 6,
};

static const Pair accent = { 0x1c71d8, 0x62a0ea };
static const Pair card = { 0xffffff, 0x323234 };
static const Pair ink_pair = { 0x1f1f21, 0xffffff };

static const Pair health_good = { 0x0f8f72, 0x3fc1a0 };
static const Pair health_watch = { 0xd08a00, 0xf0b429 };
static const Pair health_watch_text = { 0x8f5f00, 0xf0b429 };
static const Pair health_poor = { 0xc01c28, 0xff7b63 };

/* The hues of AdwAvatar's classes color1 to color14, so that a drawn card and a real avatar of one
 * name agree.
 */
static const guint32 avatar_hues[RAPPORT_PALETTE_N_AVATARS] = {
  0x337fdc, 0x0f9ac8, 0x29ae74, 0x6ab85b, 0xd29d09, 0xd68400, 0xed5b00,
  0xe62d42, 0xe33b6a, 0x9945b5, 0x7a59ca, 0xb08952, 0x785336, 0x6e6d71,
};

/* Small text on a colour: WCAG 2.1, success criterion 1.4.3, level AA. */
#define MIN_TEXT_CONTRAST 4.5

#define HEAT_EXPONENT 1.6

static const guint32 heat_light[2] = { 0xf1f6fd, 0x1a5fb4 };
static const guint32 heat_dark[2] = { 0x2f3744, 0x99c1f1 };

static void
set_hex (RapportColor *color,
         guint32       hex)
{
  *color = (RapportColor) { (hex >> 16 & 0xff) / 255.0, (hex >> 8 & 0xff) / 255.0,
                            (hex & 0xff) / 255.0, 1 };
}

static void
set_pair (RapportColor *color,
          Pair          pair,
          gboolean      dark)
{
  set_hex (color, dark ? pair.dark : pair.light);
}

/**
 * rapport_palette_stage:
 * @stage: the stage, from 0
 * @n_stages: how many stages the model has
 * @dark: whether the dark style is shown
 * @color: (out caller-allocates): the colour
 *
 * Gives a stage its colour by sampling the ramp of seven in order: first and last stage take its
 * ends. Up to seven stages take the nearest of the seven as they are, more are mixed from the two
 * neighbours; a single stage takes the middle.
 */
void
rapport_palette_stage (guint         stage,
                       guint         n_stages,
                       gboolean      dark,
                       RapportColor *color)
{
  const guint last = G_N_ELEMENTS (stage_ramp) - 1;
  RapportColor from, to;
  guint numerator, below;

  g_return_if_fail (stage < n_stages);
  g_return_if_fail (color != NULL);

  if (n_stages == 1)
    {
      set_pair (color, stage_ramp[last / 2], dark);
      return;
    }

  numerator = stage * last;
  if (n_stages <= G_N_ELEMENTS (stage_ramp))
    {
      set_pair (color, stage_ramp[(numerator + (n_stages - 1) / 2) / (n_stages - 1)], dark);
      return;
    }

  below = numerator / (n_stages - 1);
  set_pair (&from, stage_ramp[below], dark);
  set_pair (&to, stage_ramp[MIN (below + 1, last)], dark);
  rapport_color_mix (&from, &to, (double) (numerator % (n_stages - 1)) / (n_stages - 1), color);
}

/**
 * rapport_palette_surface:
 * @surface: which
 * @dark: whether the dark style is shown
 * @color: (out caller-allocates): the colour; dim ink and hairlines are translucent
 *
 * Gives the colour of a surface, for drawing where there is no theme to ask: print, pictures,
 * charts.
 */
void
rapport_palette_surface (RapportSurface  surface,
                         gboolean        dark,
                         RapportColor   *color)
{
  g_return_if_fail (color != NULL);

  switch (surface)
    {
    case RAPPORT_SURFACE_WINDOW:
      set_hex (color, dark ? 0x242424 : 0xfafafa);
      break;
    case RAPPORT_SURFACE_SIDEBAR:
      set_hex (color, dark ? 0x2b2b2d : 0xf0f0f2);
      break;
    case RAPPORT_SURFACE_CARD:
      set_pair (color, card, dark);
      break;
    case RAPPORT_SURFACE_GRID:
      set_hex (color, dark ? 0x414144 : 0xececef);
      break;
    case RAPPORT_SURFACE_INK:
      set_pair (color, ink_pair, dark);
      break;
    case RAPPORT_SURFACE_DIM:
      set_pair (color, ink_pair, dark);
      color->a = 0.62;
      break;
    case RAPPORT_SURFACE_HAIRLINE:
      set_pair (color, ink_pair, dark);
      color->a = 0.07;
      break;
    default:
      g_return_if_reached ();
    }
}

/**
 * rapport_palette_accent:
 * @dark: whether the dark style is shown
 * @color: (out caller-allocates): the colour
 *
 * Gives the accent of charts.
 */
void
rapport_palette_accent (gboolean      dark,
                        RapportColor *color)
{
  g_return_if_fail (color != NULL);

  set_pair (color, accent, dark);
}

/**
 * rapport_palette_health_band:
 * @score: a health score from 0 to 100, or a negative number if it is not known
 *
 * Returns: the band of the score
 */
RapportHealthBand
rapport_palette_health_band (int score)
{
  if (score < 0)
    return RAPPORT_HEALTH_BAND_UNKNOWN;

  return score >= 70 ? RAPPORT_HEALTH_BAND_GOOD
         : score >= 45 ? RAPPORT_HEALTH_BAND_WATCH : RAPPORT_HEALTH_BAND_POOR;
}

/**
 * rapport_palette_health:
 * @band: a health band
 * @dark: whether the dark style is shown
 * @color: (out caller-allocates): the colour
 *
 * Gives the colour of a ring, line or bar. For text see rapport_palette_health_text().
 */
void
rapport_palette_health (RapportHealthBand  band,
                        gboolean           dark,
                        RapportColor      *color)
{
  g_return_if_fail (color != NULL);

  switch (band)
    {
    case RAPPORT_HEALTH_BAND_GOOD:
      set_pair (color, health_good, dark);
      break;
    case RAPPORT_HEALTH_BAND_WATCH:
      set_pair (color, health_watch, dark);
      break;
    case RAPPORT_HEALTH_BAND_POOR:
      set_pair (color, health_poor, dark);
      break;
    case RAPPORT_HEALTH_BAND_UNKNOWN:
      set_hex (color, dark ? 0x8a8a8e : 0xa6a6ab);
      break;
    default:
      g_return_if_reached ();
    }
}

/**
 * rapport_palette_health_text:
 * @band: a health band
 * @dark: whether the dark style is shown
 * @color: (out caller-allocates): the colour
 *
 * Gives the colour of small text about health: amber is too light on white to be read.
 */
void
rapport_palette_health_text (RapportHealthBand  band,
                             gboolean           dark,
                             RapportColor      *color)
{
  g_return_if_fail (color != NULL);

  if (band == RAPPORT_HEALTH_BAND_WATCH)
    set_pair (color, health_watch_text, dark);
  else if (band == RAPPORT_HEALTH_BAND_UNKNOWN)
    rapport_palette_surface (RAPPORT_SURFACE_DIM, dark, color);
  else
    rapport_palette_health (band, dark, color);

  /* The green of rings is a little light for text on white. */
  if (!dark && band == RAPPORT_HEALTH_BAND_GOOD)
    set_hex (color, 0x0c7a61);
}

/**
 * rapport_palette_episode:
 * @kind: (nullable): "purchase", "service", "complaint", "review" or "social"
 * @dark: whether the dark style is shown
 * @color: (out caller-allocates): the colour; grey for another kind
 *
 * Gives the colour of a kind of episode.
 *
 * Returns: whether @kind has a colour of its own
 */
gboolean
rapport_palette_episode (const char   *kind,
                         gboolean      dark,
                         RapportColor *color)
{
  g_return_val_if_fail (color != NULL, FALSE);

  if (g_strcmp0 (kind, "purchase") == 0)
    set_pair (color, accent, dark);
  else if (g_strcmp0 (kind, "service") == 0)
    set_pair (color, stage_ramp[STAGE_REPEAT], dark);
  else if (g_strcmp0 (kind, "complaint") == 0)
    set_pair (color, health_poor, dark);
  else if (g_strcmp0 (kind, "review") == 0)
    set_pair (color, stage_ramp[STAGE_LOYAL], dark);
  else if (g_strcmp0 (kind, "social") == 0)
    set_pair (color, stage_ramp[STAGE_ADVOCATE], dark);
  else
    {
      set_pair (color, stage_ramp[0], dark);
      return FALSE;
    }
  return TRUE;
}

/* Moves @color towards black or white, whichever stands off from @background, until text can be
 * read in it.
 */
static void
make_readable (const RapportColor *background,
               RapportColor       *color)
{
  RapportColor target, start = *color;

  rapport_color_choose_ink (background, &target);
  for (int step = 1; step <= 20 && rapport_color_contrast (background, color) < MIN_TEXT_CONTRAST;
       step++)
    rapport_color_mix (&start, &target, step / 20.0, color);
}

static void
tint (guint32       hue,
      double        alpha,
      gboolean      dark,
      RapportColor *background)
{
  RapportColor top, bottom;

  set_hex (&top, hue);
  top.a = alpha;
  set_pair (&bottom, card, dark);
  rapport_color_over (&top, &bottom, background);
}

/**
 * rapport_palette_tag:
 * @tone: what the tag says
 * @dark: whether the dark style is shown
 * @background: (out caller-allocates) (optional): its surface, opaque, as it comes out on a card
 * @ink: (out caller-allocates) (optional): its text
 *
 * Gives the colours of a tag: 11 % of the hue over a card, 32 % in the dark style, with text that
 * has a contrast of at least 4.5.
 */
void
rapport_palette_tag (RapportTagTone  tone,
                     gboolean        dark,
                     RapportColor   *background,
                     RapportColor   *ink)
{
  static const Pair hues[] = {
    [RAPPORT_TAG_TONE_TASK] = { 0x1a5fb4, 0x99c1f1 },
    [RAPPORT_TAG_TONE_SOCIAL] = { 0x813d9c, 0xdc8add },
    [RAPPORT_TAG_TONE_DONE] = { 0x0f8f72, 0x3fc1a0 },
    [RAPPORT_TAG_TONE_OPEN] = { 0xc01c28, 0xff7b63 },
    [RAPPORT_TAG_TONE_NEUTRAL] = { 0x5e5c64, 0xc0bfbc },
  };
  RapportColor surface, text;

  g_return_if_fail (tone < G_N_ELEMENTS (hues));

  /* The tint is of the light hue in both styles: the lighter one would glow on the dark card. */
  tint (hues[tone].light, dark ? 0.32 : 0.11, dark, &surface);
  set_pair (&text, hues[tone], dark);
  make_readable (&surface, &text);
  if (background != NULL)
    *background = surface;
  if (ink != NULL)
    *ink = text;
}

/**
 * rapport_palette_avatar_index:
 * @text: (nullable): a name
 *
 * Chooses the avatar colour of a name, always the same one for the same name and the same as
 * AdwAvatar chooses for it.
 *
 * Returns: from 0 to %RAPPORT_PALETTE_N_AVATARS − 1; AdwAvatar's class is `color` and this + 1
 */
guint
rapport_palette_avatar_index (const char *text)
{
  return g_str_hash (text ? text : "") % RAPPORT_PALETTE_N_AVATARS;
}

/**
 * rapport_palette_avatar:
 * @index: from rapport_palette_avatar_index()
 * @dark: whether the dark style is shown
 * @background: (out caller-allocates) (optional): the disc, opaque, as it comes out on a card
 * @ink: (out caller-allocates) (optional): the initials
 *
 * Gives the pastel colours of an avatar: 17 % of the hue over a card with dark ink of that hue,
 * 45 % with light ink in the dark style. The contrast is at least 4.5.
 */
void
rapport_palette_avatar (guint         index,
                        gboolean      dark,
                        RapportColor *background,
                        RapportColor *ink)
{
  RapportColor surface, text;

  g_return_if_fail (index < RAPPORT_PALETTE_N_AVATARS);

  tint (avatar_hues[index], dark ? 0.45 : 0.17, dark, &surface);
  set_hex (&text, avatar_hues[index]);
  make_readable (&surface, &text);
  if (background != NULL)
    *background = surface;
  if (ink != NULL)
    *ink = text;
}

/**
 * rapport_palette_heat:
 * @share: how hot, 0 to 1; other values are clamped
 * @dark: whether the dark style is shown
 * @cell: (out caller-allocates) (optional): the cell
 * @ink: (out caller-allocates) (optional): its number
 *
 * Gives the colours of a cell of a heat map: one hue, light to dark, in the dark style dark to
 * light. The share is raised to 1.6, which keeps cells in the middle light enough to read.
 */
void
rapport_palette_heat (double        share,
                      gboolean      dark,
                      RapportColor *cell,
                      RapportColor *ink)
{
  RapportColor low, high, color;

  set_hex (&low, dark ? heat_dark[0] : heat_light[0]);
  set_hex (&high, dark ? heat_dark[1] : heat_light[1]);
  rapport_color_mix (&low, &high, pow (share > 0 ? MIN (share, 1) : 0, HEAT_EXPONENT), &color);
  if (cell != NULL)
    *cell = color;
  if (ink != NULL)
    rapport_color_choose_ink (&color, ink);
}

static gboolean
is_legal_form (const char *word)
{
  static const char * const forms[] = {
    "ab", "ag", "aps", "as", "asa", "bv", "bvba", "corp", "eg", "ev", "gmbh", "hf", "inc", "kft",
    "kg", "limited", "llc", "llp", "lp", "ltd", "ltda", "mbh", "nv", "oy", "oyj", "plc", "sa",
    "oo", "sarl", "sas", "se", "sl", "sp", "spa", "spzoo", "srl", "sro", "z", NULL,
  };
  g_autofree char *folded = g_utf8_casefold (word, -1);
  g_autoptr(GString) letters = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (letters, g_utf8_get_char (p));

  return g_strv_contains (forms, letters->str);
}

/* The first letter or digit of @text, or NULL. */
static const char *
find_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return text;
  return NULL;
}

/* One character as a capital that stays one: "ß" has no single capital in strup(), "ǆ" has a title
 * form. Marks that could not be composed stay with their letter.
 */
static void
append_initial (GString    *string,
                const char *letter)
{
  g_string_append_unichar (string, g_unichar_totitle (g_utf8_get_char (letter)));
  for (letter = g_utf8_next_char (letter); g_unichar_ismark (g_utf8_get_char (letter));
       letter = g_utf8_next_char (letter))
    g_string_append_unichar (string, g_utf8_get_char (letter));
}

/**
 * rapport_palette_initials:
 * @name: (nullable): the name of an account or person
 *
 * Makes the initials of a name: of its first and its last word that have a letter or digit, so that
 * "Müller & Söhne" is MS and "Port of Zeeland" PZ. A legal form at the end ("GmbH", "Ltd") counts
 * only if there would be no second word without it. A single word gives its first two letters.
 *
 * Returns: (transfer full): one or two capitals, or "?" where the name has neither letter nor digit
 */
char *
rapport_palette_initials (const char *name)
{
  g_autofree char *valid = NULL, *composed = NULL;
  g_auto(GStrv) words = NULL;
  g_autoptr(GPtrArray) significant = g_ptr_array_new ();
  GString *string = g_string_new (NULL);

  if (name != NULL)
    {
      valid = g_utf8_make_valid (name, -1);
      composed = g_utf8_normalize (valid, -1, G_NORMALIZE_DEFAULT_COMPOSE);
      for (char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
        if (g_unichar_isspace (g_utf8_get_char (p)) && (guchar) *p >= 0x80)
          {
            /* Blanks of several bytes: blank them all, the text only gets looser. */
            const char *next = g_utf8_next_char (p);
            memset (p, ' ', next - p);
          }
      words = g_strsplit_set (composed, " \t\r\n", -1);
      for (guint i = 0; words[i] != NULL; i++)
        if (find_letter (words[i]) != NULL)
          g_ptr_array_add (significant, words[i]);
    }

  while (significant->len > 2 &&
         is_legal_form (g_ptr_array_index (significant, significant->len - 1)))
    g_ptr_array_set_size (significant, significant->len - 1);

  if (significant->len == 0)
    g_string_append_c (string, '?');
  else
    {
      const char *first = find_letter (g_ptr_array_index (significant, 0));

      append_initial (string, first);
      if (significant->len > 1)
        append_initial (string,
                        find_letter (g_ptr_array_index (significant, significant->len - 1)));
      else if ((first = find_letter (g_utf8_next_char (first))) != NULL)
        append_initial (string, first);
    }
  return g_string_free (string, FALSE);
}

/**
 * rapport_color_parse:
 * @text: (nullable): "#rrggbb" or "#rrggbbaa"
 * @color: (out caller-allocates): the colour; untouched on failure
 *
 * Returns: whether @text is a colour
 */
gboolean
rapport_color_parse (const char   *text,
                     RapportColor *color)
{
  double parts[4] = { 0, 0, 0, 1 };
  gsize length;

  g_return_val_if_fail (color != NULL, FALSE);

  if (text == NULL || text[0] != '#')
    return FALSE;
  length = strlen (text);
  if (length != 7 && length != 9)
    return FALSE;

  for (gsize i = 1; i < length; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;

  for (gsize i = 0; i < length / 2; i++)
    parts[i] = (g_ascii_xdigit_value (text[1 + 2 * i]) * 16
                + g_ascii_xdigit_value (text[2 + 2 * i])) / 255.0;
  *color = (RapportColor) { parts[0], parts[1], parts[2], parts[3] };
  return TRUE;
}

/**
 * rapport_color_to_hex:
 * @color: a colour
 *
 * Returns: (transfer full): "#rrggbb", or "#rrggbbaa" if it is translucent
 */
char *
rapport_color_to_hex (const RapportColor *color)
{
  int r, g, b, a;

  g_return_val_if_fail (color != NULL, NULL);

  r = (int) lround (CLAMP (color->r, 0, 1) * 255);
  g = (int) lround (CLAMP (color->g, 0, 1) * 255);
  b = (int) lround (CLAMP (color->b, 0, 1) * 255);
  a = (int) lround (CLAMP (color->a, 0, 1) * 255);
  return a == 255 ? g_strdup_printf ("#%02x%02x%02x", r, g, b)
                  : g_strdup_printf ("#%02x%02x%02x%02x", r, g, b, a);
}

/**
 * rapport_color_mix:
 * @from: a colour
 * @to: a colour
 * @share: 0 for @from, 1 for @to
 * @color: (out caller-allocates): the mixture; may be one of the others
 *
 * Mixes two colours in sRGB, alpha included.
 */
void
rapport_color_mix (const RapportColor *from,
                   const RapportColor *to,
                   double              share,
                   RapportColor       *color)
{
  g_return_if_fail (from != NULL && to != NULL && color != NULL);

  *color = (RapportColor) {
    from->r + (to->r - from->r) * share,
    from->g + (to->g - from->g) * share,
    from->b + (to->b - from->b) * share,
    from->a + (to->a - from->a) * share,
  };
}

/**
 * rapport_color_over:
 * @top: a colour, possibly translucent
 * @bottom: an opaque colour
 * @color: (out caller-allocates): the opaque colour that is seen; may be one of the others
 *
 * Lays one colour over another.
 */
void
rapport_color_over (const RapportColor *top,
                    const RapportColor *bottom,
                    RapportColor       *color)
{
  RapportColor opaque;

  g_return_if_fail (top != NULL && bottom != NULL && color != NULL);

  opaque = (RapportColor) { top->r, top->g, top->b, 1 };
  rapport_color_mix (bottom, &opaque, top->a, color);
  color->a = 1;
}

static double
linearize (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

/**
 * rapport_color_luminance:
 * @color: an opaque colour
 *
 * Returns: its relative luminance by WCAG 2.1, 0 (black) to 1 (white)
 */
double
rapport_color_luminance (const RapportColor *color)
{
  g_return_val_if_fail (color != NULL, 0);

  return 0.2126 * linearize (color->r) + 0.7152 * linearize (color->g)
         + 0.0722 * linearize (color->b);
}

/**
 * rapport_color_contrast:
 * @one: an opaque colour
 * @other: an opaque colour
 *
 * Returns: their contrast ratio by WCAG 2.1, 1 to 21; text needs 4.5, large text and marks 3
 */
double
rapport_color_contrast (const RapportColor *one,
                        const RapportColor *other)
{
  double a = rapport_color_luminance (one), b = rapport_color_luminance (other);

  return (MAX (a, b) + 0.05) / (MIN (a, b) + 0.05);
}

/**
 * rapport_color_choose_ink:
 * @background: an opaque colour
 * @ink: (out caller-allocates): dark ink or white, whichever has the higher contrast
 *
 * Chooses the colour of text on a colour.
 */
void
rapport_color_choose_ink (const RapportColor *background,
                          RapportColor       *ink)
{
  RapportColor black, white;

  g_return_if_fail (background != NULL && ink != NULL);

  set_hex (&black, ink_pair.light);
  set_hex (&white, ink_pair.dark);
  *ink = rapport_color_contrast (background, &white) >= rapport_color_contrast (background, &black)
         ? white : black;
}
