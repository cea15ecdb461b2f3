#include "config.h"

#include "core/rapport-money.h"

#include <glib/gi18n.h>

#include <limits.h>
#include <locale.h>
#include <string.h>

#define MINUS        "\342\210\222" /* U+2212 */
#define NO_BREAK     "\302\240"     /* U+00A0 */
#define NARROW_BREAK "\342\200\257" /* U+202F */

/* ISO 4217 (list one, without funds, metals and test codes), by code. Symbols that several
 * currencies share are told apart the way CLDR does for a reader elsewhere ("CA$").
 */
static const struct {
  char code[4];
  guint8 digits;
  const char *symbol;
} currencies[] = {
  { "AED", 2 }, { "AFN", 2 }, { "ALL", 2 }, { "AMD", 2 }, { "ANG", 2 }, { "AOA", 2 }, { "ARS", 2 },
  { "AUD", 2, "A$" }, { "AWG", 2 }, { "AZN", 2 }, { "BAM", 2 }, { "BBD", 2 }, { "BDT", 2 },
  { "BGN", 2 }, { "BHD", 3 }, { "BIF", 0 }, { "BMD", 2 }, { "BND", 2 }, { "BOB", 2 },
  { "BRL", 2, "R$" }, { "BSD", 2 }, { "BTN", 2 }, { "BWP", 2 }, { "BYN", 2 }, { "BZD", 2 },
  { "CAD", 2, "CA$" }, { "CDF", 2 }, { "CHF", 2 }, { "CLP", 0 }, { "CNY", 2, "CN¥" },
  { "COP", 2 }, { "CRC", 2 }, { "CUP", 2 }, { "CVE", 2 }, { "CZK", 2, "Kč" }, { "DJF", 0 },
  { "DKK", 2 }, { "DOP", 2 }, { "DZD", 2 }, { "EGP", 2 }, { "ERN", 2 }, { "ETB", 2 },
  { "EUR", 2, "€" }, { "FJD", 2 }, { "FKP", 2 }, { "GBP", 2, "£" }, { "GEL", 2 }, { "GHS", 2 },
  { "GIP", 2 }, { "GMD", 2 }, { "GNF", 0 }, { "GTQ", 2 }, { "GYD", 2 }, { "HKD", 2, "HK$" },
  { "HNL", 2 }, { "HTG", 2 }, { "HUF", 2, "Ft" }, { "IDR", 2 }, { "ILS", 2, "₪" },
  { "INR", 2, "₹" }, { "IQD", 3 }, { "IRR", 2 }, { "ISK", 0 }, { "JMD", 2 }, { "JOD", 3 },
  { "JPY", 0, "¥" }, { "KES", 2 }, { "KGS", 2 }, { "KHR", 2 }, { "KMF", 0 }, { "KPW", 2 },
  { "KRW", 0, "₩" }, { "KWD", 3 }, { "KYD", 2 }, { "KZT", 2 }, { "LAK", 2 }, { "LBP", 2 },
  { "LKR", 2 }, { "LRD", 2 }, { "LSL", 2 }, { "LYD", 3 }, { "MAD", 2 }, { "MDL", 2 },
  { "MGA", 2 }, { "MKD", 2 }, { "MMK", 2 }, { "MNT", 2 }, { "MOP", 2 }, { "MRU", 2 },
  { "MUR", 2 }, { "MVR", 2 }, { "MWK", 2 }, { "MXN", 2, "MX$" }, { "MYR", 2 }, { "MZN", 2 },
  { "NAD", 2 }, { "NGN", 2 }, { "NIO", 2 }, { "NOK", 2 }, { "NPR", 2 }, { "NZD", 2, "NZ$" },
  { "OMR", 3 }, { "PAB", 2 }, { "PEN", 2 }, { "PGK", 2 }, { "PHP", 2, "₱" }, { "PKR", 2 },
  { "PLN", 2, "zł" }, { "PYG", 0 }, { "QAR", 2 }, { "RON", 2 }, { "RSD", 2 }, { "RUB", 2 },
  { "RWF", 0 }, { "SAR", 2 }, { "SBD", 2 }, { "SCR", 2 }, { "SDG", 2 }, { "SEK", 2 },
  { "SGD", 2 }, { "SHP", 2 }, { "SLE", 2 }, { "SOS", 2 }, { "SRD", 2 }, { "SSP", 2 },
  { "STN", 2 }, { "SVC", 2 }, { "SYP", 2 }, { "SZL", 2 }, { "THB", 2 }, { "TJS", 2 },
  { "TMT", 2 }, { "TND", 3 }, { "TOP", 2 }, { "TRY", 2, "₺" }, { "TTD", 2 }, { "TWD", 2, "NT$" },
  { "TZS", 2 }, { "UAH", 2, "₴" }, { "UGX", 0 }, { "USD", 2, "$" }, { "UYU", 2 }, { "UZS", 2 },
  { "VES", 2 }, { "VND", 0, "₫" }, { "VUV", 0 }, { "WST", 2 }, { "XAF", 0 }, { "XCD", 2 },
  { "XOF", 0 }, { "XPF", 0 }, { "YER", 2 }, { "ZAR", 2 }, { "ZMW", 2 }, { "ZWG", 2 },
};

static int
find_currency (const char *code)
{
  gsize low = 0, high = G_N_ELEMENTS (currencies);

  if (code == NULL)
    return -1;

  while (low < high)
    {
      gsize middle = (low + high) / 2;
      int order = strcmp (code, currencies[middle].code);

      if (order == 0)
        return middle;
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return -1;
}

/**
 * rapport_currency_is_known:
 * @code: (nullable): a currency code
 *
 * Returns: whether @code is an ISO 4217 code in current use, in capitals
 */
gboolean
rapport_currency_is_known (const char *code)
{
  return find_currency (code) >= 0;
}

/**
 * rapport_currency_get_digits:
 * @code: (nullable): an ISO 4217 code
 *
 * Returns: how many decimal places the currency has (0, 2 or 3); 2 for an unknown one
 */
guint
rapport_currency_get_digits (const char *code)
{
  int index = find_currency (code);

  return index < 0 ? 2 : currencies[index].digits;
}

/**
 * rapport_currency_get_symbol:
 * @code: an ISO 4217 code
 *
 * Returns: (transfer none): the symbol, "€", or @code itself where there is none of its own
 */
const char *
rapport_currency_get_symbol (const char *code)
{
  int index = find_currency (code);

  return index < 0 || currencies[index].symbol == NULL ? code : currencies[index].symbol;
}

/**
 * rapport_currency_get_codes:
 *
 * Returns: (transfer none) (array zero-terminated=1): all known codes in alphabetical order
 */
const char * const *
rapport_currency_get_codes (void)
{
  static const char *codes[G_N_ELEMENTS (currencies) + 1];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
        codes[i] = currencies[i].code;
      g_once_init_leave (&once, 1);
    }
  return codes;
}

/**
 * rapport_money_init:
 * @money: (out caller-allocates): the amount to set
 * @minor: the amount in minor units
 * @currency: an ISO 4217 code of three letters
 *
 * Sets an amount of money.
 */
void
rapport_money_init (RapportMoney *money,
                    gint64        minor,
                    const char   *currency)
{
  g_return_if_fail (money != NULL);
  g_return_if_fail (currency != NULL && strlen (currency) == 3);

  money->minor = minor;
  memcpy (money->currency, currency, sizeof money->currency);
}

/**
 * rapport_money_style_init:
 * @style: (out caller-allocates): the style to set
 *
 * Sets the English style, "€184,300.50".
 */
void
rapport_money_style_init (RapportMoneyStyle *style)
{
  g_return_if_fail (style != NULL);

  rapport_number_style_init (&style->number, ".", ",");
  style->symbol_first = TRUE;
  style->symbol_space = FALSE;
}

/**
 * rapport_money_style_init_locale:
 * @style: (out caller-allocates): the style to set
 *
 * Sets the style of the current locale: its signs for numbers (`LC_NUMERIC`) and where it puts the
 * symbol (`LC_MONETARY`), also for other currencies than its own. The C locale gives the English
 * style.
 */
void
rapport_money_style_init_locale (RapportMoneyStyle *style)
{
  const struct lconv *lc = localeconv ();

  g_return_if_fail (style != NULL);

  rapport_money_style_init (style);
  rapport_number_style_init_locale (&style->number);
  if (lc->p_cs_precedes != CHAR_MAX)
    style->symbol_first = lc->p_cs_precedes != 0;
  if (lc->p_sep_by_space != CHAR_MAX)
    style->symbol_space = lc->p_sep_by_space != 0;
}

/* Three or four digits with a unit: the unit is chosen after rounding, so that 999 950 is 1.00 M
 * and not 1000 k.
 */
static char *
format_short (gint64                    minor,
              guint                     currency_digits,
              int                       significant,
              const RapportNumberStyle *style)
{
  gint64 one = 1;

  /* So that it can be negated. */
  minor = MAX (minor, -G_MAXINT64);
  for (guint i = 0; i < currency_digits; i++)
    one *= 10;

  for (int unit = 0; ; unit++)
    {
      gint64 size = one, scale, value, whole;
      int places = 0;
      g_autofree char *number = NULL;

      for (int i = 0; i < unit * 3; i++)
        size *= 10;

      /* Places: what is left of the digits after the whole ones, at most two. */
      whole = ABS (minor / size);
      places = CLAMP (significant - (whole >= 1000 ? 4 : whole >= 100 ? 3
                                     : whole >= 10 ? 2 : 1), 0, 2);
      if (unit == 0)
        places = 0;

      scale = places == 2 ? 100 : places == 1 ? 10 : 1;
      /* Size is a multiple of 1000 wherever there are places. */
      value = rapport_number_round_div (minor, size / scale);

      /* Rounding may have made 10.0 of 9.995: one place fewer then. */
      if (places > 0 && whole < 100 && ABS (value / scale) > whole &&
          (ABS (value / scale) == 10 || ABS (value / scale) == 100) &&
          significant - (whole >= 10 ? 3 : 2) < places)
        {
          value /= 10;
          scale /= 10;
          places--;
        }

      if (ABS (value / scale) >= 1000 && unit < 3)
        continue;

      /* Millions keep their digits ("€7.90M"), below that they are noise ("€88k"). */
      for (; unit == 1 && places > 0 && value % 10 == 0; places--)
        value /= 10;

      number = rapport_number_format_scaled (value, places, style);
      switch (unit)
        {
        case 0:
          return g_steal_pointer (&number);
        case 1:
          /* Translators: thousands, as in "€184k". Use no-break spaces where your language needs a
           * space. */
          return g_strdup_printf (C_("amount", "%sk"), number);
        case 2:
          /* Translators: millions, as in "€7.90M" */
          return g_strdup_printf (C_("amount", "%sM"), number);
        default:
          /* Translators: thousands of millions, as in "€1.25bn" */
          return g_strdup_printf (C_("amount", "%sbn"), number);
        }
    }
}

static gboolean
ends_with_letter (const char *text)
{
  const char *last = g_utf8_find_prev_char (text, text + strlen (text));

  return last != NULL && g_unichar_isalpha (g_utf8_get_char (last));
}

/**
 * rapport_money_format_styled:
 * @minor: the amount in minor units
 * @currency: its ISO 4217 code
 * @flags: how long, and with what
 * @style: (nullable): how to write it, or %NULL for the locale
 *
 * Writes an amount of money for people. Minus is U+2212 and stands before the symbol; a symbol that
 * is a word is set apart ("CHF 184,300"). Below a thousand the short forms are whole units.
 *
 * Returns: (transfer full): the text
 */
char *
rapport_money_format_styled (gint64                   minor,
                             const char              *currency,
                             RapportMoneyFlags        flags,
                             const RapportMoneyStyle *style)
{
  RapportMoneyStyle own;
  guint digits;
  gint64 one = 1;
  g_autofree char *number = NULL;
  const char *unsigned_number, *sign = "", *symbol;
  GString *string;

  g_return_val_if_fail (currency != NULL, NULL);

  if (style != NULL)
    own = *style;
  else
    rapport_money_style_init_locale (&own);
  if (flags & RAPPORT_MONEY_NARROW_SPACE)
    {
      g_strlcpy (own.number.group, NARROW_BREAK, sizeof own.number.group);
      if (own.number.grouping[0] <= 0 || own.number.grouping[0] == CHAR_MAX)
        memcpy (own.number.grouping, "\3", 2);
    }

  digits = rapport_currency_get_digits (currency);
  for (guint i = 0; i < digits; i++)
    one *= 10;

  if (flags & (RAPPORT_MONEY_SHORT | RAPPORT_MONEY_SHORT_4))
    number = format_short (minor, digits, flags & RAPPORT_MONEY_SHORT_4 ? 4 : 3, &own.number);
  else if (flags & RAPPORT_MONEY_WHOLE)
    number = rapport_number_format_integer (rapport_number_round_div (minor, one), &own.number);
  else
    number = rapport_number_format_scaled (minor, digits, &own.number);

  /* The sign goes to the very front: "−€5", not "€−5". What rounds to nothing has none. */
  unsigned_number = number;
  if (g_str_has_prefix (number, MINUS))
    {
      unsigned_number += strlen (MINUS);
      sign = MINUS;
    }
  else if ((flags & RAPPORT_MONEY_SIGN) && strpbrk (number, "123456789") != NULL)
    sign = "+";

  string = g_string_new (flags & RAPPORT_MONEY_ESTIMATED ? "~" NO_BREAK : NULL);
  g_string_append (string, sign);

  symbol = flags & RAPPORT_MONEY_CODE ? currency : rapport_currency_get_symbol (currency);
  if (flags & RAPPORT_MONEY_NO_SYMBOL)
    g_string_append (string, unsigned_number);
  else if (own.symbol_first)
    g_string_append_printf (string, "%s%s%s", symbol,
                            own.symbol_space || ends_with_letter (symbol) ? NO_BREAK : "",
                            unsigned_number);
  else
    g_string_append_printf (string, "%s%s%s", unsigned_number, own.symbol_space ? NO_BREAK : "",
                            symbol);
  return g_string_free (string, FALSE);
}

/**
 * rapport_money_format:
 * @minor: the amount in minor units
 * @currency: its ISO 4217 code
 * @flags: how long, and with what
 *
 * Writes an amount of money for people by the current locale.
 *
 * Returns: (transfer full): the text
 */
char *
rapport_money_format (gint64             minor,
                      const char        *currency,
                      RapportMoneyFlags  flags)
{
  return rapport_money_format_styled (minor, currency, flags, NULL);
}

/**
 * rapport_money_parse_minor:
 * @text: a bare number, "184300.50"
 * @currency: the ISO 4217 code of the amount
 * @style: (nullable): decimal sign and group sign of the text, or %NULL for the locale
 * @flags: what to do with more places than the currency has
 * @minor: (out): the amount in minor units; untouched on error
 * @error: return location for a #RapportDecimalError
 *
 * Reads an amount from a number without symbol or code.
 *
 * Returns: whether an amount was read
 */
gboolean
rapport_money_parse_minor (const char                *text,
                           const char                *currency,
                           const RapportNumberStyle  *style,
                           RapportDecimalFlags        flags,
                           gint64                    *minor,
                           GError                   **error)
{
  return rapport_decimal_parse_scaled (text, style, rapport_currency_get_digits (currency), flags,
                                       minor, error);
}

static gboolean
is_number_char (gunichar c)
{
  return g_unichar_isdigit (c) || c == '-' || c == '+' || c == 0x2212 || c == '.' || c == ',';
}

static char *
normalize_blanks (const char *text)
{
  GString *string = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_string_append_unichar (string, g_unichar_isspace (g_utf8_get_char (text))
                                     ? ' ' : g_utf8_get_char (text));
  return g_strstrip (g_string_free (string, FALSE));
}

static const char *
recognize_currency (const char *word,
                    const char *expected)
{
  g_autofree char *code = NULL;
  int index;

  /* "$" is the end of "CA$"; but "K" is not that of "SEK": it may be meant for thousands. */
  if (expected != NULL && (g_ascii_strcasecmp (word, expected) == 0 ||
                           g_str_equal (word, rapport_currency_get_symbol (expected)) ||
                           (!g_unichar_isalpha (g_utf8_get_char (word)) &&
                            g_str_has_suffix (rapport_currency_get_symbol (expected), word))))
    return expected;

  code = g_ascii_strup (word, -1);
  index = find_currency (code);
  if (index >= 0)
    return currencies[index].code;

  for (gsize i = 0; i < G_N_ELEMENTS (currencies); i++)
    if (g_strcmp0 (word, currencies[i].symbol) == 0)
      return currencies[i].code;
  return NULL;
}

/**
 * rapport_money_parse:
 * @text: what a person typed: "184,300.50", "€ 12", "12 EUR", "−£5"
 * @currency: ISO 4217 code of an amount that names none
 * @style: (nullable): decimal sign and group sign, or %NULL for the locale
 * @money: (out caller-allocates): the amount; untouched on error
 * @error: return location for a #RapportDecimalError
 *
 * Reads an amount as people type it: a code or a symbol may stand before or after the number. A
 * symbol that several currencies share means @currency if that is one of them. More places than the
 * currency has are refused.
 *
 * Returns: whether an amount was read
 */
gboolean
rapport_money_parse (const char                *text,
                     const char                *currency,
                     const RapportNumberStyle  *style,
                     RapportMoney              *money,
                     GError                   **error)
{
  g_autofree char *blank = NULL, *word = NULL, *number = NULL;
  const char *start, *end, *sign = "", *code = currency;
  gint64 minor;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (currency != NULL && strlen (currency) == 3, FALSE);
  g_return_val_if_fail (money != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    return rapport_money_parse_minor (text, currency, style, 0, &minor, error);

  blank = normalize_blanks (text);
  start = blank;
  end = blank + strlen (blank);

  /* The sign may stand before the symbol. */
  if (*start == '-' || *start == '+' || g_utf8_get_char (start) == 0x2212)
    {
      sign = *start == '+' ? "" : "-";
      start = g_utf8_next_char (start);
      while (*start == ' ')
        start++;
    }

  if (*start != '\0' && !is_number_char (g_utf8_get_char (start)))
    {
      const char *after = start;

      while (after < end && *after != ' ' && !is_number_char (g_utf8_get_char (after)))
        after = g_utf8_next_char (after);
      word = g_strndup (start, after - start);
      start = after;
    }
  else
    {
      const char *before = end;

      while (before > start)
        {
          const char *previous = g_utf8_prev_char (before);

          if (*previous == ' ' || is_number_char (g_utf8_get_char (previous)))
            break;
          before = previous;
        }
      if (before < end)
        {
          word = g_strndup (before, end - before);
          end = before;
        }
    }

  if (word != NULL)
    {
      code = recognize_currency (word, currency);
      if (code == NULL)
        {
          g_set_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_CURRENCY,
                       _("“%s” is not a currency"), word);
          return FALSE;
        }
    }

  while (*start == ' ' && start < end)
    start++;
  number = g_strdup_printf ("%s%.*s", sign, (int) (end - start), start);
  if (!rapport_money_parse_minor (number, code, style, RAPPORT_DECIMAL_EXACT, &minor, error))
    return FALSE;

  rapport_money_init (money, minor, code);
  return TRUE;
}
