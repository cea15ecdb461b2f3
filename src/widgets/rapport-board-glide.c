#include "config.h"

#include <math.h>

#include "widgets/rapport-board-column-private.h"
#include "widgets/rapport-board-private.h"
#include "widgets/rapport-card-private.h"

/* Cards that glide: the owner says before it gives the lanes new lists, and after; what was on
 * screen before and is elsewhere after goes there in a quarter of a second, above the lanes.
 *
 * Where a card will be follows from its position, so nothing waits for the next layout. While a
 * picture of a card is under way, the card itself draws nothing; all else of it is where it
 * belongs, and may be clicked. */

#define GLIDE_DURATION (250 * G_TIME_SPAN_MILLISECOND)

/* A card as it was on screen. */
typedef struct
{
  gint64 id;
  graphene_rect_t place;
  GskRenderNode *picture;
} Seen;

typedef struct
{
  graphene_rect_t from;
  graphene_rect_t to;
  GskRenderNode *picture;
  double opacity_from;
  double opacity_to;
  gboolean above; /* it changes its lane */
} Flight;

struct _RapportBoardGlide
{
  GHashTable *seen;   /* id → Seen */
  GArray *flights;    /* Flight */
  GHashTable *ids;    /* set of gint64: cards that draw nothing */
  gint64 start;
  double progress;
  guint tick;
};

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  gsk_render_node_unref (seen->picture);
  g_free (seen);
}

static void
flight_clear (gpointer data)
{
  gsk_render_node_unref (((Flight *) data)->picture);
}

static gboolean
animations_enabled (RapportBoard *self)
{
  gboolean enabled = FALSE;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &enabled,
                  NULL);

  return enabled;
}

/* Where a lane shows cards, in the board. */
static gboolean
get_view (RapportBoard    *self,
          RapportLane     *lane,
          graphene_rect_t *view)
{
  return !lane->folded && gtk_widget_get_mapped (GTK_WIDGET (lane->column)) &&
         gtk_widget_compute_bounds (GTK_WIDGET (lane->column), GTK_WIDGET (self), view);
}

/* Where the card at a position is, or would be, in the board. */
static void
get_place (RapportLane           *lane,
           const graphene_rect_t *view,
           guint                  position,
           graphene_rect_t       *place)
{
  RapportBoardColumn *column = lane->column;
  double y = _rapport_board_column_get_card_y (column, position) -
             floor (_rapport_board_column_get_value (column) + 0.5);

  graphene_rect_init (place, view->origin.x + (float) column->inset,
                      view->origin.y + (float) CLAMP (y, -1e6, 1e6),
                      MAX (view->size.width - 2 * (float) column->inset, 1),
                      (float) column->card_height);
}

static gboolean
is_in_view (const graphene_rect_t *place,
            const graphene_rect_t *view)
{
  return place->origin.y < view->origin.y + view->size.height &&
         place->origin.y + place->size.height > view->origin.y;
}

static GskRenderNode *
take_picture (RapportCard           *card,
              const graphene_rect_t *place)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;

  _rapport_card_draw (card, snapshot, place->size.width, place->size.height, FALSE);
  node = gtk_snapshot_free_to_node (snapshot);

  return node != NULL ? node : gsk_container_node_new (NULL, 0);
}

static void
finish (RapportBoard *self)
{
  RapportBoardGlide *glide = self->glide;

  if (glide == NULL)
    return;
  self->glide = NULL;
  if (glide->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), glide->tick);
  g_clear_pointer (&glide->seen, g_hash_table_unref);
  g_clear_pointer (&glide->flights, g_array_unref);
  g_clear_pointer (&glide->ids, g_hash_table_unref);
  g_free (glide);
}

void
_rapport_board_glide_dispose (RapportBoard *self)
{
  finish (self);
}

/**
 * rapport_board_begin_glide:
 * @self: a board
 *
 * Call it before the lanes get other cards; rapport_board_end_glide() afterwards lets the cards that
 * are elsewhere then go there before the user's eyes. Where animations are off, nothing glides.
 */
void
rapport_board_begin_glide (RapportBoard *self)
{
  g_return_if_fail (RAPPORT_IS_BOARD (self));

  if (self->glide != NULL)
    {
      finish (self);
      _rapport_board_refresh_states (self);
    }
  if (!animations_enabled (self))
    return;

  self->glide = g_new0 (RapportBoardGlide, 1);
  self->glide->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, seen_free);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      RapportLane *lane = _rapport_board_get_lane (self, i);
      graphene_rect_t view, place;

      if (!get_view (self, lane, &view))
        continue;
      for (guint k = 0; k < lane->column->live->len; k++)
        {
          Live *live = &g_array_index (lane->column->live, Live, k);
          Seen *seen;

          get_place (lane, &view, live->position, &place);
          if (!is_in_view (&place, &view))
            continue;
          seen = g_new (Seen, 1);
          *seen = (Seen) { rapport_card_get_id (live->card), place,
                           take_picture (live->card, &place) };
          g_hash_table_replace (self->glide->seen, &seen->id, seen);
        }
    }
}

static void
add_flight (RapportBoard          *self,
            gint64                 id,
            const graphene_rect_t *from,
            const graphene_rect_t *to,
            GskRenderNode         *picture,
            double                 opacity_from,
            double                 opacity_to)
{
  Flight flight = { *from, *to, picture, opacity_from, opacity_to,
                    fabsf (from->origin.x - to->origin.x) > 1 };

  g_array_append_val (self->glide->flights, flight);
  g_hash_table_add (self->glide->ids, g_memdup2 (&id, sizeof id));
}

/* Cards that are on screen now: from where they were, or out of nothing. */
static void
add_arrivals (RapportBoard *self,
              RapportLane  *lane)
{
  graphene_rect_t view, place;

  if (!get_view (self, lane, &view))
    return;
  for (guint i = 0; i < lane->column->live->len; i++)
    {
      Live *live = &g_array_index (lane->column->live, Live, i);
      gint64 id = rapport_card_get_id (live->card);
      Seen *seen = g_hash_table_lookup (self->glide->seen, &id);

      get_place (lane, &view, live->position, &place);
      if (!is_in_view (&place, &view))
        continue;
      if (seen == NULL)
        add_flight (self, id, &place, &place, take_picture (live->card, &place), 0, 1);
      else if (fabsf (seen->place.origin.x - place.origin.x) > 1 ||
               fabsf (seen->place.origin.y - place.origin.y) > 1)
        add_flight (self, id, &seen->place, &place, take_picture (live->card, &place), 1, 1);
      g_hash_table_remove (self->glide->seen, &id);
    }
}

/* A card that is not on screen any more: to the edge behind which it is, to the strip of a folded
 * lane, or away. */
static void
add_departure (RapportBoard           *self,
               const Seen             *seen,
               RapportBoardLocateFunc  locate,
               gpointer                user_data)
{
  graphene_rect_t view, to = seen->place;
  g_autofree char *lane_id = NULL;
  RapportLane *lane = NULL;
  guint position = 0;

  if (locate != NULL)
    lane_id = locate (seen->id, &position, user_data);
  if (lane_id != NULL)
    lane = _rapport_board_find_lane (self, lane_id);
  if (lane != NULL && get_view (self, lane, &view))
    {
      get_place (lane, &view, position, &to);
      to.origin.y = CLAMP (to.origin.y, view.origin.y - to.size.height,
                           view.origin.y + view.size.height);
    }
  else if (lane != NULL && gtk_widget_compute_bounds (GTK_WIDGET (lane), GTK_WIDGET (self), &view))
    {
      to.origin.x = view.origin.x + (view.size.width - to.size.width) / 2;
    }
  add_flight (self, seen->id, &seen->place, &to, gsk_render_node_ref (seen->picture), 1, 0);
}

static gboolean
glide_tick_cb (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  RapportBoard *self = RAPPORT_BOARD (widget);
  RapportBoardGlide *glide = self->glide;
  gint64 now = gdk_frame_clock_get_frame_time (clock);

  /* The time that the lists took is no part of it. */
  if (glide->start == 0)
    glide->start = now;
  glide->progress = CLAMP ((double) (now - glide->start) / GLIDE_DURATION, 0, 1);
  gtk_widget_queue_draw (widget);
  if (glide->progress < 1)
    return G_SOURCE_CONTINUE;

  glide->tick = 0;
  finish (self);
  _rapport_board_refresh_states (self);

  return G_SOURCE_REMOVE;
}

/**
 * rapport_board_end_glide:
 * @self: a board
 * @locate: (nullable) (scope call): says where a card went that is on screen no more
 * @user_data: data of @locate
 *
 * Lets the cards glide to where they are now, after rapport_board_begin_glide().
 */
void
rapport_board_end_glide (RapportBoard           *self,
                         RapportBoardLocateFunc  locate,
                         gpointer                user_data)
{
  GHashTableIter iter;
  gpointer seen;

  g_return_if_fail (RAPPORT_IS_BOARD (self));

  if (self->glide == NULL || self->glide->seen == NULL)
    return;

  self->glide->flights = g_array_new (FALSE, FALSE, sizeof (Flight));
  g_array_set_clear_func (self->glide->flights, flight_clear);
  self->glide->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < self->lanes->len; i++)
    add_arrivals (self, _rapport_board_get_lane (self, i));
  g_hash_table_iter_init (&iter, self->glide->seen);
  while (g_hash_table_iter_next (&iter, NULL, &seen))
    add_departure (self, seen, locate, user_data);
  g_clear_pointer (&self->glide->seen, g_hash_table_unref);

  if (self->glide->flights->len == 0)
    {
      finish (self);
      return;
    }
  self->glide->tick =
      gtk_widget_add_tick_callback (GTK_WIDGET (self), glide_tick_cb, NULL, NULL);
  _rapport_board_refresh_states (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * rapport_board_count_gliding:
 * @self: a board
 *
 * Returns: how many cards are on their way to another place
 */
guint
rapport_board_count_gliding (RapportBoard *self)
{
  g_return_val_if_fail (RAPPORT_IS_BOARD (self), 0);

  return self->glide != NULL && self->glide->flights != NULL ? self->glide->flights->len : 0;
}

gboolean
_rapport_board_is_gliding (RapportBoard *self,
                           gint64        id)
{
  return self->glide != NULL && self->glide->ids != NULL &&
         g_hash_table_contains (self->glide->ids, &id);
}

/* Those that change their lane fly above the others. */
void
_rapport_board_draw_glide (RapportBoard *self,
                           GtkSnapshot  *snapshot)
{
  double eased;

  if (self->glide == NULL || self->glide->flights == NULL)
    return;

  eased = 1 - pow (1 - self->glide->progress, 3);
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                               gtk_widget_get_height (GTK_WIDGET (self))));
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->glide->flights->len; i++)
      {
        Flight *flight = &g_array_index (self->glide->flights, Flight, i);
        graphene_rect_t place;
        double opacity =
            flight->opacity_from + (flight->opacity_to - flight->opacity_from) * eased;

        if (flight->above != (pass == 1))
          continue;
        graphene_rect_interpolate (&flight->from, &flight->to, eased, &place);
        gtk_snapshot_save (snapshot);
        gtk_snapshot_translate (snapshot, &place.origin);
        if (opacity < 1)
          gtk_snapshot_push_opacity (snapshot, opacity);
        gtk_snapshot_append_node (snapshot, flight->picture);
        if (opacity < 1)
          gtk_snapshot_pop (snapshot);
        gtk_snapshot_restore (snapshot);
      }
  gtk_snapshot_pop (snapshot);
}
