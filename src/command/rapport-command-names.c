#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "command/rapport-command.h"
#include "core/rapport-records.h"
#include "service/rapport-lookup.h"
#include "service/rapport-value.h"

/* What the words of a command line mean: records, kinds, stages, choices, FIELD=VALUE. */

/**
 * rapport_command_find:
 * @command: a call with an open workspace
 * @kind: a kind of record
 * @text: external id, exact name or id; ext:, name: and id: force one
 *
 * Returns: the id; 0 after a message where there is none or more than one
 */
gint64
rapport_command_find (RapportCommand *command,
                      RapportKindId   kind,
                      const char     *text)
{
  GError *error = NULL;
  gint64 id = rapport_lookup_find_one (rapport_command_get_workspace (command), kind, text, &error);

  if (id == 0)
    rapport_command_fail (command, error);
  return id;
}

/**
 * rapport_command_find_model:
 * @command: a call with an open workspace
 * @text: (nullable): a lifecycle model, %NULL for the value ladder
 *
 * Returns: its id; 0 after a message
 */
gint64
rapport_command_find_model (RapportCommand *command,
                            const char     *text)
{
  GError *error = NULL;
  gint64 id = rapport_lookup_find_one (rapport_command_get_workspace (command), RAPPORT_KIND_MODEL,
                                       text ? text : "value-ladder", NULL);
  g_autoptr(GPtrArray) models = NULL;
  g_autoptr(GString) names = NULL;

  if (id != 0)
    return id;
  models = rapport_workspace_list_small (rapport_command_get_workspace (command), RAPPORT_KIND_MODEL);
  names = g_string_new (NULL);
  for (guint i = 0; i < models->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            rapport_record_get_text (g_ptr_array_index (models, i), "slug"));
  g_set_error (&error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, _("“%s” is no lifecycle model; there are: %s."),
               text, names->str);
  rapport_command_fail (command, error);
  return 0;
}

/**
 * rapport_command_find_stage:
 * @command: a call with an open workspace
 * @model: a lifecycle model
 * @text: a stage's id there ("loyal"), or its name
 *
 * Returns: its id; 0 after a message that lists the stages
 */
gint64
rapport_command_find_stage (RapportCommand *command,
                            gint64          model,
                            const char     *text)
{
  GError *error = NULL;
  gint64 id = rapport_lookup_find_stage (rapport_command_get_workspace (command), model, text, &error);

  if (id == 0)
    rapport_command_fail (command, error);
  return id;
}

static guint
distance (const char *a,
          const char *b)
{
  guint n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (guint k = 0; k <= n; k++)
    row[k] = k;
  for (guint i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i + 1;
      for (guint k = 0; k < n; k++)
        {
          guint above = row[k + 1];

          row[k + 1] = MIN (MIN (above, row[k]) + 1, diagonal + (a[i] == b[k] ? 0 : 1));
          diagonal = above;
        }
    }
  return row[n];
}

void
_rapport_command_offer_nearest (const char  *word,
                                const char  *candidate,
                                const char **best,
                                guint       *best_distance)
{
  guint d = distance (word, candidate);

  if (g_str_has_prefix (candidate, word) && *word != '\0')
    d = MIN (d, 1);
  if (d < *best_distance && d <= MAX (2, strlen (word) / 3))
    {
      *best = candidate;
      *best_distance = d;
    }
}

/**
 * rapport_command_find_kind:
 * @command: a call
 * @text: a kind of record, singular or plural
 *
 * Returns: (nullable) (transfer none): the kind; %NULL after a message
 */
const RapportKind *
rapport_command_find_kind (RapportCommand *command,
                           const char     *text)
{
  const RapportKind *kind = rapport_kind_from_name (text);
  const char *best = NULL;
  guint best_distance = G_MAXUINT;

  if (kind != NULL)
    return kind;
  for (guint k = 1; k < RAPPORT_N_KINDS; k++)
    {
      _rapport_command_offer_nearest (text, rapport_kind_get (k)->name, &best, &best_distance);
      _rapport_command_offer_nearest (text, rapport_kind_get (k)->plural, &best, &best_distance);
    }
  if (best != NULL)
    rapport_command_misuse (command, _("“%s” is no kind of record. Is “%s” meant?"), text, best);
  else
    rapport_command_misuse (command, _("“%s” is no kind of record."), text);
  return NULL;
}

/**
 * rapport_command_find_choice:
 * @command: a call
 * @option: what it is for ("--channel")
 * @choices: what there is
 * @text: one of them
 *
 * Returns: (nullable) (transfer none): the choice; %NULL after a message that lists them
 */
const RapportChoice *
rapport_command_find_choice (RapportCommand      *command,
                             const char          *option,
                             const RapportChoice *choices,
                             const char          *text)
{
  g_autofree char *list = NULL;

  for (const RapportChoice *choice = choices; choice->id != NULL; choice++)
    if (g_str_equal (choice->id, text))
      return choice;
  list = rapport_value_list_choices (choices);
  rapport_command_misuse (command, _("%s: “%s” is none of %s."), option, text, list);
  return NULL;
}

/**
 * rapport_command_assign:
 * @command: a call with an open workspace
 * @row: a record, or its id and what changes
 * @assignment: "FIELD=VALUE"
 *
 * Sets a field to what a person typed.
 *
 * Returns: whether it was understood; else a message was given
 */
gboolean
rapport_command_assign (RapportCommand *command,
                        RapportRow     *row,
                        const char     *assignment)
{
  const RapportKind *kind = rapport_row_get_kind (row);
  const char *sign = strchr (assignment, '=');
  g_autofree char *name = NULL;
  GError *error = NULL;
  int field;

  if (sign == NULL || sign == assignment)
    {
      rapport_command_misuse (command, _("“%s” is not of the form FIELD=VALUE."), assignment);
      return FALSE;
    }
  name = g_strndup (assignment, sign - assignment);
  field = rapport_kind_find_field (kind, name);
  if (field < 0 || (kind->fields[field].flags & (RAPPORT_FIELD_DERIVED | RAPPORT_FIELD_INTERNAL)))
    {
      const char *best = NULL;
      guint best_distance = G_MAXUINT;

      for (guint i = 0; i < kind->n_fields; i++)
        if (!(kind->fields[i].flags & (RAPPORT_FIELD_DERIVED | RAPPORT_FIELD_INTERNAL)))
          _rapport_command_offer_nearest (name, kind->fields[i].name, &best, &best_distance);
      if (field >= 0)
        rapport_command_misuse (command, _("The field “%s” is computed or kept by the program and cannot be set."),
                                name);
      else if (best != NULL)
        rapport_command_misuse (command, _("%s has no field “%s”. Is “%s” meant?"),
                                rapport_kind_get_label (kind), name, best);
      else
        rapport_command_misuse (command, _("%s has no field “%s”. “rapport add %s --fields” lists those there are."),
                                rapport_kind_get_label (kind), name, kind->name);
      return FALSE;
    }
  if (!rapport_value_parse (rapport_command_get_workspace (command), row, field, sign + 1, &error))
    {
      rapport_command_fail (command, error);
      return FALSE;
    }
  return TRUE;
}
