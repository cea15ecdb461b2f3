#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RapportDecimal:
 *
 * An exact decimal number: the value times 10⁶ in a signed 64-bit integer. Quantities, unit prices,
 * shares and rates are kept like this; sums of money are not (see #RapportMoney).
 */
typedef gint64 RapportDecimal;

#define RAPPORT_DECIMAL_PLACES 6
#define RAPPORT_DECIMAL_ONE    G_GINT64_CONSTANT (1000000)

/**
 * RAPPORT_DECIMAL_ERROR:
 *
 * Domain of the errors of reading and computing numbers.
 */
#define RAPPORT_DECIMAL_ERROR (rapport_decimal_error_quark ())

/**
 * RapportDecimalError:
 * @RAPPORT_DECIMAL_ERROR_EMPTY: there is no text
 * @RAPPORT_DECIMAL_ERROR_INVALID: the text is not a number, or its signs are in the wrong places
 * @RAPPORT_DECIMAL_ERROR_OVERFLOW: the number is too large
 * @RAPPORT_DECIMAL_ERROR_PRECISION: the number has more places than can be kept
 * @RAPPORT_DECIMAL_ERROR_RANGE: the number is not in the range that makes sense here
 * @RAPPORT_DECIMAL_ERROR_CURRENCY: the currency is unknown or another one than expected
 */
typedef enum {
  RAPPORT_DECIMAL_ERROR_EMPTY,
  RAPPORT_DECIMAL_ERROR_INVALID,
  RAPPORT_DECIMAL_ERROR_OVERFLOW,
  RAPPORT_DECIMAL_ERROR_PRECISION,
  RAPPORT_DECIMAL_ERROR_RANGE,
  RAPPORT_DECIMAL_ERROR_CURRENCY,
} RapportDecimalError;

/**
 * RapportDecimalFlags:
 * @RAPPORT_DECIMAL_EXACT: refuse what cannot be kept exactly
 * @RAPPORT_DECIMAL_ROUND: round what has too many places, half to even
 */
typedef enum {
  RAPPORT_DECIMAL_EXACT = 0,
  RAPPORT_DECIMAL_ROUND = 1 << 0,
} RapportDecimalFlags;

/**
 * RapportNumberStyle:
 * @decimal: the decimal sign, UTF-8
 * @group: the sign between groups of digits, UTF-8, or ""
 * @grouping: sizes of the groups from the right, as in `struct lconv`: the last one repeats until a
 *   zero ends the list, %CHAR_MAX ends grouping
 *
 * How numbers are written. A plain value: copy it, change it, no need to free.
 */
typedef struct {
  char decimal[8];
  char group[8];
  char grouping[8];
} RapportNumberStyle;

/**
 * RapportTotal:
 *
 * The exact sum of purchase lines before rounding, at a scale of 10¹⁸. Set it up with `{ 0 }`. The
 * members are private.
 */
typedef struct {
  /*< private >*/
  gint64  high;
  guint64 low;
} RapportTotal;

GQuark    rapport_decimal_error_quark       (void);

void      rapport_number_style_init         (RapportNumberStyle        *style,
                                             const char                *decimal,
                                             const char                *group);
void      rapport_number_style_init_locale  (RapportNumberStyle        *style);
char     *rapport_number_format_integer     (gint64                     value,
                                             const RapportNumberStyle  *style);
char     *rapport_number_format_scaled      (gint64                     value,
                                             guint                      places,
                                             const RapportNumberStyle  *style);
gint64    rapport_number_round_div          (gint64                     value,
                                             gint64                     divisor);

gboolean  rapport_decimal_parse             (const char                *text,
                                             const RapportNumberStyle  *style,
                                             RapportDecimalFlags        flags,
                                             RapportDecimal            *value,
                                             GError                   **error);
gboolean  rapport_decimal_parse_share       (const char                *text,
                                             const RapportNumberStyle  *style,
                                             RapportDecimalFlags        flags,
                                             RapportDecimal            *value,
                                             GError                   **error);
gboolean  rapport_decimal_parse_scaled      (const char                *text,
                                             const RapportNumberStyle  *style,
                                             guint                      places,
                                             RapportDecimalFlags        flags,
                                             gint64                    *value,
                                             GError                   **error);
char     *rapport_decimal_format            (RapportDecimal             value,
                                             guint                      min_places,
                                             guint                      max_places,
                                             const RapportNumberStyle  *style);
char     *rapport_decimal_format_percent    (RapportDecimal             share,
                                             guint                      max_places,
                                             const RapportNumberStyle  *style);

gboolean  rapport_decimal_line_total        (RapportDecimal             quantity,
                                             RapportDecimal             unit_price,
                                             RapportDecimal             discount,
                                             guint                      digits,
                                             gint64                    *minor,
                                             GError                   **error);
gboolean  rapport_total_add_line            (RapportTotal              *total,
                                             RapportDecimal             quantity,
                                             RapportDecimal             unit_price,
                                             RapportDecimal             discount,
                                             GError                   **error);
gboolean  rapport_total_round               (const RapportTotal        *total,
                                             guint                      digits,
                                             gint64                    *minor,
                                             GError                   **error);

G_END_DECLS
