/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "exchange/rapport-match.h"
#include "exchange/rapport-sniffer.h"

#include <string.h>

/* "heading=field:confidence …" for a row of headings; types may be NULL. */
static char *
match (const char           *kind,
       const char           *headings,
       const RapportCsvType *types)
{
  g_auto(GStrv) names = g_strsplit (headings, ",", -1);
  guint n = g_strv_length (names), n_fields;
  const RapportMatchField *fields = rapport_match_get_fields (kind, &n_fields);
  g_autofree RapportCsvColumn *columns = g_new0 (RapportCsvColumn, n);
  g_autofree RapportMatch *matches = NULL;
  GString *out = g_string_new (NULL);

  for (guint i = 0; types != NULL && i < n; i++)
    columns[i].type = types[i];
  matches = rapport_match_columns (kind, fields, n_fields, (const char * const *) names,
                                   types != NULL ? columns : NULL, n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%s:%d", i > 0 ? " "
                            : "", matches[i].field ?: "", matches[i].confidence);

  return g_string_free (out, FALSE);
}

#define assert_match(kind, headings, types, expected) \
  G_STMT_START { \
    g_autofree char *_got = match (kind, headings, types); \
    g_assert_cmpstr (_got, ==, expected); \
  } G_STMT_END

static void
test_normalize (void)
{
  static const struct { const char *heading; const char *key; } cases[] = {
    { "customerID", "customerid" },
    { "Customer No.", "customerid" },
    { "CUSTOMER_NUMBER", "customerid" },
    { "KlantNr", "klantid" }, { "Klantnummer", "klantid" }, { "Kunden-Nr.", "kundenid" },
    { "Straße", "strasse" }, { "Téléphone", "telephone" }, { "URLName", "urlname" },
    { "id", "id" },
    { "Code postal", "postalid" },
    { "", "" },
    { "№ !", "no" },
    { "Numéro de client", "clientid" },
    { "person.name", "personname" }, { "given_name", "givenname" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = rapport_match_normalize (cases[i].heading);

      g_assert_cmpstr (key, ==, cases[i].key);
    }
}

static void
test_northwind_headings (void)
{
  assert_match ("accounts",
                "customerID,companyName,contactName,contactTitle,address,city,region,postalCode,country,phone,fax",
                NULL,
                "external_id:2 name:2 person.name:2 person.job_title:2 street:2 city:2 region:2 postal_code:2"
                " country:2 phone:2 :0");
  assert_match ("purchases",
                "orderID,customerID,employeeID,orderDate,requiredDate,shippedDate,shipVia,freight,shipName,"
                "shipAddress,shipCity,shipRegion,shipPostalCode,shipCountry", NULL,
                "external_id:2 account:2 member:2 day:2 :0 :0 :0 :0 :0 :0 :0 :0 :0 :0");
  assert_match ("purchase-lines", "orderID,productID,unitPrice,quantity,discount", NULL,
                "purchase:2 product:2 unit_price:2 quantity:2 discount:2");
  assert_match ("products",
                "productID,productName,supplierID,categoryID,quantityPerUnit,unitPrice,unitsInStock,unitsOnOrder,"
                "reorderLevel,discontinued", NULL,
                "external_id:2 name:2 :0 group:2 :0 price:2 :0 :0 :0 :0");
  assert_match ("members",
                "employeeID,lastName,firstName,title,titleOfCourtesy,birthDate,hireDate,address,city,"
                "region,postalCode,country,homePhone,extension,photo,notes,reportsTo,photoPath", NULL,
                "external_id:2 family_name:2 given_name:2 :0 :0 :0 :0 :0 :0 :0 :0 :0 :0 :0 :0 :0 :0 :0");
  assert_match ("purchases", "customer,date,quantity,amount", NULL,
                "account:2 day:2 quantity:2 amount:2");
}

static void
test_languages (void)
{
  assert_match ("accounts",
                "KlantNr,Bedrijf,Contact,Email,Fax,Plaats,KlantSinds,Omzet,Functie,Rayon", NULL,
                "external_id:2 name:2 person.name:2 email:2 :0 city:2 customer_since:2 estimated_value:2"
                " person.job_title:2 group:2");
  assert_match ("accounts",
                "Kundennummer,Firma,Straße,PLZ,Ort,Land,Telefon,E-Mail,Ansprechpartner,Kunde seit",
                  NULL,
                "external_id:2 name:2 street:2 postal_code:2 city:2 country:2 phone:2 email:2 person.name:2"
                " customer_since:2");
  assert_match ("accounts",
                "Code client,Société,Adresse,Code postal,Ville,Pays,Téléphone,Courriel", NULL,
                "external_id:2 name:2 street:2 postal_code:2 city:2 country:2 phone:2 email:2");
  assert_match ("accounts",
                "Número,Nombre,Dirección,Código postal,Ciudad,País,Teléfono,Correo electrónico",
                  NULL,
                "external_id:2 name:2 street:2 postal_code:2 city:2 country:2 phone:2 email:2");
  assert_match ("purchases", "Bestellnr.,Kunde,Bestelldatum,Betrag,Menge", NULL,
                "external_id:2 account:2 day:2 amount:2 quantity:2");
  assert_match ("people", "Vorname,Nachname,Kundennummer,Funktion,E-Mail,Mobil", NULL,
                "given_name:2 family_name:2 account:2 job_title:2 email:2 mobile:2");
  assert_match ("interactions",
                "Customer No,Date,Channel,Direction,Subject,Notes,Employee,Contact Name,Duration",
                  NULL,
                "account:2 at:2 channel:2 direction:2 subject:2 text:2 member:2 person:2 minutes:2");
}

static void
test_values (void)
{
  static const RapportCsvType types[] = { RAPPORT_CSV_TYPE_TEXT, RAPPORT_CSV_TYPE_EMAIL,
      RAPPORT_CSV_TYPE_TEXT, RAPPORT_CSV_TYPE_NONE, RAPPORT_CSV_TYPE_MONEY };

  assert_match ("accounts", "Name,Adressen,Value,City,Foo", types,
                "name:3 email:2 estimated_value:1 city:2 :0");
}

/* The same field twice: the better heading, or the better values, have it. */
static void
test_once (void)
{
  static const RapportCsvType types[] = { RAPPORT_CSV_TYPE_TEXT, RAPPORT_CSV_TYPE_DAY,
      RAPPORT_CSV_TYPE_DAY };

  assert_match ("purchases", "customerName,customerID", NULL, ":0 account:2");
  assert_match ("purchases", "date,invoiceDate,shipped", types, ":0 day:3 :0");
  assert_match ("accounts", "Customer City,City", NULL, ":0 city:2");
  assert_match ("accounts", "Customer City,Customer Fax", NULL, "city:2 :0");
}

static void
test_ambiguous (void)
{
  guint n_fields;
  const RapportMatchField *fields = rapport_match_get_fields ("purchases", &n_fields);
  const char * const headings[] = { "date" };
  RapportCsvColumn column = { .type = RAPPORT_CSV_TYPE_DAY, .date_ambiguous = TRUE,
      .date_certainty = RAPPORT_CSV_GUESSED };
  g_autofree RapportMatch *asked = rapport_match_columns ("purchases", fields, n_fields, headings,
                                                          &column, 1);
  g_autofree RapportMatch *answered = NULL;

  g_assert_cmpstr (asked[0].field, ==, "day");
  g_assert_cmpint (asked[0].confidence, ==, RAPPORT_MATCH_USER);
  column.date_certainty = RAPPORT_CSV_CHOSEN;
  answered = rapport_match_columns ("purchases", fields, n_fields, headings, &column, 1);
  g_assert_cmpint (answered[0].confidence, ==, RAPPORT_MATCH_BOTH);
}

static void
test_own_fields (void)
{
  const RapportMatchField fields[] = {
    { "custom.7", "Vertragsart", NULL, RAPPORT_CSV_TYPE_TEXT },
    { "name", "Kontoname", "Bezeichner|Title of It", RAPPORT_CSV_TYPE_TEXT },
  };
  const char * const headings[] = { "vertragsart", "title_of_it" };
  g_autofree RapportMatch *matches = rapport_match_columns ("accounts", fields, 2, headings, NULL,
                                                            2);

  g_assert_cmpstr (matches[0].field, ==, "custom.7");
  g_assert_cmpstr (matches[1].field, ==, "name");
}

/* Rapport's own exports carry the names of the fields. */
static void
test_ids (void)
{
  static const char * const kinds[] = { "accounts", "people", "members", "products",
      "interactions", "purchases", "purchase-lines" };

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      guint n;
      const RapportMatchField *fields = rapport_match_get_fields (kinds[k], &n);
      g_autoptr(GPtrArray) headings = g_ptr_array_new ();
      g_autofree RapportMatch *matches = NULL;

      for (guint i = n; i > 0; i--)
        g_ptr_array_add (headings, (gpointer) fields[i - 1].id);
      matches = rapport_match_columns (kinds[k], fields, n, (const char * const *) headings->pdata,
                                       NULL, n);
      for (guint i = 0; i < n; i++)
        g_assert_cmpstr (matches[i].field, ==, g_ptr_array_index (headings, i));
    }
}

static void
test_signature (void)
{
  const char * const a[] = { "customerID", "Name" }, * const b[] = { " customerid ", "NAME" },
    * const c[] = { "Name", "customerID" };
  const char * const d[] = { "customerIDName" };
  g_autofree char *sa = rapport_match_signature (a, 2), *sb = rapport_match_signature (b, 2);
  g_autofree char *sc = rapport_match_signature (c, 2), *sd = rapport_match_signature (d, 1);

  g_assert_cmpstr (sa, ==, sb);
  g_assert_cmpstr (sa, !=, sc);
  g_assert_cmpstr (sa, !=, sd);
  g_assert_cmpuint (strlen (sa), ==, 32);
}

static void
test_shared (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("RAPPORT_SHARED_DATA") ?: "", "northwind",
                                            "orders.csv", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(RapportCsvDialect) d = NULL;
  g_autofree RapportMatch *matches = NULL;
  const RapportMatchField *fields;
  guint n_fields;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the shared data are not here (RAPPORT_SHARED_DATA)");
      return;
    }

  d = rapport_sniff_file (file, NULL, NULL, NULL, NULL, NULL, NULL);
  fields = rapport_match_get_fields ("purchases", &n_fields);
  matches = rapport_match_columns ("purchases", fields, n_fields,
                                   (const char * const *) d->headings, d->columns, d->n_columns);
  g_assert_cmpstr (matches[0].field, ==, "external_id");
  g_assert_cmpint (matches[0].confidence, ==, RAPPORT_MATCH_BOTH);
  g_assert_cmpstr (matches[3].field, ==, "day");
  g_assert_cmpint (matches[3].confidence, ==, RAPPORT_MATCH_BOTH);
  for (guint i = 4; i < d->n_columns; i++)
    g_assert_null (matches[i].field);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/match/normalize", test_normalize);
  g_test_add_func ("/match/northwind", test_northwind_headings);
  g_test_add_func ("/match/languages", test_languages);
  g_test_add_func ("/match/values", test_values);
  g_test_add_func ("/match/once", test_once);
  g_test_add_func ("/match/ambiguous", test_ambiguous);
  g_test_add_func ("/match/own-fields", test_own_fields);
  g_test_add_func ("/match/ids", test_ids);
  g_test_add_func ("/match/signature", test_signature);
  g_test_add_func ("/match/shared", test_shared);

  return g_test_run ();
}
