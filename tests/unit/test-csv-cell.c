/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "exchange/rapport-parse-cell.h"

#include <string.h>

#define BAD RAPPORT_CELL_BAD
#define NOTHING RAPPORT_CELL_NOTHING
#define VALUE RAPPORT_CELL_VALUE

static RapportCsvDialect *
dialect_with (char decimal_sign)
{
  static const char * const words[] = { "NULL", "n/a", NULL };
  RapportCsvDialect *dialect = rapport_csv_dialect_new ();

  rapport_csv_dialect_set_decimal_sign (dialect, decimal_sign);
  rapport_csv_dialect_set_null_words (dialect, words);

  return dialect;
}

static void
test_numbers (void)
{
  static const struct { const char *text; char sign; guint scale; gboolean valid; gint64 value; } cases[] = {
    { "0", '.', 2, TRUE, 0 }, { "12", '.', 2, TRUE, 1200 }, { "12.5", '.', 2, TRUE, 1250 },
    { "-12.50", '.', 2, TRUE, -1250 }, { "−12.50", '.', 2, TRUE, -1250 }, { "+3", '.', 0, TRUE, 3 },
    { "(7.10)", '.', 2, TRUE, -710 }, { "5-", '.', 0, TRUE, -5 }, { " 8 ", '.', 0, TRUE, 8 },
    { ".5", '.', 1, TRUE, 5 }, { "1,234,567.89", '.', 2, TRUE, 123456789 },
    { "1.234.567,89", ',', 2, TRUE, 123456789 }, { "18.400,00", ',', 2, TRUE, 1840000 },
    { "1 234,5", ',', 1, TRUE, 12345 }, { "1\xc2\xa0""234", '.', 0, TRUE, 1234 },
    { "1\xe2\x80\xaf""234", '.', 0, TRUE, 1234 },
    { "1'234.5", '.', 1, TRUE, 12345 },
    { "1’234", '.', 0, TRUE, 1234 },
    { "€ 4,50", ',', 2, TRUE, 450 },
    { "4,50 €", ',', 2, TRUE, 450 },
    { "-€4.50", '.', 2, TRUE, -450 },
    { "EUR 4.50", '.', 2, TRUE, 450 },
    { "4.50 SEK", '.', 2, TRUE, 450 },
    { "$1,000", '.', 2, TRUE, 100000 },
    /* Half to even. */
    { "0.125", '.', 2, TRUE, 12 }, { "0.135", '.', 2, TRUE, 14 }, { "0.1250001", '.', 2, TRUE, 13 },
    { "2.5", '.', 0, TRUE, 2 }, { "3.5", '.', 0, TRUE, 4 }, { "-2.5", '.', 0, TRUE, -2 },
    { "9223372036854775807", '.', 0, FALSE, 0 },
    { "999999999999999999", '.', 0, TRUE, G_GINT64_CONSTANT (999999999999999999) },
    { "99999999999999999999", '.', 0, FALSE, 0 }, { "9999999999999999", '.', 6, FALSE, 0 },
    { "", '.', 0, FALSE, 0 },
    { "-", '.', 0, FALSE, 0 },
    { "n.v.t.", '.', 0, FALSE, 0 },
    { "1.2.3", '.', 0, FALSE, 0 },
    { "1,23", '.', 2, FALSE, 0 }, { "1,2345", '.', 2, FALSE, 0 }, { "12,34,567", '.', 0, FALSE, 0 },
    { "1,234 567", '.', 0, FALSE, 0 }, { "1.234", ',', 0, TRUE, 1234 }, { "5.", '.', 0, FALSE, 0 },
    { "--5", '.', 0, FALSE, 0 },
    { "-5-", '.', 0, FALSE, 0 },
    { "ALB01", '.', 0, FALSE, 0 },
    { "ALB 01", '.', 0, FALSE, 0 },
    { "€", '.', 0, FALSE, 0 },
    { "()", '.', 0, FALSE, 0 },
    { "1e5", '.', 0, FALSE, 0 },
    { "0x10", '.', 0, FALSE, 0 },
    { "1,", '.', 0, FALSE, 0 }, { ",123", '.', 0, FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 value = -1;
      char currency[4];

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (rapport_scan_number (cases[i].text, strlen (cases[i].text), cases[i].sign,
                                            cases[i].scale, &value, currency), ==, cases[i].valid);
      if (cases[i].valid)
        g_assert_cmpint (value, ==, cases[i].value);
    }
}

static void
test_days (void)
{
  static const struct { const char *text; RapportDateFormat format; RapportCellResult result; int y, m, d; } cases[] = {
    { "1996-07-04 00:00:00.000", RAPPORT_DATE_FORMAT_YMD, VALUE, 1996, 7, 4 },
    { "2019-7-4", RAPPORT_DATE_FORMAT_YMD, VALUE, 2019, 7, 4 },
    { "2019/07/04", RAPPORT_DATE_FORMAT_YMD, VALUE, 2019, 7, 4 },
    { "19970118", RAPPORT_DATE_FORMAT_COMPACT, VALUE, 1997, 1, 18 },
    { "04/07/2019", RAPPORT_DATE_FORMAT_DMY, VALUE, 2019, 7, 4 },
    { "04/07/2019", RAPPORT_DATE_FORMAT_MDY, VALUE, 2019, 4, 7 },
    { "4.7.19", RAPPORT_DATE_FORMAT_DMY, VALUE, 2019, 7, 4 },
    { "4. 7. 2019", RAPPORT_DATE_FORMAT_DMY, VALUE, 2019, 7, 4 },
    { "31-12-70", RAPPORT_DATE_FORMAT_DMY, VALUE, 1970, 12, 31 },
    { " 1/2/69 ", RAPPORT_DATE_FORMAT_DMY, VALUE, 2069, 2, 1 },
    { "29.02.2024", RAPPORT_DATE_FORMAT_DMY, VALUE, 2024, 2, 29 },
    { "2019-07-04", RAPPORT_DATE_FORMAT_DMY, VALUE, 2019, 7, 4 },
    { "1/2/2019 1:05 PM", RAPPORT_DATE_FORMAT_MDY, VALUE, 2019, 1, 2 },
    { "NULL", RAPPORT_DATE_FORMAT_DMY, NOTHING, 0, 0, 0 },
    { "", RAPPORT_DATE_FORMAT_DMY, NOTHING, 0, 0, 0 },
    { "  ", RAPPORT_DATE_FORMAT_DMY, NOTHING, 0, 0, 0 },
    { "29.02.2023", RAPPORT_DATE_FORMAT_DMY, BAD, 0, 0, 0 },
    { "31/12/2019", RAPPORT_DATE_FORMAT_MDY, BAD, 0, 0, 0 },
    { "2019-13-01", RAPPORT_DATE_FORMAT_YMD, BAD, 0, 0, 0 },
    { "20191301", RAPPORT_DATE_FORMAT_COMPACT, BAD, 0, 0, 0 },
    { "1/2/2019 25:00", RAPPORT_DATE_FORMAT_DMY, BAD, 0, 0, 0 },
    { "1/2/2019 x", RAPPORT_DATE_FORMAT_DMY, BAD, 0, 0, 0 },
    { "1/2-2019", RAPPORT_DATE_FORMAT_DMY, BAD, 0, 0, 0 },
    { "yesterday", RAPPORT_DATE_FORMAT_DMY, BAD, 0, 0, 0 },
    { "0000-00-00", RAPPORT_DATE_FORMAT_YMD, BAD, 0, 0, 0 },
    { "1/2/201", RAPPORT_DATE_FORMAT_DMY, BAD, 0, 0, 0 },
  };
  g_autoptr(RapportCsvDialect) dialect = dialect_with ('.');

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      RapportDay day = RAPPORT_DAY_NONE;

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (rapport_parse_cell_day (dialect, cases[i].format, cases[i].text,
                                               strlen (cases[i].text), &day, &error),
                       ==, cases[i].result);
      g_assert_true ((cases[i].result == BAD) == (error != NULL));
      if (cases[i].result == VALUE)
        g_assert_cmpint (day, ==, rapport_day_from_ymd (cases[i].y, cases[i].m, cases[i].d));
    }
}

static void
test_instants (void)
{
  static const struct { const char *text; gint64 instant; } cases[] = {
    { "1970-01-02", 86400 }, { "1970-01-01 01:00", 3600 }, { "1970-01-01T01:00:05Z", 3605 },
    { "1970-01-01T01:00:05.999+01:00", 5 }, { "19700101T000001Z", 1 }, { "1970-01-01 12:00 am", 0 },
    { "1970-01-01 12:30 PM", 45000 },
    { "1970-01-01 00:00:00-0130", 5400 },
    { "1970-01-01 24:00", 86400 },
  };
  g_autoptr(RapportCsvDialect) dialect = dialect_with ('.');
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr(GTimeZone) berlin = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr(GError) error = NULL;
  gint64 instant;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      instant = -1;
      g_test_message ("“%s”", cases[i].text);
      rapport_parse_cell_instant (dialect, RAPPORT_DATE_FORMAT_YMD, utc, cases[i].text,
                                  strlen (cases[i].text), &instant, &error);
      g_assert_no_error (error);
      g_assert_cmpint (instant, ==, cases[i].instant);
    }

  if (berlin != NULL)
    {
      g_assert_cmpint (rapport_parse_cell_instant (dialect, RAPPORT_DATE_FORMAT_YMD, berlin,
                                                   "2024-07-01 12:00", 16, &instant, NULL), ==,
                                                     VALUE);
      g_assert_cmpint (instant, ==, 1719828000);
      g_assert_cmpint (rapport_parse_cell_instant (dialect, RAPPORT_DATE_FORMAT_YMD, berlin,
                                                   "2024-01-01 12:00", 16, &instant, NULL), ==,
                                                     VALUE);
      g_assert_cmpint (instant, ==, 1704106800);
    }
}

static void
test_sentences (void)
{
  g_autoptr(RapportCsvDialect) dialect = dialect_with (',');
  g_autofree char *endless = g_strnfill (500, 'x');
  g_autoptr(GError) error = NULL;
  gint64 value;
  gboolean truth;
  RapportDay day;

  g_assert_cmpint (rapport_parse_cell_money (dialect, 2, "n.v.t.", 6, &value, NULL, &error), ==,
                   BAD);
  g_assert_error (error, RAPPORT_CELL_ERROR, RAPPORT_CELL_ERROR_MONEY);
  g_assert_cmpstr (error->message, ==, "“n.v.t.” is not an amount.");
  g_clear_error (&error);
  rapport_parse_cell_day (dialect, RAPPORT_DATE_FORMAT_MDY, "31/12/2019", 10, &day, &error);
  g_assert_cmpstr (error->message, ==, "“31/12/2019” is not a date when the month is read first.");
  g_clear_error (&error);
  rapport_parse_cell_integer (dialect, "1,5", 3, &value, &error);
  g_assert_cmpstr (error->message, ==, "“1,5” is not a whole number.");
  g_clear_error (&error);
  rapport_parse_cell_boolean (dialect, "maybe\n%s", 8, &truth, &error);
  g_assert_cmpstr (error->message, ==, "“maybe %s” is neither yes nor no.");
  g_clear_error (&error);
  rapport_parse_cell_decimal (dialect, endless, 500, &value, &error);
  g_assert_cmpint (g_utf8_strlen (error->message, -1), <, 100);
}

static void
test_typed (void)
{
  g_autoptr(RapportCsvDialect) dialect = dialect_with ('.');
  const char *start;
  gsize length;
  gint64 value = 0;
  gboolean truth = FALSE;
  char currency[4];

  g_assert_cmpint (rapport_parse_cell_decimal (dialect, "0.15", 4, &value, NULL), ==, VALUE);
  g_assert_cmpint (value, ==, 150000);
  g_assert_cmpint (rapport_parse_cell_decimal (dialect, "15 %", 4, &value, NULL), ==, VALUE);
  g_assert_cmpint (value, ==, 150000);
  g_assert_cmpint (rapport_parse_cell_integer (dialect, "3.000", 5, &value, NULL), ==, VALUE);
  g_assert_cmpint (value, ==, 3);
  g_assert_cmpint (rapport_parse_cell_money (dialect, 0, "¥ 1,200", 8, &value, currency, NULL), ==,
                   VALUE);
  g_assert_cmpint (value, ==, 1200);
  g_assert_cmpstr (currency, ==, "JPY");
  g_assert_cmpint (rapport_parse_cell_money (dialect, 2, "$5", 2, &value, currency, NULL), ==,
                   VALUE);
  g_assert_cmpstr (currency, ==, "");
  g_assert_cmpint (rapport_parse_cell_money (dialect, 2, "n/a", 3, &value, currency, NULL), ==,
                   NOTHING);
  g_assert_cmpint (rapport_parse_cell_boolean (dialect, "Ja", 2, &truth, NULL), ==, VALUE);
  g_assert_true (truth);
  g_assert_cmpint (rapport_parse_cell_boolean (dialect, "FALSE", 5, &truth, NULL), ==, VALUE);
  g_assert_false (truth);
  g_assert_cmpint (rapport_parse_cell_text (dialect, "\xc2\xa0 a b\t", 7, &start, &length), ==,
                   VALUE);
  g_assert_cmpmem (start, length, "a b", 3);
  g_assert_cmpint (rapport_parse_cell_text (dialect, " NULL ", 6, &start, &length), ==, NOTHING);

  g_assert_true (rapport_scan_email ("a.b@c.example", 13));
  g_assert_false (rapport_scan_email ("a@b", 3));
  g_assert_false (rapport_scan_email ("a b@c.de", 8));
  g_assert_false (rapport_scan_email ("a@b@c.de", 8));
  g_assert_false (rapport_scan_email ("@c.de", 5));
}

static void
test_names (void)
{
  static const struct { const char *text; RapportDateFormat format; } formats[] = {
    { "iso", RAPPORT_DATE_FORMAT_YMD },
    { "YYYY-MM-DD", RAPPORT_DATE_FORMAT_YMD },
    { "ymd", RAPPORT_DATE_FORMAT_YMD },
    { "YYYYMMDD", RAPPORT_DATE_FORMAT_COMPACT }, { "%Y%m%d", RAPPORT_DATE_FORMAT_COMPACT },
    { "%Y-%m-%d", RAPPORT_DATE_FORMAT_YMD },
    { "dmy", RAPPORT_DATE_FORMAT_DMY },
    { "D/M/Y", RAPPORT_DATE_FORMAT_DMY },
    { "DD.MM.YYYY", RAPPORT_DATE_FORMAT_DMY },
    { "%d/%m/%Y", RAPPORT_DATE_FORMAT_DMY },
    { "mm/dd/yyyy", RAPPORT_DATE_FORMAT_MDY },
  };
  RapportDateFormat format;
  RapportCsvEncoding encoding;
  char delimiter;

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_assert_true (rapport_date_format_from_string (formats[i].text, &format));
      g_assert_cmpint (format, ==, formats[i].format);
    }
  g_assert_false (rapport_date_format_from_string ("sometimes", &format));
  for (guint f = 1; f < RAPPORT_N_DATE_FORMATS; f++)
    {
      g_assert_true (rapport_date_format_from_string (rapport_date_format_to_string (f), &format));
      g_assert_cmpint (format, ==, f);
    }
  for (guint e = 0; e <= RAPPORT_CSV_ENCODING_WINDOWS_1252; e++)
    {
      g_assert_true (rapport_csv_encoding_from_string (rapport_csv_encoding_to_string (e),
                                                       &encoding));
      g_assert_cmpint (encoding, ==, e);
    }
  g_assert_false (rapport_csv_encoding_from_string ("klingon", &encoding));
  g_assert_true (rapport_csv_delimiter_from_string ("\\t", &delimiter));
  g_assert_cmpint (delimiter, ==, '\t');
  g_assert_true (rapport_csv_delimiter_from_string (";", &delimiter));
  g_assert_cmpint (delimiter, ==, ';');
  g_assert_false (rapport_csv_delimiter_from_string ("\"", &delimiter));
  g_assert_false (rapport_csv_delimiter_from_string (";;", &delimiter));
  g_assert_false (rapport_csv_delimiter_from_string ("", &delimiter));
}

static void
test_garbage (void)
{
  static const char alphabet[] = "0123456789.,-/: +()%$EUR\xc2\xa0\xe2\x80\xaf@T";
  g_autoptr(RapportCsvDialect) dialect = dialect_with (',');

  for (guint round = 0; round < 20000; round++)
    {
      gsize length = g_test_rand_int_range (0, 14);
      g_autofree char *text = g_malloc (length);       /* so that valgrind sees a byte too many */
      gint64 value;
      RapportDay day;
      gboolean truth;
      char currency[4];

      for (gsize i = 0; i < length; i++)
        text[i] = round % 2 ? alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)]
                            : (char) g_test_rand_int_range (0, 256);
      rapport_parse_cell_day (dialect, round % RAPPORT_N_DATE_FORMATS, text, length, &day, NULL);
      rapport_parse_cell_instant (dialect, RAPPORT_DATE_FORMAT_DMY, NULL, text, length, &value,
                                  NULL);
      rapport_parse_cell_integer (dialect, text, length, &value, NULL);
      rapport_parse_cell_decimal (dialect, text, length, &value, NULL);
      rapport_parse_cell_money (dialect, 2, text, length, &value, currency, NULL);
      rapport_parse_cell_boolean (dialect, text, length, &truth, NULL);
      rapport_scan_email (text, length);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-cell/numbers", test_numbers);
  g_test_add_func ("/csv-cell/days", test_days);
  g_test_add_func ("/csv-cell/instants", test_instants);
  g_test_add_func ("/csv-cell/sentences", test_sentences);
  g_test_add_func ("/csv-cell/typed", test_typed);
  g_test_add_func ("/csv-cell/names", test_names);
  g_test_add_func ("/csv-cell/garbage", test_garbage);

  return g_test_run ();
}
