#include "config.h"

#include "document/rapport-summary.h"

G_DEFINE_BOXED_TYPE (RapportSummary, rapport_summary, rapport_summary_ref, rapport_summary_unref)

/**
 * rapport_summary_kind_from_id:
 * @id: (nullable): id of a kind of episode as the workspace stores it: "complaint"
 *
 * Returns: the kind, RAPPORT_SUMMARY_KIND_OTHER for one that has no colour
 */
RapportSummaryKind
rapport_summary_kind_from_id (const char *id)
{
  static const char * const ids[] = {
    [RAPPORT_SUMMARY_KIND_PURCHASE] = "purchase",
    [RAPPORT_SUMMARY_KIND_SERVICE] = "service",
    [RAPPORT_SUMMARY_KIND_COMPLAINT] = "complaint",
    [RAPPORT_SUMMARY_KIND_REVIEW] = "review",
    [RAPPORT_SUMMARY_KIND_SOCIAL] = "social",
  };

  for (guint i = RAPPORT_SUMMARY_KIND_PURCHASE; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (id, ids[i]) == 0)
      return (RapportSummaryKind) i;
  return RAPPORT_SUMMARY_KIND_OTHER;
}

static void
tile_free (gpointer data)
{
  RapportSummaryTile *tile = data;

  g_free (tile->label);
  g_free (tile->value);
  g_free (tile->note);
  g_free (tile);
}

static void
stage_free (gpointer data)
{
  RapportSummaryStage *stage = data;

  g_free (stage->name);
  g_free (stage->note);
  g_free (stage);
}

static void
bar_free (gpointer data)
{
  RapportSummaryBar *bar = data;

  g_free (bar->label);
  g_free (bar->value_text);
  g_free (bar);
}

static void
step_free (gpointer data)
{
  RapportSummaryStep *step = data;

  g_free (step->title);
  g_free (step->to_whom);
  g_free (step->due);
  g_free (step);
}

static void
person_free (gpointer data)
{
  RapportSummaryPerson *person = data;

  g_free (person->name);
  g_free (person->contact);
  g_free (person->role);
  g_free (person);
}

static void
preference_free (gpointer data)
{
  RapportSummaryPreference *preference = data;

  g_free (preference->label);
  g_free (preference->value);
  g_free (preference);
}

static void
event_free (gpointer data)
{
  RapportSummaryEvent *event = data;

  g_free (event->date);
  g_free (event->kind_name);
  g_free (event->text);
  g_free (event->status);
  g_free (event->group);
  g_free (event);
}

static void
purchase_free (gpointer data)
{
  RapportSummaryPurchase *purchase = data;

  g_free (purchase->date);
  g_free (purchase->text);
  g_free (purchase->quantity);
  g_free (purchase->amount);
  g_free (purchase);
}

/**
 * rapport_summary_new:
 * @workspace: (nullable): whose customer it is
 * @name: the account's name
 *
 * Returns: (transfer full): a summary that has nothing but its name
 */
RapportSummary *
rapport_summary_new (const char *workspace,
                     const char *name)
{
  RapportSummary *self;

  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (RapportSummary, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->workspace = g_strdup (workspace);
  self->name = g_strdup (name);
  self->tiles = g_ptr_array_new_with_free_func (tile_free);
  self->stages = g_ptr_array_new_with_free_func (stage_free);
  self->bars = g_ptr_array_new_with_free_func (bar_free);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  self->people = g_ptr_array_new_with_free_func (person_free);
  self->preferences = g_ptr_array_new_with_free_func (preference_free);
  self->recent = g_ptr_array_new_with_free_func (event_free);
  self->purchases = g_ptr_array_new_with_free_func (purchase_free);
  self->timeline = g_ptr_array_new_with_free_func (event_free);
  return self;
}

RapportSummary *
rapport_summary_ref (RapportSummary *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rapport_summary_unref (RapportSummary *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->workspace);
  g_free (self->name);
  g_free (self->place_line);
  g_free (self->owner_line);
  g_free (self->stage_remark);
  g_free (self->bars_title);
  g_free (self->bars_unit);
  g_free (self->bars_caption);
  g_free (self->recent_remark);
  g_free (self->purchases_remark);
  g_free (self->timeline_remark);
  g_free (self->notes);
  g_ptr_array_unref (self->tiles);
  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->bars);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->preferences);
  g_ptr_array_unref (self->recent);
  g_ptr_array_unref (self->purchases);
  g_ptr_array_unref (self->timeline);
  g_free (self);
}

/**
 * rapport_summary_add_tile:
 * @label: what the figure is
 * @value: the figure
 * @note: (nullable): below it
 * @tone: of the note
 */
void
rapport_summary_add_tile (RapportSummary     *self,
                          const char         *label,
                          const char         *value,
                          const char         *note,
                          RapportSummaryTone  tone)
{
  RapportSummaryTile *tile = g_new0 (RapportSummaryTile, 1);

  tile->label = g_strdup (label);
  tile->value = g_strdup (value);
  tile->note = g_strdup (note);
  tile->tone = tone;
  g_ptr_array_add (self->tiles, tile);
}

/**
 * rapport_summary_add_stage:
 * @note: (nullable): date of entering, or "next"
 * @colour_index: place of the stage in its lifecycle model, from 0
 *
 * Stages are drawn in the order they are added in.
 */
void
rapport_summary_add_stage (RapportSummary           *self,
                           const char               *name,
                           const char               *note,
                           RapportSummaryStageState  state,
                           guint                     colour_index)
{
  RapportSummaryStage *stage = g_new0 (RapportSummaryStage, 1);

  stage->name = g_strdup (name);
  stage->note = g_strdup (note);
  stage->state = state;
  stage->colour_index = colour_index;
  g_ptr_array_add (self->stages, stage);
}

/**
 * rapport_summary_add_bar:
 * @value: length of the bar, in the unit of all bars
 * @value_text: the same as it is printed
 * @this_year: dark instead of light
 */
void
rapport_summary_add_bar (RapportSummary *self,
                         const char     *label,
                         double          value,
                         const char     *value_text,
                         gboolean        this_year)
{
  RapportSummaryBar *bar = g_new0 (RapportSummaryBar, 1);

  bar->label = g_strdup (label);
  bar->value = value;
  bar->value_text = g_strdup (value_text);
  bar->this_year = this_year;
  g_ptr_array_add (self->bars, bar);
}

/**
 * rapport_summary_add_step:
 * @to_whom: (nullable): "to Jens Albers"
 * @due: (nullable): when; must say so if it is overdue
 * @overdue: red and bold
 */
void
rapport_summary_add_step (RapportSummary *self,
                          const char     *title,
                          const char     *to_whom,
                          const char     *due,
                          gboolean        overdue)
{
  RapportSummaryStep *step = g_new0 (RapportSummaryStep, 1);

  step->title = g_strdup (title);
  step->to_whom = g_strdup (to_whom);
  step->due = g_strdup (due);
  step->overdue = overdue;
  g_ptr_array_add (self->steps, step);
}

/**
 * rapport_summary_add_person:
 * @contact: (nullable): position and how to reach them
 * @role: (nullable): buying role
 */
void
rapport_summary_add_person (RapportSummary *self,
                            const char     *name,
                            const char     *contact,
                            const char     *role)
{
  RapportSummaryPerson *person = g_new0 (RapportSummaryPerson, 1);

  person->name = g_strdup (name);
  person->contact = g_strdup (contact);
  person->role = g_strdup (role);
  g_ptr_array_add (self->people, person);
}

void
rapport_summary_add_preference (RapportSummary *self,
                                const char     *label,
                                const char     *value)
{
  RapportSummaryPreference *preference = g_new0 (RapportSummaryPreference, 1);

  preference->label = g_strdup (label);
  preference->value = g_strdup (value);
  g_ptr_array_add (self->preferences, preference);
}

static RapportSummaryEvent *
add_event (GPtrArray          *events,
           RapportSummaryKind  kind,
           const char         *date,
           const char         *kind_name,
           const char         *text,
           const char         *status,
           RapportSummaryTone  tone)
{
  RapportSummaryEvent *event = g_new0 (RapportSummaryEvent, 1);

  event->kind = kind;
  event->date = g_strdup (date);
  event->kind_name = g_strdup (kind_name);
  event->text = g_strdup (text);
  event->status = g_strdup (status);
  event->tone = tone;
  g_ptr_array_add (events, event);
  return event;
}

/**
 * rapport_summary_add_recent:
 * @tone: of the status
 *
 * Adds a row to the recent episodes.
 *
 * Returns: (transfer none): the row
 */
RapportSummaryEvent *
rapport_summary_add_recent (RapportSummary     *self,
                            RapportSummaryKind  kind,
                            const char         *date,
                            const char         *kind_name,
                            const char         *text,
                            const char         *status,
                            RapportSummaryTone  tone)
{
  return add_event (self->recent, kind, date, kind_name, text, status, tone);
}

/**
 * rapport_summary_add_purchase:
 * @quantity: (nullable)
 * @amount: (nullable): with its currency
 */
void
rapport_summary_add_purchase (RapportSummary *self,
                              const char     *date,
                              const char     *text,
                              const char     *quantity,
                              const char     *amount)
{
  RapportSummaryPurchase *purchase = g_new0 (RapportSummaryPurchase, 1);

  purchase->date = g_strdup (date);
  purchase->text = g_strdup (text);
  purchase->quantity = g_strdup (quantity);
  purchase->amount = g_strdup (amount);
  g_ptr_array_add (self->purchases, purchase);
}

/**
 * rapport_summary_add_timeline:
 * @level: 0 for an episode, 1 for an interaction of the episode before it
 * @group: (nullable): sub-heading, printed where it differs from the row before
 *
 * Adds a row to the whole history.
 *
 * Returns: (transfer none): the row
 */
RapportSummaryEvent *
rapport_summary_add_timeline (RapportSummary     *self,
                              RapportSummaryKind  kind,
                              const char         *date,
                              const char         *kind_name,
                              const char         *text,
                              const char         *status,
                              RapportSummaryTone  tone,
                              guint               level,
                              const char         *group)
{
  RapportSummaryEvent *event = add_event (self->timeline, kind, date, kind_name, text, status,
                                          tone);

  event->level = level;
  event->group = g_strdup (group);
  return event;
}
