#include "config.h"

#include "service/rapport-list-service.h"

#include <glib/gi18n.h>

#include "core/rapport-money.h"
#include "core/rapport-records.h"
#include "core/rapport-time.h"
#include "service/rapport-board-service.h"

/* The text of a cell, generated from the table of fields, so that every field of an account can be a column. */

typedef struct
{
  char *title;
  char *slug;
  int   index;
} Stage;

struct _RapportListNames
{
  gatomicrefcount  ref_count;
  GHashTable      *members; /* id → name */
  GHashTable      *stages;  /* id → Stage */
  guint            n_stages;
  char            *currency;
  gint64           model;
  gboolean         opportunities;
  RapportDay       today;
};

static void
stage_free (gpointer data)
{
  Stage *stage = data;

  g_free (stage->title);
  g_free (stage->slug);
  g_free (stage);
}

/**
 * rapport_list_names_new:
 * @workspace: a workspace
 * @model: the lifecycle model that stages are of
 *
 * Returns: (transfer full): the names as they are now
 */
RapportListNames *
rapport_list_names_new (RapportWorkspace *workspace,
                        gint64            model)
{
  RapportListNames *names = g_new0 (RapportListNames, 1);
  g_autoptr(GPtrArray) members = rapport_workspace_list_small (workspace, RAPPORT_KIND_MEMBER);
  g_autoptr(GPtrArray) stages = rapport_workspace_list_stages (workspace, model);
  g_autoptr(RapportRecord) record = rapport_workspace_get_record (workspace, RAPPORT_KIND_MODEL, model);

  g_atomic_ref_count_init (&names->ref_count);
  names->members = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  names->stages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, stage_free);
  names->n_stages = stages->len;
  names->currency = g_strdup (rapport_workspace_get_currency (workspace));
  names->model = model;
  names->opportunities = record != NULL && g_strcmp0 (rapport_record_get_text (record, "subject"), "opportunity") == 0;
  names->today = rapport_workspace_get_today (workspace);
  for (guint i = 0; i < members->len; i++)
    {
      gint64 id = rapport_record_get_id (g_ptr_array_index (members, i));

      g_hash_table_insert (names->members, g_memdup2 (&id, sizeof id),
                           g_strdup (rapport_workspace_get_title (workspace, RAPPORT_KIND_MEMBER, id)));
    }
  for (guint i = 0; i < stages->len; i++)
    {
      RapportRecord *row = g_ptr_array_index (stages, i);
      Stage *stage = g_new0 (Stage, 1);
      gint64 id = rapport_record_get_id (row);

      stage->title = g_strdup (rapport_workspace_get_title (workspace, RAPPORT_KIND_STAGE, id));
      stage->slug = g_strdup (rapport_record_get_text (row, "slug"));
      stage->index = (int) i;
      g_hash_table_insert (names->stages, g_memdup2 (&id, sizeof id), stage);
    }
  return names;
}

RapportListNames *
rapport_list_names_ref (RapportListNames *names)
{
  g_atomic_ref_count_inc (&names->ref_count);
  return names;
}

void
rapport_list_names_unref (RapportListNames *names)
{
  if (!g_atomic_ref_count_dec (&names->ref_count))
    return;
  g_hash_table_unref (names->members);
  g_hash_table_unref (names->stages);
  g_free (names->currency);
  g_free (names);
}

/**
 * rapport_list_names_get_member:
 * @names: names
 * @member: id of a member, may be %RAPPORT_UNSET
 *
 * Returns: (nullable): the name
 */
const char *
rapport_list_names_get_member (RapportListNames *names,
                               gint64            member)
{
  return g_hash_table_lookup (names->members, &member);
}

/**
 * rapport_list_names_get_stage:
 * @names: names
 * @stage: id of a stage, or %RAPPORT_LANE_ENDED
 *
 * Returns: (nullable): what it is called
 */
const char *
rapport_list_names_get_stage (RapportListNames *names,
                              gint64            stage)
{
  const Stage *found;

  if (stage == RAPPORT_LANE_ENDED)
    return _("Ended");
  found = g_hash_table_lookup (names->stages, &stage);
  return found ? found->title : NULL;
}

/**
 * rapport_list_names_get_stage_index:
 * @names: names
 * @stage: id of a stage
 * @n_stages: (out) (optional): how many the model has
 *
 * Returns: which stage of the model it is, from 0; -1 where it is none
 */
int
rapport_list_names_get_stage_index (RapportListNames *names,
                                    gint64            stage,
                                    guint            *n_stages)
{
  const Stage *found = g_hash_table_lookup (names->stages, &stage);

  if (n_stages != NULL)
    *n_stages = names->n_stages;
  return found ? found->index : -1;
}

/**
 * rapport_list_names_find_stage:
 * @names: names
 * @db: the connection of this thread
 * @account: an account
 * @error: return location
 *
 * In a model whose cards are opportunities this is the furthest stage of the account's opportunities.
 *
 * Returns: its stage in the model, %RAPPORT_LANE_ENDED, or %RAPPORT_UNSET where it stands nowhere (or on failure)
 */
gint64
rapport_list_names_find_stage (RapportListNames  *names,
                               RapportDb         *db,
                               gint64             account,
                               GError           **error)
{
  g_autoptr(RapportStatement) statement = rapport_db_query (db, error,
    names->opportunities
      ? "SELECT c.lane FROM opportunity o JOIN board_card c ON c.subject = o.id AND c.model = ?2"
        " LEFT JOIN stage s ON s.id = c.lane WHERE o.account = ?1 ORDER BY s.position DESC NULLS LAST LIMIT 1"
      : "SELECT c.lane FROM board_card c WHERE c.subject = ?1 AND c.model = ?2", "ii", account, names->model);

  if (statement == NULL || !rapport_statement_step (statement, error))
    return RAPPORT_UNSET;
  return rapport_statement_get_int (statement, 0);
}

/* Bookkeeping, and what another column says already, is no column. */
static gboolean
is_column (guint field)
{
  return !(rapport_account_kind.fields[field].flags & RAPPORT_FIELD_INTERNAL) && field != RAPPORT_ACCOUNT_ESTIMATED &&
         field != RAPPORT_ACCOUNT_ENDED && field != RAPPORT_ACCOUNT_STARRED;
}

static int
find_field (const char *column)
{
  int field = rapport_kind_find_field (&rapport_account_kind, column);

  return field >= 0 && is_column ((guint) field) ? field : -1;
}

/**
 * rapport_list_dup_columns:
 *
 * Returns: (transfer full): all columns that a list of accounts can have, the usual ones first and in their order
 */
GStrv
rapport_list_dup_columns (void)
{
  static const char *const usual[] = {
    "name", RAPPORT_LIST_COLUMN_STAGE, "account_group", "owner", "last_contact", "value", "next_step", "next_due",
    RAPPORT_LIST_COLUMN_FLAGS, NULL,
  };
  g_autoptr(GStrvBuilder) columns = g_strv_builder_new ();

  g_strv_builder_addv (columns, (const char **) usual);
  for (guint i = 0; i < rapport_account_kind.n_fields; i++)
    if (is_column (i) && !g_strv_contains (usual, rapport_account_kind.fields[i].name))
      g_strv_builder_add (columns, rapport_account_kind.fields[i].name);
  return g_strv_builder_end (columns);
}

/**
 * rapport_list_has_column:
 * @column: a name, perhaps out of the settings of another version
 *
 * Returns: whether there is such a column
 */
gboolean
rapport_list_has_column (const char *column)
{
  return g_str_equal (column, RAPPORT_LIST_COLUMN_STAGE) || g_str_equal (column, RAPPORT_LIST_COLUMN_FLAGS) ||
         find_field (column) >= 0;
}

/**
 * rapport_list_get_column_label:
 * @column: a column
 *
 * Returns: (transfer full): its heading
 */
char *
rapport_list_get_column_label (const char *column)
{
  int field = find_field (column);

  if (g_str_equal (column, RAPPORT_LIST_COLUMN_STAGE))
    return g_strdup (_("Stage"));
  if (g_str_equal (column, RAPPORT_LIST_COLUMN_FLAGS))
    return g_strdup (_("Flags"));
  switch (field)
    {
    case RAPPORT_ACCOUNT_NAME:
      return g_strdup (_("Account"));
    case RAPPORT_ACCOUNT_VALUE:
      /* Translators: heading of a column, "mo" are months */
      return g_strdup (_("Revenue, 12 mo"));
    case RAPPORT_ACCOUNT_NEXT_DUE:
      return g_strdup (C_("column", "Due"));
    case RAPPORT_ACCOUNT_REVENUE_12M:
      return g_strdup (_("Revenue without estimates"));
    default:
      g_return_val_if_fail (field >= 0, g_strdup (column));
      return g_strdup (rapport_field_get_label (&rapport_account_kind.fields[field]));
    }
}

/**
 * rapport_list_column_is_number:
 * @column: a column
 *
 * Returns: whether it reads better set against its end
 */
gboolean
rapport_list_column_is_number (const char *column)
{
  int field = find_field (column);

  if (field < 0)
    return FALSE;
  return field == RAPPORT_ACCOUNT_NEXT_DUE || rapport_account_kind.fields[field].type == RAPPORT_FIELD_MONEY ||
         rapport_account_kind.fields[field].type == RAPPORT_FIELD_INTEGER;
}

/**
 * rapport_list_get_column_sort:
 * @column: a column
 *
 * Returns: the order that a click on its heading asks for
 */
RapportAccountSort
rapport_list_get_column_sort (const char *column)
{
  int field = find_field (column);

  if (g_str_equal (column, RAPPORT_LIST_COLUMN_STAGE))
    return RAPPORT_ACCOUNT_SORT_STAGE;
  if (g_str_equal (column, RAPPORT_LIST_COLUMN_FLAGS))
    return RAPPORT_ACCOUNT_SORT_FLAGS;
  switch (field)
    {
    case RAPPORT_ACCOUNT_VALUE:
      return RAPPORT_ACCOUNT_SORT_VALUE;
    case RAPPORT_ACCOUNT_NAME:
      return RAPPORT_ACCOUNT_SORT_NAME;
    default:
      g_return_val_if_fail (field >= 0, RAPPORT_ACCOUNT_SORT_NAME);
      return RAPPORT_ACCOUNT_SORT_OF_FIELD (field);
    }
}

static char *
format_flags (RapportAccountFlags flags,
              RapportListStyle    style)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const struct
  {
    RapportAccountFlags flag;
    const char         *word;
    const char         *slug;
  } words[] = {
    { RAPPORT_ACCOUNT_FLAG_OVERDUE, _("Overdue"), "overdue" },
    { RAPPORT_ACCOUNT_FLAG_COMPLAINT, _("Open complaint"), "complaint" },
    { RAPPORT_ACCOUNT_FLAG_SILENT, _("Silent"), "silent" },
    { RAPPORT_ACCOUNT_FLAG_STARRED, _("Starred"), "starred" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (flags & words[i].flag)
      {
        if (text->len > 0)
          g_string_append (text, style == RAPPORT_LIST_DATA ? "," : ", ");
        g_string_append (text, style == RAPPORT_LIST_DATA ? words[i].slug : words[i].word);
      }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* "184300.00": what an import reads whatever the locale. */
static char *
format_plain_money (gint64      minor,
                    const char *currency)
{
  guint digits = rapport_currency_get_digits (currency);
  guint64 amount = minor < 0 ? -(guint64) minor : (guint64) minor, unit = 1;

  for (guint i = 0; i < digits; i++)
    unit *= 10;
  if (digits == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, minor);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, minor < 0 ? "-" : "", amount / unit,
                          (int) digits, amount % unit);
}

static char *
format_money (RapportListNames *names,
              const RapportRow *row,
              guint             field,
              RapportListStyle  style)
{
  gint64 minor = rapport_row_get_int (row, field);
  const char *currency = names->currency;
  RapportMoneyFlags flags = style == RAPPORT_LIST_SCREEN ? RAPPORT_MONEY_SHORT_4 : RAPPORT_MONEY_WHOLE;

  /* Figures are in the currency of the workspace, what was entered in that of the account. */
  if (!(rapport_account_kind.fields[field].flags & RAPPORT_FIELD_DERIVED) &&
      !rapport_row_is_null (row, RAPPORT_ACCOUNT_CURRENCY))
    currency = rapport_row_get_text (row, RAPPORT_ACCOUNT_CURRENCY);
  if (style == RAPPORT_LIST_DATA)
    return format_plain_money (minor, currency);
  if (field == RAPPORT_ACCOUNT_ESTIMATED_VALUE ||
      (field == RAPPORT_ACCOUNT_VALUE && rapport_row_get_int (row, RAPPORT_ACCOUNT_ESTIMATED) == 1))
    flags |= RAPPORT_MONEY_ESTIMATED;
  return rapport_money_format (minor, currency, flags);
}

static char *
format_day (RapportListNames *names,
            RapportDay        day,
            guint             field,
            RapportListStyle  style)
{
  if (style == RAPPORT_LIST_DATA)
    return rapport_day_format (day);
  if (field == RAPPORT_ACCOUNT_NEXT_DUE || field == RAPPORT_ACCOUNT_NEXT_PROMISE_DUE)
    return rapport_time_format_due (day, names->today, RAPPORT_TIME_STYLE_SHORT);
  if (day == names->today)
    return g_strdup (C_("day", "Today"));
  return rapport_time_format_day (day, names->today);
}

static char *
format_tags (const char *tags)
{
  g_auto(GStrv) words = g_strsplit (tags, ",", -1);

  return g_strjoinv (", ", words);
}

/**
 * rapport_list_format_cell:
 * @names: names
 * @db: the connection of this thread
 * @row: the row of an account with its figures
 * @column: a column
 * @style: whom the text is for
 * @error: return location
 *
 * Returns: (nullable) (transfer full): the text, %NULL where nothing is known (or on failure)
 */
char *
rapport_list_format_cell (RapportListNames  *names,
                          RapportDb         *db,
                          const RapportRow  *row,
                          const char        *column,
                          RapportListStyle   style,
                          GError           **error)
{
  const RapportField *field;
  int index;
  gint64 number;

  if (g_str_equal (column, RAPPORT_LIST_COLUMN_STAGE))
    {
      gint64 stage = rapport_list_names_find_stage (names, db, rapport_row_get_id (row), error);
      const Stage *found = g_hash_table_lookup (names->stages, &stage);

      if (style == RAPPORT_LIST_DATA)
        return found != NULL ? g_strdup (found->slug) : stage == RAPPORT_LANE_ENDED ? g_strdup ("ended") : NULL;
      return g_strdup (rapport_list_names_get_stage (names, stage));
    }
  if (g_str_equal (column, RAPPORT_LIST_COLUMN_FLAGS))
    return format_flags (rapport_account_row_get_flags (row, names->today), style);

  index = find_field (column);
  g_return_val_if_fail (index >= 0, NULL);
  field = &rapport_account_kind.fields[index];
  if (rapport_row_is_null (row, (guint) index))
    return NULL;
  if (rapport_field_is_text (field))
    {
      const char *text = rapport_row_get_text (row, (guint) index);

      if (style != RAPPORT_LIST_DATA && field->type == RAPPORT_FIELD_CHOICE)
        return g_strdup (rapport_field_choice_label (field, text));
      if (style != RAPPORT_LIST_DATA && field->type == RAPPORT_FIELD_TAGS)
        return format_tags (text);
      return g_strdup (text);
    }

  number = field->type == RAPPORT_FIELD_REAL ? 0 : rapport_row_get_int (row, (guint) index);
  switch (field->type)
    {
    case RAPPORT_FIELD_MONEY:
      return format_money (names, row, (guint) index, style);
    case RAPPORT_FIELD_DAY:
      return format_day (names, (RapportDay) number, (guint) index, style);
    case RAPPORT_FIELD_INSTANT:
      if (style == RAPPORT_LIST_DATA)
        return rapport_time_format_iso (number);
      return format_day (names, rapport_day_from_instant (number, NULL), (guint) index, style);
    case RAPPORT_FIELD_REF:
      if (field->refers == RAPPORT_KIND_MEMBER)
        return g_strdup (rapport_list_names_get_member (names, number));
      return rapport_db_query_text (db, error, "SELECT name FROM account WHERE id = ?1", "i", number);
    case RAPPORT_FIELD_BOOLEAN:
      return g_strdup (style == RAPPORT_LIST_DATA ? (number ? "1" : "0") : number ? _("Yes") : _("No"));
    default:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    }
}
