#include "config.h"

#include "service/rapport-value.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-lookup.h"

/* The values of fields as text: for machines (CSV, JSON, the command line), and for people. */

static void
machine_style (RapportNumberStyle *style)
{
  rapport_number_style_init (style, ".", NULL);
}

/* The currency that the amounts of a record are in; those of a purchase's line are in the purchase's. */
static char *
currency_of (RapportWorkspace *workspace,
             const RapportRow *row,
             guint             field)
{
  const RapportKind *kind = rapport_row_get_kind (row);
  int currency = rapport_kind_find_field (kind, "currency");
  const char *code = NULL;
  g_autoptr(RapportRecord) record = NULL;

  if (kind->fields[field].flags & RAPPORT_FIELD_DERIVED)
    return g_strdup (rapport_workspace_get_currency (workspace));

  if (currency >= 0 && rapport_row_has (row, currency))
    code = rapport_row_get_text (row, currency);
  else if (currency >= 0 && rapport_row_get_id (row) != 0)
    {
      record = rapport_workspace_get_record (workspace, kind->id, rapport_row_get_id (row));
      code = record ? rapport_record_get_text (record, "currency") : NULL;
    }
  else if (kind->id == RAPPORT_KIND_PURCHASE_LINE)
    {
      gint64 purchase = rapport_row_has (row, RAPPORT_PURCHASE_LINE_PURCHASE)
                            ? rapport_row_get_int (row, RAPPORT_PURCHASE_LINE_PURCHASE)
                            : 0;

      record = rapport_workspace_get_record (workspace, RAPPORT_KIND_PURCHASE, purchase);
      code = record ? rapport_record_get_text (record, "currency") : NULL;
    }
  return g_strdup (code ? code : rapport_workspace_get_currency (workspace));
}

/**
 * rapport_value_format_minor:
 * @minor: an amount in minor units
 * @currency: its ISO 4217 code
 *
 * Returns: (transfer full): the exact decimal number in units of the currency: "184300.50"
 */
char *
rapport_value_format_minor (gint64      minor,
                            const char *currency)
{
  guint digits = rapport_currency_get_digits (currency);
  guint64 magnitude = minor < 0 ? -(guint64) minor : (guint64) minor;
  guint64 one = 1;

  for (guint i = 0; i < digits; i++)
    one *= 10;
  if (digits == 0)
    return g_strdup_printf ("%s%" G_GUINT64_FORMAT, minor < 0 ? "-" : "", magnitude);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, minor < 0 ? "-" : "", magnitude / one,
                          (int) digits, magnitude % one);
}

/**
 * rapport_value_format:
 * @workspace: a workspace
 * @row: a record
 * @field: index of a field
 *
 * Writes a value for machines, the same in every locale; rapport_value_parse() reads it back. Days are YYYY-MM-DD, times
 * ISO 8601 in UTC, amounts of money decimal numbers in units of the currency with a point, references ids, booleans
 * "true" and "false", choices their ids.
 *
 * Returns: (nullable) (transfer full): the text, %NULL where nothing is known
 */
char *
rapport_value_format (RapportWorkspace *workspace,
                      const RapportRow *row,
                      guint             field)
{
  const RapportKind *kind = rapport_row_get_kind (row);
  g_autofree char *currency = NULL;
  char *text;

  if (rapport_row_is_null (row, field))
    return NULL;

  switch (kind->fields[field].type)
    {
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_EMAIL:
    case RAPPORT_FIELD_PHONE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_TAGS:
    case RAPPORT_FIELD_CHOICE:
    case RAPPORT_FIELD_CURRENCY:
      return g_strdup (rapport_row_get_text (row, field));
    case RAPPORT_FIELD_INTEGER:
    case RAPPORT_FIELD_REF:
      return g_strdup_printf ("%" G_GINT64_FORMAT, rapport_row_get_int (row, field));
    case RAPPORT_FIELD_BOOLEAN:
      return g_strdup (rapport_row_get_int (row, field) != 0 ? "true" : "false");
    case RAPPORT_FIELD_DAY:
      return rapport_day_format ((RapportDay) rapport_row_get_int (row, field));
    case RAPPORT_FIELD_INSTANT:
      return rapport_time_format_iso (rapport_row_get_int (row, field));
    case RAPPORT_FIELD_MONEY:
      currency = currency_of (workspace, row, field);
      return rapport_value_format_minor (rapport_row_get_int (row, field), currency);
    case RAPPORT_FIELD_MICRO:
      {
        gint64 value = rapport_row_get_int (row, field);
        guint64 magnitude = value < 0 ? -(guint64) value : (guint64) value;
        gsize length;

        text = g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%06" G_GUINT64_FORMAT, value < 0 ? "-" : "",
                                magnitude / RAPPORT_DECIMAL_ONE, magnitude % RAPPORT_DECIMAL_ONE);
        for (length = strlen (text); text[length - 1] == '0'; length--)
          ;
        text[text[length - 1] == '.' ? length - 1 : length] = '\0';
        return text;
      }
    case RAPPORT_FIELD_REAL:
      text = g_malloc (G_ASCII_DTOSTR_BUF_SIZE);
      return g_ascii_dtostr (text, G_ASCII_DTOSTR_BUF_SIZE, rapport_row_get_real (row, field));
    default:
      g_assert_not_reached ();
    }
}

/**
 * rapport_value_list_choices:
 * @choices: what there is
 *
 * Returns: (transfer full): their ids, for a message
 */
char *
rapport_value_list_choices (const RapportChoice *choices)
{
  GString *list = g_string_new (NULL);

  for (const RapportChoice *choice = choices; choice->id != NULL; choice++)
    g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", choice->id);
  return g_string_free (list, FALSE);
}

static gboolean
refuse (const RapportField  *field,
        const char          *text,
        const char          *why,
        GError             **error)
{
  /* Translators: a field, what was typed, what is wrong: “due”: “soon” is not a day, written as YYYY-MM-DD */
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("%s: “%s” %s."), field->name, text, why);
  return FALSE;
}

static char *
tidy_tags (const char *text)
{
  g_auto(GStrv) tags = g_strsplit (text, ",", -1);
  GString *tidy = g_string_new (NULL);

  for (guint i = 0; tags[i] != NULL; i++)
    if (*g_strstrip (tags[i]) != '\0')
      g_string_append_printf (tidy, "%s%s", tidy->len > 0 ? "," : "", tags[i]);
  return g_string_free (tidy, FALSE);
}

static gboolean
parse_money (RapportWorkspace    *workspace,
             RapportRow          *row,
             guint                field,
             const char          *text,
             GError             **error)
{
  const RapportKind *kind = rapport_row_get_kind (row);
  const RapportField *description = &kind->fields[field];
  g_autofree char *expected = currency_of (workspace, row, field);
  g_autoptr(GError) local_error = NULL;
  int currency = rapport_kind_find_field (kind, "currency");
  RapportNumberStyle style;
  RapportMoney money;

  machine_style (&style);
  if (!rapport_money_parse (text, expected, &style, &money, &local_error))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("%s: %s (write it like 1200.50)."),
                   description->name, local_error->message);
      return FALSE;
    }
  if (!g_str_equal (money.currency, expected))
    {
      /* Another currency in an amount is that of the record, where nothing else has been said. */
      if (currency < 0 || rapport_row_get_id (row) != 0 || rapport_row_has (row, currency))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                       _("%s: the amounts of this record are in %s, not in %s."), description->name, expected,
                       money.currency);
          return FALSE;
        }
      rapport_row_set_text (row, currency, money.currency);
    }
  rapport_row_set_int (row, field, money.minor);
  return TRUE;
}

/**
 * rapport_value_parse:
 * @workspace: a workspace
 * @row: (inout): a record, or the id and changes of one
 * @field: index of a field
 * @text: a value as rapport_value_format() writes it, or as people type it: local times, amounts with a currency,
 *   references by external id or name; empty for nothing
 * @error: return location: %G_IO_ERROR_INVALID_ARGUMENT that names the field
 *
 * Sets a field of @row.
 *
 * Returns: whether @text was understood
 */
gboolean
rapport_value_parse (RapportWorkspace  *workspace,
                     RapportRow        *row,
                     guint              field,
                     const char        *text,
                     GError           **error)
{
  const RapportField *description = &rapport_row_get_kind (row)->fields[field];
  g_autofree char *tidy = NULL;
  g_autoptr(GError) local_error = NULL;
  RapportNumberStyle style;
  RapportDay day;
  gint64 number;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("%s: the value is not valid UTF-8."),
                   description->name);
      return FALSE;
    }
  tidy = description->type == RAPPORT_FIELD_NOTE ? g_strchomp (g_strdup (text))
         : description->type == RAPPORT_FIELD_TAGS ? tidy_tags (text) : g_strstrip (g_strdup (text));
  if (*tidy == '\0')
    {
      if (description->flags & RAPPORT_FIELD_REQUIRED)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("%s must not be empty."), description->name);
          return FALSE;
        }
      rapport_row_set_null (row, field);
      return TRUE;
    }

  switch (description->type)
    {
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_PHONE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_TAGS:
    case RAPPORT_FIELD_EMAIL:
      rapport_row_set_text (row, field, tidy);
      return TRUE;
    case RAPPORT_FIELD_CHOICE:
      if (!rapport_field_has_choice (description, tidy))
        {
          g_autofree char *list = rapport_value_list_choices (description->choices);
          g_autofree char *why = g_strdup_printf (_("is none of %s"), list);

          return refuse (description, tidy, why, error);
        }
      rapport_row_set_text (row, field, tidy);
      return TRUE;
    case RAPPORT_FIELD_CURRENCY:
      {
        g_autofree char *code = g_ascii_strup (tidy, -1);

        if (!rapport_currency_is_known (code))
          return refuse (description, tidy, _("is not the code of a currency, such as EUR"), error);
        rapport_row_set_text (row, field, code);
        return TRUE;
      }
    case RAPPORT_FIELD_INTEGER:
      {
        gboolean percent = strcmp (description->name, "probability") == 0;

        if (!g_ascii_string_to_signed (tidy, 10, 0, percent ? 100 : G_MAXINT64, &number, NULL))
          return refuse (description, tidy,
                         percent ? _("is not a whole number from 0 to 100") : _("is not a whole number"), error);
        rapport_row_set_int (row, field, number);
        return TRUE;
      }
    case RAPPORT_FIELD_BOOLEAN:
      if (g_ascii_strcasecmp (tidy, "true") == 0 || g_ascii_strcasecmp (tidy, "yes") == 0 || g_str_equal (tidy, "1"))
        number = 1;
      else if (g_ascii_strcasecmp (tidy, "false") == 0 || g_ascii_strcasecmp (tidy, "no") == 0 ||
               g_str_equal (tidy, "0"))
        number = 0;
      else
        return refuse (description, tidy, _("is neither yes nor no"), error);
      rapport_row_set_int (row, field, number);
      return TRUE;
    case RAPPORT_FIELD_DAY:
      day = rapport_day_parse (tidy);
      if (day == RAPPORT_DAY_NONE)
        return refuse (description, tidy, _("is not a day, written as YYYY-MM-DD"), error);
      rapport_row_set_int (row, field, day);
      return TRUE;
    case RAPPORT_FIELD_INSTANT:
      number = rapport_time_parse_iso (tidy, NULL);
      if (number == RAPPORT_INSTANT_NONE)
        return refuse (description, tidy, _("is not a time, written as YYYY-MM-DD HH:MM"), error);
      rapport_row_set_int (row, field, number);
      return TRUE;
    case RAPPORT_FIELD_MONEY:
      return parse_money (workspace, row, field, tidy, error);
    case RAPPORT_FIELD_MICRO:
      machine_style (&style);
      if (!rapport_decimal_parse (tidy, &style, RAPPORT_DECIMAL_EXACT, &number, &local_error))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("%s: %s."), description->name,
                       local_error->message);
          return FALSE;
        }
      rapport_row_set_int (row, field, number);
      return TRUE;
    case RAPPORT_FIELD_REF:
      number = rapport_lookup_find_one (workspace, description->refers, tidy, &local_error);
      if (number == 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, "%s: %s", description->name,
                       local_error->message);
          return FALSE;
        }
      rapport_row_set_int (row, field, number);
      return TRUE;
    case RAPPORT_FIELD_REAL:
    default:
      return refuse (description, tidy, _("cannot be set"), error);
    }
}

/* The name alone: a whole account would come with its figures, which take long on another day than today. */
static char *
name_of (RapportWorkspace *workspace,
         RapportKindId     kind_id,
         gint64            id)
{
  const RapportKind *kind = rapport_kind_get (kind_id);
  g_autofree char *sql = NULL;

  if (kind->title_field < 0)
    return NULL;
  if (kind_id == RAPPORT_KIND_MEMBER || kind_id == RAPPORT_KIND_STAGE || kind_id == RAPPORT_KIND_MODEL ||
      kind_id == RAPPORT_KIND_CAUSE)
    return g_strdup (rapport_workspace_get_title (workspace, kind_id, id));
  sql = g_strdup_printf ("SELECT %s FROM %s WHERE id = ?1", kind->fields[kind->title_field].name, kind->name);
  return rapport_db_query_text (rapport_store_get_db (rapport_workspace_get_store (workspace)), NULL, sql, "i", id);
}

/**
 * rapport_value_describe:
 * @workspace: a workspace
 * @row: a record
 * @field: index of a field
 *
 * Writes a value for people: labels of choices, names of references, local times, money with its symbol.
 *
 * Returns: (transfer full): the text, empty where nothing is known
 */
char *
rapport_value_describe (RapportWorkspace *workspace,
                        const RapportRow *row,
                        guint             field)
{
  const RapportField *description = &rapport_row_get_kind (row)->fields[field];
  g_autofree char *currency = NULL, *title = NULL;

  if (rapport_row_is_null (row, field))
    return g_strdup ("");

  switch (description->type)
    {
    case RAPPORT_FIELD_CHOICE:
      return g_strdup (rapport_field_choice_label (description, rapport_row_get_text (row, field)));
    case RAPPORT_FIELD_BOOLEAN:
      return g_strdup (rapport_row_get_int (row, field) != 0 ? _("yes") : _("no"));
    case RAPPORT_FIELD_INSTANT:
      {
        g_autoptr(GDateTime) time = g_date_time_new_from_unix_local (rapport_row_get_int (row, field));

        return time ? g_date_time_format (time, "%Y-%m-%d %H:%M") : g_strdup ("");
      }
    case RAPPORT_FIELD_MONEY:
      currency = currency_of (workspace, row, field);
      return rapport_money_format (rapport_row_get_int (row, field), currency, RAPPORT_MONEY_FULL);
    case RAPPORT_FIELD_REF:
      title = name_of (workspace, description->refers, rapport_row_get_int (row, field));
      return title ? g_steal_pointer (&title) : rapport_value_format (workspace, row, field);
    case RAPPORT_FIELD_TEXT:
    case RAPPORT_FIELD_NOTE:
    case RAPPORT_FIELD_EMAIL:
    case RAPPORT_FIELD_PHONE:
    case RAPPORT_FIELD_URL:
    case RAPPORT_FIELD_TAGS:
    case RAPPORT_FIELD_CURRENCY:
    case RAPPORT_FIELD_INTEGER:
    case RAPPORT_FIELD_DAY:
    case RAPPORT_FIELD_MICRO:
    case RAPPORT_FIELD_REAL:
    default:
      return rapport_value_format (workspace, row, field);
    }
}
