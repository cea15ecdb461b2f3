#include "config.h"

#include <glib/gi18n.h>
#include <stdlib.h>

#include "core/rapport-records.h"
#include "views/rapport-board-view-private.h"
#include "widgets/rapport-empty.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-format.h"
#include "widgets/rapport-theme.h"

/* The page asks one question for all lanes and feeds their lists with the answer. A new model or filter gets new
 * lists; a change in the data is told to the lists that are there, which then say what moved. */

enum
{
  EMPTY_NONE,
  EMPTY_NO_ACCOUNTS,
  EMPTY_NO_OPPORTUNITIES,
  EMPTY_NO_MATCH,
};

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_COMPARE,
} RapportBoardViewProperty;

static GParamSpec *properties[PROP_COMPARE + 1];

static void load (RapportBoardView *self,
                  gboolean          fresh,
                  RapportChanges   *changes);

G_DEFINE_FINAL_TYPE (RapportBoardView, rapport_board_view, ADW_TYPE_BIN)

char *
_rapport_board_view_lane_id (gint64 stage)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, stage);
}

gboolean
_rapport_board_view_is_past (RapportBoardView *self)
{
  return self->workspace != NULL && rapport_store_is_in_past (rapport_workspace_get_store (self->workspace));
}

/* The list that holds a card, and its stage. */
RapportQueryModel *
_rapport_board_view_find_lane (RapportBoardView *self,
                               gint64            id,
                               gint64           *stage)
{
  GHashTableIter iter;
  gpointer key, model;
  guint position;

  g_hash_table_iter_init (&iter, self->lanes);
  while (g_hash_table_iter_next (&iter, &key, &model))
    if (rapport_query_model_find (model, id, &position))
      {
        *stage = *(gint64 *) key;
        return model;
      }
  return NULL;
}

/* Lanes --------------------------------------------------------------------------------------------------------- */

static void
show_head (RapportBoardView  *self,
           const RapportLane *lane)
{
  g_autofree char *id = _rapport_board_view_lane_id (lane->stage);
  g_autofree char *sum = NULL;
  g_autofree char *remark = NULL;

  if (lane->n_cards > 0)
    {
      g_autofree char *value = rapport_format_value (self->workspace, lane->value, lane->estimated);

      /* Translators: what the customers of a stage bring: "€511k / yr" */
      sum = self->data->kind == RAPPORT_KIND_OPPORTUNITY ? g_steal_pointer (&value)
                                                         : g_strdup_printf (_("%s / yr"), value);
    }
  if (self->comparison != NULL)
    remark = _rapport_board_view_describe_count (self, lane->stage);
  else if (lane->median_days != RAPPORT_UNSET)
    /* Translators: the median of days in a stage */
    remark = g_strdup_printf (_("median %d d"), (int) MAX (0, lane->median_days));
  rapport_board_set_lane_head (self->board, id, lane->n_cards, sum, remark);
}

static void
show_figures (RapportBoardView *self)
{
  gboolean deals = self->data->kind == RAPPORT_KIND_OPPORTUNITY;
  const RapportAccountFilter *filter = rapport_filter_bar_get_filter (self->filter_bar);
  g_autofree char *summary = NULL;
  g_autofree char *value = NULL;
  g_autofree char *worth = NULL;
  guint n = 0;
  gint64 sum = 0;

  for (guint i = 0; i < self->data->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (self->data->lanes, i);

      if (lane->stage != RAPPORT_LANE_UNPLACED || self->has_unplaced)
        show_head (self, lane);
      if (lane->stage != RAPPORT_LANE_ENDED)
        {
          n += lane->n_cards;
          sum += lane->value;
        }
    }

  if (rapport_account_filter_is_active (filter))
    summary = g_strdup_printf (
        deals ? ngettext ("%1$u of %2$u opportunity", "%1$u of %2$u opportunities", self->data->n_all)
              : ngettext ("%1$u of %2$u account", "%1$u of %2$u accounts", self->data->n_all),
        n, self->data->n_all);
  else
    summary = g_strdup_printf (
        deals ? ngettext ("%u opportunity", "%u opportunities", n) : ngettext ("%u account", "%u accounts", n), n);
  if (n > 0)
    {
      value = rapport_format_value (self->workspace, sum, FALSE);
      /* Translators: what the listed customers bring: "€2.46M a year" */
      worth = deals ? g_strdup (value) : g_strdup_printf (_("%s a year"), value);
    }
  rapport_filter_bar_set_summary (self->filter_bar, summary);
  rapport_filter_bar_set_worth (self->filter_bar, worth);
}

static const char *
lane_title (RapportBoardView *self,
            gint64            stage)
{
  const char *title;

  if (stage == RAPPORT_LANE_UNPLACED)
    return _("Unplaced");
  if (stage == RAPPORT_LANE_ENDED)
    return self->data->kind == RAPPORT_KIND_OPPORTUNITY ? _("Lost") : _("Ended");
  title = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, stage);
  return title ? title : "?";
}

static gboolean
wants_unplaced (RapportBoardView *self)
{
  RapportLane *lane = g_ptr_array_index (self->data->lanes, 0);

  return lane->stage == RAPPORT_LANE_UNPLACED && lane->n_cards > 0;
}

static void
build_lanes (RapportBoardView *self)
{
  g_autoptr(GArray) lanes = g_array_new (FALSE, TRUE, sizeof (RapportBoardLane));
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  self->has_unplaced = wants_unplaced (self);
  self->shown_model = self->data->model;
  self->n_stages = 0;
  g_hash_table_remove_all (self->marks);
  for (guint i = 0; i < self->data->lanes->len; i++)
    self->n_stages += ((RapportLane *) g_ptr_array_index (self->data->lanes, i))->stage > 0;

  for (guint i = 0, place = 0; i < self->data->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (self->data->lanes, i);
      RapportBoardLane item = { NULL, lane_title (self, lane->stage), RAPPORT_BOARD_LANE_STAGE,
                                { 0.55f, 0.55f, 0.58f, 1 }, { 0.6f, 0.6f, 0.63f, 1 } };

      if (lane->stage == RAPPORT_LANE_UNPLACED && !self->has_unplaced)
        continue;
      item.id = _rapport_board_view_lane_id (lane->stage);
      g_ptr_array_add (ids, (char *) item.id);
      if (lane->stage == RAPPORT_LANE_UNPLACED)
        item.kind = RAPPORT_BOARD_LANE_UNPLACED;
      else if (lane->stage == RAPPORT_LANE_ENDED)
        item.kind = RAPPORT_BOARD_LANE_ENDED;
      else
        {
          RapportColor light, dark;

          rapport_palette_stage (place, self->n_stages, FALSE, &light);
          rapport_palette_stage (place, self->n_stages, TRUE, &dark);
          item.light = (GdkRGBA) { (float) light.r, (float) light.g, (float) light.b, 1 };
          item.dark = (GdkRGBA) { (float) dark.r, (float) dark.g, (float) dark.b, 1 };
          place++;
          g_hash_table_insert (self->marks, g_memdup2 (&lane->stage, sizeof lane->stage), GUINT_TO_POINTER (place));
        }
      g_array_append_val (lanes, item);
    }
  rapport_board_set_lanes (self->board, (const RapportBoardLane *) (gpointer) lanes->data, lanes->len);
}

static void
fill_lanes (RapportBoardView *self,
            gboolean          fresh)
{
  const RapportAccountFilter *filter = rapport_filter_bar_get_filter (self->filter_bar);

  if (fresh)
    g_hash_table_remove_all (self->lanes);
  for (guint i = 0; i < self->data->lanes->len; i++)
    {
      RapportLane *lane = g_ptr_array_index (self->data->lanes, i);
      g_autoptr(GArray) ids = g_array_copy (lane->ids);
      g_autofree char *id = NULL;
      RapportQueryModel *model = g_hash_table_lookup (self->lanes, &lane->stage);

      if (lane->stage == RAPPORT_LANE_UNPLACED && !self->has_unplaced)
        continue;
      if (model != NULL)
        {
          rapport_query_model_take_ids (model, g_steal_pointer (&ids));
          continue;
        }
      else
        {
          g_autoptr(RapportQuery) query = rapport_board_lane_query (self->workspace, filter, lane->stage);

          model = rapport_query_model_new_for_ids (self->workspace, query, g_steal_pointer (&ids));
          rapport_query_model_set_fed (model, TRUE);
          g_hash_table_insert (self->lanes, g_memdup2 (&lane->stage, sizeof lane->stage), model);
          id = _rapport_board_view_lane_id (lane->stage);
          rapport_board_set_lane_model (self->board, id, G_LIST_MODEL (model));
        }
    }
}

/* Empty states -------------------------------------------------------------------------------------------------- */

static void
show_empty (RapportBoardView *self)
{
  const RapportAccountFilter *filter = rapport_filter_bar_get_filter (self->filter_bar);
  guint n = 0;
  int empty = EMPTY_NONE;
  GtkWidget *page = NULL;

  for (guint i = 0; i < self->data->lanes->len; i++)
    n += ((RapportLane *) g_ptr_array_index (self->data->lanes, i))->n_cards;
  if (n == 0 && rapport_account_filter_is_active (filter))
    empty = EMPTY_NO_MATCH;
  else if (n == 0 && !_rapport_board_view_is_past (self))
    empty = self->data->kind == RAPPORT_KIND_OPPORTUNITY ? EMPTY_NO_OPPORTUNITIES : EMPTY_NO_ACCOUNTS;

  if (empty != self->empty)
    {
      switch (empty)
        {
        case EMPTY_NO_ACCOUNTS:
          page = rapport_empty_new ("rp-board-symbolic", _("No customers yet"),
                                    _("Add your first account or import a list."));
          gtk_actionable_set_action_target_value (
              GTK_ACTIONABLE (rapport_empty_add_button (page, _("New _Account"), "win.new-account", FALSE)),
              g_variant_new_string (""));
          gtk_actionable_set_action_target_value (
              GTK_ACTIONABLE (rapport_empty_add_button (page, _("_Import…"), "win.import", FALSE)),
              g_variant_new_string (""));
          break;
        case EMPTY_NO_OPPORTUNITIES:
          page = rapport_empty_new (
              "rp-board-symbolic", _("No opportunities yet"),
              _("An opportunity of an account appears here with its value and the day it is expected to close."));
          break;
        case EMPTY_NO_MATCH:
          page = rapport_empty_new_compact (_("No match"), NULL);
          rapport_empty_add_button (page, _("_Clear Filters"), "board.clear-filter", FALSE);
          break;
        default:
          break;
        }
      adw_bin_set_child (self->empty_bin, page);
      self->empty = empty;
    }
  gtk_stack_set_visible_child_name (self->stack, empty == EMPTY_NONE ? "board" : "empty");
}

/* Loading ------------------------------------------------------------------------------------------------------- */

void
_rapport_board_view_show_comparison (RapportBoardView *self)
{
  show_figures (self);
  _rapport_board_view_show_past (self);
  rapport_board_refresh (self->board);
}

static char *
locate_card (gint64    id,
             guint    *position,
             gpointer  user_data)
{
  gint64 stage;
  RapportQueryModel *model = _rapport_board_view_find_lane (user_data, id, &stage);

  return model != NULL && rapport_query_model_find (model, id, position) ? _rapport_board_view_lane_id (stage) : NULL;
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RapportBoardView) self = user_data;
  g_autoptr(RapportBoardData) data = NULL;
  g_autoptr(GError) error = NULL;
  gboolean fresh, rebuild, other_day, glide;

  data = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);
  /* Another question has been asked since. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->workspace == NULL || rapport_workspace_get_store (self->workspace) != RAPPORT_STORE (source))
    return;

  self->loading = FALSE;
  if (data == NULL)
    {
      rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  fresh = self->fresh || self->data == NULL;
  self->fresh = FALSE;
  other_day = self->data != NULL && self->data->day != data->day;
  g_clear_pointer (&self->data, rapport_board_data_free);
  self->data = g_steal_pointer (&data);

  rebuild = self->shown_model != self->data->model || (wants_unplaced (self) && !self->has_unplaced);
  if (rebuild)
    build_lanes (self);
  /* From one past day to another the same cards go elsewhere. */
  /* Until the next is there, the last one stays: what is told of a card does not come and go with each day. */
  if (fresh || rebuild)
    g_clear_pointer (&self->comparison, rapport_board_comparison_free);
  glide = other_day && self->was_past && _rapport_board_view_is_past (self) && !fresh && !rebuild;
  self->was_past = _rapport_board_view_is_past (self);
  if (glide)
    rapport_board_begin_glide (self->board);
  fill_lanes (self, fresh || rebuild);
  show_figures (self);
  show_empty (self);
  _rapport_board_view_show_past (self);
  if (self->to_mark != NULL)
    {
      rapport_board_mark_moved (self->board, self->to_mark);
      g_clear_pointer (&self->to_mark, g_variant_unref);
    }
  /* "3 d ago", days in the stage and outlines are told against the day. */
  if (other_day || _rapport_board_view_is_past (self))
    rapport_board_refresh (self->board);
  if (glide)
    rapport_board_end_glide (self->board, locate_card, self);
  _rapport_board_view_compare (self);

  if (self->again)
    load (self, FALSE, NULL);
}

/* @fresh: other cards are shown, in new lists. @changes: what was written, where only that made this necessary. */
static void
load (RapportBoardView *self,
      gboolean          fresh,
      RapportChanges   *changes)
{
  const RapportAccountFilter *filter = rapport_filter_bar_get_filter (self->filter_bar);

  if (self->workspace == NULL)
    return;
  if (self->loading)
    {
      if (!fresh && !self->fresh)
        {
          self->again = TRUE;
          return;
        }
      g_cancellable_cancel (self->cancellable);
    }
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->loading = TRUE;
  self->again = FALSE;
  self->fresh |= fresh;

  if (!self->fresh && changes != NULL && self->data != NULL)
    rapport_board_reload_async (self->workspace, filter, self->data, changes, self->cancellable, loaded_cb,
                                g_object_ref (self));
  else
    rapport_board_load_async (self->workspace, filter, self->cancellable, loaded_cb, g_object_ref (self));
}

static gboolean
concerns_board (RapportChanges *changes)
{
  static const RapportKindId kinds[] = {
    RAPPORT_KIND_PLACEMENT, RAPPORT_KIND_ACCOUNT, RAPPORT_KIND_OPPORTUNITY, RAPPORT_KIND_RELATIONSHIP_END,
    RAPPORT_KIND_STAGE, RAPPORT_KIND_MODEL, RAPPORT_KIND_PERSON, RAPPORT_KIND_AFFILIATION, RAPPORT_KIND_MOVE,
  };

  if (changes->accounts->len > 0)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (rapport_changes_touch (changes, kinds[i]))
      return TRUE;
  return FALSE;
}

static void
fill_drop_down (RapportBoardView *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GPtrArray) records = NULL;
  guint selected = 0;

  g_array_set_size (self->models, 0);
  self->showing = TRUE;
  if (self->workspace != NULL)
    {
      records = rapport_workspace_list_small (self->workspace, RAPPORT_KIND_MODEL);
      for (guint i = 0; i < records->len; i++)
        {
          gint64 id = rapport_record_get_id (g_ptr_array_index (records, i));
          const char *title = rapport_workspace_get_title (self->workspace, RAPPORT_KIND_MODEL, id);

          if (rapport_record_get_int (g_ptr_array_index (records, i), "hidden") == 1 &&
              id != rapport_workspace_get_model (self->workspace))
            continue;
          if (id == rapport_workspace_get_model (self->workspace))
            selected = self->models->len;
          g_array_append_val (self->models, id);
          gtk_string_list_append (names, title ? title : "?");
        }
    }
  gtk_drop_down_set_model (self->model_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->model_drop_down, selected);
  self->showing = FALSE;
}

static void
workspace_changed_cb (RapportWorkspace *workspace,
                      RapportChanges   *changes,
                      RapportBoardView *self)
{
  if (rapport_changes_touch (changes, RAPPORT_KIND_STAGE) || rapport_changes_touch (changes, RAPPORT_KIND_MODEL))
    {
      fill_drop_down (self);
      /* Stages may have other names or places: their lanes are built anew, except where only the clock was set. */
      if (!changes->many)
        self->shown_model = 0;
    }
  if (concerns_board (changes))
    load (self, FALSE, changes);
}

static void
model_changed_cb (RapportBoardView *self)
{
  fill_drop_down (self);
  load (self, TRUE, NULL);
}

static void
model_chosen_cb (RapportBoardView *self)
{
  guint selected = gtk_drop_down_get_selected (self->model_drop_down);

  if (!self->showing && self->workspace != NULL && selected < self->models->len)
    rapport_workspace_set_model (self->workspace, g_array_index (self->models, gint64, selected));
}

static void
filter_changed_cb (RapportBoardView *self)
{
  load (self, TRUE, NULL);
}

void
_rapport_board_view_mark (RapportBoardView *self,
                          GVariant         *ids)
{
  g_clear_pointer (&self->to_mark, g_variant_unref);
  if (self->loading)
    self->to_mark = g_variant_ref (ids);
  else
    rapport_board_mark_moved (self->board, ids);
}

/* The widget ---------------------------------------------------------------------------------------------------- */

static void
rapport_board_view_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  switch ((RapportBoardViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, RAPPORT_BOARD_VIEW (object)->workspace);
      break;
    case PROP_COMPARE:
      g_value_set_boolean (value, RAPPORT_BOARD_VIEW (object)->compare);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_compare (RapportBoardView *self,
             gboolean          compare)
{
  if (self->compare == compare)
    return;
  self->compare = compare;
  _rapport_board_view_compare (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPARE]);
}

static void
rapport_board_view_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch ((RapportBoardViewProperty) prop_id)
    {
    case PROP_WORKSPACE:
      rapport_board_view_set_workspace (RAPPORT_BOARD_VIEW (object), g_value_get_object (value));
      break;
    case PROP_COMPARE:
      set_compare (RAPPORT_BOARD_VIEW (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
let_go (RapportBoardView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->loading = self->again = FALSE;
  if (self->workspace != NULL)
    {
      g_clear_signal_handler (&self->changed_id, self->workspace);
      g_clear_signal_handler (&self->model_id, self->workspace);
    }
  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  g_clear_pointer (&self->comparison, rapport_board_comparison_free);
  g_clear_pointer (&self->to_mark, g_variant_unref);
  g_clear_pointer (&self->data, rapport_board_data_free);
  g_hash_table_remove_all (self->lanes);
  self->shown_model = 0;
}

static void
rapport_board_view_dispose (GObject *object)
{
  RapportBoardView *self = RAPPORT_BOARD_VIEW (object);

  if (self->board != NULL)
    {
      rapport_board_set_lanes (self->board, NULL, 0);
      rapport_board_set_face_func (self->board, NULL, NULL, NULL);
    }
  let_go (self);
  g_clear_handle_id (&self->bold_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RAPPORT_TYPE_BOARD_VIEW);

  G_OBJECT_CLASS (rapport_board_view_parent_class)->dispose (object);
}

static void
rapport_board_view_finalize (GObject *object)
{
  RapportBoardView *self = RAPPORT_BOARD_VIEW (object);

  g_hash_table_unref (self->lanes);
  g_hash_table_unref (self->marks);
  g_array_unref (self->models);

  G_OBJECT_CLASS (rapport_board_view_parent_class)->finalize (object);
}

static void
rapport_board_view_class_init (RapportBoardViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rapport_board_view_get_property;
  object_class->set_property = rapport_board_view_set_property;
  object_class->dispose = rapport_board_view_dispose;
  object_class->finalize = rapport_board_view_finalize;

  /**
   * RapportBoardView:workspace:
   *
   * The workspace whose board is shown.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, RAPPORT_TYPE_WORKSPACE,
                                                    G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                                                        G_PARAM_STATIC_STRINGS);
  /**
   * RapportBoardView:compare:
   *
   * Whether a past day is compared with today.
   */
  properties[PROP_COMPARE] = g_param_spec_boolean (
      "compare", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RAPPORT_TYPE_PAGE_HEADER);
  g_type_ensure (RAPPORT_TYPE_FILTER_BAR);
  g_type_ensure (RAPPORT_TYPE_BOARD);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/rapport/Rapport/rapport-board-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, header);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, model_drop_down);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, clock_toggle);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, new_button);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, banner_revealer);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, banner_label);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, moves_box);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, moves_label);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, stack);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, board);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, empty_bin);
  gtk_widget_class_bind_template_child (widget_class, RapportBoardView, as_of_revealer);
  gtk_widget_class_bind_template_callback (widget_class, model_chosen_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "clock_toggled_cb",
                                                G_CALLBACK (_rapport_board_view_clock_toggled_cb));
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);

  _rapport_board_view_install_actions (widget_class);
}

static void
rapport_board_view_init (RapportBoardView *self)
{
  self->models = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->lanes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->marks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  rapport_board_set_face_func (self->board, _rapport_board_view_describe, self, NULL);
  g_signal_connect_object (self->board, "refused", G_CALLBACK (_rapport_board_view_refused_cb), self,
                           G_CONNECT_SWAPPED);
  _rapport_board_view_connect_board (self);
}

/**
 * rapport_board_view_new:
 *
 * Returns: (transfer floating): the page, without a workspace
 */
GtkWidget *
rapport_board_view_new (void)
{
  return g_object_new (RAPPORT_TYPE_BOARD_VIEW, NULL);
}

/**
 * rapport_board_view_set_workspace:
 * @self: the page
 * @workspace: (nullable): the workspace whose board is shown
 */
void
rapport_board_view_set_workspace (RapportBoardView *self,
                                  RapportWorkspace *workspace)
{
  g_return_if_fail (RAPPORT_IS_BOARD_VIEW (self));
  g_return_if_fail (workspace == NULL || RAPPORT_IS_WORKSPACE (workspace));

  if (self->workspace == workspace)
    return;
  rapport_board_set_lanes (self->board, NULL, 0);
  let_go (self);
  g_set_object (&self->workspace, workspace);
  if (workspace != NULL)
    {
      self->changed_id = g_signal_connect (workspace, "changed", G_CALLBACK (workspace_changed_cb), self);
      self->model_id = g_signal_connect_swapped (workspace, "notify::model", G_CALLBACK (model_changed_cb), self);
      /* The question is on its way while the widgets are set. */
      load (self, TRUE, NULL);
    }
  fill_drop_down (self);
  _rapport_board_view_show_past (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WORKSPACE]);
}

/**
 * rapport_board_view_get_filter:
 * @self: the page
 *
 * Returns: (transfer none): which accounts are shown, for printing and exporting them
 */
const RapportAccountFilter *
rapport_board_view_get_filter (RapportBoardView *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_VIEW (self), NULL);

  return rapport_filter_bar_get_filter (self->filter_bar);
}

/**
 * rapport_board_view_show_account:
 * @self: the page
 * @account: a card
 *
 * Brings a card into view and gives it the focus.
 *
 * Returns: whether it is on the board
 */
gboolean
rapport_board_view_show_account (RapportBoardView *self,
                                 gint64            account)
{
  RapportQueryModel *model;
  g_autofree char *id = NULL;
  gint64 stage;
  guint position;

  g_return_val_if_fail (RAPPORT_IS_BOARD_VIEW (self), FALSE);

  model = _rapport_board_view_find_lane (self, account, &stage);
  if (model == NULL || !rapport_query_model_find (model, account, &position))
    return FALSE;
  id = _rapport_board_view_lane_id (stage);
  return rapport_board_show_card (self->board, id, position);
}

/**
 * rapport_board_view_is_loading:
 * @self: the page
 *
 * Returns: whether what is shown is about to change
 */
gboolean
rapport_board_view_is_loading (RapportBoardView *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD_VIEW (self), FALSE);

  return self->loading;
}
