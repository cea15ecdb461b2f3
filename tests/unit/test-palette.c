#include "config.h"

#include "core/rapport-palette.h"

static void
assert_hex (const RapportColor *color,
            const char         *expected)
{
  g_autofree char *hex = rapport_color_to_hex (color);

  g_assert_cmpstr (hex, ==, expected);
}

static void
test_stages (void)
{
  static const char * const light[] = {
    "#8d93a1", "#5e97cf", "#2f7de0", "#1391a5", "#2e9e6b", "#cf9110", "#9a4db8",
  };
  RapportColor color, previous;

  for (guint i = 0; i < 7; i++)
    {
      rapport_palette_stage (i, 7, FALSE, &color);
      assert_hex (&color, light[i]);
    }
  rapport_palette_stage (5, 7, TRUE, &color);
  assert_hex (&color, "#efb83e");
  rapport_palette_stage (0, 1, FALSE, &color);
  assert_hex (&color, light[3]);
  rapport_palette_stage (1, 3, FALSE, &color);
  assert_hex (&color, light[3]);

  /* Whatever the number of stages: ends are ends, neighbours differ. */
  for (guint n = 2; n <= 20; n++)
    for (guint i = 0; i < n; i++)
      {
        rapport_palette_stage (i, n, FALSE, &color);
        if (i == 0)
          assert_hex (&color, light[0]);
        else
          g_assert_true (color.r != previous.r || color.g != previous.g || color.b != previous.b);
        if (i == n - 1)
          assert_hex (&color, light[6]);
        previous = color;
      }
}

static void
test_health (void)
{
  RapportColor color, surface;

  g_assert_cmpint (rapport_palette_health_band (-1), ==, RAPPORT_HEALTH_BAND_UNKNOWN);
  g_assert_cmpint (rapport_palette_health_band (0), ==, RAPPORT_HEALTH_BAND_POOR);
  g_assert_cmpint (rapport_palette_health_band (44), ==, RAPPORT_HEALTH_BAND_POOR);
  g_assert_cmpint (rapport_palette_health_band (45), ==, RAPPORT_HEALTH_BAND_WATCH);
  g_assert_cmpint (rapport_palette_health_band (69), ==, RAPPORT_HEALTH_BAND_WATCH);
  g_assert_cmpint (rapport_palette_health_band (70), ==, RAPPORT_HEALTH_BAND_GOOD);

  rapport_palette_health (RAPPORT_HEALTH_BAND_WATCH, FALSE, &color);
  assert_hex (&color, "#d08a00");
  rapport_palette_health_text (RAPPORT_HEALTH_BAND_WATCH, FALSE, &color);
  assert_hex (&color, "#8f5f00");

  for (int dark = 0; dark < 2; dark++)
    for (int band = RAPPORT_HEALTH_BAND_UNKNOWN; band <= RAPPORT_HEALTH_BAND_GOOD; band++)
      {
        rapport_palette_surface (RAPPORT_SURFACE_CARD, dark, &surface);
        rapport_palette_health_text (band, dark, &color);
        rapport_color_over (&color, &surface, &color);
        g_assert_cmpfloat (rapport_color_contrast (&color, &surface), >=, 4.5);
      }
}

static void
test_kinds (void)
{
  static const struct { const char *kind, *light; } kinds[] = {
    { "purchase", "#1c71d8" }, { "service", "#1391a5" }, { "complaint", "#c01c28" },
    { "review", "#cf9110" }, { "social", "#9a4db8" },
  };
  RapportColor color;

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_assert_true (rapport_palette_episode (kinds[i].kind, FALSE, &color));
      assert_hex (&color, kinds[i].light);
    }
  g_assert_false (rapport_palette_episode ("other", FALSE, &color));
  g_assert_false (rapport_palette_episode (NULL, TRUE, &color));
}

static void
test_readable (void)
{
  RapportColor background, ink;

  for (int dark = 0; dark < 2; dark++)
    {
      for (guint i = 0; i < RAPPORT_PALETTE_N_AVATARS; i++)
        {
          rapport_palette_avatar (i, dark, &background, &ink);
          g_assert_cmpfloat (rapport_color_contrast (&background, &ink), >=, 4.5);
          g_assert_cmpfloat (background.a, ==, 1);
        }
      for (int tone = RAPPORT_TAG_TONE_TASK; tone <= RAPPORT_TAG_TONE_NEUTRAL; tone++)
        {
          rapport_palette_tag (tone, dark, &background, &ink);
          g_assert_cmpfloat (rapport_color_contrast (&background, &ink), >=, 4.5);
        }
      for (int i = 0; i <= 100; i++)
        {
          double before;

          rapport_palette_heat ((i - 1) / 100.0, dark, &background, NULL);
          before = rapport_color_luminance (&background);
          rapport_palette_heat (i / 100.0, dark, &background, &ink);
          g_assert_cmpfloat (rapport_color_contrast (&background, &ink), >=, 4);
          if (dark)
            g_assert_cmpfloat (rapport_color_luminance (&background), >=, before);
          else
            g_assert_cmpfloat (rapport_color_luminance (&background), <=, before);
        }
    }
  rapport_palette_tag (RAPPORT_TAG_TONE_TASK, FALSE, NULL, &ink);
  assert_hex (&ink, "#1a5fb4");
}

static void
test_initials (void)
{
  static const struct { const char *name, *initials; } cases[] = {
    { "Nordwind Logistik", "NL" }, { "Müller & Söhne", "MS" }, { "Łódź Print House", "ŁH" },
    { "Galway", "GA" }, { "Bright & Co.", "BC" }, { "Port of Zeeland", "PZ" },
    { "Hotel Väinö", "HV" }, { "Ångström Instruments", "ÅI" }, { "A\u030angstro\u0308m", "ÅN" },
    { "Clínica San Telmo", "CT" }, { "Grand Hôtel Lutèce", "GL" }, { "Lindqvist & Holm", "LH" },
    { "Nordwind Logistik GmbH", "NL" }, { "Veldhuis Service B.V.", "VS" }, { "Acme Ltd", "AL" },
    { "Kowalczyk Meble Sp. z o.o.", "KM" }, { "3M", "3M" }, { "x", "X" }, { "ß", "ß" },
    { "  «Ostsee»\u00a0(Kliniken) ", "OK" }, { "Ærø Færge", "ÆF" }, { "Жёлтый Дом", "ЖД" },
    { "日本 電気", "日電" }, { "О'Нил", "ОН" }, { "", "?" }, { "&", "?" }, { "🙂", "?" }, { NULL, "?" },
    { "\xff\xfe", "?" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *initials = rapport_palette_initials (cases[i].name);

      g_assert_cmpstr (initials, ==, cases[i].initials);
    }
}

static void
test_avatar_index (void)
{
  gboolean seen[RAPPORT_PALETTE_N_AVATARS] = { FALSE };

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Account %d", i);
      guint index = rapport_palette_avatar_index (name);

      g_assert_cmpuint (index, <, RAPPORT_PALETTE_N_AVATARS);
      g_assert_cmpuint (index, ==, rapport_palette_avatar_index (name));
      seen[index] = TRUE;
    }
  for (guint i = 0; i < RAPPORT_PALETTE_N_AVATARS; i++)
    g_assert_true (seen[i]);
  g_assert_cmpuint (rapport_palette_avatar_index (NULL), <, RAPPORT_PALETTE_N_AVATARS);
}

static void
test_colors (void)
{
  static const char * const bad[] = { "", "#", "ffffff", "#fffff", "#gggggg", "#fffffff", NULL };
  RapportColor color = { 0, 0, 0, 0 }, white, black, half;

  for (guint i = 0; bad[i] != NULL; i++)
    g_assert_false (rapport_color_parse (bad[i], &color));
  g_assert_false (rapport_color_parse (NULL, &color));
  g_assert_cmpfloat (color.a, ==, 0);
  g_assert_true (rapport_color_parse ("#1C71d880", &color));
  assert_hex (&color, "#1c71d880");
  g_assert_true (rapport_color_parse ("#ffffff", &white));
  g_assert_true (rapport_color_parse ("#000000", &black));
  g_assert_cmpfloat_with_epsilon (rapport_color_contrast (&white, &black), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (rapport_color_contrast (&white, &white), 1, 1e-9);
  half = black;
  half.a = 0.5;
  rapport_color_over (&half, &white, &half);
  assert_hex (&half, "#808080");
  rapport_color_choose_ink (&black, &color);
  assert_hex (&color, "#ffffff");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/palette/stages", test_stages);
  g_test_add_func ("/palette/health", test_health);
  g_test_add_func ("/palette/kinds", test_kinds);
  g_test_add_func ("/palette/readable", test_readable);
  g_test_add_func ("/palette/initials", test_initials);
  g_test_add_func ("/palette/avatar-index", test_avatar_index);
  g_test_add_func ("/palette/colors", test_colors);
  return g_test_run ();
}
