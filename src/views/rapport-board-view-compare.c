#include "config.h"

#include <glib/gi18n.h>

#include "core/rapport-time.h"
#include "document/rapport-list-document.h"
#include "views/rapport-board-view-private.h"
#include "widgets/rapport-feedback.h"
#include "widgets/rapport-print-preview.h"
#include "widgets/rapport-theme.h"

/* A past day compared with today: where the cards are by now, and how many each lane has then and now. */

/* Where a card is today, in words; %NULL where that is a stage that is no more. */
static char *
describe_lane (RapportBoardView *self,
               gint64            lane)
{
  gboolean deals = self->data->kind == RAPPORT_KIND_OPPORTUNITY;

  if (lane == RAPPORT_LANE_ENDED)
    return g_strdup (deals ? _("Lost") : _("Ended"));
  if (lane == RAPPORT_LANE_UNPLACED)
    return g_strdup (_("Unplaced"));
  if (lane == RAPPORT_LANE_GONE)
    return g_strdup (C_("a customer that is not on the board any more", "Deleted"));
  return g_strdup (rapport_workspace_get_title (self->workspace, RAPPORT_KIND_STAGE, lane));
}

static guint
place_of (RapportBoardView *self,
          gint64            stage)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->marks, &stage));
}

/* An arrow to where the card is today, and a ring in that stage's colour. */
void
_rapport_board_view_describe_today (RapportBoardView *self,
                                    RapportCardFace  *face)
{
  const RapportBoardMoved *moved = rapport_board_comparison_find (self->comparison, face->id);
  g_autofree char *lane = NULL;
  guint now;

  if (moved == NULL)
    return;
  lane = describe_lane (self, moved->now);
  if (lane == NULL)
    return;
  now = place_of (self, moved->now);
  if (now > 0 && now < place_of (self, moved->then))
    /* Translators: as of a past day: the stage that a customer is in today, further back than then */
    face->note = g_strdup_printf (_("← today %s"), lane);
  else
    /* Translators: as of a past day: the stage that a customer is in today */
    face->note = g_strdup_printf (_("→ today %s"), lane);
  if (now > 0)
    {
      face->has_ring = TRUE;
      rapport_theme_get_stage_color (GTK_WIDGET (self->board), now - 1, self->n_stages, &face->ring);
    }
}

/**
 * _rapport_board_view_describe_count:
 * @self: the page, comparing
 * @stage: a lane
 *
 * Returns: (transfer full) (nullable): how many cards it has today
 */
char *
_rapport_board_view_describe_count (RapportBoardView *self,
                                    gint64            stage)
{
  const RapportBoardCount *count = rapport_board_comparison_get_count (self->comparison, stage);
  int more;

  if (count == NULL)
    return NULL;
  more = (int) count->now - (int) count->then;
  if (more == 0)
    /* Translators: as of a past day: how many cards a lane has today, as many as then */
    return g_strdup_printf (_("today %u"), count->now);
  /* Translators: as of a past day: how many cards a lane has today, and how many more (+3) or less (−3) that is */
  return g_strdup_printf (_("today %u, %s%d"), count->now, more > 0 ? "+" : "\xe2\x88\x92", ABS (more));
}

/* What the banner says beside its text. */
char *
_rapport_board_view_describe_comparison (RapportBoardView *self)
{
  guint n_moved = self->comparison->moved->len;
  g_autofree char *moved = NULL;

  /* Translators: as of a past day: cards that are in another lane today */
  moved = g_strdup_printf (ngettext ("%u elsewhere today", "%u elsewhere today", n_moved), n_moved);
  if (self->comparison->n_new == 0)
    return g_steal_pointer (&moved);
  /* Translators: after "5 elsewhere today": how many are there today that were not yet */
  return g_strdup_printf (ngettext ("%1$s, %2$u new", "%1$s, %2$u new", self->comparison->n_new), moved,
                          self->comparison->n_new);
}

static void
compared_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(RapportBoardView) self = user_data;
  g_autoptr(GError) error = NULL;
  RapportBoardComparison *comparison = rapport_store_read_finish (RAPPORT_STORE (source), result, &error);

  if (comparison == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        rapport_report_error (GTK_WIDGET (self), error);
      return;
    }
  g_clear_pointer (&self->comparison, rapport_board_comparison_free);
  self->comparison = comparison;
  _rapport_board_view_show_comparison (self);
}

/* What is shown is compared anew; without a wish to, or in the present, there is nothing to compare. */
void
_rapport_board_view_compare (RapportBoardView *self)
{
  gboolean past = _rapport_board_view_is_past (self);

  g_cancellable_cancel (self->comparing);
  g_clear_object (&self->comparing);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "board.compare", past);
  if (!self->compare || !past || self->data == NULL)
    {
      if (self->comparison != NULL)
        {
          g_clear_pointer (&self->comparison, rapport_board_comparison_free);
          if (self->data != NULL)
            _rapport_board_view_show_comparison (self);
        }
      return;
    }
  self->comparing = g_cancellable_new ();
  rapport_board_compare_async (self->workspace, rapport_filter_bar_get_filter (self->filter_bar), self->data,
                               self->comparing, compared_cb, g_object_ref (self));
}

/* Printing ------------------------------------------------------------------------------------------------------- */

static gboolean
print_row (guint     row,
           char    **cells,
           gpointer  user_data,
           GError  **error)
{
  GPtrArray *texts = user_data;

  for (guint i = 0; i < 3; i++)
    cells[i] = g_strdup (g_ptr_array_index (texts, row * 3 + i));
  return TRUE;
}

/* Two lists: how many each lane has then and now, and who is elsewhere. */
void
_rapport_board_view_print_comparison (RapportBoardView *self)
{
  const char *workspace = rapport_workspace_get_name (self->workspace);
  g_autofree char *day = rapport_time_format_day_long (self->comparison->day);
  g_autofree char *line = NULL;
  g_autoptr(RapportDocument) document = rapport_document_new (_("Compared with Today"), workspace);
  g_autoptr(RapportListDocument) counts = rapport_list_document_new (workspace, _("Compared with Today"));
  g_autoptr(RapportListDocument) moves = rapport_list_document_new (workspace, _("Elsewhere Today"));
  g_autoptr(GPtrArray) count_texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) move_texts = g_ptr_array_new_with_free_func (g_free);

  /* Translators: a past day */
  line = g_strdup_printf (_("The board as of %s and today"), day);
  for (guint i = 0; i < self->comparison->counts->len; i++)
    {
      RapportBoardCount *count = &g_array_index (self->comparison->counts, RapportBoardCount, i);

      g_ptr_array_add (count_texts, describe_lane (self, count->stage));
      g_ptr_array_add (count_texts, g_strdup_printf ("%u", count->then));
      g_ptr_array_add (count_texts, g_strdup_printf ("%u", count->now));
    }
  for (guint i = 0; i < self->comparison->moved->len; i++)
    {
      RapportBoardMoved *moved = &g_array_index (self->comparison->moved, RapportBoardMoved, i);

      g_ptr_array_add (move_texts,
                       g_strdup (rapport_workspace_get_title (self->workspace, self->data->kind, moved->subject)));
      g_ptr_array_add (move_texts, describe_lane (self, moved->then));
      g_ptr_array_add (move_texts, describe_lane (self, moved->now));
    }
  rapport_list_document_set_filter_line (counts, line);
  rapport_list_document_add_column (counts, _("Stage"), RAPPORT_LIST_ALIGN_START, 3);
  rapport_list_document_add_column (counts, day, RAPPORT_LIST_ALIGN_END, 2);
  rapport_list_document_add_column (counts, _("Today"), RAPPORT_LIST_ALIGN_END, 2);
  rapport_list_document_set_rows (counts, count_texts->len / 3, print_row, g_ptr_array_ref (count_texts),
                                  (GDestroyNotify) g_ptr_array_unref);
  rapport_document_add_list (document, counts);
  rapport_list_document_set_filter_line (moves, line);
  rapport_list_document_add_column (moves,
                                    self->data->kind == RAPPORT_KIND_OPPORTUNITY ? _("Opportunity") : _("Account"),
                                    RAPPORT_LIST_ALIGN_START, 3);
  rapport_list_document_add_column (moves, day, RAPPORT_LIST_ALIGN_START, 2);
  rapport_list_document_add_column (moves, _("Today"), RAPPORT_LIST_ALIGN_START, 2);
  rapport_list_document_set_rows (moves, move_texts->len / 3, print_row, g_ptr_array_ref (move_texts),
                                  (GDestroyNotify) g_ptr_array_unref);
  rapport_document_add_list (document, moves);
  /* Translators: name of a file */
  rapport_print_preview (GTK_WIDGET (self), document, _("Board.pdf"));
}
