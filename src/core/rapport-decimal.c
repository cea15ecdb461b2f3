#include "config.h"

#include "core/rapport-decimal.h"

#include <glib/gi18n.h>

#include <limits.h>
#include <locale.h>
#include <string.h>

#define MINUS "\342\210\222" /* U+2212 */

G_STATIC_ASSERT (sizeof (__int128) == 16);

static const gint64 powers[] = {
  1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
  G_GINT64_CONSTANT (10000000000), G_GINT64_CONSTANT (100000000000),
  G_GINT64_CONSTANT (1000000000000), G_GINT64_CONSTANT (10000000000000),
  G_GINT64_CONSTANT (100000000000000), G_GINT64_CONSTANT (1000000000000000),
  G_GINT64_CONSTANT (10000000000000000), G_GINT64_CONSTANT (100000000000000000),
  G_GINT64_CONSTANT (1000000000000000000),
};

G_DEFINE_QUARK (rapport-decimal-error-quark, rapport_decimal_error)

static __int128
round_half_even (__int128 value,
                 __int128 divisor)
{
  gboolean negative = value < 0;
  unsigned __int128 magnitude = negative ? -(unsigned __int128) value : (unsigned __int128) value;
  unsigned __int128 quotient = magnitude / (unsigned __int128) divisor;
  unsigned __int128 rest = magnitude % (unsigned __int128) divisor;
  unsigned __int128 other = (unsigned __int128) divisor - rest;

  if (rest > other || (rest == other && quotient % 2 == 1))
    quotient++;

  return negative ? -(__int128) quotient : (__int128) quotient;
}

/**
 * rapport_number_round_div:
 * @value: a number
 * @divisor: what to divide it by, positive
 *
 * Returns: @value ÷ @divisor, rounded half to even
 */
gint64
rapport_number_round_div (gint64 value,
                          gint64 divisor)
{
  g_return_val_if_fail (divisor > 0, 0);

  return round_half_even (value, divisor);
}

/**
 * rapport_number_style_init:
 * @style: (out caller-allocates): the style to set
 * @decimal: the decimal sign
 * @group: (nullable): the sign between groups of three digits, or %NULL for no groups
 *
 * Sets a style that does not depend on the locale, such as the one of a file that is read. Signs
 * are at most seven bytes long.
 */
void
rapport_number_style_init (RapportNumberStyle *style,
                           const char         *decimal,
                           const char         *group)
{
  g_return_if_fail (style != NULL);
  g_return_if_fail (decimal != NULL && *decimal != '\0');
  g_return_if_fail (strlen (decimal) < sizeof style->decimal);
  g_return_if_fail (group == NULL || strlen (group) < sizeof style->group);

  *style = (RapportNumberStyle) { .grouping = { 3, 0 } };
  g_strlcpy (style->decimal, decimal, sizeof style->decimal);
  g_strlcpy (style->group, group ? group : "", sizeof style->group);
}

/**
 * rapport_number_style_init_locale:
 * @style: (out caller-allocates): the style to set
 *
 * Sets the style of the current locale (`LC_NUMERIC`). The C locale, which knows no groups, gives
 * the English style, "184,300.50"; so does a locale whose signs are not UTF-8.
 */
void
rapport_number_style_init_locale (RapportNumberStyle *style)
{
  const struct lconv *lc = localeconv ();

  g_return_if_fail (style != NULL);

  rapport_number_style_init (style, ".", ",");
  if (lc->decimal_point[0] == '\0' || strlen (lc->decimal_point) >= sizeof style->decimal ||
      strlen (lc->thousands_sep) >= sizeof style->group ||
      !g_utf8_validate (lc->decimal_point, -1, NULL) ||
      !g_utf8_validate (lc->thousands_sep, -1, NULL))
    return;

  /* Only the C locale has a point and no groups at all. */
  if (g_str_equal (lc->decimal_point, ".") && lc->thousands_sep[0] == '\0')
    return;

  g_strlcpy (style->decimal, lc->decimal_point, sizeof style->decimal);
  g_strlcpy (style->group, lc->thousands_sep, sizeof style->group);
  if (lc->grouping[0] != '\0')
    g_strlcpy (style->grouping, lc->grouping, sizeof style->grouping);
}

static void
append_grouped (GString                  *string,
                const char               *digits,
                gsize                     n_digits,
                const RapportNumberStyle *style)
{
  gsize cuts[64], n_cuts = 0, left = n_digits;
  const char *size = style->grouping;

  /* Walk from the right, as the sizes are given from the right. */
  while (style->group[0] != '\0' && *size > 0 && *size != CHAR_MAX && left > (gsize) *size &&
         n_cuts < G_N_ELEMENTS (cuts))
    {
      left -= *size;
      cuts[n_cuts++] = left;
      if (size[1] != '\0')
        size++;
    }

  for (gsize i = 0; i < n_digits; i++)
    {
      if (n_cuts > 0 && cuts[n_cuts - 1] == i)
        {
          g_string_append (string, style->group);
          n_cuts--;
        }
      g_string_append_c (string, digits[i]);
    }
}

/**
 * rapport_number_format_scaled:
 * @value: a number times 10^@places
 * @places: how many decimal places to write, at most 18
 * @style: (nullable): how to write it, or %NULL for the locale
 *
 * Writes a number with its groups and exactly @places places. Minus is U+2212.
 *
 * Returns: (transfer full): the text
 */
char *
rapport_number_format_scaled (gint64                    value,
                              guint                     places,
                              const RapportNumberStyle *style)
{
  RapportNumberStyle locale_style;
  GString *string;
  guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
  char digits[24];

  g_return_val_if_fail (places < G_N_ELEMENTS (powers), NULL);

  if (style == NULL)
    {
      rapport_number_style_init_locale (&locale_style);
      style = &locale_style;
    }

  string = g_string_new (value < 0 ? MINUS : NULL);
  g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, magnitude / (guint64) powers[places]);
  append_grouped (string, digits, strlen (digits), style);
  if (places > 0)
    {
      g_string_append (string, style->decimal);
      g_string_append_printf (string, "%0*" G_GUINT64_FORMAT, (int) places,
                              magnitude % (guint64) powers[places]);
    }
  return g_string_free (string, FALSE);
}

/**
 * rapport_number_format_integer:
 * @value: a number
 * @style: (nullable): how to write it, or %NULL for the locale
 *
 * Returns: (transfer full): the text, with groups; minus is U+2212
 */
char *
rapport_number_format_integer (gint64                    value,
                               const RapportNumberStyle *style)
{
  return rapport_number_format_scaled (value, 0, style);
}

/* Blanks of any kind are the same sign: people type U+0020 where locales have U+00A0 or U+202F. */
static gboolean
is_blank (gunichar c)
{
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0x00a0 || c == 0x2009 ||
         c == 0x202f;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

static gboolean
skip_group (const char               **text,
            const RapportNumberStyle  *style)
{
  gunichar wanted = g_utf8_get_char (style->group), c = g_utf8_get_char (*text);

  if (wanted == 0)
    return FALSE;

  if (g_str_has_prefix (*text, style->group))
    {
      *text += strlen (style->group);
      return TRUE;
    }
  if ((is_blank (wanted) && is_blank (c)) || (is_apostrophe (wanted) && is_apostrophe (c)))
    {
      *text = g_utf8_next_char (*text);
      return TRUE;
    }
  return FALSE;
}

static void
set_invalid (GError     **error,
             const char  *text)
{
  g_set_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_INVALID,
               _("“%s” is not a number"), text);
}

static void
set_overflow (GError     **error,
              const char  *text)
{
  g_set_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_OVERFLOW,
               _("“%s” is too large"), text);
}

/**
 * rapport_decimal_parse_scaled:
 * @text: what was written
 * @style: (nullable): decimal sign and group sign of the text, or %NULL for the locale
 * @places: how many decimal places to keep, at most 18
 * @flags: what to do with more places
 * @value: (out): the number times 10^@places; untouched on error
 * @error: return location for a #RapportDecimalError
 *
 * Reads a number. A sign may stand before it (-, U+2212 or +), blanks around it. Group signs are
 * optional, but where there is one they must all be right: the last group has three digits, inner
 * ones three or two, so that "1,5" is not taken for 15. Exponents, percent signs and other digits
 * than 0 to 9 are refused. Trailing zeros never count as too many places.
 *
 * Returns: whether a number was read
 */
gboolean
rapport_decimal_parse_scaled (const char                *text,
                              const RapportNumberStyle  *style,
                              guint                      places,
                              RapportDecimalFlags        flags,
                              gint64                    *value,
                              GError                   **error)
{
  RapportNumberStyle locale_style;
  const char *p = text;
  unsigned __int128 magnitude = 0;
  guint n_whole = 0, n_fraction = 0, group_length = 0, n_groups = 0, first_group = 0;
  gboolean negative = FALSE, in_fraction = FALSE, half = FALSE, more = FALSE, odd;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (places < G_N_ELEMENTS (powers), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_INVALID,
                           _("The number has characters that cannot be read"));
      return FALSE;
    }

  if (style == NULL)
    {
      rapport_number_style_init_locale (&locale_style);
      style = &locale_style;
    }

  while (is_blank (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (*p == '\0')
    {
      g_set_error_literal (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_EMPTY,
                           _("There is no number"));
      return FALSE;
    }

  if (*p == '-' || *p == '+')
    negative = *p++ == '-';
  else if (g_str_has_prefix (p, MINUS))
    {
      negative = TRUE;
      p += strlen (MINUS);
    }

  while (*p != '\0')
    {
      const char *before = p;

      if (g_ascii_isdigit (*p))
        {
          int digit = *p++ - '0';

          if (!in_fraction || n_fraction < places)
            {
              magnitude = magnitude * 10 + digit;
              if (magnitude > (unsigned __int128) G_MAXINT64 + 1)
                goto overflow;
            }
          else if (n_fraction == places)
            {
              half = digit >= 5;
              more = digit != 0 && digit != 5;
            }
          else
            more = more || digit != 0;

          if (in_fraction)
            n_fraction++;
          else
            n_whole++, group_length++;
        }
      else if (!in_fraction && g_str_has_prefix (p, style->decimal))
        {
          in_fraction = TRUE;
          p += strlen (style->decimal);
        }
      else if (!in_fraction && n_whole > 0 && skip_group (&p, style) && g_ascii_isdigit (*p))
        {
          if (n_groups == 0)
            first_group = group_length;
          else if (group_length != 2 && group_length != 3)
            goto invalid;
          n_groups++;
          group_length = 0;
        }
      else
        {
          p = before;
          break;
        }
    }

  while (is_blank (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  if (*p != '\0' || n_whole + n_fraction == 0 || (in_fraction && n_fraction == 0 && n_whole == 0) ||
      (n_groups > 0 && (group_length != 3 || first_group > 3)))
    goto invalid;

  if ((half || more) && !(flags & RAPPORT_DECIMAL_ROUND))
    {
      g_set_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_PRECISION,
                   ngettext ("“%s” has more than %u decimal place",
                             "“%s” has more than %u decimal places", places), text, places);
      return FALSE;
    }

  for (guint i = n_fraction; i < places; i++)
    {
      magnitude *= 10;
      if (magnitude > (unsigned __int128) G_MAXINT64 + 1)
        goto overflow;
    }

  odd = magnitude % 2 == 1;
  if (half && (more || odd))
    magnitude++;
  if (magnitude > (unsigned __int128) G_MAXINT64)
    goto overflow;

  *value = negative ? -(gint64) magnitude : (gint64) magnitude;
  return TRUE;

invalid:
  set_invalid (error, text);
  return FALSE;

overflow:
  set_overflow (error, text);
  return FALSE;
}

/**
 * rapport_decimal_parse:
 * @text: what was written
 * @style: (nullable): decimal sign and group sign of the text, or %NULL for the locale
 * @flags: what to do with more than six places
 * @value: (out): the number; untouched on error
 * @error: return location for a #RapportDecimalError
 *
 * Reads a quantity, a price or another number by the rules of rapport_decimal_parse_scaled().
 *
 * Returns: whether a number was read
 */
gboolean
rapport_decimal_parse (const char                *text,
                       const RapportNumberStyle  *style,
                       RapportDecimalFlags        flags,
                       RapportDecimal            *value,
                       GError                   **error)
{
  return rapport_decimal_parse_scaled (text, style, RAPPORT_DECIMAL_PLACES, flags, value, error);
}

/**
 * rapport_decimal_parse_share:
 * @text: what was written: "0.15", "15%" or "15 %"
 * @style: (nullable): decimal sign and group sign of the text, or %NULL for the locale
 * @flags: what to do with more than six places
 * @value: (out): the share, 0 to 1; untouched on error
 * @error: return location for a #RapportDecimalError
 *
 * Reads a share, such as a discount. A number without a percent sign is the share itself: "15" is
 * refused as out of range rather than guessed to mean 15 %.
 *
 * Returns: whether a share was read
 */
gboolean
rapport_decimal_parse_share (const char                *text,
                             const RapportNumberStyle  *style,
                             RapportDecimalFlags        flags,
                             RapportDecimal            *value,
                             GError                   **error)
{
  g_autofree char *bare = NULL;
  gint64 share;
  gboolean percent;

  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  bare = g_strchomp (g_strdup (text));
  percent = g_str_has_suffix (bare, "%");
  if (percent)
    bare[strlen (bare) - 1] = '\0';

  /* Two places fewer to keep: a percent is a hundredth. The number read is then the share itself at
   * six places.
   */
  if (!rapport_decimal_parse_scaled (bare, style, percent ? RAPPORT_DECIMAL_PLACES - 2
                                                          : RAPPORT_DECIMAL_PLACES,
                                     flags, &share, error))
    return FALSE;

  if (share < 0 || share > RAPPORT_DECIMAL_ONE)
    {
      g_set_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_RANGE,
                   _("“%s” is not a share between 0 and 1, or 0 %% and 100 %%"), text);
      return FALSE;
    }

  *value = share;
  return TRUE;
}

/**
 * rapport_decimal_format:
 * @value: a number
 * @min_places: least number of decimal places
 * @max_places: greatest number of decimal places, at most 6
 * @style: (nullable): how to write it, or %NULL for the locale
 *
 * Writes a number, rounded half to even to @max_places, without trailing zeros beyond @min_places.
 *
 * Returns: (transfer full): the text
 */
char *
rapport_decimal_format (RapportDecimal            value,
                        guint                     min_places,
                        guint                     max_places,
                        const RapportNumberStyle *style)
{
  guint places = max_places;
  gint64 scaled;

  g_return_val_if_fail (max_places <= RAPPORT_DECIMAL_PLACES, NULL);
  g_return_val_if_fail (min_places <= max_places, NULL);

  scaled = round_half_even (value, powers[RAPPORT_DECIMAL_PLACES - max_places]);
  for (; places > min_places && scaled % 10 == 0; places--)
    scaled /= 10;
  return rapport_number_format_scaled (scaled, places, style);
}

/**
 * rapport_decimal_format_percent:
 * @share: a share, 1 is all
 * @max_places: greatest number of decimal places of the percentage, at most 4
 * @style: (nullable): how to write it, or %NULL for the locale
 *
 * Returns: (transfer full): the percentage, "87.4 %"
 */
char *
rapport_decimal_format_percent (RapportDecimal            share,
                                guint                     max_places,
                                const RapportNumberStyle *style)
{
  g_autofree char *number = NULL;
  guint places = max_places;
  gint64 scaled;

  g_return_val_if_fail (max_places <= RAPPORT_DECIMAL_PLACES - 2, NULL);

  scaled = round_half_even (share, powers[RAPPORT_DECIMAL_PLACES - 2 - max_places]);
  for (; places > 0 && scaled % 10 == 0; places--)
    scaled /= 10;
  number = rapport_number_format_scaled (scaled, places, style);

  /* Translators: a percentage; the blank is a no-break space. */
  return g_strdup_printf (_("%s %%"), number);
}

static gboolean
compute_line (RapportDecimal   quantity,
              RapportDecimal   unit_price,
              RapportDecimal   discount,
              __int128        *line,
              GError         **error)
{
  if (discount < 0 || discount > RAPPORT_DECIMAL_ONE)
    {
      g_set_error_literal (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_RANGE,
                           _("A discount is a share between 0 and 1"));
      return FALSE;
    }

  if (__builtin_mul_overflow ((__int128) quantity * unit_price,
                              (__int128) (RAPPORT_DECIMAL_ONE - discount), line))
    {
      g_set_error_literal (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_OVERFLOW,
                           _("The amount is too large"));
      return FALSE;
    }
  return TRUE;
}

static __int128
total_get (const RapportTotal *total)
{
  return (__int128) ((unsigned __int128) (guint64) total->high << 64 | total->low);
}

static void
total_set (RapportTotal *total,
           __int128      sum)
{
  total->high = (gint64) ((unsigned __int128) sum >> 64);
  total->low = (guint64) sum;
}

/**
 * rapport_total_add_line:
 * @total: a total
 * @quantity: how many, negative for a return
 * @unit_price: the price of one, in units of the currency
 * @discount: the share taken off, 0 to 1
 * @error: return location for a #RapportDecimalError
 *
 * Adds @quantity × @unit_price × (1 − @discount) to @total, exactly. On error @total is as before.
 *
 * Returns: whether the line was added
 */
gboolean
rapport_total_add_line (RapportTotal    *total,
                        RapportDecimal   quantity,
                        RapportDecimal   unit_price,
                        RapportDecimal   discount,
                        GError         **error)
{
  __int128 line, sum;

  g_return_val_if_fail (total != NULL, FALSE);

  if (!compute_line (quantity, unit_price, discount, &line, error))
    return FALSE;

  if (__builtin_add_overflow (total_get (total), line, &sum))
    {
      g_set_error_literal (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_OVERFLOW,
                           _("The amount is too large"));
      return FALSE;
    }
  total_set (total, sum);
  return TRUE;
}

/**
 * rapport_total_round:
 * @total: a total
 * @digits: how many decimal places the currency has: 0, 2 or 3
 * @minor: (out): the total in minor units; untouched on error
 * @error: return location for a #RapportDecimalError
 *
 * Rounds a total to minor units of the currency, half to even. This is the only rounding that a
 * purchase goes through.
 *
 * Returns: whether the total fits
 */
gboolean
rapport_total_round (const RapportTotal  *total,
                     guint                digits,
                     gint64              *minor,
                     GError             **error)
{
  __int128 rounded;

  g_return_val_if_fail (total != NULL, FALSE);
  g_return_val_if_fail (digits <= 4, FALSE);
  g_return_val_if_fail (minor != NULL, FALSE);

  rounded = round_half_even (total_get (total), powers[18 - digits]);
  if (rounded > G_MAXINT64 || rounded < -(__int128) G_MAXINT64)
    {
      g_set_error_literal (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_OVERFLOW,
                           _("The amount is too large"));
      return FALSE;
    }
  *minor = rounded;
  return TRUE;
}

/**
 * rapport_decimal_line_total:
 * @quantity: how many, negative for a return
 * @unit_price: the price of one, in units of the currency
 * @discount: the share taken off, 0 to 1
 * @digits: how many decimal places the currency has: 0, 2 or 3
 * @minor: (out): the amount in minor units; untouched on error
 * @error: return location for a #RapportDecimalError
 *
 * Computes @quantity × @unit_price × (1 − @discount) exactly and rounds once, half to even. For a
 * purchase of several lines use a #RapportTotal: rounding each line gives another sum.
 *
 * Returns: whether the amount fits
 */
gboolean
rapport_decimal_line_total (RapportDecimal   quantity,
                            RapportDecimal   unit_price,
                            RapportDecimal   discount,
                            guint            digits,
                            gint64          *minor,
                            GError         **error)
{
  RapportTotal total = { 0 };

  return rapport_total_add_line (&total, quantity, unit_price, discount, error) &&
         rapport_total_round (&total, digits, minor, error);
}
