/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "exchange/rapport-match.h"

#include <glib/gi18n.h>
#include <string.h>

#define TEXT RAPPORT_CSV_TYPE_TEXT
#define INTEGER RAPPORT_CSV_TYPE_INTEGER
#define DECIMAL RAPPORT_CSV_TYPE_DECIMAL
#define MONEY RAPPORT_CSV_TYPE_MONEY
#define DAY RAPPORT_CSV_TYPE_DAY
#define INSTANT RAPPORT_CSV_TYPE_INSTANT
#define EMAIL RAPPORT_CSV_TYPE_EMAIL
#define PHONE RAPPORT_CSV_TYPE_PHONE

/* Headings in English, German, Dutch, French, Spanish. The best stand first: an earlier synonym
 * wins a field against a later one. They are written as rapport_match_normalize() leaves them, in
 * which number, nr, no, code … at the end have become id. */
#define CUSTOMER_IDS "customerid|accountid|clientid|kundenid|kundeid|klantid|debiteurid|" \
  "debitorid|debitorenid|relatieid|idcliente|idclient"
#define CUSTOMER_NAMES "customername|accountname|companyname|clientname|customer|account|" \
  "client|company|kunde|kundenname|klant|klantnaam|bedrijf|firma|debiteur|relatie|nomclient|" \
  "cliente|nombrecliente|empresa"
#define MEMBER_NAMES "employeeid|memberid|salesrepid|salespersonid|repid|userid|ownerid|" \
  "mitarbeiterid|medewerkerid|employee|member|owner|salesrep|salesperson|accountmanager|user|" \
  "mitarbeiter|verkaeufer|verkaufer|betreuer|medewerker|verkoper|vendeur|commercial|vendedor|" \
  "empleado|responsable"
#define CURRENCIES "currency|currencyid|waehrung|wahrung|valuta|munt|devise|monnaie|moneda|divisa"
#define NOTES "notes|note|remarks|remark|comments|comment|bemerkung|bemerkungen|notiz|notizen|" \
  "anmerkung|opmerking|opmerkingen|notitie|notities|remarque|remarques|commentaire|notas|" \
  "observaciones|comentarios"
#define AMOUNTS "amount|total|totalamount|ordertotal|revenue|sales|turnover|net|netamount|" \
  "betrag|summe|gesamt|gesamtbetrag|umsatz|bedrag|totaal|totaalbedrag|omzet|montant|prixtotal|" \
  "importe|monto"
#define QUANTITIES "quantity|qty|units|count|pieces|menge|anzahl|stueck|stuck|aantal|" \
  "hoeveelheid|quantite|qte|cantidad|unidades"

static const RapportMatchField accounts[] = {
  { "external_id", NULL, "externalid|" CUSTOMER_IDS "|id|code|nr|no|number|nummer|numero|"
    "num", TEXT },
  { "name", NULL, "name|naam|nom|nombre|" CUSTOMER_NAMES "|organisation|organization|"
    "unternehmen|onderneming|societe|entreprise|razonsocial|raisonsociale", TEXT },
  { "group", NULL, "group|accountgroup|customergroup|segment|category|class|gruppe|"
    "kundengruppe|groep|klantgroep|categorie|kategorie|rayon|groupe|grupo|categoria", TEXT },
  { "industry", NULL, "industry|sector|branch|branche|wirtschaftszweig|bedrijfstak|secteur|"
    "industrie|industria|actividad", TEXT },
  { "street", NULL, "street|address|addressline|addressline1|address1|streetaddress|strasse|"
    "anschrift|adresse|straat|adres|rue|calle|direccion|domicilio", TEXT },
  { "postal_code", NULL, "postalcode|postalid|postcode|postid|zip|zipcode|zipid|plz|"
    "postleitzahl|codepostal|codigopostal|cp", TEXT },
  { "city", NULL, "city|town|place|ort|stadt|wohnort|plaats|stad|woonplaats|ville|ciudad|"
    "localidad|poblacion", TEXT },
  { "region", NULL, "region|state|province|county|bundesland|provincie|regio|departement|"
    "provincia|estado|comunidad", TEXT },
  { "country", NULL, "country|countryid|nation|land|staat|pays|pais", TEXT },
  { "phone", NULL, "phone|phoneid|telephone|telephoneid|tel|telid|telefon|telefonid|telefoon|"
    "telefoonid|mobile|mobileid|telefono", PHONE },
  { "email", NULL, "email|emailaddress|mail|mailaddress|emailadresse|emailadres|adressemail|"
    "courriel|correo|correoelectronico", EMAIL },
  { "website", NULL, "website|web|url|homepage|webseite|siteweb|site|paginaweb|sitioweb", TEXT },
  { "customer_since", NULL, "customersince|since|clientsince|kundeseit|seit|klantsinds|sinds|"
    "clientdepuis|depuis|clientedesde|desde|startdate|joined|joindate", DAY },
  { "estimated_value", NULL, "estimatedvalue|annualvalue|value|potential|annualrevenue|"
    "expectedrevenue|wert|schaetzwert|schatzwert|waarde|valeur|valor|revenue|umsatz|omzet|"
    "chiffredaffaires|facturacion", MONEY },
  { "owner", NULL, "owner|accountowner|accountmanager|responsible|salesrep|salesperson|"
    "betreuer|kundenbetreuer|verantwortlich|accountbeheerder|beheerder|verantwoordelijke|"
    "responsable|gestor|propietario|employeeid|ownerid", TEXT },
  { "notes", NULL, NOTES, TEXT },
  { "tags", NULL, "tags|tag|labels|label|keywords|schlagworte|stichworte|trefwoorden|motscles|"
    "etiquetas", TEXT },
  { "person.name", NULL, "contactname|contact|contactperson|personname|ansprechpartner|"
    "kontakt|kontaktperson|contactpersoon|nomcontact|interlocuteur|contacto|personadecontacto|"
    "nombrecontacto", TEXT },
  { "person.job_title", NULL, "contacttitle|jobtitle|personjobtitle|title|position|function|"
    "role|funktion|position|functie|fonction|poste|cargo|puesto", TEXT },
  { "person.email", NULL, "contactemail|personemail|contactmail|emailcontact|kontaktemail|"
    "contactpersoonemail|emailcontacto", EMAIL },
  { "person.phone", NULL, "contactphone|personphone|directphone|contacttel|durchwahl|"
    "kontakttelefon|telefooncontact|telephonecontact|telefonocontacto", PHONE },
};

static const RapportMatchField people[] = {
  { "external_id", NULL, "externalid|personid|contactid|id|code", TEXT },
  { "given_name", NULL, "givenname|firstname|forename|vorname|voornaam|prenom|nombre", TEXT },
  { "family_name", NULL, "familyname|lastname|surname|nachname|familienname|achternaam|"
    "nomdefamille|apellido|apellidos", TEXT },
  { "name", NULL, "name|fullname|displayname|contactname|personname|contact|person|"
    "ansprechpartner|contactpersoon|naam|volledigenaam|nom|nomcomplet|nombrecompleto|"
    "contacto", TEXT },
  { "account", NULL, CUSTOMER_IDS "|" CUSTOMER_NAMES "|organisation|organization", TEXT },
  { "job_title", NULL, "jobtitle|contacttitle|title|position|role|funktion|functie|function|"
    "fonction|poste|cargo|puesto", TEXT },
  { "department", NULL, "department|abteilung|afdeling|service|departement|departamento", TEXT },
  { "buying_role", NULL, "buyingrole|decisionrole|rolle|rol", TEXT },
  { "email", NULL, "email|emailaddress|mail|contactemail|emailadresse|emailadres|courriel|"
    "correo|correoelectronico", EMAIL },
  { "phone", NULL, "phone|phoneid|telephone|telephoneid|tel|contactphone|telefon|telefonid|"
    "telefoon|telefoonid|telefono", PHONE },
  { "mobile", NULL, "mobile|mobileid|mobilephone|cell|cellphone|handy|mobil|mobiel|portable|"
    "movil", PHONE },
  { "birthday", NULL, "birthday|birthdate|dateofbirth|geburtstag|geburtsdatum|geboortedatum|"
    "datedenaissance|fechadenacimiento", DAY },
  { "notes", NULL, NOTES, TEXT },
};

static const RapportMatchField members[] = {
  { "external_id", NULL, "externalid|employeeid|memberid|staffid|userid|mitarbeiterid|"
    "personalid|medewerkerid|personeelsid|id|code", TEXT },
  { "given_name", NULL, "givenname|firstname|forename|vorname|voornaam|prenom|nombre", TEXT },
  { "family_name", NULL, "familyname|lastname|surname|nachname|familienname|achternaam|"
    "nomdefamille|apellido|apellidos", TEXT },
  { "name", NULL, "name|fullname|displayname|employeename|membername|employee|member|"
    "mitarbeiter|medewerker|naam|nom|nombrecompleto|empleado", TEXT },
  { "email", NULL, "email|emailaddress|mail|emailadresse|emailadres|courriel|correo|"
    "correoelectronico", EMAIL },
  { "login", NULL, "login|username|user|account|benutzername|benutzer|gebruikersnaam|"
    "gebruiker|identifiant|usuario", TEXT },
  { "initials", NULL, "initials|short|kuerzel|kurzel|initialen|initiales|iniciales", TEXT },
  { "hourly_rate", NULL, "hourlyrate|rate|costperhour|stundensatz|uurtarief|tarief|"
    "tauxhoraire|tarifahora|tarifaporhora", MONEY },
};

static const RapportMatchField products[] = {
  { "external_id", NULL, "externalid|productid|articleid|itemid|sku|artikelid|produktid|"
    "referenceid|articuloid|productoid|id|code|reference", TEXT },
  { "name", NULL, "name|productname|product|articlename|article|itemname|item|artikel|"
    "artikelname|artikelbezeichnung|bezeichnung|produkt|produktname|artikelnaam|productnaam|"
    "naam|omschrijving|description|nom|produit|designation|libelle|nombre|producto|"
    "descripcion", TEXT },
  { "group", NULL, "group|productgroup|category|categoryname|categoryid|gruppe|warengruppe|"
    "artikelgruppe|produktgruppe|kategorie|groep|productgroep|artikelgroep|categorie|groupe|"
    "famille|familia|grupo|categoria", TEXT },
  { "price", NULL, "price|unitprice|listprice|salesprice|sellingprice|preis|stueckpreis|"
    "stuckpreis|einzelpreis|verkaufspreis|prijs|stukprijs|verkoopprijs|prix|prixunitaire|"
    "prixdevente|precio|preciounitario|preciodeventa", MONEY },
  { "cost", NULL, "cost|unitcost|costprice|purchaseprice|kosten|einkaufspreis|einstandspreis|"
    "kostprijs|inkoopprijs|cout|prixdachat|prixderevient|coste|costo|preciodecompra", MONEY },
};

static const RapportMatchField interactions[] = {
  { "external_id", NULL, "externalid|interactionid|activityid|callid|id", TEXT },
  { "account", NULL, CUSTOMER_IDS "|" CUSTOMER_NAMES, TEXT },
  { "at", NULL, "at|datetime|timestamp|date|when|time|day|interactiondate|activitydate|"
    "calldate|datum|zeitpunkt|zeit|tijdstip|tijd|dateheure|date heure|fecha|fechahora|"
    "createdat|created", INSTANT },
  { "channel", NULL, "channel|medium|type|kanal|kanaal|canal|art|soort", TEXT },
  { "direction", NULL, "direction|inout|richtung|richting|sens|direccion|sentido", TEXT },
  { "subject", NULL, "subject|title|topic|betreff|thema|titel|onderwerp|objet|sujet|titre|"
    "asunto|tema", TEXT },
  { "text", NULL, "text|body|content|summary|description|message|inhalt|beschreibung|inhoud|"
    "tekst|omschrijving|texte|contenu|texto|contenido|descripcion|" NOTES, TEXT },
  { "member", NULL, MEMBER_NAMES "|by|author|von|door|par|por", TEXT },
  { "person", NULL, "person|contactname|contact|contactperson|ansprechpartner|kontakt|"
    "contactpersoon|interlocuteur|contacto|with", TEXT },
  { "minutes", NULL, "minutes|duration|length|min|dauer|minuten|duur|duree|minutos|"
    "duracion", DECIMAL },
};

static const RapportMatchField purchases[] = {
  { "external_id", NULL, "externalid|orderid|purchaseid|invoiceid|salesorderid|auftragsid|"
    "bestellid|bestellungsid|rechnungsid|belegid|bestelid|orderid|factuurid|commandeid|"
    "factureid|pedidoid|facturaid|id|reference", TEXT },
  { "account", NULL, CUSTOMER_IDS "|" CUSTOMER_NAMES, TEXT },
  { "day", NULL, "day|date|orderdate|purchasedate|invoicedate|salesdate|transactiondate|datum|"
    "bestelldatum|auftragsdatum|rechnungsdatum|belegdatum|orderdatum|besteldatum|factuurdatum|"
    "datecommande|datedecommande|datefacture|fecha|fechapedido|fechadepedido|fechafactura", DAY },
  { "amount", NULL, AMOUNTS, MONEY },
  { "currency", NULL, CURRENCIES, TEXT },
  { "member", NULL, MEMBER_NAMES, TEXT },
  { "title", NULL, "title|description|subject|titel|beschreibung|bezeichnung|omschrijving|"
    "titre|descripcion|concepto|libelle", TEXT },
  { "quantity", NULL, QUANTITIES, DECIMAL },
};

static const RapportMatchField purchase_lines[] = {
  { "purchase", NULL, "purchase|purchaseid|orderid|order|invoiceid|invoice|salesorderid|"
    "auftragsid|auftrag|bestellid|bestellung|rechnungsid|rechnung|bestelid|bestelling|"
    "factuurid|factuur|commandeid|commande|factureid|facture|pedidoid|pedido|facturaid|"
    "factura", TEXT },
  { "product", NULL, "product|productid|articleid|itemid|sku|productname|article|item|"
    "artikelid|artikel|produktid|produkt|produit|producto|articulo|referenceid|reference", TEXT },
  { "quantity", NULL, QUANTITIES, DECIMAL },
  { "unit_price", NULL, "unitprice|price|priceperunit|einzelpreis|stueckpreis|stuckpreis|"
    "preis|stukprijs|prijs|prixunitaire|prix|preciounitario|precio", DECIMAL },
  { "discount", NULL, "discount|rebate|rabatt|nachlass|korting|remise|rabais|"
    "descuento", DECIMAL },
  { "amount", NULL, "linetotal|lineamount|" AMOUNTS "|zeilensumme|regeltotaal", MONEY },
};

static const struct
{
  const char *kind;
  const RapportMatchField *fields;
  guint n_fields;
  const char *nouns;              /* may stand before a heading: "customer city" */
} kinds[] = {
  { "accounts", accounts, G_N_ELEMENTS (accounts), "customer|account|company|client|kunden|"
    "kunde|klant|bedrijf|firma|bill|billing|business" },
  { "people", people, G_N_ELEMENTS (people), "person|contact|kontakt|business|work" },
  { "members", members, G_N_ELEMENTS (members), "member|employee|staff|mitarbeiter|medewerker|"
    "work" },
  { "products", products, G_N_ELEMENTS (products), "product|article|item|artikel|produkt" },
  { "interactions", interactions, G_N_ELEMENTS (interactions), "interaction|activity|call|"
    "contact" },
  { "purchases", purchases, G_N_ELEMENTS (purchases), "purchase|order|invoice|sale|sales" },
  { "purchase-lines", purchase_lines, G_N_ELEMENTS (purchase_lines), "line|item|orderline|"
    "position" },
};

/**
 * rapport_match_get_fields:
 * @kind: accounts, people, members, products, interactions, purchases or purchase-lines
 * @n_fields: (out): how many
 *
 * The fields of a kind that columns of a file go to as a rule, with headings in several languages.
 * Whoever knows more of them (custom fields, translated labels) gives an array of its own to
 * rapport_match_columns().
 *
 * Returns: (transfer none) (nullable): the fields, %NULL if the kind is not known
 */
const RapportMatchField *
rapport_match_get_fields (const char *kind,
                          guint      *n_fields)
{
  g_return_val_if_fail (kind != NULL, NULL);
  g_return_val_if_fail (n_fields != NULL, NULL);

  *n_fields = 0;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      {
        *n_fields = kinds[i].n_fields;
        return kinds[i].fields;
      }

  return NULL;
}

/* --- Headings -------------------------------------------------------------------------------- */

/* Words in lower case without accents, set apart by single blanks. */
static char *
split_words (const char *heading)
{
  g_autofree char *valid = g_utf8_make_valid (heading, -1);
  g_autofree char *folded = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  GString *out = g_string_new (NULL);
  gboolean was_lower = FALSE, pending = FALSE;

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean upper;

      if (g_unichar_ismark (c) || c == '\'' || c == 0x2019)
        continue;
      if (!g_unichar_isalnum (c))
        {
          pending = TRUE;
          was_lower = FALSE;
          continue;
        }

      upper = g_unichar_isupper (c);
      if (upper && !was_lower && !pending && out->len > 0)
        {
          /* The last capital of "URLName" starts a word. */
          const char *next = g_utf8_next_char (p);

          if (*next != '\0' && g_unichar_islower (g_utf8_get_char (next)))
            pending = TRUE;
        }
      if ((pending || (upper && was_lower)) && out->len > 0)
        g_string_append_c (out, ' ');
      pending = FALSE;
      was_lower = g_unichar_islower (c) || g_unichar_isdigit (c);

      switch (c)
        {
        case 0x00df: g_string_append (out, "ss"); break;
        case 0x00f8: case 0x00d8: g_string_append_c (out, 'o'); break;
        case 0x00e6: case 0x00c6: g_string_append (out, "ae"); break;
        case 0x0153: case 0x0152: g_string_append (out, "oe"); break;
        case 0x0142: case 0x0141: g_string_append_c (out, 'l'); break;
        default: g_string_append_unichar (out, g_unichar_tolower (c)); break;
        }
    }

  return g_string_free (out, FALSE);
}

/* Number, nr, code … at the end of a heading all mean the same. */
static void
unify_ending (GString    *key,
              const char *last_word)
{
  static const char * const words[] = { "id", "nr", "no", "num", "number", "code", "key", "nummer",
      "numero", NULL };
  static const char * const endings[] = { "nummer", "number", "numero", "code", "nr", NULL };

  if (g_strv_contains (words, last_word))
    {
      g_string_truncate (key, key->len - strlen (last_word));
      g_string_append (key, "id");
      return;
    }

  for (guint i = 0; endings[i] != NULL; i++)
    {
      gsize n = strlen (endings[i]);

      if (key->len > n + 2 && g_str_has_suffix (key->str, endings[i]))
        {
          g_string_truncate (key, key->len - n);
          g_string_append (key, "id");
          return;
        }
    }
}

/* "Code client", "No. de client": the French and Spanish way round. */
static char *
turn_round (char *words)
{
  static const char * const first[] = { "code", "codigo", "no", "nr", "num", "numero", "number",
      "id", NULL };
  static const char * const small[] = { "of", "de", "du", "del", "d", "la", NULL };
  g_auto(GStrv) parts = g_strsplit (words, " ", -1);
  GString *out;

  if (parts[0] == NULL || parts[1] == NULL || !g_strv_contains (first, parts[0]))
    return words;

  out = g_string_new (NULL);
  for (guint i = 1; parts[i] != NULL; i++)
    if (!g_strv_contains (small, parts[i]))
      g_string_append_printf (out, "%s ", parts[i]);
  g_string_append (out, "id");
  g_free (words);

  return g_string_free (out, FALSE);
}

/**
 * rapport_match_normalize:
 * @heading: the heading of a column, or a field's name or label
 *
 * What is left of a heading for comparison: lower case, no accents, blanks or signs; number, nr,
 * no, code at its end become id. "customerID", "Customer No." and "CUSTOMER_NUMBER" are all
 * "customerid".
 *
 * Returns: (transfer full): the key
 */
char *
rapport_match_normalize (const char *heading)
{
  g_autofree char *words = NULL;
  const char *last;
  GString *key;

  g_return_val_if_fail (heading != NULL, NULL);

  words = turn_round (split_words (heading));
  last = strrchr (words, ' ');
  last = last != NULL ? last + 1 : words;
  key = g_string_new (NULL);
  for (const char *p = words; *p != '\0'; p++)
    if (*p != ' ')
      g_string_append_c (key, *p);
  if (key->len > strlen (last) || strlen (last) > 6)
    unify_ending (key, last);

  return g_string_free (key, FALSE);
}

/* The key without a noun of the kind before it: "Customer City" → "city". */
static char *
without_noun (const char *kind,
              const char *heading)
{
  g_autofree char *words = split_words (heading);
  char *space = strchr (words, ' ');

  if (kind == NULL || space == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      {
        g_auto(GStrv) nouns = g_strsplit (kinds[i].nouns, "|", -1);

        *space = '\0';
        if (g_strv_contains ((const char * const *) nouns, words))
          return rapport_match_normalize (space + 1);
      }

  return NULL;
}

/* Where the key stands in a list of synonyms, -1 if nowhere. */
static int
position_in (const char *synonyms,
             const char *key,
             gboolean    normalize)
{
  g_auto(GStrv) words = NULL;

  if (synonyms == NULL || *key == '\0')
    return -1;

  words = g_strsplit (synonyms, "|", -1);
  for (int i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = NULL;

      if (g_str_equal (words[i], key))
        return i;
      if (!normalize)
        continue;
      word = rapport_match_normalize (words[i]);
      if (g_str_equal (word, key))
        return i;
    }

  return -1;
}

static gboolean
is_key (const char *text,
        const char *key)
{
  g_autofree char *other = text != NULL ? rapport_match_normalize (text) : NULL;

  return other != NULL && *key != '\0' && g_str_equal (other, key);
}

/* How well a heading fits a field: 0 not at all, up to 1000. */
static int
heading_score (const RapportMatchField *field,
               const char              *builtin,
               const char              *key,
               const char              *short_key)
{
  int position;

  if (is_key (field->id, key) || is_key (field->label, key))
    return 1000;
  if ((position = position_in (field->synonyms, key, TRUE)) >= 0)
    return 990 - MIN (position, 400);
  if ((position = position_in (builtin, key, TRUE)) >= 0)
    return 980 - MIN (position, 400);

  if (short_key == NULL)
    return 0;
  if (is_key (field->id, short_key) || is_key (field->label, short_key))
    return 500;
  if ((position = position_in (field->synonyms, short_key, TRUE)) >= 0 ||
      (position = position_in (builtin, short_key, TRUE)) >= 0)
    return 490 - MIN (position, 200);

  return 0;
}

/* --- Values ---------------------------------------------------------------------------------- */

/* 1: the values are of the field's type; 0: nothing can be said; -1: they are not. */
static int
values_agree (RapportCsvType          wanted,
              const RapportCsvColumn *column)
{
  RapportCsvType type = column != NULL ? column->type : RAPPORT_CSV_TYPE_NONE;

  if (type == RAPPORT_CSV_TYPE_NONE)
    return 0;

  switch (wanted)
    {
    case RAPPORT_CSV_TYPE_TEXT:
      return type == RAPPORT_CSV_TYPE_BLOB ? -1
             : type == RAPPORT_CSV_TYPE_DAY || type == RAPPORT_CSV_TYPE_INSTANT ? -1 : 1;
    case RAPPORT_CSV_TYPE_INTEGER:
      return type == INTEGER || type == RAPPORT_CSV_TYPE_BOOLEAN ? 1 : -1;
    case RAPPORT_CSV_TYPE_DECIMAL:
    case RAPPORT_CSV_TYPE_MONEY:
      return type == INTEGER || type == DECIMAL || type == MONEY ? 1
             : type == RAPPORT_CSV_TYPE_BOOLEAN ? 0 : -1;
    case RAPPORT_CSV_TYPE_DAY:
    case RAPPORT_CSV_TYPE_INSTANT:
      return type == DAY || type == INSTANT ? 1 : -1;
    case RAPPORT_CSV_TYPE_PHONE:
      return type == PHONE || type == INTEGER ? 1 : type == TEXT ? 0 : -1;
    case RAPPORT_CSV_TYPE_BOOLEAN:
      return type == RAPPORT_CSV_TYPE_BOOLEAN || type == INTEGER ? 1 : -1;
    case RAPPORT_CSV_TYPE_EMAIL:
    case RAPPORT_CSV_TYPE_BLOB:
      return type == wanted ? 1 : -1;
    case RAPPORT_CSV_TYPE_NONE:
    default:
      return 0;
    }
}

typedef struct
{
  guint column;
  guint field;
  int score;
  RapportMatchConfidence confidence;
} Candidate;

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *ca = a, *cb = b;

  if (ca->score != cb->score)
    return ca->score > cb->score ? -1 : 1;
  if (ca->column != cb->column)
    return ca->column < cb->column ? -1 : 1;

  return (ca->field > cb->field) - (ca->field < cb->field);
}

static const char *
builtin_synonyms (const char *kind,
                  const char *id)
{
  guint n;
  const RapportMatchField *fields = kind != NULL ? rapport_match_get_fields (kind, &n) : NULL;

  for (guint i = 0; fields != NULL && i < n; i++)
    if (g_str_equal (fields[i].id, id))
      return fields[i].synonyms;

  return NULL;
}

/**
 * rapport_match_columns:
 * @kind: (nullable): the kind of record, whose built-in synonyms then help
 * @fields: the fields that columns can go to
 * @n_fields: how many
 * @headings: the headings of the file
 * @columns: (nullable): what the sniffer found, for the evidence of the values
 * @n_columns: how many headings and columns
 *
 * Proposes a field for each column. No field is given twice: the column that fits best has it. A
 * column of dates with two readings is always left to a person to look at.
 *
 * Returns: (transfer full): @n_columns matches; free with g_free(). The names of fields are those
 *   of @fields and live as long
 */
RapportMatch *
rapport_match_columns (const char              *kind,
                       const RapportMatchField *fields,
                       guint                    n_fields,
                       const char * const      *headings,
                       const RapportCsvColumn  *columns,
                       guint                    n_columns)
{
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autofree gboolean *taken = NULL;
  RapportMatch *matches;

  g_return_val_if_fail (fields != NULL || n_fields == 0, NULL);
  g_return_val_if_fail (headings != NULL || n_columns == 0, NULL);

  matches = g_new0 (RapportMatch, MAX (n_columns, 1));
  taken = g_new0 (gboolean, MAX (n_fields, 1));

  for (guint c = 0; c < n_columns; c++)
    {
      const RapportCsvColumn *column = columns != NULL ? &columns[c] : NULL;
      g_autofree char *key = rapport_match_normalize (headings[c]);
      g_autofree char *short_key = without_noun (kind, headings[c]);

      for (guint f = 0; f < n_fields; f++)
        {
          Candidate candidate = { .column = c, .field = f };
          int agree = values_agree (fields[f].type, column);

          candidate.score = heading_score (&fields[f], builtin_synonyms (kind, fields[f].id), key,
                                           short_key);
          if (candidate.score == 0)
            {
              /* Addresses are told by their values alone; numbers and dates never are. */
              if (fields[f].type != RAPPORT_CSV_TYPE_EMAIL || agree != 1)
                continue;
              candidate.score = 10;
              candidate.confidence = RAPPORT_MATCH_ONE;
            }
          else
            {
              candidate.score += agree * (agree > 0 ? 5 : 300);
              candidate.confidence = agree > 0 ? RAPPORT_MATCH_BOTH
                                     : agree < 0 ? RAPPORT_MATCH_USER : RAPPORT_MATCH_ONE;
              if (candidate.confidence == RAPPORT_MATCH_BOTH && candidate.score < 600)
                candidate.confidence = RAPPORT_MATCH_ONE;
            }
          if (column != NULL && column->date_ambiguous &&
              column->date_certainty != RAPPORT_CSV_CHOSEN &&
              (fields[f].type == RAPPORT_CSV_TYPE_DAY ||
               fields[f].type == RAPPORT_CSV_TYPE_INSTANT))
            candidate.confidence = RAPPORT_MATCH_USER;
          if (candidate.score > 0)
            g_array_append_val (candidates, candidate);
        }
    }

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (candidates, Candidate, i);

      if (taken[candidate->field] || matches[candidate->column].field != NULL)
        continue;
      taken[candidate->field] = TRUE;
      matches[candidate->column].field = fields[candidate->field].id;
      matches[candidate->column].confidence = candidate->confidence;
    }

  return matches;
}

/**
 * rapport_match_is_known_heading:
 * @heading: a cell of the first row
 *
 * Returns: whether it is a heading of some field of some kind
 */
gboolean
rapport_match_is_known_heading (const char *heading)
{
  g_autofree char *key = rapport_match_normalize (heading);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint f = 0; f < kinds[i].n_fields; f++)
      if (is_key (kinds[i].fields[f].id, key) ||
          position_in (kinds[i].fields[f].synonyms, key, FALSE) >= 0)
        return TRUE;

  return FALSE;
}

/**
 * rapport_match_signature:
 * @headings: the headings of a file
 * @n_headings: how many
 *
 * A name for a row of headings, under which the mapping chosen for it can be remembered. It is the
 * same for the same headings in the same order whatever their case, on every machine and in every
 * version.
 *
 * Returns: (transfer full): 32 hexadecimal digits
 */
char *
rapport_match_signature (const char * const *headings,
                         guint               n_headings)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < n_headings; i++)
    {
      g_autofree char *folded = g_utf8_make_valid (headings[i], -1);
      g_autofree char *key = NULL;

      g_strstrip (folded);
      key = g_utf8_casefold (folded, -1);
      /* With its NUL, so that "ab, c" and "a, bc" differ. */
      g_checksum_update (checksum, (const guchar *) key, strlen (key) + 1);
    }

  return g_strndup (g_checksum_get_string (checksum), 32);
}
