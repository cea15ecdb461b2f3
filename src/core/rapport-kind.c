#include "config.h"

#include "core/rapport-kind.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/rapport-records.h"

static const RapportKind *const kinds[RAPPORT_N_KINDS] = {
  [RAPPORT_KIND_MEMBER] = &rapport_member_kind,
  [RAPPORT_KIND_ACCOUNT] = &rapport_account_kind,
  [RAPPORT_KIND_PERSON] = &rapport_person_kind,
  [RAPPORT_KIND_AFFILIATION] = &rapport_affiliation_kind,
  [RAPPORT_KIND_LINK] = &rapport_link_kind,
  [RAPPORT_KIND_MODEL] = &rapport_model_kind,
  [RAPPORT_KIND_STAGE] = &rapport_stage_kind,
  [RAPPORT_KIND_PLACEMENT] = &rapport_placement_kind,
  [RAPPORT_KIND_MOVE] = &rapport_move_kind,
  [RAPPORT_KIND_MOVE_EVIDENCE] = &rapport_move_evidence_kind,
  [RAPPORT_KIND_OPPORTUNITY] = &rapport_opportunity_kind,
  [RAPPORT_KIND_RELATIONSHIP_END] = &rapport_relationship_end_kind,
  [RAPPORT_KIND_CAUSE] = &rapport_cause_kind,
  [RAPPORT_KIND_EPISODE] = &rapport_episode_kind,
  [RAPPORT_KIND_INTERACTION] = &rapport_interaction_kind,
  [RAPPORT_KIND_PARTICIPANT] = &rapport_participant_kind,
  [RAPPORT_KIND_COMMITMENT] = &rapport_commitment_kind,
  [RAPPORT_KIND_PRODUCT] = &rapport_product_kind,
  [RAPPORT_KIND_PURCHASE] = &rapport_purchase_kind,
  [RAPPORT_KIND_PURCHASE_LINE] = &rapport_purchase_line_kind,
  [RAPPORT_KIND_RATE] = &rapport_rate_kind,
  [RAPPORT_KIND_SNOOZE] = &rapport_snooze_kind,
};

/**
 * rapport_kind_get:
 * @id: a kind's number
 *
 * Returns: (nullable) (transfer none): the description of that kind
 */
const RapportKind *
rapport_kind_get (RapportKindId id)
{
  return (guint) id < RAPPORT_N_KINDS ? kinds[id] : NULL;
}

static gboolean
same_word (const char *a,
           const char *b)
{
  for (; *a && *b; a++, b++)
    if ((*a == '-' ? '_' : *a) != (*b == '-' ? '_' : *b))
      return FALSE;
  return *a == *b;
}

/**
 * rapport_kind_from_name:
 * @name: a singular or plural name; - and _ count as the same
 *
 * Returns: (nullable) (transfer none): the kind of that name
 */
const RapportKind *
rapport_kind_from_name (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 1; i < RAPPORT_N_KINDS; i++)
    if (same_word (kinds[i]->name, name) || same_word (kinds[i]->plural, name))
      return kinds[i];

  return NULL;
}

/**
 * rapport_kind_find_field:
 * @kind: a kind
 * @name: a field's name; - and _ count as the same
 *
 * Returns: the index of the field in the kind's table, or -1
 */
int
rapport_kind_find_field (const RapportKind *kind,
                         const char        *name)
{
  g_return_val_if_fail (kind != NULL && name != NULL, -1);

  for (guint i = 0; i < kind->n_fields; i++)
    if (same_word (kind->fields[i].name, name))
      return (int) i;

  return -1;
}

/**
 * rapport_kind_get_label:
 * @kind: a kind
 *
 * Returns: (transfer none): the translated singular name of the kind
 */
const char *
rapport_kind_get_label (const RapportKind *kind)
{
  return _(kind->label);
}

/**
 * rapport_field_get_label:
 * @field: a field
 *
 * Returns: (transfer none): the translated label of the field
 */
const char *
rapport_field_get_label (const RapportField *field)
{
  return _(field->label);
}

/**
 * rapport_choice_get_label:
 * @choice: a choice
 *
 * Returns: (transfer none): the translated label of the choice
 */
const char *
rapport_choice_get_label (const RapportChoice *choice)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, choice->context, choice->label);
}

/**
 * rapport_field_choice_label:
 * @field: a field of choices
 * @choice: (nullable): the id of a choice
 *
 * Returns: (nullable) (transfer none): the translated label; @choice itself where the table has no such id
 */
const char *
rapport_field_choice_label (const RapportField *field,
                            const char         *choice)
{
  if (choice != NULL && field->choices != NULL)
    for (const RapportChoice *c = field->choices; c->id != NULL; c++)
      if (g_str_equal (c->id, choice))
        return rapport_choice_get_label (c);

  return choice;
}

/**
 * rapport_field_has_choice:
 * @field: a field of choices
 * @choice: an id
 *
 * Returns: whether @choice is among the field's choices
 */
gboolean
rapport_field_has_choice (const RapportField *field,
                          const char         *choice)
{
  g_return_val_if_fail (field->choices != NULL && choice != NULL, FALSE);

  for (const RapportChoice *c = field->choices; c->id != NULL; c++)
    if (g_str_equal (c->id, choice))
      return TRUE;

  return FALSE;
}

/**
 * rapport_field_is_text:
 * @field: a field
 *
 * Returns: whether values of this field are strings
 */
gboolean
rapport_field_is_text (const RapportField *field)
{
  return field->type <= RAPPORT_FIELD_CURRENCY;
}
