#pragma once

#include "core/rapport-decimal.h"

G_BEGIN_DECLS

/**
 * RapportMoney:
 * @minor: the amount in minor units (cents) of the currency
 * @currency: ISO 4217 code, three capitals and a terminator
 *
 * An amount of money. A plain value.
 */
typedef struct {
  gint64 minor;
  char   currency[4];
} RapportMoney;

/**
 * RapportMoneyStyle:
 * @number: decimal sign and grouping
 * @symbol_first: whether the symbol stands before the number
 * @symbol_space: whether a no-break space stands between symbol and number
 *
 * How amounts of money are written. A plain value.
 */
typedef struct {
  RapportNumberStyle number;
  gboolean           symbol_first;
  gboolean           symbol_space;
} RapportMoneyStyle;

/**
 * RapportMoneyFlags:
 * @RAPPORT_MONEY_FULL: all digits: "€184,300.50"
 * @RAPPORT_MONEY_WHOLE: rounded to whole units, half to even: "€184,300"
 * @RAPPORT_MONEY_SHORT: three significant digits: "€184k", "€52.7k", "€7.90M"
 * @RAPPORT_MONEY_SHORT_4: four significant digits: "€184.3k", "€7.90M"
 * @RAPPORT_MONEY_ESTIMATED: an estimate: "~ " (with a no-break space) stands before it
 * @RAPPORT_MONEY_SIGN: a plus before positive amounts, too
 * @RAPPORT_MONEY_NARROW_SPACE: groups are set apart by narrow no-break spaces, whatever the locale
 *   says (U+202F; the house style of printed pages): "€184 300"
 * @RAPPORT_MONEY_NO_SYMBOL: the number alone, for columns whose heading names the currency
 * @RAPPORT_MONEY_CODE: the ISO code instead of the symbol: "EUR 184,300"
 *
 * The first four exclude each other.
 */
typedef enum {
  RAPPORT_MONEY_FULL         = 0,
  RAPPORT_MONEY_WHOLE        = 1 << 0,
  RAPPORT_MONEY_SHORT        = 1 << 1,
  RAPPORT_MONEY_SHORT_4      = 1 << 2,
  RAPPORT_MONEY_ESTIMATED    = 1 << 3,
  RAPPORT_MONEY_SIGN         = 1 << 4,
  RAPPORT_MONEY_NARROW_SPACE = 1 << 5,
  RAPPORT_MONEY_NO_SYMBOL    = 1 << 6,
  RAPPORT_MONEY_CODE         = 1 << 7,
} RapportMoneyFlags;

gboolean      rapport_currency_is_known        (const char                *code);
guint         rapport_currency_get_digits      (const char                *code);
const char   *rapport_currency_get_symbol      (const char                *code);
const char  * const *
              rapport_currency_get_codes       (void);

void          rapport_money_init               (RapportMoney              *money,
                                                gint64                     minor,
                                                const char                *currency);
void          rapport_money_style_init         (RapportMoneyStyle         *style);
void          rapport_money_style_init_locale  (RapportMoneyStyle         *style);

char         *rapport_money_format             (gint64                     minor,
                                                const char                *currency,
                                                RapportMoneyFlags          flags);
char         *rapport_money_format_styled      (gint64                     minor,
                                                const char                *currency,
                                                RapportMoneyFlags          flags,
                                                const RapportMoneyStyle   *style);

gboolean      rapport_money_parse              (const char                *text,
                                                const char                *currency,
                                                const RapportNumberStyle  *style,
                                                RapportMoney              *money,
                                                GError                   **error);
gboolean      rapport_money_parse_minor        (const char                *text,
                                                const char                *currency,
                                                const RapportNumberStyle  *style,
                                                RapportDecimalFlags        flags,
                                                gint64                    *minor,
                                                GError                   **error);

G_END_DECLS
