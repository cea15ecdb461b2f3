#include "config.h"

#include "core/rapport-decimal.h"

#include <stdlib.h>
#include <string.h>

static RapportNumberStyle en, de, fr, ch;

static void
check (const char               *text,
       const RapportNumberStyle *style,
       gint64                    expected)
{
  g_autoptr(GError) error = NULL;
  gint64 value;

  rapport_decimal_parse (text, style, RAPPORT_DECIMAL_EXACT, &value, &error);
  g_assert_no_error (error);
  g_assert_cmpint (value, ==, expected);
}

static void
check_error (const char               *text,
             const RapportNumberStyle *style,
             RapportDecimalError       code)
{
  g_autoptr(GError) error = NULL;
  gint64 value = 42;

  g_assert_false (rapport_decimal_parse (text, style, RAPPORT_DECIMAL_EXACT, &value, &error));
  g_assert_error (error, RAPPORT_DECIMAL_ERROR, (int) code);
  g_assert_cmpint (value, ==, 42);
}

static void
test_parse (void)
{
  check ("0", &en, 0);
  check ("1", &en, 1000000);
  check (" -1.5 ", &en, -1500000);
  check ("−1.5", &en, -1500000);
  check ("+1.5", &en, 1500000);
  check (".5", &en, 500000);
  check ("5.", &en, 5000000);
  check ("0.000001", &en, 1);
  check ("1.5000000000", &en, 1500000);
  check ("1,234,567.89", &en, G_GINT64_CONSTANT (1234567890000));
  check ("12,34,567", &en, G_GINT64_CONSTANT (1234567000000));
  check ("1234567.89", &en, G_GINT64_CONSTANT (1234567890000));
  check ("1.234.567,89", &de, G_GINT64_CONSTANT (1234567890000));
  check ("1,5", &de, 1500000);
  check ("1 234,5", &fr, 1234500000);
  check ("1\u202f234,5\u00a0", &fr, 1234500000);
  check ("1'234.5", &ch, 1234500000);
  check ("1’234.5", &ch, 1234500000);
  check ("9223372036854.775807", &en, G_MAXINT64);
  check ("-9223372036854.775807", &en, -G_MAXINT64);
  check ("0000000000000000000000000000001", &en, 1000000);

  check_error ("", &en, RAPPORT_DECIMAL_ERROR_EMPTY);
  check_error (" \t", &en, RAPPORT_DECIMAL_ERROR_EMPTY);
  check_error ("abc", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("-", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error (".", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1.2.3", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1,5", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1,2345", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1234,567", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1,,234", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error (",234", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1,234,", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1,2,345", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1.234,567", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1.50", &de, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1 234", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("--1", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1e6", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("0x10", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("5%", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("nan", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("٣", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("1\xff", &en, RAPPORT_DECIMAL_ERROR_INVALID);
  check_error ("0.0000001", &en, RAPPORT_DECIMAL_ERROR_PRECISION);
  check_error ("9223372036854.775808", &en, RAPPORT_DECIMAL_ERROR_OVERFLOW);
  check_error ("99999999999999999999999999999999999999999999", &en, RAPPORT_DECIMAL_ERROR_OVERFLOW);
}

static void
test_rounding (void)
{
  static const struct { const char *text; gint64 value; } cases[] = {
    { "0.0000005", 0 }, { "0.0000015", 2 }, { "0.0000025", 2 }, { "0.00000250001", 3 },
    { "0.0000024999", 2 }, { "-0.0000015", -2 }, { "-0.0000005", 0 }, { "0.9999999", 1000000 },
    { "0.0000016", 2 }, { "0.0000014", 1 },
  };
  gint64 value;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (rapport_decimal_parse (cases[i].text, &en, RAPPORT_DECIMAL_ROUND, &value,
                                            NULL));
      g_assert_cmpint (value, ==, cases[i].value);
    }
  g_assert_cmpint (rapport_number_round_div (25, 10), ==, 2);
  g_assert_cmpint (rapport_number_round_div (35, 10), ==, 4);
  g_assert_cmpint (rapport_number_round_div (-25, 10), ==, -2);
  g_assert_cmpint (rapport_number_round_div (-26, 10), ==, -3);
  g_assert_cmpint (rapport_number_round_div (G_MININT64, 1), ==, G_MININT64);
}

static void
test_share (void)
{
  g_autoptr(GError) error = NULL;
  gint64 value = 0;

  g_assert_true (rapport_decimal_parse_share ("0.15", &en, 0, &value, NULL));
  g_assert_cmpint (value, ==, 150000);
  g_assert_true (rapport_decimal_parse_share ("15%", &en, 0, &value, NULL));
  g_assert_cmpint (value, ==, 150000);
  g_assert_true (rapport_decimal_parse_share ("12,5\u00a0% ", &de, 0, &value, NULL));
  g_assert_cmpint (value, ==, 125000);
  g_assert_true (rapport_decimal_parse_share ("100 %", &en, 0, &value, NULL));
  g_assert_cmpint (value, ==, 1000000);
  /* As the well-known sample has it: a float that was written out. */
  g_assert_true (rapport_decimal_parse_share ("0.15000000596046448", &en, RAPPORT_DECIMAL_ROUND,
                                              &value, NULL));
  g_assert_cmpint (value, ==, 150000);

  g_assert_false (rapport_decimal_parse_share ("15", &en, 0, &value, &error));
  g_assert_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (rapport_decimal_parse_share ("-1%", &en, 0, &value, &error));
  g_assert_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (rapport_decimal_parse_share ("%", &en, 0, &value, &error));
  g_assert_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_EMPTY);
}

static void
check_format (gint64                    value,
              guint                     least,
              guint                     most,
              const RapportNumberStyle *style,
              const char               *expected)
{
  g_autofree char *text = rapport_decimal_format (value, least, most, style);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_format (void)
{
  RapportNumberStyle indian = en;
  g_autofree char *percent = rapport_decimal_format_percent (874000, 1, &en);
  g_autofree char *whole = rapport_decimal_format_percent (610000, 1, &en);
  g_autofree char *lowest = rapport_number_format_integer (G_MININT64, &en);
  g_autofree char *locale = rapport_number_format_integer (1234, NULL);

  check_format (1500000, 0, 6, &en, "1.5");
  check_format (1500000, 2, 6, &en, "1.50");
  check_format (1234567891234, 2, 2, &en, "1,234,567.89");
  check_format (1234567891234, 2, 2, &de, "1.234.567,89");
  check_format (1234567891234, 2, 2, &fr, "1\u202f234\u202f567,89");
  check_format (-500000, 0, 0, &en, "0");
  check_format (-1500000, 0, 0, &en, "−2");
  check_format (999999999, 0, 2, &en, "1,000");
  check_format (1, 0, 6, &en, "0.000001");
  memcpy (indian.grouping, "\3\2", 3);
  check_format (12345678000000, 0, 0, &indian, "1,23,45,678");
  memcpy (indian.grouping, "\3\177", 3);
  check_format (12345678000000, 0, 0, &indian, "12345,678");
  g_assert_cmpstr (percent, ==, "87.4\u00a0%");
  g_assert_cmpstr (whole, ==, "61\u00a0%");
  g_assert_cmpstr (lowest, ==, "−9,223,372,036,854,775,808");
  g_assert_cmpstr (locale, ==, "1,234");
}

static void
test_lines (void)
{
  g_autoptr(GError) error = NULL;
  RapportTotal total = { 0 };
  gint64 minor = 7;

  /* 3 × 33.335 × (1 − 0.1) = 90.0045 */
  g_assert_true (rapport_decimal_line_total (3000000, 33335000, 100000, 2, &minor, NULL));
  g_assert_cmpint (minor, ==, 9000);
  g_assert_true (rapport_decimal_line_total (3000000, 33335000, 100000, 3, &minor, NULL));
  g_assert_cmpint (minor, ==, 90004);
  g_assert_true (rapport_decimal_line_total (3000000, 33335000, 100000, 0, &minor, NULL));
  g_assert_cmpint (minor, ==, 90);
  /* Halves go to even: 0.125 and 0.135; also below zero. */
  g_assert_true (rapport_decimal_line_total (1000000, 125000, 0, 2, &minor, NULL));
  g_assert_cmpint (minor, ==, 12);
  g_assert_true (rapport_decimal_line_total (1000000, 135000, 0, 2, &minor, NULL));
  g_assert_cmpint (minor, ==, 14);
  g_assert_true (rapport_decimal_line_total (-1000000, 125000, 0, 2, &minor, NULL));
  g_assert_cmpint (minor, ==, -12);
  g_assert_true (rapport_decimal_line_total (-1000000, 135000, 0, 2, &minor, NULL));
  g_assert_cmpint (minor, ==, -14);

  /* Two lines of 0.005: rounded once they are a cent, rounded each nothing. */
  g_assert_true (rapport_total_add_line (&total, 1000000, 5000, 0, NULL));
  g_assert_true (rapport_total_add_line (&total, 1000000, 5000, 0, NULL));
  g_assert_true (rapport_total_round (&total, 2, &minor, NULL));
  g_assert_cmpint (minor, ==, 1);
  g_assert_true (rapport_total_add_line (&total, -3000000, 5000, 0, NULL));
  g_assert_true (rapport_total_round (&total, 3, &minor, NULL));
  g_assert_cmpint (minor, ==, -5);

  minor = 7;
  g_assert_false (rapport_decimal_line_total (1, 1, 1000001, 2, &minor, &error));
  g_assert_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_RANGE);
  g_clear_error (&error);
  g_assert_false (rapport_decimal_line_total (G_MAXINT64, G_MAXINT64, 0, 2, &minor, &error));
  g_assert_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_OVERFLOW);
  g_clear_error (&error);
  g_assert_false (rapport_decimal_line_total (G_MAXINT64, 1000000000000, 0, 2, &minor, &error));
  g_assert_error (error, RAPPORT_DECIMAL_ERROR, RAPPORT_DECIMAL_ERROR_OVERFLOW);
  g_assert_cmpint (minor, ==, 7);
}

static void
test_northwind (void)
{
  const char *data = g_getenv ("RAPPORT_SHARED_DATA");
  g_autofree char *path = g_build_filename (data ? data : "", "northwind", "order_details.csv",
                                            NULL);
  g_autofree char *contents = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GHashTable) orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  RapportTotal all = { 0 }, *order;
  gint64 sum = 0, minor;
  guint n_lines = 0;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    {
      g_test_skip ("the data are not here");
      return;
    }

  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 1; lines[i] != NULL && lines[i][0] != '\0'; i++)
    {
      g_auto(GStrv) cells = g_strsplit (g_strchomp (lines[i]), ",", -1);
      gint64 price, quantity, discount;

      g_assert_cmpuint (g_strv_length (cells), ==, 5);
      g_assert_true (rapport_decimal_parse (cells[2], &en, 0, &price, NULL));
      g_assert_true (rapport_decimal_parse (cells[3], &en, 0, &quantity, NULL));
      g_assert_true (rapport_decimal_parse_share (cells[4], &en, 0, &discount, NULL));
      order = g_hash_table_lookup (orders, cells[0]);
      if (order == NULL)
        {
          order = g_new0 (RapportTotal, 1);
          g_hash_table_insert (orders, g_strdup (cells[0]), order);
        }
      g_assert_true (rapport_total_add_line (order, quantity, price, discount, NULL));
      g_assert_true (rapport_total_add_line (&all, quantity, price, discount, NULL));
      n_lines++;
    }

  g_hash_table_iter_init (&iter, orders);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &order))
    {
      g_assert_true (rapport_total_round (order, 2, &minor, NULL));
      sum += minor;
    }
  g_assert_cmpuint (n_lines, ==, 2155);
  g_assert_cmpuint (g_hash_table_size (orders), ==, 830);
  g_assert_cmpint (sum, ==, 126579306);
  g_assert_true (rapport_total_round (&all, 4, &minor, NULL));
  g_assert_cmpint (minor, ==, G_GINT64_CONSTANT (12657930395));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  rapport_number_style_init (&en, ".", ",");
  rapport_number_style_init (&de, ",", ".");
  rapport_number_style_init (&fr, ",", "\u202f");
  rapport_number_style_init (&ch, ".", "’");
  g_test_add_func ("/decimal/parse", test_parse);
  g_test_add_func ("/decimal/rounding", test_rounding);
  g_test_add_func ("/decimal/share", test_share);
  g_test_add_func ("/decimal/format", test_format);
  g_test_add_func ("/decimal/lines", test_lines);
  g_test_add_func ("/decimal/northwind", test_northwind);
  return g_test_run ();
}
