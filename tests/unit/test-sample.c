#include "config.h"

#include <glib/gstdio.h>

#include "core/rapport-records.h"
#include "insight/rapport-retention.h"
#include "service/rapport-sample.h"

/* The figures that the design publishes, on the day that it shows. */
#define DAY rapport_day_from_ymd (2025, 11, 20)

static char *dir, *path;
static RapportStore *store;

/* On the reader's thread, where every figure is that of the day looked at. All rows, columns separated by commas
 * and rows by blanks. */
static gpointer
read_rows (RapportDb     *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error, data, NULL);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GError) local_error = NULL;

  while (statement != NULL && rapport_statement_step (statement, &local_error))
    for (int i = 0; i < rapport_statement_n_columns (statement); i++)
      {
        const char *value = rapport_statement_get_text (statement, i);

        g_string_append_printf (text, "%s%s", i > 0 ? "," : text->len > 0 ? " " : "", value ? value : "-");
      }
  g_assert_no_error (local_error);
  return statement != NULL ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
rows (const char *sql)
{
  g_autoptr(GError) error = NULL;
  char *text = rapport_store_read (store, read_rows, (gpointer) sql, &error);

  g_assert_no_error (error);
  return text;
}

static gint64
number (const char *sql)
{
  g_autofree char *text = rows (sql);

  return g_ascii_strtoll (text, NULL, 10);
}

static void
assert_rows (const char *sql,
             const char *wanted)
{
  g_autofree char *text = rows (sql);

  g_assert_cmpstr (text, ==, wanted);
}

static GBytes *
contents (const char *name)
{
  g_autoptr(GError) error = NULL;
  char *text;
  gsize length;

  g_file_get_contents (name, &text, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (text, length);
}

static void
test_bytes (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *other = g_build_filename (dir, "other.rapport", NULL);
  g_autofree char *wal = g_strconcat (other, "-wal", NULL);
  g_autoptr(GBytes) first = contents (path);
  g_autoptr(GBytes) second = NULL;

  g_assert_true (rapport_sample_create (other, DAY, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (wal, G_FILE_TEST_EXISTS));
  second = contents (other);
  g_assert_true (g_bytes_equal (first, second));
  g_unlink (other);

  /* A file that is there is not touched. */
  g_assert_false (rapport_sample_create (path, DAY, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_EXISTS);
  g_clear_pointer (&second, g_bytes_unref);
  second = contents (path);
  g_assert_true (g_bytes_equal (first, second));
}

static void
test_whole (void)
{
  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", rapport_kind_get (k)->name);

      g_assert_cmpint (number (sql), >, 0);
    }
  assert_rows ("PRAGMA foreign_key_check", "");
  assert_rows ("PRAGMA integrity_check", "ok");
  assert_rows ("SELECT key, value FROM setting WHERE key IN ('name', 'currency') ORDER BY key",
               "currency,EUR name,Veldhuis Service");
  g_assert_cmpint (number ("SELECT count(*) FROM journal_entry"), ==, 0);
  g_assert_cmpint (number ("SELECT count(*) FROM figure_dirty"), ==, 0);
  g_assert_cmpint (number ("SELECT count(*) FROM interaction"), ==, 8930);
  g_assert_cmpint (number ("SELECT count(*) FROM person"), ==, 412);
  g_assert_cmpint (number ("SELECT count(*) FROM member"), ==, 4);
  g_assert_cmpint (number ("SELECT count(*) FROM account a LEFT JOIN account_figure f ON f.account = a.id"
                           " WHERE a.kind <> 'own' AND NOT f.ended"), ==, 214);
  g_assert_cmpint (number ("SELECT count(*) FROM relationship_end"), ==, 12);
  g_assert_cmpint (number ("SELECT count(*) FROM relationship_end WHERE won_back_on IS NOT NULL"), ==, 2);
  g_assert_cmpint (number ("SELECT count(DISTINCT reason) FROM relationship_end"), ==, 5);
  g_assert_cmpint (number ("SELECT count(*) FROM opportunity"), ==, 25);
  g_assert_cmpint (number ("SELECT count(DISTINCT model) FROM placement"), ==, 7);
  g_assert_cmpint (number ("SELECT count(DISTINCT kind) FROM episode"), ==, 9);
  g_assert_cmpint (number ("SELECT count(*) FROM purchase p WHERE total IS NOT (SELECT sum(amount)"
                           " FROM purchase_line l WHERE l.purchase = p.id)"
                           " OR cost IS NULL OR total <= 0"), ==, 0);
  g_assert_cmpint (number ("SELECT count(*) FROM purchase_line"
                           " WHERE amount * 10000 <> quantity / 1000000 * unit_price"), ==, 0);
  g_assert_cmpint (number ("SELECT count(*) FROM interaction WHERE subject || coalesce(text, '') GLOB '*[{}]*'"
                           " OR at > strftime('%s', '2025-11-20', '+1 day')"), ==, 0);
  g_assert_cmpint (number ("SELECT count(*) FROM purchase WHERE day > '2025-11-20'"), ==, 0);
  /* Every placement stands where its last move put it. */
  g_assert_cmpint (number ("SELECT count(*) FROM placement p WHERE stage IS NOT (SELECT to_stage FROM move m"
                           " WHERE m.subject = p.subject"
                           " AND m.subject_kind = p.subject_kind AND m.model = p.model ORDER BY at DESC, id DESC"
                           " LIMIT 1)"), ==, 0);
}

static void
test_stages (void)
{
  assert_rows ("SELECT count(*) FROM board_card WHERE model = 1 AND lane <> 0 GROUP BY lane ORDER BY lane",
               "31 24 18 46 52 29 14");
  assert_rows ("SELECT count(*) FROM move WHERE model = 1 AND at >= strftime('%s', '2025-10-21')"
               " AND to_stage IS NOT NULL GROUP BY to_stage", "6 4 3 2 4 3 1");
  assert_rows ("SELECT count(*) FROM move WHERE model = 1 AND at >= strftime('%s', '2025-10-21')"
               " AND from_stage IS NOT NULL GROUP BY from_stage", "2 5 1 3 2 1");
  g_assert_cmpint (number ("SELECT sum(total) FROM purchase WHERE day > '2024-11-20'"), ==, 789864000);
}

#define INES " a.owner = (SELECT id FROM member WHERE initials = 'ID')"

static void
test_board (void)
{
  static const char *const columns[] = {
    "Reykholt Energy Peniche Conservas Łódź Print House Vltava Glass Fjordkraft Drift",
    "Clínica San Telmo Tallinn Data House Dunmore Care Homes Castellane Pharma Kaunas Medtech Ravenna Porto",
    "Hotel Väinö Boréal Emballage Zuidas Legal Galway Foods",
    "Bright & Co. Søndergaard Mejeri Aurélien Textiles Kowalczyk Meble Kvarner Yachts Oulu Paperi",
    "Ferretti Meccanica Alpenblick Hotels Müller & Söhne Ångström Instruments Port of Zeeland Grand Hôtel Lutèce",
    "Halden Marine Nordwind Logistik Ostsee Kliniken Brouwer Bakkerijen",
    "Lindqvist & Holm Casa Valdés Stadtwerke Aalen",
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT a.name FROM board_card b JOIN account a ON a.id = b.subject"
                                              " WHERE b.model = 1 AND b.lane = %u AND"
                                              INES " ORDER BY b.sort_key DESC, b.tie", 101 + i);

      assert_rows (sql, columns[i]);
    }
  assert_rows ("SELECT count(*), sum(b.value) / 100 FROM board_card b JOIN account a ON a.id = b.subject"
               " WHERE b.model = 1 AND lane <> 0 AND" INES
               " GROUP BY lane ORDER BY lane", "5,242000 6,420000 4,67500 6,242100 6,543700 4,511400 3,433500");
  assert_rows ("SELECT count(*), sum(b.value) / 100 FROM board_card b JOIN account a ON a.id = b.subject"
               " WHERE b.model = 1 AND" INES, "34,2460200");
  /* Days since the last contact, and by what. */
  assert_rows ("SELECT CAST(julianday('2025-11-20') - julianday(date(f.last_contact, 'unixepoch', 'localtime')) AS"
               " INTEGER), f.last_channel"
               " FROM board_card b JOIN account a ON a.id = b.subject JOIN account_figure f ON f.account = a.id"
               " WHERE b.model = 1 AND" INES
               " ORDER BY b.lane, b.sort_key DESC",
               "41,web 28,event 19,email 9,web 2,phone 3,visit 6,phone 14,phone 21,email 11,video 5,visit 5,phone"
               " 11,phone 17,email 38,email"
               " 4,phone 8,visit 13,email 24,phone 30,email 18,visit 2,phone 9,visit 15,phone 27,email 48,email 6,phone"
               " 0,phone 0,phone 12,visit 20,phone 7,meal 10,video 16,phone");
}

static void
test_accounts (void)
{
  assert_rows ("SELECT a.name, f.value / 100, f.last_channel, coalesce(f.next_due, '-') FROM account_figure f"
               " JOIN account a ON a.id = f.account"
               " WHERE f.orders > 0 ORDER BY f.value DESC LIMIT 16",
               "Stadtwerke Aalen,211000,phone,2025-11-25 Nordwind Logistik,184300,phone,2025-11-19 Kaltenbach"
               " Kühlhaus,171200,email,2025-11-22"
               " Lindqvist & Holm,158000,meal,2025-11-26 Halden Marine,146000,phone,2025-11-24 Bergström"
               " Livs,139400,video,2025-12-02"
               " Port of Zeeland,132000,email,2025-11-20 Rhône Emballages,126800,phone,2025-11-21 Ferretti"
               " Meccanica,121000,phone,2025-11-20"
               " Kestrel Hotels,112500,email,2025-11-20 Atlas Reefer Lines,104000,visit,2025-11-28 Ostsee"
               " Kliniken,97200,visit,2025-12-01"
               " Van Aken Foods,94100,phone,2025-11-22 Müller & Söhne,88000,phone,2025-12-03 Brouwer"
               " Bakkerijen,83900,phone,-"
               " Piran Marina,81600,email,2025-12-05");
  assert_rows ("SELECT sum(next_due < '2025-11-20'),"
               " sum(next_due BETWEEN '2025-11-20' AND '2025-11-23'), sum(next_due IS NULL)"
               " FROM account_figure WHERE orders > 0 AND NOT ended", "9,31,14");
  /* The median of the days since the last contact with a customer. */
  assert_rows ("SELECT days FROM (SELECT CAST(julianday('2025-11-20') - julianday(date(last_contact, 'unixepoch',"
               " 'localtime')) AS INTEGER) AS days"
               " FROM account_figure WHERE orders > 0 AND NOT ended ORDER BY days LIMIT 1 OFFSET 79)", "12");
  /* Promises of this week: kept, late, in all. */
  assert_rows ("SELECT m.initials, count(c.done), sum(c.done IS NULL AND c.due < '2025-11-20'), count(*)"
               " FROM commitment c JOIN member m ON m.id = c.owner"
               " WHERE c.kind = 'promise' AND c.side = 'ours' AND c.due BETWEEN '2025-11-17' AND '2025-11-23'"
               " GROUP BY m.id", "ID,4,2,9 TW,3,0,5 MH,5,0,9 YD,2,0,3");
  /* Only one customer is conspicuously silent. */
  assert_rows ("SELECT a.name, f.usual_gap FROM account_figure f JOIN account a ON a.id = f.account, "
               " (SELECT julianday('2025-11-20') AS today) WHERE NOT f.ended AND"
               " today - julianday(date(f.last_contact, 'unixepoch', 'localtime')) > max(2 * f.usual_gap,"
               " f.usual_gap + 7)", "Port of Zeeland,20");
}

static void
test_complaints (void)
{
  assert_rows ("SELECT count(*) FROM episode WHERE kind = 'complaint' AND started > '2025-08-22' GROUP BY cause"
               " ORDER BY cause", "19 11 8 5 4 3");
  assert_rows ("SELECT a.name FROM episode e JOIN account a ON a.id = e.account WHERE e.kind = 'complaint'"
               " AND e.ended IS NULL ORDER BY a.name",
               "Bright & Co. Kaltenbach Kühlhaus Kestrel Hotels Nordwind Logistik Rhône Emballages Van Aken Foods");
  assert_rows ("SELECT count(*) FROM (SELECT julianday(date(settled, 'unixepoch', 'localtime')) - julianday(started)"
               " AS days FROM episode"
               " WHERE settled >= strftime('%s', '2025-08-22')) GROUP BY CASE WHEN days <= 3 THEN days"
               " WHEN days <= 5 THEN 4 WHEN days <= 10 THEN 5 ELSE 6 END",
               "9 17 15 4 1 1");
}

#define NORDWIND " account = (SELECT id FROM account WHERE name = 'Nordwind Logistik')"

static void
test_nordwind (void)
{
  g_autoptr(RapportStatement) statement = NULL;
  g_autoptr(GArray) points = g_array_new (FALSE, TRUE, sizeof (RapportPromisePoint));
  RapportShare share;

  assert_rows ("SELECT count(*), sum(total) / 100, min(day), max(day) FROM purchase WHERE" NORDWIND,
               "47,789000,2019-03-18,2025-10-14");
  assert_rows ("SELECT sum(total) / 100000.0 FROM purchase WHERE" NORDWIND " AND day > '2023-11-20' GROUP BY"
               " (day > '2024-02-20') + (day > '2024-05-20') + (day > '2024-08-20') + (day > '2024-11-20') + (day >"
               " '2025-02-20') + (day > '2025-05-20') + (day > '2025-08-20')",
               "42.1 43.0 42.4 46.0 40.1 46.3 47.9 50.0");
  assert_rows ("SELECT sum(total - cost) / 100000.0 FROM purchase WHERE" NORDWIND " AND day > '2023-11-20'"
               " GROUP BY day > '2024-11-20'", "53.1 57.9");
  assert_rows ("SELECT date(at, 'unixepoch', 'localtime') FROM move WHERE subject_kind = 'account' AND model = 1"
               " AND subject = (SELECT id FROM account"
               " WHERE name = 'Nordwind Logistik') ORDER BY at",
               "2019-01-14 2019-02-12 2019-03-18 2019-09-10 2021-05-11 2023-08-04");
  g_assert_cmpint (number ("SELECT count(*) FROM interaction WHERE" NORDWIND
                           " AND at >= strftime('%s', '2024-11-21')"), ==, 64);
  assert_rows ("SELECT date(at, 'unixepoch', 'localtime'), time(at, 'unixepoch', 'localtime'), subject, text"
               " FROM interaction WHERE" NORDWIND " ORDER BY at DESC LIMIT 2",
               "2025-11-20,14:20:00,Told him the credit note is at accounts,He stays calm, expects it by Friday"
               " 2025-11-19,16:05:00,Asked when the Bremen night offer comes,Promised for 27 November");
  assert_rows ("SELECT p.name, f.role FROM affiliation f JOIN person p ON p.id = f.person"
               " WHERE f.account = (SELECT id FROM account WHERE name = 'Nordwind Logistik') ORDER BY f.id",
               "Katrin Voss,decision-maker Jens Albers,user Emre Aydın,buyer Lena Thießen,gatekeeper");
  assert_rows ("SELECT title, due FROM commitment WHERE" NORDWIND " AND done IS NULL ORDER BY due",
               "Send credit note CN-2025-118,2025-11-19 Ask Jens whether door 4 holds,2025-11-21 Offer for Bremen"
               " night service,2025-11-27"
               " Invite to the January user day,2025-12-12");

  statement = rapport_db_query (rapport_store_get_db (store), NULL,
                                "SELECT due, done FROM commitment WHERE" NORDWIND " AND kind = 'promise'"
                                " AND due > '2024-11-20'", NULL);
  while (rapport_statement_step (statement, NULL))
    {
      RapportPromisePoint point = { .due = rapport_day_parse (rapport_statement_get_text (statement, 0)),
                                    .done = RAPPORT_DAY_NONE };

      if (!rapport_statement_is_null (statement, 1))
        point.done = rapport_day_parse (rapport_statement_get_text (statement, 1));
      g_array_append_val (points, point);
    }
  share = rapport_retention_promises_kept ((const RapportPromisePoint *) (gpointer) points->data, points->len, DAY);
  g_assert_cmpuint (share.part, ==, 23);
  g_assert_cmpuint (share.whole, ==, 25);

  /* The blocks of both years, three months each: kept of all. */
  assert_rows ("SELECT sum(outcome IS 'kept') || '/' || count(*) FROM commitment WHERE" NORDWIND
               " AND kind = 'promise' AND due > '2023-11-20' AND due <= '2025-11-20'"
               " GROUP BY (due > '2024-02-20') + (due > '2024-05-20') + (due > '2024-08-20') + (due > '2024-11-20')"
               " + (due > '2025-02-20') + (due > '2025-05-20')"
               " + (due > '2025-08-20')", "5/6 5/5 6/7 6/6 6/6 7/7 6/6 4/6");
}

static void
test_cohorts (void)
{
  static const guint wanted[8][8] = {
    { 14, 13, 12, 12, 11, 11, 11, 10 }, { 11, 10, 10, 9, 9, 8, 8 }, { 16, 15, 14, 14, 13, 13 }, { 9, 8, 8, 7, 7 },
    { 13, 13, 12, 12 }, { 12, 11, 11 }, { 15, 14 }, { 8 },
  };
  g_autoptr(RapportStatement) statement = rapport_db_query (rapport_store_get_db (store), NULL,
                                                            "SELECT account, day FROM purchase", NULL);
  g_autoptr(GArray) points = g_array_new (FALSE, TRUE, sizeof (RapportPurchasePoint));
  g_autoptr(RapportCohorts) table = NULL;

  while (rapport_statement_step (statement, NULL))
    {
      RapportPurchasePoint point = { (guint32) (rapport_statement_get_int (statement, 0) - (1 << 20)),
                                     rapport_day_parse (rapport_statement_get_text (statement, 1)) };

      g_array_append_val (points, point);
    }
  table = rapport_cohorts_new ((const RapportPurchasePoint *) (gpointer) points->data, points->len, 1000,
                               RAPPORT_PERIOD_QUARTER, DAY, 8);
  g_assert_cmpuint (table->n_cohorts, ==, 8);
  for (guint c = 0; c < 8; c++)
    for (guint p = 0; p < table->cohorts[c].n_periods; p++)
      g_assert_cmpuint (table->cohorts[c].still[p], ==, wanted[c][p]);
}

/* The design's board of 14 May 2024. */
static void
test_past (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (rapport_store_set_as_of (store, rapport_day_from_ymd (2024, 5, 14), &error));
  g_assert_no_error (error);
  assert_rows ("SELECT count(*), sum(coalesce(f.value, 0)) / 100 FROM placement p JOIN account a ON a.id = p.subject"
               " JOIN account_figure f ON f.account = a.id"
               " WHERE p.model = 1 AND p.stage > 102 AND" INES " GROUP BY p.stage ORDER BY p.stage",
               "3,45600 5,234800 5,494400 3,444100 2,196100");
  assert_rows ("SELECT count(*) FROM placement p JOIN account a ON a.id = p.subject WHERE p.model = 1"
               " AND p.stage <= 102 AND" INES
               " GROUP BY p.stage ORDER BY p.stage", "3 4");
  g_assert_cmpint (number ("SELECT count(*) FROM account a JOIN account_figure f ON f.account = a.id"
                           " WHERE a.kind <> 'own' AND NOT f.ended"), ==, 183);
  assert_rows ("SELECT a.name, CAST(julianday('2024-05-14') - julianday(date(f.last_contact, 'unixepoch',"
               " 'localtime')) AS INTEGER), f.last_channel"
               " FROM account a JOIN account_figure f ON f.account = a.id WHERE a.name IN ('Nordwind Logistik',"
               " 'Halden Marine', 'Casa Valdés') ORDER BY a.id",
               "Halden Marine,2,visit Nordwind Logistik,1,email Casa Valdés,13,video");
  g_assert_true (rapport_store_set_as_of (store, DAY, &error));
}

static void
test_refused (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *other = g_build_filename (dir, "empty.rapport", NULL);
  g_autoptr(RapportStore) empty = rapport_store_open (other, RAPPORT_STORE_CREATE, &error);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  gint64 count;

  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_false (rapport_sample_fill (empty, DAY, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  rapport_db_query_int (rapport_store_get_db (empty), &count, &error, "SELECT count(*) FROM account", NULL);
  g_assert_cmpint (count, ==, 0);

  /* Another day: another weekday, the same numbers of records. */
  g_assert_true (rapport_sample_fill (empty, rapport_day_from_ymd (2026, 3, 1), NULL, &error));
  g_assert_no_error (error);
  rapport_db_query_int (rapport_store_get_db (empty), &count, &error, "SELECT count(*) FROM interaction", NULL);
  g_assert_cmpint (count, ==, 8930);
  rapport_db_query_int (rapport_store_get_db (empty), &count, &error,
                        "SELECT count(*) FROM board_card WHERE model = 1", NULL);
  g_assert_cmpint (count, ==, 224);

  g_assert_false (rapport_sample_fill (empty, DAY, NULL, &error));
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_REFUSED);
  rapport_store_close (empty);
  g_unlink (other);
}

static void
test_days (void)
{
  /* A leap day, a new year, a Sunday, long ago and far ahead: the generator has to cope with every day. */
  static const int days[][3] = { { 2024, 2, 29 }, { 2026, 1, 1 }, { 2026, 8, 2 }, { 2031, 12, 31 } };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *other = g_build_filename (dir, "day.rapport", NULL);

      g_assert_true (rapport_sample_create (other, rapport_day_from_ymd (days[i][0], days[i][1], days[i][2]), &error));
      g_assert_no_error (error);
      g_unlink (other);
    }
}

static void
open_sample (void)
{
  g_autoptr(GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autofree char *copy = g_build_filename (dir, "copy.rapport", NULL);
  g_autoptr(GBytes) bytes = NULL;
  gsize size;
  gconstpointer data;

  g_assert_true (rapport_sample_create (path, DAY, &error));
  g_assert_no_error (error);
  g_test_message ("made in %.2f s", (double) (g_get_monotonic_time () - start) / 1e6);

  /* The file itself stays as it was made. */
  bytes = contents (path);
  data = g_bytes_get_data (bytes, &size);
  g_assert_true (g_file_set_contents (copy, data, size, &error));
  store = rapport_store_open (copy, RAPPORT_STORE_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (rapport_store_set_as_of (store, DAY, &error));
  g_assert_no_error (error);
  g_assert_false (rapport_store_is_in_past (store));
}

int
main (int    argc,
      char **argv)
{
  int result;
  g_autofree char *copy = NULL;

  g_test_init (&argc, &argv, NULL);
  dir = g_dir_make_tmp ("rapport-XXXXXX", NULL);
  path = g_build_filename (dir, "sample.rapport", NULL);
  open_sample ();

  g_test_add_func ("/sample/bytes", test_bytes);
  g_test_add_func ("/sample/whole", test_whole);
  g_test_add_func ("/sample/stages", test_stages);
  g_test_add_func ("/sample/board", test_board);
  g_test_add_func ("/sample/accounts", test_accounts);
  g_test_add_func ("/sample/complaints", test_complaints);
  g_test_add_func ("/sample/nordwind", test_nordwind);
  g_test_add_func ("/sample/cohorts", test_cohorts);
  g_test_add_func ("/sample/past", test_past);
  g_test_add_func ("/sample/refused", test_refused);
  g_test_add_func ("/sample/days", test_days);
  result = g_test_run ();

  copy = g_build_filename (dir, "copy.rapport", NULL);
  rapport_store_close (store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (store);
  g_unlink (copy);
  g_unlink (path);
  g_rmdir (dir);
  g_free (path);
  g_free (dir);
  return result;
}
