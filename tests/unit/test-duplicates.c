#include "config.h"

#include "import-fixture.h"
#include "service/rapport-entry.h"

/* Customers who are there already, for who enters one and for a file. */

static const char there[] =
  "customer no,name,city,phone,email,website,contact,contact email\n"
  "A1,Halden Marine Ltd,Halden,+47 69 17 50 00,post@halden.example,https://www.halden.example,Ola Berg,ola.berg@halden.example\n"
  "A2,Kühltechnik Albrecht GmbH & Co. KG,Kiel,0431 555014,,,Maike Albrecht,maike@gmail.com\n"
  "A3,Gamma,Emden,,info@gamma.example,,,\n"
  "A4,Depot 1,Leer,0491 700700,,,,\n"
  "A5,Depot 2,Leer,0491 700700,,,,\n"
  "A6,Depot 3,Leer,0491 700700,,,,\n"
  "A7,Depot 4,Leer,0491 700700,,,,\n";

static void
fill (Fixture *fixture)
{
  g_autoptr(GFile) file = fixture_file (fixture, "there.csv", there);
  const char *maps[] = { "contact=person.name", "contact email=person.email", NULL };

  import_file (fixture, file, "accounts", maps, FALSE, "imported 7, updated 0, unchanged 0, rejected 0");
}

static char *
find (Fixture    *fixture,
      const char *name,
      const char *phone,
      const char *email,
      const char *website)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) found = rapport_entry_find_duplicates (fixture->workspace, name, phone, email, website, 0, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      g_autofree char *sentence = rapport_entry_describe_duplicate (fixture->workspace,
                                                                    &g_array_index (found, RapportDuplicate, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", sentence);
    }
  return g_string_free (text, FALSE);
}

#define assert_found(name, phone, email, website, expected)                                  \
  G_STMT_START {                                                                             \
    g_autofree char *found_text = find (fixture, name, phone, email, website);               \
    g_assert_cmpstr (found_text, ==, expected);                                              \
  } G_STMT_END

static void
test_entry (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GArray) found = NULL;
  g_autoptr(GError) error = NULL;

  fill (fixture);
  assert_found ("Halden-Marine", NULL, NULL, NULL, "“Halden Marine Ltd” has the same name.");
  assert_found ("KUEHLTECHNIK ALBRECHT", NULL, NULL, NULL, "“Kühltechnik Albrecht GmbH & Co. KG” has the same name.");
  assert_found ("Halden", NULL, NULL, NULL, "");
  assert_found ("Other", "0047 69175000", NULL, NULL, "“Halden Marine Ltd” has the same telephone number.");
  assert_found ("Other", NULL, "Ola.Berg@Halden.example", NULL, "“Halden Marine Ltd” has the same e-mail address.");
  assert_found ("Other", NULL, "invoices@halden.example", NULL,
                "“Halden Marine Ltd” has addresses of the same domain.");
  assert_found ("Other", NULL, NULL, "halden.example/en", "“Halden Marine Ltd” has the same web site.");
  assert_found ("Other", NULL, "joost@gmail.com", NULL, "");
  assert_found ("Other", NULL, "maike@gmail.com", NULL,
                "“Kühltechnik Albrecht GmbH & Co. KG” has the same e-mail address.");
  /* The switchboard of four depots tells of none of them. */
  assert_found ("Other", "0491 700700", NULL, NULL, "");
  /* The likeliest first. */
  assert_found ("Gamma Inc.", "0431 555014", NULL, NULL,
                "“Gamma” has the same name. “Kühltechnik Albrecht GmbH & Co. KG” has the same telephone number.");
  assert_found ("halden marine", "+47 69175000", "x@halden.example", NULL,
                "“Halden Marine Ltd” has the same name, the same telephone number, addresses of the same domain.");
  assert_found ("", NULL, NULL, NULL, "");

  found = rapport_entry_find_duplicates (fixture->workspace, "Halden Marine Ltd", NULL, NULL, NULL,
                                         query (fixture, "SELECT id FROM account WHERE external_id = 'A1'"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->len, ==, 0);
}

static RapportImportResult *
dry_run (Fixture           *fixture,
         RapportImportPlan *plan)
{
  g_autoptr(GError) error = NULL;
  RapportImportResult *result = NULL;

  rapport_import_dry_run (fixture->workspace, plan, &result, &error);
  g_assert_no_error (error);
  return result;
}

static void
test_file (void)
{
  static const struct
  {
    guint64               line;
    const char           *account;
    RapportIdentityReason reasons;
  } expected[] = {
    { 2, "Halden Marine Ltd", RAPPORT_IDENTITY_NAME },
    { 3, "Kühltechnik Albrecht GmbH & Co. KG", RAPPORT_IDENTITY_NAME | RAPPORT_IDENTITY_PHONE },
    { 4, "Gamma", RAPPORT_IDENTITY_DOMAIN },
    { 5, "Halden Marine Ltd", RAPPORT_IDENTITY_EMAIL | RAPPORT_IDENTITY_DOMAIN },
  };
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) file = fixture_file (fixture, "new.csv",
    "customer no,name,city,phone,email,contact,contact email\n"
    "B1,HALDEN MARINE,Halden,,,,\n"
    "B2,Kuehltechnik Albrecht,Kiel,+49 431 555014,,,\n"
    "B3,Gamma Rays,Emden,,sales@gamma.example,,\n"
    "B4,Ola Berg Consulting,Oslo,,,Ola Berg,ola.berg@halden.example\n"
    "B5,Depot 5,Leer,0491 700700,,,\n"
    "B6,Quite New,Leer,0491 700799,new@gmail.com,,\n"
    ",Depot 1,Leer,0491 700700,,,\n"
    "A3,Gamma,Emden,,info@gamma.example,,\n");
  const char *maps[] = { "contact=person.name", "contact email=person.email", NULL };
  g_autoptr(RapportImportPlan) plan = NULL;
  g_autoptr(RapportImportResult) result = NULL;
  g_autoptr(RapportAct) act = NULL;

  fill (fixture);
  plan = plan_of (fixture, file, "accounts", maps);
  result = dry_run (fixture, plan);
  assert_result (result, "imported 6, updated 0, unchanged 2, rejected 0");
  g_assert_cmpint (result->n_duplicates, ==, G_N_ELEMENTS (expected));
  g_assert_cmpint (result->duplicates->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const RapportImportDuplicate *duplicate = g_ptr_array_index (result->duplicates, i);

      g_assert_cmpint (duplicate->line, ==, expected[i].line);
      g_assert_cmpstr (duplicate->account_name, ==, expected[i].account);
      g_assert_cmpint (duplicate->reasons, ==, expected[i].reasons);
    }

  /* Merged in spite of another spelling: the account is brought up to date with what the row says. */
  rapport_import_plan_set_answer (
      plan, 3, ((RapportImportDuplicate *) g_ptr_array_index (result->duplicates, 1))->account, RAPPORT_IMPORT_MERGE);
  rapport_import_plan_set_answer (
      plan, 4, ((RapportImportDuplicate *) g_ptr_array_index (result->duplicates, 2))->account, RAPPORT_IMPORT_SKIP);
  act = import_plan (fixture, plan);
  assert_result (rapport_import_act_get_result (act), "imported 4, updated 1, unchanged 3, rejected 0");
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 11);
  g_assert_cmpint (rapport_import_act_get_result (act)->n_duplicates, ==, 4);
  g_assert_true (undo (fixture, FALSE));
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account"), ==, 7);
  g_assert_cmpint (query (fixture, "SELECT count(*) FROM account WHERE name = 'Kühltechnik Albrecht GmbH & Co. KG'"),
                   ==, 1);
}

/* Not more than can be gone through are listed, but all are counted. */
static void
test_many (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GString) text = g_string_new ("customer no,name\n");
  g_autoptr(GString) again = g_string_new ("customer no,name\n");
  g_autoptr(GFile) first = NULL;
  g_autoptr(GFile) second = NULL;
  g_autoptr(RapportImportPlan) plan = NULL;
  g_autoptr(RapportImportResult) result = NULL;

  for (guint i = 0; i < 300; i++)
    {
      g_string_append_printf (text, "A%u,Customer %u\n", i, i);
      g_string_append_printf (again, "B%u,Customer %u Ltd.\n", i, i);
    }
  first = fixture_file (fixture, "first.csv", text->str);
  second = fixture_file (fixture, "second.csv", again->str);
  import_file (fixture, first, "accounts", NULL, FALSE, "imported 300, updated 0, unchanged 0, rejected 0");
  plan = plan_of (fixture, second, "accounts", NULL);
  result = dry_run (fixture, plan);
  g_assert_cmpint (result->n_duplicates, ==, 300);
  g_assert_cmpint (result->duplicates->len, ==, 200);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/duplicates/entry", test_entry);
  g_test_add_func ("/duplicates/file", test_file);
  g_test_add_func ("/duplicates/many", test_many);
  return g_test_run ();
}
