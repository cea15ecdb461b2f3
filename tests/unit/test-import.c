#include "config.h"

#include "import-fixture.h"

/* Imports of small files of our own. */

static const char customers[] =
  "Customer No,Name,City,Contact,E-mail,Parent,Phone\n"
  "K1,Halden Marine,Halden,Siri Dahl,siri@halden.example,K3,+47 1\n"
  "K2,\"Müller, Söhne\",Köln,,,,\n"
  "K3,Nordwind Holding,Hamburg,Jan Petersen,jan@nordwind.example,,\n";

static const char *const customer_maps[] = { "Contact=person.name", "E-mail=person.email", NULL };

static void
import_text (Fixture           *fixture,
             const char        *name,
             const char        *text,
             const char        *kind,
             const char *const *maps,
             const char        *expected)
{
  g_autoptr(GFile) file = fixture_file (fixture, name, text);

  import_file (fixture, file, kind, maps, FALSE, expected);
}

static void
test_accounts (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *text = NULL;
  g_autoptr(RapportAct) trash = NULL;
  gint64 id;

  import_text (fixture, "c.csv", customers, "accounts", customer_maps,
               "imported 3, updated 0, unchanged 0, rejected 0");
  text = query_text (fixture, "SELECT group_concat(a.name || '/' || coalesce(p.name, '-'), '; ') FROM account a LEFT"
                              " JOIN account p ON p.id = a.parent ORDER BY a.id");
  g_assert_cmpstr (text, ==, "Halden Marine/Nordwind Holding; Müller, Söhne/-; Nordwind Holding/-");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM person"), ==, 2);
  import_text (fixture, "c.csv", customers, "accounts", customer_maps,
               "imported 0, updated 0, unchanged 3, rejected 0");

  /* Another value updates, an empty cell says nothing, the trash gives back. */
  id = query (fixture, "SELECT id FROM account WHERE external_id = 'K2'");
  trash = rapport_act_trash (RAPPORT_KIND_ACCOUNT, &id, 1);
  g_assert_true (rapport_workspace_do (fixture->workspace, trash, NULL));
  {
    g_autoptr(GFile) file = fixture_file (fixture, "c.csv",
      "Customer No,Name,City,Phone\nK1,Halden Marine AS,Oslo,\nK2,\"Müller, Söhne\",Köln,\nK4,New One,Oslo,\n");
    g_autoptr(RapportImportPlan) plan = plan_of (fixture, file, "accounts", NULL);
    g_autoptr(RapportAct) act = import_plan (fixture, plan);

    assert_result (rapport_import_act_get_result (act), "imported 1, updated 2, unchanged 0, rejected 0");
    g_assert_cmpint (rapport_import_act_get_result (act)->restored, ==, 1);
  }
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE name = 'Halden Marine AS' AND city = 'Oslo'"
                                   " AND phone = '+47 1'"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE deleted IS NULL"), ==, 4);

  /* One undo takes updates, the new one and the restoration back. */
  g_assert_true (undo (fixture, FALSE));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE deleted IS NULL"), ==, 2);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE name = 'Halden Marine' AND city = 'Halden'"),
                   ==, 1);
  g_assert_true (undo (fixture, TRUE));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE deleted IS NULL"
                                   " AND (name = 'Halden Marine AS' OR external_id = 'K2')"), ==, 2);
}

static void
test_accounts_by_name (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  static const char text[] =
    "Name;City;Contact;Value\nAlpha;Kiel;Ann;1.200,50\nAlpha;Bonn;Bob;3.000,00\nAlpha;Kiel;Cid;\nBeta;;;n/a\n";
  static const char *const maps[] = { "Contact=person.name", "Value=estimated_value", NULL };

  /* The same name in the same city is the same customer, with a second person. */
  import_text (fixture, "n.csv", text, "accounts", maps, "imported 3, updated 1, unchanged 0, rejected 0");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 3);
  g_assert_cmpint (query (fixture, "SELECT estimated_value FROM account WHERE city = 'Kiel'"), ==, 120050);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM affiliation f JOIN account a ON a.id = f.account"
                                   " WHERE a.city = 'Kiel'"), ==, 2);
  import_text (fixture, "n.csv", text, "accounts", maps, "imported 0, updated 0, unchanged 4, rejected 0");
}

static const char orders[] =
  "customer,date,amount\nK1,2024-01-05,10.00\nK1,2024-01-05,10.00\nK2,2024-02-30,5.00\n"
  "Nobody,2024-03-01,1.00\nHalden Marine,2024-03-02,1e3\n"
  "Nordwind Holding,2024-03-03,7.00\nK3,2024-03-04\n";

static void
test_purchases (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autofree char *path = g_build_filename (fixture->dir, "o.rejects.csv", NULL);
  g_autofree char *rejects = NULL;
  g_autofree char *text = NULL;

  import_text (fixture, "c.csv", customers, "accounts", customer_maps,
               "imported 3, updated 0, unchanged 0, rejected 0");
  import_text (fixture, "o.csv", orders, "purchases", NULL, "imported 3, updated 0, unchanged 0, rejected 4");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase WHERE total = 1000 AND total_from = 'file'"), ==, 2);
  g_assert_true (g_file_get_contents (path, &rejects, NULL, NULL));
  g_assert_nonnull (strstr (rejects, "\r\n4,“2024-02-30” is not a date."));
  g_assert_nonnull (strstr (rejects, "\r\n5,There is no account “Nobody”."));
  g_assert_nonnull (strstr (rejects, "\r\n6,“1e3” is not an amount."));
  g_assert_nonnull (strstr (rejects, "\r\n8,"));

  /* Real duplicates stay, and a third makes one more. */
  import_text (fixture, "o.csv", orders, "purchases", NULL, "imported 0, updated 0, unchanged 3, rejected 4");
  import_text (fixture, "p.csv",
               "customer,date,amount\nK1,2024-01-05,10.00\nK1,2024-01-05,10.00\nK1,2024-01-05,10.00\n",
               "purchases", NULL,
               "imported 1, updated 0, unchanged 2, rejected 0");

  /* A customer who is in the trash takes nothing in; --create-accounts brings it back. */
  {
    gint64 id = query (fixture, "SELECT id FROM account WHERE external_id = 'K3'");
    g_autoptr(RapportAct) trash = rapport_act_trash (RAPPORT_KIND_ACCOUNT, &id, 1);
    g_autoptr(GFile) file = fixture_file (fixture, "q.csv",
                                          "customer,date,amount\nK3,2024-05-05,10.00\nK9,2024-05-05,10.00\nNew Name"
                                          " Ltd,2024-05-05,1\n");
    g_autoptr(RapportImportPlan) plan = plan_of (fixture, file, "purchases", NULL);
    g_autoptr(RapportAct) act = NULL;

    g_assert_true (rapport_workspace_do (fixture->workspace, trash, NULL));
    import_file (fixture, file, "purchases", NULL, FALSE, "imported 0, updated 0, unchanged 0, rejected 3");
    plan->create_accounts = TRUE;
    act = import_plan (fixture, plan);
    assert_result (rapport_import_act_get_result (act), "imported 3, updated 0, unchanged 0, rejected 0");
    g_assert_cmpint (rapport_import_act_get_result (act)->accounts, ==, 2);
    g_assert_cmpint (rapport_import_act_get_result (act)->restored, ==, 1);
  }
  text = query_text (fixture, "SELECT group_concat(name || ':' || coalesce(external_id, '')) FROM account"
                              " WHERE deleted IS NULL AND id NOT IN (SELECT person FROM affiliation)");
  g_assert_nonnull (strstr (text, "K9:K9"));
  g_assert_nonnull (strstr (text, "New Name Ltd:"));
}

static void
test_lines (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  static const char lines[] =
    "order,product,quantity,unit price,discount\n"
    "O1,P1,3,1.005,0\nO1,Nut,1,2.50,10%\nO2,P1,1,1,0\nO3,P1,1,1,0\nO1,P1,1,1,5\n";

  import_text (fixture, "c.csv", customers, "accounts", customer_maps,
               "imported 3, updated 0, unchanged 0, rejected 0");
  import_text (fixture, "p.csv", "sku,name,price\nP1,Bolt,1.005\nP2,Nut,2.50\n", "products", NULL,
               "imported 2, updated 0, unchanged 0, rejected 0");
  import_text (fixture, "o.csv",
               "order no,customer no,order date,total\nO1,K1,2024-01-05,\nO2,K1,2024-01-06,99.00\n", "purchases", NULL,
               "imported 2, updated 0, unchanged 0, rejected 0");
  import_text (fixture, "l.csv", lines, "purchase-lines", NULL, "imported 3, updated 0, unchanged 0, rejected 2");
  /* 3.015 + 2.25 = 5.265, half to even; what a file states stays. */
  g_assert_cmpint (query (fixture, "SELECT total FROM purchase WHERE external_id = 'O1' AND total_from = 'lines'"),
                   ==, 526);
  g_assert_cmpint (query (fixture, "SELECT total FROM purchase WHERE external_id = 'O2' AND total_from = 'file'"),
                   ==, 9900);
  import_text (fixture, "l.csv", lines, "purchase-lines", NULL, "imported 0, updated 0, unchanged 3, rejected 2");
  g_assert_true (undo (fixture, FALSE));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase WHERE total IS NULL AND total_from IS NULL"), ==, 1);
}

static void
test_interactions (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  static const char text[] =
    "customer,when,channel,direction,text,by,with,episode,minutes\n"
    "K1,2024-01-05T10:00:00Z,Phone,in,\"Asked for a price.\nIn a hurry.\",ID,Siri Dahl,Spring order,12\n"
    "K1,2024-01-06T10:00:00Z,email,out,Sent it,ID,,Spring order,\n"
    "K1,2024-01-07T10:00:00Z,carrier pigeon,out,Sent it,ID,,,\n"
    "K1,2024-01-08T10:00:00Z,email,out,Sent it,Nobody,,,\n"
    "K1,2024-01-08T10:00:00Z,email,out,,ID,,,\n";

  import_text (fixture, "c.csv", customers, "accounts", customer_maps,
               "imported 3, updated 0, unchanged 0, rejected 0");
  import_text (fixture, "m.csv", "first name,last name,initials\nInes,Duarte,ID\n", "members", NULL,
               "imported 1, updated 0, unchanged 0, rejected 0");
  import_text (fixture, "i.csv", text, "interactions", (const char *[]) { "episode=episode", NULL },
               "imported 3, updated 0, unchanged 0, rejected 2");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM interaction WHERE member IS NOT NULL"
                                   " AND at IN (1704448800, 1704535200)"), ==, 2);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM interaction WHERE subject = 'Asked for a price.'"
                                   " AND person IS NOT NULL AND channel = 'phone' AND minutes = 12"), ==, 1);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM episode WHERE title = 'Spring order'"
                                   " AND started = '2024-01-05'"), ==, 1);
  import_text (fixture, "i.csv", text, "interactions", (const char *[]) { "episode=episode", NULL },
               "imported 0, updated 0, unchanged 3, rejected 2");
}

static void
test_ambiguous_dates (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = NULL;
  g_autoptr(RapportImportPlan) plan = NULL;
  g_autoptr(RapportImportPlan) again = NULL;
  g_autoptr(RapportAct) act = NULL;
  g_autoptr(GError) error = NULL;
  RapportDay recalled = RAPPORT_DAY_NONE;

  import_text (fixture, "c.csv", customers, "accounts", customer_maps,
               "imported 3, updated 0, unchanged 0, rejected 0");
  file = fixture_file (fixture, "o.csv", "customer,date,amount,remark\nK1,04/07/2019,1.00,x\nK1,11/03/2020,2.00,y\n");
  plan = plan_of (fixture, file, "purchases", (const char *[]) { "remark=title", NULL });
  g_assert_false (rapport_import_plan_check (plan, &error));
  g_assert_error (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_AMBIGUOUS_DATE);
  rapport_csv_dialect_set_date_format (plan->dialect, -1, RAPPORT_DATE_FORMAT_MDY);
  act = import_plan (fixture, plan);
  assert_result (rapport_import_act_get_result (act), "imported 2, updated 0, unchanged 0, rejected 0");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase WHERE day = '2019-04-07' AND title = 'x'"), ==, 1);

  /* It is remembered with the mapping. */
  rapport_import_remember (fixture->workspace, plan);
  for (guint i = 0; i < 500 && recalled == RAPPORT_DAY_NONE; i++)
    {
      g_autoptr(RapportImportPlan) other = plan_of (fixture, file, "purchases", NULL);

      rapport_import_recall (fixture->workspace, other, &recalled);
      g_usleep (1000);
    }
  again = plan_of (fixture, file, "purchases", NULL);
  g_assert_true (rapport_import_plan_check (again, NULL));
  g_assert_cmpstr (rapport_import_plan_get_field (again, 3), ==, "title");
}

static void
test_mapping_errors (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = fixture_file (fixture, "x.csv", "a1,b2\nfoo,bar\n");
  g_autoptr(RapportImportPlan) plan = plan_of (fixture, file, "accounts", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_false (rapport_import_plan_map (plan, "c3", "name", &error));
  g_assert_error (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_UNKNOWN_COLUMN);
  g_clear_error (&error);
  g_assert_false (rapport_import_plan_map (plan, "a1", "nonsense", &error));
  g_assert_error (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_UNKNOWN_FIELD);
  g_clear_error (&error);
  g_assert_false (rapport_import_plan_check (plan, &error));
  g_assert_error (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_MISSING_FIELD);
  g_clear_error (&error);
  /* A target that is taken moves. */
  g_assert_true (rapport_import_plan_map (plan, "a1", "name", NULL));
  g_assert_true (rapport_import_plan_map (plan, "2", "name", NULL));
  g_assert_null (rapport_import_plan_get_field (plan, 0));
  g_assert_cmpstr (rapport_import_plan_get_field (plan, 1), ==, "name");
}

/* Stopping ----------------------------------------------------------------------------------------------------- */

static GFile *
many_purchases (Fixture *fixture,
                guint    n)
{
  g_autoptr(GString) text = g_string_new ("order no,customer,date,amount\n");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "O%u,K%u,2024-01-%02u,%u.%02u\n", i, 1 + i % 3, 1 + i % 28, i % 700, i % 100);
  return fixture_file (fixture, "many.csv", text->str);
}

static void
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
test_cancel (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = many_purchases (fixture, 60000);
  g_autoptr(RapportImportPlan) plan = NULL;
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  RapportAct *act;
  guint64 rows = 0;
  double share;

  import_text (fixture, "c.csv", customers, "accounts", customer_maps,
               "imported 3, updated 0, unchanged 0, rejected 0");
  plan = plan_of (fixture, file, "purchases", NULL);
  act = rapport_import_act (fixture->workspace, plan);
  rapport_workspace_do_async (fixture->workspace, rapport_act_ref (act), cancellable, done_cb, &result);
  while (result == NULL)
    {
      rapport_import_act_get_progress (act, &rows, &share);
      g_assert_cmpfloat (share, <=, 1);
      if (rows > 25000)
        g_cancellable_cancel (cancellable);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (200);
    }
  g_assert_null (rapport_workspace_do_finish (fixture->workspace, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  rapport_act_unref (act);

  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase"), ==, 0);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM journal_batch WHERE state = 0"), ==, 0);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM journal_entry WHERE state = 1"), ==, 0);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account_figure WHERE orders > 0"), ==, 0);
  g_assert_cmpstr (rapport_workspace_get_undo_label (fixture->workspace), ==, "Import “c.csv”");

  /* Whole, it goes in by parts and out in one. */
  import_file (fixture, file, "purchases", NULL, FALSE, "imported 60000, updated 0, unchanged 0, rejected 0");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM journal_entry WHERE batch = (SELECT max(id)"
                                   " FROM journal_batch)"), ==, 3);
  g_assert_cmpint (query (fixture, "SELECT sum(orders) FROM account_figure"), ==, 60000);
  import_file (fixture, file, "purchases", NULL, FALSE, "imported 0, updated 0, unchanged 60000, rejected 0");
  g_assert_true (undo (fixture, FALSE));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM purchase"), ==, 0);
}

static void
test_later_work (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  RapportStore *store = rapport_workspace_get_store (fixture->workspace);
  RapportRow *row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportChanges) none = NULL;
  g_autoptr(RapportChanges) changes = NULL;
  gint64 member;

  import_text (fixture, "m.csv", "name,initials\nInes Duarte,ID\n", "members", NULL,
               "imported 1, updated 0, unchanged 0, rejected 0");
  import_text (fixture, "c.csv", customers, "accounts", NULL, "imported 3, updated 0, unchanged 0, rejected 0");
  member = query (fixture, "SELECT id FROM member");
  rapport_store_set_member (store, member);
  rapport_row_set_id (row, query (fixture, "SELECT id FROM account WHERE external_id = 'K2'"));
  rapport_row_put (row, "city", "Bonn", NULL);
  workspace_save (fixture->workspace, row);

  /* Work of another member stands on it: it is named, and either all but that goes or nothing. */
  rapport_store_set_member (store, 0);
  none = rapport_store_undo (store, FALSE, FALSE, NULL, &error);
  g_assert_null (none);
  g_assert_error (error, RAPPORT_STORE_ERROR, RAPPORT_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "Müller, Söhne"));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 3);
  g_clear_error (&error);
  changes = rapport_store_undo (store, FALSE, TRUE, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 1);
}

/* Export ------------------------------------------------------------------------------------------------------- */

static char *
export_text (Fixture       *fixture,
             RapportKindId  kind)
{
  g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (rapport_export (fixture->workspace, kind, NULL, stream, NULL, &error), >=, 0);
  g_assert_no_error (error);
  g_output_stream_write_all (stream, "", 1, NULL, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (stream));
}

static const RapportKindId all_kinds[] = { RAPPORT_KIND_MEMBER, RAPPORT_KIND_ACCOUNT, RAPPORT_KIND_PERSON,
                                           RAPPORT_KIND_PRODUCT,
                                           RAPPORT_KIND_PURCHASE, RAPPORT_KIND_PURCHASE_LINE,
                                           RAPPORT_KIND_INTERACTION };

/* Into the same workspace it changes nothing, into an empty one it makes the same list again. */
static void
test_round_trip (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  RapportRow *row;
  gint64 account, member;
  g_autoptr(RapportAct) move = NULL;
  char *texts[G_N_ELEMENTS (all_kinds)];

  import_text (fixture, "c.csv", customers, "accounts", customer_maps,
               "imported 3, updated 0, unchanged 0, rejected 0");
  import_text (fixture, "m.csv", "name,initials,hourly rate\nInes Duarte,ID,85.50\n", "members", NULL,
               "imported 1, updated 0, unchanged 0, rejected 0");
  import_text (fixture, "p.csv", "sku,name,price\nP1,Bolt,1.000005\n", "products", NULL,
               "imported 1, updated 0, unchanged 0, rejected 0");
  import_text (fixture, "o.csv", orders, "purchases", NULL, "imported 3, updated 0, unchanged 0, rejected 4");
  member = query (fixture, "SELECT id FROM member");

  /* By hand: no external id, awkward text, a parent, an owner, another currency. */
  row = rapport_row_new (RAPPORT_KIND_ACCOUNT);
  rapport_row_put (row, "name", "=Odd, \"quoted\" Ωmega", "kind", "person", "notes",
                   "Line one\nLine two, with a comma\n\nLast", "phone", "+49 40 12",
                   "tags", "vip,north", "owner", member, "parent",
                   query (fixture, "SELECT id FROM account WHERE external_id = 'K1'"),
                   "estimated_value", (gint64) -120050, "currency", "JPY", "starred", (gint64) 1,
                   "customer_since", (gint64) rapport_day_from_ymd (2019, 7, 4), NULL);
  workspace_save (fixture->workspace, row);
  account = query (fixture, "SELECT max(id) FROM account");
  row = rapport_row_new (RAPPORT_KIND_PURCHASE);
  rapport_row_put (row, "account", account, "day", (gint64) rapport_day_from_ymd (2024, 2, 29), "title", "Cash",
                   "total", (gint64) -5, "currency", "USD",
                   "quantity", (gint64) 1500000, "member", member, NULL);
  workspace_save (fixture->workspace, row);
  row = rapport_row_new (RAPPORT_KIND_PURCHASE_LINE);
  rapport_row_put (row, "purchase", query (fixture, "SELECT max(id) FROM purchase"), "product",
                   query (fixture, "SELECT id FROM product"),
                   "quantity", (gint64) 250000, "unit_price", (gint64) 1000005, "discount", (gint64) 125000, NULL);
  workspace_save (fixture->workspace, row);
  row = rapport_row_new (RAPPORT_KIND_INTERACTION);
  rapport_row_put (row, "account", account, "at", (gint64) 1704448801, "channel", "phone", "subject",
                   "NULL is \"a word\"", "text", "a\nb", "social", (gint64) 0,
                   "person", query (fixture, "SELECT min(id) FROM person"), "member", member, "minutes",
                   (gint64) 7, NULL);
  workspace_save (fixture->workspace, row);
  row = rapport_row_new (RAPPORT_KIND_AFFILIATION);
  rapport_row_put (row, "account", query (fixture, "SELECT id FROM account WHERE external_id = 'K2'"), "person",
                   query (fixture, "SELECT min(id) FROM person"),
                   "role", "buyer", "since", (gint64) rapport_day_from_ymd (2020, 1, 1), NULL);
  workspace_save (fixture->workspace, row);
  move = rapport_board_act_move (fixture->workspace, 1,
                                 (gint64[]) { account,
                                              query (fixture, "SELECT id FROM account WHERE external_id = 'K1'") }, 2,
                                 106, 0, 0, NULL, NULL);
  g_assert_true (rapport_workspace_do (fixture->workspace, move, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (all_kinds); i++)
    {
      const RapportKind *kind = rapport_kind_get (all_kinds[i]);
      g_autofree char *name = g_strdup_printf ("%s.csv", kind->plural);
      g_autoptr(GFile) file = NULL;
      g_autoptr(RapportImportPlan) plan = NULL;
      g_autoptr(RapportAct) act = NULL;
      const RapportImportResult *result;
      g_autofree char *again = NULL;

      texts[i] = export_text (fixture, all_kinds[i]);
      file = fixture_file (fixture, name, texts[i]);
      plan = plan_of (fixture, file, kind->plural, NULL);
      for (guint k = 0; k < plan->n_columns; k++)
        g_assert_cmpstr (plan->dialect->headings[k], ==, plan->fields[k]);
      act = import_plan (fixture, plan);
      result = rapport_import_act_get_result (act);
      if (result->unchanged != result->rows)
        assert_result (result, kind->plural);
      again = export_text (fixture, all_kinds[i]);
      g_assert_cmpstr (texts[i], ==, again);
    }

  fixture_close (fixture);
  fixture_open (fixture, "empty.rapport");
  for (guint i = 0; i < G_N_ELEMENTS (all_kinds); i++)
    {
      const RapportKind *kind = rapport_kind_get (all_kinds[i]);
      g_autofree char *name = g_strdup_printf ("%s.csv", kind->plural);
      g_autoptr(GFile) file = fixture_file (fixture, name, texts[i]);
      g_autoptr(RapportImportPlan) plan = plan_of (fixture, file, kind->plural, NULL);
      g_autoptr(RapportAct) act = import_plan (fixture, plan);
      g_autofree char *again = export_text (fixture, all_kinds[i]);

      if (rapport_import_act_get_result (act)->rejected > 0)
        assert_result (rapport_import_act_get_result (act), kind->plural);
      if (g_getenv ("RAPPORT_TEST_NUMBERS") != NULL)
        g_test_message ("%s", again);
      g_assert_cmpstr (texts[i], ==, again);
    }
  for (guint i = 0; i < G_N_ELEMENTS (all_kinds); i++)
    g_free (texts[i]);
  g_assert_cmpint (query (fixture, "SELECT p.stage FROM placement p JOIN account a ON a.id = p.subject"
                                   " WHERE a.external_id = 'K1'"), ==, 106);
}

/* Inspection --------------------------------------------------------------------------------------------------- */

static void
test_inspect (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = fixture_file (fixture, "i.csv",
    "Customer No;Name;Value;Since\nA1;Halden marine;1.200,50;04/07/2019\n"
    "A2;Two;x;11/03/2020\nA3;Three;x;11/03/2020\nA4;Four;2,00;01/02/2020\n"
    "A5;Five;2,00;01/02/2020\nA6;Six;2,00;01/02/2020\nA7;;2,00;01/02/2020\n");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(RapportImportInspection) inspection = NULL;
  g_autoptr(GError) error = NULL;
  const RapportImportProblem *problem;
  const RapportImportPreview *preview;

  import_text (fixture, "c.csv", customers, "accounts", customer_maps,
               "imported 3, updated 0, unchanged 0, rejected 0");
  rapport_import_inspect_async (fixture->workspace, file, RAPPORT_KIND_ACCOUNT, NULL, NULL, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  inspection = rapport_import_inspect_finish (fixture->workspace, result, &error);
  g_assert_no_error (error);

  g_assert_error (inspection->error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_AMBIGUOUS_DATE);
  g_assert_cmpint (inspection->matches[3].confidence, ==, RAPPORT_MATCH_USER);
  g_assert_cmpint (inspection->matches[0].confidence, ==, RAPPORT_MATCH_BOTH);
  g_assert_cmpint (inspection->result->rows, ==, 7);
  g_assert_cmpint (inspection->result->imported, ==, 4);
  g_assert_cmpint (inspection->result->rejected, ==, 3);
  g_assert_cmpint (inspection->result->problems->len, ==, 2);
  problem = g_ptr_array_index (inspection->result->problems, 0);
  g_assert_cmpint (problem->n_rows, ==, 2);
  g_assert_cmpint (problem->lines[1], ==, 4);
  g_assert_cmpint (problem->column, ==, 2);
  g_assert_cmpstr (problem->value, ==, "x");
  g_assert_cmpint (inspection->result->duplicates->len, ==, 1);
  g_assert_cmpint (inspection->preview->len, ==, 6);
  preview = g_ptr_array_index (inspection->preview, 5);
  g_assert_cmpint (preview->line, ==, 8);
  g_assert_cmpstr (preview->problem, ==, "“Name” is empty.");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/accounts", test_accounts);
  g_test_add_func ("/import/accounts-by-name", test_accounts_by_name);
  g_test_add_func ("/import/purchases", test_purchases);
  g_test_add_func ("/import/lines", test_lines);
  g_test_add_func ("/import/interactions", test_interactions);
  g_test_add_func ("/import/ambiguous-dates", test_ambiguous_dates);
  g_test_add_func ("/import/mapping-errors", test_mapping_errors);
  g_test_add_func ("/import/cancel", test_cancel);
  g_test_add_func ("/import/later-work", test_later_work);
  g_test_add_func ("/import/inspect", test_inspect);
  g_test_add_func ("/import/round-trip", test_round_trip);
  return g_test_run ();
}
