#include "config.h"

#include "core/rapport-money.h"

#include <locale.h>
#include <string.h>

#define NB "\u00a0"
#define NN "\u202f"

static RapportMoneyStyle en, de;

static void
check (gint64                   minor,
       const char              *currency,
       RapportMoneyFlags        flags,
       const RapportMoneyStyle *style,
       const char              *expected)
{
  g_autofree char *text = rapport_money_format_styled (minor, currency, flags, style);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_currencies (void)
{
  const char * const *codes = rapport_currency_get_codes ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (codes[i]), ==, 3);
      g_assert_true (rapport_currency_is_known (codes[i]));
      g_assert_cmpuint (rapport_currency_get_digits (codes[i]), <=, 3);
      if (i > 0)
        g_assert_cmpstr (codes[i - 1], <, codes[i]);
    }
  g_assert_false (rapport_currency_is_known ("eur"));
  g_assert_false (rapport_currency_is_known ("XYZ"));
  g_assert_false (rapport_currency_is_known (NULL));
  g_assert_cmpuint (rapport_currency_get_digits ("JPY"), ==, 0);
  g_assert_cmpuint (rapport_currency_get_digits ("EUR"), ==, 2);
  g_assert_cmpuint (rapport_currency_get_digits ("KWD"), ==, 3);
  g_assert_cmpuint (rapport_currency_get_digits ("XYZ"), ==, 2);
  g_assert_cmpstr (rapport_currency_get_symbol ("EUR"), ==, "€");
  g_assert_cmpstr (rapport_currency_get_symbol ("SEK"), ==, "SEK");
}

static void
test_full (void)
{
  check (18430050, "EUR", 0, &en, "€184,300.50");
  check (18430050, "EUR", 0, &de, "184.300,50" NB "€");
  check (-18430050, "EUR", 0, &en, "−€184,300.50");
  check (-18430050, "EUR", 0, &de, "−184.300,50" NB "€");
  check (18430050, "JPY", 0, &en, "¥18,430,050");
  check (18430050, "KWD", 0, &en, "KWD" NB "18,430.050");
  check (18430050, "CHF", RAPPORT_MONEY_WHOLE, &en, "CHF" NB "184,300");
  check (18430000, "EUR", RAPPORT_MONEY_WHOLE | RAPPORT_MONEY_NARROW_SPACE, &en, "€184" NN "300");
  check (1240000, "EUR", RAPPORT_MONEY_WHOLE | RAPPORT_MONEY_CODE, &en, "EUR" NB "12,400");
  check (1240000, "EUR", RAPPORT_MONEY_WHOLE | RAPPORT_MONEY_NO_SYMBOL, &de, "12.400");
  check (50, "EUR", RAPPORT_MONEY_WHOLE, &en, "€0");
  check (-50, "EUR", RAPPORT_MONEY_WHOLE, &en, "€0");
  check (150, "EUR", RAPPORT_MONEY_WHOLE, &en, "€2");
  check (250, "EUR", RAPPORT_MONEY_WHOLE, &en, "€2");
  check (500, "EUR", RAPPORT_MONEY_WHOLE | RAPPORT_MONEY_SIGN, &en, "+€5");
  check (0, "EUR", RAPPORT_MONEY_WHOLE | RAPPORT_MONEY_SIGN, &en, "€0");
  check (G_MININT64, "EUR", 0, &en, "−€92,233,720,368,547,758.08");
}

static void
test_short (void)
{
  static const struct { gint64 minor; const char *three, *four; } cases[] = {
    /* The figures on the pictures. */
    { 18430000, "€184k", "€184.3k" }, { 790000000, "€7.90M", "€7.90M" },
    { 5270000, "€52.7k", "€52.7k" }, { 12100000, "€121k", "€121k" },
    { 246000000, "€2.46M", "€2.46M" }, { 8800000, "€88k", "€88k" }, { 985000, "€9.85k", "€9.85k" },
    { 61300000, "€613k", "€613k" }, { 1240000, "€12.4k", "€12.4k" },
    /* Edges. */
    { 0, "€0", "€0" }, { 99, "€1", "€1" }, { 99900, "€999", "€999" }, { 99949, "€999", "€999" },
    { 99950, "€1k", "€1k" }, { 100000, "€1k", "€1k" }, { 999400, "€9.99k", "€9.99k" },
    { 999600, "€10k", "€10k" }, { 9996000, "€100k", "€99.96k" }, { 99960000, "€1.00M", "€999.6k" },
    { 99999900, "€1.00M", "€1.00M" }, { 999600000, "€10.0M", "€10.00M" },
    { 1200000000, "€12.0M", "€12.00M" }, { 99960000000, "€1.00bn", "€999.6M" },
    { 125000000000, "€1.25bn", "€1.25bn" }, { G_GINT64_CONSTANT (125000000000000), "€1,250bn",
    "€1,250bn" }, { -5270000, "−€52.7k", "−€52.7k" }, { -99960000, "−€1.00M", "−€999.6k" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      check (cases[i].minor, "EUR", RAPPORT_MONEY_SHORT, &en, cases[i].three);
      check (cases[i].minor, "EUR", RAPPORT_MONEY_SHORT_4, &en, cases[i].four);
    }
  check (G_MININT64, "JPY", RAPPORT_MONEY_SHORT, &en, "−¥9,223,372,037bn");
  check (6000000, "EUR", RAPPORT_MONEY_SHORT | RAPPORT_MONEY_ESTIMATED, &en, "~" NB "€60k");
  check (18430000, "EUR", RAPPORT_MONEY_SHORT_4, &de, "184,3k" NB "€");
  check (184300, "JPY", RAPPORT_MONEY_SHORT_4, &en, "¥184.3k");
  check (184300000, "KWD", RAPPORT_MONEY_SHORT_4 | RAPPORT_MONEY_NO_SYMBOL, &en, "184.3k");
}

static void
check_parse (const char *text,
             const char *currency,
             gint64      minor,
             const char *expected)
{
  g_autoptr(GError) error = NULL;
  RapportMoney money;

  rapport_money_parse (text, currency, &en.number, &money, &error);
  g_assert_no_error (error);
  g_assert_cmpint (money.minor, ==, minor);
  g_assert_cmpstr (money.currency, ==, expected);
}

static void
check_parse_error (const char          *text,
                   RapportDecimalError  code)
{
  g_autoptr(GError) error = NULL;
  RapportMoney money = { 7, "EUR" };

  g_assert_false (rapport_money_parse (text, "EUR", &en.number, &money, &error));
  g_assert_error (error, RAPPORT_DECIMAL_ERROR, (int) code);
  g_assert_cmpint (money.minor, ==, 7);
}

static void
test_parse (void)
{
  check_parse ("$5", "CAD", 500, "CAD");
  check_parse ("$5", "EUR", 500, "USD");
  check_parse ("184,300.50", "EUR", 18430050, "EUR");
  check_parse ("€184,300.5", "EUR", 18430050, "EUR");
  check_parse ("€ 12", "USD", 1200, "EUR");
  check_parse ("12 EUR", "USD", 1200, "EUR");
  check_parse ("12 eur", "USD", 1200, "EUR");
  check_parse ("12" NB "€", "EUR", 1200, "EUR");
  check_parse ("−£5", "EUR", -500, "GBP");
  check_parse ("£-5", "EUR", -500, "GBP");
  check_parse ("CHF 1,000", "EUR", 100000, "CHF");
  check_parse ("1000", "JPY", 1000, "JPY");
  check_parse ("1.234 KWD", "EUR", 1234, "KWD");
}

static void
test_parse_errors (void)
{
  check_parse_error ("", RAPPORT_DECIMAL_ERROR_EMPTY);
  check_parse_error ("€", RAPPORT_DECIMAL_ERROR_EMPTY);
  check_parse_error ("1.005", RAPPORT_DECIMAL_ERROR_PRECISION);
  check_parse_error ("100.5 JPY", RAPPORT_DECIMAL_ERROR_PRECISION);
  check_parse_error ("12 quid", RAPPORT_DECIMAL_ERROR_CURRENCY);
  check_parse_error ("12k", RAPPORT_DECIMAL_ERROR_CURRENCY);
  check_parse_error ("€12€", RAPPORT_DECIMAL_ERROR_INVALID);
  check_parse_error ("--5", RAPPORT_DECIMAL_ERROR_INVALID);
  check_parse_error ("-€-5", RAPPORT_DECIMAL_ERROR_INVALID);
  check_parse_error ("1\xff", RAPPORT_DECIMAL_ERROR_INVALID);
}

/* What was written can be read again. */
static void
test_round_trip (void)
{
  static const gint64 amounts[] = { 0, 1, -1, 99, 123456789, -123456789, G_MAXINT64 };
  static const char * const codes[] = { "EUR", "JPY", "KWD", "CHF", "PLN", "USD" };

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (codes); j++)
      for (int k = 0; k < 2; k++)
        {
          const RapportMoneyStyle *style = k ? &de : &en;
          g_autofree char *text = rapport_money_format_styled (amounts[i], codes[j], 0, style);
          g_autoptr(GError) error = NULL;
          RapportMoney money;

          rapport_money_parse (text, "EUR", &style->number, &money, &error);
          g_assert_no_error (error);
          g_assert_cmpint (money.minor, ==, amounts[i]);
          g_assert_cmpstr (money.currency, ==, codes[j]);
        }
}

static void
test_locale (gconstpointer data)
{
  const char * const *expected = data;
  g_autofree char *text = NULL;

  if (setlocale (LC_ALL, expected[0]) == NULL)
    {
      g_test_skip ("no such locale here");
      return;
    }
  text = rapport_money_format (18430050, "EUR", 0);
  setlocale (LC_ALL, "C");
  g_assert_cmpstr (text, ==, expected[1]);
}

int
main (int   argc,
      char *argv[])
{
  static const char * const c[] = { "C.UTF-8", "€184,300.50" };
  static const char * const german[] = { "de_DE.UTF-8", "184.300,50" NB "€" };
  static const char * const french[] = { "fr_FR.UTF-8", "184" NN "300,50" NB "€" };
  static const char * const american[] = { "en_US.UTF-8", "€184,300.50" };

  g_test_init (&argc, &argv, NULL);
  rapport_money_style_init (&en);
  rapport_number_style_init (&de.number, ",", ".");
  de.symbol_space = TRUE;
  g_test_add_func ("/money/currencies", test_currencies);
  g_test_add_func ("/money/full", test_full);
  g_test_add_func ("/money/short", test_short);
  g_test_add_func ("/money/parse", test_parse);
  g_test_add_func ("/money/parse-errors", test_parse_errors);
  g_test_add_func ("/money/round-trip", test_round_trip);
  g_test_add_data_func ("/money/locale/c", c, test_locale);
  g_test_add_data_func ("/money/locale/de", german, test_locale);
  g_test_add_data_func ("/money/locale/fr", french, test_locale);
  g_test_add_data_func ("/money/locale/en-us", american, test_locale);
  return g_test_run ();
}
