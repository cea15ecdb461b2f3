#include "config.h"

#include "service/rapport-import.h"

#include <string.h>

/* What the rows of a file are, if nobody says so. */

#define WEIGHT_OF_OWN_NUMBER 4
#define WEIGHT_OF_FILE_NAME 3

/* What files of a kind are called, in the languages that headings are understood in. Parts of words, the longer before
 * those that are in them. */
static const struct
{
  RapportKindId  kind;
  const char    *words;
} file_names[] = {
  { RAPPORT_KIND_PURCHASE_LINE,
    "orderdetail|orderline|orderitem|purchaseline|invoiceline|lineitem|bestellpos|auftragspos|rechnungspos|orderregel" },
  { RAPPORT_KIND_MEMBER,
    "employee|member|staff|mitarbeiter|personal|angestellt|medewerker|employe|salarie|emplead|dipendent" },
  { RAPPORT_KIND_INTERACTION, "interaction|activit|calllog|kontakthistorie|aktivit|interakt|gespraech" },
  { RAPPORT_KIND_PERSON, "people|person|contact|kontakt|ansprechpartner" },
  { RAPPORT_KIND_PURCHASE,
    "purchase|order|invoice|sales|transaction|bestellung|auftrag|auftraege|rechnung|kaeufe|verkauf|facture|commande|pedido" },
  { RAPPORT_KIND_PRODUCT, "product|article|artikel|produkt|produit|item" },
  { RAPPORT_KIND_ACCOUNT, "account|customer|client|compan|kunden|firmen|klant|relaties" },
};

static RapportKindId
kind_of_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = base ? rapport_match_normalize (base) : NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (file_names); i++)
    {
      g_auto(GStrv) words = g_strsplit (file_names[i].words, "|", -1);

      for (guint k = 0; words[k] != NULL; k++)
        if (strstr (name, words[k]) != NULL)
          return file_names[i].kind;
    }
  return RAPPORT_KIND_NONE;
}

/* How well the columns fit a kind, 0 where one is missing that every row needs. */
static int
score_kind (const RapportCsvDialect *dialect,
            GFile                   *file,
            RapportKindId            kind)
{
  g_autoptr(RapportImportPlan) plan = rapport_import_plan_new (file, kind, dialect);
  g_autofree RapportMatch *matches = rapport_import_match (plan);
  g_autoptr(GError) error = NULL;
  int score = 0;

  if (!rapport_import_plan_check (plan, &error) &&
      !g_error_matches (error, RAPPORT_IMPORT_ERROR, RAPPORT_IMPORT_ERROR_AMBIGUOUS_DATE))
    return 0;
  for (guint i = 0; i < plan->n_columns; i++)
    {
      score += (int) matches[i].confidence;
      /* "employeeID" is the number of a member; a file of people may have all its other columns. */
      if (g_strcmp0 (matches[i].field, "external_id") == 0 && matches[i].confidence >= RAPPORT_MATCH_ONE)
        score += WEIGHT_OF_OWN_NUMBER;
    }
  return score;
}

/**
 * rapport_import_guess_kind:
 * @file: a file
 * @dialect: how it is read, with its columns
 *
 * Tells from the headings, the values and the file's name what the rows are.
 *
 * Returns: the kind that fits best, accounts where none does
 */
RapportKindId
rapport_import_guess_kind (GFile                   *file,
                           const RapportCsvDialect *dialect)
{
  static const RapportKindId kinds[] = { RAPPORT_KIND_ACCOUNT, RAPPORT_KIND_PURCHASE, RAPPORT_KIND_PURCHASE_LINE,
                                         RAPPORT_KIND_INTERACTION, RAPPORT_KIND_PERSON, RAPPORT_KIND_MEMBER,
                                         RAPPORT_KIND_PRODUCT };
  RapportKindId best = RAPPORT_KIND_ACCOUNT, named = kind_of_name (file);
  int best_score = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      int score = score_kind (dialect, file, kinds[i]);

      if (score > 0 && kinds[i] == named)
        score += WEIGHT_OF_FILE_NAME;
      g_debug ("as %s: %d", rapport_kind_get (kinds[i])->plural, score);
      if (score > best_score)
        {
          best_score = score;
          best = kinds[i];
        }
    }
  return best;
}
