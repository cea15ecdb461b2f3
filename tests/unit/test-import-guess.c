#include "config.h"

#include "exchange/rapport-sniffer.h"
#include "import-fixture.h"
#include "service/rapport-export.h"

/* What a file is taken for: headings as other programs write them, with a row made up to go with them. */
static const struct
{
  const char    *name;
  RapportKindId  kind;
  const char    *contents;
} files[] = {
  /* Northwind as one publisher gives it … */
  { "customers.csv", RAPPORT_KIND_ACCOUNT,
    "customerID,companyName,contactName,contactTitle,address,city,region,postalCode,country,phone,fax\n"
    "ABCDE,Any Company,Any Person,Owner,Any Street 1,Any Town,NULL,12345,Germany,030-1234567,030-1234568\n" },
  { "employees.csv", RAPPORT_KIND_MEMBER,
    "employeeID,lastName,firstName,title,titleOfCourtesy,birthDate,hireDate,address,city,region,postalCode,country,homePhone,extension,photo,notes,reportsTo,photoPath\n"
    "1,Person,Any,Sales Manager,Ms.,1950-12-08 00:00:00.000,1990-05-01 00:00:00.000,Any Street 2,Any Town,NULL,12345,UK,(71) 555-0000,1234,0x15,Knows French.,2,http://any.example/a.bmp\n" },
  { "orders.csv", RAPPORT_KIND_PURCHASE,
    "orderID,customerID,employeeID,orderDate,requiredDate,shippedDate,shipVia,freight,shipName,shipAddress,shipCity,shipRegion,shipPostalCode,shipCountry\n"
    "10001,ABCDE,1,1996-07-04 00:00:00.000,1996-08-01 00:00:00.000,1996-07-16 00:00:00.000,3,32.10,Any Company,Any Street 1,Any Town,NULL,12345,Germany\n" },
  { "order_details.csv", RAPPORT_KIND_PURCHASE_LINE, "orderID,productID,unitPrice,quantity,discount\n10001,11,14.00,12,0\n" },
  { "products.csv", RAPPORT_KIND_PRODUCT,
    "productID,productName,supplierID,categoryID,quantityPerUnit,unitPrice,unitsInStock,unitsOnOrder,reorderLevel,discontinued\n"
    "1,Any Tea,1,1,10 boxes,18.00,39,0,10,0\n" },
  /* … and an online shop's purchases. */
  { "purchases.csv", RAPPORT_KIND_PURCHASE, "customer,date,quantity,amount\n0001,19970101,2,29.00\n" },
  /* The same under names that say nothing. */
  { "a.csv", RAPPORT_KIND_MEMBER,
    "employeeID,lastName,firstName,title,titleOfCourtesy,birthDate,hireDate,address,city,region,postalCode,country,homePhone,extension,photo,notes,reportsTo,photoPath\n"
    "1,Person,Any,Sales Manager,Ms.,1950-12-08 00:00:00.000,1990-05-01 00:00:00.000,Any Street 2,Any Town,NULL,12345,UK,(71) 555-0000,1234,0x15,Knows French.,2,http://any.example/a.bmp\n" },
  { "b.csv", RAPPORT_KIND_PURCHASE_LINE, "orderID,productID,unitPrice,quantity,discount\n10001,11,14.00,12,0\n" },
  { "c.csv", RAPPORT_KIND_PURCHASE, "customer,date,quantity,amount\n0001,19970101,2,29.00\n" },
  /* What an address book gives away. */
  { "contacts.csv", RAPPORT_KIND_PERSON, "First Name,Last Name,Company,Job Title,E-mail\nAny,Person,Any Company,Buyer,any@company.example\n" },
  { "Kontakte.csv", RAPPORT_KIND_PERSON, "Vorname;Nachname;Firma;E-Mail;Telefon\nIrgend;Wer;Firma;wer@firma.example;030 1234567\n" },
  { "Mitarbeiter.csv", RAPPORT_KIND_MEMBER, "Name;E-Mail;Kürzel\nIrgend Wer;wer@firma.example;IW\n" },
  { "Kunden.csv", RAPPORT_KIND_ACCOUNT, "Kundennummer;Firma;Straße;PLZ;Ort\nK1;Firma;Straße 1;12345;Ort\n" },
  { "calls.csv", RAPPORT_KIND_INTERACTION, "Customer,When,Subject,Channel\nABCDE,2024-05-01 10:00,Called about prices,phone\n" },
};

static RapportKindId
guess (GFile *file)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(RapportCsvDialect) dialect = rapport_sniff_file (file, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return rapport_import_guess_kind (file, dialect);
}

static void
test_files (void)
{
  g_autoptr(Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GFile) file = fixture_file (fixture, files[i].name, files[i].contents);

      g_test_message ("%s", files[i].name);
      g_assert_cmpstr (rapport_kind_get (guess (file))->plural, ==, rapport_kind_get (files[i].kind)->plural);
    }
}

/* What we export is taken for what it is, whatever the file is called. */
static void
test_exports (void)
{
  static const RapportKindId kinds[] = { RAPPORT_KIND_ACCOUNT,     RAPPORT_KIND_PURCHASE, RAPPORT_KIND_PURCHASE_LINE,
                                         RAPPORT_KIND_INTERACTION, RAPPORT_KIND_PERSON,   RAPPORT_KIND_MEMBER,
                                         RAPPORT_KIND_PRODUCT };
  g_autoptr(Fixture) fixture = fixture_new ();
  g_autoptr(GFile) accounts = fixture_file (fixture, "1.csv",
                                            "customer no,name,contact,city\nK1,Alpha,Any Person,Kiel\n");
  g_autoptr(GFile) members = fixture_file (fixture, "2.csv", "employee no,name,email\nM1,Any Body,any@body.example\n");
  g_autoptr(GFile) products = fixture_file (fixture, "3.csv", "product no,name,price\nP1,Any Tea,1.00\n");
  g_autoptr(GFile) purchases = fixture_file (fixture, "4.csv", "order no,customer no,order date\nO1,K1,2024-05-01\n");
  g_autoptr(GFile) lines = fixture_file (fixture, "5.csv", "order no,product no,quantity,unit price\nO1,P1,2,1.00\n");
  g_autoptr(GFile) interactions = fixture_file (
      fixture, "6.csv", "customer no,at,subject,channel\nK1,2024-05-01 10:00,Called,phone\n");

  import_file (fixture, accounts, "accounts", NULL, FALSE, "imported 1, updated 0, unchanged 0, rejected 0");
  import_file (fixture, members, "members", NULL, FALSE, "imported 1, updated 0, unchanged 0, rejected 0");
  import_file (fixture, products, "products", NULL, FALSE, "imported 1, updated 0, unchanged 0, rejected 0");
  import_file (fixture, purchases, "purchases", NULL, FALSE, "imported 1, updated 0, unchanged 0, rejected 0");
  import_file (fixture, lines, "purchase-lines", NULL, FALSE, "imported 1, updated 0, unchanged 0, rejected 0");
  import_file (fixture, interactions, "interactions", NULL, FALSE, "imported 1, updated 0, unchanged 0, rejected 0");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr(GError) error = NULL;
      g_autoptr(GFile) file = NULL;
      g_autofree char *text = NULL;

      g_assert_cmpint (rapport_export (fixture->workspace, kinds[i], NULL, stream, NULL, &error), ==, 1);
      g_assert_no_error (error);
      g_output_stream_close (stream, NULL, NULL);
      text = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                        g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
      file = fixture_file (fixture, "x.csv", text);
      g_test_message ("%s", rapport_kind_get (kinds[i])->plural);
      g_assert_cmpstr (rapport_kind_get (guess (file))->plural, ==, rapport_kind_get (kinds[i])->plural);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-guess/files", test_files);
  g_test_add_func ("/import-guess/exports", test_exports);
  return g_test_run ();
}
