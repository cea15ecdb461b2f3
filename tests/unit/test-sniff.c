/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "exchange/rapport-parse-cell.h"
#include "exchange/rapport-sniffer.h"

#include <glib/gstdio.h>
#include <string.h>

static RapportCsvDialect *
sniff_bytes (const char               *text,
             gssize                    length,
             const RapportCsvDialect  *chosen,
             const char               *country,
             GError                  **error)
{
  g_autofree char *path = NULL;
  g_autoptr(GFile) file = NULL;
  RapportCsvDialect *dialect;
  int fd = g_file_open_tmp ("rapport-sniff-XXXXXX.csv", &path, NULL);

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (path, text, length, NULL));
  file = g_file_new_for_path (path);
  dialect = rapport_sniff_file (file, chosen, country, NULL, NULL, NULL, error);
  g_remove (path);

  return dialect;
}

static RapportCsvDialect *
sniff (const char *text)
{
  g_autoptr(GError) error = NULL;
  RapportCsvDialect *dialect = sniff_bytes (text, -1, NULL, NULL, &error);

  g_assert_no_error (error);
  return dialect;
}

static RapportCsvDialect *
sniff_fixture (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "csv", name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  RapportCsvDialect *dialect = rapport_sniff_file (file, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return dialect;
}

static RapportCsvDialect *
sniff_shared (const char *name)
{
  g_autofree char *path = g_build_filename (g_getenv ("RAPPORT_SHARED_DATA") ?: "", name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  RapportCsvDialect *dialect;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared data are not here (RAPPORT_SHARED_DATA)");
      return NULL;
    }
  dialect = rapport_sniff_file (file, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return dialect;
}

static void
test_dutch (void)
{
  g_autoptr(RapportCsvDialect) d = sniff_fixture ("klanten-noord.csv");
  g_autofree char *iso = NULL;

  g_assert_cmpint (d->encoding, ==, RAPPORT_CSV_ENCODING_WINDOWS_1252);
  g_assert_cmpint (d->encoding_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_cmpint (d->delimiter, ==, ';');
  g_assert_cmpint (d->delimiter_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_true (d->has_headings);
  g_assert_cmpint (d->headings_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_cmpint (d->decimal_sign, ==, ',');
  g_assert_cmpint (d->decimal_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_cmpstr (d->null_words[0], ==, "NULL");
  g_assert_null (d->null_words[1]);
  g_assert_cmpuint (d->n_columns, ==, 10);
  g_assert_cmpuint (d->n_rows, ==, 3);
  g_assert_cmpint (d->columns[0].type, ==, RAPPORT_CSV_TYPE_TEXT);
  g_assert_cmpint (d->columns[3].type, ==, RAPPORT_CSV_TYPE_EMAIL);
  g_assert_cmpint (d->columns[4].type, ==, RAPPORT_CSV_TYPE_PHONE);
  g_assert_cmpint (d->columns[7].type, ==, RAPPORT_CSV_TYPE_MONEY);
  g_assert_cmpuint (d->columns[7].n_nothing, ==, 1);
  g_assert_cmpstr (d->columns[1].samples[0], ==, "Albrecht Kühltechnik");

  g_assert_cmpint (d->columns[6].type, ==, RAPPORT_CSV_TYPE_DAY);
  g_assert_true (d->columns[6].date_ambiguous);
  g_assert_cmpint (d->columns[6].date_certainty, ==, RAPPORT_CSV_GUESSED);
  g_assert_cmpint (d->columns[6].date_format, ==, RAPPORT_DATE_FORMAT_DMY);
  g_assert_cmpstr (d->columns[6].example, ==, "04/07/2019");
  g_assert_cmpint (d->columns[6].example_days[RAPPORT_DATE_FORMAT_DMY], ==,
                   rapport_day_from_ymd (2019, 7, 4));
  g_assert_cmpint (d->columns[6].example_days[RAPPORT_DATE_FORMAT_MDY], ==,
                   rapport_day_from_ymd (2019, 4, 7));
}

static void
test_german (void)
{
  g_autoptr(RapportCsvDialect) d = sniff_fixture ("bestellungen.csv");

  g_assert_cmpint (d->encoding, ==, RAPPORT_CSV_ENCODING_UTF_8);
  g_assert_cmpint (d->delimiter, ==, ';');
  g_assert_cmpint (d->decimal_sign, ==, ',');
  g_assert_cmpint (d->columns[0].type, ==, RAPPORT_CSV_TYPE_INTEGER);
  g_assert_cmpint (d->columns[2].type, ==, RAPPORT_CSV_TYPE_DAY);
  g_assert_cmpint (d->columns[2].date_format, ==, RAPPORT_DATE_FORMAT_DMY);
  g_assert_cmpint (d->columns[2].date_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_false (d->columns[2].date_ambiguous);
  g_assert_cmpint (d->columns[3].type, ==, RAPPORT_CSV_TYPE_MONEY);
  g_assert_cmpint (d->columns[4].type, ==, RAPPORT_CSV_TYPE_DECIMAL);
}

static void
test_encodings (void)
{
  g_autoptr(RapportCsvDialect) tab = sniff_fixture ("bom-tab.csv");
  g_autoptr(RapportCsvDialect) wide = sniff_fixture ("utf16.csv");
  g_autoptr(RapportCsvDialect) bare = sniff_bytes ("i\0d\0,\0x\0\n\0\x31\0,\0y\0\n\0", 18, NULL,
                                                   NULL, NULL);
  g_autoptr(GString) late = g_string_new ("id,name\n");
  g_autoptr(RapportCsvDialect) d = NULL;

  g_assert_cmpint (tab->encoding, ==, RAPPORT_CSV_ENCODING_UTF_8);
  g_assert_cmpint (tab->delimiter, ==, '\t');
  g_assert_cmpstr (tab->headings[0], ==, "id");
  g_assert_cmpuint (tab->n_rows, ==, 2);
  g_assert_cmpint (wide->encoding, ==, RAPPORT_CSV_ENCODING_UTF_16LE);
  g_assert_cmpstr (wide->columns[1].samples[0], ==, "Žofie 😀");
  g_assert_cmpint (bare->encoding, ==, RAPPORT_CSV_ENCODING_UTF_16LE);
  g_assert_cmpint (bare->encoding_certainty, ==, RAPPORT_CSV_GUESSED);

  /* The only letter outside ASCII stands behind the first megabyte. */
  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (late, "%u,Customer\n", i);
  g_string_append (late, "1,K\xfchn\n");
  d = sniff_bytes (late->str, late->len, NULL, NULL, NULL);
  g_assert_cmpint (d->encoding, ==, RAPPORT_CSV_ENCODING_WINDOWS_1252);
  g_assert_cmpint (d->encoding_certainty, ==, RAPPORT_CSV_GUESSED);
  g_assert_cmpuint (d->n_rows, ==, 100001);
}

static void
test_delimiters (void)
{
  static const struct { const char *text; char delimiter; RapportCsvCertainty certainty; } cases[] = {
    { "a,b\n1,2\n", ',', RAPPORT_CSV_SURE },
    { "a;b\n1,5;2\n2,5;3\n", ';', RAPPORT_CSV_SURE },
    { "a\tb\n1\t2\n", '\t', RAPPORT_CSV_SURE },
    { "a|b|c\nx, y|2|3\n", '|', RAPPORT_CSV_SURE },
    { "a\n1\n2\n", ',', RAPPORT_CSV_UNKNOWN },
    { "sep=;\na;b\n1;2\n", ';', RAPPORT_CSV_SURE },
    { "name;city\n\"Smith, Jones; Co\";Bonn\n", ';', RAPPORT_CSV_SURE },
    { "a,b,c\n", ',', RAPPORT_CSV_SURE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(RapportCsvDialect) d = sniff (cases[i].text);

      g_assert_cmpint (d->delimiter, ==, cases[i].delimiter);
      g_assert_cmpint (d->delimiter_certainty, ==, cases[i].certainty);
    }
}

static void
test_headings (void)
{
  g_autoptr(RapportCsvDialect) data = sniff ("0001,19970101,2,29.33\n0001,19970118,2,29.73\n");
  g_autoptr(RapportCsvDialect) known = sniff ("name,city\nAnna,Bonn\n");
  g_autoptr(RapportCsvDialect) typed = sniff ("foo,bar\nAnna,12\n");
  g_autoptr(RapportCsvDialect) words = sniff ("foo,bar\nbaz,qux\n");

  g_assert_false (data->has_headings);
  g_assert_cmpint (data->headings_certainty, ==, RAPPORT_CSV_GUESSED);
  g_assert_cmpuint (data->n_rows, ==, 2);
  g_assert_true (known->has_headings);
  g_assert_cmpint (known->headings_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_true (typed->has_headings);
  g_assert_cmpint (typed->headings_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_true (words->has_headings);
  g_assert_cmpint (words->headings_certainty, ==, RAPPORT_CSV_UNKNOWN);
}

static void
test_types (void)
{
  g_autoptr(RapportCsvDialect) d = sniff (
    "int,dec,money,day,at,flag,mail,tel,code,hex,empty,zero,word\n"
    "1,1.5,€ 12.00,2024-01-31,2024-01-31 10:15,yes,a@b.example,+49 30 1234,00123,0x00112233445566778899,,0,-\n"
    "22,2.25,3,2024-02-28,2024-02-28T11:00:00Z,no,c@d.example,(030) 555-12,04556,0x00112233445566778899,,1,-\n"
    "-3,7,4.50,2023-12-31,2023-12-31 23:59:59,no,N/A,030/12345,1,0x00112233445566778899,,1,x\n");
  static const RapportCsvType expected[] = {
    RAPPORT_CSV_TYPE_INTEGER, RAPPORT_CSV_TYPE_DECIMAL, RAPPORT_CSV_TYPE_MONEY,
      RAPPORT_CSV_TYPE_DAY,
    RAPPORT_CSV_TYPE_INSTANT, RAPPORT_CSV_TYPE_BOOLEAN, RAPPORT_CSV_TYPE_EMAIL,
      RAPPORT_CSV_TYPE_PHONE,
    RAPPORT_CSV_TYPE_TEXT, RAPPORT_CSV_TYPE_BLOB, RAPPORT_CSV_TYPE_NONE, RAPPORT_CSV_TYPE_BOOLEAN,
    RAPPORT_CSV_TYPE_BOOLEAN,
  };

  g_assert_cmpuint (d->n_columns, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < d->n_columns; i++)
    {
      g_test_message ("%s", d->headings[i]);
      g_assert_cmpint (d->columns[i].type, ==, expected[i]);
    }
  g_assert_cmpint (d->decimal_sign, ==, '.');
  g_assert_cmpint (d->decimal_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_true (g_strv_contains ((const char * const *) d->null_words, "N/A"));
  g_assert_true (g_strv_contains ((const char * const *) d->null_words, "-"));
  g_assert_cmpint (d->null_certainty, ==, RAPPORT_CSV_GUESSED);
}

/* One value in many that is of another type is a problem of that row, not of the column. */
static void
test_misfits (void)
{
  g_autoptr(GString) text = g_string_new ("Omzet;Datum\n");
  g_autoptr(RapportCsvDialect) d = NULL;

  for (guint i = 0; i < 60; i++)
    g_string_append_printf (text, "%u,50;%02u.03.2024\n", 100 + i, i % 28 + 1);
  g_string_append (text, "n.v.t.;31.02.2024\n");
  d = sniff (text->str);
  g_assert_cmpint (d->columns[0].type, ==, RAPPORT_CSV_TYPE_MONEY);
  g_assert_cmpuint (d->columns[0].n_misfits, ==, 1);
  g_assert_cmpint (d->columns[0].type_certainty, ==, RAPPORT_CSV_GUESSED);
  g_assert_cmpint (d->columns[1].date_format, ==, RAPPORT_DATE_FORMAT_DMY);
  g_assert_cmpuint (d->columns[1].n_misfits, ==, 1);
}

static void
test_date_proposals (void)
{
  const char *both = "name,since\nA,04/07/2019\nB,11/03/2020\n";
  g_autoptr(RapportCsvDialect) here = sniff_bytes (both, -1, NULL, "NL", NULL);
  g_autoptr(RapportCsvDialect) there = sniff_bytes (both, -1, NULL, "US", NULL);
  g_autoptr(RapportCsvDialect) other = sniff_bytes ("a,b\n01/02/2019,12/31/2019\n", -1, NULL, "NL",
                                                    NULL);
  g_autoptr(RapportCsvDialect) same = sniff ("a\n01/01/2019\n02/02/2019\n");
  g_autoptr(RapportCsvDialect) slash = sniff ("a\n1/2/19\n25/2/19\n");
  g_autoptr(RapportCsvDialect) dots = sniff ("a\n1.2.2019\n3.2.2019\n");
  g_autoptr(RapportCsvDialect) again = NULL;

  g_assert_true (here->columns[1].date_ambiguous);
  g_assert_cmpint (here->columns[1].date_format, ==, RAPPORT_DATE_FORMAT_DMY);
  g_assert_true (there->columns[1].date_ambiguous);
  g_assert_cmpint (there->columns[1].date_format, ==, RAPPORT_DATE_FORMAT_MDY);
  g_assert_true (other->columns[0].date_ambiguous);
  g_assert_cmpint (other->columns[0].date_format, ==, RAPPORT_DATE_FORMAT_MDY);
  g_assert_cmpint (other->columns[1].date_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_false (same->columns[0].date_ambiguous);
  g_assert_cmpint (slash->columns[0].date_format, ==, RAPPORT_DATE_FORMAT_DMY);
  g_assert_false (slash->columns[0].date_ambiguous);
  g_assert_false (dots->columns[0].date_ambiguous);
  g_assert_cmpint (dots->columns[0].date_format, ==, RAPPORT_DATE_FORMAT_DMY);

  /* What a person says stays through another sniff. */
  rapport_csv_dialect_set_date_format (here, -1, RAPPORT_DATE_FORMAT_MDY);
  again = sniff_bytes (both, -1, here, "NL", NULL);
  g_assert_cmpint (again->columns[1].date_format, ==, RAPPORT_DATE_FORMAT_MDY);
  g_assert_cmpint (again->columns[1].date_certainty, ==, RAPPORT_CSV_CHOSEN);
}

static void
test_chosen (void)
{
  static const char * const words[] = { "n.v.t.", NULL };
  g_autoptr(RapportCsvDialect) chosen = rapport_csv_dialect_new ();
  g_autoptr(RapportCsvDialect) d = NULL;

  rapport_csv_dialect_set_delimiter (chosen, '|');
  rapport_csv_dialect_set_has_headings (chosen, FALSE);
  rapport_csv_dialect_set_null_words (chosen, words);
  rapport_csv_dialect_set_decimal_sign (chosen, ',');
  rapport_csv_dialect_set_encoding (chosen, RAPPORT_CSV_ENCODING_WINDOWS_1252);
  d = sniff_bytes ("a,b\nNULL,n.v.t.\nn.v.t.\n", -1, chosen, NULL, NULL);
  g_assert_cmpint (d->delimiter, ==, '|');
  g_assert_false (d->has_headings);
  g_assert_cmpint (d->decimal_sign, ==, ',');
  g_assert_cmpint (d->encoding, ==, RAPPORT_CSV_ENCODING_WINDOWS_1252);
  g_assert_cmpuint (d->n_columns, ==, 1);
  g_assert_cmpuint (d->n_rows, ==, 3);
  g_assert_cmpuint (d->columns[0].n_nothing, ==, 1);
}

static void
test_errors (void)
{
  static const struct { const char *text; gssize length; int code; } cases[] = {
    { "", 0, RAPPORT_CSV_ERROR_EMPTY },
    { "\n\n", 2, RAPPORT_CSV_ERROR_EMPTY },
    { ",,\n1,2,3\n", -1, RAPPORT_CSV_ERROR_NO_HEADINGS },
    { "a\1\0\0\0\2b\0\0\0\0\0", 12, RAPPORT_CSV_ERROR_BINARY },
    { "PK\3\4xxxx", 8, RAPPORT_CSV_ERROR_BINARY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (sniff_bytes (cases[i].text, cases[i].length, NULL, NULL, &error));
      g_assert_error (error, RAPPORT_CSV_ERROR, cases[i].code);
    }
}

static void
test_garbage (void)
{
  for (guint round = 0; round < 150; round++)
    {
      char text[300];
      gsize length = g_test_rand_int_range (0, sizeof text);
      g_autoptr(GError) error = NULL;
      g_autoptr(RapportCsvDialect) d = NULL;

      for (gsize i = 0; i < length; i++)
        text[i] = round % 2 ? "0123456789/.-,;\n\"€@ NULL:+()xT"[g_test_rand_int_range (0, 31)]
                            : (char) g_test_rand_int_range (0, 256);
      d = sniff_bytes (text, length, NULL, NULL, &error);
      g_assert_true ((d == NULL) == (error != NULL));
    }
}

static void
test_northwind (void)
{
  g_autoptr(RapportCsvDialect) customers = sniff_shared ("northwind/customers.csv");
  g_autoptr(RapportCsvDialect) orders = sniff_shared ("northwind/orders.csv");
  g_autoptr(RapportCsvDialect) employees = sniff_shared ("northwind/employees.csv");
  g_autoptr(RapportCsvDialect) ragged = sniff_shared ("northwind-ragged/customers.csv");

  if (customers == NULL)
    return;

  g_assert_cmpint (customers->encoding, ==, RAPPORT_CSV_ENCODING_UTF_8);
  g_assert_cmpint (customers->delimiter_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_cmpint (customers->headings_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_cmpstr (customers->null_words[0], ==, "NULL");
  g_assert_cmpint (customers->null_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_cmpuint (customers->n_rows, ==, 91);
  g_assert_cmpint (customers->columns[9].type, ==, RAPPORT_CSV_TYPE_PHONE);

  g_assert_cmpint (orders->columns[3].type, ==, RAPPORT_CSV_TYPE_DAY);
  g_assert_cmpint (orders->columns[3].date_format, ==, RAPPORT_DATE_FORMAT_YMD);
  g_assert_cmpint (orders->columns[3].date_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_cmpint (orders->decimal_sign, ==, '.');
  g_assert_cmpint (employees->columns[14].type, ==, RAPPORT_CSV_TYPE_BLOB);
  g_assert_cmpuint (ragged->n_ragged, ==, 24);
  g_assert_cmpint (ragged->delimiter, ==, ',');
}

static void
test_cdnow (void)
{
  g_autoptr(RapportCsvDialect) d = sniff_shared ("cdnow/purchases.csv");

  if (d == NULL)
    return;

  g_assert_cmpuint (d->n_rows, ==, 6919);
  g_assert_cmpint (d->columns[0].type, ==, RAPPORT_CSV_TYPE_TEXT);
  g_assert_cmpint (d->columns[1].type, ==, RAPPORT_CSV_TYPE_DAY);
  g_assert_cmpint (d->columns[1].date_format, ==, RAPPORT_DATE_FORMAT_COMPACT);
  g_assert_cmpint (d->columns[1].date_certainty, ==, RAPPORT_CSV_SURE);
  g_assert_cmpint (d->columns[2].type, ==, RAPPORT_CSV_TYPE_INTEGER);
  g_assert_cmpint (d->columns[3].type, ==, RAPPORT_CSV_TYPE_MONEY);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sniff/dutch", test_dutch);
  g_test_add_func ("/sniff/german", test_german);
  g_test_add_func ("/sniff/encodings", test_encodings);
  g_test_add_func ("/sniff/delimiters", test_delimiters);
  g_test_add_func ("/sniff/headings", test_headings);
  g_test_add_func ("/sniff/types", test_types);
  g_test_add_func ("/sniff/misfits", test_misfits);
  g_test_add_func ("/sniff/date-proposals", test_date_proposals);
  g_test_add_func ("/sniff/chosen", test_chosen);
  g_test_add_func ("/sniff/errors", test_errors);
  g_test_add_func ("/sniff/garbage", test_garbage);
  g_test_add_func ("/sniff/northwind", test_northwind);
  g_test_add_func ("/sniff/cdnow", test_cdnow);

  return g_test_run ();
}
