#include "config.h"

#include "views/rapport-timeline-private.h"

#include <glib/gi18n.h>

#include "core/rapport-records.h"
#include "views/rapport-timeline-row.h"

/* The list of a timeline. */

#define FILL_MICROSECONDS 4000
#define MAX_SPARE 64

void
_rapport_timeline_show_count (RapportTimeline *self)
{
  guint n = self->model ? rapport_timeline_model_get_n_interactions (self->model) : 0;
  guint n_all = self->overview ? MAX (self->overview->n_all, n) : n;
  g_autofree char *text = g_strdup_printf (ngettext ("%'u of %'u interaction", "%'u of %'u interactions", n_all), n,
                                           n_all);

  if (self->model == NULL || !rapport_timeline_model_is_ready (self->model))
    return;
  if (rapport_timeline_model_is_loading (self->model) && n > 0)
    {
      /* The first rows of many: how many there are comes with the rest. */
      gtk_stack_set_visible_child_name (self->stack, "list");
      return;
    }
  gtk_label_set_label (self->count_label, text);
  if (n == 0 && self->overview == NULL)
    return; /* whether anything is logged comes with it */
  gtk_widget_set_visible (self->all_days_button, _rapport_timeline_get_days (self, NULL, NULL));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : n_all > 0 ? "no-match" : "empty");
  gtk_widget_set_visible (self->ribbon_panel, n_all > 0 || (self->overview && self->overview->episodes->len > 0));
}

/* A list view makes all rows anew for another model: what they are made of is kept. */
static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          RapportTimeline          *self)
{
  g_autoptr(GtkWidget) spare = self->spare->len > 0
                                    ? g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1)
                                    : NULL;

  gtk_list_item_set_child (item, spare ? spare : rapport_timeline_row_new ());
}

static void
teardown_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             RapportTimeline          *self)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  if (row == NULL || self->spare->len >= MAX_SPARE || !rapport_timeline_row_is_made (RAPPORT_TIMELINE_ROW (row)))
    return;
  g_ptr_array_add (self->spare, g_object_ref (row));
  gtk_list_item_set_child (item, NULL);
}

static void
show_place (RapportTimeline *self,
            GtkListItem     *item)
{
  rapport_timeline_row_set_place (RAPPORT_TIMELINE_ROW (gtk_list_item_get_child (item)),
                                  rapport_timeline_model_get_place (self->model, gtk_list_item_get_position (item)),
                                  rapport_adaptive_bin_is_narrow (self->adaptive));
}

/* A row that comes or goes makes its neighbours first or last of their group. */
void
_rapport_timeline_show_places (RapportTimeline *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    show_place (self, g_ptr_array_index (self->bound, i));
}

static void
fill (RapportTimeline *self,
      GtkListItem     *item)
{
  RapportTimelineRow *row = RAPPORT_TIMELINE_ROW (gtk_list_item_get_child (item));
  guint position = gtk_list_item_get_position (item);
  g_autoptr(RapportRecord) record = rapport_timeline_model_dup_record (self->model, position);
  g_autofree char *name = NULL;

  if (record != NULL && self->account == 0)
    name = rapport_timeline_dup_account_name (self->workspace, rapport_record_get_int (record, "account"));
  rapport_timeline_row_fill (row, self->workspace, record, name,
                             rapport_timeline_model_get_place (self->model, position),
                             rapport_adaptive_bin_is_narrow (self->adaptive));
}

/* Whether a row can be seen, or is within so many heights of the list above and below. */
static gboolean
is_near (RapportTimeline *self,
         GtkWidget       *row,
         int              pages)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->list)), margin = pages * height;
  graphene_point_t place;

  return gtk_widget_get_height (row) > 0 &&
         gtk_widget_compute_point (row, GTK_WIDGET (self->list), &GRAPHENE_POINT_INIT (0, 0), &place) &&
         place.y + gtk_widget_get_height (row) >= -margin && place.y <= height + margin;
}

/* The page above and the one below are filled where there is nothing else to do, a few rows at a time. */
static gboolean
fill_more_cb (gpointer data)
{
  RapportTimeline *self = data;
  gint64 until = g_get_monotonic_time () + FILL_MICROSECONDS;

  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);

      GtkWidget *row = gtk_list_item_get_child (item);

      if (rapport_timeline_row_is_filled (RAPPORT_TIMELINE_ROW (row)) || !is_near (self, row, 1))
        continue;
      if (g_get_monotonic_time () >= until)
        return G_SOURCE_CONTINUE;
      fill (self, item);
    }
  self->fill_id = 0;
  return G_SOURCE_REMOVE;
}

/* Between the layout and the painting of a frame, when it is known which rows are in sight. */
static void
layout_cb (GdkFrameClock   *clock,
           RapportTimeline *self)
{
  gboolean more = FALSE;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    return;
  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);
      GtkWidget *row = gtk_list_item_get_child (item);

      if (rapport_timeline_row_is_filled (RAPPORT_TIMELINE_ROW (row)))
        continue;
      if (is_near (self, row, 0))
        fill (self, item);
      else
        more = more || is_near (self, row, 1);
    }
  if (more && self->fill_id == 0)
    self->fill_id = g_idle_add_full (G_PRIORITY_LOW, fill_more_cb, self, NULL);
}

static void
realize_cb (RapportTimeline *self)
{
  self->clock = gtk_widget_get_frame_clock (GTK_WIDGET (self->list));
  self->layout_id = g_signal_connect_after (self->clock, "layout", G_CALLBACK (layout_cb), self);
}

static void
unrealize_cb (RapportTimeline *self)
{
  if (self->clock != NULL)
    g_clear_signal_handler (&self->layout_id, self->clock);
  self->clock = NULL;
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         RapportTimeline          *self)
{
  GObject *object = gtk_list_item_get_item (item);
  gboolean header = RAPPORT_IS_TIMELINE_HEADER (object);

  gtk_list_item_set_activatable (item, !header);
  gtk_list_item_set_selectable (item, !header);
  rapport_timeline_row_bind (RAPPORT_TIMELINE_ROW (gtk_list_item_get_child (item)), object);
  g_ptr_array_add (self->bound, item);
}

/* An account was renamed, perhaps. */
void
_rapport_timeline_show_account_names (RapportTimeline *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    {
      GtkListItem *item = g_ptr_array_index (self->bound, i);
      RapportTimelineRow *row = RAPPORT_TIMELINE_ROW (gtk_list_item_get_child (item));
      g_autoptr(RapportRecord) record = NULL;
      g_autofree char *name = NULL;

      if (!rapport_timeline_row_is_filled (row))
        continue;
      record = rapport_timeline_model_dup_record (self->model, gtk_list_item_get_position (item));
      if (record == NULL)
        continue;
      name = rapport_timeline_dup_account_name (self->workspace, rapport_record_get_int (record, "account"));
      rapport_timeline_row_set_account_name (row, name);
    }
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           RapportTimeline          *self)
{
  g_ptr_array_remove_fast (self->bound, item);
  rapport_timeline_row_unbind (RAPPORT_TIMELINE_ROW (gtk_list_item_get_child (item)));
}

static void
row_activated_cb (RapportTimeline *self,
                  guint            position)
{
  gint64 id = rapport_timeline_model_get_id (self->model, position);

  if (id != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "timeline.edit", "x", id);
}

static RapportTimelineFilter *
make_filter (RapportTimeline *self)
{
  RapportTimelineFilter *filter = rapport_timeline_filter_new (self->account);
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  filter->task = !gtk_toggle_button_get_active (self->social_button);
  filter->social = !gtk_toggle_button_get_active (self->task_button);
  filter->channels = rapport_pill_dup_selected (self->channel_pill);
  filter->kinds = rapport_pill_dup_selected (self->kind_pill);
  filter->members = rapport_pill_dup_selected (self->member_pill);
  if (self->account != 0)
    filter->persons = rapport_pill_dup_selected (self->person_pill);
  filter->text = *text ? g_strdup (text) : NULL;
  _rapport_timeline_get_days (self, &filter->from, &filter->until);
  return filter;
}

static void
drop_model (RapportTimeline       *self,
            RapportTimelineModel **model)
{
  if (*model != NULL)
    g_signal_handlers_disconnect_by_data (*model, self);
  g_clear_object (model);
}

/* What was listed stays until the answer is there: the list does not blink while one types. */
static void
pending_ready_cb (RapportTimeline *self)
{
  g_autoptr(GtkSelectionModel) selection = NULL;

  g_signal_handlers_disconnect_by_func (self->pending, pending_ready_cb, self);
  drop_model (self, &self->model);
  self->model = g_steal_pointer (&self->pending);
  g_signal_connect_object (self->model, "notify::loading", G_CALLBACK (_rapport_timeline_show_count), self,
                           G_CONNECT_SWAPPED);
  /* A new query is a new selection, too: GTK 4.8 scans all rows of a replaced model. */
  selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->model))));
  gtk_list_view_set_model (self->list, selection);
  g_signal_connect_object (selection, "items-changed", G_CALLBACK (_rapport_timeline_show_places), self,
                           G_CONNECT_SWAPPED);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->model)) > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", 0);
  _rapport_timeline_show_count (self);
}

void
_rapport_timeline_reload_list (RapportTimeline *self)
{
  g_autoptr(RapportTimelineFilter) filter = NULL;

  /* The query before, which nobody waits for any more, is stopped with this. */
  drop_model (self, &self->pending);
  if (self->workspace == NULL || self->brush_cancellable != NULL)
    return; /* it is read when the days are known */
  filter = make_filter (self);
  self->pending = rapport_timeline_model_new (self->workspace, filter);
  g_signal_connect_object (self->pending, "notify::ready", G_CALLBACK (pending_ready_cb), self, G_CONNECT_SWAPPED);
}

/* The row that has the keyboard, %NULL if none has. */
static RapportTimelineRow *
find_focused_row (RapportTimeline *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->bound->len; i++)
    {
      GtkWidget *row = gtk_list_item_get_child (g_ptr_array_index (self->bound, i));

      if (focus == row || gtk_widget_is_ancestor (focus, row) || gtk_widget_get_parent (row) == focus)
        return RAPPORT_TIMELINE_ROW (row);
    }
  return NULL;
}

#define MAX_TARGETS 1000

/* What an act on a row is about: all that is selected, where the row is, else the row alone. */
GArray *
_rapport_timeline_dup_targets (RapportTimeline *self,
                               gint64           interaction)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GtkSelectionModel *selection = gtk_list_view_get_model (self->list);
  g_autoptr(GtkBitset) selected = selection ? gtk_selection_model_get_selection (selection) : gtk_bitset_new_empty ();
  gboolean among = FALSE;
  GtkBitsetIter iter;
  guint position;

  if (gtk_bitset_get_size (selected) <= MAX_TARGETS && gtk_bitset_iter_init_first (&iter, selected, &position))
    do
      {
        gint64 id = rapport_timeline_model_get_id (self->model, position);

        if (id == 0)
          continue;
        among = among || id == interaction;
        g_array_append_val (ids, id);
      }
    while (gtk_bitset_iter_next (&iter, &position));
  if (!among)
    {
      g_array_set_size (ids, 0);
      if (interaction != 0)
        g_array_append_val (ids, interaction);
    }
  return ids;
}

static gboolean
list_key_cb (RapportTimeline *self,
             guint            key,
             guint            code,
             GdkModifierType  state)
{
  RapportTimelineRow *row = find_focused_row (self);
  gint64 id = row ? rapport_timeline_row_get_id (row) : 0;

  if (id == 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      gtk_widget_activate_action (GTK_WIDGET (self), "timeline.delete", "x", id);
      return GDK_EVENT_STOP;
    case GDK_KEY_F2:
      gtk_widget_activate_action (GTK_WIDGET (self), "timeline.edit", "x", id);
      return GDK_EVENT_STOP;
    case GDK_KEY_Menu:
      rapport_timeline_row_popup (row);
      return GDK_EVENT_STOP;
    case GDK_KEY_F10:
      if (!(state & GDK_SHIFT_MASK))
        return GDK_EVENT_PROPAGATE;
      rapport_timeline_row_popup (row);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

void
_rapport_timeline_class_init_list (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, list_key_cb);
  gtk_widget_class_bind_template_callback (klass, row_activated_cb);
}

void
_rapport_timeline_init_list (RapportTimeline *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->bound = g_ptr_array_new ();
  self->spare = g_ptr_array_new_with_free_func (g_object_unref);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "teardown", G_CALLBACK (teardown_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), self);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  g_signal_connect_object (self->list, "realize", G_CALLBACK (realize_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "unrealize", G_CALLBACK (unrealize_cb), self, G_CONNECT_SWAPPED);
}

void
_rapport_timeline_clear_list (RapportTimeline *self)
{
  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  drop_model (self, &self->pending);
  drop_model (self, &self->model);
  g_clear_handle_id (&self->fill_id, g_source_remove);
}
