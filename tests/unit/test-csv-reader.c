/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "exchange/rapport-csv-reader.h"
#include "exchange/rapport-csv-writer.h"
#include "exchange/rapport-rejects.h"

#include <glib/gstdio.h>
#include <string.h>

/* Reads text of @length bytes and describes it: "line:cell|cell" with ! for malformed, ~ for
 * ragged. */
static char *
dump (const char         *text,
      gssize              length,
      RapportCsvEncoding  encoding,
      char                delimiter,
      gboolean            has_headings,
      GError            **error)
{
  g_autoptr(RapportCsvDialect) dialect = rapport_csv_dialect_new ();
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(RapportCsvReader) reader = NULL;
  g_autoptr(GError) local = NULL;
  g_autoptr(GString) out = g_string_new (NULL);
  const char * const *headings;
  RapportCsvRow row;

  dialect->encoding = encoding;
  dialect->delimiter = delimiter;
  dialect->has_headings = has_headings;
  stream = g_memory_input_stream_new_from_data (g_memdup2 (text, length < 0 ? strlen (text)
                                                           : (gsize) length),
                                                length < 0 ? (gssize) strlen (text)
                                                  : length, g_free);
  reader = rapport_csv_reader_new_for_stream (stream, dialect, NULL, error);
  if (reader == NULL)
    return NULL;

  headings = rapport_csv_reader_get_headings (reader, NULL);
  for (guint i = 0; headings[i] != NULL; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", headings[i]);
  while (rapport_csv_reader_next (reader, &row, &local))
    {
      g_string_append_printf (out, "\n%" G_GUINT64_FORMAT "%s%s:", row.line, row.malformed ? "!"
                              : "",
                              row.ragged ? "~" : "");
      for (guint i = 0; i < row.n_cells; i++)
        {
          g_assert_cmpuint (strlen (row.cells[i].text), ==, row.cells[i].length);
          g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", row.cells[i].text);
        }
      if (row.malformed)
        g_string_append_printf (out, "%.*s", (int) row.raw_length, row.raw);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  return g_strdup (out->str);
}

static void
test_quoting (void)
{
  static const struct { const char *text; const char *rows; } cases[] = {
    { "a,b\n1,2\n", "a|b\n2:1|2" },
    { "a,b\n1,2", "a|b\n2:1|2" },
    { "a,b\r\n1,2\r\n", "a|b\n2:1|2" },
    { "a,b\r1,2\r3,4\r", "a|b\n2:1|2\n3:3|4" },
    { "a,b\n\n\n1,2\n\n", "a|b\n4:1|2" },
    { "a,b\r\n\r\n1,2\r\n", "a|b\n3:1|2" },
    { "a,b\n  \n1,2\n", "a|b\n3:1|2" },
    { "a,b\n\"1,5\",\"say \"\"hi\"\"\"\n", "a|b\n2:1,5|say \"hi\"" },
    { "a,b\n\"x\ny\r\nz\",2\n3,4\n", "a|b\n2:x\ny\r\nz|2\n5:3|4" },
    { "a,b\n  1  ,\"  2  \"\n", "a|b\n2:1|  2  " },
    { "a,b\n,\n", "a|b\n2:|" },
    { "a,b\n\"\",\"\"\n", "a|b\n2:|" },
    { "a,b\n1\n1,2,3\n", "a|b\n2~:1\n3~:1|2|3" },
    { "a,b\nx\"y,2\n3,4\n", "a|b\n2!:x\"y,2\n3:3|4" },
    { "a,b\n\"x\"y,2\n3,4\n", "a|b\n2!:\"x\"y,2\n3:3|4" },
    { "a,b\n\"open,2\n3,4\n5,6\n", "a|b\n2!:\"open,2\n3:3|4\n4:5|6" },
    { "a,b\n\"open,2\n\"3\",4\n5,6", "a|b\n2!:\"open,2\n3:3|4\n4:5|6" },
    { "a,b\n1,\"", "a|b\n2!:1,\"" },
    { "a,\n1,2\n", "a|Column 2\n2:1|2" },
    { "sep=,\na,b\n1,2\n", "a|b\n3:1|2" },
    { " a , b \n1,2\n", "a|b\n2:1|2" },
    { "a\n1\n\"\"\n2\n", "a\n2:1\n3:\n4:2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *rows = dump (cases[i].text, -1, RAPPORT_CSV_ENCODING_UTF_8, ',', TRUE,
                                    &error);

      g_assert_no_error (error);
      g_assert_cmpstr (rows, ==, cases[i].rows);
    }
}

static void
test_no_headings (void)
{
  g_autofree char *late = dump ("1;\"2\"x\n3;4\n", -1, RAPPORT_CSV_ENCODING_UTF_8, ';', FALSE, NULL);
  g_autofree char *rows = dump ("1;2\n3;4\n", -1, RAPPORT_CSV_ENCODING_UTF_8, ';', FALSE, NULL);

  g_assert_cmpstr (rows, ==, "Column 1|Column 2\n1:1|2\n2:3|4");
  g_assert_cmpstr (late, ==, "Column 1|Column 2\n1!:1;\"2\"x\n2:3|4");
}

static void
test_encodings (void)
{
  g_autofree char *utf8 = dump ("\xef\xbb\xbfk\xc3\xbc,b\n1,\xf0\x9f\x98\x80\n", -1,
                                RAPPORT_CSV_ENCODING_UTF_8, ',', TRUE, NULL);
  g_autofree char *little = dump ("\xff\xfek\0\xfc\0,\0b\0\n\0\x31\0,\0\x3d\xd8\x00\xde\n\0", 22,
                                  RAPPORT_CSV_ENCODING_UTF_16LE, ',', TRUE, NULL);
  g_autofree char *big = dump ("\0k\0\xfc\0,\0b\0\n\0\x31\0,\xd8\x3d\xde\x00\0\n", 20,
                               RAPPORT_CSV_ENCODING_UTF_16BE, ',', TRUE, NULL);
  g_autofree char *windows = dump ("k\xfc,b\n1,\x80 \x93q\x94\n", -1,
                                   RAPPORT_CSV_ENCODING_WINDOWS_1252, ',', TRUE, NULL);
  g_autofree char *wrong = dump ("k\xfc,b\n1,\xe2\x82\n", -1, RAPPORT_CSV_ENCODING_UTF_8, ',',
                                 TRUE, NULL);
  g_autofree char *cut = dump ("a\0\n\0\x3d\xd8", 6, RAPPORT_CSV_ENCODING_UTF_16LE, ',', TRUE,
                               NULL);

  g_assert_cmpstr (utf8, ==, "kü|b\n2:1|😀");
  g_assert_cmpstr (little, ==, "kü|b\n2:1|😀");
  g_assert_cmpstr (big, ==, "kü|b\n2:1|😀");
  g_assert_cmpstr (windows, ==, "kü|b\n2:1|€ “q”");
  g_assert_cmpstr (wrong, ==, "k�|b\n2:1|��");
  g_assert_cmpstr (cut, ==, "a\n2:�");
}

static void
test_errors (void)
{
  static const struct { const char *text; gssize length; int code; } cases[] = {
    { "", 0, RAPPORT_CSV_ERROR_EMPTY },
    { "\n \r\n\n", -1, RAPPORT_CSV_ERROR_EMPTY },
    { "\xef\xbb\xbf", -1, RAPPORT_CSV_ERROR_EMPTY },
    { ",,\n1,2,3\n", -1, RAPPORT_CSV_ERROR_NO_HEADINGS },
    { "a\"b,c\n1,2\n", -1, RAPPORT_CSV_ERROR_NO_HEADINGS },
    { "a,b\n1,\0\n", 8, RAPPORT_CSV_ERROR_BINARY },
  };
  g_autoptr(RapportCsvDialect) dialect = rapport_csv_dialect_new ();
  g_autoptr(GFile) nowhere = g_file_new_for_path ("/nonexistent/file.csv");
  g_autoptr(GFile) folder = g_file_new_for_path ("/");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) local = NULL;
      g_autofree char *rows = dump (cases[i].text, cases[i].length, RAPPORT_CSV_ENCODING_UTF_8,
                                    ',', TRUE, &local);

      g_assert_null (rows);
      g_assert_error (local, RAPPORT_CSV_ERROR, cases[i].code);
    }

  g_assert_null (rapport_csv_reader_open (nowhere, dialect, NULL, &error));
  g_assert_error (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_null (rapport_csv_reader_open (folder, dialect, NULL, &error));
  g_assert_error (error, RAPPORT_CSV_ERROR, RAPPORT_CSV_ERROR_UNREADABLE);
}

/* Cells, rows and quoted line ends that lie across the chunks in which a file is read. */
static void
test_chunks (void)
{
  g_autoptr(GString) text = g_string_new ("id,note\r\n");
  g_autoptr(GString) expected = g_string_new ("id|note");
  g_autofree char *rows = NULL;
  guint line = 2;

  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *filler = g_strnfill (i * 7 % 3001, 'x');

      g_string_append_printf (text, "%u,\"é%s\n€%s\"\r\n", i, filler, filler);
      g_string_append_printf (expected, "\n%u:%u|é%s\n€%s", line, i, filler, filler);
      line += 2;
    }
  rows = dump (text->str, text->len, RAPPORT_CSV_ENCODING_UTF_8, ',', TRUE, NULL);
  g_assert_cmpstr (rows, ==, expected->str);
}

static void
test_huge (void)
{
  g_autofree char *huge = g_strnfill (3 * 1024 * 1024, 'F');
  g_autofree char *text = g_strdup_printf ("id,photo\n1,%s\n2,\"%s\"\n3,x\n", huge, huge);
  g_autofree char *expected = g_strdup_printf ("id|photo\n2:1|%s\n3:2|%s\n4:3|x", huge, huge);
  g_autofree char *rows = dump (text, -1, RAPPORT_CSV_ENCODING_UTF_8, ',', TRUE, NULL);

  g_assert_true (g_str_equal (rows, expected));
}

/* A line that is longer than any row may be is one bad row; the next one is read again. */
static void
test_too_long (void)
{
  g_autofree char *huge = g_strnfill (17 * 1024 * 1024, 'F');
  g_autofree char *text = g_strdup_printf ("id,photo\n1,%s,q\n2,x\n", huge);
  g_autoptr(RapportCsvDialect) dialect = rapport_csv_dialect_new ();
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr(RapportCsvReader) reader = rapport_csv_reader_new_for_stream (stream, dialect, NULL,
                                                                          NULL);
  RapportCsvRow row;

  g_assert_true (rapport_csv_reader_next (reader, &row, NULL));
  g_assert_true (row.malformed);
  g_assert_cmpuint (row.line, ==, 2);
  g_assert_true (rapport_csv_reader_next (reader, &row, NULL));
  g_assert_false (row.malformed);
  g_assert_cmpuint (row.line, ==, 3);
  g_assert_cmpstr (row.cells[0].text, ==, "2");
  g_assert_false (rapport_csv_reader_next (reader, &row, NULL));
}

static void
test_raw (void)
{
  const char *text = "a,b\r\n 1 ,\"x\r\ny\"\r\n";
  g_autoptr(RapportCsvDialect) dialect = rapport_csv_dialect_new ();
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr(RapportCsvReader) reader = rapport_csv_reader_new_for_stream (stream, dialect, NULL,
                                                                          NULL);
  g_autofree char *raw = NULL;
  RapportCsvRow row;

  g_assert_true (rapport_csv_reader_next (reader, &row, NULL));
  raw = g_strndup (row.raw, row.raw_length);
  g_assert_cmpstr (raw, ==, " 1 ,\"x\r\ny\"");
  g_assert_false (rapport_csv_reader_next (reader, &row, NULL));
  g_assert_cmpuint (rapport_csv_reader_get_bytes_read (reader), ==, strlen (text));
}

static char *
random_cell (void)
{
  static const char * const pieces[] = { "a", "\"", ",", "\n", "\r", "\r\n", " ", "\t", ";", "é",
      "€", "😀", "=", "'", "\"\"", "NULL", "0x", "\v", "-" };
  GString *cell = g_string_new (NULL);
  int n = g_test_rand_int_range (0, 8);

  for (int i = 0; i < n; i++)
    g_string_append (cell, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

  return g_string_free (cell, FALSE);
}

/* Whatever is written reads back the same. */
static void
test_round_trip (void)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
      g_autoptr(RapportCsvWriter) writer = rapport_csv_writer_new (memory);
      g_autoptr(RapportCsvDialect) dialect = rapport_csv_dialect_new ();
      g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autoptr(GInputStream) stream = NULL;
      g_autoptr(RapportCsvReader) reader = NULL;
      g_autoptr(GError) error = NULL;
      int n_columns = g_test_rand_int_range (1, 6);
      int n_rows = g_test_rand_int_range (0, 30);
      RapportCsvRow row;

      for (int c = 0; c < n_columns; c++)
        rapport_csv_writer_add (writer, "h");
      g_assert_true (rapport_csv_writer_end_row (writer, NULL));
      for (int r = 0; r < n_rows; r++)
        {
          for (int c = 0; c < n_columns; c++)
            {
              g_ptr_array_add (cells, random_cell ());
              rapport_csv_writer_add (writer, g_ptr_array_index (cells, cells->len - 1));
            }
          g_assert_true (rapport_csv_writer_end_row (writer, NULL));
        }
      g_assert_true (rapport_csv_writer_flush (writer, NULL, NULL));
      g_assert_cmpuint (rapport_csv_writer_get_rows (writer), ==, n_rows + 1);

      stream = g_memory_input_stream_new_from_data (
        g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (memory)),
        g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (memory)), NULL);
      reader = rapport_csv_reader_new_for_stream (stream, dialect, NULL, &error);
      g_assert_no_error (error);
      for (int r = 0; r < n_rows; r++)
        {
          g_assert_true (rapport_csv_reader_next (reader, &row, &error));
          g_assert_no_error (error);
          g_assert_cmpuint (row.n_cells, ==, n_columns);
          for (int c = 0; c < n_columns; c++)
            g_assert_cmpstr (row.cells[c].text, ==, g_ptr_array_index (cells, r * n_columns + c));
        }
      g_assert_false (rapport_csv_reader_next (reader, &row, &error));
      g_assert_no_error (error);
    }
}

/* No crash, no endless loop, and every line of a row is greater than the one before. */
static void
test_garbage (void)
{
  static const char alphabet[] = "\"\"\"\n\n\r,,;ab \t\xc3\xa9\xff\x80\xd8\xef\xbb\xbf";

  for (guint round = 0; round < 600; round++)
    {
      gsize length = g_test_rand_int_range (0, 400);
      g_autofree char *text = g_malloc (length + 1);
      g_autofree char *rows = NULL;
      g_autoptr(GError) error = NULL;

      for (gsize i = 0; i < length; i++)
        text[i] = round % 4 == 3 ? (char) g_test_rand_int_range (0, 256)
                  : alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      rows = dump (text, length, round % 4, ',', round % 2, &error);
      g_assert_true ((rows == NULL) == (error != NULL));
      g_assert_true (rows == NULL || g_utf8_validate (rows, -1, NULL));
    }
}

static void
test_ragged_fixture (void)
{
  g_autofree char *folder = g_dir_make_tmp ("rapport-rejects-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "customers.csv", NULL);
  g_autofree char *rejects_path = g_build_filename (folder, "customers.rejects.csv", NULL);
  g_autofree char *fixture = g_test_build_filename (G_TEST_DIST, "fixtures", "csv", "ragged.csv",
                                                    NULL);
  g_autofree char *written = NULL;
  g_autoptr(GFile) source = g_file_new_for_path (path);
  g_autoptr(GFile) file = g_file_new_for_path (fixture);
  g_autoptr(RapportCsvDialect) dialect = rapport_csv_dialect_new ();
  g_autoptr(RapportCsvReader) reader = rapport_csv_reader_open (file, dialect, NULL, NULL);
  g_autoptr(RapportRejects) rejects = NULL;
  g_autoptr(GError) error = NULL;
  const char * const *headings;
  RapportCsvRow row;
  guint n, n_good = 0;

  g_assert_nonnull (reader);
  headings = rapport_csv_reader_get_headings (reader, &n);
  rejects = rapport_rejects_new (source, headings);
  g_assert_true (rapport_rejects_finish (rejects, &error));
  g_assert_false (g_file_test (rejects_path, G_FILE_TEST_EXISTS));

  while (rapport_csv_reader_next (reader, &row, &error))
    {
      g_autofree char *problem = rapport_csv_row_describe_problem (&row, n);

      if (problem == NULL)
        n_good++;
      else
        g_assert_true (rapport_rejects_add (rejects, &row, problem, &error));
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n_good, ==, 3);
  g_assert_cmpuint (rapport_rejects_get_count (rejects), ==, 3);
  g_assert_false (g_file_test (rejects_path, G_FILE_TEST_EXISTS));
  g_assert_true (rapport_rejects_finish (rejects, &error));
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (rejects_path, &written, NULL, NULL));
  g_assert_cmpstr (written, ==,
                   "line,reason,id,name,city\r\n"
                   "3,4 cells where there are 3 headings: an unquoted separator or a missing one.,2,Beta,Ltd,Paris\r\n"
                   "5,2 cells where there are 3 headings: an unquoted separator or a missing one.,4,Delta\r\n"
                   "6,A quotation mark is out of place or never closed.,\"5,stray \"\"quote\"\",Oslo\"\r\n");

  g_remove (rejects_path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);       /* and nothing temporary is left */
}

static void
count_rows (const char *name,
            guint       rows,
            guint       ragged)
{
  g_autofree char *path = g_build_filename (g_getenv ("RAPPORT_SHARED_DATA") ?: "", name, NULL);
  g_autoptr(RapportCsvDialect) dialect = rapport_csv_dialect_new ();
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(RapportCsvReader) reader = NULL;
  g_autoptr(GError) error = NULL;
  guint n_rows = 0, n_ragged = 0;
  RapportCsvRow row;

  reader = rapport_csv_reader_open (file, dialect, NULL, &error);
  g_assert_no_error (error);
  while (rapport_csv_reader_next (reader, &row, &error))
    {
      n_rows++;
      n_ragged += row.ragged;
      g_assert_false (row.malformed);
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, rows);
  g_assert_cmpuint (n_ragged, ==, ragged);
}

static void
test_shared (void)
{
  const char *data = g_getenv ("RAPPORT_SHARED_DATA");
  g_autofree char *probe = g_build_filename (data != NULL ? data
                                             : "", "northwind", "customers.csv", NULL);

  if (!g_file_test (probe, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared data are not here (RAPPORT_SHARED_DATA)");
      return;
    }

  count_rows ("northwind/customers.csv", 91, 0);
  count_rows ("northwind/orders.csv", 830, 0);
  count_rows ("northwind/order_details.csv", 2155, 0);
  count_rows ("northwind/products.csv", 77, 0);
  count_rows ("northwind/employees.csv", 9, 0);
  count_rows ("northwind-ragged/customers.csv", 91, 24);
  count_rows ("northwind-ragged/orders.csv", 830, 176);
  count_rows ("cdnow/purchases.csv", 6919, 0);
}

static void
test_speed (void)
{
  g_autoptr(GString) text = NULL;
  g_autoptr(RapportCsvDialect) dialect = rapport_csv_dialect_new ();
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(RapportCsvReader) reader = NULL;
  guint n_rows = 0;
  double seconds;
  RapportCsvRow row;

  if (!g_test_perf ())
    {
      g_test_skip ("runs with -m perf only");
      return;
    }

  text = g_string_new ("id,customer,day,amount,currency,title\n");
  for (guint i = 0; i < 1000000; i++)
    g_string_append_printf (text, "%u,C%05u,2024-03-%02u,%u.50,EUR,Order of the day\n", i,
                            i % 10000, i % 28 + 1, i % 900);
  stream = g_memory_input_stream_new_from_data (text->str, text->len, NULL);
  g_test_timer_start ();
  reader = rapport_csv_reader_new_for_stream (stream, dialect, NULL, NULL);
  while (rapport_csv_reader_next (reader, &row, NULL))
    n_rows++;
  seconds = g_test_timer_elapsed ();
  g_test_minimized_result (seconds, "%u rows in %.2f s", n_rows, seconds);
  g_assert_cmpuint (n_rows, ==, 1000000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-reader/quoting", test_quoting);
  g_test_add_func ("/csv-reader/no-headings", test_no_headings);
  g_test_add_func ("/csv-reader/encodings", test_encodings);
  g_test_add_func ("/csv-reader/errors", test_errors);
  g_test_add_func ("/csv-reader/chunks", test_chunks);
  g_test_add_func ("/csv-reader/huge", test_huge);
  g_test_add_func ("/csv-reader/too-long", test_too_long);
  g_test_add_func ("/csv-reader/raw", test_raw);
  g_test_add_func ("/csv-reader/round-trip", test_round_trip);
  g_test_add_func ("/csv-reader/garbage", test_garbage);
  g_test_add_func ("/csv-reader/rejects", test_ragged_fixture);
  g_test_add_func ("/csv-reader/shared", test_shared);
  g_test_add_func ("/csv-reader/speed", test_speed);

  return g_test_run ();
}
